/* lage-sim-pegelonline.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

typedef enum
{
  LAGE_SIM_PEGELONLINE_TIMESERIES = 1 << 0,
  LAGE_SIM_PEGELONLINE_CURRENT = 1 << 1,
  LAGE_SIM_PEGELONLINE_CHARACTERISTIC = 1 << 2,
  LAGE_SIM_PEGELONLINE_PRETTY = 1 << 3,
} LageSimPegelonlineFlags;

char *lage_sim_pegelonline_stations (const LageScenario      *scenario,
                                     guint64                  seed,
                                     gint64                   now_us,
                                     const char              *ids,
                                     LageSimPegelonlineFlags  flags);
char *lage_sim_pegelonline_station (const LageScenario       *scenario,
                                    guint64                   seed,
                                    gint64                    now_us,
                                    const char               *id,
                                    LageSimPegelonlineFlags   flags,
                                    GError                  **error);
char *lage_sim_pegelonline_current (const LageScenario  *scenario,
                                    guint64              seed,
                                    gint64               now_us,
                                    const char          *id,
                                    const char          *series,
                                    GError             **error);
char *lage_sim_pegelonline_measurements (const LageScenario  *scenario,
                                         guint64              seed,
                                         gint64               now_us,
                                         const char          *id,
                                         const char          *series,
                                         const char          *start,
                                         const char          *end,
                                         GError             **error);

G_END_DECLS
