/* test-area-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "lage-area-layer.h"
#include "map-fixture.h"

typedef struct
{
  ShumateViewport *viewport;
  LageAreaLayer *layer;
  LageMapProjection projection;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->viewport = fixture_viewport_new (9.98, 53.55, 12);
  fixture->layer = g_object_ref_sink (lage_area_layer_new (fixture->viewport));
  fixture_allocate (GTK_WIDGET (fixture->layer), 800, 600);
  lage_map_projection_init (&fixture->projection, fixture->viewport, 800, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* Each picture on the way, also one no longer wanted, holds a reference. */
  fixture_wait_until (G_OBJECT (fixture->layer)->ref_count == 1);
  g_assert_finalize_object (fixture->layer);
  g_assert_finalize_object (fixture->viewport);
}

static LageMapPoint
make_point (Fixture *fixture,
            double   x,
            double   y)
{
  LageMapPoint point = {
    lage_mercator_longitude (lage_map_projection_get_world_x (&fixture->projection, x)),
    lage_mercator_latitude (lage_map_projection_get_world_y (&fixture->projection, y)),
  };

  return point;
}

static void
fill_square (Fixture      *fixture,
             LageMapPoint *points,
             double        x,
             double        y,
             double        size)
{
  points[0] = make_point (fixture, x, y);
  points[1] = make_point (fixture, x + size, y);
  points[2] = make_point (fixture, x + size, y + size);
  points[3] = make_point (fixture, x, y + size);
}

static GskRenderNode *
get_picture (Fixture  *fixture,
             GPtrArray *found)
{
  GskRenderNode *node;

  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  node = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node, GSK_TEXTURE_NODE, found);

  return node;
}

static void
test_nothing_costs_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_true (lage_area_layer_get_is_complete (fixture->layer));
  g_assert_null (fixture_draw (GTK_WIDGET (fixture->layer)));
}

static void
test_one_picture_as_large_as_needed (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const guint ends[] = { 4 };
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;
  LageMapPoint points[2][4];
  LageMapArea areas[2];
  graphene_rect_t bounds;

  for (guint i = 0; i < 2; i++)
    {
      fill_square (fixture, points[i], 300 + 100 * i, 200, 80);
      areas[i] = (LageMapArea) { i + 1, LAGE_AREA_WARNING, points[i], 4, ends, 1 };
    }
  lage_area_layer_set_areas (fixture->layer, areas, 2);
  node = get_picture (fixture, found);

  g_assert_cmpuint (found->len, ==, 1);
  gsk_render_node_get_bounds (g_ptr_array_index (found, 0), &bounds);
  g_assert_cmpfloat (bounds.origin.x, >, 285);
  g_assert_cmpfloat (bounds.origin.x, <=, 300);
  g_assert_cmpfloat (bounds.size.width, >=, 180);
  g_assert_cmpfloat (bounds.size.width, <, 205);
  g_assert_cmpfloat (bounds.size.height, <, 105);
}

static void
test_moves_with_the_map_and_is_drawn_anew (Fixture       *fixture,
                                           gconstpointer  data)
{
  static const guint ends[] = { 4 };
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GskRenderNode) moved = NULL;
  LageMapPoint points[4];
  LageMapArea area = { 5, LAGE_AREA_PLAIN, points, 4, ends, 1 };
  graphene_rect_t before;
  graphene_rect_t after;
  LageMapPoint target;

  fill_square (fixture, points, 300, 200, 80);
  lage_area_layer_set_areas (fixture->layer, &area, 1);
  node = get_picture (fixture, found);
  gsk_render_node_get_bounds (g_ptr_array_index (found, 0), &before);

  /* A quarter of the window is spare on each side, less 24 pixels. */
  target = make_point (fixture, 400 + 170, 300);
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), target.latitude,
                                 target.longitude);
  g_assert_true (lage_area_layer_get_is_complete (fixture->layer));
  moved = get_picture (fixture, found);
  gsk_render_node_get_bounds (g_ptr_array_index (found, 1), &after);
  g_assert_cmpfloat_with_epsilon (after.origin.x, before.origin.x - 170, 1.01f);
  g_assert_cmpfloat (after.size.width, ==, before.size.width);

  target = make_point (fixture, 400 + 190, 300);
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), target.latitude,
                                 target.longitude);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));

  /* The old picture stays until the new one is there. */
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 1);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));

  shumate_viewport_set_zoom_level (fixture->viewport, 13);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));
}

static guint64
pick (Fixture *fixture,
      double   x,
      double   y)
{
  guint64 key = 0;

  return lage_area_layer_pick (fixture->layer, x, y, &key) ? key : 0;
}

static void
test_pick_knows_holes_and_order (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const guint ring_ends[] = { 4, 8 };
  LageMapPoint points[3][8];
  LageMapArea areas[2];

  fill_square (fixture, points[0], 100, 100, 200);
  fill_square (fixture, points[0] + 4, 150, 150, 50);
  fill_square (fixture, points[1], 250, 250, 100);
  areas[0] = (LageMapArea) { 1, LAGE_AREA_NOTICE, points[0], 8, ring_ends, 2 };
  areas[1] = (LageMapArea) { 2, LAGE_AREA_SEVERE, points[1], 4, ring_ends, 1 };
  lage_area_layer_set_areas (fixture->layer, areas, 2);

  g_assert_cmpuint (pick (fixture, 101, 101), ==, 1);
  g_assert_cmpuint (pick (fixture, 99, 101), ==, 0);
  g_assert_cmpuint (pick (fixture, 149, 160), ==, 1);
  g_assert_cmpuint (pick (fixture, 151, 160), ==, 0);
  g_assert_cmpuint (pick (fixture, 199, 160), ==, 0);
  g_assert_cmpuint (pick (fixture, 201, 160), ==, 1);

  /* Where both are, the upper one. */
  g_assert_cmpuint (pick (fixture, 270, 270), ==, 2);
  g_assert_cmpuint (pick (fixture, 249, 270), ==, 1);
}

