/* lage-base-map.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-map.h"

#include "lage-time-extent.h"
#include "lage-time.h"
#include "lage-web-source.h"

/**
 * LageBaseMap:
 *
 * A map that somebody has configured: where it comes from, and how it is shown. What a person
 * decides is told with "changed"; what happens to it by itself, with "status-changed".
 */
struct _LageBaseMap
{
  GObject parent_instance;

  char            *id;
  LageSourceSpec  *spec;
  gboolean         is_overlay;
  gboolean         is_visible;
  double           opacity;
  LageMapTimeMode  time_mode;
  gint64           fixed_us;

  LageTimeExtent  *extent;   /* (nullable) */
  gint64           shown_us; /* 0: what the server takes */
  LageTileSource  *source;   /* (nullable) */
  GSignalGroup    *source_signals;
  GError          *problem;  /* (nullable): why there is no source */
};

G_DEFINE_FINAL_TYPE (LageBaseMap, lage_base_map, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_STATUS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (LageBaseMap *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
emit_status_changed (LageBaseMap *self)
{
  g_signal_emit (self, signals[SIGNAL_STATUS_CHANGED], 0);
}

static void
lage_base_map_dispose (GObject *object)
{
  LageBaseMap *self = LAGE_BASE_MAP (object);

  g_clear_object (&self->source_signals);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (lage_base_map_parent_class)->dispose (object);
}

static void
lage_base_map_finalize (GObject *object)
{
  LageBaseMap *self = LAGE_BASE_MAP (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->spec, lage_source_spec_free);
  g_clear_pointer (&self->extent, lage_time_extent_free);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (lage_base_map_parent_class)->finalize (object);
}

static void
lage_base_map_class_init (LageBaseMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_base_map_dispose;
  object_class->finalize = lage_base_map_finalize;

  /**
   * LageBaseMap::changed:
   *
   * A person has decided something about it, which is to be kept.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_BASE_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LageBaseMap::status-changed:
   *
   * Its source, its health or the instant that it shows is another one.
   */
  signals[SIGNAL_STATUS_CHANGED] =
    g_signal_new ("status-changed", LAGE_TYPE_BASE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
lage_base_map_init (LageBaseMap *self)
{
  self->opacity = 1;
  self->is_visible = TRUE;
  self->source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "notify", G_CALLBACK (emit_status_changed),
                                  self);
}

/**
 * lage_base_map_new:
 * @id: its name in the file
 * @spec: where it comes from
 * @is_overlay: whether it lies on another map
 *
 * Returns: (transfer full): it, visible; with time, it follows the situation
 */
LageBaseMap *
lage_base_map_new (const char           *id,
                   const LageSourceSpec *spec,
                   gboolean              is_overlay)
{
  LageBaseMap *self = g_object_new (LAGE_TYPE_BASE_MAP, NULL);

  self->id = g_strdup (id);
  self->spec = lage_source_spec_copy (spec);
  self->is_overlay = is_overlay;
  if (spec->time_extent != NULL)
    {
      self->extent = lage_time_extent_parse (spec->time_extent, NULL);
      self->time_mode = LAGE_MAP_TIME_FOLLOW;
    }

  return self;
}

/**
 * lage_base_map_load:
 * @file: a file of maps
 * @group: the group of one
 * @id: its name
 * @error: what is wrong with it
 *
 * Returns: (transfer full): it, or %NULL
 */
LageBaseMap *
lage_base_map_load (GKeyFile    *file,
                    const char  *group,
                    const char  *id,
                    GError     **error)
{
  g_autoptr(LageSourceSpec) spec = lage_source_spec_load (file, group, error);
  g_autofree char *time = NULL;
  LageBaseMap *self;

  if (spec == NULL)
    return NULL;

  self = lage_base_map_new (id, spec, g_key_file_get_boolean (file, group, "Overlay", NULL));
  if (g_key_file_has_key (file, group, "Visible", NULL))
    self->is_visible = g_key_file_get_boolean (file, group, "Visible", NULL);
  if (g_key_file_has_key (file, group, "Opacity", NULL))
    self->opacity = CLAMP (g_key_file_get_double (file, group, "Opacity", NULL), 0, 1);
  time = g_key_file_get_string (file, group, "Time", NULL);
  if (g_strcmp0 (time, "server") == 0)
    self->time_mode = LAGE_MAP_TIME_SERVER;
  else if (time != NULL && lage_time_parse (time, LAGE_TIME_ZONE_UTC, &self->fixed_us, NULL))
    self->time_mode = LAGE_MAP_TIME_FIXED;

  return self;
}

void
lage_base_map_save (LageBaseMap *self,
                    GKeyFile    *file,
                    const char  *group)
{
  lage_source_spec_save (self->spec, file, group);
  g_key_file_set_boolean (file, group, "Overlay", self->is_overlay);
  g_key_file_set_boolean (file, group, "Visible", self->is_visible);
  g_key_file_set_double (file, group, "Opacity", self->opacity);
  if (self->extent != NULL)
    {
      g_autofree char *instant = lage_time_format_iso8601 (self->fixed_us);

      g_key_file_set_string (file, group, "Time",
                             self->time_mode == LAGE_MAP_TIME_FOLLOW ? "follow"
                             : self->time_mode == LAGE_MAP_TIME_SERVER ? "server" : instant);
    }
}

const char *
lage_base_map_get_id (LageBaseMap *self)
{
  return self->id;
}

const LageSourceSpec *
lage_base_map_get_spec (LageBaseMap *self)
{
  return self->spec;
}

/**
 * lage_base_map_take_spec:
 * @self: the map
 * @spec: (transfer full): the same map, of which the server now says something else, or a person
 */
void
lage_base_map_take_spec (LageBaseMap    *self,
                         LageSourceSpec *spec)
{
  g_clear_pointer (&self->spec, lage_source_spec_free);
  g_clear_pointer (&self->extent, lage_time_extent_free);
  self->spec = spec;
  if (spec->time_extent != NULL)
    self->extent = lage_time_extent_parse (spec->time_extent, NULL);
  emit_changed (self);
}

gboolean
lage_base_map_get_is_overlay (LageBaseMap *self)
{
  return self->is_overlay;
}

gboolean
lage_base_map_get_is_visible (LageBaseMap *self)
{
  return self->is_visible;
}

void
lage_base_map_set_is_visible (LageBaseMap *self,
                              gboolean     is_visible)
{
  g_return_if_fail (LAGE_IS_BASE_MAP (self));

  if (self->is_visible == !!is_visible)
    return;
  self->is_visible = !!is_visible;
  emit_changed (self);
}

double
lage_base_map_get_opacity (LageBaseMap *self)
{
  return self->opacity;
}

void
lage_base_map_set_opacity (LageBaseMap *self,
                           double       opacity)
{
  g_return_if_fail (LAGE_IS_BASE_MAP (self));

  opacity = CLAMP (opacity, 0, 1);
  if (self->opacity == opacity)
    return;
  self->opacity = opacity;
  emit_changed (self);
}

LageMapTimeMode
lage_base_map_get_time_mode (LageBaseMap *self)
{
  return self->time_mode;
}

gint64
lage_base_map_get_fixed_us (LageBaseMap *self)
{
  return self->fixed_us;
}

/**
 * lage_base_map_set_time:
 * @self: a map with time
 * @mode: which time to show
 * @fixed_us: which instant, for %LAGE_MAP_TIME_FIXED
 */
void
lage_base_map_set_time (LageBaseMap     *self,
                        LageMapTimeMode  mode,
                        gint64           fixed_us)
{
  g_return_if_fail (LAGE_IS_BASE_MAP (self));

  if (self->time_mode == mode && self->fixed_us == fixed_us)
    return;
  self->time_mode = mode;
  self->fixed_us = fixed_us;
  emit_changed (self);
}

/**
 * lage_base_map_get_shown_us:
 * @self: the map
 *
 * Returns: the instant that it shows; 0 if it has no time, or the server takes it
 */
gint64
lage_base_map_get_shown_us (LageBaseMap *self)
{
  return self->shown_us;
}

/**
 * lage_base_map_get_source:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): where its tiles come from, once it is open
 */
LageTileSource *
lage_base_map_get_source (LageBaseMap *self)
{
  return self->source;
}

/**
 * lage_base_map_get_problem:
 * @self: the map
 *
 * Returns: (transfer none) (nullable): why it can't be opened, or why the last tile did not come
 */
const GError *
lage_base_map_get_problem (LageBaseMap *self)
{
  if (self->problem != NULL)
    return self->problem;

  return self->source != NULL ? lage_tile_source_get_problem (self->source) : NULL;
}

void
lage_base_map_set_source (LageBaseMap    *self,
                          LageTileSource *source,
                          const GError   *problem)
{
  g_return_if_fail (LAGE_IS_BASE_MAP (self));

  g_set_object (&self->source, source);
  g_signal_group_set_target (self->source_signals, source);
  g_clear_error (&self->problem);
  if (problem != NULL)
    self->problem = g_error_copy (problem);
  emit_status_changed (self);
}

/**
 * lage_base_map_update_time:
 * @self: the map
 * @situation_us: the time of the situation
 *
 * Shows the instant that it shall show now.
 *
 * Returns: whether it goes with the time, so that this is to be called again
 */
gboolean
lage_base_map_update_time (LageBaseMap *self,
                           gint64       situation_us)
{
  g_autofree char *time = NULL;
  gint64 shown_us = 0;

  if (self->extent == NULL || !LAGE_IS_WEB_SOURCE (self->source))
    return FALSE;

  if (self->time_mode != LAGE_MAP_TIME_SERVER)
    time = lage_time_extent_snap (self->extent, self->time_mode == LAGE_MAP_TIME_FOLLOW
                                                ? situation_us : self->fixed_us, &shown_us);
  lage_web_source_set_time (LAGE_WEB_SOURCE (self->source), time);
  if (self->shown_us != shown_us)
    {
      self->shown_us = shown_us;
      emit_status_changed (self);
    }

  return self->time_mode == LAGE_MAP_TIME_FOLLOW;
}
