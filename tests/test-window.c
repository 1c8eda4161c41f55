/* test-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-application.h"
#include "lage-find-row.h"
#include "lage-format.h"
#include "lage-inspector.h"
#include "lage-map-panel.h"
#include "lage-sidebar.h"
#include "lage-window.h"
#include "window-fixture.h"

typedef struct
{
  char        *directory;
  LageWindow  *window;   /* (nullable): open */
  LageSession *session;  /* of the window */
} Fixture;

static LageApplication *application;

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return fixture_child (fixture->window, LAGE_TYPE_WINDOW, name);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = lage_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
open_operation (Fixture *fixture)
{
  lage_window_open (fixture->window, fixture->directory);
  g_assert_null (lage_window_get_session (fixture->window));
  fixture_wait_until (lage_window_get_session (fixture->window) != NULL);
  fixture->session = lage_window_get_session (fixture->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
close_window (Fixture *fixture)
{
  gpointer session = fixture->session;

  if (session != NULL)
    g_object_add_weak_pointer (session, &session);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (fixture->window == NULL);
  fixture_wait_until (session == NULL);
  fixture->session = NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = fixture_make_directory ();
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
create (Fixture    *fixture,
        const char *name,
        gboolean    is_exercise)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;

  operation = lage_operation_create (fixture->directory, name, is_exercise, "", &error);
  g_assert_no_error (error);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "pages"));
}

static GtkWidget *
find_message (void)
{
  g_autoptr(GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
assert_message (const char *heading,
                const char *words)
{
  GtkWidget *dialog;

  fixture_wait_until ((dialog = find_message ()) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, heading);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), words));
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_wait_until (find_message () == NULL);
}

static gboolean
is_possible (Fixture    *fixture,
             const char *action)
{
  GtkWidget *menu_item = g_object_ref_sink (gtk_button_new ());
  gboolean is_sensitive;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (menu_item), action);
  gtk_widget_set_parent (menu_item, GTK_WIDGET (fixture->window));
  is_sensitive = gtk_widget_get_sensitive (menu_item);
  gtk_widget_unparent (menu_item);
  g_object_unref (menu_item);
  return is_sensitive;
}

static void
test_opens_an_operation (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkLabel *clock_label;
  g_autofree char *before = NULL;

  create (fixture, "Surge of December", FALSE);
  open_window (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "start");
  g_assert_false (is_possible (fixture, "win.new-incident"));
  g_assert_false (is_possible (fixture, "win.close-operation"));
  lage_window_open (fixture->window, fixture->directory);
  g_assert_cmpstr (get_page (fixture), ==, "opening");
  /* A second wish while the first is being fulfilled is no other. */
  lage_window_open (fixture->window, fixture->directory);
  fixture_wait_until (lage_window_get_session (fixture->window) != NULL);
  fixture->session = lage_window_get_session (fixture->window);

  g_assert_cmpstr (get_page (fixture), ==, "picture");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Surge of December");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Surge of December"));
  g_assert_false (gtk_widget_get_mapped (child (fixture, "exercise_banner")));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "exercise"));
  g_assert_true (is_possible (fixture, "win.new-incident"));
  g_assert_true (is_possible (fixture, "win.close-operation"));
  g_assert_false (is_possible (fixture, "win.undo"));
  g_assert_false (is_possible (fixture, "win.show-selected"));

  clock_label = child (fixture, "clock_label");
  before = g_strdup (gtk_label_get_text (clock_label));
  g_assert_cmpuint (strlen (before), ==, strlen ("23:00:00"));
  fixture_wait_until (!g_str_equal (gtk_label_get_text (clock_label), before));
}

