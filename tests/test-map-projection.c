/* test-map-projection.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-projection.h"

#include "map-fixture.h"

static void
assert_near (double value,
             double expected,
             double tolerance)
{
  g_assert_cmpfloat (fabs (value - expected), <, tolerance);
}

static void
test_mercator (void)
{
  g_assert_cmpfloat (lage_mercator_x (-180.0), ==, 0.0);
  g_assert_cmpfloat (lage_mercator_x (180.0), ==, 1.0);
  assert_near (lage_mercator_y (0.0), 0.5, 1e-12);
  assert_near (lage_mercator_y (LAGE_MERCATOR_MAX_LATITUDE), 0.0, 1e-9);
  assert_near (lage_mercator_y (89.0), 0.0, 1e-9); /* stays at the edge */
  assert_near (lage_mercator_y (-90.0), 1.0, 1e-9);

  for (double latitude = -85.0; latitude <= 85.0; latitude += 0.5)
    assert_near (lage_mercator_latitude (lage_mercator_y (latitude)), latitude, 1e-9);
  for (double longitude = -180.0; longitude <= 180.0; longitude += 7.5)
    assert_near (lage_mercator_longitude (lage_mercator_x (longitude)), longitude, 1e-9);

  g_assert_cmpfloat (lage_mercator_world_px (0.0), ==, 256.0);
  g_assert_cmpfloat (lage_mercator_world_px (3.0), ==, 2048.0);
}

/* The middle of the viewport is the middle of the widget, and each pixel has a way back. */
static void
test_init (void)
{
  g_autoptr(ShumateViewport) viewport = fixture_viewport_new (10.0, 53.55, 12.5);
  LageMapProjection projection;

  lage_map_projection_init (&projection, viewport, 801, 600);
  g_assert_cmpfloat (projection.zoom, ==, 12.5);
  assert_near (lage_map_projection_get_x (&projection, lage_mercator_x (10.0)), 400.5, 1e-6);
  assert_near (lage_map_projection_get_y (&projection, lage_mercator_y (53.55)), 300.0, 1e-6);

  for (double x = -100.0; x < 1000.0; x += 33.0)
    {
      assert_near (lage_map_projection_get_x (&projection,
                                              lage_map_projection_get_world_x (&projection, x)),
                   x, 1e-6);
      assert_near (lage_map_projection_get_y (&projection,
                                              lage_map_projection_get_world_y (&projection, x)),
                   x, 1e-6);
    }

  /* East is right, south is down. */
  g_assert_cmpfloat (lage_map_projection_get_x (&projection, lage_mercator_x (10.01)), >, 400.5);
  g_assert_cmpfloat (lage_map_projection_get_y (&projection, lage_mercator_y (53.54)), >, 300.0);
}

static void
test_snap (void)
{
  g_assert_cmpfloat ((double) lage_map_snap (10.4, 1.0), ==, 10.0);
  g_assert_cmpfloat ((double) lage_map_snap (10.6, 1.0), ==, 11.0);
  g_assert_cmpfloat ((double) lage_map_snap (10.4, 2.0), ==, 10.5);
  g_assert_cmpfloat ((double) lage_map_snap (-10.6, 2.0), ==, -10.5);
  g_assert_cmpfloat ((double) lage_map_snap (10.5, 1.0), ==, 11.0);
  g_assert_cmpfloat ((double) lage_map_snap (-10.5, 1.0), ==, -10.0);
}

static void
test_reference (void)
{
  g_autoptr(ShumateMapSource) reference = lage_map_reference_new ();

  g_assert_cmpstr (shumate_map_source_get_id (reference), ==, "lage-reference");
  g_assert_cmpuint (shumate_map_source_get_min_zoom_level (reference), ==, LAGE_MAP_MIN_ZOOM);
  g_assert_cmpuint (shumate_map_source_get_max_zoom_level (reference), ==, LAGE_MAP_MAX_ZOOM);
  g_assert_cmpuint (shumate_map_source_get_tile_size (reference), ==, 256);
  g_assert_cmpint (shumate_map_source_get_projection (reference), ==,
                   SHUMATE_MAP_PROJECTION_MERCATOR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/map-projection/mercator", test_mercator);
  g_test_add_func ("/map/map-projection/init", test_init);
  g_test_add_func ("/map/map-projection/snap", test_snap);
  g_test_add_func ("/map/map-projection/reference", test_reference);

  return g_test_run ();
}
