/* lage-tile-url.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-source-spec.h"

G_BEGIN_DECLS

char     * lage_tile_url_build          (const LageSourceSpec  *spec,
                                         guint                  zoom,
                                         guint                  x,
                                         guint                  y,
                                         guint                  scale,
                                         const char            *time);
gboolean   lage_tile_url_check          (const LageSourceSpec  *spec,
                                         GError               **error);
gboolean   lage_tile_url_has_variable   (const char            *url_template,
                                         const char            *name);
gboolean   lage_tile_url_is_known_crs   (const char            *crs);
gboolean   lage_tile_url_is_geographic  (const char            *crs);
gboolean   lage_tile_url_can_be_dense   (const LageSourceSpec  *spec);
char     * lage_tile_url_add_query      (const char            *address,
                                         const char            *first_name,
                                         ...) G_GNUC_NULL_TERMINATED;
char     * lage_tile_url_resolve        (const char            *base,
                                         const char            *reference,
                                         GError               **error);

G_END_DECLS
