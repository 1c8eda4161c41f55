/* lage-series-chart.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-series-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"

#define TREND_US (30 * G_TIME_SPAN_MINUTE)
#define MARGIN_LEFT 44
#define MARGIN_RIGHT 8
#define MARGIN_TOP 8
#define MARGIN_BOTTOM 20
#define GAP_US (30 * G_TIME_SPAN_MINUTE)

/**
 * LageSeriesChart:
 *
 * A series over time with the lines of its thresholds, the present moment, and a cross-hair that
 * reads the value under the pointer. Where readings are missing for half an hour the line is broken:
 * what was not measured is not drawn.
 */
struct _LageSeriesChart
{
  GtkWidget parent_instance;

  GArray *points; /* LageChartPoint, ascending in time */
  GArray *lines;  /* Line */
  gint64  from_us;
  gint64  until_us;
  gint64  now_us;
  char   *unit;
  guint   decimals;
  double  pointer_x;
  gboolean has_pointer;
};

typedef struct
{
  double  value;
  char   *label;
  guint   severity;
} Line;

typedef struct
{
  double  low;
  double  high;
  double  x;
  double  y;
  double  width;
  double  height;
} Frame;

G_DEFINE_FINAL_TYPE (LageSeriesChart, lage_series_chart, GTK_TYPE_WIDGET)

/* Light and dark, by severity: none, storm surge, severe, very severe. */
static const GdkRGBA line_colors[2][4] = {
  { { 0.35f, 0.35f, 0.35f, 1 }, { 0.65f, 0.45f, 0.0f, 1 }, { 0.80f, 0.30f, 0.0f, 1 },
    { 0.75f, 0.05f, 0.10f, 1 } },
  { { 0.70f, 0.70f, 0.70f, 1 }, { 0.95f, 0.78f, 0.25f, 1 }, { 1.0f, 0.60f, 0.25f, 1 },
    { 1.0f, 0.45f, 0.45f, 1 } },
};

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->label);
}

static void
set_source (cairo_t       *cr,
            const GdkRGBA *color,
            double         alpha)
{
  GdkRGBA faded = *color;

  faded.alpha = (float) alpha;
  gdk_cairo_set_source_rgba (cr, &faded);
}

static double
time_to_x (LageSeriesChart *self,
           const Frame     *frame,
           gint64           time_us)
{
  return frame->x + frame->width * (double) (time_us - self->from_us)
                      / (double) (self->until_us - self->from_us);
}

static double
value_to_y (const Frame *frame,
            double       value)
{
  return frame->y + frame->height * (frame->high - value) / (frame->high - frame->low);
}

static void
init_frame (LageSeriesChart *self,
            Frame           *frame)
{
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

  for (guint i = 0; i < self->points->len; i++)
    {
      const LageChartPoint *point = &g_array_index (self->points, LageChartPoint, i);

      if (point->time_us < self->from_us || point->time_us > self->until_us)
        continue;
      low = MIN (low, point->value);
      high = MAX (high, point->value);
    }
  if (low > high)
    low = high = 0.0;
  /* Also a threshold that all readings have passed stays in sight. */
  for (guint i = 0; i < self->lines->len; i++)
    {
      low = MIN (low, g_array_index (self->lines, Line, i).value);
      high = MAX (high, g_array_index (self->lines, Line, i).value);
    }
  if (high - low < 0.5)
    high = low + 0.5;

  frame->low = low - (high - low) * 0.06;
  frame->high = high + (high - low) * 0.10;
  frame->x = MARGIN_LEFT;
  frame->y = MARGIN_TOP;
  frame->width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN_LEFT - MARGIN_RIGHT, 1);
  frame->height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN_TOP - MARGIN_BOTTOM, 1);
}

