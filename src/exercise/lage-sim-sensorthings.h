/* lage-sim-sensorthings.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

char *lage_sim_sensorthings (const LageScenario  *scenario,
                             guint64              seed,
                             gint64               now_us,
                             const char          *base_uri,
                             const char          *path,
                             GHashTable          *query,
                             GError             **error);

G_END_DECLS