static void
test_marks_an_exercise (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *banner;
  g_autoptr(GdkTexture) texture = NULL;
  guint n_pixels;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  banner = child (fixture, "exercise_banner");
  g_assert_true (gtk_widget_get_mapped (banner));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "exercise"));
  g_assert_true (fixture_shows (banner, "EXERCISE · Surge 13"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "23:00:00"));

  /* Its colour runs over the whole width. */
  texture = fixture_draw_texture (banner);
  n_pixels = (guint) (gtk_widget_get_width (banner) * gtk_widget_get_height (banner));
  g_assert_cmpint (gtk_widget_get_allocated_width (banner), ==,
                   gtk_widget_get_allocated_width (child (fixture, "toasts")));
  g_assert_cmpuint (fixture_count_pixels (texture, 0xffb347, 4), >, n_pixels / 4);

  lage_clock_anchor (lage_session_get_clock (fixture->session), 1, FIXTURE_NOW_US, 60.0);
  g_assert_true (fixture_shows (banner, "time × 60"));
}

static void
test_selection_is_one (Fixture       *fixture,
                       gconstpointer  data)
{
  LageEntity *unit, *gauge;
  LageSidebar *sidebar;
  LageMapPanel *map_panel;
  LageInspector *inspector;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  sidebar = child (fixture, "sidebar");
  map_panel = child (fixture, "map_panel");
  inspector = child (fixture, "inspector");
  unit = fixture_add_unit (fixture->session, "Florian 12", 1, 53.55, 9.93);
  gauge = fixture_add_gauge (fixture->session, 700, FIXTURE_NOW_US);

#define ASSERT_SELECTED(entity)                                                        \
  G_STMT_START                                                                         \
    {                                                                                  \
      guint64 key = (entity) != NULL ? lage_entity_get_key (entity) : 0;               \
                                                                                       \
      g_assert_true (lage_window_get_selected (fixture->window) == (entity));          \
      g_assert_true (lage_sidebar_get_selected (sidebar) == (entity));                 \
      g_assert_true (lage_map_panel_get_selected (map_panel) == (entity));             \
      g_assert_true (lage_inspector_get_entity (inspector) == (entity));               \
      g_assert_cmpuint (lage_map_view_get_selected_key (lage_map_panel_get_view (      \
                          map_panel)), ==, key);                                       \
    }                                                                                  \
  G_STMT_END

  ASSERT_SELECTED ((LageEntity *) NULL);
  lage_window_set_selected (fixture->window, unit);
  ASSERT_SELECTED (unit);
  g_assert_true (is_possible (fixture, "win.show-selected"));
  lage_sidebar_set_selected (sidebar, gauge);
  ASSERT_SELECTED (gauge);
  lage_map_view_set_selected_key (lage_map_panel_get_view (map_panel),
                                  lage_entity_get_key (unit));
  ASSERT_SELECTED (unit);
  lage_inspector_set_entity (inspector, gauge);
  ASSERT_SELECTED (gauge);
  lage_map_panel_set_selected (map_panel, unit);
  ASSERT_SELECTED (unit);
  lage_window_set_selected (fixture->window, NULL);
  ASSERT_SELECTED ((LageEntity *) NULL);
  g_assert_false (is_possible (fixture, "win.show-selected"));
}

static void
test_actions_drive_the_window (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *window;
  LageEntity *unit;
  g_autofree char *id = NULL;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  window = GTK_WIDGET (fixture->window);
  unit = fixture_add_unit (fixture->session, "Florian 12", 1, 53.55, 9.93);

  g_assert_true (gtk_widget_activate_action (window, "win.show-list", "s", "unit"));
  g_assert_cmpint (lage_sidebar_get_kind (child (fixture, "sidebar")), ==, LAGE_KIND_UNIT);
  gtk_widget_activate_action (window, "win.show-list", "s", "nonsense");
  g_assert_cmpint (lage_sidebar_get_kind (child (fixture, "sidebar")), ==, LAGE_KIND_UNIT);

  id = lage_id_to_string (lage_entity_get_id (unit));
  gtk_widget_activate_action (window, "win.select", "s", id);
  g_assert_true (lage_window_get_selected (fixture->window) == unit);
  gtk_widget_activate_action (window, "win.select", "s", "nonsense");
  g_assert_true (lage_window_get_selected (fixture->window) == unit);

  gtk_widget_activate_action (window, "win.toggle-sidebar", NULL);
  g_assert_false (gtk_widget_get_mapped (child (fixture, "sidebar")));
  gtk_widget_activate_action (window, "win.filter", NULL);
  g_assert_true (gtk_widget_get_mapped (child (fixture, "sidebar")));
  gtk_widget_activate_action (window, "win.toggle-inspector", NULL);
  g_assert_false (gtk_widget_get_mapped (child (fixture, "inspector")));
  gtk_widget_activate_action (window, "win.toggle-inspector", NULL);
  g_assert_true (gtk_widget_get_mapped (child (fixture, "inspector")));

  gtk_widget_activate_action (window, "win.show-selected", NULL);
  gtk_widget_activate_action (window, "win.focus-map", NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window))
                 == GTK_WIDGET (lage_map_panel_get_view (child (fixture, "map_panel"))));
}

