/* lage-item-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-sign.h"
#include "lage-symbol.h"

G_BEGIN_DECLS

/**
 * LageMapItem:
 * @key: what the caller knows the item by; 0 is no item
 * @longitude: degrees, WGS 84; an item without a position (not a number) is not drawn
 * @latitude: degrees
 * @kind: a #LageSymbolKind
 * @organisation: a #LageOrganisation
 * @freshness: a #LageSymbolFreshness
 * @attention: a #LageSymbolAttention
 * @variant: a #LageSymbolVariant
 * @course_deg: clockwise from north; not a number if there is none
 * @label: (nullable): written beside the symbol
 * @sign: (nullable): the tactical sign that is drawn in place of the symbol of @kind
 */
typedef struct
{
  guint64 key;
  double longitude;
  double latitude;
  guint8 kind;
  guint8 organisation;
  guint8 freshness;
  guint8 attention;
  guint8 variant;
  float course_deg;
  const char *label;
  const LageSign *sign;
} LageMapItem;

#define LAGE_TYPE_ITEM_LAYER (lage_item_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageItemLayer, lage_item_layer, LAGE, ITEM_LAYER, ShumateLayer)

LageItemLayer * lage_item_layer_new              (ShumateViewport   *viewport);

void            lage_item_layer_set_items        (LageItemLayer     *self,
                                                  const LageMapItem *items,
                                                  guint              n_items);
gboolean        lage_item_layer_update_item      (LageItemLayer     *self,
                                                  const LageMapItem *item);
guint           lage_item_layer_get_n_items      (LageItemLayer     *self);
gboolean        lage_item_layer_find_item        (LageItemLayer     *self,
                                                  guint64            key,
                                                  double            *longitude,
                                                  double            *latitude);

void            lage_item_layer_set_selected_key (LageItemLayer     *self,
                                                  guint64            key);
void            lage_item_layer_set_selection    (LageItemLayer     *self,
                                                  const guint64     *keys,
                                                  guint              n_keys,
                                                  guint64            first_key);
void            lage_item_layer_set_look         (LageItemLayer     *self,
                                                  const LageMapLook *look);

gboolean        lage_item_layer_pick             (LageItemLayer     *self,
                                                  double             x,
                                                  double             y,
                                                  guint64           *key);
guint           lage_item_layer_pick_cluster     (LageItemLayer     *self,
                                                  double             x,
                                                  double             y,
                                                  double            *west,
                                                  double            *south,
                                                  double            *east,
                                                  double            *north);
guint           lage_item_layer_pick_keys        (LageItemLayer     *self,
                                                  double             x,
                                                  double             y,
                                                  GArray            *keys,
                                                  guint              max);
gboolean        lage_item_layer_get_box          (LageItemLayer     *self,
                                                  double             x,
                                                  double             y,
                                                  graphene_rect_t   *box);
void            lage_item_layer_find_in_polygon  (LageItemLayer     *self,
                                                  const double      *points,
                                                  guint              n_points,
                                                  GArray            *keys);
guint           lage_item_layer_count_in_sight   (LageItemLayer     *self);
void            lage_item_layer_prepare          (LageItemLayer     *self);
gboolean        lage_item_layer_covers           (LageItemLayer     *self,
                                                  double             x,
                                                  double             y,
                                                  double             width,
                                                  double             height);
guint64         lage_item_layer_find_next        (LageItemLayer     *self,
                                                  guint64            key,
                                                  guint64            about_key,
                                                  gboolean           is_forward);

guint           lage_item_layer_get_n_drawn      (LageItemLayer     *self);
guint           lage_item_layer_get_n_scenes     (LageItemLayer     *self);

G_END_DECLS
