/* lage-window-drawing.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-drawing-dialog.h"
#include "lage-window-private.h"

/* What can be done with the selected drawing. */

static void
edit_drawing_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageDrawingDialog *dialog = lage_drawing_dialog_new (self->session, self->selected);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_shape_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  if (lage_map_tools_reshape (lage_map_panel_get_tools (self->map_panel), self->selected)
      && !lage_map_tools_is_in_sight (lage_map_panel_get_tools (self->map_panel)))
    lage_map_panel_show_entity (self->map_panel, self->selected);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LageWindow) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  AdwToast *toast;

  if (self->pages == NULL)
    return;
  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      lage_window_show_error (self, _("The drawing could not be deleted"), error);
      return;
    }
  toast = adw_toast_new (_("Drawing deleted"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Nothing is erased: it is put away, and undo brings it back. */
static void
delete_drawing_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = lage_draft_new (LAGE_KIND_AREA, lage_entity_get_id (self->selected));
  /* Translators: an edit, and the name of the drawing */
  g_autofree char *label = g_strdup_printf (_("Deletion of “%s”"),
                                            lage_entity_get_title (self->selected));

  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  g_ptr_array_add (drafts, draft);
  lage_window_set_selected (self, NULL);
  lage_session_edit_async (self->session, drafts, label, NULL, deleted_cb, g_object_ref (self));
}

/**
 * lage_window_update_drawing:
 * @self: the window
 *
 * Enables what can be done with a drawing, if one is selected.
 */
void
lage_window_update_drawing (LageWindow *self)
{
  gboolean is_drawing = self->session != NULL && self->selected != NULL
                        && lage_entity_get_kind (self->selected) == LAGE_KIND_AREA;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit-drawing", is_drawing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit-shape", is_drawing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete-drawing", is_drawing);
}

void
lage_window_install_drawing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.edit-drawing", NULL, edit_drawing_action);
  gtk_widget_class_install_action (widget_class, "win.edit-shape", NULL, edit_shape_action);
  gtk_widget_class_install_action (widget_class, "win.delete-drawing", NULL,
                                   delete_drawing_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.edit-drawing", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, GDK_SHIFT_MASK, "win.edit-shape",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK,
                                       "win.delete-drawing", NULL);
}
