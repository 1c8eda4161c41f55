/* test-json.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = lage_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
test_depth (void)
{
  for (guint depth = LAGE_JSON_MAX_DEPTH; depth <= LAGE_JSON_MAX_DEPTH + 1; depth++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      node = lage_json_parse (text->str, text->len, &error);
      if (depth <= LAGE_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
      g_assert_cmpint (node != NULL, ==, depth <= LAGE_JSON_MAX_DEPTH);
    }
}

static void
test_bad (void)
{
  /* Among them what json-glib itself would take: comments, single quotes. */
  static const char *const texts[] = {
    "", "  ", "<a/>", "[1", "[\"a", "[1,]]", "/* a */ [1]", "// a\n[1]", "['a']", "[\"\xff\"]",
    "var a = [1];", "[\v1]", "{\"a\":\"\\\"}", "nonsense",
  };
  static const char zero[] = "[1,\0 2]";
  g_autoptr(GError) zero_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (lage_json_parse (texts[i], strlen (texts[i]), &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == LAGE_ERROR);
    }
  g_assert_null (lage_json_parse (zero, sizeof zero - 1, &zero_error));
  g_assert_nonnull (zero_error);
}

static void
test_brackets_in_text (void)
{
  g_autoptr(GString) text = g_string_new ("\xef\xbb\xbf [\"");
  g_autoptr(JsonNode) node = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "[{\\\"/'");
  g_string_append (text, "\"]");
  node = parse (text->str);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
}

static void
test_members (void)
{
  g_autoptr(JsonNode) node = parse ("{\"t\":\"x\",\"e\":\"\",\"n\":null,\"i\":3,\"r\":2.5,"
                                    "\"b\":true,"
                                    "\"s\":\"4.5\",\"z\":\"4,5\",\"o\":{},\"a\":[]}");
  JsonObject *object = json_node_get_object (node);
  const char *text;
  double real;
  JsonObject *child;
  JsonArray *array;
  static const struct
  {
    const char    *member;
    LageJsonNumber kind;
    gboolean       ok;
    double         value;
  } numbers[] = {
    { "i", LAGE_JSON_NUMBER_PLAIN, TRUE, 3.0 }, { "r", LAGE_JSON_NUMBER_PLAIN, TRUE, 2.5 },
    { "n", LAGE_JSON_NUMBER_PLAIN, TRUE, (double) NAN },
    { "absent", LAGE_JSON_NUMBER_PLAIN, TRUE, (double) NAN },
    { "s", LAGE_JSON_NUMBER_PLAIN, FALSE, 0.0 }, { "s", LAGE_JSON_NUMBER_OR_TEXT, TRUE, 4.5 },
    { "z", LAGE_JSON_NUMBER_OR_TEXT, FALSE, 0.0 }, { "e", LAGE_JSON_NUMBER_OR_TEXT, FALSE, 0.0 },
    { "b", LAGE_JSON_NUMBER_OR_TEXT, FALSE, 0.0 }, { "o", LAGE_JSON_NUMBER_OR_TEXT, FALSE, 0.0 },
  };

  g_assert_true (lage_json_get_text (object, "t", &text, NULL));
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (lage_json_get_text (object, "e", &text, NULL));
  g_assert_null (text);
  g_assert_true (lage_json_get_text (object, "n", &text, NULL));
  g_assert_null (text);
  g_assert_false (lage_json_get_text (object, "i", &text, NULL));
  g_assert_false (lage_json_require_text (object, "e", &text, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (lage_json_get_real (object, numbers[i].member, numbers[i].kind, &real,
                                           &error), ==, numbers[i].ok);
      if (!numbers[i].ok)
        g_assert_true (g_str_has_prefix (error->message, numbers[i].member));
      else if (isnan (numbers[i].value))
        g_assert_true (isnan (real));
      else
        g_assert_cmpfloat (real, ==, numbers[i].value);
    }

  g_assert_true (lage_json_get_object (object, "o", &child, NULL));
  g_assert_nonnull (child);
  g_assert_false (lage_json_get_object (object, "a", &child, NULL));
  g_assert_true (lage_json_get_array (object, "a", &array, NULL));
  g_assert_nonnull (array);
  g_assert_false (lage_json_get_array (object, "t", &array, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/json/depth", test_depth);
  g_test_add_func ("/feeds/json/bad", test_bad);
  g_test_add_func ("/feeds/json/brackets-in-text", test_brackets_in_text);
  g_test_add_func ("/feeds/json/members", test_members);

  return g_test_run ();
}
