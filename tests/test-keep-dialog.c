/* test-keep-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-keep-dialog.h"
#include "lage-kept-area-row.h"
#include "map-server.h"
#include "window-fixture.h"

typedef struct
{
  MapServer     server;
  char         *directory;
  LageBaseMaps *maps;
  GtkWindow    *dialog;
} Fixture;

static void
open_dialog (Fixture *fixture)
{
  const LageKeepPlace places[] = {
    { "What is in sight", { 9.5, 53.3, 10.5, 53.8 } },
    { "Port", { 9.9, 53.5, 10.0, 53.55 } },
  };

  fixture->dialog = lage_keep_dialog_new (fixture->maps, places, G_N_ELEMENTS (places), 11);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (fixture->dialog);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *kept = NULL;

  map_server_start (&fixture->server);
  fixture->directory = fixture_make_directory ();
  path = g_build_filename (fixture->directory, "basemaps.conf", NULL);
  cache = g_build_filename (fixture->directory, "cache", NULL);
  kept = g_build_filename (fixture->directory, "kept", NULL);
  fixture->maps = lage_base_maps_new (path, cache, kept);
  fixture_wait_until (lage_base_maps_get_is_loaded (fixture->maps));
  fixture_wait_until (lage_tile_keeper_get_is_loaded (lage_base_maps_get_keeper (fixture->maps)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (fixture->dialog);
  fixture_wait_until (fixture->dialog == NULL);
  fixture_wait_until (G_OBJECT (fixture->maps)->ref_count == 1);
  g_assert_finalize_object (fixture->maps);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
  map_server_stop (&fixture->server);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_KEEP_DIALOG, name);
}

static const char *
get_size (Fixture *fixture)
{
  return adw_action_row_get_subtitle (get_child (fixture, "size_row"));
}

static gboolean
may_keep (Fixture *fixture)
{
  return gtk_widget_is_sensitive (get_child (fixture, "keep_button"));
}

static void
add_map (Fixture    *fixture,
         const char *address,
         gboolean    is_permitted)
{
  g_autoptr(LageSourceSpec) spec = lage_source_spec_new (LAGE_SERVICE_XYZ, "Streets", address);

  spec->is_bulk_permitted = is_permitted;
  lage_base_maps_add (fixture->maps, spec, TRUE);
}

static void
test_no_map (Fixture       *fixture,
             gconstpointer  data)
{
  open_dialog (fixture);
  g_assert_false (may_keep (fixture));
  g_assert_nonnull (strstr (get_size (fixture), "Add a map server first"));
}

static void
test_rules_are_said (Fixture       *fixture,
                     gconstpointer  data)
{
  add_map (fixture, "https://tile.openstreetmap.org/{z}/{x}/{y}.png", TRUE);
  add_map (fixture, "http://127.0.0.1:9/{z}/{x}/{y}.png", FALSE);
  open_dialog (fixture);

  g_assert_false (may_keep (fixture));
  g_assert_nonnull (strstr (get_size (fixture), "Not every server permits"));
  adw_combo_row_set_selected (get_child (fixture, "map_row"), 1);
  g_assert_false (may_keep (fixture));
  g_assert_nonnull (strstr (get_size (fixture), "terms forbid"));
}

static void
test_keeps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *address = g_strconcat (fixture->server.base, "/xyz/{z}/{x}/{y}.png", NULL);
  LageTileKeeper *keeper = lage_base_maps_get_keeper (fixture->maps);
  g_autoptr(LageKeptArea) area = NULL;
  GtkListBoxRow *row;

  add_map (fixture, address, TRUE);
  open_dialog (fixture);

  /* The selected area is meant most likely, a little farther and nearer than it is looked at. */
  g_assert_cmpuint (adw_combo_row_get_selected (get_child (fixture, "place_row")), ==, 1);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_child (fixture, "min_spin")), ==, 7);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_child (fixture, "max_spin")), ==, 14);
  g_assert_true (may_keep (fixture));
  g_assert_nonnull (strstr (get_size (fixture), "none was seen yet"));

  gtk_spin_button_set_value (get_child (fixture, "max_spin"), 19);
  adw_combo_row_set_selected (get_child (fixture, "place_row"), 0);
  g_assert_false (may_keep (fixture));
  g_assert_nonnull (strstr (get_size (fixture), "too many"));

  adw_combo_row_set_selected (get_child (fixture, "place_row"), 1);
  gtk_spin_button_set_value (get_child (fixture, "max_spin"), 10);
  fixture_write (get_child (fixture, "name_row"), "Harbour");
  fixture_click (get_child (fixture, "keep_button"));
  area = g_list_model_get_item (lage_tile_keeper_get_model (keeper), 0);
  g_assert_nonnull (area);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE);
  row = gtk_list_box_get_row_at_index (get_child (fixture, "area_list"), 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Harbour · Streets");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Complete · "));

  lage_tile_keeper_delete_async (keeper, area, NULL, NULL);
  g_assert_null (gtk_list_box_get_row_at_index (get_child (fixture, "area_list"), 0));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/keep-dialog/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("no-map", test_no_map);
  ADD ("rules-are-said", test_rules_are_said);
  ADD ("keeps", test_keeps);

  return g_test_run ();
}
