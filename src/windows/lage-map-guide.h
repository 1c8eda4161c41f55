/* lage-map-guide.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-view.h"
#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MAP_GUIDE (lage_map_guide_get_type ())

G_DECLARE_FINAL_TYPE (LageMapGuide, lage_map_guide, LAGE, MAP_GUIDE, GObject)

LageMapGuide *lage_map_guide_new           (GtkOverlay   *overlay,
                                            LageMapView  *view) G_GNUC_WARN_UNUSED_RESULT;
void          lage_map_guide_detach        (LageMapGuide *self);
void          lage_map_guide_set_session   (LageMapGuide *self,
                                            LageSession  *session,
                                            LageTicker   *ticker);
GListModel   *lage_map_guide_get_selection (LageMapGuide *self);
GtkWidget    *lage_map_guide_get_bar       (LageMapGuide *self);

G_END_DECLS
