/* test-store-kill.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lage-error.h"

/* A second copy of this program appends batches as fast as it can, and says on a pipe what has been
 * acknowledged, after it was. It is killed at some moment of that, again and again on the same log;
 * what was acknowledged has to be there. Now and then it also writes a checkpoint, or closes and
 * opens the log, so that kills hit those as well. */

#define N_ROUNDS 16
#define START_US (G_GINT64_CONSTANT (1386244800) * G_TIME_SPAN_SECOND)
#define SEED 20131206

/* What a process has acknowledged, as it goes through the pipe. */
typedef struct
{
  guint64 ledger;
  guint64 telemetry;
} Acknowledged;

static LageOp *
make_op (const LageId *actor,
         LageLane      lane,
         guint64       sequence)
{
  LageOpId op_id = { *actor, lane, sequence };
  LageHlc hlc = lage_hlc_from_us (START_US + (gint64) sequence * 1000);
  g_autoptr(LageDraft) draft = NULL;
  LageId entity;

  if (lane == LAGE_LANE_LEDGER)
    {
      g_autofree char *text = g_strdup_printf ("Report %" G_GUINT64_FORMAT, sequence);

      lage_id_init_external (&entity, "test", "incident");
      draft = lage_draft_new (LAGE_KIND_INCIDENT, &entity);
      lage_draft_set_text (draft, LAGE_FIELD_DESCRIPTION, text);
    }
  else
    {
      lage_id_init_external (&entity, "test", "gauge");
      draft = lage_draft_new (LAGE_KIND_GAUGE, &entity);
      lage_draft_set_source (draft, "wsv");
      draft->observed_at_us = START_US + (gint64) sequence;
      lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, (double) sequence);
    }
  return lage_op_new (&op_id, hlc, draft, NULL, 0);
}

static LageStore *
open_store (const char *path)
{
  g_autoptr(GError) error = NULL;
  LageStore *store = lage_store_open (path, LAGE_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  return store;
}

static void
read_acknowledged (LageStore    *store,
                   Acknowledged *found)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageSituation) situation = lage_store_load (store, 0, &error);
  const LageId *actor = lage_store_get_actor (store);

  g_assert_no_error (error);
  found->ledger = lage_situation_get_sequence (situation, actor, LAGE_LANE_LEDGER);
  found->telemetry = lage_situation_get_sequence (situation, actor, LAGE_LANE_TELEMETRY);
}

static void
append_batch (LageStore    *store,
              guint         n_ops,
              Acknowledged *last)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  const LageId *actor = lage_store_get_actor (store);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_ops; i++)
    {
      if (i % 3 == 0)
        g_ptr_array_add (ops, make_op (actor, LAGE_LANE_LEDGER, ++last->ledger));
      else
        g_ptr_array_add (ops, make_op (actor, LAGE_LANE_TELEMETRY, ++last->telemetry));
    }
  lage_store_append (store, ops, &error);
  g_assert_no_error (error);
}

static void
checkpoint_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  lage_store_checkpoint_finish (LAGE_STORE (object), result, &error);
  g_assert_no_error (error);
}

G_NORETURN static void
run_child (const char *path,
           guint32     seed)
{
  g_autoptr(LageStore) store = open_store (path);
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  Acknowledged last;

  read_acknowledged (store, &last);
  while (TRUE)
    {
      guint what = (guint) g_rand_int_range (random, 0, 40);

      append_batch (store, (guint) g_rand_int_range (random, 1, 60), &last);
      if (write (STDOUT_FILENO, &last, sizeof last) != sizeof last)
        exit (1);
      if (what == 0)
        {
          /* A checkpoint that is being folded still holds the store. */
          lage_store_close (store);
          g_clear_object (&store);
          store = open_store (path);
        }
      else if (what == 1)
        {
          lage_store_checkpoint_async (store, NULL, checkpoint_cb, NULL);
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
assert_kept (const char         *path,
             const Acknowledged *acknowledged,
             Acknowledged       *found)
{
  g_autoptr(LageStore) store = open_store (path);
  g_autoptr(LageStoreReport) report = NULL;
  g_autoptr(GError) error = NULL;

  read_acknowledged (store, found);
  g_test_message ("acknowledged %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT
                  ", found %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT,
                  acknowledged->ledger, acknowledged->telemetry, found->ledger, found->telemetry);
  g_assert_cmpuint (found->ledger, >=, acknowledged->ledger);
  g_assert_cmpuint (found->telemetry, >=, acknowledged->telemetry);

  report = lage_store_verify (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (report->problems, i));
  g_assert_cmpuint (report->problems->len, ==, 0);
  /* No gap in either lane: there are as many ops as the last numbers say. */
  g_assert_cmpuint (report->n_ops, ==, found->ledger + found->telemetry);
  /* The store thread may still hold the answer to the last question, and the store with it. */
  lage_store_close (store);
}

static void
test_kill (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *directory = g_dir_make_tmp ("lage-kill-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "log.lage", NULL);
  g_autoptr(GDir) dir = NULL;
  Acknowledged found = { 0, 0 };
  const char *name;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
      const char *argv[] = { "/proc/self/exe", "--child", path, seed, NULL };
      guint n_before_kill = (guint) g_rand_int_range (random, round == 0 ? 0 : 1, 80);
      Acknowledged acknowledged = found, last;
      g_autoptr(GError) error = NULL;
      FILE *pipe;
      GPid pid;
      int fd, status;

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                &pid, NULL, &fd, NULL, &error);
      g_assert_no_error (error);
      pipe = fdopen (fd, "r");
      for (guint i = 0; i < n_before_kill; i++)
        {
          g_assert_cmpuint (fread (&last, sizeof last, 1, pipe), ==, 1);
          acknowledged = last;
        }
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      /* It went on while we read: what it has said up to its end counts too. */
      while (fread (&last, sizeof last, 1, pipe) == 1)
        acknowledged = last;
      fclose (pipe);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      g_spawn_close_pid (pid);
      assert_kept (path, &acknowledged, &found);
    }
  g_assert_cmpuint (found.ledger, >, 100);

  dir = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (directory, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    run_child (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/store/kill", test_kill);

  return g_test_run ();
}