static gboolean
is_new_window (GtkWindow  *window,
               const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (window), type)
         && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static GtkWidget *
find_dialog (const char *type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (is_new_window (window, type))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
test_commands_for_many (Fixture       *fixture,
                        gconstpointer  data)
{
  guint64 keys[3];
  LageEntity *units[2];
  LageMapView *view;
  GtkWidget *dialog;
  GtkWidget *popover;
  GtkWidget *entry;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  view = lage_map_panel_get_view (child (fixture, "map_panel"));
  keys[0] = lage_entity_get_key (fixture_add_gauge (fixture->session, 700, FIXTURE_NOW_US));
  units[0] = fixture_add_unit (fixture->session, "Boat", 1, 53.5, 9.9);
  units[1] = fixture_add_unit (fixture->session, "Florian", 1, 53.5, 9.8);
  keys[1] = lage_entity_get_key (units[0]);
  keys[2] = lage_entity_get_key (units[1]);
  g_assert_false (is_possible (fixture, "win.new-task-for-selection"));
  g_assert_false (is_possible (fixture, "win.set-section"));
  g_assert_false (is_possible (fixture, "win.clear-selection"));

  /* A gauge takes no orders and belongs to no section. */
  lage_map_view_set_selection (view, keys, 1, 0);
  g_assert_false (is_possible (fixture, "win.new-task-for-selection"));
  g_assert_false (is_possible (fixture, "win.set-section"));

  lage_map_view_set_selection (view, keys, 3, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-task-for-selection", NULL);
  fixture_wait_until ((dialog = find_dialog ("LageTaskDialog")) != NULL);
  g_assert_true (fixture_shows (dialog, "2 units assigned"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set-section", NULL);
  popover = fixture_find (GTK_WIDGET (lage_map_panel_get_selection_bar (
                            child (fixture, "map_panel"))), fixture_is_type, "LageSectionPopover");
  fixture_wait_until (gtk_widget_get_mapped (popover));
  entry = fixture_find (popover, fixture_is_type, "GtkEntry");
  fixture_write (entry, "West");
  g_signal_emit_by_name (entry, "activate");
  fixture_wait_until (g_strcmp0 (lage_entity_get_text (units[1], LAGE_FIELD_SECTION), "West") == 0);
  g_assert_cmpstr (lage_entity_get_text (units[0], LAGE_FIELD_SECTION), ==, "West");
  fixture_wait_until (!gtk_widget_get_mapped (popover));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.clear-selection", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (lage_map_panel_get_selection (
                      child (fixture, "map_panel"))), ==, 0);
}

static void
test_closes_and_opens_again (Fixture       *fixture,
                             gconstpointer  data)
{
  GListModel *units;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  fixture_add_unit (fixture->session, "Florian 12", 1, 53.55, 9.93);
  close_window (fixture);

  open_window (fixture);
  open_operation (fixture);
  units = lage_situation_get_list (lage_session_get_situation (fixture->session), LAGE_KIND_UNIT);
  g_assert_cmpuint (g_list_model_get_n_items (units), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-list", "s",
                                             "unit"));
  g_assert_cmpint (lage_sidebar_get_kind (child (fixture, "sidebar")), ==, LAGE_KIND_UNIT);
}

