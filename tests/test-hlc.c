/* test-hlc.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-hlc.h"

static void
test_convert (void)
{
  g_assert_cmphex (lage_hlc_from_us (0), ==, 0);
  g_assert_cmphex (lage_hlc_from_us (999), ==, 0);
  g_assert_cmphex (lage_hlc_from_us (1000), ==, 0x10000);
  g_assert_cmphex (lage_hlc_from_us (-5000), ==, 0);
  g_assert_cmpint (lage_hlc_to_us (0x1ffff), ==, 1000);
  g_assert_cmpint (lage_hlc_to_us (lage_hlc_from_us (1386244800123999)), ==, 1386244800123000);
}

static void
test_next (void)
{
  LageHlc last = lage_hlc_from_us (5000000);

  /* The clock stands, goes back, goes on. */
  g_assert_cmphex (lage_hlc_next (last, 5000000), ==, last + 1);
  g_assert_cmphex (lage_hlc_next (last, 1000000), ==, last + 1);
  g_assert_cmphex (lage_hlc_next (last, 5001000), ==, lage_hlc_from_us (5001000));
  g_assert_cmphex (lage_hlc_next (0, 0), ==, 1);
}

static void
test_counter_carries (void)
{
  LageHlc last = lage_hlc_from_us (5000000);

  for (guint i = 0; i < 70000; i++)
    {
      LageHlc next = lage_hlc_next (last, 5000000);

      g_assert_cmphex (next, >, last);
      last = next;
    }
  g_assert_cmpint (lage_hlc_to_us (last), ==, 5001000);
}

static void
test_receive (void)
{
  LageHlc here = lage_hlc_from_us (5000000), there = lage_hlc_from_us (9000000) + 7;

  g_assert_cmphex (lage_hlc_receive (here, there), ==, there);
  g_assert_cmphex (lage_hlc_receive (there, here), ==, there);
  /* What is written after reading is later, though the own clock is behind. */
  g_assert_cmphex (lage_hlc_next (lage_hlc_receive (here, there), 5000001), >, there);
}

static void
test_never_backwards (void)
{
  g_assert_cmphex (lage_hlc_next (G_MAXUINT64, 1386244800000000), ==, G_MAXUINT64);
  g_assert_cmphex (lage_hlc_next (G_MAXUINT64 - 1, 0), ==, G_MAXUINT64);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/hlc/convert", test_convert);
  g_test_add_func ("/base/hlc/next", test_next);
  g_test_add_func ("/base/hlc/counter-carries", test_counter_carries);
  g_test_add_func ("/base/hlc/receive", test_receive);
  g_test_add_func ("/base/hlc/never-backwards", test_never_backwards);

  return g_test_run ();
}
