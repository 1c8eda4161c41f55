/* lage-value.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-value.h"

#include <math.h>
#include <string.h>

LageValue
lage_value_bool (gboolean value)
{
  return (LageValue) { .type = LAGE_VALUE_BOOL, .boolean = value != FALSE };
}

LageValue
lage_value_int (gint64 value)
{
  return (LageValue) { .type = LAGE_VALUE_INT, .integer = value };
}

/**
 * lage_value_real:
 * @value: a number
 *
 * Returns: the value, or "no value" for NaN and infinity: sources write both for "unknown"
 */
LageValue
lage_value_real (double value)
{
  if (!isfinite (value))
    return (LageValue) LAGE_VALUE_INIT;
  /* Minus zero and zero are the same number, so they are the same bytes. */
  return (LageValue) { .type = LAGE_VALUE_REAL, .real = value == 0.0 ? 0.0 : value };
}

LageValue
lage_value_text (const char *text)
{
  return lage_value_text_len (text, -1);
}

/**
 * lage_value_text_len:
 * @text: (nullable): text from anywhere; what is not UTF-8 is replaced by U+FFFD
 * @length: its length in bytes, or -1 if it ends with zero
 *
 * Returns: (transfer full): the value, or "no value" for NULL
 */
LageValue
lage_value_text_len (const char *text,
                     gssize      length)
{
  LageValue value = { .type = LAGE_VALUE_TEXT };
  gsize size;

  if (text == NULL)
    return (LageValue) LAGE_VALUE_INIT;

  size = length < 0 ? strlen (text) : strnlen (text, (gsize) length);
  if (g_utf8_validate_len (text, size, NULL))
    {
      value.text = g_ref_string_new_len (text, (gssize) size);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) size);

      value.text = g_ref_string_new (valid);
    }
  return value;
}

LageValue
lage_value_time (gint64 time_us)
{
  return (LageValue) { .type = LAGE_VALUE_TIME, .time_us = time_us };
}

LageValue
lage_value_point (LagePoint point)
{
  return (LageValue) { .type = LAGE_VALUE_POINT, .point = point };
}

LageValue
lage_value_entity (const LageId *id)
{
  return (LageValue) { .type = LAGE_VALUE_ENTITY, .id = *id };
}

/**
 * lage_value_geometry:
 * @geometry: (transfer none): an encoding made by lage_geometry_builder_end()
 */
LageValue
lage_value_geometry (GBytes *geometry)
{
  return (LageValue) { .type = LAGE_VALUE_GEOMETRY, .geometry = g_bytes_ref (geometry) };
}

LageValue
lage_value_copy (const LageValue *self)
{
  LageValue copy = *self;

  if (copy.type == LAGE_VALUE_TEXT)
    g_ref_string_acquire (copy.text);
  else if (copy.type == LAGE_VALUE_GEOMETRY)
    g_bytes_ref (copy.geometry);
  return copy;
}

void
lage_value_clear (LageValue *self)
{
  if (self->type == LAGE_VALUE_TEXT)
    g_ref_string_release (self->text);
  else if (self->type == LAGE_VALUE_GEOMETRY)
    g_bytes_unref (self->geometry);
  self->type = LAGE_VALUE_NONE;
}

gboolean
lage_value_equal (const LageValue *a,
                  const LageValue *b)
{
  return lage_value_compare (a, b) == 0;
}

static int
compare_int (gint64 a,
             gint64 b)
{
  return a < b ? -1 : a > b;
}

/**
 * lage_value_compare:
 * @a: a value
 * @b: another
 *
 * A total order: by type, then by value; texts by bytes.
 */
int
lage_value_compare (const LageValue *a,
                    const LageValue *b)
{
  if (a->type != b->type)
    return a->type < b->type ? -1 : 1;

  switch (a->type)
    {
    case LAGE_VALUE_BOOL:
      return compare_int (a->boolean, b->boolean);
    case LAGE_VALUE_INT:
      return compare_int (a->integer, b->integer);
    case LAGE_VALUE_REAL:
      return a->real < b->real ? -1 : a->real > b->real;
    case LAGE_VALUE_TEXT:
      return a->text == b->text ? 0 : strcmp (a->text, b->text);
    case LAGE_VALUE_TIME:
      return compare_int (a->time_us, b->time_us);
    case LAGE_VALUE_POINT:
      if (a->point.latitude_e7 != b->point.latitude_e7)
        return compare_int (a->point.latitude_e7, b->point.latitude_e7);
      return compare_int (a->point.longitude_e7, b->point.longitude_e7);
    case LAGE_VALUE_ENTITY:
      return lage_id_compare (&a->id, &b->id);
    case LAGE_VALUE_GEOMETRY:
      return g_bytes_compare (a->geometry, b->geometry);
    case LAGE_VALUE_NONE:
    default:
      return 0;
    }
}

