/* test-udp-transport.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-udp-transport.h"

#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "transport-recorder.h"

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

/* A socket with an address of its own. */
static GSocket *
make_sender (const char *address)
{
  g_autoptr(GSocketAddress) own = g_inet_socket_address_new_from_string (address, 0);
  g_autoptr(GError) error = NULL;
  GSocket *socket;

  socket = g_socket_new (g_socket_address_get_family (own), G_SOCKET_TYPE_DATAGRAM,
                         G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (socket, own, FALSE, &error);
  g_assert_no_error (error);
  return socket;
}

static gboolean
send_text (GSocket     *socket,
           const char  *address,
           guint16      port,
           const char  *text,
           GError     **error)
{
  g_autoptr(GSocketAddress) to = g_inet_socket_address_new_from_string (address, port);

  return g_socket_send_to (socket, to, text, strlen (text), NULL, error) == (gssize) strlen (text);
}

static void
test_unicast (void)
{
  g_autoptr(Recorder) recorder = start ("udp://127.0.0.1:0", NULL);
  guint16 port = lage_transport_get_port (recorder->transport);
  g_autoptr(GSocket) one = make_sender ("127.0.0.1");
  g_autoptr(GSocket) two = make_sender ("127.0.0.1");

  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_CONNECTED], ==, 1);
  g_assert_cmpuint (port, !=, 0);

  g_assert_true (send_text (one, "127.0.0.1", port, "a", NULL));
  g_assert_true (send_text (two, "127.0.0.1", port, "b", NULL));
  g_assert_true (send_text (one, "127.0.0.1", port, "c", NULL));
  g_assert_true (send_text (one, "127.0.0.1", port, "", NULL));
  WAIT_FOR (recorder->inputs->len == 4);

  /* A channel for each sender, a piece for each datagram. */
  g_assert_cmpuint (recorder->n_opened, ==, 2);
  g_assert_cmpstr (recorder_channel (recorder, 1), ==, "ac");
  g_assert_cmpstr (recorder_channel (recorder, 2), ==, "b");
  g_assert_cmpstr (recorder_input (recorder, 3), ==, "");
  g_assert_cmpuint (recorder->n_closed, ==, 0);
}

static void
test_large_datagram (void)
{
  g_autoptr(Recorder) recorder = start ("udp://127.0.0.1:0", NULL);
  g_autoptr(GSocket) sender = make_sender ("127.0.0.1");
  g_autofree char *text = g_strnfill (65507, 'x'); /* as large as IPv4 lets it be */

  g_assert_true (send_text (sender, "127.0.0.1", lage_transport_get_port (recorder->transport),
                            text, NULL));
  WAIT_FOR (recorder->inputs->len == 1);
  g_assert_cmpuint (strlen (recorder_input (recorder, 0)), ==, 65507);
}

static void
test_too_many_senders (void)
{
  g_autoptr(Recorder) recorder = NULL;
  g_autoptr(GPtrArray) senders = g_ptr_array_new_with_free_func (g_object_unref);
  LageTransportLimits limits;

  test_limits_init (&limits);
  limits.max_channels = 2;
  recorder = start ("udp://127.0.0.1:0", &limits);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (senders, make_sender ("127.0.0.1"));

  /* The third takes the place of the second, which is silent longer than the first. */
  for (guint i = 0; i < 5; i++)
    {
      static const guint order[] = { 0, 1, 0, 2, 0 };

      g_assert_true (send_text (senders->pdata[order[i]], "127.0.0.1",
                                lage_transport_get_port (recorder->transport), "x", NULL));
      WAIT_FOR (recorder->inputs->len == i + 1);
    }
  g_assert_cmpuint (recorder->n_opened, ==, 3);
  g_assert_cmpuint (recorder->n_closed, ==, 1);
  g_assert_cmpstr (recorder_channel (recorder, 1), ==, "xxx");
}

static void
test_silence (void)
{
  g_autoptr(Recorder) recorder = NULL;
  g_autoptr(GSocket) sender = make_sender ("127.0.0.1");
  LageTransportLimits limits;

  test_limits_init (&limits);
  limits.timeout_us = 30 * G_TIME_SPAN_MILLISECOND;
  recorder = start ("udp://127.0.0.1:0", &limits);
  g_assert_true (send_text (sender, "127.0.0.1", lage_transport_get_port (recorder->transport),
                            "x", NULL));
  WAIT_FOR (recorder->n_opened == 1);
  WAIT_FOR (recorder->n_closed == 1);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_SILENT] == 1);
  g_assert_nonnull (strstr (recorder_last_error (recorder), "nothing came for 0.03 s"));
  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 0);

  /* It listens still, and the sender is a new channel. */
  g_assert_true (send_text (sender, "127.0.0.1", lage_transport_get_port (recorder->transport),
                            "y", NULL));
  WAIT_FOR (recorder->n_opened == 2);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_SILENT] == 2);
}

