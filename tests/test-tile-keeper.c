/* test-tile-keeper.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-keeper.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lage-error.h"
#include "lage-map-session.h"
#include "lage-tile-cache.h"
#include "lage-web-source.h"
#include "map-fixture.h"
#include "map-server.h"

typedef struct
{
  MapServer server;
  SoupSession *session;
  char *directory;
  char *kept;
  char *cache;
  LageTileKeeper *keeper;
  LageSourceSpec *spec;
} Fixture;

static void
remove_tree (GFile *file)
{
  g_autoptr(GFileEnumerator) children =
    g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL,
                               NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static void
begin (Fixture *fixture)
{
  fixture->keeper = lage_tile_keeper_new (fixture->kept, fixture->cache, fixture->session, 0);
  fixture_wait_until (lage_tile_keeper_get_is_loaded (fixture->keeper));
}

static void
end (Fixture *fixture)
{
  GListModel *model = lage_tile_keeper_get_model (fixture->keeper);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageKeptArea) area = g_list_model_get_item (model, i);

      if (lage_kept_area_get_state (area) != LAGE_KEPT_DONE)
        lage_tile_keeper_pause (fixture->keeper, area);
    }
  fixture_wait_until (G_OBJECT (fixture->keeper)->ref_count == 1);
  g_assert_finalize_object (fixture->keeper);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;

  map_server_start (&fixture->server);
  fixture->session = lage_map_session_new ();
  fixture->directory = g_dir_make_tmp ("keeper-XXXXXX", NULL);
  fixture->kept = g_build_filename (fixture->directory, "kept", NULL);
  fixture->cache = g_build_filename (fixture->directory, "cache", NULL);
  url = g_strconcat (fixture->server.base, "/xyz/{z}/{x}/{y}.png", NULL);
  fixture->spec = lage_source_spec_new (LAGE_SERVICE_XYZ, "Test", url);
  fixture->spec->is_bulk_permitted = TRUE;
  begin (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) directory = g_file_new_for_path (fixture->directory);

  end (fixture);
  g_clear_object (&fixture->session);
  map_server_stop (&fixture->server);
  remove_tree (directory);
  lage_source_spec_free (fixture->spec);
  g_free (fixture->directory);
  g_free (fixture->kept);
  g_free (fixture->cache);
}

/* The port of Hamburg: 1 tile at zoom 9, 2 at 10 ... */
static LageKeptPlan
make_plan (Fixture *fixture)
{
  LageKeptPlan plan = { .spec = fixture->spec, .name = "Port", .bounds = { 9.9, 53.5, 10.0, 53.55 },
                        .min_zoom = 9, .max_zoom = 12, .scale = 1 };

  return plan;
}

static LageKeptArea *
add (Fixture *fixture)
{
  LageKeptPlan plan = make_plan (fixture);
  g_autoptr(GError) error = NULL;
  LageKeptArea *area = lage_tile_keeper_add (fixture->keeper, &plan, &error);

  g_assert_no_error (error);

  return area;
}

static LageKeptArea *
get_first (Fixture *fixture)
{
  g_autoptr(LageKeptArea) area =
    g_list_model_get_item (lage_tile_keeper_get_model (fixture->keeper), 0);

  return area;
}

static void
test_count (Fixture       *fixture,
            gconstpointer  data)
{
  LageKeptPlan plan = make_plan (fixture);
  LageKeptPlan world = { .spec = fixture->spec, .name = "World", .bounds = { -180, -90, 180, 90 },
                         .min_zoom = 0, .max_zoom = 3, .scale = 1 };
  LageKeptRange range = lage_kept_plan_get_range (&plan, 12);

  /* 9.9 to 10.0 E: columns 2160 to 2161; 53.55 to 53.5 N: rows 1323 to 1325. */
  g_assert_cmpuint (range.x0, ==, 2160);
  g_assert_cmpuint (range.x1, ==, 2162);
  g_assert_cmpuint (range.y0, ==, 1323);
  g_assert_cmpuint (range.y1, ==, 1325);
  g_assert_cmpuint (lage_kept_plan_count_tiles (&world), ==, 1 + 4 + 16 + 64);
}

