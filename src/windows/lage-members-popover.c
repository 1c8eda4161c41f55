/* lage-members-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-members-popover.h"

#include <glib/gi18n.h>

#include "lage-entity-row.h"

#define WIDTH 340
#define MAX_HEIGHT 320

/**
 * LageMembersPopover:
 *
 * Who stands on one spot of the map, where zooming in does not take them apart: a list to choose
 * from.
 */
struct _LageMembersPopover
{
  GtkPopover parent_instance;

  GtkLabel           *title;
  GtkListView        *list;
  GListStore         *entities;
  LageTicker         *ticker;
  const LageThresholds *thresholds; /* the session's, which lives longer */
};

G_DEFINE_FINAL_TYPE (LageMembersPopover, lage_members_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
setup_cb (LageMembersPopover *self,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, lage_entity_row_new (self->ticker, self->thresholds));
}

static void
bind_cb (LageMembersPopover *self,
         GtkListItem        *item)
{
  lage_entity_row_set_entity (LAGE_ENTITY_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
unbind_cb (LageMembersPopover *self,
           GtkListItem        *item)
{
  lage_entity_row_set_entity (LAGE_ENTITY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (LageMembersPopover *self,
             guint               position)
{
  g_autoptr(LageEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->entities), position);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (entity != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, entity);
}

static void
lage_members_popover_dispose (GObject *object)
{
  LageMembersPopover *self = LAGE_MEMBERS_POPOVER (object);

  g_clear_object (&self->entities);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (lage_members_popover_parent_class)->dispose (object);
}

static void
lage_members_popover_class_init (LageMembersPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_members_popover_dispose;

  /**
   * LageMembersPopover::chosen:
   * @entity: one of them
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LAGE_TYPE_MEMBERS_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);
}

static void
lage_members_popover_init (LageMembersPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->entities = g_list_store_new (LAGE_TYPE_ENTITY);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("On this spot"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
}

GtkWidget *
lage_members_popover_new (void)
{
  return g_object_new (LAGE_TYPE_MEMBERS_POPOVER, NULL);
}

static void
ensure_factory (LageMembersPopover *self,
                LageSession        *session,
                LageTicker         *ticker)
{
  g_autoptr(GtkListItemFactory) factory = NULL;
  g_autoptr(GtkSelectionModel) model = NULL;

  if (self->ticker != NULL)
    return;

  self->ticker = g_object_ref (ticker);
  self->thresholds = lage_session_get_thresholds (session);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  model = GTK_SELECTION_MODEL (gtk_single_selection_new (
    G_LIST_MODEL (g_object_ref (self->entities))));
  gtk_list_view_set_model (self->list, model);
}

/**
 * lage_members_popover_fill:
 * @self: the popover
 * @session: the session, always the same
 * @ticker: when to show ages anew, always the same
 * @entities: (element-type LageEntity): whom to show, in this order
 */
void
lage_members_popover_fill (LageMembersPopover *self,
                           LageSession        *session,
                           LageTicker         *ticker,
                           GPtrArray          *entities)
{
  g_autofree char *title = NULL;

  g_return_if_fail (LAGE_IS_MEMBERS_POPOVER (self));

  ensure_factory (self, session, ticker);
  title = g_strdup_printf (ngettext ("%u on this spot", "%u on this spot", entities->len),
                           entities->len);
  gtk_label_set_text (self->title, title);
  g_list_store_splice (self->entities, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entities)),
                       entities->pdata, entities->len);
}
