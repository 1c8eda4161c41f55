/* lage-shape-labels.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-shape-painter.h"

G_BEGIN_DECLS

void lage_shape_labels_draw (cairo_t              *cr,
                             const LageShapeSet   *set,
                             const LageShapePaint *paint);

G_END_DECLS
