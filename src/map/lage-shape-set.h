/* lage-shape-set.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-area-layer.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 key;
  guint8 style;
  gboolean is_track;
  guint first_ring; /* index into ring_ends */
  guint n_rings;
  double x0; /* bounds in world coordinates */
  double y0;
  double x1;
  double y1;
} LageShape;

/* Shapes: immutable once made, shared with the map thread. */
typedef struct
{
  gatomicrefcount ref_count;
  double *xy; /* world coordinates of all points, x and y in turn */
  guint *ring_ends;
  LageShape *shapes;
  guint n_shapes;
  guint n_rings;
} LageShapeSet;

LageShapeSet * lage_shape_set_new           (guint               n_shapes,
                                             guint               n_rings,
                                             guint               n_points);
LageShapeSet * lage_shape_set_ref           (LageShapeSet       *set);
void           lage_shape_set_unref         (LageShapeSet       *set);
void           lage_shape_set_add_points    (LageShapeSet       *set,
                                             guint              *n_points,
                                             const LageMapPoint *points,
                                             guint               n_new);
void           lage_shape_set_update_bounds (LageShapeSet       *set,
                                             LageShape          *shape);

gboolean       lage_shape_set_contains      (const LageShapeSet *set,
                                             const LageShape    *shape,
                                             double              x,
                                             double              y);
gboolean       lage_shape_set_is_near       (const LageShapeSet *set,
                                             const LageShape    *shape,
                                             double              x,
                                             double              y,
                                             double              reach);

G_END_DECLS
