/* test-mbtiles-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "lage-mbtiles-source.h"
#include "map-fixture.h"

typedef struct
{
  char *directory;
  char *path;
  sqlite3 *db;
} Fixture;

typedef struct
{
  GAsyncResult *result;
} Waiter;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("mbtiles-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "pack #1 100%.mbtiles", NULL);
  g_assert_cmpint (sqlite3_open (fixture->path, &fixture->db), ==, SQLITE_OK);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->db, sqlite3_close);
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  char *message = NULL;

  sqlite3_exec (fixture->db, sql, NULL, NULL, &message);
  g_assert_null (message);
}

static void
make_tables (Fixture *fixture)
{
  run_sql (fixture,
           "CREATE TABLE metadata (name TEXT, value TEXT);"
           "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
           " tile_data BLOB)");
}

static GBytes *
make_png (guint32  rgba,
          int      size,
          gboolean has_alpha)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, size, size);
  g_autoptr(GError) error = NULL;
  char *buffer;
  gsize n_bytes;

  gdk_pixbuf_fill (pixbuf, rgba);
  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n_bytes, "png", &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (buffer, n_bytes);
}

/* The row as web maps count it, from the north. */
static void
add_tile (Fixture *fixture,
          int      zoom,
          int      x,
          int      y,
          GBytes  *bytes)
{
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (fixture->db, "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1, &statement, NULL);
  sqlite3_bind_int (statement, 1, zoom);
  sqlite3_bind_int (statement, 2, x);
  sqlite3_bind_int (statement, 3, (1 << zoom) - 1 - y);
  sqlite3_bind_blob (statement, 4, g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes),
                     SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
add_colour (Fixture *fixture,
            int      zoom,
            int      x,
            int      y,
            guint32  rgba)
{
  g_autoptr(GBytes) png = make_png (rgba, 256, FALSE);

  add_tile (fixture, zoom, x, y, png);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Waiter *waiter = user_data;

  waiter->result = g_object_ref (result);
}

static LageMbtilesSource *
open_pack (Fixture  *fixture,
           GError  **error)
{
  Waiter waiter = { NULL };
  LageMbtilesSource *source;

  lage_mbtiles_source_new_async (fixture->path, NULL, answered_cb, &waiter);
  fixture_wait_until (waiter.result != NULL);
  source = lage_mbtiles_source_new_finish (waiter.result, error);
  g_object_unref (waiter.result);

  return source;
}

static GdkTexture *
load (LageMbtilesSource  *source,
      guint               zoom,
      guint               x,
      guint               y,
      GError            **error)
{
  Waiter waiter = { NULL };
  GdkTexture *texture;

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), zoom, x, y, 1, NULL, answered_cb,
                                    &waiter);
  fixture_wait_until (waiter.result != NULL);
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), waiter.result, error);
  g_object_unref (waiter.result);

  return texture;
}

static void
assert_colour (GdkTexture *texture,
               int         x,
               int         y,
               guint32     rgba)
{
  guint8 rgb[3];

  fixture_get_pixel (texture, x, y, rgb);
  g_assert_cmpint (ABS ((int) rgb[0] - (int) (rgba >> 24)), <=, 2);
  g_assert_cmpint (ABS ((int) rgb[1] - (int) (rgba >> 16 & 0xff)), <=, 2);
  g_assert_cmpint (ABS ((int) rgb[2] - (int) (rgba >> 8 & 0xff)), <=, 2);
}

static void
test_four_images_make_a_tile (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  make_tables (fixture);
  run_sql (fixture, "INSERT INTO metadata VALUES ('name', 'Hafen'), ('attribution', 'us'),"
                    " ('minzoom', '4'), ('maxzoom', '5')");
  add_colour (fixture, 4, 6, 8, 0x102030ff);
  add_colour (fixture, 5, 16, 10, 0xff0000ff);
  add_colour (fixture, 5, 17, 10, 0x00ff00ff);
  add_colour (fixture, 5, 16, 11, 0x0000ffff);
  add_colour (fixture, 5, 17, 11, 0xffff00ff);

  source = open_pack (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lage_tile_source_get_name (LAGE_TILE_SOURCE (source)), ==, "Hafen");
  g_assert_cmpstr (lage_tile_source_get_attribution (LAGE_TILE_SOURCE (source)), ==, "us");
  g_assert_cmpuint (lage_tile_source_get_min_zoom (LAGE_TILE_SOURCE (source)), ==, 3);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (LAGE_TILE_SOURCE (source)), ==, 4);

  texture = load (source, 4, 8, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 512);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 512);
  assert_colour (texture, 10, 10, 0xff0000ff);
  assert_colour (texture, 500, 10, 0x00ff00ff);
  assert_colour (texture, 10, 500, 0x0000ffff);
  assert_colour (texture, 500, 500, 0xffff00ff);
  assert_colour (texture, 255, 255, 0xff0000ff);
  assert_colour (texture, 256, 255, 0x00ff00ff);
}

