/* lage-wms-capabilities.c
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

/* WMS 1.1.x (OGC 01-068r3) and 1.3.0 (OGC 06-042). Layers lie in each other and inherit from those
 * around them: coordinate systems, styles, bounds, time, scales and credit. */

/* Scale denominator of zoom 0 of tiles with 256 pixels, for pixels of 0.28 mm as OGC has them. */
#define SCALE_AT_ZOOM_0 559082264.029

/* 512-pixel tiles of a WMS can be had at any zoom; closer than that nobody looks. */
#define MAX_ZOOM 20

/* How many coordinate systems are named where none can be used. */
#define MAX_CRS_NAMED 5

/* What a layer has of those around it; the strings belong to the walk through the document. */
typedef struct
{
  GPtrArray *crs;    /* char * */
  GPtrArray *styles; /* const xmlNode * */
  const char *path;
  const char *attribution;
  const char *time_extent;
  const char *time_default;
  gboolean has_bounds;
  double bounds[4];
  double min_denominator;
  double max_denominator;
} Inherited;

typedef struct
{
  LageCapabilities *capabilities;
  const char *address;
  const char *version;
  const char *url;
  const char *format;
} Walk;

static void
add_crs (GPtrArray     *list,
         const xmlNode *layer,
         const char    *name)
{
  for (const xmlNode *i = lage_xml_find_child (layer, name, NULL); i != NULL;
       i = lage_xml_find_next (i, name, NULL))
    {
      g_autofree char *text = lage_xml_dup_text (i);
      g_auto(GStrv) names = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);

      /* Version 1.1.0 wrote them in one element, with spaces. */
      for (guint k = 0; names[k] != NULL; k++)
        if (*names[k] != '\0')
          g_ptr_array_add (list, g_ascii_strup (names[k], -1));
    }
}

/* (transfer none) (nullable): a Web Mercator if there is one; else degrees, which are made to fit */
static const char *
pick_crs (const GPtrArray *offered,
          gboolean         is_new)
{
  static const char *const wanted[] = {
    "EPSG:3857", "EPSG:900913", "EPSG:102100", "EPSG:3785", "OSGEO:41001", "CRS:84", "EPSG:4326",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      /* CRS:84 came with 1.3; before, EPSG:4326 meant the same. */
      if (!is_new && g_str_equal (wanted[i], "CRS:84"))
        continue;
      for (guint k = 0; k < offered->len; k++)
        if (g_str_equal (g_ptr_array_index (offered, k), wanted[i]))
          return wanted[i];
    }

  return NULL;
}

static gboolean
read_bounds (const xmlNode *layer,
             double        *bounds)
{
  static const char *const names[] = {
    "westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude"
  };
  static const char *const attributes[] = { "minx", "miny", "maxx", "maxy" };
  const xmlNode *box = lage_xml_find_child (layer, "EX_GeographicBoundingBox", NULL);
  const xmlNode *old_box = lage_xml_find_child (layer, "LatLonBoundingBox", NULL);
  double read[4];

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *text = box != NULL ? lage_xml_dup_child_text (box, names[i], NULL) : NULL;
      gboolean is_read = FALSE;

      if (text != NULL)
        is_read = lage_capabilities_read_double (text, &read[i]);
      else if (old_box != NULL)
        is_read = lage_capabilities_get_double (old_box, attributes[i], &read[i]);
      if (!is_read || fabs (read[i]) > 360)
        return FALSE;
    }

  /* Servers without an answer write nonsense such as a box of nothing, or inside out. */
  if (read[2] - read[0] <= 0 || read[3] - read[1] <= 0)
    return FALSE;
  memcpy (bounds, read, sizeof read);

  return TRUE;
}

/* Version 1.3 says in one element what 1.1 says in two: that there is time, and which. */
static void
read_time (const xmlNode  *layer,
           char          **extent,
           char          **default_instant)
{
  static const char *const elements[] = { "Dimension", "Extent" };

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    for (const xmlNode *node = lage_xml_find_child (layer, elements[i], NULL); node != NULL;
         node = lage_xml_find_next (node, elements[i], NULL))
      {
        xmlChar *name = xmlGetProp (node, (const xmlChar *) "name");
        xmlChar *instant = xmlGetProp (node, (const xmlChar *) "default");
        g_autofree char *text = lage_xml_dup_text (node);
        g_autoptr(LageTimeExtent) parsed = NULL;

        if (name != NULL && g_ascii_strcasecmp ((const char *) name, "time") == 0 && text != NULL
            && *extent == NULL)
          parsed = lage_time_extent_parse (text, NULL);
        if (parsed != NULL)
          {
            *extent = g_steal_pointer (&text);
            *default_instant = g_strdup ((const char *) instant);
          }
        xmlFree (name);
        xmlFree (instant);
      }
}

