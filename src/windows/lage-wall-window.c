/* lage-wall-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-wall-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-figure-tile.h"
#include "lage-format.h"
#include "lage-key-figures.h"
#include "lage-map-gather.h"
#include "lage-series-chart.h"
#include "lage-settings.h"

/* Lines of text that fit below each other: what stands on a wall is read from afar. */
#define LINES_PER_SCREEN 45
#define MIN_FONT_PX 10
#define DESK_FONT_PX 15.0
#define TREND_US (2 * G_TIME_SPAN_HOUR)
#define TREND_EVERY_US G_TIME_SPAN_MINUTE
#define NOTE_S 6
#define POINTER_S 3
/* Counting never takes more than a tenth of the main thread, however much there is to count. */
#define COUNT_FACTOR 10

/**
 * LageWallWindow:
 *
 * The picture for a wall: map, clock and key figures without controls, on a screen of its own. The
 * map shows what the map of the main window shows, and follows it or stands where it was put.
 *
 *     LageMapPanel --sifted--> items and areas --> map
 *                  --viewport-changed--> the same ground, larger
 *     tick --> clock; figures counted over the whole picture
 */
struct _LageWallWindow
{
  GtkWindow parent_instance;

  GtkWidget      *content;
  GtkWidget      *banner;
  GtkLabel       *name_label;
  GtkLabel       *date_label;
  GtkLabel       *clock_label;
  LageMapView    *view;
  GtkLabel       *hidden_label;
  GtkLabel       *note_label;
  LageFigureTile *level_tile;
  LageFigureTile *warnings_tile;
  LageFigureTile *incidents_tile;
  LageFigureTile *tasks_tile;
  LageFigureTile *units_tile;
  LageFigureTile *gates_tile;
  LageFigureTile *feeds_tile;

  LageSession    *session;
  LageTicker     *ticker;
  LageMapPanel   *panel;
  GArray         *items;
  GtkCssProvider *css;
  GCancellable   *cancellable;
  int             width;
  int             height;
  guint           resized_id;
  guint           note_id;
  guint           pointer_id;
  gint64          next_count_us;  /* monotonic */
  gint64          next_trend_us;  /* situation time */
  double          rise_m_per_h;   /* NaN if unknown */
  LageField       trend_field;
  gboolean        is_following;
};

G_DEFINE_FINAL_TYPE (LageWallWindow, lage_wall_window, GTK_TYPE_WINDOW)

static gboolean
hide_note_cb (gpointer user_data)
{
  LageWallWindow *self = user_data;

  self->note_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), FALSE);
  return G_SOURCE_REMOVE;
}

/* For a moment: nothing that is not of the situation stays on the wall. */
static void
show_note (LageWallWindow *self,
           const char     *text)
{
  gtk_label_set_text (self->note_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), TRUE);
  g_clear_handle_id (&self->note_id, g_source_remove);
  self->note_id = g_timeout_add_seconds (NOTE_S, hide_note_cb, self);
}

/* The map ------------------------------------------------------------------------------------- */

/* All the ground that the other map shows, as large as it fits here. */
static void
follow (LageWallWindow *self)
{
  LageMapView *other = lage_map_panel_get_view (self->panel);
  double width = gtk_widget_get_width (GTK_WIDGET (self->view));
  double height = gtk_widget_get_height (GTK_WIDGET (self->view));
  double other_width = gtk_widget_get_width (GTK_WIDGET (other));
  double other_height = gtk_widget_get_height (GTK_WIDGET (other));
  double longitude, latitude, zoom;

  if (!self->is_following || width < 1 || height < 1 || other_width < 1 || other_height < 1)
    return;
  lage_map_view_get_viewport (other, &longitude, &latitude, &zoom);
  zoom += log2 (MIN (width / other_width, height / other_height));
  lage_map_view_set_viewport (self->view, longitude, latitude, zoom);
}

static char *
make_hidden_text (const LageMapSift *sift)
{
  g_autofree char *hidden = NULL;

  if (sift->n_hidden == 0)
    return NULL;
  hidden = g_strdup_printf (ngettext ("%u hidden by the filter", "%u hidden by the filter",
                                      sift->n_hidden),
                            sift->n_hidden);
  if (sift->n_hidden_alarms == 0)
    return g_steal_pointer (&hidden);
  /* Translators: what the filter hides, such as "312 hidden by the filter", and how many of these
   * are alarms */
  return g_strdup_printf (ngettext ("%s, %u of them an alarm", "%s, %u of them alarms",
                                    sift->n_hidden_alarms),
                          hidden, sift->n_hidden_alarms);
}

