/* lage-members-popover.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_MEMBERS_POPOVER (lage_members_popover_get_type ())

G_DECLARE_FINAL_TYPE (LageMembersPopover, lage_members_popover, LAGE, MEMBERS_POPOVER, GtkPopover)

GtkWidget *lage_members_popover_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_members_popover_fill (LageMembersPopover *self,
                                      LageSession        *session,
                                      LageTicker         *ticker,
                                      GPtrArray          *entities);

G_END_DECLS
