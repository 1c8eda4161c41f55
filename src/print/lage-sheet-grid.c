/* lage-sheet-grid.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-coordinates.h"
#include "lage-format.h"
#include "lage-mercator.h"
#include "lage-sheet-private.h"

/* The UTM grid (WGS 84) over the map, and its kilometres around it: what forces without a map on a
 * screen give and read positions by. Each zone that the map touches has its own grid, cut off at the
 * meridian where the next begins. The lines are not quite straight in Mercator, so each is laid
 * through several points. */

/* Lines are at least so far apart on A4. */
#define LEAST_MM 22.0
#define N_STEPS 12
#define N_SAMPLES 9
#define NUMBER_MM 2.3

typedef struct
{
  double west; /* of the zone within the map, in degrees */
  double south;
  double east;
  double north;
  guint  zone;
  char   band;
  double least_m[2]; /* easting, northing */
  double most_m[2];
} GridZone;

typedef struct
{
  const LageSheet    *sheet;
  const LageSheetPen *pen;
  double              west;
  double              north;
  double              step_m;
} GridPage;

/**
 * lage_sheet_choose_grid_m:
 * @scale: N of 1:N
 * @unit: how much larger than on A4 everything is
 *
 * Returns: how far apart the lines of the grid are on the ground, in metres: 1, 2 or 5 with zeros
 */
double
lage_sheet_choose_grid_m (double scale,
                          double unit)
{
  double least_m = LEAST_MM * unit * scale / 1000.0;
  double power = pow (10.0, floor (log10 (least_m)));

  if (power >= least_m)
    return power;
  if (2.0 * power >= least_m)
    return 2.0 * power;
  if (5.0 * power >= least_m)
    return 5.0 * power;

  return 10.0 * power;
}

static gboolean
find_utm (double   longitude,
          double   latitude,
          LageUtm *utm)
{
  LagePoint point;

  return lage_point_init (&point, latitude, longitude) && lage_utm_from_point (utm, &point);
}

/* Finds from where to where the grid of a zone goes. */
static gboolean
init_zone (GridZone       *self,
           const GridPage *page,
           double          longitude)
{
  const LageSheetLayout *layout = &page->sheet->layout;
  double width = layout->map.width_mm / layout->world_mm;
  double height = layout->map.height_mm / layout->world_mm;
  LageUtm utm;

  self->north = lage_mercator_latitude (page->north);
  self->south = lage_mercator_latitude (page->north + height);
  if (!find_utm (longitude, (self->north + self->south) / 2.0, &utm))
    return FALSE;
  self->zone = utm.zone;
  self->band = utm.band;
  self->west = MAX (lage_mercator_longitude (page->west), utm.zone * 6.0 - 186.0);
  self->east = MIN (lage_mercator_longitude (page->west + width), utm.zone * 6.0 - 180.0);
  self->least_m[0] = self->least_m[1] = G_MAXDOUBLE;
  self->most_m[0] = self->most_m[1] = -G_MAXDOUBLE;

  for (guint i = 0; i < N_SAMPLES; i++)
    for (guint k = 0; k < N_SAMPLES; k++)
      {
        /* The eastern meridian itself is the next zone's. */
        double x = self->west + (self->east - 1e-7 - self->west) * i / (N_SAMPLES - 1.0);
        double y = self->south + (self->north - self->south) * k / (N_SAMPLES - 1.0);

        if (!find_utm (x, y, &utm) || utm.zone != self->zone)
          continue;
        self->least_m[0] = MIN (self->least_m[0], utm.easting_m);
        self->most_m[0] = MAX (self->most_m[0], utm.easting_m);
        self->least_m[1] = MIN (self->least_m[1], utm.northing_m);
        self->most_m[1] = MAX (self->most_m[1], utm.northing_m);
      }

  return self->least_m[0] < self->most_m[0];
}

