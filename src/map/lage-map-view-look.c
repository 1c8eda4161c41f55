/* lage-map-view-look.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

/* Where the map looks, and how it gets there. */

#define GO_TO_MS 300

static gboolean
is_animated (LageMapView *self)
{
  gboolean is_enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_enabled,
                NULL);

  return is_enabled && gtk_widget_get_mapped (GTK_WIDGET (self));
}

void
lage_map_view_jump_to (LageMapView *self,
                       double       longitude,
                       double       latitude,
                       double       zoom)
{
  ShumateViewport *viewport = lage_map_view_get_shumate_viewport (self);

  /* An animation that still runs would overwrite this. */
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (viewport, CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 CLAMP (latitude, -LAGE_MERCATOR_MAX_LATITUDE,
                                        LAGE_MERCATOR_MAX_LATITUDE),
                                 CLAMP (longitude, -180, 180));
}

void
lage_map_view_move_to (LageMapView *self,
                       double       longitude,
                       double       latitude,
                       double       zoom)
{
  self->has_viewport = TRUE;

  if (!is_animated (self))
    {
      lage_map_view_jump_to (self, longitude, latitude, zoom);
      return;
    }

  shumate_map_stop_go_to (self->map);
  shumate_map_go_to_full_with_duration (self->map, latitude, longitude,
                                        CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM),
                                        GO_TO_MS);
}

double
lage_map_view_fit_zoom (LageMapView *self,
                        double       west,
                        double       south,
                        double       east,
                        double       north)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  double world_width = MAX (lage_mercator_x (east) - lage_mercator_x (west), 1e-9);
  double world_height = MAX (lage_mercator_y (south) - lage_mercator_y (north), 1e-9);
  double zoom = MIN (log2 (width * 0.9 / (256 * world_width)),
                     log2 (height * 0.9 / (256 * world_height)));

  return CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM);
}

/* Zooms by whole levels, the point under the pointer staying where it is. */
void
lage_map_view_zoom_about (LageMapView *self,
                          double       steps,
                          double       x,
                          double       y)
{
  LageMapProjection projection;
  double zoom;
  double factor;
  double world_x;
  double world_y;

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  zoom = CLAMP (round ((projection.zoom + steps) * 2) / 2, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM);
  factor = 1 - exp2 (projection.zoom - zoom);
  world_x = projection.centre_x + (lage_map_projection_get_world_x (&projection, x) -
                                   projection.centre_x) * factor;
  world_y = projection.centre_y + (lage_map_projection_get_world_y (&projection, y) -
                                   projection.centre_y) * factor;
  lage_map_view_move_to (self, lage_mercator_longitude (world_x),
                         lage_mercator_latitude (world_y), zoom);
}

/**
 * lage_map_view_go_to:
 * @self: the map
 * @longitude: the new middle
 * @latitude: the new middle
 * @zoom: the new zoom level; not a number to keep it
 *
 * Moves there, animated if the desktop wants that.
 */
void
lage_map_view_go_to (LageMapView *self,
                     double       longitude,
                     double       latitude,
                     double       zoom)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (isfinite (longitude) && isfinite (latitude));

  if (!isfinite (zoom))
    zoom = shumate_viewport_get_zoom_level (lage_map_view_get_shumate_viewport (self));

  lage_map_view_move_to (self, longitude, latitude, zoom);
}

/**
 * lage_map_view_show_bounds:
 * @self: the map
 * @west: degrees
 * @south: degrees
 * @east: degrees
 * @north: degrees
 *
 * Moves so that all of it can be seen.
 */
void
lage_map_view_show_bounds (LageMapView *self,
                           double       west,
                           double       south,
                           double       east,
                           double       north)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (west <= east && south <= north);

  lage_map_view_move_to (self, (west + east) / 2,
                         lage_map_view_middle_latitude (south, north),
                         lage_map_view_fit_zoom (self, west, south, east, north));
}

/**
 * lage_map_view_show_item:
 * @self: the map
 * @key: an item
 *
 * Moves so that the item is in the middle, closer if the map is far away.
 *
 * Returns: %FALSE if there is no such item, or it has no place
 */
