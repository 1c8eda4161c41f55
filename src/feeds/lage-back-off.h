/* lage-back-off.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageBackOff:
 *
 * How long to wait after a failure: somewhere between the shortest wait and a limit that doubles
 * with each failure up to the longest, drawn anew each time, so that a hundred stations that lost
 * the same server don't all come back in the same second.
 */
typedef struct _LageBackOff LageBackOff;

LageBackOff *lage_back_off_new            (gint64       min_us,
                                           gint64       max_us,
                                           guint32      seed) G_GNUC_WARN_UNUSED_RESULT;
void         lage_back_off_free           (LageBackOff *self);
void         lage_back_off_reset          (LageBackOff *self);
gint64       lage_back_off_next_us        (LageBackOff *self);
gint64       lage_back_off_spread_us      (LageBackOff *self,
                                           gint64       interval_us);
guint        lage_back_off_get_n_failures (LageBackOff *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageBackOff, lage_back_off_free)

G_END_DECLS
