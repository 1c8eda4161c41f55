/* lage-udp-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-udp-transport.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "lage-clock.h"
#include "lage-error.h"

#define DATAGRAM_SIZE 65536
#define MAX_DATAGRAMS_AT_ONCE 200
#define RECEIVE_BUFFER_SIZE (4 * 1024 * 1024)
#define MAX_SWEEP_US (30 * G_TIME_SPAN_SECOND)

/* A sender: the native form of its address and port, for a look-up without a string. */
typedef struct
{
  guint8  key[sizeof (struct sockaddr_in6)];
  gsize   key_size;
  guint64 channel;
  gint64  last_read_us;
  GList   link; /* in the queue of senders, longest silent first */
} Sender;

/**
 * LageUdpTransport:
 *
 * Listens for datagrams at an address of this machine or in a multicast group. Each sender is a
 * channel of its own; one that is silent for the time-out is forgotten, and so is the one that is
 * silent longest when there are too many.
 *
 * A group is joined on every interface that is up, the loopback interface included, and on those
 * that come up later.
 */
struct _LageUdpTransport
{
  LageTransport parent_instance;

  GSocket      *socket;
  GSource      *source;
  GInetAddress *group;      /* NULL: not multicast */
  GHashTable   *interfaces; /* names of those on which the group is joined */
  GHashTable   *senders;    /* of Sender, by key */
  GQueue        by_silence;
  gint64        last_read_us;
  guint         sweep_timer;
  gboolean      is_silence_told;
  guint8       *buffer;
};

G_DEFINE_FINAL_TYPE (LageUdpTransport, lage_udp_transport, LAGE_TYPE_TRANSPORT)

static guint
sender_hash (gconstpointer data)
{
  const Sender *sender = data;
  guint hash = 5381;

  for (gsize i = 0; i < sender->key_size; i++)
    hash = hash * 33 + sender->key[i];
  return hash;
}

static gboolean
sender_equal (gconstpointer a,
              gconstpointer b)
{
  const Sender *sender_a = a;
  const Sender *sender_b = b;

  return sender_a->key_size == sender_b->key_size
         && memcmp (sender_a->key, sender_b->key, sender_a->key_size) == 0;
}

static void
forget_sender (LageUdpTransport *self,
               Sender           *sender)
{
  guint64 channel = sender->channel;

  g_queue_unlink (&self->by_silence, &sender->link);
  g_hash_table_remove (self->senders, sender); /* frees it */
  lage_transport_close (LAGE_TRANSPORT (self), channel);
}

static void
close_socket (LageUdpTransport *self)
{
  g_clear_handle_id (&self->sweep_timer, g_source_remove);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_clear_object (&self->group);
  g_hash_table_remove_all (self->interfaces);
  lage_transport_set_port (LAGE_TRANSPORT (self), 0);
}

static Sender *
ensure_sender (LageUdpTransport *self,
               GSocketAddress   *address)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  g_autofree char *peer = NULL;
  Sender key = { 0 };
  Sender *sender;

  key.key_size = (gsize) g_socket_address_get_native_size (address);
  if (key.key_size > sizeof key.key
      || !g_socket_address_to_native (address, key.key, sizeof key.key, NULL))
    return NULL;

  sender = g_hash_table_lookup (self->senders, &key);
  if (sender == NULL)
    {
      if (self->by_silence.length >= lage_transport_get_limits (transport)->max_channels)
        forget_sender (self, self->by_silence.head->data);
      if (!lage_transport_is_running (transport))
        return NULL;

      sender = g_new (Sender, 1);
      *sender = key;
      sender->link.data = sender;
      g_hash_table_add (self->senders, sender);
      g_queue_push_tail_link (&self->by_silence, &sender->link);

      peer = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
      sender->channel = lage_transport_open (transport, peer);
      if (!lage_transport_is_running (transport))
        return NULL;
    }
  else
    {
      g_queue_unlink (&self->by_silence, &sender->link);
      g_queue_push_tail_link (&self->by_silence, &sender->link);
    }
  sender->last_read_us = lage_clock_monotonic_us ();
  return sender;
}

