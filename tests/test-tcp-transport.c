/* test-tcp-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tcp-transport.h"

#include <string.h>

#include "lage-clock.h"
#include "transport-recorder.h"

/* A server under the test's control: it holds its connections, the newest last. */
typedef struct
{
  GSocketService *service;
  GPtrArray      *connections;
  guint16         port;
  char           *uri;
} Server;

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source_object,
             gpointer           user_data)
{
  Server *self = user_data;

  g_ptr_array_add (self->connections, g_object_ref (connection));
  return TRUE;
}

static void
server_open (Server  *self,
             guint16  port)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;

  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

static void
server_close (Server *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
}

static void
write_text (GSocketConnection *connection,
            const char        *text)
{
  g_autoptr(GError) error = NULL;

  g_socket_set_option (g_socket_connection_get_socket (connection), 6 /* TCP */, 1 /* NODELAY */,
                       1, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
hang_up (GSocketConnection *connection)
{
  g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));
}

static void
set_up (Server        *self,
        gconstpointer  data)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  server_open (self, 0);
  self->uri = g_strdup_printf ("tcp://127.0.0.1:%u", self->port);
}

static void
tear_down (Server        *self,
           gconstpointer  data)
{
  if (self->service != NULL)
    server_close (self);
  g_ptr_array_unref (self->connections);
  g_free (self->uri);
}

static Recorder *
start (const char                *uri,
       const LageTransportLimits *limits)
{
  LageTransportLimits usual;
  Recorder *recorder;

  test_limits_init (&usual);
  recorder = recorder_new (uri, limits != NULL ? limits : &usual);
  lage_transport_start (recorder->transport);
  return recorder;
}

static void
test_client (Server        *self,
             gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self->uri, NULL);
  g_autofree char *peer = g_strdup_printf ("127.0.0.1:%u", self->port);

  WAIT_FOR (self->connections->len == 1 && recorder->n_status[LAGE_TRANSPORT_CONNECTED] == 1);
  g_assert_cmpstr (g_ptr_array_index (recorder->peers, 0), ==, peer);

  /* Split writes arrive as pieces of one channel. */
  write_text (self->connections->pdata[0], "<eve");
  WAIT_FOR (strcmp (recorder_channel (recorder, 1), "<eve") == 0);
  write_text (self->connections->pdata[0], "nt/>");
  WAIT_FOR (strcmp (recorder_channel (recorder, 1), "<event/>") == 0);
  g_assert_cmpuint (recorder->n_opened, ==, 1);
  g_assert_cmpuint (recorder->n_closed, ==, 0);
}

static void
test_client_reconnects (Server        *self,
                        gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self->uri, NULL);

  for (guint i = 1; i <= 3; i++)
    {
      WAIT_FOR (self->connections->len == i && recorder->n_opened == i);
      write_text (self->connections->pdata[i - 1], "torn");
      WAIT_FOR (strcmp (recorder_channel (recorder, i), "torn") == 0);
      hang_up (self->connections->pdata[i - 1]);
      WAIT_FOR (recorder->n_closed == i && recorder->n_status[LAGE_TRANSPORT_FAILED] == i);
      g_assert_nonnull (strstr (recorder_last_error (recorder), "the other side closed"));
    }
}

static void
test_client_refused (Server        *self,
                     gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;

  server_close (self);
  recorder = start (self->uri, NULL);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_FAILED] == 3);
  g_assert_true (g_str_has_prefix (recorder_last_error (recorder), self->uri));
  g_assert_cmpuint (recorder->n_opened, ==, 0);

  server_open (self, self->port);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_CONNECTED] == 1);
}

static void
test_client_silence (Server        *self,
                     gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;
  LageTransportLimits limits;

  test_limits_init (&limits);
  limits.timeout_us = 30 * G_TIME_SPAN_MILLISECOND;
  recorder = start (self->uri, &limits);
  WAIT_FOR (recorder->n_opened == 2);
  g_assert_cmpuint (recorder->n_closed, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (recorder->errors, 0), "nothing came for 0.03 s"));
}

static void
test_client_stop (Server        *self,
                  gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start (self->uri, NULL);
  g_autoptr(Recorder) at_once = start (self->uri, NULL);

  lage_transport_stop (at_once->transport);
  WAIT_FOR (recorder->n_opened == 1 && self->connections->len >= 1);
  for (guint i = 0; i < self->connections->len; i++)
    write_text (self->connections->pdata[i], "STOP");
  WAIT_FOR (!lage_transport_is_running (recorder->transport));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (recorder->n_closed, ==, 0);
  g_assert_cmpuint (recorder->errors->len, ==, 0);
  g_assert_cmpuint (at_once->n_opened, ==, 0);
  g_assert_cmpuint (at_once->errors->len, ==, 0);

  lage_transport_start (recorder->transport);
  WAIT_FOR (recorder->n_opened == 2);
}

