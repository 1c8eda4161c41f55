/* test-field-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-field-row.h"

#include <string.h>

#include "lage-freshness-badge.h"
#include "test-ops.h"
#include "widget-test.h"

#define NBSP "\302\240"

typedef struct
{
  LageSituation *situation;
  LageFieldRow  *row;
  guint          n_ops;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->situation = lage_situation_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->situation);
}

static LageEntity *
say (Fixture    *fixture,
     LageKind    kind,
     guint       entity,
     const char *source,
     gint64      age_s,
     LageChange  change)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageId id = test_id (entity);

  change.observed_at_us = TEST_NOW_US - age_s * G_TIME_SPAN_SECOND;
  fixture->n_ops++;
  g_ptr_array_add (ops, test_op (1, fixture->n_ops, fixture->n_ops, kind, entity, source, change));
  lage_situation_apply (fixture->situation, ops);
  return lage_situation_find (fixture->situation, &id);
}

static void
show (Fixture    *fixture,
      LageEntity *entity,
      LageField   field)
{
  const LageFieldSpec *spec = lage_schema_find (lage_entity_get_kind (entity), field);

  if (fixture->row == NULL)
    fixture->row = widget_test_own (lage_field_row_new (spec));
  g_assert_true (lage_field_row_get_spec (fixture->row) == spec);
  lage_field_row_update (fixture->row, fixture->situation, entity, TEST_NOW_US);
}

/* All texts in the order in which they are read, of what is visible, joined by "|". */
static void
collect_texts (GtkWidget *widget,
               GPtrArray *texts)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (texts, (gpointer) gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

static void
assert_reads (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  collect_texts (GTK_WIDGET (fixture->row), texts);
  g_ptr_array_add (texts, NULL);
  text = g_strjoinv ("|", (char **) texts->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_source (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *drone = say (fixture, LAGE_KIND_DRONE, 1, "mavlink", 3,
                           TEST_SET (BATTERY_PERCENT, lage_value_real (82.0)));

  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  assert_reads (fixture, "Battery|82" NBSP "%|mavlink||● 3 s");
  widget_test_assert_name (GTK_WIDGET (fixture->row), GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                           "Battery, 82" NBSP "%");
}

/* Which source won, and what the others say and how old they are. */
static void
test_candidates (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *drone = say (fixture, LAGE_KIND_DRONE, 1, "mavlink", 3,
                           TEST_SET (BATTERY_PERCENT, lage_value_real (82.0)));

  say (fixture, LAGE_KIND_DRONE, 1, "cot", 41, TEST_SET (BATTERY_PERCENT, lage_value_real (80.0)));
  say (fixture, LAGE_KIND_DRONE, 1, NULL, 5 * 3600, TEST_SET (BATTERY_PERCENT,
                                                              lage_value_real (99.0)));
  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  assert_reads (fixture, "Battery|82" NBSP "%|✓ mavlink||● 3 s|   cot|80" NBSP "%|● 41 s"
                         "|   By hand|99" NBSP "%|✕ 5 h");

  /* Another one takes the lead. */
  say (fixture, LAGE_KIND_DRONE, 1, "cot", 1, TEST_SET (BATTERY_PERCENT, lage_value_real (79.0)));
  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  assert_reads (fixture, "Battery|79" NBSP "%|✓ cot||● 1 s|   mavlink|82" NBSP "%|● 3 s"
                         "|   By hand|99" NBSP "%|✕ 5 h");

  /* Words that are taken back are no candidates, and their lines go. */
  say (fixture, LAGE_KIND_DRONE, 1, NULL, 0, TEST_RETRACT (BATTERY_PERCENT));
  say (fixture, LAGE_KIND_DRONE, 1, "cot", 0, TEST_RETRACT (BATTERY_PERCENT));
  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  assert_reads (fixture, "Battery|82" NBSP "%|mavlink||● 3 s");
}

static void
test_many_candidates (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GPtrArray) badges = g_ptr_array_new ();
  LageEntity *drone = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *source = g_strdup_printf ("source %u", i);

      drone = say (fixture, LAGE_KIND_DRONE, 1, source, i,
                   TEST_SET (BATTERY_PERCENT, lage_value_real (i)));
    }
  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  widget_test_collect (GTK_WIDGET (fixture->row), LAGE_TYPE_FRESHNESS_BADGE, badges);
  g_assert_cmpuint (badges->len, ==, 8);
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  LageEntity *drone = say (fixture, LAGE_KIND_DRONE, 1, "mavlink", 3,
                           TEST_SET (NAME, lage_value_text ("D1")));

  show (fixture, drone, LAGE_FIELD_BATTERY_PERCENT);
  assert_reads (fixture, "Battery|–");
}

static void
test_set (Fixture       *fixture,
          gconstpointer  data)
{
  LageId first = test_id (2), unknown = test_id (9);
  LageEntity *task = say (fixture, LAGE_KIND_TASK, 1, NULL, 0,
                          TEST_SET (NAME, lage_value_text ("Deichwache")));

  say (fixture, LAGE_KIND_UNIT, 2, "cot", 0, TEST_SET (NAME, lage_value_text ("Florian 1")));
  show (fixture, task, LAGE_FIELD_TASK_UNITS);
  assert_reads (fixture, "Units|–");

  say (fixture, LAGE_KIND_TASK, 1, NULL, 60, (LageChange) {
         .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
         .value = lage_value_entity (&first) });
  say (fixture, LAGE_KIND_TASK, 1, NULL, 60, (LageChange) {
         .field = LAGE_FIELD_TASK_UNITS, .verb = LAGE_VERB_ADD,
         .value = lage_value_entity (&unknown) });
  show (fixture, task, LAGE_FIELD_TASK_UNITS);
  assert_reads (fixture, "Units|Florian 1, ?|By hand||60 s");
}

/* An entity is named, not numbered. */
static void
test_reference (Fixture       *fixture,
                gconstpointer  data)
{
  LageId incident = test_id (2);
  LageEntity *task;

  say (fixture, LAGE_KIND_INCIDENT, 2, NULL, 0, TEST_SET (NAME, lage_value_text ("Deichbruch")));
  task = say (fixture, LAGE_KIND_TASK, 1, NULL, 60,
              TEST_SET (TASK_INCIDENT, lage_value_entity (&incident)));
  show (fixture, task, LAGE_FIELD_TASK_INCIDENT);
  assert_reads (fixture, "Incident|Deichbruch|By hand||60 s");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/widgets/field-row/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("one-source", test_one_source);
  ADD ("candidates", test_candidates);
  ADD ("many-candidates", test_many_candidates);
  ADD ("nobody", test_nobody);
  ADD ("set", test_set);
  ADD ("reference", test_reference);

  return g_test_run ();
}
