/* lage-map-tool.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-projection.h"
#include "lage-map-view.h"

G_BEGIN_DECLS

/**
 * LageMapPointer:
 * @x: logical pixels from the left of the map
 * @y: logical pixels from its top
 * @longitude: degrees
 * @latitude: degrees
 * @modifiers: keys that are held
 * @n_press: 1 for a single press, 2 for the second of a double click; 0 for a mere motion
 * @is_key: by the crosshair that the arrow keys move, not by mouse or finger
 *
 * Where the hand is, on the screen and on the ground.
 */
typedef struct
{
  double          x;
  double          y;
  double          longitude;
  double          latitude;
  GdkModifierType modifiers;
  guint           n_press;
  gboolean        is_key;
} LageMapPointer;

#define LAGE_TYPE_MAP_TOOL (lage_map_tool_get_type ())

G_DECLARE_DERIVABLE_TYPE (LageMapTool, lage_map_tool, LAGE, MAP_TOOL, GObject)

/**
 * LageMapToolClass:
 * @cursor: name of the mouse cursor over the map
 * @begin: it has become the tool of its map
 * @end: it no longer is; what was half done is dropped
 * @press: the main button or a finger goes down. TRUE takes it: @drag and @release follow, or
 *   @cancel. FALSE leaves it: moving on pans the map, and letting go on the spot is a @click.
 * @drag: what was taken moves
 * @release: what was taken is let go
 * @cancel: what was taken is broken off
 * @click: a press that was not taken, let go where it began; or Space on the crosshair
 * @secondary: the other button
 * @motion: the pointer or the crosshair moves, with nothing pressed
 * @key: a key; TRUE if it was for the tool. What is left over of arrows, Space and Escape moves the
 *   crosshair, clicks there, and lays the tool down.
 * @snapshot: draws above all layers, in the pixels of the map
 *
 * What a person does to the map while a tool is in the hand. All but @cursor may be NULL.
 */
struct _LageMapToolClass
{
  GObjectClass parent_class;

  const char *cursor;

  void     (*begin)     (LageMapTool             *self);
  void     (*end)       (LageMapTool             *self);
  gboolean (*press)     (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  void     (*drag)      (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  void     (*release)   (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  void     (*cancel)    (LageMapTool             *self);
  void     (*click)     (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  void     (*secondary) (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  void     (*motion)    (LageMapTool             *self,
                         const LageMapPointer    *pointer);
  gboolean (*key)       (LageMapTool             *self,
                         guint                    keyval,
                         GdkModifierType          modifiers);
  void     (*snapshot)  (LageMapTool             *self,
                         GtkSnapshot             *snapshot,
                         const LageMapProjection *projection);
};

LageMapView *lage_map_tool_get_view   (LageMapTool *self);
void         lage_map_tool_queue_draw (LageMapTool *self);

/* What tools need of their map. */
gboolean     lage_map_view_get_projection (LageMapView       *view,
                                           LageMapProjection *projection);
guint64      lage_map_view_find_item_at   (LageMapView       *view,
                                           double             x,
                                           double             y,
                                           double            *longitude,
                                           double            *latitude);
void         lage_map_view_move_crosshair (LageMapView       *view,
                                           double             longitude,
                                           double             latitude);

G_END_DECLS
