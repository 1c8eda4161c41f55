/* lage-item-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

#include <string.h>

/* Everything that has a place: units, gauges, incidents, up to a hundred thousand of them.
 *
 *   set_items () -> flat array -> two indexes (calm, alarming)        when the picture changes
 *                                    |
 *              scene: at most some 300 symbols with their labels      when zoom or region changes
 *                                    |
 *                 snapshot (): a loop over the scene                  each frame
 *
 * A scene covers a little more than the window and is kept while the map is merely moved, so that a
 * frame costs one texture per symbol and nothing else, and nothing jumps. Symbols of one cell become
 * a cluster that shows their number and the worst attention among them; the cells get larger until
 * few enough are left. Alarming items and the selected one are never taken into a cluster of
 * others. */

/* Half the area that a pointer hits. */
#define PICK_HALF_WIDTH 20.0
#define PICK_HALF_HEIGHT 15.0

G_DEFINE_FINAL_TYPE (LageItemLayer, lage_item_layer, SHUMATE_TYPE_LAYER)

static void
invalidate_scene (LageItemLayer *self)
{
  self->is_scene_valid = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_sprite (GtkSnapshot      *snapshot,
               const LageSprite *sprite,
               float             x,
               float             y)
{
  gtk_snapshot_append_texture (snapshot, sprite->texture,
                               &GRAPHENE_RECT_INIT (x, y, sprite->width, sprite->height));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  LAGE_ITEM_LAYER (widget)->tick_id = 0;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_REMOVE;
}

static void
lage_item_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LageItemLayer *self = LAGE_ITEM_LAYER (widget);
  double scale = gtk_widget_get_scale_factor (widget);
  LageMapProjection projection;
  float origin_x;
  float origin_y;
  float width;
  float height;

  self->n_drawn = 0;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)) || self->n_items == 0)
    return;

  lage_item_layer_ensure_scene (self, &projection);

  origin_x = lage_map_snap (lage_map_projection_get_x (&projection, self->scene_x), scale);
  origin_y = lage_map_snap (lage_map_projection_get_y (&projection, self->scene_y), scale);
  width = (float) projection.width;
  height = (float) projection.height;

  for (guint i = 0; i < self->scene->len; i++)
    {
      const LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i);
      float x = origin_x + symbol->x;
      float y = origin_y + symbol->y;

      if (x + symbol->sprite->x > width || x - symbol->sprite->x < 0 ||
          y + symbol->sprite->y > height || y - symbol->sprite->y < 0)
        continue;

      if (symbol->course != NULL)
        append_sprite (snapshot, symbol->course, x + symbol->course->x, y + symbol->course->y);
      append_sprite (snapshot, symbol->sprite, x + symbol->sprite->x, y + symbol->sprite->y);
      if (symbol->is_selected)
        {
          const LageSprite *ring = lage_sprite_cache_get_selection (self->sprites);

          append_sprite (snapshot, ring, x + ring->x, y + ring->y);
        }
      self->n_drawn++;
    }

  for (guint i = 0; i < self->scene->len; i++)
    {
      const LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i);
      float x = origin_x + symbol->label_x;
      float y = origin_y + symbol->label_y;

      if (symbol->label.texture != NULL && x < width && x + symbol->label.width > 0 &&
          y < height && y + symbol->label.height > 0)
        append_sprite (snapshot, &symbol->label, x, y);
    }

  /* More labels in the next frame: they are drawn a few at a time. */
  if (self->has_missing_texts && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
viewport_changed_cb (LageItemLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
find_selected (LageItemLayer *self)
{
  self->selected_item = -1;

  for (guint i = 0; i < self->n_items && self->selected_key != 0; i++)
    if (self->items[i].key == self->selected_key)
      {
        self->selected_item = (int) i;
        return;
      }
}

/* The topmost symbol under a point, or NULL. */
static const LageItemSymbol *
find_symbol (LageItemLayer     *self,
             double             x,
             double             y,
             LageMapProjection *projection)
{
  if (!lage_map_projection_init_for_layer (projection, SHUMATE_LAYER (self)) || self->n_items == 0)
    return NULL;

  lage_item_layer_ensure_scene (self, projection);

  x -= lage_map_projection_get_x (projection, self->scene_x);
  y -= lage_map_projection_get_y (projection, self->scene_y);

  for (guint i = self->scene->len; i > 0; i--)
    {
      const LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i - 1);
      double half_width = PICK_HALF_WIDTH;
      double half_height = PICK_HALF_HEIGHT;

      if (symbol->n_items > 1)
        {
          half_width = (double) symbol->sprite->width / 2 - 3;
          half_height = half_width;
        }

      if (fabs (x - (double) symbol->x) <= half_width && fabs (y - (double) symbol->y) <=
          half_height)
        return symbol;
    }

  return NULL;
}

static void
lage_item_layer_constructed (GObject *object)
{
  LageItemLayer *self = LAGE_ITEM_LAYER (object);

  G_OBJECT_CLASS (lage_item_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
lage_item_layer_finalize (GObject *object)
{
  LageItemLayer *self = LAGE_ITEM_LAYER (object);

  g_clear_pointer (&self->scene, g_array_unref);
  g_clear_pointer (&self->sprites, lage_sprite_cache_free);
  g_clear_pointer (&self->calm_index, lage_item_index_free);
  g_clear_pointer (&self->alarm_index, lage_item_index_free);
  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->world_x, g_free);
  g_clear_pointer (&self->world_y, g_free);
  g_clear_pointer (&self->arena, g_free);

  G_OBJECT_CLASS (lage_item_layer_parent_class)->finalize (object);
}

static void
lage_item_layer_class_init (LageItemLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_item_layer_constructed;
  object_class->finalize = lage_item_layer_finalize;

  widget_class->snapshot = lage_item_layer_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lage_item_layer_init (LageItemLayer *self)
{
  self->selected_item = -1;
  self->calm_index = lage_item_index_new ();
  self->alarm_index = lage_item_index_new ();
  self->sprites = lage_sprite_cache_new ();
  self->scene = g_array_new (FALSE, FALSE, sizeof (LageItemSymbol));
  g_array_set_clear_func (self->scene, lage_item_symbol_clear);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lage_item_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer without items
 */
LageItemLayer *
lage_item_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_ITEM_LAYER, "viewport", viewport, NULL);
}

/**
 * lage_item_layer_set_items:
 * @self: the layer
 * @items: (array length=n_items): all items; they and their labels are copied
 * @n_items: how many
 *
 * Replaces all items in one go. A hundred thousand take a few milliseconds.
 */
void
lage_item_layer_set_items (LageItemLayer     *self,
                           const LageMapItem *items,
                           guint              n_items)
{
  gsize n_bytes = 0;
  char *end;

  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));
  g_return_if_fail (items != NULL || n_items == 0);
  g_return_if_fail (n_items <= G_MAXINT);

  for (guint i = 0; i < n_items; i++)
    if (items[i].label != NULL)
      n_bytes += strlen (items[i].label) + 1;

  g_free (self->arena);
  self->arena = g_malloc (MAX (n_bytes, 1));
  self->items = g_renew (LageMapItem, self->items, n_items);
  self->world_x = g_renew (double, self->world_x, n_items);
  self->world_y = g_renew (double, self->world_y, n_items);
  self->n_items = n_items;
  end = self->arena;

  for (guint i = 0; i < n_items; i++)
    {
      LageMapItem *item = &self->items[i];

      *item = items[i];
      item->kind = MIN (item->kind, LAGE_N_SYMBOL_KINDS - 1);
      item->organisation = MIN (item->organisation, LAGE_N_ORGANISATIONS - 1);
      item->freshness = MIN (item->freshness, LAGE_N_SYMBOL_FRESHNESS - 1);
      item->attention = MIN (item->attention, LAGE_N_SYMBOL_ATTENTION - 1);
      item->variant = MIN (item->variant, LAGE_N_SYMBOL_VARIANTS - 1);
      self->world_x[i] = lage_mercator_x (item->longitude);
      self->world_y[i] = lage_mercator_y (item->latitude);

      if (item->label != NULL)
        {
          item->label = end;
          end = g_stpcpy (end, items[i].label) + 1;
        }
    }

  find_selected (self);
  self->is_index_valid = FALSE;
  invalidate_scene (self);
}

