/* test-basemap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap.h"

#include <math.h>
#include <string.h>

static const LageBasemapBox world = { 0.0, 0.0, 1.0, 1.0 };

static double
x_of (double lon)
{
  return (lon + 180.0) / 360.0;
}

static double
y_of (double lat)
{
  return (1.0 - asinh (tan (lat * G_PI / 180.0)) / G_PI) / 2.0;
}

static GByteArray *
load_small (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "small.basemap", NULL);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) contents, size);
}

static LageBasemap *
open_bytes (const guint8  *data,
            gsize          size,
            GError       **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);

  return lage_basemap_new_from_bytes (bytes, error);
}

static void
put_u32 (guint8  *at,
         guint32  value)
{
  guint32 le = GUINT32_TO_LE (value);

  memcpy (at, &le, sizeof le);
}

/* Makes size and checksum right again, so that the checks behind them are reached. */
static void
repair (guint8 *data,
        gsize   size)
{
  put_u32 (data + 12, (guint32) size);
  put_u32 (data + 16, lage_basemap_checksum (data + 20, size - 20));
}

/* Walks everything a reader can reach, and checks that it is on the map. */
static guint
walk (const LageBasemap *map)
{
  guint n_features = 0;

  for (guint level = 0; level < lage_basemap_get_n_levels (map); level++)
    for (guint kind = 0; kind < LAGE_BASEMAP_N_KINDS; kind++)
      {
        LageBasemapIter iter;
        LageBasemapFeature feature;

        lage_basemap_iter_init (&iter, map, level, kind, &world);
        while (lage_basemap_iter_next (&iter, &feature))
          {
            LageBasemapCursor cursor;
            guint n_points;
            guint n_rings = 0;

            n_features++;
            lage_basemap_cursor_init (&cursor, &feature);
            while (lage_basemap_cursor_ring (&cursor, &n_points))
              {
                double x;
                double y;
                guint n = 0;

                n_rings++;
                while (lage_basemap_cursor_point (&cursor, &x, &y))
                  {
                    n++;
                    g_assert_cmpfloat (x, >=, feature.box.west);
                    g_assert_cmpfloat (x, <=, feature.box.east);
                    g_assert_cmpfloat (y, >=, feature.box.north);
                    g_assert_cmpfloat (y, <=, feature.box.south);
                  }
                g_assert_cmpuint (n, ==, n_points);
                g_assert_cmpuint (n, >=, kind <= LAGE_BASEMAP_WATER ? 3 : 2);
              }
            g_assert_cmpuint (n_rings, >=, 1);
          }
      }

  return n_features;
}

