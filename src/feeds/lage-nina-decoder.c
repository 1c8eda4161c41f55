/* lage-nina-decoder.c
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
#include "lage-json.h"
#include "lage-warning-draft.h"

/* The warnings of the Federal Office of Civil Protection (NINA): lists (mapData, dashboard),
 * details as CAP in JSON, and areas as GeoJSON. A list gives headlines at once and asks for the
 * details and the area of each version until they came, three times at most; the areas name their
 * warning in the address only. Texts hold HTML, `expires` may be in the year 3021 (never),
 * `references` are not always CAP's triples. */

#define SCHEME "nina"

/* Warnings last days or weeks; the app's "never" is a thousand years on. */
#define EXPIRES_MAX_US (G_GINT64_CONSTANT (4102444800) * G_USEC_PER_SEC) /* 2100-01-01 */

#define MAX_ATTEMPTS 3

/* What was asked of a warning and what came. */
typedef struct
{
  char    *version;
  guint    n_attempts;
  gboolean has_details;
  gboolean has_area;
} Known;

typedef struct
{
  GHashTable *known; /* id: Known */
} Nina;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->version);
  g_free (known);
}

static gpointer
nina_create (const LageFeedConfig   *config,
             const LageDecoderHost  *host,
             GError                **error)
{
  Nina *self = g_new0 (Nina, 1);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  return self;
}

static void
nina_destroy (gpointer data)
{
  Nina *self = data;

  g_hash_table_unref (self->known);
  g_free (self);
}

static gboolean
read_word (JsonObject  *object,
           const char  *member,
           LageDraft   *draft,
           LageField    field,
           GError     **error)
{
  const char *word;

  if (!lage_json_get_text (object, member, &word, error))
    return FALSE;
  lage_warning_draft_set_word (draft, field, word);
  return TRUE;
}

static gboolean
read_prose (JsonObject  *object,
            const char  *member,
            LageDraft   *draft,
            LageField    field,
            GError     **error)
{
  const char *text;

  if (!lage_json_get_text (object, member, &text, error))
    return FALSE;
  lage_warning_draft_set_prose (draft, field, text);
  return TRUE;
}

static gboolean
read_time (JsonObject  *object,
           const char  *member,
           LageDraft   *draft,
           LageField    field,
           GError     **error)
{
  gint64 time_us;

  if (!lage_json_get_time (object, member, LAGE_TIME_ZONE_REQUIRED, &time_us, error))
    return FALSE;
  if (time_us != 0 && !(field == LAGE_FIELD_EXPIRES_AT && time_us >= EXPIRES_MAX_US))
    lage_warning_draft_set_time (draft, field, time_us);
  return TRUE;
}

/* lists ---------------------------------------------------------------------------------------- */

/* Addresses of details stand beside the folder of the list: ".../api31/mowas/mapData.json" and
 * ".../api31/dashboard/020000000000.json" both lead to ".../api31/warnings/ID.json". */
static void
request_details (Nina            *self,
                 const LageInput *input,
                 const char      *id,
                 const char      *version,
                 LageDecoded     *decoded)
{
  g_autofree char *name = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *details = g_strdup_printf ("../warnings/%s.json", name);
  g_autofree char *area = g_strdup_printf ("../warnings/%s.geojson", name);
  Known *known = g_hash_table_lookup (self->known, id);

  if (input->uri == NULL
      || (!g_str_has_prefix (input->uri, "http:") && !g_str_has_prefix (input->uri, "https:")))
    return;

  if (known == NULL || g_strcmp0 (known->version, version) != 0)
    {
      known = g_new0 (Known, 1);
      known->version = g_strdup (version);
      g_hash_table_replace (self->known, g_strdup (id), known);
    }
  if (known->n_attempts >= MAX_ATTEMPTS)
    return;
  if (!known->has_details)
    lage_decoded_request (decoded, details);
  if (!known->has_area)
    lage_decoded_request (decoded, area);
  known->n_attempts++;
}

static gboolean
read_titles (JsonObject  *entry,
             LageDraft   *draft,
             GError     **error)
{
  JsonObject *titles;

  if (!lage_json_get_object (entry, "i18nTitle", &titles, error))
    return FALSE;
  if (titles == NULL
      || (read_prose (titles, "de", draft, LAGE_FIELD_NAME, error)
          && read_prose (titles, "en", draft, LAGE_FIELD_NAME_EN, error)))
    return TRUE;
  g_prefix_error (error, "i18nTitle: ");
  return FALSE;
}

