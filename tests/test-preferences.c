/* test-preferences.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-preferences.h"

#include <string.h>

#include "dialog-fixture.h"
#include "lage-base-maps.h"
#include "lage-feed-dialog.h"
#include "lage-feed-row.h"
#include "lage-format.h"
#include "lage-map-page.h"
#include "lage-settings.h"

#define EVENT                                                                                     \
  "<event version=\"2.0\" uid=\"u1\" type=\"a-f-G\" time=\"2013-12-05T22:00:00Z\" "               \
  "start=\"2013-12-05T22:00:00Z\" stale=\"2013-12-05T22:05:00Z\" how=\"m-g\">"                    \
  "<point lat=\"53.5\" lon=\"10.0\" hae=\"0\" ce=\"10\" le=\"10\"/></event>"

typedef struct
{
  DialogFixture    base;
  GSocketService  *server;
  guint            n_clients;
  LagePreferences *preferences;
} Fixture;

static gboolean
incoming_cb (GSocketService    *server,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Fixture *fixture = user_data;
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  fixture->n_clients++;
  g_assert_true (g_output_stream_write_all (stream, EVENT, strlen (EVENT), NULL, NULL, NULL));
  /* The client closes. */
  g_object_set_data_full (G_OBJECT (server), "connection", g_object_ref (connection),
                          g_object_unref);
  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *feeds = NULL;
  guint16 port;

  fixture->server = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->server), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->server, "incoming", G_CALLBACK (incoming_cb), fixture);
  feeds = g_strdup_printf ("# kept\n[Feed tak]\nName=Units & more\nFormat=cot\n"
                           "URI=tcp://127.0.0.1:%u\nEnabled=false\nTimeout=20\n"
                           "[Feed bad]\nName=Bad\nFormat=nonsense\nURI=file:///x\n", port);
  dialog_fixture_set_up (&fixture->base, feeds);
  lage_feed_set_start (lage_session_get_feeds (fixture->base.session));
  fixture->preferences = lage_preferences_new (fixture->base.session);
  gtk_window_present (GTK_WINDOW (fixture->preferences));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->preferences));
  dialog_fixture_tear_down (&fixture->base);
  g_socket_service_stop (fixture->server);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->server));
  g_clear_object (&fixture->server);
}

static LageFeedSet *
get_feeds (Fixture *fixture)
{
  return lage_session_get_feeds (fixture->base.session);
}

static gboolean
file_says (Fixture    *fixture,
           const char *group,
           const char *key,
           const char *value)
{
  g_autofree char *path = g_build_filename (fixture->base.directory, "feeds.conf", NULL);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *actual = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  actual = g_key_file_get_string (file, group, key, NULL);
  return g_strcmp0 (actual, value) == 0;
}

static LageFeedRow *
find_row (GtkWidget  *widget,
          const char *id)
{
  GtkWidget *child;
  LageFeedRow *found = NULL;

  if (LAGE_IS_FEED_ROW (widget)
      && g_str_equal (lage_feed_get_config (lage_feed_row_get_feed (LAGE_FEED_ROW (widget)))->id,
                      id))
    return LAGE_FEED_ROW (widget);
  for (child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, id);
  return found;
}

static LageFeedRow *
get_row (Fixture    *fixture,
         const char *id)
{
  return find_row (GTK_WIDGET (fixture->preferences), id);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (const GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static void
test_template (Fixture       *fixture,
               gconstpointer  data)
{
  LageFeedRow *row = get_row (fixture, "tak");
  GObject *icon, *toggle, *problems;

  g_assert_nonnull (row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Units & more");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)),
                            "Switched off"));
  icon = dialog_child (row, LAGE_TYPE_FEED_ROW, "state_icon");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Switched off");
  toggle = dialog_child (row, LAGE_TYPE_FEED_ROW, "enabled_switch");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_ROLE_SWITCH);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Run this feed");

  /* What the file has wrong is named, and is no feed. */
  problems = dialog_child (fixture->preferences, LAGE_TYPE_PREFERENCES, "problems_label");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (problems)), "[Feed bad]"));
  g_assert_null (get_row (fixture, "bad"));

  lage_preferences_show_feeds (fixture->preferences);
  g_assert_cmpstr (adw_preferences_window_get_visible_page_name (
                     ADW_PREFERENCES_WINDOW (fixture->preferences)), ==, "feeds");
}

