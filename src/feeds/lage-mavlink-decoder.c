/* lage-mavlink-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-decoder.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-mavlink-framer.h"

/* Drones by MAVLink 1 and 2, from datagrams, streams and .tlog files.
 *
 * A vehicle is a system that has sent the heartbeat of an autopilot; what a system says before its
 * first heartbeat, and what ground stations say, is counted as good and gives nothing. Position,
 * attitude and the state of the vehicle are taken from the component that sent the heartbeat,
 * camera angles and texts from any component of the system. Where both GLOBAL_POSITION_INT and
 * the rawer GPS_RAW_INT and VFR_HUD come, the first wins.
 *
 * The time of observation is a log's time, else the time of arrival: a vehicle's own clock counts
 * from its start, and SYSTEM_TIME is known only when it has a fix and may be off.
 *
 * Options:
 *   tlog = auto | yes | no   whether frames have times before them; auto looks at the first bytes
 *   max_rate_hz = 5          at most so many drafts a second of each vehicle and message; 0 is all.
 *                            Frames above that are checked and counted as good. Texts, and
 *                            heartbeats that say something new, are never left out.
 *   network = TEXT           put before system ids, so that two networks may use the same ones
 *   vehicle.N.name = TEXT    what the vehicle with system id N is called, else "Drone N" */

#define DEFAULT_MAX_RATE_HZ 5.0
#define MAX_CHUNKS 16
#define CHUNK_SIZE 50
/* Beyond that a fused position counts as missing, and the raw ones are used. */
#define POSITION_TIMEOUT_US (3 * G_TIME_SPAN_SECOND)
/* Below that the course is noise. */
#define MIN_COURSE_SPEED_MPS 0.3

#define UNKNOWN ((double) NAN)

#define TYPE_GROUND_STATION 6
#define AUTOPILOT_INVALID 8
#define MODE_ARMED 128
#define MAX_FLIGHT_STATE 8

#define GIMBAL_YAW_LOCK 16
#define GIMBAL_YAW_IN_VEHICLE_FRAME 32
#define GIMBAL_YAW_IN_EARTH_FRAME 64

typedef enum
{
  RATE_HEARTBEAT,
  RATE_SYS_STATUS,
  RATE_GPS_RAW_INT,
  RATE_ATTITUDE,
  RATE_GLOBAL_POSITION_INT,
  RATE_VFR_HUD,
  RATE_BATTERY_STATUS,
  RATE_MOUNT_STATUS,
  RATE_MOUNT_ORIENTATION,
  RATE_GIMBAL,
  N_RATES
} Rate;

typedef struct
{
  LageId    entity;
  gboolean  is_known; /* has sent an autopilot's heartbeat */
  guint8    autopilot_component;
  guint8    type;
  guint8    base_mode;
  guint8    flight_state;
  double    heading_deg; /* NaN: unknown */
  gint64    position_time_us;
  gboolean  has_position;
  gint64    next_us[N_RATES];
  GString  *text; /* chunks of a long text so far, NULL if none */
  gint64    text_time_us;
  guint16   text_id;
  guint8    text_component;
  guint8    text_severity;
  guint8    n_chunks;
} Vehicle;

typedef struct
{
  LageMavlinkFramer *framer;
  GHashTable        *names; /* utf8 system id -> utf8 */
  char              *network;
  double             max_rate_hz;
  gint64             period_us;
  Vehicle           *vehicles[256];
  guint64            n_frames;
  guint64            n_skipped_bytes;
  /* while feeding */
  LageDecoded       *decoded;
  gint64             received_at_us;
} Decoder;

static guint16
get_u16 (const LageMavlinkFrame *frame,
         guint                   offset)
{
  guint16 value;

  memcpy (&value, frame->payload + offset, sizeof value);
  return GUINT16_FROM_LE (value);
}

static gint16
get_i16 (const LageMavlinkFrame *frame,
         guint                   offset)
{
  return (gint16) get_u16 (frame, offset);
}

