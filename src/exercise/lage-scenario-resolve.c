/* lage-scenario-resolve.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-parser.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-time.h"

/* What remains when all lines are read: names become places, routes, patterns, areas and earlier
 * warnings; orders become moves and changes of status, take-offs become flights. */

#define SPAN_MAX_US (366 * LAGE_TIME_DAY_US)
#define DEFAULT_STREET_KMH 42.0
#define DEFAULT_BOAT_KMH 22.0
#define CLIMB_MPS 3.0
#define SINK_MPS 2.0

static const LagePoint *
find_place (LageScenarioParser  *self,
            const char          *name,
            guint                line,
            GError             **error)
{
  const LagePoint *point = name != NULL ? g_hash_table_lookup (self->places, name) : NULL;

  if (point == NULL)
    lage_scenario_fail (error, line,
                        name != NULL ? "no place is called \"%s\"" : "a place is missing%s",
                        name != NULL ? name : "");
  return point;
}

static gboolean
need_text (const char  *text,
           const char  *key,
           guint        line,
           GError     **error)
{
  return text != NULL || lage_scenario_fail (error, line, "\"%s\" is missing here", key);
}

static void
add_status (LageScenarioUnit *unit,
            gint64            time_us,
            guint             status)
{
  LageScenarioStatus entry = { time_us, status };

  g_array_append_val (unit->statuses, entry);
}

/* Turns the orders of one unit into moves and changes of status. A new way cuts the one before
 * short; a status on the way does not stop it. */
static gboolean
resolve_unit (LageScenarioParser         *self,
              const LageScenarioPending  *pending,
              GError                    **error)
{
  LageScenarioUnit *unit = pending->record;
  const LagePoint *home = find_place (self, pending->place, pending->line, error);
  LagePoint here;
  gint64 arrival_us = G_MININT64;
  int arrival_status = -1;
  guint n_ways = 0;

  if (home == NULL || !need_text (unit->name, "name", pending->line, error)
      || !need_text (unit->organisation, "organisation", pending->line, error)
      || !need_text (unit->type, "type", pending->line, error))
    return FALSE;
  unit->home = *home;
  if (unit->speed_mps <= 0.0)
    unit->speed_mps = (unit->is_boat ? DEFAULT_BOAT_KMH : DEFAULT_STREET_KMH) / 3.6;
  add_status (unit, G_MININT64, pending->status);

  here = *home;
  for (guint i = 0; i < pending->orders->len; i++)
    {
      const LageScenarioOrder *order = &g_array_index (pending->orders, LageScenarioOrder, i);
      const LagePoint *there;
      g_autofree char *route_name = NULL;
      g_autoptr(GArray) points = NULL;
      const GArray *route;
      LageScenarioMove move = { 0 };

      if (arrival_status >= 0 && arrival_us < order->time_us)
        add_status (unit, arrival_us, (guint) arrival_status);
      if (arrival_us < order->time_us || order->name != NULL)
        arrival_status = -1;
      add_status (unit, order->time_us, order->status);
      if (order->name == NULL)
        continue;

      there = g_str_equal (order->name, "home")
                ? home
                : find_place (self, order->name, order->line, error);
      if (there == NULL)
        return FALSE;

      if (unit->moves->len > 0)
        {
          LageScenarioMove *last = &g_array_index (unit->moves, LageScenarioMove,
                                                   unit->moves->len - 1);

          if (last->end_us > order->time_us)
            {
              double course_deg;

              lage_scenario_path_locate (&last->path,
                                         (double) (order->time_us - last->start_us) / 1e6
                                           * unit->speed_mps,
                                         &here, &course_deg);
              last->end_us = order->time_us;
            }
        }

      route_name = g_strdup_printf ("%s.%u", unit->id, ++n_ways);
      route = g_hash_table_lookup (self->lines[SECTION_ROUTE], route_name);
      points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
      g_array_append_val (points, here);
      if (route != NULL)
        g_array_append_vals (points, route->data, route->len);
      g_array_append_vals (points, there, 1);

      lage_scenario_path_init (&move.path, (const LagePoint *) (gpointer) points->data,
                               points->len);
      move.start_us = order->time_us;
      move.end_us = move.start_us
                    + (gint64) (lage_scenario_path_get_length_m (&move.path) / unit->speed_mps
                                * 1e6);
      g_array_append_val (unit->moves, move);
      here = *there;
      arrival_us = move.end_us;
      arrival_status = order->arrival_status;
    }
  if (arrival_status >= 0)
    add_status (unit, arrival_us, (guint) arrival_status);
  return TRUE;
}

