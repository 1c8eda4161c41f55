/* lage-import-check.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-check.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "lage-error.h"

/* Documents are looked through before GDAL sees them: those that are damaged, that declare entities
 * or nest without end are refused here, with the line, by parsers that keep nothing of them. */

#define MAX_XML_DEPTH 100
#define MAX_JSON_DEPTH 64
#define PIECE_BYTES (64 * 1024)

typedef struct
{
  xmlParserCtxt *context;
  const char    *root;
  guint          depth;
  guint          n_links;
  const char    *problem;
} XmlCheck;

static void
stop (XmlCheck   *self,
      const char *problem)
{
  self->problem = problem;
  xmlStopParser (self->context);
}

static void
document_type_cb (void          *data,
                  const xmlChar *name,
                  const xmlChar *external_id,
                  const xmlChar *system_id)
{
  stop (data, "a document type is not accepted");
}

static void
start_cb (void           *data,
          const xmlChar  *name,
          const xmlChar  *prefix,
          const xmlChar  *uri,
          int             n_namespaces,
          const xmlChar **namespaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **attributes)
{
  XmlCheck *self = data;

  if (self->depth == 0 && !g_str_equal ((const char *) name, self->root))
    stop (self, "another document than its name says");
  else if (++self->depth > MAX_XML_DEPTH)
    stop (self, "nested too deep");
  else if (g_str_equal ((const char *) name, "NetworkLink"))
    self->n_links++;
}

static void
end_cb (void          *data,
        const xmlChar *name,
        const xmlChar *prefix,
        const xmlChar *uri)
{
  ((XmlCheck *) data)->depth--;
}

static void
ignore_cb (void       *data,
           const char *format,
           ...)
{
}

/**
 * lage_import_check_xml:
 * @bytes: a document
 * @root: the name that its root must have
 * @n_links: (out): how many links to other documents it has, which are not followed
 * @error: return location for a #GError naming the line
 */
gboolean
lage_import_check_xml (GBytes      *bytes,
                       const char  *root,
                       guint       *n_links,
                       GError     **error)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = document_type_cb,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .error = ignore_cb,
    .warning = ignore_cb,
  };
  XmlCheck self = { .root = root };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gboolean is_good;

  self.context = xmlCreatePushParserCtxt (&sax, &self, NULL, 0, NULL);
  xmlCtxtUseOptions (self.context, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
  for (gsize i = 0; i < size && self.problem == NULL; i += PIECE_BYTES)
    if (xmlParseChunk (self.context, text + i, (int) MIN (PIECE_BYTES, size - i), 0) != 0)
      break;
  if (self.problem == NULL && self.context->errNo == XML_ERR_OK)
    xmlParseChunk (self.context, "", 0, 1);

  is_good = self.problem == NULL && self.context->wellFormed;
  if (!is_good)
    {
      const xmlError *last = xmlCtxtGetLastError (self.context);
      g_autofree char *message = NULL;

      if (self.problem != NULL)
        message = g_strdup (self.problem);
      else
        message = g_utf8_make_valid (last != NULL && last->message != NULL ? last->message
                                                                           : "damaged", -1);
      g_strdelimit (message, "\r\n", ' ');
      g_strchomp (message);
      g_set_error (error, LAGE_ERROR,
                   self.problem != NULL ? LAGE_ERROR_UNSUPPORTED : LAGE_ERROR_INVALID,
                   "line %d: %s", self.context->input != NULL ? self.context->input->line : 1,
                   message);
    }
  *n_links = self.n_links;
  g_clear_pointer (&self.context->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (self.context);
  return is_good;
}

/**
 * lage_import_check_json:
 * @bytes: a document
 * @error: return location for a #GError naming the line
 *
 * Checks that brackets match and do not nest without end: parsers recurse on them.
 */
gboolean
lage_import_check_json (GBytes  *bytes,
                        GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  char open[MAX_JSON_DEPTH];
  guint depth = 0, line = 1;
  gboolean is_text = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      char c = text[i];

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
          if (depth == MAX_JSON_DEPTH)
            {
              g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                           "line %u: nested deeper than %d", line, MAX_JSON_DEPTH);
              return FALSE;
            }
          open[depth++] = c;
        }
      else if (c == ']' || c == '}')
        {
          if (depth == 0 || open[depth - 1] != (c == ']' ? '[' : '{'))
            {
              g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %u: “%c” too many", line,
                           c);
              return FALSE;
            }
          depth--;
        }
      else if (c == '\0')
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %u: a zero byte", line);
          return FALSE;
        }
    }
  if (depth == 0 && !is_text)
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "line %u: ends too early", line);
  return FALSE;
}
