/* lage-window-actions.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-error.h"
#include "lage-incident-dialog.h"
#include "lage-preferences.h"
#include "lage-print-dialog.h"
#include "lage-task-dialog.h"
#include "lage-window-private.h"

static const char *
explain (const GError *error)
{
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_BUSY))
    return _("Another program has it open.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_DAMAGED))
    return _("Its log is damaged. It was left as it is; keep a copy before anything else is tried.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED))
    return _("It was written by a newer version of Rescue-Mate, or is no log at all. It was left as "
             "it is.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return _("There is no operation in this folder.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN))
    return _("This is not possible in the present state.");
  return NULL;
}

/**
 * lage_window_show_error:
 * @self: the window
 * @text: what could not be done
 * @error: why
 *
 * Says so in a dialog; the engineer's words stand small below the sentence for everyone.
 */
void
lage_window_show_error (LageWindow   *self,
                        const char   *text,
                        const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), text, NULL);
  const char *explanation = explain (error);
  g_autofree char *body = NULL;

  body = explanation != NULL ? g_strconcat (explanation, "\n\n", error->message, NULL)
                             : g_strdup (error->message);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * lage_window_open_incident:
 * @self: the window, with a session
 * @point: (nullable): where the new incident is
 * @location: (nullable): the place in words
 */
void
lage_window_open_incident (LageWindow      *self,
                           const LagePoint *point,
                           const char      *location)
{
  LageIncidentDialog *dialog = lage_incident_dialog_new (self->session, NULL);

  if (point != NULL)
    lage_incident_dialog_set_position (dialog, point);
  if (location != NULL)
    lage_incident_dialog_set_location (dialog, location);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (lage_window_set_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_task_dialog (LageWindow      *self,
                  const LagePoint *point)
{
  LageTaskDialog *dialog = lage_task_dialog_new (self->session, NULL);

  if (self->selected != NULL)
    lage_task_dialog_set_context (dialog, self->selected);
  if (point != NULL)
    lage_task_dialog_set_position (dialog, point);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (lage_window_set_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_incident_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  double longitude, latitude, zoom;
  LagePoint centre;

  lage_map_view_get_viewport (lage_map_panel_get_view (self->map_panel), &longitude, &latitude,
                              &zoom);
  lage_window_open_incident (self, lage_point_init (&centre, latitude, longitude) ? &centre : NULL,
                             NULL);
}

static void
new_incident_here_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  lage_window_open_incident (self, self->has_context_point ? &self->context_point : NULL, NULL);
}

static void
new_task_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  open_task_dialog (LAGE_WINDOW (widget), NULL);
}

static void
new_task_here_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  open_task_dialog (self, self->has_context_point ? &self->context_point : NULL);
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LagePreferences *preferences = lage_preferences_new (self->session);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LagePrintDialog *dialog = lage_print_dialog_new (self->map_panel);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  gtk_toggle_button_set_active (self->sidebar_button, TRUE);
  lage_sidebar_focus_filter (self->sidebar);
}

static void
show_selected_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  if (self->selected != NULL)
    lage_map_panel_show_entity (self->map_panel, self->selected);
}

static void
show_list_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageKind kind = lage_kind_from_token (g_variant_get_string (parameter, NULL));

  if (self->session == NULL || kind == LAGE_KIND_NONE)
    return;
  gtk_toggle_button_set_active (self->sidebar_button, TRUE);
  lage_sidebar_set_kind (self->sidebar, kind);
}

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageEntity *entity;
  LageId id;

  if (self->session == NULL || !lage_id_parse (g_variant_get_string (parameter, NULL), &id, NULL))
    return;
  entity = lage_situation_find (lage_session_get_situation (self->session), &id);
  if (entity != NULL)
    lage_window_set_selected (self, lage_entity_get_root (entity));
}

static void
toggle_sidebar_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  gtk_toggle_button_set_active (self->sidebar_button,
                                !gtk_toggle_button_get_active (self->sidebar_button));
}

static void
toggle_inspector_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  gtk_toggle_button_set_active (self->inspector_button,
                                !gtk_toggle_button_get_active (self->inspector_button));
}

static void
focus_map_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (lage_map_panel_get_view (LAGE_WINDOW (widget)->map_panel)));
}

static void
close_operation_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageWindow *next = lage_window_new (ADW_APPLICATION (gtk_window_get_application (
                                                         GTK_WINDOW (self))));

  gtk_window_present (GTK_WINDOW (next));
  gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * lage_window_update_actions:
 * @self: the window
 *
 * Enables what is possible now.
 */
void
lage_window_update_actions (LageWindow *self)
{
  static const char *const need_session[] = {
    "win.new-incident", "win.new-incident-here", "win.new-task", "win.new-task-here",
    "win.preferences", "win.filter",
    "win.close-operation", "win.show-list", "win.select", "win.toggle-sidebar",
    "win.toggle-inspector", "win.focus-map", "win.print",
  };
  gboolean has_session = self->session != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (need_session); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), need_session[i], has_session);
  lage_window_update_map_actions (self);
  lage_window_update_view_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-selected", self->selected != NULL);
  lage_window_update_exchange (self);
  lage_window_update_undo (self);
  lage_window_update_drawing (self);
  lage_window_update_find (self);
}

void
lage_window_install_actions (LageWindowClass *klass)
{
  static const struct
  {
    guint       key;
    const char *kind;
  } lists[] = {
    { GDK_KEY_1, "gauge" },  { GDK_KEY_2, "warning" },  { GDK_KEY_3, "incident" },
    { GDK_KEY_4, "task" },   { GDK_KEY_5, "unit" },     { GDK_KEY_6, "drone" },
    { GDK_KEY_7, "hospital" }, { GDK_KEY_8, "flood-gate" }, { GDK_KEY_9, "sensor" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  lage_window_install_exchange (widget_class);
  lage_window_install_map_actions (widget_class);
  lage_window_install_undo (widget_class);
  lage_window_install_drawing (widget_class);
  lage_window_install_find (widget_class);
  lage_window_install_selection (widget_class);
  gtk_widget_class_install_action (widget_class, "win.new-incident", NULL, new_incident_action);
  gtk_widget_class_install_action (widget_class, "win.new-incident-here", NULL,
                                   new_incident_here_action);
  gtk_widget_class_install_action (widget_class, "win.new-task", NULL, new_task_action);
  gtk_widget_class_install_action (widget_class, "win.new-task-here", NULL, new_task_here_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.show-selected", NULL, show_selected_action);
  gtk_widget_class_install_action (widget_class, "win.show-list", "s", show_list_action);
  gtk_widget_class_install_action (widget_class, "win.select", "s", select_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL,
                                   toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-inspector", NULL,
                                   toggle_inspector_action);
  gtk_widget_class_install_action (widget_class, "win.focus-map", NULL, focus_map_action);
  gtk_widget_class_install_action (widget_class, "win.close-operation", NULL,
                                   close_operation_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "win.new-incident", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "win.new-task",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK,
                                       "win.preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.filter",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "win.show-selected", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "win.focus-map",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-sidebar", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_SHIFT_MASK,
                                       "win.toggle-inspector", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    gtk_widget_class_add_binding_action (widget_class, lists[i].key, GDK_ALT_MASK,
                                         "win.show-list", "s", lists[i].kind);
}
