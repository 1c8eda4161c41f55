/* lage-basemap-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-basemap-painter.h"

#include <math.h>

#include "lage-basemap-style.h"

/* Paints a tile or another part of the base map with cairo alone; any thread, no state but the arguments.
 *
 * Colours and widths are those of lage-basemap-style.c.
 *
 * Tiles must meet without a seam. So areas are clipped a little outside of the tile, land
 * is filled as one path (two pieces that share an edge then leave no hairline), and a dash
 * takes its phase from the start of its line, wherever the tile cuts it.
 */

#define MARGIN_PX 24.0
#define LEAST_STEP_PX 0.6
#define THIN_STEP_PX 1.2
#define TOLERANCE_PX 0.3
#define ROUND_FROM_PX 2.6
#define SHORE_FROM_ZOOM 12.0

typedef struct {
  double x;
  double y;
} Point;

typedef struct {
  const LageBasemap        *basemap;
  const LageBasemapPalette *palette;
  cairo_t                  *cr;
  LageBasemapBox            box;     /* the tile with its margin, in the world */
  double                    west;    /* of the tile itself */
  double                    north;
  double                    px;      /* pixels for the whole world */
  double                    width_px;
  double                    height_px;
  double                    map_zoom;
  guint                     level;
  GArray                   *ring;    /* scratch: Point */
  GArray                   *clipped; /* scratch: Point */
} Painter;

