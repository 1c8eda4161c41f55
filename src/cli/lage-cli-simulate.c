/* lage-cli-simulate.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lage-error.h"
#include "lage-feed-config.h"
#include "lage-simulator.h"
#include "lage-time.h"

/* lage simulate: plays a scenario over loopback. With --data it also prepares an exercise that
 * reads what is played through its ordinary feeds:
 *
 *     operation.conf   the exercise, with its clock set to the scenario's
 *     feeds.conf       the feeds, with the ports at which this program serves
 *     simulator.conf   how far it has come, written every few seconds
 *
 * The next time the same directory goes on from there, with the same ports. */

#define FILE_NAME "simulator.conf"
#define GROUP "Simulator"
#define DEFAULT_SPEED 10.0
#define MAX_SPEED 3600.0
#define DEFAULT_SEED 1
#define SAVE_INTERVAL_S 2

/* Where a picture of Xaver 2013 is alive at once: before the peak, everybody out. */
#define DEFAULT_AT_US (G_GINT64_CONSTANT (1386297000) * G_USEC_PER_SEC)

typedef struct
{
  char               *name; /* of the scenario */
  LageScenario       *scenario;
  LageOperation      *operation; /* NULL without --data */
  char               *directory; /* NULL without --data */
  LageClock          *clock;
  LageSimulator      *simulator;
  LageSimulatorPorts  ports;
  guint64             seed;
  double              speed;
  gint64              position_us; /* where to begin */
} Simulate;

typedef struct
{
  char   *data;
  char   *at;
  double  speed;
  gint64  seed;
  int     http_port;
  int     cot_port;
  int     mavlink_port;
  int     for_s;
} Options;

static void
simulate_clear (Simulate *self)
{
  g_free (self->name);
  g_free (self->directory);
  g_clear_pointer (&self->scenario, lage_scenario_unref);
  g_clear_object (&self->operation);
  g_clear_object (&self->clock);
  g_clear_object (&self->simulator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Simulate, simulate_clear)

static void
options_clear (Options *self)
{
  g_free (self->data);
  g_free (self->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The scenario ------------------------------------------------------------------------------- */

static char *
find_scenario (const char *name)
{
  const char *const folders[] = { LAGE_PKGDATADIR "/scenarios", LAGE_SOURCE_SCENARIOS };

  if (g_file_test (name, G_FILE_TEST_IS_REGULAR))
    return g_strdup (name);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *file_name = g_strconcat (name, ".scenario", NULL);
      g_autofree char *path = g_build_filename (folders[i], file_name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static LageScenario *
load_scenario (const char  *name,
               GError     **error)
{
  g_autofree char *path = find_scenario (name);
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  LageScenario *scenario;
  gsize size;

  if (path == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "%s: there is no such scenario", name);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  scenario = lage_scenario_new_from_bytes (bytes, error);
  if (scenario == NULL)
    g_prefix_error (error, "%s: ", path);
  return scenario;
}

/* "xaver-2013" of any path to it. */
static char *
dup_scenario_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".scenario"))
    name[strlen (name) - strlen (".scenario")] = '\0';
  return g_steal_pointer (&name);
}

/* Where it stands ---------------------------------------------------------------------------- */

static gboolean
save_position (Simulate  *self,
               gint64     position_us,
               GError   **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autofree char *path = g_build_filename (self->directory, FILE_NAME, NULL);
  g_autofree char *data = NULL;
  gsize size;

  g_key_file_set_string (key_file, GROUP, "Scenario", self->name);
  g_key_file_set_uint64 (key_file, GROUP, "Seed", self->seed);
  g_key_file_set_double (key_file, GROUP, "Speed", self->speed);
  g_key_file_set_int64 (key_file, GROUP, "Position", position_us);
  g_key_file_set_integer (key_file, GROUP, "HttpPort", self->ports.http);
  g_key_file_set_integer (key_file, GROUP, "CotPort", self->ports.cot);
  g_key_file_set_integer (key_file, GROUP, "MavlinkPort", self->ports.mavlink);
  data = g_key_file_to_data (key_file, &size, NULL);
  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
read_port (GKeyFile    *key_file,
           const char  *key,
           guint16     *port,
           GError     **error)
{
  GError *local_error = NULL;
  int number = g_key_file_get_integer (key_file, GROUP, key, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (number < 1 || number > G_MAXUINT16)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "[" GROUP "] %s: %d is no port", key,
                   number);
      return FALSE;
    }
  *port = (guint16) number;
  return TRUE;
}

static gboolean
read_position (Simulate    *self,
               const char  *path,
               GError     **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autofree char *name = NULL;
  GError *local_error = NULL;

  if (!g_key_file_load_from_file (key_file, path, G_KEY_FILE_NONE, error))
    return FALSE;
  name = g_key_file_get_string (key_file, GROUP, "Scenario", error);
  if (name == NULL)
    return FALSE;
  if (!g_str_equal (name, self->name))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "plays the scenario \"%s\"", name);
      return FALSE;
    }

  self->seed = g_key_file_get_uint64 (key_file, GROUP, "Seed", &local_error);
  if (local_error == NULL && self->speed <= 0.0)
    self->speed = g_key_file_get_double (key_file, GROUP, "Speed", &local_error);
  if (local_error == NULL)
    self->position_us = g_key_file_get_int64 (key_file, GROUP, "Position", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (!(self->speed > 0.0 && self->speed <= MAX_SPEED) || self->position_us <= 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "[" GROUP "] Speed or Position is wrong");
      return FALSE;
    }
  return read_port (key_file, "HttpPort", &self->ports.http, error)
         && read_port (key_file, "CotPort", &self->ports.cot, error)
         && read_port (key_file, "MavlinkPort", &self->ports.mavlink, error);
}

