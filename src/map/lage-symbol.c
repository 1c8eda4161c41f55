/* lage-symbol.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-symbol.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The symbols of the map, drawn in the manner of the German tactical signs (DV 102): a unit is a
 * rectangle of 5:3 filled with the colour of its organisation, with the organisation's short name in
 * it, so that a print without colours still tells them apart. Where there is a sign of its own
 * (signs/), it takes the place of the symbol and wears the same halo and marks.
 *
 * Age is told three times, by fill, border and badge:
 *
 *   fresh    full colour, solid border
 *   ageing   full colour, solid border, a small clock
 *   stale    faded, dashed border, a small clock
 *   silent   hollow, dotted border, a question mark instead of the contents
 */

/* Logical pixels about a sign. */
#define HALO 1.5
#define ALARM_HALO 3.8
#define MARK 9.5
#define MARK_Y 13.0

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

typedef struct
{
  Colour fill;
  Colour text;
} OrganisationColours;

static const Colour black = { 0.07, 0.07, 0.09 };
static const Colour white = { 1.0, 1.0, 1.0 };
static const Colour night = { 0.12, 0.13, 0.15 };
static const Colour danger_red = { 0.85, 0.08, 0.08 };
static const Colour notice_amber = { 1.0, 0.72, 0.0 };
static const Colour water_blue = { 0.0, 0.33, 0.72 };
static const Colour measure_blue = { 0.20, 0.39, 0.98 };

static const OrganisationColours organisation_colours[LAGE_N_ORGANISATIONS] = {
  [LAGE_ORGANISATION_UNKNOWN] = { { 0.91, 0.91, 0.91 }, { 0.07, 0.07, 0.09 } },
  [LAGE_ORGANISATION_FIRE] = { { 0.90, 0.09, 0.08 }, { 1.0, 1.0, 1.0 } },
  [LAGE_ORGANISATION_THW] = { { 0.0, 0.2, 0.6 }, { 1.0, 1.0, 1.0 } },
  [LAGE_ORGANISATION_RELIEF] = { { 1.0, 1.0, 1.0 }, { 0.07, 0.07, 0.09 } },
  [LAGE_ORGANISATION_COMMAND] = { { 1.0, 0.95, 0.0 }, { 0.07, 0.07, 0.09 } },
  [LAGE_ORGANISATION_POLICE] = { { 0.05, 0.52, 0.18 }, { 1.0, 1.0, 1.0 } },
  [LAGE_ORGANISATION_AUTHORITY] = { { 0.98, 0.55, 0.0 }, { 0.07, 0.07, 0.09 } },
  [LAGE_ORGANISATION_MILITARY] = { { 0.55, 0.36, 0.18 }, { 1.0, 1.0, 1.0 } },
  [LAGE_ORGANISATION_CIVIL] = { { 0.75, 0.75, 0.75 }, { 0.07, 0.07, 0.09 } },
};

