/* test-geometry.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-geometry.h"

#include <math.h>

#include "lage-bytes.h"
#include "lage-error.h"

static GBytes *
make_area (void)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GError) error = NULL;
  GBytes *geometry;

  /* A square with a square hole, the outline closed by its first point, and a line. */
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
  g_assert_true (lage_geometry_builder_add (builder, 53.0, 9.0));
  g_assert_true (lage_geometry_builder_add (builder, 53.0, 11.0));
  g_assert_true (lage_geometry_builder_add (builder, 53.0, 11.0));
  g_assert_true (lage_geometry_builder_add (builder, 54.0, 11.0));
  g_assert_true (lage_geometry_builder_add (builder, 54.0, 9.0));
  g_assert_true (lage_geometry_builder_add (builder, 53.0, 9.0));
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_HOLE);
  g_assert_true (lage_geometry_builder_add (builder, 53.4, 9.4));
  g_assert_true (lage_geometry_builder_add (builder, 53.4, 9.6));
  g_assert_true (lage_geometry_builder_add (builder, 53.6, 9.6));
  g_assert_true (lage_geometry_builder_add (builder, 53.6, 9.4));
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
  g_assert_true (lage_geometry_builder_add (builder, 52.0, 8.0));
  g_assert_true (lage_geometry_builder_add (builder, 55.0, 12.0));
  geometry = lage_geometry_builder_end (builder, &error);
  g_assert_no_error (error);
  return geometry;
}

static void
test_round_trip (void)
{
  g_autoptr(GBytes) geometry = make_area ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, &error);
  const LageGeometryPart *part;

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 3);
  part = &g_array_index (parts, LageGeometryPart, 0);
  g_assert_cmpint (part->type, ==, LAGE_GEOMETRY_RING);
  g_assert_cmpuint (part->n_points, ==, 4); /* neither the repeated nor the closing one */
  g_assert_cmpint (part->points[3].latitude_e7, ==, 540000000);
  g_assert_cmpint (part->points[3].longitude_e7, ==, 90000000);
  part = &g_array_index (parts, LageGeometryPart, 1);
  g_assert_cmpint (part->type, ==, LAGE_GEOMETRY_HOLE);
  g_assert_cmpuint (part->n_points, ==, 4);
  part = &g_array_index (parts, LageGeometryPart, 2);
  g_assert_cmpint (part->type, ==, LAGE_GEOMETRY_LINE);
  g_assert_cmpuint (part->n_points, ==, 2);
  g_assert_cmpint (part->points[1].longitude_e7, ==, 120000000);
}

static void
test_too_few_points (void)
{
  static const struct
  {
    LageGeometryPartType type;
    guint                n_points;
    gboolean             is_good;
  } cases[] = {
    { LAGE_GEOMETRY_LINE, 0, FALSE }, { LAGE_GEOMETRY_LINE, 1, FALSE },
    { LAGE_GEOMETRY_LINE, 2, TRUE }, { LAGE_GEOMETRY_RING, 2, FALSE },
    { LAGE_GEOMETRY_RING, 3, TRUE }, { LAGE_GEOMETRY_HOLE, 2, FALSE },
    { LAGE_GEOMETRY_HOLE, 3, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) geometry = NULL;

      lage_geometry_builder_begin (builder, cases[i].type);
      for (guint k = 0; k < cases[i].n_points; k++)
        lage_geometry_builder_add (builder, 53.0 + k * k, 10.0 + k);
      geometry = lage_geometry_builder_end (builder, &error);
      g_assert_cmpint (geometry != NULL, ==, cases[i].is_good);
      if (!cases[i].is_good)
        g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
}

static void
test_not_a_place (void)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();

  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
  g_assert_false (lage_geometry_builder_add (builder, 91.0, 10.0));
  g_assert_false (lage_geometry_builder_add (builder, (double) NAN, 10.0));
  g_assert_null (lage_geometry_builder_end (builder, NULL));
}

static void
test_too_large (void)
{
  for (guint extra = 0; extra < 2; extra++)
    {
      g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) geometry = NULL;

      lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
      for (guint i = 0; i < LAGE_GEOMETRY_MAX_POINTS + extra; i++)
        lage_geometry_builder_add (builder, 53.0 + i * 1e-6, 10.0);
      geometry = lage_geometry_builder_end (builder, &error);
      if (extra == 0)
        {
          g_autoptr(GArray) parts = lage_geometry_decode (geometry, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (g_array_index (parts, LageGeometryPart, 0).n_points, ==,
                            LAGE_GEOMETRY_MAX_POINTS);
        }
      else
        {
          g_assert_null (geometry);
          g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
        }
    }
}

static void
test_bounds (void)
{
  g_autoptr(GBytes) geometry = make_area ();
  g_autoptr(GBytes) damaged = g_bytes_new ("x", 1);
  LagePoint south_west, north_east;

  g_assert_true (lage_geometry_get_bounds (geometry, &south_west, &north_east));
  g_assert_cmpint (south_west.latitude_e7, ==, 520000000);
  g_assert_cmpint (south_west.longitude_e7, ==, 80000000);
  g_assert_cmpint (north_east.latitude_e7, ==, 550000000);
  g_assert_cmpint (north_east.longitude_e7, ==, 120000000);
  g_assert_false (lage_geometry_get_bounds (damaged, &south_west, &north_east));
}

