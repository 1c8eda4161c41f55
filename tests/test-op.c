/* test-op.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-op.h"

#include <string.h>

#include "lage-error.h"

#define NOW_US G_GINT64_CONSTANT (1386306900000000) /* 2013-12-06 05:15 UTC */

static const LageId actor = { { 0xaa, 1, 2, 3 } };
static const LageId entity = { { 0xee, 4, 5, 6 } };

static LageOp *
make_op (LageDraft  *draft,
         const char *author)
{
  g_autoptr(GRefString) person = author != NULL ? g_ref_string_new (author) : NULL;
  LageOpId id = { actor, LAGE_LANE_TELEMETRY, 4711 };

  return lage_op_new (&id, lage_hlc_from_us (NOW_US) + 3, draft, person, 17);
}

/* Every type of value, every verb, everything optional. */
static LageOp *
make_rich_op (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_DRONE, &entity);
  g_autoptr(GBytes) geometry = g_bytes_new ("\1\0\2\0\0\2\2", 7);
  LageOpId seen = { { { 7, 7 } }, LAGE_LANE_LEDGER, G_MAXUINT64 };

  lage_draft_set_source (draft, "mavlink");
  draft->observed_at_us = NOW_US - 2500001;
  draft->confidence = 80;
  lage_draft_take (draft, LAGE_FIELD_IS_ARMED, lage_value_bool (TRUE));
  lage_draft_take (draft, LAGE_FIELD_SATELLITES, lage_value_int (-12));
  lage_draft_take_at (draft, LAGE_FIELD_SPEED_MPS, lage_value_real (12.25), NOW_US - 9000000);
  lage_draft_take_at (draft, LAGE_FIELD_SPEED_MPS, lage_value_real (13.5), -5);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Über der Süderelbe");
  lage_draft_take (draft, LAGE_FIELD_STALE_AT, lage_value_time (NOW_US + 1));
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, -9.9);
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_SAME_AS,
                                                .value = lage_value_entity (&actor),
                                                .supersedes = seen });
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_ADD,
                                                .value = lage_value_entity (&entity) });
  lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                .verb = LAGE_VERB_REMOVE,
                                                .value = lage_value_entity (&entity),
                                                .observed_at_us = NOW_US,
                                                .supersedes = seen });
  lage_draft_retract (draft, LAGE_FIELD_COURSE_DEG);
  return make_op (draft, "Müller");
}

static void
assert_equal_ops (const LageOp *a,
                  const LageOp *b)
{
  g_assert_true (lage_id_equal (&a->id.actor, &b->id.actor));
  g_assert_cmpint (a->id.lane, ==, b->id.lane);
  g_assert_cmpuint (a->id.sequence, ==, b->id.sequence);
  g_assert_cmphex (a->hlc, ==, b->hlc);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_true (lage_id_equal (&a->entity, &b->entity));
  g_assert_cmpint (a->observed_at_us, ==, b->observed_at_us);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->author, ==, b->author);
  g_assert_cmpuint (a->confidence, ==, b->confidence);
  g_assert_cmpuint (a->transaction, ==, b->transaction);
  g_assert_cmpuint (a->n_changes, ==, b->n_changes);
  for (guint i = 0; i < a->n_changes; i++)
    {
      const LageChange *x = &a->changes[i], *y = &b->changes[i];

      g_assert_cmpint (x->field, ==, y->field);
      g_assert_cmpint (x->verb, ==, y->verb);
      g_assert_true (lage_value_equal (&x->value, &y->value));
      g_assert_cmpint (x->observed_at_us, ==, y->observed_at_us);
      g_assert_true (lage_id_equal (&x->supersedes.actor, &y->supersedes.actor));
      g_assert_cmpint (x->supersedes.lane, ==, y->supersedes.lane);
      g_assert_cmpuint (x->supersedes.sequence, ==, y->supersedes.sequence);
    }
}

static GByteArray *
encode (const LageOp *op)
{
  GByteArray *array = g_byte_array_new ();

  lage_op_encode (op, array);
  return array;
}

