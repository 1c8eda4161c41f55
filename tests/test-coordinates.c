/* test-coordinates.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-coordinates.h"

#include <math.h>
#include <string.h>

/* Computed with GeographicLib 2.1.2 (GeoConvert), which shares no code with ours. The exceptions
 * about Norway and Svalbard and both sides of the borders are among them. */
static const struct
{
  double      latitude;
  double      longitude;
  guint       zone;
  double      easting_m;
  double      northing_m;
  const char *mgrs;
} places[] = {
  { 53.545, 9.97, 32, 564273.484, 5933337.697, "32U NE 64273 33337" },
  { 53.5503, 9.9937, 32, 565835.606, 5933948.953, "32U NE 65835 33948" },
  { 53.4, 12.0, 33, 300560.826, 5920962.133, "33U UV 00560 20962" },
  { 52.52, 13.405, 33, 391779.259, 5820072.159, "33U UU 91779 20072" },
  { 60.4, 5.5, 32, 307200.992, 6701082.213, "32V LN 07200 01082" },
  { 56.0, 3.0, 32, 126049.971, 6222336.335, "32V JH 26049 22336" },
  { 63.99, 2.99, 31, 499510.704, 7095899.874, "31V DL 99510 95899" },
  { 55.99, 5.0, 31, 624758.364, 6206771.885, "31U FC 24758 06771" },
  { 71.99, 10.0, 32, 534507.532, 7988103.476, "32W NE 34507 88103" },
  { 72.5, 8.9, 31, 697737.097, 8054424.613, "31X FA 97737 54424" },
  { 78.0, 10.0, 33, 384085.475, 8663320.201, "33X UG 84085 63320" },
  { 75.0, 23.0, 35, 384519.518, 8327502.282, "35X LD 84519 27502" },
  { 75.0, 39.0, 37, 500000.000, 8323606.812, "37X ED 00000 23606" },
  { 83.9, 0.5, 31, 470349.553, 9317573.468, "31X DP 70349 17573" },
  { -33.9, -70.6, 19, 352063.226, 6247779.483, "19H CC 52063 47779" },
  { -33.9, 18.4, 34, 259583.222, 6245888.045, "34H BH 59583 45888" },
  { -1.0, 8.0, 32, 388736.188, 9889452.894, "32M LD 88736 89452" },
  { 0.5, 177.0, 60, 500000.000, 55265.037, "60N WF 00000 55265" },
  { -79.9, -179.9, 1, 443247.872, 1128161.373, "1C DM 43247 28161" },
  { 8.0, 9.0, 32, 500000.000, 884297.851, "32P NP 00000 84297" },
  { 7.9999, 9.0, 32, 500000.000, 884286.796, "32N NP 00000 84286" },
};

static void
test_utm (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      LagePoint point, back;
      LageUtm utm;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", places[i].mgrs);
      g_assert_true (lage_point_init (&point, places[i].latitude, places[i].longitude));
      g_assert_true (lage_utm_from_point (&utm, &point));
      g_assert_cmpuint (utm.zone, ==, places[i].zone);
      g_assert_cmpfloat_with_epsilon (utm.easting_m, places[i].easting_m, 0.0011);
      g_assert_cmpfloat_with_epsilon (utm.northing_m, places[i].northing_m, 0.0011);
      g_assert_true (lage_utm_to_point (&utm, &back, &error));
      g_assert_no_error (error);
      g_assert_cmpint (ABS (back.latitude_e7 - point.latitude_e7), <=, 1);
      g_assert_cmpint (ABS (back.longitude_e7 - point.longitude_e7), <=, 1);
    }
}

static char *
without_spaces (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, " ", "", 0);
  return g_string_free (plain, FALSE);
}

static void
test_mgrs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      LagePoint point, centre;
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;
      double cell_m;
      LageUtm utm;

      g_assert_true (lage_point_init (&point, places[i].latitude, places[i].longitude));
      text = lage_mgrs_format (&point, 5);
      /* 1e-7 degrees are 11 mm: who stands on the line of a metre may be on either side of it. */
      if (fabs (places[i].easting_m - round (places[i].easting_m)) > 0.01)
        g_assert_cmpstr (text, ==, places[i].mgrs);

      plain = without_spaces (places[i].mgrs);
      g_test_message ("%s", plain);
      g_assert_true (lage_mgrs_parse (plain, &centre, &cell_m, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (cell_m, 1.0, 1e-9);
      g_assert_cmpfloat (lage_point_get_distance_m (&point, &centre), <, 0.73);
      again = lage_mgrs_format (&centre, 5);
      /* A cell on the border of a zone or band may have its middle in the next one. */
      g_assert_true (lage_utm_from_point (&utm, &centre));
      if (utm.zone == places[i].zone && strchr (places[i].mgrs, ' ')[-1] == utm.band)
        g_assert_cmpstr (again, ==, places[i].mgrs);
    }
}

