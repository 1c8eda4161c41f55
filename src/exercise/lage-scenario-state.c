/* lage-scenario-state.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-state.h"

#include <math.h>

#include "lage-time.h"

/* What is the case at a moment. Nothing here remembers anything: scenario, seed and time give the
 * answer, so a simulator may be started anywhere, run at any speed and jump, and two of them agree.
 * Chance is a hash of seed, name and time. */

/* Half a mean tide, 12 h 25 min 14 s, as flood and ebb divide it in the tidal Elbe at Hamburg. */
#define FLOOD_US (19080 * LAGE_TIME_SECOND_US)
#define EBB_US (25634 * LAGE_TIME_SECOND_US)
#define GAUGE_NOISE_CM 1.5

/* splitmix64: the finaliser spreads any input over 64 bits. */
static guint64
mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

/* FNV-1a: the same on every machine, which g_str_hash() does not promise. */
static guint64
hash_name (const char *name)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *name != '\0'; name++)
    hash = (hash ^ (guint8) *name) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

/* From -1 to 1. */
static double
chance (guint64 seed,
        guint64 name,
        gint64  slot)
{
  guint64 bits = mix (mix (seed ^ name) ^ (guint64) slot);

  return (double) (bits >> 11) / 4503599627370496.0 - 1.0;
}

static gint64
floor_div (gint64 value,
           gint64 by)
{
  gint64 quotient = value / by;

  return value % by < 0 ? quotient - 1 : quotient;
}

/* Half a cosine wave from a (at 0) to b (at 1): level at both ends, as tides turn. */
static double
ease (double a,
      double b,
      double share)
{
  return a + (b - a) * (1.0 - cos (G_PI * share)) / 2.0;
}

/**
 * lage_scenario_noise:
 * @name: what it disturbs
 * @period_us: how fast it changes
 *
 * Smooth chance.
 *
 * Returns: from -1 to 1
 */
double
lage_scenario_noise (guint64     seed,
                     const char *name,
                     gint64      time_us,
                     gint64      period_us)
{
  guint64 hash;
  gint64 slot;

  g_return_val_if_fail (name != NULL && period_us > 0, 0.0);

  hash = hash_name (name);
  slot = floor_div (time_us, period_us);
  return ease (chance (seed, hash, slot), chance (seed, hash, slot + 1),
               (double) (time_us - slot * period_us) / (double) period_us);
}

/* Before the first and after the last tide of the file, mean tides go on. */
static double
mean_tide_cm (const LageScenarioGauge *gauge,
              gint64                   time_us)
{
  const LageScenarioTide *first = &g_array_index (gauge->tides, LageScenarioTide, 0);
  const LageScenarioTide *second = &g_array_index (gauge->tides, LageScenarioTide, 1);
  const LageScenarioTide *last = &g_array_index (gauge->tides, LageScenarioTide,
                                                 gauge->tides->len - 1);
  const LageScenarioTide *last_but_one = &g_array_index (gauge->tides, LageScenarioTide,
                                                         gauge->tides->len - 2);
  gboolean is_before = time_us < first->time_us;
  const LageScenarioTide *edge = is_before ? first : last;
  gboolean edge_is_low = is_before ? first->level_cm < second->level_cm
                                   : last->level_cm < last_but_one->level_cm;
  gint64 cycle_us = FLOOD_US + EBB_US;
  gint64 away_us = time_us - edge->time_us;
  gint64 phase_us = away_us - floor_div (away_us, cycle_us) * cycle_us;
  double edge_mean_cm = edge_is_low ? gauge->mean_low_cm : gauge->mean_high_cm;
  double other_mean_cm = edge_is_low ? gauge->mean_high_cm : gauge->mean_low_cm;
  gint64 half_us = edge_is_low ? FLOOD_US : EBB_US;
  /* The nearest turning point is the one of the file; farther ones are mean. */
  double low_end_cm = phase_us < half_us ? edge_mean_cm : other_mean_cm;
  double high_end_cm = phase_us < half_us ? other_mean_cm : edge_mean_cm;

  if (is_before && floor_div (away_us, cycle_us) == -1 && phase_us >= half_us)
    high_end_cm = edge->level_cm;
  if (!is_before && floor_div (away_us, cycle_us) == 0 && phase_us < half_us)
    low_end_cm = edge->level_cm;

  return phase_us < half_us
           ? ease (low_end_cm, high_end_cm, (double) phase_us / (double) half_us)
           : ease (low_end_cm, high_end_cm,
                   (double) (phase_us - half_us) / (double) (cycle_us - half_us));
}

