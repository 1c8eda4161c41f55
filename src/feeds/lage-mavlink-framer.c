/* lage-mavlink-framer.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mavlink-framer.h"

#include <string.h>

/* Cuts a stream of bytes into MAVLink frames.
 *
 *   version 1   FE length sequence system component id              payload checksum
 *   version 2   FD length flags flags sequence system component id3 payload checksum [signature 13]
 *   .tlog       before each frame 8 bytes: microseconds since 1970, big-endian
 *
 * A right checksum proves a frame. One that proves nothing (damaged, unknown message, unknown
 * flags) is taken as a frame only if another one, or the end of the input, follows where it ends;
 * otherwise its first byte is skipped and the search begins with the next one. So neither a wrong
 * length nor a stray FD can swallow the frames after it, and the result does not depend on how the
 * input was cut into pieces. */

#define MAGIC_1 0xfe
#define MAGIC_2 0xfd
#define HEADER_1 6
#define HEADER_2 10
#define CHECKSUM_SIZE 2
#define SIGNATURE_SIZE 13
#define STAMP_SIZE 8

#define FLAG_SIGNED 0x01
/* Proposed flags that make system and target numbers longer; only their sizes are known here. */
#define FLAG_LONG_SYSTEM 0x02
#define FLAG_LONG_TARGET 0x04

/* Times of logs: 2000 to 2100. Others come from clocks that were not set. */
#define STAMP_MIN_US G_GINT64_CONSTANT (946684800000000)
#define STAMP_MAX_US G_GINT64_CONSTANT (4102444800000000)

struct _LageMavlinkFramer
{
  LageMavlinkLog configured_log;
  LageMavlinkLog log;
  gboolean       is_aligned; /* the bytes up to here were frames */
  GByteArray    *pending;
  guint64        n_skipped_bytes;
  guint64        n_signed;
};

static guint16 crc_table[256];

static void
ensure_crc_table (void)
{
  static gsize is_ready = 0;

  if (!g_once_init_enter (&is_ready))
    return;

  /* CRC-16/MCRF4XX: the polynomial of X.25, reflected. */
  for (guint i = 0; i < 256; i++)
    {
      guint crc = i;

      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
      crc_table[i] = (guint16) crc;
    }
  g_once_init_leave (&is_ready, 1);
}

static inline guint16
add_to_crc (guint16 crc,
            guint8  byte)
{
  return (guint16) ((crc >> 8) ^ crc_table[(crc ^ byte) & 0xff]);
}

static gboolean
is_magic (guint8 byte)
{
  return byte == MAGIC_1 || byte == MAGIC_2;
}

static gint64
read_stamp (const guint8 *data)
{
  guint64 value;

  memcpy (&value, data, sizeof value);
  value = GUINT64_FROM_BE (value);
  return value >= STAMP_MIN_US && value < STAMP_MAX_US ? (gint64) value : 0;
}

/* How many bytes before the frame's magic. */
static gsize
get_prefix (LageMavlinkFramer *self)
{
  return self->log == LAGE_MAVLINK_LOG_YES ? STAMP_SIZE : 0;
}

/* Whether a record may begin here; @size is at least prefix + 1. Where the alignment is lost, a
 * log's record must also have a credible time. */
static gboolean
is_start (LageMavlinkFramer *self,
          const guint8      *data)
{
  gsize prefix = get_prefix (self);

  if (!is_magic (data[prefix]))
    return FALSE;
  return prefix == 0 || self->is_aligned || read_stamp (data) != 0;
}

