/* lage-area-picture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-projection.h"
#include "lage-shape-set.h"

G_BEGIN_DECLS

/* What the map thread is to draw. */
typedef struct
{
  LageShapeSet *areas;
  LageShapeSet *tracks;
  guint64 selected_key;
  LageMapProjection projection; /* of the region */
  double scale;
  gboolean is_dark;
} LageAreaRequest;

/* A finished picture and where it belongs. */
typedef struct
{
  GdkTexture *texture; /* NULL if there is nothing to see */
  double zoom;
  double region_x0; /* what it answers for, in world coordinates */
  double region_y0;
  double region_x1;
  double region_y1;
  double x0; /* where the texture lies */
  double y0;
  double x1;
  double y1;
} LageAreaPicture;

void     lage_area_request_free      (gpointer       data);
void     lage_area_picture_free      (gpointer       data);
gpointer lage_area_picture_draw_work (gpointer       data,
                                      GCancellable  *cancellable,
                                      GError       **error);

G_END_DECLS
