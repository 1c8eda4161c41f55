/* lage-import-preview.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-import-file.h"

G_BEGIN_DECLS

void lage_import_preview_fill (GtkColumnView  *view,
                               LageImportFile *file,
                               guint           layer);

G_END_DECLS
