/* lage-base-maps.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "lage-base-map.h"
#include "lage-clock.h"
#include "lage-map-view.h"
#include "lage-tile-keeper.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASE_MAPS (lage_base_maps_get_type ())

G_DECLARE_FINAL_TYPE (LageBaseMaps, lage_base_maps, LAGE, BASE_MAPS, GObject)

LageBaseMaps  * lage_base_maps_get_default     (void);
LageBaseMaps  * lage_base_maps_new             (const char           *path,
                                                const char           *cache_directory,
                                                const char           *kept_directory);

GListModel    * lage_base_maps_get_model       (LageBaseMaps         *self);
gboolean        lage_base_maps_get_is_loaded   (LageBaseMaps         *self);
const char    * lage_base_maps_get_problem     (LageBaseMaps         *self);
SoupSession   * lage_base_maps_get_session     (LageBaseMaps         *self);
LageTileKeeper * lage_base_maps_get_keeper     (LageBaseMaps         *self);

LageBaseMap   * lage_base_maps_get_base        (LageBaseMaps         *self);
void            lage_base_maps_set_base        (LageBaseMaps         *self,
                                                LageBaseMap          *map);
LageBaseMap   * lage_base_maps_find            (LageBaseMaps         *self,
                                                const char           *id);
LageBaseMap   * lage_base_maps_add             (LageBaseMaps         *self,
                                                const LageSourceSpec *spec,
                                                gboolean              is_overlay);
void            lage_base_maps_remove          (LageBaseMaps         *self,
                                                LageBaseMap          *map);
gboolean        lage_base_maps_move            (LageBaseMaps         *self,
                                                LageBaseMap          *map,
                                                int                   direction);

void            lage_base_maps_attach          (LageBaseMaps         *self,
                                                LageMapView          *view);
gint64          lage_base_maps_get_now_us      (LageBaseMaps         *self);
void            lage_base_maps_set_clock       (LageBaseMaps         *self,
                                                LageClock            *clock);

G_END_DECLS
