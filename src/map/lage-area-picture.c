/* lage-area-picture.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-area-picture.h"

#include <string.h>

#include "lage-mercator.h"
#include "lage-track-painter.h"

/* The map thread's half of LageAreaLayer: draws areas and tracks, and cuts the picture into tiles.
 * Each covered pixel costs in every frame of a moving map: tiles with nothing on them are left out. */

/* Device pixels that are drawn in one piece at most. */
#define MAX_PIECE_PX (8 * 1024 * 1024)

gboolean
lage_area_range_contains (const LageAreaRange *self,
                          const LageAreaRange *other)
{
  return self->column0 <= other->column0 && self->row0 <= other->row0 &&
         self->column0 + self->n_columns >= other->column0 + other->n_columns &&
         self->row0 + self->n_rows >= other->row0 + other->n_rows;
}

LageAreaRange
lage_area_range_intersect (const LageAreaRange *self,
                           const LageAreaRange *other)
{
  int column1 = MIN (self->column0 + self->n_columns, other->column0 + other->n_columns);
  int row1 = MIN (self->row0 + self->n_rows, other->row0 + other->n_rows);
  LageAreaRange range = { .column0 = MAX (self->column0, other->column0),
                          .row0 = MAX (self->row0, other->row0) };

  if (range.column0 < column1 && range.row0 < row1)
    {
      range.n_columns = column1 - range.column0;
      range.n_rows = row1 - range.row0;
    }

  return range;
}

void
lage_area_request_free (gpointer data)
{
  LageAreaRequest *request = data;

  lage_shape_set_unref (request->areas);
  g_ptr_array_unref (request->tracks);
  g_free (request);
}

static guint
get_n_tiles (const LageAreaRange *range)
{
  return (guint) range->n_columns * (guint) range->n_rows;
}

void
lage_area_picture_free (gpointer data)
{
  LageAreaPicture *self = data;

  for (guint i = 0; i < get_n_tiles (&self->range); i++)
    g_clear_object (&self->tiles[i]);
  g_free (self->tiles);
  g_array_unref (self->names);
  g_free (self);
}

static GdkTexture **
find_tile (const LageAreaPicture *self,
           int                    column,
           int                    row)
{
  column -= self->range.column0;
  row -= self->range.row0;

  if (column < 0 || row < 0 || column >= self->range.n_columns || row >= self->range.n_rows)
    return NULL;

  return &self->tiles[(gsize) row * (gsize) self->range.n_columns + (gsize) column];
}

static gboolean
stands_in (const LageShapeName *name,
           const LageAreaRange *range,
           double               world_px)
{
  double column = name->x * world_px / LAGE_AREA_TILE;
  double row = name->y * world_px / LAGE_AREA_TILE;

  return column >= range->column0 && column < range->column0 + range->n_columns &&
         row >= range->row0 && row < range->row0 + range->n_rows;
}

/* Of the names that reach over the edge of what is known, both pictures know. */
static void
take_names (LageAreaPicture     *self,
            LageAreaPicture     *before,
            const LageAreaRange *known)
{
  double world_px = lage_mercator_world_px (self->zoom);

  for (guint i = self->names->len; i > 0; i--)
    if (stands_in (&g_array_index (self->names, LageShapeName, i - 1), known, world_px))
      g_array_remove_index_fast (self->names, i - 1);
  for (guint i = 0; i < before->names->len; i++)
    if (stands_in (&g_array_index (before->names, LageShapeName, i), known, world_px))
      g_array_append_vals (self->names, &g_array_index (before->names, LageShapeName, i), 1);
}

/**
 * lage_area_picture_take:
 * @self: a picture in which those tiles are missing
 * @before: a picture of the same zoom that has them
 * @known: which
 */
void
lage_area_picture_take (LageAreaPicture     *self,
                        LageAreaPicture     *before,
                        const LageAreaRange *known)
{
  for (int row = known->row0; row < known->row0 + known->n_rows; row++)
    for (int column = known->column0; column < known->column0 + known->n_columns; column++)
      {
        GdkTexture **from = find_tile (before, column, row);
        GdkTexture **to = find_tile (self, column, row);

        if (from != NULL && to != NULL)
          g_set_object (to, *from);
      }
  take_names (self, before, known);
}

/**
 * lage_area_picture_get_tile:
 * @self: a picture
 * @column: of the tile
 * @row: of the tile
 *
 * Returns: (transfer none) (nullable): the tile, if it is in the picture and not empty
 */
GdkTexture *
lage_area_picture_get_tile (const LageAreaPicture *self,
                            int                    column,
                            int                    row)
{
  GdkTexture **tile = find_tile (self, column, row);

  return tile != NULL ? *tile : NULL;
}

