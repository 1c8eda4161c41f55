/* test-chart.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-series-chart.h"

#include <math.h>

/* Column of a point, by whole numbers: what the chart does in floating point. */
static guint
find_column (gint64 time_us,
             gint64 from_us,
             gint64 until_us,
             guint  n_columns)
{
  return (guint) ((time_us - from_us) * n_columns / (until_us - from_us + 1));
}

static void
assert_keeps_peaks (const LageChartPoint *points,
                    guint                 n_points,
                    gint64                from_us,
                    gint64                until_us,
                    guint                 n_columns)
{
  g_autofree LageChartPoint *kept = g_new (LageChartPoint, 2 * n_columns + 1);
  g_autofree double *low = g_new (double, n_columns);
  g_autofree double *high = g_new (double, n_columns);
  guint n_kept, k = 0;

  kept[2 * n_columns].value = 12345.0; /* nothing may be written here */
  n_kept = lage_chart_decimate (points, n_points, from_us, until_us, n_columns, kept);
  g_assert_cmpuint (n_kept, <=, 2 * n_columns);
  g_assert_cmpfloat (kept[2 * n_columns].value, ==, 12345.0);

  for (guint i = 0; i < n_columns; i++)
    {
      low[i] = INFINITY;
      high[i] = -INFINITY;
    }
  for (guint i = 0; i < n_points; i++)
    if (points[i].time_us >= from_us && points[i].time_us <= until_us)
      {
        guint column = find_column (points[i].time_us, from_us, until_us, n_columns);

        low[column] = MIN (low[column], points[i].value);
        high[column] = MAX (high[column], points[i].value);
      }

  /* Each is one of the points, in order; of each column the lowest and the highest are there. */
  for (guint i = 0, p = 0; i < n_kept; i++)
    {
      guint column = find_column (kept[i].time_us, from_us, until_us, n_columns);

      while (p < n_points && !(points[p].time_us == kept[i].time_us
                               && !(points[p].value < kept[i].value)
                               && !(points[p].value > kept[i].value)))
        p++;
      g_assert_cmpuint (p++, <, n_points);
      g_assert_true (!(kept[i].value > low[column]) || !(kept[i].value < high[column]));
    }
  for (guint column = 0; column < n_columns; column++)
    {
      gboolean has_low = low[column] > high[column], has_high = has_low;

      for (; k < n_kept && find_column (kept[k].time_us, from_us, until_us, n_columns) == column; k++)
        {
          has_low = has_low || !(kept[k].value > low[column]);
          has_high = has_high || !(kept[k].value < high[column]);
        }
      g_assert_true (has_low);
      g_assert_true (has_high);
    }
  g_assert_cmpuint (k, ==, n_kept);
}

static void
test_property (void)
{
  for (guint round = 0; round < 400; round++)
    {
      guint n_points = (guint) g_test_rand_int_range (0, 600);
      guint n_columns = (guint) g_test_rand_int_range (1, 200);
      gint64 from_us = G_GINT64_CONSTANT (1386306900000000) + g_test_rand_int_range (-1000, 1000);
      gint64 until_us = from_us + g_test_rand_int_range (1, 100000);
      g_autofree LageChartPoint *points = g_new (LageChartPoint, n_points + 1);
      gint64 time_us = from_us - g_test_rand_int_range (0, 5000);

      for (guint i = 0; i < n_points; i++)
        {
          /* Some at the same time, some with the same value, some beyond the range. */
          time_us += g_test_rand_int_range (0, 400);
          points[i] = (LageChartPoint) { time_us, g_test_rand_int_range (-20, 20) };
        }
      assert_keeps_peaks (points, n_points, from_us, until_us, n_columns);
    }
}

static void
test_edges (void)
{
  static const LageChartPoint points[] = {
    { 99, 1.0 }, { 100, 2.0 }, { 150, 9.0 }, { 200, 3.0 }, { 201, 4.0 },
  };
  LageChartPoint kept[16];

  g_assert_cmpuint (lage_chart_decimate (points, 0, 100, 200, 8, kept), ==, 0);
  g_assert_cmpuint (lage_chart_decimate (points, 5, 202, 300, 8, kept), ==, 0);
  g_assert_cmpuint (lage_chart_decimate (points, 5, 0, 98, 8, kept), ==, 0);
  g_assert_cmpuint (lage_chart_decimate (points, 5, 100, 200, 8, kept), ==, 3);
  g_assert_cmpint (kept[0].time_us, ==, 100);
  g_assert_cmpint (kept[2].time_us, ==, 200);
  g_assert_cmpuint (lage_chart_decimate (points, 5, 100, 200, 1, kept), ==, 2);
  g_assert_cmpfloat (kept[0].value, ==, 2.0);
  g_assert_cmpfloat (kept[1].value, ==, 9.0);
  g_assert_cmpuint (lage_chart_decimate (points, 5, 150, 150, 3, kept), ==, 1);
}

