/* test-drawing-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-drawing-dialog.h"

#include "lage-sign-chooser.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture     base;
  LageEntity        *drawing;
  LageDrawingDialog *dialog; /* (nullable): open */
} Fixture;

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_DRAWING_DIALOG, name);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = lage_drawing_dialog_new (fixture->base.session, fixture->drawing);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static LageEntity *
add_drawing (Fixture       *fixture,
             const char    *name,
             LageShapeType  shape)
{
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_AREA, "test", name);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_int (draft, LAGE_FIELD_SHAPE, shape);
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 10.0));
  return fixture_take (fixture->base.session, "manual", draft);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->drawing = add_drawing (fixture, "Point 1", LAGE_SHAPE_POINT);
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
save (Fixture *fixture)
{
  fixture_click (child (fixture, "save_button"));
  fixture_wait_until (fixture->dialog == NULL);
}

/* Enter at once: nothing is said. */
static void
test_left_as_it_is (Fixture       *fixture,
                    gconstpointer  data)
{
  guint64 n_before = lage_session_get_n_committed (fixture->base.session);

  open_dialog (fixture);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "name_row")), ==, "Point 1");
  save (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, n_before);
}

static void
test_says_what_it_is (Fixture       *fixture,
                      gconstpointer  data)
{
  LageEntity *drawing = fixture->drawing;

  open_dialog (fixture);
  fixture_write (child (fixture, "name_row"), "Sammelstelle");
  adw_combo_row_set_selected (child (fixture, "type_row"), 3);
  adw_combo_row_set_selected (child (fixture, "colour_row"), 1);
  fixture_write (child (fixture, "from_row"), "23:30");
  fixture_write (child (fixture, "until_row"), "05:00");
  fixture_write (child (fixture, "section_row"), "Nord");
  save (fixture);
  g_assert_cmpstr (lage_entity_get_text (drawing, LAGE_FIELD_NAME), ==, "Sammelstelle");
  g_assert_cmpint (lage_entity_get_int (drawing, LAGE_FIELD_AREA_TYPE, -1), ==,
                   LAGE_AREA_EVACUATION);
  g_assert_cmpint (lage_entity_get_int (drawing, LAGE_FIELD_COLOUR, -1), ==, LAGE_COLOUR_RED);
  /* The clock stands at 23:00 of Berlin: half an hour on, and six hours. */
  g_assert_cmpint (lage_entity_get_time_us (drawing, LAGE_FIELD_VALID_FROM_AT) - FIXTURE_NOW_US, ==,
                   G_TIME_SPAN_HOUR / 2);
  g_assert_cmpint (lage_entity_get_time_us (drawing, LAGE_FIELD_EXPIRES_AT) - FIXTURE_NOW_US, ==,
                   6 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (lage_entity_get_text (drawing, LAGE_FIELD_SECTION), ==, "Nord");
  g_assert_cmpstr (lage_session_get_undo_label (fixture->base.session), ==,
                   "Change of “Point 1”");

  /* It shows what is, and takes it back. */
  open_dialog (fixture);
  g_assert_cmpuint (adw_combo_row_get_selected (child (fixture, "type_row")), ==, 3);
  fixture_write (child (fixture, "until_row"), "");
  save (fixture);
  g_assert_false (lage_entity_has (drawing, LAGE_FIELD_EXPIRES_AT));
  g_assert_true (lage_entity_has (drawing, LAGE_FIELD_VALID_FROM_AT));
}

static void
test_refuses_nonsense (Fixture       *fixture,
                       gconstpointer  data)
{
  open_dialog (fixture);
  fixture_write (child (fixture, "until_row"), "25:99");
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "A time is HH:MM"));
  fixture_write (child (fixture, "from_row"), "04:00");
  fixture_write (child (fixture, "until_row"), "03:00");
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "save_button")));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "It would end before it begins."));
  fixture_write (child (fixture, "until_row"), "05:00");
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "save_button")));
}

static GtkWidget *
find_chooser (void)
{
  g_autoptr(GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (LAGE_IS_SIGN_CHOOSER (window))
        return window;
    }
  return NULL;
}

/* Opens the chooser from the form, and takes what it finds first. */
static void
choose (Fixture    *fixture,
        const char *search)
{
  GtkWidget *chooser;

  g_signal_emit_by_name (child (fixture, "sign_row"), "activated");
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  gtk_test_widget_wait_for_draw (chooser);
  lage_sign_chooser_search (LAGE_SIGN_CHOOSER (chooser), search);
  fixture_click (GTK_WIDGET (fixture_child (chooser, LAGE_TYPE_SIGN_CHOOSER, "choose_button")));
  g_assert_null (find_chooser ());
}

static void
test_sign_of_a_point (Fixture       *fixture,
                      gconstpointer  data)
{
  open_dialog (fixture);
  g_assert_true (gtk_widget_get_visible (child (fixture, "sign_row")));

  /* A name that nobody has given follows the sign; one that somebody has given stays. */
  choose (fixture, "Bereitstellungsraum");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "name_row")), ==, "Staging area");
  g_assert_false (lage_entity_has (fixture->drawing, LAGE_FIELD_SIGN));
  choose (fixture, "Meldekopf");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "name_row")), ==, "Staging area");

  save (fixture);
  g_assert_cmpstr (lage_entity_get_text (fixture->drawing, LAGE_FIELD_SIGN), ==,
                   "sign1;base=reporting-post");
  g_assert_cmpstr (lage_entity_get_text (fixture->drawing, LAGE_FIELD_NAME), ==, "Staging area");
}

/* Lines and areas have no place for one. */
static void
test_no_sign_of_a_line (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture->drawing = add_drawing (fixture, "Line 1", LAGE_SHAPE_LINE);
  open_dialog (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "sign_row")));
}

static void
test_suggests_names (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *const names[] = { "Line 4", "Line x", "Line 2", "Lines 9" };
  g_autofree char *line = NULL;
  g_autofree char *point = NULL;
  g_autofree char *circle = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_drawing (fixture, names[i], LAGE_SHAPE_LINE);
  line = lage_drawing_dialog_suggest_name (fixture->base.session, LAGE_SHAPE_LINE);
  point = lage_drawing_dialog_suggest_name (fixture->base.session, LAGE_SHAPE_POINT);
  circle = lage_drawing_dialog_suggest_name (fixture->base.session, LAGE_SHAPE_CIRCLE);
  g_assert_cmpstr (line, ==, "Line 5");
  g_assert_cmpstr (point, ==, "Point 2");
  g_assert_cmpstr (circle, ==, "Circle 1");
}

int
main (int   argc,
      char *argv[])
{
  fixture_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/windows/drawing-dialog/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("left-as-it-is", test_left_as_it_is);
  ADD ("says-what-it-is", test_says_what_it_is);
  ADD ("refuses-nonsense", test_refuses_nonsense);
  ADD ("sign-of-a-point", test_sign_of_a_point);
  ADD ("no-sign-of-a-line", test_no_sign_of_a_line);
  ADD ("suggests-names", test_suggests_names);
#undef ADD

  return g_test_run ();
}
