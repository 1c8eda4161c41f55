/* test-entity-summary.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-summary.h"

#include <string.h>

#include "lage-situation.h"
#include "lage-task-state.h"
#include "test-ops.h"

#define NBSP "\302\240"

typedef struct
{
  LageSituation  *situation;
  LageThresholds *thresholds;
  guint           n_ops;
  guint           n_entities;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char text[] = "[Class 1]\nLabel=a\nAboveMeanHighWater=1.5\n"
                             "[Class 2]\nLabel=b\nAboveMeanHighWater=2.5\n"
                             "[Class 3]\nLabel=c\nAboveMeanHighWater=3.5\n"
                             "[Gauge x:1]\nMeanHighWaterNhn=2.15\n";

  fixture->situation = lage_situation_new ();
  fixture->thresholds = lage_thresholds_new (text, strlen (text), NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_thresholds_free (fixture->thresholds);
  g_assert_finalize_object (fixture->situation);
}

/* A new entity of which @n_changes things are said; the values are taken. */
static LageEntity *
make (Fixture          *fixture,
      LageKind          kind,
      const LageChange *changes,
      guint             n_changes)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageId id = test_id (++fixture->n_entities);

  for (guint i = 0; i < n_changes; i++)
    {
      fixture->n_ops++;
      g_ptr_array_add (ops, test_op (1, fixture->n_ops, fixture->n_ops, kind, fixture->n_entities,
                                     NULL, changes[i]));
    }
  lage_situation_apply (fixture->situation, ops);
  return lage_situation_find (fixture->situation, &id);
}

static void
assert_summary (Fixture       *fixture,
                LageEntity    *entity,
                const char    *expected,
                LageAttention  attention)
{
  g_autofree char *line = lage_entity_summary_make_line (entity, fixture->thresholds, TEST_NOW_US);

  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpint (lage_entity_summary_get_attention (entity, fixture->thresholds, TEST_NOW_US), ==,
                   attention);
}

#define SET_INT(field_, value_) TEST_SET (field_, lage_value_int (value_))
#define SET_REAL(field_, value_) TEST_SET (field_, lage_value_real (value_))

static LageEntity *
make_gauge (Fixture *fixture,
            double   nhn_m)
{
  LageChange changes[] = {
    TEST_SET (EXTERNAL_ID, lage_value_text ("x:1")),
    SET_REAL (LEVEL_NHN_M, nhn_m),
  };

  return make (fixture, LAGE_KIND_GAUGE, changes, G_N_ELEMENTS (changes));
}

static void
test_gauge (Fixture       *fixture,
            gconstpointer  data)
{
  LageChange only_pnp[] = { SET_REAL (LEVEL_CM, 313.0) };
  LageChange only_nhn[] = { SET_REAL (LEVEL_NHN_M, 9.0) };
  LageChange nothing[] = { TEST_SET (NAME, lage_value_text ("Pegel")) };

  assert_summary (fixture, make_gauge (fixture, 2.15), "2.15" NBSP "m NHN · MHW +0.00" NBSP "m",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make_gauge (fixture, -1.874), "-1.87" NBSP "m NHN · MHW −4.02" NBSP "m",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make_gauge (fixture, 3.64), "3.64" NBSP "m NHN · MHW +1.49" NBSP "m",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make_gauge (fixture, 3.66), "3.66" NBSP "m NHN · MHW +1.51" NBSP "m",
                  LAGE_ATTENTION_NOTICE);
  assert_summary (fixture, make_gauge (fixture, 4.64), "4.64" NBSP "m NHN · MHW +2.49" NBSP "m",
                  LAGE_ATTENTION_NOTICE);
  assert_summary (fixture, make_gauge (fixture, 4.66), "4.66" NBSP "m NHN · MHW +2.51" NBSP "m",
                  LAGE_ATTENTION_ALARM);
  assert_summary (fixture, make_gauge (fixture, 6.09), "6.09" NBSP "m NHN · MHW +3.94" NBSP "m",
                  LAGE_ATTENTION_ALARM);

  /* What cannot be converted is neither shown converted nor judged. */
  assert_summary (fixture, make (fixture, LAGE_KIND_GAUGE, only_pnp, 1), "313" NBSP "cm",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make (fixture, LAGE_KIND_GAUGE, only_nhn, 1), "9.00" NBSP "m NHN",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make (fixture, LAGE_KIND_GAUGE, nothing, 1), "", LAGE_ATTENTION_NONE);
}

static void
test_flood_gate (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const lines[] = { "Unknown", "Open", "Closing", "Closed", "Opening", "Fault" };

  for (guint i = LAGE_GATE_UNKNOWN; i <= LAGE_GATE_FAULT; i++)
    {
      LageChange changes[] = { SET_INT (GATE_STATE, i) };

      assert_summary (fixture, make (fixture, LAGE_KIND_FLOOD_GATE, changes, 1), lines[i],
                      i == LAGE_GATE_FAULT ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NONE);
    }
}

