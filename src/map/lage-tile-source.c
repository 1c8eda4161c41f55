/* lage-tile-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-source.h"

/* Where the tiles of the base map come from. A tile covers the same ground as the tile zoom/x/y of
 * any web map, but is always 512 logical pixels wide, so that a screen needs few of them. */

typedef struct
{
  char *name;
  char *attribution;
  guint min_zoom;
  guint max_zoom;
  gboolean is_dark;
  gboolean is_overlay;
  gboolean is_reachable;
  GError *problem;
  gint64 stale_us;
} LageTileSourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LageTileSource, lage_tile_source, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_NAME,
  PROP_ATTRIBUTION,
  PROP_MIN_ZOOM,
  PROP_MAX_ZOOM,
  PROP_IS_DARK,
  PROP_IS_REACHABLE,
  PROP_PROBLEM,
  PROP_STALE_US,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
lage_tile_source_finalize (GObject *object)
{
  LageTileSourcePrivate *priv =
    lage_tile_source_get_instance_private (LAGE_TILE_SOURCE (object));

  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->attribution, g_free);
  g_clear_error (&priv->problem);

  G_OBJECT_CLASS (lage_tile_source_parent_class)->finalize (object);
}

static void
lage_tile_source_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LageTileSourcePrivate *priv =
    lage_tile_source_get_instance_private (LAGE_TILE_SOURCE (object));

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;

    case PROP_ATTRIBUTION:
      g_value_set_string (value, priv->attribution);
      break;

    case PROP_MIN_ZOOM:
      g_value_set_uint (value, priv->min_zoom);
      break;

    case PROP_MAX_ZOOM:
      g_value_set_uint (value, priv->max_zoom);
      break;

    case PROP_IS_DARK:
      g_value_set_boolean (value, priv->is_dark);
      break;

    case PROP_IS_REACHABLE:
      g_value_set_boolean (value, priv->is_reachable);
      break;

    case PROP_PROBLEM:
      g_value_set_boxed (value, priv->problem);
      break;

    case PROP_STALE_US:
      g_value_set_int64 (value, priv->stale_us);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_tile_source_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LageTileSource *self = LAGE_TILE_SOURCE (object);
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_NAME:
      priv->name = g_value_dup_string (value);
      break;

    case PROP_ATTRIBUTION:
      priv->attribution = g_value_dup_string (value);
      break;

    case PROP_MIN_ZOOM:
      priv->min_zoom = g_value_get_uint (value);
      break;

    case PROP_MAX_ZOOM:
      priv->max_zoom = g_value_get_uint (value);
      break;

    case PROP_IS_DARK:
      lage_tile_source_set_is_dark (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_tile_source_class_init (LageTileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_flags =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lage_tile_source_finalize;
  object_class->get_property = lage_tile_source_get_property;
  object_class->set_property = lage_tile_source_set_property;

  /**
   * LageTileSource:name:
   *
   * What a person knows the source by.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, construct_flags);

  /**
   * LageTileSource:attribution:
   *
   * The credit that the licence of the data wants to be shown, as plain text.
   */
  properties[PROP_ATTRIBUTION] =
    g_param_spec_string ("attribution", NULL, NULL, NULL, construct_flags);

  /**
   * LageTileSource:min-zoom:
   *
   * The lowest tile zoom that can be asked for.
   */
  properties[PROP_MIN_ZOOM] = g_param_spec_uint ("min-zoom", NULL, NULL, 0, 24, 0, construct_flags);

  /**
   * LageTileSource:max-zoom:
   *
   * The tile zoom above which the layer enlarges tiles itself instead of asking for more.
   */
  properties[PROP_MAX_ZOOM] =
    g_param_spec_uint ("max-zoom", NULL, NULL, 0, 24, 24, construct_flags);

  /**
   * LageTileSource:is-dark:
   *
   * Whether the tiles should suit a dark theme. Sources that can't do anything about it ignore it.
   */
  properties[PROP_IS_DARK] =
    g_param_spec_boolean ("is-dark", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LageTileSource:is-reachable:
   *
   * Whether the source answers. While it does not, the map shows another one; the source itself
   * keeps trying and says so here when it is back.
   */
  properties[PROP_IS_REACHABLE] =
    g_param_spec_boolean ("is-reachable", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * LageTileSource:problem:
   *
   * Why the last tile that was asked for is not there; %NULL once one has come.
   */
  properties[PROP_PROBLEM] =
    g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * LageTileSource:stale-us:
   *
   * When the oldest tile was fetched of those that are shown because no newer one can be had; 0 if
   * all are as the server wants them.
   */
  properties[PROP_STALE_US] =
    g_param_spec_int64 ("stale-us", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LageTileSource::changed:
   *
   * All tiles look different now: those held are to be loaded again.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  g_cclosure_marshal_VOID__VOID, G_TYPE_NONE, 0);
}

static void
lage_tile_source_init (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  priv->is_reachable = TRUE;
}

/**
 * lage_tile_source_load_tile_async:
 * @self: the source
 * @zoom: tile zoom
 * @x: column, counted from the west
 * @y: row, counted from the north
 * @scale: device pixels per logical pixel that the screen has; the texture need not have as many
 * @cancellable: (nullable): cancelled when the tile is no longer in sight
 * @callback: called when the tile is there, or can't be had
 * @user_data: for @callback
 */
void
lage_tile_source_load_tile_async (LageTileSource      *self,
                                  guint                zoom,
                                  guint                x,
                                  guint                y,
                                  guint                scale,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));
  g_return_if_fail (zoom <= 24);
  g_return_if_fail (x < (1u << zoom) && y < (1u << zoom));
  g_return_if_fail (scale >= 1);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  LAGE_TILE_SOURCE_GET_CLASS (self)->load_tile_async (self, zoom, x, y, scale, cancellable,
                                                      callback, user_data);
}

/**
 * lage_tile_source_load_tile_finish:
 * @self: the source
 * @result: what the callback was given
 * @error: why there is no tile; %G_IO_ERROR_NOT_FOUND if the source has none there and never will
 *
 * Returns: (transfer full): the tile, or %NULL
 */
GdkTexture *
lage_tile_source_load_tile_finish (LageTileSource  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return LAGE_TILE_SOURCE_GET_CLASS (self)->load_tile_finish (self, result, error);
}

const char *
lage_tile_source_get_name (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), NULL);

  return priv->name;
}

