/* lage-source-spec.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-source-spec.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-tile-url.h"

#define MAX_ZOOM 24
#define DEFAULT_MAX_ZOOM 19

static const char *const service_names[] = { "XYZ", "TMS", "WMTS", "WMS", "MBTiles" };

/* The fields that are text, by the keys that they have in files. */
static const struct
{
  const char *key;
  gsize offset;
} text_fields[] = {
  { "Name", G_STRUCT_OFFSET (LageSourceSpec, name) },
  { "Attribution", G_STRUCT_OFFSET (LageSourceSpec, attribution) },
  { "URL", G_STRUCT_OFFSET (LageSourceSpec, url) },
  { "Capabilities", G_STRUCT_OFFSET (LageSourceSpec, capabilities_url) },
  { "Layer", G_STRUCT_OFFSET (LageSourceSpec, layer) },
  { "Style", G_STRUCT_OFFSET (LageSourceSpec, style) },
  { "Format", G_STRUCT_OFFSET (LageSourceSpec, format) },
  { "Version", G_STRUCT_OFFSET (LageSourceSpec, version) },
  { "CRS", G_STRUCT_OFFSET (LageSourceSpec, crs) },
  { "TileMatrixSet", G_STRUCT_OFFSET (LageSourceSpec, matrix_set) },
  { "TimeExtent", G_STRUCT_OFFSET (LageSourceSpec, time_extent) },
  { "TimeDefault", G_STRUCT_OFFSET (LageSourceSpec, time_default) },
};

static char **
get_text (const LageSourceSpec *self,
          guint                 field)
{
  return G_STRUCT_MEMBER_P (self, text_fields[field].offset);
}

/**
 * lage_source_spec_new:
 * @service: how it is asked
 * @name: what a person knows it by
 * @url: where it is
 *
 * Returns: (transfer full): one with the zoom levels and tiles that most servers have
 */
LageSourceSpec *
lage_source_spec_new (LageService  service,
                      const char  *name,
                      const char  *url)
{
  LageSourceSpec *self = g_new0 (LageSourceSpec, 1);

  self->service = service;
  self->name = g_strdup (name);
  self->url = g_strdup (url);
  self->max_zoom = DEFAULT_MAX_ZOOM;
  self->tile_size = service == LAGE_SERVICE_WMS ? 512 : 256;

  return self;
}

LageSourceSpec *
lage_source_spec_copy (const LageSourceSpec *self)
{
  LageSourceSpec *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    *get_text (copy, i) = g_strdup (*get_text (self, i));
  copy->matrices = g_strdupv (self->matrices);

  return copy;
}

void
lage_source_spec_free (LageSourceSpec *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    g_free (*get_text (self, i));
  g_strfreev (self->matrices);
  g_free (self);
}

static gboolean
check_template (const LageSourceSpec  *self,
                GError               **error)
{
  gboolean is_complete;

  if (self->service == LAGE_SERVICE_WMTS)
    is_complete = lage_tile_url_has_variable (self->url, "TileMatrix")
                  && lage_tile_url_has_variable (self->url, "TileRow")
                  && lage_tile_url_has_variable (self->url, "TileCol");
  else
    is_complete = (lage_tile_url_has_variable (self->url, "z")
                   || lage_tile_url_has_variable (self->url, "TileSet"))
                  && lage_tile_url_has_variable (self->url, "x")
                  && (lage_tile_url_has_variable (self->url, "y")
                      || lage_tile_url_has_variable (self->url, "-y"));

  if (!is_complete)
    g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: %s", self->url,
                 self->service == LAGE_SERVICE_WMTS
                 ? "{TileMatrix}, {TileRow} and {TileCol} are wanted"
                 : "{z}, {x} and {y} or {-y} are wanted");

  return is_complete;
}

/**
 * lage_source_spec_check:
 * @self: what somebody has written
 * @error: what is wrong with it
 *
 * Returns: %TRUE if tiles can be asked for; nobody is asked yet
 */
gboolean
lage_source_spec_check (const LageSourceSpec  *self,
                        GError               **error)
{
  if (self->name == NULL || *self->name == '\0' || self->url == NULL || *self->url == '\0')
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "name and address are wanted");
      return FALSE;
    }
  if (self->service == LAGE_SERVICE_FILE)
    return TRUE;

  /* Four tiles of 256 pixels make one of ours: so one level is not enough. */
  if ((self->tile_size != 256 && self->tile_size != 512) || self->min_zoom > self->max_zoom
      || self->max_zoom > MAX_ZOOM || (self->tile_size == 256 && self->max_zoom == 0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: tiles of %u pixels, zoom %u to %u",
                   self->url, self->tile_size, self->min_zoom, self->max_zoom);
      return FALSE;
    }
  if (self->matrices != NULL
      && (self->first_zoom > self->min_zoom
          || self->max_zoom - self->first_zoom >= g_strv_length (self->matrices)))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: zoom %u to %u without names",
                   self->url, self->min_zoom, self->max_zoom);
      return FALSE;
    }

  switch (self->service)
    {
    case LAGE_SERVICE_WMS:
      if (self->layer == NULL || self->version == NULL || self->format == NULL
          || !lage_tile_url_is_known_crs (self->crs))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "%s: layer, version, format and a known CRS are wanted", self->url);
          return FALSE;
        }
      break;

    case LAGE_SERVICE_WMTS:
      if (self->layer == NULL || self->matrices == NULL)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "%s: layer and tile matrices are wanted", self->url);
          return FALSE;
        }
      if (!check_template (self, error))
        return FALSE;
      break;

    case LAGE_SERVICE_XYZ:
    case LAGE_SERVICE_TMS:
    default:
      if (!check_template (self, error))
        return FALSE;
      break;

    case LAGE_SERVICE_FILE:
      g_assert_not_reached ();
    }

  return lage_tile_url_check (self, error);
}

