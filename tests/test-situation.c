/* test-situation.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-situation.h"

#include "lage-error.h"
#include "test-ops.h"

typedef struct
{
  guint n_signals;
  guint position, n_removed, n_added;
} ListLog;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  ListLog    *log)
{
  *log = (ListLog) { log->n_signals + 1, position, n_removed, n_added };
}

static void
count_cb (gpointer  object,
          guint    *n)
{
  (*n)++;
}

static void
flushed_cb (LageSituation *situation,
            guint          n_changed,
            guint         *sum)
{
  *sum += n_changed;
}

static void
apply (LageSituation *situation,
       LageOp        *op)
{
  g_autoptr(LageOp) owned = op;

  lage_situation_apply_op (situation, owned);
}

static LageEntity *
find (LageSituation *situation,
      guint          number)
{
  LageId id = test_id (number);

  return lage_situation_find (situation, &id);
}

static LageOp *
name_op (guint       sequence,
         guint       entity,
         const char *source,
         const char *name)
{
  return test_op (1, sequence, sequence, LAGE_KIND_UNIT, entity, source,
                  TEST_SET (NAME, lage_value_text (name)));
}

static LageOp *
link_op (guint sequence,
         guint from,
         guint to)
{
  LageId id = test_id (to);

  return test_op (1, sequence, sequence, LAGE_KIND_UNIT, from, "manual",
                  TEST_SET (SAME_AS, lage_value_entity (&id)));
}

static LageOp *
position_op (guint       sequence,
             guint       entity,
             const char *source,
             gint32      latitude_e7,
             gint64      observed_at_us)
{
  LageChange change = TEST_SET (POSITION, lage_value_point ((LagePoint) { latitude_e7, 0 }));

  change.observed_at_us = observed_at_us;
  return test_op (1, sequence, sequence, LAGE_KIND_UNIT, entity, source, change);
}

static void
test_signals (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  GListModel *units = lage_situation_get_list (situation, LAGE_KIND_UNIT);
  ListLog log = { 0 };
  guint n_changed = 0, n_flushed = 0;

  g_signal_connect (units, "items-changed", G_CALLBACK (items_changed_cb), &log);
  g_signal_connect (situation, "flushed", G_CALLBACK (flushed_cb), &n_flushed);
  for (guint i = 0; i < 10; i++)
    apply (situation, name_op (i + 1, i, "cot", "new"));
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 0);
  g_assert_cmpuint (log.n_signals, ==, 0);
  lage_situation_flush (situation);
  g_assert_cmpuint (log.n_signals, ==, 1);
  g_assert_cmpuint (log.n_added, ==, 10);
  g_assert_cmpuint (n_flushed, ==, 10);

  /* Three changes of one entity are one signal; the list stays as it is. */
  g_signal_connect (find (situation, 3), "changed", G_CALLBACK (count_cb), &n_changed);
  for (guint i = 0; i < 3; i++)
    apply (situation, name_op (20 + i, 3, "cot", "other"));
  g_assert_cmpuint (n_changed, ==, 0);
  lage_situation_flush (situation);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (log.n_signals, ==, 1);
  g_assert_cmpuint (n_flushed, ==, 11);

  /* What changes nothing tells nobody. */
  apply (situation, name_op (20, 3, "cot", "other"));
  lage_situation_flush (situation);
  lage_situation_flush (situation);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_flushed, ==, 11);
}

static void
test_archived (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  GListModel *units = lage_situation_get_list (situation, LAGE_KIND_UNIT);
  ListLog log = { 0 };
  guint sequence = 1;

  for (guint i = 0; i < 10; i++)
    apply (situation, name_op (sequence++, i, "cot", "unit"));
  lage_situation_flush (situation);
  g_signal_connect (units, "items-changed", G_CALLBACK (items_changed_cb), &log);

  /* Several leave and one comes in one batch: one signal, and not before the flush. */
  for (guint i = 2; i < 8; i += 2)
    {
      apply (situation, test_op (1, sequence, sequence, LAGE_KIND_UNIT, i, "manual",
                                 TEST_SET (ARCHIVED, lage_value_bool (TRUE))));
      sequence++;
    }
  g_assert_cmpuint (log.n_signals, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 10);
  apply (situation, name_op (sequence++, 40, "cot", "late"));
  lage_situation_flush (situation);
  g_assert_cmpuint (log.n_signals, ==, 1);
  g_assert_cmpuint (log.position, ==, 2);
  g_assert_cmpuint (log.n_removed, ==, 8);
  g_assert_cmpuint (log.n_added, ==, 6);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 8);
  g_assert_true (lage_entity_is_archived (find (situation, 4)));

  apply (situation, test_op (1, sequence, sequence, LAGE_KIND_UNIT, 4, "manual",
                             TEST_SET (ARCHIVED, lage_value_bool (FALSE))));
  lage_situation_flush (situation);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 9);

  /* Never seen alive. */
  apply (situation, test_op (2, 1, 1, LAGE_KIND_UNIT, 50, "manual",
                             TEST_SET (ARCHIVED, lage_value_bool (TRUE))));
  lage_situation_flush (situation);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 9);
  g_assert_nonnull (find (situation, 50));
}

