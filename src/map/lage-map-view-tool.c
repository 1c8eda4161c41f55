/* lage-map-view-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

#include "lage-map-tool-private.h"
#include "lage-select-tool.h"

/* Pointer, touch and keys while a tool is in the hand. The tool is asked first, in the capture phase;
 * a press that it does not take goes on to ShumateMap, which pans. What comes of the press is then
 * seen in the end: on the same spot it was a click for the tool. */

#define DRAG_PX 4.0

/* How far an arrow key moves the crosshair, and how near to the rim the map follows. */
#define STEP_PX 12.0
#define STEP_FINE_PX 1.0
#define STEP_FAR_PX 72.0
#define RIM_PX 40.0

static gboolean
fill_pointer (LageMapView     *self,
              double           x,
              double           y,
              GdkModifierType  modifiers,
              LageMapPointer  *pointer)
{
  *pointer = (LageMapPointer) { .x = x, .y = y, .modifiers = modifiers };
  return lage_map_view_locate (self, x, y, &pointer->longitude, &pointer->latitude);
}

static GdkModifierType
get_modifiers (GtkGesture *gesture)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

/* GtkGestureClick would count for us, but forgets a press once it has moved. */
static guint
count_press (LageMapView *self,
             guint32      time_ms,
             double       x,
             double       y)
{
  int double_ms;
  int double_px;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &double_ms,
                "gtk-double-click-distance", &double_px, NULL);
  if (self->n_tool_press > 0 && time_ms - self->tool_press_ms <= (guint32) double_ms
      && hypot (x - self->tool_press_x, y - self->tool_press_y) <= double_px)
    self->n_tool_press++;
  else
    self->n_tool_press = 1;

  self->tool_press_ms = time_ms;
  self->tool_press_x = x;
  self->tool_press_y = y;
  return self->n_tool_press;
}

/* Shift takes the rectangle into an empty hand, for as long as the button is held. */
static void
borrow_tool (LageMapView *self)
{
  g_autoptr(LageMapTool) tool = lage_select_tool_new (LAGE_SELECT_RECTANGLE);

  lage_map_view_set_tool (self, tool);
  self->is_tool_borrowed = TRUE;
}

static void
return_tool (LageMapView *self)
{
  if (self->is_tool_borrowed)
    lage_map_view_set_tool (self, NULL);
}

static void
drag_begin_cb (LageMapView    *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  LageMapPointer pointer;
  LageMapToolClass *klass;

  self->tool_state = LAGE_MAP_VIEW_TOOL_IDLE;
  if (self->tool == NULL && get_modifiers (GTK_GESTURE (gesture)) & GDK_SHIFT_MASK)
    borrow_tool (self);
  if (self->tool == NULL
      || !fill_pointer (self, x, y, get_modifiers (GTK_GESTURE (gesture)), &pointer))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  lage_tool_layer_hide_crosshair (self->tool_layer);
  pointer.n_press = count_press (self, gtk_event_controller_get_current_event_time (
                                         GTK_EVENT_CONTROLLER (gesture)), x, y);
  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (klass->press != NULL && klass->press (self->tool, &pointer))
    {
      self->tool_state = LAGE_MAP_VIEW_TOOL_TAKEN;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  else
    {
      self->tool_state = LAGE_MAP_VIEW_TOOL_LEFT;
    }
}

static gboolean
get_offset_pointer (LageMapView    *self,
                    GtkGestureDrag *gesture,
                    double          dx,
                    double          dy,
                    LageMapPointer *pointer)
{
  double x;
  double y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y)
      || !fill_pointer (self, x + dx, y + dy, get_modifiers (GTK_GESTURE (gesture)), pointer))
    return FALSE;
  pointer->n_press = self->n_tool_press;
  return TRUE;
}

static void
drag_update_cb (LageMapView    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  LageMapPointer pointer;
  LageMapToolClass *klass;

  if (hypot (dx, dy) > DRAG_PX)
    self->n_tool_press = 0;
  if (self->tool == NULL || self->tool_state != LAGE_MAP_VIEW_TOOL_TAKEN
      || !get_offset_pointer (self, gesture, dx, dy, &pointer))
    return;

  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (klass->drag != NULL)
    klass->drag (self->tool, &pointer);
}

