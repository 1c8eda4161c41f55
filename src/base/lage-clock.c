/* lage-clock.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-clock.h"

#include <math.h>

/**
 * LageClock:
 *
 * The situation clock. Time is a parameter everywhere else: only this file asks the system.
 *
 * A live clock is the system's. An anchored clock runs at a rate from an anchor: at real time
 * `real_us` it was `situation_us` in the situation. Rate 0 stands still, 60 is one minute a second.
 * All times are microseconds since 1970-01-01 00:00 UTC.
 */
struct _LageClock
{
  GObject parent_instance;

  gboolean is_live;
  gint64   anchor_real_us;
  gint64   anchor_situation_us;
  double   rate;
};

G_DEFINE_FINAL_TYPE (LageClock, lage_clock, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
lage_clock_class_init (LageClockClass *klass)
{
  /**
   * LageClock::changed:
   *
   * The clock was set: times before and after are not comparable by difference.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_CLOCK, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_clock_init (LageClock *self)
{
  self->is_live = TRUE;
  self->rate = 1.0;
}

/**
 * lage_clock_wall_us:
 *
 * The system's time of day: for anchors, cache expiry and the evidence in logs. The situation's
 * time is lage_clock_now_us().
 */
gint64
lage_clock_wall_us (void)
{
  return g_get_real_time ();
}

/**
 * lage_clock_monotonic_us:
 *
 * The system's monotonic time, for intervals and back-off.
 */
gint64
lage_clock_monotonic_us (void)
{
  return g_get_monotonic_time ();
}

/**
 * lage_clock_new:
 *
 * Makes a live clock.
 */
LageClock *
lage_clock_new (void)
{
  return g_object_new (LAGE_TYPE_CLOCK, NULL);
}

/**
 * lage_clock_new_anchored:
 * @real_us: real time of the anchor
 * @situation_us: situation time at the anchor
 * @rate: situation seconds per real second, 0 or more
 */
LageClock *
lage_clock_new_anchored (gint64 real_us,
                         gint64 situation_us,
                         double rate)
{
  LageClock *self = lage_clock_new ();

  lage_clock_anchor (self, real_us, situation_us, rate);
  return self;
}

gint64
lage_clock_at_real_us (LageClock *self,
                       gint64     real_us)
{
  g_return_val_if_fail (LAGE_IS_CLOCK (self), 0);

  if (self->is_live)
    return real_us;
  return self->anchor_situation_us
         + (gint64) llround ((double) (real_us - self->anchor_real_us) * self->rate);
}

gint64
lage_clock_now_us (LageClock *self)
{
  return lage_clock_at_real_us (self, lage_clock_wall_us ());
}

gboolean
lage_clock_is_live (LageClock *self)
{
  g_return_val_if_fail (LAGE_IS_CLOCK (self), FALSE);

  return self->is_live;
}

double
lage_clock_get_rate (LageClock *self)
{
  g_return_val_if_fail (LAGE_IS_CLOCK (self), 1.0);

  return self->rate;
}

void
lage_clock_anchor (LageClock *self,
                   gint64     real_us,
                   gint64     situation_us,
                   double     rate)
{
  g_return_if_fail (LAGE_IS_CLOCK (self));
  g_return_if_fail (rate >= 0.0);

  self->is_live = FALSE;
  self->anchor_real_us = real_us;
  self->anchor_situation_us = situation_us;
  self->rate = rate;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
