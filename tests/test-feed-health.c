/* test-feed-health.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-health.h"

#define WINDOW_US LAGE_FEED_HEALTH_DEGRADED_US

static LageDecoded *
make_decoded (guint n_good,
              guint n_ignored,
              guint n_rejected)
{
  LageDecoded *decoded = lage_decoded_new ();

  for (guint i = 0; i < n_good; i++)
    lage_decoded_good (decoded);
  for (guint i = 0; i < n_ignored; i++)
    lage_decoded_ignore (decoded);
  for (guint i = 0; i < n_rejected; i++)
    lage_decoded_reject (decoded, "message %u: is damaged", i);
  return decoded;
}

static void
test_states (void)
{
  g_autoptr(LageFeedHealth) health = lage_feed_health_new ();
  g_autoptr(LageDecoded) good = make_decoded (1, 0, 0);
  g_autoptr(LageDecoded) bad = make_decoded (0, 0, 1);
  g_autoptr(LageDecoded) partial = make_decoded (0, 0, 0);

  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DISABLED);
  lage_feed_health_start (health);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_STARTING);
  lage_feed_health_connect (health);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_WAITING);

  /* A piece of a message says nothing yet. */
  lage_feed_health_take (health, partial, NULL, 10, 100, 1000);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_WAITING);
  g_assert_cmpint (health->last_good_us, ==, 0);
  g_assert_cmpuint (health->n_bytes, ==, 10);

  lage_feed_health_take (health, good, NULL, 5, 200, 2000);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_OK);
  g_assert_cmpint (health->last_good_us, ==, 200);

  /* Degraded for a while after a bad message, however many good ones follow. */
  lage_feed_health_take (health, bad, NULL, 5, 300, 3000);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DEGRADED);
  g_assert_cmpint (health->last_good_us, ==, 200);
  g_assert_cmpint (health->last_error_us, ==, 300);
  lage_feed_health_take (health, good, NULL, 5, 400, 3000 + WINDOW_US - 1);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DEGRADED);
  lage_feed_health_take (health, good, NULL, 5, 500, 3000 + WINDOW_US);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_OK);
  g_assert_cmpstr (health->last_error, ==, "message 0: is damaged");

  lage_feed_health_fail (health, "tcp://h:1: refused", 600);
  lage_feed_health_fail (health, "tcp://h:1: refused", 700);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_FAILING);
  g_assert_cmpuint (health->n_failures, ==, 2);
  g_assert_cmpstr (health->last_error, ==, "tcp://h:1: refused");
  g_assert_cmpint (health->last_error_us, ==, 700);

  /* A problem beside it does not make a failing feed better. */
  lage_feed_health_degrade (health, "beside it", 750, 4000);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_FAILING);

  lage_feed_health_connect (health);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_WAITING);
  lage_feed_health_stop (health);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DISABLED);
}

static void
test_counters (void)
{
  g_autoptr(LageFeedHealth) health = lage_feed_health_new ();
  g_autoptr(LageDecoded) decoded = make_decoded (3, 2, 1);
  g_autoptr(LageFeedHealth) copy = NULL;

  decoded->n_skipped_bytes = 7;
  lage_feed_health_start (health);
  lage_feed_health_open (health);
  lage_feed_health_open (health);
  lage_feed_health_take (health, decoded, "127.0.0.1:4242", 100, 10, 10);
  lage_feed_health_close (health);
  lage_feed_health_stop (health);
  g_assert_cmpuint (health->n_open, ==, 0);

  /* They go on when the feed is started anew. */
  lage_feed_health_start (health);
  lage_feed_health_open (health);
  lage_feed_health_take (health, decoded, "127.0.0.1:4242", 100, 20, 20);
  g_assert_cmpuint (health->n_messages, ==, 12);
  g_assert_cmpuint (health->n_good, ==, 6);
  g_assert_cmpuint (health->n_ignored, ==, 4);
  g_assert_cmpuint (health->n_rejected, ==, 2);
  g_assert_cmpuint (health->n_bytes, ==, 200);
  g_assert_cmpuint (health->n_skipped_bytes, ==, 14);
  g_assert_cmpuint (health->n_connections, ==, 3);
  g_assert_cmpuint (health->n_open, ==, 1);
  g_assert_cmpstr (health->last_error, ==, "127.0.0.1:4242: message 0: is damaged");

  copy = lage_feed_health_copy (health);
  lage_feed_health_fail (health, "other", 30);
  g_assert_cmpuint (copy->n_good, ==, 6);
  g_assert_cmpstr (copy->last_error, ==, "127.0.0.1:4242: message 0: is damaged");
  g_assert_cmpuint (copy->problems->len, ==, 1);
}