static void
sifted_cb (LageWallWindow *self)
{
  const LageMapSift *sift = lage_map_panel_get_sift (self->panel);
  LageEntity *selected = lage_map_panel_get_selected (self->panel);
  gint64 now_us = lage_ticker_get_now_us (self->ticker);
  g_autofree char *hidden = make_hidden_text (sift);
  g_autoptr(GArray) areas = NULL;

  lage_map_gather_items (sift, self->session, lage_map_panel_get_filter (self->panel), now_us,
                         self->items);
  lage_map_view_set_items (self->view, (gpointer) self->items->data, self->items->len);
  areas = lage_map_gather_areas (sift, lage_map_panel_get_filter (self->panel), now_us);
  lage_map_view_set_areas (self->view, (gpointer) areas->data, areas->len);
  lage_map_view_set_selected_key (self->view,
                                  selected != NULL ? lage_entity_get_key (selected) : 0);
  gtk_label_set_text (self->hidden_label, hidden != NULL ? hidden : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hidden_label), hidden != NULL);
}

static void
tracks_changed_cb (LageWallWindow *self)
{
  g_autoptr(GPtrArray) tracks = lage_map_panel_make_tracks (self->panel);

  lage_map_view_set_tracks (self->view, (LageMapTrack **) tracks->pdata, tracks->len,
                            lage_ticker_get_now_us (self->ticker));
}

static void
base_map_applied_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!lage_settings_apply_base_map_finish (LAGE_MAP_VIEW (object), result, &error))
    g_message ("base map: %s", error->message);
}

/* Figures ------------------------------------------------------------------------------------- */

static void
series_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(LageWallWindow) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) samples = lage_store_read_series_finish (LAGE_STORE (object), result, &error);
  g_autofree LageChartPoint *points = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
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

      points[i] = (LageChartPoint) { sample->observed_at_us, sample->value };
    }
  self->rise_m_per_h = lage_chart_compute_rise (points, samples->len);
  if (self->trend_field == LAGE_FIELD_LEVEL_CM)
    self->rise_m_per_h /= 100.0;
}

static void
read_trend (LageWallWindow *self,
            LageEntity     *gauge,
            gint64          now_us)
{
  /* The clock of an exercise may have been set back. */
  if (now_us < self->next_trend_us && now_us > self->next_trend_us - TREND_US)
    return;
  self->next_trend_us = now_us + TREND_EVERY_US;
  self->trend_field = lage_entity_has (gauge, LAGE_FIELD_LEVEL_CM) ? LAGE_FIELD_LEVEL_CM
                                                                   : LAGE_FIELD_LEVEL_NHN_M;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lage_store_read_series_async (lage_session_get_store (self->session),
                                lage_entity_get_id (gauge), self->trend_field, now_us - TREND_US,
                                now_us, self->cancellable, series_read_cb, g_object_ref (self));
}

static void
show_age (LageFigureTile      *tile,
          const LageFigureAge *age,
          gint64               now_us)
{
  gint64 age_us = now_us - age->observed_at_us;

  if (age->freshness != LAGE_FRESHNESS_STALE)
    age_us = MAX (age_us, 0);
  lage_figure_tile_set_age (tile, age->freshness, age->observed_at_us != 0 ? age_us : -1);
}

/* Takes @text. */
static void
add_part (GString *line,
          char    *text)
{
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
  g_free (text);
}

static void
add_silent (GString             *line,
            const LageFigureAge *age)
{
  if (age->n_silent > 0)
    /* Translators: how many have not been heard of for long */
    add_part (line, g_strdup_printf (ngettext ("%u silent", "%u silent", age->n_silent),
                                     age->n_silent));
}

