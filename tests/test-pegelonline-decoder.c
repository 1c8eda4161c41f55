/* test-pegelonline-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"

#define UUID_A "aaaaaaaa-1111-4222-8333-444444444444"
#define UUID_B "bbbbbbbb-1111-4222-8333-444444444444"
#define BASE "https://example.invalid/rest/stations.json?ids=x"

static char *
station (const char *extra,
         const char *series)
{
  return g_strdup_printf ("{\"uuid\":\"" UUID_A "\",\"number\":\"1\",\"shortname\":\"TESTPEGEL\"%s,"
                          "\"water\":{\"shortname\":\"ELBE\",\"longname\":\"ELBE\"},"
                          "\"timeseries\":[%s]}", extra, series);
}

static LageDecoded *
feed_series (FeedTest   *test,
             const char *series)
{
  g_autofree char *text = station ("", series);

  return feed_test_feed (test, NULL, text, -1);
}

static void
test_stations (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  LageDraft *draft;
  LageId id;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, NULL,
    "[{\"uuid\":\"" UUID_A "\",\"number\":\"77\",\"shortname\":\"HAFEN ST. ANNEN UP\","
    "\"longname\":\"HAFEN ST. ANNEN UP\",\"km\":12.5,\"agency\":\"HPA\",\"longitude\":9.75,"
    "\"latitude\":53.5,\"water\":{\"shortname\":\"ELBE\",\"longname\":\"ELBE\"},\"timeseries\":["
    "{\"shortname\":\"WT\",\"unit\":\"\\u00b0C\",\"currentMeasurement\":{\"timestamp\":\"x\"}},"
    "{\"shortname\":\"W\",\"unit\":\"cm\",\"equidistance\":1,\"currentMeasurement\":"
    "{\"timestamp\":\"2013-12-05T22:20:00+01:00\",\"value\":701,\"stateMnwMhw\":\"unknown\"},"
    "\"gaugeZero\":{\"unit\":\"m. \\u00fc. NHN\",\"value\":-5.004,\"validFrom\":\"2019-11-01\"},"
    "\"characteristicValues\":[{\"shortname\":\"MThw\",\"unit\":\"cm\",\"value\":711.0},"
    "{\"shortname\":\"MTnw\",\"unit\":\"cm\",\"value\":347},"
    "{\"shortname\":\"HThw\",\"unit\":\"m+PNP\",\"value\":10.65},"
    "{\"shortname\":\"NTnw\",\"unit\":\"cm\",\"value\":99999},"
    "{\"shortname\":\"XY\",\"unit\":\"cm\",\"value\":1}]}]},"
    "{\"uuid\":\"" UUID_B "\",\"longname\":\"Kleiner Ort\"}]", -1);
  g_assert_cmpuint (decoded->n_good, ==, 2);
  g_assert_cmpuint (decoded->n_messages, ==, 2);
  g_assert_cmpuint (decoded->drafts->len, ==, 2);
  g_assert_cmpuint (decoded->requests->len, ==, 0);

  draft = feed_test_draft (decoded, 0);
  lage_id_init_external (&id, "pegelonline", UUID_A);
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_GAUGE);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T21:20:00Z"));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Hafen St. Annen UP");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_WATER), ==, "Elbe");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_AGENCY), ==, "HPA");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_GAUGE_DATUM), ==, "m. ü. NHN");
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_LEVEL_CM), ==, 701.0);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_GAUGE_ZERO_NHN_M), ==, -5.004);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_RIVER_KM), ==, 12.5);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_MEAN_HIGH_WATER_CM), ==, 711.0);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_MEAN_LOW_WATER_CM), ==, 347.0);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_HIGHEST_WATER_CM), ==, 1065.0);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_LOWEST_WATER_CM));
  feed_test_assert_point (draft, 53.5, 9.75);

  draft = feed_test_draft (decoded, 1);
  g_assert_cmpint (draft->observed_at_us, ==, 0);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Kleiner Ort");
  g_assert_false (feed_test_has (draft, LAGE_FIELD_LEVEL_CM));
  g_assert_false (feed_test_has (draft, LAGE_FIELD_POSITION));
}

static void
test_names (void)
{
  static const char *const names[][2] = {
    { "HAMBURG ST. PAULI", "Hamburg St. Pauli" },
    { "HAMBURG-HARBURG", "Hamburg-Harburg" },
    { "SCHÖPFSTELLE", "Schöpfstelle" },
    { "ÖVELGÖNNE", "Övelgönne" },
    { "FRANKFURT AM MAIN", "Frankfurt am Main" },
    { "AM ORT", "Am Ort" },
    { "BLANKENESE UF", "Blankenese UF" },
    { "OSTERIFF MPM", "Osteriff MPM" },
    { "HANAU BRÜCKE DFH", "Hanau Brücke DFH" },
    { "Schon Lesbar DFH", "Schon Lesbar DFH" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto(FeedTest) test = { 0 };
      g_autofree char *text = g_strdup_printf ("{\"uuid\":\"" UUID_A "\",\"longname\":\"%s\"}",
                                               names[i][0]);
      g_autoptr(LageDecoded) decoded = NULL;

      feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
      decoded = feed_test_feed (&test, NULL, text, -1);
      g_assert_cmpstr (feed_test_text (feed_test_draft (decoded, 0), LAGE_FIELD_NAME), ==,
                       names[i][1]);
    }
}

static void
test_units (void)
{
  static const struct
  {
    const char *unit;
    LageField   field;
    double      value;
  } units[] = {
    { "cm", LAGE_FIELD_LEVEL_CM, 2.5 },
    { "m+PNP", LAGE_FIELD_LEVEL_CM, 250.0 },
    { "m+NN", LAGE_FIELD_LEVEL_NHN_M, 2.5 },
    { "m+NHN", LAGE_FIELD_LEVEL_NHN_M, 2.5 },
    { "m. ü. NHN", LAGE_FIELD_LEVEL_NHN_M, 2.5 },
  };
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) bad = NULL;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *series = g_strdup_printf (
        "{\"shortname\":\"W\",\"unit\":\"%s\",\"currentMeasurement\":"
        "{\"timestamp\":\"2013-12-05T22:20:00+01:00\",\"value\":2.5}}", units[i].unit);
      g_autoptr(LageDecoded) decoded = feed_series (&test, series);
      LageDraft *draft = feed_test_draft (decoded, 0);

      g_assert_cmpfloat (feed_test_real (draft, units[i].field), ==, units[i].value);
      g_assert_cmpint (feed_test_has (draft, LAGE_FIELD_LEVEL_CM), ==,
                       units[i].field == LAGE_FIELD_LEVEL_CM);
      if (units[i].field == LAGE_FIELD_LEVEL_NHN_M)
        g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_GAUGE_DATUM), ==, units[i].unit);
    }

  bad = feed_series (&test, "{\"shortname\":\"W\",\"unit\":\"ft\"}");
  g_assert_cmpuint (bad->n_rejected, ==, 1);
  feed_test_assert_problem (bad, 0, "station 1 (TESTPEGEL): timeseries W: unit: \"ft\"");
}

static void
test_unknown (void)
{
  static const char *const values[] = {
    "\"value\":null", "\"value\":99999", "\"value\":99999.0", "\"stateMnwMhw\":\"low\"",
    "\"value\":1,\"stateMnwMhw\":\"commented\"",
  };
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) zero = NULL;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *series = g_strdup_printf (
        "{\"shortname\":\"W\",\"unit\":\"cm\",\"currentMeasurement\":"
        "{\"timestamp\":\"2013-12-05T22:20:00+01:00\",%s}}", values[i]);
      g_autoptr(LageDecoded) decoded = feed_series (&test, series);

      g_assert_cmpuint (decoded->n_good, ==, 1);
      g_assert_cmpuint (decoded->drafts->len, ==, 1);
      g_assert_false (feed_test_has (feed_test_draft (decoded, 0), LAGE_FIELD_LEVEL_CM));
    }

  zero = feed_series (&test, "{\"shortname\":\"W\",\"unit\":\"cm\",\"currentMeasurement\":"
                      "{\"timestamp\":\"2013-12-05T22:20:00+01:00\",\"value\":0}}");
  g_assert_cmpfloat (feed_test_real (feed_test_draft (zero, 0), LAGE_FIELD_LEVEL_CM), ==, 0.0);
}

static void
test_rejected (void)
{
  static const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "", "JSON: empty" },
    { "<html>", "not JSON" },
    { "[{\"uuid\":", "ends too early" },
    { "{\"status\":404,\"message\":\"station not found\"}", "station not found (status 404)" },
    { "{\"y\":2013}", "neither a station nor a measurement" },
    { "7", "a number instead of stations" },
    { "[7]", "element 1: neither" },
    { "[{\"uuid\":7}]", "station 1: uuid: a number instead of a text" },
    { "[{\"uuid\":\"\"}]", "station 1: uuid: missing" },
    { "[{\"uuid\":\"" UUID_A "\",\"latitude\":91,\"longitude\":9}]", "is no place" },
    { "[{\"uuid\":\"" UUID_A "\",\"km\":\"1\"}]", "km: a text instead of a number" },
    { "[{\"uuid\":\"" UUID_A "\",\"timeseries\":[7]}]", "timeseries 1: a number instead" },
    { "[{\"uuid\":\"" UUID_A "\",\"timeseries\":[{\"shortname\":\"W\",\"unit\":\"cm\","
      "\"currentMeasurement\":{\"timestamp\":\"2013-12-05T22:20:00\",\"value\":1}}]}]",
      "timeseries W: currentMeasurement: timestamp: \"2013-12-05T22:20:00\" has no time zone" },
    { "[{\"uuid\":\"" UUID_A "\",\"timeseries\":[{\"shortname\":\"W\",\"unit\":\"cm\","
      "\"currentMeasurement\":{\"value\":1}}]}]", "timestamp: missing" },
    { "[{\"uuid\":\"" UUID_A "\",\"timeseries\":[{\"shortname\":\"W\",\"unit\":\"cm\","
      "\"currentMeasurement\":{\"timestamp\":\"2013-12-05T22:20:00Z\",\"value\":\"1\"}}]}]",
      "value: a text instead of a number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FeedTest) test = { 0 };
      g_autoptr(LageDecoded) decoded = NULL;

      feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
      decoded = feed_test_feed (&test, NULL, cases[i].text, -1);
      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->n_messages, ==, 1);
      g_assert_cmpuint (decoded->drafts->len, ==, 0);
      feed_test_assert_problem (decoded, 0, cases[i].problem);
    }
}

static void
test_empty (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, NULL, " [ ] ", -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->drafts->len, ==, 0);
}

static void
test_measurements (void)
{
  static const char text[] =
    "[{\"timestamp\":\"2013-12-05T22:00:00+01:00\",\"value\":313.0},"
    "{\"timestamp\":\"2013-12-05T22:01:00+01:00\",\"value\":null},"
    "{\"timestamp\":\"2013-12-05T22:02:00+01:00\",\"value\":-4},"
    "{\"timestamp\":\"gestern\",\"value\":1},"
    "{\"timestamp\":\"2013-12-05T21:00:00+01:00\",\"value\":300}]";
  static const char *const options[] = { "station", UUID_B, "unit", "m+NHN", NULL };
  g_auto(FeedTest) test = { 0 };
  g_auto(FeedTest) file_test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  g_autoptr(LageDecoded) nameless = NULL;
  g_autoptr(LageDecoded) from_file = NULL;
  g_autoptr(LageDecoded) by_number = NULL;
  g_autoptr(LageDecoded) other_series = NULL;
  LageDraft *draft;
  LageId id;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, "https://example.invalid/rest/stations/" UUID_A
                            "/W/measurements.json?start=P31D", text, -1);
  g_assert_cmpuint (decoded->n_good, ==, 4);
  g_assert_cmpuint (decoded->n_rejected, ==, 1);
  feed_test_assert_problem (decoded, 0, "measurement 4: timestamp: \"gestern\"");
  g_assert_cmpuint (decoded->drafts->len, ==, 1);
  draft = feed_test_draft (decoded, 0);
  lage_id_init_external (&id, "pegelonline", UUID_A);
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T21:02:00Z"));
  g_assert_cmpuint (draft->changes->len, ==, 4);
  g_assert_cmpint (g_array_index (draft->changes, LageChange, 1).observed_at_us, ==,
                   feed_test_time ("2013-12-05T21:00:00Z"));
  g_assert_cmpfloat (g_array_index (draft->changes, LageChange, 1).value.real, ==, 313.0);
  g_assert_cmpfloat (g_array_index (draft->changes, LageChange, 2).value.real, ==, -4.0);

  nameless = feed_test_feed (&test, "file:///tmp/measurements.json", text, -1);
  g_assert_cmpuint (nameless->n_rejected, ==, 1);
  feed_test_assert_problem (nameless, 0, "does not say of which station");

  by_number = feed_test_feed (&test, "http://h/stations/5952050/W/measurements.json", text, -1);
  feed_test_assert_problem (by_number, 0, "station \"5952050\" of the address is not a uuid");

  other_series = feed_test_feed (&test, "http://h/stations/" UUID_A "/Q/measurements.json", text,
                                 -1);
  g_assert_cmpuint (other_series->n_ignored, ==, 5);
  g_assert_cmpuint (other_series->drafts->len, ==, 0);

  feed_test_init (&file_test, &lage_pegelonline_decoder_class, NULL, options);
  from_file = feed_test_feed (&file_test, NULL, text, -1);
  draft = feed_test_draft (from_file, 0);
  lage_id_init_external (&id, "pegelonline", UUID_B);
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_LEVEL_NHN_M), ==, 300.0);
}

static void
test_long_history (void)
{
  static const char *const options[] = { "station", UUID_A, NULL };
  g_auto(FeedTest) test = { 0 };
  g_autoptr(GString) text = g_string_new ("[");
  g_autoptr(LageDecoded) decoded = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%s{\"timestamp\":\"2013-12-%02uT%02u:%02u:00Z\",\"value\":%u}",
                            i > 0 ? "," : "", 1 + i / 1440, i / 60 % 24, i % 60, i);
  g_string_append_c (text, ']');

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, options);
  decoded = feed_test_feed (&test, NULL, text->str, (gssize) text->len);
  g_assert_cmpuint (decoded->n_good, ==, 3000);
  g_assert_cmpuint (decoded->drafts->len, ==, 3);
  g_assert_cmpuint (feed_test_draft (decoded, 0)->changes->len, ==, 1440);
  g_assert_cmpint (feed_test_draft (decoded, 2)->observed_at_us, ==,
                   feed_test_time ("2013-12-03T01:59:00Z"));
}

static gint64 newest_us;

static gint64
find_newest_cb (const LageId *entity,
                LageField     field,
                gpointer      data)
{
  LageId id;

  lage_id_init_external (&id, "pegelonline", UUID_A);
  g_assert_true (lage_id_equal (entity, &id));
  g_assert_cmpint (field, ==, LAGE_FIELD_LEVEL_CM);
  return newest_us;
}

static guint
poll (FeedTest    *test,
      const char  *uri,
      const char  *time,
      char       **request)
{
  g_autofree char *series = g_strdup_printf (
    "{\"shortname\":\"W\",\"unit\":\"cm\",\"equidistance\":1,\"currentMeasurement\":"
    "{\"timestamp\":\"%s\",\"value\":2.5}}", time);
  g_autofree char *text = station ("", series);
  g_autoptr(LageDecoded) decoded = feed_test_feed (test, uri, text, -1);

  g_clear_pointer (request, g_free);
  if (decoded->requests->len > 0)
    *request = g_strdup (g_ptr_array_index (decoded->requests, 0));
  return decoded->requests->len;
}

static void
test_history (void)
{
  LageDecoderHost host = { .find_newest = find_newest_cb };
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) answer = NULL;
  g_autofree char *request = NULL;

  newest_us = 0;
  feed_test_init (&test, &lage_pegelonline_decoder_class, &host, NULL);
  g_assert_cmpuint (poll (&test, "file:///s.json", "2013-12-05T21:20:00Z", &request), ==, 0);
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:20:00Z", &request), ==, 1);
  g_assert_cmpstr (request, ==, "stations/" UUID_A "/W/measurements.json?start=P31D");

  /* The answer comes; from now on only gaps are asked for. */
  answer = feed_test_feed (&test, "https://example.invalid/rest/stations/" UUID_A
                           "/W/measurements.json?start=P31D", "[]", -1);
  g_assert_cmpuint (answer->n_good, ==, 1);
  newest_us = feed_test_time ("2013-12-05T21:20:00Z");
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:21:00Z", &request), ==, 0);
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:22:00Z", &request), ==, 0);
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:22:01Z", &request), ==, 1);
  g_assert_cmpstr (request, ==, "stations/" UUID_A
                   "/W/measurements.json?start=2013-12-05T21%3A20%3A00Z");

  /* Not answered: asked again, from the same moment, three times in all. */
  newest_us = feed_test_time ("2013-12-05T21:22:01Z");
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:23:00Z", &request), ==, 1);
  g_assert_cmpstr (request, ==, "stations/" UUID_A
                   "/W/measurements.json?start=2013-12-05T21%3A20%3A00Z");
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:23:00Z", &request), ==, 1);
  g_assert_cmpuint (poll (&test, BASE, "2013-12-05T21:23:00Z", &request), ==, 0);

  /* A single station stands in the folder of the stations. */
  g_assert_cmpuint (poll (&test, "http://h/stations/X.json", "2013-12-05T23:00:00Z", &request),
                    ==, 1);
  g_assert_cmpstr (request, ==, UUID_A "/W/measurements.json?start=2013-12-05T21%3A22%3A01Z");
}

