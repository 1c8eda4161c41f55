/* test-sim-cot.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-cot.h"

#include <libxml/parser.h>

#include "scenario-test.h"

static xmlDoc *
parse (const char *text)
{
  xmlDoc *doc = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  g_assert_cmpstr ((const char *) xmlDocGetRootElement (doc)->name, ==, "event");
  return doc;
}

static xmlNode *
find_child (xmlNode    *parent,
            const char *name)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name))
      return node;
  g_error ("no <%s>", name);
}

static void
assert_attribute (xmlNode    *node,
                  const char *name,
                  const char *expected)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);

  g_assert_cmpstr ((const char *) value, ==, expected);
  xmlFree (value);
}

static void
test_unit (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (
    SCENARIO_HEAD "[places]\nx = 53.5 10\ny = 53.6 10\n[unit a]\nname = \"A\" & <B>\n"
                  "organisation = THW\ntype = Bergungsgruppe\nhome = x\nspeed = 36\n"
                  "strength = 0/2/10\nstep = 2013-12-05T14:00 3 -> y 4\n");
  const LageScenarioUnit *unit = g_ptr_array_index (lage_scenario_get_units (scenario), 0);
  gint64 now_us = at ("2013-12-05T14:00:10.5");
  g_autofree char *text = NULL;
  LageUnitState state;
  xmlDoc *doc;
  xmlNode *event;
  xmlNode *detail;
  xmlNode *rescue;

  lage_scenario_state_unit (unit, 1, now_us, &state);
  text = lage_sim_cot_unit (unit, &state, now_us, 2 * LAGE_TIME_MINUTE_US);
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  g_assert_true (g_str_has_suffix (text, "</event>"));
  doc = parse (text);
  event = xmlDocGetRootElement (doc);
  assert_attribute (event, "version", "2.0");
  assert_attribute (event, "uid", "unit.a");
  assert_attribute (event, "type", "a-f-G-E-V-C");
  assert_attribute (event, "how", "m-g");
  assert_attribute (event, "time", "2013-12-05T13:00:10.500Z");
  assert_attribute (event, "stale", "2013-12-05T13:02:10.500Z");
  assert_attribute (find_child (event, "point"), "lon", "10.0000000");
  detail = find_child (event, "detail");
  assert_attribute (find_child (detail, "contact"), "callsign", "\"A\" & <B>");
  assert_attribute (find_child (detail, "__group"), "name", "Blue");
  assert_attribute (find_child (detail, "track"), "speed", "10.00");
  assert_attribute (find_child (detail, "track"), "course", "0.00");
  rescue = find_child (detail, "__rescue");
  assert_attribute (rescue, "fms", "3");
  assert_attribute (rescue, "organisation", "thw");
  assert_attribute (rescue, "agency", "THW");
  assert_attribute (rescue, "type", "Bergungsgruppe");
  assert_attribute (rescue, "strength", "0/2/10/12");
  xmlFreeDoc (doc);
}

static void
test_all (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *units = lage_scenario_get_units (scenario);
  const GPtrArray *drones = lage_scenario_get_drones (scenario);
  g_autoptr(GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gint64 time_us = at ("2013-12-05T12:00"); time_us < at ("2013-12-06T18:00");
       time_us += LAGE_TIME_HOUR_US)
    {
      for (guint i = 0; i < units->len; i++)
        {
          LageUnitState state;
          g_autofree char *text = NULL;
          xmlDoc *doc;
          xmlChar *type;

          lage_scenario_state_unit (g_ptr_array_index (units, i), 1, time_us, &state);
          text = lage_sim_cot_unit (g_ptr_array_index (units, i), &state, time_us, 1000000);
          doc = parse (text);
          type = xmlGetProp (xmlDocGetRootElement (doc), (const xmlChar *) "type");
          g_hash_table_add (types, g_strdup ((const char *) type));
          xmlFree (type);
          xmlFreeDoc (doc);
        }
      for (guint i = 0; i < drones->len; i++)
        {
          LageDroneState state;
          g_autofree char *text = NULL;
          xmlDoc *doc;

          lage_scenario_state_drone (g_ptr_array_index (drones, i), 1, time_us, &state);
          text = lage_sim_cot_drone (g_ptr_array_index (drones, i), &state, time_us, 1000000);
          doc = parse (text);
          assert_attribute (xmlDocGetRootElement (doc), "type", "a-f-A-M-H-Q");
          xmlFreeDoc (doc);
        }
    }
  g_assert_true (g_hash_table_contains (types, "a-f-G-E-V-U-R-m"));
  g_assert_true (g_hash_table_contains (types, "a-f-G-E-V-m"));
  g_assert_true (g_hash_table_contains (types, "a-f-G-U-i-e"));
}

static void
test_incident (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *incidents = lage_scenario_get_incidents (scenario);
  gint64 now_us = at ("2013-12-06T05:00");

  for (guint i = 0; i < incidents->len; i++)
    {
      const LageScenarioIncident *incident = g_ptr_array_index (incidents, i);

      for (guint phase = LAGE_INCIDENT_ACTIVE; phase <= LAGE_INCIDENT_DONE; phase++)
        {
          g_autofree char *text = lage_sim_cot_incident (incident, (LageIncidentPhase) phase,
                                                         now_us);
          xmlDoc *doc = parse (text);
          xmlNode *event = xmlDocGetRootElement (doc);
          xmlNode *detail = find_child (event, "detail");
          xmlNode *remarks = find_child (detail, "remarks");
          xmlChar *content = xmlNodeGetContent (remarks);

          assert_attribute (event, "type", incident->priority == 1 ? "b-l-o" : "b-m-p-s-m");
          assert_attribute (event, "time", "2013-12-06T04:00:00.000Z");
          assert_attribute (event, "stale", phase == LAGE_INCIDENT_DONE
                                              ? "2013-12-06T04:05:00.000Z"
                                              : "2013-12-07T04:00:00.000Z");
          assert_attribute (find_child (detail, "contact"), "callsign", incident->title);
          assert_attribute (find_child (detail, "__rescue"), "state",
                            phase == LAGE_INCIDENT_DONE                              ? "closed"
                            : now_us - incident->start_us >= 8 * LAGE_TIME_MINUTE_US ? "running"
                                                                                     : "open");
          assert_attribute (find_child (detail, "__rescue"), "priority",
                            incident->priority == 1   ? "flash"
                            : incident->priority == 2 ? "urgent"
                                                      : "routine");
          g_assert_cmpstr ((const char *) content, ==, incident->text);
          xmlFree (content);
          xmlFreeDoc (doc);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-cot/unit", test_unit);
  g_test_add_func ("/exercise/sim-cot/all", test_all);
  g_test_add_func ("/exercise/sim-cot/incident", test_incident);
  return g_test_run ();
}
