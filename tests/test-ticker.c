/* test-ticker.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-ticker.h"

#define SITUATION_US G_GINT64_CONSTANT (1386306900000000)

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Lets the next second come at once. */
static void
hasten (LageTicker *ticker)
{
  GSource *source = g_main_context_find_source_by_user_data (NULL, ticker);

  g_assert_nonnull (source);
  g_source_set_ready_time (source, 0);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
}

static void
test_now (void)
{
  g_autoptr(LageClock) clock = lage_clock_new_anchored (1, SITUATION_US, 0.0);
  LageTicker *ticker = lage_ticker_new (clock);

  g_assert_cmpint (lage_ticker_get_now_us (ticker), ==, SITUATION_US);
  lage_clock_anchor (clock, 1, SITUATION_US + 5, 0.0);
  g_assert_cmpint (lage_ticker_get_now_us (ticker), ==, SITUATION_US + 5);
  g_assert_finalize_object (ticker);
  g_assert_finalize_object (g_steal_pointer (&clock));
}

static void
test_tick (void)
{
  g_autoptr(LageClock) clock = lage_clock_new_anchored (1, SITUATION_US, 0.0);
  LageTicker *ticker = lage_ticker_new (clock);
  guint n_ticks = 0;

  g_signal_connect_swapped (ticker, "tick", G_CALLBACK (count_cb), &n_ticks);
  g_assert_cmpuint (n_ticks, ==, 0);
  for (guint i = 1; i <= 3; i++)
    {
      hasten (ticker);
      g_assert_cmpuint (n_ticks, ==, i);
    }

  /* Without it, nothing ticks. */
  g_object_run_dispose (G_OBJECT (ticker));
  g_assert_null (g_main_context_find_source_by_user_data (NULL, ticker));
  g_object_run_dispose (G_OBJECT (ticker));
  g_assert_finalize_object (ticker);
}

static void
drop_cb (LageTicker **ticker)
{
  g_clear_object (ticker);
}

/* A window that closes at a tick takes the ticker with it. */
static void
test_dropped_at_tick (void)
{
  g_autoptr(LageClock) clock = lage_clock_new ();
  LageTicker *ticker = lage_ticker_new (clock);
  gpointer remembered = ticker;

  g_object_add_weak_pointer (G_OBJECT (ticker), &remembered);
  g_signal_connect_swapped (ticker, "tick", G_CALLBACK (drop_cb), &ticker);
  hasten (ticker);
  g_assert_null (ticker);
  g_assert_null (remembered);
  g_main_context_iteration (NULL, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/ticker/now", test_now);
  g_test_add_func ("/widgets/ticker/tick", test_tick);
  g_test_add_func ("/widgets/ticker/dropped-at-tick", test_dropped_at_tick);

  return g_test_run ();
}
