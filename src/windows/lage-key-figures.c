/* lage-key-figures.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-key-figures.h"

#include <math.h>

#include "lage-entity-summary.h"
#include "lage-task-state.h"

/* FMS statuses, see the schema. */
enum
{
  FMS_READY_ON_RADIO = 1,
  FMS_READY_AT_STATION = 2,
  FMS_EN_ROUTE = 3,
  FMS_ON_SCENE = 4,
  FMS_NOT_READY = 6,
  FMS_PATIENT_ON_BOARD = 7,
  FMS_AT_DESTINATION = 8,
};

typedef struct
{
  LageKeyFigures        *figures;
  const LageThresholds  *thresholds;
  const LageAssignments *assignments;
  gboolean               is_exercise;
  gint64                 now_us;
} Count;

typedef void (*CountFunc) (Count      *count,
                           LageEntity *entity);

static void
add_age (LageFigureAge *age,
         LageEntity    *entity,
         gint64         now_us)
{
  gint64 observed_at_us;
  LageFreshness freshness = lage_freshness_of_entity (entity, now_us, &observed_at_us);

  if (observed_at_us > age->observed_at_us)
    {
      age->observed_at_us = observed_at_us;
      age->freshness = freshness;
    }
  age->n_silent += freshness == LAGE_FRESHNESS_SILENT;
}

static void
count_gauge (Count      *count,
             LageEntity *gauge)
{
  LageKeyFigures *figures = count->figures;
  const char *external_id = lage_entity_get_text (gauge, LAGE_FIELD_EXTERNAL_ID);
  LageWaterLevel level;

  if (external_id == NULL
      || isnan (lage_thresholds_get_mhw_nhn_m (count->thresholds, external_id)))
    return;
  lage_water_level_init_gauge (&level, gauge, count->thresholds);
  if (figures->gauge != NULL && !(level.above_mhw_m > figures->level.above_mhw_m))
    return;
  figures->gauge = gauge;
  figures->level = level;
  figures->surge = lage_thresholds_classify (count->thresholds, level.above_mhw_m);
  figures->level_age = (LageFigureAge) { 0 };
  add_age (&figures->level_age, gauge, count->now_us);
}

static gboolean
is_meant (Count      *count,
          LageEntity *warning)
{
  gint64 status = lage_entity_get_int (warning, LAGE_FIELD_WARNING_STATUS, LAGE_WARNING_ACTUAL);

  return status == LAGE_WARNING_ACTUAL
         || (status == LAGE_WARNING_EXERCISE && count->is_exercise);
}

static gint64
get_severity (LageEntity *warning)
{
  return lage_entity_get_int (warning, LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN);
}

static void
count_warning (Count      *count,
               LageEntity *warning)
{
  LageKeyFigures *figures = count->figures;
  LageEntity *highest = figures->warning;

  if (!is_meant (count, warning) || lage_entity_summary_is_over (warning, count->now_us))
    return;
  figures->n_warnings++;
  add_age (&figures->warnings_age, warning, count->now_us);
  if (highest == NULL || get_severity (warning) > get_severity (highest)
      || (get_severity (warning) == get_severity (highest)
          && lage_entity_get_time_us (warning, LAGE_FIELD_SENT_AT)
               > lage_entity_get_time_us (highest, LAGE_FIELD_SENT_AT)))
    figures->warning = warning;
}

static void
count_incident (Count      *count,
                LageEntity *incident)
{
  LageKeyFigures *figures = count->figures;

  if (lage_entity_summary_is_over (incident, count->now_us))
    return;
  figures->n_incidents++;
  figures->n_flash += lage_entity_get_int (incident, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_ROUTINE)
                      == LAGE_PRIORITY_FLASH;
  add_age (&figures->incidents_age, incident, count->now_us);
}

static void
count_task (Count      *count,
            LageEntity *task)
{
  LageKeyFigures *figures = count->figures;
  gint64 due_us = lage_entity_get_time_us (task, LAGE_FIELD_DUE_AT);

  if (lage_entity_summary_is_over (task, count->now_us))
    return;
  figures->n_tasks++;
  figures->n_overdue += due_us != 0 && due_us < count->now_us;
  figures->n_refused += lage_task_get_state (task) == LAGE_TASK_REFUSED;
  add_age (&figures->tasks_age, task, count->now_us);
}

static void
count_unit (Count      *count,
            LageEntity *unit)
{
  LageKeyFigures *figures = count->figures;
  gint64 status = lage_entity_get_int (unit, LAGE_FIELD_STATUS, -1);

  figures->n_units++;
  add_age (&figures->units_age, unit, count->now_us);
  if (status == FMS_NOT_READY)
    figures->n_unready++;
  else if (status == FMS_EN_ROUTE || status == FMS_ON_SCENE || status == FMS_PATIENT_ON_BOARD
           || status == FMS_AT_DESTINATION
           || lage_assignments_contains (count->assignments, unit))
    figures->n_bound++;
  else if (status == FMS_READY_ON_RADIO || status == FMS_READY_AT_STATION)
    figures->n_free++;
}

static void
count_gate (Count      *count,
            LageEntity *gate)
{
  LageKeyFigures *figures = count->figures;

  figures->n_gates++;
  add_age (&figures->gates_age, gate, count->now_us);
  switch (lage_entity_get_int (gate, LAGE_FIELD_GATE_STATE, LAGE_GATE_UNKNOWN))
    {
    case LAGE_GATE_OPEN:
      figures->n_open++;
      break;
    case LAGE_GATE_CLOSED:
      figures->n_closed++;
      break;
    case LAGE_GATE_OPENING:
    case LAGE_GATE_CLOSING:
      figures->n_moving++;
      break;
    case LAGE_GATE_FAULT:
      figures->n_faulty++;
      break;
    default:
      break;
    }
}

static void
count_all (Count         *count,
           LageSituation *situation,
           LageKind       kind,
           CountFunc      func)
{
  GListModel *list = lage_situation_get_list (situation, kind);
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

      func (count, entity);
    }
}

/**
 * lage_key_figures_count:
 * @self: (out caller-allocates): the figures, good until the situation changes
 * @situation: the picture
 * @thresholds: storm surge classes and mean high waters
 * @is_exercise: whether warnings of an exercise are meant
 * @now_us: situation time
 */
void
lage_key_figures_count (LageKeyFigures       *self,
                        LageSituation        *situation,
                        const LageThresholds *thresholds,
                        gboolean              is_exercise,
                        gint64                now_us)
{
  g_autoptr(LageAssignments) assignments = lage_assignments_new (situation);
  Count count = { self, thresholds, assignments, is_exercise, now_us };

  *self = (LageKeyFigures) { 0 };
  count_all (&count, situation, LAGE_KIND_GAUGE, count_gauge);
  count_all (&count, situation, LAGE_KIND_WARNING, count_warning);
  count_all (&count, situation, LAGE_KIND_INCIDENT, count_incident);
  count_all (&count, situation, LAGE_KIND_TASK, count_task);
  count_all (&count, situation, LAGE_KIND_UNIT, count_unit);
  count_all (&count, situation, LAGE_KIND_FLOOD_GATE, count_gate);
}
