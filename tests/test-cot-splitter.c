/* test-cot-splitter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-cot-splitter.h"

/* What came out, one line a piece: '+' an event, '-' cut off, '!' too long. */
static void
piece_cb (LageCotPiece  piece,
          const char   *text,
          gsize         length,
          gpointer      user_data)
{
  GString *out = user_data;

  g_string_append_c (out, "+-!"[piece]);
  if (piece == LAGE_COT_TOO_LONG)
    g_string_append_printf (out, "%" G_GSIZE_FORMAT, length);
  else
    g_string_append_len (out, text, (gssize) length);
  g_string_append_c (out, '\n');
}

static char *
split (const char *text,
       gsize       size,
       gsize       first,
       gsize       then,
       guint64    *n_skipped_bytes)
{
  g_autoptr(LageCotSplitter) splitter = lage_cot_splitter_new ();
  GString *out = g_string_new (NULL);
  gsize offset = MIN (first, size);

  lage_cot_splitter_push (splitter, text, offset, piece_cb, out);
  while (offset < size)
    {
      gsize n = MIN (then, size - offset);

      lage_cot_splitter_push (splitter, text + offset, n, piece_cb, out);
      offset += n;
    }
  lage_cot_splitter_end (splitter, piece_cb, out);
  if (n_skipped_bytes != NULL)
    *n_skipped_bytes = lage_cot_splitter_get_n_skipped_bytes (splitter);
  return g_string_free (out, FALSE);
}

static void
test_cases (void)
{
  static const struct
  {
    const char *input;
    const char *expected;
    guint64     n_skipped_bytes;
  } cases[] = {
    { "", "", 0 },
    { "<event/>", "+<event/>\n", 0 },
    { "<event></event>", "+<event></event>\n", 0 },
    { "<event a='1'></event \n >", "+<event a='1'></event \n >\n", 0 },
    { "<event a='/'></event>", "+<event a='/'></event>\n", 0 },
    { "<event a=\"'>\"/>", "+<event a=\"'>\"/>\n", 0 },
    { "<?xml version=\"1.0\"?>\n<event></event>", "+<event></event>\n", 0 },
    { "<event 1/><event 2/>\r\n <event 3/>", "+<event 1/>\n+<event 2/>\n+<event 3/>\n", 0 },
    { "<!-- <event> --><event/>", "+<event/>\n", 0 },
    { "<event a=\"</event>\"></event>", "+<event a=\"</event>\"></event>\n", 0 },
    { "<event><!-- </event> --></event>", "+<event><!-- </event> --></event>\n", 0 },
    { "<event><![CDATA[</event>]]]></event>", "+<event><![CDATA[</event>]]]></event>\n", 0 },
    { "<event><eventual/></events></event>", "+<event><eventual/></events></event>\n", 0 },
    { "<event><a></b></event>", "+<event><a></b></event>\n", 0 },
    { "xy<event/>z", "+<event/>\n", 3 },
    { "<events><event/></events>", "+<event/>\n", 17 },
    { "<?xml <event/>", "+<event/>\n", 6 },
    { "<?><event/>", "+<event/>\n", 3 },
    { "<event><point", "-<event><point\n", 0 },
    { "<event><a<event b='1'/>", "-<event><a\n+<event b='1'/>\n", 0 },
    { "<event><a b=\"1<event c=\"2\"/>", "-<event><a b=\"1\n+<event c=\"2\"/>\n", 0 },
    { "<event><a b=\"1<?xml version=\"1.0\"?><event/>", "-<event><a b=\"1\n+<event/>\n", 0 },
    { "<event><a></a><event/>", "-<event><a></a>\n+<event/>\n", 0 },
    { "<event><![CDATA[<event>", "-<event><![CDATA[<event>\n", 0 },
    { "<eve", "", 4 },
    { "<!-- open", "", 9 },
    { "<EVENT/>", "", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize size = strlen (cases[i].input);

      for (gsize first = 0; first <= size; first++)
        {
          guint64 n_whole, n_bytes;
          g_autofree char *two = split (cases[i].input, size, first, size + 1, &n_whole);
          g_autofree char *many = split (cases[i].input, size, first, 1, &n_bytes);

          g_assert_cmpstr (two, ==, cases[i].expected);
          g_assert_cmpstr (many, ==, cases[i].expected);
          g_assert_cmpuint (n_whole, ==, cases[i].n_skipped_bytes);
          g_assert_cmpuint (n_bytes, ==, cases[i].n_skipped_bytes);
        }
    }
}

/* @n_bytes of event, then another one. */
static char *
make_long (gsize n_bytes)
{
  GString *text = g_string_new ("<event><a>");

  while (text->len < n_bytes - strlen ("</a></event>"))
    g_string_append_c (text, 'x');
  g_string_append (text, "</a></event><event/>");
  return g_string_free (text, FALSE);
}

static void
test_limit (void)
{
  static const gsize pieces[] = { 4096, 65536, 3 * LAGE_COT_MAX_EVENT_SIZE };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *largest = make_long (LAGE_COT_MAX_EVENT_SIZE);
      g_autofree char *too_long = make_long (LAGE_COT_MAX_EVENT_SIZE + 1);
      g_autofree char *good = split (largest, strlen (largest), 0, pieces[i], NULL);
      g_autofree char *bad = split (too_long, strlen (too_long), 0, pieces[i], NULL);

      g_assert_cmpuint (strlen (good), ==, LAGE_COT_MAX_EVENT_SIZE + 2 + strlen ("+<event/>\n"));
      g_assert_true (g_str_has_suffix (good, "</a></event>\n+<event/>\n"));
      /* The rest of the long one is the '>' of its end. */
      g_assert_cmpstr (bad, ==, "!1048576\n+<event/>\n");
    }
}

static void
test_reuse (void)
{
  g_autoptr(LageCotSplitter) splitter = lage_cot_splitter_new ();
  g_autoptr(GString) out = g_string_new (NULL);

  lage_cot_splitter_push (splitter, "<event a=\"", 10, piece_cb, out);
  lage_cot_splitter_end (splitter, piece_cb, out);
  lage_cot_splitter_push (splitter, "<event/>", 8, piece_cb, out);
  g_assert_cmpstr (out->str, ==, "-<event a=\"\n+<event/>\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/cot-splitter/cases", test_cases);
  g_test_add_func ("/feeds/cot-splitter/limit", test_limit);
  g_test_add_func ("/feeds/cot-splitter/reuse", test_reuse);
  return g_test_run ();
}
