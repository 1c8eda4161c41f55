/* lage-scenario.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario.h"

#include <math.h>

#include "lage-scenario-private.h"

/* What a scenario holds and who frees it. The parser fills it (lage-scenario-parser.c) before
 * anybody else sees it; from then on it is read only. */

G_DEFINE_BOXED_TYPE (LageScenario, lage_scenario, lage_scenario_ref, lage_scenario_unref)

static void
mark_free (gpointer data)
{
  LageScenarioMark *self = data;

  g_free (self->short_name);
  g_free (self->long_name);
  g_free (self->since);
  g_free (self->until);
  g_free (self->occurrence);
  g_free (self);
}

static void
gauge_free (gpointer data)
{
  LageScenarioGauge *self = data;

  g_free (self->id);
  g_free (self->number);
  g_free (self->name);
  g_free (self->water);
  g_free (self->agency);
  g_free (self->zero_since);
  g_array_unref (self->tides);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

static void
path_clear (LageScenarioPath *path)
{
  g_clear_pointer (&path->points, g_free);
  g_clear_pointer (&path->along_m, g_free);
  path->n_points = 0;
}

static void
move_clear (gpointer data)
{
  LageScenarioMove *self = data;

  path_clear (&self->path);
}

static void
unit_free (gpointer data)
{
  LageScenarioUnit *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->type);
  g_array_unref (self->statuses);
  g_array_unref (self->moves);
  g_free (self);
}

static void
flight_clear (gpointer data)
{
  LageScenarioFlight *self = data;

  path_clear (&self->loop);
}

static void
drone_free (gpointer data)
{
  LageScenarioDrone *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->model);
  g_array_unref (self->flights);
  g_free (self);
}

static void
beds_free (gpointer data)
{
  LageScenarioBeds *self = data;

  g_free (self->category);
  g_free (self);
}

static void
report_clear (gpointer data)
{
  LageScenarioReport *self = data;

  g_clear_pointer (&self->free, g_free);
}

static void
hospital_free (gpointer data)
{
  LageScenarioHospital *self = data;

  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->beds);
  g_array_unref (self->reports);
  g_free (self);
}

static void
gate_free (gpointer data)
{
  LageScenarioGate *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_array_unref (self->changes);
  g_free (self);
}

static void
sensor_free (gpointer data)
{
  LageScenarioSensor *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->property);
  g_free (self->label);
  g_free (self->unit);
  g_free (self->unit_name);
  g_array_unref (self->values);
  g_free (self);
}

static void
area_free (gpointer data)
{
  LageScenarioArea *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->name_en);
  g_free (self->cell);
  g_free (self->points);
  g_free (self);
}

static void
warning_free (gpointer data)
{
  LageScenarioWarning *self = data;

  g_free (self->id);
  g_free (self->source);
  g_free (self->sender);
  g_free (self->sender_name);
  g_free (self->type);
  g_free (self->category);
  g_free (self->urgency);
  g_free (self->severity);
  g_free (self->certainty);
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->event[i]);
      g_free (self->headline[i]);
      g_free (self->description[i]);
      g_free (self->instruction[i]);
    }
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->replaces);
  g_free (self);
}

