/* lage-draw-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-tool.h"

/* How far apart the points of a free hand are, and how far its line may run from it. */
#define TRACE_PX 2.0
#define SMOOTH_PX 1.2

/* A press that moved further has drawn a circle or rectangle in one go. */
#define PULL_PX 6.0

/**
 * LageDrawTool:
 *
 * Draws one shape after the other, or measures. Lines and areas take their corners by clicks, and in
 * between the map can still be dragged; circles and rectangles are pulled, or take two clicks; a free
 * hand is drawn with the button held. With the crosshair Space does what a click does, and begins and
 * ends the free hand.
 *
 *     click, Space: place    Backspace: take back    double click, Enter, other button: finish
 *     Escape: drop it, then lay the tool down
 *
 * A measurement stays to be read when it is finished, until the next one begins.
 */
struct _LageDrawTool
{
  LageMapTool parent_instance;

  LageShapeType   shape;
  gboolean        is_measure;
  LageDrawSnap   *snap;      /* not owned; lives as long as the tool */
  LageDrawFormat  format;

  LageDrawSketch *sketch;
  LageDrawAim     aim;
  gboolean        has_aim;
  gboolean        is_done;    /* of a measurement */
  gboolean        is_tracing; /* the free hand is down */
  gboolean        is_second;  /* the press that is taken is the one that ends it */
  gboolean        is_dropped; /* nothing more comes of the press that is taken */
  LageMapPointer  pressed;
};

G_DEFINE_FINAL_TYPE (LageDrawTool, lage_draw_tool, LAGE_TYPE_MAP_TOOL)

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_pulled (LageDrawTool *self)
{
  return self->shape == LAGE_SHAPE_CIRCLE || self->shape == LAGE_SHAPE_RECTANGLE;
}

static void
start_anew (LageDrawTool *self)
{
  lage_draw_sketch_free (self->sketch);
  self->sketch = lage_draw_sketch_new (self->shape);
  self->is_done = FALSE;
  self->is_tracing = FALSE;
  self->is_second = FALSE;
}

/* Whether the hand is on the first corner again, which closes an area. */
static gboolean
is_at_beginning (LageDrawTool         *self,
                 const LageMapPointer *pointer,
                 LagePoint            *first)
{
  return self->shape == LAGE_SHAPE_AREA && lage_draw_tool_can_finish (self)
         && lage_draw_sketch_get_vertex (self->sketch, (LageDrawVertex) { 0, 0 }, first)
         && lage_draw_is_near (LAGE_MAP_TOOL (self), pointer, first, LAGE_DRAW_HIT_PX);
}

