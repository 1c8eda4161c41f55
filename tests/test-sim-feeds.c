/* test-sim-feeds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-feeds.h"

#include "lage-decoder.h"
#include "lage-scenario-state.h"
#include "lage-sim-cot.h"
#include "lage-sim-mavlink.h"
#include "lage-sim-web.h"
#include "scenario-test.h"

#define NOW "2013-12-06T05:20"

/* What is served is read here by the decoders of the program itself, without sockets. */

static gint64
find_newest_cb (const LageId *entity,
                LageField     field,
                gpointer      data)
{
  return 0;
}

static const LageDecoderHost host = { find_newest_cb, NULL };

static LageFeedConfig *
get_feed (const LageScenario *scenario,
          const char         *id)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autofree char *group = g_strdup_printf ("Feed %s", id);
  g_autoptr(GError) error = NULL;
  LageSimulatorPorts ports = { 8001, 8002, 8003 };
  LageFeedConfig *feed;

  lage_sim_feeds_write (scenario, &ports, key_file);
  feed = lage_feed_config_read (key_file, group, &error);
  g_assert_no_error (error);
  g_assert_true (feed->is_enabled);
  g_assert_true (lage_feed_config_validate (feed, &error));
  g_assert_no_error (error);
  return feed;
}

static LageDecoder *
make_decoder (const LageScenario *scenario,
              const char         *id,
              LageFeedConfig    **feed)
{
  g_autoptr(GError) error = NULL;
  LageDecoder *decoder;

  *feed = get_feed (scenario, id);
  decoder = lage_decoder_new (*feed, &host, &error);
  g_assert_no_error (error);
  return decoder;
}

static void
feed_bytes (LageDecoder  *decoder,
            LageDecoded  *decoded,
            const char   *uri,
            const void   *data,
            gsize         size)
{
  LageInput input = { data, size, uri, at (NOW) };

  lage_decoder_feed (decoder, &input, decoded);
  if (decoded->problems->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (decoded->problems, 0));
}

/* Fetches like the transport: the first address, then what the decoder asks for. */
static LageDecoded *
poll_web (const LageScenario *scenario,
          const char         *id)
{
  g_autoptr(LageFeedConfig) feed = NULL;
  g_autoptr(LageDecoder) decoder = make_decoder (scenario, id, &feed);
  g_autofree char *first = lage_decoder_get_first_request (decoder, feed->uri);
  LageDecoded *decoded = lage_decoded_new ();
  g_autoptr(GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (uris, first != NULL ? g_strdup (first) : g_strdup (feed->uri));
  for (guint i = 0; i < uris->len; i++)
    {
      const char *uri = g_ptr_array_index (uris, i);
      const char *path = strstr (uri, ":8001") + strlen (":8001");
      g_auto(GStrv) parts = g_strsplit (path, "?", 2);
      g_autofree char *decoded_path = g_uri_unescape_string (parts[0], NULL);
      g_autoptr(GHashTable) query = NULL;
      g_auto(LageSimAnswer) answer = { 0 };

      if (parts[1] != NULL)
        query = g_uri_parse_params (parts[1], -1, "&", G_URI_PARAMS_NONE, NULL);
      lage_sim_web_answer (scenario, 1, at (NOW), "http://127.0.0.1:8001", decoded_path, query,
                           &answer);
      g_test_message ("%s", uri);
      g_assert_cmpuint (answer.status, ==, 200);
      feed_bytes (decoder, decoded, uri, answer.body, strlen (answer.body));
      for (guint k = 0; k < decoded->requests->len; k++)
        {
          g_autofree char *next
            = g_uri_resolve_relative (uri, g_ptr_array_index (decoded->requests, k),
                                      G_URI_FLAGS_NONE, NULL);

          g_ptr_array_add (uris, g_steal_pointer (&next));
        }
      g_ptr_array_set_size (decoded->requests, 0);
      g_assert_cmpuint (uris->len, <, 1000);
    }
  return decoded;
}

static guint
count_entities (const LageDecoded *decoded,
                LageKind           kind)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (lage_id_hash, lage_id_equal);

  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (decoded->drafts, i);

      if (draft->kind == kind)
        g_hash_table_add (ids, (gpointer) &draft->entity);
    }
  return g_hash_table_size (ids);
}

static void
test_gauges (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageDecoded) decoded = poll_web (scenario, "pegelonline");
  guint n_levels = 0;

  for (guint i = 0; i < decoded->drafts->len; i++)
    n_levels += ((LageDraft *) g_ptr_array_index (decoded->drafts, i))->changes->len;
  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_GAUGE), ==, 6);
  /* The history of six gauges since the second of December. */
  g_assert_cmpuint (n_levels, >, 6 * 4 * 1440);
}

