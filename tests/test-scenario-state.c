/* test-scenario-state.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-state.h"

#include <math.h>
#include <string.h>

#include "scenario-test.h"

static void
test_peaks (void)
{
  static const struct
  {
    const char *name;
    const char *time;
    double      level_cm;
  } peaks[] = {
    { "CUXHAVEN STEUBENHÖFT", "2013-12-06T02:38", 967.0 },
    { "BROKDORF", "2013-12-06T03:58", 1013.0 },
    { "STADERSAND", "2013-12-06T05:00", 1065.0 },
    { "HAMBURG ST. PAULI", "2013-12-06T06:09", 1109.0 },
    { "OVER", "2013-12-06T06:55", 1115.0 },
    { "ZOLLENSPIEKER", "2013-12-06T07:18", 1097.0 },
  };
  g_autoptr(LageScenario) scenario = load_xaver ();

  for (guint i = 0; i < G_N_ELEMENTS (peaks); i++)
    {
      const LageScenarioGauge *gauge = FIND (lage_scenario_get_gauges (scenario),
                                             LageScenarioGauge, peaks[i].name);
      gint64 peak_us = at (peaks[i].time);

      for (guint64 seed = 0; seed < 5; seed++)
        {
          g_assert_cmpfloat (lage_scenario_state_level_cm (gauge, seed, peak_us), ==,
                             peaks[i].level_cm);
          /* Nothing in the whole night is higher. */
          for (gint64 time_us = lage_scenario_get_start_us (scenario);
               time_us <= lage_scenario_get_end_us (scenario);
               time_us += LAGE_TIME_MINUTE_US)
            g_assert_cmpfloat (lage_scenario_state_level_cm (gauge, seed, time_us), <=,
                               peaks[i].level_cm);
        }
    }
}

static void
test_level_is_smooth (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *gauges = lage_scenario_get_gauges (scenario);

  /* From the mean tides before the file's first one to those after its last one. */
  for (guint i = 0; i < gauges->len; i++)
    {
      const LageScenarioGauge *gauge = g_ptr_array_index (gauges, i);
      gint64 end_us = lage_scenario_get_end_us (scenario) + 2 * LAGE_TIME_DAY_US;
      double before_cm = lage_scenario_state_level_cm (
        gauge, 7, lage_scenario_get_data_since_us (scenario));

      for (gint64 time_us = lage_scenario_get_data_since_us (scenario); time_us < end_us;
           time_us += LAGE_TIME_MINUTE_US)
        {
          double level_cm = lage_scenario_state_level_cm (gauge, 7, time_us);

          g_assert_cmpfloat (fabs (level_cm - before_cm), <, 5.0);
          before_cm = level_cm;
        }
    }
}

static void
test_mean_tides (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioGauge *gauge = FIND (lage_scenario_get_gauges (scenario), LageScenarioGauge,
                                         "HAMBURG ST. PAULI");
  double low_cm = 1e9;
  double high_cm = -1e9;

  for (gint64 time_us = at ("2013-12-02T00:00"); time_us < at ("2013-12-04T00:00");
       time_us += LAGE_TIME_MINUTE_US)
    {
      double level_cm = lage_scenario_state_level_cm (gauge, 1, time_us);

      low_cm = MIN (low_cm, level_cm);
      high_cm = MAX (high_cm, level_cm);
    }
  g_assert_cmpfloat (fabs (low_cm - 347.0), <, 2.0);
  g_assert_cmpfloat (fabs (high_cm - 711.0), <, 2.0);
}

static void
test_determinism (void)
{
  g_autoptr(LageScenario) one = load_xaver ();
  g_autoptr(LageScenario) other = load_xaver ();
  const LageScenarioGauge *gauge = g_ptr_array_index (lage_scenario_get_gauges (one), 3);
  const LageScenarioGauge *same = g_ptr_array_index (lage_scenario_get_gauges (other), 3);
  guint n_different = 0;

  for (gint64 time_us = at ("2013-12-05T18:00"); time_us < at ("2013-12-06T05:00");
       time_us += 7 * LAGE_TIME_MINUTE_US)
    {
      g_assert_cmpfloat (lage_scenario_state_level_cm (gauge, 42, time_us), ==,
                         lage_scenario_state_level_cm (same, 42, time_us));
      if (lage_scenario_state_level_cm (gauge, 42, time_us)
          != lage_scenario_state_level_cm (gauge, 43, time_us))
        n_different++;
      for (guint i = 0; i < lage_scenario_get_units (one)->len; i++)
        {
          LageUnitState a;
          LageUnitState b;

          lage_scenario_state_unit (g_ptr_array_index (lage_scenario_get_units (one), i), 42,
                                    time_us, &a);
          lage_scenario_state_unit (g_ptr_array_index (lage_scenario_get_units (other), i), 42,
                                    time_us, &b);
          g_assert_cmpint (a.point.latitude_e7, ==, b.point.latitude_e7);
          g_assert_cmpint (a.point.longitude_e7, ==, b.point.longitude_e7);
          g_assert_cmpuint (a.status, ==, b.status);
          g_assert_cmpuint (a.battery_percent, ==, b.battery_percent);
          g_assert_cmpuint (a.battery_percent, >=, 25);
          g_assert_cmpuint (a.battery_percent, <=, 100);
        }
    }
  g_assert_cmpuint (n_different, >, 50);
}

