/* lage-map-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <shumate/shumate.h>

#include "lage-base-layer.h"
#include "lage-label-layer.h"
#include "lage-map-projection.h"
#include "lage-map-resources.h"

/* The map as a widget: ShumateMap for viewport, drag, wheel and pinch, with our own layers on it,
 * from below: base, areas, labels, items. Layers get no pointer events; the controllers here ask
 * each of them what is at a point, from the top down.
 *
 * The map stays north up and stops where the hand leaves it: those gestures of ShumateMap that turn
 * it or let it glide are switched off, and so is its double click, which zooms even on an item. */

#define PAN_PX 96.0
#define PAN_FAR_PX 480.0

/* A press that moves further was a drag. */
#define DRAG_PX 4.0

/* From here on a click on a cluster goes through its members instead of zooming in. */
#define CLUSTER_ZOOM 17.0

#define GO_TO_MS 300

/* Hamburg, until somebody says where the operation is. */
#define HOME_WEST 9.72
#define HOME_SOUTH 53.39
#define HOME_EAST 10.34
#define HOME_NORTH 53.75

struct _LageMapView
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  ShumateMap *map;
  ShumateScale *scale;
  GtkLabel *credit;
  GtkWidget *home_button;
  GtkWidget *zoom_in_button;
  GtkWidget *zoom_out_button;

  LageBaseLayer *base_layer;
  LageAreaLayer *area_layer;
  LageLabelLayer *label_layer;
  LageItemLayer *item_layer;

  LageTileSource *tile_source;
  LageTileSource *fallback_source;
  GSignalGroup *tile_source_signals;

  guint64 selected_key;
  double home[4]; /* west, south, east, north */
  double press_x;
  double press_y;
  gboolean has_viewport; /* somebody, or the first size, has said where to look */
};

enum {
  PROP_0,
  PROP_SELECTED_KEY,
  PROP_TILE_SOURCE,
  N_PROPS
};

enum {
  ITEM_PICKED,
  ITEM_ACTIVATED,
  MAP_CLICKED,
  CONTEXT_REQUESTED,
  POINTER_MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LageMapView, lage_map_view, GTK_TYPE_WIDGET)

static ShumateViewport *
get_shumate_viewport (LageMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

static gboolean
is_animated (LageMapView *self)
{
  gboolean is_enabled = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_enabled,
                NULL);

  return is_enabled && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
jump_to (LageMapView *self,
         double       longitude,
         double       latitude,
         double       zoom)
{
  ShumateViewport *viewport = get_shumate_viewport (self);

  /* An animation that still runs would overwrite this. */
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (viewport, CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 CLAMP (latitude, -LAGE_MERCATOR_MAX_LATITUDE,
                                        LAGE_MERCATOR_MAX_LATITUDE),
                                 CLAMP (longitude, -180, 180));
}

static void
move_to (LageMapView *self,
         double       longitude,
         double       latitude,
         double       zoom)
{
  self->has_viewport = TRUE;

  if (!is_animated (self))
    {
      jump_to (self, longitude, latitude, zoom);
      return;
    }

  shumate_map_stop_go_to (self->map);
  shumate_map_go_to_full_with_duration (self->map, latitude, longitude,
                                        CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM),
                                        GO_TO_MS);
}

static double
fit_zoom (LageMapView *self,
          double       west,
          double       south,
          double       east,
          double       north)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  double world_width = MAX (lage_mercator_x (east) - lage_mercator_x (west), 1e-9);
  double world_height = MAX (lage_mercator_y (south) - lage_mercator_y (north), 1e-9);
  double zoom = MIN (log2 (width * 0.9 / (256 * world_width)),
                     log2 (height * 0.9 / (256 * world_height)));

  return CLAMP (zoom, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM);
}

