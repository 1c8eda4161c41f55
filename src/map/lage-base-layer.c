/* lage-base-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-layer.h"

#include "lage-map-projection.h"

/* Draws the tiles of one source. snapshot() only reads what is there: a tile that is not yet loaded
 * is shown as the part of a coarser one, or as four finer ones, so that a frame never waits. What is
 * wanted is worked out when the viewport moves: tiles that came into sight are asked for, the
 * middle of the picture first; requests for tiles that left it are cancelled. */

#define MAX_BYTES_DEFAULT (gsize) (192 * 1024 * 1024)

/* How far beyond the edge tiles are made ready, in logical pixels. */
#define MARGIN_PX 160

/* A tile is enlarged up to 1.6 times before the next zoom level is taken: reducing is much dearer
 * than enlarging without a graphics processor. */
#define ZOOM_BIAS 0.32

#define RETRY_FIRST_MS 2000
#define RETRY_MAX_MS 60000

/* How many zoom levels a coarser tile may stand in for. */
#define MAX_ANCESTORS 8

typedef enum
{
  TILE_EMPTY,
  TILE_LOADING,
  TILE_READY,
  TILE_FAILED,
  TILE_ABSENT, /* the source says that it has none there */
} TileState;

typedef struct
{
  gint64 key;
  guint zoom;
  guint x;
  guint y;
  TileState state;
  guint n_failures;
  guint wanted_in; /* the last round in which it was wanted */
  GCancellable *cancellable;
  GdkTexture *texture;
  GdkTexture *outdated; /* shown until its successor is there */
} Tile;

typedef struct
{
  LageBaseLayer *layer;
  gint64 key;
  guint generation;
} TileRequest;

typedef struct
{
  guint zoom;
  int x0;
  int y0;
  int x1; /* exclusive */
  int y1;
} TileRange;

struct _LageBaseLayer
{
  ShumateLayer parent_instance;

  LageTileSource *source;
  GSignalGroup *source_signals;
  GHashTable *tiles; /* key -> Tile */
  TileRange wanted;
  guint round;
  guint generation; /* counts up when the source changes: older answers are of no use */
  gsize n_bytes;
  gsize max_bytes;
  guint retry_id;
  gboolean is_dark;
};

G_DEFINE_FINAL_TYPE (LageBaseLayer, lage_base_layer, SHUMATE_TYPE_LAYER)

static void request_tile (LageBaseLayer *self,
                          Tile          *tile);

static gint64
tile_key (guint zoom,
          guint x,
          guint y)
{
  return ((gint64) zoom << 56) | ((gint64) x << 28) | (gint64) y;
}

static gsize
texture_bytes (GdkTexture *texture)
{
  if (texture == NULL)
    return 0;

  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 3;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  if (tile->cancellable != NULL)
    g_cancellable_cancel (tile->cancellable);
  g_clear_object (&tile->cancellable);
  g_clear_object (&tile->texture);
  g_clear_object (&tile->outdated);
  g_free (tile);
}

static Tile *
find_tile (LageBaseLayer *self,
           guint          zoom,
           guint          x,
           guint          y)
{
  gint64 key = tile_key (zoom, x, y);

  return g_hash_table_lookup (self->tiles, &key);
}

static GdkTexture *
find_texture (LageBaseLayer *self,
              guint          zoom,
              guint          x,
              guint          y)
{
  Tile *tile = find_tile (self, zoom, x, y);

  if (tile == NULL)
    return NULL;

  return tile->texture != NULL ? tile->texture : tile->outdated;
}

static Tile *
ensure_tile (LageBaseLayer *self,
             guint          zoom,
             guint          x,
             guint          y)
{
  Tile *tile = find_tile (self, zoom, x, y);

  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->key = tile_key (zoom, x, y);
      tile->zoom = zoom;
      tile->x = x;
      tile->y = y;
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }

  return tile;
}