static void
test_general (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  GObject *author = dialog_child (fixture->preferences, LAGE_TYPE_PREFERENCES, "author_row");
  GObject *scheme = dialog_child (fixture->preferences, LAGE_TYPE_PREFERENCES, "scheme_row");
  GObject *notation = dialog_child (fixture->preferences, LAGE_TYPE_PREFERENCES, "notation_row");
  g_autofree char *name = NULL;
  g_autofree char *token = NULL;

  gtk_editable_set_text (GTK_EDITABLE (author), "  S3 Meyer ");
  g_signal_emit_by_name (author, "apply");
  g_assert_cmpstr (lage_session_get_author (fixture->base.session), ==, "S3 Meyer");
  name = g_settings_get_string (settings, LAGE_SETTINGS_AUTHOR);
  g_assert_cmpstr (name, ==, "S3 Meyer");

  gtk_editable_set_text (GTK_EDITABLE (author), "");
  g_signal_emit_by_name (author, "apply");
  g_assert_cmpstr (lage_session_get_author (fixture->base.session), ==, g_get_real_name ());

  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (notation)), ==,
                    LAGE_NOTATION_DECIMAL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (notation), LAGE_NOTATION_MGRS);
  g_assert_cmpint (lage_format_get_notation (), ==, LAGE_NOTATION_MGRS);
  token = g_settings_get_string (settings, LAGE_SETTINGS_POSITION_NOTATION);
  g_assert_cmpstr (token, ==, "mgrs");
  adw_combo_row_set_selected (ADW_COMBO_ROW (notation), LAGE_NOTATION_DECIMAL);

  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), 2);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), 1);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, LAGE_SETTINGS_COLOR_SCHEME);
  lage_settings_apply_color_scheme ();
  g_assert_cmpint (adw_style_manager_get_color_scheme (adw_style_manager_get_default ()), ==,
                   ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_toggle (Fixture       *fixture,
             gconstpointer  data)
{
  LageFeedRow *row = get_row (fixture, "tak");
  LageFeed *feed = lage_feed_row_get_feed (row);
  GtkSwitch *toggle = GTK_SWITCH (dialog_child (row, LAGE_TYPE_FEED_ROW, "enabled_switch"));
  GObject *counts = dialog_child (row, LAGE_TYPE_FEED_ROW, "counts_row");

  g_assert_true (file_says (fixture, "Feed tak", "Enabled", "false"));
  gtk_switch_set_active (toggle, TRUE);
  g_assert_true (lage_feed_is_running (feed));
  dialog_wait_until (file_says (fixture, "Feed tak", "Enabled", "true"));
  g_assert_true (file_says (fixture, "Feed bad", "Format", "nonsense"));

  /* Health shows by itself. */
  dialog_wait_until (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (counts)), "1 good")
                     != NULL);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "In order"));

  gtk_switch_set_active (toggle, FALSE);
  g_assert_false (lage_feed_is_running (feed));
  dialog_wait_until (file_says (fixture, "Feed tak", "Enabled", "false"));
}

static void
test_feed_test (Fixture       *fixture,
                gconstpointer  data)
{
  LageFeedRow *row = get_row (fixture, "tak");
  GObject *label = dialog_child (row, LAGE_TYPE_FEED_ROW, "test_label");
  GObject *button = dialog_child (row, LAGE_TYPE_FEED_ROW, "test_button");

  dialog_click (button);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  dialog_wait_until (strstr (gtk_label_get_text (GTK_LABEL (label)), "1 message understood")
                     != NULL);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  g_assert_cmpuint (fixture->n_clients, ==, 1);

  /* Nothing of it goes into the picture. */
  g_assert_cmpuint (lage_situation_get_n_entities (
                      lage_session_get_situation (fixture->base.session)), ==, 0);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  LageFeedRow *row = get_row (fixture, "tak");
  GtkWidget *dialog;

  g_signal_emit_by_name (row, "remove");
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_assert_nonnull (lage_feed_set_find (get_feeds (fixture), "tak"));

  gtk_window_destroy (GTK_WINDOW (dialog));
  g_signal_emit_by_name (row, "remove");
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "remove");
  g_assert_null (lage_feed_set_find (get_feeds (fixture), "tak"));
  g_assert_null (get_row (fixture, "tak"));
  dialog_wait_until (file_says (fixture, "Feed tak", "Format", NULL));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GObject *
