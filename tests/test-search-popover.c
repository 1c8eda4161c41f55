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
  LageEntity        *selected; /* (nullable): what the last signal told */
  guint              n_selected;
} Fixture;

static void
selected_cb (Fixture    *fixture,
             LageEntity *entity)
{
  fixture->n_selected++;
  g_set_object (&fixture->selected, entity);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->popover = g_object_new (LAGE_TYPE_SEARCH_POPOVER, NULL);
  lage_search_popover_set_session (fixture->popover, fixture->base.session,
                                   fixture->base.ticker);
  g_signal_connect_swapped (fixture->popover, "selected", G_CALLBACK (selected_cb), fixture);
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
  g_clear_object (&fixture->selected);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  session_fixture_tear_down (&fixture->base, data);
}

static void
open_popover (Fixture *fixture)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
}

static void
search (Fixture    *fixture,
        const char *text)
{
  fixture_write (fixture->entry, text);
  /* The entry waits until nobody types any more; no need to. */
  g_signal_emit_by_name (fixture->entry, "search-changed");
}

static guint
count_results (Fixture *fixture)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (fixture->results, (int) count) != NULL)
    count++;
  return count;
}

static void
test_names_for_screen_readers (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *placeholder = NULL;

  open_popover (fixture);
  g_object_get (fixture->entry, "placeholder-text", &placeholder, NULL);
  g_assert_cmpstr (placeholder, ==, "Find anything by name");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->entry),
                                   GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->results), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->results),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Found");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->popover), "Part of a name or call sign"));
  g_assert_cmpuint (count_results (fixture), ==, 0);
}

static void
test_parts_of_names (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *row;

  open_popover (fixture);
  search (fixture, "altona");
  g_assert_cmpuint (count_results (fixture), ==, 2); /* a unit and a note */
  search (fixture, "löschb");
  g_assert_cmpuint (count_results (fixture), ==, 1);
  row = fixture_find (GTK_WIDGET (fixture->results), fixture_is_type, "LageEntityRow");
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "LÖSCHBOOT 1, 2 Ready at station");
  search (fixture, "PAULI");
  g_assert_cmpuint (count_results (fixture), ==, 1);
  search (fixture, "Altonaer");
  g_assert_cmpuint (count_results (fixture), ==, 0);
  search (fixture, "");
  g_assert_cmpuint (count_results (fixture), ==, 0);
}

/* Enter takes the first, without a hand on the mouse. */
static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "boot");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_selected, ==, 1);
  g_assert_cmpstr (lage_entity_get_title (fixture->selected), ==, "LÖSCHBOOT 1");
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));

  /* Nothing found: there is nothing to take. */
  open_popover (fixture);
  search (fixture, "Zeppelin");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_selected, ==, 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  GtkListBoxRow *second;

  open_popover (fixture);
  search (fixture, "altona");
  second = gtk_list_box_get_row_at_index (fixture->results, 1);
  g_signal_emit_by_name (fixture->results, "row-activated", second);
  g_assert_cmpuint (fixture->n_selected, ==, 1);
  g_assert_cmpint (lage_entity_get_kind (fixture->selected), ==, LAGE_KIND_NOTE);
}

static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  g_signal_emit_by_name (fixture->entry, "stop-search");
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  g_assert_cmpuint (fixture->n_selected, ==, 0);
}

/* What has come since is found when the popover opens again. */
static void
test_opened_again (Fixture       *fixture,
                   gconstpointer  data)
{
  open_popover (fixture);
  search (fixture, "altona");
  g_assert_cmpuint (count_results (fixture), ==, 2);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));

  fixture_add_unit (fixture->base.session, "Rettung Altona 3", 2, 53.55, 9.94);
  open_popover (fixture);
  g_assert_cmpuint (count_results (fixture), ==, 3);
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
  g_assert_cmpuint (count_results (fixture), ==, 24);
  search (fixture, "sandsack 29");
  g_assert_cmpuint (count_results (fixture), ==, 1);
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
  ADD ("enter", test_enter);
  ADD ("row", test_row);
  ADD ("escape", test_escape);
  ADD ("opened-again", test_opened_again);
  ADD ("many", test_many);

  return g_test_run ();
}
