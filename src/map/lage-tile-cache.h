/* lage-tile-cache.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LageTileCache LageTileCache;

/**
 * LageCachedTile:
 * @bytes: (nullable): the image as it came; %NULL if the server said that it has none there
 * @etag: (nullable): the entity tag, if the server gave one
 * @expires_us: until when the server need not be asked, wall clock
 * @fetched_us: when the server said so last, wall clock
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  gint64 expires_us;
  gint64 fetched_us;
} LageCachedTile;

/**
 * LageTileAddress:
 * @set: the folder of all tiles that look alike, see lage_source_spec_dup_key()
 * @zoom: of the tile
 * @x: of the tile
 * @y: of the tile
 */
typedef struct
{
  const char *set;
  guint zoom;
  guint x;
  guint y;
} LageTileAddress;

LageTileCache * lage_tile_cache_new           (const char             *directory,
                                               const char             *kept_directory,
                                               guint64                 max_bytes);
LageTileCache * lage_tile_cache_ref           (LageTileCache          *self);
void            lage_tile_cache_unref         (LageTileCache          *self);
void            lage_tile_cache_set_max_bytes (LageTileCache          *self,
                                               guint64                 max_bytes);

gboolean        lage_tile_cache_lookup        (LageTileCache          *self,
                                               const LageTileAddress  *address,
                                               LageCachedTile         *tile);
gboolean        lage_tile_cache_store         (LageTileCache          *self,
                                               const LageTileAddress  *address,
                                               const LageCachedTile   *tile,
                                               GError                **error);
guint64         lage_tile_cache_get_n_bytes   (LageTileCache          *self);

/* Tiles that are kept for the time without a network; in any thread. */
char *          lage_tile_cache_build_kept_path (const char             *kept_directory,
                                                 const LageTileAddress  *address);
gboolean        lage_tile_cache_keep            (const char             *kept_directory,
                                                 const LageTileAddress  *address,
                                                 const LageCachedTile   *tile,
                                                 GError                **error);

void            lage_cached_tile_clear        (LageCachedTile         *tile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageTileCache, lage_tile_cache_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LageCachedTile, lage_cached_tile_clear)

G_END_DECLS
