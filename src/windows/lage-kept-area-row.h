/* lage-kept-area-row.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-tile-keeper.h"

G_BEGIN_DECLS

#define LAGE_TYPE_KEPT_AREA_ROW (lage_kept_area_row_get_type ())

G_DECLARE_FINAL_TYPE (LageKeptAreaRow, lage_kept_area_row, LAGE, KEPT_AREA_ROW, AdwActionRow)

GtkWidget * lage_kept_area_row_new          (LageTileKeeper *keeper,
                                             LageKeptArea   *area);
char      * lage_kept_area_row_format_bytes (guint64         n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
