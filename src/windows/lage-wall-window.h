/* lage-wall-window.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-map-panel.h"

G_BEGIN_DECLS

#define LAGE_TYPE_WALL_WINDOW (lage_wall_window_get_type ())

G_DECLARE_FINAL_TYPE (LageWallWindow, lage_wall_window, LAGE, WALL_WINDOW, GtkWindow)

GtkWidget   *lage_wall_window_new              (LageSession    *session,
                                                LageTicker     *ticker,
                                                LageMapPanel   *panel) G_GNUC_WARN_UNUSED_RESULT;
void         lage_wall_window_present_beside   (LageWallWindow *self,
                                                GtkWindow      *other);
LageMapView *lage_wall_window_get_view         (LageWallWindow *self);
gboolean     lage_wall_window_get_is_following (LageWallWindow *self);
void         lage_wall_window_set_is_following (LageWallWindow *self,
                                                gboolean        is_following);

G_END_DECLS
