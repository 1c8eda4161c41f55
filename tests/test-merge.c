/* test-merge.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-merge.h"

#include "lage-entity-private.h"
#include "lage-situation.h"
#include "test-ops.h"

#define N_ENTITIES 12
#define N_ACTORS 3

static LageKind
get_kind (guint entity)
{
  static const LageKind kinds[] = { LAGE_KIND_TASK, LAGE_KIND_UNIT, LAGE_KIND_DRONE };

  return kinds[entity % G_N_ELEMENTS (kinds)];
}

static LageChange
make_change (GRand       *random,
             LageKind     kind,
             const guint *n_ops)
{
  LageChange change = { .verb = LAGE_VERB_SET };
  LageId id = test_id ((guint) g_rand_int_range (random, 0, N_ENTITIES + 2));
  int what = g_rand_int_range (random, 0, 8);
  g_autofree char *text = g_strdup_printf ("name %d", g_rand_int_range (random, 0, 5));

  if (what == 0)
    {
      change.field = LAGE_FIELD_SAME_AS;
      change.value = lage_value_entity (&id);
    }
  else if (what == 1)
    {
      change.field = LAGE_FIELD_ARCHIVED;
      change.value = lage_value_bool (g_rand_boolean (random));
    }
  else if (kind == LAGE_KIND_TASK && what < 4)
    {
      change.field = LAGE_FIELD_TASK_STATE;
      change.value = lage_value_int (g_rand_int_range (random, 0, 2) << 8
                                     | g_rand_int_range (random, 1, 8));
    }
  else if (kind == LAGE_KIND_TASK && what < 7)
    {
      guint writer = (guint) g_rand_int_range (random, 0, N_ACTORS);

      change.field = LAGE_FIELD_TASK_UNITS;
      change.verb = g_rand_boolean (random) ? LAGE_VERB_ADD : LAGE_VERB_REMOVE;
      id = test_id ((guint) g_rand_int_range (random, 0, 2));
      change.value = lage_value_entity (&id);
      /* Also ops that come later: what was seen elsewhere may arrive here in any order. */
      change.supersedes = (LageOpId) {
        test_id (100 + writer), LAGE_LANE_LEDGER,
        (guint64) g_rand_int_range (random, 1, (gint32) n_ops[writer] + 20),
      };
      return change;
    }
  else if (kind != LAGE_KIND_TASK && what < 5)
    {
      change.field = LAGE_FIELD_POSITION;
      change.value = lage_value_point ((LagePoint) { g_rand_int_range (random, 0, 4), 0 });
      change.observed_at_us = TEST_NOW_US + g_rand_int_range (random, 0, 6) * 1000;
    }
  else
    {
      change.field = LAGE_FIELD_NAME;
      change.value = lage_value_text (text);
    }

  if (g_rand_int_range (random, 0, 6) == 0)
    {
      lage_value_clear (&change.value);
      change.verb = LAGE_VERB_RETRACT;
    }
  return change;
}

static GPtrArray *
make_ops (GRand *random,
          guint  n_ops)
{
  static const char *const sources[] = { "manual", "cot", "mavlink" };
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  guint sequences[N_ACTORS] = { 0 }, stamps[N_ACTORS] = { 0 };

  for (guint i = 0; i < n_ops; i++)
    {
      guint actor = (guint) g_rand_int_range (random, 0, N_ACTORS);
      guint entity = (guint) g_rand_int_range (random, 0, N_ENTITIES);
      LageChange change = make_change (random, get_kind (entity), sequences);

      /* An actor's own stamps grow; those of others may be the same. */
      stamps[actor] += (guint) g_rand_int_range (random, 1, 3);
      g_ptr_array_add (ops, test_op (actor, ++sequences[actor], stamps[actor], get_kind (entity),
                                     entity, sources[g_rand_int_range (random, 0, 3)], change));
    }
  return ops;
}

static void
shuffle (GPtrArray *ops,
         GRand     *random)
{
  for (guint i = ops->len; i > 1; i--)
    {
      guint k = (guint) g_rand_int_range (random, 0, (gint32) i);
      gpointer kept = ops->pdata[i - 1];

      ops->pdata[i - 1] = ops->pdata[k];
      ops->pdata[k] = kept;
    }
}

