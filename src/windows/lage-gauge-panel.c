/* lage-gauge-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-gauge-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"
#include "lage-series-chart.h"
#include "lage-water-level.h"

#define AHEAD_US (2 * G_TIME_SPAN_HOUR)
#define RELOAD_US (60 * G_TIME_SPAN_SECOND)

/**
 * LageGaugePanel:
 *
 * A gauge: its level in the three ways in which people say it, which mean high water was used, how
 * fast it rises, and its course with the storm surge classes.
 */
struct _LageGaugePanel
{
  GtkWidget parent_instance;

  GtkWidget      *box;
  GtkWidget      *level_label;
  GtkWidget      *other_label;
  GtkWidget      *class_label;
  GtkWidget      *basis_label;
  GtkWidget      *range_drop_down;
  GtkWidget      *chart;

  LageSession    *session;
  LageEntity     *gauge;
  GCancellable   *cancellable;
  LageWaterLevel  level;
  gint64          loaded_at_us;
  gint64          now_us;
  double          rise_m_per_h; /* NaN if unknown */
};

G_DEFINE_FINAL_TYPE (LageGaugePanel, lage_gauge_panel, GTK_TYPE_WIDGET)

static const gint64 ranges_h[] = { 12, 24, 48, 24 * 7, 24 * 31 };

static gint64
get_range_us (LageGaugePanel *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->range_drop_down));

  return ranges_h[MIN (selected, G_N_ELEMENTS (ranges_h) - 1)] * G_TIME_SPAN_HOUR;
}

static gboolean
is_in_nhn (LageGaugePanel *self)
{
  return !isnan (self->level.nhn_m);
}

static void
update_lines (LageGaugePanel *self)
{
  LageSeriesChart *chart = LAGE_SERIES_CHART (self->chart);
  const LageThresholds *thresholds = lage_session_get_thresholds (self->session);

  lage_series_chart_clear_lines (chart);
  lage_series_chart_set_unit (chart, is_in_nhn (self) ? "m NHN" : "cm", is_in_nhn (self) ? 2 : 0);
  if (isnan (self->level.mhw_nhn_m) || !is_in_nhn (self))
    return;
  /* Translators: mean high water; the German abbreviation is MHW */
  lage_series_chart_add_line (chart, self->level.mhw_nhn_m, C_ ("chart", "MHW"), 0);
  for (guint i = 0; i < lage_thresholds_get_n_classes (thresholds); i++)
    {
      const LageThreshold *threshold = lage_thresholds_get_class (thresholds, i);

      lage_series_chart_add_line (chart, self->level.mhw_nhn_m + threshold->above_mhw_m,
                                  threshold->label, threshold->severity);
    }
}

static void
series_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(LageGaugePanel) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) samples = NULL;
  g_autofree LageChartPoint *points = NULL;

  samples = lage_store_read_series_finish (LAGE_STORE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL
      || self->gauge == NULL)
    return;
  if (samples == NULL)
    {
      g_debug ("series: %s", error->message);
      return;
    }

  points = g_new (LageChartPoint, MAX (samples->len, 1));
  for (guint i = 0; i < samples->len; i++)
    {
      const LageSample *sample = &g_array_index (samples, LageSample, i);

      points[i].time_us = sample->observed_at_us;
      points[i].value = is_in_nhn (self) && lage_entity_has (self->gauge, LAGE_FIELD_LEVEL_CM)
                          ? lage_water_level_to_nhn_m (&self->level, sample->value)
                          : sample->value;
    }
  lage_series_chart_set_points (LAGE_SERIES_CHART (self->chart), points, samples->len);
  self->rise_m_per_h = is_in_nhn (self) ? lage_chart_compute_rise (points, samples->len)
                                         : (double) NAN;
}

static void
load (LageGaugePanel *self,
      gint64          now_us)
{
  LageField field = lage_entity_has (self->gauge, LAGE_FIELD_LEVEL_CM) ? LAGE_FIELD_LEVEL_CM
                                                                       : LAGE_FIELD_LEVEL_NHN_M;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loaded_at_us = now_us;
  lage_store_read_series_async (lage_session_get_store (self->session),
                                lage_entity_get_id (self->gauge), field,
                                now_us - get_range_us (self), now_us, self->cancellable,
                                series_read_cb, g_object_ref (self));
}

static void
update_class (LageGaugePanel *self)
{
  const LageThreshold *threshold = lage_thresholds_classify (
    lage_session_get_thresholds (self->session), self->level.above_mhw_m);
  g_autofree char *rise = NULL;
  g_autofree char *text = NULL;

  if (!isnan (self->rise_m_per_h))
    {
      g_autofree char *number = lage_format_quantity (fabs (self->rise_m_per_h), 2, "m/h");

      /* Translators: how fast the water rises or falls, such as "rising 0.35 m/h" */
      rise = g_strdup_printf (self->rise_m_per_h < 0.0 ? _("falling %s") : _("rising %s"), number);
    }
  /* Without a mean high water nobody can say that there is no storm surge. */
  if (isnan (self->level.above_mhw_m))
    text = g_strdup (rise != NULL ? rise : "");
  else
    text = g_strjoin (" · ", threshold != NULL ? threshold->label : _("No storm surge"), rise,
                      NULL);
  gtk_label_set_text (GTK_LABEL (self->class_label), text);
  gtk_widget_set_visible (self->class_label, *text != '\0');
  gtk_widget_remove_css_class (self->class_label, "error");
  gtk_widget_remove_css_class (self->class_label, "warning");
  if (threshold != NULL)
    gtk_widget_add_css_class (self->class_label, threshold->severity >= 2 ? "error" : "warning");
}

