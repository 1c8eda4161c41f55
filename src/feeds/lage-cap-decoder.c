/* lage-cap-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-error.h"
#include "lage-geometry.h"
#include "lage-warning-draft.h"
#include "lage-xml.h"

/* Common Alerting Protocol 1.2 (OASIS), as the German weather service and others send it: one
 * alert, several in any wrapper or one after the other, or an Atom or RSS index that links to them.
 *
 * Several `info` are several languages: the German one speaks, the English one stands beside it;
 * areas are taken from those in the language that speaks. CAP knows no holes; the weather service
 * writes them as geocodes EXCLUDE_POLYGON of the area. An update or a cancellation marks the
 * messages that it refers to as replaced; that of an exercise or a test does so in a field of its
 * own, since what it refers to may be a real one. Coordinates are latitude, longitude. */

#define SCHEME "cap"

static const char *const cap_namespaces[] = {
  "urn:oasis:names:tc:emergency:cap:1.2",
  "urn:oasis:names:tc:emergency:cap:1.1",
  NULL,
};

static const char *const atom_namespaces[] = { "http://www.w3.org/2005/Atom", NULL };

static gpointer
cap_create (const LageFeedConfig   *config,
            const LageDecoderHost  *host,
            GError                **error)
{
  return g_malloc0 (1); /* alerts are complete in themselves: there is nothing to keep */
}

static char *
dup_child (const xmlNode *node,
           const char    *name)
{
  return lage_xml_dup_child_text (node, name, cap_namespaces);
}

static char *
require_child (const xmlNode  *node,
               const char     *name,
               GError        **error)
{
  char *text = dup_child (node, name);

  if (text == NULL)
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: %s: missing",
                 xmlGetLineNo (node), name);
  return text;
}

/* areas ---------------------------------------------------------------------------------------- */

static gboolean
parse_pair (const char  *text,
            double      *first,
            double      *second,
            const char **rest)
{
  char *end = NULL;

  *first = g_ascii_strtod (text, &end);
  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  if (g_ascii_isspace (*text))
    return FALSE;
  *second = g_ascii_strtod (text, &end);
  if (end == text || (*end != '\0' && !g_ascii_isspace (*end)))
    return FALSE;
  while (g_ascii_isspace (*end))
    end++;
  *rest = end;
  return TRUE;
}

static gboolean
add_polygon (LageGeometryBuilder   *builder,
             LageGeometryPartType   type,
             const xmlNode         *node,
             GError               **error)
{
  g_autofree char *text = lage_xml_dup_text (node);
  const char *rest = text;
  guint n_points = 0;

  if (text == NULL)
    return TRUE;

  lage_geometry_builder_begin (builder, type);
  while (*rest != '\0')
    {
      const char *begin = rest;
      double latitude, longitude;

      n_points++;
      if (!parse_pair (begin, &latitude, &longitude, &rest)
          || !lage_geometry_builder_add (builder, latitude, longitude))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "line %ld: polygon: point %u: \"%.*s\" is not \"latitude,longitude\"",
                       xmlGetLineNo (node), n_points, (int) MIN (strcspn (begin, " \t\r\n"), 40),
                       begin);
          return FALSE;
        }
    }
  if (n_points >= 3)
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: polygon: only %u points",
               xmlGetLineNo (node), n_points);
  return FALSE;
}

/* "latitude,longitude radius"; a radius of 0 is a place without extent, drawn as a small circle. */
static gboolean
add_circle (LageGeometryBuilder  *builder,
            const xmlNode        *node,
            GError              **error)
{
  g_autofree char *text = lage_xml_dup_text (node);
  double latitude, longitude, radius_km = (double) NAN;
  const char *rest = NULL;
  char *end = NULL;
  LagePoint centre;

  if (text == NULL)
    return TRUE;
  if (parse_pair (text, &latitude, &longitude, &rest)
      && lage_point_init (&centre, latitude, longitude))
    {
      radius_km = g_ascii_strtod (rest, &end);
      if (end == rest || *end != '\0')
        radius_km = (double) NAN;
    }
  if (!(radius_km >= 0.0 && radius_km <= 10000.0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: circle: \"%.40s\" is not \"latitude,longitude radius\"",
                   xmlGetLineNo (node), text);
      return FALSE;
    }
  lage_geometry_builder_add_circle (builder, &centre, MAX (radius_km * 1000.0, 10.0));
  return TRUE;
}

