/* lage-base-tiles.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-layer-private.h"

#include <string.h>

#include "lage-tile-pixels.h"

/* The tiles that a base layer has, wants and waits for. */

/* How far beyond the edge tiles are made ready, in logical pixels. */
#define MARGIN_PX 160

/* A tile is enlarged up to 1.6 times before the next zoom level is taken: reducing is much dearer
 * than enlarging without a graphics processor. */
#define ZOOM_BIAS 0.32

/* A map that begins at a closer zoom is not put together of ever more and smaller tiles: this many
 * levels above it, it is not shown. */
#define MAX_REDUCTION 2

#define RETRY_FIRST_MS 2000
#define RETRY_MAX_MS 60000

typedef struct
{
  LageBaseLayer *layer;
  gint64 key;
  guint generation;
} TileRequest;

static void request_tile (LageBaseLayer *self,
                          LageBaseTile  *tile);

static gint64
tile_key (guint zoom,
          guint x,
          guint y)
{
  return ((gint64) zoom << 56) | ((gint64) x << 28) | (gint64) y;
}

/* About: those with alpha have a fourth. */
static gsize
texture_bytes (GdkTexture *texture)
{
  if (texture == NULL || lage_tile_pixels_is_blank (texture))
    return 0;

  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 3;
}

void
lage_base_tile_free (gpointer data)
{
  LageBaseTile *tile = data;

  if (tile->cancellable != NULL)
    g_cancellable_cancel (tile->cancellable);
  g_clear_object (&tile->cancellable);
  g_clear_object (&tile->texture);
  g_clear_object (&tile->outdated);
  g_free (tile);
}

static LageBaseTile *
find_tile (LageBaseLayer *self,
           guint          zoom,
           guint          x,
           guint          y)
{
  gint64 key = tile_key (zoom, x, y);

  return g_hash_table_lookup (self->tiles, &key);
}

GdkTexture *
lage_base_layer_find_texture (LageBaseLayer *self,
                              guint          zoom,
                              guint          x,
                              guint          y)
{
  LageBaseTile *tile = find_tile (self, zoom, x, y);

  if (tile == NULL)
    return NULL;

  return tile->texture != NULL ? tile->texture : tile->outdated;
}

static LageBaseTile *
ensure_tile (LageBaseLayer *self,
             guint          zoom,
             guint          x,
             guint          y)
{
  LageBaseTile *tile = find_tile (self, zoom, x, y);

  if (tile == NULL)
    {
      tile = g_new0 (LageBaseTile, 1);
      tile->key = tile_key (zoom, x, y);
      tile->zoom = zoom;
      tile->x = x;
      tile->y = y;
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }

  return tile;
}

/* Drops the tiles that were out of sight for longest. Those in sight stay whatever they cost. */
void
lage_base_layer_trim (LageBaseLayer *self)
{
  while (self->n_bytes > self->max_bytes)
    {
      GHashTableIter iter;
      gpointer value;
      LageBaseTile *oldest = NULL;

      g_hash_table_iter_init (&iter, self->tiles);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          LageBaseTile *tile = value;

          if (tile->wanted_in != self->round && (oldest == NULL ||
                                                 tile->wanted_in < oldest->wanted_in))
            oldest = tile;
        }

      if (oldest == NULL)
        return;

      self->n_bytes -= texture_bytes (oldest->texture) + texture_bytes (oldest->outdated);
      g_hash_table_remove (self->tiles, &oldest->key);
    }
}

static gboolean
retry_cb (gpointer user_data)
{
  LageBaseLayer *self = user_data;
  GHashTableIter iter;
  gpointer value;

  self->retry_id = 0;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LageBaseTile *tile = value;

      if (tile->state == LAGE_BASE_TILE_FAILED && tile->wanted_in == self->round)
        request_tile (self, tile);
    }

  return G_SOURCE_REMOVE;
}

static void
schedule_retry (LageBaseLayer *self,
                guint          n_failures)
{
  guint delay_ms = RETRY_FIRST_MS;

  if (self->retry_id != 0)
    return;

  while (n_failures-- > 1 && delay_ms < RETRY_MAX_MS)
    delay_ms *= 2;

  self->retry_id = g_timeout_add (MIN (delay_ms, RETRY_MAX_MS), retry_cb, self);
}