static void
update_basis (LageGaugePanel *self)
{
  const char *external_id = lage_entity_get_text (self->gauge, LAGE_FIELD_EXTERNAL_ID);
  const char *source = external_id != NULL
                         ? lage_thresholds_get_mhw_source (
                             lage_session_get_thresholds (self->session), external_id)
                         : NULL;
  g_autofree char *mhw = NULL;
  g_autofree char *text = NULL;

  if (isnan (self->level.mhw_nhn_m))
    {
      gtk_label_set_text (GTK_LABEL (self->basis_label),
                          _("No mean high water is known for this gauge"));
      return;
    }
  mhw = lage_format_quantity (self->level.mhw_nhn_m, 2, "m NHN");
  /* Translators: which mean high water (German: MHW) was used, and who says so */
  text = g_strdup_printf (_("MHW %s (%s)"), mhw, source != NULL ? source : _("from the gauge"));
  gtk_label_set_text (GTK_LABEL (self->basis_label), text);
}

static void
range_changed_cb (LageGaugePanel *self)
{
  if (self->gauge == NULL)
    return;
  self->loaded_at_us = 0;
  lage_gauge_panel_update (self, self->now_us);
}

static void
lage_gauge_panel_dispose (GObject *object)
{
  LageGaugePanel *self = LAGE_GAUGE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->gauge);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_gauge_panel_parent_class)->dispose (object);
}

static void
lage_gauge_panel_class_init (LageGaugePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_gauge_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_label (LageGaugePanel *self,
            const char     *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

static void
lage_gauge_panel_init (LageGaugePanel *self)
{
  const char *ranges[] = {
    /* Translators: how much time a chart shows */
    C_ ("range", "12 hours"), C_ ("range", "24 hours"), C_ ("range", "2 days"),
    C_ ("range", "7 days"), C_ ("range", "31 days"), NULL,
  };

  self->rise_m_per_h = (double) NAN;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->level_label = make_label (self, "level");
  self->other_label = make_label (self, NULL);
  self->class_label = make_label (self, "heading");
  self->basis_label = make_label (self, "dim-label");
  gtk_widget_add_css_class (self->basis_label, "caption");
  self->chart = lage_series_chart_new ();
  gtk_box_append (GTK_BOX (self->box), self->chart);
  self->range_drop_down = gtk_drop_down_new_from_strings (ranges);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->range_drop_down), 1);
  gtk_widget_set_halign (self->range_drop_down, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (self->range_drop_down, _("How much time the chart shows"));
  g_signal_connect_swapped (self->range_drop_down, "notify::selected",
                            G_CALLBACK (range_changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->range_drop_down);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lage_gauge_panel_set_session (LageGaugePanel *self,
                              LageSession    *session)
{
  g_return_if_fail (LAGE_IS_GAUGE_PANEL (self));

  g_set_object (&self->session, session);
}

/**
 * lage_gauge_panel_set_gauge:
 * @self: the panel
 * @gauge: (nullable): what to show; NULL hides the panel
 */
void
lage_gauge_panel_set_gauge (LageGaugePanel *self,
                            LageEntity     *gauge)
{
  g_return_if_fail (LAGE_IS_GAUGE_PANEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self), gauge != NULL);
  if (!g_set_object (&self->gauge, gauge))
    return;
  self->loaded_at_us = 0;
  self->rise_m_per_h = (double) NAN;
  lage_series_chart_set_points (LAGE_SERIES_CHART (self->chart), NULL, 0);
}

/**
 * lage_gauge_panel_update:
 * @self: the panel
 * @now_us: situation time
 *
 * Shows the present level; reads the series anew where a minute of the situation has passed.
 */
void
lage_gauge_panel_update (LageGaugePanel *self,
                         gint64          now_us)
{
  g_autofree char *nhn = NULL;
  g_autofree char *pnp = NULL;
  g_autofree char *above = NULL;
  g_autofree char *other = NULL;

  g_return_if_fail (LAGE_IS_GAUGE_PANEL (self));

  self->now_us = now_us;
  if (self->gauge == NULL || self->session == NULL)
    return;

  lage_water_level_init_gauge (&self->level, self->gauge,
                               lage_session_get_thresholds (self->session));
  nhn = lage_format_quantity (self->level.nhn_m, 2, "m NHN");
  pnp = lage_format_quantity (self->level.pnp_cm, 0, "cm PNP");
  if (isnan (self->level.above_mhw_m))
    above = g_strdup ("MHW –");
  else
    {
      g_autofree char *number = lage_format_quantity (fabs (self->level.above_mhw_m), 2, "m");

      above = g_strdup_printf (self->level.above_mhw_m < 0.0 ? _("MHW −%s") : _("MHW +%s"), number);
    }
  other = g_strjoin (" · ", above, pnp, NULL);
  gtk_label_set_text (GTK_LABEL (self->level_label), is_in_nhn (self) ? nhn : pnp);
  gtk_label_set_text (GTK_LABEL (self->other_label), other);
  update_class (self);
  update_basis (self);
  update_lines (self);
  lage_series_chart_set_range (LAGE_SERIES_CHART (self->chart), now_us - get_range_us (self),
                               now_us + MIN (AHEAD_US, get_range_us (self) / 12), now_us);
  if (now_us - self->loaded_at_us >= RELOAD_US || now_us < self->loaded_at_us)
    load (self, now_us);
}
