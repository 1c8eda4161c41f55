/* lage-import-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-source.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <string.h>

#include "lage-csv-table.h"
#include "lage-error.h"
#include "lage-import-check.h"
#include "lage-import-file.h"
#include "lage-import-value.h"
#include "lage-kml-reader.h"
#include "lage-zip.h"

/* From the bytes of a file to layers that GDAL can read. Archives are taken apart, and tables and
 * KML are turned into features here, so that GDAL sees only formats that it is good at, and only in
 * memory. */

static const char *const *
get_drivers (LageExchangeFormat format)
{
  static const char *const drivers[LAGE_N_EXCHANGE_FORMATS][2] = {
    [LAGE_EXCHANGE_GEOJSON] = { "GeoJSON", NULL },
    [LAGE_EXCHANGE_GEOPACKAGE] = { "GPKG", NULL },
    [LAGE_EXCHANGE_SHAPEFILE] = { "ESRI Shapefile", NULL },
    [LAGE_EXCHANGE_GPX] = { "GPX", NULL },
  };

  return drivers[format];
}

static void
part_free (LageImportPart *part)
{
  g_free (part->name);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part);
}

static void
add_part (GPtrArray  *parts,
          const char *name,
          const char *suffix,
          GBytes     *bytes)
{
  LageImportPart *part = g_new0 (LageImportPart, 1);

  part->name = g_strdup (name);
  part->suffix = suffix;
  part->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (parts, part);
}

static LageZipMember *
find_member (GPtrArray  *members,
             const char *stem,
             const char *suffix)
{
  for (guint i = 0; i < members->len; i++)
    {
      LageZipMember *member = g_ptr_array_index (members, i);
      const char *dot = strrchr (member->name, '.');

      if (dot != NULL && g_ascii_strcasecmp (dot + 1, suffix) == 0
          && (stem == NULL
              || ((gsize) (dot - member->name) == strlen (stem)
                  && g_ascii_strncasecmp (member->name, stem, strlen (stem)) == 0)))
        return member;
    }
  return NULL;
}

/* The files of one Shapefile stand in a row, the one with the geometry first. */
static gboolean
add_shapefile (GPtrArray      *parts,
               GBytes         *archive,
               GPtrArray      *members,
               LageZipMember  *shp,
               GError        **error)
{
  static const char *const suffixes[] = { "shp", "shx", "dbf", "prj", "cpg" };
  g_autofree char *stem = g_strndup (shp->name, strlen (shp->name) - strlen (".shp"));
  g_autofree char *name = g_path_get_basename (stem);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      LageZipMember *member = i == 0 ? shp : find_member (members, stem, suffixes[i]);
      g_autoptr(GBytes) bytes = NULL;

      if (member == NULL && i == 1)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "“%s.shx” is missing in the archive",
                       stem);
          return FALSE;
        }
      if (member == NULL)
        continue;
      bytes = lage_zip_unpack (archive, member, error);
      if (bytes == NULL)
        return FALSE;
      add_part (parts, name, suffixes[i], bytes);
    }
  return TRUE;
}

/* The document of an archive may only link to others in it: all of them are read. */
static gboolean
add_documents (GPtrArray   *parts,
               const char  *name,
               GBytes      *archive,
               GPtrArray   *members,
               GError     **error)
{
  for (guint i = 0; i < members->len; i++)
    {
      LageZipMember *member = g_ptr_array_index (members, i);
      g_autofree char *base_name = g_path_get_basename (member->name);
      g_autoptr(GBytes) bytes = NULL;
      char *dot = strrchr (base_name, '.');

      if (dot == NULL || g_ascii_strcasecmp (dot, ".kml") != 0)
        continue;
      bytes = lage_zip_unpack (archive, member, error);
      if (bytes == NULL)
        return FALSE;
      *dot = '\0';
      add_part (parts, g_str_equal (base_name, "doc") ? name : base_name, "kml", bytes);
    }
  if (parts->len > 0)
    return TRUE;
  g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "there is no .kml in the archive");
  return FALSE;
}

static gboolean
add_members (GPtrArray           *parts,
             LageExchangeFormat   format,
             const char          *name,
             GBytes              *archive,
             GError             **error)
{
  g_autoptr(GPtrArray) members = lage_zip_list (archive, error);

  if (members == NULL)
    return FALSE;
  if (format == LAGE_EXCHANGE_KMZ)
    return add_documents (parts, name, archive, members, error);

  for (guint i = 0; i < members->len; i++)
    {
      LageZipMember *member = g_ptr_array_index (members, i);
      const char *dot = strrchr (member->name, '.');

      if (dot != NULL && g_ascii_strcasecmp (dot, ".shp") == 0
          && !add_shapefile (parts, archive, members, member, error))
        return FALSE;
    }
  if (parts->len > 0)
    return TRUE;
  g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "there is no .shp in the archive");
  return FALSE;
}

