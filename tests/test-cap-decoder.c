/* test-cap-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"
#include "lage-geometry.h"

#define NS "xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\""
#define HEAD "<alert " NS "><identifier>w.2</identifier><sender>dienst@example.invalid</sender>" \
  "<sent>2013-12-05T15:00:00+01:00</sent><status>Actual</status>"
#define POLYGON "<polygon>53.5,9.5 53.5,10.5 54.0,10.5 54.0,9.5 53.5,9.5 53.5,9.5</polygon>"

static LageDecoded *
feed (FeedTest   *test,
      const char *text)
{
  if (test->state == NULL)
    feed_test_init (test, &lage_cap_decoder_class, NULL, NULL);
  return feed_test_feed (test, NULL, text, -1);
}

static gboolean
contains (LageDraft *draft,
          double     latitude,
          double     longitude)
{
  const LageChange *change = lage_draft_find (draft, LAGE_FIELD_AREA);
  LagePoint point;

  g_assert_nonnull (change);
  g_assert_true (lage_point_init (&point, latitude, longitude));
  return lage_geometry_contains (change->value.geometry, &point);
}

static void
test_alert (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed (&test,
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    HEAD "<msgType>Alert</msgType><scope>Public</scope>"
    "<info><language>en</language><event>storm surge</event><urgency>Future</urgency>"
    "<severity>Minor</severity><certainty>Possible</certainty>"
    "<headline>Storm surge warning</headline><description>Water rises.</description>"
    "<instruction>Leave.</instruction></info>"
    "<info><language>de-DE</language><event>STURMFLUT</event><urgency>Immediate</urgency>"
    "<severity>Extreme</severity><certainty>Likely</certainty>"
    "<eventCode><valueName>PROFILE_VERSION</valueName><value>2</value></eventCode>"
    "<eventCode><valueName>II</valueName><value>51</value></eventCode>"
    "<eventCode><valueName>GROUP</valueName><value>WIND</value></eventCode>"
    "<effective>2013-12-05T15:00:00+01:00</effective>"
    "<onset>2013-12-05T20:00:00+01:00</onset><expires>2013-12-06T09:00:00+01:00</expires>"
    "<senderName>Testdienst</senderName><headline><![CDATA[Warnung vor Sturmflut]]></headline>"
    "<description>Das Wasser steigt.&lt;br/&gt;Wind &lt; 90 km/h &amp;amp; mehr</description>"
    "<instruction/><web>https://example.invalid/w</web>"
    "<area><areaDesc>polygonal event area</areaDesc>" POLYGON
    "<geocode><valueName>EXCLUDE_POLYGON</valueName>"
    "<value>53.7,9.9 53.7,10.1 53.8,10.1 53.8,9.9 53.7,9.9 </value></geocode>"
    "<altitude>0.0</altitude><ceiling>9842.5197</ceiling></area>"
    "<area><areaDesc>Stadt Hamburg</areaDesc><geocode><valueName>WARNCELLID</valueName>"
    "<value>102000000</value></geocode></area>"
    "<area><areaDesc>Stadt Wedel</areaDesc></area><area><areaDesc>Stadt Wedel</areaDesc></area>"
    "</info></alert>");
  LageDraft *draft = feed_test_draft (decoded, 0);
  LageId id;

  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->drafts->len, ==, 1);
  lage_id_init_external (&id, "cap", "w.2");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_WARNING);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T14:00:00Z"));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Warnung vor Sturmflut");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME_EN), ==, "Storm surge warning");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_DESCRIPTION), ==,
                   "Das Wasser steigt.\nWind < 90 km/h & mehr");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_DESCRIPTION_EN), ==, "Water rises.");
  g_assert_null (feed_test_text (draft, LAGE_FIELD_INSTRUCTION));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_INSTRUCTION_EN), ==, "Leave.");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_EVENT), ==, "STURMFLUT");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_EVENT_CODE), ==, "II=51; GROUP=WIND");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_AREA_NAME), ==, "Stadt Hamburg, Stadt Wedel");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_SENDER), ==, "Testdienst");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_LINK), ==, "https://example.invalid/w");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_SEVERITY), ==, LAGE_SEVERITY_EXTREME);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_URGENCY), ==, LAGE_URGENCY_IMMEDIATE);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_CERTAINTY), ==, LAGE_CERTAINTY_LIKELY);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_WARNING_STATUS), ==, LAGE_WARNING_ACTUAL);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_MESSAGE_TYPE), ==, LAGE_MESSAGE_ALERT);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_ONSET_AT)->value.time_us, ==,
                   feed_test_time ("2013-12-05T19:00:00Z"));
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_EXPIRES_AT)->value.time_us, ==,
                   feed_test_time ("2013-12-06T08:00:00Z"));

  g_assert_true (contains (draft, 53.6, 10.0));
  g_assert_false (contains (draft, 53.75, 10.0)); /* the hole */
  g_assert_false (contains (draft, 10.0, 53.6));  /* the other way round */
  feed_test_assert_point (draft, 53.75, 10.0);
}

