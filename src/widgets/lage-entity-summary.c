/* lage-entity-summary.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-summary.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"
#include "lage-task-state.h"
#include "lage-water-level.h"

#define SEPARATOR " · "
#define LOW_BATTERY_PERCENT 20.0

static void
append (GString    *line,
        const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, SEPARATOR);
  g_string_append (line, text);
}

static void
append_take (GString *line,
             char    *text)
{
  append (line, text);
  g_free (text);
}

static void
append_field (GString    *line,
              LageEntity *entity,
              LageField   field,
              gint64      now_us)
{
  const LageCandidate *candidate = lage_entity_find (entity, field);
  const LageFieldSpec *spec = lage_schema_find (lage_entity_get_kind (entity), field);

  if (candidate != NULL && spec != NULL)
    append_take (line, lage_format_value (spec, &candidate->value, now_us));
}

static void
append_level (GString              *line,
              LageEntity           *gauge,
              const LageThresholds *thresholds)
{
  LageWaterLevel level;

  lage_water_level_init_gauge (&level, gauge, thresholds);
  if (!isnan (level.nhn_m))
    append_take (line, lage_format_quantity (level.nhn_m, 2, "m NHN"));
  if (!isnan (level.above_mhw_m))
    {
      g_autofree char *number = lage_format_quantity (fabs (level.above_mhw_m), 2, "m");

      /* Translators: a water level relative to mean high water (German: MHW) */
      append_take (line, g_strdup_printf (level.above_mhw_m < 0.0 ? _("MHW −%s") : _("MHW +%s"),
                                          number));
    }
  if (isnan (level.nhn_m) && !isnan (level.pnp_cm))
    append_take (line, lage_format_quantity (level.pnp_cm, 0, "cm"));
}

static void
append_beds (GString    *line,
             LageEntity *hospital)
{
  gint64 icu = lage_entity_get_int (hospital, LAGE_FIELD_BEDS_ADULT_ICU, -1);
  gint64 general = lage_entity_get_int (hospital, LAGE_FIELD_BEDS_GENERAL, -1);

  if (icu >= 0)
    /* Translators: free beds in intensive care */
    append_take (line, g_strdup_printf (_("ICU %d free"), (int) icu));
  if (general >= 0)
    /* Translators: free beds on general wards */
    append_take (line, g_strdup_printf (_("wards %d free"), (int) general));
}

static gboolean
is_replaced (LageEntity *warning)
{
  gint64 status = lage_entity_get_int (warning, LAGE_FIELD_WARNING_STATUS, LAGE_WARNING_ACTUAL);

  /* An exercise ends another exercise, never a warning that is meant. */
  return lage_entity_has (warning, LAGE_FIELD_REPLACED_BY)
         || (status != LAGE_WARNING_ACTUAL
             && lage_entity_has (warning, LAGE_FIELD_REPLACED_UNMEANT_BY));
}

/**
 * lage_entity_summary_is_over:
 * @entity: an entity
 * @now_us: situation time
 *
 * Returns: TRUE for a warning that was replaced or cancelled or has expired, a drawing that has
 * expired, a concluded incident, and a task that is done or cancelled
 */
gboolean
lage_entity_summary_is_over (LageEntity *entity,
                             gint64      now_us)
{
  gint64 expires_us;

  switch (lage_entity_get_kind (entity))
    {
    case LAGE_KIND_WARNING:
      expires_us = lage_entity_get_time_us (entity, LAGE_FIELD_EXPIRES_AT);
      return is_replaced (entity)
             || lage_entity_get_int (entity, LAGE_FIELD_MESSAGE_TYPE, 0) == LAGE_MESSAGE_CANCEL
             || (expires_us != 0 && expires_us < now_us);
    case LAGE_KIND_AREA:
      expires_us = lage_entity_get_time_us (entity, LAGE_FIELD_EXPIRES_AT);
      return expires_us != 0 && expires_us < now_us;
    case LAGE_KIND_INCIDENT:
      return lage_entity_get_int (entity, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN)
             == LAGE_INCIDENT_CLOSED;
    case LAGE_KIND_TASK:
      return lage_task_state_is_over (lage_task_get_state (entity));
    default:
      return FALSE;
    }
}