static void
draw_text (LageSeriesChart *self,
           cairo_t         *cr,
           const char      *text,
           double           x,
           double           y,
           double           xalign,
           double           yalign)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width * xalign, y - height * yalign);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_grid (LageSeriesChart *self,
           cairo_t         *cr,
           const Frame     *frame,
           const GdkRGBA   *color)
{
  static const gint64 steps_h[] = { 1, 2, 3, 6, 12, 24, 48, 96, 168 };
  double step = lage_chart_nice_step (frame->high - frame->low, MAX (2, (guint) (frame->height / 34)));
  gint64 span_us = self->until_us - self->from_us;
  gint64 step_us = 0;

  cairo_set_line_width (cr, 1.0);
  for (double value = ceil (frame->low / step) * step; value <= frame->high; value += step)
    {
      g_autofree char *text = lage_format_number (value, step < 0.1 ? 2 : step < 1.0 ? 1 : 0);
      double y = floor (value_to_y (frame, value)) + 0.5;

      set_source (cr, color, 0.15);
      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
      cairo_stroke (cr);
      set_source (cr, color, 0.8);
      draw_text (self, cr, text, frame->x - 5, y, 1.0, 0.5);
    }

  for (guint i = 0; i < G_N_ELEMENTS (steps_h) && step_us == 0; i++)
    if (span_us / (steps_h[i] * G_TIME_SPAN_HOUR) <= MAX (2, (gint64) (frame->width / 62)))
      step_us = steps_h[i] * G_TIME_SPAN_HOUR;
  if (step_us == 0)
    step_us = 14 * G_TIME_SPAN_DAY;
  for (gint64 t = (self->from_us / step_us + 1) * step_us; t < self->until_us; t += step_us)
    {
      g_autofree char *text = lage_format_axis_time (t, step_us >= G_TIME_SPAN_DAY);
      double x = floor (time_to_x (self, frame, t)) + 0.5;

      set_source (cr, color, 0.15);
      cairo_move_to (cr, x, frame->y);
      cairo_line_to (cr, x, frame->y + frame->height);
      cairo_stroke (cr);
      set_source (cr, color, 0.8);
      draw_text (self, cr, text, x, frame->y + frame->height + 3, 0.5, 0.0);
    }
}

static void
draw_lines (LageSeriesChart *self,
            cairo_t         *cr,
            const Frame     *frame,
            gboolean         is_dark)
{
  static const double dashes[4][2] = { { 2, 4 }, { 8, 4 }, { 12, 3 }, { 20, 2 } };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const GdkRGBA *color = &line_colors[is_dark][MIN (line->severity, 3)];
      double y = floor (value_to_y (frame, line->value)) + 0.5;

      gdk_cairo_set_source_rgba (cr, color);
      cairo_set_line_width (cr, 1.0 + 0.4 * line->severity);
      cairo_set_dash (cr, dashes[MIN (line->severity, 3)], 2, 0.0);
      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0.0);
      draw_text (self, cr, line->label, frame->x + 4, y - 1, 0.0, 1.0);
    }
}

static void
draw_series (LageSeriesChart *self,
             cairo_t         *cr,
             const Frame     *frame,
             const GdkRGBA   *color)
{
  guint n_columns = (guint) frame->width + 1;
  g_autofree LageChartPoint *kept = g_new (LageChartPoint, 2 * n_columns);
  guint n = lage_chart_decimate ((gpointer) self->points->data, self->points->len,
                                 self->from_us, self->until_us, n_columns, kept);

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++)
    {
      double x = time_to_x (self, frame, kept[i].time_us);
      double y = value_to_y (frame, kept[i].value);
      gboolean is_gap = i > 0 && kept[i].time_us - kept[i - 1].time_us
                                   > MAX (GAP_US, (self->until_us - self->from_us) / n_columns * 3);

      if (i == 0 || is_gap)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
  cairo_stroke (cr);
}

static void
draw_reading (LageSeriesChart *self,
              cairo_t         *cr,
              const Frame     *frame,
              const GdkRGBA   *color)
{
  const LageChartPoint *nearest = NULL;
  double best = 24.0;
  g_autofree char *time = NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  double x, y;

  for (guint i = 0; i < self->points->len; i++)
    {
      const LageChartPoint *point = &g_array_index (self->points, LageChartPoint, i);
      double distance = fabs (time_to_x (self, frame, point->time_us) - self->pointer_x);

      if (distance < best)
        {
          best = distance;
          nearest = point;
        }
    }
  if (nearest == NULL)
    return;

  x = time_to_x (self, frame, nearest->time_us);
  y = value_to_y (frame, nearest->value);
  set_source (cr, color, 0.5);
  cairo_set_line_width (cr, 1.0);
  cairo_move_to (cr, floor (x) + 0.5, frame->y);
  cairo_line_to (cr, floor (x) + 0.5, frame->y + frame->height);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, x, y, 4.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);

  time = lage_format_time (nearest->time_us, self->now_us);
  value = lage_format_quantity (nearest->value, self->decimals, self->unit);
  text = g_strdup_printf ("%s  %s", time, value);
  draw_text (self, cr, text, x > frame->x + frame->width / 2 ? x - 8 : x + 8, frame->y + 2,
             x > frame->x + frame->width / 2 ? 1.0 : 0.0, 0.0);
}

