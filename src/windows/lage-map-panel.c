/* lage-map-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-panel.h"

#include <glib/gi18n.h>

#include "lage-base-map-panel.h"
#include "lage-drawing-dialog.h"
#include "lage-filter-pill.h"
#include "lage-geometry.h"
#include "lage-layers-panel.h"
#include "lage-map-gather.h"
#include "lage-map-guide.h"
#include "lage-map-tools.h"
#include "lage-map-tracks.h"
#include "lage-settings.h"

/* How long to wait until the items are gathered again: ten times what it took the last time, so that
 * gathering never takes more than a tenth of the main thread, whatever the number of entities. */
#define GATHER_MIN_MS 200
#define GATHER_FACTOR 10
#define SHOW_ZOOM 13.5
#define SHOW_LEAST_M 400
#define SHOW_MARGIN 1.4

/* The tidal Elbe in Hamburg: the operation area, and where to begin. */
#define HOME_WEST 9.70
#define HOME_SOUTH 53.39
#define HOME_EAST 10.35
#define HOME_NORTH 53.66
#define BEGIN_LONGITUDE 9.99
#define BEGIN_LATITUDE 53.53
#define BEGIN_ZOOM 11.0

/**
 * LageMapPanel:
 *
 * The map of one session: gathers what the map widget draws from the situation, and turns what is
 * picked into the selected entity.
 *
 *     situation --flushed, tick--> sift by the filter --> gather items and areas --> LageMapView
 *                                        \--> pill: what is hidden
 *     selected unit or drone, or all of them --> LageMapTracks --> LageMapView
 */
struct _LageMapPanel
{
  GtkWidget parent_instance;

  GtkOverlay   *overlay; /* of the map and what stands over it */
  GtkBox       *corner;  /* buttons at the top right */
  GtkWidget    *pill;
  GtkWidget    *maps_button;
  GtkWidget    *layers_button;
  LageLayersPanel *layers_panel;
  LageMapView  *view;
  LageMapGuide *guide;
  LageMapTools *tools;
  LageFilter   *filter;
  LageMapSift   sift;
  LageSession  *session;
  LageTicker   *ticker;
  LageEntity   *selected;
  GArray       *items;     /* LageMapItem; labels belong to the entities */
  guint         gather_id;
  guint         delay_ms;
  gboolean      is_stale;
  LageMapTracks *tracks;
};