get_field (GtkWidget  *dialog,
           const char *name)
{
  return dialog_child (dialog, LAGE_TYPE_FEED_DIALOG, name);
}

static void
assert_problem (GtkWidget  *dialog,
                const char *text)
{
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (get_field (dialog, "problem_label"))),
                            text));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_field (dialog, "problem_label"))));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_field (dialog, "save_button"))));
}

static void
write_field (GtkWidget  *dialog,
             const char *name,
             const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_field (dialog, name)), text);
}

static void
select_format (GtkWidget  *dialog,
               const char *format)
{
  const char *const *formats = lage_decoder_get_formats ();

  for (guint i = 0; formats[i] != NULL; i++)
    if (g_str_equal (formats[i], format))
      adw_combo_row_set_selected (ADW_COMBO_ROW (get_field (dialog, "format_row")), i);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWidget *dialog;

  dialog_click (dialog_child (fixture->preferences, LAGE_TYPE_PREFERENCES, "add_feed_button"));
  dialog = find_window (LAGE_TYPE_FEED_DIALOG);
  g_assert_nonnull (dialog);
  select_format (dialog, "mavlink");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (dialog, "uri_row"))), ==,
                   "udp://127.0.0.1:14550");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (get_field (dialog, "hint_label"))),
                            "udp://"));
  assert_problem (dialog, "id");

  write_field (dialog, "name_row", "Drones");
  write_field (dialog, "id_row", "tak");
  assert_problem (dialog, "already");
  write_field (dialog, "id_row", "no spaces");
  assert_problem (dialog, "an id has");
  write_field (dialog, "id_row", "drones");
  write_field (dialog, "uri_row", "gopher://127.0.0.1/");
  assert_problem (dialog, "gopher");
  write_field (dialog, "uri_row", "udp://127.0.0.1:0");
  assert_problem (dialog, "port");
  write_field (dialog, "uri_row", "udp://127.0.0.1:14559");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_field (dialog, "problem_label"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_field (dialog, "interval_row"))));

  /* Changing the format leaves alone what somebody wrote. */
  select_format (dialog, "cot");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_field (dialog, "uri_row"))), ==,
                   "udp://127.0.0.1:14559");
  select_format (dialog, "mavlink");
  gtk_switch_set_active (GTK_SWITCH (get_field (dialog, "enabled_switch")), FALSE);
  dialog_click (get_field (dialog, "save_button"));

  g_assert_nonnull (lage_feed_set_find (get_feeds (fixture), "drones"));
  g_assert_nonnull (get_row (fixture, "drones"));
  dialog_wait_until (file_says (fixture, "Feed drones", "URI", "udp://127.0.0.1:14559"));
  g_assert_true (file_says (fixture, "Feed drones", "Format", "mavlink"));
  g_assert_null (find_window (LAGE_TYPE_FEED_DIALOG));
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  LageFeedRow *row = get_row (fixture, "tak");
  GtkListBoxRow *option;
  GtkWidget *dialog;

  g_signal_emit_by_name (row, "edit");
  dialog = find_window (LAGE_TYPE_FEED_DIALOG);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_field (dialog, "id_row"))));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_field (dialog, "save_button"))));
  write_field (dialog, "name_row", "");
  assert_problem (dialog, "name");
  write_field (dialog, "name_row", "All units");

  /* Options are the decoder's to judge. */
  select_format (dialog, "mavlink");
  dialog_click (get_field (dialog, "add_option_button"));
  option = gtk_list_box_get_row_at_index (GTK_LIST_BOX (get_field (dialog, "options_box")), 0);
  gtk_editable_set_text (g_object_get_data (G_OBJECT (option), "key"), "max_rate_hz");
  gtk_editable_set_text (g_object_get_data (G_OBJECT (option), "value"), "many");
  assert_problem (dialog, "max_rate_hz");
  gtk_editable_set_text (g_object_get_data (G_OBJECT (option), "value"), "7");
  dialog_click (get_field (dialog, "save_button"));

  dialog_wait_until (file_says (fixture, "Feed tak", "max_rate_hz", "7"));
  g_assert_true (file_says (fixture, "Feed tak", "Name", "All units"));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "All units");
}

