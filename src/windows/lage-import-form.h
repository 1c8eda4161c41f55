/* lage-import-form.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-import-mapping.h"

G_BEGIN_DECLS

#define LAGE_TYPE_IMPORT_FORM (lage_import_form_get_type ())

G_DECLARE_FINAL_TYPE (LageImportForm, lage_import_form, LAGE, IMPORT_FORM, GtkWidget)

void                     lage_import_form_set_file    (LageImportForm *self,
                                                       LageImportFile *file);
const LageImportMapping *lage_import_form_get_mapping (LageImportForm *self);
char                    *lage_import_form_dup_gap     (LageImportForm *self);
void                     lage_import_form_focus       (LageImportForm *self);

G_END_DECLS
