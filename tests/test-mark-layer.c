/* test-mark-layer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "lage-mark-layer.h"
#include "map-fixture.h"

typedef struct
{
  ShumateViewport *viewport;
  LageMarkLayer   *layer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->viewport = fixture_viewport_new (10.0, 53.5, 12.0);
  fixture->layer = g_object_ref_sink (lage_mark_layer_new (fixture->viewport));
  fixture_allocate (GTK_WIDGET (fixture->layer), 400, 300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->layer);
  g_assert_finalize_object (fixture->viewport);
}

/* Where the mark is drawn; FALSE if nothing is. */
static gboolean
get_bounds (Fixture         *fixture,
            graphene_rect_t *bounds)
{
  g_autoptr(GskRenderNode) node = fixture_draw (GTK_WIDGET (fixture->layer));

  if (node == NULL)
    return FALSE;
  gsk_render_node_get_bounds (node, bounds);
  return TRUE;
}

static void
test_draws (Fixture       *fixture,
            gconstpointer  data)
{
  graphene_rect_t pin, named;

  g_assert_false (get_bounds (fixture, &pin));
  g_assert_null (lage_mark_layer_get_name (fixture->layer));

  lage_mark_layer_set_mark (fixture->layer, 10.0, 53.5, "");
  g_assert_true (get_bounds (fixture, &pin));
  g_assert_cmpfloat_with_epsilon (pin.origin.x + pin.size.width / 2.0f, 200.0f, 1.0f);
  g_assert_cmpfloat_with_epsilon (pin.origin.y + pin.size.height, 150.0f, 3.0f);

  lage_mark_layer_set_mark (fixture->layer, 10.0, 53.5, "Reeperbahn");
  g_assert_cmpstr (lage_mark_layer_get_name (fixture->layer), ==, "Reeperbahn");
  g_assert_true (get_bounds (fixture, &named));
  g_assert_cmpfloat (named.size.width, >, pin.size.width + 40.0f);
  lage_mark_layer_set_is_dark (fixture->layer, TRUE);
  g_assert_true (get_bounds (fixture, &named));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->layer),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Reeperbahn");

  lage_mark_layer_clear (fixture->layer);
  g_assert_false (get_bounds (fixture, &pin));
  g_assert_null (lage_mark_layer_get_name (fixture->layer));
}

/* The pin goes with the ground, and out of sight. */
static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  graphene_rect_t bounds;

  lage_mark_layer_set_mark (fixture->layer, 10.0, 53.5, "");
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), 53.5, 10.01);
  g_assert_true (get_bounds (fixture, &bounds));
  /* 0.01 degrees at zoom 12: 256 * 4096 / 360 * 0.01 pixels */
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2.0f, 200.0f - 29.1f,
                                  1.0f);
  shumate_location_set_location (SHUMATE_LOCATION (fixture->viewport), 53.5, 11.0);
  g_assert_false (get_bounds (fixture, &bounds));
}

/* Its head and its tip, and not what is beside them. */
static void
test_pick (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (lage_mark_layer_pick (fixture->layer, 200.0, 130.0));
  lage_mark_layer_set_mark (fixture->layer, 10.0, 53.5, "Reeperbahn");
  g_assert_true (lage_mark_layer_pick (fixture->layer, 200.0, 150.0));
  g_assert_true (lage_mark_layer_pick (fixture->layer, 208.0, 120.0));
  g_assert_false (lage_mark_layer_pick (fixture->layer, 200.0, 156.0));
  g_assert_false (lage_mark_layer_pick (fixture->layer, 220.0, 130.0));
  g_assert_false (lage_mark_layer_pick (fixture->layer, 200.0, 105.0));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/map/mark-layer/draws", Fixture, NULL, set_up, test_draws, tear_down);
  g_test_add ("/map/mark-layer/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/map/mark-layer/pick", Fixture, NULL, set_up, test_pick, tear_down);

  return g_test_run ();
}
