/* lage-base-maps.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-maps-private.h"

#include "lage-map-session.h"
#include "lage-mbtiles-source.h"
#include "lage-server-probe.h"
#include "lage-settings.h"
#include "lage-web-source.h"

/* How often a map that goes with the time of the situation looks what time it is. */
#define CLOCK_S 5

/* How often servers are asked which instants they have now. */
#define REFRESH_S 300

/* How long to wait at least between two tiles of an area that is kept: at most ten a second. */
#define KEEPER_INTERVAL_MS 100

/**
 * LageBaseMaps:
 *
 * The maps that somebody has configured, in the order in which they lie on each other, the topmost
 * first. They are kept in a file that people can read, and shown on all views that are attached. As
 * long as it is empty, nobody in the world is asked for anything.
 */

G_DEFINE_FINAL_TYPE (LageBaseMaps, lage_base_maps, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void apply_all (LageBaseMaps *self);

static gboolean
clock_cb (gpointer user_data)
{
  LageBaseMaps *self = user_data;
  gboolean is_following = FALSE;

  for (guint i = 0; i < lage_base_maps_get_n (self); i++)
    is_following |= lage_base_map_update_time (lage_base_maps_get (self, i), lage_base_maps_get_now_us (self));

  if (!is_following)
    {
      self->clock_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->clock_id == 0)
    self->clock_id = g_timeout_add_seconds (CLOCK_S, clock_cb, self);

  return G_SOURCE_CONTINUE;
}

static void
update_times (LageBaseMaps *self)
{
  g_clear_handle_id (&self->clock_id, g_source_remove);
  clock_cb (self);
}

typedef struct
{
  LageBaseMaps *maps;
  LageBaseMap  *map;
} Asking;

static Asking *
asking_new (LageBaseMaps *maps,
            LageBaseMap  *map)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->maps = g_object_ref (maps);
  asking->map = g_object_ref (map);

  return asking;
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->maps);
  g_object_unref (asking->map);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
file_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageMbtilesSource) source = lage_mbtiles_source_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (source != NULL)
    lage_tile_source_set_is_overlay (LAGE_TILE_SOURCE (source),
                                     lage_base_map_get_is_overlay (asking->map));
  lage_base_map_set_source (asking->map, source != NULL ? LAGE_TILE_SOURCE (source) : NULL, error);
  apply_all (asking->maps);
}

/* Makes the source when it is first needed: nobody is asked for a map that is not shown. */
static LageTileSource *
ensure_source (LageBaseMaps *self,
               LageBaseMap  *map)
{
  const LageSourceSpec *spec = lage_base_map_get_spec (map);
  g_autoptr(LageWebSource) source = NULL;
  g_autoptr(GError) error = NULL;

  if (lage_base_map_get_source (map) != NULL || lage_base_map_get_problem (map) != NULL)
    return lage_base_map_get_source (map);

  if (spec->service == LAGE_SERVICE_FILE)
    {
      lage_mbtiles_source_new_async (spec->url, self->cancellable, file_opened_cb,
                                     asking_new (self, map));
      return NULL;
    }

  source = lage_web_source_new (spec, self->session, self->cache, 0, &error);
  if (source != NULL)
    lage_tile_source_set_is_overlay (LAGE_TILE_SOURCE (source), lage_base_map_get_is_overlay (map));
  lage_base_map_set_source (map, source != NULL ? LAGE_TILE_SOURCE (source) : NULL, error);
  lage_base_map_update_time (map, lage_base_maps_get_now_us (self));

  return lage_base_map_get_source (map);
}

static void
apply (LageBaseMaps *self,
       LageMapView  *view)
{
  LageBaseMap *base = lage_base_maps_get_base (self);
  g_autoptr(GArray) overlays = g_array_new (FALSE, FALSE, sizeof (LageMapOverlay));

  for (guint i = lage_base_maps_get_n (self); i-- > 0;)
    {
      LageBaseMap *map = lage_base_maps_get (self, i);
      LageMapOverlay overlay = { NULL, lage_base_map_get_opacity (map) };

      if (!lage_base_map_get_is_overlay (map) || !lage_base_map_get_is_visible (map))
        continue;
      overlay.source = ensure_source (self, map);
      if (overlay.source != NULL)
        g_array_append_val (overlays, overlay);
    }

  lage_map_view_set_tile_source (view, base != NULL ? ensure_source (self, base) : NULL);
  lage_map_view_set_overlays (view, (gpointer) overlays->data, overlays->len);
}

