/* lage-tile-url.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-url.h"

#include <string.h>

#include "lage-error.h"
#include "lage-mercator.h"

/* Which address a tile has. XYZ, TMS and WMTS are templates, whose variables stand in braces; a WMS
 * is told the corners of the tile:
 *
 *                 1.1.1                            1.3.0
 *   EPSG:3857     SRS, BBOX west,south,east,north  CRS, the same
 *   EPSG:4326     SRS, BBOX west,south,east,north  CRS, BBOX south,west,north,east
 *   CRS:84        -                                CRS, BBOX west,south,east,north
 *
 * Version 1.3.0 takes the axes as the register of EPSG has them: latitude first (OGC 06-042, 6.7.4).
 */

/* Half the edge of the Web Mercator square in metres: pi times the major axis of WGS 84. */
#define MERCATOR_HALF_M 20037508.342789244

/* The name of a variable in a template; longer ones are no variables. */
#define MAX_VARIABLE 64

static const char *const mercator_names[] = {
  "EPSG:3857", "EPSG:900913", "EPSG:102100", "EPSG:3785", "OSGEO:41001", NULL
};

typedef struct
{
  const LageSourceSpec *spec;
  guint zoom;
  guint x;
  guint y;
  guint scale;
  const char *time;
} TileAddress;

gboolean
lage_tile_url_is_geographic (const char *crs)
{
  return g_strcmp0 (crs, "CRS:84") == 0 || g_strcmp0 (crs, "EPSG:4326") == 0;
}

gboolean
lage_tile_url_is_known_crs (const char *crs)
{
  return crs != NULL && (lage_tile_url_is_geographic (crs) || g_strv_contains (mercator_names, crs));
}

/* (nullable): the end of a variable that begins here, behind its brace */
static const char *
find_variable_end (const char *text)
{
  const char *end;

  if (*text != '{')
    return NULL;
  end = strchr (text, '}');

  return end != NULL && end - text <= MAX_VARIABLE ? end + 1 : NULL;
}

/**
 * lage_tile_url_has_variable:
 * @url_template: a template
 * @name: of a variable, without braces, in any case
 */
