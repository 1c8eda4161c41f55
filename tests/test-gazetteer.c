/* test-gazetteer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-gazetteer.h"

#include <string.h>

#include "lage-error.h"

static const LagePoint city_hall = { 535503000, 99937000 };

static LageGazetteer *
open_text (const char  *text,
           GError     **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "small.basemap", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) map = NULL;
  g_autoptr(GBytes) names = g_bytes_new (text, strlen (text));
  g_autoptr(LageBasemap) basemap = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  map = g_bytes_new_take (g_steal_pointer (&contents), size);
  basemap = lage_basemap_new_from_bytes (map, NULL);
  g_assert_nonnull (basemap);
  return lage_gazetteer_new (basemap, names, error);
}

static const LagePlace *
get_place (GPtrArray *places,
           guint      position)
{
  g_assert_cmpuint (position, <, places->len);
  return g_ptr_array_index (places, position);
}

static void
test_small (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageGazetteer) gazetteer = NULL;
  g_autoptr(GPtrArray) towns = NULL;
  g_autoptr(GPtrArray) waters = NULL;
  g_autoptr(GPtrArray) streets = NULL;
  gboolean has_number;

  gazetteer = open_text ("# class|name|where|extent|x y\n"
                         "\n"
                         "street|Seeweg|Inselstadt|420|940000 5325000\n"
                         "water|Seegraben||1200|941000 5326000", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lage_gazetteer_get_n_places (gazetteer), ==, 4); /* the shield has no name */

  towns = lage_gazetteer_find_places (gazetteer, "insel", NULL, 5);
  g_assert_cmpuint (towns->len, ==, 1);
  g_assert_cmpint (get_place (towns, 0)->place_class, ==, LAGE_PLACE_TOWN);
  g_assert_cmpstr (get_place (towns, 0)->name, ==, "Inselstadt");
  g_assert_cmpfloat_with_epsilon (lage_point_get_latitude (&get_place (towns, 0)->point), 53.2,
                                  1e-5);

  waters = lage_gazetteer_find_places (gazetteer, "see", NULL, 5);
  g_assert_cmpuint (waters->len, ==, 2);
  g_assert_cmpstr (get_place (waters, 0)->name, ==, "Seegraben");
  g_assert_cmpstr (get_place (waters, 0)->where, ==, "");
  g_assert_cmpuint (get_place (waters, 0)->extent_m, ==, 1200);
  g_assert_cmpstr (get_place (waters, 1)->name, ==, "Ödsee");
  g_assert_cmpint (get_place (waters, 1)->place_class, ==, LAGE_PLACE_WATER);

  streets = lage_gazetteer_find_streets (gazetteer, "see", NULL, 5, &has_number);
  g_assert_cmpuint (streets->len, ==, 1);
  g_assert_false (has_number);
  g_assert_cmpint (get_place (streets, 0)->place_class, ==, LAGE_PLACE_STREET);
  g_assert_cmpstr (get_place (streets, 0)->where, ==, "Inselstadt");
  g_assert_cmpint (get_place (streets, 0)->point.longitude_e7, ==, 94000000);
  g_assert_cmpint (get_place (streets, 0)->point.latitude_e7, ==, 532500000);
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "street", "street|A|B|1", "street|A|B|1|1", "street|A|B|1|1,2", "street||B|1|1 2",
    "road|A|B|1|1 2", "street|A|B|-1|1 2", "street|A|B|1|18000001 2", "street|A|B|1|1 9000001",
    "street|A|B|1|1 2 3", "street|A|B|x|1 2", "street|A|B|1|1 2|4", "street|\xff|B|1|1 2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageGazetteer) gazetteer = open_text (texts[i], &error);

      g_assert_null (gazetteer);
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
}

static void
test_embedded (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *where;
    double      latitude;
    double      longitude;
  } streets[] = {
    { "jungfernstieg", "Jungfernstieg", "Neustadt", 53.5535, 9.993 },
    { "Mönckebergstr.", "Mönckebergstraße", "Hamburg-Altstadt", 53.551, 10.002 },
    { "reperbahn", "Reeperbahn", "St. Pauli", 53.5496, 9.963 },
    { "gr elbstr", "Große Elbstraße", "Altona-Altstadt", 53.544, 9.943 },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(LageGazetteer) gazetteer = lage_gazetteer_new_embedded (&error);
  g_autoptr(GPtrArray) numbered = NULL;
  g_autoptr(GPtrArray) many = NULL;
  g_autoptr(GPtrArray) quarters = NULL;
  gboolean has_number;

  g_assert_no_error (error);
  g_assert_cmpuint (lage_gazetteer_get_n_places (gazetteer), >, 15000);
  for (guint i = 0; i < G_N_ELEMENTS (streets); i++)
    {
      g_autoptr(GPtrArray) found = lage_gazetteer_find_streets (gazetteer, streets[i].text,
                                                                &city_hall, 5, &has_number);
      LagePoint expected;

      g_test_message ("%s", streets[i].text);
      g_assert_cmpstr (get_place (found, 0)->name, ==, streets[i].name);
      g_assert_cmpstr (get_place (found, 0)->where, ==, streets[i].where);
      g_assert_true (lage_point_init (&expected, streets[i].latitude, streets[i].longitude));
      g_assert_cmpfloat (lage_point_get_distance_m (&expected, &get_place (found, 0)->point), <,
                         600.0);
    }

  /* Nothing is known of house numbers, and that is said. */
  numbered = lage_gazetteer_find_streets (gazetteer, "Reeperbahn 154a", NULL, 5, &has_number);
  g_assert_true (has_number);
  g_assert_cmpstr (get_place (numbered, 0)->name, ==, "Reeperbahn");

  /* Of many with one name the nearest comes first. */
  many = lage_gazetteer_find_streets (gazetteer, "dorfstraße", &city_hall, 10, &has_number);
  g_assert_cmpuint (many->len, ==, 10);
  for (guint i = 1; i < many->len; i++)
    if (g_str_equal (get_place (many, i)->name, "Dorfstraße"))
      g_assert_cmpfloat (lage_point_get_distance_m (&city_hall, &get_place (many, i - 1)->point),
                         <=,
                         lage_point_get_distance_m (&city_hall, &get_place (many, i)->point)
                           * 1.01);

  quarters = lage_gazetteer_find_places (gazetteer, "sankt pauli", &city_hall, 3);
  g_assert_cmpstr (get_place (quarters, 0)->name, ==, "St. Pauli");
  g_assert_cmpint (get_place (quarters, 0)->place_class, ==, LAGE_PLACE_QUARTER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/gazetteer/small", test_small);
  g_test_add_func ("/map/gazetteer/damaged", test_damaged);
  g_test_add_func ("/map/gazetteer/embedded", test_embedded);

  return g_test_run ();
}
