/* lage-shape-set.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-shape.h"

G_BEGIN_DECLS

/* How far beside a line, in pixels, the pointer is still on it. */
#define LAGE_SHAPE_PICK_PX 6.0

typedef enum
{
  LAGE_SHAPE_FORM_AREA,
  LAGE_SHAPE_FORM_LINE,
  LAGE_SHAPE_FORM_TEXT,
} LageShapeForm;

/**
 * LageShape:
 * @label: (nullable): its name; belongs to the set
 * @first_ring: index into the ends of the rings
 * @n_rings: an outline and its holes; 1 for a line, 0 for a text
 * @x0: bounds in world coordinates
 * @label_x: where the name of an area or a text stands, in world coordinates
 * @label_room: how far that is from the outline, in world coordinates
 * @text_width: about half the width of a text, in pixels
 * @text_height: about half its height, in pixels
 */
typedef struct
{
  guint64 key;
  guint8 style;
  guint8 colour;
  guint8 form;
  guint8 has_head;
  guint8 is_planned;
  const char *label;
  guint first_ring;
  guint n_rings;
  double x0;
  double y0;
  double x1;
  double y1;
  double label_x;
  double label_y;
  double label_room;
  double text_width;
  double text_height;
} LageShape;

/**
 * LageShapeSet:
 * @shapes: those drawn first, and so below, first
 * @xy: world coordinates of all points, x and y in turn
 * @tolerances: for each point up to which tolerance it is needed, in world coordinates
 * @ring_ends: one past the last point of each ring
 *
 * What there is to be seen, as it was said and as it is drawn. All fields are empty until
 * lage_shape_set_prepare() has run.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GArray *areas; /* LageMapArea */
  gboolean is_prepared;

  LageShape *shapes;
  double *xy;
  float *tolerances;
  guint *ring_ends;
  guint n_shapes;
} LageShapeSet;

LageShapeSet * lage_shape_set_new     (const LageMapArea  *areas,
                                       guint               n_areas);
LageShapeSet * lage_shape_set_ref     (LageShapeSet       *self);
void           lage_shape_set_unref   (LageShapeSet       *self);
gboolean       lage_shape_set_equals  (const LageShapeSet *self,
                                       const LageMapArea  *areas,
                                       guint               n_areas);
void           lage_shape_set_prepare (LageShapeSet       *self);
gboolean       lage_shape_set_pick    (const LageShapeSet *self,
                                       double              x,
                                       double              y,
                                       double              pixel,
                                       guint64            *key);

static inline guint
lage_shape_set_get_ring_start (const LageShapeSet *self,
                               guint               ring)
{
  return ring > 0 ? self->ring_ends[ring - 1] : 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageShapeSet, lage_shape_set_unref)

G_END_DECLS
