/* test-entity.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity.h"

#include <math.h>

#include "lage-entity-private.h"
#include "test-ops.h"

static LageEntity *
make_entity (guint number)
{
  LageId id = test_id (number);

  return lage_entity_new (LAGE_KIND_UNIT, &id);
}

static void
insert (LageEntity *entity,
        LageField   field,
        LageVerb    verb,
        LageValue   value,
        LageHlc     hlc)
{
  LageCandidate candidate = { .value = value, .hlc = hlc, .field = (guint16) field,
                              .observed_at_us = (gint64) hlc, .verb = (guint8) verb };

  lage_entity_insert_candidate (entity, lage_entity_get_position (entity, field), &candidate);
}

static void
test_fields (void)
{
  static const LageField fields[] = {
    LAGE_FIELD_STATUS, LAGE_FIELD_NAME, LAGE_FIELD_SPEED_MPS, LAGE_FIELD_ROLE, LAGE_FIELD_POSITION,
  };
  LageEntity *entity = make_entity (1);
  const LageCandidate *candidates;
  guint n_candidates, n_run;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint k = 1; k <= 3; k++)
      insert (entity, fields[i], LAGE_VERB_SET, lage_value_int (k), k);

  candidates = lage_entity_get_candidates (entity, &n_candidates);
  g_assert_cmpuint (n_candidates, ==, 15);
  for (guint i = 1; i < n_candidates; i++)
    g_assert_cmpuint (candidates[i - 1].field, <=, candidates[i].field);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      LageCandidate *run = lage_entity_find_run (entity, fields[i], &n_run);

      g_assert_cmpuint (n_run, ==, 3);
      g_assert_cmpint (run[0].value.integer, ==, 3);
      g_assert_cmpint (lage_entity_find (entity, fields[i])->value.integer, ==, 3);
    }
  g_assert_null (lage_entity_find_run (entity, LAGE_FIELD_GROUP, &n_run));
  g_assert_cmpuint (n_run, ==, 0);
  g_assert_false (lage_entity_has (entity, LAGE_FIELD_GROUP));

  lage_entity_remove_candidate (entity, lage_entity_get_position (entity, LAGE_FIELD_ROLE));
  g_assert_cmpint (lage_entity_find (entity, LAGE_FIELD_ROLE)->value.integer, ==, 2);
  g_assert_finalize_object (entity);
}

static void
test_typed_access (void)
{
  g_autoptr(LageEntity) entity = make_entity (1);
  LageId id = test_id (9), read;
  LagePoint point = { 1, 2 };

  g_assert_null (lage_entity_get_text (entity, LAGE_FIELD_NAME));
  g_assert_cmpint (lage_entity_get_int (entity, LAGE_FIELD_STATUS, -7), ==, -7);
  g_assert_true (isnan (lage_entity_get_real (entity, LAGE_FIELD_SPEED_MPS)));
  g_assert_cmpint (lage_entity_get_time_us (entity, LAGE_FIELD_STALE_AT), ==, 0);
  g_assert_false (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point));
  g_assert_false (lage_entity_get_reference (entity, LAGE_FIELD_SAME_AS, &read));
  g_assert_cmpstr (lage_entity_get_title (entity), ==, "");

  insert (entity, LAGE_FIELD_EXTERNAL_ID, LAGE_VERB_SET, lage_value_text ("cot:7"), 1);
  g_assert_cmpstr (lage_entity_get_title (entity), ==, "cot:7");
  insert (entity, LAGE_FIELD_NAME, LAGE_VERB_SET, lage_value_text ("Florian"), 1);
  insert (entity, LAGE_FIELD_STATUS, LAGE_VERB_SET, lage_value_int (4), 1);
  insert (entity, LAGE_FIELD_SPEED_MPS, LAGE_VERB_SET, lage_value_real (2.5), 1);
  insert (entity, LAGE_FIELD_STALE_AT, LAGE_VERB_SET, lage_value_time (77), 1);
  insert (entity, LAGE_FIELD_POSITION, LAGE_VERB_SET, lage_value_point (point), 1);
  insert (entity, LAGE_FIELD_SAME_AS, LAGE_VERB_SET, lage_value_entity (&id), 1);
  g_assert_cmpstr (lage_entity_get_title (entity), ==, "Florian");
  g_assert_cmpint (lage_entity_get_int (entity, LAGE_FIELD_STATUS, -7), ==, 4);
  g_assert_cmpfloat (lage_entity_get_real (entity, LAGE_FIELD_SPEED_MPS), ==, 2.5);
  g_assert_cmpint (lage_entity_get_time_us (entity, LAGE_FIELD_STALE_AT), ==, 77);
  g_assert_true (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point));
  g_assert_true (lage_entity_get_reference (entity, LAGE_FIELD_SAME_AS, &read));
  g_assert_true (lage_id_equal (&id, &read));
  /* Asked for as another type: unknown. */
  g_assert_null (lage_entity_get_text (entity, LAGE_FIELD_STATUS));
  g_assert_cmpint (lage_entity_get_int (entity, LAGE_FIELD_NAME, -7), ==, -7);
}

