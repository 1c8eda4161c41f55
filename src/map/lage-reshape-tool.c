/* lage-reshape-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-reshape-tool.h"

#define VERTEX_PX 11.0
#define MIDDLE_PX 9.0
#define BODY_PX 7.0
#define MOVE_PX 3.0        /* less is a click */
#define MIDDLE_MIN_PX 36.0 /* shorter legs have no handle in the middle */
#define TURN_ARM_PX 32.0

typedef enum
{
  GRIP_NONE,
  GRIP_VERTEX,
  GRIP_MIDDLE, /* a new corner before the vertex */
  GRIP_TURN,
  GRIP_BODY,
} GripType;

typedef struct
{
  GripType       type;
  LageDrawVertex vertex;
} Grip;

/**
 * LageReshapeTool:
 *
 * Changes a drawing that is there: corners are dragged, handles in the middle of a leg make new ones,
 * Delete or the other button takes one away, and the whole moves when it is taken elsewhere. Each of
 * these is one change, told with ::reshaped; whoever hears it makes it an edit, so each can be taken
 * back by itself.
 *
 * With keys: Tab goes from corner to corner, Space picks up what is at the crosshair and puts it down,
 * Escape breaks that off, Enter is the end.
 */
struct _LageReshapeTool
{
  LageMapTool parent_instance;

  guint64         key; /* of the drawing, which does not join itself */
  LageDrawSnap   *snap; /* not owned; lives as long as the tool */
  LageDrawFormat  format;

  LageDrawSketch *sketch;
  LageDrawSketch *origin; /* as it was before what is going on */
  LageDrawVertex  active;
  gboolean        has_active;
  Grip            grip;   /* what is held */
  LageMapPointer  gripped;
  LageDrawAim     aim;
  gboolean        has_moved;
};

G_DEFINE_FINAL_TYPE (LageReshapeTool, lage_reshape_tool, LAGE_TYPE_MAP_TOOL)

enum
{
  SIGNAL_RESHAPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  double x;
  double y;
} Spot;

static Spot
get_spot (const LageMapProjection *projection,
          const LagePoint         *point)
{
  return (Spot) {
    lage_map_projection_get_x (projection, lage_mercator_x (lage_point_get_longitude (point))),
    lage_map_projection_get_y (projection, lage_mercator_y (lage_point_get_latitude (point))),
  };
}

static LagePoint
get_ground (const LageMapProjection *projection,
            Spot                     spot)
{
  LagePoint point = { 0, 0 };

  lage_point_init (&point,
                   lage_mercator_latitude (lage_map_projection_get_world_y (projection, spot.y)),
                   CLAMP (lage_mercator_longitude (lage_map_projection_get_world_x (projection,
                                                                                    spot.x)),
                          -180.0, 180.0));
  return point;
}

static guint
get_n_points (const LageDrawSketch *sketch,
              guint                 part)
{
  /* The rim of a circle is its second one. */
  if (sketch->shape == LAGE_SHAPE_CIRCLE)
    return 2;
  return ((LageDrawPart *) g_ptr_array_index (sketch->parts, part))->points->len;
}

static Spot
get_vertex_spot (const LageDrawSketch    *sketch,
                 const LageMapProjection *projection,
                 guint                    part,
                 guint                    index)
{
  LagePoint point = { 0, 0 };

  lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { part, index }, &point);
  return get_spot (projection, &point);
}

/* Where a leg ends that begins at @index; FALSE for the end of a line. */
static gboolean
get_next (const LageDrawSketch *sketch,
          guint                 part,
          guint                 index,
          guint                *next)
{
  const LageDrawPart *points = g_ptr_array_index (sketch->parts, part);
  guint n = points->points->len;

  if (index + 1 < n)
    *next = index + 1;
  else if (points->type != LAGE_GEOMETRY_LINE && n > 2)
    *next = 0;
  else
    return FALSE;
  return TRUE;
}

