/* lage-tile-fetcher.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-fetcher.h"

#include <math.h>
#include <string.h>

#include "lage-capabilities.h"
#include "lage-clock.h"
#include "lage-error.h"

/* Fetches images from one server, and bears with it:
 *
 *   fetch_async () -> wait for a free connection, newest first
 *                                |
 *                     GET, If-None-Match  <--- back-off with jitter -----+
 *                                |                                       |
 *         200, 304, 404 ---------+--- 429, 5xx, no answer ---------------+
 *              |                 |                                       |
 *              v                 v                                       v
 *           an answer     403, a report, a page: an error     in the end: an error
 *
 * What a server asks for with Retry-After is done: nothing at all is asked before. When several
 * requests in a row fail, the server counts as unreachable: then only one request at a time knocks
 * at it, at growing intervals, until it answers. */

#define MAX_PARALLEL_DEFAULT 4
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_ATTEMPTS 3
#define RETRY_MS_DEFAULT 500
#define RETRY_MS_MAX 60000

/* Longer than that nobody waits: rather an error, and another try some time. */
#define MAX_RETRY_AFTER_S 600

/* So many failures in a row, and the server is not reachable. */
#define MAX_FAILURES 4

/* For servers that do not say how long a tile stays the same. */
#define DEFAULT_AGE_S (7 * 24 * 3600)
#define MAX_AGE_S ((gint64) (90 * 24 * 3600))

/* What a server does not have today it may have tomorrow. */
#define MAX_ABSENT_AGE_S ((gint64) (24 * 3600))

/* RFC 6585; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

typedef struct
{
  GTask *task; /* of the fetcher */
  char *url;
  char *etag;
  guint n_attempts;
  GByteArray *body;
  SoupMessage *message;
} Fetch;

struct _LageTileFetcher
{
  GObject parent_instance;

  SoupSession *session;
  LageFetcherOptions options;

  GQueue waiting; /* of Fetch, newest first */
  guint n_active;
  gint64 next_us; /* no request before, monotonic */
  guint next_id;

  gboolean is_reachable;
  guint n_failures; /* in a row */
  char *probe_url;
  guint n_probes;
  guint probe_id;
};

enum
{
  PROP_0,
  PROP_IS_REACHABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LageTileFetcher, lage_tile_fetcher, G_TYPE_OBJECT)

static void start_fetches  (LageTileFetcher *self);
static void schedule_probe (LageTileFetcher *self);

void
lage_fetched_free (LageFetched *fetched)
{
  g_clear_pointer (&fetched->bytes, g_bytes_unref);
  g_free (fetched->etag);
  g_free (fetched);
}

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_clear_object (&fetch->task);
  g_free (fetch->url);
  g_free (fetch->etag);
  g_free (fetch);
}

static LageTileFetcher *
fetch_get_fetcher (Fetch *fetch)
{
  return g_task_get_source_object (fetch->task);
}

static guint
back_off_ms (guint first_ms,
             guint n_attempts)
{
  double delay_ms = first_ms * exp2 (MIN (n_attempts, 16));

  /* Between half and one and a half times as long, so that many clients do not come at once. */
  return (guint) (MIN (delay_ms, RETRY_MS_MAX) * g_random_double_range (0.5, 1.5)) + 1;
}

/* Takes the fetch and the error. */
static void
fail_for_good (Fetch  *fetch,
               GError *error)
{
  g_task_return_error (fetch->task, error);
  fetch_free (fetch);
}

/* Takes the fetch. */
static void
succeed (Fetch       *fetch,
         LageFetched *fetched)
{
  g_task_return_pointer (fetch->task, fetched, (GDestroyNotify) lage_fetched_free);
  fetch_free (fetch);
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

/* Seconds that the server wants to be left alone, RFC 9110, 10.2.3; 0 if it does not say. */
static gint64
parse_retry_after (SoupMessage *message)
{
  const char *text =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) seconds;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;

  return MAX (0, g_date_time_to_unix (date) - lage_clock_wall_us () / G_USEC_PER_SEC);
}

static void
set_is_reachable (LageTileFetcher *self,
                  gboolean         is_reachable)
{
  if (self->is_reachable == is_reachable)
    return;

  self->is_reachable = is_reachable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_REACHABLE]);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageTileFetcher) self = user_data; /* the reference taken when asking */
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
  set_is_reachable (self, TRUE);
}

