/* test-incident-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-incident-dialog.h"
#include "window-fixture.h"

#define PROBLEM "The position is not understood"

typedef struct
{
  SessionFixture      base;
  LageIncidentDialog *dialog; /* (nullable): open */
  LageEntity         *saved;  /* (nullable): said by the dialog */
  guint               n_saved;
} Fixture;

static void
saved_cb (Fixture    *fixture,
          LageEntity *entity)
{
  fixture->saved = entity;
  fixture->n_saved++;
}

static void
open_dialog (Fixture    *fixture,
             LageEntity *incident)
{
  fixture->dialog = lage_incident_dialog_new (fixture->base.session, incident);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
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
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_INCIDENT_DIALOG, name);
}

static void
save (Fixture *fixture)
{
  fixture_click (child (fixture, "save_button"));
  fixture_wait_until (fixture->dialog == NULL);
}

static GListModel *
get_incidents (Fixture *fixture)
{
  return lage_situation_get_list (lage_session_get_situation (fixture->base.session),
                                  LAGE_KIND_INCIDENT);
}

static void
test_creates_an_incident (Fixture       *fixture,
                          gconstpointer  data)
{
  LageEntity *incident;
  LagePoint point;

  open_dialog (fixture, NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "New Incident");
  fixture_write (child (fixture, "name_row"), " Dike leaks ");
  fixture_write (child (fixture, "type_row"), "Dike");
  fixture_write (child (fixture, "location_row"), "Neuenfelder Hauptdeich 12");
  fixture_write (child (fixture, "position_row"), "53,521 9,803");
  fixture_write (child (fixture, "reporter_row"), "Dike guard");
  adw_combo_row_set_selected (child (fixture, "priority_row"), 2);
  adw_combo_row_set_selected (child (fixture, "state_row"), 1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (child (fixture, "description_view")),
                            "Water at the inner foot,\nten metres wide", -1);
  save (fixture);

  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_incidents (fixture)), ==, 1);
  incident = fixture->saved;
  g_assert_cmpstr (lage_entity_get_title (incident), ==, "Dike leaks");
  g_assert_cmpstr (lage_entity_get_text (incident, LAGE_FIELD_INCIDENT_TYPE), ==, "Dike");
  g_assert_cmpstr (lage_entity_get_text (incident, LAGE_FIELD_LOCATION), ==,
                   "Neuenfelder Hauptdeich 12");
  g_assert_cmpstr (lage_entity_get_text (incident, LAGE_FIELD_REPORTED_BY), ==, "Dike guard");
  g_assert_cmpstr (lage_entity_get_text (incident, LAGE_FIELD_DESCRIPTION), ==,
                   "Water at the inner foot,\nten metres wide");
  g_assert_cmpint (lage_entity_get_int (incident, LAGE_FIELD_PRIORITY, 0), ==,
                   LAGE_PRIORITY_FLASH);
  g_assert_cmpint (lage_entity_get_int (incident, LAGE_FIELD_INCIDENT_STATE, 0), ==,
                   LAGE_INCIDENT_RUNNING);
  g_assert_true (lage_entity_get_point (incident, LAGE_FIELD_POSITION, &point));
  g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&point), 53.521, 1e-6);
  g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&point), 9.803, 1e-6);
  g_assert_cmpstr (lage_entity_find (incident, LAGE_FIELD_NAME)->author, ==, "S2 Meyer");
}

static void
test_refuses_a_wrong_position (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *row, *save_button;

  open_dialog (fixture, NULL);
  row = child (fixture, "position_row");
  save_button = child (fixture, "save_button");
  fixture_write (child (fixture, "name_row"), "Cellar full");
  g_assert_true (gtk_widget_is_sensitive (save_button));

  fixture_write (row, "Fischmarkt");
  g_assert_false (gtk_widget_is_sensitive (save_button));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), PROBLEM));
  fixture_write (row, "91 9.9");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "the latitude exceeds 90°"));

  /* What had to be assumed is said. */
  fixture_write (row, "9.949 53.545");
  g_assert_true (gtk_widget_is_sensitive (save_button));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Position: the order was turned, to fit this area");
  fixture_write (row, "564273 5933338");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Position: the zone of this area was assumed");

  fixture_write (row, "53.545 9.949");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Position, in any notation");
  g_assert_true (gtk_widget_is_sensitive (save_button));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_false (fixture_shows (GTK_WIDGET (fixture->dialog), "the latitude exceeds 90°"));
}

static void
test_needs_a_name (Fixture       *fixture,
                   gconstpointer  data)
{
  open_dialog (fixture, NULL);
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  fixture_write (child (fixture, "name_row"), "   ");
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  fixture_write (child (fixture, "name_row"), "x");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "save_button")));
}

static void
test_cancel_leaves_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "name_row"), "By mistake");
  fixture_click (fixture_find (GTK_WIDGET (fixture->dialog), fixture_is_button, "_Cancel"));
  fixture_wait_until (fixture->dialog == NULL);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_incidents (fixture)), ==, 0);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, 0);
}

static LageEntity *
add_incident (Fixture *fixture)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_INCIDENT, "Tree on the road");

  lage_draft_set_text (draft, LAGE_FIELD_LOCATION, "Elbchaussee");
  lage_draft_set_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_URGENT);
  lage_draft_set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5471234, 9.9035678);
  return fixture_take (fixture->base.session, "cot", draft);
}

