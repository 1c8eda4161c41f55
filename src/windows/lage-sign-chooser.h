/* lage-sign-chooser.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-sign.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SIGN_CHOOSER (lage_sign_chooser_get_type ())

G_DECLARE_FINAL_TYPE (LageSignChooser, lage_sign_chooser, LAGE, SIGN_CHOOSER, AdwWindow)

GtkWindow      * lage_sign_chooser_new            (const LageSign  *current,
                                                   gboolean         may_be_automatic) G_GNUC_WARN_UNUSED_RESULT;
void             lage_sign_chooser_search         (LageSignChooser *self,
                                                   const char      *text);
const LageSign * lage_sign_chooser_get_sign       (LageSignChooser *self);

G_END_DECLS
