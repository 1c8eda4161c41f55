/* lage-base-map-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-base-maps.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASE_MAP_ROW (lage_base_map_row_get_type ())

G_DECLARE_FINAL_TYPE (LageBaseMapRow, lage_base_map_row, LAGE, BASE_MAP_ROW, AdwExpanderRow)

GtkWidget   * lage_base_map_row_new     (LageBaseMaps   *maps,
                                         LageBaseMap    *map,
                                         GtkCheckButton *group);
LageBaseMap * lage_base_map_row_get_map (LageBaseMapRow *self);
void          lage_base_map_row_update  (LageBaseMapRow *self);

G_END_DECLS