static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *url;
    gboolean is_stated;
    LageBulkRule rule;
  } cases[] = {
    { "https://karten.example/{z}/{x}/{y}.png", FALSE, LAGE_BULK_NOT_STATED },
    { "https://karten.example/{z}/{x}/{y}.png", TRUE, LAGE_BULK_PERMITTED },
    { "https://tile.openstreetmap.org/{z}/{x}/{y}.png", TRUE, LAGE_BULK_FORBIDDEN },
    { "https://{s}.tile.openstreetmap.org/{z}/{x}/{y}.png", TRUE, LAGE_BULK_FORBIDDEN },
    { "https://a.TILE.openstreetmap.de/{z}/{x}/{y}.png", TRUE, LAGE_BULK_FORBIDDEN },
    { "https://nottile.openstreetmap.org.example/{z}/{x}/{y}.png", TRUE, LAGE_BULK_PERMITTED },
  };
  g_autoptr(LageSourceSpec) timed = lage_source_spec_copy (fixture->spec);
  LageKeptPlan plan = make_plan (fixture);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageSourceSpec) spec = lage_source_spec_new (LAGE_SERVICE_XYZ, "x", cases[i].url);

      spec->is_bulk_permitted = cases[i].is_stated;
      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (lage_kept_area_find_rule (spec), ==, cases[i].rule);
    }
  timed->time_extent = g_strdup ("2013");
  g_assert_cmpint (lage_kept_area_find_rule (timed), ==, LAGE_BULK_TIME);

  /* Nothing is asked where it is not permitted, nor of more than is decent. */
  fixture->spec->is_bulk_permitted = FALSE;
  g_assert_null (lage_tile_keeper_add (fixture->keeper, &plan, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  fixture->spec->is_bulk_permitted = TRUE;
  plan.bounds[2] = 10.4;
  plan.max_zoom = 19;
  g_assert_null (lage_tile_keeper_add (fixture->keeper, &plan, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
  g_assert_cmpuint (fixture->server.n_requests, ==, 0);
}

static void
test_keeps_all (Fixture       *fixture,
                gconstpointer  data)
{
  LageKeptArea *area = add (fixture);
  guint n_tiles = lage_kept_area_get_n_tiles (area);
  g_autoptr(LageTileCache) cache =
    lage_tile_cache_new (fixture->cache, fixture->kept, 100 * 1000);
  g_autofree char *key = lage_source_spec_dup_key (fixture->spec, 1, NULL);
  g_auto(LageCachedTile) tile = { NULL };

  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE);
  g_assert_cmpuint (n_tiles, >=, 8);
  g_assert_cmpuint (lage_kept_area_get_n_kept (area), ==, n_tiles);
  g_assert_cmpuint (fixture->server.n_tiles, ==, n_tiles);
  g_assert_cmpuint (lage_kept_area_get_n_bytes (area), >, 1000);
  g_assert_null (lage_kept_area_get_problem (area));

  /* The map finds them. */
  g_assert_true (lage_tile_cache_lookup (cache, &(LageTileAddress) { key, 12, 2160, 1323 }, &tile));
  g_assert_nonnull (tile.bytes);

  /* Once more: nothing is missing, so nobody is asked. */
  lage_tile_keeper_resume (fixture->keeper, area);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE);
  g_assert_cmpuint (fixture->server.n_tiles, ==, n_tiles);
}

static void
test_goes_on_after_a_restart (Fixture       *fixture,
                              gconstpointer  data)
{
  LageKeptArea *area = add (fixture);
  guint n_tiles = lage_kept_area_get_n_tiles (area);
  g_autofree char *path = g_build_filename (fixture->kept, "areas.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GString) edited = NULL;

  fixture_wait_until (lage_kept_area_get_n_kept (area) >= 3);
  lage_tile_keeper_pause (fixture->keeper, area);
  g_assert_cmpint (lage_kept_area_get_state (area), ==, LAGE_KEPT_PAUSED);
  end (fixture);
  g_assert_cmpuint (fixture->server.n_tiles, <, n_tiles);

  /* As if the program had been ended in the middle of it. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, "AreaState=paused", "AreaState=running", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, edited->str, -1, NULL));
  begin (fixture);
  area = get_first (fixture);
  g_assert_nonnull (area);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE);
  g_assert_cmpuint (lage_kept_area_get_n_kept (area), ==, n_tiles);
  /* What was there was not fetched again, but for what was on its way. */
  g_assert_cmpuint (fixture->server.n_tiles, <=, n_tiles + 2);
}

static void
test_waits_for_a_server_that_is_away (Fixture       *fixture,
                                      gconstpointer  data)
{
  LageKeptArea *area;

  fixture->server.n_bad = 7;
  area = add (fixture);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_WAITING);
  g_assert_nonnull (lage_kept_area_get_problem (area));
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE);
  g_assert_cmpuint (lage_kept_area_get_n_kept (area), ==, lage_kept_area_get_n_tiles (area));
  g_assert_null (lage_kept_area_get_problem (area));
}

