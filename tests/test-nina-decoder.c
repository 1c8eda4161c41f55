/* test-nina-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"
#include "lage-geometry.h"

#define MAP_URI "https://example.invalid/api31/mowas/mapData.json"

static void
test_map_data (void)
{
  static const char text[] =
    "[{\"id\":\"mow.A/1\",\"version\":3,\"startDate\":\"2013-12-05T15:00:00+01:00\","
    "\"severity\":\"Severe\",\"urgency\":\"Immediate\",\"type\":\"Update\","
    "\"i18nTitle\":{\"de\":\"Sturmflut &amp; Orkan\",\"en\":\"Storm surge\"}},"
    "{\"id\":\"mow.B\",\"version\":1,\"startDate\":\"2013-12-05T15:00:00+01:00\","
    "\"expiresDate\":\"3021-01-01T00:00:00+01:00\",\"type\":\"Cancel\",\"i18nTitle\":{}},"
    "{\"version\":1}]";
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  g_autoptr(LageDecoded) details = NULL;
  g_autoptr(LageDecoded) again = NULL;
  LageDraft *draft;
  LageId id;

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, MAP_URI, text, -1);
  g_assert_cmpuint (decoded->n_good, ==, 2);
  g_assert_cmpuint (decoded->n_rejected, ==, 1);
  feed_test_assert_problem (decoded, 0, "warning 3: id: missing");

  draft = feed_test_draft (decoded, 0);
  lage_id_init_external (&id, "nina", "mow.A/1");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Sturmflut & Orkan");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME_EN), ==, "Storm surge");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_SEVERITY), ==, LAGE_SEVERITY_SEVERE);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_MESSAGE_TYPE), ==, LAGE_MESSAGE_UPDATE);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T14:00:00Z"));
  draft = feed_test_draft (decoded, 1);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_MESSAGE_TYPE), ==, LAGE_MESSAGE_CANCEL);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_EXPIRES_AT));

  g_assert_cmpuint (decoded->requests->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (decoded->requests, 0), ==, "../warnings/mow.A%2F1.json");
  g_assert_cmpstr (g_ptr_array_index (decoded->requests, 1), ==, "../warnings/mow.A%2F1.geojson");

  /* What has come is not asked for again. */
  details = feed_test_feed (&test, "https://example.invalid/api31/warnings/mow.B.json",
    "{\"identifier\":\"mow.B\",\"status\":\"Actual\",\"msgType\":\"Cancel\"}", -1);
  g_assert_cmpuint (details->n_good, ==, 1);
  again = feed_test_feed (&test, MAP_URI, text, -1);
  g_assert_cmpuint (again->requests->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (again->requests, 2), ==, "../warnings/mow.B.geojson");
}

static void
test_dashboard (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  g_autoptr(LageDecoded) empty = NULL;
  LageDraft *draft;

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, "file:///dashboard.json",
    "[{\"id\":\"kat.1\",\"payload\":{\"version\":1,\"type\":\"ALERT\",\"id\":\"kat.1\","
    "\"hash\":\"ab\",\"data\":{\"headline\":\"Hochwasser\",\"provider\":\"KATWARN\","
    "\"severity\":\"Minor\",\"msgType\":\"Update\",\"area\":{\"type\":\"ZGEM\",\"data\":\"1\"}}},"
    "\"i18nTitle\":{\"de\":\"Hochwasser\"},\"onset\":\"2013-12-05T20:00:00+01:00\","
    "\"sent\":\"2013-12-05T15:00:00+01:00\",\"expires\":\"2013-12-06T15:00:00+01:00\"}]", -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->requests->len, ==, 0);
  draft = feed_test_draft (decoded, 0);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Hochwasser");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_SENDER), ==, "KATWARN");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_SEVERITY), ==, LAGE_SEVERITY_MINOR);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_MESSAGE_TYPE), ==, LAGE_MESSAGE_UPDATE);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T14:00:00Z"));
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_EXPIRES_AT)->value.time_us, ==,
                   feed_test_time ("2013-12-06T14:00:00Z"));

  empty = feed_test_feed (&test, MAP_URI, "[]", -1);
  g_assert_cmpuint (empty->n_good, ==, 1);
  g_assert_cmpuint (empty->drafts->len, ==, 0);
}

static void
test_details (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  LageDraft *draft;
  LageId id;

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, NULL,
    "{\"identifier\":\"mow.A\",\"sender\":\"DE-HH\",\"sent\":\"2013-12-05T15:00:00+01:00\","
    "\"status\":\"Actual\",\"msgType\":\"Update\","
    "\"references\":\"OLD-1 OLD-2,mow.OLD-1 mow.OLD-2 mow.OLD-1,2013-12-04T00:00:00+00:00\","
    "\"info\":[{\"language\":\"en\",\"headline\":\"Storm surge\",\"description\":\"Rising\"},"
    "{\"language\":\"DE\",\"category\":[\"Health\"],\"event\":\"Gefahreninformation\","
    "\"urgency\":\"Immediate\",\"severity\":\"Minor\",\"certainty\":\"Observed\","
    "\"eventCode\":[{\"valueName\":\"profile:DE-BBK-EVENTCODE\",\"value\":\"BBK-EVC-040\"}],"
    "\"expires\":\"3021-11-22T05:19:00+01:00\",\"headline\":\"Sturmflut\","
    "\"description\":\"Bleiben&nbsp;Sie<br/>zu <b>Hause</b>\",\"instruction\":null,"
    "\"area\":[{\"areaDesc\":\"Hamburg\"},{\"areaDesc\":\"Wedel\"}]}]}", -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->drafts->len, ==, 3);

  draft = feed_test_draft (decoded, 0);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Sturmflut");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME_EN), ==, "Storm surge");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_DESCRIPTION), ==, "Bleiben Sie\nzu Hause");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_DESCRIPTION_EN), ==, "Rising");
  g_assert_null (feed_test_text (draft, LAGE_FIELD_INSTRUCTION));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_SENDER), ==, "DE-HH");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_EVENT_CODE), ==,
                   "DE-BBK-EVENTCODE=BBK-EVC-040");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_AREA_NAME), ==, "Hamburg, Wedel");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_WARNING_STATUS), ==, LAGE_WARNING_ACTUAL);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_CERTAINTY), ==, LAGE_CERTAINTY_OBSERVED);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_EXPIRES_AT));

  lage_id_init_external (&id, "nina", "mow.OLD-2");
  g_assert_true (lage_id_equal (&feed_test_draft (decoded, 2)->entity, &id));
  g_assert_cmpstr (feed_test_text (feed_test_draft (decoded, 2), LAGE_FIELD_REPLACED_BY), ==,
                   "mow.A");
}

