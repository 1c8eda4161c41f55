/* lage-draw-look.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-aim.h"

/* A drawing in the hand: blue with a white rim, which stands out from any map, light or dark. It is
 * one drawing and drawn anew each frame; what is finished is seen to by the area layer. */

#define LINE_PX 2.5
#define RIM_PX 1.5
#define HEAD_PX 14.0
#define TEXT_GAP_PX 16.0
#define TEXT_PAD_PX 6.0

static const GdkRGBA ink = { 0.11f, 0.44f, 0.85f, 1.0f };
static const GdkRGBA fill = { 0.11f, 0.44f, 0.85f, 0.18f };
static const GdkRGBA paper = { 1.0f, 1.0f, 1.0f, 1.0f };

static void
get_place (const LageMapProjection *projection,
           const LagePoint         *point,
           double                  *x,
           double                  *y)
{
  *x = lage_map_projection_get_x (projection, lage_mercator_x (lage_point_get_longitude (point)));
  *y = lage_map_projection_get_y (projection, lage_mercator_y (lage_point_get_latitude (point)));
}

static void
trace_part (cairo_t                 *cr,
            const LageMapProjection *projection,
            const LagePoint         *points,
            guint                    n_points,
            gboolean                 is_closed)
{
  for (guint i = 0; i < n_points; i++)
    {
      double x, y;

      get_place (projection, &points[i], &x, &y);
      cairo_line_to (cr, x, y);
    }
  if (is_closed)
    cairo_close_path (cr);
  else
    cairo_new_sub_path (cr);
}

static void
trace_head (cairo_t                 *cr,
            const LageMapProjection *projection,
            const LagePoint         *before,
            const LagePoint         *tip)
{
  double x0, y0, x1, y1, angle;

  get_place (projection, before, &x0, &y0);
  get_place (projection, tip, &x1, &y1);
  angle = atan2 (y1 - y0, x1 - x0);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x1, y1);
      cairo_line_to (cr, x1 - HEAD_PX * cos (angle + side * 0.45),
                     y1 - HEAD_PX * sin (angle + side * 0.45));
    }
}

static void
trace (cairo_t                 *cr,
       const LageMapProjection *projection,
       const LageDrawSketch    *sketch)
{
  g_autoptr(GBytes) geometry = NULL;
  g_autoptr(GArray) parts = NULL;
  const LageDrawPart *last = g_ptr_array_index (sketch->parts, sketch->parts->len - 1);
  guint n = last->points->len;

  cairo_new_path (cr);
  if (sketch->shape == LAGE_SHAPE_CIRCLE)
    {
      geometry = lage_draw_sketch_get_geometry (sketch);
      parts = geometry != NULL ? lage_geometry_decode (geometry, NULL) : NULL;
      for (guint i = 0; parts != NULL && i < parts->len; i++)
        {
          const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

          trace_part (cr, projection, part->points, part->n_points, TRUE);
        }
      return;
    }
  for (guint i = 0; i < sketch->parts->len; i++)
    {
      const LageDrawPart *part = g_ptr_array_index (sketch->parts, i);

      trace_part (cr, projection, (const LagePoint *) (gpointer) part->points->data,
                  part->points->len, part->type != LAGE_GEOMETRY_LINE && part->points->len > 2);
    }
  if (sketch->shape == LAGE_SHAPE_ARROW && n >= 2)
    trace_head (cr, projection, &g_array_index (last->points, LagePoint, n - 2),
                &g_array_index (last->points, LagePoint, n - 1));
}

/**
 * lage_draw_look_sketch:
 * @snapshot: where to draw
 * @projection: how the map looks
 * @sketch: what is in the hand
 */
