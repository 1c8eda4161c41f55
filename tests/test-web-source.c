/* test-web-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "lage-error.h"
#include "lage-map-session.h"
#include "lage-tile-pixels.h"
#include "lage-web-source.h"
#include "map-fixture.h"
#include "map-server.h"

typedef struct
{
  MapServer server;
  SoupSession *session;
  char *directory;
} Fixture;

typedef struct
{
  GAsyncResult *result;
} Waiter;

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
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  map_server_start (&fixture->server);
  fixture->session = lage_map_session_new ();
  fixture->directory = g_dir_make_tmp ("web-XXXXXX", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) directory = g_file_new_for_path (fixture->directory);

  g_clear_object (&fixture->session);
  map_server_stop (&fixture->server);
  remove_tree (directory);
  g_free (fixture->directory);
}

static LageSourceSpec *
make_spec (Fixture     *fixture,
           LageService  service,
           const char  *path)
{
  g_autofree char *url = g_strconcat (fixture->server.base, path, NULL);
  LageSourceSpec *spec = lage_source_spec_new (service, "Test", url);

  spec->max_zoom = 18;

  return spec;
}

static LageWebSource *
make_source_of (Fixture              *fixture,
                const LageSourceSpec *spec)
{
  g_autoptr(LageTileCache) cache = lage_tile_cache_new (fixture->directory, NULL, 10 * 1000 * 1000);
  g_autoptr(GError) error = NULL;
  LageWebSource *source = lage_web_source_new (spec, fixture->session, cache, 5, &error);

  g_assert_no_error (error);

  return source;
}

static LageWebSource *
make_source (Fixture *fixture)
{
  g_autoptr(LageSourceSpec) spec = make_spec (fixture, LAGE_SERVICE_XYZ, "/xyz/{z}/{x}/{y}.png");

  return make_source_of (fixture, spec);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Waiter *waiter = user_data;

  waiter->result = g_object_ref (result);
}

static GdkTexture *
load_dense (LageWebSource  *source,
            guint           x,
            guint           scale,
            GError        **error)
{
  Waiter waiter = { NULL };
  GdkTexture *texture;

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), 10, x, 331, scale, NULL,
                                    answered_cb, &waiter);
  fixture_wait_until (waiter.result != NULL);
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), waiter.result, error);
  g_object_unref (waiter.result);

  return texture;
}

static GdkTexture *
load (LageWebSource  *source,
      guint           x,
      GError        **error)
{
  return load_dense (source, x, 1, error);
}

/* Every sampled pixel of tile 10/x/331 has the colour of its place. */
static void
assert_place (GdkTexture *texture,
              guint       x)
{
  int size = gdk_texture_get_width (texture);

  for (int row = 3; row < size; row += 61)
    for (int column = 5; column < size; column += 67)
      {
        guint8 expected[3];
        guint8 rgb[3];

        map_server_colour ((x + (column + 0.5) / size) / 1024, (331 + (row + 0.5) / size) / 1024,
                           expected);
        fixture_get_pixel (texture, column, row, rgb);
        /* A pixel is 2 wide at zoom 10 and 512 pixels; degrees are mixed of two rows. */
        g_assert_cmpint (ABS ((gint8) (rgb[0] - expected[0])), <=, 1);
        g_assert_cmpint (ABS ((gint8) (rgb[1] - expected[1])), <=, 1);
        g_assert_cmpint (rgb[2] >> 4, ==, expected[2] >> 4);
      }
}

static void
assert_good (GdkTexture *texture)
{
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 512);
}

static void
test_fetches_four_and_says_who_asks (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (texture);
  g_assert_cmpuint (fixture->server.n_requests, ==, 4);
  g_assert_true (g_hash_table_contains (fixture->server.paths, "/xyz/11/1080/662.png"));
  g_assert_true (g_hash_table_contains (fixture->server.paths, "/xyz/11/1081/663.png"));
  g_assert_cmpstr (fixture->server.user_agent, ==, "Rescue-Mate/" LAGE_VERSION);
}

static void
test_fresh_comes_from_disk (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(LageWebSource) source = make_source (fixture);

      g_clear_object (&texture);
      texture = load (source, 540, &error);
      g_assert_no_error (error);
      assert_good (texture);
      g_assert_cmpuint (fixture->server.n_requests, ==, 4);
    }
}

