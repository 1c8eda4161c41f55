/* lage-store-request.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store-request.h"

#include "lage-log.h"

LageStoreRequest *
lage_store_request_new (LageStoreRequestType  type,
                        GCancellable         *cancellable)
{
  LageStoreRequest *self = g_new0 (LageStoreRequest, 1);

  self->type = type;
  g_set_object (&self->cancellable, cancellable);
  return self;
}

void
lage_store_request_free (LageStoreRequest *self)
{
  if (self->result != NULL)
    self->free_result (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ops, g_ptr_array_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_clear_pointer (&self->checkpoint, lage_log_checkpoint_free);
  g_free (self);
}
