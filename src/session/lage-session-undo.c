/* lage-session-undo.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-session.h"

#include "lage-error.h"
#include "lage-session-private.h"

static void
turn_result_free (LageTurnResult *self)
{
  g_free (self->label);
  g_free (self);
}

static const char *
get_label (LageSession *self,
           LageTurn     turn)
{
  const LageUndo *undo = lage_undo_stack_peek (self->undo, turn);

  return undo != NULL ? lage_undo_get_label (undo) : NULL;
}

static void
turn_async (LageSession         *self,
            LageTurn             turn,
            gpointer             source_tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, g_new0 (LageTurnResult, 1), (GDestroyNotify) turn_result_free);
  if (self->is_closed)
    g_task_return_new_error (task, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "the session is closed");
  else
    lage_session_enqueue_turn (self, turn, task);
}

/**
 * lage_session_get_undo_label:
 * @self: the session
 *
 * Returns: (nullable): what was done last and can be taken back
 */
const char *
lage_session_get_undo_label (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return get_label (self, LAGE_TURN_UNDO);
}

/**
 * lage_session_get_redo_label:
 * @self: the session
 *
 * Returns: (nullable): what was taken back last and can be made again
 */
const char *
lage_session_get_redo_label (LageSession *self)
{
  g_return_val_if_fail (LAGE_IS_SESSION (self), NULL);

  return get_label (self, LAGE_TURN_REDO);
}

/**
 * lage_session_undo_async:
 * @self: the session
 * @cancellable: (nullable): ignored once it is written
 * @callback: called when it is on disk and in the picture
 * @user_data: passed to @callback
 *
 * Takes back the last edit that was made at this station, as far as nobody has changed it since; also
 * one of an earlier run of the program. Edits that are on their way come first.
 */
void
lage_session_undo_async (LageSession         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (LAGE_IS_SESSION (self));

  turn_async (self, LAGE_TURN_UNDO, lage_session_undo_async, cancellable, callback, user_data);
}

/**
 * lage_session_redo_async:
 * @self: the session
 * @cancellable: (nullable): ignored once it is written
 * @callback: called when it is on disk and in the picture
 * @user_data: passed to @callback
 *
 * Makes the edit again that was taken back last, as far as nobody has changed it since. A new edit
 * ends that.
 */
void
lage_session_redo_async (LageSession         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (LAGE_IS_SESSION (self));

  turn_async (self, LAGE_TURN_REDO, lage_session_redo_async, cancellable, callback, user_data);
}

/**
 * lage_session_turn_finish:
 * @self: the session
 * @result: of lage_session_undo_async() or lage_session_redo_async()
 * @label: (out) (optional) (nullable): what was turned; also if it could not be
 * @n_left: (out) (optional): how many fields have been changed since, and were left alone
 * @error: return location for a #GError: LAGE_ERROR_NOT_FOUND if there is nothing to turn,
 *   LAGE_ERROR_FORBIDDEN if nothing of it holds any more
 */
gboolean
lage_session_turn_finish (LageSession   *self,
                          GAsyncResult  *result,
                          char         **label,
                          guint         *n_left,
                          GError       **error)
{
  LageTurnResult *turned;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  turned = g_task_get_task_data (G_TASK (result));
  if (label != NULL)
    *label = g_steal_pointer (&turned->label);
  if (n_left != NULL)
    *n_left = turned->n_left;
  return g_task_propagate_boolean (G_TASK (result), error);
}
