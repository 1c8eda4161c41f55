/* lage-series-chart.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LageChartPoint:
 * @time_us: when
 * @value: how much, in the unit of the chart
 */
typedef struct
{
  gint64 time_us;
  double value;
} LageChartPoint;

#define LAGE_TYPE_SERIES_CHART (lage_series_chart_get_type ())

G_DECLARE_FINAL_TYPE (LageSeriesChart, lage_series_chart, LAGE, SERIES_CHART, GtkWidget)

GtkWidget *lage_series_chart_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_series_chart_set_points     (LageSeriesChart      *self,
                                             const LageChartPoint *points,
                                             guint                 n_points);
void       lage_series_chart_set_range      (LageSeriesChart      *self,
                                             gint64                from_us,
                                             gint64                until_us,
                                             gint64                now_us);
void       lage_series_chart_set_unit       (LageSeriesChart      *self,
                                             const char           *unit,
                                             guint                 decimals);
void       lage_series_chart_clear_lines    (LageSeriesChart      *self);
void       lage_series_chart_add_line       (LageSeriesChart      *self,
                                             double                value,
                                             const char           *label,
                                             guint                 severity);

guint      lage_chart_decimate              (const LageChartPoint *points,
                                             guint                 n_points,
                                             gint64                from_us,
                                             gint64                until_us,
                                             guint                 n_columns,
                                             LageChartPoint       *kept);
double     lage_chart_nice_step             (double                span,
                                             guint                 n_max);
double     lage_chart_compute_rise          (const LageChartPoint *points,
                                             guint                 n_points);

G_END_DECLS
