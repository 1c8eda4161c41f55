/* lage-window.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_WINDOW (lage_window_get_type ())

G_DECLARE_FINAL_TYPE (LageWindow, lage_window, LAGE, WINDOW, AdwApplicationWindow)

LageWindow  *lage_window_new          (AdwApplication *application) G_GNUC_WARN_UNUSED_RESULT;
void         lage_window_open         (LageWindow     *self,
                                       const char     *directory);
LageSession *lage_window_get_session  (LageWindow     *self);
LageEntity  *lage_window_get_selected (LageWindow     *self);
void         lage_window_set_selected (LageWindow     *self,
                                       LageEntity     *entity);

G_END_DECLS
