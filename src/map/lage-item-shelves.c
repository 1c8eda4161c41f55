/* lage-item-shelves.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

#include <string.h>

/* Items in the order in which they are looked for: by key in a hash table, by place on shelves. All
 * of it is worked out when it is first asked for, so that setting a hundred thousand items costs
 * little, and setting them twice between two frames not much more. */

G_STATIC_ASSERT (LAGE_N_SYMBOL_KINDS <= LAGE_ITEM_CLASS_NOTICE);
G_STATIC_ASSERT (LAGE_ITEM_CLASS_SILENT < LAGE_ITEM_INDEX_N_CLASSES);

void
lage_item_layer_init_shelves (LageItemLayer *self)
{
  for (guint i = 0; i < LAGE_N_SHELVES; i++)
    {
      self->shelves[i].index = lage_item_index_new ();
      self->shelves[i].taken = g_array_new (FALSE, FALSE, sizeof (guint));
    }
}

void
lage_item_layer_clear_shelves (LageItemLayer *self)
{
  for (guint i = 0; i < LAGE_N_SHELVES; i++)
    {
      g_clear_pointer (&self->shelves[i].index, lage_item_index_free);
      g_clear_pointer (&self->shelves[i].taken, g_array_unref);
    }
}

/* Keys may be numbers in a row as well as hashes: Fibonacci hashing spreads both. */
static guint
get_slot (LageItemLayer *self,
          guint64        key)
{
  return (guint) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & (self->n_slots - 1);
}

static void
ensure_keys (LageItemLayer *self)
{
  guint n_slots = 16;

  if (self->n_slots > 0)
    return;

  while (n_slots < 2 * self->n_items)
    n_slots *= 2;

  self->n_slots = n_slots;
  self->slots = g_renew (guint32, self->slots, n_slots);
  memset (self->slots, 0, n_slots * sizeof (guint32));

  for (guint i = 0; i < self->n_items; i++)
    {
      guint slot = get_slot (self, self->items[i].key);

      while (self->slots[slot] != 0 && self->items[self->slots[slot] - 1].key != self->items[i].key)
        slot = (slot + 1) & (n_slots - 1);
      if (self->slots[slot] == 0)
        self->slots[slot] = i + 1;
    }
}

/* To be called when the items have other keys than before. */
void
lage_item_layer_forget_keys (LageItemLayer *self)
{
  self->n_slots = 0;
}

/* The place of an item in the array, or -1. */
int
lage_item_layer_find_index (LageItemLayer *self,
                            guint64        key)
{
  if (key == 0)
    return -1;

  ensure_keys (self);

  for (guint slot = get_slot (self, key);
       self->slots[slot] != 0;
       slot = (slot + 1) & (self->n_slots - 1))
    if (self->items[self->slots[slot] - 1].key == key)
      return (int) self->slots[slot] - 1;

  return -1;
}

gboolean
lage_map_item_has_place (const LageMapItem *item)
{
  return isfinite (item->longitude) && isfinite (item->latitude) && fabs (item->latitude) <= 90 &&
         fabs (item->longitude) <= 180;
}

static void
fill_shelves (LageItemLayer *self)
{
  g_autofree guint *calm = g_new (guint, MAX (self->n_items, 1));
  g_autofree guint *alarming = g_new (guint, MAX (self->n_items, 1));
  guint n_calm = 0;
  guint n_alarming = 0;

  for (guint i = 0; i < self->n_items; i++)
    {
      if (!lage_map_item_has_place (&self->items[i]))
        continue;

      if (self->items[i].attention == LAGE_SYMBOL_ALARM)
        alarming[n_alarming++] = i;
      else
        calm[n_calm++] = i;
    }

  lage_item_index_build (self->shelves[LAGE_SHELF_CALM].index, self->world_x, self->world_y,
                         self->classes, calm, n_calm);
  lage_item_index_build (self->shelves[LAGE_SHELF_ALARM].index, self->world_x, self->world_y,
                         self->classes, alarming, n_alarming);
}

static void
take_selected (LageItemLayer *self,
               LageItemShelf *shelf)
{
  guint n_entries = lage_item_index_get_n_entries (shelf->index);

  for (guint i = 0; i < n_entries; i++)
    if (self->is_selected[lage_item_index_get_id (shelf->index, i)])
      g_array_append_val (shelf->taken, i);
}

static void
fill_selection (LageItemLayer *self)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_found = 0;

  if (self->n_items > 0)
    memset (self->is_selected, 0, self->n_items);
  self->selected_item = lage_item_layer_find_index (self, self->selected_key);

  for (guint i = 0; i < self->selection->len; i++)
    {
      int found = lage_item_layer_find_index (self, g_array_index (self->selection, guint64, i));
      guint id = (guint) found;

      if (found < 0 || !lage_map_item_has_place (&self->items[found]))
        continue;

      self->is_selected[id] = TRUE;
      n_found++;
      if (found != self->selected_item)
        g_array_append_val (ids, id);
    }

  for (guint i = 0; i < LAGE_N_SHELVES; i++)
    g_array_set_size (self->shelves[i].taken, 0);
  if (n_found > 0)
    {
      take_selected (self, &self->shelves[LAGE_SHELF_CALM]);
      take_selected (self, &self->shelves[LAGE_SHELF_ALARM]);
    }

  lage_item_index_build (self->shelves[LAGE_SHELF_SELECTED].index, self->world_x, self->world_y,
                         self->classes, (const guint *) (gpointer) ids->data, ids->len);
}

void
lage_item_layer_ensure_shelves (LageItemLayer *self)
{
  if (!self->are_shelves_valid)
    {
      fill_shelves (self);
      self->are_shelves_valid = TRUE;
      self->is_selection_valid = FALSE;
    }

  if (!self->is_selection_valid)
    {
      fill_selection (self);
      self->is_selection_valid = TRUE;
    }
}
