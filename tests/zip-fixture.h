/* zip-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <string.h>

/* Writes archives, also such as nobody honest would write. */

typedef struct
{
  GByteArray *bytes;
  GByteArray *directory;
  guint       n_members;
} ZipWriter;

static inline void
zip_put (GByteArray *array,
         guint64     value,
         guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (array, &byte, 1);
    }
}

static inline guint32
zip_crc (const guint8 *data,
         gsize         size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint k = 0; k < 8; k++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return ~crc;
}

static inline ZipWriter *
zip_writer_new (void)
{
  ZipWriter *self = g_new0 (ZipWriter, 1);

  self->bytes = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

static inline GByteArray *
zip_deflate (const void *data,
             gsize       size)
{
  g_autoptr(GConverter) deflater = G_CONVERTER (g_zlib_compressor_new (
                                                  G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  GByteArray *packed = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (size + 1024);
  gsize n_in = 0, n_read, n_written;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      result = g_converter_convert (deflater, (const guint8 *) data + n_in, size - n_in, buffer,
                                    size + 1024, G_CONVERTER_INPUT_AT_END, &n_read, &n_written,
                                    NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      g_byte_array_append (packed, buffer, (guint) n_written);
      n_in += n_read;
    }
  return packed;
}

/* claimed_size: what the archive says; attributes: of Unix, such as 0120777 for a link. */
static inline void
zip_writer_add_full (ZipWriter  *self,
                     const char *name,
                     const void *data,
                     gsize       size,
                     gboolean    is_packed,
                     gsize       claimed_size,
                     guint       attributes,
                     guint       flags)
{
  guint32 crc = zip_crc (data, size);
  guint offset = self->bytes->len;
  g_autoptr(GByteArray) packed = is_packed ? zip_deflate (data, size) : g_byte_array_new ();

  if (!is_packed)
    g_byte_array_append (packed, data, (guint) size);

  zip_put (self->bytes, 0x04034b50u, 4);
  zip_put (self->bytes, 20, 2);
  zip_put (self->bytes, flags, 2);
  zip_put (self->bytes, is_packed ? 8 : 0, 2);
  zip_put (self->bytes, 0, 4);
  zip_put (self->bytes, crc, 4);
  zip_put (self->bytes, packed->len, 4);
  zip_put (self->bytes, claimed_size, 4);
  zip_put (self->bytes, strlen (name), 2);
  zip_put (self->bytes, 0, 2);
  g_byte_array_append (self->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (self->bytes, packed->data, packed->len);

  zip_put (self->directory, 0x02014b50u, 4);
  zip_put (self->directory, 3 << 8 | 20, 2);
  zip_put (self->directory, 20, 2);
  zip_put (self->directory, flags, 2);
  zip_put (self->directory, is_packed ? 8 : 0, 2);
  zip_put (self->directory, 0, 4);
  zip_put (self->directory, crc, 4);
  zip_put (self->directory, packed->len, 4);
  zip_put (self->directory, claimed_size, 4);
  zip_put (self->directory, strlen (name), 2);
  zip_put (self->directory, 0, 8);
  zip_put (self->directory, (guint64) attributes << 16, 4);
  zip_put (self->directory, offset, 4);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->n_members++;
}

static inline void
zip_writer_add (ZipWriter  *self,
                const char *name,
                const void *data,
                gsize       size)
{
  zip_writer_add_full (self, name, data, size, TRUE, size, 0100644, 0);
}

static inline GBytes *
zip_writer_end (ZipWriter *self)
{
  guint offset = self->bytes->len;
  guint size = self->directory->len;
  GBytes *result;

  g_byte_array_append (self->bytes, self->directory->data, size);
  zip_put (self->bytes, 0x06054b50u, 4);
  zip_put (self->bytes, 0, 4);
  zip_put (self->bytes, self->n_members, 2);
  zip_put (self->bytes, self->n_members, 2);
  zip_put (self->bytes, size, 4);
  zip_put (self->bytes, offset, 4);
  zip_put (self->bytes, 0, 2);
  result = g_byte_array_free_to_bytes (self->bytes);
  g_byte_array_unref (self->directory);
  g_free (self);
  return result;
}
