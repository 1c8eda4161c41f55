/* lage-map-view-hover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

/* What the pointer rests on. Whoever listens shows a card about it, and shall not show one for
 * everything that the pointer passes: it has to lie still for a moment. */

#define REST_MS 350

/* Somebody who reads cards goes from one to the next. */
#define REST_AGAIN_MS 100

/* Areas are large: nearly everything lies in one, and who rests there mostly means something else. */
#define REST_IN_AREA_MS 1200

/* What is there: the key of an item, or of the first in a cluster, and how many; no items for an
 * area; no key for nothing. */
static void
find_target (LageMapView *self,
             double       x,
             double       y,
             guint64     *key,
             guint       *n_items)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  *key = 0;
  *n_items = lage_item_layer_pick_keys (self->item_layer, x, y, keys, 1);

  if (keys->len > 0)
    *key = g_array_index (keys, guint64, 0);
  else if (!lage_area_layer_pick (self->area_layer, x, y, key))
    *key = 0;
}

static gboolean
rested_cb (gpointer user_data)
{
  LageMapView *self = user_data;

  self->hover_id = 0;
  self->is_hovering = TRUE;
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_HOVER_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* The pointer is there, with an empty hand and no button pressed. */
void
lage_map_view_hover (LageMapView *self,
                     double       x,
                     double       y)
{
  gboolean was_hovering = self->is_hovering;
  guint64 key;
  guint n_items;

  /* GTK also tells of a motion when only what lies below the pointer has moved. Whoever goes from
   * item to item by the keyboard wants no cards about where the mouse happens to lie. */
  if (!(fabs (x - self->pointer_x) > 0 || fabs (y - self->pointer_y) > 0))
    return;
  self->pointer_x = x;
  self->pointer_y = y;

  find_target (self, x, y, &key, &n_items);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), n_items > 0 ? "pointer" : NULL);

  if (was_hovering && key == self->hover_key && n_items == self->n_hovered)
    return;

  lage_map_view_end_hover (self);
  self->hover_x = x;
  self->hover_y = y;
  self->hover_key = key;
  self->n_hovered = n_items;
  if (key != 0)
    self->hover_id = g_timeout_add (n_items == 0   ? REST_IN_AREA_MS
                                    : was_hovering ? REST_AGAIN_MS
                                                   : REST_MS,
                                    rested_cb, self);
}

void
lage_map_view_end_hover (LageMapView *self)
{
  g_clear_handle_id (&self->hover_id, g_source_remove);
  self->hover_key = 0;
  if (!self->is_hovering)
    return;

  self->is_hovering = FALSE;
  g_signal_emit (self, lage_map_view_signals[LAGE_MAP_VIEW_HOVER_CHANGED], 0);
}

/* To be called when something else may lie below the pointer than before, though it did not move. */
void
lage_map_view_check_hover (LageMapView *self)
{
  guint64 key;
  guint n_items;

  if (!self->is_hovering)
    return;

  find_target (self, self->hover_x, self->hover_y, &key, &n_items);
  if (key != self->hover_key || n_items != self->n_hovered)
    lage_map_view_end_hover (self);
}

/**
 * lage_map_view_get_hovered:
 * @self: the map
 * @keys: (element-type guint64): where to append the items that the pointer rests on: one, or all of
 *   a cluster; or an area
 * @box: (out): what they cover in the widget; the place of the pointer for an area
 *
 * Returns: %FALSE if the pointer does not rest on anything
 */
gboolean
lage_map_view_get_hovered (LageMapView     *self,
                           GArray          *keys,
                           graphene_rect_t *box)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), FALSE);

  if (!self->is_hovering)
    return FALSE;

  if (lage_item_layer_pick_keys (self->item_layer, self->hover_x, self->hover_y, keys,
                                 G_MAXUINT) == 0)
    {
      g_array_append_val (keys, self->hover_key);
      *box = GRAPHENE_RECT_INIT ((float) self->hover_x, (float) self->hover_y, 1, 1);
      return TRUE;
    }

  return lage_item_layer_get_box (self->item_layer, self->hover_x, self->hover_y, box);
}

/**
 * lage_map_view_get_keys_at:
 * @self: the map
 * @x: in the widget
 * @y: in the widget
 * @keys: (element-type guint64): where to append the items there: one, or all of a cluster
 *
 * Returns: how many
 */
guint
lage_map_view_get_keys_at (LageMapView *self,
                           double       x,
                           double       y,
                           GArray      *keys)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), 0);

  return lage_item_layer_pick_keys (self->item_layer, x, y, keys, G_MAXUINT);
}
