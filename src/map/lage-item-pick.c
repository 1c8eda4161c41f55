/* lage-item-pick.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

/* What is where: the symbol under the pointer, and the items within what a hand has drawn around
 * them. The first asks the scene, which has some 300 symbols; the second the index. */

/* Halo and marks around a symbol that a pointer does not hit. */
#define SYMBOL_BORDER_X 4.0
#define SYMBOL_BORDER_Y 5.0

/* Transparent border of a cluster's sprite. */
#define CLUSTER_BORDER 6.0

typedef struct
{
  LageItemLayer *layer;
  LageItemIndex *index;
  const double *points; /* world coordinates */
  guint n_points;
  double x0;
  double y0;
  double x1;
  double y1;
  GArray *keys; /* (nullable) */
  guint n_found;
} Search;

static void
get_half_size (LageItemLayer        *self,
               const LageItemSymbol *symbol,
               double               *half_width,
               double               *half_height)
{
  double scale = self->look.text_scale;

  gboolean is_cluster = symbol->n_items > 1;

  *half_width = (double) symbol->sprite.width / 2 -
                (is_cluster ? CLUSTER_BORDER : SYMBOL_BORDER_X) * scale;
  *half_height = (double) symbol->sprite.height / 2 -
                 (is_cluster ? CLUSTER_BORDER : SYMBOL_BORDER_Y) * scale;
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
      double half_width;
      double half_height;

      get_half_size (self, symbol, &half_width, &half_height);
      if (fabs (x - (double) symbol->x) <= half_width &&
          fabs (y - (double) symbol->y) <= half_height)
        return symbol;
    }

  return NULL;
}

/* The item at an entry of a cluster, or -1 if it is drawn from elsewhere. */
static int
get_member (LageItemLayer        *self,
            const LageItemSymbol *symbol,
            guint                 entry)
{
  guint id = lage_item_index_get_id (self->shelves[symbol->shelf].index, entry);

  return symbol->shelf != LAGE_SHELF_SELECTED && self->is_selected[id] ? -1 : (int) id;
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
                              double        *west,
                              double        *south,
                              double        *east,
                              double        *north)
{
  LageMapProjection projection;
  const LageItemSymbol *symbol;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  symbol = find_symbol (self, x, y, &projection);
  if (symbol == NULL || symbol->n_items == 1)
    return 0;

  *west = *south = G_MAXDOUBLE;
  *east = *north = -G_MAXDOUBLE;

  for (guint i = symbol->start; i < symbol->end; i++)
    {
      int id = get_member (self, symbol, i);

      if (id < 0)
        continue;

      *west = MIN (*west, self->items[id].longitude);
      *east = MAX (*east, self->items[id].longitude);
      *south = MIN (*south, self->items[id].latitude);
      *north = MAX (*north, self->items[id].latitude);
    }

  return symbol->n_items;
}

/**
 * lage_item_layer_pick_keys:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @keys: (element-type guint64): where to append whom the symbol there stands for
 * @max: how many to append at most
 *
 * Returns: for how many items the topmost symbol there stands, 0 if there is none
 */
guint
lage_item_layer_pick_keys (LageItemLayer *self,
                           double         x,
                           double         y,
                           GArray        *keys,
                           guint          max)
{
  LageMapProjection projection;
  const LageItemSymbol *symbol;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  symbol = find_symbol (self, x, y, &projection);
  if (symbol == NULL)
    return 0;

  if (symbol->n_items == 1 && max > 0)
    g_array_append_val (keys, self->items[symbol->item].key);

  for (guint i = symbol->start, n = 0; i < symbol->end && n < max; i++)
    {
      int id = get_member (self, symbol, i);

      if (id < 0)
        continue;

      g_array_append_val (keys, self->items[id].key);
      n++;
    }

  return symbol->n_items;
}

/**
 * lage_item_layer_get_box:
 * @self: the layer
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @box: (out): what the symbol there covers, in the layer
 *
 * Returns: %FALSE if there is no symbol
 */
