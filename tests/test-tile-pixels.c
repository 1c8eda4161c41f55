/* test-tile-pixels.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-pixels.h"

#include "lage-tile-source.h"

static GdkPixbuf *
make_image (int      width,
            int      height,
            guint32  rgba,
            gboolean has_alpha)
{
  GdkPixbuf *image = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);

  gdk_pixbuf_fill (image, rgba);
  return image;
}

static GBytes *
make_png (GdkPixbuf *image)
{
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  gdk_pixbuf_save_to_buffer (image, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static guint32
get_rgb (GdkPixbuf *image,
         int        x,
         int        y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (image)
                        + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (image)
                        + (gsize) x * (gsize) gdk_pixbuf_get_n_channels (image);

  return (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];
}

static void
assert_refused (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_tile_pixels_decode (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_decode (void)
{
  g_autoptr(GdkPixbuf) image = make_image (256, 256, 0x204080ff, FALSE);
  g_autoptr(GBytes) bytes = make_png (image);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbuf) decoded = lage_tile_pixels_decode (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (decoded), ==, 256);
  g_assert_cmphex (get_rgb (decoded, 100, 200), ==, 0x204080);
}

static void
test_bad_images (void)
{
  g_autoptr(GdkPixbuf) oblong = make_image (256, 128, 0xffffffff, FALSE);
  g_autoptr(GdkPixbuf) square = make_image (64, 64, 0xffffffff, FALSE);
  g_autoptr(GBytes) oblong_png = make_png (oblong);
  g_autoptr(GBytes) png = make_png (square);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) page = g_bytes_new_static ("<html>no tile</html>", 20);

  assert_refused (oblong_png);
  assert_refused (nothing);
  assert_refused (page);
  for (gsize size = 0; size < 33; size += 4) /* within the header */
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (png, 0, size);

      assert_refused (cut);
    }
}

static void
test_largest (void)
{
  g_autoptr(GdkPixbuf) largest = make_image (2048, 2048, 0xffffffff, FALSE);
  g_autoptr(GdkPixbuf) larger = make_image (2049, 2049, 0xffffffff, FALSE);
  g_autoptr(GBytes) largest_png = make_png (largest);
  g_autoptr(GBytes) larger_png = make_png (larger);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbuf) decoded = lage_tile_pixels_decode (largest_png, &error);

  g_assert_no_error (error);
  g_assert_nonnull (decoded);
  assert_refused (larger_png);
}

static void
test_new (void)
{
  g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);

  g_assert_cmpint (gdk_pixbuf_get_width (tile), ==, LAGE_TILE_SIZE);
  g_assert_cmpint (gdk_pixbuf_get_height (tile), ==, LAGE_TILE_SIZE);
  g_assert_false (gdk_pixbuf_get_has_alpha (tile));
  g_assert_cmphex (get_rgb (tile, 0, 0), ==, get_rgb (tile, 511, 511));
}

/* Four tiles of a server make one of ours, each in its quarter. */
static void
test_quarters (void)
{
  static const guint32 colours[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0x808080ff };
  g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GdkPixbuf) image = make_image (256, 256, colours[i], FALSE);

      lage_tile_pixels_compose (tile, image, i % 2 * 256, i / 2 * 256, 256, 1, 0, 0);
    }
  for (guint i = 0; i < 4; i++)
    {
      int x = (int) (i % 2) * 256;
      int y = (int) (i / 2) * 256;

      g_assert_cmphex (get_rgb (tile, x, y), ==, colours[i] >> 8);
      g_assert_cmphex (get_rgb (tile, x + 255, y + 255), ==, colours[i] >> 8);
    }
}

/* One part of an image, enlarged: where nothing finer is known. */
static void
test_part (void)
{
  g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);
  g_autoptr(GdkPixbuf) image = make_image (256, 256, 0x000000ff, FALSE);
  g_autoptr(GdkPixbuf) lower_left = gdk_pixbuf_new_subpixbuf (image, 0, 128, 128, 128);

  gdk_pixbuf_fill (lower_left, 0xff8000ff);
  lage_tile_pixels_compose (tile, image, 0, 0, LAGE_TILE_SIZE, 2, 0, 1);
  g_assert_cmphex (get_rgb (tile, 256, 256), ==, 0xff8000);
  g_assert_cmphex (get_rgb (tile, 0, 511), ==, 0xff8000);
  lage_tile_pixels_compose (tile, image, 0, 0, LAGE_TILE_SIZE, 2, 1, 1);
  g_assert_cmphex (get_rgb (tile, 256, 256), ==, 0x000000);
}

/* What is transparent shows the ground, so that a texture is always opaque. */
static void
test_transparent (void)
{
  g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);
  g_autoptr(GdkPixbuf) image = make_image (512, 512, 0xff000000, TRUE);
  guint32 ground = get_rgb (tile, 10, 10);

  lage_tile_pixels_compose (tile, image, 0, 0, LAGE_TILE_SIZE, 1, 0, 0);
  g_assert_cmphex (get_rgb (tile, 10, 10), ==, ground);
  g_assert_cmphex (ground, !=, 0xff0000);
}

/* Light turns dark and dark turns light, neither to the utmost; blue stays blue. */
static void
test_darken (void)
{
  static const struct
  {
    guint32 rgba;
    guint32 expected;
  } colours[] = {
    { 0xffffffff, 0x181818 },
    { 0x000000ff, 0xdbdbdb },
    { 0xb0d0ffff, 0x185478 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);
      guint32 rgb;

      gdk_pixbuf_fill (tile, colours[i].rgba);
      lage_tile_pixels_darken (tile);
      rgb = get_rgb (tile, 300, 300);
      if (i < 2)
        {
          g_assert_cmphex (rgb, ==, colours[i].expected);
          continue;
        }
      g_assert_cmpuint (rgb & 255, >, rgb >> 8 & 255);
      g_assert_cmpuint (rgb >> 8 & 255, >, rgb >> 16);
      g_assert_cmpuint (rgb >> 16, ==, 24);
    }
}

static void
test_finish (void)
{
  g_autoptr(GdkPixbuf) tile = lage_tile_pixels_new (LAGE_TILE_SIZE, FALSE);
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new (guint32, LAGE_TILE_SIZE * LAGE_TILE_SIZE);

  gdk_pixbuf_fill (tile, 0x123456ff);
  texture = lage_tile_pixels_finish (tile);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, LAGE_TILE_SIZE);
  gdk_texture_download (texture, (guchar *) pixels, LAGE_TILE_SIZE * sizeof (guint32));
  g_assert_cmphex (pixels[0], ==, 0xff123456);
  g_assert_cmphex (pixels[LAGE_TILE_SIZE * LAGE_TILE_SIZE - 1], ==, 0xff123456);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/tile-pixels/decode", test_decode);
  g_test_add_func ("/map/tile-pixels/bad-images", test_bad_images);
  g_test_add_func ("/map/tile-pixels/largest", test_largest);
  g_test_add_func ("/map/tile-pixels/new", test_new);
  g_test_add_func ("/map/tile-pixels/quarters", test_quarters);
  g_test_add_func ("/map/tile-pixels/part", test_part);
  g_test_add_func ("/map/tile-pixels/transparent", test_transparent);
  g_test_add_func ("/map/tile-pixels/darken", test_darken);
  g_test_add_func ("/map/tile-pixels/finish", test_finish);

  return g_test_run ();
}
