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
 * any other; nothing is erased. What somebody else has changed since is left alone. The opposite can
 * be taken back in its turn: that is how an edit is made again.
 */
typedef struct _LageUndo LageUndo;

LageUndo   *lage_undo_new         (LageSituation  *situation,
                                   GPtrArray      *drafts,
                                   const char     *label) G_GNUC_WARN_UNUSED_RESULT;
LageUndo   *lage_undo_read        (GBytes         *bytes,
                                   const char     *label,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void        lage_undo_free        (LageUndo       *self);
GBytes     *lage_undo_write       (const LageUndo *self) G_GNUC_WARN_UNUSED_RESULT;
void        lage_undo_complete    (LageUndo       *self,
                                   GPtrArray      *ops);
gboolean    lage_undo_follow      (LageUndo       *self,
                                   const LageUndo *undone,
                                   GPtrArray      *ops);
const char *lage_undo_get_label   (const LageUndo *self);
GPtrArray  *lage_undo_make_drafts (const LageUndo *self,
                                   LageSituation  *situation,
                                   guint          *n_left) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageUndo, lage_undo_free)

G_END_DECLS
