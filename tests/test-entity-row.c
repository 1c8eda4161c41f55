/* test-entity-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-row.h"

#include "lage-freshness-badge.h"
#include "lage-situation.h"
#include "test-ops.h"
#include "widget-test.h"

typedef struct
{
  LageClock     *clock;
  LageTicker    *ticker;
  LageSituation *situation;
  LageEntityRow *row;
  guint          n_ops;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = lage_clock_new_anchored (1, TEST_NOW_US, 0.0);
  fixture->ticker = lage_ticker_new (fixture->clock);
  fixture->situation = lage_situation_new ();
  fixture->row = widget_test_own (lage_entity_row_new (fixture->ticker, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->row != NULL)
    g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->ticker);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->situation);
}

static LageEntity *
say (Fixture    *fixture,
     LageKind    kind,
     guint       entity,
     LageChange  change)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageId id = test_id (entity);

  change.observed_at_us = TEST_NOW_US;
  fixture->n_ops++;
  g_ptr_array_add (ops, test_op (1, fixture->n_ops, fixture->n_ops, kind, entity, NULL, change));
  lage_situation_apply (fixture->situation, ops);
  return lage_situation_find (fixture->situation, &id);
}

static LageEntity *
make_unit (Fixture    *fixture,
           guint       entity,
           const char *name,
           gint64      status)
{
  say (fixture, LAGE_KIND_UNIT, entity, TEST_SET (NAME, lage_value_text (name)));
  return say (fixture, LAGE_KIND_UNIT, entity, TEST_SET (STATUS, lage_value_int (status)));
}

static const char *
get_text (Fixture *fixture,
          guint    index)
{
  return gtk_inscription_get_text (GTK_INSCRIPTION (
    widget_test_find (GTK_WIDGET (fixture->row), GTK_TYPE_INSCRIPTION, index)));
}

static GtkWidget *
get_mark (Fixture *fixture)
{
  return widget_test_find (GTK_WIDGET (fixture->row), GTK_TYPE_IMAGE, 0);
}

static const char *
get_age (Fixture *fixture)
{
  GtkWidget *badge = widget_test_find (GTK_WIDGET (fixture->row), LAGE_TYPE_FRESHNESS_BADGE, 0);

  return gtk_label_get_text (GTK_LABEL (widget_test_find (badge, GTK_TYPE_LABEL, 0)));
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  LageEntity *unit = make_unit (fixture, 1, "Florian 1", 3);

  lage_entity_row_set_entity (fixture->row, unit);
  g_assert_true (lage_entity_row_get_entity (fixture->row) == unit);
  g_assert_cmpstr (get_text (fixture, 0), ==, "Florian 1");
  g_assert_cmpstr (get_text (fixture, 1), ==, "3 En route");
  g_assert_cmpstr (get_age (fixture), ==, "● 0 s");
  g_assert_false (gtk_widget_get_visible (get_mark (fixture)));
  widget_test_assert_name (GTK_WIDGET (fixture->row), GTK_ACCESSIBLE_ROLE_GROUP,
                           "Florian 1, 3 En route");
}

static void
test_attention (Fixture       *fixture,
                gconstpointer  data)
{
  LageEntity *unit = make_unit (fixture, 1, "Florian 1", 0);

  lage_entity_row_set_entity (fixture->row, unit);
  g_assert_true (gtk_widget_get_visible (get_mark (fixture)));
  g_assert_true (gtk_widget_has_css_class (get_mark (fixture), "error"));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (get_mark (fixture))), ==,
                   "dialog-warning-symbolic");
  widget_test_assert_name (GTK_WIDGET (fixture->row), GTK_ACCESSIBLE_ROLE_GROUP,
                           "Florian 1, 0 Urgent request to speak, Alarm");

  say (fixture, LAGE_KIND_UNIT, 1, TEST_SET (STATUS, lage_value_int (5)));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (get_mark (fixture))), ==,
                   "emblem-important-symbolic");
  g_assert_false (gtk_widget_has_css_class (get_mark (fixture), "error"));
  widget_test_assert_name (GTK_WIDGET (fixture->row), GTK_ACCESSIBLE_ROLE_GROUP,
                           "Florian 1, 5 Request to speak, Notice");

  say (fixture, LAGE_KIND_UNIT, 1, TEST_SET (STATUS, lage_value_int (4)));
  g_assert_false (gtk_widget_get_visible (get_mark (fixture)));
}

static void
test_without_line (Fixture       *fixture,
                   gconstpointer  data)
{
  lage_entity_row_set_entity (fixture->row,
                              say (fixture, LAGE_KIND_NOTE, 1,
                                   TEST_SET (NAME, lage_value_text ("Marker"))));
  widget_test_assert_name (GTK_WIDGET (fixture->row), GTK_ACCESSIBLE_ROLE_GROUP, "Marker");
}

static void
test_follows_clock (Fixture       *fixture,
                    gconstpointer  data)
{
  lage_entity_row_set_entity (fixture->row, make_unit (fixture, 1, "Florian 1", 3));
  lage_clock_anchor (fixture->clock, 1, TEST_NOW_US + 61 * G_TIME_SPAN_MINUTE, 0.0);
  g_assert_cmpstr (get_age (fixture), ==, "● 0 s");
  g_signal_emit_by_name (fixture->ticker, "tick");
  g_assert_cmpstr (get_age (fixture), ==, "◐ 61 min");
}

/* List rows are used for one entity after the other. */
static void
test_used_again (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *first = make_unit (fixture, 1, "Florian 1", 0);
  LageEntity *second = make_unit (fixture, 2, "Florian 2", 2);

  lage_entity_row_set_entity (fixture->row, first);
  lage_entity_row_set_entity (fixture->row, second);
  g_assert_false (g_signal_has_handler_pending (first, g_signal_lookup ("changed",
                                                                        LAGE_TYPE_ENTITY), 0, TRUE));
  make_unit (fixture, 1, "Florian 9", 0);
  g_assert_cmpstr (get_text (fixture, 0), ==, "Florian 2");
  g_assert_false (gtk_widget_get_visible (get_mark (fixture)));

  lage_entity_row_set_entity (fixture->row, NULL);
  g_assert_null (lage_entity_row_get_entity (fixture->row));
  make_unit (fixture, 2, "Florian 8", 0);
  g_signal_emit_by_name (fixture->ticker, "tick");
  g_assert_cmpstr (get_text (fixture, 0), ==, "Florian 2");
}

static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  LageEntity *unit = make_unit (fixture, 1, "Florian 1", 3);

  lage_entity_row_set_entity (fixture->row, unit);
  g_object_run_dispose (G_OBJECT (fixture->row));
  /* Neither its entity nor the clock reaches it any more. */
  make_unit (fixture, 1, "Florian 2", 0);
  g_signal_emit_by_name (fixture->ticker, "tick");
  g_object_run_dispose (G_OBJECT (fixture->row));
  g_assert_finalize_object (g_steal_pointer (&fixture->row));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/widgets/entity-row/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("shows", test_shows);
  ADD ("attention", test_attention);
  ADD ("without-line", test_without_line);
  ADD ("follows-clock", test_follows_clock);
  ADD ("used-again", test_used_again);
  ADD ("dispose", test_dispose);

  return g_test_run ();
}
