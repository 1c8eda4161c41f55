/* lage-sim-web.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-web.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "lage-error.h"
#include "lage-sim-cap.h"
#include "lage-sim-have.h"
#include "lage-sim-pegelonline.h"
#include "lage-sim-sensorthings.h"
#include "lage-time.h"

/* Which path gives what. Pure: the sockets are in lage-simulator.c. */

#define PEGELONLINE "/webservices/rest-api/v2/"
#define JSON_TYPE "application/json;charset=UTF-8"
#define SENSORTHINGS "/v1.1"
#define HAVE "/have/hospitals.xml"
#define CAP "/cap/"
#define XML_TYPE "application/xml;charset=UTF-8"
#define CAP_TYPE "application/cap+xml;charset=UTF-8"
#define ATOM_TYPE "application/atom+xml;charset=UTF-8"
#define TEXT_TYPE "text/plain;charset=UTF-8"

static void
answer_take (LageSimAnswer *answer,
             const char    *content_type,
             char          *body)
{
  answer->status = 200;
  answer->content_type = content_type;
  answer->body = body;
}

static void
answer_not_found (LageSimAnswer *answer)
{
  answer->status = 404;
  answer->content_type = TEXT_TYPE;
  answer->body = g_strdup ("Nothing here. GET / lists what there is.\n");
}

/* Errors as PEGELONLINE words them, and FROST with "code" for "status". */
static void
answer_json_error (LageSimAnswer *answer,
                   const char    *status_name,
                   const GError  *error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  answer->status = error->code == LAGE_ERROR_NOT_FOUND ? 404 : 400;
  answer->content_type = JSON_TYPE;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, status_name);
  json_builder_add_int_value (builder, answer->status);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, error->message);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  answer->body = json_to_string (root, FALSE);
}

static const char *
get_query (GHashTable *query,
           const char *name)
{
  return query != NULL ? g_hash_table_lookup (query, name) : NULL;
}

static gboolean
is_true (GHashTable *query,
         const char *name)
{
  return g_strcmp0 (get_query (query, name), "true") == 0;
}

static void
answer_pegelonline (const LageScenario *scenario,
                    guint64             seed,
                    gint64              now_us,
                    const char         *path,
                    GHashTable         *query,
                    LageSimAnswer      *answer)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", 5);
  guint n_parts = g_strv_length (parts);
  g_autoptr(GError) error = NULL;
  LageSimPegelonlineFlags flags = 0;
  char *body = NULL;

  if (is_true (query, "includeTimeseries"))
    flags |= LAGE_SIM_PEGELONLINE_TIMESERIES;
  if (is_true (query, "includeCurrentMeasurement"))
    flags |= LAGE_SIM_PEGELONLINE_CURRENT;
  if (is_true (query, "includeCharacteristicValues"))
    flags |= LAGE_SIM_PEGELONLINE_CHARACTERISTIC;
  if (g_strcmp0 (get_query (query, "prettyprint"), "false") != 0)
    flags |= LAGE_SIM_PEGELONLINE_PRETTY;

  if (n_parts == 1 && g_str_equal (parts[0], "stations.json"))
    body = lage_sim_pegelonline_stations (scenario, seed, now_us, get_query (query, "ids"), flags);
  else if (n_parts == 2 && g_str_equal (parts[0], "stations")
           && g_str_has_suffix (parts[1], ".json"))
    {
      parts[1][strlen (parts[1]) - strlen (".json")] = '\0';
      body = lage_sim_pegelonline_station (scenario, seed, now_us, parts[1], flags, &error);
    }
  else if (n_parts == 4 && g_str_equal (parts[0], "stations")
           && g_str_equal (parts[3], "currentmeasurement.json"))
    body = lage_sim_pegelonline_current (scenario, seed, now_us, parts[1], parts[2], &error);
  else if (n_parts == 4 && g_str_equal (parts[0], "stations")
           && g_str_equal (parts[3], "measurements.json"))
    body = lage_sim_pegelonline_measurements (scenario, seed, now_us, parts[1], parts[2],
                                              get_query (query, "start"),
                                              get_query (query, "end"), &error);

  if (error != NULL)
    answer_json_error (answer, "status", error);
  else if (body != NULL)
    answer_take (answer, JSON_TYPE, body);
  else
    answer_not_found (answer);
}

