/* lage-views-box.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-views-box.h"

#include <glib/gi18n.h>

#include "lage-base-maps.h"
#include "lage-error.h"

#define N_KEYS 9
#define EMBEDDED "embedded"

/**
 * LageViewsBox:
 *
 * The saved views of a person: go to one, keep the present one, rename, replace and delete.
 */
struct _LageViewsBox
{
  GtkWidget parent_instance;

  GtkListBox     *list;
  GtkEntry       *name_entry;
  GtkWidget      *save_button;

  LageMapView    *view;
  LageFilter     *filter;
  LageSavedViews *views;
  LageSavedView  *renamed; /* (nullable): the one that the entry is for */
};

G_DEFINE_FINAL_TYPE (LageViewsBox, lage_views_box, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_NOTICE,
  SIGNAL_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
notice (LageViewsBox *self,
        const char   *text,
        gboolean      can_undo)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, text, can_undo);
}

static void
failed_cb (LageSavedViews *views,
           const GError   *error,
           LageViewsBox   *self)
{
  g_autofree char *text = NULL;

  g_message ("saved views: %s", error->message);
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_DAMAGED))
    text = g_strdup (_("The saved views cannot be read. Their file was put aside, not deleted."));
  else if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_INVALID))
    text = g_strdup (_("One of the saved views cannot be used. It stays in the file."));
  else
    text = g_strdup_printf (_("The saved views cannot be kept: %s"), error->message);
  notice (self, text, FALSE);
}

static void
changed_by_person_cb (LageSavedViews *views,
                      guint           change,
                      LageSavedView  *view,
                      LageViewsBox   *self)
{
  const char *name = lage_saved_view_get_name (view);
  g_autofree char *text = NULL;

  switch ((LageSavedViewsChange) change)
    {
    case LAGE_SAVED_VIEWS_REPLACED:
      text = g_strdup_printf (_("View “%s” replaced"), name);
      break;
    case LAGE_SAVED_VIEWS_RENAMED:
      text = g_strdup_printf (_("View renamed to “%s”"), name);
      break;
    case LAGE_SAVED_VIEWS_REMOVED:
      text = g_strdup_printf (_("View “%s” deleted"), name);
      break;
    case LAGE_SAVED_VIEWS_ADDED:
    default:
      text = g_strdup_printf (_("View “%s” saved"), name);
      break;
    }
  notice (self, text, TRUE);
}

/* Ids of the base map and of the overlays that are on it; NULL while they are not known. */
static GStrv
dup_maps (void)
{
  LageBaseMaps *maps = lage_base_maps_get_default ();
  GListModel *model = lage_base_maps_get_model (maps);
  LageBaseMap *base = lage_base_maps_get_base (maps);
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  if (!lage_base_maps_get_is_loaded (maps))
    return NULL;
  g_strv_builder_add (ids, base != NULL ? lage_base_map_get_id (base) : EMBEDDED);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (model, i);

      if (lage_base_map_get_is_overlay (map) && lage_base_map_get_is_visible (map))
        g_strv_builder_add (ids, lage_base_map_get_id (map));
    }
  return g_strv_builder_end (ids);
}

/* Returns whether all of them are still there. */
static gboolean
show_maps (const char *const *ids)
{
  LageBaseMaps *maps = lage_base_maps_get_default ();
  GListModel *model = lage_base_maps_get_model (maps);
  gboolean is_embedded = g_str_equal (ids[0], EMBEDDED);
  LageBaseMap *base = lage_base_maps_find (maps, ids[0]);
  gboolean is_complete = is_embedded || base != NULL;

  if (is_complete)
    lage_base_maps_set_base (maps, base);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (model, i);

      if (lage_base_map_get_is_overlay (map))
        lage_base_map_set_is_visible (map, g_strv_contains (ids + 1, lage_base_map_get_id (map)));
    }
  for (guint i = 1; ids[i] != NULL; i++)
    is_complete = lage_base_maps_find (maps, ids[i]) != NULL && is_complete;
  return is_complete;
}

