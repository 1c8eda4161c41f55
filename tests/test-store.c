/* test-store.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "lage-error.h"

#define START_US (G_GINT64_CONSTANT (1386244800) * G_TIME_SPAN_SECOND)

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("lage-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->path = g_build_filename (fixture->directory, "log.lage", NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (fixture->directory, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) paths = list_files (fixture);

  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpint (g_unlink (g_ptr_array_index (paths, i)), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* Every file of the folder with what is in it. */
static char *
describe_files (Fixture *fixture)
{
  g_autoptr(GPtrArray) paths = list_files (fixture);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *contents = NULL;
      g_autofree char *checksum = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (g_ptr_array_index (paths, i), &contents, &size, NULL));
      checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, size);
      g_string_append_printf (text, "%s %" G_GSIZE_FORMAT " %s\n",
                              (char *) g_ptr_array_index (paths, i), size, checksum);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LageStore *
open_store (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  LageStore *store = lage_store_open (fixture->path, LAGE_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static LageId
make_id (const char *name)
{
  LageId id;

  lage_id_init_external (&id, "test", name);
  return id;
}

static LageOp *
make_op (const LageId *actor,
         LageLane      lane,
         guint64       sequence,
         LageDraft    *draft)
{
  LageOpId id = { *actor, lane, sequence };
  LageHlc hlc = lage_hlc_from_us (START_US + (gint64) sequence * 1000);
  LageOp *op = lage_op_new (&id, hlc, draft, NULL, 0);

  lage_draft_free (draft);
  return op;
}

static LageOp *
make_incident (const LageId *actor,
               guint64       sequence,
               const char   *key,
               const char   *name)
{
  LageId id = make_id (key);
  LageDraft *draft = lage_draft_new (LAGE_KIND_INCIDENT, &id);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  return make_op (actor, LAGE_LANE_LEDGER, sequence, draft);
}

static LageOp *
make_level (const LageId *actor,
            guint64       sequence,
            const char   *key,
            const char   *source,
            gint64        observed_at_us,
            double        level_cm)
{
  LageId id = make_id (key);
  LageDraft *draft = lage_draft_new (LAGE_KIND_GAUGE, &id);

  lage_draft_set_source (draft, source);
  draft->observed_at_us = observed_at_us;
  lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, level_cm);
  return make_op (actor, LAGE_LANE_TELEMETRY, sequence, draft);
}

static LageOp *
make_position (const LageId *actor,
               guint64       sequence,
               const char   *key,
               double        latitude,
               double        longitude)
{
  LageId id = make_id (key);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, &id);

  lage_draft_set_source (draft, "cot");
  draft->observed_at_us = START_US + (gint64) sequence * G_TIME_SPAN_SECOND;
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude));
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 7.5);
  return make_op (actor, LAGE_LANE_TELEMETRY, sequence, draft);
}

/* Takes the op. */
static gboolean
append_op (LageStore  *store,
           LageOp     *op,
           GError    **error)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);

  g_ptr_array_add (ops, op);
  return lage_store_append (store, ops, error);
}

static void
append_good (LageStore *store,
             LageOp    *op)
{
  g_autoptr(GError) error = NULL;
  gboolean ok = append_op (store, op, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
store_result_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static GArray *
read_series (LageStore  *store,
             const char *key,
             LageField   field,
             gint64      from_us,
             gint64      until_us)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  LageId id = make_id (key);
  GArray *samples;

  lage_store_read_series_async (store, &id, field, from_us, until_us, NULL, store_result_cb,
                                &result);
  samples = lage_store_read_series_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (samples);
  return samples;
}

static GPtrArray *
read_history (LageStore  *store,
              const char *key,
              guint       limit)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  LageId id = make_id (key);
  GPtrArray *ops;

  lage_store_read_history_async (store, &id, limit, NULL, store_result_cb, &result);
  ops = lage_store_read_history_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (ops);
  return ops;
}

static void
write_checkpoint (LageStore *store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean ok;

  lage_store_checkpoint_async (store, NULL, store_result_cb, &result);
  ok = lage_store_checkpoint_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (ok);
}

