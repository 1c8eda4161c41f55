/* lage-sheet-output.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sheet.h"

G_BEGIN_DECLS

#define LAGE_SHEET_MIN_DPI 36.0
#define LAGE_SHEET_MAX_DPI 600.0

void             lage_sheet_save_pdf_async  (LageSheet            *sheet,
                                             GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
void             lage_sheet_save_png_async  (LageSheet            *sheet,
                                             guint                 page,
                                             double                dpi,
                                             GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean         lage_sheet_save_finish     (GAsyncResult         *result,
                                             GError              **error);

void             lage_sheet_render_async    (LageSheet            *sheet,
                                             guint                 page,
                                             double                dpi,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
cairo_surface_t *lage_sheet_render_finish   (GAsyncResult         *result,
                                             GError              **error);

void             lage_sheet_record_async    (LageSheet            *sheet,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray       *lage_sheet_record_finish   (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
