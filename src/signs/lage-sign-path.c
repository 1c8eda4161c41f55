/* lage-sign-path.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-private.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Marks are short texts, as a person would dictate them to a draughtsman: commands of one letter,
 * with numbers behind it where it takes any.
 *
 *   M x y            move           L x y            line
 *   C x y x y x y    curve          Z                close
 *   A x y r a b      arc about a point from a to b degrees, clockwise; 0 is right, 90 down
 *   R x y w h        rectangle      O x y r          circle
 *   s                draw the line of what was traced
 *   f                fill it
 *   p                fill it with paper, and draw its line
 *   = n              lines n times as wide from here on
 *   k w d y g        colour from here on: ink, water, danger, yellow (warm), green (safe)
 *   t word x y size  a word, centred
 *
 * They are constants of the program: a wrong one is a mistake in it, found by the tests. */

#define MAX_NUMBERS 6
#define CAP_HEIGHT 0.73 /* of a capital letter, as share of the size of the font */

static guint
count_numbers (char command)
{
  switch (command)
    {
    case 'M':
    case 'L':
      return 2;
    case 'O':
    case 't':
      return 3;
    case 'R':
      return 4;
    case 'A':
      return 5;
    case 'C':
      return 6;
    case '=':
      return 1;
    default:
      return 0;
    }
}

/* Reads a command with its numbers; returns where the next one is, or NULL at the end. */
static const char *
read_command (const char *path,
              char       *command,
              const char **word,
              gsize      *word_length,
              double     *numbers)
{
  guint n_numbers;

  path += strspn (path, " ,");
  if (*path == '\0')
    return NULL;

  *command = *path++;
  if (*command == 't')
    {
      path += strspn (path, " ");
      *word = path;
      *word_length = strcspn (path, " ");
      path += *word_length;
    }

  n_numbers = count_numbers (*command);
  for (guint i = 0; i < n_numbers; i++)
    {
      char *end;

      path += strspn (path, " ,");
      numbers[i] = g_ascii_strtod (path, &end);
      g_assert (end != path);
      path = end;
    }

  return path;
}

/* Whether the command was one that adds to the path of @cr. */
static gboolean
trace_command (cairo_t      *cr,
               char          command,
               const double *n)
{
  switch (command)
    {
    case 'M':
      cairo_move_to (cr, n[0], n[1]);
      return TRUE;
    case 'L':
      cairo_line_to (cr, n[0], n[1]);
      return TRUE;
    case 'C':
      cairo_curve_to (cr, n[0], n[1], n[2], n[3], n[4], n[5]);
      return TRUE;
    case 'Z':
      cairo_close_path (cr);
      return TRUE;
    case 'A':
      cairo_arc (cr, n[0], n[1], n[2], n[3] * G_PI / 180, n[4] * G_PI / 180);
      return TRUE;
    case 'R':
      cairo_rectangle (cr, n[0], n[1], n[2], n[3]);
      return TRUE;
    case 'O':
      cairo_new_sub_path (cr);
      cairo_arc (cr, n[0], n[1], n[2], 0, 2 * G_PI);
      cairo_close_path (cr);
      return TRUE;
    default:
      return FALSE;
    }
}

void
lage_sign_pen_colour (const LageSignPen    *pen,
                      const LageSignColour *colour)
{
  if (pen->halo <= 0)
    cairo_set_source_rgb (pen->cr, colour->red, colour->green, colour->blue);
}

static void
stroke (const LageSignPen *pen,
        double             width)
{
  cairo_set_line_width (pen->cr, pen->line * width + 2 * pen->halo);
  cairo_stroke (pen->cr);
}

static void
fill (const LageSignPen *pen)
{
  if (pen->halo > 0)
    {
      cairo_fill_preserve (pen->cr);
      cairo_set_line_width (pen->cr, 2 * pen->halo);
      cairo_stroke (pen->cr);
      return;
    }
  cairo_fill (pen->cr);
}

/**
 * lage_sign_path_trace:
 * @cr: where to
 * @path: tracing commands alone
 *
 * Adds a shape to the path of @cr, to be filled or drawn by the caller.
 */
