/* lage-base-layer-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-base-layer.h"
#include "lage-map-projection.h"

G_BEGIN_DECLS

/* What the parts of the layer share: lage-base-tiles.c knows which tiles are wanted, asks for them
 * and forgets them, lage-base-layer.c draws what is there. */

typedef enum
{
  LAGE_BASE_TILE_EMPTY,
  LAGE_BASE_TILE_LOADING,
  LAGE_BASE_TILE_READY,
  LAGE_BASE_TILE_FAILED,
  LAGE_BASE_TILE_ABSENT, /* the source says that it has none there */
} LageBaseTileState;

typedef struct
{
  gint64 key;
  guint zoom;
  guint x;
  guint y;
  LageBaseTileState state;
  guint n_failures;
  guint wanted_in; /* the last round in which it was wanted */
  GCancellable *cancellable;
  GdkTexture *texture;
  GdkTexture *outdated; /* shown until its successor is there */
} LageBaseTile;

typedef struct
{
  guint zoom;
  int x0;
  int y0;
  int x1; /* exclusive */
  int y1;
} LageBaseTileRange;

struct _LageBaseLayer
{
  ShumateLayer parent_instance;

  LageTileSource *source;
  GSignalGroup *source_signals;
  GHashTable *tiles; /* key -> LageBaseTile */
  LageBaseTileRange wanted;
  guint round;
  guint generation; /* counts up when the source changes: older answers are of no use */
  gsize n_bytes;
  gsize max_bytes;
  guint retry_id;
  double opacity;
  gboolean is_dark;
  gboolean is_overlay;
};

void              lage_base_tile_free           (gpointer                 data);

LageBaseTileRange lage_base_layer_find_range    (LageBaseLayer           *self,
                                                 const LageMapProjection *projection,
                                                 double                   margin_px);
GdkTexture *      lage_base_layer_find_texture  (LageBaseLayer           *self,
                                                 guint                    zoom,
                                                 guint                    x,
                                                 guint                    y);
void              lage_base_layer_trim          (LageBaseLayer           *self);
void              lage_base_layer_update_wanted (LageBaseLayer           *self);
void              lage_base_layer_forget_wanted (LageBaseLayer           *self);
void              lage_base_layer_reload        (LageBaseLayer           *self);

G_END_DECLS
