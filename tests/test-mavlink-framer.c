/* test-mavlink-framer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mavlink-framer.h"

#include <string.h>

/* 2024-01-10 12:00:00 UTC */
#define STAMP_US G_GUINT64_CONSTANT (1704888000000000)

#define MAX_FRAMES 16

typedef struct
{
  LageMavlinkFrame frames[MAX_FRAMES];
  guint            n_frames;
} Taken;

static void
take_cb (const LageMavlinkFrame *frame,
         gpointer                user_data)
{
  Taken *taken = user_data;

  g_assert_cmpuint (taken->n_frames, <, MAX_FRAMES);
  taken->frames[taken->n_frames++] = *frame;
}

/* CRC-16/MCRF4XX bit by bit, independent of the table under test. */
static guint16
add_bits (guint16 crc,
          guint8  byte)
{
  guint value = crc ^ byte;

  for (guint bit = 0; bit < 8; bit++)
    value = (value & 1) != 0 ? (value >> 1) ^ 0x8408u : value >> 1;
  return (guint16) value;
}

static void
append_checksum (GByteArray *bytes,
                 guint       start,
                 guint8      extra)
{
  guint16 crc = 0xffff;
  guint8 pair[2];

  for (guint i = start + 1; i < bytes->len; i++)
    crc = add_bits (crc, bytes->data[i]);
  crc = add_bits (crc, extra);
  pair[0] = (guint8) (crc & 0xff);
  pair[1] = (guint8) (crc >> 8);
  g_byte_array_append (bytes, pair, 2);
}

/* A heartbeat of nine bytes, the first of which tells them apart. */
static void
append_heartbeat (GByteArray *bytes,
                  guint8      version,
                  guint8      mark,
                  gboolean    is_signed)
{
  const guint8 first[] = { 0xfe, 9, 17, 4, 1, 0 };
  const guint8 second[] = { 0xfd, 9, is_signed ? 1 : 0, 0, 17, 4, 1, 0, 0, 0 };
  const guint8 payload[9] = { mark, 0, 0, 0, 2, 3, 81, 4, 3 };
  const guint8 signature[13] = { 0, };
  guint start = bytes->len;

  if (version == 1)
    g_byte_array_append (bytes, first, sizeof first);
  else
    g_byte_array_append (bytes, second, sizeof second);
  g_byte_array_append (bytes, payload, sizeof payload);
  append_checksum (bytes, start, 50);
  if (is_signed)
    g_byte_array_append (bytes, signature, sizeof signature);
}

static void
append_stamp (GByteArray *bytes,
              guint64     time_us)
{
  guint64 stamp = GUINT64_TO_BE (time_us);

  g_byte_array_append (bytes, (const guint8 *) &stamp, sizeof stamp);
}

static void
push_all (LageMavlinkFramer *framer,
          const GByteArray  *bytes,
          guint              piece,
          Taken             *taken)
{
  for (guint i = 0; i < bytes->len; i += piece)
    lage_mavlink_framer_push (framer, bytes->data + i, MIN (piece, bytes->len - i), take_cb,
                              taken);
}