static void
test_pick_track_both_sides_of_the_limit (Fixture       *fixture,
                                         gconstpointer  data)
{
  LageMapPoint points[] = { make_point (fixture, 100, 300), make_point (fixture, 500, 300) };
  LageMapTrack track = { 9, points, 2 };
  LageMapTrack empty = { 10, points, 0 };

  lage_area_layer_set_tracks (fixture->layer, &track, 1);
  g_assert_cmpuint (pick (fixture, 300, 305.9), ==, 9);
  g_assert_cmpuint (pick (fixture, 300, 306.1), ==, 0);
  g_assert_cmpuint (pick (fixture, 94.1, 300), ==, 9);
  g_assert_cmpuint (pick (fixture, 93.9, 300), ==, 0);

  lage_area_layer_set_tracks (fixture->layer, &empty, 1);
  g_assert_cmpuint (pick (fixture, 300, 300), ==, 0);
}

static void
test_bad_shapes_are_left_out (Fixture       *fixture,
                              gconstpointer  data)
{
  static const guint ends[] = { 4, 3, 900 };
  LageMapPoint points[8];
  LageMapArea areas[3];

  fill_square (fixture, points, 100, 100, 200);
  fill_square (fixture, points + 4, 400, 100, 50);
  points[5].latitude = NAN;
  areas[0] = (LageMapArea) { 1, 200, points, 8, ends, 3 };
  areas[1] = (LageMapArea) { 2, LAGE_AREA_PLAIN, points, 0, ends, 0 };
  areas[2] = (LageMapArea) { 3, LAGE_AREA_PLAIN, points + 4, 4, ends, 1 };
  lage_area_layer_set_areas (fixture->layer, areas, 3);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));

  g_assert_cmpuint (pick (fixture, 150, 150), ==, 1);
  g_assert_cmpuint (pick (fixture, 410, 140), ==, 3);
}

/* The share of pixels that are dark on white, with colours taken away: of the middle, or of the band
 * inside the border. */
static double
measure_darkness (Fixture       *fixture,
                  LageAreaStyle  style,
                  gboolean       is_selected,
                  gboolean       of_middle)
{
  static const guint ends[] = { 4 };
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;
  LageMapPoint points[4];
  LageMapArea area = { 1, (guint8) style, points, 4, ends, 1 };
  GdkTexture *texture;
  g_autofree guint32 *pixels = NULL;
  int width;
  int height;
  const int band = 22;
  double strong = 0;
  double n = 0;

  fill_square (fixture, points, 300, 200, 120);
  lage_area_layer_set_areas (fixture->layer, &area, 1);
  lage_area_layer_set_selected_key (fixture->layer, is_selected ? 1 : 0);
  node = get_picture (fixture, found);
  texture = gsk_texture_node_get_texture (g_ptr_array_index (found, 0));
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, (gsize) width * (gsize) height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  for (int y = 8; y < height - 8; y++)
    for (int x = 8; x < width - 8; x++)
      {
        gboolean is_middle = x >= band && x < width - band && y >= band && y < height - band;

        if (is_middle != of_middle)
          continue;
        strong += (pixels[y * width + x] >> 24) > 80;
        n++;
      }

  return strong / n;
}

static void
test_hatches_differ (Fixture       *fixture,
                     gconstpointer  data)
{
  double notice = measure_darkness (fixture, LAGE_AREA_NOTICE, TRUE, TRUE);
  double warning = measure_darkness (fixture, LAGE_AREA_WARNING, TRUE, TRUE);
  double severe = measure_darkness (fixture, LAGE_AREA_SEVERE, TRUE, TRUE);

  g_assert_cmpfloat (notice, >, 0.01);
  g_assert_cmpfloat (warning, >, 1.5 * notice);
  g_assert_cmpfloat (severe, >, 1.5 * warning);
}

static void
test_warnings_do_not_hide_the_town (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const LageAreaStyle styles[] = { LAGE_AREA_NOTICE, LAGE_AREA_WARNING, LAGE_AREA_SEVERE };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      double middle = measure_darkness (fixture, styles[i], FALSE, TRUE);
      double band = measure_darkness (fixture, styles[i], FALSE, FALSE);

      g_assert_cmpfloat (middle, <, 0.001);
      g_assert_cmpfloat (band, >, 0.02);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/area-layer/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("nothing-costs-nothing", test_nothing_costs_nothing);
  ADD ("one-picture-as-large-as-needed", test_one_picture_as_large_as_needed);
  ADD ("moves-and-is-drawn-anew", test_moves_with_the_map_and_is_drawn_anew);
  ADD ("pick-knows-holes-and-order", test_pick_knows_holes_and_order);
  ADD ("pick-track-both-sides-of-the-limit", test_pick_track_both_sides_of_the_limit);
  ADD ("bad-shapes-are-left-out", test_bad_shapes_are_left_out);
  ADD ("hatches-differ", test_hatches_differ);
  ADD ("warnings-do-not-hide-the-town", test_warnings_do_not_hide_the_town);

  return g_test_run ();
}