/* A month of minutes with one peak of one minute: the peak is there at every width. */
static void
test_month (void)
{
  const guint n_points = 31 * 24 * 60;
  g_autofree LageChartPoint *points = g_new (LageChartPoint, n_points);
  g_autofree LageChartPoint *kept = g_new (LageChartPoint, 2 * 2000);

  for (guint i = 0; i < n_points; i++)
    points[i] = (LageChartPoint) { i * G_TIME_SPAN_MINUTE, 500.0 + 180.0 * sin (i / 118.5) };
  points[23456].value = 1109.0;
  for (guint n_columns = 1; n_columns <= 2000; n_columns = n_columns * 3 + 1)
    {
      guint n_kept = lage_chart_decimate (points, n_points, 0, points[n_points - 1].time_us,
                                          n_columns, kept);
      gboolean is_found = FALSE;

      for (guint i = 0; i < n_kept; i++)
        is_found = is_found || kept[i].value > 1108.0;
      g_assert_true (is_found);
      g_assert_cmpuint (n_kept, <=, 2 * n_columns);
    }
}

static gboolean
is_nice (double step)
{
  static const double factors[] = { 1.0, 2.0, 5.0 };
  double power = pow (10.0, floor (log10 (step) + 1e-9));

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (fabs (step / power - factors[i]) < 1e-6)
      return TRUE;
  return FALSE;
}

static void
test_nice_step (void)
{
  static const struct { double span; guint n_max; double step; } cases[] = {
    { 10.0, 10, 1.0 }, { 10.01, 10, 2.0 }, { 20.0, 10, 2.0 }, { 20.01, 10, 5.0 },
    { 50.0, 10, 5.0 }, { 50.01, 10, 10.0 }, { 1.0, 4, 0.5 }, { 0.8, 4, 0.2 }, { 0.58, 5, 0.2 },
    { 1200.0, 6, 200.0 }, { 3.0, 0, 5.0 }, { 1000.0, 1, 1000.0 }, { 1e-6, 1, 1e-6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (lage_chart_nice_step (cases[i].span, cases[i].n_max),
                                    cases[i].step, cases[i].step * 1e-9);

  for (guint round = 0; round < 2000; round++)
    {
      double span = pow (10.0, g_test_rand_double_range (-4.0, 6.0));
      guint n_max = (guint) g_test_rand_int_range (1, 40);
      double step = lage_chart_nice_step (span, n_max);

      g_assert_true (is_nice (step));
      g_assert_cmpfloat (span, <=, step * n_max * (1.0 + 1e-9));
      /* The next smaller one, at most 2.5 times smaller, would need more steps. */
      g_assert_cmpfloat (span, >, step / 2.5 * n_max * (1.0 - 1e-9));
    }
}

static void
test_rise (void)
{
  LageChartPoint points[40];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LageChartPoint) { i * G_TIME_SPAN_MINUTE, i < 9 ? 100.0 : 2.0 + 0.01 * i };

  g_assert_true (isnan (lage_chart_compute_rise (points, 0)));
  g_assert_true (isnan (lage_chart_compute_rise (points, 2)));
  g_assert_cmpfloat_with_epsilon (lage_chart_compute_rise (points + 9, 3), 0.6, 1e-9);
  /* The minute 9 is the first of the half hour before minute 39; what is older does not count. */
  g_assert_cmpfloat_with_epsilon (lage_chart_compute_rise (points, 40), 0.6, 1e-9);
  g_assert_cmpfloat (lage_chart_compute_rise (points, 39), <, -1.0);

  /* Three readings of one moment have no trend. */
  points[1].time_us = points[2].time_us = points[0].time_us;
  g_assert_true (isnan (lage_chart_compute_rise (points, 3)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/chart/property", test_property);
  g_test_add_func ("/widgets/chart/edges", test_edges);
  g_test_add_func ("/widgets/chart/month", test_month);
  g_test_add_func ("/widgets/chart/nice-step", test_nice_step);
  g_test_add_func ("/widgets/chart/rise", test_rise);

  return g_test_run ();
}
