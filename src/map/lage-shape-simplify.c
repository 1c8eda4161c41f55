/* lage-shape-simplify.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-simplify.h"

#include <math.h>

/* Which points of a line matter at which zoom, worked out once for all zooms after Douglas and
 * Peucker ("Algorithms for the reduction of the number of points required to represent a digitized
 * line or its caricature", 1973): a line is cut at the point that lies farthest from its chord, and
 * the halves likewise. That distance, but never more than that of the cut above, is the tolerance up
 * to which the point is needed, so that leaving out all points below a tolerance gives a line that is
 * nowhere farther than it from the original. */

/* Longer runs are cut beforehand: the method is quadratic for lines made to spite it. */
#define MAX_RUN 1024

#define POLE_MAX_CELLS 400

typedef struct
{
  guint first;
  guint last;
  float limit;
} Run;

static double
get_distance_squared (const double *a,
                      const double *b,
                      const double *p)
{
  double dx = b[0] - a[0];
  double dy = b[1] - a[1];
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length : 0;
  double x, y;

  t = CLAMP (t, 0, 1);
  x = a[0] + t * dx - p[0];
  y = a[1] + t * dy - p[1];

  return x * x + y * y;
}

/* @last may be one past the end of a ring, which is its first point. */
static guint
find_farthest (const double *xy,
               guint         n_points,
               guint         first,
               guint         last,
               double       *distance)
{
  double farthest = -1;
  guint found = first;

  for (guint i = first + 1; i < last; i++)
    {
      double d = get_distance_squared (&xy[2 * first], &xy[2 * (last % n_points)], &xy[2 * i]);

      if (d > farthest)
        {
          farthest = d;
          found = i;
        }
    }

  *distance = sqrt (MAX (farthest, 0));

  return found;
}

static void
simplify_run (const double *xy,
              guint         n_points,
              guint         first,
              guint         last,
              float        *tolerances,
              GArray       *stack)
{
  Run run = { first, last, LAGE_SHAPE_KEEP };

  g_array_append_val (stack, run);
  while (stack->len > 0)
    {
      Run half;
      double distance;
      guint cut;

      run = g_array_index (stack, Run, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      if (run.last < run.first + 2)
        continue;

      cut = find_farthest (xy, n_points, run.first, run.last, &distance);
      tolerances[cut] = MIN ((float) distance, run.limit);
      half = (Run) { run.first, cut, tolerances[cut] };
      g_array_append_val (stack, half);
      half = (Run) { cut, run.last, tolerances[cut] };
      g_array_append_val (stack, half);
    }
}

/**
 * lage_shape_simplify:
 * @xy: x and y of the points in turn, in any unit of length
 * @n_points: how many
 * @is_ring: whether the last point is joined to the first
 * @tolerances: (out caller-allocates) (array length=n_points): for each point the tolerance, in the
 *   same unit, up to which it is needed; %LAGE_SHAPE_KEEP for those that always are
 *
 * Two points of a line and three of a ring are always kept.
 */
void
lage_shape_simplify (const double *xy,
                     guint         n_points,
                     gboolean      is_ring,
                     float        *tolerances)
{
  g_autoptr(GArray) stack = NULL;
  guint end = is_ring ? n_points : n_points - 1;
  guint first = 0;

  if (n_points == 0)
    return;

  for (guint i = 0; i < n_points; i++)
    tolerances[i] = 0;
  tolerances[0] = LAGE_SHAPE_KEEP;

  if (n_points <= (is_ring ? 3 : 2))
    {
      for (guint i = 0; i < n_points; i++)
        tolerances[i] = LAGE_SHAPE_KEEP;
      return;
    }

  /* A ring begins and ends at the same point: it is cut at the one farthest from it, and a third
   * one makes it an area. */
  if (is_ring)
    {
      double distance;
      double other;
      guint opposite = find_farthest (xy, n_points, 0, n_points, &distance);
      guint third = find_farthest (xy, n_points, 0, opposite, &distance);
      guint fourth = find_farthest (xy, n_points, opposite, n_points, &other);

      tolerances[opposite] = LAGE_SHAPE_KEEP;
      tolerances[opposite > 1 && (distance >= other || opposite + 1 == n_points) ? third
                                                                                  : fourth] =
        LAGE_SHAPE_KEEP;
    }
  else
    {
      tolerances[end] = LAGE_SHAPE_KEEP;
    }
  for (guint i = MAX_RUN; i < end; i += MAX_RUN)
    tolerances[i] = LAGE_SHAPE_KEEP;

  stack = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint i = 1; i <= end; i++)
    if (i == n_points || tolerances[i] == LAGE_SHAPE_KEEP)
      {
        simplify_run (xy, n_points, first, i, tolerances, stack);
        first = i;
      }
}

