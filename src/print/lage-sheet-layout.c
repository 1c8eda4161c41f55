/* lage-sheet-layout.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sheet-layout.h"

#include <math.h>

#include "lage-error.h"
#include "lage-mercator.h"

/* Where everything lies on the paper, and how many pages a map of a given scale takes. Millimetres
 * from the upper left corner of the paper.
 *
 *     wide paper                        tall paper
 *     +---------------------+-------+   +-----------------+
 *     |                     | title |   |                 |
 *     |        map          | legend|   |       map       |
 *     |                     | scale |   |                 |
 *     +---------------------+-------+   +-----------------+
 *                                       | title  legend   |
 *                                       +-----------------+
 *
 * A larger paper is read from further away: signs and letters grow with the fourth root of its area,
 * which makes them twice as large on A0 as on A4. */

#define A4_AREA_MM2 (210.0 * 297.0)
#define BLOCK_WIDTH_MM 58.0
#define BLOCK_HEIGHT_MM 56.0
#define GAP_MM 2.0

/* Room for the numbers of the grid around the map. */
#define GRID_BAND_MM 4.5

#define OVERLAP_MM 10.0
#define MIN_SIDE_MM 100.0
#define MAX_SIDE_MM 2000.0

/* WGS 84 equatorial circumference. */
#define EQUATOR_M 40075016.686

/* The scales of maps that people know. */
static const double steps[] = { 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 10.0 };

/* The least value of the row that is not below the number; a little below is rounding. */
static double
round_up (double number)
{
  double power = pow (10.0, floor (log10 (number)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= number * (1.0 - 1e-9))
      return steps[i] * power;

  return 10.0 * power;
}

/**
 * lage_sheet_layout_round_scale:
 * @scale: N of 1:N, greater than 0
 *
 * Returns: the next N upwards that maps use
 */
double
lage_sheet_layout_round_scale (double scale)
{
  g_return_val_if_fail (scale > 0.0 && isfinite (scale), LAGE_SHEET_MAX_SCALE);

  return CLAMP (round_up (scale), LAGE_SHEET_MIN_SCALE, LAGE_SHEET_MAX_SCALE);
}

/**
 * lage_sheet_layout_choose_bar_m:
 * @scale: N of 1:N
 * @room_mm: the longest that the bar may be
 *
 * Returns: how many metres the scale bar shows: 1, 2 or 5 with zeros
 */
double
lage_sheet_layout_choose_bar_m (double scale,
                                double room_mm)
{
  static const double bars[] = { 5.0, 2.0, 1.0 };
  double most_m = room_mm * scale / 1000.0;
  double power = pow (10.0, floor (log10 (most_m)));

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    if (bars[i] * power <= most_m * (1.0 + 1e-9))
      return bars[i] * power;

  return power;
}

static gboolean
check_options (const LageSheetOptions  *options,
               GError                 **error)
{
  if (!(options->width_mm >= MIN_SIDE_MM && options->width_mm <= MAX_SIDE_MM
        && options->height_mm >= MIN_SIDE_MM && options->height_mm <= MAX_SIDE_MM
        && options->margin_mm >= 0.0
        && options->margin_mm <= MIN (options->width_mm, options->height_mm) / 8.0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "paper of %.0f x %.0f mm, margin %.0f mm",
                   options->width_mm, options->height_mm, options->margin_mm);
      return FALSE;
    }
  if (!(options->west < options->east && options->south < options->north
        && options->west >= -180.0 && options->east <= 180.0
        && options->south >= -85.0 && options->north <= 85.0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "extent %.5f %.5f %.5f %.5f", options->west, options->south, options->east,
                   options->north);
      return FALSE;
    }
  if (options->scale != 0.0
      && !(options->scale >= LAGE_SHEET_MIN_SCALE && options->scale <= LAGE_SHEET_MAX_SCALE))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "scale 1:%.0f", options->scale);
      return FALSE;
    }
  return TRUE;
}

