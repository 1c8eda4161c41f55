/* lage-sheet-layout.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest scale and the smallest that a sheet may have, as 1:N. */
#define LAGE_SHEET_MIN_SCALE 500.0
#define LAGE_SHEET_MAX_SCALE 20000000.0

/* More map pages than this nobody puts together. */
#define LAGE_SHEET_MAX_MAP_PAGES 100

/**
 * LageSheetOptions:
 * @width_mm: of the paper as it lies
 * @height_mm: of the paper as it lies
 * @margin_mm: what the printer leaves white, on each side
 * @scale: 1:N; 0: as large as fits on one page
 * @west: the part of the world to show, in degrees
 * @south: the part to show
 * @east: the part to show
 * @north: the part to show
 * @is_plain: for printers without colour, and for copies: signs white with outlines
 * @has_legend: whether the signs are explained
 * @has_grid: whether the UTM grid is drawn
 * @has_lists: whether lists of what is shown follow the map
 *
 * What a person chooses before printing.
 */
typedef struct
{
  double   width_mm;
  double   height_mm;
  double   margin_mm;
  double   scale;
  double   west;
  double   south;
  double   east;
  double   north;
  gboolean is_plain;
  gboolean has_legend;
  gboolean has_grid;
  gboolean has_lists;
} LageSheetOptions;

typedef struct
{
  double x_mm;
  double y_mm;
  double width_mm;
  double height_mm;
} LageSheetBox;

/**
 * LageSheetLayout:
 * @unit: how much larger than on A4 everything is drawn
 * @scale: 1:N at the middle of the whole map
 * @map: where the map lies on each map page
 * @block: where title, legend and scale bar lie
 * @page: what of the paper may be printed on
 * @is_block_beside: the block stands right of the map rather than below it
 * @n_columns: map pages side by side
 * @n_rows: map pages one below the other
 * @world_mm: the whole world at this scale, in millimetres on the paper
 * @centre_x: middle of the whole map in Web Mercator, 0 .. 1
 * @centre_y: middle of the whole map
 * @overlap_mm: what two neighbouring map pages both show
 */
typedef struct
{
  double       unit;
  double       scale;
  LageSheetBox map;
  LageSheetBox block;
  LageSheetBox page;
  gboolean     is_block_beside;
  guint        n_columns;
  guint        n_rows;
  double       world_mm;
  double       centre_x;
  double       centre_y;
  double       overlap_mm;
} LageSheetLayout;

gboolean lage_sheet_layout_init         (LageSheetLayout        *self,
                                         const LageSheetOptions *options,
                                         GError                **error);
guint    lage_sheet_layout_get_n_maps   (const LageSheetLayout  *self);
void     lage_sheet_layout_get_origin   (const LageSheetLayout  *self,
                                         guint                   map,
                                         double                 *west,
                                         double                 *north);
double   lage_sheet_layout_round_scale  (double                  scale);
double   lage_sheet_layout_choose_bar_m (double                  scale,
                                         double                  room_mm);

G_END_DECLS
