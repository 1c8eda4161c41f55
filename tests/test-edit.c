/* test-edit.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-edit.h"
#include "lage-format.h"

#define NOW_US G_GINT64_CONSTANT (1386280800000000) /* 2013-12-05 22:00 UTC, 23:00 in Hamburg */

static void
test_positions (void)
{
  static const struct
  {
    const char *text;
    double      latitude;
    double      longitude;
  } cases[] = {
    { "53.545 9.970", 53.545, 9.970 },
    { "53,545 9,970", 53.545, 9.970 },
    { "53.545, 9.970", 53.545, 9.970 },
    { "53.545,9.970", 53.545, 9.970 },
    { "53,545; 9,970", 53.545, 9.970 },
    { "  53.545   9.970  ", 53.545, 9.970 },
    { "53.545° N 9.970° E", 53.545, 9.970 },
    { "53,545° N 9,970° O", 53.545, 9.970 },
    { "53,545 Nord 9,970 Ost", 53.545, 9.970 },
    { "53.545 north 9.970 east", 53.545, 9.970 },
    { "33.9 S 18.4 E", -33.9, 18.4 },
    { "53.5 N 9.9 West", 53.5, -9.9 },
    { "33,9 Süd 70,6 West", -33.9, -70.6 },
    { "-33.9 -70.6", -33.9, -70.6 },
    { "90 180", 90.0, 180.0 },
    { "-90 -180", -90.0, -180.0 },
    { "53° 32.7' N 9° 58.2' O", 53.545, 9.970 },
    { "9,970 53,545", 53.545, 9.970 }, /* turned towards the operation area */
    { "3564370,256 5935272,766", 53.545, 9.970 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;

      g_test_message ("%s", cases[i].text);
      g_assert_true (lage_edit_parse_position (cases[i].text, &point, NULL));
      g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&point), cases[i].latitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&point), cases[i].longitude, 1e-6);
    }
}

static void
test_wrong_positions (void)
{
  static const char *const cases[] = {
    "", " ", "53.545", "here", "53.545 9.970 4", "90.1 9.9", "-90.1 9.9", "53.5 180.1",
    "53.5 -180.1", "53.5 9,9,9", "nan nan", "1e400 9.9",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;

      g_test_message ("%s", cases[i]);
      g_assert_false (lage_edit_parse_position (cases[i], &point, NULL));
    }
}

/* Whatever the notation, what is written is read as what it was, to its own precision. */
static void
test_written_positions_are_read (void)
{
  static const double places[][2] = {
    { -53.54321, -9.98765 }, { 53.54321, 9.98765 }, { 53.99999999, 9.99999999 }, { 0.0, 0.0 },
    { 89.0, 10.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint notation = 0; notation < LAGE_N_NOTATIONS; notation++)
      {
        LagePoint point, back;
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true (lage_point_init (&point, places[i][0], places[i][1]));
        text = lage_format_position_as (&point, (LageNotation) notation);
        g_test_message ("%s", text);
        g_assert_true (lage_edit_parse_position (text, &back, &error));
        g_assert_no_error (error);
        g_assert_cmpfloat (lage_point_get_distance_m (&point, &back), <, 2.2);
      }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64      after_us;
  } cases[] = {
    { "23:30", 30 * G_TIME_SPAN_MINUTE },
    { "23:00", 0 },
    { "22:59", 23 * G_TIME_SPAN_HOUR + 59 * G_TIME_SPAN_MINUTE },
    { "0:15", G_TIME_SPAN_HOUR + 15 * G_TIME_SPAN_MINUTE },
    { " 06:30 ", 7 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE },
    { "2013-12-06 06:30+01:00", 7 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE },
    { "2013-12-05T22:00:00Z", 0 },
  };
  gint64 time_us;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (lage_edit_parse_time (cases[i].text, NOW_US, &time_us));
      g_assert_cmpint (time_us - NOW_US, ==, cases[i].after_us);
    }

  g_assert_true (lage_edit_parse_time ("", NOW_US, &time_us));
  g_assert_cmpint (time_us, ==, 0);
}

static void
test_wrong_times (void)
{
  static const char *const cases[] = {
    "24:00", "12:60", "12", "12:", ":30", "12:30:61", "noon", "-1:30", "12:3x", "2013-13-01 10:00",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time_us = 1;

      g_test_message ("%s", cases[i]);
      g_assert_false (lage_edit_parse_time (cases[i], NOW_US, &time_us));
    }
}

/* The next 06:30 after a spring night that lacks an hour is still 06:30. */
static void
test_time_across_summer_time (void)
{
  gint64 now_us = G_GINT64_CONSTANT (1396134000000000); /* 2014-03-29 23:00 UTC: midnight */
  gint64 time_us;
  g_autofree char *clock = NULL;

  g_assert_true (lage_edit_parse_time ("06:30", now_us, &time_us));
  clock = lage_format_clock (time_us);
  g_assert_cmpstr (clock, ==, "06:30:00");

  now_us -= 2 * G_TIME_SPAN_HOUR; /* 22:00 on the 29th */
  g_clear_pointer (&clock, g_free);
  g_assert_true (lage_edit_parse_time ("06:30", now_us, &time_us));
  clock = lage_format_clock (time_us);
  g_assert_cmpstr (clock, ==, "06:30:00");
}

static void
test_written_times_are_read (void)
{
  g_autofree char *text = lage_format_date_time_entry (NOW_US);
  gint64 time_us;

  g_assert_true (lage_edit_parse_time (text, NOW_US + G_TIME_SPAN_DAY, &time_us));
  g_assert_cmpint (time_us, ==, NOW_US);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/windows/edit/positions", test_positions);
  g_test_add_func ("/windows/edit/wrong-positions", test_wrong_positions);
  g_test_add_func ("/windows/edit/written-positions-are-read", test_written_positions_are_read);
  g_test_add_func ("/windows/edit/times", test_times);
  g_test_add_func ("/windows/edit/wrong-times", test_wrong_times);
  g_test_add_func ("/windows/edit/time-across-summer-time", test_time_across_summer_time);
  g_test_add_func ("/windows/edit/written-times-are-read", test_written_times_are_read);

  return g_test_run ();
}
