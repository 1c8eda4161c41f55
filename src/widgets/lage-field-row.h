/* lage-field-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-situation.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FIELD_ROW (lage_field_row_get_type ())

G_DECLARE_FINAL_TYPE (LageFieldRow, lage_field_row, LAGE, FIELD_ROW, GtkListBoxRow)

GtkWidget           *lage_field_row_new      (const LageFieldSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
const LageFieldSpec *lage_field_row_get_spec (LageFieldRow        *self);
void                 lage_field_row_update   (LageFieldRow        *self,
                                              LageSituation       *situation,
                                              LageEntity          *entity,
                                              gint64               now_us);

G_END_DECLS
