/* lage-tile-keeper.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-keeper.h"

#include <string.h>

#include "lage-clock.h"
#include "lage-error.h"
#include "lage-kept-tiles.h"
#include "lage-map-worker.h"
#include "lage-tile-cache.h"
#include "lage-tile-fetcher.h"
#include "lage-tile-url.h"

/* Keeps areas of maps on disk for the time without a network: one after the other, two requests at
 * a time, a moment between them.
 *
 *   add (), resume (), start of the program
 *      |
 *      v
 *   scan: which tiles are missing (a task thread) --> none: done
 *      |
 *      v
 *   fetch the next --> no answer: wait until the server answers --> refused: failed
 *      |
 *      v
 *   write it (map thread), and so on --> all: done
 *
 * Nothing is remembered of a download but the area itself: what is on disk is there. So it can be
 * broken off at any moment, and goes on where it was. */

#define MAX_PARALLEL 2

/* So many refusals in a row, and the server does not want it. */
#define MAX_REFUSALS 5

#define FILE_NAME "areas.conf"
#define GROUP "Area "

/* The one that is being fetched; counted references. */
typedef struct
{
  LageTileKeeper *keeper; /* owned */
  LageKeptArea *area;
  LageTileFetcher *fetcher;
  GCancellable *cancellable;
  char *key;
  GArray *missing; /* (nullable): of LageKeptPlace; NULL until it is known */
  guint next;
  guint n_going;
  guint n_refusals; /* in a row */
  GError *error;    /* (nullable): why one is missing */
} Job;

/* One tile of it. */
typedef struct
{
  Job *job;
  LageKeptPlace place;
  gsize n_bytes;
} Piece;

/* What the map thread writes. */
typedef struct
{
  char *directory;
  char *key;
  LageKeptPlace place;
  LageCachedTile tile;
} Keeping;

struct _LageTileKeeper
{
  GObject parent_instance;

  char *kept_directory;
  char *cache_directory;
  SoupSession *session;
  guint interval_ms;
  GListStore *areas;
  Job *job; /* (nullable) */
  gboolean is_loaded;
  gboolean is_saving;
  gboolean has_unsaved;
};

G_DEFINE_FINAL_TYPE (LageTileKeeper, lage_tile_keeper, G_TYPE_OBJECT)

static void start_next (LageTileKeeper *self);
static void fetch_more (Job            *job);
static void save       (LageTileKeeper *self);

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->fetcher);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->area);
  g_clear_object (&job->keeper);
  g_clear_pointer (&job->missing, g_array_unref);
  g_clear_error (&job->error);
  g_free (job->key);
}

static void
job_unref (Job *job)
{
  g_rc_box_release_full (job, job_clear);
}

static void
piece_free (Piece *piece)
{
  job_unref (piece->job);
  g_free (piece);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Piece, piece_free)

static guint
get_n_areas (LageTileKeeper *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->areas));
}

/* (transfer none): the list holds it */
static LageKeptArea *
get_area (LageTileKeeper *self,
          guint           position)
{
  g_autoptr(LageKeptArea) area = g_list_model_get_item (G_LIST_MODEL (self->areas), position);

  return area;
}

/* The keeper lets go of the job; what is on its way ends by itself. */
static void
drop_job (LageTileKeeper *self)
{
  Job *job = g_steal_pointer (&self->job);

  if (job == NULL)
    return;
  g_cancellable_cancel (job->cancellable);
  g_signal_handlers_disconnect_by_data (job->fetcher, job);
  job_unref (job);
}

static gboolean
is_current (const Job *job)
{
  return job->keeper->job == job;
}

static void
end_job (Job           *job,
         LageKeptState  state,
         const GError  *error)
{
  g_autoptr(LageTileKeeper) self = g_object_ref (job->keeper);
  g_autoptr(LageKeptArea) area = g_object_ref (job->area);
  g_autoptr(GError) copy = error != NULL ? g_error_copy (error) : NULL;

  drop_job (self);
  lage_kept_area_set_state (area, state, copy);
  save (self);
  start_next (self);
}

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_free (keeping->directory);
  g_free (keeping->key);
  lage_cached_tile_clear (&keeping->tile);
  g_free (keeping);
}

