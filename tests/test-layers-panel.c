/* test-layers-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-maps.h"
#include "lage-filter-check.h"
#include "lage-layers-panel.h"
#include "lage-map-panel.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture base;
  LageMapPanel  *panel;
  LageMapView   *view;
  LageFilter    *filter;
  GtkWidget     *popover;
  LageViewsBox  *box;
  char          *notice;
  gboolean       can_undo;
} Fixture;

static const char *config_directory;

static void
notice_cb (Fixture    *fixture,
           const char *text,
           gboolean    can_undo)
{
  g_free (fixture->notice);
  fixture->notice = g_strdup (text);
  fixture->can_undo = can_undo;
}

static void
remove_config (void)
{
  g_autofree char *folder = g_build_filename (config_directory, "rescue-mate", NULL);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    fixture_remove_directory (folder);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  remove_config ();
  session_fixture_set_up (&fixture->base, data);
  fixture->panel = g_object_new (LAGE_TYPE_MAP_PANEL, NULL);
  fixture->view = lage_map_panel_get_view (fixture->panel);
  fixture->filter = lage_map_panel_get_filter (fixture->panel);
  fixture->box = lage_map_panel_get_views_box (fixture->panel);
  g_signal_connect_swapped (fixture->box, "notice", G_CALLBACK (notice_cb), fixture);
  lage_map_panel_set_session (fixture->panel, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->panel));
  fixture->popover = gtk_widget_get_ancestor (GTK_WIDGET (fixture->box), LAGE_TYPE_LAYERS_PANEL);
}

static void
wait_for_views (Fixture *fixture)
{
  fixture_wait_until (!lage_saved_views_get_is_busy (lage_views_box_get_views (fixture->box)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  wait_for_views (fixture);
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  fixture_wait_until (!gtk_widget_get_mapped (fixture->popover));
  gtk_test_widget_wait_for_draw (fixture->base.window); /* else GTK asks the popover's surface */
  session_fixture_tear_down (&fixture->base, data);
  g_free (fixture->notice);
  remove_config ();
}

/* With all that is folded in it unfolded. */
static void
open_panel (Fixture *fixture)
{
  GtkWidget *box = GTK_WIDGET (fixture_child (fixture->popover, LAGE_TYPE_LAYERS_PANEL,
                                              "expanders"));

  lage_map_panel_open_layers (fixture->panel);
  fixture_wait_until (gtk_widget_get_mapped (fixture->popover));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_expander_set_expanded (GTK_EXPANDER (child), TRUE);
}

static gboolean
is_check (GtkWidget  *widget,
          const char *text)
{
  return LAGE_IS_FILTER_CHECK (widget) && fixture_find (widget, fixture_is_label, text) != NULL;
}

static GtkCheckButton *
find_check (Fixture    *fixture,
            const char *text)
{
  GtkWidget *check = fixture_find (fixture->popover, is_check, text);

  g_assert_nonnull (check);
  return GTK_CHECK_BUTTON (check);
}

static gboolean
is_on_map (Fixture    *fixture,
           LageEntity *entity)
{
  return lage_map_view_show_item (fixture->view, lage_entity_get_key (entity));
}

