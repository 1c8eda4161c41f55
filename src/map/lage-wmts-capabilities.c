/* lage-wmts-capabilities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-capabilities-private.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-tile-url.h"
#include "lage-time-extent.h"

/* WMTS 1.0.0 (OGC 07-057r7), and the TileMap of a TMS. A set of tile matrices can be used if it is
 * that of all web maps: Web Mercator from one corner of the square, with zoom levels that halve.
 * Others, such as those in UTM that German authorities have, would have to be put together anew. */

#define SCALE_AT_ZOOM_0 559082264.029
#define RESOLUTION_AT_ZOOM_0 156543.03392804097
#define MERCATOR_HALF_M 20037508.342789244
#define MAX_ZOOM 24

/* How far a number of the server may be from ours: rounding, and radii that differ a little. */
#define SCALE_TOLERANCE 0.01
#define CORNER_TOLERANCE_M 10.0

typedef struct
{
  char *name;
  char *crs;
  gboolean is_usable;
  guint first_zoom;
  guint tile_size;
  char **matrices;
} MatrixSet;

static void
matrix_set_free (gpointer data)
{
  MatrixSet *set = data;

  g_free (set->name);
  g_free (set->crs);
  g_strfreev (set->matrices);
  g_free (set);
}

/* "urn:ogc:def:crs:EPSG:6.18:3:3857" and "http://www.opengis.net/def/crs/EPSG/0/3857" alike. */
static char *
shorten_crs (const char *text)
{
  g_auto(GStrv) parts = g_strsplit_set (text, ":/", -1);
  guint n = g_strv_length (parts);

  if (n >= 2 && strstr (text, "EPSG") != NULL)
    return g_strdup_printf ("EPSG:%s", parts[n - 1]);

  return g_strdup (text);
}

static gboolean
is_mercator (const char *crs)
{
  return lage_tile_url_is_known_crs (crs) && !lage_tile_url_is_geographic (crs);
}

/* Which zoom level a matrix is; -1 if it is none of a web map. */
static int
find_zoom (const xmlNode *matrix,
           guint         *tile_size)
{
  static const char *const names[] = { "ScaleDenominator", "TileWidth", "TileHeight" };
  g_autofree char *corner = lage_xml_dup_child_text (matrix, "TopLeftCorner", NULL);
  g_auto(GStrv) corners = g_strsplit_set (corner != NULL ? corner : "", " \t\r\n", -1);
  double numbers[3];
  double xy[2] = { 0, 0 };
  guint n = 0;
  double level;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = lage_xml_dup_child_text (matrix, names[i], NULL);

      if (text == NULL || !lage_capabilities_read_double (text, &numbers[i]) || numbers[i] <= 0)
        return -1;
    }
  for (guint i = 0; corners[i] != NULL && n < 2; i++)
    if (*corners[i] != '\0' && lage_capabilities_read_double (corners[i], &xy[n]))
      n++;

  if (n != 2 || numbers[1] != numbers[2] || (numbers[1] != 256 && numbers[1] != 512)
      || fabs (xy[0] + MERCATOR_HALF_M) > CORNER_TOLERANCE_M
      || fabs (xy[1] - MERCATOR_HALF_M) > CORNER_TOLERANCE_M)
    return -1;

  *tile_size = (guint) numbers[1];
  level = log2 (SCALE_AT_ZOOM_0 / numbers[0]) - (numbers[1] > 256 ? 1 : 0);
  if (fabs (level - round (level)) > SCALE_TOLERANCE || round (level) < 0 || level > MAX_ZOOM)
    return -1;

  return (int) round (level);
}

