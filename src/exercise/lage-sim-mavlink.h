/* lage-sim-mavlink.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario-state.h"

G_BEGIN_DECLS

typedef enum
{
  LAGE_SIM_MAVLINK_MOTION = 1 << 0, /* GLOBAL_POSITION_INT, ATTITUDE */
  LAGE_SIM_MAVLINK_VIEW = 1 << 1, /* VFR_HUD, GIMBAL_DEVICE_ATTITUDE_STATUS */
  LAGE_SIM_MAVLINK_HEALTH = 1 << 2, /* HEARTBEAT, SYSTEM_TIME, SYS_STATUS, BATTERY_STATUS,
                                       GPS_RAW_INT */
} LageSimMavlinkFlags;

/**
 * LageSimMavlinkLink:
 *
 * The running numbers of one drone's two components; all zero to begin with.
 */
typedef struct
{
  guint8 autopilot_sequence;
  guint8 gimbal_sequence;
} LageSimMavlinkLink;

void        lage_sim_mavlink_append (GByteArray              *frames,
                                     LageSimMavlinkLink      *link,
                                     const LageScenarioDrone *drone,
                                     const LageDroneState    *state,
                                     gint64                   boot_us,
                                     gint64                   time_us,
                                     LageSimMavlinkFlags      flags);
void        lage_sim_mavlink_append_text (GByteArray              *frames,
                                          LageSimMavlinkLink      *link,
                                          const LageScenarioDrone *drone,
                                          guint                    severity,
                                          const char              *text);
const char *lage_sim_mavlink_get_phase_text (LageDronePhase  phase,
                                             guint          *severity);

G_END_DECLS
