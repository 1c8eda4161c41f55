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
  double centre_x;
  double centre_y;
  double half_width;
  double half_height;
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
      double dx = self->world_x[id] - search->centre_x;
      double dy = self->world_y[id] - search->centre_y;
      double distance = hypot (dx, dy);
      guint64 key = self->items[id].key;
      int side = compare_places (distance, key, search->from_distance, search->from_key);

      if (fabs (dx) > search->half_width || fabs (dy) > search->half_height ||
          side == 0 || (side > 0) != search->is_forward)
        continue;

      side = compare_places (distance, key, search->best_distance, search->best_key);
      if (search->best_key == 0 || (side < 0) == search->is_forward)
        {
          search->best_distance = distance;
          search->best_key = key;
        }
    }
}

/**
 * lage_item_layer_find_next:
 * @self: the layer
 * @key: where to go on from, or 0
 * @is_forward: away from the middle of the window, else towards it
 *
 * Goes through the items in sight by their distance from the middle, clustered or not, so that each
 * can be reached with the keyboard.
 *
 * Returns: the key of the next item, the first one again after the last, or 0 if none is in sight
 */
guint64
lage_item_layer_find_next (LageItemLayer *self,
                           guint64        key,
                           gboolean       is_forward)
{
  LageMapProjection projection;
  NextSearch search = { 0, };
  guint level;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return 0;

  lage_item_layer_ensure_indexes (self);

  level = lage_item_index_choose_level (projection.world_px, LAGE_ITEM_MIN_CELL_PX);

  search.layer = self;
  search.centre_x = projection.centre_x;
  search.centre_y = projection.centre_y;
  search.half_width = projection.width / 2 / projection.world_px;
  search.half_height = projection.height / 2 / projection.world_px;
  search.is_forward = is_forward;
  search.from_distance = is_forward ? -1 : G_MAXDOUBLE;

  for (guint i = 0; i < self->n_items && key != 0; i++)
    if (self->items[i].key == key && lage_map_item_has_place (&self->items[i]))
      {
        search.from_distance = hypot (self->world_x[i] - search.centre_x,
                                      self->world_y[i] - search.centre_y);
        search.from_key = key;
        break;
      }

  for (guint round = 0; round < 2 && search.best_key == 0; round++)
    {
      LageItemIndex *indexes[] = { self->calm_index, self->alarm_index };

      for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
        {
          search.index = indexes[i];
          lage_item_index_visit (search.index, search.centre_x - search.half_width,
                                 search.centre_y - search.half_height,
                                 search.centre_x + search.half_width,
                                 search.centre_y + search.half_height,
                                 level, find_next_cb, &search);
        }

      /* Past the last one: begin again. */
      search.from_distance = is_forward ? -1 : G_MAXDOUBLE;
      search.from_key = 0;
    }

  return search.best_key;
}
