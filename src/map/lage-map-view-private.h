/* lage-map-view-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

#include "lage-base-layer.h"
#include "lage-label-layer.h"
#include "lage-map-projection.h"
#include "lage-map-tool.h"
#include "lage-map-view.h"
#include "lage-mark-layer.h"
#include "lage-tool-layer.h"

G_BEGIN_DECLS

/* What the parts of the map share: lage-map-view.c puts it together, lage-map-view-sources.c knows
 * which maps are on it, lage-map-view-input.c takes pointer and keys, lage-map-view-tool.c does while
 * a tool is in the hand, lage-map-view-select.c keeps what is selected, lage-map-view-hover.c what
 * the pointer rests on, lage-map-view-look.c moves
 * to where it looks. */

/* Of the main button or a finger, while there is a tool. */
typedef enum
{
  LAGE_MAP_VIEW_TOOL_IDLE,  /* not pressed */
  LAGE_MAP_VIEW_TOOL_TAKEN, /* pressed, and for the tool */
  LAGE_MAP_VIEW_TOOL_LEFT,  /* pressed, and left to pan; a click if it ends on the spot */
} LageMapViewToolState;

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

  LageBaseLayer *under_layer;  /* the fallback, below a base map that does not answer */
  LageBaseLayer *base_layer;
  GPtrArray *overlay_layers;   /* of LageBaseLayer, the lowest first; the map owns them */
  LageAreaLayer *area_layer;
  LageLabelLayer *label_layer;
  LageItemLayer *item_layer;
  LageMarkLayer *mark_layer;
  LageToolLayer *tool_layer;

  LageTileSource *tile_source;
  LageTileSource *fallback_source;
  GSignalGroup *tile_source_signals;

  guint64 selected_key;
  GArray *selection; /* of guint64, none twice; selected_key is one of them */
  guint64 walk_key;  /* where the keyboard has got to, and whence */
  guint64 walk_about_key;

  double pointer_x; /* where it was seen last, with an empty hand */
  double pointer_y;
  guint hover_id; /* until the pointer has rested */
  double hover_x;
  double hover_y;
  guint64 hover_key; /* what is below the pointer */
  guint n_hovered;
  gboolean is_hovering; /* the pointer rests there */

  double enlargement; /* of symbols and texts */
  double home[4]; /* west, south, east, north */
  double press_x;
  double press_y;
  gboolean has_viewport; /* somebody, or the first size, has said where to look */

  LageMapTool *tool;
  LageMapViewToolState tool_state;
  gboolean is_tool_borrowed; /* for one drag, with Shift */
  guint n_tool_press; /* of a double click */
  guint32 tool_press_ms;
  double tool_press_x;
  double tool_press_y;
  double tool_motion_x; /* where the mouse was last, with a tool */
  double tool_motion_y;
  double pan_dx; /* what of the drag of the middle button has been panned */
  double pan_dy;
};

enum
{
  LAGE_MAP_VIEW_ITEM_PICKED,
  LAGE_MAP_VIEW_ITEM_ACTIVATED,
  LAGE_MAP_VIEW_MAP_CLICKED,
  LAGE_MAP_VIEW_CONTEXT_REQUESTED,
  LAGE_MAP_VIEW_POINTER_MOVED,
  LAGE_MAP_VIEW_SELECTION_CHANGED,
  LAGE_MAP_VIEW_HOVER_CHANGED,
  LAGE_MAP_VIEW_MEMBERS_REQUESTED,
  LAGE_MAP_VIEW_VIEWPORT_CHANGED,
  LAGE_MAP_VIEW_N_SIGNALS
};

extern guint lage_map_view_signals[LAGE_MAP_VIEW_N_SIGNALS];

static inline ShumateViewport *
lage_map_view_get_shumate_viewport (LageMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

/* The latitude half-way on the map, which is not half-way on the ground. */
static inline double
lage_map_view_middle_latitude (double south,
                               double north)
{
  return lage_mercator_latitude ((lage_mercator_y (south) + lage_mercator_y (north)) / 2);
}

void   lage_map_view_init_sources    (LageMapView    *self);
void   lage_map_view_add_controllers (LageMapView    *self);
void   lage_map_view_add_tool_controllers (LageMapView *self);
gboolean lage_map_view_tool_secondary (LageMapView   *self,
                                       double         x,
                                       double         y,
                                       GdkModifierType modifiers);
void   lage_map_view_tool_motion     (LageMapView    *self,
                                      double          x,
                                      double          y,
                                      GdkModifierType modifiers);
void   lage_map_view_install_actions (GtkWidgetClass *widget_class);

void   lage_map_view_pick_item       (LageMapView    *self,
                                      guint64         key);
void   lage_map_view_toggle_item     (LageMapView    *self,
                                      guint64         key);
void   lage_map_view_select_polygon  (LageMapView    *self,
                                      const double   *points,
                                      guint           n_points,
                                      gboolean        is_added);
void   lage_map_view_walk            (LageMapView    *self,
                                      gboolean        is_forward);

void   lage_map_view_hover           (LageMapView    *self,
                                      double          x,
                                      double          y);
void   lage_map_view_end_hover       (LageMapView    *self);
void   lage_map_view_check_hover     (LageMapView    *self);

void   lage_map_view_jump_to         (LageMapView    *self,
                                      double          longitude,
                                      double          latitude,
                                      double          zoom);
void   lage_map_view_move_to         (LageMapView    *self,
                                      double          longitude,
                                      double          latitude,
                                      double          zoom);
void   lage_map_view_zoom_about      (LageMapView    *self,
                                      double          steps,
                                      double          x,
                                      double          y);
double lage_map_view_fit_zoom        (LageMapView    *self,
                                      double          west,
                                      double          south,
                                      double          east,
                                      double          north);

G_END_DECLS
