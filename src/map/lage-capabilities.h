/* lage-capabilities.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-source-spec.h"

G_BEGIN_DECLS

/**
 * LageLayerProblem:
 * @LAGE_LAYER_PROBLEM_NONE: it can be shown
 * @LAGE_LAYER_PROBLEM_CRS: the server has it in no coordinate system that can be shown
 * @LAGE_LAYER_PROBLEM_FORMAT: the server has it as no kind of image that can be shown
 *
 * Why a layer that is offered can't be shown.
 */
typedef enum
{
  LAGE_LAYER_PROBLEM_NONE,
  LAGE_LAYER_PROBLEM_CRS,
  LAGE_LAYER_PROBLEM_FORMAT,
} LageLayerProblem;

typedef struct
{
  char *name;
  char *title; /* (nullable) */
} LageOfferedStyle;

/**
 * LageOfferedLayer:
 * @title: what the server calls it for people
 * @path: (nullable): the titles of the groups that it is in
 * @styles: (element-type LageOfferedStyle): its looks; the first is the usual one
 * @spec: (nullable): how it is asked for, in its usual look; %NULL if it can't be shown
 * @problem: why it can't be shown
 * @problem_detail: (nullable): what the server has instead
 */
typedef struct
{
  char *title;
  char *path;
  GPtrArray *styles;
  LageSourceSpec *spec;
  LageLayerProblem problem;
  char *problem_detail;
} LageOfferedLayer;

/**
 * LageCapabilities:
 * @service: what kind of server it is
 * @title: (nullable): what it calls itself
 * @provider: (nullable): who runs it
 * @fees: (nullable): what it says about cost
 * @access_constraints: (nullable): what it says about the conditions of use
 * @layers: (element-type LageOfferedLayer): what it offers, in its order
 */
typedef struct
{
  LageService service;
  char *title;
  char *provider;
  char *fees;
  char *access_constraints;
  GPtrArray *layers;
} LageCapabilities;

LageCapabilities * lage_capabilities_parse          (const void              *data,
                                                     gsize                    size,
                                                     const char              *address,
                                                     GError                 **error);
LageCapabilities * lage_capabilities_new_for_template
                                                    (const char              *url_template,
                                                     GError                 **error);
LageCapabilities * lage_capabilities_new_for_spec   (LageSourceSpec          *spec);
void               lage_capabilities_free           (LageCapabilities        *self);
char *             lage_capabilities_find_exception (const void              *data,
                                                     gsize                    size);
GPtrArray *        lage_capabilities_list_addresses (const char              *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageCapabilities, lage_capabilities_free)

G_END_DECLS
