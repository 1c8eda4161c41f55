/* test-sheet.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-geometry.h"
#include "lage-mercator.h"
#include "lage-sheet-output.h"
#include "lage-sheet-private.h"

static const LageSheetOptions a3 = {
  .width_mm = 420.0,
  .height_mm = 297.0,
  .margin_mm = 8.0,
  .west = 9.75,
  .south = 53.42,
  .east = 10.20,
  .north = 53.62,
  .has_legend = TRUE,
  .has_grid = TRUE,
  .has_lists = TRUE,
};

static LageSheet *
make_sheet (const LageSheetOptions *options,
            guint                   n_items)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  LageSheet *sheet = lage_sheet_new (options, &error);

  g_assert_no_error (error);
  sheet->title = g_strdup ("Surge 13");
  sheet->is_exercise = TRUE;
  sheet->time = g_strdup ("6 December 2013, 06:09");
  sheet->author = g_strdup ("S2 Meyer");
  sheet->credit = g_strdup (LAGE_BASEMAP_CREDIT);
  sheet->basemap = lage_basemap_new_embedded (&error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *label = g_strdup_printf ("Florian 11/%u", i);
      LageMapItem item = {
        .key = i + 1,
        .longitude = g_rand_double_range (random, options->west, options->east),
        .latitude = g_rand_double_range (random, options->south, options->north),
        .kind = (guint8) (i % LAGE_N_SYMBOL_KINDS),
        .organisation = (guint8) (i / 3 % LAGE_N_ORGANISATIONS),
        .freshness = (guint8) (i % 7 == 0 ? LAGE_SYMBOL_STALE : LAGE_SYMBOL_FRESH),
        .attention = (guint8) (i % 23 == 0 ? LAGE_SYMBOL_ALARM : LAGE_SYMBOL_CALM),
        .course_deg = NAN,
        .label = label,
      };

      lage_sheet_add_item (sheet, &item);
    }
  for (guint i = 0; i < n_items; i++)
    {
      LageSheetRow row = {
        .kind = i < n_items / 2 ? LAGE_KIND_UNIT : LAGE_KIND_INCIDENT,
        .name = g_strdup_printf ("Florian 11/%u", i),
        .state = g_strdup ("4 On scene"),
        .position = g_strdup ("53.54100° N 9.97000° E"),
        .age = g_strdup ("3 min"),
      };

      lage_sheet_take_row (sheet, row);
    }

  return sheet;
}

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for (Answer *answer)
{
  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&answer->result);
}

static cairo_surface_t *
render (LageSheet *sheet,
        guint      page,
        double     dpi)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };
  cairo_surface_t *surface;

  lage_sheet_render_async (sheet, page, dpi, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  surface = lage_sheet_render_finish (result, &error);
  g_assert_no_error (error);

  return surface;
}

/* Counts the pixels of a part of the page, in millimetres, that are darker than a grey. */
static guint
count_dark (cairo_surface_t    *surface,
            double              dpi,
            const LageSheetBox *box,
            guint               below)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  double scale = dpi / 25.4;
  guint n = 0;

  for (int y = (int) (box->y_mm * scale); y < (int) ((box->y_mm + box->height_mm) * scale); y++)
    for (int x = (int) (box->x_mm * scale); x < (int) ((box->x_mm + box->width_mm) * scale); x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + (gsize) y * (gsize) stride + (gsize) x * 4, sizeof pixel);
        if ((pixel >> 16 & 0xff) < below && (pixel >> 8 & 0xff) < below && (pixel & 0xff) < below)
          n++;
      }

  return n;
}

static gboolean
pages_differ (cairo_surface_t    *a,
              cairo_surface_t    *b,
              double              dpi,
              const LageSheetBox *box)
{
  int stride = cairo_image_surface_get_stride (a);
  double scale = dpi / 25.4;
  gsize first = (gsize) (box->x_mm * scale) * 4;
  gsize length = (gsize) (box->width_mm * scale) * 4;

  for (int y = (int) (box->y_mm * scale); y < (int) ((box->y_mm + box->height_mm) * scale); y++)
    if (memcmp (cairo_image_surface_get_data (a) + (gsize) y * (gsize) stride + first,
                cairo_image_surface_get_data (b) + (gsize) y * (gsize) stride + first, length)
        != 0)
      return TRUE;

  return FALSE;
}

