/* bench-start.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "lage-application.h"
#include "lage-map-panel.h"
#include "lage-window.h"
#include "window-fixture.h"

/* How long it takes from the start of the program to the first drawn map, and what an entity costs
 * in memory, with more and more entities in the log. Each start is a process of its own:
 *
 *     bench-start                       makes the logs, starts itself on each, prints the ratios
 *     bench-start --start DIRECTORY N   opens a window on one and prints its figures
 */

#define ROUNDS 3
#define BATCH 5000

typedef struct
{
  double start_ms;
  double rss_kb;
} Figures;

static double
read_rss_kb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      || (line = strstr (status, "VmRSS:")) == NULL)
    return 0.0;
  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL);
}

static int
start (const char *directory,
       guint       n_entities)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr(LageApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  LageSituation *situation;
  LageMapView *view;
  LageWindow *window;

  application = lage_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window = lage_window_new (ADW_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_window_present (GTK_WINDOW (window));
  lage_window_open (window, directory);
  fixture_wait_until (lage_window_get_session (window) != NULL);
  view = lage_map_panel_get_view (LAGE_MAP_PANEL (fixture_child (window, LAGE_TYPE_WINDOW,
                                                                 "map_panel")));
  fixture_wait_until (lage_map_view_get_shown_source (view) != NULL
                      && lage_map_view_get_is_complete (view));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));

  situation = lage_session_get_situation (lage_window_get_session (window));
  g_assert_cmpuint (g_list_model_get_n_items (lage_situation_get_list (situation, LAGE_KIND_UNIT)),
                    ==, n_entities);
  printf ("%.1f %.0f\n", (double) (g_get_monotonic_time () - begin_us) / 1000.0, read_rss_kb ());
  fflush (stdout);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

static void
checkpointed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *is_done = user_data;

  lage_store_checkpoint_finish (LAGE_STORE (object), result, &error);
  g_assert_no_error (error);
  *is_done = TRUE;
}

static void
fill (const char *directory,
      guint       n_entities)
{
  LageSession *session;
  gboolean is_done = FALSE;

  fixture_create_exercise (directory);
  session = fixture_open_session (directory);
  for (guint i = 0; i < n_entities; i += BATCH)
    {
      g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func (
        (GDestroyNotify) lage_draft_free);

      for (guint k = i; k < MIN (i + BATCH, n_entities); k++)
        {
          g_autofree char *name = g_strdup_printf ("Florian %u", k);
          LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

          lage_draft_set_int (draft, LAGE_FIELD_STATUS, 1 + k % 8);
          lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.40 + (k % 997) * 0.0003,
                                9.70 + (k % 1009) * 0.0006);
          g_ptr_array_add (drafts, draft);
        }
      lage_session_take_drafts (session, "bench", drafts);
      fixture_wait_until (lage_session_get_n_waiting (session) == 0);
    }
  lage_store_checkpoint_async (lage_session_get_store (session), NULL, checkpointed_cb, &is_done);
  fixture_wait_until (is_done);
  lage_session_close (session);
  g_object_unref (session);
}

static Figures
measure (const char *program,
         const char *directory,
         guint       n_entities)
{
  Figures best = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n_entities);
      const char *child_argv[] = { program, "--start", directory, number, NULL };
      g_autofree char *output = NULL;
      g_autoptr(GError) error = NULL;
      Figures figures;
      int status;
      char *end;

      g_spawn_sync (NULL, (char **) child_argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                    &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
      figures.start_ms = g_ascii_strtod (output, &end);
      figures.rss_kb = g_ascii_strtod (end, NULL);
      if (round == 0 || figures.start_ms < best.start_ms)
        best = figures;
    }
  return best;
}

int
main (int    argc,
      char **argv)
{
  static const guint counts[] = { 0, 10000, 100000 };
  Figures base = { 0 };

  if (argc == 4 && g_str_equal (argv[1], "--start"))
    return start (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));

  g_print ("entities  start [ms]  ratio  memory [MB]  per entity [B]\n");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *directory = fixture_make_directory ();
      Figures figures;

      fill (directory, counts[i]);
      figures = measure (argv[0], directory, counts[i]);
      if (i == 0)
        base = figures;
      g_print ("%8u  %10.0f  %5.2f  %11.1f  %14.0f\n", counts[i], figures.start_ms,
               figures.start_ms / base.start_ms, figures.rss_kb / 1024.0,
               i > 0 ? (figures.rss_kb - base.rss_kb) * 1024.0 / counts[i] : 0.0);
      fixture_remove_directory (directory);
    }
  return 0;
}
