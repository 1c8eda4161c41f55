/* lage-tile-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-painter.h"

#include <gsk/gsk.h>

/* Without a GPU, GTK 4.8 copies every texture into a new surface in every frame before cairo blends it,
 * and blends what is scaled with a slow filter. Drawn from surfaces that are kept, translucent tiles
 * that fill a window of 1920 x 1080 cost a fifth of that. Other renderers are quickest with textures,
 * and would have to upload what cairo draws. */

#define SURFACE "lage-tile-painter-surface"

static gboolean
is_drawn_by_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

static void
surface_free (gpointer data)
{
  cairo_surface_destroy (data);
}

/* The tile for cairo; lives as long as the texture. */
static cairo_surface_t *
ensure_surface (GdkTexture *tile)
{
  cairo_surface_t *surface = g_object_get_data (G_OBJECT (tile), SURFACE);

  if (surface != NULL)
    return surface;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (tile),
                                        gdk_texture_get_height (tile));
  gdk_texture_download (tile, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  g_object_set_data_full (G_OBJECT (tile), SURFACE, surface, surface_free);

  return surface;
}

/**
 * lage_tile_painter_begin:
 * @self: (out caller-allocates): the painter
 * @widget: what is drawn
 * @snapshot: the snapshot of it
 */
void
lage_tile_painter_begin (LageTilePainter *self,
                         GtkWidget       *widget,
                         GtkSnapshot     *snapshot)
{
  self->snapshot = snapshot;
  self->cr = NULL;
  if (is_drawn_by_cairo (widget))
    self->cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));
}

/**
 * lage_tile_painter_add:
 * @self: the painter
 * @tile: an image with transparency
 * @place: where it goes, on whole device pixels
 */
void
lage_tile_painter_add (LageTilePainter       *self,
                       GdkTexture            *tile,
                       const graphene_rect_t *place)
{
  if (self->cr == NULL)
    {
      gtk_snapshot_append_texture (self->snapshot, tile, place);
      return;
    }

  cairo_save (self->cr);
  cairo_translate (self->cr, (double) place->origin.x, (double) place->origin.y);
  cairo_scale (self->cr, (double) place->size.width / gdk_texture_get_width (tile),
               (double) place->size.height / gdk_texture_get_height (tile));
  cairo_set_source_surface (self->cr, ensure_surface (tile), 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_NEAREST);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
}

void
lage_tile_painter_end (LageTilePainter *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
}
