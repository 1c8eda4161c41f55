/* lage-freshness-badge.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-freshness-badge.h"

#include <glib/gi18n.h>

#include "lage-format.h"

/**
 * LageFreshnessBadge:
 *
 * How old something is: a mark whose shape says the class (full, half, ring, cross), the age in
 * figures, and a colour, so that colour is never the only sign.
 */
struct _LageFreshnessBadge
{
  GtkWidget parent_instance;

  GtkWidget     *label;
  LageFreshness  freshness;
  gint64         age_s;
};

G_DEFINE_FINAL_TYPE (LageFreshnessBadge, lage_freshness_badge, GTK_TYPE_WIDGET)

static const char *const css_classes[] = {
  [LAGE_FRESHNESS_TIMELESS] = NULL,
  [LAGE_FRESHNESS_FRESH] = "fresh",
  [LAGE_FRESHNESS_AGEING] = "ageing",
  [LAGE_FRESHNESS_STALE] = "stale",
  [LAGE_FRESHNESS_SILENT] = "silent",
};

static const char *const marks[] = {
  [LAGE_FRESHNESS_TIMELESS] = "",
  [LAGE_FRESHNESS_FRESH] = "●",
  [LAGE_FRESHNESS_AGEING] = "◐",
  [LAGE_FRESHNESS_STALE] = "○",
  [LAGE_FRESHNESS_SILENT] = "✕",
};

static void
lage_freshness_badge_dispose (GObject *object)
{
  LageFreshnessBadge *self = LAGE_FRESHNESS_BADGE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (lage_freshness_badge_parent_class)->dispose (object);
}

static void
lage_freshness_badge_class_init (LageFreshnessBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_freshness_badge_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "freshness");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lage_freshness_badge_init (LageFreshnessBadge *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->age_s = -1;
  gtk_widget_set_visible (self->label, FALSE);
}

GtkWidget *
lage_freshness_badge_new (void)
{
  return g_object_new (LAGE_TYPE_FRESHNESS_BADGE, NULL);
}

/**
 * lage_freshness_badge_set:
 * @self: the badge
 * @freshness: the class; TIMELESS shows the age alone
 * @age_us: age in microseconds; below 0: not known, and nothing is shown for TIMELESS
 */
void
lage_freshness_badge_set (LageFreshnessBadge *self,
                          LageFreshness       freshness,
                          gint64              age_us)
{
  gint64 age_s = age_us / G_USEC_PER_SEC;
  g_autofree char *age = NULL;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (LAGE_IS_FRESHNESS_BADGE (self));

  if (freshness == LAGE_FRESHNESS_TIMELESS && age_us < 0)
    age_s = -1;
  if (self->freshness == freshness && self->age_s == age_s)
    return;

  if (self->freshness != freshness)
    {
      if (css_classes[self->freshness] != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), css_classes[self->freshness]);
      if (css_classes[freshness] != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[freshness]);
    }
  self->freshness = freshness;
  self->age_s = age_s;

  gtk_widget_set_visible (self->label, freshness != LAGE_FRESHNESS_TIMELESS || age_us >= 0);
  if (freshness == LAGE_FRESHNESS_TIMELESS && age_us < 0)
    {
      /* Rows are used again: nothing may remain of what was shown before. */
      gtk_label_set_text (GTK_LABEL (self->label), "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }
  age = lage_format_age (age_us);
  if (freshness == LAGE_FRESHNESS_TIMELESS)
    {
      text = g_strdup (age);
      /* Translators: an age: "12 min old" */
      spoken = g_strdup_printf (_("%s old"), age);
    }
  else
    {
      text = g_strdup_printf ("%s %s", marks[freshness], age);
      /* Translators: how fresh something is, then its age: "Stale, 12 min old" */
      spoken = g_strdup_printf (_("%s, %s old"), lage_format_freshness (freshness), age);
    }
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}
