/* test-label-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "lage-label-layer.h"
#include "map-fixture.h"
#include "shape-fixture.h"

typedef struct
{
  ShumateViewport *viewport;
  LageLabelLayer *layer;
  GArray *names; /* of LageMapLabel */
  guint n_asked;
  guint last_zoom;
} Fixture;

static void
names_cb (double   west,
          double   south,
          double   east,
          double   north,
          guint    zoom,
          GArray  *labels,
          gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpfloat (west, <, east);
  g_assert_cmpfloat (south, <, north);
  fixture->n_asked++;
  fixture->last_zoom = zoom;
  g_array_append_vals (labels, fixture->names->data, fixture->names->len);
}

static void
add_name (Fixture    *fixture,
          const char *text,
          double      longitude,
          double      latitude,
          guint16     rank)
{
  LageMapLabel name = { text, longitude, latitude, rank, LAGE_MAP_LABEL_TOWN };

  g_array_append_val (fixture->names, name);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->viewport = fixture_viewport_new (10, 53.5, 11);
  fixture->layer = g_object_ref_sink (lage_label_layer_new (fixture->viewport));
  fixture->names = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  fixture_allocate (GTK_WIDGET (fixture->layer), 800, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->layer);
  g_assert_finalize_object (fixture->viewport);
  g_array_unref (fixture->names);
}

/* Some texts are drawn in each frame: enough frames for all. */
static guint
draw (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < 12; i++)
    n = fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);

  return n;
}

static gboolean
stands (Fixture    *fixture,
        const char *text)
{
  double place[4];

  return lage_label_layer_get_place (fixture->layer, text, &place[0], &place[1], &place[2],
                                     &place[3]);
}

static void
test_better_rank_takes_the_place (Fixture       *fixture,
                                  gconstpointer  data)
{
  add_name (fixture, "Kleinstadt", 10.0, 53.5, 5);
  add_name (fixture, "Hamburg", 10.001, 53.5, 0);
  add_name (fixture, "Woanders", 10.1, 53.45, 9);
  add_name (fixture, "", 10.1, 53.55, 1);
  g_assert_cmpuint (draw (fixture), ==, 0);

  lage_label_layer_set_func (fixture->layer, names_cb, fixture, NULL);
  g_assert_cmpuint (draw (fixture), ==, 2);
  g_assert_true (stands (fixture, "Hamburg"));
  g_assert_false (stands (fixture, "Kleinstadt"));
  g_assert_true (stands (fixture, "Woanders"));
  g_assert_cmpuint (lage_label_layer_get_n_drawn (fixture->layer), ==, 2);
}

static void
test_nothing_overlaps_within_a_level (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 150; i++)
    add_name (fixture, i % 3 == 0 ? "Langenhorner Chaussee" : i % 3 == 1 ? "Horn" : "Billstedt",
              g_rand_double_range (random, 9.8, 10.2), g_rand_double_range (random, 53.4, 53.6),
              (guint16) i);
  lage_label_layer_set_func (fixture->layer, names_cb, fixture, NULL);

  for (double zoom = 11; zoom < 12; zoom += 0.24)
    {
      g_autoptr(GskRenderNode) node = NULL;
      g_autoptr(GPtrArray) found = g_ptr_array_new ();

      shumate_viewport_set_zoom_level (fixture->viewport, zoom);
      draw (fixture);
      node = fixture_draw (GTK_WIDGET (fixture->layer));
      fixture_collect (node, GSK_TEXTURE_NODE, found);
      g_assert_cmpuint (found->len, >, 4);
      g_assert_cmpuint (fixture->last_zoom, ==, 11);

      for (guint i = 0; i < found->len; i++)
        for (guint j = 0; j < i; j++)
          {
            graphene_rect_t a;
            graphene_rect_t b;

            gsk_render_node_get_bounds (g_ptr_array_index (found, i), &a);
            gsk_render_node_get_bounds (g_ptr_array_index (found, j), &b);
            g_assert_false (graphene_rect_intersection (&a, &b, NULL));
          }
    }
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_does_not_jump_while_moved (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  g_autofree char *texts = g_new (char, 400 * 8);
  guint n_kept = 0;
  LageMapProjection projection;

  for (guint i = 0; i < 400; i++)
    {
      g_snprintf (texts + 8 * i, 8, "Ort %u", i);
      add_name (fixture, texts + 8 * i, g_rand_double_range (random, 9.5, 10.5),
                g_rand_double_range (random, 53.2, 53.8), (guint16) g_rand_int_range (random, 0, 9));
    }
  lage_label_layer_set_func (fixture->layer, names_cb, fixture, NULL);
  draw (fixture);

  for (guint step = 0; step < 40; step++)
    {
      g_autofree gboolean *stood = g_new0 (gboolean, 400);
      double from[4];
      double to[4];

      for (guint i = 0; i < 400; i++)
        {
          stood[i] = lage_label_layer_get_place (fixture->layer, texts + 8 * i, &from[0], &from[1],
                                                 &from[2], &from[3]) &&
                     from[0] > 40 && from[0] < 700 && from[1] > 20 && from[1] < 560;
        }

      lage_map_projection_init (&projection, fixture->viewport, 800, 600);
      shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), 53.5,
                                     lage_mercator_longitude (projection.centre_x +
                                                              20 / projection.world_px));
      draw (fixture);

      for (guint i = 0; i < 400; i++)
        if (stood[i])
          {
            g_assert_true (lage_label_layer_get_place (fixture->layer, texts + 8 * i, &to[0],
                                                       &to[1], &to[2], &to[3]));
            n_kept++;
          }
    }

  g_assert_cmpuint (n_kept, >, 400);

  /* The names were asked for a few times, not in every frame. */
  g_assert_cmpuint (fixture->n_asked, >=, 2);
  g_assert_cmpuint (fixture->n_asked, <, 6);
}

