/* lage-simulator.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-simulator.h"

#include <libsoup/soup.h>
#include <string.h>

#include "lage-scenario-state.h"
#include "lage-sim-cot-server.h"
#include "lage-sim-cot.h"
#include "lage-sim-feeds.h"
#include "lage-sim-mavlink.h"
#include "lage-sim-web.h"
#include "lage-time.h"

/**
 * LageSimulator:
 *
 * Serves a scenario over loopback in the wire formats of the real sources:
 *
 *   scenario + seed + clock --> state --> encoders --+--> HTTP   answers what is asked
 *                                                    +--> TCP    Cursor on Target, pushed
 *                                                    +--> UDP    MAVLink, sent
 *
 * The clock may run fast: messages carry its time, but come at the pace of real ones.
 */

#define TICK_MS 250
#define TICKS_PER_SECOND (1000 / TICK_MS)
#define TICKS_PER_POSITION (5 * TICKS_PER_SECOND)
#define TICKS_PER_INCIDENT (60 * TICKS_PER_SECOND)
#define STALE_MIN_US (2 * LAGE_TIME_MINUTE_US)
#define STALE_REAL_US (20 * LAGE_TIME_SECOND_US)
#define MAVLINK_PORT 14550

/* What one drone was last heard to say. */
typedef struct
{
  LageSimMavlinkLink link;
  LageDronePhase     phase;
} DroneLink;

struct _LageSimulator
{
  GObject parent_instance;

  LageScenario       *scenario;
  LageClock          *clock;
  guint64             seed;
  LageSimulatorPorts  ports;
  SoupServer         *server;
  LageSimCotServer   *cot_server;
  GSocket            *mavlink_socket;
  GSocketAddress     *mavlink_address;
  GArray             *sent_statuses; /* of guint, by unit */
  GArray             *sent_phases; /* of LageIncidentPhase, by incident */
  GArray             *drone_links; /* of DroneLink, by drone */
  guint               tick_id;
  guint               n_tick;
};

G_DEFINE_FINAL_TYPE (LageSimulator, lage_simulator, G_TYPE_OBJECT)

/* A position outlives a few missed messages, however fast the clock runs. */
static gint64
get_stale_after_us (LageSimulator *self)
{
  return MAX (STALE_MIN_US, (gint64) ((double) STALE_REAL_US * lage_clock_get_rate (self->clock)));
}

static void
append_unit (LageSimulator *self,
             GString       *text,
             guint          n,
             gint64         now_us)
{
  const LageScenarioUnit *unit = g_ptr_array_index (lage_scenario_get_units (self->scenario), n);
  g_autofree char *event = NULL;
  LageUnitState state;

  lage_scenario_state_unit (unit, self->seed, now_us, &state);
  event = lage_sim_cot_unit (unit, &state, now_us, get_stale_after_us (self));
  g_string_append (text, event);
}

static void
append_drone (LageSimulator *self,
              GString       *text,
              guint          n,
              gint64         now_us)
{
  const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (self->scenario),
                                                      n);
  g_autofree char *event = NULL;
  LageDroneState state;

  if (!drone->has_cot)
    return;
  lage_scenario_state_drone (drone, self->seed, now_us, &state);
  event = lage_sim_cot_drone (drone, &state, now_us, get_stale_after_us (self));
  g_string_append (text, event);
}

static void
append_incident (LageSimulator *self,
                 GString       *text,
                 guint          n,
                 gint64         now_us)
{
  const LageScenarioIncident *incident
    = g_ptr_array_index (lage_scenario_get_incidents (self->scenario), n);
  LageIncidentPhase phase = lage_scenario_state_incident (incident, now_us);
  g_autofree char *event = NULL;

  if (phase == LAGE_INCIDENT_PENDING)
    return;
  event = lage_sim_cot_incident (incident, phase, now_us);
  g_string_append (text, event);
}

