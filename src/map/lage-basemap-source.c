/* lage-basemap-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-source.h"

#include <glib/gi18n.h>

#include <string.h>

#include "lage-basemap-painter.h"
#include "lage-map-label.h"
#include "lage-map-worker.h"

/* The embedded map as a source of tiles: always there, at every zoom, in both themes and at the
 * density of the screen. The map is immutable, so the map thread paints from it without a lock. */

/* Above this the layer enlarges tiles itself; a metre is then some ten pixels wide. */
#define MAX_TILE_ZOOM 19

#define MAX_SCALE 4

typedef struct
{
  LageBasemap *basemap;
  guint zoom;
  guint x;
  guint y;
  guint scale;
  LageBasemapTheme theme;
} TileRequest;

struct _LageBasemapSource
{
  LageTileSource parent_instance;
  LageBasemap *basemap;
};

G_DEFINE_FINAL_TYPE (LageBasemapSource, lage_basemap_source, LAGE_TYPE_TILE_SOURCE)

static void
tile_request_free (gpointer data)
{
  TileRequest *request = data;

  lage_basemap_unref (request->basemap);
  g_free (request);
}

static void
basemap_unref (gpointer data)
{
  lage_basemap_unref (data);
}

static gpointer
open_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return lage_basemap_new_embedded (error);
}

/* The base layer is quickest with pixels that have no alpha at all. */
static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int size = cairo_image_surface_get_width (surface);
  gsize n_bytes = (gsize) size * (gsize) size * 3;
  guint8 *pixels = g_malloc (n_bytes);
  guint8 *to = pixels;
  g_autoptr(GBytes) bytes = NULL;

  for (int y = 0; y < size; y++)
    {
      const guint8 *from = data + stride * (gsize) y;

      for (int x = 0; x < size; x++, from += 4)
        {
          guint32 pixel;

          memcpy (&pixel, from, sizeof pixel);
          *to++ = (guint8) (pixel >> 16);
          *to++ = (guint8) (pixel >> 8);
          *to++ = (guint8) pixel;
        }
    }

  bytes = g_bytes_new_take (pixels, n_bytes);

  return gdk_memory_texture_new (size, size, GDK_MEMORY_R8G8B8, bytes, (gsize) size * 3);
}

static gpointer
tile_work (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  TileRequest *request = data;
  cairo_surface_t *surface;
  GdkTexture *texture = NULL;

  surface = lage_basemap_paint_tile (request->basemap, request->zoom, request->x, request->y,
                                     LAGE_TILE_SIZE, request->scale, request->theme);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    texture = make_texture (surface);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "tile %u/%u/%u: %s", request->zoom,
                 request->x, request->y, cairo_status_to_string (cairo_surface_status (surface)));

  cairo_surface_destroy (surface);

  return texture;
}

static void
lage_basemap_source_load_tile_async (LageTileSource      *source,
                                     guint                zoom,
                                     guint                x,
                                     guint                y,
                                     guint                scale,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  LageBasemapSource *self = LAGE_BASEMAP_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TileRequest *request;

  g_task_set_source_tag (task, lage_basemap_source_load_tile_async);

  if (zoom > LAGE_BASEMAP_MAX_ZOOM)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               "no tiles above zoom %d", LAGE_BASEMAP_MAX_ZOOM);
      g_object_unref (task);
      return;
    }

  request = g_new0 (TileRequest, 1);
  request->basemap = lage_basemap_ref (self->basemap);
  request->zoom = zoom;
  request->x = x;
  request->y = y;
  request->scale = MIN (scale, MAX_SCALE);
  request->theme = lage_tile_source_get_is_dark (source) ? LAGE_BASEMAP_DARK : LAGE_BASEMAP_LIGHT;

  lage_map_worker_run (task, tile_work, request, tile_request_free, g_object_unref);
}

