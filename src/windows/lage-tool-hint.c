/* lage-tool-hint.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tool-hint.h"

#include <glib/gi18n.h>

#include "lage-draw-tool.h"
#include "lage-format.h"
#include "lage-reshape-tool.h"

/**
 * LageToolHint:
 *
 * A bar below the map while something is drawn: what to do next, what it measures, and a button for
 * each thing that a keyboard has a key for, since a finger has none.
 */
struct _LageToolHint
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel  *hint_label;
  GtkLabel  *measure_label;
  GtkWidget *finish_button;
  GtkWidget *take_back_button;
  GtkWidget *remove_button;
  GtkWidget *copy_button;
  GtkWidget *draw_button;

  GSignalGroup *tool_signals;
  LageMapTool  *tool;
};

G_DEFINE_FINAL_TYPE (LageToolHint, lage_tool_hint, GTK_TYPE_WIDGET)

/**
 * lage_tool_hint_format:
 * @measures: what was measured
 *
 * Returns: (transfer full): a line for each thing that is worth one
 */
char *
lage_tool_hint_format (const LageDrawMeasures *measures)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *leg = lage_format_length (measures->leg_m);
  g_autofree char *bearing = lage_format_bearing (measures->leg_bearing_deg);
  g_autofree char *length = lage_format_length (measures->length_m);
  g_autofree char *radius = lage_format_length (measures->radius_m);
  g_autofree char *area = lage_format_area (measures->area_m2);
  g_autofree char *perimeter = lage_format_length (measures->perimeter_m);

  if (measures->has_leg && measures->shape != LAGE_SHAPE_CIRCLE)
    g_ptr_array_add (lines, g_strdup_printf ("%s · %s", leg, bearing));
  if (measures->length_m > 0.0
      && !(measures->has_leg && measures->length_m <= measures->leg_m * (1.0 + 1e-9)))
    g_ptr_array_add (lines, g_strdup_printf (_("Length %s"), length));
  if (measures->radius_m > 0.0 && measures->has_leg)
    g_ptr_array_add (lines, g_strdup_printf (_("Radius %s · %s"), radius, bearing));
  else if (measures->radius_m > 0.0)
    g_ptr_array_add (lines, g_strdup_printf (_("Radius %s"), radius));
  if (measures->area_m2 > 0.0)
    g_ptr_array_add (lines, g_strdup_printf (_("Area %s"), area));
  if (measures->perimeter_m > 0.0)
    g_ptr_array_add (lines, g_strdup_printf (_("Perimeter %s"), perimeter));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static const char *
get_draw_hint (LageDrawTool *tool)
{
  const LageDrawSketch *sketch = lage_draw_tool_get_sketch (tool);

  switch (lage_draw_tool_get_shape (tool))
    {
    case LAGE_SHAPE_POINT:
      return _("Click where it is.");
    case LAGE_SHAPE_TEXT:
      return _("Click where the text shall stand.");
    case LAGE_SHAPE_CIRCLE:
      return lage_draw_tool_is_begun (tool) ? _("Click on the rim.")
                                            : _("Pull from the centre to the rim.");
    case LAGE_SHAPE_RECTANGLE:
      return lage_draw_tool_is_begun (tool) ? _("Click on the corner across.")
                                            : _("Pull from corner to corner.");
    case LAGE_SHAPE_FREEHAND:
      return _("Draw with the button held.");
    case LAGE_SHAPE_AREA:
    case LAGE_SHAPE_LINE:
    case LAGE_SHAPE_ARROW:
    default:
      if (!lage_draw_tool_is_begun (tool))
        return _("Click on the first point.");
      return lage_draw_sketch_is_complete (sketch) ? _("Go on, or finish with a double click.")
                                                   : _("Click on the next point.");
    }
}

