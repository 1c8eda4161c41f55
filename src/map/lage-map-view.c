/* lage-map-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lage-map-resources.h"

/* The map as a widget: ShumateMap for viewport, drag, wheel and pinch, with our own layers on it,
 * from below: base, overlays, areas, labels, items, and what the tool in the hand draws. Layers get no pointer
 * events; the controllers ask each of them what is at a point, from the top down.
 *
 * The map stays north up and stops where the hand leaves it: those gestures of ShumateMap that turn
 * it or let it glide are switched off, and so is its double click, which zooms even on an item. */

/* Hamburg, until somebody says where the operation is. */
#define HOME_WEST 9.72
#define HOME_SOUTH 53.39
#define HOME_EAST 10.34
#define HOME_NORTH 53.75

enum {
  PROP_0,
  PROP_SELECTED_KEY,
  PROP_TILE_SOURCE,
  PROP_TOOL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
guint lage_map_view_signals[LAGE_MAP_VIEW_N_SIGNALS];

G_DEFINE_FINAL_TYPE (LageMapView, lage_map_view, GTK_TYPE_WIDGET)

static void
viewport_changed_cb (LageMapView *self)
{
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_VIEWPORT_CHANGED], 0);
}

static void
add_layers (LageMapView *self)
{
  ShumateViewport *viewport = lage_map_view_get_shumate_viewport (self);
  g_autoptr(ShumateMapSource) reference = lage_map_reference_new ();

  shumate_viewport_set_reference_map_source (viewport, reference);
  shumate_viewport_set_min_zoom_level (viewport, LAGE_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, LAGE_MAP_MAX_ZOOM);
  shumate_scale_set_viewport (self->scale, viewport);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (viewport_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->under_layer = lage_base_layer_new (viewport);
  self->base_layer = lage_base_layer_new (viewport);
  self->area_layer = lage_area_layer_new (viewport);
  self->label_layer = lage_label_layer_new (viewport);
  self->item_layer = lage_item_layer_new (viewport);
  self->mark_layer = lage_mark_layer_new (viewport);
  self->tool_layer = lage_tool_layer_new (viewport);
  lage_label_layer_set_items (self->label_layer, self->item_layer);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (lage_map_view_end_hover), self,
                           G_CONNECT_SWAPPED);
  lage_label_layer_set_areas (self->label_layer, self->area_layer);

  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->under_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->base_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->area_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->label_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->item_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->mark_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->tool_layer));
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
  const double *home = self->home;

  if (!self->has_viewport)
    {
      self->has_viewport = TRUE;
      lage_map_view_jump_to (self, (home[0] + home[2]) / 2,
                             lage_map_view_middle_latitude (home[1], home[3]),
                             lage_map_view_fit_zoom (self, home[0], home[1], home[2], home[3]));
    }

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
lage_map_view_dispose (GObject *object)
{
  LageMapView *self = LAGE_MAP_VIEW (object);

  lage_map_view_set_tool (self, NULL);
  g_clear_handle_id (&self->hover_id, g_source_remove);
  g_clear_object (&self->tile_source_signals);
  g_clear_pointer (&self->overlay_layers, g_ptr_array_unref);
  g_clear_object (&self->tile_source);
  g_clear_object (&self->fallback_source);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (lage_map_view_parent_class)->dispose (object);
}

