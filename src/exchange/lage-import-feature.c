/* lage-import-feature.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-feature.h"

#include <string.h>

#include "lage-error.h"
#include "lage-geometry.h"

/* From a feature of GDAL to places, geometries and texts. Heights are left out: the picture is
 * flat. */

#define MAX_DEPTH 8

typedef struct
{
  LageGeometryBuilder *builder; /* NULL: only count */
  LagePoint            point;
  guint                n_points;
  guint                n_lines;
  guint                n_areas;
  guint                n_corners;
  LageImportShape      problem; /* NOTHING: none so far */
} Reader;

static void
read_corners (Reader               *self,
              OGRGeometryH          line,
              LageGeometryPartType  type)
{
  int n = OGR_G_GetPointCount (line);

  self->n_corners += (guint) n;
  if (self->builder == NULL || n == 0)
    return;
  if (self->n_corners > LAGE_GEOMETRY_MAX_POINTS)
    {
      self->problem = LAGE_IMPORT_TOO_MANY;
      return;
    }
  lage_geometry_builder_begin (self->builder, type);
  for (int i = 0; i < n; i++)
    if (!lage_geometry_builder_add (self->builder, OGR_G_GetY (line, i), OGR_G_GetX (line, i)))
      {
        self->problem = LAGE_IMPORT_OUTSIDE;
        return;
      }
}

static void
read_polygon (Reader       *self,
              OGRGeometryH  polygon)
{
  int n = OGR_G_GetGeometryCount (polygon);

  if (n > 0 && OGR_G_GetPointCount (OGR_G_GetGeometryRef (polygon, 0)) > 0)
    self->n_areas++;
  for (int i = 0; i < n && self->problem == LAGE_IMPORT_NOTHING; i++)
    read_corners (self, OGR_G_GetGeometryRef (polygon, i),
                  i == 0 ? LAGE_GEOMETRY_RING : LAGE_GEOMETRY_HOLE);
}

static void
read_point (Reader       *self,
            OGRGeometryH  point)
{
  if (OGR_G_IsEmpty (point))
    return;
  self->n_points++;
  self->n_corners++;
  if (self->builder != NULL
      && !lage_point_init (&self->point, OGR_G_GetY (point, 0), OGR_G_GetX (point, 0)))
    self->problem = LAGE_IMPORT_OUTSIDE;
}

static void
read_geometry (Reader       *self,
               OGRGeometryH  geometry,
               guint         depth)
{
  switch (OGR_GT_Flatten (OGR_G_GetGeometryType (geometry)))
    {
    case wkbPoint:
      read_point (self, geometry);
      break;
    case wkbLineString:
      if (OGR_G_GetPointCount (geometry) > 0)
        self->n_lines++;
      read_corners (self, geometry, LAGE_GEOMETRY_LINE);
      break;
    case wkbPolygon:
      read_polygon (self, geometry);
      break;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
      if (depth == MAX_DEPTH)
        self->problem = LAGE_IMPORT_UNKNOWN;
      for (int i = 0; i < OGR_G_GetGeometryCount (geometry)
                      && self->problem == LAGE_IMPORT_NOTHING; i++)
        read_geometry (self, OGR_G_GetGeometryRef (geometry, i), depth + 1);
      break;
    default:
      self->problem = LAGE_IMPORT_UNKNOWN;
      break;
    }
}

static LageImportShape
get_shape (const Reader *self)
{
  if (self->problem != LAGE_IMPORT_NOTHING)
    return self->problem;
  if (self->n_points > 0 && (self->n_lines > 0 || self->n_areas > 0))
    return LAGE_IMPORT_MIXED;
  if (self->n_points > 1)
    return LAGE_IMPORT_SEVERAL_POINTS;
  if (self->n_points == 1)
    return LAGE_IMPORT_POINT;
  if (self->n_areas > 0)
    return LAGE_IMPORT_AREAS;
  return self->n_lines > 0 ? LAGE_IMPORT_LINES : LAGE_IMPORT_NOTHING;
}

/* Arcs become lines here. */
static OGRGeometryH
get_linear_geometry (OGRFeatureH  feature,
                     gboolean    *is_owned)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);

  *is_owned = geometry != NULL && OGR_G_HasCurveGeometry (geometry, FALSE);
  return *is_owned ? OGR_G_GetLinearGeometry (geometry, 0.0, NULL) : geometry;
}

