/* lage-selection-bar.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SELECTION_BAR (lage_selection_bar_get_type ())

G_DECLARE_FINAL_TYPE (LageSelectionBar, lage_selection_bar, LAGE, SELECTION_BAR, GtkWidget)

GtkWidget *lage_selection_bar_new             (GListModel       *selection) G_GNUC_WARN_UNUSED_RESULT;
void       lage_selection_bar_set_session     (LageSelectionBar *self,
                                               LageSession      *session);
gboolean   lage_selection_bar_can_set_section (LageSelectionBar *self);
void       lage_selection_bar_ask_section     (LageSelectionBar *self);

G_END_DECLS
