/* test-shape-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-painter.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "lage-mercator.h"
#include "lage-track-painter.h"
#include "shape-fixture.h"

#define SIZE 240
#define ZOOM 12.0

static const double everything = -1;

/* Where a pixel of the picture lies. */
static double
longitude_at (double x)
{
  return lage_mercator_longitude (0.53 + x / lage_mercator_world_px (ZOOM));
}

static double
latitude_at (double y)
{
  return lage_mercator_latitude (0.32 + y / lage_mercator_world_px (ZOOM));
}

static LageShapePaint
make_paint (LageShapeTheme theme)
{
  LageShapePaint paint = { .x0 = 0.53, .y0 = 0.32, .world_px = lage_mercator_world_px (ZOOM),
                           .width = SIZE, .height = SIZE, .theme = theme };

  return paint;
}

static LageShapeSet *
make_square (LageMapArea          area,
             LageGeometryPartType type,
             double               x,
             double               y,
             double               size)
{
  const double degrees[] = {
    longitude_at (x), latitude_at (y), longitude_at (x + size), latitude_at (y),
    longitude_at (x + size), latitude_at (y + size), longitude_at (x), latitude_at (y + size),
  };

  return fixture_make_set (area, type, degrees, 4);
}

/* The picture on paper of the theme's colour, as shades of grey. */
static guint8 *
draw (LageShapeSet         *set,
      const LageShapePaint *paint)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  double paper = paint->theme == LAGE_SHAPE_THEME_DARK ? 0.1 : 1;
  guint8 *grey = g_malloc (SIZE * SIZE);

  cairo_set_source_rgb (cr, paper, paper, paper);
  cairo_paint (cr);
  lage_shape_painter_draw (cr, set, paint, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint y = 0; y < SIZE; y++)
    for (guint x = 0; x < SIZE; x++)
      {
        guint32 pixel = ((const guint32 *) (gpointer) (
          cairo_image_surface_get_data (surface) + y * (guint) cairo_image_surface_get_stride (
                                                         surface)))[x];

        grey[y * SIZE + x] = (guint8) ((299 * (pixel >> 16 & 255) + 587 * (pixel >> 8 & 255) +
                                        114 * (pixel & 255)) / 1000);
      }
  cairo_surface_destroy (surface);

  return grey;
}

/* How many pixels of a part differ by more than people overlook. */
static guint
count_differences (const guint8 *a,
                   const guint8 *b,
                   double        x0,
                   double        x1)
{
  guint n = 0;

  for (guint y = 0; y < SIZE; y++)
    for (guint x = x0 >= 0 ? (guint) x0 : 0; x < (x1 >= 0 ? (guint) x1 : SIZE); x++)
      n += ABS ((int) a[y * SIZE + x] - (int) b[y * SIZE + x]) > 40;

  return n;
}

/* The colour of all is the same here: what tells them apart is the line, what stands along it and
 * what fills the area. */
static void
test_styles_differ_without_colour (void)
{
  static const LageGeometryPartType types[] = { LAGE_GEOMETRY_RING, LAGE_GEOMETRY_LINE };

  for (guint theme = 0; theme < LAGE_N_SHAPE_THEMES; theme++)
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      {
        LageShapePaint paint = make_paint ((LageShapeTheme) theme);
        g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
        guint n = types[t] == LAGE_GEOMETRY_LINE ? LAGE_SHAPE_STYLE_NOTICE : LAGE_N_SHAPE_STYLES;

        for (guint style = 0; style < n; style++)
          {
            LageMapArea area = { .key = 1, .style = (guint8) style, .colour = LAGE_COLOUR_BLACK };
            g_autoptr(LageShapeSet) set = make_square (area, types[t], 40, 40, 160);

            g_ptr_array_add (pictures, draw (set, &paint));
          }
        for (guint a = 0; a < n; a++)
          for (guint b = a + 1; b < n; b++)
            {
              g_test_message ("theme %u, type %u: styles %u and %u", theme, t, a, b);
              g_assert_cmpuint (count_differences (pictures->pdata[a], pictures->pdata[b],
                                                   everything, everything), >, 250);
            }
      }
}