static guint32
get_u32 (const LageMavlinkFrame *frame,
         guint                   offset)
{
  guint32 value;

  memcpy (&value, frame->payload + offset, sizeof value);
  return GUINT32_FROM_LE (value);
}

static gint32
get_i32 (const LageMavlinkFrame *frame,
         guint                   offset)
{
  return (gint32) get_u32 (frame, offset);
}

static double
get_float (const LageMavlinkFrame *frame,
           guint                   offset)
{
  guint32 bits = get_u32 (frame, offset);
  float value;

  memcpy (&value, &bits, sizeof value);
  return (double) value;
}

static double
to_deg (double angle_rad)
{
  return angle_rad * 180.0 / G_PI;
}

/* Angles that are not meant to be a compass direction: -180 to 180. */
static double
to_signed_deg (double angle_deg)
{
  double result;

  if (!isfinite (angle_deg))
    return UNKNOWN;
  result = lage_normalize_deg (angle_deg);
  return result > 180.0 ? result - 360.0 : result;
}

static double
to_compass_deg (double angle_deg)
{
  return isfinite (angle_deg) ? lage_normalize_deg (angle_deg) : UNKNOWN;
}

static void
set_place (LageDraft *draft,
           gint32     latitude_e7,
           gint32     longitude_e7)
{
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude_e7 / 1e7, longitude_e7 / 1e7);
}

static gboolean
is_place (gint32 latitude_e7,
          gint32 longitude_e7)
{
  LagePoint point;

  return (latitude_e7 != 0 || longitude_e7 != 0)
         && lage_point_init (&point, latitude_e7 / 1e7, longitude_e7 / 1e7);
}

/* Whether a message of this vehicle is due. The limit holds in the long run; a source that is not
 * quite regular loses nothing at the limit's own rate. */
static gboolean
is_due (Decoder *self,
        Vehicle *vehicle,
        Rate     rate,
        gint64   time_us)
{
  gint64 *next_us = &vehicle->next_us[rate];

  if (self->period_us == 0)
    return TRUE;
  /* A clock that jumped back would silence the vehicle until it catches up. */
  if (*next_us - time_us > 2 * self->period_us)
    *next_us = time_us;
  if (time_us + self->period_us / 2 < *next_us)
    return FALSE;
  *next_us = MAX (*next_us, time_us) + self->period_us;
  return TRUE;
}

static gboolean
has_fused_position (const Vehicle *vehicle,
                    gint64         time_us)
{
  return vehicle->has_position && ABS (time_us - vehicle->position_time_us) < POSITION_TIMEOUT_US;
}

static LageDraft *
make_draft (Vehicle *vehicle,
            gint64   time_us)
{
  LageDraft *draft = lage_draft_new (LAGE_KIND_DRONE, &vehicle->entity);

  draft->observed_at_us = time_us;
  return draft;
}

static char *
dup_external_name (Decoder *self,
                   guint8   system_id)
{
  return g_strdup_printf ("%s%u", self->network, system_id);
}

