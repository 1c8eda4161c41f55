/* lage-map-tracks.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-track.h"
#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MAP_TRACKS (lage_map_tracks_get_type ())

G_DECLARE_FINAL_TYPE (LageMapTracks, lage_map_tracks, LAGE, MAP_TRACKS, GObject)

LageMapTracks * lage_map_tracks_new    (LageSession   *session);
void            lage_map_tracks_update (LageMapTracks *self,
                                        GPtrArray     *entities,
                                        LageEntity    *selected,
                                        gint64         now_us);
GPtrArray     * lage_map_tracks_make   (LageMapTracks *self);

G_END_DECLS
