/* test-mavlink-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-error.h"
#include "lage-mavlink-framer.h"

#define NOW_US G_GINT64_CONSTANT (1704888000000000)
#define SECOND G_TIME_SPAN_SECOND

/* Frames are made here from the standard's words alone: the checksum bit by bit, the extra byte of
 * each message by hand. */

typedef struct
{
  LageFeedConfig config;
  gpointer       decoder;
  LageDecoded   *decoded;
  gint64         now_us;
} Fixture;

/* GLib's own macro for this is not free of warnings with clang. */
static void
assert_near (double value,
             double expected,
             double tolerance)
{
  g_assert_cmpfloat (fabs (value - expected), <, tolerance);
}

static void
start (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->decoder = lage_mavlink_decoder_class.create (&fixture->config, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->config = (LageFeedConfig) { .id = (char *) "test", .format = (char *) "mavlink" };
  fixture->config.options = g_hash_table_new (g_str_hash, g_str_equal);
  fixture->decoded = lage_decoded_new ();
  fixture->now_us = NOW_US;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->decoder != NULL)
    lage_mavlink_decoder_class.destroy (fixture->decoder);
  lage_decoded_free (fixture->decoded);
  g_hash_table_unref (fixture->config.options);
}

static void
set_option (Fixture    *fixture,
            const char *key,
            const char *value)
{
  g_hash_table_insert (fixture->config.options, (char *) key, (char *) value);
}

static void
feed (Fixture      *fixture,
      const guint8 *data,
      gsize         size)
{
  LageInput input = { .data = data, .size = size, .received_at_us = fixture->now_us };

  lage_mavlink_decoder_class.feed (fixture->decoder, &input, fixture->decoded);
}

static void
finish (Fixture *fixture)
{
  lage_mavlink_decoder_class.end (fixture->decoder, fixture->decoded);
}

static guint
get_extra (guint id)
{
  switch (id)
    {
    case 0: return 50;
    case 1: return 124;
    case 24: return 24;
    case 30: return 39;
    case 33: return 104;
    case 74: return 20;
    case 147: return 154;
    case 158: return 134;
    case 253: return 83;
    case 265: return 26;
    case 285: return 137;
    default: return 0;
    }
}

static void
add_checksum (GByteArray *array,
              gsize       begin,
              guint       id)
{
  guint crc = 0xffff;
  guint8 bytes[2];

  for (gsize i = begin; i <= array->len; i++)
    {
      crc ^= i < array->len ? array->data[i] : get_extra (id);
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
    }
  bytes[0] = (guint8) (crc & 0xff);
  bytes[1] = (guint8) (crc >> 8);
  g_byte_array_append (array, bytes, 2);
}

typedef struct
{
  guint8 system_id;
  guint8 component_id;
  guint8 flags;
  guint  version;
} Sender;

static const Sender autopilot = { 1, 1, 0, 2 };

static void
add_frame (GByteArray   *array,
           const Sender *sender,
           guint         id,
           const void   *payload,
           gsize         size)
{
  const guint8 *bytes = payload;
  gsize begin = array->len + 1;

  if (sender->version == 1)
    {
      guint8 header[] = { 0xfe, (guint8) size, 0, sender->system_id, sender->component_id,
                          (guint8) id };

      g_byte_array_append (array, header, sizeof header);
    }
  else
    {
      guint8 header[10];

      /* Zeros at the end are not sent. */
      while (size > 1 && bytes[size - 1] == 0)
        size--;
      memcpy (header, (guint8[]) { 0xfd, (guint8) size, sender->flags, 0, 0, sender->system_id,
                                   sender->component_id, (guint8) id, (guint8) (id >> 8),
                                   (guint8) (id >> 16) }, sizeof header);
      g_byte_array_append (array, header, sizeof header);
      if ((sender->flags & 2) != 0)
        g_byte_array_append (array, (const guint8 *) "abc", 3);
    }
  g_byte_array_append (array, bytes, (guint) size);
  add_checksum (array, begin, id);
  if ((sender->flags & 1) != 0)
    g_byte_array_append (array, (const guint8 *) "\xfdignature 13.", 13);
}

static void
put_u16 (guint8 *payload,
         guint   offset,
         guint   value)
{
  payload[offset] = (guint8) (value & 0xff);
  payload[offset + 1] = (guint8) (value >> 8 & 0xff);
}

static void
put_i32 (guint8 *payload,
         guint   offset,
         gint32  value)
{
  put_u16 (payload, offset, (guint32) value & 0xffff);
  put_u16 (payload, offset + 2, (guint32) value >> 16);
}

static void
put_float (guint8 *payload,
           guint   offset,
           double  value)
{
  float single = (float) value;
  gint32 bits;

  memcpy (&bits, &single, sizeof bits);
  put_i32 (payload, offset, bits);
}

