/* lage-kept-area.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-source-spec.h"

G_BEGIN_DECLS

/* What one area may have: that of a big city down to its houses. */
#define LAGE_KEPT_AREA_MAX_TILES 60000

/**
 * LageKeptState:
 * @LAGE_KEPT_PAUSED: a person has stopped it
 * @LAGE_KEPT_RUNNING: its tiles are being fetched, or wait for their turn
 * @LAGE_KEPT_WAITING: its server does not answer; it goes on when it does
 * @LAGE_KEPT_DONE: all that could be had is there
 * @LAGE_KEPT_FAILED: its server does not want it
 */
typedef enum
{
  LAGE_KEPT_PAUSED,
  LAGE_KEPT_RUNNING,
  LAGE_KEPT_WAITING,
  LAGE_KEPT_DONE,
  LAGE_KEPT_FAILED,
} LageKeptState;

/**
 * LageBulkRule:
 * @LAGE_BULK_PERMITTED: a person has stated that the operator permits it
 * @LAGE_BULK_NOT_STATED: nobody has said anything
 * @LAGE_BULK_FORBIDDEN: the terms of the server are known to forbid it
 * @LAGE_BULK_TIME: a map with time is another one in five minutes
 * @LAGE_BULK_NOT_NEEDED: a file is there without a network
 *
 * Whether whole areas of a map may be downloaded.
 */
typedef enum
{
  LAGE_BULK_PERMITTED,
  LAGE_BULK_NOT_STATED,
  LAGE_BULK_FORBIDDEN,
  LAGE_BULK_TIME,
  LAGE_BULK_NOT_NEEDED,
} LageBulkRule;

/**
 * LageKeptPlan:
 * @spec: the map
 * @name: what a person calls the area
 * @bounds: west, south, east, north in degrees
 * @min_zoom: lowest zoom of the server
 * @max_zoom: highest zoom of the server
 * @scale: 1, or 2 for tiles of twice the density
 */
typedef struct
{
  const LageSourceSpec *spec;
  const char *name;
  double bounds[4];
  guint min_zoom;
  guint max_zoom;
  guint scale;
} LageKeptPlan;

/* Columns and rows of one zoom level. */
typedef struct
{
  guint zoom;
  guint x0;
  guint y0;
  guint x1; /* exclusive */
  guint y1; /* exclusive */
} LageKeptRange;

LageBulkRule  lage_kept_area_find_rule   (const LageSourceSpec *spec);
LageKeptRange lage_kept_plan_get_range   (const LageKeptPlan   *plan,
                                          guint                 zoom);
guint64       lage_kept_plan_count_tiles (const LageKeptPlan   *plan);

#define LAGE_TYPE_KEPT_AREA (lage_kept_area_get_type ())

G_DECLARE_FINAL_TYPE (LageKeptArea, lage_kept_area, LAGE, KEPT_AREA, GObject)

LageKeptArea       * lage_kept_area_new          (const char          *id,
                                                  const LageKeptPlan  *plan);
LageKeptArea       * lage_kept_area_load         (GKeyFile            *file,
                                                  const char          *group,
                                                  const char          *id,
                                                  GError             **error);
void                 lage_kept_area_save         (LageKeptArea        *self,
                                                  GKeyFile            *file,
                                                  const char          *group);

const char         * lage_kept_area_get_id       (LageKeptArea        *self);
const LageKeptPlan * lage_kept_area_get_plan     (LageKeptArea        *self);
LageKeptState        lage_kept_area_get_state    (LageKeptArea        *self);
guint                lage_kept_area_get_n_tiles  (LageKeptArea        *self);
guint                lage_kept_area_get_n_kept   (LageKeptArea        *self);
guint64              lage_kept_area_get_n_bytes  (LageKeptArea        *self);
const GError       * lage_kept_area_get_problem  (LageKeptArea        *self);

/* For LageTileKeeper. */
void                 lage_kept_area_set_state    (LageKeptArea        *self,
                                                  LageKeptState        state,
                                                  const GError        *problem);
void                 lage_kept_area_set_progress (LageKeptArea        *self,
                                                  guint                n_kept,
                                                  guint64              n_bytes);

G_END_DECLS