static gboolean
add_area (LageGeometryBuilder  *builder,
          const xmlNode        *area,
          gboolean             *has_shape,
          GError              **error)
{
  for (xmlNode *i = area->children; i != NULL; i = i->next)
    {
      gboolean is_polygon = lage_xml_is (i, "polygon", cap_namespaces);

      if (!is_polygon && !lage_xml_is (i, "circle", cap_namespaces))
        continue;
      if (is_polygon ? !add_polygon (builder, LAGE_GEOMETRY_RING, i, error)
                     : !add_circle (builder, i, error))
        return FALSE;
      *has_shape = *has_shape || lage_xml_step (i, i) != NULL;
    }

  for (xmlNode *i = lage_xml_find_child (area, "geocode", cap_namespaces); i != NULL;
       i = lage_xml_find_next (i, "geocode", cap_namespaces))
    {
      g_autofree char *name = dup_child (i, "valueName");

      if (g_strcmp0 (name, "EXCLUDE_POLYGON") == 0 && *has_shape
          && !add_polygon (builder, LAGE_GEOMETRY_HOLE,
                           lage_xml_find_child (i, "value", cap_namespaces), error))
        return FALSE;
    }
  return TRUE;
}

/* info ----------------------------------------------------------------------------------------- */

static gboolean
is_language (const xmlNode *info,
             const char    *language)
{
  /* CAP: an info without language is in English. */
  g_autofree char *text = dup_child (info, "language");
  const char *code = text != NULL ? text : "en-US";

  return g_ascii_strncasecmp (code, language, 2) == 0 && !g_ascii_isalpha (code[2]);
}

static xmlNode *
find_info (const xmlNode *alert,
           const char    *language)
{
  xmlNode *info = lage_xml_find_child (alert, "info", cap_namespaces);

  while (info != NULL && !is_language (info, language))
    info = lage_xml_find_next (info, "info", cap_namespaces);
  return info;
}

static void
set_prose (LageDraft     *draft,
           LageField      field,
           const xmlNode *info,
           const char    *name)
{
  g_autofree char *text = dup_child (info, name);

  lage_warning_draft_set_prose (draft, field, text);
}

static void
set_headline (LageDraft     *draft,
              LageField      field,
              const xmlNode *info)
{
  set_prose (draft, field, info, "headline");
  if (lage_draft_find (draft, field) == NULL)
    set_prose (draft, field, info, "event");
}

/* A word that is not in the enumeration leaves "unknown": the warning is shown all the same. */
static void
set_word (LageDraft     *draft,
          LageField      field,
          const xmlNode *info,
          const char    *name)
{
  g_autofree char *text = dup_child (info, name);

  if (!lage_warning_draft_set_word (draft, field, text))
    lage_warning_draft_set_word (draft, field, "unknown");
}

static void
read_codes (const xmlNode *info,
            LageDraft     *draft)
{
  g_autoptr(GString) codes = g_string_new (NULL);

  for (xmlNode *i = lage_xml_find_child (info, "eventCode", cap_namespaces); i != NULL;
       i = lage_xml_find_next (i, "eventCode", cap_namespaces))
    {
      g_autofree char *name = dup_child (i, "valueName");
      g_autofree char *value = dup_child (i, "value");

      lage_warning_draft_add_code (codes, name, value);
    }
  lage_draft_set_text (draft, LAGE_FIELD_EVENT_CODE, codes->str);
}

