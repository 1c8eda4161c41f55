/* lage-shape-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-painter.h"

#include <math.h>

#include "lage-shape-labels.h"
#include "lage-shape-look.h"
#include "lage-shape-path.h"

/* Draws shapes on any cairo context: a picture for the map, a page. Free of GTK. */

/* Corners that change the line by less than this are left out; where only the inner edge of a band
 * shows it, by less than that. */
#define TOLERANCE_PX 0.7
#define BAND_TOLERANCE_PX 2.5

/* Smaller areas are a dot: they must not vanish when the map shows more. */
#define DOT_PX 4.0

#define BAND_PX 14.0
#define PLANNED_WIDTH 1.3
#define HEAD_PX 15.0

/* Corners down to 60 degrees are pointed; round ones would take twice as long. */
#define MITER_LIMIT 2.0

static const double planned_dashes[] = { 5, 4 };

typedef struct
{
  cairo_t *cr;
  const LageShapeSet *set;
  const LageShapePaint *paint;
  LageShapePath path;

  /* Of the shape at hand. */
  const LageShape *shape;
  const LageShapeLook *look;
  double rgb[3];
  double turn;
  gboolean is_selected;
} Painter;

static void
set_paper (Painter *self,
           double   alpha)
{
  if (self->paint->theme == LAGE_SHAPE_THEME_DARK)
    cairo_set_source_rgba (self->cr, 0.08, 0.09, 0.10, alpha);
  else
    cairo_set_source_rgba (self->cr, 1, 1, 1, alpha);
}

static void
set_ink (Painter *self,
         double   alpha)
{
  cairo_set_source_rgba (self->cr, self->rgb[0], self->rgb[1], self->rgb[2], alpha);
}

static void
load_ring (Painter *self,
           guint    ring,
           double   tolerance_px)
{
  const LageShapePaint *paint = self->paint;
  float tolerance = (float) (tolerance_px / paint->world_px);

  lage_shape_path_begin (&self->path);
  for (guint i = lage_shape_set_get_ring_start (self->set, ring); i < self->set->ring_ends[ring];
       i++)
    if (self->set->tolerances[i] >= tolerance)
      lage_shape_path_add (&self->path, (self->set->xy[2 * i] - paint->x0) * paint->world_px,
                           (self->set->xy[2 * i + 1] - paint->y0) * paint->world_px);
  lage_shape_path_end (&self->path, self->shape->form == LAGE_SHAPE_FORM_AREA);
}

static gboolean
can_be_seen (const LageShapePaint *paint,
             const LageShape      *shape)
{
  return (shape->x1 - paint->x0) * paint->world_px >= -LAGE_SHAPE_MARGIN &&
         (shape->y1 - paint->y0) * paint->world_px >= -LAGE_SHAPE_MARGIN &&
         (shape->x0 - paint->x0) * paint->world_px <= paint->width + LAGE_SHAPE_MARGIN &&
         (shape->y0 - paint->y0) * paint->world_px <= paint->height + LAGE_SHAPE_MARGIN;
}

/* One ornament. The far side is to the left of a line, and outside of a ring. */
static void
draw_ornament (double   x,
               double   y,
               double   dx,
               double   dy,
               guint64  n,
               gpointer user_data)
{
  Painter *self = user_data;
  cairo_t *cr = self->cr;
  double nx = dy * self->turn;
  double ny = -dx * self->turn;

#define AT(along, beside) x + (along) * dx + (beside) * nx, y + (along) * dy + (beside) * ny

  switch ((LageOrnament) self->look->ornament)
    {
    case LAGE_ORNAMENT_CROSSES:
      cairo_move_to (cr, AT (-5, -5));
      cairo_line_to (cr, AT (5, 5));
      cairo_move_to (cr, AT (-5, 5));
      cairo_line_to (cr, AT (5, -5));
      break;

    case LAGE_ORNAMENT_TEETH:
      cairo_move_to (cr, AT (-6, 0));
      cairo_line_to (cr, AT (0, 10));
      cairo_line_to (cr, AT (6, 0));
      cairo_close_path (cr);
      break;

    case LAGE_ORNAMENT_SPIKES:
      cairo_move_to (cr, AT (-5.5, 0));
      cairo_line_to (cr, AT (0, 7));
      cairo_line_to (cr, AT (5.5, 0));
      break;

    case LAGE_ORNAMENT_ARROWS:
      cairo_move_to (cr, AT (0, 0));
      cairo_line_to (cr, AT (0, 12));
      cairo_move_to (cr, AT (-4, 8));
      cairo_line_to (cr, AT (0, 12.5));
      cairo_line_to (cr, AT (4, 8));
      break;

    case LAGE_ORNAMENT_BUMPS:
      cairo_move_to (cr, AT (-4, 0));
      cairo_curve_to (cr, AT (-4, 6), AT (4, 6), AT (4, 0));
      break;

    case LAGE_ORNAMENT_HACHURES:
      cairo_move_to (cr, AT (0, 0));
      cairo_line_to (cr, AT (0, n % 2 == 0 ? 9 : 5));
      break;

    case LAGE_ORNAMENT_CHEVRONS:
      cairo_move_to (cr, AT (-4, -7));
      cairo_line_to (cr, AT (4, 0));
      cairo_line_to (cr, AT (-4, 7));
      break;

    case LAGE_ORNAMENT_NONE:
    default:
      break;
    }

#undef AT
}