static void
test_new (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_UNIT, &entity);
  g_autoptr(LageOp) op = NULL;

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Florian 1");
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 3);
  op = make_op (draft, NULL);
  g_assert_cmpuint (draft->changes->len, ==, 0);
  g_assert_cmpuint (op->n_changes, ==, 2);
  g_assert_cmpstr (op->changes[0].value.text, ==, "Florian 1");
  g_assert_cmpstr (op->source, ==, "manual");
  g_assert_null (op->author);
  /* Where the source does not say when, it is the time of recording. */
  g_assert_cmpint (op->observed_at_us, ==, NOW_US);
  g_assert_cmpint (lage_op_get_recorded_at_us (op), ==, NOW_US);
  g_assert_cmpint (lage_change_get_observed_at_us (op, &op->changes[0]), ==, NOW_US);
}

static void
test_round_trip (void)
{
  g_autoptr(LageOp) op = make_rich_op ();
  g_autoptr(GByteArray) record = encode (op);
  g_autoptr(GByteArray) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOp) decoded = lage_op_decode (&actor, record->data, record->len, &error);

  g_assert_no_error (error);
  assert_equal_ops (op, decoded);
  g_assert_cmpint (lage_change_get_observed_at_us (decoded, &decoded->changes[2]), ==,
                   NOW_US - 9000000);
  again = encode (decoded);
  g_assert_cmpmem (again->data, again->len, record->data, record->len);
}

static void
test_truncation (void)
{
  g_autoptr(LageOp) op = make_rich_op ();
  g_autoptr(GByteArray) record = encode (op);

  for (guint cut = 0; cut < record->len; cut++)
    {
      g_autofree guint8 *part = g_memdup2 (record->data, cut);
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_op_decode (&actor, part, cut, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
    }
  g_byte_array_append (record, (const guint8 *) "", 1);
  g_assert_null (lage_op_decode (&actor, record->data, record->len, NULL));
}

static void
check_mutant (const guint8 *data,
              gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOp) op = lage_op_decode (&actor, data, size, &error);
  g_autoptr(LageOp) again = NULL;
  g_autoptr(GByteArray) record = NULL;

  if (op == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  record = encode (op);
  again = lage_op_decode (&actor, record->data, record->len, &error);
  g_assert_no_error (error);
  assert_equal_ops (op, again);
}

static void
test_damage (void)
{
  g_autoptr(LageOp) op = make_rich_op ();
  g_autoptr(GByteArray) record = encode (op);
  g_autoptr(GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < record->len; i++)
    for (guint value = 0; value < 256; value++)
      {
        guint8 kept = record->data[i];

        record->data[i] = (guint8) value;
        check_mutant (record->data, record->len);
        record->data[i] = kept;
      }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (record->data, record->len);

      for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
        copy[g_rand_int_range (random, 0, (gint32) record->len)]
          = (guint8) g_rand_int_range (random, 0, 256);
      check_mutant (copy, record->len);
    }
}

static void
test_version (void)
{
  g_autoptr(LageOp) op = make_rich_op ();
  g_autoptr(GByteArray) record = encode (op);
  g_autoptr(GError) error = NULL;

  record->data[0]++;
  g_assert_null (lage_op_decode (&actor, record->data, record->len, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED);
}

static void
test_unknown_kept (void)
{
  g_autoptr(LageDraft) draft = lage_draft_new ((LageKind) 900, &entity);
  g_autoptr(LageOp) op = NULL, decoded = NULL;
  g_autoptr(GByteArray) record = NULL;

  lage_draft_set_text (draft, (LageField) 60000, "from the future");
  lage_draft_set_text (draft, (LageField) G_MAXUINT16, "the last number");
  op = make_op (draft, NULL);
  record = encode (op);
  decoded = lage_op_decode (&actor, record->data, record->len, NULL);
  g_assert_nonnull (decoded);
  assert_equal_ops (op, decoded);
  g_assert_cmpint (decoded->kind, ==, 900);
  g_assert_cmpint (decoded->changes[0].field, ==, 60000);
}

/* What is recorded can be read back, whatever a source says about its clock or its name. */
static void
test_wild_times (void)
{
  static const gint64 times_us[] = {
    G_MININT64, G_MININT64 + 1, -1, 1, G_MAXINT64 - 1, G_MAXINT64,
  };

  for (guint i = 0; i < G_N_ELEMENTS (times_us); i++)
    for (guint k = 0; k < G_N_ELEMENTS (times_us); k++)
      {
        g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_GAUGE, &entity);
        g_autoptr(LageOp) op = NULL, decoded = NULL;
        g_autoptr(GByteArray) record = NULL;
        g_autoptr(GError) error = NULL;

        draft->observed_at_us = times_us[i];
        lage_draft_take_at (draft, LAGE_FIELD_LEVEL_CM, lage_value_real (1.0), times_us[k]);
        op = make_op (draft, NULL);
        record = encode (op);
        decoded = lage_op_decode (&actor, record->data, record->len, &error);
        g_assert_no_error (error);
        assert_equal_ops (op, decoded);
        /* No source knows the time of before or after the calendar: it is as good as none. */
        if (ABS ((double) times_us[i]) > 1e18)
          g_assert_cmpint (op->observed_at_us, ==, NOW_US);
        else
          g_assert_cmpint (op->observed_at_us, ==, times_us[i]);
      }
}

