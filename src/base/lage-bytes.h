/* lage-bytes.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-id.h"

G_BEGIN_DECLS

/**
 * LageReader:
 *
 * A cursor over bytes that somebody else owns. Every read is checked; after the first one beyond
 * the end, `failed` stays set and reads give zero, so a decoder may check once at the end.
 */
typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         position;
  gboolean      failed;
} LageReader;

void          lage_reader_init         (LageReader   *self,
                                        const void   *data,
                                        gsize         size);
guint8        lage_reader_read_byte    (LageReader   *self);
guint64       lage_reader_read_uint    (LageReader   *self);
gint64        lage_reader_read_int     (LageReader   *self);
guint64       lage_reader_read_fixed64 (LageReader   *self);
double        lage_reader_read_double  (LageReader   *self);
LageId        lage_reader_read_id      (LageReader   *self);
const guint8 *lage_reader_read_block   (LageReader   *self,
                                        gsize        *size);
gboolean      lage_reader_is_at_end    (LageReader   *self);

void          lage_write_byte          (GByteArray   *array,
                                        guint8        value);
void          lage_write_uint          (GByteArray   *array,
                                        guint64       value);
void          lage_write_int           (GByteArray   *array,
                                        gint64        value);
void          lage_write_fixed64       (GByteArray   *array,
                                        guint64       value);
void          lage_write_double        (GByteArray   *array,
                                        double        value);
void          lage_write_id            (GByteArray   *array,
                                        const LageId *id);
void          lage_write_block         (GByteArray   *array,
                                        const void   *data,
                                        gsize         size);

G_END_DECLS
