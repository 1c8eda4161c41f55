/* bench-overlays.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-frames.h"
#include "lage-tile-pixels.h"

/* What a frame costs while the map is moved below overlays, as ratio to the base map alone in the
 * same run:
 *
 *   bench-overlays [N_FRAMES]
 *
 * One map that is nowhere, one that is half transparent everywhere, the same at half opacity, and
 * two of them. */

#define N_ROUNDS 3

#define BENCH_TYPE_VEIL (bench_veil_get_type ())

G_DECLARE_FINAL_TYPE (BenchVeil, bench_veil, BENCH, VEIL, LageTileSource)

struct _BenchVeil
{
  LageTileSource parent_instance;
  GdkTexture *texture;
};

G_DEFINE_FINAL_TYPE (BenchVeil, bench_veil, LAGE_TYPE_TILE_SOURCE)

static void
bench_veil_load_tile_async (LageTileSource      *source,
                            guint                zoom,
                            guint                x,
                            guint                y,
                            guint                scale,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_return_pointer (task, g_object_ref (BENCH_VEIL (source)->texture), g_object_unref);
}

static GdkTexture *
bench_veil_load_tile_finish (LageTileSource  *source,
                             GAsyncResult    *result,
                             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
bench_veil_class_init (BenchVeilClass *klass)
{
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_async = bench_veil_load_tile_async;
  LAGE_TILE_SOURCE_CLASS (klass)->load_tile_finish = bench_veil_load_tile_finish;
}

static void
bench_veil_init (BenchVeil *self)
{
}

static LageTileSource *
make_veil (guint32 rgba)
{
  BenchVeil *self = g_object_new (BENCH_TYPE_VEIL, "max-zoom", 19, NULL);
  g_autoptr(GdkPixbuf) pixels = lage_tile_pixels_new (LAGE_TILE_SIZE, TRUE);

  gdk_pixbuf_fill (pixels, rgba);
  self->texture = lage_tile_pixels_finish (pixels);

  return LAGE_TILE_SOURCE (self);
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "none", "blank", "half", "half at 50 %", "two of half" };
  double cost[G_N_ELEMENTS (names)][N_ROUNDS];
  guint n_frames = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 120;
  g_autoptr(LageTileSource) source = NULL;
  g_autoptr(LageTileSource) blank = NULL;
  g_autoptr(LageTileSource) half = NULL;
  g_autoptr(LageTileSource) other = NULL;
  LageMapView *view;
  GtkWidget *window;
  double base;

  gtk_init ();
  adw_init ();

  source = bench_frames_source_new ();
  blank = make_veil (0);
  half = make_veil (0x2040ff80);
  other = make_veil (0xff402080);
  view = LAGE_MAP_VIEW (lage_map_view_new ());
  lage_map_view_set_tile_source (view, source);
  lage_map_view_set_viewport (view, BENCH_LONGITUDE, BENCH_LATITUDE, BENCH_ZOOM);
  window = bench_frames_show (GTK_WIDGET (view));

  for (guint i = 0; i < N_ROUNDS; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        const LageMapOverlay overlays[][2] = {
          { { NULL } }, { { blank, 1 } }, { { half, 1 } }, { { half, 0.5 } },
          { { half, 1 }, { other, 1 } },
        };

        lage_map_view_set_overlays (view, overlays[j], j == 0 ? 0 : j == 4 ? 2 : 1);
        bench_frames_measure (GTK_WIDGET (view), BENCH_PAN, n_frames / 4, bench_frames_move_view,
                              view, NULL);
        cost[j][i] = bench_frames_measure (GTK_WIDGET (view), BENCH_PAN, n_frames,
                                           bench_frames_move_view, view, NULL);
      }

  printf ("panning %d x %d, %s, %u frames, processor ms per frame\n",
          gtk_widget_get_width (GTK_WIDGET (view)), gtk_widget_get_height (GTK_WIDGET (view)),
          G_OBJECT_TYPE_NAME (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view)))),
          n_frames);
  base = bench_frames_get_median (cost[0], N_ROUNDS);
  for (guint j = 0; j < G_N_ELEMENTS (names); j++)
    {
      double ms = bench_frames_get_median (cost[j], N_ROUNDS);

      printf ("%14s %10.1f ms %8.2f\n", names[j], ms, ms / base);
    }

  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
