/* lage-message-list.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-feed-set.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MESSAGE_LIST (lage_message_list_get_type ())

G_DECLARE_FINAL_TYPE (LageMessageList, lage_message_list, LAGE, MESSAGE_LIST, GtkWidget)

void  lage_message_list_set_feeds      (LageMessageList *self,
                                        LageFeedSet     *feeds,
                                        LageTicker      *ticker);
guint lage_message_list_get_n_messages (LageMessageList *self);

G_END_DECLS
