/* lage-kml-reader.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-gdal.h"

G_BEGIN_DECLS

GDALDatasetH lage_kml_read (GBytes      *bytes,
                            const char  *name,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
