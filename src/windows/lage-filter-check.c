/* lage-filter-check.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter-check.h"

#include <glib/gi18n.h>

/**
 * LageFilterCheck:
 *
 * A check button for one rule of a filter: it follows the filter, and the filter follows it.
 */
struct _LageFilterCheck
{
  GtkCheckButton parent_instance;

  LageFilter    *filter;
  LageFilterRule rule;
  LageKind       kind;
  int            number;
  char          *section;
  char          *label;
  GtkLabel      *name;
  GtkLabel      *count;
};

G_DEFINE_FINAL_TYPE (LageFilterCheck, lage_filter_check, GTK_TYPE_CHECK_BUTTON)

static gboolean
holds (LageFilterCheck *self)
{
  switch (self->rule)
    {
    case LAGE_FILTER_RULE_KIND:
      return lage_filter_shows_kind (self->filter, self->kind);
    case LAGE_FILTER_RULE_ORGANISATION:
      return lage_filter_shows_organisation (self->filter, (LageOrganisation) self->number);
    case LAGE_FILTER_RULE_STATE:
      return lage_filter_shows_state (self->filter, self->kind, self->number);
    case LAGE_FILTER_RULE_FRESHNESS:
      return lage_filter_shows_freshness (self->filter, (LageFreshness) self->number);
    case LAGE_FILTER_RULE_SECTION:
      return lage_filter_has_section (self->filter, self->section);
    case LAGE_FILTER_RULE_LAYER:
      return lage_filter_shows_layer (self->filter, (LageFilterLayer) self->number);
    case LAGE_FILTER_RULE_ALARMS:
      return lage_filter_shows_all_alarms (self->filter);
    case LAGE_FILTER_RULE_LISTS:
    default:
      return lage_filter_applies_to_lists (self->filter);
    }
}

static void
toggled (GtkCheckButton *button)
{
  LageFilterCheck *self = LAGE_FILTER_CHECK (button);
  gboolean is_active = gtk_check_button_get_active (button);

  if (self->filter == NULL)
    return;
  switch (self->rule)
    {
    case LAGE_FILTER_RULE_KIND:
      lage_filter_set_shows_kind (self->filter, self->kind, is_active);
      break;
    case LAGE_FILTER_RULE_ORGANISATION:
      lage_filter_set_shows_organisation (self->filter, (LageOrganisation) self->number,
                                          is_active);
      break;
    case LAGE_FILTER_RULE_STATE:
      lage_filter_set_shows_state (self->filter, self->kind, self->number, is_active);
      break;
    case LAGE_FILTER_RULE_FRESHNESS:
      lage_filter_set_shows_freshness (self->filter, (LageFreshness) self->number, is_active);
      break;
    case LAGE_FILTER_RULE_SECTION:
      lage_filter_set_has_section (self->filter, self->section, is_active);
      break;
    case LAGE_FILTER_RULE_LAYER:
      lage_filter_set_shows_layer (self->filter, (LageFilterLayer) self->number, is_active);
      break;
    case LAGE_FILTER_RULE_ALARMS:
      lage_filter_set_shows_all_alarms (self->filter, is_active);
      break;
    case LAGE_FILTER_RULE_LISTS:
    default:
      lage_filter_set_applies_to_lists (self->filter, is_active);
      break;
    }
}

static void
update (LageFilterCheck *self)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self), holds (self));
}

static void
lage_filter_check_dispose (GObject *object)
{
  g_clear_object (&LAGE_FILTER_CHECK (object)->filter);

  G_OBJECT_CLASS (lage_filter_check_parent_class)->dispose (object);
}

static void
lage_filter_check_finalize (GObject *object)
{
  LageFilterCheck *self = LAGE_FILTER_CHECK (object);

  g_free (self->section);
  g_free (self->label);

  G_OBJECT_CLASS (lage_filter_check_parent_class)->finalize (object);
}

static void
lage_filter_check_class_init (LageFilterCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_filter_check_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_filter_check_finalize;
  GTK_CHECK_BUTTON_CLASS (klass)->toggled = toggled;
}

static void
lage_filter_check_init (LageFilterCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0.0f);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->name, 16);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "count");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self), box);
}

static GtkWidget *
make_check (LageFilter     *filter,
            LageFilterRule  rule,
            LageKind        kind,
            int             number,
            const char     *section,
            const char     *label)
{
  LageFilterCheck *self = g_object_new (LAGE_TYPE_FILTER_CHECK, NULL);

  self->rule = rule;
  self->kind = kind;
  self->number = number;
  self->section = g_strdup (section);
  self->label = g_strdup (label);
  gtk_label_set_text (self->name, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->filter = g_object_ref (filter);
  update (self);
  g_signal_connect_object (filter, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * lage_filter_check_new:
 * @filter: the filter
 * @rule: any but LAGE_FILTER_RULE_SECTION
 * @kind: the kind that the rule is about, if it is about one
 * @number: the member of the rule
 * @label: for people
 */
GtkWidget *
lage_filter_check_new (LageFilter     *filter,
                       LageFilterRule  rule,
                       LageKind        kind,
                       int             number,
                       const char     *label)
{
  g_return_val_if_fail (rule != LAGE_FILTER_RULE_SECTION, NULL);

  return make_check (filter, rule, kind, number, NULL, label);
}

/**
 * lage_filter_check_new_section:
 * @filter: the filter
 * @section: its name; "" stands for what belongs to none
 * @label: for people
 */
GtkWidget *
lage_filter_check_new_section (LageFilter *filter,
                               const char *section,
                               const char *label)
{
  return make_check (filter, LAGE_FILTER_RULE_SECTION, LAGE_KIND_NONE, 0, section, label);
}

/**
 * lage_filter_check_set_counts:
 * @self: the check
 * @n_shown: how many the whole filter lets be seen
 * @n_total: of how many
 */
void
lage_filter_check_set_counts (LageFilterCheck *self,
                              guint            n_shown,
                              guint            n_total)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (LAGE_IS_FILTER_CHECK (self));

  text = n_shown == n_total ? g_strdup_printf ("%u", n_total)
                            : g_strdup_printf ("%u/%u", n_shown, n_total);
  if (g_str_equal (gtk_label_get_text (self->count), text))
    return;
  gtk_label_set_text (self->count, text);
  /* Translators: a kind, and how many of it are shown: "Units: 12 of 60 shown" */
  spoken = g_strdup_printf (_("%s: %u of %u shown"), self->label, n_shown, n_total);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
