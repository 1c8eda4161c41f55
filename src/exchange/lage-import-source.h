/* lage-import-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-exchange-format.h"
#include "lage-gdal.h"

G_BEGIN_DECLS

/**
 * LageImportPart:
 * @name: what people call it
 * @suffix: the suffix that GDAL expects
 * @bytes: its content
 *
 * A file that GDAL reads: the file itself, or one out of an archive.
 */
typedef struct
{
  char       *name;
  const char *suffix;
  GBytes     *bytes;
} LageImportPart;

/**
 * LageImportSource:
 * @layers: (element-type OGRLayerH): what there is to read
 * @names: (element-type utf8): what people call each layer
 *
 * A file opened by GDAL, for the thread that opened it.
 */
typedef struct
{
  GPtrArray *layers;
  GPtrArray *names;
  /*< private >*/
  GPtrArray *datasets;
  GPtrArray *memory_names;
} LageImportSource;

GPtrArray        *lage_import_parts_new   (LageExchangeFormat   format,
                                           const char          *name,
                                           GBytes              *bytes,
                                           guint               *n_links,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
LageImportSource *lage_import_source_open (LageExchangeFormat   format,
                                           GPtrArray           *parts,
                                           const char          *x_column,
                                           const char          *y_column,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void              lage_import_source_free (LageImportSource    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageImportSource, lage_import_source_free)

G_END_DECLS
