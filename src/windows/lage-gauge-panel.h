/* lage-gauge-panel.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_GAUGE_PANEL (lage_gauge_panel_get_type ())

G_DECLARE_FINAL_TYPE (LageGaugePanel, lage_gauge_panel, LAGE, GAUGE_PANEL, GtkWidget)

void lage_gauge_panel_set_session (LageGaugePanel *self,
                                   LageSession    *session);
void lage_gauge_panel_set_gauge   (LageGaugePanel *self,
                                   LageEntity     *gauge);
void lage_gauge_panel_update      (LageGaugePanel *self,
                                   gint64          now_us);

G_END_DECLS
