/* test-task-bar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-bar.h"
#include "lage-task-state.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageTaskBar   *bar;
  LageEntity    *unit;
  LageEntity    *task;
} Fixture;

static const char *const labels[LAGE_N_TASK_STATES] = {
  [LAGE_TASK_ISSUED] = "_Issue",
  [LAGE_TASK_ACKNOWLEDGED] = "_Acknowledged",
  [LAGE_TASK_UNDER_WAY] = "Under _Way",
  [LAGE_TASK_DONE] = "_Done",
  [LAGE_TASK_REFUSED] = "_Refused…",
  [LAGE_TASK_CANCELLED] = "_Cancel Task…",
};

static LageEntity *
add_task (Fixture       *fixture,
          LageTaskState  state,
          gboolean       has_unit)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_TASK, "Fill sandbags");

  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, state));
  if (has_unit)
    lage_draft_take_change (draft, (LageChange) {
                                     .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
                                     .value = lage_value_entity (
                                       lage_entity_get_id (fixture->unit)) });
  return fixture_take (fixture->base.session, "radio", draft);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  fixture->bar = g_object_new (LAGE_TYPE_TASK_BAR, NULL);
  lage_task_bar_set_session (fixture->bar, fixture->base.session);
}

static void
show_task (Fixture       *fixture,
           LageTaskState  state,
           gboolean       has_unit)
{
  fixture->task = add_task (fixture, state, has_unit);
  lage_task_bar_set_task (fixture->bar, fixture->task);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->bar));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->base.window == NULL)
    g_object_unref (g_object_ref_sink (fixture->bar));
  session_fixture_tear_down (&fixture->base, data);
}

static GtkWidget *
find_button (Fixture       *fixture,
             LageTaskState  state)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (fixture->bar), fixture_is_button, labels[state]);

  g_assert_nonnull (button);
  return button;
}

/* What is offered is what the rules allow, and nothing else. */
static void
assert_steps (Fixture *fixture)
{
  LageTaskState from = lage_task_get_state (fixture->task);

  lage_task_bar_update (fixture->bar);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->bar));
  for (guint to = LAGE_TASK_DRAFT; to < LAGE_N_TASK_STATES; to++)
    if (labels[to] != NULL)
      g_assert_cmpint (gtk_widget_get_mapped (find_button (fixture, (LageTaskState) to)), ==,
                       lage_task_state_can_become (from, (LageTaskState) to));
}

static void
take_step (Fixture       *fixture,
           LageTaskState  state)
{
  fixture_click (find_button (fixture, state));
  fixture_wait_until (lage_task_get_state (fixture->task) == state);
  assert_steps (fixture);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_goes_from_draft_to_done (Fixture       *fixture,
                              gconstpointer  data)
{
  show_task (fixture, LAGE_TASK_DRAFT, TRUE);
  assert_steps (fixture);
  g_assert_true (gtk_widget_get_mapped (find_button (fixture, LAGE_TASK_ISSUED)));
  g_assert_false (gtk_widget_get_mapped (find_button (fixture, LAGE_TASK_DONE)));
  g_assert_false (gtk_widget_get_mapped (find_button (fixture, LAGE_TASK_UNDER_WAY)));

  take_step (fixture, LAGE_TASK_ISSUED);
  take_step (fixture, LAGE_TASK_ACKNOWLEDGED);
  take_step (fixture, LAGE_TASK_UNDER_WAY);
  take_step (fixture, LAGE_TASK_DONE);
  g_assert_false (gtk_widget_get_mapped (find_button (fixture, LAGE_TASK_CANCELLED)));
  g_assert_cmpstr (lage_entity_find (fixture->task, LAGE_FIELD_TASK_STATE)->author, ==,
                   "S2 Meyer");
}

static void
test_needs_a_unit (Fixture       *fixture,
                   gconstpointer  data)
{
  show_task (fixture, LAGE_TASK_DRAFT, FALSE);
  fixture_click (find_button (fixture, LAGE_TASK_ISSUED));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->bar), "Assign a unit first"));
  fixture_wait_until (lage_session_get_n_waiting (fixture->base.session) == 0);
  g_assert_cmpint (lage_task_get_state (fixture->task), ==, LAGE_TASK_DRAFT);
}

