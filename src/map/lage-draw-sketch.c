/* lage-draw-sketch.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-sketch.h"

#include <math.h>

#include "lage-mercator.h"

/* Right angles, parallels and turning are those of the map, which keeps angles: a rectangle is one on
 * the screen. So they are reckoned in its coordinates. */

#define CIRCLE_MIN_M 0.1

typedef struct
{
  double x;
  double y;
} Place;

static Place
to_place (const LagePoint *point)
{
  return (Place) { lage_mercator_x (lage_point_get_longitude (point)),
                   lage_mercator_y (lage_point_get_latitude (point)) };
}

static LagePoint
to_point (Place place)
{
  LagePoint point = { 0, 0 };

  /* What is drawn over the rim of the world stays on it. */
  lage_point_init (&point, lage_mercator_latitude (place.y),
                   CLAMP (lage_mercator_longitude (place.x), -180.0, 180.0));
  return point;
}

static void
part_free (gpointer data)
{
  LageDrawPart *part = data;

  g_array_unref (part->points);
  g_free (part);
}

static LageDrawPart *
add_part (LageDrawSketch       *self,
          LageGeometryPartType  type)
{
  LageDrawPart *part = g_new0 (LageDrawPart, 1);

  part->type = type;
  part->points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
  g_ptr_array_add (self->parts, part);
  return part;
}

static LageDrawPart *
get_part (const LageDrawSketch *self,
          guint                 index)
{
  return g_ptr_array_index (self->parts, index);
}

static LagePoint *
get_point (const LageDrawPart *part,
           guint               index)
{
  return &g_array_index (part->points, LagePoint, index);
}

static LageDrawSketch *
sketch_new_empty (LageShapeType shape)
{
  LageDrawSketch *self = g_new0 (LageDrawSketch, 1);

  self->shape = shape;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  return self;
}

/**
 * lage_draw_sketch_new:
 * @shape: what will be drawn
 */
LageDrawSketch *
lage_draw_sketch_new (LageShapeType shape)
{
  LageDrawSketch *self = sketch_new_empty (shape);

  add_part (self, lage_draw_sketch_is_closed (self) ? LAGE_GEOMETRY_RING : LAGE_GEOMETRY_LINE);
  return self;
}

/* Whether the parts are what the shape says: sources, and hands of other programs, may differ. */
static gboolean
fits_shape (const LageDrawSketch *self)
{
  const LageDrawPart *first = get_part (self, 0);

  switch (self->shape)
    {
    case LAGE_SHAPE_LINE:
    case LAGE_SHAPE_ARROW:
    case LAGE_SHAPE_FREEHAND:
      return first->type == LAGE_GEOMETRY_LINE;
    case LAGE_SHAPE_RECTANGLE:
      return self->parts->len == 1 && first->type == LAGE_GEOMETRY_RING && first->points->len == 4;
    case LAGE_SHAPE_AREA:
      return first->type != LAGE_GEOMETRY_LINE;
    case LAGE_SHAPE_POINT:
    case LAGE_SHAPE_TEXT:
    case LAGE_SHAPE_CIRCLE:
    default:
      return FALSE;
    }
}

/**
 * lage_draw_sketch_new_for_entity:
 * @entity: a drawing
 *
 * Returns: (transfer full) (nullable): what it looks like now; NULL if it has no place
 */
