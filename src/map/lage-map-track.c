/* lage-map-track.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-track.h"

#include "lage-mercator.h"
#include "lage-shape-simplify.h"

/**
 * lage_map_track_new:
 * @key: whose track it is
 * @points: (array length=n_points): oldest first; those that are no place are left out
 * @n_points: how many
 *
 * Returns: (transfer full): the track
 */
LageMapTrack *
lage_map_track_new (guint64               key,
                    const LageTrackPoint *points,
                    guint                 n_points)
{
  LageMapTrack *self = g_new0 (LageMapTrack, 1);
  guint start = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->key = key;
  self->xy = g_new (double, MAX (2 * n_points, 1));
  self->times_us = g_new (gint64, MAX (n_points, 1));
  self->tolerances = g_new (float, MAX (n_points, 1));
  self->x0 = self->y0 = G_MAXDOUBLE;
  self->x1 = self->y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < n_points; i++)
    {
      double x = lage_mercator_x (CLAMP (points[i].longitude, -180, 180));
      double y = lage_mercator_y (points[i].latitude);

      if (!isfinite (points[i].longitude) || !isfinite (points[i].latitude))
        continue;

      self->xy[2 * self->n_points] = x;
      self->xy[2 * self->n_points + 1] = y;
      self->times_us[self->n_points++] = points[i].time_us;
      self->x0 = MIN (self->x0, x);
      self->x1 = MAX (self->x1, x);
      self->y0 = MIN (self->y0, y);
      self->y1 = MAX (self->y1, y);
    }

  /* Each piece between two gaps keeps its ends. */
  for (guint i = 1; i <= self->n_points; i++)
    if (i == self->n_points || self->times_us[i] - self->times_us[i - 1] > LAGE_TRACK_GAP_US)
      {
        lage_shape_simplify (&self->xy[2 * start], i - start, FALSE, &self->tolerances[start]);
        start = i;
      }

  return self;
}

LageMapTrack *
lage_map_track_ref (LageMapTrack *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
lage_map_track_unref (LageMapTrack *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->xy);
  g_free (self->times_us);
  g_free (self->tolerances);
  g_free (self);
}

/**
 * lage_map_track_is_near:
 * @self: a track
 * @x: world coordinates
 * @y: world coordinates
 * @reach: world coordinates
 *
 * Returns: whether the track passes within @reach; gaps do not count
 */
gboolean
lage_map_track_is_near (const LageMapTrack *self,
                        double              x,
                        double              y,
                        double              reach)
{
  if (x < self->x0 - reach || x > self->x1 + reach || y < self->y0 - reach || y > self->y1 + reach)
    return FALSE;

  for (guint i = 0; i + 1 < self->n_points; i++)
    {
      if (self->times_us[i + 1] - self->times_us[i] <= LAGE_TRACK_GAP_US &&
          lage_shape_is_near_segment (&self->xy[2 * i], &self->xy[2 * i + 2], x, y, reach))
        return TRUE;
    }

  return FALSE;
}
