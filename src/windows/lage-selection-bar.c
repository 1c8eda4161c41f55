/* lage-selection-bar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-selection-bar.h"

#include <glib/gi18n.h>

#include "lage-map-words.h"
#include "lage-section-popover.h"

/**
 * LageSelectionBar:
 *
 * Stands over the map while several entities are selected: how many, of which kinds, and what can be
 * done with all of them at once: a task for the units among them, which is up to the window, and a
 * section for all that can belong to one.
 */
struct _LageSelectionBar
{
  GtkWidget parent_instance;

  GtkLabel   *count;
  GtkLabel   *kinds;
  GtkWidget  *task_button;
  GtkWidget  *section_button;
  GtkWidget  *section_popover;
  GtkWidget  *clear_button;
  GListModel *selection;
};

G_DEFINE_FINAL_TYPE (LageSelectionBar, lage_selection_bar, GTK_TYPE_WIDGET)

static void
update (LageSelectionBar *self)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) with_section = g_ptr_array_new ();
  g_autofree char *count = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *spoken = NULL;
  guint n = g_list_model_get_n_items (self->selection);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  if (n < 2)
    return;

  for (guint i = 0; i < n; i++)
    {
      LageEntity *entity = g_list_model_get_item (self->selection, i);

      g_ptr_array_add (entities, entity);
      if (lage_schema_find (lage_entity_get_kind (entity), LAGE_FIELD_SECTION) != NULL)
        g_ptr_array_add (with_section, entity);
    }
  lage_section_popover_set_entities (LAGE_SECTION_POPOVER (self->section_popover), with_section);
  gtk_widget_set_sensitive (self->section_button, with_section->len > 0);
  count = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  kinds = lage_map_words_count_kinds (entities);
  spoken = g_strdup_printf ("%s: %s", count, kinds);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->kinds, kinds);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kinds), kinds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
lage_selection_bar_dispose (GObject *object)
{
  LageSelectionBar *self = LAGE_SELECTION_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (lage_selection_bar_parent_class)->dispose (object);
}

static void
lage_selection_bar_class_init (LageSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_selection_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "selectionbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (LageSelectionBar *self,
            const char       *label,
            const char       *action,
            const char       *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
lage_selection_bar_init (LageSelectionBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *texts;

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget)), 6);
  gtk_widget_set_visible (widget, FALSE);

  texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (texts, widget);
  self->count = add_label (texts, "heading");
  self->kinds = add_label (texts, "caption");
  gtk_label_set_ellipsize (self->kinds, PANGO_ELLIPSIZE_END);

  self->task_button = add_button (self, _("New _Task…"), "win.new-task-for-selection",
                                  _("Give the selected units a task"));
  self->section_popover = lage_section_popover_new ();
  gtk_popover_set_position (GTK_POPOVER (self->section_popover), GTK_POS_TOP);
  self->section_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->section_button), _("_Section…"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->section_button), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->section_button), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->section_button), self->section_popover);
  gtk_widget_set_tooltip_text (self->section_button,
                               _("Put all selected into a section of the operation"));
  gtk_widget_set_parent (self->section_button, widget);
  self->clear_button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clear_button), "win.clear-selection");
  gtk_widget_set_tooltip_text (self->clear_button, _("Select nothing"));
  gtk_widget_add_css_class (self->clear_button, "circular");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select nothing"), -1);
  gtk_widget_set_parent (self->clear_button, widget);
}

/**
 * lage_selection_bar_new:
 * @selection: (element-type LageEntity): what is selected
 *
 * Returns: (transfer floating): a bar that is visible while there are several
 */
GtkWidget *
lage_selection_bar_new (GListModel *selection)
{
  LageSelectionBar *self = g_object_new (LAGE_TYPE_SELECTION_BAR, NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * lage_selection_bar_set_session:
 * @self: the bar
 * @session: an open session
 */
void
lage_selection_bar_set_session (LageSelectionBar *self,
                                LageSession      *session)
{
  g_return_if_fail (LAGE_IS_SELECTION_BAR (self));

  lage_section_popover_set_session (LAGE_SECTION_POPOVER (self->section_popover), session);
}

/**
 * lage_selection_bar_can_set_section:
 * @self: the bar
 *
 * Returns: whether several are selected of which at least one can belong to a section
 */
gboolean
lage_selection_bar_can_set_section (LageSelectionBar *self)
{
  g_return_val_if_fail (LAGE_IS_SELECTION_BAR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) &&
         gtk_widget_get_sensitive (self->section_button);
}

/**
 * lage_selection_bar_ask_section:
 * @self: the bar, visible
 *
 * Asks to which section the selected shall belong.
 */
void
lage_selection_bar_ask_section (LageSelectionBar *self)
{
  g_return_if_fail (LAGE_IS_SELECTION_BAR (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->section_button));
}