static gboolean
save_cb (gpointer user_data)
{
  Simulate *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!save_position (self, lage_clock_now_us (self->clock), &error))
    lage_cli_complain ("%s: %s", self->directory, error->message);
  return G_SOURCE_CONTINUE;
}

/* The exercise ------------------------------------------------------------------------------- */

/* What the scenario itself reports twice: drones by MAVLink and by Cursor on Target. */
static void
write_identities (const LageScenario *scenario,
                  GKeyFile           *key_file)
{
  const GPtrArray *drones = lage_scenario_get_drones (scenario);

  for (guint i = 0; i < drones->len; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (drones, i);
      g_autofree char *names = NULL;

      if (!drone->has_cot)
        continue;
      names = g_strdup_printf ("mavlink:%u;cot:uas.%s", drone->system_id, drone->id);
      g_key_file_set_string (key_file, LAGE_FEED_IDENTITIES_GROUP, drone->id, names);
    }
}

static gboolean
create_exercise (Simulate  *self,
                 GError   **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autofree char *feeds = NULL;
  gboolean is_german = g_str_has_prefix (g_get_language_names ()[0], "de");

  lage_simulator_write_feeds (self->simulator, key_file);
  write_identities (self->scenario, key_file);
  feeds = g_key_file_to_data (key_file, NULL, NULL);
  self->operation = lage_operation_create (self->directory,
                                           lage_scenario_get_title (self->scenario, is_german),
                                           TRUE, feeds, error);
  return self->operation != NULL;
}

/* A number that nobody else has at the moment; the simulator only sends there. */
static guint16
find_free_udp_port (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) local = NULL;
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
                                            G_SOCKET_PROTOCOL_UDP, NULL);

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, NULL))
    return 0;
  local = g_socket_get_local_address (socket, NULL);
  return local != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) : 0;
}

