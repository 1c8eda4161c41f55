/* lage-cot-splitter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAGE_COT_MAX_EVENT_SIZE (1024 * 1024)

/**
 * LageCotPiece:
 * @LAGE_COT_EVENT: from `<event` to the end of `</event>`
 * @LAGE_COT_INCOMPLETE: an event after whose begin another one begins, or the input ends
 * @LAGE_COT_TOO_LONG: the first part of an event longer than LAGE_COT_MAX_EVENT_SIZE
 */
typedef enum
{
  LAGE_COT_EVENT,
  LAGE_COT_INCOMPLETE,
  LAGE_COT_TOO_LONG,
} LageCotPiece;

typedef void (*LageCotPieceFunc) (LageCotPiece  piece,
                                  const char   *text,
                                  gsize         length,
                                  gpointer      user_data);

typedef struct _LageCotSplitter LageCotSplitter;

LageCotSplitter *lage_cot_splitter_new                 (void);
void             lage_cot_splitter_free                (LageCotSplitter  *self);
void             lage_cot_splitter_push                (LageCotSplitter  *self,
                                                        const char       *data,
                                                        gsize             size,
                                                        LageCotPieceFunc  func,
                                                        gpointer          user_data);
void             lage_cot_splitter_end                 (LageCotSplitter  *self,
                                                        LageCotPieceFunc  func,
                                                        gpointer          user_data);
guint64          lage_cot_splitter_get_n_skipped_bytes (LageCotSplitter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageCotSplitter, lage_cot_splitter_free)

G_END_DECLS