static GBytes *
dump (LageStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSituation) situation = lage_store_load (store, 0, &error);
  GByteArray *array = g_byte_array_new ();

  g_assert_no_error (error);
  lage_situation_write (situation, array);
  return g_byte_array_free_to_bytes (array);
}

static GBytes *
dump_folded (GPtrArray *ops)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  GByteArray *array = g_byte_array_new ();

  lage_situation_apply (situation, ops);
  lage_situation_write (situation, array);
  return g_byte_array_free_to_bytes (array);
}

static void
assert_bytes_equal (GBytes *a,
                    GBytes *b)
{
  g_assert_cmpmem (g_bytes_get_data (a, NULL), g_bytes_get_size (a),
                   g_bytes_get_data (b, NULL), g_bytes_get_size (b));
}

static LageStoreReport *
verify (LageStore *store)
{
  g_autoptr(GError) error = NULL;
  LageStoreReport *report = lage_store_verify (store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

static void
assert_clean (LageStore *store,
              guint64    n_ops)
{
  g_autoptr(LageStoreReport) report = verify (store);

  if (report->problems->len > 0)
    g_test_message ("%s", (char *) g_ptr_array_index (report->problems, 0));
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->n_ops, ==, n_ops);
}

static void
assert_problem (LageStore  *store,
                const char *pattern)
{
  g_autoptr(LageStoreReport) report = verify (store);
  gboolean found = FALSE;

  for (guint i = 0; i < report->problems->len; i++)
    {
      g_test_message ("%s", (char *) g_ptr_array_index (report->problems, i));
      found |= g_pattern_match_simple (pattern, g_ptr_array_index (report->problems, i));
    }
  g_assert_true (found);
}

/* Changes the closed log behind the store's back. */
static void
tamper (Fixture    *fixture,
        const char *text)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  sqlite3_exec (db, text, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
assert_refused (Fixture   *fixture,
                LageError  code)
{
  g_autofree char *before = describe_files (fixture);

  for (guint i = 0; i < 2; i++)
    {
      LageStoreMode mode = i == 0 ? LAGE_STORE_READ_WRITE : LAGE_STORE_READ_ONLY;
      g_autoptr(GError) error = NULL;
      g_autoptr(LageStore) store = lage_store_open (fixture->path, mode, &error);
      g_autofree char *after = describe_files (fixture);

      g_assert_null (store);
      g_assert_error (error, LAGE_ERROR, (int) code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "log.lage"));
      g_assert_cmpstr (before, ==, after);
    }
}

static void
fill (Fixture *fixture,
      guint    n_incidents)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);

  for (guint i = 1; i <= n_incidents; i++)
    append_good (store, make_incident (actor, i, "dike", "Seepage at the dike"));
}

static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GBytes) expected = NULL;
  g_autoptr(GError) error = NULL;
  LageId space, actor;

  {
    g_autoptr(LageStore) store = open_store (fixture);

    space = *lage_store_get_space (store);
    actor = *lage_store_get_actor (store);
    g_assert_false (lage_id_is_none (&space));
    g_assert_false (lage_id_is_none (&actor));
    g_assert_false (lage_id_equal (&space, &actor));
    for (guint i = 1; i <= 40; i++)
      {
        g_autofree char *key = g_strdup_printf ("incident %u", i % 7);

        g_ptr_array_add (ops, make_incident (&actor, i, key, "Water in the cellar"));
        g_ptr_array_add (ops, make_position (&actor, i, key, 53.5 + i * 1e-3, 9.9));
      }
    g_assert_true (lage_store_append (store, ops, &error));
    g_assert_no_error (error);
    expected = dump_folded (ops);
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr(GBytes) loaded = dump (store);

        assert_bytes_equal (expected, loaded);
      }
  }
  {
    g_autoptr(LageStore) store = open_store (fixture);
    g_autoptr(GBytes) loaded = dump (store);

    g_assert_true (lage_id_equal (lage_store_get_space (store), &space));
    g_assert_true (lage_id_equal (lage_store_get_actor (store), &actor));
    assert_bytes_equal (expected, loaded);
    assert_clean (store, 80);
    lage_store_close (store);
    g_assert_false (lage_store_append (store, ops, &error));
    g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  }
}

