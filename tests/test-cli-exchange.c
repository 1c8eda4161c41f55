/* test-cli-exchange.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-test.h"
#include "zip-fixture.h"

/* `lage import` and `lage export`, judged by GDAL's own tools where they are installed, and by
 * other people's files where they are at hand. */

static const char *const gates =
  "{ \"type\": \"FeatureCollection\", \"features\": ["
  "{ \"type\": \"Feature\", \"properties\": { \"nr\": \"T1\", \"Name\": \"Tor Süd\","
  "  \"Zustand\": \"offen\" },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.97, 53.545] } },"
  "{ \"type\": \"Feature\", \"properties\": { \"nr\": \"T2\", \"Name\": \"Tor Nord\","
  "  \"Zustand\": \"geschlossen\" },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.98, 53.55] } } ] }";

static const char *const zones =
  "{ \"type\": \"FeatureCollection\", \"features\": ["
  "{ \"type\": \"Feature\", \"properties\": { \"name\": \"Zone 1\", \"Art\": \"Evakuierung\" },"
  "  \"geometry\": { \"type\": \"Polygon\", \"coordinates\": [[[9.9,53.5],[10,53.5],[10,53.6],"
  "  [9.9,53.5]],[[9.97,53.52],[9.98,53.53],[9.98,53.52],[9.97,53.52]]] } },"
  "{ \"type\": \"Feature\", \"properties\": { \"name\": \"Weg\", \"Art\": \"Strecke\" },"
  "  \"geometry\": { \"type\": \"LineString\", \"coordinates\": [[9.9,53.5],[10,53.6]] } } ] }";

static gboolean
has_gdal (void)
{
  g_autofree char *ogrinfo = g_find_program_in_path ("ogrinfo");
  g_autofree char *ogr2ogr = g_find_program_in_path ("ogr2ogr");

  if (ogrinfo != NULL && ogr2ogr != NULL)
    return TRUE;
  g_test_skip ("GDAL's tools are not installed (gdal-bin)");
  return FALSE;
}

static char *
run_tool (const char *const *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                               | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                                                      &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_test_message ("%s: %s", words[0], out);
  g_assert_true (g_subprocess_get_successful (process));
  return out;
}

#define run_tool(...) run_tool ((const char *const[]) { __VA_ARGS__, NULL })

static char *
get_geodata (void)
{
  const char *samples = g_getenv ("LAGE_SAMPLES");
  g_autofree char *folder = samples != NULL ? g_build_filename (samples, "..", "geodata", NULL)
                                            : NULL;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no geodata beside the samples");
      return NULL;
    }
  return g_steal_pointer (&folder);
}

static const char *
get_value (JsonObject *entity,
           const char *token)
{
  JsonObject *field = cli_get_field (entity, token);

  return field != NULL ? json_object_get_string_member (field, "value") : NULL;
}

static guint
count_all (const char *data)
{
  g_autoptr(JsonParser) parser = cli_show (data);

  return json_array_get_length (cli_get_entities (parser));
}

/* Import -------------------------------------------------------------------------------------- */

static void
test_import (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = cli_write_file (folder, "Fluttore.geojson", gates, -1);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };
  JsonObject *south;

  cli_run (&run, "import", "--dry-run", path);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "becomes: flood-gate");
  cli_assert_contains (run.out, "gate-state = Zustand");

  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "features 2, bad 0, new 2, changed 0, unchanged 0");
  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "new 0, changed 0, unchanged 2");

  parser = cli_show (data);
  g_assert_cmpuint (cli_count (parser, "flood-gate"), ==, 2);
  south = cli_find (parser, "Tor Süd");
  g_assert_cmpstr (get_value (south, "gate-state"), ==, "open");
  g_assert_cmpstr (get_value (south, "external-id"), ==, "import:Fluttore.geojson:T1");
}

