/* lage-feed-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-feed.h"

G_BEGIN_DECLS

void            lage_feed_test_async    (LageFeed             *feed,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
LageFeedHealth *lage_feed_test_finish   (LageFeed             *feed,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char           *lage_feed_test_describe (const LageFeedHealth *health) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