static void
take_heartbeat (Decoder                *self,
                Vehicle                *vehicle,
                const LageMavlinkFrame *frame,
                gint64                  time_us)
{
  guint8 type = frame->payload[4];
  guint8 autopilot = frame->payload[5];
  guint8 base_mode = frame->payload[6];
  guint8 flight_state = frame->payload[7];
  g_autofree char *external_name = NULL;
  g_autofree char *external_id = NULL;
  g_autofree char *system_id = NULL;
  g_autofree char *default_name = NULL;
  const char *name;
  LageDraft *draft;

  if (autopilot == AUTOPILOT_INVALID || type == TYPE_GROUND_STATION)
    return;
  if (vehicle->is_known && vehicle->autopilot_component == frame->component_id
      && vehicle->type == type && vehicle->base_mode == base_mode
      && vehicle->flight_state == flight_state
      && !is_due (self, vehicle, RATE_HEARTBEAT, time_us))
    return;

  external_name = dup_external_name (self, frame->system_id);
  external_id = g_strconcat ("mavlink:", external_name, NULL);
  if (!vehicle->is_known)
    lage_id_init_external (&vehicle->entity, "mavlink", external_name);
  vehicle->is_known = TRUE;
  vehicle->autopilot_component = frame->component_id;
  vehicle->type = type;
  vehicle->base_mode = base_mode;
  vehicle->flight_state = flight_state;

  system_id = g_strdup_printf ("%u", frame->system_id);
  default_name = g_strdup_printf ("Drone %u", frame->system_id);
  name = g_hash_table_lookup (self->names, system_id);

  draft = make_draft (vehicle, time_us);
  lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID, external_id);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name != NULL ? name : default_name);
  lage_draft_set_text (draft, LAGE_FIELD_VEHICLE_TYPE, lage_mavlink_get_vehicle_type (type));
  lage_draft_take (draft, LAGE_FIELD_IS_ARMED, lage_value_bool ((base_mode & MODE_ARMED) != 0));
  if (flight_state <= MAX_FLIGHT_STATE)
    lage_draft_set_int (draft, LAGE_FIELD_FLIGHT_STATE, flight_state);
  lage_decoded_take (self->decoded, draft);
}

static void
take_global_position_int (Decoder                *self,
                          Vehicle                *vehicle,
                          const LageMavlinkFrame *frame,
                          gint64                  time_us)
{
  gint32 latitude_e7 = get_i32 (frame, 4);
  gint32 longitude_e7 = get_i32 (frame, 8);
  guint16 heading_cdeg = get_u16 (frame, 26);
  double north_mps = get_i16 (frame, 20) / 100.0;
  double east_mps = get_i16 (frame, 22) / 100.0;
  double speed_mps = hypot (north_mps, east_mps);
  LageDraft *draft;

  if (heading_cdeg != G_MAXUINT16)
    vehicle->heading_deg = to_compass_deg (heading_cdeg / 100.0);
  vehicle->has_position = is_place (latitude_e7, longitude_e7);
  vehicle->position_time_us = time_us;
  if (!is_due (self, vehicle, RATE_GLOBAL_POSITION_INT, time_us))
    return;

  draft = make_draft (vehicle, time_us);
  /* Before the first fix latitude and longitude are zero, and so is all that hangs on them. */
  if (vehicle->has_position)
    {
      set_place (draft, latitude_e7, longitude_e7);
      lage_draft_set_real (draft, LAGE_FIELD_ALTITUDE_M, get_i32 (frame, 12) / 1000.0);
      lage_draft_set_real (draft, LAGE_FIELD_HEIGHT_M, get_i32 (frame, 16) / 1000.0);
      lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, speed_mps);
      lage_draft_set_real (draft, LAGE_FIELD_CLIMB_MPS, -get_i16 (frame, 24) / 100.0);
      if (speed_mps >= MIN_COURSE_SPEED_MPS)
        lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG,
                             to_compass_deg (to_deg (atan2 (east_mps, north_mps))));
    }
  if (heading_cdeg != G_MAXUINT16)
    lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, vehicle->heading_deg);
  lage_decoded_take (self->decoded, draft);
}

