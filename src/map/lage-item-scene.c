/* lage-item-scene.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer-private.h"

#include <string.h>

/* From the items in sight to at most some 300 symbols: which become clusters, which are drawn last,
 * and which labels find room. */

#define MAX_SYMBOLS 300
#define REFINE_BELOW 200
#define MAX_ALARMS 120

/* Cells in which alarming items are drawn as one: they are on the very same spot. */
#define MIN_ALARM_CELL_PX 7.0

#define MARGIN_PX 96.0
#define MAX_LABELS 140
#define MAX_NEW_TEXTS 12

/* The grid on which labels and symbols claim their place. */
#define GRID_PX 8

typedef struct
{
  LageItemLayer *layer;
  LageItemIndex *index;
  gboolean is_alarm;
  int selected_entry; /* -1: not in this index */
  guint n_cells;
} SceneVisit;

void
lage_item_symbol_clear (gpointer data)
{
  LageItemSymbol *symbol = data;

  g_clear_object (&symbol->label.texture);
}

gboolean
lage_map_item_has_place (const LageMapItem *item)
{
  return isfinite (item->longitude) && isfinite (item->latitude) && fabs (item->latitude) <= 90 &&
         fabs (item->longitude) <= 180;
}

void
lage_item_layer_ensure_indexes (LageItemLayer *self)
{
  g_autofree guint *calm = NULL;
  g_autofree guint *alarming = NULL;
  g_autofree gboolean *is_marked = NULL;
  guint n_calm = 0;
  guint n_alarming = 0;

  if (self->is_index_valid)
    return;

  calm = g_new (guint, MAX (self->n_items, 1));
  alarming = g_new (guint, MAX (self->n_items, 1));
  is_marked = g_new (gboolean, MAX (self->n_items, 1));

  for (guint i = 0; i < self->n_items; i++)
    {
      const LageMapItem *item = &self->items[i];

      is_marked[i] = item->attention != LAGE_SYMBOL_CALM;
      if (!lage_map_item_has_place (item))
        continue;

      if (item->attention == LAGE_SYMBOL_ALARM)
        alarming[n_alarming++] = i;
      else
        calm[n_calm++] = i;
    }

  lage_item_index_build (self->calm_index, self->world_x, self->world_y, is_marked, calm, n_calm);
  lage_item_index_build (self->alarm_index, self->world_x, self->world_y, is_marked, alarming,
                         n_alarming);
  self->is_index_valid = TRUE;
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
add_symbol (LageItemLayer  *self,
            LageItemSymbol *symbol,
            double          world_x,
            double          world_y)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double world_px = lage_mercator_world_px (self->scene_zoom);

  symbol->x = lage_map_snap ((world_x - self->scene_x) * world_px, scale);
  symbol->y = lage_map_snap ((world_y - self->scene_y) * world_px, scale);
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

  symbol.sprite = lage_sprite_cache_get_symbol (self->sprites, &style);
  if (isfinite (item->course_deg))
    symbol.course = lage_sprite_cache_get_course (self->sprites, (double) item->course_deg);
  symbol.item = i;
  symbol.n_items = 1;
  symbol.is_selected = (int) i == self->selected_item;
  symbol.rank = symbol.is_selected ? 4 : item->attention == LAGE_SYMBOL_ALARM ? 3 : 1 +
                (item->attention == LAGE_SYMBOL_NOTICE);

  add_symbol (self, &symbol, self->world_x[i], self->world_y[i]);
}

static void
add_cell_cb (guint    start,
             guint    end,
             gpointer user_data)
{
  SceneVisit *visit = user_data;
  LageItemLayer *self = visit->layer;
  guint n_items = end - start;
  guint n_marked = lage_item_index_count_marked (visit->index, start, end);
  LageSymbolAttention attention = LAGE_SYMBOL_CALM;
  LageItemSymbol symbol = { 0, };
  double world_x;
  double world_y;

  if (n_items == 1)
    {
      guint i = lage_item_index_get_id (visit->index, start);

      if ((int) i != self->selected_item)
        add_single (self, i);
      return;
    }

  lage_item_index_get_mean (visit->index, start, end, &world_x, &world_y);

  /* The selected item is drawn for itself: take it out of its cell. */
  if (visit->selected_entry >= (int) start && visit->selected_entry < (int) end)
    {
      world_x = (world_x * n_items - self->world_x[self->selected_item]) / (n_items - 1);
      world_y = (world_y * n_items - self->world_y[self->selected_item]) / (n_items - 1);
      n_marked -= self->items[self->selected_item].attention != LAGE_SYMBOL_CALM;
      n_items--;

      if (n_items == 1)
        {
          guint other = visit->selected_entry == (int) start ? start + 1 : start;

          add_single (self, lage_item_index_get_id (visit->index, other));
          return;
        }
    }

  if (visit->is_alarm)
    attention = LAGE_SYMBOL_ALARM;
  else if (n_marked > 0)
    attention = LAGE_SYMBOL_NOTICE;

  symbol.sprite = lage_sprite_cache_get_cluster (self->sprites, n_items, attention);
  symbol.n_items = n_items;
  symbol.start = start;
  symbol.end = end;
  symbol.is_alarm_cluster = visit->is_alarm;
  symbol.rank = visit->is_alarm ? 3 : n_marked > 0 ? 2 : 1;
  add_symbol (self, &symbol, world_x, world_y);
}

