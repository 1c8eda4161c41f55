/* lage-entity.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity.h"

#include <math.h>
#include <string.h>

#include "lage-entity-private.h"

/**
 * LageEntity:
 *
 * Something in the picture, of any kind: sparse values by field, each with its source and times.
 *
 * All candidates stand in one array, ordered by field and within a field from the winner down:
 *
 *     NAME(manual) NAME(cot) | POSITION(cot) POSITION(mavlink) | STATUS(cot)
 *
 * so an entity costs one allocation beside its object, and a look-up is a binary search. Where two
 * entities are said to be the same, one is the root and the others are its members; reading a root
 * reads its members too, so that a link can be taken back without loss.
 */
struct _LageEntity
{
  GObject parent_instance;

  LageId         id;
  LageKind       kind;
  guint          n_candidates;
  guint          n_allocated;
  guint          mark;
  gboolean       is_listed;
  LageCandidate *candidates;
  LageEntity    *root;    /* not owned: the situation keeps both */
  GPtrArray     *members; /* not owned; NULL without members */
};

G_DEFINE_FINAL_TYPE (LageEntity, lage_entity, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_candidate (LageCandidate *candidate)
{
  lage_value_clear (&candidate->value);
  g_clear_pointer (&candidate->author, g_ref_string_release);
}

static void
lage_entity_finalize (GObject *object)
{
  LageEntity *self = LAGE_ENTITY (object);

  for (guint i = 0; i < self->n_candidates; i++)
    clear_candidate (&self->candidates[i]);
  g_free (self->candidates);
  g_clear_pointer (&self->members, g_ptr_array_unref);

  G_OBJECT_CLASS (lage_entity_parent_class)->finalize (object);
}

static void
lage_entity_class_init (LageEntityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_entity_finalize;

  /**
   * LageEntity::changed:
   *
   * Something about the entity changed. Emitted once per batch of ops, after all of it is folded.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_ENTITY, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_entity_init (LageEntity *self)
{
}

static gboolean
says_something (const LageCandidate *candidate)
{
  return candidate->verb == LAGE_VERB_SET || candidate->verb == LAGE_VERB_ADD;
}

static gboolean
beats (const LageCandidate *a,
       const LageCandidate *b,
       LageMerge            merge)
{
  if (merge == LAGE_MERGE_NEWEST_OBSERVATION && a->observed_at_us != b->observed_at_us)
    return a->observed_at_us > b->observed_at_us;
  if (merge == LAGE_MERGE_TASK_STATE && a->value.integer != b->value.integer)
    return a->value.integer > b->value.integer;
  return a->hlc > b->hlc;
}

LageEntity *
lage_entity_new (LageKind      kind,
                 const LageId *id)
{
  LageEntity *self = g_object_new (LAGE_TYPE_ENTITY, NULL);

  self->kind = kind;
  self->id = *id;
  return self;
}

const LageCandidate *
lage_entity_get_candidates (LageEntity *self,
                            guint      *n_candidates)
{
  *n_candidates = self->n_candidates;
  return self->candidates;
}

/* The index of the first candidate of a field, or where it would stand. */
guint
lage_entity_get_position (LageEntity *self,
                          LageField   field)
{
  guint low = 0, high = self->n_candidates;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->candidates[middle].field < field)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

LageCandidate *
lage_entity_find_run (LageEntity *self,
                      LageField   field,
                      guint      *n_candidates)
{
  guint position = lage_entity_get_position (self, field);
  guint n = 0;

  while (position + n < self->n_candidates && self->candidates[position + n].field == field)
    n++;
  *n_candidates = n;
  return n > 0 ? &self->candidates[position] : NULL;
}

/* Takes what the candidate owns. */
void
lage_entity_insert_candidate (LageEntity          *self,
                              guint                position,
                              const LageCandidate *candidate)
{
  g_assert (position <= self->n_candidates);

  if (self->n_candidates == self->n_allocated)
    {
      self->n_allocated = MAX (4, self->n_allocated + self->n_allocated / 2);
      self->candidates = g_renew (LageCandidate, self->candidates, self->n_allocated);
    }
  memmove (&self->candidates[position + 1], &self->candidates[position],
           (self->n_candidates - position) * sizeof *candidate);
  self->candidates[position] = *candidate;
  self->n_candidates++;
}

void
lage_entity_remove_candidate (LageEntity *self,
                              guint       position)
{
  g_assert (position < self->n_candidates);

  clear_candidate (&self->candidates[position]);
  self->n_candidates--;
  memmove (&self->candidates[position], &self->candidates[position + 1],
           (self->n_candidates - position) * sizeof *self->candidates);
}

/* The best that a source of this entity itself says. Who retracts takes back his own words only, so
 * the next best source holds then. */
const LageCandidate *
lage_entity_find_own (LageEntity *self,
                      LageField   field)
{
  for (guint i = lage_entity_get_position (self, field);
       i < self->n_candidates && self->candidates[i].field == field; i++)
    if (says_something (&self->candidates[i]))
      return &self->candidates[i];
  return NULL;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return lage_id_compare (&(*(LageEntity *const *) a)->id, &(*(LageEntity *const *) b)->id);
}

/* Makes @self a member of @root, or a root of its own with NULL. */
void
lage_entity_set_root (LageEntity *self,
                      LageEntity *root)
{
  if (self->root == root)
    return;
  g_assert (root != self);

  if (self->root != NULL)
    {
      g_ptr_array_remove (self->root->members, self);
      if (self->root->members->len == 0)
        g_clear_pointer (&self->root->members, g_ptr_array_unref);
    }
  self->root = root;
  if (root != NULL)
    {
      if (root->members == NULL)
        root->members = g_ptr_array_new ();
      /* In the order of ids: which of two equals is read first must not depend on arrival. */
      g_ptr_array_add (root->members, self);
      g_ptr_array_sort (root->members, compare_ids);
    }
}

/* Whether it stands in the list of its kind. */
gboolean
lage_entity_is_listed (LageEntity *self)
{
  return self->is_listed;
}

void
lage_entity_set_listed (LageEntity *self,
                        gboolean    is_listed)
{
  self->is_listed = is_listed;
}

void
lage_entity_emit_changed (LageEntity *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* TRUE the first time it is called with a generation. */
gboolean
lage_entity_mark (LageEntity *self,
                  guint       generation)
{
  if (self->mark == generation)
    return FALSE;
  self->mark = generation;
  return TRUE;
}

LageKind
lage_entity_get_kind (LageEntity *self)
{
  g_return_val_if_fail (LAGE_IS_ENTITY (self), LAGE_KIND_NONE);

  return self->kind;
}

const LageId *
lage_entity_get_id (LageEntity *self)
{
  g_return_val_if_fail (LAGE_IS_ENTITY (self), NULL);

  return &self->id;
}

/**
 * lage_entity_get_key:
 * @self: the entity
 *
 * Returns: 64 bits of the id, never 0: enough to tell the entities of one situation apart, for views
 * that keep one number per item
 */
guint64
lage_entity_get_key (LageEntity *self)
{
  guint64 key;

  memcpy (&key, self->id.bytes + 8, sizeof key);
  return key != 0 ? key : 1;
}

/**
 * lage_entity_get_root:
 * @self: the entity
 *
 * Returns: (transfer none): the entity that it is shown as, mostly itself
 */
LageEntity *
lage_entity_get_root (LageEntity *self)
{
  g_return_val_if_fail (LAGE_IS_ENTITY (self), NULL);

  return self->root != NULL ? self->root : self;
}

guint
lage_entity_get_n_members (LageEntity *self)
{
  g_return_val_if_fail (LAGE_IS_ENTITY (self), 0);

  return self->members != NULL ? self->members->len : 0;
}

LageEntity *
lage_entity_get_member (LageEntity *self,
                        guint       index)
{
  g_return_val_if_fail (index < lage_entity_get_n_members (self), NULL);

  return g_ptr_array_index (self->members, index);
}

gboolean
lage_entity_is_archived (LageEntity *self)
{
  const LageCandidate *candidate = lage_entity_find_own (self, LAGE_FIELD_ARCHIVED);

  return candidate != NULL && candidate->value.type == LAGE_VALUE_BOOL && candidate->value.boolean;
}

/**
 * lage_entity_find:
 * @self: the entity
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what holds now, valid until the next op is folded; NULL if
 * nobody says anything. For sets, see lage_entity_list_set().
 */
const LageCandidate *
lage_entity_find (LageEntity *self,
                  LageField   field)
{
  const LageCandidate *best;

  g_return_val_if_fail (LAGE_IS_ENTITY (self), NULL);

  best = lage_entity_find_own (self, field);
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      const LageCandidate *other = lage_entity_find_own (g_ptr_array_index (self->members, i),
                                                         field);
      const LageFieldSpec *spec = lage_schema_find (self->kind, field);

      if (other != NULL && spec != NULL && (best == NULL || beats (other, best, spec->merge)))
        best = other;
    }
  return best;
}

static void
append_run (LageEntity *self,
            LageField   field,
            GPtrArray  *list)
{
  guint n_run;
  LageCandidate *run = lage_entity_find_run (self, field, &n_run);

  for (guint i = 0; i < n_run; i++)
    if (says_something (&run[i]))
      g_ptr_array_add (list, &run[i]);
}

/**
 * lage_entity_list_candidates:
 * @self: the entity
 * @field: a field
 *
 * Returns: (transfer container) (element-type LageCandidate): what each source says, the winner
 * first; the candidates are valid until the next op is folded
 */
GPtrArray *
lage_entity_list_candidates (LageEntity *self,
                             LageField   field)
{
  GPtrArray *list = g_ptr_array_new ();
  const LageCandidate *winner = lage_entity_find (self, field);

  append_run (self, field, list);
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    append_run (g_ptr_array_index (self->members, i), field, list);

  for (guint i = 1; i < list->len; i++)
    if (g_ptr_array_index (list, i) == winner)
      {
        memmove (list->pdata + 1, list->pdata, i * sizeof (gpointer));
        list->pdata[0] = (gpointer) winner;
      }
  return list;
}

gboolean
lage_entity_has (LageEntity *self,
                 LageField   field)
{
  return lage_entity_find (self, field) != NULL;
}

/**
 * lage_entity_get_text:
 * @self: the entity
 * @field: a text field
 *
 * Returns: (transfer none) (nullable): its text, valid until the next op is folded
 */
const char *
lage_entity_get_text (LageEntity *self,
                      LageField   field)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  return candidate != NULL && candidate->value.type == LAGE_VALUE_TEXT ? candidate->value.text
                                                                       : NULL;
}

gint64
lage_entity_get_int (LageEntity *self,
                     LageField   field,
                     gint64      fallback)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  return candidate != NULL && candidate->value.type == LAGE_VALUE_INT ? candidate->value.integer
                                                                      : fallback;
}

