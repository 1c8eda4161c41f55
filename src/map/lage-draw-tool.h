/* lage-draw-tool.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draw-aim.h"

G_BEGIN_DECLS

#define LAGE_TYPE_DRAW_TOOL (lage_draw_tool_get_type ())

G_DECLARE_FINAL_TYPE (LageDrawTool, lage_draw_tool, LAGE, DRAW_TOOL, LageMapTool)

LageDrawTool         *lage_draw_tool_new         (LageShapeType   shape,
                                                  gboolean        is_measure,
                                                  LageDrawSnap   *snap,
                                                  LageDrawFormat  format);

LageShapeType         lage_draw_tool_get_shape   (LageDrawTool   *self);
gboolean              lage_draw_tool_is_measure  (LageDrawTool   *self);
const LageDrawSketch *lage_draw_tool_get_sketch  (LageDrawTool   *self);
gboolean              lage_draw_tool_is_begun    (LageDrawTool   *self);
gboolean              lage_draw_tool_can_finish  (LageDrawTool   *self);
char                 *lage_draw_tool_dup_text    (LageDrawTool   *self);

void                  lage_draw_tool_finish      (LageDrawTool   *self);
void                  lage_draw_tool_take_back   (LageDrawTool   *self);
void                  lage_draw_tool_drop        (LageDrawTool   *self);

G_END_DECLS
