/* lage-export-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

/**
 * LageExportScope:
 * @LAGE_EXPORT_PICTURE: everything
 * @LAGE_EXPORT_MAP: what the map shows: what the filter lets pass
 * @LAGE_EXPORT_SELECTION: what is selected
 */
typedef enum
{
  LAGE_EXPORT_PICTURE,
  LAGE_EXPORT_MAP,
  LAGE_EXPORT_SELECTION,
} LageExportScope;

#define LAGE_TYPE_EXPORT_DIALOG (lage_export_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageExportDialog, lage_export_dialog, LAGE, EXPORT_DIALOG, AdwWindow)

LageExportDialog *lage_export_dialog_new       (LageSession      *session,
                                                GHashTable       *on_map,
                                                GHashTable       *selected) G_GNUC_WARN_UNUSED_RESULT;
void              lage_export_dialog_set_scope (LageExportDialog *self,
                                                LageExportScope   scope);
void              lage_export_dialog_export_to (LageExportDialog *self,
                                                GFile            *file);

G_END_DECLS
