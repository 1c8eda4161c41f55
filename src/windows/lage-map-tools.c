/* lage-map-tools.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-tools.h"

#include <glib/gi18n.h>

#include "lage-draw-tool.h"
#include "lage-drawing-dialog.h"
#include "lage-reshape-tool.h"
#include "lage-select-tool.h"
#include "lage-tool-hint.h"

#define GROUP LAGE_MAP_TOOLS_GROUP
#define SELECT "select"
#define LASSO "lasso"
#define RESHAPE "reshape"

/* Every tool that a person can take, in the order of the strip. */
static const struct
{
  const char    *name;
  const char    *icon;
  const char    *label;
  const char    *key_name;
  guint          key;
  LageShapeType  shape;
  gboolean       is_drawn;
  gboolean       is_measure;
  gboolean       begins_group;
} tools[] = {
  { SELECT, "lage-tool-select-symbolic", N_("Select"), "V", GDK_KEY_v },
  { "rubber-band", "lage-tool-rubber-band-symbolic", N_("Select in a rectangle"), "B", GDK_KEY_b },
  { LASSO, "lage-tool-lasso-symbolic", N_("Select with the lasso"), "O", GDK_KEY_o },
  { "point", "lage-tool-point-symbolic", N_("Draw a point"), "P", GDK_KEY_p, LAGE_SHAPE_POINT, TRUE,
    FALSE, TRUE },
  { "line", "lage-tool-line-symbolic", N_("Draw a line"), "L", GDK_KEY_l, LAGE_SHAPE_LINE, TRUE },
  { "area", "lage-tool-area-symbolic", N_("Draw an area"), "A", GDK_KEY_a, LAGE_SHAPE_AREA, TRUE },
  { "circle", "lage-tool-circle-symbolic", N_("Draw a circle"), "C", GDK_KEY_c, LAGE_SHAPE_CIRCLE,
    TRUE },
  { "rectangle", "lage-tool-rectangle-symbolic", N_("Draw a rectangle"), "R", GDK_KEY_r,
    LAGE_SHAPE_RECTANGLE, TRUE },
  { "arrow", "lage-tool-arrow-symbolic", N_("Draw an arrow"), "W", GDK_KEY_w, LAGE_SHAPE_ARROW,
    TRUE },
  { "text", "lage-tool-text-symbolic", N_("Write a text"), "T", GDK_KEY_t, LAGE_SHAPE_TEXT, TRUE },
  { "freehand", "lage-tool-freehand-symbolic", N_("Draw freehand"), "F", GDK_KEY_f,
    LAGE_SHAPE_FREEHAND, TRUE },
  { "measure-distance", "lage-tool-distance-symbolic", N_("Measure a distance"), "D", GDK_KEY_d,
    LAGE_SHAPE_LINE, TRUE, TRUE, TRUE },
  { "measure-area", "lage-tool-surface-symbolic", N_("Measure an area"), "M", GDK_KEY_m,
    LAGE_SHAPE_AREA, TRUE, TRUE },
};

/**
 * LageMapTools:
 *
 * The strip of tools over a map, and what comes of using them: what has been drawn becomes an edit at
 * once, and a form asks for its name and meaning afterwards, so nothing drawn is lost whatever is done
 * with the form. What is reshaped is an edit at each step.
 */
struct _LageMapTools
{
  GtkWidget parent_instance;

  GtkWidget          *scroller;
  LageToolHint       *hint;
  LageMapView        *view;
  LageSession        *session;
  GSimpleActionGroup *actions;
  LageMapTool        *made[G_N_ELEMENTS (tools)]; /* those that were taken once */
  LageDrawSnap       *snap;
  LageEntity         *reshaped;
  gulong              reshaped_id;
};

G_DEFINE_FINAL_TYPE (LageMapTools, lage_map_tools, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_drawings (LageMapTools *self)
{
  return lage_situation_get_list (lage_session_get_situation (self->session), LAGE_KIND_AREA);
}

static void
gather_snap (LageMapTools *self)
{
  GListModel *drawings = get_drawings (self);
  guint n = g_list_model_get_n_items (drawings);

  lage_draw_snap_clear (self->snap);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageEntity) drawing = g_list_model_get_item (drawings, i);
      const LageCandidate *area = lage_entity_find (drawing, LAGE_FIELD_AREA);
      g_autoptr(GArray) parts = NULL;

      /* Points are joined as items, and the rim of a circle is nothing to join. */
      if (area == NULL || area->value.type != LAGE_VALUE_GEOMETRY
          || lage_entity_get_int (drawing, LAGE_FIELD_SHAPE, LAGE_SHAPE_AREA) == LAGE_SHAPE_CIRCLE)
        continue;
      parts = lage_geometry_decode (area->value.geometry, NULL);
      for (guint k = 0; parts != NULL && k < parts->len; k++)
        {
          const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, k);

          lage_draw_snap_add (self->snap, lage_entity_get_key (drawing), part->type, part->points,
                              part->n_points);
        }
    }
}

