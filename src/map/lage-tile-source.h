/* lage-tile-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Edge of every tile in logical pixels. Tile zoom z of 512-pixel tiles is viewport zoom z + 1. */
#define LAGE_TILE_SIZE 512

#define LAGE_TYPE_TILE_SOURCE (lage_tile_source_get_type ())

G_DECLARE_DERIVABLE_TYPE (LageTileSource, lage_tile_source, LAGE, TILE_SOURCE, GObject)

/**
 * LageTileSourceClass:
 * @load_tile_async: makes one tile; most of the work belongs on the map thread
 * @load_tile_finish: hands the tile out: opaque in %GDK_MEMORY_R8G8B8; that of an overlay may be
 *   transparent, in %GDK_MEMORY_DEFAULT, or one pixel that stands for nothing at all
 */
struct _LageTileSourceClass
{
  GObjectClass parent_class;

  void         (*load_tile_async)  (LageTileSource       *self,
                                    guint                 zoom,
                                    guint                 x,
                                    guint                 y,
                                    guint                 scale,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  GdkTexture * (*load_tile_finish) (LageTileSource       *self,
                                    GAsyncResult         *result,
                                    GError              **error);

  /*< private >*/
  gpointer padding[8];
};

void         lage_tile_source_load_tile_async  (LageTileSource       *self,
                                                guint                 zoom,
                                                guint                 x,
                                                guint                 y,
                                                guint                 scale,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GdkTexture * lage_tile_source_load_tile_finish (LageTileSource       *self,
                                                GAsyncResult         *result,
                                                GError              **error);

const char * lage_tile_source_get_name         (LageTileSource       *self);
const char * lage_tile_source_get_attribution  (LageTileSource       *self);
guint        lage_tile_source_get_min_zoom     (LageTileSource       *self);
guint        lage_tile_source_get_max_zoom     (LageTileSource       *self);
gboolean     lage_tile_source_get_is_dark      (LageTileSource       *self);
void         lage_tile_source_set_is_dark      (LageTileSource       *self,
                                                gboolean              is_dark);
gboolean     lage_tile_source_get_is_overlay   (LageTileSource       *self);
void         lage_tile_source_set_is_overlay   (LageTileSource       *self,
                                                gboolean              is_overlay);
gboolean     lage_tile_source_get_is_reachable (LageTileSource       *self);
const GError * lage_tile_source_get_problem      (LageTileSource       *self);
gint64         lage_tile_source_get_stale_us     (LageTileSource       *self);

/* For subclasses. */
void         lage_tile_source_set_is_reachable (LageTileSource       *self,
                                                gboolean              is_reachable);
void         lage_tile_source_set_problem      (LageTileSource       *self,
                                                const GError         *problem);
void         lage_tile_source_note_stale       (LageTileSource       *self,
                                                gint64                fetched_us);
void         lage_tile_source_clear_stale      (LageTileSource       *self);
void         lage_tile_source_emit_changed     (LageTileSource       *self);

G_END_DECLS
