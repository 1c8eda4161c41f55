/* test-tile-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-painter.h"
#include "map-fixture.h"

/* A tile half of whose pixels let shine through what is below: premultiplied red at half strength. */
static GdkTexture *
make_tile (void)
{
  guint32 pixels[16];
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    pixels[i] = i % 4 < 2 ? 0x80800000u : 0;
  bytes = g_bytes_new (pixels, sizeof pixels);

  return gdk_memory_texture_new (4, 4, GDK_MEMORY_DEFAULT, bytes, 16);
}

/* Draws the tile at 8, 8, enlarged to 8 x 8, and gives the pixel in the middle of its left half. */
static guint32
draw (GtkWidget *widget,
      guint      n_of_type,
      GskRenderNodeType type)
{
  g_autoptr(GdkTexture) tile = make_tile ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 32, 32);
  cairo_t *cr = cairo_create (surface);
  LageTilePainter painter;
  guint32 pixel;

  lage_tile_painter_begin (&painter, widget, snapshot);
  lage_tile_painter_add (&painter, tile, &GRAPHENE_RECT_INIT (8, 8, 8, 8));
  lage_tile_painter_end (&painter);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  fixture_collect (node, type, found);
  g_assert_cmpuint (found->len, ==, n_of_type);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                   + cairo_image_surface_get_stride (surface) * 12 + 4 * 9);
  g_assert_cmphex (*(guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                            + cairo_image_surface_get_stride (surface) * 12
                                            + 4 * 20),
                   ==, 0);
  cairo_surface_destroy (surface);

  return pixel;
}

/* A widget that nobody shows has no renderer: the tile is a node, as for a GPU. */
static void
test_texture (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_drawing_area_new ());

  g_assert_cmphex (draw (widget, 1, GSK_TEXTURE_NODE) >> 24, ==, 0x80);
  g_assert_finalize_object (widget);
}

static void
test_cairo (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = gtk_drawing_area_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 100, 100);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (window))));
  g_assert_cmphex (draw (widget, 1, GSK_CAIRO_NODE), ==, 0x80800000u);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-painter/texture", test_texture);
  g_test_add_func ("/map/tile-painter/cairo", test_cairo);

  return g_test_run ();
}
