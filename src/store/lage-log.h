/* lage-log.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "lage-store.h"

G_BEGIN_DECLS

#define LAGE_LOG_APPLICATION_ID 0x4c616765 /* "Lage" */

typedef enum
{
  LAGE_LOG_BEGIN,
  LAGE_LOG_BEGIN_READ,
  LAGE_LOG_COMMIT,
  LAGE_LOG_ROLLBACK,
  LAGE_LOG_INSERT_ACTOR,
  LAGE_LOG_FIND_ACTOR,
  LAGE_LOG_LIST_ACTORS,
  LAGE_LOG_FIND_HEAD,
  LAGE_LOG_INSERT_ENTITY,
  LAGE_LOG_FIND_ENTITY,
  LAGE_LOG_INSERT_SOURCE,
  LAGE_LOG_FIND_SOURCE,
  LAGE_LOG_INSERT_OP,
  LAGE_LOG_FIND_OP,
  LAGE_LOG_LIST_OPS,
  LAGE_LOG_LAST_SEQ,
  LAGE_LOG_INSERT_SAMPLE,
  LAGE_LOG_FIND_SAMPLE,
  LAGE_LOG_UPDATE_SAMPLE,
  LAGE_LOG_LIST_SAMPLES,
  LAGE_LOG_LIST_HISTORY,
  LAGE_LOG_WRITE_EDIT,
  LAGE_LOG_FORGET_EDIT,
  LAGE_LOG_LIST_EDITS,
  LAGE_LOG_LIST_CHECKPOINTS,
  LAGE_LOG_READ_CHECKPOINT,
  LAGE_LOG_INSERT_CHECKPOINT,
  LAGE_LOG_THIN_CHECKPOINTS,
  LAGE_LOG_N_STATEMENTS,
} LageLogStatement;

/**
 * LageLog:
 *
 * The SQLite file and what is kept in memory about it. It belongs to one thread at a time: to the
 * one that opens it, then to the store thread.
 */
typedef struct
{
  char          *path;
  LageStoreMode  mode;
  sqlite3       *db;
  int            lock_fd;
  LageId         space;
  LageId         actor;
  sqlite3_stmt  *statements[LAGE_LOG_N_STATEMENTS];
  GHashTable    *actors;   /* LageId to the actor's number and the head of its chain */
  GHashTable    *entities; /* LageId to number */
  GHashTable    *sources;  /* name to number */
  GByteArray    *record;   /* scratch: an op */
  GByteArray    *fields;   /* scratch: a row of samples */
  int            n_wal_pages;
} LageLog;

/* What all ops up to one of them amount to. */
typedef struct
{
  gint64      seq;
  GByteArray *body;
  guint8      digest[32]; /* SHA-256 of the body */
} LageLogCheckpoint;

/* lage-log-file.c */
LageLog         *lage_log_open             (const char        *path,
                                            LageStoreMode      mode,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
LageLog         *lage_log_open_beside      (const char        *path,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void             lage_log_close            (LageLog           *self);
sqlite3_stmt    *lage_log_prepare          (LageLog           *self,
                                            LageLogStatement   statement,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lage_log_run              (LageLog           *self,
                                            LageLogStatement   statement,
                                            GError           **error);
void             lage_log_set_error        (LageLog           *self,
                                            const char        *what,
                                            GError           **error);
void             lage_log_move_wal         (LageLog           *self,
                                            int                how);

/* lage-log.c */
gboolean         lage_log_begin            (LageLog           *self,
                                            GError           **error);
gboolean         lage_log_commit           (LageLog           *self,
                                            GError           **error);
void             lage_log_rollback         (LageLog           *self);
gboolean         lage_log_insert           (LageLog           *self,
                                            GPtrArray         *ops,
                                            GError           **error);
gboolean         lage_log_ensure_source    (LageLog           *self,
                                            const char        *name,
                                            gint64            *number,
                                            GError           **error);
gboolean         lage_log_find_entity      (LageLog           *self,
                                            const LageId      *id,
                                            gint64            *number,
                                            gboolean          *is_known,
                                            GError           **error);
GPtrArray       *lage_log_read_history     (LageLog           *self,
                                            const LageId      *entity,
                                            guint              limit,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* lage-log-samples.c */
gboolean         lage_log_insert_samples   (LageLog           *self,
                                            const LageOp      *op,
                                            gint64             entity,
                                            GError           **error);
GArray          *lage_log_read_series      (LageLog           *self,
                                            const LageId      *entity,
                                            LageField          field,
                                            gint64             from_us,
                                            gint64             until_us,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* lage-log-edits.c */
gboolean         lage_log_write_edits      (LageLog           *self,
                                            GPtrArray         *edits,
                                            GError           **error);
GPtrArray       *lage_log_read_edits       (LageLog           *self,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* lage-log-load.c */
LageSituation   *lage_log_load             (LageLog           *self,
                                            gint64             until_us,
                                            gboolean           use_checkpoint,
                                            gint64            *last_seq,
                                            GCancellable      *cancellable,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
LageLogCheckpoint *lage_log_fold_checkpoint (LageLog          *self,
                                            GCancellable      *cancellable,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lage_log_keep_checkpoint  (LageLog           *self,
                                            LageLogCheckpoint *checkpoint,
                                            GError           **error);
void             lage_log_checkpoint_free  (LageLogCheckpoint *self);
gboolean         lage_log_write_checkpoint (LageLog           *self,
                                            GCancellable      *cancellable,
                                            GError           **error);
gint64           lage_log_count_loose      (LageLog           *self);
GHashTable      *lage_log_list_actors      (LageLog           *self,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* lage-log-verify.c */
LageStoreReport *lage_log_verify           (LageLog           *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageLog, lage_log_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageLogCheckpoint, lage_log_checkpoint_free)

G_END_DECLS
