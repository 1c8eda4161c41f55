/* test-feed-config.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-config.h"

#include <string.h>

#include "lage-error.h"

static LageFeedConfig *
read_text (const char  *text,
           const char  *group,
           GError     **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (key_file, text, strlen (text),
                                            G_KEY_FILE_KEEP_COMMENTS, NULL));
  return lage_feed_config_read (key_file, group, error);
}

static void
test_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(LageFeedConfig) copy = NULL;

  config = read_text ("[Feed elbe]\n"
                      "Name=Elbe\n"
                      "Format=pegelonline\n"
                      "URI=https://example.org/stations.json?a=b%2Bc\n"
                      "Enabled=true\n"
                      "Interval=120\n"
                      "Timeout=7\n"
                      "Stations=one;two\n",
                      "Feed elbe", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (config->id, ==, "elbe");
  g_assert_cmpstr (config->name, ==, "Elbe");
  g_assert_cmpstr (config->format, ==, "pegelonline");
  g_assert_cmpstr (config->uri, ==, "https://example.org/stations.json?a=b%2Bc");
  g_assert_true (config->is_enabled);
  g_assert_cmpuint (config->interval_s, ==, 120);
  g_assert_cmpuint (config->timeout_s, ==, 7);
  g_assert_cmpuint (g_hash_table_size (config->options), ==, 1);
  g_assert_cmpstr (lage_feed_config_get_option (config, "Stations"), ==, "one;two");
  g_assert_null (lage_feed_config_get_option (config, "Name"));

  copy = lage_feed_config_copy (config);
  g_assert_true (lage_feed_config_equal (config, copy));
  lage_feed_config_set_option (copy, "Stations", "one");
  g_assert_false (lage_feed_config_equal (config, copy));
  lage_feed_config_set_option (copy, "Stations", NULL);
  lage_feed_config_set_option (copy, "Other", "one;two");
  g_assert_false (lage_feed_config_equal (config, copy));
}

static void
test_defaults (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageFeedConfig) polled = NULL;
  g_autoptr(LageFeedConfig) stream = NULL;

  polled = read_text ("[Feed a]\nFormat=cap\nURI=http://localhost/x\n", "Feed a", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (polled->name, ==, "a");
  g_assert_false (polled->is_enabled);
  g_assert_cmpuint (polled->interval_s, ==, 60);
  g_assert_cmpuint (polled->timeout_s, ==, 30);
  g_assert_cmpint (lage_feed_config_get_way (polled), ==, LAGE_FEED_WAY_HTTP);

  stream = read_text ("[Feed b]\nFormat=cot\nURI=tcp://localhost:8087\n", "Feed b", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stream->timeout_s, ==, 300);
  g_assert_cmpint (lage_feed_config_get_way (stream), ==, LAGE_FEED_WAY_TCP);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *group;
    const char *lines;
    const char *said; /* NULL: is fine */
  } cases[] = {
    { "Feed x", "Format=cot\nURI=udp://239.2.3.1:6969\n", NULL },
    { "Feed x", "Format=cot\nURI=udp://[ff02::1]:6969\n", NULL },
    { "Feed x", "Format=cot\nURI=udp://0.0.0.0:1\n", NULL },
    { "Feed x", "Format=cot\nURI=tcp-listen://127.0.0.1:65535\n", NULL },
    { "Feed x", "Format=cot\nURI=tcp://server.example:8087\n", NULL },
    { "Feed x", "Format=edxl-have\nURI=file:///srv/have.xml\n", NULL },
    { "Feed x", "Format=edxl-have\nURI=http://[::1]:8080/have\n", NULL },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=1\nTimeout=1\n", NULL },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=604800\nTimeout=86400\n", NULL },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nName[de]=Beispiel\n", NULL },
    { "Stream x", "Format=cot\nURI=tcp://h:1\n", "[Stream x]" },
    { "Feed x", "URI=tcp://h:1\n", "[Feed x] Format: is missing" },
    { "Feed x", "Format=cot\n", "[Feed x] URI: is missing" },
    { "Feed x", "Format=cot\nURI=\n", "[Feed x] URI: is missing" },
    { "Feed x", "Format=fax\nURI=tcp://h:1\n", "[Feed x] Format: \"fax\" is none of cap, cot" },
    { "Feed x", "Format=cot\nURI=gopher://h:1\n", "[Feed x] URI: \"gopher://h:1\"" },
    { "Feed x", "Format=cot\nURI=nonsense\n", "[Feed x] URI: \"nonsense\"" },
    { "Feed x", "Format=cot\nURI=tcp://h\n", "[Feed x] URI: \"tcp://h\" names no port" },
    { "Feed x", "Format=cot\nURI=tcp://h:0\n", "[Feed x] URI: " },
    { "Feed x", "Format=cot\nURI=tcp://h:65536\n", "[Feed x] URI: " },
    { "Feed x", "Format=cot\nURI=tcp://:80\n", "names no host" },
    { "Feed x", "Format=cot\nURI=tcp://h:80/path\n", "more than a host and a port" },
    { "Feed x", "Format=cot\nURI=tcp://239.2.3.1:80\n", "multicast" },
    { "Feed x", "Format=cot\nURI=tcp-listen://server.example:80\n", "in figures" },
    { "Feed x", "Format=cot\nURI=udp://server.example:80\n", "in figures" },
    { "Feed x", "Format=cap\nURI=http:///x\n", "[Feed x] URI: " },
    { "Feed x", "Format=cap\nURI=http://h:0/x\n", "65535" },
    { "Feed x", "Format=cap\nURI=file://elsewhere/x\n", "[Feed x] URI: " },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=0\n", "[Feed x] Interval: \"0\"" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=604801\n", "[Feed x] Interval: " },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=-5\n", "[Feed x] Interval: \"-5\"" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nInterval=1 min\n", "[Feed x] Interval: \"1 min\"" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nTimeout=0\n", "[Feed x] Timeout: \"0\"" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nTimeout=86401\n", "[Feed x] Timeout: " },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nEnabled=perhaps\n", "[Feed x] Enabled: \"perhaps\"" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\nName=\n", "[Feed x] Name: is empty" },
    { "Feed x", "Format=cot\nURI=tcp://h:1\ninterval=5\n", "[Feed x] interval: keys are" },
    { "Feed ", "Format=cot\nURI=tcp://h:1\n", "an id has" },
    { "Feed a b", "Format=cot\nURI=tcp://h:1\n", "[Feed a b]: an id has" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]\n%s", cases[i].group, cases[i].lines);
      g_autoptr(GError) error = NULL;
      g_autoptr(LageFeedConfig) config = read_text (text, cases[i].group, &error);

      g_test_message ("%s", text);
      if (cases[i].said == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (config);
          continue;
        }
      g_assert_null (config);
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
}