static void
show (LageViewsBox  *self,
      LageSavedView *view)
{
  const LageViewport *viewport = lage_saved_view_get_viewport (view);
  GPtrArray *unknown = lage_saved_view_get_unknown (view);

  lage_map_view_set_viewport (self->view, viewport->longitude, viewport->latitude,
                              viewport->zoom);
  lage_filter_assign (self->filter, lage_saved_view_get_filter (view));
  if (lage_saved_view_get_maps (view) != NULL && !show_maps (lage_saved_view_get_maps (view)))
    notice (self, _("Not all maps of this view are there any more"), FALSE);
  if (unknown->len > 0)
    {
      g_autofree char *text = NULL;

      /* Translators: words of the file in which views are saved, such as "hide-kinds=boat" */
      text = g_strdup_printf (_("This version does not know, and does not obey: %s"),
                              (const char *) g_ptr_array_index (unknown, 0));
      notice (self, text, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
get_viewport (LageViewsBox *self,
              LageViewport *viewport)
{
  lage_map_view_get_viewport (self->view, &viewport->longitude, &viewport->latitude,
                              &viewport->zoom);
}

/* The entry is for the name of the present view, or for the new name of @view. */
static void
set_renamed (LageViewsBox  *self,
             LageSavedView *view)
{
  g_set_object (&self->renamed, view);
  gtk_button_set_label (GTK_BUTTON (self->save_button), view != NULL ? _("_Rename") : _("_Save"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry),
                         view != NULL ? lage_saved_view_get_name (view) : "");
  if (view != NULL)
    lage_views_box_focus_name (self);
}

static void
row_activated_cb (LageViewsBox  *self,
                  GtkListBoxRow *row)
{
  show (self, g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "view"));
}

static void
replace_cb (GtkWidget    *button,
            LageViewsBox *self)
{
  g_auto(GStrv) maps = dup_maps ();
  LageViewport viewport;

  get_viewport (self, &viewport);
  lage_saved_views_replace (self->views, g_object_get_data (G_OBJECT (button), "view"), &viewport,
                            self->filter, (const char *const *) maps);
}

static void
rename_cb (GtkWidget    *button,
           LageViewsBox *self)
{
  set_renamed (self, g_object_get_data (G_OBJECT (button), "view"));
}

static void
delete_cb (GtkWidget    *button,
           LageViewsBox *self)
{
  LageSavedView *view = g_object_get_data (G_OBJECT (button), "view");

  if (view == self->renamed)
    set_renamed (self, NULL);
  lage_saved_views_remove (self->views, view);
}

/* Takes @text, which says what the button does. */
static void
add_button (LageViewsBox  *self,
            GtkWidget     *row,
            LageSavedView *view,
            const char    *icon_name,
            char          *text,
            GCallback      callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (button), "view", g_object_ref (view), g_object_unref);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (row), button);
  g_free (text);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  LageViewsBox *self = user_data;
  LageSavedView *view = item;
  const char *name = lage_saved_view_get_name (view);
  guint number = lage_saved_view_get_number (view);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, name);
  gtk_box_append (GTK_BOX (row), label);
  if (number <= N_KEYS)
    {
      g_autofree char *key = gtk_accelerator_get_label (GDK_KEY_0 + number, GDK_CONTROL_MASK);
      GtkWidget *key_label = gtk_label_new (key);

      gtk_widget_add_css_class (key_label, "dim-label");
      gtk_widget_set_margin_end (key_label, 6);
      gtk_box_append (GTK_BOX (row), key_label);
    }
  add_button (self, row, view, "document-save-symbolic",
              g_strdup_printf (_("Replace “%s” by the present view"), name),
              G_CALLBACK (replace_cb));
  add_button (self, row, view, "document-edit-symbolic",
              g_strdup_printf (_("Rename “%s”"), name), G_CALLBACK (rename_cb));
  add_button (self, row, view, "user-trash-symbolic",
              g_strdup_printf (_("Delete “%s”"), name), G_CALLBACK (delete_cb));
  g_object_set_data_full (G_OBJECT (row), "view", g_object_ref (view), g_object_unref);
  return row;
}

static void
name_changed_cb (LageViewsBox *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)));

  gtk_widget_set_sensitive (self->save_button, *g_strstrip (name) != '\0');
}

static void
save_cb (LageViewsBox *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)));
  g_auto(GStrv) maps = dup_maps ();
  LageSavedView *same;
  LageViewport viewport;

  if (*g_strstrip (name) == '\0' || self->views == NULL)
    return;
  get_viewport (self, &viewport);
  same = lage_saved_views_find_name (self->views, name);
  if (self->renamed != NULL)
    lage_saved_views_rename (self->views, self->renamed, name);
  else if (same != NULL)
    lage_saved_views_replace (self->views, same, &viewport, self->filter,
                              (const char *const *) maps);
  else
    lage_saved_views_add (self->views, name, &viewport, self->filter,
                          (const char *const *) maps);
  set_renamed (self, NULL);
}