static void
test_unit (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i <= 9; i++)
    {
      LageChange changes[] = {
        SET_INT (STATUS, i), TEST_SET (UNIT_TYPE, lage_value_text ("HLF")),
      };
      LageEntity *unit = make (fixture, LAGE_KIND_UNIT, changes, 2);
      g_autofree char *line = lage_entity_summary_make_line (unit, NULL, TEST_NOW_US);

      g_assert_cmpint (line[0], ==, '0' + (int) i);
      g_assert_true (g_str_has_suffix (line, " · HLF"));
      g_assert_cmpint (lage_entity_summary_get_attention (unit, NULL, TEST_NOW_US), ==,
                       i == 0 ? LAGE_ATTENTION_ALARM
                              : i == 5 ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE);
    }
}

static void
test_unit_without_status (Fixture       *fixture,
                          gconstpointer  data)
{
  /* No status is not status 0. */
  LageChange changes[] = { TEST_SET (NAME, lage_value_text ("Florian")) };

  assert_summary (fixture, make (fixture, LAGE_KIND_UNIT, changes, 1), "", LAGE_ATTENTION_NONE);
}

static void
test_drone (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { LageFlightState state; double battery; LageAttention attention; }
  cases[] = {
    { LAGE_FLIGHT_ACTIVE, 20.0, LAGE_ATTENTION_NONE },
    { LAGE_FLIGHT_ACTIVE, 19.9, LAGE_ATTENTION_NOTICE },
    { LAGE_FLIGHT_CRITICAL, 90.0, LAGE_ATTENTION_ALARM },
    { LAGE_FLIGHT_EMERGENCY, 10.0, LAGE_ATTENTION_ALARM },
    { LAGE_FLIGHT_TERMINATION, 90.0, LAGE_ATTENTION_ALARM },
    { LAGE_FLIGHT_POWER_OFF, 90.0, LAGE_ATTENTION_NONE },
  };
  LageChange full[] = {
    SET_INT (FLIGHT_STATE, LAGE_FLIGHT_ACTIVE), SET_REAL (HEIGHT_M, 42.4),
    SET_REAL (BATTERY_PERCENT, 82.0),
  };
  LageChange nothing[] = { TEST_SET (NAME, lage_value_text ("D1")) };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageChange changes[] = {
        SET_INT (FLIGHT_STATE, cases[i].state), SET_REAL (BATTERY_PERCENT, cases[i].battery),
      };

      g_assert_cmpint (lage_entity_summary_get_attention (
                         make (fixture, LAGE_KIND_DRONE, changes, 2), NULL, TEST_NOW_US), ==,
                       cases[i].attention);
    }
  assert_summary (fixture, make (fixture, LAGE_KIND_DRONE, full, 3),
                  "Active · 42" NBSP "m · 82" NBSP "%", LAGE_ATTENTION_NONE);
  assert_summary (fixture, make (fixture, LAGE_KIND_DRONE, nothing, 1), "", LAGE_ATTENTION_NONE);
}

static void
test_hospital (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { LageEmergencyStatus status; const char *line; LageAttention attention; }
  cases[] = {
    { LAGE_EMERGENCY_NORMAL, "Normal · ICU 0 free · wards 12 free", LAGE_ATTENTION_NONE },
    { LAGE_EMERGENCY_ADVISORY, "Advisory · ICU 0 free · wards 12 free", LAGE_ATTENTION_NOTICE },
    { LAGE_EMERGENCY_CLOSED, "Closed · ICU 0 free · wards 12 free", LAGE_ATTENTION_ALARM },
    { LAGE_EMERGENCY_NOT_APPLICABLE, "No emergency department · ICU 0 free · wards 12 free",
      LAGE_ATTENTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageChange changes[] = {
        SET_INT (EMERGENCY_STATUS, cases[i].status), SET_INT (BEDS_ADULT_ICU, 0),
        SET_INT (BEDS_GENERAL, 12),
      };

      assert_summary (fixture, make (fixture, LAGE_KIND_HOSPITAL, changes, 3), cases[i].line,
                      cases[i].attention);
    }
}

static LageEntity *
make_warning (Fixture           *fixture,
              LageSeverity       severity,
              LageWarningStatus  status)
{
  LageChange changes[] = {
    SET_INT (SEVERITY, severity), SET_INT (WARNING_STATUS, status),
    TEST_SET (AREA_NAME, lage_value_text ("Hamburg")),
  };

  return make (fixture, LAGE_KIND_WARNING, changes, 3);
}

static void
say_more (Fixture    *fixture,
          LageEntity *entity,
          LageChange  change)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);

  fixture->n_ops++;
  g_ptr_array_add (ops, test_op (1, fixture->n_ops, fixture->n_ops, lage_entity_get_kind (entity),
                                 fixture->n_entities, NULL, change));
  lage_situation_apply (fixture->situation, ops);
}

