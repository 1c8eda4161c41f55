/* lage-window-views.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-wall-window.h"
#include "lage-window-private.h"

/* What of the picture is on the map: the commands for filter, sections and saved views, their menu, and the
 * wall view. */

#define N_KEYS 9

static LageViewsBox *
get_box (LageWindow *self)
{
  return lage_map_panel_get_views_box (self->map_panel);
}

static void
filter_map_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  lage_map_panel_open_layers (LAGE_WINDOW (widget)->map_panel);
}

static void
clear_map_filter_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  lage_filter_clear (lage_map_panel_get_filter (LAGE_WINDOW (widget)->map_panel));
}

static void
show_tracks_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LageMapPanel *panel = LAGE_WINDOW (widget)->map_panel;

  lage_map_panel_set_show_tracks (panel, !lage_map_panel_get_show_tracks (panel));
}

static void
save_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  lage_map_panel_open_layers (self->map_panel);
  lage_views_box_focus_name (get_box (self));
}

static void
show_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  guint number = g_variant_get_uint32 (parameter);
  g_autofree char *text = NULL;

  if (lage_views_box_show (get_box (self), number))
    return;
  text = g_strdup_printf (_("There is no saved view %u"), number);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
undo_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lage_saved_views_undo (lage_views_box_get_views (get_box (LAGE_WINDOW (widget))));
}

static void
set_section_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageSelectionBar *bar = lage_map_panel_get_selection_bar (self->map_panel);

  if (lage_selection_bar_can_set_section (bar))
    {
      lage_selection_bar_ask_section (bar);
      return;
    }
  gtk_toggle_button_set_active (self->inspector_button, TRUE);
  lage_inspector_ask_section (self->inspector);
}

static void
wall_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  if (self->wall != NULL)
    {
      gtk_window_destroy (self->wall);
      return;
    }
  g_set_weak_pointer (&self->wall,
                      GTK_WINDOW (lage_wall_window_new (self->session, self->ticker,
                                                        self->map_panel)));
  lage_wall_window_present_beside (LAGE_WALL_WINDOW (self->wall), GTK_WINDOW (self));
}

static void
notice_cb (LageWindow *self,
           const char *text,
           gboolean    can_undo)
{
  AdwToast *toast = adw_toast_new (text);

  if (can_undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-view");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update_menu (LageWindow *self)
{
  GListModel *views = G_LIST_MODEL (lage_views_box_get_views (get_box (self)));

  g_menu_remove_all (self->views_menu);
  for (guint i = 0; i < g_list_model_get_n_items (views); i++)
    {
      g_autoptr(LageSavedView) view = g_list_model_get_item (views, i);
      g_autoptr(GMenuItem) item = NULL;
      g_auto(GStrv) parts = g_strsplit (lage_saved_view_get_name (view), "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts); /* no mnemonics in names */

      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.show-view", "u",
                                         lage_saved_view_get_number (view));
      g_menu_append_item (self->views_menu, item);
    }
}

/**
 * lage_window_connect_views:
 * @self: a window whose map panel has its session
 *
 * Lists the saved views in the menu and says what becomes of them.
 */
void
lage_window_connect_views (LageWindow *self)
{
  g_signal_connect_object (get_box (self), "notice", G_CALLBACK (notice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lage_views_box_get_views (get_box (self)), "items-changed",
                           G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  update_menu (self);
}

/* These commands want an open session. */
void
lage_window_update_view_actions (LageWindow *self)
{
  static const char *const names[] = {
    "win.filter-map", "win.clear-map-filter", "win.show-tracks", "win.save-view", "win.show-view",
    "win.undo-view", "win.wall-view",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.set-section",
                                 lage_selection_bar_can_set_section (
                                   lage_map_panel_get_selection_bar (self->map_panel))
                                   || (self->selected != NULL
                                       && lage_schema_find (lage_entity_get_kind (self->selected),
                                                            LAGE_FIELD_SECTION) != NULL));
}

void
lage_window_install_view_actions (LageWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.filter-map", NULL, filter_map_action);
  gtk_widget_class_install_action (widget_class, "win.clear-map-filter", NULL,
                                   clear_map_filter_action);
  gtk_widget_class_install_action (widget_class, "win.show-tracks", NULL, show_tracks_action);
  gtk_widget_class_install_action (widget_class, "win.save-view", NULL, save_view_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "u", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.undo-view", NULL, undo_view_action);
  gtk_widget_class_install_action (widget_class, "win.set-section", NULL, set_section_action);
  gtk_widget_class_install_action (widget_class, "win.wall-view", NULL, wall_view_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.filter-map", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.show-tracks", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.clear-map-filter",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "win.save-view",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "win.set-section", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.wall-view", NULL);
  for (guint i = 1; i <= N_KEYS; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_CONTROL_MASK,
                                         "win.show-view", "u", i);
}
