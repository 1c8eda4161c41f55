/* lage-basemap-painter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "lage-basemap-style.h"

G_BEGIN_DECLS

#define LAGE_BASEMAP_MAX_ZOOM 22

/**
 * LageBasemapRegion:
 * @west: left edge in Web Mercator, 0 .. 1
 * @north: upper edge in Web Mercator, 0 .. 1
 * @world_px: logical pixels for the whole world; 256 is zoom 0
 * @width_px: logical pixels
 * @height_px: logical pixels
 */
typedef struct {
  double west;
  double north;
  double world_px;
  double width_px;
  double height_px;
} LageBasemapRegion;

void             lage_basemap_paint_region (const LageBasemap       *basemap,
                                            cairo_t                 *cr,
                                            const LageBasemapRegion *region,
                                            LageBasemapTheme         theme);
cairo_surface_t *lage_basemap_paint_tile   (const LageBasemap       *basemap,
                                            guint                    zoom,
                                            guint                    x,
                                            guint                    y,
                                            guint                    size_px,
                                            double                   scale,
                                            LageBasemapTheme         theme);

G_END_DECLS
