/* lage-window-undo.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-error.h"
#include "lage-window-private.h"

/* Undo and redo: what they would turn stands in the menu, what they have turned in a toast. */

static void
show_toast (LageWindow *self,
            const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageWindow) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  guint n_left = 0;
  gboolean is_done = lage_session_turn_finish (LAGE_SESSION (object), result, &label, &n_left,
                                               &error);

  if (self->pages == NULL)
    return;
  if (is_done && n_left == 0)
    /* Translators: what was undone, such as "New task" */
    text = g_strdup_printf (_("Undone: %s"), label);
  else if (is_done)
    text = g_strdup_printf (_("Undone: %s. What others have changed since was left alone."), label);
  else if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND))
    text = g_strdup (_("There is nothing to undo."));
  else if (label != NULL)
    text = g_strdup_printf (_("Not undone, since others have changed it: %s"), label);

  if (text != NULL)
    show_toast (self, text);
  else
    lage_window_show_error (self, _("This could not be undone"), error);
}

static void
redone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageWindow) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  guint n_left = 0;
  gboolean is_done = lage_session_turn_finish (LAGE_SESSION (object), result, &label, &n_left,
                                               &error);

  if (self->pages == NULL)
    return;
  if (is_done && n_left == 0)
    /* Translators: what was made again after it had been undone, such as "New task" */
    text = g_strdup_printf (_("Redone: %s"), label);
  else if (is_done)
    text = g_strdup_printf (_("Redone: %s. What others have changed since was left alone."), label);
  else if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND))
    text = g_strdup (_("There is nothing to redo."));
  else if (label != NULL)
    text = g_strdup_printf (_("Not redone, since others have changed it: %s"), label);

  if (text != NULL)
    show_toast (self, text);
  else
    lage_window_show_error (self, _("This could not be redone"), error);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lage_session_undo_async (LAGE_WINDOW (widget)->session, NULL, undone_cb, g_object_ref (widget));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lage_session_redo_async (LAGE_WINDOW (widget)->session, NULL, redone_cb, g_object_ref (widget));
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);

  g_menu_append_item (menu, item);
}

/* In a menu an underscore marks the key. */
static char *
format_item (const char *words,
             const char *label)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  if (label == NULL)
    return g_strdup (words);
  parts = g_strsplit (label, "_", -1);
  plain = g_strjoinv ("__", parts);
  /* Translators: an entry of the menu, such as "Undo", and what it would undo */
  return g_strdup_printf (_("%s: %s"), words, plain);
}

/**
 * lage_window_update_undo:
 * @self: the window
 *
 * Says in the menu what would be undone and redone, and enables that.
 */
void
lage_window_update_undo (LageWindow *self)
{
  const char *undo = NULL;
  const char *redo = NULL;
  g_autofree char *undo_text = NULL;
  g_autofree char *redo_text = NULL;

  if (self->session != NULL)
    {
      undo = lage_session_get_undo_label (self->session);
      redo = lage_session_get_redo_label (self->session);
    }
  undo_text = format_item (_("_Undo"), undo);
  redo_text = format_item (_("_Redo"), redo);
  g_menu_remove_all (self->undo_section);
  append_item (self->undo_section, undo_text, "win.undo");
  append_item (self->undo_section, redo_text, "win.redo");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
}

void
lage_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
}
