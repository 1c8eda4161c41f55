/* test-operation.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-operation.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "lage-error.h"
#include "test-directory.h"

#define REAL_US G_GINT64_CONSTANT (1700000000000000)
#define SITUATION_US G_GINT64_CONSTANT (1386306900000000)

typedef struct
{
  char *parent;
  char *directory; /* in it, not made yet */
  char *path;      /* of operation.conf */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = test_directory_make ();
  fixture->directory = g_build_filename (fixture->parent, "a", "Übung 1", NULL);
  fixture->path = g_build_filename (fixture->directory, "operation.conf", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_directory_remove (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static LageOperation *
create (Fixture    *fixture,
        const char *name,
        gboolean    is_exercise,
        const char *feeds)
{
  g_autoptr(GError) error = NULL;
  LageOperation *operation = lage_operation_create (fixture->directory, name, is_exercise, feeds,
                                                    &error);

  g_assert_no_error (error);
  return operation;
}

static LageOperation *
reopen (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  LageOperation *operation = lage_operation_open (fixture->directory, &error);

  g_assert_no_error (error);
  return operation;
}

static guint
get_mode (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_mode & 07777;
}

static void
write_conf (Fixture    *fixture,
            const char *text)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageOperation) again = NULL;
  g_autoptr(LageClock) clock = NULL;
  g_autofree char *store_path = NULL;

  g_assert_false (lage_operation_exists (fixture->directory));
  operation = create (fixture, "Sturmflut; \"Nikolaus\"\n = [2]", FALSE, NULL);
  g_assert_true (lage_operation_exists (fixture->directory));
  g_assert_cmpstr (lage_operation_get_name (operation), ==, "Sturmflut; \"Nikolaus\"\n = [2]");

  again = reopen (fixture);
  g_assert_cmpstr (lage_operation_get_directory (again), ==, fixture->directory);
  g_assert_cmpstr (lage_operation_get_name (again), ==, "Sturmflut; \"Nikolaus\"\n = [2]");
  g_assert_false (lage_operation_is_exercise (again));
  clock = lage_operation_make_clock (again);
  g_assert_true (lage_clock_is_live (clock));
  store_path = lage_operation_get_store_path (again);
  g_assert_true (g_str_has_prefix (store_path, fixture->directory));
  g_assert_false (g_file_test (store_path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (g_steal_pointer (&again));
}

static void
test_feeds (Fixture       *fixture,
            gconstpointer  data)
{
  static const char own[] = "[feed own]\nFormat=cot\n";
  g_autoptr(LageOperation) operation = create (fixture, "x", TRUE, data);
  g_autofree char *path = lage_operation_get_feeds_path (operation);
  g_autofree char *shipped_path = g_test_build_filename (G_TEST_DIST, "..", "data", "feeds.conf",
                                                         NULL);
  g_autofree char *shipped = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (shipped_path, &shipped, NULL, NULL));
  g_assert_cmpstr (text, ==, data != NULL ? own : shipped);
}

static void
test_permissions (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(LageOperation) operation = NULL;
  g_autofree char *feeds_path = NULL;
  mode_t old = umask (0);

  operation = create (fixture, "x", TRUE, NULL);
  feeds_path = lage_operation_get_feeds_path (operation);
  g_assert_cmpuint (get_mode (fixture->directory), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (feeds_path), ==, 0600);
  g_assert_true (lage_operation_set_clock_anchor (operation, REAL_US, SITUATION_US, 1.0, NULL));
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  umask (old);
}

static void
test_create_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(LageOperation) operation = create (fixture, "first", FALSE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) again = NULL;

  g_assert_null (lage_operation_create (fixture->directory, "second", TRUE, "", &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  again = reopen (fixture);
  g_assert_cmpstr (lage_operation_get_name (again), ==, "first");
  g_assert_false (lage_operation_is_exercise (again));
}

/* An exercise that lost its file must not become an operation. */
static void
test_create_over_log (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(LageOperation) operation = create (fixture, "x", TRUE, NULL);
  g_autofree char *store_path = lage_operation_get_store_path (operation);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (store_path, "log", -1, NULL));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_null (lage_operation_create (fixture->directory, "y", FALSE, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_assert_false (lage_operation_exists (fixture->directory));
}

/* What a power cut in the middle of making one leaves can be made again. */
static void
test_create_half_made (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(LageOperation) operation = create (fixture, "x", TRUE, "half");
  g_autoptr(LageOperation) again = NULL;

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  again = create (fixture, "y", FALSE, NULL);
  g_assert_false (lage_operation_is_exercise (again));
}

static void
test_create_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *below_file = g_build_filename (fixture->parent, "file", "x", NULL);
  g_autofree char *file = g_build_filename (fixture->parent, "file", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (lage_operation_create (below_file, "x", FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, below_file));
  g_clear_error (&error);

  /* It could never be opened again. */
  g_assert_null (lage_operation_create (fixture->directory, "\377", FALSE, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_assert_false (g_file_test (fixture->directory, G_FILE_TEST_EXISTS));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
#define GOOD "[Operation]\nName=x\nExercise=true\n"
  static const struct { const char *text; GQuark (*domain) (void); int code; } cases[] = {
    { "", g_key_file_error_quark, G_KEY_FILE_ERROR_GROUP_NOT_FOUND },
    { "\1\2\3", g_key_file_error_quark, G_KEY_FILE_ERROR_PARSE },
    { "[Operation]\nExercise=true\n", g_key_file_error_quark, G_KEY_FILE_ERROR_KEY_NOT_FOUND },
    { "[Operation]\nName=x\n", g_key_file_error_quark, G_KEY_FILE_ERROR_KEY_NOT_FOUND },
    { "[Operation]\nName=x\nExercise=maybe\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_INVALID_VALUE },
    { "[Operation]\nName=\377\nExercise=true\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_UNKNOWN_ENCODING },
    /* An exercise without its clock would go on in real time. */
    { GOOD "[Clock]\n", g_key_file_error_quark, G_KEY_FILE_ERROR_KEY_NOT_FOUND },
    { GOOD "[Clock]\nReal=1\nSituation=1\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_KEY_NOT_FOUND },
    { GOOD "[Clock]\nReal=1\nSituation=soon\nRate=1\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_INVALID_VALUE },
    { GOOD "[Clock]\nReal=1\nSituation=1\nRate=nan\n", lage_error_quark, LAGE_ERROR_INVALID },
    { GOOD "[Clock]\nReal=1\nSituation=1\nRate=inf\n", lage_error_quark, LAGE_ERROR_INVALID },
    { GOOD "[Clock]\nReal=1\nSituation=1\nRate=-1\n", lage_error_quark, LAGE_ERROR_INVALID },
    { GOOD "[Clock]\nReal=0\nSituation=1\nRate=1\n", lage_error_quark, LAGE_ERROR_INVALID },
    { GOOD "[Clock]\nReal=1\nSituation=-1\nRate=1\n", lage_error_quark, LAGE_ERROR_INVALID },
  };
  g_autoptr(LageOperation) good = NULL;
  g_autoptr(GError) missing = NULL;

  g_assert_null (lage_operation_open (fixture->directory, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_test_message ("case %u", i);
      write_conf (fixture, cases[i].text);
      g_assert_null (lage_operation_open (fixture->directory, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, fixture->path));
      g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, cases[i].text);
    }
  write_conf (fixture, GOOD "[Clock]\nReal=1\nSituation=1\nRate=0\n");
  good = reopen (fixture);
  g_assert_true (lage_operation_is_exercise (good));
}

static void
test_exercise_clock (Fixture       *fixture,
                     gconstpointer  data)
{
  static const double rates[] = { 0.0, 1.0, 60.0, 0.1 };
  g_autoptr(LageOperation) operation = create (fixture, "x", TRUE, NULL);
  gint64 real_us, situation_us;
  double rate;

  g_assert_false (lage_operation_get_clock_anchor (operation, &real_us, &situation_us, &rate));
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr(LageOperation) again = NULL;
      g_autoptr(LageClock) clock = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (lage_operation_set_clock_anchor (operation, REAL_US + i, SITUATION_US + i,
                                                      rates[i], &error));
      g_assert_no_error (error);
      again = reopen (fixture);
      g_assert_true (lage_operation_get_clock_anchor (again, &real_us, &situation_us, &rate));
      g_assert_cmpint (real_us, ==, REAL_US + i);
      g_assert_cmpint (situation_us, ==, SITUATION_US + i);
      g_assert_cmpfloat (rate, ==, rates[i]);
      clock = lage_operation_make_clock (again);
      g_assert_false (lage_clock_is_live (clock));
      g_assert_cmpint (lage_clock_at_real_us (clock, REAL_US + i + 1000000), ==,
                       SITUATION_US + i + llround (rates[i] * 1000000));
      g_assert_cmpstr (lage_operation_get_name (again), ==, "x");
    }
}

static void
test_impossible_clock (Fixture       *fixture,
                       gconstpointer  data)
{
  static const struct { gint64 real_us, situation_us; double rate; } cases[] = {
    { 0, 1, 1.0 }, { 1, 0, 1.0 }, { 1, 1, -0.1 }, { 1, 1, (double) NAN }, { 1, 1, INFINITY },
  };
  g_autoptr(LageOperation) operation = create (fixture, "x", TRUE, NULL);
  g_autoptr(LageOperation) again = NULL;
  gint64 real_us, situation_us;
  double rate;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (lage_operation_set_clock_anchor (operation, cases[i].real_us,
                                                       cases[i].situation_us, cases[i].rate,
                                                       &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
  again = reopen (fixture);
  g_assert_false (lage_operation_get_clock_anchor (again, &real_us, &situation_us, &rate));
}

/* An operation lives in real time, whatever its file says. */
static void
test_operation_clock (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(LageOperation) operation = create (fixture, "x", FALSE, NULL);
  g_autoptr(LageOperation) forged = NULL;
  g_autoptr(LageClock) clock = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 real_us, situation_us;
  double rate;

  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_assert_false (lage_operation_set_clock_anchor (operation, REAL_US, SITUATION_US, 1.0, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  write_conf (fixture, "[Operation]\nName=x\nExercise=false\n"
                       "[Clock]\nReal=1\nSituation=1\nRate=60\n");
  forged = reopen (fixture);
  g_assert_false (lage_operation_get_clock_anchor (forged, &real_us, &situation_us, &rate));
  clock = lage_operation_make_clock (forged);
  g_assert_true (lage_clock_is_live (clock));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add ("/session/operation/" path, Fixture, data, set_up, \
                                              function, tear_down)
  ADD ("create", NULL, test_create);
  ADD ("feeds-shipped", NULL, test_feeds);
  ADD ("feeds-own", "[feed own]\nFormat=cot\n", test_feeds);
  ADD ("permissions", NULL, test_permissions);
  ADD ("create-twice", NULL, test_create_twice);
  ADD ("create-over-log", NULL, test_create_over_log);
  ADD ("create-half-made", NULL, test_create_half_made);
  ADD ("create-fails", NULL, test_create_fails);
  ADD ("damaged", NULL, test_damaged);
  ADD ("exercise-clock", NULL, test_exercise_clock);
  ADD ("impossible-clock", NULL, test_impossible_clock);
  ADD ("operation-clock", NULL, test_operation_clock);

  return g_test_run ();
}
