/* shape-fixture.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-geometry.h"
#include "lage-shape-set.h"

/* What the tests of shapes share: geometries from longitudes and latitudes in turn. */

static inline void
fixture_add_part (LageGeometryBuilder  *builder,
                  LageGeometryPartType  type,
                  const double         *degrees,
                  guint                 n_points)
{
  lage_geometry_builder_begin (builder, type);
  for (guint i = 0; i < n_points; i++)
    g_assert_true (lage_geometry_builder_add (builder, degrees[2 * i + 1], degrees[2 * i]));
}

static inline GBytes *
fixture_make_geometry (LageGeometryPartType  type,
                       const double         *degrees,
                       guint                 n_points)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GError) error = NULL;
  GBytes *geometry;

  fixture_add_part (builder, type, degrees, n_points);
  geometry = lage_geometry_builder_end (builder, &error);
  g_assert_no_error (error);

  return geometry;
}

/* (transfer full): a prepared set of one area */
static inline LageShapeSet *
fixture_make_set (LageMapArea          area,
                  LageGeometryPartType type,
                  const double        *degrees,
                  guint                n_points)
{
  g_autoptr(GBytes) geometry = fixture_make_geometry (type, degrees, n_points);
  LageShapeSet *set;

  area.geometry = geometry;
  set = lage_shape_set_new (&area, 1);
  lage_shape_set_prepare (set);

  return set;
}
