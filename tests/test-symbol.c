/* test-symbol.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <stdlib.h>

#include "lage-sign.h"
#include "lage-symbol.h"

#define WIDTH LAGE_SYMBOL_WIDTH
#define HEIGHT LAGE_SYMBOL_HEIGHT

/* The lightness that is left on a white ground when colours are taken away, 0..255. */
static guint8 *
draw_grey (const LageSymbolStyle *style,
           gboolean               is_dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const LageMapLook look = { 1, 1, is_dark, FALSE };
  guint8 *grey = g_malloc (WIDTH * HEIGHT);
  const guint8 *data;
  int stride;

  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_paint (cr);
  cairo_translate (cr, WIDTH / 2.0, HEIGHT / 2.0);
  lage_symbol_draw (style, &look, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *p = data + y * stride + x * 4;

        grey[y * WIDTH + x] = (guint8) ((29 * p[0] + 150 * p[1] + 77 * p[2]) / 256);
      }
  cairo_surface_destroy (surface);

  return grey;
}

#define SIGN_SIZE 100

static guint8 *
draw_sign_grey (const LageSign      *sign,
                LageSymbolFreshness  freshness,
                LageSymbolAttention  attention)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIGN_SIZE, SIGN_SIZE);
  cairo_t *cr = cairo_create (surface);
  const LageMapLook look = { 1, 1, FALSE, FALSE };
  guint8 *grey = g_malloc (SIGN_SIZE * SIGN_SIZE);
  double half_width;
  double half_height;

  cairo_translate (cr, SIGN_SIZE / 2.0, SIGN_SIZE / 2.0);
  lage_symbol_draw_sign (sign, freshness, attention, &look, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  lage_symbol_get_sign_extent (sign, &half_width, &half_height);
  for (int y = 0; y < SIGN_SIZE; y++)
    for (int x = 0; x < SIGN_SIZE; x++)
      {
        const guint8 *p = cairo_image_surface_get_data (surface) + y * SIGN_SIZE * 4 + x * 4;

        grey[y * SIGN_SIZE + x] = (guint8) ((29 * p[0] + 150 * p[1] + 77 * p[2]) / 256);
        if (abs (2 * x + 1 - SIGN_SIZE) > 2 * half_width
            || abs (2 * y + 1 - SIGN_SIZE) > 2 * half_height)
          g_assert_cmpuint (p[3], ==, 0);
      }
  cairo_surface_destroy (surface);

  return grey;
}

static guint
count_different_pixels (const guint8 *a,
                        const guint8 *b)
{
  guint n = 0;

  for (guint i = 0; i < SIGN_SIZE * SIGN_SIZE; i++)
    n += abs ((int) a[i] - (int) b[i]) > 24;

  return n;
}

static guint
count_different (const LageSymbolStyle *a,
                 const LageSymbolStyle *b,
                 gboolean               is_dark)
{
  g_autofree guint8 *grey_a = draw_grey (a, is_dark);
  g_autofree guint8 *grey_b = draw_grey (b, is_dark);
  guint n = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    n += abs ((int) grey_a[i] - (int) grey_b[i]) > 24;

  return n;
}

static void
test_kinds_differ (void)
{
  for (guint8 a = 0; a < LAGE_N_SYMBOL_KINDS; a++)
    for (guint8 b = 0; b < a; b++)
      {
        LageSymbolStyle style_a = { .kind = a };
        LageSymbolStyle style_b = { .kind = b };

        g_assert_cmpuint (count_different (&style_a, &style_b, FALSE), >, 60);
        g_assert_cmpuint (count_different (&style_a, &style_b, TRUE), >, 60);
      }
}

