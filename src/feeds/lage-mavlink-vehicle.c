/* lage-mavlink-vehicle.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mavlink-vehicle.h"

#include <math.h>
#include <string.h>

/* Position, attitude and the state of the vehicle are taken from the component that sent the
 * heartbeat, camera angles and texts from any component of the system. Where both
 * GLOBAL_POSITION_INT and the rawer GPS_RAW_INT and VFR_HUD come, the first wins. */

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

struct _LageMavlinkVehicle
{
  LageId       entity;
  char        *external_id;
  char        *name;
  gint64       period_us; /* between drafts of one message; 0: no limit */
  gboolean     is_known; /* has sent an autopilot's heartbeat */
  guint8       autopilot_component;
  guint8       type;
  guint8       base_mode;
  guint8       flight_state;
  double       heading_deg; /* NaN: unknown */
  gint64       position_time_us;
  gboolean     has_position;
  gint64       next_us[N_RATES];
  GString     *text; /* chunks of a long text so far, NULL if none */
  gint64       text_time_us;
  guint16      text_id;
  guint8       text_component;
  guint8       text_severity;
  guint8       n_chunks;
  LageDecoded *decoded; /* while taking */
};

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
is_due (LageMavlinkVehicle *self,
        Rate                rate,
        gint64              time_us)
{
  gint64 *next_us = &self->next_us[rate];

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
has_fused_position (const LageMavlinkVehicle *self,
                    gint64                    time_us)
{
  return self->has_position && ABS (time_us - self->position_time_us) < POSITION_TIMEOUT_US;
}

static LageDraft *
make_draft (LageMavlinkVehicle *self,
            gint64              time_us)
{
  LageDraft *draft = lage_draft_new (LAGE_KIND_DRONE, &self->entity);

  draft->observed_at_us = time_us;
  return draft;
}

static void
take_heartbeat (LageMavlinkVehicle     *self,
                const LageMavlinkFrame *frame,
                gint64                  time_us)
{
  guint8 type = frame->payload[4];
  guint8 autopilot = frame->payload[5];
  guint8 base_mode = frame->payload[6];
  guint8 flight_state = frame->payload[7];
  LageDraft *draft;

  if (autopilot == AUTOPILOT_INVALID || type == TYPE_GROUND_STATION)
    return;
  if (self->is_known && self->autopilot_component == frame->component_id
      && self->type == type && self->base_mode == base_mode
      && self->flight_state == flight_state && !is_due (self, RATE_HEARTBEAT, time_us))
    return;

  self->is_known = TRUE;
  self->autopilot_component = frame->component_id;
  self->type = type;
  self->base_mode = base_mode;
  self->flight_state = flight_state;

  draft = make_draft (self, time_us);
  lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID, self->external_id);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, self->name);
  lage_draft_set_text (draft, LAGE_FIELD_VEHICLE_TYPE, lage_mavlink_get_vehicle_type (type));
  lage_draft_take (draft, LAGE_FIELD_IS_ARMED, lage_value_bool ((base_mode & MODE_ARMED) != 0));
  if (flight_state <= MAX_FLIGHT_STATE)
    lage_draft_set_int (draft, LAGE_FIELD_FLIGHT_STATE, flight_state);
  lage_decoded_take (self->decoded, draft);
}

static void
take_global_position_int (LageMavlinkVehicle     *self,
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
    self->heading_deg = to_compass_deg (heading_cdeg / 100.0);
  self->has_position = is_place (latitude_e7, longitude_e7);
  self->position_time_us = time_us;
  if (!is_due (self, RATE_GLOBAL_POSITION_INT, time_us))
    return;

  draft = make_draft (self, time_us);
  /* Before the first fix latitude and longitude are zero, and so is all that hangs on them. */
  if (self->has_position)
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
    lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, self->heading_deg);
  lage_decoded_take (self->decoded, draft);
}