static void
test_closed_while_opening (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(LageSession) session = NULL;
  g_autoptr(GError) error = NULL;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  lage_window_open (fixture->window, fixture->directory);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (fixture->window == NULL);
  /* Nobody holds the log any more. */
  session = lage_session_open (fixture->directory, &error);
  g_assert_no_error (error);
  lage_session_close (session);
}

static void
test_says_that_there_is_no_operation (Fixture       *fixture,
                                      gconstpointer  data)
{
  open_window (fixture);
  lage_window_open (fixture->window, fixture->directory);
  assert_message ("The operation cannot be opened", "There is no operation in this folder.");
  g_assert_cmpstr (get_page (fixture), ==, "start");
  g_assert_null (lage_window_get_session (fixture->window));

  /* And it can be tried again. */
  create (fixture, "Late", FALSE);
  open_operation (fixture);
}

static void
test_says_that_it_is_busy (Fixture       *fixture,
                           gconstpointer  data)
{
  LageSession *other;

  fixture_create_exercise (fixture->directory);
  other = fixture_open_session (fixture->directory);
  open_window (fixture);
  lage_window_open (fixture->window, fixture->directory);
  assert_message ("The operation cannot be opened", "Another program has it open.");
  g_assert_cmpstr (get_page (fixture), ==, "start");
  lage_session_close (other);
  g_object_unref (other);
}

static void
test_is_accessible (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *label;
  } buttons[] = {
    { "sidebar_button", "Lists" },
    { "inspector_button", "Details" },
    { "search_button", "Find names, places and positions" },
    { "feeds_button", "Feeds: 0 of 0 in order" },
  };

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (fixture, buttons[i].name)),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL, buttons[i].label);
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 text_read_cb, &text);
  fixture_wait_until (text != NULL);
  return text;
}

/* One notation, chosen at one place, everywhere at once. */
static void
test_notation (Fixture       *fixture,
               gconstpointer  data)
{
  LageMapView *view;
  g_autofree char *copied = NULL;
  GVariant *state;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  view = lage_map_panel_get_view (child (fixture, "map_panel"));
  lage_window_set_selected (fixture->window,
                            fixture_add_unit (fixture->session, "Florian 12", 1, 53.545, 9.97));
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->window), "53.54500°"));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "position-notation",
                                  g_variant_new_string ("mgrs"));
  g_assert_true (fixture_shows (child (fixture, "inspector"), "32U NE 64273 33337"));
  g_assert_true (fixture_shows (child (fixture, "pointer_button"), "MGRS / UTMREF"));
  g_signal_emit_by_name (view, "pointer-moved", 9.97, 53.545);
  g_assert_true (fixture_shows (child (fixture, "pointer_button"), "32U NE 64273 33337"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.copy-pointer",
                                             NULL));
  copied = read_clipboard (fixture);
  g_assert_cmpstr (copied, ==, "32U NE 64273 33337");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-notation",
                                             NULL));
  g_assert_true (fixture_shows (child (fixture, "inspector"), "R 3564370 H 5935273"));
  state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "position-notation");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "gauss-krueger");
  g_variant_unref (state);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-notation",
                                             NULL));
  g_assert_true (fixture_shows (child (fixture, "inspector"), "53.54500°"));
}

static LageFindResult *
make_result (const char *title,
             double      latitude,
             double      longitude)
{
  LageFindResult *result = g_new0 (LageFindResult, 1);

  result->ref_count = 1;
  result->group = LAGE_FIND_STREETS;
  result->title = g_strdup (title);
  result->detail = g_strdup ("");
  result->has_point = lage_point_init (&result->point, latitude, longitude);
  result->extent_m = 500;
  return result;
}

