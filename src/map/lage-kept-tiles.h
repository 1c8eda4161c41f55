/* lage-kept-tiles.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-kept-area.h"

G_BEGIN_DECLS

/* Which tile of a set. */
typedef struct
{
  guint zoom;
  guint x;
  guint y;
} LageKeptPlace;

/* What is on disk of an area. */
typedef struct
{
  GArray *missing; /* of LageKeptPlace */
  guint n_kept;
  guint64 n_bytes;
} LageKeptScan;

void           lage_kept_scan_free            (LageKeptScan         *scan);

void           lage_kept_tiles_scan_async     (const char           *directory,
                                               const LageKeptPlan   *plan,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
LageKeptScan * lage_kept_tiles_scan_finish    (GAsyncResult         *result,
                                               GError              **error);
void           lage_kept_tiles_delete_async   (const char           *directory,
                                               const LageKeptPlan   *plan,
                                               GArray               *others,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       lage_kept_tiles_delete_finish  (GAsyncResult         *result,
                                               GError              **error);
void           lage_kept_tiles_measure_async  (const char           *directory,
                                               const char           *cache_directory,
                                               const LageSourceSpec *spec,
                                               guint                 scale,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gssize         lage_kept_tiles_measure_finish (GAsyncResult         *result,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageKeptScan, lage_kept_scan_free)

G_END_DECLS