static void
test_options (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = cli_write_file (folder, "stellen.csv",
                                          "Wo;Wert1;Wert2;Was\n"
                                          "Kaimauer;564273,48;5933337,70;weich\n", -1);
  g_autoptr(JsonParser) parser = NULL;
  g_auto(CliRun) run = { 0 };
  JsonObject *entity;

  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 2);
  cli_assert_contains (run.err, "--crs");
  cli_run (&run, "import", "--data", data, "--x", "Wert1", "--y", "Wert2", "--crs", "EPSG:25832",
           "--kind", "incident", "--map", "location=Wo", "--map", "name=Was", "--set",
           "priority=Sofort", "--no-rest", "--name", "stellen", path);
  cli_assert_status (&run, 0);
  parser = cli_show (data);
  entity = cli_find (parser, "weich");
  g_assert_cmpstr (json_object_get_string_member (entity, "kind"), ==, "incident");
  g_assert_cmpstr (get_value (entity, "location"), ==, "Kaimauer");
  g_assert_cmpstr (get_value (entity, "priority"), ==, "urgent");
  g_assert_cmpstr (get_value (entity, "external-id"), ==, "import:stellen:1");
  g_assert_null (cli_get_field (entity, "description"));

  cli_run (&run, "import", "--data", data, "--x", "Wert1", "--y", "Wert2", "--crs", "25832",
           "--name", "stellen", path);
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, "another kind");
}

/* Half of a file is good: nothing comes in unless that is wanted. */
static void
test_bad_features (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = cli_write_file (folder, "a.csv", "name,lat,lon\na,53.5,9.9\nb,,\n", -1);
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, "feature 2 has no coordinates");
  g_assert_false (g_file_test (data, G_FILE_TEST_EXISTS));
  cli_run (&run, "import", "--data", data, "--skip-bad", path);
  cli_assert_status (&run, 3);
  g_assert_cmpuint (count_all (data), ==, 1);
}

static void
test_broken (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = cli_write_file (folder, "a.geojson", gates, 200);
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 1);
  cli_assert_contains (run.err, "ends too early");
  cli_run (&run, "import", "--data", data, "/nonexistent.kml");
  cli_assert_status (&run, 1);
  cli_run (&run, "import", "--data", data);
  cli_assert_status (&run, 2);
  cli_run (&run, "import", "--kind", "warning", path);
  cli_assert_status (&run, 1);
  g_assert_false (g_file_test (data, G_FILE_TEST_EXISTS));
}

/* Export -------------------------------------------------------------------------------------- */

static char *
make_operation (const char *folder)
{
  char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *first = cli_write_file (folder, "Fluttore.geojson", gates, -1);
  g_autofree char *second = cli_write_file (folder, "zonen.geojson", zones, -1);
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "import", "--data", data, first);
  cli_assert_status (&run, 0);
  cli_run (&run, "import", "--data", data, second);
  cli_assert_status (&run, 0);
  return data;
}

/* GDAL's own tools read what was written: so many features, in WGS 84, with these columns. */
static void
test_export (void)
{
  static const struct
  {
    const char *format;
    const char *layer;
    const char *expected[5];
  } cases[] = {
    { "geojson", "picture", { "Feature Count: 4", "EPSG\",4326", "gate-state: String",
                              "observed_at: DateTime" } },
    { "gpkg", "flood_gate", { "Feature Count: 2", "EPSG\",4326", "gate_state: String",
                              "observed_at: DateTime" } },
    { "gpkg", "area", { "Feature Count: 2", "area_type: String" } },
    { "kml", "Flood gate", { "Feature Count: 2", "EPSG\",4326", "gate_state: String" } },
    { "kml", "Drawing", { "Feature Count: 2", "(9.900000, 53.500000) - (10.000000, 53.600000)" } },
    { "csv", "out", { "Feature Count: 4", "utm_zone: String" } },
  };
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = NULL;

  if (!has_gdal ())
    return;
  data = make_operation (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("out.", cases[i].format, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *info = NULL;
      g_auto(CliRun) run = { 0 };

      cli_run (&run, "export", "--data", data, "--format", cases[i].format, "--output", path);
      cli_assert_status (&run, 0);
      cli_assert_contains (run.out, "4 entities");
      info = run_tool ("ogrinfo", "-so", path, cases[i].layer);
      for (guint k = 0; cases[i].expected[k] != NULL; k++)
        cli_assert_contains (info, cases[i].expected[k]);
      g_assert_null (strstr (info, "ERROR"));
      g_assert_null (strstr (info, "Warning"));
    }
}

static void
test_export_options (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = make_operation (folder);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "export", "--data", data, "--format", "csv", "--output", path, "--kind",
           "flood-gate", "--decimal-comma", "--bom");
  cli_assert_status (&run, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfid;kind;"));
  cli_assert_contains (text, ";53,5450000;9,9700000;32N;564273,5;5933337,7;");
  g_assert_null (strstr (text, "Zone 1"));

  /* Before anything was known. */
  cli_run (&run, "export", "--data", data, "--format", "geojson", "--output", path, "--at",
           "2001-01-01T00:00:00Z");
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "0 entities");
}

