/* test-geodesy.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-geodesy.h"

#include <math.h>

static LagePoint
make_point (double latitude,
            double longitude)
{
  LagePoint point = { 0, 0 };

  g_assert_true (lage_point_init (&point, latitude, longitude));
  return point;
}

static void
test_init (void)
{
  static const struct
  {
    double   latitude;
    double   longitude;
    gboolean is_place;
  } cases[] = {
    { 90.0, 180.0, TRUE }, { -90.0, -180.0, TRUE }, { 0.0, 0.0, TRUE },
    { 90.0000001, 0.0, FALSE }, { -90.0000001, 0.0, FALSE },
    { 0.0, 180.0000001, FALSE }, { 0.0, -180.0000001, FALSE },
    { (double) NAN, 0.0, FALSE }, { 0.0, (double) NAN, FALSE },
    { (double) INFINITY, 0.0, FALSE }, { 0.0, (double) -INFINITY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point = { 11, 22 };

      g_assert_cmpint (lage_point_init (&point, cases[i].latitude, cases[i].longitude), ==,
                       cases[i].is_place);
      if (cases[i].is_place)
        {
          g_assert_cmpfloat (lage_point_get_latitude (&point), ==, cases[i].latitude);
          g_assert_cmpfloat (lage_point_get_longitude (&point), ==, cases[i].longitude);
        }
      else
        {
          g_assert_cmpint (point.latitude_e7, ==, 11);
          g_assert_cmpint (point.longitude_e7, ==, 22);
        }
    }
}

static void
test_rounding (void)
{
  LagePoint point = make_point (53.54544216, -9.96996599);

  g_assert_cmpint (point.latitude_e7, ==, 535454422);
  g_assert_cmpint (point.longitude_e7, ==, -99699660);
}

/* Geodesics on an ellipsoid. The first is the classic example that comes with Vincenty's formulae:
 * Flinders Peak to Buninyong. The others follow from the axes of WGS 84: a quarter of the equator,
 * the meridian from the equator to the pole, one degree of latitude there. */
static void
test_distance (void)
{
  static const struct
  {
    double latitude_a, longitude_a, latitude_b, longitude_b, distance_m;
  } cases[] = {
    { -37.951033417, 144.424867889, -37.652821139, 143.926495528, 54972.271 },
    { 0.0, 0.0, 0.0, 90.0, 10018754.171 },
    { 0.0, 0.0, 90.0, 0.0, 10001965.729 },
    { 0.0, 0.0, 1.0, 0.0, 110574.389 },
    { 89.0, 17.0, 90.0, 17.0, 111693.865 },
    { 0.0, 179.5, 0.0, -179.5, 111319.491 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint a = make_point (cases[i].latitude_a, cases[i].longitude_a);
      LagePoint b = make_point (cases[i].latitude_b, cases[i].longitude_b);

      /* The places are rounded to some millimetres. */
      g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&a, &b), cases[i].distance_m,
                                      0.015);
      g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&a, &b),
                                      lage_point_get_distance_m (&b, &a), 1e-6);
      g_assert_cmpfloat (lage_point_get_distance_m (&a, &a), ==, 0.0);
    }
}

static void
test_distance_extremes (void)
{
  LagePoint a = make_point (53.5, 10.0), antipode = make_point (-53.5, -170.0);
  LagePoint north_a = make_point (90.0, 0.0), north_b = make_point (90.0, 123.0);
  LagePoint near = { a.latitude_e7 + 1, a.longitude_e7 };

  /* The way over the pole: twice the quarter of a meridian. */
  g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&a, &antipode), 2 * 10001965.729, 0.01);
  g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&north_a, &north_b), 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&a, &near), 0.0111, 0.0002);
}

static void
test_bearing (void)
{
  LagePoint here = make_point (53.5, 10.0);
  LagePoint flinders = make_point (-37.951033417, 144.424867889);
  LagePoint buninyong = make_point (-37.652821139, 143.926495528);
  LagePoint north = make_point (54.5, 10.0), south = make_point (52.5, 10.0);
  LagePoint a = make_point (0.0, 10.0), east = make_point (0.0, 11.0), west = make_point (0.0, 9.0);

  g_assert_cmpfloat_with_epsilon (lage_point_get_bearing_deg (&here, &north), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lage_point_get_bearing_deg (&here, &south), 180.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lage_point_get_bearing_deg (&a, &east), 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lage_point_get_bearing_deg (&a, &west), 270.0, 1e-9);
  /* On the ellipsoid: 306 degrees 52' 5.37". */
  g_assert_cmpfloat_with_epsilon (lage_point_get_bearing_deg (&flinders, &buninyong), 306.86816,
                                  1e-5);
}

static void
test_move (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 2000; i++)
    {
      LagePoint from = make_point (g_rand_double_range (random, -85.0, 85.0),
                                   g_rand_double_range (random, -180.0, 180.0));
      double bearing_deg = g_rand_double_range (random, 0.0, 360.0);
      double distance_m = g_rand_double_range (random, 1000.0, 400000.0);
      LagePoint to;
      double turned_deg;

      lage_point_move (&from, bearing_deg, distance_m, &to);
      g_assert_cmpint (ABS (to.latitude_e7), <=, 900000000);
      g_assert_cmpint (ABS (to.longitude_e7), <=, 1800000000);
      g_assert_cmpfloat_with_epsilon (lage_point_get_distance_m (&from, &to), distance_m, 0.05);
      turned_deg = lage_normalize_deg (lage_point_get_bearing_deg (&from, &to)
                                       - bearing_deg + 180.0);
      g_assert_cmpfloat_with_epsilon (turned_deg, 180.0, 0.01);
    }
}