static void
test_until (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      append_good (store, make_incident (actor, i, key, "Fallen tree"));
    }
  write_checkpoint (store);
  /* Op n is recorded at START_US + n ms. */
  for (guint i = 0; i <= 4; i++)
    {
      g_autoptr(LageSituation) before = lage_store_load (store, START_US + i * 1000 - 1, &error);
      g_autoptr(LageSituation) at = lage_store_load (store, START_US + i * 1000, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (lage_situation_get_n_entities (before), ==, i > 0 ? MIN (i - 1, 3) : 0);
      g_assert_cmpuint (lage_situation_get_n_entities (at), ==, MIN (i, 3));
    }
}

static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  LageId foreign = make_id ("another station");
  g_autoptr(GError) error = NULL;

  {
    g_autoptr(LageStore) store = open_store (fixture);
    const LageId *actor = lage_store_get_actor (store);

    append_good (store, make_incident (actor, 1, "a", "One"));
    append_good (store, make_incident (&foreign, 1, "a", "Uno"));
    append_good (store, make_incident (actor, 2, "a", "Two"));
  }
  {
    g_autoptr(LageStore) store = open_store (fixture);
    const LageId *actor = lage_store_get_actor (store);

    append_good (store, make_incident (&foreign, 2, "a", "Due"));
    append_good (store, make_incident (actor, 3, "a", "Three"));
    assert_clean (store, 5);
    g_assert_false (append_op (store, make_incident (actor, 5, "a", "Five"), &error));
    g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    assert_clean (store, 5);
    append_good (store, make_incident (actor, 4, "a", "Four"));
    assert_clean (store, 6);
  }
  /* An op taken out, and an op put in the place of another. */
  tamper (fixture, "DELETE FROM op WHERE seq = 1");
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_problem (store, "op 3: *ledger op 2 follows op 0*");
    assert_problem (store, "op 3: the chain of actor 1 is broken*");
  }
}

static void
test_foreign_record (Fixture       *fixture,
                     gconstpointer  data)
{
  fill (fixture, 3);
  tamper (fixture, "UPDATE op SET body = (SELECT body FROM op WHERE seq = 1) WHERE seq = 2");
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_problem (store, "op 2: the chain of actor 1 is broken at ledger op 2");
    assert_problem (store, "op 2: its record and its columns disagree");
  }
  tamper (fixture, "UPDATE op SET body = x'00' WHERE seq = 3");
  {
    g_autoptr(LageStore) store = open_store (fixture);
    g_autoptr(GBytes) loaded = dump (store);

    g_assert_nonnull (loaded);
    assert_problem (store, "op 3: op record of version 0");
  }
}

