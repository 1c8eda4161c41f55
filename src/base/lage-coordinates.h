/* lage-coordinates.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-geodesy.h"

G_BEGIN_DECLS

#define LAGE_COORDINATES_ERROR (lage_coordinates_error_quark ())

/**
 * LageCoordinatesError:
 * @LAGE_COORDINATES_ERROR_UNKNOWN: this is no position in any notation
 * @LAGE_COORDINATES_ERROR_INCOMPLETE: a part is missing
 * @LAGE_COORDINATES_ERROR_LATITUDE: the latitude exceeds 90 degrees
 * @LAGE_COORDINATES_ERROR_LONGITUDE: the longitude exceeds 180 degrees
 * @LAGE_COORDINATES_ERROR_MINUTES: minutes or seconds of 60 or more
 * @LAGE_COORDINATES_ERROR_AXES: two latitudes, or two longitudes
 * @LAGE_COORDINATES_ERROR_ZONE: there is no such zone
 * @LAGE_COORDINATES_ERROR_BAND: the letter of the band does not fit the northing
 * @LAGE_COORDINATES_ERROR_SQUARE: the zone has no such square of 100 km
 * @LAGE_COORDINATES_ERROR_DIGITS: a grid reference needs an even number of digits, 2 to 10
 * @LAGE_COORDINATES_ERROR_EASTING: the easting is outside of the zone
 * @LAGE_COORDINATES_ERROR_NORTHING: the northing is outside of what the notation covers
 * @LAGE_COORDINATES_ERROR_GERMANY: Gauss-Krüger, but not in Germany
 * @LAGE_COORDINATES_ERROR_POLAR: near a pole, where another grid (UPS) holds
 */
typedef enum
{
  LAGE_COORDINATES_ERROR_UNKNOWN,
  LAGE_COORDINATES_ERROR_INCOMPLETE,
  LAGE_COORDINATES_ERROR_LATITUDE,
  LAGE_COORDINATES_ERROR_LONGITUDE,
  LAGE_COORDINATES_ERROR_MINUTES,
  LAGE_COORDINATES_ERROR_AXES,
  LAGE_COORDINATES_ERROR_ZONE,
  LAGE_COORDINATES_ERROR_BAND,
  LAGE_COORDINATES_ERROR_SQUARE,
  LAGE_COORDINATES_ERROR_DIGITS,
  LAGE_COORDINATES_ERROR_EASTING,
  LAGE_COORDINATES_ERROR_NORTHING,
  LAGE_COORDINATES_ERROR_GERMANY,
  LAGE_COORDINATES_ERROR_POLAR,
} LageCoordinatesError;

#define LAGE_UTM_N_ZONES 60
#define LAGE_MGRS_MAX_DIGITS 5 /* of each of easting and northing: a metre */

/**
 * LageUtm:
 * @zone: 1 to 60
 * @band: letter of the band of latitude, C to X without I and O
 * @easting_m: metres, the central meridian being 500 000
 * @northing_m: metres from the equator, or from 10 000 km south of it
 */
typedef struct
{
  guint  zone;
  char   band;
  double easting_m;
  double northing_m;
} LageUtm;

GQuark    lage_coordinates_error_quark  (void);

gboolean  lage_utm_from_point           (LageUtm          *utm,
                                         const LagePoint  *point);
gboolean  lage_utm_to_point             (const LageUtm    *utm,
                                         LagePoint        *point,
                                         GError          **error);

char     *lage_mgrs_format              (const LagePoint  *point,
                                         guint             n_digits);
gboolean  lage_mgrs_parse               (const char       *text,
                                         LagePoint        *centre,
                                         double           *cell_m,
                                         GError          **error);

gboolean  lage_gauss_krueger_from_point (const LagePoint  *point,
                                         double           *easting_m,
                                         double           *northing_m);
gboolean  lage_gauss_krueger_to_point   (double            easting_m,
                                         double            northing_m,
                                         LagePoint        *point,
                                         GError          **error);

G_END_DECLS
