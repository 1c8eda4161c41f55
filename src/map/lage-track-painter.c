/* lage-track-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-track-painter.h"

#include <math.h>

#include "lage-shape-path.h"

/* Tracks: the longer ago somebody was there, the thinner and fainter. Age is time, not the number of
 * points since: whoever has stood still for an hour has an old track. */

#define N_AGES 6
#define TOLERANCE_PX 0.6

static guint
get_age (const LageMapTrack *track,
         guint               i,
         gint64              now_us)
{
  gint64 age_us = CLAMP (now_us - track->times_us[i], 0, LAGE_TRACK_SPAN_US);

  return (guint) (age_us * N_AGES / (LAGE_TRACK_SPAN_US + 1));
}

static void
stroke_piece (cairo_t              *cr,
              LageShapePath        *path,
              const LageShapePaint *paint,
              guint                 age,
              gboolean              is_selected)
{
  gboolean is_dark = paint->theme == LAGE_SHAPE_THEME_DARK;
  double share = (double) age / N_AGES;
  double paper = is_dark ? 0.05 : 1;

  lage_shape_path_end (path, FALSE);
  if (is_selected)
    {
      cairo_set_source_rgba (cr, paper, paper, paper, 0.85 - 0.6 * share);
      cairo_set_line_width (cr, 6.5 - 2.5 * share);
      lage_shape_path_stroke (path, cr, NULL, 0);
    }
  if (is_dark)
    cairo_set_source_rgba (cr, 0.85, 0.65, 1, 1 - 0.8 * share);
  else
    cairo_set_source_rgba (cr, 0.36, 0.10, 0.55, 1 - 0.8 * share);
  cairo_set_line_width (cr, (is_selected ? 3.5 : 2.4) - 1.5 * share);
  lage_shape_path_stroke (path, cr, NULL, 0);
  lage_shape_path_begin (path);
}

static void
draw_track (cairo_t              *cr,
            const LageMapTrack   *track,
            gint64                now_us,
            const LageShapePaint *paint,
            LageShapePath        *path)
{
  gboolean is_selected = track->key == paint->selected_key && track->key != 0;
  float tolerance = (float) (TOLERANCE_PX / paint->world_px);
  double x = 0, y = 0;
  guint age = 0;

  lage_shape_path_begin (path);
  for (guint i = 0; i < track->n_points; i++)
    {
      gboolean is_gap =
        i > 0 && track->times_us[i] - track->times_us[i - 1] > LAGE_TRACK_GAP_US;

      if (is_gap)
        stroke_piece (cr, path, paint, age, is_selected);
      if (track->tolerances[i] < tolerance ||
          now_us - track->times_us[i] > LAGE_TRACK_SPAN_US)
        continue;

      /* Pieces of different age share the point where they meet. */
      if (path->xy->len > 0 && get_age (track, i, now_us) != age)
        {
          stroke_piece (cr, path, paint, age, is_selected);
          lage_shape_path_add (path, x, y);
        }
      age = get_age (track, i, now_us);
      x = (track->xy[2 * i] - paint->x0) * paint->world_px;
      y = (track->xy[2 * i + 1] - paint->y0) * paint->world_px;
      lage_shape_path_add (path, x, y);
    }
  stroke_piece (cr, path, paint, age, is_selected);
}

/**
 * lage_track_painter_draw:
 * @cr: a context on which one unit is a pixel of the screen; its state is kept
 * @tracks: (element-type LageMapTrack): those drawn first, and so below, first
 * @now_us: situation time that ages are counted from
 * @paint: what part of the world, and how
 * @cancellable: (nullable): looked at now and then; what is drawn until then is of no use
 *
 * May run on any thread.
 */
void
lage_track_painter_draw (cairo_t              *cr,
                         GPtrArray            *tracks,
                         gint64                now_us,
                         const LageShapePaint *paint,
                         GCancellable         *cancellable)
{
  const double margin = LAGE_SHAPE_MARGIN;
  LageShapePath path;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  lage_shape_path_init (&path, -margin, -margin, paint->width + margin, paint->height + margin);

  for (guint i = 0; i < tracks->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const LageMapTrack *track = g_ptr_array_index (tracks, i);

      if ((track->x1 - paint->x0) * paint->world_px >= -margin &&
          (track->y1 - paint->y0) * paint->world_px >= -margin &&
          (track->x0 - paint->x0) * paint->world_px <= paint->width + margin &&
          (track->y0 - paint->y0) * paint->world_px <= paint->height + margin)
        draw_track (cr, track, now_us, paint, &path);
    }

  lage_shape_path_clear (&path);
  cairo_restore (cr);
}
