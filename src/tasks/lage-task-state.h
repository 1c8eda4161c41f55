/* lage-task-state.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"

G_BEGIN_DECLS

/**
 * LageTaskState:
 * @LAGE_TASK_NONE: not a task
 * @LAGE_TASK_DRAFT: being written
 * @LAGE_TASK_ISSUED: given to its units
 * @LAGE_TASK_ACKNOWLEDGED: they have it
 * @LAGE_TASK_UNDER_WAY: they are at it
 * @LAGE_TASK_DONE: finished
 * @LAGE_TASK_REFUSED: a unit cannot do it; with a reason
 * @LAGE_TASK_CANCELLED: no longer wanted; with a reason
 *
 * The numbers are written to disk and to the wire, and their order is the merge rule: of two states
 * of one round the greater wins. Never change one.
 */
typedef enum
{
  LAGE_TASK_NONE = 0,
  LAGE_TASK_DRAFT = 1,
  LAGE_TASK_ISSUED = 2,
  LAGE_TASK_ACKNOWLEDGED = 3,
  LAGE_TASK_UNDER_WAY = 4,
  LAGE_TASK_DONE = 5,
  LAGE_TASK_REFUSED = 6,
  LAGE_TASK_CANCELLED = 7,
} LageTaskState;

#define LAGE_N_TASK_STATES 8

gint64        lage_task_state_pack         (guint           round,
                                            LageTaskState   state);
LageTaskState lage_task_state_unpack       (gint64          packed,
                                            guint          *round);
LageTaskState lage_task_get_state          (LageEntity     *task);
guint         lage_task_get_round          (LageEntity     *task);
gboolean      lage_task_state_can_become   (LageTaskState   from,
                                            LageTaskState   to);
gboolean      lage_task_state_needs_reason (LageTaskState   state);
gboolean      lage_task_state_is_over      (LageTaskState   state);
LageDraft    *lage_task_transition         (LageEntity     *task,
                                            LageTaskState   to,
                                            const char     *reason,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
