/* lage-export-layers.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-export-private.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <string.h>

#include "lage-error.h"
#include "lage-geometry.h"

/* GeoJSON and GeoPackage, written by GDAL into memory. GeoJSON knows one layer, in which all fields
 * of all kinds stand; a GeoPackage has a layer for each kind. */

#define CANCEL_EVERY 200

static const struct
{
  const char *driver;
  const char *creation_options[4];
  const char *layer_options[4];
  gboolean    has_layers;
} writers[] = {
  [LAGE_EXCHANGE_GEOJSON] = { "GeoJSON", { NULL },
                              { "RFC7946=YES", "ID_FIELD=id", "ID_TYPE=String", NULL }, FALSE },
  [LAGE_EXCHANGE_GEOPACKAGE] = { "GPKG", { "VERSION=1.2", NULL }, { NULL }, TRUE },
};

/* Geometry ----------------------------------------------------------------------------------- */

static void
add_corners (OGRGeometryH            line,
             const LageGeometryPart *part)
{
  for (guint i = 0; i < part->n_points; i++)
    OGR_G_AddPoint_2D (line, lage_point_get_longitude (&part->points[i]),
                       lage_point_get_latitude (&part->points[i]));
  if (part->type != LAGE_GEOMETRY_LINE)
    OGR_G_AddPoint_2D (line, lage_point_get_longitude (&part->points[0]),
                       lage_point_get_latitude (&part->points[0]));
}

/* One line or area alone, several of a sort as such, and else a collection. */
static OGRGeometryH
join (OGRGeometryH lines,
      OGRGeometryH areas)
{
  OGRGeometryH both[] = { lines, areas };
  OGRGeometryH all;

  for (guint i = 0; i < 2; i++)
    {
      OGRGeometryH other = both[1 - i];

      if (OGR_G_GetGeometryCount (other) > 0)
        continue;
      OGR_G_DestroyGeometry (other);
      if (OGR_G_GetGeometryCount (both[i]) != 1)
        return both[i];
      all = OGR_G_Clone (OGR_G_GetGeometryRef (both[i], 0));
      OGR_G_DestroyGeometry (both[i]);
      return all;
    }
  all = OGR_G_CreateGeometry (wkbGeometryCollection);
  OGR_G_AddGeometryDirectly (all, areas);
  OGR_G_AddGeometryDirectly (all, lines);
  return all;
}

static OGRGeometryH
new_lines_and_areas (GBytes *geometry)
{
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, NULL);
  OGRGeometryH lines, areas, polygon = NULL;

  if (parts == NULL)
    return NULL;
  lines = OGR_G_CreateGeometry (wkbMultiLineString);
  areas = OGR_G_CreateGeometry (wkbMultiPolygon);
  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);
      OGRGeometryH line = OGR_G_CreateGeometry (part->type == LAGE_GEOMETRY_LINE ? wkbLineString
                                                                                 : wkbLinearRing);

      add_corners (line, part);
      if (part->type == LAGE_GEOMETRY_LINE)
        {
          OGR_G_AddGeometryDirectly (lines, line);
          continue;
        }
      if (part->type == LAGE_GEOMETRY_RING || polygon == NULL)
        {
          polygon = OGR_G_CreateGeometry (wkbPolygon);
          OGR_G_AddGeometryDirectly (areas, polygon);
        }
      OGR_G_AddGeometryDirectly (polygon, line);
    }
  return join (lines, areas);
}

/**
 * lage_export_new_geometry:
 * @entity: an entity
 *
 * Returns: (transfer full) (nullable): its lines and areas, or else its place
 */
OGRGeometryH
lage_export_new_geometry (LageEntity *entity)
{
  g_autoptr(GBytes) geometry = NULL;
  OGRGeometryH result;
  LagePoint point;

  if (!lage_export_get_place (entity, &point, &geometry))
    return NULL;
  if (geometry != NULL)
    return new_lines_and_areas (geometry);
  result = OGR_G_CreateGeometry (wkbPoint);
  OGR_G_SetPoint_2D (result, 0, lage_point_get_longitude (&point),
                     lage_point_get_latitude (&point));
  return result;
}

/* Fields ------------------------------------------------------------------------------------- */

/* In a data base, a name that SQL need not quote. */
static char *
dup_field_name (const LageExportTable  *table,
                const LageExportColumn *column)
{
  char *name = g_strdup (column->name);

  return table->options->format == LAGE_EXCHANGE_GEOPACKAGE ? g_strdelimit (name, "-", '_') : name;
}

static OGRFieldType
get_field_type (const LageExportColumn *column)
{
  switch (column->type)
    {
    case LAGE_VALUE_BOOL:
      return OFTInteger;
    case LAGE_VALUE_INT:
      return column->spec != NULL && column->spec->members != NULL ? OFTString : OFTInteger64;
    case LAGE_VALUE_REAL:
      return OFTReal;
    case LAGE_VALUE_TIME:
      return OFTDateTime;
    default:
      return OFTString;
    }
}

static gboolean
create_fields (const LageExportTable *table,
               OGRLayerH              layer,
               GArray                *columns)
{
  gboolean is_good = TRUE;

  for (guint i = 0; i < columns->len && is_good; i++)
    {
      const LageExportColumn *column = &g_array_index (columns, LageExportColumn, i);
      g_autofree char *name = dup_field_name (table, column);
      OGRFieldDefnH field = OGR_Fld_Create (name, get_field_type (column));

      if (column->type == LAGE_VALUE_BOOL)
        OGR_Fld_SetSubType (field, OFSTBoolean);
      is_good = OGR_L_CreateField (layer, field, TRUE) == OGRERR_NONE;
      OGR_Fld_Destroy (field);
    }
  return is_good;
}

