/* lage-geometry.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-geometry.h"

#include "lage-bytes.h"
#include "lage-error.h"

#define CIRCLE_CORNERS 48
#define CIRCLE_MAX_RADIUS_M 1e7 /* a hemisphere: beyond it the inside would be the outside */

struct _LageGeometryBuilder
{
  GByteArray *array;
  guint       n_parts;
  GArray     *points; /* of the open part */
  LageGeometryPartType type;
  gboolean    is_open;
  gsize       n_points;
};

LageGeometryBuilder *
lage_geometry_builder_new (void)
{
  LageGeometryBuilder *self = g_new0 (LageGeometryBuilder, 1);

  self->array = g_byte_array_new ();
  self->points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
  return self;
}

void
lage_geometry_builder_free (LageGeometryBuilder *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->array);
  g_array_unref (self->points);
  g_free (self);
}

static void
finish_part (LageGeometryBuilder *self)
{
  LagePoint *points = (LagePoint *) (gpointer) self->points->data;
  guint n_points = self->points->len;
  guint n_min = self->type == LAGE_GEOMETRY_LINE ? 2 : 3;
  LagePoint last = { 0, 0 };

  if (!self->is_open)
    return;
  self->is_open = FALSE;

  if (self->type != LAGE_GEOMETRY_LINE)
    while (n_points > 1 && points[n_points - 1].latitude_e7 == points[0].latitude_e7
           && points[n_points - 1].longitude_e7 == points[0].longitude_e7)
      n_points--;
  if (n_points < n_min)
    return;

  lage_write_byte (self->array, (guint8) self->type);
  lage_write_uint (self->array, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      lage_write_int (self->array, (gint64) points[i].latitude_e7 - last.latitude_e7);
      lage_write_int (self->array, (gint64) points[i].longitude_e7 - last.longitude_e7);
      last = points[i];
    }
  self->n_parts++;
  self->n_points += n_points;
}

/**
 * lage_geometry_builder_begin:
 * @self: the builder
 * @type: what the following points are
 *
 * Ends the part before. A part with too few points is left out; a ring may repeat its first point.
 */
void
lage_geometry_builder_begin (LageGeometryBuilder  *self,
                             LageGeometryPartType  type)
{
  finish_part (self);
  g_array_set_size (self->points, 0);
  self->type = type;
  self->is_open = TRUE;
}

/**
 * lage_geometry_builder_add:
 * @self: the builder, within a part
 * @latitude: degrees
 * @longitude: degrees
 *
 * A point equal to the one before is left out.
 *
 * Returns: FALSE if this is not a place on earth
 */
gboolean
lage_geometry_builder_add (LageGeometryBuilder *self,
                           double               latitude,
                           double               longitude)
{
  LagePoint point;

  g_return_val_if_fail (self->is_open, FALSE);

  if (!lage_point_init (&point, latitude, longitude))
    return FALSE;
  if (self->points->len > 0)
    {
      const LagePoint *last = &g_array_index (self->points, LagePoint, self->points->len - 1);

      if (last->latitude_e7 == point.latitude_e7 && last->longitude_e7 == point.longitude_e7)
        return TRUE;
    }
  g_array_append_val (self->points, point);
  return TRUE;
}

/**
 * lage_geometry_builder_add_circle:
 * @self: the builder
 * @centre: the middle
 * @radius_m: radius in metres
 *
 * Adds a whole circle as a ring part. One whose radius is no sensible number is left out.
 */
void
lage_geometry_builder_add_circle (LageGeometryBuilder *self,
                                  const LagePoint     *centre,
                                  double               radius_m)
{
  lage_geometry_builder_begin (self, LAGE_GEOMETRY_RING);
  /* Written so that NaN fails. */
  if (!(radius_m > 0.0 && radius_m <= CIRCLE_MAX_RADIUS_M))
    return;
  for (guint i = 0; i < CIRCLE_CORNERS; i++)
    {
      LagePoint corner;

      lage_point_move (centre, 360.0 * i / CIRCLE_CORNERS, radius_m, &corner);
      g_array_append_val (self->points, corner);
    }
}

/**
 * lage_geometry_builder_end:
 * @self: the builder
 * @error: return location for a #GError (LAGE_ERROR_INVALID: no part has enough points;
 *   LAGE_ERROR_TOO_LARGE: more than LAGE_GEOMETRY_MAX_POINTS)
 *
 * Returns: (transfer full) (nullable): the encoding
 */
GBytes *
lage_geometry_builder_end (LageGeometryBuilder  *self,
                           GError              **error)
{
  g_autoptr(GByteArray) result = g_byte_array_new ();

  finish_part (self);
  if (self->n_parts == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "geometry without enough points");
      return NULL;
    }
  if (self->n_points > LAGE_GEOMETRY_MAX_POINTS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "geometry of %" G_GSIZE_FORMAT " points",
                   self->n_points);
      return NULL;
    }

  lage_write_uint (result, self->n_parts);
  g_byte_array_append (result, self->array->data, self->array->len);
  return g_byte_array_free_to_bytes (g_steal_pointer (&result));
}