static void
lage_series_chart_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  LageSeriesChart *self = LAGE_SERIES_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;
  GdkRGBA color, accent = { 0.11f, 0.44f, 0.85f, 1.0f };
  gboolean is_dark;
  Frame frame;

  if (width < MARGIN_LEFT + MARGIN_RIGHT + 20 || self->until_us <= self->from_us)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  is_dark = color.red + color.green + color.blue > 1.5f;
  if (is_dark)
    accent = (GdkRGBA) { 0.47f, 0.72f, 1.0f, 1.0f };

  init_frame (self, &frame);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                                 (float) height));
  draw_grid (self, cr, &frame, &color);
  draw_lines (self, cr, &frame, is_dark);
  cairo_save (cr);
  cairo_rectangle (cr, frame.x, 0, frame.width, height);
  cairo_clip (cr);
  draw_series (self, cr, &frame, &accent);
  cairo_restore (cr);
  if (self->now_us > self->from_us && self->now_us < self->until_us)
    {
      double x = floor (time_to_x (self, &frame, self->now_us)) + 0.5;

      set_source (cr, &color, 0.6);
      cairo_set_line_width (cr, 1.0);
      cairo_move_to (cr, x, frame.y);
      cairo_line_to (cr, x, frame.y + frame.height);
      cairo_stroke (cr);
    }
  if (self->points->len == 0)
    {
      set_source (cr, &color, 0.7);
      draw_text (self, cr, _("No readings in this time"), frame.x + frame.width / 2,
                 frame.y + frame.height / 2, 0.5, 0.5);
    }
  else if (self->has_pointer)
    {
      draw_reading (self, cr, &frame, &color);
    }
  cairo_destroy (cr);
}

static void
lage_series_chart_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 150;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 200;
}