static MatrixSet *
read_matrix_set (const xmlNode *node)
{
  MatrixSet *set = g_new0 (MatrixSet, 1);
  g_autofree char *crs = lage_xml_dup_child_text (node, "SupportedCRS", NULL);
  char *by_zoom[MAX_ZOOM + 1] = { NULL };
  guint n = 0;

  set->name = lage_xml_dup_child_text (node, "Identifier", NULL);
  set->crs = shorten_crs (crs != NULL ? crs : "");
  if (!is_mercator (set->crs))
    return set;

  for (const xmlNode *i = lage_xml_find_child (node, "TileMatrix", NULL); i != NULL;
       i = lage_xml_find_next (i, "TileMatrix", NULL))
    {
      guint tile_size;
      int zoom = find_zoom (i, &tile_size);

      if (zoom < 0 || (set->tile_size != 0 && set->tile_size != tile_size)
          || by_zoom[zoom] != NULL)
        continue;
      by_zoom[zoom] = lage_xml_dup_child_text (i, "Identifier", NULL);
      set->tile_size = tile_size;
    }

  /* The run of levels that begins with the first; one that is missing ends it. */
  while (set->first_zoom <= MAX_ZOOM && by_zoom[set->first_zoom] == NULL)
    set->first_zoom++;
  set->matrices = g_new0 (char *, MAX_ZOOM + 2);
  for (guint zoom = set->first_zoom; zoom <= MAX_ZOOM && by_zoom[zoom] != NULL; zoom++)
    set->matrices[n++] = g_steal_pointer (&by_zoom[zoom]);
  for (guint zoom = 0; zoom <= MAX_ZOOM; zoom++)
    g_free (by_zoom[zoom]);
  set->is_usable = n > 0;

  return set;
}

/* (transfer none) (nullable) */
static const MatrixSet *
find_set (const GPtrArray *sets,
          const xmlNode   *layer,
          char           **others)
{
  GString *text = g_string_new (NULL);
  const MatrixSet *found = NULL;

  for (const xmlNode *i = lage_xml_find_child (layer, "TileMatrixSetLink", NULL); i != NULL;
       i = lage_xml_find_next (i, "TileMatrixSetLink", NULL))
    {
      g_autofree char *name = lage_xml_dup_child_text (i, "TileMatrixSet", NULL);

      for (guint k = 0; k < sets->len && name != NULL; k++)
        {
          const MatrixSet *set = g_ptr_array_index (sets, k);

          if (g_strcmp0 (set->name, name) != 0)
            continue;
          if (set->is_usable && found == NULL)
            found = set;
          else if (!set->is_usable && text->len < 100)
            g_string_append_printf (text, "%s%.60s", text->len > 0 ? ", " : "",
                                    *set->crs != '\0' ? set->crs : name);
        }
    }
  *others = g_string_free (text, FALSE);

  return found;
}

static char *
find_format (const xmlNode *layer)
{
  g_autoptr(GPtrArray) formats = g_ptr_array_new_with_free_func (g_free);

  for (const xmlNode *i = lage_xml_find_child (layer, "Format", NULL); i != NULL;
       i = lage_xml_find_next (i, "Format", NULL))
    {
      char *format = lage_xml_dup_text (i);

      if (format != NULL)
        g_ptr_array_add (formats, format);
    }
  g_ptr_array_add (formats, NULL);

  return g_strdup (lage_capabilities_pick_format ((const char *const *) formats->pdata));
}

static gboolean
has_attribute (const xmlNode *node,
               const char    *name,
               const char    *wanted)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  gboolean is_same = g_strcmp0 ((const char *) value, wanted) == 0;

  xmlFree (value);

  return is_same;
}

/* (transfer full) (nullable): the address for REST, which servers can cache, where there is one */
static char *
find_template (const xmlNode *layer,
               const char    *format,
               const char    *address)
{
  for (const xmlNode *i = lage_xml_find_child (layer, "ResourceURL", NULL); i != NULL;
       i = lage_xml_find_next (i, "ResourceURL", NULL))
    {
      xmlChar *text = NULL;
      char *url = NULL;

      if (!has_attribute (i, "resourceType", "tile") || !has_attribute (i, "format", format))
        continue;
      text = xmlGetProp (i, (const xmlChar *) "template");
      if (text != NULL)
        url = lage_tile_url_resolve (address, (const char *) text, NULL);
      xmlFree (text);
      if (url != NULL)
        return url;
    }

  return NULL;
}

