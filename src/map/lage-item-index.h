/* lage-item-index.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The finest cells are 2^-32 of the world, about a centimetre. */
#define LAGE_ITEM_INDEX_MAX_LEVEL 32

/* How many classes are counted for each cell. */
#define LAGE_ITEM_INDEX_N_CLASSES 16

/**
 * LageItemIndexFunc:
 * @start: the first entry of the cell
 * @end: one past the last
 * @user_data: what was given
 *
 * Called for each cell that holds something.
 */
typedef void (*LageItemIndexFunc) (guint    start,
                                   guint    end,
                                   gpointer user_data);

typedef struct _LageItemIndex LageItemIndex;

LageItemIndex * lage_item_index_new           (void);
void            lage_item_index_free          (LageItemIndex       *self);

void            lage_item_index_build         (LageItemIndex       *self,
                                               const double        *world_x,
                                               const double        *world_y,
                                               const guint16       *classes,
                                               const guint         *ids,
                                               guint                n_ids);

guint           lage_item_index_get_n_entries (const LageItemIndex *self);
guint           lage_item_index_get_id        (const LageItemIndex *self,
                                               guint                entry);
void            lage_item_index_get_mean      (const LageItemIndex *self,
                                               guint                start,
                                               guint                end,
                                               double              *world_x,
                                               double              *world_y);
void            lage_item_index_count         (const LageItemIndex *self,
                                               guint                start,
                                               guint                end,
                                               guint               *counts);
void            lage_item_index_visit         (const LageItemIndex *self,
                                               double               x0,
                                               double               y0,
                                               double               x1,
                                               double               y1,
                                               guint                level,
                                               LageItemIndexFunc    func,
                                               gpointer             user_data);
guint           lage_item_index_choose_level  (double               world_px,
                                               double               cell_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageItemIndex, lage_item_index_free)

G_END_DECLS
