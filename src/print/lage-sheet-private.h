/* lage-sheet-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sheet-pen.h"
#include "lage-sheet.h"

G_BEGIN_DECLS

/* The parts of a page: lage-sheet-map.c draws the map, lage-sheet-grid.c the grid on and the numbers
 * around it, lage-sheet-block.c title and scale, lage-sheet-legend.c what the signs mean,
 * lage-sheet-list.c the lists. */

double  lage_sheet_choose_grid_m   (double              scale,
                                    double              unit);
char   *lage_sheet_describe_grid   (const LageSheet    *self,
                                    guint               page);
char   *lage_sheet_format_length   (double              length_m);
void    lage_sheet_draw_map        (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_grid       (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_block      (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_legend     (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen,
                                    const LageSheetBox *box);
guint   lage_sheet_get_n_lists     (const LageSheet    *self);
void    lage_sheet_draw_list       (const LageSheet    *self,
                                    guint               list,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_symbol     (const LageMapItem  *item,
                                    gboolean            is_plain,
                                    cairo_t            *cr);

G_END_DECLS
