/* lage-store.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include "lage-error.h"
#include "lage-log.h"

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

typedef enum
{
  REQUEST_LOAD,
  REQUEST_APPEND,
  REQUEST_SERIES,
  REQUEST_HISTORY,
  REQUEST_CHECKPOINT,
  REQUEST_CHECKPOINT_FOLDED,
  REQUEST_VERIFY,
  REQUEST_CLOSE,
} RequestType;

/* Either somebody waits for it (no task), or its task is returned in the task's context. */
typedef struct
{
  RequestType     type;
  GTask          *task;
  GCancellable   *cancellable;
  GPtrArray      *ops;
  LageId          entity;
  LageField       field;
  gint64          from_us;
  gint64          until_us;
  guint           limit;
  gpointer        checkpoint; /* LageLogCheckpoint, once it is folded */
  gpointer        result;
  GDestroyNotify  free_result;
  GError         *error;
  gboolean        is_done;
} Request;

struct _LageStore
{
  GObject       parent_instance;

  LageId        space;
  LageId        actor;
  LageStoreMode mode;
  GThread      *thread;
  GAsyncQueue  *queue;

  /* Guard is_done of the requests that somebody waits for. */
  GMutex        mutex;
  GCond         done;
};

G_DEFINE_FINAL_TYPE (LageStore, lage_store, G_TYPE_OBJECT)

/* What the thread works with; the queue and the condition outlive it. */
typedef struct
{
  LageLog     *log;
  GAsyncQueue *queue;
  GMutex      *mutex;
  GCond       *done;
  GThread     *folder;
  GQueue       checkpoints; /* Request, the first of them with the folder */
  Request     *next; /* taken from the queue while gathering, but not an append */
} Worker;

