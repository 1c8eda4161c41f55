/* lage-views-box.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-map-view.h"
#include "lage-saved-views.h"

G_BEGIN_DECLS

#define LAGE_TYPE_VIEWS_BOX (lage_views_box_get_type ())

G_DECLARE_FINAL_TYPE (LageViewsBox, lage_views_box, LAGE, VIEWS_BOX, GtkWidget)

void            lage_views_box_set_map    (LageViewsBox   *self,
                                           LageMapView    *view,
                                           LageFilter     *filter);
void            lage_views_box_set_views  (LageViewsBox   *self,
                                           LageSavedViews *views);
LageSavedViews *lage_views_box_get_views  (LageViewsBox   *self);
gboolean        lage_views_box_show       (LageViewsBox   *self,
                                           guint           number);
void            lage_views_box_focus_name (LageViewsBox   *self);

G_END_DECLS
