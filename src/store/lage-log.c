/* lage-log.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"

#define CHECK_CANCELLED_EVERY 1024

/* What is known of an actor: its number, and the end of its chain in the ledger. */
typedef struct
{
  gint64   id;
  guint64  sequence;
  guint8   hash[32];
  gboolean has_head;
} Actor;

gboolean
lage_log_begin (LageLog  *self,
                GError  **error)
{
  return lage_log_run (self, LAGE_LOG_BEGIN, error);
}

gboolean
lage_log_commit (LageLog  *self,
                 GError  **error)
{
  return lage_log_run (self, LAGE_LOG_COMMIT, error);
}

/* Takes back the transaction, and with it everything that memory had learned meanwhile. */
void
lage_log_rollback (LageLog *self)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < LAGE_LOG_N_STATEMENTS; i++)
    if (self->statements[i] != NULL)
      sqlite3_reset (self->statements[i]);
  /* A full disk makes SQLite roll back by itself. */
  if (!sqlite3_get_autocommit (self->db) && !lage_log_run (self, LAGE_LOG_ROLLBACK, &error))
    g_debug ("%s", error->message);
  g_hash_table_remove_all (self->actors);
  g_hash_table_remove_all (self->entities);
  g_hash_table_remove_all (self->sources);
}

static gboolean
find_or_insert (LageLog           *self,
                LageLogStatement   find,
                LageLogStatement   insert,
                const void        *key,
                int                size,
                gint64            *number,
                GError           **error)
{
  gboolean is_text = find == LAGE_LOG_FIND_SOURCE;
  sqlite3_stmt *statement = lage_log_prepare (self, find, error);
  int code;

  if (statement == NULL)
    return FALSE;
  if (is_text)
    sqlite3_bind_text (statement, 1, key, size, SQLITE_STATIC);
  else
    sqlite3_bind_blob (statement, 1, key, size, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *number = sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE)
    lage_log_set_error (self, "finding a number", error);
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return code == SQLITE_ROW;

  statement = lage_log_prepare (self, insert, error);
  if (statement == NULL)
    return FALSE;
  if (is_text)
    sqlite3_bind_text (statement, 1, key, size, SQLITE_STATIC);
  else
    sqlite3_bind_blob (statement, 1, key, size, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    *number = sqlite3_last_insert_rowid (self->db);
  else
    lage_log_set_error (self, "giving a number", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static Actor *
ensure_actor (LageLog       *self,
              const LageId  *id,
              GError       **error)
{
  Actor *actor = g_hash_table_lookup (self->actors, id);
  gint64 number;

  if (actor != NULL)
    return actor;
  if (!find_or_insert (self, LAGE_LOG_FIND_ACTOR, LAGE_LOG_INSERT_ACTOR, id->bytes, 16, &number,
                       error))
    return NULL;
  actor = g_new0 (Actor, 1);
  actor->id = number;
  g_hash_table_insert (self->actors, g_memdup2 (id, sizeof *id), actor);
  return actor;
}

static gboolean
ensure_entity (LageLog       *self,
               const LageId  *id,
               gint64        *number,
               GError       **error)
{
  gint64 *known = g_hash_table_lookup (self->entities, id);

  if (known != NULL)
    {
      *number = *known;
      return TRUE;
    }
  if (!find_or_insert (self, LAGE_LOG_FIND_ENTITY, LAGE_LOG_INSERT_ENTITY, id->bytes, 16, number,
                       error))
    return FALSE;
  g_hash_table_insert (self->entities, g_memdup2 (id, sizeof *id),
                       g_memdup2 (number, sizeof *number));
  return TRUE;
}

static gboolean
ensure_source (LageLog     *self,
               const char  *name,
               gint64      *number,
               GError     **error)
{
  gint64 *known = g_hash_table_lookup (self->sources, name);

  if (known != NULL)
    {
      *number = *known;
      return TRUE;
    }
  if (!find_or_insert (self, LAGE_LOG_FIND_SOURCE, LAGE_LOG_INSERT_SOURCE, name, -1, number, error))
    return FALSE;
  g_hash_table_insert (self->sources, g_strdup (name), g_memdup2 (number, sizeof *number));
  return TRUE;
}

static gboolean
ensure_head (LageLog  *self,
             Actor    *actor,
             GError  **error)
{
  sqlite3_stmt *statement;
  int code;

  if (actor->has_head)
    return TRUE;
  statement = lage_log_prepare (self, LAGE_LOG_FIND_HEAD, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, actor->id);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW && sqlite3_column_bytes (statement, 1) == sizeof actor->hash)
    {
      actor->sequence = (guint64) sqlite3_column_int64 (statement, 0);
      memcpy (actor->hash, sqlite3_column_blob (statement, 1), sizeof actor->hash);
      actor->has_head = TRUE;
    }
  else if (code == SQLITE_ROW)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: ledger op %" G_GINT64_FORMAT
                   " of actor %" G_GINT64_FORMAT " has no hash", self->path,
                   (gint64) sqlite3_column_int64 (statement, 0), actor->id);
    }
  else if (code == SQLITE_DONE)
    {
      actor->has_head = TRUE;
    }
  else
    {
      lage_log_set_error (self, "finding the end of a chain", error);
    }
  sqlite3_reset (statement);
  return actor->has_head;
}