/* Drops the tiles that were out of sight for longest. Those in sight stay whatever they cost. */
static void
trim (LageBaseLayer *self)
{
  while (self->n_bytes > self->max_bytes)
    {
      GHashTableIter iter;
      gpointer value;
      Tile *oldest = NULL;

      g_hash_table_iter_init (&iter, self->tiles);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Tile *tile = value;

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
      Tile *tile = value;

      if (tile->state == TILE_FAILED && tile->wanted_in == self->round)
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
  Tile *tile;

  g_free (request);
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (object), result, &error);

  /* Cancelled requests have left the table, or their tile was asked for anew. */
  if (generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile == NULL || tile->state != TILE_LOADING)
    return;

  g_clear_object (&tile->cancellable);

  if (texture == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          tile->state = TILE_ABSENT;
        }
      else
        {
          g_debug ("tile %u/%u/%u: %s", tile->zoom, tile->x, tile->y, error->message);
          tile->state = TILE_FAILED;
          schedule_retry (self, ++tile->n_failures);
        }

      return;
    }

  self->n_bytes -= texture_bytes (tile->outdated) + texture_bytes (tile->texture);
  g_clear_object (&tile->outdated);
  g_set_object (&tile->texture, texture);
  self->n_bytes += texture_bytes (texture);
  tile->state = TILE_READY;
  tile->n_failures = 0;

  trim (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
request_tile (LageBaseLayer *self,
              Tile          *tile)
{
  TileRequest *request = g_new0 (TileRequest, 1);

  request->layer = g_object_ref (self);
  request->key = tile->key;
  request->generation = self->generation;

  tile->state = TILE_LOADING;
  g_set_object (&tile->cancellable, NULL);
  tile->cancellable = g_cancellable_new ();

  lage_tile_source_load_tile_async (self->source, tile->zoom, tile->x, tile->y,
                                    (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                    tile->cancellable, tile_loaded_cb, request);
}

static TileRange
find_range (LageBaseLayer           *self,
            const LageMapProjection *projection,
            double                   margin_px)
{
  TileRange range;
  double level = floor (projection->zoom - 1 + ZOOM_BIAS);
  double n_tiles;

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
      Tile *tile = value;

      if (tile->wanted_in == self->round || tile->state == TILE_READY)
        continue;

      if (tile->texture == NULL && tile->outdated == NULL)
        {
          g_hash_table_iter_remove (&iter);
        }
      else if (tile->state == TILE_LOADING)
        {
          g_cancellable_cancel (tile->cancellable);
          g_clear_object (&tile->cancellable);
          tile->state = TILE_EMPTY;
        }
    }
}

static int
compare_distance (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const double *middle = user_data;
  const Tile *tile_a = *(Tile * const *) a;
  const Tile *tile_b = *(Tile * const *) b;
  double distance_a = hypot (tile_a->x + 0.5 - middle[0], tile_a->y + 0.5 - middle[1]);
  double distance_b = hypot (tile_b->x + 0.5 - middle[0], tile_b->y + 0.5 - middle[1]);

  return (distance_a < distance_b) - (distance_a > distance_b);
}

static void
update_wanted (LageBaseLayer *self)
{
  g_autoptr(GPtrArray) missing = NULL;
  LageMapProjection projection;
  gboolean has_failed = FALSE;
  TileRange range;
  double middle[2];

  if (self->source == NULL ||
      !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  range = find_range (self, &projection, MARGIN_PX);

  if (memcmp (&range, &self->wanted, sizeof range) == 0)
    return;

  self->wanted = range;
  self->round++;
  missing = g_ptr_array_new ();

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        Tile *tile = ensure_tile (self, range.zoom, (guint) x, (guint) y);

        tile->wanted_in = self->round;
        if (tile->state == TILE_EMPTY)
          g_ptr_array_add (missing, tile);
        else if (tile->state == TILE_FAILED)
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

static void
viewport_changed_cb (LageBaseLayer *self)
{
  update_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_wanted (LageBaseLayer *self)
{
  memset (&self->wanted, 0, sizeof self->wanted);
}

/* The same tiles in another look: the old look stays on the screen until the new one is there. */
static void
source_changed_cb (LageBaseLayer *self)
{
  GHashTableIter iter;
  gpointer value;

  self->generation++;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tile *tile = value;

      if (tile->cancellable != NULL)
        g_cancellable_cancel (tile->cancellable);
      g_clear_object (&tile->cancellable);

      if (tile->wanted_in == self->round && tile->texture != NULL)
        {
          self->n_bytes -= texture_bytes (tile->outdated);
          g_clear_object (&tile->outdated);
          tile->outdated = g_steal_pointer (&tile->texture);
          tile->state = TILE_EMPTY;
        }
      else
        {
          self->n_bytes -= texture_bytes (tile->texture) + texture_bytes (tile->outdated);
          g_hash_table_iter_remove (&iter);
        }
    }

  forget_wanted (self);
  update_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scale_factor_changed_cb (LageBaseLayer *self)
{
  source_changed_cb (self);
}

static void
append_part (GtkSnapshot           *snapshot,
             GdkTexture            *texture,
             const graphene_rect_t *rect,
             guint                  n_parts,
             guint                  part_x,
             guint                  part_y)
{
  float width = rect->size.width;
  float height = rect->size.height;

  if (n_parts == 1)
    {
      gtk_snapshot_append_texture (snapshot, texture, rect);
      return;
    }

  gtk_snapshot_push_clip (snapshot, rect);
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (rect->origin.x - (float) part_x * width,
                                                    rect->origin.y - (float) part_y * height,
                                                    (float) n_parts * width,
                                                    (float) n_parts * height));
  gtk_snapshot_pop (snapshot);
}

static void
append_ancestor (LageBaseLayer         *self,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *rect,
                 guint                  zoom,
                 guint                  x,
                 guint                  y)
{
  for (guint up = 1; up <= MIN (zoom, MAX_ANCESTORS); up++)
    {
      GdkTexture *texture = find_texture (self, zoom - up, x >> up, y >> up);
      guint mask = (1u << up) - 1;

      if (texture == NULL)
        continue;

      append_part (snapshot, texture, rect, 1u << up, x & mask, y & mask);
      return;
    }
}

static void
append_children (LageBaseLayer           *self,
                 GtkSnapshot             *snapshot,
                 const LageMapProjection *projection,
                 double                   scale,
                 guint                    zoom,
                 guint                    x,
                 guint                    y)
{
  double size = exp2 (-(double) (zoom + 1));

  for (guint i = 0; i < 4; i++)
    {
      guint child_x = 2 * x + (i & 1);
      guint child_y = 2 * y + (i >> 1);
      GdkTexture *texture = find_texture (self, zoom + 1, child_x, child_y);
      double west = child_x * size;
      double north = child_y * size;
      float x0 = lage_map_snap (lage_map_projection_get_x (projection, west), scale);
      float y0 = lage_map_snap (lage_map_projection_get_y (projection, north), scale);
      float x1 = lage_map_snap (lage_map_projection_get_x (projection, west + size), scale);
      float y1 = lage_map_snap (lage_map_projection_get_y (projection, north + size), scale);

      if (texture != NULL)
        gtk_snapshot_append_texture (snapshot, texture,
                                     &GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0));
    }
}

static void
lage_base_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  static const GdkRGBA light = { 0.949f, 0.941f, 0.922f, 1.0f };
  static const GdkRGBA dark = { 0.145f, 0.157f, 0.173f, 1.0f };
  LageBaseLayer *self = LAGE_BASE_LAYER (widget);
  double scale = gtk_widget_get_scale_factor (widget);
  gboolean is_covered = TRUE;
  LageMapProjection projection;
  TileRange range = { 0, };
  double size;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  if (self->source != NULL)
    range = find_range (self, &projection, 0);

  size = exp2 (-(double) range.zoom);

  for (int y = range.y0; y < range.y1 && is_covered; y++)
    for (int x = range.x0; x < range.x1 && is_covered; x++)
      is_covered = find_texture (self, range.zoom, (guint) x, (guint) y) != NULL;

  /* The ground colour costs a full fill, so it is painted only where it could be seen. */
  if (!is_covered || range.x0 >= range.x1 || range.y0 >= range.y1 ||
      lage_map_projection_get_x (&projection, 0) > 0 ||
      lage_map_projection_get_x (&projection, 1) < projection.width ||
      lage_map_projection_get_y (&projection, 0) > 0 ||
      lage_map_projection_get_y (&projection, 1) < projection.height)
    gtk_snapshot_append_color (snapshot, self->is_dark ? &dark : &light,
                               &GRAPHENE_RECT_INIT (0, 0, (float) projection.width,
                                                    (float) projection.height));

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        GdkTexture *texture = find_texture (self, range.zoom, (guint) x, (guint) y);
        float x0 = lage_map_snap (lage_map_projection_get_x (&projection, x * size), scale);
        float y0 = lage_map_snap (lage_map_projection_get_y (&projection, y * size), scale);
        float x1 = lage_map_snap (lage_map_projection_get_x (&projection, (x + 1) * size), scale);
        float y1 = lage_map_snap (lage_map_projection_get_y (&projection, (y + 1) * size), scale);
        graphene_rect_t rect = GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0);

        if (texture != NULL)
          {
            gtk_snapshot_append_texture (snapshot, texture, &rect);
            continue;
          }

        append_ancestor (self, snapshot, &rect, range.zoom, (guint) x, (guint) y);
        append_children (self, snapshot, &projection, scale, range.zoom, (guint) x, (guint) y);
      }
}

