/* lage-sensorthings-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-error.h"
#include "lage-json.h"
#include "lage-sensorthings-map.h"

/* OGC SensorThings API 1.1, as Hamburg's Urban Data Platform serves it: lists or single Things,
 * Datastreams and Observations, expanded or not.
 *
 *   Thing ──< Datastream ──< Observation        Thing ──< Location
 *
 * What a Datastream means is said by the feed's options, see lage-sensorthings-map.h; those that no
 * rule matches are counted as ignored. An entity is a Thing seen as one kind (a Thing may be both a
 * gauge and a sensor); a Datastream whose Thing is not known stands for itself. Without any rule each
 * Thing is a sensor without readings, so that it can be seen where it is.
 *
 * Further pages are asked for by following `@iot.nextLink` verbatim, those inside an expanded
 * Datastream only with the option `history=true`. */

#define SCHEME "sensorthings"
#define MAX_CHANGES 1440

/* What is known of a Datastream once it was seen, for pages of its Observations. */
typedef struct
{
  const LageSensorthingsRule *rule; /* NULL: none matches */
  char                       *entity_name;
} Stream;

typedef struct
{
  char       *feed_id;
  GPtrArray  *rules;
  gboolean    wants_history;
  GHashTable *streams; /* id as text: Stream */
} Sensorthings;

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  g_free (stream->entity_name);
  g_free (stream);
}

static void
sensorthings_destroy (gpointer data)
{
  Sensorthings *self = data;

  g_free (self->feed_id);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_hash_table_unref (self->streams);
  g_free (self);
}

static gpointer
sensorthings_create (const LageFeedConfig   *config,
                     const LageDecoderHost  *host,
                     GError                **error)
{
  const char *history = lage_feed_config_get_option (config, "history");
  Sensorthings *self = g_new0 (Sensorthings, 1);

  self->feed_id = g_strdup (config->id != NULL ? config->id : "");
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stream_free);
  self->wants_history = g_strcmp0 (history, "true") == 0;
  if (history != NULL && *history != '\0' && !self->wants_history
      && strcmp (history, "false") != 0)
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                 "option history: \"%s\" is neither \"true\" nor \"false\"", history);
  else
    self->rules = lage_sensorthings_rules_new (config->options, error);
  if (self->rules == NULL)
    {
      sensorthings_destroy (self);
      return NULL;
    }
  return self;
}

/* An id is a number here and a text elsewhere; as in addresses: 16183 or 'abc'. */
static char *
dup_id (JsonObject  *object,
        GError     **error)
{
  JsonNode *node = json_object_get_member (object, "@iot.id");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_INT64)
        return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      if (json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0')
        return g_strdup_printf ("'%s'", json_node_get_string (node));
    }
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "@iot.id: %s instead of a number or a text",
               node != NULL ? lage_json_name_type (node) : "nothing");
  return NULL;
}

/* The id of the entity set @set in an address: ".../Things(7648)/Datastreams" gives "7648". */
static char *
dup_id_of_uri (const char *uri,
               const char *set)
{
  g_autofree char *text = uri != NULL ? g_uri_unescape_string (uri, NULL) : NULL;
  g_autofree char *opening = g_strdup_printf ("/%s(", set);
  const char *begin = text != NULL ? strstr (text, opening) : NULL;
  const char *end = begin != NULL ? strchr (begin, ')') : NULL;

  if (end == NULL)
    return NULL;
  begin += strlen (opening);
  return g_strndup (begin, (gsize) (end - begin));
}

static char *
dup_entity_name (const Sensorthings *self,
                 const char         *set,
                 const char         *id,
                 LageKind            kind)
{
  return g_strdup_printf ("%s/%s(%s)/%s", self->feed_id, set, id, lage_kind_get_token (kind));
}

static LageDraft *
new_draft (LageKind    kind,
           const char *entity_name)
{
  return lage_draft_new_external (kind, SCHEME, entity_name);
}

/* places --------------------------------------------------------------------------------------- */

