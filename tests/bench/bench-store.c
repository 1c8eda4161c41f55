/* bench-store.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "lage-clock.h"

/* What an op costs from the object in memory to the disk and into the picture, beside what SQLite
 * alone takes for the bytes: one prepared INSERT of the finished record, with the same pragmas and
 * the same batches, into a plain table and into a copy of the op table with its indexes.
 *
 *   serial     append and wait for the disk, then fold, then the next batch
 *   pipelined  up to four batches under way while the main thread folds, as the desktop does it
 *
 * The runs take turns, and the best of each is compared: the disk is shared with others. */

#define N_OPS 20000
#define N_ENTITIES 200
#define N_ROUNDS 3
#define WINDOW 4
#define START_US (G_GINT64_CONSTANT (1386244800) * G_TIME_SPAN_SECOND)

typedef enum
{
  SHAPE_POSITION,
  SHAPE_GAUGE,
  SHAPE_DRONE,
  SHAPE_EDIT,
  N_SHAPES,
} Shape;

static const char *shape_names[N_SHAPES] = {
  [SHAPE_POSITION] = "position",
  [SHAPE_GAUGE] = "gauge",
  [SHAPE_DRONE] = "drone",
  [SHAPE_EDIT] = "edit",
};

typedef enum
{
  RUN_PLAIN,
  RUN_SAME,
  RUN_SERIAL,
  RUN_PIPELINED,
  N_RUNS,
} Run;

static LageOp *
make_op (Shape         shape,
         const LageId *actor,
         guint         i)
{
  g_autofree char *name = g_strdup_printf ("%u", i % N_ENTITIES);
  LageKind kinds[N_SHAPES] = { LAGE_KIND_UNIT, LAGE_KIND_GAUGE, LAGE_KIND_DRONE,
                               LAGE_KIND_INCIDENT };
  LageLane lane = shape == SHAPE_EDIT ? LAGE_LANE_LEDGER : LAGE_LANE_TELEMETRY;
  LageOpId op_id = { *actor, lane, i + 1 };
  gint64 now_us = START_US + (gint64) (i / N_ENTITIES) * G_TIME_SPAN_SECOND;
  g_autoptr(LageDraft) draft = NULL;
  LageId entity;

  lage_id_init_external (&entity, "bench", name);
  draft = lage_draft_new (kinds[shape], &entity);
  draft->observed_at_us = now_us - 300000;

  switch (shape)
    {
    case SHAPE_POSITION:
      lage_draft_set_source (draft, "cot");
      lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5 + i * 1e-6, 9.9 + i * 1e-6);
      lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG, i % 360);
      lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, i % 30);
      lage_draft_take (draft, LAGE_FIELD_STALE_AT, lage_value_time (now_us + 60000000));
      break;

    case SHAPE_GAUGE:
      lage_draft_set_source (draft, "pegelonline");
      lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, 500 + i % 300);
      break;

    case SHAPE_DRONE:
      lage_draft_set_source (draft, "mavlink");
      lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5 + i * 1e-6, 9.9 + i * 1e-6);
      lage_draft_set_real (draft, LAGE_FIELD_ALTITUDE_M, 80 + i % 40);
      lage_draft_set_real (draft, LAGE_FIELD_HEIGHT_M, 75 + i % 40);
      lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, i % 360);
      lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG, i % 360);
      lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, i % 20);
      lage_draft_set_real (draft, LAGE_FIELD_CLIMB_MPS, i % 5);
      lage_draft_set_real (draft, LAGE_FIELD_ROLL_DEG, i % 30);
      lage_draft_set_real (draft, LAGE_FIELD_PITCH_DEG, i % 30);
      lage_draft_set_real (draft, LAGE_FIELD_BATTERY_PERCENT, i % 100);
      break;

    case SHAPE_EDIT:
    case N_SHAPES:
    default:
      lage_draft_set_source (draft, "manual");
      lage_draft_set_text (draft, LAGE_FIELD_DESCRIPTION,
                           "Water in the cellar, two persons, one cannot walk");
      lage_draft_set_int (draft, LAGE_FIELD_PRIORITY, 1 + i % 3);
      break;
    }
  return lage_op_new (&op_id, lage_hlc_from_us (now_us) + i % N_ENTITIES, draft, NULL, 0);
}

