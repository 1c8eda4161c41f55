/* test-item-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "lage-item-layer.h"
#include "map-fixture.h"

#define LONGITUDE 9.98
#define LATITUDE 53.55
#define ZOOM 12.0

typedef struct
{
  ShumateViewport *viewport;
  LageItemLayer *layer;
  LageMapProjection projection;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->viewport = fixture_viewport_new (LONGITUDE, LATITUDE, ZOOM);
  fixture->layer = g_object_ref_sink (lage_item_layer_new (fixture->viewport));
  fixture_allocate (GTK_WIDGET (fixture->layer), 800, 600);
  lage_map_projection_init (&fixture->projection, fixture->viewport, 800, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->layer);
  g_assert_finalize_object (fixture->viewport);
}

/* An item so many pixels from the middle of the layer. */
static LageMapItem
make_item (Fixture *fixture,
           guint64  key,
           double   dx,
           double   dy)
{
  LageMapItem item = { .key = key, .kind = LAGE_SYMBOL_UNIT, .course_deg = NAN };
  double world_x = lage_map_projection_get_world_x (&fixture->projection, 400 + dx);
  double world_y = lage_map_projection_get_world_y (&fixture->projection, 300 + dy);

  item.longitude = lage_mercator_longitude (world_x);
  item.latitude = lage_mercator_latitude (world_y);

  return item;
}

static void
test_draws_what_is_in_sight (Fixture       *fixture,
                             gconstpointer  data)
{
  LageMapItem items[4];

  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 0);

  items[0] = make_item (fixture, 1, 0, 0);
  items[1] = make_item (fixture, 2, 200, 100);
  items[2] = make_item (fixture, 3, 5000, 0);
  items[3] = make_item (fixture, 4, 0, 0);
  items[3].latitude = NAN;
  lage_item_layer_set_items (fixture->layer, items, 4);

  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 2);
  g_assert_cmpuint (lage_item_layer_get_n_drawn (fixture->layer), ==, 2);
  g_assert_cmpuint (lage_item_layer_get_n_items (fixture->layer), ==, 4);

  lage_item_layer_set_items (fixture->layer, NULL, 0);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 0);
}

static void
test_symbols_lie_on_whole_pixels (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node = NULL;
  LageMapItem items[3];
  graphene_rect_t bounds;

  items[0] = make_item (fixture, 1, 0.3, 0.7);
  items[1] = make_item (fixture, 2, 200.5, 100.2);
  items[2] = make_item (fixture, 3, -100.9, -33.3);
  lage_item_layer_set_items (fixture->layer, items, 3);
  node = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node, GSK_TEXTURE_NODE, found);
  g_assert_cmpuint (found->len, ==, 3);

  for (guint i = 0; i < found->len; i++)
    {
      GskRenderNode *symbol = g_ptr_array_index (found, i);
      GdkTexture *texture = gsk_texture_node_get_texture (symbol);

      gsk_render_node_get_bounds (symbol, &bounds);
      g_assert_cmpfloat (fmodf (bounds.origin.x, 1), ==, 0);
      g_assert_cmpfloat (fmodf (bounds.origin.y, 1), ==, 0);
      g_assert_cmpfloat (bounds.size.width, ==, (float) gdk_texture_get_width (texture));
      g_assert_cmpfloat (bounds.size.height, ==, (float) gdk_texture_get_height (texture));
    }
}