static void
lage_base_layer_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  update_wanted (LAGE_BASE_LAYER (widget));
}

static void
lage_base_layer_constructed (GObject *object)
{
  LageBaseLayer *self = LAGE_BASE_LAYER (object);

  G_OBJECT_CLASS (lage_base_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
}

static void
lage_base_layer_dispose (GObject *object)
{
  LageBaseLayer *self = LAGE_BASE_LAYER (object);

  self->generation++;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_hash_table_remove_all (self->tiles);
  self->n_bytes = 0;
  g_clear_object (&self->source_signals);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (lage_base_layer_parent_class)->dispose (object);
}

static void
lage_base_layer_finalize (GObject *object)
{
  LageBaseLayer *self = LAGE_BASE_LAYER (object);

  g_clear_pointer (&self->tiles, g_hash_table_unref);

  G_OBJECT_CLASS (lage_base_layer_parent_class)->finalize (object);
}

static void
lage_base_layer_class_init (LageBaseLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_base_layer_constructed;
  object_class->dispose = lage_base_layer_dispose;
  object_class->finalize = lage_base_layer_finalize;

  widget_class->snapshot = lage_base_layer_snapshot;
  widget_class->size_allocate = lage_base_layer_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lage_base_layer_init (LageBaseLayer *self)
{
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  self->max_bytes = MAX_BYTES_DEFAULT;
  self->source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "changed",
                                  G_CALLBACK (source_changed_cb), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lage_base_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer without a source
 */
LageBaseLayer *
lage_base_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_BASE_LAYER, "viewport", viewport, NULL);
}

/**
 * lage_base_layer_get_source:
 * @self: the layer
 *
 * Returns: (transfer none) (nullable): where the tiles come from
 */
LageTileSource *
lage_base_layer_get_source (LageBaseLayer *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_LAYER (self), NULL);

  return self->source;
}

