/* lage-task-progress.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LageTaskProgress:
 * @task: the task, not owned
 * @callback: (nullable): who wants to know, in the thread that started the task
 * @data: passed to @callback
 *
 * How far a task is, told from its thread to the one that waits for it.
 */
typedef struct
{
  GTask                *task;
  GFileProgressCallback callback;
  gpointer              data;
} LageTaskProgress;

void lage_task_progress_report (goffset  n_done,
                                goffset  n_all,
                                gpointer progress);

G_END_DECLS