static void
test_retracted (void)
{
  g_autoptr(LageEntity) entity = make_entity (1);
  g_autoptr(GPtrArray) list = NULL;

  insert (entity, LAGE_FIELD_NAME, LAGE_VERB_SET, lage_value_text ("old"), 1);
  insert (entity, LAGE_FIELD_NAME, LAGE_VERB_RETRACT, (LageValue) LAGE_VALUE_INIT, 2);
  g_assert_cmpstr (lage_entity_get_text (entity, LAGE_FIELD_NAME), ==, "old");
  list = lage_entity_list_candidates (entity, LAGE_FIELD_NAME);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_members (void)
{
  g_autoptr(LageEntity) root = make_entity (5), second = make_entity (7), first = make_entity (6);
  g_autoptr(GPtrArray) list = NULL;

  insert (root, LAGE_FIELD_NAME, LAGE_VERB_SET, lage_value_text ("root"), 5);
  insert (first, LAGE_FIELD_NAME, LAGE_VERB_SET, lage_value_text ("first"), 9);
  insert (second, LAGE_FIELD_NAME, LAGE_VERB_SET, lage_value_text ("second"), 9);
  insert (first, LAGE_FIELD_ROLE, LAGE_VERB_SET, lage_value_text ("boat"), 1);
  lage_entity_set_root (second, root);
  lage_entity_set_root (first, root);
  lage_entity_set_root (first, root);

  /* By id, not by arrival. */
  g_assert_cmpuint (lage_entity_get_n_members (root), ==, 2);
  g_assert_true (lage_entity_get_member (root, 0) == first);
  g_assert_cmpstr (lage_entity_get_text (root, LAGE_FIELD_NAME), ==, "first");
  g_assert_cmpstr (lage_entity_get_text (root, LAGE_FIELD_ROLE), ==, "boat");
  g_assert_cmpstr (lage_entity_get_text (second, LAGE_FIELD_NAME), ==, "second");
  list = lage_entity_list_candidates (root, LAGE_FIELD_NAME);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((LageCandidate *) list->pdata[0])->value.text, ==, "first");

  lage_entity_set_root (first, NULL);
  lage_entity_set_root (second, NULL);
  g_assert_cmpuint (lage_entity_get_n_members (root), ==, 0);
  g_assert_true (lage_entity_get_root (first) == first);
  g_assert_cmpstr (lage_entity_get_text (root, LAGE_FIELD_NAME), ==, "root");
}

static void
test_sets_of_members (void)
{
  LageId id_a = test_id (1), id_b = test_id (2), unit_a = test_id (30), unit_b = test_id (20);
  g_autoptr(LageEntity) a = lage_entity_new (LAGE_KIND_TASK, &id_a);
  g_autoptr(LageEntity) b = lage_entity_new (LAGE_KIND_TASK, &id_b);
  g_autoptr(GArray) ids = NULL;

  insert (a, LAGE_FIELD_TASK_UNITS, LAGE_VERB_ADD, lage_value_entity (&unit_a), 1);
  insert (a, LAGE_FIELD_TASK_UNITS, LAGE_VERB_ADD, lage_value_entity (&unit_a), 2);
  insert (a, LAGE_FIELD_TASK_UNITS, LAGE_VERB_REMOVE, lage_value_entity (&id_a), 3);
  insert (b, LAGE_FIELD_TASK_UNITS, LAGE_VERB_ADD, lage_value_entity (&unit_b), 1);
  insert (b, LAGE_FIELD_TASK_UNITS, LAGE_VERB_ADD, lage_value_entity (&unit_a), 1);
  lage_entity_set_root (b, a);
  ids = lage_entity_list_set (a, LAGE_FIELD_TASK_UNITS);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_true (lage_id_equal (&g_array_index (ids, LageId, 0), &unit_b));
  g_assert_true (lage_id_equal (&g_array_index (ids, LageId, 1), &unit_a));
}

static void
test_key (void)
{
  LageId zero_tail = { { 1, 2, 3, 4, 5, 6, 7, 8 } };
  g_autoptr(LageEntity) a = make_entity (1), b = make_entity (2);
  g_autoptr(LageEntity) c = lage_entity_new (LAGE_KIND_UNIT, &zero_tail);

  g_assert_cmphex (lage_entity_get_key (a), !=, lage_entity_get_key (b));
  g_assert_cmphex (lage_entity_get_key (c), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/entity/fields", test_fields);
  g_test_add_func ("/model/entity/typed-access", test_typed_access);
  g_test_add_func ("/model/entity/retracted", test_retracted);
  g_test_add_func ("/model/entity/members", test_members);
  g_test_add_func ("/model/entity/sets-of-members", test_sets_of_members);
  g_test_add_func ("/model/entity/key", test_key);

  return g_test_run ();
}
