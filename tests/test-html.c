/* test-html.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-html.h"

static void
test_text (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },
    { "a<br/>b<BR>c<br >d", "a\nb\nc\nd" },
    { "<p>a</p><p>b</p>", "a\nb" },
    { "a <b>bold</b> <a href=\"x\">link</a>", "a bold link" },
    { "wind < 90 km/h and > 70", "wind < 90 km/h and > 70" },
    { "<90 [km/h]", "<90 [km/h]" },
    { "a<b", "a<b" },
    { "&auml;&Ouml;&szlig;&nbsp;&amp;&lt;b&gt;", "äÖß &<b>" },
    { "&#65;&#x42;&#8364;", "AB€" },
    { "&unknown; & &; &#0; &#xD800; &#1114112;", "&unknown; & &; &#0; &#xD800; &#1114112;" },
    { "a<!-- b -->c", "ac" },
    { "a<script>alert ('<b>')</script>b<style>p {}</style>c", "abc" },
    { "  a  \r\n\r\n\r\n  b  ", "a\n\nb" },
    { "<p> </p>", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lage_html_to_text (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_hostile (void)
{
  static const char *const parts[] = { "<a", "<!--", "<script>", "&#", "<p" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (guint k = 0; k < 20000; k++)
        g_string_append (html, parts[i]);
      text = lage_html_to_text (html->str);
      g_assert_true (text == NULL || strlen (text) <= html->len);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/html/text", test_text);
  g_test_add_func ("/feeds/html/hostile", test_hostile);

  return g_test_run ();
}
