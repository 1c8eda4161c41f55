/* test-history-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-history-list.h"
#include "lage-task-state.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture   base;
  LageHistoryList *list;
  LageEntity      *unit;
  LageEntity      *task;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_TASK, "Fill sandbags");

  session_fixture_set_up (&fixture->base, data);
  fixture->unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, LAGE_TASK_DRAFT));
  lage_draft_take_change (draft, (LageChange) {
                                   .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                   .value = lage_value_entity (
                                     lage_entity_get_id (fixture->unit)) });
  fixture->task = fixture_take (fixture->base.session, "radio", draft);

  fixture->list = g_object_new (LAGE_TYPE_HISTORY_LIST, NULL);
  lage_history_list_set_session (fixture->list, fixture->base.session);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->list));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *is_done = user_data;

  lage_session_edit_finish (LAGE_SESSION (object), result, &error);
  g_assert_no_error (error);
  *is_done = TRUE;
}

static void
step (Fixture       *fixture,
      LageTaskState  state,
      const char    *reason)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  g_ptr_array_add (drafts, lage_task_transition (fixture->task, state, reason, &error));
  g_assert_no_error (error);
  lage_session_edit_async (fixture->base.session, drafts, "Step", NULL, edited_cb, &is_done);
  fixture_wait_until (is_done);
}

static GtkWidget *
find_rows (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (fixture->list), fixture_is_type, "GtkListBox");
}

static guint
get_n_rows (Fixture *fixture)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (find_rows (fixture)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static void
test_shows_steps_with_their_authors (Fixture       *fixture,
                                     gconstpointer  data)
{
  GtkWidget *first;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  lage_history_list_set_entity (fixture->list, fixture->task);
  fixture_wait_until (get_n_rows (fixture) == 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
  first = gtk_widget_get_first_child (find_rows (fixture));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "Mission: Fill sandbags"));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "State: Draft"));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "Units: Florian 12"));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "23:00 · radio"));

  /* Newest first, as soon as it is on disk. */
  step (fixture, LAGE_TASK_ISSUED, NULL);
  fixture_wait_until (get_n_rows (fixture) == 2);
  first = gtk_widget_get_first_child (find_rows (fixture));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "State: Issued"));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "By hand · S2 Meyer"));

  step (fixture, LAGE_TASK_REFUSED, "Pump broken");
  fixture_wait_until (get_n_rows (fixture) == 3);
  first = gtk_widget_get_first_child (find_rows (fixture));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "State: Refused"));
  g_assert_nonnull (fixture_find (first, fixture_has_words, "Reason: Pump broken"));
}

static void
test_changes_with_the_entity (Fixture       *fixture,
                              gconstpointer  data)
{
  lage_history_list_set_entity (fixture->list, fixture->task);
  fixture_wait_until (get_n_rows (fixture) == 1);
  lage_history_list_set_entity (fixture->list, fixture->unit);
  fixture_wait_until (get_n_rows (fixture) == 1
                      && fixture_shows (GTK_WIDGET (fixture->list), "Call sign: Florian 12"));
  /* Where it was is not part of what was decided. */
  g_assert_false (fixture_shows (GTK_WIDGET (fixture->list), "Position"));
  lage_history_list_set_entity (fixture->list, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->list)));
}

/* What was asked of the log for one entity does not appear with another, nor after the end. */
static void
test_late_answers_are_ignored (Fixture       *fixture,
                               gconstpointer  data)
{
  lage_history_list_set_entity (fixture->list, fixture->task);
  lage_history_list_set_entity (fixture->list, fixture->unit);
  fixture_wait_until (get_n_rows (fixture) == 1);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->list), "Florian 12"));
  g_assert_false (fixture_shows (GTK_WIDGET (fixture->list), "Fill sandbags"));
  lage_history_list_set_entity (fixture->list, fixture->task);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/history-list/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("shows-steps-with-their-authors", test_shows_steps_with_their_authors);
  ADD ("changes-with-the-entity", test_changes_with_the_entity);
  ADD ("late-answers-are-ignored", test_late_answers_are_ignored);

  return g_test_run ();
}
