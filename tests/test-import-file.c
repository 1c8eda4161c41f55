/* test-import-file.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "exchange-fixture.h"
#include "lage-error.h"

static void
test_geojson (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text ("Tore.geojson", exchange_geojson, &error);
  const LageImportLayer *layer;
  const LageImportField *field;
  guint index;

  g_assert_no_error (error);
  g_assert_cmpint (file->format, ==, LAGE_EXCHANGE_GEOJSON);
  g_assert_cmpuint (file->layers->len, ==, 1);
  layer = lage_import_file_get_layer (file, 0);
  g_assert_cmpuint (layer->n_features, ==, 2);
  g_assert_cmpuint (layer->n_points, ==, 2);
  g_assert_true (layer->has_crs);
  g_assert_cmpint (layer->epsg, ==, 4326);
  g_assert_cmpuint (layer->preview->len, ==, 2);

  g_assert_true (lage_import_layer_find_field (layer, "Name", &index));
  field = lage_import_layer_get_field (layer, index);
  g_assert_cmpint (field->type, ==, LAGE_IMPORT_TEXT);
  g_assert_cmpuint (field->samples->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (field->samples, 0), ==, "Tor Süd");
  g_assert_cmpstr (((char **) g_ptr_array_index (layer->preview, 1))[index], ==, "Tor Nord");
  g_assert_true (field->is_unique);
  g_assert_true (lage_import_layer_find_field (layer, "hoehe", &index));
  g_assert_cmpint (lage_import_layer_get_field (layer, index)->type, ==, LAGE_IMPORT_NUMBER);
}

/* Many a GeoJSON is written in metres, without saying so. */
static void
test_geojson_in_metres (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text (
    "a.json",
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\","
    "\"coordinates\":[[565000,5934000],[566000,5935000]]}}", &error);
  const LageImportLayer *layer;

  g_assert_no_error (error);
  layer = lage_import_file_get_layer (file, 0);
  g_assert_false (layer->has_crs);
  g_assert_cmpint (layer->guessed_epsg, ==, 25832);
  g_assert_cmpuint (layer->n_lines, ==, 1);
}

static void
test_kml (void)
{
  ZipWriter *writer = zip_writer_new ();
  g_autoptr(GBytes) kmz = NULL;
  g_autoptr(GBytes) kml = g_bytes_new_static (exchange_kml, strlen (exchange_kml));

  zip_writer_add (writer, "files/bild.png", "PNG", 3);
  zip_writer_add (writer, "doc.kml", exchange_kml, strlen (exchange_kml));
  kmz = zip_writer_end (writer);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageImportFile) file = exchange_read (i == 0 ? "deiche.kml" : "deiche.kmz",
                                                      i == 0 ? kml : kmz, &error);
      const LageImportLayer *layer;
      guint index;

      g_assert_no_error (error);
      layer = lage_import_file_get_layer (file, 0);
      g_assert_cmpstr (layer->name, ==, "Deiche");
      g_assert_cmpuint (layer->n_lines, ==, 1);
      g_assert_cmpuint (layer->n_areas, ==, 1);
      g_assert_cmpint (layer->epsg, ==, 4326);
      g_assert_true (lage_import_layer_find_field (layer, "Art", &index));
      g_assert_cmpuint (lage_import_layer_get_field (layer, index)->n_values, ==, 1);
      g_assert_cmpstr (((char **) g_ptr_array_index (layer->preview, 1))[0], ==, "Fläche");
    }
}

/* As some programs write it: the document only links to others in the archive. */
static void
test_kmz_with_links (void)
{
  static const char *const links = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
                                   "<NetworkLink><Link><href>layers/a.kml</href></Link>"
                                   "</NetworkLink></Document></kml>";
  ZipWriter *writer = zip_writer_new ();
  g_autoptr(GBytes) kmz = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = NULL;

  zip_writer_add (writer, "doc.kml", links, strlen (links));
  zip_writer_add (writer, "layers/a.kml", exchange_kml, strlen (exchange_kml));
  kmz = zip_writer_end (writer);
  file = exchange_read ("deiche.kmz", kmz, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->layers->len, ==, 1);
  g_assert_cmpuint (file->n_links, ==, 0);
  g_assert_cmpuint (lage_import_file_get_layer (file, 0)->n_features, ==, 2);
}

