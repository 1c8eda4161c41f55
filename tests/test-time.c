/* test-time.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-time.h"

#include "lage-error.h"

#define REQUIRED LAGE_TIME_ZONE_REQUIRED
#define UTC LAGE_TIME_ZONE_UTC
#define GERMANY LAGE_TIME_ZONE_GERMANY

typedef struct
{
  const char       *text;
  LageTimeZoneRule  rule;
  const char       *iso; /* in UTC, as g_date_time_new_from_iso8601 reads it */
  int               fraction_us;
} GoodCase;

static void
check_good (const GoodCase *cases,
            gsize           n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GDateTime) expected = g_date_time_new_from_iso8601 (cases[i].iso, NULL);
      gint64 time_us = 0;

      g_assert_nonnull (expected);
      g_test_message ("%s", cases[i].text);
      g_assert_true (lage_time_parse (cases[i].text, cases[i].rule, &time_us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (time_us, ==,
                       g_date_time_to_unix (expected) * G_USEC_PER_SEC + cases[i].fraction_us);
    }
}

static void
test_notations (void)
{
  static const GoodCase cases[] = {
    { "2026-08-09T05:00:00Z", REQUIRED, "2026-08-09T05:00:00Z", 0 },
    { "2026-08-09t05:00:00z", REQUIRED, "2026-08-09T05:00:00Z", 0 },
    { "2026-08-09 05:00:00+02:00", REQUIRED, "2026-08-09T03:00:00Z", 0 },
    { "2026-08-09T05:00:00+0200", REQUIRED, "2026-08-09T03:00:00Z", 0 },
    { "2026-08-09T05:00:00+02", REQUIRED, "2026-08-09T03:00:00Z", 0 },
    { "2026-08-09T05:00:00-03:30", REQUIRED, "2026-08-09T08:30:00Z", 0 },
    { "2026-08-09T05:00:00+00:00", REQUIRED, "2026-08-09T05:00:00Z", 0 },
    { "2026-08-09T05:00:00-00:00", REQUIRED, "2026-08-09T05:00:00Z", 0 },
    { "2026-08-15T13:22Z", REQUIRED, "2026-08-15T13:22:00Z", 0 },
    { "2026-08-15T13:22", UTC, "2026-08-15T13:22:00Z", 0 },
    { "2009-06-09T13:00:00", UTC, "2009-06-09T13:00:00Z", 0 },
    { "2009-06-09T13:00:00", GERMANY, "2009-06-09T11:00:00Z", 0 },
    /* A zone in the text beats the rule. */
    { "2009-06-09T13:00:00Z", GERMANY, "2009-06-09T13:00:00Z", 0 },
    { "2009-06-09T13:00:00+05:00", UTC, "2009-06-09T08:00:00Z", 0 },
    { "16.08.2026, 00:10", GERMANY, "2026-08-15T22:10:00Z", 0 },
    { "16.08.2026 00:10", GERMANY, "2026-08-15T22:10:00Z", 0 },
    { "05.12.2013, 18:30:15", GERMANY, "2013-12-05T17:30:15Z", 0 },
    { "05.12.2013, 18:30", UTC, "2013-12-05T18:30:00Z", 0 },
  };

  check_good (cases, G_N_ELEMENTS (cases));
}

static void
test_fractions (void)
{
  static const GoodCase cases[] = {
    { "2026-08-09T05:00:09.0Z", REQUIRED, "2026-08-09T05:00:09Z", 0 },
    { "2026-08-09T05:00:09.00Z", REQUIRED, "2026-08-09T05:00:09Z", 0 },
    { "2026-08-09T05:00:09.5Z", REQUIRED, "2026-08-09T05:00:09Z", 500000 },
    { "2026-08-09T05:00:09,5Z", REQUIRED, "2026-08-09T05:00:09Z", 500000 },
    { "2026-08-09T05:00:09.123Z", REQUIRED, "2026-08-09T05:00:09Z", 123000 },
    { "2026-08-09T05:00:09.123456Z", REQUIRED, "2026-08-09T05:00:09Z", 123456 },
    { "2026-08-09T05:00:09.1234567Z", REQUIRED, "2026-08-09T05:00:09Z", 123456 },
    { "2026-08-09T05:00:09.9999999Z", REQUIRED, "2026-08-09T05:00:09Z", 999999 },
    { "2026-08-09T05:00:09.000000000000000000000001+02:00", REQUIRED, "2026-08-09T03:00:09Z", 0 },
  };

  check_good (cases, G_N_ELEMENTS (cases));
}