static void
test_duplicate (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GError) error = NULL;

  append_good (store, make_incident (actor, 1, "a", "One"));
  append_good (store, make_incident (actor, 1, "a", "One"));
  append_good (store, make_level (actor, 1, "g", "wsv", START_US, 500));
  append_good (store, make_level (actor, 1, "g", "wsv", START_US, 500));
  assert_clean (store, 2);

  g_assert_false (append_op (store, make_incident (actor, 1, "a", "Another"), &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "lane 0, op 1"));
  g_clear_error (&error);
  g_assert_false (append_op (store, make_level (actor, 1, "g", "wsv", START_US, 501), &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "lane 1, op 1"));
  assert_clean (store, 2);

  /* Telemetry may be thinned, so a gap is nothing. */
  append_good (store, make_level (actor, 9, "g", "wsv", START_US + 1, 500));
  append_good (store, make_level (actor, 5, "g", "wsv", START_US + 2, 500));
  assert_clean (store, 4);
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GArray) all = NULL;
  g_autoptr(GArray) range = NULL;
  g_autoptr(GArray) before = NULL;
  g_autoptr(GArray) after = NULL;
  g_autoptr(GArray) other = NULL;
  g_autoptr(GArray) unknown = NULL;
  g_autoptr(GArray) track = NULL;
  g_autoptr(GArray) places = NULL;
  g_autoptr(GArray) speeds = NULL;
  g_autoptr(GArray) courses = NULL;
  LageId unit = make_id ("u");
  LageDraft *draft;
  LageId id = make_id ("g");
  LageDraft *history = lage_draft_new (LAGE_KIND_GAUGE, &id);

  append_good (store, make_level (actor, 1, "g", "wsv", START_US + 30, 530));
  append_good (store, make_level (actor, 2, "g", "wsv", START_US + 10, 510)); /* late */
  append_good (store, make_level (actor, 3, "g", "wsv", START_US + 30, 531)); /* corrected */
  append_good (store, make_level (actor, 4, "g", "hpa", START_US + 30, 529)); /* second source */
  append_good (store, make_level (actor, 5, "h", "wsv", START_US + 20, 999));
  /* One op, many moments. */
  lage_draft_set_source (history, "wsv");
  history->observed_at_us = START_US + 40;
  for (guint i = 0; i < 3; i++)
    lage_draft_take_at (history, LAGE_FIELD_LEVEL_CM, lage_value_real (540 + i),
                        START_US + 40 + i);
  append_good (store, make_op (actor, LAGE_LANE_TELEMETRY, 6, history));
  append_good (store, make_position (actor, 7, "u", 53.55, 9.99));

  all = read_series (store, "g", LAGE_FIELD_LEVEL_CM, G_MININT64, 0);
  g_assert_cmpuint (all->len, ==, 6);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (g_array_index (all, LageSample, i - 1).observed_at_us, <=,
                     g_array_index (all, LageSample, i).observed_at_us);
  g_assert_cmpfloat (g_array_index (all, LageSample, 0).value, ==, 510.0);
  g_assert_cmpfloat (g_array_index (all, LageSample, 1).value, ==, 531.0);
  g_assert_cmpfloat (g_array_index (all, LageSample, 2).value, ==, 529.0);
  g_assert_cmpfloat (g_array_index (all, LageSample, 5).value, ==, 542.0);
  g_assert_cmpint (g_array_index (all, LageSample, 5).observed_at_us, ==, START_US + 42);

  range = read_series (store, "g", LAGE_FIELD_LEVEL_CM, START_US + 10, START_US + 30);
  g_assert_cmpuint (range->len, ==, 3);
  after = read_series (store, "g", LAGE_FIELD_LEVEL_CM, START_US + 11, START_US + 30);
  g_assert_cmpuint (after->len, ==, 2);
  before = read_series (store, "g", LAGE_FIELD_LEVEL_CM, START_US + 10, START_US + 29);
  g_assert_cmpuint (before->len, ==, 1);
  other = read_series (store, "g", LAGE_FIELD_LEVEL_NHN_M, G_MININT64, 0);
  g_assert_cmpuint (other->len, ==, 0);
  unknown = read_series (store, "nobody", LAGE_FIELD_LEVEL_CM, G_MININT64, 0);
  g_assert_cmpuint (unknown->len, ==, 0);

  track = read_series (store, "u", LAGE_FIELD_POSITION, G_MININT64, 0);
  g_assert_cmpuint (track->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (track, LageSample, 0).value, 53.55, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (track, LageSample, 0).longitude, 9.99, 1e-9);
  assert_clean (store, 7);

  /* Two ops on one moment: each keeps its fields, the newer word on the same field counts. */
  draft = lage_draft_new (LAGE_KIND_UNIT, &unit);
  lage_draft_set_source (draft, "cot");
  draft->observed_at_us = START_US + 7 * G_TIME_SPAN_SECOND;
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, -53.5, -9.5));
  lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG, 271.5);
  append_good (store, make_op (actor, LAGE_LANE_TELEMETRY, 8, draft));
  places = read_series (store, "u", LAGE_FIELD_POSITION, G_MININT64, 0);
  speeds = read_series (store, "u", LAGE_FIELD_SPEED_MPS, G_MININT64, 0);
  courses = read_series (store, "u", LAGE_FIELD_COURSE_DEG, G_MININT64, 0);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (places, LageSample, 0).value, -53.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (places, LageSample, 0).longitude, -9.5, 1e-9);
  g_assert_cmpuint (speeds->len, ==, 1);
  g_assert_cmpfloat (g_array_index (speeds, LageSample, 0).value, ==, 7.5);
  g_assert_cmpuint (courses->len, ==, 1);
  g_assert_cmpfloat (g_array_index (courses, LageSample, 0).value, ==, 271.5);
  assert_clean (store, 8);

  g_clear_object (&store);
  tamper (fixture, "DELETE FROM sample");
  store = open_store (fixture);
  assert_problem (store, "samples: 0 where the ops have *");
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) some = NULL;
  g_autoptr(GPtrArray) none = NULL;

  for (guint i = 1; i <= 6; i++)
    append_good (store, make_incident (actor, i, i % 2 == 0 ? "even" : "odd", "Report"));
  append_good (store, make_position (actor, 1, "even", 53.5, 10.0));

  all = read_history (store, "even", 0);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      LageOp *op = g_ptr_array_index (all, i);

      g_assert_cmpuint (op->id.sequence, ==, 6 - 2 * i);
      g_assert_true (lage_id_equal (&op->id.actor, actor));
      g_assert_cmpstr (op->changes[0].value.text, ==, "Report");
    }
  some = read_history (store, "odd", 2);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpuint (((LageOp *) g_ptr_array_index (some, 0))->id.sequence, ==, 5);
  none = read_history (store, "nobody", 0);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_refuse_newer (Fixture       *fixture,
                   gconstpointer  data)
{
  fill (fixture, 3);
  tamper (fixture, "PRAGMA user_version = 3");
  assert_refused (fixture, LAGE_ERROR_UNSUPPORTED);
  tamper (fixture, "PRAGMA user_version = 0");
  assert_refused (fixture, LAGE_ERROR_DAMAGED);
  tamper (fixture, "PRAGMA user_version = 2");
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_clean (store, 3);
  }
}

