/* test-sim-pegelonline.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-pegelonline.h"

#include <json-glib/json-glib.h>

#include "lage-error.h"
#include "scenario-test.h"

#define ST_PAULI "d488c5cc-4de9-4631-8ce1-0db0e700b546"
#define ALL                                                                                     \
  (LAGE_SIM_PEGELONLINE_TIMESERIES | LAGE_SIM_PEGELONLINE_CURRENT                                \
   | LAGE_SIM_PEGELONLINE_CHARACTERISTIC)

static JsonNode *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  g_assert_nonnull (owned);
  node = json_from_string (owned, &error);
  g_assert_no_error (error);
  return node;
}

static void
test_stations (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  gint64 now_us = at ("2013-12-06T06:09:42");
  g_autoptr(JsonNode) root
    = parse (lage_sim_pegelonline_stations (scenario, 1, now_us, ST_PAULI ",5930090", ALL));
  JsonArray *stations = json_node_get_array (root);
  JsonObject *station;
  JsonObject *series;
  JsonObject *current;
  JsonArray *marks;

  g_assert_cmpuint (json_array_get_length (stations), ==, 2);
  station = json_array_get_object_element (stations, 0);
  g_assert_cmpstr (json_object_get_string_member (station, "uuid"), ==, ST_PAULI);
  g_assert_cmpstr (json_object_get_string_member (station, "number"), ==, "5952050");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (station, "latitude"), 53.545442,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (station, "longitude"), 9.969965,
                                  1e-6);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (station, "water"), "shortname"),
                   ==, "ELBE");
  series = json_array_get_object_element (json_object_get_array_member (station, "timeseries"), 0);
  g_assert_cmpstr (json_object_get_string_member (series, "shortname"), ==, "W");
  g_assert_cmpstr (json_object_get_string_member (series, "unit"), ==, "cm");
  g_assert_cmpfloat_with_epsilon (
    json_object_get_double_member (json_object_get_object_member (series, "gaugeZero"), "value"),
    -5.004, 1e-9);
  current = json_object_get_object_member (series, "currentMeasurement");
  /* Whole minutes, in local time with its offset. */
  g_assert_cmpstr (json_object_get_string_member (current, "timestamp"), ==,
                   "2013-12-06T06:09:00+01:00");
  g_assert_cmpfloat (json_object_get_double_member (current, "value"), ==, 1109.0);
  g_assert_cmpstr (json_object_get_string_member (current, "stateMnwMhw"), ==, "unknown");
  marks = json_object_get_array_member (series, "characteristicValues");
  g_assert_cmpuint (json_array_get_length (marks), ==, 4);
  g_assert_cmpfloat (
    json_object_get_double_member (json_array_get_object_element (marks, 0), "value"), ==, 711.0);
  g_assert_true (json_object_has_member (json_array_get_object_element (marks, 2), "occurrences"));
}

static void
test_switches (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  gint64 now_us = at ("2013-12-06T06:09");
  g_autoptr(JsonNode) bare = parse (lage_sim_pegelonline_stations (
    scenario, 1, now_us, NULL,
    LAGE_SIM_PEGELONLINE_CURRENT | LAGE_SIM_PEGELONLINE_CHARACTERISTIC));
  g_autoptr(JsonNode) series = parse (lage_sim_pegelonline_stations (
    scenario, 1, now_us, "", LAGE_SIM_PEGELONLINE_TIMESERIES | LAGE_SIM_PEGELONLINE_PRETTY));
  g_autoptr(JsonNode) one = parse (lage_sim_pegelonline_station (
    scenario, 1, now_us, "HAMBURG ST. PAULI", LAGE_SIM_PEGELONLINE_TIMESERIES, NULL));
  JsonObject *object = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (one), "timeseries"), 0);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (bare)), ==, 6);
  /* Ignored without the series. */
  g_assert_false (json_object_has_member (
    json_array_get_object_element (json_node_get_array (bare), 0), "timeseries"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (series)), ==, 0);
  g_assert_false (json_object_has_member (object, "currentMeasurement"));
  g_assert_false (json_object_has_member (object, "characteristicValues"));
}

