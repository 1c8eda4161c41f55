/* lage-sheet-map.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "lage-basemap-painter.h"
#include "lage-cluster-symbol.h"
#include "lage-item-index.h"
#include "lage-mercator.h"
#include "lage-shape-painter.h"
#include "lage-sheet-private.h"

/* The map of one page: base, areas, names, items with their labels. Paper does not zoom, so what lies
 * on one spot becomes a card that counts it, as on the screen; what alarms is never taken into a card
 * of the calm. */

/* One pixel of the screen on A4: 1/96 inch. */
#define PIXEL_MM (25.4 / 96.0)

/* Signs are looked at from nearer than on a screen. */
#define SYMBOL_PIXEL_MM 0.2
#define SYMBOL_WIDTH_PX 37.0
#define SYMBOL_HEIGHT_PX 27.0
#define CELL_MM 9.5
#define ALARM_CELL_MM 1.6
#define LABEL_GAP_MM 0.9

#define MAX_ITEM_LABELS 400

typedef struct
{
  double           x_mm; /* middle, on the paper */
  double           y_mm;
  double           width_mm;
  double           height_mm;
  guint            item;    /* of one */
  guint            n_items;
  guint            rank;    /* drawn later, labelled earlier */
  LageClusterStyle cluster; /* of several */
} Mark;

typedef struct
{
  const LageSheet     *sheet;
  const LageSheetPen  *pen;
  double               west;
  double               north;
  const LageItemIndex *index;
  double               cell_mm; /* edge of one */
  gboolean             is_alarm;
  GArray              *marks; /* of Mark */
  GArray              *taken; /* of LageSheetBox */
} MapPage;

static double
get_x_mm (const MapPage *self,
          double         world_x)
{
  return self->sheet->layout.map.x_mm
         + (world_x - self->west) * self->sheet->layout.world_mm;
}

static double
get_y_mm (const MapPage *self,
          double         world_y)
{
  return self->sheet->layout.map.y_mm
         + (world_y - self->north) * self->sheet->layout.world_mm;
}

static void
draw_tile (const MapPage       *self,
           const LageSheetTile *tile)
{
  double size_mm = tile->size * self->sheet->layout.world_mm;
  double width = cairo_image_surface_get_width (tile->surface);
  double height = cairo_image_surface_get_height (tile->surface);
  cairo_t *cr = self->pen->cr;

  cairo_save (cr);
  cairo_translate (cr, get_x_mm (self, tile->west), get_y_mm (self, tile->north));
  cairo_scale (cr, size_mm / width, size_mm / height);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  cairo_set_source_surface (cr, tile->surface, 0.0, 0.0);
  /* No edge shows between two tiles. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint_with_alpha (cr, tile->opacity);
  cairo_restore (cr);
}

static void
draw_base (const MapPage *self)
{
  const LageSheetLayout *layout = &self->sheet->layout;
  double pixel_mm = PIXEL_MM * layout->unit;
  cairo_t *cr = self->pen->cr;

  cairo_save (cr);
  if (self->sheet->basemap != NULL)
    {
      LageBasemapRegion region = { self->west, self->north, layout->world_mm / pixel_mm,
                                   layout->map.width_mm / pixel_mm,
                                   layout->map.height_mm / pixel_mm };

      cairo_translate (cr, layout->map.x_mm, layout->map.y_mm);
      cairo_scale (cr, pixel_mm, pixel_mm);
      lage_basemap_paint_region (self->sheet->basemap, cr, &region, LAGE_BASEMAP_LIGHT);
    }
  cairo_restore (cr);

  for (guint level = 0, n_drawn = 0; n_drawn < self->sheet->tiles->len; level++)
    for (guint i = 0; i < self->sheet->tiles->len; i++)
      {
        const LageSheetTile *tile = &g_array_index (self->sheet->tiles, LageSheetTile, i);

        if (tile->level != level)
          continue;
        draw_tile (self, tile);
        n_drawn++;
      }

  /* For copies in grey the ground steps back. */
  if (self->sheet->options.is_plain)
    {
      cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.55);
      cairo_paint (cr);
    }
}

