/* lage-session.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-feed-set.h"
#include "lage-operation.h"
#include "lage-situation.h"
#include "lage-store.h"
#include "lage-thresholds.h"

G_BEGIN_DECLS

#define LAGE_TYPE_SESSION (lage_session_get_type ())

G_DECLARE_FINAL_TYPE (LageSession, lage_session, LAGE, SESSION, GObject)

void             lage_session_open_async     (const char           *directory,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
LageSession     *lage_session_open_finish    (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LageSession     *lage_session_open           (const char           *directory,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lage_session_close          (LageSession          *self);

LageOperation   *lage_session_get_operation  (LageSession          *self);
LageClock       *lage_session_get_clock      (LageSession          *self);
LageSituation   *lage_session_get_situation  (LageSession          *self);
LageStore       *lage_session_get_store      (LageSession          *self);
LageFeedSet     *lage_session_get_feeds      (LageSession          *self);
const LageThresholds *
                 lage_session_get_thresholds (LageSession          *self);

const char      *lage_session_get_author     (LageSession          *self);
void             lage_session_set_author     (LageSession          *self,
                                              const char           *author);
const char      *lage_session_get_store_problem (LageSession       *self);
const char      *lage_session_get_feeds_problem (LageSession       *self);
guint            lage_session_get_n_waiting  (LageSession          *self);
guint64          lage_session_get_n_committed (LageSession         *self);

void             lage_session_take_drafts    (LageSession          *self,
                                              const char           *source,
                                              GPtrArray            *drafts);
void             lage_session_edit_async     (LageSession          *self,
                                              GPtrArray            *drafts,
                                              const char           *label,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean         lage_session_edit_finish    (LageSession          *self,
                                              GAsyncResult         *result,
                                              GError              **error);

const char      *lage_session_get_undo_label (LageSession          *self);
const char      *lage_session_get_redo_label (LageSession          *self);
void             lage_session_undo_async     (LageSession          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void             lage_session_redo_async     (LageSession          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean         lage_session_turn_finish    (LageSession          *self,
                                              GAsyncResult         *result,
                                              char                **label,
                                              guint                *n_left,
                                              GError              **error);

G_END_DECLS
