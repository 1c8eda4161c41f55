/* test-task-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-dialog.h"
#include "lage-task-state.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture  base;
  LageTaskDialog *dialog; /* (nullable): open */
  LageEntity     *saved;  /* (nullable): said by the dialog */
  LageEntity     *engine;
  LageEntity     *boat;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->engine = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  fixture->boat = fixture_add_unit (fixture->base.session, "Löschboot <1>", 2, 53.54, 9.98);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (fixture->dialog == NULL);
  session_fixture_tear_down (&fixture->base, data);
}

static void
saved_cb (Fixture    *fixture,
          LageEntity *entity)
{
  fixture->saved = entity;
}

static void
open_dialog (Fixture    *fixture,
             LageEntity *task)
{
  fixture->dialog = lage_task_dialog_new (fixture->base.session, task);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_TASK_DIALOG, name);
}

static void
press (Fixture    *fixture,
       const char *button)
{
  fixture_click (child (fixture, button));
  fixture_wait_until (fixture->dialog == NULL);
}

static gboolean
is_check_of (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL, text) == NULL;
}

static GtkCheckButton *
find_unit (Fixture    *fixture,
           LageEntity *unit)
{
  GtkWidget *box = child (fixture, "units_box");

  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = fixture_find (row, is_check_of, lage_entity_get_title (unit));

      if (check != NULL)
        return GTK_CHECK_BUTTON (check);
    }
  g_assert_not_reached ();
}

static guint
get_n_units_shown (Fixture *fixture)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (child (fixture, "units_box")); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_mapped (row);
  return n;
}

static gboolean
has_unit (LageEntity *task,
          LageEntity *unit)
{
  g_autoptr(GArray) units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);

  for (guint i = 0; i < units->len; i++)
    if (lage_id_equal (&g_array_index (units, LageId, i), lage_entity_get_id (unit)))
      return TRUE;
  return FALSE;
}

static void
test_issues_a_task_to_two_units (Fixture       *fixture,
                                 gconstpointer  data)
{
  LageEntity *task;
  LagePoint point;

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "mission_row"), "Fill sandbags");
  fixture_write (child (fixture, "due_row"), "06:30");
  fixture_write (child (fixture, "location_row"), "Fischmarkt");
  fixture_write (child (fixture, "position_row"), "53.5451 9.9497");
  fixture_write (child (fixture, "means_row"), "5000 bags");
  fixture_write (child (fixture, "route_row"), "Elbchaussee");
  fixture_write (child (fixture, "intent_row"), "Hold the gate until high water");
  adw_combo_row_set_selected (child (fixture, "priority_row"), 1);
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "issue_button")));
  gtk_check_button_set_active (find_unit (fixture, fixture->engine), TRUE);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "1 unit assigned"));
  gtk_check_button_set_active (find_unit (fixture, fixture->boat), TRUE);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "2 units assigned"));
  press (fixture, "issue_button");

  task = fixture->saved;
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_ISSUED);
  g_assert_cmpstr (lage_entity_get_title (task), ==, "Fill sandbags");
  g_assert_cmpint (lage_entity_get_time_us (task, LAGE_FIELD_DUE_AT) - FIXTURE_NOW_US, ==,
                   7 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_LOCATION), ==, "Fischmarkt");
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_MEANS), ==, "5000 bags");
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_ROUTE), ==, "Elbchaussee");
  g_assert_cmpstr (lage_entity_get_text (task, LAGE_FIELD_INTENT), ==,
                   "Hold the gate until high water");
  g_assert_cmpint (lage_entity_get_int (task, LAGE_FIELD_PRIORITY, 0), ==, LAGE_PRIORITY_URGENT);
  g_assert_true (lage_entity_get_point (task, LAGE_FIELD_POSITION, &point));
  g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&point), 53.5451, 1e-6);
  g_assert_true (has_unit (task, fixture->engine));
  g_assert_true (has_unit (task, fixture->boat));
  g_assert_cmpstr (lage_entity_find (task, LAGE_FIELD_TASK_STATE)->author, ==, "S2 Meyer");
}

static void
test_saves_a_draft_without_units (Fixture       *fixture,
                                  gconstpointer  data)
{
  open_dialog (fixture, NULL);
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  fixture_write (child (fixture, "mission_row"), "  ");
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  fixture_write (child (fixture, "mission_row"), "Pump the cellar");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "save_button")));
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "issue_button")));
  press (fixture, "save_button");
  g_assert_cmpint (lage_task_get_state (fixture->saved), ==, LAGE_TASK_DRAFT);
}

