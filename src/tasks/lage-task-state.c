/* lage-task-state.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-state.h"

#include "lage-error.h"

#define STATE_BITS 8

/* What may follow what. A refused task may be issued again, which begins a new round: in a new round
 * every state beats every state of the round before. */
static const guint8 followers[LAGE_N_TASK_STATES] = {
  [LAGE_TASK_NONE] = 1 << LAGE_TASK_DRAFT,
  [LAGE_TASK_DRAFT] = 1 << LAGE_TASK_ISSUED | 1 << LAGE_TASK_CANCELLED,
  [LAGE_TASK_ISSUED] = 1 << LAGE_TASK_ACKNOWLEDGED | 1 << LAGE_TASK_REFUSED
                       | 1 << LAGE_TASK_CANCELLED,
  [LAGE_TASK_ACKNOWLEDGED] = 1 << LAGE_TASK_UNDER_WAY | 1 << LAGE_TASK_REFUSED
                             | 1 << LAGE_TASK_CANCELLED,
  [LAGE_TASK_UNDER_WAY] = 1 << LAGE_TASK_DONE | 1 << LAGE_TASK_CANCELLED,
  [LAGE_TASK_DONE] = 0,
  [LAGE_TASK_REFUSED] = 1 << LAGE_TASK_ISSUED | 1 << LAGE_TASK_CANCELLED,
  [LAGE_TASK_CANCELLED] = 0,
};

gint64
lage_task_state_pack (guint         round,
                      LageTaskState state)
{
  return (gint64) round << STATE_BITS | state;
}

/**
 * lage_task_state_unpack:
 * @packed: the value of the field `task-state`
 * @round: (out) (optional): the round, 0 for the first
 *
 * Returns: the state; LAGE_TASK_NONE for a number that is none
 */
LageTaskState
lage_task_state_unpack (gint64  packed,
                        guint  *round)
{
  gint64 state = packed & ((1 << STATE_BITS) - 1);

  if (round != NULL)
    *round = (guint) CLAMP (packed >> STATE_BITS, 0, G_MAXINT32);
  return packed > 0 && state < LAGE_N_TASK_STATES ? (LageTaskState) state : LAGE_TASK_NONE;
}

LageTaskState
lage_task_get_state (LageEntity *task)
{
  return lage_task_state_unpack (lage_entity_get_int (task, LAGE_FIELD_TASK_STATE, 0), NULL);
}

guint
lage_task_get_round (LageEntity *task)
{
  guint round;

  lage_task_state_unpack (lage_entity_get_int (task, LAGE_FIELD_TASK_STATE, 0), &round);
  return round;
}

gboolean
lage_task_state_can_become (LageTaskState from,
                            LageTaskState to)
{
  g_return_val_if_fail ((guint) from < LAGE_N_TASK_STATES, FALSE);
  g_return_val_if_fail ((guint) to < LAGE_N_TASK_STATES, FALSE);

  return (followers[from] & 1 << to) != 0;
}

gboolean
lage_task_state_needs_reason (LageTaskState state)
{
  return state == LAGE_TASK_REFUSED || state == LAGE_TASK_CANCELLED;
}

gboolean
lage_task_state_is_over (LageTaskState state)
{
  return state == LAGE_TASK_DONE || state == LAGE_TASK_CANCELLED;
}

/**
 * lage_task_transition:
 * @task: a task
 * @to: the state that it shall have
 * @reason: (nullable): why; required for refused and cancelled
 * @error: return location for a #GError (LAGE_ERROR_FORBIDDEN: not from its present state;
 *   LAGE_ERROR_INVALID: no unit to issue it to, or no reason)
 *
 * Returns: (transfer full) (nullable): the draft that says so
 */
LageDraft *
lage_task_transition (LageEntity     *task,
                      LageTaskState   to,
                      const char     *reason,
                      GError        **error)
{
  g_autoptr(GArray) units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);
  LageTaskState from = lage_task_get_state (task);
  guint round = lage_task_get_round (task);
  gboolean has_reason = reason != NULL && *reason != '\0';
  LageDraft *draft;

  if (!lage_task_state_can_become (from, to))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "task: no way from state %u to %u",
                   from, to);
      return NULL;
    }
  if (to == LAGE_TASK_ISSUED && units->len == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "task: no unit to issue it to");
      return NULL;
    }
  if (lage_task_state_needs_reason (to) && !has_reason)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "task: reason missing");
      return NULL;
    }

  if (to < from)
    round++;
  draft = lage_draft_new (LAGE_KIND_TASK, lage_entity_get_id (task));
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (round, to));
  if (has_reason)
    lage_draft_set_text (draft, LAGE_FIELD_TASK_REASON, reason);
  else if (lage_entity_has (task, LAGE_FIELD_TASK_REASON))
    lage_draft_retract (draft, LAGE_FIELD_TASK_REASON); /* it was that of an earlier round */
  return draft;
}