static void
test_small (void)
{
  g_autoptr(GByteArray) file = load_small ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LageBasemap) map = open_bytes (file->data, file->len, &error);
  LageBasemapIter iter;
  LageBasemapFeature feature;
  LageBasemapCursor cursor;
  guint n_points;
  double x;
  double y;

  g_assert_no_error (error);
  g_assert_cmpuint (lage_basemap_get_n_levels (map), ==, 4);
  g_assert_cmpuint (lage_basemap_get_n_features (map, 3, LAGE_BASEMAP_MOTORWAY), ==, 2);
  g_assert_cmpuint (lage_basemap_get_n_features (map, 3, LAGE_BASEMAP_QUARTER), ==, 1);
  g_assert_cmpuint (lage_basemap_get_n_features (map, 0, LAGE_BASEMAP_QUARTER), ==, 0);
  g_assert_cmpuint (lage_basemap_get_n_features (map, 0, LAGE_BASEMAP_LAND), ==, 1);
  g_assert_cmpuint (walk (map), >, 10);

  lage_basemap_iter_init (&iter, map, 3, LAGE_BASEMAP_WATER, &world);
  g_assert_true (lage_basemap_iter_next (&iter, &feature));
  g_assert_cmpfloat_with_epsilon (feature.box.west, x_of (9.3), 1e-7);
  g_assert_cmpfloat_with_epsilon (feature.box.north, y_of (53.6), 1e-7);
  g_assert_cmpfloat_with_epsilon (feature.box.east, x_of (9.7), 1e-7);
  g_assert_cmpfloat_with_epsilon (feature.box.south, y_of (53.3), 1e-7);

  lage_basemap_cursor_init (&cursor, &feature);
  g_assert_true (lage_basemap_cursor_ring (&cursor, &n_points));
  g_assert_cmpuint (n_points, ==, 4);
  for (guint i = 0; i < n_points; i++)
    g_assert_true (lage_basemap_cursor_point (&cursor, &x, &y));
  g_assert_false (lage_basemap_cursor_point (&cursor, &x, &y));
  g_assert_true (lage_basemap_cursor_ring (&cursor, &n_points));
  g_assert_true (lage_basemap_cursor_point (&cursor, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, x_of (9.45), 1e-7);
  g_assert_cmpfloat_with_epsilon (y, y_of (53.4), 1e-7);
  for (guint i = 1; i < n_points; i++)
    g_assert_true (lage_basemap_cursor_point (&cursor, &x, &y));
  g_assert_false (lage_basemap_cursor_ring (&cursor, &n_points));
  g_assert_false (lage_basemap_iter_next (&iter, &feature));

  lage_basemap_iter_init (&iter, map, 3, LAGE_BASEMAP_MOTORWAY, &world);
  for (guint flags = 0; lage_basemap_iter_next (&iter, &feature); flags++)
    g_assert_true (feature.flags == 0 || feature.flags == LAGE_BASEMAP_BRIDGE);
}

static void
test_truncated (void)
{
  g_autoptr(GByteArray) file = load_small ();

  for (gsize size = 0; size < file->len; size++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) repaired_error = NULL;
      g_autofree guint8 *copy = g_memdup2 (file->data, MAX (size, 1));

      g_assert_null (open_bytes (copy, size, &error));
      g_assert_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED);
      g_assert_true (g_str_has_prefix (error->message, "base map: "));

      if (size < 40)
        continue;

      repair (copy, size);
      g_assert_null (open_bytes (copy, size, &repaired_error));
      g_assert_error (repaired_error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED);
    }
}

static void
test_flipped (void)
{
  static const guint8 masks[] = { 0x01, 0x40, 0x80, 0xff };
  g_autoptr(GByteArray) file = load_small ();
  guint n_refused = 0;

  for (gsize i = 0; i < file->len; i++)
    for (guint m = 0; m < G_N_ELEMENTS (masks); m++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GError) repaired_error = NULL;
        g_autoptr(LageBasemap) map = NULL;
        g_autofree guint8 *copy = g_memdup2 (file->data, file->len);

        copy[i] ^= masks[m];
        g_assert_null (open_bytes (copy, file->len, &error));
        g_assert_nonnull (error);

        repair (copy, file->len);
        map = open_bytes (copy, file->len, &repaired_error);
        if (map == NULL)
          {
            g_assert_nonnull (repaired_error);
            n_refused++;
          }
        else
          {
            g_autoptr(GArray) labels = NULL;

            walk (map);
            labels = lage_basemap_collect_labels (map, 20.0, -180.0, -90.0, 180.0, 90.0);
            g_assert_cmpuint (labels->len, <=, 3);
          }
      }

  /* Much of the file is structure: most flips are seen without the checksum, too. */
  g_assert_cmpuint (n_refused, >, file->len);
}

static void
test_version (void)
{
  g_autoptr(GByteArray) file = load_small ();
  g_autoptr(GError) error = NULL;

  put_u32 (file->data + 8, 2);
  g_assert_null (open_bytes (file->data, file->len, &error));
  g_assert_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_VERSION);
}