/* The handle that turns a rectangle stands off the middle of the side that is highest on the map. */
static gboolean
get_turn_spot (const LageDrawSketch    *sketch,
               const LageMapProjection *projection,
               Spot                    *spot)
{
  Spot middle = { 0.0, 0.0 }, top = { 0.0, HUGE_VAL };
  double length;

  if (sketch->shape != LAGE_SHAPE_RECTANGLE)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      Spot a = get_vertex_spot (sketch, projection, 0, i);
      Spot b = get_vertex_spot (sketch, projection, 0, (i + 1) % 4);

      middle.x += a.x / 4.0;
      middle.y += a.y / 4.0;
      if ((a.y + b.y) / 2.0 < top.y)
        top = (Spot) { (a.x + b.x) / 2.0, (a.y + b.y) / 2.0 };
    }
  length = MAX (hypot (top.x - middle.x, top.y - middle.y), 1.0);
  *spot = (Spot) { top.x + (top.x - middle.x) / length * TURN_ARM_PX,
                   top.y + (top.y - middle.y) / length * TURN_ARM_PX };
  return TRUE;
}

static double
get_distance (const LageMapPointer *pointer,
              Spot                  spot)
{
  return hypot (spot.x - pointer->x, spot.y - pointer->y);
}

static double
get_leg_distance (const LageMapPointer *pointer,
                  Spot                  a,
                  Spot                  b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0.0 ? ((pointer->x - a.x) * dx + (pointer->y - a.y) * dy) / square : 0.0;

  t = CLAMP (t, 0.0, 1.0);
  return get_distance (pointer, (Spot) { a.x + t * dx, a.y + t * dy });
}

static gboolean
has_middles (const LageDrawSketch *sketch)
{
  return lage_draw_sketch_is_open_ended (sketch);
}

static gboolean
is_on_body (LageReshapeTool         *self,
            const LageMapProjection *projection,
            const LageMapPointer    *pointer)
{
  g_autoptr(GBytes) geometry = lage_draw_sketch_get_geometry (self->sketch);
  LagePoint ground;
  guint next;

  if (lage_draw_sketch_is_closed (self->sketch) && geometry != NULL
      && lage_point_init (&ground, pointer->latitude, pointer->longitude)
      && lage_geometry_contains (geometry, &ground))
    return TRUE;
  for (guint part = 0; part < self->sketch->parts->len; part++)
    for (guint i = 0; get_next (self->sketch, part, i, &next); i++)
      {
        if (get_leg_distance (pointer, get_vertex_spot (self->sketch, projection, part, i),
                              get_vertex_spot (self->sketch, projection, part, next)) <= BODY_PX)
          return TRUE;
        if (next == 0)
          break;
      }
  return FALSE;
}

/* What the hand would take there: corners before middles before the whole. */
static Grip
find_grip (LageReshapeTool      *self,
           const LageMapPointer *pointer)
{
  LageMapProjection projection;
  double nearest = VERTEX_PX;
  Grip grip = { GRIP_NONE, { 0, 0 } };
  guint next;
  Spot spot;

  if (!lage_map_view_get_projection (lage_map_tool_get_view (LAGE_MAP_TOOL (self)), &projection))
    return grip;
  for (guint part = 0; part < self->sketch->parts->len; part++)
    for (guint i = 0; i < get_n_points (self->sketch, part); i++)
      {
        double distance = get_distance (pointer,
                                        get_vertex_spot (self->sketch, &projection, part, i));

        if (distance <= nearest)
          {
            nearest = distance;
            grip = (Grip) { GRIP_VERTEX, { part, i } };
          }
      }
  if (grip.type != GRIP_NONE)
    return grip;

  if (get_turn_spot (self->sketch, &projection, &spot) && get_distance (pointer, spot) <= VERTEX_PX)
    return (Grip) { GRIP_TURN, { 0, 0 } };

  for (guint part = 0; has_middles (self->sketch) && part < self->sketch->parts->len; part++)
    for (guint i = 0; get_next (self->sketch, part, i, &next); i++)
      {
        Spot a = get_vertex_spot (self->sketch, &projection, part, i);
        Spot b = get_vertex_spot (self->sketch, &projection, part, next);

        if (hypot (b.x - a.x, b.y - a.y) >= MIDDLE_MIN_PX
            && get_distance (pointer, (Spot) { (a.x + b.x) / 2.0, (a.y + b.y) / 2.0 }) <= MIDDLE_PX)
          return (Grip) { GRIP_MIDDLE, { part, i + 1 } };
        if (next == 0)
          break;
      }
  if (is_on_body (self, &projection, pointer))
    grip.type = GRIP_BODY;
  return grip;
}