static void
test_gpx (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text ("weg.GPX", exchange_gpx, &error);
  guint n_waypoints = 0, n_tracks = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < file->layers->len; i++)
    {
      const LageImportLayer *layer = lage_import_file_get_layer (file, i);
      guint index;

      if (g_str_equal (layer->name, "waypoints"))
        {
          n_waypoints = layer->n_points;
          g_assert_true (lage_import_layer_find_field (layer, "time", &index));
          g_assert_cmpint (lage_import_layer_get_field (layer, index)->type, ==, LAGE_IMPORT_TIME);
          g_assert_cmpstr (((char **) g_ptr_array_index (layer->preview, 0))[index], ==,
                           "2013-12-06T06:09:00+00:00");
        }
      else if (g_str_equal (layer->name, "tracks"))
        {
          n_tracks = layer->n_lines;
        }
    }
  g_assert_cmpuint (n_waypoints, ==, 1);
  g_assert_cmpuint (n_tracks, ==, 1);
}

static void
test_csv (void)
{
  static const struct
  {
    const char *text;
    const char *x;
    const char *y;
    gboolean    has_crs;
    int         epsg;
    guint       n_points;
  } cases[] = {
    { "Name;Breite;Länge\nA;53,5;9,9\nB;53,6;10\n", "Länge", "Breite", TRUE, 4326, 2 },
    { "name,lat,lon\nA,53.5,9.9\nB,,\n", "lon", "lat", TRUE, 4326, 1 },
    { "Name;Rechtswert;Hochwert\nA;3565123,4;5934123\n", "Rechtswert", "Hochwert", FALSE, 31467, 1 },
    { "Name;X;Y\nA;565123;5934123\n", "X", "Y", FALSE, 25832, 1 },
    { "Name;X;Y\nA;5934123;565123\n", "Y", "X", FALSE, 25832, 1 },
    { "Name;Ostwert;Nordwert\nA;32565123;5934123\n", "Ostwert", "Nordwert", FALSE, 4647, 1 },
    { "Name;UTM_E;UTM_N\nA;33365123;5934123\n", "UTM_E", "UTM_N", FALSE, 5650, 1 },
    { "x;y;n\n1113194;7087000;web\n", "x", "y", FALSE, 3857, 1 },
    { "Name;wkt\nA;POINT (9.9 53.5)\n", "wkt", NULL, FALSE, 4326, 1 },
    { "Name;Straße\nA;Elbchaussee 1\n", NULL, NULL, FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageImportFile) file = exchange_read_text ("a.csv", cases[i].text, &error);
      const LageImportLayer *layer;

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].text);
      layer = lage_import_file_get_layer (file, 0);
      g_assert_cmpstr (layer->x_column, ==, cases[i].x);
      g_assert_cmpstr (layer->y_column, ==, cases[i].y);
      g_assert_cmpint (layer->has_crs, ==, cases[i].has_crs);
      g_assert_cmpint (layer->has_crs ? layer->epsg : layer->guessed_epsg, ==, cases[i].epsg);
      g_assert_cmpuint (layer->n_points, ==, cases[i].n_points);
    }
}

