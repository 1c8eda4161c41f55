/* test-capabilities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-capabilities.h"

#include <string.h>

#include "lage-error.h"
#include "lage-tile-url.h"

static LageCapabilities *
parse_file (const char *name,
            const char *address)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "capabilities", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  LageCapabilities *capabilities;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  capabilities = lage_capabilities_parse (text, size, address, &error);
  g_assert_no_error (error);

  return capabilities;
}

static const LageOfferedLayer *
get_layer (const LageCapabilities *capabilities,
           guint                   n)
{
  g_assert_cmpuint (n, <, capabilities->layers->len);

  return g_ptr_array_index (capabilities->layers, n);
}

static const char *
get_style (const LageOfferedLayer *layer,
           guint                   n)
{
  g_assert_cmpuint (n, <, layer->styles->len);

  return ((LageOfferedStyle *) g_ptr_array_index (layer->styles, n))->name;
}

static void
test_wms_of_a_state (void)
{
  g_autoptr(LageCapabilities) capabilities =
    parse_file ("lgv-wms-1.3.0.xml", "https://karten.example/hh_wms?SERVICE=WMS");
  const LageOfferedLayer *layer = get_layer (capabilities, 0);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (capabilities->service, ==, LAGE_SERVICE_WMS);
  g_assert_cmpstr (capabilities->title, ==, "WMS Hochwasser Beispielstadt");
  g_assert_cmpstr (capabilities->provider, ==, "Landesbetrieb für Beispiele");
  g_assert_cmpstr (capabilities->fees, ==, "keine");
  g_assert_cmpstr (capabilities->access_constraints, ==,
                   "Datenlizenz Deutschland Namensnennung 2.0");

  g_assert_cmpuint (capabilities->layers->len, ==, 3);
  g_assert_cmpstr (layer->title, ==, "Überschwemmung, häufig");
  g_assert_cmpstr (layer->path, ==, "Hochwasser › Gefährdung");
  g_assert_cmpuint (layer->styles->len, ==, 2);
  g_assert_cmpstr (get_style (layer, 0), ==, "tiefe");
  g_assert_cmpstr (get_style (layer, 1), ==, "allgemein");
  g_assert_nonnull (layer->spec);
  g_assert_true (lage_source_spec_check (layer->spec, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (layer->spec->layer, ==, "hq_haeufig");
  g_assert_cmpstr (layer->spec->crs, ==, "EPSG:3857");
  g_assert_cmpstr (layer->spec->format, ==, "image/png");
  /* Asked with https, so that is what is used, whatever the server believes. */
  g_assert_cmpstr (layer->spec->url, ==, "https://karten.example/hh_wms?");
  g_assert_cmpstr (layer->spec->attribution, ==, "Landesbetrieb für Beispiele");
  g_assert_true (layer->spec->has_bounds);
  g_assert_cmpfloat (layer->spec->bounds[1], ==, 53.39);
  /* 1 : 100 000 is zoom 12.45 of 256-pixel tiles, so 13 of these, and 12 of ours. */
  g_assert_cmpuint (layer->spec->min_zoom, ==, 12);

  layer = get_layer (capabilities, 2);
  g_assert_cmpstr (layer->title, ==, "Deichlinie");
  g_assert_cmpstr (layer->path, ==, "Hochwasser");
  g_assert_cmpuint (layer->spec->min_zoom, ==, 0);
  g_assert_cmpuint (layer->styles->len, ==, 0);
}

static void
test_wms_with_time (void)
{
  g_autoptr(LageCapabilities) capabilities =
    parse_file ("dwd-wms-1.3.0.xml", "https://wetter.example/geoserver/ows");
  const LageOfferedLayer *radar = get_layer (capabilities, 0);
  const LageOfferedLayer *model = get_layer (capabilities, 1);
  const LageOfferedLayer *broken = get_layer (capabilities, 2);
  g_autofree char *url = NULL;

  g_assert_cmpstr (radar->spec->time_extent, ==,
                   "2013-12-05T00:00:00.000Z/2013-12-06T12:00:00.000Z/PT5M");
  g_assert_cmpstr (radar->spec->time_default, ==, "current");
  g_assert_cmpstr (radar->spec->attribution, ==, "Quelle: Wetterdienst Beispiel");
  g_assert_cmpstr (radar->spec->crs, ==, "EPSG:3857");
  g_assert_cmpstr (get_style (radar, 1), ==, "niederschlagsradar_blau");
  url = lage_tile_url_build (radar->spec, 5, 16, 10, 1, "2013-12-05T22:00:00.000Z");
  g_assert_true (g_str_has_prefix (url, "https://wetter.example"));
  g_assert_nonnull (strstr (url, "/geoserver/ows?SERVICE=WMS&VERSION=1.3.0&"));

  g_assert_true (g_str_has_prefix (model->spec->time_extent, "2013-12-05T00:00:00Z,"));
  g_assert_cmpstr (model->spec->attribution, ==, "Wetterdienst Beispiel");
  g_assert_null (broken->spec->time_extent);
}

