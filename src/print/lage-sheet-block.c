/* lage-sheet-block.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "lage-format.h"
#include "lage-sheet-private.h"

/* What makes a map a document: whose, of when, operation or exercise, scale, north. */

#define PAD_MM 2.0
#define LINE_MM 0.2
#define NORTH_MM 11.0
#define BAR_HEIGHT_MM 1.4
#define TEXT_LINE_MM 4.2
#define NARROW_NO_BREAK_SPACE "\u202f"

static void
set_black (const LageSheetPen *pen)
{
  cairo_set_source_rgb (pen->cr, 0.0, 0.0, 0.0);
}

/* An exercise must never be taken for the real thing, on a copy in grey either: its name stands in a
 * hatched band. */
static double
draw_kind (const LageSheet    *self,
           const LageSheetPen *pen,
           double              x_mm,
           double              y_mm,
           double              width_mm)
{
  double height_mm = 7.0 * pen->unit;
  cairo_t *cr = pen->cr;

  if (!self->is_exercise)
    {
      set_black (pen);
      lage_sheet_pen_write (pen, _("OPERATION"), LAGE_SHEET_TITLE_MM, TRUE, x_mm, y_mm, width_mm,
                            1, LAGE_SHEET_LEFT);
      return height_mm;
    }

  cairo_save (cr);
  cairo_rectangle (cr, x_mm, y_mm, width_mm, height_mm);
  if (self->options.is_plain)
    cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  else
    cairo_set_source_rgb (cr, 1.0, 0.84, 0.25);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  set_black (pen);
  cairo_set_line_width (cr, 0.5 * pen->unit);
  for (double x = x_mm - height_mm; x < x_mm + width_mm; x += 2.5 * pen->unit)
    {
      cairo_move_to (cr, x, y_mm + height_mm);
      cairo_line_to (cr, x + height_mm, y_mm);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  {
    double text_mm, text_height_mm;

    lage_sheet_pen_measure (pen, _("EXERCISE"), LAGE_SHEET_TITLE_MM, TRUE, &text_mm,
                            &text_height_mm);
    cairo_rectangle (cr, x_mm + (width_mm - text_mm) / 2.0 - pen->unit, y_mm,
                     text_mm + 2.0 * pen->unit, height_mm);
    cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
    cairo_fill (cr);
    set_black (pen);
    lage_sheet_pen_write_at (pen, _("EXERCISE"), LAGE_SHEET_TITLE_MM, TRUE,
                             x_mm + width_mm / 2.0, y_mm + height_mm / 2.0, FALSE);
    cairo_set_line_width (cr, 0.35 * pen->unit);
    cairo_rectangle (cr, x_mm, y_mm, width_mm, height_mm);
    cairo_stroke (cr);
  }

  return height_mm + 1.5 * pen->unit;
}

static double
write_pair (const LageSheetPen *pen,
            const char         *label,
            const char         *text,
            double              x_mm,
            double              y_mm,
            double              width_mm,
            guint               n_lines)
{
  double label_mm = 18.0 * pen->unit;

  cairo_set_source_rgb (pen->cr, 0.35, 0.35, 0.35);
  lage_sheet_pen_write (pen, label, LAGE_SHEET_SMALL_MM, FALSE, x_mm, y_mm + 0.35 * pen->unit,
                        label_mm, 1, LAGE_SHEET_LEFT);
  set_black (pen);

  return MAX (lage_sheet_pen_write (pen, text, LAGE_SHEET_TEXT_MM, FALSE, x_mm + label_mm, y_mm,
                                    width_mm - label_mm, n_lines, LAGE_SHEET_LEFT),
              TEXT_LINE_MM * pen->unit)
         + 0.4 * pen->unit;
}

/* Who, what, when. */
static double
draw_title (const LageSheet    *self,
            guint               page,
            const LageSheetPen *pen,
            double              x_mm,
            double              y_mm,
            double              width_mm)
{
  g_autofree char *scale = NULL;
  g_autofree char *pages = NULL;
  g_autofree char *number = lage_sheet_format_scale (self->layout.scale);
  g_autofree char *grid = self->options.has_grid ? lage_sheet_describe_grid (self, page) : NULL;
  double top_mm = y_mm;

  y_mm += draw_kind (self, pen, x_mm, y_mm, width_mm);
  set_black (pen);
  y_mm += lage_sheet_pen_write (pen, self->title, LAGE_SHEET_TITLE_MM, TRUE, x_mm, y_mm, width_mm,
                                2, LAGE_SHEET_LEFT) + pen->unit;
  /* Translators: the moment that a printed picture shows, German "Stand". */
  y_mm += write_pair (pen, C_ ("sheet", "As of"), self->time, x_mm, y_mm, width_mm, 2);
  y_mm += write_pair (pen, C_ ("sheet", "Author"), self->author, x_mm, y_mm, width_mm, 2);
  /* Translators: a map scale; %s is a number such as 25000. */
  scale = g_strdup_printf (C_ ("sheet", "1 : %s"), number);
  y_mm += write_pair (pen, C_ ("sheet", "Scale"), scale, x_mm, y_mm, width_mm, 1);
  if (grid != NULL)
    y_mm += write_pair (pen, C_ ("sheet", "Grid"), grid, x_mm, y_mm, width_mm, 2);
  /* Translators: %1$u is the page, %2$u how many there are. */
  pages = g_strdup_printf (C_ ("sheet", "%1$u of %2$u"), page + 1, lage_sheet_get_n_pages (self));
  y_mm += write_pair (pen, C_ ("sheet", "Page"), pages, x_mm, y_mm, width_mm, 1);
  if (self->remark != NULL)
    y_mm += lage_sheet_pen_write (pen, self->remark, LAGE_SHEET_SMALL_MM, TRUE, x_mm, y_mm,
                                  width_mm, 3, LAGE_SHEET_LEFT) + pen->unit;

  return y_mm - top_mm;
}

/* Which of the pages this one is, when they are laid side by side. */
static void
draw_index (const LageSheet    *self,
            guint               page,
            const LageSheetPen *pen,
            double              x_mm,
            double              y_mm,
            double              size_mm)
{
  const LageSheetLayout *layout = &self->layout;
  double cell_mm = size_mm / MAX (layout->n_columns, layout->n_rows);
  cairo_t *cr = pen->cr;

  for (guint i = 0; i < layout->n_columns * layout->n_rows; i++)
    {
      cairo_rectangle (cr, x_mm + cell_mm * (i % layout->n_columns),
                       y_mm + cell_mm * (i / layout->n_columns), cell_mm, cell_mm);
      if (i == page)
        cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
      else
        cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_fill_preserve (cr);
      set_black (pen);
      cairo_set_line_width (cr, LINE_MM);
      cairo_stroke (cr);
    }
}

static void
draw_north (const LageSheetPen *pen,
            double              x_mm,
            double              y_mm)
{
  double size_mm = NORTH_MM * pen->unit;
  cairo_t *cr = pen->cr;

  set_black (pen);
  cairo_move_to (cr, x_mm, y_mm + size_mm * 0.3);
  cairo_line_to (cr, x_mm + size_mm * 0.22, y_mm + size_mm);
  cairo_line_to (cr, x_mm, y_mm + size_mm * 0.8);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, x_mm, y_mm + size_mm * 0.3);
  cairo_line_to (cr, x_mm - size_mm * 0.22, y_mm + size_mm);
  cairo_line_to (cr, x_mm, y_mm + size_mm * 0.8);
  cairo_close_path (cr);
  cairo_set_line_width (cr, LINE_MM * pen->unit);
  cairo_stroke (cr);
  /* Translators: north, above the arrow of a map. */
  lage_sheet_pen_write_at (pen, C_ ("sheet", "N"), LAGE_SHEET_TEXT_MM, TRUE, x_mm,
                           y_mm + size_mm * 0.14, FALSE);
}