/* Does nothing where it is not enabled. */
static void
try_action (Fixture    *fixture,
            const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

/* What was found is gone to and marked; the mark can be removed, or kept as a drawing. */
static void
test_mark (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(LageFindResult) street = make_result ("Reeperbahn", 53.5496, 9.963);
  GListModel *drawings;
  g_autoptr(LageEntity) drawing = NULL;
  LageMapView *view;
  double longitude, latitude, zoom;
  LagePoint point;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  view = lage_map_panel_get_view (child (fixture, "map_panel"));
  drawings = lage_situation_get_list (lage_session_get_situation (fixture->session),
                                      LAGE_KIND_AREA);
  try_action (fixture, "win.clear-mark");
  try_action (fixture, "win.keep-mark"); /* there is none */

  g_signal_emit_by_name (child (fixture, "search_popover"), "chosen", street, LAGE_FIND_GO);
  lage_map_view_get_viewport (view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 9.963, 1e-3);
  g_assert_cmpfloat_with_epsilon (latitude, 53.5496, 1e-3);
  g_assert_cmpfloat (zoom, >, 13.0);
  g_assert_true (lage_map_view_pick_mark (view, gtk_widget_get_width (GTK_WIDGET (view)) / 2.0,
                                          gtk_widget_get_height (GTK_WIDGET (view)) / 2.0 - 8.0));

  try_action (fixture, "win.clear-mark");
  g_assert_false (lage_map_view_pick_mark (view, gtk_widget_get_width (GTK_WIDGET (view)) / 2.0,
                                           gtk_widget_get_height (GTK_WIDGET (view)) / 2.0 - 8.0));
  try_action (fixture, "win.keep-mark");
  g_assert_cmpuint (g_list_model_get_n_items (drawings), ==, 0);

  /* To mark is not to go. */
  lage_map_view_set_viewport (view, 10.1, 53.4, 12.0);
  g_signal_emit_by_name (child (fixture, "search_popover"), "chosen", street, LAGE_FIND_MARK);
  lage_map_view_get_viewport (view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.1, 1e-6);
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Marked: Reeperbahn"));
  try_action (fixture, "win.show-mark");
  lage_map_view_get_viewport (view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 9.963, 1e-3);

  try_action (fixture, "win.keep-mark");
  fixture_wait_until (g_list_model_get_n_items (drawings) == 1);
  drawing = g_list_model_get_item (drawings, 0);
  g_assert_cmpstr (lage_entity_get_title (drawing), ==, "Reeperbahn");
  g_assert_cmpint (lage_entity_get_int (drawing, LAGE_FIELD_SHAPE, -1), ==, LAGE_SHAPE_POINT);
  g_assert_true (lage_entity_get_point (drawing, LAGE_FIELD_POSITION, &point));
  g_assert_cmpint (point.latitude_e7, ==, 535496000);
  fixture_wait_until (lage_window_get_selected (fixture->window) == drawing);
  try_action (fixture, "win.keep-mark");
  g_assert_cmpuint (g_list_model_get_n_items (drawings), ==, 1);

  /* And taken back, as any edit. */
  try_action (fixture, "win.undo");
  fixture_wait_until (g_list_model_get_n_items (drawings) == 0);
}

/* Nothing is wider than a small screen. */
static void
test_fits_a_small_screen (Fixture       *fixture,
                          gconstpointer  data)
{
  int minimum;

  fixture_create_exercise (fixture->directory);
  open_window (fixture);
  open_operation (fixture);
  lage_window_set_selected (fixture->window,
                            fixture_add_gauge (fixture->session, 1050, FIXTURE_NOW_US));
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 1280);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, minimum, &minimum,
                      NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 720);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  fixture_init (&argc, &argv);
  application = lage_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func) \
  g_test_add ("/windows/window/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("opens-an-operation", test_opens_an_operation);
  ADD ("marks-an-exercise", test_marks_an_exercise);
  ADD ("selection-is-one", test_selection_is_one);
  ADD ("actions-drive-the-window", test_actions_drive_the_window);
  ADD ("commands-for-many", test_commands_for_many);
  ADD ("closes-and-opens-again", test_closes_and_opens_again);
  ADD ("closed-while-opening", test_closed_while_opening);
  ADD ("says-that-there-is-no-operation", test_says_that_there_is_no_operation);
  ADD ("says-that-it-is-busy", test_says_that_it_is_busy);
  ADD ("is-accessible", test_is_accessible);
  ADD ("notation", test_notation);
  ADD ("mark", test_mark);
  ADD ("fits-a-small-screen", test_fits_a_small_screen);

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
