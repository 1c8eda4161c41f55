/* lage-map-gather.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-sift.h"
#include "lage-map-view.h"

G_BEGIN_DECLS

void    lage_map_gather_items (const LageMapSift *sift,
                               LageSession       *session,
                               LageFilter        *filter,
                               gint64             now_us,
                               GArray            *items);
GArray *lage_map_gather_areas (const LageMapSift *sift,
                               LageFilter        *filter,
                               gint64             now_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