static void
test_refuses_wrong_time_and_position (Fixture       *fixture,
                                      gconstpointer  data)
{
  GtkWidget *dialog;

  open_dialog (fixture, NULL);
  dialog = GTK_WIDGET (fixture->dialog);
  fixture_write (child (fixture, "mission_row"), "Pump the cellar");
  gtk_check_button_set_active (find_unit (fixture, fixture->engine), TRUE);
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "issue_button")));

  fixture_write (child (fixture, "due_row"), "25:00");
  g_assert_true (fixture_shows (dialog, "The time is not understood"));
  g_assert_true (gtk_widget_has_css_class (child (fixture, "due_row"), "error"));
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "issue_button")));
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));

  fixture_write (child (fixture, "due_row"), "23:59");
  fixture_write (child (fixture, "position_row"), "somewhere");
  g_assert_true (fixture_shows (dialog, "The position is not understood"));
  g_assert_false (gtk_widget_has_css_class (child (fixture, "due_row"), "error"));
  g_assert_true (gtk_widget_has_css_class (child (fixture, "position_row"), "error"));
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "issue_button")));

  fixture_write (child (fixture, "position_row"), "");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "issue_button")));
  g_assert_false (fixture_shows (dialog, "not understood"));
}

static void
test_filter_finds_units (Fixture       *fixture,
                         gconstpointer  data)
{
  open_dialog (fixture, NULL);
  g_assert_cmpuint (get_n_units_shown (fixture), ==, 2);
  fixture_write (child (fixture, "units_filter"), "LÖSCH");
  fixture_wait_until (get_n_units_shown (fixture) == 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_unit (fixture, fixture->boat))));
  /* What the title looks like to the markup is not what people look for. */
  fixture_write (child (fixture, "units_filter"), "boot <1>");
  g_signal_emit_by_name (child (fixture, "units_filter"), "search-changed");
  fixture_wait_until (get_n_units_shown (fixture) == 1);
  fixture_write (child (fixture, "units_filter"), "");
  fixture_wait_until (get_n_units_shown (fixture) == 2);
}

/* More than there are rows for; the last by name is found all the same, and a tick stays. */
static void
test_filter_finds_any_of_many_units (Fixture       *fixture,
                                     gconstpointer  data)
{
  LageSession *session = fixture->base.session;
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  guint64 n_before = lage_session_get_n_committed (session);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("Wagen %03u", i);

      g_ptr_array_add (drafts, fixture_draft (LAGE_KIND_UNIT, name));
    }
  lage_session_take_drafts (session, "cot", drafts);
  fixture_wait_until (lage_session_get_n_committed (session) > n_before);
  lage_situation_flush (lage_session_get_situation (session));

  open_dialog (fixture, NULL);
  gtk_check_button_set_active (find_unit (fixture, fixture->boat), TRUE);
  fixture_write (child (fixture, "units_filter"), "wagen 499");
  fixture_wait_until (get_n_units_shown (fixture) == 1);
  fixture_write (child (fixture, "units_filter"), "");
  fixture_wait_until (get_n_units_shown (fixture) > 300);
  g_assert_true (gtk_check_button_get_active (find_unit (fixture, fixture->boat)));
}

static void
test_context_fills_the_form (Fixture       *fixture,
                             gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_INCIDENT, "Dike leaks");
  LageEntity *incident;
  LageId id;

  lage_draft_set_text (draft, LAGE_FIELD_LOCATION, "Neuenfelde");
  lage_draft_set_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_FLASH);
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.52, 9.8);
  incident = fixture_take (fixture->base.session, "cot", draft);

  open_dialog (fixture, NULL);
  lage_task_dialog_set_context (fixture->dialog, incident);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "location_row")), ==, "Neuenfelde");
  g_assert_cmpuint (adw_combo_row_get_selected (child (fixture, "priority_row")), ==, 2);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "Dike leaks"));
  fixture_write (child (fixture, "mission_row"), "Lay a ring of sandbags");
  press (fixture, "save_button");
  g_assert_true (lage_entity_get_reference (fixture->saved, LAGE_FIELD_TASK_INCIDENT, &id));
  g_assert_true (lage_id_equal (&id, lage_entity_get_id (incident)));
  g_assert_true (lage_entity_has (fixture->saved, LAGE_FIELD_POSITION));

  open_dialog (fixture, NULL);
  lage_task_dialog_set_context (fixture->dialog, fixture->boat);
  g_assert_true (gtk_check_button_get_active (find_unit (fixture, fixture->boat)));
  g_assert_false (gtk_check_button_get_active (find_unit (fixture, fixture->engine)));
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "position_row")), ==, "");
}