LageDrawSketch *
lage_draw_sketch_new_for_entity (LageEntity *entity)
{
  LageShapeType shape = (LageShapeType) lage_entity_get_int (entity, LAGE_FIELD_SHAPE,
                                                             LAGE_SHAPE_AREA);
  const LageCandidate *area = lage_entity_find (entity, LAGE_FIELD_AREA);
  double radius_m = lage_entity_get_real (entity, LAGE_FIELD_RADIUS_M);
  g_autoptr(LageDrawSketch) self = sketch_new_empty (shape);
  g_autoptr(GArray) parts = NULL;
  LagePoint point;

  if (area != NULL && area->value.type == LAGE_VALUE_GEOMETRY)
    parts = lage_geometry_decode (area->value.geometry, NULL);
  if (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point)
      && (shape == LAGE_SHAPE_CIRCLE ? isfinite (radius_m) && radius_m >= CIRCLE_MIN_M
                                     : parts == NULL || shape == LAGE_SHAPE_POINT
                                       || shape == LAGE_SHAPE_TEXT))
    {
      if (shape != LAGE_SHAPE_CIRCLE && shape != LAGE_SHAPE_TEXT)
        self->shape = LAGE_SHAPE_POINT;
      else if (shape == LAGE_SHAPE_CIRCLE)
        self->radius_m = radius_m;
      g_array_append_val (add_part (self, LAGE_GEOMETRY_LINE)->points, point);
      return g_steal_pointer (&self);
    }

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      g_array_append_vals (add_part (self, part->type)->points, part->points, part->n_points);
    }
  if (self->parts->len == 0)
    return NULL;
  if (!fits_shape (self))
    self->shape = get_part (self, 0)->type == LAGE_GEOMETRY_LINE ? LAGE_SHAPE_LINE
                                                                 : LAGE_SHAPE_AREA;
  return g_steal_pointer (&self);
}

LageDrawSketch *
lage_draw_sketch_copy (const LageDrawSketch *self)
{
  LageDrawSketch *copy = sketch_new_empty (self->shape);

  copy->radius_m = self->radius_m;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const LageDrawPart *part = get_part (self, i);

      g_array_append_vals (add_part (copy, part->type)->points, part->points->data,
                           part->points->len);
    }
  return copy;
}

void
lage_draw_sketch_free (LageDrawSketch *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/* Whether it encloses something. */
gboolean
lage_draw_sketch_is_closed (const LageDrawSketch *self)
{
  return self->shape == LAGE_SHAPE_AREA || self->shape == LAGE_SHAPE_RECTANGLE
         || self->shape == LAGE_SHAPE_CIRCLE;
}

/* Whether a person says when it has corners enough. */
gboolean
lage_draw_sketch_is_open_ended (const LageDrawSketch *self)
{
  return self->shape == LAGE_SHAPE_AREA || self->shape == LAGE_SHAPE_LINE
         || self->shape == LAGE_SHAPE_ARROW || self->shape == LAGE_SHAPE_FREEHAND;
}

/**
 * lage_draw_sketch_is_complete:
 * @self: the sketch
 *
 * Returns: whether it has enough to be a drawing
 */
gboolean
lage_draw_sketch_is_complete (const LageDrawSketch *self)
{
  guint n = get_part (self, 0)->points->len;

  switch (self->shape)
    {
    case LAGE_SHAPE_AREA:
      return n >= 3;
    case LAGE_SHAPE_RECTANGLE:
      return n == 4;
    case LAGE_SHAPE_CIRCLE:
      return n == 1 && self->radius_m >= CIRCLE_MIN_M;
    case LAGE_SHAPE_LINE:
    case LAGE_SHAPE_ARROW:
    case LAGE_SHAPE_FREEHAND:
      return n >= 2;
    case LAGE_SHAPE_POINT:
    case LAGE_SHAPE_TEXT:
    default:
      return n == 1;
    }
}

/* How many points a person has placed of it while drawing. */
guint
lage_draw_sketch_get_n_placed (const LageDrawSketch *self)
{
  guint n = get_part (self, 0)->points->len;

  if (self->shape == LAGE_SHAPE_RECTANGLE)
    return MIN (n, 2);
  if (self->shape == LAGE_SHAPE_CIRCLE)
    return n + (self->radius_m > 0.0);
  return n;
}

/**
 * lage_draw_sketch_get_last:
 * @self: the sketch
 *
 * Returns: (nullable): where the next leg begins
 */
const LagePoint *
lage_draw_sketch_get_last (const LageDrawSketch *self)
{
  const LageDrawPart *part = get_part (self, 0);

  return part->points->len > 0 ? get_point (part, part->points->len - 1) : NULL;
}

/**
 * lage_draw_sketch_get_vertex:
 * @self: the sketch
 * @vertex: which one
 * @point: (out caller-allocates): where it is; the rim of a circle is east of its centre
 *
 * Returns: FALSE if there is no such vertex
 */
gboolean
lage_draw_sketch_get_vertex (const LageDrawSketch *self,
                             LageDrawVertex        vertex,
                             LagePoint            *point)
{
  const LageDrawPart *part;

  if (vertex.part >= self->parts->len)
    return FALSE;
  part = get_part (self, vertex.part);
  if (self->shape == LAGE_SHAPE_CIRCLE && vertex.point == 1 && part->points->len == 1
      && self->radius_m > 0.0)
    {
      lage_point_move (get_point (part, 0), 90.0, self->radius_m, point);
      return TRUE;
    }
  if (vertex.point >= part->points->len)
    return FALSE;
  *point = *get_point (part, vertex.point);
  return TRUE;
}

/**
 * lage_draw_sketch_get_geometry:
 * @self: the sketch
 *
 * Returns: (transfer full) (nullable): its lines and rings; NULL for a point, or as long as there is
 *   not enough of it
 */
GBytes *
lage_draw_sketch_get_geometry (const LageDrawSketch *self)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  const LageDrawPart *first = get_part (self, 0);

  if (self->shape == LAGE_SHAPE_CIRCLE)
    {
      if (first->points->len == 1)
        lage_geometry_builder_add_circle (builder, get_point (first, 0), self->radius_m);
      return lage_geometry_builder_end (builder, NULL);
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const LageDrawPart *part = get_part (self, i);

      lage_geometry_builder_begin (builder, part->type);
      for (guint k = 0; k < part->points->len; k++)
        lage_geometry_builder_add (builder, lage_point_get_latitude (get_point (part, k)),
                                   lage_point_get_longitude (get_point (part, k)));
    }
  return lage_geometry_builder_end (builder, NULL);
}

