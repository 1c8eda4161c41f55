/* lage-source-spec.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageService:
 * @LAGE_SERVICE_XYZ: a template with {z}, {x}, {y} or {-y}
 * @LAGE_SERVICE_TMS: OSGeo Tile Map Service 1.0.0: rows counted from the south
 * @LAGE_SERVICE_WMTS: OGC Web Map Tile Service 1.0.0
 * @LAGE_SERVICE_WMS: OGC Web Map Service 1.1.1 or 1.3.0
 * @LAGE_SERVICE_FILE: an MBTiles file
 */
typedef enum
{
  LAGE_SERVICE_XYZ,
  LAGE_SERVICE_TMS,
  LAGE_SERVICE_WMTS,
  LAGE_SERVICE_WMS,
  LAGE_SERVICE_FILE,
} LageService;

/**
 * LageSourceSpec:
 * @service: how it is asked
 * @name: what a person knows it by
 * @attribution: (nullable): the credit to show
 * @url: template of a tile; for WMS the address of GetMap; for a file its path
 * @capabilities_url: (nullable): the document that describes it
 * @layer: (nullable): as the server calls it; WMTS and WMS
 * @style: (nullable): as the server calls it; WMTS and WMS
 * @format: (nullable): media type of the images; WMTS and WMS
 * @version: (nullable): of WMS
 * @crs: (nullable): of WMS: a Web Mercator, CRS:84 or EPSG:4326
 * @matrix_set: (nullable): of WMTS
 * @matrices: (nullable): what the server calls the zoom levels, from @first_zoom; for TMS their
 *   addresses
 * @first_zoom: zoom of the first of @matrices
 * @min_zoom: lowest zoom of the server, of tiles of @tile_size
 * @max_zoom: highest zoom of the server
 * @tile_size: pixels of its tiles: 256 or 512; always 512 for WMS, which cuts them as we like
 * @has_bounds: whether @bounds are known
 * @bounds: west, south, east and north in degrees, outside of which there is nothing
 * @time_extent: (nullable): the instants that it can show, see LageTimeExtent
 * @time_default: (nullable): the instant that the server takes by itself
 * @is_bulk_permitted: whether a person has stated that the operator of the server permits to
 *   download whole areas
 *
 * Where the tiles of a map are, and how they are asked for: a value, which nobody changes once it is
 * made.
 */
typedef struct
{
  LageService service;
  char *name;
  char *attribution;
  char *url;
  char *capabilities_url;
  char *layer;
  char *style;
  char *format;
  char *version;
  char *crs;
  char *matrix_set;
  char **matrices;
  guint first_zoom;
  guint min_zoom;
  guint max_zoom;
  guint tile_size;
  gboolean has_bounds;
  double bounds[4];
  char *time_extent;
  char *time_default;
  gboolean is_bulk_permitted;
} LageSourceSpec;

LageSourceSpec * lage_source_spec_new         (LageService           service,
                                               const char           *name,
                                               const char           *url);
LageSourceSpec * lage_source_spec_copy        (const LageSourceSpec *self);
void             lage_source_spec_free        (LageSourceSpec       *self);
gboolean         lage_source_spec_check       (const LageSourceSpec *self,
                                               GError              **error);
LageSourceSpec * lage_source_spec_load        (GKeyFile             *file,
                                               const char           *group,
                                               GError              **error);
void             lage_source_spec_save        (const LageSourceSpec *self,
                                               GKeyFile             *file,
                                               const char           *group);
gboolean         lage_source_spec_has_time    (const LageSourceSpec *self);
const char *     lage_source_spec_get_service_name (const LageSourceSpec *self);
char *           lage_source_spec_dup_host    (const LageSourceSpec *self);
char *           lage_source_spec_dup_key     (const LageSourceSpec *self,
                                               guint                 scale,
                                               const char           *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageSourceSpec, lage_source_spec_free)

G_END_DECLS
