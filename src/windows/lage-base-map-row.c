/* lage-base-map-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-map-row.h"

#include <glib/gi18n.h>

#include "lage-base-map-words.h"
#include "lage-time-extent.h"

/**
 * LageBaseMapRow:
 *
 * One map of the user: chosen as base map, or switched as overlay; opacity, time, order and the rest
 * below. Its subtitle says how it is: what the matter is with its server, how old its tiles are.
 */
struct _LageBaseMapRow
{
  AdwExpanderRow parent_instance;

  GtkCheckButton *base_check;
  GtkWidget      *problem_icon;
  GtkSwitch      *visible_switch;
  GtkWidget      *opacity_row;
  GtkScale       *opacity_scale;
  GtkAdjustment  *opacity;
  AdwActionRow   *time_row;
  GtkWidget      *earlier_button;
  GtkWidget      *later_button;
  GtkDropDown    *time_drop_down;
  GtkWidget      *bulk_row;
  GtkSwitch      *bulk_switch;
  GtkWidget      *up_button;
  GtkWidget      *down_button;

  LageBaseMaps   *maps;
  LageBaseMap    *map;
  gboolean        is_updating;
};

G_DEFINE_FINAL_TYPE (LageBaseMapRow, lage_base_map_row, ADW_TYPE_EXPANDER_ROW)

static void
chosen_cb (LageBaseMapRow *self)
{
  if (!self->is_updating && gtk_check_button_get_active (self->base_check))
    lage_base_maps_set_base (self->maps, self->map);
}

static void
visible_changed_cb (LageBaseMapRow *self)
{
  if (!self->is_updating)
    lage_base_map_set_is_visible (self->map, gtk_switch_get_active (self->visible_switch));
}

static void
opacity_changed_cb (LageBaseMapRow *self)
{
  if (!self->is_updating)
    lage_base_map_set_opacity (self->map, gtk_adjustment_get_value (self->opacity) / 100);
}

static void
time_mode_changed_cb (LageBaseMapRow *self)
{
  gint64 now_us = lage_base_maps_get_now_us (self->maps);
  gint64 shown_us = lage_base_map_get_shown_us (self->map);

  /* A fixed time begins with the one that is in sight. */
  if (!self->is_updating)
    lage_base_map_set_time (self->map,
                            (LageMapTimeMode) gtk_drop_down_get_selected (self->time_drop_down),
                            shown_us != 0 ? shown_us : now_us);
}

static void
step (LageBaseMapRow *self,
      int             direction)
{
  const LageSourceSpec *spec = lage_base_map_get_spec (self->map);
  g_autoptr(LageTimeExtent) extent = lage_time_extent_parse (spec->time_extent, NULL);
  gint64 from_us = lage_base_map_get_shown_us (self->map);
  g_autofree char *text = NULL;
  gint64 to_us;

  if (extent == NULL)
    return;
  if (from_us == 0)
    from_us = lage_base_maps_get_now_us (self->maps);
  text = lage_time_extent_step (extent, from_us, direction, &to_us);
  if (text != NULL)
    lage_base_map_set_time (self->map, LAGE_MAP_TIME_FIXED, to_us);
}

static void
earlier_cb (LageBaseMapRow *self)
{
  step (self, -1);
}

static void
later_cb (LageBaseMapRow *self)
{
  step (self, 1);
}

static void
bulk_changed_cb (LageBaseMapRow *self)
{
  LageSourceSpec *spec;

  if (self->is_updating)
    return;
  spec = lage_source_spec_copy (lage_base_map_get_spec (self->map));
  spec->is_bulk_permitted = gtk_switch_get_active (self->bulk_switch);
  lage_base_map_take_spec (self->map, spec);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LageBaseMapRow *self = LAGE_BASE_MAP_ROW (widget);

  if (!lage_base_map_get_is_overlay (self->map)
      || !lage_base_maps_move (self->maps, self->map, g_variant_get_int32 (parameter)))
    gtk_widget_error_bell (widget);
}

static void
remove_cb (LageBaseMapRow *self)
{
  lage_base_maps_remove (self->maps, self->map);
}

static char *
format_percent_cb (GtkScale *scale,
                   double    value,
                   gpointer  user_data)
{
  /* Translators: a share in percent */
  return g_strdup_printf (_("%d %%"), (int) (value + 0.5));
}

