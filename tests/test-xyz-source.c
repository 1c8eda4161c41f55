/* test-xyz-source.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libsoup/soup.h>
#include <string.h>

#include "lage-xyz-source.h"
#include "map-fixture.h"

typedef struct
{
  SoupServer *server;
  char *url_template;
  char *directory;
  GBytes *png;
  guint status; /* what the server answers */
  guint n_bad;  /* how many times 503 comes before that */
  const char *cache_control;
  guint n_requests;
  guint n_conditional;
  char *user_agent;
  GHashTable *paths;
} Fixture;

typedef struct
{
  GAsyncResult *result;
} Waiter;

static void
server_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *response = soup_server_message_get_response_headers (message);
  const char *etag = soup_message_headers_get_one (request, "If-None-Match");

  fixture->n_requests++;
  g_hash_table_add (fixture->paths, g_strdup (path));
  g_free (fixture->user_agent);
  fixture->user_agent = g_strdup (soup_message_headers_get_one (request, "User-Agent"));

  if (fixture->n_bad > 0)
    {
      fixture->n_bad--;
      soup_server_message_set_status (message, 503, NULL);
      return;
    }

  soup_message_headers_replace (response, "ETag", "\"one\"");
  soup_message_headers_replace (response, "Cache-Control", fixture->cache_control);

  if (etag != NULL && fixture->status == 200)
    {
      g_assert_cmpstr (etag, ==, "\"one\"");
      fixture->n_conditional++;
      soup_server_message_set_status (message, 304, NULL);
      return;
    }

  soup_server_message_set_status (message, fixture->status, NULL);
  if (fixture->status == 200)
    soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                      g_bytes_get_data (fixture->png, NULL),
                                      g_bytes_get_size (fixture->png));
}

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
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  g_autoptr(GError) error = NULL;
  g_autofree char *base = NULL;
  GSList *uris;
  char *buffer;
  gsize n_bytes;

  gdk_pixbuf_fill (pixbuf, 0x3264c8ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n_bytes, "png", NULL, NULL);
  fixture->png = g_bytes_new_take (buffer, n_bytes);
  fixture->status = 200;
  fixture->cache_control = "max-age=3600";
  fixture->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->directory = g_dir_make_tmp ("xyz-XXXXXX", NULL);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, server_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                           &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  base = g_uri_to_string (uris->data);
  fixture->url_template = g_strconcat (base, "{z}/{x}/{y}.png", NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GFile) directory = g_file_new_for_path (fixture->directory);

  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  remove_tree (directory);
  g_free (fixture->directory);
  g_free (fixture->url_template);
  g_free (fixture->user_agent);
  g_bytes_unref (fixture->png);
  g_hash_table_unref (fixture->paths);
}

static LageXyzSource *
make_source (Fixture *fixture)
{
  LageXyzOptions options = {
    .url_template = fixture->url_template,
    .max_zoom = 18,
    .tile_size = 256,
    .cache_directory = fixture->directory,
    .cache_max_bytes = 10 * 1000 * 1000,
    .retry_ms = 5,
  };
  g_autoptr(GError) error = NULL;
  LageXyzSource *source = lage_xyz_source_new (&options, &error);

  g_assert_no_error (error);

  return source;
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
load (LageXyzSource  *source,
      guint           x,
      GError        **error)
{
  Waiter waiter = { NULL };
  GdkTexture *texture;

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), 10, x, 331, 1, NULL, answered_cb,
                                    &waiter);
  fixture_wait_until (waiter.result != NULL);
  texture = lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), waiter.result, error);
  g_object_unref (waiter.result);

  return texture;
}

static void
assert_good (GdkTexture *texture)
{
  guint8 rgb[3];

  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 512);
  fixture_get_pixel (texture, 300, 200, rgb);
  g_assert_cmpuint (rgb[0], ==, 0x32);
  g_assert_cmpuint (rgb[2], ==, 0xc8);
}

static void
test_fetches_four_and_says_who_asks (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (texture);
  g_assert_cmpuint (fixture->n_requests, ==, 4);
  g_assert_true (g_hash_table_contains (fixture->paths, "/11/1080/662.png"));
  g_assert_true (g_hash_table_contains (fixture->paths, "/11/1081/663.png"));
  g_assert_cmpstr (fixture->user_agent, ==, "Rescue-Mate/" LAGE_VERSION);
}

static void
test_fresh_comes_from_disk (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(LageXyzSource) source = make_source (fixture);

      g_clear_object (&texture);
      texture = load (source, 540, &error);
      g_assert_no_error (error);
      assert_good (texture);
      g_assert_cmpuint (fixture->n_requests, ==, 4);
    }
}

static void
test_old_is_asked_for_by_its_tag (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) first = NULL;
  g_autoptr(GdkTexture) second = NULL;
  g_autoptr(GdkTexture) third = NULL;
  g_autoptr(GError) error = NULL;

  fixture->cache_control = "max-age=0";
  first = load (source, 540, &error);
  g_assert_no_error (error);

  fixture->cache_control = "max-age=3600";
  second = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (second);
  g_assert_cmpuint (fixture->n_requests, ==, 8);
  g_assert_cmpuint (fixture->n_conditional, ==, 4);

  /* With 304 came a new promise. */
  third = load (source, 540, &error);
  assert_good (third);
  g_assert_cmpuint (fixture->n_requests, ==, 8);
}

