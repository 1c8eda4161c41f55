/* lage-tcp-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tcp-transport.h"

#include "lage-tcp-channel.h"

#define MAX_CONNECT_US (30 * G_TIME_SPAN_SECOND)

/**
 * LageTcpTransport:
 *
 * A client that keeps a connection to a server and makes it anew when it ends or falls silent.
 */
struct _LageTcpTransport
{
  LageTransport parent_instance;

  GCancellable   *cancellable; /* of the attempt under way */
  LageTcpChannel *channel;
  guint           deadline;
  gboolean        is_late;
};

G_DEFINE_FINAL_TYPE (LageTcpTransport, lage_tcp_transport, LAGE_TYPE_TRANSPORT)

/* What connects: kept apart from the transport, which may have been stopped and started since. */
typedef struct
{
  LageTcpTransport *self; /* a reference */
  GCancellable     *cancellable;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_clear_object (&attempt->cancellable);
  g_clear_object (&attempt->self);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static gint64
get_connect_timeout_us (LageTcpTransport *self)
{
  return MIN (lage_transport_get_limits (LAGE_TRANSPORT (self))->timeout_us, MAX_CONNECT_US);
}

static void
ended_cb (LageTcpChannel *channel,
          const GError   *error,
          LageTransport  *owner)
{
  LAGE_TCP_TRANSPORT (owner)->channel = NULL;
  lage_transport_fail (owner, error, 0);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Attempt) attempt = user_data;
  LageTcpTransport *self = attempt->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) connection = NULL;
  g_autofree char *peer = NULL;

  connection = g_socket_client_connect_to_uri_finish (G_SOCKET_CLIENT (object), result, &error);
  if (attempt->cancellable != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->deadline, g_source_remove);
  if (connection == NULL)
    {
      if (self->is_late)
        {
          g_clear_error (&error);
          error = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no connection within %g s",
                               (double) get_connect_timeout_us (self) / G_TIME_SPAN_SECOND);
        }
      g_prefix_error (&error, "%s: ", lage_transport_get_uri (LAGE_TRANSPORT (self)));
      lage_transport_fail (LAGE_TRANSPORT (self), error, 0);
      return;
    }

  peer = lage_tcp_channel_name_peer (connection);
  self->channel = lage_tcp_channel_open (LAGE_TRANSPORT (self), connection, peer, ended_cb);
  if (!lage_transport_is_running (LAGE_TRANSPORT (self)))
    g_clear_pointer (&self->channel, lage_tcp_channel_cancel);
  lage_transport_report (LAGE_TRANSPORT (self), LAGE_TRANSPORT_CONNECTED, NULL, 0);
}

static gboolean
deadline_cb (gpointer user_data)
{
  LageTcpTransport *self = user_data;

  self->deadline = 0;
  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
lage_tcp_transport_attempt (LageTransport *transport)
{
  LageTcpTransport *self = LAGE_TCP_TRANSPORT (transport);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  Attempt *attempt = g_new0 (Attempt, 1);

  g_assert (self->cancellable == NULL && self->channel == NULL);

  /* The feed names its server itself; a proxy for web pages has no part in it. */
  g_socket_client_set_enable_proxy (client, FALSE);
  self->is_late = FALSE;
  self->cancellable = g_cancellable_new ();
  self->deadline = lage_transport_add_timeout (get_connect_timeout_us (self), deadline_cb, self);

  attempt->self = g_object_ref (self);
  attempt->cancellable = g_object_ref (self->cancellable);
  g_socket_client_connect_to_uri_async (client, lage_transport_get_uri (transport), 0,
                                        self->cancellable, connected_cb, attempt);
}

static void
lage_tcp_transport_stop (LageTransport *transport)
{
  LageTcpTransport *self = LAGE_TCP_TRANSPORT (transport);

  g_clear_handle_id (&self->deadline, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->channel, lage_tcp_channel_cancel);
}

static void
lage_tcp_transport_class_init (LageTcpTransportClass *klass)
{
  LAGE_TRANSPORT_CLASS (klass)->attempt = lage_tcp_transport_attempt;
  LAGE_TRANSPORT_CLASS (klass)->stop = lage_tcp_transport_stop;
}

static void
lage_tcp_transport_init (LageTcpTransport *self)
{
}
