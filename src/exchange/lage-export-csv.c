/* lage-export-csv.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-export-private.h"

#include <cpl_conv.h>
#include <math.h>
#include <string.h>

/* CSV for spreadsheets: RFC 4180, but with the delimiter and the decimal sign that the reader's
 * spreadsheet expects. Places stand as latitude and longitude, and as UTM, as staffs write them;
 * lines and areas as WKT. */

#define N_PLACE_COLUMNS 6
#define UTM_MIN_LATITUDE (-80.0)
#define UTM_MAX_LATITUDE 84.0

static const char *const place_columns[N_PLACE_COLUMNS] = {
  "latitude", "longitude", "utm_zone", "easting", "northing", "wkt",
};

typedef struct
{
  const LageExportTable       *table;
  GString                     *csv;
  OGRCoordinateTransformationH utm[2][61]; /* by hemisphere and zone, made when needed */
} Writer;

static void
append_cell (Writer     *self,
             const char *cell,
             gboolean    is_first)
{
  char special[] = { self->table->options->delimiter, '"', '\r', '\n', '\0' };

  if (!is_first)
    g_string_append_c (self->csv, self->table->options->delimiter);
  if (cell == NULL)
    return;
  if (strpbrk (cell, special) == NULL)
    {
      g_string_append (self->csv, cell);
      return;
    }
  g_string_append_c (self->csv, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->csv, '"');
      g_string_append_c (self->csv, *p);
    }
  g_string_append_c (self->csv, '"');
}

/* A spreadsheet runs what begins like a formula, and these texts come from anywhere. */
static void
append_text (Writer     *self,
             const char *text,
             gboolean    is_first)
{
  gboolean is_formula = text != NULL
                        && (*text == '=' || *text == '@'
                            || ((*text == '+' || *text == '-') && !g_ascii_isdigit (text[1])));
  g_autofree char *harmless = is_formula ? g_strconcat ("'", text, NULL) : NULL;

  append_cell (self, is_formula ? harmless : text, is_first);
}

static void
append_number (Writer     *self,
               const char *number)
{
  g_autofree char *local = g_strdup (number);

  if (local != NULL && self->table->options->has_decimal_comma)
    g_strdelimit (local, ".", ',');
  append_cell (self, local, FALSE);
}

static void
append_real (Writer     *self,
             double      number,
             const char *format)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, format, number);
  append_number (self, buffer);
}

static OGRCoordinateTransformationH
ensure_utm (Writer   *self,
            gboolean  is_north,
            int       zone)
{
  OGRCoordinateTransformationH *slot = &self->utm[is_north][zone];
  OGRSpatialReferenceH from, to;

  if (*slot != NULL)
    return *slot;
  from = lage_gdal_new_crs (LAGE_WGS84_EPSG, NULL);
  to = lage_gdal_new_crs ((is_north ? 32600 : 32700) + zone, NULL);
  if (from != NULL && to != NULL)
    *slot = OCTNewCoordinateTransformation (from, to);
  lage_gdal_crs_free (from);
  lage_gdal_crs_free (to);
  return *slot;
}

static void
append_point (Writer          *self,
              const LagePoint *point)
{
  double latitude = lage_point_get_latitude (point), longitude = lage_point_get_longitude (point);
  int zone = CLAMP ((int) floor ((longitude + 180.0) / 6.0) + 1, 1, 60);
  double east = longitude, north = latitude;
  OGRCoordinateTransformationH utm = NULL;

  append_real (self, latitude, "%.7f");
  append_real (self, longitude, "%.7f");
  if (latitude >= UTM_MIN_LATITUDE && latitude <= UTM_MAX_LATITUDE)
    utm = ensure_utm (self, latitude >= 0.0, zone);
  if (utm != NULL && OCTTransform (utm, 1, &east, &north, NULL))
    {
      g_autofree char *name = g_strdup_printf ("%d%c", zone, latitude >= 0.0 ? 'N' : 'S');

      append_cell (self, name, FALSE);
      append_real (self, east, "%.1f");
      append_real (self, north, "%.1f");
    }
  else
    {
      for (guint i = 0; i < 3; i++)
        append_cell (self, NULL, FALSE);
    }
  append_cell (self, NULL, FALSE);
}

static void
append_place (Writer     *self,
              LageEntity *entity)
{
  g_autoptr(GBytes) geometry = NULL;
  gboolean has_place;
  LagePoint point;

  has_place = lage_export_get_place (entity, &point, &geometry);
  if (has_place && geometry == NULL)
    {
      append_point (self, &point);
      return;
    }
  for (guint i = 0; i < N_PLACE_COLUMNS - 1; i++)
    append_cell (self, NULL, FALSE);
  if (has_place)
    {
      OGRGeometryH shape = lage_export_new_geometry (entity);
      char *wkt = NULL;

      if (shape != NULL && OGR_G_ExportToWkt (shape, &wkt) == OGRERR_NONE)
        append_cell (self, wkt, FALSE);
      else
        append_cell (self, NULL, FALSE);
      CPLFree (wkt);
      OGR_G_DestroyGeometry (shape);
    }
  else
    {
      append_cell (self, NULL, FALSE);
    }
}

static void
append_rows (Writer *self,
             GArray *columns)
{
  const LageExportTable *table = self->table;

  for (guint i = 0; i < columns->len; i++)
    {
      append_cell (self, g_array_index (columns, LageExportColumn, i).name, i == 0);
      /* Places stand behind what every entity has. */
      for (guint k = 0; i == LAGE_N_EXPORT_HEADS - 1 && k < N_PLACE_COLUMNS; k++)
        append_cell (self, place_columns[k], FALSE);
    }
  g_string_append (self->csv, "\r\n");

  for (guint row = 0; row < table->entities->len; row++)
    {
      LageEntity *entity = g_ptr_array_index (table->entities, row);

      if (g_cancellable_is_cancelled (table->cancellable))
        return;
      for (guint i = 0; i < columns->len; i++)
        {
          const LageExportColumn *column = &g_array_index (columns, LageExportColumn, i);
          g_autofree char *text = lage_export_dup_text (table, entity, column);

          if (column->type == LAGE_VALUE_REAL)
            append_number (self, text);
          else
            append_text (self, text, i == 0);
          if (i == LAGE_N_EXPORT_HEADS - 1)
            append_place (self, entity);
        }
      g_string_append (self->csv, "\r\n");
    }
}

/**
 * lage_export_write_csv:
 * @table: what is written
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
lage_export_write_csv (const LageExportTable  *table,
                       GError                **error)
{
  g_autoptr(LageGdalScope) scope G_GNUC_UNUSED = lage_gdal_scope_begin ();
  g_autoptr(GArray) columns = lage_export_list_columns (table, 0, table->entities->len);
  g_autoptr(GString) csv = g_string_new (table->options->has_bom ? "\xef\xbb\xbf" : NULL);
  Writer self = { .table = table, .csv = csv };
  gsize length;

  append_rows (&self, columns);
  for (guint i = 0; i < G_N_ELEMENTS (self.utm); i++)
    for (guint k = 0; k < G_N_ELEMENTS (self.utm[0]); k++)
      if (self.utm[i][k] != NULL)
        OCTDestroyCoordinateTransformation (self.utm[i][k]);
  if (g_cancellable_set_error_if_cancelled (table->cancellable, error))
    return NULL;
  length = csv->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&csv), FALSE), length);
}
