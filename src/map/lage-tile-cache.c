/* lage-tile-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

/* Tiles on disk, one file each: a line of magic, the entity tag, until when the server promised that
 * it stays the same, when it was fetched, an empty line, the image. A file that can't be read is no
 * different from one that is not there.
 *
 *     DIRECTORY/SET/ZOOM/X/Y.tile   what was seen; the oldest go when there are too many
 *     KEPT/SET/ZOOM/X/Y.tile        what somebody wants to have without a network; never goes by itself
 *
 * A kept tile that is fetched anew replaces the kept one. All functions but new, ref, unref,
 * set_max_bytes and those of kept tiles are for the map thread alone, and read and write at once. */

#define MAGIC "lage-tile 2\n"

/* What is left after the oldest files have been removed. */
#define KEEP_SHARE 0.8

/* DIRECTORY/SET/ZOOM/X */
#define DEPTH 3

struct _LageTileCache
{
  gatomicrefcount ref_count;
  char *directory;
  char *kept_directory; /* (nullable) */
  gpointer max_bytes;   /* a gsize, atomic */
  guint64 n_bytes;
  gboolean is_measured;
};

typedef struct
{
  char *path;
  guint64 n_bytes;
  gint64 used_at;
} CachedFile;

static void
cached_file_clear (gpointer data)
{
  CachedFile *file = data;

  g_free (file->path);
}

void
lage_cached_tile_clear (LageCachedTile *tile)
{
  g_clear_pointer (&tile->bytes, g_bytes_unref);
  g_clear_pointer (&tile->etag, g_free);
}

static char *
build_path (const char            *directory,
            const LageTileAddress *address)
{
  return g_strdup_printf ("%s/%s/%u/%u/%u.tile", directory, address->set, address->zoom, address->x,
                          address->y);
}

static guint64
get_max_bytes (LageTileCache *self)
{
  return GPOINTER_TO_SIZE (g_atomic_pointer_get (&self->max_bytes));
}

static void
collect_files (const char *directory,
               guint       depth,
               GArray     *files)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      GStatBuf status;

      if (g_lstat (path, &status) != 0)
        continue;

      if (S_ISDIR (status.st_mode) && depth < DEPTH)
        {
          collect_files (path, depth + 1, files);
        }
      else if (S_ISREG (status.st_mode) && depth == DEPTH)
        {
          CachedFile file = { g_steal_pointer (&path), (guint64) status.st_size,
                              (gint64) status.st_mtime };

          g_array_append_val (files, file);
        }
    }
}

static int
compare_age (gconstpointer a,
             gconstpointer b)
{
  const CachedFile *file_a = a;
  const CachedFile *file_b = b;

  if (file_a->used_at != file_b->used_at)
    return file_a->used_at < file_b->used_at ? -1 : 1;

  return strcmp (file_a->path, file_b->path);
}

static GArray *
measure (LageTileCache *self)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (CachedFile));

  g_array_set_clear_func (files, cached_file_clear);
  collect_files (self->directory, 0, files);
  self->n_bytes = 0;
  for (guint i = 0; i < files->len; i++)
    self->n_bytes += g_array_index (files, CachedFile, i).n_bytes;
  self->is_measured = TRUE;

  return files;
}

/* Removes those that were used longest ago. */
static void
trim (LageTileCache *self,
      const char    *keep_path)
{
  g_autoptr(GArray) files = NULL;
  guint64 max_bytes = get_max_bytes (self);

  if (self->is_measured && self->n_bytes <= max_bytes)
    return;

  files = measure (self);
  if (self->n_bytes <= max_bytes)
    return;

  g_array_sort (files, compare_age);

  for (guint i = 0; i < files->len; i++)
    {
      const CachedFile *file = &g_array_index (files, CachedFile, i);

      if ((double) self->n_bytes <= (double) max_bytes * KEEP_SHARE)
        break;

      if (!g_str_equal (file->path, keep_path) && g_unlink (file->path) == 0)
        self->n_bytes -= file->n_bytes;
    }
}

/**
 * lage_tile_cache_new:
 * @directory: where the files are; made when the first is stored
 * @kept_directory: (nullable): where tiles are that are kept
 * @max_bytes: how much the files in @directory may take together
 *
 * Returns: (transfer full): the cache
 */