static void
test_missing_is_cut_from_a_parent (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkTexture) none = NULL;
  g_autoptr(GError) error = NULL;

  make_tables (fixture);
  add_colour (fixture, 3, 4, 2, 0x204060ff);
  add_colour (fixture, 5, 16, 10, 0xff0000ff);

  /* Zoom levels are found in the tiles where the pack does not tell. */
  source = open_pack (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lage_tile_source_get_min_zoom (LAGE_TILE_SOURCE (source)), ==, 2);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (LAGE_TILE_SOURCE (source)), ==, 4);

  texture = load (source, 4, 8, 5, &error);
  g_assert_no_error (error);
  assert_colour (texture, 10, 10, 0xff0000ff);
  assert_colour (texture, 500, 10, 0x204060ff);
  assert_colour (texture, 500, 500, 0x204060ff);

  none = load (source, 4, 0, 0, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_right_part_of_a_parent (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  g_autoptr(GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (pixbuf, 128, 0, 128, 128);
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GError) error = NULL;
  char *buffer;
  gsize n_bytes;

  gdk_pixbuf_fill (pixbuf, 0x000000ff);
  gdk_pixbuf_fill (corner, 0x00ff00ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n_bytes, "png", NULL, NULL);
  png = g_bytes_new_take (buffer, n_bytes);
  make_tables (fixture);
  run_sql (fixture, "INSERT INTO metadata VALUES ('minzoom', '2'), ('maxzoom', '9')");
  add_tile (fixture, 2, 1, 1, png);
  source = open_pack (fixture, &error);
  g_assert_no_error (error);

  /* Image 2/1/1: its north-eastern quarter is 3/3/2, which is the tile 3/3/2 of ours. */
  texture = load (source, 3, 3, 2, &error);
  g_assert_no_error (error);
  assert_colour (texture, 256, 256, 0x00ff00ff);
  g_clear_object (&texture);
  texture = load (source, 3, 2, 2, &error);
  g_assert_no_error (error);
  assert_colour (texture, 256, 256, 0x000000ff);
}

static void
test_large_and_transparent_images (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GBytes) large = make_png (0x00000000, 512, TRUE);
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  guint8 rgb[3];

  make_tables (fixture);
  add_tile (fixture, 4, 8, 5, large);
  source = open_pack (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (LAGE_TILE_SOURCE (source)), ==, 4);
  texture = load (source, 4, 8, 5, &error);
  g_assert_no_error (error);

  /* Light ground shows through, not black. */
  fixture_get_pixel (texture, 100, 100, rgb);
  g_assert_cmpuint (rgb[0], >, 200);
}

static void
test_dark_turns_light_over (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  guint8 rgb[3];

  make_tables (fixture);
  add_colour (fixture, 3, 4, 2, 0xaad3dfff);
  source = open_pack (fixture, &error);
  lage_tile_source_set_is_dark (LAGE_TILE_SOURCE (source), TRUE);
  texture = load (source, 2, 2, 1, &error);
  g_assert_no_error (error);
  fixture_get_pixel (texture, 100, 100, rgb);
  g_assert_cmpuint (rgb[2], <, 110);
  g_assert_cmpuint (rgb[2], >, rgb[0]);
}

