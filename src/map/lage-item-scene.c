/* lage-item-scene.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

/* From the items in sight to at most some 300 symbols: which become clusters, and which are drawn
 * last.
 *
 *   .---------------------------------.
 *   |  reach: what labels may hit     |   A scene knows all symbols as far as this. It is built
 *   |  .---------------------------.  |   anew when the window leaves the slack, or at another
 *   |  |  slack   .-----------.    |  |   zoom. Cells and origin lie on a grid that is fixed to the
 *   |  |          |  window   |    |  |   world, so whatever two scenes have in common looks the
 *   |  |          '-----------'    |  |   same in both.
 *   |  '---------------------------'  |
 *   '---------------------------------' */

/* All symbols together; but alarms and selected items leave at least half of them to the others. */
#define MAX_SYMBOLS 300
#define MAX_SPOTS 100

/* What share of the room has to do before cells become finer again. */
#define REFINE_SHARE 0.55

/* Cells in which alarming or selected items are drawn as one: they are on the very same spot. */
#define MIN_SPOT_CELL_PX 7.0

/* Around a card its picture has room for marks. */
#define CARD_HALO_PX 9.0

#define SLACK_PX 128.0
#define REACH_PX 216.0

typedef struct
{
  LageItemLayer *layer;
  LageItemShelf *shelf;
  guint n_cells;
  double cell; /* edge of one, in world coordinates */
} SceneVisit;

void
lage_item_symbol_clear (gpointer data)
{
  LageItemSymbol *symbol = data;

  g_clear_object (&symbol->sprite.texture);
  g_clear_object (&symbol->label.texture);
}

static void
count_cell_cb (guint    start,
               guint    end,
               gpointer user_data)
{
  SceneVisit *visit = user_data;

  visit->n_cells++;
}

static void
add_symbol (LageItemLayer    *self,
            LageItemSymbol   *symbol,
            const LageSprite *sprite,
            double            world_x,
            double            world_y)
{
  double world_px = lage_mercator_world_px (self->scene_zoom);

  symbol->sprite = *sprite;
  g_object_ref (symbol->sprite.texture);
  symbol->x = lage_map_snap ((world_x - self->scene_x) * world_px, self->look.scale);
  symbol->y = lage_map_snap ((world_y - self->scene_y) * world_px, self->look.scale);
  g_array_append_val (self->scene, *symbol);
}

static void
add_single (LageItemLayer *self,
            guint          i)
{
  const LageMapItem *item = &self->items[i];
  const LageSymbolStyle style = { item->kind, item->organisation, item->freshness,
                                  item->attention, item->variant };
  LageItemSymbol symbol = { 0, };

  if (isfinite (item->course_deg))
    symbol.course = lage_sprite_cache_get_course (self->sprites, (double) item->course_deg);
  symbol.item = i;
  symbol.n_items = 1;
  symbol.is_selected = self->is_selected[i];
  symbol.rank = (int) i == self->selected_item         ? 4
                : item->attention == LAGE_SYMBOL_ALARM ? 3
                : symbol.is_selected || item->attention == LAGE_SYMBOL_NOTICE ? 2
                                                                              : 1;

  add_symbol (self, &symbol,
              item->sign != NULL
                ? lage_sprite_cache_get_sign (self->sprites, item->sign, item->freshness,
                                              item->attention)
                : lage_sprite_cache_get_symbol (self->sprites, &style),
              self->world_x[i], self->world_y[i]);
}

/* The first place in the list of those that are drawn from elsewhere whose entry is not before. */
static guint
find_taken (const LageItemShelf *shelf,
            guint                entry)
{
  guint start = 0;
  guint end = shelf->taken->len;

  while (start < end)
    {
      guint middle = start + (end - start) / 2;

      if (g_array_index (shelf->taken, guint, middle) < entry)
        start = middle + 1;
      else
        end = middle;
    }

  return start;
}

