/* lage-section-popover.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SECTION_POPOVER (lage_section_popover_get_type ())

G_DECLARE_FINAL_TYPE (LageSectionPopover, lage_section_popover, LAGE, SECTION_POPOVER, GtkPopover)

GtkWidget *lage_section_popover_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_section_popover_set_session  (LageSectionPopover *self,
                                              LageSession        *session);
void       lage_section_popover_set_entities (LageSectionPopover *self,
                                              GPtrArray          *entities);

GPtrArray *lage_section_list                 (LageSituation      *situation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
