/* test-log-edits.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lage-error.h"

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("lage-edits-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "log.lage", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static LageStore *
open_store (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  LageStore *store = lage_store_open (fixture->path, LAGE_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  return store;
}

static void
take_edit (GPtrArray  *edits,
           gint64      id,
           gboolean    is_undone,
           const char *label,
           const char *steps)
{
  g_autoptr(GBytes) bytes = steps != NULL ? g_bytes_new (steps, strlen (steps)) : NULL;

  g_ptr_array_add (edits, lage_store_edit_new (id, is_undone, label, bytes));
}

static void
assert_edit (GPtrArray  *edits,
             guint       index,
             gint64      id,
             gboolean    is_undone,
             const char *label,
             const char *steps)
{
  const LageStoreEdit *edit = g_ptr_array_index (edits, index);
  g_autoptr(GBytes) bytes = g_bytes_new (steps, strlen (steps));

  g_assert_cmpint (edit->id, ==, id);
  g_assert_cmpint (edit->is_undone, ==, is_undone);
  g_assert_cmpstr (edit->label, ==, label);
  g_assert_true (g_bytes_equal (edit->steps, bytes));
}

static void
test_edits (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) lage_store_edit_free);
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;

  take_edit (edits, 2, FALSE, "Zeichnung ändern", "b");
  take_edit (edits, 1, FALSE, "Draw", "a");
  take_edit (edits, 3, TRUE, "Task", "c");
  lage_store_append_edits (store, ops, edits, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (edits, 0);
  take_edit (edits, 1, FALSE, "", NULL);
  take_edit (edits, 2, TRUE, "Zeichnung ändern", "bb");
  take_edit (edits, 9, FALSE, "", NULL); /* was never there */
  lage_store_append_edits (store, ops, edits, &error);
  g_assert_no_error (error);
  lage_store_close (store);
  g_clear_object (&store);

  store = open_store (fixture);
  kept = lage_store_read_edits (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 2);
  assert_edit (kept, 0, 2, TRUE, "Zeichnung ändern", "bb");
  assert_edit (kept, 1, 3, TRUE, "Task", "c");
  lage_store_close (store);
}

/* Ops and edits are there together, or neither. */
static void
test_edits_with_ops (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(LageStore) store = open_store (fixture);
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) lage_store_edit_free);
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;
  LageOpId id = { *lage_store_get_actor (store), LAGE_LANE_LEDGER, 5 }; /* 1 to 4 are missing */
  g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_INCIDENT, lage_store_get_space (store));

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Deichbruch");
  take_edit (edits, 1, FALSE, "Draw", "a");
  g_ptr_array_add (ops, lage_op_new (&id, lage_hlc_from_us (1), draft, NULL, 0));
  g_assert_false (lage_store_append_edits (store, ops, edits, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_clear_error (&error);
  kept = lage_store_read_edits (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 0);
  lage_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/log-edits/kept", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/store/log-edits/with-ops", Fixture, NULL, set_up, test_edits_with_ops, tear_down);

  return g_test_run ();
}
