/* lage-base-map.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-source-spec.h"
#include "lage-tile-source.h"

G_BEGIN_DECLS

/**
 * LageMapTimeMode:
 * @LAGE_MAP_TIME_SERVER: what the server takes by itself, mostly the newest
 * @LAGE_MAP_TIME_FOLLOW: the instant nearest to the time of the situation
 * @LAGE_MAP_TIME_FIXED: one instant
 *
 * Of a map that has time.
 */
typedef enum
{
  LAGE_MAP_TIME_SERVER,
  LAGE_MAP_TIME_FOLLOW,
  LAGE_MAP_TIME_FIXED,
} LageMapTimeMode;

#define LAGE_TYPE_BASE_MAP (lage_base_map_get_type ())

G_DECLARE_FINAL_TYPE (LageBaseMap, lage_base_map, LAGE, BASE_MAP, GObject)

LageBaseMap          * lage_base_map_new               (const char           *id,
                                                        const LageSourceSpec *spec,
                                                        gboolean              is_overlay);
LageBaseMap          * lage_base_map_load              (GKeyFile             *file,
                                                        const char           *group,
                                                        const char           *id,
                                                        GError              **error);
void                   lage_base_map_save              (LageBaseMap          *self,
                                                        GKeyFile             *file,
                                                        const char           *group);

const char           * lage_base_map_get_id            (LageBaseMap          *self);
const LageSourceSpec * lage_base_map_get_spec          (LageBaseMap          *self);
void                   lage_base_map_take_spec         (LageBaseMap          *self,
                                                        LageSourceSpec       *spec);
gboolean               lage_base_map_get_is_overlay    (LageBaseMap          *self);
gboolean               lage_base_map_get_is_visible    (LageBaseMap          *self);
void                   lage_base_map_set_is_visible    (LageBaseMap          *self,
                                                        gboolean              is_visible);
double                 lage_base_map_get_opacity       (LageBaseMap          *self);
void                   lage_base_map_set_opacity       (LageBaseMap          *self,
                                                        double                opacity);
LageMapTimeMode        lage_base_map_get_time_mode     (LageBaseMap          *self);
gint64                 lage_base_map_get_fixed_us      (LageBaseMap          *self);
void                   lage_base_map_set_time          (LageBaseMap          *self,
                                                        LageMapTimeMode       mode,
                                                        gint64                fixed_us);
gint64                 lage_base_map_get_shown_us      (LageBaseMap          *self);
LageTileSource       * lage_base_map_get_source        (LageBaseMap          *self);
const GError         * lage_base_map_get_problem       (LageBaseMap          *self);

/* For LageBaseMaps. */
void                   lage_base_map_set_source        (LageBaseMap          *self,
                                                        LageTileSource       *source,
                                                        const GError         *problem);
gboolean               lage_base_map_update_time       (LageBaseMap          *self,
                                                        gint64                situation_us);

G_END_DECLS
