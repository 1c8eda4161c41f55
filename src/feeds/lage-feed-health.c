/* lage-feed-health.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-health.h"

#include <string.h>

static void
problem_free (gpointer data)
{
  LageFeedProblem *problem = data;

  g_free (problem->text);
  g_free (problem);
}

LageFeedHealth *
lage_feed_health_new (void)
{
  LageFeedHealth *self = g_new0 (LageFeedHealth, 1);

  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

LageFeedHealth *
lage_feed_health_copy (const LageFeedHealth *self)
{
  LageFeedHealth *copy = g_new (LageFeedHealth, 1);

  *copy = *self;
  copy->last_error = g_strdup (self->last_error);
  copy->problems = g_ptr_array_new_with_free_func (problem_free);
  for (guint i = 0; i < self->problems->len; i++)
    {
      const LageFeedProblem *problem = g_ptr_array_index (self->problems, i);
      LageFeedProblem *problem_copy = g_new (LageFeedProblem, 1);

      *problem_copy = *problem;
      problem_copy->text = g_strdup (problem->text);
      g_ptr_array_add (copy->problems, problem_copy);
    }
  return copy;
}

void
lage_feed_health_free (LageFeedHealth *self)
{
  if (self == NULL)
    return;
  g_free (self->last_error);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
add_problem (LageFeedHealth *self,
             const char     *text,
             gint64          now_us)
{
  LageFeedProblem *last = NULL;

  if (self->problems->len > 0)
    last = g_ptr_array_index (self->problems, self->problems->len - 1);
  if (last == NULL || strcmp (last->text, text) != 0)
    {
      if (self->problems->len >= LAGE_FEED_HEALTH_MAX_PROBLEMS)
        g_ptr_array_remove_index (self->problems, 0);
      last = g_new0 (LageFeedProblem, 1);
      last->text = g_strdup (text);
      g_ptr_array_add (self->problems, last);
    }
  last->n_times++;
  last->time_us = now_us;

  if (g_strcmp0 (self->last_error, text) != 0)
    {
      g_free (self->last_error);
      self->last_error = g_strdup (text);
    }
  self->last_error_us = now_us;
}

void
lage_feed_health_start (LageFeedHealth *self)
{
  self->state = LAGE_FEED_STATE_STARTING;
  self->n_failures = 0;
  self->degraded_until_us = 0;
}

void
lage_feed_health_stop (LageFeedHealth *self)
{
  self->state = LAGE_FEED_STATE_DISABLED;
  self->next_attempt_us = 0;
  self->n_open = 0;
}

/**
 * lage_feed_health_connect:
 * @self: the health
 *
 * The source is reached or the port is open.
 */
void
lage_feed_health_connect (LageFeedHealth *self)
{
  if (self->state == LAGE_FEED_STATE_STARTING || self->state == LAGE_FEED_STATE_FAILING)
    self->state = LAGE_FEED_STATE_WAITING;
  self->next_attempt_us = 0;
}

/**
 * lage_feed_health_open:
 * @self: the health
 *
 * A channel has begun.
 */
void
lage_feed_health_open (LageFeedHealth *self)
{
  self->n_connections++;
  self->n_open++;
}

void
lage_feed_health_close (LageFeedHealth *self)
{
  if (self->n_open > 0)
    self->n_open--;
}

static void
settle (LageFeedHealth *self,
        gint64          monotonic_us)
{
  self->state = monotonic_us < self->degraded_until_us ? LAGE_FEED_STATE_DEGRADED
                                                       : LAGE_FEED_STATE_OK;
}

/**
 * lage_feed_health_take:
 * @self: the health
 * @decoded: what came of a piece of input
 * @place: (nullable): where the input came from, for the texts
 * @n_bytes: how large it was
 * @now_us: situation time
 * @monotonic_us: monotonic time
 *
 * Counts what a decoder found. A piece without a complete message changes no more than the number
 * of bytes.
 */