static void
set_colour (Painter                 *self,
            const LageBasemapColour *colour)
{
  cairo_set_source_rgba (self->cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static double
get_width (const Painter   *self,
           LageBasemapKind  kind)
{
  return lage_basemap_style_get_width (kind, self->map_zoom);
}

static gboolean
has_casing (const Painter   *self,
            LageBasemapKind  kind)
{
  return lage_basemap_style_has_casing (kind, self->map_zoom);
}

static gboolean
is_shown (const Painter   *self,
          LageBasemapKind  kind)
{
  return lage_basemap_style_is_shown (kind, self->map_zoom);
}

/* One pass of Sutherland and Hodgman: keeps what lies on the inner side of one edge. */
static void
clip_side (GArray   *from,
           GArray   *to,
           gboolean  is_vertical,
           double    at,
           double    sign)
{
  g_array_set_size (to, 0);

  for (guint i = 0; i < from->len; i++)
    {
      const Point *a = &g_array_index (from, Point, i);
      const Point *b = &g_array_index (from, Point, i + 1 == from->len ? 0 : i + 1);
      double da = ((is_vertical ? a->x : a->y) - at) * sign;
      double db = ((is_vertical ? b->x : b->y) - at) * sign;

      if (da >= 0.0)
        g_array_append_vals (to, a, 1);

      if ((da >= 0.0) != (db >= 0.0))
        {
          double t = da / (da - db);
          Point crossing = { a->x + (b->x - a->x) * t, a->y + (b->y - a->y) * t };

          g_array_append_val (to, crossing);
        }
    }
}

/* A clipped ring that is nothing but the four corners it was clipped to. */
static gboolean
covers_tile (const Painter *self,
             GArray        *ring)
{
  const double low = -MARGIN_PX;
  const double right = self->width_px + MARGIN_PX;
  const double bottom = self->height_px + MARGIN_PX;

  if (ring->len != 4)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    {
      const Point *a = &g_array_index (ring, Point, i);
      const Point *b = &g_array_index (ring, Point, (i + 1) % 4);

      if ((a->x > low && a->x < right) || (a->y > low && a->y < bottom) ||
          (a->x < low || a->x > right || a->y < low || a->y > bottom) ||
          ((a->x == b->x) == (a->y == b->y)))
        return FALSE;
    }

  return TRUE;
}

/* Returns whether a ring covers all of the tile. */
static gboolean
add_area (Painter                  *self,
          const LageBasemapFeature *feature)
{
  gboolean is_all = FALSE;
  LageBasemapCursor cursor;
  guint n_points;
  const double low = -MARGIN_PX;
  gboolean is_inside = feature->box.west >= self->box.west &&
                       feature->box.east <= self->box.east &&
                       feature->box.north >= self->box.north &&
                       feature->box.south <= self->box.south;

  lage_basemap_cursor_init (&cursor, feature);
  while (lage_basemap_cursor_ring (&cursor, &n_points))
    {
      double x;
      double y;
      Point last = { -1e9, -1e9 };

      g_array_set_size (self->ring, 0);
      while (lage_basemap_cursor_point (&cursor, &x, &y))
        {
          Point point = { (x - self->west) * self->px, (y - self->north) * self->px };

          if (fabs (point.x - last.x) < LEAST_STEP_PX && fabs (point.y - last.y) < LEAST_STEP_PX)
            continue;
          g_array_append_val (self->ring, point);
          last = point;
        }

      if (!is_inside)
        {
          clip_side (self->ring, self->clipped, TRUE, low, 1.0);
          clip_side (self->clipped, self->ring, TRUE, self->width_px + MARGIN_PX, -1.0);
          clip_side (self->ring, self->clipped, FALSE, low, 1.0);
          clip_side (self->clipped, self->ring, FALSE, self->height_px + MARGIN_PX, -1.0);
        }

      if (self->ring->len < 3)
        continue;

      for (guint i = 0; i < self->ring->len; i++)
        {
          const Point *point = &g_array_index (self->ring, Point, i);

          if (i == 0)
            cairo_move_to (self->cr, point->x, point->y);
          else
            cairo_line_to (self->cr, point->x, point->y);
        }
      cairo_close_path (self->cr);
      is_all = is_all || covers_tile (self, self->ring);
    }

  return is_all;
}

static gboolean
is_too_small (const Painter            *self,
              const LageBasemapFeature *feature)
{
  const double least = 0.7 / self->px;

  return feature->box.east - feature->box.west < least &&
         feature->box.south - feature->box.north < least;
}

typedef enum {
  LAND_NOWHERE,
  LAND_IN_PARTS,
  LAND_EVERYWHERE,
} LandCover;

/* Leaves the outline of the land as the current path. */
static LandCover
paint_land (Painter *self)
{
  LageBasemapIter iter;
  LageBasemapFeature feature;
  LandCover cover = LAND_NOWHERE;

  set_colour (self, &self->palette->fill[LAGE_BASEMAP_LAND]);
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_WINDING);
  lage_basemap_iter_init (&iter, self->basemap, self->level, LAGE_BASEMAP_LAND, &self->box);
  while (lage_basemap_iter_next (&iter, &feature))
    {
      if (is_too_small (self, &feature))
        continue;

      if (add_area (self, &feature))
        cover = LAND_EVERYWHERE;
      else if (cover == LAND_NOWHERE)
        cover = LAND_IN_PARTS;
    }

  if (cover == LAND_EVERYWHERE)
    {
      cairo_new_path (self->cr);
      cairo_paint (self->cr);
    }
  else
    {
      cairo_fill_preserve (self->cr);
    }

  return cover;
}

static void
paint_areas (Painter         *self,
             LageBasemapKind  kind)
{
  LageBasemapIter iter;
  LageBasemapFeature feature;
  /* Areas of one kind of ground lie side by side, never on each other: one fill for all is
   * quicker. Waters may overlap and would cancel out. */
  gboolean is_one_path = kind != LAGE_BASEMAP_WATER && kind != LAGE_BASEMAP_LAKE;

  set_colour (self, &self->palette->fill[kind]);
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_EVEN_ODD);
  lage_basemap_iter_init (&iter, self->basemap, self->level, kind, &self->box);
  while (lage_basemap_iter_next (&iter, &feature))
    {
      if (is_too_small (self, &feature))
        continue;

      add_area (self, &feature);
      if (!is_one_path)
        cairo_fill (self->cr);
    }
  if (is_one_path)
    cairo_fill (self->cr);
}

/* Whether both ends lie on the same outer side, so that nothing of the line shows. */
static gboolean
is_beside (const Painter *self,
           const Point   *a,
           const Point   *b)
{
  const double low = -MARGIN_PX;
  const double right = self->width_px + MARGIN_PX;
  const double bottom = self->height_px + MARGIN_PX;

  return (a->x < low && b->x < low) || (a->x > right && b->x > right) ||
         (a->y < low && b->y < low) || (a->y > bottom && b->y > bottom);
}

/* Adds the parts of a line that show. With dashes each part is stroked for itself, its phase
 * counted from the start of the line.
 */
