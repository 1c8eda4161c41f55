/* test-undo.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-undo.h"

#include "lage-error.h"
#include "lage-scribe.h"
#include "lage-task-state.h"
#include "test-ops.h"

#define ENTITY 1
#define UNIT_A 2
#define UNIT_B 3

typedef struct
{
  LageClock     *clock;
  LageSituation *situation;
  LageScribe    *scribe;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LageId actor = test_id (101);

  fixture->clock = lage_clock_new_anchored (1, TEST_NOW_US, 0.0);
  fixture->situation = lage_situation_new ();
  fixture->scribe = lage_scribe_new (&actor, fixture->clock, fixture->situation);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_scribe_free (fixture->scribe);
  g_object_unref (fixture->clock);
  g_assert_finalize_object (fixture->situation);
}

static GPtrArray *
new_drafts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
}

static LageDraft *
add_draft (GPtrArray *drafts,
           LageKind   kind,
           guint      entity)
{
  LageId id = test_id (entity);
  LageDraft *draft = lage_draft_new (kind, &id);

  g_ptr_array_add (drafts, draft);
  return draft;
}

/* (transfer full): the ops, folded */
static GPtrArray *
commit (Fixture   *fixture,
        GPtrArray *drafts)
{
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);

  for (guint i = 0; i < drafts->len; i++)
    lage_scribe_write (fixture->scribe, g_ptr_array_index (drafts, i), NULL, 0, ops);
  lage_situation_apply (fixture->situation, ops);
  return ops;
}

/* An edit as the session makes it. */
static LageUndo *
edit (Fixture   *fixture,
      GPtrArray *drafts)
{
  LageUndo *undo = lage_undo_new (fixture->situation, drafts, "label");
  g_autoptr(GPtrArray) ops = commit (fixture, drafts);

  lage_undo_complete (undo, ops);
  return undo;
}

static void
take_back (Fixture  *fixture,
           LageUndo *undo,
           guint     n_expected)
{
  guint n_left;
  g_autoptr(GPtrArray) drafts = lage_undo_make_drafts (undo, fixture->situation, &n_left);
  g_autoptr(GPtrArray) ops = NULL;

  g_assert_cmpuint (drafts->len, ==, n_expected);
  ops = commit (fixture, drafts);
}

static LageEntity *
find (Fixture *fixture,
      guint    entity)
{
  LageId id = test_id (entity);

  return lage_situation_find (fixture->situation, &id);
}

static const char *
get_name (Fixture *fixture)
{
  return lage_entity_get_text (find (fixture, ENTITY), LAGE_FIELD_NAME);
}

static LageUndo *
set_name (Fixture    *fixture,
          LageKind    kind,
          const char *source,
          const char *name)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, kind, ENTITY);

  lage_draft_set_source (draft, source);
  if (name != NULL)
    lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  else
    lage_draft_retract (draft, LAGE_FIELD_NAME);
  return edit (fixture, drafts);
}

static void
test_set (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(LageUndo) first = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "Deichbruch");
  g_autoptr(LageUndo) second = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "Sickerstelle");

  g_assert_cmpstr (lage_undo_get_label (second), ==, "label");
  g_assert_cmpstr (get_name (fixture), ==, "Sickerstelle");
  take_back (fixture, second, 1);
  g_assert_cmpstr (get_name (fixture), ==, "Deichbruch");
  /* Not twice: what it did no longer holds. */
  take_back (fixture, second, 0);
  g_assert_cmpstr (get_name (fixture), ==, "Deichbruch");
}

/* One after the other: what the first edit said holds again by the op that took back the second. */
static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageUndo) first = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(LageUndo) second = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "b");
  g_autoptr(LageUndo) third = set_name (fixture, LAGE_KIND_INCIDENT, NULL, NULL);
  LageUndo *steps[] = { third, second, first };
  static const char *const names[] = { "b", "a", "a" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      guint n_left;
      g_autoptr(GPtrArray) drafts = lage_undo_make_drafts (steps[i], fixture->situation, &n_left);
      g_autoptr(GPtrArray) ops = NULL;

      g_assert_cmpuint (drafts->len, ==, 1);
      g_assert_cmpuint (n_left, ==, 0);
      ops = commit (fixture, drafts);
      for (guint k = i + 1; k < G_N_ELEMENTS (steps); k++)
        g_assert_cmpint (lage_undo_follow (steps[k], steps[i], ops), ==, k == i + 1);
      g_assert_cmpstr (get_name (fixture), ==, names[i]);
      g_assert_cmpint (lage_entity_is_archived (find (fixture, ENTITY)), ==, steps[i] == first);
    }
}

