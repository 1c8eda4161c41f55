/* lage-pegelonline-decoder.c
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
#include "lage-readable-name.h"

/* PEGELONLINE REST v2, water levels of the German waterways administration.
 *
 * A poll asks for all gauges at once; its answer is an array of stations. What lies between the
 * newest level that is known of a gauge and the one in the answer is a gap, and is asked for once
 * (again if the answer never came): that is the history on first contact, and the catching-up after
 * an interruption.
 *
 * Options: `gauges`, a list of uuids for the first request; `station` and `unit`, the uuid and the
 * unit of a measurements document that comes from a file and so says neither. */

#define SCHEME "pegelonline"
#define FIRST_HISTORY "P31D" /* the longest that the service gives */
#define MAX_CHANGES 1440
#define MAX_ATTEMPTS 3
#define SENTINEL 99999.0

/* Where a series goes: the field, and the factor to its unit. */
typedef struct
{
  LageField field;
  double    factor;
} Scale;

typedef struct
{
  gint64   from_us; /* 0: from the beginning */
  guint    n_attempts;
  gboolean is_answered;
} Gap;

typedef struct
{
  LageDecoderHost  host;
  char           **gauges;
  char            *station;
  Scale            scale;
  gint64           poll_us;
  GHashTable      *scales; /* uuid: Scale, as told by the stations */
  GHashTable      *gaps;   /* uuid: Gap */
} Pegelonline;

static gboolean
is_uuid (const char *text)
{
  return strlen (text) == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-'
         && text[23] == '-';
}

static char *
dup_without_spaces (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  return g_string_free (result, FALSE);
}

/* Of 737 level series of the service, 668 are in cm, 67 in m+NN and 2 in m+PNP. */
static gboolean
parse_unit (const char *text,
            Scale      *scale)
{
  static const struct { const char *unit; Scale scale; } units[] = {
    { "cm", { LAGE_FIELD_LEVEL_CM, 1.0 } },
    { "m+PNP", { LAGE_FIELD_LEVEL_CM, 100.0 } },
    { "m+NN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
    { "m+NHN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
    { "m.ü.NN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
    { "m.ü.NHN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
    { "mü.NN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
    { "mü.NHN", { LAGE_FIELD_LEVEL_NHN_M, 1.0 } },
  };
  g_autofree char *unit = dup_without_spaces (text);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, unit) == 0)
      {
        *scale = units[i].scale;
        return TRUE;
      }
  return FALSE;
}

static void
pegelonline_destroy (gpointer data)
{
  Pegelonline *self = data;

  g_strfreev (self->gauges);
  g_free (self->station);
  g_hash_table_unref (self->scales);
  g_hash_table_unref (self->gaps);
  g_free (self);
}

static gpointer
pegelonline_create (const LageFeedConfig   *config,
                    const LageDecoderHost  *host,
                    GError                **error)
{
  const char *gauges = lage_feed_config_get_option (config, "gauges");
  const char *station = lage_feed_config_get_option (config, "station");
  const char *unit = lage_feed_config_get_option (config, "unit");
  Pegelonline *self = g_new0 (Pegelonline, 1);

  if (host != NULL)
    self->host = *host;
  self->gauges = g_strsplit_set (gauges != NULL ? gauges : "", ",; ", -1);
  self->station = g_strdup (station);
  self->scale = (Scale) { LAGE_FIELD_LEVEL_CM, 1.0 };
  self->poll_us = (gint64) MAX (config->interval_s, 1) * LAGE_TIME_SECOND_US;
  self->scales = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gaps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (station != NULL && !is_uuid (station))
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "option station: \"%s\" is not a uuid",
                 station);
  else if (unit != NULL && !parse_unit (unit, &self->scale))
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "option unit: \"%s\" is not known", unit);
  else
    {
      for (guint i = 0; self->gauges[i] != NULL; i++)
        if (*self->gauges[i] != '\0' && !is_uuid (self->gauges[i]))
          {
            g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                         "option gauges: \"%s\" is not a uuid", self->gauges[i]);
            pegelonline_destroy (self);
            return NULL;
          }
      return self;
    }

  pegelonline_destroy (self);
  return NULL;
}

