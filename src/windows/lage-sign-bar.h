/* lage-sign-bar.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-session.h"
#include "lage-sign-chooser.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SIGN_BAR (lage_sign_bar_get_type ())

G_DECLARE_FINAL_TYPE (LageSignBar, lage_sign_bar, LAGE, SIGN_BAR, GtkWidget)

void              lage_sign_bar_set_session (LageSignBar *self,
                                             LageSession *session);
void              lage_sign_bar_set_entity  (LageSignBar *self,
                                             LageEntity  *entity);
void              lage_sign_bar_update      (LageSignBar *self);
LageSignChooser * lage_sign_bar_change      (LageSignBar *self);

G_END_DECLS
