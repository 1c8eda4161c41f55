/* lage-session-queue.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-session"

#include "config.h"

#include "lage-session.h"

#include "lage-error.h"
#include "lage-session-private.h"

/* The way of drafts into the picture: they wait, become a batch of ops, go to disk, and only then are
 * folded. One batch is on its way at a time; if the disk fails it is kept, with the numbers that its
 * ops have, and tried again. What undo and redo need is in the same transaction as the ops. */

#define RETRY_MS 2000
#define CHECKPOINT_OPS 20000

/* What one caller hands in. */
typedef struct
{
  GPtrArray *drafts;  /* NULL: to turn an edit, which is seen to when its turn has come */
  LageTurn   turn;
  char      *author;  /* a GRefString */
  GTask     *task;    /* of an edit; NULL for a feed */
  char      *label;   /* of an edit */
} Entry;

/* The edit that stands first in the batch. */
typedef struct
{
  GTask    *task;
  gboolean  changes_undo;
  GError   *error; /* why nothing is written for it */
} Edit;

static void pump (LageSession *self);

static void
entry_free (Entry *entry)
{
  g_clear_pointer (&entry->drafts, g_ptr_array_unref);
  g_clear_pointer (&entry->author, g_ref_string_release);
  g_clear_object (&entry->task);
  g_free (entry->label);
  g_free (entry);
}

static void
edit_free (Edit *edit)
{
  g_clear_object (&edit->task);
  g_clear_error (&edit->error);
  g_free (edit);
}

static void
set_store_problem (LageSession *self,
                   const char  *problem)
{
  if (g_strcmp0 (self->store_problem, problem) == 0)
    return;
  g_free (self->store_problem);
  self->store_problem = g_strdup (problem);
  g_object_notify (G_OBJECT (self), "store-problem");
}

/* Feeds repeat themselves: what they have said before is left out. */
static void
drop_old_news (LageSession *self,
               LageDraft   *draft)
{
  LageChange *changes = (gpointer) draft->changes->data;
  guint n_kept = 0;

  for (guint i = 0; i < draft->changes->len; i++)
    if (lage_situation_is_news (self->situation, draft, &changes[i], draft->source))
      {
        /* What is left out moves behind, where the array clears it. */
        LageChange kept = changes[i];

        changes[i] = changes[n_kept];
        changes[n_kept++] = kept;
      }
  g_array_set_size (draft->changes, n_kept);
}

static void
write_reports (LageSession *self,
               Entry       *entry)
{
  for (guint i = 0; i < entry->drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (entry->drafts, i);

      drop_old_news (self, draft);
      lage_scribe_write (self->scribe, draft, entry->author, 0, self->batch);
    }
}

/* What the author saw of each field: the base of what he says now. */
static void
note_superseded (LageSession *self,
                 LageDraft   *draft)
{
  LageEntity *entity = lage_situation_find (self->situation, &draft->entity);

  for (guint i = 0; entity != NULL && i < draft->changes->len; i++)
    {
      LageChange *change = &g_array_index (draft->changes, LageChange, i);
      const LageCandidate *seen;

      if (change->supersedes.sequence != 0 || change->verb == LAGE_VERB_ADD)
        continue;
      seen = lage_entity_find (entity, change->field);
      if (seen != NULL)
        lage_situation_get_op_id (self->situation, entity, seen, &change->supersedes);
    }
}

/* Returns how to take it back, or NULL if nothing was said. */
static LageUndo *
write_drafts (LageSession *self,
              GPtrArray   *drafts,
              const char  *author,
              const char  *label)
{
  g_autoptr(LageUndo) undo = lage_undo_new (self->situation, drafts, label);
  guint64 transaction = lage_scribe_begin (self->scribe);

  for (guint i = 0; i < drafts->len; i++)
    lage_scribe_write (self->scribe, g_ptr_array_index (drafts, i), author, transaction,
                       self->batch);
  if (self->batch->len == 0)
    return NULL;
  lage_undo_complete (undo, self->batch);
  return g_steal_pointer (&undo);
}

