/* lage-session-queue.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-session"

#include "config.h"

#include "lage-session.h"

#include "lage-session-private.h"

/* The way of drafts into the picture: they wait, become a batch of ops, go to disk, and only then are
 * folded. One batch is on its way at a time; if the disk fails it is kept, with the numbers that its
 * ops have, and tried again. */

#define RETRY_MS 2000
#define CHECKPOINT_OPS 20000
#define UNDO_DEPTH 50

/* What one caller hands in. */
typedef struct
{
  GPtrArray *drafts;
  char      *author;  /* a GRefString */
  GTask     *task;    /* of an edit; NULL for a feed */
  char      *label;   /* of an edit that can be taken back */
  LageUndo  *undone;  /* of an edit that takes one back */
} Entry;

/* What of it is under way: the range of its ops in the batch. */
typedef struct
{
  GTask    *task;
  LageUndo *undo;
  LageUndo *undone;
  guint     first_op;
  guint     n_ops;
} Edit;

static void pump (LageSession *self);

static void
entry_free (Entry *entry)
{
  g_ptr_array_unref (entry->drafts);
  g_clear_pointer (&entry->author, g_ref_string_release);
  g_clear_object (&entry->task);
  g_free (entry->label);
  lage_undo_free (entry->undone);
  g_free (entry);
}

static void
edit_free (Edit *edit)
{
  g_clear_object (&edit->task);
  lage_undo_free (edit->undo);
  lage_undo_free (edit->undone);
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

static void
push_undo (LageSession *self,
           LageUndo    *undo)
{
  g_queue_push_head (&self->undo, undo);
  while (self->undo.length > UNDO_DEPTH)
    lage_undo_free (g_queue_pop_tail (&self->undo));
  g_object_notify (G_OBJECT (self), "undo-label");
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
write_entry (LageSession *self,
             Entry       *entry,
             GPtrArray   *batch,
             GPtrArray   *edits)
{
  g_autoptr(LageUndo) undo = NULL;
  guint first_op = batch->len;
  guint64 transaction = entry->task != NULL ? lage_scribe_begin (self->scribe) : 0;

  if (entry->label != NULL)
    undo = lage_undo_new (self->situation, entry->drafts, entry->label);
  for (guint i = 0; i < entry->drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (entry->drafts, i);

      if (entry->task == NULL)
        drop_old_news (self, draft);
      lage_scribe_write (self->scribe, draft, entry->author, transaction, batch);
    }

  if (entry->task != NULL)
    {
      Edit *edit = g_new0 (Edit, 1);

      edit->task = g_steal_pointer (&entry->task);
      edit->undo = g_steal_pointer (&undo);
      edit->undone = g_steal_pointer (&entry->undone);
      edit->first_op = first_op;
      edit->n_ops = batch->len - first_op;
      g_ptr_array_add (edits, edit);
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

      if (n_taken > 0 && entry->task != NULL)
        break;
      write_entry (self, entry, self->batch, self->edits);
    }
  g_ptr_array_remove_range (self->queue, 0, n_taken);
}

static void
finish_edits (LageSession *self,
              GPtrArray   *batch,
              GPtrArray   *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      Edit *edit = g_ptr_array_index (edits, i);

      g_autoptr(GPtrArray) ops = g_ptr_array_new ();

      for (guint k = 0; k < edit->n_ops; k++)
        g_ptr_array_add (ops, g_ptr_array_index (batch, edit->first_op + k));
      for (GList *l = self->undo.head; edit->undone != NULL && l != NULL; l = l->next)
        lage_undo_follow (l->data, edit->undone, ops);
      if (edit->undo != NULL && edit->n_ops > 0)
        {
          lage_undo_complete (edit->undo, ops);
          push_undo (self, g_steal_pointer (&edit->undo));
        }
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

  set_store_problem (self, NULL);
  self->n_committed += batch->len;
  lage_situation_apply (self->situation, batch);
  report_commit (self, batch->len);
  finish_edits (self, batch, edits);

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
      if (self->batch->len == 0)
        take_committed_batch (self); /* no news */
    }
  if (self->batch == NULL || self->is_writing)
    return;
  self->is_writing = TRUE;
  lage_store_append_async (self->store, self->batch, NULL, appended_cb, g_object_ref (self));
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
      if (self->batch->len > 0 && !lage_store_append (self->store, self->batch, &error))
        give_up (self, error);
      else
        take_committed_batch (self);
    }
}

void
lage_session_init_queue (LageSession *self)
{
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_queue_init (&self->undo);
}

void
lage_session_clear_queue (LageSession *self)
{
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_queue_clear_full (&self->undo, (GDestroyNotify) lage_undo_free);
}

/* Takes @drafts and @undone. Without @task they are a feed's; else an edit of the author, which can be
 * taken back if it has a @label, and takes @undone back if that is given. */
void
lage_session_enqueue (LageSession *self,
                      GPtrArray   *drafts,
                      GTask       *task,
                      const char  *label,
                      LageUndo    *undone)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->drafts = drafts;
  if (task != NULL)
    {
      entry->task = g_object_ref (task);
      entry->author = self->author != NULL ? g_ref_string_acquire (self->author) : NULL;
    }
  entry->label = g_strdup (label);
  entry->undone = undone;
  g_ptr_array_add (self->queue, entry);
  if (self->batch == NULL)
    pump (self);
}
