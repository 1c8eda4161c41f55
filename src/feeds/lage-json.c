/* lage-json.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-json.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"

/* json-glib parses by recursion and is generous: comments, single quotes, assignments. What comes
 * from the network is looked at first, byte by byte, so that it can neither exhaust the stack nor
 * hide its depth in something that is not JSON. */
static gboolean
check_shape (const char  *data,
             gsize        size,
             GError     **error)
{
  guint depth = 0, line = 1;
  gboolean is_text = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      char c = data[i];

      if (c == '\n')
        line++;

      if (is_text)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            is_text = FALSE;
        }
      else if (c == '"')
        {
          is_text = TRUE;
        }
      else if (c == '[' || c == '{')
        {
          if (++depth > LAGE_JSON_MAX_DEPTH)
            {
              g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                           "JSON: line %u: nested deeper than %d", line, LAGE_JSON_MAX_DEPTH);
              return FALSE;
            }
        }
      else if (c == ']' || c == '}')
        {
          if (depth > 0)
            depth--;
        }
      else if (!g_ascii_isalnum (c) && strchr (" \t\r\n,:+-.", c) == NULL)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "JSON: line %u: unexpected character 0x%02x", line, (guint) (guint8) c);
          return FALSE;
        }
      else if (c == '\0')
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "JSON: line %u: a zero byte", line);
          return FALSE;
        }
    }

  if (depth > 0 || is_text)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "JSON: line %u: ends too early", line);
      return FALSE;
    }
  return TRUE;
}

/**
 * lage_json_parse:
 * @data: UTF-8, with or without byte order mark
 * @size: its size
 * @error: return location for a #GError naming the line
 *
 * Returns: (transfer full): the root; never NULL without @error
 */
JsonNode *
lage_json_parse (const void  *data,
                 gsize        size,
                 GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) reason = NULL;
  const char *text = data;
  JsonNode *root;

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  while (size > 0 && g_ascii_isspace (*text))
    {
      text++;
      size--;
    }
  if (size == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "JSON: empty");
      return NULL;
    }
  if (size > LAGE_JSON_MAX_SIZE)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "JSON: %" G_GSIZE_FORMAT " bytes",
                   size);
      return NULL;
    }
  if (*text == '<')
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "not JSON but XML or HTML");
      return NULL;
    }
  if (!check_shape (text, size, error))
    return NULL;
  if (!g_utf8_validate_len (text, size, NULL))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "JSON: not UTF-8");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, &reason))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "JSON: %s", reason->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "JSON: no value");
  return root;
}

const char *
lage_json_name_type (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "a text";
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return "a truth value";
  return "a number";
}

static void
set_wrong_type (GError     **error,
                const char  *member,
                JsonNode    *node,
                const char  *wanted)
{
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: %s instead of %s", member,
               lage_json_name_type (node), wanted);
}

static JsonNode *
find_member (JsonObject *object,
             const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/**
 * lage_json_as_object:
 * @node: (nullable): a node
 * @error: return location for a #GError
 *
 * Returns: (transfer none) (nullable): the object
 */
JsonObject *
lage_json_as_object (JsonNode  *node,
                     GError   **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s instead of an object",
               lage_json_name_type (node));
  return NULL;
}

gboolean
lage_json_as_real (JsonNode        *node,
                   LageJsonNumber   kind,
                   double          *value,
                   GError         **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      *value = json_node_get_double (node);
      if (isfinite (*value))
        return TRUE;
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "too large a number");
      return FALSE;
    }

  if (type == G_TYPE_STRING && kind == LAGE_JSON_NUMBER_OR_TEXT)
    {
      const char *text = json_node_get_string (node);
      char *end = NULL;

      *value = g_ascii_strtod (text, &end);
      if (end != text && *end == '\0' && isfinite (*value))
        return TRUE;
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "\"%.40s\" is not a number", text);
      return FALSE;
    }

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s instead of a number",
               lage_json_name_type (node));
  return FALSE;
}

/**
 * lage_json_get_text:
 * @object: an object
 * @member: a member's name
 * @text: (out) (transfer none) (nullable): the text; NULL where it is absent, null or empty
 * @error: return location for a #GError naming @member
 *
 * Returns: FALSE if there is something else than a text
 */
gboolean
lage_json_get_text (JsonObject  *object,
                    const char  *member,
                    const char **text,
                    GError     **error)
{
  JsonNode *node = find_member (object, member);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      set_wrong_type (error, member, node, "a text");
      return FALSE;
    }
  *text = json_node_get_string (node);
  if (*text != NULL && **text == '\0')
    *text = NULL;
  return TRUE;
}

gboolean
lage_json_require_text (JsonObject  *object,
                        const char  *member,
                        const char **text,
                        GError     **error)
{
  if (!lage_json_get_text (object, member, text, error))
    return FALSE;
  if (*text != NULL)
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: missing", member);
  return FALSE;
}

/**
 * lage_json_get_real:
 * @object: an object
 * @member: a member's name
 * @kind: what counts as a number
 * @value: (out): the number; NaN where it is absent or null
 * @error: return location for a #GError naming @member
 *
 * Returns: FALSE if there is something else than a finite number
 */
gboolean
lage_json_get_real (JsonObject      *object,
                    const char      *member,
                    LageJsonNumber   kind,
                    double          *value,
                    GError         **error)
{
  JsonNode *node = find_member (object, member);

  *value = (double) NAN;
  if (node == NULL || lage_json_as_real (node, kind, value, error))
    return TRUE;
  g_prefix_error (error, "%s: ", member);
  return FALSE;
}

/**
 * lage_json_get_time:
 * @object: an object
 * @member: a member's name
 * @rule: what a time without zone means
 * @time_us: (out): the time; 0 where it is absent, null or empty
 * @error: return location for a #GError naming @member
 *
 * Returns: FALSE if there is something else than a time
 */
gboolean
lage_json_get_time (JsonObject        *object,
                    const char        *member,
                    LageTimeZoneRule   rule,
                    gint64            *time_us,
                    GError           **error)
{
  const char *text;

  *time_us = 0;
  if (!lage_json_get_text (object, member, &text, error))
    return FALSE;
  if (text == NULL || lage_time_parse (text, rule, time_us, error))
    return TRUE;
  g_prefix_error (error, "%s: ", member);
  return FALSE;
}

/**
 * lage_json_get_object:
 * @object: an object
 * @member: a member's name
 * @value: (out) (transfer none) (nullable): the object; NULL where it is absent or null
 * @error: return location for a #GError naming @member
 */
gboolean
lage_json_get_object (JsonObject  *object,
                      const char  *member,
                      JsonObject **value,
                      GError     **error)
{
  JsonNode *node = find_member (object, member);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_wrong_type (error, member, node, "an object");
      return FALSE;
    }
  *value = json_node_get_object (node);
  return TRUE;
}

gboolean
lage_json_get_array (JsonObject  *object,
                     const char  *member,
                     JsonArray  **value,
                     GError     **error)
{
  JsonNode *node = find_member (object, member);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      set_wrong_type (error, member, node, "an array");
      return FALSE;
    }
  *value = json_node_get_array (node);
  return TRUE;
}
