/* test-map-tool.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "hand-fixture.h"
#include "lage-map-tool.h"
#include "map-fixture.h"

/* A tool that writes down what it is asked. */

#define TEST_TYPE_TOOL (test_tool_get_type ())

G_DECLARE_FINAL_TYPE (TestTool, test_tool, TEST, TOOL, LageMapTool)

struct _TestTool
{
  LageMapTool parent_instance;

  GString *told;
  gboolean takes_presses;
  LageMapPointer last;
  guint n_motions;
};

G_DEFINE_FINAL_TYPE (TestTool, test_tool, LAGE_TYPE_MAP_TOOL)

static void
tell (LageMapTool *tool,
      const char  *word)
{
  TestTool *self = TEST_TOOL (tool);

  if (self->told->len > 0)
    g_string_append_c (self->told, ' ');
  g_string_append (self->told, word);
}

static void
test_tool_begin (LageMapTool *tool)
{
  g_assert_nonnull (lage_map_tool_get_view (tool));
  tell (tool, "begin");
}

static void
test_tool_end (LageMapTool *tool)
{
  tell (tool, "end");
}

static gboolean
test_tool_press (LageMapTool          *tool,
                 const LageMapPointer *pointer)
{
  TEST_TOOL (tool)->last = *pointer;
  tell (tool, pointer->n_press == 2 ? "press-2" : "press");
  return TEST_TOOL (tool)->takes_presses;
}

static void
test_tool_drag (LageMapTool          *tool,
                const LageMapPointer *pointer)
{
  TEST_TOOL (tool)->last = *pointer;
  TEST_TOOL (tool)->n_motions++;
}

static void
test_tool_release (LageMapTool          *tool,
                   const LageMapPointer *pointer)
{
  TEST_TOOL (tool)->last = *pointer;
  tell (tool, "release");
}

static void
test_tool_click (LageMapTool          *tool,
                 const LageMapPointer *pointer)
{
  TEST_TOOL (tool)->last = *pointer;
  tell (tool, pointer->is_key ? "click-key" : pointer->n_press == 2 ? "click-2" : "click");
}

static void
test_tool_secondary (LageMapTool          *tool,
                     const LageMapPointer *pointer)
{
  tell (tool, "secondary");
}

static void
test_tool_motion (LageMapTool          *tool,
                  const LageMapPointer *pointer)
{
  TEST_TOOL (tool)->last = *pointer;
  TEST_TOOL (tool)->n_motions++;
}

static gboolean
test_tool_key (LageMapTool     *tool,
               guint            keyval,
               GdkModifierType  modifiers)
{
  if (keyval != GDK_KEY_BackSpace)
    return FALSE;
  tell (tool, "backspace");
  return TRUE;
}

static void
test_tool_snapshot (LageMapTool             *tool,
                    GtkSnapshot             *snapshot,
                    const LageMapProjection *projection)
{
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1.0f, 0.0f, 0.0f, 1.0f },
                             &GRAPHENE_RECT_INIT (10, 10, 10, 10));
}

static void
test_tool_finalize (GObject *object)
{
  g_string_free (TEST_TOOL (object)->told, TRUE);

  G_OBJECT_CLASS (test_tool_parent_class)->finalize (object);
}

static void
test_tool_class_init (TestToolClass *klass)
{
  LageMapToolClass *tool_class = LAGE_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_tool_finalize;
  tool_class->begin = test_tool_begin;
  tool_class->end = test_tool_end;
  tool_class->press = test_tool_press;
  tool_class->drag = test_tool_drag;
  tool_class->release = test_tool_release;
  tool_class->click = test_tool_click;
  tool_class->secondary = test_tool_secondary;
  tool_class->motion = test_tool_motion;
  tool_class->key = test_tool_key;
  tool_class->snapshot = test_tool_snapshot;
}

static void
test_tool_init (TestTool *self)
{
  self->told = g_string_new (NULL);
}

typedef struct
{
  GtkWidget   *window;
  LageMapView *view;
  TestTool    *tool;
  guint        n_picked;
} Fixture;

