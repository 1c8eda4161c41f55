/* lage-select-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-select-tool.h"

#include "lage-map-view-private.h"

/* Dragging that is shorter is a click. */
#define DRAG_PX 4.0

/* How far apart the corners of a lasso are at least. */
#define STEP_PX 3.0

/**
 * LageSelectTool:
 *
 * Selects many items at once: those within a rectangle, or within a line drawn around them. With
 * Control, they are added to what is selected. A press on the spot selects the one item there.
 *
 * By keyboard, Space sets two corners of the rectangle or one after the other of the lasso, which
 * Enter closes.
 */
struct _LageSelectTool
{
  LageMapTool parent_instance;

  LageSelectShape shape;
  GArray *points; /* of LageSelectPoint: what is drawn so far */
  double press_x;
  double press_y;
};

/* World coordinates, so that the map may be moved while something is drawn. */
typedef struct
{
  double x;
  double y;
} LageSelectPoint;

G_DEFINE_FINAL_TYPE (LageSelectTool, lage_select_tool, LAGE_TYPE_MAP_TOOL)

static LageSelectPoint
make_point (const LageMapPointer *pointer)
{
  return (LageSelectPoint) { lage_mercator_x (pointer->longitude),
                             lage_mercator_y (pointer->latitude) };
}

static void
clear (LageSelectTool *self)
{
  g_array_set_size (self->points, 0);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

/* The first point stays; the rectangle reaches from there to the pointer. */
static void
move_to (LageSelectTool       *self,
         const LageMapPointer *pointer)
{
  LageSelectPoint point = make_point (pointer);

  if (self->points->len > 1)
    g_array_set_size (self->points, 1);
  g_array_append_val (self->points, point);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
append (LageSelectTool       *self,
        const LageMapPointer *pointer)
{
  LageSelectPoint point = make_point (pointer);

  g_array_append_val (self->points, point);
  lage_map_tool_queue_draw (LAGE_MAP_TOOL (self));
}

static void
finish (LageSelectTool *self,
        gboolean        is_added)
{
  LageMapView *view = lage_map_tool_get_view (LAGE_MAP_TOOL (self));

  if (self->shape == LAGE_SELECT_RECTANGLE && self->points->len == 2)
    {
      LageSelectPoint a = g_array_index (self->points, LageSelectPoint, 0);
      LageSelectPoint b = g_array_index (self->points, LageSelectPoint, 1);
      const double corners[] = { a.x, a.y, b.x, a.y, b.x, b.y, a.x, b.y };

      lage_map_view_select_polygon (view, corners, 4, is_added);
    }
  else if (self->shape == LAGE_SELECT_LASSO && self->points->len > 2)
    {
      lage_map_view_select_polygon (view, (const double *) (gpointer) self->points->data,
                                    self->points->len, is_added);
    }
  clear (self);
}

static gboolean
lage_select_tool_press (LageMapTool          *tool,
                        const LageMapPointer *pointer)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);

  self->press_x = pointer->x;
  self->press_y = pointer->y;
  g_array_set_size (self->points, 0);
  append (self, pointer);

  return TRUE;
}

static void
lage_select_tool_drag (LageMapTool          *tool,
                       const LageMapPointer *pointer)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);
  LageMapProjection projection;
  LageSelectPoint last;

  if (self->shape == LAGE_SELECT_RECTANGLE)
    {
      move_to (self, pointer);
      return;
    }

  last = g_array_index (self->points, LageSelectPoint, self->points->len - 1);
  if (lage_map_projection_init_for_map (&projection, lage_map_tool_get_view (tool)->map) &&
      hypot (lage_map_projection_get_x (&projection, last.x) - pointer->x,
             lage_map_projection_get_y (&projection, last.y) - pointer->y) >= STEP_PX)
    append (self, pointer);
}

static void
click (LageSelectTool       *self,
       const LageMapPointer *pointer)
{
  LageMapView *view = lage_map_tool_get_view (LAGE_MAP_TOOL (self));
  guint64 key;

  clear (self);
  if (!lage_item_layer_pick (view->item_layer, pointer->x, pointer->y, &key))
    return;

  if (pointer->modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    lage_map_view_toggle_item (view, key);
  else
    lage_map_view_pick_item (view, key);
}

static void
lage_select_tool_release (LageMapTool          *tool,
                          const LageMapPointer *pointer)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);

  if (self->points->len < 2 && hypot (pointer->x - self->press_x, pointer->y - self->press_y) <=
                               DRAG_PX)
    {
      click (self, pointer);
      return;
    }

  lage_select_tool_drag (tool, pointer);
  finish (self, (pointer->modifiers & GDK_CONTROL_MASK) != 0);
}

static void
lage_select_tool_cancel (LageMapTool *tool)
{
  clear (LAGE_SELECT_TOOL (tool));
}

/* Only the crosshair clicks: presses of the mouse are taken. */
static void
lage_select_tool_click (LageMapTool          *tool,
                        const LageMapPointer *pointer)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);

  if (self->shape == LAGE_SELECT_RECTANGLE && self->points->len > 0)
    {
      move_to (self, pointer);
      finish (self, (pointer->modifiers & GDK_CONTROL_MASK) != 0);
    }
  else
    {
      append (self, pointer);
    }
}

