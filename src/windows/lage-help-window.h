/* lage-help-window.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAGE_TYPE_HELP_WINDOW (lage_help_window_get_type ())

G_DECLARE_FINAL_TYPE (LageHelpWindow, lage_help_window, LAGE, HELP_WINDOW, AdwWindow)

LageHelpWindow *lage_help_window_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
