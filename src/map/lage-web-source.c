/* lage-web-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-web-source.h"

#include <string.h>

#include "lage-clock.h"
#include "lage-map-worker.h"
#include "lage-mercator.h"
#include "lage-tile-fetcher.h"
#include "lage-tile-pixels.h"
#include "lage-tile-url.h"
#include "lage-web-parts.h"

/* Tiles of a web server of any service: LageTileUrl knows where they are, LageTileFetcher how to ask.
 * One tile of ours is four of a server with 256 pixels; each of these parts takes its own way, and
 * the tile is done when all parts are:
 *
 *   load_tile_async () -> look into the cache (map thread)
 *                            |
 *            fresh <---------+---------> missing or old
 *              |                              |
 *              |                            fetch
 *              |                              |
 *              |           new, the same, none there, or an error: then an old one will do
 *              v                              v
 *            all parts there -> decode, compose, store (map thread) */

/* A promise that reaches further is that of a clock which was set back since. */
#define MAX_PROMISE_US (180 * G_TIME_SPAN_DAY)

/* One tile on its way, on the main thread. */
typedef struct
{
  LageWebSource *source;
  GTask *task;
  LageWebPartSet set;
  char *time; /* (nullable): the instant that was wanted when it was asked for */
  guint scale;
  GError *error; /* the first */
  guint n_open;
} Load;

/* One part of it on its way. */
typedef struct
{
  Load *load;
  guint index;
} Part;

struct _LageWebSource
{
  LageTileSource parent_instance;

  LageSourceSpec *spec;
  LageTileFetcher *fetcher;
  LageTileCache *cache; /* (nullable) */
  char *time;           /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LageWebSource, lage_web_source, LAGE_TYPE_TILE_SOURCE)

static void
load_free (Load *load)
{
  lage_web_part_set_clear (&load->set);
  g_free (load->time);
  g_clear_error (&load->error);
  g_clear_object (&load->task);
  g_clear_object (&load->source);
  g_free (load);
}

static void
composed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture != NULL)
    {
      g_task_return_pointer (task, texture, g_object_unref);
      return;
    }

  /* The server answers, but what it sends is no image. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    lage_tile_source_set_problem (LAGE_TILE_SOURCE (object), error);
  g_task_return_error (task, error);
}

static void
finish_part (Load *load)
{
  if (--load->n_open > 0)
    return;

  if (load->error != NULL)
    g_task_return_error (load->task, g_steal_pointer (&load->error));
  else
    lage_map_worker_run (g_task_new (load->source, g_task_get_cancellable (load->task), composed_cb,
                                     g_object_ref (load->task)),
                         lage_web_part_set_compose_work, lage_web_part_set_copy (&load->set),
                         lage_web_part_set_free, g_object_unref);

  load_free (load);
}

static void
take_fetched (LageWebPart *part,
              LageFetched *fetched)
{
  if (!fetched->is_unchanged)
    {
      lage_cached_tile_clear (&part->tile);
      part->tile.bytes = g_steal_pointer (&fetched->bytes);
      part->tile.etag = g_steal_pointer (&fetched->etag);
    }
  part->tile.expires_us = fetched->expires_us;
  part->tile.fetched_us = lage_clock_wall_us ();
  part->is_known = TRUE;
  part->is_new = TRUE;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Part *going = user_data;
  Load *load = going->load;
  LageTileSource *source = LAGE_TILE_SOURCE (load->source);
  LageWebPart *part = &load->set.parts[going->index];
  g_autoptr(GError) error = NULL;
  g_autoptr(LageFetched) fetched =
    lage_tile_fetcher_fetch_finish (LAGE_TILE_FETCHER (object), result, &error);

  if (fetched != NULL)
    {
      take_fetched (part, fetched);
      lage_tile_source_set_problem (source, NULL);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (load->error == NULL)
        load->error = g_steal_pointer (&error);
    }
  else
    {
      /* While nobody is asked, the reason remains that for which nobody is asked. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
          || lage_tile_source_get_problem (source) == NULL)
        lage_tile_source_set_problem (source, error);

      /* An old picture of the ground is better than none. */
      if (part->is_known)
        lage_tile_source_note_stale (source, part->tile.fetched_us);
      else if (load->error == NULL)
        load->error = g_steal_pointer (&error);
    }

  finish_part (load);
}

