/* lage-map-projection.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-projection.h"

/* ShumateViewport takes projection, tile size and limits from a map source. This one holds nothing
 * else: our tiles come from LageTileSource, and no ShumateMapLayer ever asks this one. */

struct _LageMapReference
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (LageMapReference, lage_map_reference, SHUMATE_TYPE_MAP_SOURCE)

/* Not in init: these are construct properties, whose defaults are set only after that. */
static void
lage_map_reference_constructed (GObject *object)
{
  ShumateMapSource *self = SHUMATE_MAP_SOURCE (object);

  G_OBJECT_CLASS (lage_map_reference_parent_class)->constructed (object);

  shumate_map_source_set_id (self, "lage-reference");
  shumate_map_source_set_projection (self, SHUMATE_MAP_PROJECTION_MERCATOR);
  shumate_map_source_set_tile_size (self, 256);
  shumate_map_source_set_min_zoom_level (self, LAGE_MAP_MIN_ZOOM);
  shumate_map_source_set_max_zoom_level (self, LAGE_MAP_MAX_ZOOM);
}

static void
lage_map_reference_class_init (LageMapReferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = lage_map_reference_constructed;
}

static void
lage_map_reference_init (LageMapReference *self)
{
}

/**
 * lage_map_reference_new:
 *
 * Returns: (transfer full): a map source without tiles, to be the reference of a viewport
 */
ShumateMapSource *
lage_map_reference_new (void)
{
  return g_object_new (LAGE_TYPE_MAP_REFERENCE, NULL);
}

/**
 * lage_map_projection_init:
 * @self: the projection to fill
 * @viewport: where the map looks at
 * @width: width of the widget
 * @height: height of the widget
 *
 * Takes what is needed from the viewport once, so that a frame costs one multiplication per point.
 */
void
lage_map_projection_init (LageMapProjection *self,
                          ShumateViewport   *viewport,
                          double             width,
                          double             height)
{
  self->zoom = shumate_viewport_get_zoom_level (viewport);
  self->world_px = lage_mercator_world_px (self->zoom);
  self->centre_x =
    lage_mercator_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));
  self->centre_y = lage_mercator_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  self->width = width;
  self->height = height;
}

static gboolean
init_for_widget (LageMapProjection *self,
                 GtkWidget         *widget,
                 ShumateViewport   *viewport)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (width <= 0 || height <= 0)
    return FALSE;

  lage_map_projection_init (self, viewport, width, height);

  return TRUE;
}

/**
 * lage_map_projection_init_for_layer:
 * @self: the projection to fill
 * @layer: a layer of a map
 *
 * Returns: %FALSE, and nothing is filled, if the layer has no size yet
 */
gboolean
lage_map_projection_init_for_layer (LageMapProjection *self,
                                    ShumateLayer      *layer)
{
  return init_for_widget (self, GTK_WIDGET (layer), shumate_layer_get_viewport (layer));
}

/**
 * lage_map_projection_init_for_map:
 * @self: the projection to fill
 * @map: a map
 *
 * Returns: %FALSE, and nothing is filled, if the map has no size yet
 */
gboolean
lage_map_projection_init_for_map (LageMapProjection *self,
                                  ShumateMap        *map)
{
  return init_for_widget (self, GTK_WIDGET (map), shumate_map_get_viewport (map));
}