static void
read_scales (const xmlNode *layer,
             double        *min_denominator,
             double        *max_denominator)
{
  g_autofree char *min_text = lage_xml_dup_child_text (layer, "MinScaleDenominator", NULL);
  g_autofree char *max_text = lage_xml_dup_child_text (layer, "MaxScaleDenominator", NULL);
  const xmlNode *hint = lage_xml_find_child (layer, "ScaleHint", NULL);
  double number;

  /* ScaleHint is the diagonal of a pixel in metres (OGC 01-068r3, 7.1.4.5.8). */
  if (min_text != NULL && lage_capabilities_read_double (min_text, &number))
    *min_denominator = number;
  else if (hint != NULL && lage_capabilities_get_double (hint, "min", &number))
    *min_denominator = number / (G_SQRT2 * 0.00028);

  if (max_text != NULL && lage_capabilities_read_double (max_text, &number))
    *max_denominator = number;
  else if (hint != NULL && lage_capabilities_get_double (hint, "max", &number))
    *max_denominator = number / (G_SQRT2 * 0.00028);
}

/* Tiles have 512 pixels, so tile zoom z has the scale of zoom z + 1 of 256-pixel tiles. */
static void
set_zooms (LageSourceSpec  *spec,
           const Inherited *here)
{
  spec->max_zoom = MAX_ZOOM;
  if (here->max_denominator > 0 && here->max_denominator < SCALE_AT_ZOOM_0 / 2)
    spec->min_zoom = (guint) CLAMP (ceil (log2 (SCALE_AT_ZOOM_0 / here->max_denominator) - 1.001),
                                    0, MAX_ZOOM);
  if (here->min_denominator > 0)
    spec->max_zoom = (guint) CLAMP (floor (log2 (SCALE_AT_ZOOM_0 / here->min_denominator) - 0.999),
                                    spec->min_zoom, MAX_ZOOM);
}

static char *
name_some (const GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MAX_CRS_NAMED; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (names, i));
  if (names->len > MAX_CRS_NAMED)
    g_string_append (text, " …");

  return g_string_free (text, FALSE);
}

static gboolean
offer_layer (const Walk       *walk,
             const char       *name,
             const char       *title,
             const Inherited  *here,
             const Inherited  *around,
             GError          **error)
{
  const gboolean is_new = g_str_has_prefix (walk->version, "1.3");
  LageOfferedLayer *layer = lage_capabilities_add_layer (walk->capabilities, error);
  const char *crs = pick_crs (here->crs, is_new);
  LageSourceSpec *spec;

  if (layer == NULL)
    return FALSE;

  layer->title = g_strdup (title != NULL ? title : name);
  layer->path = g_strdup (around->path);
  for (guint i = 0; i < here->styles->len; i++)
    {
      const xmlNode *style = g_ptr_array_index (here->styles, i);
      g_autofree char *style_name = lage_xml_dup_child_text (style, "Name", NULL);
      g_autofree char *style_title = lage_capabilities_dup_label (style, "Title");

      lage_offered_layer_add_style (layer, style_name, style_title);
    }

  if (walk->format == NULL)
    {
      layer->problem = LAGE_LAYER_PROBLEM_FORMAT;
      return TRUE;
    }
  if (crs == NULL)
    {
      layer->problem = LAGE_LAYER_PROBLEM_CRS;
      layer->problem_detail = name_some (here->crs);
      return TRUE;
    }

  layer->spec = spec = lage_source_spec_new (LAGE_SERVICE_WMS, layer->title, walk->url);
  spec->attribution = g_strdup (here->attribution);
  spec->capabilities_url = g_strdup (walk->address);
  spec->layer = g_strdup (name);
  spec->format = g_strdup (walk->format);
  spec->version = g_strdup (walk->version);
  spec->crs = g_strdup (crs);
  spec->time_extent = g_strdup (here->time_extent);
  spec->time_default = g_strdup (here->time_default);
  spec->has_bounds = here->has_bounds;
  memcpy (spec->bounds, here->bounds, sizeof spec->bounds);
  set_zooms (spec, here);

  return TRUE;
}

