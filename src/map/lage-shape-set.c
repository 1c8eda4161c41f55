/* lage-shape-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-set.h"

#include <math.h>
#include <stdlib.h>

#include "lage-geometry.h"
#include "lage-mercator.h"
#include "lage-shape-simplify.h"

/* All shapes of a map. The main thread says only what there is, which costs little however many
 * corners that has: geometries stay in the encoding of the log. Whoever draws prepares the set once:
 *
 *     areas --decode, project, simplify, find room for names, sort--> shapes, points
 *
 * After that nothing changes any more and all threads may read. */

/* The outline that room for a name is looked for in: more corners than this share of its size are
 * not needed. */
#define POLE_TOLERANCE (1 / 60.0)

#define TEXT_COLUMN_PX 8.5
#define TEXT_ROW_PX 17.0
#define TEXT_MAX_WIDTH_PX 220.0

static void
clear_area (gpointer data)
{
  LageMapArea *area = data;

  g_clear_pointer (&area->geometry, g_bytes_unref);
  g_free ((char *) area->label);
}

/**
 * lage_shape_set_new:
 * @areas: (array length=n_areas): what there is
 * @n_areas: how many
 *
 * Returns: (transfer full): a set that is not yet prepared
 */
LageShapeSet *
lage_shape_set_new (const LageMapArea *areas,
                    guint              n_areas)
{
  LageShapeSet *self = g_new0 (LageShapeSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->areas = g_array_sized_new (FALSE, FALSE, sizeof (LageMapArea), n_areas);
  g_array_set_clear_func (self->areas, clear_area);
  for (guint i = 0; i < n_areas; i++)
    {
      LageMapArea area = areas[i];

      if (area.geometry != NULL)
        g_bytes_ref (area.geometry);
      area.label = g_strdup (area.label);
      g_array_append_val (self->areas, area);
    }

  return self;
}

LageShapeSet *
lage_shape_set_ref (LageShapeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
lage_shape_set_unref (LageShapeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->areas);
  g_free (self->shapes);
  g_free (self->xy);
  g_free (self->tolerances);
  g_free (self->ring_ends);
  g_free (self);
}

/**
 * lage_shape_set_equals:
 * @self: a set
 * @areas: (array length=n_areas): what there is now
 * @n_areas: how many
 *
 * Returns: whether that is the same; geometries are compared by address
 */
gboolean
lage_shape_set_equals (const LageShapeSet *self,
                       const LageMapArea  *areas,
                       guint               n_areas)
{
  if (self->areas->len != n_areas)
    return FALSE;

  for (guint i = 0; i < n_areas; i++)
    {
      const LageMapArea *a = &g_array_index (self->areas, LageMapArea, i);
      const LageMapArea *b = &areas[i];

      if (a->key != b->key || a->style != b->style || a->colour != b->colour ||
          a->has_head != b->has_head || a->is_planned != b->is_planned ||
          a->geometry != b->geometry || a->longitude != b->longitude ||
          a->latitude != b->latitude || g_strcmp0 (a->label, b->label) != 0)
        return FALSE;
    }

  return TRUE;
}

/* What a set is while it grows. */
typedef struct
{
  GArray *shapes;    /* LageShape */
  GArray *xy;        /* double */
  GArray *ring_ends; /* guint */
} Growth;

static void
begin_shape (Growth            *growth,
             const LageMapArea *area,
             LageShapeForm      form)
{
  LageShape shape = {
    .key = area->key,
    .style = MIN (area->style, LAGE_N_SHAPE_STYLES - 1),
    .colour = area->colour <= LAGE_COLOUR_BLACK ? area->colour : LAGE_COLOUR_AUTOMATIC,
    .form = (guint8) form,
    .has_head = form == LAGE_SHAPE_FORM_LINE && area->has_head,
    .is_planned = area->is_planned != FALSE,
    .first_ring = growth->ring_ends->len,
    .x0 = G_MAXDOUBLE,
    .y0 = G_MAXDOUBLE,
    .x1 = -G_MAXDOUBLE,
    .y1 = -G_MAXDOUBLE,
  };

  g_array_append_val (growth->shapes, shape);
}

static void
add_ring (Growth                 *growth,
          const LageGeometryPart *part)
{
  LageShape *shape = &g_array_index (growth->shapes, LageShape, growth->shapes->len - 1);
  guint end;

  for (guint i = 0; i < part->n_points; i++)
    {
      double xy[2] = { lage_mercator_x (lage_point_get_longitude (&part->points[i])),
                       lage_mercator_y (lage_point_get_latitude (&part->points[i])) };

      g_array_append_vals (growth->xy, xy, 2);
      shape->x0 = MIN (shape->x0, xy[0]);
      shape->x1 = MAX (shape->x1, xy[0]);
      shape->y0 = MIN (shape->y0, xy[1]);
      shape->y1 = MAX (shape->y1, xy[1]);
    }
  end = growth->xy->len / 2;
  g_array_append_val (growth->ring_ends, end);
  shape->n_rings++;
}

/* Each ring with its holes is a shape of its own: where two of a warning overlap, both hold. */
static void
add_geometry (Growth            *growth,
              const LageMapArea *area)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) parts = lage_geometry_decode (area->geometry, &error);
  gboolean has_outline = FALSE;

  if (parts == NULL)
    {
      g_debug ("area %" G_GUINT64_FORMAT ": %s", area->key, error->message);
      return;
    }

  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      if (part->type == LAGE_GEOMETRY_LINE)
        begin_shape (growth, area, LAGE_SHAPE_FORM_LINE);
      else if (part->type == LAGE_GEOMETRY_RING)
        begin_shape (growth, area, LAGE_SHAPE_FORM_AREA);
      else if (!has_outline)
        continue;
      has_outline = part->type != LAGE_GEOMETRY_LINE;
      add_ring (growth, part);
    }
}

