/* test-basemap-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-painter.h"

#include <math.h>
#include <string.h>

static LageBasemap *map;

typedef struct {
  int red;
  int green;
  int blue;
} Pixel;

static Pixel
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 value;

  memcpy (&value, data + (gsize) y * stride + (gsize) x * 4, sizeof value);

  return (Pixel) { (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff };
}

/* Blue by a distance: true of water in both themes and of nothing else. */
static gboolean
is_water (Pixel pixel)
{
  return pixel.blue - pixel.red > 40;
}

/* Where a place lies on the map, in pixels of the whole world. */
static void
locate (double  lon,
        double  lat,
        guint   zoom,
        guint   size_px,
        double *x,
        double *y)
{
  double world = exp2 (zoom) * size_px;

  *x = (lon + 180.0) / 360.0 * world;
  *y = (1.0 - asinh (tan (lat * G_PI / 180.0)) / G_PI) / 2.0 * world;
}

/* The part of a small square around a place that is water. */
static double
wetness (double           lon,
         double           lat,
         guint            zoom,
         int              radius,
         LageBasemapTheme theme)
{
  const int size = 512;
  double x;
  double y;
  int tile_x;
  int tile_y;
  int px;
  int py;
  int wet = 0;
  int all = 0;
  cairo_surface_t *tile;

  locate (lon, lat, zoom, size, &x, &y);
  tile_x = (int) (x / size);
  tile_y = (int) (y / size);
  px = (int) (x - (double) tile_x * size);
  py = (int) (y - (double) tile_y * size);
  tile = lage_basemap_paint_tile (map, zoom, (guint) tile_x, (guint) tile_y, size, 1.0, theme);
  g_assert_cmpint (cairo_surface_status (tile), ==, CAIRO_STATUS_SUCCESS);

  for (int j = MAX (0, py - radius); j <= MIN (size - 1, py + radius); j++)
    for (int i = MAX (0, px - radius); i <= MIN (size - 1, px + radius); i++)
      {
        all++;
        wet += is_water (pixel_at (tile, i, j));
      }
  cairo_surface_destroy (tile);

  return (double) wet / all;
}

