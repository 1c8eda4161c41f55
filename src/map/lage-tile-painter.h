/* lage-tile-painter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LageTilePainter:
 *
 * Puts tiles into a snapshot in the way that costs the renderer of the window least. On the stack of
 * a snapshot function, from lage_tile_painter_begin() to lage_tile_painter_end().
 */
typedef struct
{
  GtkSnapshot *snapshot;
  cairo_t *cr; /* NULL: tiles become nodes of their own */
} LageTilePainter;

void lage_tile_painter_begin (LageTilePainter       *self,
                              GtkWidget             *widget,
                              GtkSnapshot           *snapshot);
void lage_tile_painter_add   (LageTilePainter       *self,
                              GdkTexture            *tile,
                              const graphene_rect_t *place);
void lage_tile_painter_end   (LageTilePainter       *self);

G_END_DECLS
