/* lage-basemap-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-basemap.h"
#include "lage-tile-source.h"

G_BEGIN_DECLS

#define LAGE_TYPE_BASEMAP_SOURCE (lage_basemap_source_get_type ())

G_DECLARE_FINAL_TYPE (LageBasemapSource, lage_basemap_source, LAGE, BASEMAP_SOURCE, LageTileSource)

LageBasemapSource * lage_basemap_source_new          (LageBasemap          *basemap);
void                lage_basemap_source_new_async    (GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
LageBasemapSource * lage_basemap_source_new_finish   (GAsyncResult         *result,
                                                      GError              **error);

LageBasemap       * lage_basemap_source_get_basemap  (LageBasemapSource    *self);
void                lage_basemap_source_add_labels   (double                west,
                                                      double                south,
                                                      double                east,
                                                      double                north,
                                                      guint                 zoom,
                                                      GArray               *labels,
                                                      gpointer              source);

G_END_DECLS