static void
apply_all (LageBaseMaps *self)
{
  for (guint i = 0; i < self->views->len; i++)
    apply (self, g_ptr_array_index (self->views, i));
}

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageCapabilities) capabilities = lage_server_probe_finish (result, &error);
  const LageSourceSpec *spec = lage_base_map_get_spec (asking->map);

  if (capabilities == NULL)
    {
      g_debug ("%s: %s", spec->name, error->message);
      return;
    }
  for (guint i = 0; i < capabilities->layers->len; i++)
    {
      const LageOfferedLayer *layer = g_ptr_array_index (capabilities->layers, i);
      LageSourceSpec *newer;

      if (layer->spec == NULL || g_strcmp0 (layer->spec->layer, spec->layer) != 0
          || layer->spec->time_extent == NULL
          || g_strcmp0 (layer->spec->time_extent, spec->time_extent) == 0)
        continue;
      newer = lage_source_spec_copy (spec);
      g_free (newer->time_extent);
      newer->time_extent = g_strdup (layer->spec->time_extent);
      lage_base_map_take_spec (asking->map, newer);
      break;
    }
}

/* Radar of five minutes ago is of no use when the list ends where it ended at the first look. */
static gboolean
refresh_cb (gpointer user_data)
{
  LageBaseMaps *self = user_data;

  for (guint i = 0; i < lage_base_maps_get_n (self); i++)
    {
      LageBaseMap *map = lage_base_maps_get (self, i);
      const LageSourceSpec *spec = lage_base_map_get_spec (map);

      if (lage_base_map_get_time_mode (map) == LAGE_MAP_TIME_FOLLOW
          && lage_base_map_get_source (map) != NULL && lage_base_map_get_is_visible (map)
          && spec->time_extent != NULL && spec->capabilities_url != NULL)
        lage_server_probe_async (self->session, spec->capabilities_url, self->cancellable,
                                 refreshed_cb, asking_new (self, map));
    }

  return G_SOURCE_CONTINUE;
}

/* The file has been read. */
void
lage_base_maps_begin (LageBaseMaps *self)
{
  self->is_loaded = TRUE;
  update_times (self);
  apply_all (self);
  refresh_cb (self);
  lage_base_maps_emit_changed (self);
}

void
lage_base_maps_emit_changed (LageBaseMaps *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
map_changed_cb (LageBaseMaps *self)
{
  update_times (self);
  apply_all (self);
  lage_base_maps_save (self);
  lage_base_maps_emit_changed (self);
}

void
lage_base_maps_insert (LageBaseMaps *self,
                       guint         position,
                       LageBaseMap  *map)
{
  g_signal_connect_object (map, "changed", G_CALLBACK (map_changed_cb), self, G_CONNECT_SWAPPED);
  g_list_store_insert (self->maps, position, map);
}

static void
settings_changed_cb (LageBaseMaps *self)
{
  g_autofree char *contact = g_settings_get_string (self->settings, LAGE_SETTINGS_MAP_CONTACT);
  g_autofree char *proxy = g_settings_get_string (self->settings, LAGE_SETTINGS_MAP_PROXY);
  guint64 cache_mib = (guint64) g_settings_get_int (self->settings, LAGE_SETTINGS_MAP_CACHE_MIB);

  lage_map_session_configure (self->session, contact, proxy);
  lage_tile_cache_set_max_bytes (self->cache, cache_mib * 1024 * 1024);
}

static void
lage_base_maps_dispose (GObject *object)
{
  LageBaseMaps *self = LAGE_BASE_MAPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->clock);
  g_clear_object (&self->maps);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lage_base_maps_parent_class)->dispose (object);
}

static void
forget_view_cb (gpointer  user_data,
                GObject  *view)
{
  g_ptr_array_remove (LAGE_BASE_MAPS (user_data)->views, view);
}

static void
lage_base_maps_finalize (GObject *object)
{
  LageBaseMaps *self = LAGE_BASE_MAPS (object);

  for (guint i = 0; i < self->views->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->views, i), forget_view_cb, self);
  g_ptr_array_unref (self->views);
  g_clear_pointer (&self->cache, lage_tile_cache_unref);
  g_clear_pointer (&self->unread, g_key_file_unref);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self->base_id);
  g_free (self->problem);

  G_OBJECT_CLASS (lage_base_maps_parent_class)->finalize (object);
}

