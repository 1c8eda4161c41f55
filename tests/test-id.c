/* test-id.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-id.h"

#include <string.h>

#include "lage-error.h"

static void
test_random (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      LageId id = LAGE_ID_NONE;

      lage_id_init_random (&id);
      g_assert_false (lage_id_is_none (&id));
      /* Version 4, variant 1 of RFC 4122. */
      g_assert_cmphex (id.bytes[6] >> 4, ==, 4);
      g_assert_cmphex (id.bytes[8] >> 6, ==, 2);
      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
    }
}

static void
test_external (void)
{
  g_autofree char *text = NULL;
  LageId a, b, c;

  /* Permanent: stations meet years apart. First half of SHA-256 ("abc\0def"). */
  lage_id_init_external (&a, "abc", "def");
  text = lage_id_to_string (&a);
  g_assert_cmpstr (text, ==, "516a5e926ce20c5f4d80f00e1a01abdf");

  lage_id_init_external (&b, "abc", "def");
  g_assert_true (lage_id_equal (&a, &b));
  g_assert_cmpuint (lage_id_hash (&a), ==, lage_id_hash (&b));

  /* Scheme and name are told apart. */
  lage_id_init_external (&c, "abcd", "ef");
  g_assert_false (lage_id_equal (&a, &c));
  lage_id_init_external (&c, "abc", "deg");
  g_assert_false (lage_id_equal (&a, &c));
}

static void
test_parse (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  LageId id;

  g_assert_true (lage_id_parse ("00112233445566778899aabbCCDDEEFF", &id, &error));
  g_assert_no_error (error);
  g_assert_cmphex (id.bytes[1], ==, 0x11);
  g_assert_cmphex (id.bytes[15], ==, 0xff);
  text = lage_id_to_string (&id);
  g_assert_cmpstr (text, ==, "00112233445566778899aabbccddeeff");
}

static void
test_parse_bad (void)
{
  static const char *const cases[] = {
    "", "0", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
    "00112233445566778899aabbccddeefg", "00112233-4455-6677-8899-aabbccddeeff",
    " 0112233445566778899aabbccddeeff", "0x112233445566778899aabbccddeeff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      LageId id, before;

      memset (&id, 7, sizeof id);
      before = id;
      g_assert_false (lage_id_parse (cases[i], &id, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_true (lage_id_equal (&id, &before));
    }
}

static void
test_compare (void)
{
  LageId a = { { 1, 0 } }, b = { { 1, 1 } }, c = { { 0xff } };

  g_assert_cmpint (lage_id_compare (&a, &a), ==, 0);
  g_assert_cmpint (lage_id_compare (&a, &b), <, 0);
  g_assert_cmpint (lage_id_compare (&b, &a), >, 0);
  g_assert_cmpint (lage_id_compare (&b, &c), <, 0);
  g_assert_true (lage_id_is_none (&LAGE_ID_NONE));
  g_assert_false (lage_id_is_none (&a));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/id/random", test_random);
  g_test_add_func ("/base/id/external", test_external);
  g_test_add_func ("/base/id/parse", test_parse);
  g_test_add_func ("/base/id/parse-bad", test_parse_bad);
  g_test_add_func ("/base/id/compare", test_compare);

  return g_test_run ();
}
