/* bench-map.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lage-map-view.h"

/* What a frame costs while the map is moved, with more and more items on it, as ratio to the base
 * map alone in the same run:
 *
 *   bench-map [N_FRAMES]
 *
 * Cost is processor time of this process, all threads, plus that of the X server if its process can
 * be seen (RUN_UI_SERVER_PID, as run-ui.sh sets it), not the time on the wall: the machine may be
 * busy with something else. Rounds with and without items alternate, and the median of each is
 * taken. */

#define WIDTH 1920
#define HEIGHT 1080
#define N_ROUNDS 3

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
  LageMapView *view;
  guint n_frames;
  guint frame;
} Run;

static double
get_server_ms (void)
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

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  Run *run = user_data;
  double angle = run->frame * 0.05;

  /* In a circle, some 4 pixels a frame. */
  lage_map_view_set_viewport (run->view, 9.98 + 0.05 * cos (angle), 53.55 + 0.03 * sin (angle),
                              11);

  return ++run->frame < run->n_frames ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static double
measure (LageMapView *view,
         guint        n_frames)
{
  Run run = { view, n_frames, 0 };
  double before;
  guint n_before;

  gtk_widget_add_tick_callback (GTK_WIDGET (view), tick_cb, &run, NULL);

  /* The first frames fill the caches. */
  while (run.frame < n_frames / 4)
    g_main_context_iteration (NULL, TRUE);

  n_before = run.frame;
  before = get_cpu_ms () + get_server_ms ();
  while (run.frame < n_frames)
    g_main_context_iteration (NULL, TRUE);

  return (get_cpu_ms () + get_server_ms () - before) / (n_frames - n_before);
}

static double
set_items (LageMapView *view,
           guint        n_items)
{
  g_autofree LageMapItem *items = g_new0 (LageMapItem, MAX (n_items, 1));
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  double before;

  for (guint i = 0; i < n_items; i++)
    {
      items[i].key = i + 1;
      items[i].kind = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_KINDS);
      items[i].organisation = (guint8) g_rand_int_range (random, 0, LAGE_N_ORGANISATIONS);
      items[i].freshness = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_FRESHNESS);
      items[i].longitude = g_rand_double_range (random, 9.5, 10.5);
      items[i].latitude = g_rand_double_range (random, 53.3, 53.8);
      items[i].course_deg = i % 5 == 0 ? (float) (i % 360) : NAN;
      items[i].label = "Florian Hamburg 11/46-1";
    }

  before = get_cpu_ms ();
  lage_map_view_set_items (view, items, n_items);

  /* With it the order, which is worked out when it is first asked for. */
  lage_map_view_select_next (view);
  lage_map_view_set_selected_key (view, 0);

  return get_cpu_ms () - before;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int    argc,
      char **argv)
{
  static const guint counts[] = { 0, 1000, 20000, 100000 };
  double cost[G_N_ELEMENTS (counts)][N_ROUNDS];
  double set_ms[G_N_ELEMENTS (counts)];
  guint n_frames = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 120;
  g_autoptr(BenchSource) source = NULL;
  LageMapView *view;
  GtkWidget *window;
  double base;

  gtk_init ();
  adw_init ();

  source = g_object_new (BENCH_TYPE_SOURCE, "name", "bench", NULL);
  view = LAGE_MAP_VIEW (lage_map_view_new ());
  lage_map_view_set_tile_source (view, LAGE_TILE_SOURCE (source));
  lage_map_view_set_viewport (view, 9.98, 53.55, 11);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  measure (view, n_frames / 2);

  for (guint i = 0; i < N_ROUNDS; i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        set_ms[j] = set_items (view, counts[j]);
        cost[j][i] = measure (view, n_frames);
      }

  printf ("panning %d x %d, %s, %u frames, processor ms per frame%s\n",
          gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)),
          G_OBJECT_TYPE_NAME (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view)))),
          n_frames, get_server_ms () > 0 ? ", X server included" : "");
  printf ("%10s %10s %10s %14s\n", "items", "ms", "ratio", "set and sort");

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    qsort (cost[i], N_ROUNDS, sizeof (double), compare_doubles);
  base = cost[0][N_ROUNDS / 2];
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    printf ("%10u %10.1f %10.2f %11.1f ms\n", counts[i], cost[i][N_ROUNDS / 2],
            cost[i][N_ROUNDS / 2] / base, set_ms[i]);

  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