static void
test_panning_moves_all_alike (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree LageMapItem *items = g_new (LageMapItem, 40);
  g_autoptr(GskRenderNode) before = NULL;
  g_autoptr(GskRenderNode) after = NULL;
  g_autoptr(GPtrArray) nodes_before = g_ptr_array_new ();
  g_autoptr(GPtrArray) nodes_after = g_ptr_array_new ();
  graphene_rect_t first;
  graphene_rect_t second;
  float dx = 0;

  for (guint i = 0; i < 40; i++)
    items[i] = make_item (fixture, i + 1, -150 + 33.37 * (i % 10), -100 + 61.7 * (i / 10));
  lage_item_layer_set_items (fixture->layer, items, 40);

  before = fixture_draw (GTK_WIDGET (fixture->layer));
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), LATITUDE,
                                 LONGITUDE + 0.00517);
  after = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (before, GSK_TEXTURE_NODE, nodes_before);
  fixture_collect (after, GSK_TEXTURE_NODE, nodes_after);
  g_assert_cmpuint (nodes_before->len, ==, nodes_after->len);

  for (guint i = 0; i < nodes_before->len; i++)
    {
      gsk_render_node_get_bounds (g_ptr_array_index (nodes_before, i), &first);
      gsk_render_node_get_bounds (g_ptr_array_index (nodes_after, i), &second);
      if (i == 0)
        dx = second.origin.x - first.origin.x;
      g_assert_cmpfloat (second.origin.x - first.origin.x, ==, dx);
      g_assert_cmpfloat (second.origin.y, ==, first.origin.y);
    }
  g_assert_cmpfloat (dx, <, -10);
}

static LageMapItem *
make_crowd (Fixture *fixture,
            guint    n_items)
{
  LageMapItem *items = g_new (LageMapItem, n_items);
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < n_items; i++)
    items[i] = make_item (fixture, i + 1, g_rand_double_range (random, -380, 380),
                          g_rand_double_range (random, -280, 280));

  return items;
}

static void
test_never_draws_too_many (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree LageMapItem *items = make_crowd (fixture, 20000);

  lage_item_layer_set_items (fixture->layer, items, 20000);

  for (double zoom = 6; zoom < 16; zoom += 0.7)
    {
      shumate_viewport_set_zoom_level (fixture->viewport, zoom);
      fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
      g_assert_cmpuint (lage_item_layer_get_n_drawn (fixture->layer), <=, 300);
      g_assert_cmpuint (lage_item_layer_get_n_drawn (fixture->layer), >, 0);
    }
}

static void
test_alarm_and_selection_are_never_hidden (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree LageMapItem *items = make_crowd (fixture, 5000);
  guint64 key = 0;

  items[100] = make_item (fixture, 101, 50, 60);
  items[100].attention = LAGE_SYMBOL_ALARM;
  items[200] = make_item (fixture, 201, -80, -90);
  lage_item_layer_set_items (fixture->layer, items, 5000);

  g_assert_true (lage_item_layer_pick (fixture->layer, 450, 360, &key));
  g_assert_cmpuint (key, ==, 101);

  lage_item_layer_pick (fixture->layer, 320, 210, &key);
  g_assert_cmpuint (key, !=, 201);
  lage_item_layer_set_selected_key (fixture->layer, 201);
  g_assert_true (lage_item_layer_pick (fixture->layer, 320, 210, &key));
  g_assert_cmpuint (key, ==, 201);
}

static void
test_cluster_counts_all_but_the_selected (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  LageMapItem items[5];
  double bounds[4];
  guint64 key = 0;

  for (guint i = 0; i < 5; i++)
    items[i] = make_item (fixture, i + 1, 100, 100);
  lage_item_layer_set_items (fixture->layer, items, 5);

  g_assert_cmpuint (lage_item_layer_pick_cluster (fixture->layer, 500, 400, &bounds[0], &bounds[1],
                                                  &bounds[2], &bounds[3]), ==, 5);
  g_assert_cmpfloat_with_epsilon (bounds[0], items[0].longitude, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds[3], items[0].latitude, 1e-9);
  g_assert_false (lage_item_layer_pick (fixture->layer, 500, 400, &key));

  g_assert_cmpuint (lage_item_layer_pick_keys (fixture->layer, 500, 400, keys, 3), ==, 5);
  g_assert_cmpuint (keys->len, ==, 3);
  g_array_set_size (keys, 0);
  g_assert_cmpuint (lage_item_layer_pick_keys (fixture->layer, 10, 10, keys, 3), ==, 0);
  g_assert_cmpuint (keys->len, ==, 0);

  /* Two textures now: the cluster of four, and the selected one with its ring. */
  lage_item_layer_set_selected_key (fixture->layer, 3);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 3);
  g_assert_cmpuint (lage_item_layer_get_n_drawn (fixture->layer), ==, 2);

  /* One left over is no cluster. */
  lage_item_layer_set_items (fixture->layer, items + 2, 2);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 3);
  lage_item_layer_set_selected_key (fixture->layer, 0);
  g_assert_cmpuint (lage_item_layer_pick_cluster (fixture->layer, 500, 400, &bounds[0], &bounds[1],
                                                  &bounds[2], &bounds[3]), ==, 2);
}

