/* lage-tool-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tool-layer.h"

/* The topmost layer: what the tool in the hand draws, and the crosshair of the arrow keys. */

#define CROSSHAIR_ARM_PX 14
#define CROSSHAIR_GAP_PX 4

struct _LageToolLayer
{
  ShumateLayer parent_instance;

  LageMapTool *tool;
  GSignalGroup *tool_signals;
  double crosshair_x;
  double crosshair_y;
  gboolean has_crosshair;
};

G_DEFINE_FINAL_TYPE (LageToolLayer, lage_tool_layer, SHUMATE_TYPE_LAYER)

static void
draw_crosshair (LageToolLayer *self,
                GtkSnapshot   *snapshot)
{
  static const GdkRGBA light = { 1.0f, 1.0f, 1.0f, 0.85f };
  static const GdkRGBA dark = { 0.0f, 0.0f, 0.0f, 1.0f };
  float x = (float) floor (self->crosshair_x);
  float y = (float) floor (self->crosshair_y);

  for (int pass = 0; pass < 2; pass++)
    {
      const GdkRGBA *colour = pass == 0 ? &light : &dark;
      float grow = pass == 0 ? 1.0f : 0.0f;
      float length = CROSSHAIR_ARM_PX - CROSSHAIR_GAP_PX + 2.0f * grow;

      for (int side = 0; side < 2; side++)
        {
          float begin = side == 0 ? -CROSSHAIR_ARM_PX - grow : CROSSHAIR_GAP_PX - grow;

          gtk_snapshot_append_color (snapshot, colour,
                                     &GRAPHENE_RECT_INIT (x + begin, y - grow, length,
                                                          1.0f + 2.0f * grow));
          gtk_snapshot_append_color (snapshot, colour,
                                     &GRAPHENE_RECT_INIT (x - grow, y + begin, 1.0f + 2.0f * grow,
                                                          length));
        }
    }
}

static void
lage_tool_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LageToolLayer *self = LAGE_TOOL_LAYER (widget);
  LageMapProjection projection;
  LageMapToolClass *klass;

  if (self->tool == NULL
      || !lage_map_projection_init_for_layer (&projection, SHUMATE_LAYER (self)))
    return;

  klass = LAGE_MAP_TOOL_GET_CLASS (self->tool);
  if (klass->snapshot != NULL)
    klass->snapshot (self->tool, snapshot, &projection);
  if (self->has_crosshair)
    draw_crosshair (self, snapshot);
}

static void
lage_tool_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (lage_tool_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
lage_tool_layer_dispose (GObject *object)
{
  LageToolLayer *self = LAGE_TOOL_LAYER (object);

  g_clear_object (&self->tool_signals);
  g_clear_object (&self->tool);

  G_OBJECT_CLASS (lage_tool_layer_parent_class)->dispose (object);
}

static void
lage_tool_layer_class_init (LageToolLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lage_tool_layer_constructed;
  object_class->dispose = lage_tool_layer_dispose;
  widget_class->snapshot = lage_tool_layer_snapshot;
}

static void
lage_tool_layer_init (LageToolLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->tool_signals = g_signal_group_new (LAGE_TYPE_MAP_TOOL);
  g_signal_group_connect_swapped (self->tool_signals, "changed",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
}

/**
 * lage_tool_layer_new:
 * @viewport: the viewport of the map
 *
 * Returns: (transfer floating): a layer without a tool
 */
LageToolLayer *
lage_tool_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (LAGE_TYPE_TOOL_LAYER, "viewport", viewport, NULL);
}

void
lage_tool_layer_set_tool (LageToolLayer *self,
                          LageMapTool   *tool)
{
  g_return_if_fail (LAGE_IS_TOOL_LAYER (self));

  if (!g_set_object (&self->tool, tool))
    return;
  g_signal_group_set_target (self->tool_signals, tool);
  self->has_crosshair = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_tool_layer_show_crosshair:
 * @self: the layer
 * @x: logical pixels from the left
 * @y: logical pixels from the top
 */
void
lage_tool_layer_show_crosshair (LageToolLayer *self,
                                double         x,
                                double         y)
{
  g_return_if_fail (LAGE_IS_TOOL_LAYER (self));

  self->crosshair_x = x;
  self->crosshair_y = y;
  self->has_crosshair = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lage_tool_layer_hide_crosshair (LageToolLayer *self)
{
  g_return_if_fail (LAGE_IS_TOOL_LAYER (self));

  if (!self->has_crosshair)
    return;
  self->has_crosshair = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lage_tool_layer_get_crosshair:
 * @self: the layer
 * @x: (out): where it is
 * @y: (out): where it is
 *
 * Returns: FALSE, and nothing is filled, if there is none
 */
gboolean
lage_tool_layer_get_crosshair (LageToolLayer *self,
                               double        *x,
                               double        *y)
{
  g_return_val_if_fail (LAGE_IS_TOOL_LAYER (self), FALSE);

  if (!self->has_crosshair)
    return FALSE;
  *x = self->crosshair_x;
  *y = self->crosshair_y;
  return TRUE;
}
