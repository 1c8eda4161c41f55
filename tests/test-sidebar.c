/* test-sidebar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sidebar.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageSidebar   *sidebar;
  LageEntity    *boat;     /* units, borrowed from the picture */
  LageEntity    *engine;
  LageEntity    *train;
  guint          n_notified;
} Fixture;

enum
{
  SORT_NAME,
  SORT_URGENCY,
  SORT_NEWEST,
};

static void
notified_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->sidebar = g_object_new (LAGE_TYPE_SIDEBAR, NULL);
  lage_sidebar_set_session (fixture->sidebar, fixture->base.session, fixture->base.ticker);
  g_signal_connect_swapped (fixture->sidebar, "notify::selected", G_CALLBACK (notified_cb),
                            fixture);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->sidebar));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static LageEntity *
add_unit (LageSession *session,
          const char  *name,
          gint64       status,
          gint64       age_s)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

  draft->observed_at_us -= age_s * G_TIME_SPAN_SECOND;
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, status);
  return fixture_take (session, "radio", draft);
}

static void
add_units (Fixture *fixture)
{
  LageSession *session = fixture->base.session;

  fixture->train = add_unit (session, "Löschzug Altona", 3, 10);
  fixture->boat = add_unit (session, "LÖSCHBOOT 1", 5, 20);
  fixture->engine = add_unit (session, "Florian 12", 0, 30);

  lage_sidebar_set_kind (fixture->sidebar, LAGE_KIND_UNIT);
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  GObject *list_view = fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR, "list_view");

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)));
}

static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  GListModel *list = G_LIST_MODEL (get_selection (fixture));
  g_autoptr(GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " | " : "", lage_entity_get_title (entity));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static guint
get_n_listed (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture)));
}

static GtkWidget *
find_kind_button (Fixture    *fixture,
                  const char *name)
{
  GtkWidget *label = fixture_find (GTK_WIDGET (fixture->sidebar), fixture_is_label, name);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON);
}

static void
filter (Fixture    *fixture,
        const char *text)
{
  GObject *entry = fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR, "filter_entry");

  fixture_write (entry, text);
  /* The entry waits until nobody types any more; no need to. */
  g_signal_emit_by_name (entry, "search-changed");
}

static void
sort_by (Fixture *fixture,
         guint    order)
{
  GObject *drop_down = fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR, "sort_drop_down");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), order);
}

