/* lage-window-maps.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-window.h"

#include <glib/gi18n.h>

#include "lage-add-map-dialog.h"
#include "lage-geometry.h"
#include "lage-keep-dialog.h"
#include "lage-window-private.h"

/* What the map is made of: the commands for base map, overlays and what is kept of them. */

static void
base_maps_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lage_map_panel_open_maps (LAGE_WINDOW (widget)->map_panel);
}

static void
add_map_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkWindow *dialog = lage_add_map_dialog_new (lage_base_maps_get_default ());

  gtk_window_set_transient_for (dialog, GTK_WINDOW (widget));
  gtk_window_present (dialog);
}

static gboolean
find_area (LageEntity    *entity,
           LageKeepPlace *place)
{
  const LageCandidate *area = entity != NULL ? lage_entity_find (entity, LAGE_FIELD_AREA) : NULL;
  LagePoint south_west, north_east;

  if (area == NULL || area->value.type != LAGE_VALUE_GEOMETRY
      || !lage_geometry_get_bounds (area->value.geometry, &south_west, &north_east))
    return FALSE;

  place->name = lage_entity_get_title (entity);
  place->bounds[0] = lage_point_get_longitude (&south_west);
  place->bounds[1] = lage_point_get_latitude (&south_west);
  place->bounds[2] = lage_point_get_longitude (&north_east);
  place->bounds[3] = lage_point_get_latitude (&north_east);

  return TRUE;
}

static void
keep_area_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LageWindow *self = LAGE_WINDOW (widget);
  LageMapView *view = lage_map_panel_get_view (self->map_panel);
  LageKeepPlace places[2] = { { .name = _("What is in sight") } };
  double *bounds = places[0].bounds;
  double longitude, latitude, zoom;
  GtkWindow *dialog;
  guint n_places = 0;

  lage_map_view_get_viewport (view, &longitude, &latitude, &zoom);
  if (lage_map_view_get_bounds (view, &bounds[0], &bounds[1], &bounds[2], &bounds[3]))
    n_places++;
  if (find_area (self->selected, &places[n_places]))
    n_places++;

  dialog = lage_keep_dialog_new (lage_base_maps_get_default (), places, n_places, zoom);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (widget));
  gtk_window_present (dialog);
}

/* These commands want a map. */
void
lage_window_update_map_actions (LageWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.base-maps", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-map", self->session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.keep-area", self->session != NULL);
}

void
lage_window_install_map_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.base-maps", NULL, base_maps_action);
  gtk_widget_class_install_action (widget_class, "win.add-map", NULL, add_map_action);
  gtk_widget_class_install_action (widget_class, "win.keep-area", NULL, keep_area_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "win.base-maps",
                                       NULL);
}
