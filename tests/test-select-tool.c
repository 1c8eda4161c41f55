/* test-select-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "hand-fixture.h"
#include "lage-select-tool.h"
#include "map-fixture.h"

#define WIDTH 800
#define HEIGHT 600

typedef struct
{
  GtkWidget   *window;
  LageMapView *view;
  guint        n_changes;
  guint        n_hover_changes;
} Fixture;

static void
selection_changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
hover_changed_cb (Fixture *fixture)
{
  fixture->n_hover_changes++;
}

/* Items 1 to 6 from left to right, 100 pixels apart, on a line through the middle. */
static void
fill (Fixture *fixture)
{
  LageMapItem items[6] = { { 0, }, };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      items[i] = (LageMapItem) { .key = i + 1, .kind = LAGE_SYMBOL_UNIT, .course_deg = NAN };
      g_assert_true (lage_map_view_locate (fixture->view, 150 + 100.0 * i, HEIGHT / 2.0,
                                           &items[i].longitude, &items[i].latitude));
    }
  lage_map_view_set_items (fixture->view, items, G_N_ELEMENTS (items));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->window = gtk_window_new ();
  fixture->view = LAGE_MAP_VIEW (lage_map_view_new ());
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  g_signal_connect_swapped (fixture->view, "selection-changed", G_CALLBACK (selection_changed_cb),
                            fixture);
  g_signal_connect_swapped (fixture->view, "hover-changed", G_CALLBACK (hover_changed_cb),
                            fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  lage_map_view_set_viewport (fixture->view, 10.0, 53.5, 13);
  fill (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (view), &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (view == NULL);
}

static void
assert_selection (Fixture    *fixture,
                  const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_keys;
  const guint64 *keys = lage_map_view_get_selection (fixture->view, &n_keys);

  for (guint64 key = 1; key <= 6; key++)
    for (guint i = 0; i < n_keys; i++)
      if (keys[i] == key)
        g_string_append_printf (text, "%u", (guint) key);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (text->len, ==, n_keys);
}

static void
drag (Fixture *fixture,
      double   x0,
      double   y0,
      double   x1,
      double   y1)
{
  hand_move (GTK_WIDGET (fixture->view), x0, y0);
  hand_do ("mousedown", "1", NULL);
  hand_move (GTK_WIDGET (fixture->view), (x0 + x1) / 2, (y0 + y1) / 2);
  hand_move (GTK_WIDGET (fixture->view), x1, y1);
  hand_do ("mouseup", "1", NULL);
}

static void
click (Fixture *fixture,
       double   x,
       double   y)
{
  hand_move (GTK_WIDGET (fixture->view), x, y);
  hand_do ("click", "1", NULL);
}

static gboolean
has_hand (void)
{
  if (hand_is_there ())
    return TRUE;

  g_test_skip ("no xdotool, or not on X");

  return FALSE;
}

static void
test_rectangle (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(LageMapTool) tool = lage_select_tool_new (LAGE_SELECT_RECTANGLE);
  double longitude, latitude, zoom;

  if (!has_hand ())
    return;

  lage_map_view_set_tool (fixture->view, tool);
  drag (fixture, 120, 250, 400, 350);
  assert_selection (fixture, "123");
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.0, 1e-9);

  /* From the other corner; with Control it is added. */
  hand_do ("keydown", "ctrl", NULL);
  drag (fixture, 580, 350, 520, 250);
  hand_do ("keyup", "ctrl", NULL);
  assert_selection (fixture, "1235");

  drag (fixture, 500, 250, 600, 350);
  assert_selection (fixture, "5");
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 5);

  /* Around nothing there is nothing. */
  drag (fixture, 500, 100, 600, 150);
  assert_selection (fixture, "");

  click (fixture, 250, 300);
  assert_selection (fixture, "2");
}

static void
test_lasso (Fixture       *fixture,
            gconstpointer  data)
{
  const double corners[][2] = { { 200, 250 }, { 300, 250 }, { 350, 350 }, { 400, 250 },
                                { 500, 250 }, { 350, 450 } };
  g_autoptr(LageMapTool) tool = lage_select_tool_new (LAGE_SELECT_LASSO);

  if (!has_hand ())
    return;

  /* Around 2 and 4, below 3. */
  lage_map_view_set_tool (fixture->view, tool);
  hand_move (GTK_WIDGET (fixture->view), corners[0][0], corners[0][1]);
  hand_do ("mousedown", "1", NULL);
  for (guint i = 1; i < G_N_ELEMENTS (corners); i++)
    {
      /* Of the movements within a frame GTK only tells the last. */
      hand_move (GTK_WIDGET (fixture->view), corners[i][0], corners[i][1]);
      gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
    }
  hand_do ("mouseup", "1", NULL);
  assert_selection (fixture, "24");
  g_assert_true (lage_map_view_get_tool (fixture->view) == tool);
}

static void
test_shift_borrows_the_rectangle (Fixture       *fixture,
                                  gconstpointer  data)
{
  if (!has_hand ())
    return;

  hand_do ("keydown", "shift", NULL);
  drag (fixture, 120, 250, 300, 350);
  assert_selection (fixture, "12");
  g_assert_null (lage_map_view_get_tool (fixture->view));

  /* On the spot it adds, and takes out again. */
  click (fixture, 450, 300);
  assert_selection (fixture, "124");
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 4);
  click (fixture, 150, 300);
  assert_selection (fixture, "24");
  click (fixture, 450, 300);
  assert_selection (fixture, "2");
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 2);
  hand_do ("keyup", "shift", NULL);
  g_assert_null (lage_map_view_get_tool (fixture->view));

  /* The same with Control, and a plain click selects one alone. */
  hand_do ("keydown", "ctrl", NULL);
  click (fixture, 550, 300);
  hand_do ("keyup", "ctrl", NULL);
  assert_selection (fixture, "25");
  click (fixture, 650, 300);
  assert_selection (fixture, "6");
}