static void
test_map_filter (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(LageFilter) map_filter = lage_filter_new ();
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);

  add_units (fixture);
  lage_sidebar_set_map_filter (fixture->sidebar, map_filter);
  lage_filter_set_text (map_filter, "lösch");
  g_assert_cmpuint (get_n_listed (fixture), ==, 3);
  g_assert_false (fixture_shows (sidebar, "hidden by the filter"));

  lage_filter_set_applies_to_lists (map_filter, TRUE);
  g_assert_cmpuint (get_n_listed (fixture), ==, 2);
  g_assert_true (fixture_shows (sidebar, "1 hidden by the filter"));
  filter (fixture, "boot");
  g_assert_cmpuint (get_n_listed (fixture), ==, 1);
  g_assert_true (fixture_shows (sidebar, "1 hidden by the filter"));
  filter (fixture, "");

  /* Nothing of the list passes: it says so, and how to see it all. */
  lage_filter_set_text (map_filter, "nobody");
  g_assert_cmpuint (get_n_listed (fixture), ==, 0);
  g_assert_true (fixture_shows (sidebar, "Nothing matches the filter"));
  g_assert_true (fixture_shows (sidebar, "3 hidden by the filter"));
  fixture_click (fixture_find (sidebar, fixture_is_button, "Show _All"));
  g_assert_cmpuint (get_n_listed (fixture), ==, 3);
  g_assert_false (lage_filter_applies_to_lists (map_filter));
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *units = find_kind_button (fixture, "Units");
  GtkWidget *drones = find_kind_button (fixture, "Drones");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (units), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Units: 0");
  add_units (fixture);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (units), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Units: 3");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (drones), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Drones: 0");
  g_assert_nonnull (fixture_find (units, fixture_is_label, "3"));

  fixture_take (fixture->base.session, "radio", fixture_draft (LAGE_KIND_DRONE, "Falke"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (drones), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Drones: 1");
}

static void
test_buttons_choose_the_list (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *incidents = find_kind_button (fixture, "Incidents");

  g_assert_cmpint (lage_sidebar_get_kind (fixture->sidebar), ==, LAGE_KIND_GAUGE);
  fixture_click (incidents);
  g_assert_cmpint (lage_sidebar_get_kind (fixture->sidebar), ==, LAGE_KIND_INCIDENT);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (incidents), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  lage_sidebar_set_kind (fixture->sidebar, LAGE_KIND_UNIT);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (incidents), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
}

static void
test_messages_take_the_place_of_the_list (Fixture       *fixture,
                                          gconstpointer  data)
{
  GtkWidget *button = find_kind_button (fixture, "Feed messages");
  GtkWidget *entry = GTK_WIDGET (fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR,
                                                "filter_entry"));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Feed messages: 0");
  g_assert_true (gtk_widget_get_mapped (entry));
  fixture_click (button);
  g_assert_cmpint (lage_sidebar_get_kind (fixture->sidebar), ==, LAGE_KIND_NONE);
  g_assert_false (gtk_widget_get_mapped (entry));

  /* Who wants to filter wants a list again. */
  lage_sidebar_focus_filter (fixture->sidebar);
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_cmpint (lage_sidebar_get_kind (fixture->sidebar), ==, LAGE_KIND_GAUGE);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  add_units (fixture);
  filter (fixture, "lösch");
  g_assert_cmpuint (get_n_listed (fixture), ==, 2);
  filter (fixture, "ALTONA");
  assert_list (fixture, "Löschzug Altona");
  filter (fixture, "LO\314\210SCHBOOT"); /* o and a combining diaeresis */
  assert_list (fixture, "LÖSCHBOOT 1");
  filter (fixture, "request to speak"); /* the line below the title counts too */
  g_assert_cmpuint (get_n_listed (fixture), ==, 2);
  filter (fixture, "  florian ");
  assert_list (fixture, "Florian 12");
  filter (fixture, "Florian 13");
  g_assert_cmpuint (get_n_listed (fixture), ==, 0);
  filter (fixture, "");
  g_assert_cmpuint (get_n_listed (fixture), ==, 3);
}

static void
test_typing_in_the_entry_filters (Fixture       *fixture,
                                  gconstpointer  data)
{
  GObject *entry = fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR, "filter_entry");

  add_units (fixture);
  fixture_write (entry, "boot");
  fixture_wait_until (get_n_listed (fixture) == 1);
  assert_list (fixture, "LÖSCHBOOT 1");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
}

static void
test_orders (Fixture       *fixture,
             gconstpointer  data)
{
  add_units (fixture);
  sort_by (fixture, SORT_URGENCY);
  assert_list (fixture, "Florian 12 | LÖSCHBOOT 1 | Löschzug Altona");
  sort_by (fixture, SORT_NEWEST);
  assert_list (fixture, "Löschzug Altona | LÖSCHBOOT 1 | Florian 12");
  sort_by (fixture, SORT_NAME);
  assert_list (fixture, "Florian 12 | LÖSCHBOOT 1 | Löschzug Altona");

  /* What changes finds its place after a while. */
  sort_by (fixture, SORT_URGENCY);
  add_unit (fixture->base.session, "Zebra", 0, 0);
  fixture_wait_until (get_n_listed (fixture) == 4);
  assert_list (fixture, "Florian 12 | Zebra | LÖSCHBOOT 1 | Löschzug Altona");
}