static void
place_boxes (LageSheetLayout        *self,
             const LageSheetOptions *options)
{
  double band_mm = options->has_grid ? GRID_BAND_MM * self->unit : 0.0;
  double gap_mm = GAP_MM * self->unit;

  self->page = (LageSheetBox) { options->margin_mm, options->margin_mm,
                                options->width_mm - 2.0 * options->margin_mm,
                                options->height_mm - 2.0 * options->margin_mm };
  self->is_block_beside = options->width_mm >= options->height_mm;
  self->map = self->page;
  self->block = self->page;
  if (self->is_block_beside)
    {
      self->block.width_mm = BLOCK_WIDTH_MM * self->unit;
      self->block.x_mm += self->page.width_mm - self->block.width_mm;
      self->map.width_mm -= self->block.width_mm + gap_mm;
    }
  else
    {
      self->block.height_mm = BLOCK_HEIGHT_MM * self->unit;
      self->block.y_mm += self->page.height_mm - self->block.height_mm;
      self->map.height_mm -= self->block.height_mm + gap_mm;
    }
  self->map.x_mm += band_mm;
  self->map.y_mm += band_mm;
  self->map.width_mm -= 2.0 * band_mm;
  self->map.height_mm -= 2.0 * band_mm;
}

/* How many pages of a length a map of a length takes, each overlapping the one before. */
static double
count_pages (double map_mm,
             double page_mm,
             double overlap_mm)
{
  if (map_mm <= page_mm * (1.0 + 1e-9))
    return 1.0;

  return ceil ((map_mm - overlap_mm) / (page_mm - overlap_mm) - 1e-9);
}

/**
 * lage_sheet_layout_init:
 * @self: (out caller-allocates): the layout
 * @options: what is wanted
 * @error: return location for a #GError
 *
 * Returns: FALSE if the options make no sense, or the map takes more than
 *   %LAGE_SHEET_MAX_MAP_PAGES pages (%LAGE_ERROR_TOO_LARGE)
 */
gboolean
lage_sheet_layout_init (LageSheetLayout         *self,
                        const LageSheetOptions  *options,
                        GError                 **error)
{
  double x0, x1, y0, y1;
  double equator_mm;
  double n_columns, n_rows;

  *self = (LageSheetLayout) { 0 };
  if (!check_options (options, error))
    return FALSE;

  self->unit = pow (options->width_mm * options->height_mm / A4_AREA_MM2, 0.25);
  place_boxes (self, options);

  x0 = lage_mercator_x (options->west);
  x1 = lage_mercator_x (options->east);
  y0 = lage_mercator_y (options->north);
  y1 = lage_mercator_y (options->south);
  self->centre_x = (x0 + x1) / 2.0;
  self->centre_y = (y0 + y1) / 2.0;
  equator_mm = EQUATOR_M * 1000.0
               * cos (lage_mercator_latitude (self->centre_y) * G_PI / 180.0);

  if (options->scale > 0.0)
    self->scale = options->scale;
  else
    self->scale = lage_sheet_layout_round_scale (
      equator_mm * MAX ((x1 - x0) / self->map.width_mm, (y1 - y0) / self->map.height_mm));
  self->world_mm = equator_mm / self->scale;
  self->overlap_mm = OVERLAP_MM * self->unit;

  n_columns = count_pages ((x1 - x0) * self->world_mm, self->map.width_mm, self->overlap_mm);
  n_rows = count_pages ((y1 - y0) * self->world_mm, self->map.height_mm, self->overlap_mm);
  if (n_columns * n_rows > LAGE_SHEET_MAX_MAP_PAGES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                   "%.0f x %.0f pages at 1:%.0f, more than %d", n_columns, n_rows, self->scale,
                   LAGE_SHEET_MAX_MAP_PAGES);
      return FALSE;
    }
  self->n_columns = (guint) n_columns;
  self->n_rows = (guint) n_rows;

  return TRUE;
}

guint
lage_sheet_layout_get_n_maps (const LageSheetLayout *self)
{
  return self->n_columns * self->n_rows;
}

/**
 * lage_sheet_layout_get_origin:
 * @self: the layout
 * @map: which map page, row by row
 * @west: (out): its left edge in Web Mercator, 0 .. 1
 * @north: (out): its upper edge
 */
void
lage_sheet_layout_get_origin (const LageSheetLayout *self,
                              guint                  map,
                              double                *west,
                              double                *north)
{
  double step_x_mm = self->map.width_mm - self->overlap_mm;
  double step_y_mm = self->map.height_mm - self->overlap_mm;
  double all_x_mm = self->map.width_mm + (self->n_columns - 1) * step_x_mm;
  double all_y_mm = self->map.height_mm + (self->n_rows - 1) * step_y_mm;
  guint column = map % self->n_columns;
  guint row = map / self->n_columns;

  g_return_if_fail (map < lage_sheet_layout_get_n_maps (self));

  *west = self->centre_x + (column * step_x_mm - all_x_mm / 2.0) / self->world_mm;
  *north = self->centre_y + (row * step_y_mm - all_y_mm / 2.0) / self->world_mm;
}