static void
test_shapefile (void)
{
  g_autoptr(GBytes) with = exchange_make_shapefile (25832, 565000, 5930000, 1000, TRUE);
  g_autoptr(GBytes) without = exchange_make_shapefile (31467, 3565000, 5930000, 1000, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read ("a.zip", with, &error);
  g_autoptr(LageImportFile) bare = NULL;
  const LageImportLayer *layer;

  g_assert_no_error (error);
  layer = lage_import_file_get_layer (file, 0);
  g_assert_cmpstr (layer->name, ==, "flaechen");
  g_assert_cmpuint (layer->n_areas, ==, 2);
  g_assert_true (layer->has_crs);
  g_assert_cmpint (layer->epsg, ==, 25832);
  g_assert_cmpstr (((char **) g_ptr_array_index (layer->preview, 0))[0], ==, "Köhlbrand");

  bare = exchange_read ("a.zip", without, &error);
  g_assert_no_error (error);
  layer = lage_import_file_get_layer (bare, 0);
  g_assert_false (layer->has_crs);
  g_assert_cmpint (layer->guessed_epsg, ==, 31467);
}

static void
test_geopackage (void)
{
  g_autoptr(GBytes) bytes = exchange_make_geopackage (25832, 565000, 5930000, 1000);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read ("a.gpkg", bytes, &error);
  const LageImportLayer *layer;

  g_assert_no_error (error);
  g_assert_cmpuint (file->layers->len, ==, 1);
  layer = lage_import_file_get_layer (file, 0);
  g_assert_cmpstr (layer->name, ==, "flaechen");
  g_assert_cmpuint (layer->n_areas, ==, 2);
  g_assert_cmpint (layer->epsg, ==, 25832);
}

/* Files that must not be read --------------------------------------------------------------- */

static void
assert_refused (const char *name,
                const void *data,
                gsize       size,
                const char *words)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;

  g_assert_null (exchange_read (name, bytes, &error));
  g_test_message ("%s: %s", name, error->message);
  g_assert_cmpuint (error->domain, ==, LAGE_ERROR);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "vsimem"));
}

static void
assert_text_refused (const char *name,
                     const char *text,
                     const char *words)
{
  assert_refused (name, text, strlen (text), words);
}

