/* test-map-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-panel.h"
#include "lage-map-projection.h"
#include "lage-map-view-private.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageMapPanel  *panel;
  LageMapView   *view;
  guint          n_notified;
  LageEntity    *activated;
} Fixture;

static void
notified_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
activated_cb (Fixture    *fixture,
              LageEntity *entity)
{
  fixture->activated = entity;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  fixture->view = lage_map_panel_get_view (fixture->panel);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  g_signal_connect_swapped (fixture->panel, "notify::selected", G_CALLBACK (notified_cb),
                            fixture);
  g_signal_connect_swapped (fixture->panel, "entity-activated", G_CALLBACK (activated_cb),
                            fixture);
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

static void
test_shows_what_has_a_place (Fixture       *fixture,
                             gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  LageEntity *nowhere = fixture_take (fixture->base.session, "radio",
                                      fixture_draft (LAGE_KIND_UNIT, "Nowhere"));
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (unit));

  fixture_wait_until (is_on_map (fixture, unit));
  g_assert_false (is_on_map (fixture, nowhere));
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (!is_on_map (fixture, unit));
}

static void
test_what_is_over_is_not_on_the_map (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const struct
  {
    const char *name;
    gint64      expires_after_us;
    gint64      message_type;
    gboolean    is_shown;
  } cases[] = {
    { "valid", G_TIME_SPAN_SECOND, LAGE_MESSAGE_ALERT, TRUE },
    { "until now", 0, LAGE_MESSAGE_ALERT, TRUE },
    { "expired", -G_TIME_SPAN_SECOND, LAGE_MESSAGE_ALERT, FALSE },
    { "all clear", G_TIME_SPAN_HOUR, LAGE_MESSAGE_CANCEL, FALSE },
  };
  LageEntity *warnings[G_N_ELEMENTS (cases)];
  LageEntity *incident, *marker;
  LageDraft *draft;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      draft = fixture_draft (LAGE_KIND_WARNING, cases[i].name);
      lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT,
                       lage_value_time (FIXTURE_NOW_US + cases[i].expires_after_us));
      lage_draft_set_int (draft, LAGE_FIELD_MESSAGE_TYPE, cases[i].message_type);
      lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 9.9 + i * 0.01);
      warnings[i] = fixture_take (fixture->base.session, "cap", draft);
    }
  draft = fixture_draft (LAGE_KIND_INCIDENT, "Leak");
  lage_draft_set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_CLOSED);
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.51, 9.9);
  incident = fixture_take (fixture->base.session, "cot", draft);
  marker = fixture_add_unit (fixture->base.session, "last", 1, 53.52, 9.9);

  fixture_wait_until (is_on_map (fixture, marker));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (is_on_map (fixture, warnings[i]), ==, cases[i].is_shown);
    }
  g_assert_false (is_on_map (fixture, incident));
}

static void
test_selection_goes_both_ways (Fixture       *fixture,
                               gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  LageEntity *boat = fixture_add_unit (fixture->base.session, "Boat", 1, 53.54, 9.95);

  fixture_wait_until (is_on_map (fixture, boat));
  lage_map_panel_set_selected (fixture->panel, unit);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==,
                    lage_entity_get_key (unit));
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  lage_map_panel_set_selected (fixture->panel, unit);
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  lage_map_view_set_selected_key (fixture->view, lage_entity_get_key (boat));
  g_assert_true (lage_map_panel_get_selected (fixture->panel) == boat);
  g_assert_cmpuint (fixture->n_notified, ==, 2);

  g_signal_emit_by_name (fixture->view, "item-activated", lage_entity_get_key (unit));
  g_assert_true (lage_map_panel_get_selected (fixture->panel) == unit);
  g_assert_true (fixture->activated == unit);

  lage_map_panel_set_selected (fixture->panel, NULL);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 0);
}

static void
test_goes_to_an_entity (Fixture       *fixture,
                        gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.49, 10.2);
  double longitude, latitude, zoom;

  lage_map_panel_show_entity (fixture->panel, unit);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.2, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 53.49, 1e-6);
  g_assert_cmpfloat (zoom, >=, 13.5);
}

/* The embedded map comes of itself, with water on it, and a symbol is drawn on top. */
static void
test_draws_the_map_and_its_items (Fixture       *fixture,
                                  gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "", 1, 53.53, 9.99);
  g_autoptr(GdkTexture) empty = NULL;
  g_autoptr(GdkTexture) full = NULL;
  g_autoptr(GBytes) empty_bytes = NULL;
  g_autoptr(GBytes) full_bytes = NULL;
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (unit));

  fixture_wait_until (lage_map_view_get_shown_source (fixture->view) != NULL);
  fixture_wait_until (is_on_map (fixture, unit));
  fixture_wait_until (lage_map_view_get_is_complete (fixture->view));
  gtk_test_widget_wait_for_draw (fixture->base.window);
  full = fixture_draw_texture (GTK_WIDGET (fixture->view));

  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (!is_on_map (fixture, unit));
  gtk_test_widget_wait_for_draw (fixture->base.window);
  empty = fixture_draw_texture (GTK_WIDGET (fixture->view));
  full_bytes = gdk_texture_save_to_png_bytes (full);
  empty_bytes = gdk_texture_save_to_png_bytes (empty);
  g_assert_false (g_bytes_equal (full_bytes, empty_bytes));
}

