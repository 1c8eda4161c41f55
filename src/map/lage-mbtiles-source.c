/* lage-mbtiles-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mbtiles-source.h"

#include <sqlite3.h>

#include "lage-map-worker.h"
#include "lage-tile-pixels.h"

/* A raster tile pack in one SQLite file (MBTiles 1.3). The file is somebody else's: its views are
 * code, its blobs are images, and either may be hostile. So it is opened read-only with an untrusted
 * schema, every query has a limit of steps, and every tile a limit of bytes and pixels.
 *
 * Rows are counted from the south (TMS). A tile that the pack does not have is cut from the nearest
 * parent that it has, so that a pack with much detail in the city and little around it has no holes
 * and may be looked at closer than it was made for. */

#define MAX_TILE_BYTES (4 * 1024 * 1024)
#define MAX_DATA_ZOOM 24

/* Zoom levels that a missing tile may borrow: more would show a few blurred pixels. */
#define MAX_ENLARGEMENT 6

/* Virtual machine steps between two looks at the limit, and how many such looks a query gets: some
 * ten million steps, about a second. */
#define STEPS_PER_LOOK 10000
#define MAX_LOOKS 1000

/* The open file: used by the map thread only, so it needs no lock. */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  sqlite3 *db;
  sqlite3_stmt *tile_statement;
  int n_looks;
  char *name;
  char *attribution;
  guint min_zoom; /* of the data, not of our 512-pixel tiles */
  guint max_zoom;
  guint image_size;
} TileFile;

typedef struct
{
  TileFile *file;
  guint zoom;
  guint x;
  guint y;
  gboolean is_dark;
  gboolean is_overlay;
} TileRequest;

struct _LageMbtilesSource
{
  LageTileSource parent_instance;
  TileFile *file;
};

G_DEFINE_FINAL_TYPE (LageMbtilesSource, lage_mbtiles_source, LAGE_TYPE_TILE_SOURCE)

static void
tile_file_free (gpointer data)
{
  TileFile *file = data;

  g_clear_pointer (&file->tile_statement, sqlite3_finalize);
  g_clear_pointer (&file->db, sqlite3_close);
  g_free (file->path);
  g_free (file->name);
  g_free (file->attribution);
  g_free (file);
}

static TileFile *
tile_file_ref (TileFile *file)
{
  g_atomic_ref_count_inc (&file->ref_count);

  return file;
}

static void
tile_file_unref (gpointer data)
{
  TileFile *file = data;

  if (g_atomic_ref_count_dec (&file->ref_count))
    lage_map_worker_release (file, tile_file_free);
}

static void
tile_request_free (gpointer data)
{
  TileRequest *request = data;

  tile_file_unref (request->file);
  g_free (request);
}

static int
progress_cb (void *user_data)
{
  TileFile *file = user_data;

  return ++file->n_looks > MAX_LOOKS;
}

static gboolean
set_sqlite_error (TileFile    *file,
                  const char  *doing,
                  GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s: %s", file->path, doing,
               sqlite3_errmsg (file->db));

  return FALSE;
}

static gboolean
prepare (TileFile      *file,
         const char    *sql,
         sqlite3_stmt **statement,
         GError       **error)
{
  file->n_looks = 0;

  if (sqlite3_prepare_v2 (file->db, sql, -1, statement, NULL) != SQLITE_OK)
    return set_sqlite_error (file, "not a tile pack", error);

  return TRUE;
}

static gboolean
parse_zoom (const char *text,
            guint      *zoom)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_DATA_ZOOM, &value, NULL))
    return FALSE;

  *zoom = (guint) value;

  return TRUE;
}

static void
replace_string (char       **string,
                const char  *value)
{
  g_free (*string);
  *string = g_strdup (value);
}

