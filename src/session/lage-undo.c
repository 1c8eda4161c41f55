/* lage-undo.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-undo.h"

#include "lage-error.h"
#include "lage-task-state.h"

#define OWN_SOURCE "manual"
#define FORMAT_VERSION 2

typedef struct
{
  LageKind  kind;
  LageId    entity;
  char     *source;      /* under which it was said, a GRefString; NULL: by hand */
  gboolean  was_there;   /* the entity, before the edit */
  LageField field;
  LageVerb  verb;
  LageValue member;      /* of a set */
  LageValue before;      /* what that source had said; NONE if nothing */
  LageOpId  before_op;   /* by which op */
  LageOpId  op;
} Step;

struct _LageUndo
{
  char   *label;
  GArray *steps;
};

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->source, g_ref_string_release);
  lage_value_clear (&step->member);
  lage_value_clear (&step->before);
}

/* An edit is mostly said by hand; an import is said under a source of its own. */
static LageValue
find_own_value (LageSituation *situation,
                LageEntity    *entity,
                LageField      field,
                const char    *source,
                LageOpId      *op)
{
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (entity, field);

  for (guint i = 0; i < candidates->len; i++)
    {
      const LageCandidate *candidate = g_ptr_array_index (candidates, i);

      if (g_str_equal (lage_situation_get_source (situation, candidate),
                       source != NULL ? source : OWN_SOURCE))
        {
          lage_situation_get_op_id (situation, entity, candidate, op);
          return lage_value_copy (&candidate->value);
        }
    }
  return (LageValue) LAGE_VALUE_INIT;
}

/**
 * lage_undo_new:
 * @situation: the picture before the edit
 * @drafts: (element-type LageDraft): the edit
 * @label: what was done, for people
 */
LageUndo *
lage_undo_new (LageSituation *situation,
               GPtrArray     *drafts,
               const char    *label)
{
  LageUndo *self = g_new0 (LageUndo, 1);

  self->label = g_strdup (label);
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);

  for (guint i = 0; i < drafts->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (drafts, i);
      LageEntity *entity = lage_situation_find (situation, &draft->entity);

      for (guint k = 0; k < draft->changes->len; k++)
        {
          const LageChange *change = &g_array_index (draft->changes, LageChange, k);
          Step step = {
            .kind = draft->kind,
            .entity = draft->entity,
            .source = draft->source != NULL ? g_ref_string_acquire (draft->source) : NULL,
            .was_there = entity != NULL,
            .field = change->field,
            .verb = change->verb,
          };

          if (change->verb == LAGE_VERB_ADD || change->verb == LAGE_VERB_REMOVE)
            step.member = lage_value_copy (&change->value);
          else if (entity != NULL)
            step.before = find_own_value (situation, entity, change->field, draft->source,
                                          &step.before_op);
          if (change->verb == LAGE_VERB_REMOVE)
            step.before_op = change->supersedes;
          g_array_append_val (self->steps, step);
        }
    }
  return self;
}

void
lage_undo_free (LageUndo *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_array_unref (self->steps);
  g_free (self);
}

static void
write_op_id (const LageOpId *id,
             GByteArray     *array)
{
  lage_write_uint (array, id->sequence);
  if (id->sequence == 0)
    return;
  lage_write_id (array, &id->actor);
  lage_write_byte (array, (guint8) id->lane);
}

static void
read_op_id (LageOpId   *id,
            LageReader *reader)
{
  *id = (LageOpId) { .sequence = lage_reader_read_uint (reader) };
  if (id->sequence == 0)
    return;
  id->actor = lage_reader_read_id (reader);
  id->lane = (LageLane) lage_reader_read_byte (reader);
}

/**
 * lage_undo_write:
 * @self: the step back
 *
 * Returns: (transfer full): all but its label, for lage_undo_read()
 */
GBytes *
lage_undo_write (const LageUndo *self)
{
  GByteArray *array = g_byte_array_new ();

  lage_write_byte (array, FORMAT_VERSION);
  lage_write_uint (array, self->steps->len);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      lage_write_uint (array, step->kind);
      lage_write_id (array, &step->entity);
      lage_write_block (array, step->source,
                        step->source != NULL ? g_ref_string_length (step->source) : 0);
      lage_write_byte (array, (guint8) step->was_there);
      lage_write_uint (array, step->field);
      lage_write_byte (array, (guint8) step->verb);
      lage_value_write (&step->member, array);
      lage_value_write (&step->before, array);
      write_op_id (&step->before_op, array);
      write_op_id (&step->op, array);
    }
  return g_byte_array_free_to_bytes (array);
}

