/* test-draw-sketch.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draw-sketch.h"

#include <math.h>

#include "lage-draw-snap.h"
#include "lage-mercator.h"
#include "lage-situation.h"

static LagePoint
at (double latitude,
    double longitude)
{
  LagePoint point;

  g_assert_true (lage_point_init (&point, latitude, longitude));
  return point;
}

static gboolean
add (LageDrawSketch *sketch,
     double          latitude,
     double          longitude)
{
  LagePoint point = at (latitude, longitude);

  return lage_draw_sketch_add (sketch, &point);
}

static void
assert_vertex (const LageDrawSketch *sketch,
               guint                 index,
               double                latitude,
               double                longitude)
{
  LagePoint point;

  g_assert_true (lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, index }, &point));
  g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&point), latitude, 3e-7);
  g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&point), longitude, 3e-7);
}

/* How many points each shape takes, and from when on it is one. */
static void
test_shapes (void)
{
  static const struct
  {
    LageShapeType shape;
    guint         n_needed;
    gboolean      is_open_ended;
    gboolean      is_closed;
  } cases[] = {
    { LAGE_SHAPE_POINT, 1, FALSE, FALSE },    { LAGE_SHAPE_TEXT, 1, FALSE, FALSE },
    { LAGE_SHAPE_LINE, 2, TRUE, FALSE },      { LAGE_SHAPE_ARROW, 2, TRUE, FALSE },
    { LAGE_SHAPE_FREEHAND, 2, TRUE, FALSE },  { LAGE_SHAPE_AREA, 3, TRUE, TRUE },
    { LAGE_SHAPE_RECTANGLE, 2, FALSE, TRUE }, { LAGE_SHAPE_CIRCLE, 2, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (cases[i].shape);
      guint n;

      g_assert_false (lage_draw_sketch_remove_last (sketch));
      g_assert_null (lage_draw_sketch_get_last (sketch));
      g_assert_cmpint (lage_draw_sketch_is_open_ended (sketch), ==, cases[i].is_open_ended);
      g_assert_cmpint (lage_draw_sketch_is_closed (sketch), ==, cases[i].is_closed);
      for (n = 0; n < 5; n++)
        {
          g_assert_cmpuint (lage_draw_sketch_get_n_placed (sketch), ==, n);
          g_assert_cmpint (lage_draw_sketch_is_complete (sketch), ==, n >= cases[i].n_needed);
          if (!add (sketch, 53.5 + 0.01 * n, 10.0 + 0.01 * n * n))
            break;
          g_assert_false (n > 0 && add (sketch, 53.5 + 0.01 * n, 10.0 + 0.01 * n * n));
        }
      g_assert_cmpuint (n, ==, cases[i].is_open_ended ? 5 : cases[i].n_needed);
      while (lage_draw_sketch_remove_last (sketch))
        g_assert_cmpuint (lage_draw_sketch_get_n_placed (sketch), ==, --n);
      g_assert_cmpuint (n, ==, 0);
    }
}

static void
test_circle (void)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (LAGE_SHAPE_CIRCLE);
  g_autoptr(GBytes) geometry = NULL;
  LagePoint centre = at (53.54, 9.98), rim, far;
  LageDrawMeasures measures;

  lage_point_move (&centre, 200.0, 500.0, &rim);
  g_assert_true (lage_draw_sketch_add (sketch, &centre));
  g_assert_null (lage_draw_sketch_get_geometry (sketch));
  g_assert_true (lage_draw_sketch_add (sketch, &rim));
  g_assert_cmpfloat_with_epsilon (sketch->radius_m, 500.0, 0.02);
  lage_draw_sketch_measure (sketch, &measures);
  g_assert_cmpfloat_with_epsilon (measures.radius_m, 500.0, 0.02);
  g_assert_cmpfloat_with_epsilon (measures.area_m2, G_PI * 250000.0, 70.0);
  g_assert_cmpfloat_with_epsilon (measures.perimeter_m, G_PI * 1000.0, 0.2);

  /* The rim widens it, the centre takes it along. */
  lage_point_move (&centre, 10.0, 800.0, &rim);
  lage_draw_sketch_move (sketch, (LageDrawVertex) { 0, 1 }, &rim);
  g_assert_cmpfloat_with_epsilon (sketch->radius_m, 800.0, 0.02);
  lage_point_move (&centre, 90.0, 3000.0, &far);
  lage_draw_sketch_move (sketch, (LageDrawVertex) { 0, 0 }, &far);
  g_assert_cmpfloat_with_epsilon (sketch->radius_m, 800.0, 0.02);
  geometry = lage_draw_sketch_get_geometry (sketch);
  g_assert_true (lage_geometry_contains (geometry, &far));
  g_assert_false (lage_geometry_contains (geometry, &centre));
  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 1 }));
}

