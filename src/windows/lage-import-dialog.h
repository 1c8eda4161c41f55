/* lage-import-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_IMPORT_DIALOG (lage_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageImportDialog, lage_import_dialog, LAGE, IMPORT_DIALOG, AdwWindow)

LageImportDialog *lage_import_dialog_new       (LageSession      *session) G_GNUC_WARN_UNUSED_RESULT;
void              lage_import_dialog_set_place (LageImportDialog *self,
                                                const LagePoint  *place);
void              lage_import_dialog_open      (LageImportDialog *self,
                                                GFile            *file);
void              lage_import_dialog_choose    (LageImportDialog *self);

G_END_DECLS
