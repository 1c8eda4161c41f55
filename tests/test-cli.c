/* test-cli.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "cli-test.h"
#include "lage-store.h"

#define EVENT(uid, type, time, call_sign) \
  "<event version='2.0' uid='" uid "' " type " time='" time "' start='" time "' " \
  "stale='2030-01-01T00:00:00Z' how='m-g'><point lat='53.5' lon='10.0' hae='40' ce='5' le='9'/>" \
  "<detail><contact callsign='" call_sign "'/></detail></event>\n"
#define UNIT "type='a-f-G-E-V'"

static const char cot[] =
  EVENT ("u1", UNIT, "2024-05-01T10:00:00Z", "Florian, &quot;eins&quot;")
  EVENT ("u2", UNIT, "2024-05-01T10:00:00Z", "Heros 2")
  EVENT ("u3", "", "2024-05-01T10:00:00Z", "Niemand");

static const char pegelonline[] =
  "[{\"uuid\":\"593647aa-9fea-43ec-a7d6-6476a76ae868\",\"shortname\":\"TESTPEGEL\","
  "\"longname\":\"TESTPEGEL\",\"km\":1.5,\"latitude\":53.5,\"longitude\":9.75,"
  "\"water\":{\"shortname\":\"ELBE\",\"longname\":\"ELBE\"},\"timeseries\":[{\"shortname\":\"W\","
  "\"unit\":\"cm\",\"equidistance\":1,\"currentMeasurement\":{"
  "\"timestamp\":\"2024-05-01T12:00:00+02:00\",\"value\":701.5}}]}]";

static const char have[] =
  "<HospitalStatus xmlns='urn:oasis:names:tc:emergency:EDXL:HAVE:1.0' "
  "xmlns:xnl='urn:oasis:names:tc:ciq:xnl:3'><Hospital><Organization><OrganizationInformation>"
  "<xnl:OrganisationName><xnl:NameElement>Klinik Süd</xnl:NameElement></xnl:OrganisationName>"
  "</OrganizationInformation></Organization>"
  "<LastUpdateTime>2024-05-01T10:00:00Z</LastUpdateTime></Hospital></HospitalStatus>";

static const char sensorthings[] =
  "{\"value\":[{\"@iot.id\":7,\"name\":\"Tor 7\",\"description\":\"Tor\",\"Locations\":[],"
  "\"Datastreams\":[{\"@iot.id\":1,\"name\":\"Zustand\",\"properties\":{\"layerName\":\"Tor\"},"
  "\"Observations\":[{\"@iot.id\":1,\"phenomenonTime\":\"2024-05-01T10:00:00Z\","
  "\"resultTime\":null,\"result\":\"closed\"}]}]}]}";

static const char cap[] =
  "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>w.1</identifier>"
  "<sender>dienst@example.invalid</sender><sent>2024-05-01T12:00:00+02:00</sent>"
  "<status>Exercise</status><msgType>Alert</msgType><scope>Public</scope><info>"
  "<language>de-DE</language><event>STURMFLUT</event><urgency>Immediate</urgency>"
  "<severity>Severe</severity><certainty>Likely</certainty><headline>Sturmflut</headline>"
  "<area><areaDesc>Hafen</areaDesc>"
  "<polygon>53.5,9.5 53.5,10.5 54.0,10.5 54.0,9.5 53.5,9.5</polygon></area></info></alert>";

static const char nina[] =
  "[{\"id\":\"mow.B\",\"version\":1,\"startDate\":\"2024-05-01T12:00:00+02:00\","
  "\"severity\":\"Minor\",\"type\":\"Alert\",\"i18nTitle\":{\"de\":\"Probewarnung\"}}]";

/* A MAVLink 2 frame: magic, length, flags, sequence, system, component, id, payload, checksum. */
static void
append_frame (GByteArray   *bytes,
              guint32       message,
              guint8        extra,
              const guint8 *payload,
              guint8        size)
{
  guint8 head[10] = { 0xfd, size, 0, 0, 0, 7, 1, (guint8) message, (guint8) (message >> 8),
                      (guint8) (message >> 16) };
  guint start = bytes->len + 1;
  guint16 crc = 0xffff;
  guint8 tail[2];

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, payload, size);
  g_byte_array_append (bytes, &extra, 1);
  for (guint i = start; i < bytes->len; i++)
    {
      guint8 octet = (guint8) (bytes->data[i] ^ (crc & 0xff));

      octet ^= (guint8) (octet << 4);
      crc = (guint16) ((crc >> 8) ^ (octet << 8) ^ (octet << 3) ^ (octet >> 4));
    }
  g_byte_array_set_size (bytes, bytes->len - 1);
  tail[0] = (guint8) crc;
  tail[1] = (guint8) (crc >> 8);
  g_byte_array_append (bytes, tail, sizeof tail);
}

