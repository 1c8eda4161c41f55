/* lage-map-view.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-area-layer.h"
#include "lage-item-layer.h"
#include "lage-map-label.h"
#include "lage-tile-source.h"

G_BEGIN_DECLS

/**
 * LageMapOverlay:
 * @source: where its tiles come from
 * @opacity: 0 to 1
 *
 * A map that lies on the base map.
 */
typedef struct
{
  LageTileSource *source;
  double opacity;
} LageMapOverlay;

#define LAGE_TYPE_MAP_VIEW (lage_map_view_get_type ())

G_DECLARE_FINAL_TYPE (LageMapView, lage_map_view, LAGE, MAP_VIEW, GtkWidget)

typedef struct _LageMapTool LageMapTool; /* lage-map-tool.h */

GtkWidget      * lage_map_view_new                 (void);

LageTileSource * lage_map_view_get_tile_source     (LageMapView       *self);
void             lage_map_view_set_tile_source     (LageMapView       *self,
                                                    LageTileSource    *source);
void             lage_map_view_set_fallback_source (LageMapView       *self,
                                                    LageTileSource    *source);
LageTileSource * lage_map_view_get_shown_source    (LageMapView       *self);
void             lage_map_view_set_overlays        (LageMapView          *self,
                                                    const LageMapOverlay *overlays,
                                                    guint                 n_overlays);
GArray         * lage_map_view_list_overlays       (LageMapView          *self);
const char     * lage_map_view_get_credit          (LageMapView          *self);
void             lage_map_view_set_labels_func     (LageMapView       *self,
                                                    LageMapLabelFunc   func,
                                                    gpointer           user_data,
                                                    GDestroyNotify     user_data_free);

void             lage_map_view_set_items           (LageMapView       *self,
                                                    const LageMapItem *items,
                                                    guint              n_items);
gboolean         lage_map_view_update_item         (LageMapView       *self,
                                                    const LageMapItem *item);
void             lage_map_view_set_areas           (LageMapView       *self,
                                                    const LageMapArea *areas,
                                                    guint              n_areas);
void             lage_map_view_set_tracks          (LageMapView       *self,
                                                    LageMapTrack     **tracks,
                                                    guint              n_tracks,
                                                    gint64             now_us);

void             lage_map_view_set_mark            (LageMapView       *self,
                                                    double             longitude,
                                                    double             latitude,
                                                    const char        *name);
void             lage_map_view_clear_mark          (LageMapView       *self);
gboolean         lage_map_view_pick_mark           (LageMapView       *self,
                                                    double             x,
                                                    double             y);

guint64          lage_map_view_get_selected_key    (LageMapView       *self);
void             lage_map_view_set_selected_key    (LageMapView       *self,
                                                    guint64            key);

const guint64  * lage_map_view_get_selection       (LageMapView       *self,
                                                    guint             *n_keys);
void             lage_map_view_set_selection       (LageMapView       *self,
                                                    const guint64     *keys,
                                                    guint              n_keys,
                                                    guint64            first_key);
gboolean         lage_map_view_is_selected         (LageMapView       *self,
                                                    guint64            key);
void             lage_map_view_select_in_sight     (LageMapView       *self);
guint            lage_map_view_count_in_sight      (LageMapView       *self);
guint64          lage_map_view_find_nearest        (LageMapView       *self,
                                                    guint64            key);
char           * lage_map_view_find_place          (LageMapView       *self,
                                                    double             longitude,
                                                    double             latitude,
                                                    double            *place_longitude,
                                                    double            *place_latitude);
guint            lage_map_view_get_keys_at         (LageMapView       *self,
                                                    double             x,
                                                    double             y,
                                                    GArray            *keys);
gboolean         lage_map_view_get_hovered         (LageMapView       *self,
                                                    GArray            *keys,
                                                    graphene_rect_t   *box);

LageMapTool    * lage_map_view_get_tool            (LageMapView       *self);
void             lage_map_view_set_tool            (LageMapView       *self,
                                                    LageMapTool       *tool);

void             lage_map_view_go_to               (LageMapView       *self,
                                                    double             longitude,
                                                    double             latitude,
                                                    double             zoom);
void             lage_map_view_show_bounds         (LageMapView       *self,
                                                    double             west,
                                                    double             south,
                                                    double             east,
                                                    double             north);
gboolean         lage_map_view_show_item           (LageMapView       *self,
                                                    guint64            key);
void             lage_map_view_get_viewport        (LageMapView       *self,
                                                    double            *longitude,
                                                    double            *latitude,
                                                    double            *zoom);
gboolean         lage_map_view_get_bounds          (LageMapView       *self,
                                                    double            *west,
                                                    double            *south,
                                                    double            *east,
                                                    double            *north);
void             lage_map_view_set_viewport        (LageMapView       *self,
                                                    double             longitude,
                                                    double             latitude,
                                                    double             zoom);
void             lage_map_view_set_home            (LageMapView       *self,
                                                    double             west,
                                                    double             south,
                                                    double             east,
                                                    double             north);

void             lage_map_view_go_home             (LageMapView       *self);
void             lage_map_view_zoom_in             (LageMapView       *self);
void             lage_map_view_zoom_out            (LageMapView       *self);
void             lage_map_view_pan                (LageMapView       *self,
                                                    double             dx_px,
                                                    double             dy_px);
void             lage_map_view_select_next         (LageMapView       *self);
void             lage_map_view_select_previous     (LageMapView       *self);
void             lage_map_view_activate_selected   (LageMapView       *self);
void             lage_map_view_request_context     (LageMapView       *self);

gboolean         lage_map_view_locate              (LageMapView       *self,
                                                    double             x,
                                                    double             y,
                                                    double            *longitude,
                                                    double            *latitude);
gboolean         lage_map_view_get_is_complete     (LageMapView       *self);
void             lage_map_view_set_has_buttons     (LageMapView       *self,
                                                    gboolean           has_buttons);
void             lage_map_view_set_enlargement     (LageMapView       *self,
                                                    double             enlargement);

G_END_DECLS