static gboolean
read_step (Step       *step,
           LageReader *reader)
{
  const guint8 *source;
  gsize length;

  step->kind = (LageKind) lage_reader_read_uint (reader);
  step->entity = lage_reader_read_id (reader);
  source = lage_reader_read_block (reader, &length);
  if (length > 0 && !g_utf8_validate ((const char *) source, (gssize) length, NULL))
    return FALSE;
  if (length > 0)
    step->source = g_ref_string_new_len ((const char *) source, (gssize) length);
  step->was_there = lage_reader_read_byte (reader) != 0;
  step->field = (LageField) lage_reader_read_uint (reader);
  step->verb = (LageVerb) lage_reader_read_byte (reader);
  if (!lage_value_read (&step->member, reader) || !lage_value_read (&step->before, reader))
    return FALSE;
  read_op_id (&step->before_op, reader);
  read_op_id (&step->op, reader);
  return !reader->failed && lage_schema_find (step->kind, step->field) != NULL
         && step->verb <= LAGE_VERB_REMOVE;
}

/**
 * lage_undo_read:
 * @bytes: from lage_undo_write()
 * @label: what was done, for people
 * @error: return location for a #GError (LAGE_ERROR_INVALID)
 */
LageUndo *
lage_undo_read (GBytes      *bytes,
                const char  *label,
                GError     **error)
{
  g_autoptr(LageUndo) self = g_new0 (LageUndo, 1);
  LageReader reader;
  guint64 n_steps;
  gboolean ok;

  self->label = g_strdup (label);
  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  lage_reader_init (&reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  ok = lage_reader_read_byte (&reader) == FORMAT_VERSION;
  n_steps = lage_reader_read_uint (&reader);
  for (guint64 i = 0; ok && i < n_steps; i++)
    {
      Step step = { 0 };

      ok = read_step (&step, &reader);
      g_array_append_val (self->steps, step);
    }
  if (ok && lage_reader_is_at_end (&reader))
    return g_steal_pointer (&self);
  g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "edit: damaged");
  return NULL;
}

/* The ops of each entity: an import may have made thousands. */
static GHashTable *
index_ops (GPtrArray *ops)
{
  GHashTable *by_entity = g_hash_table_new_full (lage_id_hash, lage_id_equal, NULL,
                                                 (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < ops->len; i++)
    {
      LageOp *op = g_ptr_array_index (ops, i);
      GPtrArray *of_entity = g_hash_table_lookup (by_entity, &op->entity);

      if (of_entity == NULL)
        {
          of_entity = g_ptr_array_new ();
          g_hash_table_insert (by_entity, &op->entity, of_entity);
        }
      g_ptr_array_add (of_entity, op);
    }
  return by_entity;
}

/**
 * lage_undo_complete:
 * @self: the step back
 * @ops: (element-type LageOp): the ops that the edit became
 *
 * What no op says was left out by the scribe, and is nothing to take back.
 */
void
lage_undo_complete (LageUndo  *self,
                    GPtrArray *ops)
{
  g_autoptr(GHashTable) by_entity = index_ops (ops);
  g_autoptr(GArray) kept = g_array_new (FALSE, TRUE, sizeof (Step));

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = &g_array_index (self->steps, Step, i);
      GPtrArray *of_entity = g_hash_table_lookup (by_entity, &step->entity);

      for (guint k = 0; of_entity != NULL && k < of_entity->len; k++)
        {
          const LageOp *op = g_ptr_array_index (of_entity, k);

          for (guint c = 0; c < op->n_changes; c++)
            if (op->changes[c].field == step->field && op->changes[c].verb == step->verb)
              step->op = op->id;
        }
      if (step->op.sequence == 0)
        clear_step (step);
      else
        g_array_append_val (kept, *step);
    }

  /* They have moved. */
  g_array_set_clear_func (self->steps, NULL);
  g_array_unref (self->steps);
  g_array_set_clear_func (kept, clear_step);
  self->steps = g_steal_pointer (&kept);
}

static gboolean
is_same_op (const LageOpId *a,
            const LageOpId *b)
{
  return a->sequence == b->sequence && lage_id_equal (&a->actor, &b->actor);
}

static gboolean
says (const LageOp *op,
      const Step   *step)
{
  for (guint i = 0; i < op->n_changes; i++)
    if (op->changes[i].field == step->field
        && (step->member.type == LAGE_VALUE_NONE
            || lage_value_equal (&op->changes[i].value, &step->member)))
      return TRUE;
  return FALSE;
}

/**
 * lage_undo_follow:
 * @self: a step back
 * @undone: a later one, which has been made
 * @ops: (element-type LageOp): the ops that it became
 *
 * What an earlier edit said holds again, only by another op. So one edit after the other can be
 * taken back.
 *
 * Returns: whether that concerns @self
 */
gboolean
lage_undo_follow (LageUndo       *self,
                  const LageUndo *undone,
                  GPtrArray      *ops)
{
  g_autoptr(GHashTable) by_entity = index_ops (ops);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < undone->steps->len; i++)
    {
      const Step *back = &g_array_index (undone->steps, Step, i);
      GPtrArray *of_entity = g_hash_table_lookup (by_entity, &back->entity);

      if (back->before_op.sequence == 0)
        continue;
      for (guint k = 0; of_entity != NULL && k < of_entity->len; k++)
        {
          const LageOp *op = g_ptr_array_index (of_entity, k);

          if (!says (op, back))
            continue;
          for (guint s = 0; s < self->steps->len; s++)
            {
              Step *step = &g_array_index (self->steps, Step, s);

              if (step->field == back->field && lage_id_equal (&step->entity, &back->entity)
                  && is_same_op (&step->op, &back->before_op))
                {
                  step->op = op->id;
                  has_changed = TRUE;
                }
            }
        }
    }
  return has_changed;
}

