/* map-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-map-projection.h"

/* What the tests of the map layers share: a viewport without a map, a layer without a window. */

static inline ShumateViewport *
fixture_viewport_new (double longitude,
                      double latitude,
                      double zoom)
{
  ShumateViewport *viewport = shumate_viewport_new ();
  g_autoptr(ShumateMapSource) reference = lage_map_reference_new ();

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, LAGE_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, LAGE_MAP_MAX_ZOOM);
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);

  return viewport;
}

static inline void
fixture_allocate (GtkWidget *widget,
                  int        width,
                  int        height)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (widget, width, height, -1, NULL);
}

/* (nullable): a layer that has nothing to show makes no node */
static inline GskRenderNode *
fixture_draw (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}

static inline void
fixture_collect (GskRenderNode     *node,
                 GskRenderNodeType  type,
                 GPtrArray         *found)
{
  if (node == NULL)
    return;

  if (gsk_render_node_get_node_type (node) == type)
    g_ptr_array_add (found, node);

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      fixture_collect (gsk_container_node_get_child (node, i), type, found);
  else if (gsk_render_node_get_node_type (node) == GSK_CLIP_NODE)
    fixture_collect (gsk_clip_node_get_child (node), type, found);
}

static inline guint
fixture_count (GtkWidget         *widget,
               GskRenderNodeType  type)
{
  g_autoptr(GskRenderNode) node = fixture_draw (widget);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  fixture_collect (node, type, found);

  return found->len;
}

static inline void
fixture_get_pixel (GdkTexture *texture,
                   int         x,
                   int         y,
                   guint8     *rgb)
{
  gsize width = (gsize) gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * (gsize) gdk_texture_get_height (texture));
  guint32 pixel;

  gdk_texture_download (texture, (guchar *) pixels, width * sizeof (guint32));
  pixel = pixels[(gsize) y * width + (gsize) x];
  rgb[0] = (guint8) (pixel >> 16);
  rgb[1] = (guint8) (pixel >> 8);
  rgb[2] = (guint8) pixel;
}

#define fixture_wait_until(condition)                  \
  G_STMT_START                                         \
    {                                                  \
      while (!(condition))                             \
        g_main_context_iteration (NULL, TRUE);         \
    }                                                  \
  G_STMT_END
