/* test-http-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-http-transport.h"

#include <libsoup/soup.h>
#include <string.h>

#include "lage-clock.h"
#include "transport-recorder.h"

#define MINUTE_US G_TIME_SPAN_MINUTE

typedef struct
{
  SoupServer          *server;
  char                *root; /* "http://127.0.0.1:port" */
  GPtrArray           *paths; /* as asked for, with queries */
  GPtrArray           *conditions; /* If-None-Match of each, or "" */
  char                *user_agent;
  guint                n_requests;
  LageTransportLimits  limits;
} Server;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
serve_packed (SoupServerMessage *message)
{
  g_autoptr(GConverter) compressor
    = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *text = g_strnfill (2000, 'z');
  guint8 packed[1000];
  gsize n_read = 0;
  gsize n_written = 0;

  g_assert_cmpint (g_converter_convert (compressor, text, 2000, packed, sizeof packed,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  set_header (message, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, (char *) packed,
                                    n_written);
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Server *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *condition = soup_message_headers_get_one (headers, "If-None-Match");
  const char *wanted = g_uri_get_query (soup_server_message_get_uri (message));

  self->n_requests++;
  g_ptr_array_add (self->paths, g_strconcat (path, wanted != NULL ? "?" : NULL, wanted, NULL));
  g_ptr_array_add (self->conditions, g_strdup (condition != NULL ? condition : ""));
  g_free (self->user_agent);
  self->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));

  if (strcmp (path, "/plain") == 0)
    answer (message, 200, "plain");
  else if (strcmp (path, "/empty") == 0)
    answer (message, 200, NULL);
  else if (strcmp (path, "/packed") == 0)
    serve_packed (message);
  else if (g_str_has_prefix (path, "/tagged/"))
    {
      set_header (message, "ETag", "\"one\"");
      if (g_strcmp0 (condition, "\"one\"") == 0)
        answer (message, 304, NULL);
      else if (strcmp (path, "/tagged/bad") == 0)
        answer (message, 200, "BAD");
      else if (strcmp (path, "/tagged/list") == 0)
        answer (message, 200, "NEXT /tagged/good");
      else
        answer (message, 200, "good");
    }
  else if (strcmp (path, "/dated") == 0)
    {
      const char *date = "Thu, 05 Dec 2013 18:00:00 GMT";

      set_header (message, "Last-Modified", date);
      if (g_strcmp0 (soup_message_headers_get_one (headers, "If-Modified-Since"), date) == 0)
        answer (message, 304, NULL);
      else
        answer (message, 200, "dated");
    }
  else if (strcmp (path, "/recovers") == 0)
    answer (message, self->n_requests <= 3 ? 500 : 200,
            self->n_requests <= 3 ? "\n\n the database\tis away\nsecond line" : "well");
  else if (strcmp (path, "/busy") == 0)
    {
      set_header (message, "Retry-After", "120");
      answer (message, 503, NULL);
    }
  else if (strcmp (path, "/slow") == 0)
    soup_server_message_pause (message);
  else if (strcmp (path, "/size") == 0)
    {
      g_autofree char *text = g_strnfill ((gsize) atoi (wanted), 'x');

      answer (message, 200, text);
    }
  else if (strcmp (path, "/deep/list") == 0)
    answer (message, 200, "NEXT a?page=2 /plain ../plain?x=%2B missing b");
  else if (strcmp (path, "/deep/a") == 0)
    answer (message, 200, "NEXT c");
  else if (g_str_has_prefix (path, "/deep/"))
    answer (message, strcmp (path, "/deep/missing") == 0 ? 404 : 200, path);
  else if (strcmp (path, "/loop") == 0)
    answer (message, 200, "NEXT /loop");
  else if (strcmp (path, "/foreign") == 0)
    answer (message, 200, "NEXT http://127.0.0.2:1/x http://localhost/x file:///etc/hostname /plain");
  else if (strcmp (path, "/many") == 0)
    answer (message, 200, "NEXT /plain?1 /plain?2 /plain?3 /plain?4");
  else if (strcmp (path, "/stop") == 0)
    answer (message, 200, "STOP");
  else if (g_str_has_prefix (path, "/moved/"))
    {
      int left = atoi (path + strlen ("/moved/"));
      g_autofree char *next = g_strdup_printf ("/moved/%d", left - 1);

      set_header (message, "Location", left == 1 ? "../plain" : next);
      answer (message, left % 2 == 0 ? 302 : 308, "moved");
    }
  else if (strcmp (path, "/to-file") == 0)
    {
      set_header (message, "Location", "file:///etc/hostname");
      answer (message, 302, NULL);
    }
  else if (strcmp (path, "/leads-away") == 0)
    answer (message, 200, "NEXT /away");
  else if (strcmp (path, "/away") == 0)
    {
      set_header (message, "Location", "http://127.0.0.2:1/x");
      answer (message, 302, NULL);
    }
  else
    answer (message, 404, "station not found\r\nsecond line");
}