/* Takes ownership of the error. */
static void
fail (LageUdpTransport *self,
      GError           *error)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  g_autoptr(GError) owned = error;

  while (self->by_silence.head != NULL && lage_transport_is_running (transport))
    forget_sender (self, self->by_silence.head->data);
  close_socket (self);
  g_prefix_error (&owned, "%s: ", lage_transport_get_uri (transport));
  lage_transport_fail (transport, owned, 0);
}

static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  g_autoptr(LageUdpTransport) self = g_object_ref (user_data);
  LageTransport *transport = LAGE_TRANSPORT (self);

  /* Not for ever, so that a flood of datagrams leaves time for everything else. */
  for (guint i = 0; i < MAX_DATAGRAMS_AT_ONCE && self->socket == socket; i++)
    {
      g_autoptr(GSocketAddress) address = NULL;
      g_autoptr(GError) error = NULL;
      Sender *sender;
      gssize size;

      size = g_socket_receive_from (socket, &address, (char *) self->buffer, DATAGRAM_SIZE,
                                    NULL, &error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      if (size < 0)
        {
          fail (self, g_steal_pointer (&error));
          return G_SOURCE_REMOVE;
        }

      self->last_read_us = lage_clock_monotonic_us ();
      self->is_silence_told = FALSE;
      sender = ensure_sender (self, address);
      if (sender != NULL)
        lage_transport_input (transport, sender->channel, self->buffer, (gsize) size, NULL, NULL);
    }
  return self->socket == socket ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Joins the group on the interfaces where it is not joined yet. */
static gboolean
join_group (LageUdpTransport  *self,
            GError           **error)
{
  int wanted_family = g_socket_get_family (self->socket) == G_SOCKET_FAMILY_IPV6 ? AF_INET6
                                                                                 : AF_INET;
  g_autoptr(GError) last_error = NULL;
  struct ifaddrs *addresses = NULL;

  if (getifaddrs (&addresses) != 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND,
                           "the network interfaces are not known");
      return FALSE;
    }

  for (const struct ifaddrs *at = addresses; at != NULL; at = at->ifa_next)
    {
      if (at->ifa_addr == NULL || at->ifa_addr->sa_family != wanted_family
          || (at->ifa_flags & IFF_UP) == 0
          || (at->ifa_flags & (IFF_MULTICAST | IFF_LOOPBACK)) == 0
          || g_hash_table_contains (self->interfaces, at->ifa_name))
        continue;

      g_clear_error (&last_error);
      if (g_socket_join_multicast_group (self->socket, self->group, FALSE, at->ifa_name,
                                         &last_error))
        g_hash_table_add (self->interfaces, g_strdup (at->ifa_name));
      else
        g_debug ("%s: joining on %s: %s", lage_transport_get_uri (LAGE_TRANSPORT (self)),
                 at->ifa_name, last_error->message);
    }
  freeifaddrs (addresses);

  if (g_hash_table_size (self->interfaces) > 0)
    return TRUE;
  if (last_error != NULL)
    g_propagate_error (error, g_steal_pointer (&last_error));
  else
    g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND,
                         "no network interface can receive multicast");
  return FALSE;
}

static gint64
get_sweep_us (LageUdpTransport *self)
{
  return MIN (lage_transport_get_limits (LAGE_TRANSPORT (self))->timeout_us, MAX_SWEEP_US);
}

