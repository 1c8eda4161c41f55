/* test-message-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-message-list.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture   base;
  LageMessageList *list;
  guint            n_notified;
} Fixture;

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
  fixture->list = g_object_new (LAGE_TYPE_MESSAGE_LIST, NULL);
  g_signal_connect_swapped (fixture->list, "notify::n-messages", G_CALLBACK (notified_cb),
                            fixture);
  lage_message_list_set_feeds (fixture->list, lage_session_get_feeds (fixture->base.session),
                               fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->list));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

/* A feed that reads a file in which one of two messages is damaged, and has done so. */
static LageFeed *
add_feed (Fixture    *fixture,
          const char *id,
          const char *name)
{
  static const char text[] =
    "<event version='2.0' uid='A-1' type='a-f-G' time='2013-12-05T22:00:00Z'"
    " start='2013-12-05T22:00:00Z' stale='2013-12-05T22:10:00Z' how='m-g'>"
    "<point lat='53.5' lon='10.0' hae='0' ce='10' le='10'/></event>\n"
    "<event version='2.0' uid='A-2' type='a-f-G' time='2013-12-05T22:00:00Z'"
    " start='2013-12-05T22:00:00Z' stale='2013-12-05T22:10:00Z' how='m-g'>"
    "<point lat='north' lon='10.0' hae='0' ce='10' le='10'/></event>\n";
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *file_name = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = g_build_filename (fixture->base.directory, file_name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  LageFeed *feed;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  config = lage_feed_config_new (id, "cot", uri);
  g_free (config->name);
  config->name = g_strdup (name);
  config->is_enabled = TRUE;
  feed = lage_feed_set_add (lage_session_get_feeds (fixture->base.session), config, &error);
  g_assert_no_error (error);
  lage_feed_start (feed);
  fixture_wait_until (lage_feed_get_health (feed)->problems->len > 0);
  return feed;
}

static void
tick (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->base.ticker, "tick");
}

static guint
count_rows (GtkWidget *widget)
{
  guint count = GTK_IS_LIST_BOX_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_rows (child);
  return count;
}

static void
test_nothing_to_say (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *box = fixture_find (GTK_WIDGET (fixture->list), fixture_is_type, "GtkListBox");

  g_assert_cmpuint (lage_message_list_get_n_messages (fixture->list), ==, 0);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->list), "No feed has complained"));
  g_assert_cmpuint (fixture->n_notified, ==, 0);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Messages of the feeds");
}

/* When, who, what and where. */
static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);
  LageFeed *feed = add_feed (fixture, "radio", "Units by radio");
  const LageFeedProblem *problem = g_ptr_array_index (lage_feed_get_health (feed)->problems, 0);
  GtkWidget *body;

  tick (fixture);
  g_assert_cmpuint (lage_message_list_get_n_messages (fixture->list), ==, 1);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_assert_false (fixture_shows (list, "No feed has complained"));
  g_assert_nonnull (fixture_find (list, fixture_has_words, "Units by radio"));
  g_assert_nonnull (fixture_find (list, fixture_has_words, "23:00"));
  body = fixture_find (list, fixture_is_label, problem->text);
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (problem->text, "north"));
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (body)));

  /* Nothing new: neither a notify nor another row. */
  tick (fixture);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_assert_true (fixture_find (list, fixture_is_label, problem->text) == body);
}

static void
test_several_feeds (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);
  LageFeed *feed = add_feed (fixture, "radio", "Units by radio");
  g_autoptr(GError) error = NULL;

  add_feed (fixture, "boats", "Boats by radio");
  tick (fixture);
  g_assert_cmpuint (lage_message_list_get_n_messages (fixture->list), ==, 2);
  g_assert_cmpuint (count_rows (list), ==, 2);
  g_assert_nonnull (fixture_find (list, fixture_has_words, "Boats by radio"));

  /* A feed takes its messages with it. */
  lage_feed_stop (feed);
  g_assert_true (lage_feed_set_remove (lage_session_get_feeds (fixture->base.session), "radio",
                                       &error));
  g_assert_no_error (error);
  tick (fixture);
  g_assert_cmpuint (lage_message_list_get_n_messages (fixture->list), ==, 1);
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_assert_null (fixture_find (list, fixture_has_words, "Units by radio"));
}

/* Rows cost nothing while nobody looks; the number is right all the same. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);

  gtk_widget_set_visible (list, FALSE);
  add_feed (fixture, "radio", "Units by radio");
  tick (fixture);
  g_assert_cmpuint (lage_message_list_get_n_messages (fixture->list), ==, 1);
  g_assert_cmpuint (count_rows (list), ==, 0);
  gtk_widget_set_visible (list, TRUE);
  fixture_wait_until (count_rows (list) == 1);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/message-list/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("nothing-to-say", test_nothing_to_say);
  ADD ("message", test_message);
  ADD ("several-feeds", test_several_feeds);
  ADD ("hidden", test_hidden);

  return g_test_run ();
}