static void
draw_ornaments (Painter *self)
{
  cairo_t *cr = self->cr;

  if (self->look->ornament == LAGE_ORNAMENT_NONE)
    return;

  self->turn = lage_shape_path_get_turn (&self->path);
  cairo_new_path (cr);
  lage_shape_path_walk (&self->path, self->look->spacing, draw_ornament, self);
  if (self->look->ornament == LAGE_ORNAMENT_TEETH && !self->shape->is_planned)
    cairo_fill_preserve (cr);
  cairo_set_line_width (cr, self->look->ornament == LAGE_ORNAMENT_HACHURES ? 1.3 : 2);
  cairo_stroke (cr);
}

/* The line of the path at hand, with what stands along it. */
static void
draw_line (Painter *self)
{
  cairo_t *cr = self->cr;
  double bolder_px = self->paint->bolder_px;
  double width = self->look->width + (self->is_selected ? 2 : 0) + bolder_px;

  set_paper (self, bolder_px > 0 ? 1 : self->is_selected ? 0.95 : 0.6);
  cairo_set_line_width (cr, width + (self->is_selected ? 5 : 2.5));
  if (self->is_selected || self->shape->form == LAGE_SHAPE_FORM_LINE)
    lage_shape_path_stroke (&self->path, cr, NULL, 0);

  set_ink (self, 0.95);
  if (self->shape->is_planned)
    {
      cairo_set_line_width (cr, PLANNED_WIDTH + (self->is_selected ? 2 : 0) + bolder_px);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      lage_shape_path_stroke (&self->path, cr, planned_dashes, G_N_ELEMENTS (planned_dashes));
    }
  else
    {
      cairo_set_line_width (cr, width);
      if (self->look->n_dashes > 0)
        cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      lage_shape_path_stroke (&self->path, cr, self->look->dashes, self->look->n_dashes);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_ornaments (self);
}

/* The head points where the last stretch of the line does, not where its last, maybe tiny, segment
 * does. */
static void
draw_head (Painter *self)
{
  cairo_t *cr = self->cr;
  double size = HEAD_PX + self->look->width;
  guint n = self->path.xy->len / 2;
  const double *tip = &g_array_index (self->path.xy, double, 2 * n - 2);
  double x, y, dx, dy, length;

  if (!lage_shape_path_find_at (&self->path, MAX (self->path.length - size, 0), &x, &y, &dx, &dy))
    return;
  dx = tip[0] - x;
  dy = tip[1] - y;
  length = hypot (dx, dy);
  if (!(length > 0))
    return;
  dx *= size / length;
  dy *= size / length;

  /* A little beyond the end, so that the line does not blunt the tip. */
  cairo_move_to (cr, tip[0] + 0.3 * dx, tip[1] + 0.3 * dy);
  cairo_line_to (cr, tip[0] - 0.7 * dx - 0.5 * dy, tip[1] - 0.7 * dy + 0.5 * dx);
  cairo_line_to (cr, tip[0] - 0.45 * dx, tip[1] - 0.45 * dy);
  cairo_line_to (cr, tip[0] - 0.7 * dx + 0.5 * dy, tip[1] - 0.7 * dy - 0.5 * dx);
  cairo_close_path (cr);
  set_paper (self, self->is_selected ? 0.95 : 0.6);
  cairo_set_line_width (cr, self->is_selected ? 6 : 3);
  cairo_stroke_preserve (cr);
  set_ink (self, 1);
  cairo_fill (cr);
}

static void
draw_dot (Painter *self)
{
  const LageShapePaint *paint = self->paint;
  double x = ((self->shape->x0 + self->shape->x1) / 2 - paint->x0) * paint->world_px;
  double y = ((self->shape->y0 + self->shape->y1) / 2 - paint->y0) * paint->world_px;
  double size = self->is_selected ? 2 * DOT_PX : DOT_PX;

  cairo_rectangle (self->cr, x - size / 2, y - size / 2, size, size);
  set_paper (self, 0.9);
  cairo_set_line_width (self->cr, 2);
  cairo_stroke_preserve (self->cr);
  set_ink (self, 1);
  cairo_fill (self->cr);
}

static void
trace_area (Painter *self,
            double   tolerance_px)
{
  cairo_new_path (self->cr);
  for (guint i = 0; i < self->shape->n_rings; i++)
    {
      load_ring (self, self->shape->first_ring + i, tolerance_px);
      lage_shape_path_trace_fill (&self->path, self->cr);
    }
}

/* Warnings cover whole districts: hatched all over they would hide the town. A band inside their
 * border says what they are; the selected one is filled. What is only planned is not filled. */
static void
fill_area (Painter *self)
{
  static const double tints[LAGE_N_SHAPE_THEMES] = { 0.14, 0.16, 0.05 };
  const LageShapePaint *paint = self->paint;
  gboolean is_band = self->look->is_band && !self->is_selected;
  double tint = tints[paint->theme];
  cairo_t *cr = self->cr;
  cairo_pattern_t *hatch;

  trace_area (self, TOLERANCE_PX);

  if (is_band || self->shape->is_planned)
    tint = 0.02;
  else if (self->look->hatch == LAGE_HATCH_NONE)
    tint *= 0.5;
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  set_ink (self, tint);
  cairo_fill_preserve (cr);

  if (self->look->hatch == LAGE_HATCH_NONE || self->shape->is_planned)
    {
      cairo_new_path (cr);
      return;
    }

  hatch = lage_shape_look_create_hatch (cr, self->look->hatch, self->rgb,
                                        -paint->x0 * paint->world_px,
                                        -paint->y0 * paint->world_px);
  cairo_set_source (cr, hatch);
  cairo_pattern_destroy (hatch);
  if (is_band)
    {
      cairo_save (cr);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
      cairo_clip (cr);
      trace_area (self, BAND_TOLERANCE_PX);
      cairo_set_line_width (cr, 2 * BAND_PX);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  else
    {
      cairo_fill (cr);
    }
}

static void
draw_shape (Painter *self)
{
  const LageShape *shape = self->shape;
  double size = MAX (shape->x1 - shape->x0, shape->y1 - shape->y0) * self->paint->world_px;

  if (shape->form == LAGE_SHAPE_FORM_TEXT)
    return;
  if (size < DOT_PX)
    {
      draw_dot (self);
      return;
    }

  if (shape->form == LAGE_SHAPE_FORM_AREA)
    fill_area (self);
  for (guint i = 0; i < shape->n_rings; i++)
    {
      load_ring (self, shape->first_ring + i, TOLERANCE_PX);
      draw_line (self);
      if (shape->has_head)
        draw_head (self);
    }
}

/**
 * lage_shape_painter_draw:
 * @cr: a context on which one unit is a pixel of the screen; its state is kept
 * @set: what there is to draw; prepared here if it is not yet
 * @paint: what part of the world, and how
 * @cancellable: (nullable): looked at now and then; what is drawn until then is of no use
 *
 * May run on any thread, for one @set on one thread at a time.
 */
void
lage_shape_painter_draw (cairo_t              *cr,
                         LageShapeSet         *set,
                         const LageShapePaint *paint,
                         GCancellable         *cancellable)
{
  Painter self = { .cr = cr, .set = set, .paint = paint };

  lage_shape_set_prepare (set);
  lage_shape_path_init (&self.path, -LAGE_SHAPE_MARGIN, -LAGE_SHAPE_MARGIN,
                        paint->width + LAGE_SHAPE_MARGIN, paint->height + LAGE_SHAPE_MARGIN);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_miter_limit (cr, MITER_LIMIT);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < set->n_shapes && !g_cancellable_is_cancelled (cancellable); i++)
    {
      self.shape = &set->shapes[i];
      if (!can_be_seen (paint, self.shape))
        continue;

      self.look = lage_shape_look_get (self.shape->style);
      self.is_selected = self.shape->key == paint->selected_key && self.shape->key != 0;
      lage_shape_look_get_colour (self.shape->style, self.shape->colour, paint->theme, self.rgb);
      draw_shape (&self);
    }
  if (!g_cancellable_is_cancelled (cancellable))
    lage_shape_labels_draw (cr, set, paint);
  cairo_restore (cr);

  lage_shape_path_clear (&self.path);
}
