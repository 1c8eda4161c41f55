/* test-map-track.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-track.h"

#include <math.h>

#include "lage-mercator.h"

static gboolean
is_near (LageMapTrack *track,
         double        longitude,
         double        latitude)
{
  return lage_map_track_is_near (track, lage_mercator_x (longitude), lage_mercator_y (latitude),
                                 lage_mercator_x (0.1) - lage_mercator_x (0));
}

static void
test_bad_points (void)
{
  const LageTrackPoint points[] = {
    { (double) NAN, 53.0, 1 }, { 190.0, 53.0, 2 }, { 10.0, (double) INFINITY, 3 },
    { 10.0, 89.0, 4 },
  };
  g_autoptr(LageMapTrack) track = lage_map_track_new (1, points, G_N_ELEMENTS (points));

  g_assert_cmpuint (track->n_points, ==, 2);
  g_assert_cmpfloat (track->xy[0], ==, 1.0);
  g_assert_cmpint (track->times_us[0], ==, 2);
  g_assert_cmpfloat (fabs (track->xy[3]), <, 1e-9);
}

static void
test_empty (void)
{
  g_autoptr(LageMapTrack) track = lage_map_track_new (1, NULL, 0);

  g_assert_cmpuint (track->n_points, ==, 0);
  g_assert_false (is_near (track, 0, 0));
}

/* Points up to the gap apart are joined; beyond, nobody knows. */
static void
test_gap (void)
{
  LageTrackPoint points[] = { { 9.0, 0.0, 0 }, { 10.0, 0.0, LAGE_TRACK_GAP_US } };
  g_autoptr(LageMapTrack) joined = lage_map_track_new (1, points, 2);
  g_autoptr(LageMapTrack) apart = NULL;

  g_assert_true (is_near (joined, 9.5, 0.05));
  g_assert_false (is_near (joined, 9.5, 0.15));

  points[1].time_us++;
  apart = lage_map_track_new (1, points, 2);
  g_assert_false (is_near (apart, 9.5, 0.05));
}

/* On a straight way only the ends matter, but those on both sides of a gap as well. */
static void
test_simplified_between_gaps (void)
{
  LageTrackPoint points[9];
  g_autoptr(LageMapTrack) track = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LageTrackPoint) { 9.0 + 0.1 * i, 0.0,
                                   i * G_TIME_SPAN_MINUTE + (i > 4 ? LAGE_TRACK_GAP_US : 0) };
  track = lage_map_track_new (1, points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      if (i == 0 || i == 4 || i == 5 || i == 8)
        g_assert_cmpfloat ((double) track->tolerances[i], >, 1);
      else
        g_assert_cmpfloat ((double) track->tolerances[i], <, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/track/bad-points", test_bad_points);
  g_test_add_func ("/map/track/empty", test_empty);
  g_test_add_func ("/map/track/gap", test_gap);
  g_test_add_func ("/map/track/simplified-between-gaps", test_simplified_between_gaps);

  return g_test_run ();
}
