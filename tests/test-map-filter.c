/* test-map-filter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter-pill.h"
#include "lage-geometry.h"
#include "lage-map-panel.h"
#include "window-fixture.h"

/* What the filter does to the map, and what is said of it. */

typedef struct
{
  SessionFixture base;
  LageMapPanel  *panel;
  LageMapView   *view;
  LageFilter    *filter;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  fixture->view = lage_map_panel_get_view (fixture->panel);
  fixture->filter = lage_map_panel_get_filter (fixture->panel);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->panel));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static gboolean
is_on_map (Fixture    *fixture,
           LageEntity *entity)
{
  return lage_map_view_show_item (fixture->view, lage_entity_get_key (entity));
}

static GtkWidget *
get_pill (Fixture *fixture)
{
  GtkWidget *pill = fixture_find (GTK_WIDGET (fixture->panel), fixture_is_type, "LageFilterPill");

  g_assert_nonnull (pill);
  return pill;
}

static void
test_hides_and_says_so (Fixture       *fixture,
                        gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  LageEntity *boat = fixture_add_unit (fixture->base.session, "Boat", 3, 53.54, 9.95);
  LageEntity *gauge = fixture_add_gauge (fixture->base.session, 500.0, FIXTURE_NOW_US);
  const LageMapSift *sift = lage_map_panel_get_sift (fixture->panel);

  fixture_wait_until (is_on_map (fixture, gauge));
  g_assert_false (gtk_widget_get_visible (get_pill (fixture)));

  lage_filter_set_shows_state (fixture->filter, LAGE_KIND_UNIT, 1, FALSE);
  g_assert_false (is_on_map (fixture, unit));
  g_assert_true (is_on_map (fixture, boat));
  g_assert_true (is_on_map (fixture, gauge));
  g_assert_cmpuint (sift->n_total[LAGE_KIND_UNIT], ==, 2);
  g_assert_cmpuint (sift->n_shown[LAGE_KIND_UNIT], ==, 1);
  g_assert_true (fixture_shows (get_pill (fixture), "1 hidden by the filter"));

  fixture_click (fixture_find (get_pill (fixture), fixture_is_button, "_Clear"));
  g_assert_true (is_on_map (fixture, unit));
  g_assert_false (gtk_widget_get_visible (get_pill (fixture)));
}

static void
test_new_items_obey (Fixture       *fixture,
                     gconstpointer  data)
{
  LageEntity *ready, *away;

  lage_filter_set_shows_state (fixture->filter, LAGE_KIND_UNIT, 3, FALSE);
  away = fixture_add_unit (fixture->base.session, "Away", 3, 53.55, 9.93);
  ready = fixture_add_unit (fixture->base.session, "Ready", 1, 53.54, 9.95);
  fixture_wait_until (is_on_map (fixture, ready));
  g_assert_false (is_on_map (fixture, away));
  g_assert_true (fixture_shows (get_pill (fixture), "1 hidden by the filter"));

  /* One that changes comes and goes. */
  fixture_add_unit (fixture->base.session, "Ready", 3, 53.54, 9.95);
  fixture_wait_until (!is_on_map (fixture, ready));
}

static void
test_selected_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  LageEntity *boat = fixture_add_unit (fixture->base.session, "Boat", 1, 53.54, 9.95);

  fixture_wait_until (is_on_map (fixture, boat));
  lage_filter_set_text (fixture->filter, "boat");
  g_assert_false (is_on_map (fixture, unit));
  lage_map_panel_set_selected (fixture->panel, unit);
  g_assert_true (is_on_map (fixture, unit));
  g_assert_true (fixture_shows (get_pill (fixture), "The selected item is outside the filter"));

  lage_map_panel_set_selected (fixture->panel, boat);
  g_assert_false (is_on_map (fixture, unit));
  g_assert_true (fixture_shows (get_pill (fixture), "1 hidden by the filter"));
}

static void
test_hidden_alarms (Fixture       *fixture,
                    gconstpointer  data)
{
  LageEntity *calls = fixture_add_unit (fixture->base.session, "Calls", 0, 53.55, 9.93);
  LageEntity *quiet = fixture_add_unit (fixture->base.session, "Quiet", 1, 53.54, 9.95);

  fixture_wait_until (is_on_map (fixture, quiet));
  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_UNIT, FALSE);
  g_assert_false (is_on_map (fixture, calls));
  g_assert_true (fixture_shows (get_pill (fixture), "Nothing matches the filter"));
  fixture_click (fixture_find (get_pill (fixture), fixture_is_button, "Show 1 alarm"));
  g_assert_true (is_on_map (fixture, calls));
  g_assert_false (is_on_map (fixture, quiet));
  g_assert_true (fixture_shows (get_pill (fixture), "1 hidden by the filter"));
  g_assert_null (fixture_find (get_pill (fixture), fixture_is_button, "Show 1 alarm"));
}

static void
test_hides_areas (Fixture       *fixture,
                  gconstpointer  data)
{
  const LageMapSift *sift = lage_map_panel_get_sift (fixture->panel);
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) area = NULL;
  LageDraft *draft = fixture_draft (LAGE_KIND_WARNING, "Storm surge");
  LagePoint centre;

  g_assert_true (lage_point_init (&centre, 53.55, 9.95));
  lage_geometry_builder_add_circle (builder, &centre, 3000.0);
  area = lage_geometry_builder_end (builder, NULL);
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (area));
  fixture_take (fixture->base.session, "cap", draft);
  fixture_wait_until (sift->n_total[LAGE_KIND_WARNING] == 1);
  g_assert_cmpuint (sift->entities->len, ==, 1);

  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_WARNING, FALSE);
  g_assert_cmpuint (sift->entities->len, ==, 0);
  g_assert_cmpuint (sift->n_hidden, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/map-filter/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("hides-and-says-so", test_hides_and_says_so);
  ADD ("new-items-obey", test_new_items_obey);
  ADD ("selected-stays", test_selected_stays);
  ADD ("hidden-alarms", test_hidden_alarms);
  ADD ("hides-areas", test_hides_areas);

  return g_test_run ();
}
