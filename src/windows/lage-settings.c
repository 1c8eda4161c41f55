/* lage-settings.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-settings.h"

#include <adwaita.h>
#include <string.h>

#include "lage-base-maps.h"
#include "lage-basemap-source.h"
#include "lage-format.h"

#define MAX_RECENT_SIGNS 16

/* Set on a map that has the embedded map to fall back on. */
#define HAS_EMBEDDED "lage-settings-has-embedded"

/**
 * lage_settings_apply_color_scheme:
 *
 * Makes the program light or dark as the settings say. Wants an initialised GTK.
 */
void
lage_settings_apply_color_scheme (void)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *name = g_settings_get_string (settings, LAGE_SETTINGS_COLOR_SCHEME);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (strcmp (name, "light") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (strcmp (name, "dark") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/**
 * lage_settings_apply_notation:
 *
 * Makes the program write positions as the settings say.
 */
void
lage_settings_apply_notation (void)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *token = g_settings_get_string (settings, LAGE_SETTINGS_POSITION_NOTATION);

  lage_format_set_notation (lage_notation_from_token (token));
}

/**
 * lage_settings_dup_author:
 *
 * Returns: (transfer full): who signs what is edited: as the settings say, else the user of this
 *   machine
 */
char *
lage_settings_dup_author (void)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *author = g_settings_get_string (settings, LAGE_SETTINGS_AUTHOR);

  return *author != '\0' ? g_steal_pointer (&author) : g_strdup (g_get_real_name ());
}

/**
 * lage_settings_dup_recent_signs:
 *
 * Returns: (transfer full): codes of the tactical signs that were used last, newest first
 */
char **
lage_settings_dup_recent_signs (void)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);

  return g_settings_get_strv (settings, LAGE_SETTINGS_RECENT_SIGNS);
}

/**
 * lage_settings_add_recent_sign:
 * @code: a sign that was just used
 */
void
lage_settings_add_recent_sign (const char *code)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_auto(GStrv) old = g_settings_get_strv (settings, LAGE_SETTINGS_RECENT_SIGNS);
  g_autoptr(GPtrArray) codes = g_ptr_array_new ();

  g_ptr_array_add (codes, (gpointer) code);
  for (guint i = 0; old[i] != NULL && codes->len < MAX_RECENT_SIGNS; i++)
    if (strcmp (old[i], code) != 0)
      g_ptr_array_add (codes, old[i]);
  g_ptr_array_add (codes, NULL);
  g_settings_set_strv (settings, LAGE_SETTINGS_RECENT_SIGNS, (const char *const *) codes->pdata);
}

static void
basemap_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(LageBasemapSource) source = NULL;
  LageMapView *view = g_task_get_source_object (task);
  GError *error = NULL;

  source = lage_basemap_source_new_finish (result, &error);
  if (source == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lage_map_view_set_fallback_source (view, LAGE_TILE_SOURCE (source));
  lage_map_view_set_labels_func (view, lage_basemap_source_add_labels, g_object_ref (source),
                                 g_object_unref);
  g_object_set_data (G_OBJECT (view), HAS_EMBEDDED, GINT_TO_POINTER (TRUE));
  g_task_return_boolean (task, TRUE);
}

static gboolean
has_embedded (LageMapView *view)
{
  return g_object_get_data (G_OBJECT (view), HAS_EMBEDDED) != NULL
         || LAGE_IS_BASEMAP_SOURCE (lage_map_view_get_shown_source (view));
}

/**
 * lage_settings_apply_base_map_async:
 * @view: a map
 * @cancellable: (nullable): a cancellable
 * @callback: called when the map has its source
 * @user_data: passed to it
 *
 * Gives the view the embedded map to fall back on, and the maps that the user has configured: what
 * changes of them later, the view shows.
 */
void
lage_settings_apply_base_map_async (LageMapView         *view,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LAGE_IS_MAP_VIEW (view));

  task = g_task_new (view, cancellable, callback, user_data);
  g_task_set_source_tag (task, lage_settings_apply_base_map_async);
  lage_base_maps_attach (lage_base_maps_get_default (), view);
  if (has_embedded (view))
    g_task_return_boolean (task, TRUE);
  else
    lage_basemap_source_new_async (cancellable, basemap_loaded_cb, g_object_ref (task));
  g_object_unref (task);
}

/**
 * lage_settings_apply_base_map_finish:
 * @view: the map
 * @result: the result
 * @error: why there is no embedded map
 */
gboolean
lage_settings_apply_base_map_finish (LageMapView   *view,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, view), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
