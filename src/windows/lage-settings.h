/* lage-settings.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-map-view.h"

G_BEGIN_DECLS

/* What the program remembers of its user, and how it takes effect. */

#define LAGE_SETTINGS_AUTHOR "author"
#define LAGE_SETTINGS_BASE_MAP "base-map"
#define LAGE_SETTINGS_BASE_MAP_CREDIT "base-map-credit"
#define LAGE_SETTINGS_COLOR_SCHEME "color-scheme"
#define LAGE_SETTINGS_POSITION_NOTATION "position-notation"
#define LAGE_SETTINGS_MAP_CACHE_MIB "map-cache-mib"
#define LAGE_SETTINGS_MAP_CONTACT "map-contact"
#define LAGE_SETTINGS_MAP_PROXY "map-proxy"
#define LAGE_SETTINGS_RECENT_SIGNS "recent-signs"

void            lage_settings_apply_color_scheme      (void);
void            lage_settings_apply_notation          (void);
char           *lage_settings_dup_author              (void) G_GNUC_WARN_UNUSED_RESULT;
char          **lage_settings_dup_recent_signs        (void) G_GNUC_WARN_UNUSED_RESULT;
void            lage_settings_add_recent_sign         (const char           *code);
void            lage_settings_apply_base_map_async    (LageMapView          *view,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean        lage_settings_apply_base_map_finish   (LageMapView          *view,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