static void
test_both_versions (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Taken taken = { .n_frames = 0 };

  append_heartbeat (bytes, 1, 11, FALSE);
  append_heartbeat (bytes, 2, 22, FALSE);
  append_heartbeat (bytes, 2, 33, TRUE);
  push_all (framer, bytes, bytes->len, &taken);

  g_assert_cmpuint (taken.n_frames, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const LageMavlinkFrame *frame = &taken.frames[i];

      g_assert_cmpint (frame->verdict, ==, LAGE_MAVLINK_INTACT);
      g_assert_cmpuint (frame->message_id, ==, LAGE_MAVLINK_HEARTBEAT);
      g_assert_cmpuint (frame->version, ==, i == 0 ? 1 : 2);
      g_assert_cmpuint (frame->sequence, ==, 17);
      g_assert_cmpuint (frame->system_id, ==, 4);
      g_assert_cmpuint (frame->component_id, ==, 1);
      g_assert_cmpuint (frame->n_payload, ==, 9);
      g_assert_cmpuint (frame->payload[0], ==, 11 * (i + 1));
      g_assert_cmpuint (frame->payload[9], ==, 0);
      g_assert_cmpuint (frame->checksum, ==, frame->computed_checksum);
      g_assert_cmpint (frame->time_us, ==, 0);
      g_assert_cmpint (frame->is_signed, ==, i == 2);
    }
  g_assert_cmpuint (taken.frames[0].n_bytes, ==, 17);
  g_assert_cmpuint (taken.frames[1].n_bytes, ==, 21);
  g_assert_cmpuint (taken.frames[2].n_bytes, ==, 34);
  g_assert_cmpuint (lage_mavlink_framer_get_n_signed (framer), ==, 1);
  g_assert_cmpuint (lage_mavlink_framer_get_n_skipped_bytes (framer), ==, 0);
}

/* However the input is cut, the frames are the same. */
static void
test_pieces (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const guint8 noise[] = { 0x00, 0xfd, 0x07, 0xfe };

  append_heartbeat (bytes, 2, 1, FALSE);
  g_byte_array_append (bytes, noise, sizeof noise);
  append_heartbeat (bytes, 1, 2, FALSE);
  append_heartbeat (bytes, 2, 3, TRUE);

  for (guint piece = 1; piece <= bytes->len; piece++)
    {
      g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
      Taken taken = { .n_frames = 0 };

      push_all (framer, bytes, piece, &taken);
      lage_mavlink_framer_end (framer, take_cb, &taken);
      g_assert_cmpuint (taken.n_frames, ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          g_assert_cmpint (taken.frames[i].verdict, ==, LAGE_MAVLINK_INTACT);
          g_assert_cmpuint (taken.frames[i].payload[0], ==, i + 1);
        }
      g_assert_cmpuint (lage_mavlink_framer_get_n_skipped_bytes (framer), ==, sizeof noise);
    }
}

static void
test_damage_is_one_frame (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Taken taken = { .n_frames = 0 };

  append_heartbeat (bytes, 2, 1, FALSE);
  append_heartbeat (bytes, 2, 2, FALSE);
  bytes->data[12] ^= 0x40; /* in the payload of the first */
  push_all (framer, bytes, bytes->len, &taken);

  g_assert_cmpuint (taken.n_frames, ==, 2);
  g_assert_cmpint (taken.frames[0].verdict, ==, LAGE_MAVLINK_WRONG_CHECKSUM);
  g_assert_cmpuint (taken.frames[0].checksum, !=, taken.frames[0].computed_checksum);
  g_assert_cmpint (taken.frames[1].verdict, ==, LAGE_MAVLINK_INTACT);
}

static void
test_unknown_message (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const guint8 unknown[] = { 0xfd, 1, 0, 0, 5, 4, 1, 3, 0, 0, 99 };
  Taken taken = { .n_frames = 0 };

  g_byte_array_append (bytes, unknown, sizeof unknown);
  append_checksum (bytes, 0, 77);
  append_heartbeat (bytes, 2, 1, FALSE);
  push_all (framer, bytes, bytes->len, &taken);

  g_assert_cmpuint (taken.n_frames, ==, 2);
  g_assert_cmpint (taken.frames[0].verdict, ==, LAGE_MAVLINK_UNKNOWN);
  g_assert_cmpuint (taken.frames[0].message_id, ==, 3);
  g_assert_null (taken.frames[0].message);
  g_assert_cmpint (taken.frames[1].verdict, ==, LAGE_MAVLINK_INTACT);
}

