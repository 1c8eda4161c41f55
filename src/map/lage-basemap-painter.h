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

cairo_surface_t *lage_basemap_paint_tile (const LageBasemap *basemap,
                                          guint              zoom,
                                          guint              x,
                                          guint              y,
                                          guint              size_px,
                                          double             scale,
                                          LageBasemapTheme   theme);

G_END_DECLS