/* Returns FALSE if the header is not complete. */
static gboolean
read_header (const guint8     *frame,
             gsize             size,
             LageMavlinkFrame *result,
             gsize            *header)
{
  if (size < HEADER_1 || (frame[0] == MAGIC_2 && size < HEADER_2))
    return FALSE;

  result->n_payload = frame[1];
  result->is_signed = FALSE;
  result->verdict = LAGE_MAVLINK_INTACT;
  if (frame[0] == MAGIC_1)
    {
      *header = HEADER_1;
      result->version = 1;
      result->sequence = frame[2];
      result->system_id = frame[3];
      result->component_id = frame[4];
      result->message_id = frame[5];
    }
  else
    {
      guint8 flags = frame[2];

      *header = HEADER_2;
      result->version = 2;
      result->is_signed = (flags & FLAG_SIGNED) != 0;
      result->sequence = frame[4];
      result->system_id = frame[5];
      result->component_id = frame[6];
      result->message_id = frame[7] | (guint32) frame[8] << 8 | (guint32) frame[9] << 16;
      if ((flags & ~FLAG_SIGNED) != 0)
        {
          result->verdict = LAGE_MAVLINK_INCOMPATIBLE;
          *header += (flags & FLAG_LONG_SYSTEM) != 0 ? 3 : 0;
          *header += (flags & FLAG_LONG_TARGET) != 0 ? 4 : 0;
        }
    }

  result->n_bytes = (guint) (*header + result->n_payload + CHECKSUM_SIZE
                             + (result->is_signed ? SIGNATURE_SIZE : 0));
  return TRUE;
}

static void
check_frame (const guint8     *frame,
             gsize             header,
             LageMavlinkFrame *result)
{
  gsize end = header + result->n_payload;
  guint16 crc = 0xffff;

  result->message = NULL;
  result->checksum = (guint16) (frame[end] | frame[end + 1] << 8);
  result->computed_checksum = 0;
  memcpy (result->payload, frame + header, result->n_payload);
  memset (result->payload + result->n_payload, 0,
          sizeof result->payload - result->n_payload);

  if (result->verdict == LAGE_MAVLINK_INCOMPATIBLE)
    return;
  result->message = lage_mavlink_message_find (result->message_id);
  if (result->message == NULL)
    {
      result->verdict = LAGE_MAVLINK_UNKNOWN;
      return;
    }

  for (gsize i = 1; i < end; i++)
    crc = add_to_crc (crc, frame[i]);
  result->computed_checksum = add_to_crc (crc, result->message->crc_extra);
  if (result->checksum != result->computed_checksum)
    result->verdict = LAGE_MAVLINK_WRONG_CHECKSUM;
  else if (result->version == 1 && result->n_payload < result->message->min_length)
    result->verdict = LAGE_MAVLINK_TOO_SHORT;
}

static void
skip_byte (LageMavlinkFramer *self,
           gsize             *position)
{
  self->n_skipped_bytes++;
  self->is_aligned = FALSE;
  (*position)++;
}

/* Returns how many bytes are done with; the rest waits for what follows. */
static gsize
scan (LageMavlinkFramer    *self,
      const guint8         *data,
      gsize                 size,
      gboolean              is_end,
      LageMavlinkFrameFunc  func,
      gpointer              user_data)
{
  LageMavlinkFrame frame;
  gsize position = 0;

  if (self->log == LAGE_MAVLINK_LOG_AUTO)
    {
      if (size == 0 || (data[0] == 0 && size <= STAMP_SIZE && !is_end))
        return 0;
      self->log = size > STAMP_SIZE && data[0] == 0 && is_magic (data[STAMP_SIZE])
                      && read_stamp (data) != 0
                    ? LAGE_MAVLINK_LOG_YES
                    : LAGE_MAVLINK_LOG_NO;
    }

  while (position < size)
    {
      gsize prefix = get_prefix (self);
      gsize header, next;

      if (size - position <= prefix)
        break;
      if (!is_start (self, data + position))
        {
          skip_byte (self, &position);
          continue;
        }
      if (!read_header (data + position + prefix, size - position - prefix, &frame, &header))
        break;
      next = position + prefix + frame.n_bytes;
      if (next > size)
        break;

      check_frame (data + position + prefix, header, &frame);
      frame.time_us = prefix > 0 ? read_stamp (data + position) : 0;
      if (frame.verdict != LAGE_MAVLINK_INTACT && frame.verdict != LAGE_MAVLINK_TOO_SHORT)
        {
          if (size - next <= prefix && !is_end)
            break;
          if (size - next > prefix && !is_start (self, data + next))
            {
              skip_byte (self, &position);
              continue;
            }
        }

      self->is_aligned = TRUE;
      if (frame.is_signed)
        self->n_signed++;
      func (&frame, user_data);
      position = next;
    }
  return position;
}

