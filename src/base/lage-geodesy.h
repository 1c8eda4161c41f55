/* lage-geodesy.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LagePoint:
 * @latitude_e7: WGS 84 latitude in 1e-7 degrees, -90° to 90°
 * @longitude_e7: WGS 84 longitude in 1e-7 degrees, -180° to 180°
 *
 * Integers, so that a position is the same bytes on every station; one unit is at most 11 mm.
 */
typedef struct
{
  gint32 latitude_e7;
  gint32 longitude_e7;
} LagePoint;

gboolean lage_point_init           (LagePoint       *point,
                                    double           latitude,
                                    double           longitude);
double   lage_point_get_latitude   (const LagePoint *point);
double   lage_point_get_longitude  (const LagePoint *point);
double   lage_point_get_distance_m (const LagePoint *from,
                                    const LagePoint *to);
double   lage_point_get_bearing_deg (const LagePoint *from,
                                     const LagePoint *to);
void     lage_point_move           (const LagePoint *from,
                                    double           bearing_deg,
                                    double           distance_m,
                                    LagePoint       *to);
double   lage_points_get_length_m  (const LagePoint *points,
                                    gsize            n_points);
double   lage_points_get_area_m2   (const LagePoint *points,
                                    gsize            n_points,
                                    double          *perimeter_m);
double   lage_normalize_deg        (double           angle_deg);

G_END_DECLS