G_DEFINE_FINAL_TYPE (LageMapPanel, lage_map_panel, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

enum
{
  SIGNAL_CONTEXT_REQUESTED,
  SIGNAL_POINTER_MOVED,
  SIGNAL_ENTITY_ACTIVATED,
  SIGNAL_SIFTED,
  SIGNAL_TRACKS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_tracks (LageMapPanel *self)
{
  gboolean shows_all = lage_filter_shows_layer (self->filter, LAGE_FILTER_TRACKS);

  lage_map_tracks_update (self->tracks, shows_all ? self->sift.entities : NULL, self->selected,
                          lage_ticker_get_now_us (self->ticker));
}

static void
gather (LageMapPanel *self)
{
  gint64 begin_us = lage_clock_monotonic_us ();
  gint64 now_us = lage_ticker_get_now_us (self->ticker);
  g_autoptr(GArray) areas = NULL;

  lage_map_sift_run (&self->sift, self->session, self->filter, self->selected, now_us);
  lage_map_gather_items (&self->sift, self->session, self->filter, now_us, self->items);
  lage_map_view_set_items (self->view, (gpointer) self->items->data, self->items->len);
  areas = lage_map_gather_areas (&self->sift, self->filter, now_us);
  lage_map_view_set_areas (self->view, (gpointer) areas->data, areas->len);
  update_tracks (self);
  lage_filter_pill_update (LAGE_FILTER_PILL (self->pill), &self->sift);
  lage_layers_panel_update (self->layers_panel, &self->sift);
  g_signal_emit (self, signals[SIGNAL_SIFTED], 0);

  self->delay_ms = (guint) MAX (GATHER_MIN_MS, GATHER_FACTOR
                                               * (lage_clock_monotonic_us () - begin_us) / 1000);
}

static gboolean
gather_cb (gpointer user_data)
{
  LageMapPanel *self = user_data;

  self->gather_id = 0;
  if (self->is_stale)
    {
      self->is_stale = FALSE;
      gather (self);
      self->gather_id = g_timeout_add (self->delay_ms, gather_cb, self);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_gather (LageMapPanel *self)
{
  self->is_stale = TRUE;
  if (self->gather_id == 0)
    self->gather_id = g_timeout_add (self->delay_ms, gather_cb, self);
}

/* What a person decides shows at once, and on the button for as long as something is hidden. */
static void
filter_changed_cb (LageMapPanel *self)
{
  if (lage_filter_is_empty (self->filter))
    gtk_widget_remove_css_class (self->layers_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->layers_button, "suggested-action");
  if (self->session != NULL)
    gather (self);
}

static void
tracks_changed_cb (LageMapPanel *self)
{
  g_autoptr(GPtrArray) tracks = lage_map_tracks_make (self->tracks);

  lage_map_view_set_tracks (self->view, (LageMapTrack **) tracks->pdata, tracks->len,
                            lage_ticker_get_now_us (self->ticker));
  g_signal_emit (self, signals[SIGNAL_TRACKS_CHANGED], 0);
}

static void
base_map_applied_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* The embedded map is shown then, and the preferences say so. */
  if (!lage_settings_apply_base_map_finish (LAGE_MAP_VIEW (object), result, &error))
    g_message ("base map: %s", error->message);
}

static LageEntity *
find_shown (LageMapPanel *self,
            guint64       key)
{
  LageEntity *entity = lage_situation_find_by_key (lage_session_get_situation (self->session), key);

  return entity != NULL ? lage_entity_get_root (entity) : NULL;
}

static void
item_picked_cb (LageMapPanel *self,
                guint64       key)
{
  lage_map_panel_set_selected (self, find_shown (self, key));
}

static void
item_activated_cb (LageMapPanel *self,
                   guint64       key)
{
  LageEntity *entity = find_shown (self, key);

  if (entity != NULL)
    {
      lage_map_panel_set_selected (self, entity);
      g_signal_emit (self, signals[SIGNAL_ENTITY_ACTIVATED], 0, entity);
    }
}

static void
selected_key_cb (LageMapPanel *self)
{
  guint64 key = lage_map_view_get_selected_key (self->view);

  if (self->session != NULL)
    lage_map_panel_set_selected (self, key != 0 ? find_shown (self, key) : NULL);
}

static void
context_requested_cb (LageMapPanel *self,
                      double        longitude,
                      double        latitude,
                      double        x,
                      double        y,
                      guint64       key)
{
  if (key != 0)
    lage_map_panel_set_selected (self, find_shown (self, key));
  g_signal_emit (self, signals[SIGNAL_CONTEXT_REQUESTED], 0, longitude, latitude, x, y);
}

static void
pointer_moved_cb (LageMapPanel *self,
                  double        longitude,
                  double        latitude)
{
  g_signal_emit (self, signals[SIGNAL_POINTER_MOVED], 0, longitude, latitude);
}

/* It is in the picture already; what it means may be said now or later. */
static void
drawn_cb (LageMapPanel *self,
          LageEntity   *drawing)
{
  LageDrawingDialog *dialog = lage_drawing_dialog_new (self->session, drawing);

  lage_map_panel_set_selected (self, drawing);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
lage_map_panel_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LageMapPanel *self = LAGE_MAP_PANEL (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_map_panel_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LageMapPanel *self = LAGE_MAP_PANEL (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      lage_map_panel_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_map_panel_dispose (GObject *object)
{
  LageMapPanel *self = LAGE_MAP_PANEL (object);

  g_clear_handle_id (&self->gather_id, g_source_remove);
  if (self->tracks != NULL)
    g_object_run_dispose (G_OBJECT (self->tracks)); /* a read on its way holds it */
  g_clear_object (&self->tracks);
  if (self->guide != NULL)
    lage_map_guide_detach (self->guide);
  g_clear_object (&self->guide);
  self->view = NULL;
  g_clear_pointer ((GtkWidget **) &self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selected);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (lage_map_panel_parent_class)->dispose (object);
}

static void
lage_map_panel_finalize (GObject *object)
{
  LageMapPanel *self = LAGE_MAP_PANEL (object);

  g_array_unref (self->items);
  lage_map_sift_clear (&self->sift);

  G_OBJECT_CLASS (lage_map_panel_parent_class)->finalize (object);
}

static void
lage_map_panel_class_init (LageMapPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_map_panel_dispose;
  object_class->finalize = lage_map_panel_finalize;
  object_class->get_property = lage_map_panel_get_property;
  object_class->set_property = lage_map_panel_set_property;

  /**
   * LageMapPanel:selected:
   *
   * The selected entity, of any kind.
   */
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, LAGE_TYPE_ENTITY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LageMapPanel::context-requested:
   * @longitude: where, in degrees
   * @latitude: where, in degrees
   * @x: where, in the panel
   * @y: where, in the panel
   *
   * A menu is wanted; what it is wanted on is selected.
   */
  signals[SIGNAL_CONTEXT_REQUESTED] =
    g_signal_new ("context-requested", LAGE_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_POINTER_MOVED] =
    g_signal_new ("pointer-moved", LAGE_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_ENTITY_ACTIVATED] =
    g_signal_new ("entity-activated", LAGE_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);

  /**
   * LageMapPanel::sifted:
   *
   * What is on the map was decided anew; see lage_map_panel_get_sift().
   */
  signals[SIGNAL_SIFTED] = g_signal_new ("sifted", LAGE_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageMapPanel::tracks-changed:
   *
   * The tracks on the map are others, or longer; see lage_map_panel_make_tracks().
   */
  signals[SIGNAL_TRACKS_CHANGED] = g_signal_new ("tracks-changed", LAGE_TYPE_MAP_PANEL,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  lage_map_tools_install_bindings (GTK_WIDGET_CLASS (klass));
}

/* Below in the middle: what is selected, and what a tool has to say. */
static void
add_bottom (LageMapPanel *self)
{
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *rows[] = { lage_map_guide_get_bar (self->guide),
                        lage_map_tools_get_hint (self->tools) };

  gtk_widget_set_halign (bottom, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (bottom, GTK_ALIGN_END);
  gtk_widget_add_css_class (bottom, "map-bottom");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_set_halign (rows[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (bottom), rows[i]);
    }
  gtk_overlay_add_overlay (self->overlay, bottom);
}

static void
add_map_cb (LageMapPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-map", NULL);
}

static void
keep_area_cb (LageMapPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.keep-area", NULL);
}

static void
add_maps_button (LageMapPanel *self)
{
  GtkWidget *panel = lage_base_map_panel_new (lage_base_maps_get_default ());

  g_signal_connect_object (panel, "add", G_CALLBACK (add_map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "keep", G_CALLBACK (keep_area_cb), self, G_CONNECT_SWAPPED);
  self->maps_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->maps_button), "map-layers-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->maps_button), panel);
  gtk_widget_set_tooltip_text (self->maps_button, _("Base map and overlays"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->maps_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Base map and overlays"), -1);
  gtk_box_append (self->corner, self->maps_button);
}

/* The map, and over it the tools at the left, the buttons at the top right, and in the middle what the
 * filter hides. */
static void
add_overlay (LageMapPanel *self)
{
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->view));
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));

  self->tools = LAGE_MAP_TOOLS (lage_map_tools_new (self->view));
  gtk_widget_set_halign (GTK_WIDGET (self->tools), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->tools), GTK_ALIGN_START);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->tools));
  gtk_widget_insert_action_group (GTK_WIDGET (self), LAGE_MAP_TOOLS_GROUP,
                                  lage_map_tools_get_actions (self->tools));
  g_signal_connect_swapped (self->tools, "drawn", G_CALLBACK (drawn_cb), self);

  self->pill = lage_filter_pill_new (self->filter);
  gtk_widget_set_halign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_START);
  gtk_overlay_add_overlay (self->overlay, self->pill);

  self->corner = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_halign (GTK_WIDGET (self->corner), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->corner), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->corner), "map-corner");
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->corner));

  add_maps_button (self);
  self->layers_panel = LAGE_LAYERS_PANEL (lage_layers_panel_new (self->view, self->filter));
  self->layers_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->layers_button), "funnel-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->layers_button),
                               GTK_WIDGET (self->layers_panel));
  gtk_widget_set_tooltip_text (self->layers_button, _("Layers and filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->layers_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Layers and filter"), -1);
  gtk_box_append (self->corner, self->layers_button);
}