static gboolean
is_fresh (const LageWebPart *part,
          gint64             now_us)
{
  return part->is_known && part->tile.expires_us > now_us
         && part->tile.expires_us < now_us + MAX_PROMISE_US;
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  LageWebSource *self = LAGE_WEB_SOURCE (object);
  Load *load = user_data;
  g_autoptr(GError) error = NULL;
  LageWebPartSet *found = g_task_propagate_pointer (G_TASK (result), &error);
  GCancellable *cancellable = g_task_get_cancellable (load->task);
  gint64 now_us = lage_clock_wall_us ();
  guint n_parts;

  if (found == NULL)
    {
      g_task_return_error (load->task, g_steal_pointer (&error));
      load_free (load);
      return;
    }

  lage_web_part_set_clear (&load->set);
  load->set = *found;
  g_free (found);

  /* The load ends, and is gone, with its last part: one more keeps it until all are on their way. */
  n_parts = load->set.n_parts;
  load->n_open = n_parts + 1;

  for (guint i = 0; i < n_parts; i++)
    {
      LageWebPart *part = &load->set.parts[i];
      g_autofree char *url = NULL;
      Part *going;

      if (is_fresh (part, now_us))
        {
          finish_part (load);
          continue;
        }
      going = g_new0 (Part, 1);
      going->load = load;
      going->index = i;
      url = lage_tile_url_build (self->spec, part->zoom, part->x, part->y, load->scale, load->time);
      lage_tile_fetcher_fetch_async (self->fetcher, url, part->is_known ? part->tile.etag : NULL,
                                     cancellable, fetched_cb, going);
    }
  finish_part (load);
}

static gboolean
is_outside (const LageSourceSpec *spec,
            guint                 zoom,
            guint                 x,
            guint                 y)
{
  double size = exp2 (-(double) zoom);

  return spec->has_bounds
         && (lage_mercator_longitude (x * size) > spec->bounds[2]
             || lage_mercator_longitude ((x + 1) * size) < spec->bounds[0]
             || lage_mercator_latitude (y * size) < spec->bounds[1]
             || lage_mercator_latitude ((y + 1) * size) > spec->bounds[3]);
}

static void
lage_web_source_load_tile_async (LageTileSource      *source,
                                 guint                zoom,
                                 guint                x,
                                 guint                y,
                                 guint                scale,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  LageWebSource *self = LAGE_WEB_SOURCE (source);
  guint n = self->spec->tile_size < LAGE_TILE_SIZE ? 2 : 1;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LageWebPartSet *set;
  Load *load;

  g_task_set_source_tag (task, lage_web_source_load_tile_async);
  if (is_outside (self->spec, zoom, x, y))
    {
      if (lage_tile_source_get_is_overlay (source))
        g_task_return_pointer (task, lage_tile_pixels_make_blank (), g_object_unref);
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "outside of the map");
      g_object_unref (task);
      return;
    }

  load = g_new0 (Load, 1);
  load->source = g_object_ref (self);
  load->task = task;
  load->scale = scale > 1 && lage_tile_url_can_be_dense (self->spec) ? 2 : 1;
  load->time = g_strdup (self->time);

  set = &load->set;
  set->cache = self->cache != NULL ? lage_tile_cache_ref (self->cache) : NULL;
  set->key = lage_source_spec_dup_key (self->spec, load->scale, load->time);
  set->is_dark = lage_tile_source_get_is_dark (source);
  set->is_overlay = lage_tile_source_get_is_overlay (source);
  set->is_geographic = self->spec->service == LAGE_SERVICE_WMS
                       && lage_tile_url_is_geographic (self->spec->crs);
  set->size = LAGE_TILE_SIZE * load->scale;
  set->n_parts = n * n;
  for (guint i = 0; i < set->n_parts; i++)
    {
      set->parts[i].zoom = zoom + n - 1;
      set->parts[i].x = x * n + i % n;
      set->parts[i].y = y * n + i / n;
    }

  lage_map_worker_run (g_task_new (self, cancellable, looked_up_cb, load),
                       lage_web_part_set_look_up_work, lage_web_part_set_copy (set),
                       lage_web_part_set_free, lage_web_part_set_free);
}

