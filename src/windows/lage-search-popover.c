/* lage-search-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-search-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-entity-row.h"

#define MAX_RESULTS 24

/**
 * LageSearchPopover:
 *
 * Finds an entity of any kind by a part of its name: type, arrow down or Enter, there it is.
 */
struct _LageSearchPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *results;
  LageSession    *session;
  LageTicker     *ticker;
};

G_DEFINE_FINAL_TYPE (LageSearchPopover, lage_search_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
matches (LageEntity *entity,
         const char *needle)
{
  g_autofree char *title = g_utf8_casefold (lage_entity_get_title (entity), -1);

  return strstr (title, needle) != NULL;
}

static void
append_result (LageSearchPopover *self,
               LageEntity        *entity)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *content = lage_entity_row_new (self->ticker,
                                            lage_session_get_thresholds (self->session));

  lage_entity_row_set_entity (LAGE_ENTITY_ROW (content), entity);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  g_object_set_data_full (G_OBJECT (row), "entity", g_object_ref (entity), g_object_unref);
  gtk_list_box_append (self->results, row);
}

static void
search_changed_cb (LageSearchPopover *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                             -1);
  GtkListBoxRow *row;
  guint n_results = 0;

  while ((row = gtk_list_box_get_row_at_index (self->results, 0)) != NULL)
    gtk_list_box_remove (self->results, GTK_WIDGET (row));
  if (*needle == '\0')
    return;

  for (guint kind = LAGE_KIND_GAUGE; kind < LAGE_N_KINDS; kind++)
    {
      GListModel *list = lage_situation_get_list (situation, (LageKind) kind);
      guint n = g_list_model_get_n_items (list);

      for (guint i = 0; i < n && n_results < MAX_RESULTS; i++)
        {
          g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

          if (!matches (entity, needle))
            continue;
          append_result (self, entity);
          n_results++;
        }
    }
  gtk_list_box_select_row (self->results, gtk_list_box_get_row_at_index (self->results, 0));
}

static void
row_activated_cb (LageSearchPopover *self,
                  GtkListBoxRow     *row)
{
  g_autoptr(LageEntity) entity = g_object_ref (g_object_get_data (G_OBJECT (row), "entity"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, entity);
}

static void
activate_cb (LageSearchPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
stop_search_cb (LageSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
map_cb (LageSearchPopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (self->session != NULL)
    search_changed_cb (self);
}

static void
lage_search_popover_dispose (GObject *object)
{
  LageSearchPopover *self = LAGE_SEARCH_POPOVER (object);

  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_search_popover_parent_class)->dispose (object);
}

static void
lage_search_popover_class_init (LageSearchPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_search_popover_dispose;

  /**
   * LageSearchPopover::selected:
   * @entity: what was looked for
   */
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", LAGE_TYPE_SEARCH_POPOVER, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);
}

static void
lage_search_popover_init (LageSearchPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *placeholder = gtk_label_new (_("Part of a name or call sign"));

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->results = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set (self->entry, "placeholder-text", _("Find anything by name"), NULL);
  gtk_widget_add_css_class (placeholder, "dim-label");
  gtk_widget_set_margin_top (placeholder, 18);
  gtk_list_box_set_placeholder (self->results, placeholder);
  gtk_list_box_set_activate_on_single_click (self->results, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->results), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->results));
  gtk_widget_set_size_request (scroller, 380, 360);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->results, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * lage_search_popover_set_session:
 * @self: the popover
 * @session: where to search; set once
 * @ticker: when to show ages anew
 */
void
lage_search_popover_set_session (LageSearchPopover *self,
                                 LageSession       *session,
                                 LageTicker        *ticker)
{
  g_return_if_fail (LAGE_IS_SEARCH_POPOVER (self));

  g_set_object (&self->session, session);
  g_set_object (&self->ticker, ticker);
}