/* stations ------------------------------------------------------------------------------------- */

static gboolean
is_unknown (double value)
{
  return isnan (value) || fabs (value) >= SENTINEL;
}

static gboolean
read_gauge_zero (JsonObject  *series,
                 LageDraft   *draft,
                 GError     **error)
{
  JsonObject *zero;
  const char *unit;
  double value;

  if (!lage_json_get_object (series, "gaugeZero", &zero, error))
    return FALSE;
  if (zero == NULL)
    return TRUE;
  if (!lage_json_get_text (zero, "unit", &unit, error)
      || !lage_json_get_real (zero, "value", LAGE_JSON_NUMBER_PLAIN, &value, error))
    {
      g_prefix_error (error, "gaugeZero: ");
      return FALSE;
    }

  lage_draft_set_text (draft, LAGE_FIELD_GAUGE_DATUM, unit);
  /* Other datums, such as that of Austria, differ by decimetres: shown, never computed with. */
  if (unit != NULL && !is_unknown (value)
      && (g_str_has_suffix (unit, "NHN") || g_str_has_suffix (unit, "NN")))
    lage_draft_set_real (draft, LAGE_FIELD_GAUGE_ZERO_NHN_M, value);
  return TRUE;
}

static gboolean
read_characteristic (JsonNode   *node,
                     LageDraft  *draft,
                     GError    **error)
{
  static const struct { const char *name; LageField field; } names[] = {
    { "MThw", LAGE_FIELD_MEAN_HIGH_WATER_CM },
    { "MTnw", LAGE_FIELD_MEAN_LOW_WATER_CM },
    { "HThw", LAGE_FIELD_HIGHEST_WATER_CM },
    { "NTnw", LAGE_FIELD_LOWEST_WATER_CM },
  };
  JsonObject *object = lage_json_as_object (node, error);
  const char *name, *unit;
  double value;
  Scale scale;

  if (object == NULL || !lage_json_get_text (object, "shortname", &name, error)
      || !lage_json_get_text (object, "unit", &unit, error)
      || !lage_json_get_real (object, "value", LAGE_JSON_NUMBER_PLAIN, &value, error))
    return FALSE;

  if (name == NULL || unit == NULL || is_unknown (value) || !parse_unit (unit, &scale)
      || scale.field != LAGE_FIELD_LEVEL_CM)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      lage_draft_set_real (draft, names[i].field, value * scale.factor);
  return TRUE;
}

static gboolean
read_current (JsonObject   *series,
              const Scale  *scale,
              LageDraft    *draft,
              GError      **error)
{
  JsonObject *current;
  const char *state;
  double value;
  gint64 time_us;

  if (!lage_json_get_object (series, "currentMeasurement", &current, error))
    return FALSE;
  if (current == NULL)
    return TRUE;
  if (!lage_json_get_time (current, "timestamp", LAGE_TIME_ZONE_REQUIRED, &time_us, error)
      || !lage_json_get_real (current, "value", LAGE_JSON_NUMBER_PLAIN, &value, error)
      || !lage_json_get_text (current, "stateMnwMhw", &state, error))
    {
      g_prefix_error (error, "currentMeasurement: ");
      return FALSE;
    }
  if (is_unknown (value) || g_strcmp0 (state, "commented") == 0)
    return TRUE;
  if (time_us == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                           "currentMeasurement: timestamp: missing");
      return FALSE;
    }

  draft->observed_at_us = time_us;
  lage_draft_set_real (draft, scale->field, value * scale->factor);
  return TRUE;
}