static void
assert_refused (Fixture      *fixture,
                GIOErrorEnum  code)
{
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GError) error = NULL;

  source = open_pack (fixture, &error);
  g_assert_null (source);
  g_assert_error (error, G_IO_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_refuses_what_is_not_a_pack (Fixture       *fixture,
                                 gconstpointer  data)
{
  /* An empty database, then one without tiles, then one of vector tiles. */
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
  make_tables (fixture);
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
  add_colour (fixture, 3, 4, 2, 0xffffffff);
  run_sql (fixture, "INSERT INTO metadata VALUES ('format', 'pbf')");
  assert_refused (fixture, G_IO_ERROR_NOT_SUPPORTED);

  g_clear_pointer (&fixture->db, sqlite3_close);
  g_assert_true (g_file_set_contents (fixture->path, "no database, only text that is long enough "
                                      "to be looked at as a header of one hundred bytes and more",
                                      -1, NULL));
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
  g_unlink (fixture->path);
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
}

static void
test_damaged_tile_is_an_error (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GBytes) garbage = g_bytes_new_static ("\x89PNG\r\n\x1a\n garbage", 16);
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  make_tables (fixture);
  add_colour (fixture, 3, 4, 2, 0x204060ff);
  add_tile (fixture, 4, 0, 0, garbage);
  source = open_pack (fixture, &error);
  g_assert_no_error (error);

  texture = load (source, 3, 0, 0, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "4/0/0"));
}

static void
test_hostile_size_is_refused (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GBytes) good = make_png (0xffffffff, 256, FALSE);
  g_autofree guint8 *bomb = g_memdup2 (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) just_large = make_png (0x112233ff, 2048, FALSE);
  g_autoptr(GBytes) too_large = make_png (0x112233ff, 2049, FALSE);
  g_autoptr(GError) error = NULL;

  /* The header claims 2^24 pixels each way. */
  bomb[17] = 0xff;
  bomb[21] = 0xff;
  bytes = g_bytes_new (bomb, g_bytes_get_size (good));

  make_tables (fixture);
  add_tile (fixture, 3, 0, 0, good);
  add_tile (fixture, 4, 2, 2, bytes);
  add_tile (fixture, 4, 4, 4, just_large);
  add_tile (fixture, 4, 6, 6, too_large);
  source = open_pack (fixture, &error);
  g_assert_no_error (error);

  texture = load (source, 3, 1, 1, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  texture = load (source, 3, 2, 2, &error);
  g_assert_no_error (error);
  g_assert_nonnull (texture);
  g_clear_object (&texture);

  texture = load (source, 3, 3, 3, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* A view is code of the one who made the file: this one would never end. */
static void
test_endless_view_is_stopped (Fixture       *fixture,
                              gconstpointer  data)
{
  run_sql (fixture,
           "CREATE TABLE metadata (name TEXT, value TEXT);"
           "INSERT INTO metadata VALUES ('minzoom', '0'), ('maxzoom', '3');"
           "CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
           " SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, NULL AS tile_data"
           " FROM n WHERE i < 0");
  assert_refused (fixture, G_IO_ERROR_INVALID_DATA);
}

static void
test_real_pack (void)
{
  const char *samples = g_getenv ("LAGE_SAMPLES");
  g_autofree char *path = NULL;
  Fixture fixture = { NULL, NULL, NULL };
  g_autoptr(LageMbtilesSource) source = NULL;
  g_autoptr(GError) error = NULL;

  if (samples == NULL)
    {
      g_test_skip ("LAGE_SAMPLES is not set");
      return;
    }

  path = g_build_filename (samples, "..", "geodata", "hamburg-base-light.mbtiles", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no tile pack beside the samples");
      return;
    }

  fixture.path = path;
  source = open_pack (&fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (LAGE_TILE_SOURCE (source)), ==, 13);

  for (guint zoom = 5; zoom <= 13; zoom++)
    {
      guint x = (guint) (lage_mercator_x (9.98) * (1u << zoom));
      guint y = (guint) (lage_mercator_y (53.55) * (1u << zoom));
      g_autoptr(GdkTexture) texture = load (source, zoom, x, y, &error);

      g_assert_no_error (error);
      g_assert_nonnull (texture);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/mbtiles-source/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("four-images-make-a-tile", test_four_images_make_a_tile);
  ADD ("missing-is-cut-from-a-parent", test_missing_is_cut_from_a_parent);
  ADD ("right-part-of-a-parent", test_right_part_of_a_parent);
  ADD ("large-and-transparent-images", test_large_and_transparent_images);
  ADD ("dark-turns-light-over", test_dark_turns_light_over);
  ADD ("refuses-what-is-not-a-pack", test_refuses_what_is_not_a_pack);
  ADD ("damaged-tile-is-an-error", test_damaged_tile_is_an_error);
  ADD ("hostile-size-is-refused", test_hostile_size_is_refused);
  ADD ("endless-view-is-stopped", test_endless_view_is_stopped);
  g_test_add_func ("/map/mbtiles-source/real-pack", test_real_pack);

  return g_test_run ();
}
