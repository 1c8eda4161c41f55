/* test-area-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>

#include "lage-area-layer.h"
#include "map-fixture.h"
#include "shape-fixture.h"

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

static double
get_longitude (Fixture *fixture,
               double   x)
{
  return lage_mercator_longitude (lage_map_projection_get_world_x (&fixture->projection, x));
}

static double
get_latitude (Fixture *fixture,
              double   y)
{
  return lage_mercator_latitude (lage_map_projection_get_world_y (&fixture->projection, y));
}

static GBytes *
make_square (Fixture *fixture,
             double   x,
             double   y,
             double   size)
{
  const double degrees[] = {
    get_longitude (fixture, x), get_latitude (fixture, y),
    get_longitude (fixture, x + size), get_latitude (fixture, y),
    get_longitude (fixture, x + size), get_latitude (fixture, y + size),
    get_longitude (fixture, x), get_latitude (fixture, y + size),
  };

  return fixture_make_geometry (LAGE_GEOMETRY_RING, degrees, 4);
}

static void
set_square (Fixture *fixture,
            double   x,
            double   y,
            double   size)
{
  g_autoptr(GBytes) geometry = make_square (fixture, x, y, size);
  LageMapArea area = { .key = 5, .geometry = geometry };

  lage_area_layer_set_areas (fixture->layer, &area, 1);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
}

static void
look_at (Fixture *fixture,
         double   x,
         double   y)
{
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), get_latitude (fixture, y),
                                 get_longitude (fixture, x));
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

/* A small square lies on one tile, or on up to four; the others are not there. */
static void
test_tiles_where_needed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;

  set_square (fixture, 300, 200, 80);
  node = get_picture (fixture, found);

  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpuint (found->len, <=, 4);
  for (guint i = 0; i < found->len; i++)
    {
      GdkTexture *texture = gsk_texture_node_get_texture (found->pdata[i]);
      graphene_rect_t bounds;

      gsk_render_node_get_bounds (found->pdata[i], &bounds);
      g_assert_cmpfloat (bounds.origin.x, ==, floorf (bounds.origin.x));
      g_assert_cmpfloat (bounds.origin.y, ==, floorf (bounds.origin.y));
      g_assert_cmpfloat (bounds.size.width, ==, (float) gdk_texture_get_width (texture));
      g_assert_cmpfloat (bounds.size.height, ==, (float) gdk_texture_get_height (texture));
    }
}

/* The textures that are shown and where, by address. */
static GHashTable *
get_tiles (Fixture *fixture)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = fixture_draw (GTK_WIDGET (fixture->layer));
  GHashTable *tiles = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);

  fixture_collect (node, GSK_TEXTURE_NODE, found);
  for (guint i = 0; i < found->len; i++)
    {
      graphene_rect_t *bounds = g_new (graphene_rect_t, 1);

      gsk_render_node_get_bounds (found->pdata[i], bounds);
      g_hash_table_insert (tiles, g_object_ref (gsk_texture_node_get_texture (found->pdata[i])),
                           bounds);
    }

  return tiles;
}

/* Panning moves what is there; only what comes into view is drawn. */
static void
test_panning_keeps_tiles (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GHashTable) before = NULL;
  g_autoptr(GHashTable) after = NULL;
  GHashTableIter iter;
  gpointer texture, bounds;
  guint n_kept = 0;

  set_square (fixture, -2000, -2000, 5000);
  before = get_tiles (fixture);
  g_assert_cmpuint (g_hash_table_size (before), >=, 12);

  /* As far as there are tiles beyond the window nothing is asked for. */
  look_at (fixture, 400 + 100, 300);
  g_assert_true (lage_area_layer_get_is_complete (fixture->layer));

  look_at (fixture, 400 + 700, 300);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  after = get_tiles (fixture);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &texture, &bounds))
    {
      const graphene_rect_t *old = bounds;
      const graphene_rect_t *new = g_hash_table_lookup (after, texture);

      if (new == NULL)
        continue;
      n_kept++;
      g_assert_cmpfloat_with_epsilon (new->origin.x, old->origin.x - 700, 1.01f);
      g_assert_cmpfloat (new->origin.y, ==, old->origin.y);
      g_assert_cmpfloat (new->size.width, ==, old->size.width);
    }
  g_assert_cmpuint (n_kept, >=, 1);
  g_assert_cmpuint (g_hash_table_size (after), >=, 12);
}

/* Until the new picture is there the old one is shown, enlarged. */
static void
test_old_picture_stays_while_zooming (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(GHashTable) before = NULL;
  g_autoptr(GHashTable) meanwhile = NULL;
  g_autoptr(GHashTable) after = NULL;
  GHashTableIter iter;
  gpointer texture, bounds;

  set_square (fixture, 380, 280, 40);
  before = get_tiles (fixture);

  shumate_viewport_set_zoom_level (fixture->viewport, 12.5);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));
  meanwhile = get_tiles (fixture);
  g_assert_cmpuint (g_hash_table_size (meanwhile), >, 0);
  g_hash_table_iter_init (&iter, meanwhile);
  while (g_hash_table_iter_next (&iter, &texture, &bounds))
    {
      g_assert_true (g_hash_table_contains (before, texture));
      g_assert_cmpfloat_with_epsilon (((graphene_rect_t *) bounds)->size.width,
                                      256 * (float) G_SQRT2, 1.01f);
    }

  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  after = get_tiles (fixture);
  g_assert_cmpuint (g_hash_table_size (after), >, 0);
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &texture, &bounds))
    {
      g_assert_false (g_hash_table_contains (before, texture));
      g_assert_cmpfloat (((graphene_rect_t *) bounds)->size.width, ==, 256);
    }
}

