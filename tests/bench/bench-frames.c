/* bench-frames.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-frames.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Cost is processor time of this process, all threads, plus that of the X server if its process can
 * be seen (RUN_UI_SERVER_PID, as run-ui.sh sets it), not the time on the wall: the machine may be
 * busy with something else. */

#define BENCH_TYPE_SOURCE (bench_source_get_type ())

G_DECLARE_FINAL_TYPE (BenchSource, bench_source, BENCH, SOURCE, LageTileSource)

struct _BenchSource
{
  LageTileSource parent_instance;
};

G_DEFINE_FINAL_TYPE (BenchSource, bench_source, LAGE_TYPE_TILE_SOURCE)

/* A tile of 512 pixels with something in it, made at once: making tiles is not what is measured. */
static void
bench_source_load_tile_async (LageTileSource      *source,
                              guint                zoom,
                              guint                x,
                              guint                y,
                              guint                scale,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  gsize n_bytes = LAGE_TILE_SIZE * LAGE_TILE_SIZE * 3;
  guint8 *pixels = g_malloc (n_bytes);
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = 0; i < n_bytes; i++)
    pixels[i] = (guint8) (170 + (i / 3 / 37 + x * 11 + y * 7) % 60);
  bytes = g_bytes_new_take (pixels, n_bytes);

  g_task_return_pointer (task,
                         gdk_memory_texture_new (LAGE_TILE_SIZE, LAGE_TILE_SIZE,
                                                 GDK_MEMORY_R8G8B8, bytes, LAGE_TILE_SIZE * 3),
                         g_object_unref);
}

static GdkTexture *
bench_source_load_tile_finish (LageTileSource  *source,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
bench_source_class_init (BenchSourceClass *klass)
{
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_async = bench_source_load_tile_async;
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_finish = bench_source_load_tile_finish;
}

static void
bench_source_init (BenchSource *self)
{
}

typedef struct
{
  BenchMotion motion;
  BenchMove move;
  gpointer user_data;
  guint n_frames;
  guint frame;
} Run;

/**
 * bench_frames_get_server_ms:
 *
 * Returns: processor time so far of the X server; 0 if that is not known
 */
double
bench_frames_get_server_ms (void)
{
  const char *pid = g_getenv ("RUN_UI_SERVER_PID");
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_auto(GStrv) fields = NULL;

  if (pid == NULL)
    return 0;

  path = g_strdup_printf ("/proc/%s/stat", pid);
  if (!g_file_get_contents (path, &contents, NULL, NULL) || strrchr (contents, ')') == NULL)
    return 0;

  /* After the name in brackets come the fields from the third on; 14 and 15 are the times. */
  fields = g_strsplit (strrchr (contents, ')') + 2, " ", 14);
  if (g_strv_length (fields) < 13)
    return 0;

  return (double) (g_ascii_strtoull (fields[11], NULL, 10) +
                   g_ascii_strtoull (fields[12], NULL, 10)) *
         1000.0 / (double) sysconf (_SC_CLK_TCK);
}

/**
 * bench_frames_get_cpu_ms:
 *
 * Returns: processor time so far of this process
 */
double
bench_frames_get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

/* In a circle, some 4 pixels a frame; or in and out by 0.7 levels, at most 2.5 % a frame. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  Run *run = user_data;
  double angle = run->frame * 0.05;

  if (run->motion == BENCH_PAN)
    run->move (run->user_data, BENCH_LONGITUDE + 0.05 * cos (angle),
               BENCH_LATITUDE + 0.03 * sin (angle), BENCH_ZOOM);
  else
    run->move (run->user_data, BENCH_LONGITUDE, BENCH_LATITUDE, BENCH_ZOOM + 0.7 * sin (angle));

  return ++run->frame < run->n_frames ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * bench_frames_measure:
 * @widget: the map
 * @motion: how it is moved
 * @n_frames: for how many frames; the first quarter fills the caches and is not measured
 * @move: (scope call): moves the map
 * @user_data: for @move
 * @wall_ms: (out) (optional): time on the wall per frame
 *
 * Returns: milliseconds of processor time per frame
 */
double
bench_frames_measure (GtkWidget   *widget,
                      BenchMotion  motion,
                      guint        n_frames,
                      BenchMove    move,
                      gpointer     user_data,
                      double      *wall_ms)
{
  Run run = { motion, move, user_data, n_frames, 0 };
  double before;
  gint64 before_us;
  guint n_before;

  gtk_widget_add_tick_callback (widget, tick_cb, &run, NULL);
  while (run.frame < n_frames / 4)
    g_main_context_iteration (NULL, TRUE);

  n_before = run.frame;
  before = bench_frames_get_cpu_ms () + bench_frames_get_server_ms ();
  before_us = g_get_monotonic_time ();
  while (run.frame < n_frames)
    g_main_context_iteration (NULL, TRUE);

  if (wall_ms != NULL)
    *wall_ms = (double) (g_get_monotonic_time () - before_us) / 1000.0 / (n_frames - n_before);

  return (bench_frames_get_cpu_ms () + bench_frames_get_server_ms () - before) /
         (n_frames - n_before);
}

void
bench_frames_move_view (gpointer user_data,
                        double   longitude,
                        double   latitude,
                        double   zoom)
{
  lage_map_view_set_viewport (user_data, longitude, latitude, zoom);
}

/**
 * bench_frames_show:
 * @child: (transfer floating): a map
 *
 * Returns: (transfer none): the window around it, on the screen
 */
GtkWidget *
bench_frames_show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), BENCH_WIDTH, BENCH_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_frames_get_median (double *values,
                         guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_doubles);

  return values[n_values / 2];
}

/**
 * bench_frames_source_new:
 *
 * Returns: (transfer full): a base map that is the same for all: making tiles is not what is measured
 */
LageTileSource *
bench_frames_source_new (void)
{
  return g_object_new (BENCH_TYPE_SOURCE, "name", "bench", NULL);
}
