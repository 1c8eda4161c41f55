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
 *   set_items () -> flat array -> shelves: calm, alarming, selected   when the picture changes
 *                                    |
 *              scene: at most some 300 symbols with their labels      when zoom or region changes
 *                                    |
 *                 snapshot (): a loop over the scene                  each frame
 *
 * A scene covers a little more than the window and is kept while the map is merely moved, so that a
 * frame costs one texture per symbol and nothing else, and nothing jumps. Symbols of one cell become
 * a cluster that shows how many there are of each kind, and the worst attention and age among them;
 * the cells get larger until few enough are left. Alarming and selected items are never taken into a
 * cluster of others. */

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
  LageMapProjection projection;
  float origin_x;
  float origin_y;
  float width;
  float height;

  self->n_drawn = 0;

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)) || self->n_items == 0)
    return;

  lage_item_layer_ensure_scene (self, &projection);

  origin_x = lage_map_snap (lage_map_projection_get_x (&projection, self->scene_x),
                            self->look.scale);
  origin_y = lage_map_snap (lage_map_projection_get_y (&projection, self->scene_y),
                            self->look.scale);
  width = (float) projection.width;
  height = (float) projection.height;

  for (guint i = 0; i < self->scene->len; i++)
    {
      const LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i);
      float x = origin_x + symbol->x;
      float y = origin_y + symbol->y;

      if (x + symbol->sprite.x > width || x - symbol->sprite.x < 0 ||
          y + symbol->sprite.y > height || y - symbol->sprite.y < 0)
        continue;

      if (symbol->course != NULL)
        append_sprite (snapshot, symbol->course, x + symbol->course->x, y + symbol->course->y);
      append_sprite (snapshot, &symbol->sprite, x + symbol->sprite.x, y + symbol->sprite.y);
      if (symbol->is_selected && symbol->n_items == 1)
        {
          gboolean is_first = (int) symbol->item == self->selected_item;
          const LageSprite *ring = lage_sprite_cache_get_selection (self->sprites, is_first);

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
  lage_item_layer_clear_shelves (self);
  g_clear_pointer (&self->selection, g_array_unref);
  g_clear_pointer (&self->sides, g_hash_table_unref);
  g_clear_pointer (&self->grid, g_free);
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->world_x, g_free);
  g_clear_pointer (&self->world_y, g_free);
  g_clear_pointer (&self->classes, g_free);
  g_clear_pointer (&self->is_selected, g_free);
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
  self->selection = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->sides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->look = (LageMapLook) { 1, 1, FALSE, FALSE };
  lage_item_layer_init_shelves (self);
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

static guint16
get_classes (const LageMapItem *item)
{
  guint16 classes = (guint16) (1u << item->kind);

  if (item->attention != LAGE_SYMBOL_CALM)
    classes |= (guint16) (1u << (item->attention == LAGE_SYMBOL_ALARM ? LAGE_ITEM_CLASS_ALARM
                                                                      : LAGE_ITEM_CLASS_NOTICE));
  if (item->freshness != LAGE_SYMBOL_FRESH)
    classes |= (guint16) (1u << (LAGE_ITEM_CLASS_AGEING + item->freshness - LAGE_SYMBOL_AGEING));

  return classes;
}

