/* lage-map-guide.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-guide.h"

#include "lage-members-popover.h"

/**
 * LageMapGuide:
 *
 * Knows by name what a map knows by key: turns what is selected on it into entities, and lists who
 * stands on one spot.
 *
 *     LageMapView --selection-changed--> entities
 *                 --members-requested--> LageMembersPopover
 */
struct _LageMapGuide
{
  GObject parent_instance;

  GtkOverlay  *overlay; /* not owned: NULL once detached */
  LageMapView *view;
  GtkWidget   *members; /* (nullable) */
  GListStore  *selection;
  LageSession *session;
  LageTicker  *ticker;
};

G_DEFINE_FINAL_TYPE (LageMapGuide, lage_map_guide, G_TYPE_OBJECT)

static LageEntity *
find_shown (LageMapGuide *self,
            guint64       key)
{
  LageEntity *entity = lage_situation_find_by_key (lage_session_get_situation (self->session), key);

  return entity != NULL ? lage_entity_get_root (entity) : NULL;
}

static GPtrArray *
find_entities (LageMapGuide  *self,
               const guint64 *keys,
               guint          n_keys)
{
  GPtrArray *entities = g_ptr_array_new_full (n_keys, g_object_unref);

  for (guint i = 0; i < n_keys && self->session != NULL; i++)
    {
      LageEntity *entity = find_shown (self, keys[i]);

      if (entity != NULL)
        g_ptr_array_add (entities, g_object_ref (entity));
    }
  return entities;
}

static void
selection_changed_cb (LageMapGuide *self)
{
  guint n_keys;
  const guint64 *keys = lage_map_view_get_selection (self->view, &n_keys);
  g_autoptr(GPtrArray) entities = find_entities (self, keys, n_keys);

  g_list_store_splice (self->selection, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->selection)),
                       entities->pdata, entities->len);
}

static void
chosen_cb (LageMapGuide *self,
           LageEntity   *entity)
{
  lage_map_view_set_selected_key (self->view, lage_entity_get_key (entity));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
members_requested_cb (LageMapGuide *self,
                      double        x,
                      double        y)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GPtrArray) entities = NULL;
  GdkRectangle spot = { (int) x, (int) y, 1, 1 };

  lage_map_view_get_keys_at (self->view, x, y, keys);
  entities = find_entities (self, (const guint64 *) (gpointer) keys->data, keys->len);
  if (entities->len == 0)
    return;

  if (self->members == NULL)
    {
      self->members = lage_members_popover_new ();
      gtk_widget_set_parent (self->members, GTK_WIDGET (self->overlay));
      g_signal_connect_object (self->members, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
  lage_members_popover_fill (LAGE_MEMBERS_POPOVER (self->members), self->session, self->ticker,
                             entities);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->members), &spot);
  gtk_popover_popup (GTK_POPOVER (self->members));
}

static void
lage_map_guide_dispose (GObject *object)
{
  LageMapGuide *self = LAGE_MAP_GUIDE (object);

  lage_map_guide_detach (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_map_guide_parent_class)->dispose (object);
}

static void
lage_map_guide_class_init (LageMapGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_map_guide_dispose;
}

static void
lage_map_guide_init (LageMapGuide *self)
{
  self->selection = g_list_store_new (LAGE_TYPE_ENTITY);
}

/**
 * lage_map_guide_new:
 * @overlay: what holds the map; detach the guide before it goes away
 * @view: the map
 *
 * Returns: (transfer full): a guide that knows nobody until it has a session
 */
LageMapGuide *
lage_map_guide_new (GtkOverlay  *overlay,
                    LageMapView *view)
{
  LageMapGuide *self = g_object_new (LAGE_TYPE_MAP_GUIDE, NULL);

  self->overlay = overlay;
  self->view = view;
  g_signal_connect_object (view, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "members-requested", G_CALLBACK (members_requested_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * lage_map_guide_detach:
 * @self: the guide
 *
 * Lets go of the widgets, which are about to go away.
 */
void
lage_map_guide_detach (LageMapGuide *self)
{
  g_return_if_fail (LAGE_IS_MAP_GUIDE (self));

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_pointer (&self->members, gtk_widget_unparent);
  self->view = NULL;
  self->overlay = NULL;
}

/**
 * lage_map_guide_set_session:
 * @self: the guide
 * @session: an open session; set once
 * @ticker: when to show ages anew
 */
void
lage_map_guide_set_session (LageMapGuide *self,
                            LageSession  *session,
                            LageTicker   *ticker)
{
  g_return_if_fail (LAGE_IS_MAP_GUIDE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
}

/**
 * lage_map_guide_get_selection:
 * @self: the guide
 *
 * Returns: (transfer none): (element-type LageEntity): what is selected on the map
 */
GListModel *
lage_map_guide_get_selection (LageMapGuide *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_GUIDE (self), NULL);

  return G_LIST_MODEL (self->selection);
}
