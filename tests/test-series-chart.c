/* test-series-chart.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-series-chart.h"

#include <math.h>
#include <string.h>

#include "widget-test.h"

#define WIDTH 452  /* 400 and the margins left and right */
#define HEIGHT 228 /* 200 and the margins above and below */
#define LEFT 44
#define TOP 8
#define NOW_US (G_GINT64_CONSTANT (1386306000) * G_TIME_SPAN_SECOND)
#define SPAN_US (400 * G_TIME_SPAN_MINUTE) /* a pixel is a minute */
#define FROM_US (NOW_US - SPAN_US)

typedef struct
{
  guint8 red, green, blue, alpha;
} Pixel;

typedef struct
{
  GtkWidget       *window; /* not shown: for its style */
  LageSeriesChart *chart;
  cairo_surface_t *surface;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->chart = widget_test_own (lage_series_chart_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->chart));
  lage_series_chart_set_range (fixture->chart, FROM_US, NOW_US, NOW_US);
  lage_series_chart_set_unit (fixture->chart, "cm", 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->surface, cairo_surface_destroy);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->chart);
}

static GskRenderNode *
make_node (Fixture *fixture,
           int      width,
           int      height)
{
  GtkWidget *widget = GTK_WIDGET (fixture->chart);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int minimum_width, minimum_height;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  g_assert_cmpint (minimum_width, ==, 200);
  g_assert_cmpint (minimum_height, ==, 150);
  gtk_widget_allocate (widget, width, height, -1, NULL);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
render (Fixture *fixture)
{
  g_autoptr(GskRenderNode) node = make_node (fixture, WIDTH, HEIGHT);
  cairo_t *cr;

  g_assert_nonnull (node);
  g_clear_pointer (&fixture->surface, cairo_surface_destroy);
  fixture->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cr = cairo_create (fixture->surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (fixture->surface);
}

static Pixel
get_pixel (Fixture *fixture,
           int      x,
           int      y)
{
  const guint8 *data = cairo_image_surface_get_data (fixture->surface);
  guint32 packed;

  memcpy (&packed, data + y * cairo_image_surface_get_stride (fixture->surface) + x * 4,
          sizeof packed);
  return (Pixel) { (guint8) (packed >> 16), (guint8) (packed >> 8), (guint8) packed,
                   (guint8) (packed >> 24) };
}

static gboolean
is_series (Pixel pixel)
{
  return pixel.alpha > 200 && pixel.blue > 190 && pixel.red < 70;
}

static gboolean
is_severe (Pixel pixel)
{
  return pixel.alpha > 200 && pixel.red > 150 && pixel.green < 60 && pixel.blue < 60;
}

/* Whether the series is drawn in the column of a time. */
static gboolean
is_drawn_at (Fixture *fixture,
             gint64   time_us)
{
  int x = LEFT + (int) ((time_us - FROM_US) / G_TIME_SPAN_MINUTE);

  for (int y = 0; y < HEIGHT; y++)
    if (is_series (get_pixel (fixture, x, y)))
      return TRUE;
  return FALSE;
}

static guint
count_pixels (Fixture  *fixture,
              gboolean (*test) (Pixel pixel))
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += test (get_pixel (fixture, x, y)) ? 1 : 0;
  return n;
}

/* Readings every five minutes, but for @gap_min minutes in the middle. */
static void
set_points (Fixture *fixture,
            gint64   gap_min)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LageChartPoint));

  for (gint64 minute = 0; minute <= 400; minute += 5)
    {
      LageChartPoint point = { FROM_US + minute * G_TIME_SPAN_MINUTE, 500.0 };

      if (minute > 100 && minute < 100 + gap_min)
        continue;
      if (gap_min > 0 && minute == (100 + gap_min + 4) / 5 * 5)
        {
          LageChartPoint again = { FROM_US + (100 + gap_min) * G_TIME_SPAN_MINUTE, 500.0 };

          g_array_append_val (points, again);
          if (again.time_us == point.time_us)
            continue;
        }
      g_array_append_val (points, point);
    }
  lage_series_chart_set_points (fixture->chart, (LageChartPoint *) (gpointer) points->data,
                                points->len);
}

static void
test_draws (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GskRenderNode) node = NULL;

  set_points (fixture, 0);
  node = make_node (fixture, WIDTH, HEIGHT);
  g_assert_cmpint (gsk_render_node_get_node_type (node), ==, GSK_CAIRO_NODE);
  render (fixture);
  for (gint64 minute = 2; minute < 398; minute++)
    g_assert_true (is_drawn_at (fixture, FROM_US + minute * G_TIME_SPAN_MINUTE));
  /* Nothing beside its frame. */
  for (int y = 0; y < HEIGHT; y++)
    {
      g_assert_false (is_series (get_pixel (fixture, LEFT - 2, y)));
      g_assert_false (is_series (get_pixel (fixture, WIDTH - 2, y)));
    }
  widget_test_assert_name (GTK_WIDGET (fixture->chart), GTK_ACCESSIBLE_ROLE_IMG,
                           "Chart over time");
}

