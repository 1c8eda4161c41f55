/* test-tile-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "lage-tile-cache.h"

typedef struct
{
  char *directory;
} Fixture;

static void
remove_tree (GFile *file)
{
  g_autoptr(GFileEnumerator) children =
    g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL,
                               NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("tiles-XXXXXX", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->directory);

  remove_tree (file);
  g_free (fixture->directory);
}

static void
test_gives_back_what_was_stored (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = lage_tile_cache_new (fixture->directory, 100000);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a\0b\n\nc", 6);
  g_autoptr(GBytes) found = NULL;
  g_autoptr(GBytes) none = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *etag = NULL;
  gint64 expires_us;

  g_assert_null (lage_tile_cache_lookup (cache, 3, 1, 2, &etag, &expires_us));
  g_assert_true (lage_tile_cache_store (cache, 3, 1, 2, bytes, "\"v1\"", 123456789, &error));
  g_assert_no_error (error);
  found = lage_tile_cache_lookup (cache, 3, 1, 2, &etag, &expires_us);
  g_assert_nonnull (found);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_cmpstr (etag, ==, "\"v1\"");
  g_assert_cmpint (expires_us, ==, 123456789);
  g_clear_pointer (&etag, g_free);
  none = lage_tile_cache_lookup (cache, 3, 2, 1, &etag, &expires_us);
  g_assert_null (none);

  /* Without a tag, and with one that would break the header. */
  lage_tile_cache_store (cache, 3, 1, 2, bytes, NULL, 5, NULL);
  g_clear_pointer (&found, g_bytes_unref);
  found = lage_tile_cache_lookup (cache, 3, 1, 2, &etag, &expires_us);
  g_assert_nonnull (found);
  g_assert_null (etag);
  lage_tile_cache_store (cache, 3, 1, 2, bytes, "x\n99\n\n", 5, NULL);
  g_clear_pointer (&found, g_bytes_unref);
  found = lage_tile_cache_lookup (cache, 3, 1, 2, &etag, &expires_us);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_cmpint (expires_us, ==, 5);
}

static void
test_damaged_file_is_no_file (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *contents[] = {
    "", "lage-tile 1\n", "lage-tile 1\n\"v\"\n", "lage-tile 1\n\"v\"\nsoon\n\nbody",
    "lage-tile 1\n\"v\"\n77\nbody", "lage-tile 1\n\"v\"\n77\n\n", "lage-tile 2\n\n77\n\nbody",
  };
  g_autoptr(LageTileCache) cache = lage_tile_cache_new (fixture->directory, 100000);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("body", 4);
  g_autofree char *path = g_build_filename (fixture->directory, "1", "0", "0.tile", NULL);
  gint64 expires_us;

  lage_tile_cache_store (cache, 1, 0, 0, bytes, NULL, 1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *etag = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (lage_tile_cache_lookup (cache, 1, 0, 0, &etag, &expires_us));
      g_assert_null (etag);
    }
}

static void
test_oldest_goes_first (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = lage_tile_cache_new (fixture->directory, 12000);
  g_autofree char *body = g_malloc0 (970);
  g_autoptr(GBytes) bytes = g_bytes_new (body, 970);
  gint64 expires_us;

  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/5/%u/0.tile", fixture->directory, i);
      struct utimbuf times = { 1000 + i, 1000 + i };

      g_assert_true (lage_tile_cache_store (cache, 5, i, 0, bytes, NULL, 0, NULL));
      utime (path, &times);
    }
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 12000);
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), >, 10500);

  /* The first is used again, so the second is the oldest now. */
  for (guint i = 11; i < 13; i++)
    {
      g_autofree char *etag = NULL;
      g_autoptr(GBytes) first = lage_tile_cache_lookup (cache, 5, 0, 0, &etag, &expires_us);

      g_assert_nonnull (first);
      lage_tile_cache_store (cache, 5, i, 0, bytes, NULL, 0, NULL);
    }
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 12000);

  for (guint i = 0; i < 13; i++)
    {
      g_autofree char *etag = NULL;
      g_autoptr(GBytes) found = lage_tile_cache_lookup (cache, 5, i, 0, &etag, &expires_us);

      if (i == 1 || i == 2)
        g_assert_null (found);
      if (i == 0 || i >= 10)
        g_assert_nonnull (found);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/map/tile-cache/gives-back-what-was-stored", Fixture, NULL, set_up,
              test_gives_back_what_was_stored, tear_down);
  g_test_add ("/map/tile-cache/damaged-file-is-no-file", Fixture, NULL, set_up,
              test_damaged_file_is_no_file, tear_down);
  g_test_add ("/map/tile-cache/oldest-goes-first", Fixture, NULL, set_up, test_oldest_goes_first,
              tear_down);

  return g_test_run ();
}
