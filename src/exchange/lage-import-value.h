/* lage-import-value.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-schema.h"

G_BEGIN_DECLS

/**
 * LageImportAxis:
 * @LAGE_IMPORT_AXIS_NONE: no coordinate
 * @LAGE_IMPORT_AXIS_LATITUDE: degrees north
 * @LAGE_IMPORT_AXIS_LONGITUDE: degrees east
 * @LAGE_IMPORT_AXIS_EAST: metres east, such as a Rechtswert
 * @LAGE_IMPORT_AXIS_NORTH: metres north, such as a Hochwert
 * @LAGE_IMPORT_AXIS_WKT: a whole geometry as text
 */
typedef enum
{
  LAGE_IMPORT_AXIS_NONE,
  LAGE_IMPORT_AXIS_LATITUDE,
  LAGE_IMPORT_AXIS_LONGITUDE,
  LAGE_IMPORT_AXIS_EAST,
  LAGE_IMPORT_AXIS_NORTH,
  LAGE_IMPORT_AXIS_WKT,
} LageImportAxis;

gboolean       lage_import_can_map      (const LageFieldSpec *spec);
LageField      lage_import_find_field   (LageKind             kind,
                                         const char          *name);
LageField      lage_import_guess_field  (LageKind             kind,
                                         const char          *name);
LageKind       lage_import_guess_kind   (const char          *name);
LageKind       lage_import_guess_kind_of_column (const char     *name);
LageImportAxis lage_import_guess_axis   (const char          *name);
gboolean       lage_import_is_id_name   (const char          *name);
gboolean       lage_import_parse_number (const char          *text,
                                         double              *number);
gboolean       lage_import_parse_value  (const LageFieldSpec *spec,
                                         const char          *text,
                                         LageValue           *value);

G_END_DECLS