/**
 * lage_draw_sketch_measure:
 * @self: the sketch
 * @measures: (out caller-allocates): what it measures; it has no leg
 */
void
lage_draw_sketch_measure (const LageDrawSketch *self,
                          LageDrawMeasures     *measures)
{
  g_autoptr(GBytes) geometry = lage_draw_sketch_get_geometry (self);
  g_autoptr(GArray) parts = geometry != NULL ? lage_geometry_decode (geometry, NULL) : NULL;

  *measures = (LageDrawMeasures) { .shape = self->shape, .radius_m = self->radius_m };
  if (self->shape == LAGE_SHAPE_CIRCLE)
    {
      /* The ring has corners; the circle has not. On the scale of a staff the earth is flat. */
      measures->perimeter_m = 2.0 * G_PI * self->radius_m;
      measures->area_m2 = G_PI * self->radius_m * self->radius_m;
      return;
    }
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);
      double perimeter_m, area_m2;

      if (part->type == LAGE_GEOMETRY_LINE)
        {
          measures->length_m += lage_points_get_length_m (part->points, part->n_points);
          continue;
        }
      area_m2 = lage_points_get_area_m2 (part->points, part->n_points, &perimeter_m);
      measures->perimeter_m += perimeter_m;
      measures->area_m2 += part->type == LAGE_GEOMETRY_HOLE ? -area_m2 : area_m2;
    }
}

static void
set_rectangle (LageDrawPart *part,
               LagePoint     a,
               LagePoint     c)
{
  const LagePoint corners[] = {
    a, { a.latitude_e7, c.longitude_e7 }, c, { c.latitude_e7, a.longitude_e7 },
  };

  g_array_set_size (part->points, 0);
  g_array_append_vals (part->points, corners, G_N_ELEMENTS (corners));
}

/**
 * lage_draw_sketch_add:
 * @self: the sketch
 * @point: where a person places the next point: a corner, the opposite corner of a rectangle, the
 *   rim of a circle
 *
 * Returns: FALSE, and nothing happens, if it needs no more, or one on the same spot
 */
gboolean
lage_draw_sketch_add (LageDrawSketch  *self,
                      const LagePoint *point)
{
  LageDrawPart *part = get_part (self, 0);
  const LagePoint *last = lage_draw_sketch_get_last (self);

  if (!lage_draw_sketch_is_open_ended (self) && lage_draw_sketch_is_complete (self))
    return FALSE;
  if (last != NULL && last->latitude_e7 == point->latitude_e7
      && last->longitude_e7 == point->longitude_e7)
    return FALSE;

  if (self->shape == LAGE_SHAPE_RECTANGLE && last != NULL)
    {
      if (last->latitude_e7 == point->latitude_e7 || last->longitude_e7 == point->longitude_e7)
        return FALSE;
      set_rectangle (part, *last, *point);
    }
  else if (self->shape == LAGE_SHAPE_CIRCLE && last != NULL)
    {
      self->radius_m = lage_point_get_distance_m (last, point);
    }
  else
    {
      g_array_append_val (part->points, *point);
    }
  return TRUE;
}