static gboolean
read_level_series (Pegelonline  *self,
                   JsonObject   *series,
                   const char   *uuid,
                   LageDraft    *draft,
                   GError      **error)
{
  JsonArray *characteristics;
  const char *unit;
  Scale scale;

  if (!lage_json_require_text (series, "unit", &unit, error))
    return FALSE;
  if (!parse_unit (unit, &scale))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "unit: \"%s\" is not known", unit);
      return FALSE;
    }
  if (!read_current (series, &scale, draft, error) || !read_gauge_zero (series, draft, error)
      || !lage_json_get_array (series, "characteristicValues", &characteristics, error))
    return FALSE;
  if (scale.field == LAGE_FIELD_LEVEL_NHN_M
      && lage_draft_find (draft, LAGE_FIELD_GAUGE_DATUM) == NULL)
    lage_draft_set_text (draft, LAGE_FIELD_GAUGE_DATUM, unit);

  for (guint i = 0; characteristics != NULL && i < json_array_get_length (characteristics); i++)
    if (!read_characteristic (json_array_get_element (characteristics, i), draft, error))
      {
        g_prefix_error (error, "characteristicValues %u: ", i + 1);
        return FALSE;
      }

  g_hash_table_replace (self->scales, g_strdup (uuid), g_memdup2 (&scale, sizeof scale));
  return TRUE;
}

static gboolean
read_station_details (JsonObject  *station,
                      LageDraft   *draft,
                      GError     **error)
{
  g_autofree char *name = NULL;
  g_autofree char *water_name = NULL;
  const char *short_name, *long_name, *agency, *water_text = NULL;
  JsonObject *water;
  double km, latitude, longitude;

  if (!lage_json_get_text (station, "shortname", &short_name, error)
      || !lage_json_get_text (station, "longname", &long_name, error)
      || !lage_json_get_text (station, "agency", &agency, error)
      || !lage_json_get_real (station, "km", LAGE_JSON_NUMBER_PLAIN, &km, error)
      || !lage_json_get_real (station, "latitude", LAGE_JSON_NUMBER_PLAIN, &latitude, error)
      || !lage_json_get_real (station, "longitude", LAGE_JSON_NUMBER_PLAIN, &longitude, error)
      || !lage_json_get_object (station, "water", &water, error)
      || (water != NULL && !lage_json_get_text (water, "longname", &water_text, error)))
    return FALSE;

  name = lage_readable_name_dup (long_name != NULL ? long_name : short_name);
  water_name = lage_readable_name_dup (water_text);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_text (draft, LAGE_FIELD_WATER, water_name);
  lage_draft_set_text (draft, LAGE_FIELD_AGENCY, agency);
  lage_draft_set_real (draft, LAGE_FIELD_RIVER_KM, km);

  if (isnan (latitude) || isnan (longitude))
    return TRUE;
  if (lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude))
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "latitude %g, longitude %g is no place",
               latitude, longitude);
  return FALSE;
}

static gboolean
is_fetched (const LageInput *input)
{
  return input->uri != NULL
         && (g_str_has_prefix (input->uri, "http:") || g_str_has_prefix (input->uri, "https:"));
}

static void
request_history (const LageInput *input,
                 const char      *uuid,
                 gint64           from_us,
                 LageDecoded     *decoded)
{
  g_autofree char *name = g_uri_escape_string (uuid, NULL, FALSE);
  g_autofree char *time = from_us != 0 ? lage_time_format_iso8601 (from_us) : NULL;
  g_autofree char *start = g_uri_escape_string (time != NULL ? time : FIRST_HISTORY, NULL, FALSE);
  /* Relative to ".../stations.json", or to ".../stations/NAME.json". */
  gboolean is_in_folder = strstr (input->uri, "/stations/") != NULL;
  g_autofree char *uri = g_strdup_printf ("%s%s/W/measurements.json?start=%s",
                                          is_in_folder ? "" : "stations/", name, start);

  lage_decoded_request (decoded, uri);
}

/* Whether a reading is so much newer than the newest known one that some must lie between. A gauge
 * that gives nothing now is asked only if nothing is known of it at all. */