/* For picking an estimate will do: nobody aims at the edge of a letter. */
static void
measure_text (LageShape *shape)
{
  g_auto(GStrv) lines = g_strsplit (shape->label, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      double width = TEXT_COLUMN_PX / 2 * (double) g_utf8_strlen (lines[i], -1);

      shape->text_width = MAX (shape->text_width, MIN (width, TEXT_MAX_WIDTH_PX / 2));
      shape->text_height += TEXT_ROW_PX / 2 * MAX (ceil (2 * width / TEXT_MAX_WIDTH_PX), 1);
    }
}

static void
add_text (Growth            *growth,
          const LageMapArea *area)
{
  LageShape *shape;

  if (area->label == NULL || !isfinite (area->longitude) || !isfinite (area->latitude))
    return;
  begin_shape (growth, area, LAGE_SHAPE_FORM_TEXT);
  shape = &g_array_index (growth->shapes, LageShape, growth->shapes->len - 1);
  shape->label = area->label;
  shape->x0 = shape->x1 = shape->label_x = lage_mercator_x (area->longitude);
  shape->y0 = shape->y1 = shape->label_y = lage_mercator_y (area->latitude);
  measure_text (shape);
}

static double
get_size (const LageShape *shape)
{
  return (shape->x1 - shape->x0) * (shape->y1 - shape->y0);
}

/* One name per area, where it is largest. */
static void
name_largest (Growth     *growth,
              guint       first,
              const char *label)
{
  LageShape *largest = NULL;

  for (guint i = first; i < growth->shapes->len; i++)
    {
      LageShape *shape = &g_array_index (growth->shapes, LageShape, i);

      if (largest == NULL || get_size (shape) > get_size (largest))
        largest = shape;
    }
  if (largest != NULL && label != NULL && *label != '\0')
    largest->label = label;
}

static void
simplify (LageShapeSet *self)
{
  for (guint i = 0; i < self->n_shapes; i++)
    {
      const LageShape *shape = &self->shapes[i];

      for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
        {
          guint start = lage_shape_set_get_ring_start (self, ring);

          lage_shape_simplify (&self->xy[2 * start], self->ring_ends[ring] - start,
                               shape->form == LAGE_SHAPE_FORM_AREA, &self->tolerances[start]);
        }
    }
}

static void
find_room (const LageShapeSet *self,
           LageShape          *shape)
{
  float tolerance = (float) (MAX (shape->x1 - shape->x0, shape->y1 - shape->y0) * POLE_TOLERANCE);
  g_autoptr(GArray) xy = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  g_autofree guint *ends = g_new (guint, shape->n_rings);

  for (guint k = 0; k < shape->n_rings; k++)
    {
      guint ring = shape->first_ring + k;

      for (guint i = lage_shape_set_get_ring_start (self, ring); i < self->ring_ends[ring]; i++)
        if (self->tolerances[i] >= tolerance)
          g_array_append_vals (xy, &self->xy[2 * i], 1);
      ends[k] = xy->len;
    }

  lage_shape_find_pole ((const double *) (gpointer) xy->data, ends, shape->n_rings,
                        &shape->label_x, &shape->label_y, &shape->label_room);
}

static int
get_layer (const LageShape *shape)
{
  if (shape->form == LAGE_SHAPE_FORM_AREA)
    return shape->style >= LAGE_SHAPE_STYLE_NOTICE ? 0 : 1;

  return shape->form == LAGE_SHAPE_FORM_LINE ? 2 : 3;
}