/* An op that is there already is fine if it is the same one. Two different ops under one name are
 * a fork, or damage. */
static gboolean
check_same (LageLog       *self,
            const Actor   *actor,
            const LageOp  *op,
            GError       **error)
{
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_FIND_OP, error);
  gboolean is_same;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, actor->id);
  sqlite3_bind_int (statement, 2, (int) op->id.lane);
  sqlite3_bind_int64 (statement, 3, (gint64) op->id.sequence);
  code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      lage_log_set_error (self, "comparing an op", error);
      sqlite3_reset (statement);
      return FALSE;
    }
  is_same = code == SQLITE_ROW
            && (guint) sqlite3_column_bytes (statement, 0) == self->record->len
            && memcmp (sqlite3_column_blob (statement, 0), self->record->data, self->record->len)
               == 0;
  sqlite3_reset (statement);
  if (!is_same)
    {
      g_autofree char *name = lage_id_to_string (&op->id.actor);

      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: actor %s, lane %d, op %"
                   G_GUINT64_FORMAT ": another op stands under this name", self->path, name,
                   (int) op->id.lane, op->id.sequence);
    }
  return is_same;
}

/* Every numeric reading and every place that telemetry brings is a sample of its series. What one
 * source observed of one entity at one moment is a row:
 *
 *   { field and type   8 bytes: a double, or latitude and longitude in 1e-7 degrees }
 *
 * in the notation of lage-bytes.h, each field once. */