static void
drawings_changed_cb (LageMapTools *self)
{
  if (lage_map_view_get_tool (self->view) != NULL)
    gather_snap (self);
}

typedef struct
{
  LageMapTools *self;
  LageId        id;
  gboolean      is_new;
} Saving;

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(LageMapTools) self = saving->self;
  g_autoptr(GError) error = NULL;
  LageEntity *drawing;

  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      g_message ("drawing: %s", error->message);
      return;
    }
  if (self->view == NULL)
    return;
  drawing = lage_situation_find (lage_session_get_situation (self->session), &saving->id);
  if (drawing != NULL && saving->is_new)
    g_signal_emit (self, signals[SIGNAL_DRAWN], 0, drawing);
}

static void
save (LageMapTools         *self,
      const LageDrawSketch *sketch,
      LageEntity           *drawing)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  Saving *saving;
  LageDraft *draft;
  LageId id;

  if (drawing != NULL)
    id = *lage_entity_get_id (drawing);
  else
    lage_id_init_random (&id);
  draft = lage_draft_new (LAGE_KIND_AREA, &id);
  g_ptr_array_add (drafts, draft);
  if (drawing == NULL)
    {
      name = lage_drawing_dialog_suggest_name (self->session, sketch->shape);
      lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
      /* Translators: an edit, and the name of the drawing */
      label = g_strdup_printf (_("New drawing “%s”"), name);
    }
  else
    {
      /* Translators: an edit, and the name of the drawing */
      label = g_strdup_printf (_("Change of the shape of “%s”"), lage_entity_get_title (drawing));
    }
  lage_draw_sketch_write (sketch, drawing, draft);
  if (draft->changes->len == 0)
    return;

  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->id = id;
  saving->is_new = drawing == NULL;
  lage_session_edit_async (self->session, drafts, label, NULL, saved_cb, saving);
}

static void
finished_cb (LageMapTools         *self,
             const LageDrawSketch *sketch,
             LageDrawTool         *tool)
{
  if (!lage_draw_tool_is_measure (tool))
    save (self, sketch, NULL);
}

static void
reshaped_cb (LageMapTools         *self,
             const LageDrawSketch *sketch)
{
  if (self->reshaped != NULL)
    save (self, sketch, self->reshaped);
}

/* By undo, by another person: what is in the hand follows. One that is gone takes the tool along. */
static void
drawing_changed_cb (LageMapTools *self)
{
  LageMapTool *tool = lage_map_view_get_tool (self->view);
  g_autoptr(LageDrawSketch) sketch = NULL;

  if (!LAGE_IS_RESHAPE_TOOL (tool))
    return;
  if (!lage_entity_is_archived (self->reshaped))
    sketch = lage_draw_sketch_new_for_entity (self->reshaped);
  if (sketch != NULL)
    lage_reshape_tool_set_sketch (LAGE_RESHAPE_TOOL (tool), sketch);
  else
    lage_map_view_set_tool (self->view, NULL);
}

static void
forget_reshaped (LageMapTools *self)
{
  if (self->reshaped != NULL)
    g_clear_signal_handler (&self->reshaped_id, self->reshaped);
  g_clear_object (&self->reshaped);
}

static int
find_index (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (tools[i].name, name))
      return (int) i;
  return -1;
}