/* Warnings, areas, lines, texts; small areas above the large ones that would hide them. */
static int
compare_height (const void *a,
                const void *b)
{
  const LageShape *shape_a = a;
  const LageShape *shape_b = b;

  if (get_layer (shape_a) != get_layer (shape_b))
    return get_layer (shape_a) - get_layer (shape_b);
  if (shape_a->form == LAGE_SHAPE_FORM_AREA && get_size (shape_a) != get_size (shape_b))
    return get_size (shape_a) > get_size (shape_b) ? -1 : 1;

  return (shape_a->first_ring > shape_b->first_ring) - (shape_a->first_ring < shape_b->first_ring);
}

/**
 * lage_shape_set_prepare:
 * @self: a set
 *
 * Makes @self ready for drawing and picking, once. Takes some milliseconds per 100 000 points. No
 * other thread may use @self meanwhile, but for references.
 */
void
lage_shape_set_prepare (LageShapeSet *self)
{
  Growth growth;

  if (self->is_prepared)
    return;

  growth.shapes = g_array_new (FALSE, FALSE, sizeof (LageShape));
  growth.xy = g_array_new (FALSE, FALSE, sizeof (double));
  growth.ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->areas->len; i++)
    {
      const LageMapArea *area = &g_array_index (self->areas, LageMapArea, i);
      guint first = growth.shapes->len;

      if (area->geometry != NULL)
        {
          add_geometry (&growth, area);
          name_largest (&growth, first, area->label);
        }
      else
        {
          add_text (&growth, area);
        }
    }

  self->n_shapes = growth.shapes->len;
  self->shapes = (LageShape *) (gpointer) g_array_free (growth.shapes, FALSE);
  self->tolerances = g_new (float, MAX (growth.xy->len / 2, 1));
  self->xy = (double *) (gpointer) g_array_free (growth.xy, FALSE);
  self->ring_ends = (guint *) (gpointer) g_array_free (growth.ring_ends, FALSE);

  simplify (self);
  for (guint i = 0; i < self->n_shapes; i++)
    if (self->shapes[i].form == LAGE_SHAPE_FORM_AREA && self->shapes[i].label != NULL)
      find_room (self, &self->shapes[i]);
  if (self->n_shapes > 1)
    qsort (self->shapes, self->n_shapes, sizeof (LageShape), compare_height);
  self->is_prepared = TRUE;
}

static gboolean
contains (const LageShapeSet *self,
          const LageShape    *shape,
          double              x,
          double              y)
{
  gboolean is_inside = FALSE;

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      guint start = lage_shape_set_get_ring_start (self, ring);
      guint end = self->ring_ends[ring];

      for (guint i = start, j = end - 1; i < end; j = i++)
        {
          const double *a = &self->xy[2 * i];
          const double *b = &self->xy[2 * j];

          if ((a[1] > y) != (b[1] > y) &&
              x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            is_inside = !is_inside;
        }
    }

  return is_inside;
}

/* Whether the outline or the line is within @reach. */
static gboolean
is_near (const LageShapeSet *self,
         const LageShape    *shape,
         double              x,
         double              y,
         double              reach)
{
  gboolean is_ring = shape->form == LAGE_SHAPE_FORM_AREA;

  for (guint ring = shape->first_ring; ring < shape->first_ring + shape->n_rings; ring++)
    {
      guint start = lage_shape_set_get_ring_start (self, ring);
      guint end = self->ring_ends[ring];

      for (guint i = start; i + 1 < end; i++)
        if (lage_shape_is_near_segment (&self->xy[2 * i], &self->xy[2 * i + 2], x, y, reach))
          return TRUE;
      if (is_ring &&
          lage_shape_is_near_segment (&self->xy[2 * end - 2], &self->xy[2 * start], x, y, reach))
        return TRUE;
    }

  return FALSE;
}

/**
 * lage_shape_set_pick:
 * @self: a prepared set
 * @x: world coordinates
 * @y: world coordinates
 * @pixel: the size of one in world coordinates
 * @key: (out): whose shape is there
 *
 * Texts and lines come before areas, and small areas before the large ones about them.
 *
 * Returns: whether there is a shape
 */
gboolean
lage_shape_set_pick (const LageShapeSet *self,
                     double              x,
                     double              y,
                     double              pixel,
                     guint64            *key)
{
  double reach = LAGE_SHAPE_PICK_PX * pixel;

  for (guint i = self->n_shapes; i > 0; i--)
    {
      const LageShape *shape = &self->shapes[i - 1];
      double reach_x = MAX (reach, shape->text_width * pixel);
      double reach_y = MAX (reach, shape->text_height * pixel);

      if (x < shape->x0 - reach_x || x > shape->x1 + reach_x || y < shape->y0 - reach_y ||
          y > shape->y1 + reach_y)
        continue;

      if (shape->form == LAGE_SHAPE_FORM_TEXT || is_near (self, shape, x, y, reach) ||
          (shape->form == LAGE_SHAPE_FORM_AREA && contains (self, shape, x, y)))
        {
          *key = shape->key;
          return TRUE;
        }
    }

  return FALSE;
}