static GdkTexture *
lage_basemap_source_load_tile_finish (LageTileSource  *source,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lage_basemap_source_notify (GObject    *object,
                            GParamSpec *pspec)
{
  if (g_str_equal (g_param_spec_get_name (pspec), "is-dark"))
    lage_tile_source_emit_changed (LAGE_TILE_SOURCE (object));

  if (G_OBJECT_CLASS (lage_basemap_source_parent_class)->notify != NULL)
    G_OBJECT_CLASS (lage_basemap_source_parent_class)->notify (object, pspec);
}

static void
lage_basemap_source_finalize (GObject *object)
{
  LageBasemapSource *self = LAGE_BASEMAP_SOURCE (object);

  g_clear_pointer (&self->basemap, lage_basemap_unref);

  G_OBJECT_CLASS (lage_basemap_source_parent_class)->finalize (object);
}

static void
lage_basemap_source_class_init (LageBasemapSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  LageTileSourceClass *source_class = LAGE_TILE_SOURCE_CLASS (klass);

  object_class->notify = lage_basemap_source_notify;
  object_class->finalize = lage_basemap_source_finalize;

  source_class->load_tile_async = lage_basemap_source_load_tile_async;
  source_class->load_tile_finish = lage_basemap_source_load_tile_finish;
}

static void
lage_basemap_source_init (LageBasemapSource *self)
{
}

/**
 * lage_basemap_source_new:
 * @basemap: an open map
 */
LageBasemapSource *
lage_basemap_source_new (LageBasemap *basemap)
{
  LageBasemapSource *self;

  g_return_val_if_fail (basemap != NULL, NULL);

  self = g_object_new (LAGE_TYPE_BASEMAP_SOURCE,
                       "name", _("Embedded map"),
                       "attribution", LAGE_BASEMAP_CREDIT,
                       "min-zoom", 0,
                       "max-zoom", MAX_TILE_ZOOM,
                       NULL);
  self->basemap = lage_basemap_ref (basemap);

  return self;
}

/**
 * lage_basemap_source_new_async:
 *
 * Opens and checks the embedded map on the map thread.
 */
void
lage_basemap_source_new_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_basemap_source_new_async);

  lage_map_worker_run (task, open_work, NULL, NULL, basemap_unref);
}

/**
 * lage_basemap_source_new_finish:
 *
 * Returns: (transfer full) (nullable): the source
 */
LageBasemapSource *
lage_basemap_source_new_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_autoptr(LageBasemap) basemap = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  basemap = g_task_propagate_pointer (G_TASK (result), error);

  return basemap != NULL ? lage_basemap_source_new (basemap) : NULL;
}

static LageMapLabelClass
get_class (const LageBasemapLabel *label)
{
  switch (label->label_class)
    {
    case LAGE_BASEMAP_LABEL_DISTRICT:
      return LAGE_MAP_LABEL_DISTRICT;

    case LAGE_BASEMAP_LABEL_WATER:
      return LAGE_MAP_LABEL_WATER;

    case LAGE_BASEMAP_LABEL_SHIELD:
      return LAGE_MAP_LABEL_ROAD;

    case LAGE_BASEMAP_LABEL_PLACE:
      return label->rank <= 1 ? LAGE_MAP_LABEL_CITY
             : label->rank <= 5 ? LAGE_MAP_LABEL_TOWN : LAGE_MAP_LABEL_SUBURB;

    case LAGE_BASEMAP_LABEL_QUARTER:
    case LAGE_BASEMAP_LABEL_N_CLASSES:
    default:
      return LAGE_MAP_LABEL_SUBURB;
    }
}

/**
 * lage_basemap_source_add_labels:
 * @source: a #LageBasemapSource
 *
 * A #LageMapLabelFunc: the names of the embedded map. The texts live as long as its map.
 */
void
lage_basemap_source_add_labels (double    west,
                                double    south,
                                double    east,
                                double    north,
                                guint     zoom,
                                GArray   *labels,
                                gpointer  source)
{
  LageBasemapSource *self = source;
  g_autoptr(GArray) found = NULL;

  g_return_if_fail (LAGE_IS_BASEMAP_SOURCE (self));

  found = lage_basemap_collect_labels (self->basemap, zoom, west, south, east, north);
  for (guint i = 0; i < found->len; i++)
    {
      const LageBasemapLabel *from = &g_array_index (found, LageBasemapLabel, i);
      LageMapLabel label = {
        .text = from->text,
        .longitude = from->lon,
        .latitude = from->lat,
        .rank = (guint16) from->rank,
        .label_class = (guint8) get_class (from),
      };

      g_array_append_val (labels, label);
    }
}

/**
 * lage_basemap_source_get_basemap:
 * @self: the source
 *
 * Returns: (transfer none): the map itself, for whoever draws it in another way
 */
LageBasemap *
lage_basemap_source_get_basemap (LageBasemapSource *self)
{
  g_return_val_if_fail (LAGE_IS_BASEMAP_SOURCE (self), NULL);

  return self->basemap;
}
