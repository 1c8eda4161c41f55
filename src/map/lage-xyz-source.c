/* lage-xyz-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-xyz-source.h"

#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

#include "lage-clock.h"
#include "lage-map-worker.h"
#include "lage-xyz-parts.h"

/* Tiles of a web server. One tile of ours is four of a server with 256 pixels; each of these parts
 * takes its own way, and the tile is done when all parts are:
 *
 *   load_tile_async () -> look into the cache (map thread)
 *                            |
 *            fresh <---------+---------> missing or old
 *              |                              |
 *              |                 wait for a free connection, newest first
 *              |                              |
 *              |               GET, If-None-Match  <--- back-off with jitter -+
 *              |                              |                               |
 *              |        200, 304, 404 --------+------ 429, 5xx, no answer ----+
 *              v                              v                               v
 *            all parts there -> decode, compose, store (map thread)   an old one, or an error
 *
 * When several requests in a row fail, the server counts as unreachable: then only one request at a
 * time knocks at it, at growing intervals, until it answers. */

#define MAX_PARALLEL 4
#define MAX_TILE_BYTES (4 * 1024 * 1024)
#define MAX_ATTEMPTS 3
#define RETRY_MS_DEFAULT 500
#define RETRY_MS_MAX 60000
#define TIMEOUT_S 15

/* So many failures in a row, and the server is not reachable. */
#define MAX_FAILURES 4

/* For servers that do not say how long a tile stays the same. */
#define DEFAULT_AGE_S (7 * 24 * 3600)
#define MAX_AGE_S ((gint64) (90 * 24 * 3600))

/* RFC 6585; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

/* One tile on its way, on the main thread. */
typedef struct
{
  LageXyzSource *source;
  GTask *task;
  LageXyzPartSet set;
  GError *error; /* the first */
  guint n_open;
} Load;

/* One part on its way. */
typedef struct
{
  Load *load;
  guint index;
  guint n_attempts;
  GByteArray *body;
  SoupMessage *message;
} Fetch;

struct _LageXyzSource
{
  LageTileSource parent_instance;

  SoupSession *session;
  LageTileCache *cache;
  char *url_template;
  guint tile_size;
  guint retry_ms;

  GQueue waiting; /* of Fetch, newest first */
  guint n_active;
  guint n_failures; /* in a row */
  char *probe_url;
  guint n_probes;
  guint probe_id;
};

G_DEFINE_FINAL_TYPE (LageXyzSource, lage_xyz_source, LAGE_TYPE_TILE_SOURCE)

static void start_fetches  (LageXyzSource *self);
static void schedule_probe (LageXyzSource *self);

static void
load_free (Load *load)
{
  lage_xyz_part_set_clear (&load->set);
  g_clear_error (&load->error);
  g_clear_object (&load->task);
  g_clear_object (&load->source);
  g_free (load);
}

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_free (fetch);
}

static guint
back_off_ms (guint first_ms,
             guint n_attempts)
{
  double delay_ms = first_ms * exp2 (MIN (n_attempts, 16));

  /* Between half and one and a half times as long, so that many clients do not come at once. */
  return (guint) (MIN (delay_ms, RETRY_MS_MAX) * g_random_double_range (0.5, 1.5)) + 1;
}

static void
finish_part (Fetch  *fetch,
             GError *error)
{
  Load *load = fetch->load;

  if (error != NULL && load->error == NULL)
    load->error = g_error_copy (error);

  fetch_free (fetch);

  if (--load->n_open > 0)
    return;

  if (load->error != NULL)
    g_task_return_error (load->task, g_steal_pointer (&load->error));
  else
    lage_map_worker_run (g_steal_pointer (&load->task), lage_xyz_part_set_compose_work,
                         lage_xyz_part_set_copy (&load->set), lage_xyz_part_set_free,
                         g_object_unref);

  load_free (load);
}