/* The point of a GeoJSON geometry or feature; an area or line is found by its first point. */
static gboolean
find_point (JsonNode *node,
            double   *latitude,
            double   *longitude)
{
  JsonObject *object = lage_json_as_object (node, NULL), *geometry;
  JsonNode *coordinates;
  JsonArray *array;

  if (object == NULL)
    return FALSE;
  if (lage_json_get_object (object, "geometry", &geometry, NULL) && geometry != NULL)
    object = geometry;
  coordinates = json_object_get_member (object, "coordinates");
  while (coordinates != NULL && JSON_NODE_HOLDS_ARRAY (coordinates))
    {
      array = json_node_get_array (coordinates);
      if (json_array_get_length (array) == 0)
        return FALSE;
      if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 0)))
        return json_array_get_length (array) >= 2
               && lage_json_as_real (json_array_get_element (array, 0), LAGE_JSON_NUMBER_PLAIN,
                                     longitude, NULL)
               && lage_json_as_real (json_array_get_element (array, 1), LAGE_JSON_NUMBER_PLAIN,
                                     latitude, NULL);
      coordinates = json_array_get_element (array, 0);
    }
  return FALSE;
}

static gboolean
set_point (LageDraft   *draft,
           JsonNode    *node,
           const char  *member,
           GError     **error)
{
  double latitude, longitude;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (find_point (node, &latitude, &longitude)
      && lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude))
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: not a place as GeoJSON", member);
  return FALSE;
}

/* The first Location of a Thing, else the area that its first Datastream observes. */
static gboolean
read_place (JsonObject  *thing,
            LageDraft   *draft,
            GError     **error)
{
  JsonArray *locations, *streams;

  if (!lage_json_get_array (thing, "Locations", &locations, error)
      || !lage_json_get_array (thing, "Datastreams", &streams, error))
    return FALSE;
  for (guint i = 0; locations != NULL && i < json_array_get_length (locations); i++)
    {
      JsonObject *location = lage_json_as_object (json_array_get_element (locations, i), error);

      if (location == NULL
          || !set_point (draft, json_object_get_member (location, "location"), "location", error))
        {
          g_prefix_error (error, "Locations %u: ", i + 1);
          return FALSE;
        }
      if (lage_draft_find (draft, LAGE_FIELD_POSITION) != NULL)
        return TRUE;
    }
  for (guint i = 0; streams != NULL && i < json_array_get_length (streams); i++)
    {
      JsonObject *stream = lage_json_as_object (json_array_get_element (streams, i), NULL);

      if (stream != NULL
          && set_point (draft, json_object_get_member (stream, "observedArea"), "", NULL)
          && lage_draft_find (draft, LAGE_FIELD_POSITION) != NULL)
        return TRUE;
    }
  return TRUE;
}

static gboolean
read_labels (JsonObject  *object,
             LageDraft   *draft,
             GError     **error)
{
  const char *name, *description;

  if (!lage_json_get_text (object, "name", &name, error)
      || !lage_json_get_text (object, "description", &description, error))
    return FALSE;
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_text (draft, LAGE_FIELD_DESCRIPTION, description);
  return TRUE;
}

/* observations --------------------------------------------------------------------------------- */

/* An instant, or an interval, whose end counts. */
static gboolean
read_time (JsonObject  *observation,
           gint64      *time_us,
           GError     **error)
{
  const char *text, *end;

  if (!lage_json_get_text (observation, "phenomenonTime", &text, error))
    return FALSE;
  if (text == NULL)
    {
      if (!lage_json_get_text (observation, "resultTime", &text, error))
        return FALSE;
      if (text == NULL)
        {
          g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "phenomenonTime: missing");
          return FALSE;
        }
    }
  end = strchr (text, '/');
  if (lage_time_parse (end != NULL ? end + 1 : text, LAGE_TIME_ZONE_REQUIRED, time_us, error))
    return TRUE;
  g_prefix_error (error, "phenomenonTime: ");
  return FALSE;
}

