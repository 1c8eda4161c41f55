/* lage-situation.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-situation-private.h"

#include "lage-entity-private.h"
#include "lage-merge.h"

/* How often within its time of freshness an unchanged value is written to the ledger again. */
#define LEDGER_REPEATS 6

/**
 * LageSituation:
 *
 * The picture: the fold of all ops. Pure: no clock, no disk, no network; the same ops in whatever
 * order give the same picture. It belongs to one thread at a time.
 *
 *     ops --apply--> entities --flush--> "changed" of each, one splice per list, "flushed"
 *
 * Sources and actors are kept once and named by index. For each actor and lane the highest sequence
 * folded is kept: what to number next.
 */
G_DEFINE_FINAL_TYPE (LageSituation, lage_situation, G_TYPE_OBJECT)

enum
{
  SIGNAL_FLUSHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
compare_actors (guint32  a,
                guint32  b,
                gpointer data)
{
  LageSituation *self = data;

  return a == b ? 0 : lage_id_compare (&g_array_index (self->actors, LageActor, a).id,
                                       &g_array_index (self->actors, LageActor, b).id);
}

guint32
lage_situation_ensure_actor (LageSituation *self,
                             const LageId  *id)
{
  gpointer index;
  LageActor actor = { .id = *id };

  if (g_hash_table_lookup_extended (self->actor_indices, id, NULL, &index))
    return GPOINTER_TO_UINT (index);

  g_array_append_val (self->actors, actor);
  g_hash_table_insert (self->actor_indices, g_memdup2 (id, sizeof *id),
                       GUINT_TO_POINTER (self->actors->len - 1));
  return self->actors->len - 1;
}

guint16
lage_situation_ensure_source (LageSituation *self,
                              const char    *source)
{
  gpointer index;

  if (g_hash_table_lookup_extended (self->source_indices, source, NULL, &index))
    return (guint16) GPOINTER_TO_UINT (index);

  /* Sources are the configured feeds and a few words; whoever makes up 65 000 of them shares the
   * last. */
  if (self->sources->len >= LAGE_SITUATION_MAX_SOURCES)
    return LAGE_SITUATION_MAX_SOURCES - 1;
  g_ptr_array_add (self->sources, g_ref_string_new (source));
  g_hash_table_insert (self->source_indices,
                       g_ptr_array_index (self->sources, self->sources->len - 1),
                       GUINT_TO_POINTER (self->sources->len - 1));
  return (guint16) (self->sources->len - 1);
}

void
lage_situation_mark_dirty (LageSituation *self,
                           LageEntity    *entity)
{
  if (lage_entity_mark (entity, self->generation))
    g_ptr_array_add (self->dirty, entity);
}

/* Whether anything is known but that it exists: a warning may be said to be replaced that nobody here
 * has ever seen. */
static gboolean
has_substance (LageEntity *entity)
{
  guint n_candidates;
  const LageCandidate *candidates = lage_entity_get_candidates (entity, &n_candidates);

  for (guint i = 0; i < n_candidates; i++)
    if ((candidates[i].verb == LAGE_VERB_SET || candidates[i].verb == LAGE_VERB_ADD)
        && candidates[i].field != LAGE_FIELD_EXTERNAL_ID && candidates[i].field != LAGE_FIELD_SAME_AS
        && candidates[i].field != LAGE_FIELD_ARCHIVED
        && candidates[i].field != LAGE_FIELD_REPLACED_BY
        && candidates[i].field != LAGE_FIELD_REPLACED_UNMEANT_BY)
      return TRUE;
  for (guint i = 0; i < lage_entity_get_n_members (entity); i++)
    if (has_substance (lage_entity_get_member (entity, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (LageEntity *entity)
{
  return lage_entity_get_root (entity) == entity && !lage_entity_is_archived (entity)
         && has_substance (entity);
}

LageEntity *
lage_situation_ensure_entity (LageSituation *self,
                              LageKind       kind,
                              const LageId  *id)
{
  LageEntity *entity = g_hash_table_lookup (self->by_id, id);
  guint64 *key;

  if (entity != NULL)
    return entity;

  entity = lage_entity_new (kind, id);
  g_ptr_array_add (self->entities, entity);
  g_hash_table_insert (self->by_id, (gpointer) lage_entity_get_id (entity), entity);
  key = g_new (guint64, 1);
  *key = lage_entity_get_key (entity);
  g_hash_table_insert (self->by_key, key, entity);
  return entity;
}

void
lage_situation_update_shown (LageSituation *self,
                             LageEntity    *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  gboolean shown = is_shown (entity);

  if (lage_entity_is_listed (entity) == shown || (guint) kind >= LAGE_N_KINDS)
    return;
  lage_entity_set_listed (entity, shown);
  if (shown)
    lage_entity_list_queue (self->lists[kind], entity);
  else
    lage_entity_list_remove (self->lists[kind], entity);
}

static void
lage_situation_dispose (GObject *object)
{
  LageSituation *self = LAGE_SITUATION (object);

  for (guint i = 0; i < LAGE_N_KINDS; i++)
    g_clear_object (&self->lists[i]);

  G_OBJECT_CLASS (lage_situation_parent_class)->dispose (object);
}

static void
lage_situation_finalize (GObject *object)
{
  LageSituation *self = LAGE_SITUATION (object);

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->source_indices);
  g_hash_table_unref (self->actor_indices);
  g_ptr_array_unref (self->dirty);
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->sources);
  g_array_unref (self->actors);

  G_OBJECT_CLASS (lage_situation_parent_class)->finalize (object);
}

static void
lage_situation_class_init (LageSituationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_situation_dispose;
  object_class->finalize = lage_situation_finalize;

  /**
   * LageSituation::flushed:
   * @n_changed: how many entities changed
   *
   * A batch is folded, entities and lists have told so: the moment to draw.
   */
  signals[SIGNAL_FLUSHED] = g_signal_new ("flushed", LAGE_TYPE_SITUATION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
lage_situation_init (LageSituation *self)
{
  self->entities = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (lage_id_hash, lage_id_equal);
  self->by_key = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
  self->source_indices = g_hash_table_new (g_str_hash, g_str_equal);
  self->actors = g_array_new (FALSE, FALSE, sizeof (LageActor));
  self->actor_indices = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  self->dirty = g_ptr_array_new ();
  self->generation = 1;
  for (guint i = 0; i < LAGE_N_KINDS; i++)
    self->lists[i] = lage_entity_list_new ();
}

LageSituation *
lage_situation_new (void)
{
  return g_object_new (LAGE_TYPE_SITUATION, NULL);
}

/* Members are added and removed, everything else is set and retracted, and values have the type
 * that the schema says. */
gboolean
lage_situation_is_statement (const LageFieldSpec *spec,
                             const LageChange    *change)
{
  if (change->verb == LAGE_VERB_RETRACT)
    return spec->merge != LAGE_MERGE_SET && change->value.type == LAGE_VALUE_NONE;
  return (spec->merge == LAGE_MERGE_SET) == (change->verb != LAGE_VERB_SET)
         && change->value.type == spec->type;
}

/**
 * lage_situation_apply_op:
 * @self: the picture
 * @op: an op
 *
 * Folds one op. Views learn of it at the next lage_situation_flush(), which also resolves links.
 * Kinds, fields and verbs that this version does not know are passed over.
 */
void
lage_situation_apply_op (LageSituation *self,
                         LageOp        *op)
{
  LageMergeOrder order = { compare_actors, self };
  guint32 actor = lage_situation_ensure_actor (self, &op->id.actor);
  guint16 source = lage_situation_ensure_source (self, op->source);
  LageActor *record = &g_array_index (self->actors, LageActor, actor);
  gboolean is_new, was_taken = FALSE;
  LageEntity *entity;

  record->sequences[op->id.lane] = MAX (record->sequences[op->id.lane], op->id.sequence);
  self->last_hlc = lage_hlc_receive (self->last_hlc, op->hlc);

  if (op->kind == LAGE_KIND_NONE || (guint) op->kind >= LAGE_N_KINDS)
    return;

  is_new = g_hash_table_lookup (self->by_id, &op->entity) == NULL;
  entity = lage_situation_ensure_entity (self, op->kind, &op->entity);

  for (guint i = 0; i < op->n_changes; i++)
    {
      const LageChange *change = &op->changes[i];
      const LageFieldSpec *spec = lage_schema_find (lage_entity_get_kind (entity), change->field);
      LageCandidate candidate;
      guint32 supersedes_actor = 0;

      if (spec == NULL || !lage_situation_is_statement (spec, change))
        continue;

      candidate = (LageCandidate) {
        .value = lage_value_copy (&change->value),
        .observed_at_us = lage_change_get_observed_at_us (op, change),
        .hlc = op->hlc,
        .sequence = op->id.sequence,
        .author = op->author != NULL ? g_ref_string_acquire (op->author) : NULL,
        .actor = actor,
        .source = source,
        .field = (guint16) change->field,
        .verb = (guint8) change->verb,
        .confidence = op->confidence,
      };
      if (change->supersedes.sequence != 0)
        supersedes_actor = lage_situation_ensure_actor (self, &change->supersedes.actor);

      if (lage_merge_apply (entity, spec, &candidate, &change->supersedes, supersedes_actor,
                            &order))
        {
          was_taken = TRUE;
          if (change->field == LAGE_FIELD_SAME_AS)
            self->links_changed = TRUE;
        }
      else
        {
          lage_value_clear (&candidate.value);
          g_clear_pointer (&candidate.author, g_ref_string_release);
        }
    }

  if (was_taken || is_new)
    {
      LageEntity *root = lage_entity_get_root (entity);

      lage_situation_update_shown (self, entity);
      lage_situation_update_shown (self, root);
      lage_situation_mark_dirty (self, entity);
      if (root != entity)
        lage_situation_mark_dirty (self, root);
    }
  if (is_new && self->has_open_links)
    self->links_changed = TRUE;
}

/**
 * lage_situation_flush:
 * @self: the picture
 *
 * Tells views what the ops since the last flush changed.
 */
void
lage_situation_flush (LageSituation *self)
{
  g_autoptr(GPtrArray) dirty = NULL;

  if (self->links_changed)
    lage_situation_resolve_links (self);
  dirty = g_steal_pointer (&self->dirty);
  self->dirty = g_ptr_array_new ();
  self->generation++;
  for (guint i = 0; i < dirty->len; i++)
    lage_entity_emit_changed (g_ptr_array_index (dirty, i));
  for (guint i = 0; i < LAGE_N_KINDS; i++)
    lage_entity_list_flush (self->lists[i]);
  if (dirty->len > 0)
    g_signal_emit (self, signals[SIGNAL_FLUSHED], 0, dirty->len);
}

/**
 * lage_situation_apply:
 * @self: the picture
 * @ops: (element-type LageOp): a batch
 *
 * Folds a batch and flushes.
 */
void
lage_situation_apply (LageSituation *self,
                      GPtrArray     *ops)
{
  for (guint i = 0; i < ops->len; i++)
    lage_situation_apply_op (self, g_ptr_array_index (ops, i));
  lage_situation_flush (self);
}

/**
 * lage_situation_find:
 * @self: the picture
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the entity, also if it is archived or a member of another
 */
LageEntity *
lage_situation_find (LageSituation *self,
                     const LageId  *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

LageEntity *
lage_situation_find_by_key (LageSituation *self,
                            guint64        key)
{
  return g_hash_table_lookup (self->by_key, &key);
}

/**
 * lage_situation_get_list:
 * @self: the picture
 * @kind: a kind
 *
 * Returns: (transfer none): the entities of @kind that are shown
 */
GListModel *
lage_situation_get_list (LageSituation *self,
                         LageKind       kind)
{
  g_return_val_if_fail ((guint) kind < LAGE_N_KINDS, NULL);

  return G_LIST_MODEL (self->lists[kind]);
}

guint
lage_situation_get_n_entities (LageSituation *self)
{
  return self->entities->len;
}

/**
 * lage_situation_get_entity:
 * @self: the picture
 * @index: less than lage_situation_get_n_entities()
 *
 * Returns: (transfer none): the entity that appeared as the index-th, whether or not lists show it
 */
LageEntity *
lage_situation_get_entity (LageSituation *self,
                           guint          index)
{
  g_return_val_if_fail (LAGE_IS_SITUATION (self) && index < self->entities->len, NULL);

  return g_ptr_array_index (self->entities, index);
}

/**
 * lage_situation_get_source:
 * @self: the picture
 * @candidate: a candidate of one of its entities
 *
 * Returns: (transfer none): who says so, such as "pegelonline" or "manual"
 */
const char *
lage_situation_get_source (LageSituation       *self,
                           const LageCandidate *candidate)
{
  g_return_val_if_fail (candidate->source < self->sources->len, "");

  return g_ptr_array_index (self->sources, candidate->source);
}

/**
 * lage_situation_get_op_id:
 * @self: the picture
 * @entity: the entity that the candidate is of
 * @candidate: a candidate
 * @id: (out caller-allocates): the op that said so
 */
void
lage_situation_get_op_id (LageSituation       *self,
                          LageEntity          *entity,
                          const LageCandidate *candidate,
                          LageOpId            *id)
{
  const LageFieldSpec *spec = lage_schema_find (lage_entity_get_kind (entity),
                                                (LageField) candidate->field);

  g_return_if_fail (spec != NULL && candidate->actor < self->actors->len);

  id->actor = g_array_index (self->actors, LageActor, candidate->actor).id;
  id->lane = spec->lane;
  id->sequence = candidate->sequence;
}

/**
 * lage_situation_is_news:
 * @self: the picture
 * @draft: a draft
 * @change: one of its changes
 * @source: who says so
 *
 * Feeds repeat themselves. Of the ledger, saying the same value again is no news; of telemetry, the
 * same value at the same time. Of the ledger, what ages (such as a status) is news again after a sixth
 * of its time of freshness.
 *
 * Returns: FALSE if the change says what the same source said last
 */
gboolean
lage_situation_is_news (LageSituation    *self,
                        const LageDraft  *draft,
                        const LageChange *change,
                        const char       *source)
{
  LageEntity *entity = g_hash_table_lookup (self->by_id, &draft->entity);
  const LageFieldSpec *spec = lage_schema_find (draft->kind, change->field);
  gint64 observed_at_us = change->observed_at_us != 0 ? change->observed_at_us
                                                      : draft->observed_at_us;
  gpointer index;
  LageCandidate *run;
  guint n_run;

  if (entity == NULL || spec == NULL || spec->merge == LAGE_MERGE_SET
      || !g_hash_table_lookup_extended (self->source_indices, source, NULL, &index))
    return TRUE;

  run = lage_entity_find_run (entity, change->field, &n_run);
  for (guint i = 0; i < n_run; i++)
    if (run[i].source == GPOINTER_TO_UINT (index))
      {
        gboolean is_equal = run[i].verb == change->verb
                            && lage_value_equal (&run[i].value, &change->value);

        if (!is_equal)
          return TRUE;
        /* What does not age is the same however often it is said. What ages was seen again, but the
         * ledger is for ever: once in a while is enough to keep it fresh. */
        if (spec->lane == LAGE_LANE_LEDGER && spec->fresh_s == 0)
          return FALSE;
        if (spec->lane == LAGE_LANE_LEDGER && observed_at_us != 0)
          return observed_at_us - run[i].observed_at_us
                 >= (gint64) spec->fresh_s * G_USEC_PER_SEC / LEDGER_REPEATS;
        return observed_at_us == 0 || run[i].observed_at_us != observed_at_us;
      }
  return TRUE;
}

/**
 * lage_situation_find_newest:
 * @self: the picture
 * @entity: an id
 * @field: a field
 *
 * Returns: when the newest value known was observed, 0 if none
 */
gint64
lage_situation_find_newest (LageSituation *self,
                            const LageId  *entity,
                            LageField      field)
{
  LageEntity *found = g_hash_table_lookup (self->by_id, entity);
  const LageCandidate *candidate = found != NULL ? lage_entity_find (found, field) : NULL;

  return candidate != NULL ? candidate->observed_at_us : 0;
}

LageHlc
lage_situation_get_last_hlc (LageSituation *self)
{
  return self->last_hlc;
}

/**
 * lage_situation_get_sequence:
 * @self: the picture
 * @actor: an actor
 * @lane: a lane
 *
 * Returns: the highest sequence number folded, 0 if none
 */
guint64
lage_situation_get_sequence (LageSituation *self,
                             const LageId  *actor,
                             LageLane       lane)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->actor_indices, actor, NULL, &index))
    return 0;
  return g_array_index (self->actors, LageActor, GPOINTER_TO_UINT (index)).sequences[lane];
}