static void
test_old_wms (void)
{
  g_autoptr(LageCapabilities) capabilities =
    parse_file ("old-wms-1.1.1.xml", "http://alt.example/cgi-bin/mapserv?map=/srv/alt.map");
  const LageOfferedLayer *city = get_layer (capabilities, 0);
  const LageOfferedLayer *cadastre = get_layer (capabilities, 1);

  g_assert_cmpstr (city->spec->version, ==, "1.1.1");
  g_assert_cmpstr (city->spec->crs, ==, "EPSG:4326");
  g_assert_cmpstr (city->spec->url, ==, "http://alt.example/cgi-bin/mapserv?map=/srv/alt.map&");
  g_assert_cmpstr (city->spec->format, ==, "image/jpeg");
  g_assert_cmpstr (city->spec->time_extent, ==, "1990/2010/P5Y");
  g_assert_cmpstr (city->spec->time_default, ==, "2010");
  g_assert_cmpfloat (city->spec->bounds[0], ==, 5);
  /* A pixel with a diagonal of 50 m has an edge of 35 m: 1 : 126 000. */
  g_assert_cmpuint (city->spec->min_zoom, ==, 12);

  g_assert_null (cadastre->spec);
  g_assert_cmpint (cadastre->problem, ==, LAGE_LAYER_PROBLEM_CRS);
  g_assert_cmpstr (cadastre->problem_detail, ==, "EPSG:25832, EPSG:31467");
}

static void
test_wmts (void)
{
  g_autoptr(LageCapabilities) capabilities =
    parse_file ("bkg-wmts.xml", "https://karten.example/wmts/1.0.0/WMTSCapabilities.xml");
  const LageOfferedLayer *map = get_layer (capabilities, 0);
  const LageOfferedLayer *photo = get_layer (capabilities, 1);
  const LageOfferedLayer *height = get_layer (capabilities, 2);
  const LageOfferedLayer *cadastre = get_layer (capabilities, 3);
  g_autofree char *map_url = NULL;
  g_autofree char *photo_url = NULL;
  g_autofree char *height_url = NULL;

  g_assert_cmpint (capabilities->service, ==, LAGE_SERVICE_WMTS);
  g_assert_cmpstr (capabilities->title, ==, "WMTS Grundkarte");
  g_assert_cmpstr (capabilities->provider, ==, "Amt für Beispielkarten");

  g_assert_cmpstr (get_style (map, 0), ==, "farbe");
  g_assert_cmpstr (get_style (map, 1), ==, "grau");
  g_assert_cmpuint (map->spec->min_zoom, ==, 4);
  g_assert_cmpuint (map->spec->max_zoom, ==, 18);
  map_url = lage_tile_url_build (map->spec, 5, 16, 10, 1, NULL);
  g_assert_cmpstr (map_url, ==,
                   "https://karten.example/wmts/tile/1.0.0/grundkarte/farbe/GLOBAL_WEB/05/10/16.png");

  g_assert_cmpstr (photo->spec->time_extent, ==, "2016,2020");
  photo_url = lage_tile_url_build (photo->spec, 12, 2160, 1324, 1, "2016");
  g_assert_cmpstr (photo_url, ==,
                   "https://karten.example/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
                   "&FORMAT=image/png&LAYER=luftbild&STYLE=farbe&TILEMATRIXSET=GLOBAL_WEB"
                   "&TILEMATRIX=12&TILEROW=1324&TILECOL=2160&TIME=2016");

  height_url = lage_tile_url_build (height->spec, 4, 8, 5, 1, NULL);
  g_assert_cmpstr (height_url, ==, "https://karten.example/wmts/0%20m/04/5/8.png");

  g_assert_null (cadastre->spec);
  g_assert_cmpint (cadastre->problem, ==, LAGE_LAYER_PROBLEM_CRS);
  g_assert_cmpstr (cadastre->problem_detail, ==, "EPSG:25832");
}

