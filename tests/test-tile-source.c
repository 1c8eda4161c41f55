/* test-tile-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-source.h"

/* A source of this test alone: one grey pixel for every tile, none at 1/0/1. */

#define TEST_TYPE_SOURCE (test_source_get_type ())

G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, LageTileSource)

struct _TestSource
{
  LageTileSource parent_instance;

  guint n_loads;
  guint last_scale;
};

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
  static const guint8 grey[] = { 128, 128, 128 };
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr(GBytes) bytes = g_bytes_new_static (grey, sizeof grey);

  TEST_SOURCE (source)->n_loads++;
  TEST_SOURCE (source)->last_scale = scale;
  if (zoom == 1 && x == 0 && y == 1)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "none there");
  else
    g_task_return_pointer (task, gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, bytes, 3),
                           g_object_unref);
}

static GdkTexture *
test_source_load_tile_finish (LageTileSource  *source,
                              GAsyncResult    *result,
                              GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_async = test_source_load_tile_async;
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_finish = test_source_load_tile_finish;
}

static void
test_source_init (TestSource *self)
{
}

typedef struct
{
  LageTileSource *source;
  guint           n_notified;
  guint           n_changed;
  GAsyncResult   *result;
} Fixture;

static void
counted_cb (guint *count)
{
  (*count)++;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->source = g_object_new (TEST_TYPE_SOURCE,
                                  "name", "Grey",
                                  "attribution", "nobody",
                                  "min-zoom", 1,
                                  "max-zoom", 3,
                                  NULL);
  g_signal_connect_swapped (fixture->source, "notify", G_CALLBACK (counted_cb),
                            &fixture->n_notified);
  g_signal_connect_swapped (fixture->source, "changed", G_CALLBACK (counted_cb),
                            &fixture->n_changed);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->source);
}

static GdkTexture *
load (Fixture  *fixture,
      guint     zoom,
      guint     x,
      guint     y,
      GError  **error)
{
  g_clear_object (&fixture->result);
  lage_tile_source_load_tile_async (fixture->source, zoom, x, y, 2, NULL, loaded_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return lage_tile_source_load_tile_finish (fixture->source, fixture->result, error);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_cmpstr (lage_tile_source_get_name (fixture->source), ==, "Grey");
  g_assert_cmpstr (lage_tile_source_get_attribution (fixture->source), ==, "nobody");
  g_assert_cmpuint (lage_tile_source_get_min_zoom (fixture->source), ==, 1);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (fixture->source), ==, 3);
  g_assert_false (lage_tile_source_get_is_dark (fixture->source));
  g_assert_true (lage_tile_source_get_is_reachable (fixture->source));
}

static void
test_notify (Fixture       *fixture,
             gconstpointer  data)
{
  gboolean is_dark = FALSE;

  lage_tile_source_set_is_dark (fixture->source, FALSE);
  g_assert_cmpuint (fixture->n_notified, ==, 0);
  lage_tile_source_set_is_dark (fixture->source, 7);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  lage_tile_source_set_is_dark (fixture->source, TRUE);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  g_object_get (fixture->source, "is-dark", &is_dark, NULL);
  g_assert_true (is_dark);

  lage_tile_source_set_is_reachable (fixture->source, TRUE);
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  lage_tile_source_set_is_reachable (fixture->source, FALSE);
  g_assert_cmpuint (fixture->n_notified, ==, 2);
  g_assert_false (lage_tile_source_get_is_reachable (fixture->source));

  g_assert_cmpuint (fixture->n_changed, ==, 0);
  lage_tile_source_emit_changed (fixture->source);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkTexture) none = NULL;
  g_autoptr(GError) error = NULL;

  texture = load (fixture, 1, 1, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1);
  g_assert_cmpuint (TEST_SOURCE (fixture->source)->last_scale, ==, 2);

  none = load (fixture, 1, 0, 1, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Tiles beyond the edge of the world never reach a source. */
static void
test_beyond_the_edge (Fixture       *fixture,
                      gconstpointer  data)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*x < (1u << zoom)*");
  lage_tile_source_load_tile_async (fixture->source, 1, 2, 0, 1, NULL, loaded_cb, fixture);
  g_test_assert_expected_messages ();
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*zoom <= 24*");
  lage_tile_source_load_tile_async (fixture->source, 25, 0, 0, 1, NULL, loaded_cb, fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (TEST_SOURCE (fixture->source)->n_loads, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/tile-source/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("properties", test_properties);
  ADD ("notify", test_notify);
  ADD ("load", test_load);
  ADD ("beyond-the-edge", test_beyond_the_edge);

  return g_test_run ();
}
