/* lage-basemap-style.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-style.h"

#include <math.h>

/* The style is that of a quiet sheet under a situation picture: land pale, water clear and
 * the strongest area, roads in few steps, no text. Strong red, orange and green are left to
 * what lies on top. */

#define N_WIDTHS 7

#define RGBA(hex, a) \
  { (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, (a) }
#define RGB(hex) RGBA (hex, 1.0)

static const LageBasemapPalette palettes[] = {
  [LAGE_BASEMAP_LIGHT] = {
    .fill = {
      [LAGE_BASEMAP_LAND] = RGB (0xf4f2ec),
      [LAGE_BASEMAP_LAKE] = RGB (0x94c5e8),
      [LAGE_BASEMAP_WOOD] = RGB (0xd5e2c8),
      [LAGE_BASEMAP_PARK] = RGB (0xe0ebd3),
      [LAGE_BASEMAP_BUILT] = RGB (0xeae6df),
      [LAGE_BASEMAP_INDUSTRY] = RGB (0xe3e0e4),
      [LAGE_BASEMAP_WATER] = RGB (0x94c5e8),
      [LAGE_BASEMAP_RIVER] = RGB (0x94c5e8),
      [LAGE_BASEMAP_CANAL] = RGB (0x94c5e8),
      [LAGE_BASEMAP_STREAM] = RGB (0xa4cdea),
      [LAGE_BASEMAP_FAR_RIVER] = RGB (0x94c5e8),
      [LAGE_BASEMAP_BORDER] = RGBA (0x7d7390, 0.55),
      [LAGE_BASEMAP_STATE] = RGBA (0x75558f, 0.70),
      [LAGE_BASEMAP_DISTRICT] = RGBA (0x75558f, 0.55),
      [LAGE_BASEMAP_QUARTER] = RGBA (0x75558f, 0.38),
      [LAGE_BASEMAP_DIKE] = RGB (0xcdc08f),
      [LAGE_BASEMAP_MAIN_DIKE] = RGB (0xb7a35c),
      [LAGE_BASEMAP_RAIL] = RGB (0x85858b),
      [LAGE_BASEMAP_MINOR] = RGB (0xffffff),
      [LAGE_BASEMAP_TERTIARY] = RGB (0xffffff),
      [LAGE_BASEMAP_SECONDARY] = RGB (0xfffdf3),
      [LAGE_BASEMAP_PRIMARY] = RGB (0xfbf0c9),
      [LAGE_BASEMAP_TRUNK] = RGB (0xf6deaa),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0xeec089),
    },
    .casing = {
      [LAGE_BASEMAP_MINOR] = RGB (0xd3cfc7),
      [LAGE_BASEMAP_TERTIARY] = RGB (0xc7c2b8),
      [LAGE_BASEMAP_SECONDARY] = RGB (0xbcb6a8),
      [LAGE_BASEMAP_PRIMARY] = RGB (0xbba872),
      [LAGE_BASEMAP_TRUNK] = RGB (0xb6955a),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0xa97a40),
    },
    .thin = {
      [LAGE_BASEMAP_MINOR] = RGB (0xd0cbc2),
      [LAGE_BASEMAP_TERTIARY] = RGB (0xc4beb3),
      [LAGE_BASEMAP_SECONDARY] = RGB (0xbbb4a6),
      [LAGE_BASEMAP_PRIMARY] = RGB (0xc6ab6e),
      [LAGE_BASEMAP_TRUNK] = RGB (0xc79f5c),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0xc08a4a),
    },
    .shore = RGB (0x6aa5cf),
    .bridge = RGB (0x8b857b),
    .tunnel = RGBA (0xb89a72, 0.75),
    .rail_gap = RGB (0xf2f0ea),
  },
  [LAGE_BASEMAP_DARK] = {
    .fill = {
      [LAGE_BASEMAP_LAND] = RGB (0x23262a),
      [LAGE_BASEMAP_LAKE] = RGB (0x205680),
      [LAGE_BASEMAP_WOOD] = RGB (0x26312a),
      [LAGE_BASEMAP_PARK] = RGB (0x28332c),
      [LAGE_BASEMAP_BUILT] = RGB (0x2a2d32),
      [LAGE_BASEMAP_INDUSTRY] = RGB (0x2c2b33),
      [LAGE_BASEMAP_WATER] = RGB (0x205680),
      [LAGE_BASEMAP_RIVER] = RGB (0x205680),
      [LAGE_BASEMAP_CANAL] = RGB (0x205680),
      [LAGE_BASEMAP_STREAM] = RGB (0x224e70),
      [LAGE_BASEMAP_FAR_RIVER] = RGB (0x205680),
      [LAGE_BASEMAP_BORDER] = RGBA (0xa9a0bd, 0.45),
      [LAGE_BASEMAP_STATE] = RGBA (0xb79ad2, 0.65),
      [LAGE_BASEMAP_DISTRICT] = RGBA (0xb79ad2, 0.48),
      [LAGE_BASEMAP_QUARTER] = RGBA (0xb79ad2, 0.30),
      [LAGE_BASEMAP_DIKE] = RGB (0x565037),
      [LAGE_BASEMAP_MAIN_DIKE] = RGB (0x766b3d),
      [LAGE_BASEMAP_RAIL] = RGB (0x70747c),
      [LAGE_BASEMAP_MINOR] = RGB (0x3a3f46),
      [LAGE_BASEMAP_TERTIARY] = RGB (0x444a52),
      [LAGE_BASEMAP_SECONDARY] = RGB (0x4f555d),
      [LAGE_BASEMAP_PRIMARY] = RGB (0x625e50),
      [LAGE_BASEMAP_TRUNK] = RGB (0x74674b),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0x8f7348),
    },
    .casing = {
      [LAGE_BASEMAP_MINOR] = RGB (0x1c1f22),
      [LAGE_BASEMAP_TERTIARY] = RGB (0x191b1e),
      [LAGE_BASEMAP_SECONDARY] = RGB (0x17191c),
      [LAGE_BASEMAP_PRIMARY] = RGB (0x16181a),
      [LAGE_BASEMAP_TRUNK] = RGB (0x141618),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0x121416),
    },
    .thin = {
      [LAGE_BASEMAP_MINOR] = RGB (0x3b4047),
      [LAGE_BASEMAP_TERTIARY] = RGB (0x464c54),
      [LAGE_BASEMAP_SECONDARY] = RGB (0x50565e),
      [LAGE_BASEMAP_PRIMARY] = RGB (0x686353),
      [LAGE_BASEMAP_TRUNK] = RGB (0x7a6c4e),
      [LAGE_BASEMAP_MOTORWAY] = RGB (0x957849),
    },
    .shore = RGB (0x3d7fae),
    .bridge = RGB (0x0c0e10),
    .tunnel = RGBA (0x8f7a58, 0.60),
    .rail_gap = RGB (0x2a2d32),
  },
};

