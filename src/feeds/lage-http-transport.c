/* lage-http-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-http-transport.h"

#include <libsoup/soup.h>
#include <string.h>

#include "lage-error.h"

#define MAX_REDIRECTS 5
#define MAX_VALIDATORS 1000
#define MAX_RETRY_AFTER_S 3600
#define ERROR_BODY_SIZE 4096
#define ERROR_LINE_CHARS 200
#define CHUNK_SIZE 65536

/* ETag and Last-Modified of a document that was decoded without a complaint. */
typedef struct
{
  char *etag;
  char *last_modified;
} Validators;

typedef struct
{
  LageHttpTransport *self; /* a reference */
  GUri              *uri;  /* as asked for; validators belong to it */
  GUri              *location; /* where redirects led */
  GCancellable      *cancellable;
  SoupMessage       *message;
  GInputStream      *stream;
  GByteArray        *body;
  guint              n_redirects;
  guint              deadline;
  gboolean           is_first;
  gboolean           is_late;
} Request;

/**
 * LageHttpTransport:
 *
 * Polls a document and, one after the other, the documents that its decoder asks for. These must
 * be of the same origin (scheme, host and port) as the document that named them, so that what a
 * source says never makes this machine talk to another.
 *
 * Documents are asked for conditionally. Only one that leads to no others is: if the first page of
 * a list has not changed, the second may have, and only the first says where it is.
 */
struct _LageHttpTransport
{
  LageTransport parent_instance;

  SoupSession *session;
  GHashTable  *validators; /* uri text -> Validators */
  GHashTable  *seen;       /* uri texts of this poll */
  GQueue       queue;      /* GUris still to fetch in this poll */
  Request     *request;    /* the one under way */
  guint64      channel;
};

G_DEFINE_FINAL_TYPE (LageHttpTransport, lage_http_transport, LAGE_TYPE_TRANSPORT)

static void
read_chunk (Request *request);

static void
validators_free (gpointer data)
{
  Validators *validators = data;

  g_free (validators->etag);
  g_free (validators->last_modified);
  g_free (validators);
}