static void
test_old_is_asked_for_by_its_tag (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) first = NULL;
  g_autoptr(GdkTexture) second = NULL;
  g_autoptr(GdkTexture) third = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server.cache_control = "max-age=0";
  first = load (source, 540, &error);
  g_assert_no_error (error);

  fixture->server.cache_control = "max-age=3600";
  second = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (second);
  g_assert_cmpuint (fixture->server.n_requests, ==, 8);
  g_assert_cmpuint (fixture->server.n_conditional, ==, 4);

  /* With 304 came a new promise. */
  third = load (source, 540, &error);
  assert_good (third);
  g_assert_cmpuint (fixture->server.n_requests, ==, 8);
}

static void
test_absent_is_not_found (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server.status = 404;
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->server.n_requests, ==, 4);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_trouble_is_retried (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server.n_bad = 3;
  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (texture);
  g_assert_cmpuint (fixture->server.n_requests, ==, 7);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_refusal_is_not_retried (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server.status = 403;
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "403"));
  g_assert_true (g_error_matches (lage_tile_source_get_problem (LAGE_TILE_SOURCE (source)),
                                  LAGE_ERROR, LAGE_ERROR_FORBIDDEN));
  g_assert_cmpuint (fixture->server.n_requests, ==, 4);
}

static void
test_garbage_is_an_error_and_not_kept (Fixture       *fixture,
                                       gconstpointer  data)
{
  static const struct
  {
    const char *body;
    GQuark (*get_domain) (void);
    int code;
    const char *words;
  } cases[] = {
    { "nothing of that kind", g_io_error_quark, G_IO_ERROR_INVALID_DATA, "not an image" },
    { "<html>sign in</html>", lage_error_quark, LAGE_ERROR_INVALID, "web page" },
    { "<ServiceExceptionReport><ServiceException>Layer radar: keine Zeit</ServiceException>"
      "</ServiceExceptionReport>", lage_error_quark, LAGE_ERROR_UNSUPPORTED,
      "Layer radar: keine Zeit" },
  };
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) good = NULL;
  g_autoptr(GError) good_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GdkTexture) texture = NULL;
      g_autoptr(GError) error = NULL;
      const GError *problem;

      fixture->server.body = cases[i].body;
      texture = load (source, 540, &error);
      g_assert_null (texture);
      g_assert_error (error, cases[i].get_domain (), cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      problem = lage_tile_source_get_problem (LAGE_TILE_SOURCE (source));
      g_assert_nonnull (problem);
      g_assert_nonnull (strstr (problem->message, cases[i].words));
      /* It is there, and so is asked again. */
      g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
    }

  fixture->server.body = NULL;
  good = load (source, 540, &good_error);
  g_assert_no_error (good_error);
  assert_good (good);
  g_assert_null (lage_tile_source_get_problem (LAGE_TILE_SOURCE (source)));
}

static void
count_notify_cb (guint *n)
{
  (*n)++;
}

