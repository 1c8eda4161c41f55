/* lage-reshape-tool.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draw-aim.h"

G_BEGIN_DECLS

#define LAGE_TYPE_RESHAPE_TOOL (lage_reshape_tool_get_type ())

G_DECLARE_FINAL_TYPE (LageReshapeTool, lage_reshape_tool, LAGE, RESHAPE_TOOL, LageMapTool)

LageReshapeTool      *lage_reshape_tool_new           (guint64               key,
                                                       const LageDrawSketch *sketch,
                                                       LageDrawSnap         *snap,
                                                       LageDrawFormat        format);

const LageDrawSketch *lage_reshape_tool_get_sketch    (LageReshapeTool      *self);
void                  lage_reshape_tool_set_sketch    (LageReshapeTool      *self,
                                                       const LageDrawSketch *sketch);
char                 *lage_reshape_tool_dup_text      (LageReshapeTool      *self);
gboolean              lage_reshape_tool_can_remove    (LageReshapeTool      *self);
void                  lage_reshape_tool_remove_active (LageReshapeTool      *self);

G_END_DECLS
