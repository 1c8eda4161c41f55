/* lage-feed-set.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-feed.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FEED_SET (lage_feed_set_get_type ())

G_DECLARE_FINAL_TYPE (LageFeedSet, lage_feed_set, LAGE, FEED_SET, GObject)

/**
 * LageFeedSummary:
 * @n_feeds: all
 * @n_disabled: of these, do not run
 * @n_ok: are well; those that wait or start are not among them
 * @n_waiting: wait or start
 * @n_degraded: run with problems
 * @n_failing: fail
 * @worst: the worst state of those that run; DISABLED if none does
 */
typedef struct
{
  guint         n_feeds;
  guint         n_disabled;
  guint         n_ok;
  guint         n_waiting;
  guint         n_degraded;
  guint         n_failing;
  LageFeedState worst;
} LageFeedSummary;

LageFeedSet       *lage_feed_set_new          (const char             *path,
                                               const LageDecoderHost  *host,
                                               LageClock              *clock) G_GNUC_WARN_UNUSED_RESULT;
void               lage_feed_set_set_sink     (LageFeedSet            *self,
                                               LageFeedSink            sink,
                                               gpointer                data);
gboolean           lage_feed_set_load         (LageFeedSet            *self,
                                               const char             *default_path,
                                               GError                **error);
const char *const *lage_feed_set_get_problems (LageFeedSet            *self);
void               lage_feed_set_save_async   (LageFeedSet            *self,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean           lage_feed_set_save_finish  (LageFeedSet            *self,
                                               GAsyncResult           *result,
                                               GError                **error);
LageFeed          *lage_feed_set_find         (LageFeedSet            *self,
                                               const char             *id);
LageFeed          *lage_feed_set_add          (LageFeedSet            *self,
                                               const LageFeedConfig   *config,
                                               GError                **error);
gboolean           lage_feed_set_remove       (LageFeedSet            *self,
                                               const char             *id,
                                               GError                **error);
gboolean           lage_feed_set_replace      (LageFeedSet            *self,
                                               const LageFeedConfig   *config,
                                               GError                **error);
void               lage_feed_set_start        (LageFeedSet            *self);
void               lage_feed_set_stop         (LageFeedSet            *self);
void               lage_feed_set_get_summary  (LageFeedSet            *self,
                                               LageFeedSummary        *summary);

G_END_DECLS
