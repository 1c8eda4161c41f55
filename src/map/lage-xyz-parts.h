/* lage-xyz-parts.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-tile-cache.h"

G_BEGIN_DECLS

#define LAGE_XYZ_MAX_PARTS 4

typedef struct
{
  guint zoom;
  guint x;
  guint y;
  GBytes *bytes; /* NULL: the server has none */
  char *etag;
  gint64 expires_us;
  gboolean is_new; /* to be stored */
} LageXyzPart;

/* What the map thread gets: a copy of its own. */
typedef struct
{
  LageTileCache *cache; /* (nullable) */
  LageXyzPart parts[LAGE_XYZ_MAX_PARTS];
  guint n_parts;
  gboolean is_dark;
} LageXyzPartSet;

void             lage_xyz_part_clear            (LageXyzPart           *part);

void             lage_xyz_part_set_clear        (LageXyzPartSet        *set);
void             lage_xyz_part_set_free         (gpointer               data);
LageXyzPartSet * lage_xyz_part_set_copy         (const LageXyzPartSet  *set);
gpointer         lage_xyz_part_set_look_up_work (gpointer               data,
                                                 GCancellable          *cancellable,
                                                 GError               **error);
gpointer         lage_xyz_part_set_compose_work (gpointer               data,
                                                 GCancellable          *cancellable,
                                                 GError               **error);

G_END_DECLS
