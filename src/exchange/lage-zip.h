/* lage-zip.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAGE_ZIP_MAX_MEMBERS 1000
#define LAGE_ZIP_MAX_BYTES (256 * 1024 * 1024)

/**
 * LageZipMember:
 * @name: its path in the archive, valid UTF-8, without ".." and not absolute
 * @size: what it unpacks to, as the archive says
 *
 * One file of an archive.
 */
typedef struct
{
  char  *name;
  gsize  size;
  /*< private >*/
  gsize  packed_size;
  gsize  offset;
  guint  method;
  guint32 crc;
} LageZipMember;

GPtrArray *lage_zip_list   (GBytes               *archive,
                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *lage_zip_unpack (GBytes               *archive,
                            const LageZipMember  *member,
                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