static void
set_up (Server        *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  soup_server_add_handler (self->server, NULL, serve_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->root = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  test_limits_init (&self->limits);
  self->limits.interval_us = MINUTE_US;
}

static void
tear_down (Server        *self,
           gconstpointer  data)
{
  soup_server_disconnect (self->server);
  g_assert_finalize_object (self->server);
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->conditions);
  g_free (self->user_agent);
  g_free (self->root);
}

static Recorder *
start (Server     *self,
       const char *path)
{
  g_autofree char *uri = g_strconcat (self->root, path, NULL);
  Recorder *recorder = recorder_new (uri, &self->limits);

  lage_transport_start (recorder->transport);
  return recorder;
}

static void
test_good (Server        *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/plain?a=b%2Bc");
  g_autofree char *uri = g_strconcat (self->root, "/plain?a=b%2Bc", NULL);
  gint64 left_us;

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (recorder->inputs->len, ==, 1);
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "plain");
  g_assert_cmpstr (g_ptr_array_index (recorder->uris, 0), ==, uri);
  g_assert_cmpstr (g_ptr_array_index (self->paths, 0), ==, "/plain?a=b%2Bc");
  g_assert_cmpstr (self->user_agent, ==, "Rescue-Mate/" LAGE_VERSION);
  g_assert_cmpuint (recorder->errors->len, ==, 0);

  left_us = recorder->next_attempt_us - lage_clock_monotonic_us ();
  g_assert_cmpint (left_us, >, MINUTE_US / 2);
  g_assert_cmpint (left_us, <=, MINUTE_US / 10 * 11);

  lage_transport_poll (recorder->transport);
  lage_transport_poll (recorder->transport); /* one is under way */
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 2);
  g_assert_cmpuint (self->n_requests, ==, 2);
}

static void
test_interval (Server        *self,
               gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  self->limits.interval_us = G_TIME_SPAN_MILLISECOND;
  recorder = start (self, "/plain");
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 5);
  g_assert_cmpuint (recorder->n_opened, ==, 1);
  g_assert_cmpstr (recorder_channel (recorder, 1), ==, "plainplainplainplainplain");
}

static void
test_empty (Server        *self,
            gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/empty");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "");
}

static void
test_packed (Server        *self,
             gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/packed");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (strlen (recorder_input (recorder, 0)), ==, 2000);
}

/* The limit is that of the document, not of what is sent. */
static void
test_packed_too_large (Server        *self,
                       gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  self->limits.max_size = 1999;
  recorder = start (self, "/packed");
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "/packed: is larger than 1999 bytes"));
}

static void
test_etag (Server        *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/tagged/good");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  lage_transport_poll (recorder->transport);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 2);

  g_assert_cmpstr (g_ptr_array_index (self->conditions, 0), ==, "");
  g_assert_cmpstr (g_ptr_array_index (self->conditions, 1), ==, "\"one\"");
  g_assert_cmpuint (recorder->inputs->len, ==, 1);
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FRESH], ==, 1);
  g_assert_cmpuint (recorder->errors->len, ==, 0);

  /* Started anew, nothing is known any more. */
  lage_transport_stop (recorder->transport);
  lage_transport_start (recorder->transport);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 3);
  g_assert_cmpuint (recorder->inputs->len, ==, 2);
}

static void
test_last_modified (Server        *self,
                    gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/dated");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  lage_transport_poll (recorder->transport);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 2);
  g_assert_cmpuint (recorder->inputs->len, ==, 1);
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FRESH], ==, 1);
}

