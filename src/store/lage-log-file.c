/* lage-log-file.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lage-error.h"

/* How the file is made, looked at, locked and opened.
 *
 * A log that this version cannot read must stay as it is, byte for byte. So the first look goes
 * through an immutable connection, which takes no lock and makes no file beside the log; only a log
 * that passes it is opened in earnest. A new log is made under another name and then renamed: there
 * is never half a log.
 *
 * The lock is a file of its own, "<path>-lock". To flock the log itself would mean to close a
 * descriptor of it some day, and that would silently drop the POSIX locks that SQLite holds on the
 * same file in this process. */

#define LOCK_ATTEMPTS 20
#define LOCK_PAUSE_US 50000

/* Step n brings a log from user_version n to n + 1. Steps are never changed, only added. */
static const char *migrations[] = {
  "CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  space BLOB NOT NULL CHECK (length (space) = 16),"
  "  actor BLOB NOT NULL CHECK (length (actor) = 16),"
  "  epoch INTEGER NOT NULL) STRICT;"
  "CREATE TABLE actor (id INTEGER PRIMARY KEY,"
  "  actor BLOB NOT NULL UNIQUE CHECK (length (actor) = 16)) STRICT;"
  "CREATE TABLE entity (id INTEGER PRIMARY KEY,"
  "  entity BLOB NOT NULL UNIQUE CHECK (length (entity) = 16)) STRICT;"
  "CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
  /* seq is the order of arrival. The unique index serves duplicates, heads of chains and peers. */
  "CREATE TABLE op (seq INTEGER PRIMARY KEY,"
  "  actor INTEGER NOT NULL REFERENCES actor (id),"
  "  lane INTEGER NOT NULL,"
  "  sequence INTEGER NOT NULL,"
  "  hlc INTEGER NOT NULL,"
  "  entity INTEGER NOT NULL REFERENCES entity (id),"
  "  body BLOB NOT NULL,"
  "  hash BLOB CHECK (hash IS NULL OR length (hash) = 32),"
  "  UNIQUE (actor, lane, sequence)) STRICT;"
  /* For the history of one entity, newest first; telemetry, the bulk, pays nothing for it. */
  "CREATE INDEX op_ledger_by_entity ON op (entity, hlc) WHERE lane = 0;"
  /* The key is the query: series and track of one entity in a range of time. What was observed at
   * one moment stands in one row (lage-log-samples.c): a row per field made drones cost twice. */
  "CREATE TABLE sample ("
  "  entity INTEGER NOT NULL REFERENCES entity (id),"
  "  observed_at INTEGER NOT NULL,"
  "  source INTEGER NOT NULL REFERENCES source (id),"
  "  fields BLOB NOT NULL,"
  "  PRIMARY KEY (entity, observed_at, source)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE checkpoint (seq INTEGER PRIMARY KEY,"
  "  body BLOB NOT NULL,"
  "  sha256 BLOB NOT NULL CHECK (length (sha256) = 32)) STRICT;",

  /* What undo and redo need of this station's edits: see LageStoreEdit. */
  "CREATE TABLE edit (id INTEGER PRIMARY KEY,"
  "  is_undone INTEGER NOT NULL CHECK (is_undone IN (0, 1)),"
  "  label TEXT NOT NULL,"
  "  steps BLOB NOT NULL) STRICT;",
};

#define NEWEST_VERSION ((int) G_N_ELEMENTS (migrations))
#define READABLE_VERSION 1 /* the steps since then added nothing that a mere reader asks for */
#define HEADER_SIZE 100

