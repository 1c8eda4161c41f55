/* lage-tile-cache.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-cache.h"

#include <glib/gstdio.h>
#include <utime.h>
#include <string.h>
#include <utime.h>

/* Tiles of one server on disk, one file each: a line of magic, the entity tag, the time until which
 * the server promised that it stays the same, an empty line, the image. A file that can't be read is
 * no different from one that is not there. All functions but new, ref and unref are for the map
 * thread alone, and read and write at once. */

#define MAGIC "lage-tile 1\n"

/* What is left after the oldest files have been removed. */
#define KEEP_SHARE 0.8

struct _LageTileCache
{
  gatomicrefcount ref_count;
  char *directory;
  guint64 max_bytes;
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

static char *
build_path (LageTileCache *self,
            guint          zoom,
            guint          x,
            guint          y)
{
  return g_strdup_printf ("%s/%u/%u/%u.tile", self->directory, zoom, x, y);
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

      if (S_ISDIR (status.st_mode) && depth < 2)
        {
          collect_files (path, depth + 1, files);
        }
      else if (S_ISREG (status.st_mode) && depth == 2)
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

  if (self->is_measured && self->n_bytes <= self->max_bytes)
    return;

  files = measure (self);
  if (self->n_bytes <= self->max_bytes)
    return;

  g_array_sort (files, compare_age);

  for (guint i = 0; i < files->len; i++)
    {
      const CachedFile *file = &g_array_index (files, CachedFile, i);

      if ((double) self->n_bytes <= (double) self->max_bytes * KEEP_SHARE)
        break;

      if (!g_str_equal (file->path, keep_path) && g_unlink (file->path) == 0)
        self->n_bytes -= file->n_bytes;
    }
}

/**
 * lage_tile_cache_new:
 * @directory: where the files are kept; made when the first is stored
 * @max_bytes: how much they may take together
 *
 * Returns: (transfer full): the cache
 */
LageTileCache *
lage_tile_cache_new (const char *directory,
                     guint64     max_bytes)
{
  LageTileCache *self;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_new0 (LageTileCache, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->directory = g_strdup (directory);
  self->max_bytes = max_bytes;

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
  g_free (self);
}

/**
 * lage_tile_cache_lookup:
 * @self: the cache
 * @zoom: of the tile
 * @x: of the tile
 * @y: of the tile
 * @etag: (out) (nullable): the entity tag, if the server gave one
 * @expires_us: (out): until when the server need not be asked, wall clock
 *
 * Returns: (transfer full) (nullable): the image as it came, fresh or not
 */
GBytes *
lage_tile_cache_lookup (LageTileCache  *self,
                        guint           zoom,
                        guint           x,
                        guint           y,
                        char          **etag,
                        gint64         *expires_us)
{
  g_autofree char *path = build_path (self, zoom, x, y);
  g_autofree char *contents = NULL;
  const char *line;
  const char *line_end;
  char *number_end = NULL;
  gsize n_bytes;
  gsize n_header;
  gint64 expires;

  *etag = NULL;
  *expires_us = 0;

  if (!g_file_get_contents (path, &contents, &n_bytes, NULL) ||
      !g_str_has_prefix (contents, MAGIC))
    return NULL;

  line = contents + strlen (MAGIC);
  line_end = memchr (line, '\n', n_bytes - (gsize) (line - contents));
  if (line_end == NULL)
    return NULL;

  expires = g_ascii_strtoll (line_end + 1, &number_end, 10);
  if (number_end == line_end + 1 || !g_str_has_prefix (number_end, "\n\n"))
    return NULL;

  n_header = (gsize) (number_end + 2 - contents);
  if (n_header >= n_bytes)
    return NULL;

  if (line_end > line)
    *etag = g_strndup (line, (gsize) (line_end - line));
  *expires_us = expires;

  /* Now is the last use. */
  g_utime (path, NULL);

  return g_bytes_new (contents + n_header, n_bytes - n_header);
}

/**
 * lage_tile_cache_store:
 * @self: the cache
 * @zoom: of the tile
 * @x: of the tile
 * @y: of the tile
 * @bytes: the image as it came
 * @etag: (nullable): the entity tag
 * @expires_us: until when the server need not be asked, wall clock
 * @error: why it could not be written
 *
 * Returns: %TRUE if it is there now
 */
gboolean
lage_tile_cache_store (LageTileCache  *self,
                       guint           zoom,
                       guint           x,
                       guint           y,
                       GBytes         *bytes,
                       const char     *etag,
                       gint64          expires_us,
                       GError        **error)
{
  g_autofree char *path = build_path (self, zoom, x, y);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr(GString) contents = g_string_new (MAGIC);

  g_return_val_if_fail (bytes != NULL, FALSE);

  if (etag != NULL && strpbrk (etag, "\r\n") == NULL)
    g_string_append (contents, etag);
  g_string_append_printf (contents, "\n%" G_GINT64_FORMAT "\n\n", expires_us);
  g_string_append_len (contents, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));

  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: can't be made", directory);
      return FALSE;
    }

  /* Whole or not at all, but it need not survive a power cut. */
  if (!g_file_set_contents_full (path, contents->str, (gssize) contents->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;

  self->n_bytes += contents->len;
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