static void
set_cluster_style (const guint      *counts,
                   LageClusterStyle *style)
{
  for (guint kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    style->counts[kind] = counts[kind];

  style->attention = counts[LAGE_ITEM_CLASS_ALARM] > 0    ? LAGE_SYMBOL_ALARM
                     : counts[LAGE_ITEM_CLASS_NOTICE] > 0 ? LAGE_SYMBOL_NOTICE
                                                          : LAGE_SYMBOL_CALM;
  style->freshness = counts[LAGE_ITEM_CLASS_SILENT] > 0   ? LAGE_SYMBOL_SILENT
                     : counts[LAGE_ITEM_CLASS_STALE] > 0  ? LAGE_SYMBOL_STALE
                     : counts[LAGE_ITEM_CLASS_AGEING] > 0 ? LAGE_SYMBOL_AGEING
                                                          : LAGE_SYMBOL_FRESH;
}

/* Where the middle of a card may be along one axis, so that it stays within its cell if that has the
 * room: cells lie side by side, and so do the cards in them. It still covers the middle of its items. */
static double
keep_in_cell (double world,
              double cell,
              double symbol)
{
  double start = floor (world / cell) * cell;

  if (symbol >= cell)
    return world;

  return CLAMP (world, start + symbol / 2, start + cell - symbol / 2);
}

static void
add_cell_cb (guint    start,
             guint    end,
             gpointer user_data)
{
  SceneVisit *visit = user_data;
  LageItemLayer *self = visit->layer;
  const LageItemShelf *shelf = visit->shelf;
  guint taken = find_taken (shelf, start);
  guint taken_end = taken;
  guint counts[LAGE_ITEM_INDEX_N_CLASSES];
  guint n_items;
  LageClusterStyle style = { { 0, }, };
  LageItemSymbol symbol = { 0, };
  const LageSprite *sprite;
  double world_px;
  double world_x;
  double world_y;
  double halo;

  while (taken_end < shelf->taken->len && g_array_index (shelf->taken, guint, taken_end) < end)
    taken_end++;

  n_items = end - start - (taken_end - taken);
  if (n_items == 0)
    return;

  if (n_items == 1)
    {
      guint entry = start;

      while (taken < taken_end && g_array_index (shelf->taken, guint, taken) == entry)
        {
          taken++;
          entry++;
        }
      add_single (self, lage_item_index_get_id (shelf->index, entry));
      return;
    }

  lage_item_index_get_mean (shelf->index, start, end, &world_x, &world_y);
  lage_item_index_count (shelf->index, start, end, counts);

  if (taken < taken_end)
    {
      world_x *= end - start;
      world_y *= end - start;
      for (guint i = taken; i < taken_end; i++)
        {
          guint id = lage_item_index_get_id (shelf->index, g_array_index (shelf->taken, guint, i));

          world_x -= self->world_x[id];
          world_y -= self->world_y[id];
          for (guint class = 0; class < LAGE_ITEM_INDEX_N_CLASSES; class++)
            counts[class] -= (self->classes[id] >> class) & 1u;
        }
      world_x /= n_items;
      world_y /= n_items;
    }

  set_cluster_style (counts, &style);
  style.is_selected = shelf == &self->shelves[LAGE_SHELF_SELECTED];
  symbol.n_items = n_items;
  symbol.start = start;
  symbol.end = end;
  symbol.shelf = (guint8) (shelf - self->shelves);
  symbol.is_selected = style.is_selected;
  symbol.rank = style.attention == LAGE_SYMBOL_ALARM                         ? 3
                : style.is_selected || style.attention == LAGE_SYMBOL_NOTICE ? 2
                                                                             : 1;
  sprite = lage_sprite_cache_get_cluster (self->sprites, &style);
  world_px = lage_mercator_world_px (self->scene_zoom);
  halo = 2 * CARD_HALO_PX * self->look.text_scale;
  add_symbol (self, &symbol, sprite,
              keep_in_cell (world_x, visit->cell, ((double) sprite->width - halo) / world_px),
              keep_in_cell (world_y, visit->cell, ((double) sprite->height - halo) / world_px));
}

static int
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const LageItemSymbol *symbol_a = a;
  const LageItemSymbol *symbol_b = b;

  return (int) symbol_a->rank - (int) symbol_b->rank;
}

static guint
count_cells (LageItemLayer *self,
             LageShelfName  shelf,
             guint          level,
             double         slack)
{
  SceneVisit visit = { self, &self->shelves[shelf], 0 };
  double half_width = self->scene_half_width - slack;
  double half_height = self->scene_half_height - slack;

  lage_item_index_visit (visit.shelf->index, self->scene_x - half_width,
                         self->scene_y - half_height, self->scene_x + half_width,
                         self->scene_y + half_height, level, count_cell_cb, &visit);

  return visit.n_cells;
}

static void
add_shelf (LageItemLayer *self,
           LageShelfName  shelf,
           guint          level)
{
  SceneVisit visit = { self, &self->shelves[shelf], 0, exp2 (-(double) level) };

  lage_item_index_visit (visit.shelf->index, self->scene_x - self->scene_half_width,
                         self->scene_y - self->scene_half_height,
                         self->scene_x + self->scene_half_width,
                         self->scene_y + self->scene_half_height, level, add_cell_cb, &visit);
}

/* Alarms and selected items are only drawn as one where they would hide each other, and coarser
 * only where there are too many to draw. Returns how many symbols they need. */