static void
take (LageReshapeTool      *self,
      Grip                  grip,
      const LageMapPointer *pointer)
{
  self->grip = grip;
  self->gripped = *pointer;
  self->has_moved = FALSE;
  lage_draw_sketch_free (self->origin);
  self->origin = lage_draw_sketch_copy (self->sketch);
  self->has_active = grip.type == GRIP_VERTEX || grip.type == GRIP_MIDDLE;
  self->active = grip.vertex;
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
turn_to (LageReshapeTool      *self,
         const LageMapPointer *pointer)
{
  LageMapProjection projection;
  Spot middle = { 0.0, 0.0 };
  double angle;

  if (!lage_map_view_get_projection (lage_map_tool_get_view (LAGE_MAP_TOOL (self)), &projection))
    return;
  for (guint i = 0; i < 4; i++)
    {
      Spot spot = get_vertex_spot (self->origin, &projection, 0, i);

      middle.x += spot.x / 4.0;
      middle.y += spot.y / 4.0;
    }
  angle = atan2 (pointer->y - middle.y, pointer->x - middle.x)
          - atan2 (self->gripped.y - middle.y, self->gripped.x - middle.x);
  angle *= 180.0 / G_PI;
  if (pointer->modifiers & GDK_SHIFT_MASK)
    angle = round (angle / 15.0) * 15.0;
  lage_draw_sketch_turn (self->sketch, angle);
}

/* Always from how it was when it was taken: nothing adds up. */
static void
move_to (LageReshapeTool      *self,
         const LageMapPointer *pointer)
{
  LagePoint from, neighbour;
  gboolean has_neighbour;

  if (!self->has_moved && !pointer->is_key
      && hypot (pointer->x - self->gripped.x, pointer->y - self->gripped.y) < MOVE_PX)
    return;

  self->has_moved = TRUE;
  lage_draw_sketch_free (self->sketch);
  self->sketch = lage_draw_sketch_copy (self->origin);
  has_neighbour = self->grip.vertex.point > 0
                  && lage_draw_sketch_get_vertex (self->origin,
                                                  (LageDrawVertex) { self->grip.vertex.part,
                                                                     self->grip.vertex.point - 1 },
                                                  &neighbour);
  lage_draw_aim_at (LAGE_MAP_TOOL (self), self->snap, self->key, pointer,
                    has_neighbour && lage_draw_sketch_is_open_ended (self->sketch) ? &neighbour
                                                                                   : NULL,
                    &self->aim);
  switch (self->grip.type)
    {
    case GRIP_VERTEX:
      lage_draw_sketch_move (self->sketch, self->grip.vertex, &self->aim.point);
      break;

    case GRIP_MIDDLE:
      lage_draw_sketch_insert (self->sketch, self->grip.vertex, &self->aim.point);
      break;

    case GRIP_TURN:
      turn_to (self, pointer);
      self->aim.is_snapped = FALSE;
      break;

    case GRIP_BODY:
      lage_point_init (&from, self->gripped.latitude, self->gripped.longitude);
      lage_point_init (&self->aim.point, pointer->latitude, pointer->longitude);
      self->aim.is_snapped = FALSE;
      lage_draw_sketch_shift (self->sketch, &from, &self->aim.point);
      break;

    case GRIP_NONE:
    default:
      break;
    }
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
let_go (LageReshapeTool *self)
{
  gboolean has_moved = self->has_moved && self->grip.type != GRIP_NONE;

  self->grip.type = GRIP_NONE;
  self->has_moved = FALSE;
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
  if (has_moved)
    g_signal_emit (self, signals[SIGNAL_RESHAPED], 0, self->sketch);
}

static void
break_off (LageReshapeTool *self)
{
  if (self->grip.type == GRIP_NONE)
    return;
  if (self->grip.type == GRIP_MIDDLE)
    self->has_active = FALSE;
  self->grip.type = GRIP_NONE;
  self->has_moved = FALSE;
  lage_draw_sketch_free (self->sketch);
  self->sketch = g_steal_pointer (&self->origin);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static gboolean
lage_reshape_tool_press (LageMapTool          *tool,
                         const LageMapPointer *pointer)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);
  Grip grip = find_grip (self, pointer);

  break_off (self);
  if (grip.type == GRIP_NONE)
    return FALSE;
  take (self, grip, pointer);
  return TRUE;
}

static void
lage_reshape_tool_drag (LageMapTool          *tool,
                        const LageMapPointer *pointer)
{
  move_to (LAGE_RESHAPE_TOOL (tool), pointer);
}

static void
lage_reshape_tool_release (LageMapTool          *tool,
                           const LageMapPointer *pointer)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);

  move_to (self, pointer);
  if (self->has_moved)
    {
      let_go (self);
    }
  else
    {
      /* A click on a corner chooses it for the keys; on a middle it makes none. */
      gboolean is_vertex = self->grip.type == GRIP_VERTEX;

      break_off (self);
      self->has_active = is_vertex;
    }
}

