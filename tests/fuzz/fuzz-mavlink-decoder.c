/* fuzz-mavlink-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "lage-decoder.h"
#include "lage-mavlink-messages.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static LageDecoded *
decode (const guint8 *data,
        gsize         size,
        gsize         piece)
{
  LageFeedConfig config = { .id = (char *) "fuzz", .format = (char *) "mavlink" };
  LageDecoded *decoded = lage_decoded_new ();
  gpointer decoder;

  config.options = g_hash_table_new (g_str_hash, g_str_equal);
  decoder = lage_mavlink_decoder_class.create (&config, NULL, NULL);
  for (gsize offset = 0; offset < size; offset += piece)
    {
      LageInput input = { .data = data + offset, .size = MIN (piece, size - offset),
                          .received_at_us = G_GINT64_CONSTANT (1700000000000000) };

      lage_mavlink_decoder_class.feed (decoder, &input, decoded);
    }
  lage_mavlink_decoder_class.end (decoder, decoded);
  lage_mavlink_decoder_class.destroy (decoder);
  g_hash_table_unref (config.options);
  return decoded;
}

static void
expect (gboolean is_true)
{
  if (!is_true)
    abort ();
}

static guint
add_to_crc (guint  crc,
            guint8 byte)
{
  crc ^= byte;
  for (guint bit = 0; bit < 8; bit++)
    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  return crc;
}

/* Chance does not find checksums: makes intact frames out of id, system, component, length and
 * payload, so that what is behind the checksum is reached too. */
static GByteArray *
make_frames (const guint8 *data,
             gsize         size)
{
  GByteArray *result = g_byte_array_new ();

  while (size >= 5)
    {
      guint id = data[0] | (data[1] & 1u) << 8;
      const LageMavlinkMessage *message = lage_mavlink_message_find (id);
      guint8 n_payload = (guint8) MIN ((gsize) data[4], size - 5);
      guint8 header[10] = { 0xfd, n_payload, 0, 0, 0, data[2] & 3, data[3] & 3,
                            (guint8) id, (guint8) (id >> 8), 0 };
      guint crc = 0xffff;
      guint8 checksum[2];

      for (guint i = 1; i < sizeof header; i++)
        crc = add_to_crc (crc, header[i]);
      for (guint i = 0; i < n_payload; i++)
        crc = add_to_crc (crc, data[5 + i]);
      crc = add_to_crc (crc, message != NULL ? message->crc_extra : 0);
      checksum[0] = (guint8) crc;
      checksum[1] = (guint8) (crc >> 8);
      g_byte_array_append (result, header, sizeof header);
      g_byte_array_append (result, data + 5, n_payload);
      g_byte_array_append (result, checksum, sizeof checksum);
      data += 5 + n_payload;
      size -= 5 + n_payload;
    }
  return result;
}

/* The first byte says how the rest is cut, and whether it is made into frames first; the result
 * must not depend on the cutting. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(LageDecoded) whole = NULL;
  g_autoptr(LageDecoded) cut = NULL;
  g_autoptr(GByteArray) frames = NULL;
  gsize piece;

  if (size < 1)
    return 0;
  piece = data[0] % 64 + 1;
  if (data[0] >= 128)
    {
      frames = make_frames (data + 1, size - 1);
      data = frames->data;
      size = frames->len;
    }
  else
    {
      data++;
      size--;
    }
  whole = decode (data, size, size + 1);
  cut = decode (data, size, piece);

  expect (whole->n_messages == whole->n_good + whole->n_rejected + whole->n_ignored);
  expect (whole->n_messages == cut->n_messages);
  expect (whole->n_good == cut->n_good);
  expect (whole->n_skipped_bytes == cut->n_skipped_bytes);
  expect (whole->drafts->len == cut->drafts->len);
  return 0;
}
