/* test-base-map-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-map-panel.h"
#include "lage-base-map-row.h"
#include "window-fixture.h"

#define TILES "Service=XYZ\nURL=http://127.0.0.1:9/{z}/{x}/{y}.png\n"
#define RADAR                                                                                  \
  "Service=WMS\nName=Radar\nURL=http://127.0.0.1:9/wms\nLayer=radar\nFormat=image/png\n"       \
  "Version=1.3.0\nCRS=EPSG:3857\nTimeExtent=2013-12-05T00:00:00Z/2013-12-06T12:00:00Z/PT5M\n"

typedef struct
{
  char         *directory;
  LageBaseMaps *maps;
  GtkWidget    *window;
  GtkWidget    *panel;
  GtkWidget    *view;
  guint         n_add;
} Fixture;

static void
add_cb (Fixture *fixture)
{
  fixture->n_add++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(LageClock) clock = lage_clock_new_anchored (1, FIXTURE_NOW_US, 0.0);
  GtkWidget *button = gtk_menu_button_new ();

  fixture->directory = fixture_make_directory ();
  path = g_build_filename (fixture->directory, "basemaps.conf", NULL);
  g_assert_true (g_file_set_contents (path,
                                      "[Map 1]\n" RADAR "Overlay=true\n[Map 2]\n" TILES
                                      "Name=Streets & more\n[Map 3]\n" TILES
                                      "Name=Flood\nOverlay=true\nVisible=false\n", -1, NULL));
  fixture->maps = lage_base_maps_new (path, fixture->directory, fixture->directory);
  fixture_wait_until (lage_base_maps_get_is_loaded (fixture->maps));
  lage_base_maps_set_clock (fixture->maps, clock);
  fixture->view = g_object_ref_sink (lage_map_view_new ());
  lage_base_maps_attach (fixture->maps, LAGE_MAP_VIEW (fixture->view));

  fixture->panel = lage_base_map_panel_new (fixture->maps);
  g_signal_connect_swapped (fixture->panel, "add", G_CALLBACK (add_cb), fixture);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), fixture->panel);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  fixture_wait_until (gtk_widget_get_mapped (fixture->panel));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer panel = fixture->panel;

  gtk_popover_popdown (GTK_POPOVER (panel));
  fixture_wait_until (!gtk_widget_get_mapped (panel));
  gtk_test_widget_wait_for_draw (fixture->window); /* else GTK asks the surface of the popover */
  g_object_add_weak_pointer (panel, &panel);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (panel == NULL);
  g_object_unref (fixture->view);
  fixture_wait_until (G_OBJECT (fixture->maps)->ref_count == 1);
  g_assert_finalize_object (fixture->maps);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *list,
         int         index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (
                       GTK_LIST_BOX (fixture_child (fixture->panel, LAGE_TYPE_BASE_MAP_PANEL,
                                                    list)), index));
}

static gpointer
get_child (GtkWidget  *row,
           const char *name)
{
  return fixture_child (row, LAGE_TYPE_BASE_MAP_ROW, name);
}

static const char *
get_title (GtkWidget *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static void
test_base_map (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *row = get_row (fixture, "base_list", 1);
  GtkCheckButton *embedded =
    GTK_CHECK_BUTTON (fixture_child (fixture->panel, LAGE_TYPE_BASE_MAP_PANEL, "embedded_check"));

  g_assert_cmpstr (get_title (row), ==, "Streets & more");
  g_assert_null (get_row (fixture, "base_list", 2));
  g_assert_true (gtk_check_button_get_active (embedded));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (row, "base_check")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Streets & more");

  gtk_check_button_set_active (get_child (row, "base_check"), TRUE);
  g_assert_true (lage_base_maps_get_base (fixture->maps)
                 == lage_base_maps_find (fixture->maps, "2"));
  g_assert_false (gtk_check_button_get_active (embedded));
  g_assert_nonnull (lage_map_view_get_tile_source (LAGE_MAP_VIEW (fixture->view)));
  gtk_check_button_set_active (embedded, TRUE);
  g_assert_null (lage_base_maps_get_base (fixture->maps));
}

static void
test_overlays (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *radar = get_row (fixture, "overlay_list", 0);
  GtkWidget *flood = get_row (fixture, "overlay_list", 1);
  LageBaseMap *map = lage_base_maps_find (fixture->maps, "3");

  g_assert_cmpstr (get_title (radar), ==, "Radar");
  g_assert_false (gtk_switch_get_active (get_child (flood, "visible_switch")));
  gtk_switch_set_active (get_child (flood, "visible_switch"), TRUE);
  g_assert_true (lage_base_map_get_is_visible (map));
  gtk_adjustment_set_value (get_child (flood, "opacity"), 30);
  g_assert_cmpfloat (lage_base_map_get_opacity (map), ==, 0.3);

  /* With the buttons, and with the keyboard. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (flood), TRUE);
  g_signal_emit_by_name (get_child (flood, "up_button"), "clicked");
  g_assert_true (get_row (fixture, "overlay_list", 0) == flood);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (flood)));
  g_assert_true (gtk_widget_activate_action (flood, "base-map.move", "i", 1));
  g_assert_true (get_row (fixture, "overlay_list", 1) == flood);

  lage_base_maps_remove (fixture->maps, map);
  g_assert_null (get_row (fixture, "overlay_list", 1));
}

static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *radar = get_row (fixture, "overlay_list", 0);
  LageBaseMap *map = lage_base_maps_find (fixture->maps, "1");
  GtkDropDown *drop_down = get_child (radar, "time_drop_down");

  /* 22:00 UTC is 23:00 in Hamburg. */
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, LAGE_MAP_TIME_FOLLOW);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (radar)), ==, "WMS · 23:00");
  g_signal_emit_by_name (get_child (radar, "earlier_button"), "clicked");
  g_assert_cmpint (lage_base_map_get_time_mode (map), ==, LAGE_MAP_TIME_FIXED);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, LAGE_MAP_TIME_FIXED);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (radar)), ==,
                   "WMS · 22:55, 5 min ago");
  gtk_drop_down_set_selected (drop_down, LAGE_MAP_TIME_SERVER);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (radar)), ==,
                   "WMS · Newest that the server has");
  gtk_drop_down_set_selected (drop_down, LAGE_MAP_TIME_FOLLOW);
  g_assert_cmpint (lage_base_map_get_shown_us (map), ==, FIXTURE_NOW_US);
}

static void
test_problem_is_said (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *radar = get_row (fixture, "overlay_list", 0);
  LageTileSource *source =
    lage_base_map_get_source (lage_base_maps_find (fixture->maps, "1"));
  g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "x");

  g_assert_false (gtk_widget_get_visible (get_child (radar, "problem_icon")));
  lage_tile_source_set_problem (source, error);
  g_assert_true (gtk_widget_get_visible (get_child (radar, "problem_icon")));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (radar)),
                            "does not answer"));
  lage_tile_source_note_stale (source, g_get_real_time () - 3 * G_TIME_SPAN_HOUR);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (radar)),
                            "the oldest is 3 h old"));
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  fixture_click (GTK_WIDGET (fixture_child (fixture->panel, LAGE_TYPE_BASE_MAP_PANEL,
                                            "add_button")));
  g_assert_cmpuint (fixture->n_add, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/base-map-panel/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("base-map", test_base_map);
  ADD ("overlays", test_overlays);
  ADD ("time", test_time);
  ADD ("problem-is-said", test_problem_is_said);
  ADD ("add", test_add);

  return g_test_run ();
}