static void
test_update (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) update = feed (&test, HEAD "<msgType>Update</msgType>"
    "<references>a@b,w.0,2013-12-05T13:00:00+01:00\n  a@b,w.1,2013-12-05T14:00:00+01:00 w.00"
    " a,b w.2</references>"
    "<info><event>X</event><severity>Very Bad</severity></info></alert>");
  g_autoptr(LageDecoded) cancel = feed (&test,
    HEAD "<msgType>Cancel</msgType><note>All clear</note>"
    "<references>a@b,w.1,2013-12-05T14:00:00+01:00</references></alert>");
  g_autoptr(LageDecoded) first = feed (&test, HEAD "<msgType>Alert</msgType>"
    "<references>a@b,w.1,2013-12-05T14:00:00+01:00</references></alert>");
  g_autoptr(LageDecoded) ack = feed (&test, HEAD "<msgType>Ack</msgType></alert>");
  static const char *const earlier[] = { "w.0", "w.1", "w.00" };

  g_assert_cmpuint (update->n_good, ==, 1);
  g_assert_cmpuint (update->drafts->len, ==, 4);
  g_assert_cmpstr (feed_test_text (feed_test_draft (update, 0), LAGE_FIELD_NAME), ==, "X");
  g_assert_cmpint (feed_test_int (feed_test_draft (update, 0), LAGE_FIELD_SEVERITY), ==,
                   LAGE_SEVERITY_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (earlier); i++)
    {
      LageDraft *draft = feed_test_draft (update, i + 1);
      LageId id;

      lage_id_init_external (&id, "cap", earlier[i]);
      g_assert_true (lage_id_equal (&draft->entity, &id));
      g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_REPLACED_BY), ==, "w.2");
      g_assert_false (feed_test_has (draft, LAGE_FIELD_WARNING_STATUS));
    }

  g_assert_cmpuint (cancel->drafts->len, ==, 2);
  g_assert_cmpint (feed_test_int (feed_test_draft (cancel, 0), LAGE_FIELD_MESSAGE_TYPE), ==,
                   LAGE_MESSAGE_CANCEL);
  g_assert_cmpstr (feed_test_text (feed_test_draft (cancel, 0), LAGE_FIELD_NAME), ==, "All clear");
  g_assert_cmpuint (first->drafts->len, ==, 1);
  g_assert_cmpuint (ack->n_ignored, ==, 1);
  g_assert_cmpuint (ack->drafts->len, ==, 0);
}

/* An exercise, a test or a draft that refers to a warning must not end it where it is a real one. */
static void
test_unmeant_ends_nothing (void)
{
  static const struct { const char *status; gboolean is_meant; } cases[] = {
    { "Actual", TRUE }, { "actual", TRUE }, { "Exercise", FALSE }, { "System", FALSE },
    { "Test", FALSE }, { "Draft", FALSE },
  };
  static const char *const types[] = { "Update", "Cancel" };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (types); k++)
      {
        g_autofree char *text = g_strdup_printf (
          "<alert " NS "><identifier>w.9</identifier>"
          "<sender>a@b</sender><sent>2013-12-05T15:00:00+01:00</sent><status>%s</status>"
          "<msgType>%s</msgType><references>a@b,w.1,2013-12-05T14:00:00+01:00</references>"
          "</alert>", cases[i].status, types[k]);
        g_autoptr(LageDecoded) decoded = feed (&test, text);

        g_test_message ("%s, %s", cases[i].status, types[k]);
        g_assert_cmpuint (decoded->n_good, ==, 1);
        g_assert_cmpuint (decoded->drafts->len, ==, 2);
        g_assert_false (feed_test_has (feed_test_draft (decoded, 0), LAGE_FIELD_REPLACED_BY));
        g_assert_cmpint (feed_test_has (feed_test_draft (decoded, 1), LAGE_FIELD_REPLACED_BY), ==,
                         cases[i].is_meant);
        g_assert_cmpint (feed_test_has (feed_test_draft (decoded, 1),
                                        LAGE_FIELD_REPLACED_UNMEANT_BY), ==, !cases[i].is_meant);
      }
}

