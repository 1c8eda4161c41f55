/* lage-map-projection.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>
#include <shumate/shumate.h>

#include "lage-mercator.h"

G_BEGIN_DECLS

/* Zoom levels (256-pixel tiles) between which the map may be moved. */
#define LAGE_MAP_MIN_ZOOM 4
#define LAGE_MAP_MAX_ZOOM 20

/**
 * LageMapProjection:
 * @zoom: zoom level of the viewport
 * @world_px: width of the whole world in logical pixels
 * @centre_x: middle of the widget in world coordinates, 0..1
 * @centre_y: middle of the widget in world coordinates, 0..1
 * @width: logical pixels
 * @height: logical pixels
 *
 * What one frame needs to know to put world coordinates on a widget. The map is always north up.
 */
typedef struct
{
  double zoom;
  double world_px;
  double centre_x;
  double centre_y;
  double width;
  double height;
} LageMapProjection;

static inline double
lage_map_projection_get_x (const LageMapProjection *self,
                           double                   world_x)
{
  return (world_x - self->centre_x) * self->world_px + self->width / 2;
}

static inline double
lage_map_projection_get_y (const LageMapProjection *self,
                           double                   world_y)
{
  return (world_y - self->centre_y) * self->world_px + self->height / 2;
}

static inline double
lage_map_projection_get_world_x (const LageMapProjection *self,
                                 double                   x)
{
  return (x - self->width / 2) / self->world_px + self->centre_x;
}

static inline double
lage_map_projection_get_world_y (const LageMapProjection *self,
                                 double                   y)
{
  return (y - self->height / 2) / self->world_px + self->centre_y;
}

/* Puts a length on a whole device pixel, so that sprites stay sharp and tiles meet without a seam. A
 * half goes up, on either side of zero: what moves by whole pixels stays whole pixels apart. */
static inline float
lage_map_snap (double value,
               double scale)
{
  return (float) (floor (value * scale + 0.5) / scale);
}

void     lage_map_projection_init           (LageMapProjection *self,
                                             ShumateViewport   *viewport,
                                             double             width,
                                             double             height);
gboolean lage_map_projection_init_for_layer (LageMapProjection *self,
                                             ShumateLayer      *layer);
gboolean lage_map_projection_init_for_map   (LageMapProjection *self,
                                             ShumateMap        *map);

#define LAGE_TYPE_MAP_REFERENCE (lage_map_reference_get_type ())

G_DECLARE_FINAL_TYPE (LageMapReference, lage_map_reference, LAGE, MAP_REFERENCE, ShumateMapSource)

ShumateMapSource *lage_map_reference_new (void);

G_END_DECLS
