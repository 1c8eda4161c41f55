/* lage-log-load.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <string.h>

#include "lage-error.h"

#define CHECK_CANCELLED_EVERY 1024

/**
 * lage_log_list_actors:
 * @self: the log
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): number (gint64) to LageId
 */
GHashTable *
lage_log_list_actors (LageLog  *self,
                      GError  **error)
{
  g_autoptr(GHashTable) actors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        g_free);
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_LIST_ACTORS, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      if (sqlite3_column_bytes (statement, 1) == sizeof (LageId))
        g_hash_table_insert (actors, g_memdup2 (&number, sizeof number),
                             g_memdup2 (sqlite3_column_blob (statement, 1), sizeof (LageId)));
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading the actors", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&actors) : NULL;
}

static LageSituation *
read_checkpoint (LageLog  *self,
                 gint64    seq)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_READ_CHECKPOINT, NULL);
  LageSituation *situation;
  guint8 digest[32];
  gsize length = sizeof digest;
  gboolean is_whole = FALSE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, seq);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      gsize size = (gsize) sqlite3_column_bytes (statement, 0);

      bytes = g_bytes_new (sqlite3_column_blob (statement, 0), size);
      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) size);
      g_checksum_get_digest (checksum, digest, &length);
      is_whole = sqlite3_column_bytes (statement, 1) == sizeof digest
                 && memcmp (sqlite3_column_blob (statement, 1), digest, sizeof digest) == 0;
    }
  sqlite3_reset (statement);
  if (!is_whole)
    {
      g_debug ("%s: checkpoint %" G_GINT64_FORMAT " is damaged", self->path, seq);
      return NULL;
    }
  situation = lage_situation_read (bytes, &error);
  if (situation == NULL)
    g_debug ("%s: checkpoint %" G_GINT64_FORMAT ": %s", self->path, seq, error->message);
  return situation;
}

/* The newest checkpoint that is good; the log itself is the truth, so none will do as well. */
static LageSituation *
read_newest_checkpoint (LageLog *self,
                        gint64  *seq)
{
  g_autoptr(GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_LIST_CHECKPOINTS, NULL);

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      g_array_append_val (seqs, number);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  for (guint i = 0; i < seqs->len; i++)
    {
      LageSituation *situation;

      *seq = g_array_index (seqs, gint64, i);
      situation = read_checkpoint (self, *seq);
      if (situation != NULL)
        return situation;
    }
  *seq = 0;
  return NULL;
}

static gboolean
fold_ops (LageLog        *self,
          LageSituation  *situation,
          gint64          until_us,
          gint64         *last_seq,
          GCancellable   *cancellable,
          GError        **error)
{
  g_autoptr(GHashTable) actors = lage_log_list_actors (self, error);
  sqlite3_stmt *statement;
  guint n_undecodable = 0;
  gint64 first_undecodable = 0;
  guint64 n_ops = 0;
  int code;

  if (actors == NULL)
    return FALSE;
  statement = lage_log_prepare (self, LAGE_LOG_LIST_OPS, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *last_seq);
  /* The counter of the last millisecond is part of that millisecond. */
  sqlite3_bind_int64 (statement, 2,
                      until_us != 0 ? (gint64) (lage_hlc_from_us (until_us)
                                                | ((1 << LAGE_HLC_COUNTER_BITS) - 1))
                                    : G_MAXINT64);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 1);
      const LageId *actor = g_hash_table_lookup (actors, &number);
      g_autoptr(LageOp) op = NULL;

      *last_seq = sqlite3_column_int64 (statement, 0);
      if (actor != NULL)
        op = lage_op_decode (actor, sqlite3_column_blob (statement, 2),
                             (gsize) sqlite3_column_bytes (statement, 2), NULL);
      if (op != NULL)
        lage_situation_apply_op (situation, op);
      else if (n_undecodable++ == 0)
        first_undecodable = *last_seq;

      if (++n_ops % CHECK_CANCELLED_EVERY == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading the ops", error);
  sqlite3_reset (statement);
  if (n_undecodable > 0)
    g_message ("%s: %u ops could not be read, the first is number %" G_GINT64_FORMAT, self->path,
               n_undecodable, first_undecodable);
  return code == SQLITE_DONE;
}

