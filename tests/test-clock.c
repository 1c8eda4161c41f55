/* test-clock.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-clock.h"

#include <math.h>

#define NOON_US G_GINT64_CONSTANT (1386244800000000) /* 2013-12-05 12:00 UTC */

static void
count_cb (LageClock *clock,
          guint     *n)
{
  (*n)++;
}

static void
test_live (void)
{
  LageClock *clock = lage_clock_new ();
  gint64 before_us, now_us, after_us;

  g_assert_true (lage_clock_is_live (clock));
  g_assert_cmpfloat (lage_clock_get_rate (clock), ==, 1.0);
  g_assert_cmpint (lage_clock_at_real_us (clock, 4711), ==, 4711);

  before_us = lage_clock_monotonic_us ();
  now_us = lage_clock_now_us (clock);
  after_us = lage_clock_monotonic_us ();
  g_assert_cmpint (before_us, <=, after_us);
  /* The live clock is the system's: after this was written, before the year 2200. */
  g_assert_cmpint (now_us, >, NOON_US);
  g_assert_cmpint (now_us, <, G_GINT64_CONSTANT (7258118400000000));

  g_assert_finalize_object (clock);
}

static void
test_rates (void)
{
  static const struct
  {
    double rate;
    gint64 elapsed_us;
    gint64 passed_us;
  } cases[] = {
    { 0.0, G_TIME_SPAN_HOUR, 0 },
    { 1.0, 1, 1 },
    { 60.0, G_USEC_PER_SEC, 60 * G_USEC_PER_SEC },
    { 60.0, -G_USEC_PER_SEC, -60 * G_USEC_PER_SEC },
    { 0.5, 3, 2 },
    { 1.0, 40 * 365 * G_TIME_SPAN_DAY, 40 * 365 * G_TIME_SPAN_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageClock *clock = lage_clock_new_anchored (1000, NOON_US, cases[i].rate);

      g_assert_false (lage_clock_is_live (clock));
      g_assert_cmpfloat (lage_clock_get_rate (clock), ==, cases[i].rate);
      g_assert_cmpint (lage_clock_at_real_us (clock, 1000), ==, NOON_US);
      g_assert_cmpint (lage_clock_at_real_us (clock, 1000 + cases[i].elapsed_us), ==,
                       NOON_US + cases[i].passed_us);
      g_assert_finalize_object (clock);
    }
}

static void
test_anchor (void)
{
  LageClock *clock = lage_clock_new ();
  guint n_changed = 0;

  g_signal_connect (clock, "changed", G_CALLBACK (count_cb), &n_changed);
  lage_clock_anchor (clock, 0, NOON_US, 0.0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_false (lage_clock_is_live (clock));
  g_assert_cmpint (lage_clock_now_us (clock), ==, NOON_US);

  lage_clock_anchor (clock, 0, NOON_US, 1.0);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpint (lage_clock_at_real_us (clock, 5), ==, NOON_US + 5);
  g_assert_finalize_object (clock);
}

static void
test_rate_refused (void)
{
  static const double rates[] = { -1.0, (double) NAN };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      LageClock *clock = lage_clock_new ();

      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*rate >= 0.0*");
      lage_clock_anchor (clock, 0, 0, rates[i]);
      g_test_assert_expected_messages ();
      g_assert_true (lage_clock_is_live (clock));
      g_assert_finalize_object (clock);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/live", test_live);
  g_test_add_func ("/base/clock/rates", test_rates);
  g_test_add_func ("/base/clock/anchor", test_anchor);
  g_test_add_func ("/base/clock/rate-refused", test_rate_refused);

  return g_test_run ();
}
