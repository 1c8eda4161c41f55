/* lage-base-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-layer-private.h"

#include "lage-tile-pixels.h"

/* Draws the tiles of one source. snapshot() only reads what is there: a tile that is not yet loaded
 * is shown as the part of a coarser one, or as four finer ones, so that a frame never waits. What is
 * wanted is worked out when the viewport moves: tiles that came into sight are asked for, the
 * middle of the picture first; requests for tiles that left it are cancelled. */

#define MAX_BYTES_DEFAULT (gsize) (192 * 1024 * 1024)

/* How many zoom levels a coarser tile may stand in for. */
#define MAX_ANCESTORS 8

G_DEFINE_FINAL_TYPE (LageBaseLayer, lage_base_layer, SHUMATE_TYPE_LAYER)

static void
viewport_changed_cb (LageBaseLayer *self)
{
  lage_base_layer_update_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scale_factor_changed_cb (LageBaseLayer *self)
{
  lage_base_layer_reload (self);
}

/* Of an overlay most is empty: that costs nothing. */
static void
append_texture (GtkSnapshot           *snapshot,
                GdkTexture            *texture,
                const graphene_rect_t *rect)
{
  if (!lage_tile_pixels_is_blank (texture))
    gtk_snapshot_append_texture (snapshot, texture, rect);
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

  if (lage_tile_pixels_is_blank (texture))
    return;
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
      GdkTexture *texture = lage_base_layer_find_texture (self, zoom - up, x >> up, y >> up);
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
      GdkTexture *texture = lage_base_layer_find_texture (self, zoom + 1, child_x, child_y);
      double west = child_x * size;
      double north = child_y * size;
      float x0 = lage_map_snap (lage_map_projection_get_x (projection, west), scale);
      float y0 = lage_map_snap (lage_map_projection_get_y (projection, north), scale);
      float x1 = lage_map_snap (lage_map_projection_get_x (projection, west + size), scale);
      float y1 = lage_map_snap (lage_map_projection_get_y (projection, north + size), scale);

      if (texture != NULL)
        append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0));
    }
}

/* The ground colour costs a full fill, so it is painted only where it could be seen. */
static void
append_ground (LageBaseLayer           *self,
               GtkSnapshot             *snapshot,
               const LageMapProjection *projection,
               const LageBaseTileRange *range)
{
  static const GdkRGBA light = { 0.949f, 0.941f, 0.922f, 1.0f };
  static const GdkRGBA dark = { 0.145f, 0.157f, 0.173f, 1.0f };
  gboolean is_covered = TRUE;

  for (int y = range->y0; y < range->y1 && is_covered; y++)
    for (int x = range->x0; x < range->x1 && is_covered; x++)
      is_covered = lage_base_layer_find_texture (self, range->zoom, (guint) x, (guint) y) != NULL;

  if (!is_covered || range->x0 >= range->x1 || range->y0 >= range->y1 ||
      lage_map_projection_get_x (projection, 0) > 0 ||
      lage_map_projection_get_x (projection, 1) < projection->width ||
      lage_map_projection_get_y (projection, 0) > 0 ||
      lage_map_projection_get_y (projection, 1) < projection->height)
    gtk_snapshot_append_color (snapshot, self->is_dark ? &dark : &light,
                               &GRAPHENE_RECT_INIT (0, 0, (float) projection->width,
                                                    (float) projection->height));
}

static void
lage_base_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LageBaseLayer *self = LAGE_BASE_LAYER (widget);
  double scale = gtk_widget_get_scale_factor (widget);
  LageMapProjection projection;
  LageBaseTileRange range = { 0, };
  double size;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  if (self->source != NULL)
    range = lage_base_layer_find_range (self, &projection, 0);

  size = exp2 (-(double) range.zoom);

  if (!self->is_overlay)
    append_ground (self, snapshot, &projection, &range);
  if (self->opacity < 1)
    gtk_snapshot_push_opacity (snapshot, self->opacity);

  for (int y = range.y0; y < range.y1; y++)
    for (int x = range.x0; x < range.x1; x++)
      {
        GdkTexture *texture = lage_base_layer_find_texture (self, range.zoom, (guint) x, (guint) y);
        float x0 = lage_map_snap (lage_map_projection_get_x (&projection, x * size), scale);
        float y0 = lage_map_snap (lage_map_projection_get_y (&projection, y * size), scale);
        float x1 = lage_map_snap (lage_map_projection_get_x (&projection, (x + 1) * size), scale);
        float y1 = lage_map_snap (lage_map_projection_get_y (&projection, (y + 1) * size), scale);
        graphene_rect_t rect = GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0);

        if (texture != NULL)
          {
            append_texture (snapshot, texture, &rect);
            continue;
          }

        append_ancestor (self, snapshot, &rect, range.zoom, (guint) x, (guint) y);
        append_children (self, snapshot, &projection, scale, range.zoom, (guint) x, (guint) y);
      }

  if (self->opacity < 1)
    gtk_snapshot_pop (snapshot);
}

static void
lage_base_layer_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  lage_base_layer_update_wanted (LAGE_BASE_LAYER (widget));
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
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, lage_base_tile_free);
  self->max_bytes = MAX_BYTES_DEFAULT;
  self->opacity = 1;
  self->source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "changed",
                                  G_CALLBACK (lage_base_layer_reload), self);
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

  lage_base_layer_forget_wanted (self);
  lage_base_layer_update_wanted (self);
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

/**
 * lage_base_layer_set_is_overlay:
 * @self: the layer
 * @is_overlay: whether there is another map below it, which is seen where it has nothing
 */
void
lage_base_layer_set_is_overlay (LageBaseLayer *self,
                                gboolean       is_overlay)
{
  g_return_if_fail (LAGE_IS_BASE_LAYER (self));

  if (self->is_overlay == !!is_overlay)
    return;

  self->is_overlay = !!is_overlay;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
lage_base_layer_get_opacity (LageBaseLayer *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_LAYER (self), 1.0);

  return self->opacity;
}

/**
 * lage_base_layer_set_opacity:
 * @self: the layer
 * @opacity: 0, nothing is seen, to 1
 */
void
lage_base_layer_set_opacity (LageBaseLayer *self,
                             double         opacity)
{
  g_return_if_fail (LAGE_IS_BASE_LAYER (self));

  opacity = CLAMP (opacity, 0, 1);
  if (self->opacity == opacity)
    return;

  self->opacity = opacity;
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
  lage_base_layer_trim (self);
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
      LageBaseTile *tile = value;

      if (tile->wanted_in == self->round && tile->state != LAGE_BASE_TILE_READY &&
          tile->state != LAGE_BASE_TILE_ABSENT)
        return FALSE;
    }

  return TRUE;
}