static gboolean
check_part (LageExchangeFormat     format,
            const LageImportPart  *part,
            guint                 *n_links,
            GError               **error)
{
  guint n = 0;
  gboolean is_good = TRUE;

  if (format == LAGE_EXCHANGE_KML || format == LAGE_EXCHANGE_KMZ)
    is_good = lage_import_check_xml (part->bytes, "kml", &n, error);
  else if (format == LAGE_EXCHANGE_GPX)
    is_good = lage_import_check_xml (part->bytes, "gpx", &n, error);
  else if (format == LAGE_EXCHANGE_GEOJSON)
    is_good = lage_import_check_json (part->bytes, error);
  *n_links += n;
  return is_good;
}

/**
 * lage_import_parts_new:
 * @format: what the file is
 * @name: what it is called
 * @bytes: its content
 * @n_links: (out): links to other documents, which are not followed
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type LageImportPart) (nullable): what of it GDAL is to read,
 * looked through for what could harm
 */
GPtrArray *
lage_import_parts_new (LageExchangeFormat   format,
                       const char          *name,
                       GBytes              *bytes,
                       guint               *n_links,
                       GError             **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  *n_links = 0;
  if (format == LAGE_EXCHANGE_KMZ || format == LAGE_EXCHANGE_SHAPEFILE)
    {
      if (!add_members (parts, format, name, bytes, error))
        return NULL;
    }
  else
    {
      add_part (parts, name, lage_exchange_format_get_suffix (format), bytes);
    }

  for (guint i = 0; i < parts->len; i++)
    if (!check_part (format, g_ptr_array_index (parts, i), n_links, error))
      return NULL;
  /* Links of an archive lead to what is in it. */
  if (parts->len > 1)
    *n_links = 0;
  return g_steal_pointer (&parts);
}

/* CSV ---------------------------------------------------------------------------------------- */

static int
find_column (const LageCsvTable *table,
             const char         *name)
{
  for (guint i = 0; name != NULL && i < table->columns->len; i++)
    if (g_str_equal (g_ptr_array_index (table->columns, i), name))
      return (int) i;
  return -1;
}

/* A row without a place, or with one that is not understood, stays without a geometry. */
static void
set_place (OGRFeatureH   feature,
           char        **row,
           int           x,
           int           y)
{
  double east, north;

  if (x >= 0 && y >= 0)
    {
      OGRGeometryH point;

      if (!lage_import_parse_number (row[x], &east) || !lage_import_parse_number (row[y], &north))
        return;
      point = OGR_G_CreateGeometry (wkbPoint);
      OGR_G_SetPoint_2D (point, 0, east, north);
      OGR_F_SetGeometryDirectly (feature, point);
    }
  else if (x >= 0)
    {
      OGRGeometryH geometry = NULL;
      char *text = row[x];

      if (OGR_G_CreateFromWkt (&text, NULL, &geometry) == OGRERR_NONE)
        OGR_F_SetGeometryDirectly (feature, geometry);
    }
}

static GDALDatasetH
open_table (const LageImportPart  *part,
            const char            *x_column,
            const char            *y_column,
            LageGdalScope         *scope,
            GError               **error)
{
  g_autoptr(LageCsvTable) table = lage_csv_table_new (part->bytes, LAGE_IMPORT_MAX_FEATURES, error);
  GDALDatasetH dataset;
  gboolean is_good = TRUE;
  OGRLayerH layer;
  int x, y;

  if (table == NULL)
    return NULL;
  x = find_column (table, x_column);
  y = find_column (table, y_column);
  dataset = GDALCreate (GDALGetDriverByName ("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
  layer = GDALDatasetCreateLayer (dataset, part->name, NULL, wkbUnknown, NULL);
  for (guint i = 0; i < table->columns->len; i++)
    {
      OGRFieldDefnH field = OGR_Fld_Create (g_ptr_array_index (table->columns, i), OFTString);

      OGR_L_CreateField (layer, field, TRUE);
      OGR_Fld_Destroy (field);
    }
  for (guint i = 0; i < table->rows->len && is_good; i++)
    {
      char **row = g_ptr_array_index (table->rows, i);
      OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));

      for (guint k = 0; k < table->columns->len; k++)
        if (*row[k] != '\0')
          OGR_F_SetFieldString (feature, (int) k, row[k]);
      set_place (feature, row, x, y);
      OGR_F_SetFID (feature, (GIntBig) i + 1);
      is_good = OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
      OGR_F_Destroy (feature);
    }
  if (is_good)
    return dataset;
  lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
  GDALClose (dataset);
  return NULL;
}

/* GDAL --------------------------------------------------------------------------------------- */

static void
unlink_name (gpointer data)
{
  VSIUnlink (data);
  g_free (data);
}

static void
close_dataset (gpointer data)
{
  GDALClose (data);
}

/* A view is a statement that its author wrote and that this program would run. */
static gboolean
is_view (GDALDatasetH  dataset,
         const char   *name)
{
  OGRLayerH views = GDALDatasetExecuteSQL (dataset, "SELECT name FROM sqlite_master "
                                                    "WHERE type = 'view'", NULL, NULL);
  gboolean is_found = FALSE;
  OGRFeatureH feature;

  while (views != NULL && (feature = OGR_L_GetNextFeature (views)) != NULL)
    {
      is_found |= g_ascii_strcasecmp (OGR_F_GetFieldAsString (feature, 0), name) == 0;
      OGR_F_Destroy (feature);
    }
  if (views != NULL)
    GDALDatasetReleaseResultSet (dataset, views);
  return is_found;
}