/**
 * lage_item_layer_update_item:
 * @self: the layer
 * @item: an item with the key of one that is there; its label is not taken over
 *
 * Moves one item or changes its look. The order is worked out anew with the next frame, once for
 * all updates before it.
 *
 * Returns: %FALSE if there is no item of that key
 */
gboolean
lage_item_layer_update_item (LageItemLayer     *self,
                             const LageMapItem *item)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);
  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (item->kind < LAGE_N_SYMBOL_KINDS, FALSE);
  g_return_val_if_fail (item->organisation < LAGE_N_ORGANISATIONS, FALSE);
  g_return_val_if_fail (item->freshness < LAGE_N_SYMBOL_FRESHNESS, FALSE);
  g_return_val_if_fail (item->attention < LAGE_N_SYMBOL_ATTENTION, FALSE);
  g_return_val_if_fail (item->variant < LAGE_N_SYMBOL_VARIANTS, FALSE);

  for (guint i = 0; i < self->n_items; i++)
    {
      const char *label = self->items[i].label;

      if (self->items[i].key != item->key)
        continue;

      self->items[i] = *item;
      self->items[i].label = label;
      self->world_x[i] = lage_mercator_x (item->longitude);
      self->world_y[i] = lage_mercator_y (item->latitude);
      self->is_index_valid = FALSE;
      invalidate_scene (self);

      return TRUE;
    }

  return FALSE;
}

