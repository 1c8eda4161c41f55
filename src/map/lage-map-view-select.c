/* lage-map-view-select.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

#include <string.h>

/* What is selected: any number of items, of which at most one is the first, whose details are shown
 * elsewhere. */

static gboolean
contains (GArray  *keys,
          guint64  key)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, guint64, i) == key)
      return TRUE;

  return FALSE;
}

/* A person has chosen one item, and it alone. */
void
lage_map_view_pick_item (LageMapView *self,
                         guint64      key)
{
  lage_map_view_set_selection (self, &key, 1, key);
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_ITEM_PICKED], 0, key);
}

/* A person has added one item to the others, or taken it out. */
void
lage_map_view_toggle_item (LageMapView *self,
                           guint64      key)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 first_key = self->selected_key;
  gboolean is_added = !lage_map_view_is_selected (self, key);

  for (guint i = 0; i < self->selection->len; i++)
    if (g_array_index (self->selection, guint64, i) != key)
      g_array_append_val (keys, g_array_index (self->selection, guint64, i));

  if (is_added)
    {
      g_array_append_val (keys, key);
      first_key = key;
    }
  else if (keys->len == 1)
    {
      first_key = g_array_index (keys, guint64, 0);
    }
  else if (first_key == key)
    {
      first_key = 0;
    }

  lage_map_view_set_selection (self, (const guint64 *) (gpointer) keys->data, keys->len,
                               first_key);
}

static void
select_keys (LageMapView *self,
             GArray      *keys,
             gboolean     is_added)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 first_key = 0;

  if (is_added)
    {
      if (self->selection->len > 0)
        g_array_append_vals (all, self->selection->data, self->selection->len);
      for (guint i = 0; i < self->selection->len; i++)
        g_hash_table_add (known, &g_array_index (self->selection, guint64, i));
    }

  for (guint i = 0; i < keys->len; i++)
    if (g_hash_table_add (known, &g_array_index (keys, guint64, i)))
      g_array_append_val (all, g_array_index (keys, guint64, i));

  if (all->len == 1)
    first_key = g_array_index (all, guint64, 0);
  else if (contains (all, self->selected_key))
    first_key = self->selected_key;

  lage_map_view_set_selection (self, (const guint64 *) (gpointer) all->data, all->len, first_key);
}

/* Selects the items within corners in world coordinates. */
void
lage_map_view_select_polygon (LageMapView  *self,
                              const double *points,
                              guint         n_points,
                              gboolean      is_added)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  lage_item_layer_find_in_polygon (self->item_layer, points, n_points, keys);
  select_keys (self, keys, is_added);
}

/* From item to item by the keyboard. What was selected before the walk is where it leads away
 * from. */
void
lage_map_view_walk (LageMapView *self,
                    gboolean     is_forward)
{
  guint64 key;

  lage_map_view_end_hover (self);
  if (self->selected_key != self->walk_key)
    self->walk_about_key = self->selected_key;

  key = lage_item_layer_find_next (self->item_layer, self->selected_key, self->walk_about_key,
                                   is_forward);
  if (key == 0)
    return;

  self->walk_key = key;
  lage_map_view_pick_item (self, key);
}

guint64
lage_map_view_get_selected_key (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  return self->selected_key;
}

/**
 * lage_map_view_set_selected_key:
 * @self: the map
 * @key: the only item or area to select, or 0; nothing changes if it is already the first
 */
void
lage_map_view_set_selected_key (LageMapView *self,
                                guint64      key)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (self->selected_key != key)
    lage_map_view_set_selection (self, &key, key != 0 ? 1 : 0, key);
}

/**
 * lage_map_view_get_selection:
 * @self: the map
 * @n_keys: (out): how many are selected
 *
 * Returns: (transfer none) (array length=n_keys): what is selected, none twice
 */
const guint64 *
lage_map_view_get_selection (LageMapView *self,
                             guint       *n_keys)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  *n_keys = self->selection->len;

  return (const guint64 *) (gpointer) self->selection->data;
}

/**
 * lage_map_view_set_selection:
 * @self: the map
 * @keys: (array length=n_keys) (nullable): what to select, none twice
 * @n_keys: how many
 * @first_key: the one of them whose details are shown, or 0
 */
void
lage_map_view_set_selection (LageMapView   *self,
                             const guint64 *keys,
                             guint          n_keys,
                             guint64        first_key)
{
  gboolean is_other_first;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (keys != NULL || n_keys == 0);

  is_other_first = self->selected_key != first_key;
  if (!is_other_first && self->selection->len == n_keys &&
      (n_keys == 0 || memcmp (self->selection->data, keys, n_keys * sizeof (guint64)) == 0))
    return;

  g_array_set_size (self->selection, 0);
  if (n_keys > 0)
    g_array_append_vals (self->selection, keys, n_keys);
  self->selected_key = first_key;
  lage_item_layer_set_selection (self->item_layer, keys, n_keys, first_key);
  lage_area_layer_set_selected_key (self->area_layer, first_key);

  if (is_other_first)
    g_object_notify (G_OBJECT (self), "selected-key");
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_SELECTION_CHANGED], 0);
}

gboolean
lage_map_view_is_selected (LageMapView *self,
                           guint64      key)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  return contains (self->selection, key);
}

/**
 * lage_map_view_select_in_sight:
 * @self: the map
 *
 * Selects every item that has its place within the window, those in clusters too.
 */
void
lage_map_view_select_in_sight (LageMapView *self)
{
  LageMapProjection projection;
  double x0, y0, x1, y1;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  x0 = lage_map_projection_get_world_x (&projection, 0);
  y0 = lage_map_projection_get_world_y (&projection, 0);
  x1 = lage_map_projection_get_world_x (&projection, projection.width);
  y1 = lage_map_projection_get_world_y (&projection, projection.height);
  lage_map_view_select_polygon (self, (const double[]) { x0, y0, x1, y0, x1, y1, x0, y1 }, 4,
                                FALSE);
}

/**
 * lage_map_view_count_in_sight:
 * @self: the map
 *
 * Returns: how many items have their place within the window
 */
guint
lage_map_view_count_in_sight (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  return lage_item_layer_count_in_sight (self->item_layer);
}

/**
 * lage_map_view_find_nearest:
 * @self: the map
 * @key: an item in sight
 *
 * Returns: the key of the item in sight that is nearest to it, or 0 if there is none
 */
guint64
lage_map_view_find_nearest (LageMapView *self,
                            guint64      key)
{
  guint64 nearest;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  nearest = lage_item_layer_find_next (self->item_layer, key, key, TRUE);

  return nearest != key ? nearest : 0;
}

/**
 * lage_map_view_find_place:
 * @self: the map
 * @longitude: degrees
 * @latitude: degrees
 * @place_longitude: (out): where the place is
 * @place_latitude: (out): where the place is
 *
 * Returns: (transfer full) (nullable): the name of the city, town or part of one that is nearest, as
 *   the embedded map has it
 */
char *
lage_map_view_find_place (LageMapView *self,
                          double       longitude,
                          double       latitude,
                          double      *place_longitude,
                          double      *place_latitude)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return lage_label_layer_find_place (self->label_layer, longitude, latitude, place_longitude,
                                      place_latitude);
}
