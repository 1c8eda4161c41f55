/* test-feed-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-set.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lage-error.h"

static const char *const text =
  "# Feeds of the exercise.\n"
  "\n"
  "[Feed one]\n"
  "# A file that is not there.\n"
  "Format=cap\n"
  "URI=file:///nonexistent/one.xml\n"
  "Enabled=true\n"
  "\n"
  "[Feed bad]\n"
  "Format=cap\n"
  "URI=gopher://h\n"
  "\n"
  "[Feed two]\n"
  "Format=cap\n"
  "URI=file:///nonexistent/two.xml\n"
  "\n"
  "[Notes]\n"
  "Text=about something else\n";

typedef struct
{
  char        *folder;
  char        *path;
  LageClock   *clock;
  LageFeedSet *set;
  guint        n_added;
  guint        n_removed;
  guint        n_changes;
  guint        n_health;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  Fixture *self = user_data;

  self->n_changes++;
  self->n_removed += n_removed;
  self->n_added += n_added;
}

static void
health_changed_cb (LageFeedSet *set,
                   gpointer     user_data)
{
  ((Fixture *) user_data)->n_health++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("lage-feed-set-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "feeds.conf", NULL);
  g_file_set_contents (self->path, text, -1, &error);
  g_assert_no_error (error);
  self->clock = lage_clock_new ();
  self->set = lage_feed_set_new (self->path, NULL, self->clock);
  g_signal_connect (self->set, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->set, "health-changed", G_CALLBACK (health_changed_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->set);
  g_assert_finalize_object (self->clock);
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
load (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  lage_feed_set_load (self->set, NULL, &error);
  g_assert_no_error (error);
}

static void
test_load (Fixture       *self,
           gconstpointer  data)
{
  const char *const *problems;
  g_autoptr(LageFeed) first = NULL;
  LageFeedSummary summary;

  load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->set)), ==, 2);
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->n_added, ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (self->set), 0);
  g_assert_cmpstr (lage_feed_get_config (first)->id, ==, "one");
  g_assert_true (lage_feed_set_find (self->set, "one") == first);
  g_assert_null (lage_feed_set_find (self->set, "bad"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->set), 2));

  problems = lage_feed_set_get_problems (self->set);
  g_assert_cmpuint (g_strv_length ((char **) problems), ==, 2);
  g_assert_true (g_str_has_prefix (problems[0], self->path));
  g_assert_nonnull (strstr (problems[0], "[Feed bad] URI: "));
  g_assert_nonnull (strstr (problems[1], "[Notes]"));

  lage_feed_set_get_summary (self->set, &summary);
  g_assert_cmpuint (summary.n_feeds, ==, 2);
  g_assert_cmpuint (summary.n_disabled, ==, 2);
  g_assert_cmpint (summary.worst, ==, LAGE_FEED_STATE_DISABLED);

  /* Loading again takes the place of what there was. */
  load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->set)), ==, 2);
  g_assert_cmpuint (self->n_removed, ==, 2);
  g_assert_false (lage_feed_set_find (self->set, "one") == first);
}