static void
test_changes_only_what_was_changed (Fixture       *fixture,
                                    gconstpointer  data)
{
  LageEntity *incident = add_incident (fixture);
  guint64 n_before;

  n_before = lage_session_get_n_committed (fixture->base.session);
  open_dialog (fixture, incident);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "Change Incident");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "name_row")), ==, "Tree on the road");
  g_assert_cmpuint (adw_combo_row_get_selected (child (fixture, "priority_row")), ==, 1);

  /* Nothing touched, nothing written: not even a position with fewer digits. */
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, n_before);

  open_dialog (fixture, incident);
  adw_combo_row_set_selected (child (fixture, "state_row"), 2);
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_true (fixture->saved == incident);
  g_assert_cmpint (lage_entity_get_int (incident, LAGE_FIELD_INCIDENT_STATE, 0), ==,
                   LAGE_INCIDENT_CLOSED);
  g_assert_null (lage_entity_find (incident, LAGE_FIELD_NAME)->author);
  g_assert_null (lage_entity_find (incident, LAGE_FIELD_POSITION)->author);
}

static void
test_an_emptied_field_is_gone (Fixture       *fixture,
                               gconstpointer  data)
{
  LageEntity *incident;

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "name_row"), "Leak");
  fixture_write (child (fixture, "location_row"), "Deich");
  fixture_write (child (fixture, "position_row"), "53.5 9.9");
  save (fixture);
  incident = fixture->saved;
  g_assert_true (lage_entity_has (incident, LAGE_FIELD_POSITION));

  open_dialog (fixture, incident);
  fixture_write (child (fixture, "location_row"), "");
  fixture_write (child (fixture, "position_row"), "");
  save (fixture);
  g_assert_false (lage_entity_has (incident, LAGE_FIELD_LOCATION));
  g_assert_false (lage_entity_has (incident, LAGE_FIELD_POSITION));
  g_assert_true (lage_entity_has (incident, LAGE_FIELD_NAME));
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *is_done = user_data;

  g_assert_true (lage_session_turn_finish (LAGE_SESSION (object), result, NULL, NULL, &error));
  g_assert_no_error (error);
  *is_done = TRUE;
}

static void
test_undo_takes_back_the_last_edit (Fixture       *fixture,
                                    gconstpointer  data)
{
  LageSession *session = fixture->base.session;
  LageEntity *incident;
  gboolean is_done = FALSE;

  g_assert_null (lage_session_get_undo_label (session));
  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "name_row"), "Leak");
  save (fixture);
  g_assert_cmpstr (lage_session_get_undo_label (session), ==, "New incident");
  incident = fixture->saved;
  open_dialog (fixture, incident);
  fixture_write (child (fixture, "name_row"), "Breach");
  save (fixture);
  g_assert_cmpstr (lage_session_get_undo_label (session), ==, "Change of an incident");
  g_assert_cmpstr (lage_entity_get_title (incident), ==, "Breach");

  lage_session_undo_async (session, NULL, undone_cb, &is_done);
  fixture_wait_until (is_done);
  g_assert_cmpstr (lage_entity_get_title (incident), ==, "Leak");
  g_assert_cmpstr (lage_session_get_undo_label (session), ==, "New incident");
  is_done = FALSE;
  lage_session_undo_async (session, NULL, undone_cb, &is_done);
  fixture_wait_until (is_done);
  lage_situation_flush (lage_session_get_situation (session));
  g_assert_cmpuint (g_list_model_get_n_items (get_incidents (fixture)), ==, 0);
}

static void
test_everything_is_there_after_reopening (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(LageEntity) incident = NULL;

  open_dialog (fixture, NULL);
  fixture_write (child (fixture, "name_row"), "Leak");
  fixture_write (child (fixture, "position_row"), "53.5 9.9");
  save (fixture);

  lage_session_close (fixture->base.session);
  g_object_unref (fixture->base.session);
  fixture->base.session = fixture_open_session (fixture->base.directory);
  g_assert_cmpuint (g_list_model_get_n_items (get_incidents (fixture)), ==, 1);
  incident = g_list_model_get_item (get_incidents (fixture), 0);
  g_assert_cmpstr (lage_entity_get_title (incident), ==, "Leak");
  g_assert_true (lage_entity_has (incident, LAGE_FIELD_POSITION));
  g_assert_cmpstr (lage_entity_find (incident, LAGE_FIELD_NAME)->author, ==, "S2 Meyer");
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
  fixture_write (child (fixture, "name_row"), "Long thought about");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_nonnull (fixture->dialog);
  gtk_window_close (GTK_WINDOW (question));
  fixture_wait_until (find_question () == NULL);
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "name_row")), ==, "Long thought about");

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
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (fixture, "description_view")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Description");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (child (fixture, "save_button")),
                                   GTK_ACCESSIBLE_ROLE_BUTTON);
  /* Writing begins at once, and Enter saves. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         child (fixture, "name_row")));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (fixture->dialog))
                 == child (fixture, "save_button"));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/incident-dialog/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("creates-an-incident", test_creates_an_incident);
  ADD ("refuses-a-wrong-position", test_refuses_a_wrong_position);
  ADD ("needs-a-name", test_needs_a_name);
  ADD ("cancel-leaves-nothing", test_cancel_leaves_nothing);
  ADD ("changes-only-what-was-changed", test_changes_only_what_was_changed);
  ADD ("an-emptied-field-is-gone", test_an_emptied_field_is_gone);
  ADD ("undo-takes-back-the-last-edit", test_undo_takes_back_the_last_edit);
  ADD ("everything-is-there-after-reopening", test_everything_is_there_after_reopening);
  ADD ("asks-before-words-are-lost", test_asks_before_words_are_lost);
  ADD ("is-accessible", test_is_accessible);

  return g_test_run ();
}
