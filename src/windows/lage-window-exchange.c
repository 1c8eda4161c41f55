/* lage-window-exchange.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include "lage-export-dialog.h"
#include "lage-import-dialog.h"
#include "lage-window-private.h"

/* Files of other programs: the commands for import and export, and files that are dropped on the
 * window. */

/* Import --------------------------------------------------------------------------------------- */

/* So far in at most that streets can be told apart: what is a single place has no size. */
#define LEAST_DEG 0.01

static void
show_on_map_cb (LageWindow *self,
                double      west,
                double      south,
                double      east,
                double      north)
{
  lage_map_view_show_bounds (lage_map_panel_get_view (self->map_panel), west - LEAST_DEG,
                             south - LEAST_DEG, east + LEAST_DEG, north + LEAST_DEG);
}

static LageImportDialog *
open_import_dialog (LageWindow *self)
{
  LageImportDialog *dialog = lage_import_dialog_new (self->session);
  double longitude, latitude, zoom;
  LagePoint place;

  lage_map_view_get_viewport (lage_map_panel_get_view (self->map_panel), &longitude, &latitude,
                              &zoom);
  if (lage_point_init (&place, latitude, longitude))
    lage_import_dialog_set_place (dialog, &place);
  g_signal_connect_object (dialog, "show-on-map", G_CALLBACK (show_on_map_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lage_import_dialog_choose (open_import_dialog (LAGE_WINDOW (widget)));
}

static gboolean
drop_cb (LageWindow   *self,
         const GValue *value)
{
  if (self->session == NULL)
    return FALSE;
  lage_import_dialog_open (open_import_dialog (self), g_value_get_object (value));
  return TRUE;
}

/* Export --------------------------------------------------------------------------------------- */

static void
add_id (GHashTable *ids,
        LageEntity *entity)
{
  g_hash_table_add (ids, g_memdup2 (lage_entity_get_id (entity), sizeof (LageId)));
}

static GHashTable *
list_on_map (LageWindow *self)
{
  GHashTable *ids = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  GPtrArray *entities = lage_map_panel_get_sift (self->map_panel)->entities;

  for (guint i = 0; i < entities->len; i++)
    add_id (ids, g_ptr_array_index (entities, i));
  return ids;
}

static GHashTable *
list_selected (LageWindow *self)
{
  GHashTable *ids = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  GListModel *selection = lage_map_panel_get_selection (self->map_panel);

  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (selection, i);

      add_id (ids, entity);
    }
  /* What is selected in a list may have no place on the map. */
  if (self->selected != NULL)
    add_id (ids, self->selected);
  return ids;
}

static void
exported_cb (LageWindow *self,
             const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
open_export_dialog (LageWindow      *self,
                    LageExportScope  scope)
{
  g_autoptr(GHashTable) on_map = list_on_map (self);
  g_autoptr(GHashTable) selected = list_selected (self);
  LageExportDialog *dialog = lage_export_dialog_new (self->session, on_map, selected);

  lage_export_dialog_set_scope (dialog, scope);
  g_signal_connect_object (dialog, "done", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  open_export_dialog (LAGE_WINDOW (widget), LAGE_EXPORT_PICTURE);
}

static void
export_selection_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  open_export_dialog (LAGE_WINDOW (widget), LAGE_EXPORT_SELECTION);
}

/* Window --------------------------------------------------------------------------------------- */

/* These commands want an open session, and one of them something that is selected. */
void
lage_window_update_exchange (LageWindow *self)
{
  gboolean has_session = self->session != NULL;
  gboolean is_selected = has_session
                         && (self->selected != NULL
                             || g_list_model_get_n_items (
                                  lage_map_panel_get_selection (self->map_panel)) > 0);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", has_session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", has_session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-selection", is_selected);
}

void
lage_window_init_exchange (LageWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (lage_map_panel_get_selection (self->map_panel), "items-changed",
                           G_CALLBACK (lage_window_update_exchange), self, G_CONNECT_SWAPPED);
}

void
lage_window_install_exchange (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.export-selection", NULL,
                                   export_selection_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.import",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.export", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_ALT_MASK,
                                       "win.export-selection", NULL);
}