static void
test_map_page (void)
{
  g_autoptr(LageSheet) sheet = make_sheet (&a3, 60);
  g_autoptr(LageSheet) empty = make_sheet (&a3, 0);
  cairo_surface_t *full_page = render (sheet, 0, 60.0);
  cairo_surface_t *empty_page = render (empty, 0, 60.0);
  const char *path = g_getenv ("LAGE_SHEET_PNG");

  g_assert_cmpint (cairo_image_surface_get_width (full_page), ==, (int) lround (420.0 / 25.4 * 60));
  g_assert_cmpint (cairo_image_surface_get_height (full_page), ==,
                   (int) lround (297.0 / 25.4 * 60));

  /* Signs and their names are on the map, the legend in the block. */
  g_assert_cmpuint (count_dark (full_page, 60.0, &sheet->layout.map, 60), >,
                    count_dark (empty_page, 60.0, &sheet->layout.map, 60) + 500);
  g_assert_cmpuint (count_dark (full_page, 60.0, &sheet->layout.block, 60), >,
                    count_dark (empty_page, 60.0, &sheet->layout.block, 60) + 200);
  /* Nothing is drawn where the printer can't. */
  g_assert_cmpuint (count_dark (full_page, 60.0, &(LageSheetBox) { 0, 0, 420, 6 }, 250), ==, 0);
  g_assert_cmpuint (count_dark (full_page, 60.0, &(LageSheetBox) { 0, 0, 6, 297 }, 250), ==, 0);

  cairo_surface_destroy (full_page);
  cairo_surface_destroy (empty_page);
  if (path != NULL)
    {
      full_page = render (sheet, 0, 110.0);
      cairo_surface_write_to_png (full_page, path);
      cairo_surface_destroy (full_page);
    }
}

/* What covers ground is on the map and in the legend, also where the corners lie outside. */
static void
test_shapes (void)
{
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) without = NULL;
  g_autoptr(LageSheet) with = NULL;
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) geometry = NULL;
  LageMapArea area = { .key = 1, .style = LAGE_SHAPE_STYLE_SEVERE, .label = "Flood" };
  cairo_surface_t *with_page;
  cairo_surface_t *without_page;
  LageSheetBox corner;

  options.has_lists = FALSE;
  without = make_sheet (&options, 0);
  with = make_sheet (&options, 0);
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
  lage_geometry_builder_add (builder, 53.45, 9.80);
  lage_geometry_builder_add (builder, 53.45, 10.15);
  lage_geometry_builder_add (builder, 53.58, 10.15);
  lage_geometry_builder_add (builder, 53.58, 9.80);
  geometry = lage_geometry_builder_end (builder, NULL);
  area.geometry = geometry;
  with->shapes = lage_shape_set_new (&area, 1);
  lage_shape_set_prepare (with->shapes);

  with_page = render (with, 0, 60.0);
  without_page = render (without, 0, 60.0);
  g_assert_true (pages_differ (with_page, without_page, 60.0, &with->layout.map));
  g_assert_true (pages_differ (with_page, without_page, 60.0, &with->layout.block));
  corner = (LageSheetBox) { with->layout.map.x_mm + 1, with->layout.map.y_mm + 1, 8, 8 };
  g_assert_false (pages_differ (with_page, without_page, 60.0, &corner));
  cairo_surface_destroy (with_page);
  cairo_surface_destroy (without_page);
}

static void
add_tile (LageSheet *sheet,
          double     red,
          double     opacity,
          guint      level)
{
  LageSheetTile tile = { NULL, 0.0, 0.0, 1.0, opacity, level };
  cairo_t *cr;

  tile.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 4, 4);
  cr = cairo_create (tile.surface);
  cairo_set_source_rgb (cr, red, 0.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_array_append_val (sheet->tiles, tile);
}

