/* test-format.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-format.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "lage-time.h"
#include "test-ops.h"

#define NBSP "\302\240"

static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_age (void)
{
  static const struct { gint64 age_us; const char *text; } cases[] = {
    { G_MININT64, "–" }, { -G_TIME_SPAN_MINUTE - 1, "–" }, { -G_TIME_SPAN_MINUTE, "0 s" },
    { -1, "0 s" }, { 0, "0 s" }, { 999999, "0 s" },
    { G_TIME_SPAN_SECOND, "1 s" }, { 100 * G_TIME_SPAN_SECOND - 1, "99 s" },
    { 100 * G_TIME_SPAN_SECOND, "1 min" }, { 120 * G_TIME_SPAN_SECOND - 1, "1 min" },
    { 120 * G_TIME_SPAN_SECOND, "2 min" }, { 100 * G_TIME_SPAN_MINUTE - 1, "99 min" },
    { 100 * G_TIME_SPAN_MINUTE, "1 h" }, { 48 * G_TIME_SPAN_HOUR - 1, "47 h" },
    { 48 * G_TIME_SPAN_HOUR, "2 d" }, { 100 * G_TIME_SPAN_DAY, "100 d" },
    { G_MAXINT64, "106751991 d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (lage_format_age (cases[i].age_us), cases[i].text);
}

static void
test_number (void)
{
  static const struct { double number; guint decimals; const char *text; } cases[] = {
    { 0.0, 0, "0" }, { -0.0, 0, "0" }, { -0.0, 3, "0.000" }, { 1.0, 0, "1" }, { -1.0, 0, "-1" },
    { 0.4, 0, "0" }, { -0.4, 0, "0" }, { 0.5, 0, "0" }, { -0.5, 0, "0" }, { -0.51, 0, "-1" },
    { -0.04, 1, "0.0" }, { -0.06, 1, "-0.1" }, { -0.004, 2, "0.00" }, { -0.0051, 2, "-0.01" },
    { -1.874, 2, "-1.87" }, { 1234567.0, 0, "1234567" }, { (double) NAN, 2, "–" },
    { INFINITY, 0, "–" }, { -INFINITY, 0, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (lage_format_number (cases[i].number, cases[i].decimals), cases[i].text);

  /* Whatever the number, "-0" is never read. */
  for (guint decimals = 0; decimals < 4; decimals++)
    for (double number = -1.1; number < 0.0; number += 0.00037)
      {
        g_autofree char *text = lage_format_number (number, decimals);

        g_assert_true (*text != '-' || strpbrk (text, "123456789") != NULL);
        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (text, NULL), number,
                                        0.5 * pow (10.0, -(double) decimals) + 1e-9);
      }
}

static void
test_quantity (void)
{
  assert_text (lage_format_quantity (313.0, 0, "cm"), "313" NBSP "cm");
  assert_text (lage_format_quantity (-1.874, 2, "m NHN"), "-1.87" NBSP "m NHN");
  assert_text (lage_format_quantity (270.0, 0, "°"), "270°");
  assert_text (lage_format_quantity (8.5, 1, "°C"), "8.5" NBSP "°C");
  assert_text (lage_format_quantity (8.5, 1, NULL), "8.5");
  assert_text (lage_format_quantity ((double) NAN, 1, "m"), "–" NBSP "m");
}

