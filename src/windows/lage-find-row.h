/* lage-find-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-find.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

/**
 * LageFindAction:
 * @LAGE_FIND_GO: the map goes there, and selects it or marks the place
 * @LAGE_FIND_MARK: the place is marked on the map, which stays where it is
 * @LAGE_FIND_INCIDENT: a new incident is opened there
 *
 * What to do with what was found.
 */
typedef enum
{
  LAGE_FIND_GO,
  LAGE_FIND_MARK,
  LAGE_FIND_INCIDENT,
} LageFindAction;

#define LAGE_TYPE_FIND_ROW (lage_find_row_get_type ())

G_DECLARE_FINAL_TYPE (LageFindRow, lage_find_row, LAGE, FIND_ROW, GtkListBoxRow)

GtkWidget      *lage_find_row_new        (LageFindResult       *result,
                                          LageTicker           *ticker,
                                          const LageThresholds *thresholds);
LageFindResult *lage_find_row_get_result (LageFindRow          *self);

G_END_DECLS