const char *
lage_tile_source_get_attribution (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), NULL);

  return priv->attribution;
}

guint
lage_tile_source_get_min_zoom (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), 0);

  return priv->min_zoom;
}

guint
lage_tile_source_get_max_zoom (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), 0);

  return priv->max_zoom;
}

gboolean
lage_tile_source_get_is_dark (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), FALSE);

  return priv->is_dark;
}

void
lage_tile_source_set_is_dark (LageTileSource *self,
                              gboolean        is_dark)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  is_dark = !!is_dark;

  if (priv->is_dark == is_dark)
    return;

  priv->is_dark = is_dark;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DARK]);
}

gboolean
lage_tile_source_get_is_overlay (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), FALSE);

  return priv->is_overlay;
}

/**
 * lage_tile_source_set_is_overlay:
 * @self: a source of which no tile was asked for yet
 * @is_overlay: whether it lies on other maps, which are seen where it shows nothing; sources that
 *   always cover the ground ignore it
 */
void
lage_tile_source_set_is_overlay (LageTileSource *self,
                                 gboolean        is_overlay)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  priv->is_overlay = !!is_overlay;
}

gboolean
lage_tile_source_get_is_reachable (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), FALSE);

  return priv->is_reachable;
}

void
lage_tile_source_set_is_reachable (LageTileSource *self,
                                   gboolean        is_reachable)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  is_reachable = !!is_reachable;

  if (priv->is_reachable == is_reachable)
    return;

  priv->is_reachable = is_reachable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_REACHABLE]);
}

/**
 * lage_tile_source_get_problem:
 * @self: the source
 *
 * Returns: (transfer none) (nullable): why the last tile that was asked for is not there
 */
const GError *
lage_tile_source_get_problem (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), NULL);

  return priv->problem;
}

gint64
lage_tile_source_get_stale_us (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_val_if_fail (LAGE_IS_TILE_SOURCE (self), 0);

  return priv->stale_us;
}

void
lage_tile_source_set_problem (LageTileSource *self,
                              const GError   *problem)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  if (priv->problem == NULL && problem == NULL)
    return;
  if (priv->problem != NULL && problem != NULL && priv->problem->domain == problem->domain
      && priv->problem->code == problem->code
      && g_str_equal (priv->problem->message, problem->message))
    return;

  g_clear_error (&priv->problem);
  priv->problem = problem != NULL ? g_error_copy (problem) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * lage_tile_source_note_stale:
 * @self: the source
 * @fetched_us: when a tile was fetched that is shown for lack of a newer one
 */
void
lage_tile_source_note_stale (LageTileSource *self,
                             gint64          fetched_us)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  if (fetched_us <= 0 || (priv->stale_us != 0 && priv->stale_us <= fetched_us))
    return;

  priv->stale_us = fetched_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE_US]);
}

void
lage_tile_source_clear_stale (LageTileSource *self)
{
  LageTileSourcePrivate *priv = lage_tile_source_get_instance_private (self);

  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  if (priv->stale_us == 0)
    return;

  priv->stale_us = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE_US]);
}

void
lage_tile_source_emit_changed (LageTileSource *self)
{
  g_return_if_fail (LAGE_IS_TILE_SOURCE (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