/* What was changed since by others has come into the picture by now, and so has every edit before. */
static void
write_turn (LageSession *self,
            Entry       *entry,
            Edit        *edit)
{
  const LageUndo *undo = lage_undo_stack_peek (self->undo, entry->turn);
  LageTurnResult *result = g_task_get_task_data (entry->task);
  g_autoptr(GPtrArray) drafts = NULL;
  LageUndo *opposite;

  if (undo == NULL)
    {
      g_set_error_literal (&edit->error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "there is none");
      return;
    }

  edit->changes_undo = TRUE;
  result->label = g_strdup (lage_undo_get_label (undo));
  drafts = lage_undo_make_drafts (undo, self->situation, &result->n_left);
  for (guint i = 0; i < drafts->len; i++)
    note_superseded (self, g_ptr_array_index (drafts, i));
  opposite = write_drafts (self, drafts, entry->author, result->label);
  if (opposite != NULL)
    {
      lage_undo_stack_turn (self->undo, entry->turn, opposite, self->batch);
    }
  else
    {
      lage_undo_stack_drop (self->undo, entry->turn);
      g_set_error_literal (&edit->error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN,
                           "nothing of it holds any more");
    }
}

static void
write_edit (LageSession *self,
            Entry       *entry)
{
  Edit *edit = g_new0 (Edit, 1);
  LageUndo *undo;

  edit->task = g_object_ref (entry->task);
  g_ptr_array_add (self->edits, edit);
  if (entry->drafts == NULL)
    {
      write_turn (self, entry, edit);
      return;
    }

  undo = write_drafts (self, entry->drafts, entry->author, entry->label);
  if (undo != NULL)
    {
      lage_undo_stack_push (self->undo, undo);
      edit->changes_undo = TRUE;
    }
}

/* An edit stands first in its batch: undo takes it back to how things were when everything before it
 * was in the picture. */
static void
make_batch (LageSession *self)
{
  guint n_taken = 0;

  self->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  for (; n_taken < self->queue->len; n_taken++)
    {
      Entry *entry = g_ptr_array_index (self->queue, n_taken);

      if (entry->task == NULL)
        write_reports (self, entry);
      else if (n_taken == 0)
        write_edit (self, entry);
      else
        break;
    }
  self->kept_edits = lage_undo_stack_take_changes (self->undo);
  g_ptr_array_remove_range (self->queue, 0, n_taken);
}

static void
finish_edits (LageSession *self,
              GPtrArray   *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (edits, i);

      if (edit->changes_undo)
        {
          g_object_notify (G_OBJECT (self), "undo-label");
          g_object_notify (G_OBJECT (self), "redo-label");
        }
      if (edit->error != NULL)
        g_task_return_error (edit->task, g_steal_pointer (&edit->error));
      else
        g_task_return_boolean (edit->task, TRUE);
    }
}

/* For whoever wants to see what is on disk: G_MESSAGES_DEBUG=lage-session. */
static void
report_commit (LageSession *self,
               guint        n_ops)
{
  const LageId *actor = lage_store_get_actor (self->store);

  if (n_ops == 0)
    return;
  g_debug ("committed %u ops up to ledger %" G_GUINT64_FORMAT " telemetry %" G_GUINT64_FORMAT,
           n_ops, lage_situation_get_sequence (self->situation, actor, LAGE_LANE_LEDGER),
           lage_situation_get_sequence (self->situation, actor, LAGE_LANE_TELEMETRY));
}

static void
take_committed_batch (LageSession *self)
{
  g_autoptr(GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr(GPtrArray) edits = g_steal_pointer (&self->edits);

  g_clear_pointer (&self->kept_edits, g_ptr_array_unref);
  set_store_problem (self, NULL);
  self->n_committed += batch->len;
  lage_situation_apply (self->situation, batch);
  report_commit (self, batch->len);
  finish_edits (self, edits);

  if (self->n_committed - self->n_at_checkpoint >= CHECKPOINT_OPS && !self->is_closed)
    {
      self->n_at_checkpoint = self->n_committed;
      lage_store_checkpoint_async (self->store, NULL, NULL, NULL);
    }
}

static gboolean
retry_cb (gpointer user_data)
{
  LageSession *self = user_data;

  self->retry_id = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
appended_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LageSession) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  self->is_writing = FALSE;
  if (self->is_closed)
    return; /* lage_session_close () has seen to the batch */

  if (lage_store_append_finish (LAGE_STORE (object), result, &error))
    {
      take_committed_batch (self);
      pump (self);
    }
  else
    {
      /* The batch stays: its ops have their numbers. */
      set_store_problem (self, error->message);
      self->retry_id = g_timeout_add (RETRY_MS, retry_cb, self);
    }
}

