/* lage-sim-cap.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

char *lage_sim_cap_dup_identifier (const LageScenarioWarning *warning);
char *lage_sim_cap_alert (const LageScenario        *scenario,
                          const LageScenarioWarning *warning);
char *lage_sim_cap_feed (const LageScenario *scenario,
                         gint64              now_us,
                         const char         *base_uri);
char *lage_sim_cap_find (const LageScenario *scenario,
                         gint64              now_us,
                         const char         *identifier);

G_END_DECLS
