/* lage-inspector.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-session.h"
#include "lage-ticker.h"

G_BEGIN_DECLS

#define LAGE_TYPE_INSPECTOR (lage_inspector_get_type ())

G_DECLARE_FINAL_TYPE (LageInspector, lage_inspector, LAGE, INSPECTOR, GtkWidget)

void        lage_inspector_set_session (LageInspector *self,
                                        LageSession   *session,
                                        LageTicker    *ticker);
LageEntity *lage_inspector_get_entity  (LageInspector *self);
void        lage_inspector_set_entity  (LageInspector *self,
                                        LageEntity    *entity);
void        lage_inspector_ask_section (LageInspector *self);

G_END_DECLS