static GSocketConnection *
connect_to (Recorder *recorder)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection;

  connection = g_socket_client_connect_to_host (
    client, "127.0.0.1", lage_transport_get_port (recorder->transport), NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
test_listener (Server        *self,
               gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start ("tcp-listen://127.0.0.1:0", NULL);
  g_autoptr(GSocketConnection) one = NULL;
  g_autoptr(GSocketConnection) two = NULL;

  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_CONNECTED], ==, 1);
  g_assert_cmpuint (lage_transport_get_port (recorder->transport), !=, 0);

  one = connect_to (recorder);
  WAIT_FOR (recorder->n_opened == 1);
  two = connect_to (recorder);
  WAIT_FOR (recorder->n_opened == 2);

  /* What two clients write at the same time stays apart. */
  write_text (one, "<a");
  WAIT_FOR (recorder->inputs->len == 1);
  write_text (two, "<b");
  WAIT_FOR (recorder->inputs->len == 2);
  write_text (one, "/>");
  WAIT_FOR (recorder->inputs->len == 3);
  g_assert_cmpstr (recorder_channel (recorder, 1), ==, "<a/>");
  g_assert_cmpstr (recorder_channel (recorder, 2), ==, "<b");

  hang_up (one);
  WAIT_FOR (recorder->n_closed == 1);
  write_text (two, "/>");
  WAIT_FOR (strcmp (recorder_channel (recorder, 2), "<b/>") == 0);
  g_assert_cmpuint (recorder->errors->len, ==, 0);
}

static void
test_listener_limit (Server        *self,
                     gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);
  LageTransportLimits limits;

  test_limits_init (&limits);
  limits.max_channels = 2;
  recorder = start ("tcp-listen://127.0.0.1:0", &limits);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (clients, connect_to (recorder));
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_PROBLEM] == 1);
  g_assert_cmpuint (recorder->n_opened, ==, 2);
  g_assert_nonnull (strstr (recorder_last_error (recorder),
                            "refused, there are 2 connections already"));

  /* Room again. */
  hang_up (clients->pdata[0]);
  WAIT_FOR (recorder->n_closed == 1);
  g_ptr_array_add (clients, connect_to (recorder));
  WAIT_FOR (recorder->n_opened == 3);
}

static void
test_listener_silence (Server        *self,
                       gconstpointer  data)
{
  g_autoptr(Recorder) recorder = NULL;
  g_autoptr(GSocketConnection) client = NULL;
  LageTransportLimits limits;

  test_limits_init (&limits);
  limits.timeout_us = 30 * G_TIME_SPAN_MILLISECOND;
  recorder = start ("tcp-listen://127.0.0.1:0", &limits);
  client = connect_to (recorder);
  WAIT_FOR (recorder->n_closed == 1);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_PROBLEM] == 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "nothing came for 0.03 s"));
}

/* The port is taken; when it is free again, the listener gets it. */
static void
test_listener_port_taken (Server        *self,
                          gconstpointer  data)
{
  g_autofree char *uri = g_strdup_printf ("tcp-listen://127.0.0.1:%u", self->port);
  g_autoptr(Recorder) recorder = start (uri, NULL);

  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 1);
  g_assert_true (g_str_has_prefix (recorder_last_error (recorder), uri));
  server_close (self);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_CONNECTED] == 1);
  g_assert_cmpuint (lage_transport_get_port (recorder->transport), ==, self->port);

  lage_transport_stop (recorder->transport);
  server_open (self, self->port); /* let go of */
}

static void
test_listener_stop (Server        *self,
                    gconstpointer  data)
{
  g_autoptr(Recorder) recorder = start ("tcp-listen://127.0.0.1:0", NULL);
  g_autoptr(GSocketConnection) one = connect_to (recorder);
  g_autoptr(GSocketConnection) two = connect_to (recorder);

  WAIT_FOR (recorder->n_opened == 2);
  write_text (one, "STOP");
  write_text (two, "x");
  WAIT_FOR (!lage_transport_is_running (recorder->transport));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (recorder->n_closed, ==, 0);
  g_assert_cmpuint (recorder->errors->len, ==, 0);
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
    { "/feeds/tcp-transport/client", test_client },
    { "/feeds/tcp-transport/client-reconnects", test_client_reconnects },
    { "/feeds/tcp-transport/client-refused", test_client_refused },
    { "/feeds/tcp-transport/client-silence", test_client_silence },
    { "/feeds/tcp-transport/client-stop", test_client_stop },
    { "/feeds/tcp-listener/clients", test_listener },
    { "/feeds/tcp-listener/limit", test_listener_limit },
    { "/feeds/tcp-listener/silence", test_listener_silence },
    { "/feeds/tcp-listener/port-taken", test_listener_port_taken },
    { "/feeds/tcp-listener/stop", test_listener_stop },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Server, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
