/* lage-merge.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-merge.h"

#include "lage-entity-private.h"

/* Every rule here is a maximum over a total order, so it does not matter in which order ops arrive,
 * how often, or by which way: commutative, associative, idempotent. */

static int
compare_uint (guint64 a,
              guint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_rank (const LageCandidate  *a,
              const LageCandidate  *b,
              LageMerge             merge,
              const LageMergeOrder *order)
{
  int result = 0;

  if (merge == LAGE_MERGE_NEWEST_OBSERVATION)
    {
      if (a->observed_at_us != b->observed_at_us)
        return a->observed_at_us < b->observed_at_us ? -1 : 1;
    }
  else if (merge == LAGE_MERGE_TASK_STATE)
    {
      /* A state is never taken back by retracting it: that ranks below all. */
      if (a->value.type != b->value.type)
        return a->value.type == LAGE_VALUE_NONE ? -1 : 1;
      if (a->value.type == LAGE_VALUE_INT && a->value.integer != b->value.integer)
        return a->value.integer < b->value.integer ? -1 : 1;
      /* Who was first keeps the stamp. */
      result = compare_uint (b->hlc, a->hlc);
    }

  if (result == 0)
    result = compare_uint (a->hlc, b->hlc);
  if (result == 0)
    result = order->compare_actors (a->actor, b->actor, order->data);
  if (result == 0)
    result = compare_uint (a->sequence, b->sequence);
  return result;
}

static gboolean
is_same_op (const LageCandidate *candidate,
            guint32              actor,
            guint64              sequence)
{
  return candidate->actor == actor && candidate->sequence == sequence;
}

static int
compare_members (const LageCandidate  *a,
                 const LageCandidate  *b,
                 const LageMergeOrder *order)
{
  int result = 0;

  if (a->verb != b->verb)
    return a->verb == LAGE_VERB_ADD ? -1 : 1;
  if (a->hlc != b->hlc)
    return compare_uint (a->hlc, b->hlc);
  result = order->compare_actors (a->actor, b->actor, order->data);
  if (result == 0)
    result = compare_uint (a->sequence, b->sequence);
  return result != 0 ? result : lage_value_compare (&a->value, &b->value);
}

/* A member is kept per adding op. A removal leaves a mark that names the op it covers, so that it
 * also works if it arrives first. Members stand before marks, both in an order of their own. A mark
 * says nothing of who removed: of several, any would do, and the log knows all. */
static gboolean
apply_to_set (LageEntity           *entity,
              LageField             field,
              LageCandidate        *candidate,
              const LageOpId       *supersedes,
              guint32               supersedes_actor,
              const LageMergeOrder *order)
{
  guint n_run;
  LageCandidate *run = lage_entity_find_run (entity, field, &n_run);
  guint first = lage_entity_get_position (entity, field);
  guint position = first;

  if (candidate->verb == LAGE_VERB_REMOVE)
    {
      if (supersedes->sequence == 0)
        return FALSE;
      candidate->actor = supersedes_actor;
      candidate->sequence = supersedes->sequence;
      candidate->hlc = 0;
      candidate->observed_at_us = 0;
      candidate->source = 0;
      candidate->confidence = 0;
      g_clear_pointer (&candidate->author, g_ref_string_release);
    }

  for (guint i = 0; i < n_run; i++)
    if (is_same_op (&run[i], candidate->actor, candidate->sequence)
        && lage_value_equal (&run[i].value, &candidate->value))
      {
        if (run[i].verb == LAGE_VERB_REMOVE || candidate->verb != LAGE_VERB_REMOVE)
          return FALSE;
        lage_entity_remove_candidate (entity, first + i);
        break;
      }

  run = lage_entity_find_run (entity, field, &n_run);
  while (position < first + n_run && compare_members (&run[position - first], candidate, order) < 0)
    position++;
  lage_entity_insert_candidate (entity, position, candidate);
  return TRUE;
}

/**
 * lage_merge_apply:
 * @entity: the entity
 * @spec: the field
 * @candidate: (inout): what is said; emptied if it was taken into the entity
 * @supersedes: the op that the author saw, sequence 0 for none
 * @supersedes_actor: index of that op's actor
 * @order: the order of actors
 *
 * Folds one change into one entity by the field's rule.
 *
 * Returns: TRUE if the candidate was taken; it need not have won
 */
gboolean
lage_merge_apply (LageEntity           *entity,
                  const LageFieldSpec  *spec,
                  LageCandidate        *candidate,
                  const LageOpId       *supersedes,
                  guint32               supersedes_actor,
                  const LageMergeOrder *order)
{
  guint n_run, position;
  LageCandidate *run;
  gboolean was_taken = FALSE;

  if (spec->merge == LAGE_MERGE_SET)
    {
      was_taken = apply_to_set (entity, spec->field, candidate, supersedes, supersedes_actor,
                                order);
    }
  else
    {
      run = lage_entity_find_run (entity, spec->field, &n_run);
      position = lage_entity_get_position (entity, spec->field);

      /* One candidate per source: the newer one of the two stays. */
      for (guint i = 0; i < n_run; i++)
        if (run[i].source == candidate->source)
          {
            if (compare_rank (candidate, &run[i], spec->merge, order) <= 0)
              return FALSE;
            lage_entity_remove_candidate (entity, position + i);
            n_run--;
            break;
          }

      run = n_run > 0 ? lage_entity_find_run (entity, spec->field, &n_run) : NULL;
      for (guint i = 0; i < n_run; i++)
        {
          if (compare_rank (candidate, &run[i], spec->merge, order) > 0)
            break;
          position++;
        }
      lage_entity_insert_candidate (entity, position, candidate);
      was_taken = TRUE;
    }

  if (was_taken)
    *candidate = (LageCandidate) { .value = LAGE_VALUE_INIT };
  return was_taken;
}
