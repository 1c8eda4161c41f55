/* test-sim-sensorthings.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-sensorthings.h"

#include <json-glib/json-glib.h>

#include "lage-error.h"
#include "scenario-test.h"

#define BASE "http://127.0.0.1:9"

/* @request: path and query as in an address, after /v1.1/. */
static char *
get (const LageScenario  *scenario,
     const char          *time,
     const char          *request,
     GError             **error)
{
  g_auto(GStrv) parts = g_strsplit (request, "?", 2);
  g_autoptr(GHashTable) query = NULL;

  if (parts[0] != NULL && parts[1] != NULL)
    query = g_uri_parse_params (parts[1], -1, "&", G_URI_PARAMS_NONE, NULL);
  return lage_sim_sensorthings (scenario, 1, at (time), BASE, parts[0] != NULL ? parts[0] : "",
                                query, error);
}

static JsonNode *
get_json (const LageScenario *scenario,
          const char         *time,
          const char         *request)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = get (scenario, time, request, &error);
  JsonNode *node;

  g_assert_no_error (error);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

static JsonArray *
get_value (JsonNode *node)
{
  return json_object_get_array_member (json_node_get_object (node), "value");
}

static void
test_expand (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(JsonNode) node = get_json (
    scenario, "2013-12-06T02:30",
    "Things?$filter=Datastreams/properties/serviceName eq 'HH_STA_Fluttore'&$count=true"
    "&$expand=Locations,Datastreams($expand=Observations($top=1;$orderby=phenomenonTime desc),"
    "ObservedProperty)");
  JsonArray *things = get_value (node);
  JsonObject *thing;
  JsonObject *location;
  JsonObject *datastream;
  JsonObject *observation;
  JsonArray *coordinates;

  g_assert_cmpuint (json_array_get_length (things), ==, 10);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "@iot.count"), ==, 10);
  g_assert_false (json_object_has_member (json_node_get_object (node), "@iot.nextLink"));
  thing = json_array_get_object_element (things, 4);
  g_assert_cmpstr (json_object_get_string_member (thing, "name"), ==,
                   "Fluttor Am Sandtorkai (Übung)");
  location = json_object_get_object_member (
    json_object_get_object_member (
      json_array_get_object_element (json_object_get_array_member (thing, "Locations"), 0),
      "location"),
    "geometry");
  coordinates = json_object_get_array_member (location, "coordinates");
  /* Longitude first. */
  g_assert_cmpfloat_with_epsilon (json_array_get_double_element (coordinates, 0), 9.987, 1e-6);
  datastream
    = json_array_get_object_element (json_object_get_array_member (thing, "Datastreams"), 0);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (datastream, "ObservedProperty"), "name"),
                   ==, "gate_state");
  g_assert_true (json_object_has_member (datastream, "Observations@iot.nextLink"));
  observation = json_array_get_object_element (
    json_object_get_array_member (datastream, "Observations"), 0);
  g_assert_cmpstr (json_object_get_string_member (observation, "result"), ==, "closing");
  g_assert_cmpstr (json_object_get_string_member (observation, "phenomenonTime"), ==,
                   "2013-12-06T01:30:00Z");
}

/* Follows @iot.nextLink to the end and counts. */
static guint
count_pages (const LageScenario *scenario,
             const char         *request,
             guint              *n_pages)
{
  g_autofree char *next = g_strdup (request);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  *n_pages = 0;
  while (next != NULL)
    {
      g_autoptr(JsonNode) node = get_json (scenario, "2013-12-06T06:00", next);
      JsonArray *value = get_value (node);
      JsonObject *object = json_node_get_object (node);

      (*n_pages)++;
      for (guint i = 0; i < json_array_get_length (value); i++)
        {
          gint64 id = json_object_get_int_member (json_array_get_object_element (value, i),
                                                  "@iot.id");

          /* Nothing comes twice. */
          g_assert_true (g_hash_table_add (ids, g_memdup2 (&id, sizeof id)));
        }
      g_clear_pointer (&next, g_free);
      if (json_object_has_member (object, "@iot.nextLink"))
        {
          const char *link = json_object_get_string_member (object, "@iot.nextLink");

          g_assert_true (g_str_has_prefix (link, BASE "/v1.1/"));
          next = g_strdup (link + strlen (BASE "/v1.1/"));
        }
    }
  return g_hash_table_size (ids);
}