static void
test_pick_both_sides_of_the_limit (Fixture       *fixture,
                                   gconstpointer  data)
{
  LageMapItem item = make_item (fixture, 7, 0, 0);
  guint64 key = 0;

  lage_item_layer_set_items (fixture->layer, &item, 1);

  g_assert_true (lage_item_layer_pick (fixture->layer, 400 + 19.9, 300, &key));
  g_assert_cmpuint (key, ==, 7);
  g_assert_false (lage_item_layer_pick (fixture->layer, 400 + 20.6, 300, &key));
  g_assert_true (lage_item_layer_pick (fixture->layer, 400, 300 - 14.9, &key));
  g_assert_false (lage_item_layer_pick (fixture->layer, 400, 300 - 15.6, &key));
}

static void
test_update_moves_an_item (Fixture       *fixture,
                           gconstpointer  data)
{
  LageMapItem items[2];
  LageMapItem moved = make_item (fixture, 2, -200, -100);
  guint64 key = 0;

  items[0] = make_item (fixture, 1, 0, 0);
  items[1] = make_item (fixture, 2, 100, 100);
  lage_item_layer_set_items (fixture->layer, items, 2);

  g_assert_true (lage_item_layer_update_item (fixture->layer, &moved));
  g_assert_true (lage_item_layer_pick (fixture->layer, 200, 200, &key));
  g_assert_cmpuint (key, ==, 2);
  g_assert_false (lage_item_layer_pick (fixture->layer, 500, 400, &key));

  moved.key = 99;
  g_assert_false (lage_item_layer_update_item (fixture->layer, &moved));
}

static void
test_next_goes_outward_and_round (Fixture       *fixture,
                                  gconstpointer  data)
{
  LageMapItem items[4];

  items[0] = make_item (fixture, 1, 100, 0);
  items[1] = make_item (fixture, 2, 10, 0);
  items[2] = make_item (fixture, 3, 0, 50);
  items[2].attention = LAGE_SYMBOL_ALARM;
  items[3] = make_item (fixture, 4, 3000, 0);
  lage_item_layer_set_items (fixture->layer, items, 4);

  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 0, 0, TRUE), ==, 2);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 2, 0, TRUE), ==, 3);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 3, 0, TRUE), ==, 1);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 1, 0, TRUE), ==, 2);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 0, 0, FALSE), ==, 1);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 1, 0, FALSE), ==, 3);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 2, 0, FALSE), ==, 1);

  lage_item_layer_set_items (fixture->layer, &items[3], 1);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 0, 0, TRUE), ==, 0);
}

static void
test_next_goes_away_from_an_item (Fixture       *fixture,
                                  gconstpointer  data)
{
  LageMapItem items[4];

  items[0] = make_item (fixture, 1, 0, 0);
  items[1] = make_item (fixture, 2, 200, 0);
  items[2] = make_item (fixture, 3, 250, 0);
  items[3] = make_item (fixture, 4, 3000, 0);
  lage_item_layer_set_items (fixture->layer, items, 4);

  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 3, 3, TRUE), ==, 2);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 2, 3, TRUE), ==, 1);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 1, 3, TRUE), ==, 3);
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 1, 3, FALSE), ==, 2);

  /* From the middle where the item can't be seen. */
  g_assert_cmpuint (lage_item_layer_find_next (fixture->layer, 4, 4, TRUE), ==, 1);
}

