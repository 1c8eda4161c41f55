/* lage-store-worker.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store-worker.h"

/* One thread owns the log. Requests reach it through an ordered queue and are answered in the main
 * context of the one who asked:
 *
 *   append, append, append, load, append ... --> queue --> | take all appends that wait |
 *                                                          | one transaction, one flush |
 *   <---------------- answers, after the commit ---------- | or the one other request   |
 *
 * A checkpoint is folded by a thread of its own, on a second connection that only reads, and comes
 * back through the queue to be written: what is appended meanwhile does not wait for the folding.
 *
 * Committing together is what makes synchronous=FULL affordable: while one flush runs, the next
 * group gathers by itself, so there is no timer and no delay when it is quiet. */

#define GROUP_LIMIT 20000           /* ops; beyond that a group waits for nobody */
#define QUIET_US (G_TIME_SPAN_SECOND / 2)
#define WAL_LIMIT_PAGES 8000        /* 32 MB: moved even if it is never quiet */
#define CLOSING_CHECKPOINT_OPS 5000 /* this many are folded quickly at the next start */

/* What the thread works with; the queue and the condition outlive it. */
typedef struct
{
  LageLog          *log;
  GAsyncQueue      *queue;
  GMutex           *mutex;
  GCond            *done;
  GThread          *folder;
  GQueue            checkpoints; /* LageStoreRequest, the first of them with the folder */
  LageStoreRequest *next; /* taken from the queue while gathering, but not an append */
} LageStoreWorker;

static gboolean
deliver_cb (gpointer user_data)
{
  LageStoreRequest *request = user_data;

  if (request->error != NULL)
    g_task_return_error (request->task, g_steal_pointer (&request->error));
  else if (request->free_result != NULL)
    g_task_return_pointer (request->task, g_steal_pointer (&request->result),
                           request->free_result);
  else
    g_task_return_boolean (request->task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The task, and with it perhaps the last reference to the store, must not be dropped by the store
 * thread: it could not wait for its own end. So the request itself travels to the asker. */
static void
worker_answer (LageStoreWorker  *self,
               LageStoreRequest *request)
{
  if (request->task != NULL)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "lage-store answer");
      g_source_set_callback (source, deliver_cb, request,
                             (GDestroyNotify) lage_store_request_free);
      g_source_attach (source, g_task_get_context (request->task));
    }
  else
    {
      g_mutex_lock (self->mutex);
      request->is_done = TRUE;
      g_cond_broadcast (self->done);
      g_mutex_unlock (self->mutex);
    }
}

static gboolean
commit_requests (LageLog    *log,
                 GPtrArray  *requests,
                 GError    **error)
{
  if (!lage_log_begin (log, error))
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    {
      LageStoreRequest *request = g_ptr_array_index (requests, i);

      if (!lage_log_insert (log, request->ops, error)
          || (request->edits != NULL && !lage_log_write_edits (log, request->edits, error)))
        {
          lage_log_rollback (log);
          return FALSE;
        }
    }
  if (!lage_log_commit (log, error))
    {
      lage_log_rollback (log);
      return FALSE;
    }
  return TRUE;
}

static void
commit_alone (LageLog          *log,
              LageStoreRequest *request)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, request);
  commit_requests (log, one, &request->error);
}

static void
worker_append (LageStoreWorker  *self,
               LageStoreRequest *first)
{
  g_autoptr(GPtrArray) asked = g_ptr_array_new ();
  g_autoptr(GPtrArray) group = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  guint n_ops = 0;

  for (LageStoreRequest *request = first; request != NULL;
       request = g_async_queue_try_pop (self->queue))
    {
      if (request->type != LAGE_STORE_REQUEST_APPEND)
        {
          self->next = request;
          break;
        }
      g_ptr_array_add (asked, request);
      if (g_cancellable_set_error_if_cancelled (request->cancellable, &request->error))
        continue;
      g_ptr_array_add (group, request);
      n_ops += request->ops->len;
      if (n_ops >= GROUP_LIMIT)
        break;
    }

  if (group->len == 1)
    {
      commit_alone (self->log, g_ptr_array_index (group, 0));
    }
  else if (group->len > 1 && !commit_requests (self->log, group, &error))
    {
      /* One of them is at fault; the others shall not suffer for it. */
      g_debug ("group of %u: %s", group->len, error->message);
      for (guint i = 0; i < group->len; i++)
        commit_alone (self->log, g_ptr_array_index (group, i));
    }

  for (guint i = 0; i < asked->len; i++)
    worker_answer (self, g_ptr_array_index (asked, i));
  if (self->log->n_wal_pages > WAL_LIMIT_PAGES)
    lage_log_move_wal (self->log, SQLITE_CHECKPOINT_PASSIVE);
}

/* What the folder takes along. */
typedef struct
{
  char        *path;
  GAsyncQueue *queue;
  LageStoreRequest     *request;
} Fold;

static gpointer
run_folder (gpointer data)
{
  g_autofree Fold *self = data;
  g_autofree char *path = self->path;
  LageStoreRequest *request = self->request;
  g_autoptr(LageLog) log = lage_log_open_beside (path, &request->error);

  if (log != NULL)
    request->checkpoint = lage_log_fold_checkpoint (log, request->cancellable, &request->error);
  request->type = LAGE_STORE_REQUEST_CHECKPOINT_FOLDED;
  g_async_queue_push (self->queue, request);
  return NULL;
}

