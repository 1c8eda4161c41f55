/* lage-export.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-exchange-format.h"
#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LageExportOptions:
 * @format: one of the first LAGE_N_EXPORT_FORMATS
 * @kinds: a bit for each kind that is wanted (1 << kind); 0: all
 * @ids: (nullable) (element-type LageId): only these; NULL: all
 * @has_bom: CSV: begins with a byte order mark, by which spreadsheets know UTF-8
 * @has_decimal_comma: CSV: numbers as in German
 * @delimiter: CSV: what stands between cells
 */
typedef struct
{
  LageExchangeFormat format;
  guint              kinds;
  GHashTable        *ids;
  gboolean           has_bom;
  gboolean           has_decimal_comma;
  char               delimiter;
} LageExportOptions;

GBytes  *lage_export_to_bytes (LageSituation            *situation,
                               const LageExportOptions  *options,
                               gint64                    now_us,
                               GCancellable             *cancellable,
                               guint                    *n_entities,
                               GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean lage_export_to_file  (const char               *store_path,
                               gint64                    until_us,
                               gint64                    now_us,
                               const LageExportOptions  *options,
                               const char               *path,
                               GCancellable             *cancellable,
                               guint                    *n_entities,
                               GError                  **error);
void     lage_export_async    (const char               *store_path,
                               gint64                    now_us,
                               const LageExportOptions  *options,
                               const char               *path,
                               GCancellable             *cancellable,
                               GAsyncReadyCallback       callback,
                               gpointer                  user_data);
gboolean lage_export_finish   (GAsyncResult             *result,
                               guint                    *n_entities,
                               GError                  **error);

G_END_DECLS
