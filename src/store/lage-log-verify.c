/* lage-log-verify.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <string.h>

#include "lage-error.h"

/* Verification reads the log once in the order actor, lane, sequence, which is the order in which
 * chains and numbers can be checked, and then compares the things that are derived from the ops
 * (samples, checkpoints) with the ops. It stops listing problems at a limit, not looking for them:
 * a log of which half is gone should not bury the reader. */

#define MAX_PROBLEMS 100

typedef struct
{
  LageLog         *log;
  LageStoreReport *report;
  guint            n_problems;

  /* where the reading stands */
  gboolean         has_actor;
  gint64           actor_number;
  LageId           actor;
  int              lane;
  gint64           sequence;
  LageHlc          hlc;
  guint8           hash[32];
  guint64          n_rows; /* of samples, if no op added to the row of another */
} Check;

static void G_GNUC_PRINTF (2, 3)
report (Check      *self,
        const char *format,
        ...)
{
  va_list arguments;

  if (self->n_problems++ >= MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (self->report->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static sqlite3_stmt *
prepare (Check      *self,
         const char *text)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->log->db, text, -1, &statement, NULL) != SQLITE_OK)
    report (self, "file: %s", sqlite3_errmsg (self->log->db));
  return statement;
}

static void
check_pages (Check *self)
{
  sqlite3_stmt *statement = prepare (self, "PRAGMA integrity_check");
  int code;

  if (statement == NULL)
    return;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (text, "ok") != 0)
        report (self, "file: %s", text);
    }
  if (code != SQLITE_DONE)
    report (self, "file: %s", sqlite3_errmsg (self->log->db));
  sqlite3_finalize (statement);
}

static void
check_references (Check *self)
{
  sqlite3_stmt *statement = prepare (self, "PRAGMA foreign_key_check");
  int code;

  if (statement == NULL)
    return;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    report (self, "table %s, row %" G_GINT64_FORMAT ": refers to a row of %s that is not there",
            sqlite3_column_text (statement, 0), (gint64) sqlite3_column_int64 (statement, 1),
            sqlite3_column_text (statement, 2));
  if (code != SQLITE_DONE)
    report (self, "references: %s", sqlite3_errmsg (self->log->db));
  sqlite3_finalize (statement);
}

/* The rows that the op makes if none of its moments has one. */
static guint
count_rows (const LageOp *op)
{
  gint64 last_us = G_MININT64;
  guint n_rows = 0;

  for (guint i = 0; i < op->n_changes; i++)
    {
      const LageChange *change = &op->changes[i];
      gint64 observed_at_us = lage_change_get_observed_at_us (op, change);

      if (change->verb != LAGE_VERB_SET
          || (change->value.type != LAGE_VALUE_REAL && change->value.type != LAGE_VALUE_INT
              && change->value.type != LAGE_VALUE_POINT))
        continue;
      n_rows += n_rows == 0 || observed_at_us != last_us;
      last_us = observed_at_us;
    }
  return n_rows;
}

/* Columns: seq, actor, lane, sequence, hlc, body, hash, id of the actor, id of the entity. */
static void
check_op (Check        *self,
          sqlite3_stmt *row)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOp) op = NULL;
  gint64 seq = sqlite3_column_int64 (row, 0);
  gint64 actor_number = sqlite3_column_int64 (row, 1);
  int lane = sqlite3_column_int (row, 2);
  gint64 sequence = sqlite3_column_int64 (row, 3);
  LageHlc hlc = (LageHlc) sqlite3_column_int64 (row, 4);
  const void *body = sqlite3_column_blob (row, 5);
  gsize size = (gsize) sqlite3_column_bytes (row, 5);

  self->report->n_ops++;
  if (!self->has_actor || actor_number != self->actor_number || lane != self->lane)
    {
      self->report->n_actors += !self->has_actor || actor_number != self->actor_number;
      self->has_actor = TRUE;
      self->actor_number = actor_number;
      self->lane = lane;
      self->sequence = 0;
      self->hlc = 0;
      memset (self->hash, 0, sizeof self->hash);
      self->actor = LAGE_ID_NONE;
      if (sqlite3_column_bytes (row, 7) == sizeof self->actor)
        memcpy (&self->actor, sqlite3_column_blob (row, 7), sizeof self->actor);
    }

  if (lane == LAGE_LANE_LEDGER)
    {
      guint8 hash[32];

      if (sequence != self->sequence + 1)
        report (self, "op %" G_GINT64_FORMAT ": actor %" G_GINT64_FORMAT ": ledger op %"
                G_GINT64_FORMAT " follows op %" G_GINT64_FORMAT, seq, actor_number, sequence,
                self->sequence);
      if (hlc < self->hlc)
        report (self, "op %" G_GINT64_FORMAT ": stamped before the op that it follows", seq);
      lage_op_hash (self->hash, &self->log->space, &self->actor, body, size, hash);
      if (sqlite3_column_bytes (row, 6) != sizeof hash
          || memcmp (sqlite3_column_blob (row, 6), hash, sizeof hash) != 0)
        report (self, "op %" G_GINT64_FORMAT ": the chain of actor %" G_GINT64_FORMAT
                " is broken at ledger op %" G_GINT64_FORMAT, seq, actor_number, sequence);
      /* Go on from what is stored, so that one bad op is one problem. */
      if (sqlite3_column_bytes (row, 6) == sizeof self->hash)
        memcpy (self->hash, sqlite3_column_blob (row, 6), sizeof self->hash);
    }
  self->sequence = sequence;
  self->hlc = hlc;

  op = lage_op_decode (&self->actor, body, size, &error);
  if (op == NULL)
    {
      report (self, "op %" G_GINT64_FORMAT ": %s", seq, error->message);
      return;
    }
  if ((int) op->id.lane != lane || op->id.sequence != (guint64) sequence || op->hlc != hlc
      || sqlite3_column_bytes (row, 8) != sizeof op->entity
      || memcmp (sqlite3_column_blob (row, 8), &op->entity, sizeof op->entity) != 0)
    report (self, "op %" G_GINT64_FORMAT ": its record and its columns disagree", seq);
  if (lane == LAGE_LANE_TELEMETRY)
    self->n_rows += count_rows (op);
}

