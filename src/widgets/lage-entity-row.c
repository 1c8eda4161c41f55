/* lage-entity-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-row.h"

#include <glib/gi18n.h>

#include "lage-entity-summary.h"
#include "lage-format.h"
#include "lage-freshness-badge.h"

/**
 * LageEntityRow:
 *
 * An entity in a list: its title, a line of the facts that matter for its kind, its age, and a mark
 * where somebody should look. It follows its entity and the clock while it is bound to one.
 */
struct _LageEntityRow
{
  GtkWidget parent_instance;

  const LageThresholds *thresholds; /* the session's */
  LageTicker           *ticker;
  LageEntity           *entity;
  gulong                changed_id;

  GtkWidget            *box;
  GtkWidget            *mark;
  GtkWidget            *title;
  GtkWidget            *line;
  GtkWidget            *badge;
};

G_DEFINE_FINAL_TYPE (LageEntityRow, lage_entity_row, GTK_TYPE_WIDGET)

static const char *const attention_icons[] = {
  [LAGE_ATTENTION_NONE] = NULL,
  [LAGE_ATTENTION_NOTICE] = "emblem-important-symbolic",
  [LAGE_ATTENTION_ALARM] = "dialog-warning-symbolic",
};

static const char *
get_attention_word (LageAttention attention)
{
  return attention == LAGE_ATTENTION_ALARM ? C_ ("attention", "Alarm") : C_ ("attention", "Notice");
}

static void
update (LageEntityRow *self)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autofree char *line = NULL;
  g_autofree char *spoken = NULL;
  gint64 now_us, observed_at_us, age_us;
  LageFreshness freshness;
  LageAttention attention;
  const char *title;

  if (self->entity == NULL)
    return;

  now_us = lage_ticker_get_now_us (self->ticker);
  title = lage_entity_get_title (self->entity);
  line = lage_entity_summary_make_line (self->entity, self->thresholds, now_us);
  freshness = lage_freshness_of_entity (self->entity, now_us, &observed_at_us);
  attention = lage_entity_summary_get_attention (self->entity, self->thresholds, now_us);

  gtk_inscription_set_text (GTK_INSCRIPTION (self->title), title);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->line), line);
  age_us = now_us - observed_at_us;
  if (freshness != LAGE_FRESHNESS_STALE)
    age_us = MAX (age_us, 0);
  lage_freshness_badge_set (LAGE_FRESHNESS_BADGE (self->badge), freshness,
                            observed_at_us != 0 ? age_us : -1);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), attention_icons[attention]);
  gtk_widget_set_visible (self->mark, attention != LAGE_ATTENTION_NONE);
  if (attention == LAGE_ATTENTION_ALARM)
    gtk_widget_add_css_class (self->mark, "error");
  else
    gtk_widget_remove_css_class (self->mark, "error");

  g_ptr_array_add (words, (gpointer) title);
  if (*line != '\0')
    g_ptr_array_add (words, line);
  if (attention != LAGE_ATTENTION_NONE)
    g_ptr_array_add (words, (gpointer) get_attention_word (attention));
  g_ptr_array_add (words, NULL);
  spoken = g_strjoinv (", ", (char **) words->pdata);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
lage_entity_row_dispose (GObject *object)
{
  LageEntityRow *self = LAGE_ENTITY_ROW (object);

  lage_entity_row_set_entity (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (lage_entity_row_parent_class)->dispose (object);
}

static void
lage_entity_row_class_init (LageEntityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_entity_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entityrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_inscription (const char *css_class)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 8);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 24);
  gtk_widget_set_hexpand (inscription, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (inscription, css_class);
  return inscription;
}

static void
lage_entity_row_init (LageEntityRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->title = make_inscription ("row-title");
  self->line = make_inscription ("row-line");
  self->mark = gtk_image_new ();
  self->badge = lage_freshness_badge_new ();
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->line);
  gtk_box_append (GTK_BOX (self->box), texts);
  gtk_box_append (GTK_BOX (self->box), self->mark);
  gtk_box_append (GTK_BOX (self->box), self->badge);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lage_entity_row_new:
 * @ticker: when to show ages anew
 * @thresholds: (nullable): for gauges; must outlive the row
 */
GtkWidget *
lage_entity_row_new (LageTicker           *ticker,
                     const LageThresholds *thresholds)
{
  LageEntityRow *self = g_object_new (LAGE_TYPE_ENTITY_ROW, NULL);

  self->ticker = g_object_ref (ticker);
  self->thresholds = thresholds;
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * lage_entity_row_set_entity:
 * @self: the row
 * @entity: (nullable): what to show
 */
void
lage_entity_row_set_entity (LageEntityRow *self,
                            LageEntity    *entity)
{
  g_return_if_fail (LAGE_IS_ENTITY_ROW (self));

  if (self->entity == entity)
    return;
  if (self->entity != NULL)
    g_clear_signal_handler (&self->changed_id, self->entity);
  g_set_object (&self->entity, entity);
  if (entity != NULL)
    {
      self->changed_id = g_signal_connect_swapped (entity, "changed", G_CALLBACK (update), self);
      update (self);
    }
}

LageEntity *
lage_entity_row_get_entity (LageEntityRow *self)
{
  g_return_val_if_fail (LAGE_IS_ENTITY_ROW (self), NULL);

  return self->entity;
}
