/* lage-ticker.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-ticker.h"

/**
 * LageTicker:
 *
 * Tells all views once a second to show ages anew, all at the same moment of the situation clock.
 */
struct _LageTicker
{
  GObject parent_instance;

  LageClock *clock;
  guint      source_id;
};

G_DEFINE_FINAL_TYPE (LageTicker, lage_ticker, G_TYPE_OBJECT)

enum
{
  SIGNAL_TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
tick_cb (gpointer user_data)
{
  LageTicker *self = user_data;

  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  return G_SOURCE_CONTINUE;
}

static void
lage_ticker_dispose (GObject *object)
{
  LageTicker *self = LAGE_TICKER (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lage_ticker_parent_class)->dispose (object);
}

static void
lage_ticker_class_init (LageTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_ticker_dispose;

  signals[SIGNAL_TICK] = g_signal_new ("tick", LAGE_TYPE_TICKER, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_ticker_init (LageTicker *self)
{
  self->source_id = g_timeout_add_seconds (1, tick_cb, self);
}

LageTicker *
lage_ticker_new (LageClock *clock)
{
  LageTicker *self = g_object_new (LAGE_TYPE_TICKER, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

/**
 * lage_ticker_tick:
 * @self: the ticker
 *
 * Shows everything anew at once: how it is written has changed.
 */
void
lage_ticker_tick (LageTicker *self)
{
  g_return_if_fail (LAGE_IS_TICKER (self));

  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

gint64
lage_ticker_get_now_us (LageTicker *self)
{
  g_return_val_if_fail (LAGE_IS_TICKER (self), 0);

  return lage_clock_now_us (self->clock);
}