void
lage_sign_path_trace (cairo_t    *cr,
                      const char *path)
{
  double numbers[MAX_NUMBERS];
  const char *word;
  gsize word_length;
  char command;

  while ((path = read_command (path, &command, &word, &word_length, numbers)) != NULL)
    if (!trace_command (cr, command, numbers))
      g_assert_not_reached ();
}

/**
 * lage_sign_path_draw:
 * @pen: with what
 * @path: a mark
 * @place: where to
 * @from_width: width that the mark was made for, about the origin
 * @from_height: height that it was made for
 *
 * Draws a mark, stretched into its place; lines keep their width.
 */
void
lage_sign_path_draw (const LageSignPen *pen,
                     const char        *path,
                     const LageSignBox *place,
                     double             from_width,
                     double             from_height)
{
  double scale_x = place->width / from_width;
  double scale_y = place->height / from_height;
  const LageSignColour *colour = &pen->ink;
  double numbers[MAX_NUMBERS];
  const char *word;
  gsize word_length;
  double width = 1;
  char command;

  cairo_new_path (pen->cr);
  while ((path = read_command (path, &command, &word, &word_length, numbers)) != NULL)
    {
      gboolean is_traced;

      cairo_save (pen->cr);
      cairo_translate (pen->cr, place->x, place->y);
      cairo_scale (pen->cr, scale_x, scale_y);
      is_traced = trace_command (pen->cr, command, numbers);
      cairo_restore (pen->cr);
      if (is_traced)
        continue;

      lage_sign_pen_colour (pen, colour);
      switch (command)
        {
        case 's':
          stroke (pen, width);
          break;
        case 'f':
          fill (pen);
          break;
        case 'p':
          lage_sign_pen_colour (pen, &pen->paper);
          cairo_fill_preserve (pen->cr);
          lage_sign_pen_colour (pen, colour);
          stroke (pen, width);
          break;
        case '=':
          width = numbers[0];
          break;
        case 'k':
          colour = &pen->ink;
          break;
        case 'w':
          colour = &pen->water;
          break;
        case 'd':
          colour = &pen->danger;
          break;
        case 'y':
          colour = &pen->warm;
          break;
        case 'g':
          colour = &pen->safe;
          break;
        case 't':
          {
            g_autofree char *text = g_strndup (word, word_length);
            double scale = MIN (scale_x, scale_y);

            lage_sign_pen_text (pen, text, numbers[2] * scale, LAGE_SIGN_UNIT_WIDTH,
                                place->x + numbers[0] * scale_x, place->y + numbers[1] * scale_y,
                                0.5);
          }
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * lage_sign_pen_text:
 * @pen: with what; the colour is the source of its context
 * @text: one line
 * @size: of the font, in units
 * @max_width: a longer text is squeezed to it
 * @x: where
 * @y: where the middle of a capital letter comes to lie
 * @align: share of the text that lies left of @x, from 0 to 1
 */
void
lage_sign_pen_text (const LageSignPen *pen,
                    const char        *text,
                    double             size,
                    double             max_width,
                    double             x,
                    double             y,
                    double             align)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (pen->cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle logical;
  double width;
  double squeeze;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  width = MAX (logical.width, 1) / (double) PANGO_SCALE;
  squeeze = MIN (1, max_width / width);

  cairo_save (pen->cr);
  cairo_translate (pen->cr, x - align * width * squeeze, y);
  cairo_scale (pen->cr, squeeze, MAX (squeeze, 0.75));
  cairo_move_to (pen->cr, 0,
                 size * CAP_HEIGHT / 2 - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  if (pen->halo > 0)
    {
      pango_cairo_layout_path (pen->cr, layout);
      cairo_restore (pen->cr);
      cairo_set_line_width (pen->cr, 2 * pen->halo);
      cairo_stroke (pen->cr);
      return;
    }
  pango_cairo_show_layout (pen->cr, layout);
  cairo_restore (pen->cr);
}
