/* lage-draw-snap.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-geometry.h"

G_BEGIN_DECLS

/**
 * LageDrawSnap:
 *
 * The corners and edges of the drawings that are there, for others to join: what is drawn along a
 * border shall not leave a gap.
 */
typedef struct _LageDrawSnap LageDrawSnap;

typedef enum
{
  LAGE_DRAW_SNAP_NONE,
  LAGE_DRAW_SNAP_EDGE,
  LAGE_DRAW_SNAP_VERTEX,
} LageDrawSnapType;

LageDrawSnap     *lage_draw_snap_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void              lage_draw_snap_free  (LageDrawSnap         *self);
void              lage_draw_snap_clear (LageDrawSnap         *self);
void              lage_draw_snap_add   (LageDrawSnap         *self,
                                        guint64               key,
                                        LageGeometryPartType  type,
                                        const LagePoint      *points,
                                        guint                 n_points);
LageDrawSnapType  lage_draw_snap_find  (LageDrawSnap         *self,
                                        double                world_x,
                                        double                world_y,
                                        double                radius,
                                        guint64               except_key,
                                        LagePoint            *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageDrawSnap, lage_draw_snap_free)

G_END_DECLS
