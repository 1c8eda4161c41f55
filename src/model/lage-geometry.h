/* lage-geometry.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-geodesy.h"

G_BEGIN_DECLS

/**
 * LageGeometryPartType:
 * @LAGE_GEOMETRY_LINE: an open line, 2 points or more
 * @LAGE_GEOMETRY_RING: the outline of an area, 3 points or more, the first not repeated at the end
 * @LAGE_GEOMETRY_HOLE: a ring cut out of the rings before it
 */
typedef enum
{
  LAGE_GEOMETRY_LINE = 0,
  LAGE_GEOMETRY_RING = 1,
  LAGE_GEOMETRY_HOLE = 2,
} LageGeometryPartType;

#define LAGE_GEOMETRY_MAX_POINTS 200000

/**
 * LageGeometryBuilder:
 *
 * Collects parts, then gives the one immutable encoding: number of parts; per part its type, its
 * number of points, and the points as differences of 1e-7 degrees (latitude, longitude), in the
 * notation of lage-bytes.h.
 */
typedef struct _LageGeometryBuilder LageGeometryBuilder;

LageGeometryBuilder *lage_geometry_builder_new        (void);
void                 lage_geometry_builder_free       (LageGeometryBuilder   *self);
void                 lage_geometry_builder_begin      (LageGeometryBuilder   *self,
                                                       LageGeometryPartType   type);
gboolean             lage_geometry_builder_add        (LageGeometryBuilder   *self,
                                                       double                 latitude,
                                                       double                 longitude);
void                 lage_geometry_builder_add_circle (LageGeometryBuilder   *self,
                                                       const LagePoint       *centre,
                                                       double                 radius_m);
GBytes              *lage_geometry_builder_end        (LageGeometryBuilder   *self,
                                                       GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageGeometryBuilder, lage_geometry_builder_free)

/**
 * LageGeometryPart:
 *
 * One decoded part; @points belongs to whoever decoded it.
 */
typedef struct
{
  LageGeometryPartType type;
  LagePoint           *points;
  guint                n_points;
} LageGeometryPart;

GArray   *lage_geometry_decode       (GBytes           *geometry,
                                      GError          **error);
gboolean  lage_geometry_get_bounds   (GBytes           *geometry,
                                      LagePoint        *south_west,
                                      LagePoint        *north_east);
gboolean  lage_geometry_contains     (GBytes           *geometry,
                                      const LagePoint  *point);

G_END_DECLS
