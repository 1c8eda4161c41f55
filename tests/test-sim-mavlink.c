/* test-sim-mavlink.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-mavlink.h"

#include <math.h>

#include "scenario-test.h"

#define ALL (LAGE_SIM_MAVLINK_MOTION | LAGE_SIM_MAVLINK_VIEW | LAGE_SIM_MAVLINK_HEALTH)

/* CRC_EXTRA and full length, from the definitions. */
static const struct
{
  guint32 id;
  guint8  crc_extra;
  guint8  size;
} messages[] = {
  { 0, 50, 9 },    { 1, 124, 43 },  { 2, 137, 12 },   { 24, 24, 52 },  { 30, 39, 28 },
  { 33, 104, 28 }, { 74, 20, 20 },  { 147, 154, 54 }, { 253, 83, 54 }, { 285, 137, 49 },
};

typedef struct
{
  guint32 id;
  guint8  sequence;
  guint8  system_id;
  guint8  component_id;
  guint8  wire_size;
  guint8  payload[255]; /* zero-filled */
} Frame;

/* Bit by bit, unlike the encoder. */
static guint16
compute_crc (const guint8 *data,
             gsize         size,
             guint8        extra)
{
  guint16 crc = 0xffff;

  for (gsize i = 0; i <= size; i++)
    {
      crc ^= i < size ? data[i] : extra;
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (guint16) ((crc >> 1) ^ 0x8408) : (guint16) (crc >> 1);
    }
  return crc;
}

static GArray *
read_frames (const GByteArray *bytes)
{
  GArray *frames = g_array_new (FALSE, TRUE, sizeof (Frame));
  gsize at_byte = 0;

  while (at_byte < bytes->len)
    {
      const guint8 *data = bytes->data + at_byte;
      Frame frame = { 0 };
      guint found = G_MAXUINT;

      g_assert_cmpuint (bytes->len - at_byte, >=, 13);
      g_assert_cmpuint (data[0], ==, 0xfd);
      g_assert_cmpuint (data[2], ==, 0);
      frame.wire_size = data[1];
      frame.sequence = data[4];
      frame.system_id = data[5];
      frame.component_id = data[6];
      frame.id = data[7] | (guint32) data[8] << 8 | (guint32) data[9] << 16;
      for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
        if (messages[i].id == frame.id)
          found = i;
      g_assert_cmpuint (found, !=, G_MAXUINT);
      g_assert_cmpuint (frame.wire_size, <=, messages[found].size);
      g_assert_cmpuint (frame.wire_size, >=, 1);
      memcpy (frame.payload, data + 10, frame.wire_size);
      /* Trailing zeros are cut, but for the first byte. */
      if (frame.wire_size > 1)
        g_assert_cmpuint (data[10 + frame.wire_size - 1], !=, 0);
      g_assert_cmpuint (data[10 + frame.wire_size] | data[11 + frame.wire_size] << 8, ==,
                        compute_crc (data + 1, 9u + frame.wire_size, messages[found].crc_extra));
      g_array_append_val (frames, frame);
      at_byte += 12u + frame.wire_size;
    }
  return frames;
}

static const Frame *
find_frame (GArray  *frames,
            guint32  id)
{
  for (guint i = 0; i < frames->len; i++)
    if (g_array_index (frames, Frame, i).id == id)
      return &g_array_index (frames, Frame, i);
  g_error ("no message %u", id);
}

static gint64
get_int (const Frame *frame,
         guint        offset,
         guint        size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) frame->payload[offset + i] << (8 * i);
  return size < 8 && (value >> (8 * size - 1)) != 0 ? (gint64) (value - ((guint64) 1 << 8 * size))
                                                    : (gint64) value;
}

static float
get_float (const Frame *frame,
           guint        offset)
{
  guint32 bits = (guint32) get_int (frame, offset, 4);
  float value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
test_flying (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (scenario), 1);
  gint64 now_us = at ("2013-12-06T05:20");
  LageSimMavlinkLink link = { 0 };
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GArray) frames = NULL;
  LageDroneState state;
  const Frame *frame;

  lage_scenario_state_drone (drone, 1, now_us, &state);
  g_assert_cmpint (state.phase, ==, LAGE_DRONE_PATTERN);
  lage_sim_mavlink_append (bytes, &link, drone, &state, lage_scenario_get_start_us (scenario),
                           now_us, ALL);
  frames = read_frames (bytes);
  g_assert_cmpuint (frames->len, ==, 9);

  frame = find_frame (frames, 0);
  g_assert_cmpuint (frame->system_id, ==, 12);
  g_assert_cmpint (frame->payload[4], ==, 2);
  g_assert_cmpint (frame->payload[6] & 128, ==, 128);
  g_assert_cmpint (frame->payload[7], ==, 4);
  g_assert_cmpint (frame->payload[8], ==, 3);

  frame = find_frame (frames, 33);
  g_assert_cmpint (get_int (frame, 0, 4), ==, (17 * 3600 + 20 * 60) * 1000);
  g_assert_cmpint (get_int (frame, 4, 4), ==, state.point.latitude_e7);
  g_assert_cmpint (get_int (frame, 8, 4), ==, state.point.longitude_e7);
  g_assert_cmpint (get_int (frame, 12, 4) - get_int (frame, 16, 4), ==, 6000);
  g_assert_cmpint (get_int (frame, 16, 4), ==, 75000);
  g_assert_cmpfloat_with_epsilon (hypot ((double) get_int (frame, 20, 2),
                                         (double) get_int (frame, 22, 2)),
                                  1000.0, 1.0);
  g_assert_cmpfloat_with_epsilon ((double) (guint16) get_int (frame, 26, 2) / 100.0,
                                  state.course_deg, 0.01);

  frame = find_frame (frames, 2);
  g_assert_cmpint (get_int (frame, 0, 8), ==, now_us);

  frame = find_frame (frames, 1);
  g_assert_cmpint (get_int (frame, 30, 1), ==, llround (state.battery_percent));
  frame = find_frame (frames, 147);
  g_assert_cmpint (get_int (frame, 35, 1), ==, llround (state.battery_percent));
  g_assert_cmpint ((guint16) get_int (frame, 10 + 2 * 6, 2), ==, 65535);
  frame = find_frame (frames, 24);
  g_assert_cmpint (get_int (frame, 0, 8), ==, now_us);
  g_assert_cmpint (get_int (frame, 8, 4), ==, state.point.latitude_e7);
  frame = find_frame (frames, 74);
  g_assert_cmpfloat_with_epsilon (get_float (frame, 4), 10.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (get_float (frame, 8), 81.0, 1e-3);

  frame = find_frame (frames, 285);
  g_assert_cmpuint (frame->component_id, ==, 154);
  g_assert_cmpint (get_int (frame, 36, 2), ==, 32);
  g_assert_cmpfloat_with_epsilon (2.0 * asin ((double) get_float (frame, 12)) * 180.0 / G_PI,
                                  -42.0, 0.01);
}

