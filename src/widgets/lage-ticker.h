/* lage-ticker.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-clock.h"

G_BEGIN_DECLS

#define LAGE_TYPE_TICKER (lage_ticker_get_type ())

G_DECLARE_FINAL_TYPE (LageTicker, lage_ticker, LAGE, TICKER, GObject)

LageTicker *lage_ticker_new        (LageClock  *clock) G_GNUC_WARN_UNUSED_RESULT;
void        lage_ticker_tick       (LageTicker *self);
gint64      lage_ticker_get_now_us (LageTicker *self);

G_END_DECLS
