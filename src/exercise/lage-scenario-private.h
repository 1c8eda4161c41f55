/* lage-scenario-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

struct _LageScenario
{
  gatomicrefcount ref_count;
  char           *title[2]; /* English, German */
  char           *description[2];
  char           *warning_status;
  gint64          start_us;
  gint64          end_us;
  gint64          data_since_us;
  GPtrArray      *gauges;
  GPtrArray      *units;
  GPtrArray      *drones;
  GPtrArray      *hospitals;
  GPtrArray      *gates;
  GPtrArray      *sensors;
  GPtrArray      *areas;
  GPtrArray      *warnings;
  GPtrArray      *incidents;
};

LageScenario *lage_scenario_new_empty (void);
void          lage_scenario_path_init (LageScenarioPath *path,
                                       const LagePoint  *points,
                                       guint             n_points);

LageScenarioGauge    *lage_scenario_add_gauge (LageScenario *self,
                                               const char   *id);
LageScenarioUnit     *lage_scenario_add_unit (LageScenario *self,
                                              const char   *id);
LageScenarioDrone    *lage_scenario_add_drone (LageScenario *self,
                                               const char   *id);
LageScenarioHospital *lage_scenario_add_hospital (LageScenario *self,
                                                  const char   *id);
LageScenarioGate     *lage_scenario_add_gate (LageScenario *self,
                                              const char   *id);
LageScenarioSensor   *lage_scenario_add_sensor (LageScenario *self,
                                                const char   *id);
LageScenarioArea     *lage_scenario_add_area (LageScenario *self,
                                              const char   *id);
LageScenarioWarning  *lage_scenario_add_warning (LageScenario *self,
                                                 const char   *id);
LageScenarioIncident *lage_scenario_add_incident (LageScenario *self,
                                                  const char   *id);

G_END_DECLS