static void
test_id_length (void)
{
  g_autofree char *id = g_strnfill (65, 'a');
  g_autoptr(LageFeedConfig) too_long = lage_feed_config_new (id, "cot", "tcp://h:1");
  g_autoptr(LageFeedConfig) longest = lage_feed_config_new (id + 1, "cot", "tcp://h:1");

  g_assert_false (lage_feed_config_validate (too_long, NULL));
  g_assert_true (lage_feed_config_validate (longest, NULL));
}

static void
test_write (void)
{
  const char *text = "# The whole file.\n"
                     "\n"
                     "# About this feed.\n"
                     "[Feed x]\n"
                     "# Where it is.\n"
                     "URI=tcp://h:1\n"
                     "Format=cot\n"
                     "Gone=1\n"
                     "Name[de]=Beispiel\n"
                     "\n"
                     "[Other]\n"
                     "Key=value\n";
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(LageFeedConfig) again = NULL;
  g_autofree char *written = NULL;

  g_assert_true (g_key_file_load_from_data (key_file, text, strlen (text),
                                            G_KEY_FILE_KEEP_COMMENTS
                                            | G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  config = lage_feed_config_read (key_file, "Feed x", &error);
  g_assert_no_error (error);

  lage_feed_config_set_option (config, "Gone", NULL);
  lage_feed_config_set_option (config, "New", " leading space, and\nline");
  g_free (config->uri);
  config->uri = g_strdup ("tcp://h:2");
  config->is_enabled = TRUE;
  config->interval_s = 9;
  lage_feed_config_write (config, key_file);

  written = g_key_file_to_data (key_file, NULL, NULL);
  g_assert_nonnull (strstr (written, "# The whole file.\n"));
  g_assert_nonnull (strstr (written, "# About this feed.\n"));
  g_assert_nonnull (strstr (written, "# Where it is.\nURI=tcp://h:2\n"));
  g_assert_nonnull (strstr (written, "Name[de]=Beispiel\n"));
  g_assert_nonnull (strstr (written, "[Other]\nKey=value\n"));
  g_assert_null (strstr (written, "Gone"));

  again = read_text (written, "Feed x", &error);
  g_assert_no_error (error);
  g_assert_true (lage_feed_config_equal (config, again));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/feed-config/read", test_read);
  g_test_add_func ("/feeds/feed-config/defaults", test_defaults);
  g_test_add_func ("/feeds/feed-config/refused", test_refused);
  g_test_add_func ("/feeds/feed-config/id-length", test_id_length);
  g_test_add_func ("/feeds/feed-config/write", test_write);
  return g_test_run ();
}