/* How far a place is from a line: to its nearest segment, flat, in metres. */
static double
distance_to_path_m (const LagePoint        *point,
                    const LageScenarioPath *path)
{
  double scale = cos (lage_point_get_latitude (point) * G_PI / 180.0);
  double best = 1e9;

  for (guint i = 0; i + 1 < path->n_points; i++)
    {
      double ax = (path->points[i].longitude_e7 - point->longitude_e7) * scale * 0.0111195;
      double ay = (path->points[i].latitude_e7 - point->latitude_e7) * 0.0111195;
      double bx = (path->points[i + 1].longitude_e7 - point->longitude_e7) * scale * 0.0111195;
      double by = (path->points[i + 1].latitude_e7 - point->latitude_e7) * 0.0111195;
      double dx = bx - ax;
      double dy = by - ay;
      double square = dx * dx + dy * dy;
      double share = square > 0.0 ? CLAMP (-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;

      best = MIN (best, hypot (ax + share * dx, ay + share * dy));
    }
  return best;
}

static void
test_units_stay_on_route (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *units = lage_scenario_get_units (scenario);
  guint n_moving = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const LageScenarioUnit *unit = g_ptr_array_index (units, i);
      LageUnitState before = { 0 };

      for (gint64 time_us = lage_scenario_get_start_us (scenario);
           time_us < lage_scenario_get_end_us (scenario); time_us += 20 * LAGE_TIME_SECOND_US)
        {
          LageUnitState state;

          lage_scenario_state_unit (unit, 1, time_us, &state);
          /* Nobody jumps. */
          if (time_us > lage_scenario_get_start_us (scenario))
            g_assert_cmpfloat (lage_point_get_distance_m (&before.point, &state.point), <=,
                               unit->speed_mps * 20.0 + 1.0);
          before = state;
          if (!state.is_moving)
            {
              g_assert_cmpfloat (state.speed_mps, ==, 0.0);
              continue;
            }
          n_moving++;
          g_assert_cmpfloat (state.speed_mps, ==, unit->speed_mps);
          for (guint k = 0; k < unit->moves->len; k++)
            {
              const LageScenarioMove *move = &g_array_index (unit->moves, LageScenarioMove, k);

              if (move->start_us <= time_us && time_us < move->end_us)
                g_assert_cmpfloat (distance_to_path_m (&state.point, &move->path), <, 0.5);
            }
        }
    }
  g_assert_cmpuint (n_moving, >, 1000);
}