static gpointer
keep_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Keeping *keeping = data;
  LageTileAddress address = { keeping->key, keeping->place.zoom, keeping->place.x,
                              keeping->place.y };

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !lage_tile_cache_keep (keeping->directory, &address, &keeping->tile, error))
    return NULL;

  return g_strdup (""); /* something that is not NULL */
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Piece) piece = user_data;
  Job *job = piece->job;
  g_autoptr(GError) error = NULL;
  g_autofree char *done = g_task_propagate_pointer (G_TASK (result), &error);

  job->n_going--;
  if (!is_current (job))
    return;
  if (done == NULL)
    {
      /* A full disk will not get any emptier by going on. */
      end_job (job, LAGE_KEPT_FAILED, error);
      return;
    }
  lage_kept_area_set_progress (job->area, lage_kept_area_get_n_kept (job->area) + 1,
                               lage_kept_area_get_n_bytes (job->area) + piece->n_bytes);
  fetch_more (job);
}

static void
keep (Piece       *piece,
      LageFetched *fetched)
{
  Job *job = piece->job;
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->directory = g_strdup (job->keeper->kept_directory);
  keeping->key = g_strdup (job->key);
  keeping->place = piece->place;
  keeping->tile.bytes = g_steal_pointer (&fetched->bytes);
  keeping->tile.etag = g_steal_pointer (&fetched->etag);
  keeping->tile.expires_us = fetched->expires_us;
  keeping->tile.fetched_us = lage_clock_wall_us ();
  piece->n_bytes = keeping->tile.bytes != NULL ? g_bytes_get_size (keeping->tile.bytes) : 0;
  lage_map_worker_run (g_task_new (NULL, job->cancellable, kept_cb, piece), keep_work, keeping,
                       keeping_free, g_free);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN)
         || g_error_matches (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED)
         || g_error_matches (error, LAGE_ERROR, LAGE_ERROR_INVALID);
}

static void
take_failure (Piece  *piece,
              GError *error)
{
  Job *job = piece->job;

  job->n_going--;
  if (!is_current (job))
    return;

  if (!lage_tile_fetcher_get_is_reachable (job->fetcher)
      || g_error_matches (error, LAGE_ERROR, LAGE_ERROR_BUSY))
    {
      /* Later, then. */
      g_array_append_val (job->missing, piece->place);
      if (!lage_tile_fetcher_get_is_reachable (job->fetcher)
          && lage_kept_area_get_state (job->area) == LAGE_KEPT_RUNNING)
        lage_kept_area_set_state (job->area, LAGE_KEPT_WAITING, error);
    }
  else if (is_refusal (error) && ++job->n_refusals >= MAX_REFUSALS)
    {
      end_job (job, LAGE_KEPT_FAILED, error);
      return;
    }
  else
    {
      g_clear_error (&job->error);
      job->error = g_error_copy (error);
    }
  fetch_more (job);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Piece *piece = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageFetched) fetched =
    lage_tile_fetcher_fetch_finish (LAGE_TILE_FETCHER (object), result, &error);

  if (fetched != NULL)
    {
      piece->job->n_refusals = 0;
      keep (piece, fetched);
      return;
    }
  take_failure (piece, error);
  piece_free (piece);
}

static void
fetch_more (Job *job)
{
  const LageKeptPlan *plan = lage_kept_area_get_plan (job->area);

  if (lage_kept_area_get_state (job->area) == LAGE_KEPT_WAITING)
    return;

  while (job->n_going < MAX_PARALLEL && job->next < job->missing->len)
    {
      Piece *piece = g_new0 (Piece, 1);
      g_autofree char *url = NULL;

      piece->job = g_rc_box_acquire (job);
      piece->place = g_array_index (job->missing, LageKeptPlace, job->next++);
      job->n_going++;
      url = lage_tile_url_build (plan->spec, piece->place.zoom, piece->place.x, piece->place.y,
                                 plan->scale, NULL);
      lage_tile_fetcher_fetch_async (job->fetcher, url, NULL, job->cancellable, fetched_cb, piece);
    }

  if (job->n_going == 0 && job->next >= job->missing->len)
    end_job (job, LAGE_KEPT_DONE, job->error);
}