/* What the first version has written is read as it is, and brought up to date by whoever writes. */
static void
test_first_version (Fixture       *fixture,
                    gconstpointer  data)
{
  fill (fixture, 3);
  tamper (fixture, "DROP TABLE edit; PRAGMA user_version = 1");
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(LageStore) reader = lage_store_open (fixture->path, LAGE_STORE_READ_ONLY, &error);

    g_assert_no_error (error);
    assert_clean (reader, 3);
    lage_store_close (reader);
  }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(LageStore) store = open_store (fixture);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) edits = lage_store_read_edits (store, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (edits->len, ==, 0);
      assert_clean (store, 3);
      lage_store_close (store);
    }
}

static void
test_refuse_foreign (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *garbage = g_strnfill (5000, 'x');
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE op (seq INTEGER PRIMARY KEY);"
                                 "PRAGMA user_version = 1", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  assert_refused (fixture, LAGE_ERROR_UNSUPPORTED);
  tamper (fixture, "PRAGMA application_id = 7; PRAGMA journal_mode = WAL");
  assert_refused (fixture, LAGE_ERROR_UNSUPPORTED);
  /* Ours by name, but without what a log has. */
  tamper (fixture, "PRAGMA application_id = 0x4c616765");
  assert_refused (fixture, LAGE_ERROR_DAMAGED);

  g_assert_true (g_file_set_contents (fixture->path, garbage, 5000, NULL));
  assert_refused (fixture, LAGE_ERROR_UNSUPPORTED);
  g_assert_true (g_file_set_contents (fixture->path, garbage, 50, NULL));
  assert_refused (fixture, LAGE_ERROR_UNSUPPORTED);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture, LAGE_ERROR_DAMAGED);
}

static void
test_refuse_damaged (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize size;

  fill (fixture, 200);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));

  /* one byte less than whole, half, a single page */
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size - 1, NULL));
  assert_refused (fixture, LAGE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size / 2, NULL));
  assert_refused (fixture, LAGE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, contents, 4096, NULL));
  assert_refused (fixture, LAGE_ERROR_DAMAGED);

  /* the type of the page that lists the tables */
  contents[100] ^= 0x40;
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  assert_refused (fixture, LAGE_ERROR_DAMAGED);
  contents[100] ^= 0x40;
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_clean (store, 200);
  }
}

