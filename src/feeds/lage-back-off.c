/* lage-back-off.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-back-off.h"

#define SPREAD 0.1

struct _LageBackOff
{
  gint64  min_us;
  gint64  max_us;
  guint   n_failures;
  GRand  *random;
};

/**
 * lage_back_off_new:
 * @min_us: shortest wait
 * @max_us: longest wait, at least @min_us
 * @seed: makes the waits repeatable
 */
LageBackOff *
lage_back_off_new (gint64  min_us,
                   gint64  max_us,
                   guint32 seed)
{
  LageBackOff *self = g_new0 (LageBackOff, 1);

  g_assert (min_us > 0 && max_us >= min_us);

  self->min_us = min_us;
  self->max_us = max_us;
  self->random = g_rand_new_with_seed (seed);
  return self;
}

void
lage_back_off_free (LageBackOff *self)
{
  if (self == NULL)
    return;
  g_rand_free (self->random);
  g_free (self);
}

/**
 * lage_back_off_reset:
 * @self: the back-off
 *
 * Something good arrived: the next failure counts as the first.
 */
void
lage_back_off_reset (LageBackOff *self)
{
  self->n_failures = 0;
}

/**
 * lage_back_off_next_us:
 * @self: the back-off
 *
 * Counts a failure.
 *
 * Returns: the time to wait until the next attempt
 */
gint64
lage_back_off_next_us (LageBackOff *self)
{
  gint64 limit_us = self->min_us;

  self->n_failures++;
  for (guint i = 0; i < self->n_failures && limit_us < self->max_us; i++)
    limit_us = limit_us > self->max_us / 2 ? self->max_us : limit_us * 2;

  return (gint64) g_rand_double_range (self->random, (double) self->min_us,
                                       (double) limit_us + 1.0);
}

/**
 * lage_back_off_spread_us:
 * @self: the back-off
 * @interval_us: the wanted interval
 *
 * Returns: an interval that is up to a tenth longer, so that stations don't poll in step
 */
gint64
lage_back_off_spread_us (LageBackOff *self,
                         gint64       interval_us)
{
  return (gint64) g_rand_double_range (self->random, (double) interval_us,
                                       (double) interval_us * (1.0 + SPREAD) + 1.0);
}

guint
lage_back_off_get_n_failures (LageBackOff *self)
{
  return self->n_failures;
}
