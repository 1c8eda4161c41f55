/* test-key-figures.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-key-figures.h"

#include <math.h>
#include <string.h>

#include "picture-fixture.h"

#define MINUTE_US G_TIME_SPAN_MINUTE

static const char thresholds_text[] =
  "[Class 1]\nLabel=Surge\nAboveMeanHighWater=1.5\n"
  "[Class 2]\nLabel=Severe\nAboveMeanHighWater=2.5\n"
  "[Gauge test:a]\nMeanHighWaterNhn=2.0\n"
  "[Gauge test:b]\nMeanHighWaterNhn=1.0\n";

typedef struct
{
  Picture         picture;
  LageThresholds *thresholds;
  LageKeyFigures  figures;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  picture_set_up (&fixture->picture, data);
  fixture->thresholds = lage_thresholds_new (thresholds_text, sizeof thresholds_text - 1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_thresholds_free (fixture->thresholds);
  picture_tear_down (&fixture->picture, data);
}

static const LageKeyFigures *
count (Fixture  *fixture,
       gboolean  is_exercise)
{
  lage_key_figures_count (&fixture->figures, fixture->picture.situation, fixture->thresholds,
                          is_exercise, TEST_NOW_US);
  return &fixture->figures;
}

static LageEntity *
add_gauge (Fixture    *fixture,
           guint       number,
           const char *external_id,
           double      nhn_m,
           gint64      age_us)
{
  LageDraft *draft = picture_draft (LAGE_KIND_GAUGE, number);

  if (external_id != NULL)
    lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID, external_id);
  lage_draft_set_real (draft, LAGE_FIELD_LEVEL_NHN_M, nhn_m);
  return picture_say (&fixture->picture, draft, TEST_NOW_US - age_us);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  const LageKeyFigures *figures = count (fixture, FALSE);

  g_assert_null (figures->gauge);
  g_assert_null (figures->warning);
  g_assert_cmpuint (figures->n_units, ==, 0);
  g_assert_cmpint (figures->units_age.observed_at_us, ==, 0);
}

/* The one that is highest above its own mean high water, of those for which that is known. */
static void
test_gauge (Fixture       *fixture,
            gconstpointer  data)
{
  const LageKeyFigures *figures;
  LageEntity *first, *second;

  add_gauge (fixture, 1, "test:unknown", 9.0, 0);
  add_gauge (fixture, 2, NULL, 9.0, 0);
  g_assert_null (count (fixture, FALSE)->gauge);

  first = add_gauge (fixture, 3, "test:a", 3.5, MINUTE_US);
  figures = count (fixture, FALSE);
  g_assert_true (figures->gauge == first);
  g_assert_cmpfloat_with_epsilon (figures->level.above_mhw_m, 1.5, 1e-9);
  g_assert_cmpstr (figures->surge->label, ==, "Surge");
  g_assert_cmpint (figures->level_age.observed_at_us, ==, TEST_NOW_US - MINUTE_US);
  g_assert_cmpint (figures->level_age.freshness, ==, LAGE_FRESHNESS_FRESH);

  second = add_gauge (fixture, 4, "test:b", 3.0, 16 * MINUTE_US);
  figures = count (fixture, FALSE);
  g_assert_true (figures->gauge == second);
  g_assert_cmpint (figures->level_age.freshness, ==, LAGE_FRESHNESS_SILENT);
}

static LageEntity *
add_warning (Fixture *fixture,
             guint    number,
             gint64   severity,
             gint64   status,
             gint64   expires_after_us)
{
  LageDraft *draft = picture_draft (LAGE_KIND_WARNING, number);

  lage_draft_set_int (draft, LAGE_FIELD_SEVERITY, severity);
  lage_draft_set_int (draft, LAGE_FIELD_WARNING_STATUS, status);
  lage_draft_take (draft, LAGE_FIELD_SENT_AT, lage_value_time (TEST_NOW_US + number));
  lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT,
                   lage_value_time (TEST_NOW_US + expires_after_us));
  return picture_say (&fixture->picture, draft, TEST_NOW_US);
}

static void
test_warnings (Fixture       *fixture,
               gconstpointer  data)
{
  const LageKeyFigures *figures;
  LageEntity *severe, *drill;

  add_warning (fixture, 1, LAGE_SEVERITY_MINOR, LAGE_WARNING_ACTUAL, MINUTE_US);
  add_warning (fixture, 2, LAGE_SEVERITY_EXTREME, LAGE_WARNING_ACTUAL, -1);
  add_warning (fixture, 3, LAGE_SEVERITY_EXTREME, LAGE_WARNING_TEST, MINUTE_US);
  add_warning (fixture, 4, LAGE_SEVERITY_SEVERE, LAGE_WARNING_ACTUAL, MINUTE_US);
  severe = add_warning (fixture, 5, LAGE_SEVERITY_SEVERE, LAGE_WARNING_ACTUAL, 0);
  drill = add_warning (fixture, 6, LAGE_SEVERITY_EXTREME, LAGE_WARNING_EXERCISE, MINUTE_US);

  figures = count (fixture, FALSE);
  g_assert_true (figures->warning == severe);
  g_assert_cmpuint (figures->n_warnings, ==, 3);
  figures = count (fixture, TRUE);
  g_assert_true (figures->warning == drill);
  g_assert_cmpuint (figures->n_warnings, ==, 4);
}

