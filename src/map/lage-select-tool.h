/* lage-select-tool.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-tool.h"

G_BEGIN_DECLS

typedef enum
{
  LAGE_SELECT_RECTANGLE,
  LAGE_SELECT_LASSO,
} LageSelectShape;

#define LAGE_TYPE_SELECT_TOOL (lage_select_tool_get_type ())

G_DECLARE_FINAL_TYPE (LageSelectTool, lage_select_tool, LAGE, SELECT_TOOL, LageMapTool)

LageMapTool *lage_select_tool_new (LageSelectShape shape) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
