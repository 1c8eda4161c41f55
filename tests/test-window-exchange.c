/* test-window-exchange.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-application.h"
#include "lage-export-dialog.h"
#include "lage-import-dialog.h"
#include "lage-window.h"
#include "window-fixture.h"

/* The commands of the window for files of other programs. */

typedef struct
{
  char        *directory;
  LageWindow  *window;
  LageSession *session;
  LageEntity  *unit;
} Fixture;

static LageApplication *application;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = fixture_make_directory ();
  fixture_create_exercise (fixture->directory);
  fixture->window = lage_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  lage_window_open (fixture->window, fixture->directory);
  fixture_wait_until (lage_window_get_session (fixture->window) != NULL);
  fixture->session = lage_window_get_session (fixture->window);
  fixture->unit = fixture_add_unit (fixture->session, "Florian 1", 3, 53.545, 9.97);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer session = fixture->session;

  g_object_add_weak_pointer (session, &session);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (fixture->window == NULL);
  fixture_wait_until (session == NULL);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* (nullable): the open window of that type */
static gpointer
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
activate (Fixture    *fixture,
          const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

static AdwComboRow *
get_row (LageExportDialog *dialog,
         const char       *name)
{
  return ADW_COMBO_ROW (fixture_child (dialog, LAGE_TYPE_EXPORT_DIALOG, name));
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  LageImportDialog *dialog;

  g_assert_true (activate (fixture, "win.import"));
  fixture_wait_until (find_toplevel (LAGE_TYPE_IMPORT_DIALOG) != NULL);
  dialog = find_toplevel (LAGE_TYPE_IMPORT_DIALOG);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog))
                 == GTK_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  LageExportDialog *dialog;
  AdwComboRow *what_row;

  g_assert_true (activate (fixture, "win.export"));
  dialog = find_toplevel (LAGE_TYPE_EXPORT_DIALOG);
  g_assert_nonnull (dialog);
  what_row = get_row (dialog, "what_row");
  g_assert_cmpuint (adw_combo_row_get_selected (what_row), ==, LAGE_EXPORT_PICTURE);
  /* Nothing is selected: that is not offered, and its own command is off. */
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (what_row)), ==, 2);
  gtk_window_destroy (GTK_WINDOW (dialog));
  activate (fixture, "win.export-selection");
  g_assert_null (find_toplevel (LAGE_TYPE_EXPORT_DIALOG));
}

static void
test_export_selection (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "auswahl.kml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  LageExportDialog *dialog;

  lage_window_set_selected (fixture->window, fixture->unit);
  g_assert_true (activate (fixture, "win.export-selection"));
  dialog = find_toplevel (LAGE_TYPE_EXPORT_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (dialog, "what_row")), ==,
                    LAGE_EXPORT_SELECTION);
  adw_combo_row_set_selected (get_row (dialog, "format_row"), 2);
  lage_export_dialog_export_to (dialog, file);
  /* The window says what was written. */
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->window),
                                     "1 entry written to auswahl.kml"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Florian 1"));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  fixture_init (&argc, &argv);
  application = lage_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, function) g_test_add ("/windows/window-exchange/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("import", test_import);
  ADD ("export", test_export);
  ADD ("export-selection", test_export_selection);

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
