/* lage-area-picture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "lage-shape-painter.h"

G_BEGIN_DECLS

/* Logical pixels of the sides of a tile. */
#define LAGE_AREA_TILE 256

/**
 * LageAreaRange:
 *
 * Tiles beside each other. Tile 0, 0 begins at the north-west corner of the world; how many there are
 * depends on the zoom, which need not be a whole number.
 */
typedef struct
{
  int column0;
  int row0;
  int n_columns;
  int n_rows;
} LageAreaRange;

/**
 * LageAreaRequest:
 * @areas: shapes, below
 * @tracks: (element-type LageMapTrack): above
 * @now_us: situation time that ages of tracks are counted from
 * @text_scale: how large names are, compared to the usual
 * @bolder_px: how much wider lines are than usual
 * @range: what is wanted
 * @known: those of @range that need not be drawn
 *
 * What the map thread is to draw.
 */
typedef struct
{
  LageShapeSet *areas;
  GPtrArray *tracks;
  gint64 now_us;
  guint64 selected_key;
  LageShapeTheme theme;
  double text_scale;
  double bolder_px;
  double zoom;
  int scale;
  LageAreaRange range;
  LageAreaRange known;
} LageAreaRequest;

/**
 * LageAreaPicture:
 * @tiles: (array): of @range, row by row; %NULL where there is nothing to see
 * @names: (element-type LageShapeName): the names on it
 *
 * What the map thread has drawn.
 */
typedef struct
{
  double zoom;
  int scale;
  LageAreaRange range;
  GdkTexture **tiles;
  GArray *names;
} LageAreaPicture;

gboolean         lage_area_range_contains   (const LageAreaRange *self,
                                             const LageAreaRange *other);
LageAreaRange    lage_area_range_intersect  (const LageAreaRange *self,
                                             const LageAreaRange *other);

void             lage_area_request_free     (gpointer             data);
void             lage_area_picture_free     (gpointer             data);
void             lage_area_picture_take     (LageAreaPicture     *self,
                                             LageAreaPicture     *before,
                                             const LageAreaRange *known);
GdkTexture     * lage_area_picture_get_tile (const LageAreaPicture *self,
                                             int                    column,
                                             int                    row);
gpointer         lage_area_picture_draw_work (gpointer       data,
                                              GCancellable  *cancellable,
                                              GError       **error);

G_END_DECLS
