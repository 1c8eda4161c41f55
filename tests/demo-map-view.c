/* demo-map-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "lage-basemap-source.h"
#include "lage-geometry.h"
#include "lage-map-view.h"
#include "lage-mbtiles-source.h"

/* Puts a base map and one item of each kind and state on a map and saves a picture of it:
 *
 *   demo-map-view PACK|embedded PICTURE WIDTH HEIGHT ZOOM light|dark [N_ITEMS]
 */

typedef struct
{
  GMainLoop *loop;
  LageMapView *view;
  LageTileSource *source;
  guint n_frames;
  const char *path;
} Demo;

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Demo *demo = user_data;
  g_autoptr(GError) error = NULL;
  LageMbtilesSource *source = lage_mbtiles_source_new_finish (result, &error);

  if (source == NULL)
    g_error ("%s", error->message);

  demo->source = LAGE_TILE_SOURCE (source);

  lage_map_view_set_tile_source (demo->view, demo->source);
}

static void
embedded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Demo *demo = user_data;
  g_autoptr(GError) error = NULL;
  LageBasemapSource *source = lage_basemap_source_new_finish (result, &error);

  if (source == NULL)
    g_error ("%s", error->message);

  demo->source = LAGE_TILE_SOURCE (source);
  lage_map_view_set_fallback_source (demo->view, demo->source);
  lage_map_view_set_labels_func (demo->view, lage_basemap_source_add_labels,
                                 g_object_ref (source), g_object_unref);
}