static void
test_several_fields (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_INCIDENT, ENTITY);
  g_autoptr(LageUndo) undo = NULL;
  LagePoint point;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "b");
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 10.0);
  lage_draft_set_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_FLASH);
  undo = edit (fixture, drafts);
  g_assert_true (lage_entity_get_point (find (fixture, ENTITY), LAGE_FIELD_POSITION, &point));

  take_back (fixture, undo, 1);
  g_assert_cmpstr (get_name (fixture), ==, "a");
  g_assert_false (lage_entity_has (find (fixture, ENTITY), LAGE_FIELD_POSITION));
  g_assert_false (lage_entity_has (find (fixture, ENTITY), LAGE_FIELD_PRIORITY));
  g_assert_false (lage_entity_is_archived (find (fixture, ENTITY)));
}

static void
test_retract (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(LageUndo) undo = set_name (fixture, LAGE_KIND_INCIDENT, NULL, NULL);

  g_assert_null (get_name (fixture));
  take_back (fixture, undo, 1);
  g_assert_cmpstr (get_name (fixture), ==, "a");
}

/* Somebody has said it anew since: that stays. */
static void
test_retract_then_said_anew (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(LageUndo) undo = set_name (fixture, LAGE_KIND_INCIDENT, NULL, NULL);
  g_autoptr(LageUndo) other = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "c");

  take_back (fixture, undo, 0);
  g_assert_cmpstr (get_name (fixture), ==, "c");
}

static void
test_new_entity (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *list = lage_situation_get_list (fixture->situation, LAGE_KIND_INCIDENT);
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_INCIDENT, ENTITY);
  g_autoptr(LageUndo) undo = NULL;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "a");
  lage_draft_set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  undo = edit (fixture, drafts);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);

  take_back (fixture, undo, 1);
  g_assert_true (lage_entity_is_archived (find (fixture, ENTITY)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpstr (get_name (fixture), ==, "a"); /* nothing is erased */
}

static void
test_set_members (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_TASK, NULL, "Deichwache");
  LageId a = test_id (UNIT_A), b = test_id (UNIT_B);
  g_autoptr(GPtrArray) first = new_drafts ();
  g_autoptr(GPtrArray) second = new_drafts ();
  g_autoptr(LageUndo) add = NULL;
  g_autoptr(LageUndo) removal = NULL;
  g_autoptr(GArray) units = NULL;
  const LageCandidate *member;
  LageChange change;

  lage_draft_take_change (add_draft (first, LAGE_KIND_TASK, ENTITY),
                          (LageChange) { .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                         .value = lage_value_entity (&a) });
  lage_draft_take_change (g_ptr_array_index (first, 0),
                          (LageChange) { .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                         .value = lage_value_entity (&b) });
  add = edit (fixture, first);
  units = lage_entity_list_set (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS);
  g_assert_cmpuint (units->len, ==, 2);

  /* One is taken away by an edit of its own, and comes back. */
  member = lage_entity_find (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS);
  change = (LageChange) { .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_REMOVE,
                          .value = lage_value_copy (&member->value) };
  lage_situation_get_op_id (fixture->situation, find (fixture, ENTITY), member,
                            &change.supersedes);
  lage_draft_take_change (add_draft (second, LAGE_KIND_TASK, ENTITY), change);
  removal = edit (fixture, second);
  g_clear_pointer (&units, g_array_unref);
  units = lage_entity_list_set (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS);
  g_assert_cmpuint (units->len, ==, 1);

  take_back (fixture, removal, 1);
  g_clear_pointer (&units, g_array_unref);
  units = lage_entity_list_set (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS);
  g_assert_cmpuint (units->len, ==, 2);
  take_back (fixture, removal, 0); /* it is there: nothing to add */

  take_back (fixture, add, 1);
  g_clear_pointer (&units, g_array_unref);
  units = lage_entity_list_set (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS);
  /* The one that was taken away and put back since is no longer that of the first edit. */
  g_assert_cmpuint (units->len, ==, 1);
}

static LageUndo *
make_transition (Fixture       *fixture,
                 LageTaskState  to,
                 const char    *reason)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  g_autoptr(GError) error = NULL;
  LageDraft *draft = lage_task_transition (find (fixture, ENTITY), to, reason, &error);

  g_assert_no_error (error);
  g_ptr_array_add (drafts, draft);
  return edit (fixture, drafts);
}

static void
make_task (Fixture       *fixture,
           LageTaskState  state)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_TASK, ENTITY);
  LageId unit = test_id (UNIT_A);
  g_autoptr(GPtrArray) ops = NULL;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Deichwache");
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_ADD,
                                                .value = lage_value_entity (&unit) });
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, state));
  ops = commit (fixture, drafts);
}