/* An entry of the dashboard has more of it inside "payload" and its "data". */
static gboolean
read_payload (JsonObject  *entry,
              LageDraft   *draft,
              GError     **error)
{
  JsonObject *payload, *data;

  if (!lage_json_get_object (entry, "payload", &payload, error))
    return FALSE;
  if (payload == NULL)
    return TRUE;
  if (!lage_json_get_object (payload, "data", &data, error))
    {
      g_prefix_error (error, "payload: ");
      return FALSE;
    }
  if (data == NULL)
    return TRUE;

  if ((!lage_draft_find (draft, LAGE_FIELD_NAME)
       && !read_prose (data, "headline", draft, LAGE_FIELD_NAME, error))
      || !read_word (data, "severity", draft, LAGE_FIELD_SEVERITY, error)
      || !read_word (data, "urgency", draft, LAGE_FIELD_URGENCY, error)
      || !read_word (data, "msgType", draft, LAGE_FIELD_MESSAGE_TYPE, error)
      || !read_prose (data, "provider", draft, LAGE_FIELD_SENDER, error))
    {
      g_prefix_error (error, "payload: data: ");
      return FALSE;
    }
  return TRUE;
}

/* The version stands as a number, in the entry or in its payload. */
static char *
dup_version (JsonObject *entry)
{
  JsonObject *payload = NULL;
  double version = (double) NAN;

  if (!lage_json_get_real (entry, "version", LAGE_JSON_NUMBER_OR_TEXT, &version, NULL)
      || isnan (version))
    {
      const char *hash = NULL;

      if (!lage_json_get_object (entry, "payload", &payload, NULL) || payload == NULL)
        return NULL;
      if (lage_json_get_text (payload, "hash", &hash, NULL) && hash != NULL)
        return g_strdup (hash);
      if (!lage_json_get_real (payload, "version", LAGE_JSON_NUMBER_OR_TEXT, &version, NULL)
          || isnan (version))
        return NULL;
    }
  return g_strdup_printf ("%.0f", version);
}

static gboolean
read_entry (Nina             *self,
            const LageInput  *input,
            JsonNode         *node,
            LageDecoded      *decoded,
            GError          **error)
{
  JsonObject *entry = lage_json_as_object (node, error);
  g_autofree char *version = NULL;
  g_autoptr(LageDraft) draft = NULL;
  const LageChange *sent;
  const char *id;

  if (entry == NULL || !lage_json_require_text (entry, "id", &id, error))
    return FALSE;

  draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, id);
  if (!read_titles (entry, draft, error)
      || !read_payload (entry, draft, error)
      || !read_word (entry, "severity", draft, LAGE_FIELD_SEVERITY, error)
      || !read_word (entry, "urgency", draft, LAGE_FIELD_URGENCY, error)
      || !read_word (entry, "type", draft, LAGE_FIELD_MESSAGE_TYPE, error)
      || !read_time (entry, "sent", draft, LAGE_FIELD_SENT_AT, error)
      || !read_time (entry, "effective", draft, LAGE_FIELD_ONSET_AT, error)
      || !read_time (entry, "startDate", draft, LAGE_FIELD_ONSET_AT, error)
      || !read_time (entry, "onset", draft, LAGE_FIELD_ONSET_AT, error)
      || !read_time (entry, "expires", draft, LAGE_FIELD_EXPIRES_AT, error)
      || !read_time (entry, "expiresDate", draft, LAGE_FIELD_EXPIRES_AT, error))
    return FALSE;

  sent = lage_draft_find (draft, LAGE_FIELD_SENT_AT);
  if (sent == NULL)
    sent = lage_draft_find (draft, LAGE_FIELD_ONSET_AT);
  draft->observed_at_us = sent != NULL ? sent->value.time_us : 0;

  version = dup_version (entry);
  request_details (self, input, id, version, decoded);
  lage_decoded_take (decoded, g_steal_pointer (&draft));
  return TRUE;
}

static void
feed_list (Nina            *self,
           const LageInput *input,
           JsonArray       *list,
           LageDecoded     *decoded)
{
  guint n = json_array_get_length (list);

  if (n == 0)
    lage_decoded_good (decoded); /* no warnings: an answer all the same */

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;

      if (read_entry (self, input, json_array_get_element (list, i), decoded, &error))
        lage_decoded_good (decoded);
      else
        lage_decoded_reject (decoded, "warning %u: %s", i + 1, error->message);
    }
}

/* details -------------------------------------------------------------------------------------- */

static gboolean
is_language (JsonObject *info,
             const char *language)
{
  const char *text;

  if (!lage_json_get_text (info, "language", &text, NULL) || text == NULL)
    text = "de"; /* a German service */
  return g_ascii_strncasecmp (text, language, 2) == 0 && !g_ascii_isalpha (text[2]);
}