static void
add_incident (Fixture *fixture,
              guint    number,
              gint64   state,
              gint64   priority)
{
  LageDraft *draft = picture_draft (LAGE_KIND_INCIDENT, number);

  lage_draft_set_int (draft, LAGE_FIELD_INCIDENT_STATE, state);
  lage_draft_set_int (draft, LAGE_FIELD_PRIORITY, priority);
  picture_say (&fixture->picture, draft, TEST_NOW_US);
}

static void
test_incidents_and_tasks (Fixture       *fixture,
                          gconstpointer  data)
{
  static const gint64 due_after_us[] = { -1, 0, 1 };
  const LageKeyFigures *figures;

  add_incident (fixture, 1, LAGE_INCIDENT_OPEN, LAGE_PRIORITY_ROUTINE);
  add_incident (fixture, 2, LAGE_INCIDENT_RUNNING, LAGE_PRIORITY_FLASH);
  add_incident (fixture, 3, LAGE_INCIDENT_CLOSED, LAGE_PRIORITY_FLASH);
  for (guint i = 0; i < G_N_ELEMENTS (due_after_us); i++)
    {
      LageDraft *draft = picture_draft (LAGE_KIND_TASK, 10 + i);

      lage_draft_take (draft, LAGE_FIELD_DUE_AT, lage_value_time (TEST_NOW_US + due_after_us[i]));
      picture_say (&fixture->picture, draft, TEST_NOW_US);
      picture_add_task (&fixture->picture, 10 + i, LAGE_TASK_ISSUED, NULL, NULL);
    }
  picture_add_task (&fixture->picture, 20, LAGE_TASK_REFUSED, NULL, NULL);
  picture_add_task (&fixture->picture, 21, LAGE_TASK_DONE, NULL, NULL);
  picture_add_task (&fixture->picture, 22, LAGE_TASK_DRAFT, NULL, NULL);

  figures = count (fixture, FALSE);
  g_assert_cmpuint (figures->n_incidents, ==, 2);
  g_assert_cmpuint (figures->n_flash, ==, 1);
  g_assert_cmpuint (figures->n_tasks, ==, 5);
  g_assert_cmpuint (figures->n_overdue, ==, 1);
  g_assert_cmpuint (figures->n_refused, ==, 1);
}

static LageEntity *
add_unit (Fixture *fixture,
          guint    number,
          gint64   status,
          gint64   age_us)
{
  LageDraft *draft = picture_draft (LAGE_KIND_UNIT, number);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Unit");
  if (status >= 0)
    lage_draft_set_int (draft, LAGE_FIELD_STATUS, status);
  return picture_say (&fixture->picture, draft, TEST_NOW_US - age_us);
}

static void
test_units (Fixture       *fixture,
            gconstpointer  data)
{
  /* By status 0 to 9, then without one: free, bound, unready, neither. */
  static const char expected[] = "-ffbb-ubb--";
  guint n_free = 0, n_bound = 0, n_unready = 0;
  const LageKeyFigures *figures;
  LageEntity *tasked;

  for (guint i = 0; i < sizeof expected - 1; i++)
    {
      add_unit (fixture, i + 1, i < 10 ? (gint64) i : -1, 0);
      figures = count (fixture, FALSE);
      n_free += expected[i] == 'f';
      n_bound += expected[i] == 'b';
      n_unready += expected[i] == 'u';
      g_test_message ("status %u", i);
      g_assert_cmpuint (figures->n_free, ==, n_free);
      g_assert_cmpuint (figures->n_bound, ==, n_bound);
      g_assert_cmpuint (figures->n_unready, ==, n_unready);
      g_assert_cmpuint (figures->n_units, ==, i + 1);
    }

  /* Ready by radio, but it has a task; and one that nobody has heard of for five hours and more. */
  tasked = add_unit (fixture, 50, 1, 5 * G_TIME_SPAN_HOUR + 1);
  picture_add_task (&fixture->picture, 51, LAGE_TASK_ACKNOWLEDGED, tasked, NULL);
  figures = count (fixture, FALSE);
  g_assert_cmpuint (figures->n_free, ==, n_free);
  g_assert_cmpuint (figures->n_bound, ==, n_bound + 1);
  g_assert_cmpuint (figures->units_age.n_silent, ==, 1);
  g_assert_cmpint (figures->units_age.observed_at_us, ==, TEST_NOW_US);
  g_assert_cmpint (figures->units_age.freshness, ==, LAGE_FRESHNESS_FRESH);
}

static void
test_gates (Fixture       *fixture,
            gconstpointer  data)
{
  const LageKeyFigures *figures;

  for (gint64 state = LAGE_GATE_UNKNOWN; state <= LAGE_GATE_FAULT; state++)
    {
      LageDraft *draft = picture_draft (LAGE_KIND_FLOOD_GATE, 1 + (guint) state);

      lage_draft_set_int (draft, LAGE_FIELD_GATE_STATE, state);
      picture_say (&fixture->picture, draft, TEST_NOW_US);
    }
  figures = count (fixture, FALSE);
  g_assert_cmpuint (figures->n_gates, ==, 6);
  g_assert_cmpuint (figures->n_open, ==, 1);
  g_assert_cmpuint (figures->n_closed, ==, 1);
  g_assert_cmpuint (figures->n_moving, ==, 2);
  g_assert_cmpuint (figures->n_faulty, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/windows/key-figures/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("nothing", test_nothing);
  ADD ("gauge", test_gauge);
  ADD ("warnings", test_warnings);
  ADD ("incidents-and-tasks", test_incidents_and_tasks);
  ADD ("units", test_units);
  ADD ("gates", test_gates);

  return g_test_run ();
}