static void
take_gps_raw_int (LageMavlinkVehicle     *self,
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

  if (!is_due (self, RATE_GPS_RAW_INT, time_us))
    return;

  draft = make_draft (self, time_us);
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
      if (!has_fused_position (self, time_us))
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
take_attitude (LageMavlinkVehicle     *self,
               const LageMavlinkFrame *frame,
               gint64                  time_us)
{
  double yaw_deg = to_compass_deg (to_deg (get_float (frame, 12)));
  LageDraft *draft;

  if (isfinite (yaw_deg))
    self->heading_deg = yaw_deg;
  if (!is_due (self, RATE_ATTITUDE, time_us))
    return;

  draft = make_draft (self, time_us);
  lage_draft_set_real (draft, LAGE_FIELD_ROLL_DEG, to_signed_deg (to_deg (get_float (frame, 4))));
  lage_draft_set_real (draft, LAGE_FIELD_PITCH_DEG, to_signed_deg (to_deg (get_float (frame, 8))));
  lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, yaw_deg);
  lage_decoded_take (self->decoded, draft);
}

static void
take_vfr_hud (LageMavlinkVehicle     *self,
              const LageMavlinkFrame *frame,
              gint64                  time_us)
{
  gint16 heading_deg = get_i16 (frame, 16);
  LageDraft *draft;

  if (!is_due (self, RATE_VFR_HUD, time_us))
    return;

  draft = make_draft (self, time_us);
  lage_draft_set_real (draft, LAGE_FIELD_AIRSPEED_MPS, get_float (frame, 0));
  if (!has_fused_position (self, time_us))
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
take_sys_status (LageMavlinkVehicle     *self,
                 const LageMavlinkFrame *frame,
                 gint64                  time_us)
{
  guint16 voltage_mv = get_u16 (frame, 14);
  gint16 current_ca = get_i16 (frame, 16);
  LageDraft *draft;

  if (!is_due (self, RATE_SYS_STATUS, time_us))
    return;

  draft = make_draft (self, time_us);
  if (voltage_mv != G_MAXUINT16)
    lage_draft_set_real (draft, LAGE_FIELD_VOLTAGE_V, voltage_mv / 1000.0);
  if (current_ca != -1)
    lage_draft_set_real (draft, LAGE_FIELD_CURRENT_A, current_ca / 100.0);
  set_percent (draft, (gint8) frame->payload[30]);
  lage_decoded_take (self->decoded, draft);
}

static void
take_battery_status (LageMavlinkVehicle     *self,
                     const LageMavlinkFrame *frame,
                     gint64                  time_us)
{
  gint16 current_ca = get_i16 (frame, 30);
  guint voltage_mv = 0;
  LageDraft *draft;

  /* Further batteries feed payloads or servos; the first one keeps the vehicle in the air. */
  if (frame->payload[32] != 0 || !is_due (self, RATE_BATTERY_STATUS, time_us))
    return;

  for (guint i = 0; i < 10; i++)
    if (get_u16 (frame, 10 + 2 * i) != G_MAXUINT16)
      voltage_mv += get_u16 (frame, 10 + 2 * i);
  for (guint i = 0; i < 4; i++)
    if (get_u16 (frame, 41 + 2 * i) != G_MAXUINT16)
      voltage_mv += get_u16 (frame, 41 + 2 * i);

  draft = make_draft (self, time_us);
  if (voltage_mv != 0)
    lage_draft_set_real (draft, LAGE_FIELD_VOLTAGE_V, voltage_mv / 1000.0);
  if (current_ca != -1)
    lage_draft_set_real (draft, LAGE_FIELD_CURRENT_A, current_ca / 100.0);
  set_percent (draft, (gint8) frame->payload[35]);
  lage_decoded_take (self->decoded, draft);
}

/* Any of the angles may be NaN: unknown. */
static void
take_camera (LageMavlinkVehicle *self,
             gint64              time_us,
             double              roll_deg,
             double              pitch_deg,
             double              yaw_deg)
{
  LageDraft *draft = make_draft (self, time_us);

  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_ROLL_DEG, to_signed_deg (roll_deg));
  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, to_signed_deg (pitch_deg));
  lage_draft_set_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, to_compass_deg (yaw_deg));
  lage_decoded_take (self->decoded, draft);
}