static void
test_warnings (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageDecoded) decoded = poll_web (scenario, "cap");
  guint n_sent = 0;

  for (guint i = 0; i < lage_scenario_get_warnings (scenario)->len; i++)
    {
      const LageScenarioWarning *warning
        = g_ptr_array_index (lage_scenario_get_warnings (scenario), i);

      n_sent += warning->sent_us <= at (NOW);
    }
  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_WARNING), ==, n_sent);
}

static void
test_hospitals (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageDecoded) decoded = poll_web (scenario, "have");

  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_HOSPITAL), ==, 12);
  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (decoded->drafts, i);

      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_BEDS_ADULT_ICU));
      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_EMERGENCY_STATUS));
      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_POSITION));
    }
}

static void
test_sensors (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageDecoded) decoded = poll_web (scenario, "sensorthings");

  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_FLOOD_GATE), ==, 10);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_GAUGE), ==, 3);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_SENSOR), ==, 2);
}

static void
test_units (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageFeedConfig) feed = NULL;
  g_autoptr(LageDecoder) decoder = make_decoder (scenario, "cot", &feed);
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  const GPtrArray *units = lage_scenario_get_units (scenario);
  const GPtrArray *incidents = lage_scenario_get_incidents (scenario);
  guint n_incidents = 0;

  for (guint i = 0; i < units->len; i++)
    {
      g_autofree char *event = NULL;
      LageUnitState state;

      lage_scenario_state_unit (g_ptr_array_index (units, i), 1, at (NOW), &state);
      event = lage_sim_cot_unit (g_ptr_array_index (units, i), &state, at (NOW), 120000000);
      feed_bytes (decoder, decoded, NULL, event, strlen (event));
    }
  for (guint i = 0; i < incidents->len; i++)
    {
      LageIncidentPhase phase
        = lage_scenario_state_incident (g_ptr_array_index (incidents, i), at (NOW));
      g_autofree char *event = NULL;

      if (phase == LAGE_INCIDENT_PENDING)
        continue;
      n_incidents++;
      event = lage_sim_cot_incident (g_ptr_array_index (incidents, i), phase, at (NOW));
      feed_bytes (decoder, decoded, NULL, event, strlen (event));
    }
  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (decoded->n_ignored, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_UNIT), ==, units->len);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_INCIDENT), ==, n_incidents);
  for (guint i = 0; i < units->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (decoded->drafts, i);

      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_STATUS));
      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_ORGANISATION));
      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_STRENGTH));
      g_assert_nonnull (lage_draft_find (draft, LAGE_FIELD_UNIT_TYPE));
    }
}

static void
test_drones (void)
{
  g_autoptr(LageScenario) scenario = load_xaver ();
  g_autoptr(LageFeedConfig) feed = NULL;
  g_autoptr(LageDecoder) decoder = make_decoder (scenario, "mavlink", &feed);
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  const GPtrArray *drones = lage_scenario_get_drones (scenario);

  for (guint i = 0; i < drones->len; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (drones, i);
      LageSimMavlinkLink link = { 0 };
      g_autoptr(GByteArray) frames = g_byte_array_new ();
      LageDroneState state;

      lage_scenario_state_drone (drone, 1, at (NOW), &state);
      lage_sim_mavlink_append (frames, &link, drone, &state,
                               lage_scenario_get_start_us (scenario), at (NOW),
                               LAGE_SIM_MAVLINK_MOTION | LAGE_SIM_MAVLINK_VIEW
                                 | LAGE_SIM_MAVLINK_HEALTH);
      lage_sim_mavlink_append_text (frames, &link, drone, 4, "Battery 1 is low");
      feed_bytes (decoder, decoded, NULL, frames->data, frames->len);
    }
  g_assert_cmpuint (decoded->n_rejected, ==, 0);
  g_assert_cmpuint (count_entities (decoded, LAGE_KIND_DRONE), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercise/sim-feeds/gauges", test_gauges);
  g_test_add_func ("/exercise/sim-feeds/warnings", test_warnings);
  g_test_add_func ("/exercise/sim-feeds/hospitals", test_hospitals);
  g_test_add_func ("/exercise/sim-feeds/sensors", test_sensors);
  g_test_add_func ("/exercise/sim-feeds/units", test_units);
  g_test_add_func ("/exercise/sim-feeds/drones", test_drones);
  return g_test_run ();
}