static void
test_dead_server_and_its_return (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) kept = NULL;
  g_autoptr(GdkTexture) none = NULL;
  g_autoptr(GdkTexture) old = NULL;
  g_autoptr(GdkTexture) again = NULL;
  g_autoptr(GError) error = NULL;
  guint n_notified = 0;
  guint n_requests;

  g_signal_connect_swapped (source, "notify::is-reachable", G_CALLBACK (count_notify_cb),
                            &n_notified);
  fixture->server.cache_control = "max-age=0";
  kept = load (source, 540, &error);
  g_assert_no_error (error);

  fixture->server.n_bad = 40;
  none = load (source, 600, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_assert_cmpuint (n_notified, ==, 1);

  /* Nobody is asked now, and what is on disk is shown although it is old. */
  n_requests = fixture->server.n_requests;
  old = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (old);
  g_assert_cmpint (lage_tile_source_get_stale_us (LAGE_TILE_SOURCE (source)), >, 0);
  g_assert_nonnull (lage_tile_source_get_problem (LAGE_TILE_SOURCE (source)));
  g_assert_cmpuint (fixture->server.n_requests, <=, n_requests + 3);

  fixture->server.n_bad = 2;
  fixture_wait_until (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpint (lage_tile_source_get_stale_us (LAGE_TILE_SOURCE (source)), ==, 0);
  again = load (source, 600, &error);
  g_assert_no_error (error);
  assert_good (again);
}

static void
test_no_server_at_all (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  soup_server_disconnect (fixture->server.server);
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_nonnull (error);
  g_assert_false (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_cancelled_is_cancelled (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Waiter waiter = { NULL };

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), 10, 540, 331, 1, cancellable,
                                    answered_cb, &waiter);
  fixture_wait_until (fixture->server.n_requests > 0);
  g_cancellable_cancel (cancellable);
  fixture_wait_until (waiter.result != NULL);
  g_assert_null (lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), waiter.result,
                                                    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_object_unref (waiter.result);
}

/* What comes of each service lies where it belongs. */
static void
test_services (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const matrices[] = { "M10", "M11", "M12", NULL };
  g_autofree char *set = g_strconcat (fixture->server.base, "/tms/11", NULL);
  const char *const sets[] = { set, NULL };
  LageSourceSpec *specs[] = {
    make_spec (fixture, LAGE_SERVICE_XYZ, "/xyz/{z}/{x}/{y}.png"),
    make_spec (fixture, LAGE_SERVICE_XYZ, "/tms/{z}/{x}/{-y}.png"),
    make_spec (fixture, LAGE_SERVICE_WMTS,
               "/wmts/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"),
    make_spec (fixture, LAGE_SERVICE_TMS, ""),
  };

  specs[2]->layer = g_strdup ("a");
  specs[2]->matrix_set = g_strdup ("WEB");
  specs[2]->matrices = g_strdupv ((char **) matrices);
  specs[2]->first_zoom = specs[2]->min_zoom = 10;
  specs[2]->max_zoom = 12;
  g_free (specs[3]->url);
  specs[3]->url = g_strdup ("{TileSet}/{x}/{-y}.png");
  specs[3]->matrices = g_strdupv ((char **) sets);
  specs[3]->first_zoom = specs[3]->min_zoom = specs[3]->max_zoom = 11;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr(LageWebSource) source = make_source_of (fixture, specs[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GdkTexture) texture = load (source, 540, &error);

      g_assert_no_error (error);
      assert_place (texture, 540);
      lage_source_spec_free (specs[i]);
    }
}

static LageSourceSpec *
make_wms (Fixture    *fixture,
          const char *version,
          const char *crs)
{
  LageSourceSpec *spec = make_spec (fixture, LAGE_SERVICE_WMS, "/wms?map=a");

  spec->version = g_strdup (version);
  spec->crs = g_strdup (crs);
  spec->layer = g_strdup ("radar");
  spec->format = g_strdup ("image/png");

  return spec;
}

static void
test_wms_versions_and_axes (Fixture       *fixture,
                            gconstpointer  data)
{
  static const char *const cases[][2] = {
    { "1.3.0", "EPSG:3857" }, { "1.1.1", "EPSG:3857" }, { "1.3.0", "EPSG:4326" },
    { "1.1.1", "EPSG:4326" }, { "1.3.0", "CRS:84" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageSourceSpec) spec = make_wms (fixture, cases[i][0], cases[i][1]);
      g_autoptr(LageWebSource) source = make_source_of (fixture, spec);
      g_autoptr(GError) error = NULL;
      g_autoptr(GdkTexture) texture = load (source, 540, &error);
      g_autoptr(GdkTexture) dense = NULL;

      g_test_message ("%s %s", cases[i][0], cases[i][1]);
      g_assert_no_error (error);
      assert_place (texture, 540);
      g_assert_nonnull (strstr (fixture->server.last_query, "map=a&"));

      dense = load_dense (source, 541, 2, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_texture_get_width (dense), ==, 1024);
      assert_place (dense, 541);
    }
}

static void
changed_cb (guint *n)
{
  (*n)++;
}

static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(LageSourceSpec) spec = make_wms (fixture, "1.3.0", "EPSG:3857");
  g_autoptr(LageWebSource) source = make_source_of (fixture, spec);
  guint n_changed = 0;
  guint n_tiles;

  g_signal_connect_swapped (source, "changed", G_CALLBACK (changed_cb), &n_changed);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const times[] = { "2013-12-05T22:00:00Z", "2013-12-05T22:05:00Z",
                                           "2013-12-05T22:00:00Z" };
      g_autoptr(GError) error = NULL;
      g_autoptr(GdkTexture) texture = NULL;

      n_tiles = fixture->server.n_tiles;
      lage_web_source_set_time (source, times[i]);
      lage_web_source_set_time (source, times[i]);
      g_assert_cmpuint (n_changed, ==, i + 1);
      texture = load (source, 540, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (fixture->server.last_query, times[i == 2 ? 1 : i]));
      /* Each instant is kept by itself; the third was there already. */
      g_assert_cmpuint (fixture->server.n_tiles - n_tiles, ==, i == 2 ? 0 : 1);
    }
}