static gboolean
has_gap (Pegelonline     *self,
         const LageDraft *draft,
         LageField        field,
         double           equidistance_min,
         gint64           newest_us)
{
  gint64 tolerated_us = 2 * self->poll_us;

  if (newest_us == 0)
    return TRUE;
  if (lage_draft_find (draft, field) == NULL)
    return FALSE;
  if (equidistance_min > 0.0 && equidistance_min <= 1440.0)
    tolerated_us = MAX (tolerated_us, (gint64) (2.0 * equidistance_min * 60e6));
  return draft->observed_at_us - newest_us > tolerated_us;
}

static void
fill_gap (Pegelonline     *self,
          const LageInput *input,
          const char      *uuid,
          const LageDraft *draft,
          double           equidistance_min,
          LageDecoded     *decoded)
{
  const Scale *scale = g_hash_table_lookup (self->scales, uuid);
  Gap *gap = g_hash_table_lookup (self->gaps, uuid);

  if (scale == NULL || self->host.find_newest == NULL || !is_fetched (input))
    return;

  if (gap == NULL || gap->is_answered || gap->n_attempts >= MAX_ATTEMPTS)
    {
      gint64 newest_us = self->host.find_newest (&draft->entity, scale->field, self->host.data);

      if (!has_gap (self, draft, scale->field, equidistance_min, newest_us)
          || (gap != NULL && gap->from_us == newest_us))
        return;
      gap = g_new0 (Gap, 1);
      gap->from_us = newest_us;
      g_hash_table_replace (self->gaps, g_strdup (uuid), gap);
    }

  gap->n_attempts++;
  request_history (input, uuid, gap->from_us, decoded);
}

static void
close_gap (Pegelonline *self,
           const char  *uuid)
{
  Gap *gap = g_hash_table_lookup (self->gaps, uuid);

  if (gap != NULL)
    gap->is_answered = TRUE;
}

static gboolean
read_station (Pegelonline      *self,
              const LageInput  *input,
              JsonObject       *station,
              LageDecoded      *decoded,
              GError          **error)
{
  g_autoptr(LageDraft) draft = NULL;
  JsonArray *all_series;
  const char *uuid;
  double equidistance_min = (double) NAN;

  if (!lage_json_require_text (station, "uuid", &uuid, error))
    return FALSE;
  draft = lage_draft_new_external (LAGE_KIND_GAUGE, SCHEME, uuid);
  if (!read_station_details (station, draft, error)
      || !lage_json_get_array (station, "timeseries", &all_series, error))
    return FALSE;

  for (guint i = 0; all_series != NULL && i < json_array_get_length (all_series); i++)
    {
      JsonObject *series = lage_json_as_object (json_array_get_element (all_series, i), error);
      const char *name;

      if (series == NULL || !lage_json_require_text (series, "shortname", &name, error))
        {
          g_prefix_error (error, "timeseries %u: ", i + 1);
          return FALSE;
        }
      if (strcmp (name, "W") != 0)
        continue;
      if (!read_level_series (self, series, uuid, draft, error)
          || !lage_json_get_real (series, "equidistance", LAGE_JSON_NUMBER_PLAIN,
                                  &equidistance_min, error))
        {
          g_prefix_error (error, "timeseries W: ");
          return FALSE;
        }
    }

  fill_gap (self, input, uuid, draft, equidistance_min, decoded);
  lage_decoded_take (decoded, g_steal_pointer (&draft));
  return TRUE;
}

static void
feed_station (Pegelonline     *self,
              const LageInput *input,
              JsonObject      *station,
              guint            number,
              LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  JsonNode *name = json_object_get_member (station, "shortname");

  if (read_station (self, input, station, decoded, &error))
    lage_decoded_good (decoded);
  else if (name != NULL && JSON_NODE_HOLDS_VALUE (name)
           && json_node_get_value_type (name) == G_TYPE_STRING)
    lage_decoded_reject (decoded, "station %u (%s): %s", number, json_node_get_string (name),
                         error->message);
  else
    lage_decoded_reject (decoded, "station %u: %s", number, error->message);
}

/* measurements --------------------------------------------------------------------------------- */