/**
 * lage_import_feature_read_geometry:
 * @feature: a feature; its geometry is changed
 * @transformation: (nullable): to WGS 84; NULL if that is what it has
 * @point: (out caller-allocates): the place of a POINT
 * @geometry: (out) (nullable): the lines or areas
 */
LageImportShape
lage_import_feature_read_geometry (OGRFeatureH                    feature,
                                   OGRCoordinateTransformationH   transformation,
                                   LagePoint                     *point,
                                   GBytes                       **geometry)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  Reader self = { .builder = builder };
  gboolean is_owned;
  OGRGeometryH linear = get_linear_geometry (feature, &is_owned);
  LageImportShape shape;

  *geometry = NULL;
  if (linear == NULL)
    return LAGE_IMPORT_NOTHING;
  if (transformation != NULL && OGR_G_Transform (linear, transformation) != OGRERR_NONE)
    self.problem = LAGE_IMPORT_OUTSIDE;
  else
    read_geometry (&self, linear, 0);
  if (is_owned)
    OGR_G_DestroyGeometry (linear);

  shape = get_shape (&self);
  *point = self.point;
  if (shape == LAGE_IMPORT_LINES || shape == LAGE_IMPORT_AREAS)
    {
      *geometry = lage_geometry_builder_end (builder, NULL);
      if (*geometry == NULL)
        shape = LAGE_IMPORT_NOTHING;
    }
  return shape;
}

/**
 * lage_import_feature_get_shape:
 * @feature: a feature
 * @n_corners: (out): how many corners it has
 *
 * Returns: what it is, whatever its coordinates are
 */
LageImportShape
lage_import_feature_get_shape (OGRFeatureH  feature,
                               guint       *n_corners)
{
  Reader self = { 0 };
  gboolean is_owned;
  OGRGeometryH linear = get_linear_geometry (feature, &is_owned);

  if (linear != NULL)
    read_geometry (&self, linear, 0);
  if (is_owned)
    OGR_G_DestroyGeometry (linear);
  *n_corners = self.n_corners;
  return get_shape (&self);
}

static char *
dup_time (OGRFeatureH feature,
          int         field,
          gboolean    is_date)
{
  int year, month, day, hour, minute, zone;
  float second;
  g_autoptr(GString) text = g_string_new (NULL);

  if (!OGR_F_GetFieldAsDateTimeEx (feature, field, &year, &month, &day, &hour, &minute, &second,
                                   &zone))
    return g_strdup ("");
  g_string_append_printf (text, "%04d-%02d-%02d", year, month, day);
  if (!is_date)
    g_string_append_printf (text, "T%02d:%02d:%02d", hour, minute, (int) second);
  /* 100 is UTC, and each quarter of an hour counts one; 0 and 1: not said, and local. */
  if (!is_date && zone > 1)
    g_string_append_printf (text, "%c%02d:%02d", zone < 100 ? '-' : '+', ABS (zone - 100) / 4,
                            ABS (zone - 100) % 4 * 15);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lage_import_feature_dup_text:
 * @feature: a feature
 * @field: one of its fields
 *
 * Returns: (transfer full): its value, "" if it has none; times as ISO 8601, lists with commas
 */
char *
lage_import_feature_dup_text (OGRFeatureH feature,
                              int         field)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!OGR_F_IsFieldSetAndNotNull (feature, field))
    return g_strdup ("");
  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field)))
    {
    case OFTReal:
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", OGR_F_GetFieldAsDouble (feature, field));
      return g_strdup (buffer);
    case OFTDate:
      return dup_time (feature, field, TRUE);
    case OFTDateTime:
      return dup_time (feature, field, FALSE);
    case OFTStringList:
      {
        char **list = OGR_F_GetFieldAsStringList (feature, field);
        g_autofree char *joined = list != NULL ? g_strjoinv (", ", list) : g_strdup ("");

        return g_utf8_make_valid (joined, -1);
      }
    case OFTBinary:
      return g_strdup ("");
    default:
      return g_utf8_make_valid (OGR_F_GetFieldAsString (feature, field), -1);
    }
}
