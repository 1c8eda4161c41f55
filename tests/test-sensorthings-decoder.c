/* test-sensorthings-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"

#define STREAM(id, layer, result) "{\"@iot.id\":" id ",\"name\":\"Strom\","  \
  "\"observationType\":\"x\",\"unitOfMeasurement\":{\"name\":\"m\",\"symbol\":null}," \
  "\"observedArea\":{\"type\":\"Point\",\"coordinates\":[9.9,53.4]}," \
  "\"properties\":{\"layerName\":\"" layer "\"},\"Observations\":[" result "]}"
#define OBSERVATION(time, result) "{\"@iot.id\":1,\"phenomenonTime\":\"" time "\"," \
  "\"resultTime\":null,\"result\":" result "}"
#define THING(streams) "{\"@iot.id\":7,\"name\":\"Schöpfwerk\",\"description\":\"Tor und Pegel\"," \
  "\"Locations\":[{\"encodingType\":\"application/vnd.geo+json\",\"location\":" \
  "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[10.0,53.5]}}}]," \
  "\"Datastreams\":[" streams "]}"

static const char *const rules[] = {
  "map.1", "properties/layerName=Tor -> flood-gate.gate-state states 0=open,1=closed,true=fault",
  "map.2", "properties/layerName~Pegel* and name~Strom* -> gauge.level factor 100 offset 500",
  "map.3", "@iot.id=44 -> sensor.traffic factor 12",
  "map.10", "Thing/name=Windmast -> sensor.wind-speed",
  NULL,
};

static LageDecoded *
feed (FeedTest   *test,
      const char *uri,
      const char *text)
{
  if (test->state == NULL)
    feed_test_init (test, &lage_sensorthings_decoder_class, NULL, rules);
  return feed_test_feed (test, uri, text, -1);
}

static void
test_things (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed (&test, NULL,
    "{\"@iot.count\":1,\"@iot.nextLink\":\"https://h/v1.1/Things?$skip=1\",\"value\":["
    THING (STREAM ("1", "Tor", OBSERVATION ("2013-12-05T21:00:00Z", "1")) ","
           STREAM ("2", "Pegel_1", OBSERVATION ("2013-12-05T20:00:00Z/2013-12-05T21:01:00Z", "1.5")
                   "," OBSERVATION ("2013-12-05T21:02:00Z", "\"2.5\"")
                   "," OBSERVATION ("2013-12-05T21:03:00Z", "null")
                   "," OBSERVATION ("2013-12-05T21:04:00Z", "\"hoch\"")) ","
           STREAM ("3", "Parken", OBSERVATION ("2013-12-05T21:00:00Z", "1")))
    "]}");
  LageDraft *draft;
  LageId id;

  /* Thing, 2 Datastreams and 4 Observations; Datastream and Observation that nobody wants. */
  g_assert_cmpuint (decoded->n_good, ==, 7);
  g_assert_cmpuint (decoded->n_ignored, ==, 2);
  g_assert_cmpuint (decoded->n_rejected, ==, 1);
  feed_test_assert_problem (decoded, 0,
                            "Thing 1: Datastream 2: Observation 4: result: \"hoch\" is not");
  g_assert_cmpuint (decoded->requests->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (decoded->requests, 0), ==, "https://h/v1.1/Things?$skip=1");
  g_assert_cmpuint (decoded->drafts->len, ==, 2);

  draft = feed_test_draft (decoded, 0);
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_FLOOD_GATE);
  lage_id_init_external (&id, "sensorthings", "test/Things(7)/flood-gate");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_GATE_STATE), ==, LAGE_GATE_CLOSED);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T21:00:00Z"));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Schöpfwerk");
  feed_test_assert_point (draft, 53.5, 10.0);

  draft = feed_test_draft (decoded, 1);
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_GAUGE);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_LEVEL_CM), ==, 750.0);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T21:02:00Z"));
  g_assert_cmpint (g_array_index (draft->changes, LageChange, draft->changes->len - 2)
                     .observed_at_us, ==, feed_test_time ("2013-12-05T21:01:00Z"));
}