static void
add_line (Painter                  *self,
          const LageBasemapFeature *feature,
          gboolean                  is_closed,
          const double             *dashes,
          int                       n_dashes)
{
  LageBasemapCursor cursor;
  guint n_points;
  double period = 0.0;
  double least_step_px = cairo_get_line_width (self->cr) < 2.0 ? THIN_STEP_PX : LEAST_STEP_PX;

  for (int i = 0; i < n_dashes; i++)
    period += dashes[i];

  lage_basemap_cursor_init (&cursor, feature);
  while (lage_basemap_cursor_ring (&cursor, &n_points))
    {
      Point last = { 0 };
      Point first = { 0 };
      double run = 0.0;
      gboolean is_down = FALSE;
      guint n_steps = is_closed ? n_points + 1 : n_points;

      for (guint i = 0; i < n_steps; i++)
        {
          Point point = first;
          double x;
          double y;
          double step;

          if (i < n_points)
            {
              if (!lage_basemap_cursor_point (&cursor, &x, &y))
                break;
              point.x = (x - self->west) * self->px;
              point.y = (y - self->north) * self->px;
            }

          if (i == 0)
            {
              first = last = point;
              continue;
            }

          step = hypot (point.x - last.x, point.y - last.y);
          if (step < least_step_px && i + 1 < n_steps)
            continue;

          if (is_beside (self, &last, &point))
            {
              if (is_down && n_dashes > 0)
                cairo_stroke (self->cr);
              is_down = FALSE;
            }
          else
            {
              if (!is_down)
                {
                  if (n_dashes > 0)
                    cairo_set_dash (self->cr, dashes, n_dashes, fmod (run, period));
                  cairo_move_to (self->cr, last.x, last.y);
                }
              cairo_line_to (self->cr, point.x, point.y);
              is_down = TRUE;
            }

          run += step;
          last = point;
        }

      if (is_down && n_dashes > 0)
        cairo_stroke (self->cr);
    }
}

static void
paint_lines (Painter         *self,
             LageBasemapKind  kind,
             guint            mask,
             guint            flags,
             double           width,
             const double    *dashes,
             int              n_dashes)
{
  LageBasemapIter iter;
  LageBasemapFeature feature;
  gboolean has_any = FALSE;

  /* Round joins of a thin line cost most of its time and cannot be seen. */
  cairo_set_line_join (self->cr, width < ROUND_FROM_PX ? CAIRO_LINE_JOIN_BEVEL
                                                       : CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (self->cr, width);
  lage_basemap_iter_init (&iter, self->basemap, self->level, kind, &self->box);
  while (lage_basemap_iter_next (&iter, &feature))
    {
      if ((feature.flags & mask) != flags)
        continue;

      add_line (self, &feature, FALSE, dashes, n_dashes);
      has_any = TRUE;
    }

  if (has_any && n_dashes == 0)
    cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0.0);
}

static void
paint_shore (Painter *self)
{
  LageBasemapIter iter;
  LageBasemapFeature feature;

  if (self->map_zoom < SHORE_FROM_ZOOM)
    return;

  set_colour (self, &self->palette->shore);
  cairo_set_line_width (self->cr, self->map_zoom < 13.0 ? 0.5 : 0.9);
  lage_basemap_iter_init (&iter, self->basemap, self->level, LAGE_BASEMAP_WATER, &self->box);
  while (lage_basemap_iter_next (&iter, &feature))
    add_line (self, &feature, TRUE, NULL, 0);
  cairo_stroke (self->cr);
}

static void
paint_waterways (Painter *self)
{
  static const LageBasemapKind kinds[] = {
    LAGE_BASEMAP_STREAM, LAGE_BASEMAP_CANAL, LAGE_BASEMAP_RIVER,
  };
  LageBasemapIter iter;
  LageBasemapFeature feature;

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!is_shown (self, kinds[i]))
        continue;
      set_colour (self, &self->palette->fill[kinds[i]]);
      paint_lines (self, kinds[i], 0, 0, get_width (self, kinds[i]), NULL, 0);
    }

  if (!is_shown (self, LAGE_BASEMAP_FAR_RIVER))
    return;

  set_colour (self, &self->palette->fill[LAGE_BASEMAP_FAR_RIVER]);
  lage_basemap_iter_init (&iter, self->basemap, self->level, LAGE_BASEMAP_FAR_RIVER, &self->box);
  while (lage_basemap_iter_next (&iter, &feature))
    {
      /* Rank 1 is the Elbe's like; lesser rivers come a zoom step later and thinner. */
      double zoom = self->map_zoom - 1.2 * MAX (0.0, feature.rank - 1.0);

      if (!lage_basemap_style_is_shown (LAGE_BASEMAP_FAR_RIVER, zoom))
        continue;
      cairo_set_line_width (self->cr, lage_basemap_style_get_width (LAGE_BASEMAP_FAR_RIVER, zoom));
      add_line (self, &feature, FALSE, NULL, 0);
      cairo_stroke (self->cr);
    }
}

