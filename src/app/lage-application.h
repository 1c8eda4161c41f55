/* lage-application.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAGE_TYPE_APPLICATION (lage_application_get_type ())

G_DECLARE_FINAL_TYPE (LageApplication, lage_application, LAGE, APPLICATION, AdwApplication)

LageApplication *lage_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