/* Until when the server need not be asked again. */
static gint64
parse_expiry (SoupMessage *message)
{
  const char *control =
    soup_message_headers_get_list (soup_message_get_response_headers (message), "Cache-Control");
  const char *age = control != NULL ? strstr (control, "max-age=") : NULL;
  gint64 age_s = DEFAULT_AGE_S;

  if (control != NULL &&
      (strstr (control, "no-cache") != NULL || strstr (control, "no-store") != NULL))
    age_s = 0;
  else if (age != NULL)
    age_s = g_ascii_strtoll (age + strlen ("max-age="), NULL, 10);

  return lage_clock_wall_us () + CLAMP (age_s, 0, MAX_AGE_S) * G_USEC_PER_SEC;
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageXyzSource) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (object), result, &error);
  SoupMessage *message =
    soup_session_get_async_result_message (SOUP_SESSION (object), result);
  guint status = message != NULL ? soup_message_get_status (message) : 0;

  if (stream == NULL || status >= 500 || status == STATUS_TOO_MANY_REQUESTS)
    {
      schedule_probe (self);
      return;
    }

  self->n_failures = 0;
  self->n_probes = 0;
  lage_tile_source_set_is_reachable (LAGE_TILE_SOURCE (self), TRUE);
}

static gboolean
probe_cb (gpointer user_data)
{
  LageXyzSource *self = user_data;
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, self->probe_url);

  self->probe_id = 0;
  self->n_probes++;
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, probed_cb,
                           g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
schedule_probe (LageXyzSource *self)
{
  if (self->probe_id == 0)
    self->probe_id = g_timeout_add (back_off_ms (self->retry_ms * 2, self->n_probes), probe_cb,
                                    self);
}

static void
note_failure (LageXyzSource *self,
              const Fetch   *fetch)
{
  if (++self->n_failures != MAX_FAILURES)
    return;

  g_free (self->probe_url);
  self->probe_url = g_uri_to_string (soup_message_get_uri (fetch->message));
  lage_tile_source_set_is_reachable (LAGE_TILE_SOURCE (self), FALSE);
  schedule_probe (self);
}

static void
note_success (LageXyzSource *self)
{
  self->n_failures = 0;
  self->n_probes = 0;
  g_clear_handle_id (&self->probe_id, g_source_remove);
  lage_tile_source_set_is_reachable (LAGE_TILE_SOURCE (self), TRUE);
}

/* The connection is free again; what becomes of the part is said elsewhere. */
static void
release_connection (LageXyzSource *self)
{
  self->n_active--;
  start_fetches (self);
}

static gboolean
retry_cb (gpointer user_data)
{
  Fetch *fetch = user_data;
  LageXyzSource *self = fetch->load->source;

  g_queue_push_tail (&self->waiting, fetch);
  start_fetches (self);

  return G_SOURCE_REMOVE;
}

/* Takes the fetch. An old picture of the ground is better than none. */
static void
give_up (Fetch  *fetch,
         GError *error)
{
  if (fetch->load->set.parts[fetch->index].bytes != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_part (fetch, NULL);
  else
    finish_part (fetch, error);
}

/* Takes the fetch. */
static void
fail (Fetch    *fetch,
      gboolean  may_retry,
      GError   *error)
{
  LageXyzSource *self = fetch->load->source;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      give_up (fetch, error);
      return;
    }

  note_failure (self, fetch);

  if (!may_retry || ++fetch->n_attempts >= MAX_ATTEMPTS ||
      !lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (self)))
    give_up (fetch, error);
  else
    g_timeout_add (back_off_ms (self->retry_ms, fetch->n_attempts - 1), retry_cb, fetch);
}