static void
test_link (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  GListModel *units = lage_situation_get_list (situation, LAGE_KIND_UNIT);

  apply (situation, name_op (1, 1, "cot", "one"));
  apply (situation, position_op (2, 2, "mavlink", 7, TEST_NOW_US));
  apply (situation, link_op (3, 2, 1));
  lage_situation_flush (situation);
  g_assert_true (lage_entity_get_root (find (situation, 2)) == find (situation, 1));
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 1);
  /* The root reads what its member says. */
  g_assert_true (lage_entity_has (find (situation, 1), LAGE_FIELD_POSITION));
  g_assert_cmpstr (lage_entity_get_text (find (situation, 1), LAGE_FIELD_NAME), ==, "one");

  /* Taking the link back loses nothing. */
  apply (situation, test_op (1, 4, 4, LAGE_KIND_UNIT, 2, "manual", TEST_RETRACT (SAME_AS)));
  lage_situation_flush (situation);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 2);
  g_assert_false (lage_entity_has (find (situation, 1), LAGE_FIELD_POSITION));
  g_assert_true (lage_entity_has (find (situation, 2), LAGE_FIELD_POSITION));
  g_assert_cmpuint (lage_entity_get_n_members (find (situation, 1)), ==, 0);
}

static void
test_link_before_target (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  guint n_changed = 0;

  apply (situation, link_op (1, 2, 1));
  lage_situation_flush (situation);
  g_assert_true (lage_entity_get_root (find (situation, 2)) == find (situation, 2));
  g_signal_connect (find (situation, 2), "changed", G_CALLBACK (count_cb), &n_changed);
  apply (situation, name_op (2, 1, "cot", "one"));
  lage_situation_flush (situation);
  g_assert_true (lage_entity_get_root (find (situation, 2)) == find (situation, 1));
  g_assert_cmpuint (n_changed, ==, 1);
  /* What a member says now changes the root too. */
  n_changed = 0;
  g_signal_connect (find (situation, 1), "changed", G_CALLBACK (count_cb), &n_changed);
  apply (situation, position_op (3, 2, "mavlink", 7, TEST_NOW_US));
  lage_situation_flush (situation);
  g_assert_cmpuint (n_changed, ==, 2);
}

static void
test_link_chain (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  for (guint i = 1; i <= 150; i++)
    apply (situation, name_op (i, i, "cot", "link"));
  for (guint i = 150; i > 1; i--)
    apply (situation, link_op (400 - i, i, i - 1));
  lage_situation_flush (situation);
  for (guint i = 1; i <= 150; i++)
    g_assert_true (lage_entity_get_root (find (situation, i)) == find (situation, 1));
  g_assert_cmpuint (lage_entity_get_n_members (find (situation, 1)), ==, 149);
}

static void
test_link_circle (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  /* 9 -> 8 -> (7 -> 5 -> 6 -> 7), and 4 which names itself. */
  apply (situation, link_op (1, 9, 8));
  apply (situation, link_op (2, 8, 7));
  apply (situation, link_op (3, 7, 5));
  apply (situation, link_op (4, 5, 6));
  apply (situation, link_op (5, 6, 7));
  apply (situation, link_op (6, 4, 4));
  lage_situation_flush (situation);
  for (guint i = 5; i <= 9; i++)
    g_assert_true (lage_entity_get_root (find (situation, i)) == find (situation, 5));
  g_assert_true (lage_entity_get_root (find (situation, 4)) == find (situation, 4));
}

