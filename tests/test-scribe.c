/* test-scribe.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scribe.h"

#include <string.h>

#include "test-ops.h"

#define AHEAD_US (10 * G_USEC_PER_SEC)

typedef struct
{
  LageId         actor;
  LageClock     *clock;
  LageSituation *situation;
  LageScribe    *scribe;
  GPtrArray     *ops;
} Fixture;

/* A clock that stands still until it is set. */
static void
set_clock (Fixture *fixture,
           gint64   now_us)
{
  lage_clock_anchor (fixture->clock, 1, now_us, 0.0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->actor = test_id (101);
  fixture->clock = lage_clock_new_anchored (1, TEST_NOW_US, 0.0);
  fixture->situation = lage_situation_new ();
  fixture->scribe = lage_scribe_new (&fixture->actor, fixture->clock, fixture->situation);
  fixture->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->ops);
  lage_scribe_free (fixture->scribe);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->situation);
}

static LageDraft *
new_unit (void)
{
  LageId id = test_id (1);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, &id);

  lage_draft_set_source (draft, "cot");
  return draft;
}

static const LageOp *
get_op (Fixture *fixture,
        guint    index)
{
  g_assert_cmpuint (index, <, fixture->ops->len);
  return g_ptr_array_index (fixture->ops, index);
}

static const LageOp *
get_last (Fixture *fixture)
{
  return get_op (fixture, fixture->ops->len - 1);
}

/* Each lane counts 1, 2, 3 and the stamps only rise. */
static void
assert_in_order (Fixture *fixture)
{
  guint64 expected[2] = { 1, 1 };
  LageHlc last = 0;

  for (guint i = 0; i < fixture->ops->len; i++)
    {
      const LageOp *op = get_op (fixture, i);

      g_assert_true (lage_id_equal (&op->id.actor, &fixture->actor));
      g_assert_cmpuint (op->id.sequence, ==, expected[op->id.lane]++);
      g_assert_cmpuint (op->hlc, >, last);
      last = op->hlc;
    }
}

static void
test_lanes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageDraft) draft = new_unit ();
  char *author = g_ref_string_new ("S1");
  const LageOp *ledger, *telemetry;

  draft->observed_at_us = TEST_NOW_US - 5;
  draft->confidence = 70;
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 3.0);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Florian 1");
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 10.0);
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 3);
  lage_scribe_write (fixture->scribe, draft, author, 7, fixture->ops);

  g_assert_cmpuint (draft->changes->len, ==, 0);
  g_assert_cmpuint (fixture->ops->len, ==, 2);
  ledger = get_op (fixture, 0);
  telemetry = get_op (fixture, 1);
  g_assert_cmpint (ledger->id.lane, ==, LAGE_LANE_LEDGER);
  g_assert_cmpint (telemetry->id.lane, ==, LAGE_LANE_TELEMETRY);
  g_assert_cmpuint (ledger->n_changes, ==, 2);
  g_assert_cmpint (ledger->changes[0].field, ==, LAGE_FIELD_NAME);
  g_assert_cmpstr (ledger->changes[0].value.text, ==, "Florian 1");
  g_assert_cmpint (ledger->changes[1].field, ==, LAGE_FIELD_STATUS);
  g_assert_cmpint (ledger->changes[1].value.integer, ==, 3);
  g_assert_cmpuint (telemetry->n_changes, ==, 2);
  g_assert_cmpint (telemetry->changes[0].field, ==, LAGE_FIELD_SPEED_MPS);
  g_assert_cmpfloat (telemetry->changes[0].value.real, ==, 3.0);
  g_assert_cmpint (telemetry->changes[1].field, ==, LAGE_FIELD_POSITION);
  for (guint i = 0; i < 2; i++)
    {
      const LageOp *op = get_op (fixture, i);

      g_assert_cmpint (op->kind, ==, LAGE_KIND_UNIT);
      g_assert_true (lage_id_equal (&op->entity, &draft->entity));
      g_assert_cmpint (op->observed_at_us, ==, TEST_NOW_US - 5);
      g_assert_cmpstr (op->source, ==, "cot");
      g_assert_cmpstr (op->author, ==, "S1");
      g_assert_cmpuint (op->confidence, ==, 70);
      g_assert_cmpuint (op->transaction, ==, 7);
    }
  assert_in_order (fixture);
  g_ref_string_release (author);
}

