/* test-scenario.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario.h"

#include <string.h>

#include "lage-error.h"

#include "scenario-test.h"

static void
test_minimal (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (SCENARIO_HEAD);

  g_assert_cmpstr (lage_scenario_get_title (scenario, FALSE), ==, "Test");
  g_assert_cmpstr (lage_scenario_get_title (scenario, TRUE), ==, "Test");
  g_assert_null (lage_scenario_get_description (scenario, TRUE));
  g_assert_cmpint (lage_scenario_get_start_us (scenario), ==, at ("2013-12-05T11:00:00Z"));
  g_assert_cmpint (lage_scenario_get_end_us (scenario), ==, at ("2013-12-06T11:00:00Z"));
  g_assert_cmpint (lage_scenario_get_data_since_us (scenario), ==,
                   lage_scenario_get_start_us (scenario));
  g_assert_cmpstr (lage_scenario_get_warning_status (scenario), ==, "Exercise");
  g_assert_cmpuint (lage_scenario_get_units (scenario)->len, ==, 0);
}

static void
test_unit (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (
    SCENARIO_HEAD "[unit a]\nname = HLF 1\norganisation = Feuerwehr\ntype = HLF\nhome = x\n"
                  "strength = 1/2/3\nspeed = 36\nstatus = 6\n"
                  "step = 2013-12-05T13:00 2\nstep = 2013-12-05T14:00 3 -> y 4\n"
                  "[places]\nx = 53.5 10\ny = 53.6 10\n"
                  "[route a.1]\npoints = 53.5 10, 53.5 10.1\npoints = 53.6 10.1\n");
  const LageScenarioUnit *unit = g_ptr_array_index (lage_scenario_get_units (scenario), 0);
  const LageScenarioMove *move;

  g_assert_cmpuint (unit->crew[0], ==, 1);
  g_assert_cmpuint (unit->crew[2], ==, 3);
  g_assert_cmpfloat_with_epsilon (unit->speed_mps, 10.0, 1e-9);
  g_assert_false (unit->is_boat);
  g_assert_cmpuint (unit->statuses->len, ==, 4);
  g_assert_cmpuint (unit->moves->len, ==, 1);
  move = &g_array_index (unit->moves, LageScenarioMove, 0);
  /* Home, three points of the route, the place. */
  g_assert_cmpuint (move->path.n_points, ==, 5);
  g_assert_cmpint (move->start_us, ==, at ("2013-12-05T14:00"));
  g_assert_cmpfloat_with_epsilon ((double) (move->end_us - move->start_us) / 1e6,
                                  lage_scenario_path_get_length_m (&move->path) / 10.0, 1e-3);
  g_assert_cmpint (g_array_index (unit->statuses, LageScenarioStatus, 3).time_us, ==, move->end_us);
}