/**
 * lage_value_write:
 * @self: the value
 * @array: where to append it: one byte of type, then the value in the notation of lage-bytes.h
 */
void
lage_value_write (const LageValue *self,
                  GByteArray      *array)
{
  lage_write_byte (array, (guint8) self->type);

  switch (self->type)
    {
    case LAGE_VALUE_BOOL:
      lage_write_byte (array, self->boolean ? 1 : 0);
      break;
    case LAGE_VALUE_INT:
      lage_write_int (array, self->integer);
      break;
    case LAGE_VALUE_REAL:
      lage_write_double (array, self->real);
      break;
    case LAGE_VALUE_TEXT:
      lage_write_block (array, self->text, g_ref_string_length (self->text));
      break;
    case LAGE_VALUE_TIME:
      lage_write_int (array, self->time_us);
      break;
    case LAGE_VALUE_POINT:
      lage_write_int (array, self->point.latitude_e7);
      lage_write_int (array, self->point.longitude_e7);
      break;
    case LAGE_VALUE_ENTITY:
      lage_write_id (array, &self->id);
      break;
    case LAGE_VALUE_GEOMETRY:
      lage_write_block (array, g_bytes_get_data (self->geometry, NULL),
                        g_bytes_get_size (self->geometry));
      break;
    case LAGE_VALUE_NONE:
    default:
      break;
    }
}

static gboolean
read_coordinate (LageReader *reader,
                 gint64      limit_e7,
                 gint32     *coordinate_e7)
{
  gint64 value = lage_reader_read_int (reader);

  if (value < -limit_e7 || value > limit_e7)
    return FALSE;
  *coordinate_e7 = (gint32) value;
  return TRUE;
}

/**
 * lage_value_read:
 * @self: (out caller-allocates): the value; NONE on failure
 * @reader: where to read it
 *
 * Returns: FALSE if the bytes are not a value
 */
gboolean
lage_value_read (LageValue  *self,
                 LageReader *reader)
{
  guint8 type = lage_reader_read_byte (reader);
  LageValue value = LAGE_VALUE_INIT;
  const guint8 *block;
  gsize size;

  *self = value;
  switch (type)
    {
    case LAGE_VALUE_NONE:
      break;
    case LAGE_VALUE_BOOL:
      type = lage_reader_read_byte (reader);
      if (type > 1)
        return FALSE;
      value = lage_value_bool (type);
      break;
    case LAGE_VALUE_INT:
      value = lage_value_int (lage_reader_read_int (reader));
      break;
    case LAGE_VALUE_REAL:
      value = lage_value_real (lage_reader_read_double (reader));
      if (value.type == LAGE_VALUE_NONE)
        return FALSE;
      break;
    case LAGE_VALUE_TEXT:
      block = lage_reader_read_block (reader, &size);
      if (block == NULL || !g_utf8_validate_len ((const char *) block, size, NULL))
        return FALSE;
      value.type = LAGE_VALUE_TEXT;
      value.text = g_ref_string_new_len ((const char *) block, (gssize) size);
      break;
    case LAGE_VALUE_TIME:
      value = lage_value_time (lage_reader_read_int (reader));
      break;
    case LAGE_VALUE_POINT:
      value.type = LAGE_VALUE_POINT;
      if (!read_coordinate (reader, 900000000, &value.point.latitude_e7)
          || !read_coordinate (reader, 1800000000, &value.point.longitude_e7))
        return FALSE;
      break;
    case LAGE_VALUE_ENTITY:
      value.type = LAGE_VALUE_ENTITY;
      value.id = lage_reader_read_id (reader);
      break;
    case LAGE_VALUE_GEOMETRY:
      block = lage_reader_read_block (reader, &size);
      if (block == NULL)
        return FALSE;
      value.type = LAGE_VALUE_GEOMETRY;
      value.geometry = g_bytes_new (block, size);
      break;
    default:
      return FALSE;
    }

  if (reader->failed)
    {
      lage_value_clear (&value);
      return FALSE;
    }
  *self = value;
  return TRUE;
}