static void
incident_free (gpointer data)
{
  LageScenarioIncident *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

LageScenario *
lage_scenario_new_empty (void)
{
  LageScenario *self = g_new0 (LageScenario, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->gauges = g_ptr_array_new_with_free_func (gauge_free);
  self->units = g_ptr_array_new_with_free_func (unit_free);
  self->drones = g_ptr_array_new_with_free_func (drone_free);
  self->hospitals = g_ptr_array_new_with_free_func (hospital_free);
  self->gates = g_ptr_array_new_with_free_func (gate_free);
  self->sensors = g_ptr_array_new_with_free_func (sensor_free);
  self->areas = g_ptr_array_new_with_free_func (area_free);
  self->warnings = g_ptr_array_new_with_free_func (warning_free);
  self->incidents = g_ptr_array_new_with_free_func (incident_free);
  return self;
}

LageScenarioGauge *
lage_scenario_add_gauge (LageScenario *self,
                         const char   *id)
{
  LageScenarioGauge *gauge = g_new0 (LageScenarioGauge, 1);

  gauge->id = g_strdup (id);
  gauge->tides = g_array_new (FALSE, TRUE, sizeof (LageScenarioTide));
  gauge->marks = g_ptr_array_new_with_free_func (mark_free);
  g_ptr_array_add (self->gauges, gauge);
  return gauge;
}

LageScenarioUnit *
lage_scenario_add_unit (LageScenario *self,
                        const char   *id)
{
  LageScenarioUnit *unit = g_new0 (LageScenarioUnit, 1);

  unit->id = g_strdup (id);
  unit->statuses = g_array_new (FALSE, TRUE, sizeof (LageScenarioStatus));
  unit->moves = g_array_new (FALSE, TRUE, sizeof (LageScenarioMove));
  g_array_set_clear_func (unit->moves, move_clear);
  g_ptr_array_add (self->units, unit);
  return unit;
}

LageScenarioDrone *
lage_scenario_add_drone (LageScenario *self,
                         const char   *id)
{
  LageScenarioDrone *drone = g_new0 (LageScenarioDrone, 1);

  drone->id = g_strdup (id);
  drone->flights = g_array_new (FALSE, TRUE, sizeof (LageScenarioFlight));
  g_array_set_clear_func (drone->flights, flight_clear);
  g_ptr_array_add (self->drones, drone);
  return drone;
}

LageScenarioHospital *
lage_scenario_add_hospital (LageScenario *self,
                            const char   *id)
{
  LageScenarioHospital *hospital = g_new0 (LageScenarioHospital, 1);

  hospital->id = g_strdup (id);
  hospital->beds = g_ptr_array_new_with_free_func (beds_free);
  hospital->reports = g_array_new (FALSE, TRUE, sizeof (LageScenarioReport));
  g_array_set_clear_func (hospital->reports, report_clear);
  g_ptr_array_add (self->hospitals, hospital);
  return hospital;
}

LageScenarioGate *
lage_scenario_add_gate (LageScenario *self,
                        const char   *id)
{
  LageScenarioGate *gate = g_new0 (LageScenarioGate, 1);

  gate->id = g_strdup (id);
  gate->changes = g_array_new (FALSE, TRUE, sizeof (LageScenarioGateChange));
  g_ptr_array_add (self->gates, gate);
  return gate;
}

LageScenarioSensor *
lage_scenario_add_sensor (LageScenario *self,
                          const char   *id)
{
  LageScenarioSensor *sensor = g_new0 (LageScenarioSensor, 1);

  sensor->id = g_strdup (id);
  sensor->values = g_array_new (FALSE, TRUE, sizeof (LageScenarioValue));
  g_ptr_array_add (self->sensors, sensor);
  return sensor;
}

LageScenarioArea *
lage_scenario_add_area (LageScenario *self,
                        const char   *id)
{
  LageScenarioArea *area = g_new0 (LageScenarioArea, 1);

  area->id = g_strdup (id);
  g_ptr_array_add (self->areas, area);
  return area;
}

LageScenarioWarning *
lage_scenario_add_warning (LageScenario *self,
                           const char   *id)
{
  LageScenarioWarning *warning = g_new0 (LageScenarioWarning, 1);

  warning->id = g_strdup (id);
  warning->codes = g_ptr_array_new_with_free_func (g_free);
  warning->parameters = g_ptr_array_new_with_free_func (g_free);
  warning->areas = g_ptr_array_new ();
  warning->replaces = g_ptr_array_new ();
  g_ptr_array_add (self->warnings, warning);
  return warning;
}

LageScenarioIncident *
lage_scenario_add_incident (LageScenario *self,
                            const char   *id)
{
  LageScenarioIncident *incident = g_new0 (LageScenarioIncident, 1);

  incident->id = g_strdup (id);
  g_ptr_array_add (self->incidents, incident);
  return incident;
}

/* Copies the points. */
void
lage_scenario_path_init (LageScenarioPath *path,
                         const LagePoint  *points,
                         guint             n_points)
{
  g_assert (n_points > 0);

  path->n_points = n_points;
  path->points = g_memdup2 (points, sizeof *points * n_points);
  path->along_m = g_new0 (double, n_points);
  for (guint i = 1; i < n_points; i++)
    path->along_m[i]
      = path->along_m[i - 1] + lage_point_get_distance_m (&points[i - 1], &points[i]);
}

LageScenario *
lage_scenario_ref (LageScenario *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lage_scenario_unref (LageScenario *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < 2; i++)
    {
      g_free (self->title[i]);
      g_free (self->description[i]);
    }
  g_free (self->warning_status);
  g_ptr_array_unref (self->gauges);
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->drones);
  g_ptr_array_unref (self->hospitals);
  g_ptr_array_unref (self->gates);
  g_ptr_array_unref (self->sensors);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->incidents);
  g_free (self);
}