static GObject *
get_map_child (LageMapPage *page,
               const char  *name)
{
  return dialog_child (page, LAGE_TYPE_MAP_PAGE, name);
}

static void
test_map (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  LageMapPage *page = g_object_ref_sink (g_object_new (LAGE_TYPE_MAP_PAGE, NULL));
  GObject *proxy = get_map_child (page, "proxy_row");
  GObject *contact = get_map_child (page, "contact_row");
  LageBaseMaps *maps = lage_base_maps_get_default ();
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, "Aerial <2020>", "http://127.0.0.1:9/{z}/{x}/{y}");
  g_autofree char *text = NULL;

  dialog_wait_until (lage_base_maps_get_is_loaded (maps));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_map_child (page, "maps_row"))),
                   ==, "Embedded map");
  lage_base_maps_set_base (maps, lage_base_maps_add (maps, spec, FALSE));
  lage_base_maps_add (maps, spec, TRUE);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_map_child (page, "maps_row"))),
                   ==, "Aerial <2020>");
  g_assert_cmpstr (adw_action_row_get_subtitle (
                     ADW_ACTION_ROW (get_map_child (page, "overlays_row"))), ==, "Aerial <2020>");

  /* Only what can be a proxy is taken. */
  gtk_editable_set_text (GTK_EDITABLE (proxy), "nonsense");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (proxy), "error"));
  g_signal_emit_by_name (proxy, "apply");
  text = g_settings_get_string (settings, LAGE_SETTINGS_MAP_PROXY);
  g_assert_cmpstr (text, ==, "");
  gtk_editable_set_text (GTK_EDITABLE (proxy), " http://proxy:3128 ");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (proxy), "error"));
  g_signal_emit_by_name (proxy, "apply");
  g_free (text);
  text = g_settings_get_string (settings, LAGE_SETTINGS_MAP_PROXY);
  g_assert_cmpstr (text, ==, "http://proxy:3128");

  gtk_editable_set_text (GTK_EDITABLE (contact), "mailto:staff@example.org");
  g_signal_emit_by_name (contact, "apply");
  g_assert_nonnull (strstr (soup_session_get_user_agent (lage_base_maps_get_session (maps)),
                            "(+mailto:staff@example.org)"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_map_child (page, "cache_spin")), 128);
  g_assert_cmpint (g_settings_get_int (settings, LAGE_SETTINGS_MAP_CACHE_MIB), ==, 128);

  while (g_list_model_get_n_items (lage_base_maps_get_model (maps)) > 0)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (lage_base_maps_get_model (maps), 0);

      lage_base_maps_remove (maps, map);
    }
  g_settings_reset (settings, LAGE_SETTINGS_MAP_PROXY);
  g_settings_reset (settings, LAGE_SETTINGS_MAP_CONTACT);
  g_settings_reset (settings, LAGE_SETTINGS_MAP_CACHE_MIB);
  g_assert_finalize_object (page);
}

#define ADD(path, func) g_test_add ("/windows/preferences/" path, Fixture, NULL, set_up, func, \
                                    tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("template", test_template);
  ADD ("general", test_general);
  ADD ("toggle", test_toggle);
  ADD ("feed-test", test_feed_test);
  ADD ("remove", test_remove);
  ADD ("add", test_add);
  ADD ("edit", test_edit);
  ADD ("map", test_map);

  return g_test_run ();
}
