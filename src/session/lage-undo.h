/* lage-undo.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-op.h"
#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LageUndo:
 *
 * What one edit changed, and how it was before: enough to say the opposite. Undoing is an edit like
 * any other; nothing is erased. What somebody else has changed since is left alone.
 */
typedef struct _LageUndo LageUndo;

LageUndo   *lage_undo_new         (LageSituation *situation,
                                   GPtrArray     *drafts,
                                   const char    *label) G_GNUC_WARN_UNUSED_RESULT;
void        lage_undo_free        (LageUndo      *self);
void        lage_undo_complete    (LageUndo      *self,
                                   GPtrArray     *ops);
void        lage_undo_follow      (LageUndo       *self,
                                   const LageUndo *undone,
                                   GPtrArray      *ops);
const char *lage_undo_get_label   (LageUndo      *self);
GPtrArray  *lage_undo_make_drafts (LageUndo      *self,
                                   LageSituation *situation) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageUndo, lage_undo_free)

G_END_DECLS