static void
set_colour (cairo_t      *cr,
            const Colour *colour,
            double        alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

static Colour
mix (const Colour *a,
     const Colour *b,
     double        share_of_b)
{
  Colour mixed = {
    a->red + (b->red - a->red) * share_of_b,
    a->green + (b->green - a->green) * share_of_b,
    a->blue + (b->blue - a->blue) * share_of_b,
  };

  return mixed;
}

static void
draw_text (cairo_t    *cr,
           const char *text,
           double      size_px,
           double      x,
           double      y)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle ink;

  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, &ink, NULL);

  cairo_move_to (cr, x - (ink.x + ink.width / 2.0) / PANGO_SCALE,
                 y - (ink.y + ink.height / 2.0) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

static void
rounded_rectangle (cairo_t *cr,
                   double   x,
                   double   y,
                   double   width,
                   double   height,
                   double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* The outline, about the origin. */
static void
trace_outline (cairo_t        *cr,
               LageSymbolKind  kind)
{
  cairo_new_path (cr);

  switch (kind)
    {
    case LAGE_SYMBOL_UNIT:
      cairo_rectangle (cr, -17.5, -10.5, 35, 21);
      break;

    case LAGE_SYMBOL_DRONE:
      cairo_move_to (cr, -18, -6);
      cairo_line_to (cr, -5, -4);
      cairo_line_to (cr, 0, 0);
      cairo_line_to (cr, 5, -4);
      cairo_line_to (cr, 18, -6);
      cairo_line_to (cr, 7, 5);
      cairo_line_to (cr, 0, 9);
      cairo_line_to (cr, -7, 5);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_HOSPITAL:
      cairo_move_to (cr, -12.5, -5);
      cairo_line_to (cr, 0, -13);
      cairo_line_to (cr, 12.5, -5);
      cairo_line_to (cr, 12.5, 11);
      cairo_line_to (cr, -12.5, 11);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_WARNING:
      cairo_move_to (cr, 0, -13);
      cairo_line_to (cr, 14, 11);
      cairo_line_to (cr, -14, 11);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_INCIDENT:
      cairo_arc (cr, 0, 0, 11.5, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_TASK:
      cairo_move_to (cr, -7, 13);
      cairo_line_to (cr, -7, -13);
      cairo_line_to (cr, 13, -6.5);
      cairo_line_to (cr, -5, 0);
      cairo_line_to (cr, -5, 13);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_AREA:
      cairo_move_to (cr, -13, -2);
      cairo_line_to (cr, -6, -11);
      cairo_line_to (cr, 9, -9);
      cairo_line_to (cr, 13, 4);
      cairo_line_to (cr, 2, 11);
      cairo_line_to (cr, -10, 8);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_NOTE:
      cairo_move_to (cr, -12, -11);
      cairo_line_to (cr, 12, -11);
      cairo_line_to (cr, 12, 5);
      cairo_line_to (cr, 1, 5);
      cairo_line_to (cr, -5, 12);
      cairo_line_to (cr, -5, 5);
      cairo_line_to (cr, -12, 5);
      cairo_close_path (cr);
      break;

    case LAGE_SYMBOL_GAUGE:
      rounded_rectangle (cr, -9.5, -12.5, 19, 25, 3);
      break;

    case LAGE_SYMBOL_FLOOD_GATE:
      rounded_rectangle (cr, -13.5, -11.5, 27, 23, 2);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
trace_waves (cairo_t *cr,
             double   x0,
             double   x1,
             double   y)
{
  const double length = 6;

  cairo_move_to (cr, x0, y);
  for (double x = x0; x + length <= x1 + 0.1; x += length)
    {
      cairo_curve_to (cr, x + 1, y - 2, x + 2, y - 2, x + length / 2, y);
      cairo_curve_to (cr, x + 4, y + 2, x + 5, y + 2, x + length, y);
    }
}

/* A staff gauge: graduated on the left, the water before it. */
static void
draw_gauge (cairo_t      *cr,
            const Colour *ink)
{
  set_colour (cr, ink, 1);
  cairo_set_line_width (cr, 2);
  for (int i = 0; i < 5; i++)
    {
      cairo_move_to (cr, -7, -9 + 4 * i);
      cairo_line_to (cr, i % 2 == 0 ? 1 : -2.5, -9 + 4 * i);
    }
  cairo_move_to (cr, -6.5, -10);
  cairo_line_to (cr, -6.5, 9);
  cairo_stroke (cr);

  set_colour (cr, &water_blue, 1);
  trace_waves (cr, -6, 6, 2.5);
  trace_waves (cr, -6, 6, 7.5);
  cairo_stroke (cr);
}

static void
draw_flood_gate (cairo_t           *cr,
                 LageSymbolVariant  variant,
                 const Colour      *ink)
{
  /* Two posts, and the leaf between them: down, up, or nobody knows. */
  set_colour (cr, ink, 1);
  cairo_rectangle (cr, -11, -9, 4, 18);
  cairo_rectangle (cr, 7, -9, 4, 18);
  cairo_fill (cr);

  switch (variant)
    {
    case LAGE_SYMBOL_VARIANT_CLOSED:
      cairo_rectangle (cr, -7, -6, 14, 15);
      cairo_fill (cr);
      set_colour (cr, &white, 1);
      cairo_set_line_width (cr, 1.5);
      cairo_move_to (cr, -5, -3.5);
      cairo_line_to (cr, 5, 6.5);
      cairo_move_to (cr, 5, -3.5);
      cairo_line_to (cr, -5, 6.5);
      cairo_stroke (cr);
      break;

    case LAGE_SYMBOL_VARIANT_OPEN:
      cairo_rectangle (cr, -7, -9, 14, 4);
      cairo_fill (cr);
      set_colour (cr, &water_blue, 1);
      cairo_set_line_width (cr, 2);
      trace_waves (cr, -6, 6, 2);
      trace_waves (cr, -6, 6, 7);
      cairo_stroke (cr);
      break;

    case LAGE_SYMBOL_VARIANT_UNKNOWN:
    default:
      draw_text (cr, "?", 14, 0, 0);
    }
}

/* A hospital: the cross that divides the box, and a bar on either side. */
static void
draw_hospital (cairo_t      *cr,
               const Colour *ink)
{
  set_colour (cr, ink, 1);
  cairo_set_line_width (cr, 2.5);
  cairo_move_to (cr, 0, -7);
  cairo_line_to (cr, 0, 9);
  cairo_move_to (cr, -5.5, 1);
  cairo_line_to (cr, 5.5, 1);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, -8.5, -3);
  cairo_line_to (cr, -8.5, 5);
  cairo_move_to (cr, 8.5, -3);
  cairo_line_to (cr, 8.5, 5);
  cairo_stroke (cr);
}

static void
draw_note (cairo_t      *cr,
           const Colour *ink)
{
  set_colour (cr, ink, 1);
  cairo_set_line_width (cr, 1.5);
  for (int i = 0; i < 3; i++)
    {
      cairo_move_to (cr, -8, -7 + 4 * i);
      cairo_line_to (cr, i == 2 ? 3 : 8, -7 + 4 * i);
    }
  cairo_stroke (cr);
}

static void
draw_contents (cairo_t               *cr,
               const LageSymbolStyle *style,
               const Colour          *ink)
{
  switch ((LageSymbolKind) style->kind)
    {
    case LAGE_SYMBOL_UNIT:
      {
        const char *text = lage_sign_organisation_get_text (style->organisation);

        set_colour (cr, ink, 1);
        draw_text (cr, text, g_utf8_strlen (text, -1) > 3 ? 10 : 12, 0, 0);
      }
      break;

    case LAGE_SYMBOL_GAUGE:
      draw_gauge (cr, ink);
      break;

    case LAGE_SYMBOL_FLOOD_GATE:
      draw_flood_gate (cr, style->variant, ink);
      break;

    case LAGE_SYMBOL_HOSPITAL:
      draw_hospital (cr, ink);
      break;

    case LAGE_SYMBOL_WARNING:
      set_colour (cr, ink, 1);
      draw_text (cr, "!", 17, 0, 3);
      break;

    case LAGE_SYMBOL_INCIDENT:
      set_colour (cr, ink, 1);
      cairo_set_line_width (cr, 2);
      cairo_arc (cr, 0, 0, 7.5, 0, 2 * G_PI);
      cairo_stroke (cr);
      cairo_arc (cr, 0, 0, 3.5, 0, 2 * G_PI);
      cairo_fill (cr);
      break;

    case LAGE_SYMBOL_NOTE:
      draw_note (cr, ink);
      break;

    case LAGE_SYMBOL_DRONE:
    case LAGE_SYMBOL_TASK:
    case LAGE_SYMBOL_AREA:
    default:
      break;
    }
}

static void
get_colours (const LageSymbolStyle *style,
             Colour                *fill,
             Colour                *ink,
             Colour                *border)
{
  *fill = white;
  *ink = black;
  *border = black;

  switch ((LageSymbolKind) style->kind)
    {
    case LAGE_SYMBOL_UNIT:
    case LAGE_SYMBOL_DRONE:
      *fill = organisation_colours[style->organisation].fill;
      *ink = organisation_colours[style->organisation].text;
      break;

    case LAGE_SYMBOL_WARNING:
      fill->blue = 0.25;
      fill->green = 0.85;
      *border = danger_red;
      break;

    case LAGE_SYMBOL_INCIDENT:
      *fill = danger_red;
      *ink = white;
      break;

    case LAGE_SYMBOL_TASK:
      *fill = measure_blue;
      *ink = white;
      break;

    case LAGE_SYMBOL_GAUGE:
      *border = water_blue;
      break;

    case LAGE_SYMBOL_AREA:
      *fill = mix (&measure_blue, &white, 0.65);
      *border = measure_blue;
      break;

    case LAGE_SYMBOL_FLOOD_GATE:
    case LAGE_SYMBOL_HOSPITAL:
    case LAGE_SYMBOL_NOTE:
    default:
      break;
    }
}

static void
draw_clock (cairo_t  *cr,
            gboolean  is_dark,
            double    x,
            double    y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 6, 0, 2 * G_PI);
  set_colour (cr, is_dark ? &night : &white, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, is_dark ? &white : &black, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y - 3.6);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + 2.8, y + 1.2);
  cairo_stroke (cr);
}

static void
draw_attention (cairo_t             *cr,
                LageSymbolAttention  attention,
                double               x,
                double               y)
{
  const Colour *fill = attention == LAGE_SYMBOL_ALARM ? &danger_red : &notice_amber;
  const Colour *ink = attention == LAGE_SYMBOL_ALARM ? &white : &black;

  cairo_new_path (cr);
  if (attention == LAGE_SYMBOL_ALARM)
    {
      cairo_arc (cr, x, y, 6.6, 0, 2 * G_PI);
    }
  else
    {
      cairo_move_to (cr, x, y - 7);
      cairo_line_to (cr, x + 7, y + 5.5);
      cairo_line_to (cr, x - 7, y + 5.5);
      cairo_close_path (cr);
    }

  set_colour (cr, fill, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, attention == LAGE_SYMBOL_ALARM ? &white : &black, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  set_colour (cr, ink, 1);
  draw_text (cr, "!", attention == LAGE_SYMBOL_ALARM ? 10 : 8, x,
             attention == LAGE_SYMBOL_ALARM ? y : y + 1.5);
}

/* The mark of silence where the symbol itself has no room for it. */
static void
draw_question (cairo_t  *cr,
               gboolean  is_dark,
               double    x,
               double    y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 6, 0, 2 * G_PI);
  set_colour (cr, is_dark ? &night : &white, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, is_dark ? &white : &black, 1);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  draw_text (cr, "?", 9.5, x, y);
}

/**
 * lage_symbol_draw_marks:
 * @attention: what to act on
 * @freshness: how old it is
 * @look: how the map looks
 * @right: where the right edge of the symbol is
 * @top: where its upper edge is
 * @bottom: where its lower edge is
 * @cr: where the middle of the symbol is the origin
 *
 * Draws what tells attention and age without colour: upon the right corners of a symbol.
 */
void
lage_symbol_draw_marks (LageSymbolAttention  attention,
                        LageSymbolFreshness  freshness,
                        const LageMapLook   *look,
                        double               right,
                        double               top,
                        double               bottom,
                        cairo_t             *cr)
{
  if (freshness == LAGE_SYMBOL_SILENT)
    draw_question (cr, look->is_dark, right, bottom);
  else if (freshness != LAGE_SYMBOL_FRESH)
    draw_clock (cr, look->is_dark, right, bottom);

  if (attention != LAGE_SYMBOL_CALM)
    draw_attention (cr, attention, right, top);
}

/**
 * lage_symbol_draw_glyph:
 * @kind: a kind
 * @look: how the map looks
 * @cr: where the middle is the origin
 *
 * Draws what stands for a kind in general, small beside a number.
 */
void
lage_symbol_draw_glyph (LageSymbolKind     kind,
                        const LageMapLook *look,
                        cairo_t           *cr)
{
  LageSymbolStyle style = { .kind = (guint8) kind, .variant = LAGE_SYMBOL_VARIANT_CLOSED };
  Colour fill;
  Colour ink;
  Colour border;

  g_return_if_fail (kind < LAGE_N_SYMBOL_KINDS);

  get_colours (&style, &fill, &ink, &border);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_outline (cr, kind);
  set_colour (cr, &fill, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, look->is_dark ? &white : &black, 1);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);

  if (kind != LAGE_SYMBOL_UNIT)
    draw_contents (cr, &style, &ink);
}

/**
 * lage_symbol_draw:
 * @style: what to draw
 * @look: how the map looks
 * @cr: where the middle of the symbol is the origin
 *
 * Draws a symbol of at most %LAGE_SYMBOL_WIDTH by %LAGE_SYMBOL_HEIGHT.
 */
void
lage_symbol_draw (const LageSymbolStyle *style,
                  const LageMapLook     *look,
                  cairo_t               *cr)
{
  static const double dashes[] = { 4, 2.5 };
  static const double dots[] = { 1.5, 2.5 };
  gboolean is_dark = look->is_dark;
  const Colour *ground = is_dark ? &night : &white;
  double extra = look->is_high_contrast ? 1.2 : 0;
  gboolean is_silent;
  Colour fill;
  Colour ink;
  Colour border;

  g_return_if_fail (style->kind < LAGE_N_SYMBOL_KINDS);
  g_return_if_fail (style->organisation < LAGE_N_ORGANISATIONS);
  g_return_if_fail (style->freshness < LAGE_N_SYMBOL_FRESHNESS);
  g_return_if_fail (style->attention < LAGE_N_SYMBOL_ATTENTION);
  g_return_if_fail (style->variant < LAGE_N_SYMBOL_VARIANTS);

  get_colours (style, &fill, &ink, &border);
  is_silent = style->freshness == LAGE_SYMBOL_SILENT;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);

  /* A halo lifts the symbol from the map; an alarm makes it red and wide. */
  trace_outline (cr, style->kind);
  if (style->attention == LAGE_SYMBOL_ALARM)
    {
      set_colour (cr, &danger_red, 1);
      cairo_set_line_width (cr, 8.5 + extra);
      cairo_stroke_preserve (cr);
    }
  set_colour (cr, ground, 0.95);
  cairo_set_line_width (cr, 4.5 + extra);
  cairo_stroke_preserve (cr);

  if (style->freshness == LAGE_SYMBOL_STALE)
    {
      fill = mix (&fill, ground, 0.6);
      ink = is_dark ? white : black;
    }
  else if (is_silent)
    {
      fill = *ground;
      ink = is_dark ? white : black;
      border = ink;
    }
  else if (is_dark && style->kind != LAGE_SYMBOL_WARNING && style->kind != LAGE_SYMBOL_GAUGE &&
           style->kind != LAGE_SYMBOL_AREA)
    {
      border = mix (&white, &fill, 0.15);
    }

  if (style->freshness == LAGE_SYMBOL_STALE && is_dark)
    border = mix (&border, &white, 0.7);

  /* Black or white, whatever the kind: that is where the contrast comes from. */
  if (look->is_high_contrast)
    border = is_dark ? white : black;

  set_colour (cr, &fill, is_silent && !look->is_high_contrast ? 0.8 : 1);
  cairo_fill_preserve (cr);

  set_colour (cr, &border, 1);
  cairo_set_line_width (cr, 2 + extra);
  if (style->freshness == LAGE_SYMBOL_STALE)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if (is_silent)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  if (is_silent)
    {
      set_colour (cr, &ink, 1);
      draw_text (cr, "?", 14, style->kind == LAGE_SYMBOL_TASK ? -1 : 0,
                 style->kind == LAGE_SYMBOL_WARNING || style->kind == LAGE_SYMBOL_DRONE ? 2 : -1);
    }
  else
    {
      draw_contents (cr, style, &ink);
    }

  if (style->freshness == LAGE_SYMBOL_AGEING || style->freshness == LAGE_SYMBOL_STALE)
    draw_clock (cr, is_dark, 15, 12);

  if (style->attention != LAGE_SYMBOL_CALM)
    draw_attention (cr, style->attention, 16, -12);
}