static void
save (GtkWidget  *widget,
      const char *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  int scale = gtk_widget_get_scale_factor (widget);

  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static gboolean
frame_cb (gpointer user_data)
{
  Demo *demo = user_data;

  if (!lage_map_view_get_is_complete (demo->view) || ++demo->n_frames < 25)
    return G_SOURCE_CONTINUE;

  save (GTK_WIDGET (demo->view), demo->path);
  g_main_loop_quit (demo->loop);

  return G_SOURCE_REMOVE;
}

static void
fill (LageMapView *view,
      guint        n_extra)
{
  static const char *names[] = { "Gauge", "Gate", "Unit", "Drone", "Hospital", "Warning",
                                 "Incident", "Task", "Area", "Note" };
  guint n_items = LAGE_N_SYMBOL_KINDS * 6 + LAGE_N_ORGANISATIONS * 4 + n_extra;
  g_autofree LageMapItem *items = g_new0 (LageMapItem, n_items);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint n = 0;

  for (guint kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    for (guint state = 0; state < 6; state++)
      {
        LageMapItem *item = &items[n++];

        item->key = n;
        item->kind = (guint8) kind;
        item->longitude = 9.72 + 0.055 * kind;
        item->latitude = 53.68 - 0.022 * state;
        item->organisation = (guint8) (kind % LAGE_N_ORGANISATIONS);
        item->freshness = (guint8) MIN (state, 3);
        if (state == 4)
          item->freshness = 0;
        if (state == 5)
          item->freshness = 1;
        item->attention = (guint8) (state >= 4 ? state - 3 : 0);
        item->variant = (guint8) (state % 3);
        item->course_deg = kind == LAGE_SYMBOL_DRONE ? 40.0f * (float) state : NAN;
        item->label = g_strdup_printf ("%s %u/%u", names[kind], kind, state);
        g_ptr_array_add (labels, (char *) item->label);
      }

  for (guint i = 0; i < LAGE_N_ORGANISATIONS; i++)
    for (guint state = 0; state < 4; state++)
      {
        LageMapItem *item = &items[n++];

        item->key = n;
        item->kind = LAGE_SYMBOL_UNIT;
        item->longitude = 9.75 + 0.06 * i;
        item->latitude = 53.53 - 0.022 * state;
        item->organisation = (guint8) i;
        item->freshness = (guint8) state;
        item->course_deg = state == 0 ? 45.0f * (float) i : NAN;
        item->label = g_strdup_printf ("Florian %u-%u", i, state);
        g_ptr_array_add (labels, (char *) item->label);
      }

  for (; n < n_items;)
    {
      LageMapItem *item = &items[n++];

      item->key = n;
      item->kind = (guint8) g_rand_int_range (random, 0, LAGE_N_SYMBOL_KINDS);
      item->organisation = (guint8) g_rand_int_range (random, 0, LAGE_N_ORGANISATIONS);
      item->longitude = g_rand_double_range (random, 9.7, 10.35);
      item->latitude = g_rand_double_range (random, 53.4, 53.7);
      item->attention = (guint8) (g_rand_int_range (random, 0, 200) / 198);
      item->course_deg = NAN;
      item->label = names[item->kind];
    }

  lage_map_view_set_items (view, items, n_items);
  lage_map_view_set_selected_key (view, 15);
}

static GBytes *
make_geometry (LageGeometryPartType type,
               double               west,
               double               south)
{
  static const double corners[][2] = { { 0, 0.004 }, { 0.03, 0 }, { 0.058, 0.01 }, { 0.052, 0.034 },
                                       { 0.022, 0.03 } };
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();

  lage_geometry_builder_begin (builder, type);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    lage_geometry_builder_add (builder, south + corners[i][1], west + corners[i][0]);

  return lage_geometry_builder_end (builder, NULL);
}

/* Each style as an area, planned, and as a line. */
static void
fill_areas (LageMapView *view)
{
  static const char *const names[LAGE_N_SHAPE_STYLES] = {
    "Sonstige Fläche", "Überflutet", "Sperrung", "Räumung Veddel", "Abschnitt Süd", "Deich 7",
    "Front", "Zufahrt Nord", "Gefahr", "Hinweis", "Warnung", "Schwere Warnung",
  };
  g_autoptr(GPtrArray) geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (LageMapArea));
  LageMapArea text = { .key = 5000, .colour = LAGE_COLOUR_RED, .longitude = 9.98,
                       .latitude = 53.475, .label = "Deichbruch\n03:10" };
  LageTrackPoint way[240];
  LageMapTrack *track;

  for (guint i = 0; i < 3 * LAGE_N_SHAPE_STYLES; i++)
    {
      guint style = i % LAGE_N_SHAPE_STYLES;
      guint form = i / LAGE_N_SHAPE_STYLES;
      LageMapArea area = { .key = 1000 + i, .style = (guint8) style, .label = names[style],
                           .has_head = style % 3 == 0, .is_planned = form == 1 };

      area.geometry = make_geometry (form == 2 ? LAGE_GEOMETRY_LINE : LAGE_GEOMETRY_RING,
                                     9.63 + 0.073 * (style % 6),
                                     53.66 - 0.05 * (2 * form + style / 6));
      g_ptr_array_add (geometries, area.geometry);
      g_array_append_val (areas, area);
    }
  g_array_append_val (areas, text);

  /* A way of six hours, and a quarter of an hour in the middle that nobody has seen. */
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    way[i] = (LageTrackPoint) { 10.1 + 0.001 * i, 53.634 - 0.0003 * i + 0.01 * sin (i / 15.0),
                                i * 90 * G_TIME_SPAN_SECOND +
                                  (i > 120 ? 15 * G_TIME_SPAN_MINUTE : 0) };

  track = lage_map_track_new (15, way, G_N_ELEMENTS (way));
  lage_map_view_set_areas (view, (gpointer) areas->data, areas->len);
  lage_map_view_set_tracks (view, &track, 1, way[G_N_ELEMENTS (way) - 1].time_us);
  lage_map_track_unref (track);
}

int
main (int    argc,
      char **argv)
{
  Demo demo = { 0, };
  GtkWidget *window;

  if (argc < 7)
    {
      g_printerr ("demo-map-view PACK|embedded PICTURE WIDTH HEIGHT ZOOM light|dark [N_ITEMS]\n");
      return 2;
    }

  adw_init ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (argv[6], "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  demo.loop = g_main_loop_new (NULL, FALSE);
  demo.view = LAGE_MAP_VIEW (lage_map_view_new ());
  demo.path = argv[2];

  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), (int) g_ascii_strtoll (argv[3], NULL, 10),
                               (int) g_ascii_strtoll (argv[4], NULL, 10));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (demo.view));
  fill (demo.view, argc > 7 ? (guint) g_ascii_strtoull (argv[7], NULL, 10) : 0);
  fill_areas (demo.view);
  if (g_ascii_strtod (argv[5], NULL) > 0)
    lage_map_view_set_viewport (demo.view, 9.98, 53.55, g_ascii_strtod (argv[5], NULL));
  gtk_window_present (GTK_WINDOW (window));

  if (g_str_equal (argv[1], "embedded"))
    lage_basemap_source_new_async (NULL, embedded_cb, &demo);
  else
    lage_mbtiles_source_new_async (argv[1], NULL, opened_cb, &demo);

  g_timeout_add (20, frame_cb, &demo);
  g_main_loop_run (demo.loop);

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&demo.source);
  g_main_loop_unref (demo.loop);

  return 0;
}