static double
get_corner_deg (const LageDrawSketch *sketch,
                guint                 index)
{
  double angles[2];
  LagePoint corner;

  g_assert_true (lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, index }, &corner));
  for (guint i = 0; i < 2; i++)
    {
      LagePoint other;

      g_assert_true (lage_draw_sketch_get_vertex (
                       sketch, (LageDrawVertex) { 0, (index + (i == 0 ? 1 : 3)) % 4 }, &other));
      angles[i] = atan2 (lage_mercator_y (lage_point_get_latitude (&other))
                           - lage_mercator_y (lage_point_get_latitude (&corner)),
                         lage_mercator_x (lage_point_get_longitude (&other))
                           - lage_mercator_x (lage_point_get_longitude (&corner)));
    }
  return fabs (remainder (angles[0] - angles[1], 2.0 * G_PI)) * 180.0 / G_PI;
}

/* Pulled at each corner, and turned: it has four right angles all the time. */
static void
test_rectangle (void)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (LAGE_SHAPE_RECTANGLE);

  g_assert_true (add (sketch, 53.50, 9.90));
  g_assert_false (add (sketch, 53.50, 9.95)); /* flat */
  g_assert_true (add (sketch, 53.52, 9.95));
  assert_vertex (sketch, 1, 53.50, 9.95);
  assert_vertex (sketch, 3, 53.52, 9.90);
  for (guint corner = 0; corner < 4; corner++)
    {
      LagePoint to = at (53.51 + (corner == 2 || corner == 3 ? 0.03 : -0.03),
                         9.92 + (corner == 1 || corner == 2 ? 0.06 : -0.06));
      LagePoint before, after;

      lage_draw_sketch_turn (sketch, 17.0);
      lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, (corner + 2) % 4 }, &before);
      lage_draw_sketch_move (sketch, (LageDrawVertex) { 0, corner }, &to);
      lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, (corner + 2) % 4 }, &after);
      g_assert_cmpint (before.latitude_e7, ==, after.latitude_e7);
      g_assert_cmpint (before.longitude_e7, ==, after.longitude_e7);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpfloat_with_epsilon (get_corner_deg (sketch, i), 90.0, 0.01);
    }
  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 1 }));
}

static void
test_corners (void)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (LAGE_SHAPE_AREA);
  g_autoptr(LageDrawSketch) copy = NULL;
  LagePoint point = at (53.6, 10.1), from = at (53.5, 10.0), to = at (53.5, 10.5);

  add (sketch, 53.5, 10.0);
  add (sketch, 53.5, 10.2);
  add (sketch, 53.7, 10.2);
  lage_draw_sketch_insert (sketch, (LageDrawVertex) { 0, 3 }, &point);
  assert_vertex (sketch, 3, 53.6, 10.1);
  copy = lage_draw_sketch_copy (sketch);
  lage_draw_sketch_move (sketch, (LageDrawVertex) { 0, 0 }, &to);
  assert_vertex (copy, 0, 53.5, 10.0);
  lage_draw_sketch_shift (copy, &from, &to);
  assert_vertex (copy, 0, 53.5, 10.5);
  assert_vertex (copy, 2, 53.7, 10.7);

  g_assert_true (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 1 }));
  assert_vertex (sketch, 1, 53.7, 10.2);
  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 1 })); /* three hold it */
  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 7 }));
  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 1, 0 }));
}

/* A trembling hand along a bent line: the bend stays, most points go. */
static void
test_smooth (void)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (LAGE_SHAPE_FREEHAND);
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  const double tolerance = 2.0 / lage_mercator_world_px (14.0);
  guint n;

  for (guint i = 0; i <= 400; i++)
    {
      double tremor = i > 0 && i < 400 ? g_rand_double_range (random, -5e-6, 5e-6) : 0.0;

      add (sketch, (i < 200 ? 53.50 : 53.50 + (i - 200) * 1e-4) + tremor,
           (i < 200 ? 10.0 + i * 1e-4 : 10.02) + tremor);
    }
  lage_draw_sketch_smooth (sketch, tolerance);
  n = lage_draw_sketch_get_n_placed (sketch);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <=, 8);
  assert_vertex (sketch, 0, 53.50, 10.0);
  assert_vertex (sketch, n - 1, 53.52, 10.02);
}