static void
test_named_damage (void)
{
  static const struct {
    gsize       offset;
    guint32     value;
    const char *message;
  } cases[] = {
    { 20, 0, "0 levels" },
    { 20, 9, "9 levels" },
    { 24, 0x10000000, "labels: 268435456 items" },
    { 32, 0xfffffff0, "strings: " },
    { 40 + 0, 17, "level 0: shift 17" },
    { 40 + 8, 0x08000000, "level 0: features: " },
    { 40 + 16, 0xffffffff, "level 0: features: " },
    { 40 + 32 + 4, 75, "level 1: the levels are not in order" },
    { 40 + 64 + 28, 0x7fffffff, "level 2: geometry: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) file = load_small ();
      g_autoptr(GError) error = NULL;

      put_u32 (file->data + cases[i].offset, cases[i].value);
      repair (file->data, file->len);
      g_assert_null (open_bytes (file->data, file->len, &error));
      g_assert_error (error, LAGE_BASEMAP_ERROR, LAGE_BASEMAP_ERROR_DAMAGED);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("case %u: %s", i, error->message);
    }
}

static void
test_checksum (void)
{
  const char *text = "123456789";

  g_assert_cmphex (lage_basemap_checksum ((const guint8 *) text, 9), ==, 0xcbf43926);
  g_assert_cmphex (lage_basemap_checksum (NULL, 0), ==, 0);
}

static void
test_levels (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageBasemap) map = lage_basemap_new_embedded (&error);
  static const struct {
    double map_zoom;
    guint  level;
  } cases[] = {
    { -1.0, 0 }, { 0.0, 0 }, { 7.4, 0 }, { 7.5, 1 }, { 11.4, 1 }, { 11.5, 2 },
    { 12.9, 2 }, { 13.0, 3 }, { 18.0, 3 }, { 25.0, 3 },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (lage_basemap_find_level (map, cases[i].map_zoom), ==, cases[i].level);
}

static void
test_embedded (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageBasemap) map = lage_basemap_new_embedded (&error);
  g_autoptr(LageBasemap) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (lage_basemap_get_n_levels (map), ==, 4);

  for (guint kind = 0; kind < LAGE_BASEMAP_N_KINDS; kind++)
    {
      g_assert_cmpuint (lage_basemap_get_n_features (map, 3, kind), >, 0);
      g_assert_cmpuint (lage_basemap_get_n_features (map, 0, kind), <=,
                        lage_basemap_get_n_features (map, 3, kind));
    }
  g_assert_cmpuint (lage_basemap_get_n_features (map, 3, LAGE_BASEMAP_MINOR), >, 1000);
  g_assert_cmpuint (lage_basemap_get_n_features (map, 2, LAGE_BASEMAP_MINOR), ==, 0);
  g_assert_cmpuint (walk (map), >, 10000);

  other = lage_basemap_ref (map);
  g_assert_true (other == map);
}

/* What the blocks and boxes let through is exactly what touches. */
static void
test_boxes (void)
{
  g_autoptr(LageBasemap) map = lage_basemap_new_embedded (NULL);
  static const double places[][4] = {
    { 9.96, 53.53, 10.0, 53.56 }, { 9.0, 53.0, 11.0, 54.0 }, { 8.0, 53.8, 8.1, 53.9 },
    { -179.0, -80.0, -170.0, -70.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      LageBasemapBox box = { x_of (places[i][0]), y_of (places[i][3]),
                             x_of (places[i][2]), y_of (places[i][1]) };
      const double slack = 1e-6;

      for (guint kind = 0; kind < LAGE_BASEMAP_N_KINDS; kind++)
        {
          LageBasemapIter iter;
          LageBasemapFeature feature;
          guint n_found = 0;
          guint n_inner = 0;
          guint n_outer = 0;

          lage_basemap_iter_init (&iter, map, 2, kind, &box);
          while (lage_basemap_iter_next (&iter, &feature))
            n_found++;

          lage_basemap_iter_init (&iter, map, 2, kind, &world);
          while (lage_basemap_iter_next (&iter, &feature))
            {
              if (feature.box.west <= box.east && feature.box.east >= box.west &&
                  feature.box.north <= box.south && feature.box.south >= box.north)
                n_inner++;
              if (feature.box.west <= box.east + slack && feature.box.east >= box.west - slack &&
                  feature.box.north <= box.south + slack &&
                  feature.box.south >= box.north - slack)
                n_outer++;
            }

          g_assert_cmpuint (n_found, >=, n_inner);
          g_assert_cmpuint (n_found, <=, n_outer);
        }
    }
}

static const LageBasemapLabel *
find_label (GArray     *labels,
            const char *text)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const LageBasemapLabel *label = &g_array_index (labels, LageBasemapLabel, i);

      if (g_str_equal (label->text, text))
        return label;
    }

  return NULL;
}