/* Where the marks of a sign are: at its corners, whatever stands beside it. */
static double
get_mark_x (const LageSign *sign)
{
  LageSignRect extents;

  lage_sign_get_extents (sign, LAGE_SYMBOL_SIGN_PX, &extents);

  return CLAMP (extents.x + extents.width - 4, 14, 20);
}

/**
 * lage_symbol_get_sign_extent:
 * @sign: a sign
 * @half_width: (out): logical pixels to either side that it is drawn in, with halo and marks
 * @half_height: (out): above and below
 */
void
lage_symbol_get_sign_extent (const LageSign *sign,
                             double         *half_width,
                             double         *half_height)
{
  LageSignRect extents;

  lage_sign_get_extents (sign, LAGE_SYMBOL_SIGN_PX, &extents);
  *half_width = ceil (MAX (MAX (-extents.x, extents.x + extents.width) + ALARM_HALO,
                           get_mark_x (sign) + MARK));
  *half_height = ceil (MAX (MAX (-extents.y, extents.y + extents.height) + ALARM_HALO,
                            MARK_Y + MARK));
}

/**
 * lage_symbol_draw_sign:
 * @sign: what to draw
 * @freshness: its age
 * @attention: what it asks for
 * @look: how the map looks
 * @cr: where the middle of the sign is the origin
 *
 * Draws a tactical sign with the halo and the marks that the other symbols have.
 */
