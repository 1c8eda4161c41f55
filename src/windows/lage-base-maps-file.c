/* lage-base-maps-file.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-maps-private.h"

#include <string.h>

#include "lage-settings.h"

/* The file of the maps, which people can read and write: a group for each, the topmost first. What
 * can't be used of it is said, and stays in it. */

#define GENERAL "General"

static void
note_problem (LageBaseMaps *self,
              const char   *problem)
{
  g_autofree char *before = g_steal_pointer (&self->problem);

  g_message ("%s: %s", self->path, problem);
  self->problem = before != NULL ? g_strdup_printf ("%s\n%s", before, problem) : g_strdup (problem);
}

static void
copy_group (GKeyFile   *from,
            GKeyFile   *to,
            const char *group)
{
  g_auto(GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, keys[i], NULL);

      g_key_file_set_value (to, group, keys[i], value);
    }
}

static void
read_file (LageBaseMaps *self,
           const char   *text,
           gsize         size)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) groups = NULL;

  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &error))
    {
      note_problem (self, error->message);
      return;
    }

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autoptr(GError) map_error = NULL;
      g_autoptr(LageBaseMap) map = NULL;

      if (!g_str_has_prefix (groups[i], LAGE_BASE_MAPS_GROUP))
        continue;
      map = lage_base_map_load (file, groups[i], groups[i] + strlen (LAGE_BASE_MAPS_GROUP), &map_error);
      if (map != NULL)
        {
          lage_base_maps_insert (self, lage_base_maps_get_n (self), map);
          continue;
        }
      copy_group (file, self->unread, groups[i]);
      note_problem (self, map_error->message);
    }
  self->base_id = g_key_file_get_string (file, GENERAL, "Base", NULL);
}

/* What the settings of former versions named. */
static void
migrate (LageBaseMaps *self)
{
  g_autofree char *address = g_settings_get_string (self->settings, LAGE_SETTINGS_BASE_MAP);
  g_autofree char *credit = g_settings_get_string (self->settings, LAGE_SETTINGS_BASE_MAP_CREDIT);
  gboolean is_server = strstr (address, "://") != NULL;
  g_autofree char *name = NULL;
  g_autoptr(LageSourceSpec) spec = NULL;

  if (*address == '\0')
    return;

  name = is_server ? g_strdup (address) : g_path_get_basename (address);
  spec = lage_source_spec_new (is_server ? LAGE_SERVICE_XYZ : LAGE_SERVICE_FILE, name, address);
  if (*credit != '\0')
    spec->attribution = g_strdup (credit);
  g_settings_reset (self->settings, LAGE_SETTINGS_BASE_MAP);
  g_settings_reset (self->settings, LAGE_SETTINGS_BASE_MAP_CREDIT);
  if (lage_source_spec_check (spec, NULL))
    lage_base_maps_set_base (self, lage_base_maps_add (self, spec, FALSE));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LageBaseMaps) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;
  gboolean is_read = g_file_load_contents_finish (G_FILE (object), result, &text, &size, NULL,
                                                  &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (is_read)
    read_file (self, text, size);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    note_problem (self, error->message);
  lage_base_maps_begin (self);
  migrate (self);
}

void
lage_base_maps_read (LageBaseMaps *self)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->path);

  g_file_load_contents_async (file, self->cancellable, read_cb, g_object_ref (self));
}

static char *
write_text (LageBaseMaps *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) unread = g_key_file_get_groups (self->unread, NULL);

  g_key_file_set_comment (file, NULL, NULL,
                          " Maps of Rescue-Mate, the topmost first. Edit it only while the program "
                          "does not run.", NULL);
  if (self->base_id != NULL)
    g_key_file_set_string (file, GENERAL, "Base", self->base_id);
  for (guint i = 0; i < lage_base_maps_get_n (self); i++)
    {
      LageBaseMap *map = lage_base_maps_get (self, i);
      g_autofree char *group = g_strconcat (LAGE_BASE_MAPS_GROUP, lage_base_map_get_id (map), NULL);

      lage_base_map_save (map, file, group);
    }
  for (guint i = 0; unread[i] != NULL; i++)
    copy_group (self->unread, file, unread[i]);

  return g_key_file_to_data (file, NULL, NULL);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  LageBaseMaps *self = source_object;
  g_autofree char *directory = g_path_get_dirname (self->path);
  GError *error = NULL;

  if (g_mkdir_with_parents (directory, 0700) != 0)
    g_task_return_new_error (task, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: can't be made",
                             directory);
  else if (!g_file_set_contents_full (self->path, task_data, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  LageBaseMaps *self = LAGE_BASE_MAPS (object);
  g_autoptr(GError) error = NULL;

  self->is_saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      note_problem (self, error->message);
      lage_base_maps_emit_changed (self);
    }
  if (self->has_unsaved)
    lage_base_maps_save (self);
}

static void
start_saving (LageBaseMaps *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->has_unsaved = FALSE;
  self->is_saving = TRUE;
  g_task_set_source_tag (task, start_saving);
  g_task_set_task_data (task, write_text (self), g_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* One at a time: a slider that is drawn changes faster than files are written. */
void
lage_base_maps_save (LageBaseMaps *self)
{
  self->has_unsaved = TRUE;
  if (self->is_loaded && !self->is_saving)
    start_saving (self);
}