static gboolean
is_same_double (double a,
                double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

/* Takes over all but the label. What is sorted by it is only sorted anew where it has to be: mostly
 * everything is where it was. */
static void
take_item (LageItemLayer     *self,
           guint              i,
           const LageMapItem *item)
{
  LageMapItem *own = &self->items[i];
  const char *label = own->label;
  gboolean is_same_place = is_same_double (own->longitude, item->longitude) &&
                           is_same_double (own->latitude, item->latitude);
  guint16 classes;

  if (own->key != item->key)
    {
      lage_item_layer_forget_keys (self);
      self->is_selection_valid = FALSE;
    }

  *own = *item;
  own->label = label;
  own->kind = MIN (own->kind, LAGE_N_SYMBOL_KINDS - 1);
  own->organisation = MIN (own->organisation, LAGE_N_ORGANISATIONS - 1);
  own->freshness = MIN (own->freshness, LAGE_N_SYMBOL_FRESHNESS - 1);
  own->attention = MIN (own->attention, LAGE_N_SYMBOL_ATTENTION - 1);
  own->variant = MIN (own->variant, LAGE_N_SYMBOL_VARIANTS - 1);
  classes = get_classes (own);

  if (!is_same_place)
    {
      self->world_x[i] = lage_mercator_x (own->longitude);
      self->world_y[i] = lage_mercator_y (own->latitude);
    }
  if (!is_same_place || classes != self->classes[i])
    self->are_shelves_valid = FALSE;
  self->classes[i] = classes;
}

static void
set_n_items (LageItemLayer *self,
             guint          n_items)
{
  if (self->n_items == n_items)
    return;

  self->items = g_renew (LageMapItem, self->items, n_items);
  self->world_x = g_renew (double, self->world_x, n_items);
  self->world_y = g_renew (double, self->world_y, n_items);
  self->classes = g_renew (guint16, self->classes, n_items);
  self->is_selected = g_renew (guint8, self->is_selected, n_items);

  /* Other than anything that can come. */
  for (guint i = self->n_items; i < n_items; i++)
    {
      self->items[i] = (LageMapItem) { .longitude = (double) INFINITY,
                                       .latitude = (double) INFINITY };
      self->world_x[i] = self->world_y[i] = (double) NAN;
      self->classes[i] = 0;
      self->is_selected[i] = FALSE;
    }

  self->n_items = n_items;
  lage_item_layer_forget_keys (self);
  self->are_shelves_valid = FALSE;
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

  set_n_items (self, n_items);
  g_free (self->arena);
  self->arena = g_malloc (MAX (n_bytes, 1));
  end = self->arena;

  for (guint i = 0; i < n_items; i++)
    {
      take_item (self, i, &items[i]);
      self->items[i].label = NULL;

      if (items[i].label != NULL)
        {
          self->items[i].label = end;
          end = g_stpcpy (end, items[i].label) + 1;
        }
    }

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
  int found;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);
  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (item->kind < LAGE_N_SYMBOL_KINDS, FALSE);
  g_return_val_if_fail (item->organisation < LAGE_N_ORGANISATIONS, FALSE);
  g_return_val_if_fail (item->freshness < LAGE_N_SYMBOL_FRESHNESS, FALSE);
  g_return_val_if_fail (item->attention < LAGE_N_SYMBOL_ATTENTION, FALSE);
  g_return_val_if_fail (item->variant < LAGE_N_SYMBOL_VARIANTS, FALSE);

  found = lage_item_layer_find_index (self, item->key);
  if (found < 0)
    return FALSE;

  take_item (self, (guint) found, item);
  invalidate_scene (self);

  return TRUE;
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
  int found;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);

  found = lage_item_layer_find_index (self, key);
  if (found < 0 || !lage_map_item_has_place (&self->items[found]))
    return FALSE;

  *longitude = self->items[found].longitude;
  *latitude = self->items[found].latitude;

  return TRUE;
}

/**
 * lage_item_layer_set_selected_key:
 * @self: the layer
 * @key: the only item to mark, or 0; need not be there yet
 */
void
lage_item_layer_set_selected_key (LageItemLayer *self,
                                  guint64        key)
{
  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  lage_item_layer_set_selection (self, &key, key != 0 ? 1 : 0, key);
}

/**
 * lage_item_layer_set_selection:
 * @self: the layer
 * @keys: (array length=n_keys): the items to mark, none twice; need not be there yet
 * @n_keys: how many
 * @first_key: the one of them that is marked most, or 0
 */
void
lage_item_layer_set_selection (LageItemLayer *self,
                               const guint64 *keys,
                               guint          n_keys,
                               guint64        first_key)
{
  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));
  g_return_if_fail (keys != NULL || n_keys == 0);

  if (self->selected_key == first_key && self->selection->len == n_keys &&
      (n_keys == 0 || memcmp (self->selection->data, keys, n_keys * sizeof (guint64)) == 0))
    return;

  g_array_set_size (self->selection, 0);
  if (n_keys > 0)
    g_array_append_vals (self->selection, keys, n_keys);
  self->selected_key = first_key;
  self->is_selection_valid = FALSE;
  invalidate_scene (self);
}

/**
 * lage_item_layer_set_look:
 * @self: the layer
 * @look: how the map looks; the scale is that of the widget
 */
void
lage_item_layer_set_look (LageItemLayer     *self,
                          const LageMapLook *look)
{
  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  self->look = *look;
  self->look.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  invalidate_scene (self);
}

/**
 * lage_item_layer_prepare:
 * @self: the layer
 *
 * Works out now what the next frame draws, for layers below that give way to it.
 */
void
lage_item_layer_prepare (LageItemLayer *self)
{
  LageMapProjection projection;

  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  if (self->n_items > 0 &&
      lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    lage_item_layer_ensure_scene (self, &projection);
}

/**
 * lage_item_layer_get_n_scenes:
 * @self: the layer
 *
 * Returns: how often it was worked out anew what is drawn
 */
guint
lage_item_layer_get_n_scenes (LageItemLayer *self)
{
  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  return self->n_scenes;
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
