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
 * around it, lage-sheet-block.c title and legend, lage-sheet-list.c the lists. */

/* What is on a map page, for the legend. */
typedef struct
{
  LageMapItem item; /* the first of its look */
  guint       n_items;
} LageSheetEntry;

GArray *lage_sheet_collect_entries (const LageSheet    *self,
                                    guint               page);
double  lage_sheet_choose_grid_m   (double              scale,
                                    double              unit);
char   *lage_sheet_describe_grid   (const LageSheet    *self,
                                    guint               page);
char   *lage_sheet_format_length   (double              length_m);
char   *lage_sheet_describe_item   (const LageMapItem  *item);
void    lage_sheet_draw_map        (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_grid       (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_block      (const LageSheet    *self,
                                    guint               page,
                                    const LageSheetPen *pen);
guint   lage_sheet_get_n_lists     (const LageSheet    *self);
void    lage_sheet_draw_list       (const LageSheet    *self,
                                    guint               list,
                                    const LageSheetPen *pen);
void    lage_sheet_draw_symbol     (const LageMapItem  *item,
                                    gboolean            is_plain,
                                    cairo_t            *cr);

G_END_DECLS