/**
 * lage_log_load:
 * @self: the log
 * @until_us: 0, or the last moment of recording to be folded
 * @use_checkpoint: whether a checkpoint may stand in for the ops before it
 * @last_seq: (out) (optional): the number of the last op that was folded
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a situation that nobody else knows
 */
LageSituation *
lage_log_load (LageLog       *self,
               gint64         until_us,
               gboolean       use_checkpoint,
               gint64        *last_seq,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(LageSituation) situation = NULL;
  gint64 seq = 0;
  gboolean ok;

  /* One transaction, so that checkpoint and ops belong together while another program writes. */
  if (!lage_log_run (self, LAGE_LOG_BEGIN_READ, error))
    return NULL;
  if (use_checkpoint && until_us == 0)
    situation = read_newest_checkpoint (self, &seq);
  if (situation == NULL)
    situation = lage_situation_new ();
  ok = fold_ops (self, situation, until_us, &seq, cancellable, error);
  if (!lage_log_run (self, LAGE_LOG_COMMIT, ok ? error : NULL))
    {
      lage_log_rollback (self);
      ok = FALSE;
    }
  if (!ok)
    return NULL;
  lage_situation_flush (situation);
  if (last_seq != NULL)
    *last_seq = seq;
  return g_steal_pointer (&situation);
}

/**
 * lage_log_count_loose:
 * @self: the log
 *
 * Returns: how many ops have come since the newest checkpoint
 */
gint64
lage_log_count_loose (LageLog *self)
{
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_LAST_SEQ, NULL);
  gint64 n_ops = 0;

  if (statement == NULL)
    return 0;
  if (sqlite3_step (statement) == SQLITE_ROW)
    n_ops = sqlite3_column_int64 (statement, 0) - sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return n_ops;
}

static gboolean
insert_checkpoint (LageLog           *self,
                   LageLogCheckpoint *checkpoint,
                   GError           **error)
{
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_INSERT_CHECKPOINT, error);
  GByteArray *body = checkpoint->body;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, checkpoint->seq);
  sqlite3_bind_blob64 (statement, 2, body->data, body->len, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 3, checkpoint->digest, sizeof checkpoint->digest, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "writing a checkpoint", error);
  sqlite3_reset (statement);
  /* The body goes away with the caller. */
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE;
}

void
lage_log_checkpoint_free (LageLogCheckpoint *self)
{
  g_byte_array_unref (self->body);
  g_free (self);
}

/**
 * lage_log_fold_checkpoint:
 * @self: the log
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Only reads, so it can run on a log of its own beside the one that writes.
 *
 * Returns: (transfer full) (nullable): what the ops up to now amount to
 */
LageLogCheckpoint *
lage_log_fold_checkpoint (LageLog       *self,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(LageSituation) situation = NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  LageLogCheckpoint *checkpoint;
  gsize length = sizeof checkpoint->digest;
  gint64 seq = 0;

  situation = lage_log_load (self, 0, TRUE, &seq, cancellable, error);
  if (situation == NULL)
    return NULL;
  checkpoint = g_new0 (LageLogCheckpoint, 1);
  checkpoint->seq = seq;
  checkpoint->body = g_byte_array_new ();
  lage_situation_write (situation, checkpoint->body);
  g_checksum_update (checksum, checkpoint->body->data, (gssize) checkpoint->body->len);
  g_checksum_get_digest (checksum, checkpoint->digest, &length);
  return checkpoint;
}

/* Keeps it and the one before. */
gboolean
lage_log_keep_checkpoint (LageLog            *self,
                          LageLogCheckpoint  *checkpoint,
                          GError            **error)
{
  if (!lage_log_begin (self, error))
    return FALSE;
  if (insert_checkpoint (self, checkpoint, error)
      && lage_log_run (self, LAGE_LOG_THIN_CHECKPOINTS, error)
      && lage_log_commit (self, error))
    return TRUE;
  lage_log_rollback (self);
  return FALSE;
}

/**
 * lage_log_write_checkpoint:
 * @self: the log
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Folds and keeps it at once.
 */
gboolean
lage_log_write_checkpoint (LageLog       *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(LageLogCheckpoint) checkpoint = lage_log_fold_checkpoint (self, cancellable, error);

  return checkpoint != NULL && lage_log_keep_checkpoint (self, checkpoint, error);
}
