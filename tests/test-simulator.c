/* test-simulator.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-simulator.h"

#include <libsoup/soup.h>

#include "scenario-test.h"

#define PATIENCE_MS 10000

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("nothing came");
  return G_SOURCE_REMOVE;
}

/* The clock stands still, so that messages can be compared; real time goes on. */
static LageSimulator *
start (LageScenario        *scenario,
       const char          *time,
       LageClock          **clock,
       LageSimulatorPorts  *ports)
{
  g_autoptr(GError) error = NULL;
  LageSimulator *simulator;

  *clock = lage_clock_new_anchored (0, at (time), 0.0);
  simulator = lage_simulator_new (scenario, *clock, 1);
  g_assert_true (lage_simulator_start (simulator, ports, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ports->http, !=, 0);
  g_assert_cmpuint (ports->cot, !=, 0);
  g_assert_true (lage_simulator_is_running (simulator));
  return simulator;
}

typedef struct
{
  GBytes   *body;
  gboolean  is_done;
} Fetch;

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetch *fetch = user_data;
  g_autoptr(GError) error = NULL;

  fetch->body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
  fetch->is_done = TRUE;
}

static GBytes *
fetch (SoupMessage *message)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  guint guard_id = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);
  Fetch state = { 0 };

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, fetched_cb, &state);
  while (!state.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard_id);
  return state.body;
}

static SoupMessage *
make_message (const char *method,
              guint16     port,
              const char *path)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);

  return soup_message_new (method, uri);
}

static void
test_http (void)
{
  static const char *const paths[] = {
    "/",
    "/webservices/rest-api/v2/stations.json?includeTimeseries=true",
    "/webservices/rest-api/v2/stations/5952050/W/measurements.json?start=PT1H",
    "/have/hospitals.xml",
    "/v1.1/Things?$top=3",
    "/cap/feed.atom",
    "/cap/exercise.STURMFLUT.flut-2.xml",
  };
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  LageSimulatorPorts ports = { 0 };
  g_autoptr(LageSimulator) simulator = start (scenario, "2013-12-06T04:00", &clock, &ports);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(SoupMessage) first = make_message ("GET", ports.http, paths[i]);
      g_autoptr(SoupMessage) again = make_message ("GET", ports.http, paths[i]);
      g_autoptr(GBytes) body = fetch (first);
      g_autoptr(GBytes) nothing = NULL;
      const char *etag = soup_message_headers_get_one (soup_message_get_response_headers (first),
                                                       "ETag");

      g_assert_cmpuint (soup_message_get_status (first), ==, 200);
      g_assert_cmpuint (g_bytes_get_size (body), >, 100);
      g_assert_nonnull (etag);
      soup_message_headers_append (soup_message_get_request_headers (again), "If-None-Match",
                                   etag);
      nothing = fetch (again);
      g_assert_cmpuint (soup_message_get_status (again), ==, 304);
      g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
    }
  g_assert_cmpuint (ports.mavlink, ==, 14550);
}

static void
test_http_refuses (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint       status;
  } cases[] = {
    { "GET", "/nothing", 404 },
    { "GET", "/webservices/rest-api/v2/stations/x.json", 404 },
    { "GET", "/webservices/rest-api/v2/nothing.json", 404 },
    { "GET", "/webservices/rest-api/v2/stations/5952050/W/measurements.json?start=x", 400 },
    { "GET", "/v1.1/Nothing", 404 },
    { "GET", "/v1.1/Things?$top=x", 400 },
    /* Not sent yet. */
    { "GET", "/cap/exercise.STURMFLUT.flut-4.xml", 404 },
    { "GET", "/cap/", 404 },
    { "POST", "/", 405 },
    { "DELETE", "/v1.1/Things(1)", 405 },
  };
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  LageSimulatorPorts ports = { 0 };
  g_autoptr(LageSimulator) simulator = start (scenario, "2013-12-06T04:00", &clock, &ports);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = make_message (cases[i].method, ports.http, cases[i].path);
      g_autoptr(GBytes) body = fetch (message);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
    }
}

static GSocket *
open_cot (guint16 port)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_connect (socket, address, NULL, &error));
  g_socket_set_blocking (socket, FALSE);
  return socket;
}

/* Reads into @text until it holds @wanted, @n times. */
static void
read_until (GSocket    *socket,
            GString    *text,
            const char *wanted,
            guint       n)
{
  guint guard_id = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);
  guint n_found = 0;

  while (n_found < n)
    {
      char buffer[4096];
      gssize size;

      g_main_context_iteration (NULL, FALSE);
      size = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL);
      if (size > 0)
        g_string_append_len (text, buffer, size);
      n_found = 0;
      for (const char *p = strstr (text->str, wanted); p != NULL; p = strstr (p + 1, wanted))
        n_found++;
    }
  g_source_remove (guard_id);
}

