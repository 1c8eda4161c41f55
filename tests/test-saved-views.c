/* test-saved-views.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-saved-views.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lage-error.h"

#define AUTHOR "S2 Meyer"

typedef struct
{
  char           *directory;
  char           *path;
  LageSavedViews *views;
  LageFilter     *filter;
  GError         *error; /* the last one that was said */
  guint           n_failed;
  guint           n_items_changed;
} Fixture;

static const LageViewport harbour = { 9.97, 53.54, 13.5 };
static const LageViewport dike = { 10.05, 53.48, 12.25 };

static void
failed_cb (LageSavedViews *views,
           GError         *error,
           gpointer        user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
  fixture->n_failed++;
}

static void
items_changed_cb (Fixture *fixture)
{
  fixture->n_items_changed++;
}

static void
wait (Fixture *fixture)
{
  while (lage_saved_views_get_is_busy (fixture->views))
    g_main_context_iteration (NULL, TRUE);
}

/* As another window, or the next start of the program. */
static void
open_views (Fixture    *fixture,
            const char *author)
{
  if (fixture->views != NULL)
    g_assert_finalize_object (fixture->views);
  fixture->views = lage_saved_views_new (fixture->path);
  g_signal_connect (fixture->views, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->views, "items-changed", G_CALLBACK (items_changed_cb),
                            fixture);
  lage_saved_views_set_author (fixture->views, author);
  lage_saved_views_read (fixture->views);
  wait (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("lage-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->path = g_build_filename (fixture->directory, "config", "views.conf", NULL);
  fixture->filter = lage_filter_new ();
  open_views (fixture, AUTHOR);
}

static void
remove_file (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_strconcat (fixture->path, name, NULL);

  g_unlink (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_finalize_object (fixture->views);
  g_assert_finalize_object (fixture->filter);
  g_clear_error (&fixture->error);
  remove_file (fixture, "");
  remove_file (fixture, ".damaged-1");
  remove_file (fixture, ".damaged-2");
  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->views));
}

static void
write_text (Fixture    *fixture,
            const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (lage_saved_views_undo (fixture->views));
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  LageSavedView *view;
  const LageViewport *viewport;

  lage_filter_set_text (fixture->filter, "Florian");
  fixture->n_items_changed = 0;
  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, NULL);
  wait (fixture);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  lage_filter_clear (fixture->filter);

  open_views (fixture, AUTHOR);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count (fixture), ==, 1);
  view = lage_saved_views_find_number (fixture->views, 1);
  g_assert_cmpstr (lage_saved_view_get_name (view), ==, "Harbour");
  g_assert_cmpstr (lage_filter_get_text (lage_saved_view_get_filter (view)), ==, "Florian");
  g_assert_cmpuint (lage_saved_view_get_unknown (view)->len, ==, 0);
  viewport = lage_saved_view_get_viewport (view);
  g_assert_cmpfloat (viewport->longitude, ==, harbour.longitude);
  g_assert_cmpfloat (viewport->latitude, ==, harbour.latitude);
  g_assert_cmpfloat (viewport->zoom, ==, harbour.zoom);
}

static void
test_maps (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const maps[] = { "embedded", "flood;depth", "dikes", NULL };
  static const char *const bare[] = { "city", NULL };
  LageSavedView *view;

  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, maps);
  wait (fixture);
  open_views (fixture, AUTHOR);
  view = lage_saved_views_find_number (fixture->views, 1);
  g_assert_true (g_strv_equal (lage_saved_view_get_maps (view), maps));

  lage_saved_views_rename (fixture->views, view, "Port");
  wait (fixture);
  view = lage_saved_views_find_number (fixture->views, 1);
  g_assert_true (g_strv_equal (lage_saved_view_get_maps (view), maps));
  lage_saved_views_replace (fixture->views, view, &harbour, fixture->filter, bare);
  wait (fixture);
  view = lage_saved_views_find_number (fixture->views, 1);
  g_assert_true (g_strv_equal (lage_saved_view_get_maps (view), bare));
  lage_saved_views_replace (fixture->views, view, &harbour, fixture->filter, NULL);
  wait (fixture);
  view = lage_saved_views_find_number (fixture->views, 1);
  g_assert_null (lage_saved_view_get_maps (view));
}