static void
paint_borders (Painter *self)
{
  static const struct {
    LageBasemapKind kind;
    double          dashes[4];
    int             n_dashes;
  } borders[] = {
    { LAGE_BASEMAP_QUARTER, { 1.5, 3.0 }, 2 },
    { LAGE_BASEMAP_DISTRICT, { 5.0, 3.0 }, 2 },
    { LAGE_BASEMAP_STATE, { 9.0, 2.5, 2.0, 2.5 }, 4 },
    { LAGE_BASEMAP_BORDER, { 8.0, 2.5, 2.0, 2.5 }, 4 },
  };

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      double width = get_width (self, borders[i].kind);
      double dashes[4];

      if (!is_shown (self, borders[i].kind))
        continue;

      for (int j = 0; j < borders[i].n_dashes; j++)
        dashes[j] = borders[i].dashes[j] * MAX (1.0, width * 0.7);
      set_colour (self, &self->palette->fill[borders[i].kind]);
      paint_lines (self, borders[i].kind, 0, 0, width, dashes, borders[i].n_dashes);
    }
}

static void
paint_dikes (Painter *self)
{
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (LageBasemapKind kind = LAGE_BASEMAP_DIKE; kind <= LAGE_BASEMAP_MAIN_DIKE; kind++)
    {
      if (!is_shown (self, kind))
        continue;
      set_colour (self, &self->palette->fill[kind]);
      paint_lines (self, kind, 0, 0, get_width (self, kind), NULL, 0);
    }
}

static void
paint_rail (Painter *self)
{
  double width = get_width (self, LAGE_BASEMAP_RAIL);
  const double ties[] = { 7.0, 7.0 };

  if (!is_shown (self, LAGE_BASEMAP_RAIL))
    return;

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  set_colour (self, &self->palette->fill[LAGE_BASEMAP_RAIL]);
  paint_lines (self, LAGE_BASEMAP_RAIL, 0, 0, width, NULL, 0);

  if (self->map_zoom < 13.0)
    return;

  set_colour (self, &self->palette->rail_gap);
  paint_lines (self, LAGE_BASEMAP_RAIL, 0, 0, width * 0.5, ties, G_N_ELEMENTS (ties));
}

static void
paint_roads (Painter *self)
{
  const guint any = LAGE_BASEMAP_BRIDGE | LAGE_BASEMAP_TUNNEL;
  gboolean has_bridges = self->map_zoom >= 13.0;
  double edge = self->map_zoom < 12.0 ? 0.9 : self->map_zoom < 15.0 ? 1.4 : 2.0;
  const double tunnel_dashes[] = { 5.0, 3.0 };

  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  set_colour (self, &self->palette->tunnel);
  for (LageBasemapKind kind = LAGE_BASEMAP_MINOR; kind <= LAGE_BASEMAP_MOTORWAY; kind++)
    {
      if (is_shown (self, kind))
        paint_lines (self, kind, any, LAGE_BASEMAP_TUNNEL,
                     MAX (0.8, get_width (self, kind) * 0.8), tunnel_dashes,
                     G_N_ELEMENTS (tunnel_dashes));
    }

  for (LageBasemapKind kind = LAGE_BASEMAP_MINOR; kind <= LAGE_BASEMAP_MOTORWAY; kind++)
    {
      if (!is_shown (self, kind) || !has_casing (self, kind))
        continue;
      set_colour (self, &self->palette->casing[kind]);
      paint_lines (self, kind, has_bridges ? any : LAGE_BASEMAP_TUNNEL, 0,
                   get_width (self, kind) + edge, NULL, 0);
    }

  for (LageBasemapKind kind = LAGE_BASEMAP_MINOR; kind <= LAGE_BASEMAP_MOTORWAY; kind++)
    {
      if (!is_shown (self, kind))
        continue;
      cairo_set_line_cap (self->cr, get_width (self, kind) < ROUND_FROM_PX
                                      ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_ROUND);
      set_colour (self, has_casing (self, kind) ? &self->palette->fill[kind]
                                                : &self->palette->thin[kind]);
      paint_lines (self, kind, has_bridges ? any : LAGE_BASEMAP_TUNNEL, 0,
                   get_width (self, kind), NULL, 0);
    }

  for (LageBasemapKind kind = LAGE_BASEMAP_MINOR; has_bridges && kind <= LAGE_BASEMAP_MOTORWAY;
       kind++)
    {
      if (!is_shown (self, kind))
        continue;
      cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
      set_colour (self, &self->palette->bridge);
      paint_lines (self, kind, any, LAGE_BASEMAP_BRIDGE,
                   get_width (self, kind) + edge + 0.8, NULL, 0);
      cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
      set_colour (self, &self->palette->fill[kind]);
      paint_lines (self, kind, any, LAGE_BASEMAP_BRIDGE, get_width (self, kind), NULL, 0);
    }
}