static gboolean
locate (const GridPage *page,
        const GridZone *zone,
        double          easting_m,
        double          northing_m,
        double         *x_mm,
        double         *y_mm)
{
  const LageSheetLayout *layout = &page->sheet->layout;
  LageUtm utm = { zone->zone, zone->band, easting_m, northing_m };
  LagePoint point;

  if (!lage_utm_to_point (&utm, &point, NULL))
    return FALSE;
  *x_mm = layout->map.x_mm
          + (lage_mercator_x (lage_point_get_longitude (&point)) - page->west) * layout->world_mm;
  *y_mm = layout->map.y_mm
          + (lage_mercator_y (lage_point_get_latitude (&point)) - page->north) * layout->world_mm;

  return TRUE;
}

static void
write_number (const GridPage *page,
              double          number_m,
              double          x_mm,
              double          y_mm)
{
  guint decimals = page->step_m >= 1000.0 ? 0 : page->step_m >= 100.0 ? 1 : 2;
  g_autofree char *text = lage_format_number (number_m / 1000.0, decimals);

  cairo_set_source_rgb (page->pen->cr, 0.0, 0.0, 0.0);
  lage_sheet_pen_write_at (page->pen, text, NUMBER_MM, FALSE, x_mm, y_mm, FALSE);
}

/* Where a line crosses the frame, its number stands outside. */
static void
write_numbers (const GridPage *page,
               guint           axis,
               double          number_m,
               double          x0_mm,
               double          y0_mm,
               double          x1_mm,
               double          y1_mm)
{
  const LageSheetBox *map = &page->sheet->layout.map;
  double gap_mm = 2.1 * page->pen->unit;
  double margin_mm = 4.0 * page->pen->unit;
  double edges[2] = { axis == 0 ? map->y_mm : map->x_mm,
                      axis == 0 ? map->y_mm + map->height_mm : map->x_mm + map->width_mm };

  for (guint i = 0; i < 2; i++)
    {
      double from = axis == 0 ? y0_mm : x0_mm;
      double to = axis == 0 ? y1_mm : x1_mm;
      double t = (edges[i] - from) / (to - from);
      double along_mm = axis == 0 ? x0_mm + t * (x1_mm - x0_mm) : y0_mm + t * (y1_mm - y0_mm);
      double out_mm = i == 0 ? edges[i] - gap_mm : edges[i] + gap_mm;

      if (!(t >= 0.0 && t <= 1.0))
        continue;
      if (axis == 0 && along_mm > map->x_mm + margin_mm
          && along_mm < map->x_mm + map->width_mm - margin_mm)
        write_number (page, number_m, along_mm, out_mm);
      if (axis == 1 && along_mm > map->y_mm + margin_mm
          && along_mm < map->y_mm + map->height_mm - margin_mm)
        {
          cairo_save (page->pen->cr);
          cairo_translate (page->pen->cr, out_mm, along_mm);
          cairo_rotate (page->pen->cr, -G_PI_2);
          write_number (page, number_m, 0.0, 0.0);
          cairo_restore (page->pen->cr);
        }
    }
}

static void
draw_line (const GridPage *page,
           const GridZone *zone,
           guint           axis,
           double          number_m)
{
  double least_m = zone->least_m[1 - axis] - page->step_m;
  double most_m = zone->most_m[1 - axis] + page->step_m;
  const LageSheetBox *map = &page->sheet->layout.map;
  cairo_t *cr = page->pen->cr;
  double last_x_mm = 0.0;
  double last_y_mm = 0.0;

  for (guint i = 0; i <= N_STEPS; i++)
    {
      double along_m = least_m + (most_m - least_m) * i / N_STEPS;
      double x_mm, y_mm;

      if (!locate (page, zone, axis == 0 ? number_m : along_m, axis == 0 ? along_m : number_m,
                   &x_mm, &y_mm))
        {
          i = 0;
          break;
        }
      if (i > 0)
        {
          cairo_save (cr);
          cairo_rectangle (cr, map->x_mm, map->y_mm, map->width_mm, map->height_mm);
          cairo_clip (cr);
          cairo_move_to (cr, last_x_mm, last_y_mm);
          cairo_line_to (cr, x_mm, y_mm);
          cairo_set_source_rgba (cr, 0.1, 0.1, 0.25, 0.5);
          cairo_set_line_width (cr, 0.12 * page->pen->unit);
          cairo_stroke (cr);
          cairo_restore (cr);
          write_numbers (page, axis, number_m, last_x_mm, last_y_mm, x_mm, y_mm);
        }
      last_x_mm = x_mm;
      last_y_mm = y_mm;
    }
}

