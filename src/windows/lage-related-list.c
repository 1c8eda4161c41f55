/* lage-related-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-related-list.h"

#include <glib/gi18n.h>

#include "lage-entity-row.h"
#include "lage-link-dialog.h"

/**
 * LageRelatedList:
 *
 * What belongs to an entity: the tasks of a unit or an incident, the units and the incident of a
 * task, and the faces under which other sources report the same thing.
 */
struct _LageRelatedList
{
  GtkWidget parent_instance;

  GtkWidget   *box;
  GtkListBox  *list;
  LageSession *session;
  LageTicker  *ticker;
  LageEntity  *entity;
};

G_DEFINE_FINAL_TYPE (LageRelatedList, lage_related_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
concerns (LageEntity *task,
          LageEntity *entity)
{
  g_autoptr(GArray) units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);
  const LageId *id = lage_entity_get_id (entity);
  LageId incident;

  if (lage_entity_get_reference (task, LAGE_FIELD_TASK_INCIDENT, &incident)
      && lage_id_equal (&incident, id))
    return TRUE;
  for (guint i = 0; i < units->len; i++)
    if (lage_id_equal (&g_array_index (units, LageId, i), id))
      return TRUE;
  return FALSE;
}

static void
collect (LageRelatedList *self,
         GPtrArray       *related)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  LageKind kind = lage_entity_get_kind (self->entity);

  if (kind == LAGE_KIND_TASK)
    {
      g_autoptr(GArray) units = lage_entity_list_set (self->entity, LAGE_FIELD_TASK_UNITS);
      LageEntity *other;
      LageId incident;

      if (lage_entity_get_reference (self->entity, LAGE_FIELD_TASK_INCIDENT, &incident)
          && (other = lage_situation_find (situation, &incident)) != NULL)
        g_ptr_array_add (related, lage_entity_get_root (other));
      for (guint i = 0; i < units->len; i++)
        if ((other = lage_situation_find (situation, &g_array_index (units, LageId, i))) != NULL)
          g_ptr_array_add (related, lage_entity_get_root (other));
    }
  else
    {
      GListModel *tasks = lage_situation_get_list (situation, LAGE_KIND_TASK);

      for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
        {
          g_autoptr(LageEntity) task = g_list_model_get_item (tasks, i);

          if (concerns (task, self->entity))
            g_ptr_array_add (related, task);
        }
    }
}

static void
unlink_cb (GtkButton *button,
           gpointer   user_data)
{
  LageRelatedList *self = user_data;

  lage_link_dialog_unlink (self->session, g_object_get_data (G_OBJECT (button), "member"));
}

static GtkWidget *
make_row (LageRelatedList *self,
          LageEntity      *entity,
          gboolean         is_member)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entity_row = lage_entity_row_new (self->ticker,
                                               lage_session_get_thresholds (self->session));

  lage_entity_row_set_entity (LAGE_ENTITY_ROW (entity_row), entity);
  gtk_widget_set_hexpand (entity_row, TRUE);
  gtk_widget_add_css_class (box, "field");
  gtk_box_append (GTK_BOX (box), entity_row);
  if (is_member)
    {
      GtkWidget *button = gtk_button_new_with_label (_("Separate"));

      gtk_widget_set_tooltip_text (button, _("This is not the same thing after all"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "member", g_object_ref (entity), g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (unlink_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  g_object_set_data_full (G_OBJECT (row), "entity", g_object_ref (entity), g_object_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !is_member);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static gboolean
is_shown_already (LageRelatedList *self,
                  GPtrArray       *related)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (guint i = 0; i < related->len; i++)
    {
      if (row == NULL
          || g_object_get_data (G_OBJECT (row), "entity") != g_ptr_array_index (related, i))
        return FALSE;
      row = gtk_widget_get_next_sibling (row);
    }
  return row == NULL;
}

static void
update (LageRelatedList *self)
{
  g_autoptr(GPtrArray) related = g_ptr_array_new ();
  GtkWidget *row;
  guint n_tasks;

  if (self->session == NULL || self->entity == NULL)
    return;
  collect (self, related);
  n_tasks = related->len;
  for (guint i = 0; i < lage_entity_get_n_members (self->entity); i++)
    g_ptr_array_add (related, lage_entity_get_member (self->entity, i));
  gtk_widget_set_visible (GTK_WIDGET (self), related->len > 0);
  if (is_shown_already (self, related))
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < related->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (related, i), i >= n_tasks));
}

static void
row_activated_cb (LageRelatedList *self,
                  GtkListBoxRow   *row)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, g_object_get_data (G_OBJECT (row), "entity"));
}

static void
lage_related_list_dispose (GObject *object)
{
  LageRelatedList *self = LAGE_RELATED_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->entity);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_related_list_parent_class)->dispose (object);
}

static void
lage_related_list_class_init (LageRelatedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_related_list_dispose;

  /**
   * LageRelatedList::selected:
   * @entity: what a person wants to see
   */
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", LAGE_TYPE_RELATED_LIST, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lage_related_list_init (LageRelatedList *self)
{
  GtkWidget *heading = gtk_label_new (_("Belongs to it"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lage_related_list_set_session (LageRelatedList *self,
                               LageSession     *session,
                               LageTicker      *ticker)
{
  g_return_if_fail (LAGE_IS_RELATED_LIST (self));

  g_set_object (&self->session, session);
  g_set_object (&self->ticker, ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * lage_related_list_set_entity:
 * @self: the list
 * @entity: (nullable): whose relations to show
 */
void
lage_related_list_set_entity (LageRelatedList *self,
                              LageEntity      *entity)
{
  g_return_if_fail (LAGE_IS_RELATED_LIST (self));

  g_set_object (&self->entity, entity);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  update (self);
}