static void
test_checks_hide (Fixture       *fixture,
                  gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 3, 53.55, 9.93);
  LageEntity *ready = fixture_add_unit (fixture->base.session, "Florian 13", 1, 53.54, 9.95);

  fixture_wait_until (is_on_map (fixture, ready));
  open_panel (fixture);
  g_assert_nonnull (fixture_find (GTK_WIDGET (find_check (fixture, "Units")), fixture_is_label,
                                  "2"));
  gtk_test_accessible_assert_property (find_check (fixture, "Units"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Units: 2 of 2 shown");

  gtk_check_button_set_active (find_check (fixture, "3 En route"), FALSE);
  g_assert_false (is_on_map (fixture, unit));
  g_assert_true (is_on_map (fixture, ready));
  g_assert_nonnull (fixture_find (GTK_WIDGET (find_check (fixture, "Units")), fixture_is_label,
                                  "1/2"));
  g_assert_nonnull (fixture_find (fixture->popover, fixture_is_label,
                                  "Units: FMS status · 1 hidden"));

  fixture_click (fixture_find (fixture->popover, fixture_is_button, "_Clear Filter"));
  g_assert_true (gtk_check_button_get_active (find_check (fixture, "3 En route")));
  g_assert_true (is_on_map (fixture, unit));

  gtk_check_button_set_active (find_check (fixture, "Units"), FALSE);
  g_assert_false (is_on_map (fixture, unit));
  g_assert_false (is_on_map (fixture, ready));
}

/* From the first to the last, past all that is folded. */
static void
test_keyboard_reaches_all (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkRoot *root = gtk_widget_get_root (fixture->popover);
  gboolean is_reached = FALSE;

  lage_map_panel_open_layers (fixture->panel);
  fixture_wait_until (gtk_widget_get_mapped (fixture->popover));
  for (guint i = 0; i < 60 && !is_reached; i++)
    {
      g_assert_true (gtk_widget_child_focus (fixture->popover, GTK_DIR_TAB_FORWARD));
      is_reached = gtk_root_get_focus (root)
                   == GTK_WIDGET (find_check (fixture, "Filter the lists too"));
    }
  g_assert_true (is_reached);
}

static void
test_entries_and_drop_downs (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkEditable *text = GTK_EDITABLE (fixture_child (fixture->popover, LAGE_TYPE_LAYERS_PANEL,
                                                   "text_entry"));
  GtkDropDown *attention = GTK_DROP_DOWN (fixture_child (fixture->popover,
                                                         LAGE_TYPE_LAYERS_PANEL,
                                                         "attention_drop_down"));
  GtkDropDown *units = GTK_DROP_DOWN (fixture_child (fixture->popover, LAGE_TYPE_LAYERS_PANEL,
                                                     "units_drop_down"));
  GtkDropDown *work = GTK_DROP_DOWN (fixture_child (fixture->popover, LAGE_TYPE_LAYERS_PANEL,
                                                    "work_drop_down"));
  GtkSpinButton *age = GTK_SPIN_BUTTON (fixture_child (fixture->popover, LAGE_TYPE_LAYERS_PANEL,
                                                       "age_spin"));

  open_panel (fixture);
  fixture_write (text, "florian ");
  fixture_wait_until (g_str_equal (lage_filter_get_text (fixture->filter), "florian "));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "florian ");
  gtk_drop_down_set_selected (attention, 2);
  g_assert_cmpuint (lage_filter_get_min_attention (fixture->filter), ==, 2);
  gtk_drop_down_set_selected (units, 2);
  g_assert_cmpint (lage_filter_get_assignment (fixture->filter, LAGE_KIND_DRONE), ==,
                   LAGE_FILTER_UNASSIGNED);
  gtk_drop_down_set_selected (work, 1);
  g_assert_cmpint (lage_filter_get_assignment (fixture->filter, LAGE_KIND_TASK), ==,
                   LAGE_FILTER_ASSIGNED);
  gtk_spin_button_set_value (age, 45);
  g_assert_cmpuint (lage_filter_get_max_age_min (fixture->filter), ==, 45);

  lage_filter_clear (fixture->filter);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "");
  g_assert_cmpuint (gtk_drop_down_get_selected (attention), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (units), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (work), ==, 0);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (age), ==, 0);
}

static void
test_sections_of_the_picture (Fixture       *fixture,
                              gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 3, 53.55, 9.93);
  LageEntity *other = fixture_add_unit (fixture->base.session, "Florian 13", 1, 53.54, 9.95);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (unit));

  lage_draft_set_text (draft, LAGE_FIELD_SECTION, "Wilhelmsburg");
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (is_on_map (fixture, other));
  lage_filter_set_has_section (fixture->filter, "Gone", TRUE);
  g_assert_false (is_on_map (fixture, unit));

  open_panel (fixture);
  g_assert_true (gtk_check_button_get_active (find_check (fixture, "Gone")));
  g_assert_false (gtk_check_button_get_active (find_check (fixture, "Without a section")));
  gtk_check_button_set_active (find_check (fixture, "Wilhelmsburg"), TRUE);
  g_assert_true (is_on_map (fixture, unit));
  g_assert_false (is_on_map (fixture, other));
  g_assert_nonnull (fixture_find (fixture->popover, fixture_is_label,
                                  "Only these sections · only 2"));
}

static void
save_as (Fixture    *fixture,
         const char *name)
{
  GtkWidget *entry = fixture_find (GTK_WIDGET (fixture->box), fixture_is_type, "GtkEntry");

  fixture_write (entry, name);
  fixture_click (fixture_find (GTK_WIDGET (fixture->box), fixture_is_button, "_Save"));
  wait_for_views (fixture);
}

static void
test_saved_view (Fixture       *fixture,
                 gconstpointer  data)
{
  double longitude, latitude, zoom;

  open_panel (fixture);
  wait_for_views (fixture);
  lage_map_view_set_viewport (fixture->view, 10.02, 53.49, 13.25);
  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_UNIT, FALSE);
  save_as (fixture, "Wilhelmsburg");
  g_assert_cmpstr (fixture->notice, ==, "View “Wilhelmsburg” saved");
  g_assert_true (fixture->can_undo);

  lage_filter_clear (fixture->filter);
  lage_map_view_set_viewport (fixture->view, 9.9, 53.6, 10);
  g_assert_false (lage_views_box_show (fixture->box, 2));
  g_assert_true (lage_views_box_show (fixture->box, 1));
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.02, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 53.49, 1e-6);
  g_assert_cmpfloat_with_epsilon (zoom, 13.25, 1e-6);
  g_assert_false (lage_filter_shows_kind (fixture->filter, LAGE_KIND_UNIT));
  fixture_wait_until (!gtk_widget_get_mapped (fixture->popover));
}