static void
test_many_selected_are_never_hidden (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree LageMapItem *items = make_crowd (fixture, 3000);
  g_autofree guint64 *all = g_new (guint64, 3000);
  const guint64 keys[] = { 11, 21, 31, 77777 };
  guint64 key = 0;
  double bounds[4];
  guint n_found = 0;

  items[10] = make_item (fixture, 11, -100, -120);
  items[20] = make_item (fixture, 21, 100, 120);
  items[30] = make_item (fixture, 31, 160, -120);
  items[30].attention = LAGE_SYMBOL_ALARM;
  lage_item_layer_set_items (fixture->layer, items, 3000);
  lage_item_layer_set_selection (fixture->layer, keys, G_N_ELEMENTS (keys), 21);

  g_assert_true (lage_item_layer_pick (fixture->layer, 300, 180, &key));
  g_assert_cmpuint (key, ==, 11);
  g_assert_true (lage_item_layer_pick (fixture->layer, 500, 420, &key));
  g_assert_cmpuint (key, ==, 21);
  g_assert_true (lage_item_layer_pick (fixture->layer, 560, 180, &key));
  g_assert_cmpuint (key, ==, 31);

  /* All of them: too many to draw, so they are drawn as selected clusters; nobody is left out and
   * nobody is counted twice. */
  for (guint i = 0; i < 3000; i++)
    all[i] = i + 1;
  lage_item_layer_set_selection (fixture->layer, all, 3000, 21);
  fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
  g_assert_cmpuint (lage_item_layer_get_n_drawn (fixture->layer), <=, 300);

  {
    g_autoptr(GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

    for (double y = 1; y < 600; y += 3)
      for (double x = 1; x < 800; x += 3)
        {
          graphene_rect_t box;
          g_autoptr(GArray) members = g_array_new (FALSE, FALSE, sizeof (guint64));

          if (!lage_item_layer_get_box (fixture->layer, x, y, &box))
            continue;
          lage_item_layer_pick_keys (fixture->layer, x, y, members, G_MAXUINT);
          for (guint i = 0; i < members->len; i++)
            g_hash_table_add (seen, GUINT_TO_POINTER (g_array_index (members, guint64, i)));
          n_found = MAX (n_found, lage_item_layer_pick_cluster (fixture->layer, x, y, &bounds[0],
                                                                &bounds[1], &bounds[2],
                                                                &bounds[3]));
        }
    g_assert_cmpuint (n_found, >, 5);
    g_assert_cmpuint (g_hash_table_size (seen), >, 2900);
  }
}

static void
test_finds_what_is_drawn_around (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  LageMapItem items[4];
  double triangle[6];
  const double corners[] = { 400 - 60, 300 - 60, 400 + 60, 300 - 60, 400 - 60, 300 + 60 };

  items[0] = make_item (fixture, 1, -30, -30);
  items[1] = make_item (fixture, 2, 30, 30); /* in the box, not in the triangle */
  items[2] = make_item (fixture, 3, -50, 40);
  items[2].attention = LAGE_SYMBOL_ALARM;
  items[3] = make_item (fixture, 4, -70, -30);
  lage_item_layer_set_items (fixture->layer, items, 4);

  for (guint i = 0; i < 3; i++)
    {
      triangle[2 * i] = lage_map_projection_get_world_x (&fixture->projection, corners[2 * i]);
      triangle[2 * i + 1] =
        lage_map_projection_get_world_y (&fixture->projection, corners[2 * i + 1]);
    }
  lage_item_layer_find_in_polygon (fixture->layer, triangle, 3, keys);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpuint (g_array_index (keys, guint64, 0) + g_array_index (keys, guint64, 1), ==, 4);

  g_array_set_size (keys, 0);
  lage_item_layer_find_in_polygon (fixture->layer, triangle, 2, keys);
  g_assert_cmpuint (keys->len, ==, 0);

  g_assert_cmpuint (lage_item_layer_count_in_sight (fixture->layer), ==, 4);
  shumate_viewport_set_zoom_level (fixture->viewport, 19);
  g_assert_cmpuint (lage_item_layer_count_in_sight (fixture->layer), ==, 0);
}

static gboolean
is_inside_window (const graphene_rect_t *rect)
{
  return rect->origin.x >= 0 && rect->origin.y >= 0 && rect->origin.x + rect->size.width <= 800 &&
         rect->origin.y + rect->size.height <= 600;
}

static gboolean
find_node (GPtrArray             *nodes,
           GdkTexture            *texture,
           const graphene_rect_t *where)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      GskRenderNode *node = g_ptr_array_index (nodes, i);
      graphene_rect_t bounds;

      gsk_render_node_get_bounds (node, &bounds);
      if (gsk_texture_node_get_texture (node) == texture && graphene_rect_equal (&bounds, where))
        return TRUE;
    }

  return FALSE;
}