static void
lage_map_panel_init (LageMapPanel *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (LageMapItem));
  self->delay_ms = GATHER_MIN_MS;
  self->filter = lage_filter_new ();
  lage_map_sift_init (&self->sift);
  self->view = LAGE_MAP_VIEW (lage_map_view_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  add_overlay (self);
  self->guide = lage_map_guide_new (self->overlay, self->view);
  add_bottom (self);
  lage_settings_apply_base_map_async (self->view, NULL, base_map_applied_cb, NULL);
  lage_map_view_set_home (self->view, HOME_WEST, HOME_SOUTH, HOME_EAST, HOME_NORTH);

  lage_map_view_set_viewport (self->view, BEGIN_LONGITUDE, BEGIN_LATITUDE, BEGIN_ZOOM);

  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "item-picked", G_CALLBACK (item_picked_cb), self);
  g_signal_connect_swapped (self->view, "item-activated", G_CALLBACK (item_activated_cb), self);
  g_signal_connect_swapped (self->view, "notify::selected-key", G_CALLBACK (selected_key_cb), self);
  g_signal_connect_swapped (self->view, "context-requested", G_CALLBACK (context_requested_cb),
                            self);
  g_signal_connect_swapped (self->view, "pointer-moved", G_CALLBACK (pointer_moved_cb), self);
}

