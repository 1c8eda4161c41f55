/* lage-map-words.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"
#include "lage-geodesy.h"
#include "lage-thresholds.h"

G_BEGIN_DECLS

char *lage_map_words_count_kinds     (GPtrArray            *entities);
char *lage_map_words_count_attention (GPtrArray            *entities,
                                      const LageThresholds *thresholds,
                                      gint64                now_us);
char *lage_map_words_list_names      (GPtrArray            *entities,
                                      guint                 max);
char *lage_map_words_locate          (const LagePoint      *point,
                                      const LagePoint      *landmark,
                                      const char           *landmark_name);
char *lage_map_words_summarise       (const char           *selected,
                                      const char           *place,
                                      guint                 n_selected,
                                      guint                 n_in_sight);

G_END_DECLS
