/* lage-feed.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-clock.h"
#include "lage-decoder.h"
#include "lage-feed-config.h"
#include "lage-feed-health.h"
#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FEED (lage_feed_get_type ())

G_DECLARE_FINAL_TYPE (LageFeed, lage_feed, LAGE, FEED, GObject)

/**
 * LageFeedSink:
 * @feed: who found them
 * @drafts: (transfer full) (element-type LageDraft): what was found, never empty; each has a source
 * @data: as given with the function
 *
 * Takes what a feed found. It may stop the feed.
 */
typedef void (*LageFeedSink) (LageFeed  *feed,
                              GPtrArray *drafts,
                              gpointer   data);

LageFeed             *lage_feed_new            (const LageFeedConfig       *config,
                                                const LageDecoderHost      *host,
                                                LageClock                  *clock) G_GNUC_WARN_UNUSED_RESULT;
LageFeed             *lage_feed_new_with_class (const LageDecoderClass     *klass,
                                                const LageFeedConfig       *config,
                                                const LageDecoderHost      *host,
                                                LageClock                  *clock) G_GNUC_WARN_UNUSED_RESULT;
LageFeed             *lage_feed_new_like       (LageFeed                   *self) G_GNUC_WARN_UNUSED_RESULT;
void                  lage_feed_set_sink       (LageFeed                   *self,
                                                LageFeedSink                sink,
                                                gpointer                    data);
void                  lage_feed_set_limits     (LageFeed                   *self,
                                                const LageTransportLimits  *limits);
void                  lage_feed_set_config     (LageFeed                   *self,
                                                const LageFeedConfig       *config);
const LageFeedConfig *lage_feed_get_config     (LageFeed                   *self);
const LageFeedHealth *lage_feed_get_health     (LageFeed                   *self);
guint16               lage_feed_get_port       (LageFeed                   *self);
gboolean              lage_feed_is_running     (LageFeed                   *self);
void                  lage_feed_start          (LageFeed                   *self);
void                  lage_feed_stop           (LageFeed                   *self);
void                  lage_feed_poll_now       (LageFeed                   *self);

G_END_DECLS
