/* test-start-page.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-start-page.h"
#include "window-fixture.h"

typedef struct
{
  char          *directory;
  GtkWidget     *window;
  LageStartPage *page;
  char          *opened; /* (nullable): asked for by the page */
} Fixture;

static char *home;

static void
open_cb (Fixture    *fixture,
         const char *directory)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (directory);
}

static void
show_page (Fixture *fixture)
{
  fixture->window = gtk_window_new ();
  fixture->page = g_object_new (LAGE_TYPE_START_PAGE, NULL);
  g_signal_connect_swapped (fixture->page, "open", G_CALLBACK (open_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);

  g_settings_reset (settings, "recent-operations");
  fixture->directory = fixture_make_directory ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (page, &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (page == NULL);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->opened);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->page, LAGE_TYPE_START_PAGE, name);
}

static void
begin (Fixture *fixture)
{
  fixture_click (fixture_find (GTK_WIDGET (fixture->page), fixture_is_button, "_Begin"));
}

static void
assert_created (Fixture    *fixture,
                const char *name,
                gboolean    is_exercise,
                const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;
  g_autofree char *base = NULL;

  g_assert_nonnull (fixture->opened);
  operation = lage_operation_open (fixture->opened, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lage_operation_get_name (operation), ==, name);
  g_assert_cmpint (lage_operation_is_exercise (operation), ==, is_exercise);
  base = g_path_get_basename (fixture->opened);
  g_assert_cmpstr (base, ==, folder);
  g_assert_true (g_str_has_prefix (fixture->opened, home));
}

static void
test_begins_an_operation (Fixture       *fixture,
                          gconstpointer  data)
{
  show_page (fixture);
  fixture_write (child (fixture, "name_row"), "  Sturmflut 5.12. ");
  begin (fixture);
  assert_created (fixture, "Sturmflut 5.12.", FALSE, "sturmflut-5-12-");
  /* The name may be the same again; the folder is another. */
  begin (fixture);
  assert_created (fixture, "Sturmflut 5.12.", FALSE, "sturmflut-5-12--2");
}

static void
test_begins_an_exercise (Fixture       *fixture,
                         gconstpointer  data)
{
  show_page (fixture);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (fixture, "exercise_switch")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Exercise");
  fixture_write (child (fixture, "name_row"), "Übung");
  gtk_switch_set_active (child (fixture, "exercise_switch"), TRUE);
  begin (fixture);
  assert_created (fixture, "Übung", TRUE, "ubung");
  g_assert_nonnull (strstr (fixture->opened, "/exercises/"));
}

/* Letters that have no likeness in ASCII leave a folder all the same. */
static void
test_names_of_other_scripts (Fixture       *fixture,
                             gconstpointer  data)
{
  show_page (fixture);
  fixture_write (child (fixture, "name_row"), "洪水");
  begin (fixture);
  g_assert_nonnull (fixture->opened);
  g_assert_true (lage_operation_exists (fixture->opened));
  begin (fixture);
  g_assert_true (lage_operation_exists (fixture->opened));
}

static void
test_needs_a_name (Fixture       *fixture,
                   gconstpointer  data)
{
  show_page (fixture);
  fixture_write (child (fixture, "name_row"), "   ");
  begin (fixture);
  g_assert_null (fixture->opened);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->page), "Give it a name first"));
  fixture_write (child (fixture, "name_row"), "Surge");
  begin (fixture);
  g_assert_nonnull (fixture->opened);
  g_assert_false (fixture_shows (GTK_WIDGET (fixture->page), "Give it a name first"));
}

static void
test_remembers_what_was_open (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *rows;
  g_autoptr(LageOperation) other = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "other", NULL);
  g_autofree char *gone = g_build_filename (fixture->directory, "gone", NULL);

  fixture_create_exercise (fixture->directory);
  other = lage_operation_create (path, "R&D <1>", FALSE, "", NULL);
  lage_start_page_remember (fixture->directory);
  lage_start_page_remember (gone);
  lage_start_page_remember (path);
  lage_start_page_remember (fixture->directory);
  show_page (fixture);

  /* The last one first, none twice, and none that is not there any more. */
  rows = child (fixture, "recent_box");
  g_assert_true (gtk_widget_get_mapped (rows));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (
                     gtk_widget_get_first_child (rows))), ==, "Surge 13");
  g_assert_true (fixture_shows (gtk_widget_get_first_child (rows), "Exercise"));
  g_assert_true (fixture_shows (gtk_widget_get_last_child (rows), "R&D <1>"));
  g_assert_true (gtk_widget_get_next_sibling (gtk_widget_get_first_child (rows))
                 == gtk_widget_get_last_child (rows));

  gtk_widget_activate (gtk_widget_get_last_child (rows));
  g_assert_cmpstr (fixture->opened, ==, path);
}

static void
test_begins_empty (Fixture       *fixture,
                   gconstpointer  data)
{
  show_page (fixture);
  g_assert_false (gtk_widget_get_mapped (child (fixture, "recent_box")));
}

int
main (int    argc,
      char **argv)
{
  int status;

  home = fixture_make_directory ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/start-page/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("begins-an-operation", test_begins_an_operation);
  ADD ("begins-an-exercise", test_begins_an_exercise);
  ADD ("names-of-other-scripts", test_names_of_other_scripts);
  ADD ("needs-a-name", test_needs_a_name);
  ADD ("remembers-what-was-open", test_remembers_what_was_open);
  ADD ("begins-empty", test_begins_empty);

  status = g_test_run ();
  fixture_remove_directory (home);
  g_free (home);
  return status;
}
