/* test-table.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-table.h"

#include <string.h>

static void
test_columns (void)
{
  g_autoptr(LageTable) table = lage_table_new (3);
  g_autofree char *text = NULL;

  lage_table_set_right (table, 1);
  lage_table_add (table, "Name");
  lage_table_add (table, "cm");
  lage_table_add (table, "Source");
  lage_table_add (table, "Schöpfstelle");
  lage_table_take (table, g_strdup ("1109"));
  lage_table_take (table, NULL);
  text = lage_table_to_text (table);
  g_assert_cmpstr (text, ==, "Name            cm  Source\n"
                             "Schöpfstelle  1109\n");
}

static void
test_width (void)
{
  g_autoptr(LageTable) table = lage_table_new (2);
  g_autofree char *text = NULL;

  /* Two wide characters, then an e with a combining accent. */
  lage_table_add (table, "水位");
  lage_table_add (table, "x");
  lage_table_add (table, "e\xcc\x81");
  lage_table_add (table, "y");
  text = lage_table_to_text (table);
  g_assert_cmpstr (text, ==, "水位  x\ne\xcc\x81     y\n");
}

static void
test_one_line (void)
{
  g_autoptr(LageTable) table = lage_table_new (1);
  g_autofree char *limit = g_strnfill (60, 'a');
  g_autofree char *longer = g_strnfill (61, 'b');
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  lage_table_add (table, "a\nb\x1b[2J");
  lage_table_add (table, limit);
  lage_table_add (table, longer);
  text = lage_table_to_text (table);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "a b [2J");
  g_assert_cmpstr (lines[1], ==, limit);
  g_assert_cmpint (g_utf8_strlen (lines[2], -1), ==, 60);
  g_assert_true (g_str_has_suffix (lines[2], "b…"));
}

static void
test_empty (void)
{
  g_autoptr(LageTable) table = lage_table_new (2);
  g_autofree char *none = lage_table_to_text (table);
  g_autofree char *blank = NULL;

  g_assert_cmpstr (none, ==, "");
  lage_table_add (table, "");
  lage_table_add (table, NULL);
  blank = lage_table_to_text (table);
  g_assert_cmpstr (blank, ==, "\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/table/columns", test_columns);
  g_test_add_func ("/cli/table/width", test_width);
  g_test_add_func ("/cli/table/one-line", test_one_line);
  g_test_add_func ("/cli/table/empty", test_empty);

  return g_test_run ();
}
