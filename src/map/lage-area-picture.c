/* lage-area-picture.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-area-picture.h"

/* The map thread's half of LageAreaLayer: draws areas and tracks into one picture. */

#define BAND_WIDTH 14

void
lage_area_picture_free (gpointer data)
{
  LageAreaPicture *picture = data;

  g_clear_object (&picture->texture);
  g_free (picture);
}

void
lage_area_request_free (gpointer data)
{
  LageAreaRequest *request = data;

  lage_shape_set_unref (request->areas);
  lage_shape_set_unref (request->tracks);
  g_free (request);
}

/* Adds a ring to the path, without the points that lie on the same pixel as the one before. */
static void
trace_ring (cairo_t                 *cr,
            const LageMapProjection *projection,
            const LageShapeSet      *set,
            guint                    start,
            guint                    end)
{
  double last_x = -G_MAXDOUBLE;
  double last_y = -G_MAXDOUBLE;

  cairo_new_sub_path (cr);

  for (guint i = start; i < end; i++)
    {
      double x = lage_map_projection_get_x (projection, set->xy[2 * i]);
      double y = lage_map_projection_get_y (projection, set->xy[2 * i + 1]);

      /* Cairo counts in 24.8 bits: far outside it is enough to know the direction. */
      x = CLAMP (x, -100000, 100000);
      y = CLAMP (y, -100000, 100000);

      if (i + 1 < end && fabs (x - last_x) < 0.7 && fabs (y - last_y) < 0.7)
        continue;

      cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
}

static void
trace_shape (cairo_t                 *cr,
             const LageMapProjection *projection,
             const LageShapeSet      *set,
             const LageShape         *shape)
{
  cairo_new_path (cr);

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      trace_ring (cr, projection, set, ring > 0 ? set->ring_ends[ring - 1] : 0,
                  set->ring_ends[ring]);
      cairo_close_path (cr);
    }
}

/* A pattern of 12 pixels that tells the style without its colour. */
static cairo_pattern_t *
create_hatch (cairo_t       *target,
              LageAreaStyle  style,
              const double  *colour,
              double         offset_x,
              double         offset_y)
{
  const int size = 12;
  cairo_surface_t *surface =
    cairo_surface_create_similar (cairo_get_target (target), CAIRO_CONTENT_COLOR_ALPHA, size, size);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], 0.55);
  cairo_set_line_width (cr, 1.2);

  if (style == LAGE_AREA_NOTICE)
    {
      cairo_arc (cr, 6, 6, 1.3, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (style == LAGE_AREA_WATER)
    {
      cairo_move_to (cr, 0, 6);
      cairo_curve_to (cr, 2, 2.5, 4, 2.5, 6, 6);
      cairo_curve_to (cr, 8, 9.5, 10, 9.5, 12, 6);
      cairo_stroke (cr);
    }
  else
    {
      for (int i = -1; i <= 1; i++)
        {
          cairo_move_to (cr, i * size - 2, size + 2);
          cairo_line_to (cr, i * size + size + 2, -2);
          if (style == LAGE_AREA_SEVERE)
            {
              cairo_move_to (cr, i * size - 2, -2);
              cairo_line_to (cr, i * size + size + 2, size + 2);
            }
        }
      cairo_stroke (cr);
    }

  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);

  /* Fixed to the ground, so that it does not swim when the picture is drawn anew. */
  cairo_matrix_init_translate (&matrix, offset_x, offset_y);
  cairo_pattern_set_matrix (pattern, &matrix);

  return pattern;
}

/* Warnings cover whole districts: hatched all over they would hide the town. A band inside their
 * border says what they are; the selected one is filled. */
static gboolean
is_warning (LageAreaStyle style)
{
  return style == LAGE_AREA_NOTICE || style == LAGE_AREA_WARNING || style == LAGE_AREA_SEVERE;
}

static void
draw_areas (const LageAreaRequest *request,
            cairo_t               *cr,
            GCancellable          *cancellable)
{
  static const double colours[LAGE_N_AREA_STYLES][2][3] = {
    [LAGE_AREA_PLAIN] = { { 0.13, 0.33, 0.85 }, { 0.45, 0.62, 1.0 } },
    [LAGE_AREA_NOTICE] = { { 0.78, 0.60, 0.0 }, { 1.0, 0.85, 0.2 } },
    [LAGE_AREA_WARNING] = { { 0.88, 0.42, 0.0 }, { 1.0, 0.6, 0.15 } },
    [LAGE_AREA_SEVERE] = { { 0.80, 0.05, 0.10 }, { 1.0, 0.35, 0.35 } },
    [LAGE_AREA_WATER] = { { 0.0, 0.30, 0.70 }, { 0.35, 0.65, 1.0 } },
  };
  const LageMapProjection *projection = &request->projection;

  for (guint i = 0; i < request->areas->n_shapes; i++)
    {
      const LageShape *shape = &request->areas->shapes[i];
      const double *colour = colours[shape->style][request->is_dark ? 1 : 0];
      gboolean is_selected = shape->key == request->selected_key && shape->key != 0;
      gboolean is_band;
      cairo_pattern_t *hatch;

      if (g_cancellable_is_cancelled (cancellable))
        return;

      if (lage_map_projection_get_x (projection, shape->x0) > projection->width ||
          lage_map_projection_get_x (projection, shape->x1) < 0 ||
          lage_map_projection_get_y (projection, shape->y0) > projection->height ||
          lage_map_projection_get_y (projection, shape->y1) < 0)
        continue;

      trace_shape (cr, projection, request->areas, shape);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      is_band = is_warning (shape->style) && !is_selected;
      cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], is_band ? 0.02 : 0.16);
      cairo_fill_preserve (cr);

      hatch = create_hatch (cr, shape->style, colour,
                            fmod (-lage_map_projection_get_x (projection, shape->x0), 12),
                            fmod (-lage_map_projection_get_y (projection, shape->y0), 12));
      cairo_set_source (cr, hatch);
      if (is_band)
        {
          cairo_save (cr);
          cairo_clip_preserve (cr);
          cairo_set_line_width (cr, 2 * BAND_WIDTH);
          cairo_stroke_preserve (cr);
          cairo_restore (cr);
        }
      else
        {
          cairo_fill_preserve (cr);
        }
      cairo_pattern_destroy (hatch);

      if (is_selected)
        {
          cairo_set_source_rgba (cr, request->is_dark ? 0.08 : 1, request->is_dark ? 0.09 : 1,
                                 request->is_dark ? 0.1 : 1, 0.9);
          cairo_set_line_width (cr, 8);
          cairo_stroke_preserve (cr);
        }

      cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], 0.95);
      cairo_set_line_width (cr, is_selected ? 4.5 : 2);
      cairo_stroke (cr);
    }
}