/* Pairs of valueName and value; those that are not are skipped, for nothing hangs on them. */
static gboolean
read_codes (JsonObject  *info,
            LageDraft   *draft,
            GError     **error)
{
  g_autoptr(GString) codes = g_string_new (NULL);
  JsonArray *array;

  if (!lage_json_get_array (info, "eventCode", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *pair = lage_json_as_object (json_array_get_element (array, i), NULL);
      const char *name, *value;

      if (pair != NULL && lage_json_get_text (pair, "valueName", &name, NULL)
          && lage_json_get_text (pair, "value", &value, NULL))
        lage_warning_draft_add_code (codes, name, value);
    }
  lage_draft_set_text (draft, LAGE_FIELD_EVENT_CODE, codes->str);
  return TRUE;
}

static gboolean
read_area_names (JsonObject  *info,
                 LageDraft   *draft,
                 GError     **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) names = g_string_new (NULL);
  JsonArray *array;

  if (!lage_json_get_array (info, "area", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *area = lage_json_as_object (json_array_get_element (array, i), error);
      const char *name;

      if (area == NULL || !lage_json_get_text (area, "areaDesc", &name, error))
        {
          g_prefix_error (error, "area %u: ", i + 1);
          return FALSE;
        }
      lage_warning_draft_add_name (names, seen, name);
    }
  lage_draft_set_text (draft, LAGE_FIELD_AREA_NAME, names->str);
  return TRUE;
}

static gboolean
read_info (JsonObject  *info,
           LageDraft   *draft,
           GError     **error)
{
  return read_prose (info, "headline", draft, LAGE_FIELD_NAME, error)
         && read_prose (info, "description", draft, LAGE_FIELD_DESCRIPTION, error)
         && read_prose (info, "instruction", draft, LAGE_FIELD_INSTRUCTION, error)
         && read_prose (info, "event", draft, LAGE_FIELD_EVENT, error)
         && read_word (info, "severity", draft, LAGE_FIELD_SEVERITY, error)
         && read_word (info, "urgency", draft, LAGE_FIELD_URGENCY, error)
         && read_word (info, "certainty", draft, LAGE_FIELD_CERTAINTY, error)
         && read_time (info, "effective", draft, LAGE_FIELD_ONSET_AT, error)
         && read_time (info, "onset", draft, LAGE_FIELD_ONSET_AT, error)
         && read_time (info, "expires", draft, LAGE_FIELD_EXPIRES_AT, error)
         && read_prose (info, "web", draft, LAGE_FIELD_LINK, error)
         && read_prose (info, "senderName", draft, LAGE_FIELD_SENDER, error)
         && read_codes (info, draft, error)
         && read_area_names (info, draft, error);
}

static gboolean
read_infos (JsonObject  *object,
            LageDraft   *draft,
            GError     **error)
{
  JsonObject *speaking = NULL, *english = NULL;
  guint speaking_number = 1;
  JsonArray *infos;

  if (!lage_json_get_array (object, "info", &infos, error))
    return FALSE;
  for (guint i = 0; infos != NULL && i < json_array_get_length (infos); i++)
    {
      JsonObject *info = lage_json_as_object (json_array_get_element (infos, i), error);

      if (info == NULL)
        {
          g_prefix_error (error, "info %u: ", i + 1);
          return FALSE;
        }
      if (english == NULL && is_language (info, "en"))
        english = info;
      if (speaking == NULL || (!is_language (speaking, "de") && is_language (info, "de")))
        {
          speaking = info;
          speaking_number = i + 1;
        }
    }

  if (speaking == NULL)
    return TRUE;
  if (!read_info (speaking, draft, error)
      || (english != NULL
          && (!read_prose (english, "headline", draft, LAGE_FIELD_NAME_EN, error)
              || !read_prose (english, "description", draft, LAGE_FIELD_DESCRIPTION_EN, error)
              || !read_prose (english, "instruction", draft, LAGE_FIELD_INSTRUCTION_EN, error))))
    {
      g_prefix_error (error, "info %u: ", speaking_number);
      return FALSE;
    }
  return TRUE;
}

/* Identifiers in a row, CAP's triples, or both muddled: what looks like one of the service's own
 * identifiers is one ("mow.DE-NW-BN-SE030-20200506-30-001"). */
static void
replace_references (const char  *references,
                    LageField    field,
                    const char  *id,
                    gint64       sent_us,
                    LageDecoded *decoded)
{
  static const char *const prefixes[] = { "mow.", "kat.", "biw.", "dwd.", "dwdmap.", "lhp.",
                                          "pol." };
  g_auto(GStrv) items = g_strsplit_set (references, " ,\t\r\n", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; items[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (prefixes); k++)
      {
        LageDraft *draft;

        if (!g_str_has_prefix (items[i], prefixes[k]) || strcmp (items[i], id) == 0
            || !g_hash_table_add (seen, items[i]))
          continue;
        draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, items[i]);
        draft->observed_at_us = sent_us;
        lage_draft_set_text (draft, field, id);
        lage_decoded_take (decoded, draft);
      }
}

static gboolean
read_details (Nina         *self,
              JsonObject   *object,
              LageDecoded  *decoded,
              gboolean     *is_handled,
              GError      **error)
{
  g_autoptr(LageDraft) draft = NULL;
  const char *id, *status, *type, *references;
  gint64 sent_us;
  Known *known;

  if (!lage_json_require_text (object, "identifier", &id, error)
      || !lage_json_require_text (object, "status", &status, error)
      || !lage_json_require_text (object, "msgType", &type, error)
      || !lage_json_get_text (object, "references", &references, error)
      || !lage_json_get_time (object, "sent", LAGE_TIME_ZONE_REQUIRED, &sent_us, error))
    return FALSE;
  if (g_ascii_strcasecmp (type, "Ack") == 0 || g_ascii_strcasecmp (type, "Error") == 0)
    {
      *is_handled = FALSE;
      return TRUE;
    }

  draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, id);
  draft->observed_at_us = sent_us;
  if (sent_us != 0)
    lage_draft_take (draft, LAGE_FIELD_SENT_AT, lage_value_time (sent_us));
  if (!lage_warning_draft_set_word (draft, LAGE_FIELD_WARNING_STATUS, status)
      || !lage_warning_draft_set_word (draft, LAGE_FIELD_MESSAGE_TYPE, type))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "status \"%.40s\" or msgType \"%.40s\" is not known", status, type);
      return FALSE;
    }
  if (!read_prose (object, "sender", draft, LAGE_FIELD_SENDER, error)
      || !read_infos (object, draft, error))
    return FALSE;

  lage_decoded_take (decoded, g_steal_pointer (&draft));
  known = g_hash_table_lookup (self->known, id);
  if (known != NULL)
    known->has_details = TRUE;
  if (references != NULL)
    replace_references (references, lage_warning_get_replaced_field (status), id, sent_us, decoded);
  return TRUE;
}

