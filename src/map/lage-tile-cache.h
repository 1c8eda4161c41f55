/* lage-tile-cache.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LageTileCache LageTileCache;

LageTileCache * lage_tile_cache_new    (const char     *directory,
                                        guint64         max_bytes);
LageTileCache * lage_tile_cache_ref    (LageTileCache  *self);
void            lage_tile_cache_unref  (LageTileCache  *self);

GBytes        * lage_tile_cache_lookup (LageTileCache  *self,
                                        guint           zoom,
                                        guint           x,
                                        guint           y,
                                        char          **etag,
                                        gint64         *expires_us);
gboolean        lage_tile_cache_store  (LageTileCache  *self,
                                        guint           zoom,
                                        guint           x,
                                        guint           y,
                                        GBytes         *bytes,
                                        const char     *etag,
                                        gint64          expires_us,
                                        GError        **error);
guint64         lage_tile_cache_get_n_bytes (LageTileCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageTileCache, lage_tile_cache_unref)

G_END_DECLS