static void
is_reachable_cb (Job *job)
{
  if (!is_current (job) || !lage_tile_fetcher_get_is_reachable (job->fetcher)
      || lage_kept_area_get_state (job->area) != LAGE_KEPT_WAITING)
    return;
  lage_kept_area_set_state (job->area, LAGE_KEPT_RUNNING, NULL);
  fetch_more (job);
}

static void
job_scanned_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Job *job = user_data; /* a reference of its own */
  g_autoptr(GError) error = NULL;
  g_autoptr(LageKeptScan) scan = lage_kept_tiles_scan_finish (result, &error);

  if (scan != NULL && is_current (job))
    {
      job->missing = g_steal_pointer (&scan->missing);
      lage_kept_area_set_progress (job->area, scan->n_kept, scan->n_bytes);
      fetch_more (job);
    }
  job_unref (job);
}

static void
start_next (LageTileKeeper *self)
{
  LageFetcherOptions options = { .max_parallel = MAX_PARALLEL, .interval_ms = self->interval_ms };
  const LageKeptPlan *plan;

  for (guint i = 0; i < get_n_areas (self) && self->job == NULL; i++)
    {
      LageKeptArea *area = get_area (self, i);
      Job *job;

      if (lage_kept_area_get_state (area) != LAGE_KEPT_RUNNING)
        continue;

      plan = lage_kept_area_get_plan (area);
      self->job = job = g_rc_box_new0 (Job);
      job->keeper = g_object_ref (self);
      job->area = g_object_ref (area);
      job->fetcher = lage_tile_fetcher_new (self->session, &options);
      job->cancellable = g_cancellable_new ();
      job->key = lage_source_spec_dup_key (plan->spec, plan->scale, NULL);
      g_signal_connect_swapped (job->fetcher, "notify::is-reachable", G_CALLBACK (is_reachable_cb),
                                job);
      lage_kept_tiles_scan_async (self->kept_directory, plan, job->cancellable, job_scanned_cb,
                                  g_rc_box_acquire (job));
    }
}

static char *
dup_file_path (LageTileKeeper *self)
{
  return g_build_filename (self->kept_directory, FILE_NAME, NULL);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  LageTileKeeper *self = source_object;
  g_autofree char *path = dup_file_path (self);
  GError *error = NULL;

  if (g_mkdir_with_parents (self->kept_directory, 0700) == 0
      && g_file_set_contents_full (path, task_data, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: can't be made",
                             self->kept_directory);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  LageTileKeeper *self = LAGE_TILE_KEEPER (object);
  g_autoptr(GError) error = NULL;

  self->is_saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("%s", error->message);
  if (self->has_unsaved)
    save (self);
}

/* One at a time. */
static void
save (LageTileKeeper *self)
{
  g_autoptr(GKeyFile) file = NULL;
  g_autoptr(GTask) task = NULL;

  self->has_unsaved = TRUE;
  if (!self->is_loaded || self->is_saving)
    return;

  file = g_key_file_new ();
  for (guint i = 0; i < get_n_areas (self); i++)
    {
      LageKeptArea *area = get_area (self, i);
      g_autofree char *group = g_strconcat (GROUP, lage_kept_area_get_id (area), NULL);

      lage_kept_area_save (area, file, group);
    }
  self->has_unsaved = FALSE;
  self->is_saving = TRUE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, g_key_file_to_data (file, NULL, NULL), g_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
area_scanned_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(LageKeptArea) area = user_data;
  g_autoptr(LageKeptScan) scan = lage_kept_tiles_scan_finish (result, NULL);

  if (scan != NULL)
    lage_kept_area_set_progress (area, scan->n_kept, scan->n_bytes);
}

static void
read_areas (LageTileKeeper *self,
            const char     *text,
            gsize           size)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) groups = NULL;

  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &error))
    {
      g_message ("%s: %s", self->kept_directory, error->message);
      return;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autoptr(GError) area_error = NULL;
      g_autoptr(LageKeptArea) area =
        lage_kept_area_load (file, groups[i], groups[i] + strlen (GROUP), &area_error);

      if (area == NULL)
        {
          g_message ("%s: %s", self->kept_directory, area_error->message);
          continue;
        }
      g_list_store_append (self->areas, area);
      if (lage_kept_area_get_state (area) != LAGE_KEPT_RUNNING)
        lage_kept_tiles_scan_async (self->kept_directory, lage_kept_area_get_plan (area), NULL,
                                    area_scanned_cb, g_object_ref (area));
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LageTileKeeper) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  if (g_file_load_contents_finish (G_FILE (object), result, &text, &size, NULL, &error))
    read_areas (self, text, size);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("%s", error->message);
  self->is_loaded = TRUE;
  start_next (self);
}