static void
test_sequence (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (scenario), 0);
  LageSimMavlinkLink link = { 0 };
  LageDroneState state;
  guint8 autopilot = 0;
  guint8 gimbal = 0;

  /* Over the wrap at 256, each component by itself. */
  for (guint i = 0; i < 100; i++)
    {
      gint64 now_us = at ("2013-12-06T04:00") + i * LAGE_TIME_SECOND_US;
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(GArray) frames = NULL;

      lage_scenario_state_drone (drone, 1, now_us, &state);
      lage_sim_mavlink_append (bytes, &link, drone, &state, 0, now_us, ALL);
      frames = read_frames (bytes);
      for (guint k = 0; k < frames->len; k++)
        {
          const Frame *frame = &g_array_index (frames, Frame, k);

          if (frame->component_id == 1)
            g_assert_cmpuint (frame->sequence, ==, autopilot++);
          else
            g_assert_cmpuint (frame->sequence, ==, gimbal++);
        }
    }
}

static void
test_ground (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (scenario), 0);
  gint64 start_us = lage_scenario_get_start_us (scenario);
  LageSimMavlinkLink link = { 0 };
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GArray) frames = NULL;
  LageDroneState state;
  const Frame *frame;

  lage_scenario_state_drone (drone, 1, start_us, &state);
  lage_sim_mavlink_append (bytes, &link, drone, &state, start_us, start_us, ALL);
  frames = read_frames (bytes);
  frame = find_frame (frames, 0);
  g_assert_cmpint (frame->payload[6] & 128, ==, 0);
  g_assert_cmpint (frame->payload[7], ==, 3);
  /* All zero but nothing is sent without a byte. */
  frame = find_frame (frames, 30);
  g_assert_cmpuint (frame->wire_size, ==, 1);
}

static void
test_text (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  const LageScenarioDrone *drone = g_ptr_array_index (lage_scenario_get_drones (scenario), 0);
  static const char fifty[] = "12345678901234567890123456789012345678901234567890";
  static const struct
  {
    const char *text;
    guint8      wire_size;
  } cases[] = {
    { "", 1 },
    { "a", 2 },
    { fifty, 51 },
    { "12345678901234567890123456789012345678901234567890x", 51 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageSimMavlinkLink link = { 0 };
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(GArray) frames = NULL;
      const Frame *frame;

      lage_sim_mavlink_append_text (bytes, &link, drone, 4, cases[i].text);
      frames = read_frames (bytes);
      frame = find_frame (frames, 253);
      g_assert_cmpuint (frame->payload[0], ==, 4);
      g_assert_cmpuint (frame->wire_size, ==, cases[i].wire_size);
      g_assert_cmpmem (frame->payload + 1, MIN (strlen (cases[i].text), 50), cases[i].text,
                       MIN (strlen (cases[i].text), 50));
    }
}

static void
test_phase_text (void)
{
  for (guint phase = LAGE_DRONE_GROUND; phase <= LAGE_DRONE_DESCENT; phase++)
    {
      guint severity = 99;
      const char *text = lage_sim_mavlink_get_phase_text ((LageDronePhase) phase, &severity);

      g_assert_cmpuint (strlen (text), >, 0);
      g_assert_cmpuint (strlen (text), <=, 50);
      g_assert_cmpuint (severity, <=, 7);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-mavlink/flying", test_flying);
  g_test_add_func ("/exercise/sim-mavlink/sequence", test_sequence);
  g_test_add_func ("/exercise/sim-mavlink/ground", test_ground);
  g_test_add_func ("/exercise/sim-mavlink/text", test_text);
  g_test_add_func ("/exercise/sim-mavlink/phase-text", test_phase_text);
  return g_test_run ();
}
