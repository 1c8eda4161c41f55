/* lage-map-worker.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-worker.h"

/* One thread makes everything that the map shows: it decodes and draws tiles and areas. One, because
 * on two cores a pool makes each tile slower and none sooner.
 *
 *   main thread                                    map thread
 *   lage_map_worker_run () --- push to the front -> pop, newest first
 *                                                  cancelled meanwhile? no work
 *   finish_cb (), G_PRIORITY_DEFAULT <- GSource --- work (data)
 *
 * Newest first, because what was asked for last is what the person looks at now; what is no longer
 * wanted has been cancelled and costs nothing. The task, its callback and the caller's data are
 * released on the thread that asked, never here: a GObject must not lose its last reference on a
 * foreign thread. */

typedef struct
{
  GTask *task; /* (nullable): NULL for a release; touched by the asking thread only */
  GCancellable *cancellable;
  GMainContext *context;
  LageMapWork work;
  gpointer data;
  GDestroyNotify data_free;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
} Job;

static gboolean
finish_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);

  g_clear_object (&job->task);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  if (job->data_free != NULL)
    g_clear_pointer (&job->data, job->data_free);
  g_free (job);

  return G_SOURCE_REMOVE;
}

static gpointer
thread_main (gpointer user_data)
{
  GAsyncQueue *queue = user_data;

  while (TRUE)
    {
      Job *job = g_async_queue_pop (queue);
      g_autoptr(GSource) source = NULL;

      if (job->task == NULL)
        {
          job->data_free (job->data);
          g_free (job);
          continue;
        }

      if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
        job->result = job->work (job->data, job->cancellable, &job->error);

      g_assert ((job->result == NULL) == (job->error != NULL));

      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "[lage] map worker result");
      g_source_set_callback (source, finish_cb, job, NULL);
      g_source_attach (source, job->context);
    }

  return NULL;
}

static GAsyncQueue *
ensure_queue (void)
{
  static gsize queue;

  if (g_once_init_enter (&queue))
    {
      GAsyncQueue *created = g_async_queue_new ();

      g_thread_unref (g_thread_new ("lage-map", thread_main, created));
      g_once_init_leave (&queue, (gsize) created);
    }

  return (GAsyncQueue *) queue; /* NOLINT: g_once_init stores pointers in a gsize */
}

/**
 * lage_map_worker_run:
 * @task: (transfer full): returned with the result of @work in the context where it was made
 * @work: the work
 * @data: (nullable): given to @work
 * @data_free: (nullable): frees @data, called on the asking thread
 * @result_free: (nullable): frees a result that nobody takes
 *
 * Has the map thread do @work before everything that was asked for earlier. If the cancellable of
 * @task is cancelled before its turn, nothing is done and the task fails with %G_IO_ERROR_CANCELLED.
 */
void
lage_map_worker_run (GTask          *task,
                     LageMapWork     work,
                     gpointer        data,
                     GDestroyNotify  data_free,
                     GDestroyNotify  result_free)
{
  GCancellable *cancellable;
  Job *job;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (work != NULL);

  cancellable = g_task_get_cancellable (task);

  job = g_new0 (Job, 1);
  job->task = task;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->context = g_main_context_ref (g_task_get_context (task));
  job->work = work;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;

  g_async_queue_push_front (ensure_queue (), job);
}

/**
 * lage_map_worker_release:
 * @data: something that only the map thread used, a database handle for example
 * @data_free: frees it, called on the map thread after all work asked for before
 */
void
lage_map_worker_release (gpointer       data,
                         GDestroyNotify data_free)
{
  Job *job;

  g_return_if_fail (data != NULL);
  g_return_if_fail (data_free != NULL);

  job = g_new0 (Job, 1);
  job->data = data;
  job->data_free = data_free;

  g_async_queue_push (ensure_queue (), job);
}
