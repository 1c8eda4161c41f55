/* lage-xml.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "lage-error.h"

typedef struct
{
  gboolean has_document_type;
  gboolean has_entity;
} Refusal;

/* A document type is the door to entities, external files and exponential growth; none of the
 * formats of the feeds needs one. */
static void
refuse_document_type_cb (void          *data,
                         const xmlChar *name,
                         const xmlChar *external_id,
                         const xmlChar *system_id)
{
  xmlParserCtxt *context = data;

  ((Refusal *) context->_private)->has_document_type = TRUE;
  xmlStopParser (context);
}

static void
refuse_entity_cb (void          *data,
                  const xmlChar *name,
                  int            type,
                  const xmlChar *public_id,
                  const xmlChar *system_id,
                  xmlChar       *content)
{
  xmlParserCtxt *context = data;

  ((Refusal *) context->_private)->has_entity = TRUE;
  xmlStopParser (context);
}

static void
set_parse_error (xmlParserCtxt  *context,
                 const Refusal  *refusal,
                 GError        **error)
{
  const xmlError *last = xmlCtxtGetLastError (context);
  g_autofree char *message = NULL;

  if (refusal->has_document_type || refusal->has_entity)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                           refusal->has_entity ? "XML: entities are not accepted"
                                               : "XML: a document type is not accepted");
      return;
    }
  message = g_utf8_make_valid (last != NULL && last->message != NULL ? last->message : "damaged",
                               -1);
  g_strdelimit (message, "\r\n", ' ');
  g_strchomp (message);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "XML: line %d: %s",
               last != NULL ? last->line : 0, message);
}

static xmlDoc *
parse (const void  *data,
       gsize        size,
       gboolean     may_have_document_type,
       GError     **error)
{
  const char *text = data;
  Refusal refusal = { FALSE, FALSE };
  xmlParserCtxt *context;
  xmlDoc *doc;

  if (size > LAGE_XML_MAX_SIZE)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "XML: %" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }
  while (size > 0 && g_ascii_isspace (*text))
    {
      text++;
      size--;
    }
  if (size == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "XML: empty");
      return NULL;
    }
  if (*text == '{' || *text == '[')
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "not XML but JSON");
      return NULL;
    }

  context = xmlCreateMemoryParserCtxt (text, (int) size);
  if (context == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "XML: cannot be read");
      return NULL;
    }
  xmlCtxtUseOptions (context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                              | XML_PARSE_NOCDATA | XML_PARSE_NOBLANKS | XML_PARSE_BIG_LINES);
  context->_private = &refusal;
  context->sax->entityDecl = refuse_entity_cb;
  if (!may_have_document_type)
    context->sax->internalSubset = refuse_document_type_cb;
  xmlParseDocument (context);

  doc = context->myDoc;
  context->myDoc = NULL;
  if (!context->wellFormed || refusal.has_document_type || refusal.has_entity || doc == NULL
      || xmlDocGetRootElement (doc) == NULL)
    {
      set_parse_error (context, &refusal, error);
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  xmlFreeParserCtxt (context);
  return doc;
}

/**
 * lage_xml_parse:
 * @data: a document
 * @size: its size, at most LAGE_XML_MAX_SIZE
 * @error: return location for a #GError naming the line
 *
 * Parses without network, document type, entities other than the five, or inclusion; libxml2 itself
 * limits depth (256) and the length of texts (10 MB).
 */
xmlDoc *
lage_xml_parse (const void  *data,
                gsize        size,
                GError     **error)
{
  return parse (data, size, FALSE, error);
}

/**
 * lage_xml_parse_with_document_type:
 * @data: a document
 * @size: its size, at most LAGE_XML_MAX_SIZE
 * @error: return location for a #GError naming the line
 *
 * Like lage_xml_parse(), for formats of old whose documents name their type, such as WMS 1.1.1. The
 * type is never loaded, and a document that declares an entity is refused.
 */
xmlDoc *
lage_xml_parse_with_document_type (const void  *data,
                                   gsize        size,
                                   GError     **error)
{
  return parse (data, size, TRUE, error);
}

