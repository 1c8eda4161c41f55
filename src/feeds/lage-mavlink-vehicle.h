/* lage-mavlink-vehicle.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-decoder.h"
#include "lage-mavlink-framer.h"

G_BEGIN_DECLS

/**
 * LageMavlinkVehicle:
 *
 * What one system has said so far, and what of it becomes a draft.
 */
typedef struct _LageMavlinkVehicle LageMavlinkVehicle;

LageMavlinkVehicle *lage_mavlink_vehicle_new         (const char             *external_name,
                                                      const char             *name,
                                                      gint64                  period_us);
void                lage_mavlink_vehicle_free        (LageMavlinkVehicle     *self);
void                lage_mavlink_vehicle_take        (LageMavlinkVehicle     *self,
                                                      const LageMavlinkFrame *frame,
                                                      gint64                  time_us,
                                                      LageDecoded            *decoded);
void                lage_mavlink_vehicle_finish_text (LageMavlinkVehicle     *self,
                                                      LageDecoded            *decoded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageMavlinkVehicle, lage_mavlink_vehicle_free)

G_END_DECLS