/* Zooms by whole levels, the point under the pointer staying where it is. */
static void
zoom_about (LageMapView *self,
            double       steps,
            double       x,
            double       y)
{
  LageMapProjection projection;
  double zoom;
  double factor;
  double world_x;
  double world_y;

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  zoom = CLAMP (round ((projection.zoom + steps) * 2) / 2, LAGE_MAP_MIN_ZOOM, LAGE_MAP_MAX_ZOOM);
  factor = 1 - exp2 (projection.zoom - zoom);
  world_x = projection.centre_x + (lage_map_projection_get_world_x (&projection, x) -
                                   projection.centre_x) * factor;
  world_y = projection.centre_y + (lage_map_projection_get_world_y (&projection, y) -
                                   projection.centre_y) * factor;
  move_to (self, lage_mercator_longitude (world_x), lage_mercator_latitude (world_y), zoom);
}

static void
update_shown_source (LageMapView *self)
{
  LageTileSource *shown = self->tile_source;
  const char *attribution = NULL;

  if (self->fallback_source != NULL &&
      (shown == NULL || !lage_tile_source_get_is_reachable (shown)))
    shown = self->fallback_source;

  lage_base_layer_set_source (self->base_layer, shown);

  /* The names belong to the embedded map; other sources bring theirs in the picture. */
  gtk_widget_set_visible (GTK_WIDGET (self->label_layer),
                          shown == NULL || shown == self->fallback_source);

  if (shown != NULL)
    attribution = lage_tile_source_get_attribution (shown);

  gtk_label_set_label (self->credit, attribution != NULL ? attribution : "");
  gtk_widget_set_visible (GTK_WIDGET (self->credit), attribution != NULL && *attribution != '\0');
}

static void
update_is_dark (LageMapView *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->tile_source != NULL)
    lage_tile_source_set_is_dark (self->tile_source, is_dark);
  if (self->fallback_source != NULL)
    lage_tile_source_set_is_dark (self->fallback_source, is_dark);
  lage_base_layer_set_is_dark (self->base_layer, is_dark);
  lage_area_layer_set_is_dark (self->area_layer, is_dark);
  lage_label_layer_set_is_dark (self->label_layer, is_dark);
  lage_item_layer_set_is_dark (self->item_layer, is_dark);
}

static void
pick_item (LageMapView *self,
           guint64      key)
{
  lage_map_view_set_selected_key (self, key);
  g_signal_emit (self, signals[ITEM_PICKED], 0, key);
}

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
 * members stand on one spot, by going through them one by one. */
static gboolean
click_cluster (LageMapView *self,
               double       x,
               double       y)
{
  double west;
  double south;
  double east;
  double north;
  guint64 key;
  double zoom;

  if (lage_item_layer_pick_cluster (self->item_layer, x, y, self->selected_key, &key, &west,
                                    &south, &east, &north) == 0)
    return FALSE;

  zoom = shumate_viewport_get_zoom_level (get_shumate_viewport (self));

  if (zoom >= CLUSTER_ZOOM || fit_zoom (self, west, south, east, north) >= LAGE_MAP_MAX_ZOOM)
    pick_item (self, key);
  else
    move_to (self, (west + east) / 2,
             lage_mercator_latitude ((lage_mercator_y (south) + lage_mercator_y (north)) / 2),
             MIN (MAX (fit_zoom (self, west, south, east, north), zoom + 1), CLUSTER_ZOOM));

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
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (LageMapView     *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  guint64 key;
  double longitude;
  double latitude;

  if (hypot (x - self->press_x, y - self->press_y) > DRAG_PX)
    return;

  key = find_key (self, x, y);

  if (n_press == 2)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);

      if (key != 0)
        g_signal_emit (self, signals[ITEM_ACTIVATED], 0, key);
      else
        zoom_about (self, 1, x, y);
      return;
    }

  if (n_press != 1)
    return;

  if (lage_item_layer_pick (self->item_layer, x, y, &key))
    pick_item (self, key);
  else if (click_cluster (self, x, y))
    return;
  else if (key != 0)
    pick_item (self, key);
  else if (lage_map_view_locate (self, x, y, &longitude, &latitude))
    g_signal_emit (self, signals[MAP_CLICKED], 0, longitude, latitude);
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
    g_signal_emit (self, signals[CONTEXT_REQUESTED], 0, longitude, latitude, x, y, key);
}