/* An exercise that refers to a warning must not end it. */
static void
test_exercise_ends_nothing (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, NULL,
    "{\"identifier\":\"mow.A\",\"sent\":\"2013-12-05T15:00:00+01:00\",\"status\":\"Exercise\","
    "\"msgType\":\"Cancel\",\"references\":\"mow.OLD-1\",\"info\":[]}", -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->drafts->len, ==, 2);
  g_assert_cmpint (feed_test_int (feed_test_draft (decoded, 0), LAGE_FIELD_WARNING_STATUS), ==,
                   LAGE_WARNING_EXERCISE);
  g_assert_false (feed_test_has (feed_test_draft (decoded, 1), LAGE_FIELD_REPLACED_BY));
  g_assert_true (feed_test_has (feed_test_draft (decoded, 1), LAGE_FIELD_REPLACED_UNMEANT_BY));
}

static void
test_area (void)
{
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[9.5,53.5],[10.5,53.5],[10.5,54.0],"
    "[9.5,54.0],[9.5,53.5]],[[9.9,53.7],[10.1,53.7],[10.1,53.8],[9.9,53.8]]]}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
    "[[[[8.0,53.0],[8.1,53.0],[8.1,53.1]]]]}}]}";
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = NULL;
  g_autoptr(LageDecoded) nameless = NULL;
  LagePoint inside, in_hole;
  LageDraft *draft;
  GBytes *area;
  LageId id;

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  decoded = feed_test_feed (&test, "https://h/api31/warnings/mow.A%2F1.geojson?x", text, -1);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  draft = feed_test_draft (decoded, 0);
  lage_id_init_external (&id, "nina", "mow.A/1");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  area = lage_draft_find (draft, LAGE_FIELD_AREA)->value.geometry;
  g_assert_true (lage_point_init (&inside, 53.6, 10.0));
  g_assert_true (lage_point_init (&in_hole, 53.75, 10.0));
  g_assert_true (lage_geometry_contains (area, &inside));
  g_assert_false (lage_geometry_contains (area, &in_hole));
  feed_test_assert_point (draft, 53.75, 10.0);

  nameless = feed_test_feed (&test, NULL, text, -1);
  g_assert_cmpuint (nameless->n_rejected, ==, 1);
  feed_test_assert_problem (nameless, 0, "of which warning");
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
    { "<html/>", "not JSON" },
    { "{}", "neither a list of warnings" },
    { "[7]", "warning 1: a number instead of an object" },
    { "[{\"id\":\"a\",\"sent\":\"bald\"}]", "warning 1: sent: \"bald\"" },
    { "[{\"id\":\"a\",\"payload\":{\"data\":[]}}]", "payload: data: an array instead" },
    { "{\"identifier\":\"a\"}", "warning a: status: missing" },
    { "{\"identifier\":7}", "warning without identifier: identifier: a number" },
    { "{\"identifier\":\"a\",\"status\":\"Echt\",\"msgType\":\"Alert\"}", "status \"Echt\"" },
    { "{\"identifier\":\"a\",\"status\":\"Actual\",\"msgType\":\"Alert\",\"info\":[{\"onset\":7}]}",
      "warning a: info 1: onset: a number" },
    { "{\"type\":\"FeatureCollection\"}", "area: features: missing" },
    { "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"warnId\":\"a\"},"
      "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,\"4\"],[5,6]]]}}]}",
      "area: feature 1: ring 1: point 2" },
    { "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"warnId\":\"a\"},"
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}", "type \"Point\"" },
  };
  g_auto(FeedTest) test = { 0 };

  feed_test_init (&test, &lage_nina_decoder_class, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDecoded) decoded = feed_test_feed (&test, NULL, cases[i].text, -1);

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

  g_test_add_func ("/feeds/nina-decoder/map-data", test_map_data);
  g_test_add_func ("/feeds/nina-decoder/dashboard", test_dashboard);
  g_test_add_func ("/feeds/nina-decoder/details", test_details);
  g_test_add_func ("/feeds/nina-decoder/exercise-ends-nothing", test_exercise_ends_nothing);
  g_test_add_func ("/feeds/nina-decoder/area", test_area);
  g_test_add_func ("/feeds/nina-decoder/rejected", test_rejected);

  return g_test_run ();
}
