/* lage-shape-path.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-path.h"

#include <math.h>

/* A district at the zoom of a house is a million pixels wide, more than cairo can count and far more
 * dashes than anybody wants to wait for: all is cut to what can be seen before cairo gets it. */

static inline const double *
get_corner (const LageShapePath *self,
            guint                i)
{
  return &g_array_index (self->xy, double, 2 * (i % (self->xy->len / 2)));
}

static inline guint
get_n_segments (const LageShapePath *self)
{
  guint n = self->xy->len / 2;

  return n < 2 ? 0 : self->is_ring ? n : n - 1;
}

/**
 * lage_shape_path_init:
 * @self: a path
 * @x0: what can be seen, in pixels, as much wider as lines and ornaments are
 * @y0: likewise
 * @x1: likewise
 * @y1: likewise
 */
void
lage_shape_path_init (LageShapePath *self,
                      double         x0,
                      double         y0,
                      double         x1,
                      double         y1)
{
  *self = (LageShapePath) { .x0 = x0, .y0 = y0, .x1 = x1, .y1 = y1 };
  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
}

void
lage_shape_path_clear (LageShapePath *self)
{
  g_clear_pointer (&self->xy, g_array_unref);
}

void
lage_shape_path_begin (LageShapePath *self)
{
  g_array_set_size (self->xy, 0);
}

void
lage_shape_path_add (LageShapePath *self,
                     double         x,
                     double         y)
{
  double xy[2] = { x, y };

  g_array_append_vals (self->xy, xy, 2);
}

void
lage_shape_path_end (LageShapePath *self,
                     gboolean       is_ring)
{
  self->is_ring = is_ring;
  self->length = 0;
  for (guint i = 0; i < get_n_segments (self); i++)
    {
      const double *a = get_corner (self, i);
      const double *b = get_corner (self, i + 1);

      self->length += hypot (b[0] - a[0], b[1] - a[1]);
    }
}

/* The part of a segment that can be seen, after Liang and Barsky, as shares of its length. */
static gboolean
clip_segment (const LageShapePath *self,
              const double        *a,
              const double        *b,
              double              *t0,
              double              *t1)
{
  const double p[4] = { a[0] - b[0], b[0] - a[0], a[1] - b[1], b[1] - a[1] };
  const double q[4] = { a[0] - self->x0, self->x1 - a[0], a[1] - self->y0, self->y1 - a[1] };

  *t0 = 0;
  *t1 = 1;
  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0)
        {
          if (q[i] < 0)
            return FALSE;
        }
      else if (p[i] < 0)
        {
          *t0 = MAX (*t0, q[i] / p[i]);
        }
      else
        {
          *t1 = MIN (*t1, q[i] / p[i]);
        }
    }

  return *t0 < *t1;
}

/* Cuts a polygon at one side of the box, after Sutherland and Hodgman. */
static void
clip_side (GArray   *from,
           GArray   *to,
           guint     axis,
           double    limit,
           gboolean  is_below)
{
  guint n = from->len / 2;

  g_array_set_size (to, 0);
  for (guint i = 0; i < n; i++)
    {
      const double *a = &g_array_index (from, double, 2 * i);
      const double *b = &g_array_index (from, double, 2 * ((i + 1) % n));
      gboolean a_is_in = is_below ? a[axis] <= limit : a[axis] >= limit;
      gboolean b_is_in = is_below ? b[axis] <= limit : b[axis] >= limit;

      if (a_is_in)
        g_array_append_vals (to, a, 2);
      if (a_is_in != b_is_in)
        {
          double t = (limit - a[axis]) / (b[axis] - a[axis]);
          double xy[2] = { a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]) };

          xy[axis] = limit;
          g_array_append_vals (to, xy, 2);
        }
    }
}

static gboolean
is_inside_box (const LageShapePath *self)
{
  for (guint i = 0; i < self->xy->len / 2; i++)
    {
      const double *p = get_corner (self, i);

      if (p[0] < self->x0 || p[0] > self->x1 || p[1] < self->y0 || p[1] > self->y1)
        return FALSE;
    }

  return TRUE;
}

/**
 * lage_shape_path_trace_fill:
 * @self: a ring
 * @cr: gets its corners as a closed sub-path
 */
void
lage_shape_path_trace_fill (const LageShapePath *self,
                            cairo_t             *cr)
{
  g_autoptr(GArray) a = g_array_ref (self->xy);

  if (!is_inside_box (self))
    {
      g_autoptr(GArray) b = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr(GArray) c = g_array_new (FALSE, FALSE, sizeof (double));

      clip_side (a, b, 0, self->x0, FALSE);
      clip_side (b, c, 0, self->x1, TRUE);
      clip_side (c, b, 1, self->y0, FALSE);
      clip_side (b, c, 1, self->y1, TRUE);
      g_array_unref (a);
      a = g_steal_pointer (&c);
    }

  cairo_new_sub_path (cr);
  for (guint i = 0; i + 1 < a->len; i += 2)
    cairo_line_to (cr, g_array_index (a, double, i), g_array_index (a, double, i + 1));
  cairo_close_path (cr);
}

