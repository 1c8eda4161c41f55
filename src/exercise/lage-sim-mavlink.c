/* lage-sim-mavlink.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-mavlink.h"

#include <math.h>
#include <string.h>

#include "lage-time.h"

/* MAVLink 2 frames: magic, length, two flag bytes, sequence, system, component, message in three
 * bytes, payload without its trailing zeros, checksum. The checksum takes in one more byte for each
 * message (CRC_EXTRA), so that two ends with different ideas of a message do not understand each
 * other. Numbers: the MAVLink definitions common.xml, minimal.xml and standard.xml. */

#define PAYLOAD_MAX 255
#define COMPONENT_AUTOPILOT 1
#define COMPONENT_GIMBAL 154
#define GROUND_M 6.0
#define UNKNOWN_U16 65535
#define TO_RADIANS (G_PI / 180.0)

typedef struct
{
  guint32 id;
  guint8  crc_extra;
  guint8  size;
} Message;

static const Message heartbeat = { 0, 50, 9 };
static const Message sys_status = { 1, 124, 43 };
static const Message system_time = { 2, 137, 12 };
static const Message gps_raw_int = { 24, 24, 52 };
static const Message attitude = { 30, 39, 28 };
static const Message global_position_int = { 33, 104, 28 };
static const Message vfr_hud = { 74, 20, 20 };
static const Message battery_status = { 147, 154, 54 };
static const Message statustext = { 253, 83, 54 };
static const Message gimbal_attitude = { 285, 137, 49 };

static void
put (guint8  *payload,
     guint    offset,
     guint    size,
     guint64  value)
{
  for (guint i = 0; i < size; i++)
    payload[offset + i] = (guint8) (value >> (8 * i));
}

static void
put_int (guint8 *payload,
         guint   offset,
         guint   size,
         double  value)
{
  put (payload, offset, size, (guint64) (gint64) llround (value));
}

static void
put_float (guint8 *payload,
           guint   offset,
           double  value)
{
  float number = (float) value;
  guint32 bits;

  memcpy (&bits, &number, sizeof bits);
  put (payload, offset, sizeof bits, bits);
}

/* CRC-16/MCRF4XX, a byte at a time. */
static guint16
accumulate (guint16 crc,
            guint8  byte)
{
  guint8 mixed = byte ^ (guint8) (crc & 0xff);

  mixed ^= (guint8) (mixed << 4);
  return (guint16) ((crc >> 8) ^ (guint16) (mixed << 8) ^ (guint16) (mixed << 3) ^ (mixed >> 4));
}

static void
append_frame (GByteArray    *frames,
              guint8        *sequence,
              guint8         system_id,
              guint8         component_id,
              const Message *message,
              const guint8  *payload)
{
  guint8 header[10] = { 0xfd };
  guint8 checksum[2];
  guint16 crc = 0xffff;
  guint8 size = message->size;

  while (size > 1 && payload[size - 1] == 0)
    size--;

  header[1] = size;
  header[4] = (*sequence)++;
  header[5] = system_id;
  header[6] = component_id;
  put (header, 7, 3, message->id);

  for (guint i = 1; i < sizeof header; i++)
    crc = accumulate (crc, header[i]);
  for (guint i = 0; i < size; i++)
    crc = accumulate (crc, payload[i]);
  crc = accumulate (crc, message->crc_extra);
  put (checksum, 0, 2, crc);

  g_byte_array_append (frames, header, sizeof header);
  g_byte_array_append (frames, payload, size);
  g_byte_array_append (frames, checksum, sizeof checksum);
}

static void
append_motion (GByteArray              *frames,
               LageSimMavlinkLink      *link,
               const LageScenarioDrone *drone,
               const LageDroneState    *state,
               guint32                  boot_ms)
{
  guint8 payload[PAYLOAD_MAX] = { 0 };
  double course = state->course_deg * TO_RADIANS;

  put (payload, 0, 4, boot_ms);
  put_int (payload, 4, 4, state->point.latitude_e7);
  put_int (payload, 8, 4, state->point.longitude_e7);
  put_int (payload, 12, 4, (GROUND_M + state->height_m) * 1000.0);
  put_int (payload, 16, 4, state->height_m * 1000.0);
  put_int (payload, 20, 2, state->speed_mps * cos (course) * 100.0);
  put_int (payload, 22, 2, state->speed_mps * sin (course) * 100.0);
  put_int (payload, 24, 2, -state->climb_mps * 100.0);
  put_int (payload, 26, 2, fmod (state->course_deg * 100.0, 36000.0));
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &global_position_int, payload);

  memset (payload, 0, sizeof payload);
  put (payload, 0, 4, boot_ms);
  put_float (payload, 4, state->roll_deg * TO_RADIANS);
  put_float (payload, 8, state->pitch_deg * TO_RADIANS);
  put_float (payload, 12, remainder (course, 2.0 * G_PI));
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &attitude, payload);
}