static void
motion_cb (LageSeriesChart *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  self->has_pointer = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (LageSeriesChart *self)
{
  self->has_pointer = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lage_series_chart_finalize (GObject *object)
{
  LageSeriesChart *self = LAGE_SERIES_CHART (object);

  g_array_unref (self->points);
  g_array_unref (self->lines);
  g_free (self->unit);

  G_OBJECT_CLASS (lage_series_chart_parent_class)->finalize (object);
}

static void
lage_series_chart_class_init (LageSeriesChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lage_series_chart_finalize;
  widget_class->snapshot = lage_series_chart_snapshot;
  widget_class->measure = lage_series_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "serieschart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lage_series_chart_init (LageSeriesChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (LageChartPoint));
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Chart over time"), -1);
}

GtkWidget *
lage_series_chart_new (void)
{
  return g_object_new (LAGE_TYPE_SERIES_CHART, NULL);
}

/**
 * lage_series_chart_set_points:
 * @self: the chart
 * @points: ascending in time; copied
 * @n_points: how many
 */
void
lage_series_chart_set_points (LageSeriesChart      *self,
                              const LageChartPoint *points,
                              guint                 n_points)
{
  g_return_if_fail (LAGE_IS_SERIES_CHART (self));

  g_array_set_size (self->points, 0);
  if (n_points > 0)
    g_array_append_vals (self->points, points, n_points);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_series_chart_set_range (LageSeriesChart *self,
                             gint64           from_us,
                             gint64           until_us,
                             gint64           now_us)
{
  g_return_if_fail (LAGE_IS_SERIES_CHART (self));

  self->from_us = from_us;
  self->until_us = until_us;
  self->now_us = now_us;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_series_chart_set_unit (LageSeriesChart *self,
                            const char      *unit,
                            guint            decimals)
{
  g_return_if_fail (LAGE_IS_SERIES_CHART (self));

  g_free (self->unit);
  self->unit = g_strdup (unit);
  self->decimals = decimals;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_series_chart_clear_lines (LageSeriesChart *self)
{
  g_return_if_fail (LAGE_IS_SERIES_CHART (self));

  g_array_set_size (self->lines, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_series_chart_add_line:
 * @self: the chart
 * @value: where the line is
 * @label: written on it
 * @severity: 0 for a reference, 1 to 3 for thresholds
 */
void
lage_series_chart_add_line (LageSeriesChart *self,
                            double           value,
                            const char      *label,
                            guint            severity)
{
  Line line = { value, g_strdup (label), severity };

  g_return_if_fail (LAGE_IS_SERIES_CHART (self));

  g_array_append_val (self->lines, line);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_chart_decimate:
 * @points: ascending in time
 * @n_points: how many
 * @from_us: begin of the range
 * @until_us: end of the range
 * @n_columns: columns of pixels, 1 or more
 * @kept: (out): room for twice as many points as columns
 *
 * Keeps the lowest and the highest point of each column, in order of time: no peak is ever lost.
 *
 * Returns: the number of points kept
 */
guint
lage_chart_decimate (const LageChartPoint *points,
                     guint                 n_points,
                     gint64                from_us,
                     gint64                until_us,
                     guint                 n_columns,
                     LageChartPoint       *kept)
{
  guint n_kept = 0, i = 0;

  while (i < n_points && points[i].time_us < from_us)
    i++;
  while (i < n_points && points[i].time_us <= until_us)
    {
      guint column = (guint) ((double) (points[i].time_us - from_us) * n_columns
                              / ((double) (until_us - from_us) + 1.0));
      guint lowest = i, highest = i;

      for (; i < n_points && points[i].time_us <= until_us; i++)
        {
          if ((guint) ((double) (points[i].time_us - from_us) * n_columns
                       / ((double) (until_us - from_us) + 1.0)) != column)
            break;
          if (points[i].value < points[lowest].value)
            lowest = i;
          if (points[i].value > points[highest].value)
            highest = i;
        }
      kept[n_kept++] = points[MIN (lowest, highest)];
      if (lowest != highest)
        kept[n_kept++] = points[MAX (lowest, highest)];
    }
  return n_kept;
}

/**
 * lage_chart_nice_step:
 * @span: length of the axis, above 0
 * @n_max: at most so many steps
 *
 * Returns: the smallest of 1, 2 and 5 times a power of ten that needs no more steps
 */
double
lage_chart_nice_step (double span,
                      guint  n_max)
{
  double raw = span / MAX (n_max, 1);
  double power = pow (10.0, floor (log10 (raw)));

  for (guint i = 0; i < 3; i++)
    {
      static const double factors[] = { 1.0, 2.0, 5.0 };

      if (factors[i] * power >= raw)
        return factors[i] * power;
    }
  return 10.0 * power;
}

/**
 * lage_chart_compute_rise:
 * @points: in the order of time
 * @n_points: how many
 *
 * Least squares over the half hour before the last point: a single reading may be a wave.
 *
 * Returns: how much the value rises in an hour; NaN with fewer than three points in that time
 */
double
lage_chart_compute_rise (const LageChartPoint *points,
                         guint                 n_points)
{
  double sum_t = 0.0, sum_v = 0.0, sum_tt = 0.0, sum_tv = 0.0, denominator;
  gint64 last_us;
  guint n = 0;

  if (n_points < 2)
    return (double) NAN;
  last_us = points[n_points - 1].time_us;
  for (guint i = n_points; i > 0 && points[i - 1].time_us >= last_us - TREND_US; i--)
    {
      double t = (double) (points[i - 1].time_us - last_us) / (double) G_TIME_SPAN_HOUR;

      sum_t += t;
      sum_v += points[i - 1].value;
      sum_tt += t * t;
      sum_tv += t * points[i - 1].value;
      n++;
    }
  denominator = n * sum_tt - sum_t * sum_t;
  return n >= 3 && denominator > 1e-9 ? (n * sum_tv - sum_t * sum_v) / denominator : (double) NAN;
}