static void
test_limits (void)
{
  static const GoodCase cases[] = {
    { "1900-01-01T00:00:00Z", REQUIRED, "1900-01-01T00:00:00Z", 0 },
    { "9999-12-31T23:59:59Z", REQUIRED, "9999-12-31T23:59:59Z", 0 },
    { "1969-12-31T23:59:59Z", REQUIRED, "1969-12-31T23:59:59Z", 0 },
    { "1970-01-01T00:00:00Z", REQUIRED, "1970-01-01T00:00:00Z", 0 },
    { "2024-02-29T23:59:59Z", REQUIRED, "2024-02-29T23:59:59Z", 0 },
    { "2024-03-01T00:00:00Z", REQUIRED, "2024-03-01T00:00:00Z", 0 },
    { "2000-02-29T12:00:00Z", REQUIRED, "2000-02-29T12:00:00Z", 0 },
    { "2023-12-31T23:59:59-01:00", REQUIRED, "2024-01-01T00:59:59Z", 0 },
    /* A leap second is the first of the next minute. */
    { "2016-12-31T23:59:60Z", REQUIRED, "2017-01-01T00:00:00Z", 0 },
    { "2026-08-09T05:00:00+18:59", REQUIRED, "2026-08-08T10:01:00Z", 0 },
  };

  check_good (cases, G_N_ELEMENTS (cases));
}

static void
test_summer_time (void)
{
  static const GoodCase cases[] = {
    /* 2026: 29 March and 25 October. */
    { "2026-03-29T01:59:59", GERMANY, "2026-03-29T00:59:59Z", 0 },
    { "2026-03-29T03:00:00", GERMANY, "2026-03-29T01:00:00Z", 0 },
    { "2026-10-25T01:59:59", GERMANY, "2026-10-24T23:59:59Z", 0 },
    { "2026-10-25T03:00:00", GERMANY, "2026-10-25T02:00:00Z", 0 },
    /* Of the hour that occurs twice, the first. */
    { "2026-10-25T02:00:00", GERMANY, "2026-10-25T00:00:00Z", 0 },
    { "2026-10-25T02:59:59", GERMANY, "2026-10-25T00:59:59Z", 0 },
    /* The last day of the month is the Sunday; the earliest that the last Sunday can be. */
    { "2024-03-31T01:59:59", GERMANY, "2024-03-31T00:59:59Z", 0 },
    { "2024-03-31T03:00:00", GERMANY, "2024-03-31T01:00:00Z", 0 },
    { "2029-03-25T03:00:00", GERMANY, "2029-03-25T01:00:00Z", 0 },
    { "2021-10-31T02:30:00", GERMANY, "2021-10-31T00:30:00Z", 0 },
    { "2021-10-31T03:00:00", GERMANY, "2021-10-31T02:00:00Z", 0 },
    /* The surges of record; there was no summer time from 1950 to 1979. */
    { "1962-02-17T02:00:00", GERMANY, "1962-02-17T01:00:00Z", 0 },
    { "1962-07-01T12:00:00", GERMANY, "1962-07-01T11:00:00Z", 0 },
    { "1976-01-03T18:00:00", GERMANY, "1976-01-03T17:00:00Z", 0 },
    { "1979-07-01T12:00:00", GERMANY, "1979-07-01T11:00:00Z", 0 },
    { "2013-12-06T06:15:00", GERMANY, "2013-12-06T05:15:00Z", 0 },
  };

  check_good (cases, G_N_ELEMENTS (cases));
}

/* Every hour of many years against the zone data base, where the machine has it. */
static void
test_summer_time_against_zone (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  if (zone == NULL)
    {
      g_test_skip ("no zone Europe/Berlin here");
      return;
    }
  for (int year = 1996; year <= 2037; year++)
    for (int day = 20; day <= 31; day++)
      for (int n = 0; n < 48; n++)
        {
          int month = n < 24 ? 3 : 10;
          g_autoptr(GDateTime) local = g_date_time_new (zone, year, month, day, n % 24, 30, 0.0);
          g_autofree char *text = g_strdup_printf ("%04d-%02d-%02dT%02d:30:00", year, month, day,
                                                   n % 24);
          gint64 time_us;

          /* Two hours a year do not exist or exist twice: above. */
          if (n % 24 == 2 && g_date_time_get_day_of_week (local) == 7)
            continue;
          g_assert_true (lage_time_parse (text, GERMANY, &time_us, NULL));
          g_assert_cmpint (time_us / G_USEC_PER_SEC, ==, g_date_time_to_unix (local));
        }
}

