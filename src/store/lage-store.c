/* lage-store.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include "lage-error.h"
#include "lage-log.h"
#include "lage-store-request.h"
#include "lage-store-worker.h"

/* The face of the store: each call becomes a request to the thread of lage-store-worker.c. */

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
 * lage_store_edit_new:
 * @id: its place among the edits
 * @is_undone: whether it waits to be made again
 * @label: what it was, for people; "" with no @steps
 * @steps: (nullable): how to turn it; NULL to forget it
 */
LageStoreEdit *
lage_store_edit_new (gint64      id,
                     gboolean    is_undone,
                     const char *label,
                     GBytes     *steps)
{
  LageStoreEdit *self = g_new0 (LageStoreEdit, 1);

  self->id = id;
  self->is_undone = is_undone;
  self->label = g_strdup (label);
  self->steps = steps != NULL ? g_bytes_ref (steps) : NULL;
  return self;
}

void
lage_store_edit_free (LageStoreEdit *self)
{
  g_clear_pointer (&self->steps, g_bytes_unref);
  g_free (self->label);
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

  g_return_val_if_fail (path != NULL, NULL);

  log = lage_log_open (path, mode, error);
  if (log == NULL)
    return NULL;

  self = g_object_new (LAGE_TYPE_STORE, NULL);
  self->space = log->space;
  self->actor = log->actor;
  self->mode = mode;
  self->thread = lage_store_worker_start (log, self->queue, &self->mutex, &self->done);
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
check_open (LageStore             *self,
            LageStoreRequestType   type,
            GError               **error)
{
  if (self->thread == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "the store is closed");
      return FALSE;
    }
  if (self->mode == LAGE_STORE_READ_ONLY
      && (type == LAGE_STORE_REQUEST_APPEND || type == LAGE_STORE_REQUEST_CHECKPOINT))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN,
                           "the store is open for reading");
      return FALSE;
    }
  return TRUE;
}

static void
send_request (LageStore           *self,
              LageStoreRequest    *request,
              gpointer             tag,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, request->cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;

  g_task_set_source_tag (task, tag);
  /* What is on disk is on disk, even if nobody wants to know it any more. */
  if (request->type == LAGE_STORE_REQUEST_APPEND || request->type == LAGE_STORE_REQUEST_CHECKPOINT)
    g_task_set_check_cancellable (task, FALSE);
  if (!check_open (self, request->type, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      lage_store_request_free (request);
      return;
    }
  request->task = g_steal_pointer (&task);
  g_async_queue_push (self->queue, request);
}

/* Sends a request and blocks until it is answered. */
static gboolean
wait_request (LageStore         *self,
              LageStoreRequest  *request,
              GError           **error)
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
 * one, and lets go of the file. Blocks. May be called twice. Whoever opened the store closes it: the
 * last reference may be that of an answer, which is dropped in the store thread, and that thread
 * cannot wait for itself.
 */
void
lage_store_close (LageStore *self)
{
  g_autoptr(LageStoreRequest) request = NULL;

  g_return_if_fail (LAGE_IS_STORE (self));

  if (self->thread == NULL)
    return;
  request = lage_store_request_new (LAGE_STORE_REQUEST_CLOSE, NULL);
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
  LageStoreRequest *request;

  g_return_if_fail (LAGE_IS_STORE (self));

  request = lage_store_request_new (LAGE_STORE_REQUEST_LOAD, cancellable);
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
  g_autoptr(LageStoreRequest) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_LOAD, NULL);
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
  lage_store_append_edits_async (self, ops, NULL, cancellable, callback, user_data);
}

/**
 * lage_store_append_edits_async:
 * @self: the store
 * @ops: (element-type LageOp): as for lage_store_append_async()
 * @edits: (element-type LageStoreEdit) (nullable): written in the same transaction; one with the id
 *   of one that is there takes its place. Must not change until it is done
 * @cancellable: (nullable): cancels only what has not begun
 * @callback: called when all is on disk, or has failed all together
 * @user_data: for @callback
 */
void
lage_store_append_edits_async (LageStore           *self,
                               GPtrArray           *ops,
                               GPtrArray           *edits,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  LageStoreRequest *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (ops != NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_APPEND, cancellable);
  request->ops = g_ptr_array_ref (ops);
  request->edits = edits != NULL ? g_ptr_array_ref (edits) : NULL;
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
  return lage_store_append_edits (self, ops, NULL, error);
}

gboolean
lage_store_append_edits (LageStore  *self,
                         GPtrArray  *ops,
                         GPtrArray  *edits,
                         GError    **error)
{
  g_autoptr(LageStoreRequest) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), FALSE);
  g_return_val_if_fail (ops != NULL, FALSE);

  request = lage_store_request_new (LAGE_STORE_REQUEST_APPEND, NULL);
  request->ops = g_ptr_array_ref (ops);
  request->edits = edits != NULL ? g_ptr_array_ref (edits) : NULL;
  return wait_request (self, request, error);
}

/**
 * lage_store_read_edits_async:
 * @self: the store
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
lage_store_read_edits_async (LageStore           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LAGE_IS_STORE (self));

  send_request (self, lage_store_request_new (LAGE_STORE_REQUEST_EDITS, cancellable),
                lage_store_read_edits_async, callback, user_data);
}

/**
 * lage_store_read_edits_finish:
 * @self: the store
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable) (element-type LageStoreEdit): by their ids
 */
GPtrArray *
lage_store_read_edits_finish (LageStore     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
lage_store_read_edits (LageStore  *self,
                       GError    **error)
{
  g_autoptr(LageStoreRequest) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_EDITS, NULL);
  if (!wait_request (self, request, error))
    return NULL;
  return g_steal_pointer (&request->result);
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
  LageStoreRequest *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (entity != NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_SERIES, cancellable);
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
  LageStoreRequest *request;

  g_return_if_fail (LAGE_IS_STORE (self));
  g_return_if_fail (entity != NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_HISTORY, cancellable);
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

  send_request (self, lage_store_request_new (LAGE_STORE_REQUEST_CHECKPOINT, cancellable),
                lage_store_checkpoint_async, callback, user_data);
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
  g_autoptr(LageStoreRequest) request = NULL;

  g_return_val_if_fail (LAGE_IS_STORE (self), NULL);

  request = lage_store_request_new (LAGE_STORE_REQUEST_VERIFY, NULL);
  if (!wait_request (self, request, error))
    return NULL;
  return g_steal_pointer (&request->result);
}