static void
test_changes_units_of_a_task (Fixture       *fixture,
                              gconstpointer  data)
{
  LageEntity *task;
  guint64 n_before;

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "mission_row"), "Patrol the dike");
  fixture_write (child (fixture, "due_row"), "23:45");
  gtk_check_button_set_active (find_unit (fixture, fixture->engine), TRUE);
  press (fixture, "issue_button");
  task = fixture->saved;
  n_before = lage_session_get_n_committed (fixture->base.session);

  open_dialog (fixture, task);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "Change Task");
  g_assert_false (gtk_widget_get_visible (child (fixture, "issue_button")));
  g_assert_true (gtk_check_button_get_active (find_unit (fixture, fixture->engine)));
  press (fixture, "save_button");
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, n_before);

  open_dialog (fixture, task);
  gtk_check_button_set_active (find_unit (fixture, fixture->engine), FALSE);
  gtk_check_button_set_active (find_unit (fixture, fixture->boat), TRUE);
  fixture_write (child (fixture, "due_row"), "");
  press (fixture, "save_button");
  g_assert_false (has_unit (task, fixture->engine));
  g_assert_true (has_unit (task, fixture->boat));
  g_assert_false (lage_entity_has (task, LAGE_FIELD_DUE_AT));
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_ISSUED);
}

static void
test_everything_is_there_after_reopening (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(LageEntity) task = NULL;
  g_autoptr(GArray) units = NULL;
  GListModel *tasks;

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "mission_row"), "Patrol the dike");
  gtk_check_button_set_active (find_unit (fixture, fixture->engine), TRUE);
  press (fixture, "issue_button");

  lage_session_close (fixture->base.session);
  g_object_unref (fixture->base.session);
  fixture->base.session = fixture_open_session (fixture->base.directory);
  tasks = lage_situation_get_list (lage_session_get_situation (fixture->base.session),
                                   LAGE_KIND_TASK);
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, 1);
  task = g_list_model_get_item (tasks, 0);
  g_assert_cmpstr (lage_entity_get_title (task), ==, "Patrol the dike");
  g_assert_cmpint (lage_task_get_state (task), ==, LAGE_TASK_ISSUED);
  units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);
  g_assert_cmpuint (units->len, ==, 1);
  fixture->engine = lage_situation_find (lage_session_get_situation (fixture->base.session),
                                         &g_array_index (units, LageId, 0));
  g_assert_cmpstr (lage_entity_get_title (fixture->engine), ==, "Florian 12");
}

static GtkWidget *
find_question (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static void
test_asks_before_words_are_lost (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *question;

  open_dialog (fixture, NULL);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (fixture->dialog == NULL);
  g_assert_null (find_question ());

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "mission_row"), "Long thought about");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_nonnull (fixture->dialog);
  gtk_window_close (GTK_WINDOW (question));
  fixture_wait_until (find_question () == NULL);
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "mission_row")), ==, "Long thought about");

  gtk_window_close (GTK_WINDOW (fixture->dialog));
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  gtk_window_destroy (GTK_WINDOW (question));
  fixture_wait_until (fixture->dialog == NULL);
}

static void
test_is_accessible (Fixture       *fixture,
                    gconstpointer  data)
{
  open_dialog (fixture, NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find_unit (fixture, fixture->boat)),
                                   GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_unit (fixture, fixture->boat)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Löschboot <1>");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (fixture, "units_box")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Units");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         child (fixture, "mission_row")));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/task-dialog/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("issues-a-task-to-two-units", test_issues_a_task_to_two_units);
  ADD ("saves-a-draft-without-units", test_saves_a_draft_without_units);
  ADD ("refuses-wrong-time-and-position", test_refuses_wrong_time_and_position);
  ADD ("filter-finds-units", test_filter_finds_units);
  ADD ("filter-finds-any-of-many-units", test_filter_finds_any_of_many_units);
  ADD ("context-fills-the-form", test_context_fills_the_form);
  ADD ("changes-units-of-a-task", test_changes_units_of_a_task);
  ADD ("everything-is-there-after-reopening", test_everything_is_there_after_reopening);
  ADD ("asks-before-words-are-lost", test_asks_before_words_are_lost);
  ADD ("is-accessible", test_is_accessible);

  return g_test_run ();
}