static void
test_places (void)
{
  static const struct {
    const char *name;
    double      lon;
    double      lat;
    guint       from_zoom;
    guint       to_zoom;
    int         radius;
    gboolean    is_water;
  } places[] = {
    { "Elbe at St. Pauli", 9.9667, 53.5435, 11, 17, 2, TRUE },
    { "St. Pauli", 9.9667, 53.5510, 9, 17, 3, FALSE },
    { "Elbe at Blankenese", 9.80, 53.5525, 8, 17, 1, TRUE },
    { "Außenalster", 10.0065, 53.5675, 11, 17, 3, TRUE },
    { "Binnenalster", 9.9965, 53.5565, 12, 17, 3, TRUE },
    { "Rathaus", 9.9925, 53.5503, 12, 17, 1, FALSE },
    { "Wilhelmsburg", 10.005, 53.4985, 11, 17, 3, FALSE },
    { "Süderelbe at Harburg", 10.0193, 53.4737, 13, 17, 2, TRUE },
    { "sea west of Cuxhaven", 8.30, 54.00, 4, 17, 3, TRUE },
    { "North Sea", 6.0, 55.0, 3, 17, 3, TRUE },
    { "Elbe mouth", 8.85, 53.91, 7, 17, 2, TRUE },
    { "Elbe at Glückstadt", 9.385, 53.785, 9, 17, 1, TRUE },
    { "Dithmarschen", 9.15, 54.10, 7, 17, 2, FALSE },
    { "heath", 10.0, 53.15, 5, 17, 2, FALSE },
    { "Baltic", 11.2, 54.4, 6, 17, 2, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint zoom = places[i].from_zoom; zoom <= places[i].to_zoom; zoom++)
      for (guint theme = LAGE_BASEMAP_LIGHT; theme <= LAGE_BASEMAP_DARK; theme++)
        {
          double wet = wetness (places[i].lon, places[i].lat, zoom, places[i].radius, theme);

          if (places[i].is_water ? wet < 0.75 : wet > 0.25)
            g_error ("%s at zoom %u: %.0f %% water", places[i].name, zoom, wet * 100.0);
        }
}

/* From the sea to the harbour on water alone: nothing bridges the river where the coarse
 * coast and the detailed water meet, and nothing drowns the land beside it.
 */
static void
test_waterway (void)
{
  const guint zoom = 11;
  const int size = 256;
  double west;
  double north;
  double east;
  double south;
  double start_x;
  double start_y;
  double goal_x;
  double goal_y;
  int first_x;
  int first_y;
  int n_x;
  int n_y;
  int width;
  int height;
  int n_wet = 0;
  g_autofree guint8 *wet = NULL;
  g_autoptr(GArray) todo = g_array_new (FALSE, FALSE, sizeof (int));

  locate (8.5, 54.02, zoom, size, &west, &north);
  locate (10.05, 53.46, zoom, size, &east, &south);
  first_x = (int) west / size;
  first_y = (int) north / size;
  n_x = (int) east / size - first_x + 1;
  n_y = (int) south / size - first_y + 1;
  width = n_x * size;
  height = n_y * size;
  wet = g_new0 (guint8, (gsize) width * height);

  for (int tile_y = 0; tile_y < n_y; tile_y++)
    for (int tile_x = 0; tile_x < n_x; tile_x++)
      {
        cairo_surface_t *tile = lage_basemap_paint_tile (map, zoom, (guint) (first_x + tile_x),
                                                         (guint) (first_y + tile_y), size, 1.0,
                                                         LAGE_BASEMAP_LIGHT);

        for (int j = 0; j < size; j++)
          for (int i = 0; i < size; i++)
            {
              gboolean w = is_water (pixel_at (tile, i, j));

              wet[(gsize) (tile_y * size + j) * width + tile_x * size + i] = w;
              n_wet += w;
            }
        cairo_surface_destroy (tile);
      }

  /* The mouth of the Elbe and the harbour are a good part of the picture, but not most. */
  g_assert_cmpint (n_wet, >, width * height / 20);
  g_assert_cmpint (n_wet, <, width * height / 2);

  locate (8.55, 53.98, zoom, size, &start_x, &start_y);
  locate (9.985, 53.5405, zoom, size, &goal_x, &goal_y);
  {
    int start = ((int) start_y - first_y * size) * width + (int) start_x - first_x * size;
    int goal = ((int) goal_y - first_y * size) * width + (int) goal_x - first_x * size;

    g_assert_cmpint (wet[start], ==, 1);
    g_assert_cmpint (wet[goal], ==, 1);
    wet[start] = 2;
    g_array_append_val (todo, start);

    while (todo->len > 0)
      {
        int at = g_array_index (todo, int, todo->len - 1);
        int steps[4] = { 0 };
        int n_steps = 0;

        g_array_set_size (todo, todo->len - 1);
        if (at % width > 0)
          steps[n_steps++] = at - 1;
        if (at % width < width - 1)
          steps[n_steps++] = at + 1;
        if (at >= width)
          steps[n_steps++] = at - width;
        if (at < width * (height - 1))
          steps[n_steps++] = at + width;

        for (int i = 0; i < n_steps; i++)
          {
            if (wet[steps[i]] != 1)
              continue;
            wet[steps[i]] = 2;
            g_array_append_val (todo, steps[i]);
          }
      }

    g_assert_cmpint (wet[goal], ==, 2);
  }
}

/* Four tiles of 256 pixels show what one of 512 shows: no seam, no broken dash, no line that
 * ends at an edge.
 */
static void
test_seams (void)
{
  static const struct {
    guint  zoom;
    double lon;
    double lat;
  } cases[] = {
    { 4, 10.0, 55.0 }, { 7, 9.0, 53.9 }, { 9, 10.0, 53.5 }, { 11, 9.97, 53.54 },
    { 12, 9.74, 53.56 }, { 13, 9.98, 53.54 }, { 15, 9.986, 53.541 }, { 17, 9.9667, 53.546 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint theme = LAGE_BASEMAP_LIGHT; theme <= LAGE_BASEMAP_DARK; theme++)
      {
        cairo_surface_t *whole;
        double x;
        double y;
        guint n_different = 0;

        locate (cases[c].lon, cases[c].lat, cases[c].zoom, 1, &x, &y);
        whole = lage_basemap_paint_tile (map, cases[c].zoom, (guint) x, (guint) y, 512, 1.0, theme);

        for (guint quarter = 0; quarter < 4; quarter++)
          {
            guint right = quarter & 1;
            guint down = quarter >> 1;
            cairo_surface_t *part = lage_basemap_paint_tile (map, cases[c].zoom + 1,
                                                             2 * (guint) x + right,
                                                             2 * (guint) y + down, 256, 1.0,
                                                             theme);

            for (int j = 0; j < 256; j++)
              for (int i = 0; i < 256; i++)
                {
                  Pixel a = pixel_at (part, i, j);
                  Pixel b = pixel_at (whole, i + 256 * (int) right, j + 256 * (int) down);

                  n_different += ABS (a.red - b.red) > 16 || ABS (a.green - b.green) > 16 ||
                                 ABS (a.blue - b.blue) > 16;
                }
            cairo_surface_destroy (part);
          }
        cairo_surface_destroy (whole);

        if (n_different > 512 * 512 / 400)
          g_error ("zoom %u: %u pixels differ", cases[c].zoom, n_different);
      }
}

static void
test_scale (void)
{
  cairo_surface_t *tile = lage_basemap_paint_tile (map, 12, 2161, 1323, 256, 2.0,
                                                   LAGE_BASEMAP_LIGHT);
  double scale_x;
  double scale_y;

  cairo_surface_get_device_scale (tile, &scale_x, &scale_y);
  g_assert_cmpint (cairo_image_surface_get_format (tile), ==, CAIRO_FORMAT_RGB24);
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 512);
  g_assert_cmpint (cairo_image_surface_get_height (tile), ==, 512);
  g_assert_cmpfloat (scale_x, ==, 2.0);
  g_assert_cmpfloat (scale_y, ==, 2.0);
  cairo_surface_destroy (tile);
}

static void
test_themes (void)
{
  cairo_surface_t *light = lage_basemap_paint_tile (map, 12, 2161, 1323, 256, 1.0,
                                                    LAGE_BASEMAP_LIGHT);
  cairo_surface_t *dark = lage_basemap_paint_tile (map, 12, 2161, 1323, 256, 1.0,
                                                   LAGE_BASEMAP_DARK);
  guint64 light_sum = 0;
  guint64 dark_sum = 0;

  for (int j = 0; j < 256; j++)
    for (int i = 0; i < 256; i++)
      {
        Pixel a = pixel_at (light, i, j);
        Pixel b = pixel_at (dark, i, j);

        light_sum += (guint64) (a.red + a.green + a.blue);
        dark_sum += (guint64) (b.red + b.green + b.blue);
      }
  g_assert_cmpuint (light_sum, >, 3 * dark_sum);

  cairo_surface_destroy (light);
  cairo_surface_destroy (dark);
}

static void
test_edges_of_the_world (void)
{
  for (guint zoom = 0; zoom <= LAGE_BASEMAP_MAX_ZOOM; zoom += 11)
    {
      guint last = (1u << zoom) - 1;
      const guint corners[][2] = { { 0, 0 }, { last, 0 }, { 0, last }, { last, last } };

      for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
        {
          cairo_surface_t *tile = lage_basemap_paint_tile (map, zoom, corners[i][0],
                                                           corners[i][1], 64, 1.0,
                                                           LAGE_BASEMAP_DARK);

          g_assert_cmpint (cairo_surface_status (tile), ==, CAIRO_STATUS_SUCCESS);
          cairo_surface_destroy (tile);
        }
    }
}

static gpointer
paint_thread (gpointer data)
{
  cairo_surface_t *tile = lage_basemap_paint_tile (data, 10, 540, 330, 256, 1.0,
                                                   LAGE_BASEMAP_LIGHT);
  GBytes *bytes = g_bytes_new (cairo_image_surface_get_data (tile),
                               (gsize) cairo_image_surface_get_stride (tile) * 256);

  cairo_surface_destroy (tile);

  return bytes;
}

static void
test_threads (void)
{
  GThread *threads[4];
  g_autoptr(GBytes) reference = paint_thread (map);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("paint", paint_thread, map);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (bytes, reference));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  map = lage_basemap_new_embedded (&error);
  g_assert_no_error (error);

  g_test_add_func ("/map/basemap-painter/places", test_places);
  g_test_add_func ("/map/basemap-painter/waterway", test_waterway);
  g_test_add_func ("/map/basemap-painter/seams", test_seams);
  g_test_add_func ("/map/basemap-painter/scale", test_scale);
  g_test_add_func ("/map/basemap-painter/themes", test_themes);
  g_test_add_func ("/map/basemap-painter/edges-of-the-world", test_edges_of_the_world);
  g_test_add_func ("/map/basemap-painter/threads", test_threads);

  status = g_test_run ();
  lage_basemap_unref (map);

  return status;
}
