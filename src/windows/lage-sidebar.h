/* lage-sidebar.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-filter.h"
#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SIDEBAR (lage_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (LageSidebar, lage_sidebar, LAGE, SIDEBAR, GtkWidget)

void        lage_sidebar_set_session  (LageSidebar *self,
                                       LageSession *session,
                                       LageTicker  *ticker);
LageEntity *lage_sidebar_get_selected (LageSidebar *self);
void        lage_sidebar_set_selected (LageSidebar *self,
                                       LageEntity  *entity);
LageKind    lage_sidebar_get_kind     (LageSidebar *self);
void        lage_sidebar_set_kind     (LageSidebar *self,
                                       LageKind     kind);
void        lage_sidebar_set_map_filter (LageSidebar *self,
                                         LageFilter  *filter);
void        lage_sidebar_focus_filter (LageSidebar *self);

G_END_DECLS