/* Those who hear of a batch may edit anew at once, and come back here before the caller goes on. */
static void
pump (LageSession *self)
{
  if (self->is_writing || self->retry_id != 0)
    return;
  while (self->batch == NULL && self->queue->len > 0)
    {
      make_batch (self);
      if (self->batch->len == 0 && self->kept_edits->len == 0)
        take_committed_batch (self); /* no news */
    }
  if (self->batch == NULL || self->is_writing)
    return;
  self->is_writing = TRUE;
  lage_store_append_edits_async (self->store, self->batch, self->kept_edits, NULL, appended_cb,
                                 g_object_ref (self));
}

/* Nothing can be written any more: tells everybody who waits. */
static void
give_up (LageSession  *self,
         const GError *error)
{
  g_autoptr(GPtrArray) queue = g_steal_pointer (&self->queue);
  g_autoptr(GPtrArray) batch = g_steal_pointer (&self->batch);
  g_autoptr(GPtrArray) edits = g_steal_pointer (&self->edits);

  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_warning ("closing: %u ops and %u batches could not be written: %s", batch->len, queue->len,
             error->message);
  for (guint i = 0; i < edits->len; i++)
    g_task_return_error (((Edit *) g_ptr_array_index (edits, i))->task, g_error_copy (error));
  for (guint i = 0; i < queue->len; i++)
    {
      Entry *entry = g_ptr_array_index (queue, i);

      if (entry->task != NULL)
        g_task_return_error (entry->task, g_error_copy (error));
    }
}

/* Writes what waits, and blocks. What is with the store, or has failed there, is asked for once more:
 * that does no harm. */
void
lage_session_write_rest (LageSession *self)
{
  g_autoptr(GError) error = NULL;

  while (error == NULL && (self->batch != NULL || self->queue->len > 0))
    {
      if (self->batch == NULL)
        make_batch (self);
      if ((self->batch->len > 0 || self->kept_edits->len > 0)
          && !lage_store_append_edits (self->store, self->batch, self->kept_edits, &error))
        give_up (self, error);
      else
        take_committed_batch (self);
    }
}

void
lage_session_init_queue (LageSession *self)
{
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->undo = lage_undo_stack_new ();
}

void
lage_session_clear_queue (LageSession *self)
{
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->kept_edits, g_ptr_array_unref);
  g_clear_pointer (&self->undo, lage_undo_stack_free);
}

static void
enqueue (LageSession *self,
         Entry       *entry)
{
  g_ptr_array_add (self->queue, entry);
  if (self->batch == NULL)
    pump (self);
}

/* Takes @drafts, which are a feed's. */
void
lage_session_enqueue_reports (LageSession *self,
                              GPtrArray   *drafts)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->drafts = drafts;
  enqueue (self, entry);
}

static Entry *
entry_new_for_author (LageSession *self,
                      GTask       *task)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->task = g_object_ref (task);
  entry->author = self->author != NULL ? g_ref_string_acquire (self->author) : NULL;
  return entry;
}

/* An edit of the author. */
void
lage_session_enqueue_edit (LageSession *self,
                           GPtrArray   *drafts,
                           const char  *label,
                           GTask       *task)
{
  Entry *entry = entry_new_for_author (self, task);

  for (guint i = 0; i < drafts->len; i++)
    note_superseded (self, g_ptr_array_index (drafts, i));
  entry->drafts = g_ptr_array_ref (drafts);
  entry->label = g_strdup (label);
  enqueue (self, entry);
}

/* The data of @task is a LageTurnResult, which is filled. */
void
lage_session_enqueue_turn (LageSession *self,
                           LageTurn     turn,
                           GTask       *task)
{
  Entry *entry = entry_new_for_author (self, task);

  entry->turn = turn;
  enqueue (self, entry);
}
