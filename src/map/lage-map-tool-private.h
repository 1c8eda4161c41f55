/* lage-map-tool-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-tool.h"

G_BEGIN_DECLS

void lage_map_tool_set_view (LageMapTool *self,
                             LageMapView *view);

G_END_DECLS
