/* test-undo-stack.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-undo-stack.h"

#include "test-ops.h"

/* What the store would have: id to LageStoreEdit. */
typedef struct
{
  LageSituation *situation;
  LageUndoStack *stack;
  GHashTable    *kept;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->situation = lage_situation_new ();
  fixture->stack = lage_undo_stack_new ();
  fixture->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) lage_store_edit_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_hash_table_unref (fixture->kept);
  lage_undo_stack_free (fixture->stack);
  g_assert_finalize_object (fixture->situation);
}

static LageUndo *
new_undo (Fixture    *fixture,
          const char *label)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageId id = test_id (1);
  LageDraft *draft = lage_draft_new (LAGE_KIND_INCIDENT, &id);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, label);
  g_ptr_array_add (drafts, draft);
  return lage_undo_new (fixture->situation, drafts, label);
}

/* As the store does: what has changed since the last time is written, the rest stays. Returns how
 * many rows were touched. */
static guint
keep (Fixture *fixture)
{
  g_autoptr(GPtrArray) edits = lage_undo_stack_take_changes (fixture->stack);
  guint n = edits->len;

  while (edits->len > 0)
    {
      LageStoreEdit *edit = g_ptr_array_steal_index (edits, 0);

      g_hash_table_remove (fixture->kept, &edit->id);
      if (edit->steps != NULL)
        g_hash_table_insert (fixture->kept, &edit->id, edit);
      else
        lage_store_edit_free (edit);
    }
  return n;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const LageStoreEdit *first = *(LageStoreEdit *const *) a;
  const LageStoreEdit *second = *(LageStoreEdit *const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

static void
reload (Fixture *fixture)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer edit;

  g_hash_table_iter_init (&iter, fixture->kept);
  while (g_hash_table_iter_next (&iter, NULL, &edit))
    g_ptr_array_add (edits, edit);
  lage_undo_stack_free (fixture->stack);
  fixture->stack = lage_undo_stack_new ();
  g_ptr_array_sort (edits, compare_ids);
  lage_undo_stack_load (fixture->stack, edits);
  g_assert_cmpuint (keep (fixture), ==, 0);
}

static const char *
peek (Fixture  *fixture,
      LageTurn  turn)
{
  const LageUndo *undo = lage_undo_stack_peek (fixture->stack, turn);

  return undo != NULL ? lage_undo_get_label (undo) : NULL;
}

static void
turn (Fixture  *fixture,
      LageTurn  way)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new ();
  g_autofree char *label = g_strdup (peek (fixture, way));

  lage_undo_stack_turn (fixture->stack, way, new_undo (fixture, label), ops);
}

static void
assert_stands (Fixture    *fixture,
               const char *undo,
               const char *redo)
{
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (peek (fixture, LAGE_TURN_UNDO), ==, undo);
      g_assert_cmpstr (peek (fixture, LAGE_TURN_REDO), ==, redo);
      keep (fixture);
      reload (fixture);
    }
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const labels[] = { "a", "b", "c" };

  assert_stands (fixture, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      lage_undo_stack_push (fixture->stack, new_undo (fixture, labels[i]));
      g_assert_cmpuint (keep (fixture), ==, 1);
    }
  assert_stands (fixture, "c", NULL);
  turn (fixture, LAGE_TURN_UNDO);
  g_assert_cmpuint (keep (fixture), ==, 1);
  turn (fixture, LAGE_TURN_UNDO);
  assert_stands (fixture, "a", "b");
  turn (fixture, LAGE_TURN_REDO);
  assert_stands (fixture, "b", "c");
  turn (fixture, LAGE_TURN_UNDO);
  turn (fixture, LAGE_TURN_UNDO);
  assert_stands (fixture, NULL, "a");
  turn (fixture, LAGE_TURN_REDO);
  lage_undo_stack_push (fixture->stack, new_undo (fixture, "d"));
  assert_stands (fixture, "d", NULL);
  g_assert_cmpuint (g_hash_table_size (fixture->kept), ==, 2);
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  lage_undo_stack_push (fixture->stack, new_undo (fixture, "a"));
  lage_undo_stack_push (fixture->stack, new_undo (fixture, "b"));
  lage_undo_stack_push (fixture->stack, new_undo (fixture, "c"));
  turn (fixture, LAGE_TURN_UNDO);
  lage_undo_stack_drop (fixture->stack, LAGE_TURN_UNDO);
  assert_stands (fixture, "a", "c");
  lage_undo_stack_drop (fixture->stack, LAGE_TURN_REDO);
  assert_stands (fixture, "a", NULL);
}

static void
test_depth (Fixture       *fixture,
            gconstpointer  data)
{
  guint n = 0;

  for (guint i = 0; i < LAGE_UNDO_STACK_DEPTH + 10; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);

      lage_undo_stack_push (fixture->stack, new_undo (fixture, label));
    }
  keep (fixture);
  reload (fixture);
  g_assert_cmpuint (g_hash_table_size (fixture->kept), ==, LAGE_UNDO_STACK_DEPTH);
  for (; peek (fixture, LAGE_TURN_UNDO) != NULL; n++)
    turn (fixture, LAGE_TURN_UNDO);
  g_assert_cmpuint (n, ==, LAGE_UNDO_STACK_DEPTH);
  g_assert_cmpstr (peek (fixture, LAGE_TURN_REDO), ==, "10");
}

/* A row that cannot be read is left out, the others are there. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func (
                                 (GDestroyNotify) lage_store_edit_free);
  g_autoptr(LageUndo) undo = new_undo (fixture, "a");
  g_autoptr(GBytes) good = lage_undo_write (undo);
  g_autoptr(GBytes) bad = g_bytes_new_static ("x", 1);

  g_ptr_array_add (edits, lage_store_edit_new (1, FALSE, "a", good));
  g_ptr_array_add (edits, lage_store_edit_new (2, FALSE, "b", bad));
  g_ptr_array_add (edits, lage_store_edit_new (3, TRUE, "c", good));
  g_test_expect_message ("lage-session", G_LOG_LEVEL_MESSAGE, "undo: edit 2: *");
  lage_undo_stack_load (fixture->stack, edits);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (peek (fixture, LAGE_TURN_UNDO), ==, "a");
  g_assert_cmpstr (peek (fixture, LAGE_TURN_REDO), ==, "c");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/session/undo-stack/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("row", test_row);
  ADD ("drop", test_drop);
  ADD ("depth", test_depth);
  ADD ("damaged", test_damaged);
#undef ADD

  return g_test_run ();
}