static void
test_position (void)
{
  static const struct { double latitude, longitude; const char *text; } cases[] = {
    { 53.54575, 9.96896, "53.54575°" NBSP "N 9.96896°" NBSP "E" },
    { -33.5, -70.25, "33.50000°" NBSP "S 70.25000°" NBSP "W" },
    { 0.0, 0.0, "0.00000°" NBSP "N 0.00000°" NBSP "E" },
    { 90.0, -180.0, "90.00000°" NBSP "N 180.00000°" NBSP "W" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;

      g_assert_true (lage_point_init (&point, cases[i].latitude, cases[i].longitude));
      assert_text (lage_format_position (&point), cases[i].text);
    }
}

static void
test_notations (void)
{
  static const struct { double latitude, longitude; LageNotation notation; const char *text; }
  cases[] = {
    { 53.545, 9.97, LAGE_NOTATION_DECIMAL, "53.54500°" NBSP "N 9.97000°" NBSP "E" },
    { 53.545, 9.97, LAGE_NOTATION_MINUTES,
      "53°" NBSP "32.700′" NBSP "N 9°" NBSP "58.200′" NBSP "E" },
    { 53.545, 9.97, LAGE_NOTATION_SECONDS,
      "53°" NBSP "32′" NBSP "42.0″" NBSP "N 9°" NBSP "58′" NBSP "12.0″" NBSP "E" },
    { 53.545, 9.97, LAGE_NOTATION_UTM, "32U 564273 5933338" },
    { 53.545, 9.97, LAGE_NOTATION_MGRS, "32U NE 64273 33337" },
    { 53.545, 9.97, LAGE_NOTATION_GAUSS_KRUEGER, "R 3564370 H 5935273" },
    /* Never 60 minutes or seconds. */
    { 53.9999999, -9.9999999, LAGE_NOTATION_MINUTES,
      "54°" NBSP "00.000′" NBSP "N 10°" NBSP "00.000′" NBSP "W" },
    { -53.9999999, 9.9999999, LAGE_NOTATION_SECONDS,
      "54°" NBSP "00′" NBSP "00.0″" NBSP "S 10°" NBSP "00′" NBSP "00.0″" NBSP "E" },
    /* Where a grid does not hold. */
    { 89.0, 9.0, LAGE_NOTATION_UTM, "89.00000°" NBSP "N 9.00000°" NBSP "E" },
    { 89.0, 9.0, LAGE_NOTATION_MGRS, "89.00000°" NBSP "N 9.00000°" NBSP "E" },
    { 48.86, 2.35, LAGE_NOTATION_GAUSS_KRUEGER, "48.86000°" NBSP "N 2.35000°" NBSP "E" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;

      g_assert_true (lage_point_init (&point, cases[i].latitude, cases[i].longitude));
      assert_text (lage_format_position_as (&point, cases[i].notation), cases[i].text);
      lage_format_set_notation (cases[i].notation);
      g_assert_cmpint (lage_format_get_notation (), ==, cases[i].notation);
      assert_text (lage_format_position (&point), cases[i].text);
    }
  lage_format_set_notation (LAGE_NOTATION_DECIMAL);
}

/* Each problem has words of its own. */
static void
test_position_problems (void)
{
  g_autoptr(GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = LAGE_COORDINATES_ERROR_UNKNOWN; code <= LAGE_COORDINATES_ERROR_POLAR; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (LAGE_COORDINATES_ERROR, code, "test");

      g_assert_true (g_hash_table_add (words,
                                       (gpointer) lage_format_position_problem (error)));
    }
}

/* Hamburg, in winter and in summer; the zone is set in main (). */
static void
test_times (void)
{
  gint64 summer_us = G_GINT64_CONSTANT (1720000000000000); /* 2024-07-03 09:46:40 UTC */

  assert_text (lage_format_clock (TEST_NOW_US), "06:15:00");
  assert_text (lage_format_clock (summer_us), "11:46:40");
  assert_text (lage_format_date (TEST_NOW_US), "Fri, 2013-12-06");
  assert_text (lage_format_date_time (TEST_NOW_US), "2013-12-06 06:15");
  assert_text (lage_format_date_time_entry (TEST_NOW_US), "2013-12-06 06:15+01:00");
  assert_text (lage_format_date_time_entry (summer_us), "2024-07-03 11:46+02:00");
  assert_text (lage_format_axis_time (TEST_NOW_US, FALSE), "06:15");
  assert_text (lage_format_axis_time (TEST_NOW_US, TRUE), "Dec 6");
  assert_text (lage_format_clock (G_MAXINT64), "–");

  /* The day is that of Hamburg: it begins at 23:00 UTC. */
  assert_text (lage_format_time (TEST_NOW_US, TEST_NOW_US), "06:15");
  assert_text (lage_format_time (TEST_NOW_US - 6 * G_TIME_SPAN_HOUR - 15 * G_TIME_SPAN_MINUTE,
                                 TEST_NOW_US), "00:00");
  assert_text (lage_format_time (TEST_NOW_US - 6 * G_TIME_SPAN_HOUR - 16 * G_TIME_SPAN_MINUTE,
                                 TEST_NOW_US), "Dec 5, 23:59");
  assert_text (lage_format_time (TEST_NOW_US + 18 * G_TIME_SPAN_HOUR, TEST_NOW_US),
               "Dec 7, 00:15");
}

/* What was typed from the proposal is the same time again, to the minute. */
static void
test_entry_is_read_back (void)
{
  for (gint64 t = TEST_NOW_US; t < TEST_NOW_US + 400 * G_TIME_SPAN_DAY; t += 37 * G_TIME_SPAN_HOUR)
    {
      g_autofree char *text = lage_format_date_time_entry (t);
      g_autoptr(GError) error = NULL;
      gint64 read_us;

      lage_time_parse (text, LAGE_TIME_ZONE_REQUIRED, &read_us, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read_us, ==, t - t % G_TIME_SPAN_MINUTE);
    }
}

static void
assert_value (LageKind   kind,
              LageField  field,
              LageValue  value,
              const char *expected)
{
  assert_text (lage_format_value (lage_schema_find (kind, field), &value, TEST_NOW_US), expected);
  lage_value_clear (&value);
}

static void
test_value (void)
{
  LageId id = test_id (1);
  g_autofree char *id_text = lage_id_to_string (&id);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("x", 1);
  LagePoint point;

  g_assert_true (lage_point_init (&point, 53.5, 10.0));
  assert_value (LAGE_KIND_DRONE, LAGE_FIELD_IS_ARMED, lage_value_bool (TRUE), "Yes");
  assert_value (LAGE_KIND_DRONE, LAGE_FIELD_IS_ARMED, lage_value_bool (FALSE), "No");
  assert_value (LAGE_KIND_DRONE, LAGE_FIELD_SATELLITES, lage_value_int (11), "11");
  assert_value (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, lage_value_int (4), "4 On scene");
  assert_value (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, lage_value_int (42), "42");
  assert_value (LAGE_KIND_GAUGE, LAGE_FIELD_LEVEL_CM, lage_value_real (313.4), "313" NBSP "cm");
  assert_value (LAGE_KIND_UNIT, LAGE_FIELD_NAME, lage_value_text ("Florian"), "Florian");
  assert_value (LAGE_KIND_TASK, LAGE_FIELD_DUE_AT, lage_value_time (TEST_NOW_US), "06:15");
  assert_value (LAGE_KIND_UNIT, LAGE_FIELD_POSITION, lage_value_point (point),
                "53.50000°" NBSP "N 10.00000°" NBSP "E");
  assert_value (LAGE_KIND_TASK, LAGE_FIELD_TASK_INCIDENT, lage_value_entity (&id), id_text);
  assert_value (LAGE_KIND_AREA, LAGE_FIELD_AREA, lage_value_geometry (bytes), "On the map");
  assert_value (LAGE_KIND_UNIT, LAGE_FIELD_NAME, (LageValue) LAGE_VALUE_INIT, "–");
  /* The round of a task is no business of the reader. */
  assert_value (LAGE_KIND_TASK, LAGE_FIELD_TASK_STATE, lage_value_int (2), "Issued");
  assert_value (LAGE_KIND_TASK, LAGE_FIELD_TASK_STATE, lage_value_int (3 << 8 | 2), "Issued");
}

static void
test_words (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint kind = LAGE_KIND_NONE + 1; kind < LAGE_N_KINDS; kind++)
    {
      const char *word = lage_format_kind_plural ((LageKind) kind);

      g_assert_cmpstr (word, !=, "");
      g_assert_true (g_hash_table_add (seen, (gpointer) word));
    }
  g_assert_cmpstr (lage_format_kind_plural (LAGE_KIND_NONE), ==, "");
  for (guint i = LAGE_FRESHNESS_FRESH; i <= LAGE_FRESHNESS_SILENT; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) lage_format_freshness ((LageFreshness) i)));
  g_assert_cmpstr (lage_format_freshness (LAGE_FRESHNESS_TIMELESS), ==, "");
  g_assert_cmpstr (lage_format_source ("manual"), ==, "By hand");
  g_assert_cmpstr (lage_format_source ("pegelonline"), ==, "pegelonline");
}