static void
picked_cb (Fixture *fixture)
{
  fixture->n_picked++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const LageMapItem item = { .key = 11, .longitude = 10.0, .latitude = 53.5,
                             .kind = LAGE_SYMBOL_UNIT, .course_deg = NAN, .label = "unit" };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->window = gtk_window_new ();
  fixture->view = LAGE_MAP_VIEW (lage_map_view_new ());
  fixture->tool = g_object_new (TEST_TYPE_TOOL, NULL);
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  g_signal_connect_swapped (fixture->view, "item-picked", G_CALLBACK (picked_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  lage_map_view_set_viewport (fixture->view, 10.0, 53.5, 13);
  lage_map_view_set_items (fixture->view, &item, 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (view), &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_until (view == NULL);
  g_assert_finalize_object (fixture->tool);
}

static void
take (Fixture *fixture)
{
  lage_map_view_set_tool (fixture->view, LAGE_MAP_TOOL (fixture->tool));
}

static void
test_taken_and_laid_down (Fixture       *fixture,
                          gconstpointer  data)
{
  g_assert_null (lage_map_view_get_tool (fixture->view));
  take (fixture);
  take (fixture);
  g_assert_true (lage_map_view_get_tool (fixture->view) == LAGE_MAP_TOOL (fixture->tool));
  lage_map_view_set_tool (fixture->view, NULL);
  g_assert_cmpstr (fixture->tool->told->str, ==, "begin end");
  g_assert_null (lage_map_tool_get_view (LAGE_MAP_TOOL (fixture->tool)));

  /* A map that goes away lays its tool down, too: tear_down () destroys it. */
  take (fixture);
}

static gboolean
press_key (Fixture         *fixture,
           guint            keyval,
           GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_taken = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &is_taken);
      if (is_taken)
        return TRUE;
    }
  return FALSE;
}

static void
test_crosshair (Fixture       *fixture,
                gconstpointer  data)
{
  LageMapPointer *last = &fixture->tool->last;
  double longitude, latitude, zoom;

  g_assert_false (press_key (fixture, GDK_KEY_space, 0));
  take (fixture);

  g_assert_true (press_key (fixture, GDK_KEY_Right, 0));
  g_assert_cmpfloat (last->x, ==, 412.0);
  g_assert_cmpfloat (last->y, ==, 300.0);
  g_assert_cmpfloat (last->longitude, >, 10.0);
  g_assert_true (press_key (fixture, GDK_KEY_Up, GDK_CONTROL_MASK));
  g_assert_cmpfloat (last->y, ==, 299.0);
  g_assert_true (press_key (fixture, GDK_KEY_space, 0));
  g_assert_cmpstr (fixture->tool->told->str, ==, "begin click-key");
  g_assert_cmpfloat (last->x, ==, 412.0);
  g_assert_true (press_key (fixture, GDK_KEY_BackSpace, 0));
  g_assert_cmpstr (fixture->tool->told->str, ==, "begin click-key backspace");

  /* At the rim the map follows. */
  for (guint i = 0; i < 10; i++)
    g_assert_true (press_key (fixture, GDK_KEY_Left, GDK_SHIFT_MASK));
  g_assert_cmpfloat (last->x, ==, 40.0);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat (longitude, <, 9.99);

  g_assert_false (press_key (fixture, GDK_KEY_a, 0));
  g_assert_true (press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_null (lage_map_view_get_tool (fixture->view));
  g_assert_false (press_key (fixture, GDK_KEY_Escape, 0));
}

static void
test_draws_on_top (Fixture       *fixture,
                   gconstpointer  data)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));
  guint8 rgb[3];

  take (fixture);
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr(GskRenderNode) node = NULL;
      g_autoptr(GdkTexture) texture = NULL;

      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
      node = fixture_draw (GTK_WIDGET (fixture->view));
      texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, 800, 600));
      fixture_get_pixel (texture, 15, 15, rgb);
      g_assert_cmpint (rgb[0] == 255 && rgb[1] == 0, ==, pass == 0);
      lage_map_view_set_tool (fixture->view, NULL);
    }
}

static void
drag (Fixture    *fixture,
      const char *button)
{
  hand_move (GTK_WIDGET (fixture->view), 200, 200);
  hand_do ("mousedown", button, NULL);
  hand_move (GTK_WIDGET (fixture->view), 230, 200);
  hand_move (GTK_WIDGET (fixture->view), 300, 260);
  hand_do ("mouseup", button, NULL);
}

static void
test_mouse (Fixture       *fixture,
            gconstpointer  data)
{
  double longitude, latitude, zoom;
  double moved;

  if (!hand_is_there ())
    {
      g_test_skip ("no xdotool, or not on X");
      return;
    }

  /* Without a tool a click picks. */
  hand_move (GTK_WIDGET (fixture->view), 400, 300);
  hand_do ("click", "1", NULL);
  fixture_wait_until (fixture->n_picked == 1);

  /* What is taken is dragged; the map stays where it is. */
  take (fixture);
  fixture->tool->takes_presses = TRUE;
  g_string_set_size (fixture->tool->told, 0);
  drag (fixture, "1");
  fixture_wait_until (strstr (fixture->tool->told->str, "release") != NULL);
  g_assert_cmpstr (fixture->tool->told->str, ==, "press release");
  g_assert_cmpfloat_with_epsilon (fixture->tool->last.x, 300, 1.0);
  g_assert_cmpfloat_with_epsilon (fixture->tool->last.y, 260, 1.0);
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 10.0, 1e-6);

  /* What is left pans the map, and is no click. */
  fixture->tool->takes_presses = FALSE;
  g_string_set_size (fixture->tool->told, 0);
  drag (fixture, "1");
  lage_map_view_get_viewport (fixture->view, &moved, &latitude, &zoom);
  g_assert_cmpfloat (moved, <, longitude - 1e-4);
  g_assert_cmpstr (fixture->tool->told->str, ==, "press");

  /* On the spot it is one, and picks nothing. */
  hand_move (GTK_WIDGET (fixture->view), 400, 300);
  g_string_set_size (fixture->tool->told, 0);
  hand_do ("click", "--repeat", "2", "--delay", "20", "1", NULL);
  fixture_wait_until (strstr (fixture->tool->told->str, "click-2") != NULL);
  g_assert_cmpstr (fixture->tool->told->str, ==, "press click press-2 click-2");
  hand_do ("click", "3", NULL);
  fixture_wait_until (strstr (fixture->tool->told->str, "secondary") != NULL);
  g_assert_cmpuint (fixture->n_picked, ==, 1);

  /* The middle button pans in any case. */
  fixture->tool->takes_presses = TRUE;
  g_string_set_size (fixture->tool->told, 0);
  drag (fixture, "2");
  lage_map_view_get_viewport (fixture->view, &longitude, &latitude, &zoom);
  g_assert_cmpfloat (longitude, <, moved - 1e-4);
  g_assert_cmpstr (fixture->tool->told->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) \
  g_test_add ("/map/map-tool/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("taken-and-laid-down", test_taken_and_laid_down);
  ADD ("crosshair", test_crosshair);
  ADD ("draws-on-top", test_draws_on_top);
  ADD ("mouse", test_mouse);

#undef ADD

  return g_test_run ();
}