static void
take_mount_status (LageMavlinkVehicle     *self,
                   const LageMavlinkFrame *frame,
                   gint64                  time_us)
{
  if (is_due (self, RATE_MOUNT_STATUS, time_us))
    take_camera (self, time_us, get_i32 (frame, 4) / 100.0, get_i32 (frame, 0) / 100.0,
                 self->heading_deg + get_i32 (frame, 8) / 100.0);
}

static void
take_mount_orientation (LageMavlinkVehicle     *self,
                        const LageMavlinkFrame *frame,
                        gint64                  time_us)
{
  double yaw_deg = get_float (frame, 16);

  if (!is_due (self, RATE_MOUNT_ORIENTATION, time_us))
    return;

  /* Zero cannot be told from an extension that was not sent; the vehicle's heading and the yaw
   * relative to it then say the same. */
  if (frame->n_payload <= 16 || !isfinite (yaw_deg))
    yaw_deg = self->heading_deg + get_float (frame, 12);
  take_camera (self, time_us, get_float (frame, 4), get_float (frame, 8), yaw_deg);
}

static void
take_gimbal (LageMavlinkVehicle     *self,
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
  if (!(norm > 0.9 && norm < 1.1) || !is_due (self, RATE_GIMBAL, time_us))
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

      yaw_deg += frame->n_payload > 40 && isfinite (delta_deg) ? delta_deg : self->heading_deg;
    }
  take_camera (self, time_us, roll_deg, pitch_deg, yaw_deg);
}

static void
finish_text (LageMavlinkVehicle *self)
{
  /* What pilots must notice is said in front; notices and information speak for themselves. */
  static const char *const severities[] = {
    "EMERGENCY: ", "ALERT: ", "CRITICAL: ", "ERROR: ", "WARNING: ",
  };
  GString *text = g_steal_pointer (&self->text);
  LageDraft *draft;

  if (text == NULL)
    return;
  g_string_truncate (text, strlen (text->str));
  if (text->len > 0)
    {
      if (self->text_severity < G_N_ELEMENTS (severities))
        g_string_prepend (text, severities[self->text_severity]);
      draft = make_draft (self, self->text_time_us);
      lage_draft_set_text (draft, LAGE_FIELD_STATUS_TEXT, text->str);
      lage_decoded_take (self->decoded, draft);
    }
  g_string_free (text, TRUE);
}

static void
take_statustext (LageMavlinkVehicle     *self,
                 const LageMavlinkFrame *frame,
                 gint64                  time_us)
{
  const char *chunk = (const char *) frame->payload + 1;
  gsize length = strnlen (chunk, CHUNK_SIZE);
  guint16 id = get_u16 (frame, 51);
  guint8 sequence = frame->payload[53];
  gboolean is_next = self->text != NULL && id != 0 && self->text_id == id
                     && self->text_component == frame->component_id;

  /* The same chunk once more. */
  if (is_next && sequence < self->n_chunks)
    return;

  if (!is_next)
    {
      finish_text (self);
      self->text = g_string_new (NULL);
      self->text_time_us = time_us;
      self->text_id = id;
      self->text_component = frame->component_id;
      self->text_severity = frame->payload[0];
      self->n_chunks = 0;
    }
  if (sequence > self->n_chunks)
    g_string_append (self->text, "…");
  g_string_append_len (self->text, chunk, (gssize) length);
  self->n_chunks = (guint8) MIN (sequence + 1u, G_MAXUINT8);

  if (id == 0 || length < CHUNK_SIZE || self->n_chunks >= MAX_CHUNKS)
    finish_text (self);
}

