/* test-basemap-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-source.h"

#include <string.h>

#include "lage-map-label.h"

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *place;
}

static LageBasemapSource *
open_source (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  LageBasemapSource *source;

  lage_basemap_source_new_async (NULL, result_cb, &result);
  source = lage_basemap_source_new_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (LAGE_IS_BASEMAP_SOURCE (source));

  return source;
}

static GdkTexture *
load (LageBasemapSource  *source,
      guint               zoom,
      guint               x,
      guint               y,
      guint               scale,
      GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), zoom, x, y, scale, NULL, result_cb,
                                    &result);

  return lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), wait_for (&result), error);
}

/* The part of a tile that is blue by a distance. */
static double
get_wetness (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  gsize n_pixels = (gsize) width * (gsize) height;
  g_autofree guint32 *pixels = g_new (guint32, n_pixels);
  gsize n_wet = 0;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (gsize i = 0; i < n_pixels; i++)
    n_wet += (int) (pixels[i] & 0xff) - (int) (pixels[i] >> 16 & 0xff) > 40;

  return (double) n_wet / (double) n_pixels;
}

static void
test_properties (void)
{
  LageBasemapSource *source = open_source ();
  LageTileSource *tiles = LAGE_TILE_SOURCE (source);

  g_assert_cmpstr (lage_tile_source_get_name (tiles), ==, "Embedded map");
  g_assert_nonnull (strstr (lage_tile_source_get_attribution (tiles), "OpenStreetMap"));
  g_assert_nonnull (strstr (lage_tile_source_get_attribution (tiles), "GSHHG"));
  g_assert_cmpuint (lage_tile_source_get_min_zoom (tiles), ==, 0);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (tiles), >=, 17);
  g_assert_true (lage_tile_source_get_is_reachable (tiles));

  g_assert_finalize_object (source);
}

static void
test_tiles (void)
{
  g_autoptr(LageBasemapSource) source = open_source ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) late_error = NULL;
  g_autoptr(GdkTexture) sea = load (source, 8, 132, 81, 1, &error);
  g_autoptr(GdkTexture) city = load (source, 12, 2161, 1323, 2, &error);
  g_autoptr(GdkTexture) late = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (sea), ==, LAGE_TILE_SIZE);
  g_assert_cmpint (gdk_texture_get_width (city), ==, 2 * LAGE_TILE_SIZE);
  g_assert_cmpint (gdk_texture_get_height (city), ==, 2 * LAGE_TILE_SIZE);
  g_assert_cmpfloat (get_wetness (sea), >, 0.6);
  g_assert_cmpfloat (get_wetness (city), >, 0.05);
  g_assert_cmpfloat (get_wetness (city), <, 0.6);

  late = load (source, 24, 0, 0, 1, &late_error);
  g_assert_null (late);
  g_assert_error (late_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
count_cb (guint *n_changed)
{
  (*n_changed)++;
}

static void
test_dark (void)
{
  g_autoptr(LageBasemapSource) source = open_source ();
  g_autoptr(GdkTexture) light = load (source, 10, 540, 330, 1, NULL);
  g_autoptr(GdkTexture) dark = NULL;
  g_autofree guint32 *a = g_new (guint32, LAGE_TILE_SIZE * LAGE_TILE_SIZE);
  g_autofree guint32 *b = g_new (guint32, LAGE_TILE_SIZE * LAGE_TILE_SIZE);
  guint64 light_sum = 0;
  guint64 dark_sum = 0;
  guint n_changed = 0;

  g_signal_connect_swapped (source, "changed", G_CALLBACK (count_cb), &n_changed);
  lage_tile_source_set_is_dark (LAGE_TILE_SOURCE (source), FALSE);
  g_assert_cmpuint (n_changed, ==, 0);
  lage_tile_source_set_is_dark (LAGE_TILE_SOURCE (source), TRUE);
  g_assert_cmpuint (n_changed, ==, 1);

  dark = load (source, 10, 540, 330, 1, NULL);
  gdk_texture_download (light, (guchar *) a, LAGE_TILE_SIZE * 4);
  gdk_texture_download (dark, (guchar *) b, LAGE_TILE_SIZE * 4);
  for (guint i = 0; i < LAGE_TILE_SIZE * LAGE_TILE_SIZE; i++)
    {
      light_sum += a[i] >> 8 & 0xff;
      dark_sum += b[i] >> 8 & 0xff;
    }
  g_assert_cmpuint (light_sum, >, 3 * dark_sum);
}

static void
test_labels (void)
{
  g_autoptr(LageBasemapSource) source = open_source ();
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (LageMapLabel));
  guint n_hamburg = 0;
  guint n_districts = 0;
  guint n_roads = 0;

  lage_basemap_source_add_labels (9.6, 53.3, 10.4, 53.8, 11, labels, source);
  g_assert_cmpuint (labels->len, >, 30);
  for (guint i = 0; i < labels->len; i++)
    {
      const LageMapLabel *label = &g_array_index (labels, LageMapLabel, i);

      g_assert_cmpfloat (label->longitude, >=, 9.6);
      g_assert_cmpfloat (label->longitude, <=, 10.4);
      n_hamburg += g_str_equal (label->text, "Hamburg") &&
                   label->label_class == LAGE_MAP_LABEL_CITY && label->rank == 0;
      n_districts += label->label_class == LAGE_MAP_LABEL_DISTRICT;
      n_roads += label->label_class == LAGE_MAP_LABEL_ROAD;
    }
  g_assert_cmpuint (n_hamburg, ==, 1);
  g_assert_cmpuint (n_districts, ==, 7);
  g_assert_cmpuint (n_roads, >, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/basemap-source/properties", test_properties);
  g_test_add_func ("/map/basemap-source/tiles", test_tiles);
  g_test_add_func ("/map/basemap-source/dark", test_dark);
  g_test_add_func ("/map/basemap-source/labels", test_labels);

  return g_test_run ();
}
