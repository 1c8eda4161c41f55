/* lage-area-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

typedef enum
{
  LAGE_AREA_PLAIN,   /* drawn by a person: blue, hatched */
  LAGE_AREA_NOTICE,  /* warning of a low level: yellow, dotted */
  LAGE_AREA_WARNING, /* warning: orange, hatched one way */
  LAGE_AREA_SEVERE,  /* severe warning: red, hatched both ways */
  LAGE_AREA_WATER,   /* flooded: blue, wave lines */
} LageAreaStyle;

#define LAGE_N_AREA_STYLES (LAGE_AREA_WATER + 1)

typedef struct
{
  double longitude;
  double latitude;
} LageMapPoint;

/**
 * LageMapArea:
 * @key: what the caller knows it by; 0 is no area
 * @style: a #LageAreaStyle
 * @points: the corners of all rings, one ring after the other; a hole is a ring inside another
 * @n_points: how many corners
 * @ring_ends: one past the last corner of each ring
 * @n_rings: how many rings
 */
typedef struct
{
  guint64 key;
  guint8 style;
  const LageMapPoint *points;
  guint n_points;
  const guint *ring_ends;
  guint n_rings;
} LageMapArea;

/**
 * LageMapTrack:
 * @key: whose track it is
 * @points: oldest first
 * @n_points: how many
 */
typedef struct
{
  guint64 key;
  const LageMapPoint *points;
  guint n_points;
} LageMapTrack;

#define LAGE_TYPE_AREA_LAYER (lage_area_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageAreaLayer, lage_area_layer, LAGE, AREA_LAYER, ShumateLayer)

LageAreaLayer * lage_area_layer_new              (ShumateViewport    *viewport);

void            lage_area_layer_set_areas        (LageAreaLayer      *self,
                                                  const LageMapArea  *areas,
                                                  guint               n_areas);
void            lage_area_layer_set_tracks       (LageAreaLayer      *self,
                                                  const LageMapTrack *tracks,
                                                  guint               n_tracks);
void            lage_area_layer_set_selected_key (LageAreaLayer      *self,
                                                  guint64             key);
void            lage_area_layer_set_is_dark      (LageAreaLayer      *self,
                                                  gboolean            is_dark);

gboolean        lage_area_layer_pick             (LageAreaLayer      *self,
                                                  double              x,
                                                  double              y,
                                                  guint64            *key);
gboolean        lage_area_layer_get_is_complete  (LageAreaLayer      *self);

G_END_DECLS