/**
 * lage_scenario_state_level_cm:
 *
 * The water level above gauge zero. At the tides of the file it is exactly what the file says;
 * between them it differs from a smooth curve by 1.5 cm at most.
 */
double
lage_scenario_state_level_cm (const LageScenarioGauge *gauge,
                              guint64                  seed,
                              gint64                   time_us)
{
  const LageScenarioTide *tides;
  guint low = 0;
  guint high;
  double share;

  g_return_val_if_fail (gauge != NULL && gauge->tides->len >= 2, 0.0);

  tides = (const LageScenarioTide *) (gpointer) gauge->tides->data;
  high = gauge->tides->len - 1;
  if (time_us < tides[0].time_us || time_us > tides[high].time_us)
    return mean_tide_cm (gauge, time_us)
           + GAUGE_NOISE_CM
               * lage_scenario_noise (seed, gauge->id, time_us, 10 * LAGE_TIME_MINUTE_US);

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (tides[middle].time_us <= time_us)
        low = middle;
      else
        high = middle;
    }
  share = (double) (time_us - tides[low].time_us)
          / (double) (tides[high].time_us - tides[low].time_us);
  return ease (tides[low].level_cm, tides[high].level_cm, share)
         + GAUGE_NOISE_CM * pow (sin (G_PI * share), 2.0)
             * lage_scenario_noise (seed, gauge->id, time_us, 10 * LAGE_TIME_MINUTE_US);
}

/**
 * lage_scenario_state_unit:
 * @state: (out): where it is, how it moves, its FMS status
 */
void
lage_scenario_state_unit (const LageScenarioUnit *unit,
                          guint64                 seed,
                          gint64                  time_us,
                          LageUnitState          *state)
{
  guint64 hash;

  g_return_if_fail (unit != NULL && state != NULL);

  *state = (LageUnitState) { .point = unit->home };
  for (guint i = 0; i < unit->statuses->len; i++)
    {
      const LageScenarioStatus *status = &g_array_index (unit->statuses, LageScenarioStatus, i);

      if (status->time_us > time_us)
        break;
      state->status = status->status;
    }

  for (guint i = 0; i < unit->moves->len; i++)
    {
      const LageScenarioMove *move = &g_array_index (unit->moves, LageScenarioMove, i);
      double along_m;

      if (move->start_us > time_us)
        break;
      along_m = (double) (MIN (time_us, move->end_us) - move->start_us) / 1e6 * unit->speed_mps;
      lage_scenario_path_locate (&move->path, along_m, &state->point, &state->course_deg);
      state->is_moving = time_us < move->end_us;
    }
  state->speed_mps = state->is_moving ? unit->speed_mps : 0.0;

  /* Devices start full at different times and lose about 4 % an hour; at 25 % they are charged. */
  hash = mix (seed ^ hash_name (unit->id));
  state->battery_percent
    = 25 + (guint) (((guint64) (75 - (time_us / (15 * LAGE_TIME_MINUTE_US)) % 76)
                     + hash % 76)
                    % 76);
}

static double
to_share (gint64 time_us,
          gint64 start_us,
          gint64 end_us)
{
  return end_us > start_us ? (double) (time_us - start_us) / (double) (end_us - start_us) : 1.0;
}

static void
locate_between (const LagePoint *from,
                const LagePoint *to,
                double           share,
                LageDroneState  *state)
{
  state->course_deg = lage_point_get_bearing_deg (from, to);
  state->point.latitude_e7
    = (gint32) lround (from->latitude_e7
                + share * ((double) to->latitude_e7 - (double) from->latitude_e7));
  state->point.longitude_e7
    = (gint32) lround (from->longitude_e7
                + share * ((double) to->longitude_e7 - (double) from->longitude_e7));
}