static void
feed_observation (Sensorthings  *self,
                  const Stream  *stream,
                  JsonNode      *node,
                  const char    *place,
                  guint          number,
                  LageDraft    **draft,
                  LageDecoded   *decoded)
{
  g_autoptr(GError) error = NULL;
  JsonObject *observation = lage_json_as_object (node, &error);
  LageValue value = LAGE_VALUE_INIT;
  gint64 time_us = 0;

  if (stream == NULL || stream->rule == NULL)
    {
      lage_decoded_ignore (decoded);
      return;
    }
  if (observation == NULL || !read_time (observation, &time_us, &error)
      || !lage_sensorthings_rule_convert (stream->rule,
                                          json_object_get_member (observation, "result"), &value,
                                          &error))
    {
      lage_decoded_reject (decoded, "%sObservation %u: %s", place, number, error->message);
      return;
    }

  lage_decoded_good (decoded);
  if (value.type == LAGE_VALUE_NONE)
    return;
  if (*draft != NULL && (*draft)->changes->len >= MAX_CHANGES)
    {
      lage_decoded_take (decoded, *draft);
      *draft = NULL;
    }
  if (*draft == NULL)
    *draft = new_draft (stream->rule->kind, stream->entity_name);
  lage_draft_take_at (*draft, stream->rule->field, value, time_us);
  (*draft)->observed_at_us = MAX ((*draft)->observed_at_us, time_us);
}

/* datastreams ---------------------------------------------------------------------------------- */

/* Remembers a Datastream and what it means. */
static const Stream *
learn_stream (Sensorthings  *self,
              JsonObject    *object,
              JsonObject    *thing,
              const char    *thing_id,
              GError       **error)
{
  g_autofree char *id = dup_id (object, error);
  Stream *stream;

  if (id == NULL)
    return NULL;
  stream = g_new0 (Stream, 1);
  stream->rule = lage_sensorthings_rules_find (self->rules, object, thing);
  if (stream->rule != NULL)
    stream->entity_name = thing_id != NULL
      ? dup_entity_name (self, "Things", thing_id, stream->rule->kind)
      : dup_entity_name (self, "Datastreams", id, stream->rule->kind);
  g_hash_table_replace (self->streams, g_steal_pointer (&id), stream);
  return stream;
}

/* A Datastream inside its Thing, in a list, or alone. Gives whether a rule matched. */
static gboolean
feed_stream (Sensorthings *self,
             JsonNode     *node,
             JsonObject   *thing,
             const char   *thing_id,
             const char   *place,
             guint         number,
             LageDecoded  *decoded)
{
  g_autofree char *own_place = g_strdup_printf ("%sDatastream %u: ", place, number);
  g_autofree char *own_thing_id = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageDraft) draft = NULL;
  JsonObject *object = lage_json_as_object (node, &error), *expanded = NULL;
  JsonArray *observations = NULL;
  const Stream *stream = NULL;
  const char *next = NULL;

  if (object != NULL && thing == NULL
      && lage_json_get_object (object, "Thing", &expanded, &error) && expanded != NULL)
    {
      thing = expanded;
      thing_id = own_thing_id = dup_id (thing, &error);
    }
  if (error == NULL && object != NULL)
    stream = learn_stream (self, object, thing, thing_id, &error);
  if (error == NULL && stream != NULL && stream->rule != NULL)
    {
      draft = new_draft (stream->rule->kind, stream->entity_name);
      if (read_labels (thing != NULL ? thing : object, draft, &error)
          && (thing == NULL || read_place (thing, draft, &error))
          && lage_draft_find (draft, LAGE_FIELD_POSITION) == NULL)
        set_point (draft, json_object_get_member (object, "observedArea"), "observedArea", &error);
    }
  if (error == NULL && object != NULL)
    {
      if (lage_json_get_array (object, "Observations", &observations, &error))
        lage_json_get_text (object, "Observations@iot.nextLink", &next, &error);
    }
  if (error != NULL)
    {
      lage_decoded_reject (decoded, "%s%s", own_place, error->message);
      return FALSE;
    }

  g_assert (stream != NULL);
  if (stream->rule == NULL)
    lage_decoded_ignore (decoded);
  else
    lage_decoded_good (decoded);
  for (guint i = 0; observations != NULL && i < json_array_get_length (observations); i++)
    {
      LageDraft *filling = g_steal_pointer (&draft);

      feed_observation (self, stream, json_array_get_element (observations, i), own_place, i + 1,
                        &filling, decoded);
      draft = filling;
    }
  if (draft != NULL)
    lage_decoded_take (decoded, g_steal_pointer (&draft));
  if (next != NULL && self->wants_history && stream->rule != NULL)
    lage_decoded_request (decoded, next);
  return stream->rule != NULL;
}