static void
lage_base_maps_class_init (LageBaseMapsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_base_maps_dispose;
  object_class->finalize = lage_base_maps_finalize;

  /**
   * LageBaseMaps::changed:
   *
   * Something was decided about the maps, or the file has been read, or there is a problem with it.
   * Changes of the list are those of its model.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_BASE_MAPS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_base_maps_init (LageBaseMaps *self)
{
  self->maps = g_list_store_new (LAGE_TYPE_BASE_MAP);
  self->unread = g_key_file_new ();
  self->views = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->session = lage_map_session_new ();
  self->settings = g_settings_new (LAGE_APP_ID);
}

/**
 * lage_base_maps_new:
 * @path: the file that they are kept in; it need not be there
 * @cache_directory: where tiles are kept that were seen
 * @kept_directory: where tiles are kept for the time without a network
 *
 * Returns: (transfer full): the maps, which are read soon
 */
LageBaseMaps *
lage_base_maps_new (const char *path,
                    const char *cache_directory,
                    const char *kept_directory)
{
  LageBaseMaps *self = g_object_new (LAGE_TYPE_BASE_MAPS, NULL);

  self->path = g_strdup (path);
  self->keeper = lage_tile_keeper_new (kept_directory, cache_directory, self->session,
                                       KEEPER_INTERVAL_MS);
  self->cache = lage_tile_cache_new (cache_directory, kept_directory, 0);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  settings_changed_cb (self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  lage_base_maps_read (self);

  return self;
}

/**
 * lage_base_maps_get_default:
 *
 * Returns: (transfer none): the maps of the user, which live as long as the program
 */
LageBaseMaps *
lage_base_maps_get_default (void)
{
  static LageBaseMaps *maps;

  if (maps == NULL)
    {
      g_autofree char *path =
        g_build_filename (g_get_user_config_dir (), "rescue-mate", "basemaps.conf", NULL);
      g_autofree char *cache =
        g_build_filename (g_get_user_cache_dir (), "rescue-mate", "tiles", NULL);
      g_autofree char *kept =
        g_build_filename (g_get_user_data_dir (), "rescue-mate", "kept-tiles", NULL);

      maps = lage_base_maps_new (path, cache, kept);
    }

  return maps;
}

/**
 * lage_base_maps_get_model:
 * @self: the maps
 *
 * Returns: (transfer none): the list of #LageBaseMap, base maps and overlays, the topmost first
 */
GListModel *
lage_base_maps_get_model (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  return G_LIST_MODEL (self->maps);
}

gboolean
lage_base_maps_get_is_loaded (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), FALSE);

  return self->is_loaded;
}

/**
 * lage_base_maps_get_problem:
 * @self: the maps
 *
 * Returns: (nullable): what can't be used of the file, for engineers
 */
const char *
lage_base_maps_get_problem (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  return self->problem;
}

SoupSession *
lage_base_maps_get_session (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  return self->session;
}

LageTileKeeper *
lage_base_maps_get_keeper (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  return self->keeper;
}

LageBaseMap *
lage_base_maps_find (LageBaseMaps *self,
                     const char   *id)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  for (guint i = 0; i < lage_base_maps_get_n (self); i++)
    if (g_strcmp0 (lage_base_map_get_id (lage_base_maps_get (self, i)), id) == 0)
      return lage_base_maps_get (self, i);

  return NULL;
}

/**
 * lage_base_maps_get_base:
 * @self: the maps
 *
 * Returns: (transfer none) (nullable): the base map that is wanted; %NULL for the embedded one
 */
LageBaseMap *
lage_base_maps_get_base (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  return self->base_id != NULL ? lage_base_maps_find (self, self->base_id) : NULL;
}

void
lage_base_maps_set_base (LageBaseMaps *self,
                         LageBaseMap  *map)
{
  const char *id = map != NULL ? lage_base_map_get_id (map) : NULL;

  g_return_if_fail (LAGE_IS_BASE_MAPS (self));

  if (g_strcmp0 (self->base_id, id) == 0)
    return;
  g_free (self->base_id);
  self->base_id = g_strdup (id);
  apply_all (self);
  lage_base_maps_save (self);
  lage_base_maps_emit_changed (self);
}

