/* test-zip.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-error.h"
#include "lage-zip.h"
#include "zip-fixture.h"

static void
assert_content (GBytes     *archive,
                GPtrArray  *members,
                guint       index,
                const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = lage_zip_unpack (archive, g_ptr_array_index (members, index), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
test_good (void)
{
  ZipWriter *writer = zip_writer_new ();
  g_autoptr(GBytes) archive = NULL;
  g_autoptr(GPtrArray) members = NULL;
  g_autoptr(GError) error = NULL;

  zip_writer_add (writer, "ordner/Deich.txt", "Deich Deich Deich", 17);
  zip_writer_add_full (writer, "stored", "as it is", 8, FALSE, 8, 0100644, 0);
  zip_writer_add (writer, "empty", "", 0);
  archive = zip_writer_end (writer);

  members = lage_zip_list (archive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 3);
  g_assert_cmpstr (((LageZipMember *) g_ptr_array_index (members, 0))->name, ==,
                   "ordner/Deich.txt");
  assert_content (archive, members, 0, "Deich Deich Deich");
  assert_content (archive, members, 1, "as it is");
  assert_content (archive, members, 2, "");
}

static void
assert_refused (ZipWriter  *writer,
                int         code,
                const char *words)
{
  g_autoptr(GBytes) archive = zip_writer_end (writer);
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_zip_list (archive, &error));
  g_assert_error (error, LAGE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_names (void)
{
  static const char *const bad[] = { "../geheim.shp", "a/../../b.kml", "/etc/passwd", "C:\\a.shp",
                                     "a\\..\\b.shp" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ZipWriter *writer = zip_writer_new ();

      zip_writer_add (writer, "good.kml", "x", 1);
      zip_writer_add (writer, bad[i], "x", 1);
      assert_refused (writer, LAGE_ERROR_UNSUPPORTED, "path");
    }
}

static void
test_links (void)
{
  ZipWriter *writer = zip_writer_new ();

  zip_writer_add_full (writer, "a.shp", "/etc/passwd", 11, FALSE, 11, 0120777, 0);
  assert_refused (writer, LAGE_ERROR_UNSUPPORTED, "link");

  writer = zip_writer_new ();
  zip_writer_add_full (writer, "a.shp", "x", 1, FALSE, 1, 0100644, 1);
  assert_refused (writer, LAGE_ERROR_UNSUPPORTED, "encrypted");
}

static void
test_bombs (void)
{
  gsize size = 8 * 1024 * 1024;
  g_autofree guint8 *zeros = g_malloc0 (size);
  ZipWriter *writer = zip_writer_new ();
  g_autoptr(GBytes) archive = NULL;
  g_autoptr(GPtrArray) members = NULL;
  g_autoptr(GError) error = NULL;

  /* Says what it is. */
  zip_writer_add (writer, "bomb", zeros, size);
  assert_refused (writer, LAGE_ERROR_TOO_LARGE, "grow");

  /* Many of them. */
  writer = zip_writer_new ();
  for (guint i = 0; i < 40; i++)
    zip_writer_add_full (writer, "bomb", zeros, 100 * 1024, FALSE, 100 * 1024, 0100644, 0);
  for (guint i = 0; i <= LAGE_ZIP_MAX_MEMBERS; i++)
    zip_writer_add_full (writer, "small", "x", 1, FALSE, 1, 0100644, 0);
  assert_refused (writer, LAGE_ERROR_TOO_LARGE, "files");

  /* Lies about it. */
  writer = zip_writer_new ();
  zip_writer_add_full (writer, "bomb", zeros, size, TRUE, 1000, 0100644, 0);
  archive = zip_writer_end (writer);
  members = lage_zip_list (archive, &error);
  g_assert_no_error (error);
  g_assert_null (lage_zip_unpack (archive, g_ptr_array_index (members, 0), &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
}

/* Whatever is cut off or turned over: an error or the truth, never anything else. */
static void
test_damaged (void)
{
  ZipWriter *writer = zip_writer_new ();
  g_autoptr(GBytes) archive = NULL;
  const guint8 *data;
  gsize size;

  zip_writer_add (writer, "a.txt", "one two three four five six seven", 33);
  archive = zip_writer_end (writer);
  data = g_bytes_get_data (archive, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr(GBytes) cut = g_bytes_new (data, i);
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr(GBytes) turned = NULL;
      g_autoptr(GPtrArray) members = lage_zip_list (cut, NULL);

      g_assert_null (members);
      copy[i] ^= 0x55;
      turned = g_bytes_new (copy, size);
      members = lage_zip_list (turned, NULL);
      for (guint k = 0; members != NULL && k < members->len; k++)
        {
          g_autoptr(GBytes) bytes = lage_zip_unpack (turned, g_ptr_array_index (members, k), NULL);

          g_assert_true (bytes == NULL || g_bytes_get_size (bytes) == 33);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/zip/good", test_good);
  g_test_add_func ("/exchange/zip/names", test_names);
  g_test_add_func ("/exchange/zip/links", test_links);
  g_test_add_func ("/exchange/zip/bombs", test_bombs);
  g_test_add_func ("/exchange/zip/damaged", test_damaged);

  return g_test_run ();
}