gboolean
lage_tile_url_has_variable (const char *url_template,
                            const char *name)
{
  gsize length = strlen (name);

  for (const char *c = url_template; *c != '\0'; c++)
    {
      const char *end = find_variable_end (c);

      if (end != NULL && (gsize) (end - c) == length + 2
          && g_ascii_strncasecmp (c + 1, name, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * lage_tile_url_can_be_dense:
 * @spec: a source
 *
 * Returns: whether it has tiles with twice as many pixels for dense screens
 */
gboolean
lage_tile_url_can_be_dense (const LageSourceSpec *spec)
{
  return spec->service == LAGE_SERVICE_WMS
         || (spec->service == LAGE_SERVICE_XYZ && lage_tile_url_has_variable (spec->url, "r"));
}

static void
append_escaped (GString    *url,
                const char *text)
{
  g_string_append_uri_escaped (url, text != NULL ? text : "", NULL, FALSE);
}

static const char *
get_matrix (const TileAddress *tile)
{
  const LageSourceSpec *spec = tile->spec;

  g_return_val_if_fail (spec->matrices != NULL && tile->zoom >= spec->first_zoom
                        && tile->zoom - spec->first_zoom < g_strv_length (spec->matrices), "");

  return spec->matrices[tile->zoom - spec->first_zoom];
}

/* One of several hosts, always the same for a tile. The alternatives of "switch:a,b" are given, those
 * of "s" are a to c by custom. */
static void
append_choice (GString           *url,
               const char        *alternatives,
               const TileAddress *tile)
{
  g_auto(GStrv) choices = g_strsplit (alternatives, ",", -1);
  guint n = g_strv_length (choices);

  if (n > 0)
    g_string_append (url, choices[(tile->x + tile->y) % n]);
}

static gboolean
append_variable (GString           *url,
                 const char        *name,
                 const TileAddress *tile)
{
  const LageSourceSpec *spec = tile->spec;
  guint south_y = (1u << tile->zoom) - 1 - tile->y;

  if (g_str_equal (name, "z"))
    g_string_append_printf (url, "%u", tile->zoom);
  else if (g_str_equal (name, "x") || g_str_equal (name, "tilecol"))
    g_string_append_printf (url, "%u", tile->x);
  else if (g_str_equal (name, "y") || g_str_equal (name, "tilerow"))
    g_string_append_printf (url, "%u", tile->y);
  else if (g_str_equal (name, "-y"))
    g_string_append_printf (url, "%u", south_y);
  else if (g_str_equal (name, "s"))
    append_choice (url, "a,b,c", tile);
  else if (g_str_has_prefix (name, "switch:"))
    append_choice (url, name + strlen ("switch:"), tile);
  else if (g_str_equal (name, "r"))
    g_string_append (url, tile->scale > 1 ? "@2x" : "");
  else if (g_str_equal (name, "tileset"))
    g_string_append (url, get_matrix (tile)); /* an address, and so escaped already */
  else if (g_str_equal (name, "tilematrix"))
    append_escaped (url, get_matrix (tile));
  else if (g_str_equal (name, "tilematrixset"))
    append_escaped (url, spec->matrix_set);
  else if (g_str_equal (name, "layer"))
    append_escaped (url, spec->layer);
  else if (g_str_equal (name, "style"))
    append_escaped (url, spec->style != NULL ? spec->style : "default");
  else if (g_str_equal (name, "time"))
    append_escaped (url, tile->time != NULL ? tile->time
                         : spec->time_default != NULL ? spec->time_default : "default");
  else
    return FALSE;

  return TRUE;
}

static char *
build_from_template (const TileAddress *tile)
{
  GString *url = g_string_new (NULL);

  for (const char *c = tile->spec->url; *c != '\0'; c++)
    {
      const char *end = find_variable_end (c);
      g_autofree char *name = NULL;

      if (end != NULL)
        name = g_ascii_strdown (c + 1, end - c - 2);
      if (name != NULL && append_variable (url, name, tile))
        c = end - 1;
      else
        g_string_append_c (url, *c);
    }

  return g_string_free (url, FALSE);
}

static char *
build_box (const TileAddress *tile)
{
  const LageSourceSpec *spec = tile->spec;
  double size = exp2 (-(double) tile->zoom);
  double west = tile->x * size;
  double north = tile->y * size;
  const char *format = "%.9f";
  double box[4];
  char text[4][G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_latitude_first =
    g_str_equal (spec->crs, "EPSG:4326") && g_str_has_prefix (spec->version, "1.3");

  if (lage_tile_url_is_geographic (spec->crs))
    {
      box[0] = lage_mercator_longitude (west);
      box[1] = lage_mercator_latitude (north + size);
      box[2] = lage_mercator_longitude (west + size);
      box[3] = lage_mercator_latitude (north);
    }
  else
    {
      format = "%.4f";
      box[0] = (west - 0.5) * 2 * MERCATOR_HALF_M;
      box[1] = (0.5 - north - size) * 2 * MERCATOR_HALF_M;
      box[2] = (west + size - 0.5) * 2 * MERCATOR_HALF_M;
      box[3] = (0.5 - north) * 2 * MERCATOR_HALF_M;
    }

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (text[i], sizeof text[i], format, box[is_latitude_first ? i ^ 1 : i]);

  return g_strdup_printf ("%s,%s,%s,%s", text[0], text[1], text[2], text[3]);
}

static char *
build_map_request (const TileAddress *tile)
{
  const LageSourceSpec *spec = tile->spec;
  g_autofree char *box = build_box (tile);
  g_autofree char *size = g_strdup_printf ("%u", spec->tile_size * MIN (tile->scale, 2));
  g_autofree char *url = NULL;
  gboolean is_new = g_str_has_prefix (spec->version, "1.3");
  const char *transparent = g_str_has_prefix (spec->format, "image/jpeg") ? "FALSE" : "TRUE";

  url = lage_tile_url_add_query (spec->url,
                                 "SERVICE", "WMS",
                                 "VERSION", spec->version,
                                 "REQUEST", "GetMap",
                                 "LAYERS", spec->layer,
                                 "STYLES", spec->style != NULL ? spec->style : "",
                                 is_new ? "CRS" : "SRS", spec->crs,
                                 "BBOX", box,
                                 "WIDTH", size,
                                 "HEIGHT", size,
                                 "FORMAT", spec->format,
                                 "TRANSPARENT", transparent,
                                 NULL);
  if (tile->time == NULL)
    return g_steal_pointer (&url);

  return lage_tile_url_add_query (url, "TIME", tile->time, NULL);
}

/**
 * lage_tile_url_build:
 * @spec: a source of the web
 * @zoom: of the tile; the server has it
 * @x: of the tile
 * @y: of the tile, from the north
 * @scale: 1, or 2 for tiles of twice the density where it has them
 * @time: (nullable): the instant to show, in the words of the server
 *
 * Returns: (transfer full): where the tile is
 */
char *
lage_tile_url_build (const LageSourceSpec *spec,
                     guint                 zoom,
                     guint                 x,
                     guint                 y,
                     guint                 scale,
                     const char           *time)
{
  TileAddress tile = { spec, zoom, x, y, scale, time };

  g_return_val_if_fail (spec != NULL && spec->url != NULL, NULL);
  g_return_val_if_fail (spec->service != LAGE_SERVICE_FILE, NULL);
  g_return_val_if_fail (zoom <= 30, NULL);

  if (spec->service == LAGE_SERVICE_WMS)
    return build_map_request (&tile);

  return build_from_template (&tile);
}

static gboolean
is_web_address (GUri        *uri,
                const char  *text,
                GError     **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if ((g_str_equal (scheme, "http") || g_str_equal (scheme, "https"))
      && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
    return TRUE;

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%.200s: only http and https can be fetched",
               text);

  return FALSE;
}

/**
 * lage_tile_url_check:
 * @spec: a source of the web that is complete otherwise
 * @error: what is wrong with the addresses that it makes
 */
gboolean
lage_tile_url_check (const LageSourceSpec  *spec,
                     GError               **error)
{
  g_autofree char *url = lage_tile_url_build (spec, spec->min_zoom, 0, 0, 1, NULL);
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, error);

  if (uri == NULL)
    {
      g_prefix_error (error, "%.200s: ", spec->url);
      return FALSE;
    }

  return is_web_address (uri, spec->url, error);
}

/**
 * lage_tile_url_resolve:
 * @base: the address of a document
 * @reference: an address in it, which may be relative
 * @error: why it is none that can be fetched
 *
 * Servers behind a proxy often tell addresses with http although they were asked with https, and
 * then do not answer there: so the scheme of the document wins where the host is the same.
 *
 * Returns: (transfer full): the whole address, or %NULL
 */
char *
lage_tile_url_resolve (const char  *base,
                       const char  *reference,
                       GError     **error)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE;
  g_autoptr(GUri) base_uri = g_uri_parse (base, flags, error);
  g_autoptr(GUri) uri = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (reference));

  if (base_uri == NULL)
    return NULL;
  uri = g_uri_parse_relative (base_uri, stripped, flags, error);
  if (uri == NULL || !is_web_address (uri, stripped, error))
    return NULL;

  if (g_str_equal (g_uri_get_scheme (base_uri), "https")
      && g_str_equal (g_uri_get_scheme (uri), "http")
      && g_ascii_strcasecmp (g_uri_get_host (base_uri), g_uri_get_host (uri)) == 0
      && (g_uri_get_port (uri) == -1 || g_uri_get_port (uri) == 80))
    {
      g_autoptr(GUri) safe = g_uri_build (flags, "https", g_uri_get_userinfo (uri),
                                          g_uri_get_host (uri), g_uri_get_port (base_uri),
                                          g_uri_get_path (uri), g_uri_get_query (uri), NULL);

      return g_uri_to_string (safe);
    }

  return g_uri_to_string (uri);
}

/**
 * lage_tile_url_add_query:
 * @address: an address, with or without parameters
 * @first_name: name of the first parameter, followed by its value
 * @...: more names and values, then %NULL
 *
 * Parameters of the same name, in any case, that the address has already are replaced; all others
 * stay, because a server may need them (the map file, a key).
 *
 * Returns: (transfer full): the address with these parameters
 */
char *
lage_tile_url_add_query (const char *address,
                         const char *first_name,
                         ...)
{
  const char *mark = strchr (address, '?');
  g_autofree char *path = mark != NULL ? g_strndup (address, (gsize) (mark - address))
                                       : g_strdup (address);
  g_auto(GStrv) old = g_strsplit (mark != NULL ? mark + 1 : "", "&", -1);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) added = g_string_new (NULL);
  GString *url = g_string_new (path);
  char separator = '?';
  va_list args;

  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      g_hash_table_add (names, g_ascii_strup (name, -1));
      g_string_append_printf (added, "&%s=", name);
      /* Commas and colons may stand as they are, and some servers read them no other way. */
      g_string_append_uri_escaped (added, value, ",:/", FALSE);
    }
  va_end (args);

  for (guint i = 0; old[i] != NULL; i++)
    {
      gsize length = strcspn (old[i], "=");
      g_autofree char *name = g_ascii_strup (old[i], (gssize) length);

      if (length == 0 || g_hash_table_contains (names, name))
        continue;
      g_string_append_c (url, separator);
      g_string_append (url, old[i]);
      separator = '&';
    }
  if (added->len > 0)
    {
      g_string_append_c (url, separator);
      g_string_append (url, added->str + 1);
    }

  return g_string_free (url, FALSE);
}
