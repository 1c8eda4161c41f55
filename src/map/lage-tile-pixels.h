/* lage-tile-pixels.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkPixbuf  * lage_tile_pixels_decode  (GBytes     *bytes,
                                       GError    **error);
GdkPixbuf  * lage_tile_pixels_new     (guint       size,
                                       gboolean    is_overlay);
void         lage_tile_pixels_compose (GdkPixbuf  *target,
                                       GdkPixbuf  *image,
                                       guint       target_x,
                                       guint       target_y,
                                       guint       target_size,
                                       guint       n_parts,
                                       guint       part_x,
                                       guint       part_y);
GdkPixbuf  * lage_tile_pixels_straighten (GdkPixbuf *image,
                                          guint      zoom,
                                          guint      y);
void         lage_tile_pixels_darken  (GdkPixbuf  *target);
GdkTexture * lage_tile_pixels_finish  (GdkPixbuf  *target);
GdkTexture * lage_tile_pixels_make_blank (void);
gboolean     lage_tile_pixels_is_blank (GdkTexture *texture);

G_END_DECLS
