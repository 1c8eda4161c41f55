/* lage-item-labels.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

#include <string.h>

/* Where names of items stand: beside the symbol, where nothing else is. A name that stood in the
 * scene before keeps its side and gets its place before all others; so does one whose item has
 * moved, as long as there is room. Only names that lie whole in the scene are placed, because what
 * they might hit beyond is not known: otherwise they would have to give way when it comes in. */

#define MAX_LABELS 180
#define MAX_NEW_TEXTS 12

/* Transparent border of a symbol's sprite, what of it a label may lie on, and how far from the middle
 * of the first of what is selected its label begins. */
#define SYMBOL_BORDER_X 7.0
#define SYMBOL_BORDER_Y 8.0
#define OVERLAP_X 4.0
#define OVERLAP_Y 5.0
#define FIRST_REACH_X 30.0
#define FIRST_REACH_Y 26.0

/* Transparent border of a cluster's sprite. */
#define CLUSTER_BORDER 6.0

typedef struct
{
  LageItemLayer *layer;
  double half_width; /* of the scene, in logical pixels */
  double half_height;
  guint n_may_draw;
  guint n_labels;
  GHashTable *sides_before;
} Placing;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

/* Right, left, below, above: as the eye looks for them. */
static const float sides[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

static gboolean
get_cells (LageItemLayer *self,
           const Box     *box,
           int           *column0,
           int           *row0,
           int           *column1,
           int           *row1)
{
  *column0 = CLAMP ((int) floor (box->x / LAGE_ITEM_GRID_PX), 0, self->n_columns);
  *row0 = CLAMP ((int) floor (box->y / LAGE_ITEM_GRID_PX), 0, self->n_rows);
  *column1 = CLAMP ((int) ceil ((box->x + box->width) / LAGE_ITEM_GRID_PX), 0, self->n_columns);
  *row1 = CLAMP ((int) ceil ((box->y + box->height) / LAGE_ITEM_GRID_PX), 0, self->n_rows);

  return *column1 > *column0 && *row1 > *row0;
}

static guint8 *
get_cell (LageItemLayer *self,
          int            column,
          int            row)
{
  return self->grid + (gsize) row * (gsize) self->n_columns + column;
}

static gboolean
is_free (LageItemLayer *self,
         const Box     *box)
{
  int column0, row0, column1, row1;

  if (!get_cells (self, box, &column0, &row0, &column1, &row1))
    return TRUE;

  for (int row = row0; row < row1; row++)
    if (memchr (get_cell (self, column0, row), 1, (gsize) (column1 - column0)) != NULL)
      return FALSE;

  return TRUE;
}

static void
claim (LageItemLayer *self,
       const Box     *box)
{
  int column0, row0, column1, row1;

  if (!get_cells (self, box, &column0, &row0, &column1, &row1))
    return;

  for (int row = row0; row < row1; row++)
    memset (get_cell (self, column0, row), 1, (gsize) (column1 - column0));
}

static void
claim_symbols (Placing *placing)
{
  LageItemLayer *self = placing->layer;
  double scale = self->look.text_scale;

  for (guint i = 0; i < self->scene->len; i++)
    {
      const LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i);
      gboolean is_cluster = symbol->n_items > 1;
      double border_x = is_cluster ? CLUSTER_BORDER : SYMBOL_BORDER_X;
      double border_y = is_cluster ? CLUSTER_BORDER : SYMBOL_BORDER_Y;
      Box box = { 0, 0, (double) symbol->sprite.width - 2 * border_x * scale,
                  (double) symbol->sprite.height - 2 * border_y * scale };

      box.x = (double) symbol->x + placing->half_width - box.width / 2;
      box.y = (double) symbol->y + placing->half_height - box.height / 2;
      claim (self, &box);
    }
}

static void
remember_side (LageItemLayer *self,
               guint64        key,
               guint          side)
{
  g_hash_table_insert (self->sides, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (side));
}

