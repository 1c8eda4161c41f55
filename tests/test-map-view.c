/* test-map-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "lage-base-layer.h"
#include "lage-map-session.h"
#include "lage-map-view.h"
#include "lage-web-source.h"
#include "map-fixture.h"

typedef struct
{
  GtkWidget *window;
  LageMapView *view;
  guint n_picked;
  guint n_notified;
  guint64 activated;
  guint n_map_clicks;
  guint n_members_requested;
  guint n_selection_changes;
  guint64 context_key;
  double context_longitude;
} Fixture;

static void
picked_cb (Fixture *fixture,
           guint64  key)
{
  g_assert_cmpuint (key, ==, lage_map_view_get_selected_key (fixture->view));
  fixture->n_picked++;
}

static void
activated_cb (Fixture *fixture,
              guint64  key)
{
  fixture->activated = key;
}

static void
context_cb (Fixture *fixture,
            double   longitude,
            double   latitude,
            double   x,
            double   y,
            guint64  key)
{
  fixture->context_longitude = longitude;
  fixture->context_key = key;
}

static void
map_clicked_cb (Fixture *fixture,
                double   longitude,
                double   latitude)
{
  fixture->n_map_clicks++;
}

static void
notified_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
members_requested_cb (Fixture *fixture)
{
  fixture->n_members_requested++;
}

static void
selection_changed_cb (Fixture *fixture)
{
  fixture->n_selection_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  fixture->window = gtk_window_new ();
  fixture->view = LAGE_MAP_VIEW (lage_map_view_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  g_signal_connect_swapped (fixture->view, "item-picked", G_CALLBACK (picked_cb), fixture);
  g_signal_connect_swapped (fixture->view, "item-activated", G_CALLBACK (activated_cb), fixture);
  g_signal_connect_swapped (fixture->view, "map-clicked", G_CALLBACK (map_clicked_cb), fixture);
  g_signal_connect_swapped (fixture->view, "context-requested", G_CALLBACK (context_cb), fixture);
  g_signal_connect_swapped (fixture->view, "members-requested", G_CALLBACK (members_requested_cb),
                            fixture);
  g_signal_connect_swapped (fixture->view, "selection-changed", G_CALLBACK (selection_changed_cb),
                            fixture);
  g_signal_connect_swapped (fixture->view, "notify::selected-key", G_CALLBACK (notified_cb),
                            fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (view), &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (view == NULL);
}

static void
assert_viewport (Fixture *fixture,
                 double   longitude,
                 double   latitude,
                 double   zoom)
{
  double x;
  double y;
  double z;

  lage_map_view_get_viewport (fixture->view, &x, &y, &z);
  g_assert_cmpfloat_with_epsilon (x, longitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, latitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (z, zoom, 1e-6);
}

static void
fill (Fixture *fixture)
{
  LageMapItem items[] = {
    { .key = 11, .longitude = 10.0, .latitude = 53.5, .kind = LAGE_SYMBOL_UNIT,
      .course_deg = NAN, .label = "near" },
    { .key = 12, .longitude = 10.02, .latitude = 53.5, .kind = LAGE_SYMBOL_GAUGE,
      .course_deg = NAN, .label = "far" },
  };

  lage_map_view_set_viewport (fixture->view, 10.001, 53.5, 13);
  lage_map_view_set_items (fixture->view, items, G_N_ELEMENTS (items));
}

static void
test_is_accessible (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Map");
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (fixture->view)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->view)));
}

static void
test_begins_with_the_whole_operation (Fixture       *fixture,
                                      gconstpointer  data)
{
  double west;
  double east;
  double north;
  double south;

  g_assert_true (lage_map_view_locate (fixture->view, 0, 0, &west, &north));
  g_assert_true (lage_map_view_locate (fixture->view,
                                       gtk_widget_get_width (GTK_WIDGET (fixture->view)),
                                       gtk_widget_get_height (GTK_WIDGET (fixture->view)),
                                       &east, &south));
  g_assert_cmpfloat (west, <, 9.72);
  g_assert_cmpfloat (east, >, 10.34);
  g_assert_cmpfloat (south, <, 53.39);
  g_assert_cmpfloat (north, >, 53.75);
  g_assert_cmpfloat (north - south, <, 1);

  lage_map_view_set_home (fixture->view, 8.6, 53.8, 8.8, 53.9);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.home", NULL);
  g_assert_true (lage_map_view_locate (fixture->view, 0, 0, &west, &north));
  g_assert_cmpfloat (west, <, 8.6);
  g_assert_cmpfloat (west, >, 8.3);
}

static void
test_actions_move_the_map (Fixture       *fixture,
                           gconstpointer  data)
{
  double longitude;
  double latitude;
  double zoom;

  lage_map_view_set_viewport (fixture->view, 10, 53.5, 12);
  assert_viewport (fixture, 10, 53.5, 12);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.zoom-in", NULL);
  assert_viewport (fixture, 10, 53.5, 13);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.zoom-out", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.zoom-out", NULL);
  assert_viewport (fixture, 10, 53.5, 11);

  lage_map_view_pan (fixture->view, 100, 0);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10 + 360.0 * 100 / (256 * 2048), 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 53.5, 1e-6);

  lage_map_view_go_to (fixture->view, 9.5, 53.9, NAN);
  assert_viewport (fixture, 9.5, 53.9, 11);

  /* Both ends of the zoom. */
  lage_map_view_set_viewport (fixture->view, 10, 53.5, 99);
  assert_viewport (fixture, 10, 53.5, 20);
  lage_map_view_set_viewport (fixture->view, 10, 53.5, 0);
  assert_viewport (fixture, 10, 53.5, 4);
}

