/* test-map-gather.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-gather.h"
#include "shape-fixture.h"
#include "window-fixture.h"

/* What a map draws of warnings and drawings. */

typedef struct
{
  SessionFixture base;
  LageFilter    *filter;
  LageMapSift    sift;
  GArray        *areas;
  GArray        *items;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->filter = lage_filter_new ();
  fixture->items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));
  lage_map_sift_init (&fixture->sift);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->areas, g_array_unref);
  g_array_unref (fixture->items);
  lage_map_sift_clear (&fixture->sift);
  g_object_unref (fixture->filter);
  session_fixture_tear_down (&fixture->base, data);
}

static void
gather (Fixture *fixture,
        gint64   now_us)
{
  g_clear_pointer (&fixture->areas, g_array_unref);
  lage_map_sift_run (&fixture->sift, fixture->base.session, fixture->filter, NULL, now_us);
  fixture->areas = lage_map_gather_areas (&fixture->sift, fixture->filter, now_us);
  lage_map_gather_items (&fixture->sift, fixture->base.session, fixture->filter, now_us,
                         fixture->items);
}

static LageDraft *
make_drawing (const char           *name,
              LageShapeType         shape,
              LageGeometryPartType  type)
{
  static const double degrees[] = { 9.9, 53.5, 10.0, 53.5, 10.0, 53.6 };
  LageDraft *draft = fixture_draft (LAGE_KIND_AREA, name);
  g_autoptr(GBytes) geometry = fixture_make_geometry (type, degrees, 3);

  lage_draft_set_int (draft, LAGE_FIELD_SHAPE, shape);
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));

  return draft;
}

static const LageMapArea *
get_area (Fixture *fixture,
          guint    i)
{
  g_assert_cmpuint (i, <, fixture->areas->len);

  return &g_array_index (fixture->areas, LageMapArea, i);
}

static void
test_each_type_has_its_style (Fixture       *fixture,
                              gconstpointer  data)
{
  for (guint type = LAGE_AREA_OTHER; type <= LAGE_AREA_DANGER; type++)
    {
      g_autofree char *name = g_strdup_printf ("Area %u", type);
      LageDraft *draft = make_drawing (name, LAGE_SHAPE_AREA, LAGE_GEOMETRY_RING);
      LageEntity *entity;

      lage_draft_set_int (draft, LAGE_FIELD_AREA_TYPE, type);
      lage_draft_set_int (draft, LAGE_FIELD_COLOUR, type % (LAGE_COLOUR_BLACK + 1));
      entity = fixture_take (fixture->base.session, "test", draft);
      gather (fixture, FIXTURE_NOW_US);
      g_assert_cmpuint (fixture->areas->len, ==, type + 1);
      for (guint i = 0; i <= type; i++)
        if (get_area (fixture, i)->key == lage_entity_get_key (entity))
          {
            g_assert_cmpuint (get_area (fixture, i)->style, ==, type);
            g_assert_cmpuint (get_area (fixture, i)->colour, ==, type % (LAGE_COLOUR_BLACK + 1));
            g_assert_cmpstr (get_area (fixture, i)->label, ==, name);
            g_assert_nonnull (get_area (fixture, i)->geometry);
            g_assert_false (get_area (fixture, i)->has_head);
          }
    }

  /* Areas are drawn as such, and not as a sign besides. */
  g_assert_cmpuint (fixture->items->len, ==, 0);
}

