/* lage-item-layer-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-item-index.h"
#include "lage-item-layer.h"
#include "lage-map-projection.h"
#include "lage-sprite-cache.h"

G_BEGIN_DECLS

/* What the parts of the layer share: lage-item-scene.c chooses and places what is drawn,
 * lage-item-search.c goes from item to item, lage-item-layer.c keeps, draws and picks. */

/* The smallest cell that clusters, in logical pixels: about a symbol. */
#define LAGE_ITEM_MIN_CELL_PX 26.0

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
} LageItemSymbol;

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
  GArray *scene; /* of LageItemSymbol */
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

void     lage_item_symbol_clear         (gpointer                 data);
gboolean lage_map_item_has_place        (const LageMapItem       *item);

void     lage_item_layer_ensure_indexes (LageItemLayer           *self);
gboolean lage_item_layer_ensure_scene   (LageItemLayer           *self,
                                         const LageMapProjection *projection);

G_END_DECLS