/* What was complained of, and what leads to other documents, is fetched whole again. */
static void
test_not_remembered (Server        *self,
                     gconstpointer  data)
{
  g_autoptr(Recorder) bad = start (self, "/tagged/bad");
  g_autoptr(Recorder) list = NULL;

  WAIT_FOR (bad->n_status[LAGE_TRANSPORT_POLLED] == 1);
  lage_transport_poll (bad->transport);
  WAIT_FOR (bad->n_status[LAGE_TRANSPORT_POLLED] == 2);
  g_assert_cmpuint (bad->inputs->len, ==, 2);
  g_assert_cmpuint (bad->n_status[LAGE_TRANSPORT_FRESH], ==, 0);

  list = start (self, "/tagged/list");
  WAIT_FOR (list->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (list->inputs->len, ==, 2);
  lage_transport_poll (list->transport);
  WAIT_FOR (list->n_status[LAGE_TRANSPORT_POLLED] == 2);
  g_assert_cmpuint (list->inputs->len, ==, 3); /* the list, but not what it leads to */
  g_assert_cmpstr (recorder_input (list, 2), ==, "NEXT /tagged/good");
}

static void
test_not_found (Server        *self,
                gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/nowhere");
  g_autofree char *text
    = g_strconcat (self->root, "/nowhere: 404 Not Found: station not found", NULL);

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_cmpstr (recorder_last_error (recorder), ==, text);
  g_assert_cmpuint (recorder->inputs->len, ==, 0);
  /* Not asked for more often than usual. */
  g_assert_cmpint (recorder->next_attempt_us - lage_clock_monotonic_us (), >, MINUTE_US / 2);
}

static void
test_recovery (Server        *self,
               gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/recovers");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 3);
  g_assert_cmpuint (self->n_requests, ==, 4);
  g_assert_nonnull (strstr (recorder_last_error (recorder),
                            ": 500 Internal Server Error: the database is away"));
  g_assert_null (strstr (recorder_last_error (recorder), "second"));
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "well");
  g_assert_cmpint (recorder->next_attempt_us - lage_clock_monotonic_us (), >, MINUTE_US / 2);
}

static void
test_retry_after (Server        *self,
                  gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/busy");
  gint64 left_us;

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 1);
  left_us = recorder->next_attempt_us - lage_clock_monotonic_us ();
  g_assert_cmpint (left_us, >, 110 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (left_us, <=, 120 * G_TIME_SPAN_SECOND);
}

static void
test_slow (Server        *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  self->limits.timeout_us = 20 * G_TIME_SPAN_MILLISECOND;
  recorder = start (self, "/slow");
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 2);
  g_assert_nonnull (strstr (recorder_last_error (recorder),
                            "/slow: no complete answer within 0.02 s"));
}

static void
test_stop_while_waiting (Server        *self,
                         gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/slow");

  WAIT_FOR (self->n_requests == 1);
  lage_transport_stop (recorder->transport);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (recorder->errors->len, ==, 0);
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 0);
}

static void
test_stop_from_within (Server        *self,
                       gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self, "/stop");

  WAIT_FOR (recorder->inputs->len == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (lage_transport_is_running (recorder->transport));
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_POLLED], ==, 0);
}

static void
test_size (Server        *self,
           gconstpointer  data)
{
  g_autoptr(Recorder) fits = start (self, "/size?100000");
  g_autoptr(Recorder) too_large = start (self, "/size?100001");

  WAIT_FOR (fits->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (strlen (recorder_input (fits, 0)), ==, 100000);
  WAIT_FOR (too_large->n_status[LAGE_TRANSPORT_FAILED] >= 1);
  g_assert_nonnull (strstr (recorder_last_error (too_large), "is larger than 100000 bytes"));
  g_assert_cmpuint (too_large->inputs->len, ==, 0);
}

static void
test_follow (Server        *self,
             gconstpointer  data)
{
  static const char *const paths[] = {
    "/deep/list", "/deep/a?page=2", "/plain", "/plain?x=%2B", "/deep/missing", "/deep/b", "/deep/c"
  };
  g_autoptr(Recorder) recorder = start (self, "/deep/list");

  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (self->paths->len, ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpstr (g_ptr_array_index (self->paths, i), ==, paths[i]);

  /* The missing one is a problem, and the rest came nevertheless. */
  g_assert_cmpuint (recorder->inputs->len, ==, 6);
  g_assert_cmpstr (recorder_input (recorder, 5), ==, "/deep/c");
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_PROBLEM], ==, 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "/deep/missing: 404"));
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 0);
}