static const char *sql[LAGE_LOG_N_STATEMENTS] = {
  [LAGE_LOG_BEGIN] = "BEGIN IMMEDIATE",
  [LAGE_LOG_BEGIN_READ] = "BEGIN",
  [LAGE_LOG_COMMIT] = "COMMIT",
  [LAGE_LOG_ROLLBACK] = "ROLLBACK",
  [LAGE_LOG_INSERT_ACTOR] = "INSERT INTO actor (actor) VALUES (?1)",
  [LAGE_LOG_FIND_ACTOR] = "SELECT id FROM actor WHERE actor = ?1",
  [LAGE_LOG_LIST_ACTORS] = "SELECT id, actor FROM actor",
  [LAGE_LOG_FIND_HEAD] = "SELECT sequence, hash FROM op WHERE actor = ?1 AND lane = 0"
                         "  ORDER BY sequence DESC LIMIT 1",
  [LAGE_LOG_INSERT_ENTITY] = "INSERT INTO entity (entity) VALUES (?1)",
  [LAGE_LOG_FIND_ENTITY] = "SELECT id FROM entity WHERE entity = ?1",
  [LAGE_LOG_INSERT_SOURCE] = "INSERT INTO source (name) VALUES (?1)",
  [LAGE_LOG_FIND_SOURCE] = "SELECT id FROM source WHERE name = ?1",
  [LAGE_LOG_INSERT_OP] = "INSERT INTO op (actor, lane, sequence, hlc, entity, body, hash)"
                         "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  [LAGE_LOG_FIND_OP] = "SELECT body FROM op WHERE actor = ?1 AND lane = ?2 AND sequence = ?3",
  [LAGE_LOG_LIST_OPS] = "SELECT seq, actor, body FROM op WHERE seq > ?1 AND hlc <= ?2 ORDER BY seq",
  [LAGE_LOG_LAST_SEQ] = "SELECT ifnull ((SELECT max (seq) FROM op), 0),"
                        "  ifnull ((SELECT max (seq) FROM checkpoint), 0)",
  [LAGE_LOG_INSERT_SAMPLE] = "INSERT INTO sample (entity, observed_at, source, fields)"
                             "  VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
  [LAGE_LOG_FIND_SAMPLE] = "SELECT fields FROM sample"
                           "  WHERE entity = ?1 AND observed_at = ?2 AND source = ?3",
  [LAGE_LOG_UPDATE_SAMPLE] = "UPDATE sample SET fields = ?4"
                             "  WHERE entity = ?1 AND observed_at = ?2 AND source = ?3",
  [LAGE_LOG_LIST_SAMPLES] = "SELECT observed_at, fields FROM sample"
                            "  WHERE entity = ?1 AND observed_at BETWEEN ?2 AND ?3"
                            "  ORDER BY observed_at, source",
  [LAGE_LOG_LIST_HISTORY] = "SELECT actor.actor, op.body FROM op JOIN actor ON actor.id = op.actor"
                            "  WHERE op.entity = ?1 AND op.lane = 0"
                            "  ORDER BY op.hlc DESC, op.seq DESC LIMIT ?2",
  [LAGE_LOG_WRITE_EDIT] = "REPLACE INTO edit (id, is_undone, label, steps)"
                          "  VALUES (?1, ?2, ?3, ?4)",
  [LAGE_LOG_FORGET_EDIT] = "DELETE FROM edit WHERE id = ?1",
  [LAGE_LOG_LIST_EDITS] = "SELECT id, is_undone, label, steps FROM edit ORDER BY id",
  [LAGE_LOG_LIST_CHECKPOINTS] = "SELECT seq FROM checkpoint ORDER BY seq DESC",
  [LAGE_LOG_READ_CHECKPOINT] = "SELECT body, sha256 FROM checkpoint WHERE seq = ?1",
  [LAGE_LOG_INSERT_CHECKPOINT] = "REPLACE INTO checkpoint (seq, body, sha256) VALUES (?1, ?2, ?3)",
  [LAGE_LOG_THIN_CHECKPOINTS] = "DELETE FROM checkpoint WHERE seq NOT IN"
                                "  (SELECT seq FROM checkpoint ORDER BY seq DESC LIMIT 2)",
};

