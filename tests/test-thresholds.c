/* test-thresholds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-thresholds.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"

#define ST_PAULI "pegelonline:d488c5cc-4de9-4631-8ce1-0db0e700b546"

static LageThresholds *
parse (const char  *text,
       GError     **error)
{
  return lage_thresholds_new (text, strlen (text), error);
}

/* The file that is shipped. */
static void
test_shipped (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "thresholds.conf", NULL);
  static const double heights_m[] = { 1.5, 2.5, 3.5 };
  g_autoptr(LageThresholds) self = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  self = lage_thresholds_new (text, size, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (lage_thresholds_get_n_classes (self), ==, G_N_ELEMENTS (heights_m));
  for (guint i = 0; i < G_N_ELEMENTS (heights_m); i++)
    {
      const LageThreshold *threshold = lage_thresholds_get_class (self, i);

      g_assert_cmpfloat (threshold->above_mhw_m, ==, heights_m[i]);
      g_assert_cmpuint (threshold->severity, ==, i + 1);
      g_assert_cmpstr (threshold->label, !=, "");
    }
  g_assert_cmpstr (lage_thresholds_get_class (self, 0)->label, ==, "Storm surge");
  g_assert_cmpfloat_with_epsilon (lage_thresholds_get_mhw_nhn_m (self, ST_PAULI), 2.15, 1e-9);
  g_assert_cmpstr (lage_thresholds_get_mhw_source (self, ST_PAULI), ==, "City of Hamburg, 2024");
  g_assert_true (isnan (lage_thresholds_get_mhw_nhn_m (self, "pegelonline:other")));
  g_assert_null (lage_thresholds_get_mhw_source (self, "pegelonline:other"));
}

static void
test_classify (void)
{
  static const struct { double above_m; guint severity; } cases[] = {
    { -2.0, 0 }, { 1.4999, 0 }, { 1.5, 1 }, { 2.4999, 1 }, { 2.5, 2 }, { 3.4999, 2 }, { 3.5, 3 },
    { 9.0, 3 }, { (double) NAN, 0 }, { -INFINITY, 0 },
  };
  /* Not in their order. */
  g_autoptr(LageThresholds) self = parse ("[Class 9]\nLabel=C\nAboveMeanHighWater=3.5\n"
                                          "[Class a]\nLabel=A\nAboveMeanHighWater=1.5\n"
                                          "[Class 2]\nLabel=B\nAboveMeanHighWater=2.5\n", NULL);
  static const char *const labels[] = { "A", "B", "C" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpstr (lage_thresholds_get_class (self, i)->label, ==, labels[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LageThreshold *threshold = lage_thresholds_classify (self, cases[i].above_m);

      g_test_message ("%g m", cases[i].above_m);
      g_assert_cmpuint (threshold != NULL ? threshold->severity : 0, ==, cases[i].severity);
    }
}

static void
test_empty (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageThresholds) self = parse ("# nothing\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lage_thresholds_get_n_classes (self), ==, 0);
  g_assert_null (lage_thresholds_classify (self, 100.0));
  g_assert_true (isnan (lage_thresholds_get_mhw_nhn_m (self, ST_PAULI)));
  lage_thresholds_free (NULL);
}

static void
test_bad (void)
{
  static const struct { const char *text; GQuark (*domain) (void); int code; const char *place; }
  cases[] = {
    { "Label=x\n", g_key_file_error_quark, G_KEY_FILE_ERROR_GROUP_NOT_FOUND, "thresholds" },
    { "[Class 1\n", g_key_file_error_quark, G_KEY_FILE_ERROR_PARSE, "thresholds" },
    { "[Other]\nA=1\n", lage_error_quark, LAGE_ERROR_INVALID, "[Other]" },
    { "[Class 1]\nLabel=x\n", g_key_file_error_quark, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
      "[Class 1]" },
    { "[Class 1]\nAboveMeanHighWater=1\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_KEY_NOT_FOUND, "[Class 1]" },
    { "[Class 1]\nLabel=x\nAboveMeanHighWater=1,5\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_INVALID_VALUE, "[Class 1]" },
    { "[Class 1]\nLabel=x\nAboveMeanHighWater=high\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_INVALID_VALUE, "[Class 1]" },
    { "[Class 1]\nLabel=x\nAboveMeanHighWater=nan\n", lage_error_quark, LAGE_ERROR_INVALID,
      "[Class 1]" },
    { "[Class 1]\nLabel=x\nAboveMeanHighWater=inf\n", lage_error_quark, LAGE_ERROR_INVALID,
      "[Class 1]" },
    { "[Gauge a:b]\nName=x\n", g_key_file_error_quark, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
      "[Gauge a:b]" },
    { "[Gauge a:b]\nMeanHighWaterNhn=2.15 m\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_INVALID_VALUE, "[Gauge a:b]" },
    { "[Gauge a:b]\nMeanHighWaterNhn=nan\n", lage_error_quark, LAGE_ERROR_INVALID,
      "[Gauge a:b]" },
    /* The first is good, the second is not: nothing may remain of the first. */
    { "[Class 1]\nLabel=x\nAboveMeanHighWater=1\n[Gauge a:b]\n", g_key_file_error_quark,
      G_KEY_FILE_ERROR_KEY_NOT_FOUND, "[Gauge a:b]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_true (g_str_has_prefix (error->message, "thresholds: "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/water/thresholds/shipped", test_shipped);
  g_test_add_func ("/water/thresholds/classify", test_classify);
  g_test_add_func ("/water/thresholds/empty", test_empty);
  g_test_add_func ("/water/thresholds/bad", test_bad);

  return g_test_run ();
}