static void
test_pages (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  guint n_pages;

  g_assert_cmpuint (count_pages (scenario, "Things", &n_pages), ==, 15);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (count_pages (scenario, "Things?$top=4", &n_pages), ==, 15);
  g_assert_cmpuint (n_pages, ==, 4);
  g_assert_cmpuint (count_pages (scenario, "Datastreams?$top=5", &n_pages), ==, 15);
  g_assert_cmpuint (n_pages, ==, 3);
  /* Every ten minutes of four days and six hours, and the first. */
  g_assert_cmpuint (count_pages (scenario, "Datastreams(11)/Observations?$top=1000", &n_pages), ==,
                    613);
  g_assert_cmpuint (count_pages (scenario, "Datastreams(11)/Observations", &n_pages), ==, 613);
  g_assert_cmpuint (n_pages, ==, 7);
  g_assert_cmpuint (
    count_pages (scenario,
                 "Datastreams(11)/Observations?$top=10&$orderby=phenomenonTime desc"
                 "&$filter=phenomenonTime gt 2013-12-06T02:00:00Z and "
                 "phenomenonTime le 2013-12-06T05:00:00Z",
                 &n_pages),
    ==, 18);
  g_assert_cmpuint (n_pages, ==, 2);
}

static void
test_entities (void)
{
  static const char *const requests[] = {
    "",
    "Things(1)",
    "Things(1)?$expand=Datastreams/Observations",
    "Things(1)/Locations",
    "Things(1)/HistoricalLocations",
    "Things(1)/Datastreams?$expand=Thing($expand=Locations),Sensor",
    "Datastreams(15)",
    "Datastreams(15)/Thing",
    "Datastreams(15)/Sensor",
    "Datastreams(15)/ObservedProperty",
    "Locations(15)",
    "Observations(150000612)",
    "Observations(150000612)/Datastream",
    "Things?$top=0",
    "Things?$skip=15",
    "Things?$filter=name eq 'nothing'",
  };
  g_autoptr(LageScenario) scenario = load_xaver ();

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(JsonNode) node = get_json (scenario, "2013-12-06T06:00", requests[i]);

      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *request;
    LageError   code;
  } cases[] = {
    { "Nothing", LAGE_ERROR_NOT_FOUND },
    { "Things(0)", LAGE_ERROR_NOT_FOUND },
    { "Things(16)", LAGE_ERROR_NOT_FOUND },
    { "Things(99999999999999999999)", LAGE_ERROR_NOT_FOUND },
    { "Things(1", LAGE_ERROR_NOT_FOUND },
    { "Things(1)/Nothing", LAGE_ERROR_NOT_FOUND },
    { "Things/Datastreams", LAGE_ERROR_NOT_FOUND },
    { "Observations(150000613)", LAGE_ERROR_NOT_FOUND },
    { "Observations(1)", LAGE_ERROR_NOT_FOUND },
    { "Things?$top=many", LAGE_ERROR_INVALID },
    { "Things?$skip=-1", LAGE_ERROR_INVALID },
    { "Things?$magic=1", LAGE_ERROR_INVALID },
    { "Things?$filter=name like 'x'", LAGE_ERROR_INVALID },
    { "Things?$filter=colour eq 'x'", LAGE_ERROR_INVALID },
    { "Things?$expand=Datastreams($top)", LAGE_ERROR_INVALID },
    { "Datastreams(1)/Observations?$filter=result gt 4", LAGE_ERROR_INVALID },
    { "Datastreams(1)/Observations?$filter=phenomenonTime gt soon", LAGE_ERROR_INVALID },
    { "Things(1)?$expand=Datastreams($expand=Thing($expand=Datastreams($expand=Thing("
      "$expand=Datastreams))))",
      LAGE_ERROR_INVALID },
  };
  g_autoptr(LageScenario) scenario = load_xaver ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = get (scenario, "2013-12-06T06:00", cases[i].request, &error);

      g_test_message ("%s", cases[i].request);
      g_assert_null (text);
      g_assert_error (error, LAGE_ERROR, (gint) cases[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-sensorthings/expand", test_expand);
  g_test_add_func ("/exercise/sim-sensorthings/pages", test_pages);
  g_test_add_func ("/exercise/sim-sensorthings/entities", test_entities);
  g_test_add_func ("/exercise/sim-sensorthings/errors", test_errors);
  return g_test_run ();
}