static void
test_bad (void)
{
  static const struct
  {
    const char       *text;
    LageTimeZoneRule  rule;
  } cases[] = {
    { "", UTC }, { "now", UTC }, { "2026-08-09", UTC }, { "2026-08-09T", UTC },
    { "2026-08-09T05", UTC }, { "2026-08-09T05:", UTC }, { "2026-08-09T05:0", UTC },
    { "2026-08-09T05:00:", UTC }, { "2026-08-09T05:00:0", UTC }, { "2026-08-09T05:00:00.", UTC },
    { "2026-08-09T05:00:00.Z", UTC }, { "2026-08-09T05:00.5Z", UTC },
    { "2026-08-09T05:00:00", REQUIRED }, { "16.08.2026, 00:10", REQUIRED },
    { "2026-08-09T05:00:00 Z", UTC }, { "2026-08-09T05:00:00Zx", UTC },
    { "2026-08-09T05:00:00+", UTC }, { "2026-08-09T05:00:00+2", UTC },
    { "2026-08-09T05:00:00+02:", REQUIRED },
    { "2026-08-09T05:00:00+02:0", UTC }, { "2026-08-09T05:00:00+19:00", UTC },
    { "2026-08-09T05:00:00+02:60", UTC }, { "2026-08-09T05:00:00+02:00:00", UTC },
    { " 2026-08-09T05:00:00Z", UTC }, { "2026-8-09T05:00:00Z", UTC },
    { "2026/08/09T05:00:00Z", UTC }, { "26-08-09T05:00:00Z", UTC },
    { "12026-08-09T05:00:00Z", UTC }, { "-2026-08-09T05:00:00Z", UTC },
    /* One beyond each limit. */
    { "1899-12-31T23:59:59Z", UTC }, { "0000-01-01T00:00:00Z", UTC },
    { "2026-00-09T05:00:00Z", UTC }, { "2026-13-09T05:00:00Z", UTC },
    { "2026-08-00T05:00:00Z", UTC }, { "2026-08-32T05:00:00Z", UTC },
    { "2026-04-31T05:00:00Z", UTC }, { "2023-02-29T05:00:00Z", UTC },
    { "1900-02-29T05:00:00Z", UTC }, { "2024-02-30T05:00:00Z", UTC },
    { "2026-08-09T24:00:00Z", UTC }, { "2026-08-09T05:60:00Z", UTC },
    { "2026-08-09T05:00:61Z", UTC },
    { "16.08.2026", GERMANY }, { "16.08.2026,00:10", GERMANY }, { "16.08.26, 00:10", GERMANY },
    { "31.04.2026, 00:10", GERMANY }, { "16-08-2026, 00:10", GERMANY },
    { "6.8.2026, 00:10", GERMANY },
    { "NaN", UTC }, { "9999999", UTC }, { "1386244800000", UTC },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 time_us = 42;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_false (lage_time_parse (cases[i].text, cases[i].rule, &time_us, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_cmpint (time_us, ==, 42);
    }
}

static void
test_every_truncation (void)
{
  static const char text[] = "2026-08-09T05:00:09.25+02:00";

  for (gsize n = 0; n < sizeof text - 1; n++)
    {
      g_autofree char *cut = g_strndup (text, n);
      gint64 time_us;
      /* What is left may be complete with a shorter offset; without a zone it never is. */
      gboolean has_offset = n == 25 || n == 28;

      g_assert_cmpint (lage_time_parse (cut, REQUIRED, &time_us, NULL), ==, has_offset);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64      time_us;
    const char *text;
  } cases[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { 999, "1970-01-01T00:00:00Z" },
    { 1000, "1970-01-01T00:00:00.001Z" },
    { 999999, "1970-01-01T00:00:00.999Z" },
    { -1, "1969-12-31T23:59:59.999Z" },
    { -1000000, "1969-12-31T23:59:59Z" },
    { 1386306900000000, "2013-12-06T05:15:00Z" },
    { G_MAXINT64, "" },
    { G_MININT64, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lage_time_format_iso8601 (cases[i].time_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_round_trip (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 5000; i++)
    {
      gint64 ms = (gint64) g_rand_double_range (random, -2208988800000.0, 253402300799000.0);
      g_autofree char *text = lage_time_format_iso8601 (ms * 1000);
      gint64 time_us;

      g_assert_true (lage_time_parse (text, REQUIRED, &time_us, NULL));
      g_assert_cmpint (time_us, ==, ms * 1000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/time/notations", test_notations);
  g_test_add_func ("/base/time/fractions", test_fractions);
  g_test_add_func ("/base/time/limits", test_limits);
  g_test_add_func ("/base/time/summer-time", test_summer_time);
  g_test_add_func ("/base/time/summer-time-against-zone", test_summer_time_against_zone);
  g_test_add_func ("/base/time/bad", test_bad);
  g_test_add_func ("/base/time/every-truncation", test_every_truncation);
  g_test_add_func ("/base/time/format", test_format);
  g_test_add_func ("/base/time/round-trip", test_round_trip);

  return g_test_run ();
}
