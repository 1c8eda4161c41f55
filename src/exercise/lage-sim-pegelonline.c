/* lage-sim-pegelonline.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-pegelonline.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-scenario-state.h"
#include "lage-time.h"

/* The answers of the REST service PEGELONLINE, version 2, as far as water levels go. Like the real
 * one: current values and marks come only together with the series, unknown stations and series are
 * not found, periods over 31 days are cut silently, and both ends of a period count. */

#define SPAN_MAX_US (31 * LAGE_TIME_DAY_US)
#define SPAN_DEFAULT_US (10 * LAGE_TIME_DAY_US)
#define STEP_US LAGE_TIME_MINUTE_US

/* Central European time, as the service gives it in winter. */
static char *
format_time (gint64 time_us)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / LAGE_TIME_SECOND_US);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+01:00") : g_strdup ("");
}

static gint64
floor_to (gint64 time_us,
          gint64 step_us)
{
  return time_us - (time_us % step_us + step_us) % step_us;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static char *
finish (JsonBuilder *builder,
        gboolean     is_pretty)
{
  g_autoptr(JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, is_pretty);
}

static void
add_measurement (JsonBuilder             *builder,
                 const LageScenarioGauge *gauge,
                 guint64                  seed,
                 gint64                   time_us)
{
  g_autofree char *stamp = format_time (time_us);

  add_text (builder, "timestamp", stamp);
  add_number (builder, "value", round (lage_scenario_state_level_cm (gauge, seed, time_us)));
}

static void
add_current (JsonBuilder             *builder,
             const LageScenarioGauge *gauge,
             guint64                  seed,
             gint64                   now_us)
{
  json_builder_begin_object (builder);
  add_measurement (builder, gauge, seed, floor_to (now_us, STEP_US));
  /* On the tidal Elbe the service classifies nothing. */
  add_text (builder, "stateMnwMhw", "unknown");
  add_text (builder, "stateNswHsw", "unknown");
  json_builder_end_object (builder);
}

static void
add_series (JsonBuilder             *builder,
            const LageScenarioGauge *gauge,
            guint64                  seed,
            gint64                   now_us,
            LageSimPegelonlineFlags  flags)
{
  json_builder_begin_object (builder);
  add_text (builder, "shortname", "W");
  add_text (builder, "longname", "WASSERSTAND ROHDATEN");
  add_text (builder, "unit", "cm");
  json_builder_set_member_name (builder, "equidistance");
  json_builder_add_int_value (builder, STEP_US / LAGE_TIME_MINUTE_US);
  if ((flags & LAGE_SIM_PEGELONLINE_CURRENT) != 0)
    {
      json_builder_set_member_name (builder, "currentMeasurement");
      add_current (builder, gauge, seed, now_us);
    }
  json_builder_set_member_name (builder, "gaugeZero");
  json_builder_begin_object (builder);
  add_text (builder, "unit", "m. ü. NHN");
  add_number (builder, "value", gauge->zero_m);
  if (gauge->zero_since != NULL)
    add_text (builder, "validFrom", gauge->zero_since);
  json_builder_end_object (builder);
  if ((flags & LAGE_SIM_PEGELONLINE_CHARACTERISTIC) != 0)
    {
      json_builder_set_member_name (builder, "characteristicValues");
      json_builder_begin_array (builder);
      for (guint i = 0; i < gauge->marks->len; i++)
        {
          const LageScenarioMark *mark = g_ptr_array_index (gauge->marks, i);

          json_builder_begin_object (builder);
          add_text (builder, "shortname", mark->short_name);
          add_text (builder, "longname", mark->long_name);
          add_text (builder, "unit", "cm");
          add_number (builder, "value", mark->value_cm);
          if (mark->occurrence != NULL)
            {
              json_builder_set_member_name (builder, "occurrences");
              json_builder_begin_array (builder);
              json_builder_add_string_value (builder, mark->occurrence);
              json_builder_end_array (builder);
            }
          add_text (builder, "timespanStart", mark->since);
          add_text (builder, "timespanEnd", mark->until);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_station (JsonBuilder             *builder,
             const LageScenarioGauge *gauge,
             guint64                  seed,
             gint64                   now_us,
             LageSimPegelonlineFlags  flags)
{
  json_builder_begin_object (builder);
  add_text (builder, "uuid", gauge->id);
  if (gauge->number != NULL)
    add_text (builder, "number", gauge->number);
  add_text (builder, "shortname", gauge->name);
  add_text (builder, "longname", gauge->name);
  add_number (builder, "km", gauge->km);
  add_text (builder, "agency", gauge->agency);
  add_number (builder, "longitude", lage_point_get_longitude (&gauge->point));
  add_number (builder, "latitude", lage_point_get_latitude (&gauge->point));
  json_builder_set_member_name (builder, "water");
  json_builder_begin_object (builder);
  add_text (builder, "shortname", gauge->water);
  add_text (builder, "longname", gauge->water);
  json_builder_end_object (builder);
  if ((flags & LAGE_SIM_PEGELONLINE_TIMESERIES) != 0)
    {
      json_builder_set_member_name (builder, "timeseries");
      json_builder_begin_array (builder);
      add_series (builder, gauge, seed, now_us, flags);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static gboolean
is_gauge (const LageScenarioGauge *gauge,
          const char              *id)
{
  return g_ascii_strcasecmp (gauge->id, id) == 0 || g_strcmp0 (gauge->number, id) == 0
         || g_ascii_strcasecmp (gauge->name, id) == 0;
}

static const LageScenarioGauge *
find_gauge (const LageScenario  *scenario,
            const char          *id,
            const char          *series,
            GError             **error)
{
  const GPtrArray *gauges = lage_scenario_get_gauges (scenario);
  const LageScenarioGauge *found = NULL;

  for (guint i = 0; i < gauges->len && found == NULL; i++)
    if (is_gauge (g_ptr_array_index (gauges, i), id))
      found = g_ptr_array_index (gauges, i);

  if (found == NULL)
    g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "station not found");
  else if (series != NULL && g_ascii_strcasecmp (series, "W") != 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "Timeseries does not exist.");
      found = NULL;
    }
  return found;
}

/**
 * lage_sim_pegelonline_stations:
 * @ids: (nullable): uuids, numbers or names with commas between them; NULL for all
 *
 * Returns: (transfer full): JSON
 */
char *
lage_sim_pegelonline_stations (const LageScenario      *scenario,
                               guint64                  seed,
                               gint64                   now_us,
                               const char              *ids,
                               LageSimPegelonlineFlags  flags)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_auto(GStrv) wanted = ids != NULL ? g_strsplit (ids, ",", -1) : NULL;
  const GPtrArray *gauges;

  g_return_val_if_fail (scenario != NULL, NULL);

  gauges = lage_scenario_get_gauges (scenario);
  json_builder_begin_array (builder);
  for (guint i = 0; i < gauges->len; i++)
    {
      const LageScenarioGauge *gauge = g_ptr_array_index (gauges, i);
      gboolean is_wanted = wanted == NULL;

      for (guint k = 0; wanted != NULL && wanted[k] != NULL; k++)
        is_wanted = is_wanted || is_gauge (gauge, g_strstrip (wanted[k]));
      if (is_wanted)
        add_station (builder, gauge, seed, now_us, flags);
    }
  json_builder_end_array (builder);
  return finish (builder, (flags & LAGE_SIM_PEGELONLINE_PRETTY) != 0);
}

/**
 * lage_sim_pegelonline_station:
 * @id: uuid, number or name
 *
 * Returns: (transfer full): JSON, or NULL and an error with the service's own words
 */
char *
lage_sim_pegelonline_station (const LageScenario       *scenario,
                              guint64                   seed,
                              gint64                    now_us,
                              const char               *id,
                              LageSimPegelonlineFlags   flags,
                              GError                  **error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  const LageScenarioGauge *gauge;

  g_return_val_if_fail (scenario != NULL && id != NULL, NULL);

  gauge = find_gauge (scenario, id, NULL, error);
  if (gauge == NULL)
    return NULL;
  add_station (builder, gauge, seed, now_us, flags);
  return finish (builder, (flags & LAGE_SIM_PEGELONLINE_PRETTY) != 0);
}

char *
lage_sim_pegelonline_current (const LageScenario  *scenario,
                              guint64              seed,
                              gint64               now_us,
                              const char          *id,
                              const char          *series,
                              GError             **error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  const LageScenarioGauge *gauge;

  g_return_val_if_fail (scenario != NULL && id != NULL, NULL);

  gauge = find_gauge (scenario, id, series, error);
  if (gauge == NULL)
    return NULL;
  add_current (builder, gauge, seed, now_us);
  return finish (builder, FALSE);
}

/* ISO periods of days, hours and minutes: P31D, PT12H, P1DT30M. */
static gboolean
parse_period (const char *text,
              gint64     *period_us)
{
  gboolean is_time = FALSE;
  gint64 sum_us = 0;

  if (*text != 'P' || text[1] == '\0')
    return FALSE;
  for (text++; *text != '\0'; text++)
    {
      char *end = NULL;
      guint64 count;

      if (*text == 'T' && !is_time)
        {
          is_time = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*text))
        return FALSE;
      count = MIN (g_ascii_strtoull (text, &end, 10), 100000u);
      text = end;
      if (*text == 'W' && !is_time)
        sum_us += (gint64) count * 7 * LAGE_TIME_DAY_US;
      else if (*text == 'D' && !is_time)
        sum_us += (gint64) count * LAGE_TIME_DAY_US;
      else if (*text == 'H' && is_time)
        sum_us += (gint64) count * LAGE_TIME_HOUR_US;
      else if (*text == 'M' && is_time)
        sum_us += (gint64) count * LAGE_TIME_MINUTE_US;
      else if (*text == 'S' && is_time)
        sum_us += (gint64) count * LAGE_TIME_SECOND_US;
      else
        return FALSE;
    }
  *period_us = sum_us;
  return TRUE;
}

/**
 * lage_sim_pegelonline_measurements:
 * @start: (nullable): ISO time, or ISO period before now; NULL for ten days
 * @end: (nullable): ISO time; NULL for now
 *
 * Returns: (transfer full): JSON, or NULL and an error with the service's own words
 */
char *
lage_sim_pegelonline_measurements (const LageScenario  *scenario,
                                   guint64              seed,
                                   gint64               now_us,
                                   const char          *id,
                                   const char          *series,
                                   const char          *start,
                                   const char          *end,
                                   GError             **error)
{
  g_autoptr(GString) json = g_string_new ("[");
  const LageScenarioGauge *gauge;
  gint64 start_us = now_us - SPAN_DEFAULT_US;
  gint64 end_us = now_us;
  gint64 period_us;

  g_return_val_if_fail (scenario != NULL && id != NULL, NULL);

  gauge = find_gauge (scenario, id, series, error);
  if (gauge == NULL)
    return NULL;
  if (start != NULL && parse_period (start, &period_us))
    start_us = now_us - period_us;
  else if (start != NULL && !lage_time_parse (start, LAGE_TIME_ZONE_GERMANY, &start_us, NULL))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                           "Given start parameter is neither a valid ISO date time, nor an ISO "
                           "period.");
      return NULL;
    }
  if (end != NULL && !lage_time_parse (end, LAGE_TIME_ZONE_GERMANY, &end_us, NULL))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                           "Given end parameter is not a valid ISO date time.");
      return NULL;
    }

  end_us = MIN (end_us, now_us);
  start_us = MAX (start_us, lage_scenario_get_data_since_us (scenario));
  start_us = MAX (start_us, end_us - SPAN_MAX_US);

  /* Written by hand: a month of minutes would be 44 641 objects for the builder. */
  for (gint64 time_us = floor_to (start_us + STEP_US - 1, STEP_US); time_us <= end_us;
       time_us += STEP_US)
    {
      g_autofree char *stamp = format_time (time_us);

      g_string_append_printf (json, "%s{\"timestamp\":\"%s\",\"value\":%ld.0}",
                              json->len > 1 ? "," : "", stamp,
                              lround (lage_scenario_state_level_cm (gauge, seed, time_us)));
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}
