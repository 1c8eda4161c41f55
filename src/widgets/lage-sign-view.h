/* lage-sign-view.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-sign.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SIGN_VIEW (lage_sign_view_get_type ())

G_DECLARE_FINAL_TYPE (LageSignView, lage_sign_view, LAGE, SIGN_VIEW, GtkWidget)

GtkWidget      * lage_sign_view_new      (void);
const LageSign * lage_sign_view_get_sign (LageSignView   *self);
void             lage_sign_view_set_sign (LageSignView   *self,
                                          const LageSign *sign);

G_END_DECLS
