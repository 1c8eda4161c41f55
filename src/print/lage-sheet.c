/* lage-sheet.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sheet-private.h"
#include "lage-sign-catalogue.h"

/* The picture on paper. Everything that is drawn is copied into the sheet first, so that pages can be
 * drawn on any thread while the picture goes on:
 *
 *     session, map --> LageSheet (stands still) --> draw_page () --> PDF, PNG, printer, preview
 *
 * Map pages come first, row by row, then the lists. */

#define MM_TO_POINTS (72.0 / 25.4)

static void
clear_row (gpointer data)
{
  LageSheetRow *row = data;

  g_free (row->name);
  g_free (row->state);
  g_free (row->position);
  g_free (row->age);
}

static void
clear_tile (gpointer data)
{
  LageSheetTile *tile = data;

  g_clear_pointer (&tile->surface, cairo_surface_destroy);
}

/**
 * lage_sheet_new:
 * @options: what is wanted
 * @error: return location for a #GError
 *
 * Returns: (transfer full): an empty sheet, or %NULL if no such map can be laid out
 */
LageSheet *
lage_sheet_new (const LageSheetOptions  *options,
                GError                 **error)
{
  LageSheetLayout layout;
  LageSheet *self;

  if (!lage_sheet_layout_init (&layout, options, error))
    return NULL;

  /* The legend names signs, in whatever thread the sheet is drawn. */
  lage_sign_catalogue_ensure ();

  self = g_new0 (LageSheet, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->options = *options;
  self->layout = layout;
  self->texts = g_string_chunk_new (4096);
  self->items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));
  self->labels = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  self->rows = g_array_new (FALSE, FALSE, sizeof (LageSheetRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->tiles = g_array_new (FALSE, FALSE, sizeof (LageSheetTile));
  g_array_set_clear_func (self->tiles, clear_tile);

  return self;
}

LageSheet *
lage_sheet_ref (LageSheet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
lage_sheet_unref (LageSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->title);
  g_free (self->time);
  g_free (self->author);
  g_free (self->credit);
  g_free (self->remark);
  g_clear_pointer (&self->basemap, lage_basemap_unref);
  g_clear_pointer (&self->shapes, lage_shape_set_unref);
  g_array_unref (self->tiles);
  g_array_unref (self->items);
  g_array_unref (self->labels);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/**
 * lage_sheet_add_item:
 * @self: the sheet
 * @item: what has a place; its label is copied
 */
void
lage_sheet_add_item (LageSheet         *self,
                     const LageMapItem *item)
{
  LageMapItem copy = *item;

  if (item->label != NULL)
    copy.label = g_string_chunk_insert (self->texts, item->label);
  g_array_append_val (self->items, copy);
}

void
lage_sheet_add_label (LageSheet          *self,
                      const LageMapLabel *label)
{
  LageMapLabel copy = *label;

  copy.text = g_string_chunk_insert_const (self->texts, label->text);
  g_array_append_val (self->labels, copy);
}

/**
 * lage_sheet_take_row:
 * @self: the sheet
 * @row: (transfer full): a line of the lists; those of one kind come one after the other
 */
void
lage_sheet_take_row (LageSheet    *self,
                     LageSheetRow  row)
{
  g_array_append_val (self->rows, row);
}

guint
lage_sheet_get_n_pages (const LageSheet *self)
{
  return lage_sheet_layout_get_n_maps (&self->layout) + lage_sheet_get_n_lists (self);
}

/**
 * lage_sheet_draw_page:
 * @self: the sheet
 * @page: which page, from 0
 * @cr: where the upper left corner of the paper is the origin and one unit is a point (1/72 inch)
 *
 * Any thread.
 */
void
lage_sheet_draw_page (const LageSheet *self,
                      guint            page,
                      cairo_t         *cr)
{
  LageSheetPen pen = { cr, self->layout.unit };
  guint n_maps = lage_sheet_layout_get_n_maps (&self->layout);

  g_return_if_fail (page < lage_sheet_get_n_pages (self));

  cairo_save (cr);
  cairo_scale (cr, MM_TO_POINTS, MM_TO_POINTS);
  if (page < n_maps)
    {
      lage_sheet_draw_map (self, page, &pen);
      if (self->options.has_grid)
        lage_sheet_draw_grid (self, page, &pen);
      cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
      lage_sheet_pen_frame (&pen, &self->layout.map, 0.35);
      lage_sheet_draw_block (self, page, &pen);
    }
  else
    {
      lage_sheet_draw_list (self, page - n_maps, &pen);
    }
  cairo_restore (cr);
}