static void
test_follow_refused (Server        *self,
                     gconstpointer  data)
{
  g_autoptr(Recorder) foreign = start (self, "/foreign");
  g_autoptr(Recorder) loop = NULL;
  g_autoptr(Recorder) many = NULL;
  g_autoptr(Recorder) away = NULL;

  WAIT_FOR (foreign->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (foreign->n_status[LAGE_TRANSPORT_PROBLEM], ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (foreign->errors, 0),
                            "/foreign: leads to another origin, http://127.0.0.2:1/x"));
  g_assert_nonnull (strstr (g_ptr_array_index (foreign->errors, 1), "http://localhost/x"));
  g_assert_nonnull (strstr (g_ptr_array_index (foreign->errors, 2), "no http URI"));
  g_assert_cmpuint (foreign->inputs->len, ==, 2);
  g_assert_cmpstr (recorder_input (foreign, 1), ==, "plain");

  loop = start (self, "/loop");
  WAIT_FOR (loop->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (loop->inputs->len, ==, 1);
  g_assert_nonnull (strstr (recorder_last_error (loop), "/loop: asked for twice"));

  self->limits.max_requests = 3;
  many = start (self, "/many");
  WAIT_FOR (many->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpuint (many->inputs->len, ==, 4);
  g_assert_nonnull (strstr (recorder_last_error (many), "more than 3 documents follow; 1 left"));

  away = start (self, "/leads-away");
  WAIT_FOR (away->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (away), "redirected to another origin"));
}

static void
test_redirects (Server        *self,
                gconstpointer  data)
{
  g_autoptr(Recorder) five = start (self, "/moved/5");
  g_autoptr(Recorder) six = NULL;
  g_autoptr(Recorder) file = NULL;
  g_autofree char *uri = g_strconcat (self->root, "/plain", NULL);

  WAIT_FOR (five->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpstr (recorder_input (five, 0), ==, "plain");
  g_assert_cmpstr (g_ptr_array_index (five->uris, 0), ==, uri);

  six = start (self, "/moved/6");
  WAIT_FOR (six->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (six), "/moved/6: redirected too often"));

  file = start (self, "/to-file");
  WAIT_FOR (file->n_status[LAGE_TRANSPORT_FAILED] == 1);
  g_assert_nonnull (strstr (recorder_last_error (file), "redirected to no http URI"));
  g_assert_cmpuint (file->inputs->len, ==, 0);
}

/* The server goes away and comes back at the same port. */
static void
test_server_away (Server        *self,
                  gconstpointer  data)
{
  g_autoptr(GUri) uri = g_uri_parse (self->root, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(Recorder) recorder = NULL;
  g_autoptr(GError) error = NULL;

  soup_server_disconnect (self->server);
  recorder = start (self, "/plain");
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 2);
  g_assert_true (g_str_has_prefix (recorder_last_error (recorder), self->root));

  soup_server_listen_local (self->server, (guint) g_uri_get_port (uri),
                            SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_POLLED] == 1);
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "plain");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Server        *self,
                       gconstpointer  data);
  } tests[] = {
    { "/feeds/http-transport/good", test_good },
    { "/feeds/http-transport/interval", test_interval },
    { "/feeds/http-transport/empty", test_empty },
    { "/feeds/http-transport/packed", test_packed },
    { "/feeds/http-transport/packed-too-large", test_packed_too_large },
    { "/feeds/http-transport/etag", test_etag },
    { "/feeds/http-transport/last-modified", test_last_modified },
    { "/feeds/http-transport/not-remembered", test_not_remembered },
    { "/feeds/http-transport/not-found", test_not_found },
    { "/feeds/http-transport/recovery", test_recovery },
    { "/feeds/http-transport/retry-after", test_retry_after },
    { "/feeds/http-transport/slow", test_slow },
    { "/feeds/http-transport/stop-while-waiting", test_stop_while_waiting },
    { "/feeds/http-transport/stop-from-within", test_stop_from_within },
    { "/feeds/http-transport/size", test_size },
    { "/feeds/http-transport/follow", test_follow },
    { "/feeds/http-transport/follow-refused", test_follow_refused },
    { "/feeds/http-transport/redirects", test_redirects },
    { "/feeds/http-transport/server-away", test_server_away },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Server, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
