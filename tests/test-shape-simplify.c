/* test-shape-simplify.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-simplify.h"

#include <math.h>

static guint
count (const float *tolerances,
       guint        n_points,
       double       tolerance)
{
  guint n = 0;

  for (guint i = 0; i < n_points; i++)
    n += (double) tolerances[i] >= tolerance;

  return n;
}

/* A point 2 beside a line of length 10 is needed up to 2, and not beyond. */
static void
test_both_sides_of_the_limit (void)
{
  static const double xy[] = { 0, 0, 5, 2, 10, 0 };
  float tolerances[3];

  lage_shape_simplify (xy, 3, FALSE, tolerances);
  g_assert_cmpuint (count (tolerances, 3, 1.99), ==, 3);
  g_assert_cmpuint (count (tolerances, 3, 2.01), ==, 2);
  g_assert_cmpfloat ((double) tolerances[0], ==, (double) LAGE_SHAPE_KEEP);
  g_assert_cmpfloat ((double) tolerances[2], ==, (double) LAGE_SHAPE_KEEP);
}

static void
test_never_less_than_a_line_or_an_area (void)
{
  double xy[2 * 300];
  float tolerances[300];

  for (guint n = 1; n < 300; n++)
    {
      for (guint i = 0; i < n; i++)
        {
          xy[2 * i] = cos (2 * G_PI * i / n);
          xy[2 * i + 1] = sin (2 * G_PI * i / n);
        }
      lage_shape_simplify (xy, n, FALSE, tolerances);
      g_assert_cmpuint (count (tolerances, n, 1e6), ==, MIN (n, 2));
      lage_shape_simplify (xy, n, TRUE, tolerances);
      g_assert_cmpuint (count (tolerances, n, 1e6), ==, MIN (n, 3));
    }

  /* All corners at one place. */
  for (guint i = 0; i < 300; i++)
    xy[2 * i] = xy[2 * i + 1] = 7;
  lage_shape_simplify (xy, 300, TRUE, tolerances);
  g_assert_cmpuint (count (tolerances, 300, 1e6), ==, 3);
  lage_shape_simplify (xy, 300, FALSE, tolerances);
  g_assert_cmpuint (count (tolerances, 300, 1e6), ==, 2);
}

/* Whatever is left out lies within the tolerance of what is left. */
static void
check_deviation (const double *xy,
                 const float  *tolerances,
                 guint         n_points,
                 gboolean      is_ring,
                 double        tolerance)
{
  guint last = 0;
  guint end = is_ring ? n_points : n_points - 1;

  for (guint i = 1; i <= end; i++)
    {
      if (i < n_points && (double) tolerances[i] < tolerance)
        continue;
      for (guint k = last; k < i; k++)
        g_assert_true (lage_shape_is_near_segment (&xy[2 * last], &xy[2 * (i % n_points)],
                                                   xy[2 * k], xy[2 * k + 1],
                                                   tolerance * 1.0001));
      last = i;
    }
}

static void
test_stays_near_the_original (void)
{
  const guint n = 5000;
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autofree double *xy = g_new (double, 2 * n);
  g_autofree float *tolerances = g_new (float, n);

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n;
      double radius = 100 + 20 * sin (9 * angle) + g_rand_double_range (random, -1, 1);

      xy[2 * i] = radius * cos (angle);
      xy[2 * i + 1] = radius * sin (angle);
    }

  for (guint is_ring = 0; is_ring < 2; is_ring++)
    {
      guint last = n + 1;

      lage_shape_simplify (xy, n, is_ring == 1, tolerances);
      for (double tolerance = 0.1; tolerance < 100; tolerance *= 3)
        {
          guint left = count (tolerances, n, tolerance);

          check_deviation (xy, tolerances, n, is_ring == 1, tolerance);
          g_assert_cmpuint (left, <=, last);
          last = left;
        }
      g_assert_cmpuint (count (tolerances, n, 3.0), <, n / 20);
    }
}