/* Maps that come as pictures lie on each other by their level, whatever came first. */
static void
test_tiles (void)
{
  g_autoptr(LageSheet) sheet = make_sheet (&a3, 0);
  cairo_surface_t *page;
  guint32 pixel;
  int middle;

  add_tile (sheet, 0.0, 0.5, 1);
  add_tile (sheet, 1.0, 1.0, 0);
  page = render (sheet, 0, 40.0);
  middle = (int) ((sheet->layout.map.x_mm + 3.0) * 40.0 / 25.4);
  memcpy (&pixel,
          cairo_image_surface_get_data (page)
            + cairo_image_surface_get_stride (page)
                * (int) ((sheet->layout.map.y_mm + 3.0) * 40.0 / 25.4)
            + 4 * middle,
          sizeof pixel);
  g_assert_cmpuint (pixel >> 16 & 0xff, >, 110);
  g_assert_cmpuint (pixel >> 16 & 0xff, <, 145);
  g_assert_cmpuint (pixel & 0xff, <, 10);
  cairo_surface_destroy (page);
}

static void
test_plain (void)
{
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) colour = make_sheet (&a3, 0);
  g_autoptr(LageSheet) plain = NULL;
  cairo_surface_t *colour_page;
  cairo_surface_t *plain_page;

  options.is_plain = TRUE;
  plain = make_sheet (&options, 0);
  colour_page = render (colour, 0, 40.0);
  plain_page = render (plain, 0, 40.0);
  g_assert_cmpuint (count_dark (plain_page, 40.0, &plain->layout.map, 200), <,
                    count_dark (colour_page, 40.0, &colour->layout.map, 200));
  cairo_surface_destroy (colour_page);
  cairo_surface_destroy (plain_page);
}

static void
test_lists (void)
{
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) none = NULL;
  g_autoptr(LageSheet) some = make_sheet (&a3, 60);
  g_autoptr(LageSheet) many = make_sheet (&a3, 400);
  cairo_surface_t *page;

  options.has_lists = FALSE;
  none = make_sheet (&options, 60);
  g_assert_cmpuint (lage_sheet_get_n_pages (none), ==, 1);
  g_assert_cmpuint (lage_sheet_get_n_pages (some), >, 1);
  g_assert_cmpuint (lage_sheet_get_n_pages (many), >, lage_sheet_get_n_pages (some));

  /* The last page is not empty. */
  page = render (many, lage_sheet_get_n_pages (many) - 1, 40.0);
  g_assert_cmpuint (count_dark (page, 40.0, &many->layout.page, 100), >, 100);
  cairo_surface_destroy (page);
}

