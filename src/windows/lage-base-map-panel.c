/* lage-base-map-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-map-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lage-base-map-row.h"

/* How often the ages and times that are read here are made anew while it is open. */
#define UPDATE_S 5

/**
 * LageBaseMapPanel:
 *
 * The choice of the base map and of what lies on it, in a popover over the map. What is chosen is
 * shown at once.
 */
struct _LageBaseMapPanel
{
  GtkPopover parent_instance;

  GtkListBox     *base_list;
  GtkListBox     *overlay_list;
  GtkCheckButton *embedded_check;
  GtkCheckButton *no_check; /* never shown: so the embedded map is one of several, also when alone */
  GtkLabel       *problem_label;
  GtkWidget      *add_button;
  GtkWidget      *keep_button;

  LageBaseMaps   *maps;
  guint           update_id;
  gboolean        is_updating;
};

G_DEFINE_FINAL_TYPE (LageBaseMapPanel, lage_base_map_panel, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_ADD,
  SIGNAL_KEEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
embedded_chosen_cb (LageBaseMapPanel *self)
{
  if (!self->is_updating && gtk_check_button_get_active (self->embedded_check))
    lage_base_maps_set_base (self->maps, NULL);
}

static void
add_cb (LageBaseMapPanel *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
}

static void
keep_cb (LageBaseMapPanel *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_KEEP], 0);
}

static void
update_rows (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (LAGE_IS_BASE_MAP_ROW (row))
      lage_base_map_row_update (LAGE_BASE_MAP_ROW (row));
}

static void
update (LageBaseMapPanel *self)
{
  const char *problem = lage_base_maps_get_problem (self->maps);
  g_autofree char *text = NULL;

  self->is_updating = TRUE;
  gtk_check_button_set_active (self->embedded_check, lage_base_maps_get_base (self->maps) == NULL);
  self->is_updating = FALSE;
  update_rows (self->base_list);
  update_rows (self->overlay_list);

  if (problem != NULL)
    /* Translators: followed by an error message */
    text = g_strdup_printf (_("The file of the maps cannot be used fully. %s"), problem);
  gtk_label_set_text (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
}

static gboolean
update_cb (gpointer user_data)
{
  update (user_data);

  return G_SOURCE_CONTINUE;
}

static LageBaseMapRow *
find_row (GtkListBox  *list,
          LageBaseMap *map)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (LAGE_IS_BASE_MAP_ROW (row) && lage_base_map_row_get_map (LAGE_BASE_MAP_ROW (row)) == map)
      return LAGE_BASE_MAP_ROW (row);

  return NULL;
}

static gboolean
is_gone (GListModel  *model,
         LageBaseMap *map)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) other = g_list_model_get_item (model, i);

      if (other == map)
        return FALSE;
    }

  return TRUE;
}

static void
remove_gone (LageBaseMapPanel *self,
             GtkListBox       *list)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (LAGE_IS_BASE_MAP_ROW (row)
          && is_gone (lage_base_maps_get_model (self->maps),
                      lage_base_map_row_get_map (LAGE_BASE_MAP_ROW (row))))
        gtk_list_box_remove (list, row);
      row = next;
    }
}

/* Rows that stay keep the focus and stay open; one that moved is put in its new place. */
static void
items_changed_cb (LageBaseMapPanel *self)
{
  GListModel *model = lage_base_maps_get_model (self->maps);
  int n_rows[2] = { 1, 0 }; /* the embedded map is the first base map */

  remove_gone (self, self->base_list);
  remove_gone (self, self->overlay_list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (model, i);
      gboolean is_overlay = lage_base_map_get_is_overlay (map);
      GtkListBox *list = is_overlay ? self->overlay_list : self->base_list;
      GtkWidget *row = (GtkWidget *) find_row (list, map);
      int place = n_rows[is_overlay]++;
      gboolean has_focus = FALSE;

      if (row == NULL)
        {
          row = lage_base_map_row_new (self->maps, map, is_overlay ? NULL : self->embedded_check);
          gtk_list_box_insert (list, row, place);
          continue;
        }
      if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == place)
        continue;
      has_focus = gtk_widget_get_focus_child (GTK_WIDGET (list)) == row;
      g_object_ref (row);
      gtk_list_box_remove (list, row);
      gtk_list_box_insert (list, row, place);
      g_object_unref (row);
      if (has_focus)
        gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
    }
  update (self);
}

static void
lage_base_map_panel_map (GtkWidget *widget)
{
  LageBaseMapPanel *self = LAGE_BASE_MAP_PANEL (widget);

  GTK_WIDGET_CLASS (lage_base_map_panel_parent_class)->map (widget);
  update (self);
  self->update_id = g_timeout_add_seconds (UPDATE_S, update_cb, self);
}

static void
lage_base_map_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&LAGE_BASE_MAP_PANEL (widget)->update_id, g_source_remove);
  GTK_WIDGET_CLASS (lage_base_map_panel_parent_class)->unmap (widget);
}

static void
lage_base_map_panel_dispose (GObject *object)
{
  LageBaseMapPanel *self = LAGE_BASE_MAP_PANEL (object);

  self->is_updating = TRUE;
  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_BASE_MAP_PANEL);
  g_clear_object (&self->no_check);
  g_clear_object (&self->maps);

  G_OBJECT_CLASS (lage_base_map_panel_parent_class)->dispose (object);
}

static void
lage_base_map_panel_class_init (LageBaseMapPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_base_map_panel_dispose;
  widget_class->map = lage_base_map_panel_map;
  widget_class->unmap = lage_base_map_panel_unmap;

  /**
   * LageBaseMapPanel::add:
   *
   * A person wants to add a map.
   */
  signals[SIGNAL_ADD] = g_signal_new ("add", LAGE_TYPE_BASE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageBaseMapPanel::keep:
   *
   * A person wants to see, or add to, what is kept for the time without a network.
   */
  signals[SIGNAL_KEEP] = g_signal_new ("keep", LAGE_TYPE_BASE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/rescuemate/RescueMate/ui/"
                                                             "lage-base-map-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, base_list);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, overlay_list);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, embedded_check);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapPanel, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, embedded_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
lage_base_map_panel_init (LageBaseMapPanel *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->no_check = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  gtk_check_button_set_group (self->embedded_check, self->no_check);
  self->is_updating = FALSE;
}

/**
 * lage_base_map_panel_new:
 * @maps: the maps of the user
 */
GtkWidget *
lage_base_map_panel_new (LageBaseMaps *maps)
{
  LageBaseMapPanel *self;

  g_return_val_if_fail (LAGE_IS_BASE_MAPS (maps), NULL);

  self = g_object_new (LAGE_TYPE_BASE_MAP_PANEL, NULL);
  self->maps = g_object_ref (maps);
  g_signal_connect_object (lage_base_maps_get_model (maps), "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (maps, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);

  return GTK_WIDGET (self);
}
