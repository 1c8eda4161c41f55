/* test-session.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-session.h"

#include <signal.h>
#include <sys/resource.h>

#include "lage-error.h"
#include "lage-task-state.h"
#include "test-directory.h"
#include "test-ops.h"

typedef struct
{
  char        *directory;
  LageSession *session;
} Fixture;

/* What an asynchronous call has answered. */
typedef struct
{
  guint   n_calls;
  GError *error;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
open_session (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->session = lage_session_open (fixture->directory, &error);
  g_assert_no_error (error);
}

static void
close_session (Fixture *fixture)
{
  lage_session_close (fixture->session);
  /* Answers that are still on their way hold it. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
}

static void
reopen_session (Fixture *fixture)
{
  close_session (fixture);
  open_session (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;

  fixture->directory = test_directory_make ();
  operation = lage_operation_create (fixture->directory, "Nikolaus", TRUE, "", &error);
  g_assert_no_error (error);
  open_session (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->session != NULL)
    close_session (fixture);
  test_directory_remove (fixture->directory);
  g_free (fixture->directory);
}

static LageEntity *
find (Fixture *fixture,
      guint    entity)
{
  LageId id = test_id (entity);

  return lage_situation_find (lage_session_get_situation (fixture->session), &id);
}

static const char *
get_name (Fixture *fixture,
          guint    entity)
{
  LageEntity *found = find (fixture, entity);

  return found != NULL ? lage_entity_get_text (found, LAGE_FIELD_NAME) : NULL;
}

static GPtrArray *
new_drafts (LageKind    kind,
            guint       entity,
            const char *name)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageId id = test_id (entity);
  LageDraft *draft = lage_draft_new (kind, &id);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  g_ptr_array_add (drafts, draft);
  return drafts;
}

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  g_assert_null (answer->error);
  g_assert_cmpint (lage_session_edit_finish (LAGE_SESSION (object), result, &answer->error), ==,
                   answer->error == NULL);
  answer->n_calls++;
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  g_assert_null (answer->error);
  g_assert_cmpint (lage_session_turn_finish (LAGE_SESSION (object), result, NULL, NULL,
                                             &answer->error), ==, answer->error == NULL);
  answer->n_calls++;
}

static void
wait_for (const guint *count,
          guint        expected)
{
  while (*count < expected)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin_edit (Fixture    *fixture,
            GPtrArray  *drafts,
            const char *label,
            Answer     *answer)
{
  lage_session_edit_async (fixture->session, drafts, label, NULL, edited_cb, answer);
  g_ptr_array_unref (drafts);
}

static void
name_it (Fixture    *fixture,
         guint       entity,
         const char *name)
{
  g_auto(Answer) answer = { 0 };

  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, entity, name), name, &answer);
  wait_for (&answer.n_calls, 1);
  g_assert_no_error (answer.error);
}

static void
take_back (Fixture   *fixture,
           gboolean   is_expected)
{
  g_auto(Answer) answer = { 0 };

  lage_session_undo_async (fixture->session, NULL, undone_cb, &answer);
  wait_for (&answer.n_calls, 1);
  if (is_expected)
    g_assert_no_error (answer.error);
  else
    g_assert_error (answer.error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
}

static void
make_again (Fixture  *fixture,
            gboolean  is_expected)
{
  g_auto(Answer) answer = { 0 };

  lage_session_redo_async (fixture->session, NULL, undone_cb, &answer);
  wait_for (&answer.n_calls, 1);
  if (is_expected)
    g_assert_no_error (answer.error);
  else
    g_assert_error (answer.error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
}

static void
report (Fixture *fixture,
        double   level_cm,
        gint64   observed_at_us)
{
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_GAUGE, 50, "St. Pauli");
  LageDraft *draft = g_ptr_array_index (drafts, 0);

  draft->observed_at_us = observed_at_us;
  lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, level_cm);
  lage_session_take_drafts (fixture->session, "pegelonline", drafts);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
wait_until_quiet (Fixture *fixture)
{
  while (lage_session_get_n_waiting (fixture->session) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* The log as somebody else reads it: what is really on disk. */
static LageSituation *
read_disk (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = lage_operation_get_store_path (
    lage_session_get_operation (fixture->session));
  g_autoptr(LageStore) store = lage_store_open (path, LAGE_STORE_READ_ONLY, &error);
  LageSituation *situation;

  g_assert_no_error (error);
  situation = lage_store_load (store, 0, &error);
  g_assert_no_error (error);
  return situation;
}

static void
assert_clean (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageStoreReport) store_report =
    lage_store_verify (lage_session_get_store (fixture->session), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < store_report->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (store_report->problems, i));
  g_assert_cmpuint (store_report->problems->len, ==, 0);
}

/* opening -------------------------------------------------------------------------------------- */

static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  const LageCandidate *candidate;
  LageOpId id;

  lage_session_set_author (fixture->session, "S3 Müller");
  name_it (fixture, 1, "Deichbruch");
  report (fixture, 313.0, TEST_NOW_US);
  wait_until_quiet (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 3);

  reopen_session (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 0);
  g_assert_cmpstr (get_name (fixture, 1), ==, "Deichbruch");
  candidate = lage_entity_find (find (fixture, 1), LAGE_FIELD_NAME);
  g_assert_cmpstr (candidate->author, ==, "S3 Müller");
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 313.0);
  candidate = lage_entity_find (find (fixture, 50), LAGE_FIELD_LEVEL_CM);
  g_assert_cmpint (candidate->observed_at_us, ==, TEST_NOW_US);
  g_assert_cmpstr (lage_situation_get_source (lage_session_get_situation (fixture->session),
                                              candidate), ==, "pegelonline");
  g_assert_null (candidate->author);

  /* And it goes on where it stopped. */
  name_it (fixture, 1, "Sickerstelle");
  lage_situation_get_op_id (lage_session_get_situation (fixture->session), find (fixture, 1),
                            lage_entity_find (find (fixture, 1), LAGE_FIELD_NAME), &id);
  g_assert_cmpuint (id.sequence, ==, 3);
  g_assert_true (lage_id_equal (&id.actor,
                                lage_store_get_actor (lage_session_get_store (fixture->session))));
  assert_clean (fixture);
  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "Sickerstelle");
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static LageSession *
open_async (const char    *directory,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  lage_session_open_async (directory, cancellable, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lage_session_open_finish (result, error);
}

static void
test_open_async (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *nowhere = g_build_filename (fixture->directory, "nowhere", NULL);
  g_autoptr(GError) error = NULL;

  name_it (fixture, 1, "a");
  close_session (fixture);

  fixture->session = open_async (fixture->directory, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (lage_operation_get_name (lage_session_get_operation (fixture->session)), ==,
                   "Nikolaus");
  g_assert_cmpuint (lage_thresholds_get_n_classes (lage_session_get_thresholds (fixture->session)),
                    ==, 3);
  close_session (fixture);

  g_assert_null (open_async (nowhere, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (open_async (fixture->directory, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* Whoever gave up lets go of the log, in a thread and in its own time. */
  while ((fixture->session = lage_session_open (fixture->directory, &error)) == NULL)
    {
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_BUSY);
      g_clear_error (&error);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  name_it (fixture, 1, "a");
  g_assert_null (lage_session_open (fixture->directory, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (open_async (fixture->directory, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_BUSY);

  /* The one that was first is not disturbed. */
  name_it (fixture, 1, "b");
  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "b");
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *feeds_path = lage_operation_get_feeds_path (
    lage_session_get_operation (fixture->session));
  g_autofree char *store_path = lage_operation_get_store_path (
    lage_session_get_operation (fixture->session));
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  close_session (fixture);
  g_assert_true (g_file_set_contents (store_path, "this is no log, and long enough to be looked at",
                                      -1, NULL));
  g_assert_null (lage_session_open (fixture->directory, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, LAGE_ERROR);
  g_assert_true (g_file_get_contents (store_path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "this is no log, and long enough to be looked at");
}

/* An exercise stays an exercise and its log its own, whoever tries to make an operation of it. */
static void
test_never_mix (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *conf = g_build_filename (fixture->directory, "operation.conf", NULL);
  g_autofree char *other = test_directory_make ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageSession) second = NULL;
  LageId space = *lage_store_get_space (lage_session_get_store (fixture->session));

  name_it (fixture, 1, "Übung");
  g_assert_true (lage_operation_is_exercise (lage_session_get_operation (fixture->session)));
  close_session (fixture);

  g_assert_null (lage_operation_create (fixture->directory, "ernst", FALSE, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (conf), ==, 0);
  g_assert_null (lage_operation_create (fixture->directory, "ernst", FALSE, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);

  operation = lage_operation_create (other, "ernst", FALSE, "", &error);
  g_assert_no_error (error);
  second = lage_session_open (other, &error);
  g_assert_no_error (error);
  g_assert_false (lage_operation_is_exercise (lage_session_get_operation (second)));
  g_assert_true (lage_clock_is_live (lage_session_get_clock (second)));
  g_assert_cmpuint (lage_situation_get_n_entities (lage_session_get_situation (second)), ==, 0);
  g_assert_false (lage_id_equal (lage_store_get_space (lage_session_get_store (second)), &space));
  g_clear_object (&second);
  test_directory_remove (other);
}

/* edits ---------------------------------------------------------------------------------------- */

typedef struct
{
  Fixture *fixture;
  Answer   answer;
} DiskCheck;

static void
check_disk_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  DiskCheck *check = user_data;
  g_autoptr(LageSituation) on_disk = read_disk (check->fixture);
  LageId id = test_id (1);
  LageEntity *entity = lage_situation_find (on_disk, &id);

  g_assert_nonnull (entity);
  g_assert_cmpstr (lage_entity_get_text (entity, LAGE_FIELD_NAME), ==, "a");
  g_assert_cmpstr (get_name (check->fixture, 1), ==, "a");
  edited_cb (object, result, &check->answer);
}

static void
test_edit_is_on_disk (Fixture       *fixture,
                      gconstpointer  data)
{
  DiskCheck check = { fixture, { 0 } };
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_INCIDENT, 1, "a");

  lage_session_edit_async (fixture->session, drafts, "x", NULL, check_disk_cb, &check);
  /* Not in the picture before it is on disk. */
  g_assert_null (find (fixture, 1));
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 1);
  wait_for (&check.answer.n_calls, 1);
  g_assert_no_error (check.answer.error);
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 0);
}

/* An edit of several entities appears at once. */
static void
test_edit_appears_together (Fixture       *fixture,
                            gconstpointer  data)
{
  LageSituation *situation = lage_session_get_situation (fixture->session);
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_INCIDENT, 1, "a");
  g_autoptr(GPtrArray) more = new_drafts (LAGE_KIND_INCIDENT, 2, "b");
  g_auto(Answer) answer = { 0 };
  guint n_flushed = 0, n_list_changes = 0;

  g_ptr_array_add (drafts, g_ptr_array_steal_index (more, 0));
  g_signal_connect_swapped (situation, "flushed", G_CALLBACK (count_cb), &n_flushed);
  g_signal_connect_swapped (lage_situation_get_list (situation, LAGE_KIND_INCIDENT),
                            "items-changed", G_CALLBACK (count_cb), &n_list_changes);
  begin_edit (fixture, g_steal_pointer (&drafts), "x", &answer);
  wait_for (&answer.n_calls, 1);
  g_assert_cmpuint (n_flushed, ==, 1);
  g_assert_cmpuint (n_list_changes, ==, 1);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (get_name (fixture, 2), ==, "b");
}

typedef struct
{
  Fixture *fixture;
  guint    n_left;
  guint    n_done;
} Chain;

static void
chain_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Chain *chain = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (lage_session_edit_finish (LAGE_SESSION (object), result, &error));
  g_assert_no_error (error);
  chain->n_done++;
  if (chain->n_left-- > 0)
    {
      g_autofree char *name = g_strdup_printf ("step %u", chain->n_done);
      g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_INCIDENT, 1, name);

      lage_session_edit_async (LAGE_SESSION (object), drafts, name, NULL, chain_cb, chain);
    }
}

/* Who hears that an edit is done edits anew at once. */
static void
test_edit_from_callback (Fixture       *fixture,
                         gconstpointer  data)
{
  Chain chain = { fixture, 5, 0 };
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_INCIDENT, 1, "step 0");

  lage_session_edit_async (fixture->session, drafts, "first", NULL, chain_cb, &chain);
  wait_for (&chain.n_done, 6);
  wait_until_quiet (fixture);
  g_assert_cmpuint (chain.n_done, ==, 6);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 6);
  g_assert_cmpstr (get_name (fixture, 1), ==, "step 5");
  assert_clean (fixture);
}

static void
report_again_cb (LageSituation *situation,
                 guint          n_changed,
                 gpointer       user_data)
{
  Chain *chain = user_data;

  if (chain->n_left == 0)
    return;
  chain->n_left--;
  report (chain->fixture, 400.0 + chain->n_left, TEST_NOW_US + 10 - chain->n_left);
}

/* A view that answers a change with a change must not upset the batch that it hears of. */
static void
test_change_from_signal (Fixture       *fixture,
                         gconstpointer  data)
{
  Chain chain = { fixture, 3, 0 };
  g_auto(Answer) answer = { 0 };

  g_signal_connect (lage_session_get_situation (fixture->session), "flushed",
                    G_CALLBACK (report_again_cb), &chain);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "a"), "x", &answer);
  wait_for (&answer.n_calls, 1);
  wait_until_quiet (fixture);
  g_assert_cmpuint (answer.n_calls, ==, 1);
  g_assert_cmpuint (chain.n_left, ==, 0);
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 400.0);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 1 + 2 + 1 + 1);
  assert_clean (fixture);
}

