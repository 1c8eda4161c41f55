/* lage-mark-layer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LAGE_TYPE_MARK_LAYER (lage_mark_layer_get_type ())

G_DECLARE_FINAL_TYPE (LageMarkLayer, lage_mark_layer, LAGE, MARK_LAYER, ShumateLayer)

LageMarkLayer *lage_mark_layer_new         (ShumateViewport *viewport);
void           lage_mark_layer_set_mark    (LageMarkLayer   *self,
                                            double           longitude,
                                            double           latitude,
                                            const char      *name);
void           lage_mark_layer_clear       (LageMarkLayer   *self);
const char    *lage_mark_layer_get_name    (LageMarkLayer   *self);
void           lage_mark_layer_set_is_dark (LageMarkLayer   *self,
                                            gboolean         is_dark);
gboolean       lage_mark_layer_pick        (LageMarkLayer   *self,
                                            double           x,
                                            double           y);

G_END_DECLS
