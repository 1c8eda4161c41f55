/* bench-compare.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench-frames.h"
#include "lage-base-layer.h"
#include "lage-map-projection.h"

/* The same items on the same base map, drawn by this program or by ShumateMarkerLayer:
 *
 *   bench-compare ours|markers N_ITEMS N_FRAMES
 *
 * For compare-maps.py, which sets the lines that this prints beside those of other programs. */

#define LABEL "Florian Hamburg 11/46-1"

typedef struct
{
  GtkWidget *widget;
  BenchMove move;
  gpointer move_data;
  double set_ms;
} Subject;

static double
get_longitude (GRand *random)
{
  return g_rand_double_range (random, BENCH_LONGITUDE - 0.5, BENCH_LONGITUDE + 0.5);
}

static double
get_latitude (GRand *random)
{
  return g_rand_double_range (random, BENCH_LATITUDE - 0.25, BENCH_LATITUDE + 0.25);
}

static void
set_up_ours (Subject        *subject,
             LageTileSource *source,
             guint           n_items)
{
  LageMapView *view = LAGE_MAP_VIEW (lage_map_view_new ());
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autofree LageMapItem *items = g_new0 (LageMapItem, MAX (n_items, 1));
  double before;

  lage_map_view_set_tile_source (view, source);
  lage_map_view_set_viewport (view, BENCH_LONGITUDE, BENCH_LATITUDE, BENCH_ZOOM);
  for (guint i = 0; i < n_items; i++)
    {
      items[i].key = i + 1;
      items[i].kind = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_KINDS);
      items[i].organisation = (guint8) g_rand_int_range (random, 0, LAGE_N_ORGANISATIONS);
      items[i].longitude = get_longitude (random);
      items[i].latitude = get_latitude (random);
      items[i].course_deg = NAN;
      items[i].label = LABEL;
    }

  before = bench_frames_get_cpu_ms ();
  lage_map_view_set_items (view, items, n_items);
  subject->set_ms = bench_frames_get_cpu_ms () - before;
  subject->widget = GTK_WIDGET (view);
  subject->move = bench_frames_move_view;
  subject->move_data = view;
}

static void
move_markers (gpointer user_data,
              double   longitude,
              double   latitude,
              double   zoom)
{
  ShumateViewport *viewport = user_data;

  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

/* A disc in one of ten colours. */
static GdkTexture *
make_icon (guint kind)
{
  const int size = 26;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_arc (cr, size / 2.0, size / 2.0, size / 2.0 - 2, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.1 * kind, 0.5, 1 - 0.1 * kind);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) size);
  texture = gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);

  return texture;
}

static void
set_up_markers (Subject        *subject,
                LageTileSource *source,
                guint           n_items)
{
  ShumateMap *map = shumate_map_new ();
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  g_autoptr(ShumateMapSource) reference = lage_map_reference_new ();
  LageBaseLayer *base = NULL;
  ShumateMarkerLayer *layer = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(GPtrArray) icons = g_ptr_array_new_with_free_func (g_object_unref);
  double before;

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, LAGE_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, LAGE_MAP_MAX_ZOOM);
  move_markers (viewport, BENCH_LONGITUDE, BENCH_LATITUDE, BENCH_ZOOM);
  base = lage_base_layer_new (viewport);
  lage_base_layer_set_source (base, source);
  layer = shumate_marker_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (base));
  shumate_map_add_layer (map, SHUMATE_LAYER (layer));
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (icons, make_icon (i));

  before = bench_frames_get_cpu_ms ();
  for (guint i = 0; i < n_items; i++)
    {
      ShumateMarker *marker = shumate_marker_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
      double longitude;

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_paintable (icons->pdata[i % 10]));
      gtk_box_append (GTK_BOX (box), gtk_label_new (LABEL));
      shumate_marker_set_child (marker, box);
      longitude = get_longitude (random);
      shumate_location_set_location (SHUMATE_LOCATION (marker), get_latitude (random), longitude);
      shumate_marker_layer_add_marker (layer, marker);
    }
  subject->set_ms = bench_frames_get_cpu_ms () - before;
  subject->widget = GTK_WIDGET (map);
  subject->move = move_markers;
  subject->move_data = viewport;
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "pan", "zoom" };
  g_autoptr(LageTileSource) source = NULL;
  Subject subject = { 0 };
  GtkWidget *window;
  guint n_frames;

  if (argc < 4)
    {
      g_printerr ("bench-compare ours|markers N_ITEMS N_FRAMES\n");
      return 2;
    }

  gtk_init ();
  adw_init ();
  source = bench_frames_source_new ();
  if (strcmp (argv[1], "markers") == 0)
    set_up_markers (&subject, source, (guint) g_ascii_strtoull (argv[2], NULL, 10));
  else
    set_up_ours (&subject, source, (guint) g_ascii_strtoull (argv[2], NULL, 10));
  n_frames = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  window = bench_frames_show (subject.widget);

  /* The first frames lay out and fill the caches. */
  bench_frames_measure (subject.widget, BENCH_PAN, MIN (n_frames, 20), subject.move,
                        subject.move_data, NULL);
  printf ("setup %.1f 0\n", subject.set_ms);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double wall_ms;
      double cpu_ms = bench_frames_measure (subject.widget, (BenchMotion) i, n_frames,
                                            subject.move, subject.move_data, &wall_ms);

      printf ("%s %.2f %.2f\n", names[i], cpu_ms, wall_ms);
      fflush (stdout);
    }
  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
