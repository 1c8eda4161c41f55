/* lage-tile-pixels.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-pixels.h"

#include <string.h>

#include "lage-mercator.h"
#include "lage-tile-source.h"

/* Turns the images of tile packs and tile servers into the one kind of tile that the base layer
 * draws. Runs on the map thread. */

/* Larger than any tile in use (1024 at four times the density); what claims more is hostile. */
#define MAX_IMAGE_SIZE 2048

/* Where a tile is transparent, it shows the colour of unprinted land. */
#define BACKGROUND 0xf2f0ebff

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  gboolean *is_too_large = user_data;

  if (width <= MAX_IMAGE_SIZE && height <= MAX_IMAGE_SIZE)
    return;

  /* A size of nothing makes the loader stop before it allocates what the header claims. */
  *is_too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/**
 * lage_tile_pixels_decode:
 * @bytes: a PNG, JPEG or whatever else the installed loaders know
 * @error: why it is not an image
 *
 * Returns: (transfer full): the image, or %NULL
 */
GdkPixbuf *
lage_tile_pixels_decode (GBytes  *bytes,
                         GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) local_error = NULL;
  gboolean is_too_large = FALSE;
  gboolean is_complete;
  GdkPixbuf *pixbuf;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &is_too_large);

  /* The loader takes no bytes at all for a mistake in the program; of a server they are bad input. */
  is_complete = g_bytes_get_size (bytes) > 0 &&
                gdk_pixbuf_loader_write_bytes (loader, bytes, &local_error);
  if (!gdk_pixbuf_loader_close (loader, is_complete ? &local_error : NULL))
    is_complete = FALSE;

  if (is_too_large)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "image is larger than %d pixels", MAX_IMAGE_SIZE);
      return NULL;
    }

  pixbuf = is_complete ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;

  if (pixbuf == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not an image: %s",
                   local_error != NULL ? local_error->message : "no pixels");
      return NULL;
    }

  if (gdk_pixbuf_get_width (pixbuf) != gdk_pixbuf_get_height (pixbuf))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "tile of %d x %d is not a square",
                   gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
      return NULL;
    }

  return g_object_ref (pixbuf);
}

/**
 * lage_tile_pixels_new:
 * @size: pixels of an edge
 * @is_overlay: whether what is below shall be seen through it
 *
 * Returns: (transfer full): an empty tile; opaque, unless it is for an overlay
 */
GdkPixbuf *
lage_tile_pixels_new (guint    size,
                      gboolean is_overlay)
{
  GdkPixbuf *pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, is_overlay, 8, (int) size, (int) size);

  gdk_pixbuf_fill (pixbuf, is_overlay ? 0 : BACKGROUND);

  return pixbuf;
}

/**
 * lage_tile_pixels_compose:
 * @target: the tile
 * @image: a square image
 * @target_x: left edge of the square to fill
 * @target_y: top edge of it
 * @target_size: width and height of it
 * @n_parts: how many parts the image is cut into each way; 1 takes it whole
 * @part_x: which part from the left
 * @part_y: which part from the top
 *
 * Puts a part of an image into a square of the tile, enlarged or reduced as needed.
 */
void
lage_tile_pixels_compose (GdkPixbuf *target,
                          GdkPixbuf *image,
                          guint      target_x,
                          guint      target_y,
                          guint      target_size,
                          guint      n_parts,
                          guint      part_x,
                          guint      part_y)
{
  double scale;

  g_return_if_fail (GDK_IS_PIXBUF (target));
  g_return_if_fail (GDK_IS_PIXBUF (image));
  g_return_if_fail (part_x < n_parts && part_y < n_parts);
  g_return_if_fail (target_x + target_size <= (guint) gdk_pixbuf_get_width (target));
  g_return_if_fail (target_y + target_size <= (guint) gdk_pixbuf_get_height (target));

  scale = (double) target_size * n_parts / gdk_pixbuf_get_width (image);

  if ((!gdk_pixbuf_get_has_alpha (image) || gdk_pixbuf_get_has_alpha (target)) &&
      (guint) gdk_pixbuf_get_width (image) == target_size && n_parts == 1)
    gdk_pixbuf_copy_area (image, 0, 0, (int) target_size, (int) target_size, target,
                          (int) target_x, (int) target_y);
  else
    gdk_pixbuf_composite (image, target, (int) target_x, (int) target_y, (int) target_size,
                          (int) target_size, (double) target_x - (double) part_x * target_size,
                          (double) target_y - (double) part_y * target_size, scale, scale,
                          GDK_INTERP_BILINEAR, 255);
}