static void
set_sqlite_error (sqlite3     *db,
                  const char  *path,
                  const char  *what,
                  GError     **error)
{
  int code = db != NULL ? sqlite3_errcode (db) : SQLITE_NOMEM;
  const char *message = db != NULL ? sqlite3_errmsg (db) : "no memory";
  GQuark domain = G_IO_ERROR;
  int number = G_IO_ERROR_FAILED;

  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
      domain = LAGE_ERROR;
      number = LAGE_ERROR_DAMAGED;
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      domain = LAGE_ERROR;
      number = LAGE_ERROR_BUSY;
      break;

    case SQLITE_CANTOPEN:
      domain = LAGE_ERROR;
      number = LAGE_ERROR_NOT_FOUND;
      break;

    case SQLITE_FULL:
      number = G_IO_ERROR_NO_SPACE;
      break;

    case SQLITE_READONLY:
      number = G_IO_ERROR_READ_ONLY;
      break;

    case SQLITE_TOOBIG:
      domain = LAGE_ERROR;
      number = LAGE_ERROR_TOO_LARGE;
      break;

    default:
      break;
    }
  g_set_error (error, domain, number, "%s: %s: %s (%d)", path, what, message,
               db != NULL ? sqlite3_extended_errcode (db) : code);
}

/**
 * lage_log_set_error:
 * @self: the log
 * @what: what was being done
 * @error: return location for a #GError
 *
 * Says what the last call of SQLite said.
 */
void
lage_log_set_error (LageLog     *self,
                    const char  *what,
                    GError     **error)
{
  set_sqlite_error (self->db, self->path, what, error);
}

static gboolean
execute (sqlite3     *db,
         const char  *path,
         const char  *text,
         GError     **error)
{
  if (sqlite3_exec (db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_sqlite_error (db, path, "preparing the log", error);
  return FALSE;
}

static gboolean
wal_has_content (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (wal, &info) == 0 && info.st_size > 0;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* Looks at the head of the file through SQLite's own descriptor of it. */
static gboolean
check_header (sqlite3     *db,
              const char  *path,
              gboolean    *is_truncated,
              GError     **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  guint8 header[HEADER_SIZE];
  guint32 page_size, version;

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
      || file == NULL || file->pMethods == NULL
      || file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    {
      set_sqlite_error (db, path, "looking at the log", error);
      return FALSE;
    }
  if (size == 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: the file is empty", path);
      return FALSE;
    }
  if (size < HEADER_SIZE
      || file->pMethods->xRead (file, header, HEADER_SIZE, 0) != SQLITE_OK
      || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "%s: not a log of Rescue-Mate", path);
      return FALSE;
    }
  if (read_big_endian (header + 68) != LAGE_LOG_APPLICATION_ID)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                   "%s: a database of another program (application id %08x)", path,
                   read_big_endian (header + 68));
      return FALSE;
    }
  version = read_big_endian (header + 60);
  if (version > (guint32) NEWEST_VERSION)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                   "%s: written by a newer Rescue-Mate (log version %u, this one knows %d)", path,
                   version, NEWEST_VERSION);
      return FALSE;
    }
  if (version == 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: no log version", path);
      return FALSE;
    }
  page_size = (guint32) header[16] << 8 | header[17];
  page_size = page_size == 1 ? 65536 : page_size;
  *is_truncated = (guint64) page_size * read_big_endian (header + 28) > (guint64) size;
  return TRUE;
}

static gboolean
read_meta (sqlite3     *db,
           const char  *path,
           LageId      *space,
           LageId      *actor,
           GError     **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (db, "SELECT space, actor FROM meta WHERE id = 1", -1, &statement, NULL)
      != SQLITE_OK)
    {
      set_sqlite_error (db, path, "reading the head of the log", error);
      return FALSE;
    }
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == 16
      && sqlite3_column_bytes (statement, 1) == 16)
    {
      memcpy (space->bytes, sqlite3_column_blob (statement, 0), 16);
      memcpy (actor->bytes, sqlite3_column_blob (statement, 1), 16);
      found = TRUE;
    }
  sqlite3_finalize (statement);
  if (!found)
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: the log does not say whose it is",
                 path);
  return found;
}

/* The tables that this version works with must be there and readable at their roots. */
static gboolean
check_tables (sqlite3     *db,
              const char  *path,
              GError     **error)
{
  static const char *queries[] = {
    "SELECT seq, actor, lane, sequence, hlc, entity, hash FROM op LIMIT 1",
    "SELECT entity, observed_at, source, fields FROM sample LIMIT 1",
    "SELECT id, actor FROM actor LIMIT 1",
    "SELECT id, entity FROM entity LIMIT 1",
    "SELECT id, name FROM source LIMIT 1",
    "SELECT seq, sha256 FROM checkpoint LIMIT 1",
  };
  LageId space, actor;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      if (sqlite3_exec (db, queries[i], NULL, NULL, NULL) == SQLITE_OK)
        continue;
      /* A table that is not there is damage too, whatever SQLite calls it. */
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: the log is damaged: %s", path,
                   sqlite3_errmsg (db));
      return FALSE;
    }
  return read_meta (db, path, &space, &actor, error);
}