/* Takes the fetch. */
static void
take_response (Fetch *fetch)
{
  LageXyzSource *self = fetch->load->source;
  LageXyzPart *part = &fetch->load->set.parts[fetch->index];
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  guint status = soup_message_get_status (fetch->message);
  g_autoptr(GError) error = NULL;

  switch (status)
    {
    case SOUP_STATUS_OK:
      note_success (self);
      lage_xyz_part_clear (part);
      part->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->body));
      part->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
      part->expires_us = parse_expiry (fetch->message);
      part->is_new = TRUE;
      finish_part (fetch, NULL);
      break;

    case SOUP_STATUS_NOT_MODIFIED:
      note_success (self);
      part->expires_us = parse_expiry (fetch->message);
      part->is_new = TRUE;
      finish_part (fetch, NULL);
      break;

    case SOUP_STATUS_NO_CONTENT:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      note_success (self);
      lage_xyz_part_clear (part);
      finish_part (fetch, NULL);
      break;

    default:
      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "tile %u/%u/%u: status %u %s",
                   part->zoom, part->x, part->y, status,
                   soup_message_get_reason_phrase (fetch->message));
      fail (fetch, status >= 500 || status == STATUS_TOO_MANY_REQUESTS, error);
      break;
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GInputStream *stream = G_INPUT_STREAM (object);
  Fetch *fetch = user_data;
  g_autoptr(LageXyzSource) self = g_object_ref (fetch->load->source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    {
      g_byte_array_append (fetch->body, g_bytes_get_data (bytes, NULL),
                           (guint) g_bytes_get_size (bytes));

      if (fetch->body->len <= MAX_TILE_BYTES)
        {
          g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                           g_task_get_cancellable (fetch->load->task), read_cb,
                                           fetch);
          return;
        }

      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "tile of more than %d bytes",
                   MAX_TILE_BYTES);
      fail (fetch, FALSE, error);
    }
  else if (bytes == NULL)
    {
      fail (fetch, TRUE, error);
    }
  else
    {
      take_response (fetch);
    }

  release_connection (self);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fetch *fetch = user_data;
  g_autoptr(LageXyzSource) self = g_object_ref (fetch->load->source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream == NULL)
    {
      fail (fetch, TRUE, error);
      release_connection (self);
      return;
    }

  g_clear_pointer (&fetch->body, g_byte_array_unref);
  fetch->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (fetch->load->task), read_cb, fetch);
}

static void
send_fetch (Fetch *fetch)
{
  LageXyzSource *self = fetch->load->source;
  const LageXyzPart *part = &fetch->load->set.parts[fetch->index];
  g_autofree char *url = lage_xyz_source_build_url (self->url_template, part->zoom, part->x,
                                                    part->y);

  g_clear_object (&fetch->message);
  fetch->message = soup_message_new (SOUP_METHOD_GET, url);
  if (part->bytes != NULL && part->etag != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (fetch->message),
                                  "If-None-Match", part->etag);

  self->n_active++;
  soup_session_send_async (self->session, fetch->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (fetch->load->task), sent_cb, fetch);
}

static void
start_fetches (LageXyzSource *self)
{
  /* Giving up the last part of the last load drops what may be the last reference. */
  g_object_ref (self);

  while (self->n_active < MAX_PARALLEL && !g_queue_is_empty (&self->waiting))
    {
      Fetch *fetch = g_queue_pop_head (&self->waiting);
      GCancellable *cancellable = g_task_get_cancellable (fetch->load->task);
      g_autoptr(GError) error = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, &error))
        {
          give_up (fetch, error);
        }
      else if (!lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (self)))
        {
          g_set_error (&error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "%s: does not answer",
                       lage_tile_source_get_name (LAGE_TILE_SOURCE (self)));
          give_up (fetch, error);
        }
      else
        {
          send_fetch (fetch);
        }
    }

  g_object_unref (self);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(LageXyzSource) self = g_object_ref (LAGE_XYZ_SOURCE (object));
  Load *load = user_data;
  g_autoptr(GError) error = NULL;
  LageXyzPartSet *found = g_task_propagate_pointer (G_TASK (result), &error);
  gint64 now_us = lage_clock_wall_us ();
  guint n_parts;

  if (found == NULL)
    {
      g_task_return_error (load->task, g_steal_pointer (&error));
      load_free (load);
      return;
    }

  lage_xyz_part_set_clear (&load->set);
  load->set = *found;
  g_free (found);

  /* The load ends, and is gone, with its last part: so the number is not asked of it. */
  n_parts = load->set.n_parts;
  load->n_open = n_parts;

  for (guint i = 0; i < n_parts; i++)
    {
      Fetch *fetch = g_new0 (Fetch, 1);

      fetch->load = load;
      fetch->index = i;

      /* A clock that was set back must not keep a tile for ever. */
      if (load->set.parts[i].bytes != NULL && load->set.parts[i].expires_us > now_us &&
          load->set.parts[i].expires_us < now_us + 2 * MAX_AGE_S * G_USEC_PER_SEC)
        finish_part (fetch, NULL);
      else
        g_queue_push_head (&self->waiting, fetch);
    }

  start_fetches (self);
}