static void
test_contains (void)
{
  static const struct
  {
    double   latitude, longitude;
    gboolean is_inside;
  } cases[] = {
    { 53.5, 10.0, TRUE }, { 53.0000001, 9.0000001, TRUE }, { 53.9999999, 10.9999999, TRUE },
    { 52.9999999, 10.0, FALSE }, { 54.0000001, 10.0, FALSE }, { 53.5, 8.9999999, FALSE },
    { 53.5, 11.0000001, FALSE },
    /* the hole, and beside it */
    { 53.5, 9.5, FALSE }, { 53.5, 9.4000001, FALSE }, { 53.5, 9.3999999, TRUE },
    { 53.6000001, 9.5, TRUE },
    /* on the line only */
    { 52.75, 9.0, FALSE },
  };
  g_autoptr(GBytes) geometry = make_area ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LagePoint point;

      g_assert_true (lage_point_init (&point, cases[i].latitude, cases[i].longitude));
      g_assert_cmpint (lage_geometry_contains (geometry, &point), ==, cases[i].is_inside);
    }
}

static void
test_circle (void)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) geometry = NULL;
  g_autoptr(GArray) parts = NULL;
  LagePoint centre, inside, outside;

  g_assert_true (lage_point_init (&centre, 53.55, 9.99));
  lage_geometry_builder_add_circle (builder, &centre, 500.0);
  geometry = lage_geometry_builder_end (builder, NULL);
  parts = lage_geometry_decode (geometry, NULL);
  for (guint i = 0; i < g_array_index (parts, LageGeometryPart, 0).n_points; i++)
    g_assert_cmpfloat_with_epsilon (
      lage_point_get_distance_m (&centre, &g_array_index (parts, LageGeometryPart, 0).points[i]),
      500.0, 0.05);

  for (guint i = 0; i < 36; i++)
    {
      lage_point_move (&centre, i * 10.0, 495.0, &inside);
      lage_point_move (&centre, i * 10.0, 501.0, &outside);
      g_assert_true (lage_geometry_contains (geometry, &inside));
      g_assert_false (lage_geometry_contains (geometry, &outside));
    }
}

static void
test_circle_bad (void)
{
  static const double radii_m[] = { 0.0, -5.0, (double) NAN, (double) INFINITY, 1e8 };
  LagePoint centre = { 535500000, 99900000 };

  for (guint i = 0; i < G_N_ELEMENTS (radii_m); i++)
    {
      g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
      g_autoptr(GError) error = NULL;

      lage_geometry_builder_add_circle (builder, &centre, radii_m[i]);
      g_assert_null (lage_geometry_builder_end (builder, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
}

static void
assert_damaged (GByteArray *array)
{
  g_autoptr(GBytes) geometry = g_bytes_new (array->data, array->len);
  g_autoptr(GError) error = NULL;
  LagePoint point = { 0, 0 };

  g_assert_null (lage_geometry_decode (geometry, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_assert_false (lage_geometry_contains (geometry, &point));
}

static void
test_decode_bad (void)
{
  static const gint64 steps[] = {
    G_MININT64, G_MAXINT64, 900000001, -900000001, 1800000001, G_MININT64 / 2,
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint is_longitude = 0; is_longitude < 2; is_longitude++)
      {
        g_autoptr(GByteArray) array = g_byte_array_new ();
        gint64 longitude_step = ABS (steps[i] / 2) < 1000000000 ? steps[i] * 2 : steps[i];

        lage_write_uint (array, 1);
        lage_write_byte (array, LAGE_GEOMETRY_LINE);
        lage_write_uint (array, 2);
        lage_write_int (array, is_longitude ? 0 : steps[i]);
        lage_write_int (array, is_longitude ? longitude_step : 0);
        lage_write_int (array, 1);
        lage_write_int (array, 1);
        assert_damaged (array);
      }

  for (guint n_points = 0; n_points < 3; n_points++)
    {
      g_autoptr(GByteArray) array = g_byte_array_new ();

      lage_write_uint (array, 1);
      lage_write_byte (array, LAGE_GEOMETRY_RING);
      lage_write_uint (array, n_points);
      for (guint i = 0; i < n_points * 2; i++)
        lage_write_int (array, 1);
      assert_damaged (array);
    }
}

static void
test_damage (void)
{
  g_autoptr(GBytes) geometry = make_area ();
  gsize size;
  const guint8 *data = g_bytes_get_data (geometry, &size);

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new (data, cut);
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_geometry_decode (part, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
  for (gsize i = 0; i < size * 8; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr(GBytes) flipped = NULL;
      g_autoptr(GArray) parts = NULL;

      copy[i / 8] ^= (guint8) (1 << i % 8);
      flipped = g_bytes_new (copy, size);
      parts = lage_geometry_decode (flipped, NULL);
      for (guint k = 0; parts != NULL && k < parts->len; k++)
        {
          const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, k);

          for (guint p = 0; p < part->n_points; p++)
            {
              g_assert_cmpint (ABS (part->points[p].latitude_e7), <=, 900000000);
              g_assert_cmpint (ABS (part->points[p].longitude_e7), <=, 1800000000);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/geometry/round-trip", test_round_trip);
  g_test_add_func ("/model/geometry/too-few-points", test_too_few_points);
  g_test_add_func ("/model/geometry/not-a-place", test_not_a_place);
  g_test_add_func ("/model/geometry/too-large", test_too_large);
  g_test_add_func ("/model/geometry/bounds", test_bounds);
  g_test_add_func ("/model/geometry/contains", test_contains);
  g_test_add_func ("/model/geometry/circle", test_circle);
  g_test_add_func ("/model/geometry/circle-bad", test_circle_bad);
  g_test_add_func ("/model/geometry/decode-bad", test_decode_bad);
  g_test_add_func ("/model/geometry/damage", test_damage);

  return g_test_run ();
}