static void
test_refused (void)
{
  g_autoptr(GString) nested = g_string_new ("{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
                                            "{\"type\":\"LineString\",\"coordinates\":");
  g_autoptr(GString) folders = g_string_new ("<kml>");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (nested, '[');
  assert_text_refused ("a.geojson", nested->str, "nested deeper");
  for (guint i = 0; i < 1000; i++)
    g_string_append (folders, "<Folder>");
  assert_text_refused ("a.kml", folders->str, "nested too deep");

  assert_text_refused ("a.geojson", "", "empty");
  assert_text_refused ("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[", "too early");
  assert_text_refused ("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}",
                       "no features");
  assert_text_refused ("a.geojson", "{\"hello\":1}", "");
  assert_text_refused ("a.geojson", "PK\x03\x04", "no geojson");
  assert_text_refused ("a.gpkg", "{}", "no gpkg");
  assert_text_refused ("a.xlsx", "PK", "none of");
  assert_text_refused ("a", "PK", "none of");
  assert_text_refused ("a.shp", "x", "zip .shp");
  assert_text_refused ("a.kml", "<kml><Document>", "line 1");
  assert_text_refused ("a.kml", "<html></html>", "another document");
  assert_text_refused ("a.kml",
                       "<!DOCTYPE kml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                       "<kml><Document><name>&b;</name></Document></kml>", "document type");
  assert_text_refused ("a.kml",
                       "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                       "<kml><Document><name>&x;</name></Document></kml>", "document type");
  assert_text_refused ("a.kml",
                       "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><NetworkLink><Link>"
                       "<href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink></kml>",
                       "links to other");
  assert_text_refused ("a.gpx", "<gpx version=\"1.1\"></gpx>", "");
  assert_text_refused ("a.csv", "PK\x03\x04", "no csv");
}

static void
test_archives_refused (void)
{
  static const struct
  {
    const char *name;
    const char *member;
    const char *words;
  } cases[] = {
    { "a.zip", "readme.txt", "no .shp" },
    { "a.kmz", "readme.txt", "no .kml" },
    { "a.zip", "a.shp", ".shx” is missing" },
    { "a.zip", "../a.shp", "leads out" },
    { "a.kmz", "/doc.kml", "absolute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZipWriter *writer = zip_writer_new ();
      g_autoptr(GBytes) bytes = NULL;

      zip_writer_add (writer, cases[i].member, "x", 1);
      bytes = zip_writer_end (writer);
      assert_refused (cases[i].name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                      cases[i].words);
    }
}

/* Noise under every name, and every format cut off anywhere: a message, never a crash. */
static void
test_noise (void)
{
  static const char *const names[] = { "a.geojson", "a.gpkg", "a.kml", "a.kmz", "a.gpx", "a.csv",
                                       "a.zip" };
  static const char *const magics[] = { "", "{", "SQLite format 3", "<kml>", "PK\x03\x04",
                                        "<gpx>" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (4711);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (magics); k++)
      {
        guint8 noise[4096];
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(GError) error = NULL;

        for (guint b = 0; b < sizeof noise; b++)
          noise[b] = (guint8) g_rand_int_range (rand, 0, 256);
        memcpy (noise, magics[k], strlen (magics[k]) + (k == 2 ? 1 : 0));
        bytes = g_bytes_new (noise, sizeof noise);
        g_assert_null (exchange_read (names[i], bytes, &error));
        g_assert_nonnull (error);
      }
}

static void
test_cut_off (void)
{
  g_autoptr(GBytes) shapefile = exchange_make_shapefile (25832, 565000, 5930000, 1000, TRUE);
  g_autoptr(GBytes) geopackage = exchange_make_geopackage (25832, 565000, 5930000, 1000);
  const struct
  {
    const char *name;
    const void *data;
    gsize       size;
  } cases[] = {
    { "a.geojson", exchange_geojson, strlen (exchange_geojson) },
    { "a.kml", exchange_kml, strlen (exchange_kml) },
    { "a.gpx", exchange_gpx, strlen (exchange_gpx) },
    { "a.zip", g_bytes_get_data (shapefile, NULL), g_bytes_get_size (shapefile) },
    { "a.gpkg", g_bytes_get_data (geopackage, NULL), g_bytes_get_size (geopackage) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint tenths = 1; tenths < 10; tenths++)
      {
        g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].data,
                                                      cases[i].size * tenths / 10);
        g_autoptr(GError) error = NULL;
        g_autoptr(LageImportFile) file = exchange_read (cases[i].name, bytes, &error);

        g_test_message ("%s, %u0 %%: %s", cases[i].name, tenths,
                        error != NULL ? error->message : "read");
        g_assert_null (file);
        g_assert_nonnull (error);
      }
}

/* A Shapefile whose headers promise a thousand million records. */
static void
test_liars (void)
{
  static const struct
  {
    const char *suffix;
    gsize       offset;
    guint8      bytes[4];
  } lies[] = {
    { "shp", 24, { 0x7f, 0xff, 0xff, 0xff } }, /* length of the file */
    { "shx", 24, { 0x7f, 0xff, 0xff, 0xff } },
    { "dbf", 4, { 0x00, 0xca, 0x9a, 0x3b } },  /* number of records */
    { "shp", 100 + 8 + 36, { 0xff, 0xff, 0xff, 0x7f } }, /* parts of the first polygon */
    { "shp", 100 + 8 + 40, { 0xff, 0xff, 0xff, 0x7f } }, /* and its points */
  };
  static const char *const suffixes[] = { "shp", "shx", "dbf" };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *name = lage_gdal_dup_memory_name ("a.shp");
      ZipWriter *writer = zip_writer_new ();
      g_autoptr(GBytes) archive = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(LageImportFile) file = NULL;

      exchange_write ("ESRI Shapefile", name, 0, 565000, 5930000, 1000);
      for (guint k = 0; k < G_N_ELEMENTS (suffixes); k++)
        {
          g_autofree char *part = g_strdup_printf ("%.*s%s", (int) strlen (name) - 3, name,
                                                   suffixes[k]);
          g_autofree char *member = g_strconcat ("a.", suffixes[k], NULL);
          g_autoptr(GBytes) bytes = exchange_take_memory (part);
          g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes));

          if (g_str_equal (suffixes[k], lies[i].suffix))
            memcpy (copy + lies[i].offset, lies[i].bytes, 4);
          zip_writer_add (writer, member, copy, g_bytes_get_size (bytes));
        }
      archive = zip_writer_end (writer);
      file = exchange_read ("a.zip", archive, &error);
      g_test_message ("%u: %s", i, error != NULL ? error->message : "read");
      /* Either it says what is wrong, or it has read no more than there is. */
      g_assert_true ((file == NULL) != (error == NULL));
      if (file != NULL)
        g_assert_cmpuint (lage_import_file_get_layer (file, 0)->n_features, <=, 2);
    }
}

