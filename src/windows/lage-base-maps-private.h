/* lage-base-maps-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-base-maps.h"
#include "lage-tile-cache.h"

G_BEGIN_DECLS

/* What the parts of the maps share: lage-base-maps.c has them and shows them, lage-base-maps-file.c
 * keeps them in their file. */

/* Each map has a group of its own: this, and its name. */
#define LAGE_BASE_MAPS_GROUP "Map "

struct _LageBaseMaps
{
  GObject parent_instance;

  char          *path;
  GListStore    *maps;       /* of LageBaseMap */
  char          *base_id;    /* (nullable): NULL for the embedded map */
  GKeyFile      *unread;     /* groups that can't be used, kept as they are */
  char          *problem;    /* (nullable): what is wrong with them, or with the file */
  SoupSession   *session;
  LageTileCache *cache;
  LageTileKeeper *keeper;
  GSettings     *settings;
  LageClock     *clock;      /* (nullable) */
  GPtrArray     *views;      /* of LageMapView, not owned */
  GCancellable  *cancellable;
  guint          clock_id;
  guint          refresh_id;
  gboolean       is_loaded;
  gboolean       is_saving;
  gboolean       has_unsaved;
};

static inline guint
lage_base_maps_get_n (LageBaseMaps *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->maps));
}

/* (transfer none): the list holds it */
static inline LageBaseMap *
lage_base_maps_get (LageBaseMaps *self,
                    guint         position)
{
  g_autoptr(LageBaseMap) map = g_list_model_get_item (G_LIST_MODEL (self->maps), position);

  return map;
}

void lage_base_maps_insert       (LageBaseMaps *self,
                                  guint         position,
                                  LageBaseMap  *map);
void lage_base_maps_begin        (LageBaseMaps *self);
void lage_base_maps_emit_changed (LageBaseMaps *self);

void lage_base_maps_read         (LageBaseMaps *self);
void lage_base_maps_save         (LageBaseMaps *self);

G_END_DECLS
