/* test-add-map-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-add-map-dialog.h"
#include "map-server.h"
#include "window-fixture.h"

typedef struct
{
  MapServer     server;
  char         *directory;
  LageBaseMaps *maps;
  GtkWindow    *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  map_server_start (&fixture->server);
  fixture->directory = fixture_make_directory ();
  path = g_build_filename (fixture->directory, "basemaps.conf", NULL);
  fixture->maps = lage_base_maps_new (path, fixture->directory, fixture->directory);
  fixture_wait_until (lage_base_maps_get_is_loaded (fixture->maps));
  fixture->dialog = lage_add_map_dialog_new (fixture->maps);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (fixture->dialog);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (fixture->dialog);
  fixture_wait_until (fixture->dialog == NULL);
  fixture_wait_until (G_OBJECT (fixture->maps)->ref_count == 1);
  g_assert_finalize_object (fixture->maps);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
  map_server_stop (&fixture->server);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return fixture_child (fixture->dialog, LAGE_TYPE_ADD_MAP_DIALOG, name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "pages"));
}

static const char *
get_problem (Fixture *fixture)
{
  return gtk_label_get_text (get_child (fixture, "problem_label"));
}

static void
look (Fixture    *fixture,
      const char *path)
{
  g_autofree char *address = g_strconcat (fixture->server.base, path, NULL);

  fixture_write (get_child (fixture, "address_row"), address);
  fixture_click (get_child (fixture, "look_button"));
}

static void
choose (Fixture *fixture,
        guint    position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (get_child (fixture, "list_view"));

  gtk_selection_model_select_item (model, position, TRUE);
}

static LageBaseMap *
get_added (Fixture *fixture)
{
  g_autoptr(LageBaseMap) map =
    g_list_model_get_item (lage_base_maps_get_model (fixture->maps), 0);

  return map;
}

static void
test_wms (Fixture       *fixture,
          gconstpointer  data)
{
  GtkSelectionModel *model;
  const LageSourceSpec *spec;

  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "look_button")));
  look (fixture, "/wms");
  g_assert_cmpstr (get_page (fixture), ==, "busy");
  fixture_wait_until (g_str_equal (get_page (fixture), "choose"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "Test server"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->dialog), "Testers"));
  model = gtk_list_view_get_model (get_child (fixture, "list_view"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);

  /* What can't be shown can't be added, and it is said why. */
  choose (fixture, 2);
  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "add_button")));
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->dialog), "EPSG:25832"));

  choose (fixture, 1);
  g_assert_true (gtk_widget_is_sensitive (get_child (fixture, "add_button")));
  fixture_write (get_child (fixture, "name_row"), "");
  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "add_button")));
  fixture_write (get_child (fixture, "name_row"), "Rain");
  fixture_click (get_child (fixture, "add_button"));

  spec = lage_base_map_get_spec (get_added (fixture));
  g_assert_cmpstr (spec->name, ==, "Rain");
  g_assert_cmpstr (spec->layer, ==, "radar");
  g_assert_cmpstr (spec->attribution, ==, "Testers");
  g_assert_true (lage_base_map_get_is_overlay (get_added (fixture)));
  g_assert_cmpint (lage_base_map_get_time_mode (get_added (fixture)), ==, LAGE_MAP_TIME_FOLLOW);
  fixture_wait_until (fixture->dialog == NULL);
}

/* An address of tiles needs nobody to be asked. */
static void
test_template (Fixture       *fixture,
               gconstpointer  data)
{
  look (fixture, "/xyz/{z}/{x}/{y}.png");
  fixture_wait_until (g_str_equal (get_page (fixture), "choose"));
  g_assert_cmpuint (fixture->server.n_requests, ==, 0);
  fixture_write (get_child (fixture, "credit_row"), "Somebody");
  fixture_click (get_child (fixture, "add_button"));

  g_assert_true (lage_base_maps_get_base (fixture->maps) == get_added (fixture));
  g_assert_cmpstr (lage_base_map_get_spec (get_added (fixture))->attribution, ==, "Somebody");
  fixture_wait_until (fixture->dialog == NULL);
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *words;
  } cases[] = {
    { "<ServiceExceptionReport><ServiceException>Dienst gesperrt</ServiceException>"
      "</ServiceExceptionReport>", 200, "Dienst gesperrt" },
    { "<html/>", 403, "denies access" },
    { "<a>", 200, "not understood" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->server.body = cases[i].body;
      fixture->server.status = cases[i].status;
      fixture_write (get_child (fixture, "address_row"), "");
      look (fixture, "/other.xml");
      fixture_wait_until (g_str_equal (get_page (fixture), "ask"));
      g_test_message ("%s", get_problem (fixture));
      g_assert_nonnull (strstr (get_problem (fixture), cases[i].words));
    }

  soup_server_disconnect (fixture->server.server);
  look (fixture, "/wms");
  fixture_wait_until (g_str_equal (get_page (fixture), "ask"));
  g_assert_nonnull (strstr (get_problem (fixture), "refuses the connection"));

  fixture_write (get_child (fixture, "address_row"), "javascript:alert(1)");
  fixture_click (get_child (fixture, "look_button"));
  fixture_wait_until (g_str_equal (get_page (fixture), "ask"));
  g_assert_cmpstr (get_problem (fixture), !=, "");
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  look (fixture, "/wms");
  g_assert_cmpstr (get_page (fixture), ==, "busy");
  fixture_click (fixture_find (GTK_WIDGET (fixture->dialog), fixture_is_button, "_Stop"));
  g_assert_cmpstr (get_page (fixture), ==, "ask");
  fixture_wait_until (G_OBJECT (fixture->dialog)->ref_count <= 2);
  g_assert_cmpstr (get_page (fixture), ==, "ask");
  g_assert_cmpstr (get_problem (fixture), ==, "");
}

static void
test_says_what_it_is (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (fixture, "filter_entry")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter the layers by name");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_child (fixture, "list_view")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Layers of the server");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/add-map-dialog/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("wms", test_wms);
  ADD ("template", test_template);
  ADD ("problems", test_problems);
  ADD ("stop", test_stop);
  ADD ("says-what-it-is", test_says_what_it_is);

  return g_test_run ();
}