/**
 * lage_scenario_state_drone:
 * @state: (out): where it is, how it lies in the air, its battery
 */
void
lage_scenario_state_drone (const LageScenarioDrone *drone,
                           guint64                  seed,
                           gint64                   time_us,
                           LageDroneState          *state)
{
  const LageScenarioFlight *flight = NULL;

  g_return_if_fail (drone != NULL && state != NULL);

  *state = (LageDroneState) { .point = drone->home, .battery_percent = 100.0 };
  for (guint i = 0; i < drone->flights->len; i++)
    {
      const LageScenarioFlight *next = &g_array_index (drone->flights, LageScenarioFlight, i);

      if (next->start_us > time_us)
        break;
      flight = next;
      state->n_flight = i + 1;
    }
  if (flight == NULL)
    return;

  state->battery_percent
    = 100.0
      - 100.0 * (double) (MIN (time_us, flight->end_us) - flight->start_us)
          / (double) drone->endurance_us;
  if (time_us >= flight->end_us)
    {
      /* Three minutes until somebody has put a fresh battery in. */
      if (time_us >= flight->end_us + 3 * LAGE_TIME_MINUTE_US)
        state->battery_percent = 100.0;
      return;
    }

  state->height_m = drone->altitude_m;
  state->speed_mps = drone->speed_mps;
  if (time_us >= flight->home_us)
    {
      double share = to_share (time_us, flight->home_us, flight->end_us);

      state->phase = LAGE_DRONE_DESCENT;
      state->height_m = drone->altitude_m * (1.0 - share);
      state->climb_mps = -2.0;
      state->speed_mps = 0.0;
      state->course_deg = lage_point_get_bearing_deg (&flight->leave_point, &drone->home);
    }
  else if (time_us >= flight->leave_us)
    {
      state->phase = LAGE_DRONE_RETURN;
      locate_between (&flight->leave_point, &drone->home,
                      to_share (time_us, flight->leave_us, flight->home_us), state);
    }
  else if (time_us >= flight->pattern_us)
    {
      double flown_m = (double) (time_us - flight->pattern_us) / 1e6 * drone->speed_mps;

      state->phase = LAGE_DRONE_PATTERN;
      lage_scenario_path_locate (&flight->loop,
                                 fmod (flown_m, lage_scenario_path_get_length_m (&flight->loop)),
                                 &state->point, &state->course_deg);
      state->gimbal_pitch_deg = -42.0;
    }
  else
    {
      gint64 top_us = flight->start_us
                      + (gint64) (drone->altitude_m / 3.0 * (double) LAGE_TIME_SECOND_US);

      if (time_us < top_us)
        {
          state->phase = LAGE_DRONE_CLIMB;
          state->height_m = drone->altitude_m * to_share (time_us, flight->start_us, top_us);
          state->climb_mps = 3.0;
          state->speed_mps = 0.0;
          state->course_deg = lage_point_get_bearing_deg (&drone->home, &flight->loop.points[0]);
        }
      else
        {
          state->phase = LAGE_DRONE_OUTBOUND;
          locate_between (&drone->home, &flight->loop.points[0],
                          to_share (time_us, top_us, flight->pattern_us), state);
        }
      state->gimbal_pitch_deg = -15.0;
    }

  /* A multirotor leans into its way and is shaken by the storm. */
  state->pitch_deg = -state->speed_mps
                     + 4.0 * lage_scenario_noise (seed, drone->id, time_us, LAGE_TIME_SECOND_US);
  state->roll_deg = 6.0 * lage_scenario_noise (seed + 1, drone->id, time_us, LAGE_TIME_SECOND_US);
}

/**
 * lage_scenario_state_report:
 *
 * The hospital's last report.
 *
 * Returns: (nullable): NULL before the first one
 */
const LageScenarioReport *
lage_scenario_state_report (const LageScenarioHospital *hospital,
                            gint64                      time_us)
{
  const LageScenarioReport *report = NULL;

  g_return_val_if_fail (hospital != NULL, NULL);

  for (guint i = 0; i < hospital->reports->len; i++)
    {
      const LageScenarioReport *next = &g_array_index (hospital->reports, LageScenarioReport, i);

      if (next->time_us > time_us)
        break;
      report = next;
    }
  return report;
}