static void
test_keyboard_goes_through_items (Fixture       *fixture,
                                  gconstpointer  data)
{
  fill (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.activate-item", NULL);
  g_assert_cmpuint (fixture->activated, ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.next-item", NULL);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 11);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.next-item", NULL);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 12);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.previous-item", NULL);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 11);
  g_assert_cmpuint (fixture->n_picked, ==, 3);
  g_assert_cmpuint (fixture->n_notified, ==, 3);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.activate-item", NULL);
  g_assert_cmpuint (fixture->activated, ==, 11);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.context", NULL);
  g_assert_cmpuint (fixture->context_key, ==, 11);
  g_assert_cmpfloat_with_epsilon (fixture->context_longitude, 10.0, 1e-6);

  /* Set from outside it notifies once, and picks nothing. */
  lage_map_view_set_selected_key (fixture->view, 12);
  lage_map_view_set_selected_key (fixture->view, 12);
  g_assert_cmpuint (fixture->n_notified, ==, 4);
  g_assert_cmpuint (fixture->n_picked, ==, 3);
}

static GtkWidget *
find_map (GtkWidget *widget)
{
  GtkWidget *found = SHUMATE_IS_MAP (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_map (child);

  return found;
}

/* What the gesture says when a person presses at one point and lets go at another. */
static void
click (Fixture *fixture,
       guint    button,
       int      n_press,
       double   x,
       double   y,
       double   moved_px)
{
  GtkWidget *map = find_map (GTK_WIDGET (fixture->view));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (map);
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_CLICK (controller) ||
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_NONE ||
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) != button)
        continue;

      n_found++;
      g_signal_emit_by_name (controller, "pressed", n_press, x, y);
      g_signal_emit_by_name (controller, "released", n_press, x + moved_px, y);
    }

  /* Those of libshumate itself are switched off. */
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_click_drag_and_double_click (Fixture       *fixture,
                                  gconstpointer  data)
{
  double x = gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (fixture->view)) / 2.0;

  fill (fixture);
  lage_map_view_set_viewport (fixture->view, 10, 53.5, 13);

  click (fixture, GDK_BUTTON_PRIMARY, 1, x, y, 4.1);
  g_assert_cmpuint (fixture->n_picked, ==, 0);
  click (fixture, GDK_BUTTON_PRIMARY, 1, x, y, 3.9);
  g_assert_cmpuint (fixture->n_picked, ==, 1);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 11);

  click (fixture, GDK_BUTTON_PRIMARY, 2, x, y, 0);
  g_assert_cmpuint (fixture->activated, ==, 11);
  assert_viewport (fixture, 10, 53.5, 13);

  click (fixture, GDK_BUTTON_PRIMARY, 1, x, y + 100, 0);
  g_assert_cmpuint (fixture->n_map_clicks, ==, 1);
  click (fixture, GDK_BUTTON_SECONDARY, 1, x, y, 0);
  g_assert_cmpuint (fixture->context_key, ==, 11);
  click (fixture, GDK_BUTTON_SECONDARY, 1, x, y + 100, 0);
  g_assert_cmpuint (fixture->context_key, ==, 0);
}

