/* lage-hover-card.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_HOVER_CARD (lage_hover_card_get_type ())

G_DECLARE_FINAL_TYPE (LageHoverCard, lage_hover_card, LAGE, HOVER_CARD, GtkWidget)

GtkWidget *lage_hover_card_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_hover_card_fill (LageHoverCard *self,
                                 LageSession   *session,
                                 gint64         now_us,
                                 GPtrArray     *entities);

G_END_DECLS