static void
aim_at (LageDrawTool         *self,
        const LageMapPointer *pointer)
{
  LageMapPointer free = *pointer;
  const LagePoint *from = self->shape == LAGE_SHAPE_CIRCLE || self->is_done
                            ? NULL
                            : lage_draw_sketch_get_last (self->sketch);
  LagePoint first;

  /* A free hand does not jump. */
  if (self->is_tracing)
    free.modifiers = GDK_ALT_MASK;
  lage_draw_aim_at (LAGE_MAP_TOOL (self), self->snap, 0, &free, from, &self->aim);
  if (is_at_beginning (self, pointer, &first))
    self->aim = (LageDrawAim) { first, TRUE };

  /* Shift makes a rectangle a square: as wide as the longer side is on the map. */
  if (self->shape == LAGE_SHAPE_RECTANGLE && from != NULL && !self->aim.is_snapped
      && (pointer->modifiers & GDK_SHIFT_MASK))
    {
      double x0 = lage_mercator_x (lage_point_get_longitude (from));
      double y0 = lage_mercator_y (lage_point_get_latitude (from));
      double dx = lage_mercator_x (pointer->longitude) - x0;
      double dy = lage_mercator_y (pointer->latitude) - y0;
      double side = MAX (fabs (dx), fabs (dy));

      lage_point_init (&self->aim.point,
                       lage_mercator_latitude (y0 + (dy < 0.0 ? -side : side)),
                       CLAMP (lage_mercator_longitude (x0 + (dx < 0.0 ? -side : side)), -180.0,
                              180.0));
    }
  self->has_aim = TRUE;
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
place (LageDrawTool *self)
{
  if (self->is_done)
    start_anew (self);
  lage_draw_sketch_add (self->sketch, &self->aim.point);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
trace (LageDrawTool         *self,
       const LageMapPointer *pointer)
{
  const LagePoint *last = lage_draw_sketch_get_last (self->sketch);

  aim_at (self, pointer);
  if (last == NULL || !lage_draw_is_near (LAGE_MAP_TOOL (self), pointer, last, TRACE_PX))
    place (self);
}

static void
end_trace (LageDrawTool *self)
{
  LageMapProjection projection;

  self->is_tracing = FALSE;
  if (!self->is_measure
      && lage_map_view_get_projection (lage_map_tool_get_view (LAGE_MAP_TOOL (self)), &projection))
    lage_draw_sketch_smooth (self->sketch, SMOOTH_PX / projection.world_px);
  if (lage_draw_tool_can_finish (self))
    lage_draw_tool_finish (self);
  else
    lage_draw_tool_drop (self);
}

static gboolean
lage_draw_tool_press (LageMapTool          *tool,
                      const LageMapPointer *pointer)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  if (self->shape != LAGE_SHAPE_FREEHAND && !is_pulled (self))
    return FALSE;
  if (self->is_done)
    start_anew (self);
  self->pressed = *pointer;
  self->is_dropped = FALSE;
  aim_at (self, pointer);
  self->is_second = lage_draw_tool_is_begun (self);
  if (!self->is_second)
    place (self);
  self->is_tracing = self->shape == LAGE_SHAPE_FREEHAND;
  return TRUE;
}

static void
lage_draw_tool_drag (LageMapTool          *tool,
                     const LageMapPointer *pointer)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  if (self->is_tracing)
    trace (self, pointer);
  else
    aim_at (self, pointer);
}

static void
lage_draw_tool_release (LageMapTool          *tool,
                        const LageMapPointer *pointer)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  if (self->is_dropped)
    return;
  if (self->is_tracing)
    {
      trace (self, pointer);
      end_trace (self);
      return;
    }
  aim_at (self, pointer);
  if (self->is_second
      || hypot (pointer->x - self->pressed.x, pointer->y - self->pressed.y) > PULL_PX)
    place (self);
  if (lage_draw_tool_can_finish (self))
    lage_draw_tool_finish (self);
}

static void
lage_draw_tool_cancel (LageMapTool *tool)
{
  lage_draw_tool_drop (LAGE_DRAW_TOOL (tool));
}

static void
lage_draw_tool_click (LageMapTool          *tool,
                      const LageMapPointer *pointer)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);
  gboolean is_trace = self->shape == LAGE_SHAPE_FREEHAND;
  LagePoint first;

  /* The first click of a double one has placed the corner. */
  if (pointer->n_press > 1)
    {
      if (pointer->n_press == 2 && !self->is_done)
        lage_draw_tool_finish (self);
      return;
    }
  if (is_at_beginning (self, pointer, &first))
    {
      lage_draw_tool_finish (self);
      return;
    }
  aim_at (self, pointer);
  if (is_trace && self->is_tracing)
    {
      place (self);
      end_trace (self);
      return;
    }
  place (self);
  self->is_tracing = is_trace;
  if (!lage_draw_sketch_is_open_ended (self->sketch))
    lage_draw_tool_finish (self);
}

static void
lage_draw_tool_secondary (LageMapTool          *tool,
                          const LageMapPointer *pointer)
{
  lage_draw_tool_finish (LAGE_DRAW_TOOL (tool));
}

static void
lage_draw_tool_motion (LageMapTool          *tool,
                       const LageMapPointer *pointer)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  if (self->is_tracing)
    trace (self, pointer);
  else
    aim_at (self, pointer);
}

