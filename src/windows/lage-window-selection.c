/* lage-window-selection.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include "lage-task-dialog.h"
#include "lage-window-private.h"

/* What can be done with all that is selected on the map at once. */

static void
new_task_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageTaskDialog *dialog = lage_task_dialog_new (self->session, NULL);

  lage_task_dialog_set_units (dialog, lage_map_panel_get_selection (self->map_panel));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (lage_window_set_selected), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clear_selection_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LageMapView *view = lage_map_panel_get_view (LAGE_WINDOW (widget)->map_panel);

  lage_map_view_set_selection (view, NULL, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
update (LageWindow *self)
{
  GListModel *selection = lage_map_panel_get_selection (self->map_panel);
  guint n = g_list_model_get_n_items (selection);
  gboolean has_unit = FALSE;

  for (guint i = 0; i < n && !has_unit; i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (selection, i);
      LageKind kind = lage_entity_get_kind (entity);

      has_unit = kind == LAGE_KIND_UNIT || kind == LAGE_KIND_DRONE;
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-task-for-selection", has_unit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.clear-selection", n > 0);
  lage_window_update_view_actions (self);
}

/* Enables the commands when there is something to do them with. */
void
lage_window_watch_selection (LageWindow *self)
{
  g_signal_connect_object (lage_map_panel_get_selection (self->map_panel), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
lage_window_install_selection (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-task-for-selection", NULL,
                                   new_task_action);
  gtk_widget_class_install_action (widget_class, "win.clear-selection", NULL,
                                   clear_selection_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.new-task-for-selection", NULL);
}
