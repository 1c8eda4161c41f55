/* lage-gdal.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "lage-exchange"

#include "config.h"

#include "lage-gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <string.h>

#include "lage-error.h"

/* GDAL, kept on a short lead. It knows two hundred formats, some of which run SQL, follow links or
 * fetch from servers; files come from strangers. So: only the drivers below stay registered, none
 * is loaded from elsewhere, and the rest of the room gives GDAL only memory (/vsimem), never a path
 * of the disk: there is nothing beside a file that could be read by accident, and nothing it could
 * write. What it says is collected per thread; nothing is printed. */

static const char *const wanted_drivers[] = {
  "ESRI Shapefile", "GPKG", "GPX", "GeoJSON", "Memory", NULL,
};

static const struct
{
  const char *name;
  const char *value;
} options[] = {
  { "GDAL_DRIVER_PATH", "disable" },
  { "OGR_DRIVER_PATH", "disable" },
  { "GDAL_DISABLE_READDIR_ON_OPEN", "TRUE" },
  { "CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}" },
  { "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO" },
  { "OGR_SQLITE_LOAD_EXTENSIONS", "" },
  { "SHAPE_RESTORE_SHX", "NO" },
  { "CPL_DEBUG", "OFF" },
};

static void CPL_STDCALL
ignore_cb (CPLErr      kind,
           CPLErrorNum number,
           const char *message)
{
  g_debug ("gdal: %s", message);
}

/* Names in memory mean nothing to anybody: "/vsimem/lage-3/layer.kml" becomes "layer.kml". */
static char *
clean_message (const char *message)
{
  static const char place[] = "/vsimem/lage-";
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  GString *result = g_string_new (NULL);
  const char *p = valid;
  const char *found;

  while ((found = strstr (p, place)) != NULL)
    {
      g_string_append_len (result, p, found - p);
      p = found + strlen (place);
      p += strspn (p, "0123456789");
      p += strspn (p, "/");
    }
  g_string_append (result, p);
  g_strdelimit (result->str, "\r\n", ' ');
  return g_string_free (result, FALSE);
}

static void CPL_STDCALL
collect_cb (CPLErr      kind,
            CPLErrorNum number,
            const char *message)
{
  LageGdalScope *self = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure && self->failure == NULL)
    self->failure = clean_message (message);
  else
    g_debug ("gdal: %s", message);
}

/**
 * lage_gdal_ensure:
 *
 * Makes GDAL ready, once. Reads its data base: call it in a task thread.
 */
void
lage_gdal_ensure (void)
{
  static gsize is_ready = 0;

  if (!g_once_init_enter (&is_ready))
    return;

  CPLSetErrorHandler (ignore_cb);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    CPLSetConfigOption (options[i].name, options[i].value);
  GDALAllRegister ();
  for (int i = GDALGetDriverCount () - 1; i >= 0; i--)
    {
      GDALDriverH driver = GDALGetDriver (i);

      if (g_strv_contains (wanted_drivers, GDALGetDriverShortName (driver)))
        continue;
      GDALDeregisterDriver (driver);
      GDALDestroyDriver (driver);
    }
  OSRSetPROJEnableNetwork (FALSE);
  g_once_init_leave (&is_ready, 1);
}

LageGdalScope *
lage_gdal_scope_begin (void)
{
  LageGdalScope *self = g_new0 (LageGdalScope, 1);

  lage_gdal_ensure ();
  CPLPushErrorHandlerEx (collect_cb, self);
  return self;
}

void
lage_gdal_scope_end (LageGdalScope *self)
{
  if (self == NULL)
    return;
  CPLPopErrorHandler ();
  CPLErrorReset ();
  g_free (self->failure);
  g_free (self);
}

/**
 * lage_gdal_scope_set_error:
 * @self: the scope
 * @code: a LageError
 * @error: return location for a #GError
 *
 * Sets what GDAL complained about first. If it did not, it did not know the format.
 */
void
lage_gdal_scope_set_error (LageGdalScope  *self,
                           int             code,
                           GError        **error)
{
  g_set_error_literal (error, LAGE_ERROR, code,
                       self->failure != NULL ? self->failure : "it is not what its name says");
}

/**
 * lage_gdal_dup_memory_name:
 * @suffix: how the name ends
 *
 * Returns: (transfer full): a name in memory that nobody else has
 */
char *
lage_gdal_dup_memory_name (const char *suffix)
{
  static int last = 0;

  return g_strdup_printf ("/vsimem/lage-%d/%s", g_atomic_int_add (&last, 1), suffix);
}

/**
 * lage_gdal_new_crs:
 * @epsg: number of a coordinate system
 * @error: return location for a #GError (LAGE_ERROR_NOT_FOUND)
 *
 * Returns: (transfer full) (nullable): the system, with east or right first; free it with
 * lage_gdal_crs_free()
 */
OGRSpatialReferenceH
lage_gdal_new_crs (int      epsg,
                   GError **error)
{
  g_autoptr(LageGdalScope) scope G_GNUC_UNUSED = lage_gdal_scope_begin ();
  OGRSpatialReferenceH crs = OSRNewSpatialReference (NULL);

  if (epsg <= 0 || OSRImportFromEPSG (crs, epsg) != OGRERR_NONE)
    {
      lage_gdal_crs_free (crs);
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "EPSG:%d: no such coordinate system",
                   epsg);
      return NULL;
    }
  OSRSetAxisMappingStrategy (crs, OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

void
lage_gdal_crs_free (OGRSpatialReferenceH crs)
{
  if (crs != NULL)
    OSRRelease (crs);
}