static void
test_overlay_is_seen_through (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(LageSourceSpec) spec = make_wms (fixture, "1.3.0", "EPSG:3857");
  g_autoptr(LageWebSource) source = make_source_of (fixture, spec);
  g_autoptr(GdkTexture) opaque = NULL;
  g_autoptr(GdkTexture) mixed = NULL;
  g_autoptr(GdkTexture) blank = NULL;
  g_autoptr(GdkTexture) outside = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree guint32 *pixels = g_new (guint32, 512 * 512);
  guint n_requests;

  lage_tile_source_set_is_overlay (LAGE_TILE_SOURCE (source), TRUE);
  opaque = load (source, 540, &error);
  g_assert_no_error (error);
  assert_place (opaque, 540);

  fixture->server.is_transparent = TRUE;
  mixed = load (source, 541, &error);
  g_assert_no_error (error);
  gdk_texture_download (mixed, (guchar *) pixels, 512 * 4);
  g_assert_cmpuint (pixels[10 * 512 + 10], ==, 0);
  g_assert_cmpuint (pixels[10 * 512 + 70] >> 24, ==, 255);

  fixture->server.is_empty = TRUE;
  blank = load (source, 542, &error);
  g_assert_no_error (error);
  g_assert_true (lage_tile_pixels_is_blank (blank));
  g_assert_false (lage_tile_pixels_is_blank (mixed));
  g_clear_object (&source);

  /* Where the layer ends nobody is asked. */
  spec->has_bounds = TRUE;
  memcpy (spec->bounds, (double[]) { 8, 50, 9, 51 }, sizeof spec->bounds);
  source = make_source_of (fixture, spec);
  lage_tile_source_set_is_overlay (LAGE_TILE_SOURCE (source), TRUE);
  n_requests = fixture->server.n_requests;
  outside = load (source, 540, &error);
  g_assert_no_error (error);
  g_assert_true (lage_tile_pixels_is_blank (outside));
  g_assert_cmpuint (fixture->server.n_requests, ==, n_requests);
}

/* Left alone as long as the server wants it, and not asked thrice meanwhile. */
static void
test_retry_after_is_honoured (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(LageWebSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  fixture->server.n_bad = 1;
  fixture->server.retry_after = "1";
  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (texture);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, G_USEC_PER_SEC);
}

/* Asks for everything as a proxy is asked: with the whole address. */
static void
test_proxy_and_contact (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, "Far", "http://tiles.invalid/xyz/{z}/{x}/{y}.png");
  g_autoptr(LageWebSource) source = make_source_of (fixture, spec);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (lage_map_session_check_proxy (fixture->server.base, NULL));
  g_assert_false (lage_map_session_check_proxy ("proxy", NULL));
  g_assert_false (lage_map_session_check_proxy ("file:///x", NULL));

  lage_map_session_configure (fixture->session, "https://staff.example/contact",
                              fixture->server.base);
  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_place (texture, 540);
  g_assert_cmpstr (fixture->server.user_agent, ==,
                   "Rescue-Mate/" LAGE_VERSION " (+https://staff.example/contact)");

  /* What could smuggle in a header is left out. */
  lage_map_session_configure (fixture->session, "x\r\nCookie: y", fixture->server.base);
  g_assert_cmpstr (soup_session_get_user_agent (fixture->session), ==,
                   "Rescue-Mate/" LAGE_VERSION);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/web-source/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("fetches-four-and-says-who-asks", test_fetches_four_and_says_who_asks);
  ADD ("fresh-comes-from-disk", test_fresh_comes_from_disk);
  ADD ("old-is-asked-for-by-its-tag", test_old_is_asked_for_by_its_tag);
  ADD ("absent-is-not-found", test_absent_is_not_found);
  ADD ("trouble-is-retried", test_trouble_is_retried);
  ADD ("refusal-is-not-retried", test_refusal_is_not_retried);
  ADD ("garbage-is-an-error-and-not-kept", test_garbage_is_an_error_and_not_kept);
  ADD ("dead-server-and-its-return", test_dead_server_and_its_return);
  ADD ("no-server-at-all", test_no_server_at_all);
  ADD ("cancelled-is-cancelled", test_cancelled_is_cancelled);
  ADD ("services", test_services);
  ADD ("wms-versions-and-axes", test_wms_versions_and_axes);
  ADD ("time", test_time);
  ADD ("overlay-is-seen-through", test_overlay_is_seen_through);
  ADD ("retry-after-is-honoured", test_retry_after_is_honoured);
  ADD ("proxy-and-contact", test_proxy_and_contact);

  return g_test_run ();
}
