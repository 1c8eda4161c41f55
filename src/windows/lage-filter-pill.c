/* lage-filter-pill.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter-pill.h"

#include <glib/gi18n.h>

/**
 * LageFilterPill:
 *
 * Says over a map what a filter hides, and takes it back: nobody shall take a picture for the whole
 * one that is not. Alarms that are hidden have a button of their own.
 */
struct _LageFilterPill
{
  GtkWidget parent_instance;

  GtkLabel   *label;
  GtkWidget  *alarms_button;
  LageFilter *filter;
};

G_DEFINE_FINAL_TYPE (LageFilterPill, lage_filter_pill, GTK_TYPE_WIDGET)

static void
show_alarms_cb (LageFilterPill *self)
{
  lage_filter_set_shows_all_alarms (self->filter, TRUE);
}

static void
clear_cb (LageFilterPill *self)
{
  lage_filter_clear (self->filter);
}

static void
lage_filter_pill_dispose (GObject *object)
{
  LageFilterPill *self = LAGE_FILTER_PILL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (lage_filter_pill_parent_class)->dispose (object);
}

static void
lage_filter_pill_class_init (LageFilterPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_filter_pill_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filterpill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
lage_filter_pill_init (LageFilterPill *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-conceal-symbolic");
  GtkWidget *clear_button = gtk_button_new_with_mnemonic (C_ ("filter", "_Clear"));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  /* Beside a small map it takes more lines, before it is cut. */
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_lines (self->label, 3);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, 14);
  gtk_label_set_max_width_chars (self->label, 60);
  gtk_label_set_xalign (self->label, 0.0f);
  self->alarms_button = gtk_button_new ();
  gtk_widget_add_css_class (self->alarms_button, "destructive-action");
  gtk_widget_set_tooltip_text (self->alarms_button, _("Show alarms in any case"));
  gtk_widget_set_tooltip_text (clear_button, _("Show everything again"));

  gtk_widget_set_valign (self->alarms_button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (clear_button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->alarms_button, GTK_WIDGET (self));
  gtk_widget_set_parent (clear_button, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "osd");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  g_signal_connect_swapped (self->alarms_button, "clicked", G_CALLBACK (show_alarms_cb), self);
  g_signal_connect_swapped (clear_button, "clicked", G_CALLBACK (clear_cb), self);
}

/**
 * lage_filter_pill_new:
 * @filter: what it speaks about
 */
GtkWidget *
lage_filter_pill_new (LageFilter *filter)
{
  LageFilterPill *self = g_object_new (LAGE_TYPE_FILTER_PILL, NULL);

  self->filter = g_object_ref (filter);
  return GTK_WIDGET (self);
}

static char *
make_text (const LageMapSift *sift)
{
  g_autofree char *hidden = NULL;
  guint n_shown = 0;

  for (guint kind = 0; kind < LAGE_N_KINDS; kind++)
    n_shown += sift->n_shown[kind];

  if (n_shown == 0 && sift->n_hidden > 0)
    hidden = g_strdup_printf (ngettext ("Nothing matches the filter: %u item is hidden",
                                        "Nothing matches the filter: %u items are hidden",
                                        sift->n_hidden),
                              sift->n_hidden);
  else if (sift->n_hidden > 0)
    hidden = g_strdup_printf (ngettext ("%u hidden by the filter", "%u hidden by the filter",
                                        sift->n_hidden),
                              sift->n_hidden);
  if (!sift->selected_is_outside)
    return g_steal_pointer (&hidden);
  if (hidden == NULL)
    return g_strdup (_("The selected item is outside the filter"));
  /* Translators: what the filter hides, such as "312 hidden by the filter"; the selected item
   * does not match, and is shown all the same */
  return g_strdup_printf (_("%s · the selected item is outside"), hidden);
}

/**
 * lage_filter_pill_update:
 * @self: the pill
 * @sift: what is on the map now
 *
 * Says it anew; where nothing is hidden, the pill is not there.
 */
void
lage_filter_pill_update (LageFilterPill    *self,
                         const LageMapSift *sift)
{
  g_autofree char *text = NULL;
  g_autofree char *alarms = NULL;

  g_return_if_fail (LAGE_IS_FILTER_PILL (self));

  text = make_text (sift);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_widget_set_visible (self->alarms_button, sift->n_hidden_alarms > 0);
  /* Translators: on a button that shows them */
  alarms = g_strdup_printf (ngettext ("Show %u alarm", "Show %u alarms", sift->n_hidden_alarms),
                            sift->n_hidden_alarms);
  gtk_button_set_label (GTK_BUTTON (self->alarms_button), alarms);
}
