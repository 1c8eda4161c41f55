/* lage-symbol.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "lage-schema.h"
#include "lage-sign.h"

G_BEGIN_DECLS

typedef enum
{
  LAGE_SYMBOL_GAUGE,
  LAGE_SYMBOL_FLOOD_GATE,
  LAGE_SYMBOL_UNIT,
  LAGE_SYMBOL_DRONE,
  LAGE_SYMBOL_HOSPITAL,
  LAGE_SYMBOL_WARNING,
  LAGE_SYMBOL_INCIDENT,
  LAGE_SYMBOL_TASK,
  LAGE_SYMBOL_AREA,
  LAGE_SYMBOL_NOTE,
} LageSymbolKind;

#define LAGE_N_SYMBOL_KINDS (LAGE_SYMBOL_NOTE + 1)

#define LAGE_N_ORGANISATIONS (LAGE_ORGANISATION_CIVIL + 1)

/* The age of what is shown, as the symbol tells it by fill, border and badge. */
typedef enum
{
  LAGE_SYMBOL_FRESH,
  LAGE_SYMBOL_AGEING,
  LAGE_SYMBOL_STALE,
  LAGE_SYMBOL_SILENT,
} LageSymbolFreshness;

#define LAGE_N_SYMBOL_FRESHNESS (LAGE_SYMBOL_SILENT + 1)

typedef enum
{
  LAGE_SYMBOL_CALM,
  LAGE_SYMBOL_NOTICE,
  LAGE_SYMBOL_ALARM,
} LageSymbolAttention;

#define LAGE_N_SYMBOL_ATTENTION (LAGE_SYMBOL_ALARM + 1)

/* States that a kind shows by its shape; so far only the flood gate has any. */
typedef enum
{
  LAGE_SYMBOL_VARIANT_UNKNOWN,
  LAGE_SYMBOL_VARIANT_OPEN,
  LAGE_SYMBOL_VARIANT_CLOSED,
} LageSymbolVariant;

#define LAGE_N_SYMBOL_VARIANTS (LAGE_SYMBOL_VARIANT_CLOSED + 1)

typedef struct
{
  guint8 kind;         /* LageSymbolKind */
  guint8 organisation; /* LageOrganisation */
  guint8 freshness;    /* LageSymbolFreshness */
  guint8 attention;    /* LageSymbolAttention */
  guint8 variant;      /* LageSymbolVariant */
} LageSymbolStyle;

/**
 * LageMapLook:
 * @scale: device pixels per logical pixel
 * @text_scale: how much larger than usual texts are wanted, from 1 to 2; symbols follow
 * @is_dark: whether the map is dark
 * @is_high_contrast: whether outlines are to be thick and colours plain
 *
 * What the desktop says about how everything on the map is to look.
 */
typedef struct
{
  int scale;
  double text_scale;
  gboolean is_dark;
  gboolean is_high_contrast;
} LageMapLook;

/* Logical pixels that every symbol is drawn in; its place is the middle. */
#define LAGE_SYMBOL_WIDTH 48
#define LAGE_SYMBOL_HEIGHT 40

/* Width of a unit among the tactical signs on the map. */
#define LAGE_SYMBOL_SIGN_PX 44

void lage_symbol_draw       (const LageSymbolStyle *style,
                             const LageMapLook     *look,
                             cairo_t               *cr);
void lage_symbol_draw_glyph (LageSymbolKind         kind,
                             const LageMapLook     *look,
                             cairo_t               *cr);
void lage_symbol_draw_marks (LageSymbolAttention    attention,
                             LageSymbolFreshness    freshness,
                             const LageMapLook     *look,
                             double                 right,
                             double                 top,
                             double                 bottom,
                             cairo_t               *cr);
void lage_symbol_draw_sign  (const LageSign        *sign,
                             LageSymbolFreshness    freshness,
                             LageSymbolAttention    attention,
                             const LageMapLook     *look,
                             cairo_t               *cr);
void lage_symbol_get_sign_extent (const LageSign   *sign,
                                  double           *half_width,
                                  double           *half_height);

G_END_DECLS
