/* lage-map-view-sources.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-view-private.h"

#include <adwaita.h>
#include <string.h>

/* Which maps are on the map, from below:
 *
 *   under     the embedded map, only while the base map does not answer
 *   base      the map that is wanted, or the embedded one where none is; while its server does not
 *             answer, what is on disk of it lies on the one below
 *   overlays  any number, each with its opacity
 */

/* Beyond that, symbols hide more than they tell. */
#define MAX_TEXT_SCALE 2.0

/* What overlays out of sight may keep in memory, each. */
#define OVERLAY_MAX_BYTES ((gsize) (48 * 1024 * 1024))

static void
add_credit (GPtrArray      *credits,
            LageTileSource *source)
{
  const char *credit = source != NULL ? lage_tile_source_get_attribution (source) : NULL;

  if (credit == NULL || *credit == '\0'
      || g_ptr_array_find_with_equal_func (credits, credit, g_str_equal, NULL))
    return;
  g_ptr_array_add (credits, (gpointer) credit);
}

/* One line for all that are shown, each once. */
static void
update_credit (LageMapView *self)
{
  g_autoptr(GPtrArray) credits = g_ptr_array_new ();
  g_autofree char *text = NULL;

  add_credit (credits, lage_base_layer_get_source (self->under_layer));
  add_credit (credits, lage_base_layer_get_source (self->base_layer));
  for (guint i = 0; i < self->overlay_layers->len; i++)
    add_credit (credits, lage_base_layer_get_source (g_ptr_array_index (self->overlay_layers, i)));
  g_ptr_array_add (credits, NULL);

  text = g_strjoinv (" · ", (char **) credits->pdata);
  gtk_label_set_label (self->credit, text);
  gtk_widget_set_visible (GTK_WIDGET (self->credit), *text != '\0');
}

static void
update_shown_source (LageMapView *self)
{
  LageTileSource *wanted = self->tile_source != NULL ? self->tile_source : self->fallback_source;
  gboolean is_missing = self->tile_source != NULL && self->fallback_source != NULL
                        && !lage_tile_source_get_is_reachable (self->tile_source);

  lage_base_layer_set_source (self->base_layer, wanted);
  lage_base_layer_set_is_overlay (self->base_layer, is_missing);
  lage_base_layer_set_source (self->under_layer, is_missing ? self->fallback_source : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->under_layer), is_missing);

  /* The names belong to the embedded map; other sources bring theirs in the picture. */
  gtk_widget_set_visible (GTK_WIDGET (self->label_layer),
                          wanted == self->fallback_source || is_missing);
  update_credit (self);
}

/* How large texts are wanted, compared to the usual. */
static double
get_text_scale (LageMapView *self)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return CLAMP ((dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0) * self->enlargement, 1.0, MAX_TEXT_SCALE);
}

static void
update_look (LageMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  LageMapLook look = { 1, get_text_scale (self), adw_style_manager_get_dark (style),
                       adw_style_manager_get_high_contrast (style) };

  if (self->tile_source != NULL)
    lage_tile_source_set_is_dark (self->tile_source, look.is_dark);
  if (self->fallback_source != NULL)
    lage_tile_source_set_is_dark (self->fallback_source, look.is_dark);
  lage_base_layer_set_is_dark (self->under_layer, look.is_dark);
  lage_base_layer_set_is_dark (self->base_layer, look.is_dark);
  lage_area_layer_set_look (self->area_layer, &look);
  lage_label_layer_set_look (self->label_layer, &look);
  lage_item_layer_set_look (self->item_layer, &look);
  lage_mark_layer_set_is_dark (self->mark_layer, look.is_dark);
}

void
lage_map_view_init_sources (LageMapView *self)
{
  self->overlay_layers = g_ptr_array_new ();
  self->tile_source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->tile_source_signals, "notify::is-reachable",
                                  G_CALLBACK (update_shown_source), self);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  update_look (self);
  update_shown_source (self);
}

/**
 * lage_map_view_get_tile_source:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): where the base map is wanted from
 */
LageTileSource *
lage_map_view_get_tile_source (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return self->tile_source;
}

/**
 * lage_map_view_set_tile_source:
 * @self: the map
 * @source: (nullable): where the base map is wanted from; %NULL for the fallback
 */
void
lage_map_view_set_tile_source (LageMapView    *self,
                               LageTileSource *source)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (source == NULL || LAGE_IS_TILE_SOURCE (source));

  if (!g_set_object (&self->tile_source, source))
    return;

  g_signal_group_set_target (self->tile_source_signals, source);
  update_look (self);
  update_shown_source (self);
  g_object_notify (G_OBJECT (self), "tile-source");
}

