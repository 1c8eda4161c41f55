/* lage-map-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-tool.h"

#include "lage-map-tool-private.h"

/**
 * LageMapTool:
 *
 * What is in the hand of a person at the map, instead of plain looking and selecting: something to
 * draw, to measure or to select many with. A map has one tool or none; see lage_map_view_set_tool().
 */
typedef struct
{
  LageMapView *view; /* (nullable): not owned; the map lays its tool down when it goes away */
} LageMapToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LageMapTool, lage_map_tool, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
lage_map_tool_class_init (LageMapToolClass *klass)
{
  klass->cursor = "crosshair";

  /**
   * LageMapTool::changed:
   *
   * It looks different now.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
lage_map_tool_init (LageMapTool *self)
{
}

/**
 * lage_map_tool_get_view:
 * @self: the tool
 *
 * Returns: (transfer none) (nullable): the map whose tool it is
 */
LageMapView *
lage_map_tool_get_view (LageMapTool *self)
{
  LageMapToolPrivate *priv = lage_map_tool_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_MAP_TOOL (self), NULL);

  return priv->view;
}

/* Takes it into the hand, or, with NULL, lays it down. */
void
lage_map_tool_set_view (LageMapTool *self,
                        LageMapView *view)
{
  LageMapToolPrivate *priv = lage_map_tool_get_instance_private (self);
  LageMapToolClass *klass = LAGE_MAP_TOOL_GET_CLASS (self);

  g_return_if_fail (view == NULL || priv->view == NULL);

  if (view == NULL && klass->end != NULL)
    klass->end (self);
  priv->view = view;
  if (view != NULL && klass->begin != NULL)
    klass->begin (self);
}

/**
 * lage_map_tool_queue_draw:
 * @self: the tool
 *
 * Asks for it to be drawn anew.
 */
void
lage_map_tool_queue_draw (LageMapTool *self)
{
  g_return_if_fail (LAGE_IS_MAP_TOOL (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