static GdkTexture *
lage_web_source_load_tile_finish (LageTileSource  *source,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
is_reachable_cb (LageWebSource *self)
{
  LageTileSource *source = LAGE_TILE_SOURCE (self);
  gboolean is_reachable = lage_tile_fetcher_get_is_reachable (self->fetcher);

  lage_tile_source_set_is_reachable (source, is_reachable);
  if (is_reachable && lage_tile_source_get_stale_us (source) != 0)
    {
      /* What was shown for lack of a newer one can be had anew. */
      lage_tile_source_clear_stale (source);
      lage_tile_source_emit_changed (source);
    }
}

static void
is_dark_cb (LageTileSource *source)
{
  if (!lage_tile_source_get_is_overlay (source))
    lage_tile_source_emit_changed (source);
}

static void
lage_web_source_finalize (GObject *object)
{
  LageWebSource *self = LAGE_WEB_SOURCE (object);

  g_clear_object (&self->fetcher);
  g_clear_pointer (&self->cache, lage_tile_cache_unref);
  g_clear_pointer (&self->spec, lage_source_spec_free);
  g_clear_pointer (&self->time, g_free);

  G_OBJECT_CLASS (lage_web_source_parent_class)->finalize (object);
}

static void
lage_web_source_class_init (LageWebSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LageTileSourceClass *source_class = LAGE_TILE_SOURCE_CLASS (klass);

  object_class->finalize = lage_web_source_finalize;

  source_class->load_tile_async = lage_web_source_load_tile_async;
  source_class->load_tile_finish = lage_web_source_load_tile_finish;
}

static void
lage_web_source_init (LageWebSource *self)
{
  g_signal_connect (self, "notify::is-dark", G_CALLBACK (is_dark_cb), NULL);
}

/**
 * lage_web_source_new:
 * @spec: what to ask for, and whom
 * @session: through whom
 * @cache: (nullable): where tiles are kept between runs
 * @retry_ms: how long to wait before the first retry; 0 for the default
 * @error: what is wrong with @spec
 *
 * Asks the server for nothing yet.
 *
 * Returns: (transfer full): the source, or %NULL
 */
LageWebSource *
lage_web_source_new (const LageSourceSpec  *spec,
                     SoupSession           *session,
                     LageTileCache         *cache,
                     guint                  retry_ms,
                     GError               **error)
{
  LageFetcherOptions options = { .retry_ms = retry_ms };
  LageWebSource *self;
  guint finer;

  g_return_val_if_fail (spec != NULL && spec->service != LAGE_SERVICE_FILE, NULL);

  if (!lage_source_spec_check (spec, error))
    return NULL;

  finer = spec->tile_size < LAGE_TILE_SIZE ? 1 : 0;
  self = g_object_new (LAGE_TYPE_WEB_SOURCE,
                       "name", spec->name,
                       "attribution", spec->attribution,
                       "min-zoom", spec->min_zoom > finer ? spec->min_zoom - finer : 0,
                       "max-zoom", spec->max_zoom > finer ? spec->max_zoom - finer : 0,
                       NULL);
  self->spec = lage_source_spec_copy (spec);
  self->cache = cache != NULL ? lage_tile_cache_ref (cache) : NULL;
  self->fetcher = lage_tile_fetcher_new (session, &options);
  g_signal_connect_object (self->fetcher, "notify::is-reachable", G_CALLBACK (is_reachable_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

const LageSourceSpec *
lage_web_source_get_spec (LageWebSource *self)
{
  g_return_val_if_fail (LAGE_IS_WEB_SOURCE (self), NULL);

  return self->spec;
}

const char *
lage_web_source_get_time (LageWebSource *self)
{
  g_return_val_if_fail (LAGE_IS_WEB_SOURCE (self), NULL);

  return self->time;
}

/**
 * lage_web_source_set_time:
 * @self: the source
 * @time: (nullable): the instant to show, in the words of the server; %NULL for what the server
 *   takes by itself
 */
void
lage_web_source_set_time (LageWebSource *self,
                          const char    *time)
{
  g_return_if_fail (LAGE_IS_WEB_SOURCE (self));

  if (g_strcmp0 (self->time, time) == 0)
    return;

  g_free (self->time);
  self->time = g_strdup (time);
  lage_tile_source_emit_changed (LAGE_TILE_SOURCE (self));
}
