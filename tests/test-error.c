/* test-error.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-error.h"

/* The numbers are in no file and no message, but the words of the windows hang on them. */
static void
test_domain (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (g_quark_to_string (LAGE_ERROR), ==, "lage-error-quark");
  g_set_error (&error, LAGE_ERROR, LAGE_ERROR_DAMAGED, "page %u", 7u);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED);
  g_assert_false (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_INVALID));
  g_assert_false (g_error_matches (error, g_file_error_quark (), LAGE_ERROR_DAMAGED));
}

static void
test_prefix_keeps_the_code (void)
{
  g_autoptr(GError) error = NULL;

  g_set_error_literal (&error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "ends within a number");
  g_prefix_error (&error, "reading %d: ", 3);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED);
  g_assert_cmpstr (error->message, ==, "reading 3: ends within a number");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/error/domain", test_domain);
  g_test_add_func ("/base/error/prefix-keeps-the-code", test_prefix_keeps_the_code);

  return g_test_run ();
}