static guint
choose_spot_level (LageItemLayer *self,
                   LageShelfName  shelf,
                   double         world_px,
                   double         reach,
                   guint         *level)
{
  guint n_cells;

  *level = lage_item_index_choose_level (world_px, MIN_SPOT_CELL_PX * self->look.text_scale);
  while ((n_cells = count_cells (self, shelf, *level, reach)) > MAX_SPOTS && *level > 0)
    (*level)--;

  return n_cells;
}

/* Coarser until few enough are left; finer again only when there is room to spare, so that a movement
 * does not change all clusters. */
static guint
choose_calm_level (LageItemLayer *self,
                   double         world_px,
                   double         reach,
                   guint          n_max)
{
  guint finest = lage_item_index_choose_level (world_px, LAGE_ITEM_MIN_CELL_PX *
                                                         self->look.text_scale);

  self->coarser = MIN (self->coarser, finest);
  while (self->coarser > 0 &&
         count_cells (self, LAGE_SHELF_CALM, finest - self->coarser + 1, reach) <=
         n_max * REFINE_SHARE)
    self->coarser--;
  while (self->coarser < finest &&
         count_cells (self, LAGE_SHELF_CALM, finest - self->coarser, reach) > n_max)
    self->coarser++;

  return finest - self->coarser;
}

static void
build_scene (LageItemLayer           *self,
             const LageMapProjection *projection)
{
  double world_px = projection->world_px;
  double reach_px = ceil (REACH_PX * self->look.text_scale / LAGE_ITEM_GRID_PX) * LAGE_ITEM_GRID_PX;
  double half_width = ceil ((projection->width / 2 + SLACK_PX) / LAGE_ITEM_GRID_PX) *
                      LAGE_ITEM_GRID_PX + reach_px;
  double half_height = ceil ((projection->height / 2 + SLACK_PX) / LAGE_ITEM_GRID_PX) *
                       LAGE_ITEM_GRID_PX + reach_px;
  double reach = reach_px / world_px;
  guint levels[LAGE_N_SHELVES];
  guint n_spots;

  lage_item_layer_ensure_shelves (self);

  g_array_set_size (self->scene, 0);
  self->scene_zoom = projection->zoom;
  self->scene_x = round (projection->centre_x * world_px / LAGE_ITEM_GRID_PX) * LAGE_ITEM_GRID_PX /
                  world_px;
  self->scene_y = round (projection->centre_y * world_px / LAGE_ITEM_GRID_PX) * LAGE_ITEM_GRID_PX /
                  world_px;
  self->scene_half_width = half_width / world_px;
  self->scene_half_height = half_height / world_px;

  n_spots = choose_spot_level (self, LAGE_SHELF_ALARM, world_px, reach, &levels[LAGE_SHELF_ALARM]);
  n_spots += choose_spot_level (self, LAGE_SHELF_SELECTED, world_px, reach,
                                &levels[LAGE_SHELF_SELECTED]);
  levels[LAGE_SHELF_CALM] = choose_calm_level (self, world_px, reach,
                                               MAX_SYMBOLS - MIN (n_spots, MAX_SYMBOLS / 2));
  for (guint shelf = 0; shelf < LAGE_N_SHELVES; shelf++)
    add_shelf (self, (LageShelfName) shelf, levels[shelf]);
  if (self->selected_item >= 0 && lage_map_item_has_place (&self->items[self->selected_item]))
    add_single (self, (guint) self->selected_item);

  g_array_sort (self->scene, compare_rank);
  lage_item_layer_place_labels (self, half_width, half_height);
  self->is_scene_valid = TRUE;
  self->n_scenes++;
}

/* Returns TRUE if the scene is another than before. */
gboolean
lage_item_layer_ensure_scene (LageItemLayer           *self,
                              const LageMapProjection *projection)
{
  double reach_px = ceil (REACH_PX * self->look.text_scale / LAGE_ITEM_GRID_PX) * LAGE_ITEM_GRID_PX;
  double half_width = (projection->width / 2 + reach_px) / projection->world_px;
  double half_height = (projection->height / 2 + reach_px) / projection->world_px;

  self->look.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (lage_sprite_cache_set_look (self->sprites, &self->look))
    self->is_scene_valid = FALSE;

  if (self->is_scene_valid && !self->has_missing_texts && self->scene_zoom == projection->zoom &&
      fabs (projection->centre_x - self->scene_x) + half_width <= self->scene_half_width &&
      fabs (projection->centre_y - self->scene_y) + half_height <= self->scene_half_height)
    return FALSE;

  build_scene (self, projection);

  return TRUE;
}
