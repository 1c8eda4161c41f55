/* lage-basemap-style.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-basemap.h"

G_BEGIN_DECLS

typedef enum {
  LAGE_BASEMAP_LIGHT,
  LAGE_BASEMAP_DARK,
} LageBasemapTheme;

typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} LageBasemapColour;

typedef struct {
  LageBasemapColour fill[LAGE_BASEMAP_N_KINDS];
  LageBasemapColour casing[LAGE_BASEMAP_N_KINDS];
  LageBasemapColour thin[LAGE_BASEMAP_N_KINDS]; /* of a road without casing */
  LageBasemapColour shore;
  LageBasemapColour bridge;
  LageBasemapColour tunnel;
  LageBasemapColour rail_gap;
} LageBasemapPalette;

const LageBasemapPalette *lage_basemap_style_get_palette (LageBasemapTheme theme);
double                    lage_basemap_style_get_width   (LageBasemapKind  kind,
                                                          double           map_zoom);
gboolean                  lage_basemap_style_is_shown    (LageBasemapKind  kind,
                                                          double           map_zoom);
gboolean                  lage_basemap_style_has_casing  (LageBasemapKind  kind,
                                                          double           map_zoom);

G_END_DECLS