static gboolean
start (Simulate  *self,
       GError   **error)
{
  gint64 real_us = lage_clock_wall_us ();
  gboolean is_new = self->directory != NULL && self->operation == NULL;

  if (is_new && self->ports.mavlink == 0)
    self->ports.mavlink = find_free_udp_port ();
  self->clock = lage_clock_new_anchored (real_us, self->position_us, self->speed);
  self->simulator = lage_simulator_new (self->scenario, self->clock, self->seed);
  if (!lage_simulator_start (self->simulator, &self->ports, error))
    return FALSE;
  if (self->directory == NULL)
    return TRUE;
  return (!is_new || create_exercise (self, error))
         && lage_operation_set_clock_anchor (self->operation, real_us, self->position_us,
                                             self->speed, error)
         && save_position (self, self->position_us, error);
}

static void
print_ready (Simulate *self)
{
  g_autofree char *time = lage_time_format_iso8601 (self->position_us);
  g_autofree char *index = lage_simulator_dup_index (self->simulator);

  /* For scripts: not translated. */
  g_print ("ready time=%s speed=%g http=%u cot=%u mavlink=%u\n\n%s", time, self->speed,
           self->ports.http, self->ports.cot, self->ports.mavlink, index);
  fflush (stdout);
}

static LageCliStatus
run (Simulate *self,
     int       for_s)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  guint save_id = 0;
  gint64 position_us;

  if (!start (self, &error))
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  print_ready (self);
  if (self->directory != NULL)
    save_id = g_timeout_add_seconds (SAVE_INTERVAL_S, save_cb, self);
  lage_cli_run (loop, for_s);

  g_clear_handle_id (&save_id, g_source_remove);
  position_us = lage_clock_now_us (self->clock);
  lage_simulator_stop (self->simulator);
  if (self->directory == NULL)
    return LAGE_CLI_GOOD;

  /* Nothing is played any more: the clock of the exercise stands. */
  if (!save_position (self, position_us, &error)
      || !lage_operation_set_clock_anchor (self->operation, lage_clock_wall_us (), position_us,
                                           0.0, &error))
    {
      lage_cli_complain ("%s: %s", self->directory, error->message);
      return LAGE_CLI_FAILED;
    }
  return LAGE_CLI_GOOD;
}

/* The command line --------------------------------------------------------------------------- */

static gboolean
take_port (const char *option,
           int         number,
           guint16    *port)
{
  if (number < 0 || number > G_MAXUINT16)
    {
      lage_cli_refuse (_("%s: %d is no port"), option, number);
      return FALSE;
    }
  *port = (guint16) number;
  return TRUE;
}

static gboolean
take_options (Simulate      *self,
              const Options *options)
{
  gint64 start_us = lage_scenario_get_start_us (self->scenario);
  gint64 end_us = lage_scenario_get_end_us (self->scenario);

  self->speed = options->speed;
  self->seed = options->seed >= 0 ? (guint64) options->seed : DEFAULT_SEED;
  self->position_us = DEFAULT_AT_US >= start_us && DEFAULT_AT_US < end_us ? DEFAULT_AT_US
                                                                          : start_us;
  if (options->at != NULL)
    {
      if (!lage_cli_parse_time (options->at, &self->position_us))
        return FALSE;
      if (self->position_us < start_us || self->position_us >= end_us)
        {
          g_autofree char *start = lage_time_format_iso8601 (start_us);
          g_autofree char *end = lage_time_format_iso8601 (end_us);

          lage_cli_refuse (_("--at: the scenario plays from %s to %s"), start, end);
          return FALSE;
        }
    }
  return take_port ("--http-port", options->http_port, &self->ports.http)
         && take_port ("--cot-port", options->cot_port, &self->ports.cot)
         && take_port ("--mavlink-port", options->mavlink_port, &self->ports.mavlink);
}