/* Two edits one after the other, without waiting: each is taken back alone. */
static void
test_edits_in_a_row (Fixture       *fixture,
                     gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };

  report (fixture, 300.0, TEST_NOW_US);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "a"), "first", &answer);
  report (fixture, 301.0, TEST_NOW_US + 1);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "b"), "second", &answer);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "c"), "third", &answer);
  wait_for (&answer.n_calls, 3);
  wait_until_quiet (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "c");
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 301.0);

  g_assert_cmpstr (lage_session_get_undo_label (fixture->session), ==, "third");
  take_back (fixture, TRUE);
  g_assert_cmpstr (get_name (fixture, 1), ==, "b");
  g_assert_false (lage_entity_is_archived (find (fixture, 1)));
  assert_clean (fixture);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_notify = 0;

  g_signal_connect_swapped (fixture->session, "notify::undo-label", G_CALLBACK (count_cb),
                            &n_notify);
  g_assert_null (lage_session_get_undo_label (fixture->session));
  take_back (fixture, FALSE);
  g_assert_cmpuint (n_notify, ==, 0);

  name_it (fixture, 1, "a");
  g_assert_cmpuint (n_notify, ==, 1);
  name_it (fixture, 1, "b");
  g_assert_cmpuint (n_notify, ==, 2);
  g_assert_cmpstr (lage_session_get_undo_label (fixture->session), ==, "b");

  take_back (fixture, TRUE);
  g_assert_cmpuint (n_notify, ==, 3);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (lage_session_get_undo_label (fixture->session), ==, "a");
  take_back (fixture, TRUE);
  g_assert_true (lage_entity_is_archived (find (fixture, 1)));
  g_assert_null (lage_session_get_undo_label (fixture->session));
  take_back (fixture, FALSE);

  reopen_session (fixture);
  g_assert_true (lage_entity_is_archived (find (fixture, 1)));
  g_assert_null (lage_session_get_undo_label (fixture->session));
  g_assert_cmpstr (lage_session_get_redo_label (fixture->session), ==, "a");
}

