/* lage-find-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-find-row.h"

#include <glib/gi18n.h>

#include "lage-entity-row.h"

/**
 * LageFindRow:
 *
 * Something that was found: an entity as lists show it, or a name and what it is, with buttons that
 * mark the place and open an incident there.
 */
struct _LageFindRow
{
  GtkListBoxRow parent_instance;

  LageFindResult *result;
};

G_DEFINE_FINAL_TYPE (LageFindRow, lage_find_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_icon_name (LageFindGroup group)
{
  switch (group)
    {
    case LAGE_FIND_POSITION:
      return "find-location-symbolic";
    case LAGE_FIND_STREETS:
      return "format-justify-center-symbolic";
    case LAGE_FIND_PLACES:
    case LAGE_FIND_ENTITIES:
    default:
      return "mark-location-symbolic";
    }
}

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *line = gtk_inscription_new (text);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (line),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (line), 24);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_add_css_class (line, css_class);
  return line;
}

static GtkWidget *
make_place (const LageFindResult *result)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon_name (result->group));

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_add_css_class (box, "find-place");
  gtk_box_append (GTK_BOX (texts), make_line (result->title, "row-title"));
  gtk_box_append (GTK_BOX (texts), make_line (result->detail, "row-line"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  return box;
}

static void
append_button (GtkBox     *box,
               const char *icon_name,
               const char *action,
               const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (box, button);
}

static void
mark_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHOSEN], 0, LAGE_FIND_MARK);
}

static void
incident_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHOSEN], 0, LAGE_FIND_INCIDENT);
}

static void
lage_find_row_finalize (GObject *object)
{
  lage_find_result_unref (LAGE_FIND_ROW (object)->result);

  G_OBJECT_CLASS (lage_find_row_parent_class)->finalize (object);
}

static void
lage_find_row_class_init (LageFindRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lage_find_row_finalize;

  /**
   * LageFindRow::chosen:
   * @action: a #LageFindAction
   *
   * A button of the row was pressed.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LAGE_TYPE_FIND_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_install_action (widget_class, "find.mark", NULL, mark_action);
  gtk_widget_class_install_action (widget_class, "find.new-incident", NULL, incident_action);
}

static void
lage_find_row_init (LageFindRow *self)
{
}

/**
 * lage_find_row_new:
 * @result: what was found
 * @ticker: when to show ages anew
 * @thresholds: (nullable): for gauges; must outlive the row
 */
GtkWidget *
lage_find_row_new (LageFindResult       *result,
                   LageTicker           *ticker,
                   const LageThresholds *thresholds)
{
  LageFindRow *self = g_object_new (LAGE_TYPE_FIND_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *content;

  self->result = lage_find_result_ref (result);
  if (result->entity != NULL)
    {
      content = lage_entity_row_new (ticker, thresholds);
      lage_entity_row_set_entity (LAGE_ENTITY_ROW (content), result->entity);
    }
  else
    {
      g_autofree char *spoken = g_strjoin (", ", result->title, result->detail, NULL);

      content = make_place (result);
      gtk_widget_set_tooltip_text (content, spoken);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  if (result->has_point)
    {
      append_button (GTK_BOX (box), "mark-location-symbolic", "find.mark", _("Mark on Map"));
      append_button (GTK_BOX (box), "list-add-symbolic", "find.new-incident",
                     _("New Incident There…"));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

LageFindResult *
lage_find_row_get_result (LageFindRow *self)
{
  g_return_val_if_fail (LAGE_IS_FIND_ROW (self), NULL);

  return self->result;
}