static void
test_one_lane (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(LageDraft) empty = new_unit ();
  g_autoptr(LageDraft) named = new_unit ();
  g_autoptr(LageDraft) moved = new_unit ();

  lage_scribe_write (fixture->scribe, empty, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, ==, 0);
  lage_draft_set_point (moved, LAGE_FIELD_POSITION, 53.5, 10.0);
  lage_scribe_write (fixture->scribe, moved, NULL, 0, fixture->ops);
  lage_draft_set_text (named, LAGE_FIELD_NAME, "x");
  lage_scribe_write (fixture->scribe, named, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, ==, 2);
  g_assert_cmpint (get_op (fixture, 0)->id.lane, ==, LAGE_LANE_TELEMETRY);
  g_assert_cmpint (get_op (fixture, 1)->id.lane, ==, LAGE_LANE_LEDGER);
  assert_in_order (fixture);
}

/* The stamps go on even where the clock stands, jumps back, or does not know the time. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  static const gint64 times_us[] = {
    TEST_NOW_US, TEST_NOW_US, TEST_NOW_US + 1, TEST_NOW_US + 5000, TEST_NOW_US - G_TIME_SPAN_DAY,
    TEST_NOW_US - G_TIME_SPAN_DAY, 1, -1, TEST_NOW_US + G_TIME_SPAN_HOUR, TEST_NOW_US,
  };

  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    for (guint k = 0; k < 3; k++)
      {
        g_autoptr(LageDraft) draft = new_unit ();

        set_clock (fixture, times_us[i]);
        lage_draft_set_text (draft, LAGE_FIELD_NAME, "x");
        lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 1.0);
        lage_scribe_write (fixture->scribe, draft, NULL, 0, fixture->ops);
      }
  g_assert_cmpuint (fixture->ops->len, ==, G_N_ELEMENTS (times_us) * 6);
  assert_in_order (fixture);
  /* A clock that stands does not carry the stamps away from it. */
  g_assert_cmpint (lage_op_get_recorded_at_us (get_op (fixture, 5)), ==, TEST_NOW_US);
  g_assert_cmpint (lage_op_get_recorded_at_us (get_last (fixture)), ==,
                   TEST_NOW_US + G_TIME_SPAN_HOUR);
}

static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  g_autoptr(LageScribe) next = NULL;
  g_autoptr(LageDraft) first = new_unit ();
  g_autoptr(LageDraft) second = new_unit ();

  set_clock (fixture, TEST_NOW_US + G_TIME_SPAN_HOUR);
  lage_draft_set_text (first, LAGE_FIELD_NAME, "x");
  lage_draft_set_real (first, LAGE_FIELD_SPEED_MPS, 1.0);
  lage_scribe_write (fixture->scribe, first, NULL, 0, fixture->ops);
  lage_situation_apply (situation, fixture->ops);

  /* The next program run, on a machine whose clock went back meanwhile. */
  set_clock (fixture, TEST_NOW_US);
  next = lage_scribe_new (&fixture->actor, fixture->clock, situation);
  lage_draft_set_text (second, LAGE_FIELD_NAME, "y");
  lage_draft_set_real (second, LAGE_FIELD_SPEED_MPS, 2.0);
  lage_scribe_write (next, second, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, ==, 4);
  assert_in_order (fixture);
}

static void
test_future (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { gint64 said_us, kept_us; } cases[] = {
    { TEST_NOW_US - 1, TEST_NOW_US - 1 },
    { TEST_NOW_US + AHEAD_US, TEST_NOW_US + AHEAD_US },
    { TEST_NOW_US + AHEAD_US + 1, TEST_NOW_US },
    { G_MAXINT64, TEST_NOW_US },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDraft) draft = new_unit ();
      const LageOp *op;

      draft->observed_at_us = cases[i].said_us;
      lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 1.0);
      lage_draft_take_at (draft, LAGE_FIELD_COURSE_DEG, lage_value_real (1.0), cases[i].said_us);
      lage_draft_set_text (draft, LAGE_FIELD_NAME, "x");
      lage_draft_take_at (draft, LAGE_FIELD_STATUS, lage_value_int (2), cases[i].said_us);
      g_ptr_array_set_size (fixture->ops, 0);
      lage_scribe_write (fixture->scribe, draft, NULL, 0, fixture->ops);
      g_assert_cmpuint (fixture->ops->len, ==, 2);
      for (guint k = 0; k < 2; k++)
        {
          op = get_op (fixture, k);
          g_assert_cmpint (op->observed_at_us, ==, cases[i].kept_us);
          for (guint c = 0; c < op->n_changes; c++)
            g_assert_cmpint (lage_change_get_observed_at_us (op, &op->changes[c]), ==,
                             cases[i].kept_us);
        }
    }
}