/**
 * lage_tile_pixels_straighten:
 * @image: a map of the ground of a tile in degrees: its rows are steps of latitude
 * @zoom: of the tile
 * @y: of the tile
 *
 * For servers that have no Mercator. Columns of both are steps of longitude, so only rows move: each
 * is mixed of the two between which its latitude lies. The rows of a tile are nearly even from zoom
 * 8 on, so that what moves is far less than a row.
 *
 * Returns: (transfer full): the same ground in Mercator
 */
GdkPixbuf *
lage_tile_pixels_straighten (GdkPixbuf *image,
                             guint      zoom,
                             guint      y)
{
  GdkPixbuf *straight;
  const guint8 *from;
  guint8 *to;
  gsize n_row_bytes;
  gsize from_stride, to_stride;
  int height;
  double north, south;

  g_return_val_if_fail (GDK_IS_PIXBUF (image), NULL);

  straight = gdk_pixbuf_copy (image);
  height = gdk_pixbuf_get_height (image);
  from = gdk_pixbuf_read_pixels (image);
  to = gdk_pixbuf_get_pixels (straight);
  from_stride = (gsize) gdk_pixbuf_get_rowstride (image);
  to_stride = (gsize) gdk_pixbuf_get_rowstride (straight);
  n_row_bytes = (gsize) gdk_pixbuf_get_width (image) * (gsize) gdk_pixbuf_get_n_channels (image);
  north = lage_mercator_latitude (y * exp2 (-(double) zoom));
  south = lage_mercator_latitude ((y + 1.0) * exp2 (-(double) zoom));

  for (int row = 0; row < height; row++)
    {
      double latitude =
        lage_mercator_latitude ((y + (row + 0.5) / height) * exp2 (-(double) zoom));
      double from_row = CLAMP ((north - latitude) / (north - south) * height - 0.5, 0, height - 1);
      gsize first = (gsize) from_row;
      gsize second = MIN (first + 1, (gsize) height - 1);
      guint share = (guint) ((from_row - (double) first) * 256);
      const guint8 *a = from + first * from_stride;
      const guint8 *b = from + second * from_stride;
      guint8 *target = to + (gsize) row * to_stride;

      for (gsize i = 0; i < n_row_bytes; i++)
        target[i] = (guint8) ((a[i] * (256 - share) + b[i] * share) >> 8);
    }

  return straight;
}

/**
 * lage_tile_pixels_darken:
 * @target: a tile
 *
 * Turns light into dark and leaves the hue: water stays blue on a map for the night. A map drawn
 * for paper would blind the eye in a dark room.
 */
void
lage_tile_pixels_darken (GdkPixbuf *target)
{
  guint n_bytes;
  guint8 *pixels;

  g_return_if_fail (GDK_IS_PIXBUF (target));
  g_return_if_fail (gdk_pixbuf_get_n_channels (target) == 3);
  g_return_if_fail (gdk_pixbuf_get_rowstride (target) == 3 * gdk_pixbuf_get_width (target));

  pixels = gdk_pixbuf_get_pixels_with_length (target, &n_bytes);

  for (guint i = 0; i + 2 < n_bytes; i += 3)
    {
      guint8 *pixel = pixels + i;
      int most = MAX (pixel[0], MAX (pixel[1], pixel[2]));
      int least = MIN (pixel[0], MIN (pixel[1], pixel[2]));
      int shift = 255 - most - least;

      /* Not to full black, nor to full white: 24 to 219. */
      for (guint j = 0; j < 3; j++)
        pixel[j] = (guint8) (24 + (pixel[j] + shift) * 195 / 255);
    }
}