static void
secondary_pressed_cb (LageMapView     *self,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkGestureClick *gesture)
{
  guint64 key = find_key (self, x, y);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (key != 0)
    pick_item (self, key);
  request_context_at (self, x, y, key);
}

static void
long_pressed_cb (LageMapView    *self,
                 double          x,
                 double          y,
                 GtkGestureLongPress *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  request_context_at (self, x, y, find_key (self, x, y));
}

static void
motion_cb (LageMapView *self,
           double       x,
           double       y)
{
  double longitude;
  double latitude;
  double bounds[4];
  guint64 key;
  gboolean is_hit;

  if (!lage_map_view_locate (self, x, y, &longitude, &latitude))
    return;

  is_hit = lage_item_layer_pick (self->item_layer, x, y, &key) ||
           lage_item_layer_pick_cluster (self->item_layer, x, y, 0, &key, &bounds[0], &bounds[1],
                                         &bounds[2], &bounds[3]) > 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_hit ? "pointer" : NULL);

  g_signal_emit (self, signals[POINTER_MOVED], 0, longitude, latitude);
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

static void
add_controllers (LageMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

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
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
}

static void
add_layers (LageMapView *self)
{
  ShumateViewport *viewport = get_shumate_viewport (self);
  g_autoptr(ShumateMapSource) reference = lage_map_reference_new ();

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, LAGE_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, LAGE_MAP_MAX_ZOOM);
  shumate_scale_set_viewport (self->scale, viewport);

  self->base_layer = lage_base_layer_new (viewport);
  self->area_layer = lage_area_layer_new (viewport);
  self->label_layer = lage_label_layer_new (viewport);
  self->item_layer = lage_item_layer_new (viewport);

  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->base_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->area_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->label_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->item_layer));
}

