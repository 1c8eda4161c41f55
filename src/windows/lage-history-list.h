/* lage-history-list.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_HISTORY_LIST (lage_history_list_get_type ())

G_DECLARE_FINAL_TYPE (LageHistoryList, lage_history_list, LAGE, HISTORY_LIST, GtkWidget)

void lage_history_list_set_session (LageHistoryList *self,
                                    LageSession     *session);
void lage_history_list_set_entity  (LageHistoryList *self,
                                    LageEntity      *entity);

G_END_DECLS
