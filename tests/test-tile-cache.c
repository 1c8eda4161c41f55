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

static LageTileCache *
make_cache (Fixture *fixture,
            guint64  max_bytes)
{
  g_autofree char *seen = g_build_filename (fixture->directory, "seen", NULL);
  g_autofree char *kept = g_build_filename (fixture->directory, "kept", NULL);

  return lage_tile_cache_new (seen, kept, max_bytes);
}

static void
test_gives_back_what_was_stored (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = make_cache (fixture, 100000);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a\0b\n\nc", 6);
  LageTileAddress address = { "one", 3, 1, 2 };
  LageTileAddress other = { "one", 3, 2, 1 };
  LageTileAddress other_set = { "two", 3, 1, 2 };
  LageCachedTile tile = { bytes, (char *) "\"v1\"", 123456789, 55 };
  LageCachedTile plain = { bytes, NULL, 5, 6 };
  LageCachedTile broken = { bytes, (char *) "x\n99\n\n", 5, 6 };
  LageCachedTile absent = { NULL, NULL, 7, 8 };
  LageCachedTile found;
  g_autoptr(GError) error = NULL;

  g_assert_false (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_true (lage_tile_cache_store (cache, &address, &tile, &error));
  g_assert_no_error (error);
  g_assert_true (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_true (g_bytes_equal (found.bytes, bytes));
  g_assert_cmpstr (found.etag, ==, "\"v1\"");
  g_assert_cmpint (found.expires_us, ==, 123456789);
  g_assert_cmpint (found.fetched_us, ==, 55);
  lage_cached_tile_clear (&found);
  g_assert_false (lage_tile_cache_lookup (cache, &other, &found));
  g_assert_false (lage_tile_cache_lookup (cache, &other_set, &found));

  /* Without a tag, and with one that would break the header. */
  lage_tile_cache_store (cache, &address, &plain, NULL);
  g_assert_true (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_null (found.etag);
  lage_cached_tile_clear (&found);
  lage_tile_cache_store (cache, &address, &broken, NULL);
  g_assert_true (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_true (g_bytes_equal (found.bytes, bytes));
  g_assert_cmpint (found.expires_us, ==, 5);
  lage_cached_tile_clear (&found);

  /* That there is none is worth knowing. */
  lage_tile_cache_store (cache, &address, &absent, NULL);
  g_assert_true (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_null (found.bytes);
  g_assert_cmpint (found.expires_us, ==, 7);
}

static void
test_damaged_file_is_no_file (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *contents[] = {
    "", "lage-tile 2\n", "lage-tile 2\n\"v\"\n", "lage-tile 2\n\"v\"\nsoon\n6\n\nbody",
    "lage-tile 2\n\"v\"\n77\n88\nbody", "lage-tile 2\n\"v\"\n77\n88",
    "lage-tile 2\n\"v\"\n77\n\nbody", "lage-tile 1\n\n77\n88\n\nbody",
  };
  g_autoptr(LageTileCache) cache = make_cache (fixture, 100000);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("body", 4);
  g_autofree char *path =
    g_build_filename (fixture->directory, "seen", "one", "1", "0", "0.tile", NULL);
  LageTileAddress address = { "one", 1, 0, 0 };
  LageCachedTile tile = { bytes, NULL, 1, 1 };
  LageCachedTile found;

  lage_tile_cache_store (cache, &address, &tile, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_false (lage_tile_cache_lookup (cache, &address, &found));
      g_assert_null (found.bytes);
      g_assert_null (found.etag);
    }
}

static gboolean
has_tile (LageTileCache *cache,
          const char    *set,
          guint          x)
{
  LageTileAddress address = { set, 5, x, 0 };
  g_auto(LageCachedTile) found = { NULL };

  return lage_tile_cache_lookup (cache, &address, &found);
}

static void
test_oldest_goes_first (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = make_cache (fixture, 12000);
  g_autofree char *body = g_malloc0 (970);
  g_autoptr(GBytes) bytes = g_bytes_new (body, 970);
  LageCachedTile tile = { bytes, NULL, 0, 0 };

  /* Of two sets: they share the limit. */
  for (guint i = 0; i < 11; i++)
    {
      LageTileAddress address = { i % 2 == 0 ? "even" : "odd", 5, i, 0 };
      g_autofree char *path = g_strdup_printf ("%s/seen/%s/5/%u/0.tile", fixture->directory,
                                               address.set, i);
      struct utimbuf times = { 1000 + i, 1000 + i };

      g_assert_true (lage_tile_cache_store (cache, &address, &tile, NULL));
      utime (path, &times);
    }
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 12000);
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), >, 10500);

  /* The first is used again, so the second is the oldest now. */
  for (guint i = 11; i < 13; i++)
    {
      LageTileAddress address = { "even", 5, i, 0 };

      g_assert_true (has_tile (cache, "even", 0));
      lage_tile_cache_store (cache, &address, &tile, NULL);
    }
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 12000);

  g_assert_true (has_tile (cache, "even", 0));
  g_assert_false (has_tile (cache, "odd", 1));
  g_assert_false (has_tile (cache, "even", 2));
  for (guint i = 10; i < 13; i++)
    g_assert_true (has_tile (cache, "even", i));

  /* A lower limit holds from the next tile on. */
  lage_tile_cache_set_max_bytes (cache, 3000);
  lage_tile_cache_store (cache, &(LageTileAddress) { "even", 5, 20, 0 }, &tile, NULL);
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 3000);
}

static void
test_kept_stays (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = make_cache (fixture, 2000);
  g_autofree char *kept = g_build_filename (fixture->directory, "kept", NULL);
  g_autofree char *body = g_malloc0 (970);
  g_autoptr(GBytes) bytes = g_bytes_new (body, 970);
  g_autoptr(GBytes) newer = g_bytes_new_static ("newer", 5);
  LageTileAddress address = { "one", 5, 1, 0 };
  LageCachedTile tile = { bytes, NULL, 0, 0 };
  LageCachedTile newer_tile = { newer, NULL, 9, 9 };
  g_auto(LageCachedTile) found = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_true (lage_tile_cache_keep (kept, &address, &tile, &error));
  g_assert_no_error (error);
  for (guint i = 2; i < 12; i++)
    lage_tile_cache_store (cache, &(LageTileAddress) { "one", 5, i, 0 }, &tile, NULL);
  g_assert_true (has_tile (cache, "one", 1));
  g_assert_false (has_tile (cache, "one", 2));
  g_assert_cmpuint (lage_tile_cache_get_n_bytes (cache), <=, 2000);

  /* What comes of the server later is kept instead. */
  g_assert_true (lage_tile_cache_store (cache, &address, &newer_tile, NULL));
  g_assert_true (lage_tile_cache_lookup (cache, &address, &found));
  g_assert_true (g_bytes_equal (found.bytes, newer));
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
  g_test_add ("/map/tile-cache/kept-stays", Fixture, NULL, set_up, test_kept_stays, tear_down);

  return g_test_run ();
}