static void
add_heartbeat (GByteArray   *array,
               const Sender *sender,
               guint8        type,
               guint8        autopilot_type,
               guint8        base_mode,
               guint8        state)
{
  guint8 payload[9] = { 0, 0, 0, 0, type, autopilot_type, base_mode, state, 3 };

  add_frame (array, sender, 0, payload, sizeof payload);
}

static void
add_position (GByteArray   *array,
              const Sender *sender,
              gint32        latitude_e7,
              gint32        longitude_e7,
              guint16       heading_cdeg)
{
  guint8 payload[28] = { 0 };

  put_i32 (payload, 0, 123456);
  put_i32 (payload, 4, latitude_e7);
  put_i32 (payload, 8, longitude_e7);
  put_i32 (payload, 12, 45000);
  put_i32 (payload, 16, -1500);
  put_u16 (payload, 20, 300);
  put_u16 (payload, 22, (guint16) -400);
  put_u16 (payload, 24, 50);
  put_u16 (payload, 26, heading_cdeg);
  add_frame (array, sender, 33, payload, sizeof payload);
}

static void
feed_heartbeat (Fixture *fixture)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();

  add_heartbeat (array, &autopilot, 2, 3, 128 | 81, 4);
  feed (fixture, array->data, array->len);
}

static const LageDraft *
get_last (Fixture *fixture)
{
  g_assert_cmpuint (fixture->decoded->drafts->len, >, 0);
  return fixture->decoded->drafts->pdata[fixture->decoded->drafts->len - 1];
}

static const LageDraft *
feed_message (Fixture    *fixture,
              guint       id,
              const void *payload,
              gsize       size)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  guint n_drafts = fixture->decoded->drafts->len;

  add_frame (array, &autopilot, id, payload, size);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 0);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, n_drafts + 1);
  return get_last (fixture);
}

static void
assert_real (const LageDraft *draft,
             LageField        field,
             double           expected)
{
  const LageChange *change = lage_draft_find (draft, field);
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_DRONE, field);

  g_assert_nonnull (spec);
  g_assert_cmpint (spec->type, ==, LAGE_VALUE_REAL);
  if (isnan (expected))
    {
      g_assert_null (change);
      return;
    }
  g_assert_nonnull (change);
  assert_near (change->value.real, expected, 1e-4);
}

static void
assert_int (const LageDraft *draft,
            LageField        field,
            gint64           expected)
{
  const LageChange *change = lage_draft_find (draft, field);

  g_assert_nonnull (change);
  g_assert_cmpint (change->value.integer, ==, expected);
}

static void
assert_text (const LageDraft *draft,
             LageField        field,
             const char      *expected)
{
  const LageChange *change = lage_draft_find (draft, field);

  g_assert_nonnull (change);
  g_assert_cmpstr (change->value.text, ==, expected);
}

#define NONE ((double) NAN)

static void
test_heartbeat (Fixture       *fixture,
                gconstpointer  data)
{
  const LageDraft *draft;
  LageId id;

  set_option (fixture, "vehicle.1.name", "Libelle");
  start (fixture);
  feed_heartbeat (fixture);
  draft = get_last (fixture);
  lage_id_init_external (&id, "mavlink", "1");
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_DRONE);
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->observed_at_us, ==, NOW_US);
  assert_text (draft, LAGE_FIELD_EXTERNAL_ID, "mavlink:1");
  assert_text (draft, LAGE_FIELD_NAME, "Libelle");
  assert_text (draft, LAGE_FIELD_VEHICLE_TYPE, "quadrotor");
  g_assert_true (lage_draft_find (draft, LAGE_FIELD_IS_ARMED)->value.boolean);
  assert_int (draft, LAGE_FIELD_FLIGHT_STATE, LAGE_FLIGHT_ACTIVE);
}

static void
test_not_a_vehicle (Fixture       *fixture,
                    gconstpointer  data)
{
  static const Sender station = { 255, 190, 0, 2 };
  static const Sender camera = { 1, 100, 0, 2 };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  start (fixture);
  add_heartbeat (array, &station, 6, 8, 0, 4);
  add_heartbeat (array, &station, 6, 3, 0, 4);
  add_heartbeat (array, &camera, 30, 8, 0, 4);
  add_position (array, &autopilot, 535461000, 99663000, 0); /* before the first heartbeat */
  add_position (array, &station, 535461000, 99663000, 0);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 5);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 0);

  /* Another component's position is not the vehicle's. */
  feed_heartbeat (fixture);
  g_byte_array_set_size (array, 0);
  add_position (array, &camera, 535461000, 99663000, 0);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 7);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 1);
}

