/* lage-window-find.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-format.h"
#include "lage-settings.h"
#include "lage-window-private.h"

/* Where things are: the notation of positions, and copying them. */

static void
copy (LageWindow      *self,
      const LagePoint *point)
{
  g_autofree char *text = lage_format_position (point);
  g_autofree char *toast = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  /* Translators: a position was copied */
  toast = g_strdup_printf (_("Copied: %s"), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (toast));
}

static void
copy_position_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  if (self->has_context_point)
    copy (self, &self->context_point);
}

static gboolean
get_middle (LageWindow *self,
            LagePoint  *point)
{
  double longitude, latitude, zoom;

  lage_map_view_get_viewport (lage_map_panel_get_view (self->map_panel), &longitude, &latitude,
                              &zoom);
  return lage_point_init (point, latitude, longitude);
}

/* Who works without a pointer copies the middle of the map. */
static void
copy_pointer_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LagePoint point;

  if (lage_pointer_button_get_point (self->pointer_button, &point) || get_middle (self, &point))
    copy (self, &point);
}

static void
next_notation_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageNotation next = (LageNotation) ((lage_format_get_notation () + 1) % LAGE_N_NOTATIONS);

  g_settings_set_string (self->settings, LAGE_SETTINGS_POSITION_NOTATION,
                         lage_notation_to_token (next));
}

/* Everything that shows a position shows it anew. */
static void
notation_changed_cb (LageWindow *self)
{
  lage_settings_apply_notation ();
  lage_pointer_button_update (self->pointer_button);
  if (self->ticker != NULL)
    lage_ticker_tick (self->ticker);
}

/**
 * lage_window_init_find:
 * @self: the window, whose template is there
 *
 * Adds the actions that have a state, and follows the settings.
 */
void
lage_window_init_find (LageWindow *self)
{
  g_autoptr(GAction) notation = NULL;

  self->settings = g_settings_new (LAGE_APP_ID);
  notation = g_settings_create_action (self->settings, LAGE_SETTINGS_POSITION_NOTATION);
  g_action_map_add_action (G_ACTION_MAP (self), notation);
  g_signal_connect_object (self->settings, "changed::" LAGE_SETTINGS_POSITION_NOTATION,
                           G_CALLBACK (notation_changed_cb), self, G_CONNECT_SWAPPED);
  notation_changed_cb (self);
}

void
lage_window_install_find (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.copy-position", NULL, copy_position_action);
  gtk_widget_class_install_action (widget_class, "win.copy-pointer", NULL, copy_pointer_action);
  gtk_widget_class_install_action (widget_class, "win.next-notation", NULL, next_notation_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-pointer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.next-notation", NULL);
}