static void
lage_map_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  LageMapView *self = LAGE_MAP_VIEW (widget);

  gtk_widget_measure (self->overlay, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
lage_map_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LageMapView *self = LAGE_MAP_VIEW (widget);

  if (!self->has_viewport)
    {
      self->has_viewport = TRUE;
      jump_to (self, (self->home[0] + self->home[2]) / 2,
               lage_mercator_latitude ((lage_mercator_y (self->home[1]) +
                                        lage_mercator_y (self->home[3])) / 2),
               fit_zoom (self, self->home[0], self->home[1], self->home[2], self->home[3]));
    }

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
lage_map_view_dispose (GObject *object)
{
  LageMapView *self = LAGE_MAP_VIEW (object);

  g_clear_object (&self->tile_source_signals);
  g_clear_object (&self->tile_source);
  g_clear_object (&self->fallback_source);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (lage_map_view_parent_class)->dispose (object);
}

static void
lage_map_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LageMapView *self = LAGE_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTED_KEY:
      g_value_set_uint64 (value, self->selected_key);
      break;

    case PROP_TILE_SOURCE:
      g_value_set_object (value, self->tile_source);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_map_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LageMapView *self = LAGE_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTED_KEY:
      lage_map_view_set_selected_key (self, g_value_get_uint64 (value));
      break;

    case PROP_TILE_SOURCE:
      lage_map_view_set_tile_source (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
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
    { GDK_KEY_Menu, 0, "map.context" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "map.context" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

static void
lage_map_view_class_init (LageMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_map_view_dispose;
  object_class->get_property = lage_map_view_get_property;
  object_class->set_property = lage_map_view_set_property;

  widget_class->measure = lage_map_view_measure;
  widget_class->size_allocate = lage_map_view_size_allocate;

  /**
   * LageMapView:selected-key:
   *
   * The item or area that is marked, or 0.
   */
  properties[PROP_SELECTED_KEY] =
    g_param_spec_uint64 ("selected-key", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LageMapView:tile-source:
   *
   * Where the base map is wanted from; while it can't be reached, the fallback is shown.
   */
  properties[PROP_TILE_SOURCE] =
    g_param_spec_object ("tile-source", NULL, NULL, LAGE_TYPE_TILE_SOURCE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LageMapView::item-picked:
   * @key: the item
   *
   * A person has chosen an item or area by a single click or with the keyboard.
   */
  signals[ITEM_PICKED] =
    g_signal_new ("item-picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  /**
   * LageMapView::item-activated:
   * @key: the item
   *
   * A person wants to open an item: double click, or Enter on the selected one.
   */
  signals[ITEM_ACTIVATED] =
    g_signal_new ("item-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  /**
   * LageMapView::map-clicked:
   * @longitude: where
   * @latitude: where
   *
   * A single click on nothing.
   */
  signals[MAP_CLICKED] =
    g_signal_new ("map-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * LageMapView::context-requested:
   * @longitude: where on the ground
   * @latitude: where on the ground
   * @x: where in the widget
   * @y: where in the widget
   * @key: the item or area there, or 0
   *
   * Right click, long press, or the Menu key.
   */
  signals[CONTEXT_REQUESTED] =
    g_signal_new ("context-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 5, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                  G_TYPE_DOUBLE, G_TYPE_UINT64);

  /**
   * LageMapView::pointer-moved:
   * @longitude: where the pointer is
   * @latitude: where the pointer is
   */
  signals[POINTER_MOVED] =
    g_signal_new ("pointer-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action_cb);
  gtk_widget_class_install_action (widget_class, "map.home", NULL, home_action_cb);
  gtk_widget_class_install_action (widget_class, "map.next-item", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "map.previous-item", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "map.activate-item", NULL, activate_action_cb);
  gtk_widget_class_install_action (widget_class, "map.context", NULL, context_action_cb);
  add_pan_bindings (widget_class);
  add_action_bindings (widget_class);

  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SHUMATE_TYPE_SCALE);
  lage_map_register_resource ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/map/lage-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LageMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, map);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, scale);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, credit);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, home_button);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, LageMapView, zoom_out_button);

  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lage_map_view_init (LageMapView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->home[0] = HOME_WEST;
  self->home[1] = HOME_SOUTH;
  self->home[2] = HOME_EAST;
  self->home[3] = HOME_NORTH;

  add_layers (self);
  tame_gestures (self);
  add_controllers (self);

  self->tile_source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->tile_source_signals, "notify::is-reachable",
                                  G_CALLBACK (update_shown_source), self);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_is_dark), self, G_CONNECT_SWAPPED);
  update_is_dark (self);
}

GtkWidget *
lage_map_view_new (void)
{
  return g_object_new (LAGE_TYPE_MAP_VIEW, NULL);
}

/**
 * lage_map_view_get_tile_source:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): where the base map is wanted from
 */
LageTileSource *
lage_map_view_get_tile_source (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return self->tile_source;
}

/**
 * lage_map_view_set_tile_source:
 * @self: the map
 * @source: (nullable): where the base map is wanted from; %NULL for the fallback
 */
void
lage_map_view_set_tile_source (LageMapView    *self,
                               LageTileSource *source)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (source == NULL || LAGE_IS_TILE_SOURCE (source));

  if (!g_set_object (&self->tile_source, source))
    return;

  g_signal_group_set_target (self->tile_source_signals, source);
  update_is_dark (self);
  update_shown_source (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TILE_SOURCE]);
}

/**
 * lage_map_view_set_fallback_source:
 * @self: the map
 * @source: (nullable): the embedded map, which is always there; the labels belong to it
 */
void
lage_map_view_set_fallback_source (LageMapView    *self,
                                   LageTileSource *source)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (source == NULL || LAGE_IS_TILE_SOURCE (source));

  if (!g_set_object (&self->fallback_source, source))
    return;

  update_is_dark (self);
  update_shown_source (self);
}