static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint version = 1; version <= 2; version++)
    {
      const Sender sender = { (guint8) (10 + version), 1, 0, version };
      g_autoptr(GByteArray) array = g_byte_array_new ();
      const LageDraft *draft;

      if (version == 1)
        start (fixture);
      add_heartbeat (array, &sender, 2, 3, 0, 3);
      add_position (array, &sender, 535461000, -99663000, 18000);
      feed (fixture, array->data, array->len);
      g_assert_cmpuint (fixture->decoded->n_good, ==, 2 * version);
      draft = get_last (fixture);
      g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_POSITION)->value.point.latitude_e7, ==,
                       535461000);
      g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_POSITION)->value.point.longitude_e7, ==,
                       -99663000);
      assert_real (draft, LAGE_FIELD_ALTITUDE_M, 45.0);
      assert_real (draft, LAGE_FIELD_HEIGHT_M, -1.5);
      assert_real (draft, LAGE_FIELD_SPEED_MPS, 5.0);
      assert_real (draft, LAGE_FIELD_COURSE_DEG, 306.8699);
      assert_real (draft, LAGE_FIELD_CLIMB_MPS, -0.5);
      assert_real (draft, LAGE_FIELD_HEADING_DEG, 180.0);
    }
}

static void
test_no_fix (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    gint32 latitude_e7;
    gint32 longitude_e7;
  } cases[] = { { 0, 0 }, { G_MAXINT32, G_MAXINT32 }, { G_MININT32, 0 }, { 900000001, 0 } };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_byte_array_set_size (array, 0);
      add_position (array, &autopilot, cases[i].latitude_e7, cases[i].longitude_e7, 9000);
      feed (fixture, array->data, array->len);
      g_assert_cmpuint (fixture->decoded->drafts->len, ==, i + 2);
      g_assert_null (lage_draft_find (get_last (fixture), LAGE_FIELD_POSITION));
      assert_real (get_last (fixture), LAGE_FIELD_ALTITUDE_M, NONE);
      assert_real (get_last (fixture), LAGE_FIELD_HEADING_DEG, 90.0);
    }

  /* And no heading either: nothing to say. */
  g_byte_array_set_size (array, 0);
  add_position (array, &autopilot, 0, 0, 65535);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, G_N_ELEMENTS (cases) + 1);
}

static void
test_gps (Fixture       *fixture,
          gconstpointer  data)
{
  guint8 payload[52] = { 0 };
  const LageDraft *draft;
  g_autoptr(GByteArray) array = g_byte_array_new ();

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  put_i32 (payload, 8, 535000000);
  put_i32 (payload, 12, 100000000);
  put_i32 (payload, 16, 6000);
  put_u16 (payload, 24, 250);
  put_u16 (payload, 26, 27000);
  payload[28] = 3;
  payload[29] = 17;
  put_i32 (payload, 30, 45600);
  put_i32 (payload, 34, 1200);
  draft = feed_message (fixture, 24, payload, sizeof payload);
  assert_int (draft, LAGE_FIELD_GPS_FIX, 3);
  assert_int (draft, LAGE_FIELD_SATELLITES, 17);
  assert_real (draft, LAGE_FIELD_ALTITUDE_M, 6.0);
  assert_real (draft, LAGE_FIELD_ELLIPSOID_M, 45.6);
  assert_real (draft, LAGE_FIELD_ACCURACY_M, 1.2);
  assert_real (draft, LAGE_FIELD_SPEED_MPS, 2.5);
  assert_real (draft, LAGE_FIELD_COURSE_DEG, 270.0);
  g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_POSITION));

  /* Once there is a fused position, the raw one is not used, until it is silent. */
  add_position (array, &autopilot, 535461000, 99663000, 0);
  feed (fixture, array->data, array->len);
  draft = feed_message (fixture, 24, payload, sizeof payload);
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_POSITION));
  assert_real (draft, LAGE_FIELD_ACCURACY_M, 1.2);
  fixture->now_us += 3 * SECOND;
  draft = feed_message (fixture, 24, payload, sizeof payload);
  g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_POSITION));

  /* No fix, and the words for "unknown". */
  payload[28] = 1;
  payload[29] = 255;
  draft = feed_message (fixture, 24, payload, sizeof payload);
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_POSITION));
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_SATELLITES));
  payload[28] = 2;
  put_u16 (payload, 24, 65535);
  put_u16 (payload, 26, 65535);
  draft = feed_message (fixture, 24, payload, 30);
  g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_POSITION));
  assert_real (draft, LAGE_FIELD_ALTITUDE_M, NONE);
  assert_real (draft, LAGE_FIELD_SPEED_MPS, NONE);
  assert_real (draft, LAGE_FIELD_COURSE_DEG, NONE);
  assert_real (draft, LAGE_FIELD_ELLIPSOID_M, NONE);
  assert_real (draft, LAGE_FIELD_ACCURACY_M, NONE);
}

