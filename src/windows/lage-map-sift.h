/* lage-map-sift.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-filter.h"
#include "lage-session.h"

G_BEGIN_DECLS

/**
 * LageMapSift:
 * @entities: (element-type LageEntity): what is to be drawn, in the order of kinds; not owned: good
 *   until the situation changes
 * @n_shown: of each kind, how many the filter lets be seen
 * @n_total: of each kind, how many would be on the map without a filter
 * @n_hidden: what is missing, over all kinds
 * @n_hidden_alarms: how many of those somebody must act on
 * @selected_is_outside: the selected entity is drawn although the filter does not let it pass
 *
 * What of the picture is on the map, and what of that a filter hides.
 */
typedef struct
{
  GPtrArray *entities;
  guint      n_shown[LAGE_N_KINDS];
  guint      n_total[LAGE_N_KINDS];
  guint      n_hidden;
  guint      n_hidden_alarms;
  gboolean   selected_is_outside;
} LageMapSift;

void     lage_map_sift_init  (LageMapSift *self);
void     lage_map_sift_clear (LageMapSift *self);
void     lage_map_sift_run   (LageMapSift *self,
                              LageSession *session,
                              LageFilter  *filter,
                              LageEntity  *selected,
                              gint64       now_us);

G_END_DECLS