/* What is only planned is told from what holds. */
static void
test_planned (void)
{
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);

  for (guint style = 0; style <= LAGE_SHAPE_STYLE_DANGER; style++)
    {
      LageMapArea area = { .key = 1, .style = (guint8) style, .colour = LAGE_COLOUR_BLACK };
      g_autoptr(LageShapeSet) valid = make_square (area, LAGE_GEOMETRY_RING, 40, 40, 160);
      g_autoptr(LageShapeSet) planned = NULL;
      g_autofree guint8 *a = draw (valid, &paint);
      g_autofree guint8 *b = NULL;

      area.is_planned = TRUE;
      planned = make_square (area, LAGE_GEOMETRY_RING, 40, 40, 160);
      b = draw (planned, &paint);
      g_assert_cmpuint (count_differences (a, b, everything, everything), >, 400);
    }
}

/* The colour of the outline in the middle of its left side. */
static guint32
get_outline (guint8         colour,
             LageShapeTheme theme)
{
  LageMapArea area = { .key = 1, .colour = colour };
  g_autoptr(LageShapeSet) set = make_square (area, LAGE_GEOMETRY_RING, 40, 40, 160);
  LageShapePaint paint = make_paint (theme);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  guint32 outline;

  lage_shape_painter_draw (cr, set, &paint, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  outline = pixels[120 * SIZE + 40];
  g_assert_cmpuint (pixels[20 * SIZE + 20], ==, 0); /* nothing beside it */
  cairo_surface_destroy (surface);

  return outline;
}

/* All colours that a person can choose differ on each ground, and can be seen on it. */
static void
test_colours (void)
{
  for (guint theme = 0; theme < LAGE_N_SHAPE_THEMES; theme++)
    for (guint a = LAGE_COLOUR_RED; a <= LAGE_COLOUR_BLACK; a++)
      {
        guint32 colour = get_outline ((guint8) a, (LageShapeTheme) theme);

        g_assert_cmpuint (colour >> 24, >, 200);
        for (guint b = a + 1; b <= LAGE_COLOUR_BLACK; b++)
          {
            guint32 other = get_outline ((guint8) b, (LageShapeTheme) theme);
            int difference = 0;

            for (guint shift = 0; shift < 24; shift += 8)
              difference += ABS ((int) (colour >> shift & 255) - (int) (other >> shift & 255));
            g_assert_cmpint (difference, >, 40);
          }
      }
}

/* A picture drawn in two halves is the same as one drawn whole: dashes, ornaments, hatches and names
 * go on over the seam. */
static void
test_halves_fit (void)
{
  for (guint style = 0; style < LAGE_N_SHAPE_STYLES; style++)
    {
      LageMapArea area = { .key = 1, .style = (guint8) style, .label = "Räumung Mitte",
                           .has_head = TRUE };
      g_autoptr(LageShapeSet) ring = make_square (area, LAGE_GEOMETRY_RING, -500, 30, 700);
      g_autoptr(LageShapeSet) line = make_square (area, LAGE_GEOMETRY_LINE, 20.5, 20.25, 190);
      LageShapeSet *sets[] = { ring, line };

      for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
        {
          LageShapePaint whole = make_paint (LAGE_SHAPE_THEME_LIGHT);
          LageShapePaint right = whole;
          g_autofree guint8 *a = draw (sets[i], &whole);
          g_autofree guint8 *b = NULL;
          guint n = 0;

          right.x0 += 120 / right.world_px;
          right.width = 120;
          b = draw (sets[i], &right);
          for (guint y = 0; y < SIZE; y++)
            for (guint x = 0; x < 120; x++)
              n += ABS ((int) a[y * SIZE + x + 120] - (int) b[y * SIZE + x]) > 24;
          g_test_message ("style %u, set %u: %u pixels", style, i, n);
          g_assert_cmpuint (n, <, 12);
        }
    }
}

/* Too small to be an area, it is still to be seen. */
static void
test_small_areas_do_not_vanish (void)
{
  LageMapArea area = { .key = 1 };
  g_autoptr(LageShapeSet) set = make_square (area, LAGE_GEOMETRY_RING, 120, 120, 0.5);
  g_autoptr(LageShapeSet) none = lage_shape_set_new (NULL, 0);
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
  g_autofree guint8 *a = draw (set, &paint);
  g_autofree guint8 *b = draw (none, &paint);

  g_assert_cmpuint (count_differences (a, b, everything, everything), >=, 9);
}

/* The name of an area is drawn where it fits, and not where it would stand beside it. */
static void
test_label_needs_room (void)
{
  static const struct { double size; gboolean fits; } cases[] = { { 200, TRUE }, { 34, FALSE } };
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageMapArea area = { .key = 1, .style = LAGE_SHAPE_STYLE_SECTOR, .label = "Abschnitt Mitte" };
      LageMapArea nameless = { .key = 1, .style = LAGE_SHAPE_STYLE_SECTOR };
      g_autoptr(LageShapeSet) with = make_square (area, LAGE_GEOMETRY_RING, 20, 20, cases[i].size);
      g_autoptr(LageShapeSet) without = make_square (nameless, LAGE_GEOMETRY_RING, 20, 20,
                                                     cases[i].size);
      g_autofree guint8 *a = draw (with, &paint);
      g_autofree guint8 *b = draw (without, &paint);

      g_assert_cmpint (count_differences (a, b, everything, everything) > 100, ==, cases[i].fits);
    }
}

