/* test-export.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange-fixture.h"
#include "lage-error.h"
#include "lage-export.h"
#include "lage-geometry.h"
#include "lage-import-plan.h"
#include "test-ops.h"

#define UNIT 1
#define AREA 2
#define TEXT 3
#define CIRCLE 4
#define GONE 5
#define LINE 6

/* A picture with something of every sort. */

static void
say (LageSituation *situation,
     LageKind       kind,
     guint          entity,
     LageChange     change)
{
  static guint sequence = 0;
  g_autoptr(LageOp) op = NULL;

  sequence++;
  op = test_op (1, sequence, sequence, kind, entity, "manual", change);
  lage_situation_apply_op (situation, op);
}

static LageValue
make_point (double latitude,
            double longitude)
{
  LagePoint point;

  g_assert_true (lage_point_init (&point, latitude, longitude));
  return lage_value_point (point);
}

/* Two rings, the first with a hole, or a line. */
static LageValue
make_geometry (gboolean is_line)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) geometry = NULL;

  if (is_line)
    {
      lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
      lage_geometry_builder_add (builder, 53.5, 9.9);
      lage_geometry_builder_add (builder, 53.6, 10.0);
    }
  else
    {
      lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
      lage_geometry_builder_add (builder, 53.5, 9.9);
      lage_geometry_builder_add (builder, 53.5, 10.0);
      lage_geometry_builder_add (builder, 53.6, 10.0);
      lage_geometry_builder_begin (builder, LAGE_GEOMETRY_HOLE);
      lage_geometry_builder_add (builder, 53.52, 9.97);
      lage_geometry_builder_add (builder, 53.52, 9.98);
      lage_geometry_builder_add (builder, 53.53, 9.98);
      lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
      lage_geometry_builder_add (builder, 53.7, 9.9);
      lage_geometry_builder_add (builder, 53.7, 10.0);
      lage_geometry_builder_add (builder, 53.8, 10.0);
    }
  geometry = lage_geometry_builder_end (builder, NULL);
  return lage_value_geometry (geometry);
}

static LageSituation *
make_picture (void)
{
  LageSituation *situation = lage_situation_new ();

  say (situation, LAGE_KIND_UNIT, UNIT, TEST_SET (NAME, lage_value_text ("Florian <1> & \"Süd\"")));
  say (situation, LAGE_KIND_UNIT, UNIT, TEST_SET (STATUS, lage_value_int (4)));
  say (situation, LAGE_KIND_UNIT, UNIT, TEST_SET (SPEED_MPS, lage_value_real (12.5)));
  say (situation, LAGE_KIND_UNIT, UNIT, TEST_SET (POSITION, make_point (53.545, 9.97)));
  say (situation, LAGE_KIND_AREA, AREA, TEST_SET (NAME, lage_value_text ("=SUMME(A1)")));
  say (situation, LAGE_KIND_AREA, AREA, TEST_SET (AREA_TYPE, lage_value_int (LAGE_AREA_FLOODED)));
  say (situation, LAGE_KIND_AREA, AREA, TEST_SET (AREA, make_geometry (FALSE)));
  say (situation, LAGE_KIND_AREA, AREA, TEST_SET (EXPIRES_AT, lage_value_time (TEST_NOW_US)));
  say (situation, LAGE_KIND_AREA, TEXT, TEST_SET (NAME, lage_value_text ("ohne Ort; \"so\"")));
  say (situation, LAGE_KIND_AREA, CIRCLE, TEST_SET (NAME, lage_value_text ("Kreis")));
  say (situation, LAGE_KIND_AREA, CIRCLE, TEST_SET (SHAPE, lage_value_int (LAGE_SHAPE_CIRCLE)));
  say (situation, LAGE_KIND_AREA, CIRCLE, TEST_SET (RADIUS_M, lage_value_real (500)));
  say (situation, LAGE_KIND_AREA, CIRCLE, TEST_SET (POSITION, make_point (53.5, 9.9)));
  say (situation, LAGE_KIND_AREA, GONE, TEST_SET (NAME, lage_value_text ("weg")));
  say (situation, LAGE_KIND_AREA, GONE, TEST_SET (ARCHIVED, lage_value_bool (TRUE)));
  say (situation, LAGE_KIND_AREA, LINE, TEST_SET (NAME, lage_value_text ("Weg")));
  say (situation, LAGE_KIND_AREA, LINE, TEST_SET (AREA, make_geometry (TRUE)));
  return situation;
}