static void
request_free (Request *request)
{
  g_clear_handle_id (&request->deadline, g_source_remove);
  g_clear_pointer (&request->uri, g_uri_unref);
  g_clear_pointer (&request->location, g_uri_unref);
  g_clear_object (&request->cancellable);
  g_clear_object (&request->stream);
  g_clear_object (&request->message);
  g_clear_pointer (&request->body, g_byte_array_unref);
  g_clear_object (&request->self);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
is_current (Request *request)
{
  return request->self->request == request;
}

static char *
describe_uri (GUri *uri)
{
  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
}

static int
get_port (GUri *uri)
{
  if (g_uri_get_port (uri) > 0)
    return g_uri_get_port (uri);
  return strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_same_origin (GUri *a,
                GUri *b)
{
  return strcmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && get_port (a) == get_port (b);
}

/* Resolves a reference; NULL if that does not give an http or https URI with a host. */
static GUri *
resolve (GUri       *base,
         const char *reference)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme;

  uri = base != NULL ? g_uri_parse_relative (base, reference, SOUP_HTTP_URI_FLAGS, NULL)
                     : g_uri_parse (reference, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return NULL;
  scheme = g_uri_get_scheme (uri);
  if ((strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0)
      || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
    return NULL;
  return g_steal_pointer (&uri);
}

static void
report_problem (LageHttpTransport *self,
                GUri              *uri,
                LageError          code,
                const char        *text)
{
  g_autofree char *place = describe_uri (uri);
  g_autoptr(GError) error = g_error_new (LAGE_ERROR, (int) code, "%s: %s", place, text);

  lage_transport_report (LAGE_TRANSPORT (self), LAGE_TRANSPORT_PROBLEM, error, 0);
}

static void
clear_poll (LageHttpTransport *self)
{
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_uri_unref);
  g_hash_table_remove_all (self->seen);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Request *request = user_data;

  request->deadline = 0;
  request->is_late = TRUE;
  g_cancellable_cancel (request->cancellable);
  return G_SOURCE_REMOVE;
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data);

static void
send_request (Request *request)
{
  LageHttpTransport *self = request->self;
  g_autofree char *key = g_uri_to_string (request->uri);
  const Validators *validators = g_hash_table_lookup (self->validators, key);

  g_clear_object (&request->stream);
  g_clear_object (&request->message);
  request->message = soup_message_new_from_uri ("GET", request->location);
  soup_message_add_flags (request->message, SOUP_MESSAGE_NO_REDIRECT);

  if (validators != NULL)
    {
      SoupMessageHeaders *headers = soup_message_get_request_headers (request->message);

      if (validators->etag != NULL)
        soup_message_headers_replace (headers, "If-None-Match", validators->etag);
      if (validators->last_modified != NULL)
        soup_message_headers_replace (headers, "If-Modified-Since", validators->last_modified);
    }

  soup_session_send_async (self->session, request->message, G_PRIORITY_DEFAULT,
                           request->cancellable, sent_cb, request);
}

static void
begin_request (LageHttpTransport *self,
               GUri              *uri,
               gboolean           is_first)
{
  Request *request = g_new0 (Request, 1);

  g_assert (self->request == NULL);

  request->self = g_object_ref (self);
  request->uri = g_uri_ref (uri);
  request->location = g_uri_ref (uri);
  request->cancellable = g_cancellable_new ();
  request->body = g_byte_array_new ();
  request->is_first = is_first;
  request->deadline = lage_transport_add_timeout (
    lage_transport_get_limits (LAGE_TRANSPORT (self))->timeout_us, deadline_cb, request);
  self->request = request;
  send_request (request);
}

static void
fetch_next (LageHttpTransport *self)
{
  g_autoptr(GUri) uri = NULL;
  LageTransport *transport = LAGE_TRANSPORT (self);
  gint64 interval_us = lage_transport_get_limits (transport)->interval_us;

  if (!lage_transport_is_running (transport))
    return;

  uri = g_queue_pop_head (&self->queue);
  if (uri != NULL)
    {
      begin_request (self, uri, FALSE);
      return;
    }

  clear_poll (self);
  interval_us = lage_back_off_spread_us (lage_transport_get_back_off (transport), interval_us);
  lage_transport_report (transport, LAGE_TRANSPORT_POLLED, NULL,
                         lage_transport_schedule (transport, interval_us));
}

/* Takes ownership of the request. The document that a poll begins with decides how the poll went;
 * one that follows is a problem of its own. */
static void
fail_request (Request *request,
              GError  *error,
              gint64   least_delay_us)
{
  g_autoptr(Request) owned = request;
  g_autoptr(LageHttpTransport) self = g_object_ref (owned->self);
  g_autofree char *place = describe_uri (owned->uri);

  self->request = NULL;
  g_prefix_error (&error, "%s: ", place);

  if (owned->is_first)
    {
      clear_poll (self);
      lage_transport_fail (LAGE_TRANSPORT (self), error, least_delay_us);
    }
  else
    {
      /* When even the connection fails, the rest of the poll would fail alike. */
      if (error->domain != LAGE_ERROR)
        clear_poll (self);
      lage_transport_report (LAGE_TRANSPORT (self), LAGE_TRANSPORT_PROBLEM, error, 0);
      fetch_next (self);
    }
  g_error_free (error);
}

static void
fail_request_with (Request    *request,
                   LageError   code,
                   const char *text)
{
  fail_request (request, g_error_new_literal (LAGE_ERROR, (int) code, text), 0);
}

/* Takes ownership of the error. Returns whether the request has ended. */
static gboolean
take_error (Request *request,
            GError  *error)
{
  if (error == NULL)
    return FALSE;

  if (!is_current (request))
    {
      request_free (request);
      g_error_free (error);
    }
  else if (request->is_late)
    {
      double timeout_s
        = (double) lage_transport_get_limits (LAGE_TRANSPORT (request->self))->timeout_us
          / G_TIME_SPAN_SECOND;

      g_error_free (error);
      fail_request (request, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                          "no complete answer within %g s", timeout_s), 0);
    }
  else
    fail_request (request, error, 0);
  return TRUE;
}

static void
finish_request (Request *request)
{
  g_autoptr(Request) owned = request;
  g_autoptr(LageHttpTransport) self = g_object_ref (owned->self);

  self->request = NULL;
  if (owned->is_first)
    lage_back_off_reset (lage_transport_get_back_off (LAGE_TRANSPORT (self)));
  fetch_next (self);
}

static void
remember_validators (Request *request)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *last_modified = soup_message_headers_get_one (headers, "Last-Modified");
  Validators *validators;

  if (etag == NULL && last_modified == NULL)
    return;
  if (g_hash_table_size (request->self->validators) >= MAX_VALIDATORS)
    g_hash_table_remove_all (request->self->validators);

  validators = g_new0 (Validators, 1);
  validators->etag = g_strdup (etag);
  validators->last_modified = g_strdup (last_modified);
  g_hash_table_replace (request->self->validators, g_uri_to_string (request->uri), validators);
}