static void
take_message (LageMavlinkVehicle     *self,
              const LageMavlinkFrame *frame,
              gint64                  time_us)
{
  gboolean is_autopilot = frame->component_id == self->autopilot_component;

  switch (frame->message_id)
    {
    case LAGE_MAVLINK_SYS_STATUS:
      if (is_autopilot)
        take_sys_status (self, frame, time_us);
      break;
    case LAGE_MAVLINK_GPS_RAW_INT:
      if (is_autopilot)
        take_gps_raw_int (self, frame, time_us);
      break;
    case LAGE_MAVLINK_ATTITUDE:
      if (is_autopilot)
        take_attitude (self, frame, time_us);
      break;
    case LAGE_MAVLINK_GLOBAL_POSITION_INT:
      if (is_autopilot)
        take_global_position_int (self, frame, time_us);
      break;
    case LAGE_MAVLINK_VFR_HUD:
      if (is_autopilot)
        take_vfr_hud (self, frame, time_us);
      break;
    case LAGE_MAVLINK_BATTERY_STATUS:
      if (is_autopilot)
        take_battery_status (self, frame, time_us);
      break;
    case LAGE_MAVLINK_MOUNT_STATUS:
      take_mount_status (self, frame, time_us);
      break;
    case LAGE_MAVLINK_MOUNT_ORIENTATION:
      take_mount_orientation (self, frame, time_us);
      break;
    case LAGE_MAVLINK_GIMBAL_DEVICE_ATTITUDE_STATUS:
      take_gimbal (self, frame, time_us);
      break;
    case LAGE_MAVLINK_STATUSTEXT:
      take_statustext (self, frame, time_us);
      break;
    default:
      break;
    }
}

/**
 * lage_mavlink_vehicle_new:
 * @external_name: what the vehicle is known by in the scheme "mavlink"
 * @name: what people call it
 * @period_us: at most one draft of each message in this time; 0: no limit
 *
 * Returns: (transfer full): a vehicle that has said nothing yet
 */
LageMavlinkVehicle *
lage_mavlink_vehicle_new (const char *external_name,
                          const char *name,
                          gint64      period_us)
{
  LageMavlinkVehicle *self = g_new0 (LageMavlinkVehicle, 1);

  lage_id_init_external (&self->entity, "mavlink", external_name);
  self->external_id = g_strconcat ("mavlink:", external_name, NULL);
  self->name = g_strdup (name);
  self->period_us = period_us;
  self->heading_deg = UNKNOWN;
  return self;
}

void
lage_mavlink_vehicle_free (LageMavlinkVehicle *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self->external_id);
  g_free (self->name);
  g_free (self);
}

/**
 * lage_mavlink_vehicle_take:
 * @self: a vehicle
 * @frame: an intact frame of it
 * @time_us: when it was so
 * @decoded: takes the drafts, if there are any
 *
 * What comes before the first heartbeat of an autopilot gives nothing.
 */
void
lage_mavlink_vehicle_take (LageMavlinkVehicle     *self,
                           const LageMavlinkFrame *frame,
                           gint64                  time_us,
                           LageDecoded            *decoded)
{
  self->decoded = decoded;
  if (frame->message_id == LAGE_MAVLINK_HEARTBEAT)
    take_heartbeat (self, frame, time_us);
  else if (self->is_known)
    take_message (self, frame, time_us);
  self->decoded = NULL;
}

/**
 * lage_mavlink_vehicle_finish_text:
 * @self: a vehicle
 * @decoded: takes the text whose end has not come, if there is one
 */
void
lage_mavlink_vehicle_finish_text (LageMavlinkVehicle *self,
                                  LageDecoded        *decoded)
{
  self->decoded = decoded;
  finish_text (self);
  self->decoded = NULL;
}
