/* lage-scribe.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-clock.h"
#include "lage-op.h"
#include "lage-situation.h"

G_BEGIN_DECLS

/**
 * LageScribe:
 *
 * Turns drafts into ops: gives them author, number and stamp. One per log that is written.
 */
typedef struct _LageScribe LageScribe;

LageScribe *lage_scribe_new              (const LageId   *actor,
                                          LageClock      *clock,
                                          LageSituation  *situation) G_GNUC_WARN_UNUSED_RESULT;
void        lage_scribe_free             (LageScribe     *self);
guint64     lage_scribe_begin            (LageScribe     *self);
void        lage_scribe_write            (LageScribe     *self,
                                          LageDraft      *draft,
                                          const char     *author,
                                          guint64         transaction,
                                          GPtrArray      *ops);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageScribe, lage_scribe_free)

G_END_DECLS
