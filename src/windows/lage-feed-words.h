/* lage-feed-words.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-feed-config.h"
#include "lage-feed-health.h"

G_BEGIN_DECLS

/* What people read of feeds. */

const char *lage_feed_words_get_format     (const char           *format);
const char *lage_feed_words_get_hint       (const char           *format);
const char *lage_feed_words_get_example    (const char           *format);
const char *lage_feed_words_get_state      (LageFeedState         state);
const char *lage_feed_words_get_state_icon (LageFeedState         state);
char       *lage_feed_words_make_counts    (const LageFeedHealth *health) G_GNUC_WARN_UNUSED_RESULT;
char       *lage_feed_words_make_last_good (const LageFeedHealth *health,
                                            gint64                now_us) G_GNUC_WARN_UNUSED_RESULT;
char       *lage_feed_words_make_problem   (const char           *text,
                                            gint64                time_us,
                                            guint                 n_times,
                                            gint64                now_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