static void
feed_details (Nina        *self,
              JsonObject  *object,
              LageDecoded *decoded)
{
  g_autoptr(GError) error = NULL;
  gboolean is_handled = TRUE;
  const char *id;

  if (!lage_json_get_text (object, "identifier", &id, NULL) || id == NULL)
    id = "without identifier";
  if (!read_details (self, object, decoded, &is_handled, &error))
    lage_decoded_reject (decoded, "warning %.80s: %s", id, error->message);
  else if (is_handled)
    lage_decoded_good (decoded);
  else
    lage_decoded_ignore (decoded);
}

/* areas ---------------------------------------------------------------------------------------- */

static gboolean
add_ring (LageGeometryBuilder   *builder,
          LageGeometryPartType   type,
          JsonNode              *node,
          GError               **error)
{
  JsonArray *ring = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (ring == NULL || json_array_get_length (ring) < 3)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "not a ring of 3 points or more");
      return FALSE;
    }

  lage_geometry_builder_begin (builder, type);
  for (guint i = 0; i < json_array_get_length (ring); i++)
    {
      JsonNode *pair = json_array_get_element (ring, i);
      JsonArray *point = JSON_NODE_HOLDS_ARRAY (pair) ? json_node_get_array (pair) : NULL;
      double longitude, latitude;

      if (point == NULL || json_array_get_length (point) < 2
          || !lage_json_as_real (json_array_get_element (point, 0), LAGE_JSON_NUMBER_PLAIN,
                                 &longitude, NULL)
          || !lage_json_as_real (json_array_get_element (point, 1), LAGE_JSON_NUMBER_PLAIN,
                                 &latitude, NULL)
          || !lage_geometry_builder_add (builder, latitude, longitude))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "point %u is not [longitude, latitude]", i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_polygon (LageGeometryBuilder  *builder,
             JsonNode             *node,
             GError              **error)
{
  JsonArray *rings = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (rings == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "polygon without rings");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (rings); i++)
    if (!add_ring (builder, i == 0 ? LAGE_GEOMETRY_RING : LAGE_GEOMETRY_HOLE,
                   json_array_get_element (rings, i), error))
      {
        g_prefix_error (error, "ring %u: ", i + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
add_geometry (LageGeometryBuilder  *builder,
              JsonObject           *geometry,
              GError              **error)
{
  const char *type;
  JsonArray *coordinates;

  if (!lage_json_require_text (geometry, "type", &type, error)
      || !lage_json_get_array (geometry, "coordinates", &coordinates, error))
    return FALSE;
  if (coordinates != NULL && strcmp (type, "Polygon") == 0)
    return add_polygon (builder, json_object_get_member (geometry, "coordinates"), error);
  if (coordinates != NULL && strcmp (type, "MultiPolygon") == 0)
    {
      for (guint i = 0; i < json_array_get_length (coordinates); i++)
        if (!add_polygon (builder, json_array_get_element (coordinates, i), error))
          {
            g_prefix_error (error, "polygon %u: ", i + 1);
            return FALSE;
          }
      return TRUE;
    }
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "geometry of type \"%.40s\"", type);
  return FALSE;
}

/* The warning's id: from the properties, else from ".../warnings/ID.geojson". */
static char *
dup_area_id (const char *uri,
             JsonArray  *features)
{
  g_autofree char *path = NULL;
  char *name, *end;

  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = lage_json_as_object (json_array_get_element (features, i), NULL);
      JsonObject *properties = NULL;
      const char *id = NULL;

      if (feature != NULL && lage_json_get_object (feature, "properties", &properties, NULL)
          && properties != NULL && lage_json_get_text (properties, "warnId", &id, NULL)
          && id != NULL)
        return g_strdup (id);
    }

  if (uri == NULL)
    return NULL;
  path = g_strndup (uri, strcspn (uri, "?#"));
  name = strrchr (path, '/');
  name = name != NULL ? name + 1 : path;
  end = strstr (name, ".geojson");
  if (end == NULL || end == name)
    return NULL;
  *end = '\0';
  return g_uri_unescape_string (name, NULL);
}

static gboolean
read_area (Nina             *self,
           const LageInput  *input,
           JsonArray        *features,
           LageDecoded      *decoded,
           GError          **error)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autofree char *id = dup_area_id (input->uri, features);
  g_autoptr(LageDraft) draft = NULL;
  g_autoptr(GBytes) geometry = NULL;
  Known *known;

  if (id == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                           "neither a warnId nor the address says of which warning");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = lage_json_as_object (json_array_get_element (features, i), error);
      JsonObject *shape = NULL;

      if (feature == NULL || !lage_json_get_object (feature, "geometry", &shape, error)
          || (shape != NULL && !add_geometry (builder, shape, error)))
        {
          g_prefix_error (error, "feature %u: ", i + 1);
          return FALSE;
        }
    }
  known = g_hash_table_lookup (self->known, id);
  if (known != NULL)
    known->has_area = TRUE;
  if (json_array_get_length (features) == 0)
    return TRUE;

  geometry = lage_geometry_builder_end (builder, error);
  if (geometry == NULL)
    return FALSE;
  draft = lage_draft_new_external (LAGE_KIND_WARNING, SCHEME, id);
  lage_warning_draft_set_area (draft, geometry);
  lage_decoded_take (decoded, g_steal_pointer (&draft));
  return TRUE;
}

