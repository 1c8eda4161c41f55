/* lage-sim-sensorthings.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-sensorthings.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-scenario-state.h"
#include "lage-sim-query.h"
#include "lage-time.h"

/* OGC SensorThings 1.1, the part a reader of a city's sensor service needs: Things with Locations
 * and Datastreams, Datastreams with Observations; $expand with nested options, $filter, $orderby,
 * $top, $skip, $count and pages chained by @iot.nextLink.
 *
 * One Thing is one gate or one sensor, with one Datastream of the same number. An Observation is
 * not stored: its number tells its Datastream and its slot in time.
 *
 *   Things(n) -- Datastreams(n) -- Observations(n * 10 000 000 + minutes since data_since)
 */

#define ROOT "/v1.1"
#define OBSERVATIONS_PER_STREAM 10000000
#define GATE_INTERVAL_US (10 * LAGE_TIME_MINUTE_US)
#define SERVICE_GATES "HH_STA_Fluttore"
#define SERVICE_POLDER "HH_STA_Polder"
#define SERVICE_WIND "HH_STA_Wind"
#define DEPTH_MAX 4

typedef struct
{
  const LageScenarioGate   *gate; /* or */
  const LageScenarioSensor *sensor;
  guint                     number;
} Stream;

static void
add_text (JsonBuilder *json,
          const char  *name,
          const char  *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void G_GNUC_PRINTF (3, 4)
add_link (LageSimQuery      *query,
          const char *name,
          const char *format,
          ...)
{
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  uri = g_strconcat (query->base_uri, ROOT "/", path, NULL);
  add_text (query->json, name, uri);
}

static void
add_number (JsonBuilder *json,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static guint
count_streams (LageSimQuery *query)
{
  return lage_scenario_get_gates (query->scenario)->len
         + lage_scenario_get_sensors (query->scenario)->len;
}

/* Numbers begin at 1: gates first, then sensors. */
static gboolean
get_stream (LageSimQuery *query,
            guint         number,
            Stream       *stream)
{
  const GPtrArray *gates = lage_scenario_get_gates (query->scenario);
  const GPtrArray *sensors = lage_scenario_get_sensors (query->scenario);

  *stream = (Stream) { .number = number };
  if (number >= 1 && number <= gates->len)
    stream->gate = g_ptr_array_index (gates, number - 1);
  else if (number > gates->len && number - gates->len <= sensors->len)
    stream->sensor = g_ptr_array_index (sensors, number - gates->len - 1);
  else
    return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
  return TRUE;
}

static const char *
get_service (const Stream *stream)
{
  if (stream->gate != NULL)
    return SERVICE_GATES;
  return g_str_has_prefix (stream->sensor->property, "wind") ? SERVICE_WIND : SERVICE_POLDER;
}

static const char *
get_name (const Stream *stream)
{
  return stream->gate != NULL ? stream->gate->name : stream->sensor->name;
}

static char *
dup_stream_name (const Stream *stream)
{
  return stream->gate != NULL
           ? g_strdup_printf ("Schließzustand %s", stream->gate->name)
           : g_strdup_printf ("%s %s", stream->sensor->label, stream->sensor->name);
}

static gint64
get_interval_us (const Stream *stream)
{
  return stream->gate != NULL ? GATE_INTERVAL_US : stream->sensor->interval_us;
}

/* Slots are counted from data_since; the last one that is over is the newest. */
static guint
count_slots (LageSimQuery *query,
             const Stream *stream)
{
  gint64 since_us = lage_scenario_get_data_since_us (query->scenario);

  if (query->now_us < since_us)
    return 0;
  return (guint) ((query->now_us - since_us) / get_interval_us (stream)) + 1;
}

static gint64
get_slot_us (LageSimQuery *query,
             const Stream *stream,
             guint         slot)
{
  return lage_scenario_get_data_since_us (query->scenario)
         + (gint64) slot * get_interval_us (stream);
}

static void
add_point (JsonBuilder     *json,
           const LagePoint *point)
{
  json_builder_begin_object (json);
  add_text (json, "type", "Point");
  json_builder_set_member_name (json, "coordinates");
  json_builder_begin_array (json);
  json_builder_add_double_value (json, lage_point_get_longitude (point));
  json_builder_add_double_value (json, lage_point_get_latitude (point));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static const LagePoint *
get_point (const Stream *stream)
{
  return stream->gate != NULL ? &stream->gate->point : &stream->sensor->point;
}

static void
add_observation (LageSimQuery *query,
                 const Stream *stream,
                 guint         slot)
{
  static const char *const states[] = { "open", "closing", "closed", "opening" };
  JsonBuilder *json = query->json;
  gint64 time_us = get_slot_us (query, stream, slot);
  gint64 id = (gint64) stream->number * OBSERVATIONS_PER_STREAM + slot;
  g_autofree char *time = lage_time_format_iso8601 (time_us);

  json_builder_begin_object (json);
  add_link (query, "@iot.selfLink", "Observations(%" G_GINT64_FORMAT ")", id);
  add_number (json, "@iot.id", id);
  add_text (json, "phenomenonTime", time);
  add_text (json, "resultTime", time);
  json_builder_set_member_name (json, "result");
  if (stream->gate != NULL)
    json_builder_add_string_value (
      json, states[lage_scenario_state_gate (stream->gate, time_us, NULL)]);
  else
    json_builder_add_double_value (
      json, round (lage_scenario_state_value (stream->sensor, query->seed, time_us) * 100.0)
              / 100.0);
  add_link (query, "Datastream@iot.navigationLink",
            "Observations(%" G_GINT64_FORMAT ")/Datastream", id);
  json_builder_end_object (json);
}

/* The same request, moved on by a page. */
static void
add_next_link (LageSimQuery         *query,
               const char           *name,
               const char           *path,
               const LageSimOptions *options,
               guint                 page)
{
  g_autoptr(GString) uri = g_string_new (query->base_uri);

  g_string_append_printf (uri, ROOT "/%s?$top=%u&$skip=%u", path, page, options->skip + page);
  if (options->wants_count)
    g_string_append (uri, "&$count=true");
  if (options->filter != NULL)
    {
      g_autofree char *value = g_uri_escape_string (options->filter, NULL, FALSE);

      g_string_append_printf (uri, "&$filter=%s", value);
    }
  if (options->orderby != NULL)
    {
      g_autofree char *value = g_uri_escape_string (options->orderby, NULL, FALSE);

      g_string_append_printf (uri, "&$orderby=%s", value);
    }
  if (options->expand != NULL)
    {
      g_autofree char *value = g_uri_escape_string (options->expand, NULL, FALSE);

      g_string_append_printf (uri, "&$expand=%s", value);
    }
  add_text (query->json, name, uri->str);
}

/* An array of a Datastream's Observations; @prefix is empty, or "Observations" where expanded. */
static gboolean
add_observations (LageSimQuery         *query,
                  const Stream         *stream,
                  const LageSimOptions *options,
                  const char           *prefix)
{
  gboolean is_descending = options->orderby != NULL
                           && g_str_has_suffix (options->orderby, " desc");
  guint n_slots = count_slots (query, stream);
  guint page = lage_sim_options_get_page (options);
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *path = g_strdup_printf ("Datastreams(%u)/Observations", stream->number);
  g_autofree char *count_name = g_strconcat (prefix, "@iot.count", NULL);
  g_autofree char *next_name = g_strconcat (prefix, "@iot.nextLink", NULL);
  LageSimWindow window;

  if (!lage_sim_query_parse_window (query, options->filter, &window))
    return FALSE;
  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = is_descending ? n_slots - 1 - i : i;
      gint64 time_us = get_slot_us (query, stream, slot);

      if (time_us > window.after_us && time_us < window.before_us)
        g_array_append_val (slots, slot);
    }

  if (options->wants_count)
    add_number (query->json, count_name, slots->len);
  if (page > 0 && options->skip < slots->len && slots->len - options->skip > page)
    add_next_link (query, next_name, path, options, page);
  json_builder_set_member_name (query->json, *prefix != '\0' ? prefix : "value");
  json_builder_begin_array (query->json);
  for (guint i = options->skip; i < slots->len && i - options->skip < page; i++)
    add_observation (query, stream, g_array_index (slots, guint, i));
  json_builder_end_array (query->json);
  return TRUE;
}

static gboolean add_thing (LageSimQuery        *query,
                           const Stream *stream,
                           const char   *expand,
                           guint         depth);

static void
add_related (LageSimQuery *query,
             const Stream *stream,
             const char   *name)
{
  JsonBuilder *json = query->json;

  json_builder_begin_object (json);
  if (g_str_equal (name, "Sensor"))
    {
      add_link (query, "@iot.selfLink", "Sensors(%u)", stream->number);
      add_number (json, "@iot.id", stream->number);
      add_text (json, "name", stream->gate != NULL ? "Endlagenschalter" : "Messgerät");
      add_text (json, "description", "Übung");
      add_text (json, "encodingType", "text/html");
      add_text (json, "metadata", "");
    }
  else
    {
      add_link (query, "@iot.selfLink", "ObservedProperties(%u)", stream->number);
      add_number (json, "@iot.id", stream->number);
      add_text (json, "name", stream->gate != NULL ? "gate_state" : stream->sensor->property);
      add_text (json, "definition", "");
      add_text (json, "description",
                stream->gate != NULL ? "open, closing, closed, opening"
                                     : stream->sensor->label);
    }
  json_builder_end_object (json);
}

static gboolean
add_datastream (LageSimQuery *query,
                const Stream *stream,
                const char   *expand,
                guint         depth)
{
  JsonBuilder *json = query->json;
  g_autofree char *name = dup_stream_name (stream);
  g_autofree char *since
    = lage_time_format_iso8601 (lage_scenario_get_data_since_us (query->scenario));
  guint n_slots = count_slots (query, stream);
  g_autofree char *until
    = lage_time_format_iso8601 (get_slot_us (query, stream, n_slots > 0 ? n_slots - 1 : 0));
  g_autofree char *interval = g_strdup_printf ("%s/%s", since, until);
  g_auto(LageSimOptions) observations = { 0 };
  g_auto(LageSimOptions) thing = { 0 };
  g_auto(LageSimOptions) unused = { 0 };
  gboolean is_wanted;

  if (depth > DEPTH_MAX)
    return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "$expand goes too deep");

  json_builder_begin_object (json);
  add_link (query, "@iot.selfLink", "Datastreams(%u)", stream->number);
  add_number (json, "@iot.id", stream->number);
  add_text (json, "name", name);
  add_text (json, "description", "Übung: keine echten Messwerte");
  add_text (json, "observationType",
            stream->gate != NULL
              ? "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_CategoryObservation"
              : "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement");
  json_builder_set_member_name (json, "unitOfMeasurement");
  json_builder_begin_object (json);
  add_text (json, "name", stream->gate != NULL ? "Zustand" : stream->sensor->unit_name);
  add_text (json, "symbol", stream->gate != NULL ? NULL : stream->sensor->unit);
  add_text (json, "definition", NULL);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "observedArea");
  add_point (json, get_point (stream));
  add_text (json, "phenomenonTime", interval);
  add_text (json, "resultTime", interval);
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
  add_text (json, "serviceName", get_service (stream));
  add_text (json, "layerName",
            stream->gate != NULL ? "gate_state" : stream->sensor->property);
  add_text (json, "ownerData", "Exercise");
  json_builder_end_object (json);

  if (!lage_sim_query_find_expand (query, expand, "Thing", &thing, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      json_builder_set_member_name (json, "Thing");
      if (!add_thing (query, stream, thing.expand, depth + 1))
        return FALSE;
    }
  else
    add_link (query, "Thing@iot.navigationLink", "Datastreams(%u)/Thing", stream->number);

  if (!lage_sim_query_find_expand (query, expand, "Sensor", &unused, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      json_builder_set_member_name (json, "Sensor");
      add_related (query, stream, "Sensor");
    }
  else
    add_link (query, "Sensor@iot.navigationLink", "Datastreams(%u)/Sensor", stream->number);

  if (!lage_sim_query_find_expand (query, expand, "ObservedProperty", &unused, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      json_builder_set_member_name (json, "ObservedProperty");
      add_related (query, stream, "ObservedProperty");
    }
  else
    add_link (query, "ObservedProperty@iot.navigationLink", "Datastreams(%u)/ObservedProperty",
              stream->number);

  if (!lage_sim_query_find_expand (query, expand, "Observations", &observations, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      if (!add_observations (query, stream, &observations, "Observations"))
        return FALSE;
    }
  else
    add_link (query, "Observations@iot.navigationLink", "Datastreams(%u)/Observations",
              stream->number);
  json_builder_end_object (json);
  return TRUE;
}

static void
add_location (LageSimQuery *query,
              const Stream *stream)
{
  JsonBuilder *json = query->json;

  json_builder_begin_object (json);
  add_link (query, "@iot.selfLink", "Locations(%u)", stream->number);
  add_number (json, "@iot.id", stream->number);
  add_text (json, "name", get_name (stream));
  add_text (json, "description", "");
  add_text (json, "encodingType", "application/geo+json");
  json_builder_set_member_name (json, "location");
  json_builder_begin_object (json);
  add_text (json, "type", "Feature");
  json_builder_set_member_name (json, "geometry");
  add_point (json, get_point (stream));
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static gboolean
add_thing (LageSimQuery *query,
           const Stream *stream,
           const char   *expand,
           guint         depth)
{
  JsonBuilder *json = query->json;
  g_auto(LageSimOptions) datastreams = { 0 };
  g_auto(LageSimOptions) unused = { 0 };
  gboolean is_wanted;

  if (depth > DEPTH_MAX)
    return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "$expand goes too deep");

  json_builder_begin_object (json);
  add_link (query, "@iot.selfLink", "Things(%u)", stream->number);
  add_number (json, "@iot.id", stream->number);
  add_text (json, "name", get_name (stream));
  add_text (json, "description", stream->gate != NULL ? stream->gate->kind : stream->sensor->label);
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
  add_text (json, "assetID", stream->gate != NULL ? stream->gate->id : stream->sensor->id);
  add_text (json, "topic", "Hochwasserschutz");
  add_text (json, "language", "de");
  add_text (json, "ownerThing", "Exercise");
  json_builder_end_object (json);

  if (!lage_sim_query_find_expand (query, expand, "Locations", &unused, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      json_builder_set_member_name (json, "Locations");
      json_builder_begin_array (json);
      add_location (query, stream);
      json_builder_end_array (json);
    }
  else
    add_link (query, "Locations@iot.navigationLink", "Things(%u)/Locations", stream->number);
  add_link (query, "HistoricalLocations@iot.navigationLink", "Things(%u)/HistoricalLocations",
            stream->number);

  if (!lage_sim_query_find_expand (query, expand, "Datastreams", &datastreams, &is_wanted))
    return FALSE;
  if (is_wanted)
    {
      json_builder_set_member_name (json, "Datastreams");
      json_builder_begin_array (json);
      if (!add_datastream (query, stream, datastreams.expand, depth + 1))
        return FALSE;
      json_builder_end_array (json);
    }
  else
    add_link (query, "Datastreams@iot.navigationLink", "Things(%u)/Datastreams", stream->number);
  json_builder_end_object (json);
  return TRUE;
}

/* PROPERTY eq 'VALUE', joined by and; the property may be reached through Datastreams/. */
static gboolean
check_filter (LageSimQuery *query,
              const Stream *stream,
              const char   *filter,
              gboolean     *is_match)
{
  g_auto(GStrv) parts = NULL;

  *is_match = TRUE;
  if (filter == NULL)
    return TRUE;

  parts = g_strsplit (filter, " and ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (parts[i]), " ", 3);
      g_autofree char *number = g_strdup_printf ("%u", stream->number);
      g_autofree char *stream_name = dup_stream_name (stream);
      const char *property;
      const char *value = NULL;
      gsize length;

      if (g_strv_length (words) != 3 || !g_str_equal (words[1], "eq"))
        return lage_sim_query_fail (query, LAGE_ERROR_INVALID,
                                    "This filter is not understood: %s", filter);
      property = g_str_has_prefix (words[0], "Datastreams/") ? words[0] + strlen ("Datastreams/")
                                                             : words[0];
      if (g_str_equal (property, "properties/serviceName"))
        value = get_service (stream);
      else if (g_str_equal (property, "properties/layerName"))
        value = stream->gate != NULL ? "gate_state" : stream->sensor->property;
      else if (g_str_equal (property, "properties/assetID"))
        value = stream->gate != NULL ? stream->gate->id : stream->sensor->id;
      else if (g_str_equal (property, "name"))
        value = property == words[0] ? get_name (stream) : stream_name;
      else if (g_str_equal (property, "id") || g_str_equal (property, "@iot.id"))
        value = number;
      else
        return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "No property %s", property);

      length = strlen (words[2]);
      if (length >= 2 && words[2][0] == '\'' && words[2][length - 1] == '\'')
        {
          words[2][length - 1] = '\0';
          *is_match = *is_match && g_str_equal (value, words[2] + 1);
        }
      else
        *is_match = *is_match && g_str_equal (value, words[2]);
    }
  return TRUE;
}

typedef gboolean (*AddEntity) (LageSimQuery        *query,
                               const Stream *stream,
                               const char   *expand,
                               guint         depth);

static gboolean
add_collection (LageSimQuery         *query,
                const char           *path,
                const LageSimOptions *options,
                guint                 only,
                AddEntity             add)
{
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint page = lage_sim_options_get_page (options);

  for (guint number = 1; number <= count_streams (query); number++)
    {
      Stream stream;
      gboolean is_match;

      if (!get_stream (query, number, &stream)
          || !check_filter (query, &stream, options->filter, &is_match))
        return FALSE;
      if (is_match && (only == 0 || only == number))
        g_array_append_val (numbers, number);
    }

  json_builder_begin_object (query->json);
  if (options->wants_count)
    add_number (query->json, "@iot.count", numbers->len);
  if (page > 0 && options->skip < numbers->len && numbers->len - options->skip > page)
    add_next_link (query, "@iot.nextLink", path, options, page);
  json_builder_set_member_name (query->json, "value");
  json_builder_begin_array (query->json);
  for (guint i = options->skip; i < numbers->len && i - options->skip < page; i++)
    {
      Stream stream;

      if (!get_stream (query, g_array_index (numbers, guint, i), &stream)
          || !add (query, &stream, options->expand, 0))
        return FALSE;
    }
  json_builder_end_array (query->json);
  json_builder_end_object (query->json);
  return TRUE;
}

/* "Things(12)" to "Things" and 12; no number is 0. */
static gboolean
parse_segment (char   *segment,
               gint64 *number)
{
  char *open = strchr (segment, '(');
  char *end = NULL;

  *number = 0;
  if (open == NULL)
    return TRUE;
  *open = '\0';
  *number = g_ascii_strtoll (open + 1, &end, 10);
  return *number > 0 && g_str_equal (end, ")");
}

static gboolean
add_root (LageSimQuery *query)
{
  static const char *const sets[] = { "Things", "Locations", "Datastreams", "Observations" };
  JsonBuilder *json = query->json;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "value");
  json_builder_begin_array (json);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      json_builder_begin_object (json);
      add_text (json, "name", sets[i]);
      add_link (query, "url", "%s", sets[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return TRUE;
}

static gboolean
add_location_entity (LageSimQuery *query,
                     const Stream *stream,
                     const char   *expand,
                     guint         depth)
{
  add_location (query, stream);
  return TRUE;
}

static gboolean
add_answer (LageSimQuery         *query,
            const char           *path,
            const LageSimOptions *options)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", 4);
  guint n_parts = g_strv_length (parts);
  gint64 number = 0;
  guint id;
  Stream stream;
  AddEntity add = NULL;

  if (n_parts == 0 || *parts[0] == '\0')
    return add_root (query);
  if (n_parts > 2 || !parse_segment (parts[0], &number))
    return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");

  if (g_str_equal (parts[0], "Observations") && number > 0 && n_parts <= 2)
    {
      guint slot = (guint) (number % OBSERVATIONS_PER_STREAM);

      if (number / OBSERVATIONS_PER_STREAM > G_MAXINT
          || !get_stream (query, (guint) (number / OBSERVATIONS_PER_STREAM), &stream)
          || slot >= count_slots (query, &stream))
        {
          g_clear_error (query->error);
          return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
        }
      if (n_parts == 2 && g_str_equal (parts[1], "Datastream"))
        return add_datastream (query, &stream, options->expand, 0);
      if (n_parts == 2)
        return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
      add_observation (query, &stream, slot);
      return TRUE;
    }

  if (g_str_equal (parts[0], "Things"))
    add = add_thing;
  else if (g_str_equal (parts[0], "Datastreams"))
    add = add_datastream;
  else if (g_str_equal (parts[0], "Locations"))
    add = add_location_entity;
  else
    return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");

  if (number == 0)
    return n_parts == 1 ? add_collection (query, parts[0], options, 0, add)
                        : lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
  if (number > G_MAXINT || !get_stream (query, (guint) number, &stream))
    {
      g_clear_error (query->error);
      return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
    }
  id = (guint) number;
  if (n_parts == 1)
    return add (query, &stream, options->expand, 0);

  if (g_str_equal (parts[1], "Datastreams") && add == add_thing)
    return add_collection (query, path, options, id, add_datastream);
  if (g_str_equal (parts[1], "Locations") && add == add_thing)
    return add_collection (query, path, options, id, add_location_entity);
  if (g_str_equal (parts[1], "HistoricalLocations") && add == add_thing)
    {
      /* Gates and sensors stay where they are. */
      json_builder_begin_object (query->json);
      json_builder_set_member_name (query->json, "value");
      json_builder_begin_array (query->json);
      json_builder_end_array (query->json);
      json_builder_end_object (query->json);
      return TRUE;
    }
  if (g_str_equal (parts[1], "Thing") && add == add_datastream)
    return add_thing (query, &stream, options->expand, 0);
  if ((g_str_equal (parts[1], "Sensor") || g_str_equal (parts[1], "ObservedProperty"))
      && add == add_datastream)
    {
      add_related (query, &stream, parts[1]);
      return TRUE;
    }
  if (g_str_equal (parts[1], "Observations") && add == add_datastream)
    {
      json_builder_begin_object (query->json);
      if (!add_observations (query, &stream, options, ""))
        return FALSE;
      json_builder_end_object (query->json);
      return TRUE;
    }
  return lage_sim_query_fail (query, LAGE_ERROR_NOT_FOUND, "Nothing found.");
}

/**
 * lage_sim_sensorthings:
 * @base_uri: how the client calls the server, without a slash at the end
 * @path: what follows `/v1.1/`
 * @query: (nullable): decoded options
 *
 * Returns: (transfer full): JSON, or NULL and an error: not found, or not understood
 */
char *
lage_sim_sensorthings (const LageScenario  *scenario,
                       guint64              seed,
                       gint64               now_us,
                       const char          *base_uri,
                       const char          *path,
                       GHashTable          *query,
                       GError             **error)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) local = NULL;
  g_auto(LageSimOptions) options = { 0 };
  LageSimQuery state = { scenario, seed, now_us, base_uri, json, &local };
  gboolean is_good = TRUE;

  g_return_val_if_fail (scenario != NULL && base_uri != NULL && path != NULL, NULL);

  if (query != NULL)
    {
      GHashTableIter iter;
      gpointer name;
      gpointer value;

      g_hash_table_iter_init (&iter, query);
      while (is_good && g_hash_table_iter_next (&iter, &name, &value))
        is_good = lage_sim_query_set_option (&state, &options, name, value);
    }
  if (!is_good || !add_answer (&state, path, &options))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}