/**
 * lage_shape_path_stroke:
 * @self: a path
 * @cr: strokes it with its source and line width
 * @dashes: (nullable) (array length=n_dashes): strokes and gaps in turn
 * @n_dashes: how many; 0 for an unbroken line
 */
void
lage_shape_path_stroke (const LageShapePath *self,
                        cairo_t             *cr,
                        const double        *dashes,
                        int                  n_dashes)
{
  guint n = get_n_segments (self);
  gboolean is_open = FALSE;
  double way = 0;

  cairo_new_path (cr);
  if (n_dashes == 0 && self->is_ring && is_inside_box (self))
    {
      lage_shape_path_trace_fill (self, cr);
      cairo_stroke (cr);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      const double *a = get_corner (self, i);
      const double *b = get_corner (self, i + 1);
      double dx = b[0] - a[0];
      double dy = b[1] - a[1];
      double length = hypot (dx, dy);
      double t0, t1;
      gboolean is_visible = length > 0 && clip_segment (self, a, b, &t0, &t1);

      if (is_visible)
        {
          if (!is_open || t0 > 0)
            {
              if (n_dashes > 0)
                {
                  /* Each visible piece begins in the pattern where it would without the cut. */
                  cairo_stroke (cr);
                  cairo_set_dash (cr, dashes, n_dashes, way + t0 * length);
                }
              cairo_move_to (cr, a[0] + t0 * dx, a[1] + t0 * dy);
            }
          cairo_line_to (cr, a[0] + t1 * dx, a[1] + t1 * dy);
        }
      is_open = is_visible ? t1 >= 1 : is_open && length == 0;
      way += length;
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/**
 * lage_shape_path_walk:
 * @self: a path
 * @spacing: pixels from one place to the next; changed a little so that all fit
 * @func: (scope call): called for each place that can be seen
 * @user_data: for @func
 *
 * The first place lies half a spacing from the beginning.
 */
void
lage_shape_path_walk (const LageShapePath *self,
                      double               spacing,
                      LageShapePathFunc    func,
                      gpointer             user_data)
{
  double way = 0;

  if (!(self->length > 0))
    return;
  spacing = self->length / MAX (floor (self->length / spacing), 1);

  for (guint i = 0; i < get_n_segments (self); i++)
    {
      const double *a = get_corner (self, i);
      const double *b = get_corner (self, i + 1);
      double dx = b[0] - a[0];
      double dy = b[1] - a[1];
      double length = hypot (dx, dy);
      double t0, t1;

      if (length > 0 && clip_segment (self, a, b, &t0, &t1))
        {
          double n = ceil ((way + t0 * length) / spacing - 0.5);

          for (double at = (n + 0.5) * spacing - way; at < t1 * length;
               at = (++n + 0.5) * spacing - way)
            func (a[0] + dx * at / length, a[1] + dy * at / length, dx / length, dy / length,
                  (guint64) MAX (n, 0), user_data);
        }
      way += length;
    }
}

/**
 * lage_shape_path_find_at:
 * @self: a path
 * @way: pixels from its beginning
 * @x: (out): where that is
 * @y: (out): where that is
 * @dx: (out): the way along it there, of length 1
 * @dy: (out): the way along it there
 *
 * Returns: whether the path is that long
 */
gboolean
lage_shape_path_find_at (const LageShapePath *self,
                         double               way,
                         double              *x,
                         double              *y,
                         double              *dx,
                         double              *dy)
{
  for (guint i = 0; i < get_n_segments (self); i++)
    {
      const double *a = get_corner (self, i);
      const double *b = get_corner (self, i + 1);
      double length = hypot (b[0] - a[0], b[1] - a[1]);

      if (length > 0 && way <= length)
        {
          *dx = (b[0] - a[0]) / length;
          *dy = (b[1] - a[1]) / length;
          *x = a[0] + *dx * way;
          *y = a[1] + *dy * way;
          return TRUE;
        }
      way -= length;
    }

  return FALSE;
}

/**
 * lage_shape_path_get_turn:
 * @self: a path
 *
 * Returns: 1 if the left hand of somebody who walks along it points out of the ring, -1 if it points
 * into it; 1 for a line
 */
double
lage_shape_path_get_turn (const LageShapePath *self)
{
  const double *origin;
  double area = 0;

  if (!self->is_ring || self->xy->len == 0)
    return 1;

  origin = get_corner (self, 0);
  for (guint i = 0; i < get_n_segments (self); i++)
    {
      const double *a = get_corner (self, i);
      const double *b = get_corner (self, i + 1);

      area += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
    }

  return area >= 0 ? 1 : -1;
}