static void
lage_reshape_tool_cancel (LageMapTool *tool)
{
  break_off (LAGE_RESHAPE_TOOL (tool));
}

/* With the mouse this is a click beside the drawing. */
static void
lage_reshape_tool_click (LageMapTool          *tool,
                         const LageMapPointer *pointer)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);
  Grip grip;

  if (!pointer->is_key)
    {
      self->has_active = FALSE;
      lage_map_tool_queue_draw (tool);
      return;
    }
  if (self->grip.type != GRIP_NONE)
    {
      let_go (self);
      return;
    }
  grip = find_grip (self, pointer);
  if (grip.type != GRIP_NONE)
    take (self, grip, pointer);
}

static void
lage_reshape_tool_secondary (LageMapTool          *tool,
                             const LageMapPointer *pointer)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);
  Grip grip = find_grip (self, pointer);

  if (grip.type != GRIP_VERTEX)
    return;
  self->active = grip.vertex;
  self->has_active = TRUE;
  lage_reshape_tool_remove_active (self);
}

static void
lage_reshape_tool_motion (LageMapTool          *tool,
                          const LageMapPointer *pointer)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);
  GtkWidget *view = GTK_WIDGET (lage_map_tool_get_view (tool));

  if (self->grip.type != GRIP_NONE)
    {
      move_to (self, pointer);
      return;
    }
  switch (find_grip (self, pointer).type)
    {
    case GRIP_VERTEX:
    case GRIP_BODY:
      gtk_widget_set_cursor_from_name (view, "move");
      break;
    case GRIP_MIDDLE:
      gtk_widget_set_cursor_from_name (view, "copy");
      break;
    case GRIP_TURN:
      gtk_widget_set_cursor_from_name (view, "grab");
      break;
    case GRIP_NONE:
    default:
      gtk_widget_set_cursor_from_name (view, "default");
      break;
    }
}