/* Line widths at map zoom 6, 8, 10, 12, 14, 16 and 18, and the zoom from which a kind shows. */
typedef struct {
  double from_zoom;
  double width[N_WIDTHS];
} LineStyle;

static const LineStyle line_styles[LAGE_BASEMAP_N_KINDS] = {
  [LAGE_BASEMAP_RIVER] = { 9.0, { 0.0, 0.5, 0.8, 1.4, 2.6, 5.0, 9.0 } },
  [LAGE_BASEMAP_CANAL] = { 11.5, { 0.0, 0.0, 0.6, 1.0, 2.0, 4.0, 7.0 } },
  [LAGE_BASEMAP_STREAM] = { 13.0, { 0.0, 0.0, 0.0, 0.6, 1.1, 2.0, 3.5 } },
  [LAGE_BASEMAP_FAR_RIVER] = { 4.5, { 0.8, 1.2, 2.2, 5.0, 9.0, 12.0, 12.0 } },
  [LAGE_BASEMAP_BORDER] = { 3.0, { 1.0, 1.2, 1.4, 1.6, 2.0, 2.0, 2.0 } },
  [LAGE_BASEMAP_STATE] = { 8.0, { 0.8, 1.0, 1.4, 1.9, 2.4, 3.0, 3.6 } },
  [LAGE_BASEMAP_DISTRICT] = { 9.5, { 0.0, 0.6, 0.9, 1.3, 1.8, 2.4, 3.0 } },
  [LAGE_BASEMAP_QUARTER] = { 11.5, { 0.0, 0.0, 0.5, 0.8, 1.2, 1.8, 2.4 } },
  [LAGE_BASEMAP_DIKE] = { 12.0, { 0.0, 0.0, 0.8, 2.0, 5.0, 11.0, 24.0 } },
  [LAGE_BASEMAP_MAIN_DIKE] = { 11.0, { 0.0, 0.0, 1.2, 3.0, 6.4, 13.0, 27.0 } },
  [LAGE_BASEMAP_RAIL] = { 8.5, { 0.4, 0.6, 0.8, 1.2, 1.9, 3.0, 5.0 } },
  [LAGE_BASEMAP_MINOR] = { 13.0, { 0.0, 0.0, 0.0, 0.2, 1.6, 5.5, 14.0 } },
  [LAGE_BASEMAP_TERTIARY] = { 11.5, { 0.0, 0.0, 0.3, 0.9, 2.6, 7.5, 18.0 } },
  [LAGE_BASEMAP_SECONDARY] = { 10.5, { 0.0, 0.3, 0.7, 1.5, 3.4, 8.5, 20.0 } },
  [LAGE_BASEMAP_PRIMARY] = { 8.5, { 0.3, 0.6, 1.0, 2.0, 4.0, 9.0, 22.0 } },
  [LAGE_BASEMAP_TRUNK] = { 7.5, { 0.5, 0.8, 1.3, 2.4, 4.4, 10.0, 24.0 } },
  [LAGE_BASEMAP_MOTORWAY] = { 5.0, { 0.7, 1.1, 1.7, 2.8, 4.4, 9.5, 24.0 } },
};