static void
append_warning (GString    *line,
                LageEntity *warning,
                gint64      now_us)
{
  gint64 status = lage_entity_get_int (warning, LAGE_FIELD_WARNING_STATUS, LAGE_WARNING_ACTUAL);

  if (status != LAGE_WARNING_ACTUAL)
    append_field (line, warning, LAGE_FIELD_WARNING_STATUS, now_us);
  if (lage_entity_get_int (warning, LAGE_FIELD_MESSAGE_TYPE, 0) == LAGE_MESSAGE_CANCEL)
    append_field (line, warning, LAGE_FIELD_MESSAGE_TYPE, now_us);
  else if (is_replaced (warning))
    append (line, _("Replaced"));
  else if (lage_entity_summary_is_over (warning, now_us))
    append (line, _("Expired"));
  else
    append_field (line, warning, LAGE_FIELD_SEVERITY, now_us);
  append_field (line, warning, LAGE_FIELD_AREA_NAME, now_us);
}

/**
 * lage_entity_summary_make_line:
 * @entity: an entity
 * @thresholds: (nullable): for gauges
 * @now_us: situation time
 *
 * Returns: (transfer full): the few words that stand below its title in a list
 */
char *
lage_entity_summary_make_line (LageEntity           *entity,
                               const LageThresholds *thresholds,
                               gint64                now_us)
{
  GString *line = g_string_new (NULL);

  switch (lage_entity_get_kind (entity))
    {
    case LAGE_KIND_GAUGE:
      append_level (line, entity, thresholds);
      break;
    case LAGE_KIND_FLOOD_GATE:
      append_field (line, entity, LAGE_FIELD_GATE_STATE, now_us);
      break;
    case LAGE_KIND_UNIT:
      append_field (line, entity, LAGE_FIELD_STATUS, now_us);
      append_field (line, entity, LAGE_FIELD_UNIT_TYPE, now_us);
      break;
    case LAGE_KIND_DRONE:
      append_field (line, entity, LAGE_FIELD_FLIGHT_STATE, now_us);
      append_field (line, entity, LAGE_FIELD_HEIGHT_M, now_us);
      append_field (line, entity, LAGE_FIELD_BATTERY_PERCENT, now_us);
      break;
    case LAGE_KIND_HOSPITAL:
      append_field (line, entity, LAGE_FIELD_EMERGENCY_STATUS, now_us);
      append_beds (line, entity);
      break;
    case LAGE_KIND_WARNING:
      append_warning (line, entity, now_us);
      break;
    case LAGE_KIND_INCIDENT:
      append_field (line, entity, LAGE_FIELD_INCIDENT_STATE, now_us);
      append_field (line, entity, LAGE_FIELD_PRIORITY, now_us);
      append_field (line, entity, LAGE_FIELD_INCIDENT_TYPE, now_us);
      break;
    case LAGE_KIND_TASK:
      append_field (line, entity, LAGE_FIELD_TASK_STATE, now_us);
      append_field (line, entity, LAGE_FIELD_PRIORITY, now_us);
      append_field (line, entity, LAGE_FIELD_DUE_AT, now_us);
      break;
    case LAGE_KIND_SENSOR:
      append_field (line, entity, LAGE_FIELD_WIND_SPEED_MPS, now_us);
      append_field (line, entity, LAGE_FIELD_WIND_GUST_MPS, now_us);
      append_field (line, entity, LAGE_FIELD_WIND_DIRECTION_DEG, now_us);
      append_field (line, entity, LAGE_FIELD_TRAFFIC_PER_H, now_us);
      break;
    case LAGE_KIND_AREA:
      append_field (line, entity, LAGE_FIELD_AREA_TYPE, now_us);
      break;
    case LAGE_KIND_NOTE:
      append_field (line, entity, LAGE_FIELD_DESCRIPTION, now_us);
      break;
    case LAGE_KIND_NONE:
    default:
      break;
    }
  return g_string_free (line, FALSE);
}

static LageAttention
attention_of_gauge (LageEntity           *gauge,
                    const LageThresholds *thresholds)
{
  const LageThreshold *threshold = NULL;
  LageWaterLevel level;

  lage_water_level_init_gauge (&level, gauge, thresholds);
  if (thresholds != NULL)
    threshold = lage_thresholds_classify (thresholds, level.above_mhw_m);
  if (threshold == NULL)
    return LAGE_ATTENTION_NONE;
  return threshold->severity >= 2 ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NOTICE;
}

static LageAttention
attention_of_warning (LageEntity *warning,
                      gint64      now_us)
{
  gint64 status = lage_entity_get_int (warning, LAGE_FIELD_WARNING_STATUS, LAGE_WARNING_ACTUAL);
  gint64 severity = lage_entity_get_int (warning, LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN);

  /* What is not meant never alarms. */
  if (status != LAGE_WARNING_ACTUAL || lage_entity_summary_is_over (warning, now_us))
    return LAGE_ATTENTION_NONE;
  return severity >= LAGE_SEVERITY_SEVERE ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NOTICE;
}