static gboolean
read_metadata (TileFile  *file,
               gboolean  *has_zooms,
               GError   **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean has_min = FALSE;
  gboolean has_max = FALSE;
  gboolean is_vector = FALSE;
  int status;

  if (!prepare (file, "SELECT name, value FROM metadata", &statement, error))
    return FALSE;

  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      const char *value = (const char *) sqlite3_column_text (statement, 1);

      if (name == NULL || value == NULL || !g_utf8_validate (value, -1, NULL))
        continue;

      if (g_str_equal (name, "name"))
        replace_string (&file->name, value);
      else if (g_str_equal (name, "attribution"))
        replace_string (&file->attribution, value);
      else if (g_str_equal (name, "minzoom"))
        has_min = parse_zoom (value, &file->min_zoom);
      else if (g_str_equal (name, "maxzoom"))
        has_max = parse_zoom (value, &file->max_zoom);
      else if (g_str_equal (name, "format"))
        is_vector = g_str_equal (value, "pbf") || g_str_equal (value, "mvt");
    }

  if (status != SQLITE_DONE)
    set_sqlite_error (file, "reading metadata", error);

  sqlite3_finalize (statement);

  if (status != SQLITE_DONE)
    return FALSE;

  if (is_vector)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "%s: holds vector tiles; only images can be shown", file->path);
      return FALSE;
    }

  *has_zooms = has_min && has_max && file->min_zoom <= file->max_zoom;

  return TRUE;
}

static gboolean
read_zooms (TileFile  *file,
            GError   **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean is_good = FALSE;
  int status;

  if (!prepare (file, "SELECT min (zoom_level), max (zoom_level) FROM tiles", &statement, error))
    return FALSE;

  status = sqlite3_step (statement);

  if (status != SQLITE_ROW)
    {
      set_sqlite_error (file, "reading zoom levels", error);
    }
  else if (sqlite3_column_type (statement, 0) != SQLITE_INTEGER ||
           sqlite3_column_int64 (statement, 0) < 0 ||
           sqlite3_column_int64 (statement, 1) > MAX_DATA_ZOOM)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s: has no tiles of zoom 0 to %d", file->path, MAX_DATA_ZOOM);
    }
  else
    {
      file->min_zoom = (guint) sqlite3_column_int64 (statement, 0);
      file->max_zoom = (guint) sqlite3_column_int64 (statement, 1);
      is_good = TRUE;
    }

  sqlite3_finalize (statement);

  return is_good;
}

/* Returns NULL without an error where the pack has no such tile. */
static GdkPixbuf *
read_image (TileFile  *file,
            guint      zoom,
            guint      x,
            guint      y,
            GError   **error)
{
  g_autoptr(GdkPixbuf) image = NULL;
  int status;

  file->n_looks = 0;
  sqlite3_bind_int64 (file->tile_statement, 1, zoom);
  sqlite3_bind_int64 (file->tile_statement, 2, x);
  sqlite3_bind_int64 (file->tile_statement, 3, (1u << zoom) - 1 - y);
  status = sqlite3_step (file->tile_statement);

  if (status == SQLITE_ROW)
    {
      const void *blob = sqlite3_column_blob (file->tile_statement, 0);
      int n_bytes = sqlite3_column_bytes (file->tile_statement, 0);

      if (blob == NULL || n_bytes <= 0 || n_bytes > MAX_TILE_BYTES)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "tile has %d bytes", n_bytes);
        }
      else
        {
          g_autoptr(GBytes) bytes = g_bytes_new (blob, (gsize) n_bytes);

          image = lage_tile_pixels_decode (bytes, error);
        }

      if (image == NULL)
        g_prefix_error (error, "%s: tile %u/%u/%u: ", file->path, zoom, x, y);
    }
  else if (status != SQLITE_DONE)
    {
      g_autofree char *doing = g_strdup_printf ("reading tile %u/%u/%u", zoom, x, y);

      set_sqlite_error (file, doing, error);
    }

  sqlite3_reset (file->tile_statement);

  return g_steal_pointer (&image);
}

