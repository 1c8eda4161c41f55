/* lage-kept-tiles.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-kept-tiles.h"

#include <glib/gstdio.h>

#include "lage-tile-cache.h"

/* The disk's half of LageTileKeeper: looks at, measures and deletes many files, in task threads. */

/* How many tiles are looked at to know how large one is. */
#define MAX_SAMPLES 400

void
lage_kept_scan_free (LageKeptScan *scan)
{
  g_clear_pointer (&scan->missing, g_array_unref);
  g_free (scan);
}

/* An area on disk, for another thread. */
typedef struct
{
  LageKeptPlan plan; /* without its pointers */
  char *directory;
  char *key;
} Folder;

static void
folder_free (gpointer data)
{
  Folder *folder = data;

  g_free (folder->directory);
  g_free (folder->key);
  g_free (folder);
}

static void
scan_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Folder *folder = task_data;
  LageKeptScan *scan = g_new0 (LageKeptScan, 1);

  scan->missing = g_array_new (FALSE, FALSE, sizeof (LageKeptPlace));
  for (guint zoom = folder->plan.min_zoom; zoom <= folder->plan.max_zoom; zoom++)
    {
      LageKeptRange range = lage_kept_plan_get_range (&folder->plan, zoom);

      for (guint x = range.x0; x < range.x1; x++)
        for (guint y = range.y0; y < range.y1; y++)
          {
            LageTileAddress address = { folder->key, zoom, x, y };
            g_autofree char *path = lage_tile_cache_build_kept_path (folder->directory, &address);
            LageKeptPlace place = { zoom, x, y };
            GStatBuf status;

            if (g_stat (path, &status) != 0)
              {
                g_array_append_val (scan->missing, place);
                continue;
              }
            scan->n_kept++;
            scan->n_bytes += (guint64) status.st_size;
          }
    }
  g_task_return_pointer (task, scan, (GDestroyNotify) lage_kept_scan_free);
}

static Folder *
folder_new (const char         *directory,
            const LageKeptPlan *plan)
{
  Folder *folder = g_new0 (Folder, 1);

  folder->plan = *plan;
  folder->plan.name = NULL;
  folder->plan.spec = NULL;
  folder->directory = g_strdup (directory);
  folder->key = lage_source_spec_dup_key (plan->spec, plan->scale, NULL);

  return folder;
}

/**
 * lage_kept_tiles_scan_async:
 * @directory: where tiles are kept
 * @plan: an area
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Which tiles of an area are on disk, and which are missing, the lowest zoom first.
 */
void
lage_kept_tiles_scan_async (const char          *directory,
                            const LageKeptPlan  *plan,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lage_kept_tiles_scan_async);
  g_task_set_task_data (task, folder_new (directory, plan), folder_free);
  g_task_run_in_thread (task, scan_in_thread);
}

LageKeptScan *
lage_kept_tiles_scan_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  Folder *area;
  GArray *others; /* of LageKeptPlan: of the same tiles, and kept still */
} Deleting;

static void
deleting_free (gpointer data)
{
  Deleting *deleting = data;

  folder_free (deleting->area);
  g_array_unref (deleting->others);
  g_free (deleting);
}

static gboolean
is_kept_by_others (const Deleting *deleting,
                   guint           zoom,
                   guint           x,
                   guint           y)
{
  for (guint i = 0; i < deleting->others->len; i++)
    {
      const LageKeptPlan *plan = &g_array_index (deleting->others, LageKeptPlan, i);
      LageKeptRange range = lage_kept_plan_get_range (plan, zoom);

      if (zoom >= plan->min_zoom && zoom <= plan->max_zoom && x >= range.x0 && x < range.x1
          && y >= range.y0 && y < range.y1)
        return TRUE;
    }

  return FALSE;
}

static void
delete_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Deleting *deleting = task_data;
  const LageKeptPlan *plan = &deleting->area->plan;

  for (guint zoom = plan->min_zoom; zoom <= plan->max_zoom; zoom++)
    {
      LageKeptRange range = lage_kept_plan_get_range (plan, zoom);

      for (guint x = range.x0; x < range.x1; x++)
        {
          g_autofree char *column = NULL;

          for (guint y = range.y0; y < range.y1; y++)
            {
              LageTileAddress address = { deleting->area->key, zoom, x, y };
              g_autofree char *path =
                lage_tile_cache_build_kept_path (deleting->area->directory, &address);

              if (!is_kept_by_others (deleting, zoom, x, y))
                g_unlink (path);
              if (column == NULL)
                column = g_path_get_dirname (path);
            }
          g_rmdir (column); /* only if nothing is left in it */
        }
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * lage_kept_tiles_delete_async:
 * @directory: where tiles are kept
 * @plan: an area
 * @others: (element-type LageKeptPlan): areas of the same tiles that are kept still
 * @callback: (nullable): called when its tiles are gone
 * @user_data: for @callback
 */
void
lage_kept_tiles_delete_async (const char          *directory,
                              const LageKeptPlan  *plan,
                              GArray              *others,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Deleting *deleting = g_new0 (Deleting, 1);

  deleting->area = folder_new (directory, plan);
  deleting->others = g_array_copy (others);
  g_task_set_source_tag (task, lage_kept_tiles_delete_async);
  g_task_set_task_data (task, deleting, deleting_free);
  g_task_run_in_thread (task, delete_in_thread);
}

gboolean
lage_kept_tiles_delete_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  guint64 n_bytes;
  guint n_files;
} Sample;

static void
sample_folder (const char *folder,
               guint       depth,
               Sample     *sample)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && sample->n_files < MAX_SAMPLES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (depth < 2)
        {
          sample_folder (path, depth + 1, sample);
        }
      else if (g_stat (path, &status) == 0)
        {
          sample->n_bytes += (guint64) status.st_size;
          sample->n_files++;
        }
    }
}

static void
measure_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  char **folders = task_data;
  Sample sample = { 0 };

  for (guint i = 0; folders[i] != NULL; i++)
    sample_folder (folders[i], 0, &sample);
  g_task_return_int (task, sample.n_files > 0 ? (gssize) (sample.n_bytes / sample.n_files) : 0);
}

/**
 * lage_kept_tiles_measure_async:
 * @directory: where tiles are kept
 * @cache_directory: where tiles are that were seen
 * @spec: a map
 * @scale: 1, or 2 for tiles of twice the density
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * How large a tile of this map is, by those that are on disk.
 */
void
lage_kept_tiles_measure_async (const char           *directory,
                               const char           *cache_directory,
                               const LageSourceSpec *spec,
                               guint                 scale,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *key = lage_source_spec_dup_key (spec, scale, NULL);
  char **folders = g_new0 (char *, 3);

  folders[0] = g_build_filename (cache_directory, key, NULL);
  folders[1] = g_build_filename (directory, key, NULL);
  g_task_set_source_tag (task, lage_kept_tiles_measure_async);
  g_task_set_task_data (task, folders, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, measure_in_thread);
}

gssize
lage_kept_tiles_measure_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