static void
test_maps_of_a_view (Fixture       *fixture,
                     gconstpointer  data)
{
  LageBaseMaps *maps = lage_base_maps_get_default ();
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, "Depth", "http://127.0.0.1:9/{z}/{x}/{y}.png");
  LageBaseMap *overlay;

  open_panel (fixture);
  wait_for_views (fixture);
  fixture_wait_until (lage_base_maps_get_is_loaded (maps));
  overlay = lage_base_maps_add (maps, spec, TRUE);
  lage_base_map_set_is_visible (overlay, TRUE);
  save_as (fixture, "Depth");
  lage_base_map_set_is_visible (overlay, FALSE);
  save_as (fixture, "Without");

  g_assert_true (lage_views_box_show (fixture->box, 1));
  g_assert_true (lage_base_map_get_is_visible (overlay));
  g_assert_true (lage_views_box_show (fixture->box, 2));
  g_assert_false (lage_base_map_get_is_visible (overlay));
  g_assert_cmpstr (fixture->notice, ==, "View “Without” saved");

  lage_base_maps_remove (maps, overlay);
  g_assert_true (lage_views_box_show (fixture->box, 1));
  g_assert_cmpstr (fixture->notice, ==, "Not all maps of this view are there any more");
}

static gboolean
has_tooltip (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

static void
test_rename_replace_and_delete (Fixture       *fixture,
                                gconstpointer  data)
{
  LageSavedViews *views = lage_views_box_get_views (fixture->box);
  GtkWidget *box = GTK_WIDGET (fixture->box);

  open_panel (fixture);
  wait_for_views (fixture);
  save_as (fixture, "Harbour");
  fixture_click (fixture_find (box, has_tooltip, "Rename “Harbour”"));
  fixture_write (fixture_find (box, fixture_is_type, "GtkEntry"), "Port");
  fixture_click (fixture_find (box, fixture_is_button, "_Rename"));
  wait_for_views (fixture);
  g_assert_nonnull (lage_saved_views_find_name (views, "Port"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (views)), ==, 1);

  lage_filter_set_max_age_min (fixture->filter, 20);
  fixture_click (fixture_find (box, has_tooltip, "Replace “Port” by the present view"));
  wait_for_views (fixture);
  g_assert_cmpuint (lage_filter_get_max_age_min (lage_saved_view_get_filter (
                      lage_saved_views_find_name (views, "Port"))), ==, 20);

  /* Saving under a name that is there replaces it as well. */
  lage_filter_set_max_age_min (fixture->filter, 40);
  save_as (fixture, " Port ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (views)), ==, 1);
  g_assert_cmpuint (lage_filter_get_max_age_min (lage_saved_view_get_filter (
                      lage_saved_views_find_name (views, "Port"))), ==, 40);

  fixture_click (fixture_find (box, has_tooltip, "Delete “Port”"));
  wait_for_views (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (views)), ==, 0);
  g_assert_cmpstr (fixture->notice, ==, "View “Port” deleted");
  g_assert_true (lage_saved_views_undo (views));
  wait_for_views (fixture);
  g_assert_nonnull (lage_saved_views_find_name (views, "Port"));
}

static void
test_damaged_views (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (config_directory, "rescue-mate", NULL);
  g_autofree char *path = g_build_filename (folder, "views.conf", NULL);

  wait_for_views (fixture);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
  open_panel (fixture);
  wait_for_views (fixture);
  g_assert_cmpstr (fixture->notice, ==, "The saved views cannot be read. Their file was put aside, "
                                        "not deleted.");
  g_assert_false (fixture->can_undo);
  save_as (fixture, "Harbour");
  g_assert_nonnull (lage_saved_views_find_name (lage_views_box_get_views (fixture->box),
                                                "Harbour"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = fixture_make_directory ();
  int result;

  config_directory = directory;
  g_setenv ("XDG_CONFIG_HOME", directory, TRUE);
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/layers-panel/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("checks-hide", test_checks_hide);
  ADD ("keyboard-reaches-all", test_keyboard_reaches_all);
  ADD ("entries-and-drop-downs", test_entries_and_drop_downs);
  ADD ("sections-of-the-picture", test_sections_of_the_picture);
  ADD ("saved-view", test_saved_view);
  ADD ("maps-of-a-view", test_maps_of_a_view);
  ADD ("rename-replace-and-delete", test_rename_replace_and_delete);
  ADD ("damaged-views", test_damaged_views);

  result = g_test_run ();
  fixture_remove_directory (directory);
  return result;
}