static void
worker_begin_fold (LageStoreWorker *self)
{
  Fold *fold;

  if (self->folder != NULL || self->checkpoints.length == 0)
    return;
  fold = g_new (Fold, 1);
  fold->path = g_strdup (self->log->path);
  fold->queue = self->queue;
  fold->request = g_queue_peek_head (&self->checkpoints);
  self->folder = g_thread_new ("lage-checkpoint", run_folder, fold);
}

static void
worker_end_fold (LageStoreWorker *self)
{
  LageStoreRequest *request = g_queue_pop_head (&self->checkpoints);

  g_thread_join (g_steal_pointer (&self->folder));
  if (request->error == NULL)
    lage_log_keep_checkpoint (self->log, request->checkpoint, &request->error);
  g_clear_pointer (&request->checkpoint, lage_log_checkpoint_free);
  worker_answer (self, request);
}

/* What the folder hands back meanwhile stays in the queue, which nobody reads any more. */
static void
worker_finish_checkpoints (LageStoreWorker *self)
{
  while (self->checkpoints.length > 0)
    {
      worker_begin_fold (self);
      worker_end_fold (self);
    }
}

static void
worker_close (LageStoreWorker *self)
{
  g_autoptr(GError) error = NULL;

  worker_finish_checkpoints (self);
  if (self->log->mode == LAGE_STORE_READ_WRITE)
    {
      if (lage_log_count_loose (self->log) > CLOSING_CHECKPOINT_OPS
          && !lage_log_write_checkpoint (self->log, NULL, &error))
        g_debug ("no checkpoint at the end: %s", error->message);
      lage_log_move_wal (self->log, SQLITE_CHECKPOINT_PASSIVE);
      lage_log_move_wal (self->log, SQLITE_CHECKPOINT_TRUNCATE);
    }
  g_clear_pointer (&self->log, lage_log_close);
}

static void
worker_serve (LageStoreWorker  *self,
              LageStoreRequest *request)
{
  if (request->type != LAGE_STORE_REQUEST_CHECKPOINT_FOLDED
      && g_cancellable_set_error_if_cancelled (request->cancellable, &request->error))
    {
      worker_answer (self, request);
      return;
    }

  switch (request->type)
    {
    case LAGE_STORE_REQUEST_LOAD:
      request->result = lage_log_load (self->log, request->until_us, TRUE, NULL,
                                       request->cancellable, &request->error);
      request->free_result = g_object_unref;
      break;

    case LAGE_STORE_REQUEST_SERIES:
      request->result = lage_log_read_series (self->log, &request->entity, request->field,
                                              request->from_us, request->until_us,
                                              &request->error);
      request->free_result = (GDestroyNotify) g_array_unref;
      break;

    case LAGE_STORE_REQUEST_HISTORY:
      request->result = lage_log_read_history (self->log, &request->entity, request->limit,
                                               &request->error);
      request->free_result = (GDestroyNotify) g_ptr_array_unref;
      break;

    case LAGE_STORE_REQUEST_EDITS:
      request->result = lage_log_read_edits (self->log, &request->error);
      request->free_result = (GDestroyNotify) g_ptr_array_unref;
      break;

    case LAGE_STORE_REQUEST_CHECKPOINT:
      g_queue_push_tail (&self->checkpoints, request);
      worker_begin_fold (self);
      return;

    case LAGE_STORE_REQUEST_CHECKPOINT_FOLDED:
      worker_end_fold (self);
      worker_begin_fold (self);
      return;

    case LAGE_STORE_REQUEST_VERIFY:
      request->result = lage_log_verify (self->log);
      request->free_result = (GDestroyNotify) lage_store_report_free;
      break;

    case LAGE_STORE_REQUEST_CLOSE:
      worker_close (self);
      break;

    case LAGE_STORE_REQUEST_APPEND:
    default:
      g_assert_not_reached ();
    }
  worker_answer (self, request);
}

static gpointer
run_thread (gpointer data)
{
  g_autofree LageStoreWorker *self = data;

  while (self->log != NULL)
    {
      LageStoreRequest *request = g_steal_pointer (&self->next);

      if (request == NULL)
        request = self->log->n_wal_pages > 0 ? g_async_queue_timeout_pop (self->queue, QUIET_US)
                                             : g_async_queue_pop (self->queue);
      if (request == NULL)
        lage_log_move_wal (self->log, SQLITE_CHECKPOINT_PASSIVE);
      else if (request->type == LAGE_STORE_REQUEST_APPEND)
        worker_append (self, request);
      else
        worker_serve (self, request);
    }
  return NULL;
}

/**
 * lage_store_worker_start:
 * @log: (transfer full): the log
 * @queue: where requests come from; all of these must outlive the thread
 * @mutex: guards is_done of the requests that somebody waits for
 * @done: broadcast when one of them is done
 *
 * Returns: (transfer full): the thread, which ends with a request to close
 */
GThread *
lage_store_worker_start (LageLog     *log,
                         GAsyncQueue *queue,
                         GMutex      *mutex,
                         GCond       *done)
{
  LageStoreWorker *self = g_new0 (LageStoreWorker, 1);

  self->log = log;
  self->queue = queue;
  self->mutex = mutex;
  self->done = done;
  return g_thread_new ("lage-store", run_thread, self);
}