static void
drag_end_cb (LageMapView    *self,
             double          dx,
             double          dy,
             GtkGestureDrag *gesture)
{
  LageMapViewToolState state = self->tool_state;
  LageMapPointer pointer;
  LageMapToolClass *klass;

  self->tool_state = LAGE_MAP_VIEW_TOOL_IDLE;
  if (self->tool == NULL || state == LAGE_MAP_VIEW_TOOL_IDLE
      || !get_offset_pointer (self, gesture, dx, dy, &pointer))
    {
      return_tool (self);
      return;
    }

  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (state == LAGE_MAP_VIEW_TOOL_TAKEN && klass->release != NULL)
    klass->release (self->tool, &pointer);
  else if (state == LAGE_MAP_VIEW_TOOL_LEFT && hypot (dx, dy) <= DRAG_PX && klass->click != NULL)
    klass->click (self->tool, &pointer);
  return_tool (self);
}

static void
drag_cancel_cb (LageMapView      *self,
                GdkEventSequence *sequence,
                GtkGesture       *gesture)
{
  LageMapToolClass *klass = self->tool != NULL ? LAGE_MAP_TOOL_GET_CLASS (self->tool) : NULL;

  if (klass != NULL && self->tool_state == LAGE_MAP_VIEW_TOOL_TAKEN && klass->cancel != NULL)
    klass->cancel (self->tool);
  self->tool_state = LAGE_MAP_VIEW_TOOL_IDLE;
  return_tool (self);
}

static void
pan_begin_cb (LageMapView    *self,
              double          x,
              double          y,
              GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pan_dx = 0.0;
  self->pan_dy = 0.0;
}

static void
pan_update_cb (LageMapView    *self,
               double          dx,
               double          dy,
               GtkGestureDrag *gesture)
{
  lage_map_view_pan (self, self->pan_dx - dx, self->pan_dy - dy);
  self->pan_dx = dx;
  self->pan_dy = dy;
}

/* The other button is for the tool, if there is one. */
gboolean
lage_map_view_tool_secondary (LageMapView     *self,
                              double           x,
                              double           y,
                              GdkModifierType  modifiers)
{
  LageMapToolClass *klass;
  LageMapPointer pointer;

  if (self->tool == NULL)
    return FALSE;
  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (klass->secondary != NULL && fill_pointer (self, x, y, modifiers, &pointer))
    klass->secondary (self->tool, &pointer);
  return TRUE;
}

void
lage_map_view_tool_motion (LageMapView     *self,
                           double           x,
                           double           y,
                           GdkModifierType  modifiers)
{
  LageMapToolClass *klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  LageMapPointer pointer;

  /* The pointer that rests does not take the crosshair away: only one that moves. */
  if (hypot (x - self->tool_motion_x, y - self->tool_motion_y) < 1.0)
    return;
  self->tool_motion_x = x;
  self->tool_motion_y = y;
  lage_tool_layer_hide_crosshair (self->tool_layer);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), klass->cursor);
  if (self->tool_state == LAGE_MAP_VIEW_TOOL_IDLE && klass->motion != NULL
      && fill_pointer (self, x, y, modifiers, &pointer))
    klass->motion (self->tool, &pointer);
}

/* Where the crosshair is; where there is none yet, it begins at the mouse, else in the middle. */
static void
get_crosshair (LageMapView *self,
               double      *x,
               double      *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));

  if (lage_tool_layer_get_crosshair (self->tool_layer, x, y))
    return;
  *x = self->tool_motion_x;
  *y = self->tool_motion_y;
  if (!(*x > 0.0 && *y > 0.0 && *x < width && *y < height))
    {
      *x = width / 2;
      *y = height / 2;
    }
}

/* Brings it to a place in the widget; at the rim the map follows. */
static void
place_crosshair (LageMapView *self,
                 double       x,
                 double       y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double inside_x = CLAMP (x, MIN (RIM_PX, width / 2), MAX (width - RIM_PX, width / 2));
  double inside_y = CLAMP (y, MIN (RIM_PX, height / 2), MAX (height - RIM_PX, height / 2));
  LageMapToolClass *klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  LageMapPointer pointer;

  if (hypot (x - inside_x, y - inside_y) > 0.0)
    lage_map_view_pan (self, x - inside_x, y - inside_y);

  lage_tool_layer_show_crosshair (self->tool_layer, inside_x, inside_y);
  if (!fill_pointer (self, inside_x, inside_y, 0, &pointer))
    return;
  pointer.is_key = TRUE;
  if (klass->motion != NULL)
    klass->motion (self->tool, &pointer);
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_POINTER_MOVED], 0, pointer.longitude,
                 pointer.latitude);
}