static void
test_attitude (Fixture       *fixture,
               gconstpointer  data)
{
  guint8 payload[28] = { 0 };
  guint8 hud[20] = { 0 };
  const LageDraft *draft;

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  put_float (payload, 4, -0.5);
  put_float (payload, 8, 0.25);
  put_float (payload, 12, -G_PI / 2.0);
  draft = feed_message (fixture, 30, payload, sizeof payload);
  assert_real (draft, LAGE_FIELD_ROLL_DEG, -28.64789);
  assert_real (draft, LAGE_FIELD_PITCH_DEG, 14.32394);
  assert_real (draft, LAGE_FIELD_HEADING_DEG, 270.0);
  put_float (payload, 4, NONE);
  draft = feed_message (fixture, 30, payload, sizeof payload);
  assert_real (draft, LAGE_FIELD_ROLL_DEG, NONE);

  put_float (hud, 0, 12.5);
  put_float (hud, 4, 11.0);
  put_float (hud, 8, 80.0);
  put_float (hud, 12, -1.5);
  put_u16 (hud, 16, 360);
  draft = feed_message (fixture, 74, hud, sizeof hud);
  assert_real (draft, LAGE_FIELD_AIRSPEED_MPS, 12.5);
  assert_real (draft, LAGE_FIELD_SPEED_MPS, 11.0);
  assert_real (draft, LAGE_FIELD_ALTITUDE_M, 80.0);
  assert_real (draft, LAGE_FIELD_CLIMB_MPS, -1.5);
  assert_real (draft, LAGE_FIELD_HEADING_DEG, 0.0);
  put_u16 (hud, 16, (guint16) -1);
  draft = feed_message (fixture, 74, hud, sizeof hud);
  assert_real (draft, LAGE_FIELD_HEADING_DEG, NONE);
}

static void
test_battery (Fixture       *fixture,
              gconstpointer  data)
{
  guint8 status[43] = { 0 };
  guint8 battery[54] = { 0 };
  g_autoptr(GByteArray) array = g_byte_array_new ();
  const LageDraft *draft;

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  put_u16 (status, 14, 16233);
  put_u16 (status, 16, 420);
  status[30] = 87;
  draft = feed_message (fixture, 1, status, 31);
  assert_real (draft, LAGE_FIELD_VOLTAGE_V, 16.233);
  assert_real (draft, LAGE_FIELD_CURRENT_A, 4.2);
  assert_real (draft, LAGE_FIELD_BATTERY_PERCENT, 87.0);
  put_u16 (status, 14, 65535);
  status[30] = (guint8) -1;
  draft = feed_message (fixture, 1, status, 31);
  assert_real (draft, LAGE_FIELD_VOLTAGE_V, NONE);
  assert_real (draft, LAGE_FIELD_BATTERY_PERCENT, NONE);

  for (guint i = 0; i < 10; i++)
    put_u16 (battery, 10 + 2 * i, i < 3 ? 4100 : 65535);
  put_u16 (battery, 30, (guint16) -1);
  battery[35] = 50;
  put_u16 (battery, 41, 3700);
  draft = feed_message (fixture, 147, battery, sizeof battery);
  assert_real (draft, LAGE_FIELD_VOLTAGE_V, 16.0);
  assert_real (draft, LAGE_FIELD_CURRENT_A, NONE);
  assert_real (draft, LAGE_FIELD_BATTERY_PERCENT, 50.0);

  battery[32] = 1; /* a second battery */
  add_frame (array, &autopilot, 147, battery, sizeof battery);
  feed (fixture, array->data, array->len);
  g_assert_true (get_last (fixture) == draft);
}

static void
test_mount (Fixture       *fixture,
            gconstpointer  data)
{
  guint8 attitude[28] = { 0 };
  guint8 status[15] = { 0 };
  guint8 orientation[20] = { 0 };
  const LageDraft *draft;

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  put_i32 (status, 0, -4500);
  put_i32 (status, 4, 250);
  put_i32 (status, 8, 2000);
  draft = feed_message (fixture, 158, status, 14);
  assert_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, -45.0);
  assert_real (draft, LAGE_FIELD_CAMERA_ROLL_DEG, 2.5);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, NONE); /* the vehicle's heading is not known */

  put_float (attitude, 12, G_PI * 350.0 / 180.0);
  feed_message (fixture, 30, attitude, sizeof attitude);
  draft = feed_message (fixture, 158, status, 14);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, 10.0);

  put_float (orientation, 8, -90.0);
  put_float (orientation, 12, 30.0);
  draft = feed_message (fixture, 265, orientation, 16);
  assert_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, -90.0);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, 20.0);
  put_float (orientation, 16, 123.0);
  draft = feed_message (fixture, 265, orientation, 20);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, 123.0);
  put_float (orientation, 16, NONE);
  put_float (orientation, 4, NONE);
  draft = feed_message (fixture, 265, orientation, 20);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, 20.0);
  assert_real (draft, LAGE_FIELD_CAMERA_ROLL_DEG, NONE);
}

