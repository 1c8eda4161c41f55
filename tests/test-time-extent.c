/* test-time-extent.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-time-extent.h"
#include "lage-time.h"

static gint64
parse_time (const char *text)
{
  gint64 time_us;

  g_assert_true (lage_time_parse (text, LAGE_TIME_ZONE_UTC, &time_us, NULL));

  return time_us;
}

static void
test_snap (void)
{
  static const struct
  {
    const char *extent;
    const char *wanted;
    const char *snapped;
  } cases[] = {
    /* Radar of every five minutes. */
    { "2013-12-05T00:00:00.000Z/2013-12-06T12:00:00.000Z/PT5M", "2013-12-05T22:02:00Z",
      "2013-12-05T22:00:00.000Z" },
    { "2013-12-05T00:00:00.000Z/2013-12-06T12:00:00.000Z/PT5M", "2013-12-05T22:02:31Z",
      "2013-12-05T22:05:00.000Z" },
    { "2013-12-05T00:00:00Z/2013-12-06T12:00:00Z/PT5M", "2014-01-01T00:00:00Z",
      "2013-12-06T12:00:00Z" },
    { "2013-12-05T00:00:00Z/2013-12-06T12:00:00Z/PT5M", "2012-01-01T00:00:00Z",
      "2013-12-05T00:00:00Z" },
    /* The end is not on the grid. */
    { "2013-12-05T00:00:00Z/2013-12-05T01:10:00Z/PT1H", "2013-12-05T03:00:00Z",
      "2013-12-05T01:00:00Z" },
    { "2010,2013,2016", "2014-01-01T00:00:00Z", "2013" },
    { "2000-01/2020-12/P1M", "2013-12-20T00:00:00Z", "2014-01" },
    { "2000-01-01/2020-01-01/P1Y", "2013-02-01T00:00:00Z", "2013-01-01" },
    { "2013-12-01/2013-12-31/P1D", "2013-12-05T22:00:00Z", "2013-12-06" },
    { "2013-12-05T06Z, 2013-12-05T18:00Z", "2013-12-05T12:00:00Z", "2013-12-05T06Z" },
    /* Two intervals: the forecast goes on in coarser steps. */
    { "2013-12-05T00:00:00Z/2013-12-05T12:00:00Z/PT1H,"
      "2013-12-05T15:00:00Z/2013-12-06T12:00:00Z/PT3H", "2013-12-05T16:40:00Z",
      "2013-12-05T18:00:00Z" },
    { "2013-12-05T00:00:00Z/2013-12-06T00:00:00Z", "2013-12-05T10:11:40Z",
      "2013-12-05T10:12:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageTimeExtent) extent = lage_time_extent_parse (cases[i].extent, &error);
      g_autofree char *snapped = NULL;
      gint64 snapped_us;

      g_assert_no_error (error);
      snapped = lage_time_extent_snap (extent, parse_time (cases[i].wanted), &snapped_us);
      g_assert_cmpstr (snapped, ==, cases[i].snapped);
    }
}

static void
test_step (void)
{
  g_autoptr(LageTimeExtent) extent =
    lage_time_extent_parse ("2013-12-05T00:00:00Z/2013-12-05T00:10:00Z/PT5M,2013-12-06T00:00:00Z",
                            NULL);
  gint64 first_us, last_us, now_us;
  char *text;

  lage_time_extent_get_range (extent, &first_us, &last_us);
  g_assert_cmpint (first_us, ==, parse_time ("2013-12-05T00:00:00Z"));
  g_assert_cmpint (last_us, ==, parse_time ("2013-12-06T00:00:00Z"));

  now_us = first_us;
  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = {
        "2013-12-05T00:05:00Z", "2013-12-05T00:10:00Z", "2013-12-06T00:00:00Z"
      };

      text = lage_time_extent_step (extent, now_us, 1, &now_us);
      g_assert_cmpstr (text, ==, expected[i]);
      g_free (text);
    }
  g_assert_null (lage_time_extent_step (extent, now_us, 1, &now_us));
  text = lage_time_extent_step (extent, now_us, -1, &now_us);
  g_assert_cmpstr (text, ==, "2013-12-05T00:10:00Z");
  g_free (text);
  g_assert_null (lage_time_extent_step (extent, first_us, -1, &now_us));
}

static void
test_bad (void)
{
  static const char *const texts[] = {
    "", " , ", "yesterday", "2013-13-01", "2013/2012/P1Y", "2013/2014/PX", "2013/2014/P1M1D",
    "2013/2014/5M", "2013/2014/PT0.1S", "2013/2014/P99999999999Y", "2013/2014/P1Y/x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (lage_time_extent_parse (texts[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/time-extent/snap", test_snap);
  g_test_add_func ("/map/time-extent/step", test_step);
  g_test_add_func ("/map/time-extent/bad", test_bad);

  return g_test_run ();
}