/* Copies a square out of the surface, or returns NULL if it is empty. */
static GdkTexture *
cut_tile (cairo_surface_t *surface,
          int              x,
          int              y,
          int              size)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guchar *pixels =
    cairo_image_surface_get_data (surface) + (gsize) y * stride + (gsize) x * 4;
  gsize n_bytes = (gsize) size * 4;
  g_autofree guchar *copy = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gboolean is_empty = TRUE;

  for (int row = 0; row < size && is_empty; row++)
    {
      const guchar *line = pixels + (gsize) row * stride;

      is_empty = line[0] == 0 && memcmp (line, line + 1, n_bytes - 1) == 0;
    }
  if (is_empty)
    return NULL;

  copy = g_malloc (n_bytes * (gsize) size);
  for (int row = 0; row < size; row++)
    memcpy (copy + (gsize) row * n_bytes, pixels + (gsize) row * stride, n_bytes);
  bytes = g_bytes_new_take (g_steal_pointer (&copy), n_bytes * (gsize) size);

  return gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes, n_bytes);
}

static void
draw_piece (LageAreaPicture       *self,
            const LageAreaRequest *request,
            const LageAreaRange   *range,
            GCancellable          *cancellable)
{
  double world_px = lage_mercator_world_px (request->zoom);
  LageShapePaint paint = {
    .x0 = (double) range->column0 * LAGE_AREA_TILE / world_px,
    .y0 = (double) range->row0 * LAGE_AREA_TILE / world_px,
    .world_px = world_px,
    .width = (double) range->n_columns * LAGE_AREA_TILE,
    .height = (double) range->n_rows * LAGE_AREA_TILE,
    .font_px = LAGE_SHAPE_FONT_PX * request->text_scale,
    .bolder_px = request->bolder_px,
    .selected_key = request->selected_key,
    .theme = request->theme,
    .names = self->names,
  };
  int size = LAGE_AREA_TILE * request->scale;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, range->n_columns * size, range->n_rows * size);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, request->scale, request->scale);
  cr = cairo_create (surface);
  lage_shape_painter_draw (cr, request->areas, &paint, cancellable);
  lage_track_painter_draw (cr, request->tracks, request->now_us, &paint, cancellable);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (int row = 0; row < range->n_rows; row++)
    for (int column = 0; column < range->n_columns; column++)
      *find_tile (self, range->column0 + column, range->row0 + row) =
        cut_tile (surface, column * size, row * size, size);
  cairo_surface_destroy (surface);
}

static void
draw_range (LageAreaPicture       *self,
            const LageAreaRequest *request,
            int                    column0,
            int                    row0,
            int                    column1,
            int                    row1,
            GCancellable          *cancellable)
{
  gint64 row_px = (gint64) (column1 - column0) * LAGE_AREA_TILE * LAGE_AREA_TILE * request->scale *
                  request->scale;
  int n_rows = (int) MAX (MAX_PIECE_PX / MAX (row_px, 1), 1);

  if (column0 >= column1)
    return;

  for (int row = row0; row < row1 && !g_cancellable_is_cancelled (cancellable); row += n_rows)
    {
      LageAreaRange piece = { column0, row, column1 - column0, MIN (n_rows, row1 - row) };

      draw_piece (self, request, &piece, cancellable);
    }
}

/**
 * lage_area_picture_draw_work:
 * @data: a #LageAreaRequest
 * @cancellable: that of the task
 * @error: not used: drawing does not fail
 *
 * Draws what is wanted around what is known.
 *
 * Returns: (transfer full): a #LageAreaPicture without the known tiles
 */
gpointer
lage_area_picture_draw_work (gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error)
{
  LageAreaRequest *request = data;
  LageAreaPicture *self = g_new0 (LageAreaPicture, 1);
  LageAreaRange known = lage_area_range_intersect (&request->range, &request->known);
  const LageAreaRange *range = &self->range;

  self->zoom = request->zoom;
  self->scale = request->scale;
  self->range = request->range;
  self->tiles = g_new0 (GdkTexture *, MAX (get_n_tiles (range), 1));
  self->names = g_array_new (FALSE, FALSE, sizeof (LageShapeName));
  if (get_n_tiles (&known) == 0)
    known = (LageAreaRange) { range->column0, range->row0 + range->n_rows, range->n_columns, 0 };

  draw_range (self, request, range->column0, range->row0, range->column0 + range->n_columns,
              known.row0, cancellable);
  draw_range (self, request, range->column0, known.row0, known.column0, known.row0 + known.n_rows,
              cancellable);
  draw_range (self, request, known.column0 + known.n_columns, known.row0,
              range->column0 + range->n_columns, known.row0 + known.n_rows, cancellable);
  draw_range (self, request, range->column0, known.row0 + known.n_rows,
              range->column0 + range->n_columns, range->row0 + range->n_rows, cancellable);

  return self;
}