static void
test_bad (void)
{
#define UNIT "[places]\nx = 53.5 10\n[unit a]\nname = A\norganisation = B\ntype = C\nhome = x\n"
#define GAUGE "[gauge g]\nname = A\nwater = B\nagency = C\nmean_high = 700\nmean_low = 300\n"
#define DRONE                                                                                    \
  "[places]\nx = 53.5 10\n[drone d]\nname = A\norganisation = B\nmodel = C\nhome = x\n"           \
  "system = 1\naltitude = 60\nspeed = 10\nendurance_min = 30\nreserve = 25\n"
  static const struct
  {
    const char *text;
    const char *place;
    const char *why;
  } cases[] = {
    { "", "line 1:", "title" },
    { "title = x\n", "line 1:", "before the first section" },
    { "[scenario\n", "line 1:", "ends with ]" },
    { "[]\n", "line 1:", "section is" },
    { "[nonsense]\n", "line 1:", "nonsense" },
    { "[unit]\n", "line 1:", "needs an id" },
    { "[scenario x]\n", "line 1:", "has no id" },
    { "[scenario]\ntitle\n", "line 2:", "neither" },
    { "[scenario]\ntitle = a\ntitle = b\n", "line 3:", "twice" },
    { "[scenario]\nweather = x\n", "line 2:", "weather" },
    { "[scenario]\nstart = today\n", "line 2:", "today" },
    { "[scenario]\ntitle = a\nstart = 2013-12-05T12:00\nend = 2013-12-05T12:00\n", "line 5:",
      "end" },
    { "[scenario]\nwarning_status = Serious\n", "line 2:", "Serious" },
    { SCENARIO_HEAD "[places]\nhome = 53 10\n", "line 6:", "home" },
    { SCENARIO_HEAD "[places]\nx = 53\n", "line 6:", "missing" },
    { SCENARIO_HEAD "[places]\nx = 91 10\n", "line 6:", "91" },
    { SCENARIO_HEAD "[places]\nx = 53 10 4\n", "line 6:", "latitude" },
    { SCENARIO_HEAD "[places]\nx = 53 nan\n", "line 6:", "nan" },
    { SCENARIO_HEAD "[places]\nx = 53 10\nx = 53 10\n", "line 7:", "twice" },
    { SCENARIO_HEAD UNIT "[unit a]\n", "line 12:", "twice" },
    { SCENARIO_HEAD UNIT "status = 10\n", "line 12:", "10" },
    { SCENARIO_HEAD UNIT "status = 1.5\n", "line 12:", "whole" },
    { SCENARIO_HEAD UNIT "strength = 1/2\n", "line 12:", "strength" },
    { SCENARIO_HEAD UNIT "mode = air\n", "line 12:", "air" },
    { SCENARIO_HEAD UNIT "step = 2013-12-05T13:00\n", "line 12:", "missing" },
    { SCENARIO_HEAD UNIT "step = 2013-12-05T13:00 3 => x\n", "line 12:", "->" },
    { SCENARIO_HEAD UNIT "step = 2013-12-05T13:00 3 -> y\n", "line 12:", "\"y\"" },
    { SCENARIO_HEAD UNIT "step = 2013-12-05T13:00 3\nstep = 2013-12-05T13:00 4\n", "line 13:",
      "later" },
    { SCENARIO_HEAD "[unit a]\nname = A\n", "line 5:", "place is missing" },
    { SCENARIO_HEAD GAUGE "tide = 2013-12-05T13:00 700\n", "line 5:", "two tides" },
    { SCENARIO_HEAD GAUGE "tide = 2013-12-05T13:00 700 ?\n", "line 11:", "!" },
    { SCENARIO_HEAD GAUGE "tide = 2013-12-05T13:00 9000\n", "line 11:", "9000" },
    { SCENARIO_HEAD GAUGE "mark = MThw 711\n", "line 11:", "mark" },
    { SCENARIO_HEAD DRONE "flight = 2013-12-05T13:00 p\n", "line 17:", "\"p\"" },
    { SCENARIO_HEAD DRONE "flight = 2013-12-05T13:00 p\n[pattern p]\npoint = 53.9 10\n"
                          "point = 53.9 10.1\n",
      "line 17:", "battery" },
    { SCENARIO_HEAD DRONE "flight = 2013-12-05T13:00 p\n[pattern p]\npoint = 53.5 10\n"
                          "point = 53.5 10\n",
      "line 17:", "no length" },
    { SCENARIO_HEAD DRONE "flight = 2013-12-05T13:00 p\nflight = 2013-12-05T13:05 p\n"
                          "[pattern p]\npoint = 53.5 10\npoint = 53.501 10\n",
      "line 18:", "landed" },
    { SCENARIO_HEAD "[hospital h]\nreport = 2013-12-05T13:00 normal icu 4\n", "line 6:", "icu" },
    { SCENARIO_HEAD "[hospital h]\nname = A\n", "line 5:", "report" },
    { SCENARIO_HEAD "[gate g]\nname = A\nkind = B\n", "line 5:", "state" },
    { SCENARIO_HEAD "[gate g]\nstate = 2013-12-05T13:00 ajar\n", "line 6:", "ajar" },
    { SCENARIO_HEAD "[area a]\nname = A\nname.en = A\npolygon = 1 1, 1 2, 2 2, 2 1\n", "line 5:",
      "ends where" },
    { SCENARIO_HEAD "[incident i]\ntitle = A\nkind = b\nplace = x\npriority = 0\n", "line 9:",
      "1, 2 or 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageScenario) scenario = parse_scenario (cases[i].text, &error);

      g_test_message ("%s -> %s", cases[i].text, error != NULL ? error->message : "good");
      g_assert_null (scenario);
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_nonnull (strstr (error->message, cases[i].why));
    }
}

static void
test_bytes (void)
{
  static const char binary[] = { '#', '\xff', '\n' };
  static const char zero[] = { '#', '\0', '\n' };
  g_autoptr(GBytes) not_text = g_bytes_new_static (binary, sizeof binary);
  g_autoptr(GBytes) with_zero = g_bytes_new_static (zero, sizeof zero);
  g_autoptr(GBytes) large = g_bytes_new_take (g_malloc0 (16 * 1024 * 1024 + 1),
                                              16 * 1024 * 1024 + 1);
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_scenario_new_from_bytes (not_text, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lage_scenario_new_from_bytes (with_zero, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lage_scenario_new_from_bytes (large, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
}

static void
test_xaver (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *units = lage_scenario_get_units (scenario);
  g_autoptr(GHashTable) organisations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) systems = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (lage_scenario_get_gauges (scenario)->len, ==, 6);
  g_assert_cmpuint (units->len, >=, 60);
  g_assert_cmpuint (lage_scenario_get_drones (scenario)->len, ==, 4);
  g_assert_cmpuint (lage_scenario_get_hospitals (scenario)->len, ==, 12);
  g_assert_cmpuint (lage_scenario_get_incidents (scenario)->len, ==, 25);
  for (guint i = 0; i < units->len; i++)
    g_hash_table_add (organisations,
                      ((LageScenarioUnit *) g_ptr_array_index (units, i))->organisation);
  g_assert_cmpuint (g_hash_table_size (organisations), ==, 15);
  for (guint i = 0; i < 4; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (scenario), i);

      g_hash_table_add (systems, GUINT_TO_POINTER (drone->system_id));
    }
  g_assert_cmpuint (g_hash_table_size (systems), ==, 4);

  /* A way of more than a few hundred metres is a route along streets, not a straight line. */
  for (guint i = 0; i < units->len; i++)
    {
      const LageScenarioUnit *unit = g_ptr_array_index (units, i);

      for (guint k = 0; k < unit->moves->len; k++)
        {
          const LageScenarioMove *move = &g_array_index (unit->moves, LageScenarioMove, k);

          if (lage_scenario_path_get_length_m (&move->path) > 1500.0)
            g_assert_cmpuint (move->path.n_points, >, 4);
        }
    }
}

static void
test_path (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (
    SCENARIO_HEAD "[places]\nx = 53.5 10\ny = 53.6 10\n[unit a]\nname = A\norganisation = B\n"
                  "type = C\nhome = x\nstep = 2013-12-05T14:00 3 -> y\n");
  const LageScenarioUnit *unit = g_ptr_array_index (lage_scenario_get_units (scenario), 0);
  const LageScenarioPath *path = &g_array_index (unit->moves, LageScenarioMove, 0).path;
  double length_m = lage_scenario_path_get_length_m (path);
  LagePoint point;
  double course_deg;

  lage_scenario_path_locate (path, -5.0, &point, &course_deg);
  g_assert_cmpint (point.latitude_e7, ==, 535000000);
  g_assert_cmpfloat (course_deg, ==, 0.0);
  lage_scenario_path_locate (path, length_m / 2.0, &point, &course_deg);
  g_assert_cmpint (point.latitude_e7, ==, 535500000);
  lage_scenario_path_locate (path, length_m + 5.0, &point, &course_deg);
  g_assert_cmpint (point.latitude_e7, ==, 536000000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/scenario/minimal", test_minimal);
  g_test_add_func ("/exercise/scenario/unit", test_unit);
  g_test_add_func ("/exercise/scenario/bad", test_bad);
  g_test_add_func ("/exercise/scenario/bytes", test_bytes);
  g_test_add_func ("/exercise/scenario/xaver", test_xaver);
  g_test_add_func ("/exercise/scenario/path", test_path);
  return g_test_run ();
}