static gboolean
probe_cb (gpointer user_data)
{
  LageTileFetcher *self = user_data;
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, self->probe_url);

  self->probe_id = 0;
  self->n_probes++;
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, probed_cb,
                           g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
schedule_probe (LageTileFetcher *self)
{
  if (self->probe_id == 0)
    self->probe_id = g_timeout_add (back_off_ms (self->options.retry_ms * 2, self->n_probes),
                                    probe_cb, self);
}

static void
note_failure (LageTileFetcher *self,
              const Fetch     *fetch)
{
  if (++self->n_failures != MAX_FAILURES)
    return;

  g_free (self->probe_url);
  self->probe_url = g_strdup (fetch->url);
  set_is_reachable (self, FALSE);
  schedule_probe (self);
}

static void
note_success (LageTileFetcher *self)
{
  self->n_failures = 0;
  self->n_probes = 0;
  g_clear_handle_id (&self->probe_id, g_source_remove);
  set_is_reachable (self, TRUE);
}

/* The connection is free again; what becomes of the fetch is said elsewhere. */
static void
release_connection (LageTileFetcher *self)
{
  self->n_active--;
  start_fetches (self);
}

static gboolean
retry_cb (gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr(LageTileFetcher) self = g_object_ref (fetch_get_fetcher (fetch));

  g_queue_push_tail (&self->waiting, fetch);
  start_fetches (self);

  return G_SOURCE_REMOVE;
}

/* Takes the fetch and the error. */
static void
fail (Fetch    *fetch,
      gboolean  may_retry,
      GError   *error)
{
  LageTileFetcher *self = fetch_get_fetcher (fetch);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail_for_good (fetch, error);
      return;
    }

  if (may_retry)
    note_failure (self, fetch);

  if (!may_retry || ++fetch->n_attempts >= MAX_ATTEMPTS || !self->is_reachable)
    {
      fail_for_good (fetch, error);
    }
  else
    {
      g_error_free (error);
      g_timeout_add (back_off_ms (self->options.retry_ms, fetch->n_attempts - 1), retry_cb, fetch);
    }
}

/* A server that is there, and sends something else than an image: (transfer full) (nullable) */
static GError *
find_fault (Fetch *fetch)
{
  const guint8 *data = fetch->body->data;
  gsize size = fetch->body->len;
  g_autofree char *reason = lage_capabilities_find_exception (data, size);
  g_autofree char *begin = g_strndup ((const char *) data, MIN (size, 512));
  g_autofree char *lower = g_ascii_strdown (begin, -1);

  if (reason != NULL)
    return g_error_new (LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "%s", reason);
  if (strstr (lower, "<html") != NULL || strstr (lower, "<!doctype html") != NULL)
    return g_error_new (LAGE_ERROR, LAGE_ERROR_INVALID, "a web page instead of an image");

  return NULL;
}

/* Takes the fetch. */
static void
take_image (Fetch *fetch)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  GError *fault = find_fault (fetch);
  LageFetched *fetched;

  note_success (fetch_get_fetcher (fetch));
  if (fault != NULL)
    {
      fail_for_good (fetch, fault);
      return;
    }

  fetched = g_new0 (LageFetched, 1);
  fetched->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->body));
  fetched->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  fetched->expires_us = parse_expiry (fetch->message);
  succeed (fetch, fetched);
}

/* Takes the fetch. */
static void
take_refusal (Fetch *fetch,
              guint  status)
{
  LageTileFetcher *self = fetch_get_fetcher (fetch);
  const char *phrase = soup_message_get_reason_phrase (fetch->message);
  gint64 wait_s = parse_retry_after (fetch->message);
  g_autofree char *reason = NULL;

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    {
      fail (fetch, FALSE, g_error_new (LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "status %u %s", status,
                                       phrase));
      return;
    }
  if (status == STATUS_TOO_MANY_REQUESTS || status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    {
      if (wait_s > 0)
        self->next_us = MAX (self->next_us, lage_clock_monotonic_us ()
                                            + MIN (wait_s, MAX_RETRY_AFTER_S) * G_USEC_PER_SEC);
      fail (fetch, wait_s <= MAX_RETRY_AFTER_S,
            g_error_new (LAGE_ERROR, LAGE_ERROR_BUSY, "status %u %s", status, phrase));
      return;
    }

  /* WMS servers also send their reports with a status. */
  if (fetch->body != NULL)
    reason = lage_capabilities_find_exception (fetch->body->data, fetch->body->len);
  if (reason != NULL)
    fail (fetch, FALSE, g_error_new (LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "%s", reason));
  else
    fail (fetch, status >= 500, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "status %u %s", status,
                                             phrase));
}

