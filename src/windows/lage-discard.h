/* lage-discard.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether somebody has written into the form what is not saved. */
typedef gboolean (*LageDiscardCheck) (GtkWindow *window);

void lage_discard_ask_before_close (GtkWindow        *window,
                                    LageDiscardCheck  is_touched);

G_END_DECLS
