/* lage-search-popover.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-find-row.h"
#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SEARCH_POPOVER (lage_search_popover_get_type ())

G_DECLARE_FINAL_TYPE (LageSearchPopover, lage_search_popover, LAGE, SEARCH_POPOVER, GtkPopover)

void     lage_search_popover_set_session (LageSearchPopover *self,
                                          LageSession       *session,
                                          LageTicker        *ticker);
void     lage_search_popover_set_near    (LageSearchPopover *self,
                                          const LagePoint   *near);
gboolean lage_search_popover_is_busy     (LageSearchPopover *self);

G_END_DECLS