/* Under the address sanitizer this also shows that nothing leaks and nothing is freed twice. */
static void
test_unknown_fields (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(LageDraft) draft = new_unit ();
  g_autoptr(LageDraft) only_unknown = new_unit ();
  g_autofree char *long_text = g_strnfill (10000, 'x');

  lage_draft_set_text (draft, LAGE_FIELD_INTENT, long_text); /* not of a unit */
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "x");
  lage_draft_set_text (draft, (LageField) 255, long_text);
  lage_draft_set_text (draft, (LageField) 60000, long_text);
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 1.0);
  lage_draft_set_text (draft, LAGE_FIELD_ROUTE, long_text);
  lage_draft_set_text (draft, LAGE_FIELD_ROLE, "Führung");
  lage_scribe_write (fixture->scribe, draft, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, ==, 2);
  g_assert_cmpuint (get_op (fixture, 0)->n_changes, ==, 2);
  g_assert_cmpstr (get_op (fixture, 0)->changes[0].value.text, ==, "x");
  g_assert_cmpstr (get_op (fixture, 0)->changes[1].value.text, ==, "Führung");
  g_assert_cmpuint (get_op (fixture, 1)->n_changes, ==, 1);

  lage_draft_set_text (only_unknown, LAGE_FIELD_INTENT, long_text);
  lage_scribe_write (fixture->scribe, only_unknown, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, ==, 2);
  assert_in_order (fixture);
}

static void
test_transactions (Fixture       *fixture,
                   gconstpointer  data)
{
  guint64 last = 0;

  /* Whatever an edit is made of, the next one has another number. */
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(LageDraft) draft = new_unit ();
      guint64 transaction = lage_scribe_begin (fixture->scribe);

      g_assert_cmpuint (transaction, >, last);
      last = transaction;
      if ((i & 1) != 0)
        lage_draft_set_text (draft, LAGE_FIELD_NAME, "x");
      if ((i & 1) == 0 || (i & 2) != 0)
        lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 1.0);
      lage_scribe_write (fixture->scribe, draft, NULL, transaction, fixture->ops);
    }
}

static void
assert_storable (Fixture *fixture)
{
  for (guint i = 0; i < fixture->ops->len; i++)
    {
      g_autoptr(GByteArray) record = g_byte_array_new ();

      lage_op_encode (get_op (fixture, i), record);
      g_assert_cmpuint (record->len, <=, LAGE_OP_MAX_BYTES);
    }
}

/* An op that the store refuses would hold up everything behind it for ever. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(LageDraft) series = new_unit ();
  g_autoptr(LageDraft) texts = new_unit ();
  g_autofree char *long_text = g_strnfill (LAGE_OP_MAX_BYTES / 3, 'x');
  g_autofree char *too_long_text = g_strnfill (LAGE_OP_MAX_BYTES, 'x');
  const guint n_readings = 2 * LAGE_OP_MAX_CHANGES + 1;
  guint n_found = 0;

  for (guint i = 0; i < n_readings; i++)
    lage_draft_take_at (series, LAGE_FIELD_SPEED_MPS, lage_value_real (i),
                        TEST_NOW_US - n_readings + i);
  lage_scribe_write (fixture->scribe, series, NULL, 0, fixture->ops);
  g_assert_cmpuint (fixture->ops->len, >=, 3);
  for (guint i = 0; i < fixture->ops->len; i++)
    for (guint k = 0; k < get_op (fixture, i)->n_changes; k++)
      g_assert_cmpfloat (get_op (fixture, i)->changes[k].value.real, ==, n_found++);
  g_assert_cmpuint (n_found, ==, n_readings);
  assert_storable (fixture);
  assert_in_order (fixture);

  g_ptr_array_set_size (fixture->ops, 0);
  lage_draft_set_text (texts, LAGE_FIELD_NAME, long_text);
  lage_draft_set_text (texts, LAGE_FIELD_DESCRIPTION, too_long_text);
  lage_draft_set_text (texts, LAGE_FIELD_ROLE, long_text);
  lage_draft_set_text (texts, LAGE_FIELD_GROUP, long_text);
  lage_draft_set_text (texts, LAGE_FIELD_STRENGTH, "0/1/8/9");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "cot: unit: description of * too large*");
  lage_scribe_write (fixture->scribe, texts, NULL, 0, fixture->ops);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (fixture->ops->len, ==, 2);
  g_assert_cmpuint (get_op (fixture, 0)->n_changes + get_op (fixture, 1)->n_changes, ==, 4);
  assert_storable (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/session/scribe/" path, Fixture, NULL, set_up, function, \
                                        tear_down)
  ADD ("lanes", test_lanes);
  ADD ("one-lane", test_one_lane);
  ADD ("clock", test_clock);
  ADD ("goes-on", test_goes_on);
  ADD ("future", test_future);
  ADD ("unknown-fields", test_unknown_fields);
  ADD ("transactions", test_transactions);
  ADD ("large", test_large);

  return g_test_run ();
}