static gboolean
lage_draw_tool_key (LageMapTool     *tool,
                    guint            keyval,
                    GdkModifierType  modifiers)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  if (!lage_draw_tool_is_begun (self))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (is_pulled (self) && self->has_aim)
        place (self);
      if (self->is_tracing)
        end_trace (self);
      else
        lage_draw_tool_finish (self);
      return TRUE;

    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      lage_draw_tool_take_back (self);
      return TRUE;

    case GDK_KEY_z:
      /* What is half drawn comes before what is done. */
      if ((modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != GDK_CONTROL_MASK || self->is_done)
        return FALSE;
      lage_draw_tool_take_back (self);
      return TRUE;

    case GDK_KEY_Escape:
      lage_draw_tool_drop (self);
      return TRUE;

    default:
      return FALSE;
    }
}

/* The sketch with the point that would come next. */
static LageDrawSketch *
make_preview (LageDrawTool *self)
{
  LageDrawSketch *preview = lage_draw_sketch_copy (self->sketch);

  if (self->has_aim && !self->is_done)
    lage_draw_sketch_add (preview, &self->aim.point);
  return preview;
}

static void
measure (LageDrawTool     *self,
         LageDrawMeasures *measures)
{
  g_autoptr(LageDrawSketch) preview = make_preview (self);
  const LagePoint *last = lage_draw_sketch_get_last (self->sketch);

  lage_draw_sketch_measure (preview, measures);
  if (self->shape == LAGE_SHAPE_RECTANGLE || self->shape == LAGE_SHAPE_FREEHAND)
    return;
  if (last == NULL || !self->has_aim || self->is_done)
    return;
  measures->leg_m = lage_point_get_distance_m (last, &self->aim.point);
  measures->leg_bearing_deg = lage_point_get_bearing_deg (last, &self->aim.point);
  measures->has_leg = measures->leg_m > 0.0;
}

static void
lage_draw_tool_snapshot (LageMapTool             *tool,
                         GtkSnapshot             *snapshot,
                         const LageMapProjection *projection)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);
  g_autoptr(LageDrawSketch) preview = make_preview (self);
  g_autofree char *text = NULL;
  LagePoint point;

  if (lage_draw_tool_is_begun (self))
    {
      lage_draw_look_sketch (snapshot, projection, preview);
      if (self->shape != LAGE_SHAPE_FREEHAND)
        for (guint i = 0;
             lage_draw_sketch_get_vertex (self->sketch, (LageDrawVertex) { 0, i }, &point); i++)
          lage_draw_look_handle (snapshot, projection, &point, 8.0, FALSE);
    }
  if (self->has_aim && self->aim.is_snapped && !self->is_done)
    lage_draw_look_snap (snapshot, projection, &self->aim.point);

  text = lage_draw_tool_dup_text (self);
  if (self->is_done && lage_draw_sketch_get_last (self->sketch) != NULL)
    lage_draw_look_text (snapshot, projection, GTK_WIDGET (lage_map_tool_get_view (tool)),
                         lage_draw_sketch_get_last (self->sketch), text);
  else if (self->has_aim)
    lage_draw_look_text (snapshot, projection, GTK_WIDGET (lage_map_tool_get_view (tool)),
                         &self->aim.point, text);
}

static void
lage_draw_tool_begin (LageMapTool *tool)
{
  LageDrawTool *self = LAGE_DRAW_TOOL (tool);

  start_anew (self);
  self->has_aim = FALSE;
}

static void
lage_draw_tool_finalize (GObject *object)
{
  lage_draw_sketch_free (LAGE_DRAW_TOOL (object)->sketch);

  G_OBJECT_CLASS (lage_draw_tool_parent_class)->finalize (object);
}