static void
test_absent_is_not_found (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->status = 404;
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_requests, ==, 4);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_trouble_is_retried (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->n_bad = 3;
  texture = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (texture);
  g_assert_cmpuint (fixture->n_requests, ==, 7);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_refusal_is_not_retried (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  fixture->status = 403;
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "403"));
  g_assert_cmpuint (fixture->n_requests, ==, 4);
}

static void
test_garbage_is_an_error_and_not_kept (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkTexture) good = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = g_steal_pointer (&fixture->png);

  fixture->png = g_bytes_new_static ("<html>sign in</html>", 20);
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  g_bytes_unref (fixture->png);
  fixture->png = g_steal_pointer (&png);
  good = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (good);
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
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) kept = NULL;
  g_autoptr(GdkTexture) none = NULL;
  g_autoptr(GdkTexture) old = NULL;
  g_autoptr(GdkTexture) again = NULL;
  g_autoptr(GError) error = NULL;
  guint n_notified = 0;
  guint n_requests;

  g_signal_connect_swapped (source, "notify::is-reachable", G_CALLBACK (count_notify_cb),
                            &n_notified);
  fixture->cache_control = "max-age=0";
  kept = load (source, 540, &error);
  g_assert_no_error (error);

  fixture->n_bad = 40;
  none = load (source, 600, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_assert_cmpuint (n_notified, ==, 1);

  /* Nobody is asked now, and what is on disk is shown although it is old. */
  n_requests = fixture->n_requests;
  old = load (source, 540, &error);
  g_assert_no_error (error);
  assert_good (old);
  g_assert_cmpuint (fixture->n_requests, <=, n_requests + 3);

  fixture->n_bad = 2;
  fixture_wait_until (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_assert_cmpuint (n_notified, ==, 2);
  again = load (source, 600, &error);
  g_assert_no_error (error);
  assert_good (again);
}

static void
test_no_server_at_all (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;

  soup_server_disconnect (fixture->server);
  texture = load (source, 540, &error);
  g_assert_null (texture);
  g_assert_nonnull (error);
  g_assert_false (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
}

static void
test_cancelled_is_cancelled (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(LageXyzSource) source = make_source (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Waiter waiter = { NULL };

  lage_tile_source_load_tile_async (LAGE_TILE_SOURCE (source), 10, 540, 331, 1, cancellable,
                                    answered_cb, &waiter);
  fixture_wait_until (fixture->n_requests > 0);
  g_cancellable_cancel (cancellable);
  fixture_wait_until (waiter.result != NULL);
  g_assert_null (lage_tile_source_load_tile_finish (LAGE_TILE_SOURCE (source), waiter.result,
                                                    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (lage_tile_source_get_is_reachable (LAGE_TILE_SOURCE (source)));
  g_object_unref (waiter.result);
}

static void
test_urls (void)
{
  g_autofree char *plain = lage_xyz_source_build_url ("http://h/{z}/{x}/{y}.png", 3, 5, 2);
  g_autofree char *tms = lage_xyz_source_build_url ("http://h/{z}/{x}/{-y}.png", 3, 5, 2);
  g_autofree char *servers = lage_xyz_source_build_url ("http://{s}.h/{q}{z}{x}{y}", 3, 5, 2);

  g_assert_cmpstr (plain, ==, "http://h/3/5/2.png");
  g_assert_cmpstr (tms, ==, "http://h/3/5/5.png");
  g_assert_cmpstr (servers, ==, "http://b.h/{q}352");
}

static void
test_refuses_bad_options (void)
{
  static const char *templates[] = {
    "http://h/{z}/{x}.png", "file:///etc/{z}/{x}/{y}", "ftp://h/{z}/{x}/{y}", "{z}/{x}/{y}",
    "http:///{z}/{x}/{y}", "",
  };
  LageXyzOptions options = { .url_template = "http://h/{z}/{x}/{y}", .max_zoom = 18,
                             .tile_size = 256 };
  g_autoptr(LageXyzSource) good = lage_xyz_source_new (&options, NULL);

  g_assert_nonnull (good);
  g_assert_cmpuint (lage_tile_source_get_max_zoom (LAGE_TILE_SOURCE (good)), ==, 17);

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autoptr(GError) error = NULL;

      options.url_template = templates[i];
      g_assert_null (lage_xyz_source_new (&options, &error));
      g_assert_nonnull (error);
    }

  options.url_template = "http://h/{z}/{x}/{y}";
  options.tile_size = 300;
  g_assert_null (lage_xyz_source_new (&options, NULL));
  options.tile_size = 512;
  options.max_zoom = 25;
  g_assert_null (lage_xyz_source_new (&options, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/map/xyz-source/" path, Fixture, NULL, set_up, func, tear_down)

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
  g_test_add_func ("/map/xyz-source/urls", test_urls);
  g_test_add_func ("/map/xyz-source/refuses-bad-options", test_refuses_bad_options);

  return g_test_run ();
}