/**
 * lage_scenario_state_free_beds:
 * @n_beds: index of the category
 *
 * The last report and what an hour brings since: a bed more or less.
 *
 * Returns: free beds, or -1 where nothing was reported
 */
int
lage_scenario_state_free_beds (const LageScenarioHospital *hospital,
                               guint                       n_beds,
                               guint64                     seed,
                               gint64                      time_us)
{
  const LageScenarioReport *report = lage_scenario_state_report (hospital, time_us);
  const LageScenarioBeds *beds;
  g_autofree char *name = NULL;
  gint64 hours;

  g_return_val_if_fail (hospital != NULL && n_beds < hospital->beds->len, -1);

  if (report == NULL || report->free[n_beds] < 0)
    return -1;
  hours = (time_us - report->time_us) / LAGE_TIME_HOUR_US;
  if (hours == 0 || report->free[n_beds] == 0)
    return report->free[n_beds];

  beds = g_ptr_array_index (hospital->beds, n_beds);
  name = g_strdup_printf ("%s %s", hospital->id, beds->category);
  return CLAMP (report->free[n_beds]
                  + (int) lround (1.4 * chance (seed, hash_name (name), report->time_us + hours)),
                0, (int) beds->total);
}

/**
 * lage_scenario_state_gate:
 * @since_us: (out) (optional): when it came into that state
 */
LageScenarioGateState
lage_scenario_state_gate (const LageScenarioGate *gate,
                          gint64                  time_us,
                          gint64                 *since_us)
{
  const LageScenarioGateChange *change;

  g_return_val_if_fail (gate != NULL && gate->changes->len > 0, LAGE_SCENARIO_GATE_OPEN);

  change = &g_array_index (gate->changes, LageScenarioGateChange, 0);
  for (guint i = 1; i < gate->changes->len; i++)
    {
      const LageScenarioGateChange *next = &g_array_index (gate->changes, LageScenarioGateChange,
                                                           i);

      if (next->time_us > time_us)
        break;
      change = next;
    }
  if (since_us != NULL)
    *since_us = change->time_us;
  return change->state;
}

double
lage_scenario_state_value (const LageScenarioSensor *sensor,
                           guint64                   seed,
                           gint64                    time_us)
{
  const LageScenarioValue *values;
  guint n;
  double value;

  g_return_val_if_fail (sensor != NULL && sensor->values->len > 0, 0.0);

  values = (const LageScenarioValue *) (gpointer) sensor->values->data;
  n = sensor->values->len;
  value = time_us < values[0].time_us ? values[0].value : values[n - 1].value;
  for (guint i = 1; i < n; i++)
    if (time_us >= values[i - 1].time_us && time_us < values[i].time_us)
      value = ease (values[i - 1].value, values[i].value,
                    to_share (time_us, values[i - 1].time_us, values[i].time_us));
  return value
         + sensor->noise * lage_scenario_noise (seed, sensor->id, time_us, sensor->interval_us);
}

LageIncidentPhase
lage_scenario_state_incident (const LageScenarioIncident *incident,
                              gint64                      time_us)
{
  g_return_val_if_fail (incident != NULL, LAGE_INCIDENT_PENDING);

  if (time_us < incident->start_us)
    return LAGE_INCIDENT_PENDING;
  return time_us < incident->end_us ? LAGE_INCIDENT_ACTIVE : LAGE_INCIDENT_DONE;
}

/**
 * lage_scenario_state_is_replaced:
 *
 * Whether a later message has updated or cancelled this warning by then.
 */
gboolean
lage_scenario_state_is_replaced (const LageScenario        *scenario,
                                 const LageScenarioWarning *warning,
                                 gint64                     time_us)
{
  const GPtrArray *warnings = lage_scenario_get_warnings (scenario);

  for (guint i = 0; i < warnings->len; i++)
    {
      const LageScenarioWarning *other = g_ptr_array_index (warnings, i);

      if (other->sent_us <= time_us && g_ptr_array_find (other->replaces, warning, NULL))
        return TRUE;
    }
  return FALSE;
}