static LageAttention
attention_of_incident (LageEntity *incident)
{
  gint64 state = lage_entity_get_int (incident, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  gint64 priority = lage_entity_get_int (incident, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_ROUTINE);

  if (state == LAGE_INCIDENT_CLOSED)
    return LAGE_ATTENTION_NONE;
  if (priority == LAGE_PRIORITY_FLASH)
    return LAGE_ATTENTION_ALARM;
  return state == LAGE_INCIDENT_OPEN ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE;
}

static LageAttention
attention_of_task (LageEntity *task,
                   gint64      now_us)
{
  LageTaskState state = lage_task_get_state (task);
  gint64 due_us = lage_entity_get_time_us (task, LAGE_FIELD_DUE_AT);

  if (lage_task_state_is_over (state))
    return LAGE_ATTENTION_NONE;
  if (state == LAGE_TASK_REFUSED)
    return LAGE_ATTENTION_ALARM;
  return due_us != 0 && due_us < now_us ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE;
}

static LageAttention
attention_of_drone (LageEntity *drone)
{
  double battery = lage_entity_get_real (drone, LAGE_FIELD_BATTERY_PERCENT);
  gint64 state = lage_entity_get_int (drone, LAGE_FIELD_FLIGHT_STATE, LAGE_FLIGHT_UNKNOWN);

  if (state == LAGE_FLIGHT_CRITICAL || state == LAGE_FLIGHT_EMERGENCY
      || state == LAGE_FLIGHT_TERMINATION)
    return LAGE_ATTENTION_ALARM;
  return battery < LOW_BATTERY_PERCENT ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE;
}

/**
 * lage_entity_summary_get_attention:
 * @entity: an entity
 * @thresholds: (nullable): for gauges
 * @now_us: situation time
 *
 * Returns: how urgently a person should look at it, from its state alone; age is shown apart
 */
LageAttention
lage_entity_summary_get_attention (LageEntity           *entity,
                                   const LageThresholds *thresholds,
                                   gint64                now_us)
{
  gint64 number;

  switch (lage_entity_get_kind (entity))
    {
    case LAGE_KIND_GAUGE:
      return attention_of_gauge (entity, thresholds);
    case LAGE_KIND_FLOOD_GATE:
      number = lage_entity_get_int (entity, LAGE_FIELD_GATE_STATE, LAGE_GATE_UNKNOWN);
      return number == LAGE_GATE_FAULT ? LAGE_ATTENTION_ALARM : LAGE_ATTENTION_NONE;
    case LAGE_KIND_UNIT:
      number = lage_entity_get_int (entity, LAGE_FIELD_STATUS, -1);
      if (number == 0)
        return LAGE_ATTENTION_ALARM;
      return number == 5 ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE;
    case LAGE_KIND_DRONE:
      return attention_of_drone (entity);
    case LAGE_KIND_HOSPITAL:
      number = lage_entity_get_int (entity, LAGE_FIELD_EMERGENCY_STATUS, LAGE_EMERGENCY_NORMAL);
      if (number == LAGE_EMERGENCY_CLOSED)
        return LAGE_ATTENTION_ALARM;
      return number == LAGE_EMERGENCY_ADVISORY ? LAGE_ATTENTION_NOTICE : LAGE_ATTENTION_NONE;
    case LAGE_KIND_WARNING:
      return attention_of_warning (entity, now_us);
    case LAGE_KIND_INCIDENT:
      return attention_of_incident (entity);
    case LAGE_KIND_TASK:
      return attention_of_task (entity, now_us);
    case LAGE_KIND_NONE:
    case LAGE_KIND_AREA:
    case LAGE_KIND_NOTE:
    case LAGE_KIND_SENSOR:
    default:
      return LAGE_ATTENTION_NONE;
    }
}

/* What is over stands below what is not. */
static int
get_urgency (LageEntity           *entity,
             const LageThresholds *thresholds,
             gint64                now_us)
{
  if (lage_entity_summary_is_over (entity, now_us))
    return -1;
  return (int) lage_entity_summary_get_attention (entity, thresholds, now_us);
}

/**
 * lage_entity_summary_compare_state:
 * @a: an entity
 * @b: another of its kind
 * @thresholds: (nullable): for gauges
 * @now_us: situation time
 *
 * Orders what needs attention before what does not, and that before what is over.
 */
int
lage_entity_summary_compare_state (LageEntity           *a,
                                   LageEntity           *b,
                                   const LageThresholds *thresholds,
                                   gint64                now_us)
{
  return get_urgency (b, thresholds, now_us) - get_urgency (a, thresholds, now_us);
}
