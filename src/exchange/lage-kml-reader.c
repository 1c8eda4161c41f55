/* lage-kml-reader.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-kml-reader.h"

#include <string.h>

#include "lage-error.h"
#include "lage-html.h"
#include "lage-import-file.h"
#include "lage-xml.h"

/* KML (OGC 07-147) into layers in memory. GDAL has a reader of its own, which ends the program on
 * some documents that are well-formed but not quite KML; this one takes what it understands: each
 * folder with placemarks is a layer, with names, descriptions, times and extended data. How a globe
 * shows them, and what lies elsewhere, is left out. */

#define MAX_GEOMETRY_DEPTH 8

typedef struct
{
  GDALDatasetH dataset;
  const char  *file_name;
  guint        n_layers;
} Reader;

static gboolean
is_container (const xmlNode *node)
{
  return lage_xml_is (node, "Document", NULL) || lage_xml_is (node, "Folder", NULL);
}

/* Geometry ----------------------------------------------------------------------------------- */

/* "longitude,latitude" or "longitude,latitude,height" */
static gboolean
parse_corner (const char  *text,
              char         separator,
              const char **end,
              double      *longitude,
              double      *latitude)
{
  char *rest;

  *longitude = g_ascii_strtod (text, &rest);
  if (rest == text || *rest != separator)
    return FALSE;
  text = rest + 1;
  *latitude = g_ascii_strtod (text, &rest);
  if (rest == text)
    return FALSE;
  *end = rest;
  return TRUE;
}

static gboolean
add_corners (OGRGeometryH   line,
             const xmlNode *node)
{
  g_autofree char *text = lage_xml_dup_child_text (node, "coordinates", NULL);
  const char *p = text;
  double longitude, latitude;

  while (p != NULL && *p != '\0')
    {
      if (!parse_corner (p, ',', &p, &longitude, &latitude))
        return FALSE;
      OGR_G_AddPoint_2D (line, longitude, latitude);
      if (*p == ',')
        p++;
      while (*p != '\0' && !g_ascii_isspace (*p))
        p++;
      while (g_ascii_isspace (*p))
        p++;
    }
  return TRUE;
}

static gboolean
add_track (OGRGeometryH   line,
           const xmlNode *node)
{
  for (xmlNode *child = lage_xml_find_child (node, "coord", NULL); child != NULL;
       child = lage_xml_find_next (child, "coord", NULL))
    {
      g_autofree char *text = lage_xml_dup_text (child);
      const char *end;
      double longitude, latitude;

      if (text == NULL || !parse_corner (text, ' ', &end, &longitude, &latitude))
        return FALSE;
      OGR_G_AddPoint_2D (line, longitude, latitude);
    }
  return TRUE;
}

static gboolean
add_ring (OGRGeometryH   polygon,
          const xmlNode *boundary)
{
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
  const xmlNode *node = lage_xml_find_child (boundary, "LinearRing", NULL);
  gboolean is_good = node != NULL && add_corners (ring, node);

  OGR_G_AddGeometryDirectly (polygon, ring);
  return is_good;
}

static gboolean
add_rings (OGRGeometryH   polygon,
           const xmlNode *node)
{
  const xmlNode *outer = lage_xml_find_child (node, "outerBoundaryIs", NULL);

  if (outer == NULL || !add_ring (polygon, outer))
    return FALSE;
  for (xmlNode *inner = lage_xml_find_child (node, "innerBoundaryIs", NULL); inner != NULL;
       inner = lage_xml_find_next (inner, "innerBoundaryIs", NULL))
    if (!add_ring (polygon, inner))
      return FALSE;
  return TRUE;
}

static OGRGeometryH new_geometry (const xmlNode *node,
                                  guint          depth);

static gboolean
add_members (OGRGeometryH   collection,
             const xmlNode *node,
             guint          depth)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      OGRGeometryH member = depth < MAX_GEOMETRY_DEPTH ? new_geometry (child, depth + 1) : NULL;

      if (member != NULL)
        OGR_G_AddGeometryDirectly (collection, member);
    }
  return OGR_G_GetGeometryCount (collection) > 0;
}

