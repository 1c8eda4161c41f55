/* lage-draw-aim.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draw-sketch.h"
#include "lage-draw-snap.h"
#include "lage-map-tool.h"

G_BEGIN_DECLS

/* What drawing tools share: where the hand aims at, and how it looks. */

/* How near a hand has to come, in logical pixels. */
#define LAGE_DRAW_HIT_PX 10.0

/**
 * LageDrawFormat:
 * @measures: what was measured
 *
 * Returns: (transfer full): in the words of people, a line or several; "" for nothing
 */
typedef char *(*LageDrawFormat) (const LageDrawMeasures *measures);

/**
 * LageDrawAim:
 * @point: where the next point would be placed
 * @is_snapped: it joins something that is there
 */
typedef struct
{
  LagePoint point;
  gboolean  is_snapped;
} LageDrawAim;

void     lage_draw_aim_at       (LageMapTool             *tool,
                                 LageDrawSnap            *snap,
                                 guint64                  except_key,
                                 const LageMapPointer    *pointer,
                                 const LagePoint         *from,
                                 LageDrawAim             *aim);
gboolean lage_draw_is_near      (LageMapTool             *tool,
                                 const LageMapPointer    *pointer,
                                 const LagePoint         *point,
                                 double                   radius_px);

void     lage_draw_look_sketch  (GtkSnapshot             *snapshot,
                                 const LageMapProjection *projection,
                                 const LageDrawSketch    *sketch);
void     lage_draw_look_handle  (GtkSnapshot             *snapshot,
                                 const LageMapProjection *projection,
                                 const LagePoint         *point,
                                 double                   size_px,
                                 gboolean                 is_active);
void     lage_draw_look_snap    (GtkSnapshot             *snapshot,
                                 const LageMapProjection *projection,
                                 const LagePoint         *point);
void     lage_draw_look_text    (GtkSnapshot             *snapshot,
                                 const LageMapProjection *projection,
                                 GtkWidget               *widget,
                                 const LagePoint         *point,
                                 const char              *text);

G_END_DECLS