gboolean
lage_xml_is_in (const xmlNode     *node,
                const char *const *namespaces)
{
  if (namespaces == NULL)
    return TRUE;
  return node->ns != NULL && node->ns->href != NULL
         && g_strv_contains (namespaces, (const char *) node->ns->href);
}

/**
 * lage_xml_is:
 * @node: a node
 * @name: a local name
 * @namespaces: (nullable): the name spaces that count; NULL: all
 */
gboolean
lage_xml_is (const xmlNode     *node,
             const char        *name,
             const char *const *namespaces)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0
         && lage_xml_is_in (node, namespaces);
}

static xmlNode *
find_from (xmlNode           *node,
           const char        *name,
           const char *const *namespaces)
{
  while (node != NULL && !lage_xml_is (node, name, namespaces))
    node = node->next;
  return node;
}

xmlNode *
lage_xml_find_child (const xmlNode     *node,
                     const char        *name,
                     const char *const *namespaces)
{
  return node != NULL ? find_from (node->children, name, namespaces) : NULL;
}

/**
 * lage_xml_find_next:
 * @node: an element
 * @name: a local name
 * @namespaces: (nullable): the name spaces that count
 *
 * Returns: (nullable): the next sibling of that name
 */
xmlNode *
lage_xml_find_next (const xmlNode     *node,
                    const char        *name,
                    const char *const *namespaces)
{
  return find_from (node->next, name, namespaces);
}

/**
 * lage_xml_find_path:
 * @node: (nullable): an element
 * @path: local names below it, joined by "/"
 * @namespaces: (nullable): the name spaces that count
 *
 * Returns: (nullable): the element at the end, by the first element of each name
 */
xmlNode *
lage_xml_find_path (const xmlNode     *node,
                    const char        *path,
                    const char *const *namespaces)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  const xmlNode *found = node;

  for (guint i = 0; names[i] != NULL && found != NULL; i++)
    found = lage_xml_find_child (found, names[i], namespaces);
  return (xmlNode *) found;
}

/**
 * lage_xml_step:
 * @top: where the walk began
 * @node: where it is
 *
 * Returns: (nullable): the next node below @top in the order of the document
 */
xmlNode *
lage_xml_step (const xmlNode *top,
               const xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != top && node->next == NULL)
    node = node->parent;
  return node == top ? NULL : node->next;
}

/**
 * lage_xml_dup_text:
 * @node: (nullable): an element
 *
 * Returns: (transfer full) (nullable): all text below it, without space around; NULL if none
 */
char *
lage_xml_dup_text (const xmlNode *node)
{
  g_autoptr(GString) text = NULL;

  if (node == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (const xmlNode *i = lage_xml_step (node, node); i != NULL; i = lage_xml_step (node, i))
    if ((i->type == XML_TEXT_NODE || i->type == XML_CDATA_SECTION_NODE) && i->content != NULL)
      g_string_append (text, (const char *) i->content);
  g_strstrip (text->str);
  if (*text->str == '\0')
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lage_xml_dup_child_text (const xmlNode     *node,
                         const char        *name,
                         const char *const *namespaces)
{
  return lage_xml_dup_text (lage_xml_find_child (node, name, namespaces));
}

/**
 * lage_xml_get_time:
 * @node: an element
 * @name: local name of a child
 * @namespaces: (nullable): the name spaces that count
 * @rule: what a time without zone means
 * @time_us: (out): its time; 0 where it is absent or empty
 * @error: return location for a #GError naming line and child
 *
 * Returns: FALSE if there is something else than a time
 */
gboolean
lage_xml_get_time (const xmlNode      *node,
                   const char         *name,
                   const char *const  *namespaces,
                   LageTimeZoneRule    rule,
                   gint64             *time_us,
                   GError            **error)
{
  xmlNode *child = lage_xml_find_child (node, name, namespaces);
  g_autofree char *text = lage_xml_dup_text (child);

  *time_us = 0;
  if (text == NULL || lage_time_parse (text, rule, time_us, error))
    return TRUE;
  g_prefix_error (error, "line %ld: %s: ", xmlGetLineNo (child), name);
  return FALSE;
}