static void
test_arrow_text_and_point (Fixture       *fixture,
                           gconstpointer  data)
{
  LageDraft *text = fixture_draft (LAGE_KIND_AREA, "Deichbruch");
  LageDraft *point = fixture_draft (LAGE_KIND_AREA, "Sammelstelle");
  LageEntity *arrow, *words;

  arrow = fixture_take (fixture->base.session, "test",
                        make_drawing ("Vormarsch", LAGE_SHAPE_ARROW, LAGE_GEOMETRY_LINE));
  lage_draft_set_int (text, LAGE_FIELD_SHAPE, LAGE_SHAPE_TEXT);
  lage_draft_set_point (text, LAGE_FIELD_POSITION, 53.5, 9.9);
  words = fixture_take (fixture->base.session, "test", text);
  lage_draft_set_int (point, LAGE_FIELD_SHAPE, LAGE_SHAPE_POINT);
  lage_draft_set_point (point, LAGE_FIELD_POSITION, 53.4, 9.8);
  fixture_take (fixture->base.session, "test", point);

  gather (fixture, FIXTURE_NOW_US);
  g_assert_cmpuint (fixture->areas->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const LageMapArea *area = get_area (fixture, i);

      if (area->key == lage_entity_get_key (arrow))
        {
          g_assert_true (area->has_head);
          g_assert_nonnull (area->geometry);
        }
      else
        {
          g_assert_cmpuint (area->key, ==, lage_entity_get_key (words));
          g_assert_null (area->geometry);
          g_assert_cmpstr (area->label, ==, "Deichbruch");
          g_assert_cmpfloat_with_epsilon (area->longitude, 9.9, 1e-6);
          g_assert_cmpfloat_with_epsilon (area->latitude, 53.5, 1e-6);
        }
    }

  /* Without names a text stays what it is. */
  lage_filter_set_shows_layer (fixture->filter, LAGE_FILTER_LABELS, FALSE);
  gather (fixture, FIXTURE_NOW_US);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (get_area (fixture, i)->label != NULL, ==,
                     get_area (fixture, i)->geometry == NULL);
  lage_filter_set_shows_layer (fixture->filter, LAGE_FILTER_LABELS, TRUE);
  gather (fixture, FIXTURE_NOW_US);

  /* The point is a sign. */
  g_assert_cmpuint (fixture->items->len, ==, 1);
  g_assert_cmpstr (g_array_index (fixture->items, LageMapItem, 0).label, ==, "Sammelstelle");
}

/* Planned before it begins, drawn as it is from then on, gone when it is over. */
static void
test_validity (Fixture       *fixture,
               gconstpointer  data)
{
  LageDraft *draft = make_drawing ("Räumung", LAGE_SHAPE_AREA, LAGE_GEOMETRY_RING);
  const gint64 begin_us = FIXTURE_NOW_US + G_TIME_SPAN_HOUR;
  const gint64 end_us = FIXTURE_NOW_US + 2 * G_TIME_SPAN_HOUR;

  lage_draft_take (draft, LAGE_FIELD_VALID_FROM_AT, lage_value_time (begin_us));
  lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT, lage_value_time (end_us));
  fixture_take (fixture->base.session, "test", draft);

  gather (fixture, begin_us - 1);
  g_assert_true (get_area (fixture, 0)->is_planned);
  gather (fixture, begin_us);
  g_assert_false (get_area (fixture, 0)->is_planned);
  gather (fixture, end_us);
  g_assert_cmpuint (fixture->areas->len, ==, 1);
  gather (fixture, end_us + 1);
  g_assert_cmpuint (fixture->areas->len, ==, 0);
}

static void
test_warnings (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { gint64 severity; LageShapeStyle style; } cases[] = {
    { LAGE_SEVERITY_UNKNOWN, LAGE_SHAPE_STYLE_NOTICE },
    { LAGE_SEVERITY_MODERATE, LAGE_SHAPE_STYLE_NOTICE },
    { LAGE_SEVERITY_SEVERE, LAGE_SHAPE_STYLE_WARNING },
    { LAGE_SEVERITY_EXTREME, LAGE_SHAPE_STYLE_SEVERE },
  };
  static const double degrees[] = { 9.9, 53.5, 10.0, 53.5, 10.0, 53.6 };
  g_autoptr(GBytes) geometry = fixture_make_geometry (LAGE_GEOMETRY_RING, degrees, 3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Warnung %u", i);
      LageDraft *draft = fixture_draft (LAGE_KIND_WARNING, name);
      LageEntity *entity;
      gboolean is_found = FALSE;

      lage_draft_set_int (draft, LAGE_FIELD_SEVERITY, cases[i].severity);
      lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));
      lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT,
                       lage_value_time (FIXTURE_NOW_US + G_TIME_SPAN_HOUR));
      entity = fixture_take (fixture->base.session, "test", draft);
      gather (fixture, FIXTURE_NOW_US);
      g_assert_cmpuint (fixture->areas->len, ==, i + 1);
      for (guint k = 0; k <= i; k++)
        if (get_area (fixture, k)->key == lage_entity_get_key (entity))
          {
            g_assert_cmpuint (get_area (fixture, k)->style, ==, cases[i].style);
            is_found = TRUE;
          }
      g_assert_true (is_found);
    }

  gather (fixture, FIXTURE_NOW_US + G_TIME_SPAN_HOUR + 1);
  g_assert_cmpuint (fixture->areas->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/windows/map-gather/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("each-type-has-its-style", test_each_type_has_its_style);
  ADD ("arrow-text-and-point", test_arrow_text_and_point);
  ADD ("validity", test_validity);
  ADD ("warnings", test_warnings);

  return g_test_run ();
}
