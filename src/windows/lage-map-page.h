/* lage-map-page.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAGE_TYPE_MAP_PAGE (lage_map_page_get_type ())

G_DECLARE_FINAL_TYPE (LageMapPage, lage_map_page, LAGE, MAP_PAGE, AdwPreferencesPage)

G_END_DECLS