static gboolean
place_at_side (Placing          *placing,
               LageItemSymbol   *symbol,
               const LageSprite *sprite,
               guint             side,
               gboolean          must_be_free)
{
  LageItemLayer *self = placing->layer;
  gboolean is_first = (int) symbol->item == self->selected_item;
  double scale = self->look.text_scale;
  double half_width = (double) symbol->sprite.width / 2 - OVERLAP_X * scale;
  double half_height = (double) symbol->sprite.height / 2 - OVERLAP_Y * scale;
  double reach_x = MAX (half_width, is_first ? FIRST_REACH_X * scale : 0)
                   + (double) sprite->width / 2;
  double reach_y = MAX (half_height, is_first ? FIRST_REACH_Y * scale : 0)
                   + (double) sprite->height / 2;
  double x = (double) symbol->x + (double) sides[side][0] * reach_x - (double) sprite->width / 2;
  double y = (double) symbol->y + (double) sides[side][1] * reach_y - (double) sprite->height / 2;
  Box box = { x + placing->half_width + 3, y + placing->half_height + 4,
              (double) sprite->width - 6, (double) sprite->height - 8 };

  if (box.x < 0 || box.y < 0 || box.x + box.width > 2 * placing->half_width ||
      box.y + box.height > 2 * placing->half_height)
    return FALSE;

  if (must_be_free && !is_free (self, &box))
    return FALSE;

  claim (self, &box);
  symbol->label = *sprite;
  g_object_ref (symbol->label.texture);
  symbol->label_x = lage_map_snap (x, self->look.scale);
  symbol->label_y = lage_map_snap (y, self->look.scale);
  remember_side (self, self->items[symbol->item].key, side);
  placing->n_labels++;

  return TRUE;
}

/* Labels those symbols that had a label before, or those that had none. */
static void
place_some (Placing  *placing,
            gboolean  is_standing)
{
  LageItemLayer *self = placing->layer;

  for (guint i = self->scene->len; i > 0 && placing->n_labels < MAX_LABELS; i--)
    {
      LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i - 1);
      const LageMapItem *item = &self->items[symbol->item];
      gboolean is_first = (int) symbol->item == self->selected_item;
      const LageSprite *sprite;
      gpointer before = NULL;
      gboolean stood;

      if (symbol->n_items != 1 || symbol->label.texture != NULL || item->label == NULL ||
          *item->label == '\0')
        continue;

      stood = g_hash_table_lookup_extended (placing->sides_before, &item->key, NULL, &before);
      if (is_standing && !stood)
        continue;

      /* Among many, only those that matter are named. */
      if (self->coarser > 0 && symbol->rank < 2 &&
          !(stood && self->sides_zoom == self->scene_zoom))
        continue;

      sprite = lage_sprite_cache_get_text (self->sprites, item->label,
                                           is_first ? LAGE_TEXT_ITEM_SELECTED : LAGE_TEXT_ITEM,
                                           &placing->n_may_draw);
      if (sprite == NULL)
        {
          self->has_missing_texts = TRUE;
          if (stood)
            remember_side (self, item->key, GPOINTER_TO_UINT (before));
          continue;
        }

      if (is_standing)
        {
          place_at_side (placing, symbol, sprite, GPOINTER_TO_UINT (before), !is_first);
          continue;
        }

      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        if (place_at_side (placing, symbol, sprite, side, !is_first))
          break;
    }
}

/* Finds room for the labels of the symbols of a scene, which extends so many pixels from its
 * origin. */
void
lage_item_layer_place_labels (LageItemLayer *self,
                              double         half_width,
                              double         half_height)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->sides);
  Placing placing = { self, half_width, half_height, MAX_NEW_TEXTS, 0, before };

  self->has_missing_texts = FALSE;
  self->sides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->n_columns = (int) ceil (2 * half_width / LAGE_ITEM_GRID_PX);
  self->n_rows = (int) ceil (2 * half_height / LAGE_ITEM_GRID_PX);
  g_free (self->grid);
  self->grid = g_malloc0 ((gsize) self->n_columns * (gsize) self->n_rows);

  claim_symbols (&placing);
  place_some (&placing, TRUE);
  place_some (&placing, FALSE);
  self->sides_zoom = self->scene_zoom;
}

/**
 * lage_item_layer_covers:
 * @self: the layer
 * @x: left edge of a rectangle, in the layer
 * @y: its upper edge
 * @width: logical pixels
 * @height: logical pixels
 *
 * Returns: whether a symbol or label of the present scene lies there
 */
gboolean
lage_item_layer_covers (LageItemLayer *self,
                        double         x,
                        double         y,
                        double         width,
                        double         height)
{
  LageMapProjection projection;
  double world_px;
  Box box = { x, y, width, height };

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), FALSE);

  if (self->grid == NULL || self->n_items == 0 ||
      !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)) ||
      projection.zoom != self->scene_zoom)
    return FALSE;

  world_px = projection.world_px;
  box.x -= lage_map_projection_get_x (&projection, self->scene_x) - self->scene_half_width * world_px;
  box.y -= lage_map_projection_get_y (&projection, self->scene_y) - self->scene_half_height * world_px;

  return !is_free (self, &box);
}
