/* test-export-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-exchange-format.h"
#include "lage-export-dialog.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture    base;
  char             *folder;
  GHashTable       *on_map;
  GHashTable       *selected;
  LageExportDialog *dialog; /* (nullable): open */
  char             *said;   /* by the dialog */
} Fixture;

static void
done_cb (Fixture    *fixture,
         const char *text)
{
  g_assert_null (fixture->said);
  fixture->said = g_strdup (text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LageEntity *unit;

  session_fixture_set_up (&fixture->base, data);
  fixture->folder = fixture_make_directory ();
  fixture->on_map = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  fixture->selected = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  unit = fixture_add_unit (fixture->base.session, "Florian 1", 2, 53.545, 9.97);
  fixture_add_unit (fixture->base.session, "Florian 2", 3, 53.55, 9.98);
  g_hash_table_add (fixture->selected, g_memdup2 (lage_entity_get_id (unit), sizeof (LageId)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    gtk_window_close (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (fixture->dialog == NULL);
  fixture_remove_directory (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->said);
  g_hash_table_unref (fixture->on_map);
  g_hash_table_unref (fixture->selected);
  session_fixture_tear_down (&fixture->base, data);
}

static void
open_dialog (Fixture         *fixture,
             LageExportScope  scope)
{
  fixture->dialog = lage_export_dialog_new (fixture->base.session, fixture->on_map,
                                            fixture->selected);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "done", G_CALLBACK (done_cb), fixture);
  lage_export_dialog_set_scope (fixture->dialog, scope);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_EXPORT_DIALOG, name);
}

static char *
export_as (Fixture    *fixture,
           guint       format,
           const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  char *text = NULL;

  adw_combo_row_set_selected (child (fixture, "format_row"), format);
  lage_export_dialog_export_to (fixture->dialog, file);
  g_assert_false (gtk_widget_is_sensitive (child (fixture, "export_button")));
  fixture_wait_until (fixture->dialog == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = NULL;

  open_dialog (fixture, LAGE_EXPORT_PICTURE);
  g_assert_false (gtk_widget_get_visible (child (fixture, "csv_group")));
  text = export_as (fixture, LAGE_EXCHANGE_GEOJSON, "bild.geojson");
  g_assert_nonnull (strstr (text, "Florian 1"));
  g_assert_nonnull (strstr (text, "Florian 2"));
  g_assert_cmpstr (fixture->said, ==, "2 entries written to bild.geojson");
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *text = NULL;

  open_dialog (fixture, LAGE_EXPORT_SELECTION);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "What is selected (1)"));
  text = export_as (fixture, LAGE_EXCHANGE_KML, "auswahl.kml");
  g_assert_nonnull (strstr (text, "Florian 1"));
  g_assert_null (strstr (text, "Florian 2"));
  g_assert_cmpstr (fixture->said, ==, "1 entry written to auswahl.kml");
}

static void
test_map (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = NULL;

  /* A filter that hides everything. */
  open_dialog (fixture, LAGE_EXPORT_MAP);
  text = export_as (fixture, LAGE_EXCHANGE_GEOJSON, "karte.geojson");
  g_assert_null (strstr (text, "Florian"));
}

static void
test_csv (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = NULL;

  open_dialog (fixture, LAGE_EXPORT_PICTURE);
  adw_combo_row_set_selected (child (fixture, "format_row"), LAGE_EXCHANGE_CSV);
  g_assert_true (gtk_widget_get_visible (child (fixture, "csv_group")));
  gtk_switch_set_active (child (fixture, "comma_switch"), TRUE);
  gtk_switch_set_active (child (fixture, "bom_switch"), FALSE);
  text = export_as (fixture, LAGE_EXCHANGE_CSV, "bild.csv");
  g_assert_true (g_str_has_prefix (text, "id;kind;"));
  g_assert_nonnull (strstr (text, ";53,5450000;9,9700000;"));
}

static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "bild.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  open_dialog (fixture, LAGE_EXPORT_PICTURE);
  lage_export_dialog_export_to (fixture->dialog, file);
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->dialog),
                                     "The file could not be written"));
  g_assert_true (gtk_widget_is_sensitive (child (fixture, "export_button")));
  g_assert_null (fixture->said);
}

/* Without a selection it is not offered. */
static void
test_nothing_selected (Fixture       *fixture,
                       gconstpointer  data)
{
  g_hash_table_remove_all (fixture->selected);
  open_dialog (fixture, LAGE_EXPORT_SELECTION);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (child (fixture,
                                                                              "what_row"))), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (child (fixture, "what_row")), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/windows/export-dialog/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("picture", test_picture);
  ADD ("selection", test_selection);
  ADD ("map", test_map);
  ADD ("csv", test_csv);
  ADD ("fails", test_fails);
  ADD ("nothing-selected", test_nothing_selected);

  return g_test_run ();
}