static void
take_gps_raw_int (Decoder                *self,
                  Vehicle                *vehicle,
                  const LageMavlinkFrame *frame,
                  gint64                  time_us)
{
  gint32 latitude_e7 = get_i32 (frame, 8);
  gint32 longitude_e7 = get_i32 (frame, 12);
  guint16 speed_cmps = get_u16 (frame, 24);
  guint16 course_cdeg = get_u16 (frame, 26);
  guint8 fix_type = frame->payload[28];
  guint8 n_satellites = frame->payload[29];
  guint32 accuracy_mm = get_u32 (frame, 34);
  LageDraft *draft;

  if (!is_due (self, vehicle, RATE_GPS_RAW_INT, time_us))
    return;

  draft = make_draft (vehicle, time_us);
  if (fix_type <= 8)
    lage_draft_set_int (draft, LAGE_FIELD_GPS_FIX, fix_type);
  if (n_satellites != G_MAXUINT8)
    lage_draft_set_int (draft, LAGE_FIELD_SATELLITES, n_satellites);
  if (fix_type >= 2 && is_place (latitude_e7, longitude_e7))
    {
      /* Extension fields: zero is what a sender that does not have them sends. */
      if (get_i32 (frame, 30) != 0)
        lage_draft_set_real (draft, LAGE_FIELD_ELLIPSOID_M, get_i32 (frame, 30) / 1000.0);
      if (accuracy_mm != 0 && accuracy_mm != G_MAXUINT32)
        lage_draft_set_real (draft, LAGE_FIELD_ACCURACY_M, accuracy_mm / 1000.0);
      if (!has_fused_position (vehicle, time_us))
        {
          set_place (draft, latitude_e7, longitude_e7);
          if (fix_type >= 3)
            lage_draft_set_real (draft, LAGE_FIELD_ALTITUDE_M, get_i32 (frame, 16) / 1000.0);
          if (speed_cmps != G_MAXUINT16)
            lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, speed_cmps / 100.0);
          if (course_cdeg != G_MAXUINT16 && speed_cmps != G_MAXUINT16
              && speed_cmps / 100.0 >= MIN_COURSE_SPEED_MPS)
            lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG,
                                 to_compass_deg (course_cdeg / 100.0));
        }
    }
  lage_decoded_take (self->decoded, draft);
}

static void
take_attitude (Decoder                *self,
               Vehicle                *vehicle,
               const LageMavlinkFrame *frame,
               gint64                  time_us)
{
  double yaw_deg = to_compass_deg (to_deg (get_float (frame, 12)));
  LageDraft *draft;

  if (isfinite (yaw_deg))
    vehicle->heading_deg = yaw_deg;
  if (!is_due (self, vehicle, RATE_ATTITUDE, time_us))
    return;

  draft = make_draft (vehicle, time_us);
  lage_draft_set_real (draft, LAGE_FIELD_ROLL_DEG, to_signed_deg (to_deg (get_float (frame, 4))));
  lage_draft_set_real (draft, LAGE_FIELD_PITCH_DEG, to_signed_deg (to_deg (get_float (frame, 8))));
  lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, yaw_deg);
  lage_decoded_take (self->decoded, draft);
}

static void
take_vfr_hud (Decoder                *self,
              Vehicle                *vehicle,
              const LageMavlinkFrame *frame,
              gint64                  time_us)
{
  gint16 heading_deg = get_i16 (frame, 16);
  LageDraft *draft;

  if (!is_due (self, vehicle, RATE_VFR_HUD, time_us))
    return;

  draft = make_draft (vehicle, time_us);
  lage_draft_set_real (draft, LAGE_FIELD_AIRSPEED_MPS, get_float (frame, 0));
  if (!has_fused_position (vehicle, time_us))
    {
      lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, get_float (frame, 4));
      lage_draft_set_real (draft, LAGE_FIELD_ALTITUDE_M, get_float (frame, 8));
      lage_draft_set_real (draft, LAGE_FIELD_CLIMB_MPS, get_float (frame, 12));
      if (heading_deg >= 0 && heading_deg <= 360)
        lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, to_compass_deg (heading_deg));
    }
  lage_decoded_take (self->decoded, draft);
}

static void
set_percent (LageDraft *draft,
             gint8      percent)
{
  if (percent >= 0 && percent <= 100)
    lage_draft_set_real (draft, LAGE_FIELD_BATTERY_PERCENT, percent);
}