/* things --------------------------------------------------------------------------------------- */

static void
feed_thing (Sensorthings *self,
            JsonObject   *thing,
            guint         number,
            LageDecoded  *decoded)
{
  g_autofree char *place = g_strdup_printf ("Thing %u: ", number);
  g_autofree char *id = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(LageDraft) draft = NULL;
  JsonArray *streams = NULL;
  const char *next = NULL;
  gboolean is_mapped = FALSE;

  id = dup_id (thing, &error);
  if (id != NULL && lage_json_get_array (thing, "Datastreams", &streams, &error)
      && lage_json_get_text (thing, "Datastreams@iot.nextLink", &next, &error)
      && self->rules->len == 0)
    {
      g_autofree char *name = dup_entity_name (self, "Things", id, LAGE_KIND_SENSOR);

      draft = new_draft (LAGE_KIND_SENSOR, name);
      if (read_labels (thing, draft, &error))
        read_place (thing, draft, &error);
    }
  if (error != NULL)
    {
      lage_decoded_reject (decoded, "%s%s", place, error->message);
      return;
    }

  if (draft != NULL)
    lage_decoded_take (decoded, g_steal_pointer (&draft));
  for (guint i = 0; streams != NULL && i < json_array_get_length (streams); i++)
    is_mapped = feed_stream (self, json_array_get_element (streams, i), thing, id, place, i + 1,
                             decoded) || is_mapped;
  if (next != NULL)
    lage_decoded_request (decoded, next);

  if (is_mapped || self->rules->len == 0)
    lage_decoded_good (decoded);
  else
    lage_decoded_ignore (decoded);
}

/* documents ------------------------------------------------------------------------------------ */

/* The Datastream of an Observation that is not inside one: expanded in it, or named by the address
 * of the page. */
static const Stream *
find_stream (Sensorthings    *self,
             const LageInput *input,
             JsonObject      *observation)
{
  JsonObject *object = NULL;
  g_autofree char *id = NULL;

  if (lage_json_get_object (observation, "Datastream", &object, NULL) && object != NULL)
    {
      JsonObject *thing = NULL;
      g_autofree char *thing_id = NULL;

      id = dup_id (object, NULL);
      if (id != NULL && g_hash_table_contains (self->streams, id))
        return g_hash_table_lookup (self->streams, id);
      if (lage_json_get_object (object, "Thing", &thing, NULL) && thing != NULL)
        thing_id = dup_id (thing, NULL);
      return learn_stream (self, object, thing, thing_id, NULL);
    }

  id = dup_id_of_uri (input->uri, "Datastreams");
  if (id != NULL && !g_hash_table_contains (self->streams, id))
    {
      /* Never seen: a rule that asks for no more than the id may still match. */
      g_autoptr(JsonObject) bare = json_object_new ();
      g_autofree char *own_id = NULL;
      char *end = NULL;
      gint64 number = g_ascii_strtoll (id, &end, 10);

      if (end != id && *end == '\0')
        json_object_set_int_member (bare, "@iot.id", number);
      else
        {
          own_id = g_strdup (id);
          g_strdelimit (own_id, "'", ' ');
          json_object_set_string_member (bare, "@iot.id", g_strstrip (own_id));
        }
      return learn_stream (self, bare, NULL, NULL, NULL);
    }
  return id != NULL ? g_hash_table_lookup (self->streams, id) : NULL;
}

/* Readings of one entity, one after the other. */
typedef struct
{
  char      *entity_name;
  LageDraft *draft;
} Run;