static GPtrArray *
make_batches (Shape         shape,
              const LageId *actor,
              guint         batch_size)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < N_OPS; i++)
    {
      if (i % batch_size == 0)
        g_ptr_array_add (batches,
                         g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref));
      g_ptr_array_add (g_ptr_array_index (batches, batches->len - 1), make_op (shape, actor, i));
    }
  return batches;
}

static void
remove_files (const char *path)
{
  const char *endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static double
run_bare (const char *path,
          GPtrArray  *batches,
          gboolean    is_same)
{
  const char *tables = is_same
    ? "CREATE TABLE op (seq INTEGER PRIMARY KEY, actor INTEGER NOT NULL, lane INTEGER NOT NULL,"
      "  sequence INTEGER NOT NULL, hlc INTEGER NOT NULL, entity INTEGER NOT NULL,"
      "  body BLOB NOT NULL, hash BLOB, UNIQUE (actor, lane, sequence)) STRICT;"
      "CREATE INDEX op_ledger_by_entity ON op (entity, hlc) WHERE lane = 0"
    : "CREATE TABLE op (body BLOB NOT NULL) STRICT";
  const char *insert = is_same
    ? "INSERT INTO op (actor, lane, sequence, hlc, entity, body, hash)"
      "  VALUES (?2, ?3, ?4, ?5, ?6, ?1, ?7)"
    : "INSERT INTO op (body) VALUES (?1)";
  g_autoptr(GPtrArray) records = NULL;
  guint8 hash[32] = { 0 };
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 start_us;
  guint n_done = 0;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  remove_files (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_exec (db, tables, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, insert, -1, &statement, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < batches->len; i++)
    {
      GPtrArray *ops = g_ptr_array_index (batches, i);

      for (guint j = 0; j < ops->len; j++)
        {
          GByteArray *record = g_byte_array_new ();

          lage_op_encode (g_ptr_array_index (ops, j), record);
          g_ptr_array_add (records, record);
        }
    }

  start_us = lage_clock_monotonic_us ();
  for (guint i = 0; i < batches->len; i++)
    {
      GPtrArray *ops = g_ptr_array_index (batches, i);

      sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
      for (guint j = 0; j < ops->len; j++, n_done++)
        {
          GByteArray *record = g_ptr_array_index (records, n_done);
          const LageOp *op = g_ptr_array_index (ops, j);

          sqlite3_bind_blob (statement, 1, record->data, (int) record->len, SQLITE_STATIC);
          if (is_same)
            {
              sqlite3_bind_int (statement, 2, 1);
              sqlite3_bind_int (statement, 3, (int) op->id.lane);
              sqlite3_bind_int64 (statement, 4, (gint64) op->id.sequence);
              sqlite3_bind_int64 (statement, 5, (gint64) op->hlc);
              sqlite3_bind_int (statement, 6, (int) (n_done % N_ENTITIES));
              if (op->id.lane == LAGE_LANE_LEDGER)
                sqlite3_bind_blob (statement, 7, hash, sizeof hash, SQLITE_STATIC);
            }
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
          sqlite3_reset (statement);
        }
      g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  start_us = lage_clock_monotonic_us () - start_us;
  sqlite3_finalize (statement);
  sqlite3_close (db);
  remove_files (path);
  return N_OPS * 1e6 / (double) start_us;
}

typedef struct
{
  LageStore     *store;
  LageSituation *situation;
  GPtrArray     *batches;
  guint          n_sent;
  guint          n_done;
} Pipeline;

static void
appended_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Pipeline *pipeline = user_data;
  g_autoptr(GError) error = NULL;

  lage_store_append_finish (LAGE_STORE (object), result, &error);
  g_assert_no_error (error);
  /* Refill first, so that the store has work while this thread folds. */
  if (pipeline->n_sent < pipeline->batches->len)
    lage_store_append_async (pipeline->store,
                             g_ptr_array_index (pipeline->batches, pipeline->n_sent++), NULL,
                             appended_cb, pipeline);
  lage_situation_apply (pipeline->situation,
                        g_ptr_array_index (pipeline->batches, pipeline->n_done++));
}

static double
run_store (const char *path,
           Shape       shape,
           guint       batch_size,
           gboolean    is_pipelined)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageStore) store = NULL;
  g_autoptr(LageSituation) situation = lage_situation_new ();
  g_autoptr(GPtrArray) batches = NULL;
  Pipeline pipeline;
  gint64 start_us;

  remove_files (path);
  store = lage_store_open (path, LAGE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  batches = make_batches (shape, lage_store_get_actor (store), batch_size);
  pipeline = (Pipeline) { store, situation, batches, 0, 0 };

  start_us = lage_clock_monotonic_us ();
  if (is_pipelined)
    {
      while (pipeline.n_sent < WINDOW)
        lage_store_append_async (store, g_ptr_array_index (batches, pipeline.n_sent++), NULL,
                                 appended_cb, &pipeline);
      while (pipeline.n_done < batches->len)
        g_main_context_iteration (NULL, TRUE);
    }
  else
    {
      for (guint i = 0; i < batches->len; i++)
        {
          lage_store_append (store, g_ptr_array_index (batches, i), &error);
          g_assert_no_error (error);
          lage_situation_apply (situation, g_ptr_array_index (batches, i));
        }
    }
  start_us = lage_clock_monotonic_us () - start_us;
  g_assert_cmpuint (lage_situation_get_n_entities (situation), ==, N_ENTITIES);
  lage_store_close (store);
  remove_files (path);
  return N_OPS * 1e6 / (double) start_us;
}

static void
measure (const char *path,
         Shape       shape,
         guint       batch_size)
{
  LageId actor = { { 1 } };
  g_autoptr(GPtrArray) batches = make_batches (shape, &actor, batch_size);
  double best[N_RUNS] = { 0 };

  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint run = 0; run < N_RUNS; run++)
      {
        double speed = run == RUN_PLAIN || run == RUN_SAME
                         ? run_bare (path, batches, run == RUN_SAME)
                         : run_store (path, shape, batch_size, run == RUN_PIPELINED);

        best[run] = MAX (best[run], speed);
      }
  g_print ("%-9s %5u  %9.0f %9.0f  %9.0f %9.0f   %5.2f %5.2f   %5.2f %5.2f\n", shape_names[shape],
           batch_size, best[RUN_PLAIN], best[RUN_SAME], best[RUN_SERIAL], best[RUN_PIPELINED],
           best[RUN_SERIAL] / best[RUN_SAME], best[RUN_SERIAL] / best[RUN_PLAIN],
           best[RUN_PIPELINED] / best[RUN_SAME], best[RUN_PIPELINED] / best[RUN_PLAIN]);
}

int
main (int   argc,
      char *argv[])
{
  /* In the working directory: the folder for temporary files is often memory. */
  g_autofree char *directory = g_strdup ("bench-store-XXXXXX");
  g_autofree char *path = NULL;

  g_assert_nonnull (g_mkdtemp (directory));
  path = g_build_filename (directory, "log", NULL);
  g_print ("ops per second    bare insert             with fold         serial /      "
           "pipelined /\n"
           "shape     batch      plain  op table     serial pipelined   table plain"
           "   table plain\n");
  for (guint shape = 0; shape < N_SHAPES; shape++)
    {
      measure (path, (Shape) shape, 100);
      measure (path, (Shape) shape, 1000);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
  return 0;
}
