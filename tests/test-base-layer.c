/* test-base-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "lage-base-layer.h"
#include "map-fixture.h"

/* A source whose answers the test gives by hand. */

#define TEST_TYPE_SOURCE (test_source_get_type ())

G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, LageTileSource)

struct _TestSource
{
  LageTileSource parent_instance;
  GPtrArray *tasks; /* not yet answered, in the order of asking */
  guint n_asked;
};

typedef struct
{
  guint zoom;
  guint x;
  guint y;
} Address;

G_DEFINE_FINAL_TYPE (TestSource, test_source, LAGE_TYPE_TILE_SOURCE)

static void
test_source_load_tile_async (LageTileSource      *source,
                             guint                zoom,
                             guint                x,
                             guint                y,
                             guint                scale,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  TestSource *self = TEST_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Address address = { zoom, x, y };

  g_task_set_task_data (task, g_memdup2 (&address, sizeof address), g_free);
  g_ptr_array_add (self->tasks, task);
  self->n_asked++;
}

static GdkTexture *
test_source_load_tile_finish (LageTileSource  *source,
                              GAsyncResult    *result,
                              GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_source_finalize (GObject *object)
{
  g_clear_pointer (&TEST_SOURCE (object)->tasks, g_ptr_array_unref);

  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_async = test_source_load_tile_async;
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_finish = test_source_load_tile_finish;
}

static void
test_source_init (TestSource *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Not a GIOErrorEnum: those begin with 0. */
#define GOOD (-1)

static GdkTexture *
make_texture (void)
{
  gsize n_bytes = 64 * 64 * 3;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);

  return gdk_memory_texture_new (64, 64, GDK_MEMORY_R8G8B8, bytes, 64 * 3);
}

static guint
answer_all (TestSource *self,
            int         error_code)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->tasks);
  guint n = 0;

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      n += !g_cancellable_is_cancelled (g_task_get_cancellable (task));
      if (error_code == GOOD)
        g_task_return_pointer (task, make_texture (), g_object_unref);
      else
        g_task_return_new_error (task, G_IO_ERROR, error_code, "as the test wants");
    }

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  return n;
}

typedef struct
{
  ShumateViewport *viewport;
  LageBaseLayer *layer;
  TestSource *source;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->viewport = fixture_viewport_new (9.98, 53.55, 11);
  fixture->layer = g_object_ref_sink (lage_base_layer_new (fixture->viewport));
  fixture->source = g_object_new (TEST_TYPE_SOURCE, "max-zoom", 14, NULL);
  fixture_allocate (GTK_WIDGET (fixture->layer), 1000, 700);
  lage_base_layer_set_source (fixture->layer, LAGE_TILE_SOURCE (fixture->source));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  answer_all (fixture->source, G_IO_ERROR_CANCELLED);
  g_assert_finalize_object (fixture->layer);
  g_assert_finalize_object (fixture->source);
  g_assert_finalize_object (fixture->viewport);
}

static void
test_asks_for_what_is_in_sight (Fixture       *fixture,
                                gconstpointer  data)
{
  const Address *address;

  g_assert_cmpuint (fixture->source->n_asked, >=, 6);
  g_assert_cmpuint (fixture->source->n_asked, <=, 12);

  /* Viewport zoom 11 is tile zoom 10: 9.98 E is column 540, 53.55 N is row 331. The middle comes
   * last, because the worker takes the newest first. */
  address = g_task_get_task_data (g_ptr_array_index (fixture->source->tasks,
                                                     fixture->source->tasks->len - 1));
  g_assert_cmpuint (address->zoom, ==, 10);
  g_assert_cmpuint (address->x, >=, 539);
  g_assert_cmpuint (address->x, <=, 541);
  g_assert_cmpuint (address->y, >=, 330);
  g_assert_cmpuint (address->y, <=, 332);

  g_assert_false (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, 0);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_COLOR_NODE), ==, 1);

  answer_all (fixture->source, GOOD);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), >=, 4);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_COLOR_NODE), ==, 0);
}

static void
test_tiles_meet_without_seam (Fixture       *fixture,
                              gconstpointer  data)
{
  answer_all (fixture->source, GOOD);

  for (double zoom = 11; zoom < 11.6; zoom += 0.07)
    {
      g_autoptr(GskRenderNode) node = NULL;
      g_autoptr(GPtrArray) found = g_ptr_array_new ();
      double area = 0;

      shumate_viewport_set_zoom_level (fixture->viewport, zoom);
      answer_all (fixture->source, GOOD);
      node = fixture_draw (GTK_WIDGET (fixture->layer));
      fixture_collect (node, GSK_TEXTURE_NODE, found);
      g_assert_cmpuint (found->len, >, 0);

      for (guint i = 0; i < found->len; i++)
        {
          graphene_rect_t bounds;
          graphene_rect_t window = GRAPHENE_RECT_INIT (0, 0, 1000, 700);
          graphene_rect_t inside;

          gsk_render_node_get_bounds (g_ptr_array_index (found, i), &bounds);
          g_assert_cmpfloat (fmodf (bounds.origin.x, 1), ==, 0);
          g_assert_cmpfloat (fmodf (bounds.size.height, 1), ==, 0);
          if (graphene_rect_intersection (&bounds, &window, &inside))
            area += (double) (inside.size.width * inside.size.height);
        }

      /* Neither a gap nor an overlap: together exactly the window. */
      g_assert_cmpfloat (area, ==, 700000);
    }
}

