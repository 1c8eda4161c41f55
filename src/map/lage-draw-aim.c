/* lage-draw-aim.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-aim.h"

#define FREE_MASK (GDK_ALT_MASK | GDK_CONTROL_MASK) /* held, nothing is joined */
#define ANGLE_STEP_DEG 15.0

static void
constrain_angle (const LagePoint *from,
                 LagePoint       *point)
{
  double x0 = lage_mercator_x (lage_point_get_longitude (from));
  double y0 = lage_mercator_y (lage_point_get_latitude (from));
  double dx = lage_mercator_x (lage_point_get_longitude (point)) - x0;
  double dy = lage_mercator_y (lage_point_get_latitude (point)) - y0;
  double step = ANGLE_STEP_DEG * G_PI / 180.0;
  double angle = round (atan2 (dy, dx) / step) * step;
  double along = dx * cos (angle) + dy * sin (angle);

  lage_point_init (point, lage_mercator_latitude (y0 + along * sin (angle)),
                   CLAMP (lage_mercator_longitude (x0 + along * cos (angle)), -180.0, 180.0));
}

/**
 * lage_draw_aim_at:
 * @tool: the tool, in the hand
 * @snap: what may be joined
 * @except_key: whose is not joined; 0 for none
 * @pointer: where the hand is
 * @from: (nullable): where the leg begins, for Shift
 * @aim: (out caller-allocates): where the point goes
 *
 * Corners of drawings come first, then items, then edges; Alt or Ctrl suspend that. Shift keeps to
 * steps of 15 degrees from the point before, where nothing is joined.
 */
void
lage_draw_aim_at (LageMapTool          *tool,
                  LageDrawSnap         *snap,
                  guint64               except_key,
                  const LageMapPointer *pointer,
                  const LagePoint      *from,
                  LageDrawAim          *aim)
{
  LageMapView *view = lage_map_tool_get_view (tool);
  LageDrawSnapType found = LAGE_DRAW_SNAP_NONE;
  LageMapProjection projection;
  double longitude, latitude;
  LagePoint joined;
  guint64 key;

  *aim = (LageDrawAim) { .is_snapped = FALSE };
  lage_point_init (&aim->point, pointer->latitude, CLAMP (pointer->longitude, -180.0, 180.0));
  if (!(pointer->modifiers & FREE_MASK) && lage_map_view_get_projection (view, &projection))
    {
      found = lage_draw_snap_find (snap, lage_mercator_x (pointer->longitude),
                                   lage_mercator_y (pointer->latitude),
                                   LAGE_DRAW_HIT_PX / projection.world_px, except_key, &joined);
      if (found != LAGE_DRAW_SNAP_VERTEX
          && (key = lage_map_view_find_item_at (view, pointer->x, pointer->y, &longitude,
                                                &latitude)) != 0
          && (except_key == 0 || key != except_key)
          && lage_point_init (&joined, latitude, longitude))
        found = LAGE_DRAW_SNAP_VERTEX;
    }

  if (found != LAGE_DRAW_SNAP_NONE)
    {
      aim->point = joined;
      aim->is_snapped = TRUE;
    }
  else if (from != NULL && (pointer->modifiers & GDK_SHIFT_MASK))
    {
      constrain_angle (from, &aim->point);
    }
}

/**
 * lage_draw_is_near:
 * @tool: the tool, in the hand
 * @pointer: where the hand is
 * @point: a place
 * @radius_px: how near, in logical pixels
 */
gboolean
lage_draw_is_near (LageMapTool          *tool,
                   const LageMapPointer *pointer,
                   const LagePoint      *point,
                   double                radius_px)
{
  LageMapProjection projection;
  double x, y;

  if (!lage_map_view_get_projection (lage_map_tool_get_view (tool), &projection))
    return FALSE;
  x = lage_map_projection_get_x (&projection, lage_mercator_x (lage_point_get_longitude (point)));
  y = lage_map_projection_get_y (&projection, lage_mercator_y (lage_point_get_latitude (point)));
  return hypot (x - pointer->x, y - pointer->y) <= radius_px;
}
