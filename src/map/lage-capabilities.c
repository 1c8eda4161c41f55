/* lage-capabilities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-capabilities-private.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-tile-url.h"

/* Reads what a map server says about itself. The documents are long, old in style, and often wrong:
 * what is not understood is left aside, and a layer that can't be shown is kept with the reason. */

/* Longer texts of a server are cut: they are shown in one line. */
#define MAX_LABEL 400

static void
offered_style_free (gpointer data)
{
  LageOfferedStyle *style = data;

  g_free (style->name);
  g_free (style->title);
  g_free (style);
}

static void
offered_layer_free (gpointer data)
{
  LageOfferedLayer *layer = data;

  g_free (layer->title);
  g_free (layer->path);
  g_ptr_array_unref (layer->styles);
  g_clear_pointer (&layer->spec, lage_source_spec_free);
  g_free (layer->problem_detail);
  g_free (layer);
}

void
lage_capabilities_free (LageCapabilities *self)
{
  g_free (self->title);
  g_free (self->provider);
  g_free (self->fees);
  g_free (self->access_constraints);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_free (self);
}

/* (transfer none) (nullable): a new one at the end */
LageOfferedLayer *
lage_capabilities_add_layer (LageCapabilities  *self,
                             GError           **error)
{
  LageOfferedLayer *layer;

  if (self->layers->len >= LAGE_CAPABILITIES_MAX_LAYERS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d layers",
                   LAGE_CAPABILITIES_MAX_LAYERS);
      return NULL;
    }
  layer = g_new0 (LageOfferedLayer, 1);
  layer->styles = g_ptr_array_new_with_free_func (offered_style_free);
  g_ptr_array_add (self->layers, layer);

  return layer;
}

void
lage_offered_layer_add_style (LageOfferedLayer *self,
                              const char       *name,
                              const char       *title)
{
  LageOfferedStyle *style;

  if (name == NULL || self->styles->len >= LAGE_CAPABILITIES_MAX_STYLES)
    return;
  for (guint i = 0; i < self->styles->len; i++)
    if (g_str_equal (((LageOfferedStyle *) g_ptr_array_index (self->styles, i))->name, name))
      return;

  style = g_new0 (LageOfferedStyle, 1);
  style->name = g_strdup (name);
  style->title = g_strdup (title);
  g_ptr_array_add (self->styles, style);
}