static void
test_link_other_kind (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  apply (situation, test_op (1, 1, 1, LAGE_KIND_DRONE, 1, "mavlink",
                             TEST_SET (NAME, lage_value_text ("drone"))));
  apply (situation, link_op (2, 2, 1));
  lage_situation_flush (situation);
  g_assert_true (lage_entity_get_root (find (situation, 2)) == find (situation, 2));
}

static void
test_late_telemetry (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LagePoint point;

  apply (situation, position_op (1, 1, "cot", 100, TEST_NOW_US));
  /* Recorded later, observed earlier: same source, then another. */
  apply (situation, position_op (2, 1, "cot", 200, TEST_NOW_US - 1));
  apply (situation, position_op (3, 1, "mavlink", 300, TEST_NOW_US - 1));
  g_assert_true (lage_entity_get_point (find (situation, 1), LAGE_FIELD_POSITION, &point));
  g_assert_cmpint (point.latitude_e7, ==, 100);
  apply (situation, position_op (4, 1, "mavlink", 400, TEST_NOW_US + 1));
  g_assert_true (lage_entity_get_point (find (situation, 1), LAGE_FIELD_POSITION, &point));
  g_assert_cmpint (point.latitude_e7, ==, 400);
}

static void
test_retract (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  const char *name;

  apply (situation, name_op (1, 1, "cot", "Florian 1"));
  apply (situation, name_op (2, 1, "manual", "typing error"));
  apply (situation, test_op (1, 3, 3, LAGE_KIND_UNIT, 1, "manual", TEST_RETRACT (NAME)));
  /* Who takes back his words leaves those of others. */
  name = lage_entity_get_text (find (situation, 1), LAGE_FIELD_NAME);
  g_assert_cmpstr (name, ==, "Florian 1");
  apply (situation, test_op (1, 4, 4, LAGE_KIND_UNIT, 1, "cot", TEST_RETRACT (NAME)));
  g_assert_false (lage_entity_has (find (situation, 1), LAGE_FIELD_NAME));
}

static LageOp *
member_op (guint    actor,
           guint    sequence,
           LageVerb verb,
           guint    unit,
           guint    seen_actor,
           guint    seen_sequence)
{
  LageId id = test_id (unit);
  LageChange change = { .field = LAGE_FIELD_TASK_UNITS, .verb = verb,
                        .value = lage_value_entity (&id) };

  if (seen_sequence != 0)
    change.supersedes = (LageOpId) { test_id (100 + seen_actor), LAGE_LANE_LEDGER, seen_sequence };
  return test_op (actor, sequence, sequence, LAGE_KIND_TASK, 1, "manual", change);
}

static guint
count_members (LageSituation *situation)
{
  g_autoptr(GArray) ids = lage_entity_list_set (find (situation, 1), LAGE_FIELD_TASK_UNITS);

  return ids->len;
}

static void
test_set (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  apply (situation, member_op (1, 1, LAGE_VERB_ADD, 5, 0, 0));
  apply (situation, member_op (2, 1, LAGE_VERB_ADD, 5, 0, 0));
  apply (situation, member_op (1, 2, LAGE_VERB_ADD, 6, 0, 0));
  g_assert_cmpuint (count_members (situation), ==, 2);
  /* A removal covers only what its author saw. */
  apply (situation, member_op (1, 3, LAGE_VERB_REMOVE, 5, 1, 1));
  g_assert_cmpuint (count_members (situation), ==, 2);
  apply (situation, member_op (1, 4, LAGE_VERB_REMOVE, 5, 2, 1));
  g_assert_cmpuint (count_members (situation), ==, 1);
  /* The addition again, by another way. */
  apply (situation, member_op (1, 1, LAGE_VERB_ADD, 5, 0, 0));
  g_assert_cmpuint (count_members (situation), ==, 1);
  /* Added anew. */
  apply (situation, member_op (1, 5, LAGE_VERB_ADD, 5, 0, 0));
  g_assert_cmpuint (count_members (situation), ==, 2);
}

static void
test_set_remove_first (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  apply (situation, member_op (1, 2, LAGE_VERB_REMOVE, 5, 2, 7));
  g_assert_false (lage_entity_has (find (situation, 1), LAGE_FIELD_TASK_UNITS));
  apply (situation, member_op (2, 7, LAGE_VERB_ADD, 5, 0, 0));
  g_assert_cmpuint (count_members (situation), ==, 0);
  apply (situation, member_op (2, 8, LAGE_VERB_ADD, 5, 0, 0));
  g_assert_cmpuint (count_members (situation), ==, 1);
}

