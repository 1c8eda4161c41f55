/* lage-sim-cot.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario-state.h"

G_BEGIN_DECLS

char *lage_sim_cot_unit (const LageScenarioUnit *unit,
                         const LageUnitState    *state,
                         gint64                  time_us,
                         gint64                  stale_after_us);
char *lage_sim_cot_drone (const LageScenarioDrone *drone,
                          const LageDroneState    *state,
                          gint64                   time_us,
                          gint64                   stale_after_us);
char *lage_sim_cot_incident (const LageScenarioIncident *incident,
                             LageIncidentPhase           phase,
                             gint64                      time_us);

G_END_DECLS
