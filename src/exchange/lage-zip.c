/* lage-zip.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-zip.h"

#include <gio/gio.h>
#include <string.h>

#include "lage-error.h"

/* Archives of strangers. Nothing is ever unpacked to disk and no name in them is used as a path;
 * the list is checked whole before a byte is inflated, and inflating stops at what the list
 * promised.
 *
 * Format: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (central directory),
 * 4.3.16 (its end). */

#define END_SIGNATURE 0x06054b50u
#define END_SIZE 22
#define ENTRY_SIGNATURE 0x02014b50u
#define ENTRY_SIZE 46
#define LOCAL_SIGNATURE 0x04034b50u
#define LOCAL_SIZE 30
#define MAX_COMMENT 0xffff

#define FLAG_ENCRYPTED 1
#define METHOD_STORED 0
#define METHOD_DEFLATED 8

/* Deflate shrinks to a thousandth at best; real data hardly to a hundredth. */
#define MAX_RATIO 200
#define RATIO_FREE_BYTES (1024 * 1024)

#define MADE_BY_UNIX 3
#define UNIX_TYPE_MASK 0170000u
#define UNIX_LINK 0120000u

static guint
read16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

static guint32
read32 (const guint8 *p)
{
  return read16 (p) | (guint32) read16 (p + 2) << 16;
}

static void
member_free (LageZipMember *member)
{
  g_free (member->name);
  g_free (member);
}

static const guint8 *
find_end (const guint8 *data,
          gsize         size)
{
  gsize least = size > END_SIZE + MAX_COMMENT ? size - END_SIZE - MAX_COMMENT : 0;

  for (gsize i = size >= END_SIZE ? size - END_SIZE + 1 : 0; i > least; i--)
    if (read32 (data + i - 1) == END_SIGNATURE)
      return data + i - 1;
  return NULL;
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  g_auto(GStrv) parts = g_strsplit_set (name, "/\\", -1);

  if (*name == '/' || *name == '\\' || strchr (name, ':') != NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "zip: absolute path “%s”", name);
      return FALSE;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      {
        g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "zip: path “%s” leads out of it",
                     name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_entry (const LageZipMember *member,
             const guint8        *entry,
             gsize                archive_size,
             GError             **error)
{
  guint32 attributes = read32 (entry + 38);

  if ((read16 (entry + 8) & FLAG_ENCRYPTED) != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "zip: “%s” is encrypted",
                   member->name);
      return FALSE;
    }
  if (entry[5] == MADE_BY_UNIX && (attributes >> 16 & UNIX_TYPE_MASK) == UNIX_LINK)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "zip: “%s” is a link", member->name);
      return FALSE;
    }
  if (member->method != METHOD_STORED && member->method != METHOD_DEFLATED)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "zip: “%s” is packed by method %u",
                   member->name, member->method);
      return FALSE;
    }
  if (member->offset > archive_size || member->packed_size > archive_size - member->offset
      || (member->method == METHOD_STORED && member->packed_size != member->size))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "zip: “%s” is not where it should be",
                   member->name);
      return FALSE;
    }
  if (member->size > RATIO_FREE_BYTES && member->size / MAX_RATIO > member->packed_size)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                   "zip: “%s” would grow from %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT " bytes",
                   member->name, member->packed_size, member->size);
      return FALSE;
    }
  return check_name (member->name, error);
}

/**
 * lage_zip_list:
 * @archive: a zip archive
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type LageZipMember) (nullable): its files; NULL if one of them is
 * suspicious: encrypted, a link, with a path that leads out, growing beyond reason, or all together
 * more than LAGE_ZIP_MAX_BYTES or LAGE_ZIP_MAX_MEMBERS
 */