/* Of two names at one place one is drawn, whichever part of the map is asked for. */
static void
test_labels_do_not_overlap (void)
{
  const LageMapArea areas[] = {
    { .key = 1, .label = "Sammelstelle", .longitude = longitude_at (100),
      .latitude = latitude_at (100) },
    { .key = 2, .label = "Pumpwerk", .longitude = longitude_at (110),
      .latitude = latitude_at (104) },
  };
  g_autoptr(LageShapeSet) both = lage_shape_set_new (areas, 2);
  g_autoptr(LageShapeSet) first = lage_shape_set_new (areas, 1);
  g_autoptr(LageShapeSet) second = lage_shape_set_new (areas + 1, 1);
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
  g_autofree guint8 *a = draw (both, &paint);
  g_autofree guint8 *b = draw (first, &paint);
  g_autofree guint8 *c = draw (second, &paint);
  g_autofree guint8 *d = NULL;

  g_assert_true (memcmp (a, b, SIZE * SIZE) == 0 || memcmp (a, c, SIZE * SIZE) == 0);
  g_assert_cmpuint (count_differences (b, c, everything, everything), >, 100);

  /* The selected one wins. */
  paint.selected_key = 1;
  d = draw (both, &paint);
  g_free (g_steal_pointer (&b));
  b = draw (first, &paint);
  g_assert_cmpint (memcmp (d, b, SIZE * SIZE), ==, 0);
}

static void
test_selected_stands_out (void)
{
  for (guint style = 0; style < LAGE_N_SHAPE_STYLES; style++)
    {
      LageMapArea area = { .key = 7, .style = (guint8) style };
      g_autoptr(LageShapeSet) set = make_square (area, LAGE_GEOMETRY_RING, 40, 40, 160);
      LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
      g_autofree guint8 *a = draw (set, &paint);
      g_autofree guint8 *b = NULL;

      paint.selected_key = 7;
      b = draw (set, &paint);
      g_assert_cmpuint (count_differences (a, b, everything, everything), >, 200);
    }
}

static guint
count_dark (const guint8 *grey)
{
  guint n = 0;

  for (guint i = 0; i < SIZE * SIZE; i++)
    n += grey[i] < 128;

  return n;
}

