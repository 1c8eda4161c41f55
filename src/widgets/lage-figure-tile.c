/* lage-figure-tile.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-figure-tile.h"

#include "lage-freshness-badge.h"

/**
 * LageFigureTile:
 *
 * One key figure, to be read from the other end of a room: what it is, how much, a line about it,
 * how old it is, and whether somebody must act.
 */
struct _LageFigureTile
{
  GtkWidget parent_instance;

  GtkLabel           *title;
  GtkLabel           *value;
  GtkLabel           *line;
  GtkWidget          *icon;
  LageFreshnessBadge *badge;
  LageAttention       attention;
};

G_DEFINE_FINAL_TYPE (LageFigureTile, lage_figure_tile, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const css_classes[] = {
  [LAGE_ATTENTION_NONE] = NULL,
  [LAGE_ATTENTION_NOTICE] = "notice",
  [LAGE_ATTENTION_ALARM] = "alarm",
};

static void
lage_figure_tile_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (LAGE_FIGURE_TILE (object)->title));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_figure_tile_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      lage_figure_tile_set_title (LAGE_FIGURE_TILE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_figure_tile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lage_figure_tile_parent_class)->dispose (object);
}

static void
lage_figure_tile_class_init (LageFigureTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_figure_tile_dispose;
  object_class->get_property = lage_figure_tile_get_property;
  object_class->set_property = lage_figure_tile_set_property;

  /**
   * LageFigureTile:title:
   *
   * What the figure is.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "figuretile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0.0f);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static void
lage_figure_tile_init (LageFigureTile *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (
                                    GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->title = make_label ("figure-title");
  self->value = make_label ("figure-value");
  self->line = make_label ("figure-line");
  gtk_label_set_wrap (self->line, TRUE);
  gtk_label_set_lines (self->line, 2);
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->badge = LAGE_FRESHNESS_BADGE (lage_freshness_badge_new ());
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->value), TRUE);

  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->badge));
  gtk_box_append (GTK_BOX (body), self->icon);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->value));
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  gtk_widget_set_parent (body, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->line), GTK_WIDGET (self));
}

void
lage_figure_tile_set_title (LageFigureTile *self,
                            const char     *title)
{
  g_return_if_fail (LAGE_IS_FIGURE_TILE (self));

  if (g_strcmp0 (gtk_label_get_text (self->title), title) == 0)
    return;
  gtk_label_set_text (self->title, title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * lage_figure_tile_set:
 * @self: the tile
 * @value: how much
 * @line: more about it; "" for nothing
 * @attention: how urgently somebody should act; said by a mark beside the colour
 */
void
lage_figure_tile_set (LageFigureTile *self,
                      const char     *value,
                      const char     *line,
                      LageAttention   attention)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (LAGE_IS_FIGURE_TILE (self));

  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), *line != '\0');
  gtk_widget_set_visible (self->icon, attention != LAGE_ATTENTION_NONE);
  if (self->attention != attention)
    {
      if (css_classes[self->attention] != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), css_classes[self->attention]);
      if (css_classes[attention] != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[attention]);
      self->attention = attention;
    }
  spoken = g_strjoin (", ", gtk_label_get_text (self->title), value, *line != '\0' ? line : NULL,
                      NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * lage_figure_tile_set_age:
 * @self: the tile
 * @freshness: of the figure
 * @age_us: how old it is; below 0: nothing is known
 */
void
lage_figure_tile_set_age (LageFigureTile *self,
                          LageFreshness   freshness,
                          gint64          age_us)
{
  g_return_if_fail (LAGE_IS_FIGURE_TILE (self));

  lage_freshness_badge_set (self->badge, freshness, age_us);
}