static void
test_gimbal (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    guint  flags;
    double delta_deg; /* NaN: not sent */
    double yaw_deg;
  } cases[] = {
    { 32, NONE, 130.0 },      /* in the vehicle's frame */
    { 64, NONE, 30.0 },       /* to north */
    { 16, NONE, 30.0 },       /* neither, but locked */
    { 0, NONE, 130.0 },       /* neither, and following */
    { 32 | 16, NONE, 130.0 }, /* the frame goes before the lock */
    { 32, 200.0, 230.0 },
    { 64, 200.0, 30.0 },
  };
  guint8 attitude[28] = { 0 };

  set_option (fixture, "max_rate_hz", "0");
  start (fixture);
  feed_heartbeat (fixture);
  put_float (attitude, 12, G_PI * 100.0 / 180.0);
  feed_message (fixture, 30, attitude, sizeof attitude);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 payload[49] = { 0 };
      double half_yaw = G_PI * 15.0 / 180.0, half_pitch = -G_PI * 20.0 / 180.0;
      const LageDraft *draft;

      put_float (payload, 4, cos (half_yaw) * cos (half_pitch));
      put_float (payload, 8, -sin (half_yaw) * sin (half_pitch));
      put_float (payload, 12, cos (half_yaw) * sin (half_pitch));
      put_float (payload, 16, sin (half_yaw) * cos (half_pitch));
      put_u16 (payload, 36, cases[i].flags);
      if (!isnan (cases[i].delta_deg))
        put_float (payload, 40, G_PI * cases[i].delta_deg / 180.0);
      draft = feed_message (fixture, 285, payload, isnan (cases[i].delta_deg) ? 40 : 49);
      assert_near (lage_draft_find (draft, LAGE_FIELD_CAMERA_YAW_DEG)->value.real,
                   cases[i].yaw_deg, 1e-3);
      assert_near (lage_draft_find (draft, LAGE_FIELD_CAMERA_PITCH_DEG)->value.real,
                   -40.0, 1e-3);
      assert_near (lage_draft_find (draft, LAGE_FIELD_CAMERA_ROLL_DEG)->value.real,
                   0.0, 1e-3);
    }
}

static void
feed_text (Fixture    *fixture,
           const char *text,
           guint8      severity,
           guint       id,
           guint8      sequence)
{
  guint8 payload[54] = { severity };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  memcpy (payload + 1, text, MIN (strlen (text), 50));
  put_u16 (payload, 51, id);
  payload[53] = sequence;
  add_frame (array, &autopilot, 253, payload, sizeof payload);
  feed (fixture, array->data, array->len);
}

static void
test_statustext (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char full[] = "12345678901234567890123456789012345678901234567890";
  GPtrArray *drafts = fixture->decoded->drafts;

  start (fixture);
  feed_heartbeat (fixture);
  feed_text (fixture, "EKF3 active", 6, 0, 0);
  assert_text (get_last (fixture), LAGE_FIELD_STATUS_TEXT, "EKF3 active");
  feed_text (fixture, "Low battery", 2, 0, 0);
  assert_text (get_last (fixture), LAGE_FIELD_STATUS_TEXT, "CRITICAL: Low battery");
  feed_text (fixture, full, 4, 0, 0); /* 50 characters without an end */
  g_assert_cmpuint (drafts->len, ==, 4);
  g_assert_true (g_str_has_suffix (
    lage_draft_find (get_last (fixture), LAGE_FIELD_STATUS_TEXT)->value.text, "4567890"));

  /* In chunks; one comes twice. */
  feed_text (fixture, full, 6, 7, 0);
  feed_text (fixture, full, 6, 7, 0);
  g_assert_cmpuint (drafts->len, ==, 4);
  feed_text (fixture, " end", 6, 7, 1);
  g_assert_cmpuint (drafts->len, ==, 5);
  assert_text (get_last (fixture), LAGE_FIELD_STATUS_TEXT,
               "12345678901234567890123456789012345678901234567890 end");

  /* A lost chunk, and a text that another one ends. */
  feed_text (fixture, full, 6, 8, 0);
  feed_text (fixture, "tail", 6, 8, 2);
  assert_text (get_last (fixture), LAGE_FIELD_STATUS_TEXT,
               "12345678901234567890123456789012345678901234567890…tail");
  feed_text (fixture, full, 6, 9, 0);
  feed_text (fixture, "other", 6, 0, 0);
  g_assert_cmpuint (drafts->len, ==, 8);
  assert_text (drafts->pdata[6], LAGE_FIELD_STATUS_TEXT, full);

  /* The stream ends within a text. */
  feed_text (fixture, full, 6, 10, 0);
  finish (fixture);
  g_assert_cmpuint (drafts->len, ==, 9);
}

