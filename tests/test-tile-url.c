/* test-tile-url.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-tile-url.h"

#include <string.h>

static void
test_template (void)
{
  static const struct
  {
    const char *url_template;
    guint scale;
    const char *url;
  } cases[] = {
    { "https://t.example/{z}/{x}/{y}.png", 1, "https://t.example/11/1080/662.png" },
    { "https://t.example/{z}/{y}/{x}.png", 1, "https://t.example/11/662/1080.png" },
    /* 2 to the power of 11 less 1 less 662 */
    { "https://t.example/{z}/{x}/{-y}.png", 1, "https://t.example/11/1080/1385.png" },
    { "https://{s}.t.example/{z}/{x}/{y}{r}.png", 1, "https://c.t.example/11/1080/662.png" },
    { "https://{s}.t.example/{z}/{x}/{y}{r}.png", 2, "https://c.t.example/11/1080/662@2x.png" },
    { "https://{switch:t1,t2}.example/{z}/{x}/{y}", 1, "https://t1.example/11/1080/662" },
    /* What is no variable of ours stays, a lone brace too. */
    { "https://t.example/{key}/{z}/{x}/{y}?a={", 1, "https://t.example/{key}/11/1080/662?a={" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageSourceSpec) spec =
        lage_source_spec_new (LAGE_SERVICE_XYZ, "x", cases[i].url_template);
      g_autofree char *url = lage_tile_url_build (spec, 11, 1080, 662, cases[i].scale, NULL);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_subdomains_spread (void)
{
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_XYZ, "x", "https://{s}.t.example/{z}/{x}/{y}");
  g_autoptr(GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint x = 0; x < 6; x++)
    {
      g_autofree char *url = lage_tile_url_build (spec, 5, x, 7, 1, NULL);

      g_hash_table_add (hosts, g_strndup (url, strlen ("https://a")));
    }
  g_assert_cmpuint (g_hash_table_size (hosts), ==, 3);
}

/* Tile 3/4/2: 0 to 45 degrees east, from the 40.98th to the 66.51st parallel. */
static void
test_wms_axis_order (void)
{
  static const struct
  {
    const char *version;
    const char *crs;
    const char *key;
    const char *box;
  } cases[] = {
    { "1.3.0", "EPSG:3857", "CRS=EPSG:3857",
      "BBOX=0.0000,5009377.0857,5009377.0857,10018754.1714&" },
    { "1.1.1", "EPSG:3857", "SRS=EPSG:3857",
      "BBOX=0.0000,5009377.0857,5009377.0857,10018754.1714&" },
    { "1.3.0", "CRS:84", "CRS=CRS:84",
      "BBOX=0.000000000,40.979898070,45.000000000,66.513260443&" },
    { "1.1.1", "EPSG:4326", "SRS=EPSG:4326",
      "BBOX=0.000000000,40.979898070,45.000000000,66.513260443&" },
    { "1.3.0", "EPSG:4326", "CRS=EPSG:4326",
      "BBOX=40.979898070,0.000000000,66.513260443,45.000000000&" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageSourceSpec) spec =
        lage_source_spec_new (LAGE_SERVICE_WMS, "x", "https://w.example/ows?map=a.map&request=X");
      g_autofree char *url = NULL;
      g_autofree char *dense = NULL;

      spec->version = g_strdup (cases[i].version);
      spec->crs = g_strdup (cases[i].crs);
      spec->layer = g_strdup ("dwd:RX & more");
      spec->format = g_strdup ("image/png");
      url = lage_tile_url_build (spec, 3, 4, 2, 1, NULL);
      dense = lage_tile_url_build (spec, 3, 4, 2, 2, "2013-12-05T22:00:00Z");

      g_test_message ("%s", url);
      g_assert_true (g_str_has_prefix (url, "https://w.example/ows?map=a.map&SERVICE=WMS&"));
      g_assert_nonnull (strstr (url, cases[i].key));
      g_assert_nonnull (strstr (url, cases[i].box));
      g_assert_nonnull (strstr (url, "LAYERS=dwd:RX%20%26%20more&STYLES=&"));
      g_assert_nonnull (strstr (url, "WIDTH=512&HEIGHT=512&"));
      g_assert_null (strstr (url, "request=X"));
      g_assert_null (strstr (url, "TIME="));
      g_assert_nonnull (strstr (dense, "WIDTH=1024&HEIGHT=1024&"));
      g_assert_nonnull (strstr (dense, "&TIME=2013-12-05T22:00:00Z"));
    }
}

static void
test_wmts (void)
{
  static const char *const matrices[] = { "EPSG:3857:05", "EPSG:3857:06", NULL };
  g_autoptr(LageSourceSpec) spec =
    lage_source_spec_new (LAGE_SERVICE_WMTS, "x",
                          "https://w.example/{Layer}/{style}/{Time}/{TileMatrixSet}/"
                          "{TileMatrix}/{TileRow}/{TileCol}.png");
  g_autofree char *url = NULL;
  g_autofree char *timed = NULL;
  g_autoptr(GError) error = NULL;

  spec->layer = g_strdup ("a/b");
  spec->matrix_set = g_strdup ("WEB");
  spec->matrices = g_strdupv ((char **) matrices);
  spec->first_zoom = spec->min_zoom = 5;
  spec->max_zoom = 6;
  g_assert_true (lage_source_spec_check (spec, &error));
  g_assert_no_error (error);

  url = lage_tile_url_build (spec, 6, 33, 20, 1, NULL);
  g_assert_cmpstr (url, ==,
                   "https://w.example/a%2Fb/default/default/WEB/EPSG%3A3857%3A06/20/33.png");
  spec->style = g_strdup ("grau");
  timed = lage_tile_url_build (spec, 5, 16, 10, 1, "2013");
  g_assert_cmpstr (timed, ==, "https://w.example/a%2Fb/grau/2013/WEB/EPSG%3A3857%3A05/10/16.png");

  spec->max_zoom = 7;
  g_assert_false (lage_source_spec_check (spec, NULL));
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *base;
    const char *reference;
    const char *url; /* NULL: refused */
  } cases[] = {
    { "https://a.example/x/caps.xml", "tiles/5", "https://a.example/x/tiles/5" },
    { "https://a.example/x/caps.xml", "/t?q=1&r=2", "https://a.example/t?q=1&r=2" },
    { "https://a.example/x", "https://b.example/y?", "https://b.example/y?" },
    /* A server behind a proxy that does not know that it is safe. */
    { "https://a.example/x", "http://a.example:80/y", "https://a.example/y" },
    { "https://a.example/x", "http://b.example/y", "http://b.example/y" },
    { "http://a.example/x", "http://a.example:8080/y", "http://a.example:8080/y" },
    { "https://a.example/x", "javascript:alert(1)", NULL },
    { "https://a.example/x", "file:///etc/passwd", NULL },
    { "https://a.example/x", "https:///y", NULL },
    { "https://a.example/x", "https://a.example:99999/", NULL },
    { "https://a.example/x", "/{Layer}/{TileMatrix}.png", "https://a.example/{Layer}/{TileMatrix}.png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = lage_tile_url_resolve (cases[i].base, cases[i].reference, &error);

      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_true ((url == NULL) == (error != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/tile-url/template", test_template);
  g_test_add_func ("/map/tile-url/subdomains-spread", test_subdomains_spread);
  g_test_add_func ("/map/tile-url/wms-axis-order", test_wms_axis_order);
  g_test_add_func ("/map/tile-url/wmts", test_wmts);
  g_test_add_func ("/map/tile-url/resolve", test_resolve);

  return g_test_run ();
}