/**
 * lage_map_view_get_shown_source:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): the source whose tiles are drawn at the moment
 */
LageTileSource *
lage_map_view_get_shown_source (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return lage_base_layer_get_source (self->base_layer);
}

/**
 * lage_map_view_set_labels_func:
 * @self: the map
 * @func: (nullable): tells the names on the embedded map
 * @user_data: for @func
 * @user_data_free: (nullable): frees @user_data
 */
void
lage_map_view_set_labels_func (LageMapView      *self,
                               LageMapLabelFunc  func,
                               gpointer          user_data,
                               GDestroyNotify    user_data_free)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_label_layer_set_func (self->label_layer, func, user_data, user_data_free);
}

void
lage_map_view_set_items (LageMapView       *self,
                         const LageMapItem *items,
                         guint              n_items)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_item_layer_set_items (self->item_layer, items, n_items);
}

gboolean
lage_map_view_update_item (LageMapView       *self,
                           const LageMapItem *item)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  return lage_item_layer_update_item (self->item_layer, item);
}

void
lage_map_view_set_areas (LageMapView       *self,
                         const LageMapArea *areas,
                         guint              n_areas)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_area_layer_set_areas (self->area_layer, areas, n_areas);
}

void
lage_map_view_set_tracks (LageMapView        *self,
                          const LageMapTrack *tracks,
                          guint               n_tracks)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_area_layer_set_tracks (self->area_layer, tracks, n_tracks);
}

guint64
lage_map_view_get_selected_key (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  return self->selected_key;
}

void
lage_map_view_set_selected_key (LageMapView *self,
                                guint64      key)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (self->selected_key == key)
    return;

  self->selected_key = key;
  lage_item_layer_set_selected_key (self->item_layer, key);
  lage_area_layer_set_selected_key (self->area_layer, key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_KEY]);
}

/**
 * lage_map_view_go_to:
 * @self: the map
 * @longitude: the new middle
 * @latitude: the new middle
 * @zoom: the new zoom level; not a number to keep it
 *
 * Moves there, animated if the desktop wants that.
 */
void
lage_map_view_go_to (LageMapView *self,
                     double       longitude,
                     double       latitude,
                     double       zoom)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (isfinite (longitude) && isfinite (latitude));

  if (!isfinite (zoom))
    zoom = shumate_viewport_get_zoom_level (get_shumate_viewport (self));

  move_to (self, longitude, latitude, zoom);
}

/**
 * lage_map_view_show_bounds:
 * @self: the map
 * @west: degrees
 * @south: degrees
 * @east: degrees
 * @north: degrees
 *
 * Moves so that all of it can be seen.
 */
void
lage_map_view_show_bounds (LageMapView *self,
                           double       west,
                           double       south,
                           double       east,
                           double       north)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (west <= east && south <= north);

  move_to (self, (west + east) / 2,
           lage_mercator_latitude ((lage_mercator_y (south) + lage_mercator_y (north)) / 2),
           fit_zoom (self, west, south, east, north));
}

/**
 * lage_map_view_show_item:
 * @self: the map
 * @key: an item
 *
 * Moves so that the item is in the middle, closer if the map is far away.
 *
 * Returns: %FALSE if there is no such item, or it has no place
 */
gboolean
lage_map_view_show_item (LageMapView *self,
                         guint64      key)
{
  double longitude;
  double latitude;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!lage_item_layer_find_item (self->item_layer, key, &longitude, &latitude))
    return FALSE;

  move_to (self, longitude, latitude,
           MAX (13, shumate_viewport_get_zoom_level (get_shumate_viewport (self))));

  return TRUE;
}

void
lage_map_view_get_viewport (LageMapView *self,
                            double      *longitude,
                            double      *latitude,
                            double      *zoom)
{
  ShumateViewport *viewport;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  viewport = get_shumate_viewport (self);
  *longitude = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  *latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  *zoom = shumate_viewport_get_zoom_level (viewport);
}

