/* lage-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lage-format.h"
#include "lage-window-private.h"

/* Beyond the least that the details need. */
#define INSPECTOR_EXTRA_WIDTH 30

/**
 * LageWindow:
 *
 * The main window: the start page until an operation is open, then lists, map and details around
 * one selected entity. Panels never talk to each other: each has the property `selected`, and all
 * are bound to the window's.
 */
G_DEFINE_FINAL_TYPE (LageWindow, lage_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_clock (LageWindow *self)
{
  gint64 now_us = lage_ticker_get_now_us (self->ticker);
  g_autofree char *clock = lage_format_clock (now_us);
  g_autofree char *date = lage_format_date (now_us);
  g_autofree char *log = NULL;
  guint64 n_committed = lage_session_get_n_committed (self->session);
  guint n_waiting = lage_session_get_n_waiting (self->session);

  gtk_label_set_text (self->clock_label, clock);
  gtk_label_set_text (self->date_label, date);

  if (n_waiting > 1)
    /* Translators: how many changes are on disk, and how many wait to be written */
    log = g_strdup_printf (_("%" PRIu64 " changes saved, %u waiting"), n_committed,
                           n_waiting);
  else
    log = g_strdup_printf (ngettext ("%" PRIu64 " change saved",
                                     "%" PRIu64 " changes saved", n_committed),
                           n_committed);
  gtk_label_set_text (self->log_label, log);
}

static void
update_exercise (LageWindow *self)
{
  LageOperation *operation = lage_session_get_operation (self->session);
  double rate = lage_clock_get_rate (lage_session_get_clock (self->session));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->exercise_banner, lage_operation_is_exercise (operation));
  if (!lage_operation_is_exercise (operation))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "exercise");
      return;
    }

  gtk_widget_add_css_class (GTK_WIDGET (self), "exercise");
  if (rate > 1.0 || rate < 1.0)
    {
      g_autofree char *factor = lage_format_number (rate, 0);

      /* Translators: the banner of an exercise; its name, and how fast its clock runs */
      text = g_strdup_printf (_("EXERCISE · %s · time × %s"), lage_operation_get_name (operation),
                              factor);
    }
  else
    {
      /* Translators: the banner of an exercise, and its name */
      text = g_strdup_printf (_("EXERCISE · %s"), lage_operation_get_name (operation));
    }
  gtk_label_set_text (self->exercise_label, text);
}