static gboolean
read_image_size (TileFile  *file,
                 GError   **error)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr(GdkPixbuf) image = NULL;
  gboolean is_row = FALSE;

  if (!prepare (file, "SELECT zoom_level, tile_column, tile_row FROM tiles LIMIT 1", &statement,
                error))
    return FALSE;

  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      sqlite3_int64 zoom = sqlite3_column_int64 (statement, 0);
      sqlite3_int64 x = sqlite3_column_int64 (statement, 1);
      sqlite3_int64 y = sqlite3_column_int64 (statement, 2);

      is_row = zoom >= 0 && zoom <= MAX_DATA_ZOOM && x >= 0 && x < (1 << zoom) && y >= 0 &&
               y < (1 << zoom);
      if (is_row)
        image = read_image (file, (guint) zoom, (guint) x, (guint) ((1 << zoom) - 1 - y), error);
    }

  sqlite3_finalize (statement);

  if (image != NULL)
    {
      file->image_size = (guint) gdk_pixbuf_get_width (image);
      return TRUE;
    }

  if (error != NULL && *error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: has no readable tile",
                 file->path);

  return FALSE;
}

static gpointer
open_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const char *path = data;
  g_autofree char *uri = NULL;
  g_autofree char *location = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gboolean has_zooms = FALSE;
  TileFile *file;

  uri = g_filename_to_uri (absolute, NULL, error);
  if (uri == NULL)
    return NULL;

  location = g_strconcat (uri, "?immutable=1", NULL);

  file = g_new0 (TileFile, 1);
  g_atomic_ref_count_init (&file->ref_count);
  file->path = g_strdup (path);

  if (sqlite3_open_v2 (location, &file->db,
                       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      set_sqlite_error (file, "opening", error);
      tile_file_free (file);
      return NULL;
    }

  sqlite3_db_config (file->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (file->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (file->db, SQLITE_LIMIT_LENGTH, MAX_TILE_BYTES);
  sqlite3_progress_handler (file->db, STEPS_PER_LOOK, progress_cb, file);

  if (!read_metadata (file, &has_zooms, error) ||
      (!has_zooms && !read_zooms (file, error)) ||
      !prepare (file,
                "SELECT tile_data FROM tiles"
                " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                &file->tile_statement, error) ||
      !read_image_size (file, error))
    {
      tile_file_free (file);
      return NULL;
    }

  if (file->name == NULL || *file->name == '\0')
    {
      g_free (file->name);
      file->name = g_path_get_basename (path);
    }

  return file;
}

/* Fills a square of the target with the tile, or with the part of its nearest parent that lies
 * there. Returns FALSE without an error where the pack has neither. */
static gboolean
fill_square (TileFile   *file,
             GdkPixbuf  *target,
             guint       target_x,
             guint       target_y,
             guint       target_size,
             guint       zoom,
             guint       x,
             guint       y,
             GError    **error)
{
  for (guint up = zoom > file->max_zoom ? zoom - file->max_zoom : 0; up <= zoom; up++)
    {
      g_autoptr(GdkPixbuf) image = NULL;
      g_autoptr(GError) local_error = NULL;

      if (zoom - up < file->min_zoom || up > MAX_ENLARGEMENT)
        break;

      image = read_image (file, zoom - up, x >> up, y >> up, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (image != NULL)
        {
          guint mask = (1u << up) - 1;

          lage_tile_pixels_compose (target, image, target_x, target_y, target_size, 1u << up,
                                    x & mask, y & mask);
          return TRUE;
        }
    }

  return FALSE;
}

static gpointer
tile_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  TileRequest *request = data;
  TileFile *file = request->file;
  g_autoptr(GdkPixbuf) target = lage_tile_pixels_new (LAGE_TILE_SIZE, request->is_overlay);
  gboolean is_any = FALSE;

  /* Images of 256 pixels are one zoom level finer than our tiles. */
  guint finer = file->image_size < LAGE_TILE_SIZE && request->zoom < MAX_DATA_ZOOM ? 1 : 0;
  guint n = 1u << finer;
  guint size = LAGE_TILE_SIZE / n;

  for (guint row = 0; row < n; row++)
    for (guint column = 0; column < n; column++)
      {
        g_autoptr(GError) local_error = NULL;

        if (fill_square (file, target, column * size, row * size, size, request->zoom + finer,
                         request->x * n + column, request->y * n + row, &local_error))
          is_any = TRUE;

        if (local_error != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return NULL;
          }
      }

  if (!is_any && request->is_overlay)
    return lage_tile_pixels_make_blank ();
  if (!is_any)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: has no tile %u/%u/%u", file->path,
                   request->zoom, request->x, request->y);
      return NULL;
    }

  if (request->is_dark && !request->is_overlay)
    lage_tile_pixels_darken (target);

  return lage_tile_pixels_finish (target);
}

static void
lage_mbtiles_source_load_tile_async (LageTileSource      *source,
                                     guint                zoom,
                                     guint                x,
                                     guint                y,
                                     guint                scale,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  LageMbtilesSource *self = LAGE_MBTILES_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TileRequest *request = g_new0 (TileRequest, 1);

  g_task_set_source_tag (task, lage_mbtiles_source_load_tile_async);

  request->file = tile_file_ref (self->file);
  request->zoom = zoom;
  request->x = x;
  request->y = y;
  request->is_dark = lage_tile_source_get_is_dark (source);
  request->is_overlay = lage_tile_source_get_is_overlay (source);

  lage_map_worker_run (task, tile_work, request, tile_request_free, g_object_unref);
}

static GdkTexture *
lage_mbtiles_source_load_tile_finish (LageTileSource  *source,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lage_mbtiles_source_finalize (GObject *object)
{
  LageMbtilesSource *self = LAGE_MBTILES_SOURCE (object);

  g_clear_pointer (&self->file, tile_file_unref);

  G_OBJECT_CLASS (lage_mbtiles_source_parent_class)->finalize (object);
}

static void
lage_mbtiles_source_class_init (LageMbtilesSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LageTileSourceClass *source_class = LAGE_TILE_SOURCE_CLASS (klass);

  object_class->finalize = lage_mbtiles_source_finalize;

  source_class->load_tile_async = lage_mbtiles_source_load_tile_async;
  source_class->load_tile_finish = lage_mbtiles_source_load_tile_finish;
}

static void
lage_mbtiles_source_init (LageMbtilesSource *self)
{
  g_signal_connect (self, "notify::is-dark", G_CALLBACK (lage_tile_source_emit_changed), NULL);
}

/**
 * lage_mbtiles_source_new_async:
 * @path: the file
 * @cancellable: (nullable): to give up waiting
 * @callback: called when the file is open, or can't be used
 * @user_data: for @callback
 *
 * Opens a raster tile pack on the map thread.
 */
void
lage_mbtiles_source_new_async (const char          *path,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_mbtiles_source_new_async);

  lage_map_worker_run (task, open_work, g_strdup (path), g_free, tile_file_unref);
}

/**
 * lage_mbtiles_source_new_finish:
 * @result: what the callback was given
 * @error: why the file can't be used: it names the file and what is wrong with it
 *
 * Returns: (transfer full): the source, or %NULL
 */
LageMbtilesSource *
lage_mbtiles_source_new_finish (GAsyncResult  *result,
                                GError       **error)
{
  LageMbtilesSource *self;
  TileFile *file;
  guint finer;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  file = g_task_propagate_pointer (G_TASK (result), error);
  if (file == NULL)
    return NULL;

  finer = file->image_size < LAGE_TILE_SIZE ? 1 : 0;
  self = g_object_new (LAGE_TYPE_MBTILES_SOURCE,
                       "name", file->name,
                       "attribution", file->attribution,
                       "min-zoom", file->min_zoom > finer ? file->min_zoom - finer : 0,
                       "max-zoom", file->max_zoom > finer ? file->max_zoom - finer : 0,
                       NULL);
  self->file = file;

  return self;
}