/* A comb and a spiral take no longer than the square of a run: this ends. */
static void
test_lines_made_to_spite_it (void)
{
  const guint n = 200000;
  g_autofree double *xy = g_new (double, 2 * n);
  g_autofree float *tolerances = g_new (float, n);

  for (guint i = 0; i < n; i++)
    {
      xy[2 * i] = i;
      xy[2 * i + 1] = (i % 2 == 0 ? 1 : -1) * (double) i;
    }
  lage_shape_simplify (xy, n, FALSE, tolerances);
  check_deviation (xy, tolerances, n, FALSE, 1000);
}

static void
test_pole_of_a_square_and_of_an_l (void)
{
  static const double square[] = { 0, 0, 10, 0, 10, 10, 0, 10 };
  static const double l_shape[] = { 0, 0, 30, 0, 30, 4, 4, 4, 4, 30, 0, 30 };
  static const guint square_ends[] = { 4 };
  static const guint l_ends[] = { 6 };
  double x, y, room;

  lage_shape_find_pole (square, square_ends, 1, &x, &y, &room);
  g_assert_cmpfloat_with_epsilon (x, 5, 0.01);
  g_assert_cmpfloat_with_epsilon (y, 5, 0.01);
  g_assert_cmpfloat_with_epsilon (room, 5, 0.01);

  /* The middle of its box lies outside. */
  lage_shape_find_pole (l_shape, l_ends, 1, &x, &y, &room);
  g_assert_cmpfloat (room, >, 2.0);
  g_assert_cmpfloat (room, <, 2.4);
  g_assert_true ((x < 4 && x > 0) || (y < 4 && y > 0));
}

static void
test_pole_keeps_out_of_holes (void)
{
  static const double xy[] = { 0, 0, 20, 0, 20, 10, 0, 10, 4, 1, 16, 1, 16, 9, 4, 9 };
  static const guint ends[] = { 4, 8 };
  double x, y, room;

  lage_shape_find_pole (xy, ends, 2, &x, &y, &room);
  g_assert_cmpfloat (room, >, 1.7);
  g_assert_cmpfloat (room, <=, 2.35);
  g_assert_true (x < 4 || x > 16);
}

static void
test_pole_of_no_area (void)
{
  static const double point[] = { 3, 4, 3, 4, 3, 4 };
  static const double line[] = { 0, 0, 5, 0, 10, 0 };
  static const guint ends[] = { 3 };
  double x, y, room;

  lage_shape_find_pole (point, ends, 1, &x, &y, &room);
  g_assert_cmpfloat (x, ==, 3);
  g_assert_cmpfloat (room, ==, 0);
  lage_shape_find_pole (line, ends, 1, &x, &y, &room);
  g_assert_cmpfloat (room, <=, 0);
}

static void
test_near_segment (void)
{
  static const double a[] = { 0, 0 };
  static const double b[] = { 10, 0 };

  g_assert_true (lage_shape_is_near_segment (a, b, 5, 1.99, 2));
  g_assert_false (lage_shape_is_near_segment (a, b, 5, 2.01, 2));
  g_assert_true (lage_shape_is_near_segment (a, b, -1.99, 0, 2));
  g_assert_false (lage_shape_is_near_segment (a, b, -2.01, 0, 2));
  g_assert_false (lage_shape_is_near_segment (a, b, 11.9, 1.9, 2)); /* beyond the corner */
  g_assert_true (lage_shape_is_near_segment (a, a, 1, 1, 1.5));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/shape-simplify/both-sides-of-the-limit", test_both_sides_of_the_limit);
  g_test_add_func ("/map/shape-simplify/never-less-than-a-line-or-an-area",
                   test_never_less_than_a_line_or_an_area);
  g_test_add_func ("/map/shape-simplify/stays-near-the-original", test_stays_near_the_original);
  g_test_add_func ("/map/shape-simplify/lines-made-to-spite-it", test_lines_made_to_spite_it);
  g_test_add_func ("/map/shape-simplify/pole", test_pole_of_a_square_and_of_an_l);
  g_test_add_func ("/map/shape-simplify/pole-keeps-out-of-holes", test_pole_keeps_out_of_holes);
  g_test_add_func ("/map/shape-simplify/pole-of-no-area", test_pole_of_no_area);
  g_test_add_func ("/map/shape-simplify/near-segment", test_near_segment);

  return g_test_run ();
}
