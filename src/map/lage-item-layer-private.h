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

/* What the parts of the layer share: lage-item-layer.c keeps and draws, lage-item-shelves.c sorts,
 * lage-item-scene.c chooses what is drawn, lage-item-labels.c finds room for names,
 * lage-item-pick.c tells what is where, and lage-item-search.c goes from item to item. */

/* The smallest cell that clusters, in logical pixels at the usual text size: about a symbol. */
#define LAGE_ITEM_MIN_CELL_PX 48.0

/* Labels and symbols claim their place on a grid of this width that lies firmly on the world. */
#define LAGE_ITEM_GRID_PX 8

/* What is counted for each cell: the kinds, from 0 on, and what is wrong with them. */
enum
{
  LAGE_ITEM_CLASS_NOTICE = 11,
  LAGE_ITEM_CLASS_ALARM,
  LAGE_ITEM_CLASS_AGEING,
  LAGE_ITEM_CLASS_STALE,
  LAGE_ITEM_CLASS_SILENT,
};

/* Every item that has a place stands either on the calm or on the alarm shelf; the selected ones
 * stand on theirs as well, and are left out of what is drawn from the others. */
typedef enum
{
  LAGE_SHELF_CALM,
  LAGE_SHELF_ALARM,
  LAGE_SHELF_SELECTED, /* without the first */
} LageShelfName;

#define LAGE_N_SHELVES (LAGE_SHELF_SELECTED + 1)

typedef struct
{
  LageItemIndex *index;
  GArray *taken; /* of guint: entries that are drawn from elsewhere, in order */
} LageItemShelf;

typedef struct
{
  float x; /* logical pixels from the origin of the scene, whole device pixels */
  float y;
  LageSprite sprite;        /* with a reference to its texture */
  const LageSprite *course; /* (nullable) */
  LageSprite label;         /* with a reference to its texture, if there is one */
  float label_x;
  float label_y;
  guint item; /* for a single one */
  guint n_items;
  guint start; /* for a cluster: entries of the index */
  guint end;
  guint8 shelf;
  guint8 rank; /* drawn later, labelled earlier */
  gboolean is_selected;
} LageItemSymbol;

struct _LageItemLayer
{
  ShumateLayer parent_instance;

  LageMapItem *items;
  double *world_x;
  double *world_y;
  guint16 *classes; /* bits: kind and LAGE_ITEM_CLASS_... */
  guint8 *is_selected;
  char *arena; /* holds the labels */
  guint n_items;

  guint32 *slots; /* hash table of keys: 1 + place in items, or 0 */
  guint n_slots;  /* a power of two; 0: to be built */

  GArray *selection; /* of guint64, without duplicates */
  guint64 selected_key;
  int selected_item; /* -1: none, or not there */

  LageItemShelf shelves[LAGE_N_SHELVES];
  gboolean are_shelves_valid;
  gboolean is_selection_valid;

  LageSpriteCache *sprites;
  LageMapLook look;
  GArray *scene; /* of LageItemSymbol */
  gboolean is_scene_valid;
  gboolean has_missing_texts;
  guint tick_id; /* asks for one more frame, which can't be done while drawing one */
  double scene_zoom;
  double scene_x; /* origin and half extents in world coordinates */
  double scene_y;
  double scene_half_width;
  double scene_half_height;
  guint coarser;   /* levels that the cells are coarser than the finest */
  guint n_scenes;  /* built so far */
  guint n_drawn;

  guint8 *grid; /* what symbols and labels of the scene cover */
  int n_columns;
  int n_rows;
  GHashTable *sides; /* key of an item -> side of its label, in the scene */
  double sides_zoom;
};

void     lage_item_symbol_clear            (gpointer                 data);
gboolean lage_map_item_has_place           (const LageMapItem       *item);

void     lage_item_layer_init_shelves      (LageItemLayer           *self);
void     lage_item_layer_clear_shelves     (LageItemLayer           *self);
void     lage_item_layer_ensure_shelves    (LageItemLayer           *self);
int      lage_item_layer_find_index        (LageItemLayer           *self,
                                            guint64                  key);
void     lage_item_layer_forget_keys       (LageItemLayer           *self);

gboolean lage_item_layer_ensure_scene      (LageItemLayer           *self,
                                            const LageMapProjection *projection);
void     lage_item_layer_place_labels      (LageItemLayer           *self,
                                            double                   half_width,
                                            double                   half_height);

G_END_DECLS