/* From corner to corner, over all parts. */
static void
step_active (LageReshapeTool *self,
             gboolean         is_forward)
{
  LageDrawVertex vertex = self->active;
  LagePoint point;

  if (!self->has_active)
    {
      vertex = (LageDrawVertex) { 0, 0 };
    }
  else if (is_forward)
    {
      if (++vertex.point >= get_n_points (self->sketch, vertex.part))
        vertex = (LageDrawVertex) { (vertex.part + 1) % self->sketch->parts->len, 0 };
    }
  else
    {
      if (vertex.point == 0)
        {
          vertex.part = (vertex.part + self->sketch->parts->len - 1) % self->sketch->parts->len;
          vertex.point = get_n_points (self->sketch, vertex.part);
        }
      vertex.point--;
    }
  if (!lage_draw_sketch_get_vertex (self->sketch, vertex, &point))
    return;
  self->active = vertex;
  self->has_active = TRUE;
  lage_map_view_move_crosshair (lage_map_tool_get_view (LAGE_MAP_TOOL (self)),
                                lage_point_get_longitude (&point),
                                lage_point_get_latitude (&point));
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static gboolean
lage_reshape_tool_key (LageMapTool     *tool,
                       guint            keyval,
                       GdkModifierType  modifiers)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);

  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (modifiers & GDK_CONTROL_MASK)
        return FALSE;
      break_off (self);
      step_active (self, keyval != GDK_KEY_ISO_Left_Tab && !(modifiers & GDK_SHIFT_MASK));
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      break_off (self);
      lage_reshape_tool_remove_active (self);
      return TRUE;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (self->grip.type != GRIP_NONE)
        let_go (self);
      else
        lage_map_view_set_tool (lage_map_tool_get_view (tool), NULL);
      return TRUE;

    case GDK_KEY_Escape:
      if (self->grip.type == GRIP_NONE)
        return FALSE;
      break_off (self);
      return TRUE;

    default:
      return FALSE;
    }
}

static void
draw_middles (LageReshapeTool         *self,
              GtkSnapshot             *snapshot,
              const LageMapProjection *projection)
{
  guint next;

  for (guint part = 0; has_middles (self->sketch) && part < self->sketch->parts->len; part++)
    for (guint i = 0; get_next (self->sketch, part, i, &next); i++)
      {
        Spot a = get_vertex_spot (self->sketch, projection, part, i);
        Spot b = get_vertex_spot (self->sketch, projection, part, next);

        if (hypot (b.x - a.x, b.y - a.y) >= MIDDLE_MIN_PX)
          {
            LagePoint middle = get_ground (projection, (Spot) { (a.x + b.x) / 2.0,
                                                                (a.y + b.y) / 2.0 });

            lage_draw_look_handle (snapshot, projection, &middle, 7.0, FALSE);
          }
        if (next == 0)
          break;
      }
}

static void
lage_reshape_tool_snapshot (LageMapTool             *tool,
                            GtkSnapshot             *snapshot,
                            const LageMapProjection *projection)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (tool);
  g_autofree char *text = NULL;
  LagePoint point;
  Spot spot;

  lage_draw_look_sketch (snapshot, projection, self->sketch);
  if (self->grip.type == GRIP_NONE)
    draw_middles (self, snapshot, projection);
  for (guint part = 0; part < self->sketch->parts->len; part++)
    for (guint i = 0; lage_draw_sketch_get_vertex (self->sketch, (LageDrawVertex) { part, i },
                                                   &point); i++)
      lage_draw_look_handle (snapshot, projection, &point, 11.0,
                             self->has_active && self->active.part == part
                               && self->active.point == i);
  if (get_turn_spot (self->sketch, projection, &spot))
    {
      point = get_ground (projection, spot);
      lage_draw_look_handle (snapshot, projection, &point, 11.0, self->grip.type == GRIP_TURN);
    }
  if (self->grip.type == GRIP_NONE || !self->has_moved)
    return;
  if (self->aim.is_snapped)
    lage_draw_look_snap (snapshot, projection, &self->aim.point);
  text = lage_reshape_tool_dup_text (self);
  lage_draw_look_text (snapshot, projection, GTK_WIDGET (lage_map_tool_get_view (tool)),
                       &self->aim.point, text);
}

static void
lage_reshape_tool_end (LageMapTool *tool)
{
  break_off (LAGE_RESHAPE_TOOL (tool));
}

static void
lage_reshape_tool_finalize (GObject *object)
{
  LageReshapeTool *self = LAGE_RESHAPE_TOOL (object);

  lage_draw_sketch_free (self->sketch);
  lage_draw_sketch_free (self->origin);

  G_OBJECT_CLASS (lage_reshape_tool_parent_class)->finalize (object);
}