static LageMapTool *
make_tool (LageMapTools *self,
           guint         index)
{
  LageMapTool *tool;

  if (!tools[index].is_drawn)
    return lage_select_tool_new (g_str_equal (tools[index].name, LASSO) ? LAGE_SELECT_LASSO
                                                                        : LAGE_SELECT_RECTANGLE);
  tool = LAGE_MAP_TOOL (lage_draw_tool_new (tools[index].shape, tools[index].is_measure, self->snap,
                                            lage_tool_hint_format));
  g_signal_connect_object (tool, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  return tool;
}

static const char *
find_name (LageMapTools *self,
           LageMapTool  *tool)
{
  if (tool == NULL)
    return SELECT;
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (self->made[i] == tool)
      return tools[i].name;
  return RESHAPE;
}

static void
set_enabled (LageMapTools *self,
             const char   *name,
             gboolean      is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
tool_changed_cb (LageMapTools *self)
{
  LageMapTool *tool = lage_map_view_get_tool (self->view);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "tool");

  if (!LAGE_IS_RESHAPE_TOOL (tool))
    forget_reshaped (self);
  if (tool != NULL && self->session != NULL)
    gather_snap (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (find_name (self, tool)));
  set_enabled (self, "finish", LAGE_IS_DRAW_TOOL (tool));
  set_enabled (self, "take-back", LAGE_IS_DRAW_TOOL (tool));
  set_enabled (self, "copy", LAGE_IS_DRAW_TOOL (tool));
  set_enabled (self, "keep", LAGE_IS_DRAW_TOOL (tool));
  set_enabled (self, "remove-corner", LAGE_IS_RESHAPE_TOOL (tool));
  lage_tool_hint_set_tool (self->hint, tool);
}

static void
tool_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LageMapTools *self = user_data;
  int index = find_index (g_variant_get_string (parameter, NULL));

  if (index < 0 || self->session == NULL)
    return;
  if (index > 0 && self->made[index] == NULL)
    self->made[index] = make_tool (self, (guint) index);
  lage_map_view_set_tool (self->view, self->made[index]);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static LageDrawTool *
get_draw_tool (LageMapTools *self)
{
  return LAGE_DRAW_TOOL (lage_map_view_get_tool (self->view));
}

static void
finish_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  lage_draw_tool_finish (get_draw_tool (user_data));
}

static void
take_back_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  lage_draw_tool_take_back (get_draw_tool (user_data));
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LageMapTools *self = user_data;
  g_autofree char *text = lage_draw_tool_dup_text (get_draw_tool (self));

  if (*text != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* What was measured becomes a drawing. */
static void
keep_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LageMapTools *self = user_data;
  LageDrawTool *tool = get_draw_tool (self);
  const LageDrawSketch *sketch = lage_draw_tool_get_sketch (tool);

  if (!lage_draw_sketch_is_complete (sketch))
    return;
  save (self, sketch, NULL);
  lage_draw_tool_drop (tool);
}

static void
remove_corner_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  lage_reshape_tool_remove_active (
    LAGE_RESHAPE_TOOL (lage_map_view_get_tool (((LageMapTools *) user_data)->view)));
}

static void
add_actions (LageMapTools *self)
{
  static const GActionEntry entries[] = {
    { "tool", tool_action, "s", "'" SELECT "'", NULL },
    { "finish", finish_action },
    { "take-back", take_back_action },
    { "copy", copy_action },
    { "keep", keep_action },
    { "remove-corner", remove_corner_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

static void
add_buttons (LageMapTools *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      /* Translators: the tooltip of a tool of the map, and the key for it */
      g_autofree char *tooltip = g_strdup_printf (_("%s (%s)"), _(tools[i].label),
                                                  tools[i].key_name);

      if (tools[i].begins_group)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_button_set_icon_name (GTK_BUTTON (button), tools[i].icon);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_set_tooltip_text (button, tooltip);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(tools[i].label), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                      tools[i].key_name, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), GROUP ".tool");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tools[i].name);
      gtk_box_append (GTK_BOX (box), button);
    }
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
lage_map_tools_dispose (GObject *object)
{
  LageMapTools *self = LAGE_MAP_TOOLS (object);

  forget_reshaped (self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  if (self->view != NULL)
    {
      lage_map_view_set_tool (self->view, NULL);
      g_signal_handlers_disconnect_by_data (self->view, self);
    }
  g_clear_object (&self->view);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    g_clear_object (&self->made[i]);
  g_clear_object (&self->hint);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_map_tools_parent_class)->dispose (object);
}

static void
lage_map_tools_finalize (GObject *object)
{
  lage_draw_snap_free (LAGE_MAP_TOOLS (object)->snap);

  G_OBJECT_CLASS (lage_map_tools_parent_class)->finalize (object);
}