static void
append_view (GByteArray              *frames,
             LageSimMavlinkLink      *link,
             const LageScenarioDrone *drone,
             const LageDroneState    *state,
             guint32                  boot_ms)
{
  guint8 payload[PAYLOAD_MAX] = { 0 };
  double half_pitch = state->gimbal_pitch_deg * TO_RADIANS / 2.0;
  gboolean is_flying = state->phase != LAGE_DRONE_GROUND;

  put_float (payload, 0, state->speed_mps);
  put_float (payload, 4, state->speed_mps);
  put_float (payload, 8, GROUND_M + state->height_m);
  put_float (payload, 12, state->climb_mps);
  put_int (payload, 16, 2, fmod (round (state->course_deg), 360.0));
  put (payload, 18, 2, is_flying ? 58 : 0);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT, &vfr_hud,
                payload);

  /* The camera looks ahead of the drone (flag 32: yaw in the vehicle's frame) and down. */
  memset (payload, 0, sizeof payload);
  put (payload, 0, 4, boot_ms);
  put_float (payload, 4, cos (half_pitch));
  put_float (payload, 12, sin (half_pitch));
  put (payload, 36, 2, 32);
  put_float (payload, 40, remainder (state->course_deg * TO_RADIANS, 2.0 * G_PI));
  append_frame (frames, &link->gimbal_sequence, drone->system_id, COMPONENT_GIMBAL,
                &gimbal_attitude, payload);
}

static void
append_health (GByteArray              *frames,
               LageSimMavlinkLink      *link,
               const LageScenarioDrone *drone,
               const LageDroneState    *state,
               guint32                  boot_ms,
               gint64                   time_us)
{
  /* Flight modes of ArduCopter: stabilize, auto, auto, auto, return to launch, land. */
  static const guint8 modes[] = { 0, 3, 3, 3, 6, 9 };
  guint8 payload[PAYLOAD_MAX] = { 0 };
  gboolean is_flying = state->phase != LAGE_DRONE_GROUND;
  double cell_mv = 3500.0 + 7.0 * state->battery_percent;
  double current_ca = is_flying ? 1850.0 : 35.0;
  double hours_left = state->battery_percent / 100.0 * (double) drone->endurance_us
                      / (double) LAGE_TIME_HOUR_US;

  put (payload, 0, 4, modes[state->phase]);
  put (payload, 4, 1, 2); /* quadrotor */
  put (payload, 5, 1, 3); /* ArduPilot */
  put (payload, 6, 1, is_flying ? 1 | 16 | 64 | 128 : 1 | 16 | 64);
  put (payload, 7, 1, is_flying ? 4 : 3);
  put (payload, 8, 1, 3);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &heartbeat, payload);

  memset (payload, 0, sizeof payload);
  put (payload, 0, 8, (guint64) time_us);
  put (payload, 8, 4, boot_ms);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &system_time, payload);

  memset (payload, 0, sizeof payload);
  put (payload, 0, 4, 0x0000002f);
  put (payload, 4, 4, 0x0000002f);
  put (payload, 8, 4, 0x0000002f);
  put (payload, 12, 2, 310);
  put_int (payload, 14, 2, cell_mv * 6.0);
  put_int (payload, 16, 2, current_ca);
  put_int (payload, 30, 1, state->battery_percent);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &sys_status, payload);

  memset (payload, 0, sizeof payload);
  put_int (payload, 0, 4, (100.0 - state->battery_percent) * 105.0);
  put_int (payload, 4, 4, -1.0);
  put_int (payload, 8, 2, is_flying ? 2450.0 : 1100.0);
  for (guint i = 0; i < 10; i++)
    put_int (payload, 10 + 2 * i, 2, i < 6 ? cell_mv : UNKNOWN_U16);
  put_int (payload, 30, 2, current_ca);
  put (payload, 33, 1, 1); /* all flight systems */
  put (payload, 34, 1, 1); /* lithium polymer */
  put_int (payload, 35, 1, state->battery_percent);
  put_int (payload, 36, 4, is_flying ? hours_left * 3600.0 : 0.0);
  put (payload, 40, 1, state->battery_percent > drone->reserve_percent ? 1 : 2);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &battery_status, payload);

  memset (payload, 0, sizeof payload);
  put (payload, 0, 8, (guint64) time_us);
  put_int (payload, 8, 4, state->point.latitude_e7);
  put_int (payload, 12, 4, state->point.longitude_e7);
  put_int (payload, 16, 4, (GROUND_M + state->height_m) * 1000.0);
  put (payload, 20, 2, 82);
  put (payload, 22, 2, 121);
  put_int (payload, 24, 2, state->speed_mps * 100.0);
  put_int (payload, 26, 2, fmod (state->course_deg * 100.0, 36000.0));
  put (payload, 28, 1, 4); /* DGPS */
  put (payload, 29, 1, 15);
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &gps_raw_int, payload);
}

