/* bench-shapes.c
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
#include "lage-geometry.h"
#include "lage-mercator.h"
#include "lage-track-painter.h"

/* What a frame costs while the map is moved, with areas and tracks on it, as ratio to the base map
 * alone in the same run, and how long it takes to find what is under the pointer:
 *
 *   bench-shapes [N_FRAMES]
 *
 * Rounds with and without alternate, and the median of each is taken. */

#define N_ROUNDS 3
#define N_AREAS 200
#define N_CORNERS 1000
#define N_TRACKS 500
#define N_TRACK_POINTS 200
#define N_PICKS 2000

/* A shore: round, with bays of all sizes. */
static GBytes *
make_area (GRand  *random,
           double  longitude,
           double  latitude,
           double  radius)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  double phase[4];

  for (guint i = 0; i < G_N_ELEMENTS (phase); i++)
    phase[i] = g_rand_double_range (random, 0, 2 * G_PI);

  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
  for (guint i = 0; i < N_CORNERS; i++)
    {
      double angle = 2 * G_PI * i / N_CORNERS;
      double r = radius;

      for (guint k = 0; k < G_N_ELEMENTS (phase); k++)
        r += radius * 0.2 / (k + 1) * sin ((3 + 7 * k) * angle + phase[k]);
      r += g_rand_double_range (random, -0.01, 0.01) * radius;
      lage_geometry_builder_add (builder, latitude + 0.6 * r * sin (angle),
                                 longitude + r * cos (angle));
    }

  return lage_geometry_builder_end (builder, NULL);
}

static GArray *
make_areas (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (2);
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (LageMapArea));

  for (guint i = 0; i < N_AREAS; i++)
    {
      LageMapArea area = { .key = i + 1, .style = (guint8) (i % LAGE_N_SHAPE_STYLES),
                           .label = "Abschnitt 7" };

      area.geometry = make_area (random, g_rand_double_range (random, 9.5, 10.5),
                                 g_rand_double_range (random, 53.3, 53.8),
                                 g_rand_double_range (random, 0.01, 0.06));
      g_array_append_val (areas, area);
    }

  return areas;
}

static GPtrArray *
make_tracks (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  GPtrArray *tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_map_track_unref);

  for (guint i = 0; i < N_TRACKS; i++)
    {
      LageTrackPoint points[N_TRACK_POINTS];
      double longitude = g_rand_double_range (random, 9.5, 10.5);
      double latitude = g_rand_double_range (random, 53.3, 53.8);
      double heading = g_rand_double_range (random, 0, 2 * G_PI);

      for (guint k = 0; k < N_TRACK_POINTS; k++)
        {
          heading += g_rand_double_range (random, -0.4, 0.4);
          longitude += 0.0009 * cos (heading);
          latitude += 0.0006 * sin (heading);
          points[k] = (LageTrackPoint) { longitude, latitude, k * 100 * G_TIME_SPAN_SECOND };
        }
      g_ptr_array_add (tracks, lage_map_track_new (1000 + i, points, N_TRACK_POINTS));
    }

  return tracks;
}

static void
measure_picking (GArray *areas)
{
  g_autoptr(LageShapeSet) set = lage_shape_set_new ((gpointer) areas->data, areas->len);
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  double before = bench_frames_get_cpu_ms ();
  double pixel = 1 / lage_mercator_world_px (BENCH_ZOOM);
  double worst = 0;
  guint n_hits = 0;

  lage_shape_set_prepare (set);
  printf ("preparing %d areas of %d corners: %.1f ms, on the map thread\n", N_AREAS, N_CORNERS,
          bench_frames_get_cpu_ms () - before);

  before = bench_frames_get_cpu_ms ();
  for (guint i = 0; i < N_PICKS; i++)
    {
      double x = lage_mercator_x (g_rand_double_range (random, 9.5, 10.5));
      double y = lage_mercator_y (g_rand_double_range (random, 53.3, 53.8));
      double begin = bench_frames_get_cpu_ms ();
      guint64 key;

      n_hits += lage_shape_set_pick (set, x, y, pixel, &key);
      worst = MAX (worst, bench_frames_get_cpu_ms () - begin);
    }
  printf ("finding what is under the pointer: %.3f ms, at worst %.3f ms (%u of %d hit)\n",
          (bench_frames_get_cpu_ms () - before) / N_PICKS, worst, n_hits, N_PICKS);
}