static void
test_status (void)
{
  g_autoptr(LageScenario) scenario = make_scenario (
    SCENARIO_HEAD "[places]\nx = 53.5 10\ny = 53.6 10\nz = 53.4 10\n"
                  "[unit a]\nname = A\norganisation = B\ntype = C\nhome = x\nspeed = 36\n"
                  "status = 6\n"
                  "step = 2013-12-05T13:00 2\n"
                  "step = 2013-12-05T14:00 3 -> y 4\n"
                  "step = 2013-12-05T14:05 5\n"
                  "step = 2013-12-05T14:06 3\n"
                  "step = 2013-12-05T16:00 1 -> home 2\n"
                  "step = 2013-12-05T16:01 3 -> z 4\n");
  const LageScenarioUnit *unit = g_ptr_array_index (lage_scenario_get_units (scenario), 0);
  static const struct
  {
    const char *time;
    guint       status;
    gboolean    is_moving;
  } cases[] = {
    { "2013-12-05T12:59:59", 6, FALSE }, { "2013-12-05T13:00", 2, FALSE },
    { "2013-12-05T14:00", 3, TRUE },     { "2013-12-05T14:05:30", 5, TRUE },
    { "2013-12-05T14:06", 3, TRUE },     { "2013-12-05T14:18:31", 3, TRUE },
    { "2013-12-05T14:18:33", 4, FALSE }, { "2013-12-05T16:00:30", 1, TRUE },
    /* Called away on the way home: never reports 2. */
    { "2013-12-05T16:01", 3, TRUE },     { "2013-12-05T18:00", 4, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageUnitState state;

      lage_scenario_state_unit (unit, 0, at (cases[i].time), &state);
      g_test_message ("%s", cases[i].time);
      g_assert_cmpuint (state.status, ==, cases[i].status);
      g_assert_cmpint (state.is_moving, ==, cases[i].is_moving);
    }
}

static void
test_drone (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *drones = lage_scenario_get_drones (scenario);

  for (guint i = 0; i < drones->len; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (drones, i);
      LageDroneState before = { 0 };
      guint n_phases = 0;

      for (gint64 time_us = lage_scenario_get_start_us (scenario);
           time_us < lage_scenario_get_end_us (scenario); time_us += LAGE_TIME_SECOND_US)
        {
          LageDroneState state;

          lage_scenario_state_drone (drone, 1, time_us, &state);
          g_assert_cmpfloat (state.battery_percent, >=, drone->reserve_percent - 0.01);
          g_assert_cmpfloat (state.battery_percent, <=, 100.0);
          g_assert_cmpfloat (state.height_m, >=, 0.0);
          g_assert_cmpfloat (state.height_m, <=, drone->altitude_m);
          if (state.phase == LAGE_DRONE_GROUND)
            {
              g_assert_cmpfloat (state.height_m, ==, 0.0);
              g_assert_cmpint (state.point.latitude_e7, ==, drone->home.latitude_e7);
            }
          if (time_us > lage_scenario_get_start_us (scenario))
            {
              g_assert_cmpfloat (lage_point_get_distance_m (&before.point, &state.point), <=,
                                 drone->speed_mps + 0.2);
              if (state.phase != before.phase)
                {
                  /* One after the other, round and round. */
                  g_assert_cmpint (state.phase, ==, (before.phase + 1) % 6);
                  n_phases++;
                }
            }
          before = state;
        }
      g_assert_cmpuint (n_phases, >=, 50);
    }
}

static void
test_hospital (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioHospital *hospital = FIND (lage_scenario_get_hospitals (scenario),
                                               LageScenarioHospital,
                                               "Wilhelmsburger Krankenhaus Groß-Sand");
  const LageScenarioReport *report;

  g_assert_null (lage_scenario_state_report (hospital, at ("2013-12-05T11:59")));
  g_assert_cmpint (lage_scenario_state_free_beds (hospital, 1, 1, at ("2013-12-05T11:59")), ==,
                   -1);
  report = lage_scenario_state_report (hospital, at ("2013-12-06T05:54:59"));
  g_assert_cmpint (report->traffic, ==, LAGE_SCENARIO_TRAFFIC_ADVISORY);
  report = lage_scenario_state_report (hospital, at ("2013-12-06T05:55"));
  g_assert_cmpint (report->traffic, ==, LAGE_SCENARIO_TRAFFIC_CLOSED);
  g_assert_cmpint (lage_scenario_state_free_beds (hospital, 1, 1, at ("2013-12-06T07:40")), ==, 0);

  /* Total beds were not reported; what was stays within the ward. */
  g_assert_cmpint (lage_scenario_state_free_beds (hospital, 0, 1, at ("2013-12-06T12:00")), ==,
                   -1);
  for (guint i = 1; i < hospital->beds->len; i++)
    for (gint64 hour = 0; hour < 30; hour++)
      {
        const LageScenarioBeds *beds = g_ptr_array_index (hospital->beds, i);
        int free_beds = lage_scenario_state_free_beds (
          hospital, i, 3, at ("2013-12-05T12:00") + hour * LAGE_TIME_HOUR_US);

        g_assert_cmpint (free_beds, >=, 0);
        g_assert_cmpint (free_beds, <=, (int) beds->total);
      }
}

static void
test_gate (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioGate *gate = FIND (lage_scenario_get_gates (scenario), LageScenarioGate,
                                       "Fluttor Am Sandtorkai (Übung)");
  gint64 since_us;

  g_assert_cmpint (lage_scenario_state_gate (gate, at ("2013-12-02T00:00"), NULL), ==,
                   LAGE_SCENARIO_GATE_OPEN);
  g_assert_cmpint (lage_scenario_state_gate (gate, at ("2013-12-06T02:54:59"), &since_us), ==,
                   LAGE_SCENARIO_GATE_CLOSING);
  g_assert_cmpint (since_us, ==, at ("2013-12-06T02:20"));
  g_assert_cmpint (lage_scenario_state_gate (gate, at ("2013-12-06T02:55"), &since_us), ==,
                   LAGE_SCENARIO_GATE_CLOSED);
}

static void
test_sensor (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioSensor *sensor = FIND (lage_scenario_get_sensors (scenario),
                                           LageScenarioSensor, "Polder Veddel (Übung)");
  double value = lage_scenario_state_value (sensor, 1, at ("2013-12-06T07:40"));

  g_assert_cmpfloat (fabs (value - 2.05), <=, 0.01);
  value = lage_scenario_state_value (sensor, 1, at ("2013-12-07T07:40"));
  g_assert_cmpfloat (fabs (value - 1.24), <=, 0.01);
  value = lage_scenario_state_value (sensor, 1, at ("2013-12-01T07:40"));
  g_assert_cmpfloat (fabs (value - 1.12), <=, 0.01);
}

static void
test_incident (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *incidents = lage_scenario_get_incidents (scenario);

  for (guint i = 0; i < incidents->len; i++)
    {
      const LageScenarioIncident *incident = g_ptr_array_index (incidents, i);

      g_assert_cmpint (lage_scenario_state_incident (incident, incident->start_us - 1), ==,
                       LAGE_INCIDENT_PENDING);
      g_assert_cmpint (lage_scenario_state_incident (incident, incident->start_us), ==,
                       LAGE_INCIDENT_ACTIVE);
      g_assert_cmpint (lage_scenario_state_incident (incident, incident->end_us - 1), ==,
                       LAGE_INCIDENT_ACTIVE);
      g_assert_cmpint (lage_scenario_state_incident (incident, incident->end_us), ==,
                       LAGE_INCIDENT_DONE);
    }
}

static void
test_replaced (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const GPtrArray *warnings = lage_scenario_get_warnings (scenario);
  const LageScenarioWarning *warning = NULL;

  for (guint i = 0; i < warnings->len; i++)
    {
      const LageScenarioWarning *other = g_ptr_array_index (warnings, i);

      if (g_str_equal (other->id, "flut-2"))
        warning = other;
    }
  g_assert_nonnull (warning);
  g_assert_false (lage_scenario_state_is_replaced (scenario, warning, at ("2013-12-06T00:14:59")));
  g_assert_true (lage_scenario_state_is_replaced (scenario, warning, at ("2013-12-06T00:15")));
}

static void
test_noise (void)
{
  double low = 1.0;
  double high = -1.0;

  for (gint64 i = -500; i < 500; i++)
    {
      double noise = lage_scenario_noise (5, "x", i * 1000, 10000);

      low = MIN (low, noise);
      high = MAX (high, noise);
      g_assert_cmpfloat (fabs (noise - lage_scenario_noise (5, "x", i * 1000 + 1, 10000)), <,
                         0.001);
    }
  g_assert_cmpfloat (low, >=, -1.0);
  g_assert_cmpfloat (low, <, -0.5);
  g_assert_cmpfloat (high, <=, 1.0);
  g_assert_cmpfloat (high, >, 0.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/scenario-state/peaks", test_peaks);
  g_test_add_func ("/exercise/scenario-state/level-is-smooth", test_level_is_smooth);
  g_test_add_func ("/exercise/scenario-state/mean-tides", test_mean_tides);
  g_test_add_func ("/exercise/scenario-state/determinism", test_determinism);
  g_test_add_func ("/exercise/scenario-state/units-stay-on-route", test_units_stay_on_route);
  g_test_add_func ("/exercise/scenario-state/status", test_status);
  g_test_add_func ("/exercise/scenario-state/drone", test_drone);
  g_test_add_func ("/exercise/scenario-state/hospital", test_hospital);
  g_test_add_func ("/exercise/scenario-state/gate", test_gate);
  g_test_add_func ("/exercise/scenario-state/sensor", test_sensor);
  g_test_add_func ("/exercise/scenario-state/incident", test_incident);
  g_test_add_func ("/exercise/scenario-state/replaced", test_replaced);
  g_test_add_func ("/exercise/scenario-state/noise", test_noise);
  return g_test_run ();
}
