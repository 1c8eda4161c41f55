/* lage-label-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-area-layer.h"
#include "lage-item-layer.h"
#include "lage-map-label.h"

G_BEGIN_DECLS

#define LAGE_TYPE_LABEL_LAYER (lage_label_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageLabelLayer, lage_label_layer, LAGE, LABEL_LAYER, ShumateLayer)

LageLabelLayer * lage_label_layer_new         (ShumateViewport  *viewport);

void             lage_label_layer_set_func    (LageLabelLayer   *self,
                                               LageMapLabelFunc  func,
                                               gpointer          user_data,
                                               GDestroyNotify    user_data_free);
void             lage_label_layer_set_items   (LageLabelLayer   *self,
                                               LageItemLayer    *items);
void             lage_label_layer_set_areas   (LageLabelLayer   *self,
                                               LageAreaLayer    *areas);
void             lage_label_layer_set_look    (LageLabelLayer    *self,
                                               const LageMapLook *look);

char           * lage_label_layer_find_place  (LageLabelLayer   *self,
                                               double            longitude,
                                               double            latitude,
                                               double           *place_longitude,
                                               double           *place_latitude);
guint            lage_label_layer_get_n_drawn (LageLabelLayer   *self);
gboolean         lage_label_layer_get_place   (LageLabelLayer   *self,
                                               const char       *text,
                                               double           *x,
                                               double           *y,
                                               double           *width,
                                               double           *height);

G_END_DECLS
