/* test-samples-documents.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"
#include "lage-geometry.h"

/* Recorded answers of the real services, which are not part of the project: what they hold was
 * counted by hand. Skipped where they are absent. */

typedef struct
{
  const char             *file;
  const LageDecoderClass *klass;
  guint                   n_good;
  guint                   n_rejected;
  guint                   n_ignored;
  guint                   n_drafts;
  const char             *problem;
} Sample;

static const Sample samples[] = {
  { "pegelonline/stations_hamburg_2026-09-30.json", &lage_pegelonline_decoder_class,
    4, 0, 0, 4, NULL },
  { "pegelonline/station_wuerzburg_multi_timeseries.json", &lage_pegelonline_decoder_class,
    1, 0, 0, 1, NULL },
  { "pegelonline/station_no_coordinates.json", &lage_pegelonline_decoder_class, 1, 0, 0, 1, NULL },
  { "pegelonline/error_404.json", &lage_pegelonline_decoder_class,
    0, 1, 0, 0, "station not found (status 404)" },
  { "pegelonline/wv_forecast_excerpt.json", &lage_pegelonline_decoder_class, 0, 0, 3, 0, NULL },
  { "pegelonline/archive/st_pauli_current.json", &lage_pegelonline_decoder_class,
    0, 1, 0, 0, "neither a station nor a measurement" },
  { "sensorthings/thing_7648_iot.hamburg.de.json", &lage_sensorthings_decoder_class,
    1, 0, 1, 1, NULL },
  { "hospital/HAVE_2.0_WD_sample.xml", &lage_have_decoder_class, 7, 0, 0, 7, NULL },
  { "hospital/divi_bundeslaender_excerpt.csv", &lage_have_decoder_class,
    0, 1, 0, 0, "XML: line 1" },
  { "hospital/saner_covid19-test-csv-import.csv", &lage_have_decoder_class,
    0, 1, 0, 0, "XML: line 1" },
  { "hospital/saner_measurereport_example.converted.json", &lage_have_decoder_class,
    0, 1, 0, 0, "not XML but JSON" },
  { "warnings/dwd_cap_1687511640000.MUL.xml", &lage_cap_decoder_class, 1, 0, 0, 2, NULL },
  { "warnings/dwd_cap_1687514160000.MUL.xml", &lage_cap_decoder_class, 1, 0, 0, 2, NULL },
  { "warnings/dwd_warnungen_gemeinden_wfs_bonn_2019-08-12.geojson", &lage_cap_decoder_class,
    0, 1, 0, 0, "not XML but JSON" },
  { "warnings/dwd_wfs_empty_2017.json", &lage_cap_decoder_class,
    0, 1, 0, 0, "not XML but JSON" },
  { "warnings/nina_dashboard_sample.json", &lage_nina_decoder_class, 2, 0, 0, 2, NULL },
  { "warnings/nina_warning_dwd_sample.json", &lage_nina_decoder_class, 1, 0, 0, 1, NULL },
  { "warnings/nina_warning_mowas_sample.json", &lage_nina_decoder_class, 1, 0, 0, 7, NULL },
};

static LageDecoded *
feed_sample (FeedTest               *test,
             const char             *file,
             const LageDecoderClass *klass)
{
  const char *folder = g_getenv ("LAGE_SAMPLES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", file, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  if (folder == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the recorded answers are not here");
      return NULL;
    }
  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  feed_test_init (test, klass, NULL, NULL);
  return feed_test_feed (test, NULL, text, (gssize) size);
}

static void
test_counts (gconstpointer data)
{
  const Sample *sample = data;
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed_sample (&test, sample->file, sample->klass);

  if (decoded == NULL)
    return;
  for (guint i = 0; i < decoded->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (decoded->problems, i));
  g_assert_cmpuint (decoded->n_good, ==, sample->n_good);
  g_assert_cmpuint (decoded->n_rejected, ==, sample->n_rejected);
  g_assert_cmpuint (decoded->n_ignored, ==, sample->n_ignored);
  g_assert_cmpuint (decoded->drafts->len, ==, sample->n_drafts);
  if (sample->problem != NULL)
    feed_test_assert_problem (decoded, 0, sample->problem);
}

static void
count_parts (LageDraft *draft,
             guint     *n_rings,
             guint     *n_holes)
{
  g_autoptr(GArray) parts = NULL;

  parts = lage_geometry_decode (lage_draft_find (draft, LAGE_FIELD_AREA)->value.geometry, NULL);
  g_assert_nonnull (parts);
  *n_rings = *n_holes = 0;
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, LageGeometryPart, i).type == LAGE_GEOMETRY_HOLE)
      ++*n_holes;
    else
      ++*n_rings;
}

static void
test_cap (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed_sample (&test, "warnings/dwd_cap_1687514160000.MUL.xml",
                                                &lage_cap_decoder_class);
  g_auto(GStrv) names = NULL;
  guint n_rings, n_holes;
  LageDraft *draft;

  if (decoded == NULL)
    return;
  draft = feed_test_draft (decoded, 0);
  count_parts (draft, &n_rings, &n_holes);
  g_assert_cmpuint (n_rings, ==, 4);
  g_assert_cmpuint (n_holes, ==, 2);
  names = g_strsplit (feed_test_text (draft, LAGE_FIELD_AREA_NAME), ", ", -1);
  g_assert_cmpuint (g_strv_length (names), ==, 45);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Amtliche WARNUNG vor STARKREGEN");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_EVENT_CODE), ==, "II=61; GROUP=RAIN");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_MESSAGE_TYPE), ==, LAGE_MESSAGE_UPDATE);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2023-06-23T09:56:00Z"));
}

static void
test_gauges (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed_sample (&test,
    "pegelonline/stations_hamburg_2026-09-30.json", &lage_pegelonline_decoder_class);
  LageDraft *draft;

  if (decoded == NULL)
    return;
  draft = feed_test_draft (decoded, 0);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Hamburg St. Pauli");
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_LEVEL_CM), ==, 313.0);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_GAUGE_ZERO_NHN_M), ==, -5.004);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_HIGHEST_WATER_CM), ==, 1065.0);
  feed_test_assert_point (draft, 53.545442, 9.969965);
  for (guint i = 0; i < 4; i++)
    g_assert_true (feed_test_has (feed_test_draft (decoded, i), LAGE_FIELD_LEVEL_CM));
}

static void
test_hospitals (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed_sample (&test, "hospital/HAVE_2.0_WD_sample.xml",
                                                &lage_have_decoder_class);
  guint n_red = 0;

  if (decoded == NULL)
    return;
  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      LageDraft *draft = feed_test_draft (decoded, i);

      g_assert_true (feed_test_has (draft, LAGE_FIELD_POSITION));
      g_assert_true (feed_test_has (draft, LAGE_FIELD_NAME));
      n_red += feed_test_has (draft, LAGE_FIELD_TRIAGE_RED);
    }
  g_assert_cmpuint (n_red, ==, 6);
  feed_test_assert_point (feed_test_draft (decoded, 0), 45.301785, -66.084793);
  g_assert_cmpstr (feed_test_text (feed_test_draft (decoded, 0), LAGE_FIELD_LOCATION), ==,
                   "Saint John, New Brunswick, CANADA");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/feeds/samples-documents/", samples[i].file, NULL);

      g_test_add_data_func (path, &samples[i], test_counts);
    }
  g_test_add_func ("/feeds/samples-documents/cap", test_cap);
  g_test_add_func ("/feeds/samples-documents/gauges", test_gauges);
  g_test_add_func ("/feeds/samples-documents/hospitals", test_hospitals);

  return g_test_run ();
}
