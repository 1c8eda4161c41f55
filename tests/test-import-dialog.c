/* test-import-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-dialog.h"
#include "lage-import-form.h"
#include "window-fixture.h"

static const char *const gates =
  "{ \"type\": \"FeatureCollection\", \"features\": ["
  "{ \"type\": \"Feature\", \"properties\": { \"id\": \"T1\", \"Name\": \"Tor Süd\","
  "  \"Zustand\": \"offen\" },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.97, 53.545] } },"
  "{ \"type\": \"Feature\", \"properties\": { \"id\": \"T2\", \"Name\": \"Tor Nord\","
  "  \"Zustand\": \"geschlossen\" },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.98, 53.55] } } ] }";

typedef struct
{
  SessionFixture    base;
  char             *folder;
  LageImportDialog *dialog; /* (nullable): open */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LagePoint hamburg;

  session_fixture_set_up (&fixture->base, data);
  fixture->folder = fixture_make_directory ();
  fixture->dialog = lage_import_dialog_new (fixture->base.session);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_assert_true (lage_point_init (&hamburg, 53.55, 9.97));
  lage_import_dialog_set_place (fixture->dialog, &hamburg);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
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
  session_fixture_tear_down (&fixture->base, data);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_IMPORT_DIALOG, name);
}

static gpointer
form_child (Fixture    *fixture,
            const char *name)
{
  return fixture_child (child (fixture, "form"), LAGE_TYPE_IMPORT_FORM, name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "pages"));
}

static const char *
get_result (Fixture *fixture)
{
  return gtk_label_get_text (child (fixture, "result_label"));
}

/* Opens a file with this content, and waits until it is shown or refused. */
static void
open_text (Fixture    *fixture,
           const char *name,
           const char *text,
           const char *page)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  lage_import_dialog_open (fixture->dialog, file);
  g_assert_cmpstr (get_page (fixture), ==, "busy");
  fixture_wait_until (g_str_equal (get_page (fixture), page));
}

static void
wait_for_result (Fixture    *fixture,
                 const char *words)
{
  fixture_wait_until (strstr (get_result (fixture), words) != NULL);
}

static GListModel *
get_list (Fixture  *fixture,
          LageKind  kind)
{
  return lage_situation_get_list (lage_session_get_situation (fixture->base.session), kind);
}

static void
test_imports (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *import_button = child (fixture, "import_button");
  g_autoptr(LageEntity) gate = NULL;

  g_assert_cmpstr (get_page (fixture), ==, "file");
  g_assert_false (gtk_widget_get_visible (import_button));
  open_text (fixture, "Fluttore.geojson", gates, "form");
  wait_for_result (fixture, "2 features can be imported.");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "Tor Süd"));
  g_assert_true (gtk_widget_is_sensitive (import_button));
  fixture_click (import_button);
  fixture_wait_until (g_str_equal (get_page (fixture), "report"));

  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture, LAGE_KIND_FLOOD_GATE)), ==, 2);
  gate = g_list_model_get_item (get_list (fixture, LAGE_KIND_FLOOD_GATE), 0);
  g_assert_cmpstr (lage_entity_find (gate, LAGE_FIELD_NAME)->author, ==, "S2 Meyer");
  g_assert_cmpstr (lage_session_get_undo_label (fixture->base.session), ==,
                   "Import of Fluttore.geojson");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "New: 2 · Changed: 0 · Unchanged: 0"));

  /* The same once more brings nothing. */
  open_text (fixture, "Fluttore.geojson", gates, "form");
  wait_for_result (fixture, "2 features can be imported.");
  fixture_click (import_button);
  fixture_wait_until (g_str_equal (get_page (fixture), "report"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "New: 0 · Changed: 0 · Unchanged: 2"));
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture, LAGE_KIND_FLOOD_GATE)), ==, 2);
}

static void
shown_cb (LageImportDialog *dialog,
          double            west,
          double            south,
          double            east,
          double            north,
          double           *bounds)
{
  bounds[0] = west;
  bounds[1] = south;
  bounds[2] = east;
  bounds[3] = north;
}

static void
test_shows_on_map (Fixture       *fixture,
                   gconstpointer  data)
{
  double bounds[4] = { 0.0 };

  open_text (fixture, "Fluttore.geojson", gates, "form");
  wait_for_result (fixture, "2 features can be imported.");
  fixture_click (child (fixture, "import_button"));
  fixture_wait_until (g_str_equal (get_page (fixture), "report"));
  g_signal_connect (fixture->dialog, "show-on-map", G_CALLBACK (shown_cb), bounds);
  fixture_click (child (fixture, "show_button"));
  fixture_wait_until (fixture->dialog == NULL);
  g_assert_cmpfloat_with_epsilon (bounds[0], 9.97, 1e-6);
  g_assert_cmpfloat_with_epsilon (bounds[3], 53.55, 1e-6);
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  data)
{
  open_text (fixture, "kaputt.geojson", "{ \"type\": \"FeatureCollection\", \"features\": [", "file");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "The file is incomplete."));
  g_assert_false (gtk_widget_get_visible (child (fixture, "import_button")));
  open_text (fixture, "tabelle.xlsx", "PK", "file");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "are not accepted"));
  /* A good one after a bad one. */
  open_text (fixture, "tore.geojson", gates, "form");
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, 0);
}