static void
take_sys_status (Decoder                *self,
                 Vehicle                *vehicle,
                 const LageMavlinkFrame *frame,
                 gint64                  time_us)
{
  guint16 voltage_mv = get_u16 (frame, 14);
  gint16 current_ca = get_i16 (frame, 16);
  LageDraft *draft;

  if (!is_due (self, vehicle, RATE_SYS_STATUS, time_us))
    return;

  draft = make_draft (vehicle, time_us);
  if (voltage_mv != G_MAXUINT16)
    lage_draft_set_real (draft, LAGE_FIELD_VOLTAGE_V, voltage_mv / 1000.0);
  if (current_ca != -1)
    lage_draft_set_real (draft, LAGE_FIELD_CURRENT_A, current_ca / 100.0);
  set_percent (draft, (gint8) frame->payload[30]);
  lage_decoded_take (self->decoded, draft);
}

static void
take_battery_status (Decoder                *self,
                     Vehicle                *vehicle,
                     const LageMavlinkFrame *frame,
                     gint64                  time_us)
{
  gint16 current_ca = get_i16 (frame, 30);
  guint voltage_mv = 0;
  LageDraft *draft;

  /* Further batteries feed payloads or servos; the first one keeps the vehicle in the air. */
  if (frame->payload[32] != 0 || !is_due (self, vehicle, RATE_BATTERY_STATUS, time_us))
    return;

  for (guint i = 0; i < 10; i++)
    if (get_u16 (frame, 10 + 2 * i) != G_MAXUINT16)
      voltage_mv += get_u16 (frame, 10 + 2 * i);
  for (guint i = 0; i < 4; i++)
    if (get_u16 (frame, 41 + 2 * i) != G_MAXUINT16)
      voltage_mv += get_u16 (frame, 41 + 2 * i);

  draft = make_draft (vehicle, time_us);
  if (voltage_mv != 0)
    lage_draft_set_real (draft, LAGE_FIELD_VOLTAGE_V, voltage_mv / 1000.0);
  if (current_ca != -1)
    lage_draft_set_real (draft, LAGE_FIELD_CURRENT_A, current_ca / 100.0);
  set_percent (draft, (gint8) frame->payload[35]);
  lage_decoded_take (self->decoded, draft);
}

/* Any of the angles may be NaN: unknown. */
static void
take_camera (Decoder *self,
             Vehicle *vehicle,
             gint64   time_us,
             double   roll_deg,
             double   pitch_deg,
             double   yaw_deg)
{
  LageDraft *draft = make_draft (vehicle, time_us);

  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_ROLL_DEG, to_signed_deg (roll_deg));
  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, to_signed_deg (pitch_deg));
  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, to_compass_deg (yaw_deg));
  lage_decoded_take (self->decoded, draft);
}

static void
take_mount_status (Decoder                *self,
                   Vehicle                *vehicle,
                   const LageMavlinkFrame *frame,
                   gint64                  time_us)
{
  if (is_due (self, vehicle, RATE_MOUNT_STATUS, time_us))
    take_camera (self, vehicle, time_us, get_i32 (frame, 4) / 100.0, get_i32 (frame, 0) / 100.0,
                 vehicle->heading_deg + get_i32 (frame, 8) / 100.0);
}

static void
take_mount_orientation (Decoder                *self,
                        Vehicle                *vehicle,
                        const LageMavlinkFrame *frame,
                        gint64                  time_us)
{
  double yaw_deg = get_float (frame, 16);

  if (!is_due (self, vehicle, RATE_MOUNT_ORIENTATION, time_us))
    return;

  /* Zero cannot be told from an extension that was not sent; the vehicle's heading and the yaw
   * relative to it then say the same. */
  if (frame->n_payload <= 16 || !isfinite (yaw_deg))
    yaw_deg = vehicle->heading_deg + get_float (frame, 12);
  take_camera (self, vehicle, time_us, get_float (frame, 4), get_float (frame, 8), yaw_deg);
}