const char *
lage_scenario_get_title (const LageScenario *self,
                         gboolean            is_german)
{
  g_return_val_if_fail (self != NULL, NULL);

  return is_german && self->title[1] != NULL ? self->title[1] : self->title[0];
}

/**
 * lage_scenario_get_description:
 *
 * Returns: (nullable): one sentence on what is played
 */
const char *
lage_scenario_get_description (const LageScenario *self,
                               gboolean            is_german)
{
  g_return_val_if_fail (self != NULL, NULL);

  return is_german && self->description[1] != NULL ? self->description[1] : self->description[0];
}

const char *
lage_scenario_get_warning_status (const LageScenario *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->warning_status;
}

gint64
lage_scenario_get_start_us (const LageScenario *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->start_us;
}

gint64
lage_scenario_get_end_us (const LageScenario *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end_us;
}

/**
 * lage_scenario_get_data_since_us:
 *
 * Since when its sources have data: the readings before the start give a chart its past.
 */
gint64
lage_scenario_get_data_since_us (const LageScenario *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->data_since_us;
}

const GPtrArray *
lage_scenario_get_gauges (const LageScenario *self)
{
  return self->gauges;
}

const GPtrArray *
lage_scenario_get_units (const LageScenario *self)
{
  return self->units;
}

const GPtrArray *
lage_scenario_get_drones (const LageScenario *self)
{
  return self->drones;
}

const GPtrArray *
lage_scenario_get_hospitals (const LageScenario *self)
{
  return self->hospitals;
}

const GPtrArray *
lage_scenario_get_gates (const LageScenario *self)
{
  return self->gates;
}

const GPtrArray *
lage_scenario_get_sensors (const LageScenario *self)
{
  return self->sensors;
}

const GPtrArray *
lage_scenario_get_warnings (const LageScenario *self)
{
  return self->warnings;
}

const GPtrArray *
lage_scenario_get_incidents (const LageScenario *self)
{
  return self->incidents;
}

double
lage_scenario_path_get_length_m (const LageScenarioPath *path)
{
  g_return_val_if_fail (path != NULL && path->n_points > 0, 0.0);

  return path->along_m[path->n_points - 1];
}

/**
 * lage_scenario_path_locate:
 * @along_m: distance from the beginning; what is beyond the ends is at the ends
 * @point: (out): where that is
 * @course_deg: (out): the direction of the path there, degrees from north
 */
void
lage_scenario_path_locate (const LageScenarioPath *path,
                           double                  along_m,
                           LagePoint              *point,
                           double                 *course_deg)
{
  double length;
  double share;
  guint low = 0;
  guint high;

  g_return_if_fail (path != NULL && path->n_points > 0);

  *point = path->points[0];
  *course_deg = 0.0;
  if (path->n_points < 2)
    return;

  /* The last segment that begins at or before the place; binary search, as paths are long. */
  high = path->n_points - 2;
  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (path->along_m[middle] <= along_m)
        low = middle;
      else
        high = middle - 1;
    }

  length = path->along_m[low + 1] - path->along_m[low];
  share = length > 0.0 ? CLAMP ((along_m - path->along_m[low]) / length, 0.0, 1.0) : 1.0;
  *course_deg = lage_point_get_bearing_deg (&path->points[low], &path->points[low + 1]);
  point->latitude_e7
    = (gint32) lround (path->points[low].latitude_e7
                + share * ((double) path->points[low + 1].latitude_e7
                           - path->points[low].latitude_e7));
  point->longitude_e7
    = (gint32) lround (path->points[low].longitude_e7
                + share * ((double) path->points[low + 1].longitude_e7
                           - path->points[low].longitude_e7));
}
