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

#include "bench-frames.h"

/* What a frame costs while the map is moved, with more and more items on it, as ratio to the base
 * map alone in the same run:
 *
 *   bench-map [N_FRAMES]
 *
 * Rounds with and without items alternate, and the median of each is taken. */

#define N_ROUNDS 3

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

  before = bench_frames_get_cpu_ms ();
  lage_map_view_set_items (view, items, n_items);

  /* With it the order, which is worked out when it is first asked for. */
  lage_map_view_select_next (view);
  lage_map_view_set_selected_key (view, 0);

  return bench_frames_get_cpu_ms () - before;
}

int
main (int    argc,
      char **argv)
{
  static const guint counts[] = { 0, 1000, 20000, 100000 };
  double cost[G_N_ELEMENTS (counts)][N_ROUNDS];
  double set_ms[G_N_ELEMENTS (counts)];
  guint n_frames = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 120;
  g_autoptr(LageTileSource) source = NULL;
  LageMapView *view;
  GtkWidget *window;
  double base;

  gtk_init ();
  adw_init ();

  source = bench_frames_source_new ();
  view = LAGE_MAP_VIEW (lage_map_view_new ());
  lage_map_view_set_tile_source (view, source);
  lage_map_view_set_viewport (view, BENCH_LONGITUDE, BENCH_LATITUDE, BENCH_ZOOM);
  window = bench_frames_show (GTK_WIDGET (view));
  bench_frames_measure (GTK_WIDGET (view), BENCH_PAN, n_frames / 2, bench_frames_move_view, view,
                        NULL);

  for (guint i = 0; i < N_ROUNDS; i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        set_ms[j] = set_items (view, counts[j]);
        cost[j][i] = bench_frames_measure (GTK_WIDGET (view), BENCH_PAN, n_frames,
                                           bench_frames_move_view, view, NULL);
      }

  printf ("panning %d x %d, %s, %u frames, processor ms per frame%s\n",
          gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)),
          G_OBJECT_TYPE_NAME (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view)))),
          n_frames, bench_frames_get_server_ms () > 0 ? ", X server included" : "");
  printf ("%10s %10s %10s %14s\n", "items", "ms", "ratio", "set and sort");

  base = bench_frames_get_median (cost[0], N_ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      double ms = bench_frames_get_median (cost[i], N_ROUNDS);

      printf ("%10u %10.1f %10.2f %11.1f ms\n", counts[i], ms, ms / base, set_ms[i]);
    }

  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
