/* lage-mercator.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

/* The spherical Mercator square that all web maps share: the world is 0..1 to the east and 0..1 to
 * the south. At viewport zoom z it is 256 * 2^z logical pixels wide. Nothing wraps at 180 degrees. */

#define LAGE_MERCATOR_MAX_LATITUDE 85.0511287798066

static inline double
lage_mercator_x (double longitude)
{
  return longitude / 360.0 + 0.5;
}

static inline double
lage_mercator_y (double latitude)
{
  double sine = sin (CLAMP (latitude, -LAGE_MERCATOR_MAX_LATITUDE, LAGE_MERCATOR_MAX_LATITUDE) *
                     (G_PI / 180.0));

  return 0.5 - log ((1.0 + sine) / (1.0 - sine)) / (4.0 * G_PI);
}

static inline double
lage_mercator_longitude (double x)
{
  return (x - 0.5) * 360.0;
}

static inline double
lage_mercator_latitude (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * (180.0 / G_PI);
}

static inline double
lage_mercator_world_px (double zoom)
{
  return 256.0 * exp2 (zoom);
}

G_END_DECLS
