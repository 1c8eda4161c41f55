/* test-freshness.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-freshness.h"

#include "lage-situation.h"
#include "test-ops.h"

#define SECOND_US G_USEC_PER_SEC

static void
apply_at (LageSituation *situation,
          guint          sequence,
          LageKind       kind,
          LageChange     change,
          gint64         observed_at_us)
{
  g_autoptr(LageOp) op = NULL;

  change.observed_at_us = observed_at_us;
  op = test_op (1, sequence, sequence, kind, 1, "cot", change);
  lage_situation_apply_op (situation, op);
}

static LageFreshness
get_freshness (LageSituation *situation,
               gint64         now_us,
               gint64        *observed_at_us)
{
  LageId id = test_id (1);

  return lage_freshness_of_entity (lage_situation_find (situation, &id), now_us, observed_at_us);
}

static void
test_age (void)
{
  static const struct
  {
    gint64        age_us;
    guint         fresh_s;
    LageFreshness freshness;
  } cases[] = {
    { 0, 0, LAGE_FRESHNESS_TIMELESS },
    { G_MAXINT64, 0, LAGE_FRESHNESS_TIMELESS },
    { -5 * SECOND_US, 60, LAGE_FRESHNESS_FRESH },
    { -60 * SECOND_US, 60, LAGE_FRESHNESS_FRESH },
    { -60 * SECOND_US - 1, 60, LAGE_FRESHNESS_STALE },
    { -60 * SECOND_US - 1, 0, LAGE_FRESHNESS_TIMELESS },
    { 0, 60, LAGE_FRESHNESS_FRESH },
    { 60 * SECOND_US, 60, LAGE_FRESHNESS_FRESH },
    { 60 * SECOND_US + 1, 60, LAGE_FRESHNESS_AGEING },
    { 120 * SECOND_US, 60, LAGE_FRESHNESS_AGEING },
    { 120 * SECOND_US + 1, 60, LAGE_FRESHNESS_STALE },
    { 300 * SECOND_US, 60, LAGE_FRESHNESS_STALE },
    { 300 * SECOND_US + 1, 60, LAGE_FRESHNESS_SILENT },
    { G_MAXINT64, G_MAXUINT, LAGE_FRESHNESS_SILENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lage_freshness_of_age (cases[i].age_us, cases[i].fresh_s), ==,
                     cases[i].freshness);
}

static void
test_entity (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  gint64 observed_at_us = 1;

  apply_at (situation, 1, LAGE_KIND_UNIT, TEST_SET (NAME, lage_value_text ("x")), TEST_NOW_US);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US, &observed_at_us), ==,
                   LAGE_FRESHNESS_TIMELESS);
  g_assert_cmpint (observed_at_us, ==, TEST_NOW_US);

  apply_at (situation, 2, LAGE_KIND_UNIT,
            TEST_SET (POSITION, lage_value_point ((LagePoint) { 1, 1 })), TEST_NOW_US);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 60 * SECOND_US, &observed_at_us), ==,
                   LAGE_FRESHNESS_FRESH);
  g_assert_cmpint (observed_at_us, ==, TEST_NOW_US);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 60 * SECOND_US + 1, NULL), ==,
                   LAGE_FRESHNESS_AGEING);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 301 * SECOND_US, NULL), ==,
                   LAGE_FRESHNESS_SILENT);

  /* As fresh as the freshest of its values: a status holds for an hour. */
  apply_at (situation, 3, LAGE_KIND_UNIT, TEST_SET (STATUS, lage_value_int (3)),
            TEST_NOW_US - 1);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 301 * SECOND_US, &observed_at_us), ==,
                   LAGE_FRESHNESS_FRESH);
  g_assert_cmpint (observed_at_us, ==, TEST_NOW_US);
}

static void
test_stale_at (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  for (guint i = 0; i < 3; i++)
    {
      gint64 now_us = TEST_NOW_US + i * 5 * SECOND_US;

      /* Sent anew each time; each time it ends freshness early. */
      apply_at (situation, 2 * i + 1, LAGE_KIND_UNIT,
                TEST_SET (POSITION, lage_value_point ((LagePoint) { 1, 1 })), now_us);
      apply_at (situation, 2 * i + 2, LAGE_KIND_UNIT,
                TEST_SET (STALE_AT, lage_value_time (now_us + 10 * SECOND_US)), now_us);
      g_assert_cmpint (get_freshness (situation, now_us + 10 * SECOND_US, NULL), ==,
                       LAGE_FRESHNESS_FRESH);
      g_assert_cmpint (get_freshness (situation, now_us + 10 * SECOND_US + 1, NULL), ==,
                       LAGE_FRESHNESS_STALE);
      g_assert_cmpint (get_freshness (situation, now_us + 301 * SECOND_US, NULL), ==,
                       LAGE_FRESHNESS_SILENT);
    }
}

/* A marker on the map does not age by itself, but its sender may say until when it holds. */
static void
test_stale_note (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  apply_at (situation, 1, LAGE_KIND_NOTE, TEST_SET (NAME, lage_value_text ("x")), TEST_NOW_US);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 1, NULL), ==, LAGE_FRESHNESS_TIMELESS);
  apply_at (situation, 2, LAGE_KIND_NOTE, TEST_SET (STALE_AT, lage_value_time (TEST_NOW_US + 5)),
            TEST_NOW_US);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 5, NULL), ==, LAGE_FRESHNESS_TIMELESS);
  g_assert_cmpint (get_freshness (situation, TEST_NOW_US + 6, NULL), ==, LAGE_FRESHNESS_STALE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/situation/freshness/age", test_age);
  g_test_add_func ("/situation/freshness/entity", test_entity);
  g_test_add_func ("/situation/freshness/stale-at", test_stale_at);
  g_test_add_func ("/situation/freshness/stale-note", test_stale_note);

  return g_test_run ();
}