static void
assert_labels (Fixture    *fixture,
               const char *name,
               const char *undo,
               const char *redo)
{
  if (name != NULL)
    g_assert_cmpstr (get_name (fixture, 1), ==, name);
  g_assert_cmpstr (lage_session_get_undo_label (fixture->session), ==, undo);
  g_assert_cmpstr (lage_session_get_redo_label (fixture->session), ==, redo);
}

/* Back and forth, with the program closed in between each time. */
static void
test_undo_across_restarts (Fixture       *fixture,
                           gconstpointer  data)
{
  name_it (fixture, 1, "a");
  name_it (fixture, 1, "b");
  name_it (fixture, 1, "c");
  for (guint round = 0; round < 2; round++)
    {
      reopen_session (fixture);
      assert_labels (fixture, "c", "c", NULL);
      make_again (fixture, FALSE);
      take_back (fixture, TRUE);
      reopen_session (fixture);
      assert_labels (fixture, "b", "b", "c");
      take_back (fixture, TRUE);
      reopen_session (fixture);
      assert_labels (fixture, "a", "a", "b");
      take_back (fixture, TRUE);
      reopen_session (fixture);
      assert_labels (fixture, NULL, NULL, "a");
      g_assert_true (lage_entity_is_archived (find (fixture, 1)));
      make_again (fixture, TRUE);
      g_assert_false (lage_entity_is_archived (find (fixture, 1)));
      make_again (fixture, TRUE);
      reopen_session (fixture);
      assert_labels (fixture, "b", "b", "c");
      make_again (fixture, TRUE);
      make_again (fixture, FALSE);
    }

  /* A new edit ends what could be made again, for good. */
  take_back (fixture, TRUE);
  take_back (fixture, TRUE);
  name_it (fixture, 1, "d");
  assert_labels (fixture, "d", "d", NULL);
  reopen_session (fixture);
  assert_labels (fixture, "d", "d", NULL);
  take_back (fixture, TRUE);
  assert_labels (fixture, "a", "a", "d");
  assert_clean (fixture);
}

