/* lage-track-painter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-track.h"
#include "lage-shape-painter.h"

G_BEGIN_DECLS

/* A track is gone from the picture after this long. */
#define LAGE_TRACK_SPAN_US (6 * G_TIME_SPAN_HOUR)

void lage_track_painter_draw (cairo_t              *cr,
                              GPtrArray            *tracks,
                              gint64                now_us,
                              const LageShapePaint *paint,
                              GCancellable         *cancellable);

G_END_DECLS
