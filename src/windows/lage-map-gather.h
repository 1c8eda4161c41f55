/* lage-map-gather.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-view.h"
#include "lage-session.h"

G_BEGIN_DECLS

void    lage_map_gather_items (LageSession *session,
                               gint64       now_us,
                               GArray      *items);
GArray *lage_map_gather_areas (LageSession *session,
                               gint64       now_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
