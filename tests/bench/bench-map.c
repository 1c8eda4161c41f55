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

/* What a frame costs while the map is moved and zoomed, with more and more items on it, as ratio to the
 * base map alone in the same run; and what it costs to set them, to set them again though nothing has
 * changed, and to find what is below the pointer:
 *
 *   bench-map [N_FRAMES]
 *
 * Rounds with and without items alternate, and the median of each is taken. Every item has a name of
 * its own and every unit a tactical sign, one in fifty alarms, and ten are selected. */

#define N_ROUNDS 3
#define NAME_SIZE 24

#define N_PICKS 20000

typedef struct
{
  double set_ms;
  double again_ms;
  double pick_us;
} ItemCost;

/* Some three hundred signs; a combination that can't be drawn leaves the plain symbol. */
static const LageSign *
make_sign (guint i)
{
  const LageSignSpec spec = { .base = (guint8) (1 + i % 3),
                              .organisation = (guint8) (i % LAGE_N_ORGANISATIONS),
                              .task = (guint8) (i % 12) };

  return lage_sign_make (&spec, NULL);
}

static LageMapItem *
make_items (guint  n_items,
            char  *names)
{
  LageMapItem *items = g_new0 (LageMapItem, MAX (n_items, 1));
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < n_items; i++)
    {
      items[i].key = i + 1;
      items[i].kind = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_KINDS);
      items[i].organisation = (guint8) g_rand_int_range (random, 0, LAGE_N_ORGANISATIONS);
      items[i].freshness = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_FRESHNESS);
      items[i].attention = i % 50 == 0 ? LAGE_SYMBOL_ALARM : LAGE_SYMBOL_CALM;
      items[i].longitude = g_rand_double_range (random, 9.5, 10.5);
      items[i].latitude = g_rand_double_range (random, 53.3, 53.8);
      items[i].course_deg = i % 5 == 0 ? (float) (i % 360) : NAN;
      g_snprintf (names + i * NAME_SIZE, NAME_SIZE, "Florian %u/46-%u", i / 100, i % 100);
      items[i].label = names + i * NAME_SIZE;
      if (items[i].kind == LAGE_SYMBOL_UNIT)
        items[i].sign = make_sign (i);
    }

  return items;
}

static void
set_items (LageMapView *view,
           guint        n_items,
           ItemCost    *cost)
{
  g_autofree char *names = g_malloc ((n_items + 1) * NAME_SIZE);
  g_autofree LageMapItem *items = make_items (n_items, names);
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 selected[10];
  double before;

  before = bench_frames_get_cpu_ms ();
  lage_map_view_set_items (view, items, n_items);

  /* With it the order, which is worked out when it is first asked for. */
  lage_map_view_count_in_sight (view);
  cost->set_ms = bench_frames_get_cpu_ms () - before;

  before = bench_frames_get_cpu_ms ();
  lage_map_view_set_items (view, items, n_items);
  lage_map_view_count_in_sight (view);
  cost->again_ms = bench_frames_get_cpu_ms () - before;

  for (guint i = 0; i < G_N_ELEMENTS (selected); i++)
    selected[i] = i * 7 + 1;
  lage_map_view_set_selection (view, selected, n_items > 100 ? G_N_ELEMENTS (selected) : 0, 0);

  /* The first one has to choose what is drawn, which the next frame would do. */
  lage_map_view_get_keys_at (view, 0, 0, keys);
  before = bench_frames_get_cpu_ms ();
  for (guint i = 0; i < N_PICKS; i++)
    {
      lage_map_view_get_keys_at (view, (i * 37) % BENCH_WIDTH, (i * 91) % BENCH_HEIGHT, keys);
      g_array_set_size (keys, 0);
    }
  cost->pick_us = (bench_frames_get_cpu_ms () - before) * 1000 / N_PICKS;
}

static void
print_row (guint           n_items,
           double         *pan,
           double         *zoom,
           double          pan_base,
           double          zoom_base,
           const ItemCost *cost)
{
  double pan_ms = bench_frames_get_median (pan, N_ROUNDS);
  double zoom_ms = bench_frames_get_median (zoom, N_ROUNDS);

  printf ("%8u %8.1f %6.2f %8.1f %6.2f %8.1f ms %6.1f ms %6.2f us\n", n_items, pan_ms,
          pan_ms / pan_base, zoom_ms, zoom_ms / zoom_base, cost->set_ms, cost->again_ms,
          cost->pick_us);
}

int
main (int    argc,
      char **argv)
{
  static const guint counts[] = { 0, 1000, 20000, 100000 };
  double pan[G_N_ELEMENTS (counts)][N_ROUNDS];
  double zoom[G_N_ELEMENTS (counts)][N_ROUNDS];
  ItemCost cost[G_N_ELEMENTS (counts)];
  guint n_frames = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 120;
  g_autoptr(LageTileSource) source = NULL;
  LageMapView *view;
  GtkWidget *window;
  double pan_base;
  double zoom_base;

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
        set_items (view, counts[j], &cost[j]);
        pan[j][i] = bench_frames_measure (GTK_WIDGET (view), BENCH_PAN, n_frames,
                                          bench_frames_move_view, view, NULL);
        zoom[j][i] = bench_frames_measure (GTK_WIDGET (view), BENCH_ZOOM_IN_AND_OUT, n_frames,
                                           bench_frames_move_view, view, NULL);
      }

  printf ("%d x %d, %s, %u frames, processor ms per frame%s\n",
          gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)),
          G_OBJECT_TYPE_NAME (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view)))),
          n_frames, bench_frames_get_server_ms () > 0 ? ", X server included" : "");
  printf ("%8s %8s %6s %8s %6s %11s %9s %9s\n", "items", "panning", "ratio", "zooming", "ratio",
          "set", "set again", "pick");

  pan_base = bench_frames_get_median (pan[0], N_ROUNDS);
  zoom_base = bench_frames_get_median (zoom[0], N_ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    print_row (counts[i], pan[i], zoom[i], pan_base, zoom_base, &cost[i]);

  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