static void
update_draw (LageToolHint *self,
             LageDrawTool *tool)
{
  gboolean is_measure = lage_draw_tool_is_measure (tool);
  gboolean is_begun = lage_draw_tool_is_begun (tool);
  gboolean can_finish = lage_draw_tool_can_finish (tool);
  gboolean is_done = is_measure && is_begun && !can_finish
                     && lage_draw_sketch_is_complete (lage_draw_tool_get_sketch (tool));
  g_autofree char *text = lage_draw_tool_dup_text (tool);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strjoinv (" · ", lines);

  gtk_label_set_text (self->hint_label, is_done ? _("Click to measure anew.")
                                                : get_draw_hint (tool));
  gtk_label_set_text (self->measure_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->measure_label), *line != '\0');
  gtk_widget_set_visible (self->finish_button, is_begun && can_finish);
  gtk_widget_set_visible (self->take_back_button, is_begun && !is_done);
  gtk_widget_set_visible (self->remove_button, FALSE);
  gtk_widget_set_visible (self->copy_button, is_done);
  gtk_widget_set_visible (self->draw_button, is_done);
}

static void
update_reshape (LageToolHint    *self,
                LageReshapeTool *tool)
{
  g_autofree char *text = lage_reshape_tool_dup_text (tool);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strjoinv (" · ", lines);

  gtk_label_set_text (self->hint_label,
                      lage_draw_sketch_is_open_ended (lage_reshape_tool_get_sketch (tool))
                        ? _("Drag corners, or the whole. The small handles make new corners.")
                        : _("Drag the handles, or the whole."));
  gtk_label_set_text (self->measure_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->measure_label), *line != '\0');
  gtk_widget_set_visible (self->finish_button, FALSE);
  gtk_widget_set_visible (self->take_back_button, FALSE);
  gtk_widget_set_visible (self->remove_button, lage_reshape_tool_can_remove (tool));
  gtk_widget_set_visible (self->copy_button, FALSE);
  gtk_widget_set_visible (self->draw_button, FALSE);
}

static void
update (LageToolHint *self)
{
  if (LAGE_IS_DRAW_TOOL (self->tool))
    update_draw (self, LAGE_DRAW_TOOL (self->tool));
  else if (LAGE_IS_RESHAPE_TOOL (self->tool))
    update_reshape (self, LAGE_RESHAPE_TOOL (self->tool));
  gtk_widget_set_visible (GTK_WIDGET (self), LAGE_IS_DRAW_TOOL (self->tool)
                                               || LAGE_IS_RESHAPE_TOOL (self->tool));
}

static void
lage_tool_hint_dispose (GObject *object)
{
  LageToolHint *self = LAGE_TOOL_HINT (object);

  g_clear_object (&self->tool_signals);
  g_clear_object (&self->tool);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lage_tool_hint_parent_class)->dispose (object);
}

static void
lage_tool_hint_class_init (LageToolHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_tool_hint_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-tool-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, box);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, measure_label);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, finish_button);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, take_back_button);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, remove_button);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, copy_button);
  gtk_widget_class_bind_template_child (widget_class, LageToolHint, draw_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "toolhint");
}

static void
lage_tool_hint_init (LageToolHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tool_signals = g_signal_group_new (LAGE_TYPE_MAP_TOOL);
  g_signal_group_connect_swapped (self->tool_signals, "changed", G_CALLBACK (update), self);
}

GtkWidget *
lage_tool_hint_new (void)
{
  return g_object_new (LAGE_TYPE_TOOL_HINT, NULL);
}

/**
 * lage_tool_hint_set_tool:
 * @self: the bar
 * @tool: (nullable): what is in the hand; the bar hides where it has nothing to say
 */
void
lage_tool_hint_set_tool (LageToolHint *self,
                         LageMapTool  *tool)
{
  g_return_if_fail (LAGE_IS_TOOL_HINT (self));

  g_set_object (&self->tool, tool);
  g_signal_group_set_target (self->tool_signals, tool);
  update (self);
}
