/* lage-freshness.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"

G_BEGIN_DECLS

/**
 * LageFreshness:
 * @LAGE_FRESHNESS_TIMELESS: what does not age, such as a name
 * @LAGE_FRESHNESS_FRESH: within the time that the schema gives
 * @LAGE_FRESHNESS_AGEING: up to twice that time
 * @LAGE_FRESHNESS_STALE: up to five times, or the source itself calls it stale
 * @LAGE_FRESHNESS_SILENT: longer than that: do not rely on it
 */
typedef enum
{
  LAGE_FRESHNESS_TIMELESS,
  LAGE_FRESHNESS_FRESH,
  LAGE_FRESHNESS_AGEING,
  LAGE_FRESHNESS_STALE,
  LAGE_FRESHNESS_SILENT,
} LageFreshness;

LageFreshness lage_freshness_of_age    (gint64               age_us,
                                        guint                fresh_s);
LageFreshness lage_freshness_of_entity (LageEntity          *entity,
                                        gint64               now_us,
                                        gint64              *observed_at_us);

G_END_DECLS