/**
 * lage_base_layer_set_source:
 * @self: the layer
 * @source: (nullable): where the tiles come from now
 *
 * Forgets the tiles of the source before.
 */
void
lage_base_layer_set_source (LageBaseLayer  *self,
                            LageTileSource *source)
{
  g_return_if_fail (LAGE_IS_BASE_LAYER (self));
  g_return_if_fail (source == NULL || LAGE_IS_TILE_SOURCE (source));

  if (!g_set_object (&self->source, source))
    return;

  self->generation++;
  g_signal_group_set_target (self->source_signals, source);
  g_hash_table_remove_all (self->tiles);
  self->n_bytes = 0;

  forget_wanted (self);
  update_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_base_layer_set_is_dark (LageBaseLayer *self,
                             gboolean       is_dark)
{
  g_return_if_fail (LAGE_IS_BASE_LAYER (self));

  if (self->is_dark == !!is_dark)
    return;

  self->is_dark = !!is_dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gsize
lage_base_layer_get_max_bytes (LageBaseLayer *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_LAYER (self), 0);

  return self->max_bytes;
}

/**
 * lage_base_layer_set_max_bytes:
 * @self: the layer
 * @max_bytes: how much memory tiles out of sight may keep
 */
void
lage_base_layer_set_max_bytes (LageBaseLayer *self,
                               gsize          max_bytes)
{
  g_return_if_fail (LAGE_IS_BASE_LAYER (self));

  self->max_bytes = max_bytes;
  trim (self);
}

gsize
lage_base_layer_get_n_bytes (LageBaseLayer *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_LAYER (self), 0);

  return self->n_bytes;
}

/**
 * lage_base_layer_get_is_complete:
 * @self: the layer
 *
 * Returns: %TRUE if every tile in sight is there or known not to exist
 */
gboolean
lage_base_layer_get_is_complete (LageBaseLayer *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (LAGE_IS_BASE_LAYER (self), FALSE);

  if (self->source == NULL || self->wanted.x0 == self->wanted.x1)
    return FALSE;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tile *tile = value;

      if (tile->wanted_in == self->round && tile->state != TILE_READY &&
          tile->state != TILE_ABSENT)
        return FALSE;
    }

  return TRUE;
}
