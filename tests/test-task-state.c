/* test-task-state.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-state.h"

#include "lage-error.h"
#include "lage-situation.h"
#include "test-ops.h"

#define TASK 1
#define UNIT 2

/* Row: from; column: to. As the order form and the staff use it, written down anew. */
static const char *const table[LAGE_N_TASK_STATES] = {
  /* none draft issued acknowledged under-way done refused cancelled */
  [LAGE_TASK_NONE] = ".d......",
  [LAGE_TASK_DRAFT] = "..i....c",
  [LAGE_TASK_ISSUED] = "...a..rc",
  [LAGE_TASK_ACKNOWLEDGED] = "....u.rc",
  [LAGE_TASK_UNDER_WAY] = ".....D.c",
  [LAGE_TASK_DONE] = "........",
  [LAGE_TASK_REFUSED] = "..i....c",
  [LAGE_TASK_CANCELLED] = "........",
};

static guint n_ops;

static LageEntity *
say (LageSituation *situation,
     guint          actor,
     LageChange     change)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageId id = test_id (TASK);

  n_ops++;
  g_ptr_array_add (ops, test_op (actor, n_ops, n_ops, LAGE_KIND_TASK, TASK, NULL, change));
  lage_situation_apply (situation, ops);
  return lage_situation_find (situation, &id);
}

static LageEntity *
make_task (LageSituation *situation,
           guint          round,
           LageTaskState  state,
           gboolean       has_unit)
{
  LageId unit = test_id (UNIT);

  if (has_unit)
    say (situation, 1, (LageChange) { .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                      .value = lage_value_entity (&unit) });
  if (state == LAGE_TASK_NONE)
    return say (situation, 1, TEST_SET (NAME, lage_value_text ("Deichwache")));
  return say (situation, 1, TEST_SET (TASK_STATE,
                                      lage_value_int (lage_task_state_pack (round, state))));
}

static void
apply_draft (LageSituation *situation,
             guint          actor,
             LageDraft     *draft)
{
  LageOpId id = { test_id (100 + actor), LAGE_LANE_LEDGER, ++n_ops };
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);

  g_ptr_array_add (ops, lage_op_new (&id, lage_hlc_from_us (TEST_NOW_US + n_ops * 1000), draft,
                                     NULL, 0));
  lage_situation_apply (situation, ops);
}

static void
test_pack (void)
{
  static const guint rounds[] = { 0, 1, 2, 255, 256, G_MAXINT32 };
  guint round;

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    for (guint state = LAGE_TASK_DRAFT; state < LAGE_N_TASK_STATES; state++)
      {
        gint64 packed = lage_task_state_pack (rounds[i], (LageTaskState) state);

        g_assert_cmpint (lage_task_state_unpack (packed, &round), ==, state);
        g_assert_cmpuint (round, ==, rounds[i]);
        g_assert_cmpint (lage_task_state_unpack (packed, NULL), ==, state);
      }

  /* Numbers that no version of the program has written. */
  g_assert_cmpint (lage_task_state_unpack (0, &round), ==, LAGE_TASK_NONE);
  g_assert_cmpint (lage_task_state_unpack (-1, &round), ==, LAGE_TASK_NONE);
  g_assert_cmpuint (round, ==, 0);
  g_assert_cmpint (lage_task_state_unpack (G_MININT64 + 2, &round), ==, LAGE_TASK_NONE);
  g_assert_cmpuint (round, ==, 0);
  g_assert_cmpint (lage_task_state_unpack (7, NULL), ==, LAGE_TASK_CANCELLED);
  g_assert_cmpint (lage_task_state_unpack (8, NULL), ==, LAGE_TASK_NONE);
  g_assert_cmpint (lage_task_state_unpack (255, NULL), ==, LAGE_TASK_NONE);
  g_assert_cmpint (lage_task_state_unpack (256, &round), ==, LAGE_TASK_NONE);
  g_assert_cmpint (lage_task_state_unpack (G_MAXINT64, &round), ==, LAGE_TASK_NONE);
  g_assert_cmpuint (round, ==, G_MAXINT32);
}

/* What the numbers are for: any state of a later round beats any of an earlier one. */
static void
test_rounds_are_ordered (void)
{
  for (guint a = LAGE_TASK_DRAFT; a < LAGE_N_TASK_STATES; a++)
    for (guint b = LAGE_TASK_DRAFT; b < LAGE_N_TASK_STATES; b++)
      {
        g_assert_cmpint (lage_task_state_pack (4, (LageTaskState) a), <,
                         lage_task_state_pack (5, (LageTaskState) b));
        if (a < b)
          g_assert_cmpint (lage_task_state_pack (4, (LageTaskState) a), <,
                           lage_task_state_pack (4, (LageTaskState) b));
      }
}

static void
test_every_pair (void)
{
  for (guint from = 0; from < LAGE_N_TASK_STATES; from++)
    for (guint to = 0; to < LAGE_N_TASK_STATES; to++)
      {
        g_autoptr(LageSituation) situation = lage_situation_new ();
        LageEntity *task = make_task (situation, 3, (LageTaskState) from, TRUE);
        g_autoptr(GError) error = NULL;
        g_autoptr(LageDraft) draft = NULL;
        gboolean is_allowed = table[from][to] != '.';

        g_test_message ("from %u to %u", from, to);
        g_assert_cmpint (lage_task_get_state (task), ==, from);
        g_assert_cmpint (lage_task_state_can_become ((LageTaskState) from, (LageTaskState) to), ==,
                         is_allowed);
        draft = lage_task_transition (task, (LageTaskState) to, "weil", &error);
        if (!is_allowed)
          {
            g_assert_null (draft);
            g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpint (draft->kind, ==, LAGE_KIND_TASK);
        apply_draft (situation, 1, draft);
        g_assert_cmpint (lage_task_get_state (task), ==, to);
        g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_TASK_REASON), ==, "weil");
        if (from != LAGE_TASK_NONE)
          g_assert_cmpuint (lage_task_get_round (task), ==, to < from ? 4 : 3);
      }
}