/* NULL if it is none, or one that is not understood whole. */
static OGRGeometryH
new_geometry (const xmlNode *node,
              guint          depth)
{
  OGRGeometryH geometry;
  gboolean is_good;

  if (lage_xml_is (node, "Point", NULL))
    {
      geometry = OGR_G_CreateGeometry (wkbPoint);
      is_good = add_corners (geometry, node);
    }
  else if (lage_xml_is (node, "LineString", NULL) || lage_xml_is (node, "LinearRing", NULL))
    {
      geometry = OGR_G_CreateGeometry (wkbLineString);
      is_good = add_corners (geometry, node);
    }
  else if (lage_xml_is (node, "Track", NULL))
    {
      geometry = OGR_G_CreateGeometry (wkbLineString);
      is_good = add_track (geometry, node);
    }
  else if (lage_xml_is (node, "Polygon", NULL))
    {
      geometry = OGR_G_CreateGeometry (wkbPolygon);
      is_good = add_rings (geometry, node);
    }
  else if (lage_xml_is (node, "MultiGeometry", NULL) || lage_xml_is (node, "MultiTrack", NULL))
    {
      geometry = OGR_G_CreateGeometry (wkbGeometryCollection);
      is_good = add_members (geometry, node, depth);
    }
  else
    {
      return NULL;
    }
  if (!is_good)
    g_clear_pointer (&geometry, OGR_G_DestroyGeometry);
  return geometry;
}

/* Values ------------------------------------------------------------------------------------- */

static gboolean
add_value (GPtrArray   *values,
           const char  *name,
           char        *text)
{
  if (name == NULL || *name == '\0' || text == NULL)
    {
      g_free (text);
      return FALSE;
    }
  g_ptr_array_add (values, g_strdup (name));
  g_ptr_array_add (values, text);
  return TRUE;
}

static void
add_attribute_value (GPtrArray     *values,
                     const xmlNode *node,
                     char          *text)
{
  xmlChar *name = xmlGetNoNsProp (node, (const xmlChar *) "name");

  add_value (values, (const char *) name, text);
  xmlFree (name);
}

/* Names and texts in turn. */
static GPtrArray *
list_values (const xmlNode *placemark)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const xmlNode *extended = lage_xml_find_child (placemark, "ExtendedData", NULL);
  g_autofree char *html = lage_xml_dup_child_text (placemark, "description", NULL);

  add_value (values, "name", lage_xml_dup_child_text (placemark, "name", NULL));
  add_value (values, "description", lage_html_to_text (html));
  add_value (values, "address", lage_xml_dup_child_text (placemark, "address", NULL));
  if (!add_value (values, "begin",
                  lage_xml_dup_text (lage_xml_find_path (placemark, "TimeStamp/when", NULL))))
    add_value (values, "begin",
               lage_xml_dup_text (lage_xml_find_path (placemark, "TimeSpan/begin", NULL)));
  add_value (values, "end",
             lage_xml_dup_text (lage_xml_find_path (placemark, "TimeSpan/end", NULL)));

  for (const xmlNode *node = extended != NULL ? extended->children : NULL; node != NULL;
       node = node->next)
    {
      if (lage_xml_is (node, "Data", NULL))
        add_attribute_value (values, node, lage_xml_dup_child_text (node, "value", NULL));
      if (!lage_xml_is (node, "SchemaData", NULL))
        continue;
      for (xmlNode *simple = lage_xml_find_child (node, "SimpleData", NULL); simple != NULL;
           simple = lage_xml_find_next (simple, "SimpleData", NULL))
        add_attribute_value (values, simple, lage_xml_dup_text (simple));
    }
  return values;
}

/* Layers ------------------------------------------------------------------------------------- */