gboolean
lage_map_view_show_item (LageMapView *self,
                         guint64      key)
{
  double longitude;
  double latitude;
  double zoom;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!lage_item_layer_find_item (self->item_layer, key, &longitude, &latitude))
    return FALSE;

  zoom = shumate_viewport_get_zoom_level (lage_map_view_get_shumate_viewport (self));
  lage_map_view_move_to (self, longitude, latitude, MAX (zoom, 13));

  return TRUE;
}

void
lage_map_view_get_viewport (LageMapView *self,
                            double      *longitude,
                            double      *latitude,
                            double      *zoom)
{
  ShumateViewport *viewport;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  viewport = lage_map_view_get_shumate_viewport (self);
  *longitude = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  *latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  *zoom = shumate_viewport_get_zoom_level (viewport);
}

/**
 * lage_map_view_get_bounds:
 * @self: the map
 * @west: (out): in degrees
 * @south: (out): in degrees
 * @east: (out): in degrees
 * @north: (out): in degrees
 *
 * Returns: FALSE if the map has no size yet
 */
gboolean
lage_map_view_get_bounds (LageMapView *self,
                          double      *west,
                          double      *south,
                          double      *east,
                          double      *north)
{
  LageMapProjection projection;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return FALSE;

  *west = lage_mercator_longitude (MAX (lage_map_projection_get_world_x (&projection, 0), 0));
  *north = lage_mercator_latitude (MAX (lage_map_projection_get_world_y (&projection, 0), 0));
  *east = lage_mercator_longitude (
    MIN (lage_map_projection_get_world_x (&projection, projection.width), 1));
  *south = lage_mercator_latitude (
    MIN (lage_map_projection_get_world_y (&projection, projection.height), 1));

  return TRUE;
}

/**
 * lage_map_view_set_viewport:
 * @self: the map
 * @longitude: the middle
 * @latitude: the middle
 * @zoom: zoom level
 *
 * Looks there at once.
 */
void
lage_map_view_set_viewport (LageMapView *self,
                            double       longitude,
                            double       latitude,
                            double       zoom)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (isfinite (longitude) && isfinite (latitude) && isfinite (zoom));

  self->has_viewport = TRUE;
  lage_map_view_jump_to (self, longitude, latitude, zoom);
}

/**
 * lage_map_view_set_home:
 * @self: the map
 * @west: degrees
 * @south: degrees
 * @east: degrees
 * @north: degrees
 *
 * Says where the operation is. The map shows it to begin with, unless it was moved before.
 */
void
lage_map_view_set_home (LageMapView *self,
                        double       west,
                        double       south,
                        double       east,
                        double       north)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (west <= east && south <= north);

  self->home[0] = west;
  self->home[1] = south;
  self->home[2] = east;
  self->home[3] = north;
}

void
lage_map_view_go_home (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_show_bounds (self, self->home[0], self->home[1], self->home[2], self->home[3]);
}

void
lage_map_view_zoom_in (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_zoom_about (self, 1, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                            gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
}

void
lage_map_view_zoom_out (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_zoom_about (self, -1, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                            gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
}

/**
 * lage_map_view_pan:
 * @self: the map
 * @dx_px: logical pixels to the east
 * @dy_px: logical pixels to the south
 */
void
lage_map_view_pan (LageMapView *self,
                   double       dx_px,
                   double       dy_px)
{
  LageMapProjection projection;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  self->has_viewport = TRUE;
  lage_map_view_jump_to (self,
                         lage_mercator_longitude (projection.centre_x +
                                                  dx_px / projection.world_px),
                         lage_mercator_latitude (projection.centre_y +
                                                 dy_px / projection.world_px),
                         projection.zoom);
}

/**
 * lage_map_view_locate:
 * @self: the map
 * @x: in the widget
 * @y: in the widget
 * @longitude: (out): what is there
 * @latitude: (out): what is there
 *
 * Returns: %FALSE if the map has no size yet, or the point lies beyond the end of the world
 */
gboolean
lage_map_view_locate (LageMapView *self,
                      double       x,
                      double       y,
                      double      *longitude,
                      double      *latitude)
{
  LageMapProjection projection;
  double world_x;
  double world_y;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return FALSE;

  world_x = lage_map_projection_get_world_x (&projection, x);
  world_y = lage_map_projection_get_world_y (&projection, y);

  if (world_x < 0 || world_x > 1 || world_y < 0 || world_y > 1)
    return FALSE;

  *longitude = lage_mercator_longitude (world_x);
  *latitude = lage_mercator_latitude (world_y);

  return TRUE;
}