static void
lage_map_tools_class_init (LageMapToolsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_map_tools_dispose;
  object_class->finalize = lage_map_tools_finalize;

  /**
   * LageMapTools::drawn:
   * @drawing: the new drawing
   *
   * A person has drawn something; it is on disk and in the picture.
   */
  signals[SIGNAL_DRAWN] = g_signal_new ("drawn", LAGE_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "maptools");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
lage_map_tools_init (LageMapTools *self)
{
  self->snap = lage_draw_snap_new ();
  self->hint = LAGE_TOOL_HINT (g_object_ref_sink (lage_tool_hint_new ()));
  add_actions (self);
  add_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tools of the map"), -1);
}

/**
 * lage_map_tools_new:
 * @view: the map that they are for
 *
 * It has to stand over the map, as has lage_map_tools_get_hint(), and what they stand in needs
 * lage_map_tools_get_actions().
 */
GtkWidget *
lage_map_tools_new (LageMapView *view)
{
  LageMapTools *self = g_object_new (LAGE_TYPE_MAP_TOOLS, NULL);

  self->view = g_object_ref (view);
  g_signal_connect_swapped (view, "notify::tool", G_CALLBACK (tool_changed_cb), self);
  tool_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * lage_map_tools_install_bindings:
 * @panel_class: of what the map and the tools stand in
 *
 * One letter for each tool, as long as the keys are on the map.
 */
void
lage_map_tools_install_bindings (GtkWidgetClass *panel_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    gtk_widget_class_add_binding_action (panel_class, tools[i].key, 0, GROUP ".tool", "s",
                                         tools[i].name);
  gtk_widget_class_add_binding_action (panel_class, GDK_KEY_c, GDK_CONTROL_MASK, GROUP ".copy",
                                       NULL);
}

/**
 * lage_map_tools_set_session:
 * @self: the tools
 * @session: an open session; set once
 */
void
lage_map_tools_set_session (LageMapTools *self,
                            LageSession  *session)
{
  g_return_if_fail (LAGE_IS_MAP_TOOLS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_drawings (self), "items-changed", G_CALLBACK (drawings_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * lage_map_tools_get_hint:
 * @self: the tools
 *
 * Returns: (transfer none): the bar that says what to do
 */
GtkWidget *
lage_map_tools_get_hint (LageMapTools *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_TOOLS (self), NULL);

  return GTK_WIDGET (self->hint);
}

/**
 * lage_map_tools_get_actions:
 * @self: the tools
 *
 * Returns: (transfer none): the group "map-tools"
 */
GActionGroup *
lage_map_tools_get_actions (LageMapTools *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_TOOLS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * lage_map_tools_set_selected:
 * @self: the tools
 * @entity: (nullable): what is selected now
 *
 * What is being reshaped is laid down when something else is chosen.
 */
void
lage_map_tools_set_selected (LageMapTools *self,
                             LageEntity   *entity)
{
  g_return_if_fail (LAGE_IS_MAP_TOOLS (self));

  if (self->reshaped != NULL && entity != self->reshaped)
    lage_map_view_set_tool (self->view, NULL);
}

/**
 * lage_map_tools_is_in_sight:
 * @self: the tools
 *
 * Returns: whether all corners of what is being reshaped can be taken without moving the map
 */
gboolean
lage_map_tools_is_in_sight (LageMapTools *self)
{
  LageMapTool *tool;
  LageMapProjection projection;
  const LageDrawSketch *sketch;
  LagePoint point;

  g_return_val_if_fail (LAGE_IS_MAP_TOOLS (self), FALSE);

  tool = lage_map_view_get_tool (self->view);
  if (!LAGE_IS_RESHAPE_TOOL (tool) || !lage_map_view_get_projection (self->view, &projection))
    return FALSE;
  sketch = lage_reshape_tool_get_sketch (LAGE_RESHAPE_TOOL (tool));
  for (guint part = 0; part < sketch->parts->len; part++)
    for (guint i = 0; lage_draw_sketch_get_vertex (sketch, (LageDrawVertex) { part, i }, &point);
         i++)
      {
        double x = lage_map_projection_get_x (
          &projection, lage_mercator_x (lage_point_get_longitude (&point)));
        double y = lage_map_projection_get_y (
          &projection, lage_mercator_y (lage_point_get_latitude (&point)));

        if (x < 0.0 || y < 0.0 || x > projection.width || y > projection.height)
          return FALSE;
      }
  return TRUE;
}

/**
 * lage_map_tools_reshape:
 * @self: the tools
 * @drawing: a drawing
 *
 * Takes it into the hand: its corners can be moved.
 *
 * Returns: FALSE if it has no shape
 */
gboolean
lage_map_tools_reshape (LageMapTools *self,
                        LageEntity   *drawing)
{
  g_autoptr(LageDrawSketch) sketch = NULL;
  g_autoptr(LageReshapeTool) tool = NULL;

  g_return_val_if_fail (LAGE_IS_MAP_TOOLS (self), FALSE);
  g_return_val_if_fail (self->session != NULL, FALSE);

  sketch = lage_draw_sketch_new_for_entity (drawing);
  if (sketch == NULL)
    return FALSE;
  tool = lage_reshape_tool_new (lage_entity_get_key (drawing), sketch, self->snap,
                                lage_tool_hint_format);
  g_signal_connect_object (tool, "reshaped", G_CALLBACK (reshaped_cb), self, G_CONNECT_SWAPPED);
  lage_map_view_set_tool (self->view, NULL);
  self->reshaped = g_object_ref (drawing);
  self->reshaped_id = g_signal_connect_swapped (drawing, "changed",
                                                G_CALLBACK (drawing_changed_cb), self);
  lage_map_view_set_tool (self->view, LAGE_MAP_TOOL (tool));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}