/* Reads uuid and series out of ".../stations/UUID/SERIES/measurements.json?...". */
static gboolean
parse_measurements_uri (const char  *uri,
                        char       **station,
                        char       **series)
{
  const char *begin = uri != NULL ? strstr (uri, "/stations/") : NULL;
  g_auto(GStrv) parts = NULL;

  if (begin == NULL)
    return FALSE;
  parts = g_strsplit_set (begin + strlen ("/stations/"), "/?", 4);
  if (g_strv_length (parts) < 3
      || (strcmp (parts[2], "measurements.json") != 0
          && strcmp (parts[2], "currentmeasurement.json") != 0))
    return FALSE;
  *station = g_uri_unescape_string (parts[0], NULL);
  *series = g_strdup (parts[1]);
  return *station != NULL;
}

static gboolean
read_measurement (JsonNode  *node,
                  gint64    *time_us,
                  double    *value,
                  GError   **error)
{
  JsonObject *object = lage_json_as_object (node, error);
  const char *state;

  if (object == NULL
      || !lage_json_get_time (object, "timestamp", LAGE_TIME_ZONE_REQUIRED, time_us, error)
      || !lage_json_get_real (object, "value", LAGE_JSON_NUMBER_PLAIN, value, error)
      || !lage_json_get_text (object, "stateMnwMhw", &state, error))
    return FALSE;
  if (*time_us == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "timestamp: missing");
      return FALSE;
    }
  if (g_strcmp0 (state, "commented") == 0)
    *value = (double) NAN;
  return TRUE;
}

/* Readings of one station, which their address or the option names. */
static void
feed_measurements (Pegelonline     *self,
                   const LageInput *input,
                   JsonNode       **nodes,
                   guint            n_nodes,
                   LageDecoded     *decoded)
{
  g_autofree char *station = NULL;
  g_autofree char *series = NULL;
  g_autoptr(LageDraft) draft = NULL;
  const Scale *scale;

  if (!parse_measurements_uri (input->uri, &station, &series))
    station = g_strdup (self->station);
  if (station == NULL)
    {
      lage_decoded_reject (decoded, "measurements: the document does not say of which station; "
                           "its address or the option station must");
      return;
    }
  if (!is_uuid (station))
    {
      lage_decoded_reject (decoded, "measurements: station \"%s\" of the address is not a uuid",
                           station);
      return;
    }

  scale = g_hash_table_lookup (self->scales, station);
  if (scale == NULL)
    scale = &self->scale;
  close_gap (self, station);

  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 time_us;
      double value;

      if (series != NULL && strcmp (series, "W") != 0)
        {
          lage_decoded_ignore (decoded);
          continue;
        }
      if (!read_measurement (nodes[i], &time_us, &value, &error))
        {
          lage_decoded_reject (decoded, "measurement %u: %s", i + 1, error->message);
          continue;
        }
      lage_decoded_good (decoded);
      if (is_unknown (value))
        continue;

      if (draft != NULL && draft->changes->len >= MAX_CHANGES)
        lage_decoded_take (decoded, g_steal_pointer (&draft));
      if (draft == NULL)
        draft = lage_draft_new_external (LAGE_KIND_GAUGE, SCHEME, station);
      lage_draft_take_at (draft, scale->field, lage_value_real (value * scale->factor), time_us);
      draft->observed_at_us = MAX (draft->observed_at_us, time_us);
    }
  if (draft != NULL)
    lage_decoded_take (decoded, g_steal_pointer (&draft));
}

/* documents ------------------------------------------------------------------------------------ */

