/* test-draft.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-draft.h"

#include <math.h>

static LageDraft *
make_draft (LageKind kind)
{
  LageId id = { { 1, 2, 3 } };

  return lage_draft_new (kind, &id);
}

static void
test_unknown_is_no_statement (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_DRONE);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, NULL);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "");
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, (double) NAN);
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, (double) INFINITY);
  lage_draft_take (draft, LAGE_FIELD_NAME, (LageValue) LAGE_VALUE_INIT);
  lage_draft_take_at (draft, LAGE_FIELD_SPEED_MPS, lage_value_real ((double) NAN), 5);
  g_assert_false (lage_draft_set_point (draft, LAGE_FIELD_POSITION, 91.0, 0.0));
  g_assert_false (lage_draft_set_point (draft, LAGE_FIELD_POSITION, (double) NAN, 0.0));
  g_assert_cmpuint (draft->changes->len, ==, 0);

  /* That something no longer holds is one. */
  lage_draft_retract (draft, LAGE_FIELD_NAME);
  g_assert_cmpuint (draft->changes->len, ==, 1);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_NAME)->verb, ==, LAGE_VERB_RETRACT);
}

static void
test_setters (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_DRONE);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Uav 1");
  lage_draft_set_int (draft, LAGE_FIELD_SATELLITES, 0);
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 0.0);
  g_assert_true (lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 10.0));
  g_assert_cmpuint (draft->changes->len, ==, 4);
  g_assert_cmpstr (lage_draft_find (draft, LAGE_FIELD_NAME)->value.text, ==, "Uav 1");
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_SATELLITES)->value.integer, ==, 0);
  g_assert_cmpfloat (lage_draft_find (draft, LAGE_FIELD_SPEED_MPS)->value.real, ==, 0.0);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_POSITION)->value.point.latitude_e7, ==,
                   535000000);
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_COURSE_DEG));
}

static void
test_series (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_GAUGE);

  for (guint i = 1; i <= 100; i++)
    lage_draft_take_at (draft, LAGE_FIELD_LEVEL_CM, lage_value_real (i), i);
  g_assert_cmpuint (draft->changes->len, ==, 100);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_LEVEL_CM)->observed_at_us, ==, 100);
}

static void
test_enumeration (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_FLOOD_GATE);

  g_assert_false (lage_draft_set_enum (draft, LAGE_FIELD_GATE_STATE, "ajar"));
  g_assert_false (lage_draft_set_enum (draft, LAGE_FIELD_GATE_STATE, "Closed"));
  g_assert_false (lage_draft_set_enum (draft, LAGE_FIELD_GATE_STATE, NULL));
  g_assert_cmpuint (draft->changes->len, ==, 0);
  g_assert_true (lage_draft_set_enum (draft, LAGE_FIELD_GATE_STATE, "closed"));
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_GATE_STATE)->value.integer, ==,
                   LAGE_GATE_CLOSED);
}

static void
test_external (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new_external (LAGE_KIND_GAUGE, "pegelonline", "d488c5cc");
  LageId id;

  lage_id_init_external (&id, "pegelonline", "d488c5cc");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_GAUGE);
  g_assert_cmpstr (lage_draft_find (draft, LAGE_FIELD_EXTERNAL_ID)->value.text, ==,
                   "pegelonline:d488c5cc");
  g_assert_null (draft->source);
  g_assert_cmpint (draft->observed_at_us, ==, 0);
}

static void
test_source (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_UNIT);

  lage_draft_set_source (draft, "cot");
  g_assert_cmpstr (draft->source, ==, "cot");
  lage_draft_set_source (draft, "mavlink");
  g_assert_cmpstr (draft->source, ==, "mavlink");
  /* An op without a source can't be read back: no name is none, a bad name is made valid. */
  lage_draft_set_source (draft, "");
  g_assert_null (draft->source);
  lage_draft_set_source (draft, "feed \xff");
  g_assert_true (g_utf8_validate (draft->source, -1, NULL));
  lage_draft_set_source (draft, NULL);
  g_assert_null (draft->source);
}

static void
test_sets (void)
{
  g_autoptr(LageDraft) draft = make_draft (LAGE_KIND_TASK);
  LageId unit = { { 9 } };

  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_ADD,
                                                .value = lage_value_entity (&unit) });
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_REMOVE });
  g_assert_cmpuint (draft->changes->len, ==, 1);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_TASK_UNITS)->verb, ==, LAGE_VERB_ADD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/draft/unknown-is-no-statement", test_unknown_is_no_statement);
  g_test_add_func ("/model/draft/setters", test_setters);
  g_test_add_func ("/model/draft/series", test_series);
  g_test_add_func ("/model/draft/enumeration", test_enumeration);
  g_test_add_func ("/model/draft/external", test_external);
  g_test_add_func ("/model/draft/source", test_source);
  g_test_add_func ("/model/draft/sets", test_sets);

  return g_test_run ();
}