static void
update_feeds (LageWindow *self)
{
  LageFeedSummary summary;
  guint n_enabled;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  lage_feed_set_get_summary (lage_session_get_feeds (self->session), &summary);
  n_enabled = summary.n_feeds - summary.n_disabled;
  text = g_strdup_printf ("%u/%u", summary.n_ok, n_enabled);
  gtk_label_set_text (self->feeds_label, text);
  gtk_image_set_from_icon_name (self->feeds_icon, summary.n_failing > 0
                                                    ? "dialog-warning-symbolic"
                                                    : "network-transmit-receive-symbolic");
  if (summary.n_failing > 0)
    gtk_widget_add_css_class (self->feeds_button, "warning");
  else
    gtk_widget_remove_css_class (self->feeds_button, "warning");
  /* Translators: how many of the enabled feeds are in order */
  spoken = g_strdup_printf (_("Feeds: %u of %u in order"), summary.n_ok, n_enabled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->feeds_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (self->feeds_button, spoken);
}

static void
tick_cb (LageWindow *self)
{
  if (self->session == NULL)
    return;
  update_clock (self);
  update_feeds (self);
}

static void
store_problem_cb (LageWindow *self)
{
  const char *store_problem = lage_session_get_store_problem (self->session);
  const char *feeds_problem = lage_session_get_feeds_problem (self->session);
  g_autofree char *text = NULL;

  if (store_problem != NULL)
    text = g_strdup_printf (_("Nothing can be saved at the moment; what comes in is kept in "
                              "memory and written as soon as possible. (%s)"), store_problem);
  else if (feeds_problem != NULL)
    text = g_strdup_printf (_("Not all feeds of this operation can be used. (%s)"), feeds_problem);

  if (text != NULL)
    gtk_label_set_text (self->problem_label, text);
  gtk_info_bar_set_message_type (self->problem_bar, store_problem != NULL ? GTK_MESSAGE_ERROR
                                                                          : GTK_MESSAGE_WARNING);
  gtk_info_bar_set_revealed (self->problem_bar, text != NULL);
}

static void
pointer_moved_cb (LageWindow *self,
                  double      longitude,
                  double      latitude)
{
  LagePoint point;

  if (lage_point_init (&point, latitude, longitude))
    lage_pointer_button_set_point (self->pointer_button, &point);
}

static void
context_requested_cb (LageWindow *self,
                      double      longitude,
                      double      latitude,
                      double      x,
                      double      y)
{
  GdkRectangle where = { (int) x, (int) y, 1, 1 };

  self->has_context_point = lage_point_init (&self->context_point, latitude, longitude);
  if (!self->has_context_point)
    return;
  if (self->mark_name != NULL
      && lage_map_view_pick_mark (lage_map_panel_get_view (self->map_panel), x, y))
    self->context_point = self->mark;
  gtk_popover_set_pointing_to (self->context_menu, &where);
  gtk_popover_popup (self->context_menu);
}

static void
entity_activated_cb (LageWindow *self,
                     LageEntity *entity)
{
  gtk_toggle_button_set_active (self->inspector_button, TRUE);
  lage_map_panel_show_entity (self->map_panel, entity);
}

/* The first time the width is known the details get theirs; from then on the handle decides. */
static void
max_position_cb (LageWindow *self)
{
  int max_position;

  if (self->inspector_paned == NULL)
    return;
  g_object_get (self->inspector_paned, "max-position", &max_position, NULL);
  if (max_position <= INSPECTOR_EXTRA_WIDTH || max_position == G_MAXINT)
    return;
  g_signal_handlers_disconnect_by_func (self->inspector_paned, max_position_cb, self);
  gtk_paned_set_position (self->inspector_paned, max_position - INSPECTOR_EXTRA_WIDTH);
}

static void
search_chosen_cb (LageWindow     *self,
                  LageFindResult *result,
                  int             action)
{
  lage_window_choose (self, result, (LageFindAction) action);
}

static void
start_open_cb (LageWindow *self,
               const char *directory)
{
  lage_window_open (self, directory);
}

static void
show_session (LageWindow *self)
{
  LageOperation *operation = lage_session_get_operation (self->session);
  LageClock *clock = lage_session_get_clock (self->session);
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *author = g_settings_get_string (settings, "author");

  lage_session_set_author (self->session, *author != '\0' ? author : g_get_real_name ());
  self->ticker = lage_ticker_new (clock);
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::store-problem", G_CALLBACK (store_problem_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::undo-label",
                           G_CALLBACK (lage_window_update_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::redo-label",
                           G_CALLBACK (lage_window_update_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "changed", G_CALLBACK (update_exercise), self,
                           G_CONNECT_SWAPPED);

  lage_sidebar_set_session (self->sidebar, self->session, self->ticker);
  lage_map_panel_set_session (self->map_panel, self->session, self->ticker);
  lage_sidebar_set_map_filter (self->sidebar, lage_map_panel_get_filter (self->map_panel));
  lage_window_connect_views (self);
  lage_inspector_set_session (self->inspector, self->session, self->ticker);
  lage_search_popover_set_session (self->search_popover, self->session, self->ticker);
  lage_feed_set_start (lage_session_get_feeds (self->session));

  adw_window_title_set_title (self->title, lage_operation_get_name (operation));
  gtk_window_set_title (GTK_WINDOW (self), lage_operation_get_name (operation));
  gtk_widget_set_visible (self->clock_box, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "picture");
  update_exercise (self);
  store_problem_cb (self);
  tick_cb (self);
  lage_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (lage_map_panel_get_view (self->map_panel)));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageWindow) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSession) session = lage_session_open_finish (result, &error);

  g_clear_object (&self->opening);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->pages == NULL)
    return;
  if (session == NULL)
    {
      gtk_stack_set_visible_child_name (self->pages, "start");
      lage_window_show_error (self, _("The operation cannot be opened"), error);
      return;
    }
  self->session = g_steal_pointer (&session);
  show_session (self);
}