static gboolean
load_number (GKeyFile    *file,
             const char  *group,
             const char  *key,
             guint       *number,
             GError     **error)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, 65536, &value, error))
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  *number = (guint) value;

  return TRUE;
}

/**
 * lage_source_spec_load:
 * @file: a file of sources
 * @group: the group of one
 * @error: what is wrong with it, with the group
 *
 * Returns: (transfer full): the source, checked; or %NULL
 */
LageSourceSpec *
lage_source_spec_load (GKeyFile    *file,
                       const char  *group,
                       GError     **error)
{
  g_autoptr(LageSourceSpec) self = lage_source_spec_new (LAGE_SERVICE_XYZ, NULL, NULL);
  g_autofree char *service = g_key_file_get_string (file, group, "Service", NULL);
  g_autofree double *bounds = NULL;
  gsize n_bounds = 0;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (service_names); i++)
    if (service != NULL && g_ascii_strcasecmp (service, service_names[i]) == 0)
      break;
  if (i == G_N_ELEMENTS (service_names))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: Service=%s is not known", group,
                   service != NULL ? service : "");
      return NULL;
    }
  self->service = (LageService) i;
  if (self->service == LAGE_SERVICE_WMS)
    self->tile_size = 512;

  for (i = 0; i < G_N_ELEMENTS (text_fields); i++)
    {
      char **text = get_text (self, i);

      *text = g_key_file_get_string (file, group, text_fields[i].key, NULL);
      if (*text != NULL && **text == '\0')
        g_clear_pointer (text, g_free);
    }
  self->matrices = g_key_file_get_string_list (file, group, "TileMatrices", NULL, NULL);
  self->is_bulk_permitted = g_key_file_get_boolean (file, group, "BulkPermitted", NULL);

  bounds = g_key_file_get_double_list (file, group, "Bounds", &n_bounds, NULL);
  self->has_bounds = n_bounds == 4;
  for (i = 0; i < 4 && self->has_bounds; i++)
    {
      self->bounds[i] = bounds[i];
      if (!isfinite (bounds[i]) || fabs (bounds[i]) > 360)
        self->has_bounds = FALSE;
    }

  if (!load_number (file, group, "FirstZoom", &self->first_zoom, error)
      || !load_number (file, group, "MinZoom", &self->min_zoom, error)
      || !load_number (file, group, "MaxZoom", &self->max_zoom, error)
      || !load_number (file, group, "TileSize", &self->tile_size, error)
      || !lage_source_spec_check (self, error))
    {
      g_prefix_error (error, "%s: ", group);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
lage_source_spec_save (const LageSourceSpec *self,
                       GKeyFile             *file,
                       const char           *group)
{
  g_key_file_set_string (file, group, "Service", service_names[self->service]);
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (*get_text (self, i) != NULL)
      g_key_file_set_string (file, group, text_fields[i].key, *get_text (self, i));

  if (self->service == LAGE_SERVICE_FILE)
    return;

  g_key_file_set_integer (file, group, "MinZoom", (int) self->min_zoom);
  g_key_file_set_integer (file, group, "MaxZoom", (int) self->max_zoom);
  g_key_file_set_integer (file, group, "TileSize", (int) self->tile_size);
  g_key_file_set_boolean (file, group, "BulkPermitted", self->is_bulk_permitted);
  if (self->matrices != NULL)
    {
      g_key_file_set_integer (file, group, "FirstZoom", (int) self->first_zoom);
      g_key_file_set_string_list (file, group, "TileMatrices",
                                  (const char *const *) self->matrices,
                                  g_strv_length (self->matrices));
    }
  if (self->has_bounds)
    g_key_file_set_double_list (file, group, "Bounds", (double *) self->bounds, 4);
}

gboolean
lage_source_spec_has_time (const LageSourceSpec *self)
{
  return self->time_extent != NULL;
}

/* Proper names, the same in all languages. */
const char *
lage_source_spec_get_service_name (const LageSourceSpec *self)
{
  return service_names[self->service];
}

/**
 * lage_source_spec_dup_host:
 * @self: a source
 *
 * Returns: (transfer full) (nullable): the host that is asked for its first tile; %NULL for a file
 */
char *
lage_source_spec_dup_host (const LageSourceSpec *self)
{
  g_autofree char *url = NULL;
  g_autoptr(GUri) uri = NULL;

  if (self->service == LAGE_SERVICE_FILE)
    return NULL;

  url = lage_tile_url_build (self, self->min_zoom, 0, 0, 1, NULL);
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/**
 * lage_source_spec_dup_key:
 * @self: a source
 * @scale: 1, or 2 for tiles of twice the density
 * @time: (nullable): the instant shown
 *
 * Returns: (transfer full): a name for a folder that no other set of tiles has
 */
char *
lage_source_spec_dup_key (const LageSourceSpec *self,
                          guint                 scale,
                          const char           *time)
{
  g_autofree char *url = lage_tile_url_build (self, self->min_zoom, 0, 0, scale, time);
  g_autofree char *text = g_strdup_printf ("%s\n%u\n%u\n%s\n%s",
                                           service_names[self->service], self->tile_size, scale,
                                           self->url, url);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (digest, 24);
}
