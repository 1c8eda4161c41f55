/* test-window-views.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-application.h"
#include "lage-inspector.h"
#include "lage-map-panel.h"
#include "lage-wall-window.h"
#include "lage-window.h"
#include "window-fixture.h"

typedef struct
{
  char         *directory;
  LageWindow   *window; /* (nullable): open */
  LageSession  *session;
  LageMapPanel *panel;
  LageViewsBox *box;
} Fixture;

static LageApplication *application;

static void
wait_for_views (Fixture *fixture)
{
  fixture_wait_until (!lage_saved_views_get_is_busy (lage_views_box_get_views (fixture->box)));
}

static void
open_window (Fixture *fixture)
{
  fixture->window = lage_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  lage_window_open (fixture->window, fixture->directory);
  fixture_wait_until (lage_window_get_session (fixture->window) != NULL);
  fixture->session = lage_window_get_session (fixture->window);
  fixture->panel = LAGE_MAP_PANEL (fixture_child (fixture->window, LAGE_TYPE_WINDOW,
                                                  "map_panel"));
  fixture->box = lage_map_panel_get_views_box (fixture->panel);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  wait_for_views (fixture);
}

static void
close_window (Fixture *fixture)
{
  gpointer session = fixture->session;

  wait_for_views (fixture);
  g_object_add_weak_pointer (session, &session);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (fixture->window == NULL);
  fixture_wait_until (session == NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = fixture_make_directory ();
  fixture_create_exercise (fixture->directory);
  open_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static char *
dup_menu_label (Fixture *fixture,
                int      position)
{
  GMenuModel *menu = G_MENU_MODEL (fixture_child (fixture->window, LAGE_TYPE_WINDOW,
                                                  "views_menu"));
  char *label = NULL;

  if (position < g_menu_model_get_n_items (menu))
    g_menu_model_get_item_attribute (menu, position, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  return label;
}

/* A view that was saved in one operation is there in the next one. */
static void
test_view_in_another_operation (Fixture       *fixture,
                                gconstpointer  data)
{
  LageFilter *filter = lage_map_panel_get_filter (fixture->panel);
  const LageViewport viewport = { 10.02, 53.49, 13.25 };
  g_autofree char *first_directory = g_steal_pointer (&fixture->directory);
  g_autofree char *label = NULL;
  g_autofree char *none = NULL;
  double longitude, latitude, zoom;

  lage_filter_set_shows_kind (filter, LAGE_KIND_DRONE, FALSE);
  lage_saved_views_add (lage_views_box_get_views (fixture->box), "Dike_South", &viewport, filter,
                        NULL);
  close_window (fixture);
  fixture_remove_directory (first_directory);

  fixture->directory = fixture_make_directory ();
  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  label = dup_menu_label (fixture, 0);
  none = dup_menu_label (fixture, 1);
  g_assert_cmpstr (label, ==, "Dike__South");
  g_assert_null (none);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-view", "u", 1));
  lage_map_view_get_viewport (lage_map_panel_get_view (fixture->panel), &longitude, &latitude,
                              &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, viewport.longitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, viewport.latitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (zoom, viewport.zoom, 1e-6);
  filter = lage_map_panel_get_filter (fixture->panel);
  g_assert_false (lage_filter_shows_kind (filter, LAGE_KIND_DRONE));

  activate (fixture, "win.clear-map-filter");
  g_assert_true (lage_filter_is_empty (filter));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-view", "u", 7));
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->window), "There is no saved view 7"));
}

/* What was deleted by mistake comes back with the button of the toast. */
static void
test_undo_from_the_toast (Fixture       *fixture,
                          gconstpointer  data)
{
  LageSavedViews *views = lage_views_box_get_views (fixture->box);
  const LageViewport viewport = { 9.97, 53.54, 12 };

  lage_saved_views_add (views, "Harbour", &viewport,
                        lage_map_panel_get_filter (fixture->panel), NULL);
  wait_for_views (fixture);
  lage_saved_views_remove (views, lage_saved_views_find_name (views, "Harbour"));
  wait_for_views (fixture);
  g_assert_null (lage_saved_views_find_name (views, "Harbour"));
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->window), "View “Harbour” saved"));
  activate (fixture, "win.undo-view");
  wait_for_views (fixture);
  g_assert_nonnull (lage_saved_views_find_name (views, "Harbour"));
}

static LageWallWindow *
find_wall (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (LAGE_IS_WALL_WINDOW (window))
        return LAGE_WALL_WINDOW (window);
    }
  return NULL;
}

static void
test_wall_view (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_null (find_wall ());
  activate (fixture, "win.wall-view");
  g_assert_nonnull (find_wall ());
  activate (fixture, "win.wall-view");
  g_assert_null (find_wall ());

  activate (fixture, "win.wall-view");
  gtk_window_close (GTK_WINDOW (find_wall ()));
  fixture_wait_until (find_wall () == NULL);

  /* It goes with the window that it belongs to. */
  activate (fixture, "win.wall-view");
  close_window (fixture);
  g_assert_null (find_wall ());
}

static void
test_section_of_the_selected (Fixture       *fixture,
                              gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->session, "Florian 12", 1, 53.55, 9.93);
  LageEntity *gauge = fixture_add_gauge (fixture->session, 500.0, FIXTURE_NOW_US);
  LageInspector *inspector = LAGE_INSPECTOR (fixture_child (fixture->window, LAGE_TYPE_WINDOW,
                                                            "inspector"));
  GtkWidget *popover = GTK_WIDGET (fixture_child (inspector, LAGE_TYPE_INSPECTOR,
                                                  "section_popover"));
  GtkWidget *entry = fixture_find (popover, fixture_is_type, "GtkEntry");

  /* A gauge belongs to no section. */
  lage_window_set_selected (fixture->window, gauge);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set-section", NULL);
  g_assert_false (gtk_widget_get_mapped (popover));

  lage_window_set_selected (fixture->window, unit);
  activate (fixture, "win.set-section");
  fixture_wait_until (gtk_widget_get_mapped (popover));
  fixture_write (entry, "North");
  g_signal_emit_by_name (entry, "activate");
  fixture_wait_until (!gtk_widget_get_mapped (popover));
  lage_situation_flush (lage_session_get_situation (fixture->session));
  g_assert_cmpstr (lage_entity_get_text (unit, LAGE_FIELD_SECTION), ==, "North");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = fixture_make_directory ();
  g_autoptr(GError) error = NULL;
  int status;

  g_setenv ("XDG_CONFIG_HOME", directory, TRUE);
  fixture_init (&argc, &argv);
  application = lage_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func) \
  g_test_add ("/windows/window-views/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("view-in-another-operation", test_view_in_another_operation);
  ADD ("undo-from-the-toast", test_undo_from_the_toast);
  ADD ("wall-view", test_wall_view);
  ADD ("section-of-the-selected", test_section_of_the_selected);

  status = g_test_run ();
  g_object_unref (application);
  fixture_remove_directory (directory);
  return status;
}