/* Everything that is whole in sight before and after a step is the same picture at the same place
 * beside everything else, however often the scene was built anew on the way. */
static void
test_nothing_jumps_while_panning (Fixture       *fixture,
                                  gconstpointer  data)
{
  const double step_px[][2] = { { 37, 0 }, { 23, 31 }, { -14, 29 }, { -41, -17 }, { 0, -44 } };
  const guint n_items = 1500;
  g_autofree LageMapItem *items = g_new (LageMapItem, n_items);
  g_autofree char *names = g_malloc (n_items * 16);
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  g_autoptr(GPtrArray) before = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node_before = NULL;
  double world_px = lage_mercator_world_px (ZOOM);
  guint n_scenes;
  guint n_kept = 0;
  guint n_labels = 0;

  for (guint i = 0; i < n_items; i++)
    {
      items[i] = make_item (fixture, i + 1, g_rand_double_range (random, -1600, 1600),
                            g_rand_double_range (random, -1400, 1400));
      items[i].kind = (guint8) (i % LAGE_N_SYMBOL_KINDS);
      items[i].attention = i % 40 == 0 ? LAGE_SYMBOL_ALARM : i % 7 == 0 ? LAGE_SYMBOL_NOTICE
                                                                        : LAGE_SYMBOL_CALM;
      g_snprintf (names + i * 16, 16, "Gruppe %u", i);
      items[i].label = names + i * 16;
    }
  lage_item_layer_set_items (fixture->layer, items, n_items);
  lage_item_layer_set_selected_key (fixture->layer, 41);

  /* Until all texts are drawn. */
  for (guint i = 0; i < 60; i++)
    fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
  n_scenes = lage_item_layer_get_n_scenes (fixture->layer);

  for (guint step = 0; step < 100; step++)
    {
      const double *move = step_px[step / 20];
      double x = lage_mercator_x (shumate_location_get_longitude (
                   SHUMATE_LOCATION (fixture->viewport)));
      double y = lage_mercator_y (shumate_location_get_latitude (
                   SHUMATE_LOCATION (fixture->viewport)));
      g_autoptr(GPtrArray) after = g_ptr_array_new ();
      g_autoptr(GskRenderNode) node_after = NULL;

      /* To begin with and then always whole pixels, so that it is known where everything goes. */
      x = (round (x * world_px) + 0.25) / world_px;
      y = (round (y * world_px) + 0.25) / world_px;
      if (step > 0)
        {
          x += move[0] / world_px;
          y += move[1] / world_px;
        }
      shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport),
                                     lage_mercator_latitude (y), lage_mercator_longitude (x));
      for (guint i = 0; i < 4; i++)
        fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
      node_after = fixture_draw (GTK_WIDGET (fixture->layer));
      fixture_collect (node_after, GSK_TEXTURE_NODE, after);

      for (guint i = 0; step > 0 && i < before->len; i++)
        {
          GskRenderNode *node = g_ptr_array_index (before, i);
          graphene_rect_t bounds;

          gsk_render_node_get_bounds (node, &bounds);
          bounds.origin.x -= (float) move[0];
          bounds.origin.y -= (float) move[1];
          if (!is_inside_window (&bounds))
            continue;

          g_assert_true (find_node (after, gsk_texture_node_get_texture (node), &bounds));
          n_kept++;
          n_labels += bounds.size.height < 22;
        }

      g_clear_pointer (&node_before, gsk_render_node_unref);
      node_before = g_steal_pointer (&node_after);
      g_ptr_array_set_size (before, 0);
      g_ptr_array_extend (before, after, NULL, NULL);
    }

  g_assert_cmpuint (lage_item_layer_get_n_scenes (fixture->layer), >=, n_scenes + 10);
  g_assert_cmpuint (n_kept, >, 5000);
  g_assert_cmpuint (n_labels, >, 500);
}