static void
test_unknown (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LageId actor = test_id (101);

  apply (situation, test_op (1, 1, 1, (LageKind) 200, 1, "cot",
                             TEST_SET (NAME, lage_value_text ("x"))));
  g_assert_cmpuint (lage_situation_get_n_entities (situation), ==, 0);
  /* A field of another kind, a value of another type, a verb of another rule. */
  apply (situation, test_op (1, 2, 2, LAGE_KIND_UNIT, 1, "cot",
                             TEST_SET (LEVEL_CM, lage_value_real (1.0))));
  apply (situation, test_op (1, 3, 3, LAGE_KIND_UNIT, 1, "cot",
                             TEST_SET (NAME, lage_value_int (3))));
  apply (situation, test_op (1, 4, 4, LAGE_KIND_UNIT, 1, "cot",
                             (LageChange) { .field = LAGE_FIELD_NAME, .verb = LAGE_VERB_REMOVE,
                                            .value = lage_value_text ("x") }));
  g_assert_false (lage_entity_has (find (situation, 1), LAGE_FIELD_LEVEL_CM));
  g_assert_false (lage_entity_has (find (situation, 1), LAGE_FIELD_NAME));
  /* Passed over, but counted: the next own op has the next number and a later stamp. */
  g_assert_cmpuint (lage_situation_get_sequence (situation, &actor, LAGE_LANE_LEDGER), ==, 4);
  g_assert_cmpuint (lage_situation_get_sequence (situation, &actor, LAGE_LANE_TELEMETRY), ==, 0);
  g_assert_cmphex (lage_situation_get_last_hlc (situation), ==,
                   lage_hlc_from_us (TEST_NOW_US + 4000));
}

static gboolean
is_news (LageSituation *situation,
         LageChange     change,
         gint64         observed_at_us,
         const char    *source)
{
  LageId id = test_id (1);
  g_autoptr(LageDraft) draft = lage_draft_new (LAGE_KIND_UNIT, &id);

  draft->observed_at_us = observed_at_us;
  lage_draft_take_change (draft, change);
  return lage_situation_is_news (situation, draft, &g_array_index (draft->changes, LageChange, 0),
                                 source);
}

static void
test_is_news (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LagePoint point = { 100, 0 }, other = { 101, 0 };
  LageOp *status;

  g_assert_true (is_news (situation, TEST_SET (NAME, lage_value_text ("a")), 5, "cot"));
  apply (situation, name_op (1, 1, "cot", "a"));
  apply (situation, position_op (2, 1, "cot", 100, TEST_NOW_US));

  g_assert_false (is_news (situation, TEST_SET (NAME, lage_value_text ("a")), 5, "cot"));
  g_assert_true (is_news (situation, TEST_SET (NAME, lage_value_text ("b")), 5, "cot"));
  g_assert_true (is_news (situation, TEST_SET (NAME, lage_value_text ("a")), 5, "manual"));
  g_assert_true (is_news (situation, TEST_RETRACT (NAME), 5, "cot"));
  g_assert_true (is_news (situation, TEST_SET (ROLE, lage_value_text ("a")), 5, "cot"));

  g_assert_false (is_news (situation, TEST_SET (POSITION, lage_value_point (point)), TEST_NOW_US,
                           "cot"));
  g_assert_true (is_news (situation, TEST_SET (POSITION, lage_value_point (point)),
                          TEST_NOW_US + 1, "cot"));
  g_assert_true (is_news (situation, TEST_SET (POSITION, lage_value_point (other)), TEST_NOW_US,
                          "cot"));
  g_assert_true (is_news (situation, TEST_SET (POSITION, lage_value_point (point)), 0, "cot"));

  /* A status is fresh for an hour: said again within ten minutes it is no news. */
  status = test_op (1, 3, 3, LAGE_KIND_UNIT, 1, "cot", TEST_SET (STATUS, lage_value_int (4)));
  status->observed_at_us = TEST_NOW_US;
  apply (situation, status);
  g_assert_false (is_news (situation, TEST_SET (STATUS, lage_value_int (4)),
                           TEST_NOW_US + 600 * G_TIME_SPAN_SECOND - 1, "cot"));
  g_assert_true (is_news (situation, TEST_SET (STATUS, lage_value_int (4)),
                          TEST_NOW_US + 600 * G_TIME_SPAN_SECOND, "cot"));
  g_assert_true (is_news (situation, TEST_SET (STATUS, lage_value_int (3)), TEST_NOW_US + 1,
                          "cot"));
  g_assert_false (is_news (situation, TEST_SET (STATUS, lage_value_int (4)), TEST_NOW_US - 1,
                           "cot"));
}

