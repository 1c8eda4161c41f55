/* test-map-tools.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-tools.h"

#include "hand-fixture.h"
#include "lage-application.h"
#include "lage-draw-tool.h"
#include "lage-drawing-dialog.h"
#include "lage-map-panel.h"
#include "lage-reshape-tool.h"
#include "lage-window.h"
#include "window-fixture.h"

/* The whole window, drawn in with a real mouse. */

typedef struct
{
  char        *directory;
  LageWindow  *window;  /* (nullable): open */
  LageSession *session;
  LageMapView *view;
  guint        n_drawings;
} Fixture;

static LageApplication *application;

static void
open_window (Fixture *fixture)
{
  LageMapPanel *panel;

  fixture->window = lage_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1600, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  lage_window_open (fixture->window, fixture->directory);
  fixture_wait_until (lage_window_get_session (fixture->window) != NULL);
  fixture->session = lage_window_get_session (fixture->window);
  panel = LAGE_MAP_PANEL (fixture_child (fixture->window, LAGE_TYPE_WINDOW, "map_panel"));
  fixture->view = lage_map_panel_get_view (panel);
  lage_map_view_set_viewport (fixture->view, 10.0, 53.5, 13);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  if (hand_is_there ())
    hand_focus (GTK_WIDGET (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
}

static void
close_window (Fixture *fixture)
{
  gpointer session = fixture->session;

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
  close_window (fixture);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static gboolean
skip_without_hand (void)
{
  if (hand_is_there ())
    return FALSE;
  g_test_skip ("no xdotool, or not on X");
  return TRUE;
}

static GListModel *
get_drawings (Fixture *fixture)
{
  lage_situation_flush (lage_session_get_situation (fixture->session));
  return lage_situation_get_list (lage_session_get_situation (fixture->session), LAGE_KIND_AREA);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (LAGE_IS_DRAWING_DIALOG (window))
        return window;
    }
  return NULL;
}

/* Until one more is in the picture and its form asks; the form is left as it is. */
static LageEntity *
wait_for_drawing (Fixture *fixture)
{
  LageEntity *drawing;

  fixture_wait_until (find_dialog () != NULL);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  fixture_wait_until (find_dialog () == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_drawings (fixture)), ==, ++fixture->n_drawings);
  drawing = lage_window_get_selected (fixture->window);
  g_assert_nonnull (drawing);
  hand_focus (GTK_WIDGET (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  return drawing;
}

static void
take (Fixture    *fixture,
      const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map-tools.tool", "s",
                                             name));
}

static void
move (Fixture *fixture,
      double   x,
      double   y)
{
  hand_move (GTK_WIDGET (fixture->view), x, y);
}

static void
click (Fixture *fixture,
       double   x,
       double   y)
{
  move (fixture, x, y);
  hand_do ("click", "1", NULL);
}

/* A click that has arrived. */
static void
place (Fixture *fixture,
       double   x,
       double   y)
{
  LageDrawTool *tool = LAGE_DRAW_TOOL (lage_map_view_get_tool (fixture->view));
  guint n = lage_draw_sketch_get_n_placed (lage_draw_tool_get_sketch (tool));

  g_test_message ("point %u at %g, %g", n + 1, x, y);
  click (fixture, x, y);
  fixture_wait_until (lage_draw_sketch_get_n_placed (lage_draw_tool_get_sketch (tool)) == n + 1);
}

static void
pull (Fixture *fixture,
      double   x0,
      double   y0,
      double   x1,
      double   y1)
{
  move (fixture, x0, y0);
  hand_do ("mousedown", "1", NULL);
  move (fixture, (x0 + x1) / 2, (y0 + y1) / 2 + 4);
  move (fixture, x1, y1);
  hand_do ("mouseup", "1", NULL);
}

static void
assert_shape (LageEntity    *drawing,
              LageShapeType  shape,
              guint          n_points)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new_for_entity (drawing);

  g_assert_nonnull (sketch);
  g_assert_cmpint (lage_entity_get_int (drawing, LAGE_FIELD_SHAPE, -1), ==, shape);
  g_assert_cmpint (sketch->shape, ==, shape);
  g_assert_cmpuint (lage_draw_sketch_get_n_placed (sketch), ==, n_points);
  g_assert_nonnull (lage_entity_get_text (drawing, LAGE_FIELD_NAME));
}