static void
take_gimbal (Decoder                *self,
             Vehicle                *vehicle,
             const LageMavlinkFrame *frame,
             gint64                  time_us)
{
  double w = get_float (frame, 4), x = get_float (frame, 8);
  double y = get_float (frame, 12), z = get_float (frame, 16);
  double norm = sqrt (w * w + x * x + y * y + z * z);
  guint16 flags = get_u16 (frame, 36);
  double roll_deg, pitch_deg, yaw_deg;
  gboolean is_north;

  /* Not a rotation, or NaN. */
  if (!(norm > 0.9 && norm < 1.1) || !is_due (self, vehicle, RATE_GIMBAL, time_us))
    return;

  w /= norm;
  x /= norm;
  y /= norm;
  z /= norm;
  roll_deg = to_deg (atan2 (2.0 * (w * x + y * z), 1.0 - 2.0 * (x * x + y * y)));
  pitch_deg = to_deg (asin (CLAMP (2.0 * (w * y - z * x), -1.0, 1.0)));
  yaw_deg = to_deg (atan2 (2.0 * (w * z + x * y), 1.0 - 2.0 * (y * y + z * z)));

  if ((flags & GIMBAL_YAW_IN_VEHICLE_FRAME) != 0)
    is_north = FALSE;
  else if ((flags & GIMBAL_YAW_IN_EARTH_FRAME) != 0)
    is_north = TRUE;
  else
    is_north = (flags & GIMBAL_YAW_LOCK) != 0;

  if (!is_north)
    {
      double delta_deg = to_deg (get_float (frame, 40));

      yaw_deg += frame->n_payload > 40 && isfinite (delta_deg) ? delta_deg : vehicle->heading_deg;
    }
  take_camera (self, vehicle, time_us, roll_deg, pitch_deg, yaw_deg);
}

static void
finish_text (Decoder *self,
             Vehicle *vehicle)
{
  /* What pilots must notice is said in front; notices and information speak for themselves. */
  static const char *const severities[] = {
    "EMERGENCY: ", "ALERT: ", "CRITICAL: ", "ERROR: ", "WARNING: ",
  };
  GString *text = g_steal_pointer (&vehicle->text);
  LageDraft *draft;

  if (text == NULL)
    return;
  g_string_truncate (text, strlen (text->str));
  if (text->len > 0)
    {
      if (vehicle->text_severity < G_N_ELEMENTS (severities))
        g_string_prepend (text, severities[vehicle->text_severity]);
      draft = make_draft (vehicle, vehicle->text_time_us);
      lage_draft_set_text (draft, LAGE_FIELD_STATUS_TEXT, text->str);
      lage_decoded_take (self->decoded, draft);
    }
  g_string_free (text, TRUE);
}

static void
take_statustext (Decoder                *self,
                 Vehicle                *vehicle,
                 const LageMavlinkFrame *frame,
                 gint64                  time_us)
{
  const char *chunk = (const char *) frame->payload + 1;
  gsize length = strnlen (chunk, CHUNK_SIZE);
  guint16 id = get_u16 (frame, 51);
  guint8 sequence = frame->payload[53];
  gboolean is_next = vehicle->text != NULL && id != 0 && vehicle->text_id == id
                     && vehicle->text_component == frame->component_id;

  /* The same chunk once more. */
  if (is_next && sequence < vehicle->n_chunks)
    return;

  if (!is_next)
    {
      finish_text (self, vehicle);
      vehicle->text = g_string_new (NULL);
      vehicle->text_time_us = time_us;
      vehicle->text_id = id;
      vehicle->text_component = frame->component_id;
      vehicle->text_severity = frame->payload[0];
      vehicle->n_chunks = 0;
    }
  if (sequence > vehicle->n_chunks)
    g_string_append (vehicle->text, "…");
  g_string_append_len (vehicle->text, chunk, (gssize) length);
  vehicle->n_chunks = (guint8) MIN (sequence + 1u, G_MAXUINT8);

  if (id == 0 || length < CHUNK_SIZE || vehicle->n_chunks >= MAX_CHUNKS)
    finish_text (self, vehicle);
}