/* Without the alpha channel, which would cost twice the time in every frame. */
static GdkTexture *
make_opaque (GdkPixbuf *target)
{
  int width = gdk_pixbuf_get_width (target);
  int height = gdk_pixbuf_get_height (target);
  g_autoptr(GdkPixbuf) opaque = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  const guint8 *from = gdk_pixbuf_read_pixels (target);
  guint8 *to = gdk_pixbuf_get_pixels (opaque);
  g_autoptr(GBytes) bytes = NULL;

  for (int y = 0; y < height; y++)
    {
      const guint8 *in = from + y * gdk_pixbuf_get_rowstride (target);
      guint8 *out = to + y * gdk_pixbuf_get_rowstride (opaque);

      for (int x = 0; x < width; x++, in += 4, out += 3)
        memcpy (out, in, 3);
    }
  bytes = gdk_pixbuf_read_pixel_bytes (opaque);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, bytes,
                                 (gsize) gdk_pixbuf_get_rowstride (opaque));
}

/* In the format that cairo draws without another conversion in every frame. */
static GdkTexture *
make_translucent (GdkPixbuf *target)
{
  gsize n = (gsize) gdk_pixbuf_get_width (target) * (gsize) gdk_pixbuf_get_height (target);
  const guint8 *pixel = gdk_pixbuf_read_pixels (target);
  guint32 *pixels = g_new (guint32, n);
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = 0; i < n; i++, pixel += 4)
    {
      guint32 alpha = pixel[3];

      pixels[i] = alpha << 24 | (pixel[0] * alpha + 127) / 255 << 16
                  | (pixel[1] * alpha + 127) / 255 << 8 | (pixel[2] * alpha + 127) / 255;
    }
  bytes = g_bytes_new_take (pixels, n * sizeof *pixels);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (target), gdk_pixbuf_get_height (target),
                                 GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) gdk_pixbuf_get_width (target) * sizeof *pixels);
}

/**
 * lage_tile_pixels_make_blank:
 *
 * Returns: (transfer full): a texture that stands for a tile of which nothing can be seen, and
 *   needs neither memory nor time
 */
GdkTexture *
lage_tile_pixels_make_blank (void)
{
  static const guint8 nothing[4] = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (nothing, sizeof nothing);

  return gdk_memory_texture_new (1, 1, GDK_MEMORY_DEFAULT, bytes, sizeof nothing);
}

gboolean
lage_tile_pixels_is_blank (GdkTexture *texture)
{
  return gdk_texture_get_width (texture) == 1;
}

/**
 * lage_tile_pixels_finish:
 * @target: (transfer none): the finished tile
 *
 * Returns: (transfer full): its texture; with alpha only where something shines through
 */
GdkTexture *
lage_tile_pixels_finish (GdkPixbuf *target)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (GDK_IS_PIXBUF (target), NULL);

  if (gdk_pixbuf_get_has_alpha (target))
    {
      const guint8 *pixel = gdk_pixbuf_read_pixels (target);
      gsize n = (gsize) gdk_pixbuf_get_width (target) * (gsize) gdk_pixbuf_get_height (target);
      guint8 least = 255;
      guint8 most = 0;

      for (gsize i = 0; i < n; i++, pixel += 4)
        {
          least = MIN (least, pixel[3]);
          most = MAX (most, pixel[3]);
        }
      if (most == 0)
        return lage_tile_pixels_make_blank ();

      return least == 255 ? make_opaque (target) : make_translucent (target);
    }

  bytes = gdk_pixbuf_read_pixel_bytes (target);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (target), gdk_pixbuf_get_height (target),
                                 GDK_MEMORY_R8G8B8, bytes,
                                 (gsize) gdk_pixbuf_get_rowstride (target));
}
