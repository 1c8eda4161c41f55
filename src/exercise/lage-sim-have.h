/* lage-sim-have.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

char *lage_sim_have (const LageScenario *scenario,
                     guint64             seed,
                     gint64              now_us);

G_END_DECLS