static gboolean
walk_layer (const Walk       *walk,
            const xmlNode    *node,
            const Inherited  *around,
            GError          **error)
{
  g_autofree char *name = lage_xml_dup_child_text (node, "Name", NULL);
  g_autofree char *title = lage_capabilities_dup_label (node, "Title");
  g_autofree char *path = NULL;
  g_autofree char *attribution = NULL;
  g_autofree char *time_extent = NULL;
  g_autofree char *time_default = NULL;
  g_autoptr(GPtrArray) crs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) styles = g_ptr_array_new ();
  Inherited here = *around;

  for (const xmlNode *i = lage_xml_find_child (node, "Style", NULL); i != NULL;
       i = lage_xml_find_next (i, "Style", NULL))
    if (styles->len < LAGE_CAPABILITIES_MAX_STYLES)
      g_ptr_array_add (styles, (gpointer) i);
  for (guint i = 0; i < around->styles->len && styles->len < LAGE_CAPABILITIES_MAX_STYLES; i++)
    g_ptr_array_add (styles, g_ptr_array_index (around->styles, i));
  here.styles = styles;

  /* Where a layer names none of its own, the list of the one around is used as it is: copies of
   * long lists at each of many levels would be a way to make us busy. */
  add_crs (crs, node, "CRS");
  add_crs (crs, node, "SRS");
  if (crs->len > 0)
    {
      for (guint i = 0; i < around->crs->len && crs->len < 1000; i++)
        g_ptr_array_add (crs, g_strdup (g_ptr_array_index (around->crs, i)));
      here.crs = crs;
    }

  if (read_bounds (node, here.bounds))
    here.has_bounds = TRUE;
  read_time (node, &time_extent, &time_default);
  if (time_extent != NULL)
    {
      here.time_extent = time_extent;
      here.time_default = time_default;
    }
  read_scales (node, &here.min_denominator, &here.max_denominator);
  attribution = lage_capabilities_dup_label (lage_xml_find_child (node, "Attribution", NULL),
                                             "Title");
  if (attribution != NULL)
    here.attribution = attribution;

  if (name != NULL && !offer_layer (walk, name, title, &here, around, error))
    return FALSE;

  if (title != NULL && around->path != NULL)
    path = g_strdup_printf ("%.200s › %s", around->path, title);
  here.path = path != NULL ? path : title != NULL ? title : around->path;

  for (const xmlNode *i = lage_xml_find_child (node, "Layer", NULL); i != NULL;
       i = lage_xml_find_next (i, "Layer", NULL))
    if (!walk_layer (walk, i, &here, error))
      return FALSE;

  return TRUE;
}

/* (transfer full) (nullable): where maps are asked for; where the document was, if it does not say */
static char *
find_map_url (const xmlNode  *get_map,
              const char     *address,
              GError        **error)
{
  const xmlNode *resource = lage_xml_find_path (get_map, "DCPType/HTTP/Get/OnlineResource", NULL);
  xmlChar *href = resource != NULL ? xmlGetProp (resource, (const xmlChar *) "href") : NULL;
  char *url = lage_tile_url_resolve (address, href != NULL ? (const char *) href : address, error);

  xmlFree (href);
  if (url == NULL)
    g_prefix_error (error, "GetMap: ");

  return url;
}

static char *
find_format (const xmlNode *get_map)
{
  g_autoptr(GPtrArray) formats = g_ptr_array_new_with_free_func (g_free);

  for (const xmlNode *i = lage_xml_find_child (get_map, "Format", NULL); i != NULL;
       i = lage_xml_find_next (i, "Format", NULL))
    {
      char *format = lage_xml_dup_text (i);

      if (format != NULL)
        g_ptr_array_add (formats, format);
    }
  g_ptr_array_add (formats, NULL);

  return g_strdup (lage_capabilities_pick_format ((const char *const *) formats->pdata));
}

gboolean
lage_wms_parse (LageCapabilities  *self,
                const xmlNode     *root,
                const char        *address,
                GError           **error)
{
  const xmlNode *service = lage_xml_find_child (root, "Service", NULL);
  const xmlNode *capability = lage_xml_find_child (root, "Capability", NULL);
  const xmlNode *get_map = lage_xml_find_path (capability, "Request/GetMap", NULL);
  xmlChar *version_attribute = xmlGetProp (root, (const xmlChar *) "version");
  g_autofree char *version = g_strdup ((const char *) version_attribute);
  g_autofree char *url = NULL;
  g_autofree char *format = NULL;
  g_autoptr(GPtrArray) no_crs = g_ptr_array_new ();
  g_autoptr(GPtrArray) no_styles = g_ptr_array_new ();
  Inherited around = { .crs = no_crs, .styles = no_styles };
  Walk walk = { .capabilities = self, .address = address };

  xmlFree (version_attribute);
  if (version == NULL)
    version = g_strdup (lage_xml_is (root, "WMS_Capabilities", NULL) ? "1.3.0" : "1.1.1");
  if (!g_str_has_prefix (version, "1.1") && !g_str_has_prefix (version, "1.3"))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "WMS %.20s", version);
      return FALSE;
    }
  if (get_map == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "WMS without GetMap");
      return FALSE;
    }
  url = find_map_url (get_map, address, error);
  if (url == NULL)
    return FALSE;
  format = find_format (get_map);

  self->service = LAGE_SERVICE_WMS;
  self->title = lage_capabilities_dup_label (service, "Title");
  self->fees = lage_capabilities_dup_label (service, "Fees");
  self->access_constraints = lage_capabilities_dup_label (service, "AccessConstraints");
  self->provider =
    lage_capabilities_dup_label (lage_xml_find_path (service,
                                                     "ContactInformation/ContactPersonPrimary",
                                                     NULL), "ContactOrganization");
  around.attribution = self->provider;
  walk.version = version;
  walk.url = url;
  walk.format = format;

  for (const xmlNode *i = lage_xml_find_child (capability, "Layer", NULL); i != NULL;
       i = lage_xml_find_next (i, "Layer", NULL))
    if (!walk_layer (&walk, i, &around, error))
      return FALSE;

  return TRUE;
}
