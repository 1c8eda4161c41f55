/* lage-feed-health.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-decoder.h"

G_BEGIN_DECLS

/**
 * LageFeedState:
 * @LAGE_FEED_STATE_DISABLED: does not run
 * @LAGE_FEED_STATE_OK: what comes is understood
 * @LAGE_FEED_STATE_WAITING: connected or listening, but nothing has come yet
 * @LAGE_FEED_STATE_STARTING: the first attempt is under way
 * @LAGE_FEED_STATE_DEGRADED: it runs, but something was rejected or has fallen silent
 * @LAGE_FEED_STATE_FAILING: the last attempt failed
 *
 * From best to worst, but for DISABLED, which is neither.
 */
typedef enum
{
  LAGE_FEED_STATE_DISABLED,
  LAGE_FEED_STATE_OK,
  LAGE_FEED_STATE_WAITING,
  LAGE_FEED_STATE_STARTING,
  LAGE_FEED_STATE_DEGRADED,
  LAGE_FEED_STATE_FAILING,
} LageFeedState;

/**
 * LageFeedProblem:
 * @time_us: situation time, of the last time
 * @n_times: how often it came in a row
 * @text: what and where
 */
typedef struct
{
  gint64  time_us;
  guint   n_times;
  char   *text;
} LageFeedProblem;

#define LAGE_FEED_HEALTH_MAX_PROBLEMS 50

/* For how long a stream is called degraded after something of it was rejected. */
#define LAGE_FEED_HEALTH_DEGRADED_US G_TIME_SPAN_MINUTE

/**
 * LageFeedHealth:
 * @state: how it goes
 * @last_good_us: situation time when something good came, or the source last said that nothing
 *   has changed; 0: never
 * @last_error_us: situation time of @last_error
 * @last_error: (nullable): the last problem or failure, with its place; stays when all is well again
 * @next_attempt_us: monotonic time of the next planned attempt, 0: none is planned
 * @n_messages: @n_good + @n_rejected + @n_ignored
 * @n_good: messages understood
 * @n_rejected: messages damaged or contradictory
 * @n_ignored: messages of a type that is not handled
 * @n_bytes: bytes that arrived
 * @n_skipped_bytes: bytes that belonged to no message
 * @n_drafts: statements made of the messages
 * @n_connections: connections, senders or readings so far
 * @n_open: of these, how many stand
 * @n_failures: failed attempts in a row
 * @problems: (element-type LageFeedProblem): the last ones, oldest first
 *
 * The health of a feed: for reading; its feed writes it. Counters are never set back.
 */
typedef struct
{
  LageFeedState  state;
  gint64         last_good_us;
  gint64         last_error_us;
  char          *last_error;
  gint64         next_attempt_us;
  guint64        n_messages;
  guint64        n_good;
  guint64        n_rejected;
  guint64        n_ignored;
  guint64        n_bytes;
  guint64        n_skipped_bytes;
  guint64        n_drafts;
  guint64        n_connections;
  guint          n_open;
  guint          n_failures;
  GPtrArray     *problems;

  /*< private >*/
  gint64         degraded_until_us; /* monotonic */
} LageFeedHealth;

LageFeedHealth *lage_feed_health_new       (void) G_GNUC_WARN_UNUSED_RESULT;
LageFeedHealth *lage_feed_health_copy      (const LageFeedHealth  *self) G_GNUC_WARN_UNUSED_RESULT;
void            lage_feed_health_free      (LageFeedHealth        *self);
void            lage_feed_health_start     (LageFeedHealth        *self);
void            lage_feed_health_stop      (LageFeedHealth        *self);
void            lage_feed_health_connect   (LageFeedHealth        *self);
void            lage_feed_health_open      (LageFeedHealth        *self);
void            lage_feed_health_close     (LageFeedHealth        *self);
void            lage_feed_health_take      (LageFeedHealth        *self,
                                            const LageDecoded     *decoded,
                                            const char            *place,
                                            gsize                  n_bytes,
                                            gint64                 now_us,
                                            gint64                 monotonic_us);
void            lage_feed_health_poll      (LageFeedHealth        *self,
                                            gboolean               is_clean,
                                            gint64                 now_us,
                                            gint64                 monotonic_us);
void            lage_feed_health_degrade   (LageFeedHealth        *self,
                                            const char            *text,
                                            gint64                 now_us,
                                            gint64                 monotonic_us);
void            lage_feed_health_fail      (LageFeedHealth        *self,
                                            const char            *text,
                                            gint64                 now_us);
const char     *lage_feed_state_get_token  (LageFeedState          state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageFeedHealth, lage_feed_health_free)

G_END_DECLS
