/* test-shape-set.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-shape-set.h"

#include <math.h>

#include "lage-mercator.h"
#include "shape-fixture.h"

/* Small enough that only what is hit counts. */
#define PIXEL 1e-9

static const double square[] = { 9.0, 53.0, 11.0, 53.0, 11.0, 55.0, 9.0, 55.0 };
static const double inner[] = { 9.5, 53.5, 10.5, 53.5, 10.5, 54.5, 9.5, 54.5 };

static guint64
pick (LageShapeSet *set,
      double        longitude,
      double        latitude,
      double        pixel)
{
  guint64 key = 0;

  return lage_shape_set_pick (set, lage_mercator_x (longitude), lage_mercator_y (latitude), pixel,
                              &key)
           ? key
           : 0;
}

static void
test_hole (void)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(LageShapeSet) set = NULL;
  g_autoptr(GBytes) geometry = NULL;
  LageMapArea area = { .key = 5, .label = "Insel" };

  fixture_add_part (builder, LAGE_GEOMETRY_RING, square, 4);
  fixture_add_part (builder, LAGE_GEOMETRY_HOLE, inner, 4);
  area.geometry = geometry = lage_geometry_builder_end (builder, NULL);
  set = lage_shape_set_new (&area, 1);
  lage_shape_set_prepare (set);

  g_assert_cmpuint (set->n_shapes, ==, 1);
  g_assert_cmpuint (set->shapes[0].n_rings, ==, 2);
  g_assert_cmpuint (pick (set, 9.25, 54.0, PIXEL), ==, 5);
  g_assert_cmpuint (pick (set, 10.75, 53.25, PIXEL), ==, 5);
  g_assert_cmpuint (pick (set, 10.0, 54.0, PIXEL), ==, 0);
  g_assert_cmpuint (pick (set, 8.99, 54.0, PIXEL), ==, 0);
  g_assert_cmpuint (pick (set, 11.01, 54.0, PIXEL), ==, 0);
  g_assert_cmpuint (pick (set, 10.0, 52.99, PIXEL), ==, 0);
  g_assert_cmpuint (pick (set, 10.0, 55.01, PIXEL), ==, 0);

  /* The name has its place beside the hole. */
  g_assert_cmpstr (set->shapes[0].label, ==, "Insel");
  g_assert_cmpuint (pick (set, lage_mercator_longitude (set->shapes[0].label_x),
                          lage_mercator_latitude (set->shapes[0].label_y), PIXEL), ==, 5);
}