typedef struct
{
  double x;
  double y;
  double half;
  double room; /* from the middle to the outline; below 0 outside */
  double best; /* what it can be at most in this cell */
} Cell;

static double
get_room (const double *xy,
          const guint  *ring_ends,
          guint         n_rings,
          double        x,
          double        y)
{
  const double p[2] = { x, y };
  double nearest = G_MAXDOUBLE;
  gboolean is_inside = FALSE;
  guint start = 0;

  for (guint ring = 0; ring < n_rings; ring++)
    {
      guint end = ring_ends[ring];

      for (guint i = start, j = end - 1; i < end; j = i++)
        {
          const double *a = &xy[2 * i];
          const double *b = &xy[2 * j];

          if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            is_inside = !is_inside;
          nearest = MIN (nearest, get_distance_squared (a, b, p));
        }
      start = end;
    }

  return (is_inside ? 1 : -1) * sqrt (nearest);
}

static void
add_cell (GArray       *cells,
          const double *xy,
          const guint  *ring_ends,
          guint         n_rings,
          double        x,
          double        y,
          double        half)
{
  Cell cell = { x, y, half, get_room (xy, ring_ends, n_rings, x, y), 0 };

  cell.best = cell.room + half * G_SQRT2;
  g_array_append_val (cells, cell);
}

/**
 * lage_shape_find_pole:
 * @xy: x and y of the points of all rings in turn
 * @ring_ends: (array length=n_rings): one past the last point of each ring; the first is the outline
 * @n_rings: how many; 1 or more
 * @x: (out): the point inside that is farthest from the outline, to a tenth
 * @y: (out): likewise
 * @room: (out): how far that is
 *
 * Where a name has the most room. The square about the area is quartered, the most promising cell
 * first, until no cell can be much better than the best point so far.
 */
void
lage_shape_find_pole (const double *xy,
                      const guint  *ring_ends,
                      guint         n_rings,
                      double       *x,
                      double       *y,
                      double       *room)
{
  g_autoptr(GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;
  double half;

  for (guint i = 0; i < ring_ends[0]; i++)
    {
      x0 = MIN (x0, xy[2 * i]);
      x1 = MAX (x1, xy[2 * i]);
      y0 = MIN (y0, xy[2 * i + 1]);
      y1 = MAX (y1, xy[2 * i + 1]);
    }
  *x = (x0 + x1) / 2;
  *y = (y0 + y1) / 2;
  *room = get_room (xy, ring_ends, n_rings, *x, *y);

  half = MIN (x1 - x0, y1 - y0) / 2;
  if (!(half > 0) || MAX (x1 - x0, y1 - y0) > 40 * half)
    half = MAX (x1 - x0, y1 - y0) / 2;
  if (!(half > 0))
    return;

  for (double cx = x0 + half; cx - half < x1; cx += 2 * half)
    for (double cy = y0 + half; cy - half < y1; cy += 2 * half)
      add_cell (cells, xy, ring_ends, n_rings, cx, cy, half);

  for (guint n = 0; n < POLE_MAX_CELLS && cells->len > 0; n++)
    {
      guint best = 0;
      Cell cell;

      for (guint i = 1; i < cells->len; i++)
        if (g_array_index (cells, Cell, i).best > g_array_index (cells, Cell, best).best)
          best = i;
      cell = g_array_index (cells, Cell, best);
      g_array_remove_index_fast (cells, best);

      if (cell.room > *room)
        {
          *room = cell.room;
          *x = cell.x;
          *y = cell.y;
        }
      if (cell.best <= *room * 1.1)
        break;

      half = cell.half / 2;
      for (int i = -1; i <= 1; i += 2)
        for (int j = -1; j <= 1; j += 2)
          add_cell (cells, xy, ring_ends, n_rings, cell.x + i * half, cell.y + j * half, half);
    }
}

/**
 * lage_shape_is_near_segment:
 * @a: x and y of one end
 * @b: x and y of the other
 * @x: a point
 * @y: a point
 * @reach: a distance
 *
 * Returns: whether the point is within @reach of the segment
 */
gboolean
lage_shape_is_near_segment (const double *a,
                            const double *b,
                            double        x,
                            double        y,
                            double        reach)
{
  double dx = b[0] - a[0];
  double dy = b[1] - a[1];
  double length;
  double t;

  if (MAX (a[1], b[1]) < y - reach || MIN (a[1], b[1]) > y + reach ||
      MAX (a[0], b[0]) < x - reach || MIN (a[0], b[0]) > x + reach)
    return FALSE;

  length = dx * dx + dy * dy;
  t = length > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length : 0;
  t = CLAMP (t, 0, 1);
  dx = a[0] + t * dx - x;
  dy = a[1] + t * dy - y;

  return dx * dx + dy * dy <= reach * reach;
}