/* Three times the key without waiting: three edits, one after the other. */
static void
test_undo_in_a_row (Fixture       *fixture,
                    gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };

  name_it (fixture, 1, "a");
  name_it (fixture, 1, "b");
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "c"), "c", &answer);
  for (guint i = 0; i < 2; i++)
    lage_session_undo_async (fixture->session, NULL, undone_cb, &answer);
  lage_session_redo_async (fixture->session, NULL, undone_cb, &answer);
  wait_for (&answer.n_calls, 4);
  g_assert_no_error (answer.error);
  assert_labels (fixture, "b", "b", "c");
}

/* Somebody at another station has said it anew: that stays, and the edit is forgotten. */
static void
test_undo_what_others_changed (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageSituation *situation = lage_session_get_situation (fixture->session);
  const LageOpId id = { test_id (102), LAGE_LANE_LEDGER, 1 };
  const LageId entity = test_id (1);
  g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_INCIDENT, &entity);
  g_auto(Answer) answer = { 0 };

  name_it (fixture, 1, "a");
  name_it (fixture, 1, "b");
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "other");
  g_ptr_array_add (ops, lage_op_new (&id, lage_situation_get_last_hlc (situation) + 1, draft, NULL,
                                     0));
  lage_situation_apply (situation, ops);
  g_assert_cmpstr (get_name (fixture, 1), ==, "other");
  lage_session_undo_async (fixture->session, NULL, undone_cb, &answer);
  wait_for (&answer.n_calls, 1);
  g_assert_error (answer.error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  assert_labels (fixture, "other", "a", NULL);
}

