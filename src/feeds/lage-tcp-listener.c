/* lage-tcp-listener.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tcp-listener.h"

#include "lage-error.h"
#include "lage-tcp-channel.h"

/**
 * LageTcpListener:
 *
 * A server to which many clients connect. Each connection is a channel of its own.
 */
struct _LageTcpListener
{
  LageTransport parent_instance;

  GSocketService *service;
  GPtrArray      *channels; /* of LageTcpChannel, not owned: they end or are cancelled */
};

G_DEFINE_FINAL_TYPE (LageTcpListener, lage_tcp_listener, LAGE_TYPE_TRANSPORT)

static void
ended_cb (LageTcpChannel *channel,
          const GError   *error,
          LageTransport  *owner)
{
  g_ptr_array_remove_fast (LAGE_TCP_LISTENER (owner)->channels, channel);

  /* Clients come and go as they like; everything else is worth a line. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    lage_transport_report (owner, LAGE_TRANSPORT_PROBLEM, error, 0);
}

static gboolean
incoming_cb (LageTcpListener   *self,
             GSocketConnection *connection,
             GObject           *source_object,
             GSocketService    *service)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  guint max_channels = lage_transport_get_limits (transport)->max_channels;
  g_autofree char *peer = lage_tcp_channel_name_peer (connection);
  LageTcpChannel *channel;

  if (service != self->service)
    return TRUE;

  if (self->channels->len >= max_channels)
    {
      g_autoptr(GError) error = g_error_new (LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                                             "%s: refused, there are %u connections already",
                                             peer, max_channels);

      g_io_stream_close_async (G_IO_STREAM (connection), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      lage_transport_report (transport, LAGE_TRANSPORT_PROBLEM, error, 0);
      return TRUE;
    }

  channel = lage_tcp_channel_open (transport, connection, peer, ended_cb);
  if (lage_transport_is_running (transport))
    g_ptr_array_add (self->channels, channel);
  else
    lage_tcp_channel_cancel (channel);
  return TRUE;
}

/* Lets go of the port. */
static void
close_service (LageTcpListener *self)
{
  if (self->service == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
}

static gboolean
open_service (LageTcpListener  *self,
              GError          **error)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GSocketAddress) wanted = NULL;
  g_autoptr(GSocketAddress) effective = NULL;

  uri = g_uri_parse (lage_transport_get_uri (transport), G_URI_FLAGS_NONE, error);
  if (uri == NULL)
    return FALSE;
  wanted = g_inet_socket_address_new_from_string (g_uri_get_host (uri),
                                                  (guint) MAX (g_uri_get_port (uri), 0));
  if (wanted == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%s\" is not an address in figures",
                   g_uri_get_host (uri));
      return FALSE;
    }

  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), 16);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &effective, error))
    return FALSE;

  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self,
                           G_CONNECT_SWAPPED);
  lage_transport_set_port (
    transport, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  return TRUE;
}

static void
lage_tcp_listener_attempt (LageTransport *transport)
{
  LageTcpListener *self = LAGE_TCP_LISTENER (transport);
  g_autoptr(GError) error = NULL;

  g_assert (self->service == NULL);

  if (open_service (self, &error))
    {
      lage_back_off_reset (lage_transport_get_back_off (transport));
      lage_transport_report (transport, LAGE_TRANSPORT_CONNECTED, NULL, 0);
      return;
    }

  close_service (self);
  g_prefix_error (&error, "%s: ", lage_transport_get_uri (transport));
  lage_transport_fail (transport, error, 0);
}

static void
lage_tcp_listener_stop (LageTransport *transport)
{
  LageTcpListener *self = LAGE_TCP_LISTENER (transport);

  close_service (self);
  lage_transport_set_port (transport, 0);
  for (guint i = 0; i < self->channels->len; i++)
    lage_tcp_channel_cancel (g_ptr_array_index (self->channels, i));
  g_ptr_array_set_size (self->channels, 0);
}

static void
lage_tcp_listener_finalize (GObject *object)
{
  g_ptr_array_unref (LAGE_TCP_LISTENER (object)->channels);
  G_OBJECT_CLASS (lage_tcp_listener_parent_class)->finalize (object);
}

static void
lage_tcp_listener_class_init (LageTcpListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_tcp_listener_finalize;
  LAGE_TRANSPORT_CLASS (klass)->attempt = lage_tcp_listener_attempt;
  LAGE_TRANSPORT_CLASS (klass)->stop = lage_tcp_listener_stop;
}

static void
lage_tcp_listener_init (LageTcpListener *self)
{
  self->channels = g_ptr_array_new ();
}
