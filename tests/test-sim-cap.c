/* test-sim-cap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-cap.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "scenario-test.h"

static xmlDoc *
parse (const char *text)
{
  xmlDoc *doc = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  return doc;
}

static void
assert_answer (xmlDoc     *doc,
               const char *path,
               const char *expected)
{
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *object;
  xmlChar *text;

  xmlXPathRegisterNs (context, (const xmlChar *) "c",
                      (const xmlChar *) "urn:oasis:names:tc:emergency:cap:1.2");
  xmlXPathRegisterNs (context, (const xmlChar *) "a",
                      (const xmlChar *) "http://www.w3.org/2005/Atom");
  object = xmlXPathEvalExpression ((const xmlChar *) path, context);
  g_assert_nonnull (object);
  text = xmlXPathCastToString (object);
  g_assert_cmpstr ((const char *) text, ==, expected);
  xmlFree (text);
  xmlXPathFreeObject (object);
  xmlXPathFreeContext (context);
}

static void
test_update (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autofree char *text = lage_sim_cap_find (scenario, at ("2013-12-06T00:15"),
                                             "exercise.STURMFLUT.flut-3");
  xmlDoc *doc;

  g_assert_nonnull (text);
  doc = parse (text);
  assert_answer (doc, "/c:alert/c:msgType", "Update");
  assert_answer (doc, "/c:alert/c:status", "Exercise");
  assert_answer (doc, "/c:alert/c:sent", "2013-12-06T00:15:00+01:00");
  assert_answer (doc, "/c:alert/c:references",
                 "sturmflut@wasserstand.example,exercise.STURMFLUT.flut-2,"
                 "2013-12-05T18:30:00+01:00");
  assert_answer (doc, "count(//c:info)", "2");
  assert_answer (doc, "string(//c:info[1]/c:language)", "de-DE");
  assert_answer (doc, "string(//c:info[2]/c:language)", "en");
  assert_answer (doc, "string(//c:info[2]/c:event)", "very severe storm surge");
  assert_answer (doc, "count(//c:info[1]/c:area)", "2");
  assert_answer (doc, "string(//c:info[1]/c:parameter[c:valueName='peak_nhn_m']/c:value)",
                 "5.9-6.3");
  /* Latitude first, and the ring is closed. */
  assert_answer (doc, "starts-with(//c:area[c:areaDesc='Elbe von Hamburg bis Cuxhaven']/c:polygon,"
                      " '53.45000,10.33000 ')",
                 "true");
  xmlFreeDoc (doc);
}

static void
test_all (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *warnings = lage_scenario_get_warnings (scenario);
  guint n_cancels = 0;

  for (guint i = 0; i < warnings->len; i++)
    {
      const LageScenarioWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *text = lage_sim_cap_alert (scenario, warning);
      g_autofree char *identifier = lage_sim_cap_dup_identifier (warning);
      xmlDoc *doc = parse (text);

      assert_answer (doc, "/c:alert/c:identifier", identifier);
      assert_answer (doc, "count(//c:info)", "2");
      assert_answer (doc, "count(//c:info[not(c:category and c:event and c:urgency and c:severity "
                          "and c:certainty and c:expires and c:area/c:polygon)])",
                     "0");
      assert_answer (doc, "count(/c:alert/c:references)",
                     g_str_equal (warning->type, "Alert") ? "0" : "1");
      n_cancels += g_str_equal (warning->type, "Cancel");
      xmlFreeDoc (doc);
    }
  g_assert_cmpuint (n_cancels, >=, 2);
}

static void
test_feed (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  static const struct
  {
    const char *time;
    const char *n_entries;
    const char *newest;
  } cases[] = {
    { "2013-12-05T09:29", "0", "" },
    { "2013-12-05T09:30", "1", "exercise.DWD.dwd-sturm-1" },
    { "2013-12-05T18:30", "5", "exercise.STURMFLUT.flut-2" },
    { "2013-12-06T18:00", "12", "exercise.STURMFLUT.flut-5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lage_sim_cap_feed (scenario, at (cases[i].time), "http://x:1");
      xmlDoc *doc = parse (text);

      assert_answer (doc, "count(/a:feed/a:entry)", cases[i].n_entries);
      assert_answer (doc, "string(/a:feed/a:entry[1]/a:id)", cases[i].newest);
      assert_answer (doc, "count(/a:feed/a:entry[not(starts-with(a:link/@href, "
                          "'http://x:1/cap/exercise.'))])",
                     "0");
      xmlFreeDoc (doc);
    }
}

static void
test_find (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();

  /* Not before it was sent. */
  g_assert_null (lage_sim_cap_find (scenario, at ("2013-12-06T00:14:59"),
                                    "exercise.STURMFLUT.flut-3"));
  g_assert_null (lage_sim_cap_find (scenario, at ("2013-12-06T18:00"), "exercise.DWD.nothing"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-cap/update", test_update);
  g_test_add_func ("/exercise/sim-cap/all", test_all);
  g_test_add_func ("/exercise/sim-cap/feed", test_feed);
  g_test_add_func ("/exercise/sim-cap/find", test_find);
  return g_test_run ();
}