static void
test_freshness_without_colour (void)
{
  for (guint8 kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    for (guint8 a = 0; a < LAGE_N_SYMBOL_FRESHNESS; a++)
      for (guint8 b = 0; b < a; b++)
        {
          LageSymbolStyle style_a = { .kind = kind, .freshness = a };
          LageSymbolStyle style_b = { .kind = kind, .freshness = b };

          g_assert_cmpuint (count_different (&style_a, &style_b, FALSE), >, 25);
          g_assert_cmpuint (count_different (&style_a, &style_b, TRUE), >, 25);
        }
}

static void
test_attention_without_colour (void)
{
  for (guint8 kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    for (guint8 a = 0; a < LAGE_N_SYMBOL_ATTENTION; a++)
      for (guint8 b = 0; b < a; b++)
        {
          LageSymbolStyle style_a = { .kind = kind, .attention = a };
          LageSymbolStyle style_b = { .kind = kind, .attention = b };

          g_assert_cmpuint (count_different (&style_a, &style_b, FALSE), >, 30);
        }
}

/* Signs wear age and attention too, each of them to be seen without colour, within their room. */
static void
test_signs (void)
{
  static const char * const codes[] = {
    "sign1;base=unit;org=thw;task=pumping;size=zug",
    "sign1;base=person;state=injured",
    "sign1;base=danger;task=dike-defence;hint=acute",
    "sign1;base=staging-area",
    "sign1;base=drone;org=fire",
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const LageSign *sign = lage_sign_from_code (codes[i], NULL);
      guint8 *seen[LAGE_N_SYMBOL_FRESHNESS * LAGE_N_SYMBOL_ATTENTION] = { NULL };
      guint n = 0;

      for (guint8 freshness = 0; freshness < LAGE_N_SYMBOL_FRESHNESS; freshness++)
        for (guint8 attention = 0; attention < LAGE_N_SYMBOL_ATTENTION; attention++)
          {
            seen[n] = draw_sign_grey (sign, freshness, attention);
            for (guint k = 0; k < n; k++)
              g_assert_cmpuint (count_different_pixels (seen[k], seen[n]), >, 25);
            n++;
          }
      for (guint k = 0; k < n; k++)
        g_free (seen[k]);
    }
}

static void
test_organisations_differ (void)
{
  for (guint8 a = 0; a < LAGE_N_ORGANISATIONS; a++)
    for (guint8 b = 0; b < a; b++)
      {
        LageSymbolStyle style_a = { .kind = LAGE_SYMBOL_UNIT, .organisation = a };
        LageSymbolStyle style_b = { .kind = LAGE_SYMBOL_UNIT, .organisation = b };

        g_assert_cmpuint (count_different (&style_a, &style_b, FALSE), >, 20);
        g_assert_cmpstr (lage_sign_organisation_get_text (a), !=,
                         lage_sign_organisation_get_text (b));
      }
}

static void
test_gate_variants_differ (void)
{
  for (guint8 a = 0; a < LAGE_N_SYMBOL_VARIANTS; a++)
    for (guint8 b = 0; b < a; b++)
      {
        LageSymbolStyle style_a = { .kind = LAGE_SYMBOL_FLOOD_GATE, .variant = a };
        LageSymbolStyle style_b = { .kind = LAGE_SYMBOL_FLOOD_GATE, .variant = b };

        g_assert_cmpuint (count_different (&style_a, &style_b, FALSE), >, 30);
      }
}

/* A unit that is not a rectangle of five by three is something else. */
static void
test_unit_is_a_rectangle_of_five_by_three (void)
{
  const LageMapLook look = { 1, 1, FALSE, FALSE };
  LageSymbolStyle style = { .kind = LAGE_SYMBOL_UNIT, .organisation = LAGE_ORGANISATION_FIRE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  int left = WIDTH;
  int right = 0;
  int top = HEIGHT;
  int bottom = 0;

  cairo_translate (cr, WIDTH / 2.0, HEIGHT / 2.0);
  lage_symbol_draw (&style, &look, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *p = cairo_image_surface_get_data (surface) +
                          y * cairo_image_surface_get_stride (surface) + x * 4;

        /* The red of the fire brigade. */
        if (p[3] == 255 && p[2] > 200 && p[1] < 60 && p[0] < 60)
          {
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
      }
  cairo_surface_destroy (surface);

  g_assert_cmpint (right - left + 1, >=, 31);
  g_assert_cmpint (right - left + 1, <=, 35);
  g_assert_cmpint (bottom - top + 1, >=, 18);
  g_assert_cmpint (bottom - top + 1, <=, 21);
}

static void
test_stays_on_its_canvas (void)
{
  for (guint8 kind = 0; kind < LAGE_N_SYMBOL_KINDS; kind++)
    for (guint8 attention = 0; attention < LAGE_N_SYMBOL_ATTENTION; attention++)
      {
        const LageMapLook look = { 1, 1, FALSE, attention == LAGE_SYMBOL_NOTICE };
        const int margin = 8;
        LageSymbolStyle style = { .kind = kind, .freshness = LAGE_SYMBOL_AGEING,
                                  .attention = attention };
        cairo_surface_t *surface =
          cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH + 2 * margin,
                                      HEIGHT + 2 * margin);
        cairo_t *cr = cairo_create (surface);

        cairo_translate (cr, WIDTH / 2.0 + margin, HEIGHT / 2.0 + margin);
        lage_symbol_draw (&style, &look, cr);
        cairo_destroy (cr);
        cairo_surface_flush (surface);

        for (int y = 0; y < HEIGHT + 2 * margin; y++)
          for (int x = 0; x < WIDTH + 2 * margin; x++)
            if (x < margin || x >= WIDTH + margin || y < margin || y >= HEIGHT + margin)
              g_assert_cmpuint (cairo_image_surface_get_data (surface)
                                  [y * cairo_image_surface_get_stride (surface) + x * 4 + 3],
                                ==, 0);
        cairo_surface_destroy (surface);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/symbol/kinds-differ", test_kinds_differ);
  g_test_add_func ("/map/symbol/freshness-without-colour", test_freshness_without_colour);
  g_test_add_func ("/map/symbol/attention-without-colour", test_attention_without_colour);
  g_test_add_func ("/map/symbol/organisations-differ", test_organisations_differ);
  g_test_add_func ("/map/symbol/gate-variants-differ", test_gate_variants_differ);
  g_test_add_func ("/map/symbol/unit-is-a-rectangle", test_unit_is_a_rectangle_of_five_by_three);
  g_test_add_func ("/map/symbol/stays-on-its-canvas", test_stays_on_its_canvas);

  g_test_add_func ("/map/symbol/signs", test_signs);

  return g_test_run ();
}
