/* lage-hlc.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageHlc:
 *
 * A hybrid logical clock (Kulkarni et al., 2014): 48 bits of milliseconds since 1970 UTC, then 16
 * bits that count within the millisecond. A stamp is later than every stamp its author had seen,
 * whatever the wall clocks say.
 */
typedef guint64 LageHlc;

#define LAGE_HLC_COUNTER_BITS 16

LageHlc lage_hlc_next    (LageHlc last,
                          gint64  now_us);
LageHlc lage_hlc_receive (LageHlc last,
                          LageHlc remote);
gint64  lage_hlc_to_us   (LageHlc hlc);
LageHlc lage_hlc_from_us (gint64  time_us);

G_END_DECLS
