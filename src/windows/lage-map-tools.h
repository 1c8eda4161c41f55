/* lage-map-tools.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-tool.h"
#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MAP_TOOLS (lage_map_tools_get_type ())

G_DECLARE_FINAL_TYPE (LageMapTools, lage_map_tools, LAGE, MAP_TOOLS, GtkWidget)

#define LAGE_MAP_TOOLS_GROUP "map-tools"

GtkWidget *lage_map_tools_new              (LageMapView    *view);
void       lage_map_tools_install_bindings (GtkWidgetClass *panel_class);
void       lage_map_tools_set_session      (LageMapTools   *self,
                                            LageSession    *session);
GtkWidget *lage_map_tools_get_hint         (LageMapTools   *self);
GActionGroup *
           lage_map_tools_get_actions      (LageMapTools   *self);
void       lage_map_tools_set_selected     (LageMapTools   *self,
                                            LageEntity     *entity);
gboolean   lage_map_tools_is_in_sight      (LageMapTools   *self);
gboolean   lage_map_tools_reshape          (LageMapTools   *self,
                                            LageEntity     *drawing);

G_END_DECLS
