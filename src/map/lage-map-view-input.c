/* lage-map-view-input.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

/* Pointer, touch and keys: what a person does to the map. */

#define PAN_PX 96.0
#define PAN_FAR_PX 480.0

/* A press that moves further was a drag. */
#define DRAG_PX 4.0

/* From here on a click on a cluster shows its members instead of zooming in. */
#define CLUSTER_ZOOM 17.0

/* What is at a point, items before areas; 0 if nothing. */
static guint64
find_key (LageMapView *self,
          double       x,
          double       y)
{
  guint64 key = 0;

  if (lage_item_layer_pick (self->item_layer, x, y, &key) ||
      lage_area_layer_pick (self->area_layer, x, y, &key))
    return key;

  return 0;
}

/* A click on a cluster takes it apart: by zooming in, and where that does not help, because its
 * members stand on one spot, by asking for a list of them. */
static gboolean
click_cluster (LageMapView *self,
               double       x,
               double       y)
{
  double west;
  double south;
  double east;
  double north;
  double zoom;
  double fit_zoom;

  if (lage_item_layer_pick_cluster (self->item_layer, x, y, &west, &south, &east, &north) == 0)
    return FALSE;

  zoom = shumate_viewport_get_zoom_level (lage_map_view_get_shumate_viewport (self));
  fit_zoom = lage_map_view_fit_zoom (self, west, south, east, north);

  if (zoom >= CLUSTER_ZOOM || fit_zoom >= LAGE_MAP_MAX_ZOOM)
    g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_MEMBERS_REQUESTED], 0, x, y);
  else
    lage_map_view_move_to (self, (west + east) / 2,
                           lage_map_view_middle_latitude (south, north),
                           MIN (MAX (fit_zoom, zoom + 1), CLUSTER_ZOOM));

  return TRUE;
}

static void
pressed_cb (LageMapView     *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  self->press_x = x;
  self->press_y = y;
  lage_map_view_end_hover (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (LageMapView     *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint64 key;
  double longitude;
  double latitude;

  if (self->tool != NULL || hypot (x - self->press_x, y - self->press_y) > DRAG_PX)
    return;

  key = find_key (self, x, y);

  if (n_press == 2)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);

      if (key != 0)
        g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_ITEM_ACTIVATED], 0, key);
      else
        lage_map_view_zoom_about (self, 1, x, y);
      return;
    }

  if (n_press != 1)
    return;

  if (modifiers & GDK_CONTROL_MASK)
    {
      if (lage_item_layer_pick (self->item_layer, x, y, &key))
        lage_map_view_toggle_item (self, key);
      return;
    }

  if (lage_item_layer_pick (self->item_layer, x, y, &key))
    lage_map_view_pick_item (self, key);
  else if (click_cluster (self, x, y))
    return;
  else if (key != 0)
    lage_map_view_pick_item (self, key);
  else if (lage_map_view_locate (self, x, y, &longitude, &latitude))
    g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_MAP_CLICKED], 0, longitude, latitude);
}

static void
request_context_at (LageMapView *self,
                    double       x,
                    double       y,
                    guint64      key)
{
  double longitude;
  double latitude;

  if (lage_map_view_locate (self, x, y, &longitude, &latitude))
    g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_CONTEXT_REQUESTED], 0, longitude,
                   latitude, x, y, key);
}

static void
secondary_pressed_cb (LageMapView     *self,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkGestureClick *gesture)
{
  guint64 key;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (lage_map_view_tool_secondary (self, x, y,
                                    gtk_event_controller_get_current_event_state (
                                      GTK_EVENT_CONTROLLER (gesture))))
    return;
  key = find_key (self, x, y);

  if (key != 0)
    lage_map_view_pick_item (self, key);
  request_context_at (self, x, y, key);
}

static void
long_pressed_cb (LageMapView    *self,
                 double          x,
                 double          y,
                 GtkGestureLongPress *gesture)
{
  if (self->tool != NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  request_context_at (self, x, y, find_key (self, x, y));
}

static void
motion_cb (LageMapView              *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *controller)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double longitude;
  double latitude;

  if (!lage_map_view_locate (self, x, y, &longitude, &latitude))
    return;

  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_POINTER_MOVED], 0, longitude, latitude);

  if (self->tool != NULL)
    {
      lage_map_view_end_hover (self);
      lage_map_view_tool_motion (self, x, y, modifiers);
    }
  else if (modifiers & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK))
    lage_map_view_end_hover (self);
  else
    lage_map_view_hover (self, x, y);
}

static gboolean
pan_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  double dx;
  double dy;

  g_variant_get (args, "(dd)", &dx, &dy);
  lage_map_view_pan (LAGE_MAP_VIEW (widget), dx, dy);

  return TRUE;
}

static void
zoom_in_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  lage_map_view_zoom_in (LAGE_MAP_VIEW (widget));
}

static void
zoom_out_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  lage_map_view_zoom_out (LAGE_MAP_VIEW (widget));
}

