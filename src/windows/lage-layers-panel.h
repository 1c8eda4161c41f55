/* lage-layers-panel.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-map-sift.h"
#include "lage-views-box.h"

G_BEGIN_DECLS

#define LAGE_TYPE_LAYERS_PANEL (lage_layers_panel_get_type ())

G_DECLARE_FINAL_TYPE (LageLayersPanel, lage_layers_panel, LAGE, LAYERS_PANEL, GtkPopover)

GtkWidget    *lage_layers_panel_new           (LageMapView       *view,
                                               LageFilter        *filter) G_GNUC_WARN_UNUSED_RESULT;
void          lage_layers_panel_set_session   (LageLayersPanel   *self,
                                               LageSession       *session);
void          lage_layers_panel_update        (LageLayersPanel   *self,
                                               const LageMapSift *sift);
LageViewsBox *lage_layers_panel_get_views_box (LageLayersPanel   *self);

G_END_DECLS
