/* lage-import-mapping.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-draft.h"
#include "lage-import-file.h"

G_BEGIN_DECLS

/**
 * LageImportMapping:
 * @layer: which layer of the file
 * @kind: what its features become
 * @epsg: number of the coordinate system; 0: as the file says
 * @x_column: (nullable): of CSV: where longitude, east, or a whole geometry is
 * @y_column: (nullable): of CSV: where latitude or north is
 * @id_field: (nullable): the field by which a feature is known again; NULL: its place in the file
 * @name: under which the import is known again, and its source
 * @targets: (array) for each field of the layer the LageField that it becomes, or LAGE_FIELD_NONE
 * @n_targets: number of fields
 * @keeps_rest: whether what becomes no field is told in the description
 * @constants: (element-type LageChange): what all features get that do not say it themselves
 *
 * How a layer becomes entities.
 */
typedef struct
{
  guint      layer;
  LageKind   kind;
  int        epsg;
  char      *x_column;
  char      *y_column;
  char      *id_field;
  char      *name;
  LageField *targets;
  guint      n_targets;
  gboolean   keeps_rest;
  GArray    *constants;
} LageImportMapping;

const LageKind    *lage_import_get_kinds          (guint                   *n_kinds);

LageImportMapping *lage_import_mapping_new        (LageImportFile          *file,
                                                   guint                    layer) G_GNUC_WARN_UNUSED_RESULT;
LageImportMapping *lage_import_mapping_copy       (const LageImportMapping *self) G_GNUC_WARN_UNUSED_RESULT;
void               lage_import_mapping_free       (LageImportMapping       *self);
void               lage_import_mapping_set_kind   (LageImportMapping       *self,
                                                   LageImportFile          *file,
                                                   LageKind                 kind);
void               lage_import_mapping_set_target (LageImportMapping       *self,
                                                   guint                    field,
                                                   LageField                target);
void               lage_import_mapping_take_constant (LageImportMapping    *self,
                                                      LageField             field,
                                                      LageValue             value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageImportMapping, lage_import_mapping_free)

G_END_DECLS