/**
 * lage_draw_sketch_remove_last:
 * @self: the sketch
 *
 * Takes back what was placed last.
 *
 * Returns: FALSE if there is nothing
 */
gboolean
lage_draw_sketch_remove_last (LageDrawSketch *self)
{
  LageDrawPart *part = get_part (self, 0);

  if (part->points->len == 0)
    return FALSE;
  if (self->shape == LAGE_SHAPE_CIRCLE && self->radius_m > 0.0)
    self->radius_m = 0.0;
  else if (self->shape == LAGE_SHAPE_RECTANGLE && part->points->len == 4)
    g_array_set_size (part->points, 1);
  else
    g_array_set_size (part->points, part->points->len - 1);
  return TRUE;
}

/* The corner is pulled; the one across stays, and so do the directions of the sides. */
static void
move_corner (LageDrawPart    *part,
             guint            corner,
             const LagePoint *point)
{
  Place fixed = to_place (get_point (part, (corner + 2) % 4));
  Place next = to_place (get_point (part, (corner + 3) % 4));
  Place to = to_place (point);
  double dx = next.x - fixed.x, dy = next.y - fixed.y;
  double length = hypot (dx, dy);
  double along, across;

  if (length > 0.0)
    {
      dx /= length;
      dy /= length;
    }
  else
    {
      dx = 1.0;
      dy = 0.0;
    }
  along = (to.x - fixed.x) * dx + (to.y - fixed.y) * dy;
  across = (to.y - fixed.y) * dx - (to.x - fixed.x) * dy;
  *get_point (part, corner) = *point;
  *get_point (part, (corner + 3) % 4) = to_point ((Place) { fixed.x + along * dx,
                                                            fixed.y + along * dy });
  *get_point (part, (corner + 1) % 4) = to_point ((Place) { fixed.x - across * dy,
                                                            fixed.y + across * dx });
}

/**
 * lage_draw_sketch_move:
 * @self: the sketch
 * @vertex: which one
 * @point: where it shall be
 *
 * A circle is moved by its centre and widened by its rim; a rectangle stays one.
 */
void
lage_draw_sketch_move (LageDrawSketch  *self,
                       LageDrawVertex   vertex,
                       const LagePoint *point)
{
  LageDrawPart *part;

  g_return_if_fail (vertex.part < self->parts->len);

  part = get_part (self, vertex.part);
  if (self->shape == LAGE_SHAPE_CIRCLE && vertex.point == 1)
    self->radius_m = MAX (lage_point_get_distance_m (get_point (part, 0), point), CIRCLE_MIN_M);
  else if (vertex.point >= part->points->len)
    g_return_if_reached ();
  else if (self->shape == LAGE_SHAPE_RECTANGLE && part->points->len == 4)
    move_corner (part, vertex.point, point);
  else
    *get_point (part, vertex.point) = *point;
}

/**
 * lage_draw_sketch_insert:
 * @self: the sketch, with corners that a person may add to
 * @before: the new corner comes before this one; in a ring one past the last is between it and the
 *   first
 * @point: where
 */
void
lage_draw_sketch_insert (LageDrawSketch  *self,
                         LageDrawVertex   before,
                         const LagePoint *point)
{
  g_return_if_fail (lage_draw_sketch_is_open_ended (self));
  g_return_if_fail (before.part < self->parts->len);
  g_return_if_fail (before.point <= get_part (self, before.part)->points->len);

  g_array_insert_val (get_part (self, before.part)->points, before.point, *point);
}

/**
 * lage_draw_sketch_remove:
 * @self: the sketch
 * @vertex: which one
 *
 * Takes a corner away; with the last ones that hold it together also a hole, or one of several parts.
 *
 * Returns: FALSE, and nothing happens, if the drawing needs it
 */