/* Three heartbeats, the second of them damaged, then three bytes of noise and one more. */
static GByteArray *
make_mavlink (void)
{
  const guint8 heartbeat[9] = { 0, 0, 0, 0, 2, 3, 81, 4, 3 };
  const guint8 noise[3] = { 1, 2, 3 };
  GByteArray *bytes = g_byte_array_new ();

  append_frame (bytes, 0, 50, heartbeat, sizeof heartbeat);
  append_frame (bytes, 0, 50, heartbeat, sizeof heartbeat);
  bytes->data[bytes->len - 1] ^= 0xff;
  append_frame (bytes, 0, 50, heartbeat, sizeof heartbeat);
  g_byte_array_append (bytes, noise, sizeof noise);
  append_frame (bytes, 0, 50, heartbeat, sizeof heartbeat);
  return bytes;
}

static void
assert_near (double a,
             double b)
{
  g_assert_true (fabs (a - b) < 1e-8);
}

static void
test_usage (void)
{
  g_auto(CliRun) run = { 0 };
  static const char *const wrong[][6] = {
    { "fly" },
    { "ingest" },
    { "ingest", "--format", "telex", "x" },
    { "ingest", "--format", "cot" },
    { "ingest", "--format", "cot", "--option", "nonsense", "x" },
    { "ingest", "--format", "sensorthings", "--option", "map.1=nonsense", "x" },
    { "show", "--kind", "ship" },
    { "show", "--format", "xml" },
    { "show", "--at", "soon" },
    { "show", "--never" },
    { "show", "this" },
    { "verify", "that" },
    { "feeds", "--for", "-1" },
    { "simulate" },
    { "simulate", "xaver-2013", "--speed", "-1" },
    { "simulate", "xaver-2013", "--at", "2030-01-01T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      cli_run_with_input (&run, NULL, wrong[i]);
      cli_assert_status (&run, 2);
      g_assert_cmpstr (run.out, ==, "");
      cli_assert_contains (run.err, "lage: ");
    }
  cli_run_with_input (&run, NULL, (const char *const[]) { NULL });
  cli_assert_status (&run, 2);
}

static void
test_help (void)
{
  g_auto(CliRun) run = { 0 };
  static const char *const commands[] = { "ingest", "show", "verify", "feeds", "simulate" };

  cli_run (&run, "--version");
  cli_assert_status (&run, 0);
  g_assert_cmpstr (run.out, ==, "lage " LAGE_VERSION "\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      cli_run (&run, "--help");
      cli_assert_status (&run, 0);
      cli_assert_contains (run.out, commands[i]);
      cli_run (&run, commands[i], "--help");
      cli_assert_status (&run, 0);
      cli_assert_contains (run.out, "--data");
      g_assert_cmpstr (run.err, ==, "");
    }
}

static void
test_formats (void)
{
  static const struct
  {
    const char *format;
    const char *option;
    const char *text;
    const char *counts;
    int         status;
    const char *kind;
    guint       n_entities;
  } cases[] = {
    { "cot", "x=y", cot, "messages 3, good 2, rejected 1, ignored 0, skipped bytes 0", 3, "unit",
      2 },
    { "pegelonline", "x=y", pegelonline, "messages 1, good 1, rejected 0", 0, "gauge", 1 },
    { "edxl-have", "x=y", have, "messages 1, good 1, rejected 0", 0, "hospital", 1 },
    { "sensorthings", "map.1=properties/layerName=Tor -> flood-gate.gate-state", sensorthings,
      "good 3, rejected 0", 0, "flood-gate", 1 },
    { "cap", "x=y", cap, "messages 1, good 1, rejected 0", 0, "warning", 1 },
    { "nina", "x=y", nina, "messages 1, good 1, rejected 0", 0, "warning", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CliFolder) folder = cli_folder_new ();
      g_autofree char *data = g_build_filename (folder, "operation", NULL);
      g_autofree char *path = cli_write_file (folder, "input", cases[i].text, -1);
      g_autoptr(JsonParser) parser = NULL;
      g_auto(CliRun) run = { 0 };

      cli_run (&run, "ingest", "--data", data, "--format", cases[i].format, "--option",
               cases[i].option, path);
      cli_assert_status (&run, cases[i].status);
      g_assert_true (g_str_has_prefix (run.out, path));
      cli_assert_contains (run.out, cases[i].counts);
      parser = cli_show (data);
      g_assert_cmpuint (cli_count (parser, cases[i].kind), ==, cases[i].n_entities);
      g_assert_cmpuint (json_array_get_length (cli_get_entities (parser)), ==,
                        cases[i].n_entities);
      cli_run (&run, "verify", "--data", data);
      cli_assert_status (&run, 0);
    }
}

static void
test_mavlink (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autoptr(GByteArray) bytes = make_mavlink ();
  g_autofree char *path = cli_write_file (folder, "flight", bytes->data, (gssize) bytes->len);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "ingest", "--data", data, "--format", "mavlink", "--option",
           "vehicle.7.name=Möwe", path);
  cli_assert_status (&run, 3);
  cli_assert_contains (run.out, "good 3, rejected 1, ignored 0, skipped bytes 3");
  cli_assert_contains (run.err, path);
  cli_assert_contains (run.err, "frame 2");
  parser = cli_show (data);
  g_assert_cmpuint (cli_count (parser, "drone"), ==, 1);
  g_assert_nonnull (cli_find (parser, "Möwe"));
}