void
lage_draw_look_sketch (GtkSnapshot             *snapshot,
                       const LageMapProjection *projection,
                       const LageDrawSketch    *sketch)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, 0, (float) projection->width,
                                                                (float) projection->height));

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  trace (cr, projection, sketch);
  if (lage_draw_sketch_is_closed (sketch))
    {
      gdk_cairo_set_source_rgba (cr, &fill);
      cairo_fill_preserve (cr);
    }
  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_set_line_width (cr, LINE_PX + 2.0 * RIM_PX);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_dot (GtkSnapshot   *snapshot,
            double         x,
            double         y,
            double         radius,
            const GdkRGBA *colour)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) (x - radius), (float) (y - radius),
                                            (float) (2.0 * radius), (float) (2.0 * radius));
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, &box);
  gtk_snapshot_pop (snapshot);
}

/**
 * lage_draw_look_handle:
 * @snapshot: where to draw
 * @projection: how the map looks
 * @point: where the handle is
 * @size_px: its size
 * @is_active: whether it is the one that keys are for
 */
void
lage_draw_look_handle (GtkSnapshot             *snapshot,
                       const LageMapProjection *projection,
                       const LagePoint         *point,
                       double                   size_px,
                       gboolean                 is_active)
{
  double x, y;

  get_place (projection, point, &x, &y);
  if (x < -size_px || y < -size_px || x > projection->width + size_px
      || y > projection->height + size_px)
    return;
  if (is_active)
    append_dot (snapshot, x, y, size_px / 2.0 + 4.0, &paper);
  append_dot (snapshot, x, y, size_px / 2.0 + (is_active ? 2.5 : 0.0), &ink);
  append_dot (snapshot, x, y, size_px / 2.0 - 2.0, is_active ? &ink : &paper);
}

/**
 * lage_draw_look_snap:
 * @snapshot: where to draw
 * @projection: how the map looks
 * @point: what is joined
 *
 * A ring round it.
 */
void
lage_draw_look_snap (GtkSnapshot             *snapshot,
                     const LageMapProjection *projection,
                     const LagePoint         *point)
{
  static const GdkRGBA signal = { 0.90f, 0.38f, 0.0f, 1.0f };
  const float widths[] = { 2.5f, 2.5f, 2.5f, 2.5f };
  const GdkRGBA colours[] = { signal, signal, signal, signal };
  GskRoundedRect outline;
  double x, y;

  get_place (projection, point, &x, &y);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) x - 9, (float) y - 9, 18,
                                                                18), 9);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

/**
 * lage_draw_look_text:
 * @snapshot: where to draw
 * @projection: how the map looks
 * @widget: whose font it is
 * @point: beside what
 * @text: what to say; "" for nothing
 */
void
lage_draw_look_text (GtkSnapshot             *snapshot,
                     const LageMapProjection *projection,
                     GtkWidget               *widget,
                     const LagePoint         *point,
                     const char              *text)
{
  static const GdkRGBA back = { 0.12f, 0.12f, 0.14f, 0.88f };
  g_autoptr(PangoLayout) layout = NULL;
  graphene_rect_t box;
  GskRoundedRect outline;
  int width, height;
  double x, y;

  if (*text == '\0')
    return;
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &width, &height);
  get_place (projection, point, &x, &y);

  /* Below and to the right, where the hand does not hide it; at the rim on the other side. */
  if (x + TEXT_GAP_PX + width + 2.0 * TEXT_PAD_PX > projection->width)
    x -= 2.0 * TEXT_GAP_PX + width + 2.0 * TEXT_PAD_PX;
  if (y + TEXT_GAP_PX + height + 2.0 * TEXT_PAD_PX > projection->height)
    y -= 2.0 * TEXT_GAP_PX + height + 2.0 * TEXT_PAD_PX;
  graphene_rect_init (&box, (float) round (x + TEXT_GAP_PX), (float) round (y + TEXT_GAP_PX),
                      (float) (width + 2.0 * TEXT_PAD_PX), (float) (height + 2.0 * TEXT_PAD_PX));
  gsk_rounded_rect_init_from_rect (&outline, &box, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &back, &box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box.origin.x + (float) TEXT_PAD_PX,
                                                          box.origin.y + (float) TEXT_PAD_PX));
  gtk_snapshot_append_layout (snapshot, layout, &paper);
  gtk_snapshot_restore (snapshot);
}
