/* lage-exchange-format.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageExchangeFormat:
 * @LAGE_EXCHANGE_GEOJSON: RFC 7946
 * @LAGE_EXCHANGE_GEOPACKAGE: OGC 12-128
 * @LAGE_EXCHANGE_KML: OGC 07-147
 * @LAGE_EXCHANGE_CSV: text with a header, and coordinates in columns
 * @LAGE_EXCHANGE_KMZ: zipped KML; only read
 * @LAGE_EXCHANGE_SHAPEFILE: zipped; only read
 * @LAGE_EXCHANGE_GPX: only read
 */
typedef enum
{
  LAGE_EXCHANGE_GEOJSON,
  LAGE_EXCHANGE_GEOPACKAGE,
  LAGE_EXCHANGE_KML,
  LAGE_EXCHANGE_CSV,
  LAGE_EXCHANGE_KMZ,
  LAGE_EXCHANGE_SHAPEFILE,
  LAGE_EXCHANGE_GPX,
} LageExchangeFormat;

#define LAGE_N_EXCHANGE_FORMATS 7
#define LAGE_N_EXPORT_FORMATS 4

const char *lage_exchange_format_get_token  (LageExchangeFormat   format);
const char *lage_exchange_format_get_suffix (LageExchangeFormat   format);
gboolean    lage_exchange_format_from_token (const char          *token,
                                             LageExchangeFormat  *format);
gboolean    lage_exchange_format_detect     (const char          *name,
                                             GBytes              *bytes,
                                             LageExchangeFormat  *format,
                                             GError             **error);

G_END_DECLS