gboolean
lage_item_layer_get_box (LageItemLayer   *self,
                         double           x,
                         double           y,
                         graphene_rect_t *box)
{
  LageMapProjection projection;
  const LageItemSymbol *symbol;
  double half_width;
  double half_height;

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);

  symbol = find_symbol (self, x, y, &projection);
  if (symbol == NULL)
    return FALSE;

  get_half_size (self, symbol, &half_width, &half_height);
  x = lage_map_projection_get_x (&projection, self->scene_x) + (double) symbol->x;
  y = lage_map_projection_get_y (&projection, self->scene_y) + (double) symbol->y;
  *box = GRAPHENE_RECT_INIT ((float) (x - half_width), (float) (y - half_height),
                             (float) (2 * half_width), (float) (2 * half_height));

  return TRUE;
}

/* By the even-odd rule. */
static gboolean
is_inside (const Search *search,
           double        x,
           double        y)
{
  gboolean result = FALSE;

  for (guint i = 0, j = search->n_points - 1; i < search->n_points; j = i++)
    {
      const double *a = search->points + 2 * i;
      const double *b = search->points + 2 * j;

      if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        result = !result;
    }

  return result;
}

static void
search_cell_cb (guint    start,
                guint    end,
                gpointer user_data)
{
  Search *search = user_data;
  LageItemLayer *self = search->layer;

  for (guint i = start; i < end; i++)
    {
      guint id = lage_item_index_get_id (search->index, i);
      double x = self->world_x[id];
      double y = self->world_y[id];

      if (x < search->x0 || x >= search->x1 || y < search->y0 || y >= search->y1 ||
          (search->n_points > 0 && !is_inside (search, x, y)))
        continue;

      search->n_found++;
      if (search->keys != NULL)
        g_array_append_val (search->keys, self->items[id].key);
    }
}

static void
search_shelves (LageItemLayer           *self,
                const LageMapProjection *projection,
                Search                  *search)
{
  guint level = lage_item_index_choose_level (projection->world_px, LAGE_ITEM_MIN_CELL_PX);

  lage_item_layer_ensure_shelves (self);
  search->layer = self;

  for (guint i = LAGE_SHELF_CALM; i <= LAGE_SHELF_ALARM; i++)
    {
      search->index = self->shelves[i].index;
      lage_item_index_visit (search->index, search->x0, search->y0, search->x1, search->y1, level,
                             search_cell_cb, search);
    }
}

/**
 * lage_item_layer_find_in_polygon:
 * @self: the layer
 * @points: (array): x and y of the corners, one after the other, in world coordinates
 * @n_points: number of corners
 * @keys: (element-type guint64): where to append the items whose place lies within
 */
void
lage_item_layer_find_in_polygon (LageItemLayer *self,
                                 const double  *points,
                                 guint          n_points,
                                 GArray        *keys)
{
  LageMapProjection projection;
  Search search = { .points = points, .n_points = n_points, .x0 = 1, .y0 = 1, .keys = keys };

  g_return_if_fail (LAGE_IS_ITEM_LAYER (self));

  if (n_points < 3 || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  for (guint i = 0; i < n_points; i++)
    {
      search.x0 = MIN (search.x0, points[2 * i]);
      search.x1 = MAX (search.x1, points[2 * i]);
      search.y0 = MIN (search.y0, points[2 * i + 1]);
      search.y1 = MAX (search.y1, points[2 * i + 1]);
    }

  search_shelves (self, &projection, &search);
}

/**
 * lage_item_layer_count_in_sight:
 * @self: the layer
 *
 * Returns: how many items have their place within the window, clustered or not
 */
guint
lage_item_layer_count_in_sight (LageItemLayer *self)
{
  LageMapProjection projection;
  Search search = { 0, };

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return 0;

  search.x0 = lage_map_projection_get_world_x (&projection, 0);
  search.y0 = lage_map_projection_get_world_y (&projection, 0);
  search.x1 = lage_map_projection_get_world_x (&projection, projection.width);
  search.y1 = lage_map_projection_get_world_y (&projection, projection.height);
  search_shelves (self, &projection, &search);

  return search.n_found;
}