static void
test_load_refused (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *default_path = g_build_filename (self->folder, "default.conf", NULL);

  load (self);
  g_assert_true (g_file_set_contents (self->path, "no group\n", -1, NULL));
  g_assert_false (lage_feed_set_load (self->set, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, self->path));
  g_clear_error (&error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->set)), ==, 2); /* as before */

  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_false (lage_feed_set_load (self->set, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (default_path,
                                      "[Feed d]\nFormat=cap\nURI=file:///nonexistent\n", -1,
                                      NULL));
  g_assert_true (lage_feed_set_load (self->set, default_path, &error));
  g_assert_no_error (error);
  g_assert_nonnull (lage_feed_set_find (self->set, "d"));
  g_assert_cmpint (g_remove (default_path), ==, 0);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (lage_feed_set_save_finish (LAGE_FEED_SET (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static char *
save (Fixture *self)
{
  gboolean is_saved = FALSE;
  char *contents = NULL;

  lage_feed_set_save_async (self->set, NULL, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_get_contents (self->path, &contents, NULL, NULL));
  return contents;
}

static void
test_edit_and_save (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(LageFeedConfig) three = lage_feed_config_new ("three", "cap", "file:///nonexistent/3");
  g_autoptr(LageFeedConfig) one = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  LageFeed *feed;

  load (self);
  g_assert_nonnull (lage_feed_set_add (self->set, three, &error));
  g_assert_no_error (error);
  g_assert_null (lage_feed_set_add (self->set, three, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);

  feed = lage_feed_set_find (self->set, "one");
  one = lage_feed_config_copy (lage_feed_get_config (feed));
  one->interval_s = 5;
  g_assert_true (lage_feed_set_replace (self->set, one, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (lage_feed_get_config (feed)->interval_s, ==, 5);
  one->interval_s = 0;
  g_assert_false (lage_feed_set_replace (self->set, one, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (lage_feed_set_remove (self->set, "two", &error));
  g_assert_no_error (error);
  g_assert_false (lage_feed_set_remove (self->set, "two", &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);

  first = save (self);
  g_assert_nonnull (strstr (first, "# Feeds of the exercise.\n"));
  g_assert_nonnull (strstr (first, "# A file that is not there.\n"));
  g_assert_nonnull (strstr (first, "Interval=5\n"));
  g_assert_nonnull (strstr (first, "[Feed three]\n"));
  g_assert_nonnull (strstr (first, "[Feed bad]\n")); /* wrong, but somebody's work */
  g_assert_nonnull (strstr (first, "[Notes]\nText=about something else\n"));
  g_assert_null (strstr (first, "[Feed two]"));

  /* Reading and writing again changes nothing. */
  load (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->set)), ==, 2);
  second = save (self);
  g_assert_cmpstr (first, ==, second);
}

static void
test_start (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(LageFeedConfig) two = NULL;
  LageFeedSummary summary;
  LageFeed *feed;

  load (self);
  lage_feed_set_start (self->set);
  g_assert_true (lage_feed_is_running (lage_feed_set_find (self->set, "one")));
  g_assert_false (lage_feed_is_running (lage_feed_set_find (self->set, "two")));
  lage_feed_set_get_summary (self->set, &summary);
  g_assert_cmpuint (summary.n_waiting, ==, 1);
  g_assert_cmpuint (summary.n_disabled, ==, 1);
  g_assert_cmpint (summary.worst, ==, LAGE_FEED_STATE_STARTING);

  feed = lage_feed_set_find (self->set, "one");
  while (lage_feed_get_health (feed)->state != LAGE_FEED_STATE_FAILING || self->n_health < 2)
    g_main_context_iteration (NULL, TRUE);
  lage_feed_set_get_summary (self->set, &summary);
  g_assert_cmpuint (summary.n_failing, ==, 1);
  g_assert_cmpint (summary.worst, ==, LAGE_FEED_STATE_FAILING);

  /* To enable is to start, to disable is to stop, while the set runs. */
  feed = lage_feed_set_find (self->set, "two");
  two = lage_feed_config_copy (lage_feed_get_config (feed));
  two->is_enabled = TRUE;
  g_assert_true (lage_feed_set_replace (self->set, two, NULL));
  g_assert_true (lage_feed_is_running (feed));
  two->is_enabled = FALSE;
  g_assert_true (lage_feed_set_replace (self->set, two, NULL));
  g_assert_false (lage_feed_is_running (feed));

  lage_feed_set_stop (self->set);
  lage_feed_set_get_summary (self->set, &summary);
  g_assert_cmpuint (summary.n_disabled, ==, 2);
}

/* What the project delivers is right and harmless: each feed of it is valid, and no listener is
 * enabled that other machines reach. */
static void
test_delivered (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "feeds.conf", NULL);
  g_autoptr(LageFeedSet) set = lage_feed_set_new (path, NULL, self->clock);
  g_autoptr(GError) error = NULL;
  guint n_enabled = 0;

  lage_feed_set_load (set, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lage_feed_set_get_problems (set)[0], ==, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), >=, 7);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (G_LIST_MODEL (set), i);
      const LageFeedConfig *config = lage_feed_get_config (feed);
      g_autoptr(LageDecoder) decoder = lage_decoder_new (config, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (decoder);
      if (!config->is_enabled)
        continue;
      n_enabled++;
      if (lage_feed_config_get_way (config) != LAGE_FEED_WAY_HTTP)
        g_assert_nonnull (strstr (config->uri, "://127.0.0.1:"));
    }
  g_assert_cmpuint (n_enabled, >=, 2);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture       *self,
                       gconstpointer  data);
  } tests[] = {
    { "/feeds/feed-set/load", test_load },
    { "/feeds/feed-set/load-refused", test_load_refused },
    { "/feeds/feed-set/edit-and-save", test_edit_and_save },
    { "/feeds/feed-set/start", test_start },
    { "/feeds/feed-set/delivered", test_delivered },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