static void
show_level (LageWallWindow       *self,
            const LageKeyFigures *figures,
            gint64                now_us)
{
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;
  LageAttention attention = LAGE_ATTENTION_NONE;

  if (figures->gauge == NULL)
    {
      lage_figure_tile_set_title (self->level_tile, _("Water level"));
      lage_figure_tile_set (self->level_tile, "–", _("No gauge with a known mean high water"),
                            LAGE_ATTENTION_NONE);
      lage_figure_tile_set_age (self->level_tile, LAGE_FRESHNESS_TIMELESS, -1);
      return;
    }
  read_trend (self, figures->gauge, now_us);
  lage_figure_tile_set_title (self->level_tile, lage_entity_get_title (figures->gauge));
  value = lage_format_quantity (figures->level.nhn_m, 2, "m NHN");
  if (!isnan (figures->level.above_mhw_m))
    {
      g_autofree char *number = lage_format_quantity (fabs (figures->level.above_mhw_m), 2, "m");

      add_part (line, g_strdup_printf (figures->level.above_mhw_m < 0.0 ? _("MHW −%s")
                                                                        : _("MHW +%s"), number));
    }
  if (!isnan (self->rise_m_per_h))
    {
      g_autofree char *number = lage_format_quantity (fabs (self->rise_m_per_h), 2, "m/h");

      add_part (line, g_strdup_printf (self->rise_m_per_h < 0.0 ? _("falling %s")
                                                                : _("rising %s"), number));
    }
  if (!isnan (figures->level.above_mhw_m))
    add_part (line, g_strdup (figures->surge != NULL ? figures->surge->label
                                                     : _("No storm surge")));
  if (figures->surge != NULL)
    attention = figures->surge->severity >= 2 ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NOTICE;
  lage_figure_tile_set (self->level_tile, value, line->str, attention);
  show_age (self->level_tile, &figures->level_age, now_us);
}

static void
show_warnings (LageWallWindow       *self,
               const LageKeyFigures *figures,
               gint64                now_us)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_WARNING, LAGE_FIELD_SEVERITY);
  const LageEnumMember *member;
  g_autofree char *value = NULL;
  gint64 severity;

  if (figures->warning == NULL)
    {
      lage_figure_tile_set (self->warnings_tile, _("None in force"), "", LAGE_ATTENTION_NONE);
      lage_figure_tile_set_age (self->warnings_tile, LAGE_FRESHNESS_TIMELESS, -1);
      return;
    }
  severity = lage_entity_get_int (figures->warning, LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN);
  member = lage_field_spec_find_member (spec, severity);
  /* Translators: the severity of the highest warning, and how many are in force */
  value = g_strdup_printf (ngettext ("%s · %u in force", "%s · %u in force", figures->n_warnings),
                           member != NULL ? lage_format_member (member) : "–",
                           figures->n_warnings);
  lage_figure_tile_set (self->warnings_tile, value, lage_entity_get_title (figures->warning),
                        severity >= LAGE_SEVERITY_SEVERE ? LAGE_ATTENTION_ALARM
                                                         : LAGE_ATTENTION_NOTICE);
  show_age (self->warnings_tile, &figures->warnings_age, now_us);
}

static void
show_incidents (LageWallWindow       *self,
                const LageKeyFigures *figures,
                gint64                now_us)
{
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;

  /* Translators: how many incidents or tasks are not concluded */
  value = g_strdup_printf (ngettext ("%u open", "%u open", figures->n_incidents),
                           figures->n_incidents);
  if (figures->n_flash > 0)
    /* Translators: how many of the incidents have the highest priority (German: Blitz) */
    add_part (line, g_strdup_printf (ngettext ("%u flash", "%u flash", figures->n_flash),
                                     figures->n_flash));
  lage_figure_tile_set (self->incidents_tile, value, line->str,
                        figures->n_flash > 0 ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NONE);
  show_age (self->incidents_tile, &figures->incidents_age, now_us);
}

static void
show_tasks (LageWallWindow       *self,
            const LageKeyFigures *figures,
            gint64                now_us)
{
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;
  LageAttention attention = LAGE_ATTENTION_NONE;

  value = g_strdup_printf (ngettext ("%u open", "%u open", figures->n_tasks), figures->n_tasks);
  if (figures->n_overdue > 0)
    {
      add_part (line, g_strdup_printf (ngettext ("%u overdue", "%u overdue", figures->n_overdue),
                                       figures->n_overdue));
      attention = LAGE_ATTENTION_NOTICE;
    }
  if (figures->n_refused > 0)
    {
      add_part (line, g_strdup_printf (ngettext ("%u refused", "%u refused", figures->n_refused),
                                       figures->n_refused));
      attention = LAGE_ATTENTION_ALARM;
    }
  lage_figure_tile_set (self->tasks_tile, value, line->str, attention);
  show_age (self->tasks_tile, &figures->tasks_age, now_us);
}

