/* test-kill-feeds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "cli-simulate-test.h"
#include "cli-test.h"
#include "lage-store.h"

/* `lage feeds` on a running simulation, killed again and again: what it has called committed is
 * there afterwards, and the log is in order. LAGE_KILLS says how often. */

#define DEFAULT_KILLS 8
#define MIN_DELAY_MS 50
#define MAX_DELAY_MS 900

typedef struct
{
  guint64 ledger;
  guint64 telemetry;
} Committed;

static void
parse_line (const char *line,
            Committed  *committed)
{
  guint64 ledger;
  guint64 telemetry;

  if (sscanf (line, "committed %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ledger, &telemetry)
      != 2)
    return;
  g_assert_cmpuint (ledger, >=, committed->ledger);
  g_assert_cmpuint (telemetry, >=, committed->telemetry);
  committed->ledger = ledger;
  committed->telemetry = telemetry;
}

static gboolean
kill_cb (gpointer user_data)
{
  GSubprocess *process = user_data;

  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

/* Only whole lines count: the last may be torn. */
static void
take_lines (const char *out,
            Committed  *committed)
{
  g_auto(GStrv) lines = g_strsplit (out, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    parse_line (lines[i], committed);
}

static void
communicated_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  char **out = user_data;
  g_autoptr(GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, out, NULL, &error);
  g_assert_no_error (error);
}

static void
run_and_kill (const char *data,
              guint       delay_ms,
              Committed  *committed)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, cli_get_program (), "feeds",
                              "--data", data, "--report-commits", NULL);
  g_assert_no_error (error);
  g_timeout_add (delay_ms, kill_cb, process);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, communicated_cb, &out);
  while (out == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
  take_lines (out, committed);
}

/* Numbers count up without a gap, so the greatest and how many there are tell whether one is
 * missing. */
static void
assert_all_there (const char      *data,
                  const Committed *committed)
{
  g_autofree char *path = g_build_filename (data, "lage.db", NULL);
  g_autoptr(LageStore) store = NULL;
  g_autoptr(LageSituation) situation = NULL;
  g_autoptr(LageStoreReport) report = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(CliRun) run = { 0 };
  guint64 ledger;
  guint64 telemetry;

  cli_run (&run, "verify", "--data", data);
  cli_assert_status (&run, 0);

  store = lage_store_open (path, LAGE_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  situation = lage_store_load (store, 0, &error);
  g_assert_no_error (error);
  report = lage_store_verify (store, &error);
  g_assert_no_error (error);
  ledger = lage_situation_get_sequence (situation, lage_store_get_actor (store),
                                        LAGE_LANE_LEDGER);
  telemetry = lage_situation_get_sequence (situation, lage_store_get_actor (store),
                                           LAGE_LANE_TELEMETRY);
  g_test_message ("committed %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT ", there %"
                  G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, committed->ledger, committed->telemetry,
                  ledger, telemetry);
  g_assert_cmpuint (ledger, >=, committed->ledger);
  g_assert_cmpuint (telemetry, >=, committed->telemetry);
  g_assert_cmpuint (report->n_ops, ==, ledger + telemetry);
  g_assert_cmpuint (report->problems->len, ==, 0);
}

static void
test_kill (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "exercise", NULL);
  g_autofree char *log = g_build_filename (data, "lage.db", NULL);
  g_autoptr(GSubprocess) simulator = cli_simulate_start (data, "120");
  const char *kills = g_getenv ("LAGE_KILLS");
  guint n_kills = kills != NULL ? (guint) g_ascii_strtoull (kills, NULL, 10) : DEFAULT_KILLS;
  Committed committed = { 0, 0 };

  for (guint i = 0; i < n_kills; i++)
    {
      guint delay_ms = (guint) g_test_rand_int_range (MIN_DELAY_MS, MAX_DELAY_MS);

      run_and_kill (data, delay_ms, &committed);
      /* Killed before there was a log, it has promised nothing. */
      if (g_file_test (log, G_FILE_TEST_EXISTS))
        assert_all_there (data, &committed);
      else
        g_assert_cmpuint (committed.ledger + committed.telemetry, ==, 0);
    }

  /* Something was at stake. */
  g_assert_cmpuint (committed.ledger, >, 0);
  g_assert_cmpuint (committed.telemetry, >, 0);
  cli_simulate_stop (simulator);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/feeds/kill", test_kill);

  return g_test_run ();
}
