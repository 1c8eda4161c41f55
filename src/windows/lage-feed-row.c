/* lage-feed-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-row.h"

#include <glib/gi18n.h>

#include "lage-feed-test.h"
#include "lage-feed-words.h"

/* Somebody who holds a button down does not mean every number on the way. */
#define INTERVAL_WAIT_MS 700

/**
 * LageFeedRow:
 *
 * One feed in the preferences: how it goes, and what can be done with it. What is changed here
 * takes effect at once; the owner saves on #LageFeedRow::changed.
 */
struct _LageFeedRow
{
  AdwExpanderRow parent_instance;

  GtkImage      *state_icon;
  GtkSwitch     *enabled_switch;
  AdwActionRow  *format_row;
  AdwActionRow  *uri_row;
  AdwActionRow  *good_row;
  AdwActionRow  *counts_row;
  AdwActionRow  *error_row;
  GtkWidget     *interval_row;
  GtkSpinButton *interval_spin;
  GtkWidget     *test_button;
  GtkWidget     *poll_button;
  GtkSpinner    *test_spinner;
  GtkLabel      *test_label;
  GtkWidget     *problems_row;
  GtkLabel      *problems_label;

  LageFeedSet   *feeds;
  LageFeed      *feed;
  GCancellable  *testing; /* while a test runs */
  guint          interval_timer;
  gboolean       is_filling;
};

G_DEFINE_FINAL_TYPE (LageFeedRow, lage_feed_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_polled (LageFeedRow *self)
{
  LageFeedWay way = lage_feed_config_get_way (lage_feed_get_config (self->feed));

  return way == LAGE_FEED_WAY_HTTP || way == LAGE_FEED_WAY_FILE;
}

static void
replace_config (LageFeedRow          *self,
                const LageFeedConfig *config)
{
  g_autoptr(GError) error = NULL;

  if (lage_feed_set_replace (self->feeds, config, &error))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  else
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
}

static void
enabled_changed_cb (LageFeedRow *self)
{
  g_autoptr(LageFeedConfig) config = NULL;

  if (self->is_filling)
    return;
  config = lage_feed_config_copy (lage_feed_get_config (self->feed));
  config->is_enabled = gtk_switch_get_active (self->enabled_switch);
  replace_config (self, config);
}

static void
apply_interval (LageFeedRow *self)
{
  g_autoptr(LageFeedConfig) config = NULL;
  guint interval_s = (guint) gtk_spin_button_get_value_as_int (self->interval_spin);

  g_clear_handle_id (&self->interval_timer, g_source_remove);
  if (interval_s == lage_feed_get_config (self->feed)->interval_s)
    return;
  config = lage_feed_config_copy (lage_feed_get_config (self->feed));
  config->interval_s = interval_s;
  replace_config (self, config);
}

static gboolean
interval_timer_cb (gpointer user_data)
{
  LageFeedRow *self = user_data;

  self->interval_timer = 0;
  apply_interval (self);
  return G_SOURCE_REMOVE;
}

static void
interval_changed_cb (LageFeedRow *self)
{
  if (self->is_filling)
    return;
  g_clear_handle_id (&self->interval_timer, g_source_remove);
  self->interval_timer = g_timeout_add (INTERVAL_WAIT_MS, interval_timer_cb, self);
}

static void
set_testing (LageFeedRow *self,
             gboolean     is_testing)
{
  gtk_widget_set_sensitive (self->test_button, !is_testing);
  gtk_spinner_set_spinning (self->test_spinner, is_testing);
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageFeedRow) self = user_data; /* the reference taken when asking */
  g_autoptr(LageFeedHealth) health = lage_feed_test_finish (LAGE_FEED (object), result, NULL);
  g_autofree char *text = NULL;

  if (health == NULL || self->test_label == NULL)
    return;
  g_clear_object (&self->testing);
  set_testing (self, FALSE);
  text = lage_feed_test_describe (health);
  gtk_label_set_text (self->test_label, text);
}

static void
test_cb (LageFeedRow *self)
{
  if (self->testing != NULL)
    return;
  self->testing = g_cancellable_new ();
  set_testing (self, TRUE);
  gtk_label_set_text (self->test_label, _("Testing…"));
  gtk_widget_set_visible (GTK_WIDGET (self->test_label), TRUE);
  lage_feed_test_async (self->feed, self->testing, tested_cb, g_object_ref (self));
}

static void
poll_cb (LageFeedRow *self)
{
  lage_feed_poll_now (self->feed);
}

static void
edit_cb (LageFeedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
remove_cb (LageFeedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
fill (LageFeedRow *self)
{
  const LageFeedConfig *config = lage_feed_get_config (self->feed);

  self->is_filling = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), config->name);
  adw_action_row_set_subtitle (self->format_row, lage_feed_words_get_format (config->format));
  adw_action_row_set_subtitle (self->uri_row, config->uri);
  gtk_switch_set_active (self->enabled_switch, config->is_enabled);
  if (self->interval_timer == 0)
    gtk_spin_button_set_value (self->interval_spin, config->interval_s);
  gtk_widget_set_visible (self->interval_row, is_polled (self));
  gtk_widget_set_visible (self->poll_button, is_polled (self));
  self->is_filling = FALSE;
}

