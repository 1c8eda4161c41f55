/* lage-shape-look.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-look.h"

#include <math.h>

/* How each kind of shape looks. No two differ by colour alone: on a copy without colours the line,
 * what stands along it and what fills the area still tell what it is. Where German staff maps have a
 * usage it is followed: blue waves for flooded ground, crosses along a closure, teeth along a front,
 * hachures along a dike, dash and dot for the limit of a sector. */

/* Pixels after which a hatch repeats. */
#define HATCH_SIZE 12
#define WIDE_HATCH_SIZE 24

static const LageShapeLook looks[LAGE_N_SHAPE_STYLES] = {
  [LAGE_SHAPE_STYLE_OTHER] = { LAGE_COLOUR_BLUE, LAGE_HATCH_RISING, LAGE_ORNAMENT_NONE, 0, 2,
                               { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_FLOODED] = { LAGE_COLOUR_BLUE, LAGE_HATCH_WAVES, LAGE_ORNAMENT_BUMPS, 14, 2,
                                 { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_CLOSURE] = { LAGE_COLOUR_RED, LAGE_HATCH_CROSSES, LAGE_ORNAMENT_CROSSES, 26,
                                 2.5, { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_EVACUATION] = { LAGE_COLOUR_ORANGE, LAGE_HATCH_UPRIGHT, LAGE_ORNAMENT_ARROWS,
                                    32, 2.5, { 14, 5 }, 2, FALSE },
  [LAGE_SHAPE_STYLE_SECTOR] = { LAGE_COLOUR_BLACK, LAGE_HATCH_NONE, LAGE_ORNAMENT_NONE, 0, 3,
                                { 18, 6, 3, 6 }, 4, FALSE },
  [LAGE_SHAPE_STYLE_DIKE_SECTION] = { LAGE_COLOUR_BROWN, LAGE_HATCH_BRICKS,
                                      LAGE_ORNAMENT_HACHURES, 6, 3.5, { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_FRONT_LINE] = { LAGE_COLOUR_RED, LAGE_HATCH_NONE, LAGE_ORNAMENT_TEETH, 22, 3,
                                    { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_ROUTE] = { LAGE_COLOUR_GREEN, LAGE_HATCH_DASHES, LAGE_ORNAMENT_CHEVRONS, 34, 4,
                               { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_DANGER] = { LAGE_COLOUR_RED, LAGE_HATCH_CROSSED, LAGE_ORNAMENT_SPIKES, 11, 2,
                                { 0 }, 0, FALSE },
  [LAGE_SHAPE_STYLE_NOTICE] = { LAGE_COLOUR_YELLOW, LAGE_HATCH_DOTS, LAGE_ORNAMENT_NONE, 0, 2,
                                { 0 }, 0, TRUE },
  [LAGE_SHAPE_STYLE_WARNING] = { LAGE_COLOUR_ORANGE, LAGE_HATCH_RISING, LAGE_ORNAMENT_NONE, 0, 2,
                                 { 0 }, 0, TRUE },
  [LAGE_SHAPE_STYLE_SEVERE] = { LAGE_COLOUR_RED, LAGE_HATCH_CROSSED, LAGE_ORNAMENT_NONE, 0, 2,
                                { 0 }, 0, TRUE },
};

/* Light, dark, print. Black is the colour of ink on the ground at hand: white in the dark. */
static const double colours[LAGE_COLOUR_BLACK + 1][LAGE_N_SHAPE_THEMES][3] = {
  [LAGE_COLOUR_RED] = { { 0.80, 0.05, 0.10 }, { 1.0, 0.42, 0.40 }, { 0.78, 0.0, 0.06 } },
  [LAGE_COLOUR_ORANGE] = { { 0.85, 0.39, 0.0 }, { 1.0, 0.6, 0.15 }, { 0.80, 0.34, 0.0 } },
  [LAGE_COLOUR_YELLOW] = { { 0.72, 0.54, 0.0 }, { 1.0, 0.85, 0.2 }, { 0.62, 0.46, 0.0 } },
  [LAGE_COLOUR_GREEN] = { { 0.04, 0.46, 0.16 }, { 0.35, 0.85, 0.45 }, { 0.0, 0.40, 0.12 } },
  [LAGE_COLOUR_BLUE] = { { 0.10, 0.32, 0.82 }, { 0.45, 0.65, 1.0 }, { 0.0, 0.22, 0.65 } },
  [LAGE_COLOUR_PURPLE] = { { 0.48, 0.18, 0.66 }, { 0.80, 0.58, 1.0 }, { 0.42, 0.12, 0.58 } },
  [LAGE_COLOUR_BROWN] = { { 0.48, 0.28, 0.10 }, { 0.82, 0.62, 0.42 }, { 0.42, 0.24, 0.08 } },
  [LAGE_COLOUR_BLACK] = { { 0.10, 0.10, 0.12 }, { 0.94, 0.94, 0.96 }, { 0.0, 0.0, 0.0 } },
};

/**
 * lage_shape_look_get:
 * @style: a #LageShapeStyle
 *
 * Returns: (transfer none): how it is drawn
 */
const LageShapeLook *
lage_shape_look_get (guint8 style)
{
  g_return_val_if_fail (style < LAGE_N_SHAPE_STYLES, &looks[0]);

  return &looks[style];
}

/**
 * lage_shape_look_get_colour:
 * @style: a #LageShapeStyle
 * @colour: a #LageColour; automatic: that of the style
 * @theme: the ground it is drawn on
 * @rgb: (out caller-allocates) (array fixed-size=3): red, green and blue, 0..1
 */
void
lage_shape_look_get_colour (guint8          style,
                            guint8          colour,
                            LageShapeTheme  theme,
                            double         *rgb)
{
  g_return_if_fail (style < LAGE_N_SHAPE_STYLES);
  g_return_if_fail (colour <= LAGE_COLOUR_BLACK);

  if (colour == LAGE_COLOUR_AUTOMATIC)
    colour = looks[style].colour;
  for (guint i = 0; i < 3; i++)
    rgb[i] = colours[colour][theme][i];
}

static void
draw_rising (cairo_t *cr,
             int      size,
             gboolean is_crossed)
{
  for (int i = -1; i <= 1; i++)
    {
      cairo_move_to (cr, i * size - 2, size + 2);
      cairo_line_to (cr, i * size + size + 2, -2);
      if (is_crossed)
        {
          cairo_move_to (cr, i * size - 2, -2);
          cairo_line_to (cr, i * size + size + 2, size + 2);
        }
    }
  cairo_stroke (cr);
}

/* One wave; the next joins on. */
static void
draw_wave (cairo_t *cr,
           double   x,
           double   y)
{
  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x + 2, y - 3, x + 4, y - 3, x + 6, y);
  cairo_curve_to (cr, x + 8, y + 3, x + 10, y + 3, x + 12, y);
  cairo_stroke (cr);
}

static void
draw_cross (cairo_t *cr,
            double   x,
            double   y)
{
  cairo_move_to (cr, x - 2.5, y - 2.5);
  cairo_line_to (cr, x + 2.5, y + 2.5);
  cairo_move_to (cr, x - 2.5, y + 2.5);
  cairo_line_to (cr, x + 2.5, y - 2.5);
  cairo_stroke (cr);
}

static void
draw_line (cairo_t *cr,
           double   x0,
           double   y0,
           double   x1,
           double   y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

/**
 * lage_shape_look_create_hatch:
 * @target: what will be drawn on
 * @hatch: a #LageHatch other than none
 * @rgb: (array fixed-size=3): its colour
 * @x: where the pattern begins, so that it stays with the ground when the map is moved
 * @y: likewise
 *
 * Returns: (transfer full): a pattern that repeats; lines, not pixels, where @target is paper
 */
cairo_pattern_t *
lage_shape_look_create_hatch (cairo_t      *target,
                              LageHatch     hatch,
                              const double *rgb,
                              double        x,
                              double        y)
{
  int size = hatch == LAGE_HATCH_CROSSES || hatch == LAGE_HATCH_WAVES || hatch == LAGE_HATCH_DASHES
               ? WIDE_HATCH_SIZE
               : HATCH_SIZE;
  cairo_surface_t *surface = cairo_surface_create_similar (cairo_get_target (target),
                                                           CAIRO_CONTENT_COLOR_ALPHA, size, size);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.6);
  cairo_set_line_width (cr, 1.2);

  switch (hatch)
    {
    case LAGE_HATCH_RISING:
    case LAGE_HATCH_CROSSED:
      draw_rising (cr, size, hatch == LAGE_HATCH_CROSSED);
      break;

    case LAGE_HATCH_UPRIGHT:
      draw_line (cr, 6, -1, 6, 13);
      break;

    case LAGE_HATCH_DOTS:
      cairo_arc (cr, 6, 6, 1.3, 0, 2 * G_PI);
      cairo_fill (cr);
      break;

    case LAGE_HATCH_WAVES:
      draw_wave (cr, 6, 6);
      draw_wave (cr, -6, 18);
      draw_wave (cr, 18, 18);
      break;

    case LAGE_HATCH_CROSSES:
      draw_cross (cr, 6, 6);
      draw_cross (cr, 18, 18);
      break;

    case LAGE_HATCH_BRICKS:
      draw_line (cr, -1, 0.5, 13, 0.5);
      draw_line (cr, -1, 6.5, 13, 6.5);
      draw_line (cr, 3, 0.5, 3, 6.5);
      draw_line (cr, 9, 6.5, 9, 12.5);
      break;

    case LAGE_HATCH_DASHES:
      draw_line (cr, 2, 6, 12, 6);
      draw_line (cr, 14, 18, 24, 18);
      break;

    case LAGE_HATCH_NONE:
    default:
      break;
    }

  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_matrix_init_translate (&matrix, -fmod (x, size), -fmod (y, size));
  cairo_pattern_set_matrix (pattern, &matrix);

  return pattern;
}