static void
lage_select_tool_motion (LageMapTool          *tool,
                         const LageMapPointer *pointer)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);

  if (self->shape == LAGE_SELECT_RECTANGLE && self->points->len > 0)
    move_to (self, pointer);
}

static gboolean
lage_select_tool_key (LageMapTool     *tool,
                      guint            keyval,
                      GdkModifierType  modifiers)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);

  if (self->points->len == 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      finish (self, (modifiers & GDK_CONTROL_MASK) != 0);
      return TRUE;

    case GDK_KEY_Escape:
      clear (self);
      return TRUE;

    default:
      return FALSE;
    }
}

static void
draw_rectangle (LageSelectTool          *self,
                GtkSnapshot             *snapshot,
                const LageMapProjection *projection,
                const GdkRGBA           *line,
                const GdkRGBA           *fill)
{
  LageSelectPoint a = g_array_index (self->points, LageSelectPoint, 0);
  LageSelectPoint b = g_array_index (self->points, LageSelectPoint, 1);
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA lines[] = { *line, *line, *line, *line };
  float x0 = lage_map_snap (lage_map_projection_get_x (projection, MIN (a.x, b.x)), 1);
  float y0 = lage_map_snap (lage_map_projection_get_y (projection, MIN (a.y, b.y)), 1);
  float x1 = lage_map_snap (lage_map_projection_get_x (projection, MAX (a.x, b.x)), 1);
  float y1 = lage_map_snap (lage_map_projection_get_y (projection, MAX (a.y, b.y)), 1);
  graphene_rect_t box = GRAPHENE_RECT_INIT (x0, y0, MAX (x1 - x0, 1), MAX (y1 - y0, 1));
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, fill, &box);
  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, lines);
}

static void
draw_lasso (LageSelectTool          *self,
            GtkSnapshot             *snapshot,
            const LageMapProjection *projection,
            const GdkRGBA           *line,
            const GdkRGBA           *fill)
{
  const double dashes[] = { 6, 4 };
  double x0 = G_MAXDOUBLE;
  double y0 = G_MAXDOUBLE;
  double x1 = -G_MAXDOUBLE;
  double y1 = -G_MAXDOUBLE;
  cairo_t *cr;

  for (guint i = 0; i < self->points->len; i++)
    {
      const LageSelectPoint *point = &g_array_index (self->points, LageSelectPoint, i);

      x0 = MIN (x0, lage_map_projection_get_x (projection, point->x));
      y0 = MIN (y0, lage_map_projection_get_y (projection, point->y));
      x1 = MAX (x1, lage_map_projection_get_x (projection, point->x));
      y1 = MAX (y1, lage_map_projection_get_y (projection, point->y));
    }

  x0 = MAX (x0 - 2, 0);
  y0 = MAX (y0 - 2, 0);
  x1 = MIN (x1 + 2, projection->width);
  y1 = MIN (y1 + 2, projection->height);
  if (x1 <= x0 || y1 <= y0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) x0, (float) y0,
                                                                 (float) (x1 - x0),
                                                                 (float) (y1 - y0)));
  for (guint i = 0; i < self->points->len; i++)
    {
      const LageSelectPoint *point = &g_array_index (self->points, LageSelectPoint, i);

      cairo_line_to (cr, lage_map_projection_get_x (projection, point->x),
                     lage_map_projection_get_y (projection, point->y));
    }
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, line);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
lage_select_tool_snapshot (LageMapTool             *tool,
                           GtkSnapshot             *snapshot,
                           const LageMapProjection *projection)
{
  LageSelectTool *self = LAGE_SELECT_TOOL (tool);
  const GdkRGBA line = { 0.1f, 0.42f, 0.95f, 1 };
  const GdkRGBA fill = { 0.1f, 0.42f, 0.95f, 0.16f };

  if (self->points->len < 2)
    return;

  if (self->shape == LAGE_SELECT_RECTANGLE)
    draw_rectangle (self, snapshot, projection, &line, &fill);
  else
    draw_lasso (self, snapshot, projection, &line, &fill);
}

static void
lage_select_tool_finalize (GObject *object)
{
  g_array_unref (LAGE_SELECT_TOOL (object)->points);

  G_OBJECT_CLASS (lage_select_tool_parent_class)->finalize (object);
}

static void
lage_select_tool_class_init (LageSelectToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LageMapToolClass *tool_class = LAGE_MAP_TOOL_CLASS (klass);

  object_class->finalize = lage_select_tool_finalize;

  tool_class->end = lage_select_tool_cancel;
  tool_class->press = lage_select_tool_press;
  tool_class->drag = lage_select_tool_drag;
  tool_class->release = lage_select_tool_release;
  tool_class->cancel = lage_select_tool_cancel;
  tool_class->click = lage_select_tool_click;
  tool_class->motion = lage_select_tool_motion;
  tool_class->key = lage_select_tool_key;
  tool_class->snapshot = lage_select_tool_snapshot;
}

static void
lage_select_tool_init (LageSelectTool *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (LageSelectPoint));
}

/**
 * lage_select_tool_new:
 * @shape: what is drawn around the items
 *
 * Returns: (transfer full): the tool
 */
LageMapTool *
lage_select_tool_new (LageSelectShape shape)
{
  LageSelectTool *self = g_object_new (LAGE_TYPE_SELECT_TOOL, NULL);

  self->shape = shape;

  return LAGE_MAP_TOOL (self);
}