static void
test_selection_goes_both_ways (Fixture       *fixture,
                               gconstpointer  data)
{
  LageEntity *gauge = fixture_add_gauge (fixture->base.session, 700, FIXTURE_NOW_US);

  add_units (fixture);
  g_assert_null (lage_sidebar_get_selected (fixture->sidebar));

  gtk_single_selection_set_selected (get_selection (fixture), 1);
  g_assert_true (lage_sidebar_get_selected (fixture->sidebar) == fixture->boat);
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  lage_sidebar_set_selected (fixture->sidebar, fixture->engine);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  g_assert_cmpuint (fixture->n_notified, ==, 2);
  lage_sidebar_set_selected (fixture->sidebar, fixture->engine);
  g_assert_cmpuint (fixture->n_notified, ==, 2);

  /* Another kind brings its list. */
  lage_sidebar_set_selected (fixture->sidebar, gauge);
  g_assert_cmpint (lage_sidebar_get_kind (fixture->sidebar), ==, LAGE_KIND_GAUGE);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);

  lage_sidebar_set_selected (fixture->sidebar, NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==,
                    GTK_INVALID_LIST_POSITION);
}

static void
test_selection_survives_filter_and_order (Fixture       *fixture,
                                          gconstpointer  data)
{
  add_units (fixture);
  lage_sidebar_set_selected (fixture->sidebar, fixture->train);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 2);
  fixture->n_notified = 0;

  sort_by (fixture, SORT_NEWEST);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  filter (fixture, "florian");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==,
                    GTK_INVALID_LIST_POSITION);
  g_assert_true (lage_sidebar_get_selected (fixture->sidebar) == fixture->train);
  filter (fixture, "");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  lage_sidebar_set_kind (fixture->sidebar, LAGE_KIND_GAUGE);
  lage_sidebar_set_kind (fixture->sidebar, LAGE_KIND_UNIT);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  g_assert_cmpuint (fixture->n_notified, ==, 0);
}

static void
test_empty_texts (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);

  g_assert_true (fixture_shows (sidebar, "Nothing known yet"));
  add_units (fixture);
  g_assert_false (fixture_shows (sidebar, "Nothing known yet"));
  filter (fixture, "nothing like it");
  g_assert_true (fixture_shows (sidebar, "Nothing matches the filter"));
  filter (fixture, "");
  g_assert_false (fixture_shows (sidebar, "Nothing matches the filter"));
}

static void
test_archived_leaves_the_list (Fixture       *fixture,
                               gconstpointer  data)
{
  LageDraft *draft;

  add_units (fixture);
  lage_sidebar_set_selected (fixture->sidebar, fixture->boat);
  draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (fixture->boat));
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  fixture_take (fixture->base.session, "radio", draft);

  assert_list (fixture, "Florian 12 | Löschzug Altona");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_kind_button (fixture, "Units")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Units: 2");
  /* Nobody else is selected in its stead. */
  g_assert_true (lage_sidebar_get_selected (fixture->sidebar) == fixture->boat);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==,
                    GTK_INVALID_LIST_POSITION);
}

static void
test_rows_can_be_spoken (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *row;

  add_units (fixture);
  fixture_wait_until ((row = fixture_find (GTK_WIDGET (fixture->sidebar), fixture_is_type,
                                           "LageEntityRow")) != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Florian 12, 0 Urgent request to speak, Alarm");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (fixture_child (fixture->sidebar, LAGE_TYPE_SIDEBAR, "list_view")),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Entries of the list");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/sidebar/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("counts", test_counts);
  ADD ("map-filter", test_map_filter);
  ADD ("buttons-choose-the-list", test_buttons_choose_the_list);
  ADD ("messages-take-the-place-of-the-list", test_messages_take_the_place_of_the_list);
  ADD ("filter", test_filter);
  ADD ("typing-in-the-entry-filters", test_typing_in_the_entry_filters);
  ADD ("orders", test_orders);
  ADD ("selection-goes-both-ways", test_selection_goes_both_ways);
  ADD ("selection-survives-filter-and-order", test_selection_survives_filter_and_order);
  ADD ("empty-texts", test_empty_texts);
  ADD ("archived-leaves-the-list", test_archived_leaves_the_list);
  ADD ("rows-can-be-spoken", test_rows_can_be_spoken);

  return g_test_run ();
}
