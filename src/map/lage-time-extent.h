/* lage-time-extent.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageTimeExtent:
 *
 * The instants that a map can show, as OGC servers write them: instants and intervals in ISO 8601,
 * joined by commas; an interval is "begin/end/period".
 */
typedef struct _LageTimeExtent LageTimeExtent;

LageTimeExtent * lage_time_extent_parse     (const char            *text,
                                             GError               **error);
void             lage_time_extent_free      (LageTimeExtent        *self);
char *           lage_time_extent_snap      (const LageTimeExtent  *self,
                                             gint64                 time_us,
                                             gint64                *snapped_us);
void             lage_time_extent_get_range (const LageTimeExtent  *self,
                                             gint64                *first_us,
                                             gint64                *last_us);
char *           lage_time_extent_step      (const LageTimeExtent  *self,
                                             gint64                 time_us,
                                             int                    direction,
                                             gint64                *stepped_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageTimeExtent, lage_time_extent_free)

G_END_DECLS
