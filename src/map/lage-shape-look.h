/* lage-shape-look.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "lage-map-shape.h"

G_BEGIN_DECLS

/* What fills an area. */
typedef enum
{
  LAGE_HATCH_NONE,
  LAGE_HATCH_RISING,
  LAGE_HATCH_CROSSED,
  LAGE_HATCH_UPRIGHT,
  LAGE_HATCH_DOTS,
  LAGE_HATCH_WAVES,
  LAGE_HATCH_CROSSES,
  LAGE_HATCH_BRICKS,
  LAGE_HATCH_DASHES,
} LageHatch;

/* What stands along a line, or along the outline of an area. */
typedef enum
{
  LAGE_ORNAMENT_NONE,
  LAGE_ORNAMENT_CROSSES,   /* x on the line */
  LAGE_ORNAMENT_TEETH,     /* filled triangles on the far side */
  LAGE_ORNAMENT_SPIKES,    /* open triangles, one at the other, on the far side */
  LAGE_ORNAMENT_ARROWS,    /* away from the line, on the far side */
  LAGE_ORNAMENT_BUMPS,     /* half circles on the far side */
  LAGE_ORNAMENT_HACHURES,  /* strokes, long and short in turn, as of a slope */
  LAGE_ORNAMENT_CHEVRONS,  /* the way along the line */
} LageOrnament;

/**
 * LageShapeLook:
 * @colour: a #LageColour
 * @hatch: a #LageHatch
 * @ornament: a #LageOrnament
 * @spacing: pixels from one ornament to the next
 * @width: pixels of the line
 * @dashes: pixels of strokes and gaps in turn
 * @n_dashes: how many; 0 for an unbroken line
 * @is_band: the hatch fills only a band inside the outline
 */
typedef struct
{
  guint8 colour;
  guint8 hatch;
  guint8 ornament;
  double spacing;
  double width;
  double dashes[4];
  int n_dashes;
  gboolean is_band;
} LageShapeLook;

const LageShapeLook * lage_shape_look_get          (guint8          style);
void                  lage_shape_look_get_colour   (guint8          style,
                                                    guint8          colour,
                                                    LageShapeTheme  theme,
                                                    double         *rgb);
cairo_pattern_t     * lage_shape_look_create_hatch (cairo_t        *target,
                                                    LageHatch       hatch,
                                                    const double   *rgb,
                                                    double          x,
                                                    double          y);

G_END_DECLS