static void
lage_base_map_row_dispose (GObject *object)
{
  LageBaseMapRow *self = LAGE_BASE_MAP_ROW (object);

  self->is_updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_BASE_MAP_ROW);
  g_clear_object (&self->map);
  g_clear_object (&self->maps);

  G_OBJECT_CLASS (lage_base_map_row_parent_class)->dispose (object);
}

static void
lage_base_map_row_class_init (LageBaseMapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_base_map_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-base-map-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, base_check);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, visible_switch);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, opacity_row);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, opacity_scale);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, opacity);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, time_row);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, earlier_button);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, later_button);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, time_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, bulk_row);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, bulk_switch);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, up_button);
  gtk_widget_class_bind_template_child (widget_class, LageBaseMapRow, down_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, opacity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, bulk_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);

  gtk_widget_class_install_action (widget_class, "base-map.move", "i", move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "base-map.move", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "base-map.move",
                                       "i", 1);
}

static void
lage_base_map_row_init (LageBaseMapRow *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scale_set_format_value_func (self->opacity_scale, format_percent_cb, NULL, NULL);
}

/**
 * lage_base_map_row_new:
 * @maps: the maps
 * @map: one of them
 * @group: (nullable): the check of another base map, for a base map
 */
GtkWidget *
lage_base_map_row_new (LageBaseMaps   *maps,
                       LageBaseMap    *map,
                       GtkCheckButton *group)
{
  LageBaseMapRow *self = g_object_new (LAGE_TYPE_BASE_MAP_ROW, NULL);
  const LageSourceSpec *spec = lage_base_map_get_spec (map);
  gboolean is_overlay = lage_base_map_get_is_overlay (map);

  self->maps = g_object_ref (maps);
  self->map = g_object_ref (map);
  gtk_check_button_set_group (self->base_check, group);
  gtk_widget_set_visible (GTK_WIDGET (self->base_check), !is_overlay);
  gtk_widget_set_visible (GTK_WIDGET (self->visible_switch), is_overlay);
  gtk_widget_set_visible (self->opacity_row, is_overlay);
  gtk_widget_set_visible (self->up_button, is_overlay);
  gtk_widget_set_visible (self->down_button, is_overlay);
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), spec->time_extent != NULL);
  gtk_widget_set_visible (self->bulk_row, spec->service != LAGE_SERVICE_FILE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->base_check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spec->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->visible_switch),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spec->name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), spec->name);
  self->is_updating = FALSE;
  lage_base_map_row_update (self);

  g_signal_connect_object (map, "changed", G_CALLBACK (lage_base_map_row_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "status-changed", G_CALLBACK (lage_base_map_row_update), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

LageBaseMap *
lage_base_map_row_get_map (LageBaseMapRow *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAP_ROW (self), NULL);

  return self->map;
}

/**
 * lage_base_map_row_update:
 * @self: the row
 *
 * Shows how the map is now: also to be called when time has passed.
 */
void
lage_base_map_row_update (LageBaseMapRow *self)
{
  const LageSourceSpec *spec;
  gint64 now_us;
  g_autofree char *status = NULL;

  if (self->is_updating)
    return;

  self->is_updating = TRUE;
  spec = lage_base_map_get_spec (self->map);
  now_us = lage_base_maps_get_now_us (self->maps);
  status = lage_base_map_words_make_status (self->map, now_us);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), status);
  gtk_widget_set_visible (self->problem_icon, lage_base_map_get_problem (self->map) != NULL);
  gtk_check_button_set_active (self->base_check,
                               lage_base_maps_get_base (self->maps) == self->map);
  gtk_switch_set_active (self->visible_switch, lage_base_map_get_is_visible (self->map));
  gtk_adjustment_set_value (self->opacity, lage_base_map_get_opacity (self->map) * 100);
  gtk_drop_down_set_selected (self->time_drop_down, lage_base_map_get_time_mode (self->map));
  gtk_switch_set_active (self->bulk_switch, spec->is_bulk_permitted);
  if (spec->time_extent != NULL)
    {
      g_autofree char *time = lage_base_map_words_make_time (self->map, now_us);

      adw_action_row_set_subtitle (self->time_row, time);
    }
  self->is_updating = FALSE;
}