static void
test_coarser_tile_stands_in (Fixture       *fixture,
                             gconstpointer  data)
{
  answer_all (fixture->source, GOOD);
  shumate_viewport_set_zoom_level (fixture->viewport, 12);

  g_assert_false (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_CLIP_NODE), >, 0);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), >, 0);

  answer_all (fixture->source, GOOD);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_CLIP_NODE), ==, 0);

  /* Back again, from memory: nothing is asked for. */
  fixture->source->n_asked = 0;
  shumate_viewport_set_zoom_level (fixture->viewport, 11);
  g_assert_cmpuint (fixture->source->n_asked, ==, 0);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
}

static void
test_enlarges_beyond_the_data (Fixture       *fixture,
                               gconstpointer  data)
{
  const Address *address;

  shumate_viewport_set_zoom_level (fixture->viewport, 19);
  address = g_task_get_task_data (g_ptr_array_index (fixture->source->tasks,
                                                     fixture->source->tasks->len - 1));
  g_assert_cmpuint (address->zoom, ==, 14);
  answer_all (fixture->source, GOOD);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), >=, 1);
}

static void
test_out_of_sight_is_cancelled (Fixture       *fixture,
                                gconstpointer  data)
{
  guint n_first = fixture->source->n_asked;

  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), 40, -100);
  g_assert_cmpuint (fixture->source->n_asked, >, n_first);
  g_assert_cmpuint (answer_all (fixture->source, GOOD), ==, fixture->source->n_asked - n_first);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
}

static void
test_absent_is_final_failure_is_not (Fixture       *fixture,
                                     gconstpointer  data)
{
  guint n_first = fixture->source->n_asked;

  answer_all (fixture->source, G_IO_ERROR_NOT_FOUND);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));

  lage_tile_source_emit_changed (LAGE_TILE_SOURCE (fixture->source));
  g_assert_cmpuint (fixture->source->n_asked, ==, 2 * n_first);
  answer_all (fixture->source, G_IO_ERROR_FAILED);
  g_assert_false (lage_base_layer_get_is_complete (fixture->layer));

  /* It asks again by itself, without anything having moved. */
  fixture_wait_until (fixture->source->n_asked > 2 * n_first);
  answer_all (fixture->source, GOOD);
  fixture_wait_until (fixture->source->n_asked == 3 * n_first);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
}

static void
test_change_keeps_the_old_look (Fixture       *fixture,
                                gconstpointer  data)
{
  guint n_before;

  answer_all (fixture->source, GOOD);
  n_before = fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE);
  lage_tile_source_emit_changed (LAGE_TILE_SOURCE (fixture->source));
  g_assert_false (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), ==, n_before);
  answer_all (fixture->source, GOOD);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
}

static void
test_memory_has_a_limit (Fixture       *fixture,
                         gconstpointer  data)
{
  const gsize tile_bytes = 64 * 64 * 3;

  lage_base_layer_set_max_bytes (fixture->layer, 30 * tile_bytes);

  for (guint i = 0; i < 12; i++)
    {
      shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), 50, i * 2.0);
      answer_all (fixture->source, GOOD);
      g_assert_cmpuint (lage_base_layer_get_n_bytes (fixture->layer), <=, 30 * tile_bytes);
      g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
    }
  g_assert_cmpuint (lage_base_layer_get_n_bytes (fixture->layer), >=, 12 * tile_bytes);

  /* What is in sight stays, whatever the limit. */
  lage_base_layer_set_max_bytes (fixture->layer, 0);
  g_assert_true (lage_base_layer_get_is_complete (fixture->layer));
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_TEXTURE_NODE), >=, 4);
}

static void
test_overlay_paints_no_ground (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(TestSource) closer = g_object_new (TEST_TYPE_SOURCE, "min-zoom", 14, NULL);

  lage_base_layer_set_is_overlay (fixture->layer, TRUE);
  g_assert_cmpuint (fixture_count (GTK_WIDGET (fixture->layer), GSK_COLOR_NODE), ==, 0);

  answer_all (fixture->source, GOOD);
  lage_base_layer_set_opacity (fixture->layer, 0.3);
  node = fixture_draw (GTK_WIDGET (fixture->layer));
  g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_OPACITY_NODE);
  g_assert_cmpfloat_with_epsilon (gsk_opacity_node_get_opacity (node), 0.3, 0.001);

  /* From far away, a map for closer up would need thousands of tiles. */
  lage_base_layer_set_source (fixture->layer, LAGE_TILE_SOURCE (closer));
  g_assert_cmpuint (closer->n_asked, ==, 0);
  g_assert_null (fixture_draw (GTK_WIDGET (fixture->layer)));
  lage_base_layer_set_source (fixture->layer, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/base-layer/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("asks-for-what-is-in-sight", test_asks_for_what_is_in_sight);
  ADD ("tiles-meet-without-seam", test_tiles_meet_without_seam);
  ADD ("coarser-tile-stands-in", test_coarser_tile_stands_in);
  ADD ("enlarges-beyond-the-data", test_enlarges_beyond_the_data);
  ADD ("out-of-sight-is-cancelled", test_out_of_sight_is_cancelled);
  ADD ("absent-is-final-failure-is-not", test_absent_is_final_failure_is_not);
  ADD ("change-keeps-the-old-look", test_change_keeps_the_old_look);
  ADD ("memory-has-a-limit", test_memory_has_a_limit);
  ADD ("overlay-paints-no-ground", test_overlay_paints_no_ground);

  return g_test_run ();
}
