/* lage-store.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-op.h"
#include "lage-situation.h"

G_BEGIN_DECLS

#define LAGE_TYPE_STORE (lage_store_get_type ())

G_DECLARE_FINAL_TYPE (LageStore, lage_store, LAGE, STORE, GObject)

/**
 * LageStoreMode:
 * @LAGE_STORE_READ_WRITE: opens, makes or migrates the log; only one at a time (flock)
 * @LAGE_STORE_READ_ONLY: reads the log that another program may be writing; nothing is changed
 */
typedef enum
{
  LAGE_STORE_READ_WRITE,
  LAGE_STORE_READ_ONLY,
} LageStoreMode;

/**
 * LageSample:
 * @observed_at_us: when it was so
 * @value: the reading, or the latitude in degrees
 * @longitude: degrees, for positions; else 0
 */
typedef struct
{
  gint64 observed_at_us;
  double value;
  double longitude;
} LageSample;

/**
 * LageStoreReport:
 * @n_ops: ops read
 * @n_actors: who wrote them
 * @problems: (element-type utf8): each thing that is wrong, naming its place; empty if clean
 */
typedef struct
{
  guint64    n_ops;
  guint      n_actors;
  GPtrArray *problems;
} LageStoreReport;

void lage_store_report_free (LageStoreReport *self);

/**
 * LageStoreEdit:
 * @id: its place in the row of this station's edits; larger is later
 * @is_undone: it waits to be made again, rather than to be taken back
 * @label: what it was, for people
 * @steps: (nullable): how to turn it, in the encoding of whoever turns it; NULL to forget it
 *
 * What this station needs to take back an edit of its own, or to make it again. It is no part of the
 * log proper: no op tells it, and nobody else gets it. But it is written in the transaction of the ops
 * that it is about, so both are there, or neither.
 */
typedef struct
{
  gint64    id;
  gboolean  is_undone;
  char     *label;
  GBytes   *steps;
} LageStoreEdit;

LageStoreEdit *lage_store_edit_new  (gint64         id,
                                     gboolean       is_undone,
                                     const char    *label,
                                     GBytes        *steps) G_GNUC_WARN_UNUSED_RESULT;
void           lage_store_edit_free (LageStoreEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageStoreEdit, lage_store_edit_free)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageStoreReport, lage_store_report_free)

/* Opening blocks: call it in a program without a window, or through the async pair. */
LageStore       *lage_store_open             (const char           *path,
                                              LageStoreMode         mode,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lage_store_open_async       (const char           *path,
                                              LageStoreMode         mode,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
LageStore       *lage_store_open_finish      (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lage_store_close            (LageStore            *self);

const LageId    *lage_store_get_space        (LageStore            *self);
const LageId    *lage_store_get_actor        (LageStore            *self);

/* Folds the newest checkpoint and the ops after it; until_us 0: all, else only what was recorded up
 * to then (from the start, since a checkpoint may be newer). */
void             lage_store_load_async       (LageStore            *self,
                                              gint64                until_us,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
LageSituation   *lage_store_load_finish      (LageStore            *self,
                                              GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LageSituation   *lage_store_load             (LageStore            *self,
                                              gint64                until_us,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* One transaction; all batches that wait are committed together. When it has finished without error
 * the ops are on disk, whatever happens next. */
void             lage_store_append_async     (LageStore            *self,
                                              GPtrArray            *ops,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean         lage_store_append_finish    (LageStore            *self,
                                              GAsyncResult         *result,
                                              GError              **error);
gboolean         lage_store_append           (LageStore            *self,
                                              GPtrArray            *ops,
                                              GError              **error);

/* The same, with what is kept of edits; finished with lage_store_append_finish (). */
void             lage_store_append_edits_async (LageStore            *self,
                                                GPtrArray            *ops,
                                                GPtrArray            *edits,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         lage_store_append_edits     (LageStore            *self,
                                              GPtrArray            *ops,
                                              GPtrArray            *edits,
                                              GError              **error);

/* What is kept of edits, the first one first; LageStoreEdit. */
void             lage_store_read_edits_async  (LageStore            *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray       *lage_store_read_edits_finish (LageStore            *self,
                                               GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *lage_store_read_edits        (LageStore            *self,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Readings or track of one entity, oldest first; LageSample. */
void             lage_store_read_series_async  (LageStore            *self,
                                                const LageId         *entity,
                                                LageField             field,
                                                gint64                from_us,
                                                gint64                until_us,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GArray          *lage_store_read_series_finish (LageStore            *self,
                                                GAsyncResult         *result,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* The ledger ops of one entity, newest first; LageOp. */
void             lage_store_read_history_async  (LageStore            *self,
                                                 const LageId         *entity,
                                                 guint                 limit,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GPtrArray       *lage_store_read_history_finish (LageStore            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void             lage_store_checkpoint_async  (LageStore            *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         lage_store_checkpoint_finish (LageStore            *self,
                                               GAsyncResult         *result,
                                               GError              **error);

LageStoreReport *lage_store_verify            (LageStore            *self,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