static void
test_double_click_zooms_about_the_pointer (Fixture       *fixture,
                                           gconstpointer  data)
{
  double before[2];
  double after[2];
  double zoom;
  double centre[2];

  lage_map_view_set_viewport (fixture->view, 10, 53.5, 12);
  lage_map_view_locate (fixture->view, 200, 500, &before[0], &before[1]);
  click (fixture, GDK_BUTTON_PRIMARY, 2, 200, 500, 0);
  lage_map_view_locate (fixture->view, 200, 500, &after[0], &after[1]);
  lage_map_view_get_viewport (fixture->view, &centre[0], &centre[1], &zoom);
  g_assert_cmpfloat_with_epsilon (zoom, 13, 1e-9);
  g_assert_cmpfloat_with_epsilon (before[0], after[0], 1e-6);
  g_assert_cmpfloat_with_epsilon (before[1], after[1], 1e-6);
}

static void
test_click_takes_a_cluster_apart (Fixture       *fixture,
                                  gconstpointer  data)
{
  double x = gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (fixture->view)) / 2.0;
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  LageMapItem items[6] = { { 0, }, };
  double longitude;
  double latitude;
  double zoom;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = (LageMapItem) { .key = i + 1, .longitude = 10.0 + 0.0003 * i, .latitude = 53.5,
                               .kind = LAGE_SYMBOL_UNIT, .course_deg = NAN };
  lage_map_view_set_items (fixture->view, items, G_N_ELEMENTS (items));
  lage_map_view_set_viewport (fixture->view, 10.00075, 53.5, 11);

  click (fixture, GDK_BUTTON_PRIMARY, 1, x, y, 0);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat (zoom, >, 15);
  g_assert_cmpuint (fixture->n_picked, ==, 0);

  /* All on one spot: no zoom helps, so a click asks for a list of them. */
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i].longitude = 10.0;
  lage_map_view_set_items (fixture->view, items, G_N_ELEMENTS (items));
  lage_map_view_set_viewport (fixture->view, 10.0, 53.5, 11);
  click (fixture, GDK_BUTTON_PRIMARY, 1, x, y, 0);
  g_assert_cmpuint (fixture->n_picked, ==, 0);
  g_assert_cmpuint (fixture->n_members_requested, ==, 1);
  g_assert_cmpuint (lage_map_view_get_keys_at (fixture->view, x, y, keys), ==, 6);
  g_assert_cmpuint (keys->len, ==, 6);
}

static float
get_symbol_width (Fixture *fixture)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;
  GtkWidget *layer = gtk_widget_get_last_child (find_map (GTK_WIDGET (fixture->view)));
  graphene_rect_t bounds;

  /* The layer of the tools is the last, below it are the items. */
  while (!LAGE_IS_ITEM_LAYER (layer))
    layer = gtk_widget_get_prev_sibling (layer);
  node = fixture_draw (layer);
  fixture_collect (node, GSK_TEXTURE_NODE, found);
  g_assert_cmpuint (found->len, >, 0);
  gsk_render_node_get_bounds (g_ptr_array_index (found, 0), &bounds);
  g_assert_cmpfloat (bounds.size.width, ==,
                     (float) gdk_texture_get_width (gsk_texture_node_get_texture (
                       g_ptr_array_index (found, 0))));

  return bounds.size.width;
}