/**
 * lage_entity_get_real:
 * @self: the entity
 * @field: a real field
 *
 * Returns: its value in the unit of the schema, NaN if unknown
 */
double
lage_entity_get_real (LageEntity *self,
                      LageField   field)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  return candidate != NULL && candidate->value.type == LAGE_VALUE_REAL ? candidate->value.real
                                                                       : (double) NAN;
}

/**
 * lage_entity_get_time_us:
 * @self: the entity
 * @field: a time field
 *
 * Returns: microseconds since 1970 UTC, 0 if unknown
 */
gint64
lage_entity_get_time_us (LageEntity *self,
                         LageField   field)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  return candidate != NULL && candidate->value.type == LAGE_VALUE_TIME ? candidate->value.time_us
                                                                       : 0;
}

gboolean
lage_entity_get_point (LageEntity *self,
                       LageField   field,
                       LagePoint  *point)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  if (candidate == NULL || candidate->value.type != LAGE_VALUE_POINT)
    return FALSE;
  *point = candidate->value.point;
  return TRUE;
}

gboolean
lage_entity_get_reference (LageEntity *self,
                           LageField   field,
                           LageId     *id)
{
  const LageCandidate *candidate = lage_entity_find (self, field);

  if (candidate == NULL || candidate->value.type != LAGE_VALUE_ENTITY)
    return FALSE;
  *id = candidate->value.id;
  return TRUE;
}

