/* lage-session-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-identities.h"
#include "lage-scribe.h"
#include "lage-session.h"
#include "lage-undo-stack.h"

G_BEGIN_DECLS

struct _LageSession
{
  GObject parent_instance;

  LageOperation  *operation;
  LageClock      *clock;
  LageStore      *store;
  LageSituation  *situation;
  LageFeedSet    *feeds;
  LageThresholds *thresholds;
  LageScribe     *scribe;
  LageIdentities *identities;

  char           *author; /* a GRefString */
  char           *store_problem;
  char           *feeds_problem;
  GPtrArray      *queue;   /* what callers handed in and no batch holds yet */
  GPtrArray      *batch;   /* LageOp on their way to the disk, or NULL */
  GPtrArray      *edits;   /* those that the batch holds */
  GPtrArray      *kept_edits; /* LageStoreEdit, written with the batch */
  LageUndoStack  *undo;
  gboolean        is_writing; /* the batch is with the store */
  guint           retry_id;
  guint64         n_committed;
  guint64         n_at_checkpoint;
  gboolean        is_closed;
};

/* What came of turning an edit. */
typedef struct
{
  char  *label;
  guint  n_left;
} LageTurnResult;

/* lage-session-queue.c: from drafts to the picture. */
void lage_session_init_queue  (LageSession *self);
void lage_session_clear_queue (LageSession *self);
void lage_session_enqueue_reports (LageSession *self,
                                   GPtrArray   *drafts);
void lage_session_enqueue_edit    (LageSession *self,
                                   GPtrArray   *drafts,
                                   const char  *label,
                                   GTask       *task);
void lage_session_enqueue_turn    (LageSession *self,
                                   LageTurn     turn,
                                   GTask       *task);
void lage_session_write_rest      (LageSession *self);

G_END_DECLS