static void
request_free (gpointer data)
{
  Request *self = data;

  if (self->result != NULL)
    self->free_result (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ops, g_ptr_array_unref);
  g_clear_pointer (&self->checkpoint, lage_log_checkpoint_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (RequestType    type,
             GCancellable  *cancellable)
{
  Request *self = g_new0 (Request, 1);

  self->type = type;
  g_set_object (&self->cancellable, cancellable);
  return self;
}

static gboolean
deliver_cb (gpointer user_data)
{
  Request *request = user_data;

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
worker_answer (Worker  *self,
               Request *request)
{
  if (request->task != NULL)
    {
      g_autoptr(GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "lage-store answer");
      g_source_set_callback (source, deliver_cb, request, request_free);
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
      Request *request = g_ptr_array_index (requests, i);

      if (!lage_log_insert (log, request->ops, error))
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
commit_alone (LageLog *log,
              Request *request)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, request);
  commit_requests (log, one, &request->error);
}

static void
worker_append (Worker  *self,
               Request *first)
{
  g_autoptr(GPtrArray) asked = g_ptr_array_new ();
  g_autoptr(GPtrArray) group = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  guint n_ops = 0;

  for (Request *request = first; request != NULL; request = g_async_queue_try_pop (self->queue))
    {
      if (request->type != REQUEST_APPEND)
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
  Request     *request;
} Fold;

static gpointer
run_folder (gpointer data)
{
  g_autofree Fold *self = data;
  g_autofree char *path = self->path;
  Request *request = self->request;
  g_autoptr(LageLog) log = lage_log_open_beside (path, &request->error);

  if (log != NULL)
    request->checkpoint = lage_log_fold_checkpoint (log, request->cancellable, &request->error);
  request->type = REQUEST_CHECKPOINT_FOLDED;
  g_async_queue_push (self->queue, request);
  return NULL;
}

static void
worker_begin_fold (Worker *self)
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
worker_end_fold (Worker *self)
{
  Request *request = g_queue_pop_head (&self->checkpoints);

  g_thread_join (g_steal_pointer (&self->folder));
  if (request->error == NULL)
    lage_log_keep_checkpoint (self->log, request->checkpoint, &request->error);
  g_clear_pointer (&request->checkpoint, lage_log_checkpoint_free);
  worker_answer (self, request);
}

/* What the folder hands back meanwhile stays in the queue, which nobody reads any more. */
static void
worker_finish_checkpoints (Worker *self)
{
  while (self->checkpoints.length > 0)
    {
      worker_begin_fold (self);
      worker_end_fold (self);
    }
}

static void
worker_close (Worker *self)
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
worker_serve (Worker  *self,
              Request *request)
{
  if (request->type != REQUEST_CHECKPOINT_FOLDED
      && g_cancellable_set_error_if_cancelled (request->cancellable, &request->error))
    {
      worker_answer (self, request);
      return;
    }

  switch (request->type)
    {
    case REQUEST_LOAD:
      request->result = lage_log_load (self->log, request->until_us, TRUE, NULL,
                                       request->cancellable, &request->error);
      request->free_result = g_object_unref;
      break;

    case REQUEST_SERIES:
      request->result = lage_log_read_series (self->log, &request->entity, request->field,
                                              request->from_us, request->until_us,
                                              &request->error);
      request->free_result = (GDestroyNotify) g_array_unref;
      break;

    case REQUEST_HISTORY:
      request->result = lage_log_read_history (self->log, &request->entity, request->limit,
                                               &request->error);
      request->free_result = (GDestroyNotify) g_ptr_array_unref;
      break;

    case REQUEST_CHECKPOINT:
      g_queue_push_tail (&self->checkpoints, request);
      worker_begin_fold (self);
      return;

    case REQUEST_CHECKPOINT_FOLDED:
      worker_end_fold (self);
      worker_begin_fold (self);
      return;

    case REQUEST_VERIFY:
      request->result = lage_log_verify (self->log);
      request->free_result = (GDestroyNotify) lage_store_report_free;
      break;

    case REQUEST_CLOSE:
      worker_close (self);
      break;

    case REQUEST_APPEND:
    default:
      g_assert_not_reached ();
    }
  worker_answer (self, request);
}

static gpointer
run_thread (gpointer data)
{
  g_autofree Worker *self = data;

  while (self->log != NULL)
    {
      Request *request = g_steal_pointer (&self->next);

      if (request == NULL)
        request = self->log->n_wal_pages > 0 ? g_async_queue_timeout_pop (self->queue, QUIET_US)
                                             : g_async_queue_pop (self->queue);
      if (request == NULL)
        lage_log_move_wal (self->log, SQLITE_CHECKPOINT_PASSIVE);
      else if (request->type == REQUEST_APPEND)
        worker_append (self, request);
      else
        worker_serve (self, request);
    }
  return NULL;
}

static void
lage_store_finalize (GObject *object)
{
  LageStore *self = LAGE_STORE (object);

  lage_store_close (self);
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);

  G_OBJECT_CLASS (lage_store_parent_class)->finalize (object);
}

static void
lage_store_class_init (LageStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lage_store_finalize;
}

static void
lage_store_init (LageStore *self)
{
  self->queue = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
}

void
lage_store_report_free (LageStoreReport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/**
 * lage_store_open:
 * @path: the file; with READ_WRITE it is made if it is not there, its folder must be
 * @mode: whether to write
 * @error: return location for a #GError: LAGE_ERROR_NOT_FOUND, UNSUPPORTED (a newer log, or not a
 *   log), DAMAGED, BUSY, or what the file system says
 *
 * A file that is refused is left as it was.
 *
 * Returns: (transfer full) (nullable): the store
 */
LageStore *
lage_store_open (const char     *path,
                 LageStoreMode   mode,
                 GError        **error)
{
  g_autoptr(LageStore) self = NULL;
  LageLog *log;
  Worker *worker;

  g_return_val_if_fail (path != NULL, NULL);

  log = lage_log_open (path, mode, error);
  if (log == NULL)
    return NULL;

  self = g_object_new (LAGE_TYPE_STORE, NULL);
  self->space = log->space;
  self->actor = log->actor;
  self->mode = mode;
  worker = g_new0 (Worker, 1);
  worker->log = log;
  worker->queue = self->queue;
  worker->mutex = &self->mutex;
  worker->done = &self->done;
  self->thread = g_thread_new ("lage-store", run_thread, worker);
  return g_steal_pointer (&self);
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GVariant *what = task_data;
  g_autoptr(GError) error = NULL;
  LageStore *store;
  const char *path;
  guint mode;

  g_variant_get (what, "(^&ayu)", &path, &mode);
  store = lage_store_open (path, (LageStoreMode) mode, &error);
  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lage_store_open_async (const char          *path,
                       LageStoreMode        mode,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, lage_store_open_async);
  g_task_set_task_data (task, g_variant_ref_sink (g_variant_new ("(^ayu)", path, (guint) mode)),
                        (GDestroyNotify) g_variant_unref);
  g_task_run_in_thread (task, open_thread);
}

LageStore *
lage_store_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
check_open (LageStore    *self,
            RequestType   type,
            GError      **error)
{
  if (self->thread == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "the store is closed");
      return FALSE;
    }
  if (self->mode == LAGE_STORE_READ_ONLY
      && (type == REQUEST_APPEND || type == REQUEST_CHECKPOINT))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN,
                           "the store is open for reading");
      return FALSE;
    }
  return TRUE;
}

static void
send_request (LageStore           *self,
              Request             *request,
              gpointer             tag,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, request->cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;

  g_task_set_source_tag (task, tag);
  /* What is on disk is on disk, even if nobody wants to know it any more. */
  if (request->type == REQUEST_APPEND || request->type == REQUEST_CHECKPOINT)
    g_task_set_check_cancellable (task, FALSE);
  if (!check_open (self, request->type, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      request_free (request);
      return;
    }
  request->task = g_steal_pointer (&task);
  g_async_queue_push (self->queue, request);
}

/* Sends a request and blocks until it is answered. */
static gboolean
wait_request (LageStore  *self,
              Request    *request,
              GError    **error)
{
  if (!check_open (self, request->type, error))
    return FALSE;
  g_async_queue_push (self->queue, request);
  g_mutex_lock (&self->mutex);
  while (!request->is_done)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (request->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&request->error));
  return FALSE;
}

/**
 * lage_store_close:
 * @self: the store
 *
 * Waits until everything asked for is done, folds a checkpoint if many ops have come since the last
 * one, and lets go of the file. Blocks. May be called twice; dropping the last reference does it.
 */
void
lage_store_close (LageStore *self)
{
  g_autoptr(Request) request = NULL;

  g_return_if_fail (LAGE_IS_STORE (self));

  if (self->thread == NULL)
    return;
  request = request_new (REQUEST_CLOSE, NULL);
  if (!wait_request (self, request, NULL))
    g_debug ("the store did not close in order");
  g_thread_join (g_steal_pointer (&self->thread));
}

/**
 * lage_store_get_space:
 * @self: the store
 *
 * Returns: (transfer none): the id of the operation or exercise
 */
const LageId *
lage_store_get_space (LageStore *self)
{
  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  return &self->space;
}

/**
 * lage_store_get_actor:
 * @self: the store
 *
 * Returns: (transfer none): the id under which this station writes
 */
const LageId *
lage_store_get_actor (LageStore *self)
{
  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  return &self->actor;
}

void
lage_store_load_async (LageStore           *self,
                       gint64               until_us,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Request *request;

  g_return_if_fail (LAGE_IS_STORE (self));

  request = request_new (REQUEST_LOAD, cancellable);
  request->until_us = until_us;
  send_request (self, request, lage_store_load_async, callback, user_data);
}

LageSituation *
lage_store_load_finish (LageStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LageSituation *
lage_store_load (LageStore  *self,
                 gint64      until_us,
                 GError    **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  request = request_new (REQUEST_LOAD, NULL);
  request->until_us = until_us;
  if (!wait_request (self, request, error))
    return NULL;
  return g_steal_pointer (&request->result);
}

/**
 * lage_store_append_async:
 * @self: the store
 * @ops: (element-type LageOp): in the order of their numbers; must not change until it is done
 * @cancellable: (nullable): cancels only what has not begun
 * @callback: called when the ops are on disk, or have failed all together
 * @user_data: for @callback
 *
 * An op that is there already does no harm. Ledger ops must follow their actor's last one without a
 * gap (LAGE_ERROR_INVALID); another op under the name of one that is there is LAGE_ERROR_DAMAGED.
 */
void
lage_store_append_async (LageStore           *self,
                         GPtrArray           *ops,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Request *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (ops != NULL);

  request = request_new (REQUEST_APPEND, cancellable);
  request->ops = g_ptr_array_ref (ops);
  send_request (self, request, lage_store_append_async, callback, user_data);
}

gboolean
lage_store_append_finish (LageStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
lage_store_append (LageStore  *self,
                   GPtrArray  *ops,
                   GError    **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), FALSE);
  g_return_val_if_fail (ops != NULL, FALSE);

  request = request_new (REQUEST_APPEND, NULL);
  request->ops = g_ptr_array_ref (ops);
  return wait_request (self, request, error);
}

/**
 * lage_store_read_series_async:
 * @self: the store
 * @entity: the entity itself; what it is joined with has its own series
 * @field: a field of the telemetry lane that holds numbers or places
 * @from_us: the first moment that counts
 * @until_us: the last moment that counts; 0: no end
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Where several sources report the same moment, each has its sample.
 */
void
lage_store_read_series_async (LageStore           *self,
                              const LageId        *entity,
                              LageField            field,
                              gint64               from_us,
                              gint64               until_us,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Request *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (entity != NULL);

  request = request_new (REQUEST_SERIES, cancellable);
  request->entity = *entity;
  request->field = field;
  request->from_us = from_us;
  request->until_us = until_us != 0 ? until_us : G_MAXINT64;
  send_request (self, request, lage_store_read_series_async, callback, user_data);
}

/**
 * lage_store_read_series_finish:
 * @self: the store
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable) (element-type LageSample): oldest first
 */
GArray *
lage_store_read_series_finish (LageStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lage_store_read_history_async:
 * @self: the store
 * @entity: the entity
 * @limit: how many at most; 0: all
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
lage_store_read_history_async (LageStore           *self,
                               const LageId        *entity,
                               guint                limit,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Request *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (entity != NULL);

  request = request_new (REQUEST_HISTORY, cancellable);
  request->entity = *entity;
  request->limit = limit;
  send_request (self, request, lage_store_read_history_async, callback, user_data);
}

/**
 * lage_store_read_history_finish:
 * @self: the store
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable) (element-type LageOp): newest first
 */
GPtrArray *
lage_store_read_history_finish (LageStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lage_store_checkpoint_async:
 * @self: the store
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Folds what there is and writes it down, so that the next start has little left to fold. What is
 * appended meanwhile waits only while it is written.
 */
void
lage_store_checkpoint_async (LageStore           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LAGE_IS_STORE (self));

  send_request (self, request_new (REQUEST_CHECKPOINT, cancellable), lage_store_checkpoint_async,
                callback, user_data);
}

gboolean
lage_store_checkpoint_finish (LageStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * lage_store_verify:
 * @self: the store
 * @error: return location for a #GError: the store is closed
 *
 * Reads everything and checks it against itself. Blocks, for seconds where the log is large.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LageStoreReport *
lage_store_verify (LageStore  *self,
                   GError    **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  request = request_new (REQUEST_VERIFY, NULL);
  if (!wait_request (self, request, error))
    return NULL;
  return g_steal_pointer (&request->result);
}