static void
assert_equal_candidates (LageSituation *a,
                         LageSituation *b,
                         LageEntity    *x,
                         LageEntity    *y)
{
  guint n_x, n_y;
  const LageCandidate *list_x = lage_entity_get_candidates (x, &n_x);
  const LageCandidate *list_y = lage_entity_get_candidates (y, &n_y);

  g_assert_cmpuint (n_x, ==, n_y);
  for (guint i = 0; i < n_x; i++)
    {
      LageOpId id_x, id_y;

      g_assert_cmpuint (list_x[i].field, ==, list_y[i].field);
      g_assert_cmpuint (list_x[i].verb, ==, list_y[i].verb);
      g_assert_true (lage_value_equal (&list_x[i].value, &list_y[i].value));
      g_assert_cmphex (list_x[i].hlc, ==, list_y[i].hlc);
      g_assert_cmpint (list_x[i].observed_at_us, ==, list_y[i].observed_at_us);
      g_assert_cmpuint (list_x[i].confidence, ==, list_y[i].confidence);
      g_assert_cmpstr (list_x[i].author, ==, list_y[i].author);
      /* Indices differ by arrival, what they mean must not; a mark of removal has no source. */
      if (list_x[i].verb != LAGE_VERB_REMOVE)
        g_assert_cmpstr (lage_situation_get_source (a, &list_x[i]), ==,
                         lage_situation_get_source (b, &list_y[i]));
      lage_situation_get_op_id (a, x, &list_x[i], &id_x);
      lage_situation_get_op_id (b, y, &list_y[i], &id_y);
      g_assert_true (lage_id_equal (&id_x.actor, &id_y.actor));
      g_assert_cmpuint (id_x.sequence, ==, id_y.sequence);
    }
}

static void
assert_equal_pictures (LageSituation *a,
                       LageSituation *b)
{
  g_assert_cmpuint (lage_situation_get_n_entities (a), ==, lage_situation_get_n_entities (b));
  g_assert_cmphex (lage_situation_get_last_hlc (a), ==, lage_situation_get_last_hlc (b));

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      LageId id = test_id (i);
      LageEntity *x = lage_situation_find (a, &id), *y = lage_situation_find (b, &id);
      const LageCandidate *best_x, *best_y;

      g_assert_cmpint (x != NULL, ==, y != NULL);
      if (x == NULL)
        continue;
      g_assert_cmpint (lage_entity_get_kind (x), ==, lage_entity_get_kind (y));
      g_assert_true (lage_id_equal (lage_entity_get_id (lage_entity_get_root (x)),
                                    lage_entity_get_id (lage_entity_get_root (y))));
      g_assert_cmpint (lage_entity_is_archived (x), ==, lage_entity_is_archived (y));
      g_assert_cmpuint (lage_entity_get_n_members (x), ==, lage_entity_get_n_members (y));
      for (guint k = 0; k < lage_entity_get_n_members (x); k++)
        g_assert_true (lage_id_equal (lage_entity_get_id (lage_entity_get_member (x, k)),
                                      lage_entity_get_id (lage_entity_get_member (y, k))));
      assert_equal_candidates (a, b, x, y);

      for (guint field = 1; field < LAGE_FIELD_LIMIT; field++)
        {
          best_x = lage_entity_find (x, (LageField) field);
          best_y = lage_entity_find (y, (LageField) field);
          g_assert_cmpint (best_x != NULL, ==, best_y != NULL);
          if (best_x != NULL)
            g_assert_true (lage_value_equal (&best_x->value, &best_y->value));
        }
    }

  for (guint kind = 0; kind < LAGE_N_KINDS; kind++)
    g_assert_cmpuint (g_list_model_get_n_items (lage_situation_get_list (a, (LageKind) kind)), ==,
                      g_list_model_get_n_items (lage_situation_get_list (b, (LageKind) kind)));
}