/* Into the picture and out again: what comes back is edited as what it was. */
static void
test_entity (void)
{
  static const LageShapeType shapes[] = {
    LAGE_SHAPE_POINT, LAGE_SHAPE_TEXT, LAGE_SHAPE_LINE, LAGE_SHAPE_ARROW, LAGE_SHAPE_FREEHAND,
    LAGE_SHAPE_AREA, LAGE_SHAPE_RECTANGLE, LAGE_SHAPE_CIRCLE,
  };
  g_autoptr(LageSituation) situation = lage_situation_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new (shapes[i]);
      g_autoptr(LageDrawSketch) again = NULL;
      g_autoptr(LageDraft) draft = NULL;
      g_autoptr(LageDraft) same = NULL;
      g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
      LageOpId op = { .lane = LAGE_LANE_LEDGER, .sequence = i + 1 };
      LageEntity *entity;
      LagePoint a, b;
      LageId id;

      lage_id_init_random (&id);
      draft = lage_draft_new (LAGE_KIND_AREA, &id);
      for (guint k = 0; k < 3; k++)
        add (sketch, 53.5 + 0.01 * k, 10.0 + 0.01 * k * k);
      lage_draw_sketch_write (sketch, NULL, draft);
      g_ptr_array_add (ops, lage_op_new (&op, lage_hlc_from_us (1 + i), draft, NULL, 0));
      lage_situation_apply (situation, ops);
      entity = lage_situation_find (situation, &id);

      again = lage_draw_sketch_new_for_entity (entity);
      g_assert_cmpint (again->shape, ==, shapes[i]);
      g_assert_cmpuint (lage_draw_sketch_get_n_placed (again), ==,
                        lage_draw_sketch_get_n_placed (sketch));
      for (guint k = 0; lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, k }, &a); k++)
        {
          g_assert_true (lage_draw_sketch_get_vertex (again, (LageDrawVertex) { 0, k }, &b));
          g_assert_cmpint (a.latitude_e7, ==, b.latitude_e7);
          g_assert_cmpint (a.longitude_e7, ==, b.longitude_e7);
        }

      /* What has not been changed says nothing. */
      same = lage_draft_new (LAGE_KIND_AREA, &id);
      lage_draw_sketch_write (again, entity, same);
      g_assert_cmpuint (same->changes->len, ==, 0);
    }
}

/* An area with a hole and a second part, as files have them: no part is lost. */
static void
test_parts (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GBytes) geometry = NULL;
  g_autoptr(GBytes) back = NULL;
  g_autoptr(LageDrawSketch) sketch = NULL;
  g_autoptr(LageDraft) draft = NULL;
  LageDrawMeasures measures, whole;
  LageOpId op = { .lane = LAGE_LANE_LEDGER, .sequence = 1 };
  LageId id;

  lage_id_init_random (&id);
  for (guint part = 0; part < 3; part++)
    {
      double size = part == 1 ? 0.01 : 0.04, x = part == 2 ? 11.0 : 10.0;

      lage_geometry_builder_begin (builder, part == 1 ? LAGE_GEOMETRY_HOLE : LAGE_GEOMETRY_RING);
      lage_geometry_builder_add (builder, 53.5 - size, x - size);
      lage_geometry_builder_add (builder, 53.5 - size, x + size);
      lage_geometry_builder_add (builder, 53.5 + size, x);
    }
  geometry = lage_geometry_builder_end (builder, NULL);
  draft = lage_draft_new (LAGE_KIND_AREA, &id);
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));
  lage_draft_set_int (draft, LAGE_FIELD_SHAPE, LAGE_SHAPE_RECTANGLE); /* which it is not */
  g_ptr_array_add (ops, lage_op_new (&op, lage_hlc_from_us (1), draft, NULL, 0));
  lage_situation_apply (situation, ops);

  sketch = lage_draw_sketch_new_for_entity (lage_situation_find (situation, &id));
  g_assert_cmpint (sketch->shape, ==, LAGE_SHAPE_AREA);
  g_assert_cmpuint (sketch->parts->len, ==, 3);
  back = lage_draw_sketch_get_geometry (sketch);
  g_assert_true (g_bytes_equal (geometry, back));
  lage_draw_sketch_measure (sketch, &whole);

  g_assert_false (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 0, 0 })); /* has a hole */
  g_assert_true (lage_draw_sketch_remove (sketch, (LageDrawVertex) { 1, 0 }));
  g_assert_cmpuint (sketch->parts->len, ==, 2);
  lage_draw_sketch_measure (sketch, &measures);
  g_assert_cmpfloat (measures.area_m2, >, whole.area_m2);
  g_assert_cmpfloat_with_epsilon (measures.area_m2 / whole.area_m2, 32.0 / 31.0, 1e-3);
}