static void
lage_xyz_source_load_tile_async (LageTileSource      *source,
                                 guint                zoom,
                                 guint                x,
                                 guint                y,
                                 guint                scale,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  LageXyzSource *self = LAGE_XYZ_SOURCE (source);
  guint n = self->tile_size < LAGE_TILE_SIZE ? 2 : 1;
  Load *load = g_new0 (Load, 1);

  load->source = g_object_ref (self);
  load->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (load->task, lage_xyz_source_load_tile_async);
  load->set.cache = self->cache != NULL ? lage_tile_cache_ref (self->cache) : NULL;
  load->set.is_dark = lage_tile_source_get_is_dark (source);
  load->set.n_parts = n * n;

  for (guint i = 0; i < load->set.n_parts; i++)
    {
      load->set.parts[i].zoom = zoom + n - 1;
      load->set.parts[i].x = x * n + i % n;
      load->set.parts[i].y = y * n + i / n;
    }

  lage_map_worker_run (g_task_new (self, cancellable, looked_up_cb, load),
                       lage_xyz_part_set_look_up_work, lage_xyz_part_set_copy (&load->set),
                       lage_xyz_part_set_free, lage_xyz_part_set_free);
}

static GdkTexture *
lage_xyz_source_load_tile_finish (LageTileSource  *source,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lage_xyz_source_dispose (GObject *object)
{
  LageXyzSource *self = LAGE_XYZ_SOURCE (object);

  /* Every load holds a reference, so nothing is waiting any more. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_xyz_source_parent_class)->dispose (object);
}

static void
lage_xyz_source_finalize (GObject *object)
{
  LageXyzSource *self = LAGE_XYZ_SOURCE (object);

  g_clear_pointer (&self->cache, lage_tile_cache_unref);
  g_clear_pointer (&self->url_template, g_free);
  g_clear_pointer (&self->probe_url, g_free);

  G_OBJECT_CLASS (lage_xyz_source_parent_class)->finalize (object);
}

static void
lage_xyz_source_class_init (LageXyzSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LageTileSourceClass *source_class = LAGE_TILE_SOURCE_CLASS (klass);

  object_class->dispose = lage_xyz_source_dispose;
  object_class->finalize = lage_xyz_source_finalize;

  source_class->load_tile_async = lage_xyz_source_load_tile_async;
  source_class->load_tile_finish = lage_xyz_source_load_tile_finish;
}

static void
lage_xyz_source_init (LageXyzSource *self)
{
  g_queue_init (&self->waiting);
  self->session = soup_session_new_with_options ("user-agent", "Rescue-Mate/" LAGE_VERSION,
                                                 "timeout", TIMEOUT_S,
                                                 "max-conns-per-host", MAX_PARALLEL,
                                                 NULL);
  g_signal_connect (self, "notify::is-dark", G_CALLBACK (lage_tile_source_emit_changed), NULL);
}

/**
 * lage_xyz_source_build_url:
 * @url_template: a template
 * @zoom: of the tile
 * @x: of the tile
 * @y: of the tile, from the north
 *
 * Returns: (transfer full): where the tile is
 */
char *
lage_xyz_source_build_url (const char *url_template,
                           guint       zoom,
                           guint       x,
                           guint       y)
{
  static const char *servers[] = { "a", "b", "c" };
  GString *url;

  g_return_val_if_fail (url_template != NULL, NULL);
  g_return_val_if_fail (zoom <= 31, NULL);

  url = g_string_new (NULL);

  for (const char *c = url_template; *c != '\0'; c++)
    {
      if (g_str_has_prefix (c, "{z}"))
        g_string_append_printf (url, "%u", zoom);
      else if (g_str_has_prefix (c, "{x}"))
        g_string_append_printf (url, "%u", x);
      else if (g_str_has_prefix (c, "{y}"))
        g_string_append_printf (url, "%u", y);
      else if (g_str_has_prefix (c, "{-y}"))
        g_string_append_printf (url, "%u", (1u << zoom) - 1 - y);
      else if (g_str_has_prefix (c, "{s}"))
        g_string_append (url, servers[(x + y) % G_N_ELEMENTS (servers)]);
      else
        {
          g_string_append_c (url, *c);
          continue;
        }

      c = strchr (c, '}');
    }

  return g_string_free (url, FALSE);
}

static gboolean
check_options (const LageXyzOptions  *options,
               GError               **error)
{
  g_autofree char *url = lage_xyz_source_build_url (options->url_template, 0, 0, 0);
  g_autoptr(GUri) uri = NULL;

  if (strstr (options->url_template, "{z}") == NULL ||
      strstr (options->url_template, "{x}") == NULL ||
      (strstr (options->url_template, "{y}") == NULL &&
       strstr (options->url_template, "{-y}") == NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s: {z}, {x} and {y} or {-y} are wanted", options->url_template);
      return FALSE;
    }

  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, error);
  if (uri == NULL)
    {
      g_prefix_error (error, "%s: ", options->url_template);
      return FALSE;
    }

  if ((!g_str_equal (g_uri_get_scheme (uri), "http") &&
       !g_str_equal (g_uri_get_scheme (uri), "https")) ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s: only http and https can be fetched", options->url_template);
      return FALSE;
    }

  if ((options->tile_size != 256 && options->tile_size != 512) ||
      options->min_zoom > options->max_zoom || options->max_zoom > 24)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s: tiles of %u pixels, zoom %u to %u", options->url_template,
                   options->tile_size, options->min_zoom, options->max_zoom);
      return FALSE;
    }

  return TRUE;
}

