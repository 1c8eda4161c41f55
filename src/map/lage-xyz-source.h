/* lage-xyz-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-tile-source.h"

G_BEGIN_DECLS

/**
 * LageXyzOptions:
 * @name: (nullable): what a person knows the server by
 * @attribution: (nullable): the credit to show
 * @url_template: where the tiles are, with {z}, {x}, {y} or {-y}, and perhaps {s} for a to c
 * @min_zoom: lowest zoom of the server
 * @max_zoom: highest zoom of the server
 * @tile_size: pixels of its tiles, 256 or 512
 * @cache_directory: (nullable): where tiles are kept between runs; %NULL to keep none
 * @cache_max_bytes: how much they may take
 * @retry_ms: how long to wait before the first retry; later ones wait longer; 0 for the default
 */
typedef struct
{
  const char *name;
  const char *attribution;
  const char *url_template;
  guint min_zoom;
  guint max_zoom;
  guint tile_size;
  const char *cache_directory;
  guint64 cache_max_bytes;
  guint retry_ms;
} LageXyzOptions;

#define LAGE_TYPE_XYZ_SOURCE (lage_xyz_source_get_type ())

G_DECLARE_FINAL_TYPE (LageXyzSource, lage_xyz_source, LAGE, XYZ_SOURCE, LageTileSource)

LageXyzSource * lage_xyz_source_new       (const LageXyzOptions  *options,
                                           GError               **error);

char          * lage_xyz_source_build_url (const char            *url_template,
                                           guint                  zoom,
                                           guint                  x,
                                           guint                  y);

G_END_DECLS
