/* lage-sheet-gather.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-panel.h"
#include "lage-sheet.h"

G_BEGIN_DECLS

void       lage_sheet_gather_async  (LageMapPanel            *panel,
                                     const LageSheetOptions  *options,
                                     GCancellable            *cancellable,
                                     GAsyncReadyCallback      callback,
                                     gpointer                 user_data);
LageSheet *lage_sheet_gather_finish (LageMapPanel            *panel,
                                     GAsyncResult            *result,
                                     GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   lage_sheet_gather_bounds (LageMapPanel            *panel,
                                     double                  *west,
                                     double                  *south,
                                     double                  *east,
                                     double                  *north);

G_END_DECLS
