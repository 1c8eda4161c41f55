/* lage-pointer-button.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-pointer-button.h"

#include <glib/gi18n.h>

#include "lage-format.h"

/**
 * LagePointerButton:
 *
 * Where the pointer is on the map, in the notation of the staff; its menu changes that for the whole
 * program, and copies the position. The actions are those of the window.
 */
struct _LagePointerButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkLabel  *label;
  LagePoint  point;
  gboolean   has_point;
};

G_DEFINE_FINAL_TYPE (LagePointerButton, lage_pointer_button, GTK_TYPE_WIDGET)

static GMenuModel *
make_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) notations = g_menu_new ();
  g_autoptr(GMenu) commands = g_menu_new ();

  for (guint i = 0; i < LAGE_N_NOTATIONS; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (lage_format_notation ((LageNotation) i), NULL);

      g_menu_item_set_action_and_target (item, "win.position-notation", "s",
                                         lage_notation_to_token ((LageNotation) i));
      g_menu_append_item (notations, item);
    }
  g_menu_append (commands, _("_Next Notation"), "win.next-notation");
  g_menu_append (commands, _("_Copy Position"), "win.copy-pointer");
  g_menu_append_section (menu, _("Notation of Positions"), G_MENU_MODEL (notations));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (commands));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
lage_pointer_button_dispose (GObject *object)
{
  LagePointerButton *self = LAGE_POINTER_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (lage_pointer_button_parent_class)->dispose (object);
}

static void
lage_pointer_button_class_init (LagePointerButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_pointer_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lage_pointer_button_init (LagePointerButton *self)
{
  g_autoptr(GMenuModel) menu = make_menu ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self->label));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), menu);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->button, _("Position of the pointer; choose its notation"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  lage_pointer_button_update (self);
}

GtkWidget *
lage_pointer_button_new (void)
{
  return g_object_new (LAGE_TYPE_POINTER_BUTTON, NULL);
}

/**
 * lage_pointer_button_get_point:
 * @self: the button
 * @point: (out caller-allocates): where the pointer was last
 *
 * Returns: whether it was on the map at all
 */
gboolean
lage_pointer_button_get_point (LagePointerButton *self,
                               LagePoint         *point)
{
  g_return_val_if_fail (LAGE_IS_POINTER_BUTTON (self), FALSE);

  *point = self->point;
  return self->has_point;
}

/**
 * lage_pointer_button_set_point:
 * @self: the button
 * @point: (nullable): where the pointer is
 */
void
lage_pointer_button_set_point (LagePointerButton *self,
                               const LagePoint   *point)
{
  g_return_if_fail (LAGE_IS_POINTER_BUTTON (self));

  self->has_point = point != NULL;
  if (point != NULL)
    self->point = *point;
  lage_pointer_button_update (self);
}

/**
 * lage_pointer_button_update:
 * @self: the button
 *
 * Shows the position anew: the notation is another one.
 */
void
lage_pointer_button_update (LagePointerButton *self)
{
  const char *notation = lage_format_notation (lage_format_get_notation ());
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (LAGE_IS_POINTER_BUTTON (self));

  /* Before the pointer has been on the map the button says what it is for. */
  text = self->has_point ? lage_format_position (&self->point) : g_strdup (notation);
  gtk_label_set_text (self->label, text);
  /* Translators: the position of the pointer on the map, and the notation it is written in */
  spoken = g_strdup_printf (_("Position: %s. Notation: %s"), self->has_point ? text : "–",
                            notation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}