static void
test_warning (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const lines[] = {
    "Unknown · Hamburg", "Minor · Hamburg", "Moderate · Hamburg", "Severe · Hamburg",
    "Extreme · Hamburg",
  };
  LageChange bare[] = { TEST_SET (NAME, lage_value_text ("x")) };

  for (guint severity = 0; severity < G_N_ELEMENTS (lines); severity++)
    assert_summary (fixture, make_warning (fixture, (LageSeverity) severity, LAGE_WARNING_ACTUAL),
                    lines[severity],
                    severity >= LAGE_SEVERITY_SEVERE ? LAGE_ATTENTION_ALARM
                                                     : LAGE_ATTENTION_NOTICE);
  /* Of which nothing is known but that it is: worth a look. */
  assert_summary (fixture, make (fixture, LAGE_KIND_WARNING, bare, 1), "", LAGE_ATTENTION_NOTICE);
}

static void
test_unmeant_warning (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct { LageWarningStatus status; const char *line; } cases[] = {
    { LAGE_WARNING_EXERCISE, "Exercise · Extreme · Hamburg" },
    { LAGE_WARNING_SYSTEM, "System · Extreme · Hamburg" },
    { LAGE_WARNING_TEST, "Test · Extreme · Hamburg" },
    { LAGE_WARNING_DRAFT, "Draft · Extreme · Hamburg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_summary (fixture, make_warning (fixture, LAGE_SEVERITY_EXTREME, cases[i].status),
                    cases[i].line, LAGE_ATTENTION_NONE);
}

static void
test_warning_is_over (Fixture       *fixture,
                      gconstpointer  data)
{
  LageEntity *warning = make_warning (fixture, LAGE_SEVERITY_EXTREME, LAGE_WARNING_ACTUAL);

  say_more (fixture, warning, TEST_SET (EXPIRES_AT, lage_value_time (TEST_NOW_US)));
  assert_summary (fixture, warning, "Extreme · Hamburg", LAGE_ATTENTION_ALARM);
  say_more (fixture, warning, TEST_SET (EXPIRES_AT, lage_value_time (TEST_NOW_US - 1)));
  assert_summary (fixture, warning, "Expired · Hamburg", LAGE_ATTENTION_NONE);

  warning = make_warning (fixture, LAGE_SEVERITY_EXTREME, LAGE_WARNING_ACTUAL);
  say_more (fixture, warning, SET_INT (MESSAGE_TYPE, LAGE_MESSAGE_UPDATE));
  assert_summary (fixture, warning, "Extreme · Hamburg", LAGE_ATTENTION_ALARM);
  say_more (fixture, warning, TEST_SET (REPLACED_BY, lage_value_text ("w.2")));
  assert_summary (fixture, warning, "Replaced · Hamburg", LAGE_ATTENTION_NONE);

  /* An exercise ends an exercise and no warning that is meant. */
  warning = make_warning (fixture, LAGE_SEVERITY_EXTREME, LAGE_WARNING_ACTUAL);
  say_more (fixture, warning, TEST_SET (REPLACED_UNMEANT_BY, lage_value_text ("w.2")));
  assert_summary (fixture, warning, "Extreme · Hamburg", LAGE_ATTENTION_ALARM);
  g_assert_false (lage_entity_summary_is_over (warning, TEST_NOW_US));
  warning = make_warning (fixture, LAGE_SEVERITY_EXTREME, LAGE_WARNING_EXERCISE);
  say_more (fixture, warning, TEST_SET (REPLACED_UNMEANT_BY, lage_value_text ("w.2")));
  assert_summary (fixture, warning, "Exercise · Replaced · Hamburg", LAGE_ATTENTION_NONE);
  g_assert_true (lage_entity_summary_is_over (warning, TEST_NOW_US));

  warning = make_warning (fixture, LAGE_SEVERITY_EXTREME, LAGE_WARNING_ACTUAL);
  say_more (fixture, warning, SET_INT (MESSAGE_TYPE, LAGE_MESSAGE_CANCEL));
  assert_summary (fixture, warning, "All clear · Hamburg", LAGE_ATTENTION_NONE);
}

static void
test_incident (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { LageIncidentState state; LagePriority priority; const char *line;
                        LageAttention attention; } cases[] = {
    { LAGE_INCIDENT_OPEN, LAGE_PRIORITY_ROUTINE, "Open · Routine · Deich", LAGE_ATTENTION_NOTICE },
    { LAGE_INCIDENT_OPEN, LAGE_PRIORITY_FLASH, "Open · Flash · Deich", LAGE_ATTENTION_ALARM },
    { LAGE_INCIDENT_RUNNING, LAGE_PRIORITY_URGENT, "In progress · Urgent · Deich",
      LAGE_ATTENTION_NONE },
    { LAGE_INCIDENT_RUNNING, LAGE_PRIORITY_FLASH, "In progress · Flash · Deich",
      LAGE_ATTENTION_ALARM },
    { LAGE_INCIDENT_CLOSED, LAGE_PRIORITY_FLASH, "Concluded · Flash · Deich", LAGE_ATTENTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageChange changes[] = {
        SET_INT (INCIDENT_STATE, cases[i].state), SET_INT (PRIORITY, cases[i].priority),
        TEST_SET (INCIDENT_TYPE, lage_value_text ("Deich")),
      };

      assert_summary (fixture, make (fixture, LAGE_KIND_INCIDENT, changes, 3), cases[i].line,
                      cases[i].attention);
    }
}

static void
test_task (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { guint round; LageTaskState state; gint64 due_us; const char *state_word;
                        LageAttention attention; } cases[] = {
    { 0, LAGE_TASK_ISSUED, 0, "Issued", LAGE_ATTENTION_NONE },
    { 2, LAGE_TASK_ISSUED, TEST_NOW_US, "Issued", LAGE_ATTENTION_NONE },
    { 0, LAGE_TASK_UNDER_WAY, TEST_NOW_US - 1, "Under way", LAGE_ATTENTION_NOTICE },
    { 0, LAGE_TASK_REFUSED, 0, "Refused", LAGE_ATTENTION_ALARM },
    { 0, LAGE_TASK_DONE, TEST_NOW_US - 1, "Done", LAGE_ATTENTION_NONE },
    { 0, LAGE_TASK_CANCELLED, TEST_NOW_US - 1, "Cancelled", LAGE_ATTENTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageChange changes[] = {
        SET_INT (TASK_STATE, lage_task_state_pack (cases[i].round, cases[i].state)),
        SET_INT (PRIORITY, LAGE_PRIORITY_URGENT),
        TEST_SET (DUE_AT, lage_value_time (cases[i].due_us)),
      };
      LageEntity *task = make (fixture, LAGE_KIND_TASK, changes, cases[i].due_us != 0 ? 3 : 2);
      g_autofree char *expected = g_strdup_printf ("%s · Urgent%s", cases[i].state_word,
                                                   cases[i].due_us == 0 ? "" : cases[i].due_us
                                                     == TEST_NOW_US ? " · 06:15" : " · 06:14");

      assert_summary (fixture, task, expected, cases[i].attention);
    }
}

static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  LageChange sensor[] = {
    SET_REAL (WIND_SPEED_MPS, 18.2), SET_REAL (WIND_GUST_MPS, 31.0),
    SET_REAL (WIND_DIRECTION_DEG, 290.0), SET_REAL (TRAFFIC_PER_H, 120.0),
  };
  LageChange area[] = { SET_INT (AREA_TYPE, LAGE_AREA_EVACUATION) };
  LageChange note[] = { TEST_SET (DESCRIPTION, lage_value_text ("Sandsäcke bestellt")) };

  assert_summary (fixture, make (fixture, LAGE_KIND_SENSOR, sensor, 4),
                  "18.2" NBSP "m/s · 31.0" NBSP "m/s · 290° · 120" NBSP "1/h", LAGE_ATTENTION_NONE);
  assert_summary (fixture, make (fixture, LAGE_KIND_AREA, area, 1), "Evacuation zone",
                  LAGE_ATTENTION_NONE);
  assert_summary (fixture, make (fixture, LAGE_KIND_NOTE, note, 1), "Sandsäcke bestellt",
                  LAGE_ATTENTION_NONE);
}

static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  LageEntity *calm = make_gauge (fixture, 1.0);
  LageEntity *notice = make_gauge (fixture, 4.0);
  LageEntity *alarm = make_gauge (fixture, 5.0);
  LageEntity *order[] = { alarm, notice, calm };

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 3; k++)
      {
        int result = lage_entity_summary_compare_state (order[i], order[k], fixture->thresholds,
                                                        TEST_NOW_US);

        g_assert_cmpint ((result > 0) - (result < 0), ==, (i > k) - (i < k));
      }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/widgets/entity-summary/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("gauge", test_gauge);
  ADD ("flood-gate", test_flood_gate);
  ADD ("unit", test_unit);
  ADD ("unit-without-status", test_unit_without_status);
  ADD ("drone", test_drone);
  ADD ("hospital", test_hospital);
  ADD ("warning", test_warning);
  ADD ("unmeant-warning", test_unmeant_warning);
  ADD ("warning-is-over", test_warning_is_over);
  ADD ("incident", test_incident);
  ADD ("task", test_task);
  ADD ("others", test_others);
  ADD ("compare", test_compare);

  return g_test_run ();
}