static void
move_crosshair (LageMapView     *self,
                double           dx,
                double           dy,
                GdkModifierType  modifiers)
{
  double step = modifiers & GDK_CONTROL_MASK ? STEP_FINE_PX
                : modifiers & GDK_SHIFT_MASK ? STEP_FAR_PX
                                             : STEP_PX;
  double x, y;

  get_crosshair (self, &x, &y);
  place_crosshair (self, x + dx * step, y + dy * step);
}

static void
click_crosshair (LageMapView *self)
{
  LageMapToolClass *klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  LageMapPointer pointer;
  double x, y;

  get_crosshair (self, &x, &y);
  lage_tool_layer_show_crosshair (self->tool_layer, x, y);
  if (klass->click == NULL || !fill_pointer (self, x, y, 0, &pointer))
    return;
  pointer.is_key = TRUE;
  pointer.n_press = 1;
  klass->click (self->tool, &pointer);
}

static gboolean
key_pressed_cb (LageMapView           *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  LageMapToolClass *klass;

  /* A button on the map keeps its keys. */
  if (self->tool == NULL || !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (klass->key != NULL && klass->key (self->tool, keyval, modifiers))
    return GDK_EVENT_STOP;
  if (modifiers & GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_crosshair (self, -1, 0, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_crosshair (self, 1, 0, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_crosshair (self, 0, -1, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_crosshair (self, 0, 1, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      click_crosshair (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      lage_map_view_set_tool (self, NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
lage_map_view_add_tool_controllers (LageMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));

  /* The middle button pans, whatever the main one does. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (pan_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (pan));

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/**
 * lage_map_view_get_tool:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): what is in the hand; NULL for looking and selecting
 */
LageMapTool *
lage_map_view_get_tool (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return self->tool;
}

/**
 * lage_map_view_set_tool:
 * @self: the map
 * @tool: (nullable): what to take into the hand; the one before is laid down, and what it had
 *   half done is dropped
 */
void
lage_map_view_set_tool (LageMapView *self,
                        LageMapTool *tool)
{
  g_autoptr(LageMapTool) before = NULL;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (tool == NULL || LAGE_IS_MAP_TOOL (tool));

  if (self->tool == tool)
    return;
  before = g_steal_pointer (&self->tool);
  if (before != NULL)
    lage_map_tool_set_view (before, NULL);

  self->tool = tool != NULL ? g_object_ref (tool) : NULL;
  self->is_tool_borrowed = FALSE;
  self->tool_state = LAGE_MAP_VIEW_TOOL_IDLE;
  self->n_tool_press = 0;
  lage_tool_layer_set_tool (self->tool_layer, tool);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   tool != NULL ? LAGE_MAP_TOOL_GET_CLASS (tool)->cursor : NULL);
  if (tool != NULL)
    lage_map_tool_set_view (tool, self);
  g_object_notify (G_OBJECT (self), "tool");
}

/**
 * lage_map_view_get_projection:
 * @self: the map
 * @projection: (out caller-allocates): how it looks now
 *
 * Returns: FALSE, and nothing is filled, if it has no size yet
 */
gboolean
lage_map_view_get_projection (LageMapView       *self,
                              LageMapProjection *projection)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  return lage_map_projection_init_for_map (projection, self->map);
}

/**
 * lage_map_view_find_item_at:
 * @self: the map
 * @x: where
 * @y: where
 * @longitude: (out): where the item stands
 * @latitude: (out): where the item stands
 *
 * Returns: the key of the item there, or 0
 */
guint64
lage_map_view_find_item_at (LageMapView *self,
                            double       x,
                            double       y,
                            double      *longitude,
                            double      *latitude)
{
  guint64 key;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  if (lage_item_layer_pick (self->item_layer, x, y, &key)
      && lage_item_layer_find_item (self->item_layer, key, longitude, latitude))
    return key;
  return 0;
}

/**
 * lage_map_view_move_crosshair:
 * @self: the map, with a tool
 * @longitude: where to
 * @latitude: where to
 *
 * Brings the crosshair of the arrow keys there, and the map with it if that is out of sight.
 */
void
lage_map_view_move_crosshair (LageMapView *self,
                              double       longitude,
                              double       latitude)
{
  LageMapProjection projection;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (self->tool != NULL);

  if (lage_map_projection_init_for_map (&projection, self->map))
    place_crosshair (self, lage_map_projection_get_x (&projection, lage_mercator_x (longitude)),
                     lage_map_projection_get_y (&projection, lage_mercator_y (latitude)));
}