static void
lage_window_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LageWindow *self = LAGE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_window_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LageWindow *self = LAGE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      lage_window_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* A window that is going away closes its session at once: somebody may still hold a reference to the
 * window, and the program may end before that is dropped. */
static void
lage_window_unrealize (GtkWidget *widget)
{
  LageWindow *self = LAGE_WINDOW (widget);

  if (self->wall != NULL)
    gtk_window_destroy (self->wall);
  if (self->session != NULL)
    lage_session_close (self->session);

  GTK_WIDGET_CLASS (lage_window_parent_class)->unrealize (widget);
}

static void
lage_window_dispose (GObject *object)
{
  LageWindow *self = LAGE_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_weak_pointer (&self->wall);
  if (self->context_menu != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->context_menu));
      self->context_menu = NULL;
    }
  if (self->session != NULL)
    lage_session_close (self->session);
  g_clear_object (&self->selected);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_WINDOW);
  self->pages = NULL;

  G_OBJECT_CLASS (lage_window_parent_class)->dispose (object);

  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->mark_name, g_free);
}

static void
lage_window_class_init (LageWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_window_dispose;
  widget_class->unrealize = lage_window_unrealize;
  object_class->get_property = lage_window_get_property;
  object_class->set_property = lage_window_set_property;

  /**
   * LageWindow:selected:
   *
   * The selected entity: the same in lists, map and details.
   */
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, LAGE_TYPE_ENTITY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAGE_TYPE_INSPECTOR);
  g_type_ensure (LAGE_TYPE_MAP_PANEL);
  g_type_ensure (LAGE_TYPE_POINTER_BUTTON);
  g_type_ensure (LAGE_TYPE_SEARCH_POPOVER);
  g_type_ensure (LAGE_TYPE_SIDEBAR);
  g_type_ensure (LAGE_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LageWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, clock_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, date_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, clock_box);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, exercise_banner);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, exercise_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, feeds_button);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, feeds_icon);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, feeds_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, search_popover);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, map_panel);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, inspector_paned);
  gtk_widget_class_bind_template_callback (widget_class, max_position_cb);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, pointer_button);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, log_label);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, context_menu);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, undo_section);
  gtk_widget_class_bind_template_child (widget_class, LageWindow, views_menu);
  gtk_widget_class_bind_template_callback (widget_class, start_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, context_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, entity_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_chosen_cb);
  lage_window_install_actions (klass);
  lage_window_install_view_actions (klass);
}

static void
lage_window_init (LageWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->context_menu), GTK_WIDGET (self->map_panel));

  g_object_bind_property (self, "selected", self->sidebar, "selected", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self, "selected", self->map_panel, "selected", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self, "selected", self->inspector, "entity", G_BINDING_BIDIRECTIONAL);
  lage_window_init_exchange (self);
  lage_window_init_find (self);
  lage_window_watch_selection (self);
  lage_window_update_actions (self);
}

LageWindow *
lage_window_new (AdwApplication *application)
{
  return g_object_new (LAGE_TYPE_WINDOW, "application", application, NULL);
}

/**
 * lage_window_open:
 * @self: the window, on its start page
 * @directory: of an operation or exercise
 *
 * Opens it and shows the picture, or says why not.
 */
void
lage_window_open (LageWindow *self,
                  const char *directory)
{
  g_return_if_fail (LAGE_IS_WINDOW (self));
  g_return_if_fail (directory != NULL);

  if (self->session != NULL || self->opening != NULL)
    return;
  lage_start_page_remember (directory);
  gtk_stack_set_visible_child_name (self->pages, "opening");
  self->opening = g_cancellable_new ();
  lage_session_open_async (directory, self->opening, opened_cb, g_object_ref (self));
}

/**
 * lage_window_get_session:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the open session
 */
LageSession *
lage_window_get_session (LageWindow *self)
{
  g_return_val_if_fail (LAGE_IS_WINDOW (self), NULL);

  return self->session;
}

LageEntity *
lage_window_get_selected (LageWindow *self)
{
  g_return_val_if_fail (LAGE_IS_WINDOW (self), NULL);

  return self->selected;
}

void
lage_window_set_selected (LageWindow *self,
                          LageEntity *entity)
{
  g_return_if_fail (LAGE_IS_WINDOW (self));

  if (!g_set_object (&self->selected, entity))
    return;
  lage_window_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
