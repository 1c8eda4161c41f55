/* lage-log-edits.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

static gboolean
write_edit (LageLog              *self,
            const LageStoreEdit  *edit,
            GError              **error)
{
  gboolean is_kept = edit->steps != NULL;
  sqlite3_stmt *statement = lage_log_prepare (self, is_kept ? LAGE_LOG_WRITE_EDIT
                                                            : LAGE_LOG_FORGET_EDIT, error);
  gconstpointer steps;
  gsize size;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, edit->id);
  if (is_kept)
    {
      steps = g_bytes_get_data (edit->steps, &size);
      sqlite3_bind_int (statement, 2, edit->is_undone);
      sqlite3_bind_text (statement, 3, edit->label, -1, SQLITE_STATIC);
      sqlite3_bind_blob64 (statement, 4, steps, size, SQLITE_STATIC);
    }
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "keeping an edit", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/**
 * lage_log_write_edits:
 * @self: the log, in a transaction
 * @edits: (element-type LageStoreEdit): what to keep and what to forget
 * @error: return location for a #GError
 */
gboolean
lage_log_write_edits (LageLog    *self,
                      GPtrArray  *edits,
                      GError    **error)
{
  for (guint i = 0; i < edits->len; i++)
    if (!write_edit (self, g_ptr_array_index (edits, i), error))
      return FALSE;
  return TRUE;
}

/**
 * lage_log_read_edits:
 * @self: the log
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable) (element-type LageStoreEdit): by their ids
 */
GPtrArray *
lage_log_read_edits (LageLog  *self,
                     GError  **error)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) lage_store_edit_free);
  sqlite3_stmt *statement = lage_log_prepare (self, LAGE_LOG_LIST_EDITS, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr(GBytes) steps = g_bytes_new (sqlite3_column_blob (statement, 3),
                                             (gsize) sqlite3_column_bytes (statement, 3));

      g_ptr_array_add (edits,
                       lage_store_edit_new (sqlite3_column_int64 (statement, 0),
                                            sqlite3_column_int (statement, 1) != 0,
                                            (const char *) sqlite3_column_text (statement, 2),
                                            steps));
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading the edits", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&edits) : NULL;
}
