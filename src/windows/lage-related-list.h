/* lage-related-list.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_RELATED_LIST (lage_related_list_get_type ())

G_DECLARE_FINAL_TYPE (LageRelatedList, lage_related_list, LAGE, RELATED_LIST, GtkWidget)

void lage_related_list_set_session (LageRelatedList *self,
                                    LageSession     *session,
                                    LageTicker      *ticker);
void lage_related_list_set_entity  (LageRelatedList *self,
                                    LageEntity      *entity);

G_END_DECLS