static void
add_layers (LageImportSource     *self,
            LageExchangeFormat    format,
            const LageImportPart *part,
            GDALDatasetH          dataset)
{
  int n_layers = GDALDatasetGetLayerCount (dataset);

  for (int i = 0; i < n_layers; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);
      gboolean is_named = format != LAGE_EXCHANGE_SHAPEFILE && format != LAGE_EXCHANGE_CSV
                          && format != LAGE_EXCHANGE_GEOJSON;

      if (format == LAGE_EXCHANGE_GEOPACKAGE && is_view (dataset, OGR_L_GetName (layer)))
        continue;
      g_ptr_array_add (self->layers, layer);
      g_ptr_array_add (self->names, g_utf8_make_valid (is_named ? OGR_L_GetName (layer)
                                                                : part->name, -1));
    }
}

static gboolean
open_parts (LageImportSource    *self,
            LageExchangeFormat   format,
            GPtrArray           *parts,
            LageGdalScope       *scope,
            GError             **error)
{
  static const char *const sqlite_options[] = { "LIST_ALL_TABLES=NO", NULL };
  g_autofree char *stem = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const LageImportPart *part = g_ptr_array_index (parts, i);
      const LageImportPart *next = i + 1 < parts->len ? g_ptr_array_index (parts, i + 1) : NULL;
      gboolean is_last = next == NULL || g_str_equal (next->suffix, "shp");
      g_autofree char *main_name = NULL;
      GDALDatasetH dataset;
      char *name;
      gsize size;
      gconstpointer data = g_bytes_get_data (part->bytes, &size);

      if (stem == NULL)
        stem = lage_gdal_dup_memory_name ("layer");
      name = g_strconcat (stem, ".", part->suffix, NULL);
      g_ptr_array_add (self->memory_names, name);
      /* Opened to read only, and not owned: GDAL does not touch it. */
      VSIFCloseL (VSIFileFromMemBuffer (name, (GByte *) data, size, FALSE));
      if (!is_last)
        continue;

      main_name = g_strconcat (stem, ".", format == LAGE_EXCHANGE_SHAPEFILE ? "shp" : part->suffix,
                               NULL);
      dataset = GDALOpenEx (main_name, GDAL_OF_VECTOR | GDAL_OF_READONLY, get_drivers (format),
                            format == LAGE_EXCHANGE_GEOPACKAGE ? sqlite_options : NULL, NULL);
      g_clear_pointer (&stem, g_free);
      if (dataset == NULL)
        {
          lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
          return FALSE;
        }
      g_ptr_array_add (self->datasets, dataset);
      add_layers (self, format, part, dataset);
    }
  return TRUE;
}

/**
 * lage_import_source_open:
 * @format: what the file is
 * @parts: (element-type LageImportPart): from lage_import_parts_new()
 * @x_column: (nullable): of CSV: the column with longitude or east, or with WKT if there is no
 *   @y_column
 * @y_column: (nullable): of CSV: the column with latitude or north
 * @error: return location for a #GError
 *
 * To be used and freed in the thread that opens it.
 */
LageImportSource *
lage_import_source_open (LageExchangeFormat   format,
                         GPtrArray           *parts,
                         const char          *x_column,
                         const char          *y_column,
                         GError             **error)
{
  g_autoptr(LageGdalScope) scope = lage_gdal_scope_begin ();
  g_autoptr(LageImportSource) self = g_new0 (LageImportSource, 1);

  self->layers = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->memory_names = g_ptr_array_new_with_free_func (unlink_name);
  self->datasets = g_ptr_array_new_with_free_func (close_dataset);

  if (format == LAGE_EXCHANGE_CSV || format == LAGE_EXCHANGE_KML || format == LAGE_EXCHANGE_KMZ)
    {
      for (guint i = 0; i < parts->len; i++)
        {
          const LageImportPart *part = g_ptr_array_index (parts, i);
          GDALDatasetH dataset = format == LAGE_EXCHANGE_CSV
                                   ? open_table (part, x_column, y_column, scope, error)
                                   : lage_kml_read (part->bytes, part->name, error);

          if (dataset == NULL)
            return NULL;
          g_ptr_array_add (self->datasets, dataset);
          add_layers (self, format, part, dataset);
        }
      return g_steal_pointer (&self);
    }

  /* A file of SQLite may carry functions in its schema: they are not to be run. */
  CPLSetThreadLocalConfigOption ("OGR_SQLITE_PRAGMA", "trusted_schema=0");
  if (!open_parts (self, format, parts, scope, error))
    g_clear_pointer (&self, lage_import_source_free);
  CPLSetThreadLocalConfigOption ("OGR_SQLITE_PRAGMA", NULL);
  return g_steal_pointer (&self);
}

void
lage_import_source_free (LageImportSource *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->datasets);
  g_ptr_array_unref (self->memory_names);
  g_free (self);
}