static gboolean
write_sample (GByteArray       *fields,
              const LageChange *change)
{
  const LageValue *value = &change->value;

  if (change->verb != LAGE_VERB_SET)
    return FALSE;
  if (value->type == LAGE_VALUE_POINT)
    {
      lage_write_uint (fields, (guint64) change->field << 1 | 1);
      lage_write_fixed64 (fields, (guint64) (guint32) value->point.latitude_e7 << 32
                                  | (guint32) value->point.longitude_e7);
      return TRUE;
    }
  if ((value->type == LAGE_VALUE_REAL && isfinite (value->real)) || value->type == LAGE_VALUE_INT)
    {
      lage_write_uint (fields, (guint64) change->field << 1);
      lage_write_double (fields, value->type == LAGE_VALUE_REAL ? value->real
                                                                : (double) value->integer);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_sample (const void *fields,
             gsize       size,
             LageField   field,
             LageSample *sample)
{
  LageReader reader;

  lage_reader_init (&reader, fields, size);
  while (!reader.failed && !lage_reader_is_at_end (&reader))
    {
      guint64 head = lage_reader_read_uint (&reader);

      if ((head & 1) != 0)
        {
          guint64 point = lage_reader_read_fixed64 (&reader);
          LagePoint place = { (gint32) (point >> 32), (gint32) (point & G_MAXUINT32) };

          sample->value = lage_point_get_latitude (&place);
          sample->longitude = lage_point_get_longitude (&place);
        }
      else
        {
          sample->value = lage_reader_read_double (&reader);
          sample->longitude = 0.0;
        }
      if (head >> 1 == (guint64) field)
        return !reader.failed;
    }
  return FALSE;
}

/* Appends those of the old fields that the new ones do not have. */
static void
merge_fields (GByteArray *fields,
              const void *old,
              gsize       size)
{
  guint n_new = fields->len;
  LageReader reader;

  lage_reader_init (&reader, old, size);
  while (!lage_reader_is_at_end (&reader))
    {
      guint64 head = lage_reader_read_uint (&reader);
      guint64 bits = lage_reader_read_fixed64 (&reader);
      LageSample sample;

      if (reader.failed)
        break;
      if (find_sample (fields->data, n_new, (LageField) (head >> 1), &sample))
        continue;
      lage_write_uint (fields, head);
      lage_write_fixed64 (fields, bits);
    }
}

static gboolean
run_sample (LageLog           *self,
            LageLogStatement   which,
            gint64             entity,
            gint64             observed_at_us,
            gint64             source,
            GError           **error)
{
  sqlite3_stmt *statement = lage_log_prepare (self, which, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, observed_at_us);
  sqlite3_bind_int64 (statement, 3, source);
  if (which != LAGE_LOG_FIND_SAMPLE)
    sqlite3_bind_blob (statement, 4, self->fields->data, (int) self->fields->len, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    lage_log_set_error (self, "writing samples", error);
  if (code == SQLITE_ROW)
    merge_fields (self->fields, sqlite3_column_blob (statement, 0),
                  (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/* The moment may have its row already: from another op of the same message, or because the source
 * has corrected itself. Then the newer word counts, field by field. */
static gboolean
insert_row (LageLog  *self,
            gint64    entity,
            gint64    observed_at_us,
            gint64    source,
            GError  **error)
{
  if (!run_sample (self, LAGE_LOG_INSERT_SAMPLE, entity, observed_at_us, source, error))
    return FALSE;
  if (sqlite3_changes (self->db) > 0)
    return TRUE;
  return run_sample (self, LAGE_LOG_FIND_SAMPLE, entity, observed_at_us, source, error)
         && run_sample (self, LAGE_LOG_UPDATE_SAMPLE, entity, observed_at_us, source, error);
}

static gboolean
insert_samples (LageLog       *self,
                const LageOp  *op,
                gint64         entity,
                GError       **error)
{
  gint64 source = 0;

  for (guint i = 0; i < op->n_changes;)
    {
      gint64 observed_at_us = lage_change_get_observed_at_us (op, &op->changes[i]);

      g_byte_array_set_size (self->fields, 0);
      while (i < op->n_changes
             && lage_change_get_observed_at_us (op, &op->changes[i]) == observed_at_us)
        write_sample (self->fields, &op->changes[i++]);
      if (self->fields->len == 0)
        continue;
      if (source == 0 && !ensure_source (self, op->source, &source, error))
        return FALSE;
      if (!insert_row (self, entity, observed_at_us, source, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_op (LageLog       *self,
           const LageOp  *op,
           GError       **error)
{
  gboolean is_ledger = op->id.lane == LAGE_LANE_LEDGER;
  sqlite3_stmt *statement;
  guint8 hash[32];
  gint64 entity;
  Actor *actor;
  int code;

  if (op->id.sequence == 0 || op->id.sequence > G_MAXINT64)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: an op without a number", self->path);
      return FALSE;
    }
  g_byte_array_set_size (self->record, 0);
  lage_op_encode (op, self->record);
  if (self->record->len > LAGE_OP_MAX_BYTES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "%s: op %" G_GUINT64_FORMAT
                   " takes %u bytes", self->path, op->id.sequence, self->record->len);
      return FALSE;
    }
  actor = ensure_actor (self, &op->id.actor, error);
  if (actor == NULL || !ensure_entity (self, &op->entity, &entity, error))
    return FALSE;

  if (is_ledger)
    {
      if (!ensure_head (self, actor, error))
        return FALSE;
      if (op->id.sequence <= actor->sequence)
        return check_same (self, actor, op, error);
      if (op->id.sequence != actor->sequence + 1)
        {
          g_autofree char *name = lage_id_to_string (&op->id.actor);

          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: actor %s: ledger op %"
                       G_GUINT64_FORMAT " follows op %" G_GUINT64_FORMAT ": some are missing",
                       self->path, name, op->id.sequence, actor->sequence);
          return FALSE;
        }
      lage_op_hash (actor->hash, &self->space, &op->id.actor, self->record->data,
                    self->record->len, hash);
    }

  statement = lage_log_prepare (self, LAGE_LOG_INSERT_OP, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, actor->id);
  sqlite3_bind_int (statement, 2, (int) op->id.lane);
  sqlite3_bind_int64 (statement, 3, (gint64) op->id.sequence);
  sqlite3_bind_int64 (statement, 4, (gint64) op->hlc);
  sqlite3_bind_int64 (statement, 5, entity);
  sqlite3_bind_blob (statement, 6, self->record->data, (int) self->record->len, SQLITE_STATIC);
  if (is_ledger)
    sqlite3_bind_blob (statement, 7, hash, sizeof hash, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, 7);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && sqlite3_extended_errcode (self->db) == SQLITE_CONSTRAINT_UNIQUE)
    {
      sqlite3_reset (statement);
      return check_same (self, actor, op, error);
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "writing an op", error);
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return FALSE;

  if (!is_ledger)
    return insert_samples (self, op, entity, error);
  actor->sequence = op->id.sequence;
  memcpy (actor->hash, hash, sizeof hash);
  return TRUE;
}

/**
 * lage_log_insert:
 * @self: the log, in a transaction
 * @ops: (element-type LageOp): in the order of their numbers per actor and lane
 * @error: return location for a #GError
 *
 * After a failure the transaction has to be rolled back.
 */
gboolean
lage_log_insert (LageLog    *self,
                 GPtrArray  *ops,
                 GError    **error)
{
  for (guint i = 0; i < ops->len; i++)
    if (!insert_op (self, g_ptr_array_index (ops, i), error))
      return FALSE;
  return TRUE;
}

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
  g_autoptr(GHashTable) actors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
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

static gboolean
find_entity (LageLog       *self,
             const LageId  *id,
             gint64        *number,
             gboolean      *is_known,
             GError       **error)
{
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_FIND_ENTITY, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  code = sqlite3_step (statement);
  *is_known = code == SQLITE_ROW;
  if (*is_known)
    *number = sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE)
    lage_log_set_error (self, "finding an entity", error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GArray *
lage_log_read_series (LageLog       *self,
                      const LageId  *entity,
                      LageField      field,
                      gint64         from_us,
                      gint64         until_us,
                      GError       **error)
{
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (LageSample));
  sqlite3_stmt *statement;
  gboolean is_known;
  gint64 number;
  int code;

  if (!find_entity (self, entity, &number, &is_known, error))
    return NULL;
  if (!is_known)
    return g_steal_pointer (&samples);
  statement = lage_log_prepare (self, LAGE_LOG_LIST_SAMPLES, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 2, from_us);
  sqlite3_bind_int64 (statement, 3, until_us);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      LageSample sample = { .observed_at_us = sqlite3_column_int64 (statement, 0) };

      if (find_sample (sqlite3_column_blob (statement, 1),
                       (gsize) sqlite3_column_bytes (statement, 1), field, &sample))
        g_array_append_val (samples, sample);
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading a series", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&samples) : NULL;
}

GPtrArray *
lage_log_read_history (LageLog       *self,
                       const LageId  *entity,
                       guint          limit,
                       GError       **error)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  sqlite3_stmt *statement;
  gboolean is_known;
  gint64 number;
  int code;

  if (!find_entity (self, entity, &number, &is_known, error))
    return NULL;
  if (!is_known)
    return g_steal_pointer (&ops);
  statement = lage_log_prepare (self, LAGE_LOG_LIST_HISTORY, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr(GError) local_error = NULL;
      LageId actor = LAGE_ID_NONE;
      LageOp *op;

      if (sqlite3_column_bytes (statement, 0) == sizeof actor)
        memcpy (&actor, sqlite3_column_blob (statement, 0), sizeof actor);
      op = lage_op_decode (&actor, sqlite3_column_blob (statement, 1),
                           (gsize) sqlite3_column_bytes (statement, 1), &local_error);
      if (op != NULL)
        g_ptr_array_add (ops, op);
      else
        g_message ("%s: history: %s", self->path, local_error->message);
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading a history", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&ops) : NULL;
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
insert_checkpoint (LageLog     *self,
                   gint64       seq,
                   GByteArray  *body,
                   GError     **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_INSERT_CHECKPOINT, error);
  guint8 digest[32];
  gsize length = sizeof digest;
  int code;

  if (statement == NULL)
    return FALSE;
  g_checksum_update (checksum, body->data, (gssize) body->len);
  g_checksum_get_digest (checksum, digest, &length);
  sqlite3_bind_int64 (statement, 1, seq);
  sqlite3_bind_blob64 (statement, 2, body->data, body->len, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 3, digest, sizeof digest, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "writing a checkpoint", error);
  sqlite3_reset (statement);
  /* The body goes away with the caller. */
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE;
}

/**
 * lage_log_write_checkpoint:
 * @self: the log
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Writes what the ops up to now amount to, and keeps it and the one before.
 */
gboolean
lage_log_write_checkpoint (LageLog       *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(LageSituation) situation = NULL;
  g_autoptr(GByteArray) body = g_byte_array_new ();
  gint64 seq = 0;

  situation = lage_log_load (self, 0, TRUE, &seq, cancellable, error);
  if (situation == NULL)
    return FALSE;
  lage_situation_write (situation, body);
  if (!lage_log_begin (self, error))
    return FALSE;
  if (insert_checkpoint (self, seq, body, error)
      && lage_log_run (self, LAGE_LOG_THIN_CHECKPOINTS, error)
      && lage_log_commit (self, error))
    return TRUE;
  lage_log_rollback (self);
  return FALSE;
}