LageTileCache *
lage_tile_cache_new (const char *directory,
                     const char *kept_directory,
                     guint64     max_bytes)
{
  LageTileCache *self;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_new0 (LageTileCache, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->directory = g_strdup (directory);
  self->kept_directory = g_strdup (kept_directory);
  lage_tile_cache_set_max_bytes (self, max_bytes);

  return self;
}

LageTileCache *
lage_tile_cache_ref (LageTileCache *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
lage_tile_cache_unref (LageTileCache *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->directory);
  g_free (self->kept_directory);
  g_free (self);
}

/**
 * lage_tile_cache_set_max_bytes:
 * @self: the cache
 * @max_bytes: how much it may take, from the next tile that is stored; in any thread
 */
void
lage_tile_cache_set_max_bytes (LageTileCache *self,
                               guint64        max_bytes)
{
  g_atomic_pointer_set (&self->max_bytes, GSIZE_TO_POINTER ((gsize) MIN (max_bytes, G_MAXSIZE)));
}

static gboolean
read_tile (const char     *path,
           LageCachedTile *tile)
{
  g_autofree char *contents = NULL;
  const char *line;
  const char *line_end;
  char *number_end = NULL;
  gsize n_bytes;
  gsize n_header;
  gint64 times_us[2];

  if (!g_file_get_contents (path, &contents, &n_bytes, NULL) ||
      !g_str_has_prefix (contents, MAGIC))
    return FALSE;

  line = contents + strlen (MAGIC);
  line_end = memchr (line, '\n', n_bytes - (gsize) (line - contents));
  if (line_end == NULL)
    return FALSE;

  number_end = (char *) line_end;
  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    {
      const char *number = number_end + 1;

      times_us[i] = g_ascii_strtoll (number, &number_end, 10);
      if (number_end == number || *number_end != '\n')
        return FALSE;
    }
  if (number_end[1] != '\n')
    return FALSE;

  n_header = (gsize) (number_end + 2 - contents);
  if (line_end > line)
    tile->etag = g_strndup (line, (gsize) (line_end - line));
  tile->expires_us = times_us[0];
  tile->fetched_us = times_us[1];
  if (n_header < n_bytes)
    tile->bytes = g_bytes_new (contents + n_header, n_bytes - n_header);

  return TRUE;
}

static gboolean
write_tile (const char            *path,
            const LageCachedTile  *tile,
            gsize                 *n_bytes,
            GError               **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr(GString) contents = g_string_new (MAGIC);

  if (tile->etag != NULL && strpbrk (tile->etag, "\r\n") == NULL)
    g_string_append (contents, tile->etag);
  g_string_append_printf (contents, "\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n\n",
                          tile->expires_us, tile->fetched_us);
  if (tile->bytes != NULL)
    g_string_append_len (contents, g_bytes_get_data (tile->bytes, NULL),
                         (gssize) g_bytes_get_size (tile->bytes));

  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: can't be made", directory);
      return FALSE;
    }
  if (n_bytes != NULL)
    *n_bytes = contents->len;

  /* Whole or not at all, but it need not survive a power cut. */
  return g_file_set_contents_full (path, contents->str, (gssize) contents->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * lage_tile_cache_lookup:
 * @self: the cache
 * @address: which tile
 * @tile: (out): what is known of it, fresh or not; empty where nothing is
 *
 * Returns: whether anything is known
 */
gboolean
lage_tile_cache_lookup (LageTileCache         *self,
                        const LageTileAddress *address,
                        LageCachedTile        *tile)
{
  g_autofree char *path = build_path (self->directory, address);

  memset (tile, 0, sizeof *tile);
  if (self->kept_directory != NULL)
    {
      g_autofree char *kept_path = build_path (self->kept_directory, address);

      if (read_tile (kept_path, tile))
        return TRUE;
    }

  if (!read_tile (path, tile))
    return FALSE;

  /* Now is the last use. */
  g_utime (path, NULL);

  return TRUE;
}

/**
 * lage_tile_cache_store:
 * @self: the cache
 * @address: which tile
 * @tile: what came of the server
 * @error: why it could not be written
 *
 * Returns: %TRUE if it is there now
 */
gboolean
lage_tile_cache_store (LageTileCache          *self,
                       const LageTileAddress  *address,
                       const LageCachedTile   *tile,
                       GError                **error)
{
  g_autofree char *path = build_path (self->directory, address);
  gsize n_bytes = 0;

  if (self->kept_directory != NULL)
    {
      g_autofree char *kept_path = build_path (self->kept_directory, address);

      if (g_file_test (kept_path, G_FILE_TEST_EXISTS))
        return write_tile (kept_path, tile, NULL, error);
    }

  if (!write_tile (path, tile, &n_bytes, error))
    return FALSE;

  self->n_bytes += n_bytes;
  trim (self, path);

  return TRUE;
}

guint64
lage_tile_cache_get_n_bytes (LageTileCache *self)
{
  if (!self->is_measured)
    g_array_unref (measure (self));

  return self->n_bytes;
}

char *
lage_tile_cache_build_kept_path (const char            *kept_directory,
                                 const LageTileAddress *address)
{
  return build_path (kept_directory, address);
}

/**
 * lage_tile_cache_keep:
 * @kept_directory: where tiles are that are kept
 * @address: which tile
 * @tile: what came of the server
 * @error: why it could not be written
 *
 * Returns: %TRUE if it is kept now
 */
gboolean
lage_tile_cache_keep (const char             *kept_directory,
                      const LageTileAddress  *address,
                      const LageCachedTile   *tile,
                      GError                **error)
{
  g_autofree char *path = build_path (kept_directory, address);

  return write_tile (path, tile, NULL, error);
}