static gboolean
read_areas (const xmlNode  *alert,
            const xmlNode  *speaking,
            LageDraft      *draft,
            GError        **error)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GBytes) geometry = NULL;
  g_autofree char *language = dup_child (speaking, "language");
  gboolean has_shape = FALSE;

  for (xmlNode *info = lage_xml_find_child (alert, "info", cap_namespaces); info != NULL;
       info = lage_xml_find_next (info, "info", cap_namespaces))
    {
      g_autofree char *own_language = dup_child (info, "language");

      if (g_strcmp0 (language, own_language) != 0)
        continue;
      for (xmlNode *i = lage_xml_find_child (info, "area", cap_namespaces); i != NULL;
           i = lage_xml_find_next (i, "area", cap_namespaces))
        {
          g_autofree char *name = dup_child (i, "areaDesc");
          gboolean has_own_shape = FALSE;

          lage_warning_draft_add_name (names, seen, name);
          if (!add_area (builder, i, &has_own_shape, error))
            return FALSE;
          has_shape = has_shape || has_own_shape;
        }
    }

  lage_draft_set_text (draft, LAGE_FIELD_AREA_NAME, names->str);
  if (!has_shape)
    return TRUE;
  geometry = lage_geometry_builder_end (builder, error);
  if (geometry == NULL)
    {
      g_prefix_error (error, "line %ld: ", xmlGetLineNo (speaking));
      return FALSE;
    }
  lage_warning_draft_set_area (draft, geometry);
  return TRUE;
}

static gboolean
read_info (const xmlNode  *alert,
           LageDraft      *draft,
           GError        **error)
{
  const xmlNode *english = find_info (alert, "en"), *info = find_info (alert, "de");
  g_autofree char *link = NULL;
  gint64 onset_us, effective_us, expires_us;

  if (info == NULL)
    info = english;
  if (info == NULL)
    info = lage_xml_find_child (alert, "info", cap_namespaces);
  if (info == NULL)
    {
      /* Legal in a cancellation. */
      set_prose (draft, LAGE_FIELD_NAME, alert, "note");
      return TRUE;
    }

  if (!lage_xml_get_time (info, "effective", cap_namespaces, LAGE_TIME_ZONE_REQUIRED,
                          &effective_us, error)
      || !lage_xml_get_time (info, "onset", cap_namespaces, LAGE_TIME_ZONE_REQUIRED,
                             &onset_us, error)
      || !lage_xml_get_time (info, "expires", cap_namespaces, LAGE_TIME_ZONE_REQUIRED,
                             &expires_us, error))
    return FALSE;
  if (onset_us == 0)
    onset_us = effective_us;
  if (onset_us != 0)
    lage_draft_take (draft, LAGE_FIELD_ONSET_AT, lage_value_time (onset_us));
  if (expires_us != 0)
    lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT, lage_value_time (expires_us));

  set_headline (draft, LAGE_FIELD_NAME, info);
  set_prose (draft, LAGE_FIELD_DESCRIPTION, info, "description");
  set_prose (draft, LAGE_FIELD_INSTRUCTION, info, "instruction");
  if (english != NULL)
    {
      set_headline (draft, LAGE_FIELD_NAME_EN, english);
      set_prose (draft, LAGE_FIELD_DESCRIPTION_EN, english, "description");
      set_prose (draft, LAGE_FIELD_INSTRUCTION_EN, english, "instruction");
    }
  set_prose (draft, LAGE_FIELD_EVENT, info, "event");
  set_word (draft, LAGE_FIELD_SEVERITY, info, "severity");
  set_word (draft, LAGE_FIELD_URGENCY, info, "urgency");
  set_word (draft, LAGE_FIELD_CERTAINTY, info, "certainty");
  set_prose (draft, LAGE_FIELD_SENDER, info, "senderName");
  link = dup_child (info, "web");
  lage_draft_set_text (draft, LAGE_FIELD_LINK, link);
  read_codes (info, draft);
  return read_areas (alert, info, draft, error);
}

/* alerts --------------------------------------------------------------------------------------- */

