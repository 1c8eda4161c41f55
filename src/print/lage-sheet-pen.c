/* lage-sheet-pen.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sheet-pen.h"

/* Letters on paper. Pango rounds to device pixels unless told otherwise, and a document has none. */

/**
 * lage_sheet_pen_create_layout:
 * @self: the pen
 *
 * Returns: (transfer full): a layout whose letters are not moved to pixels
 */
PangoLayout *
lage_sheet_pen_create_layout (const LageSheetPen *self)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);

  return layout;
}

static PangoLayout *
create_layout (const LageSheetPen *self,
               const char         *text,
               double              size_mm,
               gboolean            is_bold)
{
  PangoLayout *layout = lage_sheet_pen_create_layout (self);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size_mm * self->unit * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

/**
 * lage_sheet_pen_write:
 * @self: the pen
 * @text: what to write
 * @size_mm: height of the letters on A4
 * @is_bold: whether they are bold
 * @x_mm: left edge of the room for them
 * @y_mm: upper edge
 * @width_mm: how wide the room is
 * @n_lines: at most so many lines; what has no room ends in an ellipsis
 * @align: where in the room
 *
 * Returns: how high the text is, in millimetres
 */
double
lage_sheet_pen_write (const LageSheetPen *self,
                      const char         *text,
                      double              size_mm,
                      gboolean            is_bold,
                      double              x_mm,
                      double              y_mm,
                      double              width_mm,
                      guint               n_lines,
                      LageSheetAlign      align)
{
  static const PangoAlignment alignments[] = {
    [LAGE_SHEET_LEFT] = PANGO_ALIGN_LEFT,
    [LAGE_SHEET_CENTRE] = PANGO_ALIGN_CENTER,
    [LAGE_SHEET_RIGHT] = PANGO_ALIGN_RIGHT,
  };
  g_autoptr(PangoLayout) layout = create_layout (self, text, size_mm, is_bold);
  PangoRectangle logical;

  pango_layout_set_width (layout, (int) (width_mm * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -(int) n_lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, alignments[align]);
  pango_layout_get_extents (layout, NULL, &logical);

  cairo_move_to (self->cr, x_mm, y_mm);
  pango_cairo_show_layout (self->cr, layout);

  return (double) logical.height / PANGO_SCALE;
}

/**
 * lage_sheet_pen_write_at:
 * @self: the pen
 * @text: one line
 * @size_mm: height of the letters on A4
 * @is_bold: whether they are bold
 * @x_mm: middle of the text
 * @y_mm: middle of the text
 * @has_halo: whether white lifts it from what lies below
 *
 * Writes in the colour that is set.
 */
void
lage_sheet_pen_write_at (const LageSheetPen *self,
                         const char         *text,
                         double              size_mm,
                         gboolean            is_bold,
                         double              x_mm,
                         double              y_mm,
                         gboolean            has_halo)
{
  g_autoptr(PangoLayout) layout = create_layout (self, text, size_mm, is_bold);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (self->cr, x_mm - (double) logical.width / 2.0 / PANGO_SCALE,
                 y_mm - (double) logical.height / 2.0 / PANGO_SCALE);
  if (has_halo)
    {
      cairo_save (self->cr);
      pango_cairo_layout_path (self->cr, layout);
      cairo_set_source_rgba (self->cr, 1.0, 1.0, 1.0, 0.85);
      cairo_set_line_width (self->cr, 0.25 * size_mm * self->unit);
      cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (self->cr);
      cairo_restore (self->cr);
      cairo_move_to (self->cr, x_mm - (double) logical.width / 2.0 / PANGO_SCALE,
                     y_mm - (double) logical.height / 2.0 / PANGO_SCALE);
    }
  pango_cairo_show_layout (self->cr, layout);
}

void
lage_sheet_pen_measure (const LageSheetPen *self,
                        const char         *text,
                        double              size_mm,
                        gboolean            is_bold,
                        double             *width_mm,
                        double             *height_mm)
{
  g_autoptr(PangoLayout) layout = create_layout (self, text, size_mm, is_bold);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *width_mm = (double) logical.width / PANGO_SCALE;
  *height_mm = (double) logical.height / PANGO_SCALE;
}

void
lage_sheet_pen_frame (const LageSheetPen *self,
                      const LageSheetBox *box,
                      double              line_mm)
{
  cairo_set_line_width (self->cr, line_mm * self->unit);
  cairo_rectangle (self->cr, box->x_mm, box->y_mm, box->width_mm, box->height_mm);
  cairo_stroke (self->cr);
}