/* (transfer full) (nullable): where tiles are asked for with parameters */
static char *
find_query_url (const xmlNode *root,
                const char    *address)
{
  const xmlNode *metadata = lage_xml_find_child (root, "OperationsMetadata", NULL);

  for (const xmlNode *i = lage_xml_find_child (metadata, "Operation", NULL); i != NULL;
       i = lage_xml_find_next (i, "Operation", NULL))
    {
      const xmlNode *http = lage_xml_find_path (i, "DCP/HTTP", NULL);

      if (!has_attribute (i, "name", "GetTile"))
        continue;
      for (const xmlNode *get = lage_xml_find_child (http, "Get", NULL); get != NULL;
           get = lage_xml_find_next (get, "Get", NULL))
        {
          g_autofree char *encoding =
            lage_xml_dup_text (lage_xml_find_path (get, "Constraint/AllowedValues/Value", NULL));
          xmlChar *href = NULL;
          char *url = NULL;

          if (encoding != NULL && !g_str_equal (encoding, "KVP"))
            continue;
          href = xmlGetProp (get, (const xmlChar *) "href");
          if (href != NULL)
            url = lage_tile_url_resolve (address, (const char *) href, NULL);
          xmlFree (href);
          if (url != NULL)
            return url;
        }
    }

  return NULL;
}

static char *
make_query_template (const char *url,
                     const char *format,
                     gboolean    has_time)
{
  g_autofree char *query =
    lage_tile_url_add_query (url, "SERVICE", "WMTS", "REQUEST", "GetTile", "VERSION", "1.0.0",
                             "FORMAT", format, NULL);

  return g_strconcat (query,
                      "&LAYER={Layer}&STYLE={Style}&TILEMATRIXSET={TileMatrixSet}"
                      "&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}",
                      has_time ? "&TIME={Time}" : "", NULL);
}

/* Puts what a layer says about its dimensions into the template: time stays open, others take what
 * they have by default. */
static void
read_dimensions (const xmlNode   *layer,
                 LageSourceSpec  *spec)
{
  for (const xmlNode *i = lage_xml_find_child (layer, "Dimension", NULL); i != NULL;
       i = lage_xml_find_next (i, "Dimension", NULL))
    {
      g_autofree char *name = lage_xml_dup_child_text (i, "Identifier", NULL);
      g_autofree char *usual = lage_xml_dup_child_text (i, "Default", NULL);

      if (name == NULL)
        continue;
      if (g_ascii_strcasecmp (name, "time") == 0)
        {
          g_autoptr(GString) extent = g_string_new (NULL);
          g_autoptr(LageTimeExtent) parsed = NULL;

          for (const xmlNode *k = lage_xml_find_child (i, "Value", NULL); k != NULL;
               k = lage_xml_find_next (k, "Value", NULL))
            {
              g_autofree char *value = lage_xml_dup_text (k);

              if (value != NULL)
                g_string_append_printf (extent, "%s%s", extent->len > 0 ? "," : "", value);
            }
          parsed = lage_time_extent_parse (extent->str, NULL);
          g_free (spec->time_default);
          spec->time_default = g_steal_pointer (&usual);
          if (parsed != NULL && spec->time_extent == NULL)
            spec->time_extent = g_strdup (extent->str);
        }
      else if (usual != NULL && spec->url != NULL)
        {
          g_autofree char *variable = g_strdup_printf ("{%.60s}", name);
          g_autofree char *escaped = g_uri_escape_string (usual, NULL, FALSE);
          g_autoptr(GString) url = g_string_new (spec->url);

          g_string_replace (url, variable, escaped, 0);
          g_free (spec->url);
          spec->url = g_strdup (url->str);
        }
    }
}

static void
read_bounds (const xmlNode  *layer,
             LageSourceSpec *spec)
{
  static const char *const names[] = { "LowerCorner", "UpperCorner" };
  const xmlNode *box = lage_xml_find_child (layer, "WGS84BoundingBox", NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = lage_xml_dup_child_text (box, names[i], NULL);
      g_auto(GStrv) numbers = g_strsplit (text != NULL ? text : "", " ", -1);

      for (guint k = 0; numbers[k] != NULL && n < 4; k++)
        if (*numbers[k] != '\0' && lage_capabilities_read_double (numbers[k], &spec->bounds[n])
            && fabs (spec->bounds[n]) <= 360)
          n++;
    }
  spec->has_bounds = n == 4 && spec->bounds[2] > spec->bounds[0] && spec->bounds[3] > spec->bounds[1];
}