static void
test_empty_edit (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };

  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, NULL), "nothing", &answer);
  wait_for (&answer.n_calls, 1);
  g_assert_no_error (answer.error);
  g_assert_null (lage_session_get_undo_label (fixture->session));
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 0);
  begin_edit (fixture, g_ptr_array_new (), "nothing", &answer);
  wait_for (&answer.n_calls, 2);
  g_assert_no_error (answer.error);
}

static void
test_author (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *author = NULL;
  guint n_notify = 0;

  g_signal_connect_swapped (fixture->session, "notify::author", G_CALLBACK (count_cb), &n_notify);
  lage_session_set_author (fixture->session, "S1");
  lage_session_set_author (fixture->session, "S1");
  g_assert_cmpuint (n_notify, ==, 1);
  g_object_set (fixture->session, "author", "S2", NULL);
  g_assert_cmpuint (n_notify, ==, 2);
  g_object_get (fixture->session, "author", &author, NULL);
  g_assert_cmpstr (author, ==, "S2");
}


/* Feeds that cannot be read are no reason not to see the picture. */
static void
test_damaged_feeds (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char damaged[] = "[Feed a\nnonsense";
  g_autofree char *path = lage_operation_get_feeds_path (
    lage_session_get_operation (fixture->session));
  g_autofree char *kept_path = g_strconcat (path, ".damaged", NULL);
  g_autofree char *kept = NULL;

  g_assert_null (lage_session_get_feeds_problem (fixture->session));
  name_it (fixture, 1, "a");
  close_session (fixture);
  g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
  open_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_nonnull (lage_session_get_feeds_problem (fixture->session));
  g_assert_nonnull (strstr (lage_session_get_feeds_problem (fixture->session), "feeds.conf"));
  g_assert_true (g_file_get_contents (kept_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, damaged);
}

/* feeds ---------------------------------------------------------------------------------------- */

static void
test_only_news (Fixture       *fixture,
                gconstpointer  data)
{
  guint n_flushed = 0;

  report (fixture, 313.0, TEST_NOW_US);
  wait_until_quiet (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 2);

  /* The same once more: nothing is written, nobody is told. */
  g_signal_connect_swapped (lage_session_get_situation (fixture->session), "flushed",
                            G_CALLBACK (count_cb), &n_flushed);
  report (fixture, 313.0, TEST_NOW_US);
  wait_until_quiet (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 2);
  g_assert_cmpuint (n_flushed, ==, 0);

  /* The same level a minute later is a reading; the name is none. */
  report (fixture, 313.0, TEST_NOW_US + G_TIME_SPAN_MINUTE);
  wait_until_quiet (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 3);
  report (fixture, 314.0, TEST_NOW_US + G_TIME_SPAN_MINUTE);
  wait_until_quiet (fixture);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 4);
  assert_clean (fixture);
}