static void
test_snap (void)
{
  g_autoptr(LageDrawSnap) snap = lage_draw_snap_new ();
  const LagePoint ring[] = { at (53.50, 10.00), at (53.50, 10.02), at (53.52, 10.02) };
  const LagePoint line[] = { at (53.60, 10.00), at (53.60, 10.10) };
  const LagePoint alone = at (53.70, 10.00);
  const double px = 1.0 / lage_mercator_world_px (14.0);
  LagePoint point = { 1, 2 };

#define FIND(latitude, longitude, dx, dy, key)                                               \
  lage_draw_snap_find (snap, lage_mercator_x (longitude) + (dx) * px,                        \
                       lage_mercator_y (latitude) + (dy) * px, 10.0 * px, key, &point)

  g_assert_cmpint (FIND (53.5, 10.0, 0, 0, 0), ==, LAGE_DRAW_SNAP_NONE);
  lage_draw_snap_add (snap, 1, LAGE_GEOMETRY_RING, ring, G_N_ELEMENTS (ring));
  lage_draw_snap_add (snap, 2, LAGE_GEOMETRY_LINE, line, G_N_ELEMENTS (line));
  lage_draw_snap_add (snap, 3, LAGE_GEOMETRY_LINE, &alone, 1);

  g_assert_cmpint (FIND (53.50, 10.02, 6, -7, 0), ==, LAGE_DRAW_SNAP_VERTEX);
  g_assert_cmpint (point.latitude_e7, ==, ring[1].latitude_e7);
  g_assert_cmpint (point.longitude_e7, ==, ring[1].longitude_e7);
  g_assert_cmpint (FIND (53.50, 10.01, 0, 9, 0), ==, LAGE_DRAW_SNAP_EDGE);
  g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&point), 53.50, 2e-7);
  g_assert_cmpfloat_with_epsilon (lage_point_get_longitude (&point), 10.01, 2e-7);
  g_assert_cmpint (FIND (53.50, 10.01, 0, 11, 0), ==, LAGE_DRAW_SNAP_NONE);
  /* The edge that closes a ring is one; a line has none there. */
  g_assert_cmpint (FIND (53.51, 10.01, 0, 0, 0), ==, LAGE_DRAW_SNAP_EDGE);
  g_assert_cmpint (FIND (53.60, 10.10, 12, 0, 0), ==, LAGE_DRAW_SNAP_NONE);
  g_assert_cmpint (FIND (53.70, 10.00, 3, 3, 0), ==, LAGE_DRAW_SNAP_VERTEX);
  g_assert_cmpint (FIND (53.70, 10.00, 3, 3, 3), ==, LAGE_DRAW_SNAP_NONE);
  lage_draw_snap_clear (snap);
  g_assert_cmpint (FIND (53.50, 10.02, 0, 0, 0), ==, LAGE_DRAW_SNAP_NONE);
#undef FIND
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/draw-sketch/shapes", test_shapes);
  g_test_add_func ("/map/draw-sketch/circle", test_circle);
  g_test_add_func ("/map/draw-sketch/rectangle", test_rectangle);
  g_test_add_func ("/map/draw-sketch/corners", test_corners);
  g_test_add_func ("/map/draw-sketch/smooth", test_smooth);
  g_test_add_func ("/map/draw-sketch/entity", test_entity);
  g_test_add_func ("/map/draw-sketch/parts", test_parts);
  g_test_add_func ("/map/draw-snap/find", test_snap);

  return g_test_run ();
}
