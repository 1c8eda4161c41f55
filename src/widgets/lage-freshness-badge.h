/* lage-freshness-badge.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-freshness.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FRESHNESS_BADGE (lage_freshness_badge_get_type ())

G_DECLARE_FINAL_TYPE (LageFreshnessBadge, lage_freshness_badge, LAGE, FRESHNESS_BADGE, GtkWidget)

GtkWidget *lage_freshness_badge_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_freshness_badge_set (LageFreshnessBadge *self,
                                     LageFreshness       freshness,
                                     gint64              age_us);

G_END_DECLS
