/* test-cluster-symbol.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "lage-cluster-symbol.h"

static void
test_counts (void)
{
  static const struct
  {
    guint n_items;
    const char *text;
  } table[] = {
    { 2, "2" }, { 99, "99" }, { 100, "100+" }, { 109, "100+" }, { 110, "110+" },
    { 999, "990+" }, { 1000, "1k+" }, { 99999, "99k+" }, { 100000, "100k+" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = lage_cluster_format_count (table[i].n_items);

      g_assert_cmpstr (text, ==, table[i].text);
    }
}

static void
test_rows_are_the_most_frequent_kinds (void)
{
  LageClusterStyle style = { .counts = { [LAGE_SYMBOL_UNIT] = 4 } };
  LageClusterRow rows[LAGE_CLUSTER_MAX_ROWS];

  g_assert_cmpuint (lage_cluster_style_get_rows (&style, rows), ==, 1);
  g_assert_cmpint (rows[0].kind, ==, LAGE_SYMBOL_UNIT);
  g_assert_cmpstr (rows[0].text, ==, "4");

  /* Of two as many, the one that comes first. */
  style.counts[LAGE_SYMBOL_GAUGE] = 4;
  style.counts[LAGE_SYMBOL_NOTE] = 120;
  g_assert_cmpuint (lage_cluster_style_get_rows (&style, rows), ==, 3);
  g_assert_cmpint (rows[0].kind, ==, LAGE_SYMBOL_NOTE);
  g_assert_cmpstr (rows[0].text, ==, "120+");
  g_assert_cmpint (rows[1].kind, ==, LAGE_SYMBOL_GAUGE);
  g_assert_cmpint (rows[2].kind, ==, LAGE_SYMBOL_UNIT);

  /* More kinds than lines: the last line is for all the others. */
  style.counts[LAGE_SYMBOL_TASK] = 2;
  style.counts[LAGE_SYMBOL_AREA] = 1;
  g_assert_cmpuint (lage_cluster_style_get_rows (&style, rows), ==, 3);
  g_assert_cmpint (rows[1].kind, ==, LAGE_SYMBOL_GAUGE);
  g_assert_cmpint (rows[2].kind, ==, -1);
  g_assert_cmpstr (rows[2].text, ==, "7");
}

/* How much two of them differ in grey: what somebody sees who sees no colours. */
static double
compare (const LageClusterStyle *a,
         const LageClusterStyle *b,
         const LageMapLook      *look)
{
  const LageClusterStyle *styles[] = { a, b };
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  cairo_surface_t *surfaces[2];
  double difference = 0;

  for (guint i = 0; i < 2; i++)
    {
      cairo_t *cr;

      surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 80);
      cr = cairo_create (surfaces[i]);
      cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
      cairo_paint (cr);
      cairo_translate (cr, 50, 40);
      lage_cluster_symbol_draw (styles[i], look, layout, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (surfaces[i]);
    }

  for (int i = 0; i < 100 * 80; i++)
    {
      const guint8 *p = cairo_image_surface_get_data (surfaces[0]) + 4 * i;
      const guint8 *q = cairo_image_surface_get_data (surfaces[1]) + 4 * i;

      difference += fabs (0.1 * (p[0] - q[0]) + 0.6 * (p[1] - q[1]) + 0.3 * (p[2] - q[2]));
    }
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
  g_object_unref (context);

  return difference;
}

static void
test_tells_the_worst_without_colour (void)
{
  for (int is_dark = 0; is_dark < 2; is_dark++)
    for (int is_high_contrast = 0; is_high_contrast < 2; is_high_contrast++)
      {
        const LageMapLook look = { 1, 1, is_dark, is_high_contrast };
        LageClusterStyle styles[7];

        for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
          styles[i] = (LageClusterStyle) { .counts = { [LAGE_SYMBOL_UNIT] = 12 } };
        styles[1].attention = LAGE_SYMBOL_NOTICE;
        styles[2].attention = LAGE_SYMBOL_ALARM;
        styles[3].freshness = LAGE_SYMBOL_AGEING;
        styles[4].freshness = LAGE_SYMBOL_STALE;
        styles[5].freshness = LAGE_SYMBOL_SILENT;
        styles[6].is_selected = TRUE;

        for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
          for (guint k = 0; k < i; k++)
            g_assert_cmpfloat (compare (&styles[i], &styles[k], &look), >, 600);
      }
}

static void
test_tells_the_kinds_apart (void)
{
  const LageMapLook look = { 1, 1, FALSE, FALSE };

  for (guint i = 0; i < LAGE_N_SYMBOL_KINDS; i++)
    for (guint k = 0; k < i; k++)
      {
        LageClusterStyle a = { { 0, }, };
        LageClusterStyle b = { { 0, }, };

        a.counts[i] = 5;
        b.counts[k] = 5;
        g_assert_cmpfloat (compare (&a, &b, &look), >, 600);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/cluster-symbol/counts", test_counts);
  g_test_add_func ("/map/cluster-symbol/rows", test_rows_are_the_most_frequent_kinds);
  g_test_add_func ("/map/cluster-symbol/worst", test_tells_the_worst_without_colour);
  g_test_add_func ("/map/cluster-symbol/kinds", test_tells_the_kinds_apart);

  return g_test_run ();
}