static void
test_each_shape (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *drawing;

  if (skip_without_hand ())
    return;

  take (fixture, "point");
  click (fixture, 200, 150);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_POINT, 1);
  take (fixture, "text");
  click (fixture, 400, 150);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_TEXT, 1);

  /* A line, whose last point is clicked twice. */
  take (fixture, "line");
  place (fixture, 150, 250);
  place (fixture, 250, 280);
  move (fixture, 300, 250);
  hand_do ("click", "--repeat", "2", "--delay", "30", "1", NULL);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_LINE, 3);

  /* An arrow, ended with the other button; an area, by its first corner. */
  take (fixture, "arrow");
  place (fixture, 400, 250);
  place (fixture, 500, 280);
  hand_do ("click", "3", NULL);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_ARROW, 2);
  take (fixture, "area");
  place (fixture, 150, 350);
  place (fixture, 250, 340);
  place (fixture, 230, 430);
  click (fixture, 152, 353);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_AREA, 3);

  take (fixture, "circle");
  pull (fixture, 400, 400, 440, 400);
  drawing = wait_for_drawing (fixture);
  assert_shape (drawing, LAGE_SHAPE_CIRCLE, 2);
  /* 40 pixels at zoom 13 and 53.5 degrees are 40 x 40 075 017 m x cos 53.5 / (256 x 8192). */
  g_assert_cmpfloat_with_epsilon (lage_entity_get_real (drawing, LAGE_FIELD_RADIUS_M), 455.0, 15.0);
  take (fixture, "rectangle");
  pull (fixture, 500, 350, 580, 420);
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_RECTANGLE, 2);
  take (fixture, "freehand");
  pull (fixture, 150, 520, 350, 500);
  drawing = wait_for_drawing (fixture);
  g_assert_cmpint (lage_entity_get_int (drawing, LAGE_FIELD_SHAPE, -1), ==, LAGE_SHAPE_FREEHAND);

  /* Who and when is told by the ops. */
  g_assert_cmpstr (lage_entity_get_text (drawing, LAGE_FIELD_NAME), ==, "Freehand line 1");
  g_assert_nonnull (lage_entity_find (drawing, LAGE_FIELD_AREA)->author);
}

static void
press (Fixture    *fixture,
       const char *key,
       guint       n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);

  (void) fixture;
  hand_do ("key", "--repeat", count, "--delay", "5", key, NULL);
}

/* Without a mouse: letters take tools, arrows move the crosshair, Space places, Enter ends. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  LageMapTool *tool;
  LageEntity *drawing;

  if (skip_without_hand ())
    return;

  press (fixture, "a", 1);
  fixture_wait_until ((tool = lage_map_view_get_tool (fixture->view)) != NULL);
  g_assert_true (LAGE_IS_DRAW_TOOL (tool));
  g_assert_cmpint (lage_draw_tool_get_shape (LAGE_DRAW_TOOL (tool)), ==, LAGE_SHAPE_AREA);
  press (fixture, "space", 1);
  press (fixture, "Right", 6);
  press (fixture, "space", 1);
  press (fixture, "Down", 6);
  press (fixture, "space", 1);
  press (fixture, "BackSpace", 1);
  press (fixture, "Down", 4);
  press (fixture, "space", 1);
  fixture_wait_until (lage_draw_sketch_get_n_placed (
                        lage_draw_tool_get_sketch (LAGE_DRAW_TOOL (tool))) == 3);
  press (fixture, "Return", 1);
  drawing = wait_for_drawing (fixture);
  assert_shape (drawing, LAGE_SHAPE_AREA, 3);

  /* Escape drops what is begun, then the tool. */
  press (fixture, "l", 1);
  press (fixture, "space", 1);
  fixture_wait_until ((tool = lage_map_view_get_tool (fixture->view)) != NULL
                      && lage_draw_tool_is_begun (LAGE_DRAW_TOOL (tool)));
  press (fixture, "Escape", 1);
  fixture_wait_until (!lage_draw_tool_is_begun (LAGE_DRAW_TOOL (tool)));
  g_assert_true (lage_map_view_get_tool (fixture->view) == tool);
  press (fixture, "Escape", 1);
  fixture_wait_until (lage_map_view_get_tool (fixture->view) == NULL);

  /* Also with the button held: letting go then is nothing any more. */
  take (fixture, "rectangle");
  tool = lage_map_view_get_tool (fixture->view);
  move (fixture, 300, 300);
  hand_do ("mousedown", "1", NULL);
  move (fixture, 380, 360);
  fixture_wait_until (lage_draw_tool_is_begun (LAGE_DRAW_TOOL (tool)));
  press (fixture, "Escape", 1);
  fixture_wait_until (!lage_draw_tool_is_begun (LAGE_DRAW_TOOL (tool)));
  move (fixture, 420, 400);
  hand_do ("mouseup", "1", NULL);
  press (fixture, "Escape", 1);
  fixture_wait_until (lage_map_view_get_tool (fixture->view) == NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_drawings (fixture)), ==, 1);
}