static void
test_task_state (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *task;
  g_autoptr(LageUndo) under_way = NULL;
  g_autoptr(LageUndo) done = NULL;

  make_task (fixture, LAGE_TASK_ACKNOWLEDGED);
  task = find (fixture, ENTITY);
  under_way = make_transition (fixture, LAGE_TASK_UNDER_WAY, NULL);
  take_back (fixture, under_way, 1);
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_ACKNOWLEDGED);
  g_assert_cmpuint (lage_task_get_round (task), ==, 1);

  /* From there it goes on as ever, and back once more. */
  g_clear_pointer (&under_way, lage_undo_free);
  under_way = make_transition (fixture, LAGE_TASK_UNDER_WAY, NULL);
  done = make_transition (fixture, LAGE_TASK_DONE, NULL);
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_DONE);
  take_back (fixture, under_way, 0); /* it went on since */
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_DONE);
  take_back (fixture, done, 1);
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_UNDER_WAY);
  g_assert_cmpuint (lage_task_get_round (task), ==, 2);
}

static void
test_task_reason (Fixture       *fixture,
                  gconstpointer  data)
{
  LageEntity *task;
  g_autoptr(LageUndo) refused = NULL;
  g_autoptr(LageUndo) issued = NULL;

  make_task (fixture, LAGE_TASK_ISSUED);
  task = find (fixture, ENTITY);
  refused = make_transition (fixture, LAGE_TASK_REFUSED, "kein Boot");
  issued = make_transition (fixture, LAGE_TASK_ISSUED, NULL);
  g_assert_null (lage_entity_get_text (task, LAGE_FIELD_TASK_REASON));

  take_back (fixture, issued, 1);
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_REFUSED);
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_TASK_REASON), ==, "kein Boot");
}

/* Two stations: what the other one has said since is left alone, the rest goes back. */
static void
test_later_change (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_INCIDENT, ENTITY);
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(LageUndo) undo = NULL;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "b");
  lage_draft_set_text (draft, LAGE_FIELD_LOCATION, "Finkenwerder");
  undo = edit (fixture, drafts);
  g_ptr_array_add (ops, test_op (2, 1, 1000, LAGE_KIND_INCIDENT, ENTITY, NULL,
                                 TEST_SET (NAME, lage_value_text ("c"))));
  lage_situation_apply (fixture->situation, ops);
  g_assert_cmpstr (get_name (fixture), ==, "c");

  take_back (fixture, undo, 1);
  g_assert_cmpstr (get_name (fixture), ==, "c");
  g_assert_null (lage_entity_get_text (find (fixture, ENTITY), LAGE_FIELD_LOCATION));
  take_back (fixture, undo, 0);
}

/* What somebody else has worked on is not put away with it. */
static void
test_new_entity_then_changed (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_INCIDENT, ENTITY);
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GPtrArray) back = NULL;
  g_autoptr(LageUndo) undo = NULL;
  guint n_left;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "a");
  lage_draft_set_text (draft, LAGE_FIELD_LOCATION, "Finkenwerder");
  undo = edit (fixture, drafts);
  g_ptr_array_add (ops, test_op (2, 1, 1000, LAGE_KIND_INCIDENT, ENTITY, NULL,
                                 TEST_SET (NAME, lage_value_text ("c"))));
  lage_situation_apply (fixture->situation, ops);

  back = lage_undo_make_drafts (undo, fixture->situation, &n_left);
  g_assert_cmpuint (back->len, ==, 0);
  g_assert_cmpuint (n_left, ==, 2);
}

/* There and back and there again, with what was written down and read in between. */
static void
test_written_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  LageDraft *draft = add_draft (drafts, LAGE_KIND_TASK, ENTITY);
  LageId unit = test_id (UNIT_A);
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_TASK, NULL, "Deichwache");
  g_autoptr(LageUndo) undo = NULL;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Deichverteidigung");
  lage_draft_retract (draft, LAGE_FIELD_DESCRIPTION);
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_ADD,
                                                .value = lage_value_entity (&unit) });
  undo = edit (fixture, drafts);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GBytes) bytes = lage_undo_write (undo);
      g_autoptr(GError) error = NULL;
      g_autoptr(LageUndo) read = lage_undo_read (bytes, "label", &error);
      g_autoptr(GBytes) again = NULL;
      g_autoptr(GPtrArray) back = NULL;
      guint n_left;

      g_assert_no_error (error);
      again = lage_undo_write (read);
      g_assert_true (g_bytes_equal (bytes, again));
      back = lage_undo_make_drafts (read, fixture->situation, &n_left);
      g_assert_cmpuint (n_left, ==, 0);
      lage_undo_free (undo);
      undo = edit (fixture, back);
      g_assert_cmpstr (get_name (fixture), ==, i % 2 == 0 ? "Deichwache" : "Deichverteidigung");
      g_assert_cmpint (lage_entity_find (find (fixture, ENTITY), LAGE_FIELD_TASK_UNITS) != NULL, ==,
                       i % 2 != 0);
    }
}

