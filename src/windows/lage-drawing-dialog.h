/* lage-drawing-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_DRAWING_DIALOG (lage_drawing_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageDrawingDialog, lage_drawing_dialog, LAGE, DRAWING_DIALOG, AdwWindow)

LageDrawingDialog *lage_drawing_dialog_new          (LageSession   *session,
                                                     LageEntity    *drawing);
char              *lage_drawing_dialog_suggest_name (LageSession   *session,
                                                     LageShapeType  shape);

G_END_DECLS