/* Version 1 never leaves out zeros at the end, version 2 does. */
static void
test_short_payload (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const guint8 first[] = { 0xfe, 1, 5, 4, 1, 0, 42 };
  const guint8 second[] = { 0xfd, 1, 0, 0, 6, 4, 1, 0, 0, 0, 43 };
  Taken taken = { .n_frames = 0 };

  g_byte_array_append (bytes, first, sizeof first);
  append_checksum (bytes, 0, 50);
  g_byte_array_append (bytes, second, sizeof second);
  append_checksum (bytes, sizeof first + 2, 50);
  push_all (framer, bytes, bytes->len, &taken);

  g_assert_cmpuint (taken.n_frames, ==, 2);
  g_assert_cmpint (taken.frames[0].verdict, ==, LAGE_MAVLINK_TOO_SHORT);
  g_assert_cmpint (taken.frames[1].verdict, ==, LAGE_MAVLINK_INTACT);
  g_assert_cmpuint (taken.frames[1].payload[0], ==, 43);
  g_assert_cmpuint (taken.frames[1].payload[8], ==, 0);
}

static void
test_cut_off (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_NO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Taken taken = { .n_frames = 0 };

  append_heartbeat (bytes, 2, 1, FALSE);
  append_heartbeat (bytes, 2, 2, FALSE);
  g_byte_array_set_size (bytes, bytes->len - 3);
  push_all (framer, bytes, bytes->len, &taken);
  g_assert_cmpuint (taken.n_frames, ==, 1);
  lage_mavlink_framer_end (framer, take_cb, &taken);
  g_assert_cmpuint (taken.n_frames, ==, 2);
  g_assert_cmpint (taken.frames[1].verdict, ==, LAGE_MAVLINK_INCOMPLETE);
  g_assert_cmpuint (taken.frames[1].n_bytes, ==, 18);
  g_assert_cmpuint (lage_mavlink_framer_get_n_skipped_bytes (framer), ==, 0);

  /* What comes next is a new input. */
  g_byte_array_set_size (bytes, 0);
  append_heartbeat (bytes, 2, 9, FALSE);
  push_all (framer, bytes, 4, &taken);
  g_assert_cmpuint (taken.n_frames, ==, 3);
  g_assert_cmpuint (taken.frames[2].payload[0], ==, 9);
}

static void
test_log (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  append_stamp (bytes, STAMP_US);
  append_heartbeat (bytes, 2, 1, FALSE);
  append_stamp (bytes, 0); /* a clock that was not set */
  append_heartbeat (bytes, 1, 2, FALSE);

  for (guint piece = 1; piece <= bytes->len; piece += 7)
    {
      g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_AUTO);
      Taken taken = { .n_frames = 0 };

      push_all (framer, bytes, piece, &taken);
      g_assert_true (lage_mavlink_framer_is_log (framer));
      lage_mavlink_framer_end (framer, take_cb, &taken);
      g_assert_cmpuint (taken.n_frames, ==, 2);
      g_assert_cmpint (taken.frames[0].time_us, ==, (gint64) STAMP_US);
      g_assert_cmpint (taken.frames[1].time_us, ==, 0);
      g_assert_cmpuint (taken.frames[1].payload[0], ==, 2);
    }
}

static void
test_stream_is_no_log (void)
{
  g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_AUTO);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Taken taken = { .n_frames = 0 };

  append_heartbeat (bytes, 1, 1, FALSE);
  push_all (framer, bytes, 1, &taken);
  g_assert_false (lage_mavlink_framer_is_log (framer));
  g_assert_cmpuint (taken.n_frames, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/mavlink-framer/both-versions", test_both_versions);
  g_test_add_func ("/feeds/mavlink-framer/pieces", test_pieces);
  g_test_add_func ("/feeds/mavlink-framer/damage-is-one-frame", test_damage_is_one_frame);
  g_test_add_func ("/feeds/mavlink-framer/unknown-message", test_unknown_message);
  g_test_add_func ("/feeds/mavlink-framer/short-payload", test_short_payload);
  g_test_add_func ("/feeds/mavlink-framer/cut-off", test_cut_off);
  g_test_add_func ("/feeds/mavlink-framer/log", test_log);
  g_test_add_func ("/feeds/mavlink-framer/stream-is-no-log", test_stream_is_no_log);

  return g_test_run ();
}