/* Takes the fetch. */
static void
take_response (Fetch *fetch)
{
  LageTileFetcher *self = fetch_get_fetcher (fetch);
  guint status = soup_message_get_status (fetch->message);
  LageFetched *fetched;

  switch (status)
    {
    case SOUP_STATUS_OK:
      take_image (fetch);
      break;

    case SOUP_STATUS_NOT_MODIFIED:
    case SOUP_STATUS_NO_CONTENT:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      note_success (self);
      fetched = g_new0 (LageFetched, 1);
      fetched->is_unchanged = status == SOUP_STATUS_NOT_MODIFIED;
      fetched->expires_us = parse_expiry (fetch->message);
      if (!fetched->is_unchanged)
        fetched->expires_us = MIN (fetched->expires_us,
                                   lage_clock_wall_us () + MAX_ABSENT_AGE_S * G_USEC_PER_SEC);
      succeed (fetch, fetched);
      break;

    default:
      take_refusal (fetch, status);
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
  g_autoptr(LageTileFetcher) self = g_object_ref (fetch_get_fetcher (fetch));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);

  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    {
      g_byte_array_append (fetch->body, g_bytes_get_data (bytes, NULL),
                           (guint) g_bytes_get_size (bytes));

      if (fetch->body->len <= MAX_BYTES)
        {
          g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                           g_task_get_cancellable (fetch->task), read_cb, fetch);
          return;
        }

      fail (fetch, FALSE, g_error_new (LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d bytes",
                                       MAX_BYTES));
    }
  else if (bytes == NULL)
    {
      fail (fetch, TRUE, g_steal_pointer (&error));
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
  g_autoptr(LageTileFetcher) self = g_object_ref (fetch_get_fetcher (fetch));
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream == NULL)
    {
      fail (fetch, TRUE, g_steal_pointer (&error));
      release_connection (self);
      return;
    }

  g_clear_pointer (&fetch->body, g_byte_array_unref);
  fetch->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (fetch->task), read_cb, fetch);
}

static void
send_fetch (LageTileFetcher *self,
            Fetch           *fetch)
{
  g_clear_object (&fetch->message);
  fetch->message = soup_message_new (SOUP_METHOD_GET, fetch->url);
  if (fetch->message == NULL)
    {
      fail_for_good (fetch, g_error_new (LAGE_ERROR, LAGE_ERROR_INVALID, "%.200s: no address",
                                         fetch->url));
      return;
    }
  if (fetch->etag != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (fetch->message),
                                  "If-None-Match", fetch->etag);

  self->n_active++;
  if (self->options.interval_ms > 0)
    self->next_us = MAX (self->next_us, lage_clock_monotonic_us ()
                                        + self->options.interval_ms * (gint64) 1000);
  soup_session_send_async (self->session, fetch->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (fetch->task), sent_cb, fetch);
}

static gboolean
next_cb (gpointer user_data)
{
  LageTileFetcher *self = user_data;

  self->next_id = 0;
  start_fetches (self);

  return G_SOURCE_REMOVE;
}

/* Whether a request may be sent now; if not, another look is taken when it may. */
static gboolean
may_send (LageTileFetcher *self)
{
  gint64 wait_us = self->next_us - lage_clock_monotonic_us ();

  if (wait_us <= 0)
    return TRUE;
  if (self->next_id == 0)
    self->next_id = g_timeout_add ((guint) (wait_us / 1000) + 1, next_cb, self);

  return FALSE;
}

/* Those nobody wants any more do not wait for their turn. */
static void
drop_cancelled (LageTileFetcher *self)
{
  GList *next;

  for (GList *l = self->waiting.head; l != NULL; l = next)
    {
      Fetch *fetch = l->data;
      GError *error = NULL;

      next = l->next;
      if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (fetch->task), &error))
        continue;
      g_queue_delete_link (&self->waiting, l);
      fail_for_good (fetch, error);
    }
}

