/* test-water-level.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-water-level.h"

#include <math.h>
#include <string.h>

#include "lage-situation.h"
#include "test-ops.h"

#define ST_PAULI "pegelonline:d488c5cc-4de9-4631-8ce1-0db0e700b546"
#define ZERO_NHN_M (-5.004)
#define MILLIMETRE 1e-9

typedef struct
{
  LageSituation  *situation;
  LageThresholds *thresholds;
  guint           n_ops;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char text[] = "[Gauge " ST_PAULI "]\nMeanHighWaterNhn=2.15\n";

  fixture->situation = lage_situation_new ();
  fixture->thresholds = lage_thresholds_new (text, strlen (text), NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_thresholds_free (fixture->thresholds);
  g_assert_finalize_object (fixture->situation);
}

static LageEntity *
say (Fixture    *fixture,
     const char *source,
     LageChange  change,
     gint64      observed_at_us)
{
  g_autoptr(GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_op_unref);
  LageId id = test_id (1);

  change.observed_at_us = observed_at_us;
  fixture->n_ops++;
  g_ptr_array_add (ops, test_op (1, fixture->n_ops, fixture->n_ops, LAGE_KIND_GAUGE, 1, source,
                                 change));
  lage_situation_apply (fixture->situation, ops);
  return lage_situation_find (fixture->situation, &id);
}

/* The worked example of the PEGELONLINE documentation's shape: zero, mean high water, one reading. */
static LageEntity *
make_st_pauli (Fixture *fixture,
               double   level_cm)
{
  say (fixture, "pegelonline", TEST_SET (EXTERNAL_ID, lage_value_text (ST_PAULI)), 0);
  say (fixture, "pegelonline", TEST_SET (GAUGE_ZERO_NHN_M, lage_value_real (ZERO_NHN_M)), 0);
  return say (fixture, "pegelonline", TEST_SET (LEVEL_CM, lage_value_real (level_cm)),
              TEST_NOW_US);
}

static void
test_st_pauli (Fixture       *fixture,
               gconstpointer  data)
{
  LageEntity *gauge = make_st_pauli (fixture, 313.0);
  LageWaterLevel level;

  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpint (level.observed_at_us, ==, TEST_NOW_US);
  g_assert_cmpfloat (level.pnp_cm, ==, 313.0);
  g_assert_cmpfloat (level.gauge_zero_nhn_m, ==, ZERO_NHN_M);
  g_assert_cmpfloat_with_epsilon (level.nhn_m, -1.874, MILLIMETRE);
  g_assert_cmpfloat_with_epsilon (level.mhw_nhn_m, 2.15, MILLIMETRE);
  g_assert_cmpfloat_with_epsilon (level.above_mhw_m, -4.024, MILLIMETRE);

  /* The peak of 6 December 2013: 6.09 m above NHN. */
  say (fixture, "pegelonline", TEST_SET (LEVEL_CM, lage_value_real (1109.4)), TEST_NOW_US + 1);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpfloat_with_epsilon (level.nhn_m, 6.09, MILLIMETRE);
  g_assert_cmpfloat_with_epsilon (level.above_mhw_m, 3.94, MILLIMETRE);
}

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  LageEntity *gauge = make_st_pauli (fixture, 0.0);
  LageWaterLevel level;

  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat (level.nhn_m, ==, ZERO_NHN_M);
  for (double cm = -300.0; cm <= 1200.0; cm += 0.5)
    g_assert_cmpfloat_with_epsilon (
      lage_water_level_to_pnp_cm (&level, lage_water_level_to_nhn_m (&level, cm)), cm, 1e-7);
}

static void
test_nhn_series (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *gauge = say (fixture, "hpa", TEST_SET (LEVEL_NHN_M, lage_value_real (3.65)),
                           TEST_NOW_US);
  LageWaterLevel level;

  /* Without a zero: known above NHN, unknown above zero. */
  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat (level.nhn_m, ==, 3.65);
  g_assert_true (isnan (level.pnp_cm));
  g_assert_true (isnan (level.above_mhw_m));

  say (fixture, "hpa", TEST_SET (GAUGE_ZERO_NHN_M, lage_value_real (ZERO_NHN_M)), 0);
  say (fixture, "hpa", TEST_SET (EXTERNAL_ID, lage_value_text (ST_PAULI)), 0);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpfloat_with_epsilon (level.pnp_cm, 865.4, 1e-7);
  g_assert_cmpfloat_with_epsilon (level.above_mhw_m, 1.5, MILLIMETRE);
}