static LageBasemapLabel
get_label (GArray     *labels,
           const char *text)
{
  const LageBasemapLabel *label = find_label (labels, text);

  if (label == NULL)
    g_error ("no label %s", text);

  return *label;
}

static guint
count_labels (GArray                *labels,
              LageBasemapLabelClass  label_class)
{
  guint n = 0;

  for (guint i = 0; i < labels->len; i++)
    n += g_array_index (labels, LageBasemapLabel, i).label_class == label_class;

  return n;
}

static void
test_labels (void)
{
  g_autoptr(LageBasemap) map = lage_basemap_new_embedded (NULL);
  g_autoptr(GArray) far = lage_basemap_collect_labels (map, 5.0, 5.0, 52.0, 14.0, 56.0);
  g_autoptr(GArray) city = lage_basemap_collect_labels (map, 10.0, 9.6, 53.3, 10.4, 53.8);
  g_autoptr(GArray) near = lage_basemap_collect_labels (map, 14.0, 8.2, 53.3, 10.4, 54.0);
  g_autoptr(GArray) nothing = lage_basemap_collect_labels (map, 14.0, -60.0, -50.0, -50.0, -40.0);
  LageBasemapLabel label = get_label (far, "Hamburg");

  g_assert_cmpuint (label.rank, ==, 0);
  g_assert_cmpuint (label.label_class, ==, LAGE_BASEMAP_LABEL_PLACE);
  g_assert_null (find_label (far, "Wilhelmsburg"));

  g_assert_cmpuint (count_labels (city, LAGE_BASEMAP_LABEL_DISTRICT), ==, 7);
  g_assert_cmpuint (count_labels (city, LAGE_BASEMAP_LABEL_QUARTER), ==, 0);
  g_assert_cmpuint (count_labels (city, LAGE_BASEMAP_LABEL_SHIELD), >, 10);
  g_assert_cmpuint (count_labels (near, LAGE_BASEMAP_LABEL_QUARTER), ==, 104);

  label = get_label (near, "Wilhelmsburg");
  g_assert_cmpuint (label.label_class, ==, LAGE_BASEMAP_LABEL_QUARTER);
  g_assert_cmpfloat_with_epsilon (label.lon, 10.0, 0.05);
  g_assert_cmpfloat_with_epsilon (label.lat, 53.49, 0.03);
  label = get_label (near, "Außenalster");
  g_assert_cmpuint (label.label_class, ==, LAGE_BASEMAP_LABEL_WATER);

  for (guint i = 1; i < near->len; i++)
    g_assert_cmpuint (g_array_index (near, LageBasemapLabel, i - 1).rank, <=,
                      g_array_index (near, LageBasemapLabel, i).rank);

  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/basemap/small", test_small);
  g_test_add_func ("/map/basemap/truncated", test_truncated);
  g_test_add_func ("/map/basemap/flipped", test_flipped);
  g_test_add_func ("/map/basemap/version", test_version);
  g_test_add_func ("/map/basemap/named-damage", test_named_damage);
  g_test_add_func ("/map/basemap/checksum", test_checksum);
  g_test_add_func ("/map/basemap/levels", test_levels);
  g_test_add_func ("/map/basemap/embedded", test_embedded);
  g_test_add_func ("/map/basemap/boxes", test_boxes);
  g_test_add_func ("/map/basemap/labels", test_labels);

  return g_test_run ();
}
