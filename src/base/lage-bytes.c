/* lage-bytes.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-bytes.h"

#include <string.h>

/* The one binary notation of the project: unsigned integers in groups of seven bits, lowest first,
 * the top bit saying "more follows"; signed ones folded by zigzag before that; fixed eight bytes
 * little-endian for stamps and doubles; a block is its length, then its bytes. */

void
lage_reader_init (LageReader *self,
                  const void *data,
                  gsize       size)
{
  self->data = data;
  self->size = size;
  self->position = 0;
  self->failed = FALSE;
}

guint8
lage_reader_read_byte (LageReader *self)
{
  if (self->failed || self->position >= self->size)
    {
      self->failed = TRUE;
      return 0;
    }
  return self->data[self->position++];
}

guint64
lage_reader_read_uint (LageReader *self)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte = lage_reader_read_byte (self);

      if (self->failed)
        return 0;
      /* The tenth byte has room for one bit only. */
      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          /* One notation per number: a trailing zero group would be a second one. */
          if (byte == 0 && shift > 0)
            break;
          return value;
        }
    }

  self->failed = TRUE;
  return 0;
}

gint64
lage_reader_read_int (LageReader *self)
{
  guint64 folded = lage_reader_read_uint (self);

  return (gint64) (folded >> 1) ^ -(gint64) (folded & 1);
}

guint64
lage_reader_read_fixed64 (LageReader *self)
{
  guint64 value;

  if (self->failed || self->size - self->position < sizeof value)
    {
      self->failed = TRUE;
      return 0;
    }
  memcpy (&value, self->data + self->position, sizeof value);
  self->position += sizeof value;
  return GUINT64_FROM_LE (value);
}

double
lage_reader_read_double (LageReader *self)
{
  guint64 bits = lage_reader_read_fixed64 (self);
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

LageId
lage_reader_read_id (LageReader *self)
{
  LageId id = LAGE_ID_NONE;

  if (self->failed || self->size - self->position < sizeof id.bytes)
    {
      self->failed = TRUE;
      return id;
    }
  memcpy (id.bytes, self->data + self->position, sizeof id.bytes);
  self->position += sizeof id.bytes;
  return id;
}

/**
 * lage_reader_read_block:
 * @self: the reader
 * @size: (out): its length in bytes
 *
 * Returns: (transfer none) (nullable): a block within the reader's data, or NULL beyond the end
 */
const guint8 *
lage_reader_read_block (LageReader *self,
                        gsize      *size)
{
  guint64 length = lage_reader_read_uint (self);
  const guint8 *block;

  *size = 0;
  if (self->failed || length > self->size - self->position)
    {
      self->failed = TRUE;
      return NULL;
    }
  block = self->data + self->position;
  self->position += length;
  *size = length;
  return block;
}

gboolean
lage_reader_is_at_end (LageReader *self)
{
  return !self->failed && self->position == self->size;
}

void
lage_write_byte (GByteArray *array,
                 guint8      value)
{
  g_byte_array_append (array, &value, 1);
}

void
lage_write_uint (GByteArray *array,
                 guint64     value)
{
  guint8 bytes[10];
  guint n = 0;

  while (value >= 0x80)
    {
      bytes[n++] = (guint8) (value | 0x80);
      value >>= 7;
    }
  bytes[n++] = (guint8) value;
  g_byte_array_append (array, bytes, n);
}

void
lage_write_int (GByteArray *array,
                gint64      value)
{
  lage_write_uint (array, (guint64) value << 1 ^ (guint64) (value >> 63));
}

void
lage_write_fixed64 (GByteArray *array,
                    guint64     value)
{
  guint64 little = GUINT64_TO_LE (value);

  g_byte_array_append (array, (const guint8 *) &little, sizeof little);
}

void
lage_write_double (GByteArray *array,
                   double      value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  lage_write_fixed64 (array, bits);
}

void
lage_write_id (GByteArray   *array,
               const LageId *id)
{
  g_byte_array_append (array, id->bytes, sizeof id->bytes);
}

void
lage_write_block (GByteArray *array,
                  const void *data,
                  gsize       size)
{
  lage_write_uint (array, size);
  if (size > 0)
    g_byte_array_append (array, data, (guint) size);
}