/**
 * lage_xyz_source_new:
 * @options: the server
 * @error: what is wrong with the options
 *
 * Asks the server for nothing yet.
 *
 * Returns: (transfer full): the source, or %NULL
 */
LageXyzSource *
lage_xyz_source_new (const LageXyzOptions  *options,
                     GError               **error)
{
  LageXyzSource *self;
  guint finer;

  g_return_val_if_fail (options != NULL && options->url_template != NULL, NULL);

  if (!check_options (options, error))
    return NULL;

  finer = options->tile_size < LAGE_TILE_SIZE ? 1 : 0;
  self = g_object_new (LAGE_TYPE_XYZ_SOURCE,
                       "name", options->name != NULL ? options->name : options->url_template,
                       "attribution", options->attribution,
                       "min-zoom", options->min_zoom > finer ? options->min_zoom - finer : 0,
                       "max-zoom", options->max_zoom > finer ? options->max_zoom - finer : 0,
                       NULL);
  self->url_template = g_strdup (options->url_template);
  self->tile_size = options->tile_size;
  self->retry_ms = options->retry_ms > 0 ? options->retry_ms : RETRY_MS_DEFAULT;

  if (options->cache_directory != NULL)
    {
      /* Tiles of different servers must not be taken for each other. */
      g_autofree char *digest =
        g_compute_checksum_for_string (G_CHECKSUM_SHA256, options->url_template, -1);
      g_autofree char *directory =
        g_strdup_printf ("%s/%.16s", options->cache_directory, digest);

      self->cache = lage_tile_cache_new (directory, options->cache_max_bytes);
    }

  return self;
}