static LageEntity *
move (Fixture    *fixture,
      const char *name,
      double      longitude,
      gint64      time_us)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

  draft->observed_at_us = time_us;
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.55, longitude);
  return fixture_take (fixture->base.session, "radio", draft);
}

/* Whether the track of an entity leads past there. */
static gboolean
has_track (Fixture    *fixture,
           LageEntity *entity,
           double      longitude)
{
  LageMapProjection projection;
  guint64 key = 0;

  g_assert_true (lage_map_projection_init_for_map (&projection, fixture->view->map));
  return lage_area_layer_pick (
           fixture->view->area_layer,
           lage_map_projection_get_x (&projection, lage_mercator_x (longitude)),
           lage_map_projection_get_y (&projection, lage_mercator_y (53.55)), &key)
         && key == lage_entity_get_key (entity);
}

/* The selected leaves one in any case, all others when they are asked to. */
static void
test_tracks (Fixture       *fixture,
             gconstpointer  data)
{
  LageEntity *a, *b;

  lage_map_view_set_viewport (fixture->view, 9.95, 53.55, 12);
  move (fixture, "A", 9.90, FIXTURE_NOW_US - 2 * G_TIME_SPAN_MINUTE);
  a = move (fixture, "A", 9.93, FIXTURE_NOW_US - G_TIME_SPAN_MINUTE);
  move (fixture, "B", 9.96, FIXTURE_NOW_US - 2 * G_TIME_SPAN_MINUTE);
  b = move (fixture, "B", 9.99, FIXTURE_NOW_US - G_TIME_SPAN_MINUTE);

  lage_map_panel_set_selected (fixture->panel, a);
  fixture_wait_until (has_track (fixture, a, 9.915));
  g_assert_false (has_track (fixture, b, 9.975));

  lage_map_panel_set_show_tracks (fixture->panel, TRUE);
  g_assert_true (lage_map_panel_get_show_tracks (fixture->panel));
  fixture_wait_until (has_track (fixture, b, 9.975));
  g_assert_true (has_track (fixture, a, 9.915));

  lage_map_panel_set_show_tracks (fixture->panel, FALSE);
  fixture_wait_until (!has_track (fixture, b, 9.975));
  lage_map_panel_set_selected (fixture->panel, b);
  fixture_wait_until (has_track (fixture, b, 9.975));
  g_assert_false (has_track (fixture, a, 9.915));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/map-panel/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("shows-what-has-a-place", test_shows_what_has_a_place);
  ADD ("what-is-over-is-not-on-the-map", test_what_is_over_is_not_on_the_map);
  ADD ("selection-goes-both-ways", test_selection_goes_both_ways);
  ADD ("goes-to-an-entity", test_goes_to_an_entity);
  ADD ("draws-the-map-and-its-items", test_draws_the_map_and_its_items);
  ADD ("tracks", test_tracks);

  return g_test_run ();
}