static void
test_measurements (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  gint64 now_us = at ("2013-12-06T06:20:30");
  static const struct
  {
    const char *start;
    const char *end;
    guint       n;
    const char *first;
    const char *last;
  } cases[] = {
    /* Both ends count. */
    { "2013-12-06T06:00:00+01:00", "2013-12-06T06:10:00+01:00", 11, "2013-12-06T06:00:00+01:00",
      "2013-12-06T06:10:00+01:00" },
    { "2013-12-06T05:00:00Z", "2013-12-06T05:00:00Z", 1, "2013-12-06T06:00:00+01:00",
      "2013-12-06T06:00:00+01:00" },
    { "2013-12-06T06:00:01+01:00", "2013-12-06T06:01:59+01:00", 1, "2013-12-06T06:01:00+01:00",
      "2013-12-06T06:01:00+01:00" },
    /* Nothing comes from the future. */
    { "2013-12-06T06:18:00+01:00", "2013-12-07T00:00:00+01:00", 3, "2013-12-06T06:18:00+01:00",
      "2013-12-06T06:20:00+01:00" },
    { "2013-12-07T00:00:00+01:00", NULL, 0, NULL, NULL },
    { "PT2H", NULL, 120, "2013-12-06T04:21:00+01:00", "2013-12-06T06:20:00+01:00" },
    /* Only since there are data. */
    { "P31D", NULL, 4 * 1440 + 6 * 60 + 21, "2013-12-02T00:00:00+01:00",
      "2013-12-06T06:20:00+01:00" },
    { NULL, NULL, 4 * 1440 + 6 * 60 + 21, "2013-12-02T00:00:00+01:00",
      "2013-12-06T06:20:00+01:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) root = parse (lage_sim_pegelonline_measurements (
        scenario, 1, now_us, ST_PAULI, "W", cases[i].start, cases[i].end, NULL));
      JsonArray *array = json_node_get_array (root);
      JsonObject *object;

      g_assert_cmpuint (json_array_get_length (array), ==, cases[i].n);
      if (cases[i].n == 0)
        continue;
      object = json_array_get_object_element (array, 0);
      g_assert_cmpstr (json_object_get_string_member (object, "timestamp"), ==, cases[i].first);
      object = json_array_get_object_element (array, cases[i].n - 1);
      g_assert_cmpstr (json_object_get_string_member (object, "timestamp"), ==, cases[i].last);
    }
}

static void
test_span (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (
    "[scenario]\ntitle = T\nstart = 2013-12-05T12:00\nend = 2013-12-06T12:00\n"
    "data_since = 2013-09-01T00:00\n[gauge g]\nname = G\nwater = W\nagency = A\n"
    "mean_high = 700\nmean_low = 300\ntide = 2013-12-05T12:00 300\n"
    "tide = 2013-12-05T18:00 700\n");
  g_autoptr(JsonNode) root = parse (lage_sim_pegelonline_measurements (
    scenario, 1, at ("2013-12-05T12:00"), "g", "W", "P60D", NULL, NULL));

  /* 31 days and the minute at the other end. */
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 31 * 1440 + 1);
}

static void
test_errors (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  gint64 now_us = at ("2013-12-06T06:20:30");
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_sim_pegelonline_measurements (scenario, 1, now_us, "no", "W", NULL, NULL,
                                                    &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "station not found");
  g_clear_error (&error);
  g_assert_null (lage_sim_pegelonline_current (scenario, 1, now_us, ST_PAULI, "Q", &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lage_sim_pegelonline_measurements (scenario, 1, now_us, ST_PAULI, "W",
                                                    "yesterday", NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lage_sim_pegelonline_measurements (scenario, 1, now_us, ST_PAULI, "W", NULL,
                                                    "P1D", &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-pegelonline/stations", test_stations);
  g_test_add_func ("/exercise/sim-pegelonline/switches", test_switches);
  g_test_add_func ("/exercise/sim-pegelonline/measurements", test_measurements);
  g_test_add_func ("/exercise/sim-pegelonline/span", test_span);
  g_test_add_func ("/exercise/sim-pegelonline/errors", test_errors);
  return g_test_run ();
}