static void
test_refuse_missing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (fixture->directory, "none", "log.lage", NULL);
  g_autoptr(LageStore) read_only = NULL;
  g_autoptr(LageStore) in_nowhere = NULL;
  g_autoptr(GPtrArray) paths = NULL;
  g_autoptr(GError) error = NULL;

  read_only = lage_store_open (fixture->path, LAGE_STORE_READ_ONLY, &error);
  g_assert_null (read_only);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  in_nowhere = lage_store_open (nowhere, LAGE_STORE_READ_WRITE, &error);
  g_assert_null (in_nowhere);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  paths = list_files (fixture);
  g_assert_cmpuint (paths->len, ==, 0);
}

static void
test_bit_flip (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *contents = NULL;
  char *place;
  gsize size;

  fill (fixture, 20);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  place = memmem (contents, size, "Seepage", 7);
  g_assert_nonnull (place);
  place[0] ^= 0x01;
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, NULL));
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_problem (store, "op *: the chain of actor 1 is broken at ledger op *");
  }
}

static void
test_lock (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  {
    g_autoptr(LageStore) first = open_store (fixture);
    g_autoptr(LageStore) second = lage_store_open (fixture->path, LAGE_STORE_READ_WRITE, &error);

    g_assert_null (second);
    g_assert_error (error, LAGE_ERROR, LAGE_ERROR_BUSY);
    append_good (first, make_incident (lage_store_get_actor (first), 1, "a", "One"));
    assert_clean (first, 1);
  }
  {
    g_autoptr(LageStore) third = open_store (fixture);

    assert_clean (third, 1);
  }
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(LageStore) writer = open_store (fixture);
  g_autoptr(LageStore) reader = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) expected = NULL;
  g_autoptr(GBytes) loaded = NULL;
  g_autoptr(GBytes) alone = NULL;
  g_autoptr(GError) error = NULL;
  const LageId *actor = lage_store_get_actor (writer);

  append_good (writer, make_incident (actor, 1, "a", "One"));
  reader = lage_store_open (fixture->path, LAGE_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_clean (reader, 1);
  append_good (writer, make_incident (actor, 2, "a", "Two"));
  append_good (writer, make_level (actor, 1, "g", "wsv", START_US, 500));
  expected = dump (writer);
  loaded = dump (reader);
  assert_bytes_equal (expected, loaded);
  assert_clean (reader, 3);

  g_assert_false (append_op (reader, make_incident (actor, 3, "a", "Three"), &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  lage_store_checkpoint_async (reader, NULL, store_result_cb, &result);
  g_assert_false (lage_store_checkpoint_finish (reader, wait_for (&result), &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);

  /* The reader goes on when the writer has gone, and a reader alone works too. */
  lage_store_close (writer);
  assert_clean (reader, 3);
  g_clear_object (&reader);
  reader = lage_store_open (fixture->path, LAGE_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  alone = dump (reader);
  assert_bytes_equal (expected, alone);
}

static void
test_checkpoint (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GBytes) expected = NULL;

  {
    g_autoptr(LageStore) store = open_store (fixture);
    const LageId *actor = lage_store_get_actor (store);

    write_checkpoint (store);
    for (guint i = 1; i <= 30; i++)
      {
        g_autofree char *key = g_strdup_printf ("%u", i);

        append_good (store, make_incident (actor, i, key, "Flooded road"));
        append_good (store, make_position (actor, i, "unit", 53.5, 9.9 + i * 1e-3));
        if (i % 10 == 0)
          write_checkpoint (store);
      }
    append_good (store, make_incident (actor, 31, "1", "Road is clear"));
    expected = dump (store);
    assert_clean (store, 61);
  }
  for (guint n_damaged = 0; n_damaged <= 2; n_damaged++)
    {
      g_autoptr(LageStore) store = open_store (fixture);
      g_autoptr(GBytes) loaded = dump (store);

      assert_bytes_equal (expected, loaded);
      if (n_damaged == 0)
        assert_clean (store, 61);
      else
        assert_problem (store, "checkpoint *: damaged");
      g_clear_object (&store);
      tamper (fixture, "UPDATE checkpoint SET body = CAST (body || x'00' AS BLOB)"
                       "  WHERE seq = (SELECT max (seq) FROM checkpoint"
                       "               WHERE substr (body, -1) <> x'00')");
    }
}

/* The first is folded beside what is appended after it, the others wait for it, and closing waits for
 * all of them. */
static void
test_checkpoints_beside_appends (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GBytes) expected = NULL;
  g_autoptr(GBytes) loaded = NULL;
  g_autoptr(LageStore) store = open_store (fixture);
  GAsyncResult *results[3] = { NULL };

  for (guint i = 1; i <= 300; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      append_good (store, make_incident (lage_store_get_actor (store), i, key, "Flooded road"));
      if (i % 100 == 0)
        lage_store_checkpoint_async (store, NULL, store_result_cb, &results[i / 100 - 1]);
    }
  expected = dump (store);
  lage_store_close (store);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GAsyncResult) result = wait_for (&results[i]);
      g_autoptr(GError) error = NULL;

      g_assert_true (lage_store_checkpoint_finish (store, result, &error));
      g_assert_no_error (error);
    }
  g_clear_object (&store);

  store = open_store (fixture);
  assert_clean (store, 300);
  loaded = dump (store);
  assert_bytes_equal (expected, loaded);
}