static void
read_styles (const xmlNode    *node,
             LageOfferedLayer *layer)
{
  /* The usual one first. */
  for (guint pass = 0; pass < 2; pass++)
    for (const xmlNode *i = lage_xml_find_child (node, "Style", NULL); i != NULL;
         i = lage_xml_find_next (i, "Style", NULL))
      if (has_attribute (i, "isDefault", "true") == (pass == 0))
        {
          g_autofree char *name = lage_xml_dup_child_text (i, "Identifier", NULL);
          g_autofree char *title = lage_capabilities_dup_label (i, "Title");

          lage_offered_layer_add_style (layer, name, title);
        }
}

static gboolean
read_layer (LageCapabilities  *self,
            const xmlNode     *node,
            const GPtrArray   *sets,
            const char        *query_url,
            const char        *address,
            GError           **error)
{
  g_autofree char *name = lage_xml_dup_child_text (node, "Identifier", NULL);
  g_autofree char *title = lage_capabilities_dup_label (node, "Title");
  g_autofree char *others = NULL;
  g_autofree char *format = find_format (node);
  g_autofree char *url = NULL;
  const MatrixSet *set;
  LageOfferedLayer *layer;
  LageSourceSpec *spec;

  if (name == NULL)
    return TRUE;
  layer = lage_capabilities_add_layer (self, error);
  if (layer == NULL)
    return FALSE;
  layer->title = g_strdup (title != NULL ? title : name);
  read_styles (node, layer);

  if (format != NULL)
    url = find_template (node, format, address);
  if (format == NULL || (url == NULL && query_url == NULL))
    {
      layer->problem = LAGE_LAYER_PROBLEM_FORMAT;
      return TRUE;
    }
  set = find_set (sets, node, &others);
  if (set == NULL)
    {
      layer->problem = LAGE_LAYER_PROBLEM_CRS;
      layer->problem_detail = g_steal_pointer (&others);
      return TRUE;
    }

  layer->spec = spec = lage_source_spec_new (LAGE_SERVICE_WMTS, layer->title, url);
  spec->attribution = g_strdup (self->provider);
  spec->capabilities_url = g_strdup (address);
  spec->layer = g_strdup (name);
  if (layer->styles->len > 0)
    spec->style = g_strdup (((LageOfferedStyle *) g_ptr_array_index (layer->styles, 0))->name);
  spec->format = g_strdup (format);
  spec->matrix_set = g_strdup (set->name);
  spec->matrices = g_strdupv (set->matrices);
  spec->first_zoom = spec->min_zoom = set->first_zoom;
  spec->max_zoom = set->first_zoom + g_strv_length (set->matrices) - 1;
  spec->tile_size = set->tile_size;
  read_bounds (node, spec);
  read_dimensions (node, spec);
  if (spec->url == NULL)
    spec->url = make_query_template (query_url, format, spec->time_extent != NULL
                                                        || spec->time_default != NULL);
  if (!lage_source_spec_check (spec, NULL))
    {
      g_clear_pointer (&layer->spec, lage_source_spec_free);
      layer->problem = LAGE_LAYER_PROBLEM_FORMAT;
    }

  return TRUE;
}

gboolean
lage_wmts_parse (LageCapabilities  *self,
                 const xmlNode     *root,
                 const char        *address,
                 GError           **error)
{
  const xmlNode *identification = lage_xml_find_child (root, "ServiceIdentification", NULL);
  const xmlNode *contents = lage_xml_find_child (root, "Contents", NULL);
  g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func (matrix_set_free);
  g_autofree char *query_url = find_query_url (root, address);

  self->service = LAGE_SERVICE_WMTS;
  self->title = lage_capabilities_dup_label (identification, "Title");
  self->fees = lage_capabilities_dup_label (identification, "Fees");
  self->access_constraints = lage_capabilities_dup_label (identification, "AccessConstraints");
  self->provider =
    lage_capabilities_dup_label (lage_xml_find_child (root, "ServiceProvider", NULL),
                                 "ProviderName");

  for (const xmlNode *i = lage_xml_find_child (contents, "TileMatrixSet", NULL);
       i != NULL && sets->len < 1000; i = lage_xml_find_next (i, "TileMatrixSet", NULL))
    g_ptr_array_add (sets, read_matrix_set (i));

  for (const xmlNode *i = lage_xml_find_child (contents, "Layer", NULL); i != NULL;
       i = lage_xml_find_next (i, "Layer", NULL))
    if (!read_layer (self, i, sets, query_url, address, error))
      return FALSE;

  return TRUE;
}