/**
 * lage_map_view_set_fallback_source:
 * @self: the map
 * @source: (nullable): the embedded map, which is always there; the labels belong to it
 */
void
lage_map_view_set_fallback_source (LageMapView    *self,
                                   LageTileSource *source)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (source == NULL || LAGE_IS_TILE_SOURCE (source));

  if (!g_set_object (&self->fallback_source, source))
    return;

  update_look (self);
  update_shown_source (self);
}

/**
 * lage_map_view_get_shown_source:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): the source that covers the ground at the moment: the fallback
 *   while the wanted one does not answer
 */
LageTileSource *
lage_map_view_get_shown_source (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), NULL);

  return lage_base_layer_get_source (lage_base_layer_get_source (self->under_layer) != NULL
                                     ? self->under_layer : self->base_layer);
}

static LageBaseLayer *
take_layer (GPtrArray      *layers,
            LageTileSource *source)
{
  for (guint i = 0; i < layers->len; i++)
    {
      LageBaseLayer *layer = g_ptr_array_index (layers, i);

      if (lage_base_layer_get_source (layer) == source)
        {
          g_ptr_array_remove_index (layers, i);
          return layer;
        }
    }

  return NULL;
}

/**
 * lage_map_view_set_overlays:
 * @self: the map
 * @overlays: (array length=n_overlays): what lies on the base map, the lowest first
 * @n_overlays: how many
 *
 * Those that were there before keep their tiles, also in another order.
 */
void
lage_map_view_set_overlays (LageMapView          *self,
                            const LageMapOverlay *overlays,
                            guint                 n_overlays)
{
  g_autoptr(GPtrArray) before = NULL;
  ShumateLayer *below;

  g_return_if_fail (LAGE_IS_MAP_VIEW (self));

  before = g_steal_pointer (&self->overlay_layers);
  self->overlay_layers = g_ptr_array_new ();
  below = SHUMATE_LAYER (self->base_layer);

  for (guint i = 0; i < n_overlays; i++)
    {
      LageBaseLayer *layer = take_layer (before, overlays[i].source);

      if (layer == NULL)
        {
          layer = lage_base_layer_new (lage_map_view_get_shumate_viewport (self));
          lage_base_layer_set_is_overlay (layer, TRUE);
          lage_base_layer_set_max_bytes (layer, OVERLAY_MAX_BYTES);
        }
      shumate_map_insert_layer_above (self->map, SHUMATE_LAYER (layer), below);
      lage_base_layer_set_source (layer, overlays[i].source);
      lage_base_layer_set_opacity (layer, overlays[i].opacity);
      g_ptr_array_add (self->overlay_layers, layer);
      below = SHUMATE_LAYER (layer);
    }

  for (guint i = 0; i < before->len; i++)
    shumate_map_remove_layer (self->map, g_ptr_array_index (before, i));
  update_credit (self);
}

/**
 * lage_map_view_list_overlays:
 * @self: the map
 *
 * Returns: (transfer full) (element-type LageMapOverlay): what lies on the base map, the lowest
 *   first; the sources belong to the map
 */
GArray *
lage_map_view_list_overlays (LageMapView *self)
{
  GArray *overlays = g_array_new (FALSE, FALSE, sizeof (LageMapOverlay));

  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), overlays);

  for (guint i = 0; i < self->overlay_layers->len; i++)
    {
      LageBaseLayer *layer = g_ptr_array_index (self->overlay_layers, i);
      LageMapOverlay overlay = { lage_base_layer_get_source (layer),
                                 lage_base_layer_get_opacity (layer) };

      g_array_append_val (overlays, overlay);
    }

  return overlays;
}

/**
 * lage_map_view_get_credit:
 * @self: the map
 *
 * Returns: (transfer none): whose maps are shown, in one line
 */
const char *
lage_map_view_get_credit (LageMapView *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_VIEW (self), "");

  return gtk_label_get_label (self->credit);
}

/**
 * lage_map_view_set_enlargement:
 * @self: the map
 * @enlargement: how much larger symbols and texts shall be than on a desk, from 1 to 2
 */
void
lage_map_view_set_enlargement (LageMapView *self,
                               double       enlargement)
{
  g_return_if_fail (LAGE_IS_MAP_VIEW (self));
  g_return_if_fail (enlargement >= 1.0 && enlargement <= MAX_TEXT_SCALE);

  self->enlargement = enlargement;
  update_look (self);
}