/* (transfer full) (nullable): text for people, in one line and not too long */
char *
lage_capabilities_dup_label (const xmlNode *node,
                             const char    *name)
{
  g_autofree char *text = lage_xml_dup_child_text (node, name, NULL);
  g_auto(GStrv) words = NULL;
  g_autoptr(GString) label = NULL;

  if (text == NULL)
    return NULL;

  label = g_string_new (NULL);
  words = g_strsplit_set (text, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL && label->len < MAX_LABEL; i++)
    if (*words[i] != '\0')
      {
        if (label->len > 0)
          g_string_append_c (label, ' ');
        g_string_append (label, words[i]);
      }
  if (label->len > MAX_LABEL)
    {
      const char *end = g_utf8_find_prev_char (label->str, label->str + MAX_LABEL);

      g_string_truncate (label, (gsize) (end - label->str));
      g_string_append (label, "…");
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* (transfer none) (nullable): the best kind of image for a map: without loss and transparent first */
const char *
lage_capabilities_pick_format (const char *const *formats)
{
  static const char *const wanted[] = {
    "image/png", "image/png; mode=32bit", "image/png; mode=24bit", "image/png32", "image/png24",
    "image/png; mode=8bit", "image/png8", "image/vnd.jpeg-png8", "image/vnd.jpeg-png",
    "image/jpeg", "image/jpg", "image/gif",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    for (guint j = 0; formats[j] != NULL; j++)
      if (g_ascii_strcasecmp (formats[j], wanted[i]) == 0)
        return formats[j];

  return NULL;
}

gboolean
lage_capabilities_read_double (const char *text,
                               double     *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  char *end = NULL;
  double number = g_ascii_strtod (stripped, &end);

  if (end == stripped || *end != '\0' || !isfinite (number))
    return FALSE;
  *value = number;

  return TRUE;
}

gboolean
lage_capabilities_get_double (const xmlNode *node,
                              const char    *attribute,
                              double        *value)
{
  xmlChar *text = xmlGetProp (node, (const xmlChar *) attribute);
  gboolean is_number = text != NULL && lage_capabilities_read_double ((const char *) text, value);

  xmlFree (text);

  return is_number;
}

/* (transfer full) (nullable): what a server says instead of doing what was asked */
static char *
dup_exception (const xmlNode *root)
{
  static const char *const roots[] = {
    "ServiceExceptionReport", "ExceptionReport", "ServiceException", "WMTException",
    "TileMapServerError", NULL
  };
  g_autofree char *text = NULL;

  if (!g_strv_contains (roots, (const char *) root->name))
    return NULL;

  for (const xmlNode *i = root; i != NULL && text == NULL; i = lage_xml_step (root, i))
    if (i->type == XML_ELEMENT_NODE && (i->children == NULL || i->children->type == XML_TEXT_NODE))
      {
        xmlChar *code = xmlGetProp (i, (const xmlChar *) "code");

        text = lage_xml_dup_text (i);
        if (text == NULL && code != NULL)
          text = g_strdup ((const char *) code);
        xmlFree (code);
      }
  if (text == NULL)
    return g_strdup ("no reason given");

  g_strdelimit (text, "\r\n\t", ' ');
  if (strlen (text) > MAX_LABEL)
    *g_utf8_find_prev_char (text, text + MAX_LABEL) = '\0';

  return g_steal_pointer (&text);
}

/**
 * lage_capabilities_find_exception:
 * @data: what came instead of an image
 * @size: its size
 *
 * Map servers report errors as XML, and often with status 200.
 *
 * Returns: (transfer full) (nullable): what the server says; %NULL if it is no such report
 */
char *
lage_capabilities_find_exception (const void *data,
                                  gsize       size)
{
  g_autoptr(xmlDoc) doc = NULL;
  const char *text = data;
  gsize n_space = 0;

  while (n_space < size && (g_ascii_isspace (text[n_space]) || (guint8) text[n_space] >= 0x80))
    n_space++;
  if (n_space == size || text[n_space] != '<')
    return NULL;

  doc = lage_xml_parse_with_document_type (data, size, NULL);

  return doc != NULL ? dup_exception (xmlDocGetRootElement (doc)) : NULL;
}

/**
 * lage_capabilities_parse:
 * @data: a document
 * @size: its size
 * @address: where it was fetched, for the addresses in it
 * @error: why it is not understood: %LAGE_ERROR_UNSUPPORTED if it is something else,
 *   %LAGE_ERROR_FORBIDDEN if it is the report of an error
 *
 * Reads the capabilities of a WMS, a WMTS or a tile map of a TMS.
 *
 * Returns: (transfer full): what the server offers, or %NULL
 */
LageCapabilities *
lage_capabilities_parse (const void  *data,
                         gsize        size,
                         const char  *address,
                         GError     **error)
{
  g_autoptr(LageCapabilities) self = NULL;
  g_autoptr(xmlDoc) doc = NULL;
  g_autofree char *exception = NULL;
  const xmlNode *root;
  gboolean is_parsed;

  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (address != NULL, NULL);

  doc = lage_xml_parse_with_document_type (data, size, error);
  if (doc == NULL)
    return NULL;
  root = xmlDocGetRootElement (doc);

  exception = dup_exception (root);
  if (exception != NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN, "%s", exception);
      return NULL;
    }

  self = g_new0 (LageCapabilities, 1);
  self->layers = g_ptr_array_new_with_free_func (offered_layer_free);

  if (lage_xml_is (root, "WMS_Capabilities", NULL) || lage_xml_is (root, "WMT_MS_Capabilities", NULL))
    {
      is_parsed = lage_wms_parse (self, root, address, error);
    }
  else if (lage_xml_is (root, "Capabilities", NULL)
           && lage_xml_find_child (root, "Contents", NULL) != NULL)
    {
      is_parsed = lage_wmts_parse (self, root, address, error);
    }
  else if (lage_xml_is (root, "TileMap", NULL))
    {
      is_parsed = lage_tms_parse (self, root, address, error);
    }
  else
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "<%.60s> describes no map service",
                   (const char *) root->name);
      return NULL;
    }

  if (is_parsed && self->layers->len == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "no layers");
      return NULL;
    }

  return is_parsed ? g_steal_pointer (&self) : NULL;
}

