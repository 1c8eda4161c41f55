/* test-sim-have.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-have.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "scenario-test.h"

/* Evaluates an XPath to a string. */
static char *
ask (xmlDoc     *doc,
     const char *path)
{
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *object;
  xmlChar *text;
  char *copy;

  xmlXPathRegisterNs (context, (const xmlChar *) "h",
                      (const xmlChar *) "urn:oasis:names:tc:emergency:edxl:have:2.0");
  xmlXPathRegisterNs (context, (const xmlChar *) "g",
                      (const xmlChar *) "http://www.opengis.net/gml/3.2");
  xmlXPathRegisterNs (context, (const xmlChar *) "c",
                      (const xmlChar *) "urn:oasis:names:tc:emergency:edxl:ct:1.0");
  object = xmlXPathEvalExpression ((const xmlChar *) path, context);
  g_assert_nonnull (object);
  text = xmlXPathCastToString (object);
  copy = g_strdup ((const char *) text);
  xmlFree (text);
  xmlXPathFreeObject (object);
  xmlXPathFreeContext (context);
  return copy;
}

static void
assert_answer (xmlDoc     *doc,
               const char *path,
               const char *expected)
{
  g_autofree char *answer = ask (doc, path);

  g_assert_cmpstr (answer, ==, expected);
}

static xmlDoc *
make_doc (const char *time)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autofree char *text = lage_sim_have (scenario, 1, at (time));
  xmlDoc *doc = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  return doc;
}

#define SAND "//h:facility[h:facilityInformation/h:facilityID='gross-sand']"

static void
test_closed (void)
{
  xmlDoc *doc = make_doc ("2013-12-06T06:00");

  assert_answer (doc, "count(/h:HAVE/h:facility)", "12");
  assert_answer (doc, "count(//h:facility[h:lastUpdateTime])", "12");
  assert_answer (doc, SAND "/h:facilityInformation/h:facilityName",
                 "Wilhelmsburger Krankenhaus Groß-Sand");
  /* Latitude first. */
  assert_answer (doc, SAND "//g:pos", "53.50375 9.98606");
  assert_answer (doc, SAND "//h:emsTrafficStatus", "Closed");
  assert_answer (doc, SAND "//h:clinicalStatusDefault", "Full");
  assert_answer (doc, SAND "//h:emsOffloadStatus", "Delayed");
  assert_answer (doc, SAND "/h:lastUpdateTime", "2013-12-06T04:55:00Z");
  assert_answer (doc, "string(" SAND "/h:facilityColourStatus//c:Value)", "red");
  assert_answer (doc,
                 SAND "//h:serviceListItem[h:serviceTaxonomyKeyValue='AdultICU']//h:availableCount",
                 "0");
  assert_answer (doc,
                 SAND "//h:serviceListItem[h:serviceTaxonomyKeyValue='AdultICU']//h:baselineCount",
                 "10");
  /* Not reported is not zero: no count at all. */
  assert_answer (doc,
                 "count(" SAND "//h:serviceListItem[h:serviceTaxonomyKeyValue='AllBeds']"
                 "//h:availableCount)",
                 "0");
  xmlFreeDoc (doc);
}

static void
test_before_report (void)
{
  xmlDoc *doc = make_doc ("2013-12-05T11:00");

  assert_answer (doc, "count(//h:facility)", "12");
  assert_answer (doc, "count(//h:serviceList)", "0");
  assert_answer (doc, "count(//h:lastUpdateTime)", "0");
  xmlFreeDoc (doc);
}

static void
test_counts_are_possible (void)
{
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *time = g_strdup_printf ("2013-12-06T%02u:30", hour);
      xmlDoc *doc = make_doc (time);

      assert_answer (doc, "count(//h:serviceBedCapacity[h:availableCount > h:baselineCount])",
                     "0");
      assert_answer (doc, "count(//h:emsTrafficStatus[.!='Normal' and .!='Advisory' and "
                          ".!='Closed'])",
                     "0");
      xmlFreeDoc (doc);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-have/closed", test_closed);
  g_test_add_func ("/exercise/sim-have/before-report", test_before_report);
  g_test_add_func ("/exercise/sim-have/counts-are-possible", test_counts_are_possible);
  return g_test_run ();
}