static void
set_time (OGRFeatureH  feature,
          int          index,
          const char  *iso8601)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  if (time != NULL)
    OGR_F_SetFieldDateTimeEx (feature, index, g_date_time_get_year (time),
                              g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                              g_date_time_get_hour (time), g_date_time_get_minute (time),
                              (float) g_date_time_get_seconds (time), 100 /* UTC */);
}

static void
set_field (OGRFeatureH             feature,
           int                     index,
           const LageExportColumn *column,
           const char             *text)
{
  switch (get_field_type (column))
    {
    case OFTInteger:
      OGR_F_SetFieldInteger (feature, index, g_str_equal (text, "true"));
      break;
    case OFTInteger64:
      OGR_F_SetFieldInteger64 (feature, index, g_ascii_strtoll (text, NULL, 10));
      break;
    case OFTReal:
      OGR_F_SetFieldDouble (feature, index, g_ascii_strtod (text, NULL));
      break;
    case OFTDateTime:
      set_time (feature, index, text);
      break;
    default:
      OGR_F_SetFieldString (feature, index, text);
      break;
    }
}

/* Layers ------------------------------------------------------------------------------------- */

static gboolean
write_feature (const LageExportTable *table,
               OGRLayerH              layer,
               GArray                *columns,
               LageEntity            *entity)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = lage_export_new_geometry (entity);
  gboolean is_good;

  for (guint i = 0; i < columns->len; i++)
    {
      const LageExportColumn *column = &g_array_index (columns, LageExportColumn, i);
      g_autofree char *text = lage_export_dup_text (table, entity, column);
      g_autofree char *name = dup_field_name (table, column);

      if (text != NULL)
        set_field (feature, OGR_F_GetFieldIndex (feature, name), column, text);
    }
  if (geometry != NULL)
    OGR_F_SetGeometryDirectly (feature, geometry);
  is_good = OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return is_good;
}

static gboolean
write_layer (const LageExportTable  *table,
             GDALDatasetH            dataset,
             OGRSpatialReferenceH    crs,
             const char             *name,
             guint                   first,
             guint                   end,
             LageGdalScope          *scope,
             GError                **error)
{
  const LageExchangeFormat format = table->options->format;
  g_autoptr(GArray) columns = lage_export_list_columns (table, first, end);
  OGRLayerH layer = GDALDatasetCreateLayer (dataset, name, crs, wkbUnknown,
                                            (char **) writers[format].layer_options);
  gboolean is_good = layer != NULL && create_fields (table, layer, columns);

  for (guint i = first; i < end && is_good; i++)
    {
      if (i % CANCEL_EVERY == 0
          && g_cancellable_set_error_if_cancelled (table->cancellable, error))
        return FALSE;
      is_good = write_feature (table, layer, columns, g_ptr_array_index (table->entities, i));
    }
  if (!is_good)
    lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
  return is_good;
}

static gboolean
write_layers (const LageExportTable  *table,
              GDALDatasetH            dataset,
              OGRSpatialReferenceH    crs,
              LageGdalScope          *scope,
              GError                **error)
{
  if (!writers[table->options->format].has_layers)
    return write_layer (table, dataset, crs, "picture", 0, table->entities->len, scope, error);

  for (guint first = 0, end; first < table->entities->len; first = end)
    {
      LageKind kind = lage_entity_get_kind (g_ptr_array_index (table->entities, first));
      g_autofree char *name = g_strdelimit (g_strdup (lage_kind_get_token (kind)), "-", '_');

      end = lage_export_find_end_of_kind (table, first);
      if (!write_layer (table, dataset, crs, name, first, end, scope, error))
        return FALSE;
    }
  return TRUE;
}

static GBytes *
take_memory (const char *name)
{
  vsi_l_offset size = 0;
  GByte *data = VSIGetMemFileBuffer (name, &size, FALSE);

  return data != NULL && size > 0 ? g_bytes_new (data, size) : NULL;
}

/**
 * lage_export_write_layers:
 * @table: what is written
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): GeoJSON or a GeoPackage
 */
GBytes *
lage_export_write_layers (const LageExportTable  *table,
                          GError                **error)
{
  g_autoptr(LageGdalScope) scope = lage_gdal_scope_begin ();
  const LageExchangeFormat format = table->options->format;
  g_autofree char *suffix = g_strconcat ("picture.", lage_exchange_format_get_suffix (format),
                                         NULL);
  g_autofree char *name = lage_gdal_dup_memory_name (suffix);
  OGRSpatialReferenceH crs = lage_gdal_new_crs (LAGE_WGS84_EPSG, error);
  GBytes *bytes = NULL;
  GDALDatasetH dataset;
  gboolean is_good;

  if (crs == NULL)
    return NULL;
  dataset = GDALCreate (GDALGetDriverByName (writers[format].driver), name, 0, 0, 0, GDT_Unknown,
                        (char **) writers[format].creation_options);
  is_good = dataset != NULL && write_layers (table, dataset, crs, scope, error);
  if (dataset != NULL)
    GDALClose (dataset);
  else
    lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
  lage_gdal_crs_free (crs);

  if (is_good)
    bytes = take_memory (name);
  VSIUnlink (name);
  if (is_good && (bytes == NULL || scope->failure != NULL))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
    }
  return bytes;
}
