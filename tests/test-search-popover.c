/* test-search-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-search-popover.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture     base;
  GtkWidget         *button; /* that the popover belongs to */
  LageSearchPopover *popover;
  GtkWidget         *entry;
  GtkListBox        *results;
  LageFindResult    *chosen; /* (nullable): what the last signal told */
  LageFindAction     action;
  guint              n_chosen;
} Fixture;

static void
chosen_cb (Fixture        *fixture,
           LageFindResult *result,
           int             action)
{
  fixture->n_chosen++;
  g_clear_pointer (&fixture->chosen, lage_find_result_unref);
  fixture->chosen = lage_find_result_ref (result);
  fixture->action = (LageFindAction) action;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const LagePoint middle = { 535300000, 99900000 };

  session_fixture_set_up (&fixture->base, data);
  fixture->popover = g_object_new (LAGE_TYPE_SEARCH_POPOVER, NULL);
  lage_search_popover_set_session (fixture->popover, fixture->base.session,
                                   fixture->base.ticker);
  lage_search_popover_set_near (fixture->popover, &middle);
  g_signal_connect_swapped (fixture->popover, "chosen", G_CALLBACK (chosen_cb), fixture);
  fixture->button = gtk_menu_button_new ();
  gtk_widget_set_valign (fixture->button, GTK_ALIGN_START);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (fixture->button), GTK_WIDGET (fixture->popover));
  session_fixture_show (&fixture->base, fixture->button);
  fixture->entry = fixture_find (GTK_WIDGET (fixture->popover), fixture_is_type,
                                 "GtkSearchEntry");
  fixture->results = GTK_LIST_BOX (fixture_find (GTK_WIDGET (fixture->popover), fixture_is_type,
                                                 "GtkListBox"));

  fixture_add_gauge (fixture->base.session, 700, FIXTURE_NOW_US);
  fixture_add_unit (fixture->base.session, "LÖSCHBOOT 1", 2, 53.54, 9.98);
  fixture_add_unit (fixture->base.session, "Florian Altona 12", 2, 53.55, 9.93);
  fixture_take (fixture->base.session, "ui", fixture_draft (LAGE_KIND_NOTE, "Altona: Deichwache"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->chosen, lage_find_result_unref);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  fixture_wait_until (!lage_search_popover_is_busy (fixture->popover));
  session_fixture_tear_down (&fixture->base, data);
}

static void
open_popover (Fixture *fixture)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  fixture_wait_until (!lage_search_popover_is_busy (fixture->popover));
}

static void
search (Fixture    *fixture,
        const char *text)
{
  fixture_write (fixture->entry, text);
  /* The entry waits until nobody types any more; no need to. */
  g_signal_emit_by_name (fixture->entry, "search-changed");
  fixture_wait_until (!lage_search_popover_is_busy (fixture->popover));
}

static LageFindResult *
get_result (Fixture *fixture,
            int      index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (fixture->results, index);

  return row != NULL ? lage_find_row_get_result (LAGE_FIND_ROW (row)) : NULL;
}

static guint
count_results (Fixture       *fixture,
               LageFindGroup  group)
{
  LageFindResult *result;
  guint count = 0;

  for (int i = 0; (result = get_result (fixture, i)) != NULL; i++)
    count += result->group == group;
  return count;
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return fixture_shows (GTK_WIDGET (fixture->popover), text);
}

static void
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->popover));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_handled);
      if (is_handled)
        return;
    }
  g_assert_not_reached ();
}

static void
test_names_for_screen_readers (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *placeholder = NULL;
  GtkWidget *button;

  open_popover (fixture);
  g_object_get (fixture->entry, "placeholder-text", &placeholder, NULL);
  g_assert_cmpstr (placeholder, ==, "Find names, places and positions");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->entry),
                                   GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->results), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->results),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Found");
  g_assert_true (shows (fixture, "Part of a name or call sign"));
  g_assert_null (get_result (fixture, 0));

  search (fixture, "reeperbahn");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (fixture->results, 0)),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Reeperbahn, Street in St. Pauli");
  button = fixture_find (GTK_WIDGET (fixture->results), fixture_is_type, "GtkButton");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Mark on Map");
}

static void
test_parts_of_names (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *row;

  open_popover (fixture);
  search (fixture, "altona");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 2); /* a unit and a note */
  search (fixture, "löschb");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 1);
  row = fixture_find (GTK_WIDGET (fixture->results), fixture_is_type, "LageEntityRow");
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "LÖSCHBOOT 1, 2 Ready at station");
  search (fixture, "PAULI");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 1);
  search (fixture, "");
  g_assert_null (get_result (fixture, 0));
}