/* (transfer none): the colours of a theme */
const LageBasemapPalette *
lage_basemap_style_get_palette (LageBasemapTheme theme)
{
  g_return_val_if_fail (theme == LAGE_BASEMAP_LIGHT || theme == LAGE_BASEMAP_DARK, NULL);

  return &palettes[theme];
}

/**
 * lage_basemap_style_get_width:
 * @kind: a kind of line
 * @map_zoom: zoom of the map, of tiles of 256 pixels
 *
 * Returns: the width in logical pixels
 */
double
lage_basemap_style_get_width (LageBasemapKind kind,
                              double          map_zoom)
{
  const double *width = line_styles[kind].width;
  double position = CLAMP ((map_zoom - 6.0) / 2.0, 0.0, N_WIDTHS - 1.0);
  guint i = MIN ((guint) position, N_WIDTHS - 2);
  double growth = MAX (0.0, map_zoom - 18.0);

  /* Beyond the table things grow as the ground does. */
  return (width[i] + (width[i + 1] - width[i]) * (position - i)) * exp2 (growth);
}

gboolean
lage_basemap_style_is_shown (LageBasemapKind kind,
                             double          map_zoom)
{
  return map_zoom >= line_styles[kind].from_zoom;
}

/* A road is one thin line before it is wide enough for two edges. */
gboolean
lage_basemap_style_has_casing (LageBasemapKind kind,
                               double          map_zoom)
{
  static const double from_zoom[LAGE_BASEMAP_N_KINDS] = {
    [LAGE_BASEMAP_MINOR] = 14.0,
    [LAGE_BASEMAP_TERTIARY] = 12.5,
    [LAGE_BASEMAP_SECONDARY] = 12.0,
    [LAGE_BASEMAP_PRIMARY] = 11.5,
    [LAGE_BASEMAP_TRUNK] = 10.0,
    [LAGE_BASEMAP_MOTORWAY] = 10.0,
  };

  return map_zoom >= from_zoom[kind];
}
