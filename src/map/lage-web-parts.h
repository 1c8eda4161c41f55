/* lage-web-parts.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-tile-cache.h"

G_BEGIN_DECLS

#define LAGE_WEB_MAX_PARTS 4

typedef struct
{
  guint zoom;
  guint x;
  guint y;
  LageCachedTile tile;
  gboolean is_known; /* the tile is there, or known not to be */
  gboolean is_new;   /* to be stored */
} LageWebPart;

/* What the map thread gets: a copy of its own. */
typedef struct
{
  LageTileCache *cache; /* (nullable) */
  char *key;            /* which tiles these are, for the cache */
  LageWebPart parts[LAGE_WEB_MAX_PARTS];
  guint n_parts;
  guint size; /* pixels of the tile */
  gboolean is_geographic;
  gboolean is_overlay;
  gboolean is_dark;
} LageWebPartSet;

void             lage_web_part_set_clear        (LageWebPartSet        *set);
void             lage_web_part_set_free         (gpointer               data);
LageWebPartSet * lage_web_part_set_copy         (const LageWebPartSet  *set);
gpointer         lage_web_part_set_look_up_work (gpointer               data,
                                                 GCancellable          *cancellable,
                                                 GError               **error);
gpointer         lage_web_part_set_compose_work (gpointer               data,
                                                 GCancellable          *cancellable,
                                                 GError               **error);

G_END_DECLS