static void
test_german_locale (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }
  assert_text (lage_format_number (-1.874, 2), "-1,87");
  assert_text (lage_format_number (-0.001, 2), "0,00");
  assert_text (lage_format_quantity (3.65, 2, "m NHN"), "3,65" NBSP "m NHN");
  setlocale (LC_NUMERIC, old);
}

static void
test_measures (void)
{
  static const struct { double number; const char *length; const char *area; } cases[] = {
    { 0.0, "0.0 m", "0 m²" }, { 4.26, "4.3 m", "4 m²" }, { 9.94, "9.9 m", "10 m²" },
    { 9.96, "10 m", "10 m²" }, { 999.4, "999 m", "999 m²" }, { 999.6, "1.00 km", "1000 m²" },
    { 9999.4, "10.00 km", "9999 m²" }, { 9999.6, "10.00 km", "1.00 ha" },
    { 99994.0, "99.99 km", "10.00 ha" }, { 99996.0, "100 km", "10.00 ha" },
    { 999940.0, "1000 km", "99.99 ha" }, { 999960.0, "1000 km", "1.00 km²" },
    { 1e9, "1000000 km", "1000 km²" }, { (double) NAN, "– km", "– km²" },
  };
  static const struct { double deg; const char *text; } bearings[] = {
    { 0.0, "000°" }, { 35.4, "035°" }, { 359.4, "359°" }, { 359.6, "000°" }, { -90.0, "270°" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_text (lage_format_length (cases[i].number), cases[i].length);
      assert_text (lage_format_area (cases[i].number), cases[i].area);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bearings); i++)
    assert_text (lage_format_bearing (bearings[i].deg), bearings[i].text);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/format/age", test_age);
  g_test_add_func ("/widgets/format/number", test_number);
  g_test_add_func ("/widgets/format/quantity", test_quantity);
  g_test_add_func ("/widgets/format/measures", test_measures);
  g_test_add_func ("/widgets/format/position", test_position);
  g_test_add_func ("/widgets/format/notations", test_notations);
  g_test_add_func ("/widgets/format/position-problems", test_position_problems);
  g_test_add_func ("/widgets/format/times", test_times);
  g_test_add_func ("/widgets/format/entry-is-read-back", test_entry_is_read_back);
  g_test_add_func ("/widgets/format/value", test_value);
  g_test_add_func ("/widgets/format/words", test_words);
  g_test_add_func ("/widgets/format/german-locale", test_german_locale);

  return g_test_run ();
}
