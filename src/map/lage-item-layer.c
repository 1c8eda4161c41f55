/* lage-item-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-item-layer.h"

#include <string.h>

#include "lage-item-index.h"
#include "lage-map-projection.h"
#include "lage-sprite-cache.h"

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

#define MAX_SYMBOLS 300
#define REFINE_BELOW 200
#define MAX_ALARMS 120

/* The smallest cell that clusters, in logical pixels: about a symbol. */
#define MIN_CELL_PX 26.0

/* Cells in which alarming items are drawn as one: they are on the very same spot. */
#define MIN_ALARM_CELL_PX 7.0

#define MARGIN_PX 96.0
#define MAX_LABELS 140
#define MAX_NEW_TEXTS 12

/* The grid on which labels and symbols claim their place. */
#define GRID_PX 8

/* Half the area that a pointer hits. */
#define PICK_HALF_WIDTH 20.0
#define PICK_HALF_HEIGHT 15.0

typedef struct
{
  float x; /* logical pixels from the origin of the scene, whole device pixels */
  float y;
  const LageSprite *sprite;
  const LageSprite *course; /* (nullable) */
  LageSprite label;         /* with a reference to its texture, if there is one */
  float label_x;
  float label_y;
  guint item; /* for a single one */
  guint n_items;
  guint start; /* for a cluster: entries of the index */
  guint end;
  guint8 rank; /* drawn later, labelled earlier */
  guint is_alarm_cluster : 1;
  guint is_selected : 1;
} Symbol;

struct _LageItemLayer
{
  ShumateLayer parent_instance;

  LageMapItem *items;
  double *world_x;
  double *world_y;
  char *arena; /* holds the labels */
  guint n_items;
  guint64 selected_key;
  int selected_item; /* -1: none */

  LageItemIndex *calm_index;
  LageItemIndex *alarm_index;
  gboolean is_index_valid;

  LageSpriteCache *sprites;
  GArray *scene; /* of Symbol */
  gboolean is_scene_valid;
  gboolean has_missing_texts;
  guint tick_id; /* asks for one more frame, which can't be done while drawing one */
  double scene_zoom;
  double scene_x; /* origin and half extents in world coordinates */
  double scene_y;
  double scene_half_width;
  double scene_half_height;
  guint coarser; /* levels that the cells are coarser than the finest */
  guint n_drawn;
  gboolean is_dark;
};

typedef struct
{
  LageItemLayer *layer;
  LageItemIndex *index;
  gboolean is_alarm;
  int selected_entry; /* -1: not in this index */
  guint n_cells;
} SceneVisit;

G_DEFINE_FINAL_TYPE (LageItemLayer, lage_item_layer, SHUMATE_TYPE_LAYER)

static void
symbol_clear (gpointer data)
{
  Symbol *symbol = data;

  g_clear_object (&symbol->label.texture);
}