/* Everything as it is now. */
static char *
greet_cb (gpointer user_data)
{
  LageSimulator *self = user_data;
  GString *text = g_string_new (NULL);
  gint64 now_us = lage_clock_now_us (self->clock);

  for (guint i = 0; i < lage_scenario_get_units (self->scenario)->len; i++)
    append_unit (self, text, i, now_us);
  for (guint i = 0; i < lage_scenario_get_drones (self->scenario)->len; i++)
    append_drone (self, text, i, now_us);
  for (guint i = 0; i < lage_scenario_get_incidents (self->scenario)->len; i++)
    append_incident (self, text, i, now_us);
  return g_string_free (text, FALSE);
}

/* Positions in turn, changes of status and of incidents at once. */
static void
tick_cot (LageSimulator *self,
          gint64         now_us)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const GPtrArray *units = lage_scenario_get_units (self->scenario);
  const GPtrArray *incidents = lage_scenario_get_incidents (self->scenario);

  for (guint i = 0; i < units->len; i++)
    {
      guint *sent = &g_array_index (self->sent_statuses, guint, i);
      LageUnitState state;

      lage_scenario_state_unit (g_ptr_array_index (units, i), self->seed, now_us, &state);
      if (state.status != *sent || self->n_tick % TICKS_PER_POSITION == i % TICKS_PER_POSITION)
        append_unit (self, text, i, now_us);
      *sent = state.status;
    }
  if (self->n_tick % TICKS_PER_SECOND == 0)
    for (guint i = 0; i < lage_scenario_get_drones (self->scenario)->len; i++)
      append_drone (self, text, i, now_us);
  for (guint i = 0; i < incidents->len; i++)
    {
      LageIncidentPhase *sent = &g_array_index (self->sent_phases, LageIncidentPhase, i);
      LageIncidentPhase phase = lage_scenario_state_incident (g_ptr_array_index (incidents, i),
                                                              now_us);

      if (phase != *sent
          || (phase == LAGE_INCIDENT_ACTIVE
              && self->n_tick % TICKS_PER_INCIDENT == i % TICKS_PER_INCIDENT))
        append_incident (self, text, i, now_us);
      *sent = phase;
    }
  if (text->len > 0)
    lage_sim_cot_server_send (self->cot_server, text->str, text->len);
}

/* One datagram for each drone. Position and attitude every tick, the rest less often. */
static void
tick_mavlink (LageSimulator *self,
              gint64         now_us)
{
  const GPtrArray *drones = lage_scenario_get_drones (self->scenario);

  for (guint i = 0; i < drones->len; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (drones, i);
      DroneLink *link = &g_array_index (self->drone_links, DroneLink, i);
      LageSimMavlinkFlags flags = LAGE_SIM_MAVLINK_MOTION;
      g_autoptr(GByteArray) frames = g_byte_array_new ();
      g_autoptr(GError) error = NULL;
      LageDroneState state;

      lage_scenario_state_drone (drone, self->seed, now_us, &state);
      if (self->n_tick % TICKS_PER_SECOND == i % TICKS_PER_SECOND)
        flags |= LAGE_SIM_MAVLINK_HEALTH;
      if (self->n_tick % 2 == i % 2)
        flags |= LAGE_SIM_MAVLINK_VIEW;
      lage_sim_mavlink_append (frames, &link->link, drone, &state,
                               lage_scenario_get_start_us (self->scenario), now_us, flags);
      if (state.phase != link->phase)
        {
          guint severity;
          const char *text = lage_sim_mavlink_get_phase_text (state.phase, &severity);

          lage_sim_mavlink_append_text (frames, &link->link, drone, severity, text);
          link->phase = state.phase;
        }
      /* Where nobody listens, the datagram is lost, as on the air. */
      if (g_socket_send_to (self->mavlink_socket, self->mavlink_address,
                            (const char *) frames->data, frames->len, NULL, &error)
          < 0)
        g_debug ("MAVLink datagram lost: %s", error->message);
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  LageSimulator *self = user_data;
  gint64 now_us = lage_clock_now_us (self->clock);

  tick_cot (self, now_us);
  tick_mavlink (self, now_us);
  self->n_tick++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_match (const char *if_none_match,
          const char *etag)
{
  return if_none_match != NULL
         && (g_str_equal (if_none_match, "*") || strstr (if_none_match, etag) != NULL);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  LageSimulator *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *method = soup_server_message_get_method (message);
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));
  /* Links lead to the host by which the client knows us. */
  g_autofree char *base_uri = g_strdup_printf ("http://%s:%u", host != NULL ? host : "127.0.0.1",
                                               self->ports.http);
  g_autofree char *digest = NULL;
  g_autofree char *etag = NULL;
  g_auto(LageSimAnswer) answer = { 0 };
  gsize size;

  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
    {
      soup_message_headers_append (headers, "Allow", "GET, HEAD");
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
      return;
    }

  lage_sim_web_answer (self->scenario, self->seed, lage_clock_now_us (self->clock), base_uri, path,
                       query, &answer);
  size = strlen (answer.body);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, answer.body, (gssize) size);
  etag = g_strdup_printf ("\"%s\"", digest);
  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  if (answer.status == SOUP_STATUS_OK)
    {
      soup_message_headers_append (headers, "ETag", etag);
      soup_message_headers_append (headers, "Cache-Control", "max-age=5");
      if (is_match (soup_message_headers_get_one (
                      soup_server_message_get_request_headers (message), "If-None-Match"),
                    etag))
        {
          soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
          return;
        }
    }
  soup_server_message_set_status (message, answer.status, NULL);
  soup_server_message_set_response (message, answer.content_type, SOUP_MEMORY_TAKE,
                                    g_steal_pointer (&answer.body), size);
}

