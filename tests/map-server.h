/* map-server.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

/* A map server of our own on the loopback interface, which speaks XYZ, TMS, WMTS and WMS. Every pixel
 * that it sends has the colour of its place in the world, worked out from what was asked by the
 * standards alone: so a tile in the wrong place, a flipped row or a swapped axis has wrong colours.
 *
 *   /xyz/Z/X/Y.png   /tms/Z/X/Y.png   /wmts/SET/MATRIX/ROW/COL.png   /wms?...   /wms-capabilities
 */

#define MAP_SERVER_HALF_M 20037508.342789244

/* Places repeat after so much of the world: finer than a pixel of zoom 12 nothing is told apart. */
#define MAP_SERVER_STEPS 1048576.0

typedef struct
{
  SoupServer *server;
  char *base;        /* address, without a slash at the end */
  guint status;      /* what it answers */
  guint n_bad;       /* how many times 503 comes before that */
  const char *retry_after;
  const char *cache_control;
  const char *body;  /* (nullable): sent instead of an image */
  const char *content_type;
  gboolean is_transparent; /* every second 64 pixels of an image are */
  gboolean is_empty;       /* all of it is */
  guint n_requests;
  guint n_conditional;
  guint n_tiles;
  char *user_agent;
  char *last_query;  /* of WMS */
  GHashTable *paths;
} MapServer;

static inline void
map_server_colour (double  world_x,
                   double  world_y,
                   guint8 *rgb)
{
  guint x = (guint) floor (world_x * MAP_SERVER_STEPS);
  guint y = (guint) floor (world_y * MAP_SERVER_STEPS);

  rgb[0] = (guint8) ((x >> 2) & 255);
  rgb[1] = (guint8) ((y >> 2) & 255);
  rgb[2] = (guint8) (((x >> 10) & 15) << 4 | ((y >> 10) & 15));
}

static inline double
map_server_world_y (double latitude)
{
  double sine = sin (latitude * G_PI / 180);

  return 0.5 - log ((1 + sine) / (1 - sine)) / (4 * G_PI);
}

/* The place of the middle of a pixel: world_x and world_y of a picture from corner to corner. */
static inline GBytes *
map_server_draw (MapServer *self,
                 guint      width,
                 guint      height,
                 double     west,
                 double     north,
                 double     east,
                 double     south,
                 gboolean   is_degrees)
{
  g_autoptr(GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, self->is_transparent || self->is_empty, 8, (int) width,
                    (int) height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  char *buffer;
  gsize n_bytes;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 *pixel = pixels + y * (guint) gdk_pixbuf_get_rowstride (pixbuf) + x * (guint) n_channels;
        double world_x = west + (x + 0.5) / width * (east - west);
        double world_y = north + (y + 0.5) / height * (south - north);

        if (is_degrees)
          {
            world_x = world_x / 360 + 0.5;
            world_y = map_server_world_y (world_y);
          }
        map_server_colour (world_x, world_y, pixel);
        if (n_channels == 4)
          pixel[3] = self->is_empty || (x / 64 + y / 64) % 2 == 0 ? 0 : 255;
      }
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &n_bytes, "png", NULL, NULL));

  return g_bytes_new_take (buffer, n_bytes);
}

static inline const char *
map_server_get (GHashTable *query,
                const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL ? value : "";
}

/* OGC 06-042 and 01-068r3, read anew for the tests. */
static inline GBytes *
map_server_draw_wms (MapServer  *self,
                     GHashTable *query)
{
  gboolean is_new = g_str_equal (map_server_get (query, "VERSION"), "1.3.0");
  const char *crs = map_server_get (query, is_new ? "CRS" : "SRS");
  guint width = (guint) atoi (map_server_get (query, "WIDTH"));
  guint height = (guint) atoi (map_server_get (query, "HEIGHT"));
  double box[4] = { 0 };
  g_auto(GStrv) corners = g_strsplit (map_server_get (query, "BBOX"), ",", -1);

  if (g_strv_length (corners) != 4 || width < 1 || width > 2048 || height < 1 || height > 2048)
    return NULL;
  for (guint i = 0; i < 4; i++)
    box[i] = g_ascii_strtod (corners[i], NULL);

  if (g_str_equal (crs, "EPSG:3857"))
    return map_server_draw (self, width, height, box[0] / (2 * MAP_SERVER_HALF_M) + 0.5,
                            0.5 - box[3] / (2 * MAP_SERVER_HALF_M),
                            box[2] / (2 * MAP_SERVER_HALF_M) + 0.5,
                            0.5 - box[1] / (2 * MAP_SERVER_HALF_M), FALSE);
  if (g_str_equal (crs, "EPSG:4326") && is_new)
    return map_server_draw (self, width, height, box[1], box[2], box[3], box[0], TRUE);
  if (g_str_equal (crs, "EPSG:4326") || (g_str_equal (crs, "CRS:84") && is_new))
    return map_server_draw (self, width, height, box[0], box[3], box[2], box[1], TRUE);

  return NULL;
}

