/* lage-store-request.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-id.h"
#include "lage-schema.h"

G_BEGIN_DECLS

typedef enum
{
  LAGE_STORE_REQUEST_LOAD,
  LAGE_STORE_REQUEST_APPEND,
  LAGE_STORE_REQUEST_SERIES,
  LAGE_STORE_REQUEST_HISTORY,
  LAGE_STORE_REQUEST_EDITS,
  LAGE_STORE_REQUEST_CHECKPOINT,
  LAGE_STORE_REQUEST_CHECKPOINT_FOLDED,
  LAGE_STORE_REQUEST_VERIFY,
  LAGE_STORE_REQUEST_CLOSE,
} LageStoreRequestType;

/* Either somebody waits for it (no task), or its task is returned in the task's context. */
typedef struct
{
  LageStoreRequestType  type;
  GTask                *task;
  GCancellable         *cancellable;
  GPtrArray            *ops;
  GPtrArray            *edits;      /* LageStoreEdit, written with the ops, or NULL */
  LageId                entity;
  LageField             field;
  gint64                from_us;
  gint64                until_us;
  guint                 limit;
  gpointer              checkpoint; /* LageLogCheckpoint, once it is folded */
  gpointer              result;
  GDestroyNotify        free_result;
  GError               *error;
  gboolean              is_done;
} LageStoreRequest;

LageStoreRequest *lage_store_request_new  (LageStoreRequestType  type,
                                           GCancellable         *cancellable);
void              lage_store_request_free (LageStoreRequest     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageStoreRequest, lage_store_request_free)

G_END_DECLS