/* What was found stands in groups, and each says what it is. */
static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_PLACES), >, 0);
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_STREETS), >, 0);
  g_assert_true (shows (fixture, "In the picture"));
  g_assert_true (shows (fixture, "Places and waters"));
  g_assert_true (shows (fixture, "Streets"));
  g_assert_false (shows (fixture, "Position"));
  g_assert_true (shows (fixture, "Enter: go there"));

  search (fixture, "32U NE 64273 33337");
  g_assert_true (shows (fixture, "Position"));
  g_assert_false (shows (fixture, "Streets"));
  g_assert_cmpstr (get_result (fixture, 0)->title, ==, "32U NE 64273 33337");
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "qqqqqq");
  g_assert_true (shows (fixture, "Nothing found"));
  search (fixture, "32U NE 64273 3333");
  g_assert_true (shows (fixture, "2, 4, 6, 8 or 10 digits"));
  search (fixture, "");
  g_assert_true (shows (fixture, "Part of a name or call sign"));
}

/* Enter takes the first, without a hand on the mouse. */
static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "boot");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpint (fixture->action, ==, LAGE_FIND_GO);
  g_assert_cmpstr (lage_entity_get_title (fixture->chosen->entity), ==, "LÖSCHBOOT 1");
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));

  /* Nothing found: there is nothing to take. */
  open_popover (fixture);
  search (fixture, "qqqqqq");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
}

/* Who types and presses Enter at once gets what was typed, not what was found before. */
static void
test_quick_enter (Fixture       *fixture,
                  gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "boot");
  fixture_write (fixture->entry, "jungfernstieg");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
  fixture_wait_until (fixture->n_chosen == 1);
  g_assert_cmpstr (fixture->chosen->title, ==, "Jungfernstieg");
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  press (fixture, GDK_KEY_Down, 0);
  g_assert_true (gtk_list_box_get_selected_row (fixture->results)
                 == gtk_list_box_get_row_at_index (fixture->results, 1));
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_Up, 0);
  g_assert_true (gtk_list_box_get_selected_row (fixture->results)
                 == gtk_list_box_get_row_at_index (fixture->results, 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (fixture->entry)),
                                         fixture->entry));

  search (fixture, "löschboot");
  press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpint (fixture->action, ==, LAGE_FIND_MARK);
  g_assert_true (fixture->chosen->has_point);

  open_popover (fixture);
  search (fixture, "reeperbahn");
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
  g_assert_cmpint (fixture->action, ==, LAGE_FIND_INCIDENT);

  /* What has no place can't be marked. */
  open_popover (fixture);
  search (fixture, "deichwache");
  press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK);
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  GtkListBoxRow *second;
  GtkWidget *button;

  open_popover (fixture);
  search (fixture, "altona");
  second = gtk_list_box_get_row_at_index (fixture->results, 1);
  g_signal_emit_by_name (fixture->results, "row-activated", second);
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpint (lage_entity_get_kind (fixture->chosen->entity), ==, LAGE_KIND_UNIT);

  open_popover (fixture);
  search (fixture, "reeperbahn");
  button = fixture_find (GTK_WIDGET (fixture->results), fixture_is_type, "GtkButton");
  fixture_click (button);
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
  g_assert_cmpint (fixture->action, ==, LAGE_FIND_MARK);
  g_assert_cmpstr (fixture->chosen->title, ==, "Reeperbahn");
}

static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  g_signal_emit_by_name (fixture->entry, "stop-search");
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

/* What has come since is found when the popover opens again. */
static void
test_opened_again (Fixture       *fixture,
                   gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 2);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));

  fixture_add_unit (fixture->base.session, "Rettung Altona 3", 2, 53.55, 9.94);
  open_popover (fixture);
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 3);
}

/* A long list helps nobody: two dozen are enough to see that more letters are needed. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sandsack %u", i);

      fixture_take (fixture->base.session, "ui", fixture_draft (LAGE_KIND_NOTE, name));
    }
  open_popover (fixture);
  search (fixture, "sandsack");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 24);
  search (fixture, "sandsack 29");
  g_assert_cmpuint (count_results (fixture, LAGE_FIND_ENTITIES), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/search-popover/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("names-for-screen-readers", test_names_for_screen_readers);
  ADD ("parts-of-names", test_parts_of_names);
  ADD ("groups", test_groups);
  ADD ("nothing", test_nothing);
  ADD ("enter", test_enter);
  ADD ("quick-enter", test_quick_enter);
  ADD ("keys", test_keys);
  ADD ("row", test_row);
  ADD ("escape", test_escape);
  ADD ("opened-again", test_opened_again);
  ADD ("many", test_many);

  return g_test_run ();
}
