/* lage-preferences.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_PREFERENCES (lage_preferences_get_type ())

G_DECLARE_FINAL_TYPE (LagePreferences, lage_preferences, LAGE, PREFERENCES, AdwPreferencesWindow)

LagePreferences *lage_preferences_new          (LageSession     *session) G_GNUC_WARN_UNUSED_RESULT;
void             lage_preferences_show_feeds   (LagePreferences *self);

G_END_DECLS
