/* lage-mbtiles-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-tile-source.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MBTILES_SOURCE (lage_mbtiles_source_get_type ())

G_DECLARE_FINAL_TYPE (LageMbtilesSource, lage_mbtiles_source, LAGE, MBTILES_SOURCE, LageTileSource)

void                lage_mbtiles_source_new_async  (const char           *path,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
LageMbtilesSource * lage_mbtiles_source_new_finish (GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