static int
compare_rank (gconstpointer a,
              gconstpointer b)
{
  const LageItemSymbol *symbol_a = a;
  const LageItemSymbol *symbol_b = b;

  return (int) symbol_a->rank - (int) symbol_b->rank;
}

/* Claims the cells of the grid that a rectangle touches. Returns FALSE, and claims nothing, if one
 * of them is taken and must not be. */
static gboolean
claim (guint8   *grid,
       int       n_columns,
       int       n_rows,
       double    x,
       double    y,
       double    width,
       double    height,
       gboolean  must_be_free)
{
  int column0 = CLAMP ((int) floor (x / GRID_PX), 0, n_columns);
  int row0 = CLAMP ((int) floor (y / GRID_PX), 0, n_rows);
  int column1 = CLAMP ((int) ceil ((x + width) / GRID_PX), 0, n_columns);
  int row1 = CLAMP ((int) ceil ((y + height) / GRID_PX), 0, n_rows);

  if (must_be_free)
    for (int row = row0; row < row1; row++)
      if (column1 > column0 &&
          memchr (grid + (gsize) row * (gsize) n_columns + column0, 1,
                  (gsize) (column1 - column0)) != NULL)
        return FALSE;

  for (int row = row0; row < row1 && column1 > column0; row++)
    memset (grid + (gsize) row * (gsize) n_columns + column0, 1, (gsize) (column1 - column0));

  return TRUE;
}

static void
place_labels (LageItemLayer *self,
              double         half_width,
              double         half_height)
{
  /* Right, left, below, above: as the eye looks for them. */
  static const float sides[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  int n_columns = (int) ceil (2 * half_width / GRID_PX) + 1;
  int n_rows = (int) ceil (2 * half_height / GRID_PX) + 1;
  g_autofree guint8 *grid = g_malloc0 ((gsize) n_columns * (gsize) n_rows);
  guint n_may_draw = MAX_NEW_TEXTS;
  guint n_labels = 0;

  self->has_missing_texts = FALSE;

  for (guint i = 0; i < self->scene->len; i++)
    {
      LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i);
      double width = symbol->n_items == 1 ? 34 : (double) symbol->sprite->width - 8;
      double height = symbol->n_items == 1 ? 24 : (double) symbol->sprite->height - 8;

      claim (grid, n_columns, n_rows, (double) symbol->x + half_width - width / 2,
             (double) symbol->y + half_height - height / 2, width, height, FALSE);
    }

  for (guint i = self->scene->len; i > 0 && n_labels < MAX_LABELS; i--)
    {
      LageItemSymbol *symbol = &g_array_index (self->scene, LageItemSymbol, i - 1);
      const LageMapItem *item = &self->items[symbol->item];
      const LageSprite *sprite;

      if (symbol->n_items != 1 || item->label == NULL || *item->label == '\0')
        continue;

      /* Among many, only those that matter are named. */
      if (self->coarser > 0 && symbol->rank < 2)
        continue;

      sprite = lage_sprite_cache_get_text (self->sprites, item->label,
                                           symbol->is_selected ? LAGE_TEXT_ITEM_SELECTED
                                                               : LAGE_TEXT_ITEM,
                                           &n_may_draw);
      if (sprite == NULL)
        {
          self->has_missing_texts = TRUE;
          continue;
        }

      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        {
          float reach_x = (symbol->is_selected ? 30 : 20) + sprite->width / 2;
          float reach_y = (symbol->is_selected ? 26 : 15) + sprite->height / 2;
          float x = symbol->x + sides[side][0] * reach_x;
          float y = symbol->y + sides[side][1] * reach_y;

          if (!claim (grid, n_columns, n_rows,
                      (double) (x - sprite->width / 2) + half_width + 3,
                      (double) (y - sprite->height / 2) + half_height + 4,
                      (double) sprite->width - 6, (double) sprite->height - 8,
                      !symbol->is_selected))
            continue;

          symbol->label = *sprite;
          g_object_ref (symbol->label.texture);
          symbol->label_x = lage_map_snap ((double) (x - sprite->width / 2),
                                           gtk_widget_get_scale_factor (GTK_WIDGET (self)));
          symbol->label_y = lage_map_snap ((double) (y - sprite->height / 2),
                                           gtk_widget_get_scale_factor (GTK_WIDGET (self)));
          n_labels++;
          break;
        }
    }
}