static GBytes *
export_picture (LageSituation           *situation,
                const LageExportOptions *options,
                guint                    n_expected)
{
  g_autoptr(GError) error = NULL;
  guint n_entities;
  GBytes *bytes = lage_export_to_bytes (situation, options, TEST_NOW_US + 60 * G_USEC_PER_SEC, NULL,
                                        &n_entities, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_entities, ==, n_expected);
  return bytes;
}

/* Formats ------------------------------------------------------------------------------------- */

static const LageImportLayer *
find_layer (LageImportFile *file,
            const char     *name)
{
  for (guint i = 0; i < file->layers->len; i++)
    if (g_str_equal (lage_import_file_get_layer (file, i)->name, name))
      return lage_import_file_get_layer (file, i);
  g_assert_not_reached ();
}

static const char *
get_cell (const LageImportLayer *layer,
          guint                  row,
          const char            *column)
{
  guint index;

  g_assert_true (lage_import_layer_find_field (layer, column, &index));
  return ((char **) g_ptr_array_index (layer->preview, row))[index];
}

/* What our own reader finds in what our own writer has written. */
static LageImportFile *
read_back (LageExchangeFormat format)
{
  g_autoptr(LageSituation) situation = make_picture ();
  LageExportOptions options = { .format = format, .delimiter = ';' };
  g_autoptr(GBytes) bytes = export_picture (situation, &options, 5);
  g_autofree char *name = g_strconcat ("bild.", lage_exchange_format_get_suffix (format), NULL);
  g_autoptr(GError) error = NULL;
  LageImportFile *file = exchange_read (name, bytes, &error);

  g_assert_no_error (error);
  return file;
}

static void
test_geojson (void)
{
  g_autoptr(LageImportFile) file = read_back (LAGE_EXCHANGE_GEOJSON);
  const LageImportLayer *layer = lage_import_file_get_layer (file, 0);

  g_assert_cmpuint (layer->n_points, ==, 1);
  g_assert_cmpuint (layer->n_areas, ==, 2);
  g_assert_cmpuint (layer->n_lines, ==, 1);
  g_assert_cmpuint (layer->n_others, ==, 1);
  g_assert_cmpstr (get_cell (layer, 0, "title"), ==, "Florian <1> & \"Süd\"");
  g_assert_cmpstr (get_cell (layer, 0, "status"), ==, "4");
  g_assert_cmpstr (get_cell (layer, 0, "speed"), ==, "12.5");
  g_assert_cmpstr (get_cell (layer, 0, "source"), ==, "manual");
  g_assert_cmpstr (get_cell (layer, 1, "area-type"), ==, "flooded");
  g_assert_cmpstr (get_cell (layer, 1, "expires-at"), ==, "2013-12-06T05:15:00+00:00");
}

static void
test_geopackage (void)
{
  g_autoptr(LageImportFile) file = read_back (LAGE_EXCHANGE_GEOPACKAGE);
  const LageImportLayer *units, *areas;
  guint index;

  g_assert_cmpuint (file->layers->len, ==, 2);
  units = find_layer (file, "unit");
  areas = find_layer (file, "area");
  g_assert_cmpuint (units->n_points, ==, 1);
  g_assert_cmpuint (areas->n_areas, ==, 2);
  g_assert_cmpint (units->epsg, ==, 4326);
  g_assert_cmpstr (get_cell (units, 0, "status"), ==, "4");
  g_assert_cmpstr (get_cell (areas, 0, "area_type"), ==, "flooded");
  g_assert_true (lage_import_layer_find_field (units, "speed", &index));
  g_assert_cmpint (lage_import_layer_get_field (units, index)->type, ==, LAGE_IMPORT_NUMBER);
  g_assert_true (lage_import_layer_find_field (units, "observed_at", &index));
  g_assert_cmpint (lage_import_layer_get_field (units, index)->type, ==, LAGE_IMPORT_TIME);
  /* What no unit has is no column. */
  g_assert_false (lage_import_layer_find_field (units, "unit_type", &index));
}

static void
test_kml (void)
{
  g_autoptr(LageImportFile) file = read_back (LAGE_EXCHANGE_KML);
  const LageImportLayer *units = find_layer (file, "Unit");
  const LageImportLayer *areas = find_layer (file, "Drawing");

  g_assert_cmpuint (units->n_points, ==, 1);
  g_assert_cmpuint (areas->n_areas, ==, 2);
  g_assert_cmpuint (areas->n_lines, ==, 1);
  g_assert_cmpuint (areas->n_others, ==, 1);
  g_assert_cmpstr (get_cell (units, 0, "name"), ==, "Florian <1> & \"Süd\"");
  g_assert_cmpstr (get_cell (units, 0, "status"), ==, "4");
  g_assert_cmpstr (get_cell (areas, 0, "area-type"), ==, "flooded");
}

