/* lage-draw-snap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-snap.h"

#include <math.h>

#include "lage-mercator.h"

/* Asked at each move of the mouse: the box of a part is looked at first, so of a thousand drawings
 * only those under the pointer cost more than a comparison. */

typedef struct
{
  double x;
  double y;
} Place;

typedef struct
{
  guint64  key;
  guint    begin; /* in the array of points */
  guint    n_points;
  gboolean is_closed;
  double   x0, y0, x1, y1;
} Part;

struct _LageDrawSnap
{
  GArray *parts;
  GArray *points; /* LagePoint */
  GArray *places; /* the same on the map */
};

LageDrawSnap *
lage_draw_snap_new (void)
{
  LageDrawSnap *self = g_new0 (LageDrawSnap, 1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return self;
}

void
lage_draw_snap_free (LageDrawSnap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_array_unref (self->points);
  g_array_unref (self->places);
  g_free (self);
}

void
lage_draw_snap_clear (LageDrawSnap *self)
{
  g_array_set_size (self->parts, 0);
  g_array_set_size (self->points, 0);
  g_array_set_size (self->places, 0);
}

/**
 * lage_draw_snap_add:
 * @self: the corners and edges
 * @key: whose they are
 * @type: a line, or one that closes
 * @points: its corners; a single one is a point
 * @n_points: how many
 */
void
lage_draw_snap_add (LageDrawSnap         *self,
                    guint64               key,
                    LageGeometryPartType  type,
                    const LagePoint      *points,
                    guint                 n_points)
{
  Part part = {
    .key = key, .begin = self->points->len, .n_points = n_points,
    .is_closed = type != LAGE_GEOMETRY_LINE,
    .x0 = HUGE_VAL, .y0 = HUGE_VAL, .x1 = -HUGE_VAL, .y1 = -HUGE_VAL,
  };

  for (guint i = 0; i < n_points; i++)
    {
      Place place = { lage_mercator_x (lage_point_get_longitude (&points[i])),
                      lage_mercator_y (lage_point_get_latitude (&points[i])) };

      part.x0 = MIN (part.x0, place.x);
      part.y0 = MIN (part.y0, place.y);
      part.x1 = MAX (part.x1, place.x);
      part.y1 = MAX (part.y1, place.y);
      g_array_append_val (self->places, place);
    }
  g_array_append_vals (self->points, points, n_points);
  g_array_append_val (self->parts, part);
}

static double
get_nearest_on_edge (Place  at,
                     Place  begin,
                     Place  end,
                     Place *nearest)
{
  double dx = end.x - begin.x, dy = end.y - begin.y;
  double square = dx * dx + dy * dy;
  double t = square > 0.0 ? ((at.x - begin.x) * dx + (at.y - begin.y) * dy) / square : 0.0;

  t = CLAMP (t, 0.0, 1.0);
  *nearest = (Place) { begin.x + t * dx, begin.y + t * dy };
  return hypot (at.x - nearest->x, at.y - nearest->y);
}

/**
 * lage_draw_snap_find:
 * @self: the corners and edges
 * @world_x: where, in coordinates of the map
 * @world_y: where, in coordinates of the map
 * @radius: how far away, in coordinates of the map
 * @except_key: whose are left out; 0 for none
 * @point: (out caller-allocates): what is there
 *
 * A corner within the radius comes before any edge, however near that is.
 *
 * Returns: what it is; with NONE @point is left alone
 */
LageDrawSnapType
lage_draw_snap_find (LageDrawSnap *self,
                     double        world_x,
                     double        world_y,
                     double        radius,
                     guint64       except_key,
                     LagePoint    *point)
{
  const Place *places = (const Place *) (gpointer) self->places->data;
  const Place at = { world_x, world_y };
  double vertex_distance = radius, edge_distance = radius;
  LageDrawSnapType found = LAGE_DRAW_SNAP_NONE;
  Place on_edge = { 0.0, 0.0 };

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (world_x < part->x0 - radius || world_x > part->x1 + radius
          || world_y < part->y0 - radius || world_y > part->y1 + radius
          || (except_key != 0 && part->key == except_key))
        continue;
      for (guint k = 0; k < part->n_points; k++)
        {
          guint index = part->begin + k;
          guint next = k + 1 < part->n_points ? index + 1 : part->begin;
          double distance = hypot (places[index].x - at.x, places[index].y - at.y);
          Place nearest;

          if (distance <= vertex_distance)
            {
              vertex_distance = distance;
              *point = g_array_index (self->points, LagePoint, index);
              found = LAGE_DRAW_SNAP_VERTEX;
            }
          if (found == LAGE_DRAW_SNAP_VERTEX || (next == part->begin && !part->is_closed))
            continue;
          distance = get_nearest_on_edge (at, places[index], places[next], &nearest);
          if (distance <= edge_distance)
            {
              edge_distance = distance;
              on_edge = nearest;
              found = LAGE_DRAW_SNAP_EDGE;
            }
        }
    }
  if (found == LAGE_DRAW_SNAP_EDGE)
    lage_point_init (point, lage_mercator_latitude (on_edge.y), lage_mercator_longitude (on_edge.x));
  return found;
}