static void
draw_shapes (const MapPage *self)
{
  const LageSheetLayout *layout = &self->sheet->layout;
  double pixel_mm = SYMBOL_PIXEL_MM * layout->unit;
  LageShapePaint paint = {
    .x0 = self->west,
    .y0 = self->north,
    .world_px = layout->world_mm / pixel_mm,
    .width = layout->map.width_mm / pixel_mm,
    .height = layout->map.height_mm / pixel_mm,
    .theme = self->sheet->options.is_plain ? LAGE_SHAPE_THEME_PRINT : LAGE_SHAPE_THEME_LIGHT,
  };

  if (self->sheet->shapes == NULL)
    return;
  cairo_save (self->pen->cr);
  cairo_translate (self->pen->cr, layout->map.x_mm, layout->map.y_mm);
  cairo_scale (self->pen->cr, pixel_mm, pixel_mm);
  lage_shape_painter_draw (self->pen->cr, self->sheet->shapes, &paint, NULL);
  cairo_restore (self->pen->cr);
}

static gboolean
overlaps (const LageSheetBox *a,
          const LageSheetBox *b)
{
  return a->x_mm < b->x_mm + b->width_mm && b->x_mm < a->x_mm + a->width_mm
         && a->y_mm < b->y_mm + b->height_mm && b->y_mm < a->y_mm + a->height_mm;
}

/* Takes the room for a text, if it is free and on the map. */
static gboolean
claim (const MapPage      *self,
       const LageSheetBox *box)
{
  const LageSheetBox *map = &self->sheet->layout.map;

  if (box->x_mm < map->x_mm || box->y_mm < map->y_mm
      || box->x_mm + box->width_mm > map->x_mm + map->width_mm
      || box->y_mm + box->height_mm > map->y_mm + map->height_mm)
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    if (overlaps (box, &g_array_index (self->taken, LageSheetBox, i)))
      return FALSE;
  g_array_append_vals (self->taken, box, 1);

  return TRUE;
}

static void
add_mark (MapPage    *self,
          const Mark *mark)
{
  LageSheetBox box = { mark->x_mm - mark->width_mm / 2.0, mark->y_mm - mark->height_mm / 2.0,
                       mark->width_mm, mark->height_mm };

  if (!overlaps (&box, &self->sheet->layout.map))
    return;
  g_array_append_vals (self->marks, mark, 1);
  g_array_append_val (self->taken, box);
}

static void
init_cluster (const MapPage    *self,
              guint             start,
              guint             end,
              LageClusterStyle *cluster)
{
  for (guint i = start; i < end; i++)
    {
      guint id = lage_item_index_get_id (self->index, i);
      const LageMapItem *item = &g_array_index (self->sheet->items, LageMapItem, id);

      cluster->counts[item->kind]++;
      cluster->attention = MAX (cluster->attention, item->attention);
      cluster->freshness = MAX (cluster->freshness, item->freshness);
    }
}

/* Cards stay within their cells, as on the screen, and so off each other. */
static double
keep_in_cell (const MapPage *self,
              double         world,
              double         size_mm)
{
  double cell = self->cell_mm / self->sheet->layout.world_mm;
  double half = size_mm / self->sheet->layout.world_mm / 2.0;
  double start = floor (world / cell) * cell;

  return size_mm >= self->cell_mm ? world : CLAMP (world, start + half, start + cell - half);
}

static void
cell_cb (guint    start,
         guint    end,
         gpointer user_data)
{
  MapPage *self = user_data;
  guint id = lage_item_index_get_id (self->index, start);
  const LageMapItem *item = &g_array_index (self->sheet->items, LageMapItem, id);
  double pixel_mm = SYMBOL_PIXEL_MM * self->pen->unit;
  double world_x = lage_mercator_x (item->longitude);
  double world_y = lage_mercator_y (item->latitude);
  double width = SYMBOL_WIDTH_PX;
  double height = SYMBOL_HEIGHT_PX;
  Mark mark = { .item = id, .n_items = end - start };

  mark.rank = self->is_alarm ? 2 : item->attention == LAGE_SYMBOL_NOTICE ? 1 : 0;
  if (mark.n_items > 1)
    {
      g_autoptr(PangoLayout) layout = lage_sheet_pen_create_layout (self->pen);

      lage_item_index_get_mean (self->index, start, end, &world_x, &world_y);
      init_cluster (self, start, end, &mark.cluster);
      lage_cluster_symbol_measure (&mark.cluster, layout, &width, &height);
      world_x = keep_in_cell (self, world_x, width * pixel_mm);
      world_y = keep_in_cell (self, world_y, height * pixel_mm);
    }
  else if (item->sign != NULL)
    {
      lage_symbol_get_sign_extent (item->sign, &width, &height);
      width *= 2.0;
      height *= 2.0;
    }
  mark.width_mm = width * pixel_mm;
  mark.height_mm = height * pixel_mm;
  mark.x_mm = get_x_mm (self, world_x);
  mark.y_mm = get_y_mm (self, world_y);
  add_mark (self, &mark);
}