static gint64
seconds_to_us (double seconds)
{
  return (gint64) (seconds * 1e6);
}

static gboolean
resolve_drone (LageScenarioParser         *self,
               const LageScenarioPending  *pending,
               GError                    **error)
{
  LageScenarioDrone *drone = pending->record;
  const LagePoint *home = find_place (self, pending->place, pending->line, error);

  if (home == NULL || !need_text (drone->name, "name", pending->line, error)
      || !need_text (drone->organisation, "organisation", pending->line, error)
      || !need_text (drone->model, "model", pending->line, error))
    return FALSE;
  drone->home = *home;
  if (drone->system_id == 0 || drone->altitude_m <= 0.0 || drone->speed_mps <= 0.0
      || drone->endurance_us <= 0 || drone->reserve_percent <= 0.0)
    return lage_scenario_fail (error, pending->line,
                               "a drone needs system, altitude, speed, endurance_min and reserve");

  for (guint i = 0; i < pending->orders->len; i++)
    {
      const LageScenarioOrder *order = &g_array_index (pending->orders, LageScenarioOrder, i);
      GArray *points = g_hash_table_lookup (self->lines[SECTION_PATTERN], order->name);
      g_autoptr(GArray) loop = NULL;
      LageScenarioFlight flight = { 0 };
      double farthest_m = 0.0;
      double out_m;
      double course_deg;
      gint64 usable_us;

      if (points == NULL || points->len < 2)
        return lage_scenario_fail (error, order->line,
                                   "no pattern of two points is called \"%s\"", order->name);

      loop = g_array_sized_new (FALSE, FALSE, sizeof (LagePoint), points->len + 1);
      g_array_append_vals (loop, points->data, points->len);
      g_array_append_vals (loop, points->data, 1);
      for (guint k = 0; k < points->len; k++)
        farthest_m = MAX (farthest_m,
                          lage_point_get_distance_m (home, &g_array_index (points, LagePoint, k)));
      out_m = lage_point_get_distance_m (home, &g_array_index (points, LagePoint, 0));

      /* Turns home while the battery still holds for the longest way back and the descent. */
      usable_us = (gint64) ((double) drone->endurance_us * (1.0 - drone->reserve_percent / 100.0));
      flight.start_us = order->time_us;
      flight.pattern_us = flight.start_us
                          + seconds_to_us (drone->altitude_m / CLIMB_MPS
                                           + out_m / drone->speed_mps);
      flight.leave_us = flight.start_us + usable_us
                        - seconds_to_us (farthest_m / drone->speed_mps
                                         + drone->altitude_m / SINK_MPS);
      if (flight.leave_us <= flight.pattern_us)
        return lage_scenario_fail (error, order->line,
                                   "the battery does not hold for pattern \"%s\"",
                                   order->name);

      lage_scenario_path_init (&flight.loop, (const LagePoint *) (gpointer) loop->data, loop->len);
      if (lage_scenario_path_get_length_m (&flight.loop) < 1.0)
        {
          g_free (flight.loop.points);
          g_free (flight.loop.along_m);
          return lage_scenario_fail (error, order->line,
                                     "pattern \"%s\" has no length", order->name);
        }
      lage_scenario_path_locate (&flight.loop,
                                 fmod ((double) (flight.leave_us - flight.pattern_us) / 1e6
                                         * drone->speed_mps,
                                       lage_scenario_path_get_length_m (&flight.loop)),
                                 &flight.leave_point, &course_deg);
      flight.home_us = flight.leave_us
                       + seconds_to_us (lage_point_get_distance_m (&flight.leave_point, home)
                                        / drone->speed_mps);
      flight.end_us = flight.home_us + seconds_to_us (drone->altitude_m / SINK_MPS);
      g_array_append_val (drone->flights, flight);
      if (i > 0)
        {
          const LageScenarioFlight *before = &g_array_index (drone->flights, LageScenarioFlight,
                                                             i - 1);

          if (before->end_us > flight.start_us)
            return lage_scenario_fail (error, order->line, "takes off before it has landed");
        }
    }
  return TRUE;
}