static void
draw_zone (const GridPage *page,
           const GridZone *zone)
{
  const LageSheetLayout *layout = &page->sheet->layout;
  double left_mm = layout->map.x_mm
                   + (lage_mercator_x (zone->west) - page->west) * layout->world_mm;
  double right_mm = layout->map.x_mm
                    + (lage_mercator_x (zone->east) - page->west) * layout->world_mm;
  double band_mm = 5.0 * page->pen->unit;
  cairo_t *cr = page->pen->cr;

  cairo_save (cr);
  /* Numbers may stand outside of the map, lines not outside of their zone. */
  cairo_rectangle (cr, left_mm - band_mm, layout->map.y_mm - band_mm,
                   right_mm - left_mm + 2.0 * band_mm, layout->map.height_mm + 2.0 * band_mm);
  cairo_clip (cr);
  for (guint axis = 0; axis < 2; axis++)
    for (double number_m = ceil (zone->least_m[axis] / page->step_m) * page->step_m;
         number_m <= zone->most_m[axis];
         number_m += page->step_m)
      draw_line (page, zone, axis, number_m);
  cairo_restore (cr);
}

static void
init_page (GridPage           *self,
           const LageSheet    *sheet,
           guint               page,
           const LageSheetPen *pen)
{
  self->sheet = sheet;
  self->pen = pen;
  self->step_m = lage_sheet_choose_grid_m (sheet->layout.scale, sheet->layout.unit);
  lage_sheet_layout_get_origin (&sheet->layout, page, &self->west, &self->north);
}

void
lage_sheet_draw_grid (const LageSheet    *self,
                      guint               page,
                      const LageSheetPen *pen)
{
  double width = self->layout.map.width_mm / self->layout.world_mm;
  GridPage grid;
  double longitude;
  double east;

  init_page (&grid, self, page, pen);
  longitude = lage_mercator_longitude (grid.west);
  east = lage_mercator_longitude (grid.west + width);
  while (longitude < east)
    {
      GridZone zone = { 0 };
      double next = (floor (longitude / 6.0) + 1.0) * 6.0;

      if (init_zone (&zone, &grid, (longitude + MIN (next, east)) / 2.0))
        draw_zone (&grid, &zone);
      longitude = next;
    }
}

/**
 * lage_sheet_describe_grid:
 * @self: the sheet
 * @page: a map page
 *
 * Returns: (transfer full) (nullable): which grid it is, or %NULL if there is none here
 */
char *
lage_sheet_describe_grid (const LageSheet *self,
                          guint            page)
{
  GridPage grid;
  g_autofree char *step = NULL;
  LageUtm utm;

  init_page (&grid, self, page, NULL);
  if (!find_utm (lage_mercator_longitude (grid.west
                                          + self->layout.map.width_mm / self->layout.world_mm / 2),
                 lage_mercator_latitude (grid.north
                                         + self->layout.map.height_mm / self->layout.world_mm / 2),
                 &utm))
    return NULL;
  step = lage_sheet_format_length (grid.step_m);

  /* Translators: the grid of a printed map: zone, letter of the band, and how far apart the lines
   * are, such as "UTM 32U (WGS 84), 2 km". */
  return g_strdup_printf (C_ ("sheet", "UTM %1$u%2$c (WGS 84), %3$s"), utm.zone, utm.band, step);
}
