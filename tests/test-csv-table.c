/* test-csv-table.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-csv-table.h"
#include "lage-error.h"

static LageCsvTable *
read_table (const void *data,
            gsize       size,
            GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);

  return lage_csv_table_new (bytes, 1000, error);
}

static const char *
get_cell (const LageCsvTable *table,
          guint               row,
          guint               column)
{
  return ((char **) g_ptr_array_index (table->rows, row))[column];
}

static void
test_variants (void)
{
  static const struct
  {
    const char *text;
    gsize       size;
    char        delimiter;
    const char *encoding;
  } cases[] = {
#define TEXT(text) text, sizeof text - 1
    { TEXT ("Name;Länge\nSüd;9,97\n"), ';', "UTF-8" },
    { TEXT ("\xef\xbb\xbfName,Länge\r\nSüd,\"9,97\"\r\n"), ',', "UTF-8" },
    { TEXT ("Name\tL\xe4nge\nS\xfc" "d\t9,97"), '\t', "windows-1252" },
    { TEXT ("sep=|\r\nName|Länge\r\nSüd|9,97\r\n"), '|', "UTF-8" },
    { TEXT ("\xff\xfeN\0a\0m\0e\0;\0L\0\xe4\0n\0g\0e\0\n\0S\0\xfc\0d\0;\0" "9\0,\0" "9\0" "7\0"),
      ';', "UTF-16" },
    { TEXT ("\xfe\xff\0N\0a\0m\0e\0;\0L\0\xe4\0n\0g\0e\0\n\0S\0\xfc\0d\0;\0" "9\0,\0" "9\0" "7"),
      ';', "UTF-16" },
#undef TEXT
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LageCsvTable) table = read_table (cases[i].text, cases[i].size, &error);

      g_assert_no_error (error);
      g_assert_cmpint (table->delimiter, ==, cases[i].delimiter);
      g_assert_cmpstr (table->encoding, ==, cases[i].encoding);
      g_assert_cmpuint (table->columns->len, ==, 2);
      g_assert_cmpstr (g_ptr_array_index (table->columns, 0), ==, "Name");
      g_assert_cmpstr (g_ptr_array_index (table->columns, 1), ==, "Länge");
      g_assert_cmpuint (table->rows->len, ==, 1);
      g_assert_cmpstr (get_cell (table, 0, 0), ==, "Süd");
      g_assert_cmpstr (get_cell (table, 0, 1), ==, "9,97");
    }
}

static void
test_quotes (void)
{
  const char *text = "a;b;c\n"
                     "\"one; \"\"two\"\"\";\"two\nlines\";\n"
                     "\n"
                     "short\n"
                     "full;of;cells;;\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(LageCsvTable) table = read_table (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->rows->len, ==, 3);
  g_assert_cmpstr (get_cell (table, 0, 0), ==, "one; \"two\"");
  g_assert_cmpstr (get_cell (table, 0, 1), ==, "two\nlines");
  g_assert_cmpstr (get_cell (table, 0, 2), ==, "");
  g_assert_cmpstr (get_cell (table, 1, 0), ==, "short");
  g_assert_cmpstr (get_cell (table, 1, 2), ==, "");
  g_assert_cmpstr (get_cell (table, 2, 2), ==, "cells");
}

static void
test_header (void)
{
  const char *text = "Name;;name;Name\n1;2;3;4\n";
  g_autoptr(LageCsvTable) table = read_table (text, strlen (text), NULL);

  g_assert_nonnull (table);
  g_assert_cmpstr (g_ptr_array_index (table->columns, 1), ==, "2");
  g_assert_cmpstr (g_ptr_array_index (table->columns, 2), ==, "name 2");
  g_assert_cmpstr (g_ptr_array_index (table->columns, 3), ==, "Name 3");
}

static void
assert_refused (const char *text,
                gsize       size,
                int         code,
                const char *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_table (text, size, &error));
  g_assert_error (error, LAGE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_bad (void)
{
  g_autoptr(GString) wide = g_string_new (NULL);
  g_autoptr(GString) long_text = g_string_new ("a\n");

  assert_refused ("", 0, LAGE_ERROR_INVALID, "no rows");
  assert_refused ("only;a;header\n", 14, LAGE_ERROR_INVALID, "no rows");
  assert_refused ("a;b\n1;2;3\n", 10, LAGE_ERROR_INVALID, "line 2: 3 cells");
  assert_refused ("a;b\n\"1;2\n", 9, LAGE_ERROR_TRUNCATED, "line 2");
  assert_refused ("a;b\n\0;2\n", 8, LAGE_ERROR_INVALID, "zero byte");

  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, "x;");
  assert_refused (wide->str, wide->len, LAGE_ERROR_TOO_LARGE, "columns");

  for (guint i = 0; i <= LAGE_CSV_MAX_CELL_BYTES; i++)
    g_string_append_c (long_text, 'x');
  assert_refused (long_text->str, long_text->len, LAGE_ERROR_TOO_LARGE, "line 2: a cell");

  g_string_assign (long_text, "a\n");
  for (guint i = 0; i <= 1000; i++)
    g_string_append (long_text, "x\n");
  assert_refused (long_text->str, long_text->len, LAGE_ERROR_TOO_LARGE, "rows");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/csv-table/variants", test_variants);
  g_test_add_func ("/exchange/csv-table/quotes", test_quotes);
  g_test_add_func ("/exchange/csv-table/header", test_header);
  g_test_add_func ("/exchange/csv-table/bad", test_bad);

  return g_test_run ();
}