GPtrArray *
lage_zip_list (GBytes  *archive,
               GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (archive, &size);
  const guint8 *end = find_end (data, size);
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  gsize position, total = 0;
  guint n_entries;

  if (end == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED,
                           "zip: no directory: not an archive, or cut off");
      return NULL;
    }
  n_entries = read16 (end + 10);
  position = read32 (end + 16);
  if (n_entries > LAGE_ZIP_MAX_MEMBERS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "zip: %u files, at most %d", n_entries,
                   LAGE_ZIP_MAX_MEMBERS);
      return NULL;
    }

  for (guint i = 0; i < n_entries; i++)
    {
      const guint8 *entry = data + MIN (position, size);
      LageZipMember *member;
      g_autofree char *raw = NULL;
      gsize length;

      if (position > size || size - position < ENTRY_SIZE || read32 (entry) != ENTRY_SIGNATURE
          || size - position - ENTRY_SIZE < read16 (entry + 28))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "zip: entry %u is damaged", i + 1);
          return NULL;
        }
      length = read16 (entry + 28);
      raw = g_strndup ((const char *) entry + ENTRY_SIZE, length);
      member = g_new0 (LageZipMember, 1);
      g_ptr_array_add (members, member);
      member->name = g_utf8_make_valid (raw, -1);
      member->method = read16 (entry + 10);
      member->crc = read32 (entry + 16);
      member->packed_size = read32 (entry + 20);
      member->size = read32 (entry + 24);
      member->offset = read32 (entry + 42);
      if (!check_entry (member, entry, size, error))
        return NULL;
      total += member->size;
      if (total > LAGE_ZIP_MAX_BYTES)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                       "zip: unpacks to more than %d MiB", LAGE_ZIP_MAX_BYTES / (1024 * 1024));
          return NULL;
        }
      position += ENTRY_SIZE + length + read16 (entry + 30) + read16 (entry + 32);
    }
  return g_steal_pointer (&members);
}

/* CRC-32 of ISO 3309, bit by bit in a table of 16: small, and fast enough beside inflating. */
static guint32
compute_crc (const guint8 *data,
             gsize         size)
{
  static const guint32 table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
  };
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      crc = crc >> 4 ^ table[crc & 15];
      crc = crc >> 4 ^ table[crc & 15];
    }
  return ~crc;
}

static gboolean
inflate_into (const guint8  *packed,
              gsize          packed_size,
              guint8        *data,
              gsize          size,
              GError       **error)
{
  g_autoptr(GConverter) inflater = G_CONVERTER (g_zlib_decompressor_new (
                                                  G_ZLIB_COMPRESSOR_FORMAT_RAW));
  gsize n_in = 0, n_out = 0;

  while (TRUE)
    {
      guint8 beyond;
      gboolean is_full = n_out == size;
      gsize n_read, n_written;
      GConverterResult result;

      /* One byte more than promised is enough to know that the promise was a lie. */
      result = g_converter_convert (inflater, packed + n_in, packed_size - n_in,
                                    is_full ? &beyond : data + n_out, is_full ? 1 : size - n_out,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      if (is_full && n_written > 0)
        {
          g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "larger than it says");
          return FALSE;
        }
      n_in += n_read;
      n_out += n_written;
      if (result == G_CONVERTER_FINISHED)
        break;
    }
  if (n_out == size)
    return TRUE;
  g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "smaller than it says");
  return FALSE;
}

/**
 * lage_zip_unpack:
 * @archive: the archive
 * @member: one of its files
 * @error: return location for a #GError naming the file
 *
 * Returns: (transfer full) (nullable): its content, checked against length and checksum
 */
GBytes *
lage_zip_unpack (GBytes               *archive,
                 const LageZipMember  *member,
                 GError              **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (archive, &size);
  const guint8 *local = data + member->offset;
  g_autofree guint8 *content = NULL;
  gsize start;

  if (size - member->offset < LOCAL_SIZE || read32 (local) != LOCAL_SIGNATURE)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "zip: “%s” is damaged", member->name);
      return NULL;
    }
  start = member->offset + LOCAL_SIZE + read16 (local + 26) + read16 (local + 28);
  if (start > size || size - start < member->packed_size)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "zip: “%s” is cut off", member->name);
      return NULL;
    }

  content = g_malloc (MAX (member->size, 1));
  if (member->method == METHOD_STORED)
    {
      if (member->size > 0)
        memcpy (content, data + start, member->size);
    }
  else if (!inflate_into (data + start, member->packed_size, content, member->size, error))
    {
      g_prefix_error (error, "zip: “%s”: ", member->name);
      return NULL;
    }
  if (compute_crc (content, member->size) != member->crc)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "zip: “%s”: the checksum is wrong",
                   member->name);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&content), member->size);
}
