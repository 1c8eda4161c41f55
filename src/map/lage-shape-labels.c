/* lage-shape-labels.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-labels.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "lage-shape-look.h"
#include "lage-shape-path.h"

/* Names of areas, where these have the most room; names of lines, along them; texts. A name that
 * does not fit into its area or on its line is not drawn, nor one that would lie on a better one:
 * texts and the selected come first, then by size. Whether it is depends only on the zoom and on its
 * neighbours, also those that are refused themselves, not on what part of the map is drawn: so names
 * neither jump nor flicker while the map is moved. */

#define MAX_WIDTH_PX 190
#define HALO_PX 3.5
#define GAP_PX 4.0

/* Of the way along a line that its name may take. */
#define LINE_SHARE 0.8

/* Bends of less than this leave a line straight enough for a name, which stands this far beside it. */
#define STRAIGHT_PX 4.0
#define BESIDE_PX 7.0

typedef struct
{
  const LageShape *shape;
  PangoLayout *layout;
  double x; /* middle, in units of the context */
  double y;
  double angle;
  double width;
  double height;
  gboolean is_selected;
  double rank; /* the higher, the better */
} Label;

static void
clear_label (gpointer data)
{
  g_object_unref (((Label *) data)->layout);
}

static PangoLayout *
create_layout (cairo_t              *cr,
               const LageShapePaint *paint,
               const LageShape      *shape)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  double size = paint->font_px > 0 ? paint->font_px : LAGE_SHAPE_FONT_PX;

  if (shape->form == LAGE_SHAPE_FORM_TEXT)
    size *= 1.15;
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, shape->label, -1);
  if (shape->form == LAGE_SHAPE_FORM_LINE)
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
    }
  else
    {
      int width = (int) (MAX_WIDTH_PX * size / LAGE_SHAPE_FONT_PX);

      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, shape->form == LAGE_SHAPE_FORM_TEXT ? -8 : -3);
      /* As narrow as its lines, so that the middle of the layout is that of the text. */
      pango_layout_get_pixel_size (layout, &width, NULL);
      pango_layout_set_width (layout, (width + 2) * PANGO_SCALE);
    }

  return layout;
}

/* The longest straight piece of a line, from its first end to its second. */
static double
find_longest (const LageShapePath *path,
              double              *ends)
{
  double longest = 0;

  for (guint i = 0; i + 3 < path->xy->len; i += 2)
    {
      const double *xy = &g_array_index (path->xy, double, i);
      double length = hypot (xy[2] - xy[0], xy[3] - xy[1]);

      if (length > longest)
        {
          longest = length;
          memcpy (ends, xy, 4 * sizeof (double));
        }
    }

  return longest;
}

/* Beside the longest straight piece of the line if that is long enough, else beside its middle, on
 * the upper side, and never upside down. */
static gboolean
find_place (const LageShapeSet   *set,
            const LageShapePaint *paint,
            Label                *label)
{
  guint ring = label->shape->first_ring;
  float tolerance = (float) (STRAIGHT_PX / paint->world_px);
  double ends[4] = { 0 }, dx, dy;
  LageShapePath path;
  gboolean is_found = TRUE;

  lage_shape_path_init (&path, 0, 0, 0, 0);
  for (guint i = lage_shape_set_get_ring_start (set, ring); i < set->ring_ends[ring]; i++)
    if (set->tolerances[i] >= tolerance)
      lage_shape_path_add (&path, (set->xy[2 * i] - paint->x0) * paint->world_px,
                           (set->xy[2 * i + 1] - paint->y0) * paint->world_px);
  lage_shape_path_end (&path, FALSE);

  if (find_longest (&path, ends) < label->width)
    is_found = (path.length * LINE_SHARE >= label->width || label->is_selected) &&
               lage_shape_path_find_at (&path, MAX (path.length - label->width, 0) / 2, &ends[0],
                                        &ends[1], &dx, &dy) &&
               lage_shape_path_find_at (&path, MIN ((path.length + label->width) / 2,
                                                    path.length * 0.999),
                                        &ends[2], &ends[3], &dx, &dy);
  lage_shape_path_clear (&path);
  if (!is_found)
    return FALSE;

  label->angle = atan2 (ends[3] - ends[1], ends[2] - ends[0]);
  if (label->angle > G_PI_2)
    label->angle -= G_PI;
  else if (label->angle <= -G_PI_2)
    label->angle += G_PI;
  label->x = (ends[0] + ends[2]) / 2 + sin (label->angle) * (label->height / 2 + BESIDE_PX);
  label->y = (ends[1] + ends[3]) / 2 - cos (label->angle) * (label->height / 2 + BESIDE_PX);

  return TRUE;
}

static gboolean
fits (const LageShapeSet   *set,
      const LageShapePaint *paint,
      Label                *label)
{
  double room = label->shape->label_room * paint->world_px;

  if (label->shape->form == LAGE_SHAPE_FORM_LINE)
    return find_place (set, paint, label);

  label->x = (label->shape->label_x - paint->x0) * paint->world_px;
  label->y = (label->shape->label_y - paint->y0) * paint->world_px;

  return label->shape->form == LAGE_SHAPE_FORM_TEXT || label->is_selected ||
         (room >= label->height / 2 + 2 && room * 2.6 >= label->width);
}

/* The upright box about a label, turned ones included. */
static double
get_box_width (const Label *label)
{
  return fabs (label->width * cos (label->angle)) + fabs (label->height * sin (label->angle));
}

