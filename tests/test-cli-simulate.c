/* test-cli-simulate.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-simulate-test.h"
#include "cli-test.h"

#define N_GAUGES 6
#define N_HOSPITALS 12
#define N_DRONES 4

static void
test_picture (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "exercise", NULL);
  g_autoptr(GSubprocess) simulator = cli_simulate_start (data, NULL);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };
  JsonObject *drone;
  JsonArray *candidates;
  guint n_pegelonline = 0;

  cli_run (&run, "feeds", "--data", data, "--for", "8", "--report-commits");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "committed ");
  cli_assert_contains (run.out, "pegelonline: ok");
  parser = cli_show (data);
  g_assert_true (json_object_get_boolean_member (
    json_node_get_object (json_parser_get_root (parser)), "exercise"));

  for (guint i = 0; i < json_array_get_length (cli_get_entities (parser)); i++)
    {
      JsonObject *entity = json_array_get_object_element (cli_get_entities (parser), i);
      JsonObject *id = cli_get_field (entity, "external-id");

      if (id != NULL && g_str_has_prefix (json_object_get_string_member (id, "value"),
                                          "pegelonline:"))
        {
          g_assert_nonnull (cli_get_field (entity, "level"));
          n_pegelonline++;
        }
    }
  g_assert_cmpuint (n_pegelonline, ==, N_GAUGES);
  g_assert_cmpuint (cli_count (parser, "hospital"), ==, N_HOSPITALS);
  g_assert_cmpuint (cli_count (parser, "unit"), >=, 55);
  g_assert_cmpuint (cli_count (parser, "unit"), <=, 75);
  g_assert_cmpuint (cli_count (parser, "flood-gate"), >=, 5);
  g_assert_cmpuint (cli_count (parser, "warning"), >=, 2);
  g_assert_cmpuint (cli_count (parser, "incident"), >=, 5);

  /* Four, though one of them comes twice: the exercise says which two are one. */
  g_assert_cmpuint (cli_count (parser, "drone"), ==, N_DRONES);
  drone = cli_find (parser, "Drohne FW 2");
  candidates = json_object_get_array_member (cli_get_field (drone, "position"), "candidates");
  g_assert_cmpuint (json_array_get_length (candidates), ==, 2);

  /* With its other face. */
  cli_run (&run, "show", "--data", data, "--kind", "drone", "--all");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "Drone: 5\n");

  cli_run (&run, "feeds", "--data", data, "--once", "--for", "20");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "have: ok");
  cli_run (&run, "verify", "--data", data);
  cli_assert_status (&run, 0);
  cli_simulate_stop (simulator);

  /* Nobody serves any more, which is worse than what still listens is good. */
  cli_run (&run, "feeds", "--data", data, "--once", "--for", "20");
  cli_assert_status (&run, 1);
  cli_assert_contains (run.out, "pegelonline: failing");
}

static gint64
read_position (const char *data)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autofree char *path = g_build_filename (data, "simulator.conf", NULL);

  g_assert_true (g_key_file_load_from_file (key_file, path, G_KEY_FILE_NONE, NULL));
  return g_key_file_get_int64 (key_file, "Simulator", "Position", NULL);
}

static void
test_goes_on (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "exercise", NULL);
  g_autofree char *feeds_path = g_build_filename (data, "feeds.conf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto(CliRun) run = { 0 };
  gint64 first_us;
  gint64 second_us;

  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--speed", "600", "--for", "1");
  cli_assert_status (&run, 0);
  g_assert_true (g_str_has_prefix (run.out, "ready time=2013-12-06T02:30:00Z speed=600 "));
  first_us = read_position (data);
  g_assert_cmpint (first_us, >=, G_GINT64_CONSTANT (1386297000000000) + 500 * G_USEC_PER_SEC);
  g_assert_true (g_file_get_contents (feeds_path, &before, NULL, NULL));

  /* Speed may change; the rest stays as it was begun, which is said. */
  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--at", "2013-12-06T00:00:00Z", "--for",
           "1");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "speed=600");
  cli_assert_contains (run.err, "--at");
  second_us = read_position (data);
  g_assert_cmpint (second_us, >=, first_us + 500 * G_USEC_PER_SEC);
  g_assert_true (g_file_get_contents (feeds_path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--speed", "3600", "--for", "1");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "speed=3600");
}

static void
test_ended (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "exercise", NULL);
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--at", "2013-12-06T16:59:00Z",
           "--speed", "3600", "--for", "1");
  cli_assert_status (&run, 0);
  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--for", "1");
  cli_assert_status (&run, 4);
  g_assert_cmpstr (run.out, ==, "");
  cli_assert_contains (run.err, data);
}

static void
test_refused (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "operation", NULL);
  g_autofree char *scenario = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "simulate", "atlantis", "--for", "1");
  cli_assert_status (&run, 1);
  scenario = cli_write_file (folder, "bad.scenario", "[scenario]\nstart = soon\n", -1);
  cli_run (&run, "simulate", scenario, "--for", "1");
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, "bad.scenario");

  /* A real operation is not played with. */
  cli_run_with_input (&run, "", (const char *const[]) { "ingest", "--data", data, "--format",
                                                        "cot", "-", NULL });
  cli_assert_status (&run, 0);
  cli_run (&run, "simulate", "xaver-2013", "--data", data, "--for", "1");
  cli_assert_status (&run, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/simulate/picture", test_picture);
  g_test_add_func ("/cli/simulate/goes-on", test_goes_on);
  g_test_add_func ("/cli/simulate/ended", test_ended);
  g_test_add_func ("/cli/simulate/refused", test_refused);

  return g_test_run ();
}