static LagePoint
get_vertex (LageEntity *drawing,
            guint       index)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new_for_entity (drawing);
  LagePoint point = { 0, 0 };

  g_assert_true (lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { 0, index }, &point));
  return point;
}

static guint
get_n_points (LageEntity *drawing)
{
  g_autoptr(LageDrawSketch) sketch = lage_draw_sketch_new_for_entity (drawing);

  return lage_draw_sketch_get_n_placed (sketch);
}

static gboolean
is_same_point (LagePoint a,
               LagePoint b)
{
  return a.latitude_e7 == b.latitude_e7 && a.longitude_e7 == b.longitude_e7;
}

static LageEntity *
draw_line (Fixture *fixture)
{
  take (fixture, "line");
  place (fixture, 150, 250);
  place (fixture, 300, 250);
  place (fixture, 300, 400);
  press (fixture, "Return", 1);
  return wait_for_drawing (fixture);
}

#define UNDO(fixture) \
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET ((fixture)->window), "win.undo", NULL))
#define REDO(fixture) \
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET ((fixture)->window), "win.redo", NULL))

static void
test_reshape (Fixture       *fixture,
              gconstpointer  data)
{
  LageEntity *line;
  LagePoint first, moved, last;

  if (skip_without_hand ())
    return;

  line = draw_line (fixture);
  first = get_vertex (line, 0);
  last = get_vertex (line, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.edit-shape", NULL));
  g_assert_true (LAGE_IS_RESHAPE_TOOL (lage_map_view_get_tool (fixture->view)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));

  /* A corner, the middle of a leg, the whole. */
  pull (fixture, 150, 250, 180, 200);
  fixture_wait_until (!is_same_point (get_vertex (line, 0), first));
  moved = get_vertex (line, 0);
  g_assert_cmpint (moved.latitude_e7, >, first.latitude_e7);
  g_assert_true (is_same_point (get_vertex (line, 2), last));
  pull (fixture, 300, 325, 340, 330);
  fixture_wait_until (get_n_points (line) == 4);
  pull (fixture, 215, 215, 275, 290);
  fixture_wait_until (!is_same_point (get_vertex (line, 0), moved));
  g_assert_false (is_same_point (get_vertex (line, 3), last));

  /* Each of them is taken back by itself, and the tool follows. */
  UNDO (fixture);
  fixture_wait_until (is_same_point (get_vertex (line, 0), moved));
  UNDO (fixture);
  fixture_wait_until (get_n_points (line) == 3);
  g_assert_cmpuint (lage_draw_sketch_get_n_placed (lage_reshape_tool_get_sketch (
                      LAGE_RESHAPE_TOOL (lage_map_view_get_tool (fixture->view)))), ==, 3);
  REDO (fixture);
  fixture_wait_until (get_n_points (line) == 4);

  /* By keys: the second corner goes, and then the tool. */
  press (fixture, "Tab", 2);
  press (fixture, "Delete", 1);
  fixture_wait_until (get_n_points (line) == 3);
  press (fixture, "Return", 1);
  fixture_wait_until (lage_map_view_get_tool (fixture->view) == NULL);
}

/* Drawn, closed, opened, taken back, made again: at the level of people. */
static void
test_undo_across_restart (Fixture       *fixture,
                          gconstpointer  data)
{
  if (skip_without_hand ())
    return;

  draw_line (fixture);
  close_window (fixture);
  open_window (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_drawings (fixture)), ==, 1);
  g_assert_cmpstr (lage_session_get_undo_label (fixture->session), ==, "New drawing “Line 1”");

  press (fixture, "ctrl+z", 1);
  fixture_wait_until (g_list_model_get_n_items (get_drawings (fixture)) == 0);
  fixture_wait_until (fixture_shows (GTK_WIDGET (fixture->window), "Undone: New drawing “Line 1”"));
  close_window (fixture);
  open_window (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_drawings (fixture)), ==, 0);
  press (fixture, "ctrl+y", 1);
  fixture_wait_until (g_list_model_get_n_items (get_drawings (fixture)) == 1);
  press (fixture, "ctrl+z", 1);
  fixture_wait_until (g_list_model_get_n_items (get_drawings (fixture)) == 0);
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  LageDrawTool *tool;
  g_autofree char *text = NULL;

  if (skip_without_hand ())
    return;

  take (fixture, "measure-distance");
  tool = LAGE_DRAW_TOOL (lage_map_view_get_tool (fixture->view));
  place (fixture, 200, 300);
  place (fixture, 300, 300);
  place (fixture, 300, 400);
  press (fixture, "Return", 1);
  fixture_wait_until (!lage_draw_tool_can_finish (tool));
  text = lage_draw_tool_dup_text (tool);
  /* Twice 100 pixels, at 11.37 m each. */
  g_assert_true (g_str_has_prefix (text, "Length 2.2"));
  g_assert_true (g_str_has_suffix (text, "km"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), text));
  g_assert_cmpuint (g_list_model_get_n_items (get_drawings (fixture)), ==, 0);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map-tools.copy", NULL));
  {
    GdkContentProvider *provider =
      gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)));
    g_auto(GValue) value = G_VALUE_INIT;

    g_value_init (&value, G_TYPE_STRING);
    g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
    g_assert_cmpstr (g_value_get_string (&value), ==, text);
  }

  /* Made a drawing. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "map-tools.keep", NULL));
  assert_shape (wait_for_drawing (fixture), LAGE_SHAPE_LINE, 3);
}

/* A new line begins exactly where the other ends, though the hand is some pixels off; with Alt not. */
static void
test_snap (Fixture       *fixture,
           gconstpointer  data)
{
  LageEntity *line, *joined, *free_line, *unit;
  LageMapProjection projection;
  LagePoint place_of_unit;
  double x, y;

  if (skip_without_hand ())
    return;

  line = draw_line (fixture);
  place (fixture, 305, 404);
  place (fixture, 420, 420);
  press (fixture, "Return", 1);
  joined = wait_for_drawing (fixture);
  g_assert_true (joined != line);
  g_assert_true (is_same_point (get_vertex (joined, 0), get_vertex (line, 2)));

  move (fixture, 305, 404);
  hand_do ("keydown", "alt", "click", "1", "keyup", "alt", NULL);
  click (fixture, 450, 500);
  press (fixture, "Return", 1);
  free_line = wait_for_drawing (fixture);
  g_assert_false (is_same_point (get_vertex (free_line, 0), get_vertex (line, 2)));

  /* The place of a unit is joined, too. */
  unit = fixture_add_unit (fixture->session, "Florian 12", 1, 53.49, 10.01);
  g_assert_true (lage_entity_get_point (unit, LAGE_FIELD_POSITION, &place_of_unit));
  g_assert_true (lage_map_view_get_projection (fixture->view, &projection));
  x = lage_map_projection_get_x (&projection, lage_mercator_x (10.01));
  y = lage_map_projection_get_y (&projection, lage_mercator_y (53.49));
  fixture_wait_until (lage_map_view_show_item (fixture->view, lage_entity_get_key (unit)));
  lage_map_view_set_viewport (fixture->view, 10.0, 53.5, 13);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->view));
  place (fixture, x + 4, y - 3);
  place (fixture, 300, 520);
  press (fixture, "Return", 1);
  joined = wait_for_drawing (fixture);
  g_assert_true (is_same_point (get_vertex (joined, 0), place_of_unit));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  if (skip_without_hand ())
    return;

  draw_line (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.delete-drawing",
                                             NULL));
  fixture_wait_until (g_list_model_get_n_items (get_drawings (fixture)) == 0);
  g_assert_null (lage_window_get_selected (fixture->window));
  UNDO (fixture);
  fixture_wait_until (g_list_model_get_n_items (get_drawings (fixture)) == 1);
}