/* Words and shape say it; colour only helps. */
static void
set_colour (LageFeedRow   *self,
            LageFeedState  state)
{
  static const char *const classes[] = {
    [LAGE_FEED_STATE_OK] = "success",
    [LAGE_FEED_STATE_DEGRADED] = "warning",
    [LAGE_FEED_STATE_FAILING] = "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL && i == state)
      gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), classes[i]);
    else if (classes[i] != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), classes[i]);
}

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  if (g_strcmp0 (adw_action_row_get_subtitle (row), text) != 0)
    adw_action_row_set_subtitle (row, text);
}

static void
update_problems (LageFeedRow          *self,
                 const LageFeedHealth *health,
                 gint64                now_us)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = health->problems->len; i > 0; i--)
    {
      const LageFeedProblem *problem = g_ptr_array_index (health->problems, i - 1);
      g_autofree char *line = lage_feed_words_make_problem (problem->text, problem->time_us,
                                                            problem->n_times, now_us);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  if (g_strcmp0 (gtk_label_get_text (self->problems_label), text->str) != 0)
    gtk_label_set_text (self->problems_label, text->str);
  gtk_widget_set_visible (self->problems_row, health->problems->len > 1);
}

/**
 * lage_feed_row_update:
 * @self: the row
 * @now_us: situation time
 *
 * Shows how the feed goes now.
 */
void
lage_feed_row_update (LageFeedRow *self,
                      gint64       now_us)
{
  const LageFeedConfig *config;
  const LageFeedHealth *health;
  const char *state;
  g_autofree char *subtitle = NULL;
  g_autofree char *good = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *error = NULL;

  g_return_if_fail (LAGE_IS_FEED_ROW (self));

  config = lage_feed_get_config (self->feed);
  health = lage_feed_get_health (self->feed);
  state = lage_feed_words_get_state (health->state);
  good = lage_feed_words_make_last_good (health, now_us);
  counts = lage_feed_words_make_counts (health);
  if (health->last_error != NULL)
    error = lage_feed_words_make_problem (health->last_error, health->last_error_us, 1, now_us);

  if (health->last_good_us != 0)
    /* Translators: state of a feed, and when it last brought something good */
    subtitle = g_strdup_printf (_("%s · last good %s"), state, good);
  else
    subtitle = g_strdup_printf ("%s · %s", state, lage_feed_words_get_format (config->format));
  if (g_strcmp0 (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (self)), subtitle) != 0)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);

  gtk_image_set_from_icon_name (self->state_icon, lage_feed_words_get_state_icon (health->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state, -1);
  set_colour (self, health->state);

  set_subtitle (self->good_row, good);
  set_subtitle (self->counts_row, counts);
  set_subtitle (self->error_row, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_row), error != NULL);
  gtk_widget_set_sensitive (self->poll_button, lage_feed_is_running (self->feed));
  update_problems (self, health, now_us);
}

static void
lage_feed_row_unmap (GtkWidget *widget)
{
  LageFeedRow *self = LAGE_FEED_ROW (widget);

  if (self->interval_timer != 0)
    apply_interval (self);

  GTK_WIDGET_CLASS (lage_feed_row_parent_class)->unmap (widget);
}

static void
lage_feed_row_dispose (GObject *object)
{
  LageFeedRow *self = LAGE_FEED_ROW (object);

  g_cancellable_cancel (self->testing);
  g_clear_object (&self->testing);
  g_clear_handle_id (&self->interval_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_FEED_ROW);
  self->test_label = NULL;
  g_clear_object (&self->feed);
  g_clear_object (&self->feeds);

  G_OBJECT_CLASS (lage_feed_row_parent_class)->dispose (object);
}

static void
lage_feed_row_class_init (LageFeedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_feed_row_dispose;
  widget_class->unmap = lage_feed_row_unmap;

  /**
   * LageFeedRow::changed:
   *
   * The feed has another configuration, which is not saved yet.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_FEED_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageFeedRow::edit:
   *
   * Somebody wants the form.
   */
  signals[SIGNAL_EDIT] = g_signal_new ("edit", LAGE_TYPE_FEED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageFeedRow::remove:
   *
   * Somebody wants the feed to go.
   */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", LAGE_TYPE_FEED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageFeedRow::problem:
   * @text: why
   *
   * A change was not possible.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", LAGE_TYPE_FEED_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-feed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, format_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, uri_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, good_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, counts_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, error_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, interval_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, interval_spin);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, test_button);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, poll_button);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, test_spinner);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, test_label);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, problems_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedRow, problems_label);
  gtk_widget_class_bind_template_callback (widget_class, enabled_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, interval_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, poll_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
lage_feed_row_init (LageFeedRow *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

LageFeedRow *
lage_feed_row_new (LageFeedSet *feeds,
                   LageFeed    *feed)
{
  LageFeedRow *self = g_object_new (LAGE_TYPE_FEED_ROW, NULL);

  self->feeds = g_object_ref (feeds);
  self->feed = g_object_ref (feed);
  g_signal_connect_object (feed, "config-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return self;
}

/**
 * lage_feed_row_get_feed:
 * @self: the row
 *
 * Returns: (transfer none): its feed
 */
LageFeed *
lage_feed_row_get_feed (LageFeedRow *self)
{
  g_return_val_if_fail (LAGE_IS_FEED_ROW (self), NULL);

  return self->feed;
}
