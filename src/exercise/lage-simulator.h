/* lage-simulator.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-clock.h"
#include "lage-scenario.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SIMULATOR (lage_simulator_get_type ())

G_DECLARE_FINAL_TYPE (LageSimulator, lage_simulator, LAGE, SIMULATOR, GObject)

/**
 * LageSimulatorPorts:
 * @http: TCP port of the web services, 0 for any that is free
 * @cot: TCP port of Cursor on Target, 0 for any that is free
 * @mavlink: UDP port the drones send to, 0 for 14550
 */
typedef struct
{
  guint16 http;
  guint16 cot;
  guint16 mavlink;
} LageSimulatorPorts;

LageSimulator *lage_simulator_new (LageScenario *scenario,
                                   LageClock    *clock,
                                   guint64       seed) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lage_simulator_start (LageSimulator       *self,
                                     LageSimulatorPorts  *ports,
                                     GError             **error);
void           lage_simulator_stop (LageSimulator *self);
gboolean       lage_simulator_is_running (LageSimulator *self);
char          *lage_simulator_dup_index (LageSimulator *self);
void           lage_simulator_write_feeds (LageSimulator *self,
                                           GKeyFile      *key_file);
guint          lage_simulator_get_n_clients (LageSimulator *self);

G_END_DECLS