static void
show_units (LageWallWindow       *self,
            const LageKeyFigures *figures,
            gint64                now_us)
{
  guint n_other = figures->n_units - figures->n_free - figures->n_bound - figures->n_unready;
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;

  /* Translators: how many units can be given a task, and how many have one */
  value = g_strdup_printf (_("%u free · %u bound"), figures->n_free, figures->n_bound);
  if (figures->n_unready > 0)
    add_part (line, g_strdup_printf (ngettext ("%u not ready", "%u not ready",
                                               figures->n_unready),
                                     figures->n_unready));
  if (n_other > 0)
    /* Translators: how many units have no status, or one that says neither */
    add_part (line, g_strdup_printf (ngettext ("%u unclear", "%u unclear", n_other), n_other));
  add_silent (line, &figures->units_age);
  lage_figure_tile_set (self->units_tile, value, line->str, LAGE_ATTENTION_NONE);
  show_age (self->units_tile, &figures->units_age, now_us);
}

static void
show_gates (LageWallWindow       *self,
            const LageKeyFigures *figures,
            gint64                now_us)
{
  guint n_unknown = figures->n_gates - figures->n_open - figures->n_closed - figures->n_moving
                    - figures->n_faulty;
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;

  /* Translators: how many flood gates are closed, and how many open */
  value = g_strdup_printf (_("%u closed · %u open"), figures->n_closed, figures->n_open);
  if (figures->n_faulty > 0)
    add_part (line, g_strdup_printf (ngettext ("%u with a fault", "%u with a fault",
                                               figures->n_faulty),
                                     figures->n_faulty));
  if (figures->n_moving > 0)
    add_part (line, g_strdup_printf (ngettext ("%u moving", "%u moving", figures->n_moving),
                                     figures->n_moving));
  if (n_unknown > 0)
    add_part (line, g_strdup_printf (ngettext ("%u unknown", "%u unknown", n_unknown),
                                     n_unknown));
  add_silent (line, &figures->gates_age);
  lage_figure_tile_set (self->gates_tile, value, line->str,
                        figures->n_faulty > 0 ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NONE);
  show_age (self->gates_tile, &figures->gates_age, now_us);
}

/* When any of the feeds brought something good; 0: none did. */
static gint64
find_last_good_us (LageFeedSet *feeds)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (feeds));
  gint64 last_good_us = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (G_LIST_MODEL (feeds), i);

      last_good_us = MAX (last_good_us, lage_feed_get_health (feed)->last_good_us);
    }
  return last_good_us;
}

static void
show_feeds (LageWallWindow *self,
            gint64          now_us)
{
  LageFeedSet *feeds = lage_session_get_feeds (self->session);
  LageFigureAge age = { find_last_good_us (feeds), LAGE_FRESHNESS_TIMELESS, 0 };
  LageFeedSummary summary;
  g_autoptr(GString) line = g_string_new (NULL);
  g_autofree char *value = NULL;
  LageAttention attention = LAGE_ATTENTION_NONE;

  lage_feed_set_get_summary (feeds, &summary);
  /* Translators: how many of the enabled feeds are in order */
  value = g_strdup_printf (_("%u of %u in order"), summary.n_ok,
                           summary.n_feeds - summary.n_disabled);
  if (summary.n_degraded > 0)
    {
      add_part (line, g_strdup_printf (ngettext ("%u with problems or silent",
                                                 "%u with problems or silent",
                                                 summary.n_degraded),
                                       summary.n_degraded));
      attention = LAGE_ATTENTION_NOTICE;
    }
  if (summary.n_failing > 0)
    {
      add_part (line, g_strdup_printf (ngettext ("%u failing", "%u failing", summary.n_failing),
                                       summary.n_failing));
      attention = LAGE_ATTENTION_ALARM;
    }
  if (summary.n_waiting > 0)
    add_part (line, g_strdup_printf (ngettext ("%u waiting", "%u waiting", summary.n_waiting),
                                     summary.n_waiting));
  lage_figure_tile_set (self->feeds_tile, value, line->str, attention);
  show_age (self->feeds_tile, &age, now_us);
}

