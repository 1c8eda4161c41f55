/* lage-shape-simplify.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A point that is always needed. */
#define LAGE_SHAPE_KEEP G_MAXFLOAT

void     lage_shape_simplify        (const double *xy,
                                     guint         n_points,
                                     gboolean      is_ring,
                                     float        *tolerances);
void     lage_shape_find_pole       (const double *xy,
                                     const guint  *ring_ends,
                                     guint         n_rings,
                                     double       *x,
                                     double       *y,
                                     double       *room);
gboolean lage_shape_is_near_segment (const double *a,
                                     const double *b,
                                     double        x,
                                     double        y,
                                     double        reach);

G_END_DECLS
