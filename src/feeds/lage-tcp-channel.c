/* lage-tcp-channel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tcp-channel.h"

#include "lage-clock.h"

#define BUFFER_SIZE 65536

/**
 * LageTcpChannel:
 *
 * Reads one connection, of a client or of a server, until it ends, is silent for the time-out or
 * is cancelled. Belongs to its transport from lage_tcp_channel_open() until `ended` was called or
 * lage_tcp_channel_cancel().
 */
struct _LageTcpChannel
{
  LageTransport       *owner; /* a reference */
  GSocketConnection   *connection;
  GCancellable        *cancellable;
  LageTcpChannelEnded  ended;
  char                *peer;
  guint64              number;
  gint64               last_read_us;
  guint                silence_timer;
  gboolean             is_silent;
  gboolean             is_cancelled;
  guint8               buffer[BUFFER_SIZE];
};

static void
read_more (LageTcpChannel *self);

static void
tcp_channel_free (LageTcpChannel *self)
{
  g_clear_handle_id (&self->silence_timer, g_source_remove);
  g_io_stream_close_async (G_IO_STREAM (self->connection), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_free (self->peer);
  g_clear_object (&self->owner);
  g_free (self);
}

static gboolean
silence_cb (gpointer user_data)
{
  LageTcpChannel *self = user_data;
  gint64 timeout_us = lage_transport_get_limits (self->owner)->timeout_us;
  gint64 left_us = self->last_read_us + timeout_us - lage_clock_monotonic_us ();

  /* Reading only notes the time; the timer finds out later whether it was right. */
  if (left_us > 0)
    {
      self->silence_timer = lage_transport_add_timeout (left_us, silence_cb, self);
      return G_SOURCE_REMOVE;
    }

  self->silence_timer = 0;
  self->is_silent = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
end_channel (LageTcpChannel *self,
             GError         *error)
{
  g_autoptr(GError) owned = error;
  double timeout_s;

  if (!self->is_cancelled)
    {
      timeout_s = (double) lage_transport_get_limits (self->owner)->timeout_us / G_TIME_SPAN_SECOND;
      if (self->is_silent)
        {
          g_clear_error (&owned);
          owned = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nothing came for %g s",
                               timeout_s);
        }
      g_prefix_error (&owned, "%s: ", self->peer);
      lage_transport_close (self->owner, self->number);
    }

  /* The sink may have stopped the transport, which cancelled this channel. */
  if (!self->is_cancelled)
    self->ended (self, owned, self->owner);
  tcp_channel_free (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  LageTcpChannel *self = user_data;
  g_autoptr(GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (self->is_cancelled || size < 0)
    {
      end_channel (self, g_steal_pointer (&error));
      return;
    }
  if (size == 0)
    {
      end_channel (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                              "the other side closed the connection"));
      return;
    }

  self->last_read_us = lage_clock_monotonic_us ();
  lage_transport_input (self->owner, self->number, self->buffer, (gsize) size, NULL, NULL);
  if (self->is_cancelled)
    end_channel (self, NULL);
  else
    read_more (self);
}

static void
read_more (LageTcpChannel *self)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));

  g_input_stream_read_async (stream, self->buffer, sizeof self->buffer, G_PRIORITY_DEFAULT,
                             self->cancellable, read_cb, self);
}

/**
 * lage_tcp_channel_open:
 * @owner: the transport
 * @connection: a connection that stands
 * @peer: who is at the other end
 * @ended: called when the connection ends by itself
 *
 * Opens a channel and begins to read.
 */
LageTcpChannel *
lage_tcp_channel_open (LageTransport       *owner,
                       GSocketConnection   *connection,
                       const char          *peer,
                       LageTcpChannelEnded  ended)
{
  LageTcpChannel *self = g_new0 (LageTcpChannel, 1);

  self->owner = g_object_ref (owner);
  self->connection = g_object_ref (connection);
  self->cancellable = g_cancellable_new ();
  self->ended = ended;
  self->peer = g_strdup (peer);
  self->last_read_us = lage_clock_monotonic_us ();
  self->silence_timer = lage_transport_add_timeout (lage_transport_get_limits (owner)->timeout_us,
                                                    silence_cb, self);
  g_socket_set_keepalive (g_socket_connection_get_socket (connection), TRUE);
  self->number = lage_transport_open (owner, peer);
  read_more (self);
  return self;
}

/**
 * lage_tcp_channel_cancel:
 * @self: (transfer full): the channel
 *
 * Ends the channel without another word.
 */
void
lage_tcp_channel_cancel (LageTcpChannel *self)
{
  self->is_cancelled = TRUE;
  g_clear_handle_id (&self->silence_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

/**
 * lage_tcp_channel_name_peer:
 * @connection: a connection
 *
 * Returns: (transfer full): "address:port" of the other end
 */
char *
lage_tcp_channel_name_peer (GSocketConnection *connection)
{
  g_autoptr(GSocketAddress) address = g_socket_connection_get_remote_address (connection, NULL);

  if (address == NULL)
    return g_strdup ("?");
  return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
}