static void
test_rate (Fixture       *fixture,
           gconstpointer  data)
{
  guint8 payload[28] = { 1, 0 };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  start (fixture);
  feed_heartbeat (fixture);
  add_frame (array, &autopilot, 30, payload, sizeof payload);
  put_float (payload, 4, 1.0);
  for (guint i = 0; i < 500; i++) /* 50 Hz for ten seconds */
    {
      feed (fixture, array->data, array->len);
      fixture->now_us += SECOND / 50;
    }
  g_assert_cmpuint (fixture->decoded->n_good, ==, 501);
  g_assert_cmpuint (fixture->decoded->drafts->len, >=, 50);
  g_assert_cmpuint (fixture->decoded->drafts->len, <=, 53);
}

static void
test_rate_at_limit (Fixture       *fixture,
                    gconstpointer  data)
{
  guint8 payload[28] = { 1, 0 };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  start (fixture);
  feed_heartbeat (fixture);
  add_frame (array, &autopilot, 30, payload, sizeof payload);
  for (guint i = 0; i < 100; i++) /* 5 Hz, each 40 ms early or late */
    {
      fixture->now_us = NOW_US + i * SECOND / 5 + (i % 2 == 0 ? 40000 : -40000);
      feed (fixture, array->data, array->len);
    }
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 101);

  /* A clock that goes back does not silence it. */
  fixture->now_us = NOW_US - 3600 * SECOND;
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 102);
}

static void
test_heartbeat_change (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();

  start (fixture);
  for (guint i = 0; i < 3; i++)
    add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  add_heartbeat (array, &autopilot, 2, 3, 128, 4);
  feed (fixture, array->data, array->len);
  /* The first always, the second by rate, the last because it is new. */
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 3);
  g_assert_true (lage_draft_find (get_last (fixture), LAGE_FIELD_IS_ARMED)->value.boolean);
}

static void
test_vehicles (Fixture       *fixture,
               gconstpointer  data)
{
  static const Sender second = { 2, 1, 0, 2 };
  static const Sender third = { 250, 1, 0, 1 };
  static const guint8 types[] = { 13, 10, 12 };
  static const char *const names[] = { "Drone 1", "Drone 2", "Drone 250" };
  static const char *const words[] = { "hexarotor", "rover", "submarine" };
  static const char *const ids[] = { "nord-1", "nord-2", "nord-250" };
  const Sender *senders[] = { &autopilot, &second, &third };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  set_option (fixture, "network", "nord-");
  start (fixture);
  for (guint i = 0; i < 3; i++)
    add_heartbeat (array, senders[i], types[i], 3, 0, 3);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const LageDraft *draft = fixture->decoded->drafts->pdata[i];
      LageId id;

      lage_id_init_external (&id, "mavlink", ids[i]);
      g_assert_true (lage_id_equal (&draft->entity, &id));
      assert_text (draft, LAGE_FIELD_NAME, names[i]);
      assert_text (draft, LAGE_FIELD_VEHICLE_TYPE, words[i]);
    }
}

/* Everything that can happen in a stream, once: good, signed, unknown, incompatible, damaged,
 * rubbish between frames, version 1. */
static GByteArray *
make_stream (void)
{
  static const Sender signing = { 1, 1, 1, 2 };
  static const Sender strange = { 1, 1, 2, 2 };
  static const Sender old = { 1, 1, 0, 1 };
  GByteArray *array = g_byte_array_new ();
  guint damaged;

  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  add_position (array, &signing, 535461000, 99663000, 0);
  add_frame (array, &autopilot, 65000, "\xfd\xfe some payload", 15);
  add_frame (array, &strange, 33, "payload", 7);
  damaged = array->len + 12;
  add_position (array, &autopilot, 535461000, 99663000, 0);
  array->data[damaged] ^= 0x10;
  add_heartbeat (array, &old, 2, 3, 0, 4);
  g_byte_array_append (array, (const guint8 *) "rubbish \xfd", 9);
  add_heartbeat (array, &autopilot, 2, 3, 0, 5);
  return array;
}

