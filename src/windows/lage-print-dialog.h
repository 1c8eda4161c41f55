/* lage-print-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-map-panel.h"
#include "lage-sheet.h"

G_BEGIN_DECLS

#define LAGE_TYPE_PRINT_DIALOG (lage_print_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LagePrintDialog, lage_print_dialog, LAGE, PRINT_DIALOG, AdwWindow)

LagePrintDialog *lage_print_dialog_new        (LageMapPanel         *panel);
LageSheet       *lage_print_dialog_get_sheet  (LagePrintDialog      *self);
void             lage_print_dialog_save_async (LagePrintDialog      *self,
                                               GFile                *file,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

G_END_DECLS
