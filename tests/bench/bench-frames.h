/* bench-frames.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-map-view.h"

/* What benches of moving maps share. */

#define BENCH_WIDTH 1920
#define BENCH_HEIGHT 1080
#define BENCH_LONGITUDE 9.98
#define BENCH_LATITUDE 53.55
#define BENCH_ZOOM 11.0

typedef enum
{
  BENCH_PAN,
  BENCH_ZOOM_IN_AND_OUT,
} BenchMotion;

typedef void (*BenchMove) (gpointer user_data,
                           double   longitude,
                           double   latitude,
                           double   zoom);

LageTileSource * bench_frames_source_new    (void);
GtkWidget      * bench_frames_show          (GtkWidget   *child);
double           bench_frames_measure       (GtkWidget   *widget,
                                             BenchMotion  motion,
                                             guint        n_frames,
                                             BenchMove    move,
                                             gpointer     user_data,
                                             double      *wall_ms);
void             bench_frames_move_view     (gpointer     user_data,
                                             double       longitude,
                                             double       latitude,
                                             double       zoom);
double           bench_frames_get_cpu_ms    (void);
double           bench_frames_get_server_ms (void);
double           bench_frames_get_median    (double      *values,
                                             guint        n_values);
