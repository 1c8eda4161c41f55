/* lage-sprite-cache.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "lage-cluster-symbol.h"
#include "lage-symbol.h"

G_BEGIN_DECLS

/* How a text on the map looks. */
typedef enum
{
  LAGE_TEXT_ITEM,
  LAGE_TEXT_ITEM_SELECTED,
  LAGE_TEXT_CITY,
  LAGE_TEXT_TOWN,
  LAGE_TEXT_DISTRICT,
  LAGE_TEXT_SUBURB,
  LAGE_TEXT_WATER,
  LAGE_TEXT_ROAD,
} LageTextStyle;

/* A texture and its place about a point, in logical pixels. */
typedef struct
{
  GdkTexture *texture;
  float x;
  float y;
  float width;
  float height;
} LageSprite;

typedef struct _LageSpriteCache LageSpriteCache;

LageSpriteCache  * lage_sprite_cache_new           (void);
void               lage_sprite_cache_free          (LageSpriteCache       *self);
gboolean           lage_sprite_cache_set_look      (LageSpriteCache       *self,
                                                    const LageMapLook     *look);

const LageSprite * lage_sprite_cache_get_symbol    (LageSpriteCache       *self,
                                                    const LageSymbolStyle *style);
const LageSprite * lage_sprite_cache_get_sign      (LageSpriteCache       *self,
                                                    const LageSign        *sign,
                                                    LageSymbolFreshness    freshness,
                                                    LageSymbolAttention    attention);
const LageSprite * lage_sprite_cache_get_cluster   (LageSpriteCache       *self,
                                                    const LageClusterStyle *style);
const LageSprite * lage_sprite_cache_get_course    (LageSpriteCache       *self,
                                                    double                 course_deg);
const LageSprite * lage_sprite_cache_get_selection (LageSpriteCache       *self,
                                                    gboolean               is_first);
const LageSprite * lage_sprite_cache_get_text      (LageSpriteCache       *self,
                                                    const char            *text,
                                                    LageTextStyle          style,
                                                    guint                 *n_may_draw);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageSpriteCache, lage_sprite_cache_free)

G_END_DECLS
