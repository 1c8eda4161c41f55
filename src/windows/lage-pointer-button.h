/* lage-pointer-button.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-geodesy.h"

G_BEGIN_DECLS

#define LAGE_TYPE_POINTER_BUTTON (lage_pointer_button_get_type ())

G_DECLARE_FINAL_TYPE (LagePointerButton, lage_pointer_button, LAGE, POINTER_BUTTON, GtkWidget)

GtkWidget *lage_pointer_button_new       (void);
gboolean   lage_pointer_button_get_point (LagePointerButton *self,
                                          LagePoint         *point);
void       lage_pointer_button_set_point (LagePointerButton *self,
                                          const LagePoint   *point);
void       lage_pointer_button_update    (LagePointerButton *self);

G_END_DECLS