static void
home_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lage_map_view_go_home (LAGE_MAP_VIEW (widget));
}

static void
next_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lage_map_view_select_next (LAGE_MAP_VIEW (widget));
}

static void
previous_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  lage_map_view_select_previous (LAGE_MAP_VIEW (widget));
}

static void
activate_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  lage_map_view_activate_selected (LAGE_MAP_VIEW (widget));
}

static void
context_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  lage_map_view_request_context (LAGE_MAP_VIEW (widget));
}

static void
select_all_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  lage_map_view_select_in_sight (LAGE_MAP_VIEW (widget));
}

static void
clear_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  lage_map_view_set_selection (LAGE_MAP_VIEW (widget), NULL, 0, 0);
}

static void
tame_gestures (LageMapView *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) || GTK_IS_GESTURE_SWIPE (controller) ||
          GTK_IS_GESTURE_ROTATE (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

void
lage_map_view_add_controllers (LageMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  tame_gestures (self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (long_press));

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (lage_map_view_end_hover), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
}

static void
add_pan_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    guint keypad_key;
    double dx;
    double dy;
  } pans[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pans); i++)
    {
      gtk_widget_class_add_binding (widget_class, pans[i].key, 0, pan_cb, "(dd)",
                                    pans[i].dx * PAN_PX, pans[i].dy * PAN_PX);
      gtk_widget_class_add_binding (widget_class, pans[i].keypad_key, 0, pan_cb, "(dd)",
                                    pans[i].dx * PAN_PX, pans[i].dy * PAN_PX);
      gtk_widget_class_add_binding (widget_class, pans[i].key, GDK_SHIFT_MASK, pan_cb, "(dd)",
                                    pans[i].dx * PAN_FAR_PX, pans[i].dy * PAN_FAR_PX);
    }
}

static void
add_action_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_plus, 0, "map.zoom-in" },
    { GDK_KEY_plus, GDK_SHIFT_MASK, "map.zoom-in" },
    { GDK_KEY_equal, 0, "map.zoom-in" },
    { GDK_KEY_KP_Add, 0, "map.zoom-in" },
    { GDK_KEY_minus, 0, "map.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "map.zoom-out" },
    { GDK_KEY_Home, 0, "map.home" },
    { GDK_KEY_KP_Home, 0, "map.home" },
    { GDK_KEY_Page_Down, 0, "map.next-item" },
    { GDK_KEY_KP_Page_Down, 0, "map.next-item" },
    { GDK_KEY_Page_Up, 0, "map.previous-item" },
    { GDK_KEY_KP_Page_Up, 0, "map.previous-item" },
    { GDK_KEY_Return, 0, "map.activate-item" },
    { GDK_KEY_KP_Enter, 0, "map.activate-item" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "map.select-in-sight" },
    { GDK_KEY_Escape, 0, "map.clear-selection" },
    { GDK_KEY_Menu, 0, "map.context" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "map.context" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

/* The commands of the map and the keys they have. */
void
lage_map_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action_cb);
  gtk_widget_class_install_action (widget_class, "map.home", NULL, home_action_cb);
  gtk_widget_class_install_action (widget_class, "map.next-item", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "map.previous-item", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "map.activate-item", NULL, activate_action_cb);
  gtk_widget_class_install_action (widget_class, "map.context", NULL, context_action_cb);
  gtk_widget_class_install_action (widget_class, "map.select-in-sight", NULL,
                                   select_all_action_cb);
  gtk_widget_class_install_action (widget_class, "map.clear-selection", NULL, clear_action_cb);
  add_pan_bindings (widget_class);
  add_action_bindings (widget_class);
}

/**
 * lage_map_view_select_next:
 * @self: the map
 *
 * Selects the next item in sight, outward from the one that was selected by other means, or from the
 * middle.
 */
void
lage_map_view_select_next (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_walk (self, TRUE);
}

void
lage_map_view_select_previous (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_walk (self, FALSE);
}

void
lage_map_view_activate_selected (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (self->selected_key != 0)
    g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_ITEM_ACTIVATED], 0,
                   self->selected_key);
}

/**
 * lage_map_view_request_context:
 * @self: the map
 *
 * Asks for the context menu of the selected item if it is in sight, else of the middle.
 */
void
lage_map_view_request_context (LageMapView *self)
{
  LageMapProjection projection;
  double longitude;
  double latitude;
  double x;
  double y;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  if (self->selected_key != 0 &&
      lage_item_layer_find_item (self->item_layer, self->selected_key, &longitude, &latitude))
    {
      x = lage_map_projection_get_x (&projection, lage_mercator_x (longitude));
      y = lage_map_projection_get_y (&projection, lage_mercator_y (latitude));

      if (x >= 0 && y >= 0 && x < projection.width && y < projection.height)
        {
          request_context_at (self, x, y, self->selected_key);
          return;
        }
    }

  request_context_at (self, projection.width / 2, projection.height / 2, 0);
}
