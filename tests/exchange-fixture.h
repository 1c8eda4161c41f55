/* exchange-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cpl_vsi.h>

#include "lage-gdal.h"
#include "lage-import-file.h"
#include "zip-fixture.h"

/* Files as others write them, and files as nobody should. */

static const char *const exchange_geojson =
  "{ \"type\": \"FeatureCollection\", \"name\": \"tore\", \"features\": ["
  "{ \"type\": \"Feature\", \"properties\": { \"id\": \"T1\", \"Name\": \"Tor Süd\","
  "  \"Zustand\": \"offen\", \"hoehe\": 7.5 },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.97, 53.545] } },"
  "{ \"type\": \"Feature\", \"properties\": { \"id\": \"T2\", \"Name\": \"Tor Nord\","
  "  \"Zustand\": \"geschlossen\", \"hoehe\": 7.3 },"
  "  \"geometry\": { \"type\": \"Point\", \"coordinates\": [9.98, 53.55] } } ] }";

static const char *const exchange_kml =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder><name>Deiche</name>"
  "<Placemark><name>Abschnitt 5</name><description>weich</description>"
  "<ExtendedData><Data name=\"Art\"><value>Deich</value></Data></ExtendedData>"
  "<LineString><coordinates>9.9,53.5,0 9.95,53.51,0 10.0,53.52,0</coordinates></LineString>"
  "</Placemark>"
  "<Placemark><name>Fl\xc3\xa4""che</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
  "9.9,53.5 10,53.5 10,53.6 9.9,53.6 9.9,53.5</coordinates></LinearRing></outerBoundaryIs>"
  "<innerBoundaryIs><LinearRing><coordinates>9.94,53.54 9.96,53.54 9.95,53.56 9.94,53.54"
  "</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>"
  "</Folder></Document></kml>";

static const char *const exchange_gpx =
  "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\""
  " xmlns=\"http://www.topografix.com/GPX/1/1\">"
  "<wpt lat=\"53.5\" lon=\"9.9\"><time>2013-12-06T06:09:00Z</time><name>Sammelplatz</name></wpt>"
  "<trk><name>Patrouille</name><trkseg><trkpt lat=\"53.5\" lon=\"9.9\"/>"
  "<trkpt lat=\"53.51\" lon=\"9.91\"/></trkseg></trk></gpx>";

static inline LageImportFile *
exchange_read (const char *name,
               GBytes     *bytes,
               GError    **error)
{
  return lage_import_file_new (name, bytes, NULL, NULL, NULL, error);
}

static inline LageImportFile *
exchange_read_text (const char *name,
                    const char *text,
                    GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return exchange_read (name, bytes, error);
}

static inline GBytes *
exchange_take_memory (const char *name)
{
  vsi_l_offset size = 0;
  GByte *data = VSIGetMemFileBuffer (name, &size, FALSE);
  GBytes *bytes = data != NULL ? g_bytes_new (data, size) : NULL;

  VSIUnlink (name);
  return bytes;
}

/* Two areas in a coordinate system (0: none), written by GDAL to memory as NAME. */
static inline void
exchange_write (const char *driver,
                const char *name,
                int         epsg,
                double      east,
                double      north,
                double      size)
{
  OGRSpatialReferenceH crs = NULL;
  OGRFieldDefnH field;
  GDALDatasetH dataset;
  OGRLayerH layer;

  lage_gdal_ensure ();
  if (epsg != 0)
    crs = lage_gdal_new_crs (epsg, NULL);
  dataset = GDALCreate (GDALGetDriverByName (driver), name, 0, 0, 0, GDT_Unknown, NULL);
  g_assert_nonnull (dataset);
  layer = GDALDatasetCreateLayer (dataset, "flaechen", crs, wkbPolygon, NULL);
  field = OGR_Fld_Create ("name", OFTString);
  OGR_Fld_SetWidth (field, 80);
  OGR_L_CreateField (layer, field, TRUE);
  OGR_Fld_Destroy (field);
  for (guint i = 0; i < 2; i++)
    {
      OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
      OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
      OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);
      double x = east + i * size;

      OGR_G_AddPoint_2D (ring, x, north);
      OGR_G_AddPoint_2D (ring, x, north + size);
      OGR_G_AddPoint_2D (ring, x + size, north + size);
      OGR_G_AddPoint_2D (ring, x, north);
      OGR_G_AddGeometryDirectly (polygon, ring);
      OGR_F_SetGeometryDirectly (feature, polygon);
      OGR_F_SetFieldString (feature, 0, i == 0 ? "Köhlbrand" : "Süderelbe");
      g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
      OGR_F_Destroy (feature);
    }
  GDALClose (dataset);
  lage_gdal_crs_free (crs);
}

/* The same as a zipped Shapefile. */
static inline GBytes *
exchange_make_shapefile (int      epsg,
                         double   east,
                         double   north,
                         double   size,
                         gboolean has_prj)
{
  static const char *const suffixes[] = { "shp", "shx", "dbf", "prj", "cpg" };
  g_autofree char *name = lage_gdal_dup_memory_name ("flaechen.shp");
  ZipWriter *writer = zip_writer_new ();

  exchange_write ("ESRI Shapefile", name, epsg, east, north, size);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *part = g_strdup_printf ("%.*s%s", (int) strlen (name) - 3, name,
                                               suffixes[i]);
      g_autofree char *member = g_strconcat ("daten/flaechen.", suffixes[i], NULL);
      g_autoptr(GBytes) bytes = exchange_take_memory (part);

      if (bytes != NULL && (has_prj || i != 3))
        zip_writer_add (writer, member, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return zip_writer_end (writer);
}

static inline GBytes *
exchange_make_geopackage (int    epsg,
                          double east,
                          double north,
                          double size)
{
  g_autofree char *name = lage_gdal_dup_memory_name ("flaechen.gpkg");

  exchange_write ("GPKG", name, epsg, east, north, size);
  return exchange_take_memory (name);
}