static void
test_states (void)
{
  static const struct { const char *result; int state; } cases[] = {
    { "0", LAGE_GATE_OPEN }, { "1.0", LAGE_GATE_CLOSED }, { "\"1\"", LAGE_GATE_CLOSED },
    { "true", LAGE_GATE_FAULT }, { "\"closing\"", LAGE_GATE_CLOSING },
    { "null", -1 }, { "\"\"", -1 }, { "2", -2 }, { "false", -2 }, { "{}", -2 },
  };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        THING (STREAM ("1", "Tor", OBSERVATION ("2013-12-05T21:00:00Z", "%s"))), cases[i].result);
      g_autoptr(LageDecoded) decoded = feed (&test, NULL, text);
      LageDraft *draft = feed_test_draft (decoded, 0);

      g_assert_cmpuint (decoded->n_rejected, ==, cases[i].state == -2 ? 1 : 0);
      g_assert_cmpint (feed_test_has (draft, LAGE_FIELD_GATE_STATE), ==, cases[i].state >= 0);
      if (cases[i].state >= 0)
        g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_GATE_STATE), ==, cases[i].state);
    }
}

static void
test_observations (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) streams = feed (&test, "https://h/v1.1/Things('W1')/Datastreams",
    "{\"value\":[" STREAM ("\"p-9\"", "Pegel", "") "]}");
  g_autoptr(LageDecoded) page = feed (&test, "https://h/v1.1/Datastreams('p-9')/Observations",
    "{\"value\":[" OBSERVATION ("2013-12-05T21:00:00Z", "1") ","
    OBSERVATION ("2013-12-05T21:01:00Z", "2") "]}");
  g_autoptr(LageDecoded) by_id = feed (&test, "https://h/v1.1/Datastreams(44)/Observations",
    "{\"value\":[" OBSERVATION ("2013-12-05T21:00:00Z", "5") "]}");
  g_autoptr(LageDecoded) strange = feed (&test, "https://h/v1.1/Datastreams(45)/Observations",
    "{\"value\":[" OBSERVATION ("2013-12-05T21:00:00Z", "5") "]}");
  g_autoptr(LageDecoded) expanded = feed (&test, NULL,
    "{\"@iot.id\":1,\"phenomenonTime\":\"2013-12-05T21:00:00Z\",\"result\":17,\"Datastream\":"
    "{\"@iot.id\":77,\"Thing\":{\"@iot.id\":8,\"name\":\"Windmast\"}}}");
  LageId id;

  lage_id_init_external (&id, "sensorthings", "test/Things('W1')/gauge");
  g_assert_true (lage_id_equal (&feed_test_draft (streams, 0)->entity, &id));
  feed_test_assert_point (feed_test_draft (streams, 0), 53.4, 9.9);
  g_assert_cmpuint (page->n_good, ==, 2);
  g_assert_cmpuint (page->drafts->len, ==, 1);
  g_assert_true (lage_id_equal (&feed_test_draft (page, 0)->entity, &id));
  g_assert_cmpfloat (feed_test_real (feed_test_draft (page, 0), LAGE_FIELD_LEVEL_CM), ==, 700.0);
  g_assert_cmpfloat (feed_test_real (feed_test_draft (by_id, 0), LAGE_FIELD_TRAFFIC_PER_H), ==,
                     60.0);
  g_assert_cmpuint (strange->n_ignored, ==, 1);
  g_assert_cmpuint (strange->drafts->len, ==, 0);
  g_assert_cmpfloat (feed_test_real (feed_test_draft (expanded, 0), LAGE_FIELD_WIND_SPEED_MPS), ==,
                     17.0);
}

static void
test_without_rules (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  LageDraft *draft;

  feed_test_init (&test, &lage_sensorthings_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, NULL, "{\"@iot.id\":7648,\"name\":\"Zählfeld\",\"Datastreams\":["
    STREAM ("1", "Rad", OBSERVATION ("2013-12-05T21:00:00Z", "1")) "]}", -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->n_ignored, ==, 2);
  g_assert_cmpuint (decoded->drafts->len, ==, 1);
  draft = feed_test_draft (decoded, 0);
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_SENSOR);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Zählfeld");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_EXTERNAL_ID), ==,
                   "sensorthings:test/Things(7648)/sensor");
  feed_test_assert_point (draft, 53.4, 9.9);
}