static void
test_cut_anywhere (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GByteArray) stream = make_stream ();

  start (fixture);
  for (guint cut = 0; cut <= stream->len; cut++)
    {
      g_autoptr(LageDecoded) decoded = lage_decoded_new ();
      LageInput first = { stream->data, cut, NULL, NOW_US };
      LageInput then = { stream->data + cut, stream->len - cut, NULL, NOW_US };

      lage_mavlink_decoder_class.feed (fixture->decoder, &first, decoded);
      lage_mavlink_decoder_class.feed (fixture->decoder, &then, decoded);
      lage_mavlink_decoder_class.end (fixture->decoder, decoded);
      g_assert_cmpuint (decoded->n_good, ==, 4);
      g_assert_cmpuint (decoded->n_ignored, ==, 2);
      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->n_messages, ==, 7);
      g_assert_cmpuint (decoded->n_skipped_bytes, ==, 9);
      g_assert_cmpuint (decoded->problems->len, ==, 1);
    }
}

static void
test_checksum (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  const char *line;

  start (fixture);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  array->data[array->len - 1] ^= 0xff;
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 1);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 1);
  line = fixture->decoded->problems->pdata[0];
  g_assert_true (g_str_has_prefix (line, "frame 1: HEARTBEAT (0) of vehicle 1/1: checksum "));
}

static void
test_lost_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  guint second;

  /* Five bytes of the second frame are lost: the third one is found all the same. */
  start (fixture);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  second = array->len;
  add_position (array, &autopilot, 535461000, 99663000, 18000);
  add_heartbeat (array, &autopilot, 2, 3, 128, 4);
  g_byte_array_remove_range (array, second + 15, 5);
  feed (fixture, array->data, array->len);
  finish (fixture);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 2);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 0);
  g_assert_cmpuint (fixture->decoded->n_skipped_bytes, ==, 10 + 28 + 2 - 5);
  g_assert_true (lage_draft_find (get_last (fixture), LAGE_FIELD_IS_ARMED)->value.boolean);
}

static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  static const Sender old = { 1, 1, 0, 1 };
  g_autoptr(GByteArray) array = g_byte_array_new ();

  /* Version 1 sends all bytes; a frame that is intact but too short is a lie. */
  start (fixture);
  add_frame (array, &old, 33, "too short", 9);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 1);
  g_assert_cmpstr (fixture->decoded->problems->pdata[0], ==,
                   "frame 1: GLOBAL_POSITION_INT (33) of vehicle 1/1: payload of 9 bytes, "
                   "should be 28");

  /* The input ends in a frame. */
  g_byte_array_set_size (array, 0);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  feed (fixture, array->data, array->len - 1);
  finish (fixture);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 2);
  g_assert_nonnull (strstr (fixture->decoded->problems->pdata[1], "frame 2: the input ends"));
}

static void
add_stamp (GByteArray *array,
           gint64      time_us)
{
  guint64 value = GUINT64_TO_BE ((guint64) time_us);

  g_byte_array_append (array, (const guint8 *) &value, sizeof value);
}

static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  static const gint64 begin_us = G_GINT64_CONSTANT (1600000000000000);
  g_autoptr(GByteArray) array = g_byte_array_new ();

  add_stamp (array, begin_us);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  add_stamp (array, begin_us + SECOND);
  add_position (array, &autopilot, 535461000, 99663000, 0);
  add_stamp (array, begin_us + 2 * SECOND);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  array->data[array->len - 1] ^= 0xff;
  add_stamp (array, 5); /* a recorder without a clock */
  add_heartbeat (array, &autopilot, 2, 3, 128, 3);

  for (guint cut = 0; cut <= array->len; cut++)
    {
      g_autoptr(LageDecoded) decoded = lage_decoded_new ();
      LageInput first = { array->data, cut, NULL, NOW_US };
      LageInput then = { array->data + cut, array->len - cut, NULL, NOW_US };
      guint n_drafts;

      g_clear_pointer (&fixture->decoder, lage_mavlink_decoder_class.destroy);
      start (fixture);
      lage_mavlink_decoder_class.feed (fixture->decoder, &first, decoded);
      lage_mavlink_decoder_class.feed (fixture->decoder, &then, decoded);
      lage_mavlink_decoder_class.end (fixture->decoder, decoded);
      g_assert_cmpuint (decoded->n_good, ==, 3);
      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->n_skipped_bytes, ==, 0);
      n_drafts = decoded->drafts->len;
      g_assert_cmpuint (n_drafts, ==, 3);
      g_assert_cmpint (((LageDraft *) decoded->drafts->pdata[0])->observed_at_us, ==, begin_us);
      g_assert_cmpint (((LageDraft *) decoded->drafts->pdata[1])->observed_at_us, ==,
                       begin_us + SECOND);
      g_assert_cmpint (((LageDraft *) decoded->drafts->pdata[2])->observed_at_us, ==, NOW_US);
    }
}

