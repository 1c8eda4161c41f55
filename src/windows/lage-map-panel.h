/* lage-map-panel.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-filter.h"
#include "lage-map-sift.h"
#include "lage-map-tools.h"
#include "lage-map-view.h"
#include "lage-selection-bar.h"
#include "lage-session.h"
#include "lage-ticker.h"
#include "lage-views-box.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MAP_PANEL (lage_map_panel_get_type ())

G_DECLARE_FINAL_TYPE (LageMapPanel, lage_map_panel, LAGE, MAP_PANEL, GtkWidget)

void         lage_map_panel_set_session  (LageMapPanel *self,
                                          LageSession  *session,
                                          LageTicker   *ticker);
LageEntity  *lage_map_panel_get_selected (LageMapPanel *self);
void         lage_map_panel_set_selected (LageMapPanel *self,
                                          LageEntity   *entity);
void         lage_map_panel_show_entity  (LageMapPanel *self,
                                          LageEntity   *entity);
LageSession *lage_map_panel_get_session (LageMapPanel *self);
void         lage_map_panel_show_place   (LageMapPanel    *self,
                                          const LagePoint *point,
                                          guint            extent_m);
LageMapView *lage_map_panel_get_view     (LageMapPanel *self);
GListModel  *lage_map_panel_get_selection (LageMapPanel *self);
LageSelectionBar *lage_map_panel_get_selection_bar (LageMapPanel *self);
void         lage_map_panel_open_maps    (LageMapPanel *self);
LageFilter  *lage_map_panel_get_filter   (LageMapPanel *self);
const LageMapSift *
             lage_map_panel_get_sift     (LageMapPanel *self);
void         lage_map_panel_open_layers  (LageMapPanel *self);
void         lage_map_panel_set_show_tracks (LageMapPanel *self,
                                             gboolean      show_tracks);
gboolean     lage_map_panel_get_show_tracks (LageMapPanel *self);
GPtrArray   *lage_map_panel_make_tracks  (LageMapPanel *self) G_GNUC_WARN_UNUSED_RESULT;
LageViewsBox *
             lage_map_panel_get_views_box (LageMapPanel *self);

LageMapTools *lage_map_panel_get_tools (LageMapPanel *self);

G_END_DECLS