static guint n_freed;

static void
free_cb (gpointer user_data)
{
  n_freed++;
}

static void
test_owner_is_released (Fixture       *fixture,
                        gconstpointer  data)
{
  n_freed = 0;
  lage_label_layer_set_func (fixture->layer, names_cb, fixture, free_cb);
  g_assert_cmpuint (n_freed, ==, 0);
  lage_label_layer_set_func (fixture->layer, NULL, NULL, NULL);
  g_assert_cmpuint (n_freed, ==, 1);
  g_assert_cmpuint (draw (fixture), ==, 0);
}

/* The name of a drawing comes before those of the map where both want the same place. */
static void
test_names_of_shapes_come_first (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const double degrees[] = { 9.9, 53.44, 10.1, 53.44, 10.1, 53.56, 9.9, 53.56 };
  g_autoptr(GBytes) geometry = fixture_make_geometry (LAGE_GEOMETRY_RING, degrees, 4);
  LageMapArea area = { .key = 1, .geometry = geometry, .label = "Räumung" };
  LageAreaLayer *areas = g_object_ref_sink (lage_area_layer_new (fixture->viewport));

  fixture_allocate (GTK_WIDGET (areas), 800, 600);
  lage_label_layer_set_areas (fixture->layer, areas);
  add_name (fixture, "Eimsbüttel", 10.0, 53.5, 1);
  add_name (fixture, "Wandsbek", 10.2, 53.5, 1);
  lage_label_layer_set_func (fixture->layer, names_cb, fixture, NULL);
  g_assert_cmpuint (draw (fixture), ==, 2);

  lage_area_layer_set_areas (areas, &area, 1);
  fixture_wait_until (lage_area_layer_get_is_complete (areas));
  g_assert_cmpuint (draw (fixture), ==, 1);

  area.label = NULL;
  lage_area_layer_set_areas (areas, &area, 1);
  fixture_wait_until (lage_area_layer_get_is_complete (areas));
  g_assert_cmpuint (draw (fixture), ==, 2);

  lage_label_layer_set_areas (fixture->layer, NULL);
  fixture_wait_until (G_OBJECT (areas)->ref_count == 1);
  g_assert_finalize_object (areas);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/label-layer/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("better-rank-takes-the-place", test_better_rank_takes_the_place);
  ADD ("nothing-overlaps-within-a-level", test_nothing_overlaps_within_a_level);
  ADD ("does-not-jump-while-moved", test_does_not_jump_while_moved);
  ADD ("owner-is-released", test_owner_is_released);
  ADD ("names-of-shapes-come-first", test_names_of_shapes_come_first);

  return g_test_run ();
}