static void
invalidate_scene (LageItemLayer *self)
{
  self->is_scene_valid = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
has_place (const LageMapItem *item)
{
  return isfinite (item->longitude) && isfinite (item->latitude) && fabs (item->latitude) <= 90 &&
         fabs (item->longitude) <= 180;
}

static void
ensure_indexes (LageItemLayer *self)
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
      if (!has_place (item))
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

static guint
choose_level (double world_px,
              double cell_px)
{
  double level = floor (log2 (world_px / cell_px));

  return (guint) CLAMP (level, 0, LAGE_ITEM_INDEX_MAX_LEVEL);
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
add_symbol (LageItemLayer *self,
            Symbol        *symbol,
            double         world_x,
            double         world_y)
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
  Symbol symbol = { 0, };

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
  Symbol symbol = { 0, };
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
  const Symbol *symbol_a = a;
  const Symbol *symbol_b = b;

  return (int) symbol_a->rank - (int) symbol_b->rank;
}

/* Claims the cells of the grid that a rectangle touches. Returns FALSE, and claims nothing, if one
 * of them is taken and must not be. */
static gboolean
claim (guint8  *grid,
       int      n_columns,
       int      n_rows,
       double   x,
       double   y,
       double   width,
       double   height,
       gboolean must_be_free)
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
      Symbol *symbol = &g_array_index (self->scene, Symbol, i);
      double width = symbol->n_items == 1 ? 34 : (double) symbol->sprite->width - 8;
      double height = symbol->n_items == 1 ? 24 : (double) symbol->sprite->height - 8;

      claim (grid, n_columns, n_rows, (double) symbol->x + half_width - width / 2,
             (double) symbol->y + half_height - height / 2, width, height, FALSE);
    }

  for (guint i = self->scene->len; i > 0 && n_labels < MAX_LABELS; i--)
    {
      Symbol *symbol = &g_array_index (self->scene, Symbol, i - 1);
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
  guint finest = choose_level (projection->world_px, MIN_CELL_PX);
  guint level;
  double x0;
  double y0;
  double x1;
  double y1;

  ensure_indexes (self);

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
  for (level = choose_level (projection->world_px, MIN_ALARM_CELL_PX); level > 0; level--)
    {
      visit.n_cells = 0;
      lage_item_index_visit (self->alarm_index, x0, y0, x1, y1, level, count_cell_cb, &visit);
      if (visit.n_cells <= MAX_ALARMS)
        break;
    }
  lage_item_index_visit (self->alarm_index, x0, y0, x1, y1, level, add_cell_cb, &visit);

  if (self->selected_item >= 0 && has_place (&self->items[self->selected_item]))
    add_single (self, (guint) self->selected_item);

  g_array_sort (self->scene, compare_rank);
  place_labels (self, half_width, half_height);
  self->is_scene_valid = TRUE;
}

static gboolean
ensure_scene (LageItemLayer           *self,
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

  ensure_scene (self, &projection);

  origin_x = lage_map_snap (lage_map_projection_get_x (&projection, self->scene_x), scale);
  origin_y = lage_map_snap (lage_map_projection_get_y (&projection, self->scene_y), scale);
  width = (float) projection.width;
  height = (float) projection.height;

  for (guint i = 0; i < self->scene->len; i++)
    {
      const Symbol *symbol = &g_array_index (self->scene, Symbol, i);
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
      const Symbol *symbol = &g_array_index (self->scene, Symbol, i);
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
static const Symbol *
find_symbol (LageItemLayer     *self,
             double             x,
             double             y,
             LageMapProjection *projection)
{
  if (!lage_map_projection_init_for_layer (projection, SHUMATE_LAYER (self)) || self->n_items == 0)
    return NULL;

  ensure_scene (self, projection);

  x -= lage_map_projection_get_x (projection, self->scene_x);
  y -= lage_map_projection_get_y (projection, self->scene_y);

  for (guint i = self->scene->len; i > 0; i--)
    {
      const Symbol *symbol = &g_array_index (self->scene, Symbol, i - 1);
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
  self->scene = g_array_new (FALSE, FALSE, sizeof (Symbol));
  g_array_set_clear_func (self->scene, symbol_clear);
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
    if (self->items[i].key == key && has_place (&self->items[i]))
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
  const Symbol *symbol;

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
  const Symbol *symbol;
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

  g_return_val_if_fail (LAGE_IS_ITEM_LAYER (self), 0);

  if (!lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return 0;

  ensure_indexes (self);

  search.layer = self;
  search.centre_x = projection.centre_x;
  search.centre_y = projection.centre_y;
  search.half_width = projection.width / 2 / projection.world_px;
  search.half_height = projection.height / 2 / projection.world_px;
  search.is_forward = is_forward;
  search.from_distance = is_forward ? -1 : G_MAXDOUBLE;

  for (guint i = 0; i < self->n_items && key != 0; i++)
    if (self->items[i].key == key && has_place (&self->items[i]))
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
                                 choose_level (projection.world_px, MIN_CELL_PX), find_next_cb,
                                 &search);
        }

      /* Past the last one: begin again. */
      search.from_distance = is_forward ? -1 : G_MAXDOUBLE;
      search.from_key = 0;
    }

  return search.best_key;
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
