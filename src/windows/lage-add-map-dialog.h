/* lage-add-map-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-base-maps.h"

G_BEGIN_DECLS

#define LAGE_TYPE_ADD_MAP_DIALOG (lage_add_map_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageAddMapDialog, lage_add_map_dialog, LAGE, ADD_MAP_DIALOG, AdwWindow)

GtkWindow * lage_add_map_dialog_new (LageBaseMaps *maps);

G_END_DECLS