/* Cut off anywhere, or with anything else in it: refused, and nothing worse. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(LageUndo) undo = set_name (fixture, LAGE_KIND_INCIDENT, NULL, "a");
  g_autoptr(GBytes) bytes = lage_undo_write (undo);
  gsize size = g_bytes_get_size (bytes);

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_undo_read (part, "label", &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
  for (gsize n = 0; n < size; n++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr(GBytes) other = NULL;
      g_autoptr(LageUndo) read = NULL;

      copy[n] ^= 0xff;
      other = g_bytes_new (copy, size);
      read = lage_undo_read (other, "label", NULL);
    }
}

static void
test_manual_over_feed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(LageUndo) feed = set_name (fixture, LAGE_KIND_UNIT, "cot", "FL-HH-1");
  g_autoptr(LageUndo) undo = set_name (fixture, LAGE_KIND_UNIT, NULL, "Florian 1");
  g_autoptr(LageUndo) later = NULL;

  g_assert_cmpstr (get_name (fixture), ==, "Florian 1");
  /* The feed goes on meanwhile. */
  later = set_name (fixture, LAGE_KIND_UNIT, "cot", "FL-HH-2");
  take_back (fixture, undo, 1);
  g_assert_cmpstr (get_name (fixture), ==, "FL-HH-2");
  g_assert_false (lage_entity_is_archived (find (fixture, ENTITY)));
}

/* What an import says is taken back under its name, also by what was written down. */
static void
test_other_source (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(LageUndo) made = set_name (fixture, LAGE_KIND_UNIT, "import:a.csv", "Florian 1");
  g_autoptr(LageUndo) undo = set_name (fixture, LAGE_KIND_UNIT, "import:a.csv", "Florian 2");
  g_autoptr(GBytes) bytes = lage_undo_write (undo);
  g_autoptr(LageUndo) read = lage_undo_read (bytes, "label", NULL);
  g_autoptr(GPtrArray) candidates = NULL;

  g_assert_cmpstr (get_name (fixture), ==, "Florian 2");
  take_back (fixture, read, 1);
  g_assert_cmpstr (get_name (fixture), ==, "Florian 1");
  candidates = lage_entity_list_candidates (find (fixture, ENTITY), LAGE_FIELD_NAME);
  g_assert_cmpuint (candidates->len, ==, 1);
  g_assert_cmpstr (lage_situation_get_source (fixture->situation,
                                              g_ptr_array_index (candidates, 0)), ==,
                   "import:a.csv");
}

/* So many entities that looking at each for each would never end. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) drafts = new_drafts ();
  g_autoptr(LageUndo) undo = NULL;
  LageId first;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      LageDraft *draft = lage_draft_new_external (LAGE_KIND_UNIT, "import", name);

      lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
      lage_draft_set_int (draft, LAGE_FIELD_STATUS, 2);
      g_ptr_array_add (drafts, draft);
    }
  first = ((LageDraft *) g_ptr_array_index (drafts, 0))->entity;
  undo = edit (fixture, drafts);
  g_assert_false (lage_entity_is_archived (lage_situation_find (fixture->situation, &first)));
  take_back (fixture, undo, 20000);
  g_assert_true (lage_entity_is_archived (lage_situation_find (fixture->situation, &first)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/session/undo/" path, Fixture, NULL, set_up, function, \
                                        tear_down)
  ADD ("set", test_set);
  ADD ("chain", test_chain);
  ADD ("several-fields", test_several_fields);
  ADD ("retract", test_retract);
  ADD ("retract-then-said-anew", test_retract_then_said_anew);
  ADD ("new-entity", test_new_entity);
  ADD ("set-members", test_set_members);
  ADD ("task-state", test_task_state);
  ADD ("task-reason", test_task_reason);
  ADD ("later-change", test_later_change);
  ADD ("new-entity-then-changed", test_new_entity_then_changed);
  ADD ("written-down", test_written_down);
  ADD ("damaged", test_damaged);
  ADD ("manual-over-feed", test_manual_over_feed);
  ADD ("other-source", test_other_source);
  ADD ("many", test_many);

  return g_test_run ();
}
