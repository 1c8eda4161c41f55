/* test-base-maps.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-maps.h"
#include "lage-map-session.h"
#include "lage-settings.h"
#include "lage-time.h"
#include "lage-web-source.h"
#include "window-fixture.h"

#define RADAR                                                                                  \
  "Service=WMS\nName=Radar\nURL=http://127.0.0.1:9/wms\nLayer=radar\nFormat=image/png\n"       \
  "Version=1.3.0\nCRS=EPSG:3857\nTimeExtent=2013-12-05T00:00:00Z/2013-12-06T12:00:00Z/PT5M\n"
#define TILES "Service=XYZ\nURL=http://127.0.0.1:9/{z}/{x}/{y}.png\n"

typedef struct
{
  char         *directory;
  char         *path;
  LageBaseMaps *maps;
  GtkWidget    *view;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = fixture_make_directory ();
  fixture->path = g_build_filename (fixture->directory, "conf", "basemaps.conf", NULL);
  fixture->view = g_object_ref_sink (lage_map_view_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->view);
  fixture_wait_until (G_OBJECT (fixture->maps)->ref_count == 1);
  g_assert_finalize_object (fixture->maps);
  fixture_remove_directory (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static void
begin (Fixture    *fixture,
       const char *text)
{
  g_autofree char *cache = g_build_filename (fixture->directory, "cache", NULL);
  g_autofree char *kept = g_build_filename (fixture->directory, "kept", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  if (text != NULL)
    {
      g_mkdir (folder, 0700);
      g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
    }
  fixture->maps = lage_base_maps_new (fixture->path, cache, kept);
  fixture_wait_until (lage_base_maps_get_is_loaded (fixture->maps));
}

static gboolean
file_says (Fixture    *fixture,
           const char *words)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (fixture->path, &text, NULL, NULL) && strstr (text, words) != NULL;
}

static const char *
get_name (Fixture *fixture,
          guint    position)
{
  g_autoptr(LageBaseMap) map =
    g_list_model_get_item (lage_base_maps_get_model (fixture->maps), position);

  return map != NULL ? lage_base_map_get_spec (map)->name : NULL;
}

static void
test_nothing_there (Fixture       *fixture,
                    gconstpointer  data)
{
  begin (fixture, NULL);
  lage_base_maps_attach (fixture->maps, LAGE_MAP_VIEW (fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (lage_base_maps_get_model (fixture->maps)), ==, 0);
  g_assert_null (lage_base_maps_get_base (fixture->maps));
  g_assert_null (lage_base_maps_get_problem (fixture->maps));
  g_assert_null (lage_map_view_get_tile_source (LAGE_MAP_VIEW (fixture->view)));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_written_by_hand (Fixture       *fixture,
                      gconstpointer  data)
{
  LageBaseMap *hidden, *shown;

  begin (fixture,
         "[General]\nBase=b\n[Map a]\n" TILES "Name=Hidden\nOverlay=true\nVisible=false\n"
         "[Map x]\nService=WFS\nName=Not yet\nURL=http://a/\n"
         "[Map b]\n" TILES "Name=Base\nAttribution=Somebody\n"
         "[Map c]\n" TILES "Name=Shown\nOverlay=true\nOpacity=0.4\n");

  /* What is not understood is said, and neither stops the rest nor is lost. */
  g_assert_nonnull (strstr (lage_base_maps_get_problem (fixture->maps), "Map x"));
  g_assert_cmpuint (g_list_model_get_n_items (lage_base_maps_get_model (fixture->maps)), ==, 3);

  lage_base_maps_attach (fixture->maps, LAGE_MAP_VIEW (fixture->view));
  g_assert_cmpstr (lage_tile_source_get_name (
                     lage_map_view_get_tile_source (LAGE_MAP_VIEW (fixture->view))), ==, "Base");
  hidden = lage_base_maps_find (fixture->maps, "a");
  shown = lage_base_maps_find (fixture->maps, "c");
  g_assert_null (lage_base_map_get_source (hidden));
  g_assert_nonnull (lage_base_map_get_source (shown));
  g_assert_true (lage_tile_source_get_is_overlay (lage_base_map_get_source (shown)));
  g_assert_cmpfloat (lage_base_map_get_opacity (shown), ==, 0.4);

  lage_base_map_set_is_visible (hidden, TRUE);
  g_assert_nonnull (lage_base_map_get_source (hidden));
  fixture_wait_until (file_says (fixture, "Visible=true\nOpacity=1\n"));
  g_assert_true (file_says (fixture, "Service=WFS"));

  lage_base_maps_remove (fixture->maps, lage_base_maps_find (fixture->maps, "b"));
  g_assert_null (lage_map_view_get_tile_source (LAGE_MAP_VIEW (fixture->view)));
  fixture_wait_until (!file_says (fixture, "Name=Base"));
  g_assert_false (file_says (fixture, "Base=b"));
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  LageBaseMap *top, *base, *bottom;
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, "New", "http://127.0.0.1:9/{z}/{x}/{y}.png");

  begin (fixture,
         "[Map 1]\n" TILES "Name=Top\nOverlay=true\n[Map 2]\n" TILES "Name=Base\n"
         "[Map 3]\n" TILES "Name=Bottom\nOverlay=true\n");
  top = lage_base_maps_find (fixture->maps, "1");
  base = lage_base_maps_find (fixture->maps, "2");
  bottom = lage_base_maps_find (fixture->maps, "3");

  g_assert_false (lage_base_maps_move (fixture->maps, top, -1));
  g_assert_false (lage_base_maps_move (fixture->maps, bottom, 1));
  /* A base map between them does not count. */
  g_assert_true (lage_base_maps_move (fixture->maps, top, 1));
  g_assert_cmpstr (get_name (fixture, 2), ==, "Top");
  g_assert_true (lage_base_maps_move (fixture->maps, top, -1));
  g_assert_cmpstr (get_name (fixture, 2), ==, "Bottom");
  lage_base_maps_set_base (fixture->maps, base);
  g_assert_true (lage_base_maps_get_base (fixture->maps) == base);

  /* The newest is on top, with a name of its own. */
  top = lage_base_maps_add (fixture->maps, spec, TRUE);
  g_assert_cmpstr (lage_base_map_get_id (top), ==, "4");
  g_assert_cmpstr (get_name (fixture, 0), ==, "New");
  fixture_wait_until (file_says (fixture, "[Map 4]") && file_says (fixture, "Base=2"));
}