/**
 * lage_base_maps_add:
 * @self: the maps
 * @spec: where the new one comes from
 * @is_overlay: whether it lies on others
 *
 * Returns: (transfer none): the new map, on top of all
 */
LageBaseMap *
lage_base_maps_add (LageBaseMaps         *self,
                    const LageSourceSpec *spec,
                    gboolean              is_overlay)
{
  g_autofree char *id = NULL;
  g_autofree char *group = NULL;
  g_autoptr(LageBaseMap) map = NULL;
  guint n = 0;

  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), NULL);

  do
    {
      g_free (id);
      g_free (group);
      id = g_strdup_printf ("%u", ++n);
      group = g_strconcat (LAGE_BASE_MAPS_GROUP, id, NULL);
    }
  while (lage_base_maps_find (self, id) != NULL || g_key_file_has_group (self->unread, group));

  map = lage_base_map_new (id, spec, is_overlay);
  lage_base_maps_insert (self, 0, map);
  map_changed_cb (self);

  return lage_base_maps_find (self, id);
}

void
lage_base_maps_remove (LageBaseMaps *self,
                       LageBaseMap  *map)
{
  guint position;

  g_return_if_fail (LAGE_IS_BASE_MAPS (self));

  if (!g_list_store_find (self->maps, map, &position))
    return;
  if (lage_base_maps_get_base (self) == map)
    lage_base_maps_set_base (self, NULL);
  g_signal_handlers_disconnect_by_func (map, map_changed_cb, self);
  g_list_store_remove (self->maps, position);
  map_changed_cb (self);
}

/**
 * lage_base_maps_move:
 * @self: the maps
 * @map: an overlay
 * @direction: negative for up, which is above others; positive for down
 *
 * Returns: whether there was another overlay to change places with
 */
gboolean
lage_base_maps_move (LageBaseMaps *self,
                     LageBaseMap  *map,
                     int           direction)
{
  g_autoptr(GPtrArray) moved = NULL;
  guint from;
  guint to;

  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), FALSE);

  if (!g_list_store_find (self->maps, map, &from))
    return FALSE;
  to = from;
  do
    {
      if (direction < 0 ? to == 0 : to + 1 >= lage_base_maps_get_n (self))
        return FALSE;
      to = direction < 0 ? to - 1 : to + 1;
    }
  while (!lage_base_map_get_is_overlay (lage_base_maps_get (self, to)));

  /* In one step, so that a row in a list is not gone in between. */
  moved = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    if (i != from)
      g_ptr_array_add (moved, g_object_ref (lage_base_maps_get (self, i)));
  g_ptr_array_insert (moved, direction < 0 ? 0 : -1, g_object_ref (map));
  g_list_store_splice (self->maps, MIN (from, to), moved->len, moved->pdata, moved->len);
  apply_all (self);
  lage_base_maps_save (self);

  return TRUE;
}

/**
 * lage_base_maps_attach:
 * @self: the maps
 * @view: a map that shows them from now on
 */
void
lage_base_maps_attach (LageBaseMaps *self,
                       LageMapView  *view)
{
  g_return_if_fail (LAGE_IS_BASE_MAPS (self));
  g_return_if_fail (LAGE_IS_MAP_VIEW (view));

  if (g_ptr_array_find (self->views, view, NULL))
    return;
  g_ptr_array_add (self->views, view);
  g_object_weak_ref (G_OBJECT (view), forget_view_cb, self);
  apply (self, view);
}

/**
 * lage_base_maps_get_now_us:
 * @self: the maps
 *
 * Returns: the time of the situation that maps with time follow
 */
gint64
lage_base_maps_get_now_us (LageBaseMaps *self)
{
  g_return_val_if_fail (LAGE_IS_BASE_MAPS (self), 0);

  return self->clock != NULL ? lage_clock_now_us (self->clock) : lage_clock_wall_us ();
}

/**
 * lage_base_maps_set_clock:
 * @self: the maps
 * @clock: (nullable): the clock of the situation that maps with time follow
 */
void
lage_base_maps_set_clock (LageBaseMaps *self,
                          LageClock    *clock)
{
  g_return_if_fail (LAGE_IS_BASE_MAPS (self));

  if (g_set_object (&self->clock, clock))
    update_times (self);
}
