/* lage-gdal.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdal.h>
#include <glib.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

G_BEGIN_DECLS

#define LAGE_WGS84_EPSG 4326

/**
 * LageGdalScope:
 * @failure: (nullable): the first thing that GDAL called a failure
 *
 * While it lasts, what GDAL says on this thread is collected instead of printed.
 */
typedef struct
{
  char *failure;
} LageGdalScope;

void                 lage_gdal_ensure          (void);
LageGdalScope       *lage_gdal_scope_begin     (void) G_GNUC_WARN_UNUSED_RESULT;
void                 lage_gdal_scope_end       (LageGdalScope        *self);
void                 lage_gdal_scope_set_error (LageGdalScope        *self,
                                                int                   code,
                                                GError              **error);
char                *lage_gdal_dup_memory_name (const char           *suffix);
OGRSpatialReferenceH lage_gdal_new_crs         (int                   epsg,
                                                GError              **error);
void                 lage_gdal_crs_free        (OGRSpatialReferenceH  crs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageGdalScope, lage_gdal_scope_end)

G_END_DECLS
