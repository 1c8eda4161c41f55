/* lage-sim-feeds.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-simulator.h"

G_BEGIN_DECLS

void lage_sim_feeds_write (const LageScenario       *scenario,
                           const LageSimulatorPorts *ports,
                           GKeyFile                 *key_file);

G_END_DECLS
