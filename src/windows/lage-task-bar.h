/* lage-task-bar.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TASK_BAR (lage_task_bar_get_type ())

G_DECLARE_FINAL_TYPE (LageTaskBar, lage_task_bar, LAGE, TASK_BAR, GtkWidget)

void lage_task_bar_set_session (LageTaskBar *self,
                                LageSession *session);
void lage_task_bar_set_task    (LageTaskBar *self,
                                LageEntity  *task);
void lage_task_bar_update      (LageTaskBar *self);

G_END_DECLS
