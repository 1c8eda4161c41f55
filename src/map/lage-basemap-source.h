/* lage-basemap-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-tile-source.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASEMAP_SOURCE (lage_basemap_source_get_type ())

G_DECLARE_FINAL_TYPE (LageBasemapSource, lage_basemap_source, LAGE, BASEMAP_SOURCE, LageTileSource)

LageTileSource *lage_basemap_source_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
