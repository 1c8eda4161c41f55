/* lage-scenario-state.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

typedef struct
{
  LagePoint point;
  double    course_deg;
  double    speed_mps;
  guint     status; /* FMS */
  guint     battery_percent; /* of the tracking device */
  gboolean  is_moving;
} LageUnitState;

typedef enum
{
  LAGE_DRONE_GROUND,
  LAGE_DRONE_CLIMB,
  LAGE_DRONE_OUTBOUND,
  LAGE_DRONE_PATTERN,
  LAGE_DRONE_RETURN,
  LAGE_DRONE_DESCENT,
} LageDronePhase;

typedef struct
{
  LageDronePhase phase;
  guint          n_flight; /* 0 before the first take-off */
  LagePoint      point;
  double         height_m; /* above home */
  double         climb_mps;
  double         speed_mps;
  double         course_deg;
  double         roll_deg;
  double         pitch_deg;
  double         gimbal_pitch_deg; /* below the horizon is negative */
  double         battery_percent;
} LageDroneState;

typedef enum
{
  LAGE_INCIDENT_PENDING,
  LAGE_INCIDENT_ACTIVE,
  LAGE_INCIDENT_DONE,
} LageIncidentPhase;

double                    lage_scenario_state_level_cm (const LageScenarioGauge *gauge,
                                                        guint64                  seed,
                                                        gint64                   time_us);
void                      lage_scenario_state_unit (const LageScenarioUnit *unit,
                                                    guint64                 seed,
                                                    gint64                  time_us,
                                                    LageUnitState          *state);
void                      lage_scenario_state_drone (const LageScenarioDrone *drone,
                                                     guint64                  seed,
                                                     gint64                   time_us,
                                                     LageDroneState          *state);
const LageScenarioReport *lage_scenario_state_report (const LageScenarioHospital *hospital,
                                                      gint64                      time_us);
int                       lage_scenario_state_free_beds (const LageScenarioHospital *hospital,
                                                         guint                       n_beds,
                                                         guint64                     seed,
                                                         gint64                      time_us);
LageScenarioGateState     lage_scenario_state_gate (const LageScenarioGate *gate,
                                                    gint64                  time_us,
                                                    gint64                 *since_us);
double                    lage_scenario_state_value (const LageScenarioSensor *sensor,
                                                     guint64                   seed,
                                                     gint64                    time_us);
LageIncidentPhase         lage_scenario_state_incident (const LageScenarioIncident *incident,
                                                        gint64                      time_us);
gboolean                  lage_scenario_state_is_replaced (const LageScenario        *scenario,
                                                           const LageScenarioWarning *warning,
                                                           gint64                     time_us);
double                    lage_scenario_noise (guint64     seed,
                                               const char *name,
                                               gint64      time_us,
                                               gint64      period_us);

G_END_DECLS