static void
test_checkpoint_wrong (Fixture       *fixture,
                       gconstpointer  data)
{
  {
    g_autoptr(LageStore) store = open_store (fixture);
    const LageId *actor = lage_store_get_actor (store);

    append_good (store, make_incident (actor, 1, "a", "One"));
    write_checkpoint (store);
    append_good (store, make_incident (actor, 2, "b", "Two"));
    write_checkpoint (store);
    assert_clean (store, 2);
  }
  /* Whole in itself, but it is not what the ops amount to. */
  tamper (fixture, "DELETE FROM checkpoint WHERE seq = 2; UPDATE checkpoint SET seq = 2");
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_problem (store, "checkpoint: the picture from it differs*");
  }
  tamper (fixture, "UPDATE checkpoint SET seq = 5");
  {
    g_autoptr(LageStore) store = open_store (fixture);

    assert_problem (store, "checkpoint 5: stands for ops that are not there");
  }
}

typedef struct
{
  GArray *order;
  guint   n_answers;
  guint   n_failed;
} Answers;

typedef struct
{
  Answers *answers;
  guint    index;
} Asked;

static void
appended_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(GError) error = NULL;

  if (!lage_store_append_finish (LAGE_STORE (object), result, &error))
    {
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
      asked->answers->n_failed++;
    }
  g_array_append_val (asked->answers->order, asked->index);
  asked->answers->n_answers++;
}

