/* lage-feed-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-feed-set.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FEED_ROW (lage_feed_row_get_type ())

G_DECLARE_FINAL_TYPE (LageFeedRow, lage_feed_row, LAGE, FEED_ROW, AdwExpanderRow)

LageFeedRow *lage_feed_row_new      (LageFeedSet *feeds,
                                     LageFeed    *feed) G_GNUC_WARN_UNUSED_RESULT;
LageFeed    *lage_feed_row_get_feed (LageFeedRow *self);
void         lage_feed_row_update   (LageFeedRow *self,
                                     gint64       now_us);

G_END_DECLS