static void
measure_drawing (GArray    *areas,
                 GPtrArray *tracks)
{
  g_autoptr(LageShapeSet) set = lage_shape_set_new ((gpointer) areas->data, areas->len);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, BENCH_WIDTH,
                                                         BENCH_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  LageShapePaint paint = { .world_px = lage_mercator_world_px (BENCH_ZOOM), .width = BENCH_WIDTH,
                           .height = BENCH_HEIGHT };
  double before;
  double between;

  paint.x0 = lage_mercator_x (BENCH_LONGITUDE) - paint.width / 2 / paint.world_px;
  paint.y0 = lage_mercator_y (BENCH_LATITUDE) - paint.height / 2 / paint.world_px;
  lage_shape_set_prepare (set);
  before = bench_frames_get_cpu_ms ();
  lage_shape_painter_draw (cr, set, &paint, NULL);
  between = bench_frames_get_cpu_ms ();
  lage_track_painter_draw (cr, tracks, N_TRACK_POINTS * 100 * G_TIME_SPAN_SECOND, &paint, NULL);
  printf ("drawing one picture: areas %.1f ms, tracks %.1f ms, on the map thread\n",
          between - before, bench_frames_get_cpu_ms () - between);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; gboolean has_areas; gboolean has_tracks; } cases[] = {
    { "base map", FALSE, FALSE },
    { "200 areas", TRUE, FALSE },
    { "500 tracks", FALSE, TRUE },
    { "200 areas, 500 tracks", TRUE, TRUE },
  };
  static const char *const motions[] = { "panning", "zooming" };
  double cost[G_N_ELEMENTS (motions)][G_N_ELEMENTS (cases)][N_ROUNDS];
  double wall[G_N_ELEMENTS (motions)][G_N_ELEMENTS (cases)][N_ROUNDS];
  guint n_frames = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 120;
  g_autoptr(LageTileSource) source = NULL;
  g_autoptr(GArray) areas = make_areas ();
  g_autoptr(GPtrArray) tracks = make_tracks ();
  LageMapView *view;
  GtkWidget *window;

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
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      for (guint m = 0; m < G_N_ELEMENTS (motions); m++)
        {
          lage_map_view_set_areas (view, (gpointer) areas->data,
                                   cases[c].has_areas ? areas->len : 0);
          lage_map_view_set_tracks (view, (gpointer) tracks->pdata,
                                    cases[c].has_tracks ? tracks->len : 0,
                                    N_TRACK_POINTS * 100 * G_TIME_SPAN_SECOND);
          while (!lage_map_view_get_is_complete (view))
            g_main_context_iteration (NULL, TRUE);
          cost[m][c][i] = bench_frames_measure (GTK_WIDGET (view), (BenchMotion) m, n_frames,
                                                bench_frames_move_view, view, &wall[m][c][i]);
        }

  printf ("%d x %d, %s, %u frames, processor ms per frame%s\n",
          gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)),
          G_OBJECT_TYPE_NAME (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view)))),
          n_frames, bench_frames_get_server_ms () > 0 ? ", X server included" : "");
  for (guint m = 0; m < G_N_ELEMENTS (motions); m++)
    {
      double base = bench_frames_get_median (cost[m][0], N_ROUNDS);

      printf ("%-24s %10s %10s %10s\n", motions[m], "ms", "ratio", "on the wall");
      for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
        {
          double ms = bench_frames_get_median (cost[m][c], N_ROUNDS);

          printf ("%-24s %10.1f %10.2f %10.1f\n", cases[c].name, ms, ms / base,
                  bench_frames_get_median (wall[m][c], N_ROUNDS));
        }
    }
  measure_picking (areas);
  measure_drawing (areas, tracks);

  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < areas->len; i++)
    g_bytes_unref (g_array_index (areas, LageMapArea, i).geometry);

  return 0;
}
