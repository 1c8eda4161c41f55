/* lage-export-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-export.h"
#include "lage-gdal.h"

G_BEGIN_DECLS

/**
 * LageExportColumn:
 * @name: what it is called
 * @type: of its values
 * @spec: (nullable): the field; NULL for what every entity has, in the order of LageExportHead
 */
typedef struct
{
  const char   *name;
  LageValueType type;
  const LageFieldSpec *spec;
} LageExportColumn;

typedef enum
{
  LAGE_EXPORT_ID,
  LAGE_EXPORT_KIND,
  LAGE_EXPORT_TITLE,
  LAGE_EXPORT_OBSERVED_AT,
  LAGE_EXPORT_AGE_S,
  LAGE_EXPORT_SOURCE,
  LAGE_N_EXPORT_HEADS,
} LageExportHead;

/**
 * LageExportTable:
 * @situation: the picture
 * @entities: (element-type LageEntity): what is written, by kind and title, not owned
 * @now_us: the moment for which ages are told
 *
 * What is to be written, whatever the format.
 */
typedef struct
{
  LageSituation           *situation;
  GPtrArray               *entities;
  const LageExportOptions *options;
  gint64                   now_us;
  GCancellable            *cancellable;
} LageExportTable;

GArray   *lage_export_list_columns (const LageExportTable   *table,
                                    guint                    first,
                                    guint                    end);
const char *
          lage_export_get_head_name (LageExportHead          head);
guint     lage_export_find_end_of_kind (const LageExportTable *table,
                                        guint                  first);
char     *lage_export_dup_text     (const LageExportTable   *table,
                                    LageEntity              *entity,
                                    const LageExportColumn  *column);
gboolean  lage_export_get_place    (LageEntity              *entity,
                                    LagePoint               *point,
                                    GBytes                 **geometry);
OGRGeometryH
          lage_export_new_geometry (LageEntity              *entity);
GBytes   *lage_export_write_layers (const LageExportTable   *table,
                                    GError                 **error);
GBytes   *lage_export_write_kml    (const LageExportTable   *table,
                                    GError                 **error);
GBytes   *lage_export_write_csv    (const LageExportTable   *table,
                                    GError                 **error);

G_END_DECLS