static char *
make_uri (const char *path,
          const char *options)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  return g_strconcat (uri, options, NULL);
}

static gboolean
look_at (const char  *path,
         GError     **error)
{
  g_autofree char *uri = make_uri (path, "?immutable=1");
  sqlite3 *db = NULL;
  gboolean is_truncated = FALSE;
  gboolean ok;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      set_sqlite_error (db, path, "opening the log", error);
      sqlite3_close (db);
      return FALSE;
    }
  ok = check_header (db, path, &is_truncated, error);
  /* Where a write-ahead log stands beside it, the file alone may be behind or between two states;
   * only both together can be judged. */
  if (ok && !wal_has_content (path))
    {
      g_autoptr(GError) local_error = NULL;

      if (is_truncated)
        g_set_error (&local_error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "%s: the file is cut off", path);
      else
        check_tables (db, path, &local_error);
      if (local_error != NULL && !wal_has_content (path))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          ok = FALSE;
        }
    }
  sqlite3_close (db);
  return ok;
}

static int
lock (const char  *path,
      GError     **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int code = 0;

  if (fd < 0)
    {
      code = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", lock_path,
                   g_strerror (code));
      return -1;
    }

  /* Who has just ended, or was killed, may still be letting go of it. */
  for (guint i = 0; i < LOCK_ATTEMPTS; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
      code = errno;
      if (code != EWOULDBLOCK)
        break;
      g_usleep (LOCK_PAUSE_US);
    }

  if (code == EWOULDBLOCK)
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_BUSY, "%s: another program is writing this log",
                 path);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", lock_path,
                 g_strerror (code));
  close (fd);
  return -1;
}