static gboolean
start_http (LageSimulator       *self,
            LageSimulatorPorts  *ports,
            GError             **error)
{
  g_autoptr(SoupServer) server = soup_server_new ("server-header", "rescue-mate-simulator", NULL);
  GSList *uris;

  if (!soup_server_listen_local (server, ports->http, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    {
      g_prefix_error (error, "simulator, HTTP port %u: ", ports->http);
      return FALSE;
    }
  uris = soup_server_get_uris (server);
  ports->http = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  self->server = g_steal_pointer (&server);
  return TRUE;
}

static gboolean
start_mavlink (LageSimulator       *self,
               LageSimulatorPorts  *ports,
               GError             **error)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL)
    {
      g_prefix_error (error, "simulator, MAVLink: ");
      return FALSE;
    }
  if (ports->mavlink == 0)
    ports->mavlink = MAVLINK_PORT;
  g_socket_set_blocking (socket, FALSE);
  self->mavlink_socket = g_steal_pointer (&socket);
  self->mavlink_address = g_inet_socket_address_new (loopback, ports->mavlink);
  return TRUE;
}

static void
lage_simulator_dispose (GObject *object)
{
  LageSimulator *self = LAGE_SIMULATOR (object);

  lage_simulator_stop (self);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (lage_simulator_parent_class)->dispose (object);
}

static void
lage_simulator_finalize (GObject *object)
{
  LageSimulator *self = LAGE_SIMULATOR (object);

  lage_scenario_unref (self->scenario);
  g_array_unref (self->sent_statuses);
  g_array_unref (self->sent_phases);
  g_array_unref (self->drone_links);
  G_OBJECT_CLASS (lage_simulator_parent_class)->finalize (object);
}

static void
lage_simulator_class_init (LageSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_simulator_dispose;
  object_class->finalize = lage_simulator_finalize;
}

static void
lage_simulator_init (LageSimulator *self)
{
  self->sent_statuses = g_array_new (FALSE, TRUE, sizeof (guint));
  self->sent_phases = g_array_new (FALSE, TRUE, sizeof (LageIncidentPhase));
  self->drone_links = g_array_new (FALSE, TRUE, sizeof (DroneLink));
}

/**
 * lage_simulator_new:
 * @clock: the situation clock of the exercise; all messages carry its time
 * @seed: same seed and same time give the same messages
 */
