/* lage-base-map-words.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-base-map.h"
#include "lage-capabilities.h"

G_BEGIN_DECLS

/* What people read of maps and their servers. */

char * lage_base_map_words_make_problem (const GError            *problem)
                                         G_GNUC_WARN_UNUSED_RESULT;
char * lage_base_map_words_make_status  (LageBaseMap             *map,
                                         gint64                   situation_us)
                                         G_GNUC_WARN_UNUSED_RESULT;
char * lage_base_map_words_make_time    (LageBaseMap             *map,
                                         gint64                   situation_us)
                                         G_GNUC_WARN_UNUSED_RESULT;
char * lage_base_map_words_make_reason  (const LageOfferedLayer  *layer)
                                         G_GNUC_WARN_UNUSED_RESULT;
char * lage_base_map_words_make_terms   (const LageCapabilities  *capabilities)
                                         G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