static void
press_key (Fixture         *fixture,
           guint            keyval,
           GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  gboolean is_taken = FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &is_taken);
    }
  g_assert_true (is_taken);
}

static void
test_crosshair (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(LageMapTool) rectangle = lage_select_tool_new (LAGE_SELECT_RECTANGLE);
  g_autoptr(LageMapTool) lasso = lage_select_tool_new (LAGE_SELECT_LASSO);

  /* From the middle left and up, then right and down. */
  lage_map_view_set_tool (fixture->view, rectangle);
  press_key (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  press_key (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  press_key (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
  press_key (fixture, GDK_KEY_space, 0);
  for (guint i = 0; i < 2; i++)
    {
      press_key (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
    }
  press_key (fixture, GDK_KEY_space, 0);
  assert_selection (fixture, "3");

  /* Three corners around the fourth; Escape takes them back, Enter closes them. */
  lage_map_view_set_tool (fixture->view, lasso);
  for (guint round = 0; round < 2; round++)
    {
      press_key (fixture, GDK_KEY_space, 0);
      press_key (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_space, 0);
      for (guint i = 0; i < 3; i++)
        press_key (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_space, 0);
      press_key (fixture, round == 0 ? GDK_KEY_Escape : GDK_KEY_Return, 0);
      assert_selection (fixture, round == 0 ? "3" : "4");
      press_key (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
      press_key (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
    }
  g_assert_true (lage_map_view_get_tool (fixture->view) == lasso);
}

static void
test_all_in_sight_and_none (Fixture       *fixture,
                            gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.select-in-sight", NULL);
  assert_selection (fixture, "123456");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.select-in-sight", NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (lage_map_view_count_in_sight (fixture->view), ==, 6);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map.clear-selection", NULL);
  assert_selection (fixture, "");
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  /* Half of them out of sight. */
  lage_map_view_pan (fixture->view, 380, 0);
  lage_map_view_select_in_sight (fixture->view);
  assert_selection (fixture, "456");

  /* Setting the first one anew leaves the others; setting another leaves it alone. */
  {
    const guint64 keys[] = { 4, 5 };

    lage_map_view_set_selection (fixture->view, keys, 2, 4);
    lage_map_view_set_selected_key (fixture->view, 4);
    assert_selection (fixture, "45");
    g_assert_true (lage_map_view_is_selected (fixture->view, 5));
    lage_map_view_set_selected_key (fixture->view, 5);
    assert_selection (fixture, "5");
    lage_map_view_set_selected_key (fixture->view, 0);
    assert_selection (fixture, "");
  }
}

static void
test_walks_away_from_what_was_selected (Fixture       *fixture,
                                        gconstpointer  data)
{
  lage_map_view_set_selected_key (fixture->view, 6);
  for (guint64 key = 5; key >= 1; key--)
    {
      lage_map_view_select_next (fixture->view);
      g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, key);
    }
  lage_map_view_select_previous (fixture->view);
  g_assert_cmpuint (lage_map_view_get_selected_key (fixture->view), ==, 2);
  g_assert_cmpuint (lage_map_view_find_nearest (fixture->view, 6), ==, 5);
}

static void
test_hover (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  graphene_rect_t box;

  if (!has_hand ())
    return;

  hand_move (GTK_WIDGET (fixture->view), 10, 10);
  g_assert_false (lage_map_view_get_hovered (fixture->view, keys, &box));
  hand_move (GTK_WIDGET (fixture->view), 250, 300);
  fixture_wait_until (fixture->n_hover_changes == 1);
  g_assert_true (lage_map_view_get_hovered (fixture->view, keys, &box));
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpuint (g_array_index (keys, guint64, 0), ==, 2);
  g_assert_cmpfloat_with_epsilon (box.origin.x + box.size.width / 2, 250, 1);

  /* Within the same symbol nothing changes. */
  hand_move (GTK_WIDGET (fixture->view), 255, 303);
  g_assert_cmpuint (fixture->n_hover_changes, ==, 1);

  /* New data leave it, unless the item goes away. */
  fill (fixture);
  g_assert_cmpuint (fixture->n_hover_changes, ==, 1);
  hand_move (GTK_WIDGET (fixture->view), 300, 200);
  fixture_wait_until (fixture->n_hover_changes == 2);
  g_assert_false (lage_map_view_get_hovered (fixture->view, keys, &box));

  hand_move (GTK_WIDGET (fixture->view), 350, 300);
  fixture_wait_until (fixture->n_hover_changes == 3);
  lage_map_view_set_items (fixture->view, NULL, 0);
  g_assert_cmpuint (fixture->n_hover_changes, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add ("/map/select-tool/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("rectangle", test_rectangle);
  ADD ("lasso", test_lasso);
  ADD ("shift-borrows-the-rectangle", test_shift_borrows_the_rectangle);
  ADD ("crosshair", test_crosshair);
  ADD ("all-in-sight-and-none", test_all_in_sight_and_none);
  ADD ("walks-away-from-what-was-selected", test_walks_away_from_what_was_selected);
  ADD ("hover", test_hover);

  return g_test_run ();
}
