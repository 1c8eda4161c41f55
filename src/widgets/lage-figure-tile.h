/* lage-figure-tile.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-entity-summary.h"
#include "lage-freshness.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FIGURE_TILE (lage_figure_tile_get_type ())

G_DECLARE_FINAL_TYPE (LageFigureTile, lage_figure_tile, LAGE, FIGURE_TILE, GtkWidget)

void lage_figure_tile_set_title (LageFigureTile *self,
                                 const char     *title);
void lage_figure_tile_set       (LageFigureTile *self,
                                 const char     *value,
                                 const char     *line,
                                 LageAttention   attention);
void lage_figure_tile_set_age   (LageFigureTile *self,
                                 LageFreshness   freshness,
                                 gint64          age_us);

G_END_DECLS