static void
test_refusal_ends_it (Fixture       *fixture,
                      gconstpointer  data)
{
  LageKeptArea *area;

  fixture->server.status = 403;
  area = add (fixture);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_FAILED);
  g_assert_true (g_error_matches (lage_kept_area_get_problem (area), LAGE_ERROR,
                                  LAGE_ERROR_FORBIDDEN));
  g_assert_cmpuint (fixture->server.n_requests, <=, 8);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(gboolean *) user_data = lage_tile_keeper_delete_finish (result, NULL);
}

static void
test_delete_leaves_others (Fixture       *fixture,
                           gconstpointer  data)
{
  LageKeptArea *area = add (fixture);
  LageKeptPlan plan = make_plan (fixture);
  LageKeptArea *other;
  g_autofree char *key = lage_source_spec_dup_key (fixture->spec, 1, NULL);
  g_autofree char *shared =
    lage_tile_cache_build_kept_path (fixture->kept, &(LageTileAddress) { key, 9, 270, 165 });
  g_autofree char *own =
    lage_tile_cache_build_kept_path (fixture->kept, &(LageTileAddress) { key, 12, 2160, 1323 });
  gboolean is_deleted = FALSE;

  plan.name = "Whole city";
  plan.min_zoom = 8;
  plan.max_zoom = 9;
  other = lage_tile_keeper_add (fixture->keeper, &plan, NULL);
  fixture_wait_until (lage_kept_area_get_state (area) == LAGE_KEPT_DONE
                      && lage_kept_area_get_state (other) == LAGE_KEPT_DONE);
  g_assert_true (g_file_test (shared, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));

  lage_tile_keeper_delete_async (fixture->keeper, area, deleted_cb, &is_deleted);
  g_assert_true (get_first (fixture) == other);
  fixture_wait_until (is_deleted);
  g_assert_true (g_file_test (shared, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gssize
measure (Fixture *fixture)
{
  GAsyncResult *result = NULL;
  gssize n_bytes;

  lage_tile_keeper_measure_async (fixture->keeper, fixture->spec, 1, NULL, measured_cb, &result);
  fixture_wait_until (result != NULL);
  n_bytes = lage_tile_keeper_measure_finish (result, NULL);
  g_object_unref (result);

  return n_bytes;
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(LageTileCache) cache = lage_tile_cache_new (fixture->cache, NULL, 100 * 1000);
  g_autofree char *key = lage_source_spec_dup_key (fixture->spec, 1, NULL);
  g_autofree char *body = g_malloc0 (2000);

  g_assert_cmpint (measure (fixture), ==, 0);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, i % 2 == 0 ? 1000 : 2000);
      LageCachedTile tile = { bytes, NULL, 1, 1 };

      lage_tile_cache_store (cache, &(LageTileAddress) { key, 5, i, 0 }, &tile, NULL);
    }
  g_assert_cmpint (measure (fixture), >=, 1500);
  g_assert_cmpint (measure (fixture), <, 1550);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/tile-keeper/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("count", test_count);
  ADD ("rules", test_rules);
  ADD ("keeps-all", test_keeps_all);
  ADD ("goes-on-after-a-restart", test_goes_on_after_a_restart);
  ADD ("waits-for-a-server-that-is-away", test_waits_for_a_server_that_is_away);
  ADD ("refusal-ends-it", test_refusal_ends_it);
  ADD ("delete-leaves-others", test_delete_leaves_others);
  ADD ("measure", test_measure);

  return g_test_run ();
}