static void
clear_part (gpointer data)
{
  g_free (((LageGeometryPart *) data)->points);
}

static gboolean
decode_part (LageReader       *reader,
             LageGeometryPart *part)
{
  guint8 type = lage_reader_read_byte (reader);
  guint64 n_points = lage_reader_read_uint (reader);
  gint64 latitude_e7 = 0, longitude_e7 = 0;

  if (reader->failed || type > LAGE_GEOMETRY_HOLE
      || n_points < (type == LAGE_GEOMETRY_LINE ? 2 : 3)
      || n_points > LAGE_GEOMETRY_MAX_POINTS
      || n_points > (reader->size - reader->position) / 2)
    return FALSE;

  part->type = (LageGeometryPartType) type;
  part->points = g_new (LagePoint, n_points);
  for (guint64 i = 0; i < n_points; i++)
    {
      gint64 dy = lage_reader_read_int (reader), dx = lage_reader_read_int (reader);

      /* Not ABS (): the smallest number has no positive. */
      if (dy < -1800000000 || dy > 1800000000 || dx < -3600000000 || dx > 3600000000)
        return FALSE;
      latitude_e7 += dy;
      longitude_e7 += dx;
      if (ABS (latitude_e7) > 900000000 || ABS (longitude_e7) > 1800000000)
        return FALSE;
      part->points[i] = (LagePoint) { (gint32) latitude_e7, (gint32) longitude_e7 };
      part->n_points++;
    }
  return !reader->failed;
}

/**
 * lage_geometry_decode:
 * @geometry: an encoding
 * @error: return location for a #GError (LAGE_ERROR_INVALID)
 *
 * Returns: (transfer full) (element-type LageGeometryPart) (nullable): the parts
 */
GArray *
lage_geometry_decode (GBytes  *geometry,
                      GError **error)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, TRUE, sizeof (LageGeometryPart));
  LageReader reader;
  guint64 n_parts;

  g_array_set_clear_func (parts, clear_part);
  lage_reader_init (&reader, g_bytes_get_data (geometry, NULL), g_bytes_get_size (geometry));
  n_parts = lage_reader_read_uint (&reader);

  for (guint64 i = 0; i < n_parts && !reader.failed; i++)
    {
      LageGeometryPart part = { 0 };
      gboolean ok = decode_part (&reader, &part);

      g_array_append_val (parts, part);
      if (!ok)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "geometry: part %" G_GUINT64_FORMAT " is damaged", i + 1);
          return NULL;
        }
    }
  if (n_parts == 0 || !lage_reader_is_at_end (&reader))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "geometry: damaged");
      return NULL;
    }
  return g_steal_pointer (&parts);
}

/**
 * lage_geometry_get_bounds:
 * @geometry: an encoding
 * @south_west: (out caller-allocates): lower left corner
 * @north_east: (out caller-allocates): upper right corner
 *
 * Returns: FALSE if the encoding is damaged
 */
gboolean
lage_geometry_get_bounds (GBytes    *geometry,
                          LagePoint *south_west,
                          LagePoint *north_east)
{
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, NULL);

  if (parts == NULL)
    return FALSE;

  *south_west = (LagePoint) { G_MAXINT32, G_MAXINT32 };
  *north_east = (LagePoint) { G_MININT32, G_MININT32 };
  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      for (guint k = 0; k < part->n_points; k++)
        {
          south_west->latitude_e7 = MIN (south_west->latitude_e7, part->points[k].latitude_e7);
          south_west->longitude_e7 = MIN (south_west->longitude_e7, part->points[k].longitude_e7);
          north_east->latitude_e7 = MAX (north_east->latitude_e7, part->points[k].latitude_e7);
          north_east->longitude_e7 = MAX (north_east->longitude_e7, part->points[k].longitude_e7);
        }
    }
  return TRUE;
}

static gboolean
ring_contains (const LageGeometryPart *part,
               const LagePoint        *point)
{
  gboolean inside = FALSE;

  for (guint i = 0, k = part->n_points - 1; i < part->n_points; k = i++)
    {
      double yi = part->points[i].latitude_e7, xi = part->points[i].longitude_e7;
      double yk = part->points[k].latitude_e7, xk = part->points[k].longitude_e7;

      if ((yi > point->latitude_e7) != (yk > point->latitude_e7)
          && point->longitude_e7 < (xk - xi) * (point->latitude_e7 - yi) / (yk - yi) + xi)
        inside = !inside;
    }
  return inside;
}

/**
 * lage_geometry_contains:
 * @geometry: an encoding
 * @point: a place
 *
 * Returns: TRUE if @point lies within a ring and in no hole; lines contain nothing
 */
gboolean
lage_geometry_contains (GBytes          *geometry,
                        const LagePoint *point)
{
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, NULL);
  gboolean inside = FALSE;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);

      if (part->type == LAGE_GEOMETRY_RING && ring_contains (part, point))
        inside = TRUE;
      else if (part->type == LAGE_GEOMETRY_HOLE && ring_contains (part, point))
        return FALSE;
    }
  return inside;
}