static void
test_source (Fixture       *fixture,
             gconstpointer  data)
{
  LageSituation *situation = lage_session_get_situation (fixture->session);
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_UNIT, 1, "a");
  g_autoptr(GPtrArray) said = new_drafts (LAGE_KIND_UNIT, 2, "b");

  lage_session_take_drafts (fixture->session, "cot-tcp", drafts);
  lage_draft_set_source (g_ptr_array_index (said, 0), "ATAK-7");
  lage_session_take_drafts (fixture->session, "cot-tcp", said);
  wait_until_quiet (fixture);
  g_assert_cmpstr (lage_situation_get_source (situation, lage_entity_find (find (fixture, 1),
                                                                           LAGE_FIELD_NAME)), ==,
                   "cot-tcp");
  g_assert_cmpstr (lage_situation_get_source (situation, lage_entity_find (find (fixture, 2),
                                                                           LAGE_FIELD_NAME)), ==,
                   "ATAK-7");
}

/* Ten thousand drafts are few batches: what comes while one is written makes the next. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_flushed = 0;

  g_signal_connect_swapped (lage_session_get_situation (fixture->session), "flushed",
                            G_CALLBACK (count_cb), &n_flushed);
  for (guint i = 0; i < 10000; i++)
    report (fixture, i, TEST_NOW_US + i);
  wait_until_quiet (fixture);
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 9999.0);
  g_assert_cmpuint (n_flushed, <=, 3);
  assert_clean (fixture);
}

/* closing -------------------------------------------------------------------------------------- */

static void
test_close_writes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };

  report (fixture, 313.0, TEST_NOW_US);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "a"), "x", &answer);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 2, "b"), "y", &answer);
  report (fixture, 314.0, TEST_NOW_US + 1);
  lage_session_close (fixture->session);
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 0);
  g_assert_cmpstr (get_name (fixture, 2), ==, "b");
  wait_for (&answer.n_calls, 2);
  g_assert_no_error (answer.error);

  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (get_name (fixture, 2), ==, "b");
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 314.0);
  assert_clean (fixture);
}

static void
test_after_close (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto(Answer) edited = { 0 };
  g_auto(Answer) undone = { 0 };
  g_autoptr(GPtrArray) drafts = new_drafts (LAGE_KIND_UNIT, 1, "late");

  name_it (fixture, 1, "a");
  lage_session_close (fixture->session);
  lage_session_close (fixture->session);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "b"), "x", &edited);
  lage_session_undo_async (fixture->session, NULL, undone_cb, &undone);
  lage_session_take_drafts (fixture->session, "cot", drafts);
  wait_for (&edited.n_calls, 1);
  wait_for (&undone.n_calls, 1);
  g_assert_error (edited.error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_assert_error (undone.error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 0);
  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
}

/* full disk ------------------------------------------------------------------------------------ */

static struct rlimit unlimited;