char *
lage_sheet_format_length (double length_m)
{
  if (length_m >= 1000.0)
    return lage_format_quantity (length_m / 1000.0, 0, "km");

  return lage_format_quantity (length_m, 0, "m");
}

/**
 * lage_sheet_format_scale:
 * @scale: N of 1:N
 *
 * Returns: (transfer full): N in groups of three, the same in every language
 */
char *
lage_sheet_format_scale (double scale)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", scale);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, NARROW_NO_BREAK_SPACE);
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

/* Valid at the middle of the map; Mercator stretches towards the north, within one town by less than
 * a line is wide. */
static void
draw_scale_bar (const LageSheet    *self,
                const LageSheetPen *pen,
                double              x_mm,
                double              y_mm,
                double              width_mm)
{
  double length_m = lage_sheet_layout_choose_bar_m (self->layout.scale, width_mm * 0.8);
  double length_mm = length_m * 1000.0 / self->layout.scale;
  double height_mm = BAR_HEIGHT_MM * pen->unit;
  g_autofree char *text = lage_sheet_format_length (length_m);
  cairo_t *cr = pen->cr;

  for (guint i = 0; i < 4; i++)
    {
      cairo_rectangle (cr, x_mm + length_mm * i / 4.0, y_mm, length_mm / 4.0, height_mm);
      if (i % 2 == 0)
        set_black (pen);
      else
        cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_fill_preserve (cr);
      set_black (pen);
      cairo_set_line_width (cr, LINE_MM * pen->unit);
      cairo_stroke (cr);
    }
  lage_sheet_pen_write (pen, "0", LAGE_SHEET_SMALL_MM, FALSE, x_mm, y_mm + height_mm + 0.4,
                        10.0 * pen->unit, 1, LAGE_SHEET_LEFT);
  lage_sheet_pen_write (pen, text, LAGE_SHEET_SMALL_MM, FALSE, x_mm + length_mm - 20.0 * pen->unit,
                        y_mm + height_mm + 0.4, 20.0 * pen->unit, 1, LAGE_SHEET_RIGHT);
}