/* A system that the file does not name has to be chosen. */
static void
test_asks_for_the_system (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *import_button = child (fixture, "import_button");
  AdwComboRow *crs_row;

  open_text (fixture, "stellen.csv", "Name;Rechtswert;Hochwert\nKai;564273,5;5933337,7\n", "form");
  crs_row = form_child (fixture, "crs_row");
  g_assert_cmpstr (get_result (fixture), ==, "Choose the coordinate system. The numbers look like: "
                                             "ETRS89, UTM zone 32 (EPSG:25832)");
  g_assert_false (gtk_widget_is_sensitive (import_button));

  adw_combo_row_set_selected (crs_row, 1); /* WGS 84: metres are no degrees */
  wait_for_result (fixture, "0 of 1 features");
  g_assert_false (gtk_widget_is_sensitive (import_button));
  g_assert_false (gtk_widget_get_visible (child (fixture, "skip_check")));
  adw_combo_row_set_selected (crs_row, 2); /* UTM 32 */
  wait_for_result (fixture, "1 feature can be imported.");
  g_assert_true (gtk_widget_is_sensitive (import_button));
  g_assert_false (gtk_widget_has_css_class (child (fixture, "extent_label"), "warning"));

  /* Any other, by its number; UTM 31 is far away. */
  adw_combo_row_set_selected (crs_row, 10);
  g_assert_true (gtk_widget_get_visible (form_child (fixture, "epsg_row")));
  g_assert_cmpstr (get_result (fixture), ==, "Give the number of the coordinate system.");
  fixture_write (form_child (fixture, "epsg_row"), "999999");
  wait_for_result (fixture, "There is no coordinate system of this number.");
  fixture_write (form_child (fixture, "epsg_row"), "25831");
  wait_for_result (fixture, "1 feature can be imported.");
  g_assert_true (gtk_widget_has_css_class (child (fixture, "extent_label"), "warning"));
}

static void
test_lists_problems (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *import_button = child (fixture, "import_button");
  GtkCheckButton *skip_check = child (fixture, "skip_check");

  open_text (fixture, "stellen.csv", "Name;lat;lon\nKai;53,545;9,97\nOhne;;\nPol;95;9\n", "form");
  wait_for_result (fixture, "1 of 3 features can be imported.");
  g_assert_nonnull (strstr (gtk_label_get_text (child (fixture, "problems_label")),
                            "Feature 2 has no coordinates\nFeature 3 "));
  g_assert_false (gtk_widget_is_sensitive (import_button));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (skip_check)));
  gtk_check_button_set_active (skip_check, TRUE);
  g_assert_true (gtk_widget_is_sensitive (import_button));
  fixture_click (import_button);
  fixture_wait_until (g_str_equal (get_page (fixture), "report"));
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture, LAGE_KIND_AREA)), ==, 1);
}

static void
test_maps (Fixture       *fixture,
           gconstpointer  data)
{
  AdwComboRow *kind_row;
  LageImportForm *form = child (fixture, "form");
  const LageImportMapping *mapping;

  open_text (fixture, "stellen.csv", "Was;Wo;lat;lon\nDeichbruch;Kai;53,545;9,97\n", "form");
  kind_row = form_child (fixture, "kind_row");
  adw_combo_row_set_selected (kind_row, 1);
  mapping = lage_import_form_get_mapping (form);
  g_assert_cmpint (mapping->kind, ==, LAGE_KIND_INCIDENT);
  g_assert_false (gtk_widget_get_visible (form_child (fixture, "type_row")));
  wait_for_result (fixture, "1 feature can be imported.");

  /* The first field of an incident is its name. */
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *row = fixture_find (form_child (fixture, "fields_group"), fixture_is_label,
                                     i == 0 ? "Was" : "Wo");

      row = gtk_widget_get_ancestor (row, ADW_TYPE_COMBO_ROW);
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
      g_assert_cmpint (mapping->targets[i], ==, LAGE_FIELD_NAME);
      g_assert_cmpint (mapping->targets[1 - i], ==, LAGE_FIELD_NONE);
    }
  fixture_write (form_child (fixture, "name_row"), "");
  g_assert_cmpstr (get_result (fixture), ==, "Give the import a name.");
}

/* Closed while a file is being read: nothing is left behind. */
static void
test_closes_early (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "tore.geojson", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, gates, -1, NULL));
  lage_import_dialog_open (fixture->dialog, file);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  fixture_wait_until (fixture->dialog == NULL);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->base.session), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/windows/import-dialog/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("imports", test_imports);
  ADD ("shows-on-map", test_shows_on_map);
  ADD ("refuses", test_refuses);
  ADD ("asks-for-the-system", test_asks_for_the_system);
  ADD ("lists-problems", test_lists_problems);
  ADD ("maps", test_maps);
  ADD ("closes-early", test_closes_early);

  return g_test_run ();
}
