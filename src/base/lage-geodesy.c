/* lage-geodesy.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-geodesy.h"

#include <geodesic.h>
#include <math.h>

/* All along geodesics of the WGS 84 ellipsoid, by C. F. F. Karney, Algorithms for geodesics (J. Geodesy
 * 87, 43-55, 2013), in the implementation that comes with PROJ: exact to some nanometres, and areas to
 * some square decimetres whatever their size. */
#define WGS84_MAJOR_AXIS_M 6378137.0
#define WGS84_FLATTENING (1.0 / 298.257223563)

static const struct geod_geodesic *
get_ellipsoid (void)
{
  static struct geod_geodesic ellipsoid;
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      geod_init (&ellipsoid, WGS84_MAJOR_AXIS_M, WGS84_FLATTENING);
      g_once_init_leave (&is_ready, 1);
    }
  return &ellipsoid;
}

/**
 * lage_point_init:
 * @point: (out caller-allocates): where to put it
 * @latitude: degrees
 * @longitude: degrees
 *
 * Returns: FALSE, and leaves @point alone, if the values are not a place on earth
 */
gboolean
lage_point_init (LagePoint *point,
                 double     latitude,
                 double     longitude)
{
  /* Written so that NaN fails. */
  if (!(latitude >= -90.0 && latitude <= 90.0 && longitude >= -180.0 && longitude <= 180.0))
    return FALSE;

  point->latitude_e7 = (gint32) lround (latitude * 1e7);
  point->longitude_e7 = (gint32) lround (longitude * 1e7);
  return TRUE;
}

double
lage_point_get_latitude (const LagePoint *point)
{
  return point->latitude_e7 / 1e7;
}

double
lage_point_get_longitude (const LagePoint *point)
{
  return point->longitude_e7 / 1e7;
}

/**
 * lage_point_get_distance_m:
 * @from: a place
 * @to: another
 *
 * Along the geodesic, in metres.
 */
double
lage_point_get_distance_m (const LagePoint *from,
                           const LagePoint *to)
{
  double distance_m;

  geod_inverse (get_ellipsoid (), lage_point_get_latitude (from), lage_point_get_longitude (from),
                lage_point_get_latitude (to), lage_point_get_longitude (to), &distance_m, NULL,
                NULL);
  return distance_m;
}

/**
 * lage_point_get_bearing_deg:
 * @from: a place
 * @to: another
 *
 * Initial true bearing of the geodesic, 0 to 360, north is 0, clockwise.
 */
double
lage_point_get_bearing_deg (const LagePoint *from,
                            const LagePoint *to)
{
  double bearing_deg;

  geod_inverse (get_ellipsoid (), lage_point_get_latitude (from), lage_point_get_longitude (from),
                lage_point_get_latitude (to), lage_point_get_longitude (to), NULL, &bearing_deg,
                NULL);
  return lage_normalize_deg (bearing_deg);
}

/**
 * lage_point_move:
 * @from: where to start
 * @bearing_deg: initial bearing, degrees clockwise from north
 * @distance_m: how far, in metres
 * @to: (out caller-allocates): the end of that geodesic
 */
void
lage_point_move (const LagePoint *from,
                 double           bearing_deg,
                 double           distance_m,
                 LagePoint       *to)
{
  double latitude, longitude;

  geod_direct (get_ellipsoid (), lage_point_get_latitude (from), lage_point_get_longitude (from),
               bearing_deg, distance_m, &latitude, &longitude, NULL);
  to->latitude_e7 = (gint32) lround (latitude * 1e7);
  to->longitude_e7 = (gint32) lround (longitude * 1e7);
}

/**
 * lage_points_get_length_m:
 * @points: the corners of a line
 * @n_points: how many
 *
 * Returns: its length in metres; 0 for less than two points
 */
double
lage_points_get_length_m (const LagePoint *points,
                          gsize            n_points)
{
  double length_m = 0.0;

  for (gsize i = 1; i < n_points; i++)
    length_m += lage_point_get_distance_m (&points[i - 1], &points[i]);
  return length_m;
}

/**
 * lage_points_get_area_m2:
 * @points: the corners of a ring, in either sense, without the first one repeated
 * @n_points: how many
 * @perimeter_m: (out) (optional): length of the ring in metres
 *
 * Returns: what it encloses, in square metres; 0 for less than three points. Where the ring crosses
 *   itself, the parts that lie on the other side count against the rest.
 */
double
lage_points_get_area_m2 (const LagePoint *points,
                         gsize            n_points,
                         double          *perimeter_m)
{
  struct geod_polygon polygon;
  double area_m2 = 0.0, length_m = 0.0;

  geod_polygon_init (&polygon, 0);
  for (gsize i = 0; i < n_points; i++)
    geod_polygon_addpoint (get_ellipsoid (), &polygon, lage_point_get_latitude (&points[i]),
                           lage_point_get_longitude (&points[i]));
  geod_polygon_compute (get_ellipsoid (), &polygon, 0, 1, &area_m2, &length_m);
  if (perimeter_m != NULL)
    *perimeter_m = length_m;
  return n_points >= 3 ? fabs (area_m2) : 0.0;
}

/**
 * lage_normalize_deg:
 * @angle_deg: any angle; sources send negative ones and ones above 360
 *
 * Returns: the same direction in [0, 360), or NaN for what is not finite
 */
double
lage_normalize_deg (double angle_deg)
{
  double angle;

  if (!isfinite (angle_deg))
    return (double) NAN;
  angle = fmod (angle_deg, 360.0);
  if (angle < 0.0)
    angle += 360.0;
  return angle >= 360.0 ? 0.0 : angle;
}
