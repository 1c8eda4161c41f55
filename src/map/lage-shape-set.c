/* lage-shape-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-set.h"

#include "lage-map-projection.h"

/* The points of all areas, or of all tracks, in one piece of memory: filled on the main thread,
 * then only read, by whichever thread holds a reference. */

LageShapeSet *
lage_shape_set_new (guint n_shapes,
                    guint n_rings,
                    guint n_points)
{
  LageShapeSet *set = g_new0 (LageShapeSet, 1);

  g_atomic_ref_count_init (&set->ref_count);
  set->xy = g_new (double, MAX (2 * (gsize) n_points, 1));
  set->ring_ends = g_new (guint, MAX (n_rings, 1));
  set->shapes = g_new0 (LageShape, MAX (n_shapes, 1));

  return set;
}

LageShapeSet *
lage_shape_set_ref (LageShapeSet *set)
{
  g_atomic_ref_count_inc (&set->ref_count);

  return set;
}

void
lage_shape_set_unref (LageShapeSet *set)
{
  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;

  g_free (set->xy);
  g_free (set->ring_ends);
  g_free (set->shapes);
  g_free (set);
}

void
lage_shape_set_update_bounds (LageShapeSet *set,
                              LageShape    *shape)
{
  guint first = shape->first_ring > 0 ? set->ring_ends[shape->first_ring - 1] : 0;
  guint end = shape->n_rings > 0 ? set->ring_ends[shape->first_ring + shape->n_rings - 1] : first;

  shape->x0 = shape->y0 = G_MAXDOUBLE;
  shape->x1 = shape->y1 = -G_MAXDOUBLE;

  for (guint i = first; i < end; i++)
    {
      shape->x0 = MIN (shape->x0, set->xy[2 * i]);
      shape->x1 = MAX (shape->x1, set->xy[2 * i]);
      shape->y0 = MIN (shape->y0, set->xy[2 * i + 1]);
      shape->y1 = MAX (shape->y1, set->xy[2 * i + 1]);
    }
}

void
lage_shape_set_add_points (LageShapeSet       *set,
                           guint              *n_points,
                           const LageMapPoint *points,
                           guint               n_new)
{
  for (guint i = 0; i < n_new; i++)
    {
      double longitude = points[i].longitude;
      double latitude = points[i].latitude;

      if (!isfinite (longitude) || !isfinite (latitude))
        continue;

      set->xy[2 * *n_points] = lage_mercator_x (CLAMP (longitude, -180, 180));
      set->xy[2 * *n_points + 1] = lage_mercator_y (latitude);
      (*n_points)++;
    }
}

gboolean
lage_shape_set_contains (const LageShapeSet *set,
                         const LageShape    *shape,
                         double              x,
                         double              y)
{
  gboolean is_inside = FALSE;

  if (x < shape->x0 || x > shape->x1 || y < shape->y0 || y > shape->y1)
    return FALSE;

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      guint start = ring > 0 ? set->ring_ends[ring - 1] : 0;
      guint end = set->ring_ends[ring];

      for (guint i = start, j = end - 1; i < end; j = i++)
        {
          const double *a = &set->xy[2 * i];
          const double *b = &set->xy[2 * j];

          if ((a[1] > y) != (b[1] > y) &&
              x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            is_inside = !is_inside;
        }
    }

  return is_inside;
}

static double
distance_to_segment (const double *a,
                     const double *b,
                     double        x,
                     double        y)
{
  double dx = b[0] - a[0];
  double dy = b[1] - a[1];
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length : 0;

  t = CLAMP (t, 0, 1);

  return hypot (a[0] + t * dx - x, a[1] + t * dy - y);
}

/* Whether a track passes within @reach of a point, all in world coordinates. */
gboolean
lage_shape_set_is_near (const LageShapeSet *set,
                        const LageShape    *shape,
                        double              x,
                        double              y,
                        double              reach)
{
  guint start = shape->first_ring > 0 ? set->ring_ends[shape->first_ring - 1] : 0;

  for (guint i = start; i + 1 < set->ring_ends[shape->first_ring]; i++)
    if (distance_to_segment (&set->xy[2 * i], &set->xy[2 * i + 2], x, y) <= reach)
      return TRUE;

  return FALSE;
}