static void
test_tms (void)
{
  g_autoptr(LageCapabilities) capabilities =
    parse_file ("tms.xml", "https://flug.example/2013/tilemapresource.xml");
  const LageOfferedLayer *layer = get_layer (capabilities, 0);
  g_autofree char *url = lage_tile_url_build (layer->spec, 13, 4322, 2649, 1, NULL);

  g_assert_cmpint (capabilities->service, ==, LAGE_SERVICE_TMS);
  g_assert_cmpuint (layer->spec->min_zoom, ==, 12);
  g_assert_cmpuint (layer->spec->max_zoom, ==, 15);
  g_assert_cmpstr (layer->title, ==, "Drohnenflug");
  /* 8191 - 2649 */
  g_assert_cmpstr (url, ==, "https://flug.example/2013/13/4322/5542.png");
}

/* Everything that can be shown is kept in files, and read back the same. */
static void
test_survives_a_file (void)
{
  static const char *const names[] = { "lgv-wms-1.3.0.xml", "dwd-wms-1.3.0.xml",
                                       "old-wms-1.1.1.xml", "bkg-wmts.xml", "tms.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(LageCapabilities) capabilities = parse_file (names[i], "https://a.example/b");

      for (guint k = 0; k < capabilities->layers->len; k++)
        {
          const LageSourceSpec *spec = get_layer (capabilities, k)->spec;
          g_autoptr(GKeyFile) file = g_key_file_new ();
          g_autoptr(LageSourceSpec) loaded = NULL;
          g_autoptr(GError) error = NULL;
          g_autofree char *key = NULL;
          g_autofree char *loaded_key = NULL;

          if (spec == NULL)
            continue;
          lage_source_spec_save (spec, file, "Source 1");
          loaded = lage_source_spec_load (file, "Source 1", &error);
          g_assert_no_error (error);
          key = lage_source_spec_dup_key (spec, 1, spec->time_default);
          loaded_key = lage_source_spec_dup_key (loaded, 1, spec->time_default);
          g_assert_cmpstr (key, ==, loaded_key);
          g_assert_cmpstr (loaded->name, ==, spec->name);
          g_assert_cmpstr (loaded->attribution, ==, spec->attribution);
          g_assert_cmpstr (loaded->time_extent, ==, spec->time_extent);
          g_assert_cmpint (loaded->has_bounds, ==, spec->has_bounds);
          g_assert_cmpfloat (loaded->bounds[3], ==, spec->bounds[3]);
          g_assert_cmpuint (loaded->max_zoom, ==, spec->max_zoom);
        }
    }
}

#define WMS_HEAD                                                                           \
  "<WMS_Capabilities version=\"1.3.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"      \
  "<Service><Title>x</Title></Service><Capability><Request><GetMap>"                       \
  "<Format>image/png</Format><DCPType><HTTP><Get><OnlineResource xlink:href=\"%s\"/>"      \
  "</Get></HTTP></DCPType></GetMap></Request>%s</Capability></WMS_Capabilities>"
#define LAYER "<Layer><Name>a</Name><CRS>EPSG:3857</CRS></Layer>"

static void
assert_refused (const char *text,
                gssize      size,
                int         code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageCapabilities) capabilities =
    lage_capabilities_parse (text, size < 0 ? strlen (text) : (gsize) size,
                             "https://a.example/b", &error);

  g_test_message ("%.40s: %s", g_utf8_validate (text, -1, NULL) ? text : "bytes",
                  error != NULL ? error->message : "accepted");
  g_assert_null (capabilities);
  g_assert_error (error, LAGE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), <, 1000);
}