static void
test_refusing_needs_a_reason (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *dialog, *confirm;
  GtkWidget *entry;

  show_task (fixture, LAGE_TASK_ISSUED, TRUE);
  fixture_click (find_button (fixture, LAGE_TASK_REFUSED));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_test_widget_wait_for_draw (dialog);
  g_assert_true (fixture_shows (dialog, "Why is it refused?"));
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Reason");
  confirm = fixture_find (dialog, fixture_is_button, "_Confirm");
  g_assert_false (gtk_widget_is_sensitive (confirm));
  fixture_write (entry, "   ");
  g_assert_false (gtk_widget_is_sensitive (confirm));
  fixture_write (entry, "Pump broken");
  g_assert_true (gtk_widget_is_sensitive (confirm));
  fixture_click (confirm);

  fixture_wait_until (lage_task_get_state (fixture->task) == LAGE_TASK_REFUSED);
  g_assert_cmpstr (lage_entity_get_text (fixture->task, LAGE_FIELD_TASK_REASON), ==,
                   "Pump broken");
  assert_steps (fixture);
  fixture_wait_until (find_dialog () == NULL);
}

static void
test_going_back_changes_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *dialog;

  show_task (fixture, LAGE_TASK_UNDER_WAY, TRUE);
  fixture_click (find_button (fixture, LAGE_TASK_CANCELLED));
  dialog = find_dialog ();
  gtk_test_widget_wait_for_draw (dialog);
  fixture_write (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)), "Not needed");
  fixture_click (fixture_find (dialog, fixture_is_button, "_Back"));
  fixture_wait_until (find_dialog () == NULL);
  fixture_wait_until (lage_session_get_n_waiting (fixture->base.session) == 0);
  g_assert_cmpint (lage_task_get_state (fixture->task), ==, LAGE_TASK_UNDER_WAY);
}

/* The reason was asked for one task, and another is shown when it is given. */
static void
test_the_reason_stays_with_its_task (Fixture       *fixture,
                                     gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_TASK, "Another task");
  GtkWidget *dialog;
  LageEntity *other;

  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, LAGE_TASK_ISSUED));
  other = fixture_take (fixture->base.session, "radio", draft);
  show_task (fixture, LAGE_TASK_ISSUED, TRUE);
  fixture_click (find_button (fixture, LAGE_TASK_CANCELLED));
  dialog = find_dialog ();
  gtk_test_widget_wait_for_draw (dialog);
  fixture_write (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)), "Not needed");
  lage_task_bar_set_task (fixture->bar, other);
  fixture_click (fixture_find (dialog, fixture_is_button, "_Confirm"));

  fixture_wait_until (lage_task_get_state (fixture->task) == LAGE_TASK_CANCELLED);
  g_assert_cmpint (lage_task_get_state (other), ==, LAGE_TASK_ISSUED);
  fixture_wait_until (find_dialog () == NULL);
}

static void
test_hides_without_a_task (Fixture       *fixture,
                           gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  show_task (fixture, LAGE_TASK_DRAFT, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  lage_task_bar_set_task (fixture->bar, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/task-bar/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("goes-from-draft-to-done", test_goes_from_draft_to_done);
  ADD ("needs-a-unit", test_needs_a_unit);
  ADD ("refusing-needs-a-reason", test_refusing_needs_a_reason);
  ADD ("going-back-changes-nothing", test_going_back_changes_nothing);
  ADD ("the-reason-stays-with-its-task", test_the_reason_stays_with_its_task);
  ADD ("hides-without-a-task", test_hides_without_a_task);

  return g_test_run ();
}
