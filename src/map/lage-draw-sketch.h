/* lage-draw-sketch.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draft.h"
#include "lage-entity.h"
#include "lage-geometry.h"

G_BEGIN_DECLS

/**
 * LageDrawPart:
 * @type: line, ring or hole
 * @points: (element-type LagePoint): its corners
 */
typedef struct
{
  LageGeometryPartType  type;
  GArray               *points;
} LageDrawPart;

/**
 * LageDrawSketch:
 * @shape: how it is drawn and edited
 * @parts: (element-type LageDrawPart): what it consists of; a point, a text and a circle have one
 *   part with one point. Never empty, but the first part may be, while it is being drawn
 * @radius_m: of a circle
 *
 * A drawing in the hand: what a person has placed of it so far, and may still move. What is placed
 * decides the rest: a circle is its centre and radius, a rectangle stays one.
 */
typedef struct
{
  LageShapeType  shape;
  GPtrArray     *parts;
  double         radius_m;
} LageDrawSketch;

/**
 * LageDrawVertex:
 * @part: which part
 * @point: which of its points; of a circle, 1 is a place on its rim
 */
typedef struct
{
  guint part;
  guint point;
} LageDrawVertex;

/**
 * LageDrawMeasures:
 * @shape: what was measured
 * @length_m: of lines
 * @perimeter_m: of rings, holes included
 * @area_m2: of rings, without holes
 * @radius_m: of a circle
 * @leg_m: of the leg that ends at the pointer
 * @leg_bearing_deg: its direction, true
 * @has_leg: whether there is one
 */
typedef struct
{
  LageShapeType shape;
  double        length_m;
  double        perimeter_m;
  double        area_m2;
  double        radius_m;
  double        leg_m;
  double        leg_bearing_deg;
  gboolean      has_leg;
} LageDrawMeasures;

LageDrawSketch *lage_draw_sketch_new            (LageShapeType          shape) G_GNUC_WARN_UNUSED_RESULT;
LageDrawSketch *lage_draw_sketch_new_for_entity (LageEntity            *entity) G_GNUC_WARN_UNUSED_RESULT;
LageDrawSketch *lage_draw_sketch_copy           (const LageDrawSketch  *self) G_GNUC_WARN_UNUSED_RESULT;
void            lage_draw_sketch_free           (LageDrawSketch        *self);

gboolean        lage_draw_sketch_is_closed      (const LageDrawSketch  *self);
gboolean        lage_draw_sketch_is_complete    (const LageDrawSketch  *self);
gboolean        lage_draw_sketch_is_open_ended  (const LageDrawSketch  *self);
guint           lage_draw_sketch_get_n_placed   (const LageDrawSketch  *self);
const LagePoint *lage_draw_sketch_get_last      (const LageDrawSketch  *self);
gboolean        lage_draw_sketch_get_vertex     (const LageDrawSketch  *self,
                                                 LageDrawVertex         vertex,
                                                 LagePoint             *point);
GBytes         *lage_draw_sketch_get_geometry   (const LageDrawSketch  *self);
void            lage_draw_sketch_measure        (const LageDrawSketch  *self,
                                                 LageDrawMeasures      *measures);

gboolean        lage_draw_sketch_add            (LageDrawSketch        *self,
                                                 const LagePoint       *point);
gboolean        lage_draw_sketch_remove_last    (LageDrawSketch        *self);
void            lage_draw_sketch_move           (LageDrawSketch        *self,
                                                 LageDrawVertex         vertex,
                                                 const LagePoint       *point);
void            lage_draw_sketch_insert         (LageDrawSketch        *self,
                                                 LageDrawVertex         before,
                                                 const LagePoint       *point);
gboolean        lage_draw_sketch_remove         (LageDrawSketch        *self,
                                                 LageDrawVertex         vertex);
void            lage_draw_sketch_shift          (LageDrawSketch        *self,
                                                 const LagePoint       *from,
                                                 const LagePoint       *to);
void            lage_draw_sketch_turn           (LageDrawSketch        *self,
                                                 double                 angle_deg);
void            lage_draw_sketch_smooth         (LageDrawSketch        *self,
                                                 double                 tolerance);
void            lage_draw_sketch_write          (const LageDrawSketch  *self,
                                                 LageEntity            *entity,
                                                 LageDraft             *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageDrawSketch, lage_draw_sketch_free)

G_END_DECLS