/* Fewer digits are a larger cell, and its middle is meant. */
static void
test_mgrs_precision (void)
{
  static const struct
  {
    const char *text;
    double      cell_m;
    double      easting_m;
    double      northing_m;
  } cases[] = {
    { "32UNE63", 10000.0, 565000.0, 5935000.0 },
    { "32UNE6433", 1000.0, 564500.0, 5933500.0 },
    { "32UNE642333", 100.0, 564250.0, 5933350.0 },
    { "32UNE64273333", 10.0, 564275.0, 5933335.0 },
    { "32UNE6427333337", 1.0, 564273.5, 5933337.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint centre;
      LageUtm utm;
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;
      double cell_m;

      g_assert_true (lage_mgrs_parse (cases[i].text, &centre, &cell_m, NULL));
      g_assert_cmpfloat_with_epsilon (cell_m, cases[i].cell_m, 1e-9);
      g_assert_true (lage_utm_from_point (&utm, &centre));
      g_assert_cmpfloat_with_epsilon (utm.easting_m, cases[i].easting_m, 0.02);
      g_assert_cmpfloat_with_epsilon (utm.northing_m, cases[i].northing_m, 0.02);
      text = lage_mgrs_format (&centre, i + 1);
      plain = without_spaces (text);
      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

static void
test_wrong_mgrs (void)
{
  static const struct
  {
    const char *text;
    int         code;
  } cases[] = {
    { "0UNE6433", LAGE_COORDINATES_ERROR_ZONE },
    { "61UNE6433", LAGE_COORDINATES_ERROR_ZONE },
    { "UNE6433", LAGE_COORDINATES_ERROR_ZONE },
    { "32INE6433", LAGE_COORDINATES_ERROR_BAND },
    { "32ONE6433", LAGE_COORDINATES_ERROR_BAND },
    { "32ANE6433", LAGE_COORDINATES_ERROR_BAND },
    { "32", LAGE_COORDINATES_ERROR_BAND },
    { "32U", LAGE_COORDINATES_ERROR_SQUARE },
    { "32UN", LAGE_COORDINATES_ERROR_SQUARE },
    { "32UAE6433", LAGE_COORDINATES_ERROR_SQUARE },  /* a column of zone 31 */
    { "32UNW6433", LAGE_COORDINATES_ERROR_SQUARE },  /* no such row */
    { "32UNL6433", LAGE_COORDINATES_ERROR_SQUARE },  /* a row, but not in band U */
    { "32UJE6433", LAGE_COORDINATES_ERROR_SQUARE },  /* a column, but too far west in band U */
    { "32XNG6433", LAGE_COORDINATES_ERROR_SQUARE },  /* Svalbard belongs to the odd zones */
    { "32UNE", LAGE_COORDINATES_ERROR_DIGITS },
    { "32UNE643", LAGE_COORDINATES_ERROR_DIGITS },
    { "32UNE642733333755", LAGE_COORDINATES_ERROR_DIGITS },
    { "32UNE64X3", LAGE_COORDINATES_ERROR_DIGITS },
    { "ZAH1234", LAGE_COORDINATES_ERROR_POLAR },
    { "BAN1234", LAGE_COORDINATES_ERROR_POLAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint centre;
      g_autoptr(GError) error = NULL;
      double cell_m;

      g_test_message ("%s", cases[i].text);
      g_assert_false (lage_mgrs_parse (cases[i].text, &centre, &cell_m, &error));
      g_assert_error (error, LAGE_COORDINATES_ERROR, cases[i].code);
    }
}

static void
test_poles (void)
{
  static const double latitudes[] = { 84.0, 90.0, -80.1, -90.0 };

  for (guint i = 0; i < G_N_ELEMENTS (latitudes); i++)
    {
      LagePoint point;
      LageUtm utm;

      g_assert_true (lage_point_init (&point, latitudes[i], 10.0));
      g_assert_false (lage_utm_from_point (&utm, &point));
      g_assert_null (lage_mgrs_format (&point, 5));
    }
}

static void
test_wrong_utm (void)
{
  static const struct
  {
    LageUtm utm;
    int     code;
  } cases[] = {
    { { 0, 'U', 564273.0, 5933337.0 }, LAGE_COORDINATES_ERROR_ZONE },
    { { 61, 'U', 564273.0, 5933337.0 }, LAGE_COORDINATES_ERROR_ZONE },
    { { 32, 'O', 564273.0, 5933337.0 }, LAGE_COORDINATES_ERROR_BAND },
    { { 32, 'S', 564273.0, 5933337.0 }, LAGE_COORDINATES_ERROR_BAND },
    { { 32, 'U', 99999.0, 5933337.0 }, LAGE_COORDINATES_ERROR_EASTING },
    { { 32, 'U', 900000.0, 5933337.0 }, LAGE_COORDINATES_ERROR_EASTING },
    { { 32, 'U', (double) NAN, 5933337.0 }, LAGE_COORDINATES_ERROR_EASTING },
    { { 32, 'U', 564273.0, 10000001.0 }, LAGE_COORDINATES_ERROR_NORTHING },
    { { 32, 'X', 564273.0, 9900000.0 }, LAGE_COORDINATES_ERROR_NORTHING },
    { { 32, 'U', 564273.0, (double) INFINITY }, LAGE_COORDINATES_ERROR_NORTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;
      g_autoptr(GError) error = NULL;

      g_assert_false (lage_utm_to_point (&cases[i].utm, &point, &error));
      g_assert_error (error, LAGE_COORDINATES_ERROR, cases[i].code);
    }
}

/* Computed with cs2cs of PROJ 9.1.1: from WGS 84 by +towgs84 of EPSG:1777 and tmerc on Bessel. */
static void
test_gauss_krueger (void)
{
  static const struct
  {
    double latitude;
    double longitude;
    double easting_m;
    double northing_m;
  } cases[] = {
    { 53.545, 9.97, 3564370.256, 5935272.766 },
    { 53.5503, 9.9937, 3565932.997, 5935884.281 },
    { 53.87, 8.7, 3480336.822, 5971048.266 },
    { 50.0, 6.0, 2500042.954, 5540407.640 },
    { 54.0, 11.999, 4500036.552, 5985474.318 },
    { 52.52, 13.4, 4595132.314, 5821685.771 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point, back;
      g_autoptr(GError) error = NULL;
      double easting_m, northing_m;

      g_assert_true (lage_point_init (&point, cases[i].latitude, cases[i].longitude));
      g_assert_true (lage_gauss_krueger_from_point (&point, &easting_m, &northing_m));
      g_assert_cmpfloat_with_epsilon (easting_m, cases[i].easting_m, 0.002);
      g_assert_cmpfloat_with_epsilon (northing_m, cases[i].northing_m, 0.002);
      g_assert_true (lage_gauss_krueger_to_point (easting_m, northing_m, &back, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (lage_point_get_distance_m (&point, &back), <, 0.02);
    }
}

static void
test_wrong_gauss_krueger (void)
{
  static const struct
  {
    double easting_m;
    double northing_m;
    int    code;
  } cases[] = {
    { 1564370.0, 5935272.0, LAGE_COORDINATES_ERROR_ZONE },
    { 6564370.0, 5935272.0, LAGE_COORDINATES_ERROR_ZONE },
    { (double) NAN, 5935272.0, LAGE_COORDINATES_ERROR_ZONE },
    { 3564370.0, 3935272.0, LAGE_COORDINATES_ERROR_GERMANY },
    { 3564370.0, 1e300, LAGE_COORDINATES_ERROR_GERMANY },
    { 2100000.0, 5540407.0, LAGE_COORDINATES_ERROR_GERMANY },
  };
  LagePoint paris;
  double easting_m, northing_m;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;
      g_autoptr(GError) error = NULL;

      g_assert_false (lage_gauss_krueger_to_point (cases[i].easting_m, cases[i].northing_m, &point,
                                                   &error));
      g_assert_error (error, LAGE_COORDINATES_ERROR, cases[i].code);
    }
  g_assert_true (lage_point_init (&paris, 48.86, 2.35));
  g_assert_false (lage_gauss_krueger_from_point (&paris, &easting_m, &northing_m));
}

static gpointer
convert_in_thread (gpointer data)
{
  const LagePoint *point = data;

  return lage_mgrs_format (point, 5);
}

/* Each thread has projections of its own, which go with it. */
static void
test_threads (void)
{
  GThread *threads[8];
  LagePoint point;

  g_assert_true (lage_point_init (&point, 53.545, 9.97));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("convert", convert_in_thread, &point);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *text = g_thread_join (threads[i]);

      g_assert_cmpstr (text, ==, "32U NE 64273 33337");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/coordinates/utm", test_utm);
  g_test_add_func ("/base/coordinates/mgrs", test_mgrs);
  g_test_add_func ("/base/coordinates/mgrs-precision", test_mgrs_precision);
  g_test_add_func ("/base/coordinates/wrong-mgrs", test_wrong_mgrs);
  g_test_add_func ("/base/coordinates/poles", test_poles);
  g_test_add_func ("/base/coordinates/wrong-utm", test_wrong_utm);
  g_test_add_func ("/base/coordinates/gauss-krueger", test_gauss_krueger);
  g_test_add_func ("/base/coordinates/wrong-gauss-krueger", test_wrong_gauss_krueger);
  g_test_add_func ("/base/coordinates/threads", test_threads);

  return g_test_run ();
}