/**
 * lage_basemap_paint_region:
 * @basemap: the base map
 * @cr: where the north-west corner of the region is the origin, one unit a logical pixel; what lies
 *   outside the region is for the caller to clip
 * @region: what to paint
 * @theme: the colours
 *
 * Paints any part of the map at any zoom, also as vectors into a document. Any thread.
 */
void
lage_basemap_paint_region (const LageBasemap       *basemap,
                           cairo_t                 *cr,
                           const LageBasemapRegion *region,
                           LageBasemapTheme         theme)
{
  g_autoptr(GArray) ring = NULL;
  g_autoptr(GArray) clipped = NULL;
  Painter self = { 0 };
  double margin;
  LandCover cover;

  g_return_if_fail (basemap != NULL);
  g_return_if_fail (region->world_px > 0.0);
  g_return_if_fail (theme == LAGE_BASEMAP_LIGHT || theme == LAGE_BASEMAP_DARK);

  ring = g_array_sized_new (FALSE, FALSE, sizeof (Point), 1024);
  clipped = g_array_sized_new (FALSE, FALSE, sizeof (Point), 1024);

  self.basemap = basemap;
  self.palette = lage_basemap_style_get_palette (theme);
  self.cr = cr;
  self.west = region->west;
  self.north = region->north;
  self.px = region->world_px;
  self.width_px = region->width_px;
  self.height_px = region->height_px;
  self.map_zoom = log2 (region->world_px / 256.0);
  self.level = lage_basemap_find_level (basemap, self.map_zoom);
  self.ring = ring;
  self.clipped = clipped;
  margin = MARGIN_PX / self.px;
  self.box.west = self.west - margin;
  self.box.north = self.north - margin;
  self.box.east = self.west + self.width_px / self.px + margin;
  self.box.south = self.north + self.height_px / self.px + margin;

  set_colour (&self, &self.palette->fill[LAGE_BASEMAP_WATER]);
  cairo_paint (self.cr);

  /* Ground and shores end where the land does: detailed water reaches into the coarse sea,
   * and its border there is none. From afar nobody sees it, and a clip is dear. */
  cover = paint_land (&self);
  if (cover != LAND_NOWHERE)
    {
      cairo_save (self.cr);
      if (cover == LAND_IN_PARTS && self.map_zoom >= SHORE_FROM_ZOOM)
        cairo_clip (self.cr);
      cairo_new_path (self.cr);
      paint_areas (&self, LAGE_BASEMAP_BUILT);
      paint_areas (&self, LAGE_BASEMAP_INDUSTRY);
      paint_areas (&self, LAGE_BASEMAP_WOOD);
      paint_areas (&self, LAGE_BASEMAP_PARK);
      paint_shore (&self);
      cairo_restore (self.cr);
    }
  cairo_new_path (self.cr);
  paint_areas (&self, LAGE_BASEMAP_LAKE);
  paint_waterways (&self);
  paint_areas (&self, LAGE_BASEMAP_WATER);
  paint_dikes (&self);
  paint_borders (&self);
  paint_rail (&self);
  paint_roads (&self);
}

/**
 * lage_basemap_paint_tile:
 * @size_px: edge of the tile in logical pixels; 512 at zoom 10 shows what 256 show at zoom 11
 * @scale: device pixels for a logical one
 *
 * Any thread.
 *
 * Returns: (transfer full): an opaque image (%CAIRO_FORMAT_RGB24) with its device scale set
 */
cairo_surface_t *
lage_basemap_paint_tile (const LageBasemap *basemap,
                         guint              zoom,
                         guint              x,
                         guint              y,
                         guint              size_px,
                         double             scale,
                         LageBasemapTheme   theme)
{
  double tiles = exp2 (zoom);
  LageBasemapRegion region = { x / tiles, y / tiles, size_px * tiles, size_px, size_px };
  cairo_surface_t *surface;
  cairo_t *cr;
  int pixels;

  g_return_val_if_fail (basemap != NULL, NULL);
  g_return_val_if_fail (zoom <= LAGE_BASEMAP_MAX_ZOOM, NULL);
  g_return_val_if_fail (size_px > 0 && size_px <= 4096, NULL);
  g_return_val_if_fail (scale >= 0.25 && scale <= 8.0, NULL);
  g_return_val_if_fail (theme == LAGE_BASEMAP_LIGHT || theme == LAGE_BASEMAP_DARK, NULL);

  pixels = (int) lround (size_px * scale);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels, pixels);
  cairo_surface_set_device_scale (surface, scale, scale);

  cr = cairo_create (surface);
  cairo_set_tolerance (cr, TOLERANCE_PX);
  /* Half the time of the default, and no seam or step that an eye finds. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  lage_basemap_paint_region (basemap, cr, &region, theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}