LageMavlinkFramer *
lage_mavlink_framer_new (LageMavlinkLog log)
{
  LageMavlinkFramer *self = g_new0 (LageMavlinkFramer, 1);

  ensure_crc_table ();
  self->configured_log = log;
  self->log = log;
  self->is_aligned = TRUE;
  self->pending = g_byte_array_new ();
  return self;
}

void
lage_mavlink_framer_free (LageMavlinkFramer *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->pending);
  g_free (self);
}

/**
 * lage_mavlink_framer_push:
 * @self: the framer
 * @data: a datagram, or any piece of a stream or file
 * @size: its length
 * @func: called for each frame, in order; the frame is valid during the call
 * @user_data: passed to @func
 *
 * A frame that is not complete, or not proven by its checksum, waits for what follows: at most
 * 314 bytes.
 */
void
lage_mavlink_framer_push (LageMavlinkFramer    *self,
                          const guint8         *data,
                          gsize                 size,
                          LageMavlinkFrameFunc  func,
                          gpointer              user_data)
{
  gsize n_done;

  if (self->pending->len == 0)
    {
      n_done = scan (self, data, size, FALSE, func, user_data);
      g_byte_array_append (self->pending, data + n_done, (guint) (size - n_done));
      return;
    }

  g_byte_array_append (self->pending, data, (guint) size);
  n_done = scan (self, self->pending->data, self->pending->len, FALSE, func, user_data);
  if (n_done > 0)
    g_byte_array_remove_range (self->pending, 0, (guint) n_done);
}

/**
 * lage_mavlink_framer_end:
 * @self: the framer
 * @func: called for each frame that was waiting, and for an incomplete one
 * @user_data: passed to @func
 *
 * The input is over. What comes next is taken as a new one.
 */
void
lage_mavlink_framer_end (LageMavlinkFramer    *self,
                         LageMavlinkFrameFunc  func,
                         gpointer              user_data)
{
  gsize n_done = scan (self, self->pending->data, self->pending->len, TRUE, func, user_data);

  /* What looks like the begin of a frame may hide whole ones behind a wrong length. If it follows
   * good ones it is a message that was cut off, else one more byte that belongs to none. */
  if (n_done < self->pending->len)
    {
      guint64 n_skipped_bytes = self->n_skipped_bytes;
      gboolean is_message = self->is_aligned;

      if (is_message)
        {
          LageMavlinkFrame frame = { .verdict = LAGE_MAVLINK_INCOMPLETE };

          frame.n_bytes = self->pending->len - (guint) n_done;
          func (&frame, user_data);
        }
      while (n_done < self->pending->len)
        {
          skip_byte (self, &n_done);
          n_done += scan (self, self->pending->data + n_done, self->pending->len - n_done, TRUE,
                          func, user_data);
        }
      if (is_message)
        self->n_skipped_bytes = n_skipped_bytes;
    }

  g_byte_array_set_size (self->pending, 0);
  self->log = self->configured_log;
  self->is_aligned = TRUE;
}

/**
 * lage_mavlink_framer_is_log:
 * @self: the framer
 *
 * Returns: whether the present input was found, or is said, to be a log with times
 */
gboolean
lage_mavlink_framer_is_log (LageMavlinkFramer *self)
{
  return self->log == LAGE_MAVLINK_LOG_YES;
}

guint64
lage_mavlink_framer_get_n_skipped_bytes (LageMavlinkFramer *self)
{
  return self->n_skipped_bytes;
}

/**
 * lage_mavlink_framer_get_n_signed:
 * @self: the framer
 *
 * Returns: frames with a signature, which is passed over
 */
guint64
lage_mavlink_framer_get_n_signed (LageMavlinkFramer *self)
{
  return self->n_signed;
}
