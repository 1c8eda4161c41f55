/* test-map-guide.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "hand-fixture.h"
#include "lage-map-panel.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageMapPanel  *panel;
  LageMapView   *view;
  LageEntity    *units[3]; /* the first two on one spot, the third beside them */
} Fixture;

static gboolean
is_on_map (Fixture    *fixture,
           LageEntity *entity)
{
  return lage_map_view_show_item (fixture->view, lage_entity_get_key (entity));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  fixture->view = lage_map_panel_get_view (fixture->panel);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->panel));

  fixture->units[0] = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);
  fixture->units[1] = fixture_add_unit (fixture->base.session, "Heros 21", 2, 53.55, 9.93);
  fixture->units[2] = fixture_add_unit (fixture->base.session, "Pelikan 3", 1, 53.55, 9.936);
  fixture_wait_until (is_on_map (fixture, fixture->units[2]));
  lage_map_view_set_viewport (fixture->view, 9.93, 53.55, 15);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static void
select_units (Fixture *fixture,
              guint    n_units)
{
  guint64 keys[3];

  for (guint i = 0; i < n_units; i++)
    keys[i] = lage_entity_get_key (fixture->units[i]);
  lage_map_view_set_selection (fixture->view, keys, n_units, 0);
}

static void
test_knows_the_selected (Fixture       *fixture,
                         gconstpointer  data)
{
  GListModel *selection = lage_map_panel_get_selection (fixture->panel);
  g_autoptr(LageEntity) second = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, 0);
  lage_map_panel_set_selected (fixture->panel, fixture->units[2]);
  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, 1);

  /* Of several, none has its details shown. */
  select_units (fixture, 3);
  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, 3);
  second = g_list_model_get_item (selection, 1);
  g_assert_true (second == fixture->units[1]);
  g_assert_null (lage_map_panel_get_selected (fixture->panel));

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.clear-selection", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, 0);
}

static gboolean
is_inscription (GtkWidget  *widget,
                const char *text)
{
  return GTK_IS_INSCRIPTION (widget)
         && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static void
test_lists_who_is_on_one_spot (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *popover;
  GtkWidget *list;

  g_assert_null (fixture_find (GTK_WIDGET (fixture->panel), fixture_is_type,
                               "LageMembersPopover"));
  g_signal_emit_by_name (fixture->view, "members-requested",
                         gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0,
                         gtk_widget_get_height (GTK_WIDGET (fixture->view)) / 2.0);
  popover = fixture_find (GTK_WIDGET (fixture->panel), fixture_is_type, "LageMembersPopover");
  g_assert_nonnull (popover);
  fixture_wait_until (fixture_find (popover, is_inscription, "Heros 21") != NULL);
  g_assert_nonnull (fixture_find (popover, is_inscription, "Florian 12"));
  g_assert_null (fixture_find (popover, is_inscription, "Pelikan 3"));
  g_assert_true (fixture_shows (popover, "2 on this spot"));

  list = fixture_find (popover, fixture_is_type, "GtkListView");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "On this spot");
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_false (gtk_widget_get_visible (popover));
  g_assert_true (lage_map_panel_get_selected (fixture->panel) == fixture->units[0]
                 || lage_map_panel_get_selected (fixture->panel) == fixture->units[1]);
}

static void
test_bar_counts_the_selected (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *bar = fixture_find (GTK_WIDGET (fixture->panel), fixture_is_type,
                                 "LageSelectionBar");

  g_assert_nonnull (bar);
  lage_map_panel_set_selected (fixture->panel, fixture->units[0]);
  g_assert_false (gtk_widget_get_visible (bar));
  select_units (fixture, 3);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (fixture_find (bar, fixture_has_words, "3 selected"));
  g_assert_nonnull (fixture_find (bar, fixture_has_words, "Units: 3"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "3 selected: Units: 3");
  lage_map_view_set_selection (fixture->view, NULL, 0, 0);
  g_assert_false (gtk_widget_get_visible (bar));
}

static char *
get_spoken (Fixture *fixture)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->view),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

static void
assert_spoken (Fixture    *fixture,
               const char *words)
{
  g_autofree char *spoken = get_spoken (fixture);

  g_assert_nonnull (spoken);
  g_test_message ("%s", spoken);
  g_assert_nonnull (strstr (spoken, words));
}

static void
test_says_what_is_selected_and_near (Fixture       *fixture,
                                     gconstpointer  data)
{
  assert_spoken (fixture, "Nothing is selected.");

  lage_map_panel_set_selected (fixture->panel, fixture->units[2]);
  assert_spoken (fixture, "Pelikan 3, ");
  assert_spoken (fixture, "3 items in sight.");

  /* Of the two on one spot one is beside the other, or beside a place that the map knows. */
  lage_map_panel_set_selected (fixture->panel, fixture->units[0]);
  assert_spoken (fixture, "Florian 12, ");

  select_units (fixture, 2);
  assert_spoken (fixture, "2 selected.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Map");
}

static void
test_says_which_place_is_near (Fixture       *fixture,
                               gconstpointer  data)
{
  /* The names come with the embedded map. */
  fixture_wait_until (lage_map_view_get_shown_source (fixture->view) != NULL);
  lage_map_panel_set_selected (fixture->panel, fixture->units[2]);
  assert_spoken (fixture, " of Altona");
}

static void
test_card_tells_what_is_pointed_at (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *card = fixture_find (GTK_WIDGET (fixture->panel), fixture_is_type, "LageHoverCard");
  double y = gtk_widget_get_height (GTK_WIDGET (fixture->view)) / 2.0;
  double x = gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0;
  graphene_rect_t on_map;
  graphene_rect_t bounds;

  if (!hand_is_there ())
    {
      g_test_skip ("no xdotool, or not on X");
      return;
    }

  g_assert_nonnull (card);
  hand_move (GTK_WIDGET (fixture->view), x, 20);
  g_assert_false (gtk_widget_get_visible (card));
  hand_move (GTK_WIDGET (fixture->view), x, y);
  fixture_wait_until (gtk_widget_get_mapped (card));
  g_assert_true (fixture_shows (card, "2 here"));

  /* Beside what it tells about, and whole on the map. */
  gtk_test_widget_wait_for_draw (fixture->base.window);
  g_assert_true (gtk_widget_compute_bounds (card, GTK_WIDGET (fixture->view), &bounds));
  on_map = GRAPHENE_RECT_INIT (0, 0, (float) (2 * x), (float) (2 * y));
  g_assert_true (graphene_rect_contains_rect (&on_map, &bounds));
  g_assert_false (graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x,
                                                                               (float) y)));

  hand_move (GTK_WIDGET (fixture->view), x, 20);
  fixture_wait_until (!gtk_widget_get_visible (card));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/map-guide/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("knows-the-selected", test_knows_the_selected);
  ADD ("lists-who-is-on-one-spot", test_lists_who_is_on_one_spot);
  ADD ("bar-counts-the-selected", test_bar_counts_the_selected);
  ADD ("says-what-is-selected-and-near", test_says_what_is_selected_and_near);
  ADD ("says-which-place-is-near", test_says_which_place_is_near);
  ADD ("card-tells-what-is-pointed-at", test_card_tells_what_is_pointed_at);

  return g_test_run ();
}