static void
test_status (void)
{
  static const struct { const char *word; LageWarningStatus status; } words[] = {
    { "Actual", LAGE_WARNING_ACTUAL }, { "Exercise", LAGE_WARNING_EXERCISE },
    { "System", LAGE_WARNING_SYSTEM }, { "Test", LAGE_WARNING_TEST },
    { "Draft", LAGE_WARNING_DRAFT },
  };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "<alert " NS "><identifier>a</identifier><sent>2013-12-05T15:00:00Z</sent>"
        "<status>%s</status><msgType>Alert</msgType></alert>", words[i].word);
      g_autoptr(LageDecoded) decoded = feed (&test, text);

      g_assert_cmpint (feed_test_int (feed_test_draft (decoded, 0), LAGE_FIELD_WARNING_STATUS), ==,
                       words[i].status);
    }
}

static void
test_circle (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed (&test, HEAD "<msgType>Alert</msgType><info><area>"
    "<areaDesc>Kreis</areaDesc><circle>53.5,10.0 10</circle></area></info></alert>");
  g_autoptr(LageDecoded) place = feed (&test, HEAD "<msgType>Alert</msgType><info><area>"
    "<areaDesc>Ort</areaDesc><circle>53.5,10.0 0</circle></area></info></alert>");
  LageDraft *draft = feed_test_draft (decoded, 0);

  g_assert_true (contains (draft, 53.58, 10.0));
  g_assert_false (contains (draft, 53.60, 10.0));
  g_assert_true (contains (draft, 53.5, 10.14));
  g_assert_false (contains (draft, 53.5, 10.16));
  g_assert_true (contains (feed_test_draft (place, 0), 53.5, 10.0));
}

static void
test_several (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) wrapped = feed (&test, "<all>"
    HEAD "<msgType>Alert</msgType></alert>" HEAD "<msgType>Alert</msgType></alert></all>");
  g_autoptr(LageDecoded) chained = feed (&test,
    "<?xml version=\"1.0\"?>" HEAD "<msgType>Alert</msgType></alert>\n"
    "<?xml version=\"1.0\"?>" HEAD "<msgType>Alert</msgType></alert>\n");

  g_assert_cmpuint (wrapped->n_good, ==, 2);
  g_assert_cmpuint (wrapped->drafts->len, ==, 2);
  g_assert_cmpuint (chained->n_good, ==, 2);
}

static void
test_index (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) atom = feed (&test, "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    "<link href=\"https://example.invalid/self\" rel=\"self\"/>"
    "<entry><link rel=\"alternate\" href=\"https://example.invalid/a.html\"/>"
    "<link type=\"application/cap+xml\" href=\"https://example.invalid/a.xml\"/></entry>"
    "<entry><content type=\"text/xml\">" HEAD "<msgType>Alert</msgType></alert></content></entry>"
    "<entry><title>nothing</title></entry></feed>");
  g_autoptr(LageDecoded) rss = feed (&test, "<rss version=\"2.0\"><channel><title>t</title>"
    "<item><link> b.xml </link></item></channel></rss>");
  g_autoptr(LageDecoded) empty = feed (&test, "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>");

  g_assert_cmpuint (atom->n_good, ==, 2);
  g_assert_cmpuint (atom->n_rejected, ==, 1);
  feed_test_assert_problem (atom, 0, "entry 3: neither an alert nor a link");
  g_assert_cmpuint (atom->drafts->len, ==, 1);
  g_assert_cmpuint (atom->requests->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (atom->requests, 0), ==, "https://example.invalid/a.xml");
  g_assert_cmpuint (rss->requests->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (rss->requests, 0), ==, "b.xml");
  g_assert_cmpuint (empty->n_good, ==, 1);
  g_assert_cmpuint (empty->n_messages, ==, 1);
}