static void
test_future_stamp (void)
{
  /* The last millisecond of the year 9999, and the one after. */
  static const guint64 limits_ms[] = {
    G_GUINT64_CONSTANT (253402300799999), G_GUINT64_CONSTANT (253402300800000),
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits_ms); i++)
    {
      g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_GAUGE, &entity);
      g_autoptr(LageOp) op = NULL, decoded = NULL;
      g_autoptr(GByteArray) record = NULL;
      LageOpId id = { actor, LAGE_LANE_LEDGER, 1 };

      draft->observed_at_us = NOW_US;
      lage_draft_set_text (draft, LAGE_FIELD_NAME, "St. Pauli");
      op = lage_op_new (&id, limits_ms[i] << LAGE_HLC_COUNTER_BITS, draft, NULL, 0);
      record = encode (op);
      decoded = lage_op_decode (&actor, record->data, record->len, NULL);
      g_assert_cmpint (decoded != NULL, ==, i == 0);
    }
}

static void
test_hash (void)
{
  static const guint8 zeros[32] = { 0 };
  const LageId space = { { 1 } }, other = { { 2 } };
  guint8 previous[32] = { 0 }, hashes[6][32];

  lage_op_hash (zeros, &space, &actor, "record", 6, hashes[0]);
  previous[31] = 1;
  lage_op_hash (previous, &space, &actor, "record", 6, hashes[1]);
  lage_op_hash (zeros, &other, &actor, "record", 6, hashes[2]);
  lage_op_hash (zeros, &space, &other, "record", 6, hashes[3]);
  lage_op_hash (zeros, &space, &actor, "recore", 6, hashes[4]);
  lage_op_hash (zeros, &space, &actor, "record", 5, hashes[5]);
  for (guint i = 0; i < 6; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpint (memcmp (hashes[i], hashes[k], 32), !=, 0);

  lage_op_hash (zeros, &space, &actor, "record", 6, hashes[1]);
  g_assert_cmpmem (hashes[0], 32, hashes[1], 32);
}

/* The chain is permanent: the same input gives this hash on every station, for ever. */
static void
test_hash_permanent (void)
{
  static const guint8 zeros[32] = { 0 };
  static const LageId space = { { 1 } }, writer = { { 2 } };
  g_autoptr(GString) text = g_string_new (NULL);
  guint8 hash[32];

  lage_op_hash (zeros, &space, &writer, "abc", 3, hash);
  for (guint i = 0; i < 32; i++)
    g_string_append_printf (text, "%02x", hash[i]);
  g_assert_cmpstr (text->str, ==, "1283d98daa2a52c5104391670909e7af"
                                   "3685d5e09ff33bf52fe6863c44df06cc");
}

static void
test_reference (void)
{
  LageOp *op = make_rich_op ();
  GValue value = G_VALUE_INIT;

  g_value_init (&value, LAGE_TYPE_OP);
  g_value_set_boxed (&value, op);
  g_assert_true (g_value_get_boxed (&value) == op);
  lage_op_unref (op);
  g_assert_cmpuint (((LageOp *) g_value_get_boxed (&value))->id.sequence, ==, 4711);
  g_value_unset (&value);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/op/new", test_new);
  g_test_add_func ("/model/op/round-trip", test_round_trip);
  g_test_add_func ("/model/op/truncation", test_truncation);
  g_test_add_func ("/model/op/damage", test_damage);
  g_test_add_func ("/model/op/version", test_version);
  g_test_add_func ("/model/op/unknown-kept", test_unknown_kept);
  g_test_add_func ("/model/op/wild-times", test_wild_times);
  g_test_add_func ("/model/op/future-stamp", test_future_stamp);
  g_test_add_func ("/model/op/hash", test_hash);
  g_test_add_func ("/model/op/hash-permanent", test_hash_permanent);
  g_test_add_func ("/model/op/reference", test_reference);

  return g_test_run ();
}