/**
 * lage_map_panel_set_session:
 * @self: the panel
 * @session: an open session; set once
 * @ticker: when to show ages anew
 */
void
lage_map_panel_set_session (LageMapPanel *self,
                            LageSession  *session,
                            LageTicker   *ticker)
{
  g_return_if_fail (LAGE_IS_MAP_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->tracks = lage_map_tracks_new (session);
  g_signal_connect_object (self->tracks, "changed", G_CALLBACK (tracks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lage_map_guide_set_session (self->guide, session, ticker);
  lage_map_tools_set_session (self->tools, session);
  lage_base_maps_set_clock (lage_base_maps_get_default (), lage_session_get_clock (session));
  g_signal_connect_object (lage_session_get_situation (session), "flushed",
                           G_CALLBACK (queue_gather), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (queue_gather), self, G_CONNECT_SWAPPED);
  lage_layers_panel_set_session (self->layers_panel, session);
  gather (self);
}

LageEntity *
lage_map_panel_get_selected (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return self->selected;
}

/**
 * lage_map_panel_set_selected:
 * @self: the panel
 * @entity: (nullable): what to select
 */
void
lage_map_panel_set_selected (LageMapPanel *self,
                             LageEntity   *entity)
{
  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  if (!g_set_object (&self->selected, entity))
    return;
  lage_map_view_set_selected_key (self->view, entity != NULL ? lage_entity_get_key (entity) : 0);
  lage_map_tools_set_selected (self->tools, entity);
  if (self->session != NULL)
    update_tracks (self);
  /* The selected is shown in any case, and no longer than it is selected. */
  if (self->session != NULL && !lage_filter_is_empty (self->filter)
      && (self->sift.selected_is_outside
          || (entity != NULL && !g_ptr_array_find (self->sift.entities, entity, NULL))))
    gather (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * lage_map_panel_show_entity:
 * @self: the panel
 * @entity: where to go: its whole area if it has one; nothing happens if its place is not known
 */
void
lage_map_panel_show_entity (LageMapPanel *self,
                            LageEntity   *entity)
{
  const LageCandidate *area = lage_entity_find (entity, LAGE_FIELD_AREA);
  double longitude, latitude, zoom;
  LagePoint point, corner;

  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  if (area != NULL && area->value.type == LAGE_VALUE_GEOMETRY
      && lage_geometry_get_bounds (area->value.geometry, &point, &corner))
    {
      lage_map_view_show_bounds (self->view, lage_point_get_longitude (&point),
                                 lage_point_get_latitude (&point),
                                 lage_point_get_longitude (&corner),
                                 lage_point_get_latitude (&corner));
      return;
    }
  if (!lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    return;
  lage_map_view_get_viewport (self->view, &longitude, &latitude, &zoom);
  lage_map_view_go_to (self->view, lage_point_get_longitude (&point),
                       lage_point_get_latitude (&point), MAX (zoom, SHOW_ZOOM));
}

/**
 * lage_map_panel_show_place:
 * @self: the panel
 * @point: where to go
 * @extent_m: how much about it shall be in sight, in metres; 0 if that is not known
 */
void
lage_map_panel_show_place (LageMapPanel    *self,
                           const LagePoint *point,
                           guint            extent_m)
{
  double longitude, latitude, zoom;
  LagePoint south_west, north_east;
  double reach_m = MAX (extent_m, SHOW_LEAST_M) * SHOW_MARGIN;

  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  if (extent_m > 0)
    {
      lage_point_move (point, 225.0, reach_m / 2.0, &south_west);
      lage_point_move (point, 45.0, reach_m / 2.0, &north_east);
      lage_map_view_show_bounds (self->view, lage_point_get_longitude (&south_west),
                                 lage_point_get_latitude (&south_west),
                                 lage_point_get_longitude (&north_east),
                                 lage_point_get_latitude (&north_east));
      return;
    }
  lage_map_view_get_viewport (self->view, &longitude, &latitude, &zoom);
  lage_map_view_go_to (self->view, lage_point_get_longitude (point),
                       lage_point_get_latitude (point), MAX (zoom, SHOW_ZOOM));
}

LageMapView *
lage_map_panel_get_view (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return self->view;
}

/**
 * lage_map_panel_get_selection:
 * @self: the panel
 *
 * Returns: (transfer none): (element-type LageEntity): everything that is selected on the map, of
 *   which lage_map_panel_get_selected() is at most one
 */
GListModel *
lage_map_panel_get_selection (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return lage_map_guide_get_selection (self->guide);
}

/**
 * lage_map_panel_get_selection_bar:
 * @self: the panel
 *
 * Returns: (transfer none): what stands over the map while several are selected
 */
LageSelectionBar *
lage_map_panel_get_selection_bar (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return LAGE_SELECTION_BAR (lage_map_guide_get_bar (self->guide));
}

/**
 * lage_map_panel_get_filter:
 * @self: the panel
 *
 * Returns: (transfer none): what decides which entities are on the map; who changes it changes the
 *   map
 */
LageFilter *
lage_map_panel_get_filter (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return self->filter;
}

/**
 * lage_map_panel_get_sift:
 * @self: the panel
 *
 * Returns: (transfer none): what is on the map; good until the situation changes
 */
const LageMapSift *
lage_map_panel_get_sift (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return &self->sift;
}

/* Opens the choice of the base map and of what lies on it, for the keyboard too. */
void
lage_map_panel_open_maps (LageMapPanel *self)
{
  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->maps_button));
}

/* Opens what decides what is on the map, for the keyboard too. */
void
lage_map_panel_open_layers (LageMapPanel *self)
{
  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->layers_button));
}

/**
 * lage_map_panel_get_views_box:
 * @self: the panel
 *
 * Returns: (transfer none): the saved views
 */
LageViewsBox *
lage_map_panel_get_views_box (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return lage_layers_panel_get_views_box (self->layers_panel);
}

LageSession *
lage_map_panel_get_session (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return self->session;
}

/**
 * lage_map_panel_get_tools:
 * @self: the panel
 *
 * Returns: (transfer none): what draws and measures on its map
 */
LageMapTools *
lage_map_panel_get_tools (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), NULL);

  return self->tools;
}

/**
 * lage_map_panel_set_show_tracks:
 * @self: the panel
 * @show_tracks: whether all units and drones leave a track on the map; the selected one always does
 */
void
lage_map_panel_set_show_tracks (LageMapPanel *self,
                                gboolean      show_tracks)
{
  g_return_if_fail (LAGE_IS_MAP_PANEL (self));

  lage_filter_set_shows_layer (self->filter, LAGE_FILTER_TRACKS, show_tracks);
}

gboolean
lage_map_panel_get_show_tracks (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self), FALSE);

  return lage_filter_shows_layer (self->filter, LAGE_FILTER_TRACKS);
}

/**
 * lage_map_panel_make_tracks:
 * @self: the panel
 *
 * Returns: (transfer full) (element-type LageMapTrack): the tracks on the map
 */
GPtrArray *
lage_map_panel_make_tracks (LageMapPanel *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_PANEL (self) && self->tracks != NULL, NULL);

  return lage_map_tracks_make (self->tracks);
}
