/* lage-entity-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-entity.h"
#include "lage-thresholds.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_ENTITY_ROW (lage_entity_row_get_type ())

G_DECLARE_FINAL_TYPE (LageEntityRow, lage_entity_row, LAGE, ENTITY_ROW, GtkWidget)

GtkWidget  *lage_entity_row_new        (LageTicker           *ticker,
                                        const LageThresholds *thresholds) G_GNUC_WARN_UNUSED_RESULT;
void        lage_entity_row_set_entity (LageEntityRow        *self,
                                        LageEntity           *entity);
LageEntity *lage_entity_row_get_entity (LageEntityRow        *self);

G_END_DECLS