static void
test_problems (void)
{
  g_autoptr(LageFeedHealth) health = lage_feed_health_new ();
  const LageFeedProblem *problem;

  for (guint i = 0; i < LAGE_FEED_HEALTH_MAX_PROBLEMS; i++)
    {
      g_autofree char *text = g_strdup_printf ("problem %u", i);

      lage_feed_health_fail (health, text, i);
    }
  problem = g_ptr_array_index (health->problems, 0);
  g_assert_cmpuint (health->problems->len, ==, LAGE_FEED_HEALTH_MAX_PROBLEMS);
  g_assert_cmpstr (problem->text, ==, "problem 0");

  /* The same again is counted and takes no room; another pushes the oldest out. */
  lage_feed_health_fail (health, "problem 49", 100);
  problem = g_ptr_array_index (health->problems, LAGE_FEED_HEALTH_MAX_PROBLEMS - 1);
  g_assert_cmpuint (problem->n_times, ==, 2);
  g_assert_cmpint (problem->time_us, ==, 100);
  lage_feed_health_fail (health, "one more", 101);
  problem = g_ptr_array_index (health->problems, 0);
  g_assert_cmpuint (health->problems->len, ==, LAGE_FEED_HEALTH_MAX_PROBLEMS);
  g_assert_cmpstr (problem->text, ==, "problem 1");
}

static void
test_polls (void)
{
  g_autoptr(LageFeedHealth) health = lage_feed_health_new ();
  g_autoptr(LageDecoded) bad = make_decoded (4, 0, 1);

  lage_feed_health_start (health);
  lage_feed_health_poll (health, TRUE, 50, 50); /* an empty list is good news */
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_OK);
  g_assert_cmpint (health->last_good_us, ==, 50);

  lage_feed_health_take (health, bad, "http://h/x", 1, 60, 60);
  lage_feed_health_poll (health, FALSE, 61, 61);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DEGRADED);
  lage_feed_health_poll (health, TRUE, 70, 70);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_OK);

  lage_feed_health_fail (health, "away", 80);
  lage_feed_health_poll (health, FALSE, 90, 90);
  g_assert_cmpint (health->state, ==, LAGE_FEED_STATE_DEGRADED);
  g_assert_cmpuint (health->n_failures, ==, 0);
  g_assert_cmpint (health->last_good_us, ==, 70);
}

static void
test_order (void)
{
  g_assert_cmpint (LAGE_FEED_STATE_DISABLED, <, LAGE_FEED_STATE_OK);
  g_assert_cmpint (LAGE_FEED_STATE_OK, <, LAGE_FEED_STATE_WAITING);
  g_assert_cmpint (LAGE_FEED_STATE_STARTING, <, LAGE_FEED_STATE_DEGRADED);
  g_assert_cmpint (LAGE_FEED_STATE_DEGRADED, <, LAGE_FEED_STATE_FAILING);
  g_assert_cmpstr (lage_feed_state_get_token (LAGE_FEED_STATE_DEGRADED), ==, "degraded");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/feed-health/states", test_states);
  g_test_add_func ("/feeds/feed-health/counters", test_counters);
  g_test_add_func ("/feeds/feed-health/problems", test_problems);
  g_test_add_func ("/feeds/feed-health/polls", test_polls);
  g_test_add_func ("/feeds/feed-health/order", test_order);
  return g_test_run ();
}
