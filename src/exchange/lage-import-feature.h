/* lage-import-feature.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-gdal.h"
#include "lage-geodesy.h"

G_BEGIN_DECLS

/**
 * LageImportShape:
 * @LAGE_IMPORT_NOTHING: no geometry, or an empty one
 * @LAGE_IMPORT_POINT: one place
 * @LAGE_IMPORT_LINES: lines
 * @LAGE_IMPORT_AREAS: areas, also with lines
 * @LAGE_IMPORT_SEVERAL_POINTS: more than one place
 * @LAGE_IMPORT_MIXED: places together with lines or areas
 * @LAGE_IMPORT_OUTSIDE: corners that are not on earth
 * @LAGE_IMPORT_TOO_MANY: more than LAGE_GEOMETRY_MAX_POINTS corners
 * @LAGE_IMPORT_UNKNOWN: of a type that is not known here
 *
 * What the geometry of a feature turns out to be.
 */
typedef enum
{
  LAGE_IMPORT_NOTHING,
  LAGE_IMPORT_POINT,
  LAGE_IMPORT_LINES,
  LAGE_IMPORT_AREAS,
  LAGE_IMPORT_SEVERAL_POINTS,
  LAGE_IMPORT_MIXED,
  LAGE_IMPORT_OUTSIDE,
  LAGE_IMPORT_TOO_MANY,
  LAGE_IMPORT_UNKNOWN,
} LageImportShape;

LageImportShape lage_import_feature_read_geometry (OGRFeatureH                    feature,
                                                   OGRCoordinateTransformationH   transformation,
                                                   LagePoint                     *point,
                                                   GBytes                       **geometry);
LageImportShape lage_import_feature_get_shape     (OGRFeatureH                    feature,
                                                   guint                         *n_corners);
char           *lage_import_feature_dup_text      (OGRFeatureH                    feature,
                                                   int                            field);

G_END_DECLS