static void
start_fetches (LageTileFetcher *self)
{
  /* Giving up the last fetch drops what may be the last reference. */
  g_object_ref (self);

  drop_cancelled (self);
  while (!g_queue_is_empty (&self->waiting))
    {
      if (!self->is_reachable)
        {
          fail_for_good (g_queue_pop_head (&self->waiting),
                         g_error_new_literal (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE,
                                              "does not answer"));
          continue;
        }
      if (self->n_active >= self->options.max_parallel || !may_send (self))
        break;
      send_fetch (self, g_queue_pop_head (&self->waiting));
    }

  g_object_unref (self);
}

static void
lage_tile_fetcher_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_REACHABLE:
      g_value_set_boolean (value, LAGE_TILE_FETCHER (object)->is_reachable);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_tile_fetcher_dispose (GObject *object)
{
  LageTileFetcher *self = LAGE_TILE_FETCHER (object);

  /* Every fetch holds a reference, so nothing is waiting any more. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_clear_handle_id (&self->next_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_tile_fetcher_parent_class)->dispose (object);
}

static void
lage_tile_fetcher_finalize (GObject *object)
{
  g_clear_pointer (&LAGE_TILE_FETCHER (object)->probe_url, g_free);

  G_OBJECT_CLASS (lage_tile_fetcher_parent_class)->finalize (object);
}

static void
lage_tile_fetcher_class_init (LageTileFetcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lage_tile_fetcher_get_property;
  object_class->dispose = lage_tile_fetcher_dispose;
  object_class->finalize = lage_tile_fetcher_finalize;

  /**
   * LageTileFetcher:is-reachable:
   *
   * Whether the server answers. While it does not, every fetch fails at once.
   */
  properties[PROP_IS_REACHABLE] =
    g_param_spec_boolean ("is-reachable", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lage_tile_fetcher_init (LageTileFetcher *self)
{
  g_queue_init (&self->waiting);
  self->is_reachable = TRUE;
}

/**
 * lage_tile_fetcher_new:
 * @session: whom to ask through
 * @options: how hard
 *
 * Returns: (transfer full): a fetcher for one server
 */
LageTileFetcher *
lage_tile_fetcher_new (SoupSession              *session,
                       const LageFetcherOptions *options)
{
  LageTileFetcher *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);

  self = g_object_new (LAGE_TYPE_TILE_FETCHER, NULL);
  self->session = g_object_ref (session);
  self->options = *options;
  if (self->options.max_parallel == 0)
    self->options.max_parallel = MAX_PARALLEL_DEFAULT;
  if (self->options.retry_ms == 0)
    self->options.retry_ms = RETRY_MS_DEFAULT;

  return self;
}

/**
 * lage_tile_fetcher_fetch_async:
 * @self: the fetcher
 * @url: where the image is
 * @etag: (nullable): the entity tag of the one that is there already
 * @cancellable: (nullable): cancelled when it is no longer wanted
 * @callback: called when it is there, or can't be had
 * @user_data: for @callback
 *
 * The newest request is the first to be sent.
 */
void
lage_tile_fetcher_fetch_async (LageTileFetcher     *self,
                               const char          *url,
                               const char          *etag,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  g_return_if_fail (LAGE_IS_TILE_FETCHER (self));
  g_return_if_fail (url != NULL);

  fetch->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (fetch->task, lage_tile_fetcher_fetch_async);
  fetch->url = g_strdup (url);
  fetch->etag = g_strdup (etag);
  g_queue_push_head (&self->waiting, fetch);
  start_fetches (self);
}

/**
 * lage_tile_fetcher_fetch_finish:
 * @self: the fetcher
 * @result: what the callback was given
 * @error: why there is no answer: of GIO where there is no connection; %LAGE_ERROR_FORBIDDEN and
 *   %LAGE_ERROR_BUSY by status; %LAGE_ERROR_UNSUPPORTED with the words of a map server;
 *   %LAGE_ERROR_INVALID for a page; %G_IO_ERROR_FAILED for any other status
 *
 * Returns: (transfer full): the answer, or %NULL
 */
LageFetched *
lage_tile_fetcher_fetch_finish (LageTileFetcher  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
lage_tile_fetcher_get_is_reachable (LageTileFetcher *self)
{
  g_return_val_if_fail (LAGE_IS_TILE_FETCHER (self), FALSE);

  return self->is_reachable;
}