/* Whether more is known of an entity than that it exists. */
static gboolean
is_known (LageEntity *entity)
{
  guint n_fields;
  const LageFieldSpec *fields = lage_schema_get_fields (lage_entity_get_kind (entity), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autoptr(GArray) set = NULL;

      if (fields[i].field == LAGE_FIELD_EXTERNAL_ID || fields[i].field == LAGE_FIELD_SAME_AS
          || fields[i].field == LAGE_FIELD_ARCHIVED || fields[i].field == LAGE_FIELD_REPLACED_BY
          || fields[i].field == LAGE_FIELD_REPLACED_UNMEANT_BY)
        continue;
      if (fields[i].merge == LAGE_MERGE_SET)
        set = lage_entity_list_set (entity, fields[i].field);
      if (set != NULL ? set->len > 0 : lage_entity_has (entity, fields[i].field))
        return TRUE;
    }
  return FALSE;
}

/* What a list shows is what is a root, known and not archived, each once, in whatever order. */
static void
assert_lists (LageSituation *situation)
{
  guint n_shown = 0, n_listed = 0;

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      LageId id = test_id (i);
      LageEntity *entity = lage_situation_find (situation, &id);

      if (entity == NULL)
        continue;
      /* A root is nobody's member. */
      g_assert_true (lage_entity_get_root (lage_entity_get_root (entity))
                     == lage_entity_get_root (entity));
      if (lage_entity_get_root (entity) == entity && !lage_entity_is_archived (entity)
          && is_known (entity))
        n_shown++;
    }
  for (guint kind = 0; kind < LAGE_N_KINDS; kind++)
    {
      GListModel *list = lage_situation_get_list (situation, (LageKind) kind);

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        {
          g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

          g_assert_cmpuint (lage_entity_get_kind (entity), ==, kind);
          g_assert_true (lage_entity_get_root (entity) == entity);
          g_assert_false (lage_entity_is_archived (entity));
          n_listed++;
        }
    }
  g_assert_cmpuint (n_listed, ==, n_shown);
}

static LageSituation *
fold (GPtrArray *ops,
      GRand     *random)
{
  LageSituation *situation = lage_situation_new ();

  for (guint i = 0; i < ops->len; i++)
    {
      lage_situation_apply_op (situation, g_ptr_array_index (ops, i));
      if (g_rand_int_range (random, 0, 5) == 0)
        lage_situation_flush (situation);
    }
  lage_situation_flush (situation);
  assert_lists (situation);
  return situation;
}

static void
test_any_order (void)
{
  for (guint seed = 1; seed <= 300; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      g_autoptr(GPtrArray) ops = make_ops (random, 10 + seed % 120);
      g_autoptr(LageSituation) first = fold (ops, random);

      g_test_message ("seed %u", seed);
      for (guint round = 0; round < 3; round++)
        {
          guint n_ops = ops->len;
          g_autoptr(LageSituation) other = NULL;

          /* Every round some ops come once more. */
          for (guint i = 0; i < n_ops; i += 3)
            g_ptr_array_add (ops, lage_op_ref (g_ptr_array_index (ops, i)));
          shuffle (ops, random);
          other = fold (ops, random);
          assert_equal_pictures (first, other);
        }
    }
}

static void
test_checkpoint_anywhere (void)
{
  for (guint seed = 1; seed <= 100; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed + 5000);
      g_autoptr(GPtrArray) ops = make_ops (random, 80);
      g_autoptr(LageSituation) whole = fold (ops, random);
      g_autoptr(LageSituation) part = lage_situation_new ();
      g_autoptr(LageSituation) read = NULL;
      g_autoptr(GByteArray) array = g_byte_array_new ();
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;
      guint cut = (guint) g_rand_int_range (random, 0, 81);

      for (guint i = 0; i < cut; i++)
        lage_situation_apply_op (part, g_ptr_array_index (ops, i));
      lage_situation_write (part, array);
      bytes = g_bytes_new (array->data, array->len);
      read = lage_situation_read (bytes, &error);
      g_assert_no_error (error);
      /* Some ops before the checkpoint come again. */
      for (guint i = cut - MIN (cut, 10); i < ops->len; i++)
        lage_situation_apply_op (read, g_ptr_array_index (ops, i));
      lage_situation_flush (read);
      assert_lists (read);
      assert_equal_pictures (whole, read);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/situation/merge/any-order", test_any_order);
  g_test_add_func ("/situation/merge/checkpoint-anywhere", test_checkpoint_anywhere);

  return g_test_run ();
}