static void
test_hostile (void)
{
  g_autofree char *script = g_strdup_printf (WMS_HEAD, "javascript:alert(1)", LAYER);
  g_autofree char *file = g_strdup_printf (WMS_HEAD, "file:///etc/passwd", LAYER);
  g_autofree char *empty = g_strdup_printf (WMS_HEAD, "/map", "");
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) many = g_string_new (NULL);
  g_autofree char *deep_text = NULL;
  g_autofree char *many_text = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append (deep, "<Layer>");
  for (guint i = 0; i < 400; i++)
    g_string_append (deep, "</Layer>");
  deep_text = g_strdup_printf (WMS_HEAD, "/map", deep->str);
  for (guint i = 0; i < 30000; i++)
    g_string_append (many, LAYER);
  many_text = g_strdup_printf (WMS_HEAD, "/map", many->str);

  assert_refused ("", 0, LAGE_ERROR_TRUNCATED);
  assert_refused ("<WMS_Capabilities><Serv", -1, LAGE_ERROR_INVALID);
  assert_refused ("{\"layers\": []}", -1, LAGE_ERROR_INVALID);
  assert_refused ("<html><body>Bitte anmelden</body></html>", -1, LAGE_ERROR_UNSUPPORTED);
  assert_refused ("<WMS_Capabilities version=\"7\"/>", -1, LAGE_ERROR_UNSUPPORTED);
  assert_refused ("<WMS_Capabilities/>", -1, LAGE_ERROR_INVALID);
  assert_refused ("<?xml version=\"1.0\" encoding=\"nonsense\"?><TileMap/>", -1,
                  LAGE_ERROR_INVALID);
  assert_refused ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TileMap><Title>\xfc</Title></TileMap>",
                  -1, LAGE_ERROR_INVALID);
  assert_refused ("<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                  "<TileMap><Title>&c;</Title></TileMap>", -1, LAGE_ERROR_UNSUPPORTED);
  assert_refused (script, -1, LAGE_ERROR_INVALID);
  assert_refused (file, -1, LAGE_ERROR_INVALID);
  assert_refused (empty, -1, LAGE_ERROR_NOT_FOUND);
  assert_refused (deep_text, -1, LAGE_ERROR_INVALID);
  assert_refused (many_text, -1, LAGE_ERROR_TOO_LARGE);
  assert_refused ("<ServiceExceptionReport><ServiceException code=\"X\">\nKein Zugriff\n"
                  "</ServiceException></ServiceExceptionReport>", -1, LAGE_ERROR_FORBIDDEN);
}

static void
test_exceptions (void)
{
  static const struct
  {
    const char *text;
    const char *reason; /* NULL: no report */
  } cases[] = {
    { "<ServiceExceptionReport version=\"1.3.0\"><ServiceException code=\"LayerNotDefined\">"
      "layer 'x' is unknown</ServiceException></ServiceExceptionReport>", "layer 'x' is unknown" },
    { "<ServiceExceptionReport><ServiceException code=\"InvalidDimensionValue\"/>"
      "</ServiceExceptionReport>", "InvalidDimensionValue" },
    { "<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\"><ows:Exception "
      "exceptionCode=\"TileOutOfRange\"><ows:ExceptionText>outside</ows:ExceptionText>"
      "</ows:Exception></ows:ExceptionReport>", "outside" },
    { "<ServiceExceptionReport/>", "no reason given" },
    { "<html/>", NULL },
    { "\x89PNG\r\n", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason =
        lage_capabilities_find_exception (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (reason, ==, cases[i].reason);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *pasted;
    const char *first; /* NULL: no address */
  } cases[] = {
    { " https://a.example/ows ", "https://a.example/ows?SERVICE=WMS&REQUEST=GetCapabilities" },
    { "a.example/ows?map=b&request=GetMap", "https://a.example/ows?map=b&SERVICE=WMS&"
      "REQUEST=GetCapabilities" },
    { "https://a.example/wmts", "https://a.example/wmts?SERVICE=WMTS&REQUEST=GetCapabilities" },
    { "https://a.example/1.0.0/WMTSCapabilities.xml",
      "https://a.example/1.0.0/WMTSCapabilities.xml" },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) list = lage_capabilities_list_addresses (cases[i].pasted);

      g_test_message ("%s", cases[i].pasted);
      g_assert_true ((list->len == 0) == (cases[i].first == NULL));
      if (list->len > 0)
        g_assert_cmpstr (g_ptr_array_index (list, 0), ==, cases[i].first);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/capabilities/wms-of-a-state", test_wms_of_a_state);
  g_test_add_func ("/map/capabilities/wms-with-time", test_wms_with_time);
  g_test_add_func ("/map/capabilities/old-wms", test_old_wms);
  g_test_add_func ("/map/capabilities/wmts", test_wmts);
  g_test_add_func ("/map/capabilities/tms", test_tms);
  g_test_add_func ("/map/capabilities/survives-a-file", test_survives_a_file);
  g_test_add_func ("/map/capabilities/hostile", test_hostile);
  g_test_add_func ("/map/capabilities/exceptions", test_exceptions);
  g_test_add_func ("/map/capabilities/addresses", test_addresses);

  return g_test_run ();
}
