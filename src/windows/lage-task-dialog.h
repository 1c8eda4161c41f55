/* lage-task-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TASK_DIALOG (lage_task_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageTaskDialog, lage_task_dialog, LAGE, TASK_DIALOG, AdwWindow)

LageTaskDialog *lage_task_dialog_new          (LageSession     *session,
                                               LageEntity      *task) G_GNUC_WARN_UNUSED_RESULT;
void            lage_task_dialog_set_context  (LageTaskDialog  *self,
                                               LageEntity      *entity);
void            lage_task_dialog_set_units    (LageTaskDialog  *self,
                                               GListModel      *entities);
void            lage_task_dialog_set_position (LageTaskDialog  *self,
                                               const LagePoint *point);

G_END_DECLS
