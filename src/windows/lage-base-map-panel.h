/* lage-base-map-panel.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-base-maps.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASE_MAP_PANEL (lage_base_map_panel_get_type ())

G_DECLARE_FINAL_TYPE (LageBaseMapPanel, lage_base_map_panel, LAGE, BASE_MAP_PANEL, GtkPopover)

GtkWidget * lage_base_map_panel_new (LageBaseMaps *maps);

G_END_DECLS
