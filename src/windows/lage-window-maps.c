/* lage-window-maps.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include "lage-add-map-dialog.h"
#include "lage-window-private.h"

/* What the map is made of: the commands for base map, overlays and what is kept of them. */

static void
base_maps_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lage_map_panel_open_maps (LAGE_WINDOW (widget)->map_panel);
}

static void
add_map_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkWindow *dialog = lage_add_map_dialog_new (lage_base_maps_get_default ());

  gtk_window_set_transient_for (dialog, GTK_WINDOW (widget));
  gtk_window_present (dialog);
}

/* These commands want a map. */
void
lage_window_update_map_actions (LageWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.base-maps", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-map", self->session != NULL);
}

void
lage_window_install_map_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.base-maps", NULL, base_maps_action);
  gtk_widget_class_install_action (widget_class, "win.add-map", NULL, add_map_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "win.base-maps",
                                       NULL);
}
