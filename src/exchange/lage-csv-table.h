/* lage-csv-table.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAGE_CSV_MAX_COLUMNS 500
#define LAGE_CSV_MAX_CELL_BYTES (64 * 1024)

/**
 * LageCsvTable:
 * @columns: (element-type utf8): the names in the header, each once
 * @rows: (element-type GStrv): one text for each column
 * @delimiter: what stood between the cells
 * @encoding: "UTF-8", "UTF-16" or "windows-1252"
 *
 * A text file of a table, decoded.
 */
typedef struct
{
  GPtrArray  *columns;
  GPtrArray  *rows;
  char        delimiter;
  const char *encoding;
} LageCsvTable;

LageCsvTable *lage_csv_table_new  (GBytes        *bytes,
                                   guint          max_rows,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          lage_csv_table_free (LageCsvTable  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageCsvTable, lage_csv_table_free)

G_END_DECLS
