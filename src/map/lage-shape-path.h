/* lage-shape-path.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * LageShapePath:
 * @xy: (element-type double): x and y of the corners in turn, in pixels
 * @is_ring: whether the last corner is joined to the first
 * @length: pixels all the way
 * @x0: what is to be seen of it; nothing outside is drawn
 *
 * One line or ring as it lies on the picture. What is drawn along it depends only on the way from its
 * beginning, so that pictures drawn one beside the other fit together.
 */
typedef struct
{
  GArray *xy;
  gboolean is_ring;
  double length;
  double x0;
  double y0;
  double x1;
  double y1;
} LageShapePath;

/**
 * LageShapePathFunc:
 * @x: a place on the path
 * @y: a place on the path
 * @dx: the way along it there, of length 1
 * @dy: the way along it there
 * @n: which one
 */
typedef void (*LageShapePathFunc) (double   x,
                                   double   y,
                                   double   dx,
                                   double   dy,
                                   guint64  n,
                                   gpointer user_data);

void     lage_shape_path_init         (LageShapePath       *self,
                                       double               x0,
                                       double               y0,
                                       double               x1,
                                       double               y1);
void     lage_shape_path_clear        (LageShapePath       *self);
void     lage_shape_path_begin        (LageShapePath       *self);
void     lage_shape_path_add          (LageShapePath       *self,
                                       double               x,
                                       double               y);
void     lage_shape_path_end          (LageShapePath       *self,
                                       gboolean             is_ring);

void     lage_shape_path_trace_fill   (const LageShapePath *self,
                                       cairo_t             *cr);
void     lage_shape_path_stroke       (const LageShapePath *self,
                                       cairo_t             *cr,
                                       const double        *dashes,
                                       int                  n_dashes);
void     lage_shape_path_walk         (const LageShapePath *self,
                                       double               spacing,
                                       LageShapePathFunc    func,
                                       gpointer             user_data);
gboolean lage_shape_path_find_at      (const LageShapePath *self,
                                       double               way,
                                       double              *x,
                                       double              *y,
                                       double              *dx,
                                       double              *dy);
double   lage_shape_path_get_turn     (const LageShapePath *self);

G_END_DECLS
