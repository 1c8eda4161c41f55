/* lage-filter-pill.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-filter.h"
#include "lage-map-sift.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FILTER_PILL (lage_filter_pill_get_type ())

G_DECLARE_FINAL_TYPE (LageFilterPill, lage_filter_pill, LAGE, FILTER_PILL, GtkWidget)

GtkWidget *lage_filter_pill_new    (LageFilter        *filter) G_GNUC_WARN_UNUSED_RESULT;
void       lage_filter_pill_update (LageFilterPill    *self,
                                    const LageMapSift *sift);

G_END_DECLS