static void
test_bounds (void)
{
  static const double triangle[] = { 9.0, 53.0, 11.0, 54.0, 10.0, 55.0 };
  LageMapArea area = { .key = 1 };
  g_autoptr(LageShapeSet) set = fixture_make_set (area, LAGE_GEOMETRY_RING, triangle, 3);
  const LageShape *shape = &set->shapes[0];

  g_assert_cmpfloat (fabs (shape->x0 - lage_mercator_x (9.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->x1 - lage_mercator_x (11.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->y0 - lage_mercator_y (55.0)), <, 1e-12);
  g_assert_cmpfloat (fabs (shape->y1 - lage_mercator_y (53.0)), <, 1e-12);
}

/* Near the line itself, and near its ends, but not on its continuation, nor inside its bend. */
static void
test_line (void)
{
  static const double line[] = { 9.0, 0.0, 10.0, 0.0, 10.0, 1.0 };
  LageMapArea area = { .key = 3, .has_head = TRUE };
  g_autoptr(LageShapeSet) set = fixture_make_set (area, LAGE_GEOMETRY_LINE, line, 3);
  double pixel = (lage_mercator_x (0.1) - lage_mercator_x (0.0)) / LAGE_SHAPE_PICK_PX;

  g_assert_true (set->shapes[0].has_head);
  g_assert_cmpuint (set->shapes[0].form, ==, LAGE_SHAPE_FORM_LINE);
  g_assert_cmpuint (pick (set, 9.5, 0.099, pixel), ==, 3);
  g_assert_cmpuint (pick (set, 9.5, 0.101, pixel), ==, 0);
  g_assert_cmpuint (pick (set, 8.901, 0.0, pixel), ==, 3);
  g_assert_cmpuint (pick (set, 8.899, 0.0, pixel), ==, 0);
  g_assert_cmpuint (pick (set, 10.099, 0.5, pixel), ==, 3);
  g_assert_cmpuint (pick (set, 9.6, 0.4, pixel), ==, 0);
  g_assert_cmpuint (pick (set, 9.5, 0.5, pixel), ==, 0); /* where first and last would be joined */
}

/* The outline of an area can be hit from outside, by as much as a line. */
static void
test_outline (void)
{
  LageMapArea area = { .key = 4 };
  g_autoptr(LageShapeSet) set = fixture_make_set (area, LAGE_GEOMETRY_RING, square, 4);
  double pixel = (lage_mercator_x (0.1) - lage_mercator_x (0.0)) / LAGE_SHAPE_PICK_PX;

  g_assert_cmpuint (pick (set, 11.099, 54.0, pixel), ==, 4);
  g_assert_cmpuint (pick (set, 11.101, 54.0, pixel), ==, 0);
  g_assert_cmpuint (pick (set, 8.901, 54.0, pixel), ==, 4); /* from the last corner to the first */
}

static void
test_text (void)
{
  LageMapArea area = { .key = 6, .longitude = 10, .latitude = 53, .label = "Deich\ngebrochen" };
  LageMapArea nameless = { .key = 7, .longitude = 10, .latitude = 53 };
  g_autoptr(LageShapeSet) set = lage_shape_set_new (&area, 1);
  g_autoptr(LageShapeSet) none = lage_shape_set_new (&nameless, 1);
  double pixel = 1 / lage_mercator_world_px (12);

  lage_shape_set_prepare (set);
  g_assert_cmpuint (set->n_shapes, ==, 1);
  g_assert_cmpuint (set->shapes[0].form, ==, LAGE_SHAPE_FORM_TEXT);
  g_assert_cmpuint (pick (set, 10, 53, pixel), ==, 6);
  g_assert_cmpuint (pick (set, lage_mercator_longitude (lage_mercator_x (10) + 30 * pixel), 53,
                          pixel), ==, 6);
  g_assert_cmpuint (pick (set, lage_mercator_longitude (lage_mercator_x (10) + 80 * pixel), 53,
                          pixel), ==, 0);

  lage_shape_set_prepare (none);
  g_assert_cmpuint (none->n_shapes, ==, 0);
}

/* Whatever order they come in: the small one is above the large one that holds it, lines above both,
 * and drawings above warnings. */
static void
test_order (void)
{
  static const double line[] = { 9.0, 54.0, 11.0, 54.0 };
  g_autoptr(GBytes) large = fixture_make_geometry (LAGE_GEOMETRY_RING, square, 4);
  g_autoptr(GBytes) small = fixture_make_geometry (LAGE_GEOMETRY_RING, inner, 4);
  g_autoptr(GBytes) across = fixture_make_geometry (LAGE_GEOMETRY_LINE, line, 2);
  const LageMapArea areas[] = {
    { .key = 1, .geometry = across },
    { .key = 2, .geometry = small },
    { .key = 3, .geometry = large },
    { .key = 4, .geometry = small, .style = LAGE_SHAPE_STYLE_SEVERE },
  };
  g_autoptr(LageShapeSet) set = lage_shape_set_new (areas, G_N_ELEMENTS (areas));

  lage_shape_set_prepare (set);
  g_assert_cmpuint (set->shapes[0].key, ==, 4);
  g_assert_cmpuint (set->shapes[1].key, ==, 3);
  g_assert_cmpuint (set->shapes[2].key, ==, 2);
  g_assert_cmpuint (set->shapes[3].key, ==, 1);
  g_assert_cmpuint (pick (set, 10.0, 54.0, PIXEL), ==, 1);
  g_assert_cmpuint (pick (set, 10.0, 54.2, PIXEL), ==, 2);
  g_assert_cmpuint (pick (set, 9.2, 54.2, PIXEL), ==, 3);
}

/* Two rings that overlap both hold; the name stands in the larger one only. */
static void
test_rings_of_one_area (void)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(LageShapeSet) set = NULL;
  g_autoptr(GBytes) geometry = NULL;
  LageMapArea area = { .key = 8, .label = "Warnung" };

  fixture_add_part (builder, LAGE_GEOMETRY_RING, inner, 4);
  fixture_add_part (builder, LAGE_GEOMETRY_RING, square, 4);
  area.geometry = geometry = lage_geometry_builder_end (builder, NULL);
  set = lage_shape_set_new (&area, 1);
  lage_shape_set_prepare (set);

  g_assert_cmpuint (set->n_shapes, ==, 2);
  g_assert_cmpuint (pick (set, 10.0, 54.0, PIXEL), ==, 8);
  g_assert_cmpstr (set->shapes[0].label, ==, "Warnung");
  g_assert_null (set->shapes[1].label);
}

static void
test_equals (void)
{
  g_autoptr(GBytes) a = fixture_make_geometry (LAGE_GEOMETRY_RING, square, 4);
  g_autoptr(GBytes) b = fixture_make_geometry (LAGE_GEOMETRY_RING, square, 4);
  LageMapArea area = { .key = 1, .geometry = a, .label = "A" };
  g_autoptr(LageShapeSet) set = lage_shape_set_new (&area, 1);
  LageMapArea other;

  g_assert_true (lage_shape_set_equals (set, &area, 1));
  g_assert_false (lage_shape_set_equals (set, &area, 0));

#define DIFFERS(field, value)                                   \
  other = area;                                                 \
  other.field = (value);                                        \
  g_assert_false (lage_shape_set_equals (set, &other, 1))

  DIFFERS (key, 2);
  DIFFERS (style, LAGE_SHAPE_STYLE_ROUTE);
  DIFFERS (colour, LAGE_COLOUR_RED);
  DIFFERS (has_head, TRUE);
  DIFFERS (is_planned, TRUE);
  DIFFERS (geometry, b);
  DIFFERS (label, "B");
  DIFFERS (label, NULL);
  DIFFERS (longitude, 1.0);
  DIFFERS (latitude, 1.0);
#undef DIFFERS
}

/* What is no geometry, and what no style or colour has, is not a reason to fail. */
static void
test_bad (void)
{
  g_autoptr(GBytes) nonsense = g_bytes_new_static ("\xff\xff\xff\xff\xff", 5);
  g_autoptr(GBytes) good = fixture_make_geometry (LAGE_GEOMETRY_RING, square, 4);
  const LageMapArea areas[] = {
    { .key = 1, .geometry = nonsense, .label = "?" },
    { .key = 2, .geometry = good, .style = 200, .colour = 200 },
    { .key = 3, .label = "?", .longitude = (double) NAN },
  };
  g_autoptr(LageShapeSet) set = lage_shape_set_new (areas, G_N_ELEMENTS (areas));

  lage_shape_set_prepare (set);
  lage_shape_set_prepare (set); /* the second time nothing happens */
  g_assert_cmpuint (set->n_shapes, ==, 1);
  g_assert_cmpuint (set->shapes[0].style, <, LAGE_N_SHAPE_STYLES);
  g_assert_cmpuint (set->shapes[0].colour, ==, LAGE_COLOUR_AUTOMATIC);
}

static void
test_empty (void)
{
  LageShapeSet *set = lage_shape_set_new (NULL, 0);
  guint64 key;

  g_assert_true (lage_shape_set_ref (set) == set);
  lage_shape_set_unref (set);
  lage_shape_set_prepare (set);
  g_assert_cmpuint (set->n_shapes, ==, 0);
  g_assert_false (lage_shape_set_pick (set, 0.5, 0.5, 1, &key));
  lage_shape_set_unref (set);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/shape-set/hole", test_hole);
  g_test_add_func ("/map/shape-set/bounds", test_bounds);
  g_test_add_func ("/map/shape-set/line", test_line);
  g_test_add_func ("/map/shape-set/outline", test_outline);
  g_test_add_func ("/map/shape-set/text", test_text);
  g_test_add_func ("/map/shape-set/order", test_order);
  g_test_add_func ("/map/shape-set/rings-of-one-area", test_rings_of_one_area);
  g_test_add_func ("/map/shape-set/equals", test_equals);
  g_test_add_func ("/map/shape-set/bad", test_bad);
  g_test_add_func ("/map/shape-set/empty", test_empty);

  return g_test_run ();
}
