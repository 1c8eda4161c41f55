/* lage-sheet-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"
#include "lage-sheet-private.h"

/* The lists behind the map: what is shown, in words. Lines are one text line high, so that the number
 * of pages is known before anything is drawn. A kind begins with its name, and is named again where
 * a page begins within it. */

#define ROW_MM 5.0
#define HEAD_MM 12.0
#define FOOT_MM 6.0

/* Parts of the width: name, state, position, age. */
static const double columns[] = { 0.24, 0.42, 0.22, 0.12 };

static guint
get_n_lines (const LageSheet *self)
{
  double room_mm = self->layout.page.height_mm - (HEAD_MM + FOOT_MM) * self->layout.unit;

  return (guint) MAX (3.0, floor (room_mm / (ROW_MM * self->layout.unit)));
}

/* Lays rows into lines. Returns the page of the last one plus one, or finds the first row of a page. */
static guint
lay_out (const LageSheet *self,
         guint            page,
         guint           *first_row)
{
  guint n_lines = get_n_lines (self);
  guint n_pages = 0;
  guint line = n_lines;
  LageKind kind = LAGE_KIND_NONE;

  *first_row = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const LageSheetRow *row = &g_array_index (self->rows, LageSheetRow, i);
      guint needed = row->kind != kind ? 2 : 1;

      if (line + needed > n_lines)
        {
          if (n_pages == page)
            *first_row = i;
          n_pages++;
          line = 0;
          needed = 2;
        }
      line += needed;
      kind = row->kind;
    }

  return n_pages;
}

guint
lage_sheet_get_n_lists (const LageSheet *self)
{
  guint first_row;

  return self->options.has_lists ? lay_out (self, 0, &first_row) : 0;
}

static void
draw_head (const LageSheet    *self,
           guint               list,
           const LageSheetPen *pen)
{
  const LageSheetBox *page = &self->layout.page;
  guint number = lage_sheet_layout_get_n_maps (&self->layout) + list + 1;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  cairo_set_source_rgb (pen->cr, 0.0, 0.0, 0.0);
  left = g_strdup_printf ("%s: %s", self->is_exercise ? _("EXERCISE") : _("OPERATION"),
                          self->title);
  lage_sheet_pen_write (pen, left, LAGE_SHEET_TITLE_MM, TRUE, page->x_mm, page->y_mm,
                        page->width_mm * 0.68, 1, LAGE_SHEET_LEFT);
  lage_sheet_pen_write (pen, self->time, LAGE_SHEET_TEXT_MM, FALSE,
                        page->x_mm + page->width_mm * 0.7, page->y_mm, page->width_mm * 0.3, 1,
                        LAGE_SHEET_RIGHT);
  /* Translators: %1$u is the page, %2$u how many there are. */
  right = g_strdup_printf (C_ ("sheet", "Page %1$u of %2$u"), number,
                           lage_sheet_get_n_pages (self));
  lage_sheet_pen_write (pen, right, LAGE_SHEET_SMALL_MM, FALSE, page->x_mm,
                        page->y_mm + page->height_mm - 4.0 * pen->unit, page->width_mm, 1,
                        LAGE_SHEET_RIGHT);
  lage_sheet_pen_write (pen, self->author, LAGE_SHEET_SMALL_MM, FALSE, page->x_mm,
                        page->y_mm + page->height_mm - 4.0 * pen->unit, page->width_mm * 0.7, 1,
                        LAGE_SHEET_LEFT);
}

static void
draw_row (const LageSheetRow *row,
          const LageSheetPen *pen,
          const LageSheetBox *page,
          double              y_mm)
{
  const char *texts[] = { row->name, row->state, row->position, row->age };
  double x_mm = page->x_mm;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      double width_mm = page->width_mm * columns[i];

      lage_sheet_pen_write (pen, texts[i], LAGE_SHEET_SMALL_MM, i == 0, x_mm, y_mm + 0.7 * pen->unit,
                            width_mm - 1.5 * pen->unit, 1,
                            i + 1 == G_N_ELEMENTS (columns) ? LAGE_SHEET_RIGHT : LAGE_SHEET_LEFT);
      x_mm += width_mm;
    }
}

static void
draw_line (const LageSheetPen *pen,
           const LageSheetBox *page,
           double              y_mm,
           double              line_mm)
{
  cairo_set_line_width (pen->cr, line_mm * pen->unit);
  cairo_move_to (pen->cr, page->x_mm, y_mm);
  cairo_line_to (pen->cr, page->x_mm + page->width_mm, y_mm);
  cairo_stroke (pen->cr);
}

void
lage_sheet_draw_list (const LageSheet    *self,
                      guint               list,
                      const LageSheetPen *pen)
{
  const LageSheetBox *page = &self->layout.page;
  double row_mm = ROW_MM * pen->unit;
  guint n_lines = get_n_lines (self);
  LageKind kind = LAGE_KIND_NONE;
  guint line = 0;
  guint i;

  lay_out (self, list, &i);
  draw_head (self, list, pen);
  for (; i < self->rows->len; i++)
    {
      const LageSheetRow *row = &g_array_index (self->rows, LageSheetRow, i);
      guint needed = row->kind != kind ? 2 : 1;
      double y_mm = page->y_mm + HEAD_MM * pen->unit + line * row_mm;

      if (line + needed > n_lines)
        break;
      cairo_set_source_rgb (pen->cr, 0.0, 0.0, 0.0);
      if (row->kind != kind)
        {
          lage_sheet_pen_write (pen, lage_format_kind_plural (row->kind), LAGE_SHEET_TEXT_MM, TRUE,
                                page->x_mm, y_mm + 0.5 * pen->unit, page->width_mm, 1,
                                LAGE_SHEET_LEFT);
          y_mm += row_mm;
          draw_line (pen, page, y_mm, 0.3);
          kind = row->kind;
        }
      draw_row (row, pen, page, y_mm);
      cairo_set_source_rgb (pen->cr, 0.75, 0.75, 0.75);
      draw_line (pen, page, y_mm + row_mm, 0.1);
      line += needed;
    }
}