static void
test_first_request (void)
{
  static const char *const options[] = { "gauges", UUID_A ", " UUID_B, NULL };
  static const char *const bad_options[] = { "gauges", "ST. PAULI", NULL };
  g_auto(FeedTest) test = { 0 };
  g_auto(FeedTest) plain = { 0 };
  g_auto(FeedTest) bad = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *plain_uri = NULL;
  g_autofree char *file_uri = NULL;

  feed_test_init (&test, &lage_pegelonline_decoder_class, NULL, options);
  uri = test.klass->get_first_request (test.state, "https://h/r/stations.json");
  g_assert_cmpstr (uri, ==, "https://h/r/stations.json?includeTimeseries=true"
                   "&includeCurrentMeasurement=true&includeCharacteristicValues=true"
                   "&prettyprint=false&ids=" UUID_A "," UUID_B);

  feed_test_init (&plain, &lage_pegelonline_decoder_class, NULL, NULL);
  plain_uri = plain.klass->get_first_request (plain.state,
                                              "https://h/s.json?waters=ELBE&prettyprint=true");
  g_assert_cmpstr (plain_uri, ==, "https://h/s.json?waters=ELBE&prettyprint=true"
                   "&includeTimeseries=true&includeCurrentMeasurement=true"
                   "&includeCharacteristicValues=true");
  file_uri = plain.klass->get_first_request (plain.state, "file:///s.json");
  g_assert_cmpstr (file_uri, ==, "file:///s.json");

  g_assert_null (feed_test_create (&bad, &lage_pegelonline_decoder_class, NULL, bad_options,
                                   &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "option gauges"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/pegelonline-decoder/stations", test_stations);
  g_test_add_func ("/feeds/pegelonline-decoder/names", test_names);
  g_test_add_func ("/feeds/pegelonline-decoder/units", test_units);
  g_test_add_func ("/feeds/pegelonline-decoder/unknown", test_unknown);
  g_test_add_func ("/feeds/pegelonline-decoder/rejected", test_rejected);
  g_test_add_func ("/feeds/pegelonline-decoder/empty", test_empty);
  g_test_add_func ("/feeds/pegelonline-decoder/measurements", test_measurements);
  g_test_add_func ("/feeds/pegelonline-decoder/long-history", test_long_history);
  g_test_add_func ("/feeds/pegelonline-decoder/history", test_history);
  g_test_add_func ("/feeds/pegelonline-decoder/first-request", test_first_request);

  return g_test_run ();
}