/**
 * lage_map_view_set_viewport:
 * @self: the map
 * @longitude: the middle
 * @latitude: the middle
 * @zoom: zoom level
 *
 * Looks there at once.
 */
void
lage_map_view_set_viewport (LageMapView *self,
                            double       longitude,
                            double       latitude,
                            double       zoom)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (isfinite (longitude) && isfinite (latitude) && isfinite (zoom));

  self->has_viewport = TRUE;
  jump_to (self, longitude, latitude, zoom);
}

/**
 * lage_map_view_set_home:
 * @self: the map
 * @west: degrees
 * @south: degrees
 * @east: degrees
 * @north: degrees
 *
 * Says where the operation is. The map shows it to begin with, unless it was moved before.
 */
void
lage_map_view_set_home (LageMapView *self,
                        double       west,
                        double       south,
                        double       east,
                        double       north)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (west <= east && south <= north);

  self->home[0] = west;
  self->home[1] = south;
  self->home[2] = east;
  self->home[3] = north;
}

void
lage_map_view_go_home (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_map_view_show_bounds (self, self->home[0], self->home[1], self->home[2], self->home[3]);
}

void
lage_map_view_zoom_in (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  zoom_about (self, 1, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
              gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
}

void
lage_map_view_zoom_out (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  zoom_about (self, -1, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
              gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
}

/**
 * lage_map_view_pan:
 * @self: the map
 * @dx_px: logical pixels to the east
 * @dy_px: logical pixels to the south
 */
void
lage_map_view_pan (LageMapView *self,
                   double       dx_px,
                   double       dy_px)
{
  LageMapProjection projection;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return;

  self->has_viewport = TRUE;
  jump_to (self,
           lage_mercator_longitude (projection.centre_x + dx_px / projection.world_px),
           lage_mercator_latitude (projection.centre_y + dy_px / projection.world_px),
           projection.zoom);
}

static void
select_neighbour (LageMapView *self,
                  gboolean     is_forward)
{
  guint64 key = lage_item_layer_find_next (self->item_layer, self->selected_key, is_forward);

  if (key != 0)
    pick_item (self, key);
}

/**
 * lage_map_view_select_next:
 * @self: the map
 *
 * Selects the next item in sight, outward from the middle.
 */
void
lage_map_view_select_next (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  select_neighbour (self, TRUE);
}

void
lage_map_view_select_previous (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  select_neighbour (self, FALSE);
}

void
lage_map_view_activate_selected (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  if (self->selected_key != 0)
    g_signal_emit (self, signals[ITEM_ACTIVATED], 0, self->selected_key);
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

/**
 * lage_map_view_locate:
 * @self: the map
 * @x: in the widget
 * @y: in the widget
 * @longitude: (out): what is there
 * @latitude: (out): what is there
 *
 * Returns: %FALSE if the map has no size yet, or the point lies beyond the end of the world
 */
gboolean
lage_map_view_locate (LageMapView *self,
                      double       x,
                      double       y,
                      double      *longitude,
                      double      *latitude)
{
  LageMapProjection projection;
  double world_x;
  double world_y;

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!lage_map_projection_init_for_map (&projection, self->map))
    return FALSE;

  world_x = lage_map_projection_get_world_x (&projection, x);
  world_y = lage_map_projection_get_world_y (&projection, y);

  if (world_x < 0 || world_x > 1 || world_y < 0 || world_y > 1)
    return FALSE;

  *longitude = lage_mercator_longitude (world_x);
  *latitude = lage_mercator_latitude (world_y);

  return TRUE;
}

/**
 * lage_map_view_get_is_complete:
 * @self: the map
 *
 * Returns: %TRUE if nothing that is in sight is still being loaded or drawn
 */
gboolean
lage_map_view_get_is_complete (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  return lage_base_layer_get_is_complete (self->base_layer) &&
         lage_area_layer_get_is_complete (self->area_layer);
}