static void
test_rejected (void)
{
  static const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "", "XML: empty" },
    { "{\"features\":[]}", "not XML but JSON" },
    { "<alert>\n<identifier></alert>", "XML: line 2" },
    { "<alert xmlns=\"urn:x\"/>", "<alert> of name space \"urn:x\" holds no CAP" },
    { "<ServiceException/>", "holds no CAP" },
    { "<!DOCTYPE alert [<!ENTITY a \"b\">]><alert>&a;</alert>", "document type" },
    { "<alert " NS ">&a;</alert>", "XML: line 1" },
    { "<alert " NS "/>", "alert 1 (without identifier): line 1: identifier: missing" },
    { "<alert " NS "><identifier>i</identifier><status>Actual</status><msgType>Alert</msgType>"
      "</alert>", "alert 1 (i): line 1: sent: missing" },
    { "<alert " NS "><identifier>i</identifier>\n<sent>2013-12-05T15:00:00</sent>"
      "<status>Actual</status><msgType>Alert</msgType></alert>",
      "line 2: sent: \"2013-12-05T15:00:00\" has no time zone" },
    { "<alert " NS "><identifier>i</identifier><sent>2013-12-05T15:00:00Z</sent>"
      "<status>Real</status><msgType>Alert</msgType></alert>", "status \"Real\"" },
    { HEAD "<msgType>Warn</msgType></alert>", "msgType \"Warn\"" },
    { HEAD "<msgType>Alert</msgType><info><expires>bald</expires></info></alert>",
      "expires: \"bald\"" },
    { HEAD "<msgType>Alert</msgType><info><area>\n<polygon>1,2 3,4 x,6</polygon></area></info>"
      "</alert>", "line 2: polygon: point 3: \"x,6\"" },
    { HEAD "<msgType>Alert</msgType><info><area><polygon>1,2 91,4 5,6</polygon></area></info>"
      "</alert>", "polygon: point 2: \"91,4\"" },
    { HEAD "<msgType>Alert</msgType><info><area><polygon>1,2 3,4</polygon></area></info></alert>",
      "polygon: only 2 points" },
    { HEAD "<msgType>Alert</msgType><info><area><polygon>1,2 1,2 1,2</polygon></area></info>"
      "</alert>", "geometry without enough points" },
    { HEAD "<msgType>Alert</msgType><info><area><circle>53.5,10.0</circle></area></info></alert>",
      "circle: \"53.5,10.0\"" },
    { HEAD "<msgType>Alert</msgType><info><area><circle>53.5,10.0 -1</circle></area></info>"
      "</alert>", "circle" },
    { HEAD "<msgType>Alert</msgType><info><area><circle>53.5,10.0 nan</circle></area></info>"
      "</alert>", "circle" },
  };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDecoded) decoded = feed (&test, cases[i].text);

      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->n_messages, ==, 1);
      g_assert_cmpuint (decoded->drafts->len, ==, 0);
      feed_test_assert_problem (decoded, 0, cases[i].problem);
    }
}

static void
test_large (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(GString) text = g_string_new (HEAD "<msgType>Alert</msgType><info>");
  g_autoptr(LageDecoded) decoded = NULL;
  g_autoptr(LageDecoded) deep = NULL;
  const char *names;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "<area><areaDesc>Gemeinde %u</areaDesc>"
                            "<polygon>53.%04u,10 53.%04u,10.1 54,10.1</polygon></area>", i, i, i);
  g_string_append (text, "</info></alert>");
  decoded = feed (&test, text->str);
  g_assert_cmpuint (decoded->n_good, ==, 1);
  names = feed_test_text (feed_test_draft (decoded, 0), LAGE_FIELD_AREA_NAME);
  g_assert_true (g_str_has_suffix (names, ", …"));
  g_assert_cmpuint (strlen (names), <=, 4010);

  g_string_truncate (text, 0);
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<a>");
  deep = feed (&test, text->str);
  g_assert_cmpuint (deep->n_rejected, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/cap-decoder/alert", test_alert);
  g_test_add_func ("/feeds/cap-decoder/update", test_update);
  g_test_add_func ("/feeds/cap-decoder/unmeant-ends-nothing", test_unmeant_ends_nothing);
  g_test_add_func ("/feeds/cap-decoder/status", test_status);
  g_test_add_func ("/feeds/cap-decoder/circle", test_circle);
  g_test_add_func ("/feeds/cap-decoder/several", test_several);
  g_test_add_func ("/feeds/cap-decoder/index", test_index);
  g_test_add_func ("/feeds/cap-decoder/rejected", test_rejected);
  g_test_add_func ("/feeds/cap-decoder/large", test_large);

  return g_test_run ();
}