/* An exercise that was begun goes on as it was begun. */
static LageCliStatus
take_up (Simulate      *self,
         const Options *options)
{
  g_autofree char *path = g_build_filename (self->directory, FILE_NAME, NULL);
  g_autoptr(GError) error = NULL;

  self->operation = lage_operation_open (self->directory, &error);
  if (self->operation == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  if (!lage_operation_is_exercise (self->operation))
    {
      lage_cli_complain (_("%s: is an operation, not an exercise"), self->directory);
      return LAGE_CLI_FAILED;
    }
  if (!read_position (self, path, &error))
    {
      lage_cli_complain ("%s: %s", path, error->message);
      return LAGE_CLI_FAILED;
    }
  if (self->position_us >= lage_scenario_get_end_us (self->scenario))
    {
      lage_cli_complain (_("%s: the exercise has ended; a new one needs a new directory"),
                         self->directory);
      return LAGE_CLI_ENDED;
    }
  if (options->at != NULL || options->seed >= 0 || options->http_port != 0
      || options->cot_port != 0 || options->mavlink_port != 0)
    lage_cli_complain (_("%s: goes on as it was begun; --at, --seed and ports do not count"),
                       self->directory);
  return LAGE_CLI_GOOD;
}

LageCliStatus
lage_cli_simulate (char **arguments)
{
  g_auto(Options) options = { .seed = -1, .speed = 0.0 };
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options.data,
      N_ ("Directory of the exercise, made if it is not there, gone on with if it is"),
      N_ ("DIR") },
    { "at", 't', 0, G_OPTION_ARG_STRING, &options.at, N_ ("Situation time to begin at, ISO 8601"),
      N_ ("TIME") },
    { "speed", 's', 0, G_OPTION_ARG_DOUBLE, &options.speed,
      N_ ("Situation seconds in a second; 10 if it is missing"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed,
      N_ ("Same seed, same messages; 1 if it is missing"), N_ ("N") },
    { "http-port", 0, 0, G_OPTION_ARG_INT, &options.http_port,
      N_ ("TCP port of the web services; a free one if it is missing"), N_ ("PORT") },
    { "cot-port", 0, 0, G_OPTION_ARG_INT, &options.cot_port,
      N_ ("TCP port of Cursor on Target; a free one if it is missing"), N_ ("PORT") },
    { "mavlink-port", 0, 0, G_OPTION_ARG_INT, &options.mavlink_port,
      N_ ("UDP port to send MAVLink to; without --data 14550 if it is missing"), N_ ("PORT") },
    { "for", 0, 0, G_OPTION_ARG_INT, &options.for_s, N_ ("End after so many seconds"),
      N_ ("SECONDS") },
    { NULL },
  };
  g_auto(Simulate) self = { 0 };
  g_autoptr(GError) error = NULL;

  if (!lage_cli_parse (entries, _("SCENARIO"),
                       _("Plays a scenario, a file or the name of one that is delivered, over "
                         "loopback in the formats of real sources."),
                       NULL, &arguments))
    return LAGE_CLI_USAGE;
  if (arguments[1] == NULL)
    return lage_cli_refuse (_("a scenario is missing"));
  if (arguments[2] != NULL)
    return lage_cli_refuse (_("“%s” is too much"), arguments[2]);
  if (options.speed < 0.0 || options.speed > MAX_SPEED || isnan (options.speed))
    return lage_cli_refuse (_("--speed is not between 0 and %g"), MAX_SPEED);
  if (options.for_s < 0 || options.for_s > G_MAXINT / 1000)
    return lage_cli_refuse (_("--for is no number of seconds that can be waited for"));

  self.scenario = load_scenario (arguments[1], &error);
  if (self.scenario == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  self.name = dup_scenario_name (arguments[1]);
  self.directory = g_strdup (options.data);
  if (!take_options (&self, &options))
    return LAGE_CLI_USAGE;
  if (self.directory != NULL && lage_operation_exists (self.directory))
    {
      LageCliStatus status = take_up (&self, &options);

      if (status != LAGE_CLI_GOOD)
        return status;
    }
  if (self.speed <= 0.0)
    self.speed = DEFAULT_SPEED;
  return run (&self, options.for_s);
}