static void
queue_requests (LageHttpTransport *self,
                GUri              *base,
                GPtrArray         *references)
{
  guint max_requests = lage_transport_get_limits (LAGE_TRANSPORT (self))->max_requests;

  for (guint i = 0; i < references->len; i++)
    {
      const char *reference = g_ptr_array_index (references, i);
      g_autoptr(GUri) uri = resolve (base, reference);
      g_autofree char *text = NULL;

      if (uri == NULL)
        {
          text = g_strdup_printf ("leads to \"%s\", which is no http URI", reference);
          report_problem (self, base, LAGE_ERROR_INVALID, text);
          continue;
        }
      if (!is_same_origin (base, uri))
        {
          text = g_strdup_printf ("leads to another origin, %s; not followed", reference);
          report_problem (self, base, LAGE_ERROR_FORBIDDEN, text);
          continue;
        }
      /* The first document of the poll is in the set as well. */
      if (g_hash_table_size (self->seen) > max_requests)
        {
          text = g_strdup_printf ("more than %u documents follow; %u left for the next poll",
                                  max_requests, references->len - i);
          report_problem (self, base, LAGE_ERROR_TOO_LARGE, text);
          return;
        }
      text = g_uri_to_string (uri);
      if (!g_hash_table_add (self->seen, g_strdup (text)))
        {
          report_problem (self, uri, LAGE_ERROR_INVALID, "asked for twice in one poll");
          continue;
        }
      g_queue_push_tail (&self->queue, g_steal_pointer (&uri));
    }
}

static void
take_document (Request *request)
{
  LageHttpTransport *self = request->self;
  g_autoptr(GPtrArray) requests = NULL;
  g_autofree char *key = g_uri_to_string (request->uri);
  g_autofree char *place = describe_uri (request->location);
  gboolean is_clean;

  g_clear_handle_id (&request->deadline, g_source_remove);
  is_clean = lage_transport_input (LAGE_TRANSPORT (self), self->channel, request->body->data,
                                   request->body->len, place, &requests);
  if (!is_current (request))
    {
      request_free (request);
      return;
    }

  g_hash_table_remove (self->validators, key);
  if (requests != NULL && requests->len > 0)
    queue_requests (self, request->location, requests);
  else if (is_clean)
    remember_validators (request);

  if (is_current (request))
    finish_request (request);
  else
    request_free (request);
}

static void
take_fresh (Request *request)
{
  if (request->is_first)
    lage_transport_report (LAGE_TRANSPORT (request->self), LAGE_TRANSPORT_FRESH, NULL, 0);
  if (is_current (request))
    finish_request (request);
  else
    request_free (request);
}

/* The first line of an error page that has something to say, without control characters. */
static char *
get_first_line (GByteArray *body)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (body->len == 0)
    return NULL;

  text = g_utf8_make_valid ((const char *) body->data, (gssize) body->len);
  lines = g_strsplit_set (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (line[0] == '\0')
        continue;
      for (char *at = line; *at != '\0'; at++)
        if (g_ascii_iscntrl (*at))
          *at = ' ';
      return g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), ERROR_LINE_CHARS));
    }
  return NULL;
}

static gint64
get_retry_after_us (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                   "Retry-After");
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return 0;
  return (gint64) MIN (seconds, MAX_RETRY_AFTER_S) * G_TIME_SPAN_SECOND;
}

static void
take_refusal (Request *request)
{
  guint status = soup_message_get_status (request->message);
  const char *phrase = soup_message_get_reason_phrase (request->message);
  g_autofree char *line = get_first_line (request->body);
  gint64 least_delay_us = get_retry_after_us (request->message);
  LageError code = LAGE_ERROR_INVALID;

  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    code = LAGE_ERROR_NOT_FOUND;
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    code = LAGE_ERROR_FORBIDDEN;
  else if (status >= 500)
    code = LAGE_ERROR_BUSY;

  /* What a server refuses outright does not get better by asking more often than usual. */
  if (status < 500)
    least_delay_us = MAX (
      least_delay_us, lage_transport_get_limits (LAGE_TRANSPORT (request->self))->interval_us);

  fail_request (request,
                g_error_new (LAGE_ERROR, (int) code, "%u %s%s%s", status,
                             phrase != NULL ? phrase : "", line != NULL ? ": " : "",
                             line != NULL ? line : ""),
                least_delay_us);
}