/* A number is a key that a person has learnt. */
static void
test_numbers_stay (Fixture       *fixture,
                   gconstpointer  data)
{
  lage_saved_views_add (fixture->views, "One", &harbour, fixture->filter, NULL);
  wait (fixture);
  lage_saved_views_add (fixture->views, "Two", &harbour, fixture->filter, NULL);
  wait (fixture);
  lage_saved_views_add (fixture->views, "Three", &harbour, fixture->filter, NULL);
  wait (fixture);

  lage_saved_views_remove (fixture->views, lage_saved_views_find_number (fixture->views, 2));
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_null (lage_saved_views_find_number (fixture->views, 2));
  g_assert_cmpstr (lage_saved_view_get_name (lage_saved_views_find_number (fixture->views, 3)),
                   ==, "Three");

  lage_saved_views_add (fixture->views, "New two", &harbour, fixture->filter, NULL);
  wait (fixture);
  g_assert_cmpstr (lage_saved_view_get_name (lage_saved_views_find_number (fixture->views, 2)),
                   ==, "New two");
}

static void
test_rename_and_replace (Fixture       *fixture,
                         gconstpointer  data)
{
  LageSavedView *view;

  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, NULL);
  wait (fixture);
  lage_saved_views_rename (fixture->views, lage_saved_views_find_name (fixture->views, "Harbour"),
                           "Port");
  wait (fixture);
  g_assert_null (lage_saved_views_find_name (fixture->views, "Harbour"));
  view = lage_saved_views_find_name (fixture->views, "Port");
  g_assert_cmpuint (lage_saved_view_get_number (view), ==, 1);

  lage_filter_set_max_age_min (fixture->filter, 15);
  lage_saved_views_replace (fixture->views, view, &dike, fixture->filter, NULL);
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  view = lage_saved_views_find_name (fixture->views, "Port");
  g_assert_cmpfloat (lage_saved_view_get_viewport (view)->zoom, ==, dike.zoom);
  g_assert_cmpuint (lage_filter_get_max_age_min (lage_saved_view_get_filter (view)), ==, 15);

  /* A rule that is gone is gone from the file too. */
  lage_filter_clear (fixture->filter);
  lage_saved_views_replace (fixture->views, view, &dike, fixture->filter, NULL);
  wait (fixture);
  view = lage_saved_views_find_name (fixture->views, "Port");
  g_assert_true (lage_filter_is_empty (lage_saved_view_get_filter (view)));
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  LageSavedView *view;

  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, NULL);
  wait (fixture);
  lage_saved_views_rename (fixture->views, lage_saved_views_find_number (fixture->views, 1),
                           "Port");
  wait (fixture);
  g_assert_true (lage_saved_views_undo (fixture->views));
  wait (fixture);
  g_assert_nonnull (lage_saved_views_find_name (fixture->views, "Harbour"));
  g_assert_false (lage_saved_views_undo (fixture->views));

  view = lage_saved_views_find_number (fixture->views, 1);
  lage_saved_views_remove (fixture->views, view);
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_true (lage_saved_views_undo (fixture->views));
  wait (fixture);
  g_assert_nonnull (lage_saved_views_find_number (fixture->views, 1));

  lage_saved_views_add (fixture->views, "Dike", &dike, fixture->filter, NULL);
  g_assert_true (lage_saved_views_undo (fixture->views));
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_each_person_has_his_own (Fixture       *fixture,
                              gconstpointer  data)
{
  lage_saved_views_add (fixture->views, "Mine", &harbour, fixture->filter, NULL);
  wait (fixture);
  open_views (fixture, "S3 Petersen");
  g_assert_cmpuint (count (fixture), ==, 0);
  lage_saved_views_add (fixture->views, "His", &dike, fixture->filter, NULL);
  wait (fixture);
  g_assert_nonnull (lage_saved_views_find_number (fixture->views, 1));

  lage_saved_views_set_author (fixture->views, AUTHOR);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_nonnull (lage_saved_views_find_name (fixture->views, "Mine"));
}