gboolean
lage_draw_sketch_remove (LageDrawSketch *self,
                         LageDrawVertex  vertex)
{
  LageDrawPart *part;
  guint n_min;

  if (!lage_draw_sketch_is_open_ended (self) || vertex.part >= self->parts->len)
    return FALSE;
  part = get_part (self, vertex.part);
  if (vertex.point >= part->points->len)
    return FALSE;
  n_min = part->type == LAGE_GEOMETRY_LINE ? 2 : 3;
  if (part->points->len > n_min)
    {
      g_array_remove_index (part->points, vertex.point);
      return TRUE;
    }
  /* Holes belong to the ring before them. */
  if (self->parts->len == 1
      || (part->type == LAGE_GEOMETRY_RING && vertex.part + 1 < self->parts->len
          && get_part (self, vertex.part + 1)->type == LAGE_GEOMETRY_HOLE))
    return FALSE;
  g_ptr_array_remove_index (self->parts, vertex.part);
  return TRUE;
}

/**
 * lage_draw_sketch_shift:
 * @self: the sketch
 * @from: where the hand took it
 * @to: where the hand brings that place
 */
void
lage_draw_sketch_shift (LageDrawSketch  *self,
                        const LagePoint *from,
                        const LagePoint *to)
{
  Place begin = to_place (from);
  Place end = to_place (to);

  for (guint i = 0; i < self->parts->len; i++)
    {
      LageDrawPart *part = get_part (self, i);

      for (guint k = 0; k < part->points->len; k++)
        {
          Place place = to_place (get_point (part, k));

          *get_point (part, k) = to_point ((Place) { place.x + end.x - begin.x,
                                                     place.y + end.y - begin.y });
        }
    }
}

/**
 * lage_draw_sketch_turn:
 * @self: the sketch
 * @angle_deg: how far, clockwise
 *
 * Turns it about its middle, that of its first part.
 */
void
lage_draw_sketch_turn (LageDrawSketch *self,
                       double          angle_deg)
{
  const LageDrawPart *first = get_part (self, 0);
  double sine = sin (angle_deg * G_PI / 180.0);
  double cosine = cos (angle_deg * G_PI / 180.0);
  Place middle = { 0.0, 0.0 };

  for (guint k = 0; k < first->points->len; k++)
    {
      Place place = to_place (get_point (first, k));

      middle.x += place.x / first->points->len;
      middle.y += place.y / first->points->len;
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      LageDrawPart *part = get_part (self, i);

      for (guint k = 0; k < part->points->len; k++)
        {
          Place place = to_place (get_point (part, k));
          double dx = place.x - middle.x, dy = place.y - middle.y;

          /* The y of the map grows downwards: this is clockwise on the screen. */
          *get_point (part, k) = to_point ((Place) { middle.x + dx * cosine - dy * sine,
                                                     middle.y + dx * sine + dy * cosine });
        }
    }
}

static double
distance_to_leg (Place place,
                 Place begin,
                 Place end)
{
  double dx = end.x - begin.x, dy = end.y - begin.y;
  double square = dx * dx + dy * dy;
  double t = square > 0.0 ? ((place.x - begin.x) * dx + (place.y - begin.y) * dy) / square : 0.0;

  t = CLAMP (t, 0.0, 1.0);
  return hypot (place.x - begin.x - t * dx, place.y - begin.y - t * dy);
}

/* Douglas and Peucker; with a stack of its own, since a hand makes thousands of points. */
static void
mark_kept (const Place *places,
           guint        n,
           double       tolerance,
           gboolean    *is_kept)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (guint[2]));
  guint whole[2] = { 0, n - 1 };

  is_kept[0] = is_kept[n - 1] = TRUE;
  g_array_append_val (spans, whole);
  while (spans->len > 0)
    {
      guint begin = g_array_index (spans, guint, 2 * (spans->len - 1));
      guint end = g_array_index (spans, guint, 2 * (spans->len - 1) + 1);
      double farthest = tolerance;
      guint at = 0;

      g_array_set_size (spans, spans->len - 1);
      for (guint i = begin + 1; i < end; i++)
        {
          double distance = distance_to_leg (places[i], places[begin], places[end]);

          if (distance > farthest)
            {
              farthest = distance;
              at = i;
            }
        }
      if (at != 0)
        {
          guint first[2] = { begin, at };
          guint second[2] = { at, end };

          is_kept[at] = TRUE;
          g_array_append_val (spans, first);
          g_array_append_val (spans, second);
        }
    }
}