static double
get_box_height (const Label *label)
{
  return fabs (label->width * sin (label->angle)) + fabs (label->height * cos (label->angle));
}

static gboolean
overlap (const Label *a,
         const Label *b)
{
  return fabs (a->x - b->x) < (get_box_width (a) + get_box_width (b)) / 2 + GAP_PX &&
         fabs (a->y - b->y) < (get_box_height (a) + get_box_height (b)) / 2 + GAP_PX;
}

static void
note_name (const LageShapePaint *paint,
           const Label          *label)
{
  LageShapeName name = { paint->x0 + label->x / paint->world_px,
                         paint->y0 + label->y / paint->world_px, get_box_width (label),
                         get_box_height (label) };

  if (paint->names != NULL)
    g_array_append_val (paint->names, name);
}

static void
draw_label (cairo_t              *cr,
            const LageShapePaint *paint,
            const Label          *label)
{
  gboolean is_dark = paint->theme == LAGE_SHAPE_THEME_DARK;
  double paper = is_dark ? 0.08 : 1;
  double ink = is_dark ? 1 : 0;
  double rgb[3];

  lage_shape_look_get_colour (label->shape->style, label->shape->colour, paint->theme, rgb);
  cairo_save (cr);
  cairo_translate (cr, label->x, label->y);
  cairo_rotate (cr, label->angle);
  cairo_move_to (cr, -label->width / 2, -label->height / 2);
  pango_cairo_update_layout (cr, label->layout);
  pango_cairo_layout_path (cr, label->layout);
  cairo_set_source_rgba (cr, paper, paper, paper, 0.85);
  cairo_set_line_width (cr, HALO_PX);
  cairo_stroke (cr);

  if (label->is_selected && label->shape->form == LAGE_SHAPE_FORM_TEXT)
    {
      cairo_rectangle (cr, -label->width / 2 - 3, -label->height / 2 - 3, label->width + 6,
                       label->height + 6);
      cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }

  /* Nearer to ink than to the colour of the shape: it is to be read. */
  cairo_move_to (cr, -label->width / 2, -label->height / 2);
  cairo_set_source_rgb (cr, (rgb[0] + ink) / 2, (rgb[1] + ink) / 2, (rgb[2] + ink) / 2);
  pango_cairo_show_layout (cr, label->layout);
  cairo_restore (cr);
}

static gboolean
can_be_near (const LageShapePaint *paint,
             const LageShape      *shape)
{
  const double margin = 2 * MAX_WIDTH_PX;
  double x0 = shape->form == LAGE_SHAPE_FORM_LINE ? shape->x0 : shape->label_x;
  double x1 = shape->form == LAGE_SHAPE_FORM_LINE ? shape->x1 : shape->label_x;
  double y0 = shape->form == LAGE_SHAPE_FORM_LINE ? shape->y0 : shape->label_y;
  double y1 = shape->form == LAGE_SHAPE_FORM_LINE ? shape->y1 : shape->label_y;

  return (x1 - paint->x0) * paint->world_px >= -margin &&
         (y1 - paint->y0) * paint->world_px >= -margin &&
         (x0 - paint->x0) * paint->world_px <= paint->width + margin &&
         (y0 - paint->y0) * paint->world_px <= paint->height + margin;
}

static GArray *
find_labels (cairo_t              *cr,
             const LageShapeSet   *set,
             const LageShapePaint *paint)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (Label));

  g_array_set_clear_func (labels, clear_label);
  for (guint i = 0; i < set->n_shapes; i++)
    {
      const LageShape *shape = &set->shapes[i];
      double size = MAX (shape->x1 - shape->x0, shape->y1 - shape->y0) * paint->world_px;
      Label label = { .shape = shape };
      int width, height;

      label.is_selected = shape->key == paint->selected_key && shape->key != 0;
      if (shape->label == NULL || !can_be_near (paint, shape) ||
          (size < 20 && shape->form != LAGE_SHAPE_FORM_TEXT && !label.is_selected))
        continue;

      label.layout = create_layout (cr, paint, shape);
      pango_layout_get_pixel_size (label.layout, &width, &height);
      label.width = width;
      label.height = height;
      label.rank = size + (shape->form == LAGE_SHAPE_FORM_TEXT ? 1e12 : 0) +
                   (label.is_selected ? 1e13 : 0);
      if (fits (set, paint, &label))
        g_array_append_val (labels, label);
      else
        clear_label (&label);
    }

  return labels;
}

/**
 * lage_shape_labels_draw:
 * @cr: a context
 * @set: a prepared set
 * @paint: what part of the world, and how
 */
void
lage_shape_labels_draw (cairo_t              *cr,
                        const LageShapeSet   *set,
                        const LageShapePaint *paint)
{
  g_autoptr(GArray) labels = find_labels (cr, set, paint);

  for (guint i = 0; i < labels->len; i++)
    {
      const Label *label = &g_array_index (labels, Label, i);
      gboolean is_refused = FALSE;

      for (guint k = 0; k < labels->len && !is_refused; k++)
        {
          const Label *other = &g_array_index (labels, Label, k);

          is_refused = (other->rank > label->rank || (other->rank == label->rank && k > i)) &&
                       overlap (label, other);
        }
      if (is_refused)
        continue;
      draw_label (cr, paint, label);
      note_name (paint, label);
    }
}
