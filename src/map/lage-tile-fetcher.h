/* lage-tile-fetcher.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * LageFetched:
 * @bytes: (nullable): the image; %NULL if the server has none there, or has nothing newer
 * @etag: (nullable): its entity tag
 * @expires_us: until when the server need not be asked again, wall clock
 * @is_unchanged: whether what one has is still right
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  gint64 expires_us;
  gboolean is_unchanged;
} LageFetched;

/**
 * LageFetcherOptions:
 * @max_parallel: how many requests may be on their way; 0 for 4
 * @retry_ms: how long to wait before the first retry; later ones wait longer; 0 for the default
 * @interval_ms: how long to wait at least between two requests; 0 for none
 */
typedef struct
{
  guint max_parallel;
  guint retry_ms;
  guint interval_ms;
} LageFetcherOptions;

#define LAGE_TYPE_TILE_FETCHER (lage_tile_fetcher_get_type ())

G_DECLARE_FINAL_TYPE (LageTileFetcher, lage_tile_fetcher, LAGE, TILE_FETCHER, GObject)

LageTileFetcher * lage_tile_fetcher_new              (SoupSession               *session,
                                                      const LageFetcherOptions  *options);
void              lage_tile_fetcher_fetch_async      (LageTileFetcher           *self,
                                                      const char                *url,
                                                      const char                *etag,
                                                      GCancellable              *cancellable,
                                                      GAsyncReadyCallback        callback,
                                                      gpointer                   user_data);
LageFetched *     lage_tile_fetcher_fetch_finish     (LageTileFetcher           *self,
                                                      GAsyncResult              *result,
                                                      GError                   **error);
gboolean          lage_tile_fetcher_get_is_reachable (LageTileFetcher           *self);
void              lage_fetched_free                  (LageFetched               *fetched);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageFetched, lage_fetched_free)

G_END_DECLS