static void
test_port_taken (void)
{
  g_autoptr(Recorder) holder = start ("udp://127.0.0.1:0", NULL);
  g_autofree char *uri = g_strdup_printf ("udp://127.0.0.1:%u",
                                          lage_transport_get_port (holder->transport));
  g_autoptr(Recorder) recorder = start (uri, NULL);

  g_assert_cmpuint (recorder->n_status[LAGE_TRANSPORT_FAILED], ==, 1);
  g_assert_true (g_str_has_prefix (recorder_last_error (recorder), uri));
  lage_transport_stop (holder->transport);
  WAIT_FOR (recorder->n_status[LAGE_TRANSPORT_CONNECTED] == 1);
}

static void
test_stop (void)
{
  g_autoptr(Recorder) recorder = start ("udp://127.0.0.1:0", NULL);
  g_autoptr(GSocket) sender = make_sender ("127.0.0.1");
  guint16 port = lage_transport_get_port (recorder->transport);

  g_assert_true (send_text (sender, "127.0.0.1", port, "STOP", NULL));
  g_assert_true (send_text (sender, "127.0.0.1", port, "x", NULL));
  WAIT_FOR (!lage_transport_is_running (recorder->transport));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (recorder->inputs->len, ==, 1);
  g_assert_cmpuint (recorder->n_closed, ==, 0);

  lage_transport_start (recorder->transport);
  g_assert_true (send_text (sender, "127.0.0.1", lage_transport_get_port (recorder->transport),
                            "z", NULL));
  WAIT_FOR (recorder->inputs->len == 2);
}

static void
test_ipv6 (void)
{
  g_autoptr(Recorder) recorder = start ("udp://[::1]:0", NULL);
  g_autoptr(GSocket) sender = NULL;

  if (recorder->n_status[LAGE_TRANSPORT_CONNECTED] == 0)
    {
      g_test_skip ("this machine has no IPv6");
      return;
    }
  sender = make_sender ("::1");
  g_assert_true (send_text (sender, "::1", lage_transport_get_port (recorder->transport), "six",
                            NULL));
  WAIT_FOR (recorder->inputs->len == 1);
  g_assert_cmpstr (recorder_input (recorder, 0), ==, "six");
}

/* Two listeners in one group hear the same datagram; one that is sent to the port but not to the
 * group is heard by none. */
static void
run_multicast (const char *group,
               const char *own,
               const char *uri_format)
{
  g_autofree char *any_port = g_strdup_printf ("udp://%s:0", uri_format);
  g_autoptr(Recorder) one = start (any_port, NULL);
  guint16 port = lage_transport_get_port (one->transport);
  g_autofree char *uri = g_strdup_printf ("udp://%s:%u", uri_format, port);
  g_autoptr(Recorder) two = NULL;
  g_autoptr(GSocket) sender = NULL;
  g_autoptr(GError) error = NULL;
  int loopback = (int) if_nametoindex ("lo");
  gboolean is_set;

  if (one->n_status[LAGE_TRANSPORT_CONNECTED] == 0)
    {
      g_test_skip ("this machine has no such multicast");
      return;
    }
  two = start (uri, NULL);
  g_assert_cmpuint (two->n_status[LAGE_TRANSPORT_CONNECTED], ==, 1);

  sender = make_sender (own);
  if (g_socket_get_family (sender) == G_SOCKET_FAMILY_IPV6)
    is_set = g_socket_set_option (sender, IPPROTO_IPV6, IPV6_MULTICAST_IF, loopback, &error);
  else
    {
      struct ip_mreqn interface = { .imr_ifindex = loopback };

      is_set = setsockopt (g_socket_get_fd (sender), IPPROTO_IP, IP_MULTICAST_IF, &interface,
                           sizeof interface) == 0;
    }
  g_assert_true (is_set);
  if (!send_text (sender, own, port, "not for the group", NULL))
    g_test_message ("nobody listens there, and the kernel says so");
  if (!send_text (sender, group, port, "all", &error))
    {
      g_test_skip (error->message);
      return;
    }

  WAIT_FOR (one->inputs->len == 1 && two->inputs->len == 1);
  g_assert_cmpstr (recorder_input (one, 0), ==, "all");
  g_assert_cmpstr (recorder_input (two, 0), ==, "all");
}

static void
test_multicast (void)
{
  run_multicast ("239.2.3.1", "127.0.0.1", "239.2.3.1");
}

static void
test_multicast_ipv6 (void)
{
  run_multicast ("ff15::239:2:3:1", "::1", "[ff15::239:2:3:1]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/udp-transport/unicast", test_unicast);
  g_test_add_func ("/feeds/udp-transport/large-datagram", test_large_datagram);
  g_test_add_func ("/feeds/udp-transport/too-many-senders", test_too_many_senders);
  g_test_add_func ("/feeds/udp-transport/silence", test_silence);
  g_test_add_func ("/feeds/udp-transport/port-taken", test_port_taken);
  g_test_add_func ("/feeds/udp-transport/stop", test_stop);
  g_test_add_func ("/feeds/udp-transport/ipv6", test_ipv6);
  g_test_add_func ("/feeds/udp-transport/multicast", test_multicast);
  g_test_add_func ("/feeds/udp-transport/multicast-ipv6", test_multicast_ipv6);
  return g_test_run ();
}
