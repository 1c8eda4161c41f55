/* test-position.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-position.h"

static const LagePoint hamburg = { 535300000, 100200000 };

static void
test_degrees (void)
{
  static const struct
  {
    const char   *text;
    double        latitude;
    double        longitude;
    LageNotation  notation;
    double        precision_m;
  } cases[] = {
    { "53.545 9.970", 53.545, 9.970, LAGE_NOTATION_DECIMAL, 111.32 },
    { "53,545 9,970", 53.545, 9.970, LAGE_NOTATION_DECIMAL, 111.32 },
    { "53.54500, 9.97000", 53.545, 9.970, LAGE_NOTATION_DECIMAL, 1.1132 },
    { "53,5,9,9", 53.5, 9.9, LAGE_NOTATION_DECIMAL, 11132.0 },
    { "geo:53.545,9.97", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "WGS84 53.545 9.97", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "N 53.545 E 9.97", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "53,545° N 9,97° O", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "9.97 E 53.545 N", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "lat 53.545 lon 9.97", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "Länge: 9,97 Breite: 53,545", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "53.545 N 9.97", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "53.545 9.97 E", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "(53.545 / 9.97)", 53.545, 9.97, LAGE_NOTATION_DECIMAL, 1113.2 },
    { "−33.9, −70.6", -33.9, -70.6, LAGE_NOTATION_DECIMAL, 11132.0 },
    { "-33.9 -70.6", -33.9, -70.6, LAGE_NOTATION_DECIMAL, 11132.0 },
    { "53° 32.7' N 9° 58.2' E", 53.545, 9.97, LAGE_NOTATION_MINUTES, 185.53 },
    { "53 32,7 N 9 58,2 O", 53.545, 9.97, LAGE_NOTATION_MINUTES, 185.53 },
    { "N53 32.700 E009 58.200", 53.545, 9.97, LAGE_NOTATION_MINUTES, 1.8553 },
    { "5332.7N 00958.2E", 53.545, 9.97, LAGE_NOTATION_MINUTES, 185.53 },
    { "53 32.7 9 58.2", 53.545, 9.97, LAGE_NOTATION_MINUTES, 185.53 },
    { "53°32'42\"N 9°58'12\"E", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "53° 32′ 42.0″ N, 9° 58′ 12.0″ E", 53.545, 9.97, LAGE_NOTATION_SECONDS, 3.0922 },
    { "53°32'42'' 9°58'12''", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "53 32 42 9 58 12", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "53:32:42 N 9:58:12 E", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "53-32-42N 9-58-12E", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "533242N 0095812E", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "N533242 E0095812", 53.545, 9.97, LAGE_NOTATION_SECONDS, 30.922 },
    { "53 Grad 32 Min 42 Sek Nord 9 Grad 58 Min 12 Sek Ost", 53.545, 9.97, LAGE_NOTATION_SECONDS,
      30.922 },
    { "33°54'0\"S 18°24'0\"W", -33.9, -18.4, LAGE_NOTATION_SECONDS, 30.922 },
    { "90 180", 90.0, 180.0, LAGE_NOTATION_DECIMAL, 111320.0 },
    { "-90 -180", -90.0, -180.0, LAGE_NOTATION_DECIMAL, 111320.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePosition position;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (lage_position_parse (cases[i].text, &hamburg, &position, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&position.point),
                                      cases[i].latitude, 1.1e-7);
      g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&position.point),
                                      cases[i].longitude, 1.1e-7);
      g_assert_cmpint (position.notation, ==, cases[i].notation);
      g_assert_cmpfloat_with_epsilon (position.precision_m, cases[i].precision_m,
                                      cases[i].precision_m / 1000.0);
      g_assert_false (position.is_swapped);
    }
}

static void
test_grids (void)
{
  static const struct
  {
    const char   *text;
    LageNotation  notation;
    double        precision_m;
    gboolean      is_swapped;
    gboolean      is_zone_assumed;
  } cases[] = {
    { "32U 564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32 564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32N 564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE }, /* the hemisphere */
    { "UTM 32u 564273,4 5933337,6", LAGE_NOTATION_UTM, 0.1, FALSE, FALSE },
    { "32U 564273 E 5933338 N", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32U E 564273 N 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32U 564273mE 5933338mN", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "zone 32 564273 5.933.338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32U 5933338 564273", LAGE_NOTATION_UTM, 1.0, TRUE, FALSE },
    { "564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, TRUE },
    { "564273,5933338", LAGE_NOTATION_UTM, 1.0, FALSE, TRUE },
    { "5933338 564273", LAGE_NOTATION_UTM, 1.0, TRUE, TRUE },
    { "ETRS89/UTM 32U 564273 5933338", LAGE_NOTATION_UTM, 1.0, FALSE, FALSE },
    { "32UNE6427333337", LAGE_NOTATION_MGRS, 1.0, FALSE, FALSE },
    { "32U NE 64273 33337", LAGE_NOTATION_MGRS, 1.0, FALSE, FALSE },
    { "utmref 32u ne 64273 33337", LAGE_NOTATION_MGRS, 1.0, FALSE, FALSE },
    { "MGRS: 32UNE6427333337", LAGE_NOTATION_MGRS, 1.0, FALSE, FALSE },
    { "3564370 5935273", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, FALSE, FALSE },
    { "R 3564370 H 5935273", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, FALSE, FALSE },
    { "r3564370 h5935273", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, FALSE, FALSE },
    { "RW 35 64 370 / HW 59 35 273", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, FALSE, FALSE },
    { "Hochwert 5935273 Rechtswert 3564370", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, FALSE, FALSE },
    { "Gauß-Krüger 3564370,3 5935272,8", LAGE_NOTATION_GAUSS_KRUEGER, 0.1, FALSE, FALSE },
    { "5935273 3564370", LAGE_NOTATION_GAUSS_KRUEGER, 1.0, TRUE, FALSE },
  };
  const LagePoint expected = { 535450000, 99700000 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePosition position;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (lage_position_parse (cases[i].text, &hamburg, &position, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (lage_point_get_distance_m (&position.point, &expected), <, 0.8);
      g_assert_cmpint (position.notation, ==, cases[i].notation);
      g_assert_cmpfloat_with_epsilon (position.precision_m, cases[i].precision_m, 1e-9);
      g_assert_cmpint (position.is_swapped, ==, cases[i].is_swapped);
      g_assert_cmpint (position.is_zone_assumed, ==, cases[i].is_zone_assumed);
    }
}

/* Longitude first: turned where that leads to the operation area, and said. */
static void
test_turned (void)
{
  LagePosition position;

  g_assert_true (lage_position_parse ("9.97 53.545", &hamburg, &position, NULL));
  g_assert_true (position.is_swapped);
  g_assert_cmpint (position.point.latitude_e7, ==, 535450000);
  g_assert_cmpint (position.point.longitude_e7, ==, 99700000);

  /* Nobody knows where, nothing is turned. */
  g_assert_true (lage_position_parse ("9.97 53.545", NULL, &position, NULL));
  g_assert_false (position.is_swapped);
  g_assert_cmpint (position.point.latitude_e7, ==, 99700000);

  /* Far away from both. */
  g_assert_true (lage_position_parse ("35.7 51.4", &hamburg, &position, NULL));
  g_assert_false (position.is_swapped);
  g_assert_cmpint (position.point.latitude_e7, ==, 357000000);

  /* A latitude that cannot be is a mistake, not a longitude. */
  g_assert_false (lage_position_parse ("151.2 -33.9", &hamburg, &position, NULL));

  /* Letters say what is what. */
  g_assert_true (lage_position_parse ("9.97 N 53.545 E", &hamburg, &position, NULL));
  g_assert_false (position.is_swapped);
  g_assert_cmpint (position.point.latitude_e7, ==, 99700000);
}

static void
test_southern_utm (void)
{
  LagePosition position;
  const LagePoint santiago = { -339000000, -706000000 };

  g_assert_true (lage_position_parse ("19H 352063 6247779", NULL, &position, NULL));
  g_assert_cmpfloat (lage_point_get_distance_m (&position.point, &santiago), <, 0.8);
  /* In band S, which is in the north, there is no such northing. */
  g_assert_true (lage_position_parse ("19S 352063 6247779", NULL, &position, NULL));
  g_assert_cmpfloat (lage_point_get_distance_m (&position.point, &santiago), <, 0.8);
  g_assert_true (lage_position_parse ("352063 6247779", &santiago, &position, NULL));
  g_assert_true (position.is_zone_assumed);
  g_assert_cmpfloat (lage_point_get_distance_m (&position.point, &santiago), <, 0.8);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text;
    int         code;
  } cases[] = {
    { "", LAGE_COORDINATES_ERROR_UNKNOWN },
    { " ", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "here", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "Florian Hamburg 11-46-1", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "Reeperbahn 12 34", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53.545 9.970 4", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53.5 9,9,9", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "nan nan", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "1e400 9.9", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53°42\" N 9°58\" E", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "-53.5 S 9.9 E", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53 -32 9 58", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53.5.1 9.9", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53.5 N 9.9 E 4.1 S", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "1 2 3 4 5 6 7 8", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "☃ 53.5 9.9", LAGE_COORDINATES_ERROR_UNKNOWN },
    { "53.545", LAGE_COORDINATES_ERROR_INCOMPLETE },
    { "53.545 N", LAGE_COORDINATES_ERROR_INCOMPLETE },
    { "32U 564273", LAGE_COORDINATES_ERROR_INCOMPLETE },
    { "R 3564370", LAGE_COORDINATES_ERROR_INCOMPLETE },
    { "90.1 9.9", LAGE_COORDINATES_ERROR_LATITUDE },
    { "-90.1 9.9", LAGE_COORDINATES_ERROR_LATITUDE },
    { "95 N 9 E", LAGE_COORDINATES_ERROR_LATITUDE },
    { "53.5 180.1", LAGE_COORDINATES_ERROR_LONGITUDE },
    { "53.5 -180.1", LAGE_COORDINATES_ERROR_LONGITUDE },
    { "53 60 N 9 58 E", LAGE_COORDINATES_ERROR_MINUTES },
    { "53 32 60 N 9 58 12 E", LAGE_COORDINATES_ERROR_MINUTES },
    { "53 N 9 N", LAGE_COORDINATES_ERROR_AXES },
    { "53 E 9 W", LAGE_COORDINATES_ERROR_AXES },
    { "61U 564273 5933338", LAGE_COORDINATES_ERROR_ZONE },
    { "0 564273 5933338", LAGE_COORDINATES_ERROR_ZONE },
    { "32T 564273 5933338", LAGE_COORDINATES_ERROR_BAND },
    { "32O 564273 5933338", LAGE_COORDINATES_ERROR_BAND },
    { "32UAE6427333337", LAGE_COORDINATES_ERROR_SQUARE },
    { "32UNE642733333", LAGE_COORDINATES_ERROR_DIGITS },
    { "32UNE", LAGE_COORDINATES_ERROR_DIGITS },
    { "32U 064273 5933338", LAGE_COORDINATES_ERROR_EASTING },
    { "32 564273 9900000", LAGE_COORDINATES_ERROR_NORTHING },
    { "3564370 3935273", LAGE_COORDINATES_ERROR_GERMANY },
    { "R 1564370 H 5935273", LAGE_COORDINATES_ERROR_ZONE },
    { "ZAH 1234 5678", LAGE_COORDINATES_ERROR_POLAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePosition position;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (lage_position_parse (cases[i].text, &hamburg, &position, &error));
      g_assert_error (error, LAGE_COORDINATES_ERROR, cases[i].code);
    }
}

static void
test_long_text (void)
{
  g_autofree char *digits = g_strnfill (100, '9');
  g_autofree char *many = g_strnfill (1000, '9');
  g_autofree char *text = g_strconcat (digits, " ", "9", NULL);
  LagePosition position;
  g_autoptr(GError) error = NULL;

  g_assert_false (lage_position_parse (many, &hamburg, &position, &error));
  g_assert_error (error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_UNKNOWN);
  g_assert_false (lage_position_parse (text, &hamburg, &position, NULL));
  g_assert_false (lage_position_parse ("\xff\xfe 53 9", &hamburg, &position, NULL));
}

static void
test_tokens (void)
{
  for (guint i = 0; i < LAGE_N_NOTATIONS; i++)
    g_assert_cmpint (lage_notation_from_token (lage_notation_to_token ((LageNotation) i)), ==, i);
  g_assert_cmpint (lage_notation_from_token ("morse"), ==, LAGE_NOTATION_DECIMAL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/position/degrees", test_degrees);
  g_test_add_func ("/base/position/grids", test_grids);
  g_test_add_func ("/base/position/turned", test_turned);
  g_test_add_func ("/base/position/southern-utm", test_southern_utm);
  g_test_add_func ("/base/position/wrong", test_wrong);
  g_test_add_func ("/base/position/long-text", test_long_text);
  g_test_add_func ("/base/position/tokens", test_tokens);

  return g_test_run ();
}