void
lage_symbol_draw_sign (const LageSign      *sign,
                       LageSymbolFreshness  freshness,
                       LageSymbolAttention  attention,
                       const LageMapLook   *look,
                       cairo_t             *cr)
{
  static const LageSignStrength strengths[LAGE_N_SYMBOL_FRESHNESS] = {
    [LAGE_SYMBOL_FRESH] = LAGE_SIGN_FULL,
    [LAGE_SYMBOL_AGEING] = LAGE_SIGN_FULL,
    [LAGE_SYMBOL_STALE] = LAGE_SIGN_FADED,
    [LAGE_SYMBOL_SILENT] = LAGE_SIGN_HOLLOW,
  };
  LageSignTheme theme = look->is_dark            ? LAGE_SIGN_DARK
                        : look->is_high_contrast ? LAGE_SIGN_PRINT
                                                 : LAGE_SIGN_LIGHT;
  double x = get_mark_x (sign);

  g_return_if_fail (sign != NULL);
  g_return_if_fail (freshness < LAGE_N_SYMBOL_FRESHNESS);
  g_return_if_fail (attention < LAGE_N_SYMBOL_ATTENTION);

  if (attention == LAGE_SYMBOL_ALARM)
    {
      set_colour (cr, &danger_red, 1);
      lage_sign_draw_halo (sign, LAGE_SYMBOL_SIGN_PX, ALARM_HALO, cr);
    }
  set_colour (cr, look->is_dark ? &night : &white, 1);
  lage_sign_draw_halo (sign, LAGE_SYMBOL_SIGN_PX, HALO, cr);
  lage_sign_draw_strength (sign, theme, strengths[freshness], LAGE_SYMBOL_SIGN_PX, cr);

  if (freshness == LAGE_SYMBOL_AGEING || freshness == LAGE_SYMBOL_STALE)
    draw_clock (cr, look->is_dark, x, MARK_Y);
  if (attention != LAGE_SYMBOL_CALM)
    draw_attention (cr, attention, x, -MARK_Y);
}