/* Everything grows with the size of texts, at once, and is as sharp as before. */
static void
test_follows_the_size_of_texts (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;
  float width;

  fill (fixture);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  width = get_symbol_width (fixture);
  g_object_set (settings, "gtk-xft-dpi", (int) (1.5 * 96 * 1024), NULL);
  g_assert_cmpfloat (get_symbol_width (fixture), ==, 1.5f * width);
  g_object_set (settings, "gtk-xft-dpi", 5 * 96 * 1024, NULL);
  g_assert_cmpfloat (get_symbol_width (fixture), ==, 2 * width);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpfloat (get_symbol_width (fixture), ==, width);
}

static guint64
hash_symbols (Fixture *fixture)
{
  GtkWidget *layer = gtk_widget_get_last_child (find_map (GTK_WIDGET (fixture->view)));
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) bytes = NULL;

  while (!LAGE_IS_ITEM_LAYER (layer))
    layer = gtk_widget_get_prev_sibling (layer);
  node = fixture_draw (layer);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)),
                                         node, NULL);
  bytes = gdk_texture_save_to_png_bytes (texture);

  return g_bytes_hash (bytes);
}

/* Light and dark are other pictures, and the map does not wait to be told twice. */
static void
test_follows_the_colours (Fixture       *fixture,
                          gconstpointer  data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  guint64 light;

  fill (fixture);
  light = hash_symbols (fixture);
  g_assert_cmpuint (hash_symbols (fixture), ==, light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpuint (hash_symbols (fixture), !=, light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpuint (hash_symbols (fixture), ==, light);
}

static void
test_shows_an_item (Fixture       *fixture,
                    gconstpointer  data)
{
  fill (fixture);
  g_assert_true (lage_map_view_show_item (fixture->view, 12));
  assert_viewport (fixture, 10.02, 53.5, 13);
  g_assert_false (lage_map_view_show_item (fixture->view, 77));
}

static void
test_running_movement_does_not_win (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  lage_map_view_go_to (fixture->view, 9, 54, 9);
  lage_map_view_set_viewport (fixture->view, 10, 53.5, 12);

  for (guint i = 0; i < 5; i++)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
    }
  assert_viewport (fixture, 10, 53.5, 12);
}

/* Where nobody answers. */
static LageWebSource *
make_source (const char *attribution)
{
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, attribution, "http://127.0.0.1:9/{z}/{x}/{y}.png");
  g_autoptr(SoupSession) session = lage_map_session_new ();
  g_autoptr(GError) error = NULL;
  LageWebSource *source;

  spec->attribution = g_strdup (attribution);
  source = lage_web_source_new (spec, session, NULL, 0, &error);
  g_assert_no_error (error);

  return source;
}

static void
test_falls_back_to_the_embedded_map (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(LageWebSource) server = make_source ("somebody");
  g_autoptr(LageWebSource) embedded = make_source ("nobody");

  lage_map_view_set_fallback_source (fixture->view, LAGE_TILE_SOURCE (embedded));
  g_assert_true (lage_map_view_get_shown_source (fixture->view) == LAGE_TILE_SOURCE (embedded));
  lage_map_view_set_tile_source (fixture->view, LAGE_TILE_SOURCE (server));
  g_assert_true (lage_map_view_get_shown_source (fixture->view) == LAGE_TILE_SOURCE (server));

  lage_tile_source_set_is_reachable (LAGE_TILE_SOURCE (server), FALSE);
  g_assert_true (lage_map_view_get_shown_source (fixture->view) == LAGE_TILE_SOURCE (embedded));
  g_assert_true (lage_map_view_get_tile_source (fixture->view) == LAGE_TILE_SOURCE (server));
  lage_tile_source_set_is_reachable (LAGE_TILE_SOURCE (server), TRUE);
  g_assert_true (lage_map_view_get_shown_source (fixture->view) == LAGE_TILE_SOURCE (server));

  lage_map_view_set_tile_source (fixture->view, NULL);
  lage_map_view_set_fallback_source (fixture->view, NULL);
  g_assert_null (lage_map_view_get_shown_source (fixture->view));
}

