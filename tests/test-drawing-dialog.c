/* test-drawing-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-drawing-dialog.h"
#include "lage-sign-chooser.h"

#include "dialog-fixture.h"

typedef struct
{
  DialogFixture base;
  LageEntity   *drawing;
} Fixture;

static void
add_drawing (Fixture       *fixture,
             LageShapeType  shape,
             const char    *name)
{
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_AREA, "test", name);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageSituation *situation = lage_session_get_situation (fixture->base.session);
  LageId id = draft->entity;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_take (draft, LAGE_FIELD_SHAPE, lage_value_int (shape));
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (fixture->base.session, drafts, "x", NULL, NULL, NULL);
  dialog_wait_until (lage_situation_find (situation, &id) != NULL);
  fixture->drawing = lage_situation_find (situation, &id);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  dialog_fixture_set_up (&fixture->base, "");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  dialog_fixture_tear_down (&fixture->base);
}

static GObject *
get_child (LageDrawingDialog *dialog,
           const char        *name)
{
  return dialog_child (dialog, LAGE_TYPE_DRAWING_DIALOG, name);
}

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (LAGE_IS_SIGN_CHOOSER (window))
        return window;
    }
  return NULL;
}

/* Opens the chooser from the form, and takes what it finds first. */
static void
choose (LageDrawingDialog *dialog,
        const char        *search)
{
  GtkWindow *chooser;

  g_signal_emit_by_name (get_child (dialog, "sign_row"), "activated");
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  lage_sign_chooser_search (LAGE_SIGN_CHOOSER (chooser), search);
  dialog_click (dialog_child (chooser, LAGE_TYPE_SIGN_CHOOSER, "choose_button"));
  g_assert_null (find_chooser ());
}

static const char *
get_name (LageDrawingDialog *dialog)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_child (dialog, "name_row")));
}

static void
test_sign_of_a_point (Fixture       *fixture,
                      gconstpointer  data)
{
  LageDrawingDialog *dialog;

  add_drawing (fixture, LAGE_SHAPE_POINT, "Point 1");
  dialog = lage_drawing_dialog_new (fixture->base.session, fixture->drawing);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_child (dialog, "sign_row"))));

  /* A name that nobody has given follows the sign; one that somebody has given stays. */
  choose (dialog, "Bereitstellungsraum");
  g_assert_cmpstr (get_name (dialog), ==, "Staging area");
  g_assert_false (lage_entity_has (fixture->drawing, LAGE_FIELD_SIGN));
  choose (dialog, "Meldekopf");
  g_assert_cmpstr (get_name (dialog), ==, "Staging area");

  dialog_click (get_child (dialog, "save_button"));
  dialog_wait_until (lage_entity_has (fixture->drawing, LAGE_FIELD_SIGN));
  g_assert_cmpstr (lage_entity_get_text (fixture->drawing, LAGE_FIELD_SIGN), ==,
                   "sign1;base=reporting-post");
  g_assert_cmpstr (lage_entity_get_text (fixture->drawing, LAGE_FIELD_NAME), ==, "Staging area");
}

/* Lines and areas have no sign. */
static void
test_no_sign_of_a_line (Fixture       *fixture,
                        gconstpointer  data)
{
  LageDrawingDialog *dialog;

  add_drawing (fixture, LAGE_SHAPE_LINE, "Line 1");
  dialog = lage_drawing_dialog_new (fixture->base.session, fixture->drawing);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_child (dialog, "sign_row"))));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/windows/drawing-dialog/sign-of-a-point", Fixture, NULL, set_up,
              test_sign_of_a_point, tear_down);
  g_test_add ("/windows/drawing-dialog/no-sign-of-a-line", Fixture, NULL, set_up,
              test_no_sign_of_a_line, tear_down);

  return g_test_run ();
}
