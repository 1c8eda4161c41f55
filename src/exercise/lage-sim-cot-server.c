/* lage-sim-cot-server.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-cot-server.h"

#include <string.h>

/**
 * LageSimCotServer:
 *
 * A TCP server on loopback that tells every client the same: first a greeting, then what is sent.
 * What clients say is read and thrown away, so that their leaving is noticed.
 */

/* A client that reads slower than this is cut off. */
#define BACKLOG_MAX (8 * 1024 * 1024)

typedef struct
{
  gatomicrefcount    ref_count;
  LageSimCotServer  *server; /* NULL once it was dropped */
  GSocketConnection *connection;
  GCancellable      *cancellable;
  GByteArray        *waiting;
  GBytes            *writing; /* on its way, or NULL */
  guint8             scrap[512];
} Client;

struct _LageSimCotServer
{
  GObject parent_instance;

  GSocketService *service;
  GPtrArray      *clients; /* of Client */
  LageSimCotGreet greet;
  gpointer        user_data;
};

G_DEFINE_FINAL_TYPE (LageSimCotServer, lage_sim_cot_server, G_TYPE_OBJECT)

static Client *
client_ref (Client *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
client_unref (Client *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->writing, g_bytes_unref);
  g_byte_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  g_object_unref (self->connection);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_unref)

static void
client_drop (Client *self)
{
  LageSimCotServer *server = g_steal_pointer (&self->server);

  if (server == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_ptr_array_remove (server->clients, self);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data);

static void
client_flush (Client *self)
{
  gsize size;
  const void *data;

  if (self->server == NULL || self->writing != NULL || self->waiting->len == 0)
    return;

  self->writing = g_byte_array_free_to_bytes (g_steal_pointer (&self->waiting));
  self->waiting = g_byte_array_new ();
  data = g_bytes_get_data (self->writing, &size);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   data, size, G_PRIORITY_DEFAULT, self->cancellable, written_cb,
                                   client_ref (self));
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Client) self = user_data; /* the reference taken when writing */
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->writing, g_bytes_unref);
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      client_flush (self);
      return;
    }
  g_debug ("A Cursor on Target client is gone: %s", error->message);
  client_drop (self);
}

static void
client_send (Client     *self,
             const char *text,
             gsize       size)
{
  if (self->waiting->len + size > BACKLOG_MAX)
    {
      g_debug ("A Cursor on Target client does not keep up");
      client_drop (self);
      return;
    }
  g_byte_array_append (self->waiting, (const guint8 *) text, (guint) size);
  client_flush (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Client) self = user_data; /* the reference taken when reading */
  g_autoptr(GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (size <= 0 || self->server == NULL)
    {
      client_drop (self);
      return;
    }
  g_input_stream_read_async (G_INPUT_STREAM (object), self->scrap, sizeof self->scrap,
                             G_PRIORITY_DEFAULT, self->cancellable, read_cb, client_ref (self));
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  LageSimCotServer *self = user_data;
  Client *client = g_new0 (Client, 1);
  g_autofree char *greeting = NULL;

  g_atomic_ref_count_init (&client->ref_count);
  client->server = self;
  client->connection = g_object_ref (connection);
  client->cancellable = g_cancellable_new ();
  client->waiting = g_byte_array_new ();
  g_ptr_array_add (self->clients, client);

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                             client->scrap, sizeof client->scrap, G_PRIORITY_DEFAULT,
                             client->cancellable, read_cb, client_ref (client));
  greeting = self->greet (self->user_data);
  client_send (client, greeting, strlen (greeting));
  return TRUE;
}

static void
lage_sim_cot_server_dispose (GObject *object)
{
  LageSimCotServer *self = LAGE_SIM_COT_SERVER (object);

  lage_sim_cot_server_stop (self);
  G_OBJECT_CLASS (lage_sim_cot_server_parent_class)->dispose (object);
}

static void
lage_sim_cot_server_finalize (GObject *object)
{
  LageSimCotServer *self = LAGE_SIM_COT_SERVER (object);

  g_ptr_array_unref (self->clients);
  G_OBJECT_CLASS (lage_sim_cot_server_parent_class)->finalize (object);
}

static void
lage_sim_cot_server_class_init (LageSimCotServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_sim_cot_server_dispose;
  object_class->finalize = lage_sim_cot_server_finalize;
}

static void
lage_sim_cot_server_init (LageSimCotServer *self)
{
  self->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) client_unref);
}

/**
 * lage_sim_cot_server_new:
 * @greet: makes what a new client gets first
 * @user_data: for @greet; must outlive the server or its stop
 */
LageSimCotServer *
lage_sim_cot_server_new (LageSimCotGreet greet,
                         gpointer        user_data)
{
  LageSimCotServer *self = g_object_new (LAGE_TYPE_SIM_COT_SERVER, NULL);

  g_assert (greet != NULL);
  self->greet = greet;
  self->user_data = user_data;
  return self;
}

/**
 * lage_sim_cot_server_start:
 * @port: (inout): 0 takes any that is free and says which
 */
gboolean
lage_sim_cot_server_start (LageSimCotServer  *self,
                           guint16           *port,
                           GError           **error)
{
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, *port);
  g_autoptr(GSocketAddress) effective = NULL;

  g_return_val_if_fail (LAGE_IS_SIM_COT_SERVER (self) && self->service == NULL, FALSE);

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &effective, error))
    {
      g_prefix_error (error, "Cursor on Target server, port %u: ", *port);
      return FALSE;
    }
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect_object (service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  g_socket_service_start (service);
  self->service = g_steal_pointer (&service);
  return TRUE;
}

void
lage_sim_cot_server_stop (LageSimCotServer *self)
{
  g_return_if_fail (LAGE_IS_SIM_COT_SERVER (self));

  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
      g_clear_object (&self->service);
    }
  while (self->clients->len > 0)
    client_drop (g_ptr_array_index (self->clients, self->clients->len - 1));
}

void
lage_sim_cot_server_send (LageSimCotServer *self,
                          const char       *text,
                          gsize             size)
{
  g_return_if_fail (LAGE_IS_SIM_COT_SERVER (self));

  /* Backwards: a client that is dropped leaves the array. */
  for (guint i = self->clients->len; i > 0; i--)
    client_send (g_ptr_array_index (self->clients, i - 1), text, size);
}

guint
lage_sim_cot_server_get_n_clients (LageSimCotServer *self)
{
  g_return_val_if_fail (LAGE_IS_SIM_COT_SERVER (self), 0);

  return self->clients->len;
}