static void
lage_tile_keeper_finalize (GObject *object)
{
  LageTileKeeper *self = LAGE_TILE_KEEPER (object);

  /* A job holds a reference. */
  g_assert (self->job == NULL);
  g_clear_object (&self->areas);
  g_clear_object (&self->session);
  g_free (self->kept_directory);
  g_free (self->cache_directory);

  G_OBJECT_CLASS (lage_tile_keeper_parent_class)->finalize (object);
}

static void
lage_tile_keeper_class_init (LageTileKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_tile_keeper_finalize;
}

static void
lage_tile_keeper_init (LageTileKeeper *self)
{
  self->areas = g_list_store_new (LAGE_TYPE_KEPT_AREA);
}

/**
 * lage_tile_keeper_new:
 * @kept_directory: where tiles are kept
 * @cache_directory: where tiles are that were seen, to know how large they are
 * @session: through whom servers are asked
 * @interval_ms: how long to wait at least between two requests
 *
 * What was being fetched when the program ended goes on.
 *
 * Returns: (transfer full): the keeper, which reads soon what there is
 */
LageTileKeeper *
lage_tile_keeper_new (const char  *kept_directory,
                      const char  *cache_directory,
                      SoupSession *session,
                      guint        interval_ms)
{
  LageTileKeeper *self = g_object_new (LAGE_TYPE_TILE_KEEPER, NULL);
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  self->kept_directory = g_strdup (kept_directory);
  self->cache_directory = g_strdup (cache_directory);
  self->session = g_object_ref (session);
  self->interval_ms = interval_ms;
  path = dup_file_path (self);
  file = g_file_new_for_path (path);
  g_file_load_contents_async (file, NULL, read_cb, g_object_ref (self));

  return self;
}

/**
 * lage_tile_keeper_get_model:
 * @self: the keeper
 *
 * Returns: (transfer none): the list of #LageKeptArea, the oldest first
 */
GListModel *
lage_tile_keeper_get_model (LageTileKeeper *self)
{
  g_return_val_if_fail (LAGE_IS_TILE_KEEPER (self), NULL);

  return G_LIST_MODEL (self->areas);
}

gboolean
lage_tile_keeper_get_is_loaded (LageTileKeeper *self)
{
  g_return_val_if_fail (LAGE_IS_TILE_KEEPER (self), FALSE);

  return self->is_loaded;
}

static gboolean
has_id (LageTileKeeper *self,
        const char     *id)
{
  for (guint i = 0; i < get_n_areas (self); i++)
    if (g_str_equal (lage_kept_area_get_id (get_area (self, i)), id))
      return TRUE;

  return FALSE;
}

/**
 * lage_tile_keeper_add:
 * @self: the keeper
 * @plan: what shall be kept
 * @error: why it may not: %LAGE_ERROR_FORBIDDEN by the rule of the server, %LAGE_ERROR_TOO_LARGE
 *
 * Returns: (transfer none): the area, which is fetched when its turn comes; or %NULL
 */
