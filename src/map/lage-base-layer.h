/* lage-base-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-tile-source.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASE_LAYER (lage_base_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageBaseLayer, lage_base_layer, LAGE, BASE_LAYER, ShumateLayer)

LageBaseLayer  * lage_base_layer_new            (ShumateViewport *viewport);

LageTileSource * lage_base_layer_get_source     (LageBaseLayer   *self);
void             lage_base_layer_set_source     (LageBaseLayer   *self,
                                                 LageTileSource  *source);
void             lage_base_layer_set_is_dark    (LageBaseLayer   *self,
                                                 gboolean         is_dark);
void             lage_base_layer_set_is_overlay (LageBaseLayer   *self,
                                                 gboolean         is_overlay);
double           lage_base_layer_get_opacity    (LageBaseLayer   *self);
void             lage_base_layer_set_opacity    (LageBaseLayer   *self,
                                                 double           opacity);
gsize            lage_base_layer_get_max_bytes  (LageBaseLayer   *self);
void             lage_base_layer_set_max_bytes  (LageBaseLayer   *self,
                                                 gsize            max_bytes);

gsize            lage_base_layer_get_n_bytes    (LageBaseLayer   *self);
gboolean         lage_base_layer_get_is_complete (LageBaseLayer  *self);

G_END_DECLS