/* No file may grow any more: what a full disk looks like. */
static void
set_disk_full (gboolean is_full)
{
  struct rlimit limit = unlimited;

  if (is_full)
    limit.rlim_cur = 1;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* Does not wait two seconds for the next attempt. */
static void
hasten_retry (Fixture *fixture)
{
  GSource *source = g_main_context_find_source_by_user_data (NULL, fixture->session);

  g_assert_nonnull (source);
  g_source_set_ready_time (source, 0);
}

static void
fail_edit (Fixture *fixture,
           Answer  *answer)
{
  set_disk_full (TRUE);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 1, "a"), "x", answer);
  while (lage_session_get_store_problem (fixture->session) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };
  guint n_notify = 0;

  g_signal_connect_swapped (fixture->session, "notify::store-problem", G_CALLBACK (count_cb),
                            &n_notify);
  fail_edit (fixture, &answer);
  g_assert_cmpuint (n_notify, ==, 1);
  g_assert_cmpuint (answer.n_calls, ==, 0);
  g_assert_null (find (fixture, 1));
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 1);

  /* What comes meanwhile waits behind it; a further failure is no news. */
  report (fixture, 313.0, TEST_NOW_US);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 2, "b"), "y", &answer);
  g_assert_cmpuint (lage_session_get_n_waiting (fixture->session), ==, 3);
  hasten_retry (fixture);
  while (g_main_context_find_source_by_user_data (NULL, fixture->session) != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_find_source_by_user_data (NULL, fixture->session) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer.n_calls, ==, 0);
  g_assert_cmpuint (n_notify, ==, 1);

  set_disk_full (FALSE);
  hasten_retry (fixture);
  wait_for (&answer.n_calls, 2);
  wait_until_quiet (fixture);
  g_assert_no_error (answer.error);
  g_assert_null (lage_session_get_store_problem (fixture->session));
  g_assert_cmpuint (n_notify, ==, 2);
  g_assert_cmpuint (lage_session_get_n_committed (fixture->session), ==, 4);
  assert_clean (fixture);

  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (get_name (fixture, 2), ==, "b");
  g_assert_cmpfloat (lage_entity_get_real (find (fixture, 50), LAGE_FIELD_LEVEL_CM), ==, 313.0);
}

/* The disk has room again, but the program ends before the next attempt. */
static void
test_close_after_failure (Fixture       *fixture,
                          gconstpointer  data)
{
  g_auto(Answer) answer = { 0 };

  fail_edit (fixture, &answer);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 2, "b"), "y", &answer);
  set_disk_full (FALSE);
  lage_session_close (fixture->session);
  wait_for (&answer.n_calls, 2);
  g_assert_no_error (answer.error);
  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 1), ==, "a");
  g_assert_cmpstr (get_name (fixture, 2), ==, "b");
  assert_clean (fixture);
}

/* No room until the end: whoever waits is told, and the log stays whole. */
static void
test_close_on_full_disk (Fixture       *fixture,
                         gconstpointer  data)
{
  g_auto(Answer) first = { 0 };
  g_auto(Answer) second = { 0 };

  name_it (fixture, 3, "before");
  fail_edit (fixture, &first);
  begin_edit (fixture, new_drafts (LAGE_KIND_INCIDENT, 2, "b"), "y", &second);
  g_test_expect_message ("lage-session", G_LOG_LEVEL_WARNING, "closing: 1 ops and 1 batches could not*");
  lage_session_close (fixture->session);
  g_test_assert_expected_messages ();
  wait_for (&first.n_calls, 1);
  wait_for (&second.n_calls, 1);
  g_assert_nonnull (first.error);
  g_assert_nonnull (second.error);
  set_disk_full (FALSE);
  reopen_session (fixture);
  g_assert_cmpstr (get_name (fixture, 3), ==, "before");
  g_assert_null (find (fixture, 1));
  name_it (fixture, 1, "after");
  assert_clean (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);

#define ADD(path, function) g_test_add ("/session/session/" path, Fixture, NULL, set_up, function, \
                                        tear_down)
  ADD ("reopen", test_reopen);
  ADD ("open-async", test_open_async);
  ADD ("busy", test_busy);
  ADD ("damaged", test_damaged);
  ADD ("never-mix", test_never_mix);
  ADD ("edit-is-on-disk", test_edit_is_on_disk);
  ADD ("edit-appears-together", test_edit_appears_together);
  ADD ("edit-from-callback", test_edit_from_callback);
  ADD ("change-from-signal", test_change_from_signal);
  ADD ("edits-in-a-row", test_edits_in_a_row);
  ADD ("undo", test_undo);
  ADD ("undo-across-restarts", test_undo_across_restarts);
  ADD ("undo-in-a-row", test_undo_in_a_row);
  ADD ("undo-what-others-changed", test_undo_what_others_changed);
  ADD ("empty-edit", test_empty_edit);
  ADD ("author", test_author);
  ADD ("only-news", test_only_news);
  ADD ("source", test_source);
  ADD ("many", test_many);
  ADD ("close-writes", test_close_writes);
  ADD ("after-close", test_after_close);
  ADD ("damaged-feeds", test_damaged_feeds);
  ADD ("disk-full", test_disk_full);
  ADD ("close-after-failure", test_close_after_failure);
  ADD ("close-on-full-disk", test_close_on_full_disk);

  return g_test_run ();
}
