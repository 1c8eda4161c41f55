/* lage-hlc.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-hlc.h"

/**
 * lage_hlc_next:
 * @last: the newest stamp given or seen so far
 * @now_us: the clock's time
 *
 * The stamp for a new op: the clock's time where it has moved on, else one more than @last. A
 * counter that overflows carries into the milliseconds, so the order is never lost; at the end of
 * time the stamp stays there instead of beginning anew.
 */
LageHlc
lage_hlc_next (LageHlc last,
               gint64  now_us)
{
  return MAX (last == G_MAXUINT64 ? last : last + 1, lage_hlc_from_us (now_us));
}

LageHlc
lage_hlc_receive (LageHlc last,
                  LageHlc remote)
{
  return MAX (last, remote);
}

gint64
lage_hlc_to_us (LageHlc hlc)
{
  return (gint64) (hlc >> LAGE_HLC_COUNTER_BITS) * 1000;
}

LageHlc
lage_hlc_from_us (gint64 time_us)
{
  return (guint64) (MAX (time_us, 0) / 1000) << LAGE_HLC_COUNTER_BITS;
}