const char *
lage_undo_get_label (const LageUndo *self)
{
  return self->label;
}

static gboolean
is_member (LageEntity      *entity,
           LageField        field,
           const LageValue *member)
{
  g_autoptr(GPtrArray) members = lage_entity_list_candidates (entity, field);

  for (guint i = 0; i < members->len; i++)
    if (lage_value_equal (&((const LageCandidate *) g_ptr_array_index (members, i))->value, member))
      return TRUE;
  return FALSE;
}

static gboolean
still_holds (const Step    *step,
             LageSituation *situation,
             LageEntity    *entity)
{
  g_autoptr(GPtrArray) candidates = NULL;

  /* What was taken away leaves nothing to find: it holds until somebody says it anew. */
  if (step->verb == LAGE_VERB_REMOVE)
    return !is_member (entity, step->field, &step->member);
  if (step->verb == LAGE_VERB_RETRACT)
    {
      LageOpId op;
      g_auto(LageValue) now = find_own_value (situation, entity, step->field, step->source, &op);

      return now.type == LAGE_VALUE_NONE;
    }

  candidates = lage_entity_list_candidates (entity, step->field);
  for (guint i = 0; i < candidates->len; i++)
    {
      LageOpId id;

      lage_situation_get_op_id (situation, entity, g_ptr_array_index (candidates, i), &id);
      if (is_same_op (&id, &step->op))
        return TRUE;
    }
  return FALSE;
}

static void
take_opposite (const Step *step,
               LageEntity *entity,
               LageDraft  *draft)
{
  LageChange change = { .field = step->field };
  const LageFieldSpec *spec = lage_schema_find (step->kind, step->field);

  if (spec->merge == LAGE_MERGE_TASK_STATE)
    {
      LageTaskState before = step->before.type == LAGE_VALUE_INT
                               ? lage_task_state_unpack (step->before.integer, NULL)
                               : LAGE_TASK_DRAFT;

      /* Going back needs a new round, or the further state would win again. */
      change.value = lage_value_int (lage_task_state_pack (lage_task_get_round (entity) + 1,
                                                           before));
    }
  else if (step->verb == LAGE_VERB_ADD)
    {
      change.verb = LAGE_VERB_REMOVE;
      change.value = lage_value_copy (&step->member);
      change.supersedes = step->op;
    }
  else if (step->verb == LAGE_VERB_REMOVE)
    {
      change.verb = LAGE_VERB_ADD;
      change.value = lage_value_copy (&step->member);
    }
  else if (step->before.type == LAGE_VALUE_NONE)
    {
      change.verb = LAGE_VERB_RETRACT;
    }
  else
    {
      change.value = lage_value_copy (&step->before);
    }
  lage_draft_take_change (draft, change);
}

/* The entities that an edit made and on which something else has been said since. */
static GHashTable *
list_changed (const LageUndo *self,
              LageSituation  *situation)
{
  GHashTable *changed = g_hash_table_new (lage_id_hash, lage_id_equal);

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = &g_array_index (self->steps, Step, i);
      LageEntity *entity = lage_situation_find (situation, &step->entity);

      if (!step->was_there && (entity == NULL || !still_holds (step, situation, entity)))
        g_hash_table_add (changed, &step->entity);
    }
  return changed;
}

/**
 * lage_undo_make_drafts:
 * @self: the step back
 * @situation: the picture now
 * @n_left: (out): how many fields of it have been changed since, and are left alone
 *
 * Returns: (transfer full) (element-type LageDraft): the edit that takes it back; empty if nothing
 * of it holds any more
 */
GPtrArray *
lage_undo_make_drafts (const LageUndo *self,
                       LageSituation  *situation,
                       guint          *n_left)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_autoptr(GHashTable) changed = list_changed (self, situation);
  LageDraft *draft = NULL;

  *n_left = 0;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);
      LageEntity *entity = lage_situation_find (situation, &step->entity);

      /* What the edit made is put away as a whole; not once somebody else has worked on it. */
      if (entity == NULL || (step->was_there ? !still_holds (step, situation, entity)
                                             : g_hash_table_contains (changed, &step->entity)))
        {
          (*n_left)++;
          continue;
        }
      if (draft == NULL || !lage_id_equal (&draft->entity, &step->entity)
          || g_strcmp0 (draft->source, step->source) != 0)
        {
          draft = lage_draft_new (step->kind, &step->entity);
          lage_draft_set_source (draft, step->source);
          g_ptr_array_add (drafts, draft);
          if (!step->was_there)
            lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
        }
      if (step->was_there)
        take_opposite (step, entity, draft);
    }
  return drafts;
}