static void
tile_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  TileRequest *request = user_data;
  g_autoptr(LageBaseLayer) self = request->layer; /* the reference taken when asking */
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  guint generation = request->generation;
  gint64 key = request->key;
  LageBaseTile *tile;

  g_free (request);
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (object), result, &error);

  /* Cancelled requests have left the table, or their tile was asked for anew. */
  if (generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile == NULL || tile->state != LAGE_BASE_TILE_LOADING)
    return;

  g_clear_object (&tile->cancellable);

  if (texture == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          tile->state = LAGE_BASE_TILE_ABSENT;
        }
      else
        {
          g_debug ("tile %u/%u/%u: %s", tile->zoom, tile->x, tile->y, error->message);
          tile->state = LAGE_BASE_TILE_FAILED;
          schedule_retry (self, ++tile->n_failures);
        }

      return;
    }

  self->n_bytes -= texture_bytes (tile->outdated) + texture_bytes (tile->texture);
  g_clear_object (&tile->outdated);
  g_set_object (&tile->texture, texture);
  self->n_bytes += texture_bytes (texture);
  tile->state = LAGE_BASE_TILE_READY;
  tile->n_failures = 0;

  lage_base_layer_trim (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
request_tile (LageBaseLayer *self,
              LageBaseTile  *tile)
{
  TileRequest *request = g_new0 (TileRequest, 1);

  request->layer = g_object_ref (self);
  request->key = tile->key;
  request->generation = self->generation;

  tile->state = LAGE_BASE_TILE_LOADING;
  g_set_object (&tile->cancellable, NULL);
  tile->cancellable = g_cancellable_new ();

  lage_tile_source_load_tile_async (self->source, tile->zoom, tile->x, tile->y,
                                    (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                    tile->cancellable, tile_loaded_cb, request);
}

LageBaseTileRange
lage_base_layer_find_range (LageBaseLayer           *self,
                            const LageMapProjection *projection,
                            double                   margin_px)
{
  LageBaseTileRange range = { 0 };
  double level = floor (projection->zoom - 1 + ZOOM_BIAS);
  double n_tiles;

  if (level < (double) lage_tile_source_get_min_zoom (self->source) - MAX_REDUCTION)
    return range;

  level = CLAMP (level, lage_tile_source_get_min_zoom (self->source),
                 lage_tile_source_get_max_zoom (self->source));
  n_tiles = exp2 (level);

  range.zoom = (guint) level;
  range.x0 = (int) CLAMP (floor (lage_map_projection_get_world_x (projection, -margin_px) *
                                 n_tiles), 0, n_tiles);
  range.y0 = (int) CLAMP (floor (lage_map_projection_get_world_y (projection, -margin_px) *
                                 n_tiles), 0, n_tiles);
  range.x1 = (int) CLAMP (ceil (lage_map_projection_get_world_x (projection, projection->width +
                                                                 margin_px) * n_tiles),
                          0, n_tiles);
  range.y1 = (int) CLAMP (ceil (lage_map_projection_get_world_y (projection, projection->height +
                                                                 margin_px) * n_tiles),
                          0, n_tiles);

  return range;
}

static void
cancel_unwanted (LageBaseLayer *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LageBaseTile *tile = value;

      if (tile->wanted_in == self->round || tile->state == LAGE_BASE_TILE_READY)
        continue;

      if (tile->texture == NULL && tile->outdated == NULL)
        {
          g_hash_table_iter_remove (&iter);
        }
      else if (tile->state == LAGE_BASE_TILE_LOADING)
        {
          g_cancellable_cancel (tile->cancellable);
          g_clear_object (&tile->cancellable);
          tile->state = LAGE_BASE_TILE_EMPTY;
        }
    }
}

static int
compare_distance (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const double *middle = user_data;
  const LageBaseTile *tile_a = *(LageBaseTile * const *) a;
  const LageBaseTile *tile_b = *(LageBaseTile * const *) b;
  double distance_a = hypot (tile_a->x + 0.5 - middle[0], tile_a->y + 0.5 - middle[1]);
  double distance_b = hypot (tile_b->x + 0.5 - middle[0], tile_b->y + 0.5 - middle[1]);

  return (distance_a < distance_b) - (distance_a > distance_b);
}

void
lage_base_layer_update_wanted (LageBaseLayer *self)
{
  g_autoptr(GPtrArray) missing = NULL;
  LageMapProjection projection;
  gboolean has_failed = FALSE;
  LageBaseTileRange range;
  double middle[2];

  if (self->source == NULL ||
      !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  range = lage_base_layer_find_range (self, &projection, MARGIN_PX);

  if (memcmp (&range, &self->wanted, sizeof range) == 0)
    return;

  self->wanted = range;
  self->round++;
  missing = g_ptr_array_new ();

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        LageBaseTile *tile = ensure_tile (self, range.zoom, (guint) x, (guint) y);

        tile->wanted_in = self->round;
        if (tile->state == LAGE_BASE_TILE_EMPTY)
          g_ptr_array_add (missing, tile);
        else if (tile->state == LAGE_BASE_TILE_FAILED)
          has_failed = TRUE;
      }

  cancel_unwanted (self);

  /* The worker takes the newest request first: so the middle is asked for last. */
  middle[0] = (range.x0 + range.x1) / 2.0;
  middle[1] = (range.y0 + range.y1) / 2.0;
  g_ptr_array_sort_with_data (missing, compare_distance, middle);

  for (guint i = 0; i < missing->len; i++)
    request_tile (self, g_ptr_array_index (missing, i));

  if (has_failed)
    schedule_retry (self, 0);
}

void
lage_base_layer_forget_wanted (LageBaseLayer *self)
{
  memset (&self->wanted, 0, sizeof self->wanted);
}

/* The same tiles in another look: the old look stays on the screen until the new one is there. */
void
lage_base_layer_reload (LageBaseLayer *self)
{
  GHashTableIter iter;
  gpointer value;

  self->generation++;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LageBaseTile *tile = value;

      if (tile->cancellable != NULL)
        g_cancellable_cancel (tile->cancellable);
      g_clear_object (&tile->cancellable);

      if (tile->wanted_in == self->round && tile->texture != NULL)
        {
          self->n_bytes -= texture_bytes (tile->outdated);
          g_clear_object (&tile->outdated);
          tile->outdated = g_steal_pointer (&tile->texture);
          tile->state = LAGE_BASE_TILE_EMPTY;
        }
      else
        {
          self->n_bytes -= texture_bytes (tile->texture) + texture_bytes (tile->outdated);
          g_hash_table_iter_remove (&iter);
        }
    }

  lage_base_layer_forget_wanted (self);
  lage_base_layer_update_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