static void
test_cot (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  LageSimulatorPorts ports = { 0 };
  g_autoptr(LageSimulator) simulator = start (scenario, "2013-12-06T04:52:59", &clock, &ports);
  g_autoptr(GSocket) socket = open_cot (ports.cot);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_incidents = 0;
  guint guard_id;

  for (guint i = 0; i < lage_scenario_get_incidents (scenario)->len; i++)
    {
      const LageScenarioIncident *incident
        = g_ptr_array_index (lage_scenario_get_incidents (scenario), i);

      n_incidents += incident->start_us <= lage_clock_now_us (clock);
    }
  g_assert_cmpuint (n_incidents, >, 10);

  /* All as it is, at once. */
  read_until (socket, text, "</event>",
              lage_scenario_get_units (scenario)->len + 1 + n_incidents);
  g_assert_nonnull (strstr (text->str, "uid=\"unit.elw-11\""));
  g_assert_nonnull (strstr (text->str, "uid=\"uas.drohne-2\""));
  g_assert_nonnull (strstr (text->str, "uid=\"incident.pflegeheim\""));
  g_assert_null (strstr (text->str, "uid=\"incident.pumpwerk-peute\""));
  g_assert_cmpuint (lage_simulator_get_n_clients (simulator), ==, 1);

  /* HLF 31-1 is sent out a second later. */
  g_string_truncate (text, 0);
  lage_clock_anchor (clock, 0, at ("2013-12-06T04:53:00"), 0.0);
  read_until (socket, text, "time=\"2013-12-06T03:53:00.000Z\"", 80);
  {
    const char *event = strstr (text->str, "uid=\"unit.hlf-31\" type=\"a-f-G-E-V-C\" "
                                           "time=\"2013-12-06T03:53:00.000Z\"");

    g_assert_nonnull (event);
    g_assert_nonnull (strstr (event, "fms=\"3\""));
  }

  /* A client that goes is noticed. */
  g_assert_true (g_socket_close (socket, NULL));
  guard_id = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);
  while (lage_simulator_get_n_clients (simulator) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard_id);
}

static void
test_mavlink (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, &error);
  g_autoptr(LageSimulator) simulator = NULL;
  LageSimulatorPorts ports = { 0 };
  guint guard_id;
  guint seen = 0;

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, any, FALSE, &error));
  g_socket_set_blocking (socket, FALSE);
  bound = g_socket_get_local_address (socket, &error);
  ports.mavlink = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  simulator = start (scenario, "2013-12-06T05:20", &clock, &ports);

  guard_id = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);
  while (seen != 0xf)
    {
      guint8 buffer[2048];
      gssize size;

      g_main_context_iteration (NULL, TRUE);
      while ((size = g_socket_receive (socket, (char *) buffer, sizeof buffer, NULL, NULL)) > 0)
        {
          g_assert_cmpint (size, >=, 13);
          g_assert_cmpuint (buffer[0], ==, 0xfd);
          g_assert_cmpuint (buffer[5], >=, 11);
          g_assert_cmpuint (buffer[5], <=, 14);
          seen |= 1u << (buffer[5] - 11);
        }
    }
  g_source_remove (guard_id);
}

/* What a new client of a simulator of its own gets first. */
static char *
read_greeting (const char *time)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  LageSimulatorPorts ports = { 0 };
  g_autoptr(LageSimulator) simulator = start (scenario, time, &clock, &ports);
  g_autoptr(GSocket) socket = open_cot (ports.cot);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = lage_scenario_get_units (scenario)->len + 1;
  const char *end;

  read_until (socket, text, "</event>", n);
  end = text->str;
  for (guint i = 0; i < n; i++)
    end = strstr (end, "</event>") + strlen ("</event>");
  return g_strndup (text->str, (gsize) (end - text->str));
}

static void
test_deterministic (void)
{
  g_autofree char *one = read_greeting ("2013-12-06T05:20");
  g_autofree char *same = read_greeting ("2013-12-06T05:20");
  g_autofree char *other = read_greeting ("2013-12-06T05:21");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
}

static void
test_life (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageClock) clock = NULL;
  g_autoptr(LageClock) other_clock = lage_clock_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *index = NULL;
  LageSimulatorPorts ports = { 0 };
  LageSimulatorPorts taken;
  LageSimulator *simulator = start (scenario, "2013-12-06T05:20", &clock, &ports);
  LageSimulator *other = lage_simulator_new (scenario, other_clock, 1);

  index = lage_simulator_dup_index (simulator);
  g_assert_nonnull (strstr (index, "Xaver 2013"));

  /* A port that is taken leaves nothing open. */
  taken = (LageSimulatorPorts) { .cot = ports.cot };
  g_assert_false (lage_simulator_start (other, &taken, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_false (lage_simulator_is_running (other));
  g_clear_error (&error);

  lage_simulator_stop (simulator);
  lage_simulator_stop (simulator);
  g_assert_false (lage_simulator_is_running (simulator));
  taken = (LageSimulatorPorts) { 0 };
  g_assert_true (lage_simulator_start (simulator, &taken, &error));
  g_assert_no_error (error);
  g_assert_true (lage_simulator_is_running (simulator));

  g_assert_finalize_object (other);
  g_assert_finalize_object (simulator);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/simulator/http", test_http);
  g_test_add_func ("/exercise/simulator/http-refuses", test_http_refuses);
  g_test_add_func ("/exercise/simulator/cot", test_cot);
  g_test_add_func ("/exercise/simulator/mavlink", test_mavlink);
  g_test_add_func ("/exercise/simulator/deterministic", test_deterministic);
  g_test_add_func ("/exercise/simulator/life", test_life);
  return g_test_run ();
}