static void
lage_draw_tool_class_init (LageDrawToolClass *klass)
{
  LageMapToolClass *tool_class = LAGE_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lage_draw_tool_finalize;

  tool_class->begin = lage_draw_tool_begin;
  tool_class->press = lage_draw_tool_press;
  tool_class->drag = lage_draw_tool_drag;
  tool_class->release = lage_draw_tool_release;
  tool_class->cancel = lage_draw_tool_cancel;
  tool_class->click = lage_draw_tool_click;
  tool_class->secondary = lage_draw_tool_secondary;
  tool_class->motion = lage_draw_tool_motion;
  tool_class->key = lage_draw_tool_key;
  tool_class->snapshot = lage_draw_tool_snapshot;

  /**
   * LageDrawTool::finished:
   * @sketch: a #LageDrawSketch, complete; valid during the signal
   *
   * Something has been drawn or measured.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", LAGE_TYPE_DRAW_TOOL, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
lage_draw_tool_init (LageDrawTool *self)
{
}

/**
 * lage_draw_tool_new:
 * @shape: what it draws; of a measurement a line or an area
 * @is_measure: whether it only measures
 * @snap: what may be joined; must live as long as the tool
 * @format: how measures are told
 */
LageDrawTool *
lage_draw_tool_new (LageShapeType   shape,
                    gboolean        is_measure,
                    LageDrawSnap   *snap,
                    LageDrawFormat  format)
{
  LageDrawTool *self = g_object_new (LAGE_TYPE_DRAW_TOOL, NULL);

  self->shape = shape;
  self->is_measure = is_measure;
  self->snap = snap;
  self->format = format;
  start_anew (self);
  return self;
}

LageShapeType
lage_draw_tool_get_shape (LageDrawTool *self)
{
  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), LAGE_SHAPE_AREA);

  return self->shape;
}

gboolean
lage_draw_tool_is_measure (LageDrawTool *self)
{
  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), FALSE);

  return self->is_measure;
}

/**
 * lage_draw_tool_get_sketch:
 * @self: the tool
 *
 * Returns: (transfer none): what has been placed so far
 */
const LageDrawSketch *
lage_draw_tool_get_sketch (LageDrawTool *self)
{
  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), NULL);

  return self->sketch;
}

gboolean
lage_draw_tool_is_begun (LageDrawTool *self)
{
  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), FALSE);

  return lage_draw_sketch_get_n_placed (self->sketch) > 0;
}

gboolean
lage_draw_tool_can_finish (LageDrawTool *self)
{
  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), FALSE);

  return !self->is_done && lage_draw_sketch_is_complete (self->sketch);
}

/**
 * lage_draw_tool_dup_text:
 * @self: the tool
 *
 * Returns: (transfer full): what it measures, in the words of people; "" for nothing yet
 */
char *
lage_draw_tool_dup_text (LageDrawTool *self)
{
  LageDrawMeasures measures;

  g_return_val_if_fail (LAGE_IS_DRAW_TOOL (self), NULL);

  if (!lage_draw_tool_is_begun (self))
    return g_strdup ("");
  measure (self, &measures);
  return self->format (&measures);
}

/**
 * lage_draw_tool_finish:
 * @self: the tool
 *
 * Ends what is being drawn; nothing happens as long as there is not enough of it.
 */
void
lage_draw_tool_finish (LageDrawTool *self)
{
  g_autoptr(LageDrawSketch) finished = NULL;

  g_return_if_fail (LAGE_IS_DRAW_TOOL (self));

  if (!lage_draw_tool_can_finish (self))
    return;
  if (self->is_measure)
    {
      finished = lage_draw_sketch_copy (self->sketch);
      self->is_done = TRUE;
    }
  else
    {
      finished = g_steal_pointer (&self->sketch);
      start_anew (self);
    }
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, finished);
}

/**
 * lage_draw_tool_take_back:
 * @self: the tool
 *
 * Takes back the point that was placed last.
 */
void
lage_draw_tool_take_back (LageDrawTool *self)
{
  g_return_if_fail (LAGE_IS_DRAW_TOOL (self));

  if (self->is_done || self->is_tracing)
    start_anew (self);
  else
    lage_draw_sketch_remove_last (self->sketch);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

/**
 * lage_draw_tool_drop:
 * @self: the tool
 *
 * Drops what is half drawn.
 */
void
lage_draw_tool_drop (LageDrawTool *self)
{
  g_return_if_fail (LAGE_IS_DRAW_TOOL (self));

  start_anew (self);
  self->is_dropped = TRUE;
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}