static void
take_redirect (Request *request)
{
  const char *reference
    = soup_message_headers_get_one (soup_message_get_response_headers (request->message),
                                    "Location");
  g_autoptr(GUri) target = reference != NULL ? resolve (request->location, reference) : NULL;

  if (target == NULL)
    fail_request_with (request, LAGE_ERROR_INVALID, "redirected to no http URI");
  else if (++request->n_redirects > MAX_REDIRECTS)
    fail_request_with (request, LAGE_ERROR_TOO_LARGE, "redirected too often");
  else if (!request->is_first && !is_same_origin (request->location, target))
    fail_request_with (request, LAGE_ERROR_FORBIDDEN, "redirected to another origin");
  else
    {
      g_uri_unref (request->location);
      request->location = g_steal_pointer (&target);
      send_request (request);
    }
}

static gboolean
is_document (guint status)
{
  return status == SOUP_STATUS_OK || status == SOUP_STATUS_NON_AUTHORITATIVE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gboolean is_refusal;
  gsize max_size;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  if (take_error (request, g_steal_pointer (&error)))
    return;
  if (!is_current (request))
    {
      request_free (request);
      return;
    }

  is_refusal = !is_document (soup_message_get_status (request->message));
  max_size = is_refusal ? ERROR_BODY_SIZE
                        : lage_transport_get_limits (LAGE_TRANSPORT (request->self))->max_size;
  g_byte_array_append (request->body, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));

  if (is_refusal && (g_bytes_get_size (bytes) == 0 || request->body->len >= max_size))
    take_refusal (request);
  else if (request->body->len > max_size)
    {
      g_autofree char *text = g_strdup_printf ("is larger than %" G_GSIZE_FORMAT " bytes", max_size);

      fail_request_with (request, LAGE_ERROR_TOO_LARGE, text);
    }
  else if (g_bytes_get_size (bytes) == 0)
    take_document (request);
  else
    read_chunk (request);
}

static void
read_chunk (Request *request)
{
  g_input_stream_read_bytes_async (request->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   request->cancellable, read_cb, request);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr(GError) error = NULL;
  guint status;

  request->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (take_error (request, g_steal_pointer (&error)))
    return;
  if (!is_current (request))
    {
      request_free (request);
      return;
    }

  status = soup_message_get_status (request->message);
  if (status == SOUP_STATUS_NOT_MODIFIED || status == SOUP_STATUS_NO_CONTENT)
    take_fresh (request);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    take_redirect (request);
  else
    read_chunk (request);
}

static void
lage_http_transport_attempt (LageTransport *transport)
{
  LageHttpTransport *self = LAGE_HTTP_TRANSPORT (transport);
  g_autofree char *text = NULL;
  g_autoptr(GUri) uri = NULL;

  if (self->session == NULL)
    self->session = soup_session_new_with_options ("user-agent", "Rescue-Mate/" LAGE_VERSION,
                                                   "timeout", 0,
                                                   NULL);
  if (self->channel == 0)
    self->channel = lage_transport_open (transport, NULL);
  if (!lage_transport_is_running (transport))
    return;

  text = lage_transport_get_first_request (transport, self->channel);
  uri = resolve (NULL, text);
  if (uri == NULL)
    {
      g_autoptr(GError) error = g_error_new (LAGE_ERROR, LAGE_ERROR_INVALID,
                                             "%s: is no http URI", text);

      lage_transport_fail (transport, error, lage_transport_get_limits (transport)->interval_us);
      return;
    }

  clear_poll (self);
  g_hash_table_add (self->seen, g_uri_to_string (uri));
  begin_request (self, uri, TRUE);
}

static void
lage_http_transport_stop (LageTransport *transport)
{
  LageHttpTransport *self = LAGE_HTTP_TRANSPORT (transport);
  Request *request = g_steal_pointer (&self->request);

  /* Its callback frees the request. */
  if (request != NULL)
    {
      g_clear_handle_id (&request->deadline, g_source_remove);
      g_cancellable_cancel (request->cancellable);
    }
  clear_poll (self);
  g_hash_table_remove_all (self->validators);
  self->channel = 0;
}

static void
lage_http_transport_finalize (GObject *object)
{
  LageHttpTransport *self = LAGE_HTTP_TRANSPORT (object);

  g_clear_object (&self->session);
  g_hash_table_unref (self->validators);
  g_hash_table_unref (self->seen);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_uri_unref);
  G_OBJECT_CLASS (lage_http_transport_parent_class)->finalize (object);
}

static void
lage_http_transport_class_init (LageHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_http_transport_finalize;
  LAGE_TRANSPORT_CLASS (klass)->attempt = lage_http_transport_attempt;
  LAGE_TRANSPORT_CLASS (klass)->stop = lage_http_transport_stop;
}

static void
lage_http_transport_init (LageHttpTransport *self)
{
  self->validators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, validators_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->queue);
}