static gboolean
resolve_warning (LageScenarioParser         *self,
                 const LageScenarioPending  *pending,
                 GError                    **error)
{
  LageScenarioWarning *warning = pending->record;
  guint line = pending->line;

  if (!need_text (warning->source, "source", line, error)
      || !need_text (warning->sender, "sender", line, error)
      || !need_text (warning->sender_name, "sender_name", line, error)
      || !need_text (warning->type, "type", line, error)
      || !need_text (warning->category, "category", line, error)
      || !need_text (warning->urgency, "urgency", line, error)
      || !need_text (warning->severity, "severity", line, error)
      || !need_text (warning->certainty, "certainty", line, error)
      || !need_text (warning->event[0], "event", line, error)
      || !need_text (warning->event[1], "event.en", line, error)
      || !need_text (warning->headline[0], "headline", line, error)
      || !need_text (warning->headline[1], "headline.en", line, error)
      || !need_text (warning->description[0], "description", line, error)
      || !need_text (warning->description[1], "description.en", line, error))
    return FALSE;
  if (warning->sent_us == 0 || warning->onset_us == 0 || warning->expires_us <= warning->onset_us)
    return lage_scenario_fail (error, line,
                               "a warning needs sent, onset and an end (expires) after the onset");

  for (guint i = 0; i < pending->areas->len; i++)
    {
      const char *name = g_ptr_array_index (pending->areas, i);
      LageScenarioArea *found = NULL;

      for (guint k = 0; k < self->scenario->areas->len; k++)
        {
          LageScenarioArea *area = g_ptr_array_index (self->scenario->areas, k);

          if (g_str_equal (area->id, name))
            found = area;
        }
      if (found == NULL)
        return lage_scenario_fail (error, line, "no area is called \"%s\"", name);
      g_ptr_array_add (warning->areas, found);
    }
  if (warning->areas->len == 0)
    return lage_scenario_fail (error, line, "a warning needs an area");

  for (guint i = 0; i < pending->replaces->len; i++)
    {
      const char *name = g_ptr_array_index (pending->replaces, i);
      LageScenarioWarning *found = NULL;

      for (guint k = 0; k < self->scenario->warnings->len; k++)
        {
          LageScenarioWarning *other = g_ptr_array_index (self->scenario->warnings, k);

          if (g_str_equal (other->id, name))
            found = other;
        }
      if (found == NULL || found->sent_us >= warning->sent_us)
        return lage_scenario_fail (error, line, "no earlier warning is called \"%s\"", name);
      g_ptr_array_add (warning->replaces, found);
    }
  if ((warning->replaces->len > 0) == g_str_equal (warning->type, "Alert"))
    return lage_scenario_fail (error, line, "updates and cancels replace something, alerts do not");
  return TRUE;
}

static gboolean
resolve_area (LageScenarioParser         *self,
              const LageScenarioPending  *pending,
              GError                    **error)
{
  LageScenarioArea *area = pending->record;
  const GArray *points = g_hash_table_lookup (self->lines[SECTION_AREA], area->id);

  if (!need_text (area->name, "name", pending->line, error)
      || !need_text (area->name_en, "name.en", pending->line, error))
    return FALSE;
  if (points->len < 4
      || memcmp (&g_array_index (points, LagePoint, 0),
                 &g_array_index (points, LagePoint, points->len - 1), sizeof (LagePoint))
           != 0)
    return lage_scenario_fail (error, pending->line, "a polygon ends where it began");
  area->n_points = points->len;
  area->points = g_memdup2 (points->data, sizeof (LagePoint) * points->len);
  return TRUE;
}

static gboolean
resolve_incident (LageScenarioParser         *self,
                  const LageScenarioPending  *pending,
                  GError                    **error)
{
  LageScenarioIncident *incident = pending->record;
  const LagePoint *point = find_place (self, pending->place, pending->line, error);

  if (point == NULL || !need_text (incident->title, "title", pending->line, error)
      || !need_text (incident->kind, "kind", pending->line, error))
    return FALSE;
  incident->point = *point;
  if (incident->start_us == 0 || incident->end_us <= incident->start_us)
    return lage_scenario_fail (error, pending->line, "an incident needs a start and a later end");
  if (incident->priority == 0)
    return lage_scenario_fail (error, pending->line, "\"priority\" is missing here");
  return TRUE;
}

