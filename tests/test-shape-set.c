/* test-shape-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-set.h"

#include <math.h>

#include "lage-mercator.h"

/* A set of one shape whose rings are given as longitudes and latitudes. */
static LageShapeSet *
make_set (const LageMapPoint *points,
          const guint        *ring_ends,
          guint               n_rings)
{
  LageShapeSet *set = lage_shape_set_new (1, n_rings, ring_ends[n_rings - 1]);
  LageShape *shape = &set->shapes[set->n_shapes++];
  guint n_points = 0;
  guint start = 0;

  for (guint i = 0; i < n_rings; i++)
    {
      lage_shape_set_add_points (set, &n_points, points + start, ring_ends[i] - start);
      set->ring_ends[set->n_rings++] = n_points;
      shape->n_rings++;
      start = ring_ends[i];
    }
  lage_shape_set_update_bounds (set, shape);
  return set;
}

static gboolean
contains (LageShapeSet *set,
          double        longitude,
          double        latitude)
{
  return lage_shape_set_contains (set, &set->shapes[0], lage_mercator_x (longitude),
                                  lage_mercator_y (latitude));
}

/* A square with a square hole. */
static void
test_contains (void)
{
  static const LageMapPoint points[] = {
    { 9.0, 53.0 }, { 11.0, 53.0 }, { 11.0, 55.0 }, { 9.0, 55.0 },
    { 9.5, 53.5 }, { 10.5, 53.5 }, { 10.5, 54.5 }, { 9.5, 54.5 },
  };
  static const guint ends[] = { 4, 8 };
  LageShapeSet *set = make_set (points, ends, 2);

  g_assert_true (contains (set, 9.25, 54.0));
  g_assert_true (contains (set, 10.75, 53.25));
  g_assert_false (contains (set, 10.0, 54.0));
  g_assert_false (contains (set, 8.99, 54.0));
  g_assert_false (contains (set, 11.01, 54.0));
  g_assert_false (contains (set, 10.0, 52.99));
  g_assert_false (contains (set, 10.0, 55.01));
  lage_shape_set_unref (set);
}

static void
test_bounds (void)
{
  static const LageMapPoint points[] = { { 9.0, 53.0 }, { 11.0, 54.0 }, { 10.0, 55.0 } };
  static const guint ends[] = { 3 };
  LageShapeSet *set = make_set (points, ends, 1);
  const LageShape *shape = &set->shapes[0];

  g_assert_cmpfloat (fabs (shape->x0 - lage_mercator_x (9.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->x1 - lage_mercator_x (11.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->y0 - lage_mercator_y (55.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->y1 - lage_mercator_y (53.0)), <, 1e-12);
  lage_shape_set_unref (set);
}

/* Points that are none do not make a hole in memory; those beyond the world stay at its edge. */
static void
test_bad_points (void)
{
  const LageMapPoint points[] = {
    { (double) NAN, 53.0 }, { 190.0, 53.0 }, { 10.0, (double) INFINITY }, { 10.0, 89.0 },
  };
  static const guint ends[] = { 4 };
  LageShapeSet *set = make_set (points, ends, 1);

  g_assert_cmpuint (set->ring_ends[0], ==, 2);
  g_assert_cmpfloat (set->xy[0], ==, 1.0);
  g_assert_cmpfloat (fabs (set->xy[3]), <, 1e-9);
  lage_shape_set_unref (set);
}

/* Near the line itself, and near its ends, but not on its continuation. */
static void
test_near (void)
{
  static const LageMapPoint points[] = { { 9.0, 0.0 }, { 10.0, 0.0 }, { 10.0, 1.0 } };
  static const guint ends[] = { 3 };
  LageShapeSet *set = make_set (points, ends, 1);
  const LageShape *shape = &set->shapes[0];
  double reach = lage_mercator_x (0.1) - lage_mercator_x (0.0);

  g_assert_true (lage_shape_set_is_near (set, shape, lage_mercator_x (9.5),
                                         lage_mercator_y (0.09), reach));
  g_assert_false (lage_shape_set_is_near (set, shape, lage_mercator_x (9.5),
                                          lage_mercator_y (0.11), reach));
  g_assert_true (lage_shape_set_is_near (set, shape, lage_mercator_x (8.91),
                                         lage_mercator_y (0.0), reach));
  g_assert_false (lage_shape_set_is_near (set, shape, lage_mercator_x (8.89),
                                          lage_mercator_y (0.0), reach));
  g_assert_true (lage_shape_set_is_near (set, shape, lage_mercator_x (10.09),
                                         lage_mercator_y (0.5), reach));
  lage_shape_set_unref (set);
}

static void
test_empty (void)
{
  LageShapeSet *set = lage_shape_set_new (0, 0, 0);

  g_assert_cmpuint (set->n_shapes, ==, 0);
  g_assert_true (lage_shape_set_ref (set) == set);
  lage_shape_set_unref (set);
  g_assert_cmpuint (set->n_shapes, ==, 0); /* one reference is left */
  lage_shape_set_unref (set);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/shape-set/contains", test_contains);
  g_test_add_func ("/map/shape-set/bounds", test_bounds);
  g_test_add_func ("/map/shape-set/bad-points", test_bad_points);
  g_test_add_func ("/map/shape-set/near", test_near);
  g_test_add_func ("/map/shape-set/empty", test_empty);

  return g_test_run ();
}