static void
test_rejected_are_named (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *path = NULL;
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;
  g_auto(CliRun) run = { 0 };

  for (guint i = 0; i < 150; i++)
    g_string_append (text, EVENT ("u3", "", "2024-05-01T10:00:00Z", "Niemand"));
  path = cli_write_file (folder, "input", text->str, -1);
  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  cli_assert_status (&run, 3);
  lines = g_strsplit (run.err, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 151); /* and the empty end */
  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *start = g_strdup_printf ("%s: event %u: ", path, i + 1);

      g_assert_true (g_str_has_prefix (lines[i], start));
    }

  /* A file that is not there does not keep the others out, but is the worse. */
  cli_run (&run, "ingest", "--data", data, "--format", "cot", missing, path);
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, missing);
  cli_assert_contains (run.out, "rejected 150");
}

static void
test_stdin (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };
  JsonObject *unit;
  JsonObject *field;
  JsonObject *candidate;

  cli_run_with_input (&run, cot,
                      (const char *const[]) { "ingest", "--data", data, "--format", "cot",
                                              "--source", "funk", "--name", "Probe", "-", NULL });
  cli_assert_status (&run, 3);
  cli_assert_contains (run.out, "standard input: messages 3, good 2, rejected 1");

  parser = cli_show (data);
  g_assert_cmpstr (json_object_get_string_member (
                     json_node_get_object (json_parser_get_root (parser)), "operation"),
                   ==, "Probe");
  unit = cli_find (parser, "Heros 2");
  field = cli_get_field (unit, "position");
  g_assert_nonnull (field);
  candidate = json_array_get_object_element (json_object_get_array_member (field, "candidates"),
                                             0);
  g_assert_cmpstr (json_object_get_string_member (candidate, "source"), ==, "funk");
  g_assert_cmpstr (json_object_get_string_member (candidate, "observed_at"), ==,
                   "2024-05-01T10:00:00Z");
  g_assert_true (json_object_has_member (candidate, "recorded_at"));

  /* The same once more is no news. */
  cli_run_with_input (&run, cot,
                      (const char *const[]) { "ingest", "--data", data, "--format", "cot",
                                              "--source", "funk", "-", NULL });
  cli_assert_contains (run.out, "written 0");
}