/* "sender,identifier,sent sender,identifier,sent"; a bare identifier is understood too. */
static void
replace_references (const char  *references,
                    LageField    field,
                    const char  *identifier,
                    gint64       sent_us,
                    LageDecoded *decoded)
{
  g_auto(GStrv) items = g_strsplit_set (references, " \t\r\n", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (items[i], ",", -1);
      guint n_parts = g_strv_length (parts);
      const char *earlier = n_parts == 1 ? parts[0] : n_parts == 3 ? parts[1] : "";
      g_autoptr(LageDraft) draft = NULL;

      if (*earlier == '\0' || strcmp (earlier, identifier) == 0)
        continue;
      draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, earlier);
      draft->observed_at_us = sent_us;
      lage_draft_set_text (draft, field, identifier);
      lage_decoded_take (decoded, g_steal_pointer (&draft));
    }
}

static gboolean
read_alert (const xmlNode  *alert,
            LageDecoded    *decoded,
            gboolean       *is_handled,
            GError        **error)
{
  g_autofree char *identifier = require_child (alert, "identifier", error);
  g_autofree char *sender = NULL;
  g_autofree char *status = NULL;
  g_autofree char *type = NULL;
  g_autofree char *references = NULL;
  g_autoptr(LageDraft) draft = NULL;
  gint64 sent_us;

  if (identifier == NULL || (status = require_child (alert, "status", error)) == NULL
      || (type = require_child (alert, "msgType", error)) == NULL
      || !lage_xml_get_time (alert, "sent", cap_namespaces, LAGE_TIME_ZONE_REQUIRED, &sent_us,
                             error))
    return FALSE;
  if (sent_us == 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: sent: missing",
                   xmlGetLineNo (alert));
      return FALSE;
    }
  if (g_ascii_strcasecmp (type, "Ack") == 0 || g_ascii_strcasecmp (type, "Error") == 0)
    {
      *is_handled = FALSE;
      return TRUE;
    }

  draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, identifier);
  draft->observed_at_us = sent_us;
  if (!lage_warning_draft_set_word (draft, LAGE_FIELD_WARNING_STATUS, status)
      || !lage_warning_draft_set_word (draft, LAGE_FIELD_MESSAGE_TYPE, type))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: status \"%.40s\" or msgType \"%.40s\" is not known",
                   xmlGetLineNo (alert), status, type);
      return FALSE;
    }
  lage_draft_take (draft, LAGE_FIELD_SENT_AT, lage_value_time (sent_us));
  if (!read_info (alert, draft, error))
    return FALSE;
  if (lage_draft_find (draft, LAGE_FIELD_SENDER) == NULL)
    {
      sender = dup_child (alert, "sender");
      lage_draft_set_text (draft, LAGE_FIELD_SENDER, sender);
    }

  lage_decoded_take (decoded, g_steal_pointer (&draft));
  references = dup_child (alert, "references");
  if (references != NULL && g_ascii_strcasecmp (type, "Alert") != 0)
    replace_references (references, lage_warning_get_replaced_field (status), identifier, sent_us,
                        decoded);
  return TRUE;
}

static void
feed_alert (const xmlNode *alert,
            guint          number,
            LageDecoded   *decoded)
{
  g_autofree char *identifier = dup_child (alert, "identifier");
  g_autoptr(GError) error = NULL;
  gboolean is_handled = TRUE;

  if (!read_alert (alert, decoded, &is_handled, &error))
    lage_decoded_reject (decoded, "alert %u (%s): %s", number,
                         identifier != NULL ? identifier : "without identifier", error->message);
  else if (is_handled)
    lage_decoded_good (decoded);
  else
    lage_decoded_ignore (decoded);
}

/* Decodes the alerts at and below @top; gives how many there were. */
static guint
feed_alerts (const xmlNode *top,
             guint          n_before,
             LageDecoded   *decoded)
{
  guint n = 0;

  for (const xmlNode *i = top; i != NULL; i = lage_xml_step (top, i))
    if (lage_xml_is (i, "alert", cap_namespaces))
      feed_alert (i, n_before + ++n, decoded);
  return n;
}

/* indexes -------------------------------------------------------------------------------------- */