static void
test_log_option (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();

  /* Without stamps a log has no frames. */
  set_option (fixture, "tlog", "yes");
  start (fixture);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  feed (fixture, array->data, array->len);
  finish (fixture);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 0);
  lage_mavlink_decoder_class.destroy (fixture->decoder);

  /* With them a stream has frames, and rubbish between. */
  set_option (fixture, "tlog", "no");
  start (fixture);
  g_byte_array_set_size (array, 0);
  add_stamp (array, NOW_US - SECOND);
  add_heartbeat (array, &autopilot, 2, 3, 0, 3);
  feed (fixture, array->data, array->len);
  g_assert_cmpuint (fixture->decoded->n_good, ==, 1);
  g_assert_cmpuint (fixture->decoded->n_skipped_bytes, >=, 8);
  g_assert_cmpint (get_last (fixture)->observed_at_us, ==, NOW_US);
}

static void
test_bad_options (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *key;
    const char *value;
  } cases[] = {
    { "tlog", "perhaps" }, { "max_rate_hz", "" }, { "max_rate_hz", "fast" },
    { "max_rate_hz", "-1" }, { "max_rate_hz", "1001" }, { "max_rate_hz", "nan" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_hash_table_remove_all (fixture->config.options);
      set_option (fixture, cases[i].key, cases[i].value);
      g_assert_null (lage_mavlink_decoder_class.create (&fixture->config, NULL, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].key));
    }
}

static void
count_cb (const LageMavlinkFrame *frame,
          gpointer                user_data)
{
  guint *counts = user_data;

  counts[frame->verdict]++;
}

static void
test_framer (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_AUTO);
  g_autoptr(GByteArray) stream = make_stream ();
  guint counts[LAGE_MAVLINK_INCOMPLETE + 1] = { 0 };

  for (guint i = 0; i < stream->len; i++)
    lage_mavlink_framer_push (framer, stream->data + i, 1, count_cb, counts);
  g_assert_false (lage_mavlink_framer_is_log (framer));
  lage_mavlink_framer_end (framer, count_cb, counts);
  g_assert_cmpuint (counts[LAGE_MAVLINK_INTACT], ==, 4);
  g_assert_cmpuint (counts[LAGE_MAVLINK_UNKNOWN], ==, 1);
  g_assert_cmpuint (counts[LAGE_MAVLINK_INCOMPATIBLE], ==, 1);
  g_assert_cmpuint (counts[LAGE_MAVLINK_WRONG_CHECKSUM], ==, 1);
  g_assert_cmpuint (counts[LAGE_MAVLINK_INCOMPLETE], ==, 0);
  g_assert_cmpuint (lage_mavlink_framer_get_n_signed (framer), ==, 1);
}

static void
test_table (void)
{
  const LageMavlinkMessage *message = lage_mavlink_message_find (33);
  guint n_found = 0;

  g_assert_cmpstr (message->name, ==, "GLOBAL_POSITION_INT");
  g_assert_cmpuint (message->crc_extra, ==, 104);
  g_assert_null (lage_mavlink_message_find (3));
  g_assert_null (lage_mavlink_message_find (G_MAXUINT32));
  /* Every row can be found, so the table is sorted. */
  for (guint id = 0; id < 20000; id++)
    {
      message = lage_mavlink_message_find (id);
      if (message == NULL)
        continue;
      g_assert_cmpuint (message->id, ==, id);
      g_assert_cmpuint (message->min_length, <=, message->max_length);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 137);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function) \
  g_test_add ("/feeds/mavlink-decoder/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("heartbeat", test_heartbeat);
  ADD ("not-a-vehicle", test_not_a_vehicle);
  ADD ("versions", test_versions);
  ADD ("no-fix", test_no_fix);
  ADD ("gps", test_gps);
  ADD ("attitude", test_attitude);
  ADD ("battery", test_battery);
  ADD ("mount", test_mount);
  ADD ("gimbal", test_gimbal);
  ADD ("statustext", test_statustext);
  ADD ("rate", test_rate);
  ADD ("rate-at-limit", test_rate_at_limit);
  ADD ("heartbeat-change", test_heartbeat_change);
  ADD ("vehicles", test_vehicles);
  ADD ("cut-anywhere", test_cut_anywhere);
  ADD ("checksum", test_checksum);
  ADD ("lost-bytes", test_lost_bytes);
  ADD ("short", test_short);
  ADD ("log", test_log);
  ADD ("log-option", test_log_option);
  ADD ("bad-options", test_bad_options);
  g_test_add_func ("/feeds/mavlink-framer/verdicts", test_framer);
  g_test_add_func ("/feeds/mavlink-messages/table", test_table);
  return g_test_run ();
}