/* Of two series the newer reading speaks, whichever it is. */
static void
test_newer_series_speaks (Fixture       *fixture,
                          gconstpointer  data)
{
  LageEntity *gauge = make_st_pauli (fixture, 700.4);
  LageWaterLevel level;

  say (fixture, "hpa", TEST_SET (LEVEL_NHN_M, lage_value_real (5.0)), TEST_NOW_US - 1);
  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat_with_epsilon (level.nhn_m, 2.0, MILLIMETRE);

  say (fixture, "hpa", TEST_SET (LEVEL_NHN_M, lage_value_real (5.0)), TEST_NOW_US);
  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat_with_epsilon (level.nhn_m, 2.0, MILLIMETRE);

  say (fixture, "hpa", TEST_SET (LEVEL_NHN_M, lage_value_real (5.0)), TEST_NOW_US + 1);
  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat_with_epsilon (level.nhn_m, 5.0, MILLIMETRE);
  g_assert_cmpint (level.observed_at_us, ==, TEST_NOW_US + 1);
}

static void
test_unknown_zero (Fixture       *fixture,
                   gconstpointer  data)
{
  LageEntity *gauge = say (fixture, "x", TEST_SET (LEVEL_CM, lage_value_real (313.0)),
                           TEST_NOW_US);
  LageWaterLevel level;

  say (fixture, "x", TEST_SET (MEAN_HIGH_WATER_CM, lage_value_real (711.0)), 0);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpfloat (level.pnp_cm, ==, 313.0);
  g_assert_true (isnan (level.nhn_m));
  g_assert_true (isnan (level.mhw_nhn_m));
  g_assert_true (isnan (level.above_mhw_m));
  g_assert_null (lage_thresholds_classify (fixture->thresholds, level.above_mhw_m));
}

static void
test_no_level (Fixture       *fixture,
               gconstpointer  data)
{
  LageEntity *gauge = say (fixture, "x", TEST_SET (NAME, lage_value_text ("Pegel")), 0);
  LageWaterLevel level;

  memset (&level, 0x55, sizeof level);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpint (level.observed_at_us, ==, 0);
  g_assert_true (isnan (level.pnp_cm));
  g_assert_true (isnan (level.nhn_m));
  g_assert_true (isnan (level.above_mhw_m));
  g_assert_true (isnan (level.mhw_nhn_m));
  g_assert_true (isnan (level.gauge_zero_nhn_m));
}

static void
test_configured_mhw_precedes (Fixture       *fixture,
                              gconstpointer  data)
{
  LageEntity *gauge = make_st_pauli (fixture, 815.4);
  LageWaterLevel level;

  /* The source keeps an older mean: 2.06 m above NHN. */
  say (fixture, "pegelonline", TEST_SET (MEAN_HIGH_WATER_CM, lage_value_real (706.4)), 0);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpfloat_with_epsilon (level.mhw_nhn_m, 2.15, MILLIMETRE);
  g_assert_cmpfloat_with_epsilon (level.above_mhw_m, 1.0, MILLIMETRE);

  lage_water_level_init_gauge (&level, gauge, NULL);
  g_assert_cmpfloat_with_epsilon (level.mhw_nhn_m, 2.06, MILLIMETRE);
  g_assert_cmpfloat_with_epsilon (level.above_mhw_m, 1.09, MILLIMETRE);

  /* Another gauge is not configured: its own holds. */
  say (fixture, "pegelonline", TEST_SET (EXTERNAL_ID, lage_value_text ("pegelonline:b")), 0);
  lage_water_level_init_gauge (&level, gauge, fixture->thresholds);
  g_assert_cmpfloat_with_epsilon (level.mhw_nhn_m, 2.06, MILLIMETRE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/water/water-level/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("st-pauli", test_st_pauli);
  ADD ("there-and-back", test_there_and_back);
  ADD ("nhn-series", test_nhn_series);
  ADD ("newer-series-speaks", test_newer_series_speaks);
  ADD ("unknown-zero", test_unknown_zero);
  ADD ("no-level", test_no_level);
  ADD ("configured-mhw-precedes", test_configured_mhw_precedes);

  return g_test_run ();
}