static gboolean
sweep_cb (gpointer user_data)
{
  g_autoptr(LageUdpTransport) self = g_object_ref (user_data);
  LageTransport *transport = LAGE_TRANSPORT (self);
  gint64 timeout_us = lage_transport_get_limits (transport)->timeout_us;
  gint64 now_us = lage_clock_monotonic_us ();

  self->sweep_timer = lage_transport_add_timeout (get_sweep_us (self), sweep_cb, self);

  if (self->group != NULL)
    {
      g_autoptr(GError) error = NULL;

      if (!join_group (self, &error))
        g_debug ("%s: %s", lage_transport_get_uri (transport), error->message);
    }

  while (self->by_silence.head != NULL)
    {
      Sender *sender = self->by_silence.head->data;

      if (now_us - sender->last_read_us < timeout_us)
        break;
      forget_sender (self, sender);
    }

  if (!self->is_silence_told && now_us - self->last_read_us >= timeout_us)
    {
      g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                             "%s: nothing came for %g s",
                                             lage_transport_get_uri (transport),
                                             (double) timeout_us / G_TIME_SPAN_SECOND);

      self->is_silence_told = TRUE;
      lage_transport_report (transport, LAGE_TRANSPORT_SILENT, error, 0);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
open_socket (LageUdpTransport  *self,
             GError           **error)
{
  LageTransport *transport = LAGE_TRANSPORT (self);
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GSocketAddress) wanted = NULL;
  g_autoptr(GSocketAddress) effective = NULL;
  GInetAddress *address;
  gboolean is_multicast;

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
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (wanted));
  is_multicast = g_inet_address_get_is_multicast (address);

  self->socket = g_socket_new (g_socket_address_get_family (wanted), G_SOCKET_TYPE_DATAGRAM,
                               G_SOCKET_PROTOCOL_UDP, error);
  if (self->socket == NULL)
    return FALSE;
  g_socket_set_blocking (self->socket, FALSE);
  if (!g_socket_set_option (self->socket, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER_SIZE, NULL))
    g_debug ("%s: the receive buffer stays as it is", lage_transport_get_uri (transport));

  /* Bound to the group itself, the socket does not get what is sent to other addresses. Several
   * programs of a machine may listen to a group, but only one to an address. */
  if (!g_socket_bind (self->socket, wanted, is_multicast, error))
    return FALSE;
  if (is_multicast)
    {
      self->group = g_object_ref (address);
      if (!join_group (self, error))
        return FALSE;
    }

  effective = g_socket_get_local_address (self->socket, error);
  if (effective == NULL)
    return FALSE;
  lage_transport_set_port (
    transport, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  return TRUE;
}

static void
lage_udp_transport_attempt (LageTransport *transport)
{
  LageUdpTransport *self = LAGE_UDP_TRANSPORT (transport);
  g_autoptr(GError) error = NULL;

  g_assert (self->socket == NULL);

  if (!open_socket (self, &error))
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->last_read_us = lage_clock_monotonic_us ();
  self->is_silence_told = FALSE;
  self->sweep_timer = lage_transport_add_timeout (get_sweep_us (self), sweep_cb, self);
  lage_back_off_reset (lage_transport_get_back_off (transport));
  lage_transport_report (transport, LAGE_TRANSPORT_CONNECTED, NULL, 0);
}

static void
lage_udp_transport_stop (LageTransport *transport)
{
  LageUdpTransport *self = LAGE_UDP_TRANSPORT (transport);

  close_socket (self);
  g_queue_init (&self->by_silence); /* its links belong to the senders */
  g_hash_table_remove_all (self->senders);
}

static void
lage_udp_transport_finalize (GObject *object)
{
  LageUdpTransport *self = LAGE_UDP_TRANSPORT (object);

  g_hash_table_unref (self->interfaces);
  g_hash_table_unref (self->senders);
  g_free (self->buffer);
  G_OBJECT_CLASS (lage_udp_transport_parent_class)->finalize (object);
}

static void
lage_udp_transport_class_init (LageUdpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_udp_transport_finalize;
  LAGE_TRANSPORT_CLASS (klass)->attempt = lage_udp_transport_attempt;
  LAGE_TRANSPORT_CLASS (klass)->stop = lage_udp_transport_stop;
}

static void
lage_udp_transport_init (LageUdpTransport *self)
{
  self->interfaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->senders = g_hash_table_new_full (sender_hash, sender_equal, g_free, NULL);
  g_queue_init (&self->by_silence);
  self->buffer = g_malloc (DATAGRAM_SIZE);
}
