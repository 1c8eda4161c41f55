/* lage-cot-node.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cot-node.h"

#include <string.h>

#include "lage-error.h"

/* Senders write 999999, 9999999 or NaN for what they do not know. */
#define UNKNOWN_NUMBER 999999.0

gboolean
lage_cot_is (const xmlNode *node,
             const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/* (nullable): the first child element of that name; @node may be NULL. */
xmlNode *
lage_cot_find_child (xmlNode    *node,
                     const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (lage_cot_is (child, name))
      return child;
  return NULL;
}

/* (nullable): the text of an attribute, NULL if that is empty; @node may be NULL. */
const char *
lage_cot_get_attribute (const xmlNode *node,
                        const char    *name)
{
  if (node == NULL)
    return NULL;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0)
      {
        const char *text = attribute->children != NULL
                             ? (const char *) attribute->children->content
                             : NULL;

        return text != NULL && *text != '\0' ? text : NULL;
      }
  return NULL;
}

/* (nullable): the text below @node, which may be NULL; NULL also for nothing but white space. */
char *
lage_cot_dup_content (xmlNode *node)
{
  g_autofree char *result = NULL;
  xmlChar *content;

  if (node == NULL || node->children == NULL)
    return NULL;
  content = xmlNodeGetContent (node);
  result = g_strdup ((const char *) content);
  xmlFree (content);
  if (result == NULL || *g_strstrip (result) == '\0')
    return NULL;
  return g_steal_pointer (&result);
}

/* @node may be NULL. @number becomes NaN where the sender does not know it. */
gboolean
lage_cot_parse_number (const xmlNode  *node,
                       const char     *name,
                       double         *number,
                       GError        **error)
{
  const char *text = lage_cot_get_attribute (node, name);
  char *end;

  *number = LAGE_COT_UNKNOWN;
  if (text == NULL || g_ascii_strcasecmp (text, "nan") == 0 || strcmp (text, "NA") == 0)
    return TRUE;

  *number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  if (end == text || *end != '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: %s \"%.40s\" is not a number",
                   node->name, name, text);
      return FALSE;
    }
  if (!isfinite (*number) || fabs (*number) >= UNKNOWN_NUMBER)
    *number = LAGE_COT_UNKNOWN;
  return TRUE;
}