/**
 * lage_sim_mavlink_append:
 * @frames: what the frames are added to
 * @link: running numbers, moved on
 * @boot_us: when the drone was switched on
 * @time_us: situation time
 * @flags: which messages
 */
void
lage_sim_mavlink_append (GByteArray              *frames,
                         LageSimMavlinkLink      *link,
                         const LageScenarioDrone *drone,
                         const LageDroneState    *state,
                         gint64                   boot_us,
                         gint64                   time_us,
                         LageSimMavlinkFlags      flags)
{
  guint32 boot_ms = (guint32) (MAX (time_us - boot_us, 0) / 1000);

  g_return_if_fail (frames != NULL && link != NULL && drone != NULL && state != NULL);

  if ((flags & LAGE_SIM_MAVLINK_HEALTH) != 0)
    append_health (frames, link, drone, state, boot_ms, time_us);
  if ((flags & LAGE_SIM_MAVLINK_MOTION) != 0)
    append_motion (frames, link, drone, state, boot_ms);
  if ((flags & LAGE_SIM_MAVLINK_VIEW) != 0)
    append_view (frames, link, drone, state, boot_ms);
}

/**
 * lage_sim_mavlink_append_text:
 * @severity: 0 emergency to 7 debug
 * @text: cut at 50 bytes
 */
void
lage_sim_mavlink_append_text (GByteArray              *frames,
                              LageSimMavlinkLink      *link,
                              const LageScenarioDrone *drone,
                              guint                    severity,
                              const char              *text)
{
  guint8 payload[PAYLOAD_MAX] = { 0 };

  g_return_if_fail (frames != NULL && link != NULL && drone != NULL && text != NULL);

  payload[0] = (guint8) severity;
  memcpy (payload + 1, text, MIN (strlen (text), 50));
  append_frame (frames, &link->autopilot_sequence, drone->system_id, COMPONENT_AUTOPILOT,
                &statustext, payload);
}

/**
 * lage_sim_mavlink_get_phase_text:
 * @severity: (out): for lage_sim_mavlink_append_text()
 *
 * What an autopilot says when a phase begins.
 */
const char *
lage_sim_mavlink_get_phase_text (LageDronePhase  phase,
                                 guint          *severity)
{
  static const struct
  {
    guint       severity;
    const char *text;
  } texts[] = {
    [LAGE_DRONE_GROUND] = { 6, "Disarming motors" },
    [LAGE_DRONE_CLIMB] = { 6, "Arming motors, takeoff" },
    [LAGE_DRONE_OUTBOUND] = { 6, "Mission: 1 WP" },
    [LAGE_DRONE_PATTERN] = { 6, "Reached waypoint #1" },
    [LAGE_DRONE_RETURN] = { 4, "Battery 1 is low: returning to launch" },
    [LAGE_DRONE_DESCENT] = { 5, "Landing" },
  };

  g_return_val_if_fail ((guint) phase < G_N_ELEMENTS (texts), NULL);

  *severity = texts[phase].severity;
  return texts[phase].text;
}