static gboolean
migrate (sqlite3     *db,
         const char  *path,
         int          version,
         GError     **error)
{
  for (; version < NEWEST_VERSION; version++)
    {
      g_autofree char *text = g_strdup_printf ("BEGIN IMMEDIATE; %s; PRAGMA user_version = %d;"
                                               " COMMIT", migrations[version], version + 1);

      if (!execute (db, path, text, error))
        {
          if (!sqlite3_get_autocommit (db))
            sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
insert_meta (sqlite3     *db,
             const char  *path,
             GError     **error)
{
  sqlite3_stmt *statement = NULL;
  LageId space, actor;
  gboolean ok;

  lage_id_init_random (&space);
  lage_id_init_random (&actor);
  ok = sqlite3_prepare_v2 (db, "INSERT INTO meta (id, space, actor, epoch) VALUES (1, ?1, ?2, 1)",
                           -1, &statement, NULL) == SQLITE_OK
       && sqlite3_bind_blob (statement, 1, space.bytes, 16, SQLITE_STATIC) == SQLITE_OK
       && sqlite3_bind_blob (statement, 2, actor.bytes, 16, SQLITE_STATIC) == SQLITE_OK
       && sqlite3_step (statement) == SQLITE_DONE;
  if (!ok)
    set_sqlite_error (db, path, "naming the log", error);
  sqlite3_finalize (statement);
  return ok;
}

static void
sync_directory (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("%s: not synced: %s", directory, g_strerror (errno));
  close (fd);
}

/* Makes a whole log under another name first, then gives it its name. */
static gboolean
create (const char  *path,
        GError     **error)
{
  g_autofree char *draft = g_strconcat (path, "-new", NULL);
  g_autofree char *pragmas = NULL;
  sqlite3 *db = NULL;
  gboolean ok;

  /* What is there was left by a program that was killed here. */
  g_unlink (draft);
  pragmas = g_strdup_printf ("PRAGMA synchronous = FULL; PRAGMA application_id = %d",
                             LAGE_LOG_APPLICATION_ID);
  ok = sqlite3_open_v2 (draft, &db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)
       == SQLITE_OK;
  if (!ok)
    set_sqlite_error (db, path, "making the log", error);
  ok = ok && execute (db, draft, pragmas, error)
       && migrate (db, draft, 0, error)
       && insert_meta (db, draft, error)
       && execute (db, draft, "PRAGMA journal_mode = WAL", error);
  sqlite3_close (db);
  if (ok && g_rename (draft, path) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      ok = FALSE;
    }
  if (ok)
    sync_directory (path);
  else
    g_unlink (draft);
  return ok;
}

static int
note_wal_cb (gpointer    user_data,
             sqlite3    *db,
             const char *name,
             int         n_pages)
{
  LageLog *self = user_data;

  self->n_wal_pages = n_pages;
  return SQLITE_OK;
}

static gboolean
get_version (LageLog  *self,
             int      *version,
             GError  **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok;

  ok = sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK
       && sqlite3_step (statement) == SQLITE_ROW;
  if (ok)
    *version = sqlite3_column_int (statement, 0);
  else
    lage_log_set_error (self, "reading the version", error);
  sqlite3_finalize (statement);
  return ok;
}

static gboolean
connect_read_only (LageLog  *self,
                   GError  **error)
{
  g_autofree char *uri = make_uri (self->path, "?mode=ro");
  g_autofree char *frozen = make_uri (self->path, "?immutable=1");
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  LageId space, actor;

  if (sqlite3_open_v2 (uri, &self->db, flags, NULL) == SQLITE_OK)
    {
      sqlite3_busy_timeout (self->db, 5000);
      if (read_meta (self->db, self->path, &space, &actor, NULL) || wal_has_content (self->path))
        return TRUE;
    }
  /* On a medium that cannot be written there is no room for the index of the write-ahead log; but
   * then nobody is writing either. */
  sqlite3_close (self->db);
  if (sqlite3_open_v2 (frozen, &self->db, flags, NULL) == SQLITE_OK)
    return TRUE;
  lage_log_set_error (self, "opening the log", error);
  return FALSE;
}

static gboolean
connect_read_write (LageLog  *self,
                    GError  **error)
{
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      lage_log_set_error (self, "opening the log", error);
      return FALSE;
    }
  /* Until the log is known to be good, closing it must not write into it. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_timeout (self->db, 5000);
  return TRUE;
}

static gboolean
start (LageLog  *self,
       GError  **error)
{
  int version = 0;

  if (!get_version (self, &version, error))
    return FALSE;
  if (version > NEWEST_VERSION
      || (version < READABLE_VERSION && self->mode == LAGE_STORE_READ_ONLY))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                   "%s: log version %d, this Rescue-Mate knows %d", self->path, version,
                   NEWEST_VERSION);
      return FALSE;
    }
  if (self->mode == LAGE_STORE_READ_ONLY)
    return check_tables (self->db, self->path, error)
           && execute (self->db, self->path, "PRAGMA cache_size = -65536", error)
           && read_meta (self->db, self->path, &self->space, &self->actor, error);

  if (!execute (self->db, self->path,
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                " PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY", error)
      || !migrate (self->db, self->path, version, error)
      || !check_tables (self->db, self->path, error)
      || !execute (self->db, self->path, "PRAGMA journal_mode = WAL", error)
      || !read_meta (self->db, self->path, &self->space, &self->actor, error))
    return FALSE;
  sqlite3_wal_hook (self->db, note_wal_cb, self);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  /* A step that only stands in the write-ahead log would not be seen by the first look. */
  if (version < NEWEST_VERSION)
    lage_log_move_wal (self, SQLITE_CHECKPOINT_TRUNCATE);
  return TRUE;
}

static LageLog *
log_new (const char    *path,
         LageStoreMode  mode)
{
  LageLog *self = g_new0 (LageLog, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  self->lock_fd = -1;
  self->actors = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, g_free);
  self->entities = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, g_free);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->record = g_byte_array_new ();
  self->fields = g_byte_array_new ();
  return self;
}

/**
 * lage_log_open_beside:
 * @path: the file of a log that is open for writing in this process
 * @error: return location for a #GError
 *
 * Opens it once more, for reading in another thread. Without the first look, whose descriptor would
 * take the POSIX locks of the one that writes along when it is closed.
 */
LageLog *
lage_log_open_beside (const char  *path,
                      GError     **error)
{
  g_autoptr(LageLog) self = log_new (path, LAGE_STORE_READ_ONLY);

  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      lage_log_set_error (self, "opening the log beside itself", error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 5000);
  if (!start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lage_log_open:
 * @path: the file
 * @mode: whether to write
 * @error: return location for a #GError: LAGE_ERROR_NOT_FOUND, UNSUPPORTED, DAMAGED or BUSY, or
 *   what the file system says
 *
 * Returns: (transfer full) (nullable): the log; a file that is refused is left as it was
 */
LageLog *
lage_log_open (const char     *path,
               LageStoreMode   mode,
               GError        **error)
{
  g_autoptr(LageLog) self = log_new (path, mode);
  gboolean is_new = FALSE;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (mode == LAGE_STORE_READ_ONLY)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "%s: there is no log", path);
          return NULL;
        }
      is_new = TRUE;
    }
  else if (!look_at (path, error))
    {
      return NULL;
    }

  if (mode == LAGE_STORE_READ_ONLY)
    {
      if (!connect_read_only (self, error))
        return NULL;
    }
  else
    {
      self->lock_fd = lock (path, error);
      if (self->lock_fd < 0)
        return NULL;
      /* Somebody else may have made it before the lock was ours. */
      if (is_new && !g_file_test (path, G_FILE_TEST_EXISTS) && !create (path, error))
        return NULL;
      if (!connect_read_write (self, error))
        return NULL;
    }
  if (!start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lage_log_close (LageLog *self)
{
  for (guint i = 0; i < LAGE_LOG_N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  if (self->db != NULL && sqlite3_close (self->db) != SQLITE_OK)
    g_debug ("%s: not closed: %s", self->path, sqlite3_errmsg (self->db));
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_clear_pointer (&self->actors, g_hash_table_unref);
  g_clear_pointer (&self->entities, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->record, g_byte_array_unref);
  g_clear_pointer (&self->fields, g_byte_array_unref);
  g_free (self->path);
  g_free (self);
}

/**
 * lage_log_prepare:
 * @self: the log
 * @statement: which one
 * @error: return location for a #GError
 *
 * Returns: (transfer none) (nullable): the statement, reset and ready to be bound
 */
sqlite3_stmt *
lage_log_prepare (LageLog           *self,
                  LageLogStatement   statement,
                  GError           **error)
{
  sqlite3_stmt **slot = &self->statements[statement];

  if (*slot != NULL)
    {
      sqlite3_reset (*slot);
      return *slot;
    }
  if (sqlite3_prepare_v3 (self->db, sql[statement], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL)
      != SQLITE_OK)
    {
      lage_log_set_error (self, "preparing a statement", error);
      return NULL;
    }
  return *slot;
}

/* Runs a statement that takes nothing and gives nothing. */
gboolean
lage_log_run (LageLog           *self,
              LageLogStatement   statement,
              GError           **error)
{
  sqlite3_stmt *prepared = lage_log_prepare (self, statement, error);
  int code;

  if (prepared == NULL)
    return FALSE;
  code = sqlite3_step (prepared);
  if (code != SQLITE_DONE)
    lage_log_set_error (self, sql[statement], error);
  sqlite3_reset (prepared);
  return code == SQLITE_DONE;
}

/**
 * lage_log_move_wal:
 * @self: the log
 * @how: SQLITE_CHECKPOINT_PASSIVE or SQLITE_CHECKPOINT_TRUNCATE
 *
 * Moves what stands in the write-ahead log into the file. That it fails costs space, not data.
 */
void
lage_log_move_wal (LageLog *self,
                   int      how)
{
  if (sqlite3_wal_checkpoint_v2 (self->db, NULL, how, NULL, NULL) == SQLITE_OK)
    self->n_wal_pages = 0;
  else
    g_debug ("%s: write-ahead log not moved: %s", self->path, sqlite3_errmsg (self->db));
}
