/* test-cli-samples.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-test.h"

/* `lage ingest` on other people's files, where they are at hand: the folder that the environment
 * variable LAGE_SAMPLES names. What is expected is counted in the files, not by the decoders. */

static char *
find_folder (const char *name)
{
  const char *samples = g_getenv ("LAGE_SAMPLES");
  g_autofree char *folder = samples != NULL ? g_build_filename (samples, name, NULL) : NULL;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no samples: LAGE_SAMPLES names no folder with them");
      return NULL;
    }
  return g_steal_pointer (&folder);
}

/* "PATH: messages 3, good 2, ...": the first follows a colon, the others a comma. */
static gint64
get_count (const CliRun *run,
           const char   *what)
{
  g_autofree char *label = g_strdup_printf (" %s ", what);
  const char *found = g_strrstr (run->out, label);

  g_assert_nonnull (found);
  return g_ascii_strtoll (found + strlen (label), NULL, 10);
}

static guint
count_lines (const char *text,
             const char *start)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start) && strstr (lines[i], "not fetched") == NULL)
      n++;
  return n;
}

/* Takes one file in; each rejected message must have its line. */
static void
ingest (CliRun     *run,
        const char *data,
        const char *format,
        const char *path)
{
  g_autofree char *start = g_strdup_printf ("%s: ", path);

  cli_run (run, "ingest", "--data", data, "--format", format, path);
  g_assert_cmpint (run->status, ==, get_count (run, "rejected") > 0 ? 3 : 0);
  g_assert_cmpint (get_count (run, "messages"), ==,
                   get_count (run, "good") + get_count (run, "rejected")
                     + get_count (run, "ignored"));
  g_assert_cmpint (count_lines (run->err, start), ==, get_count (run, "rejected"));
}

static gint64
sum_members (JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);
  gint64 sum = 0;

  for (const GList *l = members; l != NULL; l = l->next)
    sum += json_object_get_int_member (object, l->data);
  return sum;
}

static void
test_mavlink (void)
{
  g_autofree char *samples = find_folder ("mavlink");
  g_autofree char *expected_path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GList) names = NULL;
  JsonObject *root;

  if (samples == NULL)
    return;
  expected_path = g_build_filename (samples, "expected_tlog_summary.json", NULL);
  g_assert_true (g_file_get_contents (expected_path, &text, NULL, NULL));
  parser = cli_parse_json (text);
  root = json_node_get_object (json_parser_get_root (parser));
  names = json_object_get_members (root);

  for (const GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *expected = json_object_get_object_member (root, l->data);
      g_autofree char *path = g_build_filename (samples, l->data, NULL);
      g_autoptr(CliFolder) folder = NULL;
      g_autoptr(JsonParser) shown = NULL;
      g_auto(CliRun) run = { 0 };

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      folder = cli_folder_new ();
      ingest (&run, folder, "mavlink", path);
      g_assert_cmpint (get_count (&run, "good") + get_count (&run, "ignored"), ==,
                       json_object_get_int_member (expected, "frames_ok"));
      g_assert_cmpint (get_count (&run, "rejected"), ==,
                       sum_members (json_object_get_object_member (expected, "bad_crc")));
      g_assert_cmpint (get_count (&run, "skipped bytes"), ==,
                       json_object_get_int_member (expected, "resync_bytes_skipped"));
      /* One vehicle; the other senders are its parts and the ground station. */
      shown = cli_show (folder);
      g_assert_cmpuint (cli_count (shown, "drone"), ==, 1);
      g_assert_cmpuint (json_array_get_length (cli_get_entities (shown)), ==, 1);
    }
}

