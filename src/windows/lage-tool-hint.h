/* lage-tool-hint.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draw-aim.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TOOL_HINT (lage_tool_hint_get_type ())

G_DECLARE_FINAL_TYPE (LageToolHint, lage_tool_hint, LAGE, TOOL_HINT, GtkWidget)

GtkWidget *lage_tool_hint_new      (void);
void       lage_tool_hint_set_tool (LageToolHint *self,
                                    LageMapTool  *tool);

char      *lage_tool_hint_format   (const LageDrawMeasures *measures);

G_END_DECLS
