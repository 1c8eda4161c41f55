/* lage-area-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-map-shape.h"
#include "lage-map-track.h"
#include "lage-symbol.h"

G_BEGIN_DECLS

#define LAGE_TYPE_AREA_LAYER (lage_area_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageAreaLayer, lage_area_layer, LAGE, AREA_LAYER, ShumateLayer)

LageAreaLayer * lage_area_layer_new              (ShumateViewport    *viewport);

void            lage_area_layer_set_areas        (LageAreaLayer      *self,
                                                  const LageMapArea  *areas,
                                                  guint               n_areas);
void            lage_area_layer_set_tracks       (LageAreaLayer      *self,
                                                  LageMapTrack      **tracks,
                                                  guint               n_tracks,
                                                  gint64              now_us);
void            lage_area_layer_set_selected_key (LageAreaLayer      *self,
                                                  guint64             key);
void            lage_area_layer_set_look         (LageAreaLayer      *self,
                                                  const LageMapLook  *look);

gboolean        lage_area_layer_pick             (LageAreaLayer      *self,
                                                  double              x,
                                                  double              y,
                                                  guint64            *key);
gboolean        lage_area_layer_get_is_complete  (LageAreaLayer      *self);
guint           lage_area_layer_get_n_pictures   (LageAreaLayer      *self);
gboolean        lage_area_layer_covers           (LageAreaLayer      *self,
                                                  double              x,
                                                  double              y,
                                                  double              width,
                                                  double              height);

G_END_DECLS