static void
feed_array (Pegelonline     *self,
            const LageInput *input,
            JsonArray       *array,
            LageDecoded     *decoded)
{
  g_autoptr(GPtrArray) measurements = g_ptr_array_new ();
  guint n = json_array_get_length (array);
  g_autofree char *station = NULL;
  g_autofree char *series = NULL;

  if (n == 0)
    {
      /* Nothing in that range, or none of those stations: an answer all the same. */
      if (parse_measurements_uri (input->uri, &station, &series))
        close_gap (self, station);
      lage_decoded_good (decoded);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (object != NULL && json_object_has_member (object, "uuid"))
        feed_station (self, input, object, i + 1, decoded);
      else if (object != NULL && json_object_has_member (object, "initialized"))
        lage_decoded_ignore (decoded); /* a forecast, which has no field yet */
      else if (object != NULL && json_object_has_member (object, "timestamp"))
        g_ptr_array_add (measurements, node);
      else
        lage_decoded_reject (decoded, "element %u: neither a station nor a measurement", i + 1);
    }
  if (measurements->len > 0)
    feed_measurements (self, input, (JsonNode **) measurements->pdata, measurements->len, decoded);
}

static void
feed_object (Pegelonline     *self,
             const LageInput *input,
             JsonNode        *root,
             LageDecoded     *decoded)
{
  JsonObject *object = json_node_get_object (root);
  const char *message;
  double status;

  if (json_object_has_member (object, "uuid"))
    feed_station (self, input, object, 1, decoded);
  else if (json_object_has_member (object, "timestamp"))
    feed_measurements (self, input, &root, 1, decoded);
  else if (lage_json_get_text (object, "message", &message, NULL) && message != NULL
           && lage_json_get_real (object, "status", LAGE_JSON_NUMBER_PLAIN, &status, NULL)
           && !isnan (status))
    lage_decoded_reject (decoded, "the service answers: %s (status %.0f)", message, status);
  else
    lage_decoded_reject (decoded, "neither a station nor a measurement");
}

static void
pegelonline_feed (gpointer         state,
                  const LageInput *input,
                  LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = lage_json_parse (input->data, input->size, &error);

  if (root == NULL)
    lage_decoded_reject (decoded, "%s", error->message);
  else if (JSON_NODE_HOLDS_ARRAY (root))
    feed_array (state, input, json_node_get_array (root), decoded);
  else if (JSON_NODE_HOLDS_OBJECT (root))
    feed_object (state, input, root, decoded);
  else
    lage_decoded_reject (decoded, "%s instead of stations or measurements",
                         lage_json_name_type (root));
}

static gboolean
has_parameter (const char *query,
               const char *name)
{
  g_auto(GStrv) parts = g_strsplit (query != NULL ? query : "", "&", -1);
  gsize length = strlen (name);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strncmp (parts[i], name, length) == 0 && (parts[i][length] == '=' || !parts[i][length]))
      return TRUE;
  return FALSE;
}

/* Without includeTimeseries the service silently ignores the other two. */
static char *
pegelonline_get_first_request (gpointer    state,
                               const char *uri)
{
  static const char *const switches[][2] = {
    { "includeTimeseries", "true" },
    { "includeCurrentMeasurement", "true" },
    { "includeCharacteristicValues", "true" },
    { "prettyprint", "false" },
  };
  Pegelonline *self = state;
  const char *query = strchr (uri, '?');
  GString *result = g_string_new (uri);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; self->gauges[i] != NULL; i++)
    if (*self->gauges[i] != '\0')
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", self->gauges[i]);

  if (g_str_has_prefix (uri, "http:") || g_str_has_prefix (uri, "https:"))
    {
      for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
        if (!has_parameter (query != NULL ? query + 1 : NULL, switches[i][0]))
          g_string_append_printf (result, "%c%s=%s", strchr (result->str, '?') != NULL ? '&' : '?',
                                  switches[i][0], switches[i][1]);
      if (ids->len > 0 && !has_parameter (query != NULL ? query + 1 : NULL, "ids"))
        g_string_append_printf (result, "&ids=%s", ids->str);
    }
  g_string_free (ids, TRUE);
  return g_string_free (result, FALSE);
}

const LageDecoderClass lage_pegelonline_decoder_class = {
  .format = "pegelonline",
  .create = pegelonline_create,
  .feed = pegelonline_feed,
  .destroy = pegelonline_destroy,
  .get_first_request = pegelonline_get_first_request,
};
