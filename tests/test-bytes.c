/* test-bytes.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-bytes.h"

#include <math.h>
#include <string.h>

static void
test_uint (void)
{
  static const struct
  {
    guint64 value;
    gsize   size;
  } cases[] = {
    { 0, 1 }, { 1, 1 }, { 0x7f, 1 }, { 0x80, 2 }, { 0x3fff, 2 }, { 0x4000, 3 },
    { G_MAXUINT32, 5 }, { ((guint64) 1 << 63) - 1, 9 }, { (guint64) 1 << 63, 10 },
    { G_MAXUINT64, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) array = g_byte_array_new ();
      LageReader reader;

      lage_write_uint (array, cases[i].value);
      g_assert_cmpuint (array->len, ==, cases[i].size);
      lage_reader_init (&reader, array->data, array->len);
      g_assert_cmpuint (lage_reader_read_uint (&reader), ==, cases[i].value);
      g_assert_true (lage_reader_is_at_end (&reader));

      for (guint cut = 0; cut < array->len; cut++)
        {
          lage_reader_init (&reader, array->data, cut);
          g_assert_cmpuint (lage_reader_read_uint (&reader), ==, 0);
          g_assert_true (reader.failed);
          g_assert_false (lage_reader_is_at_end (&reader));
        }
    }
}

static void
test_uint_bad (void)
{
  /* A second notation of 0, of 127, and numbers of more than 64 bits. */
  static const struct
  {
    guint8 bytes[11];
    gsize  size;
  } cases[] = {
    { { 0x80, 0x00 }, 2 },
    { { 0xff, 0x80, 0x00 }, 3 },
    { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02 }, 10 },
    { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x01 }, 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageReader reader;

      lage_reader_init (&reader, cases[i].bytes, cases[i].size);
      g_assert_cmpuint (lage_reader_read_uint (&reader), ==, 0);
      g_assert_true (reader.failed);
    }
}

static void
test_int (void)
{
  static const struct
  {
    gint64 value;
    gsize  size;
  } cases[] = {
    { 0, 1 }, { -1, 1 }, { 1, 1 }, { 63, 1 }, { -64, 1 }, { 64, 2 }, { -65, 2 },
    { G_MAXINT32, 5 }, { G_MININT32, 5 }, { G_MAXINT64, 10 }, { G_MININT64, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) array = g_byte_array_new ();
      LageReader reader;

      lage_write_int (array, cases[i].value);
      g_assert_cmpuint (array->len, ==, cases[i].size);
      lage_reader_init (&reader, array->data, array->len);
      g_assert_cmpint (lage_reader_read_int (&reader), ==, cases[i].value);
      g_assert_true (lage_reader_is_at_end (&reader));
    }
}

static void
test_fixed (void)
{
  static const double reals[] = { 0.0, -1.5, 0.1, G_MAXDOUBLE, G_MINDOUBLE };
  static const guint8 little_endian[8] = { 8, 7, 6, 5, 4, 3, 2, 1 };
  g_autoptr(GByteArray) array = g_byte_array_new ();
  LageReader reader;

  lage_write_fixed64 (array, G_GUINT64_CONSTANT (0x0102030405060708));
  g_assert_cmpmem (array->data, array->len, little_endian, sizeof little_endian);
  for (guint i = 0; i < G_N_ELEMENTS (reals); i++)
    lage_write_double (array, reals[i]);
  lage_write_double (array, (double) INFINITY);

  lage_reader_init (&reader, array->data, array->len);
  g_assert_cmphex (lage_reader_read_fixed64 (&reader), ==, 0x0102030405060708);
  for (guint i = 0; i < G_N_ELEMENTS (reals); i++)
    g_assert_cmpfloat (lage_reader_read_double (&reader), ==, reals[i]);
  g_assert_true (isinf (lage_reader_read_double (&reader)));
  g_assert_true (lage_reader_is_at_end (&reader));

  lage_reader_init (&reader, array->data, 7);
  g_assert_cmphex (lage_reader_read_fixed64 (&reader), ==, 0);
  g_assert_true (reader.failed);
}

static void
test_id (void)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  LageReader reader;
  LageId id, read;

  lage_id_init_external (&id, "test", "bytes");
  lage_write_id (array, &id);
  g_assert_cmpuint (array->len, ==, 16);
  lage_reader_init (&reader, array->data, 16);
  read = lage_reader_read_id (&reader);
  g_assert_true (lage_id_equal (&id, &read));
  g_assert_true (lage_reader_is_at_end (&reader));

  lage_reader_init (&reader, array->data, 15);
  read = lage_reader_read_id (&reader);
  g_assert_true (lage_id_is_none (&read));
  g_assert_true (reader.failed);
}

static void
test_block (void)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  LageReader reader;
  const guint8 *block;
  gsize size = 99;

  lage_write_block (array, "flood", 5);
  lage_write_block (array, NULL, 0);
  lage_reader_init (&reader, array->data, array->len);
  block = lage_reader_read_block (&reader, &size);
  g_assert_cmpmem (block, size, "flood", 5);
  block = lage_reader_read_block (&reader, &size);
  g_assert_nonnull (block);
  g_assert_cmpuint (size, ==, 0);
  g_assert_true (lage_reader_is_at_end (&reader));

  /* One byte less than announced. */
  lage_reader_init (&reader, array->data, 5);
  g_assert_null (lage_reader_read_block (&reader, &size));
  g_assert_cmpuint (size, ==, 0);
  g_assert_true (reader.failed);
}

static void
test_block_huge (void)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  LageReader reader;
  gsize size;

  lage_write_uint (array, G_MAXUINT64);
  lage_write_byte (array, 1);
  lage_reader_init (&reader, array->data, array->len);
  g_assert_null (lage_reader_read_block (&reader, &size));
  g_assert_true (reader.failed);
}

static void
test_failure_stays (void)
{
  static const guint8 data[] = { 1, 2, 3, 4 };
  LageReader reader;
  LageId id;
  gsize size;

  lage_reader_init (&reader, data, sizeof data);
  lage_reader_read_fixed64 (&reader);
  g_assert_true (reader.failed);

  /* There are bytes left, but nothing after a failure may look like a value. */
  g_assert_cmpuint (lage_reader_read_byte (&reader), ==, 0);
  g_assert_cmpuint (lage_reader_read_uint (&reader), ==, 0);
  g_assert_cmpint (lage_reader_read_int (&reader), ==, 0);
  g_assert_cmpfloat (lage_reader_read_double (&reader), ==, 0.0);
  id = lage_reader_read_id (&reader);
  g_assert_true (lage_id_is_none (&id));
  g_assert_null (lage_reader_read_block (&reader, &size));
  g_assert_true (reader.failed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/bytes/uint", test_uint);
  g_test_add_func ("/base/bytes/uint-bad", test_uint_bad);
  g_test_add_func ("/base/bytes/int", test_int);
  g_test_add_func ("/base/bytes/fixed", test_fixed);
  g_test_add_func ("/base/bytes/id", test_id);
  g_test_add_func ("/base/bytes/block", test_block);
  g_test_add_func ("/base/bytes/block-huge", test_block_huge);
  g_test_add_func ("/base/bytes/failure-stays", test_failure_stays);

  return g_test_run ();
}