guint
lage_item_layer_get_n_items (LageItemLayer *self)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  return self->n_items;
}

/**
 * lage_item_layer_find_item:
 * @self: the layer
 * @key: the key
 * @longitude: (out): where it is
 * @latitude: (out): where it is
 *
 * Returns: %FALSE if there is no such item, or it has no place
 */
gboolean
lage_item_layer_find_item (LageItemLayer *self,
                           guint64        key,
                           double        *longitude,
                           double        *latitude)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);

  for (guint i = 0; i < self->n_items; i++)
    if (self->items[i].key == key && lage_map_item_has_place (&self->items[i]))
      {
        *longitude = self->items[i].longitude;
        *latitude = self->items[i].latitude;
        return TRUE;
      }

  return FALSE;
}

guint64
lage_item_layer_get_selected_key (LageItemLayer *self)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  return self->selected_key;
}

/**
 * lage_item_layer_set_selected_key:
 * @self: the layer
 * @key: the item to mark, or 0; need not be there yet
 */
void
lage_item_layer_set_selected_key (LageItemLayer *self,
                                  guint64        key)
{
  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  if (self->selected_key == key)
    return;

  self->selected_key = key;
  find_selected (self);
  invalidate_scene (self);
}

void
lage_item_layer_set_is_dark (LageItemLayer *self,
                             gboolean       is_dark)
{
  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  if (self->is_dark == !!is_dark)
    return;

  self->is_dark = !!is_dark;
  invalidate_scene (self);
}

/**
 * lage_item_layer_pick:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @key: (out): the item there
 *
 * Returns: %TRUE if the topmost symbol there is a single item
 */
gboolean
lage_item_layer_pick (LageItemLayer *self,
                      double         x,
                      double         y,
                      guint64       *key)
{
  LageMapProjection projection;
  const LageItemSymbol *symbol;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  symbol = find_symbol (self, x, y, &projection);
  if (symbol == NULL || symbol->n_items != 1)
    return FALSE;

  *key = self->items[symbol->item].key;

  return TRUE;
}

/**
 * lage_item_layer_pick_cluster:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @after_key: a member, or 0
 * @key: (out): the member that follows @after_key, or the first
 * @west: (out): extent of the members in degrees
 * @south: (out): extent of the members
 * @east: (out): extent of the members
 * @north: (out): extent of the members
 *
 * Returns: the number of items in the cluster there, or 0 if there is none
 */
guint
lage_item_layer_pick_cluster (LageItemLayer *self,
                              double         x,
                              double         y,
                              guint64        after_key,
                              guint64       *key,
                              double        *west,
                              double        *south,
                              double        *east,
                              double        *north)
{
  LageMapProjection projection;
  LageItemIndex *index;
  const LageItemSymbol *symbol;
  gboolean is_next = FALSE;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  symbol = find_symbol (self, x, y, &projection);
  if (symbol == NULL || symbol->n_items == 1)
    return 0;

  index = symbol->is_alarm_cluster ? self->alarm_index : self->calm_index;
  *key = self->items[lage_item_index_get_id (index, symbol->start)].key;
  *west = *south = G_MAXDOUBLE;
  *east = *north = -G_MAXDOUBLE;

  for (guint i = symbol->start; i < symbol->end; i++)
    {
      const LageMapItem *item = &self->items[lage_item_index_get_id (index, i)];

      *west = MIN (*west, item->longitude);
      *east = MAX (*east, item->longitude);
      *south = MIN (*south, item->latitude);
      *north = MAX (*north, item->latitude);

      if (is_next)
        *key = item->key;
      is_next = item->key == after_key;
    }

  return symbol->n_items;
}

/**
 * lage_item_layer_get_n_drawn:
 * @self: the layer
 *
 * Returns: how many symbols the last frame had
 */
guint
lage_item_layer_get_n_drawn (LageItemLayer *self)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  return self->n_drawn;
}
