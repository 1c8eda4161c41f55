/* lage-store-worker.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-log.h"
#include "lage-store-request.h"

G_BEGIN_DECLS

GThread *lage_store_worker_start (LageLog     *log,
                                  GAsyncQueue *queue,
                                  GMutex      *mutex,
                                  GCond       *done);

G_END_DECLS