LageKeptArea *
lage_tile_keeper_add (LageTileKeeper      *self,
                      const LageKeptPlan  *plan,
                      GError             **error)
{
  g_autoptr(LageKeptArea) area = NULL;
  g_autofree char *id = NULL;
  guint n = 0;

  g_return_val_if_fail (LAGE_IS_TILE_KEEPER (self), NULL);

  if (lage_kept_area_find_rule (plan->spec) != LAGE_BULK_PERMITTED)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "%s: no bulk download",
                   plan->spec->name);
      return NULL;
    }
  if (lage_kept_plan_count_tiles (plan) > LAGE_KEPT_AREA_MAX_TILES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d tiles",
                   LAGE_KEPT_AREA_MAX_TILES);
      return NULL;
    }

  do
    {
      g_free (id);
      id = g_strdup_printf ("%u", ++n);
    }
  while (has_id (self, id));

  area = lage_kept_area_new (id, plan);
  g_list_store_append (self->areas, area);
  lage_tile_keeper_resume (self, area);

  return area; /* the list holds it */
}

void
lage_tile_keeper_pause (LageTileKeeper *self,
                        LageKeptArea   *area)
{
  g_return_if_fail (LAGE_IS_TILE_KEEPER (self));

  if (self->job != NULL && self->job->area == area)
    drop_job (self);
  lage_kept_area_set_state (area, LAGE_KEPT_PAUSED, NULL);
  save (self);
  start_next (self);
}

/**
 * lage_tile_keeper_resume:
 * @self: the keeper
 * @area: one that is not running
 *
 * Fetches what is missing of it, when its turn comes.
 */
void
lage_tile_keeper_resume (LageTileKeeper *self,
                         LageKeptArea   *area)
{
  g_return_if_fail (LAGE_IS_TILE_KEEPER (self));

  lage_kept_area_set_state (area, LAGE_KEPT_RUNNING, NULL);
  save (self);
  start_next (self);
}

/**
 * lage_tile_keeper_delete_async:
 * @self: the keeper
 * @area: one of its areas
 * @callback: (nullable): called when its tiles are gone
 * @user_data: for @callback
 *
 * Forgets the area at once, and deletes those of its tiles that no other area has.
 */
void
lage_tile_keeper_delete_async (LageTileKeeper      *self,
                               LageKeptArea        *area,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(LageKeptArea) held = g_object_ref (area); /* its plan outlives its place in the list */
  const LageKeptPlan *plan = lage_kept_area_get_plan (held);
  g_autofree char *key = lage_source_spec_dup_key (plan->spec, plan->scale, NULL);
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (LageKeptPlan));
  guint position;

  g_return_if_fail (LAGE_IS_TILE_KEEPER (self));
  g_return_if_fail (g_list_store_find (self->areas, area, &position));

  for (guint i = 0; i < get_n_areas (self); i++)
    {
      const LageKeptPlan *other = lage_kept_area_get_plan (get_area (self, i));
      g_autofree char *other_key = lage_source_spec_dup_key (other->spec, other->scale, NULL);

      if (i != position && g_str_equal (key, other_key))
        g_array_append_val (others, *other);
    }

  if (self->job != NULL && self->job->area == area)
    drop_job (self);
  g_list_store_remove (self->areas, position);
  save (self);
  start_next (self);
  lage_kept_tiles_delete_async (self->kept_directory, plan, others, callback, user_data);
}

gboolean
lage_tile_keeper_delete_finish (GAsyncResult  *result,
                                GError       **error)
{
  return lage_kept_tiles_delete_finish (result, error);
}

/**
 * lage_tile_keeper_measure_async:
 * @self: the keeper
 * @spec: a map
 * @scale: 1, or 2 for tiles of twice the density
 * @cancellable: (nullable): to give up waiting
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * How large a tile of this map is, by those that are on disk.
 */
void
lage_tile_keeper_measure_async (LageTileKeeper       *self,
                                const LageSourceSpec *spec,
                                guint                 scale,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  g_return_if_fail (LAGE_IS_TILE_KEEPER (self));

  lage_kept_tiles_measure_async (self->kept_directory, self->cache_directory, spec, scale,
                                 cancellable, callback, user_data);
}

/**
 * lage_tile_keeper_measure_finish:
 * @result: what the callback was given
 * @error: why it is not known
 *
 * Returns: bytes of a tile; 0 if none was ever seen; -1 with @error
 */
gssize
lage_tile_keeper_measure_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return lage_kept_tiles_measure_finish (result, error);
}