/* Every tool has a button with a name and a key. */
static void
test_is_accessible (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *strip = fixture_find (GTK_WIDGET (fixture->window), fixture_is_type, "LageMapTools");
  GtkWidget *measure;

  gtk_test_accessible_assert_role (strip, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_test_accessible_assert_property (strip, GTK_ACCESSIBLE_PROPERTY_LABEL, "Tools of the map");
  take (fixture, "measure-area");
  measure = fixture_find (strip, fixture_is_type, "GtkToggleButton");
  for (guint n = 0; measure != NULL; measure = gtk_widget_get_next_sibling (measure))
    {
      if (!GTK_IS_TOGGLE_BUTTON (measure))
        continue;
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (measure),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_nonnull (strchr (gtk_widget_get_tooltip_text (measure), '('));
      g_assert_cmpint (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (measure)), ==, ++n == 13);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  fixture_init (&argc, &argv);
  application = lage_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define ADD(path, function) \
  g_test_add ("/windows/map-tools/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("each-shape", test_each_shape);
  ADD ("keys", test_keys);
  ADD ("reshape", test_reshape);
  ADD ("undo-across-restart", test_undo_across_restart);
  ADD ("measure", test_measure);
  ADD ("snap", test_snap);
  ADD ("delete", test_delete);
  ADD ("is-accessible", test_is_accessible);
#undef ADD

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