static gboolean
add_fields (OGRLayerH   layer,
            GPtrArray  *names,
            GError    **error)
{
  if (names->len > LAGE_IMPORT_MAX_FIELDS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "%u fields, at most %d", names->len,
                   LAGE_IMPORT_MAX_FIELDS);
      return FALSE;
    }
  for (guint i = 0; i < names->len; i++)
    {
      OGRFieldDefnH field = OGR_Fld_Create (g_ptr_array_index (names, i), OFTString);
      gboolean is_good = OGR_L_CreateField (layer, field, TRUE) == OGRERR_NONE;

      OGR_Fld_Destroy (field);
      if (!is_good)
        {
          g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "fields cannot be made");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_feature (OGRLayerH      layer,
             const xmlNode *placemark,
             GPtrArray     *values)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = NULL;
  gboolean is_good;

  for (guint i = 0; i + 1 < values->len; i += 2)
    {
      int index = OGR_F_GetFieldIndex (feature, g_ptr_array_index (values, i));

      if (index >= 0)
        OGR_F_SetFieldString (feature, index, g_ptr_array_index (values, i + 1));
    }
  for (const xmlNode *node = placemark->children; node != NULL && geometry == NULL;
       node = node->next)
    geometry = new_geometry (node, 0);
  if (geometry != NULL)
    OGR_F_SetGeometryDirectly (feature, geometry);
  is_good = OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return is_good;
}

static char *
dup_layer_name (const Reader  *self,
                const xmlNode *container)
{
  g_autofree char *name = lage_xml_dup_child_text (container, "name", NULL);

  return name != NULL ? g_steal_pointer (&name) : g_strdup (self->file_name);
}

/* The placemarks that lie directly in a container. */
static gboolean
read_container (Reader         *self,
                const xmlNode  *container,
                GError        **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = NULL;
  OGRSpatialReferenceH crs;
  OGRLayerH layer;
  guint n = 0;

  for (xmlNode *node = lage_xml_find_child (container, "Placemark", NULL); node != NULL;
       node = lage_xml_find_next (node, "Placemark", NULL))
    {
      GPtrArray *values = list_values (node);

      g_ptr_array_add (all, values);
      for (guint i = 0; i + 1 < values->len; i += 2)
        if (g_hash_table_add (seen, g_ptr_array_index (values, i)))
          g_ptr_array_add (names, g_ptr_array_index (values, i));
    }
  if (all->len == 0)
    return TRUE;
  if (++self->n_layers > LAGE_IMPORT_MAX_LAYERS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d layers",
                   LAGE_IMPORT_MAX_LAYERS);
      return FALSE;
    }

  crs = lage_gdal_new_crs (LAGE_WGS84_EPSG, error);
  if (crs == NULL)
    return FALSE;
  name = dup_layer_name (self, container);
  layer = GDALDatasetCreateLayer (self->dataset, name, crs, wkbUnknown, NULL);
  lage_gdal_crs_free (crs);
  if (!add_fields (layer, names, error))
    return FALSE;
  for (xmlNode *node = lage_xml_find_child (container, "Placemark", NULL); node != NULL;
       node = lage_xml_find_next (node, "Placemark", NULL))
    if (!add_feature (layer, node, g_ptr_array_index (all, n++)))
      {
        g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: placemark is damaged",
                     xmlGetLineNo (node));
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_document (Reader         *self,
               const xmlNode  *root,
               GError        **error)
{
  if (!read_container (self, root, error))
    return FALSE;
  for (const xmlNode *node = lage_xml_step (root, root); node != NULL;
       node = lage_xml_step (root, node))
    if (is_container (node) && !read_container (self, node, error))
      return FALSE;
  return TRUE;
}

/**
 * lage_kml_read:
 * @bytes: a document of at most LAGE_XML_MAX_SIZE
 * @name: what a layer is called that has no name of its own
 * @error: return location for a #GError naming the line
 *
 * Returns: (transfer full) (nullable): a layer for each folder that has placemarks
 */
GDALDatasetH
lage_kml_read (GBytes      *bytes,
               const char  *name,
               GError     **error)
{
  g_autoptr(xmlDoc) doc = lage_xml_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                          error);
  Reader self = { .file_name = name };

  if (doc == NULL)
    return NULL;
  self.dataset = GDALCreate (GDALGetDriverByName ("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
  if (!read_document (&self, xmlDocGetRootElement (doc), error))
    {
      GDALClose (self.dataset);
      return NULL;
    }
  return self.dataset;
}