static void
check_ops (Check *self)
{
  sqlite3_stmt *statement;
  int code;

  statement = prepare (self,
                       "SELECT op.seq, op.actor, op.lane, op.sequence, op.hlc, op.body, op.hash,"
                       "  actor.actor, entity.entity FROM op"
                       "  LEFT JOIN actor ON actor.id = op.actor"
                       "  LEFT JOIN entity ON entity.id = op.entity"
                       "  ORDER BY op.actor, op.lane, op.sequence");
  if (statement == NULL)
    return;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    check_op (self, statement);
  if (code != SQLITE_DONE)
    report (self, "ops: %s", sqlite3_errmsg (self->log->db));
  sqlite3_finalize (statement);
}

/* Ops may share a row, so they can only say how many there are at most; but where they have any,
 * there must be some. */
static void
check_samples (Check *self)
{
  sqlite3_stmt *statement = prepare (self, "SELECT count (*) FROM sample");
  guint64 n_rows;

  if (statement == NULL)
    return;
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      n_rows = (guint64) sqlite3_column_int64 (statement, 0);
      if (n_rows > self->n_rows || (n_rows == 0 && self->n_rows > 0))
        report (self, "samples: %" G_GUINT64_FORMAT " where the ops have %" G_GUINT64_FORMAT,
                n_rows, self->n_rows);
    }
  else
    {
      report (self, "samples: %s", sqlite3_errmsg (self->log->db));
    }
  sqlite3_finalize (statement);
}

/* Every checkpoint is whole, and going on from the newest one gives what the ops alone give. */
static void
check_checkpoints (Check *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSituation) from_start = NULL;
  g_autoptr(LageSituation) from_checkpoint = NULL;
  g_autoptr(GByteArray) expected = g_byte_array_new ();
  g_autoptr(GByteArray) found = g_byte_array_new ();
  sqlite3_stmt *statement;
  guint n_checkpoints = 0;

  statement = prepare (self, "SELECT seq, body, sha256,"
                       "  seq > ifnull ((SELECT max (seq) FROM op), 0) FROM checkpoint");
  if (statement == NULL)
    return;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      gint64 seq = sqlite3_column_int64 (statement, 0);
      guint8 digest[32];
      gsize length = sizeof digest;

      n_checkpoints++;
      g_checksum_update (checksum, sqlite3_column_blob (statement, 1),
                         sqlite3_column_bytes (statement, 1));
      g_checksum_get_digest (checksum, digest, &length);
      if (sqlite3_column_bytes (statement, 2) != sizeof digest
          || memcmp (sqlite3_column_blob (statement, 2), digest, sizeof digest) != 0)
        report (self, "checkpoint %" G_GINT64_FORMAT ": damaged", seq);
      if (sqlite3_column_int (statement, 3) != 0)
        report (self, "checkpoint %" G_GINT64_FORMAT ": stands for ops that are not there", seq);
    }
  sqlite3_finalize (statement);
  if (n_checkpoints == 0)
    return;

  from_start = lage_log_load (self->log, 0, FALSE, NULL, NULL, &error);
  if (from_start != NULL)
    from_checkpoint = lage_log_load (self->log, 0, TRUE, NULL, NULL, &error);
  if (from_checkpoint == NULL)
    {
      report (self, "checkpoint: not compared: %s", error->message);
      return;
    }
  lage_situation_write (from_start, expected);
  lage_situation_write (from_checkpoint, found);
  if (expected->len != found->len || memcmp (expected->data, found->data, found->len) != 0)
    report (self, "checkpoint: the picture from it differs from the one from the start");
}

/**
 * lage_log_verify:
 * @self: the log
 *
 * Returns: (transfer full): what was found
 */
LageStoreReport *
lage_log_verify (LageLog *self)
{
  LageStoreReport *result = g_new0 (LageStoreReport, 1);
  Check check = { .log = self, .report = result };

  result->problems = g_ptr_array_new_with_free_func (g_free);
  check_pages (&check);
  check_references (&check);
  check_ops (&check);
  check_samples (&check);
  check_checkpoints (&check);
  if (check.n_problems > MAX_PROBLEMS)
    g_ptr_array_add (result->problems, g_strdup_printf ("and %u more",
                                                        check.n_problems - MAX_PROBLEMS));
  return result;
}