/* Setting the same again, as happens all the time, leaves everything where it is. */
static void
test_nothing_jumps_when_set_anew (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree LageMapItem *items = make_crowd (fixture, 80);
  g_autofree LageMapItem *reversed = g_new (LageMapItem, 80);
  g_autoptr(GPtrArray) before = g_ptr_array_new ();
  g_autoptr(GPtrArray) after = g_ptr_array_new ();
  g_autoptr(GskRenderNode) node_before = NULL;
  g_autoptr(GskRenderNode) node_after = NULL;

  for (guint i = 0; i < 80; i++)
    items[i].label = i % 2 == 0 ? "Florian Hamburg 11" : "Heros";
  for (guint i = 0; i < 80; i++)
    reversed[i] = items[79 - i];

  lage_item_layer_set_items (fixture->layer, items, 80);
  lage_item_layer_set_selected_key (fixture->layer, 8);
  for (guint i = 0; i < 4; i++)
    fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
  node_before = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node_before, GSK_TEXTURE_NODE, before);

  lage_item_layer_set_items (fixture->layer, reversed, 80);
  node_after = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node_after, GSK_TEXTURE_NODE, after);

  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      graphene_rect_t bounds;

      gsk_render_node_get_bounds (g_ptr_array_index (before, i), &bounds);
      g_assert_true (find_node (after, gsk_texture_node_get_texture (
                                         g_ptr_array_index (before, i)), &bounds));
    }
}

static void
test_larger_texts_make_all_larger (Fixture       *fixture,
                                   gconstpointer  data)
{
  const LageMapLook look = { 1, 1.5, FALSE, FALSE };
  LageMapItem item = make_item (fixture, 7, 0, 0);
  guint64 key = 0;

  item.label = "Heros";
  lage_item_layer_set_items (fixture->layer, &item, 1);
  lage_item_layer_set_look (fixture->layer, &look);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(GPtrArray) found = g_ptr_array_new ();
      g_autoptr(GskRenderNode) node = fixture_draw (GTK_WIDGET (fixture->layer));

      fixture_collect (node, GSK_TEXTURE_NODE, found);
      g_assert_cmpuint (found->len, ==, 2);
      for (guint i = 0; i < found->len; i++)
        {
          graphene_rect_t bounds;
          GdkTexture *texture = gsk_texture_node_get_texture (g_ptr_array_index (found, i));

          gsk_render_node_get_bounds (g_ptr_array_index (found, i), &bounds);
          g_assert_cmpfloat (bounds.size.width, ==, (float) gdk_texture_get_width (texture));
          g_assert_cmpfloat (fmodf (bounds.origin.x, 1), ==, 0);
          if (i == 0)
            g_assert_cmpfloat (bounds.size.width, ==, 1.5f * LAGE_SYMBOL_WIDTH);
        }
    }

  g_assert_true (lage_item_layer_pick (fixture->layer, 400 + 29, 300, &key));
  g_assert_false (lage_item_layer_pick (fixture->layer, 400 + 31, 300, &key));
}

static void
test_covers_its_symbols_and_labels (Fixture       *fixture,
                                    gconstpointer  data)
{
  LageMapItem item = make_item (fixture, 7, 0, 0);

  item.label = "Florian Hamburg 11";
  lage_item_layer_set_items (fixture->layer, &item, 1);
  g_assert_false (lage_item_layer_covers (fixture->layer, 390, 290, 10, 10));
  fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);

  g_assert_true (lage_item_layer_covers (fixture->layer, 390, 290, 10, 10));
  g_assert_true (lage_item_layer_covers (fixture->layer, 440, 295, 20, 10));
  g_assert_false (lage_item_layer_covers (fixture->layer, 320, 290, 40, 10));
  g_assert_false (lage_item_layer_covers (fixture->layer, 390, 330, 10, 10));
}