static void
lage_map_view_finalize (GObject *object)
{
  g_array_unref (LAGE_MAP_VIEW (object)->selection);

  G_OBJECT_CLASS (lage_map_view_parent_class)->finalize (object);
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

    case PROP_TOOL:
      g_value_set_object (value, self->tool);
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

    case PROP_TOOL:
      lage_map_view_set_tool (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_map_view_class_init (LageMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_map_view_dispose;
  object_class->finalize = lage_map_view_finalize;
  object_class->get_property = lage_map_view_get_property;
  object_class->set_property = lage_map_view_set_property;

  widget_class->measure = lage_map_view_measure;
  widget_class->size_allocate = lage_map_view_size_allocate;

  /**
   * LageMapView:selected-key:
   *
   * The item or area that is marked most and whose details are shown, or 0.
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

  /**
   * LageMapView:tool:
   *
   * What is in the hand, or NULL for looking and selecting.
   */
  properties[PROP_TOOL] =
    g_param_spec_object ("tool", NULL, NULL, LAGE_TYPE_MAP_TOOL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LageMapView::item-picked:
   * @key: the item
   *
   * A person has chosen an item or area by a single click or with the keyboard.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_ITEM_PICKED] =
    g_signal_new ("item-picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  /**
   * LageMapView::item-activated:
   * @key: the item
   *
   * A person wants to open an item: double click, or Enter on the selected one.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_ITEM_ACTIVATED] =
    g_signal_new ("item-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  /**
   * LageMapView::map-clicked:
   * @longitude: where
   * @latitude: where
   *
   * A single click on nothing.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_MAP_CLICKED] =
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
  lage_map_view_signals[LAGE_MAP_VIEW_CONTEXT_REQUESTED] =
    g_signal_new ("context-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 5, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                  G_TYPE_DOUBLE, G_TYPE_UINT64);

  /**
   * LageMapView::pointer-moved:
   * @longitude: where the pointer is
   * @latitude: where the pointer is
   */
  lage_map_view_signals[LAGE_MAP_VIEW_POINTER_MOVED] =
    g_signal_new ("pointer-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * LageMapView::selection-changed:
   *
   * Other items are selected than before.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_SELECTION_CHANGED] =
    g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  /**
   * LageMapView::hover-changed:
   *
   * The pointer has come to rest on something, or no longer does: see lage_map_view_get_hovered().
   */
  lage_map_view_signals[LAGE_MAP_VIEW_HOVER_CHANGED] =
    g_signal_new ("hover-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  /**
   * LageMapView::members-requested:
   * @x: where in the widget
   * @y: where in the widget
   *
   * A person wants to see who is in a cluster that zooming in does not take apart.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_MEMBERS_REQUESTED] =
    g_signal_new ("members-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * LageMapView::viewport-changed:
   *
   * The map looks elsewhere, or closer, or from further away.
   */
  lage_map_view_signals[LAGE_MAP_VIEW_VIEWPORT_CHANGED] =
    g_signal_new ("viewport-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  lage_map_view_install_actions (widget_class);

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

  self->selection = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->enlargement = 1.0;
  self->home[0] = HOME_WEST;
  self->home[1] = HOME_SOUTH;
  self->home[2] = HOME_EAST;
  self->home[3] = HOME_NORTH;

  add_layers (self);
  lage_map_view_add_controllers (self);
  lage_map_view_add_tool_controllers (self);

  lage_map_view_init_sources (self);
}

GtkWidget *
lage_map_view_new (void)
{
  return g_object_new (LAGE_TYPE_MAP_VIEW, NULL);
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
  lage_map_view_check_hover (self);
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
lage_map_view_set_tracks (LageMapView   *self,
                          LageMapTrack **tracks,
                          guint          n_tracks,
                          gint64         now_us)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_area_layer_set_tracks (self->area_layer, tracks, n_tracks, now_us);
}

/**
 * lage_map_view_set_mark:
 * @self: the map
 * @longitude: degrees
 * @latitude: degrees
 * @name: what stands beside it; may be ""
 *
 * Sticks a pin into the map, the only one; it is no item and has no key.
 */
void
lage_map_view_set_mark (LageMapView *self,
                        double       longitude,
                        double       latitude,
                        const char  *name)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_mark_layer_set_mark (self->mark_layer, longitude, latitude, name);
}

void
lage_map_view_clear_mark (LageMapView *self)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  lage_mark_layer_clear (self->mark_layer);
}

/**
 * lage_map_view_pick_mark:
 * @self: the map
 * @x: logical pixels
 * @y: logical pixels
 *
 * Returns: whether the pin is there
 */
gboolean
lage_map_view_pick_mark (LageMapView *self,
                         double       x,
                         double       y)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  return lage_mark_layer_pick (self->mark_layer, x, y);
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

  /* While the wanted source does not answer, what it does not have will not come either. */
  return lage_base_layer_get_is_complete (lage_base_layer_get_source (self->under_layer) != NULL
                                          ? self->under_layer : self->base_layer) &&
         lage_area_layer_get_is_complete (self->area_layer);
}

/**
 * lage_map_view_set_has_buttons:
 * @self: the map
 * @has_buttons: whether its buttons stand over it; keys and pointer work without them
 */
void
lage_map_view_set_has_buttons (LageMapView *self,
                               gboolean     has_buttons)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  gtk_widget_set_visible (gtk_widget_get_parent (self->home_button), has_buttons);
}