LageSimulator *
lage_simulator_new (LageScenario *scenario,
                    LageClock    *clock,
                    guint64       seed)
{
  LageSimulator *self;

  g_return_val_if_fail (scenario != NULL && LAGE_IS_CLOCK (clock), NULL);

  self = g_object_new (LAGE_TYPE_SIMULATOR, NULL);
  self->scenario = lage_scenario_ref (scenario);
  self->clock = g_object_ref (clock);
  self->seed = seed;
  return self;
}

/**
 * lage_simulator_start:
 * @ports: (inout): where to listen and send; what was 0 is filled in
 *
 * Opens the ports on loopback and begins to send. On failure nothing stays open.
 */
gboolean
lage_simulator_start (LageSimulator       *self,
                      LageSimulatorPorts  *ports,
                      GError             **error)
{
  g_return_val_if_fail (LAGE_IS_SIMULATOR (self) && ports != NULL, FALSE);
  g_return_val_if_fail (!lage_simulator_is_running (self), FALSE);

  self->cot_server = lage_sim_cot_server_new (greet_cb, self);
  if (!start_http (self, ports, error)
      || !lage_sim_cot_server_start (self->cot_server, &ports->cot, error)
      || !start_mavlink (self, ports, error))
    {
      lage_simulator_stop (self);
      return FALSE;
    }
  self->ports = *ports;

  /* Nobody was told anything yet: the first tick tells all. */
  g_array_set_size (self->sent_statuses, 0);
  g_array_set_size (self->sent_statuses, lage_scenario_get_units (self->scenario)->len);
  g_array_set_size (self->sent_phases, 0);
  g_array_set_size (self->sent_phases, lage_scenario_get_incidents (self->scenario)->len);
  g_array_set_size (self->drone_links, 0);
  g_array_set_size (self->drone_links, lage_scenario_get_drones (self->scenario)->len);
  self->n_tick = 0;
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  return TRUE;
}

void
lage_simulator_stop (LageSimulator *self)
{
  g_return_if_fail (LAGE_IS_SIMULATOR (self));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  if (self->cot_server != NULL)
    lage_sim_cot_server_stop (self->cot_server);
  g_clear_object (&self->cot_server);
  g_clear_object (&self->mavlink_socket);
  g_clear_object (&self->mavlink_address);
}

gboolean
lage_simulator_is_running (LageSimulator *self)
{
  g_return_val_if_fail (LAGE_IS_SIMULATOR (self), FALSE);

  return self->tick_id != 0;
}

/**
 * lage_simulator_get_n_clients:
 *
 * How many listen to Cursor on Target.
 */
guint
lage_simulator_get_n_clients (LageSimulator *self)
{
  g_return_val_if_fail (LAGE_IS_SIMULATOR (self), 0);

  return self->cot_server != NULL ? lage_sim_cot_server_get_n_clients (self->cot_server) : 0;
}

/**
 * lage_simulator_dup_index:
 *
 * Returns: (transfer full): for a person: what is served where
 */
char *
lage_simulator_dup_index (LageSimulator *self)
{
  g_autofree char *base_uri = NULL;
  g_auto(LageSimAnswer) answer = { 0 };

  g_return_val_if_fail (LAGE_IS_SIMULATOR (self), NULL);

  base_uri = g_strdup_printf ("http://127.0.0.1:%u", self->ports.http);
  lage_sim_web_answer (self->scenario, self->seed, lage_clock_now_us (self->clock), base_uri, "/",
                       NULL, &answer);
  return g_strdup_printf ("%s\nUnits, drones and incidents, Cursor on Target\n"
                          "tcp://127.0.0.1:%u\n"
                          "\nDrones, MAVLink 2\nudp to 127.0.0.1:%u\n",
                          answer.body, self->ports.cot, self->ports.mavlink);
}

/**
 * lage_simulator_write_feeds:
 * @key_file: gets a group for each feed, as in the feed configuration of an operation
 *
 * How to read a running simulator.
 */
void
lage_simulator_write_feeds (LageSimulator *self,
                            GKeyFile      *key_file)
{
  g_return_if_fail (LAGE_IS_SIMULATOR (self) && key_file != NULL);
  g_return_if_fail (lage_simulator_is_running (self));

  lage_sim_feeds_write (self->scenario, &self->ports, key_file);
}
