/* lage-item-search.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

/* From one item in sight to the next, for the keyboard. */

typedef struct
{
  LageItemLayer *layer;
  LageItemIndex *index;
  double about_x;
  double about_y;
  double x0;
  double y0;
  double x1;
  double y1;
  double from_distance;
  guint64 from_key;
  gboolean is_forward;
  double best_distance;
  guint64 best_key;
} NextSearch;

static int
compare_places (double  distance_a,
                guint64 key_a,
                double  distance_b,
                guint64 key_b)
{
  if (distance_a != distance_b)
    return distance_a < distance_b ? -1 : 1;

  return (key_a > key_b) - (key_a < key_b);
}

static void
find_next_cb (guint    start,
              guint    end,
              gpointer user_data)
{
  NextSearch *search = user_data;
  LageItemLayer *self = search->layer;

  for (guint i = start; i < end; i++)
    {
      guint id = lage_item_index_get_id (search->index, i);
      double x = self->world_x[id];
      double y = self->world_y[id];
      double distance = hypot (x - search->about_x, y - search->about_y);
      guint64 key = self->items[id].key;
      int side = compare_places (distance, key, search->from_distance, search->from_key);

      if (x < search->x0 || x > search->x1 || y < search->y0 || y > search->y1 || side == 0 ||
          (side > 0) != search->is_forward)
        continue;

      side = compare_places (distance, key, search->best_distance, search->best_key);
      if (search->best_key == 0 || (side < 0) == search->is_forward)
        {
          search->best_distance = distance;
          search->best_key = key;
        }
    }
}

/* Where an item is, if it is in sight. */
static gboolean
find_in_sight (NextSearch *search,
               guint64     key,
               double     *x,
               double     *y)
{
  LageItemLayer *self = search->layer;
  int found = lage_item_layer_find_index (self, key);

  if (found < 0 || !lage_map_item_has_place (&self->items[found]))
    return FALSE;

  *x = self->world_x[found];
  *y = self->world_y[found];

  return *x >= search->x0 && *x <= search->x1 && *y >= search->y0 && *y <= search->y1;
}

/**
 * lage_item_layer_find_next:
 * @self: the layer
 * @key: where to go on from, or 0
 * @about_key: the item to go away from; 0, or one out of sight, for the middle of the window
 * @is_forward: away from there, else towards it
 *
 * Goes through the items in sight by their distance, clustered or not, so that each can be reached
 * with the keyboard.
 *
 * Returns: the key of the next item, the first one again after the last, or 0 if none is in sight
 */
guint64
lage_item_layer_find_next (LageItemLayer *self,
                           guint64        key,
                           guint64        about_key,
                           gboolean       is_forward)
{
  LageMapProjection projection;
  NextSearch search = { 0, };
  guint level;
  double x;
  double y;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return 0;

  lage_item_layer_ensure_shelves (self);

  level = lage_item_index_choose_level (projection.world_px, LAGE_ITEM_MIN_CELL_PX);

  search.layer = self;
  search.x0 = lage_map_projection_get_world_x (&projection, 0);
  search.y0 = lage_map_projection_get_world_y (&projection, 0);
  search.x1 = lage_map_projection_get_world_x (&projection, projection.width);
  search.y1 = lage_map_projection_get_world_y (&projection, projection.height);
  search.is_forward = is_forward;
  search.from_distance = is_forward ? -1 : G_MAXDOUBLE;

  if (!find_in_sight (&search, about_key, &search.about_x, &search.about_y))
    {
      search.about_x = projection.centre_x;
      search.about_y = projection.centre_y;
    }

  if (find_in_sight (&search, key, &x, &y))
    {
      search.from_distance = hypot (x - search.about_x, y - search.about_y);
      search.from_key = key;
    }

  for (guint round = 0; round < 2 && search.best_key == 0; round++)
    {
      for (guint i = LAGE_SHELF_CALM; i <= LAGE_SHELF_ALARM; i++)
        {
          search.index = self->shelves[i].index;
          lage_item_index_visit (search.index, search.x0, search.y0, search.x1, search.y1, level,
                                 find_next_cb, &search);
        }

      /* Past the last one: begin again. */
      search.from_distance = is_forward ? -1 : G_MAXDOUBLE;
      search.from_key = 0;
    }

  return search.best_key;
}