static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  Answers answers = { .order = g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint n_requests = 300;

  append_good (store, make_level (actor, 1000, "g", "wsv", START_US, 1));
  for (guint i = 0; i < n_requests; i++)
    {
      g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
      Asked *asked = g_new0 (Asked, 1);

      asked->answers = &answers;
      asked->index = i;
      /* Each hundredth claims a name that another op has; what stands with it in a batch goes with
       * it, what stands with it in a group does not. */
      if (i % 100 == 50)
        {
          g_ptr_array_add (ops, make_level (actor, 2000 + i, "g", "wsv", START_US, 7));
          g_ptr_array_add (ops, make_level (actor, 1000, "g", "wsv", START_US, 2));
        }
      else
        {
          g_ptr_array_add (ops, make_level (actor, i + 1, "g", "wsv", START_US + i, i));
          g_ptr_array_add (ops, make_incident (actor, i - (i + 50) / 100 + 1, "a", "In order"));
        }
      lage_store_append_async (store, ops, NULL, appended_cb, asked);
    }
  while (answers.n_answers < n_requests)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answers.n_failed, ==, 3);
  for (guint i = 0; i < n_requests; i++)
    g_assert_cmpuint (g_array_index (answers.order, guint, i), ==, i);
  assert_clean (store, 1 + 2 * (n_requests - 3));
  g_array_unref (answers.order);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GAsyncResult) appended = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(LageSituation) situation = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (ops, make_incident (lage_store_get_actor (store), 1, "a", "One"));
  g_cancellable_cancel (cancellable);
  lage_store_append_async (store, ops, cancellable, store_result_cb, &appended);
  g_assert_false (lage_store_append_finish (store, wait_for (&appended), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  lage_store_load_async (store, 0, cancellable, store_result_cb, &loaded);
  situation = lage_store_load_finish (store, wait_for (&loaded), &error);
  g_assert_null (situation);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_clean (store, 0);
}

/* The asker may drop the store while an answer is under way; the answer still comes. */
static void
test_last_reference (Fixture       *fixture,
                     gconstpointer  data)
{
  LageStore *store = open_store (fixture);
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  GAsyncResult *result = NULL;
  gpointer watched = store;

  g_ptr_array_add (ops, make_incident (lage_store_get_actor (store), 1, "a", "One"));
  lage_store_append_async (store, ops, NULL, store_result_cb, &result);
  g_object_add_weak_pointer (G_OBJECT (store), &watched);
  g_object_unref (store);
  g_assert_nonnull (watched);
  wait_for (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (lage_store_append_finish (watched, result, NULL));
  g_object_unref (result);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  store = open_store (fixture);
  assert_clean (store, 1);
  g_assert_finalize_object (store);
}

static void
test_open_async (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) refused = NULL;
  g_autoptr(LageStore) store = NULL;
  g_autoptr(LageStore) second = NULL;
  g_autoptr(GError) error = NULL;

  lage_store_open_async (fixture->path, LAGE_STORE_READ_WRITE, NULL, store_result_cb, &opened);
  store = lage_store_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);
  append_good (store, make_incident (lage_store_get_actor (store), 1, "a", "One"));
  lage_store_open_async (fixture->path, LAGE_STORE_READ_WRITE, NULL, store_result_cb, &refused);
  second = lage_store_open_finish (wait_for (&refused), &error);
  g_assert_null (second);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_BUSY);
}

static LageOp *
make_long (const LageId *actor,
           guint64       sequence)
{
  g_autofree char *text = g_strnfill (20000, 'w');

  return make_incident (actor, sequence, "a", text);
}

/* The system refuses to let files grow: what was acknowledged stays, what was not is told, and when
 * there is room again the log goes on. */
static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GError) error = NULL;
  struct rlimit old, tight;
  guint64 n_good = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  tight = old;
  tight.rlim_cur = 300000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  while (append_op (store, make_long (actor, n_good + 1), &error))
    n_good++;
  g_test_message ("%s", error->message);
  g_assert_cmpuint (n_good, >, 3);
  g_assert_cmpuint (n_good, <, 30);
  g_assert_error (error, G_IO_ERROR, error->code);
  g_clear_error (&error);
  g_assert_false (append_op (store, make_long (actor, n_good + 1), &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  assert_clean (store, n_good);
  append_good (store, make_long (actor, n_good + 1));
  append_good (store, make_long (actor, n_good + 2));
  assert_clean (store, n_good + 2);
  g_clear_object (&store);
  store = open_store (fixture);
  assert_clean (store, n_good + 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/store/store/" path, Fixture, NULL, set_up, function, \
                                        tear_down)
  ADD ("reopen", test_reopen);
  ADD ("until", test_until);
  ADD ("chain", test_chain);
  ADD ("foreign-record", test_foreign_record);
  ADD ("duplicate", test_duplicate);
  ADD ("series", test_series);
  ADD ("history", test_history);
  ADD ("refuse-newer", test_refuse_newer);
  ADD ("first-version", test_first_version);
  ADD ("refuse-foreign", test_refuse_foreign);
  ADD ("refuse-damaged", test_refuse_damaged);
  ADD ("refuse-missing", test_refuse_missing);
  ADD ("bit-flip", test_bit_flip);
  ADD ("lock", test_lock);
  ADD ("read-only", test_read_only);
  ADD ("checkpoint", test_checkpoint);
  ADD ("checkpoints-beside-appends", test_checkpoints_beside_appends);
  ADD ("checkpoint-wrong", test_checkpoint_wrong);
  ADD ("group", test_group);
  ADD ("cancel", test_cancel);
  ADD ("last-reference", test_last_reference);
  ADD ("open-async", test_open_async);
  ADD ("disk-full", test_disk_full);
#undef ADD

  return g_test_run ();
}