/**
 * lage_draw_sketch_smooth:
 * @self: the sketch, of a free hand
 * @tolerance: how far from the hand the line may run, in parts of the world's width on the map
 *
 * Takes the tremor out of a line, and the points that it can do without. Its ends stay.
 */
void
lage_draw_sketch_smooth (LageDrawSketch *self,
                         double          tolerance)
{
  GArray *points = get_part (self, 0)->points;
  guint n = points->len;
  g_autofree Place *raw = g_new (Place, MAX (n, 1));
  g_autofree Place *calm = g_new (Place, MAX (n, 1));
  g_autofree gboolean *is_kept = g_new0 (gboolean, MAX (n, 1));
  guint n_kept = 0;

  if (n < 3)
    return;
  for (guint i = 0; i < n; i++)
    raw[i] = to_place (&g_array_index (points, LagePoint, i));
  for (guint i = 0; i < n; i++)
    {
      calm[i] = raw[i];
      if (i > 0 && i < n - 1)
        calm[i] = (Place) { (raw[i - 1].x + 2.0 * raw[i].x + raw[i + 1].x) / 4.0,
                            (raw[i - 1].y + 2.0 * raw[i].y + raw[i + 1].y) / 4.0 };
    }
  mark_kept (calm, n, tolerance, is_kept);
  for (guint i = 0; i < n; i++)
    if (is_kept[i])
      {
        LagePoint point = i > 0 && i < n - 1 ? to_point (calm[i])
                                             : g_array_index (points, LagePoint, i);

        g_array_index (points, LagePoint, n_kept++) = point;
      }
  g_array_set_size (points, n_kept);
}

static void
write_value (LageDraft  *draft,
             LageEntity *entity,
             LageField   field,
             LageValue   value)
{
  const LageCandidate *old = entity != NULL ? lage_entity_find (entity, field) : NULL;

  if (old != NULL && lage_value_equal (&old->value, &value))
    lage_value_clear (&value);
  else
    lage_draft_take (draft, field, value);
}

static void
write_none (LageDraft  *draft,
            LageEntity *entity,
            LageField   field)
{
  if (entity != NULL && lage_entity_has (entity, field))
    lage_draft_retract (draft, field);
}

/**
 * lage_draw_sketch_write:
 * @self: the sketch, complete
 * @entity: (nullable): the drawing as it is; NULL for a new one
 * @draft: where to say what differs
 */
void
lage_draw_sketch_write (const LageDrawSketch *self,
                        LageEntity           *entity,
                        LageDraft            *draft)
{
  gboolean is_circle = self->shape == LAGE_SHAPE_CIRCLE;
  gboolean has_position = is_circle || self->shape == LAGE_SHAPE_POINT
                          || self->shape == LAGE_SHAPE_TEXT;
  g_autoptr(GBytes) geometry = NULL;

  g_return_if_fail (lage_draw_sketch_is_complete (self));

  if (self->shape != LAGE_SHAPE_POINT && self->shape != LAGE_SHAPE_TEXT)
    geometry = lage_draw_sketch_get_geometry (self);
  write_value (draft, entity, LAGE_FIELD_SHAPE, lage_value_int (self->shape));
  if (has_position)
    write_value (draft, entity, LAGE_FIELD_POSITION,
                 lage_value_point (*get_point (get_part (self, 0), 0)));
  else
    write_none (draft, entity, LAGE_FIELD_POSITION);
  if (is_circle)
    write_value (draft, entity, LAGE_FIELD_RADIUS_M, lage_value_real (self->radius_m));
  else
    write_none (draft, entity, LAGE_FIELD_RADIUS_M);
  if (geometry != NULL)
    write_value (draft, entity, LAGE_FIELD_AREA, lage_value_geometry (geometry));
  else
    write_none (draft, entity, LAGE_FIELD_AREA);
}