static char *
find_link (const xmlNode *entry)
{
  g_autofree char *alternate = NULL;

  for (xmlNode *i = lage_xml_find_child (entry, "link", NULL); i != NULL;
       i = lage_xml_find_next (i, "link", NULL))
    {
      xmlChar *href = xmlGetNoNsProp (i, BAD_CAST "href");
      xmlChar *type = xmlGetNoNsProp (i, BAD_CAST "type");
      xmlChar *rel = xmlGetNoNsProp (i, BAD_CAST "rel");
      g_autofree char *uri = href != NULL ? g_strstrip (g_strdup ((char *) href))
                                          : lage_xml_dup_text (i);
      gboolean is_cap = g_strcmp0 ((char *) type, "application/cap+xml") == 0;
      gboolean is_alternate = rel == NULL || strcmp ((char *) rel, "alternate") == 0;

      xmlFree (href);
      xmlFree (type);
      xmlFree (rel);
      if (uri == NULL || *uri == '\0')
        continue;
      if (is_cap)
        return g_steal_pointer (&uri);
      if (is_alternate && alternate == NULL)
        alternate = g_steal_pointer (&uri);
    }
  return g_steal_pointer (&alternate);
}

static void
feed_index (const xmlNode     *parent,
            const char        *name,
            const char *const *namespaces,
            LageDecoded       *decoded)
{
  guint n_entries = 0, n_alerts = 0;

  for (xmlNode *i = lage_xml_find_child (parent, name, namespaces); i != NULL;
       i = lage_xml_find_next (i, name, namespaces))
    {
      guint n = feed_alerts (i, n_alerts, decoded);
      g_autofree char *uri = n == 0 ? find_link (i) : NULL;

      n_entries++;
      n_alerts += n;
      if (n > 0)
        continue;
      if (uri == NULL)
        {
          lage_decoded_reject (decoded, "line %ld: %s %u: neither an alert nor a link",
                               xmlGetLineNo (i), name, n_entries);
          continue;
        }
      lage_decoded_request (decoded, uri);
      lage_decoded_good (decoded);
    }
  if (n_entries == 0)
    lage_decoded_good (decoded); /* no warnings: an answer all the same */
}

static void
feed_document (const guint8 *data,
               gsize         size,
               LageDecoded  *decoded)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(xmlDoc) doc = lage_xml_parse (data, size, &error);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  if (root == NULL)
    lage_decoded_reject (decoded, "%s", error->message);
  else if (lage_xml_is (root, "feed", atom_namespaces))
    feed_index (root, "entry", atom_namespaces, decoded);
  else if (lage_xml_is (root, "rss", NULL))
    feed_index (lage_xml_find_child (root, "channel", NULL), "item", NULL, decoded);
  else if (feed_alerts (root, 0, decoded) == 0)
    lage_decoded_reject (decoded,
                         "line %ld: <%.60s> of name space \"%.80s\" holds no CAP 1.2 alert",
                         xmlGetLineNo (root), (const char *) root->name,
                         root->ns != NULL ? (const char *) root->ns->href : "");
}

/* Finds where the next of several documents begins: an XML declaration after an element's end. */
static gsize
find_document_end (const guint8 *data,
                   gsize         size)
{
  const char *text = (const char *) data;
  const char *next = text + 1;

  while ((next = memmem (next, size - (gsize) (next - text), "<?xml ", 6)) != NULL)
    {
      const char *before = next - 1;

      while (before > text && g_ascii_isspace (*before))
        before--;
      if (*before == '>')
        return (gsize) (next - text);
      next++;
    }
  return size;
}

static void
cap_feed (gpointer         state,
          const LageInput *input,
          LageDecoded     *decoded)
{
  gsize position = 0;

  if (input->size == 0 || input->size > LAGE_XML_MAX_SIZE)
    {
      feed_document (input->data, input->size, decoded);
      return;
    }
  while (position < input->size)
    {
      gsize length = find_document_end (input->data + position, input->size - position);

      feed_document (input->data + position, length, decoded);
      position += length;
    }
}

const LageDecoderClass lage_cap_decoder_class = {
  .format = "cap",
  .create = cap_create,
  .feed = cap_feed,
  .destroy = g_free,
};