/* Two windows that have read the same file do not lose each other's changes. */
static void
test_two_windows (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(LageSavedViews) other = lage_saved_views_new (fixture->path);

  lage_saved_views_set_author (other, AUTHOR);
  lage_saved_views_add (fixture->views, "First", &harbour, fixture->filter, NULL);
  wait (fixture);
  lage_saved_views_add (other, "Second", &dike, fixture->filter, NULL);
  while (lage_saved_views_get_is_busy (other))
    g_main_context_iteration (NULL, TRUE);
  lage_saved_views_read (fixture->views);
  wait (fixture);
  g_assert_nonnull (lage_saved_views_find_name (fixture->views, "First"));
  g_assert_nonnull (lage_saved_views_find_name (fixture->views, "Second"));
}

static void
test_damaged_file (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const texts[] = { "this is no key file\n", "[View 1]\nname\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", fixture->path, i + 1);
      g_autofree char *kept = NULL;

      write_text (fixture, texts[i]);
      fixture->n_failed = 0;
      open_views (fixture, AUTHOR);
      g_assert_error (fixture->error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
      g_assert_cmpuint (fixture->n_failed, ==, 1);
      g_assert_cmpuint (count (fixture), ==, 0);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
    }

  /* And the next view can be saved. */
  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, NULL);
  wait (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* One bad view costs only itself, and stays in the file. */
static void
test_bad_view (Fixture       *fixture,
               gconstpointer  data)
{
  static const char good[] = "[View a]\nnumber=1\nauthor=" AUTHOR "\nname=Good\n"
                             "longitude=9.9\nlatitude=53.5\nzoom=12\nmood=fine\n";
  static const char *const bad[] = {
    "[View b]\nauthor=" AUTHOR "\nname=No place\n",
    "[View b]\nauthor=" AUTHOR "\nlongitude=9.9\nlatitude=53.5\nzoom=12\n",
    "[View b]\nname=Nobody's\nlongitude=9.9\nlatitude=53.5\nzoom=12\n",
    "[View b]\nauthor=" AUTHOR "\nname=North\nlongitude=9.9\nlatitude=90.1\nzoom=12\n",
    "[View b]\nauthor=" AUTHOR "\nname=Lost\nlongitude=nan\nlatitude=53.5\nzoom=12\n",
    "[View b]\nauthor=" AUTHOR "\nname=Deep\nlongitude=9.9\nlatitude=53.5\nzoom=inf\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (bad[i], good, NULL);
      g_autofree char *written = NULL;

      g_test_message ("%s", bad[i]);
      write_text (fixture, text);
      fixture->n_failed = 0;
      open_views (fixture, AUTHOR);
      g_assert_error (fixture->error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_cmpuint (fixture->n_failed, ==, 1);
      g_assert_cmpuint (count (fixture), ==, 1);

      lage_saved_views_rename (fixture->views, lage_saved_views_find_number (fixture->views, 1),
                               "Better");
      wait (fixture);
      g_assert_true (g_file_get_contents (fixture->path, &written, NULL, NULL));
      g_assert_nonnull (strstr (written, bad[i]));
      g_assert_nonnull (strstr (written, "mood=fine"));
    }
}

static void
test_cannot_write (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  /* A file stands where the folder should be: nobody can write there, not even root. */
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  lage_saved_views_add (fixture->views, "Harbour", &harbour, fixture->filter, NULL);
  wait (fixture);
  g_assert_nonnull (fixture->error);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_unlink (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/views/saved-views/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("no-file", test_no_file);
  ADD ("round-trip", test_round_trip);
  ADD ("maps", test_maps);
  ADD ("numbers-stay", test_numbers_stay);
  ADD ("rename-and-replace", test_rename_and_replace);
  ADD ("undo", test_undo);
  ADD ("each-person-has-his-own", test_each_person_has_his_own);
  ADD ("two-windows", test_two_windows);
  ADD ("damaged-file", test_damaged_file);
  ADD ("bad-view", test_bad_view);
  ADD ("cannot-write", test_cannot_write);

  return g_test_run ();
}
