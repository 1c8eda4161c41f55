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

/* Where things are: finding them, the mark that shows what was found, and how positions are written. */

/* --- the mark --- */

static void
set_mark (LageWindow      *self,
          const LagePoint *point,
          const char      *name)
{
  g_free (self->mark_name);
  self->mark_name = g_strdup (name);
  self->mark = *point;
  lage_map_view_set_mark (lage_map_panel_get_view (self->map_panel),
                          lage_point_get_longitude (point), lage_point_get_latitude (point), name);
  lage_window_update_find (self);
}

static void
clear_mark (LageWindow *self)
{
  g_clear_pointer (&self->mark_name, g_free);
  lage_map_view_clear_mark (lage_map_panel_get_view (self->map_panel));
  lage_window_update_find (self);
}

/* The map may look elsewhere. */
static void
show_marked (LageWindow *self)
{
  g_autofree char *name = g_markup_escape_text (self->mark_name, -1);
  g_autofree char *text = NULL;
  AdwToast *toast;

  /* Translators: a place was marked on the map */
  text = g_strdup_printf (_("Marked: %s"), name);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("_Go There"));
  adw_toast_set_action_name (toast, "win.show-mark");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_mark_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);

  lage_map_panel_show_place (self->map_panel, &self->mark, 0);
}

static void
mark_here_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  g_autofree char *text = NULL;

  if (!self->has_context_point)
    return;
  text = lage_format_position (&self->context_point);
  set_mark (self, &self->context_point, text);
}

static void
clear_mark_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  clear_mark (LAGE_WINDOW (widget));
}

typedef struct
{
  LageWindow *window; /* a reference */
  LageId      id;     /* of the drawing */
} Keeping;

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Keeping *keeping = user_data;
  g_autoptr(LageWindow) self = keeping->window;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = lage_session_edit_finish (LAGE_SESSION (object), result, &error);
  LageEntity *entity;

  if (self->pages == NULL)
    return;
  if (!is_kept)
    {
      lage_window_show_error (self, _("The mark could not be kept"), error);
      return;
    }
  entity = lage_situation_find (lage_session_get_situation (self->session), &keeping->id);
  if (entity != NULL)
    lage_window_set_selected (self, entity);
  clear_mark (self);
}

/* A mark belongs to this window; as a drawing it belongs to the picture. */
static void
keep_mark_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  Keeping *keeping = g_new0 (Keeping, 1);
  LageDraft *draft;

  keeping->window = g_object_ref (self);
  lage_id_init_random (&keeping->id);
  draft = lage_draft_new (LAGE_KIND_AREA, &keeping->id);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, self->mark_name);
  lage_draft_set_int (draft, LAGE_FIELD_SHAPE, LAGE_SHAPE_POINT);
  lage_draft_take (draft, LAGE_FIELD_POSITION, lage_value_point (self->mark));
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (self->session, drafts, _("Mark kept as drawing"), NULL, kept_cb,
                           keeping);
}

/**
 * lage_window_choose:
 * @self: the window, with a session
 * @result: what was found
 * @action: what to do with it
 */
void
lage_window_choose (LageWindow     *self,
                    LageFindResult *result,
                    LageFindAction  action)
{
  if (action == LAGE_FIND_INCIDENT)
    {
      lage_window_open_incident (self, &result->point, result->location);
      return;
    }
  if (action == LAGE_FIND_MARK || result->entity == NULL)
    set_mark (self, &result->point, result->title);
  if (action == LAGE_FIND_MARK)
    {
      show_marked (self);
      return;
    }
  if (result->entity == NULL)
    {
      lage_map_panel_show_place (self->map_panel, &result->point, result->extent_m);
      gtk_widget_grab_focus (GTK_WIDGET (lage_map_panel_get_view (self->map_panel)));
      return;
    }
  lage_window_set_selected (self, result->entity);
  gtk_toggle_button_set_active (self->inspector_button, TRUE);
  lage_map_panel_show_entity (self->map_panel, result->entity);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_menu_button_popup (LAGE_WINDOW (widget)->search_button);
}

/* --- positions --- */

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

/* What is near the middle of the map comes first. */
static void
search_opened_cb (LageWindow *self)
{
  LagePoint middle;

  if (gtk_widget_get_visible (GTK_WIDGET (self->search_popover)))
    lage_search_popover_set_near (self->search_popover,
                                  get_middle (self, &middle) ? &middle : NULL);
}

/**
 * lage_window_update_find:
 * @self: the window
 *
 * Enables what is possible now.
 */
void
lage_window_update_find (LageWindow *self)
{
  gboolean has_mark = self->session != NULL && self->mark_name != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.find", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-position", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-pointer", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.mark-here", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.keep-mark", has_mark);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.clear-mark", has_mark);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-mark", has_mark);
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
  g_signal_connect_object (self->search_popover, "notify::visible", G_CALLBACK (search_opened_cb),
                           self, G_CONNECT_SWAPPED);
  notation_changed_cb (self);
}

void
lage_window_install_find (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.mark-here", NULL, mark_here_action);
  gtk_widget_class_install_action (widget_class, "win.keep-mark", NULL, keep_mark_action);
  gtk_widget_class_install_action (widget_class, "win.clear-mark", NULL, clear_mark_action);
  gtk_widget_class_install_action (widget_class, "win.show-mark", NULL, show_mark_action);
  gtk_widget_class_install_action (widget_class, "win.copy-position", NULL, copy_position_action);
  gtk_widget_class_install_action (widget_class, "win.copy-pointer", NULL, copy_pointer_action);
  gtk_widget_class_install_action (widget_class, "win.next-notation", NULL, next_notation_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.keep-mark",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.clear-mark", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-pointer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.next-notation", NULL);
}