static void
test_export_refused (void)
{
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = make_operation (folder);
  g_autofree char *path = cli_write_file (folder, "kept.csv", "kept", -1);
  g_autofree char *blocked = g_build_filename (folder, "none", "out.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "export", "--data", data, "--format", "shapefile", "--output", path);
  cli_assert_status (&run, 2);
  cli_run (&run, "export", "--data", data, "--format", "csv");
  cli_assert_status (&run, 2);
  cli_run (&run, "export", "--data", data, "--format", "csv", "--output", path, "--kind", "x");
  cli_assert_status (&run, 2);
  cli_run (&run, "export", "--data", data, "--format", "csv", "--output", path, "--delimiter", "ab");
  cli_assert_status (&run, 2);
  cli_run (&run, "export", "--data", folder, "--format", "csv", "--output", path);
  cli_assert_status (&run, 1);
  cli_run (&run, "export", "--data", data, "--format", "csv", "--output", blocked);
  cli_assert_status (&run, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "kept");
}

/* Round trips --------------------------------------------------------------------------------- */

/* The zones as GDAL's tools write them in each format come back as the same drawings. */
static void
test_formats (void)
{
  static const struct
  {
    const char *driver;
    const char *name;
    const char *epsg;
  } cases[] = {
    { "GPKG", "zonen.gpkg", "25832" },
    { "KML", "zonen.kml", "4326" },
    { "LIBKML", "zonen.kmz", "4326" },
    { "GeoJSON", "zonen.geojson", "4326" },
  };
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *source = cli_write_file (folder, "quelle.json", zones, -1);

  if (!has_gdal ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *system = g_strconcat ("EPSG:", cases[i].epsg, NULL);
      g_autofree char *data = g_strdup_printf ("%s/data-%u", folder, i);
      g_autofree char *out = NULL;
      g_autoptr(JsonParser) parser = NULL;
      g_auto(CliRun) run = { 0 };

      out = run_tool ("ogr2ogr", "-f", cases[i].driver, "-t_srs", system, "-nln", "zonen", path,
                      source);
      cli_run (&run, "import", "--data", data, path);
      cli_assert_status (&run, 0);
      cli_assert_contains (run.out, "new 2");
      parser = cli_show (data);
      g_assert_cmpstr (get_value (cli_find (parser, "Zone 1"), "shape"), ==, "area");
      g_assert_cmpstr (get_value (cli_find (parser, "Weg"), "shape"), ==, "line");
      g_assert_cmpstr (get_value (cli_find (parser, "Zone 1"), "area-type"), ==, "evacuation");
    }
}

/* A Shapefile of GDAL's tools, zipped as people do. */
static void
test_shapefile (void)
{
  static const char *const suffixes[] = { "shp", "shx", "dbf", "prj", "cpg" };
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *source = cli_write_file (folder, "quelle.json", zones, -1);
  g_autofree char *shp = g_build_filename (folder, "zonen.shp", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *out = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GBytes) archive = NULL;
  ZipWriter *writer;
  g_auto(CliRun) run = { 0 };

  if (!has_gdal ())
    return;
  writer = zip_writer_new ();
  out = run_tool ("ogr2ogr", "-f", "ESRI Shapefile", "-t_srs", "EPSG:31467", "-where",
                  "name = 'Zone 1'", shp, source);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *member = g_strconcat ("zonen.", suffixes[i], NULL);
      g_autofree char *part = g_build_filename (folder, member, NULL);
      g_autofree char *content = NULL;
      gsize size;

      if (g_file_get_contents (part, &content, &size, NULL))
        zip_writer_add (writer, member, content, size);
    }
  archive = zip_writer_end (writer);
  path = cli_write_file (folder, "zonen.zip", g_bytes_get_data (archive, NULL),
                         (gssize) g_bytes_get_size (archive));
  cli_run (&run, "import", "--data", data, "--dry-run", path);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "EPSG:31467");
  cli_run (&run, "import", "--data", data, path);
  cli_assert_status (&run, 0);
  cli_assert_contains (run.out, "new 1");
}

