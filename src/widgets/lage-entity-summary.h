/* lage-entity-summary.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"
#include "lage-thresholds.h"

G_BEGIN_DECLS

/**
 * LageAttention:
 * @LAGE_ATTENTION_NONE: nothing unusual
 * @LAGE_ATTENTION_NOTICE: worth a look
 * @LAGE_ATTENTION_ALARM: somebody must act
 */
typedef enum
{
  LAGE_ATTENTION_NONE,
  LAGE_ATTENTION_NOTICE,
  LAGE_ATTENTION_ALARM,
} LageAttention;

char          *lage_entity_summary_make_line     (LageEntity           *entity,
                                                  const LageThresholds *thresholds,
                                                  gint64                now_us);
LageAttention  lage_entity_summary_get_attention (LageEntity           *entity,
                                                  const LageThresholds *thresholds,
                                                  gint64                now_us);
gboolean       lage_entity_summary_is_over       (LageEntity           *entity,
                                                  gint64                now_us);
int            lage_entity_summary_compare_state (LageEntity           *a,
                                                  LageEntity           *b,
                                                  const LageThresholds *thresholds,
                                                  gint64                now_us);

G_END_DECLS