static void
test_labels_do_not_overlap (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree LageMapItem *items = make_crowd (fixture, 60);
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  guint n_symbols;
  guint n_labels;

  for (guint i = 0; i < 60; i++)
    items[i].label = i % 2 == 0 ? "Florian Hamburg 11" : "Heros";
  lage_item_layer_set_items (fixture->layer, items, 60);

  /* A few texts are drawn in each frame. */
  for (guint i = 0; i < 3; i++)
    fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);

  node = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node, GSK_TEXTURE_NODE, found);
  n_symbols = lage_item_layer_get_n_drawn (fixture->layer);
  n_labels = found->len - n_symbols;
  g_assert_cmpuint (n_labels, >, 5);
  g_assert_cmpuint (n_labels, <=, 60);

  for (guint i = n_symbols; i < found->len; i++)
    for (guint j = n_symbols; j < i; j++)
      {
        graphene_rect_t a;
        graphene_rect_t b;
        graphene_rect_t common;

        gsk_render_node_get_bounds (g_ptr_array_index (found, i), &a);
        gsk_render_node_get_bounds (g_ptr_array_index (found, j), &b);
        graphene_rect_inset (&a, 3, 4);
        graphene_rect_inset (&b, 3, 4);
        g_assert_false (graphene_rect_intersection (&a, &b, &common));
      }
}

/* Where everything stands in crowds, each card keeps to its own ground. */
static void
test_cards_do_not_overlap (Fixture       *fixture,
                           gconstpointer  data)
{
  const guint n_items = 600;
  g_autofree LageMapItem *items = g_new (LageMapItem, n_items);
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < n_items; i++)
    {
      /* Crowds of 20 on a few pixels, so that nothing stands alone. */
      double x = (double) (i / 20 % 6) * 110 - 300;
      double y = (double) (i / 120) * 110 - 220;

      items[i] = make_item (fixture, i + 1, x + g_rand_double_range (random, 0, 6),
                            y + g_rand_double_range (random, 0, 6));
      items[i].kind = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_KINDS);
    }
  lage_item_layer_set_items (fixture->layer, items, n_items);
  node = fixture_draw (GTK_WIDGET (fixture->layer));
  fixture_collect (node, GSK_TEXTURE_NODE, found);
  g_assert_cmpuint (found->len, >=, 20);

  for (guint i = 0; i < found->len; i++)
    for (guint j = 0; j < i; j++)
      {
        graphene_rect_t a;
        graphene_rect_t b;

        gsk_render_node_get_bounds (g_ptr_array_index (found, i), &a);
        gsk_render_node_get_bounds (g_ptr_array_index (found, j), &b);
        /* The halo of a card may touch the next. */
        graphene_rect_inset (&a, 10, 10);
        graphene_rect_inset (&b, 10, 10);
        g_assert_false (graphene_rect_intersection (&a, &b, NULL));
      }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/item-layer/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("draws-what-is-in-sight", test_draws_what_is_in_sight);
  ADD ("symbols-lie-on-whole-pixels", test_symbols_lie_on_whole_pixels);
  ADD ("panning-moves-all-alike", test_panning_moves_all_alike);
  ADD ("never-draws-too-many", test_never_draws_too_many);
  ADD ("alarm-and-selection-never-hidden", test_alarm_and_selection_are_never_hidden);
  ADD ("cluster-counts-all-but-the-selected", test_cluster_counts_all_but_the_selected);
  ADD ("pick-both-sides-of-the-limit", test_pick_both_sides_of_the_limit);
  ADD ("update-moves-an-item", test_update_moves_an_item);
  ADD ("next-goes-outward-and-round", test_next_goes_outward_and_round);
  ADD ("next-goes-away-from-an-item", test_next_goes_away_from_an_item);
  ADD ("many-selected-are-never-hidden", test_many_selected_are_never_hidden);
  ADD ("finds-what-is-drawn-around", test_finds_what_is_drawn_around);
  ADD ("nothing-jumps-while-panning", test_nothing_jumps_while_panning);
  ADD ("nothing-jumps-when-set-anew", test_nothing_jumps_when_set_anew);
  ADD ("larger-texts-make-all-larger", test_larger_texts_make_all_larger);
  ADD ("covers-its-symbols-and-labels", test_covers_its_symbols_and_labels);
  ADD ("labels-do-not-overlap", test_labels_do_not_overlap);
  ADD ("cards-do-not-overlap", test_cards_do_not_overlap);

  return g_test_run ();
}
