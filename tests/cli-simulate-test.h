/* cli-simulate-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <signal.h>

#include "cli-test.h"

/* A simulation that serves on ports that are free, for tests that run feeds on it. */

static inline char *
cli_read_line (GSubprocess *process)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  GString *line = g_string_new (NULL);
  char c;

  while (g_input_stream_read (stream, &c, 1, NULL, NULL) == 1 && c != '\n')
    g_string_append_c (line, c);
  return g_string_free (line, FALSE);
}

/* Waits until it serves. */
static inline GSubprocess *
cli_simulate_start (const char *data,
                    const char *speed)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                           cli_get_program (), "simulate", "xaver-2013", "--data",
                                           data, "--speed", speed != NULL ? speed : "60", "--for",
                                           "100", NULL);

  g_assert_no_error (error);
  line = cli_read_line (process);
  g_assert_true (g_str_has_prefix (line, "ready "));
  return process;
}

static inline void
cli_simulate_stop (GSubprocess *process)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}