/* What was exported and imported elsewhere, and exported there, is the same again. */
static void
test_round_trip (void)
{
  static const char *const layers[][3] = {
    { "gpkg", "flood_gate", "out.gpkg" },
    { "kml", "Flood gate", "out.kml" },
  };
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = make_operation (folder);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *path = g_build_filename (folder, layers[i][2], NULL);
      g_autofree char *other = g_strdup_printf ("%s/other-%u", folder, i);
      g_autoptr(JsonParser) parser = NULL;
      g_auto(CliRun) run = { 0 };

      cli_run (&run, "export", "--data", data, "--format", layers[i][0], "--output", path);
      cli_assert_status (&run, 0);
      cli_run (&run, "import", "--data", other, "--layer", layers[i][1], path);
      cli_assert_status (&run, 0);
      parser = cli_show (other);
      g_assert_cmpuint (cli_count (parser, "flood-gate"), ==, 2);
      g_assert_cmpstr (get_value (cli_find (parser, "Tor Nord"), "gate-state"), ==, "closed");
    }
}

/* Other people's files ------------------------------------------------------------------------- */

static void
test_geodata (void)
{
  static const struct
  {
    const char *name;
    guint       n_features;
  } files[] = {
    { "bezirke.geojson", 7 },        { "deich_strassen.geojson", 218 },
    { "faehranleger.geojson", 57 },  { "fluesse_kanaele.geojson", 420 },
    { "gewaesser.geojson", 1743 },   { "krankenhaeuser.geojson", 59 },
    { "landesgrenze.geojson", 1 },   { "pegel.geojson", 11 },
    { "stadtteile.geojson", 104 },
  };
  g_autoptr(CliFolder) folder = cli_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *geodata = get_geodata ();
  guint n_all = 0;

  if (geodata == NULL || !has_gdal ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (geodata, files[i].name, NULL);
      g_autofree char *expected = g_strdup_printf ("new %u,", files[i].n_features);
      g_auto(CliRun) run = { 0 };

      cli_run (&run, "import", "--data", data, path);
      cli_assert_status (&run, 0);
      cli_assert_contains (run.out, expected);
      n_all += files[i].n_features;
    }
  for (guint i = 0; i < 3; i++)
    {
      static const char *const formats[] = { "geojson", "gpkg", "kml" };
      g_autofree char *path = g_strdup_printf ("%s/out.%s", folder, formats[i]);
      g_autofree char *info = NULL;
      g_auto(GStrv) lines = NULL;
      g_auto(CliRun) run = { 0 };
      guint n_read = 0;

      cli_run (&run, "export", "--data", data, "--format", formats[i], "--output", path);
      cli_assert_status (&run, 0);
      info = run_tool ("ogrinfo", "-so", "-al", path);
      lines = g_strsplit (info, "\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        if (g_str_has_prefix (lines[k], "Feature Count: "))
          n_read += (guint) g_ascii_strtoull (lines[k] + strlen ("Feature Count: "), NULL, 10);
      g_assert_cmpuint (n_read, ==, n_all);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/exchange/import", test_import);
  g_test_add_func ("/cli/exchange/options", test_options);
  g_test_add_func ("/cli/exchange/bad-features", test_bad_features);
  g_test_add_func ("/cli/exchange/broken", test_broken);
  g_test_add_func ("/cli/exchange/export", test_export);
  g_test_add_func ("/cli/exchange/export-options", test_export_options);
  g_test_add_func ("/cli/exchange/export-refused", test_export_refused);
  g_test_add_func ("/cli/exchange/formats", test_formats);
  g_test_add_func ("/cli/exchange/shapefile", test_shapefile);
  g_test_add_func ("/cli/exchange/round-trip", test_round_trip);
  g_test_add_func ("/cli/exchange/geodata", test_geodata);

  return g_test_run ();
}