/* Escape gives the entry back before it closes the popover. */
static gboolean
key_pressed_cb (LageViewsBox    *self,
                guint            key,
                guint            code,
                GdkModifierType  modifiers)
{
  if (key != GDK_KEY_Escape || self->renamed == NULL)
    return GDK_EVENT_PROPAGATE;
  set_renamed (self, NULL);
  return GDK_EVENT_STOP;
}

static void
n_views_changed_cb (LageViewsBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (G_LIST_MODEL (self->views)) > 0);
}

static void
lage_views_box_dispose (GObject *object)
{
  LageViewsBox *self = LAGE_VIEWS_BOX (object);
  GtkWidget *child;

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->renamed);
  g_clear_object (&self->views);
  g_clear_object (&self->filter);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (lage_views_box_parent_class)->dispose (object);
}

static void
lage_views_box_class_init (LageViewsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_views_box_dispose;

  /**
   * LageViewsBox::notice:
   * @text: what happened, for people
   * @can_undo: whether lage_saved_views_undo() takes it back
   */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", LAGE_TYPE_VIEWS_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                         G_TYPE_BOOLEAN);

  /**
   * LageViewsBox::shown:
   *
   * The map shows a saved view.
   */
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", LAGE_TYPE_VIEWS_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "viewsbox");
}

static void
lage_views_box_init (LageViewsBox *self)
{
  GtkWidget *heading = gtk_label_new (_("Saved views"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (
                                    GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Saved views"), -1);

  self->name_entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->name_entry, _("Name for the present view"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name for the present view"),
                                  -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name_entry), TRUE);
  self->save_button = gtk_button_new_with_mnemonic (_("_Save"));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name_entry));
  gtk_box_append (GTK_BOX (line), self->save_button);

  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_parent (line, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->name_entry), keys);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->name_entry, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (self->name_entry, "activate", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
}

/**
 * lage_views_box_set_map:
 * @self: the box
 * @view: the map that goes there
 * @filter: what decides what is on it
 */
void
lage_views_box_set_map (LageViewsBox *self,
                        LageMapView  *view,
                        LageFilter   *filter)
{
  g_return_if_fail (LAGE_IS_VIEWS_BOX (self));

  g_set_object (&self->view, view);
  g_set_object (&self->filter, filter);
}

/**
 * lage_views_box_set_views:
 * @self: the box
 * @views: those of the person who works here; set once
 */
void
lage_views_box_set_views (LageViewsBox   *self,
                          LageSavedViews *views)
{
  g_return_if_fail (LAGE_IS_VIEWS_BOX (self));
  g_return_if_fail (self->views == NULL);

  self->views = g_object_ref (views);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (views), make_row, self, NULL);
  g_signal_connect_object (views, "items-changed", G_CALLBACK (n_views_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (views, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (views, "changed-by-person", G_CALLBACK (changed_by_person_cb), self, 0);
  n_views_changed_cb (self);
}

/**
 * lage_views_box_get_views:
 * @self: the box
 *
 * Returns: (transfer none) (nullable): the saved views
 */
LageSavedViews *
lage_views_box_get_views (LageViewsBox *self)
{
  g_return_val_if_fail (LAGE_IS_VIEWS_BOX (self), NULL);

  return self->views;
}

/**
 * lage_views_box_show:
 * @self: the box
 * @number: of a saved view
 *
 * Goes there.
 *
 * Returns: whether there is one of that number
 */
gboolean
lage_views_box_show (LageViewsBox *self,
                     guint         number)
{
  LageSavedView *view;

  g_return_val_if_fail (LAGE_IS_VIEWS_BOX (self), FALSE);

  view = self->views != NULL ? lage_saved_views_find_number (self->views, number) : NULL;
  if (view != NULL)
    show (self, view);
  return view != NULL;
}

/* Lets the next key go to the name. */
void
lage_views_box_focus_name (LageViewsBox *self)
{
  g_return_if_fail (LAGE_IS_VIEWS_BOX (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