/* Half an hour without a reading is bridged; a minute more is not. */
static void
test_gap (Fixture       *fixture,
          gconstpointer  data)
{
  set_points (fixture, 30);
  render (fixture);
  g_assert_true (is_drawn_at (fixture, FROM_US + 115 * G_TIME_SPAN_MINUTE));

  set_points (fixture, 31);
  render (fixture);
  for (gint64 minute = 103; minute < 129; minute++)
    g_assert_false (is_drawn_at (fixture, FROM_US + minute * G_TIME_SPAN_MINUTE));
  g_assert_true (is_drawn_at (fixture, FROM_US + 97 * G_TIME_SPAN_MINUTE));
  g_assert_true (is_drawn_at (fixture, FROM_US + 135 * G_TIME_SPAN_MINUTE));
}

static guint
count_strong_in_the_middle (Fixture *fixture)
{
  guint n = 0;

  for (int y = TOP + 90; y < TOP + 110; y++)
    for (int x = LEFT + 120; x < LEFT + 280; x++)
      n += get_pixel (fixture, x, y).alpha > 110 ? 1 : 0;
  return n;
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  static const LageChartPoint points[] = { { FROM_US, 0.0 }, { FROM_US + 1, 10.0 } };

  render (fixture);
  g_assert_cmpuint (count_strong_in_the_middle (fixture), >, 50);
  g_assert_cmpuint (count_pixels (fixture, is_series), ==, 0);

  lage_series_chart_set_points (fixture->chart, points, G_N_ELEMENTS (points));
  render (fixture);
  g_assert_cmpuint (count_strong_in_the_middle (fixture), ==, 0);
  lage_series_chart_set_points (fixture->chart, NULL, 0);
  render (fixture);
  g_assert_cmpuint (count_strong_in_the_middle (fixture), >, 50);
}

static void
test_nothing_to_draw_on (Fixture       *fixture,
                         gconstpointer  data)
{
  set_points (fixture, 0);
  lage_series_chart_set_range (fixture->chart, NOW_US, NOW_US, NOW_US);
  g_assert_null (make_node (fixture, WIDTH, HEIGHT));
}

/* A threshold is seen from below, and still when every reading has passed it. */
static void
test_thresholds_stay_in_sight (Fixture       *fixture,
                               gconstpointer  data)
{
  static const double values[] = { 900.0, 500.0, 100.0, -300.0 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      set_points (fixture, 0); /* at 500 */
      lage_series_chart_clear_lines (fixture->chart);
      render (fixture);
      g_assert_cmpuint (count_pixels (fixture, is_severe), ==, 0);
      lage_series_chart_add_line (fixture->chart, values[i], "", 3);
      render (fixture);
      if (values[i] < 500.0 || values[i] > 500.0)
        g_assert_cmpuint (count_pixels (fixture, is_severe), >, 300);
      for (int x = 0; x < WIDTH; x++)
        {
          g_assert_false (is_severe (get_pixel (fixture, x, TOP - 4)));
          g_assert_false (is_severe (get_pixel (fixture, x, TOP + 200 + 4)));
        }
    }
}

/* One reading of the flood among a month of others is drawn at its height. */
static void
test_peak (Fixture       *fixture,
           gconstpointer  data)
{
  const guint n_points = 31 * 24 * 60;
  g_autofree LageChartPoint *points = g_new (LageChartPoint, n_points);
  gboolean is_found = FALSE;
  int y;

  for (guint i = 0; i < n_points; i++)
    points[i] = (LageChartPoint) { i * G_TIME_SPAN_MINUTE, 0.0 };
  points[20000].value = 1000.0;
  lage_series_chart_set_range (fixture->chart, 0, points[n_points - 1].time_us, 0);
  lage_series_chart_set_points (fixture->chart, points, n_points);
  render (fixture);

  /* 10 of 116 parts are air above. */
  y = TOP + (int) round (200 * 0.10 / 1.16);
  for (int x = LEFT; x < WIDTH; x++)
    is_found = is_found || is_series (get_pixel (fixture, x, y + 2));
  g_assert_true (is_found);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/widgets/series-chart/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("draws", test_draws);
  ADD ("gap", test_gap);
  ADD ("empty", test_empty);
  ADD ("nothing-to-draw-on", test_nothing_to_draw_on);
  ADD ("thresholds-stay-in-sight", test_thresholds_stay_in_sight);
  ADD ("peak", test_peak);

  return g_test_run ();
}