static guint
count_layers (Fixture *fixture)
{
  GtkWidget *overlay = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
  GtkWidget *map = gtk_overlay_get_child (GTK_OVERLAY (overlay));
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (map); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += LAGE_IS_BASE_LAYER (child);

  return n;
}

/* (nullable): the source of the base layer at a place, from below; 0 is what lies under the base */
static LageTileSource *
get_layer_source (Fixture *fixture,
                  guint    place)
{
  GtkWidget *overlay = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
  GtkWidget *map = gtk_overlay_get_child (GTK_OVERLAY (overlay));

  for (GtkWidget *child = gtk_widget_get_first_child (map); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (LAGE_IS_BASE_LAYER (child) && place-- == 0)
      return lage_base_layer_get_source (LAGE_BASE_LAYER (child));

  return NULL;
}

static void
test_overlays_lie_on_the_base (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(LageWebSource) base = make_source ("base");
  g_autoptr(LageWebSource) one = make_source ("one");
  g_autoptr(LageWebSource) two = make_source ("two");
  LageMapOverlay overlays[] = { { LAGE_TILE_SOURCE (one), 1 }, { LAGE_TILE_SOURCE (two), 0.5 } };
  LageMapOverlay turned[] = { { LAGE_TILE_SOURCE (two), 0.5 }, { LAGE_TILE_SOURCE (one), 1 } };

  lage_map_view_set_tile_source (fixture->view, LAGE_TILE_SOURCE (base));
  lage_map_view_set_overlays (fixture->view, overlays, 2);
  g_assert_cmpuint (count_layers (fixture), ==, 4);
  g_assert_true (get_layer_source (fixture, 1) == LAGE_TILE_SOURCE (base));
  g_assert_true (get_layer_source (fixture, 2) == LAGE_TILE_SOURCE (one));
  g_assert_true (get_layer_source (fixture, 3) == LAGE_TILE_SOURCE (two));

  lage_map_view_set_overlays (fixture->view, turned, 2);
  g_assert_true (get_layer_source (fixture, 2) == LAGE_TILE_SOURCE (two));
  g_assert_true (get_layer_source (fixture, 3) == LAGE_TILE_SOURCE (one));

  lage_map_view_set_overlays (fixture->view, overlays, 1);
  g_assert_cmpuint (count_layers (fixture), ==, 3);
  lage_map_view_set_overlays (fixture->view, NULL, 0);
  g_assert_cmpuint (count_layers (fixture), ==, 2);
  lage_map_view_set_tile_source (fixture->view, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add ("/map/map-view/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("is-accessible", test_is_accessible);
  ADD ("begins-with-the-whole-operation", test_begins_with_the_whole_operation);
  ADD ("actions-move-the-map", test_actions_move_the_map);
  ADD ("keyboard-goes-through-items", test_keyboard_goes_through_items);
  ADD ("click-drag-and-double-click", test_click_drag_and_double_click);
  ADD ("double-click-zooms-about-the-pointer", test_double_click_zooms_about_the_pointer);
  ADD ("click-takes-a-cluster-apart", test_click_takes_a_cluster_apart);
  ADD ("follows-the-size-of-texts", test_follows_the_size_of_texts);
  ADD ("follows-the-colours", test_follows_the_colours);
  ADD ("shows-an-item", test_shows_an_item);
  ADD ("running-movement-does-not-win", test_running_movement_does_not_win);
  ADD ("overlays-lie-on-the-base", test_overlays_lie_on_the_base);
  ADD ("falls-back-to-the-embedded-map", test_falls_back_to_the_embedded_map);

  return g_test_run ();
}
