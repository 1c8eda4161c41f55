/* lage-undo-stack.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-session"

#include "config.h"

#include "lage-undo-stack.h"

typedef struct
{
  gint64    id;
  LageUndo *undo;
} Entry;

struct _LageUndoStack
{
  GArray     *entries; /* by id */
  guint       n_done;  /* the first ones hold, the others have been taken back */
  GHashTable *changed; /* ids that the store does not have like this */
};

static void
clear_entry (gpointer data)
{
  lage_undo_free (((Entry *) data)->undo);
}

LageUndoStack *
lage_undo_stack_new (void)
{
  LageUndoStack *self = g_new0 (LageUndoStack, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
lage_undo_stack_free (LageUndoStack *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_hash_table_unref (self->changed);
  g_free (self);
}

static Entry *
get_entry (LageUndoStack *self,
           guint          index)
{
  return &g_array_index (self->entries, Entry, index);
}

static void
note_change (LageUndoStack *self,
             gint64         id)
{
  g_hash_table_add (self->changed, g_memdup2 (&id, sizeof id));
}

static void
remove_entry (LageUndoStack *self,
              guint          index)
{
  note_change (self, get_entry (self, index)->id);
  g_array_remove_index (self->entries, index);
  if (index < self->n_done)
    self->n_done--;
}

/**
 * lage_undo_stack_load:
 * @self: the stack, empty
 * @edits: (element-type LageStoreEdit): what the store has kept, by their ids
 *
 * One that cannot be read is left out: there is one less to take back then.
 */
void
lage_undo_stack_load (LageUndoStack *self,
                      GPtrArray     *edits)
{
  g_return_if_fail (self->entries->len == 0);

  for (guint i = 0; i < edits->len; i++)
    {
      const LageStoreEdit *edit = g_ptr_array_index (edits, i);
      g_autoptr(GError) error = NULL;
      Entry entry = { edit->id, lage_undo_read (edit->steps, edit->label, &error) };

      if (entry.undo == NULL)
        {
          g_message ("undo: edit %" G_GINT64_FORMAT ": %s", edit->id, error->message);
          continue;
        }
      g_array_append_val (self->entries, entry);
      if (!edit->is_undone)
        self->n_done = self->entries->len;
    }
}

/**
 * lage_undo_stack_push:
 * @self: the stack
 * @undo: (transfer full): how to take back the edit that was made now
 *
 * What had been taken back before can no longer be made again, since things have gone another way.
 */
void
lage_undo_stack_push (LageUndoStack *self,
                      LageUndo      *undo)
{
  Entry entry = { .undo = undo };

  while (self->entries->len > self->n_done)
    remove_entry (self, self->entries->len - 1);
  while (self->entries->len >= LAGE_UNDO_STACK_DEPTH)
    remove_entry (self, 0);
  entry.id = self->entries->len > 0 ? get_entry (self, self->entries->len - 1)->id + 1 : 1;
  g_array_append_val (self->entries, entry);
  self->n_done = self->entries->len;
  note_change (self, entry.id);
}

static gboolean
find_index (LageUndoStack *self,
            LageTurn       turn,
            guint         *index)
{
  if (turn == LAGE_TURN_UNDO ? self->n_done == 0 : self->n_done == self->entries->len)
    return FALSE;
  *index = turn == LAGE_TURN_UNDO ? self->n_done - 1 : self->n_done;
  return TRUE;
}

/**
 * lage_undo_stack_peek:
 * @self: the stack
 * @turn: which way
 *
 * Returns: (transfer none) (nullable): the edit that would be turned
 */
const LageUndo *
lage_undo_stack_peek (LageUndoStack *self,
                      LageTurn       turn)
{
  guint index;

  return find_index (self, turn, &index) ? get_entry (self, index)->undo : NULL;
}

/**
 * lage_undo_stack_turn:
 * @self: the stack
 * @turn: which way; there must be one
 * @opposite: (transfer full): how to turn it back
 * @ops: (element-type LageOp): the ops that turned it
 */
void
lage_undo_stack_turn (LageUndoStack *self,
                      LageTurn       turn,
                      LageUndo      *opposite,
                      GPtrArray     *ops)
{
  g_autoptr(LageUndo) turned = NULL;
  Entry *entry;
  guint index;

  if (!find_index (self, turn, &index))
    g_return_if_reached ();

  entry = get_entry (self, index);
  turned = entry->undo;
  entry->undo = opposite;
  self->n_done = turn == LAGE_TURN_UNDO ? index : index + 1;
  note_change (self, entry->id);
  for (guint i = 0; i < self->entries->len; i++)
    if (i != index && lage_undo_follow (get_entry (self, i)->undo, turned, ops))
      note_change (self, get_entry (self, i)->id);
}

/**
 * lage_undo_stack_drop:
 * @self: the stack
 * @turn: which way; there must be one
 *
 * Nothing of it holds any more.
 */
void
lage_undo_stack_drop (LageUndoStack *self,
                      LageTurn       turn)
{
  guint index;

  if (!find_index (self, turn, &index))
    g_return_if_reached ();
  remove_entry (self, index);
}

/**
 * lage_undo_stack_take_changes:
 * @self: the stack
 *
 * Returns: (transfer full) (element-type LageStoreEdit): what the store does not know yet; it has to
 *   be written with the ops that it came with
 */
GPtrArray *
lage_undo_stack_take_changes (LageUndoStack *self)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_store_edit_free);
  GHashTableIter iter;
  const gint64 *id;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = get_entry (self, i);
      g_autoptr(GBytes) steps = NULL;

      if (!g_hash_table_remove (self->changed, &entry->id))
        continue;
      steps = lage_undo_write (entry->undo);
      g_ptr_array_add (edits, lage_store_edit_new (entry->id, i >= self->n_done,
                                                   lage_undo_get_label (entry->undo), steps));
    }
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_ptr_array_add (edits, lage_store_edit_new (*id, FALSE, "", NULL));
  g_hash_table_remove_all (self->changed);
  return edits;
}