static void
draw_orientation (const LageSheet    *self,
                  guint               page,
                  const LageSheetPen *pen,
                  double              x_mm,
                  double              y_mm,
                  double              width_mm)
{
  double north_mm = NORTH_MM * pen->unit * 0.5;
  double index_mm = 0.0;

  if (lage_sheet_layout_get_n_maps (&self->layout) > 1)
    {
      index_mm = NORTH_MM * pen->unit;
      draw_index (self, page, pen, x_mm + width_mm - index_mm, y_mm, index_mm);
      index_mm += 2.0 * pen->unit;
    }
  draw_north (pen, x_mm + north_mm / 2.0, y_mm);
  draw_scale_bar (self, pen, x_mm + north_mm + 2.0 * pen->unit, y_mm + 4.0 * pen->unit,
                  width_mm - north_mm - 3.0 * pen->unit - index_mm);
}

void
lage_sheet_draw_block (const LageSheet    *self,
                       guint               page,
                       const LageSheetPen *pen)
{
  const LageSheetBox *block = &self->layout.block;
  double pad_mm = PAD_MM * pen->unit;
  double x_mm = block->x_mm + pad_mm;
  double y_mm = block->y_mm + pad_mm;
  double width_mm = block->width_mm - 2.0 * pad_mm;
  double bottom_mm = block->y_mm + block->height_mm - pad_mm;
  double credit_mm = 6.0 * pen->unit;
  double orientation_mm = (NORTH_MM + 2.0) * pen->unit;
  LageSheetBox legend;

  set_black (pen);
  lage_sheet_pen_frame (pen, block, 0.35);

  if (self->layout.is_block_beside)
    {
      y_mm += draw_title (self, page, pen, x_mm, y_mm, width_mm) + pen->unit;
      draw_orientation (self, page, pen, x_mm, y_mm, width_mm);
      y_mm += orientation_mm + pen->unit;
      legend = (LageSheetBox) { x_mm, y_mm, width_mm, bottom_mm - credit_mm - y_mm };
    }
  else
    {
      double title_mm = width_mm * 0.42;

      draw_title (self, page, pen, x_mm, y_mm, title_mm);
      draw_orientation (self, page, pen, x_mm, bottom_mm - orientation_mm, title_mm);
      x_mm += title_mm + 2.0 * pad_mm;
      legend = (LageSheetBox) { x_mm, y_mm, width_mm - title_mm - 2.0 * pad_mm,
                                bottom_mm - credit_mm - y_mm };
    }
  if (self->options.has_legend)
    lage_sheet_draw_legend (self, page, pen, &legend);
  cairo_set_source_rgb (pen->cr, 0.35, 0.35, 0.35);
  lage_sheet_pen_write (pen, self->credit, 1.7, FALSE, legend.x_mm,
                        bottom_mm - credit_mm + 0.8 * pen->unit, legend.width_mm, 2,
                        LAGE_SHEET_LEFT);
}