static void
test_pdf (void)
{
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) sheet = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lage-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;
  Answer answer = { NULL };
  gsize length;

  options.scale = 40000.0;
  sheet = make_sheet (&options, 60);
  g_assert_cmpuint (lage_sheet_layout_get_n_maps (&sheet->layout), >, 1);
  lage_sheet_save_pdf_async (sheet, file, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (lage_sheet_save_finish (result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  if (g_getenv ("LAGE_SHEET_PDF") != NULL)
    g_file_set_contents (g_getenv ("LAGE_SHEET_PDF"), contents, (gssize) length, NULL);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cannot_write (void)
{
  g_autoptr(LageSheet) sheet = make_sheet (&a3, 0);
  g_autoptr(GFile) file = g_file_new_for_path ("/proc/nowhere/sheet.pdf");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  lage_sheet_save_pdf_async (sheet, file, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_false (lage_sheet_save_finish (result, &error));
  g_assert_nonnull (error);
}

static void
test_too_large (void)
{
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) sheet = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  options.width_mm = 1189.0;
  options.height_mm = 841.0;
  sheet = make_sheet (&options, 0);
  lage_sheet_render_async (sheet, 0, 600.0, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_null (lage_sheet_render_finish (result, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
}

static void
test_recording (void)
{
  g_autoptr(LageSheet) sheet = make_sheet (&a3, 60);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  cairo_surface_t *direct = render (sheet, 0, 72.0);
  cairo_surface_t *played;
  Answer answer = { NULL };
  cairo_t *cr;

  lage_sheet_record_async (sheet, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  pages = lage_sheet_record_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, lage_sheet_get_n_pages (sheet));

  /* Played back it is the same page. */
  played = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (direct),
                                       cairo_image_surface_get_height (direct));
  cr = cairo_create (played);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_set_source_surface (cr, g_ptr_array_index (pages, 0), 0.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpuint (count_dark (played, 72.0, &sheet->layout.page, 60), >,
                    count_dark (direct, 72.0, &sheet->layout.page, 60) * 9 / 10);
  cairo_surface_destroy (played);
  cairo_surface_destroy (direct);
}

static void
test_grid (void)
{
  static const double cases[][3] = {
    /* scale, unit, metres: lines are 22 mm apart at least */
    { 100000.0, 1.0, 5000.0 }, { 25000.0, 1.0, 1000.0 }, { 10000.0, 1.0, 500.0 },
    { 45454.0, 1.0, 1000.0 },  { 45455.0, 1.0, 2000.0 }, { 25000.0, 2.0, 2000.0 },
  };
  LageSheetOptions options = a3;
  g_autoptr(LageSheet) with = make_sheet (&a3, 0);
  g_autoptr(LageSheet) without = NULL;
  g_autoptr(LageSheet) border = NULL;
  g_autofree char *words = lage_sheet_describe_grid (with, 0);
  cairo_surface_t *with_page = render (with, 0, 60.0);
  cairo_surface_t *without_page;
  LageSheetBox band;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (lage_sheet_choose_grid_m (cases[i][0], cases[i][1]), ==, cases[i][2]);
  g_assert_nonnull (strstr (words, "32U"));

  /* The numbers stand above the map. */
  options.has_grid = FALSE;
  without = make_sheet (&options, 0);
  without_page = render (without, 0, 60.0);
  band = (LageSheetBox) { with->layout.map.x_mm, with->layout.page.y_mm,
                          with->layout.map.width_mm,
                          with->layout.map.y_mm - with->layout.page.y_mm - 0.5 };
  g_assert_cmpuint (count_dark (with_page, 60.0, &band, 120), >, 30);
  cairo_surface_destroy (with_page);
  cairo_surface_destroy (without_page);

  /* Across the meridian where zone 33 begins, each has its own. */
  options = a3;
  options.west = 11.8;
  options.east = 12.2;
  border = make_sheet (&options, 0);
  with_page = render (border, 0, 60.0);
  g_assert_cmpuint (count_dark (with_page, 60.0, &band, 120), >, 30);
  cairo_surface_destroy (with_page);
}

static void
test_format_scale (void)
{
  static const struct
  {
    double      scale;
    const char *text;
  } cases[] = {
    { 500.0, "500" }, { 1000.0, "1\u202f000" }, { 25000.0, "25\u202f000" },
    { 2500000.0, "2\u202f500\u202f000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lage_sheet_format_scale (cases[i].scale);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/sheet/map-page", test_map_page);
  g_test_add_func ("/print/sheet/grid", test_grid);
  g_test_add_func ("/print/sheet/format-scale", test_format_scale);
  g_test_add_func ("/print/sheet/shapes", test_shapes);
  g_test_add_func ("/print/sheet/tiles", test_tiles);
  g_test_add_func ("/print/sheet/plain", test_plain);
  g_test_add_func ("/print/sheet/lists", test_lists);
  g_test_add_func ("/print/sheet/pdf", test_pdf);
  g_test_add_func ("/print/sheet/cannot-write", test_cannot_write);
  g_test_add_func ("/print/sheet/too-large", test_too_large);
  g_test_add_func ("/print/sheet/recording", test_recording);

  return g_test_run ();
}