static gboolean
resolve_gauge (LageScenarioParser         *self,
               const LageScenarioPending  *pending,
               GError                    **error)
{
  LageScenarioGauge *gauge = pending->record;

  if (!need_text (gauge->name, "name", pending->line, error)
      || !need_text (gauge->water, "water", pending->line, error)
      || !need_text (gauge->agency, "agency", pending->line, error))
    return FALSE;
  if (gauge->tides->len < 2)
    return lage_scenario_fail (error, pending->line, "a gauge needs two tides");
  if (gauge->mean_high_cm <= gauge->mean_low_cm)
    return lage_scenario_fail (error, pending->line,
                               "a gauge needs mean_low and a higher mean_high");
  return TRUE;
}

static gboolean
resolve_other (LageScenarioParser         *self,
               LageScenarioSection         section,
               const LageScenarioPending  *pending,
               GError                    **error)
{
  guint line = pending->line;

  if (section == SECTION_HOSPITAL)
    {
      const LageScenarioHospital *hospital = pending->record;

      return need_text (hospital->name, "name", line, error)
             && (hospital->reports->len > 0 || lage_scenario_fail (error, line,
                                                                   "a hospital needs a report"));
    }
  if (section == SECTION_GATE)
    {
      const LageScenarioGate *gate = pending->record;

      return need_text (gate->name, "name", line, error)
             && need_text (gate->kind, "kind", line, error)
             && (gate->changes->len > 0 || lage_scenario_fail (error, line,
                                                               "a gate needs a state"));
    }
  if (section == SECTION_SENSOR)
    {
      const LageScenarioSensor *sensor = pending->record;

      return need_text (sensor->name, "name", line, error)
             && need_text (sensor->property, "property", line, error)
             && need_text (sensor->label, "label", line, error)
             && need_text (sensor->unit, "unit", line, error)
             && need_text (sensor->unit_name, "unit_name", line, error)
             && (sensor->values->len > 0 || lage_scenario_fail (error, line,
                                                                "a sensor needs a value"))
             && (sensor->interval_us > 0 || lage_scenario_fail (error, line,
                                                                "a sensor needs interval_min"));
    }
  return TRUE;
}

/* Looks up every name that was waited for, and checks that each record is complete. */
gboolean
lage_scenario_resolve (LageScenarioParser  *self,
                       GError             **error)
{
  LageScenario *scenario = self->scenario;
  static const LageScenarioSection order[] = {
    SECTION_GAUGE,  SECTION_AREA,   SECTION_UNIT,    SECTION_DRONE,    SECTION_HOSPITAL,
    SECTION_GATE,   SECTION_SENSOR, SECTION_WARNING, SECTION_INCIDENT,
  };

  if (scenario->title[0] == NULL)
    return lage_scenario_fail (error, self->line, "[scenario] with a title is missing");
  if (scenario->start_us == 0 || scenario->end_us <= scenario->start_us
      || scenario->end_us - scenario->start_us > SPAN_MAX_US)
    return lage_scenario_fail (error, self->line,
                               "[scenario] needs a start and an end within a year of it");
  if (scenario->data_since_us == 0)
    scenario->data_since_us = scenario->start_us;
  if (scenario->data_since_us > scenario->start_us
      || scenario->start_us - scenario->data_since_us > SPAN_MAX_US)
    return lage_scenario_fail (error, self->line,
                               "data_since is not within the year before the start");
  if (scenario->warning_status == NULL)
    scenario->warning_status = g_strdup ("Exercise");

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const GPtrArray *waiting = self->waiting[order[i]];

      for (guint k = 0; k < waiting->len; k++)
        {
          const LageScenarioPending *pending = g_ptr_array_index (waiting, k);
          gboolean is_good;

          switch (order[i])
            {
            case SECTION_GAUGE:
              is_good = resolve_gauge (self, pending, error);
              break;
            case SECTION_AREA:
              is_good = resolve_area (self, pending, error);
              break;
            case SECTION_UNIT:
              is_good = resolve_unit (self, pending, error);
              break;
            case SECTION_DRONE:
              is_good = resolve_drone (self, pending, error);
              break;
            case SECTION_WARNING:
              is_good = resolve_warning (self, pending, error);
              break;
            case SECTION_INCIDENT:
              is_good = resolve_incident (self, pending, error);
              break;
            case SECTION_NONE:
            case SECTION_SCENARIO:
            case SECTION_PLACES:
            case SECTION_PATTERN:
            case SECTION_HOSPITAL:
            case SECTION_GATE:
            case SECTION_SENSOR:
            case SECTION_ROUTE:
            default:
              is_good = resolve_other (self, order[i], pending, error);
              break;
            }
          if (!is_good)
            return FALSE;
        }
    }
  return TRUE;
}