static void
collect_marks_of (MapPage  *self,
                  gboolean  is_alarm)
{
  const LageSheetLayout *layout = &self->sheet->layout;
  guint n_items = self->sheet->items->len;
  g_autofree double *xs = g_new (double, MAX (n_items, 1));
  g_autofree double *ys = g_new (double, MAX (n_items, 1));
  g_autofree guint *ids = g_new (guint, MAX (n_items, 1));
  g_autofree guint16 *classes = g_new0 (guint16, MAX (n_items, 1));
  g_autoptr(LageItemIndex) index = lage_item_index_new ();
  double margin = SYMBOL_WIDTH_PX * SYMBOL_PIXEL_MM * layout->unit / layout->world_mm;
  guint n_ids = 0;
  guint level;

  for (guint i = 0; i < n_items; i++)
    {
      const LageMapItem *item = &g_array_index (self->sheet->items, LageMapItem, i);

      xs[i] = lage_mercator_x (item->longitude);
      ys[i] = lage_mercator_y (item->latitude);
      if ((item->attention == LAGE_SYMBOL_ALARM) == is_alarm)
        ids[n_ids++] = i;
    }
  lage_item_index_build (index, xs, ys, classes, ids, n_ids);
  self->index = index;
  self->is_alarm = is_alarm;
  level = lage_item_index_choose_level (layout->world_mm, (is_alarm ? ALARM_CELL_MM : CELL_MM)
                                                            * layout->unit);
  self->cell_mm = layout->world_mm * exp2 (-(double) level);
  lage_item_index_visit (index, self->west - margin, self->north - margin,
                         self->west + layout->map.width_mm / layout->world_mm + margin,
                         self->north + layout->map.height_mm / layout->world_mm + margin, level,
                         cell_cb, self);
  self->index = NULL;
}

static LageMapLook
get_look (gboolean is_plain)
{
  return (LageMapLook) { .scale = 1, .text_scale = 1.0, .is_high_contrast = is_plain };
}

/* Takes the item at its place, in logical pixels of the screen. */
void
lage_sheet_draw_symbol (const LageMapItem *item,
                        gboolean           is_plain,
                        cairo_t           *cr)
{
  LageSymbolStyle style = { item->kind, item->organisation, item->freshness, item->attention,
                            item->variant };
  LageMapLook look = get_look (is_plain);

  if (item->sign != NULL)
    lage_symbol_draw_sign (item->sign, item->freshness, item->attention, &look, cr);
  else
    lage_symbol_draw (&style, &look, cr);
}

static void
draw_cluster (const MapPage *self,
              const Mark    *mark)
{
  g_autoptr(PangoLayout) layout = lage_sheet_pen_create_layout (self->pen);
  LageMapLook look = get_look (self->sheet->options.is_plain);

  lage_cluster_symbol_draw (&mark->cluster, &look, layout, self->pen->cr);
}

static void
draw_marks (const MapPage *self)
{
  cairo_t *cr = self->pen->cr;
  double pixel_mm = SYMBOL_PIXEL_MM * self->pen->unit;

  for (guint rank = 0; rank <= 2; rank++)
    for (guint i = 0; i < self->marks->len; i++)
      {
        const Mark *mark = &g_array_index (self->marks, Mark, i);

        if (mark->rank != rank)
          continue;
        cairo_save (cr);
        cairo_translate (cr, mark->x_mm, mark->y_mm);
        cairo_scale (cr, pixel_mm, pixel_mm);
        if (mark->n_items > 1)
          draw_cluster (self, mark);
        else
          lage_sheet_draw_symbol (&g_array_index (self->sheet->items, LageMapItem, mark->item),
                                  self->sheet->options.is_plain, cr);
        cairo_restore (cr);
      }
}