/* For those who need contrast: wider lines, and larger names. */
static void
test_bolder_and_larger (void)
{
  LageMapArea area = { .style = LAGE_SHAPE_STYLE_SECTOR, .label = "West" };
  g_autoptr(LageShapeSet) set = make_square (area, LAGE_GEOMETRY_RING, 20, 20, SIZE - 40);
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_PRINT);
  g_autofree guint8 *usual = draw (set, &paint);
  g_autofree guint8 *bolder = NULL;
  g_autofree guint8 *larger = NULL;

  paint.bolder_px = 1.5;
  bolder = draw (set, &paint);
  g_assert_cmpuint (count_dark (bolder), >, count_dark (usual) + 3 * (SIZE - 40));
  paint.bolder_px = 0;
  paint.font_px = 2 * LAGE_SHAPE_FONT_PX;
  larger = draw (set, &paint);
  g_assert_cmpuint (count_dark (larger), >, count_dark (usual));
}

static void
test_arrow_has_its_head_at_the_end (void)
{
  const double degrees[] = { longitude_at (20), latitude_at (120), longitude_at (220),
                             latitude_at (120) };
  LageMapArea area = { .key = 1 };
  g_autoptr(LageShapeSet) line = fixture_make_set (area, LAGE_GEOMETRY_LINE, degrees, 2);
  g_autoptr(LageShapeSet) arrow = NULL;
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
  g_autofree guint8 *a = draw (line, &paint);
  g_autofree guint8 *b = NULL;

  area.has_head = TRUE;
  arrow = fixture_make_set (area, LAGE_GEOMETRY_LINE, degrees, 2);
  b = draw (arrow, &paint);
  g_assert_cmpuint (count_differences (a, b, 0, 120), ==, 0);
  g_assert_cmpuint (count_differences (a, b, 120, SIZE), >, 60);
}

/* At the zoom of a house a district is far wider than cairo can count: its border still runs where
 * it should, and a dashed one takes no longer. */
static void
test_far_beyond_the_picture (void)
{
  LageMapArea area = { .key = 1, .style = LAGE_SHAPE_STYLE_SECTOR };
  const double degrees[] = { longitude_at (120.5), -80, longitude_at (120.5), 80,
                             -170, 80, -170, -80 };
  g_autoptr(LageShapeSet) set = fixture_make_set (area, LAGE_GEOMETRY_RING, degrees, 4);
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
  g_autofree guint8 *grey = NULL;
  guint n_dark = 0;

  paint.x0 += 120.5 / paint.world_px;
  paint.world_px *= 256;
  paint.x0 -= 120 / paint.world_px;
  grey = draw (set, &paint);
  for (guint y = 0; y < SIZE; y++)
    {
      n_dark += grey[y * SIZE + 120] < 100;
      g_assert_cmpuint (grey[y * SIZE + 60], <, 255); /* inside, tinted */
      g_assert_cmpuint (grey[y * SIZE + 180], ==, 255);
    }
  g_assert_cmpuint (n_dark, >, SIZE / 3);
  g_assert_cmpuint (n_dark, <, SIZE);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* On paper all is lines and letters: the page holds no picture. */
static void
test_page_is_vectors (void)
{
  g_autoptr(GByteArray) page = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, page, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  LageMapArea area = { .key = 1, .style = LAGE_SHAPE_STYLE_FLOODED, .label = "Polder" };
  g_autoptr(LageShapeSet) set = make_square (area, LAGE_GEOMETRY_RING, 40, 40, 160);
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_PRINT);

  lage_shape_painter_draw (cr, set, &paint, NULL);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  g_assert_cmpuint (page->len, >, 1000);
  for (guint i = 0; i < page->len; i++)
    if (page->data[i] == 0)
      page->data[i] = ' ';
  g_assert_null (g_strstr_len ((const char *) page->data, (gssize) page->len, "/Subtype /Image"));
  g_assert_nonnull (g_strstr_len ((const char *) page->data, (gssize) page->len, "/Font"));
}