static void
feed_area (Nina            *self,
           const LageInput *input,
           JsonObject      *object,
           LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  JsonArray *features;

  if (!lage_json_get_array (object, "features", &features, &error))
    lage_decoded_reject (decoded, "area: %s", error->message);
  else if (features == NULL)
    lage_decoded_reject (decoded, "area: features: missing");
  else if (read_area (self, input, features, decoded, &error))
    lage_decoded_good (decoded);
  else
    lage_decoded_reject (decoded, "area: %s", error->message);
}

static void
nina_feed (gpointer         state,
           const LageInput *input,
           LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = lage_json_parse (input->data, input->size, &error);
  JsonObject *object;
  const char *text;

  if (root == NULL)
    {
      lage_decoded_reject (decoded, "%s", error->message);
      return;
    }
  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      feed_list (state, input, json_node_get_array (root), decoded);
      return;
    }

  object = lage_json_as_object (root, NULL);
  if (object != NULL && json_object_has_member (object, "identifier"))
    feed_details (state, object, decoded);
  else if (object != NULL && lage_json_get_text (object, "type", &text, NULL)
           && g_strcmp0 (text, "FeatureCollection") == 0)
    feed_area (state, input, object, decoded);
  else
    lage_decoded_reject (decoded, "neither a list of warnings, nor a warning, nor an area");
}

const LageDecoderClass lage_nina_decoder_class = {
  .format = "nina",
  .create = nina_create,
  .feed = nina_feed,
  .destroy = nina_destroy,
};