static void
draw_item_labels (const MapPage *self)
{
  /* Right, left, below, above: as on the screen. */
  static const double sides[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  guint n_labels = 0;

  for (int rank = 2; rank >= 0; rank--)
    for (guint i = 0; i < self->marks->len && n_labels < MAX_ITEM_LABELS; i++)
      {
        const Mark *mark = &g_array_index (self->marks, Mark, i);
        const char *text = g_array_index (self->sheet->items, LageMapItem, mark->item).label;
        double width_mm, height_mm;

        if (mark->rank != (guint) rank || mark->n_items > 1 || text == NULL || *text == '\0')
          continue;
        lage_sheet_pen_measure (self->pen, text, LAGE_SHEET_SMALL_MM, FALSE, &width_mm,
                                &height_mm);
        for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
          {
            double reach_x = (mark->width_mm + width_mm) / 2.0 + LABEL_GAP_MM;
            double reach_y = (mark->height_mm + height_mm) / 2.0;
            double x_mm = mark->x_mm + sides[side][0] * reach_x;
            double y_mm = mark->y_mm + sides[side][1] * reach_y;
            LageSheetBox box = { x_mm - width_mm / 2.0, y_mm - height_mm / 2.0, width_mm,
                                 height_mm };

            if (!claim (self, &box))
              continue;
            cairo_set_source_rgb (self->pen->cr, 0.05, 0.06, 0.09);
            lage_sheet_pen_write_at (self->pen, text, LAGE_SHEET_SMALL_MM, FALSE, x_mm, y_mm,
                                     TRUE);
            n_labels++;
            break;
          }
      }
}

/* Names of the ground stand where nothing of the picture does. */
static void
draw_names (const MapPage *self)
{
  static const struct
  {
    double size_mm;
    double red;
    double green;
    double blue;
  } styles[] = {
    [LAGE_MAP_LABEL_CITY] = { 4.6, 0.20, 0.20, 0.22 },
    [LAGE_MAP_LABEL_TOWN] = { 3.4, 0.25, 0.25, 0.27 },
    [LAGE_MAP_LABEL_DISTRICT] = { 3.4, 0.36, 0.28, 0.42 },
    [LAGE_MAP_LABEL_SUBURB] = { 2.6, 0.33, 0.33, 0.35 },
    [LAGE_MAP_LABEL_WATER] = { 2.6, 0.12, 0.36, 0.60 },
    [LAGE_MAP_LABEL_ROAD] = { 2.2, 0.35, 0.25, 0.10 },
  };

  for (guint i = 0; i < self->sheet->labels->len; i++)
    {
      const LageMapLabel *label = &g_array_index (self->sheet->labels, LageMapLabel, i);
      double x_mm = get_x_mm (self, lage_mercator_x (label->longitude));
      double y_mm = get_y_mm (self, lage_mercator_y (label->latitude));
      double size_mm = styles[label->label_class].size_mm;
      double width_mm, height_mm;
      LageSheetBox box;

      lage_sheet_pen_measure (self->pen, label->text, size_mm, FALSE, &width_mm, &height_mm);
      box = (LageSheetBox) { x_mm - width_mm / 2.0, y_mm - height_mm / 2.0, width_mm, height_mm };
      if (!claim (self, &box))
        continue;
      cairo_set_source_rgb (self->pen->cr, styles[label->label_class].red,
                            styles[label->label_class].green, styles[label->label_class].blue);
      lage_sheet_pen_write_at (self->pen, label->text, size_mm, FALSE, x_mm, y_mm, TRUE);
    }
}

void
lage_sheet_draw_map (const LageSheet    *self,
                     guint               page,
                     const LageSheetPen *pen)
{
  const LageSheetBox *map = &self->layout.map;
  MapPage map_page = { .sheet = self, .pen = pen };
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (LageSheetBox));

  map_page.marks = marks;
  map_page.taken = taken;
  lage_sheet_layout_get_origin (&self->layout, page, &map_page.west, &map_page.north);

  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, map->x_mm, map->y_mm, map->width_mm, map->height_mm);
  cairo_clip (pen->cr);
  draw_base (&map_page);
  draw_shapes (&map_page);
  collect_marks_of (&map_page, FALSE);
  collect_marks_of (&map_page, TRUE);
  draw_names (&map_page);
  draw_marks (&map_page);
  draw_item_labels (&map_page);
  cairo_restore (pen->cr);
}
