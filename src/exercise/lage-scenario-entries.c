/* lage-scenario-entries.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-parser.h"

#include <string.h>

#include "lage-time.h"

/* What the lines of each kind of section say. */

static gboolean
parse_scenario (LageScenarioParser  *self,
                const char          *key,
                char                *value,
                GError             **error)
{
  static const char *const statuses[] = { "Actual", "Exercise", "System", "Test", "Draft", NULL };
  LageScenario *scenario = self->scenario;
  guint choice;

  if (g_str_equal (key, "title"))
    return lage_scenario_take_text (self, value, &scenario->title[0], error);
  if (g_str_equal (key, "title.de"))
    return lage_scenario_take_text (self, value, &scenario->title[1], error);
  if (g_str_equal (key, "description"))
    return lage_scenario_take_text (self, value, &scenario->description[0], error);
  if (g_str_equal (key, "description.de"))
    return lage_scenario_take_text (self, value, &scenario->description[1], error);
  if (g_str_equal (key, "start"))
    return lage_scenario_read_time (self, value, &scenario->start_us, error);
  if (g_str_equal (key, "end"))
    return lage_scenario_read_time (self, value, &scenario->end_us, error);
  if (g_str_equal (key, "data_since"))
    return lage_scenario_read_time (self, value, &scenario->data_since_us, error);
  if (g_str_equal (key, "warning_status"))
    return lage_scenario_read_choice (self, value, statuses, &choice, error)
           && lage_scenario_take_text (self, value, &scenario->warning_status, error);
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_place (LageScenarioParser  *self,
             const char          *key,
             char                *value,
             GError             **error)
{
  LagePoint point;

  if (g_str_equal (key, "home"))
    return lage_scenario_fail (error, self->line, "\"home\" is where a unit is at home, no place");
  if (g_hash_table_contains (self->places, key))
    return lage_scenario_fail (error, self->line, "place \"%s\" given twice", key);
  if (!lage_scenario_read_point (self, value, &point, error))
    return FALSE;
  g_hash_table_insert (self->places, g_strdup (key), g_memdup2 (&point, sizeof point));
  return TRUE;
}

static gboolean
parse_mark (LageScenarioParser  *self,
            LageScenarioGauge   *gauge,
            char                *value,
            GError             **error)
{
  const char *short_name = lage_scenario_take_word (&value);
  const char *level = lage_scenario_take_word (&value);
  const char *since = lage_scenario_take_word (&value);
  const char *until = lage_scenario_take_word (&value);
  LageScenarioMark *mark;
  double level_cm;

  if (until == NULL)
    return lage_scenario_fail (error, self->line,
                               "a mark is: name, level, since, until, [day,] long name");
  if (!lage_scenario_read_number (self, level, -2000.0, 5000.0, &level_cm, error))
    return FALSE;

  mark = g_new0 (LageScenarioMark, 1);
  mark->short_name = g_strdup (short_name);
  mark->since = g_strdup (since);
  mark->until = g_strdup (until);
  mark->value_cm = level_cm;
  if (g_ascii_isdigit (*value))
    mark->occurrence = g_strdup (lage_scenario_take_word (&value));
  mark->long_name = g_strstrip (g_strdup (value));
  g_ptr_array_add (gauge->marks, mark);
  return TRUE;
}

static gboolean
parse_gauge (LageScenarioParser  *self,
             const char          *key,
             char                *value,
             GError             **error)
{
  LageScenarioGauge *gauge = self->record;

  if (g_str_equal (key, "number"))
    return lage_scenario_take_text (self, value, &gauge->number, error);
  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &gauge->name, error);
  if (g_str_equal (key, "water"))
    return lage_scenario_take_text (self, value, &gauge->water, error);
  if (g_str_equal (key, "agency"))
    return lage_scenario_take_text (self, value, &gauge->agency, error);
  if (g_str_equal (key, "zero_since"))
    return lage_scenario_take_text (self, value, &gauge->zero_since, error);
  if (g_str_equal (key, "at"))
    return lage_scenario_read_point (self, value, &gauge->point, error);
  if (g_str_equal (key, "km"))
    return lage_scenario_read_number (self, value, 0.0, 10000.0, &gauge->km, error);
  if (g_str_equal (key, "zero"))
    return lage_scenario_read_number (self, value, -100.0, 5000.0, &gauge->zero_m, error);
  if (g_str_equal (key, "mean_high"))
    return lage_scenario_read_number (self, value, -2000.0, 5000.0, &gauge->mean_high_cm, error);
  if (g_str_equal (key, "mean_low"))
    return lage_scenario_read_number (self, value, -2000.0, 5000.0, &gauge->mean_low_cm, error);
  if (g_str_equal (key, "mark"))
    return parse_mark (self, gauge, value, error);
  if (g_str_equal (key, "tide"))
    {
      LageScenarioTide tide = { 0 };
      const char *time = lage_scenario_take_word (&value);
      const char *level = lage_scenario_take_word (&value);
      const char *recorded = lage_scenario_take_word (&value);

      if (!lage_scenario_read_time (self, time, &tide.time_us, error)
          || !lage_scenario_read_number (self, level, -2000.0, 5000.0, &tide.level_cm, error)
          || !lage_scenario_check_later (self, gauge->tides,
                                         G_STRUCT_OFFSET (LageScenarioTide, time_us),
                                         tide.time_us, error))
        return FALSE;
      if (recorded != NULL && !g_str_equal (recorded, "!"))
        return lage_scenario_fail (error, self->line, "only \"!\" may follow a level");
      tide.is_recorded = recorded != NULL;
      g_array_append_val (gauge->tides, tide);
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

/* TIME STATUS [-> PLACE [STATUS]] */
static gboolean
parse_step (LageScenarioParser  *self,
            char                *value,
            GError             **error)
{
  const char *time = lage_scenario_take_word (&value);
  const char *status = lage_scenario_take_word (&value);
  const char *arrow = lage_scenario_take_word (&value);
  const char *place = lage_scenario_take_word (&value);
  const char *arrival = lage_scenario_take_word (&value);
  LageScenarioOrder order = { .line = self->line, .arrival_status = -1 };

  if (!lage_scenario_read_time (self, time, &order.time_us, error)
      || !lage_scenario_read_count (self, status, 9, &order.status, error)
      || !lage_scenario_check_later (self, self->pending->orders,
                                     G_STRUCT_OFFSET (LageScenarioOrder, time_us),
                                     order.time_us, error))
    return FALSE;
  if (arrow != NULL && (!g_str_equal (arrow, "->") || place == NULL))
    return lage_scenario_fail (error, self->line, "a way is: -> PLACE [STATUS]");
  if (arrival != NULL)
    {
      guint arrival_status;

      if (!lage_scenario_read_count (self, arrival, 9, &arrival_status, error))
        return FALSE;
      order.arrival_status = (int) arrival_status;
    }
  order.name = g_strdup (place);
  g_array_append_val (self->pending->orders, order);
  return TRUE;
}

static gboolean
parse_unit (LageScenarioParser  *self,
            const char          *key,
            char                *value,
            GError             **error)
{
  static const char *const modes[] = { "street", "boat", NULL };
  LageScenarioUnit *unit = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &unit->name, error);
  if (g_str_equal (key, "organisation"))
    return lage_scenario_take_text (self, value, &unit->organisation, error);
  if (g_str_equal (key, "type"))
    return lage_scenario_take_text (self, value, &unit->type, error);
  if (g_str_equal (key, "home"))
    return lage_scenario_take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "status"))
    return lage_scenario_read_count (self, value, 9, &self->pending->status, error);
  if (g_str_equal (key, "step"))
    return parse_step (self, value, error);
  if (g_str_equal (key, "mode"))
    {
      guint mode;

      if (!lage_scenario_read_choice (self, value, modes, &mode, error))
        return FALSE;
      unit->is_boat = mode == 1;
      return TRUE;
    }
  if (g_str_equal (key, "speed"))
    {
      double speed_kmh;

      if (!lage_scenario_read_number (self, value, 1.0, 200.0, &speed_kmh, error))
        return FALSE;
      unit->speed_mps = speed_kmh / 3.6;
      return TRUE;
    }
  if (g_str_equal (key, "strength"))
    {
      g_auto(GStrv) parts = g_strsplit (value, "/", -1);

      if (g_strv_length (parts) != 3)
        return lage_scenario_fail (error, self->line, "strength is leaders/sub-leaders/crew");
      for (guint i = 0; i < 3; i++)
        if (!lage_scenario_read_count (self, parts[i], 999, &unit->crew[i], error))
          return FALSE;
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_drone (LageScenarioParser  *self,
             const char          *key,
             char                *value,
             GError             **error)
{
  static const char *const answers[] = { "no", "yes", NULL };
  LageScenarioDrone *drone = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &drone->name, error);
  if (g_str_equal (key, "organisation"))
    return lage_scenario_take_text (self, value, &drone->organisation, error);
  if (g_str_equal (key, "model"))
    return lage_scenario_take_text (self, value, &drone->model, error);
  if (g_str_equal (key, "home"))
    return lage_scenario_take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "altitude"))
    return lage_scenario_read_number (self, value, 5.0, 500.0, &drone->altitude_m, error);
  if (g_str_equal (key, "speed"))
    return lage_scenario_read_number (self, value, 1.0, 40.0, &drone->speed_mps, error);
  if (g_str_equal (key, "reserve"))
    return lage_scenario_read_number (self, value, 5.0, 90.0, &drone->reserve_percent, error);
  if (g_str_equal (key, "cot"))
    {
      guint answer;

      if (!lage_scenario_read_choice (self, value, answers, &answer, error))
        return FALSE;
      drone->has_cot = answer == 1;
      return TRUE;
    }
  if (g_str_equal (key, "system"))
    {
      guint system_id;

      if (!lage_scenario_read_count (self, value, 250, &system_id, error))
        return FALSE;
      drone->system_id = (guint8) system_id;
      return TRUE;
    }
  if (g_str_equal (key, "endurance_min"))
    {
      double minutes;

      if (!lage_scenario_read_number (self, value, 2.0, 600.0, &minutes, error))
        return FALSE;
      drone->endurance_us = (gint64) (minutes * (double) LAGE_TIME_MINUTE_US);
      return TRUE;
    }
  if (g_str_equal (key, "flight"))
    {
      const char *time = lage_scenario_take_word (&value);
      const char *pattern = lage_scenario_take_word (&value);
      LageScenarioOrder order = { .line = self->line };

      if (!lage_scenario_read_time (self, time, &order.time_us, error)
          || !lage_scenario_check_later (self, self->pending->orders,
                                         G_STRUCT_OFFSET (LageScenarioOrder, time_us),
                                         order.time_us, error))
        return FALSE;
      if (pattern == NULL)
        return lage_scenario_fail (error, self->line, "a flight is: TIME PATTERN");
      order.name = g_strdup (pattern);
      g_array_append_val (self->pending->orders, order);
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_report (LageScenarioParser    *self,
              LageScenarioHospital  *hospital,
              char                  *value,
              GError               **error)
{
  static const char *const traffics[] = { "normal", "advisory", "closed", NULL };
  const char *time = lage_scenario_take_word (&value);
  const char *traffic = lage_scenario_take_word (&value);
  const char *category;
  LageScenarioReport report = { 0 };
  g_autofree int *free_beds = g_new (int, MAX (hospital->beds->len, 1u));
  guint choice;

  for (guint i = 0; i < hospital->beds->len; i++)
    free_beds[i] = -1;
  if (!lage_scenario_read_time (self, time, &report.time_us, error)
      || !lage_scenario_read_choice (self, traffic, traffics, &choice, error)
      || !lage_scenario_check_later (self, hospital->reports,
                                     G_STRUCT_OFFSET (LageScenarioReport, time_us),
                                     report.time_us, error))
    return FALSE;

  while ((category = lage_scenario_take_word (&value)) != NULL)
    {
      const char *count = lage_scenario_take_word (&value);
      guint found = G_MAXUINT;
      guint number;

      for (guint i = 0; i < hospital->beds->len; i++)
        {
          const LageScenarioBeds *beds = g_ptr_array_index (hospital->beds, i);

          if (g_str_equal (beds->category, category))
            found = i;
        }
      if (found == G_MAXUINT)
        return lage_scenario_fail (error, self->line,
                                   "no beds of category \"%s\" before this line", category);
      if (!lage_scenario_read_count (self, count, 100000, &number, error))
        return FALSE;
      free_beds[found] = (int) number;
    }

  report.traffic = (LageScenarioTraffic) choice;
  report.free = g_steal_pointer (&free_beds);
  g_array_append_val (hospital->reports, report);
  return TRUE;
}

static gboolean
parse_hospital (LageScenarioParser  *self,
                const char          *key,
                char                *value,
                GError             **error)
{
  LageScenarioHospital *hospital = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &hospital->name, error);
  if (g_str_equal (key, "at"))
    return lage_scenario_read_point (self, value, &hospital->point, error);
  if (g_str_equal (key, "report"))
    return parse_report (self, hospital, value, error);
  if (g_str_equal (key, "beds"))
    {
      const char *category = lage_scenario_take_word (&value);
      const char *count = lage_scenario_take_word (&value);
      LageScenarioBeds *beds;
      guint total;

      if (hospital->reports->len > 0)
        return lage_scenario_fail (error, self->line, "beds come before the first report");
      if (hospital->beds->len >= 32)
        return lage_scenario_fail (error, self->line, "too many categories");
      if (!lage_scenario_read_count (self, count, 100000, &total, error))
        return FALSE;
      beds = g_new0 (LageScenarioBeds, 1);
      beds->category = g_strdup (category);
      beds->total = total;
      g_ptr_array_add (hospital->beds, beds);
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_gate (LageScenarioParser  *self,
            const char          *key,
            char                *value,
            GError             **error)
{
  static const char *const states[] = { "open", "closing", "closed", "opening", NULL };
  LageScenarioGate *gate = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &gate->name, error);
  if (g_str_equal (key, "kind"))
    return lage_scenario_take_text (self, value, &gate->kind, error);
  if (g_str_equal (key, "at"))
    return lage_scenario_read_point (self, value, &gate->point, error);
  if (g_str_equal (key, "state"))
    {
      const char *time = lage_scenario_take_word (&value);
      const char *state = lage_scenario_take_word (&value);
      LageScenarioGateChange change = { 0 };
      guint choice;

      if (!lage_scenario_read_time (self, time, &change.time_us, error)
          || !lage_scenario_read_choice (self, state, states, &choice, error)
          || !lage_scenario_check_later (self, gate->changes,
                                         G_STRUCT_OFFSET (LageScenarioGateChange, time_us),
                                         change.time_us, error))
        return FALSE;
      change.state = (LageScenarioGateState) choice;
      g_array_append_val (gate->changes, change);
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_sensor (LageScenarioParser  *self,
              const char          *key,
              char                *value,
              GError             **error)
{
  LageScenarioSensor *sensor = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &sensor->name, error);
  if (g_str_equal (key, "property"))
    return lage_scenario_take_text (self, value, &sensor->property, error);
  if (g_str_equal (key, "label"))
    return lage_scenario_take_text (self, value, &sensor->label, error);
  if (g_str_equal (key, "unit"))
    return lage_scenario_take_text (self, value, &sensor->unit, error);
  if (g_str_equal (key, "unit_name"))
    return lage_scenario_take_text (self, value, &sensor->unit_name, error);
  if (g_str_equal (key, "at"))
    return lage_scenario_read_point (self, value, &sensor->point, error);
  if (g_str_equal (key, "noise"))
    return lage_scenario_read_number (self, value, 0.0, 1e6, &sensor->noise, error);
  if (g_str_equal (key, "interval_min"))
    {
      double minutes;

      if (!lage_scenario_read_number (self, value, 1.0, 1440.0, &minutes, error))
        return FALSE;
      sensor->interval_us = (gint64) minutes * LAGE_TIME_MINUTE_US;
      return TRUE;
    }
  if (g_str_equal (key, "value"))
    {
      const char *time = lage_scenario_take_word (&value);
      const char *number = lage_scenario_take_word (&value);
      LageScenarioValue entry = { 0 };

      if (!lage_scenario_read_time (self, time, &entry.time_us, error)
          || !lage_scenario_read_number (self, number, -1e9, 1e9, &entry.value, error)
          || !lage_scenario_check_later (self, sensor->values,
                                         G_STRUCT_OFFSET (LageScenarioValue, time_us),
                                         entry.time_us, error))
        return FALSE;
      g_array_append_val (sensor->values, entry);
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_area (LageScenarioParser  *self,
            const char          *key,
            char                *value,
            GError             **error)
{
  LageScenarioArea *area = self->record;

  if (g_str_equal (key, "name"))
    return lage_scenario_take_text (self, value, &area->name, error);
  if (g_str_equal (key, "name.en"))
    return lage_scenario_take_text (self, value, &area->name_en, error);
  if (g_str_equal (key, "cell"))
    return lage_scenario_take_text (self, value, &area->cell, error);
  if (g_str_equal (key, "polygon"))
    return lage_scenario_read_points (self, value, error);
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_warning_word (LageScenarioParser  *self,
                    const char          *value,
                    const char *const   *choices,
                    char               **field,
                    GError             **error)
{
  guint choice;

  return lage_scenario_read_choice (self, value, choices, &choice, error)
         && lage_scenario_take_text (self, value, field, error);
}

static gboolean
parse_warning (LageScenarioParser  *self,
               const char          *key,
               char                *value,
               GError             **error)
{
  static const char *const types[] = { "alert", "update", "cancel", NULL };
  static const char *const cap_types[] = { "Alert", "Update", "Cancel" };
  static const char *const categories[] = { "Geo", "Met", "Safety", "Security", "Rescue", "Fire",
                                            "Health", "Env", "Transport", "Infra", "CBRNE",
                                            "Other", NULL };
  static const char *const urgencies[] = { "Immediate", "Expected", "Future", "Past", "Unknown",
                                           NULL };
  static const char *const severities[] = { "Extreme", "Severe", "Moderate", "Minor", "Unknown",
                                            NULL };
  static const char *const certainties[] = { "Observed", "Likely", "Possible", "Unlikely",
                                             "Unknown", NULL };
  static const struct
  {
    const char *key;
    gsize       offset;
  } texts[] = {
    { "source", G_STRUCT_OFFSET (LageScenarioWarning, source) },
    { "sender", G_STRUCT_OFFSET (LageScenarioWarning, sender) },
    { "sender_name", G_STRUCT_OFFSET (LageScenarioWarning, sender_name) },
    { "event", G_STRUCT_OFFSET (LageScenarioWarning, event[0]) },
    { "event.en", G_STRUCT_OFFSET (LageScenarioWarning, event[1]) },
    { "headline", G_STRUCT_OFFSET (LageScenarioWarning, headline[0]) },
    { "headline.en", G_STRUCT_OFFSET (LageScenarioWarning, headline[1]) },
    { "description", G_STRUCT_OFFSET (LageScenarioWarning, description[0]) },
    { "description.en", G_STRUCT_OFFSET (LageScenarioWarning, description[1]) },
    { "instruction", G_STRUCT_OFFSET (LageScenarioWarning, instruction[0]) },
    { "instruction.en", G_STRUCT_OFFSET (LageScenarioWarning, instruction[1]) },
  };
  LageScenarioWarning *warning = self->record;
  const char *word;
  guint choice;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      return lage_scenario_take_text (self, value, G_STRUCT_MEMBER_P (warning, texts[i].offset),
                                      error);

  if (g_str_equal (key, "type"))
    return lage_scenario_read_choice (self, value, types, &choice, error)
           && lage_scenario_take_text (self, cap_types[choice], &warning->type, error);
  if (g_str_equal (key, "category"))
    return parse_warning_word (self, value, categories, &warning->category, error);
  if (g_str_equal (key, "urgency"))
    return parse_warning_word (self, value, urgencies, &warning->urgency, error);
  if (g_str_equal (key, "severity"))
    return parse_warning_word (self, value, severities, &warning->severity, error);
  if (g_str_equal (key, "certainty"))
    return parse_warning_word (self, value, certainties, &warning->certainty, error);
  if (g_str_equal (key, "sent"))
    return lage_scenario_read_time (self, value, &warning->sent_us, error);
  if (g_str_equal (key, "onset"))
    return lage_scenario_read_time (self, value, &warning->onset_us, error);
  if (g_str_equal (key, "expires"))
    return lage_scenario_read_time (self, value, &warning->expires_us, error);
  if (g_str_equal (key, "code") || g_str_equal (key, "parameter"))
    {
      if (strchr (value, ' ') == NULL)
        return lage_scenario_fail (error, self->line, "%s is: NAME VALUE", key);
      g_ptr_array_add (*key == 'c' ? warning->codes : warning->parameters, g_strdup (value));
      return TRUE;
    }
  if (g_str_equal (key, "area") || g_str_equal (key, "replaces"))
    {
      GPtrArray *names = *key == 'a' ? self->pending->areas : self->pending->replaces;

      while ((word = lage_scenario_take_word (&value)) != NULL)
        g_ptr_array_add (names, g_strdup (word));
      return TRUE;
    }
  return lage_scenario_fail_key (self, key, error);
}

static gboolean
parse_incident (LageScenarioParser  *self,
                const char          *key,
                char                *value,
                GError             **error)
{
  LageScenarioIncident *incident = self->record;

  if (g_str_equal (key, "title"))
    return lage_scenario_take_text (self, value, &incident->title, error);
  if (g_str_equal (key, "kind"))
    return lage_scenario_take_text (self, value, &incident->kind, error);
  if (g_str_equal (key, "text"))
    return lage_scenario_take_text (self, value, &incident->text, error);
  if (g_str_equal (key, "place"))
    return lage_scenario_take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "start"))
    return lage_scenario_read_time (self, value, &incident->start_us, error);
  if (g_str_equal (key, "end"))
    return lage_scenario_read_time (self, value, &incident->end_us, error);
  if (g_str_equal (key, "priority"))
    {
      if (!lage_scenario_read_count (self, value, 3, &incident->priority, error))
        return FALSE;
      return incident->priority > 0 || lage_scenario_fail (error, self->line,
                                                           "priority is 1, 2 or 3");
    }
  return lage_scenario_fail_key (self, key, error);
}

gboolean
lage_scenario_parse_entry (LageScenarioParser  *self,
                           const char          *section,
                           const char          *key,
                           char                *value,
                           GError             **error)
{
  self->section_name = section;

  switch (self->section)
    {
    case SECTION_SCENARIO:
      return parse_scenario (self, key, value, error);
    case SECTION_PLACES:
      return parse_place (self, key, value, error);
    case SECTION_GAUGE:
      return parse_gauge (self, key, value, error);
    case SECTION_UNIT:
      return parse_unit (self, key, value, error);
    case SECTION_DRONE:
      return parse_drone (self, key, value, error);
    case SECTION_HOSPITAL:
      return parse_hospital (self, key, value, error);
    case SECTION_GATE:
      return parse_gate (self, key, value, error);
    case SECTION_SENSOR:
      return parse_sensor (self, key, value, error);
    case SECTION_AREA:
      return parse_area (self, key, value, error);
    case SECTION_WARNING:
      return parse_warning (self, key, value, error);
    case SECTION_INCIDENT:
      return parse_incident (self, key, value, error);
    case SECTION_PATTERN:
      if (g_str_equal (key, "point"))
        return lage_scenario_read_points (self, value, error);
      return lage_scenario_fail_key (self, key, error);
    case SECTION_ROUTE:
      if (g_str_equal (key, "points"))
        return lage_scenario_read_points (self, value, error);
      return lage_scenario_fail_key (self, key, error);
    case SECTION_NONE:
      return lage_scenario_fail (error, self->line, "an entry before the first section");
    default:
      g_assert_not_reached ();
    }
}
