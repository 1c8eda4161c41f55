/* lage-map-track.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between points farther apart in time than this nobody knows the way: they are not joined. */
#define LAGE_TRACK_GAP_US (5 * G_TIME_SPAN_MINUTE)

typedef struct
{
  double longitude;
  double latitude;
  gint64 time_us; /* situation time */
} LageTrackPoint;

/**
 * LageMapTrack:
 * @key: whose track it is
 * @xy: world coordinates of the points, x and y in turn
 * @times_us: when it was there, oldest first
 * @tolerances: for each point up to which tolerance it is needed, in world coordinates
 * @x0: bounds in world coordinates
 *
 * Where something has been. Never changes, may be used on any thread.
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint64 key;
  double *xy;
  gint64 *times_us;
  float *tolerances;
  guint n_points;
  double x0;
  double y0;
  double x1;
  double y1;
} LageMapTrack;

LageMapTrack * lage_map_track_new     (guint64               key,
                                       const LageTrackPoint *points,
                                       guint                 n_points);
LageMapTrack * lage_map_track_ref     (LageMapTrack         *self);
void           lage_map_track_unref   (LageMapTrack         *self);
gboolean       lage_map_track_is_near (const LageMapTrack   *self,
                                       double                x,
                                       double                y,
                                       double                reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageMapTrack, lage_map_track_unref)

G_END_DECLS
