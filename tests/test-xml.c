/* test-xml.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-error.h"
#include "lage-xml.h"

static const char *const wanted[] = { "urn:a", NULL };

static void
test_lookup (void)
{
  static const char text[] =
    "<x:r xmlns:x=\"urn:a\" xmlns:y=\"urn:b\">\n<y:c>no</y:c><x:c> one <![CDATA[<two>]]>\n</x:c>"
    "<x:c/><x:d><x:e>deep</x:e></x:d></x:r>";
  g_autoptr(GError) error = NULL;
  g_autoptr(xmlDoc) doc = lage_xml_parse (text, strlen (text), &error);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *any = NULL;
  g_autofree char *deep = NULL;
  xmlNode *root, *child;

  g_assert_no_error (error);
  root = xmlDocGetRootElement (doc);
  g_assert_true (lage_xml_is (root, "r", wanted));
  g_assert_false (lage_xml_is (root, "R", wanted));
  child = lage_xml_find_child (root, "c", wanted);
  first = lage_xml_dup_text (child);
  g_assert_cmpstr (first, ==, "one <two>");
  second = lage_xml_dup_text (lage_xml_find_next (child->next, "c", wanted));
  g_assert_null (second);
  any = lage_xml_dup_child_text (root, "c", NULL);
  g_assert_cmpstr (any, ==, "no");
  deep = lage_xml_dup_text (lage_xml_find_path (root, "d/e", wanted));
  g_assert_cmpstr (deep, ==, "deep");
  g_assert_null (lage_xml_find_path (root, "d/f", wanted));
  g_assert_null (lage_xml_dup_text (NULL));
}

static void
test_step (void)
{
  static const char text[] = "<r><a><b/></a><c/></r>";
  g_autoptr(xmlDoc) doc = lage_xml_parse (text, strlen (text), NULL);
  g_autoptr(GString) order = g_string_new (NULL);
  xmlNode *root = xmlDocGetRootElement (doc);

  for (xmlNode *i = root; i != NULL; i = lage_xml_step (root, i))
    g_string_append (order, (const char *) i->name);
  g_assert_cmpstr (order->str, ==, "rabc");

  /* A walk below a part does not leave it. */
  g_string_truncate (order, 0);
  for (xmlNode *i = root->children; i != NULL; i = lage_xml_step (root->children, i))
    g_string_append (order, (const char *) i->name);
  g_assert_cmpstr (order->str, ==, "ab");
}

static void
test_bad (void)
{
  static const struct { const char *text; const char *message; } cases[] = {
    { "", "empty" },
    { " \n", "empty" },
    { "{}", "JSON" },
    { "<a>\n<b></a>", "line 2" },
    { "<a/><b/>", "line 1" },
    { "<a x='1' x='2'/>", "line 1" },
    { "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "document type" },
    { "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type" },
    { "<a>&b;</a>", "line 1" },
    { "<a>\xff</a>", "line 1" },
  };
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GError) deep_error = NULL;
  g_autoptr(GError) large_error = NULL;
  g_autofree char *large = g_strnfill (LAGE_XML_MAX_SIZE + 1, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_xml_parse (cases[i].text, strlen (cases[i].text), &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_null (strchr (error->message, '\n'));
    }

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "</a>");
  g_assert_null (lage_xml_parse (deep->str, deep->len, &deep_error));
  g_assert_nonnull (deep_error);
  g_assert_null (lage_xml_parse (large, LAGE_XML_MAX_SIZE + 1, &large_error));
  g_assert_error (large_error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
}

/* WMS 1.1.1 names a document type, and may declare an element, but nothing that grows. */
static void
test_document_type (void)
{
  static const char good[] =
    "<!DOCTYPE a SYSTEM \"http://nowhere.invalid/a.dtd\" [<!ELEMENT Vendor EMPTY>]><a>b</a>";
  static const char *const bad[] = {
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://nowhere.invalid/\"> %b;]><a/>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&b;</a>",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(xmlDoc) doc = lage_xml_parse_with_document_type (good, strlen (good), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = lage_xml_dup_text (xmlDocGetRootElement (doc));
  g_assert_cmpstr (text, ==, "b");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) bad_error = NULL;
      g_autoptr(xmlDoc) bad_doc =
        lage_xml_parse_with_document_type (bad[i], strlen (bad[i]), &bad_error);
      g_autofree char *bad_text =
        bad_doc != NULL ? lage_xml_dup_text (xmlDocGetRootElement (bad_doc)) : NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (bad_text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/xml/lookup", test_lookup);
  g_test_add_func ("/feeds/xml/step", test_step);
  g_test_add_func ("/feeds/xml/bad", test_bad);
  g_test_add_func ("/feeds/xml/document-type", test_document_type);

  return g_test_run ();
}