static void
test_csv (void)
{
  g_autoptr(LageSituation) situation = make_picture ();
  LageExportOptions options = { .format = LAGE_EXCHANGE_CSV, .delimiter = ';', .has_bom = TRUE,
                                .has_decimal_comma = TRUE };
  g_autoptr(GBytes) bytes = export_picture (situation, &options, 5);
  const char *text = g_bytes_get_data (bytes, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read ("bild.csv", bytes, &error);
  const LageImportLayer *layer;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfid;kind;title;observed_at;age_s;source;"
                                         "latitude;longitude;utm_zone;easting;northing;wkt;"));
  layer = lage_import_file_get_layer (file, 0);
  g_assert_cmpstr (get_cell (layer, 0, "latitude"), ==, "53,5450000");
  g_assert_cmpstr (get_cell (layer, 0, "utm_zone"), ==, "32N");
  g_assert_cmpstr (get_cell (layer, 0, "easting"), ==, "564273,5");
  g_assert_cmpstr (get_cell (layer, 0, "northing"), ==, "5933337,7");
  g_assert_cmpstr (get_cell (layer, 0, "speed"), ==, "12,5");
  g_assert_cmpstr (get_cell (layer, 0, "age_s"), ==, "59");
  /* Nothing that a spreadsheet would run. */
  g_assert_cmpstr (get_cell (layer, 1, "title"), ==, "'=SUMME(A1)");
  g_assert_true (g_str_has_prefix (get_cell (layer, 1, "wkt"), "MULTIPOLYGON "));
  g_assert_cmpstr (get_cell (layer, 4, "title"), ==, "ohne Ort; \"so\"");
}

/* Selection ----------------------------------------------------------------------------------- */

static void
test_selection (void)
{
  g_autoptr(LageSituation) situation = make_picture ();
  g_autoptr(GHashTable) ids = g_hash_table_new (lage_id_hash, lage_id_equal);
  LageExportOptions options = { .format = LAGE_EXCHANGE_CSV, .delimiter = ',' };
  LageId unit = test_id (UNIT), gone = test_id (GONE);
  g_autoptr(GBytes) units = NULL;
  g_autoptr(GBytes) selected = NULL;
  g_autoptr(GBytes) nothing = NULL;

  options.kinds = 1u << LAGE_KIND_UNIT;
  units = export_picture (situation, &options, 1);
  options.kinds = 0;
  options.ids = ids;
  nothing = export_picture (situation, &options, 0);
  g_hash_table_add (ids, &unit);
  g_hash_table_add (ids, &gone);
  selected = export_picture (situation, &options, 1);
}

/* An empty picture is a valid file too. */
static void
test_empty (void)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();

  for (guint i = 0; i < LAGE_N_EXPORT_FORMATS; i++)
    {
      LageExportOptions options = { .format = (LageExchangeFormat) i, .delimiter = ',' };
      g_autoptr(GBytes) bytes = export_picture (situation, &options, 0);

      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
}

/* Files --------------------------------------------------------------------------------------- */

static void
test_no_store (void)
{
  LageExportOptions options = { .format = LAGE_EXCHANGE_GEOJSON };
  g_autoptr(GError) error = NULL;
  guint n_entities;

  g_assert_false (lage_export_to_file ("/nonexistent/lage.db", 0, TEST_NOW_US, &options,
                                       "/nonexistent/out.geojson", NULL, &n_entities, &error));
  g_assert_nonnull (error);
}

static void
test_cancelled (void)
{
  g_autoptr(LageSituation) situation = make_picture ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < LAGE_N_EXPORT_FORMATS; i++)
    {
      LageExportOptions options = { .format = (LageExchangeFormat) i, .delimiter = ',' };
      g_autoptr(GError) error = NULL;
      guint n_entities;

      g_assert_null (lage_export_to_bytes (situation, &options, TEST_NOW_US, cancellable,
                                           &n_entities, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/export/geojson", test_geojson);
  g_test_add_func ("/exchange/export/geopackage", test_geopackage);
  g_test_add_func ("/exchange/export/kml", test_kml);
  g_test_add_func ("/exchange/export/csv", test_csv);
  g_test_add_func ("/exchange/export/selection", test_selection);
  g_test_add_func ("/exchange/export/empty", test_empty);
  g_test_add_func ("/exchange/export/no-store", test_no_store);
  g_test_add_func ("/exchange/export/cancelled", test_cancelled);

  return g_test_run ();
}