static void
answer_sensorthings (const LageScenario *scenario,
                     guint64             seed,
                     gint64              now_us,
                     const char         *base_uri,
                     const char         *path,
                     GHashTable         *query,
                     LageSimAnswer      *answer)
{
  g_autoptr(GError) error = NULL;
  char *body = lage_sim_sensorthings (scenario, seed, now_us, base_uri,
                                      *path == '/' ? path + 1 : path, query, &error);

  if (body != NULL)
    answer_take (answer, JSON_TYPE, body);
  else
    answer_json_error (answer, "code", error);
}

static void
answer_cap (const LageScenario *scenario,
            gint64              now_us,
            const char         *base_uri,
            const char         *path,
            LageSimAnswer      *answer)
{
  g_autofree char *identifier = NULL;
  char *body;

  if (g_str_equal (path, "feed.atom"))
    {
      answer_take (answer, ATOM_TYPE, lage_sim_cap_feed (scenario, now_us, base_uri));
      return;
    }
  if (!g_str_has_suffix (path, ".xml"))
    {
      answer_not_found (answer);
      return;
    }
  identifier = g_strndup (path, strlen (path) - strlen (".xml"));
  body = lage_sim_cap_find (scenario, now_us, identifier);
  if (body != NULL)
    answer_take (answer, CAP_TYPE, body);
  else
    answer_not_found (answer);
}

static char *
make_index (const LageScenario *scenario,
            gint64              now_us,
            const char         *base_uri)
{
  GString *text = g_string_new (NULL);
  g_autofree char *now = lage_time_format_iso8601 (now_us);
  const GPtrArray *gauges = lage_scenario_get_gauges (scenario);

  g_string_append_printf (text, "%s\nEXERCISE: all of this is simulated.\nSituation time: %s\n",
                          lage_scenario_get_title (scenario, FALSE), now);
  g_string_append_printf (text,
                          "\nGauges, PEGELONLINE REST v2\n"
                          "%s" PEGELONLINE "stations.json?includeTimeseries=true"
                          "&includeCurrentMeasurement=true&includeCharacteristicValues=true\n",
                          base_uri);
  for (guint i = 0; i < gauges->len; i++)
    {
      const LageScenarioGauge *gauge = g_ptr_array_index (gauges, i);

      g_string_append_printf (text, "%s" PEGELONLINE "stations/%s/W/measurements.json?start=P1D\n",
                              base_uri, gauge->id);
    }
  g_string_append_printf (
    text,
    "\nHospitals, EDXL-HAVE 2.0\n%s" HAVE "\n"
    "\nFlood gates, polders and wind, SensorThings 1.1\n%s" SENSORTHINGS "\n"
    "%s" SENSORTHINGS "/Things?$expand=Locations,Datastreams($expand=Observations("
    "$top=1;$orderby=phenomenonTime%%20desc))\n"
    "\nWarnings, CAP 1.2\n%s" CAP "feed.atom\n",
    base_uri, base_uri, base_uri, base_uri);
  return g_string_free (text, FALSE);
}

/**
 * lage_sim_web_answer:
 * @base_uri: how the client calls this server, without a slash at the end
 * @path: decoded path
 * @query: (nullable): decoded names and values
 * @answer: (out caller-allocates): clear with lage_sim_answer_clear()
 */
void
lage_sim_web_answer (const LageScenario *scenario,
                     guint64             seed,
                     gint64              now_us,
                     const char         *base_uri,
                     const char         *path,
                     GHashTable         *query,
                     LageSimAnswer      *answer)
{
  g_return_if_fail (scenario != NULL && base_uri != NULL && path != NULL && answer != NULL);

  *answer = (LageSimAnswer) { 0 };
  if (g_str_has_prefix (path, PEGELONLINE))
    answer_pegelonline (scenario, seed, now_us, path + strlen (PEGELONLINE), query, answer);
  else if (g_str_equal (path, SENSORTHINGS) || g_str_has_prefix (path, SENSORTHINGS "/"))
    answer_sensorthings (scenario, seed, now_us, base_uri, path + strlen (SENSORTHINGS), query,
                         answer);
  else if (g_str_equal (path, HAVE))
    answer_take (answer, XML_TYPE, lage_sim_have (scenario, seed, now_us));
  else if (g_str_has_prefix (path, CAP))
    answer_cap (scenario, now_us, base_uri, path + strlen (CAP), answer);
  else if (g_str_equal (path, "/"))
    answer_take (answer, TEXT_TYPE, make_index (scenario, now_us, base_uri));
  else
    answer_not_found (answer);
}

void
lage_sim_answer_clear (LageSimAnswer *answer)
{
  g_clear_pointer (&answer->body, g_free);
}
