/* lage-shape-painter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "lage-shape-set.h"

G_BEGIN_DECLS

/* How far lines, what stands along them, and names reach beyond a shape, in units of the context. */
#define LAGE_SHAPE_MARGIN 26

/* The usual height of names. */
#define LAGE_SHAPE_FONT_PX 12.0

/**
 * LageShapeName:
 * @x: its middle in world coordinates
 * @y: likewise
 * @width: of the box about it, in units of the context
 * @height: likewise
 *
 * Where a name has been drawn.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} LageShapeName;

/**
 * LageShapePaint:
 * @x0: the upper left corner in world coordinates; lies at 0, 0 of the context
 * @y0: likewise
 * @world_px: width of the world in units of the context
 * @width: what is to be drawn, in units of the context
 * @height: likewise
 * @font_px: height of names in units of the context; 0 for the usual one
 * @bolder_px: how much wider than usual lines are; then nothing is seen through what lifts them from
 *   the ground
 * @selected_key: whose shape is to stand out; 0 for none
 * @theme: a #LageShapeTheme
 * @names: (nullable) (element-type LageShapeName): gets what names have been drawn
 *
 * One unit of the context is a pixel on the screen; scale the context for paper. Two pictures of the
 * same @world_px fit together at their edges.
 */
typedef struct
{
  double x0;
  double y0;
  double world_px;
  double width;
  double height;
  double font_px;
  double bolder_px;
  guint64 selected_key;
  LageShapeTheme theme;
  GArray *names;
} LageShapePaint;

void lage_shape_painter_draw (cairo_t              *cr,
                              LageShapeSet         *set,
                              const LageShapePaint *paint,
                              GCancellable         *cancellable);

G_END_DECLS
