/* lage-tile-keeper.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "lage-kept-area.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TILE_KEEPER (lage_tile_keeper_get_type ())

G_DECLARE_FINAL_TYPE (LageTileKeeper, lage_tile_keeper, LAGE, TILE_KEEPER, GObject)

LageTileKeeper * lage_tile_keeper_new             (const char           *kept_directory,
                                                   const char           *cache_directory,
                                                   SoupSession          *session,
                                                   guint                 interval_ms);
GListModel     * lage_tile_keeper_get_model       (LageTileKeeper       *self);
gboolean         lage_tile_keeper_get_is_loaded   (LageTileKeeper       *self);
LageKeptArea   * lage_tile_keeper_add             (LageTileKeeper       *self,
                                                   const LageKeptPlan   *plan,
                                                   GError              **error);
void             lage_tile_keeper_pause           (LageTileKeeper       *self,
                                                   LageKeptArea         *area);
void             lage_tile_keeper_resume          (LageTileKeeper       *self,
                                                   LageKeptArea         *area);
void             lage_tile_keeper_delete_async    (LageTileKeeper       *self,
                                                   LageKeptArea         *area,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean         lage_tile_keeper_delete_finish   (GAsyncResult         *result,
                                                   GError              **error);
void             lage_tile_keeper_measure_async   (LageTileKeeper       *self,
                                                   const LageSourceSpec *spec,
                                                   guint                 scale,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gssize           lage_tile_keeper_measure_finish  (GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