void
lage_feed_health_take (LageFeedHealth    *self,
                       const LageDecoded *decoded,
                       const char        *place,
                       gsize              n_bytes,
                       gint64             now_us,
                       gint64             monotonic_us)
{
  self->n_bytes += n_bytes;
  self->n_messages += decoded->n_messages;
  self->n_good += decoded->n_good;
  self->n_rejected += decoded->n_rejected;
  self->n_ignored += decoded->n_ignored;
  self->n_skipped_bytes += decoded->n_skipped_bytes;
  self->n_drafts += decoded->drafts->len;

  for (guint i = 0; i < decoded->problems->len; i++)
    {
      const char *text = g_ptr_array_index (decoded->problems, i);
      g_autofree char *placed = place != NULL ? g_strdup_printf ("%s: %s", place, text) : NULL;

      add_problem (self, placed != NULL ? placed : text, now_us);
    }

  if (decoded->n_good + decoded->n_ignored > 0)
    {
      self->last_good_us = MAX (self->last_good_us, now_us);
      self->n_failures = 0;
    }
  if (decoded->n_rejected > 0 || decoded->n_skipped_bytes > 0)
    self->degraded_until_us = monotonic_us + LAGE_FEED_HEALTH_DEGRADED_US;
  if (decoded->n_messages > 0 || decoded->n_skipped_bytes > 0)
    settle (self, monotonic_us);
}

/**
 * lage_feed_health_poll:
 * @self: the health
 * @is_clean: whether there was nothing to complain of
 * @now_us: situation time
 * @monotonic_us: monotonic time
 *
 * A poll has come to its end, whether or not there was anything new.
 */
void
lage_feed_health_poll (LageFeedHealth *self,
                       gboolean        is_clean,
                       gint64          now_us,
                       gint64          monotonic_us)
{
  self->n_failures = 0;
  self->degraded_until_us = is_clean ? 0 : monotonic_us + LAGE_FEED_HEALTH_DEGRADED_US;
  if (is_clean)
    self->last_good_us = MAX (self->last_good_us, now_us);
  settle (self, monotonic_us);
}

/**
 * lage_feed_health_degrade:
 * @self: the health
 * @text: what happened and where
 * @now_us: situation time
 * @monotonic_us: monotonic time
 *
 * Something went wrong, but the feed goes on.
 */
void
lage_feed_health_degrade (LageFeedHealth *self,
                          const char     *text,
                          gint64          now_us,
                          gint64          monotonic_us)
{
  add_problem (self, text, now_us);
  self->degraded_until_us = monotonic_us + LAGE_FEED_HEALTH_DEGRADED_US;
  if (self->state != LAGE_FEED_STATE_FAILING)
    self->state = LAGE_FEED_STATE_DEGRADED;
}

/**
 * lage_feed_health_fail:
 * @self: the health
 * @text: why and where
 * @now_us: situation time
 *
 * An attempt or the connection has failed.
 */
void
lage_feed_health_fail (LageFeedHealth *self,
                       const char     *text,
                       gint64          now_us)
{
  add_problem (self, text, now_us);
  self->n_failures++;
  self->state = LAGE_FEED_STATE_FAILING;
}

/**
 * lage_feed_state_get_token:
 * @state: a state
 *
 * Returns: its name for tables and files; windows have words of their own
 */
const char *
lage_feed_state_get_token (LageFeedState state)
{
  switch (state)
    {
    case LAGE_FEED_STATE_OK:
      return "ok";
    case LAGE_FEED_STATE_WAITING:
      return "waiting";
    case LAGE_FEED_STATE_STARTING:
      return "starting";
    case LAGE_FEED_STATE_DEGRADED:
      return "degraded";
    case LAGE_FEED_STATE_FAILING:
      return "failing";
    case LAGE_FEED_STATE_DISABLED:
    default:
      return "disabled";
    }
}