static void
test_csv (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *path = cli_write_file (folder, "input", cot, -1);
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) header = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  cli_run (&run, "show", "--data", data, "--kind", "unit", "--format", "csv");
  cli_assert_status (&run, 0);
  lines = g_strsplit (run.out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[3], ==, "");
  g_assert_true (g_str_has_prefix (lines[0], "id,kind,title,observed_at,source,name,"));
  header = g_strsplit (lines[0], ",", -1);
  g_assert_true (g_strv_contains ((const char *const *) header, "position"));
  cli_assert_contains (lines[1], ",unit,\"Florian, \"\"eins\"\"\",2024-05-01T10:00:00Z,cot,");
  cli_assert_contains (lines[1], ",53.5000000 10.0000000,");
  cli_assert_contains (lines[2], ",unit,Heros 2,");

  /* Nothing is still a table. */
  cli_run (&run, "show", "--data", data, "--kind", "gauge", "--format", "csv");
  g_assert_cmpstr (run.out, ==, "id,kind,title,observed_at,source\r\n");
}

static void
test_geojson (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *warnings = cli_write_file (folder, "warnings", cap, -1);
  g_autofree char *gauges = cli_write_file (folder, "gauges", pegelonline, -1);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };
  JsonObject *root;
  JsonArray *features;
  JsonArray *ring;
  JsonArray *position;

  cli_run (&run, "ingest", "--data", data, "--format", "cap", warnings);
  cli_run (&run, "ingest", "--data", data, "--format", "pegelonline", gauges);
  cli_run (&run, "show", "--data", data, "--format", "geojson");
  cli_assert_status (&run, 0);
  parser = cli_parse_json (run.out);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "FeatureCollection");
  features = json_object_get_array_member (root, "features");
  g_assert_cmpuint (json_array_get_length (features), ==, 2);

  /* Gauges come first: a point, longitude before latitude. */
  root = json_object_get_object_member (json_array_get_object_element (features, 0), "geometry");
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "Point");
  position = json_object_get_array_member (root, "coordinates");
  assert_near (json_array_get_double_element (position, 0), 9.75);
  assert_near (json_array_get_double_element (position, 1), 53.5);
  root = json_object_get_object_member (json_array_get_object_element (features, 0), "properties");
  assert_near (json_object_get_double_member (root, "level"), 701.5);

  /* A closed ring of four corners. */
  root = json_object_get_object_member (json_array_get_object_element (features, 1), "geometry");
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "MultiPolygon");
  ring = json_object_get_array_member (root, "coordinates");
  ring = json_array_get_array_element (json_array_get_array_element (ring, 0), 0);
  g_assert_cmpuint (json_array_get_length (ring), ==, 5);
  for (guint i = 0; i < 2; i++)
    assert_near (json_array_get_double_element (json_array_get_array_element (ring, 0), i),
                 json_array_get_double_element (json_array_get_array_element (ring, 4), i));
  root = json_object_get_object_member (json_array_get_object_element (features, 1), "properties");
  g_assert_cmpstr (json_object_get_string_member (root, "warning-status"), ==, "exercise");
}