static void
test_move_across_antimeridian (void)
{
  LagePoint from = make_point (0.0, 179.9), to;

  lage_point_move (&from, 90.0, 111319.4908, &to); /* a degree of the equator */
  g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&to), -179.1, 1e-6);
  lage_point_move (&to, 270.0, 111319.4908, &to);
  g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&to), 179.9, 1e-6);
}

static void
test_length (void)
{
  const LagePoint points[] = { make_point (0.0, 0.0), make_point (0.0, 90.0),
                               make_point (90.0, 0.0) };

  g_assert_cmpfloat (lage_points_get_length_m (points, 0), ==, 0.0);
  g_assert_cmpfloat (lage_points_get_length_m (points, 1), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (lage_points_get_length_m (points, 3),
                                  10018754.171 + 10001965.729, 0.01);
}

/* An eighth of the earth, whose surface is 510 065 621.724 km² (from the axes of WGS 84); and a
 * hectare in Hamburg: 100 m along a meridian and along a parallel, from the radii of curvature
 * there. */
static void
test_area (void)
{
  const LagePoint octant[] = { make_point (0.0, 0.0), make_point (0.0, 90.0),
                               make_point (90.0, 0.0) };
  const double phi = 53.55 * G_PI / 180.0, e2 = 0.00669437999014;
  const double w = sqrt (1.0 - e2 * sin (phi) * sin (phi));
  const double dlat = 50.0 / (6378137.0 * (1.0 - e2) / (w * w * w)) * 180.0 / G_PI;
  const double dlon = 50.0 / (6378137.0 / w * cos (phi)) * 180.0 / G_PI;
  const LagePoint hectare[] = {
    make_point (53.55 - dlat, 10.0 - dlon), make_point (53.55 - dlat, 10.0 + dlon),
    make_point (53.55 + dlat, 10.0 + dlon), make_point (53.55 + dlat, 10.0 - dlon),
  };
  const LagePoint turned[] = { hectare[3], hectare[2], hectare[1], hectare[0] };
  const LagePoint date_line[] = { make_point (0.0, 179.5), make_point (0.0, -179.5),
                                  make_point (1.0, -179.5), make_point (1.0, 179.5) };
  double perimeter_m;

  g_assert_cmpfloat_with_epsilon (lage_points_get_area_m2 (octant, 3, &perimeter_m) / 1e6,
                                  510065621.724 / 8, 0.001);
  g_assert_cmpfloat_with_epsilon (perimeter_m, 10018754.171 + 2 * 10001965.729, 0.02);
  g_assert_cmpfloat_with_epsilon (lage_points_get_area_m2 (hectare, 4, &perimeter_m), 10000.0, 3.0);
  g_assert_cmpfloat_with_epsilon (perimeter_m, 400.0, 0.1);
  g_assert_cmpfloat_with_epsilon (lage_points_get_area_m2 (turned, 4, NULL),
                                  lage_points_get_area_m2 (hectare, 4, NULL), 1e-6);
  g_assert_cmpfloat_with_epsilon (lage_points_get_area_m2 (date_line, 4, NULL) / 1e6, 12308.8, 1.0);

  g_assert_cmpfloat (lage_points_get_area_m2 (octant, 2, &perimeter_m), ==, 0.0);
  g_assert_cmpfloat (lage_points_get_area_m2 (NULL, 0, &perimeter_m), ==, 0.0);
  g_assert_cmpfloat (perimeter_m, ==, 0.0);
}

static void
test_normalize (void)
{
  g_assert_cmpfloat (lage_normalize_deg (0.0), ==, 0.0);
  g_assert_cmpfloat (lage_normalize_deg (359.5), ==, 359.5);
  g_assert_cmpfloat (lage_normalize_deg (360.0), ==, 0.0);
  g_assert_cmpfloat (lage_normalize_deg (-90.0), ==, 270.0);
  g_assert_cmpfloat (lage_normalize_deg (-360.0), ==, 0.0);
  g_assert_cmpfloat (lage_normalize_deg (725.0), ==, 5.0);
  /* So little below zero that adding 360 gives 360. */
  g_assert_cmpfloat (lage_normalize_deg (-1e-20), ==, 0.0);
  g_assert_true (isnan (lage_normalize_deg ((double) NAN)));
  g_assert_true (isnan (lage_normalize_deg ((double) INFINITY)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/geodesy/init", test_init);
  g_test_add_func ("/base/geodesy/rounding", test_rounding);
  g_test_add_func ("/base/geodesy/distance", test_distance);
  g_test_add_func ("/base/geodesy/distance-extremes", test_distance_extremes);
  g_test_add_func ("/base/geodesy/bearing", test_bearing);
  g_test_add_func ("/base/geodesy/move", test_move);
  g_test_add_func ("/base/geodesy/move-across-antimeridian", test_move_across_antimeridian);
  g_test_add_func ("/base/geodesy/length", test_length);
  g_test_add_func ("/base/geodesy/area", test_area);
  g_test_add_func ("/base/geodesy/normalize", test_normalize);

  return g_test_run ();
}
