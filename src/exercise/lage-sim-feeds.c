/* lage-sim-feeds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-feeds.h"

#include "lage-feed-config.h"

/* The feeds by which an ordinary operation reads what a simulator serves: six groups of the same
 * key file that names the real sources, and nothing that a real source would not need. */

static LageFeedConfig *
make_feed (const char *id,
           const char *name,
           const char *format,
           const char *scheme,
           guint16     port,
           const char *path,
           guint       interval_s)
{
  g_autofree char *uri = g_strdup_printf ("%s://127.0.0.1:%u%s", scheme, port, path);
  LageFeedConfig *feed = lage_feed_config_new (id, format, uri);

  g_free (feed->name);
  feed->name = g_strdup (name);
  feed->is_enabled = TRUE;
  if (interval_s > 0)
    feed->interval_s = interval_s;
  return feed;
}

/**
 * lage_sim_feeds_write:
 * @ports: as filled in by lage_simulator_start()
 * @key_file: gets a group for each feed
 */
void
lage_sim_feeds_write (const LageScenario       *scenario,
                      const LageSimulatorPorts *ports,
                      GKeyFile                 *key_file)
{
  const GPtrArray *drones;
  g_autoptr(LageFeedConfig) gauges = NULL;
  g_autoptr(LageFeedConfig) units = NULL;
  g_autoptr(LageFeedConfig) mavlink = NULL;
  g_autoptr(LageFeedConfig) hospitals = NULL;
  g_autoptr(LageFeedConfig) sensors = NULL;
  g_autoptr(LageFeedConfig) warnings = NULL;

  g_return_if_fail (scenario != NULL && ports != NULL && key_file != NULL);

  gauges = make_feed ("pegelonline", "Pegel (Übung)", "pegelonline", "http", ports->http,
                      "/webservices/rest-api/v2/stations.json", 10);
  units = make_feed ("cot", "Einheiten (Übung)", "cot", "tcp", ports->cot, "", 0);
  mavlink = make_feed ("mavlink", "Drohnen (Übung)", "mavlink", "udp", ports->mavlink, "", 0);
  hospitals = make_feed ("have", "Krankenhäuser (Übung)", "edxl-have", "http", ports->http,
                         "/have/hospitals.xml", 30);
  sensors = make_feed ("sensorthings", "Fluttore und Messstellen (Übung)", "sensorthings", "http",
                       ports->http,
                       "/v1.1/Things?$expand=Locations,Datastreams($expand=Observations("
                       "$top=1;$orderby=phenomenonTime%20desc))",
                       15);
  warnings = make_feed ("cap", "Warnungen (Übung)", "cap", "http", ports->http, "/cap/feed.atom",
                        15);

  drones = lage_scenario_get_drones (scenario);
  for (guint i = 0; i < drones->len; i++)
    {
      const LageScenarioDrone *drone = g_ptr_array_index (drones, i);
      g_autofree char *key = g_strdup_printf ("vehicle.%u.name", drone->system_id);

      lage_feed_config_set_option (mavlink, key, drone->name);
    }
  lage_feed_config_set_option (sensors, "map.1",
                               "properties/layerName=gate_state -> flood-gate.gate-state");
  lage_feed_config_set_option (sensors, "map.2",
                               "properties/layerName=polder_level -> gauge.level-nhn");
  lage_feed_config_set_option (sensors, "map.3",
                               "properties/layerName=wind_gust -> sensor.wind-gust");

  lage_feed_config_write (gauges, key_file);
  lage_feed_config_write (units, key_file);
  lage_feed_config_write (mavlink, key_file);
  lage_feed_config_write (hospitals, key_file);
  lage_feed_config_write (sensors, key_file);
  lage_feed_config_write (warnings, key_file);
}