static void
update_figures (LageWallWindow *self,
                gint64          now_us)
{
  gint64 begin_us = lage_clock_monotonic_us ();
  LageOperation *operation = lage_session_get_operation (self->session);
  LageKeyFigures figures;

  if (begin_us < self->next_count_us)
    return;
  lage_key_figures_count (&figures, lage_session_get_situation (self->session),
                          lage_session_get_thresholds (self->session),
                          lage_operation_is_exercise (operation), now_us);
  show_level (self, &figures, now_us);
  show_warnings (self, &figures, now_us);
  show_incidents (self, &figures, now_us);
  show_tasks (self, &figures, now_us);
  show_units (self, &figures, now_us);
  show_gates (self, &figures, now_us);
  show_feeds (self, now_us);
  self->next_count_us = begin_us + COUNT_FACTOR * (lage_clock_monotonic_us () - begin_us);
}

static void
tick_cb (LageWallWindow *self)
{
  gint64 now_us = lage_ticker_get_now_us (self->ticker);
  g_autofree char *clock = lage_format_clock (now_us);
  g_autofree char *date = lage_format_date (now_us);

  gtk_label_set_text (self->clock_label, clock);
  gtk_label_set_text (self->date_label, date);
  update_figures (self, now_us);
}

static void
show_name (LageWallWindow *self)
{
  LageOperation *operation = lage_session_get_operation (self->session);
  gboolean is_exercise = lage_operation_is_exercise (operation);
  g_autofree char *text = NULL;

  /* Translators: in capitals; the name of the exercise or operation follows */
  text = g_strdup_printf (is_exercise ? _("EXERCISE · %s") : _("OPERATION · %s"),
                          lage_operation_get_name (operation));
  gtk_label_set_text (self->name_label, text);
  gtk_widget_add_css_class (self->banner, is_exercise ? "exercise-banner" : "operation-banner");
}

/* The window ---------------------------------------------------------------------------------- */

static gboolean
resized_cb (gpointer user_data)
{
  LageWallWindow *self = user_data;
  int font_px = MAX (self->height / LINES_PER_SCREEN, MIN_FONT_PX);
  g_autofree char *css = g_strdup_printf (".wall-content { font-size: %dpx; }", font_px);

  self->resized_id = 0;
  gtk_css_provider_load_from_data (self->css, css, -1);
  lage_map_view_set_enlargement (self->view, CLAMP (font_px / DESK_FONT_PX, 1.0, 2.0));
  follow (self);
  return G_SOURCE_REMOVE;
}

static void
lage_wall_window_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  LageWallWindow *self = LAGE_WALL_WINDOW (widget);

  GTK_WIDGET_CLASS (lage_wall_window_parent_class)->size_allocate (widget, width, height,
                                                                   baseline);
  if (self->width == width && self->height == height)
    return;
  /* What follows from the size is not done while sizes are being given out. */
  self->width = width;
  self->height = height;
  if (self->resized_id == 0)
    self->resized_id = g_timeout_add (0, resized_cb, self);
}

static gboolean
hide_pointer_cb (gpointer user_data)
{
  LageWallWindow *self = user_data;

  self->pointer_id = 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "none");
  return G_SOURCE_REMOVE;
}

static void
motion_cb (LageWallWindow *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  gtk_widget_set_cursor (GTK_WIDGET (self->view), NULL);
  g_clear_handle_id (&self->pointer_id, g_source_remove);
  self->pointer_id = g_timeout_add_seconds (POINTER_S, hide_pointer_cb, self);
}

static void
follow_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LageWallWindow *self = LAGE_WALL_WINDOW (widget);

  lage_wall_window_set_is_following (self, !self->is_following);
}

static void
lage_wall_window_dispose (GObject *object)
{
  LageWallWindow *self = LAGE_WALL_WINDOW (object);

  g_clear_handle_id (&self->resized_id, g_source_remove);
  g_clear_handle_id (&self->note_id, g_source_remove);
  g_clear_handle_id (&self->pointer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_window_set_child (GTK_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_WALL_WINDOW);
  g_clear_object (&self->css);
  g_clear_object (&self->panel);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_wall_window_parent_class)->dispose (object);
}

static void
lage_wall_window_finalize (GObject *object)
{
  g_array_unref (LAGE_WALL_WINDOW (object)->items);

  G_OBJECT_CLASS (lage_wall_window_parent_class)->finalize (object);
}