static void
take_intact (Decoder                *self,
             const LageMavlinkFrame *frame)
{
  gint64 time_us = frame->time_us != 0 ? frame->time_us : self->received_at_us;
  Vehicle *vehicle = self->vehicles[frame->system_id];
  gboolean is_autopilot;

  if (vehicle == NULL)
    {
      if (frame->message_id != LAGE_MAVLINK_HEARTBEAT)
        return;
      vehicle = self->vehicles[frame->system_id] = g_new0 (Vehicle, 1);
      vehicle->heading_deg = UNKNOWN;
    }
  if (frame->message_id == LAGE_MAVLINK_HEARTBEAT)
    {
      take_heartbeat (self, vehicle, frame, time_us);
      return;
    }
  if (!vehicle->is_known)
    return;

  is_autopilot = frame->component_id == vehicle->autopilot_component;
  switch (frame->message_id)
    {
    case LAGE_MAVLINK_SYS_STATUS:
      if (is_autopilot)
        take_sys_status (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_GPS_RAW_INT:
      if (is_autopilot)
        take_gps_raw_int (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_ATTITUDE:
      if (is_autopilot)
        take_attitude (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_GLOBAL_POSITION_INT:
      if (is_autopilot)
        take_global_position_int (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_VFR_HUD:
      if (is_autopilot)
        take_vfr_hud (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_BATTERY_STATUS:
      if (is_autopilot)
        take_battery_status (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_MOUNT_STATUS:
      take_mount_status (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_MOUNT_ORIENTATION:
      take_mount_orientation (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_GIMBAL_DEVICE_ATTITUDE_STATUS:
      take_gimbal (self, vehicle, frame, time_us);
      break;
    case LAGE_MAVLINK_STATUSTEXT:
      take_statustext (self, vehicle, frame, time_us);
      break;
    default:
      break;
    }
}

static void
frame_cb (const LageMavlinkFrame *frame,
          gpointer                user_data)
{
  Decoder *self = user_data;

  self->n_frames++;
  switch (frame->verdict)
    {
    case LAGE_MAVLINK_INTACT:
      lage_decoded_good (self->decoded);
      take_intact (self, frame);
      break;
    case LAGE_MAVLINK_UNKNOWN:
    case LAGE_MAVLINK_INCOMPATIBLE:
      lage_decoded_ignore (self->decoded);
      break;
    case LAGE_MAVLINK_WRONG_CHECKSUM:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": %s (%u) of vehicle %u/%u: "
                           "checksum %04x instead of %04x",
                           self->n_frames, frame->message->name, frame->message_id,
                           frame->system_id, frame->component_id, frame->checksum,
                           frame->computed_checksum);
      break;
    case LAGE_MAVLINK_TOO_SHORT:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": %s (%u) of vehicle %u/%u: "
                           "payload of %u bytes, should be %u",
                           self->n_frames, frame->message->name, frame->message_id,
                           frame->system_id, frame->component_id, frame->n_payload,
                           frame->message->min_length);
      break;
    case LAGE_MAVLINK_INCOMPLETE:
    default:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": the input ends after %u bytes of it",
                           self->n_frames, frame->n_bytes);
      break;
    }
}

static gboolean
read_options (Decoder               *self,
              const LageFeedConfig  *config,
              LageMavlinkLog        *log,
              GError               **error)
{
  const char *tlog = g_hash_table_lookup (config->options, "tlog");
  const char *rate = g_hash_table_lookup (config->options, "max_rate_hz");
  const char *network = g_hash_table_lookup (config->options, "network");
  GHashTableIter iter;
  gpointer key, value;

  if (tlog == NULL || strcmp (tlog, "auto") == 0)
    *log = LAGE_MAVLINK_LOG_AUTO;
  else if (strcmp (tlog, "yes") == 0)
    *log = LAGE_MAVLINK_LOG_YES;
  else if (strcmp (tlog, "no") == 0)
    *log = LAGE_MAVLINK_LOG_NO;
  else
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "feed %s: tlog \"%s\" is not auto, yes or no", config->id, tlog);
      return FALSE;
    }

  self->max_rate_hz = DEFAULT_MAX_RATE_HZ;
  if (rate != NULL)
    {
      char *end;

      self->max_rate_hz = g_ascii_strtod (rate, &end);
      if (end == rate || *end != '\0' || !(self->max_rate_hz >= 0.0 && self->max_rate_hz <= 1000.0))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "feed %s: max_rate_hz \"%s\" is not a number from 0 to 1000", config->id,
                       rate);
          return FALSE;
        }
    }
  /* 0 is no limit, and so is less than one message in 1000 seconds. */
  if (self->max_rate_hz >= 0.001)
    self->period_us = (gint64) (G_USEC_PER_SEC / self->max_rate_hz);

  self->network = g_strdup (network != NULL ? network : "");

  g_hash_table_iter_init (&iter, config->options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *option = key;

      if (g_str_has_prefix (option, "vehicle.") && g_str_has_suffix (option, ".name")
          && strlen (option) > strlen ("vehicle..name"))
        g_hash_table_insert (self->names,
                             g_strndup (option + strlen ("vehicle."),
                                        strlen (option) - strlen ("vehicle..name")),
                             g_strdup (value));
    }
  return TRUE;
}

static void
mavlink_decoder_destroy (gpointer state)
{
  Decoder *self = state;

  for (guint i = 0; i < G_N_ELEMENTS (self->vehicles); i++)
    if (self->vehicles[i] != NULL)
      {
        if (self->vehicles[i]->text != NULL)
          g_string_free (self->vehicles[i]->text, TRUE);
        g_free (self->vehicles[i]);
      }
  g_clear_pointer (&self->framer, lage_mavlink_framer_free);
  g_hash_table_unref (self->names);
  g_free (self->network);
  g_free (self);
}

static gpointer
mavlink_decoder_create (const LageFeedConfig   *config,
                        const LageDecoderHost  *host,
                        GError                **error)
{
  Decoder *self = g_new0 (Decoder, 1);
  LageMavlinkLog log;

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_options (self, config, &log, error))
    {
      mavlink_decoder_destroy (self);
      return NULL;
    }
  self->framer = lage_mavlink_framer_new (log);
  return self;
}

static void
count_skipped (Decoder *self)
{
  guint64 n_skipped_bytes = lage_mavlink_framer_get_n_skipped_bytes (self->framer);

  self->decoded->n_skipped_bytes += n_skipped_bytes - self->n_skipped_bytes;
  self->n_skipped_bytes = n_skipped_bytes;
  self->decoded = NULL;
}

static void
mavlink_decoder_feed (gpointer         state,
                      const LageInput *input,
                      LageDecoded     *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  self->received_at_us = input->received_at_us;
  lage_mavlink_framer_push (self->framer, input->data, input->size, frame_cb, self);
  count_skipped (self);
}

static void
mavlink_decoder_end (gpointer     state,
                     LageDecoded *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  lage_mavlink_framer_end (self->framer, frame_cb, self);
  for (guint i = 0; i < G_N_ELEMENTS (self->vehicles); i++)
    if (self->vehicles[i] != NULL)
      finish_text (self, self->vehicles[i]);
  count_skipped (self);
}

const LageDecoderClass lage_mavlink_decoder_class = {
  .format = "mavlink",
  .create = mavlink_decoder_create,
  .feed = mavlink_decoder_feed,
  .end = mavlink_decoder_end,
  .destroy = mavlink_decoder_destroy,
};
