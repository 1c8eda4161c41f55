/* test-sign-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sign-test.h"

#define SIZE 140
#define MIDDLE (SIZE / 2)

/* A picture on a ground of 0x808080, of the mode that @draw says. */
static cairo_surface_t *
draw (const LageSign  *sign,
      LageSignTheme    theme,
      LageSignStrength strength,
      double           unit_px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_paint (cr);
  cairo_translate (cr, MIDDLE, MIDDLE);
  lage_sign_draw_strength (sign, theme, strength, unit_px, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, data + y * cairo_image_surface_get_stride (surface) + x * 4, sizeof pixel);

  return pixel & 0xffffff;
}

/* Of a picture just large enough for a sign without texts beside it. */
static char *
get_checksum (const LageSign *sign,
              LageSignTheme   theme)
{
  const int width = 100;
  const int height = 60;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  char *checksum;

  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_paint (cr);
  cairo_translate (cr, width / 2, height / 2);
  lage_sign_draw (sign, theme, 40, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  checksum =
    g_compute_checksum_for_data (G_CHECKSUM_MD5, cairo_image_surface_get_data (surface),
                                 (gsize) (cairo_image_surface_get_stride (surface) * height));
  cairo_surface_destroy (surface);

  return checksum;
}

static void
check_is_new (const LageSignSpec *spec,
              gpointer            user_data)
{
  GHashTable *seen = user_data;
  const LageSign *sign = lage_sign_make (spec, NULL);
  g_autofree char *checksum = get_checksum (sign, LAGE_SIGN_PRINT);
  const LageSign *other = g_hash_table_lookup (seen, checksum);

  if (other != NULL && other != sign)
    g_error ("%s looks like %s", lage_sign_get_code (sign), lage_sign_get_code (other));
  g_hash_table_insert (seen, g_steal_pointer (&checksum), (gpointer) sign);
}

/* Nothing in the grammar looks like anything else, even without colours. */
static void
test_all_differ (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  sign_test_for_each (check_is_new, seen);
}

static void
test_texts_differ (void)
{
  static const char * const codes[] = {
    "sign1;base=unit;org=fire",
    "sign1;base=unit;org=fire;name=A",
    "sign1;base=unit;org=fire;name=B",
    "sign1;base=unit;org=fire;type=A",
    "sign1;base=unit;org=fire;short=A",
    "sign1;base=unit;org=fire;left=A",
    "sign1;base=unit;org=fire;right=A",
    "sign1;base=person;name=A",
    "sign1;base=person;org=fire;name=A",
    "sign1;base=person;org=fire;short=A",
    "sign1;base=account-red;name=1",
    "sign1;base=account-red;name=2",
    "sign1;base=staging-area;name=A",
    "sign1;base=command-post;name=TEL",
    "sign1;base=command-post;name=FüSt",
    "sign1;base=command-post;name=EAL;task=dike-defence",
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const LageSign *sign = lage_sign_from_code (codes[i], NULL);

      g_assert_nonnull (sign);
      g_assert_true (g_hash_table_insert (seen, get_checksum (sign, LAGE_SIGN_LIGHT), NULL));
    }
}

static void
assert_near (guint32 pixel,
             guint32 wanted)
{
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (abs ((int) (pixel >> shift & 0xff) - (int) (wanted >> shift & 0xff)), <, 40);
}

/* The fill of a fire unit by theme, and its border on paper. */
static void
test_themes (void)
{
  const LageSign *sign = lage_sign_from_code ("sign1;base=unit;org=fire;task=pumping", NULL);
  static const guint32 fills[LAGE_N_SIGN_THEMES] = { 0xe61714, 0xd21916, 0xffffff };

  for (LageSignTheme theme = 0; theme < LAGE_N_SIGN_THEMES; theme++)
    {
      cairo_surface_t *surface = draw (sign, theme, LAGE_SIGN_FULL, 100);

      assert_near (get_pixel (surface, MIDDLE - 42, MIDDLE - 20), fills[theme]);
      g_assert_cmphex (get_pixel (surface, MIDDLE - 60, MIDDLE), ==, 0x808080);
      if (theme == LAGE_SIGN_PRINT)
        assert_near (get_pixel (surface, MIDDLE - 50, MIDDLE), 0xd90d0d);
      cairo_surface_destroy (surface);
    }
}

static guint
count_different (cairo_surface_t *a,
                 cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      n += get_pixel (a, x, y) != get_pixel (b, x, y);

  return n;
}

static void
test_strengths (void)
{
  for (guint8 base = 0; base < LAGE_N_SIGN_BASES; base++)
    for (LageSignTheme theme = 0; theme < LAGE_N_SIGN_THEMES; theme++)
      {
        const LageSign *sign = lage_sign_make (&(LageSignSpec){ .base = base }, NULL);
        cairo_surface_t *full = draw (sign, theme, LAGE_SIGN_FULL, 48);
        cairo_surface_t *faded = draw (sign, theme, LAGE_SIGN_FADED, 48);
        cairo_surface_t *hollow = draw (sign, theme, LAGE_SIGN_HOLLOW, 48);

        g_assert_cmpuint (count_different (full, faded), >, 20);
        g_assert_cmpuint (count_different (full, hollow), >, 40);
        g_assert_cmpuint (count_different (faded, hollow), >, 40);
        cairo_surface_destroy (full);
        cairo_surface_destroy (faded);
        cairo_surface_destroy (hollow);
      }
}

/* That all ink lies within the extents, and that they are not much larger. */
static void
check_extents (const LageSign *sign,
               double          unit_px,
               gboolean        is_halo)
{
  const int size = 700;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
  cairo_t *cr = cairo_create (surface);
  const guint8 *data;
  LageSignRect extents;
  int left = size;
  int top = size;
  int right = 0;
  int bottom = 0;

  cairo_translate (cr, size / 2.0, size / 2.0);
  if (is_halo)
    lage_sign_draw_halo (sign, unit_px, 3, cr);
  else
    lage_sign_draw (sign, LAGE_SIGN_PRINT, unit_px, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (data[y * cairo_image_surface_get_stride (surface) + x] > 16)
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  cairo_surface_destroy (surface);

  lage_sign_get_extents (sign, unit_px, &extents);
  if (is_halo)
    {
      extents.x -= 3;
      extents.y -= 3;
      extents.width += 6;
      extents.height += 6;
    }
  g_test_message ("%s at %g: %d..%d, %d..%d in %g..%g, %g..%g", lage_sign_get_code (sign), unit_px,
                  left - size / 2, right - size / 2, top - size / 2, bottom - size / 2, extents.x,
                  extents.x + extents.width, extents.y, extents.y + extents.height);
  g_assert_cmpfloat (left - size / 2, >=, floor (extents.x));
  g_assert_cmpfloat (top - size / 2, >=, floor (extents.y));
  g_assert_cmpfloat (right - size / 2, <=, ceil (extents.x + extents.width));
  g_assert_cmpfloat (bottom - size / 2, <=, ceil (extents.y + extents.height));
}

static void
test_extents (void)
{
  static const char * const codes[] = {
    "sign1;base=unit;org=fire;size=zug;name=LZ Nord;type=LZ;left=14:30;right=Florian 11/46-1",
    "sign1;base=unit;size=staffel",
    "sign1;base=unit;size=verband-3",
    "sign1;base=command-post;level=federation;name=WWWWWWWWWWWWWWWWWWWWWWWW",
    "sign1;base=person;org=fire;rank=leader;name=WWWWWWWWWWWWWWWW;left=WWWW;right=WWWW",
    "sign1;base=person;state=dead;rescue=buried",
    "sign1;base=person;state=injured;rescue=transported;name=3 Pers.",
    "sign1;base=person;state=missing;rescue=to-transport",
    "sign1;base=facility;org=relief;task=hospital;level=state;short=WWWWWW",
    "sign1;base=danger;task=cbrn;hint=acute;left=WWWWWW;name=WWWWWWWWWWWW",
    "sign1;base=helicopter;org=police;name=Libelle 1;short=BPOL",
    "sign1;base=water-craft;org=relief;task=water-rescue;short=DLRG;name=Nis Randers",
    "sign1;base=road;state=blocked;name=B 75",
    "sign1;base=emergency-shelter;org=relief;name=Schule",
  };
  static const double sizes[] = { 24, 44, 96 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        {
          const LageSign *sign = lage_sign_from_code (codes[i], NULL);

          g_assert_nonnull (sign);
          check_extents (sign, sizes[k], FALSE);
          check_extents (sign, sizes[k], TRUE);
        }
      for (guint8 base = 0; base < LAGE_N_SIGN_BASES; base++)
        {
          const LageSign *sign = lage_sign_make (&(LageSignSpec){ .base = base }, NULL);

          check_extents (sign, sizes[k], FALSE);
          check_extents (sign, sizes[k], TRUE);
        }
    }
}

/* A halo covers the sign: nothing of it is left outside. */
static void
test_halo (void)
{
  const LageSign *sign =
    lage_sign_from_code ("sign1;base=unit;org=thw;size=zug;task=pumping;right=21/10", NULL);
  cairo_surface_t *halo = cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_surface_t *body = cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_t *cr = cairo_create (halo);
  int stride = cairo_image_surface_get_stride (halo);
  guint n_body = 0;
  guint n_halo = 0;

  cairo_translate (cr, MIDDLE, MIDDLE);
  lage_sign_draw_halo (sign, 48, 2, cr);
  cairo_destroy (cr);
  cr = cairo_create (body);
  cairo_translate (cr, MIDDLE, MIDDLE);
  lage_sign_draw (sign, LAGE_SIGN_LIGHT, 48, cr);
  cairo_destroy (cr);
  cairo_surface_flush (halo);
  cairo_surface_flush (body);

  for (int i = 0; i < SIZE * stride; i++)
    {
      guint8 h = cairo_image_surface_get_data (halo)[i];
      guint8 b = cairo_image_surface_get_data (body)[i];

      n_body += b > 0;
      n_halo += h > 0;
      if (b > 64)
        g_assert_cmpuint (h, >, 200);
    }
  g_assert_cmpuint (n_halo, >, n_body + 200);
  cairo_surface_destroy (halo);
  cairo_surface_destroy (body);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signs/painter/themes", test_themes);
  g_test_add_func ("/signs/painter/strengths", test_strengths);
  g_test_add_func ("/signs/painter/all-differ", test_all_differ);
  g_test_add_func ("/signs/painter/texts-differ", test_texts_differ);
  g_test_add_func ("/signs/painter/extents", test_extents);
  g_test_add_func ("/signs/painter/halo", test_halo);

  return g_test_run ();
}