/* The older part of a track is thinner and fainter. */
static void
draw_tracks (const LageAreaRequest *request,
             cairo_t               *cr,
             GCancellable          *cancellable)
{
  const LageMapProjection *projection = &request->projection;
  const LageShapeSet *set = request->tracks;
  const double ink = request->is_dark ? 0.95 : 0.08;

  for (guint i = 0; i < set->n_shapes; i++)
    {
      const LageShape *shape = &set->shapes[i];
      guint first = shape->first_ring > 0 ? set->ring_ends[shape->first_ring - 1] : 0;
      guint end = set->ring_ends[shape->first_ring];
      const guint n_parts = 8;

      if (g_cancellable_is_cancelled (cancellable))
        return;

      for (guint pass = 0; pass < 2; pass++)
        for (guint part = 0; part < n_parts; part++)
          {
            guint a = first + (guint) ((guint64) (end - first) * part / n_parts);
            guint b = first + (guint) ((guint64) (end - first) * (part + 1) / n_parts);
            double age = 1 - (part + 1.0) / n_parts;

            /* Parts share the point where they meet. */
            if (a > first)
              a--;
            if (b - a < 2)
              continue;

            cairo_new_path (cr);
            trace_ring (cr, projection, set, a, b);
            if (pass == 0)
              {
                cairo_set_source_rgba (cr, 1 - ink, 1 - ink, 1 - ink, 0.8 - 0.6 * age);
                cairo_set_line_width (cr, 6 - 2 * age);
              }
            else
              {
                cairo_set_source_rgba (cr, ink * 0.6, ink * 0.3, ink, 1 - 0.7 * age);
                cairo_set_line_width (cr, 3 - 1.5 * age);
              }
            cairo_stroke (cr);
          }
    }
}

/* The part of the region that the shapes cover, in whole logical pixels. */
static gboolean
find_extent (const LageAreaRequest *request,
             int                   *x0,
             int                   *y0,
             int                   *x1,
             int                   *y1)
{
  const LageMapProjection *projection = &request->projection;
  const LageShapeSet *sets[] = { request->areas, request->tracks };
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    for (guint j = 0; j < sets[i]->n_shapes; j++)
      {
        const LageShape *shape = &sets[i]->shapes[j];

        left = MIN (left, lage_map_projection_get_x (projection, shape->x0));
        right = MAX (right, lage_map_projection_get_x (projection, shape->x1));
        top = MIN (top, lage_map_projection_get_y (projection, shape->y0));
        bottom = MAX (bottom, lage_map_projection_get_y (projection, shape->y1));
      }

  *x0 = (int) CLAMP (floor (left - 6), 0, projection->width);
  *y0 = (int) CLAMP (floor (top - 6), 0, projection->height);
  *x1 = (int) CLAMP (ceil (right + 6), 0, projection->width);
  *y1 = (int) CLAMP (ceil (bottom + 6), 0, projection->height);

  return *x0 < *x1 && *y0 < *y1;
}

gpointer
lage_area_picture_draw_work (gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error)
{
  LageAreaRequest *request = data;
  const LageMapProjection *projection = &request->projection;
  LageAreaPicture *picture = g_new0 (LageAreaPicture, 1);
  cairo_surface_t *surface;
  g_autoptr(GBytes) bytes = NULL;
  cairo_t *cr;
  int stride;
  int x0;
  int y0;
  int x1;
  int y1;

  picture->zoom = projection->zoom;
  picture->region_x0 = lage_map_projection_get_world_x (projection, 0);
  picture->region_y0 = lage_map_projection_get_world_y (projection, 0);
  picture->region_x1 = lage_map_projection_get_world_x (projection, projection->width);
  picture->region_y1 = lage_map_projection_get_world_y (projection, projection->height);

  if (!find_extent (request, &x0, &y0, &x1, &y1))
    return picture;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ((x1 - x0) * request->scale),
                                        (int) ((y1 - y0) * request->scale));
  cairo_surface_set_device_scale (surface, request->scale, request->scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -x0, -y0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_areas (request, cr, cancellable);
  draw_tracks (request, cr, cancellable);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) cairo_image_surface_get_height (surface));
  picture->texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                             cairo_image_surface_get_height (surface),
                                             GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  picture->x0 = lage_map_projection_get_world_x (projection, x0);
  picture->y0 = lage_map_projection_get_world_y (projection, y0);
  picture->x1 = lage_map_projection_get_world_x (projection, x1);
  picture->y1 = lage_map_projection_get_world_y (projection, y1);
  cairo_surface_destroy (surface);

  return picture;
}
