/* test-sheet-layout.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "lage-error.h"
#include "lage-mercator.h"
#include "lage-sheet-layout.h"

static const LageSheetOptions a4 = {
  .width_mm = 297.0,
  .height_mm = 210.0,
  .margin_mm = 8.0,
  .west = 9.75,
  .south = 53.42,
  .east = 10.20,
  .north = 53.62,
};

static void
test_round_scale (void)
{
  static const double cases[][2] = {
    { 24999.0, 25000.0 }, { 25000.0, 25000.0 },   { 25000.1, 30000.0 }, { 41000.0, 50000.0 },
    { 60000.1, 75000.0 }, { 75000.1, 100000.0 },  { 99.0, 500.0 },      { 1e12, 20000000.0 },
    { 1000.0, 1000.0 },   { 1250.0001, 1500.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (lage_sheet_layout_round_scale (cases[i][0]), ==, cases[i][1]);
}

static void
test_bar (void)
{
  /* 40 mm at 1:25 000 are a kilometre on the ground. */
  g_assert_cmpfloat (lage_sheet_layout_choose_bar_m (25000.0, 40.0), ==, 1000.0);
  g_assert_cmpfloat (lage_sheet_layout_choose_bar_m (25000.0, 39.9), ==, 500.0);
  g_assert_cmpfloat (lage_sheet_layout_choose_bar_m (25000.0, 80.0), ==, 2000.0);
  g_assert_cmpfloat (lage_sheet_layout_choose_bar_m (1000.0, 60.0), ==, 50.0);
}

static void
test_fit (void)
{
  g_autoptr(GError) error = NULL;
  LageSheetLayout layout;
  double west, north;

  g_assert_true (lage_sheet_layout_init (&layout, &a4, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (lage_sheet_layout_get_n_maps (&layout), ==, 1);
  g_assert_true (layout.is_block_beside);
  g_assert_cmpfloat (layout.scale, ==, lage_sheet_layout_round_scale (layout.scale));

  /* All of the extent is on the page, and the map is as large as its scale says. */
  lage_sheet_layout_get_origin (&layout, 0, &west, &north);
  g_assert_cmpfloat (west, <=, lage_mercator_x (a4.west));
  g_assert_cmpfloat (north, <=, lage_mercator_y (a4.north));
  g_assert_cmpfloat (west + layout.map.width_mm / layout.world_mm, >=, lage_mercator_x (a4.east));
  g_assert_cmpfloat (north + layout.map.height_mm / layout.world_mm, >=,
                     lage_mercator_y (a4.south));
  g_assert_cmpfloat_with_epsilon (layout.world_mm * layout.scale / 1000.0,
                                  40075016.686 * cos (53.52 * G_PI / 180.0), 2000.0);

  /* Boxes lie within what may be printed on, and not on each other. */
  g_assert_cmpfloat (layout.map.x_mm + layout.map.width_mm, <, layout.block.x_mm);
  g_assert_cmpfloat_with_epsilon (layout.block.x_mm + layout.block.width_mm, 289.0, 1e-9);
}

static void
test_tall (void)
{
  LageSheetOptions options = a4;
  LageSheetLayout layout;

  options.width_mm = 210.0;
  options.height_mm = 297.0;
  options.has_grid = TRUE;
  g_assert_true (lage_sheet_layout_init (&layout, &options, NULL));
  g_assert_false (layout.is_block_beside);
  g_assert_cmpfloat (layout.map.y_mm + layout.map.height_mm, <, layout.block.y_mm);
  /* The numbers of the grid have their room. */
  g_assert_cmpfloat (layout.map.x_mm, >, 8.0);
  g_assert_cmpfloat (layout.map.y_mm, >, 8.0);
}

static void
test_pages (void)
{
  LageSheetOptions options = a4;
  LageSheetLayout layout;
  double west, north, last_west;

  options.scale = 25000.0;
  g_assert_true (lage_sheet_layout_init (&layout, &options, NULL));
  g_assert_cmpfloat (layout.scale, ==, 25000.0);
  g_assert_cmpuint (layout.n_columns, >, 1);
  g_assert_cmpuint (layout.n_rows, >, 1);

  /* Neighbours overlap by what the layout says. */
  lage_sheet_layout_get_origin (&layout, 0, &last_west, &north);
  lage_sheet_layout_get_origin (&layout, 1, &west, &north);
  g_assert_cmpfloat_with_epsilon ((west - last_west) * layout.world_mm,
                                  layout.map.width_mm - layout.overlap_mm, 1e-6);

  /* Together they cover the extent. */
  lage_sheet_layout_get_origin (&layout, 0, &west, &north);
  g_assert_cmpfloat (west, <=, lage_mercator_x (options.west) + 1e-12);
  g_assert_cmpfloat (north, <=, lage_mercator_y (options.north) + 1e-12);
  lage_sheet_layout_get_origin (&layout, lage_sheet_layout_get_n_maps (&layout) - 1, &west, &north);
  g_assert_cmpfloat (west + layout.map.width_mm / layout.world_mm, >=,
                     lage_mercator_x (options.east) - 1e-12);
  g_assert_cmpfloat (north + layout.map.height_mm / layout.world_mm, >=,
                     lage_mercator_y (options.south) - 1e-12);
}

static void
test_unit (void)
{
  LageSheetOptions options = a4;
  LageSheetLayout layout;

  g_assert_true (lage_sheet_layout_init (&layout, &options, NULL));
  g_assert_cmpfloat_with_epsilon (layout.unit, 1.0, 1e-9);
  options.width_mm = 1189.0;
  options.height_mm = 841.0;
  g_assert_true (lage_sheet_layout_init (&layout, &options, NULL));
  g_assert_cmpfloat_with_epsilon (layout.unit, 2.0, 0.01);
}

static void
test_refused (void)
{
  LageSheetLayout layout;

  static const struct
  {
    LageSheetOptions options;
    int              code;
  } cases[] = {
    { { .width_mm = 99, .height_mm = 210, .west = 9, .east = 10, .south = 53, .north = 54 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 2001, .west = 9, .east = 10, .south = 53, .north = 54 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 210, .margin_mm = 60, .west = 9, .east = 10, .south = 53,
        .north = 54 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 210, .west = 10, .east = 9, .south = 53, .north = 54 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 210, .west = 9, .east = 10, .south = 53, .north = 89 },
      LAGE_ERROR_INVALID },
    { { .width_mm = NAN, .height_mm = 210, .west = 9, .east = 10, .south = 53, .north = 54 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 210, .west = 9, .east = 10, .south = 53, .north = 54,
        .scale = 499 },
      LAGE_ERROR_INVALID },
    { { .width_mm = 297, .height_mm = 210, .west = 9, .east = 10, .south = 53, .north = 54,
        .scale = 5000 },
      LAGE_ERROR_TOO_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (lage_sheet_layout_init (&layout, &cases[i].options, &error));
      g_assert_error (error, LAGE_ERROR, cases[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/sheet-layout/round-scale", test_round_scale);
  g_test_add_func ("/print/sheet-layout/bar", test_bar);
  g_test_add_func ("/print/sheet-layout/fit", test_fit);
  g_test_add_func ("/print/sheet-layout/tall", test_tall);
  g_test_add_func ("/print/sheet-layout/pages", test_pages);
  g_test_add_func ("/print/sheet-layout/unit", test_unit);
  g_test_add_func ("/print/sheet-layout/refused", test_refused);

  return g_test_run ();
}
