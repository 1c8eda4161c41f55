/* lage-tool-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-tool.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TOOL_LAYER (lage_tool_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageToolLayer, lage_tool_layer, LAGE, TOOL_LAYER, ShumateLayer)

LageToolLayer *lage_tool_layer_new            (ShumateViewport *viewport);
void           lage_tool_layer_set_tool       (LageToolLayer   *self,
                                               LageMapTool     *tool);
void           lage_tool_layer_show_crosshair (LageToolLayer   *self,
                                               double           x,
                                               double           y);
void           lage_tool_layer_hide_crosshair (LageToolLayer   *self);
gboolean       lage_tool_layer_get_crosshair  (LageToolLayer   *self,
                                               double          *x,
                                               double          *y);

G_END_DECLS
