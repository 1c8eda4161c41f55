/* lage-clock.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gint64 lage_clock_wall_us      (void);
gint64 lage_clock_monotonic_us (void);

#define LAGE_TYPE_CLOCK (lage_clock_get_type ())

G_DECLARE_FINAL_TYPE (LageClock, lage_clock, LAGE, CLOCK, GObject)

LageClock *lage_clock_new          (void) G_GNUC_WARN_UNUSED_RESULT;
LageClock *lage_clock_new_anchored (gint64     real_us,
                                    gint64     situation_us,
                                    double     rate) G_GNUC_WARN_UNUSED_RESULT;

gint64     lage_clock_now_us       (LageClock *self);
gint64     lage_clock_at_real_us   (LageClock *self,
                                    gint64     real_us);
gboolean   lage_clock_is_live      (LageClock *self);
double     lage_clock_get_rate     (LageClock *self);
void       lage_clock_anchor       (LageClock *self,
                                    gint64     real_us,
                                    gint64     situation_us,
                                    double     rate);

G_END_DECLS