static void
test_at (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *path = cli_write_file (folder, "input", cot, -1);
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  cli_run (&run, "show", "--data", data, "--at", "2099-01-01T00:00:00Z");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "Unit: 2\n");
  cli_assert_contains (run.out, "Heros 2");
  /* Before it was recorded nobody knew, though it was observed. */
  cli_run (&run, "show", "--data", data, "--at", "2024-06-01T00:00:00Z");
  cli_assert_status (&run, 0);
  g_assert_cmpstr (run.out, ==, "");
}

static void
test_beside_a_writer (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *path = cli_write_file (folder, "input", cot, -1);
  g_autofree char *log = g_build_filename (data, "lage.db", NULL);
  g_autoptr(LageStore) writer = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  writer = lage_store_open (log, LAGE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);

  cli_run (&run, "show", "--data", data);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "Heros 2");
  cli_run (&run, "verify", "--data", data);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "problems 0");
  /* There is one writer. */
  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  cli_assert_status (&run, 1);
  lage_store_close (writer);
}

static void
test_damaged (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *path = cli_write_file (folder, "input", cot, -1);
  g_autofree char *log = g_build_filename (data, "lage.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto(CliRun) run = { 0 };
  gsize size;
  gsize size_after;

  cli_run (&run, "show", "--data", data);
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, "operation.conf");

  cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
  g_assert_true (g_file_get_contents (log, &before, &size, NULL));
  memset (before, 'x', 100);
  g_assert_true (g_file_set_contents (log, before, (gssize) size, NULL));
  for (guint i = 0; i < 3; i++)
    {
      if (i == 0)
        cli_run (&run, "show", "--data", data);
      else if (i == 1)
        cli_run (&run, "verify", "--data", data);
      else
        cli_run (&run, "ingest", "--data", data, "--format", "cot", path);
      cli_assert_status (&run, 1);
      g_assert_cmpstr (run.out, ==, "");
      cli_assert_contains (run.err, "lage.db");
    }
  g_assert_true (g_file_get_contents (log, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
}

static void
test_exercise (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *real = g_build_filename (folder, "real", NULL);
  g_autofree char *game = g_build_filename (folder, "game", NULL);
  g_autofree char *path = cli_write_file (folder, "input", cot, -1);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "ingest", "--data", real, "--format", "cot", path);
  cli_run (&run, "ingest", "--data", game, "--format", "cot", "--exercise", path);
  parser = cli_show (game);
  g_assert_true (json_object_get_boolean_member (
    json_node_get_object (json_parser_get_root (parser)), "exercise"));
  /* What is real does not become a game. */
  cli_run (&run, "ingest", "--data", real, "--format", "cot", "--exercise", path);
  cli_assert_status (&run, 1);
  /* An exercise without feeds has nothing to run. */
  cli_run (&run, "feeds", "--data", game, "--for", "1");
  cli_assert_status (&run, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/lage/usage", test_usage);
  g_test_add_func ("/cli/lage/help", test_help);
  g_test_add_func ("/cli/ingest/formats", test_formats);
  g_test_add_func ("/cli/ingest/mavlink", test_mavlink);
  g_test_add_func ("/cli/ingest/rejected-are-named", test_rejected_are_named);
  g_test_add_func ("/cli/ingest/stdin", test_stdin);
  g_test_add_func ("/cli/ingest/exercise", test_exercise);
  g_test_add_func ("/cli/show/csv", test_csv);
  g_test_add_func ("/cli/show/geojson", test_geojson);
  g_test_add_func ("/cli/show/at", test_at);
  g_test_add_func ("/cli/show/beside-a-writer", test_beside_a_writer);
  g_test_add_func ("/cli/show/damaged", test_damaged);

  return g_test_run ();
}