static void
test_same_areas_are_not_drawn_anew (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GBytes) geometry = make_square (fixture, 300, 200, 80);
  LageMapArea area = { .key = 5, .geometry = geometry, .label = "A" };

  lage_area_layer_set_areas (fixture->layer, &area, 1);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  lage_area_layer_set_areas (fixture->layer, &area, 1);
  g_assert_true (lage_area_layer_get_is_complete (fixture->layer));

  area.label = "B";
  lage_area_layer_set_areas (fixture->layer, &area, 1);
  g_assert_false (lage_area_layer_get_is_complete (fixture->layer));

  /* Taken away they are gone at once, whatever is still being drawn. */
  lage_area_layer_set_areas (fixture->layer, NULL, 0);
  g_assert_true (lage_area_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 0);
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
test_pick_knows_what_is_drawn (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GBytes) geometry = make_square (fixture, 100, 100, 200);
  LageMapArea area = { .key = 1, .geometry = geometry };

  lage_area_layer_set_areas (fixture->layer, &area, 1);
  g_assert_cmpuint (pick (fixture, 150, 150), ==, 0); /* not yet */
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (pick (fixture, 150, 150), ==, 1);
  g_assert_cmpuint (pick (fixture, 95, 150), ==, 1);
  g_assert_cmpuint (pick (fixture, 93, 150), ==, 0);
  g_assert_cmpuint (pick (fixture, 350, 150), ==, 0);

  lage_area_layer_set_areas (fixture->layer, NULL, 0);
  g_assert_cmpuint (pick (fixture, 150, 150), ==, 0);
}

static void
test_pick_track_both_sides_of_the_limit (Fixture       *fixture,
                                         gconstpointer  data)
{
  LageTrackPoint points[] = {
    { get_longitude (fixture, 100), get_latitude (fixture, 300), 1 },
    { get_longitude (fixture, 500), get_latitude (fixture, 300), 2 },
  };
  LageMapTrack *track = lage_map_track_new (9, points, 2);

  lage_area_layer_set_tracks (fixture->layer, &track, 1, 2);
  g_assert_cmpuint (pick (fixture, 300, 305.9), ==, 9);
  g_assert_cmpuint (pick (fixture, 300, 306.1), ==, 0);
  g_assert_cmpuint (pick (fixture, 94.1, 300), ==, 9);
  g_assert_cmpuint (pick (fixture, 93.9, 300), ==, 0);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), >, 0);

  lage_area_layer_set_tracks (fixture->layer, NULL, 0, 0);
  g_assert_cmpuint (pick (fixture, 300, 300), ==, 0);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 0);
  lage_map_track_unref (track);
}

/* Where names of shapes stand, so that others keep away: also of those that were drawn before the map
 * was moved. */
static void
test_covers_where_names_are (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GBytes) geometry = make_square (fixture, 200, 200, 200);
  LageMapArea area = { .key = 1, .geometry = geometry, .label = "Abschnitt" };
  guint n_pictures;

  g_assert_false (lage_area_layer_covers (fixture->layer, 0, 0, 800, 600));
  lage_area_layer_set_areas (fixture->layer, &area, 1);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  n_pictures = lage_area_layer_get_n_pictures (fixture->layer);
  g_assert_true (lage_area_layer_covers (fixture->layer, 295, 295, 10, 10));
  g_assert_false (lage_area_layer_covers (fixture->layer, 295, 340, 10, 10));
  g_assert_false (lage_area_layer_covers (fixture->layer, 380, 295, 10, 10));

  for (guint i = 1; i <= 3; i++)
    {
      look_at (fixture, 400 + 200 * i, 300);
      fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
    }
  g_assert_cmpuint (lage_area_layer_get_n_pictures (fixture->layer), >, n_pictures);
  look_at (fixture, 400, 300);
  fixture_wait_until (lage_area_layer_get_is_complete (fixture->layer));
  g_assert_true (lage_area_layer_covers (fixture->layer, 295, 295, 10, 10));

  lage_area_layer_set_areas (fixture->layer, NULL, 0);
  g_assert_false (lage_area_layer_covers (fixture->layer, 0, 0, 800, 600));
}

/* A layer that goes away while its picture is drawn takes nothing with it. */
static void
test_gone_while_drawing (Fixture       *fixture,
                         gconstpointer  data)
{
  LageAreaLayer *layer = g_object_ref_sink (lage_area_layer_new (fixture->viewport));
  g_autoptr(GBytes) geometry = make_square (fixture, 100, 100, 200);
  LageMapArea area = { .key = 1, .geometry = geometry };

  fixture_allocate (GTK_WIDGET (layer), 800, 600);
  lage_area_layer_set_areas (layer, &area, 1);
  g_object_run_dispose (G_OBJECT (layer));
  fixture_wait_until (G_OBJECT (layer)->ref_count == 1);
  g_assert_finalize_object (layer);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/area-layer/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("nothing-costs-nothing", test_nothing_costs_nothing);
  ADD ("tiles-where-needed", test_tiles_where_needed);
  ADD ("panning-keeps-tiles", test_panning_keeps_tiles);
  ADD ("old-picture-stays-while-zooming", test_old_picture_stays_while_zooming);
  ADD ("same-areas-are-not-drawn-anew", test_same_areas_are_not_drawn_anew);
  ADD ("pick-knows-what-is-drawn", test_pick_knows_what_is_drawn);
  ADD ("pick-track-both-sides-of-the-limit", test_pick_track_both_sides_of_the_limit);
  ADD ("covers-where-names-are", test_covers_where_names_are);
  ADD ("gone-while-drawing", test_gone_while_drawing);

  return g_test_run ();
}