static inline GBytes *
map_server_draw_tile (MapServer *self,
                      guint      zoom,
                      guint      x,
                      guint      y)
{
  double size = 1.0 / (double) (1u << zoom);

  return map_server_draw (self, 256, 256, x * size, y * size, (x + 1) * size, (y + 1) * size,
                          FALSE);
}

static inline GBytes *
map_server_find (MapServer  *self,
                 const char *path,
                 GHashTable *query)
{
  guint a, b, c;

  if (sscanf (path, "/xyz/%u/%u/%u.png", &a, &b, &c) == 3)
    return map_server_draw_tile (self, a, b, c);
  if (sscanf (path, "/tms/%u/%u/%u.png", &a, &b, &c) == 3)
    return map_server_draw_tile (self, a, b, (1u << a) - 1 - c);
  if (sscanf (path, "/wmts/WEB/M%u/%u/%u.png", &a, &b, &c) == 3)
    return map_server_draw_tile (self, a, c, b);
  if (g_str_equal (path, "/wms"))
    return map_server_draw_wms (self, query);

  return NULL;
}

#define MAP_SERVER_WMS                                                                             \
  "<WMS_Capabilities version=\"1.3.0\" xmlns=\"http://www.opengis.net/wms\" "                      \
  "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><Service><Title>Test server</Title>"               \
  "<ContactInformation><ContactPersonPrimary><ContactOrganization>Testers</ContactOrganization>"   \
  "</ContactPersonPrimary></ContactInformation></Service><Capability><Request><GetMap>"            \
  "<Format>image/png</Format></GetMap></Request><Layer><Title>All</Title><CRS>EPSG:3857</CRS>"     \
  "<Layer><Name>flood</Name><Title>Flooded area</Title>"                                           \
  "<Style><Name>blue</Name><Title>Blue</Title></Style></Layer>"                                    \
  "<Layer><Name>radar</Name><Title>Radar</Title><Dimension name=\"time\" units=\"ISO8601\" "       \
  "default=\"current\">2013-12-05T00:00:00Z/2013-12-06T12:00:00Z/PT5M</Dimension></Layer>"         \
  "</Layer><Layer><Name>utm</Name><Title>Only in UTM</Title><CRS>EPSG:25832</CRS></Layer>"         \
  "</Capability></WMS_Capabilities>"

static inline void
map_server_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  MapServer *self = user_data;
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *response = soup_server_message_get_response_headers (message);
  const char *etag = soup_message_headers_get_one (request, "If-None-Match");
  g_autoptr(GBytes) bytes = NULL;

  self->n_requests++;
  g_hash_table_add (self->paths, g_strdup (path));
  g_free (self->user_agent);
  self->user_agent = g_strdup (soup_message_headers_get_one (request, "User-Agent"));

  if (g_str_equal (map_server_get (query, "REQUEST"), "GetCapabilities"))
    {
      if (g_str_equal (map_server_get (query, "SERVICE"), "WMS") && g_str_equal (path, "/wms"))
        {
          soup_server_message_set_status (message, 200, NULL);
          soup_server_message_set_response (message, "text/xml", SOUP_MEMORY_STATIC, MAP_SERVER_WMS,
                                            strlen (MAP_SERVER_WMS));
        }
      else
        {
          soup_server_message_set_status (message, 404, NULL);
        }
      return;
    }
  if (self->n_bad > 0)
    {
      self->n_bad--;
      if (self->retry_after != NULL)
        soup_message_headers_replace (response, "Retry-After", self->retry_after);
      soup_server_message_set_status (message, 503, NULL);
      return;
    }

  soup_message_headers_replace (response, "ETag", "\"one\"");
  soup_message_headers_replace (response, "Cache-Control", self->cache_control);
  if (etag != NULL && self->status == 200)
    {
      g_assert_cmpstr (etag, ==, "\"one\"");
      self->n_conditional++;
      soup_server_message_set_status (message, 304, NULL);
      return;
    }

  soup_server_message_set_status (message, self->status, NULL);
  if (self->body != NULL)
    {
      soup_server_message_set_response (message, self->content_type, SOUP_MEMORY_COPY, self->body,
                                        strlen (self->body));
      return;
    }
  if (self->status != 200)
    return;

  if (g_str_equal (path, "/wms"))
    {
      g_free (self->last_query);
      self->last_query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
    }
  bytes = map_server_find (self, path, query);
  if (bytes == NULL)
    {
      soup_server_message_set_status (message, 400, NULL);
      return;
    }
  self->n_tiles++;
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static inline void
map_server_start (MapServer *self)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->status = 200;
  self->cache_control = "max-age=3600";
  self->content_type = "text/xml";
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, map_server_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_uri_to_string (uris->data);
  self->base[strlen (self->base) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static inline void
map_server_stop (MapServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_free (self->base);
  g_free (self->user_agent);
  g_free (self->last_query);
  g_hash_table_unref (self->paths);
}
