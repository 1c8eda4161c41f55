/* test-wall-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-figure-tile.h"
#include "lage-wall-window.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture  base;
  LageMapPanel   *panel;
  LageWallWindow *wall;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->panel));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer wall = fixture->wall;

  g_object_add_weak_pointer (wall, &wall);
  gtk_window_destroy (GTK_WINDOW (fixture->wall));
  fixture_wait_until (wall == NULL);
  session_fixture_tear_down (&fixture->base, data);
}

static void
open_wall (Fixture *fixture)
{
  fixture->wall = LAGE_WALL_WINDOW (lage_wall_window_new (fixture->base.session,
                                                          fixture->base.ticker, fixture->panel));
  lage_wall_window_present_beside (fixture->wall, GTK_WINDOW (fixture->base.window));
  fixture_wait_until (gtk_widget_get_width (GTK_WIDGET (lage_wall_window_get_view (
                        fixture->wall))) > 1);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return fixture_shows (GTK_WIDGET (fixture->wall), text);
}

static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  GObject *tile;
  LageDraft *draft = fixture_draft (LAGE_KIND_FLOOD_GATE, "Gate");

  fixture_add_gauge (fixture->base.session, 1000.0, FIXTURE_NOW_US - 7 * G_TIME_SPAN_SECOND);
  fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  fixture_add_unit (fixture->base.session, "Florian 13", 4, 53.55, 9.94);
  lage_draft_set_int (draft, LAGE_FIELD_GATE_STATE, LAGE_GATE_FAULT);
  fixture_take (fixture->base.session, "gates", draft);
  open_wall (fixture);

  g_assert_true (shows (fixture, "EXERCISE · Surge 13"));
  g_assert_true (shows (fixture, "23:00:00"));
  g_assert_true (shows (fixture, "5.00"));
  g_assert_true (shows (fixture, "MHW +2.85"));
  g_assert_true (shows (fixture, "Severe storm surge"));
  g_assert_true (shows (fixture, "7 s"));
  g_assert_true (shows (fixture, "1 free · 1 bound"));
  g_assert_true (shows (fixture, "0 closed · 0 open"));
  g_assert_true (shows (fixture, "1 with a fault"));
  g_assert_true (shows (fixture, "None in force"));

  tile = fixture_child (fixture->wall, LAGE_TYPE_WALL_WINDOW, "gates_tile");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (tile), "alarm"));
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Flood gates, 0 closed · 0 open, 1 with a fault");
}

static gboolean
is_on_wall (Fixture    *fixture,
            LageEntity *entity)
{
  return lage_map_view_show_item (lage_wall_window_get_view (fixture->wall),
                                  lage_entity_get_key (entity));
}

/* What comes later comes here too, and what the filter hides is hidden here and said. */
static void
test_obeys_the_filter (Fixture       *fixture,
                       gconstpointer  data)
{
  LageEntity *unit, *calls;

  open_wall (fixture);
  unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  calls = fixture_add_unit (fixture->base.session, "Florian 13", 0, 53.55, 9.94);
  fixture_wait_until (is_on_wall (fixture, calls));
  g_assert_false (shows (fixture, "hidden by the filter"));

  lage_filter_set_shows_kind (lage_map_panel_get_filter (fixture->panel), LAGE_KIND_UNIT, FALSE);
  g_assert_false (is_on_wall (fixture, unit));
  fixture_wait_until (shows (fixture, "2 hidden by the filter, 1 of them an alarm"));
}

static void
test_follows_or_stands (Fixture       *fixture,
                        gconstpointer  data)
{
  LageMapView *main_view = lage_map_panel_get_view (fixture->panel);
  double longitude, latitude, zoom, stand_longitude;

  open_wall (fixture);
  lage_map_view_set_viewport (main_view, 10.05, 53.5, 12);
  lage_map_view_get_viewport (lage_wall_window_get_view (fixture->wall), &longitude, &latitude,
                              &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.05, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 53.5, 1e-6);
  /* The wall is larger and shows no less. */
  g_assert_cmpfloat (zoom, >, 12.0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->wall), "wall.follow", NULL);
  g_assert_false (lage_wall_window_get_is_following (fixture->wall));
  g_assert_true (shows (fixture, "Stands here"));
  lage_map_view_set_viewport (main_view, 9.9, 53.6, 10);
  lage_map_view_get_viewport (lage_wall_window_get_view (fixture->wall), &stand_longitude,
                              &latitude, &zoom);
  g_assert_cmpfloat (stand_longitude, ==, longitude);

  gtk_widget_activate_action (GTK_WIDGET (fixture->wall), "wall.follow", NULL);
  lage_map_view_get_viewport (lage_wall_window_get_view (fixture->wall), &longitude, &latitude,
                              &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 9.9, 1e-6);
}

/* Nothing on a wall is there to be pressed. */
static gboolean
is_control (GtkWidget  *widget,
            const char *text)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

static void
test_has_no_controls (Fixture       *fixture,
                      gconstpointer  data)
{
  open_wall (fixture);
  g_assert_null (fixture_find (GTK_WIDGET (fixture->wall), is_control, NULL));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/wall-window/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("figures", test_figures);
  ADD ("obeys-the-filter", test_obeys_the_filter);
  ADD ("follows-or-stands", test_follows_or_stands);
  ADD ("has-no-controls", test_has_no_controls);

  return g_test_run ();
}
