/* lage-geodesy.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-geodesy.h"

#include <math.h>

/* Mean earth radius, IUGG 1980. Great circles on this sphere differ from geodesics on the WGS 84
 * ellipsoid by at most 0.6 %: enough for ranking and display, not for surveying. */
#define EARTH_RADIUS_M 6371008.8

static double
to_radians (double deg)
{
  return deg * G_PI / 180.0;
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
 * Great-circle distance by the haversine formula, in metres.
 */
double
lage_point_get_distance_m (const LagePoint *from,
                           const LagePoint *to)
{
  double phi1 = to_radians (lage_point_get_latitude (from));
  double phi2 = to_radians (lage_point_get_latitude (to));
  double half_dphi = (phi2 - phi1) / 2.0;
  double half_dlambda = to_radians (lage_point_get_longitude (to)
                                    - lage_point_get_longitude (from)) / 2.0;
  double a = sin (half_dphi) * sin (half_dphi)
             + cos (phi1) * cos (phi2) * sin (half_dlambda) * sin (half_dlambda);

  return 2.0 * EARTH_RADIUS_M * asin (sqrt (MIN (a, 1.0)));
}

/**
 * lage_point_get_bearing_deg:
 * @from: a place
 * @to: another
 *
 * Initial great-circle bearing, 0 to 360, north is 0, clockwise.
 */
double
lage_point_get_bearing_deg (const LagePoint *from,
                            const LagePoint *to)
{
  double phi1 = to_radians (lage_point_get_latitude (from));
  double phi2 = to_radians (lage_point_get_latitude (to));
  double dlambda = to_radians (lage_point_get_longitude (to) - lage_point_get_longitude (from));
  double y = sin (dlambda) * cos (phi2);
  double x = cos (phi1) * sin (phi2) - sin (phi1) * cos (phi2) * cos (dlambda);

  return lage_normalize_deg (atan2 (y, x) * 180.0 / G_PI);
}

/**
 * lage_point_move:
 * @from: where to start
 * @bearing_deg: initial bearing, degrees clockwise from north
 * @distance_m: how far, in metres
 * @to: (out caller-allocates): the end of that great circle
 */
void
lage_point_move (const LagePoint *from,
                 double           bearing_deg,
                 double           distance_m,
                 LagePoint       *to)
{
  double phi = to_radians (lage_point_get_latitude (from));
  double lambda = to_radians (lage_point_get_longitude (from));
  double theta = to_radians (bearing_deg);
  double delta = distance_m / EARTH_RADIUS_M;
  double phi2 = asin (CLAMP (sin (phi) * cos (delta) + cos (phi) * sin (delta) * cos (theta),
                             -1.0, 1.0));
  double lambda2 = lambda + atan2 (sin (theta) * sin (delta) * cos (phi),
                                   cos (delta) - sin (phi) * sin (phi2));
  double longitude = lage_normalize_deg (lambda2 * 180.0 / G_PI + 180.0) - 180.0;

  to->latitude_e7 = (gint32) lround (phi2 * 180.0 / G_PI * 1e7);
  to->longitude_e7 = (gint32) lround (longitude * 1e7);
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