static void
lage_wall_window_class_init (LageWallWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_wall_window_dispose;
  object_class->finalize = lage_wall_window_finalize;
  widget_class->size_allocate = lage_wall_window_size_allocate;

  g_type_ensure (LAGE_TYPE_FIGURE_TILE);
  g_type_ensure (LAGE_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-wall-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, content);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, name_label);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, date_label);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, clock_label);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, view);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, level_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, warnings_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, incidents_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, tasks_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, units_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, gates_tile);
  gtk_widget_class_bind_template_child (widget_class, LageWallWindow, feeds_tile);

  gtk_widget_class_install_action (widget_class, "wall.follow", NULL, follow_action);
}

/* Before the map gets the keys, which has a use of its own for some of them. */
static void
add_keys (LageWallWindow *self)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_f, "wall.follow" }, { GDK_KEY_Escape, "window.close" }, { GDK_KEY_F11, "window.close" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
lage_wall_window_init (LageWallWindow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));
  self->rise_m_per_h = (double) NAN;
  self->is_following = TRUE;
  self->css = gtk_css_provider_new ();
  gtk_widget_add_css_class (self->content, "wall-content");
  /* Of this widget only; what is in it inherits the size. */
  gtk_style_context_add_provider (gtk_widget_get_style_context (self->content),
                                  GTK_STYLE_PROVIDER (self->css),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  add_keys (self);
  lage_map_view_set_has_buttons (self->view, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->view), FALSE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  motion_cb (self);
}

/**
 * lage_wall_window_new:
 * @session: an open session
 * @ticker: the ticker of the main window
 * @panel: the map that it follows, with its filter
 */
GtkWidget *
lage_wall_window_new (LageSession  *session,
                      LageTicker   *ticker,
                      LageMapPanel *panel)
{
  LageWallWindow *self = g_object_new (LAGE_TYPE_WALL_WINDOW, NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->panel = g_object_ref (panel);
  lage_settings_apply_base_map_async (self->view, NULL, base_map_applied_cb, NULL);
  g_signal_connect_object (panel, "sifted", G_CALLBACK (sifted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "tracks-changed", G_CALLBACK (tracks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lage_map_panel_get_view (panel), "viewport-changed",
                           G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  show_name (self);
  sifted_cb (self);
  tracks_changed_cb (self);
  tick_cb (self);
  return GTK_WIDGET (self);
}

/* (transfer full) (nullable): a screen that the other window is not on, if there is one */
static GdkMonitor *
find_monitor (GtkWindow *other)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (other));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (other));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkMonitor *present = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface)
                                        : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != present)
        return g_steal_pointer (&monitor);
    }
  return present != NULL ? g_object_ref (present) : NULL;
}

/**
 * lage_wall_window_present_beside:
 * @self: the wall
 * @other: the main window
 *
 * Fills a screen that @other is not on; the same one if there is no other.
 */
void
lage_wall_window_present_beside (LageWallWindow *self,
                                 GtkWindow      *other)
{
  g_autoptr(GdkMonitor) monitor = find_monitor (other);
  GdkRectangle geometry;

  g_return_if_fail (LAGE_IS_WALL_WINDOW (self));

  if (monitor != NULL)
    {
      gdk_monitor_get_geometry (monitor, &geometry);
      gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
      gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
    }
  gtk_window_present (GTK_WINDOW (self));
  show_note (self, _("Escape closes the wall view · F: follow the map, or stand"));
}

LageMapView *
lage_wall_window_get_view (LageWallWindow *self)
{
  g_return_val_if_fail (LAGE_IS_WALL_WINDOW (self), NULL);

  return self->view;
}

gboolean
lage_wall_window_get_is_following (LageWallWindow *self)
{
  g_return_val_if_fail (LAGE_IS_WALL_WINDOW (self), FALSE);

  return self->is_following;
}

/**
 * lage_wall_window_set_is_following:
 * @self: the wall
 * @is_following: whether its map goes where the other map goes; else it stands, and can be moved by
 *   keys and pointer
 */
void
lage_wall_window_set_is_following (LageWallWindow *self,
                                   gboolean        is_following)
{
  g_return_if_fail (LAGE_IS_WALL_WINDOW (self));

  if (self->is_following == !!is_following)
    return;
  self->is_following = !!is_following;
  gtk_widget_set_can_target (GTK_WIDGET (self->view), !self->is_following);
  if (self->is_following)
    follow (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  show_note (self, self->is_following ? _("Follows the map")
                                      : _("Stands here; arrow keys, + and - move it"));
}