/* The tile sets of a TMS are its zoom levels; which, their resolution says. */
static guint
read_tile_sets (const xmlNode *root,
                const char    *address,
                guint          tile_size,
                guint         *first_zoom,
                char         **by_zoom)
{
  const xmlNode *node = lage_xml_find_child (root, "TileSets", NULL);
  guint n = 0;

  for (const xmlNode *i = lage_xml_find_child (node, "TileSet", NULL); i != NULL;
       i = lage_xml_find_next (i, "TileSet", NULL))
    {
      xmlChar *href = xmlGetProp (i, (const xmlChar *) "href");
      double resolution = 0;
      double level = -1;

      if (lage_capabilities_get_double (i, "units-per-pixel", &resolution) && resolution > 0)
        level = log2 (RESOLUTION_AT_ZOOM_0 / resolution) - (tile_size > 256 ? 1 : 0);
      if (href != NULL && level > -SCALE_TOLERANCE && level <= MAX_ZOOM
          && fabs (level - round (level)) < SCALE_TOLERANCE
          && by_zoom[(guint) round (level)] == NULL)
        by_zoom[(guint) round (level)] = lage_tile_url_resolve (address, (const char *) href, NULL);
      xmlFree (href);
    }

  *first_zoom = 0;
  while (*first_zoom <= MAX_ZOOM && by_zoom[*first_zoom] == NULL)
    (*first_zoom)++;
  while (*first_zoom + n <= MAX_ZOOM && by_zoom[*first_zoom + n] != NULL)
    n++;

  return n;
}

gboolean
lage_tms_parse (LageCapabilities  *self,
                const xmlNode     *root,
                const char        *address,
                GError           **error)
{
  const xmlNode *format = lage_xml_find_child (root, "TileFormat", NULL);
  g_autofree char *srs = lage_xml_dup_child_text (root, "SRS", NULL);
  g_autofree char *crs = shorten_crs (srs != NULL ? srs : "");
  g_autofree char *url = NULL;
  xmlChar *extension = format != NULL ? xmlGetProp (format, (const xmlChar *) "extension") : NULL;
  char *by_zoom[MAX_ZOOM + 1] = { NULL };
  LageOfferedLayer *layer = lage_capabilities_add_layer (self, error);
  LageSourceSpec *spec;
  double width = 256;
  guint first_zoom;
  guint n;

  self->service = LAGE_SERVICE_TMS;
  self->title = lage_capabilities_dup_label (root, "Title");
  self->provider = lage_capabilities_dup_label (lage_xml_find_child (root, "Attribution", NULL),
                                                "Title");
  layer->title = g_strdup (self->title != NULL ? self->title : address);

  if (format != NULL)
    lage_capabilities_get_double (format, "width", &width);
  url = g_strdup_printf ("{TileSet}/{x}/{-y}.%.10s",
                         extension != NULL ? (const char *) extension : "png");
  xmlFree (extension);
  if (!is_mercator (crs) || (width != 256 && width != 512))
    {
      layer->problem = is_mercator (crs) ? LAGE_LAYER_PROBLEM_FORMAT : LAGE_LAYER_PROBLEM_CRS;
      layer->problem_detail = g_steal_pointer (&crs);
      return TRUE;
    }

  n = read_tile_sets (root, address, (guint) width, &first_zoom, by_zoom);
  if (n > 0)
    {
      layer->spec = spec = lage_source_spec_new (LAGE_SERVICE_TMS, layer->title, url);
      spec->attribution = g_strdup (self->provider);
      spec->capabilities_url = g_strdup (address);
      spec->matrices = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        spec->matrices[i] = g_steal_pointer (&by_zoom[first_zoom + i]);
      spec->first_zoom = spec->min_zoom = first_zoom;
      spec->max_zoom = first_zoom + n - 1;
      spec->tile_size = (guint) width;
    }
  if (n == 0 || !lage_source_spec_check (layer->spec, NULL))
    {
      g_clear_pointer (&layer->spec, lage_source_spec_free);
      layer->problem = LAGE_LAYER_PROBLEM_FORMAT;
    }
  for (guint i = 0; i <= MAX_ZOOM; i++)
    g_free (by_zoom[i]);

  return TRUE;
}
