/* lage-tile-pixels.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-pixels.h"

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
 *
 * Returns: (transfer full): an empty opaque tile
 */
GdkPixbuf *
lage_tile_pixels_new (void)
{
  GdkPixbuf *pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, LAGE_TILE_SIZE, LAGE_TILE_SIZE);

  gdk_pixbuf_fill (pixbuf, BACKGROUND);

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

  if (!gdk_pixbuf_get_has_alpha (image) && (guint) gdk_pixbuf_get_width (image) == target_size &&
      n_parts == 1)
    gdk_pixbuf_copy_area (image, 0, 0, (int) target_size, (int) target_size, target,
                          (int) target_x, (int) target_y);
  else
    gdk_pixbuf_composite (image, target, (int) target_x, (int) target_y, (int) target_size,
                          (int) target_size, (double) target_x - (double) part_x * target_size,
                          (double) target_y - (double) part_y * target_size, scale, scale,
                          GDK_INTERP_BILINEAR, 255);
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

/**
 * lage_tile_pixels_finish:
 * @target: (transfer none): the finished tile
 *
 * Returns: (transfer full): its texture
 */
GdkTexture *
lage_tile_pixels_finish (GdkPixbuf *target)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (GDK_IS_PIXBUF (target), NULL);

  bytes = gdk_pixbuf_read_pixel_bytes (target);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (target), gdk_pixbuf_get_height (target),
                                 GDK_MEMORY_R8G8B8, bytes,
                                 (gsize) gdk_pixbuf_get_rowstride (target));
}
