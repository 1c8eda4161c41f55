/* lage-exchange-format.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-exchange-format.h"

#include <string.h>

#include "lage-error.h"

static const struct
{
  const char *token;
  const char *suffix;
} formats[LAGE_N_EXCHANGE_FORMATS] = {
  [LAGE_EXCHANGE_GEOJSON] = { "geojson", "geojson" },
  [LAGE_EXCHANGE_GEOPACKAGE] = { "gpkg", "gpkg" },
  [LAGE_EXCHANGE_KML] = { "kml", "kml" },
  [LAGE_EXCHANGE_CSV] = { "csv", "csv" },
  [LAGE_EXCHANGE_KMZ] = { "kmz", "kmz" },
  [LAGE_EXCHANGE_SHAPEFILE] = { "shapefile", "zip" },
  [LAGE_EXCHANGE_GPX] = { "gpx", "gpx" },
};

/* Other names that files of these formats have. */
static const struct
{
  const char        *suffix;
  LageExchangeFormat format;
} suffixes[] = {
  { "geojson", LAGE_EXCHANGE_GEOJSON }, { "json", LAGE_EXCHANGE_GEOJSON },
  { "gpkg", LAGE_EXCHANGE_GEOPACKAGE }, { "kml", LAGE_EXCHANGE_KML },
  { "kmz", LAGE_EXCHANGE_KMZ },         { "zip", LAGE_EXCHANGE_SHAPEFILE },
  { "gpx", LAGE_EXCHANGE_GPX },         { "csv", LAGE_EXCHANGE_CSV },
  { "tsv", LAGE_EXCHANGE_CSV },         { "txt", LAGE_EXCHANGE_CSV },
};

const char *
lage_exchange_format_get_token (LageExchangeFormat format)
{
  return formats[format].token;
}

const char *
lage_exchange_format_get_suffix (LageExchangeFormat format)
{
  return formats[format].suffix;
}

gboolean
lage_exchange_format_from_token (const char         *token,
                                 LageExchangeFormat *format)
{
  for (guint i = 0; i < LAGE_N_EXCHANGE_FORMATS; i++)
    if (g_str_equal (token, formats[i].token))
      {
        *format = (LageExchangeFormat) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
begins_with (GBytes     *bytes,
             const char *magic,
             gsize       length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/* The first byte that is no white space and no byte order mark. */
static char
get_first (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize i = begins_with (bytes, "\xef\xbb\xbf", 3) ? 3 : 0;

  while (i < size && g_ascii_isspace (data[i]))
    i++;
  return i < size ? data[i] : '\0';
}

static gboolean
looks_like (LageExchangeFormat  format,
            GBytes             *bytes)
{
  switch (format)
    {
    case LAGE_EXCHANGE_GEOJSON:
      return get_first (bytes) == '{';
    case LAGE_EXCHANGE_KML:
    case LAGE_EXCHANGE_GPX:
      return get_first (bytes) == '<' || begins_with (bytes, "\xff\xfe", 2)
             || begins_with (bytes, "\xfe\xff", 2);
    case LAGE_EXCHANGE_KMZ:
    case LAGE_EXCHANGE_SHAPEFILE:
      return begins_with (bytes, "PK", 2);
    case LAGE_EXCHANGE_GEOPACKAGE:
      return begins_with (bytes, "SQLite format 3", 16);
    case LAGE_EXCHANGE_CSV:
    default:
      return !begins_with (bytes, "PK\x03\x04", 4) && !begins_with (bytes, "SQLite format 3", 16);
    }
}

/**
 * lage_exchange_format_detect:
 * @name: the name of a file; only its suffix counts
 * @bytes: its content
 * @format: (out): what it is
 * @error: return location for a #GError: the suffix is not known, or the content is something else
 */
gboolean
lage_exchange_format_detect (const char          *name,
                             GBytes              *bytes,
                             LageExchangeFormat  *format,
                             GError             **error)
{
  const char *dot = strrchr (name, '.');
  const char *suffix = dot != NULL ? dot + 1 : "";

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_ascii_strcasecmp (suffix, suffixes[i].suffix) != 0)
        continue;
      *format = suffixes[i].format;
      if (looks_like (*format, bytes))
        return TRUE;
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "the content is no %s",
                   formats[*format].token);
      return FALSE;
    }
  if (g_ascii_strcasecmp (suffix, "shp") == 0)
    g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                         "a Shapefile consists of several files: zip .shp, .shx, .dbf and .prj");
  else
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "“.%s” is none of: geojson, gpkg, kml, "
                 "kmz, gpx, csv, zip (Shapefile)", suffix);
  return FALSE;
}