static void
end_run (Run         *run,
         LageDecoded *decoded)
{
  if (run->draft != NULL)
    lage_decoded_take (decoded, g_steal_pointer (&run->draft));
  g_clear_pointer (&run->entity_name, g_free);
}

/* An entity of any set. */
static void
feed_entity (Sensorthings    *self,
             const LageInput *input,
             JsonNode        *node,
             guint            number,
             Run             *run,
             LageDecoded     *decoded)
{
  JsonObject *object = lage_json_as_object (node, NULL);

  if (object == NULL)
    {
      lage_decoded_reject (decoded, "value %u: %s instead of an object", number,
                           lage_json_name_type (node));
    }
  else if (json_object_has_member (object, "result"))
    {
      const Stream *stream = find_stream (self, input, object);

      const char *entity_name = stream != NULL ? stream->entity_name : NULL;

      if (g_strcmp0 (entity_name, run->entity_name) != 0)
        {
          end_run (run, decoded);
          run->entity_name = g_strdup (entity_name);
        }
      feed_observation (self, stream, node, "", number, &run->draft, decoded);
    }
  else if (json_object_has_member (object, "observationType")
           || json_object_has_member (object, "unitOfMeasurement"))
    {
      g_autofree char *thing_id = dup_id_of_uri (input->uri, "Things");

      end_run (run, decoded);
      feed_stream (self, node, NULL, thing_id, "", number, decoded);
    }
  else if (json_object_has_member (object, "@iot.id")
           && (json_object_has_member (object, "Datastreams")
               || json_object_has_member (object, "Datastreams@iot.navigationLink")
               || json_object_has_member (object, "Locations")
               || json_object_has_member (object, "Locations@iot.navigationLink")
               || !json_object_has_member (object, "encodingType")))
    {
      end_run (run, decoded);
      feed_thing (self, object, number, decoded);
    }
  else if (json_object_has_member (object, "@iot.id"))
    {
      lage_decoded_ignore (decoded); /* a Location, a Sensor, a FeatureOfInterest */
    }
  else
    {
      lage_decoded_reject (decoded, "value %u: neither a Thing, nor a Datastream, nor an "
                           "Observation", number);
    }
}

static void
sensorthings_feed (gpointer         state,
                   const LageInput *input,
                   LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = lage_json_parse (input->data, input->size, &error);
  JsonObject *object;
  JsonArray *values = NULL;
  const char *next = NULL, *message = NULL;
  Run run = { NULL, NULL };

  if (root == NULL)
    {
      lage_decoded_reject (decoded, "%s", error->message);
      return;
    }
  object = lage_json_as_object (root, NULL);
  if (object == NULL)
    {
      lage_decoded_reject (decoded, "%s instead of an object", lage_json_name_type (root));
      return;
    }

  if (!json_object_has_member (object, "value"))
    {
      if (!json_object_has_member (object, "@iot.id")
          && lage_json_get_text (object, "message", &message, NULL) && message != NULL)
        lage_decoded_reject (decoded, "the service answers: %.200s", message);
      else
        feed_entity (state, input, root, 1, &run, decoded);
      end_run (&run, decoded);
      return;
    }

  if (!lage_json_get_array (object, "value", &values, &error)
      || !lage_json_get_text (object, "@iot.nextLink", &next, &error) || values == NULL)
    {
      lage_decoded_reject (decoded, "%s", error != NULL ? error->message : "value: null");
      return;
    }
  for (guint i = 0; i < json_array_get_length (values); i++)
    feed_entity (state, input, json_array_get_element (values, i), i + 1, &run, decoded);
  end_run (&run, decoded);
  if (json_array_get_length (values) == 0)
    lage_decoded_good (decoded); /* nothing there: an answer all the same */
  if (next != NULL)
    lage_decoded_request (decoded, next);
}

const LageDecoderClass lage_sensorthings_decoder_class = {
  .format = "sensorthings",
  .create = sensorthings_create,
  .feed = sensorthings_feed,
  .destroy = sensorthings_destroy,
};