static int
find_entry (LageItemIndex *index,
            int            item)
{
  guint n_entries = lage_item_index_get_n_entries (index);

  for (guint i = 0; i < n_entries && item >= 0; i++)
    if (lage_item_index_get_id (index, i) == (guint) item)
      return (int) i;

  return -1;
}

static void
build_scene (LageItemLayer           *self,
             const LageMapProjection *projection)
{
  double half_width = projection->width / 2 + MARGIN_PX;
  double half_height = projection->height / 2 + MARGIN_PX;
  SceneVisit visit = { self, self->calm_index, FALSE, -1, 0 };
  guint finest = lage_item_index_choose_level (projection->world_px, LAGE_ITEM_MIN_CELL_PX);
  guint level;
  double x0;
  double y0;
  double x1;
  double y1;

  lage_item_layer_ensure_indexes (self);

  g_array_set_size (self->scene, 0);
  self->scene_zoom = projection->zoom;
  self->scene_x = projection->centre_x;
  self->scene_y = projection->centre_y;
  self->scene_half_width = half_width / projection->world_px;
  self->scene_half_height = half_height / projection->world_px;

  x0 = self->scene_x - self->scene_half_width;
  y0 = self->scene_y - self->scene_half_height;
  x1 = self->scene_x + self->scene_half_width;
  y1 = self->scene_y + self->scene_half_height;

  /* Coarser until few enough are left; finer again only when there is room to spare, so that a
   * small movement does not change all clusters. */
  self->coarser = MIN (self->coarser, finest);
  while (self->coarser > 0)
    {
      visit.n_cells = 0;
      lage_item_index_visit (self->calm_index, x0, y0, x1, y1, finest - self->coarser + 1,
                             count_cell_cb, &visit);
      if (visit.n_cells > REFINE_BELOW)
        break;
      self->coarser--;
    }

  while (self->coarser < finest)
    {
      visit.n_cells = 0;
      lage_item_index_visit (self->calm_index, x0, y0, x1, y1, finest - self->coarser,
                             count_cell_cb, &visit);
      if (visit.n_cells <= MAX_SYMBOLS)
        break;
      self->coarser++;
    }

  visit.selected_entry = find_entry (self->calm_index, self->selected_item);
  lage_item_index_visit (self->calm_index, x0, y0, x1, y1, finest - self->coarser, add_cell_cb,
                         &visit);

  visit.index = self->alarm_index;
  visit.is_alarm = TRUE;
  visit.selected_entry = find_entry (self->alarm_index, self->selected_item);
  for (level = lage_item_index_choose_level (projection->world_px, MIN_ALARM_CELL_PX);
       level > 0;
       level--)
    {
      visit.n_cells = 0;
      lage_item_index_visit (self->alarm_index, x0, y0, x1, y1, level, count_cell_cb, &visit);
      if (visit.n_cells <= MAX_ALARMS)
        break;
    }
  lage_item_index_visit (self->alarm_index, x0, y0, x1, y1, level, add_cell_cb, &visit);

  if (self->selected_item >= 0 && lage_map_item_has_place (&self->items[self->selected_item]))
    add_single (self, (guint) self->selected_item);

  g_array_sort (self->scene, compare_rank);
  place_labels (self, half_width, half_height);
  self->is_scene_valid = TRUE;
}

gboolean
lage_item_layer_ensure_scene (LageItemLayer           *self,
                              const LageMapProjection *projection)
{
  double half_width = projection->width / 2 / projection->world_px;
  double half_height = projection->height / 2 / projection->world_px;

  if (lage_sprite_cache_set_look (self->sprites, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                  self->is_dark))
    self->is_scene_valid = FALSE;

  if (self->is_scene_valid && !self->has_missing_texts && self->scene_zoom == projection->zoom &&
      fabs (projection->centre_x - self->scene_x) + half_width <= self->scene_half_width &&
      fabs (projection->centre_y - self->scene_y) + half_height <= self->scene_half_height)
    return FALSE;

  build_scene (self, projection);

  return TRUE;
}