/* How much ink lies in a part of the picture of one track. */
static double
measure_track (LageMapTrack *track,
               gint64        now_us,
               guint         x0,
               guint         x1)
{
  g_autoptr(GPtrArray) tracks = g_ptr_array_new ();
  LageShapePaint paint = make_paint (LAGE_SHAPE_THEME_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  double ink = 0;

  g_ptr_array_add (tracks, track);
  lage_track_painter_draw (cr, tracks, now_us, &paint, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint y = 0; y < SIZE; y++)
    for (guint x = x0; x < x1; x++)
      ink += ((const guint32 *) (gpointer) cairo_image_surface_get_data (surface))[y * SIZE + x] >>
             24;
  cairo_surface_destroy (surface);

  return ink / (x1 - x0);
}

/* Two halves of the same length: one of five hours, one of a minute before now. By the number of
 * points the second would be nearly as old as the first. */
static void
test_track_fades_with_time (void)
{
  LageTrackPoint points[120];
  g_autoptr(LageMapTrack) track = NULL;
  gint64 now_us = 10 * G_TIME_SPAN_HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LageTrackPoint) {
      longitude_at (20 + 200.0 * i / 119), latitude_at (120),
      i < 60 ? now_us - 5 * G_TIME_SPAN_HOUR + i * G_TIME_SPAN_MINUTE
             : now_us - (120 - i) * G_TIME_SPAN_SECOND,
    };
  track = lage_map_track_new (1, points, G_N_ELEMENTS (points));

  g_assert_cmpfloat (measure_track (track, now_us, 30, 110), >, 20);
  g_assert_cmpfloat (measure_track (track, now_us, 130, 210), >,
                     2 * measure_track (track, now_us, 30, 110));

  /* There are hours between the halves: nobody knows how it got from one to the other. */
  g_assert_cmpfloat (measure_track (track, now_us, 20, 220), >, 0);

  /* All of it is over some time later. */
  g_assert_cmpfloat (measure_track (track, now_us + LAGE_TRACK_SPAN_US, 0, 105), ==, 0);
  g_assert_cmpfloat (measure_track (track, now_us + LAGE_TRACK_SPAN_US + G_TIME_SPAN_HOUR, 0,
                                    SIZE), ==, 0);
}

static void
test_track_has_gaps (void)
{
  LageTrackPoint points[4];
  gint64 now_us = G_TIME_SPAN_HOUR;
  g_autoptr(LageMapTrack) track = NULL;

  for (guint i = 0; i < 4; i++)
    points[i] = (LageTrackPoint) { longitude_at (20 + 60 * i), latitude_at (120),
                                   now_us + (i < 2 ? -LAGE_TRACK_GAP_US - 3 : i - 4) };
  track = lage_map_track_new (1, points, 4);
  g_assert_cmpfloat (measure_track (track, now_us, 30, 70), >, 0);
  g_assert_cmpfloat (measure_track (track, now_us, 90, 130), ==, 0);
  g_assert_cmpfloat (measure_track (track, now_us, 150, 190), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add_func ("/map/shape-painter/" path, func)

  ADD ("styles-differ-without-colour", test_styles_differ_without_colour);
  ADD ("planned", test_planned);
  ADD ("colours", test_colours);
  ADD ("halves-fit", test_halves_fit);
  ADD ("small-areas-do-not-vanish", test_small_areas_do_not_vanish);
  ADD ("label-needs-room", test_label_needs_room);
  ADD ("labels-do-not-overlap", test_labels_do_not_overlap);
  ADD ("selected-stands-out", test_selected_stands_out);
  ADD ("bolder-and-larger", test_bolder_and_larger);
  ADD ("arrow-has-its-head-at-the-end", test_arrow_has_its_head_at_the_end);
  ADD ("far-beyond-the-picture", test_far_beyond_the_picture);
  ADD ("page-is-vectors", test_page_is_vectors);
  ADD ("track-fades-with-time", test_track_fades_with_time);
  ADD ("track-has-gaps", test_track_has_gaps);

  return g_test_run ();
}