static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(LageClock) clock = NULL;
  LageBaseMap *map;
  LageWebSource *source;
  gint64 now_us;

  g_assert_true (lage_time_parse ("2013-12-05T22:01:00Z", LAGE_TIME_ZONE_UTC, &now_us, NULL));
  clock = lage_clock_new_anchored (1, now_us, 0.0);
  begin (fixture, "[Map 1]\n" RADAR "Overlay=true\nTime=follow\n");
  lage_base_maps_set_clock (fixture->maps, clock);
  lage_base_maps_attach (fixture->maps, LAGE_MAP_VIEW (fixture->view));
  map = lage_base_maps_find (fixture->maps, "1");
  source = LAGE_WEB_SOURCE (lage_base_map_get_source (map));

  g_assert_cmpstr (lage_web_source_get_time (source), ==, "2013-12-05T22:00:00Z");
  lage_base_map_set_time (map, LAGE_MAP_TIME_FIXED, now_us - G_TIME_SPAN_HOUR);
  g_assert_cmpstr (lage_web_source_get_time (source), ==, "2013-12-05T21:00:00Z");
  fixture_wait_until (file_says (fixture, "Time=2013-12-05T21:01:00Z"));
  lage_base_map_set_time (map, LAGE_MAP_TIME_SERVER, 0);
  g_assert_null (lage_web_source_get_time (source));
  fixture_wait_until (file_says (fixture, "Time=server"));
}

static void
test_takes_over_former_settings (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *left = NULL;
  LageBaseMap *base;

  g_settings_set_string (settings, LAGE_SETTINGS_BASE_MAP, "http://127.0.0.1:9/{z}/{x}/{y}.png");
  g_settings_set_string (settings, LAGE_SETTINGS_BASE_MAP_CREDIT, "Somebody");
  begin (fixture, NULL);

  base = lage_base_maps_get_base (fixture->maps);
  g_assert_nonnull (base);
  g_assert_cmpstr (lage_base_map_get_spec (base)->attribution, ==, "Somebody");
  left = g_settings_get_string (settings, LAGE_SETTINGS_BASE_MAP);
  g_assert_cmpstr (left, ==, "");
  fixture_wait_until (file_says (fixture, "Attribution=Somebody"));
}

static void
test_settings_reach_the_session (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  SoupSession *session;

  begin (fixture, NULL);
  session = lage_base_maps_get_session (fixture->maps);
  g_assert_cmpstr (soup_session_get_user_agent (session), ==, "Rescue-Mate/" LAGE_VERSION);
  g_settings_set_string (settings, LAGE_SETTINGS_MAP_CONTACT, "mailto:staff@example.org");
  g_settings_set_string (settings, LAGE_SETTINGS_MAP_PROXY, "http://127.0.0.1:9");
  g_assert_cmpstr (soup_session_get_user_agent (session), ==,
                   "Rescue-Mate/" LAGE_VERSION " (+mailto:staff@example.org)");
  g_assert_true (G_IS_SIMPLE_PROXY_RESOLVER (soup_session_get_proxy_resolver (session)));
  g_settings_reset (settings, LAGE_SETTINGS_MAP_CONTACT);
  g_settings_reset (settings, LAGE_SETTINGS_MAP_PROXY);
}

static void
test_missing_file_is_said (Fixture       *fixture,
                                     gconstpointer  data)
{
  LageBaseMap *map;

  begin (fixture, "[Map 1]\n" "Service=MBTiles\nName=Gone\nURL=/nonexistent.mbtiles\n");
  map = lage_base_maps_find (fixture->maps, "1");
  lage_base_maps_set_base (fixture->maps, map);
  lage_base_maps_attach (fixture->maps, LAGE_MAP_VIEW (fixture->view));
  fixture_wait_until (lage_base_map_get_problem (map) != NULL);
  g_assert_null (lage_map_view_get_tile_source (LAGE_MAP_VIEW (fixture->view)));
  g_assert_true (lage_base_maps_get_base (fixture->maps) == map);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/base-maps/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("nothing-there", test_nothing_there);
  ADD ("written-by-hand", test_written_by_hand);
  ADD ("order", test_order);
  ADD ("time", test_time);
  ADD ("takes-over-former-settings", test_takes_over_former_settings);
  ADD ("settings-reach-the-session", test_settings_reach_the_session);
  ADD ("missing-file-is-said", test_missing_file_is_said);

  return g_test_run ();
}