static void
test_reason (void)
{
  for (guint state = 0; state < LAGE_N_TASK_STATES; state++)
    {
      gboolean is_needed = state == LAGE_TASK_REFUSED || state == LAGE_TASK_CANCELLED;
      gboolean is_over = state == LAGE_TASK_DONE || state == LAGE_TASK_CANCELLED;

      g_assert_cmpint (lage_task_state_needs_reason ((LageTaskState) state), ==, is_needed);
      g_assert_cmpint (lage_task_state_is_over ((LageTaskState) state), ==, is_over);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(LageSituation) situation = lage_situation_new ();
      LageEntity *task = make_task (situation, 0, LAGE_TASK_ISSUED, TRUE);
      g_autoptr(GError) error = NULL;
      g_autoptr(LageDraft) draft = NULL;

      g_assert_null (lage_task_transition (task, LAGE_TASK_REFUSED, i == 0 ? NULL : "", &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_clear_error (&error);
      draft = lage_task_transition (task, LAGE_TASK_ACKNOWLEDGED, i == 0 ? NULL : "", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (draft->changes->len, ==, 1);
    }
}

/* The reason of a refusal is that of its round: issued again, the task has none any more. */
static void
test_reason_ends_with_its_round (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LageEntity *task = make_task (situation, 0, LAGE_TASK_ISSUED, TRUE);
  g_autoptr(LageDraft) refused = lage_task_transition (task, LAGE_TASK_REFUSED, "kein Boot", NULL);
  g_autoptr(LageDraft) issued = NULL;

  apply_draft (situation, 1, refused);
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_TASK_REASON), ==, "kein Boot");
  issued = lage_task_transition (task, LAGE_TASK_ISSUED, NULL, NULL);
  apply_draft (situation, 1, issued);
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_ISSUED);
  g_assert_cmpuint (lage_task_get_round (task), ==, 1);
  g_assert_null (lage_entity_get_text (task, LAGE_FIELD_TASK_REASON));
}

static void
test_units (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LageEntity *task = make_task (situation, 0, LAGE_TASK_DRAFT, FALSE);
  LageId unit = test_id (UNIT);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageDraft) draft = NULL;
  g_autoptr(LageDraft) cancelled = NULL;

  g_assert_null (lage_task_transition (task, LAGE_TASK_ISSUED, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);
  cancelled = lage_task_transition (task, LAGE_TASK_CANCELLED, "entfällt", &error);
  g_assert_no_error (error);

  say (situation, 1, (LageChange) { .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                    .value = lage_value_entity (&unit) });
  draft = lage_task_transition (task, LAGE_TASK_ISSUED, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (draft);
}

/* Two stations go on from the same state without having heard of each other. */
static void
test_merge (void)
{
  static const struct { guint round_a; LageTaskState a; guint round_b; LageTaskState b;
                        gboolean b_wins; } cases[] = {
    { 0, LAGE_TASK_DONE, 0, LAGE_TASK_CANCELLED, TRUE },
    { 0, LAGE_TASK_UNDER_WAY, 0, LAGE_TASK_REFUSED, TRUE },
    { 0, LAGE_TASK_UNDER_WAY, 0, LAGE_TASK_ACKNOWLEDGED, FALSE },
    { 0, LAGE_TASK_CANCELLED, 1, LAGE_TASK_DRAFT, TRUE },
    { 2, LAGE_TASK_ISSUED, 1, LAGE_TASK_DONE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint order = 0; order < 2; order++)
      {
        g_autoptr(LageSituation) situation = lage_situation_new ();
        gint64 packed[2] = { lage_task_state_pack (cases[i].round_a, cases[i].a),
                             lage_task_state_pack (cases[i].round_b, cases[i].b) };
        LageEntity *task = make_task (situation, 0, LAGE_TASK_ISSUED, TRUE);

        say (situation, 1 + order, TEST_SET (TASK_STATE, lage_value_int (packed[order])));
        say (situation, 2 - order, TEST_SET (TASK_STATE, lage_value_int (packed[1 - order])));
        g_assert_cmpint (lage_task_get_state (task), ==, cases[i].b_wins ? cases[i].b : cases[i].a);
        g_assert_cmpuint (lage_task_get_round (task), ==,
                          cases[i].b_wins ? cases[i].round_b : cases[i].round_a);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tasks/task-state/pack", test_pack);
  g_test_add_func ("/tasks/task-state/rounds-are-ordered", test_rounds_are_ordered);
  g_test_add_func ("/tasks/task-state/every-pair", test_every_pair);
  g_test_add_func ("/tasks/task-state/reason", test_reason);
  g_test_add_func ("/tasks/task-state/reason-ends-with-its-round", test_reason_ends_with_its_round);
  g_test_add_func ("/tasks/task-state/units", test_units);
  g_test_add_func ("/tasks/task-state/merge", test_merge);

  return g_test_run ();
}
