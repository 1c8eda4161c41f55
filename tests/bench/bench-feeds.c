/* bench-feeds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "lage-scenario-state.h"
#include "lage-session.h"
#include "lage-sim-cap.h"
#include "lage-sim-cot.h"
#include "lage-sim-mavlink.h"
#include "lage-sim-web.h"
#include "lage-time.h"

/* The way of a feed from its bytes to the picture: decode, number, append to the log, fold, through
 * the session, as the programs do it. Beside it what SQLite alone takes for the same records, in
 * the batches that the session made of them, into a table without an index and into one as the log
 * has it. Bytes are those of the simulator, so in the shape of the wire, with positions and
 * readings that change each time.
 *
 * usage: bench-feeds SCENARIO */

#define N_STREAM_STEPS 300
#define N_POLLS 150
#define STEP_US (5 * LAGE_TIME_SECOND_US)
#define POLL_US LAGE_TIME_MINUTE_US
#define N_ROUNDS 3


typedef enum
{
  FEED_COT,
  FEED_MAVLINK,
  FEED_PEGELONLINE,
  FEED_HAVE,
  FEED_SENSORTHINGS,
  FEED_CAP,
  N_FEEDS,
} Feed;

static const char *const formats[N_FEEDS] = {
  "cot", "mavlink", "pegelonline", "edxl-have", "sensorthings", "cap",
};

typedef struct
{
  guint64 n_messages;
  guint64 n_bytes;
  guint64 n_ops;
  double  full_s;
  double  decode_s;
  double  plain_s;
  double  table_s;
} Result;

/* The bytes ---------------------------------------------------------------------------------- */

static void
take_text (GPtrArray *inputs,
           char      *text)
{
  g_ptr_array_add (inputs, g_bytes_new_take (text, strlen (text)));
}

static void
make_cot (LageScenario *scenario,
          gint64        time_us,
          GPtrArray    *inputs)
{
  const GPtrArray *units = lage_scenario_get_units (scenario);

  for (guint i = 0; i < units->len; i++)
    {
      LageUnitState state;

      lage_scenario_state_unit (g_ptr_array_index (units, i), 1, time_us, &state);
      take_text (inputs, lage_sim_cot_unit (g_ptr_array_index (units, i), &state, time_us,
                                            LAGE_TIME_MINUTE_US));
    }
}

static void
make_mavlink (LageScenario       *scenario,
              gint64              time_us,
              LageSimMavlinkLink *links,
              GPtrArray          *inputs)
{
  const GPtrArray *drones = lage_scenario_get_drones (scenario);

  for (guint i = 0; i < drones->len; i++)
    {
      GByteArray *frames = g_byte_array_new ();
      LageDroneState state;

      lage_scenario_state_drone (g_ptr_array_index (drones, i), 1, time_us, &state);
      lage_sim_mavlink_append (frames, &links[i], g_ptr_array_index (drones, i), &state,
                               lage_scenario_get_start_us (scenario), time_us,
                               (LageSimMavlinkFlags) (LAGE_SIM_MAVLINK_MOTION
                                                      | LAGE_SIM_MAVLINK_VIEW
                                                      | LAGE_SIM_MAVLINK_HEALTH));
      g_ptr_array_add (inputs, g_byte_array_free_to_bytes (frames));
    }
}

