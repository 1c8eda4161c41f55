/* lage-undo-stack.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-store.h"
#include "lage-undo.h"

G_BEGIN_DECLS

#define LAGE_UNDO_STACK_DEPTH 500

/**
 * LageTurn:
 * @LAGE_TURN_UNDO: take back the last edit that holds
 * @LAGE_TURN_REDO: make the last one anew that was taken back
 */
typedef enum
{
  LAGE_TURN_UNDO,
  LAGE_TURN_REDO,
} LageTurn;

/**
 * LageUndoStack:
 *
 * The edits of this station in a row, those that hold before those that have been taken back:
 *
 *     1 2 3 4 | 5 6          undo turns 4, redo turns 5
 *
 * To turn one leaves its opposite in its place. What has changed of the row is handed to the store
 * with the ops that it is about (LageStoreEdit), so the row is the same after a restart.
 */
typedef struct _LageUndoStack LageUndoStack;

LageUndoStack *lage_undo_stack_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void           lage_undo_stack_free         (LageUndoStack  *self);
void           lage_undo_stack_load         (LageUndoStack  *self,
                                             GPtrArray      *edits);
void           lage_undo_stack_push         (LageUndoStack  *self,
                                             LageUndo       *undo);
const LageUndo *lage_undo_stack_peek        (LageUndoStack  *self,
                                             LageTurn        turn);
void           lage_undo_stack_turn         (LageUndoStack  *self,
                                             LageTurn        turn,
                                             LageUndo       *opposite,
                                             GPtrArray      *ops);
void           lage_undo_stack_drop         (LageUndoStack  *self,
                                             LageTurn        turn);
GPtrArray     *lage_undo_stack_take_changes (LageUndoStack  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageUndoStack, lage_undo_stack_free)

G_END_DECLS