static void
lage_reshape_tool_class_init (LageReshapeToolClass *klass)
{
  LageMapToolClass *tool_class = LAGE_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lage_reshape_tool_finalize;

  tool_class->cursor = "default";
  tool_class->end = lage_reshape_tool_end;
  tool_class->press = lage_reshape_tool_press;
  tool_class->drag = lage_reshape_tool_drag;
  tool_class->release = lage_reshape_tool_release;
  tool_class->cancel = lage_reshape_tool_cancel;
  tool_class->click = lage_reshape_tool_click;
  tool_class->secondary = lage_reshape_tool_secondary;
  tool_class->motion = lage_reshape_tool_motion;
  tool_class->key = lage_reshape_tool_key;
  tool_class->snapshot = lage_reshape_tool_snapshot;

  /**
   * LageReshapeTool::reshaped:
   * @sketch: a #LageDrawSketch, as it is now; valid during the signal
   *
   * A person has changed it.
   */
  signals[SIGNAL_RESHAPED] = g_signal_new ("reshaped", LAGE_TYPE_RESHAPE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
lage_reshape_tool_init (LageReshapeTool *self)
{
}

/**
 * lage_reshape_tool_new:
 * @key: of the drawing; it does not join itself
 * @sketch: what it looks like
 * @snap: what may be joined; must live as long as the tool
 * @format: how measures are told
 */
LageReshapeTool *
lage_reshape_tool_new (guint64               key,
                       const LageDrawSketch *sketch,
                       LageDrawSnap         *snap,
                       LageDrawFormat        format)
{
  LageReshapeTool *self = g_object_new (LAGE_TYPE_RESHAPE_TOOL, NULL);

  self->key = key;
  self->sketch = lage_draw_sketch_copy (sketch);
  self->snap = snap;
  self->format = format;
  return self;
}

/**
 * lage_reshape_tool_get_sketch:
 * @self: the tool
 *
 * Returns: (transfer none): what it looks like now
 */
const LageDrawSketch *
lage_reshape_tool_get_sketch (LageReshapeTool *self)
{
  g_return_val_if_fail (LAGE_IS_RESHAPE_TOOL (self), NULL);

  return self->sketch;
}

/**
 * lage_reshape_tool_set_sketch:
 * @self: the tool
 * @sketch: what it looks like now, after undo or since somebody else has changed it
 *
 * While something is held nothing happens: the hand goes on with what it has.
 */
void
lage_reshape_tool_set_sketch (LageReshapeTool      *self,
                              const LageDrawSketch *sketch)
{
  LagePoint point;

  g_return_if_fail (LAGE_IS_RESHAPE_TOOL (self));

  if (self->grip.type != GRIP_NONE)
    return;
  lage_draw_sketch_free (self->sketch);
  self->sketch = lage_draw_sketch_copy (sketch);
  self->has_active = self->has_active
                     && lage_draw_sketch_get_vertex (self->sketch, self->active, &point);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

/**
 * lage_reshape_tool_dup_text:
 * @self: the tool
 *
 * Returns: (transfer full): what it measures, in the words of people
 */
char *
lage_reshape_tool_dup_text (LageReshapeTool *self)
{
  LageDrawMeasures measures;

  g_return_val_if_fail (LAGE_IS_RESHAPE_TOOL (self), NULL);

  lage_draw_sketch_measure (self->sketch, &measures);
  return self->format (&measures);
}

/* Whether a corner is chosen that could be taken away. */
gboolean
lage_reshape_tool_can_remove (LageReshapeTool *self)
{
  g_return_val_if_fail (LAGE_IS_RESHAPE_TOOL (self), FALSE);

  return self->has_active && lage_draw_sketch_is_open_ended (self->sketch);
}

/**
 * lage_reshape_tool_remove_active:
 * @self: the tool
 *
 * Takes the chosen corner away, if the drawing can do without.
 */
void
lage_reshape_tool_remove_active (LageReshapeTool *self)
{
  g_return_if_fail (LAGE_IS_RESHAPE_TOOL (self));

  if (!self->has_active || !lage_draw_sketch_remove (self->sketch, self->active))
    return;
  self->has_active = FALSE;
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
  g_signal_emit (self, signals[SIGNAL_RESHAPED], 0, self->sketch);
}
