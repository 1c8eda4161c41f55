/* lage-task-progress.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-progress.h"

typedef struct
{
  GTask           *task; /* owned: whoever asked lives as long */
  LageTaskProgress progress;
  goffset          n_done;
  goffset          n_all;
} Report;

static void
report_free (Report *report)
{
  g_object_unref (report->task);
  g_free (report);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Report *report = user_data;

  if (!g_task_get_completed (report->task))
    report->progress.callback (report->n_done, report->n_all, report->progress.data);
  return G_SOURCE_REMOVE;
}

/**
 * lage_task_progress_report:
 * @n_done: how much is done
 * @n_all: of how much; -1 if that is not known
 * @progress: a LageTaskProgress
 *
 * A GFileProgressCallback for the thread of the task; the callback runs in the thread that started
 * it, and never after the task has finished there.
 */
void
lage_task_progress_report (goffset  n_done,
                           goffset  n_all,
                           gpointer progress)
{
  const LageTaskProgress *self = progress;
  g_autoptr(GSource) source = NULL;
  Report *report;

  if (self->callback == NULL)
    return;
  report = g_new (Report, 1);
  *report = (Report) { g_object_ref (self->task), *self, n_done, n_all };
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, report, (GDestroyNotify) report_free);
  g_source_attach (source, g_task_get_context (self->task));
}