static void
test_cot (void)
{
  g_autofree char *samples = find_folder ("cot");
  g_autoptr(CliFolder) folder = NULL;
  g_autoptr(GDir) directory = NULL;
  g_autoptr(GHashTable) uids = NULL;
  g_autoptr(GRegex) uid = NULL;
  g_autoptr(JsonParser) shown = NULL;
  const char *name;
  guint n_places = 0;

  if (samples == NULL)
    return;
  folder = cli_folder_new ();
  uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  uid = g_regex_new ("<event[^>]*\\suid=[\"']([^\"']*)[\"']", 0, 0, NULL);
  directory = g_dir_open (samples, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (samples, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr(GMatchInfo) match = NULL;
      g_auto(CliRun) run = { 0 };

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      ingest (&run, folder, "cot", path);
      g_assert_cmpint (get_count (&run, "messages"), ==, 1);
      /* Chat is understood but is no place; an event without a type is rejected. */
      if (get_count (&run, "rejected") == 0 && !g_str_has_prefix (name, "chat-"))
        {
          g_assert_true (g_regex_match (uid, text, 0, &match));
          if (g_hash_table_add (uids, g_match_info_fetch (match, 1)))
            n_places++;
        }
    }
  shown = cli_show (folder);
  g_assert_cmpuint (json_array_get_length (cli_get_entities (shown)), ==, n_places);
}

static void
test_pegelonline (void)
{
  g_autofree char *samples = find_folder ("pegelonline");
  g_autofree char *path = NULL;
  g_autofree char *error_path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(CliFolder) folder = NULL;
  g_autoptr(JsonParser) stations = NULL;
  g_autoptr(JsonParser) shown = NULL;
  g_auto(CliRun) run = { 0 };
  JsonArray *array;

  if (samples == NULL)
    return;
  folder = cli_folder_new ();
  path = g_build_filename (samples, "stations_hamburg_2026-09-30.json", NULL);
  error_path = g_build_filename (samples, "error_404.json", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  stations = cli_parse_json (text);
  array = json_node_get_array (json_parser_get_root (stations));
  ingest (&run, folder, "pegelonline", path);
  g_assert_cmpint (get_count (&run, "good"), ==, json_array_get_length (array));
  shown = cli_show (folder);
  g_assert_cmpuint (cli_count (shown, "gauge"), ==, json_array_get_length (array));

  ingest (&run, folder, "pegelonline", error_path);
  g_assert_cmpint (get_count (&run, "rejected"), ==, 1);
}

static guint
count_elements (const char *text,
                const char *pattern)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n = 0;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    n++;
  return n;
}

static void
test_hospitals (void)
{
  g_autofree char *samples = find_folder ("hospital");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(CliFolder) folder = NULL;
  g_autoptr(JsonParser) shown = NULL;
  g_auto(CliRun) run = { 0 };
  guint n_facilities;

  if (samples == NULL)
    return;
  folder = cli_folder_new ();
  path = g_build_filename (samples, "HAVE_2.0_WD_sample.xml", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  n_facilities = count_elements (text, "<([a-zA-Z]+:)?(facility|Hospital)[ >]");
  g_assert_cmpuint (n_facilities, >, 0);
  ingest (&run, folder, "edxl-have", path);
  shown = cli_show (folder);
  g_assert_cmpuint (cli_count (shown, "hospital"), ==, n_facilities);
}

static void
test_warnings (void)
{
  static const struct
  {
    const char *name;
    const char *format;
    guint       n_named; /* warnings that the file tells about; what it refers to comes besides */
  } files[] = {
    { "dwd_cap_1687511640000.MUL.xml", "cap", 1 },
    { "dwd_cap_1687514160000.MUL.xml", "cap", 1 },
    { "nina_dashboard_sample.json", "nina", 2 },
    { "nina_warning_dwd_sample.json", "nina", 1 },
    { "nina_warning_mowas_sample.json", "nina", 1 },
  };
  g_autofree char *samples = find_folder ("warnings");

  if (samples == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (samples, files[i].name, NULL);
      g_autoptr(CliFolder) folder = cli_folder_new ();
      g_autoptr(JsonParser) shown = NULL;
      g_auto(CliRun) run = { 0 };
      guint n_named = 0;

      ingest (&run, folder, files[i].format, path);
      g_assert_cmpint (get_count (&run, "good"), ==, files[i].n_named);
      shown = cli_show (folder);
      for (guint k = 0; k < json_array_get_length (cli_get_entities (shown)); k++)
        if (cli_get_field (json_array_get_object_element (cli_get_entities (shown), k), "name")
            != NULL)
          n_named++;
      g_assert_cmpuint (n_named, ==, files[i].n_named);
    }
}

static void
test_sensorthings (void)
{
  g_autofree char *samples = find_folder ("sensorthings");
  g_autofree char *path = NULL;
  g_autoptr(CliFolder) folder = NULL;
  g_autoptr(JsonParser) shown = NULL;
  g_auto(CliRun) run = { 0 };

  if (samples == NULL)
    return;
  folder = cli_folder_new ();
  path = g_build_filename (samples, "thing_7648_iot.hamburg.de.json", NULL);
  cli_run (&run, "ingest", "--data", folder, "--format", "sensorthings", "--option",
           "map.1=name~Fahrradaufkommen*5-Min* -> sensor.traffic factor 12", path);
  cli_assert_status (&run, 0);
  shown = cli_show (folder);
  g_assert_cmpuint (cli_count (shown, "sensor"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/samples/mavlink", test_mavlink);
  g_test_add_func ("/cli/samples/cot", test_cot);
  g_test_add_func ("/cli/samples/pegelonline", test_pegelonline);
  g_test_add_func ("/cli/samples/hospitals", test_hospitals);
  g_test_add_func ("/cli/samples/warnings", test_warnings);
  g_test_add_func ("/cli/samples/sensorthings", test_sensorthings);

  return g_test_run ();
}