/**
 * lage_capabilities_new_for_template:
 * @url_template: an address with {z}, {x} and {y} or {-y}
 * @error: what is wrong with it
 *
 * A server of plain tiles does not say what it has; its address says it all.
 *
 * Returns: (transfer full): one layer, named by its host; or %NULL
 */
LageCapabilities *
lage_capabilities_new_for_template (const char  *url_template,
                                    GError     **error)
{
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, url_template, url_template);

  if (!lage_source_spec_check (spec, error))
    return NULL;

  g_free (spec->name);
  spec->name = lage_source_spec_dup_host (spec);

  return lage_capabilities_new_for_spec (g_steal_pointer (&spec));
}

/**
 * lage_capabilities_new_for_spec:
 * @spec: (transfer full): a map that is known already
 *
 * Returns: (transfer full): it, as if a server had offered it alone
 */
LageCapabilities *
lage_capabilities_new_for_spec (LageSourceSpec *spec)
{
  LageCapabilities *self = g_new0 (LageCapabilities, 1);
  LageOfferedLayer *layer;

  self->layers = g_ptr_array_new_with_free_func (offered_layer_free);
  layer = lage_capabilities_add_layer (self, NULL);
  layer->title = g_strdup (spec->name);
  layer->spec = spec;
  self->service = spec->service;
  self->title = g_strdup (layer->title);

  return self;
}

static gboolean
has_words (const char *address,
           const char *words)
{
  g_autofree char *lower = g_ascii_strdown (address, -1);

  return strstr (lower, words) != NULL;
}

/**
 * lage_capabilities_list_addresses:
 * @address: what a person has pasted
 *
 * Returns: (transfer full) (element-type utf8): where the description of the server may be, the
 *   likeliest first; all with http or https; empty if it is no address of the web
 */
GPtrArray *
lage_capabilities_list_addresses (const char *address)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *whole = g_strstrip (g_strdup (address));
  g_autofree char *wms = NULL;
  g_autofree char *wmts = NULL;
  g_autofree char *host = NULL;
  gboolean is_wmts;

  if (strstr (whole, "://") == NULL)
    {
      char *bare = g_steal_pointer (&whole);

      whole = g_strconcat ("https://", bare, NULL);
      g_free (bare);
    }
  host = lage_tile_url_resolve (whole, whole, NULL);
  if (host == NULL)
    return list;

  if (has_words (whole, ".xml"))
    {
      g_ptr_array_add (list, g_strdup (whole));
      return list;
    }

  wms = lage_tile_url_add_query (whole, "SERVICE", "WMS", "REQUEST", "GetCapabilities", NULL);
  wmts = lage_tile_url_add_query (whole, "SERVICE", "WMTS", "REQUEST", "GetCapabilities", NULL);
  is_wmts = has_words (whole, "wmts");
  g_ptr_array_add (list, g_strdup (is_wmts ? wmts : wms));
  g_ptr_array_add (list, g_strdup (is_wmts ? wms : wmts));
  if (strchr (whole, '?') == NULL)
    {
      const char *slash = g_str_has_suffix (whole, "/") ? "" : "/";

      if (is_wmts)
        g_ptr_array_add (list, g_strconcat (whole, slash, "1.0.0/WMTSCapabilities.xml", NULL));
      g_ptr_array_add (list, g_strconcat (whole, slash, "tilemapresource.xml", NULL));
    }
  g_ptr_array_add (list, g_steal_pointer (&whole));

  return list;
}