static void
append_set (LageEntity *self,
            LageField   field,
            GArray     *ids)
{
  guint n_run;
  LageCandidate *run = lage_entity_find_run (self, field, &n_run);

  for (guint i = 0; i < n_run; i++)
    {
      gboolean is_known = FALSE;

      if (run[i].verb != LAGE_VERB_ADD || run[i].value.type != LAGE_VALUE_ENTITY)
        continue;
      for (guint k = 0; k < ids->len && !is_known; k++)
        is_known = lage_id_equal (&g_array_index (ids, LageId, k), &run[i].value.id);
      if (!is_known)
        g_array_append_val (ids, run[i].value.id);
    }
}

/**
 * lage_entity_list_set:
 * @self: the entity
 * @field: a set of entities
 *
 * Returns: (transfer full) (element-type LageId): its members, each once, in ascending order
 */
GArray *
lage_entity_list_set (LageEntity *self,
                      LageField   field)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LageId));

  append_set (self, field, ids);
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    append_set (g_ptr_array_index (self->members, i), field, ids);
  g_array_sort (ids, (GCompareFunc) lage_id_compare);
  return ids;
}

/**
 * lage_entity_get_title:
 * @self: the entity
 *
 * Returns: (transfer none): its name, or the identifier of the source; "" if it has neither. Valid
 * until the next op is folded.
 */
const char *
lage_entity_get_title (LageEntity *self)
{
  const char *text = lage_entity_get_text (self, LAGE_FIELD_NAME);

  if (text == NULL)
    text = lage_entity_get_text (self, LAGE_FIELD_EXTERNAL_ID);
  return text != NULL ? text : "";
}