static void
make_web (LageScenario *scenario,
          gint64        time_us,
          const char   *path,
          GPtrArray    *inputs)
{
  g_autoptr(GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(LageSimAnswer) answer = { 0 };

  if (strstr (path, "Things") != NULL)
    g_hash_table_insert (query, (gpointer) "$expand",
                         (gpointer) "Locations,Datastreams($expand=Observations("
                                    "$top=1;$orderby=phenomenonTime desc))");
  if (strstr (path, "stations") != NULL)
    {
      g_hash_table_insert (query, (gpointer) "includeTimeseries", (gpointer) "true");
      g_hash_table_insert (query, (gpointer) "includeCurrentMeasurement", (gpointer) "true");
    }
  lage_sim_web_answer (scenario, 1, time_us, "http://127.0.0.1", path, query, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  take_text (inputs, g_steal_pointer (&answer.body));
}

/* Each time under another name: the same warning again is no news. */
static void
make_cap (LageScenario *scenario,
          guint         step,
          GPtrArray    *inputs)
{
  const GPtrArray *warnings = lage_scenario_get_warnings (scenario);

  for (guint i = 0; i < warnings->len; i++)
    {
      const LageScenarioWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *alert = lage_sim_cap_alert (scenario, warning);
      g_autofree char *identifier = lage_sim_cap_dup_identifier (warning);
      g_autofree char *new_identifier = g_strdup_printf ("%s.%u", identifier, step);
      g_auto(GStrv) parts = g_strsplit (alert, identifier, 2);

      take_text (inputs, g_strjoinv (new_identifier, parts));
    }
}

static GPtrArray *
make_inputs (LageScenario *scenario,
             Feed          feed)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean is_stream = feed == FEED_COT || feed == FEED_MAVLINK;
  gint64 start_us = lage_scenario_get_start_us (scenario);
  LageSimMavlinkLink links[256] = { 0 };

  for (guint i = 0; i < (is_stream ? N_STREAM_STEPS : N_POLLS); i++)
    {
      gint64 time_us = start_us + i * (is_stream ? STEP_US : POLL_US);

      switch (feed)
        {
        case FEED_COT:
          make_cot (scenario, time_us, inputs);
          break;
        case FEED_MAVLINK:
          make_mavlink (scenario, time_us, links, inputs);
          break;
        case FEED_PEGELONLINE:
          make_web (scenario, time_us, "/webservices/rest-api/v2/stations.json", inputs);
          break;
        case FEED_HAVE:
          make_web (scenario, time_us, "/have/hospitals.xml", inputs);
          break;
        case FEED_SENSORTHINGS:
          make_web (scenario, time_us, "/v1.1/Things", inputs);
          break;
        case FEED_CAP:
          make_cap (scenario, i, inputs);
          break;
        case N_FEEDS:
        default:
          g_assert_not_reached ();
        }
    }
  return inputs;
}

static LageDecoder *
make_decoder (Feed feed)
{
  g_autoptr(LageFeedConfig) config = lage_feed_config_new (formats[feed], formats[feed],
                                                           "http://127.0.0.1/");
  g_autoptr(GError) error = NULL;
  LageDecoder *decoder;

  if (feed == FEED_SENSORTHINGS)
    {
      lage_feed_config_set_option (config, "map.1",
                                   "properties/layerName=gate_state -> flood-gate.gate-state");
      lage_feed_config_set_option (config, "map.2",
                                   "properties/layerName=polder_level -> gauge.level-nhn");
      lage_feed_config_set_option (config, "map.3",
                                   "properties/layerName=wind_gust -> sensor.wind-gust");
    }
  if (feed == FEED_MAVLINK)
    lage_feed_config_set_option (config, "max_rate_hz", "0");
  decoder = lage_decoder_new (config, NULL, &error);
  g_assert_no_error (error);
  return decoder;
}

/* The way ------------------------------------------------------------------------------------ */

static LageDecoded *
decode (LageDecoder *decoder,
        GBytes      *bytes,
        gint64       received_at_us)
{
  LageDecoded *decoded = lage_decoded_new ();
  LageInput input = { .uri = "http://127.0.0.1/", .received_at_us = received_at_us };

  input.data = g_bytes_get_data (bytes, &input.size);
  lage_decoder_feed (decoder, &input, decoded);
  return decoded;
}

static double
get_s_since (gint64 start_us)
{
  return (double) (lage_clock_monotonic_us () - start_us) / G_USEC_PER_SEC;
}

static double
run_decoder (GPtrArray *inputs,
             Feed       feed,
             Result    *result)
{
  g_autoptr(LageDecoder) decoder = make_decoder (feed);
  gint64 start_us = lage_clock_monotonic_us ();

  result->n_messages = result->n_bytes = 0;
  for (guint i = 0; i < inputs->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (inputs, i);
      g_autoptr(LageDecoded) decoded = decode (decoder, bytes, lage_clock_wall_us ());

      g_assert_cmpuint (decoded->n_rejected, ==, 0);
      result->n_messages += decoded->n_messages;
      result->n_bytes += g_bytes_get_size (bytes);
    }
  return get_s_since (start_us);
}

typedef struct
{
  LageSession *session;
  GArray      *batches; /* of guint64: how many ops in each transaction */
  guint64      n_before;
} Watch;

/* One batch is folded as a whole, after its transaction. */
static void
flushed_cb (LageSituation *situation,
            guint          n_changed,
            gpointer       user_data)
{
  Watch *watch = user_data;
  guint64 n_committed = lage_session_get_n_committed (watch->session);
  guint64 n_ops = n_committed - watch->n_before;

  watch->n_before = n_committed;
  if (n_ops > 0)
    g_array_append_val (watch->batches, n_ops);
}

static double
run_session (const char *directory,
             GPtrArray  *inputs,
             Feed        feed,
             GArray     *batches)
{
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageSession) session = NULL;
  g_autoptr(LageDecoder) decoder = make_decoder (feed);
  g_autoptr(GError) error = NULL;
  Watch watch;
  gint64 start_us;
  double full_s;

  operation = lage_operation_create (directory, "bench", FALSE, "# none\n", &error);
  g_assert_no_error (error);
  session = lage_session_open (directory, &error);
  g_assert_no_error (error);
  g_array_set_size (batches, 0);
  watch = (Watch) { session, batches, 0 };
  g_signal_connect (lage_session_get_situation (session), "flushed", G_CALLBACK (flushed_cb),
                    &watch);

  start_us = lage_clock_monotonic_us ();
  for (guint i = 0; i < inputs->len; i++)
    {
      g_autoptr(LageDecoded) decoded = decode (decoder, g_ptr_array_index (inputs, i),
                                               lage_clock_now_us (
                                                 lage_session_get_clock (session)));

      if (decoded->drafts->len > 0)
        lage_session_take_drafts (session, formats[feed], decoded->drafts);
      /* What is done is folded meanwhile, as between two reads of a socket. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  while (lage_session_get_n_waiting (session) > 0)
    g_main_context_iteration (NULL, TRUE);
  full_s = get_s_since (start_us);
  lage_session_close (session);
  return full_s;
}

/* The baseline ------------------------------------------------------------------------------- */

typedef struct
{
  guint8 *body;
  int     size;
  int     lane;
  gint64  hlc;
  gint64  entity;
  gint64  sequence;
} Record;

static void
record_clear (gpointer data)
{
  g_free (((Record *) data)->body);
}

static GArray *
read_records (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "lage.db", NULL);
  GArray *records = g_array_new (FALSE, TRUE, sizeof (Record));
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_array_set_clear_func (records, record_clear);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT body, lane, hlc, entity, sequence FROM op"
                                           "  ORDER BY seq", -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Record record = {
        .size = sqlite3_column_bytes (statement, 0),
        .lane = sqlite3_column_int (statement, 1),
        .hlc = sqlite3_column_int64 (statement, 2),
        .entity = sqlite3_column_int64 (statement, 3),
        .sequence = sqlite3_column_int64 (statement, 4),
      };

      record.body = g_memdup2 (sqlite3_column_blob (statement, 0), (gsize) record.size);
      g_array_append_val (records, record);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return records;
}

static double
run_bare (const char *directory,
          GArray     *records,
          GArray     *batches,
          gboolean    is_table)
{
  static const guint8 hash[32] = { 0 };
  g_autofree char *path = g_build_filename (directory, "bare.db", NULL);
  const char *table = is_table
    ? "CREATE TABLE op (seq INTEGER PRIMARY KEY, actor INTEGER NOT NULL, lane INTEGER NOT NULL,"
      "  sequence INTEGER NOT NULL, hlc INTEGER NOT NULL, entity INTEGER NOT NULL,"
      "  body BLOB NOT NULL, hash BLOB, UNIQUE (actor, lane, sequence)) STRICT;"
      "CREATE INDEX op_ledger_by_entity ON op (entity, hlc) WHERE lane = 0"
    : "CREATE TABLE op (body BLOB NOT NULL) STRICT";
  const char *insert = is_table
    ? "INSERT INTO op (actor, lane, sequence, hlc, entity, body, hash)"
      "  VALUES (1, ?2, ?3, ?4, ?5, ?1, ?6)"
    : "INSERT INTO op (body) VALUES (?1)";
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  guint n_done = 0;
  gint64 start_us;
  double bare_s;

  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_exec (db, table, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, insert, -1, &statement, NULL), ==, SQLITE_OK);

  start_us = lage_clock_monotonic_us ();
  for (guint i = 0; i < batches->len; i++)
    {
      guint64 n_ops = g_array_index (batches, guint64, i);

      sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
      for (guint64 k = 0; k < n_ops; k++, n_done++)
        {
          const Record *record = &g_array_index (records, Record, n_done);

          sqlite3_bind_blob (statement, 1, record->body, record->size, SQLITE_STATIC);
          if (is_table)
            {
              sqlite3_bind_int (statement, 2, record->lane);
              sqlite3_bind_int64 (statement, 3, record->sequence);
              sqlite3_bind_int64 (statement, 4, record->hlc);
              sqlite3_bind_int64 (statement, 5, record->entity);
              if (record->lane == (int) LAGE_LANE_LEDGER)
                sqlite3_bind_blob (statement, 6, hash, sizeof hash, SQLITE_STATIC);
              else
                sqlite3_bind_null (statement, 6);
            }
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
          sqlite3_reset (statement);
        }
      g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  bare_s = get_s_since (start_us);
  g_assert_cmpuint (n_done, ==, records->len);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return bare_s;
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

static double
get_best (double best_s,
          double run_s)
{
  return best_s > 0.0 ? MIN (best_s, run_s) : run_s;
}

static void
measure (LageScenario *scenario,
         Feed          feed)
{
  g_autoptr(GPtrArray) inputs = make_inputs (scenario, feed);
  g_autoptr(GArray) batches = g_array_new (FALSE, FALSE, sizeof (guint64));
  Result result = { 0 };
  guint n_batches = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      /* In the working directory: the folder for temporary files is often memory. */
      g_autofree char *directory = g_strdup ("bench-feeds-XXXXXX");
      g_autoptr(GArray) records = NULL;

      g_assert_nonnull (g_mkdtemp (directory));
      result.decode_s = get_best (result.decode_s, run_decoder (inputs, feed, &result));
      result.full_s = get_best (result.full_s, run_session (directory, inputs, feed, batches));
      records = read_records (directory);
      result.n_ops = records->len;
      n_batches = batches->len;
      result.plain_s = get_best (result.plain_s, run_bare (directory, records, batches, FALSE));
      result.table_s = get_best (result.table_s, run_bare (directory, records, batches, TRUE));
      remove_folder (directory);
    }

  g_print ("%-13s %7" G_GUINT64_FORMAT " %7" G_GUINT64_FORMAT " %6u %9.0f %9.0f %9.0f %9.0f"
           "   %5.2f %5.2f\n",
           formats[feed], result.n_messages, result.n_ops, n_batches,
           (double) result.n_messages / result.decode_s, (double) result.n_ops / result.full_s,
           (double) result.n_ops / result.plain_s, (double) result.n_ops / result.table_s,
           result.plain_s / result.full_s, result.table_s / result.full_s);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LageScenario) scenario = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_assert_cmpint (argc, ==, 2);
  g_file_get_contents (argv[1], &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  scenario = lage_scenario_new_from_bytes (bytes, &error);
  g_assert_no_error (error);

  g_print ("                                     per second:                          "
           "        all the way /\n"
           "feed         messages     ops batch.   decoded   all the way   plain  op table"
           "   plain table\n");
  for (guint feed = 0; feed < N_FEEDS; feed++)
    measure (scenario, (Feed) feed);
  return 0;
}