static void
test_history (void)
{
  static const char *const options[] = { "history", "true", "map.1", "name=a -> sensor.traffic",
                                         NULL };
  static const char text[] =
    "{\"@iot.id\":7,\"Datastreams@iot.nextLink\":\"https://h/d\",\"Datastreams\":[{\"@iot.id\":1,"
    "\"name\":\"a\",\"Observations@iot.nextLink\":\"https://h/o\",\"Observations\":[]}]}";
  g_auto(FeedTest) with = { 0 };
  g_auto(FeedTest) without = { 0 };
  g_autoptr(LageDecoded) all = NULL;
  g_autoptr(LageDecoded) some = NULL;

  feed_test_init (&with, &lage_sensorthings_decoder_class, NULL, options);
  all = feed_test_feed (&with, NULL, text, -1);
  g_assert_cmpuint (all->requests->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (all->requests, 0), ==, "https://h/o");
  feed_test_init (&without, &lage_sensorthings_decoder_class, NULL, options + 2);
  some = feed_test_feed (&without, NULL, text, -1);
  g_assert_cmpuint (some->requests->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (some->requests, 0), ==, "https://h/d");
}

static void
test_bad_rules (void)
{
  static const char *const cases[][2] = {
    { "name=a", "no \"->\"" },
    { "name -> gauge.level", "neither PATH=TEXT" },
    { "=a -> gauge.level", "neither PATH=TEXT" },
    { "name= -> gauge.level", "nothing to compare" },
    { "name=a ->", "nothing behind" },
    { "name=a -> gauge", "not KIND.FIELD" },
    { "name=a -> tower.level", "no such kind: \"tower\"" },
    { "name=a -> gauge.height", "no such field of that kind: \"height\"" },
    { "name=a -> gauge.position", "results cannot go to" },
    { "name=a -> gauge.level factor", "a number is missing" },
    { "name=a -> gauge.level factor 1,5", "not a number: \"1,5\"" },
    { "name=a -> gauge.level times 2", "neither factor" },
    { "name=a -> gauge.level states 1=open", "no states in the field" },
    { "name=a -> flood-gate.gate-state states 1=ajar", "no such state: \"ajar\"" },
    { "name=a -> flood-gate.gate-state states open", "not RESULT=STATE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *options[] = { "map.5", cases[i][0], NULL };
      g_auto(FeedTest) test = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_null (feed_test_create (&test, &lage_sensorthings_decoder_class, NULL, options,
                                       &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "option map.5: "));
      if (strstr (error->message, cases[i][1]) == NULL)
        g_error ("\"%s\" is not in \"%s\"", cases[i][1], error->message);
    }
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
    { "[]", "an array instead of an object" },
    { "{\"code\":404,\"message\":\"Not Found\"}", "the service answers: Not Found" },
    { "{\"value\":7}", "value: a number instead of an array" },
    { "{\"value\":[7]}", "value 1: a number instead" },
    { "{\"value\":[{}]}", "value 1: neither a Thing" },
    { "{\"@iot.id\":{},\"name\":\"a\"}", "Thing 1: @iot.id: an object" },
    { "{\"@iot.id\":1,\"Datastreams\":{}}", "Thing 1: Datastreams: an object" },
    { "{\"@iot.id\":44,\"observationType\":\"x\",\"observedArea\":{\"type\":\"Point\","
      "\"coordinates\":[9]}}", "Datastream 1: observedArea: not a place" },
    { "{\"@iot.id\":1,\"result\":1,\"Datastream\":{\"@iot.id\":44}}", "phenomenonTime: missing" },
    { "{\"@iot.id\":1,\"result\":1,\"phenomenonTime\":\"2013-12-05T21:00:00Z/\","
      "\"Datastream\":{\"@iot.id\":44}}", "phenomenonTime: \"\" is not a date" },
  };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDecoded) decoded = feed (&test, NULL, cases[i].text);

      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->drafts->len, ==, 0);
      feed_test_assert_problem (decoded, 0, cases[i].problem);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/sensorthings-decoder/things", test_things);
  g_test_add_func ("/feeds/sensorthings-decoder/states", test_states);
  g_test_add_func ("/feeds/sensorthings-decoder/observations", test_observations);
  g_test_add_func ("/feeds/sensorthings-decoder/without-rules", test_without_rules);
  g_test_add_func ("/feeds/sensorthings-decoder/history", test_history);
  g_test_add_func ("/feeds/sensorthings-decoder/bad-rules", test_bad_rules);
  g_test_add_func ("/feeds/sensorthings-decoder/rejected", test_rejected);

  return g_test_run ();
}
