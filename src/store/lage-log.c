/* lage-log.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <string.h>

#include "lage-error.h"

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

/* The number of a source, given to it now if it has none. */
gboolean
lage_log_ensure_source (LageLog     *self,
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
    return lage_log_insert_samples (self, op, entity, error);
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

/* The number of an entity, if it has one. */
gboolean
lage_log_find_entity (LageLog       *self,
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

  if (!lage_log_find_entity (self, entity, &number, &is_known, error))
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
