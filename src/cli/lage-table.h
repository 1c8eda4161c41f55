/* lage-table.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageTable:
 *
 * Text in columns, each as wide as its widest cell. Cells are counted as a terminal shows them:
 * wide characters take two places, combining ones none. Line breaks in cells become spaces.
 */
typedef struct _LageTable LageTable;

LageTable *lage_table_new       (guint        n_columns) G_GNUC_WARN_UNUSED_RESULT;
void       lage_table_free      (LageTable   *self);
void       lage_table_take      (LageTable   *self,
                                 char        *cell);
void       lage_table_add       (LageTable   *self,
                                 const char  *cell);
void       lage_table_set_right (LageTable   *self,
                                 guint        column);
char      *lage_table_to_text   (LageTable   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageTable, lage_table_free)

G_END_DECLS
