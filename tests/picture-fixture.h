/* picture-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-situation.h"
#include "lage-task-state.h"
#include "test-ops.h"

/* What the tests of the views share: a situation whose entities are filled by drafts. */

typedef struct
{
  LageSituation *situation;
  guint          n_ops;
} Picture;

static inline void
picture_set_up (Picture       *picture,
                gconstpointer  data)
{
  picture->situation = lage_situation_new ();
  picture->n_ops = 0;
}

static inline void
picture_tear_down (Picture       *picture,
                   gconstpointer  data)
{
  g_assert_finalize_object (picture->situation);
}

/* Takes @said; what it says was so at @observed_at_us. */
static inline LageEntity *
picture_say (Picture   *picture,
             LageDraft *said,
             gint64     observed_at_us)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(LageDraft) draft = said;
  LageOpId op_id = { test_id (100), LAGE_LANE_LEDGER, 0 };
  LageId id = draft->entity;

  draft->observed_at_us = observed_at_us;
  for (guint lane = 0; lane < 2; lane++)
    {
      g_autoptr(LageDraft) part = lage_draft_new (draft->kind, &id);

      part->observed_at_us = observed_at_us;
      lage_draft_set_source (part, "test");
      for (guint i = 0; i < draft->changes->len; i++)
        {
          const LageChange *change = &g_array_index (draft->changes, LageChange, i);
          LageChange copy = *change;

          if (lage_schema_find (draft->kind, change->field)->lane != (LageLane) lane)
            continue;
          copy.value = lage_value_copy (&change->value);
          lage_draft_take_change (part, copy);
        }
      if (part->changes->len == 0)
        continue;
      picture->n_ops++;
      op_id.lane = (LageLane) lane;
      op_id.sequence = picture->n_ops;
      g_ptr_array_add (ops, lage_op_new (&op_id, lage_hlc_from_us (TEST_NOW_US + picture->n_ops),
                                         part, NULL, 0));
    }
  lage_situation_apply (picture->situation, ops);
  return lage_situation_find (picture->situation, &id);
}

static inline LageDraft *
picture_draft (LageKind  kind,
               guint     number)
{
  LageId id = test_id (number);

  return lage_draft_new (kind, &id);
}

static inline LageEntity *
picture_add (Picture    *picture,
             LageKind    kind,
             guint       number,
             const char *name)
{
  LageDraft *draft = picture_draft (kind, number);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  return picture_say (picture, draft, TEST_NOW_US);
}

/* A task in that state, for a unit and because of an incident, both of which may be NULL. */
static inline LageEntity *
picture_add_task (Picture       *picture,
                  guint          number,
                  LageTaskState  state,
                  LageEntity    *unit,
                  LageEntity    *incident)
{
  LageDraft *draft = picture_draft (LAGE_KIND_TASK, number);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Task");
  if (state != LAGE_TASK_NONE)
    lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (2, state));
  if (unit != NULL)
    lage_draft_take_change (draft, (LageChange) {
      .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
      .value = lage_value_entity (lage_entity_get_id (unit)) });
  if (incident != NULL)
    lage_draft_take (draft, LAGE_FIELD_TASK_INCIDENT,
                     lage_value_entity (lage_entity_get_id (incident)));
  return picture_say (picture, draft, TEST_NOW_US);
}