static LageSituation *
make_picture (void)
{
  LageSituation *situation = lage_situation_new ();

  apply (situation, name_op (1, 1, "cot", "Florian Hamburg 1"));
  apply (situation, position_op (2, 1, "mavlink", 100, TEST_NOW_US - 4000000));
  apply (situation, link_op (3, 2, 1));
  apply (situation, test_op (2, 9, 9, LAGE_KIND_UNIT, 3, "manual",
                             TEST_SET (ARCHIVED, lage_value_bool (TRUE))));
  apply (situation, test_op (2, 10, 10, LAGE_KIND_GAUGE, 4, "pegelonline",
                             TEST_SET (LEVEL_CM, lage_value_real (609.0))));
  apply (situation, test_op (2, 11, 11, LAGE_KIND_UNIT, 1, "cot", TEST_RETRACT (ROLE)));
  lage_situation_flush (situation);
  return situation;
}

static void
test_snapshot (void)
{
  g_autoptr(LageSituation) situation = make_picture ();
  g_autoptr(LageSituation) read = NULL;
  g_autoptr(GByteArray) array = g_byte_array_new (), again = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  LageId actor = test_id (102);

  lage_situation_write (situation, array);
  bytes = g_bytes_new (array->data, array->len);
  read = lage_situation_read (bytes, &error);
  g_assert_no_error (error);
  lage_situation_write (read, again);
  g_assert_cmpmem (array->data, array->len, again->data, again->len);

  g_assert_cmpuint (g_list_model_get_n_items (lage_situation_get_list (read, LAGE_KIND_UNIT)), ==,
                    1);
  g_assert_true (lage_entity_get_root (find (read, 2)) == find (read, 1));
  g_assert_cmphex (lage_situation_get_last_hlc (read), ==, lage_situation_get_last_hlc (situation));
  g_assert_cmpuint (lage_situation_get_sequence (read, &actor, LAGE_LANE_TELEMETRY), ==, 10);
  g_assert_true (lage_situation_find_by_key (read, lage_entity_get_key (find (read, 4)))
                 == find (read, 4));
}

static void
test_snapshot_damage (void)
{
  g_autoptr(LageSituation) situation = make_picture ();
  g_autoptr(GByteArray) array = g_byte_array_new ();

  lage_situation_write (situation, array);
  for (guint cut = 0; cut < array->len; cut++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (array->data, cut);
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_situation_read (bytes, &error));
      if (cut == 0)
        g_assert_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED);
      else
        g_assert_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
    }
  for (guint i = 0; i < array->len; i++)
    for (guint value = 0; value < 256; value++)
      {
        g_autofree guint8 *copy = g_memdup2 (array->data, array->len);
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(LageSituation) read = NULL;

        copy[i] = (guint8) value;
        bytes = g_bytes_new (copy, array->len);
        read = lage_situation_read (bytes, NULL);
        if (read != NULL)
          {
            g_autoptr(GByteArray) again = g_byte_array_new ();

            lage_situation_write (read, again);
            g_assert_cmpuint (again->len, >, 0);
          }
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/situation/situation/signals", test_signals);
  g_test_add_func ("/situation/situation/archived", test_archived);
  g_test_add_func ("/situation/situation/link", test_link);
  g_test_add_func ("/situation/situation/link-before-target", test_link_before_target);
  g_test_add_func ("/situation/situation/link-chain", test_link_chain);
  g_test_add_func ("/situation/situation/link-circle", test_link_circle);
  g_test_add_func ("/situation/situation/link-other-kind", test_link_other_kind);
  g_test_add_func ("/situation/situation/late-telemetry", test_late_telemetry);
  g_test_add_func ("/situation/situation/retract", test_retract);
  g_test_add_func ("/situation/situation/set", test_set);
  g_test_add_func ("/situation/situation/set-remove-first", test_set_remove_first);
  g_test_add_func ("/situation/situation/unknown", test_unknown);
  g_test_add_func ("/situation/situation/is-news", test_is_news);
  g_test_add_func ("/situation/situation/snapshot", test_snapshot);
  g_test_add_func ("/situation/situation/snapshot-damage", test_snapshot_damage);

  return g_test_run ();
}
