/* test-undo-kill.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-session.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Killed in the middle of edits, undo and redo, again and again: the picture and what undo would take
 * back belong together afterwards. Each edit gives one entity a new name and is called by it, so the
 * name in the picture is always the label of the last edit that holds. */

#define N_ROUNDS 12
#define SEED 4711

static LageId
get_entity (void)
{
  LageId entity;

  lage_id_init_external (&entity, "test", "incident");
  return entity;
}

static LageSession *
open_session (const char *directory)
{
  g_autoptr(GError) error = NULL;
  LageSession *session = lage_session_open (directory, &error);

  g_assert_no_error (error);
  return session;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (g_async_result_is_tagged (result, lage_session_edit_async))
    lage_session_edit_finish (LAGE_SESSION (object), result, &error);
  else
    lage_session_turn_finish (LAGE_SESSION (object), result, NULL, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
wait_for (const gboolean *is_done)
{
  while (!*is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
name_it (LageSession *session,
         const char  *name)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageId entity = get_entity ();
  LageDraft *draft = lage_draft_new (LAGE_KIND_INCIDENT, &entity);
  gboolean is_done = FALSE;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (FALSE)); /* undo may have */
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (session, drafts, name, NULL, done_cb, &is_done);
  wait_for (&is_done);
}

static void
turn (LageSession *session,
      gboolean     is_redo)
{
  gboolean is_done = FALSE;

  if (is_redo)
    lage_session_redo_async (session, NULL, done_cb, &is_done);
  else
    lage_session_undo_async (session, NULL, done_cb, &is_done);
  wait_for (&is_done);
}

/* (nullable): the name in the picture; NULL if it has been put away or never was */
static const char *
get_name (LageSession *session)
{
  LageId id = get_entity ();
  LageEntity *entity = lage_situation_find (lage_session_get_situation (session), &id);

  if (entity == NULL || lage_entity_is_archived (entity))
    return NULL;
  return lage_entity_get_text (entity, LAGE_FIELD_NAME);
}

G_NORETURN static void
run_child (const char *directory,
           guint32     seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  LageSession *session = open_session (directory);

  for (guint i = 0;; i++)
    {
      guint what = (guint) g_rand_int_range (random, 0, 10);
      g_autofree char *name = g_strdup_printf ("%u-%u", seed, i);

      if (what < 3 && lage_session_get_undo_label (session) != NULL)
        turn (session, FALSE);
      else if (what < 6 && lage_session_get_redo_label (session) != NULL)
        turn (session, TRUE);
      else
        name_it (session, name);
      if (write (STDOUT_FILENO, "x", 1) != 1)
        exit (1);
    }
}

/* All the way back and all the way forth again. */
static void
assert_whole (const char *directory)
{
  LageSession *session = open_session (directory);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (lage_session_get_redo_label (session) != NULL)
    turn (session, TRUE);
  for (;;)
    {
      g_assert_cmpstr (get_name (session), ==, lage_session_get_undo_label (session));
      if (get_name (session) == NULL)
        break;
      g_ptr_array_add (names, g_strdup (get_name (session)));
      turn (session, FALSE);
    }
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = names->len; i > 0; i--)
    {
      turn (session, TRUE);
      g_assert_cmpstr (get_name (session), ==, g_ptr_array_index (names, i - 1));
    }
  g_assert_null (lage_session_get_redo_label (session));
  lage_session_close (session);
  g_object_unref (session);
}

static void
remove_directory (const char *directory)
{
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (directory, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_kill (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *directory = g_dir_make_tmp ("lage-undo-kill-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;

  operation = lage_operation_create (directory, "Kill", TRUE, "", &error);
  g_assert_no_error (error);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
      const char *argv[] = { "/proc/self/exe", "--child", directory, seed, NULL };
      guint n_before_kill = (guint) g_rand_int_range (random, 1, 30);
      GPid pid;
      int fd, status;
      char byte;

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                &pid, NULL, &fd, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < n_before_kill; i++)
        g_assert_cmpint (read (fd, &byte, 1), ==, 1);
      /* Somewhere on the way to the disk of the next one. */
      g_usleep ((gulong) g_rand_int_range (random, 0, 3000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      g_spawn_close_pid (pid);
      close (fd);
      assert_whole (directory);
    }
  remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    run_child (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/undo/kill", test_kill);

  return g_test_run ();
}
