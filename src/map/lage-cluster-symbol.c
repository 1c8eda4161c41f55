/* lage-cluster-symbol.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cluster-symbol.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

/* A card with one line per kind, so that nobody has to guess what hides in it:
 *
 *   .---------(!)     the worst attention: frame and mark, as on a single symbol
 *   | [] 12   |
 *   | /\  4   |       the most frequent kinds, with their number
 *   | …   7   |       the others
 *   '--------(L)      the worst freshness: frame and clock or question mark, too
 */

#define PADDING_X 5.0
#define PADDING_Y 3.5
#define GLYPH_WIDTH 16.0
#define GAP 3.0
#define ROW_HEIGHT 13.0
#define FONT_PX 11.5

/* Room for frame and marks around the card. */
#define MARGIN 8.0

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

static void
set_colour (cairo_t      *cr,
            const Colour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/**
 * lage_cluster_format_count:
 * @n_items: a number
 *
 * Exact up to 99; beyond that two digits, cut off and with a plus sign, so that a moving map does
 * not need a new picture for every number.
 *
 * Returns: (transfer full): the text
 */
char *
lage_cluster_format_count (guint n_items)
{
  if (n_items < 100)
    return g_strdup_printf ("%u", n_items);

  if (n_items < 1000)
    return g_strdup_printf ("%u+", n_items - n_items % 10);

  /* Translators: a number of thousands in a small space: 12 000 and more is "12k+". */
  return g_strdup_printf (_("%uk+"), n_items / 1000);
}

/**
 * lage_cluster_style_get_rows:
 * @style: a cluster
 * @rows: (out) (array fixed-size=3): its lines
 *
 * Returns: how many lines there are
 */
guint
lage_cluster_style_get_rows (const LageClusterStyle *style,
                             LageClusterRow         *rows)
{
  gboolean is_taken[LAGE_N_SYMBOL_KINDS] = { FALSE, };
  guint n_kinds = 0;
  guint n_rows;
  guint n_other = 0;

  for (guint kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    {
      n_kinds += style->counts[kind] > 0;
      n_other += style->counts[kind];
    }

  n_rows = MIN (n_kinds, LAGE_CLUSTER_MAX_ROWS);
  for (guint i = 0; i < n_rows; i++)
    {
      gboolean is_rest = i == LAGE_CLUSTER_MAX_ROWS - 1 && n_kinds > LAGE_CLUSTER_MAX_ROWS;
      g_autofree char *text = NULL;
      guint best = 0;

      for (guint kind = 1; kind < LAGE_N_SYMBOL_KINDS; kind++)
        if (!is_taken[kind] && (is_taken[best] || style->counts[kind] > style->counts[best]))
          best = kind;

      rows[i].kind = is_rest ? -1 : (int) best;
      text = lage_cluster_format_count (is_rest ? n_other : style->counts[best]);
      g_strlcpy (rows[i].text, text, sizeof rows[i].text);
      is_taken[best] = TRUE;
      n_other -= style->counts[best];
    }

  return n_rows;
}

static double
set_text (PangoLayout *layout,
          const char  *text)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle logical;

  pango_font_description_set_absolute_size (font, FONT_PX * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &logical);

  return (double) logical.width / PANGO_SCALE;
}

static void
measure_card (const LageClusterRow *rows,
              guint                 n_rows,
              PangoLayout          *layout,
              double               *width,
              double               *height)
{
  double text_width = 0;

  for (guint i = 0; i < n_rows; i++)
    text_width = MAX (text_width, set_text (layout, rows[i].text));

  *width = ceil (2 * PADDING_X + GLYPH_WIDTH + GAP + text_width);
  *height = 2 * PADDING_Y + ROW_HEIGHT * MAX (n_rows, 1);
}

/**
 * lage_cluster_symbol_measure:
 * @style: a cluster
 * @layout: to measure with
 * @width: (out): of the whole symbol, in logical pixels
 * @height: (out): of the whole symbol
 */
void
lage_cluster_symbol_measure (const LageClusterStyle *style,
                             PangoLayout            *layout,
                             double                 *width,
                             double                 *height)
{
  LageClusterRow rows[LAGE_CLUSTER_MAX_ROWS];
  guint n_rows = lage_cluster_style_get_rows (style, rows);

  measure_card (rows, n_rows, layout, width, height);
  *width += 2 * MARGIN;
  *height += 2 * MARGIN;
}

static void
trace_card (cairo_t *cr,
            double   width,
            double   height)
{
  const double radius = 5;
  double x = width / 2;
  double y = height / 2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x - radius, -y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x - radius, y - radius, radius, 0, G_PI_2);
  cairo_arc (cr, -x + radius, y - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, -x + radius, -y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_frame (cairo_t                *cr,
            const LageClusterStyle *style,
            const LageMapLook      *look,
            double                  width,
            double                  height)
{
  static const double dashes[] = { 4, 2.5 };
  static const double dots[] = { 1.5, 2.5 };
  static const Colour attention_colours[LAGE_N_SYMBOL_ATTENTION] = {
    [LAGE_SYMBOL_NOTICE] = { 1.0, 0.72, 0.0 },
    [LAGE_SYMBOL_ALARM] = { 0.85, 0.08, 0.08 },
  };
  const Colour light = { 1, 1, 1 };
  const Colour dark = { 0.15, 0.17, 0.2 };
  const Colour black = { 0, 0, 0 };
  const Colour calm = look->is_dark ? (Colour) { 0.72, 0.8, 0.88 } : (Colour) { 0.2, 0.28, 0.38 };
  const Colour selected = look->is_dark ? (Colour) { 0.45, 0.82, 1.0 }
                                        : (Colour) { 0.03, 0.35, 0.85 };
  const Colour *ground = !look->is_dark ? &light : look->is_high_contrast ? &black : &dark;
  double extra = look->is_high_contrast ? 1 : 0;

  trace_card (cr, width, height);
  if (style->is_selected)
    {
      set_colour (cr, &selected);
      cairo_set_line_width (cr, 11);
      cairo_stroke_preserve (cr);
    }
  if (style->attention != LAGE_SYMBOL_CALM)
    {
      set_colour (cr, &attention_colours[style->attention]);
      cairo_set_line_width (cr, 7 + extra);
      cairo_stroke_preserve (cr);
    }
  set_colour (cr, ground);
  cairo_set_line_width (cr, style->attention != LAGE_SYMBOL_CALM ? 1 : 4);
  cairo_stroke_preserve (cr);
  cairo_fill_preserve (cr);

  if (look->is_high_contrast)
    set_colour (cr, look->is_dark ? &light : &black);
  else
    set_colour (cr, &calm);
  cairo_set_line_width (cr, 1.6 + extra);
  if (style->freshness == LAGE_SYMBOL_STALE)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if (style->freshness == LAGE_SYMBOL_SILENT)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_row (cairo_t              *cr,
          const LageClusterRow *row,
          const LageMapLook    *look,
          PangoLayout          *layout,
          double                left,
          double                right,
          double                middle)
{
  const Colour ink = look->is_dark ? (Colour) { 0.97, 0.98, 1 } : (Colour) { 0.04, 0.05, 0.08 };
  double text_width;
  int height;

  if (row->kind >= 0)
    {
      cairo_save (cr);
      cairo_translate (cr, left + GLYPH_WIDTH / 2, middle);
      cairo_scale (cr, 0.44, 0.44);
      lage_symbol_draw_glyph ((LageSymbolKind) row->kind, look, cr);
      cairo_restore (cr);
    }
  else
    {
      set_colour (cr, &ink);
      for (int i = -1; i <= 1; i++)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, left + GLYPH_WIDTH / 2 + 4.5 * i, middle, 1.5, 0, 2 * G_PI);
        }
      cairo_fill (cr);
    }

  text_width = set_text (layout, row->text);
  pango_layout_get_size (layout, NULL, &height);
  set_colour (cr, &ink);
  cairo_move_to (cr, right - text_width, middle - (double) height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, layout);
}

/**
 * lage_cluster_symbol_draw:
 * @style: a cluster
 * @look: how the map looks
 * @layout: to set the numbers with
 * @cr: where the middle of the symbol is the origin
 */
void
lage_cluster_symbol_draw (const LageClusterStyle *style,
                          const LageMapLook      *look,
                          PangoLayout            *layout,
                          cairo_t                *cr)
{
  LageClusterRow rows[LAGE_CLUSTER_MAX_ROWS];
  guint n_rows = lage_cluster_style_get_rows (style, rows);
  double width;
  double height;

  g_return_if_fail (style->attention < LAGE_N_SYMBOL_ATTENTION);
  g_return_if_fail (style->freshness < LAGE_N_SYMBOL_FRESHNESS);

  measure_card (rows, n_rows, layout, &width, &height);
  draw_frame (cr, style, look, width, height);
  pango_cairo_update_layout (cr, layout);

  for (guint i = 0; i < n_rows; i++)
    draw_row (cr, &rows[i], look, layout, -width / 2 + PADDING_X, width / 2 - PADDING_X,
              -height / 2 + PADDING_Y + ROW_HEIGHT * (i + 0.5));

  lage_symbol_draw_marks (style->attention, style->freshness, look, width / 2 - 1, -height / 2 + 1,
                          height / 2 - 1, cr);
}
