/* test-back-off.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-back-off.h"

#define SECOND_US G_TIME_SPAN_SECOND

/* Each wait lies between the shortest and a limit that doubles up to the longest, and the waits
 * fill that range rather than sit at an end of it. */
static void
test_limits (void)
{
  static const gint64 limits_us[] = {
    2 * SECOND_US, 4 * SECOND_US, 8 * SECOND_US, 16 * SECOND_US, 32 * SECOND_US, 60 * SECOND_US,
    60 * SECOND_US, 60 * SECOND_US
  };
  gint64 most_us[G_N_ELEMENTS (limits_us)] = { 0 };
  gint64 least_us[G_N_ELEMENTS (limits_us)];

  for (guint i = 0; i < G_N_ELEMENTS (limits_us); i++)
    least_us[i] = G_MAXINT64;

  for (guint32 seed = 0; seed < 500; seed++)
    {
      g_autoptr(LageBackOff) back_off = lage_back_off_new (SECOND_US, 60 * SECOND_US, seed);

      for (guint i = 0; i < G_N_ELEMENTS (limits_us); i++)
        {
          gint64 wait_us = lage_back_off_next_us (back_off);

          g_assert_cmpint (wait_us, >=, SECOND_US);
          g_assert_cmpint (wait_us, <=, limits_us[i]);
          most_us[i] = MAX (most_us[i], wait_us);
          least_us[i] = MIN (least_us[i], wait_us);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (limits_us); i++)
    {
      g_assert_cmpint (most_us[i], >, limits_us[i] / 10 * 9);
      g_assert_cmpint (least_us[i], <, SECOND_US + limits_us[i] / 10);
    }
}

static void
test_reset (void)
{
  g_autoptr(LageBackOff) back_off = lage_back_off_new (SECOND_US, 60 * SECOND_US, 1);

  for (guint i = 0; i < 10; i++)
    lage_back_off_next_us (back_off);
  g_assert_cmpuint (lage_back_off_get_n_failures (back_off), ==, 10);
  lage_back_off_reset (back_off);
  g_assert_cmpuint (lage_back_off_get_n_failures (back_off), ==, 0);
  g_assert_cmpint (lage_back_off_next_us (back_off), <=, 2 * SECOND_US);
}

static void
test_seed (void)
{
  g_autoptr(LageBackOff) one = lage_back_off_new (SECOND_US, 60 * SECOND_US, 7);
  g_autoptr(LageBackOff) same = lage_back_off_new (SECOND_US, 60 * SECOND_US, 7);
  g_autoptr(LageBackOff) other = lage_back_off_new (SECOND_US, 60 * SECOND_US, 8);
  gboolean differs = FALSE;

  for (guint i = 0; i < 5; i++)
    {
      gint64 wait_us = lage_back_off_next_us (one);

      g_assert_cmpint (lage_back_off_next_us (same), ==, wait_us);
      differs = differs || lage_back_off_next_us (other) != wait_us;
    }
  g_assert_true (differs);
}

static void
test_spread (void)
{
  g_autoptr(LageBackOff) back_off = lage_back_off_new (SECOND_US, 60 * SECOND_US, 1);

  for (guint i = 0; i < 1000; i++)
    {
      gint64 interval_us = lage_back_off_spread_us (back_off, 100 * SECOND_US);

      g_assert_cmpint (interval_us, >=, 100 * SECOND_US);
      g_assert_cmpint (interval_us, <=, 110 * SECOND_US);
    }
  g_assert_cmpuint (lage_back_off_get_n_failures (back_off), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/back-off/limits", test_limits);
  g_test_add_func ("/feeds/back-off/reset", test_reset);
  g_test_add_func ("/feeds/back-off/seed", test_seed);
  g_test_add_func ("/feeds/back-off/spread", test_spread);
  return g_test_run ();
}