static void
test_too_many (void)
{
  g_autoptr(GString) text = g_string_new ("lat;lon\n");
  g_autoptr(GString) many = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = NULL;

  for (guint i = 0; i <= LAGE_IMPORT_MAX_FEATURES; i++)
    {
      g_string_append (text, "53,5;9,9\n");
      g_string_append (many, i > 0 ? "," : "");
      g_string_append (many, "{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
                             "{\"type\":\"Point\",\"coordinates\":[9.9,53.5]}}");
    }
  g_string_append (many, "]}");
  assert_refused ("a.csv", text->str, text->len, "rows");

  file = exchange_read_text ("a.geojson", many->str, &error);
  g_assert_no_error (error);
  g_assert_true (lage_import_file_get_layer (file, 0)->is_too_large);
}

static void
test_views (void)
{
  g_autofree char *name = lage_gdal_dup_memory_name ("views.gpkg");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LageImportFile) file = NULL;
  g_autoptr(GError) error = NULL;
  GDALDatasetH dataset;

  exchange_write ("GPKG", name, 4326, 9.9, 53.5, 0.01);
  dataset = GDALOpenEx (name, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
  GDALDatasetExecuteSQL (dataset, "CREATE VIEW sicht AS SELECT * FROM flaechen", NULL, NULL);
  GDALDatasetExecuteSQL (dataset, "INSERT INTO gpkg_contents (table_name, identifier, data_type, "
                                  "srs_id) VALUES ('sicht', 'sicht', 'features', 4326)", NULL,
                         NULL);
  GDALDatasetExecuteSQL (dataset, "INSERT INTO gpkg_geometry_columns VALUES ('sicht', 'geom', "
                                  "'POLYGON', 4326, 0, 0)", NULL, NULL);
  GDALDatasetExecuteSQL (dataset, "CREATE TRIGGER boese AFTER INSERT ON flaechen BEGIN "
                                  "DELETE FROM flaechen; END", NULL, NULL);
  GDALClose (dataset);
  bytes = exchange_take_memory (name);

  file = exchange_read ("a.gpkg", bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->layers->len, ==, 1);
  g_assert_cmpstr (lage_import_file_get_layer (file, 0)->name, ==, "flaechen");
  g_assert_cmpuint (lage_import_file_get_layer (file, 0)->n_areas, ==, 2);
}

/* Files ------------------------------------------------------------------------------------- */

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static LageImportFile *
open_path (const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  lage_import_file_open_async (file, cancellable, NULL, NULL, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lage_import_file_open_finish (result, error);
}

static void
test_open (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lage-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "Tore.geojson", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(LageImportFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, exchange_geojson, -1, NULL));
  file = open_path (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->name, ==, "Tore.geojson");

  g_cancellable_cancel (cancellable);
  g_assert_null (open_path (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_unlink (path);
  g_assert_null (open_path (path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (open_path (directory, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED);
  g_rmdir (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/import-file/geojson", test_geojson);
  g_test_add_func ("/exchange/import-file/geojson-in-metres", test_geojson_in_metres);
  g_test_add_func ("/exchange/import-file/kml", test_kml);
  g_test_add_func ("/exchange/import-file/kmz-with-links", test_kmz_with_links);
  g_test_add_func ("/exchange/import-file/gpx", test_gpx);
  g_test_add_func ("/exchange/import-file/csv", test_csv);
  g_test_add_func ("/exchange/import-file/shapefile", test_shapefile);
  g_test_add_func ("/exchange/import-file/geopackage", test_geopackage);
  g_test_add_func ("/exchange/import-file/refused", test_refused);
  g_test_add_func ("/exchange/import-file/archives-refused", test_archives_refused);
  g_test_add_func ("/exchange/import-file/noise", test_noise);
  g_test_add_func ("/exchange/import-file/cut-off", test_cut_off);
  g_test_add_func ("/exchange/import-file/liars", test_liars);
  g_test_add_func ("/exchange/import-file/too-many", test_too_many);
  g_test_add_func ("/exchange/import-file/views", test_views);
  g_test_add_func ("/exchange/import-file/open", test_open);

  return g_test_run ();
}
