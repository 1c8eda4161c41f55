/* lage-map-shape.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-schema.h"

G_BEGIN_DECLS

/* How a shape looks. The first ones are those of LageAreaType, with the same numbers. */
typedef enum
{
  LAGE_SHAPE_STYLE_OTHER = LAGE_AREA_OTHER,
  LAGE_SHAPE_STYLE_FLOODED = LAGE_AREA_FLOODED,
  LAGE_SHAPE_STYLE_CLOSURE = LAGE_AREA_CLOSURE,
  LAGE_SHAPE_STYLE_EVACUATION = LAGE_AREA_EVACUATION,
  LAGE_SHAPE_STYLE_SECTOR = LAGE_AREA_SECTOR,
  LAGE_SHAPE_STYLE_DIKE_SECTION = LAGE_AREA_DIKE_SECTION,
  LAGE_SHAPE_STYLE_FRONT_LINE = LAGE_AREA_FRONT_LINE,
  LAGE_SHAPE_STYLE_ROUTE = LAGE_AREA_ROUTE,
  LAGE_SHAPE_STYLE_DANGER = LAGE_AREA_DANGER,
  LAGE_SHAPE_STYLE_NOTICE,  /* warning of a low level */
  LAGE_SHAPE_STYLE_WARNING, /* warning */
  LAGE_SHAPE_STYLE_SEVERE,  /* severe warning */
} LageShapeStyle;

#define LAGE_N_SHAPE_STYLES (LAGE_SHAPE_STYLE_SEVERE + 1)

/* What shapes are drawn on. */
typedef enum
{
  LAGE_SHAPE_THEME_LIGHT,
  LAGE_SHAPE_THEME_DARK,
  LAGE_SHAPE_THEME_PRINT, /* paper: no tint, ink that a copier keeps */
} LageShapeTheme;

#define LAGE_N_SHAPE_THEMES (LAGE_SHAPE_THEME_PRINT + 1)

/**
 * LageMapArea:
 * @key: what the caller knows it by; 0 is no area
 * @style: a #LageShapeStyle
 * @colour: a #LageColour; automatic: that of the style
 * @has_head: whether open lines end in an arrow head
 * @is_planned: not yet valid: drawn thin and dashed
 * @geometry: (nullable): rings, holes and lines as in lage-geometry.h; %NULL is a text
 * @longitude: where a text stands, in degrees
 * @latitude: where a text stands, in degrees
 * @label: (nullable): its name, or the text
 *
 * Something that covers ground: what a person has drawn, or where a warning holds.
 */
typedef struct
{
  guint64 key;
  guint8 style;
  guint8 colour;
  gboolean has_head;
  gboolean is_planned;
  GBytes *geometry;
  double longitude;
  double latitude;
  const char *label;
} LageMapArea;

G_END_DECLS
